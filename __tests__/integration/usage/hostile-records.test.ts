import {execFileSync} from 'node:child_process';
import {appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {type TokenUsage, tokenUsage} from '../../../src/domain/documents.ts';
import {fromStored, toStored} from '../../../src/domain/kinds.ts';
import {chooseUsageReader} from '../../../src/usage/registry.ts';
import {jsonLines} from '../../helpers/agent-scenario.ts';
import {assistant, costState, FILE, result} from '../../helpers/claude-records.ts';
import {listRecordedRuns, replay} from '../../helpers/recorded-runs.ts';
import {tries} from '../../helpers/soak.ts';

const runs = listRecordedRuns(join(import.meta.dirname, '../../fixtures/agents'));

/** What every usage must be, whatever it was read from. */
function checkSound(usage: TokenUsage): void {
  const counts = [usage.input_tokens, usage.cache_read_tokens, usage.cache_write_tokens, usage.output_tokens];
  for (const count of [...counts, usage.reasoning_tokens, usage.turns, usage.prompt_tokens, usage.total_tokens]) {
    expect(count === null || (Number.isSafeInteger(count) && count >= 0)).toBe(true);
  }
  expect(usage.cost === null || (Number.isFinite(usage.cost) && usage.cost >= 0)).toBe(true);
  if (usage.state === 'measured') for (const count of counts) expect(count).not.toBeNull();
  if (usage.state === 'partial') expect(usage.reason).toMatch(/\w/);
  if (usage.state === 'unknown') expect(usage.total_tokens).toBeNull();
  // As it is written, it is read again.
  expect(fromStored(tokenUsage, toStored(tokenUsage, usage))).toEqual(usage);
}

const badNumber = fc.constantFrom(
  '"12"',
  '-5',
  '1e308',
  '1e400',
  '0.5',
  'null',
  '[]',
  '{}',
  'true',
  '9007199254740993',
);
const spoiler = fc.oneof(
  // A number that is none, here and there.
  fc.tuple(badNumber, fc.integer({min: 2, max: 30})).map(([bad, every]) => (content: Buffer) => {
    let seen = 0;
    return Buffer.from(content.toString().replace(/(?<=":)\d+(?=[,}])/g, (n) => (++seen % every === 0 ? bad : n)));
  }),
  // The end is missing; some bytes are others; a part stands there twice.
  fc
    .double({min: 0, max: 1, noNaN: true})
    .map((part) => (content: Buffer) => content.subarray(0, content.length * part)),
  fc.array(fc.tuple(fc.nat(), fc.nat(255)), {maxLength: 40}).map((changes) => (content: Buffer) => {
    const changed = Buffer.from(content);
    for (const [place, byte] of changes) if (changed.length > 0) changed[place % changed.length] = byte;
    return changed;
  }),
  fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => (content: Buffer) => {
    const [from, to] = [a % (content.length + 1), b % (content.length + 1)];
    return Buffer.concat([content, content.subarray(Math.min(from, to), Math.max(from, to))]);
  }),
  // Keys that are none, and values of another kind.
  fc
    .constantFrom('usage', 'modelUsage', 'tokens', 'message', 'payload', 'info', 'stats')
    .chain((key) =>
      fc
        .constantFrom('null', '[]', '"x"', '7', '{"__proto__": {"a": 1}}')
        .map(
          (value) => (content: Buffer) =>
            Buffer.from(content.toString().replaceAll(`"${key}":{`, `"${key}":${value},"x":{`)),
        ),
    ),
);

test('whatever becomes of the records, the usage is sound, and nothing throws', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...runs), spoiler, fc.boolean(), async (run, spoil, isNamed) => {
      const {usage} = await replay(run, isNamed ? run.agent : 'auto', undefined, spoil);
      checkSound(usage);
    }),
    tries(250),
  );
});

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'laforge-hostile-'));
});
afterEach(() => rmSync(home, {recursive: true, force: true}));

const path = () => join(home, FILE);
const lines = (...records: readonly object[]) => jsonLines(...records).replaceAll('$CWD', home);

/** What is read where the run leaves this in the home. */
async function read(leave: () => void, stdout = '') {
  mkdirSync(dirname(path()), {recursive: true});
  const watch = await chooseUsageReader('auto', 'agent').begin({command: 'claude -p x', home, cwd: home, env: {}});
  leave();
  watch.observe(Buffer.from(stdout), 'stdout');
  const files = {usageFile: join(home, 'no-usage'), logFile: join(home, 'no-log')};
  const {usage} = await watch.read({...files, exitCode: 0, startTime: 0, endTime: 1});
  checkSound(usage);
  return usage;
}

