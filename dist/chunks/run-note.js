(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_crypto = __late(() => require("node:crypto"));
let node_fs = require("node:fs");
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
// src/action/run-note.ts
function beginRunNote(folder, key, note, warn) {
	let current = note;
	let hasWarned = false;
	const room = keepRoom(folder);
	const write = () => {
		try {
			room.whereNeeded(() => writeNote(folder, key, current));
		} catch (error) {
			if (!hasWarned) warn(`If this job is killed, its step cannot be finished: ${require_action_post_help_run_steps.describeError(error)}`);
			hasWarned = true;
		}
	};
	write();
	return { update: (part) => {
		current = {
			...current,
			...part
		};
		write();
	} };
}
const ROOM_BYTES = 262144;
function keepRoom(folder) {
	const file = (0, node_path.join)(folder, "run.json.room");
	try {
		require_action_help_run_steps.replaceFile(file, Buffer.alloc(ROOM_BYTES, 1));
	} catch {}
	return { whereNeeded: (write) => {
		try {
			write();
		} catch (error) {
			if (!(0, node_fs.existsSync)(file)) throw error;
			(0, node_fs.rmSync)(file, { force: true });
			write();
		}
	} };
}
async function readRunNote(folder, key) {
	const content = readSealed(noteFile(folder), key);
	if (content === null) return { kind: "changed" };
	const value = JSON.parse(content.toString());
	if (isFinished(value)) return { kind: "finished" };
	const { parseRunNote } = await Promise.resolve().then(() => require("./run-note-schema.js"));
	return {
		kind: "unfinished",
		note: parseRunNote(value)
	};
}
function writeNote(folder, key, { progress, ...note }) {
	const start = progress && {
		...progress.start,
		tags: void 0,
		heads: progress.start.heads && [...progress.start.heads]
	};
	const template = note.template && {
		...note.template,
		options: [...note.template.options]
	};
	const text = JSON.stringify({
		...note,
		template,
		progress: progress && {
			...progress,
			start
		}
	});
	writeSealed(noteFile(folder), key, Buffer.from(text));
}
function noteFile(folder) {
	return (0, node_path.join)(folder, "run.json");
}
function isFinished(value) {
	return typeof value === "object" && value !== null && "finished" in value && value.finished === true;
}
const SEAL_LENGTH = 64;
function writeSealed(path, key, content) {
	require_action_help_run_steps.replaceFile(path, Buffer.concat([sealOf(path, key, content), content]), 384);
}
function readSealed(path, key) {
	const bytes = require_action_help_run_steps.readRegularFile(path);
	if (bytes === null) return null;
	const content = bytes.subarray(SEAL_LENGTH);
	const seal = bytes.subarray(0, SEAL_LENGTH);
	return seal.length === SEAL_LENGTH && (0, node_crypto.timingSafeEqual)(seal, sealOf(path, key, content)) ? content : null;
}
function sealOf(path, key, content) {
	return Buffer.from((0, node_crypto.createHmac)("sha256", key).update(`${(0, node_path.basename)(path)}\n`).update(content).digest("hex"));
}
Object.defineProperty(exports, "beginRunNote", {
	enumerable: true,
	get: function() {
		return beginRunNote;
	}
});
Object.defineProperty(exports, "readRunNote", {
	enumerable: true,
	get: function() {
		return readRunNote;
	}
});
Object.defineProperty(exports, "readSealed", {
	enumerable: true,
	get: function() {
		return readSealed;
	}
});
Object.defineProperty(exports, "writeSealed", {
	enumerable: true,
	get: function() {
		return writeSealed;
	}
});
});
