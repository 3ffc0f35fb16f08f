import type {Command} from 'commander';
import {InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {parseSince, parseUntil} from '../domain/report/period.ts';
import {formatDuration} from '../render/terminal/figures.ts';
import {renderTable} from '../render/terminal/table.ts';
import {toPlainText} from '../render/terminal/text.ts';
import type {Database} from '../stores/postgres/database.ts';
import {
  FLEET_DIMENSIONS,
  type FleetDimension,
  type FleetFilter,
  type FleetUsage,
  listFleet,
  sumFleet,
} from '../stores/postgres/fleet.ts';
import {type CliContext, print, printJson, stdoutPaint, stdoutWidth} from './context.ts';
import {withDatabase} from './db.ts';
import {withProgress} from './terminal.ts';
import {writePiece} from './write-output.ts';

const AUDITOR = 'of a login that laforge db token --role auditor made';

interface FleetOptions {
  readonly repository?: string;
  readonly since?: string;
  readonly until?: string;
  readonly by?: readonly FleetDimension[];
  readonly json?: boolean;
}

export function defineUsage(command: Command, context: CliContext): void {
  addFilter(command)
    .option('--by <what>', `a group for each of these, with commas: ${FLEET_DIMENSIONS.join(', ')}`, parseDimensions)
    .option('--json', 'print {groups} as one JSON object')
    .addHelpText('after', USAGE)
    .action((options: FleetOptions) =>
      withDatabase(context, AUDITOR, (database) => showUsage(context, database, options)),
    );
}

export function defineSteps(command: Command, context: CliContext): void {
  addFilter(command)
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', STEPS)
    .action((options: FleetOptions) =>
      withDatabase(context, AUDITOR, (database) => showSteps(context, database, options)),
    );
}

function addFilter(command: Command): Command {
  return command
    .option('--repository <pattern>', "owner/name or host/owner/name, with * for anything: 'octo/*' (default: all)")
    .option('--since <time>', 'only steps that began at this day or time or later: 2026-11-01, or 7d')
    .option('--until <time>', 'only steps that began on this day or before, or before this time');
}

async function showUsage(context: CliContext, database: Database, options: FleetOptions): Promise<void> {
  const {by = ['repository'], json} = options;
  const groups = await withProgress(context, 'adding up', () => sumFleet(database, by, readFilter(options)));
  if (json === true) return printJson(context, {groups: groups.map((group) => usageToJson(by, group))});
  if (groups.length === 0) return print(context, 'No step has ended there.');
  const table = renderTable<FleetUsage>(
    [
      ...by.map((dimension, index) => ({
        title: dimension.toUpperCase(),
        cell: ({group}: FleetUsage) => group[index] ?? '(none)',
        shrinkTo: 20,
      })),
      {title: 'STEPS', align: 'right', cell: ({steps}) => steps.toLocaleString('en-US')},
      {
        title: 'OK',
        align: 'right',
        cell: ({steps, succeeded}) => (steps === 0 ? '' : `${Math.floor((100 * succeeded) / steps)}%`),
      },
      {title: 'USD', align: 'right', cell: costOf},
      {title: 'TOKENS', align: 'right', cell: tokensOf},
      {title: 'TOOK', align: 'right', cell: ({durationMs}) => formatDuration(durationMs), leaves: 1},
    ],
    groups,
    {width: stdoutWidth(context), paint: stdoutPaint(context)},
  );
  print(context, table);
}

async function showSteps(context: CliContext, database: Database, options: FleetOptions): Promise<void> {
  const {stdout} = context.streams;
  for await (const steps of listFleet(database, readFilter(options))) {
    for (const step of steps) {
      const line =
        options.json === true
          ? JSON.stringify({
              ...{repository: step.repository, project: step.project, uid: step.uid, id: step.id, branch: step.branch},
              ...{status: step.status, agent: step.agent, model: step.model, started_at: step.startedAt},
              ...{cost_usd: step.costUsd, total_tokens: step.tokens},
            })
          : toPlainText(
              [
                ...[
                  step.startedAt,
                  step.repository,
                  step.id ?? step.uid,
                  step.status,
                  step.branch ?? '',
                  step.agent ?? '',
                ],
                step.costUsd === null ? '' : step.costUsd.toFixed(4),
              ].join('  '),
            );
      await writePiece(stdout, `${line}\n`);
    }
    // Nobody reads any more.
    if (stdout.destroyed) return;
  }
}

function readFilter({repository, since, until}: FleetOptions): FleetFilter {
  const now = new Date();
  return {
    repository: repository ?? null,
    since: since === undefined ? null : parseSince(since, now),
    until: until === undefined ? null : parseUntil(until, now, '--until'),
  };
}

/** A sum that leaves steps out is a lower bound, and says so. */
function costOf({costUsd, steps, withoutCost}: FleetUsage): string {
  if (isUnknown(costUsd, steps, withoutCost)) return '';
  return `${costUsd.toFixed(2)}${withoutCost > 0 ? '+' : ''}`;
}

function tokensOf({tokens, steps, withoutTokens}: FleetUsage): string {
  if (isUnknown(tokens, steps, withoutTokens)) return '';
  return `${tokens.toLocaleString('en-US')}${withoutTokens > 0 ? '+' : ''}`;
}

/** True where no step and no replay told what it used. */
function isUnknown(sum: number, steps: number, without: number): boolean {
  return sum === 0 && without > 0 && without >= steps;
}

function usageToJson(by: readonly FleetDimension[], usage: FleetUsage): Record<string, unknown> {
  const {group, steps, succeeded, costUsd, withoutCost, tokens, withoutTokens, durationMs} = usage;
  return {
    ...Object.fromEntries(by.map((dimension, index) => [dimension, group[index]])),
    ...{steps, succeeded, cost_usd: isUnknown(costUsd, steps, withoutCost) ? null : costUsd, without_cost: withoutCost},
    ...{
      total_tokens: isUnknown(tokens, steps, withoutTokens) ? null : tokens,
      without_tokens: withoutTokens,
      duration_ms: durationMs,
    },
  };
}

function parseDimensions(text: string): readonly FleetDimension[] {
  const names = text.split(',').map((it) => it.trim());
  return names.map((name) => {
    const found = FLEET_DIMENSIONS.find((it) => it === name);
    if (found !== undefined) return found;
    throw new InputError('bad-input', `--by has ${quote(name)}. Use one or more of: ${FLEET_DIMENSIONS.join(', ')}.`);
  });
}

const USAGE = `
Adds up the ended steps of all repositories that the login of LAFORGE_DATABASE_URL sees: an auditor's sees all. A figure
with + is at least that much, since what some steps used is not known; an empty cell means that it is known of none.

Examples:
  $ laforge fleet usage --repository 'octo/*' --by repository,month --since 2026-01-01
  $ laforge fleet usage --by agent,model --json`;

const STEPS = `
Lists the ended steps of all repositories that the login of LAFORGE_DATABASE_URL sees, as they are read: it may be millions.

Example:
  $ laforge fleet steps --repository 'octo/*' --since 7d --json | jq -r 'select(.status != "succeeded") | .uid'`;
