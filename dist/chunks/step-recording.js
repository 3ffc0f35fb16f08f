const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_fs = require("node:fs");
let node_os = require("node:os");
let node_path = require("node:path");
const require_run_agent = require("./run-agent.js");
const require_run_folder = require("./run-folder.js");
const require_step_processes = require("./step-processes.js");
const require_describe_step = require("./describe-step.js");
const require_finish_step = require("./finish-step.js");
const require_record_step = require("./record-step.js");
const require_step_options = require("./step-options.js");
const require_step_telemetry = require("./step-telemetry.js");
const require_wordings = require("./wordings.js");
const require_errors = require("./errors.js");
const require_open = require("./open.js");
const require_step = require("./step.js");
const require_format = require("./format.js");
const require_end_line = require("./end-line.js");
const require_text = require("./text.js");
const require_clock_and_uids = require("./clock-and-uids.js");
const require_folders = require("./folders.js");
const require_process_info = require("./process-info.js");
const require_projects = require("./projects.js");
const require_settings = require("./settings.js");
const require_cli = require("./cli.js");
const require_create_store = require("./create-store2.js");
const require_place = require("./place.js");
const require_run_info = require("./run-info.js");
// src/cli/step-recording.ts
var step_recording_exports = require_rolldown_runtime.__exportAll({
	lastLine: () => lastLine,
	openRunStore: () => openRunStore,
	recordRun: () => recordRun,
	startLine: () => startLine
});
function openRunStore(context, place, startTime) {
	return require_create_store.createPlaceStore(context, place, "record", startTime);
}
async function recordRun(context, { step: options, quiet, history }, { agentConfig, prompt, template, secrets, prices }, place, replay = null) {
	const { repository, store, startTime, signal, uid } = place;
	const logFile = require_projects.stepLogFile(place.project, uid);
	if (history.db === void 0 && replay === null) require_projects.claimProject(place.project, repository);
	makeLogFolder((0, node_path.dirname)(logFile));
	const folder = await require_run_folder.createRunFolder((0, node_os.tmpdir)(), options.prompt);
	const request = require_finish_step.finishRequest(options, {
		uid,
		repository,
		agentConfig,
		slug: place.slug,
		bot: require_open.BOT,
		bundleFile: (0, node_path.join)((0, node_path.dirname)(logFile), `${uid}.bundle`),
		privatePaths: [
			require_projects.laforgeHome(context.env),
			place.project.folder,
			place.dbPath
		],
		workTreeLasts: true,
		isShared: place.presence.isShared
	});
	const tell = quiet ? () => {} : (message) => require_cli.say(context, message);
	const usage = require_step_options.followUsage(options.usageReader, folder.usageFile, {
		prices,
		telemetry: options.telemetry
	});
	const log = require_cli.createLog(context, quiet);
	const run = require_run_info.describeRun(context.env);
	const telling = require_step_telemetry.beginTelemetry(require_settings.readTelemetryVariables(context.env), {
		run: require_process_info.identifyRun(run, context.env),
		uid,
		env: context.env,
		checkRunId: null,
		log
	});
	const agent = require_record_step.createStepAgent({
		options,
		folder,
		usage,
		logFile,
		secrets,
		signal,
		env: context.env,
		runner: require_run_agent.createAgentRunner({
			sinks: replay?.sinks ?? context.streams,
			clock: require_clock_and_uids.systemClock,
			folder: folder.path
		}),
		checkLogFile: require_projects.checkLogFile(place.project, uid),
		identity: repository.identity === null ? request.agentIdentity : null,
		stdin: replay === null ? "inherit" : "none",
		traceparents: telling.traceparents,
		onStarted: (pid) => place.presence.noteAgent(require_step_processes.markAgent(pid)),
		onCheck: (step, { script }) => tell(`checking the work of ${require_step.stepName(step)}: ${require_text.cutToWidth(script, COMMAND_WIDTH)}`)
	});
	try {
		const result = await require_record_step.recordStep({
			repository,
			store: {
				...store,
				fallback: require_create_store.createFallbackHistory(place, uid),
				keepRecord: async (publication) => publication,
				keepEnd: require_create_store.createEndKeeper(place),
				keepFile: null
			},
			agent,
			usage,
			takeBack: require_finish_step.takeBack,
			clock: require_clock_and_uids.systemClock,
			log,
			words: require_wordings.WORDINGS.cli,
			host: {
				uids: require_clock_and_uids.systemUids,
				startTime,
				proofs: [require_process_info.processProof],
				mayPush: null,
				onStarted: (step) => tell(startLine(step, require_step_options.wordsOf(options.command))),
				note: () => {},
				onPhase: telling.onPhase
			}
		}, {
			...request,
			projectId: place.project.id,
			prompt,
			setup: await require_describe_step.describeSetup(repository, options, context.env),
			template,
			replays: replay?.replays ?? null,
			keepAside: replay?.keepAside ?? null,
			detachedBranch: replay === null ? require_run_info.branchOfJob(context.env, run, repository.remote?.repository ?? null) : null,
			run: telling.run,
			hasHistory: true,
			limits: options.limits,
			signal
		});
		await telling.send(result);
		await result.history.close();
		return result;
	} finally {
		(0, node_fs.rmSync)(folder.path, {
			recursive: true,
			force: true
		});
	}
}
function makeLogFolder(folder) {
	try {
		require_folders.makeFolder(folder);
	} catch (cause) {
		const message = `The folder for the logs cannot be made: ${folder}. LAFORGE_HOME names another place.`;
		throw new require_errors.StoreError("unwritable", message, { cause });
	}
}
const COMMAND_WIDTH = 60;
function startLine(step, command) {
	const line = typeof command === "string" ? command.trim().split("\n")[0] ?? "" : require_open.quoteForShell(command);
	const on = step.branch === null ? "" : ` on ${step.branch}`;
	return `${require_step.stepName(step)} of ${step.projectId}${on}: ${require_text.cutToWidth(line, COMMAND_WIDTH)}`;
}
function lastLine(step, history) {
	const more = `laforge step info ${require_open.quoteForShell([require_format.stepLabel(step)])}`;
	return `${require_end_line.endLine(step)}; ${require_place.forSameHistory(more, history.project, history)}`;
}
Object.defineProperty(exports, "openRunStore", {
	enumerable: true,
	get: function() {
		return openRunStore;
	}
});
Object.defineProperty(exports, "recordRun", {
	enumerable: true,
	get: function() {
		return recordRun;
	}
});
Object.defineProperty(exports, "step_recording_exports", {
	enumerable: true,
	get: function() {
		return step_recording_exports;
	}
});
