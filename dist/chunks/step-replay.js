(function (exports, require, module, __filename, __dirname) {
const require_action_run = require("./action-run.js");
const require_replay_place = require("./replay-place.js");
const require_replay_command = require("./replay-command.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_arguments = require("./arguments.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_steps = require("./run-steps.js");
let node_fs = require("node:fs");
let node_os = require("node:os");
let node_path = require("node:path");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_step_recording = require("./step-recording.js");
const require_step_run = require("./step-run.js");
const require_terminal = require("./terminal.js");
// src/cli/replay-tries.ts
async function runTry(context, opened, request) {
	const { step, lane, signal, start } = request;
	const uid = require_action_run_steps.systemUids.next();
	return await require_replay_place.inReplayPlace(opened.repository, {
		start,
		keepsIn: "own",
		uid
	}, async ({ folder, repository, presence, bringBack }) => {
		const startTime = require_action_run_steps.createStartTime();
		const store = await require_step_recording.openRunStore(context, opened, startTime);
		const sink = request.verbose ? context.streams.stderr : require_action_run.nowhere();
		const quiet = {
			...context,
			env: require_replay_place.replayEnvironment(context.env),
			streams: {
				...context.streams,
				stderr: require_action_run.nowhere()
			}
		};
		const options = {
			...lane.options,
			directory: require_replay_place.folderIn(folder, step.setup?.directory ?? null),
			limits: request.limits,
			commitAuthor: repository.identity === null ? opened.repository.identity : null
		};
		const { step: recorded } = await require_step_recording.recordStepRun(quiet, {
			history: request.history,
			step: options,
			shareWorkTree: false,
			quiet: true,
			attest: null
		}, lane.described, {
			...opened,
			repository,
			uid,
			presence,
			store,
			startTime,
			signal
		}, {
			uid: step.uid,
			repository: step.repository,
			sinks: {
				stdout: sink,
				stderr: sink
			},
			keep: async (after, ref) => {
				await bringBack(after);
				await opened.repository.updateLocalRefs([{
					ref,
					to: after,
					expected: null
				}]);
			}
		});
		return recorded;
	});
}
async function keepReplay(context, names, uid, options) {
	const [odd] = names;
	if (odd !== void 0 && require_action_post_help_run_steps.looksLikeStepNumber(odd)) throw require_action_post_help_run_steps.badInput(`--keep already names the try. Leave ${require_action_post_help_run_steps.quote(odd)} out.`);
	const { project } = require_arguments.readProject(names, options.project);
	const ref = require_action_post_help_run_steps.parseStepRef(uid, "--keep");
	const { tried, tip, carried } = await require_open_history.withHistoryHere(context, project, options, "move", async (opened) => {
		const step = await require_open_history.findStep(opened, ref, options);
		return {
			tried: step,
			...await carryOntoBranch(opened, step)
		};
	});
	const { agentConfig, prompt } = tried;
	const config = {
		...agentConfig,
		metadata: {
			...agentConfig?.metadata,
			kept_replay: tried.uid
		}
	};
	const run = [
		`printf '{"input_tokens":0,"output_tokens":0,"cost":0}' > "$LAFORGE_USAGE_FILE"`,
		`[ "$(git rev-parse HEAD)" = ${tip} ] || { echo 'The branch has moved on. Keep it again.'; exit 1; }`,
		`exec git read-tree -m -u HEAD ${carried}`
	].join("\n");
	const shell = require_action_run.parseShell(process.platform === "win32" ? "bash" : "sh", "--keep");
	const texts = {
		agent: "usage-file",
		"agent-config": JSON.stringify(config),
		...prompt?.text != null && { prompt: prompt.text }
	};
	const step = require_action_run.readStepOptions({
		text: (name) => texts[name] ?? null,
		nameOf: (name) => name,
		command: () => ({
			kind: "script",
			text: run,
			shell
		}),
		shell: () => shell,
		directory: context.cwd,
		folder: context.cwd,
		defaultPush: "none"
	});
	const asked = {
		history: options,
		step,
		shareWorkTree: false,
		quiet: false,
		attest: null
	};
	context.exitWith(await require_step_run.runStep(context, asked, await require_action_run.describeStep(step, context.env)));
}
async function carryOntoBranch({ repository }, step) {
	const after = checkKeepable(step);
	const [dirty] = await repository.dirtyPaths();
	if (dirty !== void 0) {
		const message = `${require_action_post_help_run_steps.quote(dirty)} has changes that are not committed, and they could be lost. Commit or stash them first.`;
		throw new require_action_post_help_run_steps.RefusedError("dirty-work-tree", message);
	}
	if ((await repository.kindsOf([after], null)).get(after) !== "commit") throw new require_action_post_help_run_steps.RefusedError("commit-gone", `Commit ${require_action_post_help_run_steps.shortSha(after)}, which ${require_action_run_steps.stepLabel(step)} made, is not here any more.`);
	const { sha: tip } = await repository.head();
	if (tip === null) throw require_action_post_help_run_steps.notReplayable("The checked-out branch has no commit, so there is nothing to bring it onto.");
	const { tree, conflicts } = await repository.diffs.carry({
		before: step.commitShaBefore,
		after
	}, tip);
	if (conflicts.length > 0) {
		const named = require_action_help_run_steps.nameSome(conflicts.map(require_action_post_help_run_steps.quote), 3);
		const message = `The work of ${require_action_run_steps.stepName(step)} conflicts with the branch: both changed ${named}. Merge ${require_action_post_help_run_steps.shortSha(after)} yourself (git merge --ff --squash ${after}).`;
		throw require_action_post_help_run_steps.notReplayable(message);
	}
	if (tree === await repository.treeOf(tip)) throw require_action_post_help_run_steps.notReplayable(`The branch has all that ${require_action_run_steps.stepName(step)} made already, so there is nothing to keep.`);
	const carried = await repository.createCommit({
		tree,
		parent: tip,
		message: "",
		at: new Date(step.startTime),
		author: null
	});
	const bundle = (0, node_path.join)((0, node_os.tmpdir)(), `laforge-keep-${require_action_run_steps.systemUids.next()}.bundle`);
	try {
		await repository.bundle(tip, carried, "refs/laforge/keep", bundle);
		await repository.unbundle(bundle, "own");
	} finally {
		(0, node_fs.rmSync)(bundle, { force: true });
	}
	return {
		tip,
		carried
	};
}
function checkKeepable(step) {
	const { commitShaAfter: after, commitShaBefore: before } = step;
	if (step.replays === null) throw require_action_post_help_run_steps.notReplayable(`${require_action_run_steps.stepName(step)} is not a replay. Name the uid of one.`);
	if (step.status !== "succeeded") throw require_action_post_help_run_steps.notReplayable(`${require_action_run_steps.stepName(step)} ended as ${step.status}. Name a try that succeeded.`);
	if (after === null || after === before) throw require_action_post_help_run_steps.notReplayable(`${require_action_run_steps.stepName(step)} changed nothing, so there is nothing to keep.`);
	return after;
}
// src/cli/step-replay.ts
const TIMES = 5;
function define(command, context) {
	command.usage("[options] [project-id] <step-id> [-- <command...>]").argument("[step-id...]", "the step to run again: its number (3, S3) or uid; after --, another agent to compare it with").option("--template <name>", "compare with the agent of the template .laforge/steps/<name>.yml").option("--input <name=value>", "an input of the template; may be given several times", require_step_run.severalTimes).option("--model <name>", "compare with the same agent and this model, if its command names a model").option("--agent <name>", "compare with this agent (claude-code, codex, \u2026); with a command or template, read usage from this agent's output").option("--times <number>", `number of tries of the other agent, or of the same one if there is no other (default: ${TIMES})`, (text) => require_action_run_steps.parseWholeNumber(text, "--times")).option("--baseline <number>", "number of tries of the same agent when there is another; 0 for none (default: as many as --times)", (text) => text === "0" ? 0 : require_action_run_steps.parseWholeNumber(text, "--baseline")).option("--check <script>", "decide with this script which work is right (default: the check of the step)").option("--check-timeout-minutes <minutes>", "end a check after this many minutes (default: 30)", (text) => require_action_run_steps.parseMinutes(text, "--check-timeout-minutes")).option("--timeout-minutes <minutes>", "end an agent after this many minutes", (text) => require_action_run_steps.parseMinutes(text, "--timeout-minutes")).option("--prompt <text>", "use this prompt instead of the recorded one").option("--prompt-file <file>", "take the prompt from this file").option("--env-allow <names>", "let agents see only these variables, separated by commas").option("--jobs <number>", "run this many tries at the same time (default: 1)", (text) => require_action_run_steps.parseWholeNumber(text, "--jobs")).option("--max-cost-usd <amount>", "limit what all tries may cost together; each is ended at its share", (text) => require_action_run_steps.parseUsd(text, "--max-cost-usd")).option("--keep <try>", "apply the work of this try, a number or uid, to the checked-out branch as a step").option("--verbose", "show the output of the agents").option("-y, --yes", "do not ask first").option("--json", "print the answer as one JSON object");
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => replay(context, args, options));
}
async function replay(context, args, options) {
	refuseGitVariables(context);
	const at = context.argv.indexOf("--");
	const argv = at < 0 ? [] : context.argv.slice(at + 1);
	const names = args.slice(0, args.length - argv.length);
	if (options.keep !== void 0) return await keepReplay(context, names, options.keep, options);
	const { project, step: ref } = require_arguments.readStep(names, options);
	const request = {
		command: argv.length > 0 ? {
			kind: "program",
			argv
		} : null,
		template: await require_step_run.readTemplateOptions(context, options),
		model: options.model ?? null,
		agent: options.agent ?? null,
		prompt: require_step_run.readPrompt(context, options),
		check: options.check ?? null,
		checkTimeoutMs: options.checkTimeoutMinutes ?? null,
		timeoutMs: options.timeoutMinutes ?? null,
		envAllow: options.envAllow === void 0 ? null : require_action_run.checkEnvAllow(require_action_run_steps.splitNames(options.envAllow), "--env-allow"),
		words: {
			...require_action_run_steps.WORDINGS.cli,
			called: (name) => name === "prompt" ? require_step_run.promptOption(options) : require_action_run_steps.WORDINGS.cli.called(name)
		}
	};
	await require_open_history.withHistoryHere(context, project, options, "move", async (opened) => runAndShow(context, opened, await require_open_history.findStep(opened, ref, options), request, options));
}
function refuseGitVariables({ env }) {
	const name = ["GIT_DIR", "GIT_WORK_TREE"].find((one) => env[one] !== void 0 && env[one] !== "");
	if (name === void 0) return;
	throw new require_action_post_help_run_steps.InputError("bad-environment", `${name} is set, but a replay uses separate work trees. Unset it.`);
}
async function runAndShow(context, opened, step, request, options) {
	const { repository, history } = opened;
	const isCompared = require_replay_command.hasOther(request);
	const times = options.times ?? TIMES;
	const wanted = {
		same: isCompared ? options.baseline ?? times : times,
		other: isCompared ? times : 0
	};
	const lanes = await require_replay_place.planReplay(step, request, context.env, wanted.same > 0);
	const start = await require_replay_place.findStart(repository, step);
	if (!start.isHere) {
		const message = `Commit ${require_action_post_help_run_steps.shortSha(start.sha)}, where ${require_action_run_steps.stepName(step)} began, is not in this clone. Get it: ${require_action_run_steps.quoteForShell([
			"git",
			"fetch",
			repository.remote?.fetchFrom ?? "origin",
			start.sha
		])}`;
		throw new require_action_post_help_run_steps.RefusedError("commit-gone", message);
	}
	const done = new Map();
	const tasks = [];
	for (const lane of [lanes.same, lanes.other].filter((one) => one !== null)) {
		const earlier = await require_replay_place.earlierTries(history, step, lane.key);
		done.set(lane.name, [...earlier]);
		for (let left = wanted[lane.name] - earlier.length; left > 0; left--) tasks.push(lane);
	}
	const turns = inTurn(tasks);
	for (const lane of new Set(turns)) checkProgram(context, lane);
	const share = options.maxCostUsd === void 0 ? null : options.maxCostUsd / Math.max(1, turns.length);
	const limits = require_replay_place.limitsOfTry(step, share);
	await tellPlan(context, opened, {
		step,
		start: start.sha,
		lanes,
		turns,
		limits,
		done,
		maxCostUsd: options.maxCostUsd ?? null
	});
	if (turns.length > 0 && !await require_terminal.confirm(context, options.yes === true)) return require_help_run_steps.say(context, "Nothing was run.");
	const signal = await require_help_run_steps.untilStopped(async (stopped) => {
		await require_replay_place.runSome(turns, options.jobs ?? 1, async (lane) => {
			if (stopped.aborted) return;
			const recorded = await runTry(context, opened, {
				step,
				lane,
				limits,
				history: options,
				verbose: options.verbose === true,
				signal: stopped,
				start: start.sha
			});
			require_help_run_steps.say(context, require_replay_place.tryLine(lane.name, recorded));
			require_replay_place.checkRan(recorded);
			if (recorded.status !== "cancelled") done.get(lane.name)?.push(recorded);
		});
		return require_help_run_steps.signalThatStopped(stopped);
	});
	if (signal !== void 0) {
		require_help_run_steps.say(context, "Stopped. What was tried is on record: the same command goes on from there.");
		return context.exitWith(require_action_run.signalExitCode(signal));
	}
	const result = await require_replay_place.resultOf(repository, step, lanes, done);
	if (options.json === true) require_help_run_steps.printJson(context, require_replay_place.replayToJson(step, result));
	else require_help_run_steps.print(context, require_replay_place.renderReplay(result, require_help_run_steps.stdoutView(context)));
}
function checkProgram({ env }, { name, options: { command } }) {
	const [program = ""] = command.kind === "program" ? command.argv : [];
	if (program === "" || program.includes("/") || process.platform === "win32") return;
	if (require_action_run_steps.findProgram(program, env.PATH ?? "") !== null) return;
	const whose = name === "same" ? "the same agent" : "the other";
	throw require_action_post_help_run_steps.notReplayable(`${require_action_post_help_run_steps.quote(program)} is not on PATH, so no try of ${whose} could run, and none was begun. Install it, or name another.`);
}
function inTurn(tasks) {
	const { same, other } = Object.groupBy(tasks, ({ name }) => name);
	const length = Math.max(same?.length ?? 0, other?.length ?? 0);
	return Array.from({ length }, (_, at) => [same?.[at], other?.[at]]).flat().filter((task) => task !== void 0);
}
async function tellPlan(context, opened, plan) {
	const { step, start, lanes, turns, limits, done, maxCostUsd } = plan;
	const cost = step.tokenUsage?.cost ?? null;
	if (maxCostUsd !== null && cost !== null && turns.length > 0 && maxCostUsd < cost) throw require_action_post_help_run_steps.notReplayable(`--max-cost-usd is ${maxCostUsd}, and ${require_action_run_steps.stepName(step)} alone cost ${cost.toFixed(4)} USD. Allow more.`);
	const count = (name) => turns.filter((lane) => lane.name === name).length;
	const parts = [...lanes.same === null ? [] : [`${tries(count("same"))} of the same agent`], ...lanes.other === null ? [] : [`${tries(count("other"))} of the other`]];
	const known = [...done.values()].flat().length;
	const earlier = known === 0 ? "" : `; ${known} more are on record`;
	require_help_run_steps.say(context, `${require_action_run_steps.stepName(step)} again from ${require_action_post_help_run_steps.shortSha(start)}: ${parts.join(" and ")}${earlier}.`);
	for (const lane of new Set(turns)) require_help_run_steps.say(context, `${lane.name === "same" ? "The same agent" : "The other"} ${require_replay_place.laneInWords(lane).join(", ")}.`);
	for (const remark of [...lanes.remarks, ...await findDifferences(context, opened, step, start)]) require_help_run_steps.say(context, remark);
	if (turns.length === 0) return;
	const each = limits?.max_cost_usd ?? null;
	const most = each === null ? "No limit is set (--max-cost-usd)" : `At most ${(each * turns.length).toFixed(2)} USD, ${each.toFixed(2)} a try`;
	const likely = cost === null ? `what ${require_action_run_steps.stepName(step)} cost is not known` : `as ${require_action_run_steps.stepName(step)} went, about ${(cost * turns.length).toFixed(2)} USD`;
	require_help_run_steps.say(context, `${most}; ${likely}.`);
}
async function findDifferences(context, { repository }, step, start) {
	const { setup } = step;
	if (setup === null) return [];
	const scratch = repository.makeScratch();
	try {
		await scratch.checkOut(start);
		const now = new Map(require_action_run.digestInstructions(scratch.folder, scratch.folder).map(({ path, sha256 }) => [path, sha256]));
		const changed = setup.instructions.filter(({ path }) => !path.includes("/") || path.startsWith(".github/")).filter(({ path, sha256 }) => now.get(path) !== sha256).map(({ path }) => path);
		const missing = setup.env.filter((name) => context.env[name] === void 0);
		const platform = `${process.platform} ${process.arch}`;
		return [
			...changed.length === 0 ? [] : [`These files differ from then, since they were not committed: ${changed.join(", ")}.`],
			...missing.length === 0 ? [] : [`These variables were set then and are not now: ${missing.join(", ")}.`],
			...setup.platform === null || setup.platform === platform ? [] : [`It ran on ${setup.platform}, and this is ${platform}.`],
			...setup.submodules.length === 0 ? [] : ["The folders of submodules are empty in a replay."]
		];
	} finally {
		scratch.remove();
	}
}
function tries(count) {
	return count === 1 ? "1 try" : `${count} tries`;
}
const EXAMPLES = `
Each try starts where the step started, in a separate work tree without remote, branches, hooks or git credentials. It is
recorded as a step on no branch that names the step it replays, and a pin keeps its work. The work tree has no files that
git ignores, so a check may have to install what it needs: --check 'npm ci && npm test'.

Running the same command again runs only the missing tries, so it continues a replay that was stopped.

Examples:
  $ laforge step replay 3                                         run the same agent five times
  $ laforge step replay 3 --times 10 -- codex exec "$TASK"        compare it with another command
  $ laforge step replay 3 --agent codex                           compare it with a known agent
  $ laforge step replay 3 --model claude-haiku-5 --jobs 4 --max-cost-usd 10
  $ laforge step replay --keep 5                                  apply one of the tries to the branch`;
exports.define = define;
});
