(function (exports, require, module, __filename, __dirname) {
const require_comment = require("./comment.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run = require("./action-run.js");
const require_action_post = require("./action-post.js");
// src/action/pull-request-comment.ts
async function updateComment(request, history, warn = require_action_post.actionLog.warn) {
	const { job, comment } = request;
	if (comment === "none" || job.forge === null || history.condition.kind === "unreadable") return null;
	try {
		const scope = await pullRequestScope(request);
		if (scope === null) return null;
		const view = await require_comment.historyToView(history, scope, {
			...request,
			slug: job.slug
		});
		const { url } = await job.forge.upsertComment({
			pullRequest: scope.pullRequest,
			marker: require_comment.commentMarker(job.slug),
			body: require_comment.renderComment(view, request.said)
		});
		return url;
	} catch (error) {
		warn(`${require_action_post_help_run_steps.describeError(error)} (With comment: none no comment is written.)`);
		return null;
	}
}
async function comparedPart(deps, request) {
	const { other } = request;
	if (other === null || deps.history.condition.kind === "unreadable") return "";
	try {
		const { compareWith } = await Promise.resolve().then(() => require("./diff-steps.js")).then((n) => n.diff_steps_exports);
		const { foldedDiff } = await Promise.resolve().then(() => require("./step-diff.js")).then((n) => n.step_diff_exports);
		const { diff, patch } = await compareWith({
			...deps,
			words: require_action_run_steps.WORDINGS.action
		}, {
			...request,
			other,
			code: null
		});
		return foldedDiff(diff, patch);
	} catch (error) {
		require_action_post.actionLog.notice(`The comment has no comparison: ${require_action_post_help_run_steps.describeError(error)}`);
		return "";
	}
}
async function pullRequestScope(request) {
	const { job, context, branch, pullRequest: named } = request;
	const found = named == null ? void 0 : await job.forge?.getPullRequest(named);
	const own = (found === void 0 ? context : require_action_run.withPullRequest(context, found)).run.pull_request;
	if (named != null && found === void 0) return {
		pullRequest: named,
		branch: null
	};
	if (own !== null) return {
		pullRequest: own.number,
		branch: require_action_run.headBranch(own, context.repository) ?? branch
	};
	if (branch === null) return null;
	const open = await job.forge?.findPullRequestOf(branch);
	return open === void 0 ? null : {
		pullRequest: open.number,
		branch: open.headRef
	};
}
Object.defineProperty(exports, "comparedPart", {
	enumerable: true,
	get: function() {
		return comparedPart;
	}
});
Object.defineProperty(exports, "pullRequestScope", {
	enumerable: true,
	get: function() {
		return pullRequestScope;
	}
});
Object.defineProperty(exports, "updateComment", {
	enumerable: true,
	get: function() {
		return updateComment;
	}
});
});
