let node_fs_promises = require("node:fs/promises");
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/stores/save-files.ts
const CONTAINS_FILE = "contains.json";
const VERSION = 1;
const MAX_BYTES = 4194304;
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
async function readContains(path) {
	const bytes = require_action_run_steps.readRegularFile(path, MAX_BYTES);
	return bytes === null ? NOTHING : parseContains(bytes.toString("utf8"));
}
function parseContains(text) {
	try {
		const value = JSON.parse(text);
		if (typeof value !== "object" || value === null || !("version" in value) || value.version !== VERSION) return NOTHING;
		return {
			saves: "saves" in value ? list(value.saves).filter((it) => typeof it === "string") : [],
			openRuns: "open_runs" in value ? list(value.open_runs).filter(isRunId) : []
		};
	} catch {
		return NOTHING;
	}
}
function list(value) {
	return Array.isArray(value) ? value : [];
}
function isRunId(value) {
	return Number.isSafeInteger(value) && Number(value) > 0;
}
const LEDGER_FILE = "steps.db";
const JOURNALS = [
	"-journal",
	"-wal",
	"-shm"
];
async function readSaved(folder, source, deps) {
	const ledger = (0, node_path.join)(folder, LEDGER_FILE);
	const isSnapshot = await isFile(ledger);
	const fragment = (0, node_path.join)(folder, require_action_run_steps.FRAGMENT_FILE);
	const isRecord = !isSnapshot && await isFile(fragment);
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
			reason: `it holds neither ${LEDGER_FILE} nor ${require_action_run_steps.FRAGMENT_FILE}.`
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
async function isFile(path) {
	try {
		return (await (0, node_fs_promises.lstat)(path)).isFile();
	} catch {
		return false;
	}
}
Object.defineProperty(exports, "CONTAINS_FILE", {
	enumerable: true,
	get: function() {
		return CONTAINS_FILE;
	}
});
Object.defineProperty(exports, "LEDGER_FILE", {
	enumerable: true,
	get: function() {
		return LEDGER_FILE;
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
