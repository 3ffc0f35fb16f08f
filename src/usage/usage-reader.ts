import type {TokenUsage} from '../domain/documents.ts';

/** What a run leaves that can tell its usage. */
export interface UsageContext {
  /** The file that LAFORGE_USAGE_FILE named to the agent. */
  readonly usageFile: string;
  /** Everything the agent printed. */
  readonly logFile: string;
}

/** One way of learning what an agent used: one file, and one row in the registry. */
export interface UsageReader {
  /** What a user writes to choose it. */
  readonly name: string;
  /** Never throws: what cannot be read is unknown. All it reads is hostile. */
  read(context: UsageContext): Promise<TokenUsage>;
}
