import {describe, expect, test} from '@jest/globals';
import {type AgentRun, readRun, reverseKeys, toLines, toNow} from '../../helpers/agent-run.ts';
import {QWEN_MODEL, type QwenVersion, qwenOf, USAGE_RECORD} from '../../helpers/qwen-runs.ts';
import {
  AUX,
  add,
  expectMeasured,
  expectPartial,
  expectUnknown,
  T1,
  T2,
  T3,
  T4,
  unwritten,
} from '../../helpers/served.ts';

const VERSIONS: readonly QwenVersion[] = ['0.8.2', '0.24.4'];
const [SESSION, OTHER] = ['9410c9da-3324-4d89-97f2-2c89988904c1', '99999999-3324-4d89-97f2-2c89988904c1'] as const;
const COMMAND = 'qwen -p "Create hello.txt" --yolo';
const [C1, C2, C3, C4] = [T1, T2, T3, T4].map(unwritten) as [typeof T1, typeof T1, typeof T1, typeof T1];
const MAIN = add(C1, C2, C3);
/** Another call than those of the conversation, made in the background. */
const BACKGROUND = {...AUX, input: 6000, read: 170, output: 10};
const usageOf = async (run: AgentRun) => (await readRun(run)).usage;

describe.each(VERSIONS)('Qwen Code %s', (version) => {
  const qwen = qwenOf(version);
  const writesUsage = version === '0.24.4';
  const disk = (calls: readonly (typeof T1)[], background: readonly (typeof T1)[] = []) => ({
    [qwen.chatFile(SESSION)]: toLines(qwen.chat(SESSION, calls)),
    ...(writesUsage ? {[USAGE_RECORD]: toLines([qwen.usageLine(SESSION, [...calls, ...background])])} : {}),
  });
  const said = [C1, C2, C3].flatMap((served, i) => qwen.said(SESSION, `m${i}`, served));

  test('json, with the keys in another order', async () => {
    const records = [qwen.init(SESSION), ...said, qwen.result(SESSION, MAIN, qwen.stats(MAIN))];
    const stdout = qwen.json(...records.map((record) => reverseKeys(record) as (typeof records)[0]));
    const {usage, config} = await readRun({
      command: `${COMMAND} -o json`,
      stdout,
      after: disk([C1, C2, C3]),
      chunk: 17,
    });
    expectMeasured(usage, MAIN);
    expect(usage).toMatchObject({
      turns: 3,
      session_id: SESSION,
      models: [QWEN_MODEL],
      reasoning_tokens: MAIN.reasoning,
    });
    expect(config).toMatchObject({model: QWEN_MODEL, metadata: {agent_version: version}});
    expect(config.tools?.length).toBeGreaterThan(0);
  });

  test('stream-json, without its files and with Windows line ends', async () => {
    const stdout = qwen.stream(qwen.init(SESSION), ...said, qwen.result(SESSION, MAIN)).replaceAll('\n', '\r\n');
    const usage = await usageOf({command: `${COMMAND} -o stream-json | tee out.json`, stdout});
    expectMeasured(usage, MAIN);
    expect(usage).toMatchObject({turns: 3, verdict: {kind: 'completed'}});
  });

  test('text: its totals on disk, or its chat where it writes none', async () => {
    const run = {command: COMMAND, stdout: 'Done.\n', after: disk([C1, C2, C3])};
    if (writesUsage) expectMeasured(await usageOf(run), MAIN);
    else expectPartial(await usageOf(run), MAIN, /no final record/);
    expect(await usageOf({...run, after: toNow(run.after), command: './agent'})).toMatchObject({
      agents: ['qwen-code'],
      total_tokens: 17_513,
    });
  });

  test('at its limit of turns there is no result', async () => {
    const run = {command: `${COMMAND} -o json`, stderr: 'Reached max session turns\n', exitCode: 53};
    const usage = await usageOf({...run, after: disk([C1, C2])});
    if (writesUsage) expectMeasured(usage, add(C1, C2));
    else expectPartial(usage, add(C1, C2), /no final record/);
    expect(usage).toMatchObject({turns: 2, verdict: {kind: 'turn_limit'}});
  });

  test('an error of the API keeps the calls before it', async () => {
    const failed = {
      subtype: 'error_during_execution',
      is_error: true,
      error: {message: '[API Error: 500]'},
      num_turns: 2,
    };
    const stdout = qwen.stream(qwen.init(SESSION), ...said.slice(0, 2), qwen.result(SESSION, C1, failed));
    const usage = await usageOf({command: `${COMMAND} -o stream-json`, stdout, after: disk([C1]), exitCode: 1});
    expectMeasured(usage, C1);
    expect(usage).toMatchObject({turns: 1, verdict: {kind: 'failed'}});
  });

  test('killed: its chat, each call once', async () => {
    const after = {[qwen.chatFile(SESSION)]: toLines(qwen.chat(SESSION, [C1]))};
    const usage = await usageOf({command: `${COMMAND} -o json`, exitCode: null, after});
    expectPartial(usage, C1, /cut off/);
    expect(usage.turns).toBe(1);
  });

  test.each([
    ['json', `${COMMAND} --continue -o json`],
    ['stream-json', `${COMMAND} --resume ${SESSION} -o stream-json`],
    ['text', `${COMMAND} -c`],
  ])("resume, %s: its totals are the session's, with a call in the background", async (mode, command) => {
    const whole = add(MAIN, C4, BACKGROUND);
    const records = [qwen.init(SESSION), qwen.result(SESSION, whole, mode === 'json' ? qwen.stats(whole) : {})];
    const stdout = mode === 'json' ? qwen.json(...records) : mode === 'text' ? 'Done.\n' : qwen.stream(...records);
    const lines = [qwen.usageLine(OTHER, [C2]), qwen.usageLine(SESSION, [C1, C2, C3])];
    const usage = await usageOf({
      ...{command, stdout},
      before: {...disk([C1, C2, C3]), ...(writesUsage ? {[USAGE_RECORD]: toLines(lines)} : {})},
      after: {
        [qwen.chatFile(SESSION)]: toLines([...qwen.chat(SESSION, [C1, C2, C3]), ...qwen.chat(SESSION, [C4])]),
        ...(writesUsage
          ? {[USAGE_RECORD]: toLines([...lines, qwen.usageLine(SESSION, [C1, C2, C3, C4, BACKGROUND])])}
          : {}),
      },
    });
    if (writesUsage) expectMeasured(usage, add(C4, BACKGROUND));
    else if (mode === 'text') expectPartial(usage, C4, /no final record/);
    // Whether that call was of this run or of an older one is written nowhere.
    else expectPartial(usage, add(C4, BACKGROUND), /not known in full/);
  });

  test('resume without a call in the background is known where all adds up', async () => {
    const usage = await usageOf({
      ...{command: `${COMMAND} -c -o json`, stdout: qwen.json(qwen.init(SESSION), qwen.result(SESSION, add(MAIN, C4)))},
      before: {[qwen.chatFile(SESSION)]: toLines(qwen.chat(SESSION, [C1, C2, C3]))},
      after: {[qwen.chatFile(SESSION)]: toLines([...qwen.chat(SESSION, [C1, C2, C3]), ...qwen.chat(SESSION, [C4])])},
    });
    expectMeasured(usage, C4);
  });

  test('two processes that resume a session at once: the calls of both', async () => {
    const lines = [[C1], [C1, C2], [C1, C3]].map((calls) => qwen.usageLine(SESSION, calls));
    const usage = await usageOf({
      command: `${COMMAND} -c & ${COMMAND} -c; wait`,
      before: {...disk([C1]), [USAGE_RECORD]: toLines(lines.slice(0, 1))},
      after: {
        [qwen.chatFile(SESSION)]: toLines([[C1], [C2], [C3]].flatMap((calls) => qwen.chat(SESSION, calls))),
        [USAGE_RECORD]: toLines(lines),
      },
    });
    expectMeasured(usage, add(C2, C3));
  });

  test('resume of a session whose files are gone is not known in full', async () => {
    const stdout = qwen.json(qwen.init(SESSION), qwen.result(SESSION, add(MAIN, C4)));
    expectPartial(await usageOf({command: `${COMMAND} -c -o json`, stdout}), add(MAIN, C4), /not known in full/);
  });

  test('sessions of other folders are not counted', async () => {
    const after = {
      [qwen.chatFile(OTHER)]: toLines(qwen.chat(OTHER, [C4])).replaceAll('$CWD', '/somewhere/else'),
      ...(writesUsage ? {[USAGE_RECORD]: toLines([qwen.usageLine(OTHER, [C4], '/somewhere/else')])} : {}),
    };
    const stdout = qwen.stream(qwen.init(SESSION), qwen.result(SESSION, MAIN));
    expectMeasured(await usageOf({command: `${COMMAND} -o stream-json`, stdout, after}), MAIN);
    expectUnknown(await usageOf({command: './agent', after}));
  });
});
