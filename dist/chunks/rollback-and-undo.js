(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_history_store = require("./history-store.js");
const require_action_post = require("./action-post.js");
const require_move_branch = require("./move-branch.js");
// src/action/rollback-and-undo.ts
const rollBackBranch = () => require_action_post.runAction(async () => {
	const inputs = require_history_store.readRollbackInputs();
	const { of, how, squash, proposal, allowDiscard, dryRun, signed } = inputs;
	await require_move_branch.moveBranch(inputs, async (deps, request) => {
		const check = signed === null ? void 0 : await checkSignatures(signed, deps, request);
		const revert = () => require_move_branch.revertMove(deps, {
			...request,
			of,
			squash,
			dryRun
		}, proposal, check);
		if (of.kind === "steps" || how === "revert") return await revert();
		const reset = () => require_move_branch.rollbackMove(deps, {
			...request,
			...of,
			allowDiscard,
			dryRun
		}, check);
		if (how === "reset") return await reset();
		if (await isProtected(deps, request.branch, of.step)) return await revert();
		try {
			return await reset();
		} catch (error) {
			if (error instanceof require_action_post_help_run_steps.RefusedError && error.code === "branch-protected") return await revert();
			throw error;
		}
	});
});
const undoRollback = () => require_action_post.runAction(async () => {
	const inputs = require_history_store.readUndoInputs();
	const { rollback, how: mode, proposal, dryRun } = inputs;
	await require_move_branch.moveBranch(inputs, (deps, request) => require_move_branch.undoMove(deps, {
		...request,
		rollback,
		mode,
		dryRun
	}, proposal));
});
async function checkSignatures(signers, { repository }, { slug }) {
	const [{ requireSigned }, { readTrust }] = await Promise.all([Promise.resolve().then(() => require("./check-signed.js")), Promise.resolve().then(() => require("./trusted-signers.js")).then((n) => n.trusted_signers_exports)]);
	const trust = readTrust({
		cwd: repository.root,
		env: process.env,
		nameOf: require_history_store.nameInSentence,
		warn: require_action_post.actionLog.warn
	}, signers, repository);
	return (undone) => requireSigned({
		repository,
		slug
	}, trust, undone, require_history_store.nameInSentence("signed"));
}
async function isProtected({ history, codeHost }, named, step) {
	const lookup = named === null ? await history.getStep(step) : null;
	const branch = named ?? (lookup?.kind === "found" ? lookup.value.branch : null);
	if (codeHost === void 0 || branch === null) return false;
	const rules = await codeHost.rulesOf(branch);
	return rules === "no-force" || rules === "by-pull-request";
}
exports.rollBackBranch = rollBackBranch;
exports.undoRollback = undoRollback;
});
