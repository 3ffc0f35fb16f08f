const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_ssh_signature = require("./ssh-signature.js");
const require_statement = require("./statement.js");
const require_keep_statement = require("./keep-statement.js");
// src/app/attest-step.ts
async function attestStep(repository, step, { slug, keyFile, isPushed }) {
	const payload = statementOf(step, false);
	const signature = await require_ssh_signature.signText(keyFile, payload);
	await require_keep_statement.keepStatement(repository, {
		title: titleOf(step),
		content: {
			payload,
			signature
		}
	}, {
		slug,
		isPushed
	});
}
function statementOf(step, isLate) {
	const payload = require_statement.formatStatement(step, { isLate });
	if (payload !== null) return payload;
	throw new require_action_post_help_run_steps.RefusedError("wrong-place", `how ${require_action_run_steps.stepName(step)} ended is not on record`);
}
function titleOf(step) {
	return `${require_action_run_steps.stepName(step)} of ${step.projectId}, signed`;
}
exports.attestStep = attestStep;
exports.statementOf = statementOf;
exports.titleOf = titleOf;
