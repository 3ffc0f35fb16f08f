import {join} from 'node:path';
import {afterEach} from '@jest/globals';
import {WORDINGS} from '../../src/app/wordings.ts';
import type {Repository} from '../../src/domain/ports/git.ts';
import type {Remote} from '../../src/domain/ports/remote.ts';
import type {History} from '../../src/domain/ports/store.ts';
import {openGit} from '../../src/git/open.ts';
import {openLedger} from '../../src/ledger/open-ledger.ts';
import {createGitStore} from '../../src/stores/git/git-store.ts';
import {systemClock, systemUids} from '../../src/system/clock-and-uids.ts';
import type {MoveDeps} from '../../src/usecases/rollback/move-checks.ts';
import type {GitSandbox} from './git-sandbox.ts';
import {type RecordedStep, runScriptAsStep, type StepOptions} from './recorded-step.ts';

/** A clone and its remote, in whose repository the history is. */
export interface GitStored {
  readonly work: string;
  readonly remote: string;
  /** Runs a script as a step of the store git. `change` puts another remote in place of the real one. */
  step(script: string, options?: StepOptions & {readonly change?: (remote: Remote) => Remote}): Promise<RecordedStep>;
  /** What rollbacks and undos need. */
  deps(change?: (remote: Remote) => Remote): Promise<MoveDeps & {readonly warnings: readonly string[]}>;
  history(): Promise<History>;
  /** Subjects of the history's records, oldest first. */
  diary(): Promise<readonly string[]>;
  at(ref: string): Promise<string>;
}

export const LEDGER = 'refs/laforge/ledger/default';

/** Call it once at the top of a test file. `url` is how the clone names its remote. */
export function gitStored(sandbox: GitSandbox): (url?: (remote: string) => string) => Promise<GitStored> {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  let runs = 0;

  return async (url) => {
    const work = await sandbox.createRepository({name: 'work'});
    const remote = await sandbox.createBareRemote({name: 'remote.git', from: work});
    if (url !== undefined) await sandbox.git(work, 'remote', 'set-url', 'origin', url(remote));

    const open = async (change: (remote: Remote) => Remote = (it) => it) => {
      const opened = await openGit({environment: sandbox.env(), temporaryDirectory: sandbox.folder()}).open(work);
      closing.push(() => opened.close());
      const repository: Repository = opened.remote === null ? opened : {...opened, remote: change(opened.remote)};
      const store = createGitStore(
        {
          openLedger: (path) => openLedger(path, {clock: systemClock}),
          admitLedger: () => undefined,
          uids: systemUids,
          clock: systemClock,
        },
        {slug: 'default', repository, folder: join(sandbox.folder(), `history-${++runs}`)},
      );
      return {repository, store};
    };
    const history = async (change?: (remote: Remote) => Remote) => {
      const {repository, store} = await open(change);
      const opened = await store.open();
      closing.push(() => opened.close());
      return {repository, history: opened};
    };
    return {
      work,
      remote,
      step: async (script, {change, ...options} = {}) => {
        const {repository, store} = await open(change);
        return await runScriptAsStep(sandbox, work, script, {...options, deps: {repository, store, ...options.deps}});
      },
      deps: async (change) => {
        const warnings: string[] = [];
        const log = {info: () => {}, notice: () => {}, warn: (message: string) => void warnings.push(message)};
        return {
          ...(await history(change)),
          clock: systemClock,
          uids: systemUids,
          log,
          words: WORDINGS.action,
          warnings,
        };
      },
      history: async () => (await history()).history,
      diary: async () => (await sandbox.git(remote, 'log', '--reverse', '--format=%s', LEDGER)).split('\n'),
      at: (ref) => sandbox.git(remote, 'rev-parse', '--verify', ref),
    };
  };
}
