(function (exports, require, module, __filename, __dirname) {
let node_fs = require("node:fs");
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_sqlite_file = require("./sqlite-file.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
const require_terminal = require("./terminal.js");
// src/cli/merge.ts
function defineMerge(command, context) {
	command.usage("[options] <target> <source...>").argument("<files...>", "steps.db files: the others are merged into the first one; with --project, all of them are sources").option("--project <id>", "merge into the file of this project").option("--json", "print what was added as one JSON object").addHelpText("after", MERGE);
	command.action((files, options) => mergeFiles(context, files, options));
}
function defineImport(command, context) {
	command.usage("[options] <file>").argument("<file>", "a steps.db of ours or of LaForge, or an export (json, ndjson)").option("--json", "print what was added as one JSON object");
	require_run_steps.addHistoryOptions(command, IMPORT, "file or postgres");
	command.action((file, options) => importFile(context, file, options));
}
async function mergeFiles(context, files, options) {
	const paths = files.map((file) => (0, node_path.resolve)(context.cwd, file));
	const target = options.project === void 0 ? paths[0] : require_action_run_steps.ledgerPath(require_action_run_steps.findProject(options.project, context.env, "--project"));
	const sources = options.project === void 0 ? paths.slice(1) : paths;
	if (target === void 0 || sources.length === 0) throw require_action_post_help_run_steps.badInput("No source to merge from is given. Name it after the target: laforge merge TARGET SOURCE");
	if (sources.includes(target)) throw require_action_post_help_run_steps.badInput(`${target} is both target and source. Name two files.`);
	tell(context, options, target, await require_terminal.withProgress(context, `merging into ${target}`, () => mergeAll(target, sources), { blocking: true }));
}
async function mergeAll(target, sources) {
	if ((0, node_fs.existsSync)(target)) return mergeInto(target, sources);
	const [first = "", ...others] = sources;
	const [{ beginFrom }, { systemClock }] = await Promise.all([Promise.resolve().then(() => require("./merge-files.js")), Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.clock_and_uids_exports)]);
	return beginFrom(first, target, systemClock, (draft) => mergeInto(draft, others));
}
async function mergeInto(target, sources) {
	const { readDifference } = await Promise.resolve().then(() => require("./merge-files.js"));
	const records = [];
	for (const source of sources) {
		const difference = (0, node_fs.existsSync)(target) ? readDifference(source, target) : void 0;
		records.push(difference ?? await readForeign(source));
	}
	const ledger = await require_run_steps.openFile(target);
	try {
		const reports = records.map((some, index) => addRecords(ledger, some, sources[index] ?? ""));
		return {
			stepsAdded: sum(reports.map(({ stepsAdded }) => stepsAdded)),
			stepsFinished: sum(reports.map(({ stepsFinished }) => stepsFinished)),
			rollbacksAdded: sum(reports.map(({ rollbacksAdded }) => rollbacksAdded)),
			setAside: sum(reports.map(({ setAside }) => setAside)),
			renumbered: reports.flatMap(({ renumbered }) => renumbered),
			renumberedRollbacks: reports.flatMap(({ renumberedRollbacks }) => renumberedRollbacks),
			atOdds: reports.flatMap(({ atOdds }) => atOdds),
			odd: reports.flatMap(({ odd }) => odd)
		};
	} finally {
		ledger.close();
	}
}
function addRecords(ledger, records, file) {
	const report = ledger.merge(records);
	const reason = `${file} had another record of it, which took its place`;
	const setAside = report.atOdds.flatMap(({ replaced }) => replaced === null ? [] : [{
		text: replaced,
		reason
	}]);
	if (setAside.length > 0) ledger.merge({
		...require_action_run_steps.NO_RECORDS,
		setAside
	});
	const odd = report.setAside === 0 ? [] : (records.setAside ?? []).map(describeOdd);
	return {
		...report,
		atOdds: report.atOdds.map((it) => ({
			...it,
			file
		})),
		odd
	};
}
function describeOdd(record) {
	const { uid, name } = require_action_run_steps.unreadRecord(record);
	return uid === null ? record.reason : `${name}: ${record.reason}`;
}
function sum(numbers) {
	return numbers.reduce((total, number) => total + number, 0);
}
async function importFile(context, file, options) {
	const path = (0, node_path.resolve)(context.cwd, file);
	const isDatabase = isDatabaseFile(path, file);
	await require_run_steps.withPlace(context, options.project ?? null, options, async (place) => {
		const { storeName, dbPath } = place;
		if (storeName === "postgres") return await importToDatabase(context, {
			file,
			path,
			isDatabase
		}, place, options);
		if (storeName !== "file") throw require_action_post_help_run_steps.badInput(`The store is ${require_action_post_help_run_steps.quote(storeName)}. Import into another: --store file, or --db FILE, or --store postgres.`);
		const work = async () => {
			const addTo = await chooseImporter(path, isDatabase);
			if (options.db === void 0) {
				if (place.repository === null) require_action_help_run_steps.makeFolder((0, node_path.dirname)(dbPath));
				else require_action_run_steps.claimProject(place.project, place.repository);
			}
			const ledger = await require_run_steps.openFile(dbPath);
			try {
				return addTo(ledger);
			} finally {
				ledger.close();
			}
		};
		tell(context, options, dbPath, await require_terminal.withProgress(context, `importing ${file}`, work, { blocking: true }));
	});
}
async function importToDatabase(context, source, { slug, repository }, options) {
	const [{ importIntoDatabase }, { readDatabase, storeDeps }] = await Promise.all([Promise.resolve().then(() => require("./postgres-store.js")), Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.create_store_exports)]);
	const addTo = await chooseImporter(source.path, source.isDatabase);
	const history = {
		slug,
		repository,
		repositoryName: null,
		database: readDatabase(context.env)
	};
	const report = await require_terminal.withProgress(context, `importing ${source.file}`, () => importIntoDatabase(storeDeps(), history, addTo));
	tell(context, options, `${slug} in the database`, report, "laforge verify --store postgres");
}
function tell(context, { json }, target, report, verify = require_action_run_steps.quoteForShell([
	"laforge",
	"verify",
	target
])) {
	if (json === true) require_help_run_steps.printJson(context, mergeToJson(target, report));
	else require_help_run_steps.print(context, describeMerge(target, report, verify));
}
async function chooseImporter(path, isDatabase) {
	if (isDatabase) return await importerOf(path);
	const records = await readExport(path);
	const { steps, rollbacks, setAside: [odd] = [] } = records;
	if (odd !== void 0 && steps.length + rollbacks.length === 0) {
		const message = `${require_action_post_help_run_steps.quote(path)} has no record that can be read, so nothing was imported (${describeOdd(odd)}).`;
		throw require_action_post_help_run_steps.badInput(`${message} Name a steps.db, or what laforge export wrote.`);
	}
	return (ledger) => addRecords(ledger, records, path);
}
async function readExport(path) {
	const { parseExport } = await Promise.resolve().then(() => require("./export-format.js"));
	return parseExport((0, node_fs.readFileSync)(isPipedStdin(path) ? 0 : path, "utf8"), path);
}
const STDIN = "/dev/stdin";
function isPipedStdin(path) {
	const stats = path === STDIN ? (0, node_fs.statSync)(path, { throwIfNoEntry: false }) : void 0;
	return stats?.isFIFO() === true || stats?.isSocket() === true;
}
function isDatabaseFile(path, name) {
	if (isPipedStdin(path)) return false;
	const isDatabase = require_sqlite_file.isSqliteFile(path);
	if (isDatabase === null) throw require_action_post_help_run_steps.badInput(`${sayUnread(path, name)}. Name a steps.db or an export.`);
	if ((0, node_fs.statSync)(path).size === 0) throw require_action_post_help_run_steps.badInput(`${require_action_post_help_run_steps.quote(name)} is empty, so there is nothing to import. Name a steps.db or an export.`);
	return isDatabase;
}
function sayUnread(path, name) {
	if (require_action_post_help_run_steps.hasNoFile(path)) return `There is no file ${require_action_post_help_run_steps.quote(name)}`;
	return `${require_action_post_help_run_steps.quote(name)} ${require_action_post_help_run_steps.isFolder(path) ? "is a folder" : "cannot be read"}`;
}
async function readForeign(path) {
	const [{ readForeignLedger }, { systemClock }] = await Promise.all([Promise.resolve().then(() => require("./inspect.js")), Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.clock_and_uids_exports)]);
	return readForeignLedger(path, systemClock);
}
async function importerOf(path) {
	const { isLaForgeFile } = await Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.identify_file_exports);
	if (isLaForgeFile(path)) {
		const { importLaForge } = await Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.laforge_file_exports);
		return (ledger) => ({
			...importLaForge(path, ledger),
			atOdds: [],
			odd: []
		});
	}
	const records = await readForeign(path);
	return (ledger) => addRecords(ledger, records, path);
}
const MOST_SHOWN = 10;
function describeMerge(path, report, verify) {
	const { stepsAdded, stepsFinished, rollbacksAdded, renumbered, renumberedRollbacks, setAside, atOdds, odd } = report;
	const parts = [
		...stepsAdded > 0 ? [`${require_action_run_steps.plural(stepsAdded, "step")} added`] : [],
		...stepsFinished > 0 ? [`${require_action_run_steps.plural(stepsFinished, "running step")} finished`] : [],
		...rollbacksAdded > 0 ? [`${require_action_run_steps.plural(rollbacksAdded, "rollback")} added`] : []
	];
	const moved = [...renumbered.map((one) => ({
		...one,
		name: "step "
	})), ...renumberedRollbacks.map((one) => ({
		...one,
		name: "R"
	}))].filter(({ from }) => from !== null);
	const lines = moved.slice(0, MOST_SHOWN).map(({ uid, from, to, name }) => `  ${name}${from} is now ${name}${to} (${uid})`);
	const more = moved.length > MOST_SHOWN ? [`  and ${moved.length - MOST_SHOWN} more have another number now`] : [];
	const differing = atOdds.slice(0, MOST_SHOWN).map(({ kind, uid, number, replaced, file }) => {
		const name = `${kind === "step" ? "step " : "R"}${number} (${uid})`;
		return replaced === null ? `  ${name} stays as it was, and ${file} has another record of it: somebody changed one of them` : `  ${name} is now as in ${file}: somebody changed one of the two records, and the one from before is kept aside`;
	});
	const moreDiffer = atOdds.length > MOST_SHOWN ? [`  and ${atOdds.length - MOST_SHOWN} more have differing records (--json has all)`] : [];
	const unread = setAside > 0 ? [`  ${require_action_run_steps.plural(setAside, "record")} could not be read and ${setAside === 1 ? "is" : "are"} kept aside: ${verify} names what is wrong`, ...odd.slice(0, MOST_SHOWN).map((one) => `    ${require_action_post_help_run_steps.toPlainText(one)}`)] : [];
	return [
		`${path}: ${parts.length === 0 ? "nothing new" : parts.join(", ")}.`,
		...lines,
		...more,
		...differing,
		...moreDiffer,
		...unread
	].join("\n");
}
function mergeToJson(path, report) {
	return {
		path,
		steps_added: report.stepsAdded,
		steps_finished: report.stepsFinished,
		rollbacks_added: report.rollbacksAdded,
		set_aside: report.setAside,
		renumbered: report.renumbered,
		renumbered_rollbacks: report.renumberedRollbacks,
		at_odds: report.atOdds.map(({ replaced, ...it }) => ({
			...it,
			replaced: replaced !== null
		}))
	};
}
const MERGE = `
Brings together what parallel runs or several machines recorded: the target gets every step and rollback that it does
not have. The order does not matter, and merging again changes nothing. When two steps claimed one number, the earlier
one keeps it and the other gets the next free number, which is printed. For LaForge's own files use laforge import.

Examples:
  $ laforge merge steps.db other/steps.db
  $ laforge merge --project acme/app downloaded/*.db`;
const IMPORT = `
Adds what the project does not have yet. The file stays as it is, and importing it again changes nothing. Steps of a
LaForge file keep their numbers in an empty project; in a project that has steps they get the next free ones.

Examples:
  $ laforge import ~/old/steps.db                     into this repository's project
  $ laforge import export.ndjson --project acme/app
  $ laforge import steps.db --store postgres          into the database of LAFORGE_DATABASE_URL`;
exports.chooseImporter = chooseImporter;
exports.defineImport = defineImport;
exports.defineMerge = defineMerge;
exports.readExport = readExport;
});
