const require_step = require("./step.js");
const require_open = require("./open.js");
const require_identity = require("./identity.js");
const require_regular_file = require("./regular-file.js");
// src/github/run-event.ts
const LONGEST_TEXT = 1e3;
function parseEvent(json, repository) {
	const event = json === null ? null : require_step.parseJson(json);
	const run = require_step.dig(event, "workflow_run");
	const own = {
		id: readNumber(event, "repository", "id"),
		name: repository?.toLowerCase() ?? null
	};
	const readPullRequest = (value) => pullRequestOf(value, own);
	const listed = require_step.dig(run, "pull_requests");
	const pullRequests = (Array.isArray(listed) ? listed : []).map(readPullRequest);
	const isComment = require_step.isObject(require_step.dig(event, "issue", "pull_request"));
	return {
		defaultBranch: readText(event, "repository", "default_branch"),
		repositoryId: readNumber(event, "repository", "id")?.toString() ?? null,
		pullRequest: readPullRequest(require_step.dig(event, "pull_request")),
		commentedOn: isComment ? readNumber(event, "issue", "number") : null,
		commentId: isComment ? readNumber(event, "comment", "id") : null,
		mergeGroupRef: readText(event, "merge_group", "head_ref"),
		before: {
			actor: readText(run, "actor", "login"),
			headRepository: nameOf(require_step.dig(run, "head_repository"), own),
			pullRequests: pullRequests.every((one) => one !== null) ? pullRequests : []
		}
	};
}
function parseComment(json) {
	const event = json === null ? null : require_step.parseJson(json);
	const { commentedOn: pullRequest, commentId: id } = parseEvent(json, null);
	const body = require_step.dig(event, "comment", "body");
	if (pullRequest === null || id === null || typeof body !== "string") return null;
	const author = readText(event, "comment", "user", "login") ?? "";
	return {
		id,
		pullRequest,
		author,
		isBot: require_step.dig(event, "comment", "user", "type") === "Bot" || author.endsWith("[bot]"),
		isNew: require_step.dig(event, "action") === "created",
		body: body.slice(0, LONGEST_TEXT)
	};
}
function parseEndedRun(json, repository) {
	const event = json === null ? null : require_step.parseJson(json);
	const run = require_step.dig(event, "workflow_run");
	const branch = readText(run, "head_branch");
	const sha = readSha(run, "head_sha");
	const { headRepository } = parseEvent(json, repository).before;
	if (branch === null || sha === null || headRepository === null) return null;
	return {
		branch,
		sha,
		headRepository,
		hasFailed: require_step.dig(run, "conclusion") === "failure"
	};
}
function nameOf(value, own) {
	return (own.id !== null && readNumber(value, "id") === own.id ? own.name : null) ?? readText(value, "full_name")?.toLowerCase() ?? null;
}
function pullRequestOf(value, own) {
	const number = readNumber(value, "number");
	if (number === null) return null;
	return {
		number,
		head_ref: readText(value, "head", "ref"),
		head_sha: readSha(value, "head", "sha"),
		head_repository: nameOf(require_step.dig(value, "head", "repo"), own),
		base_ref: readText(value, "base", "ref"),
		merge_sha: readSha(value, "merge_commit_sha")
	};
}
function readText(value, ...path) {
	const text = require_step.dig(value, ...path);
	return typeof text === "string" && text !== "" && text.length <= LONGEST_TEXT ? text : null;
}
function readSha(value, ...path) {
	const sha = readText(value, ...path);
	return sha !== null && require_identity.isSha(sha) ? sha : null;
}
function readNumber(value, ...path) {
	const number = require_step.dig(value, ...path);
	return typeof number === "number" && Number.isSafeInteger(number) && number > 0 ? number : null;
}
function readEvent(path) {
	if (path === void 0 || path === "") return null;
	return require_regular_file.readRegularFile(path)?.toString("utf8") ?? null;
}
// src/github/run-context.ts
function readRunContext(env, eventJson) {
	const get = (name) => env[name]?.trim() || null;
	if (get("GITHUB_ACTIONS") !== "true" && get("GITHUB_RUN_ID") === null) return OUTSIDE_CI;
	const event = parseEvent(eventJson, readRepository(get("GITHUB_REPOSITORY")));
	const names = {
		server: get("GITHUB_SERVER_URL")?.replace(/\/+$/, "") ?? null,
		repository: readRepository(get("GITHUB_REPOSITORY")),
		ref: get("GITHUB_REF"),
		sha: get("GITHUB_SHA"),
		runId: get("ACT") === "true" ? null : get("GITHUB_RUN_ID"),
		event: get("GITHUB_EVENT_NAME"),
		actor: get("GITHUB_ACTOR")
	};
	const repositoryId = readId(get("GITHUB_REPOSITORY_ID") ?? event.repositoryId);
	const attempt = Number(get("GITHUB_RUN_ATTEMPT") ?? NaN);
	return {
		run: {
			ci: require_open.forgeOf(env).toLowerCase(),
			workflow: get("GITHUB_WORKFLOW"),
			run_id: names.runId ?? null,
			attempt: Number.isSafeInteger(attempt) && attempt > 0 ? attempt : null,
			job: get("GITHUB_JOB"),
			job_backend_id: readJobBackendId(get("ACTIONS_RUNTIME_TOKEN")),
			actor: names.actor ?? null,
			event: names.event ?? null,
			url: runUrl(names),
			pull_request: readPullRequest(event, names),
			...event.commentId === null ? {} : { comment_id: event.commentId },
			...repositoryId === null ? {} : { repository_id: repositoryId }
		},
		serverUrl: names.server ?? null,
		apiUrl: get("GITHUB_API_URL")?.replace(/\/+$/, "") ?? null,
		repository: names.repository ?? null,
		ref: names.ref ?? null,
		refName: get("GITHUB_REF_NAME"),
		sha: names.sha ?? null,
		defaultBranch: event.defaultBranch,
		triggeringActor: get("GITHUB_TRIGGERING_ACTOR") ?? names.actor ?? null,
		initiator: event.before.actor ?? names.actor ?? null
	};
}
function readJobBackendId(token) {
	const payload = token?.split(".")[1];
	if (payload === void 0 || !/^[A-Za-z0-9_-]+$/.test(payload)) return null;
	const scopes = require_step.dig(require_step.parseJson(Buffer.from(payload, "base64url").toString("utf8")), "scp");
	if (typeof scopes !== "string") return null;
	const scope = scopes.split(" ").find((each) => each.startsWith("Actions.Results:"));
	return /^Actions\.Results:[\w-]{1,100}:([\w-]{1,100})$/.exec(scope ?? "")?.[1] ?? null;
}
function readRepository(text) {
	return text !== null && /^[^/\s]+\/[^/\s]+$/.test(text) ? text : null;
}
function readId(text) {
	return text !== null && /^[1-9]\d{0,18}$/.test(text) ? text : null;
}
const OUTSIDE_CI = {
	run: {
		ci: "local",
		workflow: null,
		run_id: null,
		attempt: null,
		job: null,
		job_backend_id: null,
		actor: null,
		event: null,
		url: null,
		pull_request: null
	},
	serverUrl: null,
	apiUrl: null,
	repository: null,
	ref: null,
	refName: null,
	sha: null,
	defaultBranch: null,
	triggeringActor: null,
	initiator: null
};
function readPullRequest({ pullRequest, commentedOn, mergeGroupRef, before }, names) {
	if (pullRequest !== null) return names.ref === `refs/pull/${pullRequest.number}/merge` ? {
		...pullRequest,
		merge_sha: names.sha ?? null
	} : pullRequest;
	if (commentedOn !== null) return numberOnly(commentedOn);
	const [only, ...others] = before.pullRequests;
	if (only !== void 0 && others.length === 0) return {
		...only,
		head_repository: before.headRepository,
		merge_sha: null
	};
	const queued = /\/pr-([1-9]\d{0,9})-[0-9a-f]+$/.exec(mergeGroupRef ?? "");
	return queued === null ? null : numberOnly(Number(queued[1]));
}
function numberOnly(pullRequestNumber) {
	return {
		number: pullRequestNumber,
		head_ref: null,
		head_sha: null,
		head_repository: null,
		base_ref: null,
		merge_sha: null
	};
}
function runUrl({ server, repository: name, runId }) {
	return server == null || name == null || runId == null ? null : `${server}/${name}/actions/runs/${runId}`;
}
Object.defineProperty(exports, "parseComment", {
	enumerable: true,
	get: function() {
		return parseComment;
	}
});
Object.defineProperty(exports, "parseEndedRun", {
	enumerable: true,
	get: function() {
		return parseEndedRun;
	}
});
Object.defineProperty(exports, "readEvent", {
	enumerable: true,
	get: function() {
		return readEvent;
	}
});
Object.defineProperty(exports, "readRunContext", {
	enumerable: true,
	get: function() {
		return readRunContext;
	}
});
