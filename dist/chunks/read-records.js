(function (exports, require, module, __filename, __dirname) {
let node_fs = require("node:fs");
let node_fs_promises = require("node:fs/promises");
const require_action_run_steps = require("./action-run-steps.js");
// src/usage/read-records.ts
const CHUNK = 1048576;
const MOST_BYTES = 268435456;
const HEAD_BYTES = 4194304;
const LONGEST_LINE = 16777216;
const LONGEST_DOCUMENT = 33554432;
const NEWLINE = 10;
async function readRecords(path, from, wants, show) {
	let isWhole = true;
	const take = (line) => {
		if (line.length === 0 || !wants(line)) return;
		try {
			const record = require_action_run_steps.asObject(JSON.parse(line.toString("utf8")));
			if (record !== void 0) show(record);
		} catch {
			isWhole = false;
		}
	};
	const read = async (size, readAt) => {
		const ranges = size - from <= MOST_BYTES ? [[from, size]] : [[from, from + HEAD_BYTES], [size - MOST_BYTES + HEAD_BYTES, size]];
		if (ranges.length > 1) isWhole = false;
		for (const [start, end] of ranges) {
			let rest = start === from ? Buffer.alloc(0) : void 0;
			for (let at = start; at < end;) {
				const chunk = Buffer.allocUnsafe(Math.min(CHUNK, end - at));
				const length = await readAt(chunk, at);
				if (length === 0) break;
				at += length;
				let begin = 0;
				for (let stop = chunk.indexOf(NEWLINE); stop !== -1 && stop < length; stop = chunk.indexOf(NEWLINE, begin)) {
					const line = chunk.subarray(begin, stop);
					if (rest !== void 0) take(rest.length === 0 ? line : Buffer.concat([rest, line]));
					rest = Buffer.alloc(0);
					begin = stop + 1;
				}
				if (rest === void 0) continue;
				if (rest.length + length - begin > LONGEST_LINE) {
					isWhole = false;
					rest = void 0;
				} else rest = Buffer.concat([rest, chunk.subarray(begin, length)]);
			}
			if (rest !== void 0 && end === size) takeLast(rest);
		}
	};
	const takeLast = (line) => {
		const before = isWhole;
		take(line);
		isWhole = before;
	};
	return await withFile(path, read) ? { isWhole } : { isWhole: false };
}
async function readDocument(path) {
	const content = await readText(path, LONGEST_DOCUMENT);
	return content?.isWhole === true ? require_action_run_steps.parseJson(content.text) : void 0;
}
async function readText(path, mostBytes) {
	let content;
	await withFile(path, async (size, readAt) => {
		const buffer = Buffer.alloc(Math.min(size, mostBytes));
		let length = 0;
		for (let read = -1; read !== 0 && length < buffer.length; length += read) read = await readAt(buffer.subarray(length), length);
		content = {
			text: buffer.toString("utf8", 0, length),
			isWhole: size <= mostBytes
		};
	});
	return content;
}
async function withFile(path, use) {
	try {
		const file = await (0, node_fs_promises.open)(path, node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK);
		try {
			const stat = await file.stat();
			if (!stat.isFile()) return false;
			await use(stat.size, async (buffer, at) => (await file.read(buffer, 0, buffer.length, at)).bytesRead);
			return true;
		} finally {
			await file.close();
		}
	} catch {
		return false;
	}
}
Object.defineProperty(exports, "readDocument", {
	enumerable: true,
	get: function() {
		return readDocument;
	}
});
Object.defineProperty(exports, "readRecords", {
	enumerable: true,
	get: function() {
		return readRecords;
	}
});
Object.defineProperty(exports, "readText", {
	enumerable: true,
	get: function() {
		return readText;
	}
});
});
