let node_fs = require("node:fs");
let node_path = require("node:path");
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
function isFolder(path) {
	return (0, node_fs.statSync)(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
function settleTemporaryFolder(env, cwd) {
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
Object.defineProperty(exports, "makeFolder", {
	enumerable: true,
	get: function() {
		return makeFolder;
	}
});
Object.defineProperty(exports, "settleTemporaryFolder", {
	enumerable: true,
	get: function() {
		return settleTemporaryFolder;
	}
});
