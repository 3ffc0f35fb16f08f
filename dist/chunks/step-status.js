// src/domain/step-status.ts
function statusOf(result, verdict = null) {
	switch (result.ending) {
		case "timed_out": return "timed_out";
		case "cancelled": return "cancelled";
		case "interrupted": return "interrupted";
		case "over_budget": return "over_budget";
		case "exited": return result.exitCode === 0 && (verdict?.kind ?? "completed") === "completed" ? "succeeded" : "failed";
	}
}
function interruptedOutcome(step, note) {
	return {
		status: "interrupted",
		branch: step.branch,
		commitShaAfter: null,
		agentConfig: step.agentConfig,
		endTime: null,
		durationMs: null,
		tokenUsage: null,
		exitCode: null,
		pushed: null,
		pinRef: null,
		changes: null,
		check: null,
		notes: [`It never said how it ended: ${note}`]
	};
}
function hasSaidItsEnd({ status, endTime }) {
	return status === "interrupted" ? endTime !== null : status !== "running";
}
Object.defineProperty(exports, "hasSaidItsEnd", {
	enumerable: true,
	get: function() {
		return hasSaidItsEnd;
	}
});
Object.defineProperty(exports, "interruptedOutcome", {
	enumerable: true,
	get: function() {
		return interruptedOutcome;
	}
});
Object.defineProperty(exports, "statusOf", {
	enumerable: true,
	get: function() {
		return statusOf;
	}
});
