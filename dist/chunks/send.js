(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_crypto = __late(() => require("node:crypto"));
let node_zlib = __late(() => require("node:zlib"));
const require_action_run_steps = require("./action-run-steps.js");
const require_attributes = require("./attributes.js");
const require_metrics = require("./metrics.js");
const require_otlp_json = require("./otlp-json.js");
let node_fs = require("node:fs");
let node_http = require("node:http");
let node_https = require("node:https");
let node_timers_promises = __late(() => require("node:timers/promises"));
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_spans = require("./spans.js");
// src/telemetry/otlp-protobuf.ts
const KEY_VALUE = {
	key: [1, "string"],
	value: [2, {
		stringValue: [1, "string"],
		boolValue: [2, "bool"],
		intValue: [3, "int64"],
		doubleValue: [4, "double"]
	}]
};
const RESOURCE = { attributes: [1, KEY_VALUE] };
const SCOPE = {
	name: [1, "string"],
	version: [2, "string"]
};
const TIMES = {
	startTimeUnixNano: [2, "fixed64"],
	timeUnixNano: [3, "fixed64"]
};
const SPAN = {
	traceId: [1, "id"],
	spanId: [2, "id"],
	parentSpanId: [4, "id"],
	name: [5, "string"],
	kind: [6, "enum"],
	startTimeUnixNano: [7, "fixed64"],
	endTimeUnixNano: [8, "fixed64"],
	attributes: [9, KEY_VALUE],
	events: [11, {
		timeUnixNano: [1, "fixed64"],
		name: [2, "string"],
		attributes: [3, KEY_VALUE]
	}],
	links: [13, {
		traceId: [1, "id"],
		spanId: [2, "id"]
	}],
	status: [15, {
		message: [2, "string"],
		code: [3, "enum"]
	}]
};
const NUMBER_POINT = {
	...TIMES,
	asDouble: [4, "double"],
	asInt: [6, "sfixed64"],
	attributes: [7, KEY_VALUE]
};
const HISTOGRAM_POINT = {
	...TIMES,
	count: [4, "fixed64"],
	sum: [5, "double"],
	bucketCounts: [
		6,
		"fixed64",
		"packed"
	],
	explicitBounds: [
		7,
		"double",
		"packed"
	],
	attributes: [9, KEY_VALUE],
	min: [11, "double"],
	max: [12, "double"]
};
const METRIC = {
	name: [1, "string"],
	description: [2, "string"],
	unit: [3, "string"],
	sum: [7, {
		dataPoints: [1, NUMBER_POINT],
		aggregationTemporality: [2, "enum"],
		isMonotonic: [3, "bool"]
	}],
	histogram: [9, {
		dataPoints: [1, HISTOGRAM_POINT],
		aggregationTemporality: [2, "enum"]
	}]
};
const of = (list, items) => ({
	resource: [1, RESOURCE],
	[`scope${list}`]: [2, {
		scope: [1, SCOPE],
		[list === "Spans" ? "spans" : "metrics"]: [2, items],
		schemaUrl: [3, "string"]
	}],
	schemaUrl: [3, "string"]
});
const REQUEST = {
	resourceSpans: [1, of("Spans", SPAN)],
	resourceMetrics: [1, of("Metrics", METRIC)]
};
function toProtobuf(request) {
	return encodeMessage(request, REQUEST);
}
const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
function encodeMessage(value, fields) {
	const parts = Object.entries(value).flatMap(([name, held]) => {
		const field = fields[name];
		if (field === void 0) throw new Error(`${name} is no field of the message.`);
		const [number, holds, repeated] = field;
		if (repeated === "packed" && typeof holds === "string") return delimited(number, Buffer.concat(asList(held).map((item) => encodeScalar(item, holds).bytes)));
		return asList(held).flatMap((item) => {
			if (typeof holds !== "string") return delimited(number, encodeMessage(Object(item), holds));
			const { wire, bytes } = encodeScalar(item, holds);
			return wire === LENGTH ? delimited(number, bytes) : [tag(number, wire), bytes];
		});
	});
	return Buffer.concat(parts);
}
function asList(value) {
	return Array.isArray(value) ? value : [value];
}
function encodeScalar(value, type) {
	switch (type) {
		case "string": return {
			wire: LENGTH,
			bytes: Buffer.from(String(value))
		};
		case "id": return {
			wire: LENGTH,
			bytes: Buffer.from(String(value), "hex")
		};
		case "bool": return {
			wire: VARINT,
			bytes: varint(value === true ? 1n : 0n)
		};
		case "enum":
		case "int64": return {
			wire: VARINT,
			bytes: varint(BigInt.asUintN(64, BigInt(String(value))))
		};
		case "fixed64":
		case "sfixed64": {
			const bytes = Buffer.alloc(8);
			bytes.writeBigUInt64LE(BigInt.asUintN(64, BigInt(String(value))));
			return {
				wire: FIXED64,
				bytes
			};
		}
		case "double": {
			const bytes = Buffer.alloc(8);
			bytes.writeDoubleLE(Number(value));
			return {
				wire: FIXED64,
				bytes
			};
		}
	}
}
function delimited(number, bytes) {
	return [
		tag(number, LENGTH),
		varint(BigInt(bytes.length)),
		bytes
	];
}
function tag(number, wire) {
	return varint(BigInt(number << 3 | wire));
}
function varint(value) {
	const bytes = [];
	let rest = value;
	for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
	return Buffer.from([...bytes, Number(rest)]);
}
// src/telemetry/post.ts
const PASSING = new Set([
	408,
	429,
	500,
	502,
	503,
	504
]);
const FIRST_PAUSE_MS = 200;
const MOST_ANSWER_BYTES = 65536;
async function post(given, { tries, withinMs }) {
	const { host } = given.url;
	const signal = AbortSignal.timeout(withinMs);
	const end = Date.now() + withinMs;
	let pause = FIRST_PAUSE_MS;
	for (let left = tries;; left--, pause *= 2) {
		const answer = await send$1(given, signal).catch((error) => reasonOf(error, signal, withinMs));
		if (typeof answer !== "string" && answer.status >= 200 && answer.status < 300) return { body: answer.body };
		const wait = typeof answer === "string" ? pause : retryAfterMs(answer) ?? pause;
		if (!(typeof answer === "string" || PASSING.has(answer.status)) || left <= 1 || signal.aborted || Date.now() + wait >= end) return typeof answer === "string" ? `${host} ${answer}` : `${host} answered ${answer.status}`;
		await (0, node_timers_promises.setTimeout)(wait);
	}
}
function send$1({ url, headers, body, certificate }, signal) {
	return new Promise((resolve, reject) => {
		const options = {
			method: "POST",
			headers: {
				...headers,
				"content-length": body.length
			},
			signal,
			...certificate != null && { ca: (0, node_fs.readFileSync)(certificate) }
		};
		const request = (url.protocol === "https:" ? node_https.request : node_http.request)(url, options, (response) => {
			const chunks = [];
			let length = 0;
			response.on("data", (chunk) => {
				length += chunk.length;
				if (length <= MOST_ANSWER_BYTES) chunks.push(chunk);
				else request.destroy(new Error("its answer is too long"));
			});
			response.on("error", reject);
			response.on("end", () => {
				const text = Buffer.concat(chunks).toString("utf8");
				resolve({
					status: response.statusCode ?? 0,
					headers: response.headers,
					body: text
				});
			});
		});
		request.on("error", reject);
		request.end(body);
	});
}
function reasonOf(error, signal, withinMs) {
	if (signal.aborted) return `did not answer within ${withinMs / 1e3} seconds`;
	const code = require_action_post_help_run_steps.errnoCode(error);
	return `could not be reached${code === void 0 ? "" : ` (${code})`}`;
}
function retryAfterMs({ headers }) {
	const seconds = Number(headers["retry-after"] ?? NaN);
	return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1e3 : null;
}
// src/telemetry/send.ts
const LIMITS = {
	tries: 2,
	withinMs: 2e3
};
async function sendStep(settings, told) {
	const { step, seen, rollback, isSampled } = told;
	const resource = {
		...require_attributes.resourceOf(step),
		...ofUser(settings)
	};
	const moves = rollback === null ? [] : [require_spans.rollbackSpan(rollback, [step])];
	const spans = isSampled ? [...require_spans.stepSpans(step, seen), ...moves] : [];
	const [traces, metrics] = await Promise.all([sendSpans(settings, spans.length === 0 ? [] : [{
		resource,
		spans
	}]), sendMetrics(settings, resource, step)]);
	if (traces !== null && traces === metrics) return [`Traces and metrics ${traces}.`];
	return [...traces === null ? [] : [`Traces ${traces}.`], ...metrics === null ? [] : [`Metrics ${metrics}.`]];
}
async function sendRollback(settings, rollback, covered) {
	const problem = await sendSpans(settings, [{
		resource: {
			...require_attributes.resourceOf(rollback),
			...ofUser(settings)
		},
		spans: [require_spans.rollbackSpan(rollback, covered)]
	}]);
	return problem === null ? [] : [`Traces ${problem}.`];
}
async function sendSpans({ traces }, told, limits = LIMITS) {
	return traces === null || told.length === 0 ? null : await send(traces, require_otlp_json.tracesRequest(told), limits);
}
const HISTORY_LIMITS = {
	tries: 4,
	withinMs: 3e4
};
const MOST_AT_ONCE = 200;
async function sendHistory(settings, history) {
	let sent = 0;
	let batch = [];
	const flush = async () => {
		const problem = await sendSpans(settings, batch, HISTORY_LIMITS);
		if (problem === null) sent += batch.reduce((sum, { spans }) => sum + spans.length, 0);
		batch = [];
		return problem === null ? null : `Traces ${problem}.`;
	};
	for (const { resource, spans } of history) {
		batch.push({
			resource: {
				...resource,
				...ofUser(settings)
			},
			spans
		});
		const problem = batch.length < MOST_AT_ONCE ? null : await flush();
		if (problem !== null) return {
			sent,
			problem
		};
	}
	const problem = await flush();
	return {
		sent,
		problem
	};
}
async function sendMetrics({ metrics, temporality }, resource, step) {
	if (metrics === null) return null;
	const start = Date.parse(step.startTime);
	const measured = {
		start,
		end: Math.max(start + 1, Date.parse(step.endTime ?? step.startTime)),
		metrics: require_metrics.stepMetrics(step)
	};
	const whole = temporality === "cumulative" ? {
		...resource,
		"service.instance.id": step.uid
	} : resource;
	return await send(metrics, require_otlp_json.metricsRequest(whole, measured, temporality), LIMITS);
}
function ofUser({ serviceName, resource }) {
	return {
		...resource,
		...serviceName !== null && { "service.name": serviceName }
	};
}
async function send(endpoint, request, limits) {
	const { url, protocol, isZipped, certificate } = endpoint;
	const plain = protocol === "http/json" ? Buffer.from(JSON.stringify(request)) : toProtobuf(request);
	const answer = await post({
		url,
		headers: {
			"user-agent": "laforge",
			...endpoint.headers,
			"content-type": protocol === "http/json" ? "application/json" : "application/x-protobuf",
			...isZipped && { "content-encoding": "gzip" }
		},
		body: isZipped ? (0, node_zlib.gzipSync)(plain) : plain,
		certificate
	}, limits);
	if (typeof answer === "string") return `were not sent: ${answer}`;
	const rejected = protocol === "http/json" ? countRejected(answer.body) : 0;
	return rejected === 0 ? null : `were taken by ${url.host}, but ${rejected} of them rejected`;
}
function countRejected(body) {
	return Number(/"rejected(?:Spans|DataPoints)"\s*:\s*"?(\d{1,9})/.exec(body)?.[1] ?? 0);
}
const WEBHOOK_LIMITS = {
	tries: 3,
	withinMs: 5e3
};
async function sendWebhook({ url, secret }, step) {
	const body = Buffer.from(JSON.stringify(withoutTask(step)));
	const answer = await post({
		url,
		headers: {
			"content-type": "application/json; charset=utf-8",
			"user-agent": "laforge",
			"ce-specversion": "1.0",
			"ce-type": "laforge.step.finished",
			"ce-source": `laforge:${encodeURIComponent(step.projectId)}`,
			"ce-id": step.uid,
			...step.endTime !== null && { "ce-time": step.endTime },
			...secret !== null && { "x-laforge-signature-256": `sha256=${(0, node_crypto.createHmac)("sha256", secret).update(body).digest("hex")}` }
		},
		body
	}, WEBHOOK_LIMITS);
	return typeof answer === "string" ? `The step could not be posted to the webhook: ${answer}.` : null;
}
function withoutTask(step) {
	const { agentConfig, prompt, changes, check, checkBefore } = step;
	return require_action_run_steps.stepToJson({
		...step,
		agentConfig: agentConfig && {
			...agentConfig,
			command: null,
			system_prompt: null,
			metadata: {}
		},
		prompt: prompt && {
			...prompt,
			text: null
		},
		changes: changes && {
			...changes,
			own_commits: changes.own_commits.map(({ sha }) => ({
				sha,
				subject: ""
			}))
		},
		check: check && {
			...check,
			last_lines: []
		},
		checkBefore: checkBefore && {
			...checkBefore,
			last_lines: []
		}
	});
}
exports.sendHistory = sendHistory;
exports.sendRollback = sendRollback;
exports.sendStep = sendStep;
exports.sendWebhook = sendWebhook;
});
