import {existsSync, statSync} from 'node:fs';
import {WORDINGS} from '../app/wordings.ts';
import {badInput, StoreError} from '../domain/errors.ts';
import {foundStep} from '../domain/found-step.ts';
import {quote, type StepRef, type Uid} from '../domain/identity.ts';
import {movingPrefix} from '../domain/pin-refs.ts';
import type {History, HistoryWriter, RunningSteps} from '../domain/ports/store.ts';
import {ledgerRef} from '../domain/refs.ts';
import type {Step} from '../domain/step.ts';
import {nearNames} from '../domain/text.ts';
import {hasNoFile} from '../files/regular-file.ts';
import {ledgerPath, listProjects, loadedCopy, waitingFolder} from '../system/projects.ts';
import {sayLeftOut} from '../usecases/say-left-out.ts';
import {readStep} from './arguments.ts';
import {type CliContext, createLog, say} from './context.ts';
import {
  forSameHistory,
  type HistoryOptions,
  type HistoryPlace,
  type PlaceHere,
  withPlace,
  withPlaceHere,
  wordsFor,
} from './place.ts';
import {withProgress} from './terminal.ts';
import {waitsForHistory} from './waiting-history.ts';

export type OpenedHistory<Place = HistoryPlace> = Place & {
  readonly history: History;
  /** The place of the history in words. */
  readonly where: string;
};

export type HistoryHere = OpenedHistory<PlaceHere>;

/**
 * Opens the history of a command for reading, calls `use`, and closes it. Throws if the history cannot be read, since an empty
 * list would be a guess.
 */
export async function withHistory(
  context: CliContext,
  named: string | null,
  options: HistoryOptions,
  use: (opened: OpenedHistory) => Promise<void>,
  purpose: 'show' | 'read' = 'show',
): Promise<void> {
  const {warn} = createLog(context);
  await withPlace(context, named, options, async (asked) => {
    const copy = isMissing(asked) ? loadedCopy(asked.project) : null;
    const place = copy === null ? asked : {...asked, dbPath: copy};
    const {project, slug, repository} = place;
    checkFile(place, options);
    await withOpened(context, place, purpose, async (opened) => {
      const {history} = opened;
      // Reading may update the user's own file (mark interrupted steps), but not a shared history.
      if (copy !== null) {
        const since = statSync(copy).mtime.toISOString();
        say(
          context,
          `The history of ${project.id} is at a remote. This is the copy of it that was loaded ${since}; --store git in a clone shows it as it is now.`,
        );
      } else if (place.storeName === 'file') await markInterruptedSteps(context, history);
      else await publishWaiting(context, history);
      if (repository !== null && (await repository.localRefs(movingPrefix(slug))).size > 0) {
        const {finishMoves} = await import('../usecases/rollback/finish-moves.ts');
        await finishMoves({repository, warn}, slug);
      }
      await use(opened);
      const verify = forSameHistory('laforge verify', named, options);
      for (const sentence of await sayLeftOut(history, verify)) warn(sentence);
    });
  });
}

interface NamedStep {
  readonly step: Step;
  /** The steps that claimed its number, if several did. */
  readonly contestedBy: readonly Uid[];
  readonly lookAgain: () => Promise<Step>;
}

/** Calls `use` with the step of `[project-id] <step-id>` and its history. Throws RefusedError. */
export async function withStep(
  context: CliContext,
  args: readonly string[],
  options: HistoryOptions,
  use: (opened: OpenedHistory, named: NamedStep) => Promise<void>,
): Promise<void> {
  const {project, step: ref} = readStep(args, options);
  await withHistory(context, project, options, async (opened) => {
    const lookup = await opened.history.getStep(ref);
    await use(opened, {
      step: foundStep(lookup, ref, opened.project.id, wordsFor(project, options)),
      contestedBy: lookup.kind === 'contested' ? lookup.uids : [],
      lookAgain: () => findStep(opened, ref, options),
    });
  });
}

/** Finds a step by the name that a user gave it. Throws RefusedError. */
export async function findStep(
  {history, project, named}: OpenedHistory,
  ref: StepRef,
  options: HistoryOptions,
): Promise<Step> {
  return foundStep(await history.getStep(ref), ref, project.id, wordsFor(named ? project.id : null, options));
}

/** Calls `use` with a history and the repository of the current folder, which both are required. */
export async function withHistoryHere<Result>(
  context: CliContext,
  named: string | null,
  options: HistoryOptions,
  purpose: 'read' | 'move',
  use: (opened: HistoryHere) => Promise<Result>,
): Promise<Result> {
  return await withPlaceHere(context, named, options, (place) => {
    checkFile(place, options);
    return withOpened(context, place, purpose, use);
  });
}

