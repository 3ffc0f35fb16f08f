import type {AgentConfig, AgentVerdict, CallTime} from '../domain/documents.ts';
import type {Json} from '../domain/json.ts';
import type {Flags} from './command-words.ts';
import type {Figures} from './figures.ts';
import type {BeforeRun} from './prior-state.ts';
import type {Extent} from './read-records.ts';
import type {RunTime} from './run-time.ts';

/** The agent's own word for how its run ended. */
export type Verdict = AgentVerdict;

/** The place where an agent runs. `env` is its environment: a folder that a variable names there is read as well. */
export interface Place {
  readonly home: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The options of each simple command that starts this agent; empty where the command does not name it. */
  readonly starts: readonly Flags[];
  /** One of them asks for an older session. */
  readonly isResuming: boolean;
  /** Handed on to whatever looks at the disk before the run. */
  readonly before?: BeforeRun | undefined;
  /** Nobody looks at the disk before the run, so the times of files and records tell what is older than it. */
  readonly isLate: boolean;
}

export type StreamName = 'stdout' | 'stderr';

/** Reads the records of one agent. */
export interface AgentReader {
  /** Chooses the printed lines that it wants to see. Keep it to what is rare: of a gigabyte only these lines are parsed. */
  readonly wants: Wants;
  /** Looks at what is on disk before the run: which session files there are and how far they go. When late, at nothing. */
  begin(place: Place): Promise<AgentSession>;
  /** The telemetry that it can be had to send while it runs. */
  readonly told?: ToldEvent;
}

/** The event by which an agent's telemetry tells of an answered call. */
export interface ToldEvent {
  /** Its name, with its kind behind it where it has one; of a span, the service and the operation. */
  readonly name: string;
  /** Reads its attributes. */
  readonly pick: (attributes: Json) => ToldShare;
}

/** `id`: of the request or the answer. Without one, the moment tells calls apart. */
interface ToldShare {
  readonly id?: unknown;
  readonly session: unknown;
  readonly call: ModelShare;
}

/** All of ASCII. */
export interface Wants {
  /**
   * Values of `type` in a JSON line, such as `result`; `system/init` is a type and a subtype beside it. Every element of a
   * printed JSON array is shown, and so are some lines that have such a type further in.
   */
  readonly types: readonly string[];
  /** Texts that stand in other JSON lines, those that do not begin with `{"type":"`; such as `"stats":{`. */
  readonly marks?: readonly string[];
  /** Beginnings of other lines, of JSON (`{"token_usage"`) or text (`TOKEN_USAGE:`). */
  readonly prefixes?: readonly string[];
  /** The same for lines of stderr alone, of which there are few: what is looked for in every line costs. */
  readonly errorPrefixes?: readonly string[];
}

/** One run, seen by one reader. Whatever it is shown is hostile; it never throws and keeps bounded memory. */
export interface AgentSession {
  /**
   * A JSON object that was printed: alone in its line, as an element of an array in one line, or over several lines (`jq`
   * and some agents indent). Other readers' lines come here too.
   */
  record(record: Json, stream: StreamName): void;
  /** A printed line with one of the prefixes, of any reader. */
  line?(text: string, stream: StreamName): void;
  /**
   * Finds out what the run used, by the best record there is; null when this agent did not run. Reads the disk. Also asked
   * while the agent runs, again and again, so it changes nothing.
   */
  finish(end: RunEnd): Promise<Findings | null>;
}

export interface RunEnd extends RunTime {
  /** The folder it ran in. */
  readonly cwd: string;
  /**
   * The command names this agent, or the user did. Otherwise only what can be nobody else's is evidence: a record that
   * no other agent prints, or a session file that began in this run and in its folder.
   */
  readonly isExpected: boolean;
  /** The command names another agent and not this one. */
  readonly isOtherExpected: boolean;
  /** The command goes to other folders, or the user chose the agent by name: it may go on with a session of another one. */
  readonly isMoving: boolean;
  /** The number of starts in the command's text; Infinity where there may be more. */
  readonly starts: number;
  readonly exitCode: number | null;
  /** It has not ended: figures that it used at least are better than none. */
  readonly isRunning: boolean;
  /** It has not run for long: its own session may still begin, and one that goes on is another's until then. */
  readonly isYoung: boolean;
  /**
   * Shows the JSON lines of all that was printed once more, those that `wants`: for what is needed only when a better
   * record is missing. Bounded.
   */
  readonly readLog: (wants: (line: Buffer) => boolean, show: (record: Json) => void) => Promise<Extent>;
}

/** The tokens and cost of a run. Null is unknown, never 0. */
export interface Findings {
  readonly figures: Figures;
  /** The whole prompt, and all tokens, where a script tells these and not every class. */
  readonly coarse?: {readonly prompt: number | null; readonly total: number | null};
  /** The number of calls in the main conversation. */
  readonly turns: number | null;
  /** The share of each model, helper models and subagents included; empty where no record tells. */
  readonly models: readonly ModelShare[];
  /** The single calls, where records tell all of them; prices depend on the length of a call. */
  readonly calls?: readonly ModelShare[];
  /** Single calls with their times, as far as records tell, whatever the figures are from. */
  readonly timed?: readonly ModelShare[];
  readonly sessionId: string | null;
  /** USD for all of it as the agent states it; null when it does not, or is known to be wrong. */
  readonly cost: number | null;
  /** The record that told, such as `result.modelUsage`. The reader's name is put before it. */
  readonly source: string;
  readonly state: 'measured' | 'partial' | 'unknown';
  /** Names the part that is missing, as a clause without a full stop; null when measured. */
  readonly reason: string | null;
  /** Two records of it that both should be whole and differ, in a clause without a full stop. */
  readonly disagreement?: string;
  /** The agent's own word on how its run ended; null when it says nothing. */
  readonly verdict: Verdict | null;
  /** The configuration as far as its records tell. */
  readonly config: Partial<AgentConfig>;
}

export interface ModelShare extends Figures {
  readonly model: string;
  readonly turns: number | null;
  readonly cost: number | null;
  /** The part of what was written to the cache that is kept for an hour, which costs more; where records tell it. */
  readonly hourWrite?: number | null;
  /** The number of calls, with those of subagents and without failed ones; without it, the number of turns. */
  readonly calls?: number | null;
  /** A tier with a price of its own: `fast`, `priority`, `flex`, `batch`, `us`, joined by `+`; null is standard. */
  readonly rate?: string | null;
  /** Of a single call. */
  readonly time?: CallTime;
}
