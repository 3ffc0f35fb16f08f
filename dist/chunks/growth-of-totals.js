const require_model_shares = require("./model-shares.js");
// src/usage/growth-of-totals.ts
function subtractBefore(totals, before, calls) {
	const used = require_model_shares.sumFigures(calls);
	const candidates = before.map((old) => subtractShares(totals, old));
	const proven = candidates.find((shares) => isSame(require_model_shares.sumFigures(shares), used));
	return {
		shares: proven ?? candidates[0] ?? totals,
		isProven: proven !== void 0
	};
}
function subtractShares(totals, before) {
	return totals.map((share) => {
		const old = before.find(({ model }) => model === share.model);
		if (old === void 0) return share;
		return {
			...share,
			...require_model_shares.subtractFigures(share, old),
			turns: require_model_shares.subtractCounts(share.turns, old.turns),
			cost: require_model_shares.subtractCounts(share.cost, old.cost)
		};
	}).filter((share) => !isSame(share, require_model_shares.NOTHING_USED));
}
function isSame(a, b) {
	return require_model_shares.isSound(a) && require_model_shares.isSound(b) && [
		"input",
		"cacheRead",
		"cacheWrite",
		"output"
	].every((key) => (a[key] ?? 0) === (b[key] ?? 0));
}
Object.defineProperty(exports, "isSame", {
	enumerable: true,
	get: function() {
		return isSame;
	}
});
Object.defineProperty(exports, "subtractBefore", {
	enumerable: true,
	get: function() {
		return subtractBefore;
	}
});
