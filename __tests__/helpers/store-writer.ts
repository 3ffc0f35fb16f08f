/**
 * A process that is a job: it records steps one after another, each restoring the history and saving it as an action
 * step does. Reads what it is from WRITER, and prints one line of JSON for each step.
 */
import {join} from 'node:path';
import type {StoreName} from '../../src/domain/ports/store.ts';
import {createActionsIndex} from '../../src/github/actions-index.ts';
import {admitLedger} from '../../src/ledger/inspect.ts';
import {openLedger} from '../../src/ledger/open-ledger.ts';
import {createStore} from '../../src/stores/registry.ts';
import {TIME_LIMITS, type TimeLimits} from '../../src/stores/store-deps.ts';
import {systemClock, systemUids} from '../../src/system/clock-and-uids.ts';
import {aDraft, anOutcome} from './ledger.ts';

export interface Writer {
  readonly store: Exclude<StoreName, 'git' | 'postgres'>;
  readonly steps: number;
  readonly branch: string;
  /** A folder of this job alone. */
  readonly folder: string;
  /** `file`: the history. */
  readonly path: string;
  /** What the runner sets for the job. */
  readonly variables: Readonly<Record<string, string>>;
  /** The program that GitHub's clients run in. */
  readonly script: string;
  readonly timeLimits: Partial<TimeLimits>;
}

/** What a job says of one step. */
export interface WrittenStep {
  readonly uid: string;
  /** The number it was told at its start: the file's is settled, the others' are not. */
  readonly startedAs: number | null;
  readonly condition: string;
  readonly publication: string;
  /** Why it was not published, where it was not. */
  readonly reason: string;
}

const writer: Writer = JSON.parse(process.env.WRITER ?? '{}');
const token = writer.variables.GITHUB_TOKEN ?? null;
const deps = {
  openLedger: (file: string) => openLedger(file, {clock: systemClock, busyTimeoutMs: 120_000}),
  admitLedger: (path: string) => admitLedger(path, systemClock),
  uids: systemUids,
  clock: systemClock,
  timeLimits: {...TIME_LIMITS, ...writer.timeLimits},
};
const index = createActionsIndex({apiUrl: writer.variables.GITHUB_API_URL ?? '', repository: 'octo/demo', token});
for (let n = 0; n < writer.steps; n++) {
  const uid = systemUids.next();
  const store = await createStore(writer.store, deps, {
    slug: 'default',
    path: writer.path,
    create: true,
    repository: null,
    folder: join(writer.folder, uid),
    job: {
      index,
      token,
      retentionDays: null,
      readableRefs: [writer.variables.GITHUB_REF ?? ''],
      env: {PATH: process.env.PATH, ...writer.variables},
      script: writer.script,
      maskSecret: () => {},
    },
  });
  const history = await store.open();
  const started = await history.startStep(aDraft(1, {uid, branch: writer.branch}));
  await history.finishStep(uid, anOutcome({branch: writer.branch}));
  const publication = await history.publish();
  await history.close();
  const {condition} = history;
  const reason = condition.kind === 'unreadable' ? condition.reason : 'reason' in publication ? publication.reason : '';
  const written: WrittenStep = {
    uid,
    startedAs: started.id,
    condition: condition.kind,
    publication: publication.kind,
    reason,
  };
  console.log(JSON.stringify(written));
}
