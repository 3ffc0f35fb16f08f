const require_model_shares = require("./model-shares.js");
// src/usage/merge-findings.ts
function mergeFindings(all) {
	const [only] = all;
	if (only !== void 0 && all.length === 1) return only;
	const states = new Set(all.map(({ state }) => state));
	const known = all.filter(({ state }) => state !== "unknown");
	return {
		figures: require_model_shares.sumFigures(all.map(({ figures }) => figures)),
		turns: known.some(({ turns }) => turns === null) ? null : require_model_shares.sumCounts(known.map(({ turns }) => turns)),
		models: require_model_shares.addShares(all.flatMap(({ models }) => models)),
		...known.every(({ calls }) => calls !== void 0) ? { calls: known.flatMap(({ calls }) => calls ?? []) } : {},
		sessionId: all.findLast(({ sessionId }) => sessionId !== null)?.sessionId ?? null,
		cost: known.some(({ cost }) => cost === null) ? null : require_model_shares.sumCounts(known.map(({ cost }) => cost)),
		source: [...new Set((known.length > 0 ? known : all).map(({ source }) => source))].join(" + "),
		state: states.size > 1 ? "partial" : only?.state ?? "unknown",
		reason: all.find(({ reason }) => reason !== null)?.reason ?? null,
		verdict: all.findLast(({ verdict }) => verdict !== null)?.verdict ?? null,
		config: mergeConfigs(all.map(({ config }) => config))
	};
}
function mergeConfigs(configs) {
	const metadata = Object.assign({}, ...configs.map((config) => config.metadata ?? {}).reverse());
	return {
		...Object.assign({}, ...[...configs].reverse()),
		metadata
	};
}
Object.defineProperty(exports, "mergeFindings", {
	enumerable: true,
	get: function() {
		return mergeFindings;
	}
});
