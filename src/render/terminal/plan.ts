import {type Sha, shortSha} from '../../domain/identity.ts';
import type {RevertPlan} from '../../domain/revert-plan.ts';
import {type PlannedMove, rollbackName} from '../../domain/rollback.ts';
import type {DisplacedCommit, RollbackPlan} from '../../domain/rollback-plan.ts';
import type {Step} from '../../domain/step.ts';
import {capital, joinFilled} from '../../domain/text.ts';
import type {UndoPlan} from '../../domain/undo-plan.ts';
import {stepLabel} from '../format.ts';
import {formatSteps, plural} from './figures.ts';
import {firstLines, warningLines} from './table.ts';
import {type Paint, toPlainText} from './text.ts';

const COMMITS_SHOWN = 20;

/** A plan with its pin, which is null in a dry run: it would be named after a rollback that does not happen. */
type Pinned<Plan> = Plan & {readonly pinRef: string | null};

/** A plan that may only be proposed, so that the branch moves when somebody merges it. */
type Proposed<Plan> = Plan & {readonly isProposed?: boolean};

/** Renders the plan of a rollback: which steps stay and go, where the branch moves, and which commits leave it. */
export function renderRollbackPlan(plan: Pinned<RollbackPlan>, paint: Paint): string {
  const parts = [staysPart(plan.stays), verb(plan.goes, 'goes', 'go')];
  const gone = plan.displaced.length;
  const leaving = `${plural(gone, 'commit')} ${gone === 1 ? 'leaves' : 'leave'} it and ${gone === 1 ? 'stays' : 'stay'} pinned${plan.pinRef === null ? '' : ` at ${plan.pinRef}`}:`;
  return [
    paint('strong', `${sentence(parts)} ${moves(plan.branch, plan.from, plan.to)}.`),
    ...(gone > 0 ? [leaving] : []),
    ...firstLines(plan.displaced, COMMITS_SHOWN, (displaced) => commitLine(displaced, paint), paint),
    ...warningLines(plan.warnings, paint),
  ].join('\n');
}

/** Renders the plan of an undo: which rollback is undone, which steps become active again, and where the branch moves. */
export function renderUndoPlan(plan: Proposed<UndoPlan>, paint: Paint): string {
  const back = verb(plan.returns, 'becomes active again', 'become active again');
  const parts = [`${rollbackName(plan.rollback)} is taken back`, back];
  return [paint('strong', `${sentence(parts)} ${proposesOrMoves(plan)}.`), ...warningLines(plan.warnings, paint)].join(
    '\n',
  );
}

/** Renders the plan of a revert: which steps are taken back, where the branch moves, and which commits are added. */
export function renderRevertPlan(plan: Proposed<RevertPlan>, paint: Paint): string {
  const parts = [staysPart(plan.stays), verb(plan.goes, 'is taken back', 'are taken back')];
  const came = plan.commits.length;
  return [
    paint('strong', `${sentence(parts)} ${proposesOrMoves(plan)}.`),
    `${plural(came, 'commit')} ${came === 1 ? 'comes' : 'come'} on top of it; what others did since stays:`,
    ...firstLines(
      plan.commits,
      COMMITS_SHOWN,
      ({sha, subject}) => `  ${paint('warn', shortSha(sha))}  ${toPlainText(subject)}`,
      paint,
    ),
    ...warningLines(plan.warnings, paint),
  ].join('\n');
}

function staysPart(stays: Step | null): string {
  return stays === null ? 'no step of the branch stays' : `step ${stepLabel(stays)} stays`;
}

function verb(steps: readonly Step[], one: string, many: string): string {
  if (steps.length === 0) return '';
  return `${steps.length === 1 ? 'step' : 'steps'} ${formatSteps(steps)} ${steps.length === 1 ? one : many}`;
}

function proposesOrMoves({branch, from, to, isProposed}: Proposed<PlannedMove>): string {
  return isProposed && from !== to
    ? `${toPlainText(branch)} stays at ${shortSha(from)} until that is merged`
    : moves(branch, from, to);
}

function moves(branch: string, from: Sha, to: Sha): string {
  const name = toPlainText(branch);
  return from === to ? `${name} stays at ${shortSha(to)}` : `${name} moves from ${shortSha(from)} to ${shortSha(to)}`;
}

function commitLine({commit, fate}: DisplacedCommit, paint: Paint): string {
  const owner =
    fate.kind === 'own'
      ? `step ${stepLabel(fate.step)}`
      : fate.kind === 'elsewhere'
        ? `also on ${toPlainText(fate.branches.join(', '))}`
        : fate.kind === 'revert'
          ? rollbackName(fate.rollback)
          : paint('bad', 'no step');
  return `  ${paint('warn', shortSha(commit.sha))}  ${toPlainText(commit.subject)}  ${paint('dim', `(${owner})`)}`;
}

function sentence(parts: readonly string[]): string {
  const text = joinFilled(parts, ', ');
  return `${capital(text)},`;
}
