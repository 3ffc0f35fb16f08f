import type {Findings} from './agent-reader.ts';
import {readText} from './read-records.ts';
import {findTold, parseToldRecord} from './told-records.ts';

const SOURCE = 'LAFORGE_USAGE_FILE';
const MOST_BYTES = 10 * 1024 * 1024;
const MOST_LINES = 100_000;

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
 * total that cannot be known. Null where there is no figure at all. Never throws.
 */
export async function readUsageFile(path: string): Promise<Findings | null> {
  const content = await readText(path, MOST_BYTES);
  return content === undefined ? null : parseUsage(content.text, content.isWhole);
}

/** The usage that a text in the format above tells. `isWhole` is false when only its beginning could be read. */
export function parseUsage(text: string, isWhole = true): Findings | null {
  const single = isWhole ? parseToldRecord(text) : undefined;
  if (single !== undefined) return findTold([single], SOURCE, true);
  const lines = text.split('\n', MOST_LINES + 1);
  const records = lines.slice(0, MOST_LINES).map((line) => (line.trim() === '' ? null : parseToldRecord(line)));
  const isComplete = isWhole && lines.length <= MOST_LINES && !records.includes(undefined);
  return findTold(
    records.filter((record) => record != null),
    SOURCE,
    isComplete,
  );
}