/** Throws InputError for a file that is missing: nothing can be read from it. */
export function checkFile(place: HistoryPlace, {db}: HistoryOptions): void {
  if (db !== undefined && hasNoFile(place.dbPath) && !waitsForHistory(place))
    throw badInput(`--db is ${quote(db)}, and there is no such file. Name a steps.db.`);
}

/** Calls `use` with the history of a place. */
export async function withOpened<Place extends HistoryPlace, Result>(
  context: CliContext,
  place: Place,
  purpose: 'show' | 'read' | 'move',
  use: (opened: OpenedHistory<Place>) => Promise<Result>,
): Promise<Result> {
  checkProject(context, place);
  const history = await openPlace(context, place, purpose);
  try {
    return await use({...place, history, where: describePlace(place)});
  } finally {
    await history.close();
  }
}

/** Throws InputError for an unknown project, since an empty list would hide a typo. */
function checkProject(context: CliContext, place: HistoryPlace): void {
  const {project} = place;
  if (!isMissing(place)) return;
  if (loadedCopy(project) !== null) {
    throw badInput(
      `The history of project ${quote(project.id)} is at a remote. Work on it in a clone, with --store git.`,
    );
  }
  const near = nearNames(
    project.id,
    listProjects(context.env).flatMap((one) => (one.ledger === ledgerPath(one) ? [one.id] : [])),
  );
  const meant = near.length === 0 ? '' : ` Did you mean ${near.map(quote).join(' or ')}?`;
  throw badInput(`There is no project ${quote(project.id)} on this machine.${meant} laforge projects lists them.`);
}

/** Returns true for a named project that has no file of its own on this machine. */
function isMissing(place: HistoryPlace): boolean {
  const {named, project, storeName, dbPath} = place;
  if (!named || storeName !== 'file' || dbPath !== ledgerPath(project)) return false;
  return hasNoFile(dbPath) && !existsSync(waitingFolder(project)) && !waitsForHistory(place);
}

/** Describes a place: a file, or a ref and the remote's name. Its URL is not shown, since it may contain a password. */
export function describePlace({storeName, dbPath, slug, repository}: HistoryPlace): string {
  if (storeName === 'file') return dbPath;
  const remote = repository?.remote ?? null;
  if (storeName === 'postgres') return `${slug} of ${remote?.repository ?? 'this repository'} in the database`;
  return `${ledgerRef(slug)} at ${remote?.repository ?? 'the remote'}`;
}

/** Opens the history of a place, and prints its warnings. */
async function openPlace(
  context: CliContext,
  place: HistoryPlace,
  purpose: 'show' | 'read' | 'move',
): Promise<History> {
  const {createPlaceStore} = await import('./create-store.ts');
  const store = await createPlaceStore(context, place, purpose);
  const history = await withProgress(context, 'reading the history', () => store.open());
  for (const warning of history.warnings) createLog(context).warn(warning);
  const {condition} = history;
  if (condition.kind === 'unreadable') {
    await history.close();
    const name = place.project.id;
    throw new StoreError('unreadable', `The history of project ${name} could not be read: ${condition.reason}`);
  }
  if (condition.kind === 'expired') {
    const since = condition.lastSavedAt === null ? '' : ` (last saved ${condition.lastSavedAt})`;
    say(context, `warning: the history has expired in its store${since}.`);
  }
  return history;
}

/** Publishes records that an earlier command could not, or warns about them. */
async function publishWaiting(context: CliContext, history: HistoryWriter): Promise<void> {
  const publication = await history.publish();
  if (publication.kind === 'waiting' || publication.kind === 'kept') {
    const reason = publication.reason.replace(/[.\s]*$/, '');
    say(
      context,
      `warning: A record of an earlier step still waits to be published: ${reason}. It is in ${publication.where}.`,
    );
  }
}

/** Marks steps as interrupted if their process on this machine is gone. */
export async function markInterruptedSteps(context: CliContext, history: RunningSteps): Promise<void> {
  const [{markInterrupted}, {processProof}] = await Promise.all([
    import('../usecases/mark-interrupted.ts'),
    import('../system/process-info.ts'),
  ]);
  const inform = (message: string) => say(context, message);
  await markInterrupted({history, proofs: [processProof], inform, words: WORDINGS.cli}, {own: null});
}
