(function (exports, require, module, __filename, __dirname) {
let node_http = require("node:http");
let node_https = require("node:https");
let node_stream_consumers = require("node:stream/consumers");
// src/github/http-fetch.ts
const MOST_REDIRECTS = 5;
const REDIRECTS = [
	301,
	302,
	303,
	307,
	308
];
async function fetchOverHttp(url, request) {
	let at = new URL(url);
	for (let left = MOST_REDIRECTS;; left--) {
		const isSameHost = at.origin === new URL(url).origin;
		const response = await send(at, isSameHost ? request : {
			...request,
			headers: withoutToken(request.headers)
		});
		const bytes = await (0, node_stream_consumers.buffer)(response).catch((error) => Promise.reject(reasonOf(error, request)));
		const { statusCode = 0, headers } = response;
		if (!(REDIRECTS.includes(statusCode) && request.redirect !== "manual") || headers.location === void 0) return toAnswer(response, at, bytes);
		const next = new URL(headers.location, at);
		if (request.method !== "GET" && statusCode < 307) throw new Error(`${at.origin} sent ${request.method} on to ${next.origin}`);
		if (left === 0) throw new Error(`it was redirected more than ${MOST_REDIRECTS} times`);
		at = next;
	}
}
function send(url, request) {
	const { body, ...options } = request;
	return new Promise((resolve, reject) => {
		const sent = (url.protocol === "https:" ? node_https.request : node_http.request)(url, options, resolve);
		sent.on("error", (error) => reject(reasonOf(error, request)));
		sent.end(body);
	});
}
function reasonOf(error, { signal }) {
	return signal?.aborted === true ? signal.reason : error;
}
function withoutToken(headers) {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "authorization"));
}
function toAnswer({ statusCode = 0, headers }, url, bytes) {
	return {
		status: statusCode,
		url: url.href,
		headers: new Map(Object.entries(headers).map(([name, value]) => [name, String(value)])),
		text: async () => bytes.toString("utf8"),
		arrayBuffer: async () => bytes
	};
}
exports.fetchOverHttp = fetchOverHttp;
});
