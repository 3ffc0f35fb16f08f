const require_comment = require("./comment.js");
const require_step_outputs = require("./step-outputs.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_info = require("./run-info.js");
// src/gitlab/notes.ts
const PER_PAGE = 100;
const MOST_PAGES = 50;
const TIMEOUT_MS = 1e4;
const LIMIT_MS = 3e4;
const MOST_ANSWER_CHARS = 12e7;
async function upsertNote(access, request) {
	const { mergeRequest, marker, body } = request;
	const ask = createAsk(access, AbortSignal.timeout(access.limitMs ?? LIMIT_MS), `write the note on merge request !${mergeRequest}`);
	const notes = `/projects/${encodeURIComponent(access.project)}/merge_requests/${mergeRequest}/notes`;
	const own = String((await ask("GET", "/user", require_action_run_steps.isObject)).username);
	for (let page = 1; page <= MOST_PAGES; page++) {
		const found = await ask("GET", `${notes}?${`activity_filter=only_comments&sort=asc&order_by=created_at&per_page=${PER_PAGE}&page=${page}`}`, (it) => Array.isArray(it));
		const note = found.flatMap(readNote).find((it) => it.author === own && it.body.startsWith(marker));
		if (note !== void 0) {
			if (normal(note.body) === normal(body)) return "unchanged";
			await ask("PUT", `${notes}/${note.id}`, require_action_run_steps.isObject, { body });
			return "updated";
		}
		if (found.length < PER_PAGE) break;
	}
	await ask("POST", notes, require_action_run_steps.isObject, { body });
	return "created";
}
async function findMergeRequest(access, branch) {
	const ask = createAsk(access, AbortSignal.timeout(access.limitMs ?? LIMIT_MS), `look for the merge request of ${branch}`);
	const query = `state=opened&per_page=1&source_branch=${encodeURIComponent(branch)}`;
	const [found] = await ask("GET", `/projects/${encodeURIComponent(access.project)}/merge_requests?${query}`, (it) => Array.isArray(it));
	const iid = require_action_run_steps.isObject(found) ? found.iid : null;
	return typeof iid === "number" && Number.isSafeInteger(iid) ? iid : null;
}
function createAsk({ apiUrl, token, timeoutMs = TIMEOUT_MS }, signal, doing) {
	const base = checkApiUrl(apiUrl);
	const send = async (method, path, body) => {
		const response = await fetch(`${base}${path}`, {
			method,
			headers: {
				"private-token": token,
				"content-type": "application/json",
				"user-agent": "laforge"
			},
			...body === void 0 ? {} : { body: JSON.stringify(body) },
			redirect: "error",
			signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
		});
		const text = await response.text();
		return {
			status: response.status,
			text: text.slice(0, MOST_ANSWER_CHARS)
		};
	};
	return async (method, path, isRight, body) => {
		const { status, text } = await send(method, path, body).then((it) => it.status >= 500 && method === "GET" ? send(method, path, body) : it).catch((error) => {
			throw new require_action_post_help_run_steps.StoreError("unavailable", `GitLab did not answer when asked to ${doing}: ${reasonOf(error)}.`);
		});
		if (status >= 500) throw new require_action_post_help_run_steps.StoreError("unavailable", `GitLab answered ${status} when asked to ${doing}.`);
		if (status >= 400) throw new require_action_post_help_run_steps.RefusedError("no-permission", refusal(status, doing));
		const json = require_action_run_steps.parseJson(text);
		if (isRight(json)) return json;
		throw new require_action_post_help_run_steps.StoreError("unavailable", `GitLab answered with something other than JSON when asked to ${doing}.`);
	};
}
function refusal(status, doing) {
	return `GitLab answered ${status} when asked to ${doing}. ${status === 404 ? "The project or the merge request is not there, or the token may not see it" : "It takes a project access token with the scope api and the role Reporter or higher; the job's own token can't write notes"}.`;
}
function checkApiUrl(text) {
	const url = URL.canParse(text) ? new URL(text) : null;
	const isLoopback = url !== null && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
	if (url?.protocol === "https:" || url?.protocol === "http:" && isLoopback) return text.replace(/\/+$/, "");
	throw new require_action_post_help_run_steps.InputError("bad-environment", `CI_API_V4_URL is ${JSON.stringify(text)}. It must be an https address of GitLab's API.`);
}
function readNote(value) {
	if (!require_action_run_steps.isObject(value) || !require_action_run_steps.isObject(value.author)) return [];
	const { id, body, author } = value;
	const { username } = author;
	return typeof id === "number" && typeof body === "string" && typeof username === "string" ? [{
		id,
		body,
		author: username
	}] : [];
}
function reasonOf(error) {
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	return require_action_post_help_run_steps.describeError(cause).replace(/\.$/, "");
}
function normal(text) {
	return text.replaceAll("\r\n", "\n").trimEnd();
}
// src/cli/ci.ts
const LOOKED_AT = 50;
const LEFT_OUT = new Set([
	"cache-write-tokens",
	"reasoning-tokens",
	"cache-share"
]);
function defineComment(command, context) {
	require_run_steps.addHistoryOptions(command.usage("[options]"), COMMENT);
	command.action((options) => writeNote(context, options));
}
function defineOutputs(command, context) {
	require_run_steps.addHistoryOptions(command.usage("[options]"), OUTPUTS);
	command.action((options) => require_open_history.withHistory(context, options.project ?? null, options, async ({ history }) => {
		const step = await findOwnStep(history, require_run_info.describeRun(context.env), options);
		for (const [name, value] of Object.entries(require_step_outputs.stepToOutputs(step))) {
			if (LEFT_OUT.has(name)) continue;
			require_help_run_steps.print(context, `LAFORGE_${name.replaceAll("-", "_").toUpperCase()}=${value.replace(/\p{Cc}/gu, " ")}`);
		}
	}));
}
async function findOwnStep(history, run, options) {
	const steps = (await history.listSteps({ limit: LOOKED_AT })).filter((step) => step.run?.ci === run.ci && (run.ci === "local" || step.run.run_id === run.run_id));
	const found = steps.find((step) => step.run?.job_backend_id === run.job_backend_id) ?? steps[0];
	if (found !== void 0) return found;
	throw new require_action_post_help_run_steps.RefusedError("unknown-step", `No step of this pipeline is on record. Run one first: ${require_run_steps.forSameHistory("laforge step run", options.project, options)} -- <command>`);
}
async function writeNote(context, options) {
	const access = readAccess(context.env);
	const run = require_run_info.describeRun(context.env);
	await require_open_history.withHistory(context, options.project ?? null, options, async ({ history, repository, project, slug, storeName }) => {
		const name = repository?.remote?.repository ?? null;
		const branch = require_run_info.branchOfJob(context.env, run, name);
		const number = run.pull_request?.number ?? (branch === null ? null : await findMergeRequest(access, branch));
		if (number === null) return require_help_run_steps.say(context, "no merge request is open for this pipeline, so there is nothing to comment on");
		const view = await require_comment.historyToView(history, {
			pullRequest: number,
			branch
		}, {
			slug,
			store: storeName,
			traceUrl: null,
			projectId: options.project === void 0 ? null : project.id,
			context: {
				serverUrl: context.env.CI_SERVER_URL ?? null,
				repository: context.env.CI_PROJECT_PATH ?? null
			},
			elsewhere: { commitPath: "/-/commit/" }
		});
		const outcome = await upsertNote(access, {
			mergeRequest: number,
			marker: require_comment.commentMarker(slug),
			body: require_comment.renderComment(view)
		});
		require_help_run_steps.say(context, `the note on merge request !${number} is ${outcome}`);
	});
}
function readAccess(env) {
	const { CI_API_V4_URL: apiUrl, CI_PROJECT_ID: project } = env;
	if (env.GITLAB_CI !== "true" || !apiUrl || !project) throw new require_action_post_help_run_steps.InputError("bad-environment", "laforge ci comment writes a note on the merge request of a GitLab job, and this is not one. On GitHub, Gitea and Forgejo the action writes the comment.");
	const token = env[require_action_run_steps.GITLAB_VARIABLE];
	if (token) return {
		apiUrl,
		project,
		token
	};
	throw new require_action_post_help_run_steps.InputError("bad-environment", `${require_action_run_steps.GITLAB_VARIABLE} is not set. Give the job a project access token with the scope api: the job's own token can't write notes.`);
}
const COMMENT = `
Writes the steps of the branch as one note on the merge request of this GitLab job, and keeps it up to date. It uses the
token in ${require_action_run_steps.GITLAB_VARIABLE}; run it in a separate job, so that the agent's job does not have that variable.

Example:
  $ laforge ci comment --store git`;
const OUTPUTS = `
Prints the newest step of this pipeline for later jobs, one NAME=value a line, with the values of the action's outputs. It
prints 20 of them, GitLab's default limit, and leaves out some token counts.

Example:
  $ laforge ci outputs --store git > laforge.env`;
exports.defineComment = defineComment;
exports.defineOutputs = defineOutputs;
