import type {Command} from 'commander';
import {checkEnvAllow} from '../agent/agent-env.ts';
import {digestInstructions} from '../agent/instruction-files.ts';
import {signalExitCode} from '../agent/start-process.ts';
import {
  type Lane,
  laneInWords,
  limitsOfTry,
  planReplay,
  type ReplayLanes,
  type ReplayRequest,
  resultOf,
} from '../app/plan-replay.ts';
import {hasOther} from '../app/replay-command.ts';
import {WORDINGS} from '../app/wordings.ts';
import {InputError, notReplayable, RefusedError} from '../domain/errors.ts';
import {quote, type Sha, shortSha} from '../domain/identity.ts';
import {parseMinutes, parseUsd, parseWholeNumber, splitNames} from '../domain/option-values.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {type Step, stepName} from '../domain/step.ts';
import {findProgram} from '../files/find-program.ts';
import {renderReplay, replayToJson, tryLine} from '../render/terminal/replay.ts';
import {checkRan, earlierTries, findStart, runSome} from '../usecases/replay-step.ts';
import {readStep} from './arguments.ts';
import {type CliContext, print, printJson, say, signalThatStopped, stdoutView, untilStopped} from './context.ts';
import {findStep, type HistoryHere, withHistoryHere} from './open-history.ts';
import {addHistoryOptions, type ShowOptions} from './place.ts';
import {keepReplay, runTry} from './replay-tries.ts';
import {promptOption, type RawOptions, readPrompt, readTemplateOptions, severalTimes} from './step-run-options.ts';
import {confirm} from './terminal.ts';

interface ReplayOptions extends ShowOptions {
  readonly agent?: string;
  readonly model?: string;
  readonly times?: number;
  readonly baseline?: number;
  readonly jobs?: number;
  readonly check?: string;
  readonly checkTimeoutMinutes?: number;
  readonly timeoutMinutes?: number;
  readonly maxCostUsd?: number;
  readonly envAllow?: string;
  readonly keep?: string;
  readonly verbose?: boolean;
  readonly yes?: boolean;
}

const TIMES = 5;

export function define(command: Command, context: CliContext): void {
  command
    .usage('[options] [project-id] <step-id> [-- <command...>]')
    .argument(
      '[step-id...]',
      'the step to run again: its number (3, S3) or uid; after --, another agent to compare it with',
    )
    .option('--template <name>', 'compare with the agent of the template .laforge/steps/<name>.yml')
    .option('--input <name=value>', 'an input of the template; may be given several times', severalTimes)
    .option('--model <name>', 'compare with the same agent and this model, if its command names a model')
    .option(
      '--agent <name>',
      "compare with this agent (claude-code, codex, …); with a command or template, read usage from this agent's output",
    )
    .option(
      '--times <number>',
      `number of tries of the other agent, or of the same one if there is no other (default: ${TIMES})`,
      (text: string) => parseWholeNumber(text, '--times'),
    )
    .option(
      '--baseline <number>',
      'number of tries of the same agent when there is another; 0 for none (default: as many as --times)',
      (text: string) => (text === '0' ? 0 : parseWholeNumber(text, '--baseline')),
    )
    .option('--check <script>', 'decide with this script which work is right (default: the check of the step)')
    .option('--check-timeout-minutes <minutes>', 'end a check after this many minutes (default: 30)', (text: string) =>
      parseMinutes(text, '--check-timeout-minutes'),
    )
    .option('--timeout-minutes <minutes>', 'end an agent after this many minutes', (text: string) =>
      parseMinutes(text, '--timeout-minutes'),
    )
    .option('--prompt <text>', 'use this prompt instead of the recorded one')
    .option('--prompt-file <file>', 'take the prompt from this file')
    .option('--env-allow <names>', 'let agents see only these variables, separated by commas')
    .option('--jobs <number>', 'run this many tries at the same time (default: 1)', (text: string) =>
      parseWholeNumber(text, '--jobs'),
    )
    .option(
      '--max-cost-usd <amount>',
      'limit what all tries may cost together; each is ended at its share',
      (text: string) => parseUsd(text, '--max-cost-usd'),
    )
    .option('--keep <try>', 'apply the work of this try, a number or uid, to the checked-out branch as a step')
    .option('--verbose', 'show the output of the agents')
    .option('-y, --yes', 'do not ask first')
    .option('--json', 'print the answer as one JSON object');
  addHistoryOptions(command, EXAMPLES);
  command.action((args: string[], options: ReplayOptions & RawOptions) => replay(context, args, options));
}

