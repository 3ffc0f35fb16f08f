const require_help_run_steps = require("./help-run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_steps = require("./run-steps.js");
// src/cli/usage-explain.ts
function define(command, context) {
	require_run_steps.takeStep(command).option("--json", "print the usage with its calls and prices as one JSON object");
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => explainUsage(context, args, options));
}
async function explainUsage(context, args, options) {
	await require_open_history.withStep(context, args, options, async (_opened, { step }) => {
		if (options.json === true) return require_help_run_steps.printJson(context, {
			id: step.id,
			uid: step.uid,
			token_usage: step.tokenUsage
		});
		const { renderUsageExplained } = await Promise.resolve().then(() => require("./usage-explained.js"));
		require_help_run_steps.print(context, renderUsageExplained(step, {
			width: require_help_run_steps.stdoutWidth(context),
			paint: require_help_run_steps.stdoutPaint(context)
		}));
	});
}
const EXAMPLES = `
Shows how certain the usage of a step is, and why. Then it lists the step's calls, as far as the agent recorded them: the
source of each, the model, the tokens of each class, the tier, and the cost. Last come the prices of the estimate.

Examples:
  $ laforge usage explain 3                       step 3 of this repository's project
  $ laforge usage explain acme/app 0199a3f2-7b1c  by uid, of another project
  $ laforge usage explain 3 --json | jq .token_usage.calls`;
exports.define = define;
