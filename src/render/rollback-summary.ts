import {type Sha, shortSha} from '../domain/identity.ts';
import {pinFolder} from '../domain/pin-refs.ts';
import type {Publication} from '../domain/ports/store.ts';
import {KINDS_IN_WORDS, type PlannedMove, type Rollback, type RollbackKind, rollbackName} from '../domain/rollback.ts';
import type {DisplacedCommit} from '../domain/rollback-plan.ts';
import type {Step} from '../domain/step.ts';
import {capital, joinFilled} from '../domain/text.ts';
import {escapeCode, escapeText, factList, type Markup, titledList} from './escape.ts';
import {rollbackLabel} from './format.ts';
import type {HistoryView} from './history-view.ts';
import {howToUndo} from './how-to-roll-back.ts';
import {agentInWords, commitLink, sizeOfChanges, statusCell, stepTitle} from './step-cells.ts';
import {graphSection, page, publicationInWords} from './summary.ts';

const MOST_STEPS = 100;
const MOST_COMMITS = 100;
const MOST_WARNINGS = 20;

/** A rollback, revert or undo, planned or done. */
export interface ShownMove extends PlannedMove {
  readonly kind: RollbackKind;
  /** The steps that become inactive or, with an undo, active again; newest first. */
  readonly steps: readonly Step[];
  /** The latest step that stays active. */
  readonly stays: Step | null;
  /** The rollback that an undo takes back. */
  readonly takesBack: Pick<Rollback, 'number' | 'uid'> | null;
  /** The commits that leave the branch, newest first. */
  readonly displaced: readonly DisplacedCommit[];
  readonly pinRef: string | null;
}

/** A move with everything for its summary. `history` is the branch's after the move or, for a plan, now. */
export interface RollbackSummaryView extends ShownMove {
  /** The record; null for a plan. */
  readonly record: Rollback | null;
  readonly reason: string | null;
  readonly publication: Publication | null;
  readonly history: HistoryView;
}

/** Renders the job summary of a move: where the branch goes, which steps are affected, and which commits leave it. */
export function renderRollbackSummary(view: RollbackSummaryView): Markup {
  const {history, record} = view;
  return page([
    `## ${heading(view)}`,
    factList([
      ['Branch', escapeCode(view.branch)],
      ['Tip', [view.from, view.to].map((sha) => linkedSha(sha, history)).join(' → ')],
      ['Latest active step', view.stays === null ? 'none' : stepTitle(view.stays)],
      pinFact(view),
      ['Reason', view.reason === null ? '' : escapeText(view.reason, 500)],
      ['By', record?.actor == null ? '' : escapeText(record.actor, 60)],
      ['Record', view.publication === null ? '' : publicationInWords(view.publication)],
    ]),
    titledList(
      'Before you agree',
      shorten(
        view.warnings.map((warning) => `⚠️ ${escapeText(warning, 500)}`),
        MOST_WARNINGS,
      ),
    ),
    titledList(
      view.kind === 'undo' ? 'Steps that come back' : 'Steps that go',
      shorten(view.steps.map(stepItem), MOST_STEPS),
    ),
    titledList(
      'Commits that leave the branch',
      shorten(
        view.displaced.map((one) => commitItem(one, history)),
        MOST_COMMITS,
      ),
    ),
    record !== null && record.kind !== 'undo' ? howToUndo(history) : '',
    graphSection(history),
  ]);
}

/** Names the pin. A plan's has no name yet, since it is named after the rollback. */
function pinFact({pinRef, record}: RollbackSummaryView): readonly [string, Markup] {
  if (record !== null) return ['Displaced commits stay at', pinRef === null ? '' : escapeCode(pinRef, 300)];
  return ['Displaced commits would be pinned under', pinRef === null ? '' : escapeCode(pinFolder(pinRef), 300)];
}

function heading({kind, record, takesBack, branch}: RollbackSummaryView): Markup {
  const what = takesBack === null ? '' : ` of ${rollbackLabel(takesBack)}`;
  if (record === null) {
    return `🔍 Plan of ${KINDS_IN_WORDS[kind]}${what} of ${escapeCode(branch)}: nothing has changed`;
  }
  return `↩️ ${kind === 'applied' ? 'Merged revert' : capital(kind)} ${rollbackLabel(record)}${what}`;
}

function stepItem(step: Step): Markup {
  const facts = [`${stepTitle(step)} ${statusCell(step)}`, agentInWords(step), sizeOfChanges(step)];
  return joinFilled(facts, ', ');
}

function commitItem({commit, fate}: DisplacedCommit, history: HistoryView): Markup {
  const text = `${linkedSha(commit.sha, history)} ${escapeText(commit.subject, 100)}`;
  switch (fate.kind) {
    case 'own':
      return `${text} (${stepTitle(fate.step)})`;
    case 'revert':
      return `${text} (${escapeText(rollbackName(fate.rollback))})`;
    case 'discarded':
      return `${text} (by ${escapeText(commit.authorName, 60)}, no step made it)`;
    case 'elsewhere':
      return `${text} (still on ${fate.branches
        .slice(0, 3)
        .map((branch) => escapeCode(branch, 100))
        .join(', ')})`;
  }
}

function linkedSha(sha: Sha, {links}: HistoryView): Markup {
  return commitLink(sha, {repository: null, pushed: null}, links) || escapeCode(shortSha(sha));
}

function shorten(items: readonly Markup[], most: number): readonly Markup[] {
  return items.length <= most ? items : [...items.slice(0, most), `… and ${items.length - most} more`];
}
