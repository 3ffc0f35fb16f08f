const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_identify_file = require("./identify-file.js");
const require_open_ledger = require("./open-ledger.js");
const require_ledger_history = require("./ledger-history.js");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_clock_and_uids = require("./clock-and-uids.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
const require_folders = require("./folders.js");
const require_projects = require("./projects.js");
let node_crypto = require("node:crypto");
let node_os = require("node:os");
// src/stores/registry.ts
const STORES = [
	{
		name: "artifact",
		create: async (deps, request) => {
			const { index, ...options } = inJob("artifact", request);
			return (await Promise.resolve().then(() => require("./artifact-store.js"))).createArtifactStore({
				...deps,
				index
			}, options);
		}
	},
	{
		name: "cache",
		create: async (deps, request) => {
			const { index, ...options } = inJob("cache", request);
			return (await Promise.resolve().then(() => require("./cache-store.js"))).createCacheStore({
				...deps,
				index
			}, options);
		}
	},
	{
		name: "file",
		create: async (deps, request) => (await Promise.resolve().then(() => require("./file-store.js"))).createFileStore(deps, request)
	},
	{
		name: "git",
		create: async (deps, request) => (await Promise.resolve().then(() => require("./git-store.js"))).createGitStore(deps, request)
	},
	{
		name: "postgres",
		create: async (deps, { database = null, repositoryName = null, ...request }) => (await Promise.resolve().then(() => require("./postgres-store.js"))).createPostgresStore(deps, {
			...request,
			database,
			repositoryName
		})
	}
];
function inJob(name, { slug, folder, job }) {
	if (job !== null && folder !== null) return {
		...job,
		slug,
		folder
	};
	throw new require_errors.InputError("bad-input", `The store is "${name}" (--store, or git config laforge.store), which works inside the action alone. Use --store file or --store git.`);
}
async function createStore(name, deps, request) {
	const row = STORES.find((it) => it.name === name);
	if (row === void 0) {
		const names = STORES.map((it) => it.name).join(", ");
		throw new require_errors.InputError("bad-input", `Input "store" is ${require_identity.quote(name)}, and there is no such store. Use one of: ${names}.`);
	}
	return row.create(deps, request);
}
// src/system/private-folder.ts
function privateFolder(name, env) {
	const runtime = env.XDG_RUNTIME_DIR ?? "";
	return [...runtime === "" ? [] : [(0, node_path.join)(runtime, "laforge")], require_projects.laforgeHome(env)].map((place) => (0, node_path.join)(place, name)).find(makePrivate) ?? null;
}
function makePrivate(folder) {
	try {
		require_folders.makeFolder(folder, 448);
		const found = (0, node_fs.lstatSync)(folder);
		const isOurs = process.getuid === void 0 || found.uid === process.getuid() && (found.mode & 63) === 0;
		return found.isDirectory() && isOurs;
	} catch {
		return false;
	}
}
// src/system/stray-records.ts
function strayRecord(history, uid) {
	return (0, node_path.join)((0, node_os.tmpdir)(), `${prefixOf(history)}${uid}.json`);
}
function listStrayRecords(history) {
	const prefix = prefixOf(history);
	return (0, node_fs.readdirSync)((0, node_os.tmpdir)()).filter((name) => name.startsWith(prefix) && name.endsWith(".json")).map((name) => (0, node_path.join)((0, node_os.tmpdir)(), name)).filter(isOwnFile);
}
function prefixOf(history) {
	return `laforge-record-${(0, node_crypto.createHash)("sha256").update(history).digest("hex").slice(0, 16)}-`;
}
function isOwnFile(path) {
	const found = (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
	return found?.isFile() === true && (process.getuid === void 0 || found.uid === process.getuid());
}
// src/app/create-store.ts
var create_store_exports = require_rolldown_runtime.__exportAll({
	createPassingStore: () => createPassingStore,
	createProjectStore: () => createProjectStore,
	storeDeps: () => storeDeps,
	strayKey: () => strayKey
});
async function createProjectStore(request) {
	const { name, project, env, startTime, keepsLaForgeFile = false, usesCopies = false, ...rest } = request;
	return createStore(name, {
		...storeDeps(),
		...startTime !== void 0 && { startTime },
		turnFolder: name === "git" ? privateFolder("turns", env) : null,
		...name === "file" && keepsLaForgeFile && { openLedger: (path) => require_open_ledger.openLedger(path, {
			clock: require_clock_and_uids.systemClock,
			readonly: require_identify_file.isLaForgeFile(path)
		}) }
	}, {
		...rest,
		waitingFolder: require_projects.waitingFolder(project),
		copyFolder: usesCopies ? require_projects.copyFolder(project) : null,
		listStrays: () => listStrayRecords(strayKey(name, rest.path))
	});
}
function strayKey(name, path) {
	return `${name} ${path}`;
}
function storeDeps() {
	return {
		openLedger: (path) => require_open_ledger.openLedger(path, { clock: require_clock_and_uids.systemClock }),
		admitLedger: async (path) => (await Promise.resolve().then(() => require("./inspect.js"))).admitLedger(path, require_clock_and_uids.systemClock),
		uids: require_clock_and_uids.systemUids,
		clock: require_clock_and_uids.systemClock
	};
}
function createPassingStore(name, path) {
	return {
		name,
		open: async () => require_ledger_history.createLedgerHistory({
			ledger: require_open_ledger.openLedger(path, { clock: require_clock_and_uids.systemClock }),
			condition: { kind: "empty" },
			warnings: [],
			unpublished: false,
			isShared: false,
			publish: async () => ({ kind: "published" })
		})
	};
}
Object.defineProperty(exports, "createPassingStore", {
	enumerable: true,
	get: function() {
		return createPassingStore;
	}
});
Object.defineProperty(exports, "createProjectStore", {
	enumerable: true,
	get: function() {
		return createProjectStore;
	}
});
Object.defineProperty(exports, "create_store_exports", {
	enumerable: true,
	get: function() {
		return create_store_exports;
	}
});
Object.defineProperty(exports, "strayKey", {
	enumerable: true,
	get: function() {
		return strayKey;
	}
});
Object.defineProperty(exports, "strayRecord", {
	enumerable: true,
	get: function() {
		return strayRecord;
	}
});
