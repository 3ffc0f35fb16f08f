let node_timers_promises = require("node:timers/promises");
const require_core = require("./core.js");
const require_guarded_runner = require("./guarded-runner.js");
const require_run_folder = require("./run-folder.js");
const require_step_processes = require("./step-processes.js");
const require_describe_step = require("./describe-step.js");
const require_finish_step = require("./finish-step.js");
const require_record_step = require("./record-step.js");
const require_step_telemetry = require("./step-telemetry.js");
const require_wordings = require("./wordings.js");
const require_open = require("./open.js");
const require_step = require("./step.js");
const require_workplace = require("./workplace.js");
const require_clock_and_uids = require("./clock-and-uids.js");
const require_process_info = require("./process-info.js");
const require_steps_under_way = require("./steps-under-way.js");
const require_step_options = require("./step-options.js");
const require_tell_others = require("./tell-others.js");
const require_compared = require("./compared.js");
const require_history_store = require("./history-store.js");
const require_run_state = require("./run-state.js");
const require_pull_request_comment = require("./pull-request-comment.js");
const require_template = require("./template.js");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
// src/action/workplace.ts
async function decidePlace(request) {
	const { job, context, options, repository, startTime } = request;
	const place = require_workplace.decideWorkplace({
		context,
		head: await repository.head(),
		remoteRepository: repository.remote?.repository?.split("/").slice(1).join("/") ?? null,
		requestedBranch: options.branch,
		push: options.push
	});
	if (place.kind === "refused") throw new require_errors.RefusedError("wrong-place", place.message);
	if (options.push === "auto") await startTime.count(() => require_history_store.checkMayWrite(job, "push", startTime.leftMs("questions")));
	if (place.switchTo !== null && !await repository.isBranchName(place.switchTo)) throw new require_errors.InputError("bad-input", `Input "branch" is ${require_identity.quote(place.switchTo)}, which git takes for no branch name. Use another.`);
	return place;
}
async function goToPlace(repository, place) {
	if (place.switchTo !== null) await repository.switchTo(place.switchTo);
	for (const warning of place.warnings) require_run_state.actionLog.warn(warning);
}
function askMayPush({ access, env }, { remote }, { pushToken, githubToken }) {
	if (require_open.forgeOf(env) === "GitHub" || access === null || remote === null) return null;
	const repository = remote.repository?.split("/").slice(-2).join("/");
	return async () => {
		const token = pushToken ?? githubToken;
		if (token === null || repository === void 0 || !await remote.pushesWith(token)) return null;
		return await require_history_store.createCodeHost({
			...access,
			repository,
			token
		}).mayPush();
	};
}
// src/action/step.ts
const main = async () => {
	const { signal, outOfTime } = listenForCancellation();
	if (await Promise.race([require_run_state.runAction(() => runStep(signal)), outOfTime]) !== "out of time") return;
	require_core.setFailed("The run was cancelled, and there is no time left here: the step is finished at the end of the job.");
	process.exit();
};
async function runStep(signal) {
	const usedTemplate = await require_template.openTemplate();
	const inputs = require_history_store.readStepInputs(usedTemplate);
	const { options } = inputs;
	const job = require_history_store.openJob(inputs, options.envAllow);
	const startTime = require_clock_and_uids.createStartTime();
	const { agentConfig, prompt, template, secrets, prices } = await require_describe_step.describeStep(options, job.env, [
		inputs.githubToken,
		inputs.pushToken,
		...inputs.otlp.settings?.secrets ?? [],
		inputs.webhook?.secret ?? null,
		inputs.webhook?.url.href ?? null
	]);
	const uid = require_clock_and_uids.systemUids.next();
	const repository = await job.git.open(options.directory);
	let presence;
	try {
		presence = require_steps_under_way.enterWorkTree({
			gitDir: repository.gitDir,
			uid,
			share: false,
			within: job.env.LAFORGE_STEP_UID,
			findAgent: require_step_processes.findAgentOfStep,
			advice: "or check out into another folder (path of actions/checkout) for this one"
		});
		const context = await startTime.count(() => require_history_store.completeContext(job, startTime.leftMs("questions")));
		const fork = require_workplace.isForkRun(context);
		const folder = await require_run_folder.createRunFolder(job.temporaryDirectory, options.prompt);
		const place = await decidePlace({
			job,
			context,
			options,
			repository,
			startTime
		});
		if (options.signing?.kind === "host") await startTime.count(() => require_tell_others.checkCommitHost(inputs, job, repository, startTime.leftMs("questions")));
		if (inputs.storeNotice !== null && !fork) require_run_state.actionLog.notice(inputs.storeNotice);
		const guard = require_guarded_runner.guardOutput(process.stdout);
		const store = await require_history_store.openActionStore(inputs, job, {
			folder: folder.path,
			uid,
			withoutHistory: fork,
			repository,
			startTime,
			maskSecret: (secret) => guard.command(() => require_core.setSecret(secret))
		});
		const opened = await startTime.count(() => store.open());
		await goToPlace(repository, place);
		if (fork) require_run_state.actionLog.notice("This run belongs to a fork's pull request: its step is shown here and recorded in no history.");
		require_run_state.saveRunState(job.key, folder.path, uid);
		const note = require_tell_others.beginRunNote(folder.path, job.key, {
			uid,
			cancelled: signal.aborted,
			told: false,
			finished: false,
			isFork: fork,
			repository: repository.mark,
			template: usedTemplate,
			agentProcess: null,
			progress: null
		}, require_run_state.actionLog.warn);
		signal.addEventListener("abort", () => note.update({ cancelled: true }));
		const request = require_tell_others.finishInJob(inputs, job, {
			uid,
			folder: folder.path,
			repository,
			store,
			agentConfig
		});
		const before = require_tell_others.noteBefore();
		const telling = require_step_telemetry.beginTelemetry(inputs.otlp, {
			run: require_process_info.identifyRun(context.run, job.env),
			uid,
			env: job.env,
			checkRunId: inputs.jobCheckRunId,
			log: require_run_state.actionLog
		});
		const { usageReader, telemetry } = options;
		const usage = require_step_options.followUsage(usageReader, folder.usageFile, {
			before,
			prices,
			telemetry
		});
		const agent = require_record_step.createStepAgent({
			options,
			folder,
			usage,
			secrets,
			signal,
			env: job.env,
			runner: require_guarded_runner.createGuardedRunner(guard, {
				folder: folder.path,
				env: job.env
			}),
			logFile: folder.logFile,
			checkLogFile: folder.checkLogFile,
			identity: repository.identity === null ? request.agentIdentity : null,
			stdin: "none",
			traceparents: telling.traceparents,
			onReady: () => require_tell_others.keepBefore(folder.path, job.key, before.noted(), require_run_state.actionLog.warn),
			onStarted: (pid) => {
				const agentProcess = require_step_processes.markAgent(pid);
				note.update({ agentProcess });
				presence?.noteAgent(agentProcess);
			},
			onCheck: (step) => require_run_state.actionLog.info(`Checking the work of ${require_step.stepName(step)}.`)
		});
		const comment = {
			...inputs,
			job,
			context,
			comment: fork ? "none" : inputs.comment
		};
		let running;
		const result = await require_record_step.recordStep({
			repository,
			store: {
				...store,
				open: async () => opened
			},
			agent,
			usage,
			takeBack: require_finish_step.takeBack,
			clock: require_clock_and_uids.systemClock,
			log: require_run_state.actionLog,
			words: require_wordings.WORDINGS.action,
			host: {
				uids: require_clock_and_uids.systemUids,
				startTime,
				proofs: job.proofs,
				mayPush: askMayPush(job, repository, inputs),
				onStarted: (step, history) => {
					running = require_pull_request_comment.updateComment({
						...comment,
						branch: step.branch
					}, history);
				},
				note: (progress) => note.update({ progress }),
				onPhase: telling.onPhase
			}
		}, {
			...request,
			projectId: job.projectId,
			prompt,
			setup: await require_describe_step.describeSetup(repository, options, job.env),
			template,
			replays: null,
			detachedBranch: place.branchToRecord,
			run: telling.run,
			hasHistory: !fork,
			limits: options.limits,
			signal
		});
		const told = require_tell_others.tellOthers({
			...inputs,
			isFork: fork
		}, job, result, telling.phases);
		await running;
		const { projectId } = job;
		const other = comment.comment === "none" ? null : inputs.compareWith;
		const said = await require_compared.comparedPart({
			repository,
			history: result.history
		}, {
			projectId,
			step: result.step,
			other
		});
		const last = await require_pull_request_comment.updateComment({
			...comment,
			branch: result.step.branch,
			said
		}, result.history);
		const logFile = result.step.status === "refused" ? null : folder.logFile;
		await require_tell_others.reportStep({
			...result,
			inputs,
			job,
			context,
			logFile,
			comment: last
		});
		const finished = require_open.isStored(result.publication);
		note.update({
			told: true,
			finished
		});
		if (finished) require_run_state.saveFinished(job.key, uid);
		await told;
		await result.history.close();
	} finally {
		presence?.leave();
		await repository.close();
	}
}
const MOST_MS = 8500;
function listenForCancellation() {
	const cancellation = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => cancellation.abort());
	const { signal } = cancellation;
	return {
		signal,
		outOfTime: new Promise((resolve) => {
			signal.addEventListener("abort", () => resolve((0, node_timers_promises.setTimeout)(MOST_MS, "out of time", { ref: false })), { once: true });
		})
	};
}
exports.main = main;
