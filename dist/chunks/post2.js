(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_fs = require("node:fs");
let node_http = require("node:http");
let node_https = require("node:https");
let node_timers_promises = __late(() => require("node:timers/promises"));
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
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
		const answer = await send(given, signal).catch((error) => reasonOf(error, signal, withinMs));
		if (typeof answer !== "string" && answer.status >= 200 && answer.status < 300) return { body: answer.body };
		const wait = typeof answer === "string" ? pause : retryAfterMs(answer) ?? pause;
		if (!(typeof answer === "string" || PASSING.has(answer.status)) || left <= 1 || signal.aborted || Date.now() + wait >= end) return typeof answer === "string" ? `${host} ${answer}` : `${host} answered ${answer.status}`;
		await (0, node_timers_promises.setTimeout)(wait);
	}
}
function send({ url, headers, body, certificate }, signal) {
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
Object.defineProperty(exports, "post", {
	enumerable: true,
	get: function() {
		return post;
	}
});
});
