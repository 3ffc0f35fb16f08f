(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_attributes = require("./attributes.js");
const require_action_run = require("./action-run.js");
// src/telemetry/spans.ts
const CLOCK_MS = 2e3;
function stepSpans(step, seen = null) {
	const start = Date.parse(step.startTime);
	const agentEnd = Math.max(start, step.endTime === null ? start : Date.parse(step.endTime));
	const { check } = step;
	const recorded = check === null ? [] : [{
		name: "check",
		start: agentEnd,
		end: agentEnd + check.duration_ms
	}];
	const after = (seen?.phases ?? recorded).filter(({ name }) => hasPhase(step, name));
	const root = require_action_run.spanOf(step, "step");
	const agent = step.status === "refused" ? null : agentSpan(step, root, start, agentEnd);
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
		...agent === null ? [] : withCalls(step, agent, seen?.calls ?? []),
		...after.map((phase) => phaseSpan(step, root, phase))
	];
}
function withCalls(step, agent, calls) {
	const own = calls.filter(({ end }) => end >= agent.start - CLOCK_MS && end <= agent.end + CLOCK_MS);
	const within = (time) => Math.min(Math.max(time, agent.start), agent.end);
	const told = own.slice(0, 200).map((call, i) => {
		const [start, end] = [within(call.start ?? call.end), within(call.end)];
		return {
			...require_action_run.spanOf(step, `call ${i}`),
			parentSpanId: call.subagent === null ? agent.spanId : require_action_run.spanOf(step, `subagent ${call.subagent}`).spanId,
			name: `chat ${call.model}`,
			kind: "client",
			start: Math.min(start, end),
			end,
			attributes: require_attributes.callAttributes({
				...call,
				calls: null
			}),
			error: null
		};
	});
	const ofSubagents = Map.groupBy(told, ({ parentSpanId }) => parentSpanId);
	ofSubagents.delete(agent.spanId);
	return [
		{
			...agent,
			attributes: {
				...agent.attributes,
				"laforge.calls.left_out": own.length - told.length || null
			}
		},
		...[...ofSubagents].map(([spanId, its]) => ({
			traceId: agent.traceId,
			spanId: spanId ?? "",
			parentSpanId: agent.spanId,
			name: "invoke_agent",
			kind: "internal",
			error: null,
			start: Math.min(...its.map(({ start }) => start)),
			end: Math.max(...its.map(({ end }) => end)),
			attributes: { "gen_ai.operation.name": "invoke_agent" }
		})),
		...told
	];
}
function hasPhase({ check, pushed }, name) {
	if (name === "check") return check !== null;
	return name !== "push" || pushed !== null && pushed !== "none" && pushed !== "unchanged";
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
