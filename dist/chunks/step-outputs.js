(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
// src/app/step-outputs.ts
function stepToOutputs(step) {
	const usage = step.tokenUsage;
	const share = require_action_run_steps.cacheShare(usage);
	return {
		"step-id": text(step.id),
		"step-uid": step.uid,
		"parent-step-id": text(step.parentStepId),
		status: step.status,
		branch: text(step.branch),
		"commit-sha-before": text(step.commitShaBefore),
		"commit-sha-after": text(step.commitShaAfter),
		changed: step.commitShaAfter === null ? "" : String(step.commitShaAfter !== step.commitShaBefore),
		pushed: text(step.pushed),
		"pin-ref": text(step.pinRef),
		"exit-code": text(step.exitCode),
		"check-exit-code": text(step.check?.exit_code),
		"duration-ms": text(step.durationMs),
		"input-tokens": text(usage?.input_tokens),
		"cache-read-tokens": text(usage?.cache_read_tokens),
		"cache-write-tokens": text(usage?.cache_write_tokens),
		"output-tokens": text(usage?.output_tokens),
		"reasoning-tokens": text(usage?.reasoning_tokens),
		"total-tokens": text(usage?.total_tokens),
		"cache-share": text(share === null ? null : Number(share.toFixed(4))),
		"cost-usd": text(usage?.cost),
		"cost-estimated": usage === null || usage.cost === null ? "" : String(usage.cost_estimated === true),
		"usage-state": text(usage?.state)
	};
}
function text(value) {
	return value === null || value === void 0 ? "" : String(value);
}
Object.defineProperty(exports, "stepToOutputs", {
	enumerable: true,
	get: function() {
		return stepToOutputs;
	}
});
});
