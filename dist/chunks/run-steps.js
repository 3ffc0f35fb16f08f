const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
let node_path = require("node:path");
let node_fs = require("node:fs");
let node_fs_promises = require("node:fs/promises");
// src/cli/arguments.ts
function readProject(args, option) {
	refuseMore(args, 1);
	return { project: sameProject(args[0], option) };
}
function readStep(args, option) {
	refuseMore(args, 2);
	const name = args.at(-1);
	if (name === void 0) throw new require_action_post_help_run_steps.InputError("bad-input", "No step is named. Give its number, such as 3 (laforge steps lists them).");
	return {
		project: sameProject(args.length > 1 ? args[0] : void 0, option),
		step: require_action_post_run_steps.parseStepRef(name, "The step id")
	};
}
function readSteps(args, option) {
	refuseMore(args, 2);
	const names = args.at(-1);
	if (names === void 0) throw new require_action_post_help_run_steps.InputError("bad-input", "No step is named. Give its number, such as 3, or two, 3..5 (laforge steps lists them).");
	return {
		project: sameProject(args.length > 1 ? args[0] : void 0, option),
		...require_action_run_steps.parseNamedSteps(names, "The step id")
	};
}
function readRollback(args, option) {
	refuseMore(args, 2);
	const [first, second] = args;
	if (second !== void 0) return {
		project: sameProject(first, option),
		rollback: require_action_post_run_steps.parseRollbackRef(second, WHAT_ROLLBACK)
	};
	if (first === void 0) return {
		project: sameProject(void 0, option),
		rollback: null
	};
	if (option !== void 0 || require_action_post_run_steps.looksLikeStepNumber(first) || readsAsRollback(first)) return {
		project: sameProject(void 0, option),
		rollback: require_action_post_run_steps.parseRollbackRef(first, WHAT_ROLLBACK)
	};
	return {
		project: first,
		rollback: null
	};
}
function readPins(args, option) {
	const [first, ...rest] = args;
	const hasProject = first !== void 0 && option === void 0 && !readsAsPin(first);
	const names = hasProject ? rest : args;
	if (names.length === 0) throw new require_action_post_help_run_steps.InputError("bad-input", "No pin is named. Give its name, such as R2 or S7 (laforge pins lists them).");
	const odd = names.find((name) => !readsAsPin(name));
	if (odd !== void 0) throw new require_action_post_help_run_steps.InputError("bad-input", `${require_action_post_run_steps.quote(odd)} names no pin. Use R2, S7, a uid or the first 8 or more characters of it, or a whole ref (laforge pins lists them).`);
	return {
		project: hasProject ? first : option ?? null,
		names
	};
}
function readsAsPin(name) {
	if (name.startsWith("refs/")) return true;
	const plain = name.replace(/^step-(?=[0-9a-f]{8})/, "");
	return [require_action_post_run_steps.parseStepRef, require_action_post_run_steps.parseRollbackRef].some((parse) => {
		try {
			parse(plain, "");
			return true;
		} catch {
			return false;
		}
	});
}
const WHAT_ROLLBACK = "The rollback id";
function readsAsRollback(text) {
	try {
		require_action_post_run_steps.parseRollbackRef(text, WHAT_ROLLBACK);
		return true;
	} catch {
		return false;
	}
}
function sameProject(positional, option) {
	if (positional !== void 0 && option !== void 0 && positional !== option) throw new require_action_post_help_run_steps.InputError("bad-input", `Two projects are named, ${require_action_post_run_steps.quote(positional)} and ${require_action_post_run_steps.quote(option)} (--project). Name one.`);
	return positional ?? option ?? null;
}
function refuseMore(args, most) {
	const extra = args[most];
	if (extra !== void 0) throw new require_action_post_help_run_steps.InputError("bad-input", `${require_action_post_run_steps.quote(extra)} is one argument too many.`);
}
function oneOf(option, words) {
	return (text) => require_action_run_steps.parseWord(text, words, option);
}
function branchOf(text) {
	return require_action_run_steps.parseBranch(text, "--branch");
}
function parseLimit(text) {
	if (text === "all") return Number.POSITIVE_INFINITY;
	if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
	throw new require_action_post_help_run_steps.InputError("bad-input", `--limit is ${require_action_post_run_steps.quote(text)}. Use a number such as 20, or all.`);
}
function limitOr(given, usual) {
	if (given === void 0) return usual;
	return given === Number.POSITIVE_INFINITY ? null : given;
}
// src/cli/place.ts
function forSameHistory(command, project, { db, store }, push = false) {
	const words = [
		...project == null ? [] : ["--project", project],
		...db === void 0 ? [] : ["--db", db],
		...store === void 0 ? [] : ["--store", store],
		...push ? ["--push"] : []
	];
	return words.length === 0 ? command : `${command} ${require_action_run_steps.quoteForShell(words)}`;
}
function takeProject(command) {
	return command.usage("[options] [project-id]").argument("[project-id...]", "the project (default: the one of this repository)");
}
function takeStep(command) {
	return command.usage("[options] [project-id] <step-id>").argument("[step-id...]", "the step: its number (3, S3), or its uid or the first 8 or more characters of it");
}
function addHistoryOptions(command, examples, stores = "file, git or postgres") {
	command.addHelpText("after", examples).option("--project <id>", "work on the history of this project (default: owner/repo of origin, else the name of the folder)").option("--db <file>", "use this steps.db in place of the one of the project").option("--store <name>", `where the history lives: ${stores} (default: git config laforge.store, else file)`, oneOf("--store", require_action_run_steps.STORE_NAMES));
}
async function findPlace(context, named, options, { directory, needsRepository, isGiven }) {
	checkStoreOptions(options);
	const namesFile = named !== null || options.db !== void 0;
	const open = () => openRepository(directory, needsRepository, isGiven);
	let repository = needsRepository || !namesFile ? await open() : null;
	try {
		const store = await chooseStore(options, directory, repository);
		if (repository === null && store !== "file") repository = await open();
		return choosePlace(context, named, options, store, repository);
	} catch (error) {
		await repository?.close();
		throw error;
	}
}
function checkStoreOptions({ store, db }) {
	if (db !== void 0 && store !== void 0 && store !== "file") throw new require_action_post_help_run_steps.InputError("bad-input", `--db names a file and --store is ${require_action_post_run_steps.quote(store)}. Leave one of them out.`);
}
async function chooseStore({ store, db }, directory, repository) {
	if (db !== void 0) return "file";
	if (store !== void 0) return store;
	const key = "laforge.store";
	const remembered = repository === null ? await require_action_run_steps.readSetting(key, directory) : repository.settings.get(key);
	return remembered ? oneOf(`git config ${key}`, require_action_run_steps.STORE_NAMES)(remembered) : "file";
}
async function openRepository(directory, needed, isGiven = () => true) {
	try {
		return await require_action_run_steps.openGit({
			credentials: NO_TOKENS,
			isGiven
		}).open(directory);
	} catch (error) {
		if (needed || !(error instanceof require_action_post_help_run_steps.InputError) || error.code !== "not-a-work-tree") throw error;
		throw new require_action_post_help_run_steps.InputError("not-a-work-tree", `${directory} is in no git work tree, so it has no project of its own. Name one: --project <id> (laforge projects lists them).`);
	}
}
async function tryOpenRepository(directory) {
	try {
		return await require_action_run_steps.openGit({ credentials: NO_TOKENS }).open(directory);
	} catch (error) {
		if (error instanceof require_action_post_help_run_steps.InputError) return null;
		throw error;
	}
}
function choosePlace(context, named, { db }, store, repository) {
	const project = chooseProject(context, named, repository, db);
	if (named === null && db === void 0 && store === "file" && repository !== null) require_action_run_steps.checkOwner(project, repository);
	return {
		project,
		named: named !== null,
		slug: named === null ? require_action_run_steps.DEFAULT_SLUG : require_action_run_steps.textToSlug(project.id),
		storeName: store,
		dbPath: db === void 0 ? require_action_run_steps.ledgerPath(project) : (0, node_path.resolve)(context.cwd, db),
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
const NO_TOKENS = {
	pushToken: null,
	fallbackToken: null,
	serverUrl: null
};
// src/cli/create-store.ts
var create_store_exports = require_rolldown_runtime.__exportAll({
	createEndKeeper: () => createEndKeeper,
	createFallbackHistory: () => createFallbackHistory,
	createPlaceStore: () => createPlaceStore,
	readDatabase: () => readDatabase
});
function createPlaceStore({ env }, place, purpose, startTime) {
	const { storeName: name, project, slug, repository, dbPath: path } = place;
	return require_action_run_steps.createProjectStore({
		name,
		project,
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
		database: readDatabase(env)
	});
}
function readDatabase(env) {
	const url = env[require_action_run_steps.DATABASE_VARIABLE];
	return url ? {
		url,
		what: require_action_run_steps.DATABASE_VARIABLE
	} : null;
}
function createFallbackHistory(place, uid) {
	return (reason) => {
		const file = require_action_run_steps.strayRecord(require_action_run_steps.strayKey(place.storeName, place.dbPath), uid);
		const draft = `${file}.writing`;
		return require_action_run_steps.createFragmentHistory({
			condition: {
				kind: "unreadable",
				reason
			},
			file: draft,
			publish: async () => {
				try {
					await (0, node_fs_promises.rename)(draft, file);
					if (place.storeName !== "file") return {
						kind: "waiting",
						where: file,
						reason
					};
					return {
						kind: "fragment",
						where: await moveBeside(file, `${place.dbPath}.record-${uid}.json`),
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
async function moveBeside(file, target) {
	const copy = `${target}.new`;
	try {
		await (0, node_fs_promises.copyFile)(file, copy);
		await (0, node_fs_promises.rename)(copy, target);
	} catch (error) {
		await (0, node_fs_promises.rm)(copy, { force: true });
		throw error;
	}
	await (0, node_fs_promises.rm)(file, { force: true });
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
Object.defineProperty(exports, "branchOf", {
	enumerable: true,
	get: function() {
		return branchOf;
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
Object.defineProperty(exports, "findPlace", {
	enumerable: true,
	get: function() {
		return findPlace;
	}
});
Object.defineProperty(exports, "forSameHistory", {
	enumerable: true,
	get: function() {
		return forSameHistory;
	}
});
Object.defineProperty(exports, "limitOr", {
	enumerable: true,
	get: function() {
		return limitOr;
	}
});
Object.defineProperty(exports, "oneOf", {
	enumerable: true,
	get: function() {
		return oneOf;
	}
});
Object.defineProperty(exports, "parseLimit", {
	enumerable: true,
	get: function() {
		return parseLimit;
	}
});
Object.defineProperty(exports, "readDatabase", {
	enumerable: true,
	get: function() {
		return readDatabase;
	}
});
Object.defineProperty(exports, "readPins", {
	enumerable: true,
	get: function() {
		return readPins;
	}
});
Object.defineProperty(exports, "readProject", {
	enumerable: true,
	get: function() {
		return readProject;
	}
});
Object.defineProperty(exports, "readRollback", {
	enumerable: true,
	get: function() {
		return readRollback;
	}
});
Object.defineProperty(exports, "readStep", {
	enumerable: true,
	get: function() {
		return readStep;
	}
});
Object.defineProperty(exports, "readSteps", {
	enumerable: true,
	get: function() {
		return readSteps;
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
Object.defineProperty(exports, "tryOpenRepository", {
	enumerable: true,
	get: function() {
		return tryOpenRepository;
	}
});
