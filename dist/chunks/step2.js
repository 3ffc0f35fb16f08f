const require_core = require("./core.js");
const require_end_line = require("./end-line.js");
let node_crypto = require("node:crypto");
let node_stream = require("node:stream");
const require_run_folder = require("./run-folder.js");
const require_record_step = require("./record-step.js");
const require_open = require("./open.js");
const require_step = require("./step.js");
const require_outputs = require("./outputs.js");
const require_process_info = require("./process-info.js");
const require_steps_under_way = require("./steps-under-way.js");
const require_system_clock = require("./system-clock.js");
const require_uids = require("./uids.js");
const require_run_note = require("./run-note.js");
const require_step_options = require("./step-options.js");
let node_timers_promises = require("node:timers/promises");
let node_fs = require("node:fs");
let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_run_agent = require("./run-agent.js");
const require_run_state = require("./run-state.js");
const require_github_services = require("./github-services.js");
const require_identity = require("./identity.js");
// src/agent/command-guard.ts
const NEWLINE = 10;
function guardOutput(stdout) {
	let token;
	let atLineStart = true;
	let waiting = [];
	const ignore = () => {};
	return {
		sink: new node_stream.Writable({
			decodeStrings: true,
			write(chunk, _encoding, done) {
				atLineStart = chunk.at(-1) === NEWLINE;
				stdout.write(chunk, (error) => done(error));
			}
		}),
		open: async () => {
			if (token !== void 0) return;
			token = (0, node_crypto.randomBytes)(16).toString("hex");
			stdout.on("error", ignore);
			await send(stdout, `::stop-commands::${token}\n`);
			atLineStart = true;
		},
		close: async () => {
			if (token === void 0) return;
			const end = `${atLineStart ? "" : "\n"}::${token}::\n`;
			token = void 0;
			await send(stdout, end);
			if (stdout.errored === null) stdout.off("error", ignore);
			const now = waiting;
			waiting = [];
			for (const print of now) print();
		},
		command: (print) => {
			if (token === void 0) print();
			else waiting.push(print);
		}
	};
}
function send(stdout, text) {
	return new Promise((resolve) => {
		stdout.write(text, () => resolve());
	});
}
// src/action/cancellation.ts
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
// src/agent/guard-files.ts
const MAX_BYTES = 16777216;
const VARIABLES = [
	"ENV",
	"PATH",
	"OUTPUT",
	"STATE",
	"STEP_SUMMARY",
	"EVENT_PATH"
].map((name) => `GITHUB_${name}`);
function runnersFiles(env) {
	return VARIABLES.flatMap((variable) => {
		const path = env[variable];
		return path === void 0 || path === "" ? [] : [{
			variable,
			path
		}];
	});
}
function guardFiles(files) {
	const kept = files.flatMap((file) => {
		const content = readSmall(file.path);
		return content === null ? [] : [{
			...file,
			content
		}];
	});
	return () => kept.flatMap(({ variable, path, content }) => putBack(variable, path, content));
}
function putBack(variable, path, content) {
	if (readSmall(path)?.equals(content) === true) return [];
	const what = `The agent changed the file of ${variable}, which the runner reads`;
	try {
		(0, node_fs.mkdirSync)((0, node_path.dirname)(path), { recursive: true });
		if ((0, node_fs.lstatSync)(path, { throwIfNoEntry: false })?.isFile() !== true) (0, node_fs.rmSync)(path, {
			recursive: true,
			force: true
		});
		(0, node_fs.writeFileSync)(path, content);
		return [`${what}, and it was put back.`];
	} catch (error) {
		return [`${what}, and it could not be put back: ${require_errors.describeError(error)}`];
	}
}
function readSmall(path) {
	try {
		if (!(0, node_fs.lstatSync)(path).isFile() || (0, node_fs.statSync)(path).size > MAX_BYTES) return null;
		return (0, node_fs.readFileSync)(path);
	} catch {
		return null;
	}
}
// src/action/guarded-runner.ts
function createGuardedRunner(guard, { folder, env }) {
	const runner = require_run_agent.createAgentRunner({
		sinks: {
			stdout: guard.sink,
			stderr: guard.sink
		},
		clock: require_system_clock.systemClock,
		folder
	});
	return { run: async (agent) => {
		const putBack = guardFiles(runnersFiles(env));
		await guard.open();
		try {
			const result = await runner.run(agent);
			return {
				...result,
				notes: [...result.notes, ...putBack()]
			};
		} finally {
			await guard.close();
		}
	} };
}
// src/action/workplace.ts
async function decidePlace(request) {
	const { job, context, options, repository, startTime } = request;
	const place = require_outputs.decideWorkplace({
		context,
		head: await repository.head(),
		remoteRepository: repository.remote?.repository?.split("/").slice(1).join("/") ?? null,
		requestedBranch: options.branch,
		push: options.push
	});
	if (place.kind === "refused") throw new require_errors.RefusedError("wrong-place", place.message);
	if (options.push === "auto") await startTime.count(() => require_outputs.checkMayWrite(job, "push", startTime.leftMs("questions")));
	if (place.switchTo !== null && !await repository.isBranchName(place.switchTo)) throw new require_errors.InputError("bad-input", `Input "branch" is ${require_identity.quote(place.switchTo)}, which git takes for no branch name. Use another.`);
	return place;
}
async function goToPlace(repository, place) {
	if (place.switchTo !== null) await repository.switchTo(place.switchTo);
	for (const warning of place.warnings) require_run_state.actionLog.warn(warning);
}
function askMayPush({ access, env }, { remote }, { pushToken, githubToken }) {
	if (require_github_services.forgeOf(env) === "GitHub" || access === null || remote === null) return null;
	const repository = remote.repository?.split("/").slice(-2).join("/");
	return async () => {
		const token = pushToken ?? githubToken;
		if (token === null || repository === void 0 || !await remote.pushesWith(token)) return null;
		return await require_outputs.createCodeHost({
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
	const inputs = require_outputs.readStepInputs();
	const { options } = inputs;
	const job = require_outputs.openJob(inputs, options.envAllow);
	const startTime = require_steps_under_way.createStartTime();
	const { agentConfig, prompt, secrets, prices } = await require_end_line.describeStep(options, job.env, [inputs.githubToken, inputs.pushToken]);
	const uid = require_uids.systemUids.next();
	const repository = await job.git.open(options.directory);
	let presence;
	try {
		presence = require_steps_under_way.enterWorkTree({
			gitDir: repository.gitDir,
			uid,
			share: false,
			within: job.env.LAFORGE_STEP_UID,
			findAgent: require_end_line.findAgentOfStep,
			advice: "or check out into another folder (path of actions/checkout) for this one"
		});
		const context = await startTime.count(() => require_outputs.completeContext(job, startTime.leftMs("questions")));
		const fork = require_outputs.isForkRun(context);
		const folder = await require_run_folder.createRunFolder(job.temporaryDirectory, options.prompt);
		const place = await decidePlace({
			job,
			context,
			options,
			repository,
			startTime
		});
		if (inputs.storeNotice !== null && !fork) require_run_state.actionLog.notice(inputs.storeNotice);
		const guard = guardOutput(process.stdout);
		const store = await require_outputs.openActionStore(inputs, job, {
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
		const note = require_run_note.beginRunNote(folder.path, job.key, {
			uid,
			cancelled: signal.aborted,
			told: false,
			finished: false,
			isFork: fork,
			repository: repository.mark,
			agentProcess: null,
			progress: null
		}, require_run_state.actionLog.warn);
		signal.addEventListener("abort", () => note.update({ cancelled: true }));
		const request = require_run_note.finishInJob(inputs, job, {
			uid,
			folder: folder.path,
			repository,
			store,
			agentConfig
		});
		const before = require_run_note.noteBefore();
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
			runner: createGuardedRunner(guard, {
				folder: folder.path,
				env: job.env
			}),
			logFile: folder.logFile,
			checkLogFile: folder.checkLogFile,
			identity: repository.identity === null ? request.agentIdentity : null,
			stdin: "none",
			onReady: () => require_run_note.keepBefore(folder.path, job.key, before.noted(), require_run_state.actionLog.warn),
			onStarted: (pid) => {
				const agentProcess = require_end_line.markAgent(pid);
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
			clock: require_system_clock.systemClock,
			log: require_run_state.actionLog,
			host: {
				uids: require_uids.systemUids,
				startTime,
				proofs: job.proofs,
				mayPush: askMayPush(job, repository, inputs),
				onStarted: (step, history) => {
					running = require_outputs.updateComment({
						...comment,
						branch: step.branch
					}, history);
				},
				note: (progress) => note.update({ progress })
			}
		}, {
			...request,
			projectId: job.projectId,
			prompt,
			detachedBranch: place.branchToRecord,
			run: require_process_info.identifyRun(context.run, job.env),
			hasHistory: !fork,
			limits: options.limits,
			signal
		});
		await running;
		const last = await require_outputs.updateComment({
			...comment,
			branch: result.step.branch
		}, result.history);
		const logFile = result.step.status === "refused" ? null : folder.logFile;
		await require_run_note.reportStep({
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
		await result.history.close();
	} finally {
		presence?.leave();
		await repository.close();
	}
}
exports.main = main;
