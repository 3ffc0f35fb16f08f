const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/stores/github-services.ts
function defaultStore(env) {
	const reason = whyNoArtifacts(env);
	if (reason === null) return {
		name: "artifact",
		notice: null
	};
	return {
		name: "git",
		notice: `No store was named, and ${reason}: the history is kept in the repository itself (store: git).`
	};
}
function checkArtifacts(env) {
	const reason = whyNoArtifacts(env);
	if (reason !== null) throw notHere("artifact", reason);
}
function checkCaches(env) {
	const reason = whyNoCaches(env);
	if (reason !== null) throw notHere("cache", reason);
}
function notHere(store, reason) {
	return new require_action_post_help_run_steps.InputError("bad-environment", `Input "store" is "${store}", which works only where GitHub's own service is, and ${reason}. Use "git", which keeps the history in the repository, or "file" with a store-path that lasts.`);
}
function whyNoArtifacts(env) {
	const host = hostOf(env.GITHUB_SERVER_URL ?? "https://github.com");
	const other = otherService(env);
	if (other !== null) return `the artifacts of ${other} are no place for one`;
	if (!/^github\.com$|\.ghe\.com$|\.localhost$/i.test(host)) return `${host} has no such service`;
	return missing(env, ["ACTIONS_RUNTIME_TOKEN", "ACTIONS_RESULTS_URL"]);
}
function whyNoCaches(env) {
	const other = otherService(env);
	if (other !== null) return `${other} does not list its caches, so that no run could find what another saved`;
	if (env.ACTIONS_CACHE_SERVICE_V2) return missing(env, ["ACTIONS_RUNTIME_TOKEN", "ACTIONS_RESULTS_URL"]);
	return env.ACTIONS_CACHE_URL ? null : missing(env, ["ACTIONS_RESULTS_URL"]);
}
function otherService(env) {
	const forge = require_action_run_steps.forgeOf(env);
	if (forge !== "GitHub") return forge;
	return env.ACT === "true" ? "act" : null;
}
function missing(env, names) {
	const name = names.find((it) => !env[it]);
	return name === void 0 ? null : `${name} is not set here`;
}
function hostOf(url) {
	return URL.canParse(url) ? new URL(url).hostname : url;
}
Object.defineProperty(exports, "checkArtifacts", {
	enumerable: true,
	get: function() {
		return checkArtifacts;
	}
});
Object.defineProperty(exports, "checkCaches", {
	enumerable: true,
	get: function() {
		return checkCaches;
	}
});
Object.defineProperty(exports, "defaultStore", {
	enumerable: true,
	get: function() {
		return defaultStore;
	}
});
