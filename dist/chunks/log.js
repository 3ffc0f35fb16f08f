let node_fs = require("node:fs");
let node_timers_promises = require("node:timers/promises");
const require_errors = require("./errors.js");
const require_step = require("./step.js");
const require_projects = require("./projects.js");
const require_open_history = require("./open-history.js");
const require_place = require("./place.js");
const require_write_output = require("./write-output.js");
// src/cli/log.ts
const CHUNK_BYTES = 262144;
const LOOK_MS = 200;
function define(command, context) {
	require_place.takeStep(command).option("-f, --follow", "go on while the step runs, and end with it").option("--check", "what the check of its work printed");
	require_place.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => printLog(context, args, options));
}
async function printLog(context, args, options) {
	await require_open_history.withStep(context, args, options, async (opened, { step, lookAgain }) => {
		const ofCheck = options.check === true;
		const file = openLog(opened, ofCheck ? await checkedStep(opened, step, options, lookAgain) : step, ofCheck);
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
	for (let now = step; !(0, node_fs.existsSync)(require_projects.checkLogFile(project, step.uid)); now = await lookAgain()) {
		if (now.status !== "running") {
			if (now.check !== null) return now;
			throw new require_errors.RefusedError("unknown-step", `No check of ${require_step.stepName(now)} ran, so there is nothing that it printed.`);
		}
		if (follow !== true) {
			const message = `No check of ${require_step.stepName(now)} has begun: it is still running. Wait for it with -f.`;
			throw new require_errors.RefusedError("unknown-step", message);
		}
		await (0, node_timers_promises.setTimeout)(LOOK_MS);
	}
	return step;
}
function openLog({ project }, step, ofCheck) {
	const path = (ofCheck ? require_projects.checkLogFile : require_projects.stepLogFile)(project, step.uid);
	try {
		return (0, node_fs.openSync)(path, "r");
	} catch (cause) {
		const what = ofCheck ? `the check of ${require_step.stepName(step)}` : require_step.stepName(step);
		const where = step.run?.url == null ? "It stays where a step ran" : `It ran in ${step.run.url}`;
		throw new require_errors.StoreError("unreadable", `What ${what} printed is not on this machine. ${where}.`, { cause });
	}
}
function readChunk(file) {
	const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
	return chunk.subarray(0, (0, node_fs.readSync)(file, chunk));
}
const EXAMPLES = `
Prints what the agent of a step printed, byte for byte, from the log that is kept on the machine where it ran.

Examples:
  $ laforge log 3               what step 3 printed
  $ laforge log 3 -f            and what it prints until it ends
  $ laforge log 3 --check       what its check printed; with -f it is waited for`;
exports.define = define;
