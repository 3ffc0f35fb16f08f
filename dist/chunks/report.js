const require_outputs = require("./outputs.js");
const require_run_folder = require("./run-folder.js");
require("./open.js");
const require_uids = require("./uids.js");
const require_run_state = require("./run-state.js");
// src/action/report.ts
const main = () => require_run_state.runAction(async () => {
	const inputs = require_outputs.readReportInputs();
	const job = require_outputs.openJob(inputs);
	if (inputs.storeNotice !== null) require_run_state.actionLog.notice(inputs.storeNotice);
	const folder = await require_run_folder.createRunFolder(job.temporaryDirectory, null);
	const repository = await require_outputs.openStoreRepository(inputs, job, job.workspace);
	const storeRequest = {
		folder: folder.path,
		uid: require_uids.systemUids.next(),
		create: false,
		repository
	};
	const history = await require_outputs.openToRead(await require_outputs.openActionStore(inputs, job, storeRequest), require_run_state.actionLog.warn);
	try {
		const context = await require_outputs.completeContext(job);
		const branch = context.ref?.startsWith("refs/heads/") ? context.refName : null;
		const request = {
			...inputs,
			job,
			context,
			branch
		};
		const scope = ((inputs.pullRequest ?? context.run.pull_request) !== null ? await require_outputs.pullRequestScope(request) : null) ?? {
			pullRequest: null,
			branch
		};
		const view = await require_outputs.historyToView(history, scope, {
			...inputs,
			slug: job.slug,
			context
		});
		await require_outputs.summary.addRaw(require_outputs.renderReportSummary(view), true).write();
		const comment = await require_outputs.updateComment(request, history);
		if (comment.warning !== null) require_run_state.actionLog.warn(comment.warning);
		require_outputs.setOutputs({ "comment-url": comment.url ?? "" });
	} finally {
		await history.close();
		await repository?.close();
	}
});
exports.main = main;
