import {renameSync, rmSync} from 'node:fs';
import {describeError, StoreError} from '../../domain/errors.ts';
import type {History, Store} from '../../domain/ports/store.ts';
import {nameFirst} from '../../domain/text.ts';
import {findBlock, isAbsent, sayNoFolder} from '../../files/regular-file.ts';
import {readFragment} from '../fragment.ts';
import {createFragmentHistory, createLedgerHistory, mergeIntoLedger} from '../ledger-history.ts';
import type {StoreDeps, StoreRequest} from '../store-deps.ts';
import {listFragments} from './fragments-beside.ts';

type FileStoreOptions = Pick<StoreRequest, 'path' | 'create' | 'listStrays'>;

/**
 * Keeps a history in a permanent file. Every write is durable at once, so there is nothing to publish. Opening throws
 * if the file is not ours or from a newer version, which the user must resolve. A file that exists but cannot be read
 * is an unreadable history, and records are put beside it.
 */
export function createFileStore(deps: StoreDeps, options: FileStoreOptions): Store {
  return {
    name: 'file',
    async open() {
      const block = options.create ? null : findBlock(options.path);
      if (block !== null) return openBeside(deps, options.path, {kind: 'unreadable', reason: sayNoFolder(block)});
      if (!options.create && isAbsent(options.path) && listWaiting(options).length === 0)
        return openBeside(deps, options.path, {kind: 'empty'});
      try {
        return await openFile(deps, options);
      } catch (error) {
        if (!(error instanceof StoreError) || error.code === 'not-a-ledger' || error.code === 'newer-ledger')
          throw error;
        return openBeside(deps, options.path, {kind: 'unreadable', reason: describeError(error)});
      }
    },
  };
}

const MOST_NAMED = 3;

/** Lists the records that wait beside the file or elsewhere. They begin a history that is not there yet. */
function listWaiting({path, listStrays = () => []}: FileStoreOptions): readonly string[] {
  return [...listFragments(path), ...listStrays()];
}

async function openFile(deps: StoreDeps, options: FileStoreOptions): Promise<History> {
  const {path} = options;
  const existed = !isAbsent(path);
  const ledger = await deps.openLedger(path);
  const warnings: string[] = [];
  const leftOut = new Map<string, string[]>();
  for (const file of listWaiting(options)) {
    try {
      warnings.push(...mergeIntoLedger(ledger, [await readFragment(file, file)]));
      rmSync(file, {force: true});
    } catch (error) {
      const reason = describeError(error);
      leftOut.set(reason, [...(leftOut.get(reason) ?? []), file]);
    }
  }
  // A full disk refuses each for the same reason.
  for (const [reason, files] of leftOut) {
    const them = files.length === 1 ? 'A record' : `${files.length} records`;
    const names = nameFirst(files, MOST_NAMED, String);
    warnings.push(`${them} beside the history ${files.length === 1 ? 'was' : 'were'} left out (${names}): ${reason}`);
  }
  return createLedgerHistory({
    ledger,
    condition: existed || ledger.listSteps({limit: 1}).length > 0 ? {kind: 'found'} : {kind: 'empty'},
    warnings,
    isShared: true,
  });
}

function openBeside(
  deps: StoreDeps,
  path: string,
  condition: {readonly kind: 'empty'} | {readonly kind: 'unreadable'; readonly reason: string},
): History {
  const uid = deps.uids.next();
  const file = `${path}.record-${uid}.writing`;
  const final = `${path}.record-${uid}.json`;
  return createFragmentHistory({
    condition,
    file,
    publish: async () => {
      const reason = condition.kind === 'unreadable' ? condition.reason : '';
      try {
        renameSync(file, final);
        return {kind: 'fragment', where: final, reason};
      } catch (error) {
        return {kind: 'kept', where: file, reason: describeError(error)};
      }
    },
  });
}
