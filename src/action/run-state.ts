import {createHmac, randomBytes, timingSafeEqual} from 'node:crypto';
import {getState, saveState} from '@actions/core';
import {isUid, type Uid} from '../domain/identity.ts';
import type {Environment} from '../domain/ports/system.ts';

/** The state that main hands to post through the runner. */
export interface RunState {
  readonly folder: string;
  readonly uid: Uid;
  /** Post has the same key as main. Some runners give each process its own token. */
  readonly hasKey: boolean;
  /** Main completed, and its record is in the store. */
  readonly isFinished: boolean;
}

const FOLDER = 'run-folder';
const UID = 'step-uid';
const KEY = 'key-id';
const FINISHED = 'finished';

let ownKey: string | null = null;

/**
 * The key with which our processes of a job seal the files they write for each other: the runner's token for its services,
 * which no agent gets. Without one, a random key that only this process has. An input's token would not do: the agent may
 * have it too, from `env:` or from what checkout left in .git/config.
 */
export function jobKey(env: Environment): string {
  ownKey ??= randomBytes(32).toString('hex');
  return env.ACTIONS_RUNTIME_TOKEN || ownKey;
}

/** Saves the step's folder for post. An agent that kills main can change saved state, so post verifies it. */
export function saveRunState(key: string, folder: string, uid: Uid): void {
  saveState(FOLDER, folder);
  saveState(UID, uid);
  saveState(KEY, keyId(key));
}

/** Saves for post that there is nothing left to do. */
export function saveFinished(key: string, uid: Uid): void {
  saveState(FINISHED, finishedSeal(key, uid));
}

/** Reads the state that main saved; null if no step began. */
export function readRunState(key: string): RunState | null {
  const [folder, uid, finished] = [getState(FOLDER), getState(UID), getState(FINISHED)];
  if (folder === '' || !isUid(uid)) return null;
  const hasKey = isSame(getState(KEY), keyId(key));
  // Without the key the seal cannot be verified, so its presence has to do.
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
