(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
// src/render/history-view.ts
function stepReference(step, contestedIds) {
	return step.id === null || contestedIds.includes(step.id) ? step.uid : String(step.id);
}
function rollbacksInForce(rollbacks) {
	const oldestFirst = rollbacks.filter(require_action_run_steps.isInForce).toSorted((a, b) => a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.uid < b.uid ? -1 : 1);
	return new Map(oldestFirst.flatMap((rollback) => rollback.stepUids.map((uid) => [uid, rollback])));
}
function isReversibleTo(step) {
	return step.active && step.branch !== null && step.commitShaAfter !== null && (step.pushed === "pushed" || step.pushed === "unchanged") && step.status !== "running" && step.status !== "interrupted";
}
Object.defineProperty(exports, "isReversibleTo", {
	enumerable: true,
	get: function() {
		return isReversibleTo;
	}
});
Object.defineProperty(exports, "rollbacksInForce", {
	enumerable: true,
	get: function() {
		return rollbacksInForce;
	}
});
Object.defineProperty(exports, "stepReference", {
	enumerable: true,
	get: function() {
		return stepReference;
	}
});
});
