const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/usecases/pins/find-dropped-pin.ts
var find_dropped_pin_exports = require_rolldown_runtime.__exportAll({ findPinStates: () => findPinStates });
async function findPinStates(repository, pinRefs) {
	const localRefs = await repository.localRefs("refs/laforge/");
	const wanted = pinRefs.filter((ref) => !localRefs.has(ref));
	const states = new Map(pinRefs.map((ref) => [ref, { kind: "kept" }]));
	try {
		const asked = wanted.flatMap((ref) => [ref, require_action_run_steps.droppedRef(ref)]);
		const remoteRefs = asked.length === 0 ? null : await repository.remote?.refs(asked) ?? null;
		for (const ref of wanted) {
			if (remoteRefs?.has(ref)) continue;
			const dropped = await findDroppedPin(repository, {
				remoteRefs,
				localRefs
			}, ref);
			states.set(ref, dropped === null ? { kind: "gone" } : {
				kind: "dropped",
				...dropped
			});
		}
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.GitError)) throw error;
		for (const ref of wanted) states.set(ref, { kind: "unknown" });
	}
	return states;
}
async function findDroppedPin(repository, { remoteRefs, localRefs }, pinRef) {
	const ref = require_action_run_steps.droppedRef(pinRef);
	const atRemote = remoteRefs?.get(ref);
	if (atRemote !== void 0) await repository.remote?.fetch([atRemote], 1);
	const sha = atRemote ?? localRefs.get(ref);
	if (sha === void 0) return null;
	return require_action_run_steps.parseDroppedMessage(await repository.commitMessage(sha), pinRef) ?? null;
}
Object.defineProperty(exports, "findDroppedPin", {
	enumerable: true,
	get: function() {
		return findDroppedPin;
	}
});
Object.defineProperty(exports, "findPinStates", {
	enumerable: true,
	get: function() {
		return findPinStates;
	}
});
Object.defineProperty(exports, "find_dropped_pin_exports", {
	enumerable: true,
	get: function() {
		return find_dropped_pin_exports;
	}
});
