const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
// src/telemetry/settings.ts
const PROTOCOLS = ["http/protobuf", "http/json"];
const NONE = {
	settings: null,
	problem: null
};
function readTelemetrySettings(given, env) {
	const { nameOf } = given;
	const base = given.endpoint === null ? null : parseUrl(given.endpoint);
	if (given.endpoint !== null && base === null) {
		const what = `${nameOf("otlp-endpoint")} is ${require_identity.quote(given.endpoint)}`;
		throw new require_errors.InputError("bad-input", `${what}. Use an address such as https://otel.example.com:4318.`);
	}
	const protocol = given.protocol === null ? null : require_open.parseWord(given.protocol, PROTOCOLS, nameOf("otlp-protocol"));
	const headers = given.headers === null ? null : parsePairs(given.headers);
	if (given.headers !== null && headers === null) throw new require_errors.InputError("bad-input", `${nameOf("otlp-headers")} has no name=value. Write name=value,name2=value2.`);
	if (isTrue(env.OTEL_SDK_DISABLED)) return NONE;
	const variables = base === null ? env : {};
	const read = (signal) => {
		if (env[`OTEL_${signal}_EXPORTER`]?.trim() === "none") return null;
		const variable = (name) => variables[`OTEL_EXPORTER_OTLP_${signal}_${name}`] || variables[`OTEL_EXPORTER_OTLP_${name}`] || null;
		const own = variables[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`] || null;
		const all = base === null ? env.OTEL_EXPORTER_OTLP_ENDPOINT || null : null;
		if (base === null && own === null && all === null) return null;
		const shared = base ?? (all === null ? null : parseUrl(all));
		const url = own === null ? shared && below(shared, `v1/${signal.toLowerCase()}`) : parseUrl(own);
		if (url === null) return `the endpoint ${require_identity.quote(own ?? all ?? "")} is no address of http or https`;
		const spoken = protocol ?? variable("PROTOCOL") ?? "http/protobuf";
		const known = PROTOCOLS.find((one) => one === spoken);
		if (known === void 0) return `OTEL_EXPORTER_OTLP_PROTOCOL is ${require_identity.quote(spoken)}. Use ${PROTOCOLS.join(" or ")}`;
		return {
			url,
			headers: headers ?? parsePairs(variable("HEADERS") ?? "") ?? {},
			protocol: known,
			isZipped: variable("COMPRESSION") === "gzip",
			certificate: variable("CERTIFICATE")
		};
	};
	const [traces, metrics] = [read("TRACES"), read("METRICS")];
	const problem = [traces, metrics].find((one) => typeof one === "string");
	if (typeof problem === "string") return {
		settings: null,
		problem: `No telemetry is sent: ${problem}.`
	};
	if (typeof traces === "string" || typeof metrics === "string" || traces === null && metrics === null) return NONE;
	const values = [traces, metrics].flatMap((one) => Object.values(one?.headers ?? {}));
	return {
		settings: {
			traces,
			metrics,
			temporality: env.OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE?.toLowerCase() === "cumulative" ? "cumulative" : "delta",
			serviceName: env.OTEL_SERVICE_NAME || null,
			resource: parsePairs(env.OTEL_RESOURCE_ATTRIBUTES ?? "") ?? {},
			secrets: [...new Set(values.flatMap((value) => value.split(" ")))].filter(isSecret)
		},
		problem: null
	};
}
function readTelemetryVariables(env) {
	return readTelemetrySettings({
		endpoint: null,
		headers: null,
		protocol: null,
		nameOf: (name) => name
	}, env);
}
function parseUrl(text) {
	const url = URL.parse(text.trim());
	return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== "" ? url : null;
}
function below(url, path) {
	const found = new URL(url);
	found.pathname = `${url.pathname.replace(/\/$/, "")}/${path}`;
	return found;
}
function parsePairs(text) {
	const pairs = text.split(/[,\n]/).map((pair) => pair.trim()).filter((pair) => pair !== "").map((pair) => /^([^=\s]+)\s*=\s*(.*)$/.exec(pair));
	const found = [];
	for (const [, name, value] of pairs.map((pair) => pair ?? [])) {
		if (name === void 0 || value === void 0) return null;
		found.push([decode(name), decode(value)]);
	}
	return Object.fromEntries(found);
}
function decode(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
function isSecret(value) {
	return value.length >= 8 && /\d/.test(value);
}
function isTrue(text) {
	return text?.trim().toLowerCase() === "true";
}
function readWebhook(url, secret) {
	if (url === null && secret === null) return null;
	if (url === null) throw new require_errors.InputError("bad-input", "Input \"webhook-secret\" is given without \"webhook-url\". Give both, or neither.");
	const found = parseUrl(url);
	if (found !== null) return {
		url: found,
		secret
	};
	throw new require_errors.InputError("bad-input", "Input \"webhook-url\" is no address. Use one that begins with https://.");
}
Object.defineProperty(exports, "readTelemetrySettings", {
	enumerable: true,
	get: function() {
		return readTelemetrySettings;
	}
});
Object.defineProperty(exports, "readTelemetryVariables", {
	enumerable: true,
	get: function() {
		return readTelemetryVariables;
	}
});
Object.defineProperty(exports, "readWebhook", {
	enumerable: true,
	get: function() {
		return readWebhook;
	}
});
