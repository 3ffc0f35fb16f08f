(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
let node_fs = require("node:fs");
// src/domain/text.ts
const ESC = "\x1B";
const ESCAPES = [
	new RegExp(`(?:${ESC}[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u009c${ESC}\n]*(?:[\u0007\u009c]|${ESC}\\\\)?`, "g"),
	new RegExp(`(?:${ESC}\\[|\u009b)[0-?]*[ -/]*[@-~]?`, "g"),
	new RegExp(`${ESC}[ -/]*[0-~]?`, "g")
];
function stripEscapes(text) {
	return ESCAPES.reduce((plain, escapes) => plain.replaceAll(escapes, ""), text);
}
function cutText(text, most) {
	if (text.length <= most) return text;
	const characters = Array.from(text.slice(0, 2 * most + 2));
	if (characters.length <= most) return text;
	return `${characters.slice(0, Math.max(0, most - 1)).join("").trimEnd()}\u2026`;
}
function capital(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
function nameSome(names, most) {
	return `${names.slice(0, most).join(", ")}${names.length > most ? " \u2026" : ""}`;
}
function nameFirst(items, most, name) {
	const named = items.slice(0, most).map(name).join(", ");
	return items.length > most ? `${named} and ${items.length - most} more` : named;
}
function joinFilled(parts, separator) {
	return parts.filter((part) => part !== "").join(separator);
}
// src/system/folders.ts
function makeFolder(path, mode) {
	if (isFolder(path)) return;
	const parent = (0, node_path.dirname)(path);
	if (parent !== path) makeFolder(parent, mode);
	try {
		(0, node_fs.mkdirSync)(path, { mode });
	} catch (error) {
		if (!isFolder(path)) throw error;
	}
}
function checkWritable(path) {
	if (isFolder(path)) (0, node_fs.rmdirSync)((0, node_fs.mkdtempSync)((0, node_path.join)(path, ".laforge-")));
	else checkWritable((0, node_path.dirname)(path));
}
function isFolder(path) {
	return (0, node_fs.statSync)(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
function makeTemporaryFolderUsable(env, cwd) {
	for (const name of [
		"TMPDIR",
		"TMP",
		"TEMP"
	]) {
		const value = env[name];
		if (!value) continue;
		const folder = (0, node_path.resolve)(cwd, value);
		if (isUsable(folder)) env[name] = folder;
		else delete env[name];
	}
}
function isUsable(folder) {
	try {
		(0, node_fs.accessSync)(folder, node_fs.constants.W_OK);
		return (0, node_fs.statSync)(folder).isDirectory();
	} catch {
		return false;
	}
}
Object.defineProperty(exports, "capital", {
	enumerable: true,
	get: function() {
		return capital;
	}
});
Object.defineProperty(exports, "checkWritable", {
	enumerable: true,
	get: function() {
		return checkWritable;
	}
});
Object.defineProperty(exports, "cutText", {
	enumerable: true,
	get: function() {
		return cutText;
	}
});
Object.defineProperty(exports, "joinFilled", {
	enumerable: true,
	get: function() {
		return joinFilled;
	}
});
Object.defineProperty(exports, "makeFolder", {
	enumerable: true,
	get: function() {
		return makeFolder;
	}
});
Object.defineProperty(exports, "makeTemporaryFolderUsable", {
	enumerable: true,
	get: function() {
		return makeTemporaryFolderUsable;
	}
});
Object.defineProperty(exports, "nameFirst", {
	enumerable: true,
	get: function() {
		return nameFirst;
	}
});
Object.defineProperty(exports, "nameSome", {
	enumerable: true,
	get: function() {
		return nameSome;
	}
});
Object.defineProperty(exports, "stripEscapes", {
	enumerable: true,
	get: function() {
		return stripEscapes;
	}
});
});
