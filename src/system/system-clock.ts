import type {Clock} from '../domain/ports/system.ts';

/** The machine's clock. */
export const systemClock: Clock = {now: () => new Date()};
