let node_path = require("node:path");
const require_step = require("./step.js");
const require_call_findings = require("./call-findings.js");
const require_choose_sessions = require("./choose-sessions.js");
const require_database_rows = require("./database-rows.js");
const require_model_shares = require("./model-shares.js");
const require_session_files = require("./session-files.js");
// src/usage/agents/goose.ts
const goose = {
	wants: { types: ["complete"] },
	begin: async (place) => followRun(place, await watchDatabases(place))
};
const CLASSES = [
	"input",
	"output",
	"cache_read",
	"cache_write"
].map((name) => `${name}_tokens`);
const SESSIONS = {
	table: "sessions",
	columns: [
		"id",
		"parent_session_id",
		"working_dir",
		"created_at",
		"updated_at",
		"model_config_json"
	].concat([...CLASSES, "cost"].map((name) => `accumulated_${name}`))
};
const LEDGER = {
	table: "usage_ledger",
	columns: [
		"id",
		"session_id",
		"created_timestamp",
		"model",
		"cost",
		...CLASSES
	]
};
const MOST_BYTES = 0x40000000;
const NO_SPLIT = "it does not tell what of its input came from the cache";
const CUT = "it was cut off, and a call that had begun is not recorded";
const HAS_SUBAGENTS = "whether its totals contain those of its subagents is not published";
const GONE_ON = "what the session it went on with had used before is not known";
const UNLISTED = "its totals contain calls that its ledger does not list";
const NOTHING = {
	sessions: new Map(),
	entries: []
};
async function watchDatabases(place) {
	const { env, home } = place;
	const data = [env.XDG_DATA_HOME || (0, node_path.join)(home, ".local", "share"), (0, node_path.join)(home, "Library", "Application Support")];
	const roots = env.GOOSE_PATH_ROOT ? [{
		root: (0, node_path.join)(env.GOOSE_PATH_ROOT, "data", "sessions"),
		within: env.GOOSE_PATH_ROOT
	}] : data.flatMap((within) => [["goose"], ["Block", "goose"]].map((names) => ({
		root: (0, node_path.join)(within, ...names, "sessions"),
		within
	})));
	return await Promise.all(roots.map(({ root, within }) => watchDatabase(place, root, within)));
}
async function watchDatabase(place, root, within) {
	const matches = (path) => path === "sessions.db" || path === "sessions.db-wal";
	const files = await require_session_files.watchFiles(place, {
		root,
		within,
		depth: 0,
		matches
	});
	const path = (0, node_path.join)(root, "sessions.db");
	const before = await files.recall("rows", async () => files.before.size > 0 ? await readKept(path) : NOTHING);
	return {
		path,
		files,
		before: place.isLate ? NOTHING : before ?? null
	};
}
async function readKept(path) {
	const read = await require_database_rows.readDatabase(path, MOST_BYTES, [SESSIONS, LEDGER]);
	if (read?.isWhole !== true) return void 0;
	const sessions = (read.rows.sessions ?? []).map(readSession);
	return {
		sessions: new Map(sessions.map((session) => [session.id, session])),
		entries: (read.rows.usage_ledger ?? []).map(readEntry)
	};
}
function readSession(row) {
	return {
		id: String(row.id),
		parent: require_step.asText(row.parent_session_id) ?? null,
		folder: require_step.asText(row.working_dir),
		created: endOfSecond(row.created_at),
		updated: endOfSecond(row.updated_at),
		model: require_step.digText(require_step.parseObject(require_step.asText(row.model_config_json) ?? ""), "model_name") ?? "",
		figures: readKeys(row, "accumulated_"),
		cost: require_model_shares.readCost(row.accumulated_cost)
	};
}
function readEntry(row) {
	const cost = require_model_shares.readCost(row.cost);
	return {
		id: String(row.id),
		session: String(row.session_id),
		time: endOfSecond(row.created_timestamp),
		share: require_call_findings.oneCall({
			...readKeys(row, ""),
			model: require_step.asText(row.model) ?? "",
			cost: cost === 0 ? null : cost
		}, true)
	};
}
function readKeys(row, prefix) {
	const key = (name) => `${prefix}${name}_tokens`;
	const cache = {
		cacheRead: key("cache_read"),
		cacheWrite: key("cache_write")
	};
	return require_model_shares.readFigures(row, {
		input: key("input"),
		...cache,
		output: key("output")
	}, "whole");
}
function endOfSecond(value) {
	const time = require_session_files.toTime(typeof value === "string" ? `${value.replace(" ", "T")}Z` : value);
	return time === null ? null : time + 999;
}
function followRun(place, databases) {
	let complete;
	return {
		record: (record) => {
			if (record.type === "complete" && "input_tokens" in record) complete = record;
		},
		finish: async (end) => {
			for (const database of databases) {
				const found = (await database.files.changed(end)).length > 0 ? await readRun(database, end) : void 0;
				if (found !== void 0) return found;
			}
			if (!end.isExpected) return null;
			return complete === void 0 || place.isResuming ? findNothing(null) : findPrinted(complete);
		}
	};
}
async function readRun({ path, before }, end) {
	const now = await readKept(path) ?? NOTHING;
	const all = [...now.sessions.values()];
	const times = all.map(({ updated }) => updated);
	const since = require_session_files.ownSince(times, end);
	const described = all.filter(({ updated, parent }) => parent === null && updated !== null && updated >= since).toSorted((a, b) => (a.updated ?? 0) - (b.updated ?? 0)).map((session) => ({
		...session,
		isNew: (session.created ?? 0) >= since
	}));
	const { sessions, doubt } = await require_choose_sessions.chooseOwn(described, () => false, end, 0);
	if (sessions.length === 0) return void 0;
	const old = new Set(before?.entries.map(({ id }) => id));
	const ids = new Set(sessions.map(({ id }) => id));
	const isOwn = ({ id, time, session }) => !old.has(id) && (time === null || time >= since) && ids.has(require_choose_sessions.rootOf(session, (one) => now.sessions.get(one)?.parent));
	const entries = now.entries.filter(isOwn);
	const findings = entries.length > 0 ? sumEntries(sessions, entries, before, end) : sumGrowth(sessions, now, before, end);
	return require_choose_sessions.withDoubt(findings, doubt);
}
function sumEntries(own, entries, before, end) {
	const grown = require_model_shares.sumFigures(growthOf(own, before));
	const listed = require_model_shares.sumFigures(entries.map(({ share }) => share));
	const isUnlisted = (require_model_shares.totalOf(grown) ?? 0) > (require_model_shares.totalOf(listed) ?? 0);
	const ids = own.map(({ id }) => id);
	const calls = entries.map(({ share, session }) => ({
		...share,
		turns: ids.includes(session) ? 1 : 0
	}));
	const reason = isUnlisted ? UNLISTED : whatIsMissing(listed, end);
	return require_call_findings.findShares(calls, {
		sessionId: ids.at(-1) ?? null,
		source: "usage_ledger",
		reason
	});
}
function sumGrowth(own, now, before, end) {
	const shares = growthOf(own, before);
	const figures = require_model_shares.sumFigures(shares);
	const ids = own.map(({ id }) => id);
	if (shares.length < own.length && shares.length === 0) return findNothing(GONE_ON);
	const hasSubagents = [...now.sessions.values()].some(({ parent }) => parent !== null && ids.includes(parent));
	const missing = whatIsMissing(figures, end);
	const reason = missing === NO_SPLIT ? missing : hasSubagents ? HAS_SUBAGENTS : missing;
	return require_call_findings.findShares(shares, {
		sessionId: ids.at(-1) ?? null,
		source: "sessions.db",
		reason
	});
}
function growthOf(own, before) {
	return own.flatMap((session) => {
		const old = before?.sessions.get(session.id);
		if (old === void 0 && !session.isNew) return [];
		const figures = old === void 0 ? session.figures : require_model_shares.subtractFigures(session.figures, old.figures);
		const cost = require_model_shares.subtractCounts(session.cost, old?.cost ?? null);
		return [{
			...figures,
			model: session.model,
			turns: null,
			cost: cost === 0 ? null : cost
		}];
	});
}
function whatIsMissing({ cacheRead, cacheWrite }, { exitCode }) {
	if (cacheRead === null || cacheWrite === null) return NO_SPLIT;
	return exitCode === 0 ? null : CUT;
}
function findNothing(reason) {
	const findings = require_call_findings.findShares([], {
		sessionId: null,
		source: "none",
		reason: null
	});
	return reason === null ? findings : {
		...findings,
		reason
	};
}
function findPrinted(complete) {
	const figures = {
		...require_model_shares.NO_FIGURES,
		input: require_model_shares.readCount(complete.input_tokens),
		output: require_model_shares.readCount(complete.output_tokens)
	};
	return {
		...findNothing(null),
		figures,
		source: "complete",
		state: "partial",
		reason: NO_SPLIT
	};
}
exports.goose = goose;
