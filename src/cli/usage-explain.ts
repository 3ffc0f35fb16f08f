import type {Command} from 'commander';
import {type CliContext, print, printJson, stdoutPaint, stdoutWidth} from './context.ts';
import type {HistoryOptions} from './history-options.ts';
import {withStep} from './open-history.ts';
import {addHistoryOptions, takeStep} from './place.ts';

interface ExplainOptions extends HistoryOptions {
  readonly json?: boolean;
}

export function define(command: Command, context: CliContext): void {
  takeStep(command).option('--json', 'print the usage with its calls and prices as one JSON object');
  addHistoryOptions(command, EXAMPLES);
  command.action((args: string[], options: ExplainOptions) => explainUsage(context, args, options));
}

async function explainUsage(context: CliContext, args: readonly string[], options: ExplainOptions): Promise<void> {
  await withStep(context, args, options, async (_opened, {step}) => {
    if (options.json === true) return printJson(context, {id: step.id, uid: step.uid, token_usage: step.tokenUsage});
    const {renderUsageExplained} = await import('../render/terminal/usage-explained.ts');
    print(context, renderUsageExplained(step, {width: stdoutWidth(context), paint: stdoutPaint(context)}));
  });
}

const EXAMPLES = `
Shows how certain the usage of a step is, and why. Then it lists the step's calls, as far as the agent recorded them: the
source of each, the model, the tokens of each class, the tier, and the cost. Last come the prices of the estimate.

Examples:
  $ laforge usage explain 3                       step 3 of this repository's project
  $ laforge usage explain acme/app 0199a3f2-7b1c  by uid, of another project
  $ laforge usage explain 3 --json | jq .token_usage.calls`;
