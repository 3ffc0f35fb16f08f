(function (exports, require, module, __filename, __dirname) {
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
const require_run_time = require("./run-time.js");
// src/usage/telemetry/told-calls.ts
function readTold(request, agents) {
	const logs = each(require_action_help_run_steps.dig(request, "resourceLogs")).flatMap((resource) => each(resource.scopeLogs).flatMap((scope) => each(scope.logRecords)));
	const spans = each(require_action_help_run_steps.dig(request, "resourceSpans")).flatMap((resource) => {
		const service = readAttributes(require_action_help_run_steps.dig(resource, "resource", "attributes"))["service.name"];
		return each(resource.scopeSpans).flatMap((scope) => each(scope.spans).map((span) => ({
			...span,
			service
		})));
	});
	return [...logs.map(readLog), ...spans.map(readSpan)].flatMap((told) => {
		const agent = agents.find((one) => told.names.includes(one.told.name));
		return agent === void 0 ? [] : toCall(agent, told);
	});
}
function readLog(record) {
	const attributes = readAttributes(record.attributes);
	const names = [
		attributes["event.name"],
		require_action_help_run_steps.digText(record, "body", "stringValue"),
		record.eventName
	];
	const kind = require_action_help_run_steps.asText(attributes["event.kind"]);
	return {
		names: names.map((name) => kind === void 0 ? name : `${name} ${kind}`),
		moment: require_action_help_run_steps.asText(attributes["event.timestamp"]) ?? String(record.timeUnixNano),
		...require_run_time.toCallTime(null, require_run_time.toTime(attributes["event.timestamp"]) ?? fromNano(record.timeUnixNano)),
		attributes
	};
}
function readSpan({ service, spanId, attributes: list, startTimeUnixNano: start, endTimeUnixNano: end }) {
	const attributes = readAttributes(list);
	return {
		names: [`${service} ${attributes["gen_ai.operation.name"]}`],
		moment: require_action_help_run_steps.asText(spanId) ?? "",
		...require_run_time.toCallTime(fromNano(start), fromNano(end)),
		attributes
	};
}
function fromNano(value) {
	return require_run_time.toTime(Number(value) / 1e6);
}
function toCall({ name, told }, { attributes, moment, time }) {
	const { id, session: named, call } = told.pick(attributes);
	if ((require_model_shares.totalOf(call) ?? 0) === 0) return [];
	const [session, share] = [require_model_shares.toName(named), {
		...call,
		model: require_model_shares.toName(call.model) ?? ""
	}];
	return [{
		agent: name,
		id: JSON.stringify([
			require_model_shares.toName(id) ?? moment,
			session,
			share
		]),
		session,
		share: {
			...share,
			...time && { time }
		}
	}];
}
function readAttributes(list) {
	const attributes = Object.create(null);
	for (const { key, value } of each(list)) {
		const integer = require_action_help_run_steps.dig(value, "intValue");
		const count = typeof integer === "string" && /^\d{1,15}$/.test(integer) ? Number(integer) : integer;
		const plain = (count === void 0 ? void 0 : require_model_shares.readCount(count)) ?? require_action_help_run_steps.dig(value, "stringValue") ?? require_action_help_run_steps.dig(value, "doubleValue") ?? require_action_help_run_steps.dig(value, "boolValue");
		if (typeof key === "string" && plain !== void 0) attributes[key] = plain;
	}
	return attributes;
}
function each(list) {
	return require_action_help_run_steps.asArray(list).map(require_action_help_run_steps.asObject).filter((one) => one !== void 0);
}
const UNSENT = "a call that broke off or was cut off is not in its telemetry";
function withTestimony(records, calls) {
	if (calls.length === 0) return records;
	const told = findTold(calls, records);
	if (records === null || records.state === "unknown") return told;
	if (!require_model_shares.isSound(told.figures) || require_model_shares.covers(records.figures, told.figures)) return records;
	const best = require_model_shares.covers(told.figures, records.figures) ? told : records;
	return records.state === "measured" ? {
		...best,
		disagreement: describe(records, told)
	} : best;
}
function findTold(calls, records) {
	const findings = require_call_findings.findShares(calls.map(({ share }) => share), {
		sessionId: records?.sessionId ?? calls.find(({ session }) => session !== null)?.session ?? null,
		source: "telemetry",
		reason: records?.state === "partial" ? records.reason : UNSENT,
		verdict: records?.verdict ?? null,
		...records === null ? {} : { config: records.config }
	});
	return {
		...findings,
		turns: records?.turns ?? findings.turns
	};
}
function describe(records, told) {
	const [byRecords, byTelemetry] = [records, told].map(({ figures }) => require_model_shares.totalOf(figures));
	return `${records.source} has ${byRecords} tokens, telemetry ${byTelemetry}`;
}
Object.defineProperty(exports, "readTold", {
	enumerable: true,
	get: function() {
		return readTold;
	}
});
Object.defineProperty(exports, "withTestimony", {
	enumerable: true,
	get: function() {
		return withTestimony;
	}
});
});
