import {existsSync} from 'node:fs';
import {UNKNOWN_USAGE, type UsageOfRun} from '../domain/documents.ts';
import {badInput} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {StreamName} from './agent-reader.ts';
import {AGENTS, type Agent} from './agents.ts';
import {namesOneOf, readCommand} from './command-words.ts';
import type {RunPlace, RunRecord, UsageReader, UsageWatch, WatchedFor} from './usage-reader.ts';

const NONE: UsageReader = {name: 'none', reads: false, begin: async () => WATCHES_NOTHING};

/** A usage file was written for us on purpose, so it goes first, whatever else is chosen. */
const READERS: readonly UsageReader[] = [
  readerOf('auto', {agents: AGENTS, isChosen: false, withLines: true}),
  NONE,
  {name: 'usage-file', reads: true, begin: async (place) => withUsageFile(place, WATCHES_NOTHING)},
  readerOf('laforge-lines', {agents: [], isChosen: false, withLines: true}),
  ...AGENTS.map((agent) => readerOf(agent.name, {agents: [agent], isChosen: true, withLines: false})),
];

function readerOf(name: string, wanted: WatchedFor): UsageReader {
  return {name, reads: true, begin: async (place) => withUsageFile(place, await watchRun(wanted, place))};
}

/** The reader that `agent` chooses: `auto`, `none` or one by its name. Throws InputError, naming `what`, on another. */
export function chooseUsageReader(agent: string, what: string): UsageReader {
  const chosen = READERS.find((reader) => reader.name === agent);
  if (chosen === undefined) {
    const names = READERS.map((reader) => reader.name).join(', ');
    throw badInput(`${what} is ${quote(agent)}. Use one of: ${names}.`);
  }
  return chosen;
}

/** The usage file, or else what the agents' records tell; what those tell of the agent counts in any case. */
function withUsageFile(place: RunPlace, watch: UsageWatch): UsageWatch {
  return {
    ...watch,
    read: async (run) => {
      const {usage: written, notes: ofFile} = await readWritten(run, place);
      const {usage, notes: ofLines, ...rest} = await watch.read(run);
      const notes = [...(ofFile ?? []), ...(ofLines ?? [])];
      if (written.state === 'unknown') return {usage, ...rest, notes};
      return {usage: usage.verdict == null ? written : {...written, verdict: usage.verdict}, ...rest, notes};
    },
  };
}

async function readWritten(
  run: RunRecord,
  {prices = {}, redact = (text) => text}: RunPlace,
): Promise<Pick<UsageOfRun, 'usage' | 'notes'>> {
  if (!existsSync(run.usageFile)) return {usage: UNKNOWN_USAGE};
  const [{readUsageFile, unknownKeySentences}, {toTokenUsage}, {doubtOfKilled, withDoubt}] = [
    await import('./told-records.ts'),
    await import('./token-usage.ts'),
    await import('./call-findings.ts'),
  ];
  const {findings, unknownKeys} = await readUsageFile(run.usageFile);
  const notes = unknownKeySentences(unknownKeys, redact);
  if (findings === null) return {usage: UNKNOWN_USAGE, notes};
  const found = {agent: null, findings: withDoubt(findings, doubtOfKilled(run))};
  return {usage: await toTokenUsage([found], run, prices), notes};
}

/** Finds nothing, whatever is printed or left. */
const WATCHES_NOTHING: UsageWatch = {
  observe: () => {},
  read: async () => ({usage: UNKNOWN_USAGE, config: {}}),
};

/**
 * Watches a run from before its start. The readers of agents take time to load, and their folders to look into: where the
 * command names none of them, both wait until something is printed, or until the run has ended and may have started one.
 */
export async function watchRun(wanted: WatchedFor, place: RunPlace): Promise<UsageWatch> {
  const command = await readCommand(place.command, place.cwd, place.env);
  const isNamed = ({command: {names}}: Agent) => command.commands.some((one) => namesOneOf(one.names, names));
  const begin = async () => {
    try {
      const {watchAgents} = await import('./watch-agents.ts');
      return await watchAgents(wanted, place, command);
    } catch {
      // A run must not notice that its usage cannot be read.
      return WATCHES_NOTHING;
    }
  };
  return wanted.isChosen || wanted.agents.some(isNamed) ? await begin() : watchWhenNeeded(begin, command.isPlain);
}

/** `isPlain`: the command starts nothing that could start an agent, so that a run that prints nothing has used nothing. */
function watchWhenNeeded(begin: () => Promise<UsageWatch>, isPlain: boolean): UsageWatch {
  let watch: UsageWatch | undefined;
  let beginning: Promise<UsageWatch> | undefined;
  const waiting: (readonly [chunk: Uint8Array, stream: StreamName])[] = [];
  const beginOnce = () => {
    beginning ??= begin().then((begun) => {
      for (const [chunk, stream] of waiting.splice(0)) begun.observe(chunk, stream);
      watch = begun;
      return begun;
    });
    return beginning;
  };
  const current = async () => (isPlain && beginning === undefined ? WATCHES_NOTHING : await beginOnce());
  return {
    observe: (chunk, stream) => {
      if (watch !== undefined) return watch.observe(chunk, stream);
      waiting.push([chunk, stream]);
      beginOnce();
    },
    read: async (run) => (await current()).read(run),
  };
}
