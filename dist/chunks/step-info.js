(function (exports, require, module, __filename, __dirname) {
let node_fs = require("node:fs");
const require_action_run_steps = require("./action-run-steps.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_steps = require("./run-steps.js");
// src/cli/step-info.ts
function define(command, context) {
	require_run_steps.takeStep(command).option("--json", "print the whole record as one JSON object");
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => showStep(context, args, options));
}
async function showStep(context, args, options) {
	await require_open_history.withStep(context, args, options, async (opened, { step, contestedBy }) => {
		if (options.json === true) {
			if (contestedBy.length > 0) require_help_run_steps.createLog(context).warn(`${contestedBy.length} steps claimed number ${step.id}: ${contestedBy.join(", ")}.`);
			return require_help_run_steps.printJson(context, require_action_run_steps.stepToJson(step));
		}
		const rollbacks = (await opened.history.listRollbacks()).filter(({ stepUids }) => stepUids.includes(step.uid));
		const { renderStepDetails } = await Promise.resolve().then(() => require("./step-details.js"));
		const pins = await lookAtPins(opened, step, rollbacks);
		const ifThere = (path) => [require_action_run_steps.findLog(path)].find((file) => (0, node_fs.existsSync)(file)) ?? null;
		const details = {
			step,
			rollbacks,
			contestedBy,
			pins,
			logFile: ifThere(require_action_run_steps.stepLogFile(opened.project, step.uid)),
			checkLogFile: ifThere(require_action_run_steps.checkLogFile(opened.project, step.uid))
		};
		require_help_run_steps.print(context, renderStepDetails(details, require_help_run_steps.stdoutView(context)));
	});
}
async function lookAtPins({ repository }, step, rollbacks) {
	const displacing = rollbacks.filter(require_action_run_steps.isInForce);
	const refs = [step.pinRef, ...displacing.map(({ pinRef }) => pinRef)].filter((ref) => ref !== null);
	if (repository === null || refs.length === 0) return new Map();
	const { findPinStates } = await Promise.resolve().then(() => require("./list-pins.js")).then((n) => n.list_pins_exports);
	return await findPinStates(repository, refs);
}
const EXAMPLES = `
Shows the step's prompt, where it began and ended, its agent, tokens and cost, its check, its commits, its notes, the
rollbacks that cover it, and where the log of its output is. What is unknown is left out.

Examples:
  $ laforge step info 3                                      step 3 of this repository's project
  $ laforge step info acme/app 0199a3f2-7b1c                 by uid, of another project
  $ laforge step info 3 --json | jq -r .commit_sha_after     for programs`;
exports.define = define;
});
