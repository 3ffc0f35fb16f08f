(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_attributes = require("./attributes.js");
const require_action_run = require("./action-run.js");
function stepSpans(step, phases = null) {
	const start = Date.parse(step.startTime);
	const agentEnd = Math.max(start, step.endTime === null ? start : Date.parse(step.endTime));
	const after = (phases ?? recordedPhases(step, agentEnd)).filter(({ name }) => hasPhase(step, name));
	const root = require_action_run.spanOf(step, "step");
	return [
		{
			...root,
			parentSpanId: require_action_run.traceOf(step).parent_span_id,
			name: "laforge.step",
			kind: "internal",
			start,
			end: Math.max(agentEnd, ...after.map(({ end }) => end)),
			attributes: require_attributes.stepAttributes(step),
			error: require_attributes.errorOf(step)
		},
		...step.status === "refused" ? [] : [agentSpan(step, root, start, agentEnd)],
		...after.map((phase) => phaseSpan(step, root, phase))
	];
}
function hasPhase({ check, pushed }, name) {
	if (name === "check") return check !== null;
	return name !== "push" || pushed !== null && pushed !== "none" && pushed !== "unchanged";
}
function recordedPhases({ check }, agentEnd) {
	return check === null ? [] : [{
		name: "check",
		start: agentEnd,
		end: agentEnd + check.duration_ms
	}];
}
function agentSpan(step, root, start, end) {
	const agent = require_action_run_steps.namedAgentOf(step);
	const began = step.checkBefore === null ? start : Math.max(start, end - (step.durationMs ?? 0));
	return {
		...require_action_run.spanOf(step, "agent"),
		parentSpanId: root.spanId,
		name: agent === null ? "invoke_agent" : `invoke_agent ${agent}`,
		kind: "client",
		start: began,
		end: step.durationMs === null ? end : Math.max(began, Math.min(end, began + step.durationMs)),
		attributes: require_attributes.agentAttributes(step),
		events: (step.tokenUsage?.calls ?? []).map((call) => ({
			name: "laforge.call",
			time: end,
			attributes: require_attributes.callAttributes(call)
		})),
		error: require_attributes.errorOfAgent(step)
	};
}
function phaseSpan(step, root, { name, start, end }) {
	const hasFailed = name === "check" && step.check?.exit_code !== 0;
	return {
		...require_action_run.spanOf(step, name),
		parentSpanId: root.spanId,
		name: `laforge.${name}`,
		kind: "internal",
		start,
		end: Math.max(start, end),
		attributes: {
			"process.exit.code": name === "check" ? step.check?.exit_code ?? null : null,
			"laforge.step.pushed": name === "push" ? step.pushed : null,
			"error.type": hasFailed ? "check_failed" : null
		},
		error: hasFailed ? "check_failed" : null
	};
}
function rollbackSpan(rollback, covered) {
	const time = Date.parse(rollback.createdAt);
	return {
		...require_action_run.spanOf(rollback, rollback.kind),
		parentSpanId: require_action_run.traceOf(rollback).parent_span_id,
		name: `laforge.${rollback.kind}`,
		kind: "internal",
		start: time,
		end: time,
		attributes: require_attributes.rollbackAttributes(rollback),
		links: covered.slice(0, 100).map((step) => require_action_run.spanOf(step, "step")),
		error: null
	};
}
Object.defineProperty(exports, "rollbackSpan", {
	enumerable: true,
	get: function() {
		return rollbackSpan;
	}
});
Object.defineProperty(exports, "stepSpans", {
	enumerable: true,
	get: function() {
		return stepSpans;
	}
});
});
