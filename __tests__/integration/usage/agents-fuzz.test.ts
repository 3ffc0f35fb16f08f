import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import type {AgentReader} from '../../../src/usage/agent-reader.ts';
import {cline} from '../../../src/usage/agents/cline.ts';
import {continueCli} from '../../../src/usage/agents/continue.ts';
import {copilotCli} from '../../../src/usage/agents/copilot-cli.ts';
import {geminiCli} from '../../../src/usage/agents/gemini-cli.ts';
import {opencode} from '../../../src/usage/agents/opencode.ts';
import {qwenCode} from '../../../src/usage/agents/qwen-code.ts';
import {recordedScenario, watchScenario} from '../../helpers/agent-scenario.ts';
import {tries} from '../../helpers/soak.ts';

const ROOT = join(import.meta.dirname, '..', '..', 'fixtures', 'agents');
const RUNS: readonly (readonly [string, AgentReader, number])[] = [
  ['gemini-0.61.0/stream-json', geminiCli, 40],
  ['gemini-0.12.0/text', geminiCli, 20],
  ['qwen-0.24.4/stream-json', qwenCode, 40],
  ['copilot-1.0.102/json', copilotCli, 40],
  ['cline-3.0.65/json', cline, 40],
  ['continue-cli-1.5.47/json', continueCli, 40],
  ['opencode-1.0.152/json', opencode, 20],
  // Each starts a process.
  ['opencode-1.18.33/json', opencode, 6],
];

/** Ways in which a text can be other than an agent writes it. */
const damage = fc.oneof(
  fc.record({kind: fc.constant('cut' as const), at: fc.double({min: 0, max: 1, noNaN: true})}),
  fc.record({
    kind: fc.constant('bytes' as const),
    at: fc.double({min: 0, max: 1, noNaN: true}),
    bytes: fc.uint8Array(),
  }),
  fc.record({
    kind: fc.constant('numbers' as const),
    every: fc.integer({min: 1, max: 9}),
    by: fc.constantFrom('"7"', '-1', '1e308', '1e400', '0.5', 'null', '{}', '[[]]', '9007199254740993'),
  }),
  fc.record({
    kind: fc.constant('texts' as const),
    by: fc.constantFrom('null', '{"a":1}', '"__proto__"', '[]', '"\\u0000"'),
  }),
  fc.record({kind: fc.constant('nest' as const), depth: fc.constantFrom(10, 100_000)}),
  fc.record({kind: fc.constant('repeat' as const), times: fc.integer({min: 2, max: 20})}),
);
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function apply(content: Buffer, change: Damage): Buffer {
  const text = content.toString('latin1');
  switch (change.kind) {
    case 'cut':
      return content.subarray(0, Math.floor(content.length * change.at));
    case 'bytes': {
      const at = Math.floor(content.length * change.at);
      return Buffer.concat([content.subarray(0, at), change.bytes, content.subarray(at + change.bytes.length)]);
    }
    case 'numbers': {
      let count = 0;
      const replaced = text.replace(/(?<=:\s*)\d+(\.\d+)?/g, (digits) =>
        ++count % change.every === 0 ? change.by : digits,
      );
      return Buffer.from(replaced, 'latin1');
    }
    case 'texts':
      return Buffer.from(
        text.replace(/(?<=:\s*)"[^"\\]*"/g, (value) => (value.length % 3 === 0 ? change.by : value)),
        'latin1',
      );
    case 'nest':
      return Buffer.from(text.replace(/\{/, `{"x":${'['.repeat(change.depth)}${']'.repeat(change.depth)},`), 'latin1');
    case 'repeat':
      return Buffer.concat(Array.from({length: change.times}, () => content));
  }
}

describe.each(RUNS)('the records of %s', (run, reader, numRuns) => {
  test('may be damaged in any way: nothing throws, and what is measured is whole numbers', async () => {
    const files = join(ROOT, run, 'files');
    const names = readdirSync(files, {recursive: true, encoding: 'utf8'}).filter((name) =>
      statSync(join(files, name)).isFile(),
    );
    const changes = fc.array(fc.tuple(fc.nat(), damage), {minLength: 1, maxLength: 4});
    await fc.assert(
      fc.asyncProperty(changes, fc.option(damage), fc.boolean(), async (fileChanges, printed, isExpected) => {
        const recorded = recordedScenario(run);
        const stdout = Buffer.from(recorded.stdout ?? '');
        const findings = await watchScenario(reader, {
          ...recorded,
          isExpected,
          stdout: (printed === null ? stdout : apply(stdout, printed)).toString('latin1'),
          act: (home) => {
            for (const [index, name] of names.entries()) {
              const own = fileChanges.filter(([at]) => at % names.length === index).map(([, change]) => change);
              mkdirSync(dirname(join(home, name)), {recursive: true});
              writeFileSync(join(home, name), own.reduce(apply, readFileSync(join(files, name))));
            }
          },
        });
        if (findings === null) return expect(isExpected).toBe(false);
        const counts = [findings.turns, ...Object.values(findings.figures)];
        // NaN is a figure that cannot be used; the document that is made of it says so.
        const sound = counts.every((count) => count === null || Number.isNaN(count) || count >= 0);
        expect({counts, sound}).toEqual({counts, sound: true});
        expect(findings.reason === null).toBe(findings.state === 'measured');
      }),
      tries(numRuns),
    );
  });

  test('are not followed through links out of the home', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'laforge-elsewhere-'));
    cpSync(join(ROOT, run, 'files'), elsewhere, {recursive: true});
    const act = (home: string) => {
      for (const name of readdirSync(elsewhere)) symlinkSync(join(elsewhere, name), join(home, name));
    };
    try {
      expect(await watchScenario(reader, {act})).toMatchObject({state: 'unknown', sessionId: null});
    } finally {
      rmSync(elsewhere, {recursive: true, force: true});
    }
  });
});
