import {describeError, GitError} from '../domain/errors.ts';
import {type Sha, shortSha} from '../domain/identity.ts';
import {droppedInWords} from '../domain/pin-messages.ts';
import type {Clone} from '../domain/ports/git.ts';
import {createNewestNames} from '../domain/repository-key.ts';
import {type Rollback, rollbackName} from '../domain/rollback.ts';
import {type Step, stepName} from '../domain/step.ts';
import {nameFirst} from '../domain/text.ts';
import {findDroppedPin, lookAtRemote, type NotedRefs} from './pins/list-pins.ts';

/** git's findings about a history's SHAs and pins. A remark is no fault: something was dropped, or is unknown here. */
interface ShaReport {
  readonly findings: readonly string[];
  readonly remarks: readonly string[];
  readonly commitsKnown: number;
  readonly commitsUnknown: number;
}

/** A SHA and the record and field that name it. */
interface Named {
  readonly sha: Sha;
  readonly of: string;
}

const NAMED = 5;
const FINDINGS_TOLD = 20;

/**
 * Asks git about every commit and pin that this repository's records name. For those that are not here it asks the
 * remote, with one look at its refs and one fetch of commits; a shallow clone stays as it is.
 */
export async function verifyShas(
  repository: Clone,
  history: {readonly steps: readonly Step[]; readonly rollbacks: readonly Rollback[]},
): Promise<ShaReport> {
  const names = createNewestNames();
  names.learn(history.steps);
  const own = names.newest(repository.remote?.repository ?? null);
  const steps = history.steps.filter((step) => names.newest(step.repository) === own);
  const rollbacks = history.rollbacks.filter((rollback) => names.newest(rollback.repository) === own);
  const named = [
    ...steps.flatMap((step) =>
      nameShas(stepName(step), {commit_sha_before: step.commitShaBefore, commit_sha_after: step.commitShaAfter}),
    ),
    ...rollbacks.flatMap((it) => nameShas(rollbackName(it), {from_sha: it.fromSha, to_sha: it.toSha})),
  ];
  if (named.length === 0) return {findings: [], remarks: [], commitsKnown: 0, commitsUnknown: 0};
  const remarks: string[] = [];
  const shas = [...new Set(named.map(({sha}) => sha))];
  const pins = pinsOf(steps, rollbacks);
  const here = await repository.kindsOf(shas, null);
  const localRefs = await repository.localRefs('refs/laforge/');
  const isAllHere = shas.every((sha) => here.has(sha)) && pins.every(({ref}) => localRefs.has(ref));
  const refs: NotedRefs = {
    remoteRefs: isAllHere
      ? null
      : await lookAtRemote(repository, (why) => remarks.push(`the remote could not be asked: ${why}`)),
    localRefs,
  };
  const isShallow = await repository.isShallow();
  const kinds = await completeKinds(repository, refs, here, shas, remarks);

  const findings = named.flatMap(({sha, of}) => {
    const kind = kinds.get(sha);
    return kind === undefined || kind === 'commit' ? [] : [`${of} is ${sha}, which is a ${kind} and no commit`];
  });
  const unknown = new Map(
    named
      .filter(({sha}) => !kinds.has(sha))
      .map((one) => [one.sha, one] as const)
      .reverse(),
  );
  if (unknown.size > 0)
    remarks.push(unknownInWords([...unknown.values()].reverse(), isShallow, refs.remoteRefs !== null));
  for (const pin of pins) {
    const state = await stateOf(repository, refs, pin.ref);
    if (state.kind === 'missing')
      (pin.isNeeded ? findings : remarks).push(`${pin.of}: its pin ${pin.ref} ${state.words}`);
    if (state.kind === 'explained') remarks.push(`${pin.of}: its pin ${pin.ref} ${state.words}`);
  }
  const commitsKnown = new Set(named.map(({sha}) => sha)).size - unknown.size;
  return {findings: findings.slice(0, FINDINGS_TOLD), remarks, commitsKnown, commitsUnknown: unknown.size};
}

function nameShas(of: string, fields: Readonly<Record<string, Sha | null>>): readonly Named[] {
  return Object.entries(fields).flatMap(([field, sha]) => (sha === null ? [] : [{sha, of: `${field} of ${of}`}]));
}

type Kinds = Awaited<ReturnType<Clone['kindsOf']>>;

/** Adds commits that only the remote has. */
async function completeKinds(
  repository: Clone,
  {remoteRefs}: NotedRefs,
  here: Kinds,
  shas: readonly Sha[],
  remarks: string[],
): Promise<Kinds> {
  const tips = new Set(remoteRefs?.values());
  const missing = shas.filter((sha) => !here.has(sha));
  if (missing.length === 0 || remoteRefs === null) return here;
  // The tip of a remote ref is known without fetching it.
  const advertised = missing.filter((sha) => tips.has(sha)).map((sha) => [sha, 'commit'] as const);
  try {
    return new Map([...here, ...(await repository.kindsOf(missing, [...tips])), ...advertised]);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    remarks.push(`the history at the remote could not be fetched: ${describeError(error)}`);
    return new Map([...here, ...advertised]);
  }
}

function unknownInWords(unknown: readonly Named[], isShallow: boolean, hasRemote: boolean): string {
  const some = nameFirst(unknown, NAMED, ({sha, of}) => `${shortSha(sha)} (${of})`);
  const count = `${unknown.length} ${unknown.length === 1 ? 'commit is' : 'commits are'} not known here`;
  const why = isShallow
    ? 'this clone is shallow'
    : hasRemote
      ? 'no branch, tag or pin at the remote leads there either, as after a squashed merge'
      : 'nothing here leads there any more';
  return `${count}, ${why}: ${some}`;
}

interface NamedPin {
  readonly ref: string;
  readonly of: string;
  /** An undo needs it, or nothing else keeps the step's work. */
  readonly isNeeded: boolean;
}

function pinsOf(steps: readonly Step[], rollbacks: readonly Rollback[]): readonly NamedPin[] {
  const ofSteps = steps.flatMap(({pinRef, pushed, ...step}): readonly NamedPin[] =>
    pinRef === null ? [] : [{ref: pinRef, of: stepName(step), isNeeded: pushed === 'pinned'}],
  );
  const ofRollbacks = rollbacks.flatMap((rollback): readonly NamedPin[] => {
    const {pinRef, kind, undoneBy} = rollback;
    const isNeeded = kind === 'rollback' && undoneBy === null;
    return pinRef === null ? [] : [{ref: pinRef, of: rollbackName(rollback), isNeeded}];
  });
  return [...ofSteps, ...ofRollbacks];
}

type State = {readonly kind: 'there'} | {readonly kind: 'missing' | 'explained'; readonly words: string};

async function stateOf(repository: Clone, refs: NotedRefs, pin: string): Promise<State> {
  if (refs.remoteRefs?.has(pin) || refs.localRefs.has(pin)) return {kind: 'there'};
  const dropped = await findDroppedPin(repository, refs, pin);
  if (dropped !== null) return {kind: 'explained', words: `is gone: ${droppedInWords(dropped)}`};
  if (repository.remote !== null && refs.remoteRefs === null) return {kind: 'explained', words: 'is not known here'};
  const where = repository.remote === null ? 'is not here' : 'is neither at the remote nor here';
  return {kind: 'missing', words: `${where}, and no note says who deleted it`};
}
