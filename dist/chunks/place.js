let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_run_context = require("./run-context.js");
const require_repository_key = require("./repository-key.js");
const require_projects = require("./projects.js");
let node_os = require("node:os");
// src/cli/arguments.ts
function readProject(args, option) {
	refuseMore(args, 1);
	return { project: sameProject(args[0], option) };
}
function readStep(args, option) {
	refuseMore(args, 2);
	const name = args.at(-1);
	if (name === void 0) throw new require_errors.InputError("bad-input", "No step is named. Give its number, such as 3 (laforge steps lists them).");
	return {
		project: sameProject(args.length > 1 ? args[0] : void 0, option),
		step: require_identity.parseStepRef(name, "The step id")
	};
}
function readSteps(args, option) {
	refuseMore(args, 2);
	const names = args.at(-1);
	if (names === void 0) throw new require_errors.InputError("bad-input", "No step is named. Give its number, such as 3, or two, 3..5 (laforge steps lists them).");
	return {
		project: sameProject(args.length > 1 ? args[0] : void 0, option),
		...require_run_context.parseNamedSteps(names, "The step id")
	};
}
function readRollback(args, option) {
	refuseMore(args, 2);
	const [first, second] = args;
	if (second !== void 0) return {
		project: sameProject(first, option),
		rollback: require_identity.parseRollbackRef(second, WHAT_ROLLBACK)
	};
	if (first === void 0) return {
		project: sameProject(void 0, option),
		rollback: null
	};
	if (option !== void 0 || require_identity.looksLikeStepNumber(first) || readsAsRollback(first)) return {
		project: sameProject(void 0, option),
		rollback: require_identity.parseRollbackRef(first, WHAT_ROLLBACK)
	};
	return {
		project: first,
		rollback: null
	};
}
function readPins(args, option) {
	const [first, ...rest] = args;
	const hasProject = first !== void 0 && option === void 0 && !readsAsPin(first);
	const names = hasProject ? rest : args;
	if (names.length === 0) throw new require_errors.InputError("bad-input", "No pin is named. Give its name, such as R2 or S7 (laforge pins lists them).");
	const odd = names.find((name) => !readsAsPin(name));
	if (odd !== void 0) throw new require_errors.InputError("bad-input", `${require_identity.quote(odd)} names no pin. Use R2, S7, a uid or the first 8 or more characters of it, or a whole ref (laforge pins lists them).`);
	return {
		project: hasProject ? first : option ?? null,
		names
	};
}
function readsAsPin(name) {
	if (name.startsWith("refs/")) return true;
	const plain = name.replace(/^step-(?=[0-9a-f]{8})/, "");
	return [require_identity.parseStepRef, require_identity.parseRollbackRef].some((parse) => {
		try {
			parse(plain, "");
			return true;
		} catch {
			return false;
		}
	});
}
const WHAT_ROLLBACK = "The rollback id";
function readsAsRollback(text) {
	try {
		require_identity.parseRollbackRef(text, WHAT_ROLLBACK);
		return true;
	} catch {
		return false;
	}
}
function sameProject(positional, option) {
	if (positional !== void 0 && option !== void 0 && positional !== option) throw new require_errors.InputError("bad-input", `Two projects are named, ${require_identity.quote(positional)} and ${require_identity.quote(option)} (--project). Name one.`);
	return positional ?? option ?? null;
}
function refuseMore(args, most) {
	const extra = args[most];
	if (extra !== void 0) throw new require_errors.InputError("bad-input", `${require_identity.quote(extra)} is one argument too many.`);
}
function oneOf(option, words) {
	return (text) => require_run_context.parseWord(text, words, option);
}
function branchOf(text) {
	return require_run_context.parseBranch(text, "--branch");
}
function parseLimit(text) {
	if (text === "all") return Number.POSITIVE_INFINITY;
	if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
	throw new require_errors.InputError("bad-input", `--limit is ${require_identity.quote(text)}. Use a number such as 20, or all.`);
}
function limitOr(given, usual) {
	if (given === void 0) return usual;
	return given === Number.POSITIVE_INFINITY ? null : given;
}
// src/cli/ci-systems.ts
const CI_SYSTEMS = [
	{
		name: "gitlab",
		title: "GitLab CI/CD",
		marker: "GITLAB_CI",
		read: (get) => {
			const sourceSha = get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA");
			const ownSha = get("CI_COMMIT_SHA");
			return {
				workflow: get("CI_PIPELINE_NAME"),
				runId: get("CI_PIPELINE_ID"),
				attempt: null,
				job: get("CI_JOB_NAME"),
				jobId: get("CI_JOB_ID"),
				actor: get("GITLAB_USER_LOGIN"),
				event: get("CI_PIPELINE_SOURCE"),
				url: get("CI_JOB_URL"),
				branch: get("CI_COMMIT_BRANCH"),
				pullRequest: pullRequest(get("CI_MERGE_REQUEST_IID"), {
					head_ref: get("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"),
					head_sha: sourceSha ?? ownSha,
					head_repository: get("CI_MERGE_REQUEST_SOURCE_PROJECT_PATH")?.toLowerCase() ?? null,
					base_ref: get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
					merge_sha: sourceSha === null ? null : ownSha
				})
			};
		}
	},
	{
		name: "buildkite",
		title: "Buildkite",
		marker: "BUILDKITE",
		read: (get) => ({
			workflow: get("BUILDKITE_PIPELINE_SLUG"),
			runId: get("BUILDKITE_BUILD_ID"),
			attempt: wholeNumber(get("BUILDKITE_RETRY_COUNT"), 1),
			job: get("BUILDKITE_LABEL", "BUILDKITE_STEP_KEY"),
			jobId: get("BUILDKITE_JOB_ID"),
			actor: get("BUILDKITE_BUILD_CREATOR"),
			event: get("BUILDKITE_SOURCE"),
			url: get("BUILDKITE_BUILD_URL"),
			branch: get("BUILDKITE_BRANCH"),
			pullRequest: pullRequest(get("BUILDKITE_PULL_REQUEST"), {
				head_ref: get("BUILDKITE_BRANCH"),
				head_sha: get("BUILDKITE_COMMIT"),
				base_ref: get("BUILDKITE_PULL_REQUEST_BASE_BRANCH")
			})
		})
	},
	{
		name: "circleci",
		title: "CircleCI",
		marker: "CIRCLECI",
		read: (get) => ({
			workflow: null,
			runId: get("CIRCLE_WORKFLOW_ID"),
			attempt: null,
			job: get("CIRCLE_JOB"),
			jobId: get("CIRCLE_WORKFLOW_JOB_ID"),
			actor: get("CIRCLE_USERNAME"),
			event: null,
			url: get("CIRCLE_BUILD_URL"),
			branch: get("CIRCLE_BRANCH"),
			pullRequest: pullRequest(get("CIRCLE_PR_NUMBER", "CIRCLE_PULL_REQUEST"), {
				head_ref: get("CIRCLE_BRANCH"),
				head_sha: get("CIRCLE_SHA1")
			})
		})
	},
	{
		name: "azure",
		title: "Azure Pipelines",
		marker: "TF_BUILD",
		read: (get) => ({
			workflow: get("BUILD_DEFINITIONNAME"),
			runId: get("BUILD_BUILDID"),
			attempt: wholeNumber(get("SYSTEM_JOBATTEMPT")),
			job: get("SYSTEM_JOBDISPLAYNAME", "AGENT_JOBNAME"),
			jobId: get("SYSTEM_JOBID"),
			actor: get("BUILD_REQUESTEDFOR"),
			event: get("BUILD_REASON"),
			url: azureUrl(get("SYSTEM_COLLECTIONURI"), get("SYSTEM_TEAMPROJECT"), get("BUILD_BUILDID")),
			branch: get("BUILD_SOURCEBRANCH"),
			pullRequest: pullRequest(get("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER", "SYSTEM_PULLREQUEST_PULLREQUESTID"), {
				head_ref: get("SYSTEM_PULLREQUEST_ISFORK") === "True" ? null : get("SYSTEM_PULLREQUEST_SOURCEBRANCH"),
				head_sha: get("SYSTEM_PULLREQUEST_SOURCECOMMITID"),
				base_ref: get("SYSTEM_PULLREQUEST_TARGETBRANCH")
			})
		})
	},
	{
		name: "jenkins",
		title: "Jenkins",
		marker: "JENKINS_URL",
		read: (get) => ({
			workflow: get("JOB_NAME"),
			runId: get("BUILD_NUMBER"),
			attempt: null,
			job: get("STAGE_NAME"),
			jobId: null,
			actor: get("BUILD_USER_ID", "CHANGE_AUTHOR"),
			event: null,
			url: get("BUILD_URL"),
			branch: get("BRANCH_NAME", "GIT_LOCAL_BRANCH"),
			pullRequest: pullRequest(get("CHANGE_ID"), {
				head_ref: get("CHANGE_FORK") === null ? get("CHANGE_BRANCH") : null,
				base_ref: get("CHANGE_TARGET")
			})
		})
	}
];
function readCiJob(env) {
	const get = (...names) => names.map((name) => env[name]?.trim() ?? "").find((value) => value !== "") ?? null;
	const system = CI_SYSTEMS.find(({ marker }) => get(marker) !== null);
	if (system === void 0) return null;
	const facts = system.read(get);
	return {
		name: system.name,
		title: system.title,
		...facts,
		branch: branchName(facts.branch)
	};
}
function pullRequest(number, told) {
	const digits = /(?:^|\/)([1-9]\d{0,9})$/.exec(number ?? "")?.[1];
	if (digits === void 0) return null;
	const sha = (text) => text != null && require_identity.isSha(text) ? text : null;
	return {
		number: Number(digits),
		head_ref: branchName(told.head_ref),
		head_sha: sha(told.head_sha),
		head_repository: told.head_repository ?? null,
		base_ref: branchName(told.base_ref),
		merge_sha: sha(told.merge_sha)
	};
}
function branchName(text) {
	const name = text?.replace(/^refs\/heads\//, "") ?? null;
	return name === null || /^(?:refs|pull)\/|:/.test(name) ? null : name;
}
function wholeNumber(text, add = 0) {
	return /^\d{1,6}$/.test(text ?? "") ? Number(text) + add : null;
}
function azureUrl(collection, project, id) {
	if (collection === null || project === null || id === null) return null;
	const query = `buildId=${encodeURIComponent(id)}`;
	return `${collection.replace(/\/*$/, "")}/${encodeURIComponent(project)}/_build/results?${query}`;
}
// src/cli/run-info.ts
function describeRun(env) {
	const { run } = require_run_context.readRunContext(env, require_run_context.readEvent(env.GITHUB_EVENT_PATH));
	if (run.ci !== "local") return run;
	const job = readCiJob(env);
	if (job === null) return {
		...run,
		actor: userName()
	};
	return {
		ci: job.name,
		workflow: job.workflow,
		run_id: job.runId,
		attempt: job.attempt,
		job: job.job,
		job_backend_id: job.jobId,
		actor: job.actor,
		event: job.event,
		url: job.url,
		pull_request: job.pullRequest
	};
}
function branchOfJob(env, run, repository) {
	const { pull_request: pullRequest } = run;
	if (pullRequest === null) return readCiJob(env)?.branch ?? null;
	const own = repository?.split("/").slice(1).join("/") ?? null;
	return pullRequest.head_repository === null ? pullRequest.head_ref : require_run_context.headBranch(pullRequest, own);
}
function userName() {
	try {
		return (0, node_os.userInfo)().username;
	} catch {
		return null;
	}
}
// src/cli/place.ts
function takeProject(command) {
	return command.usage("[options] [project-id]").argument("[project-id...]", "the project (default: the one of this repository)");
}
function takeStep(command) {
	return command.usage("[options] [project-id] <step-id>").argument("[step-id...]", "the step: its number (3, S3), or its uid or the first 8 or more characters of it");
}
function addHistoryOptions(command, examples) {
	command.addHelpText("after", examples).option("--project <id>", "work on the history of this project (default: owner/repo of origin, else the name of the folder)").option("--db <file>", "use this steps.db in place of the one of the project").option("--store <name>", "where the history lives: file, git or postgres (default: git config laforge.store, else file)", oneOf("--store", require_run_context.STORE_NAMES));
}
async function findPlace(context, named, options, { directory, needsRepository, isGiven }) {
	checkStoreOptions(options);
	const namesFile = named !== null || options.db !== void 0;
	const open = () => openRepository(directory, needsRepository, isGiven);
	let repository = needsRepository || !namesFile ? await open() : null;
	try {
		const store = await chooseStore(options, directory, repository);
		if (repository === null && store !== "file") repository = await open();
		return choosePlace(context, named, options, store, repository);
	} catch (error) {
		await repository?.close();
		throw error;
	}
}
function checkStoreOptions({ store, db }) {
	if (db !== void 0 && store !== void 0 && store !== "file") throw new require_errors.InputError("bad-input", `--db names a file and --store is ${require_identity.quote(store)}. Leave one of them out.`);
}
async function chooseStore({ store, db }, directory, repository) {
	if (db !== void 0) return "file";
	if (store !== void 0) return store;
	const key = "laforge.store";
	const remembered = repository === null ? await require_run_context.readSetting(key, directory) : repository.settings.get(key);
	return remembered ? oneOf(`git config ${key}`, require_run_context.STORE_NAMES)(remembered) : "file";
}
async function openRepository(directory, needed, isGiven = () => true) {
	try {
		return await require_run_context.openGit({
			credentials: NO_TOKENS,
			isGiven
		}).open(directory);
	} catch (error) {
		if (needed || !(error instanceof require_errors.InputError) || error.code !== "not-a-work-tree") throw error;
		throw new require_errors.InputError("not-a-work-tree", `${directory} is in no git work tree, so it has no project of its own. Name one: --project <id> (laforge projects lists them).`);
	}
}
async function tryOpenRepository(directory) {
	try {
		return await require_run_context.openGit({ credentials: NO_TOKENS }).open(directory);
	} catch (error) {
		if (error instanceof require_errors.InputError) return null;
		throw error;
	}
}
function choosePlace(context, named, { db }, store, repository) {
	const isDefault = named === null && db === void 0 && store === "file";
	const project = chooseProject(context, named, repository, db, isDefault);
	return {
		project,
		named: named !== null,
		isOwn: isDefault,
		slug: named === null ? require_projects.DEFAULT_SLUG : require_projects.textToSlug(project.id),
		storeName: store,
		dbPath: db === void 0 ? require_projects.ledgerPath(project) : (0, node_path.resolve)(context.cwd, db),
		repository
	};
}
function claimPlace(context, place) {
	const id = require_projects.claimProject(place.project, withForgeId(context, place.repository), place.isOwn);
	const run = describeRun(context.env);
	return run.repository_id !== void 0 || id === null ? run : {
		...run,
		repository_id: id
	};
}
function withForgeId({ env }, repository) {
	const { mainWorkTree, remote, settings } = repository;
	const { repository_id: forgeId = null } = require_repository_key.withRepositoryId(describeRun(env), remote?.repository ?? null);
	return {
		mainWorkTree,
		remote,
		settings,
		forgeId
	};
}
function chooseProject(context, named, repository, db, isDefault) {
	if (named !== null) return require_projects.findProject(named, context.env, "The project");
	if (repository !== null && isDefault) return require_projects.defaultProject(context.env, withForgeId(context, repository));
	if (repository !== null) return require_projects.findProject(require_projects.defaultProjectId(repository), context.env, "The name of this repository");
	return {
		id: db ?? "",
		folder: (0, node_path.dirname)((0, node_path.resolve)(db ?? "."))
	};
}
const NO_TOKENS = {
	pushToken: null,
	fallbackToken: null,
	serverUrl: null
};
Object.defineProperty(exports, "addHistoryOptions", {
	enumerable: true,
	get: function() {
		return addHistoryOptions;
	}
});
Object.defineProperty(exports, "branchOf", {
	enumerable: true,
	get: function() {
		return branchOf;
	}
});
Object.defineProperty(exports, "branchOfJob", {
	enumerable: true,
	get: function() {
		return branchOfJob;
	}
});
Object.defineProperty(exports, "claimPlace", {
	enumerable: true,
	get: function() {
		return claimPlace;
	}
});
Object.defineProperty(exports, "describeRun", {
	enumerable: true,
	get: function() {
		return describeRun;
	}
});
Object.defineProperty(exports, "findPlace", {
	enumerable: true,
	get: function() {
		return findPlace;
	}
});
Object.defineProperty(exports, "limitOr", {
	enumerable: true,
	get: function() {
		return limitOr;
	}
});
Object.defineProperty(exports, "oneOf", {
	enumerable: true,
	get: function() {
		return oneOf;
	}
});
Object.defineProperty(exports, "parseLimit", {
	enumerable: true,
	get: function() {
		return parseLimit;
	}
});
Object.defineProperty(exports, "readCiJob", {
	enumerable: true,
	get: function() {
		return readCiJob;
	}
});
Object.defineProperty(exports, "readPins", {
	enumerable: true,
	get: function() {
		return readPins;
	}
});
Object.defineProperty(exports, "readProject", {
	enumerable: true,
	get: function() {
		return readProject;
	}
});
Object.defineProperty(exports, "readRollback", {
	enumerable: true,
	get: function() {
		return readRollback;
	}
});
Object.defineProperty(exports, "readStep", {
	enumerable: true,
	get: function() {
		return readStep;
	}
});
Object.defineProperty(exports, "readSteps", {
	enumerable: true,
	get: function() {
		return readSteps;
	}
});
Object.defineProperty(exports, "takeProject", {
	enumerable: true,
	get: function() {
		return takeProject;
	}
});
Object.defineProperty(exports, "takeStep", {
	enumerable: true,
	get: function() {
		return takeStep;
	}
});
Object.defineProperty(exports, "tryOpenRepository", {
	enumerable: true,
	get: function() {
		return tryOpenRepository;
	}
});