describe('a session file', () => {
  const call = () => assistant('m1', [1, 2, 3, 4]);

  test.each([
    ['is a link out of the home', () => symlinkSync('/etc/passwd', path())],
    ['is a link to itself', () => symlinkSync(path(), path())],
    ['is a pipe that nobody writes to', () => void execFileSync('mkfifo', [path()])],
    ['is a folder', () => mkdirSync(path())],
    ['is empty', () => writeFileSync(path(), '')],
    [
      'is random bytes',
      () => writeFileSync(path(), Buffer.from(Array.from({length: 5000}, (_, i) => (i * 7919) % 256))),
    ],
    ['is nested without an end', () => writeFileSync(path(), `{"type":"assistant","a":${'['.repeat(1_000_000)}`)],
    ['is one line of 40 MB', () => writeFileSync(path(), `{"type":"assistant","a":"${'x'.repeat(40 * 1024 * 1024)}`)],
  ])('that %s tells nothing', async (_what, leave) => {
    expect((await read(leave)).state).toBe('unknown');
  });

  test('in a folder that is a link out of the home is not read', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'laforge-outside-'));
    try {
      writeFileSync(join(outside, 'x.jsonl'), lines(call()));
      expect((await read(() => symlinkSync(outside, join(home, '.claude/projects/linked')))).state).toBe('unknown');
      rmSync(join(home, '.claude'), {recursive: true});
      mkdirSync(join(outside, 'projects/p'), {recursive: true});
      writeFileSync(join(outside, 'projects/p/x.jsonl'), lines(call()));
      symlinkSync(outside, join(home, '.claude'));
      const watch = await chooseUsageReader('auto', 'agent').begin({command: 'claude', home, cwd: home, env: {}});
      appendFileSync(join(outside, 'projects/p/x.jsonl'), lines(call()));
      const run = {usageFile: join(home, 'none'), logFile: join(home, 'none'), exitCode: 0, startTime: 0, endTime: 1};
      expect((await watch.read(run)).usage.state).toBe('unknown');
    } finally {
      rmSync(outside, {recursive: true});
    }
  });

  test('of 1 GB is read at its ends, in bounded time and memory, and is partial', async () => {
    const before = process.memoryUsage().rss;
    const usage = await read(() => {
      writeFileSync(path(), lines(call()));
      truncateSync(path(), 1024 ** 3);
      appendFileSync(path(), `\n${lines(assistant('m2', [10, 20, 30, 40]))}`);
    });
    expect(usage).toMatchObject({state: 'partial', total_tokens: 110});
    expect(usage.reason).toMatch(/could not be read as a whole/);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  }, 20_000);

  test('that ends in half a line is read up to there', async () => {
    const usage = await read(() => writeFileSync(path(), `${lines(call())}{"type":"assistant","mess`));
    expect(usage).toMatchObject({state: 'measured', total_tokens: 10});
  });

  test('with a broken line in it is partial', async () => {
    const usage = await read(() => writeFileSync(path(), `${lines(call())}{"type":"assistant",\n${lines(call())}`));
    expect(usage).toMatchObject({state: 'partial', total_tokens: 10});
  });

  test('that grows while it is read is read as it was', async () => {
    let isOver = false;
    const usage = await read(() => {
      writeFileSync(path(), lines(call()));
      const grow = () => {
        if (isOver) return;
        appendFileSync(path(), '{"type":"assistant","message":{"id":"later"');
        setImmediate(grow);
      };
      setImmediate(grow);
    });
    isOver = true;
    expect(usage.total_tokens).toBe(10);
  });

  test('that was written anew is read from its beginning', async () => {
    mkdirSync(dirname(path()), {recursive: true});
    writeFileSync(path(), lines(call(), call(), costState([1, 2, 3, 4], 1)));
    expect((await read(() => writeFileSync(path(), lines(call())))).total_tokens).toBe(10);
  });

  test.each([
    ['a text', {input_tokens: '1'}],
    ['negative', {input_tokens: -1}],
    ['too large', {output_tokens: 1e308}],
    ['a part', {output_tokens: 0.5}],
  ])('with a figure that is %s is partial, and that figure unknown', async (_what, usage) => {
    const spoilt = assistant('m1', [1, 2, 3, 4], {copyOf: {usage: {cache_read_input_tokens: 3, ...usage}}});
    expect(await read(() => writeFileSync(path(), lines(spoilt)))).toMatchObject({
      ...{state: 'partial', cache_read_tokens: 3, total_tokens: null, cost: null},
      reason: 'a figure in its records cannot be used',
    });
  });

  test('among hundreds of others is found', async () => {
    const usage = await read(() => {
      for (let i = 0; i < 500; i++) writeFileSync(join(dirname(path()), `agent-${i}.jsonl`), '{}\n');
      writeFileSync(path(), lines(call()));
    });
    expect(usage.total_tokens).toBe(10);
  });
});

test('a thousand results, and the names of a thousand models, are bounded', async () => {
  const models = Object.fromEntries(
    Array.from({length: 5000}, (_, i) => [`m\u0000${i}`.repeat(200), {inputTokens: 1, outputTokens: 1}]),
  );
  const results = Array.from({length: 1500}, (_, i) => result([1, 1, 1, 1], 0.1, {session_id: `s${i}`}));
  const usage = await read(() => {}, lines(result([1, 1, 1, 1], 0.1, {modelUsage: models}), ...results));
  expect(JSON.stringify(usage).length).toBeLessThan(30_000);
  expect(usage.models.every((name) => name.length <= 200 && !/\p{C}/u.test(name))).toBe(true);
});
