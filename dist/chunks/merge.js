let node_fs = require("node:fs");
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_foreign_ledger = require("./foreign-ledger.js");
const require_terminal = require("./terminal.js");
// src/cli/merge.ts
function define(command, context) {
	command.usage("[options] <target> <source...>").argument("<files...>", "steps.db files: the others are merged into the first one; with --project, all of them are sources").option("--project <id>", "merge into the file of this project").option("--json", "print what was added as one JSON object").addHelpText("after", EXAMPLES);
	command.action((files, options) => mergeFiles(context, files, options));
}
async function mergeFiles(context, files, options) {
	const paths = files.map((file) => (0, node_path.resolve)(context.cwd, file));
	const target = options.project === void 0 ? paths[0] : require_action_run_steps.ledgerPath(require_action_run_steps.findProject(options.project, context.env, "--project"));
	const sources = options.project === void 0 ? paths.slice(1) : paths;
	if (target === void 0 || sources.length === 0) throw new require_action_post_help_run_steps.InputError("bad-input", "No source to merge from is given. Name it after the target: laforge merge TARGET SOURCE");
	if (sources.includes(target)) throw new require_action_post_help_run_steps.InputError("bad-input", `${target} is both target and source. Name two files.`);
	const report = await require_terminal.withProgress(context, `merging into ${target}`, () => mergeAll(target, sources), { blocking: true });
	if (options.json === true) require_help_run_steps.printJson(context, require_foreign_ledger.mergeToJson(target, report));
	else require_help_run_steps.print(context, require_foreign_ledger.describeMerge(target, report, require_action_run_steps.quoteForShell([
		"laforge",
		"verify",
		target
	])));
}
async function mergeAll(target, sources) {
	if ((0, node_fs.existsSync)(target)) return mergeInto(target, sources);
	const [first = "", ...others] = sources;
	const [{ beginFrom }, { systemClock }] = await Promise.all([Promise.resolve().then(() => require("./begin-from.js")), Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.clock_and_uids_exports)]);
	return beginFrom(first, target, systemClock, (draft) => mergeInto(draft, others));
}
async function mergeInto(target, sources) {
	const [{ openLedger }, { readDifference }, { systemClock }] = await Promise.all([
		Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.open_ledger_exports),
		Promise.resolve().then(() => require("./difference.js")),
		Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.clock_and_uids_exports)
	]);
	const records = [];
	for (const source of sources) {
		const difference = (0, node_fs.existsSync)(target) ? readDifference(source, target) : void 0;
		records.push(difference ?? await require_foreign_ledger.readForeign(source));
	}
	const ledger = openLedger(target, { clock: systemClock });
	try {
		const reports = records.map((some) => ledger.merge(some));
		return {
			stepsAdded: sum(reports.map(({ stepsAdded }) => stepsAdded)),
			stepsFinished: sum(reports.map(({ stepsFinished }) => stepsFinished)),
			rollbacksAdded: sum(reports.map(({ rollbacksAdded }) => rollbacksAdded)),
			setAside: sum(reports.map(({ setAside }) => setAside)),
			renumbered: reports.flatMap(({ renumbered }) => renumbered),
			renumberedRollbacks: reports.flatMap(({ renumberedRollbacks }) => renumberedRollbacks)
		};
	} finally {
		ledger.close();
	}
}
function sum(numbers) {
	return numbers.reduce((total, number) => total + number, 0);
}
const EXAMPLES = `
Brings together what parallel runs or several machines recorded: the target gets every step and rollback that it does
not have. The order does not matter, and merging again changes nothing. When two steps claimed one number, the earlier
one keeps it and the other gets the next free number, which is printed. For LaForge's own files use laforge import.

Examples:
  $ laforge merge steps.db other/steps.db
  $ laforge merge --project acme/app downloaded/*.db`;
exports.define = define;
