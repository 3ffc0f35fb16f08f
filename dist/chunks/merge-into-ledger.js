// src/stores/merge-into-ledger.ts
function mergeIntoLedger(ledger, others) {
	const numbers = new Map();
	for (const records of others) for (const { uid, from, to } of ledger.merge(records).renumbered) {
		const known = numbers.get(uid);
		if (known !== void 0) known.to = to;
		else if (from !== null) numbers.set(uid, {
			from,
			to
		});
	}
	return [...numbers].filter(([, { from, to }]) => from !== to).map(([uid, { from, to }]) => `Step ${from} is step ${to} now: a parallel run had taken that number first (uid ${uid}).`);
}
Object.defineProperty(exports, "mergeIntoLedger", {
	enumerable: true,
	get: function() {
		return mergeIntoLedger;
	}
});
