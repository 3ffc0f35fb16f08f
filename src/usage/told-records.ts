import {quote} from '../domain/identity.ts';
import {asObject, type Json, parseObject} from '../domain/json.ts';
import {nameFirst, nearNames} from '../domain/text.ts';
import type {Findings, ModelShare, Wants} from './agent-reader.ts';
import {
  addCounts,
  type Figures,
  hasFigures,
  isSound,
  NO_FIGURES,
  readCost,
  readCount,
  subtractCounts,
} from './figures.ts';
import {addShares, sumCounts, toName, toShare} from './model-shares.ts';
import {readText} from './read-records.ts';

/** The keys of a record that count, whatever else it has. */
const COUNTS = [
  ...(['input_tokens', 'cache_read_tokens', 'cache_write_tokens', 'output_tokens', 'reasoning_tokens'] as const),
  ...(['prompt_tokens', 'completion_tokens', 'total_tokens', 'turns'] as const),
];
const KEYS: readonly string[] = [...COUNTS, 'cost', 'model', 'models', 'session_id'];
const MOST_MODELS = 20;
const UNUSABLE = 'a line or a figure of it cannot be used, or its figures contradict each other';
const NO_TOTAL = 'it does not tell all tokens';

/** One JSON object that a script wrote about its usage; null is unknown. */
interface ToldRecord extends Figures {
  readonly prompt: number | null;
  readonly total: number | null;
  readonly turns: number | null;
  readonly cost: number | null;
  readonly models: readonly string[];
  readonly session: string | null;
  /** False when a figure cannot be used, or contradicts what follows from the others. */
  readonly isSound: boolean;
}

/** Reads a record; of contradicting figures the finer ones count, and of prompt, completion and total two give the third. */
function readToldRecord(value: Json): ToldRecord {
  const own = (key: string) => Object.getOwnPropertyDescriptor(value, key)?.value;
  const read = COUNTS.map((key) => [key, readCount(own(key))] as const);
  const told = Object.fromEntries(read.map(([key, count]) => [key, known(count)]));
  const pick = (key: (typeof COUNTS)[number]) => told[key] ?? null;
  const cost = readCost(own('cost'));
  const [input, cacheRead, cacheWrite] = [pick('input_tokens'), pick('cache_read_tokens'), pick('cache_write_tokens')];
  const givenTotal = pick('total_tokens');
  const knownPrompt = input === null ? pick('prompt_tokens') : addCounts(input, cacheRead, cacheWrite);
  const knownOutput = pick('output_tokens') ?? pick('completion_tokens');
  const prompt = knownPrompt ?? restOf(givenTotal, knownOutput);
  const output = knownOutput ?? restOf(givenTotal, knownPrompt);
  const total = prompt !== null && output !== null ? prompt + output : givenTotal;
  const agrees = (key: (typeof COUNTS)[number], count: number | null) => pick(key) === null || pick(key) === count;
  const isUsable = [...read.map(([, count]) => count), cost].every((figure) => !Number.isNaN(figure));
  const isClear = total === null || (prompt === null) === (output === null);
  return {
    ...{input, cacheRead, cacheWrite, output, reasoning: pick('reasoning_tokens'), prompt, total},
    ...{turns: pick('turns'), cost: known(cost), models: readModels(own('model'), own('models'))},
    session: toName(own('session_id')),
    isSound:
      isUsable &&
      isClear &&
      agrees('prompt_tokens', prompt) &&
      agrees('completion_tokens', output) &&
      agrees('total_tokens', total),
  };
}

/**
 * Adds records up; null where they have no figure. Where one of them tells only a prompt and not what it consists of, the
 * finer sums would lack it and are null. `isComplete`: none was left out.
 */
