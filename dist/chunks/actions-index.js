(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_crypto = __late(() => require("node:crypto"));
let node_fs_promises = __late(() => require("node:fs/promises"));
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_connection = require("./connection.js");
// src/github/actions-index.ts
const PAGE_SIZE = 100;
const REQUEST_LIMIT_MS = 8e3;
function createActionsIndex({ token, ...access }) {
	const connection = token === null ? null : require_connection.createConnection({
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
			const items = data.actions_caches.map(({ key = "", ref = "", created_at: createdAt = "" }) => ({
				key,
				ref,
				createdAt
			}));
			return {
				total: data.total_count,
				items
			};
		}, ({ ref, key, createdAt }) => `${ref} ${key} ${createdAt}`))
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
function newestFirst(artifacts) {
	return artifacts.toSorted((a, b) => b.id - a.id);
}
async function orNullIfGone(answer) {
	try {
		return await answer;
	} catch (error) {
		if (require_connection.statusOf(error) === 404) return null;
		throw error;
	}
}
function explain(error, what) {
	if (error instanceof require_action_post_help_run_steps.StoreError || error instanceof require_action_post_help_run_steps.InputError) return error;
	const status = require_connection.statusOf(error);
	const message = (error instanceof Error ? error.message : String(error)).replace(/ - https:\/\/\S+$/, "");
	const answer = require_connection.wasAnswered(error) ? `${status}, ${message}` : `no answer came: ${message}`;
	const advice = status === 403 && /not accessible/i.test(message) ? "Give the job \"permissions: actions: read\"." : ADVICE[status] ?? "The next run tries again.";
	return new require_action_post_help_run_steps.StoreError("unreadable", `GitHub did not say ${what} (${answer}). ${advice}`);
}
const ADVICE = {
	401: "Look at the input github-token.",
	404: "Look at whether the token may see the repository."
};
const DOWNLOAD_MS = 6e4;
async function downloadArtifact(access, artifact, path) {
	const { id, digest, name, sizeInBytes } = artifact;
	const fail = (why) => new require_action_post_help_run_steps.StoreError("unreadable", `Artifact ${name} (id ${id}) could not be read: ${why}`);
	const hash = (0, node_crypto.createHash)("sha256");
	const response = await fetch(await locate(access, artifact), { signal: AbortSignal.timeout(DOWNLOAD_MS) }).catch((error) => {
		throw fail(error instanceof Error ? `${error.message}.` : "no answer came.");
	});
	if (!response.ok || response.body === null) throw fail(`the service answered ${response.status}.`);
	const file = await (0, node_fs_promises.open)(path, "wx", 384);
	try {
		let bytes = 0;
		for await (const chunk of response.body) {
			bytes += chunk.length;
			if (bytes > sizeInBytes) throw fail(`more came than the ${sizeInBytes} bytes that were saved.`);
			hash.update(chunk);
			await file.writeFile(chunk);
		}
	} finally {
		await file.close();
	}
	if (digest !== null && digest !== `sha256:${hash.digest("hex")}`) throw fail("it has another digest than was saved.");
}
async function locate(access, { id, name }) {
	const attempt = {
		doing: `download artifact ${name}`,
		permission: "actions: read"
	};
	const { headers } = await require_connection.createAsk(access)(attempt, async ({ octokit, owner, repo }) => {
		const what = {
			owner,
			repo,
			artifact_id: id,
			archive_format: "zip",
			request: { redirect: "manual" }
		};
		return await octokit.rest.actions.downloadArtifact(what);
	});
	if (headers.location !== void 0) return headers.location;
	throw new require_action_post_help_run_steps.StoreError("unreadable", `GitHub did not say where the content of artifact ${name} (id ${id}) is.`);
}
Object.defineProperty(exports, "createActionsIndex", {
	enumerable: true,
	get: function() {
		return createActionsIndex;
	}
});
Object.defineProperty(exports, "downloadArtifact", {
	enumerable: true,
	get: function() {
		return downloadArtifact;
	}
});
});
