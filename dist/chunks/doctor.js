(function (exports, require, module, __filename, __dirname) {
let node_fs = require("node:fs");
let node_path = require("node:path");
const require_action_run = require("./action-run.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_info = require("./run-info.js");
const require_terminal = require("./terminal.js");
// src/usecases/examine-place.ts
async function examinePlace(place) {
	return [
		await look("branch", () => examineBranch(place)),
		examineIdentity(place.repository),
		...await examineRemote(place),
		await look("history", () => examineHistory(place))
	];
}
async function look(topic, ask) {
	try {
		return {
			topic,
			...await ask()
		};
	} catch (error) {
		return {
			topic,
			verdict: "fault",
			message: require_action_post_help_run_steps.describeError(error)
		};
	}
}
async function examineBranch({ repository, branchOfJob }) {
	const { branch, sha } = await repository.head();
	const at = sha === null ? "without a commit" : `at ${require_action_post_run_steps.shortSha(sha)}`;
	if (branch !== null) {
		const operation = repository.operationOn(branch);
		if (operation === null) return {
			verdict: "ok",
			message: `${branch}, ${at}`
		};
		return {
			verdict: "limited",
			message: `A ${operation.name} of ${branch} is under way: what an agent leaves is not committed then, and no rollback moves the branch. Finish or abort it first.`
		};
	}
	return {
		verdict: "limited",
		message: `No branch is checked out, HEAD is ${at}. ${branchOfJob === null || branchOfJob.includes(":") ? "Check out a branch to have its work reach one." : `Write --branch ${branchOfJob} to have its work reach that branch.`}`
	};
}
function examineIdentity({ identity }) {
	const topic = "committer";
	if (identity !== null) return {
		topic,
		verdict: "ok",
		message: `${identity.name} <${identity.email}>`
	};
	return {
		topic,
		verdict: "limited",
		message: "git has no user.name and user.email, so commits are by github-actions[bot]. Set both, or write --commit-author."
	};
}
async function examineRemote({ repository, slug }) {
	const { remote } = repository;
	const tell = (verdict, message) => ({
		topic: "remote",
		verdict,
		message
	});
	if (remote === null) return [tell("limited", "There is none, or several and none named origin, so --push and --store git cannot work. Add one: git remote add origin <url>")];
	try {
		const name = remote.repository ?? "the remote";
		await remote.refs(["HEAD"]);
		const { sha } = await repository.head();
		if (sha === null) return [tell("ok", `${name} answers`)];
		const update = {
			ref: `refs/laforge/pins/${slug}/doctor`,
			to: sha,
			expected: null
		};
		const together = await remote.probe([update], { atomic: true });
		const isAtomic = together.kind === "pushed";
		const result = together.kind === "refused" && together.code === "no-atomic" ? await remote.probe([update]) : together;
		if (result.kind === "pushed") return [
			tell("ok", `${name} answers, and accepts a trial push, which does not run its rules and hooks`),
			LEASE,
			isAtomic ? ATOMIC : NO_ATOMIC
		];
		return [tell("limited", `${name} can be read, but a trial push was refused, so --push, --store git and pins cannot work: ${result.explanation}`)];
	} catch (error) {
		return [tell("limited", require_action_post_help_run_steps.describeError(error))];
	}
}
const LEASE = {
	topic: "lease",
	verdict: "ok",
	message: "a branch moves only from the tip that was looked at"
};
const ATOMIC = {
	topic: "atomic",
	verdict: "ok",
	message: "a branch moves together with its record, or not at all"
};
const NO_ATOMIC = {
	topic: "atomic",
	verdict: "limited",
	message: "The remote cannot update several refs at once: a pin is pushed before its branch moves, and a record by itself."
};
async function examineHistory({ openHistory, where, goesWithJob, whyNotRecorded }) {
	const history = await openHistory();
	try {
		const { condition } = history;
		if (condition.kind === "unreadable") return {
			verdict: "fault",
			message: `${where} cannot be read: ${condition.reason}`
		};
		const steps = condition.kind === "found" ? await history.countSteps() : 0;
		const message = `${steps === 1 ? "1 step" : `${steps} steps`} in ${where}`;
		const reason = await whyNotRecorded();
		if (reason !== null) return {
			verdict: "fault",
			message: `${message}, and none can be added: ${reason}`
		};
		if (history.warnings.length > 0) return {
			verdict: "limited",
			message: [`${message}.`, ...history.warnings].join(" ")
		};
		if (!goesWithJob) return {
			verdict: "ok",
			message
		};
		return {
			verdict: "limited",
			message: `${message}. The disk of a job seldom lasts: write --store git to keep the history in the repository.`
		};
	} finally {
		await history.close();
	}
}
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
				...await examinePlace({
					repository,
					slug,
					branchOfJob: require_run_info.branchOfJob(env, run, repository.remote?.repository ?? null),
					openHistory: async () => (await require_run_steps.createPlaceStore(context, place, "read")).open(),
					where: require_open_history.describePlace(place),
					goesWithJob: storeName === "file" && run.ci !== "local",
					whyNotRecorded: () => whyNotRecorded(context, options, place)
				}),
				...examineWorkTree(context, repository),
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
	const database = storeName === "postgres" ? require_run_steps.readDatabase(env) : null;
	if (database === null) return null;
	const { findReadOnlyLogin } = await Promise.resolve().then(() => require("./postgres-store.js"));
	const login = await findReadOnlyLogin(database);
	return login === null ? null : `${login} may only read. laforge db token --role writer makes a login that may add.`;
}
function examineWorkTree({ env }, { gitDir }) {
	return require_action_run.listStepsUnderWay({
		gitDir,
		within: env.LAFORGE_STEP_UID,
		findAgent: require_action_run.findAgentOfStep
	}).map((words) => ({
		topic: "work tree",
		verdict: "fault",
		message: `No other step can begin: ${words}.`
	}));
}
function examineWaiting({ project, storeName }, options) {
	const folder = require_action_run_steps.waitingFolder(project);
	if (storeName === "file" || !(0, node_fs.existsSync)(folder)) return [];
	const count = (0, node_fs.readdirSync)(folder, { recursive: true }).filter((name) => String(name).endsWith(".json")).length;
	if (count === 0) return [];
	return [{
		topic: "waiting",
		verdict: "limited",
		message: `${count === 1 ? "1 record waits" : `${count} records wait`} to be published, in ${folder}. Run ${require_run_steps.stepsCommand(options.project, {
			...options,
			store: storeName
		})}: it publishes them, or says what is in the way.`
	}];
}
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
	const folders = (env.PATH ?? "").split(node_path.delimiter).filter((folder) => folder !== "");
	const here = require_action_run.AGENTS.flatMap(({ command }) => command.names.filter((name) => !name.includes("/"))).filter((name) => folders.some((folder) => isProgram((0, node_path.join)(folder, name))));
	const message = here.length > 0 ? `${here.join(", ")}: their tokens and cost are read` : "No known agent is on PATH. Any command can be a step; docs/usage-file.md says how it can report its tokens and cost.";
	return {
		topic: "agents",
		verdict: here.length > 0 ? "ok" : "limited",
		message
	};
}
function isProgram(path) {
	try {
		(0, node_fs.accessSync)(path, node_fs.constants.X_OK);
		return true;
	} catch {
		return false;
	}
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

Exit status: 1 when there is a fault: no step can run here, or its record would be lost.

Examples:
  $ laforge doctor                 look at this repository
  $ laforge doctor --store git     the same with the history at the remote
  $ laforge doctor --json | jq -r '.[] | select(.verdict != "ok") | .message'`;
exports.define = define;
});