async function replay(
  context: CliContext,
  args: readonly string[],
  options: ReplayOptions & RawOptions,
): Promise<void> {
  refuseGitVariables(context);
  const at = context.argv.indexOf('--');
  const argv = at < 0 ? [] : context.argv.slice(at + 1);
  const names = args.slice(0, args.length - argv.length);
  if (options.keep !== undefined) return await keepReplay(context, names, options.keep, options);
  const {project, step: ref} = readStep(names, options);
  const request: ReplayRequest = {
    command: argv.length > 0 ? {kind: 'program', argv} : null,
    template: await readTemplateOptions(context, options),
    model: options.model ?? null,
    agent: options.agent ?? null,
    prompt: readPrompt(context, options),
    check: options.check ?? null,
    checkTimeoutMs: options.checkTimeoutMinutes ?? null,
    timeoutMs: options.timeoutMinutes ?? null,
    envAllow: options.envAllow === undefined ? null : checkEnvAllow(splitNames(options.envAllow), '--env-allow'),
    words: {...WORDINGS.cli, called: (name) => (name === 'prompt' ? promptOption(options) : WORDINGS.cli.called(name))},
  };
  await withHistoryHere(context, project, options, 'move', async (opened) =>
    runAndShow(context, opened, await findStep(opened, ref, options), request, options),
  );
}

/** Refuses variables that would point our git from the work tree of a try to the user's. */
function refuseGitVariables({env}: CliContext): void {
  const name = ['GIT_DIR', 'GIT_WORK_TREE'].find((one) => env[one] !== undefined && env[one] !== '');
  if (name === undefined) return;
  throw new InputError('bad-environment', `${name} is set, but a replay uses separate work trees. Unset it.`);
}

async function runAndShow(
  context: CliContext,
  opened: HistoryHere,
  step: Step,
  request: ReplayRequest,
  options: ReplayOptions,
): Promise<void> {
  const {repository, history} = opened;
  const isCompared = hasOther(request);
  const times = options.times ?? TIMES;
  const wanted = {same: isCompared ? (options.baseline ?? times) : times, other: isCompared ? times : 0};
  const lanes = await planReplay(step, request, context.env, wanted.same > 0);
  const start = await findStart(repository, step);
  if (!start.isHere) {
    const message = `Commit ${shortSha(start.sha)}, where ${stepName(step)} began, is not in this clone. Get it: ${quoteForShell(['git', 'fetch', repository.remote?.fetchFrom ?? 'origin', start.sha])}`;
    throw new RefusedError('commit-gone', message);
  }
  const done = new Map<Lane['name'], Step[]>();
  const tasks: Lane[] = [];
  for (const lane of [lanes.same, lanes.other].filter((one) => one !== null)) {
    const earlier = await earlierTries(history, step, lane.key);
    done.set(lane.name, [...earlier]);
    for (let left = wanted[lane.name] - earlier.length; left > 0; left--) tasks.push(lane);
  }
  // Alternate between the lanes, so that changes over time affect both.
  const turns = inTurn(tasks);
  for (const lane of new Set(turns)) checkProgram(context, lane);
  const share = options.maxCostUsd === undefined ? null : options.maxCostUsd / Math.max(1, turns.length);
  const limits = limitsOfTry(step, share);
  await tellPlan(context, opened, {
    step,
    start: start.sha,
    lanes,
    turns,
    limits,
    done,
    maxCostUsd: options.maxCostUsd ?? null,
  });
  if (turns.length > 0 && !(await confirm(context, options.yes === true))) return say(context, 'Nothing was run.');

  const signal = await untilStopped(async (stopped) => {
    await runSome(turns, options.jobs ?? 1, async (lane) => {
      if (stopped.aborted) return;
      const recorded = await runTry(context, opened, {
        ...{step, lane, limits, history: options, verbose: options.verbose === true, signal: stopped},
        start: start.sha,
      });
      say(context, tryLine(lane.name, recorded));
      checkRan(recorded);
      if (recorded.status !== 'cancelled') done.get(lane.name)?.push(recorded);
    });
    return signalThatStopped(stopped);
  });
  if (signal !== undefined) {
    say(context, 'Stopped. What was tried is on record: the same command goes on from there.');
    return context.exitWith(signalExitCode(signal));
  }
  const result = await resultOf(repository, step, lanes, done);
  if (options.json === true) printJson(context, replayToJson(step, result));
  else print(context, renderReplay(result, stdoutView(context)));
}

/** Throws RefusedError if the program of a lane is missing, before the other lane has cost money. */
function checkProgram({env}: CliContext, {name, options: {command}}: Lane): void {
  const [program = ''] = command.kind === 'program' ? command.argv : [];
  // A path may exist only in the work tree of a try, and Windows has its own rules to find a program.
  if (program === '' || program.includes('/') || process.platform === 'win32') return;
  if (findProgram(program, env.PATH ?? '') !== null) return;
  const whose = name === 'same' ? 'the same agent' : 'the other';
  throw notReplayable(
    `${quote(program)} is not on PATH, so no try of ${whose} could run, and none was begun. Install it, or name another.`,
  );
}

