let node_fs = require("node:fs");
// src/files/regular-file.ts
const MOST_BYTES = 67108864;
function readRegularFile(path, mostBytes = MOST_BYTES) {
	try {
		const file = (0, node_fs.openSync)(path, node_fs.constants.O_RDONLY | (node_fs.constants.O_NONBLOCK ?? 0));
		try {
			const stat = (0, node_fs.fstatSync)(file);
			return stat.isFile() && stat.size <= mostBytes ? (0, node_fs.readFileSync)(file) : null;
		} finally {
			(0, node_fs.closeSync)(file);
		}
	} catch {
		return null;
	}
}
Object.defineProperty(exports, "readRegularFile", {
	enumerable: true,
	get: function() {
		return readRegularFile;
	}
});
