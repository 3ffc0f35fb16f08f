import {spawn} from 'node:child_process';
import {appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {chooseUsageReader} from '../../src/usage/registry.ts';
import {type BenchRow, benchRow, median} from './rows.ts';

/** The measurements of a child that reads its stdin. */
interface Measured {
  readonly ms: number;
  readonly rss: number;
}

const BLOCK_BYTES = 32 * 1024 * 1024;
const BLOCKS = 32;
const ROUNDS = 5;
const SESSION_BYTES = 270_000;
const SESSION_ROUNDS = 40;
const MEMORY_LIMIT = 100 * 1024 * 1024;
const SESSION_LIMIT_MS = 10;

/**
 * Measures time and memory of reading a gigabyte of an agent's output, against a process that only counts bytes, and the time to
 * read a session file.
 */
export async function benchUsage(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'laforge-bench-usage-'));
  try {
    const rows: BenchRow[] = [];
    for (const [name, content] of Object.entries(outputBlocks())) {
      const block = join(folder, 'block');
      writeFileSync(block, content);
      rows.push(...(await benchBlock(name, block)));
    }
    const session = await timeSession(folder);
    return [
      ...rows,
      benchRow({
        ...{name: 'usage: a session file of 270 kB', value: session, unit: 'ms'},
        ...{yardstick: SESSION_LIMIT_MS, limit: 1},
      }),
    ];
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

async function benchBlock(name: string, block: string): Promise<readonly BenchRow[]> {
  const bare: Measured[] = [];
  const read: Measured[] = [];
  // Take turns, so that other load on the machine affects both alike.
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await readThroughPipe('bare', block));
    read.push(await readThroughPipe('observed', block));
  }
  // Compare the fastest of each: other load only ever slows the processes down.
  const ms = (all: readonly Measured[]) => Math.min(...all.map((one) => one.ms));
  const above = median(read.map(({rss}) => rss)) - median(bare.map(({rss}) => rss));
  return [
    benchRow({name: `usage: 1 GB of ${name}`, value: ms(read), unit: 'ms', yardstick: ms(bare), limit: 1.5}),
    benchRow({
      ...{name: 'usage: memory for it', value: Math.max(0, above), unit: 'bytes'},
      ...{yardstick: MEMORY_LIMIT, limit: 1},
    }),
  ];
}

async function readThroughPipe(how: 'bare' | 'observed', block: string): Promise<Measured> {
  const cat = spawn('cat', Array<string>(BLOCKS).fill(block), {stdio: ['ignore', 'pipe', 'inherit']});
  const reader = spawn(process.execPath, [import.meta.filename, how], {stdio: [cat.stdout, 'pipe', 'inherit']});
  // Leave the pipe to the reader alone, so that cat notices when it ends.
  cat.stdout.destroy();
  return JSON.parse(await text(reader.stdout));
}

/** Reads all of stdin; runs in the child of `readThroughPipe`. */
async function readStdin(how: string): Promise<void> {
  const place = {command: 'claude -p x', home: '/nowhere', cwd: '/nowhere', env: {}};
  const watch = how === 'bare' ? null : await chooseUsageReader('auto', 'agent').begin(place);
  const start = performance.now();
  let bytes = 0;
  for await (const chunk of process.stdin) {
    bytes += chunk.length;
    watch?.observe(chunk, 'stdout');
  }
  const measured: Measured = {ms: performance.now() - start, rss: process.resourceUsage().maxRSS * 1024};
  if (bytes !== BLOCK_BYTES * BLOCKS) throw new Error(`${bytes} bytes came through.`);
  process.stdout.write(JSON.stringify(measured));
}

/** A block of each kind of output, to be repeated up to a gigabyte. */
function outputBlocks(): Readonly<Record<string, string>> {
  const words = 'A line of a log, as tests and compilers print them, of about the usual length.\n';
  return {
    "an agent's records": agentBlock(),
    'plain text': words.repeat(Math.ceil(BLOCK_BYTES / words.length)).slice(0, BLOCK_BYTES),
    'one line': 'x'.repeat(BLOCK_BYTES),
  };
}

/** Makes an agent's output: message parts, calls with their tokens, and results of tools. */
function agentBlock(): string {
  const session_id = '11111111-2222-4333-8444-555555555555';
  const usage = {input_tokens: 12, cache_read_input_tokens: 34_567, cache_creation_input_tokens: 890, output_tokens: 2};
  const answer = 'A line of a file that the agent looked at, with "quotes" and \\ in it.\n'.repeat(40);
  const line = (n: number) => [
    ...Array.from({length: 12}, (_, i) => ({
      type: 'stream_event',
      event: {type: 'content_block_delta', index: i, delta: {type: 'text_delta', text: ' some words'}},
      ...{session_id, uuid: `${n}-${i}`},
    })),
    {
      type: 'assistant',
      message: {id: `msg_${n}`, role: 'assistant', content: [{type: 'text', text: answer.slice(0, 700)}], usage},
      ...{parent_tool_use_id: null, session_id},
    },
    {type: 'user', message: {role: 'user', content: [{type: 'tool_result', content: answer}]}, session_id},
  ];
  let block = '';
  for (let n = 0; block.length < BLOCK_BYTES; n++) {
    block += line(n)
      .map((record) => `${JSON.stringify(record)}\n`)
      .join('');
  }
  return `${block.slice(0, BLOCK_BYTES - 1)}\n`;
}

/** Measures the median time to read a session file in a warm process. */
async function timeSession(folder: string): Promise<number> {
  const sessions = join(folder, '.claude', 'projects', 'p');
  mkdirSync(sessions, {recursive: true});
  const times: number[] = [];
  for (let round = 0; round < SESSION_ROUNDS; round++) {
    const place = {command: 'claude -p x', home: folder, cwd: folder, env: {}};
    const watch = await chooseUsageReader('claude-code', 'agent').begin(place);
    writeSession(join(sessions, `${round}.jsonl`), folder);
    const start = performance.now();
    const files = {usageFile: join(folder, 'none'), logFile: join(folder, 'none')};
    const {usage} = await watch.read({...files, exitCode: 0, startTime: 0, endTime: Date.now()});
    times.push(performance.now() - start);
    if (usage.turns !== 3) throw new Error(`The session has ${usage.turns} turns.`);
    rmSync(join(sessions, `${round}.jsonl`));
  }
  return median(times.slice(SESSION_ROUNDS / 2));
}

/** Writes a session of three calls. As in real ones, most of it is what was sent to the model. */
function writeSession(path: string, cwd: string): void {
  const usage = {
    input_tokens: 1013,
    cache_creation_input_tokens: 2003,
    cache_read_input_tokens: 3001,
    output_tokens: 101,
  };
  const common = {cwd, sessionId: 's', version: '2.1.330'};
  for (let n = 0; n < 3; n++) {
    const sent = {type: 'api-request', params: {system: 'You are an agent. '.repeat(SESSION_BYTES / 3 / 18)}};
    const message = {id: `m${n}`, model: 'claude-sonnet-4-5', content: [], stop_reason: 'end_turn', usage};
    const said = {type: 'assistant', requestId: `r${n}`, message, ...common};
    appendFileSync(path, [sent, said, said, said].map((record) => `${JSON.stringify(record)}\n`).join(''));
  }
}

if (import.meta.main) await readStdin(process.argv[2] ?? '');
