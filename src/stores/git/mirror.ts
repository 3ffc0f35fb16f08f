import {mkdtemp, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {describeError, StoreError} from '../../domain/errors.ts';
import {LEDGER_FILE} from '../../domain/ports/ledger.ts';
import {ledgerRef} from '../../domain/refs.ts';
import {runWithin} from '../../domain/within.ts';
import {type AppendDeps, append} from './append.ts';
import type {GitHistoryDeps} from './history-writer.ts';
import {openLocalLedger} from './local-ledger.ts';
import type {MirroredRow} from './plan-append.ts';
import type {Tip} from './tip.ts';

/** The longest wait for the repository to take what the database has. */
const MIRROR_MS = 20_000;
const ROWS_AT_ONCE = 200;

interface MirrorOptions {
  readonly slug: string;
  /** A private folder. */
  readonly folder: string;
  /** The next rows after the n-th, in order; none at the end. */
  readonly rowsAfter: (n: number, limit: number) => Promise<readonly MirroredRow[]>;
}

/**
 * Copies a database's rows into the repository's own history, in order, so that both are the same history. The tip says how
 * far it got: what one run could not copy, the next one does. Resolves to the reason if something is left; never throws.
 */
export function createGitMirror(deps: GitHistoryDeps, {slug, folder, rowsAfter}: MirrorOptions) {
  return async (): Promise<string | null> => {
    const deadline = Date.now() + MIRROR_MS;
    try {
      // Named when it is needed, so that nobody can have put something there.
      const own = await mkdtemp(join(folder, 'mirror-'));
      const local = openLocalLedger(deps, join(own, LEDGER_FILE));
      const appendDeps: AppendDeps = {
        objects: deps.objects,
        slug,
        remoteUrl: deps.remote.url,
        turnFolder: deps.turnFolder ?? null,
        ledgerAt: (tip) => local.at(tip),
        now: () => deps.clock.now(),
      };
      try {
        return await runWithin(MIRROR_MS, 'The repository', () =>
          copyRows(appendDeps, deps.remote, rowsAfter, deadline),
        );
      } finally {
        local.close();
        await rm(own, {recursive: true, force: true});
      }
    } catch (error) {
      return describeError(error);
    }
  };
}

async function copyRows(
  deps: AppendDeps,
  remote: GitHistoryDeps['remote'],
  rowsAfter: MirrorOptions['rowsAfter'],
  deadline: number,
): Promise<string | null> {
  if ((await rowsAfter(0, 1)).length === 0) return null;
  for (;;) {
    let count = 0;
    const additions = async (tip: Tip | null) => {
      const last = tip?.meta.mirrored ?? null;
      if (last !== null && (await rowsAfter(last.row - 1, 1))[0]?.digest !== last.digest) {
        const ref = ledgerRef(deps.slug);
        const message = `${ref} says that it has ${last.row} records of the database, whose record ${last.row} is another one or none: it is a copy of another database, or somebody changed it. Nothing is added until it is renamed there.`;
        throw new StoreError('damaged', message);
      }
      const rows = await rowsAfter(last?.row ?? 0, ROWS_AT_ONCE);
      count = rows.length;
      return rows;
    };
    const result = await append(deps, additions, (along) => remote.push(along, {atomic: false}), deadline);
    if (result.kind === 'late') return 'Others wrote to it without a break.';
    if (result.kind === 'interrupted') return describeError(result.error);
    if (result.kind !== 'appended') return result.push.kind === 'pushed' ? null : result.push.explanation;
    if (count === 0) return null;
  }
}
