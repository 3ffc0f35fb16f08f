const require_cli = require("./cli.js");
const require_open_history = require("./open-history.js");
const require_place = require("./place.js");
// src/cli/usage-explain.ts
function define(command, context) {
	require_place.takeStep(command).option("--json", "print the usage with its calls and prices as one JSON object");
	require_place.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => explainUsage(context, args, options));
}
async function explainUsage(context, args, options) {
	await require_open_history.withStep(context, args, options, async (_opened, { step }) => {
		if (options.json === true) return require_cli.printJson(context, {
			id: step.id,
			uid: step.uid,
			token_usage: step.tokenUsage
		});
		const { renderUsageExplained } = await Promise.resolve().then(() => require("./usage-explained.js"));
		require_cli.print(context, renderUsageExplained(step, {
			width: require_cli.stdoutWidth(context),
			paint: require_cli.stdoutPaint(context)
		}));
	});
}
const EXAMPLES = `
Shows how sure the usage of one step is, and why. Then it lists the step's calls, as far as the agent recorded them: the
record that told of each, the model, the tokens of each class, the tier, and the cost. Last come the prices that an
estimate was made with.

Examples:
  $ laforge usage explain 3                       step 3 of this repository's project
  $ laforge usage explain acme/app 0199a3f2-7b1c  by uid, of another project
  $ laforge usage explain 3 --json | jq .token_usage.calls`;
exports.define = define;
