(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_fs = require("node:fs");
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_store_deps = require("./store-deps.js");
const require_github_services = require("./github-services.js");
const require_snapshot_store = require("./snapshot-store.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_snapshot_service = require("./snapshot-service.js");
// src/stores/cache/fetch.ts
const FETCHERS = 3;
const KEYS_EACH = 3;
function createCacheFetchers(folder, start, limitMs) {
	const clients = [];
	let fetched = 0;
	const startNext = async () => {
		const home = (0, node_path.join)(folder, `client-${clients.length}`);
		await (0, node_fs_promises.mkdir)(home);
		return {
			home,
			client: start(home)
		};
	};
	clients.push(startNext());
	return {
		async fetchAll(keys) {
			while (clients.length < Math.min(FETCHERS, Math.floor(keys.length / KEYS_EACH))) clients.push(startNext());
			const answers = new Map();
			const left = [...keys];
			await Promise.all(clients.map(async (starting) => {
				const { home, client } = await starting;
				for (let key = left.shift(); key !== void 0; key = left.shift()) {
					const answer = await client.call({
						kind: "restore-cache",
						path: HISTORY_FOLDER,
						key
					}, limitMs);
					const into = (0, node_path.join)(folder, `entry-${fetched++}`);
					if (answer.answer !== null && answer.refused === null) await (0, node_fs_promises.rename)((0, node_path.join)(home, HISTORY_FOLDER), into);
					answers.set(key, {
						...answer,
						folder: into
					});
				}
			}));
			return keys.flatMap((key) => answers.get(key) ?? []);
		},
		async stop() {
			for (const starting of clients) await (await starting).client.stop();
		}
	};
}
const HISTORY_FOLDER = "laforge-history";
function cacheKeys(slug) {
	const common = `laforge/${slug}`;
	return {
		common,
		snapshot: `${common}/`,
		fragment: `${common}~fragment/`,
		running: `${common}~running/`
	};
}
function mayRead(env) {
	return !["none", "write-only"].includes(modeOf(env));
}
function mayWrite(env) {
	return !["none", "read"].includes(modeOf(env));
}
function explainMiss(env, said) {
	if (!mayRead(env)) return `The cache-mode of this job is "${modeOf(env)}", which does not read caches. Set "cache-mode: write" for the job.`;
	const text = said.join(" ");
	if (/cache read denied:/.test(text)) return `GitHub does not let this run read caches (${text}). Use the store "artifact".`;
	return text;
}
function explainUnsaved(env, said) {
	if (!mayWrite(env)) return `The cache-mode of this job is "${modeOf(env)}", which does not write caches. Set "cache-mode: write" for the job, or use the store "artifact".`;
	const text = said.join(" ");
	if (/cache write denied:/.test(text)) return `GitHub does not let this run write caches (${text}): runs that comments, issues and other people's events start may only read them. Use the store "artifact" there.`;
	return `The cache service did not take it${text === "" ? "" : ` (${text})`}.`;
}
function modeOf(env) {
	return (env.ACTIONS_CACHE_MODE ?? "").trim().toLowerCase();
}
// src/stores/cache/restore.ts
const ENTRIES_AT_ONCE = 9;
async function restore(deps, request) {
	const { keys, env } = request;
	const [listed, [found]] = await Promise.all([list(deps, request), deps.fetchAll([keys.snapshot])]);
	if (found === void 0) throw new require_action_post_help_run_steps.StoreError("unreadable", "The cache service did not answer.");
	const all = listed instanceof require_action_post_help_run_steps.StoreError ? [] : listed;
	const snapshots = [];
	const fragments = [];
	const contained = new Set();
	const warnings = [];
	if (found.answer === null) {
		const said = explainMiss(env, found.said);
		if (listed instanceof require_action_post_help_run_steps.StoreError) throw new require_action_post_help_run_steps.StoreError("unreadable", `${said} ${listed.message}`.trim());
		const known = all.filter((it) => it.key.startsWith(keys.snapshot)).length;
		if (known > 0 || said !== "") throw new require_action_post_help_run_steps.StoreError("unreadable", `${said || "The cache service says it has nothing; a runner of another system, or one without zstd, saved it."} GitHub lists ${known} caches of this history.`);
	} else {
		await take(found.answer, found);
		if (snapshots.length === 0) throw new require_action_post_help_run_steps.StoreError("unreadable", `${warnings.join(" ")} Delete it to go on without it.`);
		if (listed instanceof require_action_post_help_run_steps.StoreError) warnings.push(`What parallel runs saved could not be looked for: ${listed.message}`);
	}
	const scope = all.find((it) => it.key === found.answer)?.ref;
	const isOfScope = (it) => scope === void 0 || it.ref === scope;
	const withPrefix = (prefix) => all.filter((it) => it.key.startsWith(prefix));
	const left = [...await takeAll(withPrefix(keys.snapshot).filter(isOfScope)), ...await takeAll(withPrefix(keys.fragment))];
	await takeAll(withPrefix(keys.running).filter((it) => it.ref === request.readableRefs[0]).toReversed(), 8);
	if (left.length > 0) warnings.push(require_snapshot_service.sayLeft(left.length));
	return {
		snapshots,
		fragments,
		contains: {
			saves: [...contained].filter((key) => listed instanceof require_action_post_help_run_steps.StoreError || all.some((it) => it.key === key)),
			openRuns: []
		},
		expiredSince: null,
		warnings
	};
	async function takeAll(entries, most = entries.length) {
		const tried = new Set();
		for (;;) {
			const untaken = entries.map((it) => it.key).filter((key) => !contained.has(key) && !tried.has(key));
			const next = untaken.slice(0, Math.min(ENTRIES_AT_ONCE, most - tried.size));
			if (next.length === 0 || !request.hasTime()) return untaken;
			for (const key of next) tried.add(key);
			for (const [index, fetched] of (await deps.fetchAll(next)).entries()) await takeExactly(next[index] ?? "", fetched);
		}
	}
	async function takeExactly(key, fetched) {
		const { answer, said } = fetched;
		if (answer === key) return take(key, fetched);
		if (said.length > 0) throw new require_action_post_help_run_steps.StoreError("unreadable", `Cache ${key} could not be read: ${explainMiss(env, said)}`);
		warnings.push(`Cache ${key} is listed and cannot be restored here. It stays where it is.`);
	}
	async function take(key, { refused, folder }) {
		const saved = refused === null ? await require_snapshot_service.readSaved(folder, `Cache ${key}`, deps) : {
			kind: "refused",
			reason: refused
		};
		if (saved.kind === "refused") {
			warnings.push(`Cache ${key} was left out of the history: ${saved.reason}`);
			await (0, node_fs_promises.rm)(folder, {
				recursive: true,
				force: true
			});
			return;
		}
		contained.add(key);
		if (saved.kind === "fragment") fragments.push(saved.records);
		else {
			snapshots.push(saved.path);
			for (const it of require_snapshot_service.readContains((0, node_path.join)(folder, require_snapshot_service.CONTAINS_FILE)).saves) contained.add(it);
		}
	}
}
async function list({ index }, { keys, readableRefs }) {
	try {
		return (await index.cachesWithPrefix(keys.common)).filter(({ key, ref }) => readableRefs.includes(ref) && [
			keys.snapshot,
			keys.fragment,
			keys.running
		].some((prefix) => key.startsWith(prefix))).toSorted((a, b) => require_action_help_run_steps.compareTexts(b.createdAt, a.createdAt));
	} catch (error) {
		return error instanceof require_action_post_help_run_steps.StoreError ? error : new require_action_post_help_run_steps.StoreError("unreadable", require_action_post_help_run_steps.describeError(error), { cause: error });
	}
}
// src/stores/cache/cache-store.ts
const VARIABLES = [
	"ACTIONS_RUNTIME_TOKEN",
	"ACTIONS_RESULTS_URL",
	"ACTIONS_CACHE_URL",
	"ACTIONS_CACHE_SERVICE_V2",
	"ACTIONS_CACHE_MODE",
	"GITHUB_SERVER_URL"
];
function createCacheStore(deps, options) {
	require_github_services.checkService("cache", options.env);
	const connection = createConnection(deps, options);
	return require_snapshot_store.createSnapshotStore(deps, {
		name: "cache",
		connect: () => connection
	}, options.folder);
}
function createConnection(deps, options) {
	const { env, index, readableRefs } = options;
	const keys = cacheKeys(options.slug);
	const limits = deps.timeLimits ?? require_store_deps.TIME_LIMITS;
	const path = pathOfPrograms(env.PATH ?? "");
	const variables = {
		...require_store_deps.pickVariables(env, VARIABLES),
		PATH: path
	};
	const start = (folder, signal) => require_store_deps.startClient(options, {
		client: "cache",
		folder,
		variables,
		signal
	});
	return {
		async restore(folder, { signal, hasTime }) {
			if (!mayRead(env)) throw new require_action_post_help_run_steps.StoreError("unreadable", explainMiss(env, []));
			const fetchers = createCacheFetchers(folder, (home) => start(home, signal), limits.restoreMs);
			try {
				return await restore({
					...deps,
					index,
					fetchAll: fetchers.fetchAll
				}, {
					keys,
					readableRefs,
					env,
					hasTime
				});
			} finally {
				await fetchers.stop();
			}
		},
		async save(kind, folder, files, signal) {
			if (!mayWrite(env)) throw new require_action_post_help_run_steps.StoreError("unwritable", explainUnsaved(env, []));
			const key = `${keys[kind]}${deps.uids.next()}`;
			const home = await (0, node_fs_promises.mkdtemp)((0, node_path.join)(folder, "save-"));
			const client = start(home, signal);
			try {
				await (0, node_fs_promises.mkdir)((0, node_path.join)(home, HISTORY_FOLDER));
				for (const file of files) await (0, node_fs_promises.copyFile)((0, node_path.join)(folder, file), (0, node_path.join)(home, HISTORY_FOLDER, file));
				const { answer, said } = await client.call({
					kind: "save-cache",
					path: HISTORY_FOLDER,
					key
				}, limits.publishMs);
				if (answer === null || !/^[1-9][0-9]*$/.test(answer)) throw new require_action_post_help_run_steps.StoreError("unwritable", explainUnsaved(env, said));
				return {
					save: key,
					name: key,
					where: `cache ${key}`
				};
			} finally {
				await client.stop();
				await (0, node_fs_promises.rm)(home, {
					recursive: true,
					force: true
				});
			}
		},
		discard: null,
		close: async () => {}
	};
}
const PROGRAMS = [
	"tar",
	"gtar",
	"zstd",
	"zstdmt",
	"gzip",
	"ln"
];
function pathOfPrograms(path) {
	if (process.platform === "win32") return path;
	const folders = path.split(node_path.delimiter).filter(node_path.isAbsolute);
	const used = new Set(PROGRAMS.map((program) => folders.find((folder) => (0, node_fs.existsSync)((0, node_path.join)(folder, program)))));
	return folders.filter((folder) => used.has(folder)).join(node_path.delimiter);
}
exports.createCacheStore = createCacheStore;
});
