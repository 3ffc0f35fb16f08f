(function (exports, require, module, __filename, __dirname) {
const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_fs = require("node:fs");
let node_os = require("node:os");
let node_path = require("node:path");
const require_action_run = require("./action-run.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
const require_run_info = require("./run-info.js");
// src/cli/step-recording.ts
var step_recording_exports = require_rolldown_runtime.__exportAll({
	lastLine: () => lastLine,
	openRunStore: () => openRunStore,
	recordStepRun: () => recordStepRun,
	startLine: () => startLine
});
function openRunStore(context, place, startTime) {
	return require_run_steps.createPlaceStore(context, place, "record", startTime);
}
async function recordStepRun(context, { step: options, quiet, history }, described, place, replay = null) {
	const { repository, presence, project, signal, startTime, store, uid } = place;
	const { env } = context;
	const log = require_help_run_steps.createLog(context, quiet);
	const unclaimed = history.db === void 0 && replay === null ? claimOrSayWhy(project, repository) : null;
	const logs = chooseLogFolder((0, node_path.dirname)(require_action_run_steps.stepLogFile(project, uid)), log.warn);
	const logFile = (0, node_path.join)(logs, (0, node_path.basename)(require_action_run_steps.stepLogFile(project, uid)));
	const fallback = require_run_steps.createFallbackHistory(place, uid);
	const own = await require_action_run.createRunFolder((0, node_os.tmpdir)(), options.prompt);
	require_action_help_run_steps.noteOwner(own.path, uid);
	const tell = quiet ? () => {} : (message) => require_help_run_steps.say(context, message);
	const run = require_run_info.describeRun(env);
	const telemetry = require_action_run.beginTelemetry(require_action_run.readTelemetryVariables(env), {
		run: require_action_help_run_steps.identifyRun(run, env),
		uid,
		env,
		checkRunId: null,
		log
	});
	try {
		const result = await require_action_run.recordRun({
			options,
			described,
			repository,
			env,
			log,
			telemetry,
			folder: {
				...own,
				logFile,
				checkLogFile: (0, node_path.join)(logs, (0, node_path.basename)(require_action_run_steps.checkLogFile(project, uid)))
			},
			request: {
				...require_action_run.finishRequest(options, repository, {
					uid,
					slug: place.slug,
					bot: require_action_run_steps.BOT,
					workTreeLasts: true,
					isInJob: require_run_info.isInJob(env, run),
					isShared: presence.isShared,
					replays: replay,
					agentConfig: described.agentConfig,
					bundleFile: (0, node_path.join)(logs, `${uid}.bundle`),
					privatePaths: [
						require_action_run_steps.laforgeHome(env),
						project.folder,
						place.dbPath,
						logs
					]
				}),
				detachedBranch: replay === null ? require_run_info.branchOfJob(env, run, repository.remote?.repository ?? null) : null,
				projectId: project.id,
				run: telemetry.run,
				hasHistory: true,
				signal
			},
			store: {
				...store,
				...unclaimed !== null && place.storeName === "file" && { open: async () => fallback(unclaimed) },
				fallback,
				keepRecord: async (publication) => publication,
				keepEnd: require_run_steps.createEndKeeper(place),
				keepFile: null
			},
			runner: require_action_run.createAgentRunner({
				sinks: replay?.sinks ?? context.streams,
				clock: require_action_run_steps.systemClock,
				folder: own.path
			}),
			stdin: replay === null ? "inherit" : "none",
			words: wordsForRun(history, place, options.push !== "none"),
			host: {
				startTime,
				proofs: [require_action_help_run_steps.processProof],
				mayPush: null,
				onStarted: (step) => tell(startLine(step, require_action_run.wordsOf(options.command))),
				note: () => {}
			},
			onAgentStarted: (pid) => presence.noteAgent(require_action_run_steps.markAgent(pid)),
			onCheck: (step, { script }, of) => {
				const what = of === "work" ? `the work of ${require_action_run_steps.stepName(step)}` : "what the agent will find";
				tell(`checking ${what}: ${require_action_post_help_run_steps.cutToWidth(script, COMMAND_WIDTH)}`);
			}
		});
		await telemetry.send(result);
		await result.history.close();
		return result;
	} finally {
		(0, node_fs.rmSync)(own.path, {
			recursive: true,
			force: true
		});
	}
}
function wordsForRun(history, { storeName }, push) {
	const words = require_run_steps.wordsFor(history.project, history, push);
	if (push || storeName !== "git") return words;
	return {
		...words,
		undo: (name, displaced) => displaced == null ? words.undo(name) : `git reset --keep ${displaced}`
	};
}
function claimOrSayWhy(project, repository) {
	try {
		require_action_run_steps.claimProject(project, repository);
		return null;
	} catch (error) {
		if (error instanceof require_action_post_help_run_steps.StoreError && error.code === "unwritable") return require_action_post_help_run_steps.describeError(error);
		throw error;
	}
}
function chooseLogFolder(folder, warn) {
	try {
		require_action_help_run_steps.makeFolder(folder);
		require_action_help_run_steps.checkWritable(folder);
		return folder;
	} catch (error) {
		const other = require_action_run_steps.makeLogsElsewhere();
		warn(`${`${folder} cannot be written (${require_action_post_help_run_steps.describeError(error)})`}, so the output of this step is kept in ${other}. Let LAFORGE_HOME name a folder that can be written.`);
		return other;
	}
}
const COMMAND_WIDTH = 60;
function startLine(step, command) {
	const line = typeof command === "string" ? command.trim().split("\n")[0] ?? "" : require_action_run_steps.quoteForShell(command);
	const on = step.branch === null ? "" : ` on ${step.branch}`;
	return `${require_action_run_steps.stepName(step)} of ${step.projectId}${on}: ${require_action_post_help_run_steps.cutToWidth(line, COMMAND_WIDTH)}`;
}
function lastLine(step, history, isIncomplete = false) {
	const more = `laforge step info ${require_action_run_steps.quoteForShell([require_action_run_steps.stepLabel(step)])}`;
	return `${require_action_run.endLine(step, isIncomplete)}; ${require_run_steps.forSameHistory(more, history.project, history)}`;
}
Object.defineProperty(exports, "openRunStore", {
	enumerable: true,
	get: function() {
		return openRunStore;
	}
});
Object.defineProperty(exports, "recordStepRun", {
	enumerable: true,
	get: function() {
		return recordStepRun;
	}
});
Object.defineProperty(exports, "step_recording_exports", {
	enumerable: true,
	get: function() {
		return step_recording_exports;
	}
});
});
