(function (exports, require, module, __filename, __dirname) {
let node_fs = require("node:fs");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_help_run_steps = require("./help-run-steps.js");
// src/cli/write-output.ts
function limitMemory(dbPath) {
	if (dbPath !== null && ((0, node_fs.statSync)(dbPath, { throwIfNoEntry: false })?.size ?? 0) < LARGE_BYTES) return;
	const { setFlagsFromString } = process.getBuiltinModule("node:v8");
	setFlagsFromString("--semi-space-growth-factor=1");
	setFlagsFromString("--heap-growing-percent=50");
}
const LARGE_BYTES = 8388608;
const PIECE_LENGTH = 262144;
async function writeToStream(stream, text) {
	for (const piece of inPieces(text)) {
		if (require_help_run_steps.isClosed(stream)) return;
		await new Promise((resolve) => void stream.write(piece, () => resolve()));
	}
}
async function writePiece(stream, piece) {
	if (!stream.write(piece)) await untilTaken(stream);
}
async function untilTaken(stream) {
	const events = [
		"drain",
		"close",
		"error"
	];
	await new Promise((resolve) => {
		const settle = () => {
			for (const event of events) stream.off(event, settle);
			resolve();
		};
		for (const event of events) stream.on(event, settle);
	});
}
function formOfName(path, forms) {
	return forms.find((form) => path?.toLowerCase().endsWith(`.${form}`));
}
function writeToFile(path, text, option = "--output") {
	if (require_action_help_run_steps.isFolder(path)) throw require_action_post_help_run_steps.badInput(`${option} names ${require_action_post_help_run_steps.quote(path)}, which is a folder. Name a file.`);
	try {
		const file = (0, node_fs.openSync)(path, "w");
		try {
			for (const piece of inPieces(text)) writeAll(file, piece);
		} finally {
			(0, node_fs.closeSync)(file);
		}
	} catch (cause) {
		if (cause instanceof require_action_post_help_run_steps.StoreError) throw cause;
		throw new require_action_post_help_run_steps.StoreError("unwritable", `${path} cannot be written. Name another file with ${option}.`, { cause });
	}
}
function writeAll(file, bytes) {
	for (let at = 0; at < bytes.length;) at += (0, node_fs.writeSync)(file, bytes, at);
}
function* inPieces(text) {
	const piece = Buffer.allocUnsafe(PIECE_LENGTH);
	let length = 0;
	for (const part of text) {
		const most = 3 * part.length;
		if (length + most > piece.length) {
			yield piece.subarray(0, length);
			length = 0;
		}
		if (most > piece.length) yield Buffer.from(part);
		else length += piece.write(part, length);
	}
	yield piece.subarray(0, length);
}
var JsonList = class {
	#indent;
	#isEmpty = true;
	constructor(depth = 0) {
		this.#indent = `\n${"  ".repeat(depth)}`;
	}
	*add(items) {
		for (const item of items) {
			const text = JSON.stringify(item, null, 2).replaceAll("\n", `${this.#indent}  `);
			yield `${this.#isEmpty ? "[" : ","}${this.#indent}  ${text}`;
			this.#isEmpty = false;
		}
	}
	end() {
		return this.#isEmpty ? "[]" : `${this.#indent}]`;
	}
};
Object.defineProperty(exports, "JsonList", {
	enumerable: true,
	get: function() {
		return JsonList;
	}
});
Object.defineProperty(exports, "formOfName", {
	enumerable: true,
	get: function() {
		return formOfName;
	}
});
Object.defineProperty(exports, "limitMemory", {
	enumerable: true,
	get: function() {
		return limitMemory;
	}
});
Object.defineProperty(exports, "writePiece", {
	enumerable: true,
	get: function() {
		return writePiece;
	}
});
Object.defineProperty(exports, "writeToFile", {
	enumerable: true,
	get: function() {
		return writeToFile;
	}
});
Object.defineProperty(exports, "writeToStream", {
	enumerable: true,
	get: function() {
		return writeToStream;
	}
});
});
