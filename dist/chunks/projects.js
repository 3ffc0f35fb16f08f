let node_fs = require("node:fs");
let node_os = require("node:os");
let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_regular_file = require("./regular-file.js");
const require_folders = require("./folders.js");
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
function checkOwner(project, repository) {
	const owner = readOwner(project);
	const asking = identityOf(repository);
	if (owner === null || owner === asking) return;
	throw new require_errors.RefusedError("wrong-place", `Project ${require_identity.quote(project.id)} on this machine is the history of another repository, ${owner}, not of ${asking}. Name a project of its own for this one: --project <name>. To share that history, name it: --project ${project.id}.`);
}
function claimProject(project, repository) {
	try {
		require_folders.makeFolder(project.folder);
		const text = `${JSON.stringify({ repository: identityOf(repository) }, null, 2)}\n`;
		writeWholeOnce((0, node_path.join)(project.folder, OWNER_FILE), text);
	} catch (error) {
		if (require_errors.errnoCode(error) === "EEXIST" && readOwner(project) !== null) return;
		throw new require_errors.StoreError("unwritable", `The folder of project ${require_identity.quote(project.id)} cannot be written: ${project.folder}.`, { cause: error });
	}
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
function isMissing(path) {
	try {
		(0, node_fs.lstatSync)(path);
		return false;
	} catch (error) {
		return ABSENT.has(require_errors.errnoCode(error) ?? "");
	}
}
function readOwner(project) {
	const path = (0, node_path.join)(project.folder, OWNER_FILE);
	const text = require_regular_file.readRegularFile(path)?.toString("utf8");
	if (text === void 0) {
		if (isMissing(path)) return null;
		throw new require_errors.StoreError("unreadable", `${path} cannot be read.`);
	}
	try {
		const parsed = JSON.parse(text);
		if (typeof parsed === "object" && parsed !== null && "repository" in parsed && typeof parsed.repository === "string") return parsed.repository;
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
Object.defineProperty(exports, "checkOwner", {
	enumerable: true,
	get: function() {
		return checkOwner;
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
Object.defineProperty(exports, "waitingFolder", {
	enumerable: true,
	get: function() {
		return waitingFolder;
	}
});
