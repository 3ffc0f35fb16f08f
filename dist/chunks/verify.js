let node_fs = require("node:fs");
let node_fs_promises = require("node:fs/promises");
let node_os = require("node:os");
let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_projects = require("./projects.js");
const require_text = require("./text.js");
const require_cli = require("./cli.js");
const require_place = require("./place.js");
const require_terminal = require("./terminal.js");
// src/cli/verify.ts
const NOT_SOUND = 1;
const NOT_CHECKED = 3;
function define(command, context) {
	command.usage("[options] [file|project-id]").argument("[name]", "a steps.db file, or a project (default: the one of this repository)").option("--json", "print {path, store, sound, findings, remarks} as one JSON object");
	require_place.addHistoryOptions(command, EXAMPLES);
	command.action((name, options) => verify(context, name, options));
}
async function verify(context, name, options) {
	let verdict;
	try {
		verdict = await check(context, name, options);
	} catch (error) {
		if (!(error instanceof require_errors.StoreError || error instanceof require_errors.GitError)) throw error;
		require_cli.say(context, require_errors.describeError(error));
		return context.exitWith(NOT_CHECKED);
	}
	const { findings, remarks } = verdict;
	const sound = findings.length === 0;
	if (options.json === true) require_cli.printJson(context, {
		path: verdict.path,
		store: verdict.store,
		sound,
		findings,
		remarks
	});
	else {
		const lines = [
			sound ? `${verdict.name} is sound.` : `${verdict.name} is not sound:`,
			...findings.map((finding) => `  - ${require_text.toPlainText(finding)}`),
			...remarks.length > 0 ? ["Beside that:", ...remarks.map((remark) => `  - ${require_text.toPlainText(remark)}`)] : []
		];
		require_cli.print(context, lines.join("\n"));
	}
	if (!sound) context.exitWith(NOT_SOUND);
}
async function check(context, name, options) {
	const file = name === void 0 ? void 0 : (0, node_path.resolve)(context.cwd, name);
	if (file !== void 0 && (0, node_fs.existsSync)(file)) {
		if (options.project !== void 0 || options.db !== void 0) throw new require_errors.InputError("bad-input", `${require_identity.quote(name ?? "")} is a file, and --project or --db names another. Name one.`);
		const repository = await require_place.tryOpenRepository(context.cwd);
		try {
			return await checkFile(context, file, ofItsName(repository), require_projects.DEFAULT_SLUG);
		} finally {
			await repository?.close();
		}
	}
	const named = name ?? options.project ?? null;
	const place = await require_place.findPlace(context, named, options, {
		directory: context.cwd,
		needsRepository: false
	});
	const repository = place.repository ?? await require_place.tryOpenRepository(context.cwd);
	try {
		switch (place.storeName) {
			case "git": return await checkGit(context, place);
			case "postgres": return await checkDatabase(context, place);
			case "file":
				if ((0, node_fs.existsSync)(place.dbPath)) {
					const own = named === null && options.db === void 0 ? repository : ofItsName(repository);
					return await checkFile(context, place.dbPath, own, place.slug);
				}
				throw new require_errors.InputError("bad-input", `There is no steps.db at ${place.dbPath}. Name a file, or a project that laforge projects lists.`);
			default: throw new require_errors.InputError("bad-input", `The store is ${require_identity.quote(place.storeName)}, which works inside the action alone. Name a steps.db file to check.`);
		}
	} finally {
		await repository?.close();
	}
}
function ofItsName(repository) {
	return repository?.remote?.repository == null ? null : repository;
}
async function checkFile(context, path, repository, slug) {
	const { verifyLedger } = await Promise.resolve().then(() => require("./inspect.js"));
	const findings = await require_terminal.withProgress(context, `checking ${path}`, () => verifyLedger(path), { blocking: true });
	const shas = findings.length > 0 ? NOTHING : await checkShas(context, path, repository, slug);
	return {
		path,
		store: "file",
		name: path,
		...shas,
		findings: [...findings, ...shas.findings]
	};
}
const NOTHING = {
	findings: [],
	remarks: []
};
async function checkShas(context, path, repository, slug) {
	if (repository === null) return NOTHING;
	const [{ openLedger }, { systemClock }, { verifyShas }] = await Promise.all([
		Promise.resolve().then(() => require("./open-ledger.js")).then((n) => n.open_ledger_exports),
		Promise.resolve().then(() => require("./clock-and-uids.js")).then((n) => n.clock_and_uids_exports),
		Promise.resolve().then(() => require("./verify-shas.js"))
	]);
	const ledger = openLedger(path, {
		clock: systemClock,
		readonly: true
	});
	try {
		const history = {
			steps: ledger.listSteps(),
			rollbacks: ledger.listRollbacks()
		};
		return await require_terminal.withProgress(context, "asking git for the commits", () => verifyShas(repository, slug, history));
	} finally {
		ledger.close();
	}
}
async function checkGit(context, place) {
	const { repository, slug } = place;
	const [{ verifyGitHistory }, { createPlaceStore }, { storeDeps }, { verifyLedger }] = await Promise.all([
		Promise.resolve().then(() => require("./verify-history.js")),
		Promise.resolve().then(() => require("./create-store2.js")).then((n) => n.create_store_exports),
		Promise.resolve().then(() => require("./create-store.js")).then((n) => n.create_store_exports),
		Promise.resolve().then(() => require("./inspect.js"))
	]);
	await createPlaceStore(context, place, "read");
	const objects = repository?.objects ?? null;
	const ref = `refs/laforge/ledger/${slug}`;
	if (repository === null || objects === null) throw new require_errors.InputError("bad-environment", `There is no remote with ${ref}.`);
	const folder = await (0, node_fs_promises.mkdtemp)((0, node_path.join)((0, node_os.tmpdir)(), "laforge-verify-"));
	try {
		const found = await require_terminal.withProgress(context, `checking ${ref}`, () => verifyGitHistory({
			...storeDeps(),
			objects
		}, slug, folder));
		if (found === null) throw new require_errors.InputError("bad-input", `The remote has no history at ${ref}. Name another project.`);
		const { ledgerPath, waiting } = found;
		const inLedger = ledgerPath === null ? [] : verifyLedger(ledgerPath);
		const shas = ledgerPath !== null && inLedger.length === 0 ? await checkShas(context, ledgerPath, repository, slug) : NOTHING;
		const left = waiting === 0 ? [] : [`${waiting} records of runs wait beside it for the next run to add them`];
		return {
			path: null,
			store: "git",
			name: `${ref} (${found.records} records)`,
			findings: [
				...found.findings,
				...inLedger,
				...shas.findings
			],
			remarks: [...left, ...shas.remarks]
		};
	} finally {
		await (0, node_fs_promises.rm)(folder, {
			recursive: true,
			force: true
		});
	}
}
async function checkDatabase(context, place) {
	const [{ createPlaceStore }, { verifyLedger }] = await Promise.all([Promise.resolve().then(() => require("./create-store2.js")).then((n) => n.create_store_exports), Promise.resolve().then(() => require("./inspect.js"))]);
	const name = `${place.slug} in the database`;
	const history = await (await createPlaceStore(context, place, "read")).open();
	try {
		const { condition } = history;
		if (condition.kind === "unreadable") throw new require_errors.StoreError("unreadable", condition.reason);
		if (condition.kind === "empty") throw new require_errors.InputError("bad-input", `There is no history ${name}.`);
		await require_terminal.withProgress(context, `checking ${name}`, () => history.countSteps());
		const { dbPath } = history;
		const findings = dbPath === null ? [] : verifyLedger(dbPath);
		const shas = dbPath === null || findings.length > 0 ? NOTHING : await checkShas(context, dbPath, ofItsName(place.repository), place.slug);
		return {
			path: null,
			store: "postgres",
			name,
			findings: [...findings, ...shas.findings],
			remarks: shas.remarks
		};
	} finally {
		await history.close();
	}
}
const EXAMPLES = `
Checks a whole history and changes nothing. It checks the pages and the schema of the file, every field of every record
and its digest, and that the numbers, the parents and what is active follow from the records. With --store git it also
checks that the commits of the history are one chain, that the segments hold what the commits say, and that the tip
counts right. In a work tree it asks git for every commit and pin that the records of that repository name. A commit that
a shallow clone does not have is a remark and no fault, and so is a pin that somebody dropped.

Exit status: 0 when all is sound, 1 when it is not, 2 for a usage error, 3 when it could not be checked because a file
cannot be read or a remote does not answer.

Examples:
  $ laforge verify                      the history of this repository's project
  $ laforge verify downloaded/steps.db
  $ laforge verify --store git          the one at the remote`;
exports.define = define;
