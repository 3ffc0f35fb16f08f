let node_fs = require("node:fs");
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_foreign_ledger = require("./foreign-ledger.js");
const require_run_steps = require("./run-steps.js");
const require_terminal = require("./terminal.js");
// src/cli/import.ts
const SQLITE_MAGIC = "SQLite format 3\0";
function define(command, context) {
	command.usage("[options] <file>").argument("<file>", "a steps.db of ours or of LaForge, or an export (json, ndjson)").option("--json", "print what was added as one JSON object");
	require_run_steps.addHistoryOptions(command, EXAMPLES, "file or postgres");
	command.action((file, options) => importFile(context, file, options));
}
async function importFile(context, file, options) {
	const path = (0, node_path.resolve)(context.cwd, file);
	const isDatabase = isSqlite(path, file);
	const place = await require_run_steps.findPlace(context, options.project ?? null, options, {
		directory: context.cwd,
		needsRepository: false
	});
	try {
		if (place.storeName === "postgres") return await importToDatabase(context, {
			file,
			path,
			isDatabase
		}, place, options);
		if (place.storeName !== "file") throw new require_action_post_help_run_steps.InputError("bad-input", `The store is ${require_action_post_run_steps.quote(place.storeName)}. Import into another: --store file, or --db FILE, or --store postgres.`);
		if (options.db === void 0) {
			if (place.repository === null) require_action_help_run_steps.makeFolder((0, node_path.dirname)(place.dbPath));
			else require_action_run_steps.claimProject(place.project, place.repository);
		}
		const [{ openLedger }, { systemClock }] = await Promise.all([Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.open_ledger_exports), Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.clock_and_uids_exports)]);
		const report = await require_terminal.withProgress(context, `importing ${file}`, async () => {
			const addTo = await chooseImporter(path, isDatabase);
			const ledger = openLedger(place.dbPath, { clock: systemClock });
			try {
				return addTo(ledger);
			} finally {
				ledger.close();
			}
		}, { blocking: true });
		if (options.json === true) require_help_run_steps.printJson(context, require_foreign_ledger.mergeToJson(place.dbPath, report));
		else require_help_run_steps.print(context, require_foreign_ledger.describeMerge(place.dbPath, report, require_action_run_steps.quoteForShell([
			"laforge",
			"verify",
			place.dbPath
		])));
	} finally {
		await place.repository?.close();
	}
}
async function importToDatabase(context, source, { slug, repository }, { json }) {
	const [{ importIntoDatabase }, { readDatabase }, { storeDeps }] = await Promise.all([
		Promise.resolve().then(() => require("./postgres-store.js")),
		Promise.resolve().then(() => require("./run-steps.js")).then((n) => n.create_store_exports),
		Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.create_store_exports)
	]);
	const addTo = await chooseImporter(source.path, source.isDatabase);
	const history = {
		slug,
		repository,
		repositoryName: null,
		database: readDatabase(context.env)
	};
	const report = await require_terminal.withProgress(context, `importing ${source.file}`, () => importIntoDatabase(storeDeps(), history, addTo));
	const target = `${slug} in the database`;
	if (json === true) require_help_run_steps.printJson(context, require_foreign_ledger.mergeToJson(target, report));
	else require_help_run_steps.print(context, require_foreign_ledger.describeMerge(target, report, "laforge verify --store postgres"));
}
async function chooseImporter(path, isDatabase) {
	if (isDatabase) return (await Promise.resolve().then(() => require("./foreign-ledger.js")).then((n) => n.foreign_ledger_exports)).importerOf(path);
	const { parseExport } = await Promise.resolve().then(() => require("./export-format.js"));
	const records = parseExport((0, node_fs.readFileSync)(path, "utf8"), path);
	return (ledger) => ledger.merge(records);
}
function isSqlite(path, name) {
	try {
		const file = (0, node_fs.openSync)(path, "r");
		try {
			const start = Buffer.alloc(16);
			return (0, node_fs.readSync)(file, start) === start.length && start.toString("latin1") === SQLITE_MAGIC;
		} finally {
			(0, node_fs.closeSync)(file);
		}
	} catch (cause) {
		throw new require_action_post_help_run_steps.InputError("bad-input", `${require_action_post_run_steps.quote(name)} cannot be read. Name a steps.db or an export.`, { cause });
	}
}
const EXAMPLES = `
Adds what the project does not have yet. The file stays as it is, and importing it again changes nothing. Steps of a
LaForge file keep their numbers in an empty project; in a project that has steps they get the next free ones.

Examples:
  $ laforge import ~/old/steps.db                     into this repository's project
  $ laforge import export.ndjson --project acme/app
  $ laforge import steps.db --store postgres          into the database of LAFORGE_DATABASE_URL`;
exports.chooseImporter = chooseImporter;
exports.define = define;
