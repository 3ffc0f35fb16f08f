(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_stream = require("node:stream");
let node_zlib = __late(() => require("node:zlib"));
const require_unpacking = require("./unpacking.js");
// src/stores/archive/unzip.ts
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
async function unpackZip(archive, folder, limit, isWanted = require_unpacking.isSavedFile) {
	const file = await (0, node_fs_promises.open)(archive);
	try {
		const entries = (await readDirectory(file)).filter((it) => isWanted(it.name));
		const count = require_unpacking.limitBytes(limit);
		const names = new Set();
		for (const entry of entries) {
			if (names.has(entry.name)) throw new require_unpacking.RefusedArchive(`it holds ${require_unpacking.quoteName(entry.name)} twice.`);
			names.add(entry.name);
			await require_unpacking.writeSavedFile(folder, entry.name, readEntry(file, entry, count));
		}
	} catch (error) {
		throw require_unpacking.toUnpackingError(error);
	} finally {
		await file.close();
	}
}
async function readDirectory(file) {
	const { size } = await file.stat();
	const tail = await readAt(file, Math.max(0, size - DIRECTORY_END.size - DIRECTORY_END.maxComment), size);
	const at = tail.lastIndexOf(Buffer.from("PK", "latin1"));
	if (at === -1 || tail.length - at < DIRECTORY_END.size) throw new require_unpacking.RefusedArchive("it is no zip archive.");
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
	if (entries.length !== tail.readUInt16LE(at + 10)) throw new require_unpacking.RefusedArchive("its directory is not whole.");
	return entries;
}
async function* readEntry(file, entry, count) {
	const header = await readAt(file, entry.offset, entry.offset + LOCAL_HEADER.size);
	if (header.length < LOCAL_HEADER.size || header.readUInt32LE(0) !== LOCAL_HEADER.signature) throw new require_unpacking.RefusedArchive(`${require_unpacking.quoteName(entry.name)} is not where its directory says.`);
	const start = entry.offset + LOCAL_HEADER.size + header.readUInt16LE(26) + header.readUInt16LE(28);
	const packed = readRange(file, start, start + entry.packed);
	if (entry.method !== STORED && entry.method !== DEFLATED) throw new require_unpacking.RefusedArchive(`its packing ${entry.method} is not known.`);
	let crc = 0;
	let size = 0;
	for await (const chunk of entry.method === STORED ? packed : (0, node_stream.pipeline)(packed, (0, node_zlib.createInflateRaw)(), () => {})) {
		count(chunk.length);
		crc = (0, node_zlib.crc32)(chunk, crc);
		size += chunk.length;
		yield chunk;
	}
	if (crc !== entry.crc || size !== entry.size) throw new require_unpacking.RefusedArchive(`${require_unpacking.quoteName(entry.name)} is not whole.`);
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
Object.defineProperty(exports, "unpackZip", {
	enumerable: true,
	get: function() {
		return unpackZip;
	}
});
});
