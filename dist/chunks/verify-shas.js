(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_list_pins = require("./list-pins.js");
// src/usecases/verify-shas.ts
const NAMED = 5;
const FINDINGS_TOLD = 20;
async function verifyShas(repository, history) {
	const names = require_action_run_steps.createNewestNames();
	names.learn(history.steps);
	const own = names.newest(repository.remote?.repository ?? null);
	const steps = history.steps.filter((step) => names.newest(step.repository) === own);
	const rollbacks = history.rollbacks.filter((rollback) => names.newest(rollback.repository) === own);
	const named = [...steps.flatMap((step) => nameShas(require_action_run_steps.stepName(step), {
		commit_sha_before: step.commitShaBefore,
		commit_sha_after: step.commitShaAfter
	})), ...rollbacks.flatMap((it) => nameShas(require_action_run_steps.rollbackName(it), {
		from_sha: it.fromSha,
		to_sha: it.toSha
	}))];
	if (named.length === 0) return {
		findings: [],
		remarks: [],
		commitsKnown: 0,
		commitsUnknown: 0
	};
	const remarks = [];
	const shas = [...new Set(named.map(({ sha }) => sha))];
	const pins = pinsOf(steps, rollbacks);
	const here = await repository.kindsOf(shas, null);
	const localRefs = await repository.localRefs("refs/laforge/");
	const refs = {
		remoteRefs: shas.every((sha) => here.has(sha)) && pins.every(({ ref }) => localRefs.has(ref)) ? null : await require_list_pins.lookAtRemote(repository, (why) => remarks.push(`the remote could not be asked: ${why}`)),
		localRefs
	};
	const isShallow = await repository.isShallow();
	const kinds = await completeKinds(repository, refs, here, shas, remarks);
	const findings = named.flatMap(({ sha, of }) => {
		const kind = kinds.get(sha);
		return kind === void 0 || kind === "commit" ? [] : [`${of} is ${sha}, which is a ${kind} and no commit`];
	});
	const unknown = new Map(named.filter(({ sha }) => !kinds.has(sha)).map((one) => [one.sha, one]).reverse());
	if (unknown.size > 0) remarks.push(unknownInWords([...unknown.values()].reverse(), isShallow, refs.remoteRefs !== null));
	for (const pin of pins) {
		const state = await stateOf(repository, refs, pin.ref);
		if (state.kind === "missing") (pin.isNeeded ? findings : remarks).push(`${pin.of}: its pin ${pin.ref} ${state.words}`);
		if (state.kind === "explained") remarks.push(`${pin.of}: its pin ${pin.ref} ${state.words}`);
	}
	const commitsKnown = new Set(named.map(({ sha }) => sha)).size - unknown.size;
	return {
		findings: findings.slice(0, FINDINGS_TOLD),
		remarks,
		commitsKnown,
		commitsUnknown: unknown.size
	};
}
function nameShas(of, fields) {
	return Object.entries(fields).flatMap(([field, sha]) => sha === null ? [] : [{
		sha,
		of: `${field} of ${of}`
	}]);
}
async function completeKinds(repository, { remoteRefs }, here, shas, remarks) {
	const tips = new Set(remoteRefs?.values());
	const missing = shas.filter((sha) => !here.has(sha));
	if (missing.length === 0 || remoteRefs === null) return here;
	const advertised = missing.filter((sha) => tips.has(sha)).map((sha) => [sha, "commit"]);
	try {
		return new Map([
			...here,
			...await repository.kindsOf(missing, [...tips]),
			...advertised
		]);
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.GitError)) throw error;
		remarks.push(`the history at the remote could not be fetched: ${require_action_post_help_run_steps.describeError(error)}`);
		return new Map([...here, ...advertised]);
	}
}
function unknownInWords(unknown, isShallow, hasRemote) {
	const some = require_action_help_run_steps.nameFirst(unknown, NAMED, ({ sha, of }) => `${require_action_post_help_run_steps.shortSha(sha)} (${of})`);
	return `${`${unknown.length} ${unknown.length === 1 ? "commit is" : "commits are"} not known here`}, ${isShallow ? "this clone is shallow" : hasRemote ? "no branch, tag or pin at the remote leads there either, as after a squashed merge" : "nothing here leads there any more"}: ${some}`;
}
function pinsOf(steps, rollbacks) {
	const ofSteps = steps.flatMap(({ pinRef, pushed, ...step }) => pinRef === null ? [] : [{
		ref: pinRef,
		of: require_action_run_steps.stepName(step),
		isNeeded: pushed === "pinned"
	}]);
	const ofRollbacks = rollbacks.flatMap((rollback) => {
		const { pinRef, kind, undoneBy } = rollback;
		const isNeeded = kind === "rollback" && undoneBy === null;
		return pinRef === null ? [] : [{
			ref: pinRef,
			of: require_action_run_steps.rollbackName(rollback),
			isNeeded
		}];
	});
	return [...ofSteps, ...ofRollbacks];
}
async function stateOf(repository, refs, pin) {
	if (refs.remoteRefs?.has(pin) || refs.localRefs.has(pin)) return { kind: "there" };
	const dropped = await require_list_pins.findDroppedPin(repository, refs, pin);
	if (dropped !== null) return {
		kind: "explained",
		words: `is gone: ${require_action_run_steps.droppedInWords(dropped)}`
	};
	if (repository.remote !== null && refs.remoteRefs === null) return {
		kind: "explained",
		words: "is not known here"
	};
	return {
		kind: "missing",
		words: `${repository.remote === null ? "is not here" : "is neither at the remote nor here"}, and no note says who deleted it`
	};
}
exports.verifyShas = verifyShas;
});
