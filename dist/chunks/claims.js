const require_kinds = require("./kinds.js");
// src/domain/claims.ts
const HIGHEST_NUMBER = 1e9;
const claim = require_kinds.object({
	uid: require_kinds.uid,
	number: require_kinds.integer(1, HIGHEST_NUMBER),
	claimedAt: require_kinds.timestamp
});
function compareClaims(a, b) {
	return compare(a.claimedAt, b.claimedAt) || compare(a.uid, b.uid) || a.number - b.number;
}
function settleClaims(claims) {
	const ordered = [...claims].sort(compareClaims);
	const owners = new Map();
	const held = new Map();
	const seen = new Set();
	let highest = 0;
	for (const claim of ordered) {
		seen.add(claim.uid);
		highest = Math.max(highest, claim.number);
		const owner = owners.get(claim.number);
		if (owner === void 0) {
			owners.set(claim.number, [claim.uid]);
			if (!held.has(claim.uid)) held.set(claim.uid, claim);
		} else if (!owner.includes(claim.uid)) owner.push(claim.uid);
	}
	return {
		held,
		contested: new Map([...owners].filter(([, uids]) => uids.length > 1)),
		unsettled: [...seen].filter((uid) => !held.has(uid)),
		highest
	};
}
function compare(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}
Object.defineProperty(exports, "HIGHEST_NUMBER", {
	enumerable: true,
	get: function() {
		return HIGHEST_NUMBER;
	}
});
Object.defineProperty(exports, "claim", {
	enumerable: true,
	get: function() {
		return claim;
	}
});
Object.defineProperty(exports, "compareClaims", {
	enumerable: true,
	get: function() {
		return compareClaims;
	}
});
Object.defineProperty(exports, "settleClaims", {
	enumerable: true,
	get: function() {
		return settleClaims;
	}
});
