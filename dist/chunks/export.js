let node_fs = require("node:fs");
let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_settings = require("./settings.js");
const require_place = require("./place.js");
const require_cli = require("./cli.js");
const require_open_history = require("./open-history.js");
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
	require_place.takeProject(command).option("--format <format>", `the format: ${FORMATS.join(", ")}`, require_place.oneOf("--format", FORMATS), "json").option("-o, --output <file>", "write to this file (default: stdout)").option("--send", "with --format otlp, send it to OTEL_EXPORTER_OTLP_ENDPOINT");
	require_place.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => exportHistory(context, args, options));
}
async function exportHistory(context, args, options) {
	const { project } = require_place.readProject(args, options.project);
	const settings = options.send === true ? readSendSettings(context, options) : null;
	await require_open_history.withHistory(context, project, options, async ({ history }) => {
		const ledger = await openLoaded(history);
		try {
			const contents = ledger?.contents() ?? NOTHING;
			if (settings !== null) return await sendContents(context, settings, contents);
			const text = await formatContents(contents, options.format);
			if (options.output === void 0) return await require_write_output.writeToStream(context.streams.stdout, text);
			require_write_output.writeToFile((0, node_path.resolve)(context.cwd, options.output), text);
			require_cli.say(context, `wrote ${options.output}.`);
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
	if (format !== "otlp") throw new require_errors.InputError("bad-input", "--send is given, but only --format otlp can be sent.");
	if (output !== void 0) throw new require_errors.InputError("bad-input", "Both --send and --output are given. Give one of them.");
	const { settings, problem } = require_settings.readTelemetryVariables(env);
	if (settings !== null && settings.traces !== null) return settings;
	throw new require_errors.InputError("bad-environment", `${problem ?? "No endpoint for traces is set."} Set OTEL_EXPORTER_OTLP_ENDPOINT, such as http://localhost:4318.`);
}
async function sendContents(context, settings, contents) {
	const [{ historySpans }, { sendHistory }] = await Promise.all([Promise.resolve().then(() => require("./otlp-json.js")), Promise.resolve().then(() => require("./send.js"))]);
	const { sent, problem } = await sendHistory(settings, historySpans(contents));
	if (problem !== null) throw new require_errors.StoreError("unavailable", `${problem} ${sent} spans before were sent. Send it again: the same spans have the same ids.`);
	require_cli.say(context, `sent ${sent} spans to ${settings.traces?.url.host}.`);
}
async function openLoaded(history) {
	await history.countSteps();
	const { dbPath } = history;
	if (dbPath === null || !(0, node_fs.existsSync)(dbPath)) return void 0;
	const [{ openLedger }, { systemClock }] = await Promise.all([Promise.resolve().then(() => require("./open-ledger.js")).then((n) => n.open_ledger_exports), Promise.resolve().then(() => require("./clock-and-uids.js")).then((n) => n.clock_and_uids_exports)]);
	return openLedger(dbPath, {
		clock: systemClock,
		readonly: true
	});
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
spreadsheets; otlp is a line a step, of spans by OpenTelemetry's conventions, as its collector reads them from files;
prometheus is what node_exporter's textfile collector reads. These three are not the whole history and cannot be
imported.

Examples:
  $ laforge export > history.json                        all of it
  $ laforge export --format csv -o steps.csv             the figures, for a spreadsheet
  $ laforge export --format otlp --send                  all of it to a collector; sent again, it is the same spans
  $ laforge export acme/app --format ndjson | grep '"type":"step"' | jq .duration_ms`;
exports.define = define;
