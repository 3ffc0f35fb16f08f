import {rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Writable} from 'node:stream';
import {findAgentOfStep} from '../agent/agent-mark.ts';
import type {Lane} from '../app/plan-replay.ts';
import type {Limits} from '../domain/documents.ts';
import type {Sha} from '../domain/identity.ts';
import type {Step} from '../domain/step.ts';
import {openGit} from '../git/open.ts';
import {systemUids} from '../system/clock-and-uids.ts';
import {createStartTime} from '../system/start-time.ts';
import {enterWorkTree} from '../system/steps-under-way.ts';
import type {CliContext, Environment} from './context.ts';
import type {HistoryHere} from './open-history.ts';
import type {HistoryOptions} from './place.ts';
import {openRunStore, recordRun} from './step-recording.ts';

export interface Try {
  readonly step: Step;
  readonly before: Sha;
  /** False where the commit it begins from was fetched for it, and is not in this repository itself. */
  readonly isBeforeHere: boolean;
  readonly lane: Lane;
  readonly limits: Limits | null;
  readonly history: HistoryOptions;
  /** Show what the agent prints, on stderr. */
  readonly verbose: boolean;
  readonly signal: AbortSignal;
}

/**
 * Runs a step again, in a work tree by itself that has no remote, no branch and no hook, and records it. What it made is
 * kept in the user's repository under a ref of its own. Resolves to its record.
 */
export async function runTry(context: CliContext, opened: HistoryHere, request: Try): Promise<Step> {
  const {step, before, lane, signal} = request;
  const scratch = opened.repository.makeScratch();
  const uid = systemUids.next();
  const bundle = join(tmpdir(), `laforge-replay-${uid}.bundle`);
  try {
    await scratch.checkOut(before);
    const own = await openGit({credentials: {pushToken: null, fallbackToken: null, serverUrl: null}}).open(
      scratch.folder,
    );
    try {
      const presence = enterWorkTree({
        ...{gitDir: own.gitDir, uid, share: false, within: undefined, findAgent: findAgentOfStep, advice: ''},
      });
      const startTime = createStartTime();
      const store = await openRunStore(context, opened, startTime);
      const sink = request.verbose ? context.streams.stderr : nowhere();
      const quiet = {...context, env: replayEnvironment(context.env), streams: {...context.streams, stderr: nowhere()}};
      const options = {
        ...lane.options,
        directory: join(scratch.folder, step.setup?.directory ?? '.'),
        limits: request.limits,
        commitAuthor: own.identity === null ? opened.repository.identity : null,
      };
      const place = {...opened, repository: own, uid, presence, store, startTime, signal};
      try {
        const {step: recorded} = await recordRun(
          quiet,
          {history: request.history, step: options, shareWorkTree: false, quiet: true},
          lane.described,
          place,
          {
            replays: {uid: step.uid, repository: step.repository},
            sinks: {stdout: sink, stderr: sink},
            keepAside: async (from, after, ref) => {
              await own.bundle(request.isBeforeHere ? from : null, after, ref, bundle);
              await opened.repository.unbundle(bundle);
              await opened.repository.updateLocalRefs([{ref, to: after, expected: null}]);
            },
          },
        );
        return recorded;
      } finally {
        presence.leave();
      }
    } finally {
      await own.close();
    }
  } finally {
    scratch.remove();
    rmSync(bundle, {force: true});
  }
}

/** Variables with which a program could push somewhere, or be led to another repository. */
const TAKEN =
  /^(?:GIT_(?!AUTHOR_|COMMITTER_).*|SSH_AUTH_SOCK|SSH_ASKPASS|(?:GH|GITHUB|GITEA|GITLAB|FORGEJO|BITBUCKET)_(?:.*_)?TOKEN|CI_JOB_TOKEN)$/;

/** The settings of git by which it has no credentials, whoever asks: a list is emptied by its empty entry. */
const NO_CREDENTIALS: readonly (readonly [string, string])[] = [
  ['credential.helper', ''],
  ['http.extraHeader', ''],
  ['core.sshCommand', 'false'],
  ['protocol.file.allow', 'never'],
  ['commit.gpgSign', 'false'],
];

/** The environment of a try: that of the user, without what could carry its work out of the work tree by git. */
export function replayEnvironment(env: Environment): Environment {
  const kept = Object.entries(env).filter(([name]) => !TAKEN.test(name));
  const settings = NO_CREDENTIALS.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(settings),
    GIT_CONFIG_COUNT: String(NO_CREDENTIALS.length),
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'false',
    LAFORGE_REPLAY: '1',
  };
}

function nowhere(): Writable {
  return new Writable({write: (_chunk, _encoding, done) => done()});
}
