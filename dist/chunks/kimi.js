(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_crypto = __late(() => require("node:crypto"));
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_path = require("node:path");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_call_findings = require("./call-findings.js");
const require_follow_sessions = require("./follow-sessions.js");
const require_model_shares = require("./model-shares.js");
// src/usage/agents/kimi.ts
const kimi = require_follow_sessions.describedBy({
	types: [],
	marks: ["\"session.resume_hint\""]
}, async (place) => {
	const { cwd } = place;
	const hashes = [cwd, await (0, node_fs_promises.realpath)(cwd).catch(() => cwd)].map((folder) => (0, node_crypto.hash)("md5", folder));
	const filesIn = ({ root, within }, depth, path) => {
		return {
			root: (0, node_path.join)(root, "sessions"),
			within,
			depth,
			matches: (name) => path.test(name)
		};
	};
	return {
		files: [filesIn(require_follow_sessions.ownFolder(place, "KIMI_CODE_HOME", ".kimi-code"), 4, /^[^/]+\/[^/]+\/agents\/[^/]+\/wire\.jsonl$/), filesIn(require_follow_sessions.ownFolder(place, "KIMI_SHARE_DIR", ".kimi"), 2, /^[\da-f]{32}\/[^/]+\/wire\.jsonl$/)],
		wants: (line) => MARKS.some((mark) => line.includes(mark)),
		pick: pickRecord,
		hasRequests: true,
		pickPrinted: (record) => record.type === "session.resume_hint" ? { session: require_action_help_run_steps.asText(record.session_id) } : void 0,
		sessionOf: (name) => name.split("/")[1] ?? name,
		folderOf: (name) => hashes.includes(name.split("/")[0] ?? "") ? cwd : void 0,
		tell: require_follow_sessions.tellCalls({
			sources: {
				file: "usage.record",
				printed: "none"
			},
			missing: require_follow_sessions.cutOff
		})
	};
});
const KEYS = {
	input: "inputOther",
	cacheRead: "inputCacheRead",
	cacheWrite: "inputCacheCreation",
	output: "output"
};
const OLD_KEYS = {
	input: "input_other",
	cacheRead: "input_cache_read",
	cacheWrite: "input_cache_creation",
	output: "output"
};
const MARKS = [
	"\"usage.record\"",
	"\"llm.request\"",
	"\"profile.bind\"",
	"\"prompt.completed\"",
	"\"turn.ended\""
].concat([...[
	"\"turn.step.retrying\"",
	"\"StatusUpdate\"",
	"\"SubagentEvent\""
]]);
function pickRecord(record) {
	const { usage, agentId, model } = record;
	switch (record.type) {
		case "usage.record":
			if (record.usageScope === "session") return void 0;
			return {
				call: readCall(require_action_help_run_steps.asObject(usage), KEYS, model, agentId),
				subagent: agentId === "main" ? void 0 : require_action_help_run_steps.asText(agentId)
			};
		case "llm.request": {
			const [alias, own] = [require_action_help_run_steps.asText(record.modelAlias), require_action_help_run_steps.asText(model)];
			return alias === void 0 || own === void 0 ? void 0 : { alias: [alias, own] };
		}
		case "profile.bind": return { folder: require_action_help_run_steps.digText(record, "environmentDisclosure", "cwd") };
		case "turn.step.retrying": return typeof record.statusCode === "number" ? void 0 : { gap: require_call_findings.BROKE_OFF };
		case "prompt.completed":
		case "turn.ended": return agentId === "main" ? { verdict: toVerdict(require_action_help_run_steps.asText(record.reason)) } : void 0;
		default: return pickStatus(require_action_help_run_steps.digObject(record, "message"));
	}
}
function pickStatus(message) {
	const usage = require_action_help_run_steps.digObject(message, "payload", "token_usage");
	if (message?.type === "SubagentEvent") return { gap: "what its subagents used is not read" };
	if (message?.type !== "StatusUpdate" || usage === void 0) return void 0;
	return {
		id: require_action_help_run_steps.digText(message, "payload", "message_id"),
		call: readCall(usage, OLD_KEYS, void 0, "main")
	};
}
function readCall(usage, keys, model, agentId) {
	return require_call_findings.oneCall(require_model_shares.readShare(usage, keys, "rest", model), agentId === "main");
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
exports.kimi = kimi;
});
