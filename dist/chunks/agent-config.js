(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run = require("./action-run.js");
// src/agent/agent-config.ts
const MAX_BYTES = 1048576;
async function readAgentConfig(request) {
	const { what } = request;
	const isPath = require_action_post_help_run_steps.looksLikePath(request.text);
	const written = isPath ? readConfigFile(request) : request.text;
	const where = isPath ? `${what} (the file ${require_action_post_help_run_steps.quote(request.text.trim())})` : what;
	if (Buffer.byteLength(written) > MAX_BYTES) throw tooLarge(where);
	const parsed = await require_action_run.parseText(written, where);
	require_action_run.checkDepth(parsed, where);
	const config = require_action_run.redactConfig(checkConfig(parsed, where), request.secrets);
	if (Buffer.byteLength(JSON.stringify(config)) > MAX_BYTES) throw tooLarge(where);
	return config;
}
function readConfigFile({ text, folder, what }) {
	const name = text.trim();
	const advice = "Give the path of a JSON or YAML file, or the text itself";
	const content = require_action_post_help_run_steps.readRegularFile((0, node_path.resolve)(folder, name), MAX_BYTES);
	if (content !== null) return content.toString("utf8");
	const reason = require_action_post_help_run_steps.hasNoFile((0, node_path.resolve)(folder, name)) ? `there is no such file in ${require_action_post_help_run_steps.quote(folder)}` : "it is not a file of at most 1 MB that can be read";
	throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(name)}, and ${reason}. ${advice}.`);
}
const anyText = require_action_help_run_steps.text(Number.MAX_SAFE_INTEGER);
const GIVEN = {
	name: require_action_help_run_steps.nullable(anyText),
	command: require_action_help_run_steps.nullable(anyText),
	model: require_action_help_run_steps.nullable(anyText),
	max_tokens: require_action_help_run_steps.nullable(require_action_help_run_steps.integer(0)),
	temperature: require_action_help_run_steps.nullable(require_action_help_run_steps.number()),
	system_prompt: require_action_help_run_steps.nullable(anyText),
	tools: require_action_help_run_steps.nullable(require_action_help_run_steps.list(anyText, Number.MAX_SAFE_INTEGER)),
	metadata: require_action_help_run_steps.nullable(require_action_help_run_steps.anyObject)
};
function checkConfig(value, where) {
	if (!require_action_help_run_steps.isObject(value)) throw require_action_post_help_run_steps.badInput(`${where} has no keys. Write keys and their values, such as model: opus.`);
	const reading = new require_action_help_run_steps.Reading(true);
	const given = require_action_help_run_steps.object(GIVEN).read(value, reading);
	if (given === require_action_help_run_steps.WRONG) {
		const [key, reason] = reading.wrong?.split(/: (.*)/s) ?? [];
		throw require_action_post_help_run_steps.badInput(`${where}: the key ${require_action_post_help_run_steps.quote(key ?? "")} ${reason ?? "is malformed"}. Correct it.`);
	}
	const unknown = Object.entries(value).filter(([key]) => !Object.hasOwn(GIVEN, key));
	return {
		...given,
		tools: given.tools ?? [],
		metadata: {
			...Object.fromEntries(unknown),
			...given.metadata
		}
	};
}
function tooLarge(where) {
	return require_action_post_help_run_steps.badInput(`${where} is larger than 1 MB. Keep it to what describes the agent.`);
}
exports.readAgentConfig = readAgentConfig;
});
