import type {AgentConfig} from '../domain/documents.ts';
import type {Figures} from './figures.ts';
import type {Json} from './json.ts';

/** Where an agent runs. `env` is what it is given: a folder of its own that a variable names is looked into as well. */
export interface Place {
  readonly home: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export type StreamName = 'stdout' | 'stderr';

/** One agent whose records we can read: one file, and one row in the registry. */
export interface AgentReader {
  /** What a user writes to choose it, and what the record calls it. */
  readonly name: string;
  /** Whether these words of a command start it: program names without their folders, and package names after `npx`. */
  recognises(words: readonly string[]): boolean;
  /**
   * Texts of ASCII, at least one of which stands in every line that the session wants to see. Longer ones (8 characters
   * and more) are found faster; a gigabyte of output is searched for all of them.
   */
  readonly marks: readonly string[];
  /** Looks at what is on disk before the run: which session files there are and how far they go. Never throws. */
  begin(place: Place): Promise<AgentSession>;
}

/** One run, seen by one reader. Whatever it is shown is hostile; it never throws and keeps bounded memory. */
export interface AgentSession {
  /**
   * A JSON object that was printed: alone in its line, as an element of an array in one line, or over several lines.
   * Only objects whose line has one of the marks, and whole documents, come here.
   */
  record(record: Json, stream: StreamName): void;
  /** A printed line with a mark that is no JSON. */
  line(text: string, stream: StreamName): void;
  /** What the run used, by the best record there is; null when this agent did not run. Reads the disk. */
  finish(end: RunEnd): Promise<Findings | null>;
}

export interface RunEnd {
  /**
   * The command names this agent, or the user did. Otherwise only what can be nobody else's is evidence: a record that
   * no other agent prints, or a session file that began in this run and in its folder.
   */
  readonly isExpected: boolean;
  readonly exitCode: number | null;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  readonly endTime: number;
}

/** What the run used. Null is unknown, never 0. */
export interface Findings {
  readonly figures: Figures;
  /** How often the main conversation asked a model. */
  readonly turns: number | null;
  /** Who used how much of it, helper models and subagents included; empty where no record tells. */
  readonly models: readonly ModelShare[];
  readonly sessionId: string | null;
  /** USD for all of it as the agent states it; null when it does not, or is known to be wrong. */
  readonly cost: number | null;
  /** Which record told: such as `result.modelUsage`. The reader's name is put before it. */
  readonly source: string;
  readonly state: 'measured' | 'partial' | 'unknown';
  /** What is missing, in a clause without a full stop; null when measured. */
  readonly reason: string | null;
  /** What the agent says of its own run; null when it says nothing. */
  readonly verdict: Verdict | null;
  /** What its records tell of its configuration. */
  readonly config: Partial<AgentConfig>;
}

export interface ModelShare extends Figures {
  readonly model: string;
  readonly turns: number | null;
  readonly cost: number | null;
}

/** The agent's own word for how its run ended. */
export interface Verdict {
  readonly kind: 'completed' | 'failed' | 'turn_limit' | 'budget' | 'aborted';
  /** The words of its record, such as `error_max_turns`; null when it has none. */
  readonly text: string | null;
}
