let node_fs = require("node:fs");
let node_fs_promises = require("node:fs/promises");
let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_fragment = require("./fragment.js");
const require_fragment_history = require("./fragment-history.js");
const require_ledger_history = require("./ledger-history.js");
// src/stores/file/file-store.ts
function createFileStore(deps, options) {
	return {
		name: "file",
		async open() {
			const block = options.create ? null : findBlock(options.path);
			if (block !== null) return openBeside(deps, options.path, {
				kind: "unreadable",
				reason: `${require_identity.quote(block)} is no folder.`
			});
			if (!options.create && !(0, node_fs.existsSync)(options.path)) return openBeside(deps, options.path, { kind: "empty" });
			try {
				return await openFile(deps, options);
			} catch (error) {
				if (!(error instanceof require_errors.StoreError) || error.code === "not-a-ledger" || error.code === "newer-ledger") throw error;
				return openBeside(deps, options.path, {
					kind: "unreadable",
					reason: require_errors.describeError(error)
				});
			}
		}
	};
}
function findBlock(path) {
	const folder = (0, node_path.dirname)(path);
	if (folder === path) return null;
	try {
		const stat = (0, node_fs.statSync)(folder, { throwIfNoEntry: false });
		if (stat !== void 0) return stat.isDirectory() ? null : folder;
	} catch {}
	return findBlock(folder);
}
async function openFile(deps, { path, listStrays = () => [] }) {
	const existed = (0, node_fs.existsSync)(path);
	const ledger = await deps.openLedger(path);
	const warnings = [];
	for (const file of [...await listFragments(path), ...listStrays()]) try {
		warnings.push(...require_ledger_history.mergeIntoLedger(ledger, [await require_fragment.readFragment(file, file)]));
		await (0, node_fs_promises.rm)(file, { force: true });
	} catch (error) {
		warnings.push(`A record beside the history was left out: ${require_errors.describeError(error)}`);
	}
	return require_ledger_history.createLedgerHistory({
		ledger,
		condition: existed ? { kind: "found" } : { kind: "empty" },
		warnings,
		unpublished: false,
		isShared: true,
		publish: async () => ({ kind: "published" })
	});
}
function openBeside(deps, path, condition) {
	const uid = deps.uids.next();
	const file = `${path}.record-${uid}.writing`;
	const final = `${path}.record-${uid}.json`;
	return require_fragment_history.createFragmentHistory({
		condition,
		file,
		publish: async () => {
			const reason = condition.kind === "unreadable" ? condition.reason : "";
			try {
				await (0, node_fs_promises.rename)(file, final);
				return {
					kind: "fragment",
					where: final,
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
async function listFragments(path) {
	const names = await (0, node_fs_promises.readdir)((0, node_path.dirname)(path));
	const prefix = `${(0, node_path.basename)(path)}.record-`;
	return names.filter((it) => it.startsWith(prefix) && it.endsWith(".json")).map((it) => (0, node_path.join)((0, node_path.dirname)(path), it));
}
exports.createFileStore = createFileStore;
