const require_call_findings = require("./call-findings.js");
const require_choose_sessions = require("./choose-sessions.js");
const require_read_growth = require("./read-growth.js");
// src/usage/session-calls.ts
function cutOff({ exitCode }, verdict) {
	return verdict?.kind === "completed" || exitCode === 0 ? null : "it was cut off, and a call that had begun is not recorded";
}
const MOST_PRINTED = 1e5;
async function followCalls(place, records) {
	const readLines = await require_read_growth.watchLines(place, records.files, records.wants, records.pick);
	const printed = [];
	return {
		record: (record, stream) => {
			const fact = printed.length < MOST_PRINTED ? records.pickPrinted(record, stream) : void 0;
			if (fact !== void 0) printed.push(fact);
		},
		finish: async (end) => {
			const { growths, isAll } = await readLines(end);
			const sessions = joinSessions(growths, records);
			const ids = new Set(printed.flatMap(({ session }) => session ?? []));
			const { sessions: own, doubt } = await require_choose_sessions.chooseOwn(sessions, ({ id }) => ids.has(id), end, ids.size);
			if (own.length === 0 && printed.length === 0 && !end.isExpected) return null;
			return require_choose_sessions.withDoubt(toFindings({
				own,
				printed,
				records,
				end,
				isAll
			}), doubt);
		}
	};
}
function joinSessions(growths, { sessionOf, folderOf }) {
	const sessions = new Map();
	for (const { file, before, after, isNew, isWhole } of growths) {
		const all = [...before, ...after];
		const id = all.find(({ session }) => session !== void 0)?.session ?? sessionOf(file.name);
		const folder = all.find((fact) => fact.folder !== void 0)?.folder ?? folderOf?.(file.name);
		const other = sessions.get(id);
		sessions.set(id, {
			id,
			isNew: isNew && other?.isNew !== false,
			folder: other?.folder ?? folder,
			isWhole: isWhole && other?.isWhole !== false,
			facts: [...other?.facts ?? [], ...after]
		});
	}
	return [...sessions.values()];
}
function toFindings(told) {
	const { own, printed, records, end, isAll } = told;
	const kept = own.flatMap(({ facts }) => facts);
	const all = [...printed, ...kept];
	const calls = new Map();
	const counted = kept.some(({ call }) => call !== void 0) ? all.filter(({ id }) => id !== void 0) : all;
	const names = new Map(all.flatMap(({ alias }) => alias === void 0 ? [] : [alias]));
	for (const fact of [...counted, ...kept]) {
		const { call } = fact;
		if (call !== void 0) calls.set(fact.id ?? fact, {
			...call,
			model: names.get(call.model) ?? call.model
		});
	}
	const verdict = all.findLast((fact) => fact.verdict !== void 0)?.verdict ?? null;
	const version = all.findLast((fact) => fact.version !== void 0)?.version;
	const isWhole = isAll && own.every((session) => session.isWhole);
	return require_call_findings.findShares([...calls.values()], {
		sessionId: own.at(-1)?.id ?? printed.findLast(({ session }) => session !== void 0)?.session ?? null,
		source: kept.some(({ call }) => call !== void 0) ? records.sources.file : records.sources.printed,
		reason: records.missing(end, verdict) ?? all.find(({ gap }) => gap !== void 0)?.gap ?? (isWhole ? null : "its session could not be read as a whole"),
		verdict,
		config: require_call_findings.toConfig(null, { agent_version: version })
	});
}
Object.defineProperty(exports, "cutOff", {
	enumerable: true,
	get: function() {
		return cutOff;
	}
});
Object.defineProperty(exports, "followCalls", {
	enumerable: true,
	get: function() {
		return followCalls;
	}
});
