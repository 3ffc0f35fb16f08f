(function (exports, require, module, __filename, __dirname) {
const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_help_run_steps = require("./help-run-steps.js");
let node_os = require("node:os");
let node_path = require("node:path");
let node_fs = require("node:fs");
// src/cli/place.ts
function takeProject(command) {
	return command.usage("[options] [project-id]").argument("[project-id...]", "the project (default: the one of this repository)");
}
function takeStep(command) {
	return command.usage("[options] [project-id] <step-id>").argument("[step-id...]", "the step: its number (3, S3), or its uid or the first 8 or more characters of it");
}
function addHistoryOptions(command, examples, stores = "file, git or postgres") {
	command.addHelpText("after", examples).option("--project <id>", "work on the history of this project (default: owner/repo of origin, else the name of the folder)").option("--db <file>", "use this steps.db instead of the project's").option("--store <name>", `where the history lives: ${stores} (default: git config laforge.store, else file)`, (text) => parseStore(text, "--store"));
}
function addMirrorOption(command) {
	command.option("--mirror <name>", "with --store postgres, also keep the record in the repository: git (default: git config laforge.mirror)", (text) => require_action_run_steps.parseWord(text, require_action_help_run_steps.MIRROR_NAMES, "--mirror"));
}
function parseStore(text, what) {
	return require_action_help_run_steps.STORE_NAMES.find((name) => name === text) ?? require_action_run_steps.parseWord(text, [
		"file",
		"git",
		"postgres"
	], what);
}
function forSameHistory(command, project, { db, store }, push = false) {
	const words = [
		...project == null ? [] : ["--project", project],
		...db === void 0 ? [] : ["--db", db],
		...store === void 0 ? [] : ["--store", store],
		...push ? ["--push"] : []
	];
	return words.length === 0 ? command : `${command} ${require_action_run_steps.quoteForShell(words)}`;
}
function wordsFor(project, options, push = false) {
	const { toStep, beforeStep, revert, undo } = require_action_run_steps.WORDINGS.cli;
	const same = (command) => forSameHistory(command, project, options, push);
	return {
		...require_action_run_steps.WORDINGS.cli,
		toStep: (step) => same(toStep(step)),
		beforeStep: (step) => same(beforeStep(step)),
		revert: (step) => same(revert(step)),
		undo: (rollback) => same(undo(rollback)),
		listSteps: `${stepsCommand(project, options)} lists them`
	};
}
function stepsCommand(project, options) {
	return forSameHistory("laforge steps", project, options);
}
async function withPlace(context, named, options, use) {
	const { cwd } = context;
	checkStoreOptions(options, cwd);
	tidyUp();
	let repository = named !== null || options.db !== void 0 ? null : await openToFindProject(cwd);
	try {
		const store = await chooseStore(options, cwd, repository);
		if (store !== "file") repository ??= await openToFindProject(cwd);
		return await use(choosePlace(context, named, options, store, repository));
	} finally {
		await repository?.close();
	}
}
async function withPlaceHere(context, named, options, use, { directory = context.cwd, isGiven = () => true } = {}) {
	checkStoreOptions(options, context.cwd);
	tidyUp();
	const repository = await require_action_run_steps.openGit({
		isGiven,
		onFolder: require_action_help_run_steps.noteOwner
	}).open(directory);
	try {
		return await use({
			...choosePlace(context, named, options, await chooseStore(options, directory, repository), repository),
			repository
		});
	} finally {
		await repository.close();
	}
}
async function withRepository({ cwd }, use, opened = null) {
	if (opened !== null) return await use(opened);
	const repository = await require_action_run_steps.openGit({ onFolder: require_action_help_run_steps.noteOwner }).open(cwd).catch((error) => {
		if (error instanceof require_action_post_help_run_steps.InputError) return null;
		throw error;
	});
	try {
		return await use(repository);
	} finally {
		await repository?.close();
	}
}
async function openFile(path, { readonly = false } = {}) {
	const [{ openLedger }, { systemClock }] = await Promise.all([Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.open_ledger_exports), Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.clock_and_uids_exports)]);
	return openLedger(path, {
		clock: systemClock,
		readonly
	});
}
function tidyUp() {
	for (const parent of new Set([process.env.RUNNER_TEMP || (0, node_os.tmpdir)(), (0, node_os.tmpdir)()])) require_action_help_run_steps.removeAbandoned(parent, (uid) => require_action_run_steps.findAgentOfStep(null, uid).length > 0);
}
function checkStoreOptions({ store, db }, cwd) {
	if (db === void 0) return;
	if (store !== void 0 && store !== "file") throw require_action_post_help_run_steps.badInput(`--db names a file and --store is ${require_action_post_help_run_steps.quote(store)}. Leave one of them out.`);
	const subject = `--db is ${require_action_post_help_run_steps.quote(db)}`;
	if (require_action_run_steps.statGiven((0, node_path.resolve)(cwd, db), subject)?.isFile() === false) throw require_action_post_help_run_steps.badInput(`${subject}, which is no file. Name a steps.db.`);
}
async function chooseStore({ store, db }, directory, repository) {
	if (db !== void 0) return "file";
	if (store !== void 0) return store;
	const key = "laforge.store";
	const remembered = repository === null ? await require_action_run_steps.readSetting(key, directory) : repository.settings.get(key);
	return remembered ? parseStore(remembered, `git config ${key}`) : "file";
}
async function openToFindProject(directory) {
	try {
		return await require_action_run_steps.openGit({ onFolder: require_action_help_run_steps.noteOwner }).open(directory);
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.InputError) || error.code !== "not-a-work-tree") throw error;
		throw new require_action_post_help_run_steps.InputError("not-a-work-tree", `${require_action_help_run_steps.asSentence(error.message)} Or name a project: --project <id> (laforge projects lists them).`);
	}
}
function choosePlace(context, named, { db, mirror }, store, repository) {
	const project = chooseProject(context, named, repository, db);
	if (named === null && db === void 0 && store === "file" && repository !== null) require_action_run_steps.checkOwner(project, repository);
	const rememberedMirror = store === "postgres" ? repository?.settings.get("laforge.mirror") : void 0;
	return {
		project,
		named: named !== null,
		slug: named === null ? require_action_post_help_run_steps.DEFAULT_SLUG : require_action_post_help_run_steps.textToSlug(project.id),
		storeName: store,
		mirror: mirror ?? (rememberedMirror ? require_action_run_steps.parseWord(rememberedMirror, require_action_help_run_steps.MIRROR_NAMES, "git config laforge.mirror") : null),
		dbPath: db === void 0 ? require_action_run_steps.ledgerPath(project) : (0, node_path.resolve)(context.cwd, db),
		names: db === void 0 ? require_action_run_steps.historyNames(project, named !== null, repository) : [require_action_post_help_run_steps.realPath((0, node_path.resolve)(context.cwd, db))],
		repository
	};
}
function chooseProject(context, named, repository, db) {
	if (named !== null) return require_action_run_steps.findProject(named, context.env, "The project");
	if (repository !== null) return require_action_run_steps.findProject(require_action_run_steps.defaultProjectId(repository), context.env, "The name of this repository");
	return {
		id: db ?? "",
		folder: (0, node_path.dirname)((0, node_path.resolve)(db ?? "."))
	};
}
// src/cli/waiting-history.ts
function waitsForHistory({ storeName, dbPath, names }) {
	if (storeName !== "file" || !require_action_post_help_run_steps.isAbsent(dbPath)) return false;
	return require_action_run_steps.listFragments(dbPath).length + require_action_run_steps.listStrayRecords(storeName, names).length > 0;
}
function beginHistory({ project, named, repository, dbPath }) {
	if (require_action_post_help_run_steps.findBlock(dbPath) !== null) return;
	if (!named && repository !== null && dbPath === require_action_run_steps.ledgerPath(project)) require_action_run_steps.claimProject(project, repository);
	else require_action_help_run_steps.makeFolder((0, node_path.dirname)(dbPath));
}
// src/cli/create-store.ts
var create_store_exports = require_rolldown_runtime.__exportAll({
	createEndKeeper: () => createEndKeeper,
	createFallbackHistory: () => createFallbackHistory,
	createPlaceStore: () => createPlaceStore
});
function createPlaceStore(context, place, purpose, startTime) {
	const { env } = context;
	const { storeName: name, project, names, slug, repository, dbPath: path } = place;
	if (purpose !== "record" && waitsForHistory(place)) beginHistory(place);
	return require_action_run_steps.createProjectStore({
		name,
		project,
		names,
		slug,
		repository,
		path,
		env,
		startTime,
		create: purpose === "record",
		keepsLaForgeFile: purpose === "read" || purpose === "show",
		usesCopies: purpose === "show",
		folder: null,
		job: null,
		database: require_action_run_steps.readDatabase(env),
		...purpose === "move" || purpose === "record" ? {
			mirror: place.mirror,
			warn: require_help_run_steps.createLog(context).warn
		} : {}
	});
}
function createFallbackHistory(place, uid) {
	return (reason) => {
		const file = require_action_run_steps.strayRecord(place.storeName, place.names, uid);
		const draft = `${file}.writing`;
		return require_action_run_steps.createFragmentHistory({
			condition: {
				kind: "unreadable",
				reason
			},
			file: draft,
			publish: async () => {
				try {
					(0, node_fs.renameSync)(draft, file);
					if (place.storeName !== "file") return {
						kind: "waiting",
						where: file,
						reason
					};
					return {
						kind: "fragment",
						where: moveBeside(file, `${place.dbPath}.record-${uid}.json`),
						reason
					};
				} catch (error) {
					if ((0, node_fs.existsSync)(file)) return {
						kind: "waiting",
						where: file,
						reason
					};
					return {
						kind: "kept",
						where: draft,
						reason: `${reason} ${require_action_post_help_run_steps.describeError(error)}`
					};
				}
			}
		});
	};
}
function moveBeside(file, target) {
	const copy = `${target}.new`;
	try {
		(0, node_fs.copyFileSync)(file, copy);
		(0, node_fs.renameSync)(copy, target);
	} catch (error) {
		(0, node_fs.rmSync)(copy, { force: true });
		throw error;
	}
	(0, node_fs.rmSync)(file, { force: true });
	return target;
}
function createEndKeeper(place) {
	return async (step, outcome, reason) => {
		const history = createFallbackHistory(place, step.uid)(reason);
		await history.startStep(require_action_run_steps.fieldsToRecord(step, step.parentUid).draft);
		await history.finishStep(step.uid, outcome);
		return await history.publish();
	};
}
Object.defineProperty(exports, "addHistoryOptions", {
	enumerable: true,
	get: function() {
		return addHistoryOptions;
	}
});
Object.defineProperty(exports, "addMirrorOption", {
	enumerable: true,
	get: function() {
		return addMirrorOption;
	}
});
Object.defineProperty(exports, "createEndKeeper", {
	enumerable: true,
	get: function() {
		return createEndKeeper;
	}
});
Object.defineProperty(exports, "createFallbackHistory", {
	enumerable: true,
	get: function() {
		return createFallbackHistory;
	}
});
Object.defineProperty(exports, "createPlaceStore", {
	enumerable: true,
	get: function() {
		return createPlaceStore;
	}
});
Object.defineProperty(exports, "create_store_exports", {
	enumerable: true,
	get: function() {
		return create_store_exports;
	}
});
Object.defineProperty(exports, "forSameHistory", {
	enumerable: true,
	get: function() {
		return forSameHistory;
	}
});
Object.defineProperty(exports, "openFile", {
	enumerable: true,
	get: function() {
		return openFile;
	}
});
Object.defineProperty(exports, "stepsCommand", {
	enumerable: true,
	get: function() {
		return stepsCommand;
	}
});
Object.defineProperty(exports, "takeProject", {
	enumerable: true,
	get: function() {
		return takeProject;
	}
});
Object.defineProperty(exports, "takeStep", {
	enumerable: true,
	get: function() {
		return takeStep;
	}
});
Object.defineProperty(exports, "waitsForHistory", {
	enumerable: true,
	get: function() {
		return waitsForHistory;
	}
});
Object.defineProperty(exports, "withPlace", {
	enumerable: true,
	get: function() {
		return withPlace;
	}
});
Object.defineProperty(exports, "withPlaceHere", {
	enumerable: true,
	get: function() {
		return withPlaceHere;
	}
});
Object.defineProperty(exports, "withRepository", {
	enumerable: true,
	get: function() {
		return withRepository;
	}
});
Object.defineProperty(exports, "wordsFor", {
	enumerable: true,
	get: function() {
		return wordsFor;
	}
});
});
