import {existsSync} from 'node:fs';
import {InputError, StoreError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {ledgerRef} from '../domain/ledger-refs.ts';
import {movingPrefix} from '../domain/pin-refs.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {History} from '../domain/ports/store.ts';
import {type CliContext, say} from './context.ts';
import {findPlace, type HistoryOptions, type Place} from './place.ts';
import {withProgress} from './progress.ts';

export interface OpenedHistory extends Place {
  readonly history: History;
  /** The place of the history, in words. */
  readonly where: string;
  readonly close: () => Promise<void>;
}

/** Opens the history for reading. One that cannot be read is an error here: an empty list would be a guess. */
export async function openHistory(
  context: CliContext,
  named: string | null,
  options: HistoryOptions,
): Promise<OpenedHistory> {
  const place = await findPlace(context, named, options, {directory: context.cwd, needsRepository: false});
  if (options.db !== undefined && !existsSync(place.dbPath)) {
    await place.repository?.close();
    throw new InputError('bad-input', `--db is ${quote(options.db)}, and there is no such file. Name a steps.db.`);
  }
  const history = await openPlace(context, place, 'read');
  // The user's own file is kept true by whoever reads it; a history that others share is not written by looking at it.
  if (place.storeName === 'file') await settlePlace(context, history);
  else await publishWaiting(context, history);
  if (place.repository !== null && (await place.repository.localRefs(movingPrefix(place.slug))).size > 0) {
    const {finishMoves} = await import('../usecases/finish-moves.ts');
    const warn = (message: string) => say(context, `warning: ${message}`);
    await finishMoves({repository: place.repository, slug: place.slug, warn});
  }
  return {
    ...place,
    history,
    where: describePlace(place),
    close: async () => {
      await history.close();
      await place.repository?.close();
    },
  };
}

/** Where a history is, for people: a file, or a ref and the name of the remote, whose URL may hold a password. */
function describePlace({storeName, dbPath, slug, repository}: Place): string {
  if (storeName === 'file') return dbPath;
  const remote = repository?.remote ?? null;
  return `${ledgerRef(slug)} at ${remote?.repository ?? 'the remote'}`;
}

/** Opens a history and the repository that this folder is in, which both are needed. */
export async function openHistoryHere(
  context: CliContext,
  named: string | null,
  options: HistoryOptions,
  purpose: 'read' | 'move' = 'read',
): Promise<OpenedHistory & {readonly repository: Repository}> {
  const place = await findPlace(context, named, options, {directory: context.cwd, needsRepository: true});
  const {repository} = place;
  if (repository === null) throw new InputError('not-a-work-tree', `${context.cwd} is in no git work tree.`);
  const history = await openPlace(context, place, purpose);
  return {
    ...place,
    repository,
    history,
    where: describePlace(place),
    close: async () => {
      await history.close();
      await repository.close();
    },
  };
}

/** Opens the history of a place, and tells what people must know of it. Closes the place's repository when it fails. */
export async function openPlace(context: CliContext, place: Place, purpose: 'read' | 'move'): Promise<History> {
  try {
    const {createPlaceStore} = await import('./create-store.ts');
    const store = await createPlaceStore(context, place, purpose);
    const history = await withProgress(context, 'reading the history', () => store.open());
    for (const warning of history.warnings) say(context, `warning: ${warning}`);
    const {condition} = history;
    if (condition.kind === 'unreadable') {
      await history.close();
      throw new StoreError(
        'unreadable',
        `The history of project ${place.project.id} could not be read: ${condition.reason}`,
      );
    }
    if (condition.kind === 'expired') {
      say(
        context,
        `warning: the history has expired in its store${condition.lastSavedAt === null ? '' : ` (last saved ${condition.lastSavedAt})`}.`,
      );
    }
    return history;
  } catch (error) {
    await place.repository?.close();
    throw error;
  }
}

/** Publishes records that an earlier command could not publish, or names them. */
async function publishWaiting(context: CliContext, history: History): Promise<void> {
  const publication = await history.publish();
  if (publication.kind === 'waiting' || publication.kind === 'kept') {
    const reason = publication.reason.replace(/[.\s]*$/, '');
    say(
      context,
      `warning: A record of an earlier step still waits to be published: ${reason}. It is in ${publication.where}.`,
    );
  }
}

/** Notes of steps that this machine knows to be gone that they were interrupted. */
export async function settlePlace(context: CliContext, history: History): Promise<void> {
  const [{settleRunning}, {processProof}] = await Promise.all([
    import('../usecases/settle-running.ts'),
    import('../system/process-info.ts'),
  ]);
  const inform = (message: string) => say(context, message);
  await settleRunning({history, proofs: [processProof], inform}, {own: null});
}
