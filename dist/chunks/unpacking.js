(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_snapshot_service = require("./snapshot-service.js");
// src/stores/archive/unpacking.ts
const MAX_UNPACKED_BYTES = 1024 ** 3;
var RefusedArchive = class extends Error {};
function toUnpackingError(error) {
	if (error instanceof RefusedArchive || /^E[A-Z0-9]+$/.test(require_action_post_help_run_steps.errnoCode(error) ?? "")) return error;
	return new RefusedArchive(`it cannot be unpacked (${error instanceof Error ? error.message : String(error)}).`);
}
const SAVED_FILES = [
	require_action_run_steps.LEDGER_FILE,
	require_snapshot_service.CONTAINS_FILE,
	require_snapshot_service.FRAGMENT_FILE
];
function isSavedFile(name) {
	return SAVED_FILES.includes(name);
}
function quoteName(name) {
	return JSON.stringify(name.length > 80 ? `${name.slice(0, 79)}\u2026` : name);
}
function limitBytes(limit = MAX_UNPACKED_BYTES) {
	let total = 0;
	return (bytes) => {
		total += bytes;
		if (total > limit) throw new RefusedArchive(`it unpacks to more than ${limit} bytes.`);
	};
}
async function writeSavedFile(folder, name, chunks) {
	const file = await (0, node_fs_promises.open)((0, node_path.join)(folder, name), "wx", 384);
	try {
		for await (const chunk of chunks) await file.writeFile(chunk);
	} finally {
		await file.close();
	}
}
Object.defineProperty(exports, "RefusedArchive", {
	enumerable: true,
	get: function() {
		return RefusedArchive;
	}
});
Object.defineProperty(exports, "isSavedFile", {
	enumerable: true,
	get: function() {
		return isSavedFile;
	}
});
Object.defineProperty(exports, "limitBytes", {
	enumerable: true,
	get: function() {
		return limitBytes;
	}
});
Object.defineProperty(exports, "quoteName", {
	enumerable: true,
	get: function() {
		return quoteName;
	}
});
Object.defineProperty(exports, "toUnpackingError", {
	enumerable: true,
	get: function() {
		return toUnpackingError;
	}
});
Object.defineProperty(exports, "writeSavedFile", {
	enumerable: true,
	get: function() {
		return writeSavedFile;
	}
});
});
