(function (exports, require, module, __filename, __dirname) {
const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_action_run = require("./action-run.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_examine_place = require("./examine-place.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
const require_run_info = require("./run-info.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
// src/cli/step-run-options.ts
function defineStepRunOptions(command) {
	command.usage("[options] -- <command...>").argument("[command...]", "the agent: any program and its arguments, written after --; no shell reads them").option("--template <name>", "take what is not given here from the template .laforge/steps/<name>.yml (laforge template list)").option("--input <name=value>", "an input of the template; may be given several times", severalTimes).option("--branch <name>", "work on this branch: it is fetched and checked out, or made from HEAD (default: the checked-out one)").option("-C, --working-directory <folder>", "run the agent in this folder of a git work tree (default: the current one)").option("--prompt <text>", "give this text to the agent in the file LAFORGE_PROMPT_FILE, and up to 100 KB as LAFORGE_PROMPT; record it").option("--prompt-file <file>", "take the prompt from this file").option("--no-record-prompt", "record the digest of the prompt without its text").option("--agent <name>", "read tokens and cost from this agent's output: auto (any known agent), none, or an agent's name", "auto").option("--telemetry <mode>", "auto: let agents that can report each call report it to us, on this machine only; none: leave them alone", "auto").option("--prices <text-or-file>", "estimate costs from your own prices, given as JSON, YAML or such a file (default: ~/.laforge/prices.yml)").option("--agent-config <text-or-file>", "record this configuration of the agent, given as JSON, YAML or such a file").option("--timeout-minutes <number>", "end the agent and all its processes after this many minutes").option("--max-cost-usd <amount>", "end the agent once it is seen to have cost this many US dollars").option("--max-tokens <number>", "end the agent once it is seen to have used this many tokens, such as 500000 or 2M").option("--budget <budget>", "refuse the step when all steps together have used this, such as \"20 USD per day\" or \"2M tokens per branch\"; may be given several times", severalTimes).option("--budget-unknown <mode>", "when it is not known how much of a budget is used: warn and go on, or stop and run nothing", "warn").option("--labels <labels>", "record these labels of your own, as name=value separated by commas, such as team=payments").option("--check <script>", "run this script with sh -e once the work is committed; the branch keeps the work only if it succeeds").option("--check-timeout-minutes <number>", "end the check after this many minutes, which fails it (default: 30)").option("--check-before", "also run the check before the agent and record its result; the agent runs whatever the result").option("--on-failure <mode>", "when the check fails, rollback: put the branch back to where the step found it; keep: leave it", "rollback").option("--commit <mode>", "auto: commit what the agent leaves uncommitted; none: leave it", "auto").option("--commit-message <template>", "the message of the commit of --commit auto; {step-id}, {step-uid}, {agent}, {branch} and {prompt} are filled in").option("--commit-author <author>", "the author of the commit of --commit auto, as \"Name <mail>\"; also of the agent's commits if git has none").option("--commit-signing <how>", "ssh: sign the commits of the step before they are pushed; none: do not sign", "none").option("--ssh-signing-key <file>", "the private key for --commit-signing ssh, without a passphrase").option("--attest <key-file>", "sign a statement of what the step did with this private key (docs/proven-history.md)").addOption(new require_help_run_steps.Option("--push [mode]", "auto (or no value): push the work to its branch at origin, never forced; none: push nothing (default: none)").preset("auto")).option("--env-allow <names>", "let the agent see only these variables, separated by commas; NAME* allows all that begin with NAME").option("--share-work-tree", "run even if another step is running in this work tree; commits made meanwhile belong to neither").option("--continue-on-agent-error", "push the work even if the agent failed").option("--require-record", "exit with 1 if the record could not be published").option("-q, --quiet", "print only our warnings");
	require_run_steps.addMirrorOption(command);
	require_run_steps.addHistoryOptions(command, EXAMPLES);
}
function severalTimes(text, before = []) {
	return [...before, text];
}
async function readStepRunOptions(context, argv, raw) {
	const template = await readTemplateOptions(context, raw);
	const run = template?.options.get("run");
	if (run === void 0 || argv.length > 0) checkCommand(context.argv, argv);
	if (textOf(raw.budget)?.trim() === "") throw require_action_post_help_run_steps.badInput("--budget is empty. Give it an amount, such as \"20 USD per day\", or leave it out.");
	const prompt = readPrompt(context, raw);
	const text = (name) => (name === "prompt" ? prompt : textOf(raw[camelCase(name)])) ?? template?.options.get(name) ?? null;
	const shellName = template?.options.get("shell");
	const shell = (what) => shellName === void 0 ? require_action_run.defaultShell(what) : require_action_run.parseShell(shellName, "--template");
	const command = () => run === void 0 || argv.length > 0 ? {
		kind: "program",
		argv
	} : {
		kind: "script",
		text: run,
		shell: shell("--template")
	};
	return {
		history: raw,
		step: require_action_run.readStepOptions({
			text,
			nameOf: (name) => {
				if (name === "prompt" && prompt !== null) return promptOption(raw);
				return raw[camelCase(name)] !== void 0 || template?.options.has(name) !== true ? `--${name}` : require_action_run.nameInTemplate(template, name);
			},
			command,
			shell: () => shell("--check"),
			directory: directoryOf(context, raw, template),
			folder: context.cwd,
			defaultPush: "none",
			template
		}),
		shareWorkTree: raw.shareWorkTree === true,
		quiet: raw.quiet === true,
		attest: keyFileOf(context, textOf(raw.attest))
	};
}
function keyFileOf(context, name) {
	if (name === null) return null;
	const path = (0, node_path.resolve)(context.cwd, name);
	const file = require_action_run_steps.statGiven(path, `--attest is ${require_action_post_help_run_steps.quote(name)}`);
	const wrong = (why) => require_action_post_help_run_steps.badInput(`--attest is ${require_action_post_help_run_steps.quote(name)}, ${why}`);
	if (file?.isFile() !== true) throw wrong("and there is no such file. Name an OpenSSH private key.");
	const text = require_action_post_help_run_steps.readStart(path, MOST_KEY_CHARS)?.toString("latin1");
	if (text === void 0) throw wrong("which cannot be read. Give this user access to it, or name another key.");
	const isPrivate = text.includes("PRIVATE KEY-----");
	if (!isPrivate && !/^(?:ssh|ecdsa|sk)-/.test(text)) throw wrong("which is not an OpenSSH key. Name a private key.");
	if (isPrivate && process.platform !== "win32" && file.uid === process.getuid?.() && (file.mode & 63) !== 0) throw wrong(`which others may read, and ssh-keygen signs with no such key. Run: ${require_action_run_steps.quoteForShell([
		"chmod",
		"600",
		name
	])}`);
	return path;
}
const MOST_KEY_CHARS = 1e5;
function directoryOf(context, raw, template) {
	const folder = template?.options.get("working-directory");
	if (folder === void 0 || raw.workingDirectory !== void 0) return (0, node_path.resolve)(context.cwd, textOf(raw.workingDirectory) ?? ".");
	return (0, node_path.resolve)(require_action_run.topOf(context.cwd), folder);
}
async function readTemplateOptions(context, raw) {
	const name = textOf(raw.template);
	const inputs = Array.isArray(raw.input) ? raw.input : [];
	if (name === null) {
		if (inputs.length === 0) return null;
		throw require_action_post_help_run_steps.badInput("--input is given without --template. Name the template that the input is of.");
	}
	refuseStrangers(context);
	const { findTemplate, useTemplate } = await Promise.resolve().then(() => require("./action-run.js")).then((n) => n.step_template_exports);
	const folder = (0, node_path.resolve)(context.cwd, textOf(raw.workingDirectory) ?? ".");
	const found = findTemplate(require_action_run.topOf(folder), name, "--template");
	const { warn } = require_help_run_steps.createLog(context);
	return await useTemplate(found, readInputs(inputs), {
		inputOption: (input) => `--input ${input}=\u2026`,
		warn
	});
}
function refuseStrangers({ env }) {
	const { GITHUB_ACTIONS: isJob, GITHUB_EVENT_NAME: event = null } = env;
	if (isJob !== "true" || !(require_action_run.isAnybodys(event) || event?.startsWith("pull_request") === true)) return;
	throw new require_action_post_help_run_steps.RefusedError("wrong-place", `--template reads the work tree, and under ${event} that may be anybody's. Use the action with its input template, which reads the base branch.`);
}
function readInputs(texts) {
	const inputs = new Map();
	for (const [name, value] of texts.map(readInput)) {
		if (inputs.has(name)) throw require_action_post_help_run_steps.badInput(`--input ${name}=\u2026 is given twice. Give each input one value.`);
		inputs.set(name, value);
	}
	return inputs;
}
function readInput(text) {
	const [, name, value] = /^([^=]+)=(.*)$/s.exec(String(text)) ?? [];
	if (name !== void 0 && value !== void 0) return [name, value];
	throw require_action_post_help_run_steps.badInput(`--input is ${require_action_post_help_run_steps.quote(String(text))}. Write it as name=value, such as issue=12.`);
}
function textOf(value) {
	if (value === void 0) return null;
	return typeof value === "object" ? value.join("\n") : String(value);
}
function camelCase(name) {
	return name.replace(/-([a-z])/g, (_dash, letter) => letter.toUpperCase());
}
function checkCommand(line, argv) {
	const [first] = argv;
	if (first === void 0 || first === "") throw require_action_post_help_run_steps.badInput("No command to run is given. Write it after --: laforge step run -- claude -p \"\u2026\"");
	if (line.at(-argv.length - 1) !== "--") throw require_action_post_help_run_steps.badInput(`${require_action_post_help_run_steps.quote(first)} comes before --. Write the command after it: laforge step run -- ${require_action_run_steps.quoteForShell(argv)}`);
}
function promptOption(raw) {
	return raw.promptFile === void 0 ? "--prompt" : "--prompt-file";
}
function readPrompt(context, raw) {
	const [prompt, file] = [textOf(raw.prompt), textOf(raw.promptFile)];
	if (file === null) return prompt;
	if (prompt !== null) throw require_action_post_help_run_steps.badInput("Both --prompt and --prompt-file are given. Give one of them.");
	try {
		return (0, node_fs.readFileSync)((0, node_path.resolve)(context.cwd, file), "utf8");
	} catch (cause) {
		throw require_action_post_help_run_steps.badInput(`--prompt-file is ${require_action_post_help_run_steps.quote(file)}, which cannot be read. Name a text file.`, { cause });
	}
}
const EXAMPLES = `
Runs the command in the work tree and records it as the next step: its prompt, HEAD before and after, its commits and
changes, how it ended, how long it took, and what it cost. The command has our stdin, stdout and stderr. Changes that it
leaves uncommitted are committed; changes that were there before are not. Nothing is pushed without --push. Our own
messages go to stderr. The output of the agent and the check is also kept in log files, which laforge step info names.

The agent sees LAFORGE_STEP_ID, LAFORGE_STEP_UID and LAFORGE_PROJECT_ID. It may report its usage as JSON in the file
LAFORGE_USAGE_FILE: {"input_tokens": 1200, "output_tokens": 300, "cost": 0.02, "model": "\u2026"}.

With OTEL_EXPORTER_OTLP_ENDPOINT the step is also sent there; OpenTelemetry's other variables count too.

Exit status: the command's own (124 after --timeout-minutes, 127 if there is no such program, 126 if it cannot be run,
128+n for signal n); 1 if it exited with 0 but its own record or its --check says that it failed, its work could not be
committed or did not reach the branch with --push, or its record was not published with --require-record; 2 for a usage
error; 75 if a budget refused the step; 130, 143 or 129 if step run itself got SIGINT, SIGTERM or SIGHUP (not
under nohup).

Examples:
  $ laforge step run -- claude -p "fix the failing test"
  $ laforge step run --branch agent/fix --push -- codex exec "fix the failing test"
  $ laforge step run --max-cost-usd 2.50 --budget "20 USD per day" -- claude -p "fix the failing test"
  $ laforge step run --check 'npm test' -- claude -p "fix the failing test"
  $ laforge step run --template fix --input issue=12
  $ laforge step run --timeout-minutes 30 --prompt-file task.md -- sh -c 'my-agent < "$LAFORGE_PROMPT_FILE"'
  $ echo "a task" | laforge step run -- my-agent --from-stdin`;
// src/cli/step-run.ts
var step_run_exports = require_rolldown_runtime.__exportAll({
	define: () => define,
	runStep: () => runStep,
	warnOfDetached: () => warnOfDetached
});
const ATTEST_MS = 1e4;
const TERMINATED = 143;
const REFUSED = 75;
function define(command, context) {
	defineStepRunOptions(command);
	command.action(async (argv, all) => {
		const given = Object.entries(all).filter(([name]) => command.getOptionValueSource(name) !== "default");
		const options = await readStepRunOptions(context, argv, Object.fromEntries(given));
		const secrets = require_action_run.readTelemetryVariables(context.env).settings?.secrets;
		context.exitWith(await runStep(context, options, await require_action_run.describeStep(options.step, context.env, secrets)));
	});
}
async function runStep(context, options, described) {
	const { history, step } = options;
	const loading = Promise.resolve().then(() => require("./step-recording.js")).then((n) => n.step_recording_exports);
	const isGiven = require_action_run.givenVariables(step.envAllow, context.env);
	const run = (place) => require_help_run_steps.untilStopped((stopped) => runStepIn(context, options, described, place, stopped, loading));
	return await require_run_steps.withPlaceHere(context, history.project ?? null, history, run, {
		directory: step.directory,
		isGiven
	});
}
async function runStepIn(context, options, described, place, stopped, loading) {
	const { openRunStore, recordStepRun, lastLine } = await loading;
	const { repository } = place;
	const { step } = options;
	const uid = require_action_run_steps.systemUids.next();
	let presence;
	try {
		presence = require_action_run.enterWorkTree({
			gitDir: repository.gitDir,
			uid,
			share: options.shareWorkTree,
			within: context.env.LAFORGE_STEP_UID,
			findAgent: require_action_run_steps.findAgentOfStep,
			advice: "use a separate worktree (git worktree add), or continue anyway with --share-work-tree"
		});
		const startTime = require_action_run_steps.createStartTime();
		const store = await openRunStore(context, place, startTime);
		checkPush(repository, step);
		const back = await chooseBranch(context, repository, options);
		await checkCheckout(context, repository, step);
		const begun = await repository.head();
		const workplace = {
			...place,
			uid,
			presence,
			repository,
			store,
			startTime,
			signal: stopped
		};
		const leave = () => leaveNewBranch(context, workplace, options, back);
		const result = await recordStepRun(context, options, described, workplace).catch(async (error) => {
			if (error instanceof require_action_post_help_run_steps.RefusedError || error instanceof require_action_post_help_run_steps.InputError) await leave();
			throw error;
		});
		if (result.step.status === "refused") await leave();
		await attest(context, options, workplace, result);
		if (result.step.status === "refused" && result.failure !== null) require_help_run_steps.say(context, result.failure);
		else if (!options.quiet) require_help_run_steps.say(context, lastLine(result.step, options.history, result.failure !== null || lacksRecord(result, options)));
		if (!options.quiet && isElsewhere(result.step, begun)) require_help_run_steps.say(context, `the agent ended on ${result.step.branch}: its work is on that branch, and not on ${begun.branch}`);
		const warning = warnOfDetached(result.step);
		if (warning !== null) require_help_run_steps.say(context, warning);
		if (!options.quiet && isByBot(context, repository, step, result.step)) require_help_run_steps.say(context, require_examine_place.NO_IDENTITY);
		const hint = options.quiet || repository.remote === null ? null : hintOfUnpushed(result, place.storeName, repository.remote.name);
		if (hint !== null) require_help_run_steps.say(context, hint);
		return exitStatus(context, result, options, stopped);
	} finally {
		presence?.leave();
	}
}
async function attest(context, { attest: keyFile, step: { push } }, { repository, slug }, { step }) {
	if (keyFile === null || step.status === "refused") return;
	try {
		const { attestStep } = await Promise.resolve().then(() => require("./statements.js")).then((n) => n.statements_exports);
		const attesting = attestStep(repository, step, {
			slug,
			keyFile,
			isPushed: push !== "none"
		});
		await require_action_run_steps.waitWithin(attesting, ATTEST_MS, "The signed statement");
	} catch (error) {
		require_help_run_steps.say(context, `warning: no statement about ${require_action_run_steps.stepName(step)} was signed and kept: ${require_action_post_help_run_steps.describeError(error)}`);
	}
}
function warnOfDetached({ branch, pushed, changes, commitShaAfter }) {
	if (branch !== null || pushed !== "none" || commitShaAfter === null || (changes?.own_commit_count ?? 0) === 0) return null;
	return `warning: HEAD is detached, so no branch has this work. Keep it: git branch <name> ${require_action_post_help_run_steps.shortSha(commitShaAfter)}`;
}
function isElsewhere({ branch, pushed, changes }, begun) {
	if (branch === null || begun.branch === null || branch === begun.branch) return false;
	return (pushed === "pushed" || pushed === "none") && (changes?.own_commit_count ?? 0) > 0;
}
function isByBot({ env }, { identity }, { commit, commitAuthor }, { changes }) {
	if (identity !== null || commit === "none" || commitAuthor !== null || require_run_info.describeRun(env).ci !== "local") return false;
	return (changes?.own_commit_count ?? 0) > 0;
}
function hintOfUnpushed({ step, rollback, publication }, store, remote) {
	const { branch, pushed, changes } = step;
	if (store === "file" || publication.kind !== "published" || branch === null || rollback !== null) return null;
	if (pushed !== "none" || (changes?.own_commit_count ?? 0) === 0) return null;
	return `the record is shared, and the work is only here: ${require_action_run_steps.quoteForShell([
		"git",
		"push",
		remote,
		branch
	])}`;
}
function checkPush(repository, { push }) {
	if (push === "none" || repository.remote !== null) return;
	throw require_action_post_help_run_steps.badInput(`--push is given, but the repository in ${repository.root} has no remote, or several and none named origin. Add one as origin, or leave --push out.`);
}
async function checkCheckout({ env }, repository, { push, branch }) {
	if (push === "none" || branch !== null) return;
	const ofJob = require_run_info.branchOfJob(env, require_run_info.describeRun(env), repository.remote?.repository ?? null);
	if (ofJob === null || (await repository.head()).branch !== null) return;
	const choices = await repository.isBranchName(ofJob) ? `Write --branch ${require_action_run_steps.quoteForShell([ofJob])}, or leave --push out` : "Leave --push out";
	throw require_action_post_help_run_steps.badInput(`--push is given, but this job has no branch checked out, only a commit of ${require_action_post_help_run_steps.quote(ofJob)}. ${choices}.`);
}
async function chooseBranch(context, repository, { step: { branch, push }, quiet }) {
	if (branch === null) return null;
	if (!await repository.isBranchName(branch)) throw require_action_post_help_run_steps.badInput(`--branch is ${require_action_post_help_run_steps.quote(branch)}, which git does not accept as a branch name. Use another.`);
	return await require_action_run.goToBranch(repository, branch, push, require_help_run_steps.createLog(context, quiet));
}
async function leaveNewBranch(context, { repository, presence }, { step: { branch }, quiet }, back) {
	if (branch === null || back === null || presence.isShared()) return;
	if (await repository.leaveNewBranch(branch, back).catch(() => false)) require_help_run_steps.createLog(context, quiet).notice(`The branch ${require_action_post_help_run_steps.quote(branch)} is gone again, since the agent was not started.`);
}
function lacksRecord({ publication }, { step: { requireRecord } }) {
	return requireRecord && publication.kind !== "published";
}
function exitStatus(context, result, options, stopped) {
	const { step, failure } = result;
	const missed = failure !== null && (require_action_run.hasFailedCheck(step) || step.status === "succeeded");
	if (missed) require_help_run_steps.say(context, failure);
	if (step.status === "refused") return REFUSED;
	if (step.status === "cancelled") return require_action_run.signalExitCode(require_help_run_steps.signalThatStopped(stopped) ?? "SIGINT");
	const own = step.exitCode ?? 1;
	if (own !== 0) return own;
	if (missed) return 1;
	if (step.status === "over_budget") return TERMINATED;
	if (step.status === "failed") return 1;
	if (lacksRecord(result, options)) {
		require_help_run_steps.say(context, "the agent succeeded, but its record could not be published (--require-record).");
		return 1;
	}
	return 0;
}
Object.defineProperty(exports, "promptOption", {
	enumerable: true,
	get: function() {
		return promptOption;
	}
});
Object.defineProperty(exports, "readPrompt", {
	enumerable: true,
	get: function() {
		return readPrompt;
	}
});
Object.defineProperty(exports, "readTemplateOptions", {
	enumerable: true,
	get: function() {
		return readTemplateOptions;
	}
});
Object.defineProperty(exports, "runStep", {
	enumerable: true,
	get: function() {
		return runStep;
	}
});
Object.defineProperty(exports, "severalTimes", {
	enumerable: true,
	get: function() {
		return severalTimes;
	}
});
Object.defineProperty(exports, "step_run_exports", {
	enumerable: true,
	get: function() {
		return step_run_exports;
	}
});
});
