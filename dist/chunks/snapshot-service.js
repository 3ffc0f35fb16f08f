(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_fs = require("node:fs");
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/stores/snapshot-service.ts
const CONTAINS_FILE = "contains.json";
function sayLeft(count) {
	return `${count === 1 ? "A save of a parallel run was" : `${count} saves of parallel runs were`} left for a later run to merge: there was no time to read more.`;
}
const VERSION = 1;
const MAX_BYTES = 4194304;
const contains = require_action_help_run_steps.object({
	saves: require_action_help_run_steps.list(require_action_help_run_steps.anyText, MAX_BYTES),
	open_runs: require_action_help_run_steps.list(require_action_help_run_steps.integer(1), MAX_BYTES)
});
const NOTHING = {
	saves: [],
	openRuns: []
};
function formatContains({ saves, openRuns }) {
	return `${JSON.stringify({
		version: VERSION,
		saves,
		open_runs: openRuns
	})}\n`;
}
function readContains(path) {
	const json = require_action_help_run_steps.parseObject(require_action_post_help_run_steps.readRegularFile(path, MAX_BYTES)?.toString("utf8") ?? "");
	const found = json?.version === VERSION ? contains.read(json, new require_action_help_run_steps.Reading(false)) : require_action_help_run_steps.WRONG;
	return found === require_action_help_run_steps.WRONG ? NOTHING : {
		saves: found.saves,
		openRuns: found.open_runs
	};
}
const JOURNALS = [
	"-journal",
	"-wal",
	"-shm"
];
async function readSaved(folder, source, deps) {
	const ledger = (0, node_path.join)(folder, require_action_run_steps.LEDGER_FILE);
	const isSnapshot = isFile(ledger);
	const fragment = (0, node_path.join)(folder, require_action_help_run_steps.FRAGMENT_FILE);
	const isRecord = !isSnapshot && isFile(fragment);
	try {
		if (isSnapshot) {
			for (const journal of JOURNALS) await (0, node_fs_promises.rm)(`${ledger}${journal}`, {
				recursive: true,
				force: true
			});
			await deps.admitLedger(ledger);
			return {
				kind: "snapshot",
				path: ledger
			};
		}
		if (isRecord) return {
			kind: "fragment",
			records: await require_action_run_steps.readFragment(fragment, source)
		};
		return {
			kind: "refused",
			reason: `it holds neither ${require_action_run_steps.LEDGER_FILE} nor ${require_action_help_run_steps.FRAGMENT_FILE}.`
		};
	} catch (error) {
		if (error instanceof require_action_post_help_run_steps.StoreError && (error.code === "not-a-ledger" || error.code === "damaged")) return {
			kind: "refused",
			reason: error.message,
			isRecord
		};
		throw error;
	}
}
function isFile(path) {
	return (0, node_fs.lstatSync)(path, { throwIfNoEntry: false })?.isFile() === true;
}
Object.defineProperty(exports, "CONTAINS_FILE", {
	enumerable: true,
	get: function() {
		return CONTAINS_FILE;
	}
});
Object.defineProperty(exports, "formatContains", {
	enumerable: true,
	get: function() {
		return formatContains;
	}
});
Object.defineProperty(exports, "readContains", {
	enumerable: true,
	get: function() {
		return readContains;
	}
});
Object.defineProperty(exports, "readSaved", {
	enumerable: true,
	get: function() {
		return readSaved;
	}
});
Object.defineProperty(exports, "sayLeft", {
	enumerable: true,
	get: function() {
		return sayLeft;
	}
});
});
