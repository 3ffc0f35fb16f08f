(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_migrations = require("./migrations.js");
// src/stores/postgres/reservations.ts
const LONGEST_MS = 432e6;
function reservationOf(repository, draft) {
	const asked = (draft.limits?.budgets ?? []).filter(require_action_run_steps.isShared).flatMap((budget) => {
		const scope = require_action_run_steps.budgetScope(budget, draft);
		return scope?.kind === "shared" ? [{
			budget,
			...scope.scope
		}] : [];
	});
	if (asked.length === 0) return null;
	const budgets = asked.map(({ budget }) => budget);
	const { max_cost_usd: usd, max_tokens: tokens } = draft.limits ?? {};
	const row = {
		uid: draft.uid,
		owner: ownerOf(repository),
		team: require_migrations.columnText(require_action_run_steps.labelsOf(draft)?.team ?? null) ?? "",
		started_at: draft.startTime,
		ends_at: new Date(Date.parse(draft.startTime) + LONGEST_MS).toISOString(),
		usd: usd == null ? null : String(require_migrations.toNanoUsd(usd)),
		tokens: tokens ?? null,
		budgets,
		asked: asked.map(({ budget: { amount, unit }, team, startedSince }, at) => ({
			at,
			unit,
			of_team: team,
			since: startedSince,
			amount: unit === "usd" ? String(require_migrations.toNanoUsd(amount)) : amount
		}))
	};
	return {
		budgets,
		json: JSON.stringify([row])
	};
}
function reservingCtes(parameter, { budgets }) {
	const most = (unit) => `case when r.${unit} is not null then least(r.${unit}, (select min(s.rest) from spent s where s.unit = '${unit}')) end`;
	return `wanted as (
      select * from jsonb_to_recordset(${parameter}::jsonb) as r (uid text, owner text, team text, started_at timestamptz,
        ends_at timestamptz, usd numeric, tokens numeric, budgets jsonb, asked jsonb) limit 1
    ), spent as (
      select b.at, b.unit, s.*,
        b.amount - case b.unit when 'usd' then s.cost + s.reserved_cost else s.tokens + s.reserved_tokens end as rest
      from wanted r,
        lateral (select * from jsonb_to_recordset(r.asked) as b (at bigint, unit text, amount numeric, of_team text,
          since timestamptz) limit ${budgets.length}) b,
        lateral (select * from laforge.spent(r.owner, b.of_team, b.since, r.uid) limit 1) s
    ), reserved as (
      insert into laforge.reservations (repository, project, uid, team, started_at, ends_at, cost_nano_usd, tokens, budgets, place)
      select a.repository, a.project, r.uid, r.team, r.started_at, r.ends_at, ${most("usd")}, floor(${most("tokens")}),
        r.budgets, laforge.last_place(r.owner) + 1
      from added a, wanted r where (select count(*) from spent s where s.rest > 0) = jsonb_array_length(r.asked)
      on conflict (repository, project, uid) do nothing
    )`;
}
function spentOf({ budgets }, rows) {
	return rows.flatMap((row) => {
		const budget = row.at === null ? void 0 : budgets[Number(row.at)];
		return budget === void 0 ? [] : [toFacts(budget, row)];
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
	return toFacts(budget, row);
}
function toFacts(budget, row) {
	const isUsd = budget.unit === "usd";
	const numberOf = (column) => Number(row[column] ?? 0);
	const amountOf = (column) => isUsd ? numberOf(column) / 1e9 : numberOf(column);
	return {
		budget,
		used: amountOf(isUsd ? "cost" : "tokens"),
		steps: numberOf("steps"),
		unknown: numberOf(isUsd ? "without_cost" : "without_tokens"),
		partial: 0,
		unreadable: [],
		running: numberOf("running"),
		reserved: amountOf(isUsd ? "reserved_cost" : "reserved_tokens"),
		unbounded: numberOf(isUsd ? "open_cost" : "open_tokens")
	};
}
Object.defineProperty(exports, "countSpent", {
	enumerable: true,
	get: function() {
		return countSpent;
	}
});
Object.defineProperty(exports, "ownerOf", {
	enumerable: true,
	get: function() {
		return ownerOf;
	}
});
Object.defineProperty(exports, "reservationOf", {
	enumerable: true,
	get: function() {
		return reservationOf;
	}
});
Object.defineProperty(exports, "reservingCtes", {
	enumerable: true,
	get: function() {
		return reservingCtes;
	}
});
Object.defineProperty(exports, "spentOf", {
	enumerable: true,
	get: function() {
		return spentOf;
	}
});
});
