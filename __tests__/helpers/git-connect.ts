import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach} from '@jest/globals';
import type {Remote} from '../../src/domain/ports/remote.ts';
import {captureBaseline, readConfig} from '../../src/git/baseline.ts';
import {REMOTE_LIMITS, type RemoteLimits} from '../../src/git/connection.ts';
import type {CredentialSource} from '../../src/git/credentials.ts';
import {type Connected, connect} from '../../src/git/open.ts';

export const NO_CREDENTIALS: CredentialSource = {pushToken: null, fallbackToken: null, serverUrl: null};

/** Opens the remote and the history of a work tree as a program of ours does, before an agent runs. */
export type Open = (
  root: string,
  credentials?: Partial<CredentialSource>,
  limits?: Partial<RemoteLimits>,
) => Promise<Connected & {readonly remote: Remote}>;

/** Call it once at the top of a test file: the private repositories of each test are removed when it is over. */
export function gitConnect(): Open {
  const opened: Connected[] = [];
  afterEach(() => {
    for (const one of opened.splice(0)) one.location.repository.remove();
  });
  return async (root, credentials = {}, limits = {}) => {
    const git = existsSync(join(root, '.git')) ? join(root, '.git') : root;
    const place = {root, gitDir: git, commonDir: git, mainWorkTree: root};
    const connected = connect({
      baseline: captureBaseline(await readConfig(root), place),
      place,
      credentials: {...NO_CREDENTIALS, ...credentials},
      limits: {...REMOTE_LIMITS, ...limits},
    });
    opened.push(connected);
    if (connected.remote === null) throw new Error(`${root} has no remote.`);
    return {...connected, remote: connected.remote};
  };
}
