const require_comment = require("./comment.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run = require("./action-run.js");
// src/action/pull-request-comment.ts
const NONE = {
	url: null,
	warning: null
};
async function updateComment(request, history) {
	const { job, comment } = request;
	if (comment === "none" || job.upsertComment === null || history.condition.kind === "unreadable") return NONE;
	try {
		const scope = await pullRequestScope(request);
		if (scope === null) return NONE;
		const view = await require_comment.historyToView(history, scope, {
			...request,
			slug: job.slug
		});
		const { url } = await job.upsertComment({
			pullRequest: scope.pullRequest,
			marker: require_comment.commentMarker(job.slug),
			body: require_comment.renderComment(view, request.said)
		});
		return {
			url,
			warning: null
		};
	} catch (error) {
		return {
			url: null,
			warning: `${require_action_post_help_run_steps.describeError(error)} (With comment: none no comment is written.)`
		};
	}
}
async function pullRequestScope(request) {
	const { job, context, branch, pullRequest: named } = request;
	const found = named == null ? void 0 : await job.codeHost?.getPullRequest(named);
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
	const open = await job.codeHost?.findPullRequestOf(branch);
	return open === void 0 ? null : {
		pullRequest: open.number,
		branch: open.headRef
	};
}
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
