(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_call_findings = require("./call-findings.js");
const require_action_run = require("./action-run.js");
const require_follow_sessions = require("./follow-sessions.js");
const require_model_shares = require("./model-shares.js");
// src/usage/agents/aider.ts
const aider = require_follow_sessions.describedBy({ types: [] }, (place) => {
	const log = require_action_run.optionValue(place.starts, "--analytics-log") ?? place.env.AIDER_ANALYTICS_LOG;
	if (!log) return { tell: () => require_call_findings.findNothing("it tells its tokens with --analytics-log alone") };
	const path = (0, node_path.resolve)(place.cwd, log);
	return {
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
		tell: require_follow_sessions.tellCalls({
			sources: {
				file: "analytics log",
				printed: "none"
			},
			missing: () => "it does not tell what of its input came from the cache"
		})
	};
});
const KEYS = {
	input: "prompt_tokens",
	output: "completion_tokens"
};
function pickCall({ event, properties }) {
	const told = require_action_help_run_steps.asObject(properties);
	if (event !== "message_send" || told === void 0) return {};
	const model = require_action_help_run_steps.asText(told.main_model);
	const share = require_model_shares.readShare(told, KEYS, "rest", model?.endsWith("/REDACTED") ? "" : model);
	return {
		call: require_call_findings.oneCall(share, true),
		version: require_action_help_run_steps.asText(told.aider_version)
	};
}
exports.aider = aider;
});
