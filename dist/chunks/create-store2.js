const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_fs = require("node:fs");
let node_fs_promises = require("node:fs/promises");
const require_create_store = require("./create-store.js");
const require_errors = require("./errors.js");
const require_records = require("./records.js");
const require_open = require("./open.js");
const require_fragment_history = require("./fragment-history.js");
// src/cli/create-store.ts
var create_store_exports = require_rolldown_runtime.__exportAll({
	createEndKeeper: () => createEndKeeper,
	createFallbackHistory: () => createFallbackHistory,
	createPlaceStore: () => createPlaceStore,
	readDatabase: () => readDatabase
});
function createPlaceStore({ env }, place, purpose, startTime) {
	const { storeName: name, project, slug, repository, dbPath: path } = place;
	return require_create_store.createProjectStore({
		name,
		project,
		slug,
		repository,
		path,
		env,
		startTime,
		create: purpose === "record",
		keepsLaForgeFile: purpose === "read" || purpose === "show",
		usesCopies: purpose === "show",
		folder: null,
		job: null,
		database: readDatabase(env)
	});
}
function readDatabase(env) {
	const url = env[require_open.DATABASE_VARIABLE];
	return url ? {
		url,
		what: require_open.DATABASE_VARIABLE
	} : null;
}
function createFallbackHistory(place, uid) {
	return (reason) => {
		const file = require_create_store.strayRecord(require_create_store.strayKey(place.storeName, place.dbPath), uid);
		const draft = `${file}.writing`;
		return require_fragment_history.createFragmentHistory({
			condition: {
				kind: "unreadable",
				reason
			},
			file: draft,
			publish: async () => {
				try {
					await (0, node_fs_promises.rename)(draft, file);
					if (place.storeName !== "file") return {
						kind: "waiting",
						where: file,
						reason
					};
					return {
						kind: "fragment",
						where: await moveBeside(file, `${place.dbPath}.record-${uid}.json`),
						reason
					};
				} catch (error) {
					if ((0, node_fs.existsSync)(file)) return {
						kind: "waiting",
						where: file,
						reason
					};
					return {
						kind: "kept",
						where: draft,
						reason: `${reason} ${require_errors.describeError(error)}`
					};
				}
			}
		});
	};
}
async function moveBeside(file, target) {
	const copy = `${target}.new`;
	try {
		await (0, node_fs_promises.copyFile)(file, copy);
		await (0, node_fs_promises.rename)(copy, target);
	} catch (error) {
		await (0, node_fs_promises.rm)(copy, { force: true });
		throw error;
	}
	await (0, node_fs_promises.rm)(file, { force: true });
	return target;
}
function createEndKeeper(place) {
	return async (step, outcome, reason) => {
		const history = createFallbackHistory(place, step.uid)(reason);
		await history.startStep(require_records.fieldsToRecord(step, step.parentUid).draft);
		await history.finishStep(step.uid, outcome);
		return await history.publish();
	};
}
Object.defineProperty(exports, "createEndKeeper", {
	enumerable: true,
	get: function() {
		return createEndKeeper;
	}
});
Object.defineProperty(exports, "createFallbackHistory", {
	enumerable: true,
	get: function() {
		return createFallbackHistory;
	}
});
Object.defineProperty(exports, "createPlaceStore", {
	enumerable: true,
	get: function() {
		return createPlaceStore;
	}
});
Object.defineProperty(exports, "create_store_exports", {
	enumerable: true,
	get: function() {
		return create_store_exports;
	}
});
Object.defineProperty(exports, "readDatabase", {
	enumerable: true,
	get: function() {
		return readDatabase;
	}
});
