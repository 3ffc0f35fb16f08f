import type {Uid} from '../identity.ts';

export interface Clock {
  now(): Date;
}

export interface UidSource {
  /** A new UUIDv7. */
  next(): Uid;
}

/** Where a program tells people things. A warning is an annotation in Actions and a line on stderr elsewhere. */
export interface Log {
  info(message: string): void;
  notice(message: string): void;
  warn(message: string): void;
}