function findTold(records: readonly ToldRecord[], source: string, isComplete: boolean): Findings | null {
  const add = (key: keyof Figures | 'prompt' | 'total' | 'turns' | 'cost') => sumCounts(records.map((one) => one[key]));
  const isSplit = records.every((one) => one.prompt === null || one.input !== null);
  const [prompt, output, reasoning] = [add('prompt'), add('output'), add('reasoning')];
  // One record may tell the prompt and the next the completion; only a total that stands alone is in neither.
  const loneTotal = sumCounts(records.map((one) => ((one.prompt ?? one.output) === null ? one.total : null)));
  const isTotalKnown = loneTotal !== null || (prompt !== null && output !== null);
  const isReasoningSound = (reasoning ?? 0) <= (output ?? Number.POSITIVE_INFINITY);
  const figures: Figures = {
    input: isSplit ? add('input') : null,
    cacheRead: isSplit ? add('cacheRead') : null,
    cacheWrite: isSplit ? add('cacheWrite') : null,
    output,
    reasoning: isReasoningSound ? reasoning : null,
  };
  const coarse = {prompt, total: isTotalKnown ? sumCounts([prompt, output, loneTotal]) : null};
  const spent = {turns: add('turns'), cost: add('cost')};
  const sums = [...Object.values(coarse), ...Object.values(spent)].filter((count) => count !== null);
  if (!isSound(figures) || sums.some((sum) => sum > Number.MAX_SAFE_INTEGER)) return null;
  if (!hasFigures(figures) && sums.length === 0) return null;
  const reason =
    !isComplete || !isReasoningSound || !records.every((one) => one.isSound)
      ? UNUSABLE
      : !isTotalKnown || (loneTotal !== null && (prompt ?? output) !== null)
        ? NO_TOTAL
        : null;
  return {
    ...{figures, coarse, ...spent, models: shareOut(records, {...figures, ...spent}), source},
    sessionId: records.findLast((one) => one.session !== null)?.session ?? null,
    ...{state: reason === null ? 'measured' : 'partial', reason, verdict: null, config: {}},
  };
}

/** Each model's share, where the records tell: one model has it all, of several each its own records'. Else their names. */
function shareOut(
  records: readonly ToldRecord[],
  all: Figures & Pick<Findings, 'turns' | 'cost'>,
): readonly ModelShare[] {
  const names = [...new Set(records.flatMap(({models}) => models))].slice(0, MOST_MODELS);
  const unknown = names.map((model) => toShare(NO_FIGURES, model));
  const [only] = names;
  if (names.length === 1 && only !== undefined)
    return all.input === null || all.output === null ? unknown : [{...all, model: only}];
  const used = records.filter((one) => (one.prompt ?? one.output ?? one.total) !== null);
  const shares = used.flatMap(({models, input, cacheRead, cacheWrite, output, reasoning, cost}): ModelShare[] => {
    const [model] = models;
    if (model === undefined || models.length > 1 || input === null || output === null) return [];
    // The number of calls of each of several models is not told.
    return [{model, input, cacheRead, cacheWrite, output, reasoning, turns: null, cost}];
  });
  return shares.length > 0 && shares.length === used.length ? addShares(shares) : unknown;
}

/** Subtracts a part from a total; null when either is unknown or the part is greater. */
function restOf(total: number | null, part: number | null): number | null {
  return part === null ? null : known(subtractCounts(total, part));
}

function known(count: number | null): number | null {
  return Number.isNaN(count) ? null : count;
}

function readModels(model: unknown, models: unknown): readonly string[] {
  const names = [model, ...(Array.isArray(models) ? models : [models])].map(toName);
  return [...new Set(names.filter((name) => name !== null))].slice(0, MOST_MODELS);
}

const SOURCE = 'LAFORGE_USAGE_FILE';
const MOST_BYTES = 10 * 1024 * 1024;
const MOST_LINES = 100_000;

/**
 * Reads what the agent, or a script around it, wrote to the file LAFORGE_USAGE_FILE names: one JSON object, or one a line,
 * which are added up. All keys are optional, unknown ones are left alone and named:
 *
 * - `input_tokens`, `cache_read_tokens`, `cache_write_tokens`, `output_tokens`: disjoint; `reasoning_tokens`: a part of
 *   the output; `turns`: how often the model was asked. Whole numbers from 0.
 * - `prompt_tokens`, `completion_tokens`, `total_tokens` where the finer ones are not known.
 * - `cost`: USD. `model` or `models`: a name, or a list of names. `session_id`: the last one counts.
 *
 * A line or figure that cannot be used, or figures that contradict each other, make the usage `partial`, as does a
 * total that cannot be known. Never throws.
 */
export async function readUsageFile(path: string): Promise<ToldFile> {
  const content = await readText(path, MOST_BYTES);
  return content === undefined ? {findings: null, unknownKeys: []} : parseUsage(content.text, content.isWhole);
}

interface ToldFile {
  /** Null where there is no figure at all. */
  readonly findings: Findings | null;
  readonly unknownKeys: readonly string[];
}

