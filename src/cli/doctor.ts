import {accessSync, constants, type Dirent, existsSync} from 'node:fs';
import {dirname} from 'node:path';
import type {Command} from 'commander';
import {findAgentOfStep} from '../agent/step-processes.ts';
import {readDatabase} from '../app/create-store.ts';
import {describeError} from '../domain/errors.ts';
import {abilitiesOf, forgeOf} from '../domain/forges.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Environment} from '../domain/ports/system.ts';
import {sayLockAtStart} from '../domain/start-refusals.ts';
import {findProgram} from '../files/find-program.ts';
import {walkBelow} from '../files/regular-file.ts';
import {type Paint, toPlainText} from '../render/terminal/text.ts';
import {checkWritable} from '../system/folders.ts';
import {waitingFolder} from '../system/projects.ts';
import {listStepsUnderWay} from '../system/steps-under-way.ts';
import {AGENTS} from '../usage/agents.ts';
import {examinePlace, type Finding, type Verdict} from '../usecases/examine-place.ts';
import {type CliContext, print, printJson, stdoutPaint} from './context.ts';
import {createPlaceStore} from './create-store.ts';
import {describePlace} from './open-history.ts';
import {
  addHistoryOptions,
  type HistoryOptions,
  type HistoryPlace,
  type ShowOptions,
  stepsCommand,
  withPlaceHere,
} from './place.ts';
import {branchOfJob, describeRun, readCiJob} from './run-info.ts';
import {withProgress} from './terminal.ts';

const FAULT = 1;

export function define(command: Command, context: CliContext): void {
  command.usage('[options]').option('--json', 'print the findings as a JSON array of {topic, verdict, message}');
  addHistoryOptions(command, EXAMPLES);
  command.action((options: ShowOptions) => examine(context, options));
}

async function examine(context: CliContext, options: ShowOptions): Promise<void> {
  const here = await withProgress(context, 'asking git and the remote', () => examineHere(context, options));
  const findings = [...examineForge(context.env), ...here, examineAgents(context.env)];
  if (findings.some(({verdict}) => verdict === 'fault')) context.exitWith(FAULT);
  if (options.json === true) return printJson(context, findings);
  print(context, renderFindings(findings, stdoutPaint(context)));
}

async function examineHere(context: CliContext, options: ShowOptions): Promise<readonly Finding[]> {
  const {env} = context;
  try {
    return await withPlaceHere(context, options.project ?? null, options, async (place) => {
      const {repository, slug, storeName} = place;
      const run = describeRun(env);
      const found = await examinePlace({
        repository,
        slug,
        branchOfJob: branchOfJob(env, run, repository.remote?.repository ?? null),
        openHistory: async () => (await createPlaceStore(context, place, 'read')).open(),
        where: describePlace(place),
        goesWithJob: storeName === 'file' && run.ci !== 'local',
        whyNotRecorded: () => whyNotRecorded(context, options, place),
      });
      return [...found, ...(await examineWorkTree(context, repository)), ...examineWaiting(place, options)];
    });
  } catch (error) {
    return [{topic: 'repository', verdict: 'fault', message: describeError(error)}];
  }
}

/** The reason why a step's record or log could not be written here; null if they can. */
async function whyNotRecorded(
  {env}: CliContext,
  {db}: HistoryOptions,
  {storeName, dbPath, project}: HistoryPlace,
): Promise<string | null> {
  const folder = dirname(dbPath);
  if (db !== undefined && !existsSync(folder))
    return `the folder ${folder} does not exist. Create it, or name another file.`;
  const what = storeName === 'file' ? folder : project.folder;
  try {
    checkWritable(what);
    if (storeName === 'file' && existsSync(dbPath)) accessSync(dbPath, constants.W_OK);
  } catch (error) {
    const advice = db === undefined ? 'LAFORGE_HOME names another place' : 'Name another file';
    return `${what} cannot be written (${describeError(error)}). ${advice}.`;
  }
  const database = storeName === 'postgres' ? readDatabase(env) : null;
  if (database === null) return null;
  const {findReadOnlyLogin} = await import('../stores/postgres/postgres-store.ts');
  const login = await findReadOnlyLogin(database);
  return login === null ? null : `${login} may only read. laforge db token --role writer makes a login that may add.`;
}

