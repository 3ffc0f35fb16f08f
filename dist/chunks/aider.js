let node_path = require("node:path");
const require_step = require("./step.js");
const require_agent_command = require("./agent-command.js");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
const require_session_calls = require("./session-calls.js");
// src/usage/agents/aider.ts
const aider = {
	wants: { types: [] },
	begin: async (place) => {
		const log = require_agent_command.optionValue(place.starts, "--analytics-log") ?? place.env.AIDER_ANALYTICS_LOG;
		if (log === void 0 || log === "") return NOTHING_KEPT;
		const path = (0, node_path.resolve)(place.cwd, log);
		return await require_session_calls.followCalls(place, {
			files: [{
				root: (0, node_path.dirname)(path),
				within: (0, node_path.dirname)(path),
				depth: 0,
				matches: (name) => name === (0, node_path.basename)(path)
			}],
			wants: (line) => line.includes("\"message_send\""),
			pick: (record) => ({
				folder: place.cwd,
				...pickCall(record)
			}),
			pickPrinted: () => void 0,
			sessionOf: (name) => name,
			sources: {
				file: "analytics log",
				printed: "none"
			},
			missing: () => "it does not tell what of its input came from the cache"
		});
	}
};
const NOTHING_KEPT = {
	record: () => {},
	finish: async ({ isExpected }) => {
		if (!isExpected) return null;
		const reason = "it tells its tokens with --analytics-log alone";
		return {
			...require_call_findings.findShares([], {
				sessionId: null,
				source: "none",
				reason
			}),
			reason
		};
	}
};
function pickCall({ event, properties }) {
	const told = require_step.asObject(properties);
	if (event !== "message_send" || told === void 0) return {};
	const model = require_step.asText(told.main_model) ?? "";
	const share = {
		cacheRead: null,
		cacheWrite: null,
		reasoning: null,
		cost: null,
		model: model.endsWith("/REDACTED") ? "" : model,
		input: require_model_shares.readCount(told.prompt_tokens),
		output: require_model_shares.readCount(told.completion_tokens)
	};
	return {
		call: require_call_findings.oneCall(share, true),
		version: require_step.asText(told.aider_version)
	};
}
exports.aider = aider;
