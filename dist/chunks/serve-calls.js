(function (exports, require, module, __filename, __dirname) {
// src/stores/client/serve-calls.ts
function serveClientCalls() {
	const said = listenToStdout((secret) => tell({ secret }));
	process.on("message", (message) => {
		if ("prepare" in message) prepare(message.prepare);
		else answerCall(message.number, message.call);
	});
	process.on("disconnect", () => process.kill(process.pid));
	async function answerCall(number, call) {
		try {
			tell({
				number,
				refused: null,
				...await runCall(call),
				said: said.splice(0)
			});
		} catch (error) {
			tell({
				number,
				error: explain(error)
			});
		}
	}
}
function prepare({ client, variables }) {
	const env = { ...process.env };
	for (const [name, value] of Object.entries(variables)) Object.defineProperty(env, name, {
		value,
		writable: true
	});
	process.env = env;
	(client === "artifact" ? Promise.resolve().then(() => require("./client2.js")) : Promise.resolve().then(() => require("./client.js"))).catch(() => {});
}
async function runCall(call) {
	switch (call.kind) {
		case "upload-artifact":
		case "download-artifact":
		case "find-artifact":
		case "delete-artifact": return (await Promise.resolve().then(() => require("./client2.js"))).answerArtifactCall(call);
		case "restore-cache":
		case "save-cache": return (await Promise.resolve().then(() => require("./client.js"))).answerCacheCall(call);
	}
}
function explain(error) {
	if (!(error instanceof Error)) return String(error);
	const status = "statusCode" in error ? ` ${String(error.statusCode)}` : "";
	return error.message.trim() || `The service answered${status || ` with ${error.name}`}.`;
}
function tell(message) {
	process.send?.(message);
}
function listenToStdout(onSecret) {
	const said = [];
	const take = (text) => {
		for (const line of text.split("\n")) {
			const secret = /^::add-mask::(.+)/.exec(line)?.[1];
			if (secret !== void 0) onSecret(unescapeCommand(secret));
			const complaint = /^(?:::(?:warning|error)[^:]*::)?((?:Failed to|Cache reservation failed|Cache (?:restore|save) skipped).*)/.exec(line);
			if (complaint?.[1] !== void 0) said.push(unescapeCommand(complaint[1]));
		}
	};
	Object.defineProperty(process.stdout, "write", { value: (chunk, ...rest) => {
		take(String(chunk));
		const done = rest.at(-1);
		if (typeof done === "function") done();
		return true;
	} });
	return said;
}
function unescapeCommand(text) {
	return text.trimEnd().replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}
exports.serveClientCalls = serveClientCalls;
});
