(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_metrics = require("./metrics.js");
// src/telemetry/prometheus.ts
const STEPS = {
	name: "laforge_steps_total",
	type: "counter",
	help: "Steps that have ended."
};
const REPLAYS = {
	name: "laforge_replays_total",
	type: "counter",
	help: "Replays that have ended."
};
const RUNNING = {
	name: "laforge_steps_running",
	type: "gauge",
	help: "Steps that run, or whose end is not known."
};
const SECONDS = {
	name: "laforge_agent_seconds_total",
	type: "counter",
	help: "Time that agents ran."
};
const TOKENS = {
	name: "laforge_tokens_total",
	type: "counter",
	help: "Tokens used, each in one class."
};
const COST = {
	name: "laforge_cost_usd_total",
	type: "counter",
	help: "Cost in US dollars, as far as it is known."
};
const UNKNOWN = {
	name: "laforge_steps_of_unknown_cost_total",
	type: "counter",
	help: "Steps that ran an agent and of which no cost is known."
};
const ROLLBACKS = {
	name: "laforge_rollbacks_total",
	type: "counter",
	help: "Rollbacks, reverts and undos."
};
const LAST = {
	name: "laforge_last_step_end_timestamp_seconds",
	type: "gauge",
	help: "When the latest step ended."
};
const FAMILIES = [
	STEPS,
	REPLAYS,
	RUNNING,
	SECONDS,
	TOKENS,
	COST,
	UNKNOWN,
	ROLLBACKS,
	LAST
];
function* formatPrometheus({ steps, rollbacks }) {
	const series = new Map(FAMILIES.map((family) => [family, new Map()]));
	const note = (family, labels, value, join = (a, b) => a + b) => {
		const key = formatLabels(labels);
		const of = series.get(family);
		const before = of?.get(key);
		of?.set(key, before === void 0 ? value : join(before, value));
	};
	for (const step of steps) noteStep(step, note);
	for (const rollback of rollbacks) if (isDone(rollback)) note(ROLLBACKS, {
		...ofPlace(rollback),
		kind: rollback.kind
	}, 1);
	for (const [{ name, type, help }, values] of series) {
		if (values.size === 0) continue;
		yield `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
		for (const [labels, value] of values) yield `${name}{${labels}} ${rounded(value)}\n`;
	}
}
function noteStep(step, note) {
	const place = ofPlace(step);
	const agent = {
		...place,
		agent: require_action_run_steps.agentOf(step)
	};
	if (step.status === "running") {
		note(RUNNING, place, 1);
		return;
	}
	note(step.replays === null ? STEPS : REPLAYS, {
		...agent,
		status: step.status
	}, 1);
	if (step.durationMs !== null) note(SECONDS, agent, step.durationMs / 1e3);
	if (step.endTime !== null) note(LAST, place, Date.parse(step.endTime) / 1e3, Math.max);
	if (step.status !== "refused" && step.tokenUsage?.cost == null) note(UNKNOWN, agent, 1);
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
			if (count !== null) note(TOKENS, {
				...labels,
				type
			}, count);
		}
		if (share.cost !== null) note(COST, {
			...labels,
			estimated: String(step.tokenUsage?.cost_estimated === true)
		}, share.cost);
	}
}
function isDone({ kind, isProposed }) {
	return kind !== "applied" && !isProposed;
}
function rounded(value) {
	return Number(value.toFixed(9));
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
