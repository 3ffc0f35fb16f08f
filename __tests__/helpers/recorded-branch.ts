import {join} from 'node:path';
import {afterEach} from '@jest/globals';
import {WORDINGS} from '../../src/app/wordings.ts';
import type {Repository} from '../../src/domain/ports/git.ts';
import type {Ledger} from '../../src/domain/ports/ledger.ts';
import type {History, Publication} from '../../src/domain/ports/store.ts';
import {type Step, type StepOutcome, UNKNOWN_DRAFT, UNKNOWN_OUTCOME} from '../../src/domain/step.ts';
import {openGit} from '../../src/git/open.ts';
import {openLedger} from '../../src/ledger/open-ledger.ts';
import {createLedgerHistory} from '../../src/stores/ledger-history.ts';
import type {MoveDeps, MoveRequest} from '../../src/usecases/rollback/move-checks.ts';
import type {RollbackRequest} from '../../src/usecases/rollback/roll-back.ts';
import type {UndoRequest} from '../../src/usecases/rollback/undo-rollback.ts';
import type {GitSandbox} from './git-sandbox.ts';
import {aUid, someChanges} from './history-builders.ts';

/** A clone whose branch is made by recorded steps, with the bare remote it pushes to and its ledger. */
export interface RecordedBranch {
  readonly remote: string;
  readonly work: string;
  readonly db: string;
  readonly ledger: Ledger;
  readonly history: History;
  /** Everything that was warned of. */
  readonly warnings: string[];
  /** Makes a commit on the checked-out branch, pushes it unless told not to, and records it as a step. */
  step(
    file: string,
    outcome?: Partial<StepOutcome> & {readonly push?: boolean; readonly startTime?: string},
  ): Promise<Step>;
  /** Makes a step of each file. */
  steps(...files: readonly string[]): Promise<void>;
  /** The numbers of the active steps, newest first. */
  active(): readonly (number | null)[];
  /** Opens the work tree anew, as a run does. */
  open(directory?: string): Promise<Repository>;
  deps(overrides?: Partial<MoveDeps>): Promise<MoveDeps>;
  /** What the remote has by this name. */
  at(ref: string): Promise<string>;
}

/** What rollbacks and undos ask for alike. */
export const ON_REMOTE: MoveRequest = {
  projectId: 'acme/widgets',
  slug: 'default',
  branch: null,
  reason: 'broke the build',
  actor: 'ada',
  run: null,
  where: 'remote',
  tokenKind: 'other',
};

/** Asks for a rollback to a step. */
export function toStep(
  id: number,
  change: Partial<RollbackRequest> = {},
): RollbackRequest & {readonly dryRun: boolean} {
  return {...ON_REMOTE, step: {kind: 'id', id}, mode: 'to', allowDiscard: false, dryRun: false, ...change};
}

/** Asks to undo the latest rollback. */
export function undoLatest(change: Partial<UndoRequest> = {}): UndoRequest & {readonly dryRun: boolean} {
  return {...ON_REMOTE, rollback: null, dryRun: false, ...change};
}

/** Call it once at the top of a test file; what a test opened is closed after it. */
export function recordedBranches(sandbox: GitSandbox): () => Promise<RecordedBranch> {
  const closing: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  return async () => {
    const work = await sandbox.createRepository({name: 'work'});
    const remote = await sandbox.createBareRemote({name: 'remote.git', from: work});
    const db = join(sandbox.folder(), 'steps.db');
    let tick = 0;
    const clock = {now: () => new Date(Date.UTC(2026, 0, 1, 13, 0, tick++))};
    const uids = {next: () => aUid(++tick)};
    const ledger = openLedger(db, {clock});
    closing.push(() => ledger.close());
    const warnings: string[] = [];
    const history = historyOf(ledger);

    const open = async (directory = work): Promise<Repository> => {
      const repository = await openGit({temporaryDirectory: sandbox.folder()}).open(directory);
      closing.push(() => repository.close());
      return repository;
    };
    const branch: RecordedBranch = {
      remote,
      work,
      db,
      ledger,
      history,
      warnings,
      open,
      deps: async (overrides = {}) => ({
        history,
        repository: overrides.repository ?? (await open()),
        clock,
        uids,
        words: WORDINGS.action,
        log: {info: () => {}, notice: () => {}, warn: (message) => void warnings.push(message)},
        ...overrides,
      }),
      step: async (file, {push = true, startTime = clock.now().toISOString(), ...outcome} = {}) => {
        const before = await sandbox.sha(work);
        const draft = ledger.createStep({
          ...UNKNOWN_DRAFT,
          uid: uids.next(),
          projectId: 'acme/widgets',
          branch: await sandbox.branch(work),
          commitShaBefore: before,
          startTime,
        });
        const after = await sandbox.commitFile(work, file, `${file}\n`, `agent: ${file}`);
        if (push) await sandbox.push(work);
        return ledger.updateStep(draft.uid, {
          ...UNKNOWN_OUTCOME,
          status: 'succeeded',
          branch: draft.branch,
          commitShaAfter: after,
          endTime: clock.now().toISOString(),
          durationMs: 1000,
          exitCode: 0,
          pushed: push ? 'pushed' : 'none',
          changes: someChanges(after),
          notes: [],
          ...outcome,
        });
      },
      async steps(...files) {
        for (const file of files) await branch.step(file);
      },
      active: () => ledger.listSteps({active: true}).map(({id}) => id),
      at: (ref) => sandbox.sha(remote, ref),
    };
    return branch;
  };
}

/** A history straight over a ledger: its publishing answers as told. */
export function historyOf(ledger: Ledger, publication: Publication = {kind: 'published'}): History {
  const options = {ledger, condition: {kind: 'found'}, warnings: [], unpublished: false, isShared: false} as const;
  return {
    ...createLedgerHistory({...options, publish: async () => publication}),
    publish: async () => publication,
    interruptSteps: async () => [],
    guard: async () => async () => [],
    close: async () => {},
  };
}
