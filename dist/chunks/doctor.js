let node_fs = require("node:fs");
let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_text = require("./text.js");
const require_agents = require("./agents.js");
const require_identity = require("./identity.js");
const require_run_info = require("./run-info.js");
const require_cli = require("./cli.js");
const require_create_store = require("./create-store2.js");
const require_open_history = require("./open-history.js");
const require_place = require("./place.js");
const require_terminal = require("./terminal.js");
// src/usecases/examine-place.ts
async function examinePlace(place) {
	return [
		await look("branch", () => examineBranch(place)),
		examineIdentity(place.repository),
		await look("remote", () => examineRemote(place), "limited"),
		await look("history", () => examineHistory(place))
	];
}
async function look(topic, ask, failed = "fault") {
	try {
		return {
			topic,
			...await ask()
		};
	} catch (error) {
		return {
			topic,
			verdict: failed,
			message: require_errors.describeError(error)
		};
	}
}
async function examineBranch({ repository, branchOfJob }) {
	const { branch, sha } = await repository.head();
	const at = sha === null ? "without a commit" : `at ${require_identity.shortSha(sha)}`;
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
	if (remote === null) return {
		verdict: "limited",
		message: "There is none, so --push and --store git cannot work. Add one: git remote add origin <url>"
	};
	const name = remote.repository ?? "the remote";
	await remote.refs(["HEAD"]);
	const { sha } = await repository.head();
	if (sha === null) return {
		verdict: "ok",
		message: `${name} answers`
	};
	return describePush(name, await remote.probe([{
		ref: `refs/laforge/pins/${slug}/doctor`,
		to: sha,
		expected: null
	}]));
}
function describePush(name, result) {
	if (result.kind === "pushed") return {
		verdict: "ok",
		message: `${name} answers, and takes a trial push, which asks none of its rules and hooks`
	};
	return {
		verdict: "limited",
		message: `${name} can be read, but a trial push was refused, so --push, --store git and pins cannot work: ${result.explanation}`
	};
}
async function examineHistory({ openHistory, where, goesWithJob }) {
	const history = await openHistory();
	try {
		const { condition } = history;
		if (condition.kind === "unreadable") return {
			verdict: "fault",
			message: `${where} cannot be read: ${condition.reason}`
		};
		const steps = condition.kind === "found" ? await history.countSteps() : 0;
		const message = `${steps === 1 ? "1 step" : `${steps} steps`} in ${where}`;
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
	require_place.addHistoryOptions(command, EXAMPLES);
	command.action((options) => examine(context, options));
}
async function examine(context, options) {
	const here = await require_terminal.withProgress(context, "asking git and the remote", () => examineHere(context, options));
	const findings = [
		examineCi(context.env),
		...here,
		examineAgents(context.env)
	];
	if (findings.some(({ verdict }) => verdict === "fault")) context.exitWith(FAULT);
	if (options.json === true) return require_cli.printJson(context, findings);
	require_cli.print(context, renderFindings(findings, require_cli.stdoutPaint(context)));
}
async function examineHere(context, options) {
	const { env, cwd } = context;
	try {
		const place = await require_place.findPlace(context, options.project ?? null, options, {
			directory: cwd,
			needsRepository: true
		});
		const { repository, slug, storeName } = place;
		if (repository === null) return [];
		try {
			const run = require_run_info.describeRun(env);
			return await examinePlace({
				repository,
				slug,
				branchOfJob: require_run_info.branchOfJob(env, run, repository.remote?.repository ?? null),
				openHistory: async () => (await require_create_store.createPlaceStore(context, place, "read")).open(),
				where: require_open_history.describePlace(place),
				goesWithJob: storeName === "file" && run.ci !== "local"
			});
		} finally {
			await repository.close();
		}
	} catch (error) {
		return [{
			topic: "repository",
			verdict: "fault",
			message: require_errors.describeError(error)
		}];
	}
}
const SERVICES = {
	github: "GitHub Actions: the action also writes the comment, the summary and check runs, and can store in artifacts.",
	gitea: "Gitea Actions: the action also writes the comment and the summary; it cannot store in artifacts or caches.",
	forgejo: "Forgejo Actions: the action also writes the comment and the summary; it cannot store in artifacts or caches."
};
function examineCi(env) {
	const job = require_run_info.readCiJob(env);
	const { ci } = require_run_info.describeRun(env);
	return {
		topic: "ci",
		verdict: "ok",
		message: SERVICES[ci] ?? (job === null ? "No CI that is known: steps are recorded as your own." : `${job.title}: steps, rollbacks and reports work; nothing writes a comment or a check run.`)
	};
}
function examineAgents(env) {
	const folders = (env.PATH ?? "").split(node_path.delimiter).filter((folder) => folder !== "");
	const here = require_agents.AGENTS.flatMap(({ command }) => command.names.filter((name) => !name.includes("/"))).filter((name) => folders.some((folder) => isProgram((0, node_path.join)(folder, name))));
	const message = here.length > 0 ? `${here.join(", ")}: their tokens and cost are read` : "None on PATH whose tokens and cost are read. Any command can be a step; docs/usage-file.md tells how it reports its own.";
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
		return `${paint(LOOKS[verdict], verdict.padEnd(7))}  ${topic.padEnd(topicWidth)}  ${require_text.toPlainText(message)}`;
	}).join("\n");
}
const EXAMPLES = `
Tells what works here and what does not, with what to write, before an agent costs anything. It asks git, the remote
(a trial push that changes nothing) and the history, and changes nothing.

Exit status: 1 when there is a fault: no step can run here, or its record would be lost.

Examples:
  $ laforge doctor                 look at this repository
  $ laforge doctor --store git     the same with the history at the remote
  $ laforge doctor --json | jq -r '.[] | select(.verdict != "ok") | .message'`;
exports.define = define;
