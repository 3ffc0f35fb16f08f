(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_fs = require("node:fs");
let node_timers_promises = __late(() => require("node:timers/promises"));
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_steps = require("./run-steps.js");
const require_write_output = require("./write-output.js");
// src/cli/log.ts
const CHUNK_BYTES = 262144;
const LOOK_MS = 200;
function define(command, context) {
	require_run_steps.takeStep(command).option("-f, --follow", "keep printing until the step ends").option("--check", "print the output of the step's check instead");
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => printLog(context, args, options));
}
async function printLog(context, args, options) {
	await require_open_history.withStep(context, args, options, async (opened, { step, lookAgain }) => {
		const ofCheck = options.check === true;
		const now = ofCheck ? await checkedStep(opened, step, options, lookAgain) : step;
		const file = openLog(require_action_run_steps.findLog((ofCheck ? require_action_run_steps.checkLogFile : require_action_run_steps.stepLogFile)(opened.project, now.uid)));
		if (file === null) return await printKept(context, now, ofCheck);
		try {
			for (;;) {
				const isOver = options.follow !== true || (await lookAgain()).status !== "running";
				for (const chunk of readChunks(file)) await require_write_output.writePiece(context.streams.stdout, chunk);
				if (isOver || require_help_run_steps.isClosed(context.streams.stdout)) return;
				await (0, node_timers_promises.setTimeout)(LOOK_MS);
			}
		} finally {
			(0, node_fs.closeSync)(file);
		}
	});
}
async function checkedStep({ project }, step, { follow }, lookAgain) {
	for (let now = step; !(0, node_fs.existsSync)(require_action_run_steps.findLog(require_action_run_steps.checkLogFile(project, step.uid))); now = await lookAgain()) {
		if (now.status !== "running") {
			if (now.check !== null) return now;
			throw new require_action_post_help_run_steps.RefusedError("unknown-step", `No check of ${require_action_run_steps.stepName(now)} ran, so it has no output.`);
		}
		if (follow !== true) {
			const message = `No check of ${require_action_run_steps.stepName(now)} has begun: it is still running. Wait for it with -f.`;
			throw new require_action_post_help_run_steps.RefusedError("unknown-step", message);
		}
		await (0, node_timers_promises.setTimeout)(LOOK_MS);
	}
	return step;
}
function openLog(path) {
	try {
		return (0, node_fs.openSync)(path, "r");
	} catch (cause) {
		if (require_action_post_help_run_steps.errnoCode(cause) === "ENOENT") return null;
		throw new require_action_post_help_run_steps.StoreError("unreadable", `${path} cannot be read.`, { cause });
	}
}
async function printKept({ env, streams: { stdout } }, step, ofCheck) {
	if (step.status === "running") {
		const message = `${require_action_run_steps.stepName(step)} is running on another machine. Its output is available here once it has ended.`;
		throw new require_action_post_help_run_steps.RefusedError("unknown-step", require_action_help_run_steps.capital(message));
	}
	const { withKeptLog } = await Promise.resolve().then(() => require("./kept-log.js"));
	await withKeptLog(env, step, ofCheck ? "check.log" : "agent.log", async (path) => {
		const file = openLog(path);
		if (file === null) {
			const message = `The artifact of ${require_action_run_steps.stepName(step)} has no log of ${ofCheck ? "a check" : "an agent"}.`;
			throw new require_action_post_help_run_steps.StoreError("unreadable", message);
		}
		try {
			if (stdout.isTTY !== true) for (const chunk of readChunks(file)) await require_write_output.writePiece(stdout, chunk);
			else for (const text of require_action_post_help_run_steps.decodeChunks(readChunks(file))) await require_write_output.writePiece(stdout, require_action_post_help_run_steps.toPlainLines(text));
		} finally {
			(0, node_fs.closeSync)(file);
		}
	});
}
function* readChunks(file) {
	for (;;) {
		const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
		const read = (0, node_fs.readSync)(file, chunk);
		if (read === 0) return;
		yield chunk.subarray(0, read);
	}
}
const EXAMPLES = `
Prints the output of a step's agent, byte for byte, from the log on the machine where it ran. On another machine it is
downloaded from the run's artifact (input keep-log), with the token in GH_TOKEN.

Examples:
  $ laforge log 3               the output of step 3 so far
  $ laforge log 3 -f            the output until step 3 ends
  $ laforge log 3 --check       the output of its check; with -f, wait for it to start`;
exports.define = define;
});
