(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/files/sqlite-file.ts
const MAGIC = "SQLite format 3\0";
function isSqliteFile(path) {
	const start = require_action_post_help_run_steps.readStart(path, 16);
	return start && start.toString("latin1") === MAGIC;
}
Object.defineProperty(exports, "isSqliteFile", {
	enumerable: true,
	get: function() {
		return isSqliteFile;
	}
});
});
