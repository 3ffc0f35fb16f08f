import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {parseJson} from '../domain/json.ts';
import {anyText, object, Reading, WRONG} from '../domain/kinds.ts';
import {FRAGMENT_FILE} from '../domain/ports/store.ts';
import {NO_RECORDS} from '../domain/records.ts';
import type {Step, StepDraft} from '../domain/step.ts';
import {runWithin} from '../domain/within.ts';
import {readRegularFile, replaceFile} from '../files/regular-file.ts';
import {writeFragment} from './fragment.ts';
import type {SavedAs, SnapshotConnection} from './snapshot-service.ts';
import type {TimeLimits} from './store-deps.ts';

/**
 * Saves the record of a step that has just started: if the job's machine vanishes, the next run learns of the step.
 * This happens while the agent runs. A failure is worth no warning, since the end is saved separately.
 */
export interface RunningSave {
  /** Closes the connection when done. */
  begin(draft: StepDraft, step: Step, connection: SnapshotConnection): void;
  /** Its name in the store; undefined while it is not saved. */
  saved(): SavedAs | undefined;
  /** Must be called once the step's end is saved. Deletes the save or, if the service cannot delete, aborts it. */
  discard(end: SavedAs, connection: SnapshotConnection): Promise<void>;
}

/**
 * Continues with what an earlier process of the same step saved, if anything. `folder`: for this step only, which lasts
 * from its main to its post.
 */
export function createRunningSave(folder: string, limits: TimeLimits): RunningSave {
  const note = join(folder, 'running.json');
  const ending = new AbortController();
  let saved = readNote(note);
  let making: Promise<void> | undefined;

  const save = async (draft: StepDraft, {parentUid, createdAt}: Step, connection: SnapshotConnection) => {
    const home = join(folder, 'running');
    await mkdir(home, {recursive: true});
    const steps = [{draft, parentUid, createdAt, outcome: null}];
    await writeFragment(join(home, FRAGMENT_FILE), {...NO_RECORDS, steps});
    saved = await runWithin(limits.runningMs, 'An answer to the save', (signal) =>
      connection.save('running', home, [FRAGMENT_FILE], AbortSignal.any([signal, ending.signal])),
    );
    replaceFile(note, JSON.stringify(saved));
  };

  return {
    begin(draft, step, connection) {
      making ??= save(draft, step, connection)
        .catch(() => {})
        .finally(() => connection.close());
    },
    saved: () => saved,
    async discard(end, {discard}) {
      if (discard === null) return ending.abort();
      await making;
      const running = saved;
      if (running === undefined) return;
      try {
        await runWithin(limits.discardMs, 'An answer to the removal', (signal) => discard(running, end, signal));
        saved = undefined;
      } catch {
        // The end is the stronger record, so merging both gives the end.
      }
    },
  };
}

const savedAs = object({save: anyText, name: anyText, where: anyText});

function readNote(path: string): SavedAs | undefined {
  const found = savedAs.read(parseJson(readRegularFile(path)?.toString('utf8') ?? ''), new Reading(true));
  return found === WRONG ? undefined : found;
}
