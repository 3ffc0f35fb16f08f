let node_fs = require("node:fs");
// src/files/replace-file.ts
function replaceFile(path, content, mode) {
	const draft = `${path}.new`;
	(0, node_fs.rmSync)(draft, {
		force: true,
		recursive: true
	});
	(0, node_fs.writeFileSync)(draft, content, {
		flag: "wx",
		mode: mode === void 0 ? 438 : 384
	});
	if (mode !== void 0 && mode !== 384) (0, node_fs.chmodSync)(draft, mode);
	(0, node_fs.renameSync)(draft, path);
}
Object.defineProperty(exports, "replaceFile", {
	enumerable: true,
	get: function() {
		return replaceFile;
	}
});
