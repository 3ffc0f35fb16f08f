const require_step_options = require("./step-options.js");
const require_read_records = require("./read-records.js");
// src/usage/read-before.ts
const MOST_DOCUMENTS = 50;
const MOST_BYTES = 67108864;
async function readBefore(files, matches, pick) {
	return await files.recall("documents", () => readDocuments(files, matches, pick)) ?? new Map();
}
async function readDocuments(files, matches, pick) {
	const found = [...files.before].filter(([name]) => matches(name));
	const facts = new Map();
	let bytes = 0;
	for (const [name, { path, size }] of found.sort(([, a], [, b]) => b.mtimeMs - a.mtimeMs)) {
		bytes += size;
		if (facts.size >= MOST_DOCUMENTS || bytes > MOST_BYTES) break;
		facts.set(name, pick(require_step_options.asObject(await require_read_records.readDocument(path)) ?? {}));
	}
	return facts;
}
Object.defineProperty(exports, "readBefore", {
	enumerable: true,
	get: function() {
		return readBefore;
	}
});
