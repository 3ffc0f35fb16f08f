let node_crypto = require("node:crypto");
const require_step = require("./step.js");
const require_merge = require("./merge.js");
const require_records = require("./records.js");
const require_usage_totals = require("./usage-totals.js");
// src/stores/postgres/rows.ts
const FIGURE_COLUMNS = [...[
	"month",
	"started_at",
	"agent",
	"model",
	"status",
	"steps",
	"succeeded"
], ...[
	"without_cost",
	"without_tokens",
	"duration_ms",
	"cost_nano_usd",
	"tokens"
]];
function stepRow(record, number, claimedAt, before) {
	return {
		kind: "step",
		uid: record.draft.uid,
		version: versionOf(record, before),
		number,
		claims: claimedAt !== null,
		branch: branchOf(record),
		body: JSON.stringify({
			record,
			...claimedAt === null ? {} : { claimed_at: claimedAt }
		}),
		figures: figuresSince(record, before)
	};
}
function branchOf(record) {
	return columnText(require_records.foldOutcome(record).draft.branch);
}
function versionOf(record, before) {
	const rank = require_merge.outcomeRank(record);
	if (before === null || require_merge.outcomeRank(before) < rank) return rank;
	return rank + 4 * Number.parseInt(digest(JSON.stringify(record)).slice(0, 12), 16);
}
function rollbackRow(draft, number, claimedAt) {
	return {
		kind: "rollback",
		uid: draft.uid,
		version: 0,
		number,
		claims: claimedAt !== null,
		branch: columnText(draft.branch),
		body: JSON.stringify({
			record: draft,
			...claimedAt === null ? {} : { claimed_at: claimedAt }
		}),
		figures: null
	};
}
function claimRow(kind, { uid, number, claimedAt }) {
	return {
		kind,
		uid,
		version: Number.parseInt(digest(`${number} ${claimedAt}`).slice(0, 12), 16),
		number,
		claims: false,
		branch: null,
		body: JSON.stringify({ claimed_at: claimedAt }),
		figures: null
	};
}
function asideRow(setAside) {
	const body = JSON.stringify(setAside);
	return {
		kind: "aside",
		uid: digest(setAside.text),
		version: 0,
		number: null,
		claims: false,
		branch: null,
		body,
		figures: null
	};
}
function rowsToRecords(rows) {
	const all = rows.map(rowToRecords);
	const setAside = all.flatMap(({ setAside = [] }) => setAside);
	return {
		steps: all.flatMap(({ steps }) => steps),
		stepClaims: all.flatMap(({ stepClaims }) => stepClaims),
		rollbacks: all.flatMap(({ rollbacks }) => rollbacks),
		rollbackClaims: all.flatMap(({ rollbackClaims }) => rollbackClaims),
		...setAside.length === 0 ? {} : { setAside }
	};
}
function strongestSteps(rows) {
	return require_merge.mergeRecords(require_records.NO_RECORDS, rowsToRecords(rows)).steps;
}
function rowToRecords(row) {
	const { kind, uid, number, claim, body } = row;
	const text = typeof body === "string" ? body : "";
	const odd = (reason) => ({
		...require_records.NO_RECORDS,
		setAside: [{
			text,
			reason: `row ${row.n}: ${reason}`
		}]
	});
	const json = require_step.parseObject(text);
	if (json === void 0) return odd("is no JSON object");
	const claims = number === null ? [] : [{
		uid,
		number: Number(number),
		claimedAt: json.claimed_at
	}];
	const own = claim === null ? [] : claims;
	const read = (lists) => require_records.parseLedgerRecords({
		...require_records.NO_RECORDS,
		...lists
	}, `Row ${row.n}`);
	const records = (() => {
		switch (kind) {
			case "step": return read({
				steps: [json.record],
				stepClaims: own
			});
			case "rollback": return read({
				rollbacks: [json.record],
				rollbackClaims: own
			});
			case "step-claim": return read({ stepClaims: claims });
			case "rollback-claim": return read({ rollbackClaims: claims });
			case "aside": return {
				...require_records.NO_RECORDS,
				setAside: [{
					text: String(json.text),
					reason: String(json.reason)
				}]
			};
			default: return odd(`has the kind ${JSON.stringify(kind)}`);
		}
	})();
	return [...records.steps.map(({ draft }) => draft.uid), ...records.rollbacks.map((it) => it.uid)].some((it) => it !== uid) ? odd("holds the record of another uid than it says") : records;
}
function figuresSince(record, before) {
	const [now, then] = [figuresOf(record), before === null ? null : figuresOf(before)];
	if (now === null || then === null) return now;
	const less = (key) => now[key] - then[key];
	return {
		...now,
		steps: less("steps"),
		succeeded: less("succeeded"),
		without_cost: less("without_cost"),
		without_tokens: less("without_tokens"),
		duration_ms: less("duration_ms"),
		cost_nano_usd: now.cost_nano_usd - then.cost_nano_usd,
		tokens: less("tokens")
	};
}
const MOST_USD = 1e9;
function figuresOf(record) {
	const { draft, outcome } = require_records.foldOutcome(record);
	if (outcome === null) return null;
	const usage = outcome.tokenUsage;
	const hasSpent = !require_usage_totals.UNSPENT_STATUSES.includes(outcome.status);
	return {
		month: Number(draft.startTime.slice(0, 7).replace("-", "")),
		started_at: draft.startTime,
		agent: columnText(draft.agentConfig?.name ?? null) ?? "",
		model: columnText(draft.agentConfig?.model ?? null) ?? "",
		status: outcome.status,
		steps: 1,
		succeeded: outcome.status === "succeeded" ? 1 : 0,
		without_cost: hasSpent && usage?.cost == null ? 1 : 0,
		without_tokens: hasSpent && usage?.total_tokens == null ? 1 : 0,
		duration_ms: Math.round(outcome.durationMs ?? 0),
		cost_nano_usd: BigInt(Math.round(Math.min(usage?.cost ?? 0, MOST_USD) * 1e9)),
		tokens: Math.round(usage?.total_tokens ?? 0)
	};
}
function columnText(text) {
	return text === null ? null : text.replaceAll("\0", "").toWellFormed().slice(0, 1e3);
}
function digest(text) {
	return (0, node_crypto.createHash)("sha256").update(text).digest("hex").slice(0, 32);
}
Object.defineProperty(exports, "FIGURE_COLUMNS", {
	enumerable: true,
	get: function() {
		return FIGURE_COLUMNS;
	}
});
Object.defineProperty(exports, "asideRow", {
	enumerable: true,
	get: function() {
		return asideRow;
	}
});
Object.defineProperty(exports, "branchOf", {
	enumerable: true,
	get: function() {
		return branchOf;
	}
});
Object.defineProperty(exports, "claimRow", {
	enumerable: true,
	get: function() {
		return claimRow;
	}
});
Object.defineProperty(exports, "rollbackRow", {
	enumerable: true,
	get: function() {
		return rollbackRow;
	}
});
Object.defineProperty(exports, "rowsToRecords", {
	enumerable: true,
	get: function() {
		return rowsToRecords;
	}
});
Object.defineProperty(exports, "stepRow", {
	enumerable: true,
	get: function() {
		return stepRow;
	}
});
Object.defineProperty(exports, "strongestSteps", {
	enumerable: true,
	get: function() {
		return strongestSteps;
	}
});
