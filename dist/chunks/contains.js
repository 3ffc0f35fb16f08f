let node_fs_promises = require("node:fs/promises");
// src/stores/contains.ts
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
	try {
		if ((await (0, node_fs_promises.stat)(path)).size > MAX_BYTES) return NOTHING;
		return parseContains(await (0, node_fs_promises.readFile)(path, "utf8"));
	} catch {
		return NOTHING;
	}
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