function inTurn(tasks: readonly Lane[]): readonly Lane[] {
  const {same, other} = Object.groupBy(tasks, ({name}) => name);
  const length = Math.max(same?.length ?? 0, other?.length ?? 0);
  return Array.from({length}, (_, at) => [same?.[at], other?.[at]])
    .flat()
    .filter((task) => task !== undefined);
}

interface Plan {
  readonly step: Step;
  readonly lanes: ReplayLanes;
  readonly done: ReadonlyMap<Lane['name'], readonly Step[]>;
  readonly start: Sha;
  readonly turns: readonly Lane[];
  readonly limits: ReturnType<typeof limitsOfTry>;
  readonly maxCostUsd: number | null;
}

/** Prints what will run and what it may cost. Throws RefusedError if the budget is too small. */
async function tellPlan(context: CliContext, opened: HistoryHere, plan: Plan): Promise<void> {
  const {step, start, lanes, turns, limits, done, maxCostUsd} = plan;
  const cost = step.tokenUsage?.cost ?? null;
  if (maxCostUsd !== null && cost !== null && turns.length > 0 && maxCostUsd < cost) {
    throw notReplayable(
      `--max-cost-usd is ${maxCostUsd}, and ${stepName(step)} alone cost ${cost.toFixed(4)} USD. Allow more.`,
    );
  }
  const count = (name: Lane['name']) => turns.filter((lane) => lane.name === name).length;
  const parts = [
    ...(lanes.same === null ? [] : [`${tries(count('same'))} of the same agent`]),
    ...(lanes.other === null ? [] : [`${tries(count('other'))} of the other`]),
  ];
  const known = [...done.values()].flat().length;
  const earlier = known === 0 ? '' : `; ${known} more are on record`;
  say(context, `${stepName(step)} again from ${shortSha(start)}: ${parts.join(' and ')}${earlier}.`);
  for (const lane of new Set(turns))
    say(context, `${lane.name === 'same' ? 'The same agent' : 'The other'} ${laneInWords(lane).join(', ')}.`);
  for (const remark of [...lanes.remarks, ...(await findDifferences(context, opened, step, start))])
    say(context, remark);
  if (turns.length === 0) return;
  const each = limits?.max_cost_usd ?? null;
  const most =
    each === null
      ? 'No limit is set (--max-cost-usd)'
      : `At most ${(each * turns.length).toFixed(2)} USD, ${each.toFixed(2)} a try`;
  const likely =
    cost === null
      ? `what ${stepName(step)} cost is not known`
      : `as ${stepName(step)} went, about ${(cost * turns.length).toFixed(2)} USD`;
  say(context, `${most}; ${likely}.`);
}

/** Finds what differs from when the step ran, according to its record. */
async function findDifferences(
  context: CliContext,
  {repository}: HistoryHere,
  step: Step,
  start: Sha,
): Promise<readonly string[]> {
  const {setup} = step;
  if (setup === null) return [];
  const scratch = repository.makeScratch();
  try {
    await scratch.checkOut(start);
    const now = new Map(digestInstructions(scratch.folder, scratch.folder).map(({path, sha256}) => [path, sha256]));
    const then = setup.instructions.filter(({path}) => !path.includes('/') || path.startsWith('.github/'));
    const changed = then.filter(({path, sha256}) => now.get(path) !== sha256).map(({path}) => path);
    const missing = setup.env.filter((name) => context.env[name] === undefined);
    const platform = `${process.platform} ${process.arch}`;
    return [
      ...(changed.length === 0
        ? []
        : [`These files differ from then, since they were not committed: ${changed.join(', ')}.`]),
      ...(missing.length === 0 ? [] : [`These variables were set then and are not now: ${missing.join(', ')}.`]),
      ...(setup.platform === null || setup.platform === platform
        ? []
        : [`It ran on ${setup.platform}, and this is ${platform}.`]),
      ...(setup.submodules.length === 0 ? [] : ['The folders of submodules are empty in a replay.']),
    ];
  } finally {
    scratch.remove();
  }
}

function tries(count: number): string {
  return count === 1 ? '1 try' : `${count} tries`;
}

const EXAMPLES = `
Each try starts where the step started, in a separate work tree without remote, branches, hooks or git credentials. It is
recorded as a step on no branch that names the step it replays, and a pin keeps its work. The work tree has no files that
git ignores, so a check may have to install what it needs: --check 'npm ci && npm test'.

Running the same command again runs only the missing tries, so it continues a replay that was stopped.

Examples:
  $ laforge step replay 3                                         run the same agent five times
  $ laforge step replay 3 --times 10 -- codex exec "$TASK"        compare it with another command
  $ laforge step replay 3 --agent codex                           compare it with a known agent
  $ laforge step replay 3 --model claude-haiku-5 --jobs 4 --max-cost-usd 10
  $ laforge step replay --keep 5                                  apply one of the tries to the branch`;
