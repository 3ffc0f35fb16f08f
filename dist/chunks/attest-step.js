const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_ssh_signature = require("./ssh-signature.js");
const require_statement = require("./statement.js");
// src/app/attest-step.ts
async function attestStep(repository, step, { slug, keyFile, isPushed }) {
	const payload = require_statement.formatStatement(step);
	if (payload === null) throw new require_action_post_help_run_steps.RefusedError("wrong-place", `how ${require_action_run_steps.stepName(step)} ended is not on record`);
	const signature = await require_ssh_signature.signText(keyFile, payload);
	const message = `${require_action_run_steps.stepName(step)} of ${step.projectId}, signed\n\n${JSON.stringify({
		payload,
		signature
	})}\n`;
	const sha = await repository.createNote(message);
	const update = {
		ref: require_action_run_steps.signedRef(slug, step.uid),
		to: sha,
		expected: null
	};
	await repository.updateLocalRefs([update]);
	if (!isPushed || repository.remote === null) return;
	const result = await repository.remote.push([update], { atomic: false });
	if (result.kind !== "pushed") throw new require_action_post_help_run_steps.RefusedError("push-refused", `it is only here: ${result.explanation}`);
}
async function readSignedSteps(repository, { slug, allowedSigners, isOffline }) {
	const pattern = require_action_run_steps.signedRef(slug, "*");
	const remote = isOffline ? null : repository.remote;
	const there = remote === null ? new Map() : await remote.refs([pattern]);
	if (there.size > 0) await remote?.fetch([...there.values()], 1);
	const here = await repository.localRefs(pattern.slice(0, -1));
	const found = [...here, ...[...there].filter(([ref, sha]) => here.get(ref) !== sha)];
	const signed = [];
	for (const [ref, sha] of found) {
		const uid = ref.slice(pattern.length - 1);
		if (require_action_post_run_steps.isUid(uid)) signed.push(await readSigned(uid, await repository.commitMessage(sha), allowedSigners));
	}
	return signed;
}
async function readSigned(uid, message, allowedSigners) {
	const { payload, signature } = require_action_run_steps.parseObject(message?.split("\n\n").slice(1).join("\n\n") ?? "") ?? {};
	const odd = {
		uid,
		statement: null,
		by: { wrong: "it is no signed statement" }
	};
	if (typeof payload !== "string" || typeof signature !== "string") return odd;
	const by = await require_ssh_signature.verifyText(payload, signature, {
		allowedSigners,
		namespace: require_ssh_signature.NAMESPACE
	});
	const statement = require_statement.parseStatement(payload) ?? null;
	if (statement === null) return odd;
	if (statement.predicate.step_uid !== uid) return {
		uid,
		statement,
		by: { wrong: "it is about another step" }
	};
	return {
		uid,
		statement,
		by
	};
}
exports.attestStep = attestStep;
exports.readSignedSteps = readSignedSteps;
