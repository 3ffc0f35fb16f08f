(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_os = require("node:os");
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
const require_signer_options = require("./signer-options.js");
const require_terminal = require("./terminal.js");
// src/cli/verify.ts
const NOT_SOUND = 1;
const NOT_CHECKED = 3;
function define(command, context) {
	command.usage("[options] [file|project-id]").argument("[name]", "a steps.db file, or a project (default: the one of this repository)").option("--tip <digest>", "a tip that an earlier verify printed and that must still exist; may be given several times", readTip).option("--signed", "also verify the signed statements about the steps, by keys (--allowed-signers) or by workflows").option("--json", "print {path, store, sound, findings, remarks, tips} as one JSON object");
	require_signer_options.addSignerOptions(command);
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((name, options) => verify(context, name, options));
}
async function verify(context, name, options) {
	require_signer_options.checkSignedOption(options);
	let verdict;
	try {
		verdict = await check(context, name, options);
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.StoreError || error instanceof require_action_post_help_run_steps.GitError)) throw error;
		require_help_run_steps.say(context, require_action_post_help_run_steps.describeError(error));
		return context.exitWith(NOT_CHECKED);
	}
	const { findings, remarks, tips } = verdict;
	const sound = findings.length === 0;
	if (options.json === true) require_help_run_steps.printJson(context, {
		path: verdict.path,
		store: verdict.store,
		sound,
		findings,
		remarks,
		tips
	});
	else {
		const lines = [
			sound ? `${verdict.name} is sound.` : `${verdict.name} is not sound:`,
			...findings.map((finding) => `  - ${require_action_post_help_run_steps.toPlainText(finding)}`),
			...remarks.length > 0 ? ["Remarks:", ...remarks.map((remark) => `  - ${require_action_post_help_run_steps.toPlainText(remark)}`)] : [],
			...tips.map(({ sha256, name, uid }) => `Tip: ${sha256} (${name}${name.includes(uid) ? "" : `, ${uid}`})`)
		];
		require_help_run_steps.print(context, lines.join("\n"));
	}
	if (!sound) context.exitWith(NOT_SOUND);
}
async function check(context, name, options) {
	const file = name === void 0 ? void 0 : (0, node_path.resolve)(context.cwd, name);
	if (file !== void 0 && !require_action_post_help_run_steps.hasNoFile(file)) {
		if (options.project !== void 0 || options.db !== void 0) throw require_action_post_help_run_steps.badInput(`${require_action_post_help_run_steps.quote(name ?? "")} is a file, and --project or --db names another. Name one.`);
		return await require_run_steps.withRepository(context, (here) => checkFile({
			context,
			options,
			repository: withNamedRemote(here),
			here,
			slug: require_action_post_help_run_steps.DEFAULT_SLUG,
			isOwn: false
		}, file));
	}
	if (file !== void 0 && LOOKS_LIKE_FILE.test(name ?? "")) throw noSuchFile(file);
	const named = name ?? options.project ?? null;
	return await require_run_steps.withPlace(context, named, options, async (place) => {
		switch (place.storeName) {
			case "git": return await checkGit(context, place, options);
			case "postgres": return await checkDatabase(context, place, options);
			case "file": return await require_run_steps.withRepository(context, (here) => checkOwnFile(context, place, here, options), place.repository);
			default: throw require_action_post_help_run_steps.badInput(`The store is ${require_action_post_help_run_steps.quote(place.storeName)}, which works only inside the action. Name a steps.db file to check.`);
		}
	});
}
async function checkOwnFile(context, { dbPath, named, slug }, here, options) {
	const isOwn = options.db === void 0;
	const repository = !named && isOwn ? here : withNamedRemote(here);
	if (!require_action_post_help_run_steps.isAbsent(dbPath)) return await checkFile({
		context,
		options,
		repository,
		here,
		slug,
		isOwn
	}, dbPath);
	if (!isOwn) throw noSuchFile(dbPath);
	throw require_action_post_help_run_steps.badInput(`There is no steps.db at ${dbPath}. Name a file, or a project that laforge projects lists.`);
}
const LOOKS_LIKE_FILE = /^(?:\.{0,2}|~)[\\/]|\.(?:db|sqlite3?)$/i;
function noSuchFile(path) {
	return new require_action_post_help_run_steps.StoreError("unreadable", `There is no file ${path}. Name a steps.db, or a project that laforge projects lists.`);
}
function withNamedRemote(repository) {
	return repository?.remote?.repository == null ? null : repository;
}
async function checkFile(it, path) {
	const stat = require_action_run_steps.statGiven(path, `The file is ${require_action_post_help_run_steps.quote(path)}`);
	if (stat === void 0) throw noSuchFile(path);
	if (!it.isOwn && stat.isFile() && stat.size === 0) throw new require_action_post_help_run_steps.StoreError("unreadable", `${path} is empty, so there is nothing to check. Name a steps.db or an export.`);
	if (require_action_post_help_run_steps.readStart(path, 1)?.toString("latin1") === "{") return await checkExport(it, path);
	return {
		path,
		store: "file",
		name: path,
		...await checkLedger(it, path)
	};
}
async function checkLedger(it, path) {
	const { verifyLedger } = await Promise.resolve().then(() => require("./inspect.js"));
	const findings = await require_terminal.withProgress(it.context, `checking ${path}`, () => verifyLedger(path), { blocking: true }).catch((error) => {
		if (!it.isOwn || !(error instanceof require_action_post_help_run_steps.StoreError) || error.code !== "not-a-ledger") throw error;
		return [error.message];
	});
	const checked = await checkRecords(it, path, findings.length === 0);
	return {
		...checked,
		findings: [...findings, ...checked.findings]
	};
}
async function checkExport(it, path) {
	const { readExport } = await Promise.resolve().then(() => require("./merge.js"));
	const records = await readExport(path);
	const folder = await (0, node_fs_promises.mkdtemp)((0, node_path.join)((0, node_os.tmpdir)(), "laforge-verify-"));
	require_action_help_run_steps.noteOwner(folder);
	try {
		const ledger = await require_run_steps.openFile((0, node_path.join)(folder, require_action_run_steps.LEDGER_FILE));
		try {
			ledger.merge(records);
		} finally {
			ledger.close();
		}
		return {
			path,
			store: "file",
			name: path,
			...await checkLedger(it, ledger.path)
		};
	} finally {
		await (0, node_fs_promises.rm)(folder, {
			recursive: true,
			force: true
		});
	}
}
const NOTHING = {
	findings: [],
	remarks: [],
	tips: []
};
async function checkRecords(it, path, isSound) {
	const { context, options, repository } = it;
	const [{ verifyChain }, { verifyShas }] = await Promise.all([Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.chain_exports), Promise.resolve().then(() => require("./verify-shas.js"))]);
	let ledger;
	try {
		ledger = await require_run_steps.openFile(path, { readonly: true });
	} catch (error) {
		if (isSound) throw error;
		return NOTHING;
	}
	try {
		const chain = verifyChain(ledger, options.tip, isSound);
		const signed = options.signed === true ? await proveSigned(it, ledger) : NOTHING;
		const findings = [...chain.findings, ...signed.findings];
		const remarks = [...chain.remarks, ...signed.remarks];
		if (repository === null || !isSound) return {
			findings,
			remarks,
			tips: chain.tips
		};
		const history = {
			steps: ledger.listSteps(),
			rollbacks: ledger.listRollbacks()
		};
		const shas = await require_terminal.withProgress(context, "asking git for the commits", () => verifyShas(repository, history));
		return {
			findings: [...findings, ...shas.findings],
			remarks: [...remarks, ...shas.remarks],
			tips: chain.tips
		};
	} finally {
		ledger.close();
	}
}
async function proveSigned({ context, options, here, slug }, ledger) {
	if (here === null) throw require_action_post_help_run_steps.badInput("--signed asks the repository for statements. Run it in a clone of the project.");
	const trust = require_signer_options.readTrustOptions(context, options, here);
	const [{ readSignedSteps, verifyStatements }, { checkSigned }] = await Promise.all([Promise.resolve().then(() => require("./statements.js")).then((n) => n.statements_exports), Promise.resolve().then(() => require("./check-signed.js"))]);
	return await require_terminal.withProgress(context, "checking signatures", async () => {
		const steps = ledger.listSteps();
		const signed = await readSignedSteps(here, {
			slug,
			...trust
		});
		const checked = checkSigned(steps, signed, trust.belief);
		if (trust.isOffline) return checked;
		const unproven = steps.filter(({ uid }) => !checked.proven.has(uid));
		const attested = await verifyStatements(await readAttestations(context, unproven), trust.keys);
		return attested.length === 0 ? checked : checkSigned(steps, [...signed, ...attested], trust.belief);
	});
}
const MOST_STEPS = 50;
async function readAttestations(context, steps) {
	const { GH_TOKEN, GITHUB_TOKEN, GITHUB_SERVER_URL, GITHUB_API_URL } = context.env;
	const token = GH_TOKEN || GITHUB_TOKEN;
	const server = GITHUB_SERVER_URL || "https://github.com";
	if (!token || !URL.canParse(server)) return [];
	const prefix = `${new URL(server).host.toLowerCase()}/`;
	const asked = steps.filter(({ repository }) => repository?.startsWith(prefix)).slice(0, MOST_STEPS);
	const [{ findAttestations }, { endDigest, PREDICATE_TYPE }] = await Promise.all([Promise.resolve().then(() => require("./attestations.js")).then((n) => n.attestations_exports), Promise.resolve().then(() => require("./statement.js")).then((n) => n.statement_exports)]);
	const found = [];
	try {
		for (const step of asked) {
			const sha256 = endDigest(step);
			const repository = step.repository?.slice(prefix.length) ?? "";
			if (sha256 === null) continue;
			const bundles = await findAttestations({
				apiUrl: GITHUB_API_URL || "https://api.github.com",
				repository,
				token
			}, {
				sha256,
				predicateType: PREDICATE_TYPE
			});
			found.push(...bundles.map((bundle) => ({
				content: { bundle },
				uid: step.uid
			})));
		}
	} catch (error) {
		require_help_run_steps.createLog(context).warn(require_action_post_help_run_steps.describeError(error));
	}
	return found;
}
async function checkGit(context, place, options) {
	const { repository, slug } = place;
	const [{ verifyGitHistory }, { KeptCopies }, { createPlaceStore }, { storeDeps }] = await Promise.all([
		Promise.resolve().then(() => require("./verify-history.js")),
		Promise.resolve().then(() => require("./kept-copies.js")),
		Promise.resolve().then(() => require("./run-steps.js")).then((n) => n.create_store_exports),
		Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.create_store_exports)
	]);
	await createPlaceStore(context, place, "read");
	const { objects = null, remote = null } = repository ?? {};
	const ref = `refs/laforge/ledger/${slug}`;
	if (remote === null || objects === null) throw new require_action_post_help_run_steps.InputError("bad-environment", `There is no remote with ${ref}.`);
	const copies = new KeptCopies(require_action_run_steps.copyFolder(place.project), `${remote.url} ${slug}`);
	const folder = await (0, node_fs_promises.mkdtemp)((0, node_path.join)((0, node_os.tmpdir)(), "laforge-verify-"));
	require_action_help_run_steps.noteOwner(folder);
	try {
		const found = await require_terminal.withProgress(context, `checking ${ref}`, () => verifyGitHistory({
			...storeDeps(),
			objects,
			remote,
			copies
		}, slug, folder));
		if (found === null) throw require_action_post_help_run_steps.badInput(`The remote has no history at ${ref}. Name another project.`);
		const { ledgerPath, waiting } = found;
		const inLedger = ledgerPath === null ? NOTHING : await checkLedger({
			context,
			options,
			repository,
			here: repository,
			slug,
			isOwn: true
		}, ledgerPath);
		const left = waiting === 0 ? [] : [`${waiting} records of runs wait for the next run to add them`];
		return {
			path: null,
			store: "git",
			name: `${ref} (${found.records} records)`,
			findings: [...found.findings, ...inLedger.findings],
			remarks: [...left, ...inLedger.remarks],
			tips: inLedger.tips
		};
	} finally {
		await (0, node_fs_promises.rm)(folder, {
			recursive: true,
			force: true
		});
	}
}
async function checkDatabase(context, place, options) {
	const { createPlaceStore } = await Promise.resolve().then(() => require("./run-steps.js")).then((n) => n.create_store_exports);
	const name = `${place.slug} in the database`;
	const history = await (await createPlaceStore(context, place, "read")).open();
	try {
		const { condition } = history;
		if (condition.kind === "unreadable") throw new require_action_post_help_run_steps.StoreError("unreadable", condition.reason);
		if (condition.kind === "empty") throw require_action_post_help_run_steps.badInput(`There is no history ${name}.`);
		await require_terminal.withProgress(context, `checking ${name}`, () => history.countSteps());
		const { dbPath } = history;
		const { repository: here, slug } = place;
		const it = {
			context,
			options,
			repository: withNamedRemote(here),
			here,
			slug,
			isOwn: true
		};
		return {
			path: null,
			store: "postgres",
			name,
			...dbPath === null ? NOTHING : await checkLedger(it, dbPath)
		};
	} finally {
		await history.close();
	}
}
function readTip(value, before = []) {
	if (!/^[0-9a-f]{64}$/.test(value)) throw require_action_post_help_run_steps.badInput(`--tip is ${require_action_post_help_run_steps.quote(value)}. Give the 64 hex digits that laforge verify printed.`);
	return [...before, value];
}
const EXAMPLES = `
Checks a whole history and changes nothing. It checks the pages and the schema of the file, every field and the digest of
every record, and that numbers, parents and the active steps follow from the records. With --store git it also checks that
the commits of the history form one chain, that the segments match the commits, and that the counts of the tip are right.
In a work tree it looks up every commit and pin that the records of that repository name. A commit that a shallow clone
does not have is a remark, not a fault, and so is a pin that somebody dropped.

Each record contains the digests of the records that it saw, so verify finds records that were removed or changed. No record
protects the newest ones: keep the tip that verify prints, and give it to a later verify with --tip.

With --signed each step is checked against the signed statements about it, and the result says what they prove: those of the
action with attest: true, by a workflow of the same repository (or of --identity), and those of laforge step run --attest,
by the keys in the file of --allowed-signers. Workflows are checked against the roots of Sigstore's public service, or those
of --trusted-root: for private repositories gh attestation trusted-root prints them.

Exit status: 0 if the history is sound, 1 if it is not, 2 for a usage error or a project without a history, 3 if it could
not be checked because a named file does not exist, is of another kind or cannot be read, or a remote does not answer.

Examples:
  $ laforge verify                      the history of this repository's project
  $ laforge verify downloaded/steps.db
  $ laforge verify export.ndjson        an export, as it would be imported
  $ laforge verify --store git          the one at the remote
  $ laforge verify --signed --allowed-signers signers`;
exports.define = define;
});
