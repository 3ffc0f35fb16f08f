(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_timers_promises = __late(() => require("node:timers/promises"));
const require_action_run = require("./action-run.js");
const require_help_run_steps = require("./help-run-steps.js");
// src/cli/watch-steps.ts
const LOOK_MS = {
	file: 1e3,
	remote: 5e3
};
const NEW_SCREEN = "\x1B[H\x1B[2J";
async function watchSteps(context, look) {
	const { stdout } = context.streams;
	const seen = new Map();
	await require_help_run_steps.untilStopped(async (stopped) => {
		for (let isFirst = true; !stopped.aborted && !require_help_run_steps.isClosed(stdout); isFirst = false) {
			const { list, steps, rollbacks, isRemote } = await look();
			if (stdout.isTTY === true) stdout.write(`${NEW_SCREEN}${list}\n`);
			else if (isFirst) require_help_run_steps.print(context, list);
			const lines = [...steps.toReversed().map((step) => [step.uid, require_action_run.endLine(step)]), ...rollbacks.toReversed().map((rollback) => [rollback.uid, require_action_run.rollbackLine(rollback, rollbacks)])];
			for (const [uid, line] of lines) {
				const isNew = seen.get(uid) !== line;
				seen.set(uid, line);
				if (isNew && !isFirst && stdout.isTTY !== true) require_help_run_steps.print(context, line);
			}
			await (0, node_timers_promises.setTimeout)(isRemote ? LOOK_MS.remote : LOOK_MS.file, void 0, { signal: stopped }).catch(() => {});
		}
		const signal = require_help_run_steps.signalThatStopped(stopped);
		if (signal !== void 0) context.exitWith(require_action_run.signalExitCode(signal));
	});
}
exports.watchSteps = watchSteps;
});
