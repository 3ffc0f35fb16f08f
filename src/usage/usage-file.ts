import {constants} from 'node:fs';
import {open} from 'node:fs/promises';
import {type TokenUsage, UNKNOWN_USAGE} from '../domain/documents.ts';
import {addUsageRecords, pickUsage, type UsageRecord} from './usage-records.ts';

const SOURCE = 'LAFORGE_USAGE_FILE';
const MAX_BYTES = 10 * 1024 * 1024;
const MAX_LINES = 100_000;

/**
 * Reads what the agent, or a script around it, wrote to the file LAFORGE_USAGE_FILE names: one JSON object, or one a line,
 * which are added up. All keys are optional, unknown ones are left alone:
 *
 * - `input_tokens`, `cache_read_tokens`, `cache_write_tokens`, `output_tokens`: disjoint; `reasoning_tokens`: a part of
 *   the output; `turns`: how often the model was asked. Whole numbers from 0.
 * - `prompt_tokens`, `completion_tokens`, `total_tokens` where the finer ones are not known.
 * - `cost`: USD. `model` or `models`: a name, or a list of names. `session_id`: the last one counts.
 *
 * A line or figure that cannot be used, or figures that contradict each other, make the usage `partial`, as does a
 * total that cannot be known; no figure at all makes it unknown. Of contradicting figures the finer ones count. Never throws.
 */
export async function readUsageFile(path: string): Promise<TokenUsage> {
  const content = await readStart(path);
  return content === undefined ? UNKNOWN_USAGE : parseUsage(content.text, content.isWhole);
}

/** The usage that a text in the format above tells. `isWhole` is false when only its beginning could be read. */
export function parseUsage(text: string, isWhole = true): TokenUsage {
  const single = isWhole ? parseRecord(text) : undefined;
  if (single !== undefined) return addUsageRecords([single], {source: SOURCE, isComplete: true});
  const lines = text.split('\n', MAX_LINES + 1);
  const records = lines.slice(0, MAX_LINES).map((line) => (line.trim() === '' ? null : parseRecord(line)));
  const isComplete = isWhole && lines.length <= MAX_LINES && !records.includes(undefined);
  const readable = records.filter((record) => record !== undefined && record !== null);
  return addUsageRecords(readable, {source: SOURCE, isComplete});
}

function parseRecord(text: string): UsageRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? pickUsage(value) : undefined;
  } catch {
    return undefined;
  }
}

/** The first part of a regular file. A link is not followed, and a pipe not waited for: either could be a trap. */
async function readStart(path: string): Promise<{readonly text: string; readonly isWhole: boolean} | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stat = await file.stat();
      if (!stat.isFile()) return undefined;
      const buffer = Buffer.alloc(Math.min(stat.size, MAX_BYTES));
      let length = 0;
      for (let read = -1; read !== 0 && length < buffer.length; length += read) {
        read = (await file.read(buffer, length)).bytesRead;
      }
      return {text: buffer.toString('utf8', 0, length), isWhole: stat.size <= MAX_BYTES};
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
