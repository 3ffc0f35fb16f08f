import {mkdtemp, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {Ledger} from '../../domain/ports/ledger.ts';
import {LEDGER_FILE} from '../../domain/ports/ledger.ts';
import type {StoreDeps} from '../store-deps.ts';
import type {HistoryRows} from './history-rows.ts';
import {rowsToRecords} from './rows.ts';

/** A history loaded into a local file, for questions about all of it. */
export interface LoadedLedger {
  /** The file, once it has been loaded. */
  readonly path: string | null;
  /** Loads the whole present history. Reads only what was added since the last call. */
  now(): Promise<Ledger>;
  /** The same, with the number of rows it holds. */
  nowAt(): Promise<{readonly ledger: Ledger; readonly count: number}>;
  /** Deletes the file. The next call loads it again, into a folder with another name. */
  forget(): Promise<void>;
}

export function openLoadedLedger(deps: Pick<StoreDeps, 'openLedger'>, rows: HistoryRows, folder: string): LoadedLedger {
  let loaded: {readonly ledger: Ledger; readonly folder: string; count: number} | null = null;
  const load = async () => {
    // Named only now, so that nobody can have put something there.
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
