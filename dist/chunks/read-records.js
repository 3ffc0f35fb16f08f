(function (exports, require, module, __filename, __dirname) {
let node_stream_consumers = require("node:stream/consumers");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
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
			const record = require_action_help_run_steps.asObject(JSON.parse(line.toString("utf8")));
			if (record !== void 0) show(record);
		} catch {
			isWhole = false;
		}
	};
	const read = async (file, size) => {
		const ranges = size - from <= MOST_BYTES ? [[from, size]] : [[from, from + HEAD_BYTES], [size - MOST_BYTES + HEAD_BYTES, size]];
		if (ranges.length > 1) isWhole = false;
		for (const [start, end] of ranges) {
			let rest = start === from ? Buffer.alloc(0) : void 0;
			for (let at = start; at < end;) {
				const chunk = Buffer.allocUnsafe(Math.min(CHUNK, end - at));
				const { bytesRead: length } = await file.read(chunk, 0, chunk.length, at);
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
		return true;
	};
	const takeLast = (line) => {
		const before = isWhole;
		take(line);
		isWhole = before;
	};
	return await require_action_post_help_run_steps.withPlainHandle(path, read).catch(() => null) === null ? { isWhole: false } : { isWhole };
}
async function readDocument(path) {
	const content = await readText(path, LONGEST_DOCUMENT);
	return content?.isWhole === true ? require_action_help_run_steps.parseJson(content.text) : void 0;
}
async function readText(path, mostBytes) {
	return await require_action_post_help_run_steps.withPlainHandle(path, async (file, size) => {
		return {
			text: (await (0, node_stream_consumers.buffer)(file.createReadStream({
				end: mostBytes - 1,
				autoClose: false
			}))).toString(),
			isWhole: size <= mostBytes
		};
	}).catch(() => null) ?? void 0;
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
