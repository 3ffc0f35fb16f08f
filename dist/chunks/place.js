let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_projects = require("./projects.js");
// src/cli/option-values.ts
function oneOf(option, words) {
	return (text) => require_open.parseWord(text, words, option);
}
function branchOf(text) {
	return require_open.parseBranch(text, "--branch");
}
function parseLimit(text) {
	if (text === "all") return Number.POSITIVE_INFINITY;
	if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
	throw new require_errors.InputError("bad-input", `--limit is ${require_identity.quote(text)}. Use a number such as 20, or all.`);
}
function limitOr(given, usual) {
	if (given === void 0) return usual;
	return given === Number.POSITIVE_INFINITY ? null : given;
}
// src/cli/place.ts
function takeProject(command) {
	return command.usage("[options] [project-id]").argument("[project-id...]", "the project (default: the one of this repository)");
}
function takeStep(command) {
	return command.usage("[options] [project-id] <step-id>").argument("[step-id...]", "the step: its number (3, S3), or its uid or the first 8 or more characters of it");
}
function addHistoryOptions(command, examples) {
	command.addHelpText("after", examples).option("--project <id>", "work on the history of this project (default: owner/repo of origin, else the name of the folder)").option("--db <file>", "use this steps.db in place of the one of the project").option("--store <name>", "where the history lives: file or git (default: git config laforge.store, else file)", oneOf("--store", require_open.STORE_NAMES));
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
	if (db !== void 0 && store !== void 0 && store !== "file") throw new require_errors.InputError("bad-input", `--db names a file and --store is ${require_identity.quote(store)}. Leave one of them out.`);
}
async function chooseStore({ store, db }, directory, repository) {
	if (db !== void 0) return "file";
	if (store !== void 0) return store;
	const key = "laforge.store";
	const remembered = repository === null ? await require_open.readSetting(key, directory) : repository.settings.get(key);
	return remembered ? oneOf(`git config ${key}`, require_open.STORE_NAMES)(remembered) : "file";
}
async function openRepository(directory, needed, isGiven = () => true) {
	try {
		return await require_open.openGit({
			credentials: NO_TOKENS,
			isGiven
		}).open(directory);
	} catch (error) {
		if (needed || !(error instanceof require_errors.InputError) || error.code !== "not-a-work-tree") throw error;
		throw new require_errors.InputError("not-a-work-tree", `${directory} is in no git work tree, so it has no project of its own. Name one: --project <id> (laforge projects lists them).`);
	}
}
async function tryOpenRepository(directory) {
	try {
		return await require_open.openGit({ credentials: NO_TOKENS }).open(directory);
	} catch (error) {
		if (error instanceof require_errors.InputError) return null;
		throw error;
	}
}
function choosePlace(context, named, { db }, store, repository) {
	const project = chooseProject(context, named, repository, db);
	if (named === null && db === void 0 && store === "file" && repository !== null) require_projects.checkOwner(project, repository);
	return {
		project,
		named: named !== null,
		slug: named === null ? require_projects.DEFAULT_SLUG : require_projects.textToSlug(project.id),
		storeName: store,
		dbPath: db === void 0 ? require_projects.ledgerPath(project) : (0, node_path.resolve)(context.cwd, db),
		repository
	};
}
function chooseProject(context, named, repository, db) {
	if (named !== null) return require_projects.findProject(named, context.env, "The project");
	if (repository !== null) return require_projects.findProject(require_projects.defaultProjectId(repository), context.env, "The name of this repository");
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
Object.defineProperty(exports, "findPlace", {
	enumerable: true,
	get: function() {
		return findPlace;
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
