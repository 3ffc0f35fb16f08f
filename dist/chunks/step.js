(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_timers_promises = __late(() => require("node:timers/promises"));
const require_action_post = require("./action-post.js");
const require_command_guard = require("./command-guard.js");
const require_action_run = require("./action-run.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_late_usage = require("./late-usage.js");
const require_finish_request = require("./finish-request.js");
const require_history_store = require("./history-store.js");
const require_report_step = require("./report-step.js");
const require_template = require("./template.js");
// src/action/step.ts
const MOST_MS = 8500;
const main = async () => {
	const signal = require_history_store.listenForCancellation();
	const outOfTime = new Promise((resolve) => {
		signal.addEventListener("abort", () => resolve((0, node_timers_promises.setTimeout)(MOST_MS, "out of time", { ref: false })), { once: true });
	});
	if (await Promise.race([require_action_post.runAction(() => runStep(signal)), outOfTime]) !== "out of time") return;
	require_action_post.setFailed("The run was cancelled, and there is no time left here: the step is finished at the end of the job.");
	process.exit();
};
async function runStep(signal) {
	const usedTemplate = await require_template.openTemplate();
	const inputs = require_history_store.readStepInputs(usedTemplate);
	const { options } = inputs;
	const job = require_history_store.openJob(inputs, options.envAllow);
	const attesting = inputs.attest ? await Promise.resolve().then(() => require("./attest.js")) : null;
	const sigstore = attesting?.readSigstoreServices(job.env) ?? null;
	const startTime = require_action_run_steps.createStartTime();
	const described = await require_action_run.describeStep(options, job.env, require_history_store.inputSecrets(inputs));
	const uid = require_action_run_steps.systemUids.next();
	const repository = await job.git.open(options.directory);
	let presence;
	try {
		presence = require_action_run.enterWorkTree({
			gitDir: repository.gitDir,
			uid,
			share: false,
			within: job.env.LAFORGE_STEP_UID,
			findAgent: require_action_run_steps.findAgentOfStep,
			advice: "or check out into another folder (path of actions/checkout) for this one"
		});
		const context = await startTime.count(() => require_history_store.completeContext(job, startTime.leftMs("questions")));
		const fork = require_action_run.isForkRun(context);
		const folder = await require_action_run.createRunFolder(job.temporaryDirectory, options.prompt);
		const place = await require_history_store.decidePlace({
			job,
			context,
			options,
			repository,
			startTime
		});
		const commitHost = require_finish_request.commitHostOf(inputs, job, repository);
		if (commitHost !== void 0) await startTime.count(() => require_finish_request.checkCommitHost(commitHost, startTime.leftMs("questions")));
		if (inputs.storeNotice !== null && !fork) require_action_post.actionLog.notice(inputs.storeNotice);
		const guard = require_command_guard.guardOutput(process.stdout);
		const store = await require_history_store.openActionStore(inputs, job, {
			folder: folder.path,
			uid,
			withoutHistory: fork,
			repository,
			startTime,
			maskSecret: (secret) => guard.command(() => require_action_post.setSecret(secret))
		});
		const opened = await startTime.count(() => store.open());
		await require_history_store.goToPlace(repository, place, options);
		if (fork) require_action_post.actionLog.notice("This run belongs to a fork's pull request: its step is shown here and recorded in no history.");
		if (!fork) attesting?.checkIdToken(job.env);
		const note = require_action_post.noteRun({
			folder: folder.path,
			key: job.key,
			signal
		}, {
			uid,
			isFork: fork,
			repository: repository.mark,
			template: usedTemplate,
			sigstore
		}, require_action_post.actionLog.warn);
		const telling = require_action_run.beginTelemetry(inputs.otlp, {
			run: require_action_help_run_steps.identifyRun(context.run, job.env),
			uid,
			env: job.env,
			checkRunId: inputs.jobCheckRunId,
			log: require_action_post.actionLog
		});
		const before = require_late_usage.noteBefore();
		const comment = {
			...inputs,
			job,
			context,
			comment: fork ? "none" : inputs.comment
		};
		let running;
		let hasBegun = false;
		const result = await require_action_run.recordRun({
			options,
			described,
			repository,
			folder,
			before,
			env: job.env,
			log: require_action_post.actionLog,
			telemetry: telling,
			request: {
				...require_finish_request.finishInJob(job, options, {
					uid,
					repository,
					folder: folder.path,
					store,
					commitHost,
					agentConfig: described.agentConfig
				}),
				projectId: job.projectId,
				detachedBranch: place.branchToRecord,
				run: telling.run,
				hasHistory: !fork,
				signal
			},
			store: {
				...store,
				open: async () => opened
			},
			runner: require_command_guard.createGuardedRunner(guard, {
				folder: folder.path,
				env: job.env,
				clock: require_action_run_steps.systemClock
			}),
			stdin: "none",
			words: require_action_run_steps.WORDINGS.action,
			host: {
				startTime,
				proofs: job.proofs,
				mayPush: require_history_store.askMayPush(job, repository, inputs),
				onStarted: (step, history) => {
					running = require_history_store.updateComment({
						...comment,
						branch: step.branch
					}, history, () => {});
				},
				note: (progress) => {
					hasBegun = true;
					note.update({ progress });
				}
			},
			onReady: () => require_late_usage.keepBefore(folder.path, job.key, before.noted(), require_action_post.actionLog.warn),
			onAgentStarted: (pid) => {
				const agentProcess = require_action_run_steps.markAgent(pid);
				note.update({ agentProcess });
				presence?.noteAgent(agentProcess);
			},
			onCheck: (step, _, of) => require_action_post.actionLog.info(of === "work" ? `Checking the work of ${require_action_run_steps.stepName(step)}.` : "Checking what the agent will find.")
		}).catch((error) => {
			if (!hasBegun) require_action_post.saveFinished(job.key, uid);
			throw error;
		});
		const told = require_report_step.notifyServices({
			...inputs,
			isFork: fork
		}, job, result, telling.seen);
		const isPushed = options.push !== "none";
		const signing = {
			step: result.step,
			services: sigstore,
			isPushed,
			isLate: false
		};
		const attested = attesting === null || fork ? null : attesting.attestInJob(job, repository, signing);
		await running;
		const { projectId } = job;
		const other = comment.comment === "none" ? null : inputs.compareWith;
		const said = await require_history_store.comparedPart({
			repository,
			history: result.history
		}, {
			projectId,
			step: result.step,
			other
		});
		const commentUrl = await require_history_store.updateComment({
			...comment,
			branch: result.step.branch,
			said
		}, result.history);
		const logFile = result.step.status === "refused" ? null : folder.logFile;
		await require_report_step.reportStep({
			...result,
			inputs,
			job,
			context,
			logFile,
			commentUrl
		});
		const finished = require_action_help_run_steps.isStored(result.publication);
		const finish = () => {
			note.update({
				told: true,
				finished
			});
			if (finished) require_action_post.saveFinished(job.key, uid);
		};
		if (attested === null) finish();
		else note.update({ told: true });
		if (logFile !== null && !fork) await require_late_usage.keepLog(inputs, job, {
			uid,
			folder,
			secrets: described.secrets
		});
		await Promise.all([told, attested]);
		if (attested !== null) finish();
		await result.history.close();
	} finally {
		presence?.leave();
		await repository.close();
	}
}
exports.main = main;
});
