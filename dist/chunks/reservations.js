(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
let node_crypto = require("node:crypto");
const FIGURE_COLUMNS = Object.entries({
	part: "bigint",
	month: "bigint",
	started_at: "timestamptz",
	agent: "text",
	model: "text",
	team: "text",
	status: "text",
	steps: "bigint",
	succeeded: "bigint",
	without_cost: "bigint",
	without_tokens: "bigint",
	duration_ms: "bigint",
	cost_nano_usd: "bigint",
	tokens: "bigint"
});
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
	return columnText(require_action_run_steps.foldOutcome(record).draft.branch);
}
function versionOf(record, before) {
	const rank = require_action_run_steps.outcomeRank(record);
	if (before === null || require_action_run_steps.outcomeRank(before) < rank) return rank;
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
		figures: []
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
		figures: []
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
		figures: []
	};
}
function rowsToRecords(rows) {
	return require_action_run_steps.concatRecords(rows.map(rowToRecords));
}
function strongestSteps(rows) {
	return require_action_run_steps.mergeRecords(require_action_run_steps.NO_RECORDS, rowsToRecords(rows)).steps;
}
function rowToRecords(row) {
	const { kind, uid, number, claim, body } = row;
	const text = typeof body === "string" ? body : "";
	const odd = (reason) => ({
		...require_action_run_steps.NO_RECORDS,
		setAside: [{
			text,
			reason: `row ${row.n}: ${reason}`
		}]
	});
	const json = require_action_run_steps.parseObject(text);
	if (json === void 0) return odd("is no JSON object");
	const claims = number === null ? [] : [{
		uid,
		number: Number(number),
		claimedAt: json.claimed_at
	}];
	const own = claim === null ? [] : claims;
	const read = (lists) => require_action_run_steps.parseLedgerRecords({
		...require_action_run_steps.NO_RECORDS,
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
				...require_action_run_steps.NO_RECORDS,
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
	if (now === null || then === null) return now === null ? [] : [now];
	const taken = FIGURE_COLUMNS.map(([column]) => {
		const value = then[column];
		return [column, typeof value === "bigint" && column !== "month" ? -value : value];
	});
	return [now, {
		...Object.fromEntries(taken),
		part: 1n
	}];
}
const MOST_USD = 1e9;
function toNanoUsd(amount) {
	return BigInt(Math.round(Math.min(amount, MOST_USD) * 1e9));
}
function figuresOf(record) {
	const { draft, outcome } = require_action_run_steps.foldOutcome(record);
	if (outcome === null) return null;
	const usage = outcome.tokenUsage;
	const hasSpent = !require_action_run_steps.UNSPENT_STATUSES.includes(outcome.status);
	const isStep = hasSpent && draft.replays === null;
	const step = {
		...draft,
		...outcome
	};
	return {
		part: 0n,
		month: BigInt(draft.startTime.slice(0, 7).replace("-", "")),
		started_at: draft.startTime,
		agent: columnText(require_action_run_steps.agentOf(step)) ?? "",
		model: columnText(require_action_run_steps.modelsOf(step)) ?? "",
		team: columnText(require_action_run_steps.labelsOf(draft)?.team ?? null) ?? "",
		status: outcome.status,
		steps: BigInt(isStep),
		succeeded: BigInt(isStep && outcome.status === "succeeded"),
		without_cost: BigInt(hasSpent && usage?.cost == null),
		without_tokens: BigInt(hasSpent && usage?.total_tokens == null),
		duration_ms: BigInt(Math.round(outcome.durationMs ?? 0)),
		cost_nano_usd: toNanoUsd(usage?.cost ?? 0),
		tokens: BigInt(Math.round(usage?.total_tokens ?? 0))
	};
}
function columnText(text) {
	return text === null ? null : text.replaceAll("\0", "").toWellFormed().slice(0, 1e3);
}
function digest(text) {
	return (0, node_crypto.createHash)("sha256").update(text).digest("hex").slice(0, 32);
}
// src/stores/postgres/reservations.ts
const LONGEST_MS = 432e6;
function reserve(database, { repository, project }, step, budgets) {
	const owner = ownerOf(repository);
	return database.alone(async (query) => {
		const facts = [];
		for (const budget of budgets) {
			const scope = require_action_run_steps.budgetScope(budget, step);
			if (scope?.kind === "shared") facts.push(await countSpent(query, owner, {
				budget,
				...scope.scope,
				but: step.uid
			}));
		}
		if (facts.every((it) => require_action_run_steps.leftOf(it) > 0)) {
			const most = mostOf(step.limits, facts);
			await query(`insert into laforge.reservations (repository, project, uid, team, started_at, ends_at, cost_nano_usd, tokens, budgets)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`, [
				...[
					repository,
					project,
					step.uid,
					columnText(require_action_run_steps.labelsOf(step)?.team ?? null) ?? "",
					step.startTime
				],
				new Date(Date.parse(step.startTime) + LONGEST_MS).toISOString(),
				most.usd === null ? null : String(toNanoUsd(most.usd)),
				most.tokens,
				JSON.stringify(budgets)
			]);
		}
		return facts;
	});
}
function ownerOf(repository) {
	return repository.split("/").slice(0, 2).join("/");
}
async function countSpent(query, owner, { budget, team, startedSince, but }) {
	const [row] = await query("select * from laforge.spent($1, $2, $3, $4)", [
		owner,
		team,
		startedSince,
		but
	]);
	if (row === void 0) throw new require_action_post_help_run_steps.StoreError("unreadable", `This login may not see what ${owner} has spent.`);
	const isUsd = budget.unit === "usd";
	const amount = (column) => isUsd ? numberOf(row, column) / 1e9 : numberOf(row, column);
	return {
		budget,
		used: amount(isUsd ? "cost" : "tokens"),
		steps: numberOf(row, "steps"),
		unknown: numberOf(row, isUsd ? "without_cost" : "without_tokens"),
		partial: 0,
		running: numberOf(row, "running"),
		reserved: amount(isUsd ? "reserved_cost" : "reserved_tokens"),
		unbounded: numberOf(row, isUsd ? "open_cost" : "open_tokens")
	};
}
function mostOf(limits, facts) {
	const most = (own, unit) => own == null ? null : Math.min(own, ...facts.filter(({ budget }) => budget.unit === unit).map(require_action_run_steps.leftOf));
	const tokens = most(limits?.max_tokens, "tokens");
	return {
		usd: most(limits?.max_cost_usd, "usd"),
		tokens: tokens === null ? null : Math.floor(tokens)
	};
}
function numberOf(row, column) {
	return Number(row[column] ?? 0);
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
Object.defineProperty(exports, "countSpent", {
	enumerable: true,
	get: function() {
		return countSpent;
	}
});
Object.defineProperty(exports, "reserve", {
	enumerable: true,
	get: function() {
		return reserve;
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
});
