import {usageToSpent} from '../domain/budget.ts';
import {UNKNOWN_USAGE} from '../domain/documents.ts';
import {namesOneOf} from './agent-command.ts';
import type {StreamName} from './agent-reader.ts';
import type {Agent} from './agents.ts';
import {readCommand} from './command-words.ts';
import type {RunPlace, UsageWatch, WatchedFor} from './usage-reader.ts';

/** Finds nothing, whatever is printed or left. */
export const WATCHES_NOTHING: UsageWatch = {
  observe: () => {},
  read: async () => ({usage: UNKNOWN_USAGE, config: {}}),
  soFar: async () => usageToSpent(UNKNOWN_USAGE),
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
    soFar: async (run) => (await current()).soFar(run),
  };
}
