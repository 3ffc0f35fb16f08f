const require_step = require("./step.js");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
// src/usage/agents/amp.ts
const amp = {
	wants: { types: ["system/init", "result"] },
	begin: async () => followThreads()
};
const MOST_THREADS = 1e3;
const MOST_CALLS = 1e5;
const NO_SUBAGENTS = "what its subagents used is not shown";
function followThreads() {
	const threads = new Set();
	let isFailed;
	return {
		record: (record) => {
			const thread = threadOf(record);
			if (thread === void 0 || threads.size >= MOST_THREADS) return;
			threads.add(thread);
			if (record.type === "result") isFailed = record.is_error === true;
		},
		finish: async (end) => {
			if (threads.size === 0 && !end.isExpected) return null;
			const calls = new Map();
			const wants = (line) => line.includes("\"assistant\"") && line.includes("\"T-");
			await end.readLog(wants, (record) => {
				const id = require_step.asText(require_step.digObject(record, "message")?.id);
				const call = threads.has(threadOf(record) ?? "") ? readCall(record) : void 0;
				if (call !== void 0 && calls.size < MOST_CALLS) calls.set(id ?? String(calls.size), call);
			});
			return require_call_findings.findShares([...calls.values()], {
				sessionId: [...threads].at(-1) ?? null,
				source: "message.usage",
				reason: NO_SUBAGENTS,
				verdict: isFailed === void 0 ? null : {
					kind: isFailed ? "failed" : "completed",
					text: null
				}
			});
		}
	};
}
function threadOf({ session_id: id }) {
	return typeof id === "string" && /^T-[\da-f-]{36}$/.test(id) ? id : void 0;
}
function readCall({ message, parent_tool_use_id: parent }) {
	const usage = require_step.digObject(message, "usage");
	if (usage === void 0) return void 0;
	const model = require_step.digText(message, "model") ?? "";
	return require_call_findings.oneCall({
		...require_model_shares.readFigures(usage, require_model_shares.API_KEYS, "rest"),
		model,
		cost: null
	}, parent == null);
}
exports.amp = amp;
