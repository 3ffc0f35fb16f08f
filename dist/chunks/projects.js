let node_crypto = require("node:crypto");
let node_fs = require("node:fs");
let node_os = require("node:os");
let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_regular_file = require("./regular-file.js");
const require_folders = require("./folders.js");
// src/domain/shell-words.ts
function quoteForShell(args) {
	return args.map((arg) => /^[A-Za-z0-9_./:=-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`).join(" ");
}
function unquoteFromShell(line) {
	const args = (line.match(/(?:'[^']*'|\\'|[^ '\\])+/g) ?? []).map((word) => word.replace(/'([^']*)'|\\'/g, (_part, inner) => inner ?? "'"));
	return quoteForShell(args) === line ? args : null;
}
// src/domain/slug.ts
const DEFAULT_SLUG = "default";
const MAX_PROJECT_ID_LENGTH = 100;
function textToSlug(text) {
	let slug = "";
	const bytes = new TextEncoder().encode(text);
	bytes.forEach((byte, index) => {
		const char = String.fromCharCode(byte);
		const innerDot = char === "." && index > 0 && index < bytes.length - 1 && bytes[index - 1] !== 46 && !text.endsWith(".lock");
		slug += /[A-Za-z0-9_-]/.test(char) || innerDot ? char : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
	});
	return slug;
}
function slugToText(slug) {
	const bytes = [];
	for (let i = 0; i < slug.length; i++) if (slug[i] === "=") {
		bytes.push(Number.parseInt(slug.slice(i + 1, i + 3), 16));
		i += 2;
	} else bytes.push(slug.charCodeAt(i));
	return new TextDecoder().decode(new Uint8Array(bytes));
}
function projectPathParts(projectId, what) {
	return parseProjectId(projectId, what).split("/").map(textToSlug);
}
function parseProjectId(projectId, what) {
	const reason = projectId.length > MAX_PROJECT_ID_LENGTH ? `it is longer than ${MAX_PROJECT_ID_LENGTH} characters` : projectId.split("/").some((part) => part === "" || part === "." || part === "..") ? "a part between its slashes is empty, \".\" or \"..\"" : [...projectId].some((char) => char < " " || char === "") ? "it has a control character" : void 0;
	if (reason !== void 0) throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(projectId)}, and ${reason}. Use a name such as owner/repo.`);
	return projectId;
}
// src/system/projects.ts
const LEDGER_FILE = "steps.db";
const OWNER_FILE = "project.json";
const COPIES = "copies";
const ABSENT = new Set(["ENOENT", "ENOTDIR"]);
const HISTORY_KEY = /^[0-9a-f]{16}$/;
function laforgeHome(env) {
	const home = env.LAFORGE_HOME ?? "";
	return home === "" ? (0, node_path.join)(env.HOME === void 0 || env.HOME === "" ? (0, node_os.homedir)() : env.HOME, ".laforge") : (0, node_path.resolve)(home);
}
function ledgerPath(project) {
	return (0, node_path.join)(project.folder, LEDGER_FILE);
}
function stepLogFile(project, uid) {
	return (0, node_path.join)(project.folder, "runs", `${uid}.log`);
}
function checkLogFile(project, uid) {
	return (0, node_path.join)(project.folder, "runs", `${uid}.check.log`);
}
function waitingFolder(project) {
	return (0, node_path.join)(project.folder, "waiting");
}
function copyFolder(project) {
	return (0, node_path.join)(project.folder, COPIES);
}
function projectsFolder(env) {
	return (0, node_path.join)(laforgeHome(env), "projects");
}
function findProject(id, env, what) {
	let folder = projectsFolder(env);
	const parts = [];
	for (const part of projectPathParts(id, what)) {
		if (part.startsWith(LEDGER_FILE) || part === OWNER_FILE) throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(id)}, and ${part} is the name of a file of ours. Use another.`);
		const entry = sameName(part, folder);
		parts.push(entry);
		folder = (0, node_path.join)(folder, entry);
	}
	return {
		id: parts.map(slugToText).join("/"),
		folder
	};
}
function defaultProjectId(repository) {
	const remote = repository.remote?.repository ?? null;
	return remote === null ? (0, node_path.basename)(repository.mainWorkTree) : remote.slice(remote.indexOf("/") + 1);
}
const PROJECT_SETTING = "laforge.project";
function defaultProject(env, repository) {
	const chosen = repository.settings.get(PROJECT_SETTING);
	if (chosen) return findProject(chosen, env, `git config ${PROJECT_SETTING}`);
	const named = findProject(defaultProjectId(repository), env, "The name of this repository");
	const owner = readOwner(named);
	if (owner !== null && isOwner(owner, repository)) return named;
	const others = listProjects(env).flatMap(({ ledger: _, ...project }) => {
		const other = readOwner(project);
		return other === null ? [] : [{
			project,
			other
		}];
	});
	const own = others.find(({ other }) => isOwner(other, repository));
	if (own !== void 0) return own.project;
	checkOwner(named, repository);
	const before = others.find(({ other }) => hasClone(other, repository));
	if (before === void 0 || (0, node_fs.existsSync)(ledgerPath(named))) return named;
	const asking = identityOf(repository);
	throw new require_errors.RefusedError("wrong-place", `The steps of ${repository.mainWorkTree} are in project ${require_identity.quote(before.project.id)}, of ${before.other.repository}, and its remote is ${asking} now. If that is a new name of the same repository, go on there: git config ${PROJECT_SETTING} ${quoteForShell([before.project.id])}. If it is another one, such as a fork, give it a history of its own: git config ${PROJECT_SETTING} ${quoteForShell([named.id])}.`);
}
function checkOwner(project, repository) {
	const owner = readOwner(project);
	if (owner === null || isOwner(owner, repository)) return;
	throw new require_errors.RefusedError("wrong-place", `Project ${require_identity.quote(project.id)} on this machine is the history of another repository, ${owner.repository}, not of ${identityOf(repository)}. Name a project of its own for this one: --project <name>. To share that history, name it: --project ${project.id}.`);
}
function claimProject(project, repository, isOwn) {
	const path = (0, node_path.join)(project.folder, OWNER_FILE);
	const format = (owner) => `${JSON.stringify(owner, null, 2)}\n`;
	try {
		require_folders.makeFolder(project.folder);
		try {
			writeWholeOnce(path, format(ownerAfter(null, repository)));
		} catch (error) {
			if (require_errors.errnoCode(error) !== "EEXIST") throw error;
			const owner = readOwner(project);
			if (owner === null) throw error;
			const after = ownerAfter(owner, repository);
			const isIts = isOwner(owner, repository) || repository.settings.has("laforge.project");
			if (isOwn && isIts && format(after) !== format(owner)) {
				(0, node_fs.writeFileSync)(`${path}.${process.pid}.new`, format(after));
				(0, node_fs.renameSync)(`${path}.${process.pid}.new`, path);
			}
		}
	} catch (error) {
		if (error instanceof require_errors.StoreError) throw error;
		const text = `The folder of project ${require_identity.quote(project.id)} cannot be written: ${project.folder}.`;
		throw new require_errors.StoreError("unwritable", text, { cause: error });
	}
	return isOwn ? readOwner(project)?.id ?? null : null;
}
function ownerAfter(owner, repository) {
	const name = identityOf(repository);
	const { formerly, clones } = owner ?? {
		formerly: [],
		clones: {}
	};
	const names = owner === null ? [] : [...formerly, owner.repository].filter((former) => former !== name);
	const others = Object.entries(clones).filter(([path]) => path !== repository.mainWorkTree);
	return {
		repository: name,
		id: owner?.id ?? (0, node_crypto.randomUUID)(),
		forgeId: repository.forgeId ?? owner?.forgeId ?? null,
		formerly: [...new Set(names)],
		clones: Object.fromEntries([...others.slice(-99), [repository.mainWorkTree, madeAt(repository)]])
	};
}
function isOwner(owner, repository) {
	const asking = identityOf(repository);
	if (owner.repository.split("/")[0] === asking.split("/")[0] && owner.forgeId !== null && repository.forgeId != null) return owner.forgeId === repository.forgeId;
	if (owner.repository === asking) return true;
	if (!hasClone(owner, repository)) return false;
	return owner.formerly.includes(asking) || owner.repository === (0, node_fs.realpathSync)(repository.mainWorkTree);
}
function hasClone({ clones }, repository) {
	return clones[repository.mainWorkTree] === madeAt(repository);
}
function madeAt({ mainWorkTree }) {
	return (0, node_fs.statSync)(mainWorkTree).birthtimeMs;
}
function writeWholeOnce(path, text) {
	const draft = `${path}.${process.pid}`;
	try {
		(0, node_fs.writeFileSync)(draft, text);
		(0, node_fs.linkSync)(draft, path);
	} catch (error) {
		if (require_errors.errnoCode(error) === "EEXIST") throw error;
		(0, node_fs.writeFileSync)(path, text, { flag: "wx" });
	} finally {
		(0, node_fs.rmSync)(draft, { force: true });
	}
}
function listProjects(env) {
	const found = [];
	const walk = (folder, parts) => {
		const entries = entriesOf(folder);
		const project = {
			id: parts.map(slugToText).join("/"),
			folder
		};
		const ledger = entries.some((entry) => entry.name === LEDGER_FILE) ? ledgerPath(project) : latestCopy(copyFolder(project));
		if (parts.length > 0 && ledger !== null) found.push({
			...project,
			ledger
		});
		for (const { name } of entries.filter((entry) => entry.isDirectory())) if (parts.at(-1) !== COPIES || !HISTORY_KEY.test(name)) walk((0, node_path.join)(folder, name), [...parts, name]);
	};
	walk(projectsFolder(env), []);
	return found.sort((a, b) => a.id < b.id ? -1 : 1);
}
function loadedCopy(project) {
	return latestCopy(copyFolder(project));
}
function latestCopy(folder) {
	return entriesOf(folder).filter(({ name }) => HISTORY_KEY.test(name)).flatMap(({ name }) => entriesOf((0, node_path.join)(folder, name)).map((state) => (0, node_path.join)(folder, name, state.name))).filter((state) => !state.endsWith(".new")).flatMap((state) => {
		const path = (0, node_path.join)(state, LEDGER_FILE);
		const file = (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
		return file?.isFile() === true ? [{
			path,
			time: file.mtimeMs
		}] : [];
	}).sort((a, b) => b.time - a.time)[0]?.path ?? null;
}
function identityOf(repository) {
	return repository.remote?.repository ?? (0, node_fs.realpathSync)(repository.mainWorkTree);
}
function readOwner(project) {
	const path = (0, node_path.join)(project.folder, OWNER_FILE);
	const text = require_regular_file.readRegularFile(path)?.toString("utf8");
	if (text === void 0) {
		if ((0, node_fs.lstatSync)(path, { throwIfNoEntry: false }) === void 0) return null;
		throw new require_errors.StoreError("unreadable", `${path} cannot be read.`);
	}
	try {
		const owner = require_regular_file.parseObject(text);
		if (typeof owner?.repository === "string") {
			const { repository, id, forgeId, formerly, clones } = owner;
			return {
				repository,
				id: typeof id === "string" ? id : (0, node_crypto.randomUUID)(),
				forgeId: typeof forgeId === "string" ? forgeId : null,
				formerly: Array.isArray(formerly) ? formerly.filter((name) => typeof name === "string") : [],
				clones: require_regular_file.isObject(clones) ? Object.fromEntries(Object.entries(clones).filter(isClone)) : {}
			};
		}
	} catch {}
	throw new require_errors.StoreError("damaged", `${path} does not say whose history this is. Remove that file if you know.`);
}
function sameName(part, folder) {
	const names = entriesOf(folder).map((entry) => entry.name);
	return names.includes(part) ? part : names.find((name) => name.toLowerCase() === part.toLowerCase()) ?? part;
}
function entriesOf(folder) {
	try {
		return (0, node_fs.readdirSync)(folder, { withFileTypes: true });
	} catch (error) {
		if (ABSENT.has(require_errors.errnoCode(error) ?? "")) return [];
		throw new require_errors.StoreError("unreadable", `${folder} cannot be read.`, { cause: error });
	}
}
function isClone(entry) {
	return typeof entry[1] === "number";
}
Object.defineProperty(exports, "DEFAULT_SLUG", {
	enumerable: true,
	get: function() {
		return DEFAULT_SLUG;
	}
});
Object.defineProperty(exports, "checkLogFile", {
	enumerable: true,
	get: function() {
		return checkLogFile;
	}
});
Object.defineProperty(exports, "claimProject", {
	enumerable: true,
	get: function() {
		return claimProject;
	}
});
Object.defineProperty(exports, "copyFolder", {
	enumerable: true,
	get: function() {
		return copyFolder;
	}
});
Object.defineProperty(exports, "defaultProject", {
	enumerable: true,
	get: function() {
		return defaultProject;
	}
});
Object.defineProperty(exports, "defaultProjectId", {
	enumerable: true,
	get: function() {
		return defaultProjectId;
	}
});
Object.defineProperty(exports, "findProject", {
	enumerable: true,
	get: function() {
		return findProject;
	}
});
Object.defineProperty(exports, "laforgeHome", {
	enumerable: true,
	get: function() {
		return laforgeHome;
	}
});
Object.defineProperty(exports, "ledgerPath", {
	enumerable: true,
	get: function() {
		return ledgerPath;
	}
});
Object.defineProperty(exports, "listProjects", {
	enumerable: true,
	get: function() {
		return listProjects;
	}
});
Object.defineProperty(exports, "loadedCopy", {
	enumerable: true,
	get: function() {
		return loadedCopy;
	}
});
Object.defineProperty(exports, "parseProjectId", {
	enumerable: true,
	get: function() {
		return parseProjectId;
	}
});
Object.defineProperty(exports, "projectsFolder", {
	enumerable: true,
	get: function() {
		return projectsFolder;
	}
});
Object.defineProperty(exports, "quoteForShell", {
	enumerable: true,
	get: function() {
		return quoteForShell;
	}
});
Object.defineProperty(exports, "slugToText", {
	enumerable: true,
	get: function() {
		return slugToText;
	}
});
Object.defineProperty(exports, "stepLogFile", {
	enumerable: true,
	get: function() {
		return stepLogFile;
	}
});
Object.defineProperty(exports, "textToSlug", {
	enumerable: true,
	get: function() {
		return textToSlug;
	}
});
Object.defineProperty(exports, "unquoteFromShell", {
	enumerable: true,
	get: function() {
		return unquoteFromShell;
	}
});
Object.defineProperty(exports, "waitingFolder", {
	enumerable: true,
	get: function() {
		return waitingFolder;
	}
});
