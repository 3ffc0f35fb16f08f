const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/usecases/pins/list-pins.ts
async function listPins(deps, slug) {
	const { repository, log } = deps;
	const remoteRefs = await lookAtRemote(repository, slug, (why) => log.warn(`The remote could not be asked, so only the pins in this repository are known: ${why}`));
	const localRefs = await repository.localRefs("refs/");
	const prefix = require_action_run_steps.pinPrefix(slug);
	const refs = [...new Set([...(remoteRefs ?? new Map()).keys(), ...localRefs.keys()])].filter((ref) => ref.startsWith(prefix));
	const pinned = refs.flatMap((ref) => remoteRefs?.get(ref) ?? []);
	await require_action_run_steps.fetchSome(repository, pinned, 2);
	const [remoteAlone, localAlone] = [await findAlone(deps, "remote", remoteRefs, prefix), await findAlone(deps, "local", localRefs, prefix)];
	const found = [];
	for (const ref of refs.sort((a, b) => keyOf(a) < keyOf(b) ? 1 : -1)) {
		const [remote, local] = [remoteRefs?.get(ref) ?? null, localRefs.get(ref) ?? null];
		const subject = await findSubject(deps, slug, ref, remote ?? local ?? "");
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
		return require_action_run_steps.readPinRef(ref, slug)?.uid ?? ref;
	}
}
async function lookAtRemote({ remote }, slug, unreached) {
	if (remote === null) return null;
	try {
		return await remote.refs([
			`${require_action_run_steps.HEADS}*`,
			"refs/tags/*",
			...require_action_run_steps.pinPatterns(slug)
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
async function findAlone({ repository, log }, place, refs, prefix) {
	if (refs === null) return null;
	const pins = [...refs].filter(([ref]) => ref.startsWith(prefix));
	const others = [...refs].filter(([ref]) => !ref.startsWith(prefix)).map(([, sha]) => sha);
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
async function findSubject({ history, repository }, slug, ref, pin) {
	const found = require_action_run_steps.readPinRef(ref, slug);
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
Object.defineProperty(exports, "listPins", {
	enumerable: true,
	get: function() {
		return listPins;
	}
});
Object.defineProperty(exports, "lookAtRemote", {
	enumerable: true,
	get: function() {
		return lookAtRemote;
	}
});
