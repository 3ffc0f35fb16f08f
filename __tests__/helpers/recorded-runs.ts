import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, dirname, join} from 'node:path';
import {type Spent, usageToSpent} from '../../src/domain/budget.ts';
import type {UsageOfRun} from '../../src/domain/documents.ts';
import {noteBefore, recallBefore} from '../../src/usage/prior-state.ts';
import {chooseUsageReader} from '../../src/usage/registry.ts';

/** A run that was recorded: what a real agent printed and left, and what the model server had served it. */
export interface RecordedRun {
  readonly folder: string;
  /** Such as `claude-2.1.330/json`. */
  readonly name: string;
  /** The agent as we call it. */
  readonly agent: string;
  readonly exitCode: number | null;
}

/** Tokens by class, as the server counted them. */
export interface Truth {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
  readonly reasoning: number;
  readonly total: number;
  /** Tokens of a call that had begun and was cut off. */
  readonly cutOff: number;
  readonly requests: number;
}

/** What we read of a request to the server, beside what it counted. */
interface Served {
  readonly usage?: {readonly output_tokens_details?: {readonly thinking_tokens?: number}};
}

const AGENTS: Readonly<Record<string, string>> = {
  claude: 'claude-code',
  cline: 'cline',
  codex: 'codex',
  'continue-cli': 'continue',
  copilot: 'copilot-cli',
  gemini: 'gemini-cli',
  'kimi-code': 'kimi',
  opencode: 'opencode',
  pi: 'pi',
  qwen: 'qwen-code',
};

/** The runs in a folder of folders: `<agent>-<version>/<case>/`. */
export function listRecordedRuns(root: string): readonly RecordedRun[] {
  return readdirSync(root, {withFileTypes: true})
    .filter((entry) => entry.isDirectory())
    .flatMap(({name}) => {
      const agent = AGENTS[name.replace(/-[\d.]+$/, '')];
      if (agent === undefined) return [];
      return readdirSync(join(root, name)).flatMap((one): RecordedRun[] => {
        const folder = join(root, name, one);
        if (!existsSync(join(folder, 'truth.json'))) return [];
        const code = /code=(\d+)/.exec(read(folder, 'exit.txt'))?.[1];
        return [{folder, name: `${name}/${one}`, agent, exitCode: code === undefined ? null : Number(code)}];
      });
    });
}

/** What the server served in the recorded run; of a run that went on with another, the second. */
export function readTruth({folder}: RecordedRun): Truth {
  const {requests, totals} = JSON.parse(read(folder, 'truth.json'));
  if (requests === undefined) return fromTotals(totals.all);
  const start = requests.findLastIndex((request: {marker?: string}) => request.marker !== undefined) + 1;
  const served = requests.slice(start).filter((request: {completed?: boolean}) => request.completed === true);
  const sum = (key: string) =>
    served.reduce((all: number, {norm}: {norm: Record<string, number>}) => all + (norm[key] ?? 0), 0);
  const thoughts = served.reduce(
    (all: number, one: Served) => all + (one.usage?.output_tokens_details?.thinking_tokens ?? 0),
    0,
  );
  const [input, cacheRead, cacheWrite] = [sum('input_uncached'), sum('cache_read'), sum('cache_write')];
  const output = sum('output');
  return {
    ...{input, cacheRead, cacheWrite, output, reasoning: sum('reasoning') || thoughts},
    total: input + cacheRead + cacheWrite + output,
    cutOff: totals?.hung_started?.total ?? 0,
    requests: served.length,
  };
}

/** Of a run whose server kept no account of each request. */
function fromTotals(all: Readonly<Record<string, number>>): Truth {
  const {input_uncached: input = 0, cache_read: cacheRead = 0, cache_write: cacheWrite = 0, output = 0} = all;
  const rest = {reasoning: all.reasoning ?? 0, cutOff: 0, requests: all.calls ?? 0};
  return {...{input, cacheRead, cacheWrite, output}, ...rest, total: input + cacheRead + cacheWrite + output};
}

/** What ccusage, another reader of these agents' files, makes of what the run left; null where nobody asked it. */
export function readCcusage({folder}: RecordedRun): number | null {
  const text = read(folder, 'ccusage.json');
  return text === '' ? null : (JSON.parse(text).totalTokens ?? null);
}

/**
 * Lets the run happen once more, in a home of its own: what it printed is observed, what it left is put there. `onLook` is
 * told what was used so far, half-way through all of that and at its end.
 */
