(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_metrics = require("./metrics.js");
// src/telemetry/prometheus.ts
const FAMILIES = {
	laforge_steps_total: ["counter", "Steps that have ended."],
	laforge_replays_total: ["counter", "Replays that have ended."],
	laforge_steps_running: ["gauge", "Steps that run, or whose end is not known."],
	laforge_agent_seconds_total: ["counter", "Time that agents ran."],
	laforge_tokens_total: ["counter", "Tokens used, each in one class."],
	laforge_cost_usd_total: ["counter", "Cost in US dollars, as far as it is known."],
	laforge_steps_of_unknown_cost_total: ["counter", "Steps that ran an agent and of which no cost is known."],
	laforge_rollbacks_total: ["counter", "Rollbacks, reverts and undos."],
	laforge_last_step_end_timestamp_seconds: ["gauge", "When the latest step ended."]
};
function* formatPrometheus({ steps, rollbacks }) {
	const series = new Map(Object.keys(FAMILIES).map((family) => [family, new Map()]));
	const note = (family, labels, value, join = (a, b) => a + b) => {
		const key = formatLabels(labels);
		const of = series.get(family);
		const before = of?.get(key);
		of?.set(key, before === void 0 ? value : join(before, value));
	};
	for (const step of steps) noteStep(step, note);
	for (const rollback of rollbacks) if (rollback.kind !== "applied" && !rollback.isProposed) note("laforge_rollbacks_total", {
		...ofPlace(rollback),
		kind: rollback.kind
	}, 1);
	for (const [name, [type, help]] of Object.entries(FAMILIES)) {
		const values = series.get(name) ?? new Map();
		if (values.size === 0) continue;
		yield `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
		for (const [labels, value] of values) yield `${name}{${labels}} ${Number(value.toFixed(9))}\n`;
	}
}
function noteStep(step, note) {
	const place = ofPlace(step);
	const agent = {
		...place,
		agent: require_action_run_steps.agentOf(step)
	};
	if (step.status === "running") {
		note("laforge_steps_running", place, 1);
		return;
	}
	note(step.replays === null ? "laforge_steps_total" : "laforge_replays_total", {
		...agent,
		status: step.status
	}, 1);
	if (step.durationMs !== null) note("laforge_agent_seconds_total", agent, step.durationMs / 1e3);
	if (step.endTime !== null) note("laforge_last_step_end_timestamp_seconds", place, Date.parse(step.endTime) / 1e3, Math.max);
	if (step.status !== "refused" && step.tokenUsage?.cost == null) note("laforge_steps_of_unknown_cost_total", agent, 1);
	for (const share of require_metrics.modelShares(step)) {
		const labels = {
			...agent,
			model: share.model
		};
		for (const type of [
			"input",
			"cache_read",
			"cache_write",
			"output"
		]) {
			const count = share[`${type}_tokens`];
			if (count !== null) note("laforge_tokens_total", {
				...labels,
				type
			}, count);
		}
		if (share.cost !== null) note("laforge_cost_usd_total", {
			...labels,
			estimated: String(step.tokenUsage?.cost_estimated === true)
		}, share.cost);
	}
}
function ofPlace({ projectId, repository }) {
	return {
		project: projectId,
		repository
	};
}
function formatLabels(labels) {
	return Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value ?? "")}"`).join(",");
}
function escapeLabel(value) {
	return value.replaceAll("\\", "\\\\").replaceAll("\"", "\\\"").replaceAll("\n", "\\n").replaceAll("\r", "");
}
exports.formatPrometheus = formatPrometheus;
});
