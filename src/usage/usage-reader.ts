import type {UsageOfRun} from '../domain/documents.ts';
import type {StreamName} from './agent-reader.ts';
import type {Agent} from './agents.ts';
import type {ModelPrices} from './prices/model-price.ts';
import type {BeforeRun} from './prior-state.ts';
import type {Witness, WitnessPlace} from './telemetry/witness.ts';

export type Redact = (text: string) => string;

/** The place of a run, before it starts. */
export interface RunPlace {
  /** A script's text, or a program and its arguments. */
  readonly command: string | readonly string[];
  readonly home: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly before?: BeforeRun | undefined;
  /** Has agents tell of their calls while they run; left out where they are left alone. */
  readonly callWitness?: ((place: Omit<WitnessPlace, 'folder'>) => Promise<Witness | null>) | undefined;
  /** Prices of the user's own, which go before every list. */
  readonly prices?: ModelPrices | undefined;
  /** Removes secrets from what the agent wrote, before a note quotes it. */
  readonly redact?: Redact | undefined;
}

/** The files and times of a run. */
export interface RunRecord {
  /** The file that LAFORGE_USAGE_FILE named to the agent. */
  readonly usageFile: string;
  /** Everything the agent printed. */
  readonly logFile: string;
  readonly exitCode: number | null;
  /** It has not ended: what it has used at least is wanted, and figures that are not known yet count as nothing. */
  readonly isRunning?: boolean;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  readonly endTime: number;
}

/** The records of a run that count. */
export interface WatchedFor {
  readonly agents: readonly Agent[];
  /** The user chose the agent by its name. */
  readonly isChosen: boolean;
  /** LaForge's own lines count where no agent is found. */
  readonly withLines: boolean;
}

/** One run, watched from before its start. */
export interface UsageWatch {
  /** Variables that the agent needs beside its own. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Shown every chunk of both streams as it comes; keeps bounded memory and never throws. */
  observe(chunk: Uint8Array, stream: StreamName): void;
  /** Reads the usage, after the run or so far. Never throws: what cannot be read is unknown. All it reads is hostile. */
  read(run: RunRecord): Promise<UsageOfRun>;
  /** Resolves when there is something new to see. Rejects once the signal is aborted. */
  readonly news?: (signal: AbortSignal) => Promise<void>;
}

/** One way of learning what an agent used: what the input `agent` chooses. */
export interface UsageReader {
  readonly name: string;
  /** False where nothing will be known, whatever the agent leaves. */
  readonly reads: boolean;
  /** Looks at what is on disk before the run. Never throws. */
  begin(place: RunPlace): Promise<UsageWatch>;
}