export async function replay(
  run: RecordedRun,
  agent = 'auto',
  command?: string,
  spoil: (content: Buffer) => Buffer = asItIs,
  onLook?: (spent: Spent) => void,
): Promise<UsageOfRun> {
  const home = mkdtempSync(join(tmpdir(), 'laforge-replay-'));
  const cwd = join(home, 'work', 'repo', 'repo');
  mkdirSync(cwd, {recursive: true});
  try {
    const files = join(run.folder, 'files');
    const isSecond = existsSync(files) && read(run.folder, 'run1-stdout.txt') !== '';
    if (isSecond) leaveBefore(run, files, home);
    const place = {command: command ?? commandOf(run), home, cwd, env: {HOME: home}};
    const startTime = isSecond ? Math.max(...timesBelow(home)) + PAUSE_MS : Math.min(Date.now(), ...timesBelow(files));
    if (isSecond) age(home, startTime / 1000 - 1);
    const before = noteBefore();
    const watch = await chooseUsageReader(agent, 'agent').begin({...place, before});
    const [usageFile, logFile] = [join(home, 'no-usage.json'), join(home, 'agent.log')];
    const go = (part: (content: Buffer) => readonly [start: number, end: number]) => {
      for (const stream of ['stderr', 'stdout'] as const) {
        const content = spoil(Buffer.from(read(run.folder, `${stream}.txt`)));
        watch.observe(content.subarray(...part(content)), stream);
      }
      // A session that goes on only grows.
      const grown = (content: Buffer, name: string) => Math.max(part(content)[1], sizeOf(join(home, name)));
      if (existsSync(files))
        copyInPlace(files, home, (content, name) => spoil(content).subarray(0, grown(content, name)));
      const stdout = Buffer.from(read(run.folder, 'stdout.txt'));
      writeFileSync(logFile, stdout.subarray(0, part(stdout)[1]));
    };
    const soFar = () => ({usageFile, logFile, exitCode: null, startTime, endTime: Date.now(), isRunning: true});
    const look = async () => onLook?.(usageToSpent((await watch.read(soFar())).usage));
    if (onLook === undefined) go(({length}) => [0, length]);
    else {
      go(({length}) => [0, length >> 1]);
      await look();
      go(({length}) => [length >> 1, length]);
      await look();
    }
    const end = {usageFile, logFile, exitCode: run.exitCode, startTime, endTime: Date.now()};
    const report = await watch.read(end);
    if (onLook === undefined && spoil === asItIs) {
      // A later process has the log, with both streams, and what was noted before the run.
      const late = await chooseUsageReader(agent, 'agent').begin({...place, before: recallBefore(before.noted())});
      for (const stream of ['stderr', 'stdout']) {
        late.observe(Buffer.from(read(run.folder, `${stream}.txt`)), 'stdout');
      }
      assert.deepEqual(await late.read(end), report);
    }
    return report;
  } finally {
    rmSync(home, {recursive: true, force: true});
  }
}

/** It takes at least that until a second run has written something. */
const PAUSE_MS = 25;

/** When something was recorded in these files. */
function timesBelow(folder: string): readonly number[] {
  const names = existsSync(folder) ? readdirSync(folder, {recursive: true, encoding: 'utf8'}) : [];
  return names
    .filter((name) => /\.jsonl?$/.test(name))
    .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(TIME)])
    .map(([, iso, ms]) => (iso === undefined ? Number(ms) : Date.parse(iso)));
}

/** A time as a record has it, not one that an agent was told. */
const TIME =
  /"(?:timestamp|time|ts|created|dateCreated|startTime|lastUpdated)": ?(?:"(20[\d-]+T[\d:.]+Z)"|"?(17\d{11}))/g;

function asItIs(content: Buffer): Buffer {
  return content;
}

/** The command of the run: the lines of cmd.txt that are no comment. */
function commandOf({folder}: RecordedRun): string {
  return read(folder, 'cmd.txt')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n');
}

/** What the first of two runs had left: of the files of lines, the lines up to its end; of opencode's, the older files. */
function leaveBefore({agent}: RecordedRun, files: string, home: string): void {
  for (const name of readdirSync(files, {recursive: true, encoding: 'utf8'})) {
    if (name.endsWith('.jsonl')) {
      const lines = readFileSync(join(files, name), 'utf8').split('\n');
      const end = agent === 'claude-code' ? /"type":"cost-state"/ : /"type":"task_complete"/;
      const last = lines.findIndex((line) => end.test(line));
      const before = last === -1 ? lines : [...lines.slice(0, last + 1), ''];
      put(home, name, localise(before.join('\n'), home));
    }
  }
  if (agent === 'opencode') leaveOlderMessages(files, home);
}

/** Messages have ids that grow with the time; the second run began with the last message of the user. */
function leaveOlderMessages(files: string, home: string): void {
  const names = readdirSync(files, {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.json'));
  const asked = names
    .filter((name) => /\/message\/.*\/msg_[^/]*$/.test(name))
    .filter((name) => JSON.parse(readFileSync(join(files, name), 'utf8')).role === 'user')
    .map((name) => basename(name, '.json'))
    .sort()
    .at(-1);
  for (const name of names) {
    const [id] = /msg_[^/.]+/.exec(name) ?? [];
    if (id === undefined || asked === undefined || id < asked) {
      put(home, name, localise(readFileSync(join(files, name), 'utf8'), home));
    }
  }
}

/** Written over, not replaced: a session that goes on stays the same file. */
function copyInPlace(from: string, to: string, spoil: (content: Buffer, name: string) => Buffer): void {
  for (const name of readdirSync(from, {recursive: true, encoding: 'utf8'})) {
    const path = join(from, name);
    if (statSync(path).isDirectory()) mkdirSync(join(to, name), {recursive: true});
    else {
      const isText = /\.(json|jsonl)$/.test(name);
      const content = spoil(isText ? Buffer.from(localise(readFileSync(path, 'utf8'), to)) : readFileSync(path), name);
      const target = join(to, name);
      if (!existsSync(target) || !content.equals(readFileSync(target))) put(to, name, content);
    }
  }
}

/** What stands there was written at that time, in seconds. */
function age(folder: string, time: number): void {
  for (const name of readdirSync(folder, {recursive: true, encoding: 'utf8'}))
    utimesSync(join(folder, name), time, time);
}

/** The recorded runs were in this folder; the sessions of a run are told by the folder they are in. */
function localise(text: string, home: string): string {
  return text.replaceAll('/home/runner/work/repo/repo', join(home, 'work', 'repo', 'repo'));
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

function put(folder: string, name: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, name)), {recursive: true});
  writeFileSync(join(folder, name), content);
}

function read(folder: string, name: string): string {
  return existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '';
}
