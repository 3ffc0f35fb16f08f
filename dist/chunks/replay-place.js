(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_run = require("./action-run.js");
const require_replay_command = require("./replay-command.js");
const require_figures = require("./figures.js");
const require_table = require("./table.js");
let node_os = require("node:os");
let node_path = require("node:path");
let node_fs = require("node:fs");
// src/render/terminal/replay.ts
const NAMES = {
	observed: "observed",
	same: "same agent",
	other: "the other"
};
function renderReplay({ lanes, verdict, shifts }, { paint, width }) {
	const letters = new Map();
	const letterOf = (tree) => {
		if (tree === null) return "";
		const letter = letters.get(tree) ?? String.fromCharCode(65 + letters.size % 26);
		letters.set(tree, letter);
		return letter;
	};
	const rows = lanes.flatMap(({ name, tries }) => tries.map(({ step, tree }) => ({
		name,
		step,
		files: letterOf(tree)
	})));
	return [
		require_table.renderTable([
			{
				title: "LANE",
				cell: ({ name }) => NAMES[name]
			},
			{
				title: "STEP",
				cell: ({ step }) => require_action_run_steps.stepLabel(step)
			},
			{
				title: "RESULT",
				cell: ({ step }) => step.status
			},
			{
				title: "CHANGES",
				cell: ({ step }) => require_action_run_steps.formatChanges(step.changes),
				shrinkTo: 10
			},
			{
				title: "FILES",
				cell: ({ files }) => files
			},
			{
				title: "TOOK",
				align: "right",
				cell: ({ step }) => require_action_run_steps.formatDuration(step.durationMs)
			},
			{
				title: "COST",
				align: "right",
				cell: ({ step }) => require_action_run_steps.formatCostOf(step.tokenUsage)
			}
		], rows, {
			paint,
			width
		}),
		"",
		...lanes.map(({ name, passes, rate }) => `${NAMES[name].padEnd(11)} ${passed(passes, rate)}`),
		...shifts === null ? [] : shiftLines(shifts),
		...verdict === null ? [] : ["", paint("strong", verdictInWords(verdict))]
	].map((line) => line.trimEnd()).join("\n");
}
function passed({ passed: count, of }, { low, high }) {
	if (low === null || high === null) return "no try";
	const percent = (share) => `${Math.round(share * 100)}`;
	return `${count} of ${of} passed${of > 1 ? ` (95%: ${percent(low)} to ${percent(high)}%)` : ""}`;
}
function shiftLines({ costUsd, durationMs }) {
	const line = (what, shift, format) => {
		if (shift === null) return [];
		const signed = (value) => `${value < 0 ? "-" : "+"}${format(Math.abs(value))}`;
		const { estimate, low, high } = shift;
		const bounds = low === null || high === null ? "too few tries for an interval" : `95%: ${signed(low)} to ${signed(high)}`;
		return [`${what.padEnd(11)} ${signed(estimate)} for the other (${bounds})`];
	};
	return [...line("cost", costUsd, (value) => require_action_run_steps.formatCost(value, false)), ...line("time", durationMs, (value) => require_action_run_steps.formatDuration(value))];
}
function verdictInWords({ verdict, reason, neededTries, p }) {
	const exactly = p === null ? "" : ` (exact test: p = ${p.toFixed(3)})`;
	switch (verdict) {
		case "better": return `The other is better${exactly}.`;
		case "worse": return `The other is worse${exactly}.`;
		case "more_tries": return reason === "too_few" ? `Too few tries to decide: each lane needs ${neededTries} (--times and --baseline ${neededTries}).` : `Not decided${exactly}: at these rates some ${neededTries} tries a lane would decide it.`;
		case "no_clear_winner": return reason === "no_check" ? "No clear winner: without a check, it is unknown which work is right." : `No clear winner${exactly}.`;
	}
}
function tryLine(name, step) {
	const facts = [
		`step ${require_action_run_steps.stepLabel(step)} ${step.status}`,
		require_action_run_steps.formatDuration(step.durationMs),
		require_action_run_steps.formatCostOf(step.tokenUsage)
	];
	return require_action_post_help_run_steps.toPlainText(`${NAMES[name]}: ${require_action_help_run_steps.joinFilled(facts, ", ")}`);
}
function replayToJson(step, { lanes, verdict, shifts }) {
	return {
		schema_version: 1,
		step: require_action_run_steps.stepToJson(step),
		lanes: lanes.map(({ name, tries, passes, rate }) => ({
			name,
			passed: passes.passed,
			of: passes.of,
			low: rate.low,
			high: rate.high,
			trees: new Set(tries.flatMap(({ tree }) => tree ?? [])).size,
			tries: tries.map((one) => ({
				...require_action_run_steps.stepToJson(one.step),
				tree: one.tree
			}))
		})),
		shifts: shifts === null ? null : {
			cost_usd: shifts.costUsd,
			duration_ms: shifts.durationMs
		},
		decision: verdict === null ? null : {
			verdict: verdict.verdict,
			reason: verdict.reason,
			needed_tries: verdict.neededTries,
			p: verdict.p
		}
	};
}
// src/domain/compare-lanes.ts
function fisherTest(a, b) {
	const all = a.of + b.of;
	const passed = a.passed + b.passed;
	const weight = (ofA) => logChoose(a.of, ofA) + logChoose(b.of, passed - ofA) - logChoose(all, passed);
	const seen = weight(a.passed);
	let p = 0;
	for (let ofA = Math.max(0, passed - b.of); ofA <= Math.min(a.of, passed); ofA++) {
		const one = weight(ofA);
		if (one <= seen + 1e-9) p += Math.exp(one);
	}
	return Math.min(1, p);
}
function shiftOf(a, b) {
	if (a.length === 0 || b.length === 0) return null;
	const differences = b.flatMap((after) => a.map((before) => after - before)).sort((one, other) => one - other);
	const at = (index) => differences[index] ?? 0;
	const middle = differences.length / 2;
	const estimate = (at(Math.ceil(middle) - 1) + at(Math.floor(middle))) / 2;
	const cut = lowerTail(a.length, b.length);
	if (cut === null) return {
		estimate,
		low: null,
		high: null
	};
	return {
		estimate,
		low: at(cut),
		high: at(differences.length - 1 - cut)
	};
}
const EACH_TAIL = .025;
function lowerTail(a, b) {
	const counts = rankCounts(a, b);
	const total = counts.reduce((sum, count) => sum + count, 0);
	let below = 0;
	for (const [statistic, count] of counts.entries()) {
		below += count / total;
		if (below > EACH_TAIL) return statistic === 0 ? null : statistic - 1;
	}
	return null;
}
function rankCounts(a, b) {
	let rows = Array.from({ length: b + 1 }, () => [1]);
	for (let first = 1; first <= a; first++) {
		const next = [[1]];
		for (let second = 1; second <= b; second++) {
			const counts = new Array(first * second + 1).fill(0);
			for (const [at, count] of (rows[second] ?? []).entries()) counts[at + second] = (counts[at + second] ?? 0) + count;
			for (const [at, count] of (next[second - 1] ?? []).entries()) counts[at] = (counts[at] ?? 0) + count;
			next.push(counts);
		}
		rows = next;
	}
	return rows[b] ?? [];
}
function logChoose(n, k) {
	return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}
const logFactorials = [0];
function logFactorial(n) {
	for (let at = logFactorials.length; at <= n; at++) logFactorials.push((logFactorials[at - 1] ?? 0) + Math.log(at));
	return logFactorials[n] ?? 0;
}
const LEAST_TRIES = 5;
const LEVEL = .05;
const MOST_TRIES = 50;
function decide(same, other, hasCheck) {
	if (!hasCheck) return {
		verdict: "no_clear_winner",
		reason: "no_check",
		neededTries: null,
		p: null
	};
	if (same.of < LEAST_TRIES || other.of < LEAST_TRIES) return {
		verdict: "more_tries",
		reason: "too_few",
		neededTries: LEAST_TRIES,
		p: null
	};
	const p = fisherTest(same, other);
	const [shareOfSame, shareOfOther] = [same.passed / same.of, other.passed / other.of];
	if (p < LEVEL) return {
		verdict: shareOfOther > shareOfSame ? "better" : "worse",
		reason: "exact_test",
		neededTries: null,
		p
	};
	const neededTries = triesToSettle(shareOfSame, shareOfOther, Math.max(same.of, other.of));
	if (neededTries === null) return {
		verdict: "no_clear_winner",
		reason: "no_difference",
		neededTries,
		p
	};
	return {
		verdict: "more_tries",
		reason: "not_settled",
		neededTries,
		p
	};
}
function triesToSettle(a, b, from) {
	for (let of = from + 1; of <= MOST_TRIES; of++) {
		const passes = (share) => ({
			passed: Math.round(share * of),
			of
		});
		if (fisherTest(passes(a), passes(b)) < LEVEL) return of;
	}
	return null;
}
function keyOf({ setup, prompt, check }) {
	return {
		script: setup?.script_sha256 ?? null,
		prompt: prompt?.sha256 ?? null,
		check: require_action_run_steps.checkCommandOf({
			check,
			setup
		})
	};
}
const TRIED = new Set([
	"succeeded",
	"failed",
	"check_failed",
	"timed_out",
	"over_budget"
]);
function neverRan({ status, exitCode }) {
	return status === "failed" && (exitCode === 126 || exitCode === 127);
}
function isTryOf(step, key) {
	const own = keyOf(step);
	return TRIED.has(step.status) && !neverRan(step) && own.script === key.script && own.prompt === key.prompt && (own.check === key.check || own.check === null && step.status !== "succeeded");
}
function passesOf(steps) {
	return {
		passed: steps.filter(({ status }) => status === "succeeded").length,
		of: steps.length
	};
}
// src/app/plan-replay.ts
async function planReplay(step, request, env, wantsSame, tokens = []) {
	const remarks = [];
	const { words } = request;
	const isCompared = require_replay_command.hasOther(request);
	const own = wantsSame || !isCompared ? require_replay_command.recordedCommand(step, words) : null;
	const reader = require_action_run.chooseUsageReader(request.agent ?? "auto", "--agent");
	const check = checkOf(step, request);
	if (check === null) remarks.push(`${require_action_help_run_steps.capital(require_action_run_steps.stepName(step))} has no check, so it is unknown which work is right. Give one with ${words.option("check")}.`);
	const lane = async (name, command) => {
		const options = {
			command,
			branch: null,
			usageReader: name === "same" && isCompared ? require_action_run.chooseUsageReader("auto", "--agent") : reader,
			telemetry: "none",
			prices: null,
			agentConfig: null,
			prompt: await promptFor(step, name === "other" ? request : {
				...request,
				template: null
			}, command),
			recordsPrompt: true,
			timeoutMs: request.timeoutMs,
			labels: require_action_run_steps.labelsOf(step),
			check,
			commit: "auto",
			commitMessage: null,
			commitAuthor: null,
			signing: null,
			push: "none",
			envAllow: request.envAllow === null ? null : [...request.envAllow, ...OWN_VARIABLES],
			continueOnAgentError: false,
			requireRecord: false,
			template: (name === "other" ? request.template : null) ?? recordedTemplate(step, words),
			nameInTemplate: () => null
		};
		const isRecorded = request.prompt === null && request.template?.options.has("prompt") !== true;
		require_action_run.checkPrompt(options, isRecorded ? `the prompt of ${require_action_run_steps.stepName(step)}` : words.called("prompt"));
		const described = await require_action_run.describeStep({
			...options,
			directory: ".",
			limits: null
		}, env, tokens);
		const prompt = described.prompt?.sha256 ?? null;
		const key = {
			script: require_action_run.scriptDigest(command),
			prompt,
			check: check === null ? null : require_action_run.redactText(check.script, described.secrets)
		};
		const { command: line, metadata } = described.agentConfig;
		const agentConfig = name === "same" && step.agentConfig !== null && {
			...step.agentConfig,
			command: line,
			metadata
		};
		return {
			name,
			options,
			described: {
				...described,
				...agentConfig && { agentConfig }
			},
			key
		};
	};
	const same = own === null ? null : await lane("same", own);
	const other = isCompared ? await lane("other", require_replay_command.otherCommand(step, request)) : null;
	const given = (same ?? other)?.key.prompt ?? null;
	if (step.prompt !== null && given !== null && given !== step.prompt.sha256) remarks.push(`The prompt differs from that of ${require_action_run_steps.stepName(step)}.`);
	const [asked, recorded] = [(same ?? other)?.key.check ?? null, require_action_run_steps.checkCommandOf(step)];
	if (asked !== null && asked !== recorded) remarks.push(recorded === null ? `${require_action_help_run_steps.capital(require_action_run_steps.stepName(step))} itself had no check, so its own result is that of its agent.` : `The check differs from that of ${require_action_run_steps.stepName(step)}, whose own result comes from ${JSON.stringify(recorded)}.`);
	if (asked !== null && asked === step.checkBefore?.command && step.checkBefore.exit_code === 0) remarks.push(`The check passed before ${require_action_run_steps.stepName(step)} as well, so a try that does nothing passes too. Use a stricter check (${words.called("check")}).`);
	return {
		same,
		other,
		hasCheck: check !== null,
		remarks
	};
}
const OWN_VARIABLES = [
	"GIT_CONFIG_*",
	"GIT_TERMINAL_PROMPT",
	"GIT_ASKPASS",
	"LAFORGE_REPLAY"
];
const SHOWN = 2e3;
function laneInWords({ options }) {
	const show = (text) => text.length > SHOWN ? `${JSON.stringify(text.slice(0, SHOWN))} and ${text.length - SHOWN} characters more` : JSON.stringify(text);
	const { command, check } = options;
	return [`runs ${command.kind === "script" ? `${show(command.text)} by ${show(command.shell.name)}` : show(require_action_run_steps.quoteForShell(command.argv))}`, ...check === null ? [] : [`checked by ${show(check.script)}`]];
}
function limitsOfTry(step, share) {
	const { max_cost_usd: cost = null, max_tokens: tokens = null } = step.limits ?? {};
	if (share === null && cost === null && tokens === null) return null;
	return {
		max_cost_usd: share ?? cost,
		max_tokens: tokens,
		budgets: [],
		budget_unknown: "warn"
	};
}
function recordedTemplate(step, { otherAlone }) {
	const { template } = step;
	if (template === null) return null;
	const entries = Object.entries(template.inputs).map(([name, value]) => {
		if (typeof value === "string" && !value.includes("***")) return [name, value];
		throw require_action_post_help_run_steps.notReplayable(`The input ${require_action_post_help_run_steps.quote(name)} of ${require_action_run_steps.stepName(step)}'s template was recorded without its secrets, or not at all. Name the template and its inputs, and use ${otherAlone}.`);
	});
	return {
		...template,
		inputs: Object.fromEntries(entries),
		options: new Map()
	};
}
async function promptFor(step, request, command) {
	const { prompt, template, words } = request;
	const inCommand = await require_action_run.findPromptArgument(require_action_run.wordsOf(command), ".");
	if (prompt !== null) {
		if (inCommand === null) return prompt;
		throw require_action_post_help_run_steps.notReplayable(`The command has its prompt in it, so another prompt would not reach the agent. Give the whole command ${words.newCommand}.`);
	}
	const ofTemplate = template?.options.get("prompt") ?? null;
	if (ofTemplate !== null) return ofTemplate;
	if (inCommand !== null) return null;
	if (step.prompt === null) {
		if (!require_replay_command.isAsked(request)) return null;
		throw require_action_post_help_run_steps.notReplayable(`The prompt of ${require_action_run_steps.stepName(step)} is not on record. Give it with ${words.option("prompt")}.`);
	}
	if (step.prompt.text === null) throw require_action_post_help_run_steps.notReplayable(`The prompt of ${require_action_run_steps.stepName(step)} was not recorded. Give it with ${words.option("prompt")}.`);
	if (step.prompt.altered === true) throw require_action_post_help_run_steps.notReplayable(`The prompt of ${require_action_run_steps.stepName(step)} was recorded without its secrets, or cut, so it is not the same. Give it with ${words.option("prompt")}.`);
	return step.prompt.text;
}
function checkOf(step, { check, checkTimeoutMs, words }) {
	const recorded = require_action_run_steps.checkCommandOf(step);
	const script = check ?? recorded;
	if (script === null || script === "") return null;
	if (check === null && (script.includes("***") || script.endsWith("\u2026"))) throw require_action_post_help_run_steps.notReplayable(`The check of ${require_action_run_steps.stepName(step)} was recorded without its secrets, or cut. Give it with ${words.option("check")}.`);
	const shell = step.setup?.shell ?? null;
	return {
		script,
		shell: check !== null || shell === null ? require_action_run.defaultShell("--check") : require_action_run.parseShell(shell, "The recorded shell"),
		timeoutMs: checkTimeoutMs ?? 18e5,
		onFailure: "keep",
		before: false
	};
}
async function resultOf(repository, step, lanes, done) {
	const [same, other] = [done.get("same") ?? [], done.get("other") ?? []];
	const scratch = repository?.makeScratch() ?? null;
	try {
		const ends = [
			step,
			...same,
			...other
		].flatMap(({ commitShaAfter }) => commitShaAfter ?? []);
		const trees = await scratch?.treesOf(ends).catch(() => void 0);
		const shown = (name, steps) => {
			const tries = steps.map((one) => ({
				step: one,
				tree: trees?.get(one.commitShaAfter ?? "") ?? null
			}));
			const passes = passesOf(steps);
			return {
				name,
				tries,
				passes,
				rate: require_figures.rateOf(passes.passed, passes.of)
			};
		};
		return {
			lanes: [
				shown("observed", [step]),
				...lanes.same === null ? [] : [shown("same", same)],
				...lanes.other === null ? [] : [shown("other", other)]
			],
			verdict: lanes.other === null ? null : decide(passesOf(same), passesOf(other), lanes.hasCheck),
			shifts: lanes.other === null || lanes.same === null ? null : {
				costUsd: shiftOf(costsOf(same), costsOf(other)),
				durationMs: shiftOf(timesOf(same), timesOf(other))
			}
		};
	} finally {
		scratch?.remove();
	}
}
function costsOf(steps) {
	return steps.flatMap(({ tokenUsage }) => tokenUsage?.state === "measured" && tokenUsage.cost !== null ? [tokenUsage.cost] : []);
}
function timesOf(steps) {
	return steps.flatMap(({ durationMs }) => durationMs ?? []);
}
// src/usecases/replay-step.ts
async function findStart(repository, step) {
	const { commitShaBefore: sha } = step;
	if (step.status === "running") throw require_action_post_help_run_steps.notReplayable(`${require_action_run_steps.stepName(step)} is still running. Run it again once it has ended.`);
	if (sha === null) throw require_action_post_help_run_steps.notReplayable(`${require_action_help_run_steps.capital(require_action_run_steps.stepName(step))} began without a commit, so there is nothing to begin from. Name another step.`);
	if (await require_action_run_steps.isHere(repository, sha)) return {
		sha,
		isHere: true
	};
	if (await require_action_run_steps.bringCommit(repository, sha, null)) return {
		sha,
		isHere: false
	};
	throw new require_action_post_help_run_steps.RefusedError("commit-gone", `Commit ${require_action_post_help_run_steps.shortSha(sha)}, where ${require_action_run_steps.stepName(step)} began, is neither here nor at the remote.`);
}
async function earlierTries(history, step, key) {
	return (await history.listSteps({ startedSince: step.startTime })).filter((one) => one.replays === step.uid && isTryOf(one, key)).reverse();
}
function checkRan(tried) {
	if (!neverRan(tried)) return;
	const why = tried.exitCode === 126 ? "its program may not be executed" : "its program was not found";
	throw require_action_post_help_run_steps.notReplayable(`The try, ${require_action_run_steps.stepName(tried)}, ended with exit code ${tried.exitCode}: ${why}, so its agent never ran. It does not count, and there is no verdict. See that the program is installed and on PATH; a relative path must lead to a file of the repository.`);
}
async function runSome(tasks, jobs, run) {
	const waiting = [...tasks];
	let failure;
	const work = async () => {
		for (let task = waiting.shift(); task !== void 0 && failure === void 0; task = waiting.shift()) try {
			await run(task);
		} catch (error) {
			failure ??= error;
		}
	};
	await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, work));
	if (failure !== void 0) throw failure;
}
// src/app/replay-place.ts
async function inReplayPlace(repository, { start, keepsIn, uid }, use) {
	const scratch = repository.makeScratch();
	const bundle = (0, node_path.join)((0, node_os.tmpdir)(), `laforge-replay-${require_action_run_steps.systemUids.next()}.bundle`);
	try {
		await scratch.checkOut(start);
		const own = await require_action_run_steps.openGit().open(scratch.folder);
		try {
			const bringBack = async (after) => {
				await own.bundle(start, after, "refs/laforge/replay", bundle);
				await repository.unbundle(bundle, keepsIn);
			};
			const { gitDir } = own;
			const presence = require_action_run.enterWorkTree({
				gitDir,
				uid,
				share: false,
				within: void 0,
				findAgent: require_action_run_steps.findAgentOfStep,
				advice: ""
			});
			try {
				return await use({
					folder: scratch.folder,
					repository: own,
					presence,
					bringBack
				});
			} finally {
				presence.leave();
			}
		} finally {
			await own.close();
		}
	} finally {
		scratch.remove();
		(0, node_fs.rmSync)(bundle, { force: true });
	}
}
function folderIn(top, directory) {
	const inside = (0, node_fs.realpathSync)(top);
	try {
		const folder = (0, node_fs.realpathSync)((0, node_path.resolve)(inside, directory ?? "."));
		if (folder === inside || folder.startsWith(inside + node_path.sep)) return folder;
	} catch {}
	throw require_action_post_help_run_steps.notReplayable(`The step ran in the folder ${require_action_post_help_run_steps.quote(directory ?? ".")}, which is not in the work tree of its commit.`);
}
const TAKEN = /^(?:GIT_(?!AUTHOR_|COMMITTER_).*|SSH_AUTH_SOCK|SSH_ASKPASS|(?:GH|GITHUB|GITEA|GITLAB|FORGEJO|BITBUCKET)_(?:.*_)?TOKEN|CI_JOB_TOKEN)$/;
const NO_CREDENTIALS = [
	["credential.helper", ""],
	["http.extraHeader", ""],
	["core.sshCommand", "false"],
	["protocol.file.allow", "never"],
	["commit.gpgSign", "false"]
];
function replayEnvironment(env) {
	const kept = Object.entries(env).filter(([name]) => !TAKEN.test(name));
	const settings = NO_CREDENTIALS.flatMap(([key, value], at) => [[`GIT_CONFIG_KEY_${at}`, key], [`GIT_CONFIG_VALUE_${at}`, value]]);
	return {
		...Object.fromEntries(kept),
		...Object.fromEntries(settings),
		GIT_CONFIG_COUNT: String(NO_CREDENTIALS.length),
		GIT_TERMINAL_PROMPT: "0",
		GIT_ASKPASS: "false",
		LAFORGE_REPLAY: "1"
	};
}
Object.defineProperty(exports, "checkRan", {
	enumerable: true,
	get: function() {
		return checkRan;
	}
});
Object.defineProperty(exports, "earlierTries", {
	enumerable: true,
	get: function() {
		return earlierTries;
	}
});
Object.defineProperty(exports, "findStart", {
	enumerable: true,
	get: function() {
		return findStart;
	}
});
Object.defineProperty(exports, "folderIn", {
	enumerable: true,
	get: function() {
		return folderIn;
	}
});
Object.defineProperty(exports, "inReplayPlace", {
	enumerable: true,
	get: function() {
		return inReplayPlace;
	}
});
Object.defineProperty(exports, "laneInWords", {
	enumerable: true,
	get: function() {
		return laneInWords;
	}
});
Object.defineProperty(exports, "limitsOfTry", {
	enumerable: true,
	get: function() {
		return limitsOfTry;
	}
});
Object.defineProperty(exports, "planReplay", {
	enumerable: true,
	get: function() {
		return planReplay;
	}
});
Object.defineProperty(exports, "renderReplay", {
	enumerable: true,
	get: function() {
		return renderReplay;
	}
});
Object.defineProperty(exports, "replayEnvironment", {
	enumerable: true,
	get: function() {
		return replayEnvironment;
	}
});
Object.defineProperty(exports, "replayToJson", {
	enumerable: true,
	get: function() {
		return replayToJson;
	}
});
Object.defineProperty(exports, "resultOf", {
	enumerable: true,
	get: function() {
		return resultOf;
	}
});
Object.defineProperty(exports, "runSome", {
	enumerable: true,
	get: function() {
		return runSome;
	}
});
Object.defineProperty(exports, "tryLine", {
	enumerable: true,
	get: function() {
		return tryLine;
	}
});
});
