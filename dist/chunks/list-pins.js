(function (exports, require, module, __filename, __dirname) {
const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/usecases/pins/list-pins.ts
var list_pins_exports = require_rolldown_runtime.__exportAll({ findPinStates: () => findPinStates });
async function listPins(deps, slug) {
	const { repository, log } = deps;
	const remoteRefs = await lookAtRemote(repository, (why) => log.warn(`The remote could not be asked, so only the pins in this repository are known: ${why}`));
	const localRefs = await repository.localRefs("refs/");
	const names = new Set([...(remoteRefs ?? new Map()).keys(), ...localRefs.keys()]);
	const ours = new Set();
	for (const ref of names) if (ref.startsWith(require_action_run_steps.pinPrefix(slug)) || await isOnRecord(deps, ref)) ours.add(ref);
	const refs = [...ours];
	const pinned = refs.flatMap((ref) => remoteRefs?.get(ref) ?? []);
	await require_action_run_steps.fetchSome(repository, pinned, 2);
	const [remoteAlone, localAlone] = [await findAlone(deps, "remote", remoteRefs, ours), await findAlone(deps, "local", localRefs, ours)];
	const found = [];
	for (const ref of refs.sort((a, b) => keyOf(a) < keyOf(b) ? 1 : -1)) {
		const [remote, local] = [remoteRefs?.get(ref) ?? null, localRefs.get(ref) ?? null];
		const subject = await findSubject(deps, ref, remote ?? local ?? "");
		const alone = (remote === null ? localAlone : remoteAlone)?.get(ref) ?? null;
		found.push({
			ref,
			remote,
			local,
			subject,
			alone: withoutRecord(alone, subject, remote ?? local)
		});
	}
	await require_action_run_steps.fetchSome(repository, found.flatMap(farEnd), 1);
	const pins = [];
	for (const pin of found) pins.push({
		...pin,
		size: await sizeOf(deps, pin.subject)
	});
	return {
		pins,
		remoteRefs,
		localRefs
	};
	function keyOf(ref) {
		return require_action_run_steps.readAnyPinRef(ref)?.uid ?? ref;
	}
}
async function lookAtRemote({ remote }, unreached) {
	if (remote === null) return null;
	try {
		return await remote.refs([
			`${require_action_run_steps.HEADS}*`,
			"refs/tags/*",
			...require_action_run_steps.ALL_PINS
		]);
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.GitError)) throw error;
		unreached(require_action_post_help_run_steps.describeError(error));
		return null;
	}
}
function farEnd({ remote, subject }) {
	const sha = remote === null || subject.kind !== "rollback" ? null : subject.rollback.toSha;
	return sha === null ? [] : [sha];
}
async function findAlone({ repository, log }, place, refs, ours) {
	if (refs === null) return null;
	const pins = [...refs].filter(([ref]) => ours.has(ref));
	const others = [...refs].filter(([ref]) => !ours.has(ref)).map(([, sha]) => sha);
	try {
		return await repository.commitsOnlyOf(place, new Map(pins.map(([ref, sha]) => [ref, [sha]])), others);
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.GitError)) throw error;
		log.warn(`How much the pins keep is not known: ${require_action_post_help_run_steps.describeError(error)}`);
		return null;
	}
}
function withoutRecord(alone, subject, pin) {
	return subject.kind === "rollback" && alone !== null ? alone.filter(({ sha }) => sha !== pin) : alone;
}
async function isOnRecord({ history }, ref) {
	const pin = require_action_run_steps.readAnyPinRef(ref);
	if (pin === void 0) return false;
	if (pin.kind !== "rollback" && pin.kind !== "proposal") return await require_action_run_steps.stepOf(history, pin.uid) !== void 0;
	const lookup = await history.getRollback({
		kind: "uid",
		prefix: pin.uid
	});
	return lookup.kind === "found" && lookup.value.pinRef === ref;
}
async function findSubject({ history, repository }, ref, pin) {
	const found = require_action_run_steps.readAnyPinRef(ref);
	if (found === void 0) return { kind: "odd" };
	const { kind, uid } = found;
	if (kind !== "rollback" && kind !== "proposal") return {
		kind,
		uid,
		step: await require_action_run_steps.stepOf(history, uid) ?? null
	};
	const lookup = await history.getRollback({
		kind: "uid",
		prefix: uid
	});
	const known = lookup.kind === "found" ? lookup.value : void 0;
	const told = known === void 0 ? require_action_run_steps.parsePinMessage(await repository.commitMessage(pin)) : void 0;
	const draft = known ?? (told?.uid === uid ? require_action_run_steps.projectRollback(told, []) : void 0);
	if (draft === void 0) return { kind: "odd" };
	const steps = await require_action_run_steps.stepsOf(history, draft.stepUids);
	return {
		kind: "rollback",
		rollback: draft,
		onRecord: known !== void 0,
		steps
	};
}
async function sizeOf({ repository }, subject) {
	if (subject.kind === "step") {
		const changes = subject.step?.changes;
		return changes == null ? null : require_action_run_steps.diffStatOf(changes);
	}
	if (subject.kind !== "rollback") return null;
	const { fromSha, toSha } = subject.rollback;
	if (fromSha === null || toSha === null) return null;
	try {
		return await repository.diffStat(toSha, fromSha);
	} catch (error) {
		if (error instanceof require_action_post_help_run_steps.GitError) return null;
		throw error;
	}
}
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
Object.defineProperty(exports, "listPins", {
	enumerable: true,
	get: function() {
		return listPins;
	}
});
Object.defineProperty(exports, "list_pins_exports", {
	enumerable: true,
	get: function() {
		return list_pins_exports;
	}
});
Object.defineProperty(exports, "lookAtRemote", {
	enumerable: true,
	get: function() {
		return lookAtRemote;
	}
});
});
