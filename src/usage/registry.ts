import {UNKNOWN_USAGE} from '../domain/documents.ts';
import {InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {usageFileReader} from './usage-file.ts';
import type {UsageReader} from './usage-reader.ts';

/** Every reader there is; `auto` asks them in this order. */
const READERS: readonly UsageReader[] = [usageFileReader];

const NONE: UsageReader = {name: 'none', read: async () => UNKNOWN_USAGE};

const AUTO: UsageReader = {
  name: 'auto',
  read: async (context) => {
    for (const reader of READERS) {
      const usage = await reader.read(context);
      if (usage.state !== 'unknown') return usage;
    }
    return UNKNOWN_USAGE;
  },
};

/** The reader that `agent` chooses: `auto`, `none` or one by its name. Throws InputError, naming `what`, on another. */
export function chooseUsageReader(agent: string, what: string): UsageReader {
  const all = [AUTO, NONE, ...READERS];
  const chosen = all.find((reader) => reader.name === agent);
  if (chosen === undefined) {
    const names = all.map((reader) => reader.name).join(', ');
    throw new InputError('bad-input', `${what} is ${quote(agent)}. Use one of: ${names}.`);
  }
  return chosen;
}
