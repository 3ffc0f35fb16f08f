import {setOutput} from '@actions/core';
import {type Rollback, rollbackName} from '../domain/rollback.ts';
import {type Step, stepToJson} from '../domain/step.ts';

/** Outputs by name. An unknown value is an empty output. */
export type Outputs = Readonly<Record<string, string>>;

/** The outputs of the step action, but for `comment-url`, which is known last. */
export function stepOutputs(
  step: Step,
  facts: {readonly stepsDb: string | null; readonly logFile: string; readonly recorded: boolean},
): Outputs {
  const usage = step.tokenUsage;
  return {
    'step-id': text(step.id),
    'step-uid': step.uid,
    'parent-step-id': text(step.parentStepId),
    status: step.status,
    branch: text(step.branch),
    'commit-sha-before': text(step.commitShaBefore),
    'commit-sha-after': text(step.commitShaAfter),
    changed: step.commitShaAfter === null ? '' : String(step.commitShaAfter !== step.commitShaBefore),
    pushed: text(step.pushed),
    'pin-ref': text(step.pinRef),
    'exit-code': text(step.exitCode),
    'duration-ms': text(step.durationMs),
    'input-tokens': text(usage?.input_tokens),
    'output-tokens': text(usage?.output_tokens),
    'total-tokens': text(usage?.total_tokens),
    'cost-usd': text(usage?.cost),
    'token-usage': usage === null ? '' : JSON.stringify(usage),
    step: JSON.stringify(stepToJson(step)),
    'steps-db': text(facts.stepsDb),
    'log-file': facts.logFile,
    recorded: String(facts.recorded),
  };
}

/** Where a rollback or an undo stands: planned only (a dry run), or carried out. */
export interface RollbackFacts {
  readonly rollback: Pick<Rollback, 'number' | 'uid'> | null;
  readonly branch: string;
  readonly fromSha: string;
  readonly toSha: string;
  readonly pinRef: string | null;
  /** Numbers of the steps it deactivates or makes active again; uids of those without one. */
  readonly steps: readonly (number | string)[];
  readonly recorded: boolean | null;
}

/** The outputs of the actions rollback (`deactivated-steps`) and undo (`reactivated-steps`). */
export function rollbackOutputs(facts: RollbackFacts, stepsOutput: 'deactivated-steps' | 'reactivated-steps'): Outputs {
  return {
    'rollback-id': facts.rollback === null ? '' : rollbackName(facts.rollback),
    branch: facts.branch,
    'from-sha': facts.fromSha,
    'to-sha': facts.toSha,
    'pin-ref': text(facts.pinRef),
    [stepsOutput]: JSON.stringify(facts.steps),
    recorded: text(facts.recorded),
  };
}

/** Hands outputs to the runner. */
export function setOutputs(outputs: Outputs): void {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}

function text(value: string | number | boolean | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}
