const require_records = require("./records.js");
const require_step = require("./step.js");
// src/domain/merge.ts
function mergeRecords(a, b) {
	return {
		steps: mergeByUid([...a.steps, ...b.steps].map(require_records.foldOutcome), (record) => record.draft.uid, strongerStep),
		stepClaims: mergeClaims(a.stepClaims, b.stepClaims),
		rollbacks: mergeByUid([...a.rollbacks, ...b.rollbacks].map(sortStepUids), (draft) => draft.uid, strongerRollback),
		rollbackClaims: mergeClaims(a.rollbackClaims, b.rollbackClaims),
		...mergeSetAside([...a.setAside ?? [], ...b.setAside ?? []])
	};
}
function mergeSetAside(all) {
	if (all.length === 0) return {};
	return { setAside: [...new Map(all.map((it) => [it.text, it])).values()].sort((a, b) => compareTexts(a.text, b.text)) };
}
function strongerStep(a, b) {
	return (outcomeRank(b) - outcomeRank(a) || compareTexts(a.outcome?.endTime ?? "~", b.outcome?.endTime ?? "~") || compareTexts(require_step.toSortedJson(a), require_step.toSortedJson(b))) <= 0 ? a : b;
}
function strongerRollback(a, b) {
	return compareTexts(require_step.toSortedJson(a), require_step.toSortedJson(b)) <= 0 ? a : b;
}
function outcomeRank({ outcome }) {
	if (outcome === null) return 0;
	if (outcome.status !== "interrupted") return 3;
	return outcome.endTime === null ? 1 : 2;
}
function sortStepUids(draft) {
	return {
		...draft,
		stepUids: [...new Set(draft.stepUids)].sort(compareTexts)
	};
}
function orderUnsettled(unsettled, claimsByUid) {
	return [...unsettled].map(([uid, createdAt]) => {
		const [first] = [...claimsByUid.get(uid) ?? []].sort(require_records.compareClaims);
		return first ?? {
			uid,
			number: 0,
			claimedAt: createdAt
		};
	}).sort(require_records.compareClaims).map((claim) => claim.uid);
}
function claimKey(claim) {
	return `${claim.number} ${claim.uid} ${claim.claimedAt}`;
}
function mergeClaims(a, b) {
	return [...new Map([...a, ...b].map((claim) => [claimKey(claim), claim])).values()].sort(require_records.compareClaims);
}
function mergeByUid(items, uidOf, stronger) {
	const byUid = new Map();
	for (const item of items) {
		const other = byUid.get(uidOf(item));
		byUid.set(uidOf(item), other === void 0 ? item : stronger(other, item));
	}
	return [...byUid].sort(([a], [b]) => compareTexts(a, b)).map(([, item]) => item);
}
function compareTexts(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}
Object.defineProperty(exports, "claimKey", {
	enumerable: true,
	get: function() {
		return claimKey;
	}
});
Object.defineProperty(exports, "mergeRecords", {
	enumerable: true,
	get: function() {
		return mergeRecords;
	}
});
Object.defineProperty(exports, "orderUnsettled", {
	enumerable: true,
	get: function() {
		return orderUnsettled;
	}
});
Object.defineProperty(exports, "outcomeRank", {
	enumerable: true,
	get: function() {
		return outcomeRank;
	}
});
Object.defineProperty(exports, "sortStepUids", {
	enumerable: true,
	get: function() {
		return sortStepUids;
	}
});
Object.defineProperty(exports, "strongerRollback", {
	enumerable: true,
	get: function() {
		return strongerRollback;
	}
});
Object.defineProperty(exports, "strongerStep", {
	enumerable: true,
	get: function() {
		return strongerStep;
	}
});
