(function (exports, require, module, __filename, __dirname) {
const require_comment = require("./comment.js");
const require_step_outputs = require("./step-outputs.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_run = require("./action-run.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_steps = require("./run-steps.js");
const require_run_info = require("./run-info.js");
// src/cli/ci.ts
const LOOKED_AT = 50;
const LEFT_OUT = new Set([
	"cache-write-tokens",
	"reasoning-tokens",
	"cache-share"
]);
function defineComment(command, context) {
	require_run_steps.addHistoryOptions(command.usage("[options]"), COMMENT);
	command.action((options) => writeComment(context, options));
}
function defineOutputs(command, context) {
	require_run_steps.addHistoryOptions(command.usage("[options]"), OUTPUTS);
	command.action((options) => require_open_history.withHistory(context, options.project ?? null, options, async ({ history }) => {
		const step = await findOwnStep(history, require_run_info.describeRun(context.env), options);
		for (const [name, value] of Object.entries(require_step_outputs.stepToOutputs(step))) {
			if (LEFT_OUT.has(name)) continue;
			require_help_run_steps.print(context, `LAFORGE_${name.replaceAll("-", "_").toUpperCase()}=${value.replace(/\p{Cc}/gu, " ")}`);
		}
	}));
}
async function findOwnStep(history, run, options) {
	const steps = (await history.listSteps({ limit: LOOKED_AT })).filter((step) => step.run?.ci === run.ci && (run.ci === "local" || step.run.run_id === run.run_id));
	const found = steps.find((step) => step.run?.job_backend_id === run.job_backend_id) ?? steps[0];
	if (found !== void 0) return found;
	throw new require_action_post_help_run_steps.RefusedError("unknown-step", `No step of this pipeline is on record. Run one first: ${require_run_steps.forSameHistory("laforge step run", options.project, options)} -- <command>`);
}
async function writeComment(context, options) {
	const { env } = context;
	const forge = require_comment.openForge(env, require_action_run.readRunContext(env, require_action_run.readEvent(env.GITHUB_EVENT_PATH)));
	const run = require_run_info.describeRun(env);
	await require_open_history.withHistory(context, options.project ?? null, options, async ({ history, repository, project, slug, storeName }) => {
		const branch = require_run_info.branchOfJob(env, run, repository?.remote?.repository ?? null);
		const found = run.pull_request ?? (branch === null ? void 0 : await forge.findPullRequestOf(branch));
		if (found === void 0) return require_help_run_steps.say(context, "no pull request is open for this job, so there is nothing to comment on");
		const view = await require_comment.historyToView(history, {
			pullRequest: found.number,
			branch
		}, {
			slug,
			store: storeName,
			traceUrl: null,
			projectId: options.project === void 0 ? null : project.id,
			context: forge.pages,
			elsewhere: forge.pages
		});
		const { outcome } = await forge.upsertComment({
			pullRequest: found.number,
			marker: require_comment.commentMarker(slug),
			body: require_comment.renderComment(view)
		});
		require_help_run_steps.say(context, `the comment on pull request ${found.number} is ${outcome}`);
	});
}
const COMMENT = `
Writes the steps of the branch as one comment on the pull request of this job, and keeps it up to date. On GitLab it is a
note on the merge request, and the token is in ${require_action_run_steps.GITLAB_VARIABLE}; on GitHub, Gitea and Forgejo it is in GH_TOKEN. Run it
where the agent does not run: in a separate job, or in a workflow step that alone has the token.

Example:
  $ laforge ci comment --store git`;
const OUTPUTS = `
Prints the newest step of this pipeline for later jobs, one NAME=value a line, with the values of the action's outputs. It
prints 20 of them, GitLab's default limit, and leaves out some token counts.

Example:
  $ laforge ci outputs --store git > laforge.env`;
exports.defineComment = defineComment;
exports.defineOutputs = defineOutputs;
});
