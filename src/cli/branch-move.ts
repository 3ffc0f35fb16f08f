import {type Command, Option} from 'commander';
import {findAgentOfStep} from '../agent/step-processes.ts';
import {sendRollbackTelemetry, withTrace} from '../app/step-telemetry.ts';
import type {SignerOptions} from '../app/trusted-signers.ts';
import {badInput, RefusedError} from '../domain/errors.ts';
import {stepOf} from '../domain/found-step.ts';
import {shortSha} from '../domain/identity.ts';
import {parseWord} from '../domain/option-values.ts';
import type {History, StoreName} from '../domain/ports/store.ts';
import type {RevertPlan} from '../domain/revert-plan.ts';
import {
  MOVE_MODES,
  type MoveMode,
  type PlannedMove,
  type Rollback,
  type RollbackKind,
  rollbackName,
  rollbackToJson,
} from '../domain/rollback.ts';
import type {DisplacedCommit, RollbackPlan} from '../domain/rollback-plan.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import type {Step} from '../domain/step.ts';
import type {UndoPlan} from '../domain/undo-plan.ts';
import type {Wording} from '../domain/wording.ts';
import type {Paint} from '../render/terminal/text.ts';
import {systemClock, systemUids} from '../system/clock-and-uids.ts';
import {listStepsUnderWay} from '../system/steps-under-way.ts';
import {readTelemetryVariables} from '../telemetry/settings.ts';
import {MOST_LINKS} from '../telemetry/spans.ts';
import {carryOutMove, type MoveResult, type Proposal, planOfProposal} from '../usecases/rollback/carry-out-move.ts';
import {finishMoves} from '../usecases/rollback/finish-moves.ts';
import type {MoveDeps, MoveRequest, PreparedMove} from '../usecases/rollback/move-checks.ts';
import {reconcileLocalPins} from '../usecases/rollback/record-from-pins.ts';
import {type CliContext, createLog, print, printJson} from './context.ts';
import {checkFile, type HistoryHere, markInterruptedSteps, withOpened} from './open-history.ts';
import {
  addHistoryOptions,
  addMirrorOption,
  type HistoryOptions,
  type HistoryPlace,
  withPlaceHere,
  wordsFor,
} from './place.ts';
import {describeRun} from './run-info.ts';
import {checkSignedOption, readTrustOptions} from './signer-options.ts';
import {addPlanOptions, agreeToPlan, type PlanOptions, withProgress} from './terminal.ts';

/** The time limit for recording earlier moves that were not recorded. */
const RECONCILE_MS = 10_000;

/** The options that rollback, revert and undo share. */
export interface MoveOptions extends HistoryOptions, SignerOptions, PlanOptions {
  readonly branch?: string;
  readonly reason?: string;
  readonly push?: boolean;
  readonly propose?: boolean;
  /** True to refuse unless signatures prove everything that is undone. */
  readonly signed?: boolean;
}

/** Adds the options that rollback, revert and undo share, as the last ones, and the examples after them. */
export function addMoveOptions(command: Command, examples: string): void {
  command
    .option('--reason <text>', 'record this reason')
    .option('--push', 'also move the branch at the remote, only if it is still where the plan saw it');
  addPlanOptions(command);
  addMirrorOption(command);
  addHistoryOptions(command, examples);
}

export function modeOption(usual: MoveMode): Option {
  return new Option('--mode <mode>', 'reset: move the branch; revert: add commits on top of it; auto: whichever fits')
    .argParser((text: string) => parseWord(text, MOVE_MODES, '--mode'))
    .default(usual);
}

/** Adds the option to propose the change in a pull request. */
export function addProposeOption(command: Command): void {
  command.option('--propose', 'push the commits to a new branch, for a pull request, and leave this branch as it is');
}

function proposedInWords(rollback: Rollback, {branch}: Proposal): string {
  const base = rollback.branch ?? '';
  const line = quoteForShell(['gh', 'pr', 'create', '--base', base, '--head', branch, '--fill']);
  return `${rollbackName(rollback)}: proposed on ${branch}; ${base} and its steps stay as they are until it is merged. Open a pull request: ${line}`;
}

export function movedInWords(rollback: Rollback, {branch, to}: PlannedMove, words: Wording): string {
  const name = rollbackName(rollback);
  return `${name}: ${branch} is at ${shortSha(to)}. To take it back: ${words.undo(name)}`;
}

/** Returns true for a refusal because of a rule of the remote branch. */
export function isProtected(error: unknown): boolean {
  return error instanceof RefusedError && error.code === 'branch-protected';
}

