import {join} from 'node:path';
import type {Command} from 'commander';
import {signalExitCode} from '../agent/start-process.ts';
import {openBisectCheck} from '../app/bisect-check.ts';
import {CHECK_TIMEOUT_MS} from '../app/step-options.ts';
import {WORDINGS} from '../app/wordings.ts';
import type {BisectResult, BisectTest, BranchState} from '../domain/bisect.ts';
import {badInput, RefusedError} from '../domain/errors.ts';
import {parseStepRef, quote} from '../domain/identity.ts';
import {parseConfidence, parseMinutes} from '../domain/option-values.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {renderBisect, testLine} from '../render/terminal/bisect.ts';
import {plural} from '../render/terminal/figures.ts';
import {bisectSteps, nextCommands} from '../usecases/bisect-steps.ts';
import {branchOf, parseLimit, readProject} from './arguments.ts';
import {type CliContext, print, printJson, say, signalThatStopped, stdoutPaint, untilStopped} from './context.ts';
import {findStep, type HistoryHere, withHistoryHere} from './open-history.ts';
import {addHistoryOptions, forSameHistory, type ShowOptions} from './place.ts';

interface BisectOptions extends ShowOptions {
  readonly good?: string;
  readonly bad?: string;
  readonly branch?: string;
  readonly check?: string;
  readonly checkTimeoutMinutes?: number;
  readonly flaky?: boolean;
  readonly confidence?: number;
  readonly maxTests?: number;
  readonly verbose?: boolean;
}

const CONFIDENCE = 0.95;
const MOST_TESTS = 200;

export function define(command: Command, context: CliContext): void {
  command
    .usage('[options] [project-id] --check <script>')
    .argument('[project-id...]', 'the project (default: the one of this repository)')
    .option(
      '--check <script>',
      'the bash script that tests a state: exit 0 is good, 125 means it cannot tell, any other below 128 is bad',
    )
    .option('--good <step>', 'a step that left a good state (default: where the first step of the branch began)')
    .option('--bad <step>', 'a step that left a bad state (default: the tip of the branch)')
    .option('--branch <name>', 'the branch (default: the one that is checked out)', branchOf)
    .option(
      '--check-timeout-minutes <minutes>',
      'end a check after this many minutes and count it as bad (default: 30)',
      (text: string) => parseMinutes(text, '--check-timeout-minutes'),
    )
    .option('--flaky', 'repeat a check that is sometimes wrong, until the answer is sure enough')
    .option(
      '--confidence <share>',
      `with --flaky, how sure the answer must be (default: ${CONFIDENCE})`,
      (text: string) => parseConfidence(text, '--confidence'),
    )
    .option(
      '--max-tests <number>',
      `give up after this many tests, or all for no limit (default: ${MOST_TESTS})`,
      parseMaxTests,
    )
    .option('--verbose', 'show the output of the check')
    .option('--json', 'print the answer as one JSON object');
  addHistoryOptions(command, EXAMPLES);
  command.action((args: string[], options: BisectOptions) => findCulprit(context, args, options));
}

async function findCulprit(context: CliContext, args: readonly string[], options: BisectOptions): Promise<void> {
  const {check: script} = options;
  if (script === undefined || script.trim() === '') {
    throw badInput(`--check is missing. Give the script that tells good from bad, such as --check 'npm test'.`);
  }
  if (options.confidence !== undefined && options.flaky !== true) {
    throw badInput('--confidence is only used with --flaky. Give both, or neither.');
  }
  const {project} = readProject(args, options.project);
  await withHistoryHere(context, project, options, 'read', (opened) =>
    untilStopped((stopped) =>
      searchAndShow(context, opened, {...options, ...(project !== null && {project})}, script, stopped),
    ),
  );
}

async function searchAndShow(
  context: CliContext,
  opened: HistoryHere,
  options: BisectOptions,
  script: string,
  stopped: AbortSignal,
): Promise<void> {
  const check = openBisectCheck(opened.repository, {
    script,
    timeoutMs: options.checkTimeoutMinutes ?? CHECK_TIMEOUT_MS,
    env: context.env,
    sink: options.verbose === true ? context.streams.stderr : null,
    resultsFile: join(opened.project.folder, 'bisect.json'),
    signal: stopped,
  });
  try {
    const result = await search(context, opened, options, check.run);
    show(context, opened, result, script, options);
    if (result.culprit === null) context.exitWith(1);
  } catch (error) {
    const signal = signalThatStopped(stopped);
    if (signal === undefined) throw error;
    say(context, 'Stopped. What was tested is kept: the same command goes on from there.');
    context.exitWith(signalExitCode(signal));
  } finally {
    check.close();
  }
}

