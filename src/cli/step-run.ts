import type {Command} from 'commander';
import {givenVariables} from '../agent/agent-env.ts';
import {signalExitCode} from '../agent/start-process.ts';
import {findAgentOfStep} from '../agent/step-processes.ts';
import {type DescribedStep, describeStep} from '../app/describe-step.ts';
import {goToBranch} from '../app/go-to-branch.ts';
import type {StepOptions} from '../app/step-options.ts';
import {hasFailedCheck} from '../domain/delivery.ts';
import {badInput, describeError, InputError, RefusedError} from '../domain/errors.ts';
import {quote, shortSha} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {StoreName} from '../domain/ports/store.ts';
import type {Head} from '../domain/ports/work-tree.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {type Step, stepName} from '../domain/step.ts';
import {waitWithin} from '../domain/within.ts';
import {createStartTime, systemUids} from '../system/clock-and-uids.ts';
import {enterWorkTree, type Presence} from '../system/steps-under-way.ts';
import {readTelemetryVariables} from '../telemetry/settings.ts';
import {NO_IDENTITY} from '../usecases/examine-place.ts';
import type {FinishedStep} from '../usecases/step/step-progress.ts';
import {type CliContext, createLog, say, signalThatStopped, untilStopped} from './context.ts';
import {type PlaceHere, withPlaceHere} from './place.ts';
import {branchOfJob, describeRun} from './run-info.ts';
import {defineStepRunOptions, type RawOptions, readStepRunOptions, type StepRunOptions} from './step-run-options.ts';

const ATTEST_MS = 10_000;
const TERMINATED = 143;
/** EX_TEMPFAIL of sysexits.h: the call is correct and may succeed later. */
const REFUSED = 75;

export function define(command: Command, context: CliContext): void {
  defineStepRunOptions(command);
  command.action(async (argv: string[], all: RawOptions) => {
    const given = Object.entries(all).filter(([name]) => command.getOptionValueSource(name) !== 'default');
    const options = await readStepRunOptions(context, argv, Object.fromEntries(given));
    const secrets = readTelemetryVariables(context.env).settings?.secrets;
    context.exitWith(await runStep(context, options, await describeStep(options.step, context.env, secrets)));
  });
}

/** Runs the command as a step. Resolves to the exit status, which is usually the command's own. */
export async function runStep(context: CliContext, options: StepRunOptions, described: DescribedStep): Promise<number> {
  const {history, step} = options;
  // Load the code while git answers: these two take most of the time before the command starts.
  const loading = import('./step-recording.ts');
  const isGiven = givenVariables(step.envAllow, context.env);
  const run = (place: PlaceHere) =>
    untilStopped((stopped) => runStepIn(context, options, described, place, stopped, loading));
  return await withPlaceHere(context, history.project ?? null, history, run, {directory: step.directory, isGiven});
}

async function runStepIn(
  context: CliContext,
  options: StepRunOptions,
  described: DescribedStep,
  place: PlaceHere,
  stopped: AbortSignal,
  loading: Promise<typeof import('./step-recording.ts')>,
): Promise<number> {
  const {openRunStore, recordStepRun, lastLine} = await loading;
  const {repository} = place;
  const {step} = options;
  const uid = systemUids.next();
  let presence: Presence | undefined;
  try {
    presence = enterWorkTree({
      gitDir: repository.gitDir,
      uid,
      share: options.shareWorkTree,
      within: context.env.LAFORGE_STEP_UID,
      findAgent: findAgentOfStep,
      advice: 'use a separate worktree (git worktree add), or continue anyway with --share-work-tree',
    });
    const startTime = createStartTime();
    const store = await openRunStore(context, place, startTime);
    checkPush(repository, step);
    const back = await chooseBranch(context, repository, options);
    await checkCheckout(context, repository, step);
    const begun = await repository.head();
    const workplace = {...place, uid, presence, repository, store, startTime, signal: stopped};
    const leave = () => leaveNewBranch(context, workplace, options, back);
    const result = await recordStepRun(context, options, described, workplace).catch(async (error: unknown) => {
      // These errors are only thrown before the agent starts.
      if (error instanceof RefusedError || error instanceof InputError) await leave();
      throw error;
    });
    if (result.step.status === 'refused') await leave();
    await attest(context, options, workplace, result);
    if (result.step.status === 'refused' && result.failure !== null) say(context, result.failure);
    else if (!options.quiet)
      say(context, lastLine(result.step, options.history, result.failure !== null || lacksRecord(result, options)));
    if (!options.quiet && isElsewhere(result.step, begun)) {
      say(context, `the agent ended on ${result.step.branch}: its work is on that branch, and not on ${begun.branch}`);
    }
    const warning = warnOfDetached(result.step);
    if (warning !== null) say(context, warning);
    if (!options.quiet && isByBot(context, repository, step, result.step)) say(context, NO_IDENTITY);
    const hint =
      options.quiet || repository.remote === null
        ? null
        : hintOfUnpushed(result, place.storeName, repository.remote.name);
    if (hint !== null) say(context, hint);
    return exitStatus(context, result, options, stopped);
  } finally {
    presence?.leave();
  }
}

