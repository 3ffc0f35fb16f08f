(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run = require("./action-run.js");
// src/stores/github-services.ts
function defaultStore(env) {
	const reason = whyNoArtifactsInJob(env);
	if (reason === null) return {
		name: "artifact",
		notice: null
	};
	return {
		name: "git",
		notice: `No store was named, and ${reason}: the history is kept in the repository itself (store: git).`
	};
}
function checkService(store, env) {
	const reason = store === "artifact" ? whyNoArtifactsInJob(env) : whyNoCaches(env);
	if (reason === null) return;
	throw new require_action_post_help_run_steps.InputError("bad-environment", `Input "store" is "${store}", which works only where GitHub's own service is, and ${reason}. Use "git", which keeps the history in the repository, or "file" with a store-path that lasts.`);
}
function whyNoArtifactsInJob(env) {
	return require_action_run.whyNoArtifacts(env) ?? missing(env, ["ACTIONS_RUNTIME_TOKEN", "ACTIONS_RESULTS_URL"]);
}
function whyNoCaches(env) {
	const other = require_action_run.otherService(env);
	if (other !== null) return `${other} does not list its caches, so that no run could find what another saved`;
	if (env.ACTIONS_CACHE_SERVICE_V2) return missing(env, ["ACTIONS_RUNTIME_TOKEN", "ACTIONS_RESULTS_URL"]);
	return env.ACTIONS_CACHE_URL ? null : missing(env, ["ACTIONS_RESULTS_URL"]);
}
function missing(env, names) {
	const name = names.find((it) => !env[it]);
	return name === void 0 ? null : `${name} is not set here`;
}
Object.defineProperty(exports, "checkService", {
	enumerable: true,
	get: function() {
		return checkService;
	}
});
Object.defineProperty(exports, "defaultStore", {
	enumerable: true,
	get: function() {
		return defaultStore;
	}
});
});