/** Reports steps that run in this work tree, or whose agents still do, and so block another, and what keeps commits away. */
async function examineWorkTree({env}: CliContext, repository: Repository): Promise<readonly Finding[]> {
  const {gitDir} = repository;
  const others = listStepsUnderWay({gitDir, within: env.LAFORGE_STEP_UID, findAgent: findAgentOfStep});
  const lock = await repository.findLock();
  const unwritable = repository.whyUnwritable();
  const messages = [
    ...others.map((words) => `No other step can begin: ${words}.`),
    ...(lock === null ? [] : [`No step can begin: ${sayLockAtStart(lock)}`]),
    ...(unwritable === null ? [] : [`No commit can reach a branch: ${unwritable}`]),
  ];
  return messages.map((message) => ({topic: 'work tree', verdict: 'fault', message}));
}

/** Reports records that are not published yet. */
function examineWaiting({project, storeName}: HistoryPlace, options: HistoryOptions): readonly Finding[] {
  const folder = waitingFolder(project);
  if (storeName === 'file' || !existsSync(folder)) return [];
  const isRecord = (entry: Dirent) =>
    entry.isFile() && entry.name.endsWith('.json') && [entry.parentPath, dirname(entry.parentPath)].includes(folder);
  const count = [
    ...walkBelow(folder)
      .take(10 * MOST_COUNTED)
      .filter(isRecord)
      .take(MOST_COUNTED),
  ].length;
  if (count === 0) return [];
  const records =
    count === 1 ? '1 record waits' : `${count >= MOST_COUNTED ? `${count} records or more` : `${count} records`} wait`;
  const message = `${records} to be published, in ${folder}. Run ${stepsCommand(options.project, {...options, store: storeName})}: it publishes them, or says what is in the way.`;
  return [{topic: 'waiting', verdict: 'limited', message}];
}

/** A folder may have any number of files. */
const MOST_COUNTED = 100;

/** The CI, and what its forge can do for a step. */
function examineForge(env: Environment): readonly Finding[] {
  const {ci} = describeRun(env);
  if (ci === 'local')
    return [{topic: 'ci', verdict: 'ok', message: 'No CI that is known: steps are recorded as your own.'}];
  const title = readCiJob(env)?.title ?? `${forgeOf(env)} Actions`;
  const abilities = Object.entries(abilitiesOf(ci, env));
  return [
    {topic: 'ci', verdict: 'ok', message: `${title}: steps, rollbacks and reports work.`},
    ...abilities.map(([topic, {works, message}]) => ({topic, verdict: works ? 'ok' : 'limited', message}) as const),
  ];
}

/** Looks for agents on PATH, without starting any. */
function examineAgents(env: Environment): Finding {
  const programs = AGENTS.flatMap(({command}) => command.names.filter((name) => !name.includes('/')));
  // npm makes them .cmd files on Windows.
  const here = programs.filter((name) => findProgram(name, env.PATH ?? '', {kinds: ['.exe', '.cmd']}) !== null);
  const message =
    here.length > 0
      ? `${here.join(', ')}: their tokens and cost are read`
      : 'No known agent is on PATH. Any command can be a step; docs/usage-file.md says how it can report its tokens and cost.';
  return {topic: 'agents', verdict: here.length > 0 ? 'ok' : 'limited', message};
}

const LOOKS: Readonly<Record<Verdict, 'good' | 'warn' | 'bad'>> = {ok: 'good', limited: 'warn', fault: 'bad'};

/** Renders a line for each finding: verdict, topic, message. Messages are never cut, since they say what to do. */
function renderFindings(findings: readonly Finding[], paint: Paint): string {
  const topicWidth = Math.max(...findings.map(({topic}) => topic.length));
  return findings
    .map(({topic, verdict, message}) => {
      const word = paint(LOOKS[verdict], verdict.padEnd('limited'.length));
      return `${word}  ${topic.padEnd(topicWidth)}  ${toPlainText(message)}`;
    })
    .join('\n');
}

const EXAMPLES = `
Reports what works here, what does not and how to fix it, before an agent costs anything. It asks git, the remote (with a
dry-run push) and the history, and changes nothing.

Exit status: 1 when there is a fault: no step can run here, its work could not be committed, or its record would be
lost.

Examples:
  $ laforge doctor                 look at this repository
  $ laforge doctor --store git     the same with the history at the remote
  $ laforge doctor --json | jq -r '.[] | select(.verdict != "ok") | .message'`;