/** The differences between a rollback, a revert and an undo. */
export interface BranchMoveStory<Plan> {
  readonly kind: RollbackKind;
  /** Plans the move without changing anything. */
  readonly prepare: (deps: MoveDeps, request: MoveRequest) => Promise<PreparedMove<Plan>>;
  /** Renders the plan. `isFinal` is false for a dry run, whose pin has no name yet. */
  readonly describe: (prepared: PreparedMove<Plan>, paint: Paint, isFinal: boolean) => string;
  readonly toJson: (prepared: PreparedMove<Plan>) => Record<string, unknown>;
  /** The commits that leave the branch; absent if none do. */
  readonly displaced?: (plan: Plan) => readonly DisplacedCommit[];
  /** Describes the result in one line. */
  readonly done: (rollback: Rollback, plan: Plan, words: Wording) => string;
}

/** Plans a branch's move, shows the plan, asks, and carries it out. Throws RefusedError if nobody can confirm it. */
export async function planAndMove<Plan extends PlannedMove>(
  context: CliContext,
  project: string | null,
  options: MoveOptions,
  story: BranchMoveStory<Plan>,
): Promise<void> {
  checkSignedOption(options);
  await withPlaceHere(context, project, options, async (place) => {
    if (place.storeName === 'git' && options.push !== true && options.propose !== true)
      throw badInput('The store git lives at the remote, so the branch has to move there too: add --push.');
    checkFile(place, options);
    await withOpened(context, place, 'move', (opened) => planAndMoveHere(context, opened, project, options, story));
  });
}

async function planAndMoveHere<Plan extends PlannedMove>(
  context: CliContext,
  opened: HistoryHere,
  project: string | null,
  options: MoveOptions,
  story: BranchMoveStory<Plan>,
): Promise<void> {
  const {history, repository, slug} = opened;
  const words = wordsForMove(project, options, opened.storeName);
  const log = createLog(context);
  const {warn} = log;
  if (options.dryRun !== true) {
    if (options.propose !== true) refuseUnderAgent(context, repository.gitDir);
    await markInterruptedSteps(context, history);
    await finishMoves({repository, warn}, slug);
    await reconcileLocalPins({history, repository, warn}, slug, RECONCILE_MS);
  }
  const deps = {history, repository, clock: systemClock, uids: systemUids, log, words};
  const prepared = await withProgress(context, 'looking at the branch', async () => {
    const planned = await story.prepare(deps, moveRequest(context, opened, options));
    return options.propose === true ? await planOfProposal(deps, planned) : planned;
  });
  refuseProposal(prepared, options);
  if (options.signed === true) {
    const {requireSigned} = await import('../app/check-signed.ts');
    const trust = readTrustOptions(context, options, repository);
    const undone = {steps: prepared.record.steps, displaced: story.displaced?.(prepared.plan) ?? []};
    await withProgress(context, 'checking signatures', () => requireSigned(opened, trust, undone, '--signed'));
  }
  const {kind, toJson} = story;
  const describe = (paint: Paint) => story.describe(prepared, paint, options.dryRun !== true);
  if (!(await agreeToPlan(context, options, describe, () => ({kind, plan: toJson(prepared), result: null})))) return;
  // One may have begun while the question was open.
  if (options.propose !== true) refuseUnderAgent(context, repository.gitDir);
  const result = await withProgress(context, 'moving the branch', () =>
    carryOutMove(deps, prepared, {way: options.propose === true ? 'propose' : 'push', autoMerge: false}),
  );
  const {rollback, proposal, plan} = result;
  if (options.json === true) printJson(context, {kind, plan: toJson(prepared), result: moveResultToJson(result)});
  else print(context, proposal === null ? story.done(rollback, plan, words) : proposedInWords(rollback, proposal));
  await sendMoveTelemetry(context, history, rollback);
}

/** Throws RefusedError while a step runs in this work tree: its record would have our commits, and we its agent's files. */
function refuseUnderAgent({env}: CliContext, gitDir: string): void {
  const [words] = listStepsUnderWay({gitDir, within: env.LAFORGE_STEP_UID, findAgent: findAgentOfStep});
  if (words !== undefined) throw new RefusedError('wrong-place', `The branch was not moved: ${words}.`);
}

/** Throws InputError if `--propose` is given for a move that cannot be proposed, since the branch itself would move. */
function refuseProposal({plan, record}: PreparedMove<PlannedMove>, {propose}: MoveOptions): void {
  if (propose !== true || record.canBeProposed || plan.from === plan.to) return;
  const instead =
    record.kind === 'undo'
      ? 'the rollback moved the branch, and so does its undo. Leave it out, and use --push'
      : 'a rollback moves the branch. Add --mode revert';
  throw badInput(`--propose is for commits on top of a branch, and ${instead}.`);
}

