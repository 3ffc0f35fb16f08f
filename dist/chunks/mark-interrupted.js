const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_step = require("./step.js");
const require_folders = require("./folders.js");
const require_within = require("./within.js");
// src/usecases/mark-interrupted.ts
var mark_interrupted_exports = require_rolldown_runtime.__exportAll({ markInterrupted: () => markInterrupted });
const LOOKED_AT = 64;
const LIMIT_MS = 3e3;
async function markInterrupted({ history, proofs, inform }, request) {
	const deadline = Date.now() + (request.limitMs ?? Number.POSITIVE_INFINITY);
	const leftMs = () => Math.min(LIMIT_MS, deadline - Date.now());
	try {
		if (leftMs() <= 0) return;
		const running = (await history.listRunning(LOOKED_AT)).filter((step) => !isOwn(step, request.own));
		const proven = await prove(running, proofs, Math.min(LIMIT_MS, (deadline - Date.now()) / 2));
		if (proven.size === 0 || leftMs() <= 0) return;
		const noted = new Set(await history.interruptSteps(proven, leftMs()));
		for (const step of running.filter(({ uid }) => noted.has(uid))) inform(`${require_folders.capital(require_step.stepName(step))} was interrupted: ${proven.get(step.uid)}`);
	} catch {}
}
function isOwn({ run }, own) {
	if (run?.run_id == null || own === null) return false;
	return run.run_id === own.run_id && run.attempt === own.attempt && run.job === own.job;
}
async function prove(running, proofs, withinMs) {
	const proven = new Map();
	if (running.length === 0 || withinMs <= 0) return proven;
	const signal = AbortSignal.timeout(withinMs);
	const all = running.map(async ({ uid, run }) => {
		for (const proof of run === null ? [] : proofs) {
			if (run === null || proven.has(uid)) return;
			const why = await proof.proveOver(run, signal);
			if (why !== null && !signal.aborted) proven.set(uid, why);
		}
	});
	await require_within.settleWithin(Promise.all(all), withinMs, () => []);
	return new Map(proven);
}
Object.defineProperty(exports, "markInterrupted", {
	enumerable: true,
	get: function() {
		return markInterrupted;
	}
});
Object.defineProperty(exports, "mark_interrupted_exports", {
	enumerable: true,
	get: function() {
		return mark_interrupted_exports;
	}
});
