(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
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
	const quiet = () => {};
	const octokit = await createClient(token, {
		baseUrl: apiUrl,
		log: {
			debug: quiet,
			info: quiet,
			warn: quiet,
			error: quiet
		}
	});
	octokit.hook.wrap("request", async (request, options) => {
		const { signal: own } = { ...options.request };
		const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...own instanceof AbortSignal ? [own] : []]);
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
const PROXIES = [
	"http_proxy",
	"HTTP_PROXY",
	"https_proxy",
	"HTTPS_PROXY"
];
async function createClient(token, options) {
	if (PROXIES.some((name) => process.env[name])) return (await Promise.resolve().then(() => require("./github.js")).then((n) => n.github_exports)).getOctokit(token, options);
	const [core, { restEndpointMethods }, { fetchOverHttp }] = await Promise.all([
		Promise.resolve().then(() => require("./dist-src.js")).then((n) => n.dist_src_exports),
		Promise.resolve().then(() => require("./dist-src2.js")).then((n) => n.dist_src_exports),
		Promise.resolve().then(() => require("./http-fetch.js"))
	]);
	return new (core.Octokit.plugin(restEndpointMethods))({
		...options,
		auth: token,
		request: { fetch: fetchOverHttp }
	});
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
async function* readPages(read) {
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
function createAsk(access) {
	const connection = createConnection(access);
	return async (attempt, work) => {
		try {
			return await work(await connection());
		} catch (error) {
			throw explainFailure(error, {
				...attempt,
				forge: access.forge
			});
		}
	};
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
	const header = (name) => require_action_help_run_steps.dig(error, "response", "headers", name);
	return header("x-ratelimit-remaining") === "0" || header("retry-after") !== void 0 || /rate limit/i.test(error.message);
}
Object.defineProperty(exports, "createAsk", {
	enumerable: true,
	get: function() {
		return createAsk;
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
Object.defineProperty(exports, "pageSize", {
	enumerable: true,
	get: function() {
		return pageSize;
	}
});
Object.defineProperty(exports, "readPages", {
	enumerable: true,
	get: function() {
		return readPages;
	}
});
Object.defineProperty(exports, "statusOf", {
	enumerable: true,
	get: function() {
		return statusOf;
	}
});
Object.defineProperty(exports, "wasAnswered", {
	enumerable: true,
	get: function() {
		return wasAnswered;
	}
});
});
