import {createReadStream} from 'node:fs';
import {homedir} from 'node:os';
import {dirname} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {type Spent, usageToSpent} from '../domain/budget.ts';
import {type TimedCall, UNKNOWN_USAGE, type UsageOfRun} from '../domain/documents.ts';
import type {Launch, UsageFollower} from '../domain/ports/agent.ts';
import {settleWithin} from '../domain/within.ts';
import type {ModelPrices} from './prices/model-price.ts';
import type {BeforeRun} from './prior-state.ts';
import type {WitnessPlace} from './telemetry/witness.ts';
import type {Redact, UsageReader, UsageWatch} from './usage-reader.ts';

type Place = Pick<Launch, 'env' | 'cwd' | 'logFile'>;

/** One run's usage, followed from the moment its command is known. */
export interface RunUsage extends UsageFollower {
  /** Begins to watch, and adds to the request that its output is observed. `command`: what the user wrote. */
  watch(launch: Launch, command: string | readonly string[]): Promise<Launch>;
  /** Instead of `watch`, when the agent has ended: shows what it printed, from its log. Never rejects. */
  replay(place: Place, command: string | readonly string[]): Promise<void>;
}

/** The choices for telemetry. `auto`: agents report their calls to us where the user has settled nothing. */
export const TELEMETRY = ['none', 'auto'] as const;
export type Telemetry = (typeof TELEMETRY)[number];

/** Records that take longer are not worth the wait; a cancelled job is killed soon, and its record goes first. */
const MOST_MS = 60_000;
const MOST_MS_CANCELLED = 1000;
const NOTHING: Spent = {costUsd: null, tokens: null};
const LOOK_MS = 1000;
/** A look takes longer the longer its files are. It is followed by a rest of this many times as long, for the agent. */
const REST = 10;

interface FollowOptions {
  readonly before?: BeforeRun;
  /** True in a process that comes after the one that ran the agent. */
  readonly isLate?: boolean;
  /** `auto`: agents that can are had to tell of their calls while they run. */
  readonly telemetry?: Telemetry;
  /** The user's own. */
  readonly prices?: ModelPrices;
  readonly redact?: Redact;
  /** Receives the calls whose times are known, once the agent has ended. */
  readonly onCalls?: (calls: readonly TimedCall[]) => void;
}

/** `usageFile`: the one that LAFORGE_USAGE_FILE names, in a folder of this run alone. */
export function followUsage(
  reader: UsageReader,
  usageFile: string,
  {before, prices, redact, isLate = false, telemetry = 'none', onCalls}: FollowOptions = {},
): RunUsage {
  const callWitness = async (place: Omit<WitnessPlace, 'folder'>) => {
    const {startWitness} = await import('./telemetry/witness.ts');
    return await startWitness({...place, folder: dirname(usageFile)});
  };
  let followed: {readonly watch: UsageWatch; readonly logFile: string; readonly startTime: number} | undefined;
  const begin = async ({env, cwd, logFile}: Place, command: string | readonly string[]) => {
    const watch = await reader.begin({
      ...{command, home: env.HOME ?? homedir(), cwd, env, before, prices, redact},
      callWitness: telemetry === 'none' || isLate ? undefined : callWitness,
    });
    followed = {watch, logFile, startTime: Date.now()};
    return watch;
  };
  return {
    isRead: reader.reads,
    watch: async (launch, command) => {
      const {observe, variables} = await begin(launch, command);
      return {...launch, env: {...launch.env, ...variables}, observe};
    },
    replay: async (place, command) => {
      const {observe} = await begin(place, command);
      await showLog(place.logFile, observe);
    },
    until: async (enough, ended) => {
      while (followed !== undefined && !ended.aborted) {
        const {watch, logFile, startTime} = followed;
        const began = performance.now();
        const look = watch.read({usageFile, logFile, exitCode: null, isRunning: true, startTime, endTime: Date.now()});
        const spent = await look.then(({usage}) => usageToSpent(usage)).catch(() => NOTHING);
        if (!ended.aborted && enough(spent)) return spent;
        const rest = REST * (performance.now() - began);
        await delay(rest, undefined, {signal: ended}).catch(() => {});
        await waitForNews(watch, LOOK_MS - rest, ended);
      }
      return null;
    },
    read: async ({ending, exitCode, startTime, endTime}) => {
      if (followed === undefined) return {usage: UNKNOWN_USAGE, config: {}};
      const {watch, logFile} = followed;
      const times = {startTime: Date.parse(startTime), endTime: endTime === null ? Date.now() : Date.parse(endTime)};
      const limitMs = ending === 'cancelled' && !isLate ? MOST_MS_CANCELLED : MOST_MS;
      const unread: UsageOfRun = {
        usage: {...UNKNOWN_USAGE, reason: 'its records could not be read in time'},
        config: {},
      };
      const reading = watch.read({usageFile, logFile, exitCode, ...times});
      const {timedCalls = [], ...report} = await settleWithin(reading, limitMs, () => unread);
      onCalls?.(timedCalls);
      return report;
    },
  };
}

async function waitForNews(watch: UsageWatch, mostMs: number, ended: AbortSignal): Promise<void> {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, ended]);
  const timer = delay(Math.max(0, mostMs), undefined, {signal});
  await Promise.race(watch.news === undefined ? [timer] : [watch.news(signal), timer]).catch(() => {});
  over.abort();
}

/** A log has both streams in order of arrival, and what it holds of an agent's records is on its standard output mostly. */
async function showLog(logFile: string, observe: UsageWatch['observe']): Promise<void> {
  const end = performance.now() + MOST_MS;
  try {
    for await (const chunk of createReadStream(logFile)) {
      const bytes: Uint8Array = chunk;
      observe(bytes, 'stdout');
      if (performance.now() > end) return;
    }
  } catch {
    // The agent's files on disk may still tell its usage.
  }
}