async function search(
  context: CliContext,
  opened: HistoryHere,
  options: BisectOptions,
  check: Parameters<typeof bisectSteps>[0]['check'],
): Promise<BisectResult> {
  const {repository, history} = opened;
  const branch = options.branch ?? (await repository.head()).branch;
  if (branch === null) {
    throw new RefusedError('not-bisectable', 'HEAD is on no branch. Name the one to search with --branch.');
  }
  const [good, bad] = await Promise.all([find(opened, options, 'good'), find(opened, options, 'bad')]);
  const onPlan = (states: readonly BranchState[]) => {
    const steps = states.slice(1).filter(({step}) => step !== null).length;
    const count = states.length - 1;
    say(context, `${plural(count, 'state')} of ${branch} to search, ${steps} of them left by steps.`);
  };
  const onTest = (test: BisectTest) => say(context, testLine(test));
  return await bisectSteps(
    {repository, history, check, onPlan, onTest, words: WORDINGS.cli},
    {
      branch,
      good,
      bad,
      tip: null,
      confidence: options.flaky === true ? (options.confidence ?? CONFIDENCE) : null,
      maxTests: options.maxTests ?? MOST_TESTS,
    },
  );
}

async function find(opened: HistoryHere, options: BisectOptions, end: 'good' | 'bad') {
  const name = options[end];
  return name === undefined ? null : await findStep(opened, parseStepRef(name, `--${end}`), options);
}

function show(
  context: CliContext,
  {storeName}: HistoryHere,
  result: BisectResult,
  script: string,
  options: BisectOptions,
): void {
  const same = (command: string, push = false) => forSameHistory(command, options.project, options, push);
  // A history at the remote also has its branches moved there.
  const move = (command: string) => same(command, storeName === 'git');
  const next = nextCommands(result, {
    diff: (step) => same(`laforge step diff ${step}`),
    rollBack: (step) => move(`laforge step rollback ${step} --before`),
    revert: (step, branch) =>
      move(`laforge step revert ${step}${branch === null ? '' : ` --branch ${quoteForShell([branch])}`}`),
    undo: (rollback) => move(`laforge step undo ${rollback}`),
  });
  if (options.json === true) printJson(context, toJson(result, next));
  else print(context, renderBisect({...result, check: script.split('\n')[0] ?? '', next}, stdoutPaint(context)));
}

function toJson(
  {good, bad, tests, culprit, suspects, confidence}: BisectResult,
  next: readonly (readonly [string, string])[],
) {
  const name = ({sha, step}: BranchState) => ({sha, step: step === null ? null : {id: step.id, uid: step.uid}});
  return {
    schema_version: 1,
    range: {good: name(good), bad: name(bad)},
    step: culprit?.step == null ? null : {id: culprit.step.id, uid: culprit.step.uid},
    commits: (culprit?.commits ?? []).map(({sha}) => sha),
    confidence,
    suspects: suspects.map(name),
    tests: tests.map(({state, verdict, exitCode, durationMs, isKnown}) => ({
      ...name(state),
      verdict,
      exit_code: exitCode,
      duration_ms: durationMs,
      known: isKnown,
    })),
    next: next.map(([, command]) => command),
  };
}

function parseMaxTests(text: string): number {
  try {
    return parseLimit(text);
  } catch {
    throw badInput(`--max-tests is ${quote(text)}. Use a number such as 50, or all.`);
  }
}

const EXAMPLES = `
The check runs in a separate work tree, on one state after another; your own files are not touched. That work tree has no
files that git ignores, so the script must install what it needs: --check 'npm ci && npm test'.

Examples:
  $ laforge step bisect --check 'npm ci && npm test'           which step of this branch broke the tests
  $ laforge step bisect --good 3 --bad 9 --check ./smoke.sh    which step after 3, up to 9
  $ laforge step bisect --flaky --check 'npm run e2e'          with tests that sometimes fail by themselves`;
