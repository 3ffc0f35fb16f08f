(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
const require_action_run = require("./action-run.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_history_store = require("./history-store.js");
// src/action/finish-request.ts
function commitHostOf(inputs, job, repository) {
	if (inputs.options.signing?.kind !== "host") return void 0;
	const forge = require_history_store.openPushForge(inputs, job, repository);
	if (forge !== null) return forge.commits;
	const [why, advice] = (inputs.pushToken ?? inputs.githubToken) === null ? ["\"github-token\" is empty", "Give it, or use ssh"] : ["the host of this repository and its API are not known", "Use ssh"];
	throw require_action_post_help_run_steps.badInput(`Input "commit-signing" is "api", and ${why}. ${advice}.`);
}
async function checkCommitHost(host, limitMs) {
	if (await require_action_run_steps.settleWithin(host.canCommit(), limitMs, () => null) !== false) return;
	throw new require_action_post_help_run_steps.RefusedError("no-permission", `Input "commit-signing" is "api", and this ${host.name} cannot create commits by its API (GraphQL createCommitOnBranch). Use ssh.`);
}
function finishInJob(job, options, run) {
	const { repository, folder, store, ...facts } = run;
	return require_action_run.finishRequest(options, repository, {
		...facts,
		slug: job.slug,
		workTreeLasts: false,
		bot: require_action_run_steps.botOf(require_action_run.forgeOf(job.env)),
		bundleFile: (0, node_path.join)(folder, `${facts.uid}.bundle`),
		privatePaths: [folder, ...store.privatePaths]
	});
}
Object.defineProperty(exports, "checkCommitHost", {
	enumerable: true,
	get: function() {
		return checkCommitHost;
	}
});
Object.defineProperty(exports, "commitHostOf", {
	enumerable: true,
	get: function() {
		return commitHostOf;
	}
});
Object.defineProperty(exports, "finishInJob", {
	enumerable: true,
	get: function() {
		return finishInJob;
	}
});
});
