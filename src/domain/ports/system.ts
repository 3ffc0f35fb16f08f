import type {Uid} from '../identity.ts';
import type {RunningStep} from './store.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Clock {
  now(): Date;
}

export interface UidSource {
  /** Returns a new UUIDv7. */
  next(): Uid;
}

/**
 * The things to wait for before an agent starts: GitHub's answers, the history, the remote, the pins of earlier runs,
 * the record.
 */
export type StartWait = 'questions' | 'history' | 'remote' | 'pins' | 'record';

/** The total time that services which do not answer may cost an agent's start. */
export interface StartTime {
  /** The longest allowed wait for this, in milliseconds. Leaves some time for later waits. */
  leftMs(wait: StartWait): number;
  /** Runs something that waits and counts its time. Must not be nested. */
  count<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Messages to people. A warning is an annotation in Actions and a line on stderr elsewhere. */
export interface Log {
  info(message: string): void;
  notice(message: string): void;
  warn(message: string): void;
}

/** Tells if runs are over for certain. Only proof counts; silence proves nothing. */
export interface RunProof {
  /**
   * A sentence that proves that this run's step no longer runs; null if there is no proof, nobody can tell, or the
   * signal was aborted first. Never throws.
   */
  proveOver(run: NonNullable<RunningStep['run']>, signal: AbortSignal): Promise<string | null>;
}
