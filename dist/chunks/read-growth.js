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
Object.defineProperty(exports, "readGrowths", {
	enumerable: true,
	get: function() {
		return readGrowths;
	}
});
