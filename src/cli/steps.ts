import {setTimeout as wait} from 'node:timers/promises';
import type {Command} from 'commander';
import {badInput} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import type {HistoryReader} from '../domain/ports/store.ts';
import type {Rollback} from '../domain/rollback.ts';
import {STEP_STATUSES, type Step, type StepFilter, stepToJson} from '../domain/step.ts';
import type {StepList} from '../render/terminal/step-list.ts';
import {branchOf, limitOr, oneOf, parseLimit, readProject} from './arguments.ts';
import {type CliContext, isClosed, print, signalThatStopped, stdoutView, untilStopped} from './context.ts';
import {type OpenedHistory, withHistory} from './open-history.ts';
import {addHistoryOptions, forSameHistory, type ShowOptions, stepsCommand, takeProject} from './place.ts';
import {JsonList, limitMemory, writeToStream} from './write-output.ts';

const SHOWN_BY_DEFAULT = 50;
/** Steps read at once when all are printed. Few, since V8's memory grows with the number of live objects. */
const PAGE = 32;

interface StepsOptions extends ShowOptions {
  readonly branch?: string;
  readonly active?: boolean;
  readonly status?: string;
  readonly limit?: number;
  readonly watch?: boolean;
}

export function define(command: Command, context: CliContext): void {
  takeProject(command)
    .option('--branch <name>', 'list only steps of this branch', branchOf)
    .option('--active', 'list only steps that are not rolled back')
    .option(
      '--status <status>',
      `list only steps with this status: ${STEP_STATUSES.join(', ')}`,
      oneOf('--status', STEP_STATUSES),
    )
    .option(
      '--limit <number>',
      `list this many, the newest first, or all (default: ${SHOWN_BY_DEFAULT}; with --json: all)`,
      parseLimit,
    )
    .option(
      '--watch',
      'keep the list up to date until you end the command; if stdout is not a terminal, print a line for each change',
    )
    .option('--json', 'print the steps as a JSON array, newest first, each as step info --json prints it');
  addHistoryOptions(command, EXAMPLES);
  command.action((args: string[], options: StepsOptions) => listSteps(context, args, options));
}

async function listSteps(context: CliContext, args: readonly string[], given: StepsOptions): Promise<void> {
  const {project} = readProject(args, given.project);
  const options = project === null ? given : {...given, project};
  if (options.watch === true) {
    if (options.json === true) throw badInput('--watch is for people, and --json for programs. Give one.');
    return await watchSteps(context, () => lookAt(context, project, options));
  }
  await withHistory(context, project, options, async (opened) => {
    const limit = limitOr(options.limit, options.json === true ? null : SHOWN_BY_DEFAULT);
    if (options.json === true) {
      limitMemory(opened.history.dbPath);
      return await printAll(context, opened.history, filterOf(options), limit);
    }
    print(context, (await makeList(context, opened, options)).list);
  });
}

/** Reads the list once for `--watch`. Opening the history again shows what others have recorded. */
async function lookAt(context: CliContext, project: string | null, options: StepsOptions): Promise<Look> {
  let look: Look = {list: '', steps: [], rollbacks: [], isRemote: false};
  await withHistory(context, project, options, async (opened) => {
    look = {...(await makeList(context, opened, options)), isRemote: opened.storeName !== 'file'};
  });
  return look;
}

/** The polling intervals for a file and for a remote. */
const LOOK_MS = {file: 1_000, remote: 5_000};
/** Moves the cursor to the top left and clears the screen. */
const NEW_SCREEN = '\u001b[H\u001b[2J';

/** A snapshot of a history: the rendered list, its steps and all rollbacks, newest first. */
interface Look {
  readonly list: string;
  readonly steps: readonly Step[];
  readonly rollbacks: readonly Rollback[];
  readonly isRemote: boolean;
}

/**
 * Shows a history until the user stops it. On a terminal it redraws the list; elsewhere it prints a line for each step that
 * began or ended since, and for each rollback, revert or undo.
 */
async function watchSteps(context: CliContext, look: () => Promise<Look>): Promise<void> {
  const [{signalExitCode}, {endLine, rollbackLine}] = await Promise.all([
    import('../agent/start-process.ts'),
    import('../render/terminal/end-line.ts'),
  ]);
  const {stdout} = context.streams;
  const seen = new Map<Uid, string>();
  await untilStopped(async (stopped) => {
    for (let isFirst = true; !stopped.aborted && !isClosed(stdout); isFirst = false) {
      const {list, steps, rollbacks, isRemote} = await look();
      if (stdout.isTTY === true) stdout.write(`${NEW_SCREEN}${list}\n`);
      else if (isFirst) print(context, list);
      const lines = [
        ...steps.toReversed().map((step) => [step.uid, endLine(step)] as const),
        ...rollbacks.toReversed().map((rollback) => [rollback.uid, rollbackLine(rollback, rollbacks)] as const),
      ];
      for (const [uid, line] of lines) {
        const isNew = seen.get(uid) !== line;
        seen.set(uid, line);
        if (isNew && !isFirst && stdout.isTTY !== true) print(context, line);
      }
      await wait(isRemote ? LOOK_MS.remote : LOOK_MS.file, undefined, {signal: stopped}).catch(() => {});
    }
    const signal = signalThatStopped(stopped);
    if (signal !== undefined) context.exitWith(signalExitCode(signal));
  });
}

