import {setOutput} from '@actions/core';
import {stepToOutputs} from '../app/step-outputs.ts';
import {type Step, stepToJson} from '../domain/step.ts';

/** Outputs by name. An unknown value is an empty output. */
export type Outputs = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** The outputs of the step action, except the totals, and `comment-url`, which is known last. */
export function stepOutputs(
  step: Step,
  facts: {readonly stepsDb: string | null; readonly logFile: string | null; readonly recorded: boolean},
): Outputs {
  return {
    ...stepToOutputs(step),
    'token-usage': step.tokenUsage && JSON.stringify(step.tokenUsage),
    step: JSON.stringify(stepToJson(step)),
    'steps-db': facts.stepsDb,
    'log-file': facts.logFile,
    recorded: facts.recorded,
  };
}

export function setOutputs(outputs: Outputs): void {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value === null ? '' : String(value ?? ''));
}
