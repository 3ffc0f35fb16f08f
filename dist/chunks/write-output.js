(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_fs = require("node:fs");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_sqlite_file = require("./sqlite-file.js");
let node_crypto = __late(() => require("node:crypto"));
const require_help_run_steps = require("./help-run-steps.js");
// src/files/whole-file.ts
function writeWhole(path, pieces) {
	const old = (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
	if (old?.isFile() === true) (0, node_fs.accessSync)(path, node_fs.constants.W_OK);
	const draft = old === void 0 || old.isFile() && old.nlink === 1 ? openDraft(path, old) : null;
	if (draft === null) {
		writeAll((0, node_fs.openSync)(path, "w"), pieces);
		return;
	}
	try {
		writeAll(draft.file, pieces);
		putInPlace(draft.path, path);
	} finally {
		(0, node_fs.rmSync)(draft.path, { force: true });
	}
}
function writeAll(file, pieces) {
	try {
		for (const piece of pieces) for (let at = 0; at < piece.length;) at += (0, node_fs.writeSync)(file, piece, at);
	} finally {
		(0, node_fs.closeSync)(file);
	}
}
function putInPlace(draft, path) {
	try {
		(0, node_fs.renameSync)(draft, path);
	} catch {
		(0, node_fs.copyFileSync)(draft, path);
	}
}
function openDraft(path, old) {
	const draft = `${path}.${(0, node_crypto.randomUUID)().slice(0, 8)}.new`;
	let file;
	try {
		file = (0, node_fs.openSync)(draft, "wx");
	} catch (error) {
		if (old !== void 0 && error instanceof Error && "code" in error && FULL.has(String(error.code))) throw error;
		return null;
	}
	const { uid, gid } = (0, node_fs.fstatSync)(file);
	if (old === void 0) return {
		path: draft,
		file
	};
	if (uid === old.uid && gid === old.gid) {
		(0, node_fs.fchmodSync)(file, old.mode & 4095);
		return {
			path: draft,
			file
		};
	}
	(0, node_fs.closeSync)(file);
	(0, node_fs.rmSync)(draft, { force: true });
	return null;
}
const FULL = new Set(["ENOSPC", "EDQUOT"]);
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
function formOfName(path, forms, instead) {
	const form = forms.find((one) => path?.toLowerCase().endsWith(`.${one}`));
	if (path === void 0 || form !== void 0 || !/[^\\/]\.[a-z]\w*$/i.test(path)) return form;
	const endings = forms.map((one) => `.${one}`).join(", ");
	throw require_action_post_help_run_steps.badInput(`--output is ${require_action_post_help_run_steps.quote(path)}, and no file with that ending is written. Use one of ${endings}, or ${instead}.`);
}
function writeToFile(path, text, { option = "--output", own = [] } = {}) {
	if (require_action_post_help_run_steps.isFolder(path)) throw require_action_post_help_run_steps.badInput(`${option} names ${require_action_post_help_run_steps.quote(path)}, which is a folder. Name a file.`);
	try {
		if (isOfHistory(path, own)) throw require_action_post_help_run_steps.badInput(`${option} names ${require_action_post_help_run_steps.quote(path)}, which holds a history. Name another file.`);
		writeWhole(path, inPieces(text));
	} catch (cause) {
		if (cause instanceof require_action_post_help_run_steps.StoreError || cause instanceof require_action_post_help_run_steps.InputError) throw cause;
		throw new require_action_post_help_run_steps.StoreError("unwritable", `${path} cannot be written. Name another file with ${option}.`, { cause });
	}
}
const SUFFIXES = [
	"",
	"-journal",
	"-wal",
	"-shm"
];
function isOfHistory(path, own) {
	const [real, stat] = [require_action_post_help_run_steps.realPath(path), (0, node_fs.statSync)(path, { throwIfNoEntry: false })];
	const isSame = (file) => {
		const other = (0, node_fs.statSync)(file, { throwIfNoEntry: false });
		return file === real || other?.isFile() === true && other.dev === stat?.dev && other.ino === stat.ino;
	};
	const files = own.flatMap((file) => file === null ? [] : SUFFIXES.map((suffix) => `${require_action_post_help_run_steps.realPath(file)}${suffix}`));
	const databases = SUFFIXES.filter((suffix) => real.endsWith(suffix)).map((it) => real.slice(0, real.length - it.length));
	return files.some(isSame) || databases.some((file) => require_sqlite_file.isSqliteFile(file) === true);
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
