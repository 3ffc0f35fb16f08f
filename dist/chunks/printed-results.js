(function (exports, require, module, __filename, __dirname) {
const require_call_findings = require("./call-findings.js");
// src/usage/printed-results.ts
const UNTOLD = "it printed no result with its tokens, and keeps none";
function tellResults({ runs }) {
	const results = runs.flatMap(({ printed }) => printed.filter(({ verdict }) => verdict !== void 0));
	const models = new Map(runs.map(({ id, printed }) => [id, printed.findLast(({ model }) => model !== void 0)?.model ?? ""]));
	const shares = results.flatMap(({ session = "", total = [] }) => total.map((share) => ({
		...share,
		model: models.get(session) ?? ""
	})));
	const model = models.get(results.at(-1)?.session ?? "");
	const findings = require_call_findings.findShares(shares, {
		sessionId: results.at(-1)?.session ?? null,
		source: "result.usage",
		reason: require_call_findings.firstReason([shares.some(mayHoldCache), "whether its input contains what came from the cache is not published"], [shares.length < results.length, UNTOLD]),
		verdict: results.at(-1)?.verdict,
		config: model ? { model } : {}
	});
	return findings.state === "unknown" ? {
		...findings,
		reason: UNTOLD
	} : findings;
}
function mayHoldCache({ input, cacheRead, cacheWrite }) {
	const cached = (cacheRead ?? 0) + (cacheWrite ?? 0);
	return cached > 0 && (input ?? 0) >= cached;
}
Object.defineProperty(exports, "tellResults", {
	enumerable: true,
	get: function() {
		return tellResults;
	}
});
});
