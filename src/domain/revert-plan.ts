import {badInput} from './errors.ts';
import {parseStepRef, quote, type Sha, type StepRef, shortSha, type Timestamp, type Uid} from './identity.ts';
import {joined, notReversible} from './move-refusals.ts';
import {nameSteps} from './pin-messages.ts';
import type {Commit} from './ports/commits.ts';
import type {Work} from './ports/diffs.ts';
import {type PlannedMove, type Rollback, type RollbackKind, rollbackName} from './rollback.ts';
import type {Step} from './step.ts';

/** The trailer of a commit that takes something back: the uid of the step, or of the revert that is undone. */
const TRAILER = 'Laforge-Reverts';

/** Named steps: one, or the first and last of several. */
export interface NamedSteps {
  readonly first: StepRef;
  readonly last: StepRef | null;
}

/** Parses `3` or `3..5`. Throws InputError, naming `what`. */
export function parseNamedSteps(text: string, what: string): NamedSteps {
  const [first = '', last, ...more] = text.split('..');
  if (more.length > 0 || first === '' || last === '')
    throw badInput(`${what} is ${quote(text)}. Name one step, or two as 3..5.`);
  return {first: parseStepRef(first, what), last: last === undefined ? null : parseStepRef(last, what)};
}

/** Something to take back: the work of a step or of a revert. */
export interface TakenBack {
  readonly name: string;
  readonly uid: Uid;
  /** Newest first; each is taken back separately. */
  readonly works: readonly Work[];
}

/** A commit that takes back one thing, or all of them if squashed. */
export interface RevertCommit {
  readonly sha: Sha;
  readonly subject: string;
}

/** The complete plan of a revert. Its commits exist, but on no branch yet. */
export interface RevertPlan extends PlannedMove {
  /** The steps that it takes back, newest first. */
  readonly goes: readonly Step[];
  /** The latest step of the branch that stays active. */
  readonly stays: Step | null;
  /** The commits in their order on the branch. */
  readonly commits: readonly RevertCommit[];
}

/**
 * The works of a step, newest first. If every commit between its start and end is its own, that is one work; otherwise
 * its own commits one by one, so that commits from elsewhere stay. Throws RefusedError for a merge among those.
 */
export function worksOf(step: Step, between: readonly Commit[], own: ReadonlySet<Sha>): readonly Work[] {
  if (between.every(({sha}) => own.has(sha))) {
    return [{before: step.commitShaBefore, after: step.commitShaAfter}];
  }
  const commits = between.filter(({sha}) => own.has(sha));
  const merge = commits.find(({parents}) => parents.length > 1);
  if (merge !== undefined) {
    throw notReversible.mergedOthers(step, merge.sha);
  }
  return commits.map(({sha, parents: [parent = null]}) => ({before: parent, after: sha}));
}

/** The message of a commit that takes these back. Contains nothing that an agent wrote. */
export function revertMessage(things: readonly TakenBack[], reason: string | null): string {
  const names = things.map(({name}) => name);
  const ends = things.flatMap(({name, works}) => {
    const [newest] = works;
    const oldest = works.at(-1);
    return newest === undefined || oldest === undefined
      ? []
      : [`Takes back ${name}: ${shortSha(oldest.before) || 'the beginning'}..${shortSha(newest.after)}`];
  });
  // Quoting keeps the reason on one line, so that no reason can imitate a trailer.
  const why = reason === null ? [] : ['', `Reason: ${quote(reason)}`];
  return [`Revert ${joined(names)}`, '', ...ends, ...why, '', ...things.map(({uid}) => `${TRAILER}: ${uid}`), ''].join(
    '\n',
  );
}

/** The uids that a commit message says are taken back. A squash may have indented the trailers. */
export function revertedBy(message: string | null): ReadonlySet<Uid> {
  return new Set(
    [...(message ?? '').matchAll(/^[ \t*-]*Laforge-Reverts: ([0-9a-f-]{36})[ \t\r]*$/gm)].map(([, uid = '']) => uid),
  );
}

/** The uid of the record that a proposal was merged. Every run that sees the merge derives the same one. */
export function appliedUid(proposal: Uid, at: Timestamp): Uid {
  const time = Math.max(0, Date.parse(at)).toString(16).padStart(12, '0');
  const tail = [...proposal.slice(24)].reverse().join('');
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-${proposal.slice(14, 24)}${tail}`;
}

/** The text of a pull request that proposes a revert or its undo. Contains nothing that an agent wrote. */
export function proposalBody(proposal: {
  readonly kind: RollbackKind;
  readonly steps: readonly Step[];
  readonly rollback: Rollback;
  readonly from: Sha;
  readonly reason: string | null;
}): string {
  const {kind, steps, rollback, from, reason} = proposal;
  const isUndo = kind === 'undo';
  const rows = steps.map((step) => {
    const cost = step.tokenUsage?.cost ?? null;
    const range = `\`${shortSha(step.commitShaBefore)}\`..\`${shortSha(step.commitShaAfter)}\``;
    return `| ${step.id ?? step.uid} | ${step.status} | ${range} | ${cost === null ? '' : `$${cost.toFixed(2)}`} |`;
  });
  const named = isUndo ? [rollback.undoes ?? ''] : steps.map(({uid}) => uid);
  return [
    `${isUndo ? 'Brings back' : 'Takes back'} ${nameSteps(steps)} with commits on top of \`${shortSha(from)}\`. Work of others since stays as it is.`,
    ...(reason === null ? [] : ['', `Reason: \`${quote(reason).replaceAll('`', "'")}\``]),
    '',
    '| step | ended | from..to | cost |',
    '| ---: | --- | --- | ---: |',
    ...rows,
    '',
    `LaForge has it on record as ${rollbackName(rollback)}. Until this is merged the steps stay ${isUndo ? 'inactive' : 'active'}; the next run after that records it.`,
    '',
    ...named.map((uid) => `${TRAILER}: ${uid}`),
    '',
  ].join('\n');
}
