const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_post = require("./action-post.js");
// src/action/compared.ts
async function comparedPart(deps, request) {
	const { other } = request;
	if (other === null || deps.history.condition.kind === "unreadable") return "";
	try {
		const { compareWith } = await Promise.resolve().then(() => require("./diff-steps.js")).then((n) => n.diff_steps_exports);
		const { foldedDiff } = await Promise.resolve().then(() => require("./step-diff-markdown.js")).then((n) => n.step_diff_markdown_exports);
		const { diff, patch } = await compareWith({
			...deps,
			words: require_action_run_steps.WORDINGS.action
		}, {
			...request,
			other,
			code: null
		});
		return foldedDiff(diff, patch);
	} catch (error) {
		require_action_post.actionLog.notice(`The comment has no comparison: ${require_action_post_help_run_steps.describeError(error)}`);
		return "";
	}
}
Object.defineProperty(exports, "comparedPart", {
	enumerable: true,
	get: function() {
		return comparedPart;
	}
});
