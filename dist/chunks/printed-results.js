const require_call_findings = require("./call-findings.js");
// src/usage/printed-results.ts
const MOST_RUNS = 1e3;
const UNTOLD = "it printed no result with its tokens, and keeps none";
const MAY_HOLD_CACHE = "whether its input contains what came from the cache is not published";
function followResults(pick) {
	const models = new Map();
	const runs = [];
	return {
		record: (record) => {
			const fact = pick(record);
			if (fact === void 0 || runs.length >= MOST_RUNS || models.size >= MOST_RUNS) return;
			if (fact.model !== void 0) models.set(fact.session, fact.model);
			if (fact.verdict !== void 0) runs.push(fact);
		},
		finish: async ({ isExpected }) => {
			const own = isExpected ? runs : runs.filter(({ figures }) => figures !== void 0);
			return own.length === 0 && !isExpected ? null : toFindings(own, models);
		}
	};
}
function toFindings(runs, models) {
	const shares = runs.flatMap(({ session, figures }) => figures === void 0 ? [] : [{
		...figures,
		model: models.get(session) ?? "",
		turns: null,
		cost: null
	}]);
	const findings = require_call_findings.findShares(shares, {
		sessionId: runs.at(-1)?.session ?? null,
		source: "result.usage",
		reason: shares.some(mayHoldCache) ? MAY_HOLD_CACHE : shares.length < runs.length ? UNTOLD : null,
		verdict: runs.at(-1)?.verdict ?? null
	});
	const model = models.get(runs.at(-1)?.session ?? "");
	const config = model ? {
		...findings.config,
		model
	} : findings.config;
	return {
		...findings,
		config,
		reason: findings.state === "unknown" ? UNTOLD : findings.reason
	};
}
function mayHoldCache({ input, cacheRead, cacheWrite }) {
	const cached = (cacheRead ?? 0) + (cacheWrite ?? 0);
	return cached > 0 && (input ?? 0) >= cached;
}
Object.defineProperty(exports, "followResults", {
	enumerable: true,
	get: function() {
		return followResults;
	}
});
