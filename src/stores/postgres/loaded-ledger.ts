import {mkdtemp, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {Ledger} from '../../domain/ports/ledger.ts';
import {LEDGER_FILE} from '../saved-files.ts';
import type {StoreDeps} from '../store-deps.ts';
import type {HistoryRows} from './history-rows.ts';
import {rowsToRecords} from './rows.ts';

/** A history as a file on this machine: for what is asked of the whole of it. */
export interface LoadedLedger {
  /** The file, once something was asked. */
  readonly path: string | null;
  /** The whole history as it is now. Only what came since the last call is read. */
  now(): Promise<Ledger>;
  /** The same, with the number of rows that it holds. */
  nowAt(): Promise<{readonly ledger: Ledger; readonly count: number}>;
  /** Forgets the file: it is loaded anew, into a folder with another name, when it is asked for again. */
  forget(): Promise<void>;
}

export function openLoadedLedger(deps: Pick<StoreDeps, 'openLedger'>, rows: HistoryRows, folder: string): LoadedLedger {
  let loaded: {readonly ledger: Ledger; readonly folder: string; count: number} | null = null;
  const load = async () => {
    // Named when it is needed, so that nobody can have put something there.
    const own = await mkdtemp(join(folder, 'loaded-'));
    return {ledger: await deps.openLedger(join(own, LEDGER_FILE)), folder: own, count: 0};
  };
  const nowAt = async () => {
    loaded ??= await load();
    const state = loaded;
    for await (const portion of rows.after(state.count)) {
      state.ledger.merge(rowsToRecords(portion));
      state.count = Number(portion.at(-1)?.n);
    }
    return state;
  };
  return {
    nowAt,
    get path() {
      return loaded?.ledger.path ?? null;
    },
    now: async () => (await nowAt()).ledger,
    async forget() {
      const old = loaded;
      loaded = null;
      old?.ledger.close();
      if (old !== null) await rm(old.folder, {recursive: true, force: true});
    },
  };
}
