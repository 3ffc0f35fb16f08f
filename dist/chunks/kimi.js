let node_crypto = require("node:crypto");
let node_fs_promises = require("node:fs/promises");
let node_path = require("node:path");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
const require_step_options = require("./step-options.js");
const require_session_calls = require("./session-calls.js");
// src/usage/agents/kimi.ts
const kimi = {
	wants: {
		types: [],
		marks: ["\"session.resume_hint\""]
	},
	begin: async (place) => {
		const { env, home, cwd } = place;
		const hashes = [cwd, await (0, node_fs_promises.realpath)(cwd).catch(() => cwd)].map((folder) => (0, node_crypto.createHash)("md5").update(folder).digest("hex"));
		return await require_session_calls.followCalls(place, {
			files: [{
				root: (0, node_path.join)(env.KIMI_CODE_HOME || (0, node_path.join)(home, ".kimi-code"), "sessions"),
				within: env.KIMI_CODE_HOME || home,
				depth: 4,
				matches: (path) => /^[^/]+\/[^/]+\/agents\/[^/]+\/wire\.jsonl$/.test(path)
			}, {
				root: (0, node_path.join)(env.KIMI_SHARE_DIR || (0, node_path.join)(home, ".kimi"), "sessions"),
				within: env.KIMI_SHARE_DIR || home,
				depth: 2,
				matches: (path) => /^[\da-f]{32}\/[^/]+\/wire\.jsonl$/.test(path)
			}],
			wants: (line) => MARKS.some((mark) => line.includes(mark)),
			pick: pickRecord,
			pickPrinted: (record) => record.type === "session.resume_hint" ? { session: require_step_options.asText(record.session_id) } : void 0,
			sessionOf: (name) => name.split("/")[1] ?? name,
			folderOf: (name) => hashes.includes(name.split("/")[0] ?? "") ? cwd : void 0,
			sources: {
				file: "usage.record",
				printed: "none"
			},
			missing: whatIsMissing
		});
	}
};
const MARKS = [
	"\"usage.record\"",
	"\"profile.bind\"",
	"\"prompt.completed\"",
	"\"turn.ended\""
].concat([...["\"StatusUpdate\"", "\"SubagentEvent\""]]);
function pickRecord(record) {
	const { usage, agentId, model } = record;
	switch (record.type) {
		case "usage.record": return { call: readCall(require_step_options.asObject(usage), [
			"inputOther",
			"inputCacheRead",
			"inputCacheCreation"
		], model, agentId) };
		case "profile.bind": return { folder: require_step_options.digText(record, "environmentDisclosure", "cwd") };
		case "prompt.completed":
		case "turn.ended": return agentId === "main" ? { verdict: toVerdict(require_step_options.asText(record.reason)) } : void 0;
		default: return pickStatus(require_step_options.digObject(record, "message"));
	}
}
function pickStatus(message) {
	const usage = require_step_options.digObject(message, "payload", "token_usage");
	if (message?.type === "SubagentEvent") return { gap: "what its subagents used is not read" };
	if (message?.type !== "StatusUpdate" || usage === void 0) return void 0;
	return {
		id: require_step_options.digText(message, "payload", "message_id"),
		call: readCall(usage, [
			"input_other",
			"input_cache_read",
			"input_cache_creation"
		], void 0, "main")
	};
}
function readCall(usage, [input, read, write], model, agentId) {
	return require_call_findings.oneCall({
		model: require_step_options.asText(model) ?? "",
		input: require_model_shares.readCount(usage?.[input]),
		cacheRead: require_model_shares.readCount(usage?.[read]),
		cacheWrite: require_model_shares.readCount(usage?.[write]),
		output: require_model_shares.readCount(usage?.output),
		reasoning: null,
		cost: null
	}, agentId === "main");
}
function toVerdict(reason) {
	if (reason === "completed") return {
		kind: "completed",
		text: reason
	};
	if (reason === "cancelled" || reason === "aborted" || reason === "interrupted") return {
		kind: "aborted",
		text: reason
	};
	return reason === void 0 ? void 0 : {
		kind: "failed",
		text: reason
	};
}
function whatIsMissing({ exitCode }, verdict) {
	return verdict?.kind === "completed" || exitCode === 0 ? null : "it was cut off, and a call that had begun is not recorded";
}
exports.kimi = kimi;
