(function (exports, require, module, __filename, __dirname) {
let node_fs = require("node:fs");
let node_path = require("node:path");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run = require("./action-run.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_examine_place = require("./examine-place.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_info = require("./run-info.js");
const require_terminal = require("./terminal.js");
// src/cli/doctor.ts
const FAULT = 1;
function define(command, context) {
	command.usage("[options]").option("--json", "print the findings as a JSON array of {topic, verdict, message}");
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((options) => examine(context, options));
}
async function examine(context, options) {
	const here = await require_terminal.withProgress(context, "asking git and the remote", () => examineHere(context, options));
	const findings = [
		...examineForge(context.env),
		...here,
		examineAgents(context.env)
	];
	if (findings.some(({ verdict }) => verdict === "fault")) context.exitWith(FAULT);
	if (options.json === true) return require_help_run_steps.printJson(context, findings);
	require_help_run_steps.print(context, renderFindings(findings, require_help_run_steps.stdoutPaint(context)));
}
async function examineHere(context, options) {
	const { env } = context;
	try {
		return await require_run_steps.withPlaceHere(context, options.project ?? null, options, async (place) => {
			const { repository, slug, storeName } = place;
			const run = require_run_info.describeRun(env);
			return [
				...await require_examine_place.examinePlace({
					repository,
					slug,
					branchOfJob: require_run_info.branchOfJob(env, run, repository.remote?.repository ?? null),
					openHistory: async () => (await require_run_steps.createPlaceStore(context, place, "read")).open(),
					where: require_open_history.describePlace(place),
					goesWithJob: storeName === "file" && run.ci !== "local",
					whyNotRecorded: () => whyNotRecorded(context, options, place)
				}),
				...await examineWorkTree(context, repository),
				...examineWaiting(place, options)
			];
		});
	} catch (error) {
		return [{
			topic: "repository",
			verdict: "fault",
			message: require_action_post_help_run_steps.describeError(error)
		}];
	}
}
async function whyNotRecorded({ env }, { db }, { storeName, dbPath, project }) {
	const folder = (0, node_path.dirname)(dbPath);
	if (db !== void 0 && !(0, node_fs.existsSync)(folder)) return `the folder ${folder} does not exist. Create it, or name another file.`;
	const what = storeName === "file" ? folder : project.folder;
	try {
		require_action_help_run_steps.checkWritable(what);
		if (storeName === "file" && (0, node_fs.existsSync)(dbPath)) (0, node_fs.accessSync)(dbPath, node_fs.constants.W_OK);
	} catch (error) {
		const advice = db === void 0 ? "LAFORGE_HOME names another place" : "Name another file";
		return `${what} cannot be written (${require_action_post_help_run_steps.describeError(error)}). ${advice}.`;
	}
	const database = storeName === "postgres" ? require_action_run_steps.readDatabase(env) : null;
	if (database === null) return null;
	const { findReadOnlyLogin } = await Promise.resolve().then(() => require("./postgres-store.js"));
	const login = await findReadOnlyLogin(database);
	return login === null ? null : `${login} may only read. laforge db token --role writer makes a login that may add.`;
}
async function examineWorkTree({ env }, repository) {
	const { gitDir } = repository;
	const others = require_action_run.listStepsUnderWay({
		gitDir,
		within: env.LAFORGE_STEP_UID,
		findAgent: require_action_run_steps.findAgentOfStep
	});
	const lock = await repository.findLock();
	const unwritable = repository.whyUnwritable();
	return [
		...others.map((words) => `No other step can begin: ${words}.`),
		...lock === null ? [] : [`No step can begin: ${require_action_run_steps.sayLockAtStart(lock)}`],
		...unwritable === null ? [] : [`No commit can reach a branch: ${unwritable}`]
	].map((message) => ({
		topic: "work tree",
		verdict: "fault",
		message
	}));
}
function examineWaiting({ project, storeName }, options) {
	const folder = require_action_run_steps.waitingFolder(project);
	if (storeName === "file" || !(0, node_fs.existsSync)(folder)) return [];
	const isRecord = (entry) => entry.isFile() && entry.name.endsWith(".json") && [entry.parentPath, (0, node_path.dirname)(entry.parentPath)].includes(folder);
	const count = [...require_action_post_help_run_steps.walkBelow(folder).take(10 * MOST_COUNTED).filter(isRecord).take(MOST_COUNTED)].length;
	if (count === 0) return [];
	return [{
		topic: "waiting",
		verdict: "limited",
		message: `${count === 1 ? "1 record waits" : `${count >= MOST_COUNTED ? `${count} records or more` : `${count} records`} wait`} to be published, in ${folder}. Run ${require_run_steps.stepsCommand(options.project, {
			...options,
			store: storeName
		})}: it publishes them, or says what is in the way.`
	}];
}
const MOST_COUNTED = 100;
function examineForge(env) {
	const { ci } = require_run_info.describeRun(env);
	if (ci === "local") return [{
		topic: "ci",
		verdict: "ok",
		message: "No CI that is known: steps are recorded as your own."
	}];
	const title = require_run_info.readCiJob(env)?.title ?? `${require_action_run.forgeOf(env)} Actions`;
	const abilities = Object.entries(require_action_run.abilitiesOf(ci, env));
	return [{
		topic: "ci",
		verdict: "ok",
		message: `${title}: steps, rollbacks and reports work.`
	}, ...abilities.map(([topic, { works, message }]) => ({
		topic,
		verdict: works ? "ok" : "limited",
		message
	}))];
}
function examineAgents(env) {
	const here = require_action_run.AGENTS.flatMap(({ command }) => command.names.filter((name) => !name.includes("/"))).filter((name) => require_action_run_steps.findProgram(name, env.PATH ?? "", { kinds: [".exe", ".cmd"] }) !== null);
	const message = here.length > 0 ? `${here.join(", ")}: their tokens and cost are read` : "No known agent is on PATH. Any command can be a step; docs/usage-file.md says how it can report its tokens and cost.";
	return {
		topic: "agents",
		verdict: here.length > 0 ? "ok" : "limited",
		message
	};
}
const LOOKS = {
	ok: "good",
	limited: "warn",
	fault: "bad"
};
function renderFindings(findings, paint) {
	const topicWidth = Math.max(...findings.map(({ topic }) => topic.length));
	return findings.map(({ topic, verdict, message }) => {
		return `${paint(LOOKS[verdict], verdict.padEnd(7))}  ${topic.padEnd(topicWidth)}  ${require_action_post_help_run_steps.toPlainText(message)}`;
	}).join("\n");
}
const EXAMPLES = `
Reports what works here, what does not and how to fix it, before an agent costs anything. It asks git, the remote (with a
dry-run push) and the history, and changes nothing.

Exit status: 1 when there is a fault: no step can run here, its work could not be committed, or its record would be
lost.

Examples:
  $ laforge doctor                 look at this repository
  $ laforge doctor --store git     the same with the history at the remote
  $ laforge doctor --json | jq -r '.[] | select(.verdict != "ok") | .message'`;
exports.define = define;
});
