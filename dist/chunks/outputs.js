const require_action_post = require("./action-post.js");
const require_step_outputs = require("./step-outputs.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/action/outputs.ts
function stepOutputs(step, facts) {
	const usage = step.tokenUsage;
	return {
		...require_step_outputs.stepToOutputs(step),
		"token-usage": usage === null ? "" : JSON.stringify(usage),
		step: JSON.stringify(require_action_run_steps.stepToJson(step)),
		"steps-db": text(facts.stepsDb),
		"log-file": text(facts.logFile),
		recorded: String(facts.recorded)
	};
}
function totalOutputs(totals) {
	return {
		"branch-total-tokens": text(totals.branch?.totalTokens),
		"branch-cost-usd": text(totals.branch?.costUsd),
		"project-total-tokens": text(totals.project?.totalTokens),
		"project-cost-usd": text(totals.project?.costUsd)
	};
}
function rollbackOutputs(facts, stepsOutput) {
	return {
		"rollback-id": facts.rollback === null ? "" : require_action_run_steps.rollbackName(facts.rollback),
		branch: facts.branch,
		"from-sha": facts.fromSha,
		"to-sha": facts.toSha,
		"pin-ref": text(facts.pinRef),
		[stepsOutput]: JSON.stringify(facts.steps),
		recorded: text(facts.recorded),
		"pull-request-url": text(facts.pullRequestUrl)
	};
}
function reportOutputs({ total }, page) {
	const share = ({ share }) => text(share === null ? null : Number(share.toFixed(4)));
	return {
		"report-path": text(page?.path),
		"artifact-url": text(page?.artifactUrl),
		"success-rate": share(total.success),
		"rollback-rate": share(total.rollback),
		"cost-usd": text(total.usage.costUsd)
	};
}
function setOutputs(outputs) {
	for (const [name, value] of Object.entries(outputs)) require_action_post.setOutput(name, value);
}
function text(value) {
	return value === null || value === void 0 ? "" : String(value);
}
Object.defineProperty(exports, "reportOutputs", {
	enumerable: true,
	get: function() {
		return reportOutputs;
	}
});
Object.defineProperty(exports, "rollbackOutputs", {
	enumerable: true,
	get: function() {
		return rollbackOutputs;
	}
});
Object.defineProperty(exports, "setOutputs", {
	enumerable: true,
	get: function() {
		return setOutputs;
	}
});
Object.defineProperty(exports, "stepOutputs", {
	enumerable: true,
	get: function() {
		return stepOutputs;
	}
});
Object.defineProperty(exports, "totalOutputs", {
	enumerable: true,
	get: function() {
		return totalOutputs;
	}
});
