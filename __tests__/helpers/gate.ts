import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';

/** Where an agent waits until its test lets it go on. */
export interface Gate {
  /** A line for its script. It gives up in the end, so nothing outlives a test that failed. */
  readonly wait: string;
  open(): void;
}

/** `seconds`: after which its agents give up. */
export function createGate(folder: string, seconds = 60): Gate {
  const path = join(folder, 'gate');
  return {
    wait: `for i in $(seq ${seconds * 20}); do [ -e '${path}' ] && break; sleep 0.05; done`,
    open: () => writeFileSync(path, ''),
  };
}

/** Resolves to the value as soon as there is one; rejects when there is none within twenty seconds. */
export async function eventually<Value>(
  look: () => Value | undefined | false | Promise<Value | undefined | false>,
): Promise<Value> {
  for (let tries = 0; tries < 1000; tries++) {
    const value = await look();
    if (value !== undefined && value !== false) return value;
    await delay(20);
  }
  throw new Error(`It did not come about: ${look.toString()}`);
}
