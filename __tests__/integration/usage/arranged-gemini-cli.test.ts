import {createHash} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {type AgentRun, readRun, reverseKeys, toLines} from '../../helpers/agent-run.ts';
import {GEMINI_MODEL, type GeminiVersion, geminiOf} from '../../helpers/gemini-runs.ts';
import {
  AUX,
  add,
  expectMeasured,
  expectPartial,
  expectUnknown,
  S1,
  T1,
  T2,
  T3,
  T4,
  unwritten,
} from '../../helpers/served.ts';

const VERSIONS: readonly GeminiVersion[] = ['0.12.0', '0.30.0', '0.61.0'];
const [SESSION, OTHER] = ['642a7ea1-81bb-4115-8d94-019ad7bc2cc8', '99997ea1-81bb-4115-8d94-019ad7bc2cc8'] as const;
const COMMAND = `gemini -p "Create hello.txt" -m ${GEMINI_MODEL} --approval-mode yolo`;
const FLASH = 'gemini-2.5-flash-lite';
const [C1, C2, C3, C4] = [T1, T2, T3, T4].map(unwritten) as [typeof T1, typeof T1, typeof T1, typeof T1];
const MAIN = add(C1, C2, C3);
const usageOf = async (run: AgentRun) => (await readRun(run)).usage;

/** Writes a chat where this version has it for a run in this folder. */
function leave(
  version: GeminiVersion,
  session: string,
  calls: readonly (typeof T1)[],
  more: readonly object[] = [],
  folder?: string,
) {
  return (home: string, cwd: string) => {
    const gemini = geminiOf(version);
    const hash = createHash('sha256')
      .update(folder ?? cwd)
      .digest('hex');
    const path = join(home, gemini.file(session).replace('$HASH', hash));
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, gemini.chat(session, folder ?? cwd, calls, more as []));
  };
}

