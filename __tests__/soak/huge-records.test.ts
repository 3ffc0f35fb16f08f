import {appendFileSync, closeSync, mkdirSync, openSync, rmSync, truncateSync, writeFileSync, writeSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, test} from '@jest/globals';
import {chooseUsageReader} from '../../src/usage/registry.ts';
import {jsonLines} from '../helpers/agent-scenario.ts';
import {assistant, FILE} from '../helpers/claude-records.ts';
import {bySize, sample} from '../helpers/soak.ts';
import {testFolder} from '../helpers/test-folder.ts';

/** More than what is read of anything takes at once. */
const MOST_MEMORY = 400 * 1024 * 1024;
const HUGE = bySize({gate: 1024 ** 2 * 40, soak: 1024 ** 3});
const OTHERS = bySize({gate: 2_000, soak: 100_000});

const home = testFolder();

/** What is read of a run that leaves this, and how much more memory that took. */
async function read(command: string, leave: () => void) {
  const rss = process.memoryUsage().rss;
  const watch = await chooseUsageReader('auto', 'agent').begin({command, home, cwd: home, env: {}});
  leave();
  const files = {usageFile: join(home, 'no-usage'), logFile: join(home, 'no-log')};
  const {usage} = await watch.read({...files, exitCode: 0, startTime: 0, endTime: 1});
  expect(process.memoryUsage().rss - rss).toBeLessThan(MOST_MEMORY);
  return usage;
}

function put(name: string, content: string): string {
  const path = join(home, name);
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, content);
  return path;
}

const call = () => jsonLines(assistant('m1', [1, 2, 3, 4])).replaceAll('$CWD', home);

test(`a folder of ${OTHERS} other sessions: the one of the run is found`, async () => {
  for (let i = 0; i < OTHERS; i++) put(`.claude/projects/p/${i}.jsonl`, '{}\n');
  expect(await read('claude -p x', () => void put(FILE, call()))).toMatchObject({state: 'measured', total_tokens: 10});
}, 600_000);

/** What is not looked into is a constant of the reader's: to make that many files takes half a minute. */
if (bySize({gate: false, soak: true})) {
  test('a tree without an end is not looked into, and nothing is counted from it', async () => {
    for (let i = 0; i < 210_000; i++) put(`.claude/projects/p${i % 50}/${i}.jsonl`, '');
    expect(await read('claude -p x', () => void put(FILE, call()))).toMatchObject({state: 'unknown'});
  }, 600_000);
}

const RECORDS = [
  ['Claude Code', 'claude -p x', '.claude/projects/p/s.jsonl'],
  ['Codex', 'codex exec x', '.codex/sessions/2026/11/22/rollout-2026-11-22T10-02-10-x.jsonl'],
  ['Gemini CLI', 'gemini -p x', '.gemini/tmp/repo/chats/session-2026.jsonl'],
  ['Gemini CLI 0.30', 'gemini -p x', '.gemini/tmp/repo/chats/session-2026.json'],
  ['Qwen Code', 'qwen -p x', '.qwen/projects/p/chats/s.jsonl'],
  ["Qwen Code's totals", 'qwen -p x', '.qwen/usage_record.jsonl'],
  ['opencode', 'opencode run x', '.local/share/opencode/opencode.db'],
  ['opencode 1.0', 'opencode run x', '.local/share/opencode/storage/message/ses_1/msg_1.json'],
  ['Copilot CLI', 'copilot -p x', '.copilot/session-state/s/events.jsonl'],
  ['Cline', 'cline x', '.cline/data/sessions/s/s.json'],
  ['Continue', 'cn -p x', '.continue/sessions/s.json'],
] as const;

test.each(sample(RECORDS, {gate: 2}))(
  'a huge file in place of one of %s, of nothing, of one line, and of lines: unknown, in bounded memory',
  async (_agent, command, name) => {
    const line = `{"type":"assistant","message":{"usage":{}},"payload":{"type":"token_count"},"tokens":"${'x'.repeat(900)}"}\n`;
    const block = Buffer.from(line.repeat(1000));
    const fill = (path: string) => {
      const file = openSync(path, 'w');
      for (let bytes = 0; bytes < HUGE; bytes += block.length) writeSync(file, block);
      closeSync(file);
    };
    const leaves = [
      () => truncateSync(put(name, ''), HUGE),
      () => {
        const path = put(name, `{"type":"assistant","a":"`);
        truncateSync(path, HUGE);
        appendFileSync(path, '"}\n');
      },
      () => fill(put(name, '')),
    ];
    for (const leave of leaves) {
      expect((await read(command, leave)).state).toBe('unknown');
      rmSync(join(home, name));
    }
  },
  600_000,
);
