(function (exports, require, module, __filename, __dirname) {
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
const require_action_run = require("./action-run.js");
// src/usage/prices/estimate-cost.ts
const BY_AVERAGE = ", by the average length of a call";
const MOST_MODELS$1 = 100;
async function priceShares(shares, at, own) {
	if (shares.length === 0) return [];
	const { findPrice } = await Promise.resolve().then(() => require("./find-price.js"));
	const known = new Map();
	const priced = [];
	for (const share of shares) {
		const { model } = share;
		if (!known.has(model) && known.size < MOST_MODELS$1) known.set(model, await findPrice(model, at, own));
		const found = known.get(model);
		const cost = found === void 0 ? null : require_action_run.costOf(share, found.price);
		priced.push({
			share,
			price: found === void 0 || cost === null ? null : {
				...cost,
				list: found.list
			}
		});
	}
	return priced;
}
function addPrices(priced) {
	if (priced.length === 0) return null;
	let cost = 0;
	let isAverage = false;
	const lists = new Set();
	for (const { price } of priced) {
		if (price === null) return null;
		cost += price.usd;
		isAverage ||= price.isAverage;
		lists.add(price.list);
	}
	return {
		cost: Number(cost.toFixed(10)),
		list: [...lists].join(" + ") + (isAverage ? BY_AVERAGE : ""),
		isAverage
	};
}
function sharesToPrice({ calls, models, figures, turns, config }) {
	const sum = require_model_shares.sumFigures(calls ?? []);
	const isWhole = require_model_shares.CHARGED.every((key) => sum[key] === figures[key]);
	if (calls !== void 0 && isWhole) return calls;
	if (models.length > 0) return models;
	return config.model == null ? [] : [{
		...figures,
		model: config.model,
		turns,
		cost: null
	}];
}
// src/usage/token-usage.ts
const MOST_MODELS = 20;
const UNTOLD = "its records do not tell every kind of token";
const UNUSABLE = "a figure in its records cannot be used";
async function toTokenUsage(told, { endTime, isRunning = false }, prices) {
	if (told.length === 0) return require_action_help_run_steps.UNKNOWN_USAGE;
	const found = isRunning ? told.map(withoutGaps) : told;
	const all = require_call_findings.mergeFindings(found.map(({ agent, findings }) => nameSource(agent, findings, found.length > 1)));
	const { figures, coarse } = all;
	const prompt = figures.input === null ? coarse?.prompt ?? null : require_model_shares.addCounts(figures.input, figures.cacheRead, figures.cacheWrite);
	const total = prompt === null || figures.output === null ? coarse?.total ?? null : prompt + figures.output;
	const isUsable = require_model_shares.isSound(figures) && all.models.every(require_model_shares.isSound) && !((figures.reasoning ?? 0) > (figures.output ?? 1e400));
	const isKnown = all.state !== "unknown" && (coarse !== void 0 || require_model_shares.hasFigures(figures));
	const classes = [
		figures.input,
		figures.cacheRead,
		figures.cacheWrite,
		figures.output
	];
	const isWhole = coarse !== void 0 || classes.every((count) => count !== null);
	const state = !isKnown ? "unknown" : isUsable && isWhole ? all.state : "partial";
	const reason = all.reason ?? (isUsable ? isWhole ? null : UNTOLD : UNUSABLE);
	const shares = require_model_shares.addByModel(all.models).slice(0, MOST_MODELS);
	const byModel = shares.filter(require_model_shares.hasFigures).map((share) => {
		return {
			model: nameOf(share.model),
			...toFigures(share),
			cost: roundCost(share.cost)
		};
	});
	const agents = found.flatMap(({ agent }) => agent ?? []);
	const cost = isKnown ? await settleCost(found, new Date(endTime), prices, isRunning) : { cost: null };
	const names = shares.map(({ model }) => require_model_shares.toName(model)).filter((name) => name !== null);
	return {
		prompt_tokens: require_model_shares.settle(prompt),
		completion_tokens: require_model_shares.settle(figures.output),
		total_tokens: require_model_shares.settle(total),
		...cost,
		...toFigures(figures),
		turns: require_model_shares.settle(all.turns),
		models: names.length > 0 ? names : [require_model_shares.toName(all.config.model)].filter((name) => name !== null),
		session_id: require_model_shares.toName(all.sessionId),
		source: all.source,
		state,
		...state === "measured" || reason === null ? {} : { reason },
		...disagreementOf(found),
		...agents.length === 0 ? {} : { agents },
		...byModel.length === 0 ? {} : { by_model: byModel },
		...verdictOf(found)
	};
}
function toTimedCalls(found) {
	return found.flatMap(({ findings }) => (findings.timed ?? []).flatMap((share) => {
		const { model, time, cost } = share;
		return time === void 0 ? [] : [{
			model: nameOf(model),
			...toFigures(share),
			cost: roundCost(cost),
			...time
		}];
	})).sort((a, b) => (a.start ?? a.end) - (b.start ?? b.end));
}
function withoutGaps({ agent, findings }) {
	const { figures, models, calls, cost, coarse } = findings;
	if (coarse !== void 0 || !require_model_shares.hasFigures(figures)) return {
		agent,
		findings
	};
	const fill = (told) => ({
		...told,
		...require_model_shares.mapClasses((key) => require_model_shares.settle(told[key]) ?? 0)
	});
	return {
		agent,
		findings: {
			...findings,
			figures: fill(figures),
			models: models.map(fill),
			cost: require_model_shares.settle(cost),
			...calls === void 0 ? {} : { calls: calls.map(fill) }
		}
	};
}
function nameSource(agent, findings, isOneOfSeveral) {
	const { source, reason } = findings;
	return {
		...findings,
		source: prefix(agent, source),
		reason: reason !== null && isOneOfSeveral ? prefix(agent, reason) : reason
	};
}
function prefix(agent, text) {
	return agent === null ? text : `${agent}: ${text}`;
}
function disagreementOf(found) {
	const clauses = found.flatMap(({ agent, findings: { disagreement } }) => disagreement === void 0 ? [] : [prefix(agent, disagreement)]);
	return clauses.length === 0 ? {} : { disagreement: clauses.join("; ") };
}
async function settleCost(found, at, prices, isRunning) {
	const costs = [];
	let isAverage = false;
	const lists = new Set();
	const told = [];
	for (const { agent, findings } of found) {
		const shares = sharesToPrice(findings).filter(require_model_shares.hasFigures);
		const isStated = findings.cost !== null;
		const priced = isStated ? shares.map((share) => ({
			share,
			price: null
		})) : await priceShares(shares, at, prices);
		const source = prefix(agent, findings.source);
		for (const one of priced) told.push({
			...one,
			source
		});
		const estimate = isStated ? null : addPrices(priced);
		costs.push(isStated ? findings.cost : estimate?.cost ?? null);
		isAverage ||= estimate?.isAverage === true;
		if (estimate !== null) lists.add(estimate.list);
	}
	const listed = listCalls(told);
	const cost = roundCost(isRunning || !costs.includes(null) ? require_model_shares.sumCounts(costs) : null);
	if (cost === null) return {
		cost,
		...listed
	};
	if (lists.size === 0) return {
		cost,
		cost_estimated: false,
		...listed
	};
	const average = isAverage ? { cost_average: true } : {};
	return {
		cost,
		cost_estimated: true,
		price_list: [...lists].join(" + "),
		...average,
		...listed
	};
}
function verdictOf(found) {
	const verdicts = found.map(({ findings }) => findings.verdict).filter((verdict) => verdict !== null);
	const verdict = verdicts.find(({ kind }) => kind === "completed") ?? verdicts.at(-1);
	return verdict === void 0 ? {} : { verdict: {
		kind: verdict.kind,
		text: require_model_shares.toName(verdict.text)
	} };
}
const MOST_SINGLE = 80;
function listCalls(told) {
	if (told.length === 0) return {};
	const calls = told.map(toListedCall);
	const prices = new Map();
	for (const one of told) {
		const price = toUsedPrice(one);
		if (price !== null) prices.set(JSON.stringify(price), price);
	}
	return {
		calls: [...calls.slice(0, MOST_SINGLE), ...addAlike(calls.slice(MOST_SINGLE))].slice(0, 100),
		...prices.size === 0 ? {} : { prices: [...prices.values()].slice(0, 100) }
	};
}
function addAlike(calls) {
	const sums = new Map();
	for (const call of calls) {
		const key = JSON.stringify([
			call.source,
			call.model,
			call.rate,
			call.above
		]);
		const other = sums.get(key);
		sums.set(key, other === void 0 ? call : addTwo(other, call));
	}
	return [...sums.values()];
}
const ADDED = [...[
	"input_tokens",
	"cache_read_tokens",
	"cache_write_tokens"
], ...[
	"hour_write_tokens",
	"output_tokens",
	"reasoning_tokens"
]];
function addTwo(a, b) {
	return {
		...a,
		calls: a.calls === null || b.calls === null ? null : a.calls + b.calls,
		cost: a.cost === null || b.cost === null ? null : roundCost(a.cost + b.cost),
		...Object.fromEntries(ADDED.map((key) => [key, require_model_shares.addCounts(a[key], b[key])]))
	};
}
function toListedCall({ source, share, price }) {
	return {
		source: require_model_shares.toName(source) ?? "unknown",
		model: nameOf(share.model),
		calls: require_model_shares.settle(share.calls ?? share.turns),
		...toFigures(share),
		hour_write_tokens: require_model_shares.settle(share.hourWrite ?? null),
		rate: require_model_shares.toName(share.rate),
		above: price?.above ?? null,
		cost: roundCost(price?.usd ?? share.cost)
	};
}
function toUsedPrice({ share, price }) {
	if (price === null) return null;
	const { model, rate } = share;
	return {
		model: nameOf(model),
		rate: require_model_shares.toName(rate),
		above: price.above,
		list: price.list,
		...price.prices
	};
}
function nameOf(model) {
	return require_model_shares.toName(model) ?? "unknown";
}
function toFigures(figures) {
	return {
		input_tokens: require_model_shares.settle(figures.input),
		cache_read_tokens: require_model_shares.settle(figures.cacheRead),
		cache_write_tokens: require_model_shares.settle(figures.cacheWrite),
		output_tokens: require_model_shares.settle(figures.output),
		reasoning_tokens: require_model_shares.settle(figures.reasoning)
	};
}
function roundCost(cost) {
	const known = require_model_shares.settle(cost);
	return known === null ? null : Number(known.toFixed(10));
}
exports.listCalls = listCalls;
exports.toTimedCalls = toTimedCalls;
exports.toTokenUsage = toTokenUsage;
});
