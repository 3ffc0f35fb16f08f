import type {LedgerContents} from '../domain/ports/ledger.ts';
import type {Rollback} from '../domain/rollback.ts';
import type {Step} from '../domain/step.ts';
import {agentOf} from '../domain/usage-report.ts';
import {modelShares} from './metrics.ts';

/** A metric family in Prometheus' text format. */
interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
}

const STEPS: Family = {name: 'laforge_steps_total', type: 'counter', help: 'Steps that have ended.'};
const REPLAYS: Family = {name: 'laforge_replays_total', type: 'counter', help: 'Replays that have ended.'};
const RUNNING: Family = {
  name: 'laforge_steps_running',
  type: 'gauge',
  help: 'Steps that run, or whose end is not known.',
};
const SECONDS: Family = {name: 'laforge_agent_seconds_total', type: 'counter', help: 'Time that agents ran.'};
const TOKENS: Family = {name: 'laforge_tokens_total', type: 'counter', help: 'Tokens used, each in one class.'};
const COST: Family = {
  name: 'laforge_cost_usd_total',
  type: 'counter',
  help: 'Cost in US dollars, as far as it is known.',
};
const UNKNOWN: Family = {
  name: 'laforge_steps_of_unknown_cost_total',
  type: 'counter',
  help: 'Steps that ran an agent and of which no cost is known.',
};
const ROLLBACKS: Family = {name: 'laforge_rollbacks_total', type: 'counter', help: 'Rollbacks, reverts and undos.'};
const LAST: Family = {
  name: 'laforge_last_step_end_timestamp_seconds',
  type: 'gauge',
  help: 'When the latest step ended.',
};
const FAMILIES = [STEPS, REPLAYS, RUNNING, SECONDS, TOKENS, COST, UNKNOWN, ROLLBACKS, LAST];

type Labels = Readonly<Record<string, string | null>>;

/** Formats a history in Prometheus' text format. Branches are not labels, since their number is unbounded. */
export function* formatPrometheus({steps, rollbacks}: LedgerContents): Generator<string> {
  const series = new Map<Family, Map<string, number>>(FAMILIES.map((family) => [family, new Map()]));
  const note = (family: Family, labels: Labels, value: number, join = (a: number, b: number) => a + b) => {
    const key = formatLabels(labels);
    const of = series.get(family);
    const before = of?.get(key);
    of?.set(key, before === undefined ? value : join(before, value));
  };
  for (const step of steps) noteStep(step, note);
  for (const rollback of rollbacks)
    if (isDone(rollback)) note(ROLLBACKS, {...ofPlace(rollback), kind: rollback.kind}, 1);
  for (const [{name, type, help}, values] of series) {
    if (values.size === 0) continue;
    yield `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
    for (const [labels, value] of values) yield `${name}{${labels}} ${rounded(value)}\n`;
  }
}

type Note = (family: Family, labels: Labels, value: number, join?: (a: number, b: number) => number) => void;

function noteStep(step: Step, note: Note): void {
  const place = ofPlace(step);
  const agent = {...place, agent: agentOf(step)};
  if (step.status === 'running') {
    note(RUNNING, place, 1);
    return;
  }
  note(step.replays === null ? STEPS : REPLAYS, {...agent, status: step.status}, 1);
  if (step.durationMs !== null) note(SECONDS, agent, step.durationMs / 1000);
  if (step.endTime !== null) note(LAST, place, Date.parse(step.endTime) / 1000, Math.max);
  if (step.status !== 'refused' && step.tokenUsage?.cost == null) note(UNKNOWN, agent, 1);
  for (const share of modelShares(step)) {
    const labels = {...agent, model: share.model};
    for (const type of ['input', 'cache_read', 'cache_write', 'output'] as const) {
      const count = share[`${type}_tokens`];
      if (count !== null) note(TOKENS, {...labels, type}, count);
    }
    if (share.cost !== null) {
      note(COST, {...labels, estimated: String(step.tokenUsage?.cost_estimated === true)}, share.cost);
    }
  }
}

/** Returns true for a rollback that took place. A proposal has not, and the record of its merge is not another rollback. */
function isDone({kind, isProposed}: Rollback): boolean {
  return kind !== 'applied' && !isProposed;
}

/** Rounds away the errors of adding fractions. */
function rounded(value: number): number {
  return Number(value.toFixed(9));
}

function ofPlace({projectId, repository}: {readonly projectId: string; readonly repository: string | null}): Labels {
  return {project: projectId, repository};
}

function formatLabels(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeLabel(value ?? '')}"`)
    .join(',');
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '');
}
