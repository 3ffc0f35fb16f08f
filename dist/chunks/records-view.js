const require_records = require("./records.js");
const require_repository_key = require("./repository-key.js");
const require_rollback = require("./rollback.js");
// src/stores/records-view.ts
function recordsToSteps(records, filter = {}) {
	return records.steps.map((record) => recordToStep(record, records)).filter((step) => matches(step, filter)).reverse().slice(0, filter.limit);
}
function recordsToRollbacks(records, filter = {}) {
	return records.rollbacks.map((draft) => require_rollback.projectRollback(draft, records.rollbacks)).filter((rollback) => filter.branch === void 0 || rollback.branch === filter.branch).filter((rollback) => filter.repository === void 0 || rollback.repository === filter.repository).reverse().slice(0, filter.limit);
}
function findByPrefix(all, prefix) {
	const found = all.filter((it) => it.uid.startsWith(prefix));
	const [value] = found;
	if (value === void 0) return { kind: "unknown" };
	return found.length > 1 ? {
		kind: "ambiguous",
		uids: found.map((it) => it.uid)
	} : {
		kind: "found",
		value
	};
}
function recordToStep(record, records) {
	const { uid } = record.draft;
	return {
		...require_records.recordToFields(record),
		id: null,
		active: record.draft.replays === null && !records.rollbacks.some((it) => it.stepUids.includes(uid) && require_rollback.isInForce(require_rollback.projectRollback(it, records.rollbacks))),
		parentStepId: null,
		parentUid: record.parentUid
	};
}
function matches(step, filter) {
	return (filter.repository === void 0 || require_repository_key.isSameRepository(require_repository_key.repositoryKey(step), filter.repository)) && (filter.branch === void 0 || step.branch === filter.branch) && (filter.active === void 0 || step.active === filter.active) && (filter.status === void 0 || step.status === filter.status) && (filter.pullRequest === void 0 || step.run?.pull_request?.number === filter.pullRequest) && (filter.endedSince === void 0 || step.endTime !== null && step.endTime >= filter.endedSince) && (filter.startedSince === void 0 || step.startTime >= filter.startedSince) && (filter.beforeId === void 0 || step.id !== null && step.id < filter.beforeId);
}
Object.defineProperty(exports, "findByPrefix", {
	enumerable: true,
	get: function() {
		return findByPrefix;
	}
});
Object.defineProperty(exports, "recordsToRollbacks", {
	enumerable: true,
	get: function() {
		return recordsToRollbacks;
	}
});
Object.defineProperty(exports, "recordsToSteps", {
	enumerable: true,
	get: function() {
		return recordsToSteps;
	}
});
