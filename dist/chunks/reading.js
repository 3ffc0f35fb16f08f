const require_run_folder = require("./run-folder.js");
require("./open.js");
const require_clock_and_uids = require("./clock-and-uids.js");
const require_history_store = require("./history-store.js");
const require_run_state = require("./run-state.js");
const require_pull_request_comment = require("./pull-request-comment.js");
// src/action/reading.ts
async function withReading(inputs, job, { needsCode }, use) {
	if (inputs.storeNotice !== null) require_run_state.actionLog.notice(inputs.storeNotice);
	const folder = await require_run_folder.createRunFolder(job.temporaryDirectory, null);
	const repository = needsCode || inputs.store === "git" ? await job.git.open(job.workspace) : null;
	try {
		const request = {
			folder: folder.path,
			uid: require_clock_and_uids.systemUids.next(),
			create: false,
			repository
		};
		const history = await require_history_store.openToRead(await require_history_store.openActionStore(inputs, job, request), require_run_state.actionLog.warn);
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
