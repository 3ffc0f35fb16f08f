(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
// src/usecases/say-left-out.ts
async function sayLeftOut(history, verify = "laforge verify") {
	const left = await history.listLeftOut();
	let replaced = 0;
	for (const { uid } of left) if (uid !== null && await isShown(history, uid)) replaced++;
	const missing = left.length - replaced;
	const unread = missing === 1 ? "1 record of this history cannot" : `${missing} records of this history cannot`;
	const kept = replaced === 1 ? "1 record of this history is kept aside, since another record of it" : `${replaced} records of this history are kept aside, since another record of each`;
	return [...missing === 0 ? [] : [`${unread} be read and ${missing === 1 ? "is" : "are"} left out: ${verify} names what is wrong.`], ...replaced === 0 ? [] : [`${kept} is shown: ${verify} names what is wrong.`]];
}
async function isShown(history, uid) {
	const ref = {
		kind: "uid",
		prefix: uid
	};
	return (await Promise.all([history.getStep(ref), history.getRollback(ref)]).catch(() => [])).some(({ kind }) => kind === "found");
}
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
Object.defineProperty(exports, "sayLeftOut", {
	enumerable: true,
	get: function() {
		return sayLeftOut;
	}
});
Object.defineProperty(exports, "stepReference", {
	enumerable: true,
	get: function() {
		return stepReference;
	}
});
});
