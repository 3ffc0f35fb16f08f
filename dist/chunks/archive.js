(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_fs = require("node:fs");
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_path = require("node:path");
let node_stream = require("node:stream");
let node_zlib = __late(() => require("node:zlib"));
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_snapshot_service = require("./snapshot-service.js");
// src/stores/archive.ts
const MAX_UNPACKED_BYTES = 1024 ** 3;
var RefusedArchive = class extends Error {};
function toUnpackingError(error) {
	if (error instanceof RefusedArchive || /^E[A-Z0-9]+$/.test(require_action_post_help_run_steps.errnoCode(error) ?? "")) return error;
	return new RefusedArchive(`it cannot be unpacked (${error instanceof Error ? error.message : String(error)}).`);
}
const SAVED_FILES = [
	require_action_run_steps.LEDGER_FILE,
	require_snapshot_service.CONTAINS_FILE,
	require_action_help_run_steps.FRAGMENT_FILE
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
	await (0, node_fs_promises.writeFile)((0, node_path.join)(folder, name), chunks, {
		flag: "wx",
		mode: 384
	});
}
const DIRECTORY_END = {
	signature: 0x6054b50,
	size: 22,
	maxComment: 65535
};
const DIRECTORY_ENTRY = {
	signature: 33639248,
	size: 46
};
const LOCAL_HEADER = {
	signature: 67324752,
	size: 30
};
const STORED = 0;
const DEFLATED = 8;
const MAX_DIRECTORY_BYTES = 65536;
async function unpackZip(archive, folder, limit, isWanted = isSavedFile) {
	const file = await (0, node_fs_promises.open)(archive);
	try {
		const entries = (await readDirectory(file)).filter((it) => isWanted(it.name));
		const count = limitBytes(limit);
		const names = new Set();
		for (const entry of entries) {
			if (names.has(entry.name)) throw new RefusedArchive(`it holds ${quoteName(entry.name)} twice.`);
			names.add(entry.name);
			await writeSavedFile(folder, entry.name, readEntry(file, entry, count));
		}
	} catch (error) {
		throw toUnpackingError(error);
	} finally {
		await file.close();
	}
}
async function readDirectory(file) {
	const { size } = await file.stat();
	const tail = await readAt(file, Math.max(0, size - DIRECTORY_END.size - DIRECTORY_END.maxComment), size);
	const at = tail.lastIndexOf(Buffer.from("PK", "latin1"));
	if (at === -1 || tail.length - at < DIRECTORY_END.size) throw new RefusedArchive("it is no zip archive.");
	const start = tail.readUInt32LE(at + 16);
	const directory = await readAt(file, start, Math.min(start + tail.readUInt32LE(at + 12), start + MAX_DIRECTORY_BYTES));
	const entries = [];
	for (let offset = 0; offset + DIRECTORY_ENTRY.size <= directory.length;) {
		if (directory.readUInt32LE(offset) !== DIRECTORY_ENTRY.signature) break;
		const nameEnd = offset + DIRECTORY_ENTRY.size + directory.readUInt16LE(offset + 28);
		entries.push({
			name: directory.toString("utf8", offset + DIRECTORY_ENTRY.size, nameEnd),
			method: directory.readUInt16LE(offset + 10),
			crc: directory.readUInt32LE(offset + 16),
			packed: directory.readUInt32LE(offset + 20),
			size: directory.readUInt32LE(offset + 24),
			offset: directory.readUInt32LE(offset + 42)
		});
		offset = nameEnd + directory.readUInt16LE(offset + 30) + directory.readUInt16LE(offset + 32);
	}
	if (entries.length !== tail.readUInt16LE(at + 10)) throw new RefusedArchive("its directory is not whole.");
	return entries;
}
async function* readEntry(file, entry, count) {
	const header = await readAt(file, entry.offset, entry.offset + LOCAL_HEADER.size);
	if (header.length < LOCAL_HEADER.size || header.readUInt32LE(0) !== LOCAL_HEADER.signature) throw new RefusedArchive(`${quoteName(entry.name)} is not where its directory says.`);
	const start = entry.offset + LOCAL_HEADER.size + header.readUInt16LE(26) + header.readUInt16LE(28);
	const packed = readRange(file, start, start + entry.packed);
	if (entry.method !== STORED && entry.method !== DEFLATED) throw new RefusedArchive(`its packing ${entry.method} is not known.`);
	let crc = 0;
	let size = 0;
	for await (const chunk of entry.method === STORED ? packed : (0, node_stream.pipeline)(packed, (0, node_zlib.createInflateRaw)(), () => {})) {
		count(chunk.length);
		crc = (0, node_zlib.crc32)(chunk, crc);
		size += chunk.length;
		yield chunk;
	}
	if (crc !== entry.crc || size !== entry.size) throw new RefusedArchive(`${quoteName(entry.name)} is not whole.`);
}
async function* readRange(file, start, end) {
	const step = 1048576;
	for (let at = start; at < end; at += step) yield readAt(file, at, Math.min(end, at + step));
}
async function readAt(file, start, end) {
	const wanted = Math.max(0, end - start);
	const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted), 0, wanted, start);
	return buffer.subarray(0, bytesRead);
}
const BLOCK = 512;
const EXTENDED_HEADERS = "xg";
const ZSTD_WINDOW_LOG = 30;
async function unpackTar(archive, root, folder, limit) {
	try {
		await unpackMembers(archive, root, folder, limit);
	} catch (error) {
		throw toUnpackingError(error);
	}
}
async function unpackMembers(archive, root, folder, limit) {
	const bytes = createByteReader(decompress(archive), limitBytes(limit));
	for (;;) {
		const header = await bytes.read(BLOCK);
		if (header.every((byte) => byte === 0)) return;
		const member = parseHeader(header);
		const name = savedFileOf(member, root);
		const content = bytes.readChunks(member.size);
		if (name === null) for await (const _ of content);
		else await writeSavedFile(folder, name, content);
		await bytes.read((BLOCK - member.size % BLOCK) % BLOCK);
	}
}
function savedFileOf({ name, type, size }, root) {
	if (EXTENDED_HEADERS.includes(type)) return null;
	if (type === "5" && size === 0 && (name === root || name === `${root}/`)) return null;
	const [folder, file = "", ...deeper] = name.split("/");
	const isPlain = folder === root && file !== "" && file !== "." && file !== ".." && deeper.length === 0;
	if (type === "0" && isPlain) return isSavedFile(file) ? file : null;
	throw new RefusedArchive(`it holds ${quoteName(name)}, which is no plain file in ${root}.`);
}
function parseHeader(header) {
	const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
	if (Number.parseInt(textAt(header, 148, 8), 8) !== sum) throw new Error("a header is not whole");
	const prefix = header.toString("latin1", 257, 262) === "ustar" ? textAt(header, 345, 155) : "";
	const name = textAt(header, 0, 100);
	const size = textAt(header, 124, 12).trim();
	if (!/^[0-7]+$/.test(size)) throw new RefusedArchive("it holds a file whose size no save has.");
	const type = header.toString("latin1", 156, 157);
	return {
		name: prefix === "" ? name : `${prefix}/${name}`,
		type: type === "\0" ? "0" : type,
		size: Number.parseInt(size, 8)
	};
}
function textAt(header, start, length) {
	const field = header.subarray(start, start + length);
	const end = field.indexOf(0);
	return field.toString("utf8", 0, end === -1 ? length : end);
}
function decompress(archive) {
	const isGzip = require_action_post_help_run_steps.readStart(archive, 2)?.equals(Buffer.from([31, 139])) === true;
	const options = { params: { [node_zlib.constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG } };
	return (0, node_stream.pipeline)((0, node_fs.createReadStream)(archive), isGzip ? (0, node_zlib.createGunzip)() : (0, node_zlib.createZstdDecompress)(options), () => {});
}
function createByteReader(stream, count) {
	const chunks = stream[Symbol.asyncIterator]();
	let rest = Buffer.alloc(0);
	const fill = async () => {
		const next = await chunks.next();
		if (next.done === true || !Buffer.isBuffer(next.value)) throw new Error("it ends too early");
		count(next.value.length);
		rest = next.value;
	};
	async function* readChunks(size) {
		for (let left = size; left > 0;) {
			if (rest.length === 0) await fill();
			const chunk = rest.subarray(0, left);
			rest = rest.subarray(chunk.length);
			left -= chunk.length;
			yield chunk;
		}
	}
	const read = async (size) => {
		const parts = [];
		for await (const chunk of readChunks(size)) parts.push(chunk);
		return Buffer.concat(parts);
	};
	return {
		readChunks,
		read
	};
}
Object.defineProperty(exports, "RefusedArchive", {
	enumerable: true,
	get: function() {
		return RefusedArchive;
	}
});
Object.defineProperty(exports, "unpackTar", {
	enumerable: true,
	get: function() {
		return unpackTar;
	}
});
Object.defineProperty(exports, "unpackZip", {
	enumerable: true,
	get: function() {
		return unpackZip;
	}
});
});
