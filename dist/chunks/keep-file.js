const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_store_deps = require("./store-deps.js");
const require_names = require("./names.js");
let node_path = require("node:path");
// src/github/connection.ts
const TIMEOUT_MS = 1e4;
function createConnection(access) {
	let connection;
	return () => {
		connection ??= connect(access);
		return connection;
	};
}
async function connect({ apiUrl, repository, token, forge = "GitHub", timeoutMs = TIMEOUT_MS }) {
	const [owner, repo, ...rest] = repository.split("/");
	if (!owner || !repo || rest.length > 0) throw new require_action_post_help_run_steps.InputError("bad-environment", `GITHUB_REPOSITORY is ${JSON.stringify(repository)}, not owner/name.`);
	const { getOctokit } = await Promise.resolve().then(() => require("./github.js")).then((n) => n.github_exports);
	const quiet = () => {};
	const octokit = getOctokit(token, {
		baseUrl: apiUrl,
		log: {
			debug: quiet,
			info: quiet,
			warn: quiet,
			error: quiet
		}
	});
	octokit.hook.wrap("request", async (request, options) => {
		const limits = [AbortSignal.timeout(timeoutMs), ...signalsOf(options.request)];
		const signal = AbortSignal.any(limits);
		options.request = {
			...options.request,
			signal
		};
		try {
			return await request(options);
		} catch (error) {
			if (options.method !== "GET" || statusOf(error) < 500 || signal.aborted) throw error;
			return await request(options);
		}
	});
	return {
		octokit,
		owner,
		repo,
		forge
	};
}
function signalsOf(request) {
	return request?.signal instanceof AbortSignal ? [request.signal] : [];
}
function wasAnswered(error) {
	return error instanceof Error && "response" in error && error.response !== void 0;
}
function statusOf(error) {
	return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : 0;
}
function pageSize(forge = "GitHub") {
	return {
		per_page: 100,
		...forge === "GitHub" ? {} : { limit: 100 }
	};
}
async function* readPages$1(read) {
	const seen = new Set();
	for (let page = 1;; page++) {
		const { data, headers } = await read(page);
		const fresh = data.filter(({ id }) => !seen.has(id));
		for (const { id } of fresh) seen.add(id);
		yield* fresh;
		if (fresh.length === 0 || !mayHaveNext(data.length, headers.link)) return;
	}
}
function mayHaveNext(count, link) {
	return link === void 0 ? count >= 100 : /\brel="?next"?/.test(link);
}
function explainFailure(error, { doing, permission, forge = "GitHub" }) {
	if (error instanceof require_action_post_help_run_steps.InputError || error instanceof require_action_post_help_run_steps.RefusedError) return error;
	const status = statusOf(error);
	const said = require_action_post_help_run_steps.describeError(error).replace(/ - https:\/\/docs\.github\.com\S*$/, "").trim();
	const grant = `Give the job "permissions: ${permission}", or github-token a token that may do this.`;
	const because = (sentence) => `Cannot ${doing}: ${sentence}`;
	if (isRateLimit(error, status)) return new require_action_post_help_run_steps.StoreError("unavailable", because(`${forge} takes no more requests for now (${said}). Try again later.`), { cause: error });
	switch (status) {
		case 401: return refused(because(`${forge} does not accept the token (${said}). Check the input "github-token".`), error);
		case 403: return /\blocked\b/i.test(said) ? refused(because(`the conversation is locked (${said}). Unlock it, or write "comment: none".`), error) : refused(because(`the token may not do it (${said}). ${grant}`), error);
		case 404: return refused(because(`it is not there, or the token may not see it (${said}). ${grant}`), error);
		default: return new require_action_post_help_run_steps.StoreError("unavailable", because(wasAnswered(error) ? `${forge} answered ${status}: ${said}.` : `no answer came (${said}).`), { cause: error });
	}
}
function refused(message, cause) {
	return new require_action_post_help_run_steps.RefusedError("no-permission", message, { cause });
}
function isRateLimit(error, status) {
	if (status === 429) return true;
	if (status !== 403 || !(error instanceof Error)) return false;
	const headers = "response" in error ? headersOf(error.response) : {};
	return headers["x-ratelimit-remaining"] === "0" || headers["retry-after"] !== void 0 || /rate limit/i.test(error.message);
}
function headersOf(response) {
	const headers = typeof response === "object" && response !== null && "headers" in response ? response.headers : null;
	return typeof headers === "object" && headers !== null ? { ...headers } : {};
}
// src/github/actions-index.ts
const PAGE_SIZE = 100;
const REQUEST_LIMIT_MS = 8e3;
function createActionsIndex({ token, ...access }) {
	const connection = token === null ? null : createConnection({
		...access,
		token,
		timeoutMs: REQUEST_LIMIT_MS
	});
	const [owner = "", repo = ""] = access.repository.split("/");
	const ask = async (what, run) => {
		if (connection === null) throw new require_action_post_help_run_steps.StoreError("unreadable", `Without a token GitHub does not say ${what}. Set the input github-token.`);
		try {
			return await run((await connection()).octokit.rest.actions);
		} catch (error) {
			throw explain(error, what);
		}
	};
	const inPages = {
		owner,
		repo,
		per_page: PAGE_SIZE
	};
	return {
		artifactsNamed: (name) => ask(`which artifacts are named ${name}`, (actions) => readPages(async (page) => toArtifactPage((await actions.listArtifactsForRepo({
			...inPages,
			name,
			page
		})).data), (it) => it.id)).then(newestFirst),
		artifactsOfRun: (runId) => ask(`which artifacts run ${runId} has`, (actions) => orNullIfGone(readPages(async (page) => toArtifactPage((await actions.listWorkflowRunArtifacts({
			...inPages,
			run_id: runId,
			page
		})).data), (it) => it.id))).then((all) => all && newestFirst(all)),
		isRunCompleted: (runId) => ask(`whether run ${runId} is over`, (actions) => orNullIfGone(actions.getWorkflowRun({
			owner,
			repo,
			run_id: runId
		}).then(({ data }) => data.status === "completed"))),
		cachesWithPrefix: (prefix) => ask(`which caches begin with ${prefix}`, (actions) => readPages(async (page) => {
			const { data } = await actions.getActionsCacheList({
				...inPages,
				key: prefix,
				page
			});
			return {
				total: data.total_count,
				items: data.actions_caches.map(toListedCache)
			};
		}, cacheIdentity))
	};
}
async function readPages(read, identify, again = true) {
	const first = await read(1);
	const count = Math.ceil(first.total / PAGE_SIZE);
	const others = await Promise.all(Array.from({ length: Math.max(0, count - 1) }, (_, index) => read(index + 2)));
	const items = new Map([first, ...others].flatMap((page) => page.items.map((item) => [identify(item), item])));
	if (items.size >= first.total) return [...items.values()];
	if (again) return readPages(read, identify, false);
	throw new require_action_post_help_run_steps.StoreError("unreadable", `GitHub says there are ${first.total} and lists ${items.size}.`);
}
function toArtifactPage(data) {
	return {
		total: data.total_count,
		items: data.artifacts.map(toListedArtifact)
	};
}
function toListedArtifact(artifact) {
	const run = artifact.workflow_run;
	return {
		id: artifact.id,
		name: artifact.name,
		sizeInBytes: artifact.size_in_bytes,
		expired: artifact.expired,
		createdAt: artifact.created_at ?? "",
		digest: artifact.digest ?? null,
		runId: run?.id ?? 0,
		ownRun: isOwnRun(run)
	};
}
function isOwnRun(run) {
	if (run?.id === void 0 || run.repository_id === void 0) return false;
	return run.head_repository_id === void 0 ? null : run.head_repository_id === run.repository_id;
}
function toListedCache(cache) {
	return {
		key: cache.key ?? "",
		ref: cache.ref ?? "",
		createdAt: cache.created_at ?? ""
	};
}
function cacheIdentity({ ref, key, createdAt }) {
	return `${ref} ${key} ${createdAt}`;
}
function newestFirst(artifacts) {
	return artifacts.toSorted((a, b) => b.id - a.id);
}
async function orNullIfGone(answer) {
	try {
		return await answer;
	} catch (error) {
		if (statusOf(error) === 404) return null;
		throw error;
	}
}
function explain(error, what) {
	if (error instanceof require_action_post_help_run_steps.StoreError || error instanceof require_action_post_help_run_steps.InputError) return error;
	const status = statusOf(error);
	const message = (error instanceof Error ? error.message : String(error)).replace(/ - https:\/\/\S+$/, "");
	const answer = wasAnswered(error) ? `${status}, ${message}` : `no answer came: ${message}`;
	const advice = status === 403 && /not accessible/i.test(message) ? "Give the job \"permissions: actions: read\"." : ADVICE[status] ?? "The next run tries again.";
	return new require_action_post_help_run_steps.StoreError("unreadable", `GitHub did not say ${what} (${answer}). ${advice}`);
}
const ADVICE = {
	401: "Look at the input github-token.",
	404: "Look at whether the token may see the repository."
};
// src/stores/artifact/keep-file.ts
async function keepAsArtifact(options, uid, file) {
	const name = `laforge.${/\.(beside|bundle|files)(\.bundle|\.tar\.gz)?$/.exec(file)?.[1] ?? "record"}-${uid}`;
	await upload(options, {
		name,
		files: [file],
		asItIs: false
	});
	return `artifact ${name} of this run`;
}
function logArtifact(uid) {
	return `laforge.log-${uid}`;
}
async function keepLogs(options, uid, files) {
	await upload(options, {
		name: logArtifact(uid),
		files,
		asItIs: false
	});
}
async function keepPage(options, file) {
	return await upload(options, {
		name: (0, node_path.basename)(file),
		files: [file],
		asItIs: require_action_run_steps.forgeOf(options.env) === "GitHub"
	});
}
async function upload(options, { name, files, asItIs }) {
	const folder = (0, node_path.dirname)(files[0] ?? ".");
	const client = require_store_deps.startClient(options, {
		client: "artifact",
		folder,
		variables: variablesToUpload(options.env)
	});
	try {
		const { retentionDays } = options;
		const { answer } = await client.call({
			kind: "upload-artifact",
			name,
			folder,
			files,
			retentionDays,
			asItIs
		}, require_store_deps.TIME_LIMITS.publishMs);
		if (answer === null) throw new require_action_post_help_run_steps.StoreError("unavailable", `GitHub did not say as what it saved ${name}.`);
		return answer;
	} finally {
		await client.stop();
	}
}
function variablesToUpload(env) {
	const variables = require_names.clientVariables(env);
	return require_action_run_steps.forgeOf(env) === "GitHub" ? variables : {
		...variables,
		GITHUB_SERVER_URL: "https://github.com"
	};
}
Object.defineProperty(exports, "createActionsIndex", {
	enumerable: true,
	get: function() {
		return createActionsIndex;
	}
});
Object.defineProperty(exports, "createConnection", {
	enumerable: true,
	get: function() {
		return createConnection;
	}
});
Object.defineProperty(exports, "explainFailure", {
	enumerable: true,
	get: function() {
		return explainFailure;
	}
});
Object.defineProperty(exports, "keepAsArtifact", {
	enumerable: true,
	get: function() {
		return keepAsArtifact;
	}
});
Object.defineProperty(exports, "keepLogs", {
	enumerable: true,
	get: function() {
		return keepLogs;
	}
});
Object.defineProperty(exports, "keepPage", {
	enumerable: true,
	get: function() {
		return keepPage;
	}
});
Object.defineProperty(exports, "logArtifact", {
	enumerable: true,
	get: function() {
		return logArtifact;
	}
});
Object.defineProperty(exports, "pageSize", {
	enumerable: true,
	get: function() {
		return pageSize;
	}
});
Object.defineProperty(exports, "readPages", {
	enumerable: true,
	get: function() {
		return readPages$1;
	}
});
Object.defineProperty(exports, "statusOf", {
	enumerable: true,
	get: function() {
		return statusOf;
	}
});
