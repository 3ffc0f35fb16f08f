import {existsSync} from 'node:fs';
import type {Command} from 'commander';
import type {PinState} from '../domain/pin-messages.ts';
import {isInForce, type Rollback} from '../domain/rollback.ts';
import {type Step, stepToJson} from '../domain/step.ts';
import {checkLogFile, findLog, stepLogFile} from '../system/projects.ts';
import {type CliContext, createLog, print, printJson, stdoutView} from './context.ts';
import {type OpenedHistory, withStep} from './open-history.ts';
import {addHistoryOptions, type ShowOptions, takeStep} from './place.ts';

export function define(command: Command, context: CliContext): void {
  takeStep(command).option('--json', 'print the whole record as one JSON object');
  addHistoryOptions(command, EXAMPLES);
  command.action((args: string[], options: ShowOptions) => showStep(context, args, options));
}

async function showStep(context: CliContext, args: readonly string[], options: ShowOptions): Promise<void> {
  await withStep(context, args, options, async (opened, {step, contestedBy}) => {
    if (options.json === true) {
      if (contestedBy.length > 0)
        createLog(context).warn(`${contestedBy.length} steps claimed number ${step.id}: ${contestedBy.join(', ')}.`);
      return printJson(context, stepToJson(step));
    }
    const rollbacks = (await opened.history.listRollbacks()).filter(({stepUids}) => stepUids.includes(step.uid));
    const {renderStepDetails} = await import('../render/terminal/step-details.ts');
    const pins = await lookAtPins(opened, step, rollbacks);
    const ifThere = (path: string) => [findLog(path)].find((file) => existsSync(file)) ?? null;
    const logFile = ifThere(stepLogFile(opened.project, step.uid));
    const details = {
      step,
      rollbacks,
      contestedBy,
      pins,
      logFile,
      checkLogFile: ifThere(checkLogFile(opened.project, step.uid)),
    };
    print(context, renderStepDetails(details, stdoutView(context)));
  });
}

/** Looks up the pins that keep the step's work, since the history does not record that a pin was dropped. */
async function lookAtPins(
  {repository}: OpenedHistory,
  step: Step,
  rollbacks: readonly Rollback[],
): Promise<ReadonlyMap<string, PinState>> {
  const displacing = rollbacks.filter(isInForce);
  const refs = [step.pinRef, ...displacing.map(({pinRef}) => pinRef)].filter((ref) => ref !== null);
  if (repository === null || refs.length === 0) return new Map();
  const {findPinStates} = await import('../usecases/pins/list-pins.ts');
  return await findPinStates(repository, refs);
}

const EXAMPLES = `
Shows the step's prompt, where it began and ended, its agent, tokens and cost, its check, its commits, its notes, the
rollbacks that cover it, and where the log of its output is. What is unknown is left out.

Examples:
  $ laforge step info 3                                      step 3 of this repository's project
  $ laforge step info acme/app 0199a3f2-7b1c                 by uid, of another project
  $ laforge step info 3 --json | jq -r .commit_sha_after     for programs`;
