const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_statement = require("./statement.js");
const require_check_signed = require("./check-signed.js");
const require_read_signed = require("./read-signed.js");
// src/app/require-signed.ts
async function requireSigned({ repository, slug }, trust, { steps, displaced }, option) {
	const { proven, findings } = require_check_signed.checkSigned(steps, await require_read_signed.readSignedSteps(repository, {
		slug,
		...trust
	}), trust.belief);
	const unproven = steps.filter(({ uid }) => !proven.has(uid)).map(require_action_run_steps.stepName);
	const made = new Set([...proven.values()].flatMap(require_statement.commitsOf));
	const others = displaced.filter(({ commit, fate }) => fate.kind !== "elsewhere" && !made.has(commit.sha)).map(({ commit }) => require_action_post_run_steps.shortSha(commit.sha));
	if (unproven.length === 0 && others.length === 0) return;
	const what = unproven.length > 0 ? unproven.join(", ") : `who made ${others.join(", ")}`;
	const why = findings.find((finding) => unproven.some((name) => finding.includes(name)));
	throw new require_action_post_help_run_steps.RefusedError("not-reversible", `No trusted signature proves ${what}${why === void 0 ? "" : ` (${why})`}. Leave ${option} out, or look at laforge verify --signed.`);
}
exports.requireSigned = requireSigned;