async function makeList(
  context: CliContext,
  opened: OpenedHistory,
  options: StepsOptions,
): Promise<Omit<Look, 'isRemote'>> {
  const {history} = opened;
  const filter = filterOf(options);
  const limit = limitOr(options.limit, SHOWN_BY_DEFAULT);
  const steps = await history.listSteps(limit === null ? filter : {...filter, limit});
  const all = await history.countSteps();
  const rollbacks = await history.listRollbacks();
  if (all === 0) return {list: noSteps(opened, options), steps, rollbacks};
  if (steps.length === 0) return {list: noMatch(opened.project.id, all, options), steps, rollbacks};
  const {renderStepList} = await import('../render/terminal/step-list.ts');
  const list = {
    projectId: opened.project.id,
    where: opened.where,
    steps,
    rollbacks,
    counts: {all, active: await history.countSteps({active: true})},
    older: limit === null ? 0 : Math.max(0, (await history.countSteps(filter)) - limit),
    totals: await totalsOfHistory(history, options.branch),
  };
  const look = stdoutView(context);
  return {list: renderStepList(list, look), steps, rollbacks};
}

function filterOf({branch, active, status}: StepsOptions): StepFilter {
  return {
    ...(branch === undefined ? {} : {branch}),
    ...(active === true ? {active: true} : {}),
    ...(status === undefined ? {} : {status}),
  };
}

/** Prints an array page by page, so that a long history is never in memory as a whole. */
async function printAll(
  context: CliContext,
  history: HistoryReader,
  filter: StepFilter,
  limit: number | null,
): Promise<void> {
  const list = new JsonList();
  let beforeId: number | undefined;
  for (let left = limit ?? Number.POSITIVE_INFINITY; left > 0; ) {
    const most = Math.min(PAGE, left);
    const steps = await history.listSteps({...filter, limit: most, ...(beforeId === undefined ? {} : {beforeId})});
    await writeToStream(context.streams.stdout, list.add(steps.map(stepToJson)));
    left -= most;
    beforeId = steps.findLast(({id}) => id !== null)?.id ?? undefined;
    if (steps.length === 0 || beforeId === undefined) break;
  }
  await writeToStream(context.streams.stdout, [list.end(), '\n']);
}

async function totalsOfHistory(history: HistoryReader, branch: string | undefined): Promise<StepList['totals']> {
  const project = {name: 'in all', usage: await history.sumUsage()};
  return branch === undefined ? [project] : [{name: branch, usage: await history.sumUsage({branch})}, project];
}

function noSteps({project, storeName, repository}: OpenedHistory, options: StepsOptions): string {
  const mayBeAtRemote = storeName === 'file' && repository?.remote != null;
  const hint = mayBeAtRemote
    ? `\nSteps that runs recorded in the store git are shown by ${stepsCommand(options.project, {store: 'git'})}`
    : '';
  return `No steps yet in project ${project.id}. Record the first one: ${forSameHistory('laforge step run', options.project, options)} -- <command>${hint}`;
}

function noMatch(projectId: string, all: number, options: StepsOptions): string {
  const asked = [
    ...(options.branch === undefined ? [] : [`branch ${JSON.stringify(options.branch)}`]),
    ...(options.status === undefined ? [] : [`status ${JSON.stringify(options.status)}`]),
    ...(options.active === true ? ['active'] : []),
  ].join(', ');
  return `None of the ${all} steps of project ${projectId} matches (${asked}). ${stepsCommand(options.project, options)} shows them all.`;
}

const EXAMPLES = `
Lists each step with its prompt, how it ended, its changes and its cost, newest first. Rolled-back steps stay in the list,
dimmed, with the number of the rollback that covers them. A figure without a mark is exact; + means at least that much, ≈
means estimated from a price list.

Examples:
  $ laforge steps                                  the newest ${SHOWN_BY_DEFAULT} steps of this repository
  $ laforge steps --branch main --active           what main is made of
  $ laforge steps acme/app --status failed         another project's failures
  $ laforge steps --watch                          keep it up to date until Ctrl-C
  $ laforge steps --json | jq '.[0].token_usage'   for programs`;
