const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_agent_env = require("./agent-env.js");
const require_start_process = require("./start-process.js");
const require_end_line = require("./end-line.js");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_uids = require("./uids.js");
const require_cli = require("./cli.js");
const require_place = require("./place.js");
const require_open = require("./open.js");
const require_step = require("./step.js");
const require_format = require("./format.js");
const require_width = require("./width.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
const require_documents = require("./documents.js");
const require_projects = require("./projects.js");
function startLine(step, argv) {
	const on = step.branch === null ? "" : ` on ${step.branch}`;
	return `${require_step.stepName(step)} of ${step.projectId}${on}: ${require_width.cutToWidth(require_open.quoteForShell(argv), 60)}`;
}
function lastLine(step, history) {
	const where = [
		...history.project === void 0 ? [] : [history.project],
		require_format.stepLabel(step),
		...history.db === void 0 ? [] : ["--db", history.db],
		...history.store === void 0 ? [] : ["--store", history.store]
	];
	return `${require_end_line.endLine(step)}; laforge step info ${require_open.quoteForShell(where)}`;
}
// src/cli/step-run-options.ts
const CHECK_TIMEOUT_MS = 18e5;
function defineStepRunOptions(command) {
	command.usage("[options] -- <command...>").argument("[command...]", "the agent: any program and its arguments, behind --; no shell reads them").option("--branch <name>", "the branch to work on: fetched and checked out, or made from HEAD (default: as it is)", require_place.branchOf).option("-C, --working-directory <folder>", "where the agent runs, in a git work tree (default: here)").option("--prompt <text>", "given to the agent in the file LAFORGE_PROMPT_FILE, and as LAFORGE_PROMPT up to 100 KB").option("--prompt-file <file>", "the same, from a file").option("--agent <name>", "whose output to read for tokens and cost: auto, none, or an agent's name", "auto").option("--telemetry <mode>", "auto: have an agent that can tell of its calls itself, on this machine alone; none", require_place.oneOf("--telemetry", require_agent_env.TELEMETRY), "none").option("--prices <text-or-file>", "JSON or YAML, or a file with it: your own prices (default: ~/.laforge/prices.yml)").option("--agent-config <text-or-file>", "JSON or YAML, or a file with it: recorded with the step").option("--timeout-minutes <number>", "then the agent and all its processes are ended", require_place.parseMinutes("--timeout-minutes")).option("--max-cost-usd <amount>", "then too, once it is seen to have cost so much", (text) => require_agent_env.parseUsd(text, "--max-cost-usd")).option("--max-tokens <number>", "the same for all its tokens, such as 500000 or 2M", (text) => require_agent_env.parseTokens(text, "--max-tokens")).option("--budget <budget>", "what all steps may use, such as \"20 USD per day\", \"2M tokens per branch\"; may be given again", (text, before = []) => [...before, ...require_agent_env.parseBudgets(text, "--budget")]).option("--budget-unknown <mode>", "where it is not known what was used: warn, or stop and run nothing", require_place.oneOf("--budget-unknown", ["warn", "stop"]), "warn").option("--check <script>", "run by sh -e once the work is committed; the branch has the work only if it succeeds").option("--check-timeout-minutes <number>", "then the check is ended, and has failed (default: 30)", require_place.parseMinutes("--check-timeout-minutes")).option("--on-failure <mode>", "when the check fails: rollback puts the branch back to where the step found it; keep leaves it", require_place.oneOf("--on-failure", require_agent_env.ON_FAILURE), "rollback").option("--commit <mode>", "auto: commit what the agent leaves uncommitted; none", require_place.oneOf("--commit", ["auto", "none"]), "auto").option("--commit-message <template>", "its message; {step-id}, {agent}, {branch} and {prompt} are filled in").option("--commit-author <author>", "\"Name <mail>\" of that commit, and for the agent where git has none", (text) => require_agent_env.parseIdentity(text, "--commit-author")).option("--push [mode]", "auto: push the work to its branch at origin, never forced; none (default: none)", require_place.oneOf("--push", ["auto", "none"])).option("--env-allow <names>", "the only variables the agent sees, with commas between; * at the end is any", splitNames).option("--share-work-tree", "go on where another step is under way; commits made meanwhile are nobody's").option("--continue-on-agent-error", "push a failed agent's work all the same").option("--require-record", "fail when the record could not be published").option("-q, --quiet", "say nothing but warnings").addHelpText("after", EXAMPLES);
}
async function readStepRunOptions(context, argv, raw) {
	checkCommand(context.argv, argv);
	if (raw.commitMessage !== void 0) require_agent_env.checkCommitTemplate(raw.commitMessage, "--commit-message");
	if (raw.envAllow !== void 0) require_agent_env.checkEnvAllow(raw.envAllow, "--env-allow");
	return {
		history: {
			...raw.project === void 0 ? {} : { project: raw.project },
			...raw.db === void 0 ? {} : { db: raw.db },
			...raw.store === void 0 ? {} : { store: raw.store }
		},
		argv,
		directory: (0, node_path.resolve)(context.cwd, raw.workingDirectory ?? "."),
		branch: raw.branch ?? null,
		usageReader: require_end_line.chooseUsageReader(raw.agent, "--agent"),
		telemetry: raw.telemetry,
		prices: await require_end_line.readOwnPrices({
			text: raw.prices ?? null,
			folder: context.cwd,
			home: require_projects.laforgeHome(context.env),
			what: "--prices"
		}),
		agentConfig: await describeAgent(context, argv, raw.agentConfig),
		prompt: readPrompt(context, raw),
		timeoutMs: raw.timeoutMinutes ?? null,
		limits: require_agent_env.toLimits({
			max_cost_usd: raw.maxCostUsd ?? null,
			max_tokens: raw.maxTokens ?? null,
			budgets: raw.budget ?? [],
			budget_unknown: raw.budgetUnknown
		}),
		check: readCheck(raw),
		commit: raw.commit,
		commitMessage: raw.commitMessage ?? null,
		commitAuthor: raw.commitAuthor ?? null,
		push: raw.push === true ? "auto" : raw.push ?? "none",
		envAllow: raw.envAllow ?? null,
		shareWorkTree: raw.shareWorkTree === true,
		continueOnAgentError: raw.continueOnAgentError === true,
		requireRecord: raw.requireRecord === true,
		quiet: raw.quiet === true
	};
}
function readCheck({ check, checkTimeoutMinutes, onFailure }) {
	if (check === void 0) return null;
	if (check.trim() === "") throw new require_errors.InputError("bad-input", "--check is empty. Give it a shell script such as \"npm test\", or leave it out.");
	return {
		script: check,
		shell: require_start_process.parseShell(process.platform === "win32" ? "cmd" : "sh", "--check"),
		timeoutMs: checkTimeoutMinutes ?? CHECK_TIMEOUT_MS,
		onFailure
	};
}
function checkCommand(line, argv) {
	const [first] = argv;
	if (first === void 0 || first === "") throw new require_errors.InputError("bad-input", "No command to run is given. Write it behind --: laforge step run -- claude -p \"…\"");
	if (line.at(-argv.length - 1) !== "--") throw new require_errors.InputError("bad-input", `${require_identity.quote(first)} stands before --. Write the command behind it: laforge step run -- ${require_open.quoteForShell([first ?? ""])}`);
}
async function describeAgent(context, argv, text) {
	const secrets = require_start_process.secretsOf(context.env);
	const command = require_start_process.redactText(require_open.quoteForShell(argv), secrets);
	if (text === void 0) return {
		...require_documents.EMPTY_AGENT_CONFIG,
		command
	};
	const { readAgentConfig } = await Promise.resolve().then(() => require("./agent-config.js"));
	const config = await readAgentConfig({
		text,
		folder: context.cwd,
		secrets,
		what: "--agent-config"
	});
	return {
		...config,
		command: config.command ?? command
	};
}
function readPrompt(context, { prompt, promptFile }) {
	if (promptFile === void 0) return prompt ?? null;
	if (prompt !== void 0) throw new require_errors.InputError("bad-input", "Both --prompt and --prompt-file are given. Give one of them.");
	try {
		return (0, node_fs.readFileSync)((0, node_path.resolve)(context.cwd, promptFile), "utf8");
	} catch (cause) {
		throw new require_errors.InputError("bad-input", `--prompt-file is ${require_identity.quote(promptFile)}, which cannot be read. Name a text file.`, { cause });
	}
}
function splitNames(text) {
	return text.split(/[\s,]+/).filter((name) => name !== "");
}
const EXAMPLES = `
Runs the command in the work tree, with stdin, stdout and stderr as they are, and records it as the next step: HEAD
before and after, its commits and changes, how it ended, how long it took, what it cost. What it leaves uncommitted is
committed; what lay there before it is not. Nothing is pushed unless --push says so. The exit status is the command's
own, and 1 when the work did not pass its --check. What we say ourselves goes to stderr, what the agent and the check
printed is also kept in log files (laforge step info).

The agent sees LAFORGE_STEP_ID, LAFORGE_STEP_UID and LAFORGE_PROJECT_ID, and may write what it used to the file
LAFORGE_USAGE_FILE, as JSON: {"input_tokens": 1200, "output_tokens": 300, "cost": 0.02, "model": "…"}.

Examples:
  $ laforge step run -- claude -p "fix the failing test"
  $ laforge step run --branch agent/fix --push -- codex exec "fix the failing test"
  $ laforge step run --max-cost-usd 2.50 --budget "20 USD per day" -- claude -p "fix the failing test"
  $ laforge step run --check 'npm test' -- claude -p "fix the failing test"
  $ laforge step run --timeout-minutes 30 --prompt-file task.md -- sh -c 'my-agent < "$LAFORGE_PROMPT_FILE"'
  $ echo "a task" | laforge step run -- my-agent --from-stdin`;
// src/cli/step-run.ts
var step_run_exports = require_rolldown_runtime.__exportAll({ define: () => define });
const TERMINATED = 143;
const REFUSED = 75;
const SIGNALS = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
function define(command, context) {
	defineStepRunOptions(command);
	require_place.addHistoryOptions(command);
	command.action(async (argv, raw) => {
		context.exitWith(await runStep(context, await readStepRunOptions(context, argv, raw)));
	});
}
async function runStep(context, options) {
	const finding = require_place.findPlace(context, options.history.project ?? null, options.history, {
		directory: options.directory,
		needsRepository: true,
		isGiven: require_agent_env.givenVariables(options.envAllow)
	});
	const [place, { openRunStore, recordRun }] = await Promise.all([finding, Promise.resolve().then(() => require("./step-recording.js"))]);
	const { repository } = place;
	if (repository === null) throw new require_errors.InputError("not-a-work-tree", `${options.directory} is in no git work tree.`);
	const uid = require_uids.systemUids.next();
	const interruption = new AbortController();
	const interrupt = (signal) => interruption.abort(signal);
	for (const signal of SIGNALS) process.on(signal, interrupt);
	let presence;
	try {
		presence = require_start_process.enterWorkTree({
			gitDir: repository.gitDir,
			uid,
			share: options.shareWorkTree,
			within: context.env.LAFORGE_STEP_UID,
			advice: "work in a worktree of its own (git worktree add), or go on all the same with --share-work-tree"
		});
		const startTime = require_start_process.createStartTime();
		const store = await openRunStore(context, place, startTime);
		checkPush(repository, options);
		await chooseBranch(repository, options.branch);
		const result = await recordRun(context, options, {
			...place,
			uid,
			presence,
			repository,
			store,
			startTime,
			signal: interruption.signal
		});
		if (result.step.status === "refused" && result.failure !== null) require_cli.say(context, result.failure);
		else if (!options.quiet) require_cli.say(context, lastLine(result.step, options.history));
		return exitStatus(context, result, options, interruption.signal);
	} finally {
		for (const signal of SIGNALS) process.off(signal, interrupt);
		presence?.leave();
		await repository.close();
	}
}
function checkPush(repository, { push }) {
	if (push === "none" || repository.remote !== null) return;
	throw new require_errors.InputError("bad-input", `--push is given, but the repository in ${repository.root} has no remote. Add one as origin, or leave --push out.`);
}
async function chooseBranch(repository, branch) {
	if (branch === null) return;
	if (!await repository.isBranchName(branch)) throw new require_errors.InputError("bad-input", `--branch is ${require_identity.quote(branch)}, which git takes for no branch name. Use another.`);
	await repository.switchTo(branch);
}
function exitStatus(context, result, options, { reason }) {
	const { step, publication, failure } = result;
	const failedCheck = require_end_line.hasFailedCheck(step) && failure !== null;
	if (failedCheck) require_cli.say(context, failure);
	if (step.status === "refused") return REFUSED;
	if (step.status === "cancelled") return require_start_process.signalExitCode(SIGNALS.find((signal) => signal === reason) ?? "SIGINT");
	const own = step.exitCode ?? 1;
	if (own !== 0) return own;
	if (failedCheck) return 1;
	if (step.status === "over_budget") return TERMINATED;
	if (step.status === "failed") return 1;
	if (options.requireRecord && publication.kind !== "published") {
		require_cli.say(context, "the agent succeeded, but its record could not be published (--require-record).");
		return 1;
	}
	return 0;
}
exports.define = define;
exports.startLine = startLine;
Object.defineProperty(exports, "step_run_exports", {
	enumerable: true,
	get: function() {
		return step_run_exports;
	}
});
