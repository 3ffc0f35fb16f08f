import type {Uid} from '../identity.ts';
import type {RunningStep} from './store.ts';

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Clock {
  now(): Date;
}

export interface UidSource {
  /** A new UUIDv7. */
  next(): Uid;
}

/** The waits before an agent starts: GitHub's answers, the history, the remote, what earlier runs left, the record. */
export type StartWait = 'questions' | 'history' | 'remote' | 'pins' | 'record';

/** The time that an agent's start may lose to services that do not answer: one for all of them together. */
export interface StartTime {
  /** The longest wait for this now, in milliseconds. It leaves some for the waits after it. */
  leftMs(wait: StartWait): number;
  /** Makes waits, and counts what they take. Not to be called inside of itself. */
  count<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** The channel by which a program tells people things. A warning is an annotation in Actions and a line on stderr elsewhere. */
export interface Log {
  info(message: string): void;
  notice(message: string): void;
  warn(message: string): void;
}

/** Tells of runs whether they are over for certain: nothing but what is proven counts, and silence proves nothing. */
export interface RunProof {
  /**
   * A proof that nobody runs this run's step any more, as a sentence; null when there is none, nobody can tell, or
   * the signal was aborted first. Never throws.
   */
  proveOver(run: NonNullable<RunningStep['run']>, signal: AbortSignal): Promise<string | null>;
}
