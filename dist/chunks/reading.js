(function (exports, require, module, __filename, __dirname) {
const require_action_run = require("./action-run.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_history_store = require("./history-store.js");
const require_action_post = require("./action-post.js");
// src/action/reading.ts
async function withHistory(inputs, job, { needsCode }, use) {
	if (needsCode || inputs.store === "git") return await withHistoryAndCode(inputs, job, use);
	return await openAndUse(inputs, job, null, use);
}
async function withHistoryAndCode(inputs, job, use) {
	const repository = await job.git.open(job.workspace);
	try {
		return await openAndUse(inputs, job, repository, use);
	} finally {
		await repository.close();
	}
}
async function openAndUse(inputs, job, repository, use) {
	const { path: folder } = await require_action_run.createRunFolder(job.temporaryDirectory, null);
	const uid = require_action_run_steps.systemUids.next();
	const store = await require_history_store.openActionStore(inputs, job, {
		folder,
		uid,
		create: false,
		repository
	});
	const history = await require_history_store.openToRead(store, require_action_post.actionLog.warn);
	try {
		return await use({
			job,
			history,
			store,
			repository,
			uid,
			folder
		});
	} finally {
		await history.close();
	}
}
async function scopeOfRun(job, context, named) {
	const branch = named.branch ?? (context.ref?.startsWith("refs/heads/") ? context.refName : null);
	const isOfPullRequest = (named.pullRequest ?? context.run.pull_request) !== null && named.branch == null;
	const { pullRequest } = named;
	return (isOfPullRequest ? await require_history_store.pullRequestScope({
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
Object.defineProperty(exports, "withHistory", {
	enumerable: true,
	get: function() {
		return withHistory;
	}
});
Object.defineProperty(exports, "withHistoryAndCode", {
	enumerable: true,
	get: function() {
		return withHistoryAndCode;
	}
});
});