/** The usage that a text in the format above tells. `isWhole` is false when only its beginning could be read. */
export function parseUsage(text: string, isWhole = true): ToldFile {
  const unknown = new Set<string>();
  const parse = (record: string) => {
    const value = parseObject(record);
    if (value === undefined) return;
    for (const key of unknownKeysOf(value)) unknown.add(key);
    return readToldRecord(value);
  };
  const tell = (records: readonly ToldRecord[], isComplete: boolean) => ({
    findings: findTold(records, SOURCE, isComplete),
    unknownKeys: [...unknown],
  });
  const single = isWhole ? parse(text) : undefined;
  if (single !== undefined) return tell([single], true);
  const lines = text.split('\n', MOST_LINES + 1);
  const records = lines.slice(0, MOST_LINES).map((line) => (line.trim() === '' ? null : parse(line)));
  const isComplete = isWhole && lines.length <= MOST_LINES && !records.includes(undefined);
  return tell(
    records.filter((record) => record != null),
    isComplete,
  );
}

const MOST_NAMED = 3;
/** A key is cut to this length before it is redacted: no secret is longer, and a shorter cut could hide one. */
const LONGEST_KEY = 10_000;

/** The keys of a record that count for nothing. */
function unknownKeysOf(record: Json): readonly string[] {
  return Object.keys(record).filter((key) => !KEYS.includes(key));
}

/** Names unknown keys of a record in this place, and the known ones that may have been meant: the nearest, else a part of it such as `cost`. */
export function unknownKeySentences(
  keys: readonly string[],
  redact: (text: string) => string,
  where = 'The usage file has',
): readonly string[] {
  if (keys.length === 0) return [];
  const named = nameFirst(keys, MOST_NAMED, (key) => {
    const shown = redact(key.slice(0, LONGEST_KEY));
    const word = shown.slice(0, 80).toLowerCase();
    const [meant = KEYS.find((known) => word.includes(known))] = nearNames(word, KEYS);
    return `${quote(shown)}${meant === undefined ? '' : ` (did you mean ${quote(meant)}?)`}`;
  });
  return [`${where} unknown keys, which are ignored: ${named}.`];
}

const TEXT_LINE = 'TOKEN_USAGE:';
const LONGEST_TEXT_LINE = 64 * 1024;
/** The most letters of unknown keys that are kept to be named. */
const MOST_LETTERS = 100_000;

interface TokenLines {
  record(record: Json): void;
  line(text: string): void;
  /** Adds all lines up; null where there was none. */
  findings(): Findings | null;
  /** Names what in the lines counts for nothing, one sentence each. */
  notes(redact: (text: string) => string): readonly string[];
}

export const TOKEN_LINES: Wants = {types: [], prefixes: ['{"token_usage"', TEXT_LINE]};

/**
 * LaForge's own lines, which any script can print: `{"token_usage": {"prompt_tokens": 12, "completion_tokens": 3}}` and
 * `TOKEN_USAGE: prompt_tokens=12 completion_tokens=3 cost=0.01 model=…`, with the keys of the usage file. Several are
 * added up.
 */
export function collectTokenLines(): TokenLines {
  const records: ToldRecord[] = [];
  const unknown = new Set<string>();
  let room = MOST_LETTERS;
  let isComplete = true;
  let unusable = 0;
  const take = (value: Json) => {
    for (const key of unknownKeysOf(value)) {
      if (key.length >= room || unknown.has(key)) continue;
      unknown.add(key);
      room -= key.length + 1;
    }
    if (records.length < MOST_LINES) records.push(readToldRecord(value));
    else isComplete = false;
  };
  return {
    record: (record) => {
      const usage = asObject(record.token_usage);
      if (usage !== undefined) take(usage);
      else if ('token_usage' in record) unusable += 1;
    },
    line: (text) => {
      if (!text.startsWith(TEXT_LINE)) return;
      const pairs =
        text.length > LONGEST_TEXT_LINE
          ? []
          : [...text.slice(TEXT_LINE.length).matchAll(/(?<![^\s,;=])([^\s,;=]+)=([^\s,;]+)/g)];
      if (pairs.length === 0) unusable += 1;
      // A number stays one, also one that cannot be used.
      else take(Object.fromEntries(pairs.map(([, key = '', it = '']) => [key, /^-?\d/.test(it) ? Number(it) : it])));
    },
    findings: () => findTold(records, 'token usage lines', isComplete),
    notes: (redact) => [
      ...unknownKeySentences([...unknown], redact, 'The token usage lines have'),
      ...(unusable === 0
        ? []
        : [
            `${unusable === 1 ? 'A token usage line has' : `${unusable} token usage lines have`} no figures in the form of TOKEN_USAGE: prompt_tokens=12 completion_tokens=3, or of {"token_usage": {"prompt_tokens": 12}}, and ${unusable === 1 ? 'is' : 'are'} ignored.`,
          ]),
    ],
  };
}
