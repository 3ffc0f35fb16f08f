(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run = require("./action-run.js");
const require_store_deps = require("./store-deps.js");
// src/stores/artifact/keep-file.ts
async function keepAsArtifact(options, uid, file) {
	const name = `laforge.${/\.(beside|bundle|files)(\.bundle|\.tar\.gz)?$/.exec(file)?.[1] ?? "record"}-${uid}`;
	await upload(options, {
		name,
		files: [file],
		asItIs: false
	});
	return `artifact ${name} of this run`;
}
function logArtifact(uid) {
	return `laforge.log-${uid}`;
}
async function keepLogs(options, uid, files) {
	await upload(options, {
		name: logArtifact(uid),
		files,
		asItIs: false
	});
}
async function keepPage(options, file) {
	return await upload(options, {
		name: (0, node_path.basename)(file),
		files: [file],
		asItIs: require_action_run.forgeOf(options.env) === "GitHub"
	});
}
async function upload(options, { name, files, asItIs }) {
	const folder = (0, node_path.dirname)(files[0] ?? ".");
	const isGithub = require_action_run.forgeOf(options.env) === "GitHub";
	const variables = {
		...clientVariables(options.env),
		...!isGithub && { GITHUB_SERVER_URL: "https://github.com" }
	};
	const client = require_store_deps.startClient(options, {
		client: "artifact",
		folder,
		variables
	});
	try {
		const { retentionDays } = options;
		return await uploadWith(client, {
			name,
			folder,
			files,
			retentionDays,
			asItIs
		}, require_store_deps.TIME_LIMITS.publishMs);
	} finally {
		await client.stop();
	}
}
async function uploadWith(client, upload, limitMs) {
	const { answer } = await client.call({
		kind: "upload-artifact",
		...upload
	}, limitMs);
	if (answer === null) throw new require_action_post_help_run_steps.StoreError("unavailable", `GitHub did not say as what it saved ${upload.name}.`);
	return answer;
}
const VARIABLES = [
	"ACTIONS_RUNTIME_TOKEN",
	"ACTIONS_RESULTS_URL",
	"GITHUB_SERVER_URL",
	"GITHUB_API_URL",
	"GITHUB_RETENTION_DAYS"
];
function clientVariables(env) {
	return require_store_deps.pickVariables(env, VARIABLES);
}
Object.defineProperty(exports, "clientVariables", {
	enumerable: true,
	get: function() {
		return clientVariables;
	}
});
Object.defineProperty(exports, "keepAsArtifact", {
	enumerable: true,
	get: function() {
		return keepAsArtifact;
	}
});
Object.defineProperty(exports, "keepLogs", {
	enumerable: true,
	get: function() {
		return keepLogs;
	}
});
Object.defineProperty(exports, "keepPage", {
	enumerable: true,
	get: function() {
		return keepPage;
	}
});
Object.defineProperty(exports, "logArtifact", {
	enumerable: true,
	get: function() {
		return logArtifact;
	}
});
Object.defineProperty(exports, "uploadWith", {
	enumerable: true,
	get: function() {
		return uploadWith;
	}
});
});
