const require_action_post_run_steps = require("./action-post-run-steps.js");
// src/stores/artifact/names.ts
function artifactNames(slug) {
	return {
		save: `laforge-${slug}`,
		running: `laforge.running-${slug}`
	};
}
function isNameOrWithUid(name, found) {
	return found === name || found.startsWith(`${name}-`) && require_action_post_run_steps.isUid(found.slice(name.length + 1));
}
const VARIABLES = [
	"ACTIONS_RUNTIME_TOKEN",
	"ACTIONS_RESULTS_URL",
	"GITHUB_SERVER_URL",
	"GITHUB_API_URL",
	"GITHUB_RETENTION_DAYS"
];
function clientVariables(env) {
	return Object.fromEntries(VARIABLES.flatMap((name) => env[name] ? [[name, env[name]]] : []));
}
Object.defineProperty(exports, "artifactNames", {
	enumerable: true,
	get: function() {
		return artifactNames;
	}
});
Object.defineProperty(exports, "clientVariables", {
	enumerable: true,
	get: function() {
		return clientVariables;
	}
});
Object.defineProperty(exports, "isNameOrWithUid", {
	enumerable: true,
	get: function() {
		return isNameOrWithUid;
	}
});
