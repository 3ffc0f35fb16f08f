(function (exports, require, module, __filename, __dirname) {
const require_help_run_steps = require("./help-run-steps.js");
const require_attributes = require("./attributes.js");
const require_spans = require("./spans.js");
// src/telemetry/otlp-json.ts
const SCHEMA_URL = "https://opentelemetry.io/schemas/1.44.0";
function tracesRequest(told) {
	return { resourceSpans: told.map(({ resource, spans }) => ({
		resource: { attributes: toKeyValues(resource) },
		scopeSpans: [{
			scope: SCOPE,
			spans: spans.map(toSpan),
			schemaUrl: SCHEMA_URL
		}],
		schemaUrl: SCHEMA_URL
	})) };
}
function metricsRequest(resource, measured, temporality) {
	return { resourceMetrics: [{
		resource: { attributes: toKeyValues(resource) },
		scopeMetrics: [{
			scope: SCOPE,
			metrics: measured.metrics.map((metric) => toMetric(metric, measured, temporality)),
			schemaUrl: SCHEMA_URL
		}],
		schemaUrl: SCHEMA_URL
	}] };
}
const SCOPE = {
	name: "laforge",
	version: require_help_run_steps.VERSION
};
const KINDS = {
	internal: 1,
	client: 3
};
const ERROR = 2;
const TEMPORALITIES = {
	delta: 1,
	cumulative: 2
};
function toSpan(span) {
	return {
		traceId: span.traceId,
		spanId: span.spanId,
		...span.parentSpanId !== null && { parentSpanId: span.parentSpanId },
		name: span.name,
		kind: KINDS[span.kind],
		startTimeUnixNano: toNanoseconds(span.start),
		endTimeUnixNano: toNanoseconds(span.end),
		attributes: toKeyValues(span.attributes),
		...span.events !== void 0 && span.events.length > 0 && { events: span.events.map(({ name, time, attributes }) => ({
			timeUnixNano: toNanoseconds(time),
			name,
			attributes: toKeyValues(attributes)
		})) },
		...span.links !== void 0 && span.links.length > 0 && { links: span.links.map(({ traceId, spanId }) => ({
			traceId,
			spanId
		})) },
		status: span.error === null ? {} : {
			message: span.error,
			code: ERROR
		}
	};
}
function toMetric(metric, { start, end }, temporality) {
	const { name, description, unit } = metric;
	const times = {
		startTimeUnixNano: toNanoseconds(start),
		timeUnixNano: toNanoseconds(end)
	};
	const aggregationTemporality = TEMPORALITIES[temporality];
	if (metric.kind === "counter") return {
		name,
		description,
		unit,
		sum: {
			dataPoints: metric.points.map(({ value, attributes }) => ({
				...times,
				...metric.isWhole ? { asInt: String(value) } : { asDouble: value },
				attributes: toKeyValues(attributes)
			})),
			aggregationTemporality,
			isMonotonic: true
		}
	};
	return {
		name,
		description,
		unit,
		histogram: {
			dataPoints: metric.points.map(({ value, attributes }) => ({
				...times,
				count: "1",
				sum: value,
				bucketCounts: [...BOUNDS, Number.POSITIVE_INFINITY].map((bound, at) => value <= bound && value > (BOUNDS[at - 1] ?? Number.NEGATIVE_INFINITY) ? "1" : "0"),
				explicitBounds: BOUNDS,
				attributes: toKeyValues(attributes),
				min: value,
				max: value
			})),
			aggregationTemporality
		}
	};
}
const BOUNDS = Array.from({ length: 16 }, (_none, power) => 2 ** power / 10);
function toKeyValues(attributes) {
	return Object.entries(attributes).flatMap(([key, value]) => value === null ? [] : [{
		key,
		value: toValue(value)
	}]);
}
function toValue(value) {
	switch (typeof value) {
		case "string": return { stringValue: value };
		case "boolean": return { boolValue: value };
		case "number": return { intValue: String(value) };
		default: return { doubleValue: value.double };
	}
}
function toNanoseconds(time) {
	return `${BigInt(Math.round(time)) * 1000000n}`;
}
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
	for (const told of historySpans(contents)) yield `${JSON.stringify(tracesRequest([told]))}\n`;
}
exports.SCHEMA_URL = SCHEMA_URL;
exports.formatOtlp = formatOtlp;
exports.historySpans = historySpans;
exports.metricsRequest = metricsRequest;
exports.tracesRequest = tracesRequest;
});
