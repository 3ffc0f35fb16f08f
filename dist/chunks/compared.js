const require_wordings = require("./wordings.js");
const require_errors = require("./errors.js");
const require_run_state = require("./run-state.js");
// src/action/compared.ts
async function comparedPart(deps, request) {
	const { other } = request;
	if (other === null || deps.history.condition.kind === "unreadable") return "";
	try {
		const { compareWith } = await Promise.resolve().then(() => require("./diff-steps.js")).then((n) => n.diff_steps_exports);
		const { foldedDiff } = await Promise.resolve().then(() => require("./step-diff-markdown.js")).then((n) => n.step_diff_markdown_exports);
		const { diff, patch } = await compareWith({
			...deps,
			words: require_wordings.WORDINGS.action
		}, {
			...request,
			other,
			code: null
		});
		return foldedDiff(diff, patch);
	} catch (error) {
		require_run_state.actionLog.notice(`The comment compares nothing: ${require_errors.describeError(error)}`);
		return "";
	}
}
Object.defineProperty(exports, "comparedPart", {
	enumerable: true,
	get: function() {
		return comparedPart;
	}
});
