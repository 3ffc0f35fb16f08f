(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_events = require("node:events");
let node_fs = require("node:fs");
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_path = require("node:path");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
let node_crypto = __late(() => require("node:crypto"));
let node_http = require("node:http");
let node_https = require("node:https");
let node_timers_promises = __late(() => require("node:timers/promises"));
let node_util = require("node:util");
let node_zlib = __late(() => require("node:zlib"));
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_told_calls = require("./told-calls.js");
// src/usage/telemetry/agent-switches.ts
const CODEX_FILES = {
	home: [".codex/config.toml"],
	homeVariable: "CODEX_HOME",
	project: [".codex/config.toml"],
	system: ["/etc/codex/config.toml", "/etc/codex/managed_config.toml"],
	mark: /\botel\b/
};
const SWITCHES = [
	{
		agent: "claude-code",
		signal: "logs",
		variables: {
			CLAUDE_CODE_ENABLE_TELEMETRY: "1",
			OTEL_LOGS_EXPORTER: "otlp",
			OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: "http/json",
			OTEL_LOGS_EXPORT_INTERVAL: "500"
		},
		endpoint: "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
		own: /^(CLAUDE_CODE_ENABLE_TELEMETRY$|OTEL_(LOGS|METRICS|TRACES)_EXPORTER$|OTEL_EXPORTER_OTLP_LOGS_)/,
		files: {
			home: [".claude/settings.json"],
			homeVariable: "CLAUDE_CONFIG_DIR",
			project: [".claude/settings.json", ".claude/settings.local.json"],
			system: ["/etc/claude-code/managed-settings.json", "/Library/Application Support/ClaudeCode/managed-settings.json"],
			mark: /OTEL_|CLAUDE_CODE_ENABLE_TELEMETRY|otelHeadersHelper/
		},
		target: (env) => isOn(env.CLAUDE_CODE_ENABLE_TELEMETRY) && env.OTEL_LOGS_EXPORTER === "otlp" ? otlpTarget(env, "LOGS") : null
	},
	{
		agent: "copilot-cli",
		signal: "traces",
		variables: {
			COPILOT_OTEL_ENABLED: "true",
			OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/json"
		},
		endpoint: "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
		own: /^(COPILOT_OTEL_|OTEL_TRACES_EXPORTER$|OTEL_EXPORTER_OTLP_)/,
		files: {
			home: [],
			project: [],
			mark: /OTEL_/
		},
		target: (env) => env.COPILOT_OTEL_FILE_EXPORTER_PATH === void 0 ? otlpTarget(env, "TRACES") : null
	},
	...["gemini", "qwen"].map((name) => {
		const prefix = `${name.toUpperCase()}_TELEMETRY_`;
		return {
			agent: name === "gemini" ? "gemini-cli" : "qwen-code",
			signal: "logs",
			variables: {
				[`${prefix}ENABLED`]: "true",
				[`${prefix}TARGET`]: "local",
				[`${prefix}USE_COLLECTOR`]: "true",
				[`${prefix}OTLP_PROTOCOL`]: "http",
				[`${prefix}LOG_PROMPTS`]: "false"
			},
			endpoint: `${prefix}OTLP_ENDPOINT`,
			isBase: true,
			own: new RegExp(`^${prefix}`),
			files: {
				home: [`.${name}/settings.json`],
				project: [`.${name}/settings.json`],
				system: [`/etc/${name === "gemini" ? "gemini-cli" : "qwen-code"}/settings.json`],
				mark: /telemetry/i
			},
			target: (env) => isOn(env[`${prefix}ENABLED`]) && env[`${prefix}OTLP_PROTOCOL`] === "http" && !env[`${prefix}OUTFILE`] ? env[`${prefix}OTLP_ENDPOINT`] ?? null : null
		};
	})
];
function settingOf(one, env, address) {
	const endpoint = { [one.endpoint]: one.isBase === true ? address : `${address}/v1/${one.signal}` };
	if (!Object.keys(env).some((name) => one.own.test(name) && env[name] !== "")) return {
		variables: {
			...one.variables,
			...endpoint
		},
		target: null
	};
	const target = one.target(env);
	const url = target === null || isProxied(env) ? null : URL.parse(target);
	if (url === null || !/^https?:$/.test(url.protocol)) return null;
	return {
		variables: endpoint,
		target: url
	};
}
function otlpTarget(env, signal) {
	const own = (name) => env[`OTEL_EXPORTER_OTLP_${signal}_${name}`] || env[`OTEL_EXPORTER_OTLP_${name}`];
	if (own("PROTOCOL") !== "http/json") return null;
	if (own("CERTIFICATE") || own("CLIENT_CERTIFICATE") || own("CLIENT_KEY")) return null;
	const base = env.OTEL_EXPORTER_OTLP_ENDPOINT;
	return env[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`] || (base ? `${base.replace(/\/$/, "")}/v1/${signal.toLowerCase()}` : null);
}
function isProxied(env) {
	return [
		"http_proxy",
		"https_proxy",
		"all_proxy"
	].some((name) => env[name] || env[name.toUpperCase()]);
}
function isOn(value) {
	return value !== void 0 && /^(1|true|yes|on)$/i.test(value);
}
// src/usage/telemetry/listener.ts
const LONGEST_POST = 4194304;
const LONGEST_RUN = 67108864;
const LONGEST_RELAYED = 20971520;
const CONNECTIONS = 64;
const POST_MS = 1e4;
const UNDER_WAY_MS = 500;
const ACCEPTED = {
	status: 200,
	headers: { "content-type": "application/json" },
	body: Buffer.from("{}")
};
async function listen(take, { relay, isRelayed }) {
	const secret = `/${(0, node_crypto.randomBytes)(24).toString("base64url")}`;
	let readBytes = 0;
	const read = async (request, body) => {
		if (!isJson(request)) return "unreadable";
		readBytes += body.length;
		if (body.length > LONGEST_POST || readBytes > LONGEST_RUN) return "too much";
		try {
			const text = request.headers["content-encoding"] === "gzip" ? await unzip(body, LIMITS) : body;
			readBytes += text === body ? 0 : text.length;
			take(JSON.parse(text.toString()));
			return "read";
		} catch (error) {
			return require_action_help_run_steps.dig(error, "code") === "ERR_BUFFER_TOO_LARGE" ? "too much" : "unreadable";
		}
	};
	const serve = async (request) => {
		if (!request.url?.startsWith(`${secret}/`)) return refuse(404);
		if (request.method !== "POST") return refuse(405);
		const path = request.url.slice(secret.length);
		const goesOn = isRelayed(path);
		if (!goesOn && !isJson(request)) return refuse(415);
		const body = await readBody(request, goesOn ? LONGEST_RELAYED : LONGEST_POST);
		const was = body === null ? "too much" : await read(request, body);
		if (goesOn && body !== null) return await relay.send({
			path,
			headers: request.headers,
			body
		});
		return was === "read" ? ACCEPTED : refuse(was === "too much" ? 413 : 400);
	};
	let underWay = 0;
	const server = (0, node_http.createServer)({
		requestTimeout: POST_MS,
		headersTimeout: POST_MS,
		maxHeaderSize: 16384
	}, (request, response) => {
		underWay += 1;
		request.on("error", () => {});
		serve(request).catch(() => refuse(400)).then((answer) => reply(request, response, answer)).finally(() => {
			underWay -= 1;
		});
	});
	server.maxConnections = CONNECTIONS;
	server.on("clientError", (_error, socket) => socket.destroy());
	const port = await new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			resolve(typeof address === "object" && address !== null ? address.port : 0);
		});
	});
	server.unref();
	return {
		address: `http://127.0.0.1:${port}${secret}`,
		close: async () => {
			const end = performance.now() + UNDER_WAY_MS;
			while (underWay > 0 && performance.now() < end) await (0, node_timers_promises.setTimeout)(10);
			server.close();
			server.closeAllConnections();
			await relay.drain();
		}
	};
}
function isJson({ headers }) {
	return /^application\/json\s*(;|$)/i.test(headers["content-type"] ?? "");
}
function readBody(request, most) {
	const chunks = [];
	let length = 0;
	return new Promise((resolve, reject) => {
		request.on("data", (chunk) => {
			length += chunk.length;
			if (length <= most) chunks.push(chunk);
			else resolve(null);
		});
		request.on("end", () => resolve(Buffer.concat(chunks)));
		request.on("close", () => reject(new Error("The sender has gone.")));
	});
}
const LIMITS = { maxOutputLength: LONGEST_POST };
const unzip = (0, node_util.promisify)(node_zlib.gunzip);
function refuse(status) {
	return {
		status,
		headers: {},
		body: Buffer.alloc(0)
	};
}
function reply(request, response, { status, headers, body }) {
	if (!request.complete) response.setHeader("connection", "close");
	response.writeHead(status, headers).end(body, () => {
		if (!request.complete) request.destroy();
	});
}
const ANSWER_MS = 1e3;
const LONGEST_MS = 1e4;
const DRAIN_MS = 2e3;
const MOST_BYTES$1 = 33554432;
const LONGEST_ANSWER = 1048576;
const HOP_BY_HOP = [
	"connection",
	"host",
	"keep-alive",
	"transfer-encoding",
	"upgrade",
	"expect",
	"content-length"
];
function createRelay(toTarget) {
	const ended = new AbortController();
	const open = new Set();
	let bytes = 0;
	return {
		send: async ({ path, headers, body }) => {
			const target = toTarget(path);
			if (target === null) return say(404, "Nothing is sent on from here.");
			if (bytes + body.length > MOST_BYTES$1) return say(503, "Too much waits for the endpoint.");
			bytes += body.length;
			const answer = post(target, {
				path,
				headers,
				body
			}, ended.signal).catch(() => say(500, `${target.host} could not be reached.`));
			open.add(answer);
			answer.finally(() => {
				bytes -= body.length;
				open.delete(answer);
			});
			return await require_action_run_steps.settleWithin(answer, ANSWER_MS, () => say(200, null));
		},
		drain: async () => {
			await require_action_run_steps.settleWithin(Promise.all(open), DRAIN_MS, () => {});
			ended.abort();
		}
	};
}
function post(target, { headers, body }, signal) {
	const send = target.protocol === "https:" ? node_https.request : node_http.request;
	const kept = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name));
	return new Promise((resolve, reject) => {
		const request = send(target, {
			method: "POST",
			headers: {
				...Object.fromEntries(kept),
				"content-length": body.length
			},
			signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)])
		}, (response) => {
			const chunks = [];
			let length = 0;
			response.on("data", (chunk) => {
				length += chunk.length;
				if (length <= LONGEST_ANSWER) chunks.push(chunk);
				else request.destroy(new Error("The answer is too long."));
			});
			response.on("error", reject);
			response.on("end", () => {
				const back = Object.entries(response.headers).filter(([name]) => !HOP_BY_HOP.includes(name));
				resolve({
					status: response.statusCode ?? 500,
					headers: Object.fromEntries(back),
					body: Buffer.concat(chunks)
				});
			});
		});
		request.on("error", reject);
		request.end(body);
	});
}
function say(status, message) {
	return {
		status,
		headers: { "content-type": "application/json" },
		body: Buffer.from(JSON.stringify(message === null ? {} : { message }))
	};
}
// src/usage/telemetry/witness.ts
const MOST_CALLS = 2e4;
const MOST_FOLDERS = 30;
const MOST_BYTES = 1048576;
async function startWitness(place) {
	const isNamed = (agent) => place.agents.some(({ name }) => name === agent);
	const switches = SWITCHES.filter(({ agent, endpoint }) => isNamed(agent) && (place.isAlone || !endpoint.startsWith("OTEL_")));
	const isCodex = isNamed("codex") && !await isCodexSettled(place);
	if (switches.length === 0 && !isCodex) return null;
	const told = new Map();
	const bell = new node_events.EventEmitter();
	let isUnheard = false;
	const take = (request) => {
		const calls = require_told_calls.readTold(request, place.agents);
		for (const call of calls) if (told.size < MOST_CALLS) told.set(`${call.agent} ${call.id}`, call);
		if (calls.length === 0) return;
		isUnheard = true;
		bell.emit("news");
	};
	const targets = new Map();
	const listener = await listen(take, {
		relay: createRelay((path) => targetOf(targets, path)),
		isRelayed: (path) => targetOf(targets, path) !== null
	});
	const variables = await setVariables({
		...place,
		switches,
		isCodex
	}, listener, targets);
	if (Object.keys(variables).length === 0) {
		await listener.close();
		return null;
	}
	return {
		variables,
		testimony: (agent) => [...told.values()].filter((call) => call.agent === agent),
		news: async (signal) => {
			if (!isUnheard) await (0, node_events.once)(bell, "news", { signal });
			isUnheard = false;
		},
		close: listener.close
	};
}
function targetOf(targets, path) {
	const [, agent = "", rest = ""] = /^\/([^/]+)(\/.*)$/.exec(path) ?? [];
	const target = targets.get(agent);
	const isBase = SWITCHES.find((one) => one.agent === agent)?.isBase === true;
	if (target === void 0 || !isBase) return target ?? null;
	const url = new URL(target);
	const base = url.pathname.replace(/\/$/, "");
	url.pathname = `${base}${rest}`;
	return url.pathname.startsWith(`${base}/`) ? url : null;
}
async function setVariables(place, listener, targets) {
	const variables = {};
	for (const one of place.switches) {
		const setting = settingOf(one, place.env, `${listener.address}/${one.agent}`);
		if (setting === null || await isSettled(one.files, place)) continue;
		Object.assign(variables, setting.variables);
		if (setting.target !== null) targets.set(one.agent, setting.target);
	}
	if (place.isCodex) {
		const address = `${listener.address}/codex`;
		const path = await makeCodexCommand((0, node_path.join)(place.folder, "bin"), place.env.PATH ?? "", address).catch(() => null);
		if (path !== null) variables.PATH = path;
	}
	return variables;
}
async function isSettled(files, { env, home, cwd }) {
	const own = files.homeVariable === void 0 ? void 0 : env[files.homeVariable];
	const paths = [
		...files.home.map((file, i) => own && i === 0 ? (0, node_path.join)(own, file.replace(/^[^/]*\//, "")) : (0, node_path.join)(home, file)),
		...foldersAbove(cwd).flatMap((folder) => files.project.map((file) => (0, node_path.join)(folder, file))),
		...files.system ?? []
	];
	return (await Promise.all(paths.map((path) => says(path, files.mark)))).includes(true);
}
async function isCodexSettled(place) {
	return [place.command].flat().some((text) => CODEX_FILES.mark.test(text)) || await isSettled(CODEX_FILES, place);
}
function foldersAbove(folder) {
	const folders = [folder];
	for (let above = (0, node_path.dirname)(folder); above !== folders.at(-1) && folders.length < MOST_FOLDERS; above = (0, node_path.dirname)(above)) folders.push(above);
	return folders;
}
async function says(path, mark) {
	const content = require_action_post_help_run_steps.readRegularFile(path, MOST_BYTES);
	return content === null ? (0, node_fs.existsSync)(path) : mark.test(content.toString());
}
async function makeCodexCommand(folder, path, address) {
	if (process.platform === "win32") return null;
	const real = require_action_run_steps.findProgram("codex", path);
	if (real === null) return null;
	const option = `otel.exporter={otlp-http={endpoint="${address}/v1/logs",protocol="json"}}`;
	await (0, node_fs_promises.mkdir)(folder, {
		recursive: true,
		mode: 448
	});
	const program = (0, node_path.join)(folder, "codex");
	await (0, node_fs_promises.writeFile)(program, `#!/bin/sh\nexec ${require_action_run_steps.quoteForShell([
		real,
		"-c",
		option
	])} "$@"\n`);
	await (0, node_fs_promises.chmod)(program, 448);
	return `${folder}${node_path.delimiter}${path}`;
}
exports.startWitness = startWitness;
});
