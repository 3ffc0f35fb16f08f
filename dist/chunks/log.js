let node_fs = require("node:fs");
let node_string_decoder = require("node:string_decoder");
let node_timers_promises = require("node:timers/promises");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_steps = require("./run-steps.js");
const require_write_output = require("./write-output.js");
// src/cli/log.ts
const CHUNK_BYTES = 262144;
const LOOK_MS = 200;
function define(command, context) {
	require_run_steps.takeStep(command).option("-f, --follow", "go on while the step runs, and end with it").option("--check", "what the check of its work printed");
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => printLog(context, args, options));
}
async function printLog(context, args, options) {
	await require_open_history.withStep(context, args, options, async (opened, { step, lookAgain }) => {
		const ofCheck = options.check === true;
		const now = ofCheck ? await checkedStep(opened, step, options, lookAgain) : step;
		const file = openLog((ofCheck ? require_action_run_steps.checkLogFile : require_action_run_steps.stepLogFile)(opened.project, now.uid));
		if (file === null) return await printKept(context, now, ofCheck);
		try {
			for (;;) {
				const isOver = options.follow !== true || (await lookAgain()).status !== "running";
				for (let chunk = readChunk(file); chunk.length > 0; chunk = readChunk(file)) await require_write_output.writePiece(context.streams.stdout, chunk);
				if (isOver || context.streams.stdout.destroyed) return;
				await (0, node_timers_promises.setTimeout)(LOOK_MS);
			}
		} finally {
			(0, node_fs.closeSync)(file);
		}
	});
}
async function checkedStep({ project }, step, { follow }, lookAgain) {
	for (let now = step; !(0, node_fs.existsSync)(require_action_run_steps.checkLogFile(project, step.uid)); now = await lookAgain()) {
		if (now.status !== "running") {
			if (now.check !== null) return now;
			throw new require_action_post_help_run_steps.RefusedError("unknown-step", `No check of ${require_action_run_steps.stepName(now)} ran, so there is nothing that it printed.`);
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
		const message = `${require_action_run_steps.stepName(step)} is running on another machine. What it prints can be had here once it has ended.`;
		throw new require_action_post_help_run_steps.RefusedError("unknown-step", require_action_help_run_steps.capital(message));
	}
	const { withKeptLog } = await Promise.resolve().then(() => require("./kept-log.js"));
	await withKeptLog(env, step, ofCheck ? "check.log" : "agent.log", async (path) => {
		const file = openLog(path);
		if (file === null) {
			const message = `The artifact of ${require_action_run_steps.stepName(step)} has no log of ${ofCheck ? "a check" : "an agent"}.`;
			throw new require_action_post_help_run_steps.StoreError("unreadable", message);
		}
		const decoder = new node_string_decoder.StringDecoder("utf8");
		try {
			for (let chunk = readChunk(file); chunk.length > 0; chunk = readChunk(file)) await require_write_output.writePiece(stdout, stdout.isTTY === true ? require_action_post_help_run_steps.toPlainLines(decoder.write(chunk)) : chunk);
		} finally {
			(0, node_fs.closeSync)(file);
		}
	});
}
function readChunk(file) {
	const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
	return chunk.subarray(0, (0, node_fs.readSync)(file, chunk));
}
const EXAMPLES = `
Prints what the agent of a step printed, byte for byte, from the log that is kept on the machine where it ran. Where that is
not this one, it is looked for in the run's artifact (input keep-log), with the token in GH_TOKEN.

Examples:
  $ laforge log 3               what step 3 printed
  $ laforge log 3 -f            and what it prints until it ends
  $ laforge log 3 --check       what its check printed; with -f it is waited for`;
exports.define = define;