describe.each(VERSIONS)('Gemini CLI %s', (version) => {
  const gemini = geminiOf(version);
  const act = leave(version, SESSION, [C1, C2, C3]);

  test('json with helper models', async () => {
    const stdout = gemini.json(SESSION, {[FLASH]: [AUX, AUX], [GEMINI_MODEL]: [C1, C2, C3]});
    const usage = await usageOf({command: `${COMMAND} -o json`, stdout, act, chunk: 13});
    expectMeasured(usage, add(MAIN, AUX, AUX));
    expect(usage).toMatchObject({models: [FLASH, GEMINI_MODEL], session_id: SESSION, verdict: {kind: 'completed'}});
    expect(usage).toMatchObject({reasoning_tokens: MAIN.reasoning, cost_estimated: true});
  });

  test('json with the keys in another order, in one line, or with Windows line ends', async () => {
    const document = reverseKeys(JSON.parse(gemini.json(SESSION, {[GEMINI_MODEL]: [C1, C2, C3]})));
    for (const stdout of [
      JSON.stringify(document),
      `${JSON.stringify(document, null, 2)}\n`.replaceAll('\n', '\r\n'),
    ]) {
      expectMeasured(await usageOf({command: `${COMMAND} -o json | jq -c .`, stdout}), MAIN);
    }
  });

  test('stream-json', async () => {
    const stdout = gemini.stream(SESSION, {[GEMINI_MODEL]: [C1, C2, C3]});
    const usage = await usageOf({command: `${COMMAND} -o stream-json`, stdout, act});
    expectMeasured(usage, MAIN);
    expect(usage).toMatchObject({session_id: SESSION, reasoning_tokens: MAIN.reasoning, models: [GEMINI_MODEL]});
    const alone = await usageOf({command: `${COMMAND} -o stream-json`, stdout});
    if (version === '0.12.0')
      expect(alone).toMatchObject({state: 'partial', output_tokens: MAIN.output, input_tokens: null});
    else expectMeasured(alone, MAIN);
  });

  test('stream-json that fails keeps its stats', async () => {
    const stdout = gemini.stream(SESSION, {[GEMINI_MODEL]: [C1]}, 'error');
    const usage = await usageOf({
      command: `${COMMAND} -o stream-json`,
      stdout,
      act: leave(version, SESSION, [C1]),
      exitCode: 145,
    });
    expectMeasured(usage, C1);
    expect(usage.verdict?.kind).toBe('failed');
  });

  test.each([
    ['text', COMMAND, 0, ''],
    ['text at the limit of turns', COMMAND, 53, 'Reached max session turns\n'],
    ['json at the limit of turns', `${COMMAND} -o json`, 53, gemini.error(SESSION, 'FatalTurnLimitedError', 53)],
    ['json and an error of the API', `${COMMAND} -o json`, 244, gemini.error(SESSION, 'Error', 500)],
  ])('%s: its chat, where the model is named', async (_how, command, exitCode, stderr) => {
    const usage = await usageOf({command, exitCode, stderr, act});
    expectMeasured(usage, MAIN);
    expect(usage).toMatchObject({turns: 3, session_id: SESSION});
    const unnamed = await usageOf({command: command.replace(`-m ${GEMINI_MODEL}`, ''), exitCode, stderr, act});
    expectPartial(unnamed, MAIN, /helper models/);
    if (exitCode === 53) expect(usage.verdict?.kind).toBe('turn_limit');
    if (exitCode === 244) expect(usage.verdict?.kind).toBe('failed');
  });

  test.each([
    ['is killed', {exitCode: null}, []],
    ['fails without an answer', {exitCode: 1, stderr: gemini.error(SESSION, 'Error', 1)}, []],
    ['searches the web', {}, [gemini.message('m9', C4, {toolCalls: [{name: 'google_web_search', status: 'success'}]})]],
    ['goes on for long', {}, Array.from({length: 30}, (_, i) => gemini.message(`n${i}`, C4))],
  ])('a run that %s may have made other calls', async (_how, run, more) => {
    const usage = await usageOf({command: COMMAND, ...run, act: leave(version, SESSION, [C1, C2, C3], more)});
    expectPartial(usage, add(MAIN, ...more.map(() => C4)), /helper models/);
  });

  test.each([
    ['json', `${COMMAND} -r latest -o json`, gemini.json(SESSION, {[GEMINI_MODEL]: [C4]})],
    ['text', `${COMMAND} -r latest`, 'Done.\n'],
  ])('resume, %s: what this run added', async (_how, command, stdout) => {
    const usage = await usageOf({
      ...{command, stdout},
      prepare: (home, cwd) => {
        leave(version, OTHER, [C2])(home, cwd);
        act(home, cwd);
      },
      act: leave(version, SESSION, [C1, C2, C3], [gemini.message('m9', C4)]),
    });
    expectMeasured(usage, C4);
    expect(usage).toMatchObject({turns: 1, session_id: SESSION});
  });

  test('sessions of other folders are not counted', async () => {
    const run = {command: `${COMMAND} -o json`, act: leave(version, OTHER, [C4], [], '/somewhere/else')};
    expectMeasured(await usageOf({...run, stdout: gemini.json(SESSION, {[GEMINI_MODEL]: [C1, C2, C3]})}), MAIN);
    expectUnknown(await usageOf({...run, command: './agent'}));
  });

  test('another home', async () => {
    const elsewhere = (home: string, cwd: string) => act(join(home, 'elsewhere'), cwd);
    expectMeasured(await usageOf({command: COMMAND, env: {GEMINI_CLI_HOME: '$HOME/elsewhere'}, act: elsewhere}), MAIN);
    expectMeasured(await usageOf({command: `HOME=~/elsewhere ${COMMAND}`, act: elsewhere}), MAIN);
  });
});

test('a subagent has a chat beside the session (0.61)', async () => {
  const gemini = geminiOf('0.61.0');
  const sub = `.gemini/tmp/repo/chats/${SESSION}/session-sub.jsonl`;
  const run = {
    ...{command: COMMAND, act: leave('0.61.0', SESSION, [C1, C2])},
    after: {[sub]: toLines([{sessionId: 'sub', kind: 'subagent'}, gemini.message('s1', unwritten(S1))])},
  };
  const usage = await usageOf(run);
  expectMeasured(usage, add(C1, C2, unwritten(S1)));
  expect(usage.turns).toBe(2);
});

test('what only looks like its records is none', async () => {
  const stdout = toLines([
    {type: 'init', session_id: 'x'},
    {type: 'result', status: 'success', stats: {passed: 3}},
    {error: {code: 1, message: 'x'}},
  ]);
  const {usage} = await readRun({command: './test', stdout});
  expect(usage.agents ?? []).toEqual([]);
});
