(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
const require_action_run = require("./action-run.js");
const require_bisect_steps = require("./bisect-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_arguments = require("./arguments.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_steps = require("./run-steps.js");
// src/cli/step-bisect.ts
const CONFIDENCE = .95;
const MOST_TESTS = 200;
function define(command, context) {
	command.usage("[options] [project-id] --check <script>").argument("[project-id...]", "the project (default: the one of this repository)").option("--check <script>", "the bash script that tests a state: exit 0 is good, 125 means it cannot tell, any other below 128 is bad").option("--good <step>", "a step that left a good state (default: where the first step of the branch began)").option("--bad <step>", "a step that left a bad state (default: the tip of the branch)").option("--branch <name>", "the branch (default: the one that is checked out)", require_arguments.branchOf).option("--check-timeout-minutes <minutes>", "end a check after this many minutes and count it as bad (default: 30)", (text) => require_action_run_steps.parseMinutes(text, "--check-timeout-minutes")).option("--flaky", "repeat a check that is sometimes wrong, until the answer is sure enough").option("--confidence <share>", `with --flaky, how sure the answer must be (default: ${CONFIDENCE})`, (text) => require_action_run_steps.parseConfidence(text, "--confidence")).option("--max-tests <number>", `give up after this many tests, or all for no limit (default: ${MOST_TESTS})`, parseMaxTests).option("--verbose", "show the output of the check").option("--json", "print the answer as one JSON object");
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => findCulprit(context, args, options));
}
async function findCulprit(context, args, options) {
	const { check: script } = options;
	if (script === void 0 || script.trim() === "") throw require_action_post_help_run_steps.badInput(`--check is missing. Give the script that tells good from bad, such as --check 'npm test'.`);
	if (options.confidence !== void 0 && options.flaky !== true) throw require_action_post_help_run_steps.badInput("--confidence is only used with --flaky. Give both, or neither.");
	const { project } = require_arguments.readProject(args, options.project);
	await require_open_history.withHistoryHere(context, project, options, "read", (opened) => require_help_run_steps.untilStopped((stopped) => searchAndShow(context, opened, {
		...options,
		...project !== null && { project }
	}, script, stopped)));
}
async function searchAndShow(context, opened, options, script, stopped) {
	const check = require_bisect_steps.openBisectCheck(opened.repository, {
		script,
		timeoutMs: options.checkTimeoutMinutes ?? 18e5,
		env: context.env,
		sink: options.verbose === true ? context.streams.stderr : null,
		resultsFile: (0, node_path.join)(opened.project.folder, "bisect.json"),
		signal: stopped
	});
	try {
		const result = await search(context, opened, options, check.run);
		show(context, opened, result, script, options);
		if (result.culprit === null) context.exitWith(1);
	} catch (error) {
		const signal = require_help_run_steps.signalThatStopped(stopped);
		if (signal === void 0) throw error;
		require_help_run_steps.say(context, "Stopped. What was tested is kept: the same command goes on from there.");
		context.exitWith(require_action_run.signalExitCode(signal));
	} finally {
		check.close();
	}
}
async function search(context, opened, options, check) {
	const { repository, history } = opened;
	const branch = options.branch ?? (await repository.head()).branch;
	if (branch === null) throw new require_action_post_help_run_steps.RefusedError("not-bisectable", "HEAD is on no branch. Name the one to search with --branch.");
	const [good, bad] = await Promise.all([find(opened, options, "good"), find(opened, options, "bad")]);
	const onPlan = (states) => {
		const steps = states.slice(1).filter(({ step }) => step !== null).length;
		const count = states.length - 1;
		require_help_run_steps.say(context, `${require_action_run_steps.plural(count, "state")} of ${branch} to search, ${steps} of them left by steps.`);
	};
	const onTest = (test) => require_help_run_steps.say(context, require_bisect_steps.testLine(test));
	return await require_bisect_steps.bisectSteps({
		repository,
		history,
		check,
		onPlan,
		onTest,
		words: require_action_run_steps.WORDINGS.cli
	}, {
		branch,
		good,
		bad,
		tip: null,
		confidence: options.flaky === true ? options.confidence ?? CONFIDENCE : null,
		maxTests: options.maxTests ?? MOST_TESTS
	});
}
async function find(opened, options, end) {
	const name = options[end];
	return name === void 0 ? null : await require_open_history.findStep(opened, require_action_post_help_run_steps.parseStepRef(name, `--${end}`), options);
}
function show(context, { storeName }, result, script, options) {
	const same = (command, push = false) => require_run_steps.forSameHistory(command, options.project, options, push);
	const move = (command) => same(command, storeName === "git");
	const next = require_bisect_steps.nextCommands(result, {
		diff: (step) => same(`laforge step diff ${step}`),
		rollBack: (step) => move(`laforge step rollback ${step} --before`),
		revert: (step, branch) => move(`laforge step revert ${step}${branch === null ? "" : ` --branch ${require_action_run_steps.quoteForShell([branch])}`}`),
		undo: (rollback) => move(`laforge step undo ${rollback}`)
	});
	if (options.json === true) require_help_run_steps.printJson(context, toJson(result, next));
	else require_help_run_steps.print(context, require_bisect_steps.renderBisect({
		...result,
		check: script.split("\n")[0] ?? "",
		next
	}, require_help_run_steps.stdoutPaint(context)));
}
function toJson({ good, bad, tests, culprit, suspects, confidence }, next) {
	const name = ({ sha, step }) => ({
		sha,
		step: step === null ? null : {
			id: step.id,
			uid: step.uid
		}
	});
	return {
		schema_version: 1,
		range: {
			good: name(good),
			bad: name(bad)
		},
		step: culprit?.step == null ? null : {
			id: culprit.step.id,
			uid: culprit.step.uid
		},
		commits: (culprit?.commits ?? []).map(({ sha }) => sha),
		confidence,
		suspects: suspects.map(name),
		tests: tests.map(({ state, verdict, exitCode, durationMs, isKnown }) => ({
			...name(state),
			verdict,
			exit_code: exitCode,
			duration_ms: durationMs,
			known: isKnown
		})),
		next: next.map(([, command]) => command)
	};
}
function parseMaxTests(text) {
	try {
		return require_arguments.parseLimit(text);
	} catch {
		throw require_action_post_help_run_steps.badInput(`--max-tests is ${require_action_post_help_run_steps.quote(text)}. Use a number such as 50, or all.`);
	}
}
const EXAMPLES = `
The check runs in a separate work tree, on one state after another; your own files are not touched. That work tree has no
files that git ignores, so the script must install what it needs: --check 'npm ci && npm test'.

Examples:
  $ laforge step bisect --check 'npm ci && npm test'           which step of this branch broke the tests
  $ laforge step bisect --good 3 --bad 9 --check ./smoke.sh    which step after 3, up to 9
  $ laforge step bisect --flaky --check 'npm run e2e'          with tests that sometimes fail by themselves`;
exports.define = define;
});
