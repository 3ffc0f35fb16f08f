const require_attributes = require("./attributes.js");
const require_otlp_json = require("./otlp-json.js");
const require_spans = require("./spans.js");
// src/telemetry/history.ts
function* historySpans({ steps, rollbacks }) {
	const runs = new Map();
	for (const step of steps) {
		if (step.run?.trace != null) runs.set(step.uid, step.run);
		if (step.status !== "running") yield {
			resource: require_attributes.resourceOf(step),
			spans: require_spans.stepSpans(step)
		};
	}
	for (const rollback of rollbacks) {
		const covered = rollback.stepUids.map((uid) => ({
			uid,
			run: runs.get(uid) ?? null
		}));
		yield {
			resource: require_attributes.resourceOf(rollback),
			spans: [require_spans.rollbackSpan(rollback, covered)]
		};
	}
}
function* formatOtlp(contents) {
	for (const told of historySpans(contents)) yield `${JSON.stringify(require_otlp_json.tracesRequest([told]))}\n`;
}
exports.formatOtlp = formatOtlp;
exports.historySpans = historySpans;
