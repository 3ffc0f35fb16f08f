import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {UsageOfRun} from '../../src/domain/documents.ts';
import {chooseUsageReader} from '../../src/usage/registry.ts';

/** Paths below the home, and what stands there. `$CWD` is the folder of the run, `$HOME` its home. */
export type Files = Readonly<Record<string, string>>;

/** A run of an agent as its formats have it: what was there, what it printed and left. */
export interface AgentRun {
  readonly command: string;
  readonly agent?: string;
  readonly before?: Files;
  readonly after?: Files;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number | null;
  readonly env?: Readonly<Record<string, string>>;
  /** How many bytes come at once; all of them without. */
  readonly chunk?: number;
  /** By hand, for what no text is: before the run, and while it runs. */
  readonly prepare?: (home: string, cwd: string) => void;
  readonly act?: (home: string, cwd: string) => void;
  /** Where it runs, below the home. */
  readonly folder?: string;
}

/** What is read of a run, in a home of its own that is removed. */
export async function readRun(run: AgentRun): Promise<UsageOfRun> {
  const home = mkdtempSync(join(tmpdir(), 'laforge-run-'));
  const cwd = join(home, run.folder ?? 'work/repo/repo');
  mkdirSync(cwd, {recursive: true});
  const settle = (text: string) => text.replaceAll('$CWD', cwd).replaceAll('$HOME', home);
  try {
    leave(home, run.before ?? {}, settle);
    run.prepare?.(home, cwd);
    const env = Object.fromEntries(Object.entries(run.env ?? {}).map(([name, value]) => [name, settle(value)]));
    const place = {command: run.command, home, cwd, env: {HOME: home, ...env}};
    const startTime = Date.now();
    const watch = await chooseUsageReader(run.agent ?? 'auto', 'agent').begin(place);
    for (const stream of ['stderr', 'stdout'] as const) {
      const bytes = Buffer.from(settle(run[stream] ?? ''));
      const size = run.chunk ?? Math.max(bytes.length, 1);
      for (let at = 0; at < bytes.length; at += size) watch.observe(bytes.subarray(at, at + size), stream);
    }
    leave(home, run.after ?? {}, settle);
    run.act?.(home, cwd);
    const logFile = join(home, 'agent.log');
    writeFileSync(logFile, settle(`${run.stdout ?? ''}${run.stderr ?? ''}`));
    const files = {usageFile: join(home, 'no-usage.json'), logFile};
    const exitCode = run.exitCode === undefined ? 0 : run.exitCode;
    return await watch.read({...files, exitCode, startTime, endTime: Date.now()});
  } finally {
    rmSync(home, {recursive: true, force: true});
  }
}

/** In place, as agents write: a session that goes on stays the same file. */
function leave(home: string, files: Files, settle: (text: string) => string): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), {recursive: true});
    writeFileSync(join(home, name), settle(text));
  }
}

/** A recorded run below `fixtures/agents`, to build others from. */
export interface Recorded {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
  readonly command: string;
  /** The files of JSON it left. */
  readonly files: Files;
}

export function recorded(name: string): Recorded {
  const folder = join(import.meta.dirname, '..', 'fixtures', 'agents', name);
  const read = (file: string) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '');
  const settle = (text: string) =>
    text.replaceAll('/home/runner/work/repo/repo', '$CWD').replaceAll('/home/runner', '$HOME');
  const code = /code=(\d+)/.exec(read('exit.txt'))?.[1];
  const names = readdirSync(join(folder, 'files'), {recursive: true, encoding: 'utf8'});
  const kept = names.filter((file) => /\.jsonl?$/.test(file) && statSync(join(folder, 'files', file)).isFile());
  return {
    stdout: settle(read('stdout.txt')),
    stderr: settle(read('stderr.txt')),
    exitCode: code === undefined ? null : Number(code),
    command: settle(read('cmd.txt').replace(/^#.*\n/gm, '')),
    files: Object.fromEntries(kept.map((file) => [file, settle(read(join('files', file)))])),
  };
}

/** The same records, written so much later: times as ISO texts and as milliseconds. */
export function shift(text: string, ms: number): string {
  return text
    .replace(/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, (time) => new Date(Date.parse(time) + ms).toISOString())
    .replace(/(?<=[:\s])1795\d{9}\b/g, (time) => String(Number(time) + ms));
}

/** How far records have to be shifted to take place now. */
export function untilNow(text: string): number {
  const times = text.match(/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g) ?? [];
  return Date.now() + 1000 - Math.min(...times.map((time) => Date.parse(time)));
}

/** The same files, written by a run that begins now. */
export function toNow(files: Files): Files {
  const ms = untilNow(Object.values(files).join('\n'));
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, shift(text, ms)]));
}

export type Lines = readonly Readonly<Record<string, unknown>>[];

export function parseLines(text: string): Lines {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
}

/** One JSON line each. */
export function toLines(records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** The same JSON with the keys of every object the other way round. */
export function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reverseKeys(inner)]),
  );
}