/** The wording with commands for this history, and how to move only this clone. */
function wordsForMove(project: string | null, options: MoveOptions, store: StoreName): Wording {
  const hereAlone: Wording['hereAlone'] = (branch, back) => {
    if (store !== 'git') return `leave ${options.propose ? '--propose' : '--push'} out`;
    // With a remote history a move of this clone alone cannot be recorded, so suggest git's own command.
    return back === null ? null : `git reset --keep ${back} (on ${branch}; the history does not note it)`;
  };
  return {...wordsFor(project, options, options.push), hereAlone};
}

/** Sends telemetry about the move if it is configured. A failure is a warning. */
async function sendMoveTelemetry(context: CliContext, history: History, rollback: Rollback): Promise<void> {
  const {settings} = readTelemetryVariables(context.env);
  if (settings === null) return;
  const covered = await Promise.all(
    rollback.stepUids.slice(0, MOST_LINKS).map(async (uid) => ({uid, run: (await stepOf(history, uid))?.run ?? null})),
  );
  await sendRollbackTelemetry(settings, rollback, covered, createLog(context).warn);
}

function moveRequest(context: CliContext, place: HistoryPlace, options: MoveOptions): MoveRequest {
  const told = describeRun(context.env);
  const isTold = readTelemetryVariables(context.env).settings !== null;
  const run = isTold ? withTrace(told, {env: context.env, checkRunId: null}) : told;
  return {
    projectId: place.project.id,
    slug: place.slug,
    branch: options.branch ?? null,
    reason: options.reason ?? null,
    actor: run.actor,
    run,
    where: options.propose === true ? 'remote' : options.push === true ? 'both' : 'local',
    tokenKind: 'other',
  };
}

/** Formats a step as `{id, uid}`; `id` is null until it is settled. */
function stepName({id, uid}: Step): {readonly id: number | null; readonly uid: string} {
  return {id, uid};
}

/** Formats the plan of a rollback for `step rollback --json`. */
export function rollbackPlanToJson(prepared: PreparedMove<RollbackPlan>): Record<string, unknown> {
  const {mode, step, stays, goes, displaced, warnings} = prepared.plan;
  return {
    ...{mode, step: stepName(step), ...branchesToJson(prepared)},
    ...{stays: stays && stepName(stays), deactivates: goes.map(stepName), displaced: displaced.map(displacedToJson)},
    warnings,
  };
}

/** Formats the plan of a revert for `step revert --json`. */
export function revertPlanToJson(prepared: PreparedMove<RevertPlan>): Record<string, unknown> {
  const {stays, goes, commits, warnings} = prepared.plan;
  const steps = {stays: stays && stepName(stays), deactivates: goes.map(stepName)};
  return {...branchesToJson(prepared), ...steps, commits, warnings};
}

/** Formats the plan of an undo for `step undo --json`. */
export function undoPlanToJson(prepared: PreparedMove<UndoPlan>): Record<string, unknown> {
  const {rollback, returns, warnings} = prepared.plan;
  const undoes = {number: rollback.number, uid: rollback.uid};
  return {undoes, ...branchesToJson(prepared), reactivates: returns.map(stepName), warnings};
}

function branchesToJson({plan, pinRef, local}: PreparedMove<PlannedMove>): Record<string, unknown> {
  return {branch: plan.branch, from_sha: plan.from, to_sha: plan.to, pin_ref: pinRef, local: local.kind};
}

/** Formats the result of a move. `local`: the local branch moved (`move`), did not have to (`none`), or was `left` as it is. */
function moveResultToJson(result: MoveResult<unknown>): Record<string, unknown> {
  const {rollback, recorded, local, warnings, proposal} = result;
  return {
    ...{rollback: rollbackToJson(rollback), recorded, local: local.kind, warnings},
    ...(proposal !== null && {proposal: {branch: proposal.branch}}),
  };
}

/**
 * Formats a displaced commit. `fate`: `own` (made by `step`), `revert` (made by a revert or its undo), `discarded` (made by no
 * step) or `elsewhere` (also on `branches`).
 */
function displacedToJson({commit, fate}: DisplacedCommit): Record<string, unknown> {
  return {
    sha: commit.sha,
    subject: commit.subject,
    fate: fate.kind,
    step: fate.kind === 'own' ? stepName(fate.step) : null,
    branches: fate.kind === 'elsewhere' ? fate.branches : [],
  };
}
