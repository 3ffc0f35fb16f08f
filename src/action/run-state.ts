import {createHmac, randomBytes, timingSafeEqual} from 'node:crypto';
import {getState, saveState} from '@actions/core';
import {isUid, type Uid} from '../domain/identity.ts';
import type {Environment} from '../domain/ports/system.ts';

/** The state that main hands to post through the runner. */
export interface RunState {
  readonly folder: string;
  readonly uid: Uid;
  /** Post has the key that main had. Some runners give each process a token of its own. */
  readonly hasKey: boolean;
  /** Main came to its end, and its record is in the store. */
  readonly isFinished: boolean;
}

const FOLDER = 'run-folder';
const UID = 'step-uid';
const KEY = 'key-id';
const FINISHED = 'finished';

let ownKey: string | null = null;

/**
 * The key by which a job's processes of ours recognise what they wrote: the runner's token for its services, which no
 * agent is given. Where there is none the key is this process's alone: an input's token the agent may have as well, by
 * `env:` or from what checkout left in .git/config.
 */
export function jobKey(env: Environment): string {
  ownKey ??= randomBytes(32).toString('hex');
  return env.ACTIONS_RUNTIME_TOKEN || ownKey;
}

/** Tells post where the step's folder is. An agent that kills main can change what is saved, so post checks it. */
export function saveRunState(key: string, folder: string, uid: Uid): void {
  saveState(FOLDER, folder);
  saveState(UID, uid);
  saveState(KEY, keyId(key));
}

/** Tells post that there is nothing left to do. */
export function saveFinished(key: string, uid: Uid): void {
  saveState(FINISHED, finishedSeal(key, uid));
}

/** The state that main saved for this post; null when no step began. */
export function readRunState(key: string): RunState | null {
  const [folder, uid, finished] = [getState(FOLDER), getState(UID), getState(FINISHED)];
  if (folder === '' || !isUid(uid)) return null;
  const hasKey = isSame(getState(KEY), keyId(key));
  // Without the key nothing can be checked: then what main is said to have done is all there is.
  return {folder, uid, hasKey, isFinished: hasKey ? isSame(finished, finishedSeal(key, uid)) : finished !== ''};
}

function keyId(key: string): string {
  return hmac(key, 'key');
}

function finishedSeal(key: string, uid: Uid): string {
  return hmac(key, `finished ${uid}`);
}

function hmac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
