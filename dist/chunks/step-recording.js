let node_fs = require("node:fs");
let node_os = require("node:os");
let node_path = require("node:path");
const require_end_line = require("./end-line.js");
const require_run_agent = require("./run-agent.js");
const require_run_folder = require("./run-folder.js");
const require_finish_request = require("./finish-request.js");
const require_record_step = require("./record-step.js");
const require_errors = require("./errors.js");
const require_step = require("./step.js");
const require_open = require("./open.js");
const require_width = require("./width.js");
const require_projects = require("./projects.js");
const require_process_info = require("./process-info.js");
const require_system_clock = require("./system-clock.js");
const require_uids = require("./uids.js");
const require_step_options = require("./step-options.js");
const require_cli = require("./cli.js");
const require_create_store = require("./create-store2.js");
const require_run_info = require("./run-info.js");
const require_step_run = require("./step-run.js");
// src/cli/step-recording.ts
function openRunStore(context, place, startTime) {
	return require_create_store.createPlaceStore(context, place, "record", startTime);
}
async function recordRun(context, { step: options, argv, quiet, history }, { agentConfig, prompt, secrets, prices }, place) {
	const { repository, store, startTime, signal, uid } = place;
	const logFile = require_projects.stepLogFile(place.project, uid);
	if (history.db === void 0) require_projects.claimProject(place.project, repository);
	makeLogFolder((0, node_path.dirname)(logFile));
	const folder = await require_run_folder.createRunFolder((0, node_os.tmpdir)(), options.prompt);
	const request = require_finish_request.finishRequest(options, {
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
		frontEnd: "cli",
		isShared: place.presence.isShared
	});
	const tell = quiet ? () => {} : (message) => require_cli.say(context, message);
	const usage = require_step_options.followUsage(options.usageReader, folder.usageFile, {
		prices,
		telemetry: options.telemetry
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
			sinks: context.streams,
			clock: require_system_clock.systemClock,
			folder: folder.path
		}),
		checkLogFile: require_projects.checkLogFile(place.project, uid),
		identity: repository.identity === null ? request.agentIdentity : null,
		stdin: "inherit",
		onStarted: (pid) => place.presence.noteAgent(require_end_line.markAgent(pid)),
		onCheck: (step, { script }) => tell(`checking the work of ${require_step.stepName(step)}: ${require_width.cutToWidth(script, 60)}`)
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
			clock: require_system_clock.systemClock,
			log: require_cli.createLog(context, quiet),
			host: {
				uids: require_uids.systemUids,
				startTime,
				proofs: [require_process_info.processProof],
				mayPush: null,
				onStarted: (step) => tell(require_step_run.startLine(step, argv)),
				note: () => {}
			}
		}, {
			...request,
			projectId: place.project.id,
			prompt,
			detachedBranch: null,
			run: require_process_info.identifyRun(require_run_info.describeRun(context.env), context.env),
			hasHistory: true,
			limits: options.limits,
			signal
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
function makeLogFolder(folder) {
	try {
		require_projects.makeFolder(folder);
	} catch (cause) {
		const message = `The folder for the logs cannot be made: ${folder}. LAFORGE_HOME names another place.`;
		throw new require_errors.StoreError("unwritable", message, { cause });
	}
}
exports.openRunStore = openRunStore;
exports.recordRun = recordRun;
