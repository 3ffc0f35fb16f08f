import {setOutput} from '@actions/core';
import {stepToOutputs} from '../app/step-outputs.ts';
import type {Rate} from '../domain/report/figures.ts';
import type {Report} from '../domain/report/report.ts';
import {type Rollback, rollbackName} from '../domain/rollback.ts';
import {type Step, stepToJson} from '../domain/step.ts';
import type {UsageTotals} from '../domain/usage-totals.ts';

/** Outputs by name. An unknown value is an empty output. */
export type Outputs = Readonly<Record<string, string>>;

/** The outputs of the step action, except `comment-url`, which is known last. */
export function stepOutputs(
  step: Step,
  facts: {readonly stepsDb: string | null; readonly logFile: string | null; readonly recorded: boolean},
): Outputs {
  const usage = step.tokenUsage;
  return {
    ...stepToOutputs(step),
    'token-usage': usage === null ? '' : JSON.stringify(usage),
    step: JSON.stringify(stepToJson(step)),
    'steps-db': text(facts.stepsDb),
    'log-file': text(facts.logFile),
    recorded: String(facts.recorded),
  };
}

/** The known usage of the branch and of the whole history so far, including this step. */
export function totalOutputs(totals: {
  readonly branch: UsageTotals | null;
  readonly project: UsageTotals | null;
}): Outputs {
  return {
    'branch-total-tokens': text(totals.branch?.totalTokens),
    'branch-cost-usd': text(totals.branch?.costUsd),
    'project-total-tokens': text(totals.project?.totalTokens),
    'project-cost-usd': text(totals.project?.costUsd),
  };
}

/** The state of a rollback or an undo: planned only (a dry run), or carried out. */
interface RollbackFacts {
  readonly rollback: Pick<Rollback, 'number' | 'uid'> | null;
  readonly branch: string;
  readonly fromSha: string;
  readonly toSha: string;
  readonly pinRef: string | null;
  /** The steps that it deactivates or reactivates, by number, or by uid if they have none. */
  readonly steps: readonly (number | string)[];
  readonly recorded: boolean | null;
  readonly pullRequestUrl: string | null;
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
    'pull-request-url': text(facts.pullRequestUrl),
  };
}

/** The outputs of the report action, except `comment-url`. A rate is a share from 0 to 1. */
export function reportOutputs(
  {total}: Report,
  page: {readonly path: string; readonly artifactUrl: string | null} | null,
): Outputs {
  const share = ({share}: Rate) => text(share === null ? null : Number(share.toFixed(4)));
  return {
    'report-path': text(page?.path),
    'artifact-url': text(page?.artifactUrl),
    'success-rate': share(total.success),
    'rollback-rate': share(total.rollback),
    'cost-usd': text(total.usage.costUsd),
  };
}

/** Sets outputs. */
export function setOutputs(outputs: Outputs): void {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}

function text(value: string | number | boolean | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}
