let node_fs = require("node:fs");
let node_path = require("node:path");
const require_cli = require("./cli.js");
const require_open_history = require("./open-history.js");
const require_place = require("./place.js");
const require_positionals = require("./positionals.js");
const require_write_output = require("./write-output.js");
// src/cli/export.ts
const FORMATS = [
	"json",
	"ndjson",
	"csv"
];
function define(command, context) {
	command.usage("[options] [project-id]").argument("[project-id...]", "the project (default: the one of this repository)").option("--format <format>", `the format: ${FORMATS.join(", ")}`, require_place.oneOf("--format", FORMATS), "json").option("-o, --output <file>", "write to this file (default: stdout)");
	require_place.addHistoryOptions(command);
	command.addHelpText("after", EXAMPLES);
	command.action((args, options) => exportHistory(context, args, options));
}
async function exportHistory(context, args, options) {
	const { project } = require_positionals.readProject(args, options.project);
	await require_open_history.withHistory(context, project, options, async ({ history }) => {
		const ledger = await openLoaded(history);
		try {
			const text = await formatContents(ledger?.contents() ?? NOTHING, options.format);
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
async function openLoaded(history) {
	await history.countSteps();
	const { dbPath } = history;
	if (dbPath === null || !(0, node_fs.existsSync)(dbPath)) return void 0;
	const [{ openLedger }, { systemClock }] = await Promise.all([Promise.resolve().then(() => require("./open-ledger.js")).then((n) => n.open_ledger_exports), Promise.resolve().then(() => require("./system-clock.js")).then((n) => n.system_clock_exports)]);
	return openLedger(dbPath, {
		clock: systemClock,
		readonly: true
	});
}
async function formatContents(contents, format) {
	if (format === "csv") return (await Promise.resolve().then(() => require("./export-csv.js"))).formatCsv(contents.steps);
	const { formatJson, formatNdjson } = await Promise.resolve().then(() => require("./export-format.js"));
	return format === "json" ? formatJson(contents) : formatNdjson(contents);
}
const EXAMPLES = `
Writes the history oldest first. json is one object with the lists steps, rollbacks, step_claims, rollback_claims and
set_aside. ndjson is the same with one object a line, each with its type. Both hold the whole history: imported into an
empty project and exported again it is the same, byte for byte. csv is one line a step with its figures, for
spreadsheets; it is not the whole history and cannot be imported.

Examples:
  $ laforge export > history.json                        all of it
  $ laforge export --format csv -o steps.csv             the figures, for a spreadsheet
  $ laforge export acme/app --format ndjson | grep '"type":"step"' | jq .duration_ms`;
exports.define = define;
