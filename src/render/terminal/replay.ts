import type {Passes, Shift, Verdict} from '../../domain/compare-lanes.ts';
import type {Rate} from '../../domain/report/figures.ts';
import {type Step, stepToJson} from '../../domain/step.ts';
import {joinFilled} from '../../domain/text.ts';
import {formatCost, formatCostOf, stepLabel} from '../format.ts';
import {formatChanges, formatDuration} from './figures.ts';
import {renderTable} from './table.ts';
import {toPlainText, type View} from './text.ts';

/** A lane of a replay to show. */
export interface ShownLane {
  readonly name: 'observed' | 'same' | 'other';
  /** The tries. `tree` is null if unknown. */
  readonly tries: readonly {readonly step: Step; readonly tree: string | null}[];
  readonly passes: Passes;
  readonly rate: Rate;
}

export interface ShownReplay {
  readonly lanes: readonly ShownLane[];
  /** Null without another lane. */
  readonly verdict: Verdict | null;
  readonly shifts: {readonly costUsd: Shift | null; readonly durationMs: Shift | null} | null;
}

const NAMES = {observed: 'observed', same: 'same agent', other: 'the other'} as const;

/** Renders a line for each try, then each lane with its pass rate, then the verdict. */
export function renderReplay({lanes, verdict, shifts}: ShownReplay, {paint, width}: View): string {
  const letters = new Map<string, string>();
  const letterOf = (tree: string | null) => {
    if (tree === null) return '';
    const letter = letters.get(tree) ?? String.fromCharCode(65 + (letters.size % 26));
    letters.set(tree, letter);
    return letter;
  };
  const rows = lanes.flatMap(({name, tries}) => tries.map(({step, tree}) => ({name, step, files: letterOf(tree)})));
  const table = renderTable(
    [
      {title: 'LANE', cell: ({name}) => NAMES[name]},
      {title: 'STEP', cell: ({step}) => stepLabel(step)},
      {title: 'RESULT', cell: ({step}) => step.status},
      {title: 'CHANGES', cell: ({step}) => formatChanges(step.changes), shrinkTo: 10},
      {title: 'FILES', cell: ({files}) => files},
      {title: 'TOOK', align: 'right', cell: ({step}) => formatDuration(step.durationMs)},
      {title: 'COST', align: 'right', cell: ({step}) => formatCostOf(step.tokenUsage)},
    ],
    rows,
    {paint, width},
  );
  return [
    table,
    '',
    ...lanes.map(({name, passes, rate}) => `${NAMES[name].padEnd(11)} ${passed(passes, rate)}`),
    ...(shifts === null ? [] : shiftLines(shifts)),
    ...(verdict === null ? [] : ['', paint('strong', verdictInWords(verdict))]),
  ]
    .map((line) => line.trimEnd())
    .join('\n');
}

function passed({passed: count, of}: Passes, {low, high}: Rate): string {
  if (low === null || high === null) return 'no try';
  const percent = (share: number) => `${Math.round(share * 100)}`;
  return `${count} of ${of} passed${of > 1 ? ` (95%: ${percent(low)} to ${percent(high)}%)` : ''}`;
}

function shiftLines({costUsd, durationMs}: NonNullable<ShownReplay['shifts']>): readonly string[] {
  const line = (what: string, shift: Shift | null, format: (value: number) => string) => {
    if (shift === null) return [];
    const signed = (value: number) => `${value < 0 ? '-' : '+'}${format(Math.abs(value))}`;
    const {estimate, low, high} = shift;
    const bounds =
      low === null || high === null ? 'too few tries for an interval' : `95%: ${signed(low)} to ${signed(high)}`;
    return [`${what.padEnd(11)} ${signed(estimate)} for the other (${bounds})`];
  };
  return [
    ...line('cost', costUsd, (value) => formatCost(value, false)),
    ...line('time', durationMs, (value) => formatDuration(value)),
  ];
}

function verdictInWords({verdict, reason, neededTries, p}: Verdict): string {
  const exactly = p === null ? '' : ` (exact test: p = ${p.toFixed(3)})`;
  switch (verdict) {
    case 'better':
      return `The other is better${exactly}.`;
    case 'worse':
      return `The other is worse${exactly}.`;
    case 'more_tries':
      return reason === 'too_few'
        ? `Too few tries to decide: each lane needs ${neededTries} (--times and --baseline ${neededTries}).`
        : `Not decided${exactly}: at these rates some ${neededTries} tries a lane would decide it.`;
    case 'no_clear_winner':
      return reason === 'no_check'
        ? 'No clear winner: without a check, it is unknown which work is right.'
        : `No clear winner${exactly}.`;
  }
}

/** Renders the line of a try that ended: `same agent: step 12 succeeded, 31s, $0.31`. */
export function tryLine(name: 'same' | 'other', step: Step): string {
  const how = `step ${stepLabel(step)} ${step.status}`;
  const facts = [how, formatDuration(step.durationMs), formatCostOf(step.tokenUsage)];
  return toPlainText(`${NAMES[name]}: ${joinFilled(facts, ', ')}`);
}

/** Formats a replay as its documented JSON. */
export function replayToJson(step: Step, {lanes, verdict, shifts}: ShownReplay) {
  return {
    schema_version: 1,
    step: stepToJson(step),
    lanes: lanes.map(({name, tries, passes, rate}) => ({
      name,
      passed: passes.passed,
      of: passes.of,
      low: rate.low,
      high: rate.high,
      trees: new Set(tries.flatMap(({tree}) => tree ?? [])).size,
      tries: tries.map((one) => ({...stepToJson(one.step), tree: one.tree})),
    })),
    shifts: shifts === null ? null : {cost_usd: shifts.costUsd, duration_ms: shifts.durationMs},
    decision:
      verdict === null
        ? null
        : {verdict: verdict.verdict, reason: verdict.reason, needed_tries: verdict.neededTries, p: verdict.p},
  };
}
