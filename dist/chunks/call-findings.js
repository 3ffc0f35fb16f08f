const require_model_shares = require("./model-shares.js");
// src/usage/call-findings.ts
const NO_RECORD = "it left no record of its tokens";
function oneCall(share, isMain) {
	return {
		...share,
		turns: isMain ? 1 : 0,
		calls: 1
	};
}
function findShares(shares, known) {
	const figures = require_model_shares.sumFigures(shares);
	const isKnown = require_model_shares.hasFigures(figures);
	const isPriced = isKnown && shares.every(({ cost }) => cost !== null);
	const models = require_model_shares.addShares(shares).filter(({ model }) => model !== "");
	const model = models[0]?.model;
	return {
		figures: isKnown ? figures : require_model_shares.NO_FIGURES,
		turns: isKnown ? require_model_shares.sumCounts(shares.map(({ turns }) => turns)) : null,
		models,
		...shares.every(({ calls }) => calls === 1) ? { calls: shares } : {},
		sessionId: known.sessionId,
		cost: isPriced ? require_model_shares.sumCounts(shares.map(({ cost }) => cost)) : null,
		source: known.source,
		state: !isKnown ? "unknown" : known.reason === null ? "measured" : "partial",
		reason: isKnown ? known.reason : NO_RECORD,
		verdict: known.verdict ?? null,
		config: {
			...model === void 0 ? {} : { model },
			...known.config
		}
	};
}
Object.defineProperty(exports, "findShares", {
	enumerable: true,
	get: function() {
		return findShares;
	}
});
Object.defineProperty(exports, "oneCall", {
	enumerable: true,
	get: function() {
		return oneCall;
	}
});
