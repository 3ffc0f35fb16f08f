import {v7} from 'uuid';
import type {Clock, UidSource} from '../domain/ports/system.ts';

/** The machine's clock. */
export const systemClock: Clock = {now: () => new Date()};

/** Version 7 UUIDs: in one process each sorts after the one before, also within a millisecond. */
export const systemUids: UidSource = {next: () => v7()};
