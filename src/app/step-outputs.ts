import type {Step} from '../domain/step.ts';
import {cacheShare} from '../domain/usage-totals.ts';

/** The action's outputs for a step, by name. An unknown value is an empty string. */
export function stepToOutputs(step: Step): Readonly<Record<string, string>> {
  const usage = step.tokenUsage;
  const share = cacheShare(usage);
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
    'check-exit-code': text(step.check?.exit_code),
    'duration-ms': text(step.durationMs),
    'input-tokens': text(usage?.input_tokens),
    'cache-read-tokens': text(usage?.cache_read_tokens),
    'cache-write-tokens': text(usage?.cache_write_tokens),
    'output-tokens': text(usage?.output_tokens),
    'reasoning-tokens': text(usage?.reasoning_tokens),
    'total-tokens': text(usage?.total_tokens),
    'cache-share': text(share === null ? null : Number(share.toFixed(4))),
    'cost-usd': text(usage?.cost),
    'cost-estimated': usage === null || usage.cost === null ? '' : String(usage.cost_estimated === true),
    'usage-state': text(usage?.state),
  };
}

function text(value: string | number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}
