const require_action_run = require("./action-run.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_history_store = require("./history-store.js");
const require_action_post = require("./action-post.js");
const require_pull_request_comment = require("./pull-request-comment.js");
// src/action/reading.ts
async function withReading(inputs, job, { needsCode }, use) {
	if (inputs.storeNotice !== null) require_action_post.actionLog.notice(inputs.storeNotice);
	const folder = await require_action_run.createRunFolder(job.temporaryDirectory, null);
	const repository = needsCode || inputs.store === "git" ? await job.git.open(job.workspace) : null;
	try {
		const request = {
			folder: folder.path,
			uid: require_action_run_steps.systemUids.next(),
			create: false,
			repository
		};
		const history = await require_history_store.openToRead(await require_history_store.openActionStore(inputs, job, request), require_action_post.actionLog.warn);
		try {
			await use({
				history,
				repository,
				context: await require_history_store.completeContext(job)
			});
		} finally {
			await history.close();
		}
	} finally {
		await repository?.close();
	}
}
async function scopeOfRun(job, context, named) {
	const branch = named.branch ?? (context.ref?.startsWith("refs/heads/") ? context.refName : null);
	const isOfPullRequest = (named.pullRequest ?? context.run.pull_request) !== null && named.branch == null;
	const { pullRequest } = named;
	return (isOfPullRequest ? await require_pull_request_comment.pullRequestScope({
		job,
		context,
		branch,
		pullRequest
	}) : null) ?? {
		pullRequest: null,
		branch
	};
}
Object.defineProperty(exports, "scopeOfRun", {
	enumerable: true,
	get: function() {
		return scopeOfRun;
	}
});
Object.defineProperty(exports, "withReading", {
	enumerable: true,
	get: function() {
		return withReading;
	}
});
