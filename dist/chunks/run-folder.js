let node_fs = require("node:fs");
let node_path = require("node:path");
// src/agent/run-folder.ts
async function createRunFolder(parent, prompt) {
	const folder = runFolderAt((0, node_fs.mkdtempSync)((0, node_path.join)(parent, "laforge-")), prompt !== null);
	if (prompt !== null && folder.promptFile !== null) (0, node_fs.writeFileSync)(folder.promptFile, prompt, {
		flag: "wx",
		mode: 384
	});
	return folder;
}
function runFolderAt(path, hasPrompt) {
	return {
		path,
		logFile: (0, node_path.join)(path, "agent.log"),
		checkLogFile: (0, node_path.join)(path, "check.log"),
		usageFile: (0, node_path.join)(path, "usage.json"),
		promptFile: hasPrompt ? (0, node_path.join)(path, "prompt.txt") : null
	};
}
Object.defineProperty(exports, "createRunFolder", {
	enumerable: true,
	get: function() {
		return createRunFolder;
	}
});
Object.defineProperty(exports, "runFolderAt", {
	enumerable: true,
	get: function() {
		return runFolderAt;
	}
});
