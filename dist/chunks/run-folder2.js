let node_fs_promises = require("node:fs/promises");
let node_path = require("node:path");
// src/usage/run-folder.ts
const LONGEST_PATH = 4096;
async function isInFolder(recorded, cwd) {
	if (recorded === void 0 || !(0, node_path.isAbsolute)(recorded) || recorded.length > LONGEST_PATH) return false;
	const [folder, bound] = [await resolve(recorded), await resolve(cwd)];
	return folder === bound || folder.startsWith(bound.endsWith(node_path.sep) ? bound : bound + node_path.sep);
}
async function resolve(folder) {
	try {
		return await (0, node_fs_promises.realpath)(folder);
	} catch {
		const parent = (0, node_path.dirname)(folder);
		return parent === folder ? folder : (0, node_path.join)(await resolve(parent), (0, node_path.basename)(folder));
	}
}
Object.defineProperty(exports, "isInFolder", {
	enumerable: true,
	get: function() {
		return isInFolder;
	}
});
