let node_fs = require("node:fs");
let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_cli = require("./cli.js");
const require_claims = require("./claims.js");
const require_positionals = require("./positionals.js");
const require_place = require("./place.js");
// src/cli/exported-history.ts
const NOTHING_EXPORTED = {
	steps: [],
	rollbacks: [],
	stepClaims: [],
	rollbackClaims: [],
	setAside: []
};
function exportedHistory(ledger) {
	const { stepClaims, rollbackClaims, setAside = [] } = ledger.records();
	return {
		steps: ledger.listSteps().toReversed(),
		rollbacks: ledger.listRollbacks().toReversed(),
		stepClaims: [...stepClaims].sort(require_claims.compareClaims),
		rollbackClaims: [...rollbackClaims].sort(require_claims.compareClaims),
		setAside
	};
}
// src/cli/export.ts
const FORMATS = [
	"json",
	"ndjson",
	"csv"
];
function define(command, context) {
	command.usage("[options] [project-id]").argument("[project-id...]", "the project (default: the one of this repository)").option("--format <format>", FORMATS.join(", "), require_place.oneOf("--format", FORMATS), "json").option("-o, --output <file>", "write to a file (default: stdout)");
	require_place.addHistoryOptions(command);
	command.addHelpText("after", EXAMPLES);
	command.action((args, options) => exportHistory(context, args, options));
}
async function exportHistory(context, args, options) {
	const { project } = require_positionals.readProject(args, options.project);
	const opened = await require_positionals.openHistory(context, project, options);
	try {
		const text = await formatHistory(await readAll(opened.history), options.format);
		if (options.output === void 0) {
			context.streams.stdout.write(text);
			return;
		}
		writeOutput((0, node_path.resolve)(context.cwd, options.output), text);
		require_cli.say(context, `wrote ${options.output}.`);
	} finally {
		await opened.close();
	}
}
async function readAll(history) {
	await history.countSteps();
	const { dbPath } = history;
	if (dbPath === null || !(0, node_fs.existsSync)(dbPath)) return NOTHING_EXPORTED;
	const [{ openLedger }, { systemClock }] = await Promise.all([Promise.resolve().then(() => require("./open-ledger.js")).then((n) => n.open_ledger_exports), Promise.resolve().then(() => require("./system-clock.js")).then((n) => n.system_clock_exports)]);
	const ledger = openLedger(dbPath, {
		clock: systemClock,
		readonly: true
	});
	try {
		return exportedHistory(ledger);
	} finally {
		ledger.close();
	}
}
async function formatHistory(history, format) {
	if (format === "csv") return (await Promise.resolve().then(() => require("./export-csv.js"))).formatCsv(history.steps);
	const { formatJson, formatNdjson } = await Promise.resolve().then(() => require("./export-format.js"));
	return format === "json" ? formatJson(history) : formatNdjson(history);
}
function writeOutput(path, text) {
	try {
		(0, node_fs.writeFileSync)(path, text);
	} catch (cause) {
		throw new require_errors.StoreError("unwritable", `${path} cannot be written. Name another file with --output.`, { cause });
	}
}
const EXAMPLES = `
json: one object with the lists steps, rollbacks, step_claims and rollback_claims; ndjson: the same, one object a line
with its type. Both hold all of a history: imported into an empty project and exported again they are the same, byte for
byte. csv: a line a step with its figures, for spreadsheets, which is not all of it and cannot be imported. Oldest first.

Examples:
  $ laforge export --format csv -o steps.csv
  $ laforge export acme/app --format ndjson | grep '"type":"step"' | jq .duration_ms`;
exports.define = define;
