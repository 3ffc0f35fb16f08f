import {type Spent, usageToSpent} from '../domain/budget.ts';
import {type TokenUsage, UNKNOWN_USAGE, type UsageReport} from '../domain/documents.ts';
import {InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {AGENTS} from './agents.ts';
import {estimateTold} from './estimate-told.ts';
import type {ModelPrices} from './prices/model-price.ts';
import {readUsageFile} from './usage-file.ts';
import type {RunPlace, RunRecord, UsageReader, UsageWatch} from './usage-reader.ts';
import {watchAgents} from './watch-agents.ts';

const NOTHING: UsageReport = {usage: UNKNOWN_USAGE, config: {}};
const NOTHING_SPENT: Spent = usageToSpent(UNKNOWN_USAGE);

const NONE: UsageReader = {
  name: 'none',
  reads: false,
  begin: async () => ({observe: () => {}, read: async () => NOTHING, soFar: async () => NOTHING_SPENT}),
};

/** What was written for us on purpose goes first, whatever else is chosen. */
const READERS: readonly UsageReader[] = [
  {
    name: 'auto',
    reads: true,
    begin: async (place) => withUsageFile(place, await watchAgents(AGENTS, place, {isChosen: false, withLines: true})),
  },
  NONE,
  {
    name: 'usage-file',
    reads: true,
    begin: async (place) => withUsageFile(place, await watchAgents([], place, {isChosen: false, withLines: false})),
  },
  {
    name: 'laforge-lines',
    reads: true,
    begin: async (place) => withUsageFile(place, await watchAgents([], place, {isChosen: false, withLines: true})),
  },
  ...AGENTS.map((reader) => ({
    name: reader.name,
    reads: true,
    begin: async (place: RunPlace) =>
      withUsageFile(place, await watchAgents([reader], place, {isChosen: true, withLines: false})),
  })),
];

/** The reader that `agent` chooses: `auto`, `none` or one by its name. Throws InputError, naming `what`, on another. */
export function chooseUsageReader(agent: string, what: string): UsageReader {
  const chosen = READERS.find((reader) => reader.name === agent);
  if (chosen === undefined) {
    const names = READERS.map((reader) => reader.name).join(', ');
    throw new InputError('bad-input', `${what} is ${quote(agent)}. Use one of: ${names}.`);
  }
  return chosen;
}

/** The usage file, or else what the agents' records tell; what those tell of the agent counts in any case. */
function withUsageFile({prices = {}}: RunPlace, watch: UsageWatch): UsageWatch {
  return {
    ...watch,
    read: async (run) => {
      const written = await readWritten(run, prices);
      const {usage, config} = await watch.read(run);
      if (written.state === 'unknown') return {usage, config};
      return {usage: usage.verdict == null ? written : {...written, verdict: usage.verdict}, config};
    },
    soFar: async (run) => {
      const written = await readWritten(run, prices);
      return written.state === 'unknown' ? await watch.soFar(run) : usageToSpent(written);
    },
  };
}

async function readWritten(
  {usageFile, endTime}: Pick<RunRecord, 'usageFile' | 'endTime'>,
  prices: ModelPrices,
): Promise<TokenUsage> {
  return await estimateTold(await readUsageFile(usageFile), new Date(endTime), prices);
}
