(function (exports, require, module, __filename, __dirname) {
let node_os = require("node:os");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run = require("./action-run.js");
// src/cli/run-info.ts
function describeRun(env) {
	const { run } = require_action_run.readRunContext(env, require_action_run.readEvent(env.GITHUB_EVENT_PATH));
	if (run.ci !== "local") return run;
	const job = readCiJob(env);
	if (job === null) return {
		...run,
		actor: userName()
	};
	const { name: ci, title: _title, branch: _branch, ...facts } = job;
	return {
		ci,
		...facts
	};
}
function branchOfJob(env, run, repository) {
	const { pull_request: pullRequest } = run;
	if (pullRequest === null) return readCiJob(env)?.branch ?? null;
	const own = repository?.split("/").slice(1).join("/") ?? null;
	return pullRequest.head_repository === null ? pullRequest.head_ref : require_action_run.headBranch(pullRequest, own);
}
function isInJob(env, { ci }) {
	return ci !== "local" || ["true", "1"].includes(env.CI?.trim().toLowerCase() ?? "");
}
function userName() {
	try {
		return (0, node_os.userInfo)().username;
	} catch {
		return null;
	}
}
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
				run_id: get("CI_PIPELINE_ID"),
				attempt: null,
				job: get("CI_JOB_NAME"),
				job_backend_id: get("CI_JOB_ID"),
				actor: get("GITLAB_USER_LOGIN"),
				event: get("CI_PIPELINE_SOURCE"),
				url: get("CI_JOB_URL"),
				branch: get("CI_COMMIT_BRANCH"),
				pull_request: pullRequest(get("CI_MERGE_REQUEST_IID"), {
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
			run_id: get("BUILDKITE_BUILD_ID"),
			attempt: wholeNumber(get("BUILDKITE_RETRY_COUNT"), 1),
			job: get("BUILDKITE_LABEL", "BUILDKITE_STEP_KEY"),
			job_backend_id: get("BUILDKITE_JOB_ID"),
			actor: get("BUILDKITE_BUILD_CREATOR"),
			event: get("BUILDKITE_SOURCE"),
			url: get("BUILDKITE_BUILD_URL"),
			branch: get("BUILDKITE_BRANCH"),
			pull_request: pullRequest(get("BUILDKITE_PULL_REQUEST"), {
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
			run_id: get("CIRCLE_WORKFLOW_ID"),
			attempt: null,
			job: get("CIRCLE_JOB"),
			job_backend_id: get("CIRCLE_WORKFLOW_JOB_ID"),
			actor: get("CIRCLE_USERNAME"),
			event: null,
			url: get("CIRCLE_BUILD_URL"),
			branch: get("CIRCLE_BRANCH"),
			pull_request: pullRequest(get("CIRCLE_PR_NUMBER", "CIRCLE_PULL_REQUEST"), {
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
			run_id: get("BUILD_BUILDID"),
			attempt: wholeNumber(get("SYSTEM_JOBATTEMPT")),
			job: get("SYSTEM_JOBDISPLAYNAME", "AGENT_JOBNAME"),
			job_backend_id: get("SYSTEM_JOBID"),
			actor: get("BUILD_REQUESTEDFOR"),
			event: get("BUILD_REASON"),
			url: azureUrl(get("SYSTEM_COLLECTIONURI"), get("SYSTEM_TEAMPROJECT"), get("BUILD_BUILDID")),
			branch: get("BUILD_SOURCEBRANCH"),
			pull_request: pullRequest(get("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER", "SYSTEM_PULLREQUEST_PULLREQUESTID"), {
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
			run_id: get("BUILD_NUMBER"),
			attempt: null,
			job: get("STAGE_NAME"),
			job_backend_id: null,
			actor: get("BUILD_USER_ID", "CHANGE_AUTHOR"),
			event: null,
			url: get("BUILD_URL"),
			branch: get("BRANCH_NAME", "GIT_LOCAL_BRANCH"),
			pull_request: pullRequest(get("CHANGE_ID"), {
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
	const sha = (text) => text != null && require_action_post_help_run_steps.isSha(text) ? text : null;
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
Object.defineProperty(exports, "branchOfJob", {
	enumerable: true,
	get: function() {
		return branchOfJob;
	}
});
Object.defineProperty(exports, "describeRun", {
	enumerable: true,
	get: function() {
		return describeRun;
	}
});
Object.defineProperty(exports, "isInJob", {
	enumerable: true,
	get: function() {
		return isInJob;
	}
});
Object.defineProperty(exports, "readCiJob", {
	enumerable: true,
	get: function() {
		return readCiJob;
	}
});
});
