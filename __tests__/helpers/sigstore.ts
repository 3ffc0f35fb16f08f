import {afterEach} from '@jest/globals';
import {type Sigstore, type SigstoreOptions, startSigstore} from './sigstore-service.ts';

export type {JobClaims, Sigstore} from './sigstore-service.ts';

/** Call it once at the top of a test file; what a test started is ended with it. */
export function sigstores(): (options: SigstoreOptions) => Promise<Sigstore> {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  return async (options) => {
    const started = await startSigstore(options);
    closers.push(started.close);
    return started;
  };
}
