(function (exports, require, module, __filename, __dirname) {
let node_fs = require("node:fs");
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run = require("./action-run.js");
const require_arguments = require("./arguments.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_steps = require("./run-steps.js");
const require_write_output = require("./write-output.js");
// src/cli/export.ts
const FORMATS = [
	"json",
	"ndjson",
	"csv",
	"otlp",
	"prometheus"
];
function define(command, context) {
	require_run_steps.takeProject(command).option("--format <format>", `${FORMATS.join(", ")} (default: by the name of --output, else json)`, require_arguments.oneOf("--format", FORMATS)).option("-o, --output <file>", "write to this file (default: stdout)").option("--send", "with --format otlp, send it to OTEL_EXPORTER_OTLP_ENDPOINT");
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => exportHistory(context, args, options));
}
async function exportHistory(context, args, options) {
	const { project } = require_arguments.readProject(args, options.project);
	const settings = options.send === true ? readSendSettings(context, options) : null;
	const named = () => require_write_output.formOfName(options.output, [
		"json",
		"ndjson",
		"csv"
	], "say the form with --format");
	const format = options.format ?? named() ?? "json";
	await require_open_history.withHistory(context, project, options, async ({ history, dbPath }) => {
		require_write_output.limitMemory(history.dbPath);
		const ledger = await openLoaded(history);
		try {
			const contents = ledger?.contents() ?? NOTHING;
			if (settings !== null) return await sendContents(context, settings, contents);
			const text = await formatContents(contents, format);
			if (options.output === void 0) return await require_write_output.writeToStream(context.streams.stdout, text);
			require_write_output.writeToFile((0, node_path.resolve)(context.cwd, options.output), text, { own: [dbPath, history.dbPath] });
			require_help_run_steps.say(context, `wrote ${options.output}.`);
		} finally {
			ledger?.close();
		}
	}, "read");
}
const NOTHING = {
	steps: [],
	rollbacks: [],
	stepClaims: [],
	rollbackClaims: [],
	setAside: []
};
function readSendSettings({ env }, { format, output }) {
	if (format !== "otlp") throw require_action_post_help_run_steps.badInput("--send is given, but only --format otlp can be sent.");
	if (output !== void 0) throw require_action_post_help_run_steps.badInput("Both --send and --output are given. Give one of them.");
	const { settings, problem } = require_action_run.readTelemetryVariables(env);
	if (settings !== null && settings.traces !== null) return settings;
	throw new require_action_post_help_run_steps.InputError("bad-environment", `${problem ?? "No endpoint for traces is set."} Set OTEL_EXPORTER_OTLP_ENDPOINT, such as http://localhost:4318.`);
}
async function sendContents(context, settings, contents) {
	const [{ historySpans }, { sendHistory }] = await Promise.all([Promise.resolve().then(() => require("./otlp-json.js")), Promise.resolve().then(() => require("./send.js"))]);
	const { sent, problem } = await sendHistory(settings, historySpans(contents));
	if (problem !== null) throw new require_action_post_help_run_steps.StoreError("unavailable", `${problem} ${sent} spans before were sent. Send it again: the same spans have the same ids.`);
	require_help_run_steps.say(context, `sent ${sent} spans to ${settings.traces?.url.host}.`);
}
async function openLoaded(history) {
	await history.countSteps();
	const { dbPath } = history;
	if (dbPath === null || !(0, node_fs.existsSync)(dbPath)) return void 0;
	return await require_run_steps.openFile(dbPath, { readonly: true });
}
async function formatContents(contents, format) {
	if (format === "otlp") return (await Promise.resolve().then(() => require("./otlp-json.js"))).formatOtlp(contents);
	if (format === "prometheus") return (await Promise.resolve().then(() => require("./prometheus.js"))).formatPrometheus(contents);
	if (format === "csv") return (await Promise.resolve().then(() => require("./csv.js"))).formatCsv(contents.steps);
	const { formatJson, formatNdjson } = await Promise.resolve().then(() => require("./export-format.js"));
	return format === "json" ? formatJson(contents) : formatNdjson(contents);
}
const EXAMPLES = `
Writes the history oldest first. json is one object with the lists steps, rollbacks, step_claims, rollback_claims and
set_aside. ndjson is the same with one object a line, each with its type. Both hold the whole history: imported into an
empty project and exported again it is the same, byte for byte. csv is one line a step with its figures, for
spreadsheets; otlp is one line a step, with spans that OpenTelemetry's collector can read from a file; prometheus is for
node_exporter's textfile collector. These three are not the whole history and cannot be imported.

Examples:
  $ laforge export > history.json                        all of it
  $ laforge export -o steps.csv                          the figures, for a spreadsheet
  $ laforge export --format otlp --send                  all of it to a collector; sent again, it is the same spans
  $ laforge export acme/app --format ndjson | grep '"type":"step"' | jq .duration_ms`;
exports.define = define;
});
