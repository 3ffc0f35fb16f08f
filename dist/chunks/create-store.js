let node_fs_promises = require("node:fs/promises");
let node_os = require("node:os");
let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_open_ledger = require("./open-ledger.js");
const require_private_folder = require("./private-folder.js");
const require_projects = require("./projects.js");
const require_system_clock = require("./system-clock.js");
const require_uids = require("./uids.js");
const require_foreign_ledger = require("./foreign-ledger.js");
// src/cli/create-store.ts
function storeDeps() {
	return {
		openLedger: (path) => require_open_ledger.openLedger(path, { clock: require_system_clock.systemClock }),
		admitLedger: async (path) => (await Promise.resolve().then(() => require("./inspect.js"))).admitLedger(path, require_system_clock.systemClock),
		uids: require_uids.systemUids,
		clock: require_system_clock.systemClock
	};
}
async function createPlaceStore({ env }, place, purpose, startTime) {
	const deps = {
		...storeDeps(),
		...startTime !== void 0 && { startTime }
	};
	switch (place.storeName) {
		case "file": {
			const { createFileStore } = await Promise.resolve().then(() => require("./file-store.js"));
			return createFileStore({
				...deps,
				openLedger: async (path) => require_open_ledger.openLedger(path, {
					clock: require_system_clock.systemClock,
					readonly: purpose === "read" && await require_foreign_ledger.isLaForgeFile(path)
				})
			}, {
				path: place.dbPath,
				create: purpose === "record"
			});
		}
		case "git": {
			const { createGitStore } = await Promise.resolve().then(() => require("./git-store.js"));
			const { slug, repository } = place;
			const turnFolder = require_private_folder.privateFolder("turns", env);
			return createGitStore({
				...deps,
				turnFolder
			}, {
				slug,
				repository,
				folder: null,
				waitingFolder: require_projects.waitingFolder(place.project)
			});
		}
		default: throw new require_errors.InputError("bad-input", `The store is "${place.storeName}" (--store, or git config laforge.store), which works inside the action alone. Use --store file or --store git.`);
	}
}
function createFallbackHistory(place, uid) {
	const file = (0, node_path.join)((0, node_os.tmpdir)(), `laforge-record-${uid}.json`);
	return (reason) => require_private_folder.createFragmentHistory({
		condition: {
			kind: "unreadable",
			reason
		},
		file,
		publish: async () => {
			const where = `${place.dbPath}.record-${uid}.json`;
			try {
				await (0, node_fs_promises.copyFile)(file, where);
				return {
					kind: "fragment",
					where,
					reason
				};
			} catch (error) {
				return {
					kind: "kept",
					where: file,
					reason: require_errors.describeError(error)
				};
			}
		}
	});
}
exports.createFallbackHistory = createFallbackHistory;
exports.createPlaceStore = createPlaceStore;
exports.storeDeps = storeDeps;
