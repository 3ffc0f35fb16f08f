const require_step = require("./step.js");
const require_read_records = require("./read-records.js");
const require_session_files = require("./session-files.js");
// src/usage/read-growth.ts
const MOST_FACTS = 2e5;
async function readGrowths(files, wants, pick, run) {
	const read = [];
	for (const file of files) read.push(await readFile(file, wants, pick));
	const since = require_session_files.ownSince((function* () {
		for (const { added } of read) for (const { time } of added) yield time;
	})(), run);
	const isOwn = ({ time }) => time === null || time >= since;
	return read.flatMap(({ file, before, added, isWhole }) => {
		const after = added.filter(isOwn);
		const isOlder = after.length < added.length;
		if (isOlder && after.length === 0) return [];
		return [{
			file,
			before: [...before, ...added.filter((fact) => !isOwn(fact))].map(({ fact }) => fact),
			after: after.map(({ fact }) => fact),
			isNew: file.isNew && !isOlder,
			isWhole,
			since
		}];
	});
}
async function watchLines(place, files, wants, pick) {
	const watched = await Promise.all(files.map((one) => require_session_files.watchFiles(place, one)));
	return async (run) => {
		const changed = (await Promise.all(watched.map((one) => one.changed(run)))).flat();
		const newest = require_session_files.newestFiles(changed.filter(require_session_files.hasGrown));
		return {
			growths: await readGrowths(newest.files, wants, pick, run),
			isAll: newest.isAll
		};
	};
}
async function readFile(file, wants, pick) {
	const read = async (from) => {
		const facts = [];
		let last = null;
		const { isWhole } = await require_read_records.readRecords(file.path, from, wants, (record) => {
			last = require_session_files.timeOf(record) ?? last;
			const fact = facts.length < MOST_FACTS ? pick(record) : void 0;
			if (fact !== void 0) facts.push({
				fact,
				time: last
			});
		});
		const first = facts.find(({ time }) => time !== null)?.time ?? null;
		return {
			facts: facts.map(({ fact, time }) => ({
				fact,
				time: time ?? first
			})),
			isWhole: isWhole && facts.length < MOST_FACTS
		};
	};
	const { facts: added, isWhole } = await read(file.from);
	if (file.from === 0) return {
		file,
		before: [],
		added,
		isWhole
	};
	const all = await read(0);
	return {
		file,
		before: all.facts.slice(0, Math.max(0, all.facts.length - added.length)),
		added,
		isWhole: isWhole && all.isWhole
	};
}
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
		facts.set(name, pick(require_step.asObject(await require_read_records.readDocument(path)) ?? {}));
	}
	return facts;
}
Object.defineProperty(exports, "readBefore", {
	enumerable: true,
	get: function() {
		return readBefore;
	}
});
Object.defineProperty(exports, "readGrowths", {
	enumerable: true,
	get: function() {
		return readGrowths;
	}
});
Object.defineProperty(exports, "watchLines", {
	enumerable: true,
	get: function() {
		return watchLines;
	}
});
