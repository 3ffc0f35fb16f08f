import {readFile, stat} from 'node:fs/promises';

/** The file beside steps.db in every snapshot that names what has been merged into it, so that nobody downloads that again. */
export const CONTAINS_FILE = 'contains.json';

export interface Contains {
  /** Names of the saves whose records are all in this one: ids of artifacts, keys of caches. */
  readonly saves: readonly string[];
  /** Runs that were not over when their saves were looked at: they may have saved more since. */
  readonly openRuns: readonly number[];
}

const VERSION = 1;
const MAX_BYTES = 4 * 1024 * 1024;
const NOTHING: Contains = {saves: [], openRuns: []};

export function formatContains({saves, openRuns}: Contains): string {
  return `${JSON.stringify({version: VERSION, saves, open_runs: openRuns})}\n`;
}

/** The saves that a file says it contains. A missing or malformed file contains none: then more is downloaded, not less. */
export async function readContains(path: string): Promise<Contains> {
  try {
    if ((await stat(path)).size > MAX_BYTES) return NOTHING;
    return parseContains(await readFile(path, 'utf8'));
  } catch {
    return NOTHING;
  }
}

/** See `readContains`. */
export function parseContains(text: string): Contains {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== VERSION) {
      return NOTHING;
    }
    return {
      saves: 'saves' in value ? list(value.saves).filter((it) => typeof it === 'string') : [],
      openRuns: 'open_runs' in value ? list(value.open_runs).filter(isRunId) : [],
    };
  } catch {
    return NOTHING;
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRunId(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}
