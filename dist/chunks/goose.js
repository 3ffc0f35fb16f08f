(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
const require_follow_sessions = require("./follow-sessions.js");
const require_run_time = require("./run-time.js");
// src/usage/agents/goose.ts
const CLASSES = [
	"input",
	"output",
	"total",
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
const goose = require_follow_sessions.describedBy({ types: ["complete"] }, ({ env, home, isResuming }) => {
	const data = [env.XDG_DATA_HOME || (0, node_path.join)(home, ".local", "share"), (0, node_path.join)(home, "Library", "Application Support")];
	const roots = env.GOOSE_PATH_ROOT ? [{
		root: (0, node_path.join)(env.GOOSE_PATH_ROOT, "data", "sessions"),
		within: env.GOOSE_PATH_ROOT
	}] : data.flatMap((within) => [["goose"], ["Block", "goose"]].map((names) => ({
		root: (0, node_path.join)(within, ...names, "sessions"),
		within
	})));
	const matches = (path) => path === "sessions.db" || path === "sessions.db-wal";
	return {
		files: roots.map((root) => ({
			...root,
			depth: 0,
			matches
		})),
		database: {
			queries: [SESSIONS, LEDGER],
			mostBytes: MOST_BYTES,
			mostBytesBefore: MOST_BYTES
		},
		pick: pickRow,
		pickPrinted: ({ type, input_tokens: input, output_tokens: output }) => {
			if (type !== "complete" || input === void 0) return void 0;
			return {
				isHint: true,
				figures: {
					...require_model_shares.NO_FIGURES,
					input: require_model_shares.readCount(input),
					output: require_model_shares.readCount(output)
				}
			};
		},
		tell: (told) => told.runs.length > 0 ? require_follow_sessions.tellEach(tellSession)(told) : tellPrinted(told, isResuming)
	};
});
function pickRow(row) {
	if (row.kind === "usage_ledger") {
		const call = require_call_findings.oneCall(require_call_findings.statedCost({
			...readKeys(row, "", row.model),
			cost: require_model_shares.readCost(row.cost)
		}), true);
		return {
			id: String(row.id),
			session: String(row.session_id),
			at: endOfSecond(row.created_timestamp),
			call
		};
	}
	const model = require_action_help_run_steps.digText(require_action_help_run_steps.parseObject(require_action_help_run_steps.asText(row.model_config_json) ?? ""), "model_name");
	return {
		session: String(row.id),
		parent: require_action_help_run_steps.asText(row.parent_session_id),
		folder: require_action_help_run_steps.asText(row.working_dir),
		created: endOfSecond(row.created_at),
		at: endOfSecond(row.updated_at) ?? 0,
		total: [{
			...readKeys(row, "accumulated_", model),
			cost: require_model_shares.readCost(row.accumulated_cost)
		}]
	};
}
function readKeys(row, prefix, model) {
	const key = (name) => `${prefix}${name}_tokens`;
	const cache = {
		cacheRead: key("cache_read"),
		cacheWrite: key("cache_write")
	};
	const share = require_model_shares.readShare(row, {
		input: key("input"),
		...cache,
		output: key("output")
	}, "whole", model);
	const rest = require_model_shares.subtractCounts(require_model_shares.readCount(row[key("total")]), require_model_shares.readCount(row[key("input")]));
	return {
		...share,
		output: share.output !== null && (rest ?? 0) > share.output ? rest : share.output
	};
}
function endOfSecond(value) {
	const time = require_run_time.toTime(typeof value === "string" ? `${value.replace(" ", "T")}Z` : value);
	return time === null ? null : time + 999;
}
function tellSession({ id, disk }, { end }) {
	const { before = [], after = [], isNew = false, isWhole = true } = disk ?? {};
	const entries = after.filter(({ call }) => call !== void 0);
	const calls = require_follow_sessions.callsOf(entries.map((fact) => ({
		...fact,
		call: fact.call && require_call_findings.oneCall(fact.call, fact.session === id)
	})));
	const isMain = ({ session, total }) => session === id && total !== void 0;
	const [[now], [old]] = [after.findLast(isMain)?.total ?? [], before.findLast(isMain)?.total ?? []];
	const grown = now === void 0 || old === void 0 && !isNew ? void 0 : growthOf(now, old);
	const hasSubagents = [...before, ...after].some(({ session }) => session !== id);
	if (calls.length === 0 && grown === void 0) return require_call_findings.findNothing("what the session it went on with had used before is not known");
	const isUnlisted = (require_model_shares.totalOf(grown ?? require_model_shares.NO_FIGURES) ?? 0) > (require_model_shares.totalOf(require_model_shares.sumFigures(calls)) ?? 0);
	const shares = calls.length > 0 ? calls : grown === void 0 ? [] : [grown];
	const missing = whatIsMissing(require_model_shares.sumFigures(shares), end);
	const reason = calls.length > 0 ? require_call_findings.firstReason([isUnlisted, "its totals contain calls that its ledger does not list"]) : require_call_findings.firstReason([missing === NO_SPLIT, NO_SPLIT], [hasSubagents, "whether its totals contain those of its subagents is not published"]);
	const findings = require_call_findings.findShares(shares, {
		sessionId: id,
		source: calls.length > 0 ? "usage_ledger" : "sessions.db",
		reason: reason ?? missing
	});
	return require_call_findings.withDoubt(findings, require_call_findings.firstReason([!isWhole, "its database could not be read as a whole"]));
}
function growthOf(now, old) {
	const cost = require_model_shares.subtractCounts(now.cost, old?.cost ?? null);
	return require_call_findings.statedCost({
		...now,
		...old === void 0 ? {} : require_model_shares.subtractFigures(now, old),
		cost
	});
}
function whatIsMissing({ cacheRead, cacheWrite }, { exitCode }) {
	return require_call_findings.firstReason([cacheRead === null || cacheWrite === null, NO_SPLIT], [exitCode !== 0, "it was cut off, and a call that had begun is not recorded"]);
}
function tellPrinted({ loose }, isResuming) {
	const figures = loose.at(-1)?.figures;
	if (figures === void 0 || isResuming) return require_call_findings.findNothing();
	return {
		...require_call_findings.findNothing(NO_SPLIT),
		figures,
		source: "complete",
		state: "partial"
	};
}
exports.goose = goose;
});
