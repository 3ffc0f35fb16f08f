import {describe, expect, test} from '@jest/globals';
import {readRun, recorded, shift, toNow, untilNow} from '../../helpers/agent-run.ts';

const DAY = 24 * 60 * 60 * 1000;

/**
 * A recorded run whose session has a day-old past, of as many calls of other ids, that the run itself brought along: it was
 * not there when the run began.
 */
async function readRestored(name: string, {ids, command}: {readonly ids: RegExp; readonly command: string}) {
  const {stdout, stderr, exitCode, files} = recorded(name);
  const after = Object.fromEntries(
    Object.entries(files).map(([path, text]) => {
      const lines = text.split('\n').filter((line) => line !== '' && !/"type":"cost-state"/.test(line));
      const present = shift(`${lines.join('\n')}\n`, untilNow(text));
      return [path, `${shift(present, -DAY).replace(ids, '$&old')}${present}`];
    }),
  );
  return (await readRun({command, stdout, stderr, exitCode, after})).usage;
}

describe('a session that the step restores and goes on with counts only for this run', () => {
  test.each([
    ['claude-2.1.197/text', /msg_\w+|req_\w+/g, 'claude -p --continue x'],
    ['claude-2.1.330/sigterm-json', /msg_\w+|req_\w+/g, 'claude -p -c --output-format json x'],
    ['gemini-0.61.0/maxturns-json', /(?<="id":")[\da-f-]{36}/g, 'gemini -r latest -m gemini-2.5-pro -p x -o json'],
    ['qwen-0.24.4/sigterm-json', /(?<="uuid":")[\da-f-]{36}/g, 'qwen --continue -p x'],
    ['copilot-1.0.102/sigterm-text', /resp_\w+/g, 'copilot --continue -p x'],
  ])('%s', async (name, ids, command) => {
    const whole = recorded(name);
    const expected = (await readRun({...whole, after: whole.files})).usage;
    const usage = await readRestored(name, {ids, command});
    expect(usage.total_tokens).toBeGreaterThan(0);
    expect(usage).toMatchObject({total_tokens: expected.total_tokens, turns: expected.turns, state: expected.state});
  });

  test.each(['codex-0.169.0/resume-json', 'codex-0.139.0/resume-json', 'claude-2.1.330/resume-json'])(
    '%s, whose totals go on',
    async (name) => {
      const {stdout, exitCode, command, files} = recorded(name);
      const after = Object.fromEntries(
        Object.entries(files).map(([path, text]) => {
          const lines = text.split('\n');
          const end = lines.findIndex((line) => /"type":"(?:cost-state|task_complete)"/.test(line)) + 1;
          const [past, present] = [lines.slice(0, end).join('\n'), lines.slice(end).join('\n')];
          return [path, `${shift(past, -DAY)}\n${shift(present, untilNow(present))}`];
        }),
      );
      const {usage} = await readRun({command, stdout, exitCode, after});
      expect(usage).toMatchObject({total_tokens: 6031, turns: 1, state: 'measured'});
    },
  );

  test('also where the agent has not used anything yet', async () => {
    const {files} = recorded('claude-2.1.197/text');
    const after = Object.fromEntries(
      Object.entries(files).map(([path, text]) => {
        const old = shift(text, untilNow(text) - DAY);
        const prompt = {type: 'user', message: {role: 'user', content: 'more'}, timestamp: new Date().toISOString()};
        return [path, `${old}${JSON.stringify(prompt)}\n`];
      }),
    );
    const {usage} = await readRun({command: 'claude -p --continue more', after});
    expect(usage).toMatchObject({total_tokens: null, state: 'unknown'});
  });
});

describe('a session that a program brings along which names no agent is of another run', () => {
  test.each([
    ...['claude-2.1.330/text', 'claude-2.1.197/text', 'codex-0.169.0/json', 'codex-0.53.0/text', 'gemini-0.61.0/json'],
    ...['gemini-0.12.0/text', 'qwen-0.24.4/text', 'opencode-1.0.152/json', 'copilot-1.0.102/text', 'cline-3.0.65/text'],
    ...['continue-cli-1.5.47/json', 'pi-1.6.0/json', 'kimi-code-2.1.0/stream-json'],
  ])('%s', async (name) => {
    const {usage} = await readRun({command: './restore-cache', after: recorded(name).files});
    expect(usage).toMatchObject({state: 'unknown', total_tokens: null});
  });

  test.each(['claude-2.1.330/text', 'codex-0.169.0/json', 'pi-1.6.0/json'])(
    '%s, but counts where its records are of this run',
    async (name) => {
      const {files} = recorded(name);
      const {usage} = await readRun({command: './own-program', after: toNow(files)});
      expect(usage.total_tokens).toBeGreaterThan(0);
    },
  );

  test.each([
    ['cline-3.0.65/text', /\.messages\.json$/],
    ['continue-cli-1.5.47/json', /sessions\.json$/],
  ])('%s, without the file that has its times', async (name, lacking) => {
    const files = Object.entries(recorded(name).files).filter(([path]) => !lacking.test(path));
    const {usage} = await readRun({command: './restore-cache', after: Object.fromEntries(files)});
    expect(usage).toMatchObject({state: 'unknown', total_tokens: null});
  });

  describe('also where the command names another agent', () => {
    const {files} = recorded('codex-0.169.0/json');
    const {stdout} = recorded('claude-2.1.330/json');
    const CLAUDE = {agents: ['claude-code'], total_tokens: 17_513};

    test('that did not run', async () => {
      const {usage} = await readRun({command: 'claude -p go', after: files});
      expect(usage).toMatchObject({agents: ['claude-code'], total_tokens: null});
    });

    test.each(['claude -p go; cp -r cache/.codex ~', './restore && claude -p go', 'tar xf c.tar && npx claude -p go'])(
      'beside what restores it: %s',
      async (command) => {
        expect((await readRun({command, stdout, after: files})).usage).toMatchObject(CLAUDE);
      },
    );

    test('but not where that agent alone can have started it: then its clock may be another', async () => {
      const {usage} = await readRun({command: 'bash -c "claude -p go; true"', stdout, after: files});
      expect(usage).toMatchObject({agents: ['claude-code', 'codex'], total_tokens: 2 * 17_513});
    });
  });
});
