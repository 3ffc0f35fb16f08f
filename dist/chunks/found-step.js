const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/domain/found-step.ts
function foundStep(lookup, ref, projectId, words) {
	const asked = ref.kind === "id" ? `step ${ref.id}` : `step with a uid that begins with ${ref.prefix}`;
	switch (lookup.kind) {
		case "found":
		case "contested": return lookup.value;
		case "unknown": throw new require_action_post_help_run_steps.RefusedError("unknown-step", `Project ${projectId} has no ${asked}; ${words.listSteps}.`);
		case "ambiguous": throw new require_action_post_help_run_steps.RefusedError("contested-id", `Project ${projectId} has ${lookup.uids.length} steps whose uids begin so: ${lookup.uids.join(", ")}. Give more characters.`);
	}
}
Object.defineProperty(exports, "foundStep", {
	enumerable: true,
	get: function() {
		return foundStep;
	}
});