/** Signs a statement about the step. A failure is only a warning, since the step has ended and is recorded. */
async function attest(
  context: CliContext,
  {attest: keyFile, step: {push}}: StepRunOptions,
  {repository, slug}: {readonly repository: Repository; readonly slug: string},
  {step}: FinishedStep,
): Promise<void> {
  if (keyFile === null || step.status === 'refused') return;
  try {
    const {attestStep} = await import('../app/statements.ts');
    const attesting = attestStep(repository, step, {slug, keyFile, isPushed: push !== 'none'});
    await waitWithin(attesting, ATTEST_MS, 'The signed statement');
  } catch (error) {
    say(context, `warning: no statement about ${stepName(step)} was signed and kept: ${describeError(error)}`);
  }
}

/** Warns about a step's commits on a detached HEAD, which the next checkout would leave behind. Null otherwise. */
export function warnOfDetached({branch, pushed, changes, commitShaAfter}: Step): string | null {
  if (branch !== null || pushed !== 'none' || commitShaAfter === null || (changes?.own_commit_count ?? 0) === 0)
    return null;
  return `warning: HEAD is detached, so no branch has this work. Keep it: git branch <name> ${shortSha(commitShaAfter)}`;
}

/** True when the agent left its work on another branch than the one it began on, such as a new one. */
function isElsewhere({branch, pushed, changes}: Step, begun: Head): boolean {
  if (branch === null || begun.branch === null || branch === begun.branch) return false;
  return (pushed === 'pushed' || pushed === 'none') && (changes?.own_commit_count ?? 0) > 0;
}

/** True if work on somebody's own machine was committed by the name that a job's commits have. */
function isByBot(
  {env}: CliContext,
  {identity}: Repository,
  {commit, commitAuthor}: StepOptions,
  {changes}: Step,
): boolean {
  if (identity !== null || commit === 'none' || commitAuthor !== null || describeRun(env).ci !== 'local') return false;
  return (changes?.own_commit_count ?? 0) > 0;
}

/** The command to push work whose record is shared but which is only in this clone. Null if that is not the case. */
function hintOfUnpushed({step, rollback, publication}: FinishedStep, store: StoreName, remote: string): string | null {
  const {branch, pushed, changes} = step;
  if (store === 'file' || publication.kind !== 'published' || branch === null || rollback !== null) return null;
  if (pushed !== 'none' || (changes?.own_commit_count ?? 0) === 0) return null;
  return `the record is shared, and the work is only here: ${quoteForShell(['git', 'push', remote, branch])}`;
}

function checkPush(repository: Repository, {push}: StepOptions): void {
  if (push === 'none' || repository.remote !== null) return;
  throw badInput(
    `--push is given, but the repository in ${repository.root} has no remote, or several and none named origin. Add one as origin, or leave --push out.`,
  );
}

/** Throws InputError if a CI job's work could reach no branch, before the agent costs anything. */
async function checkCheckout({env}: CliContext, repository: Repository, {push, branch}: StepOptions): Promise<void> {
  if (push === 'none' || branch !== null) return;
  const ofJob = branchOfJob(env, describeRun(env), repository.remote?.repository ?? null);
  if (ofJob === null || (await repository.head()).branch !== null) return;
  const isHere = await repository.isBranchName(ofJob);
  const choices = isHere ? `Write --branch ${quoteForShell([ofJob])}, or leave --push out` : 'Leave --push out';
  throw badInput(
    `--push is given, but this job has no branch checked out, only a commit of ${quote(ofJob)}. ${choices}.`,
  );
}

async function chooseBranch(
  context: CliContext,
  repository: Repository,
  {step: {branch, push}, quiet}: StepRunOptions,
): Promise<Head | null> {
  if (branch === null) return null;
  if (!(await repository.isBranchName(branch))) {
    throw badInput(`--branch is ${quote(branch)}, which git does not accept as a branch name. Use another.`);
  }
  return await goToBranch(repository, branch, push, createLog(context, quiet));
}

/** Removes the branch that was created for a refused step. `back` is the HEAD before it; null if none was created. */
async function leaveNewBranch(
  context: CliContext,
  {repository, presence}: {readonly repository: Repository; readonly presence: Presence},
  {step: {branch}, quiet}: StepRunOptions,
  back: Head | null,
): Promise<void> {
  if (branch === null || back === null || presence.isShared()) return;
  const isLeft = await repository.leaveNewBranch(branch, back).catch(() => false);
  if (isLeft)
    createLog(context, quiet).notice(`The branch ${quote(branch)} is gone again, since the agent was not started.`);
}

function lacksRecord({publication}: FinishedStep, {step: {requireRecord}}: StepRunOptions): boolean {
  return requireRecord && publication.kind !== 'published';
}

function exitStatus(context: CliContext, result: FinishedStep, options: StepRunOptions, stopped: AbortSignal): number {
  const {step, failure} = result;
  // The work did not reach its branch, or failed its check, even if the command exited with 0.
  const missed = failure !== null && (hasFailedCheck(step) || step.status === 'succeeded');
  if (missed) say(context, failure);
  if (step.status === 'refused') return REFUSED;
  // Report the signal as a shell would, whatever the command's own exit code was.
  if (step.status === 'cancelled') return signalExitCode(signalThatStopped(stopped) ?? 'SIGINT');
  const own = step.exitCode ?? 1;
  if (own !== 0) return own;
  if (missed) return 1;
  if (step.status === 'over_budget') return TERMINATED;
  // The agent failed according to its own record; a warning has said so.
  if (step.status === 'failed') return 1;
  if (lacksRecord(result, options)) {
    say(context, 'the agent succeeded, but its record could not be published (--require-record).');
    return 1;
  }
  return 0;
}
