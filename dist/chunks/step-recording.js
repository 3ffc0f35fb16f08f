let node_fs = require("node:fs");
let node_os = require("node:os");
let node_path = require("node:path");
const require_agent_env = require("./agent-env.js");
const require_start_process = require("./start-process.js");
const require_run_agent = require("./run-agent.js");
const require_run_folder = require("./run-folder.js");
const require_errors = require("./errors.js");
const require_step = require("./step.js");
const require_open = require("./open.js");
const require_width = require("./width.js");
const require_process_info = require("./process-info.js");
const require_projects = require("./projects.js");
const require_system_clock = require("./system-clock.js");
const require_uids = require("./uids.js");
const require_cli = require("./cli.js");
const require_create_store = require("./create-store.js");
const require_run_info = require("./run-info.js");
const require_step_run = require("./step-run.js");
// src/cli/step-recording.ts
function openRunStore(context, place, startTime) {
	return require_create_store.createPlaceStore(context, place, "record", startTime);
}
async function recordRun(context, options, place) {
	const { repository, store, startTime, signal, uid } = place;
	const logFile = require_projects.stepLogFile(place.project, uid);
	prepareFolder(place, options, (0, node_path.dirname)(logFile));
	const folder = await require_run_folder.createRunFolder((0, node_os.tmpdir)(), options.prompt);
	const agentIdentity = repository.identity ?? options.commitAuthor ?? require_open.BOT;
	const launch = launcher(context, options, folder, logFile, repository.identity === null ? agentIdentity : null);
	const runner = require_run_agent.createAgentRunner({
		sinks: context.streams,
		clock: require_system_clock.systemClock,
		folder: folder.path
	});
	const usage = require_agent_env.followUsage(options.usageReader, folder.usageFile, {
		prices: options.prices,
		telemetry: options.telemetry
	});
	try {
		const result = await require_run_agent.recordStep({
			repository,
			store,
			agent: runner,
			uids: require_uids.systemUids,
			...checkOf(context, options, {
				place,
				folder,
				runner,
				launch,
				uid
			}),
			clock: require_system_clock.systemClock,
			log: require_cli.createLog(context, options.quiet),
			startTime,
			launch: async (step, settledId) => usage.watch(await launch(step, settledId), options.argv),
			readUsage: usage.read,
			isUsageRead: options.usageReader.reads,
			watchSpending: usage.until,
			onStarted: (step) => {
				if (!options.quiet) require_cli.say(context, require_step_run.startLine(step, options.argv));
			},
			proofs: [require_process_info.processProof],
			keepFile: null,
			fallbackHistory: require_create_store.createFallbackHistory(place, uid)
		}, {
			uid,
			projectId: place.project.id,
			slug: place.slug,
			detachedBranch: null,
			agentConfig: options.agentConfig,
			run: require_process_info.identifyRun(require_run_info.describeRun(context.env), context.env),
			hasHistory: true,
			limits: options.limits,
			prompt: options.prompt,
			commit: options.commit,
			commitTemplate: options.commitMessage,
			commitAuthor: options.commitAuthor,
			agentIdentity,
			push: options.push,
			continueOnAgentError: options.continueOnAgentError,
			onFailure: options.check?.onFailure ?? null,
			bundleFile: (0, node_path.join)((0, node_path.dirname)(logFile), `${uid}.bundle`),
			privatePaths: [
				require_projects.laforgeHome(context.env),
				place.project.folder,
				place.dbPath
			],
			workTreeLasts: true,
			signal,
			frontEnd: "cli",
			isShared: place.presence.isShared
		});
		await result.history.close();
		return result;
	} finally {
		(0, node_fs.rmSync)(folder.path, {
			recursive: true,
			force: true
		});
	}
}
function checkOf(context, { check, quiet }, run) {
	if (check === null) return {};
	const launch = async (step, settledId) => {
		if (!quiet) require_cli.say(context, `checking the work of ${require_step.stepName(step)}: ${require_width.cutToWidth(check.script, 60)}`);
		return {
			...await run.launch(step, settledId),
			argv: await require_start_process.writeScript(check.shell, check.script, run.folder.path),
			timeoutMs: check.timeoutMs,
			logFile: require_projects.checkLogFile(run.place.project, run.uid),
			stdin: "none"
		};
	};
	const secrets = require_start_process.secretsOf(context.env);
	const { runner, place } = run;
	const options = {
		runner,
		clock: require_system_clock.systemClock,
		script: check.script,
		launch,
		secrets,
		signal: place.signal
	};
	return { check: require_run_agent.createCheck(options) };
}
function launcher(context, options, folder, logFile, identity) {
	return async (step, settledId) => ({
		argv: options.argv,
		cwd: options.directory,
		env: require_agent_env.buildAgentEnv({
			env: context.env,
			allow: options.envAllow,
			stepId: settledId,
			stepUid: step.uid,
			projectId: step.projectId,
			usageFile: folder.usageFile,
			promptFile: folder.promptFile,
			prompt: options.prompt,
			identity
		}),
		timeoutMs: options.timeoutMs,
		logFile,
		stdin: "inherit"
	});
}
function prepareFolder(place, options, folder) {
	if (options.history.db === void 0) require_projects.claimProject(place.project, place.repository);
	try {
		(0, node_fs.mkdirSync)(folder, { recursive: true });
	} catch (cause) {
		const message = `The folder for the logs cannot be made: ${folder}. LAFORGE_HOME names another place.`;
		throw new require_errors.StoreError("unwritable", message, { cause });
	}
}
exports.openRunStore = openRunStore;
exports.recordRun = recordRun;
