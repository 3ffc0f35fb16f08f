import {describe, expect, test} from '@jest/globals';
import {type AgentRun, parseLines, readRun, reverseKeys, toLines, toNow} from '../../helpers/agent-run.ts';
import {CODEX_MODEL, type CodexVersion, codexOf, rolloutFile, rolloutFiles} from '../../helpers/codex-runs.ts';
import {
  add,
  expectMeasured,
  expectPartial,
  expectUnknown,
  S1,
  S2,
  T1,
  T2,
  T3,
  T4,
  unwritten,
} from '../../helpers/served.ts';

const VERSIONS: readonly CodexVersion[] = ['0.53.0', '0.95.0', '0.139.0', '0.169.0'];
const [THREAD, CHILD, OTHER] = ['a', 'b', 'c'].map((digit) => `01a202b4-c2bf-7300-aa60-${digit.repeat(12)}`) as [
  string,
  string,
  string,
];
const JSON_COMMAND = `codex exec -m ${CODEX_MODEL} --json "Create hello.txt"`;
const TEXT_COMMAND = `codex exec -m ${CODEX_MODEL} "Create hello.txt"`;
const usageOf = async (run: AgentRun) => (await readRun(run)).usage;

describe.each(VERSIONS)('Codex %s', (version) => {
  const codex = codexOf(version);
  // Before 0.169 nothing is told of writing to the cache.
  const [c1, c2, c3, c4] =
    version === '0.169.0'
      ? [T1, T2, T3, T4]
      : ([T1, T2, T3, T4].map(unwritten) as [typeof T1, typeof T1, typeof T1, typeof T1]);
  const [s1, s2] = version === '0.169.0' ? [S1, S2] : ([S1, S2].map(unwritten) as [typeof S1, typeof S1]);
  const main = add(c1, c2, c3);
  const first = [codex.meta(THREAD), ...codex.turn(THREAD, [c1, c2, c3])];
  const resumed = [...first, ...codex.turn(THREAD, [c4], main)];

  test('json, its totals twice, with the keys in another order and Windows line ends', async () => {
    const rows = [...first, {type: 'a_new_kind', payload: {type: 'token_count', info: 7}}].map(reverseKeys);
    const stdout = toLines(parseLines(codex.printed(THREAD, main)).map(reverseKeys)).replaceAll('\n', '\r\n');
    const after = {[rolloutFile(THREAD)]: toLines(rows).replaceAll('\n', '\r\n')};
    const {usage, config} = await readRun({command: JSON_COMMAND, stdout, after, chunk: 11});
    expectMeasured(usage, main);
    expect(usage).toMatchObject({
      turns: 3,
      session_id: THREAD,
      models: [CODEX_MODEL],
      reasoning_tokens: main.reasoning,
    });
    expect(usage).toMatchObject({verdict: {kind: 'completed'}, cost_estimated: true});
    expect(config).toMatchObject({model: CODEX_MODEL, metadata: {agent_version: version, approval_policy: 'never'}});
  });

  test('text: the thread that its header names, beside one of the same folder', async () => {
    const after = rolloutFiles({[OTHER]: [codex.meta(OTHER), ...codex.turn(OTHER, [c4])], [THREAD]: first});
    const stderr = `${codex.header(THREAD)}tokens used\n3,995\n`;
    const usage = await usageOf({command: TEXT_COMMAND, stdout: 'Done.\n', stderr, after});
    expectPartial(usage, main, /more of its sessions/);
    const alone = await usageOf({
      command: TEXT_COMMAND,
      stdout: 'Done.\n',
      stderr,
      after: rolloutFiles({[THREAD]: first}),
    });
    expectMeasured(alone, main);
    expect(alone).toMatchObject({session_id: THREAD, turns: 3, verdict: {kind: 'completed'}});
  });

  test.each([
    ['json', JSON_COMMAND.replace('"Create', 'resume --last "Create'), codex.printed(THREAD, add(main, c4))],
    ['text', TEXT_COMMAND.replace('"Create', `resume ${THREAD} "Create`), 'Done.\n'],
  ])('resume, %s: only what this run added', async (_how, command, stdout) => {
    const others = Object.fromEntries([OTHER, CHILD].map((id) => [id, [codex.meta(id), ...codex.turn(id, [c2])]]));
    const run = {before: rolloutFiles({...others, [THREAD]: first}), after: rolloutFiles({[THREAD]: resumed})};
    const usage = await usageOf({command, stdout, ...run});
    expectMeasured(usage, c4);
    expect(usage).toMatchObject({turns: 1, session_id: THREAD});
  });

  test('resume of which nothing is kept, and one whose rollout is gone', async () => {
    const command = `codex exec --json --ephemeral resume ${THREAD} "And again"`;
    const stdout = codex.printed(THREAD, add(main, c4));
    expectMeasured(await usageOf({command, stdout, before: rolloutFiles({[THREAD]: first})}), c4);
    expectPartial(await usageOf({command, stdout}), add(main, c4), /rollout is not there/);
  });

  test('resume that fails: the calls before it are not its own', async () => {
    const message = 'unexpected status 500 Internal Server Error';
    const stdout = codex.printed(THREAD, main, {failed: message});
    const rows = [...first, ...codex.begin, codex.context(), codex.prompt];
    const leave = (more: readonly object[]) =>
      rolloutFiles({[THREAD]: [...rows, ...(more as typeof rows), ...codex.failed(message)]});
    const run = {
      command: JSON_COMMAND.replace('--json', '--json resume --last'),
      stdout,
      exitCode: 1,
      before: rolloutFiles({[THREAD]: first}),
    };
    const none = await usageOf({...run, after: leave([])});
    expectUnknown(none);
    expect(none.verdict).toEqual({kind: 'failed', text: message});
    const one = await usageOf({
      ...run,
      after: leave([codex.toolCall, codex.toolResult, codex.count(add(main, c4), c4)]),
    });
    expectMeasured(one, c4);
  });

  test.each([
    ['json', JSON_COMMAND, codex.printed(THREAD, c1, 'cut'), null],
    ['json and ends with 0', JSON_COMMAND, codex.printed(THREAD, c1, 'cut'), 0],
    ['text and ends with 0', TEXT_COMMAND, '', 0],
  ])('killed, %s: the finished calls, and that it was cut off', async (_how, command, stdout, exitCode) => {
    const rows = [codex.meta(THREAD), ...codex.begin, codex.context(), codex.prompt];
    const cut = [...rows, ...codex.usageRecord(THREAD, c1, c1), codex.toolCall, codex.toolResult, codex.count(c1, c1)];
    const usage = await usageOf({command, stdout, exitCode, after: rolloutFiles({[THREAD]: cut})});
    expectPartial(usage, c1, /cut off/);
    expect(usage.verdict?.kind).toBe(exitCode === 0 ? undefined : 'aborted');
    const interrupted = [...cut, codex.count(c1, c1), ...codex.aborted];
    expectPartial(
      await usageOf({command, stdout, exitCode, after: rolloutFiles({[THREAD]: interrupted})}),
      c1,
      /cut off/,
    );
  });

  test('killed and nothing kept: not a success', async () => {
    const stdout = codex.printed(THREAD, c1, 'cut');
    const usage = await usageOf({command: `${JSON_COMMAND} --ephemeral`, stdout, exitCode: null});
    expectUnknown(usage);
    expect(usage.verdict?.kind).toBe('aborted');
  });

  test('a connection that broke may have been charged for', async () => {
    const broken = 'stream disconnected before completion: idle timeout';
    const rows = [
      codex.meta(THREAD),
      ...codex.begin,
      codex.context(),
      codex.prompt,
      codex.toolCall,
      codex.toolResult,
      codex.count(c1, c1),
      ...codex.failed(broken),
    ];
    const usage = await usageOf({
      command: JSON_COMMAND,
      stdout: codex.printed(THREAD, c1, {failed: broken}),
      exitCode: 1,
      after: rolloutFiles({[THREAD]: rows}),
    });
    expectPartial(usage, c1, version.startsWith('0.1') ? /without an answer/ : /./);
  });

  test('twice in one step: the thread counts once, the other beside it', async () => {
    const stdout = `${codex.printed(THREAD, main)}${codex.printed(THREAD, add(main, c4))}${codex.printed(OTHER, c2)}`;
    const after = rolloutFiles({[THREAD]: resumed, [OTHER]: [codex.meta(OTHER), ...codex.turn(OTHER, [c2])]});
    expectMeasured(
      await usageOf({command: `${JSON_COMMAND}; ${JSON_COMMAND}; ${JSON_COMMAND}`, stdout, after}),
      add(main, c4, c2),
    );
  });

  if (version === '0.139.0' || version === '0.169.0') {
    const child = [codex.meta(CHILD, {parent: THREAD, root: THREAD}), ...codex.turn(CHILD, [s1, s2])];
    const fork = [
      codex.meta(CHILD, {parent: THREAD, root: THREAD, forkedFrom: THREAD}),
      codex.meta(THREAD),
      ...codex.begin,
      codex.context(),
      codex.prompt,
      ...codex.turn(CHILD, [s1, s2]),
    ];

    test.each([
      ['of its own', child],
      ["that begins with its parent's history", fork],
    ])('subagents have a rollout %s', async (_how, rows) => {
      const run = {after: rolloutFiles({[THREAD]: first, [CHILD]: rows})};
      const json = await usageOf({...run, command: JSON_COMMAND, stdout: codex.printed(THREAD, main)});
      expectMeasured(json, add(main, s1, s2));
      expect(json).toMatchObject({turns: 3, source: 'codex: turn.completed + rollout'});
      expectMeasured(await usageOf({...run, command: TEXT_COMMAND, stdout: 'Done.\n'}), add(main, s1, s2));
      expectMeasured(await usageOf({after: toNow(run.after), command: './agent'}), add(main, s1, s2));
    });

    test('a subagent that does not tell whose it is belongs to the only thread there is', async () => {
      const review = [codex.meta(CHILD, {isOrphan: true}), ...codex.turn(CHILD, [s1])];
      const run = {after: rolloutFiles({[THREAD]: first, [CHILD]: review})};
      expectMeasured(
        await usageOf({...run, command: JSON_COMMAND, stdout: codex.printed(THREAD, main)}),
        add(main, s1),
      );
      expectMeasured(await usageOf({...run, command: TEXT_COMMAND}), add(main, s1));
      const foreign = [codex.meta(CHILD, {isOrphan: true, cwd: '/somewhere/else'}), ...codex.turn(CHILD, [s1])];
      const after = rolloutFiles({[THREAD]: first, [CHILD]: foreign});
      expectMeasured(await usageOf({command: TEXT_COMMAND, after}), main);
    });

    test('resume with subagents: those of this run alone', async () => {
      const grand = `${CHILD.slice(0, -1)}d`;
      const older = {[THREAD]: first, [CHILD]: child};
      const rows = [codex.meta(grand, {parent: CHILD, root: THREAD}), ...codex.turn(grand, [s2])];
      const more = [...child, ...codex.turn(CHILD, [s1], add(s1, s2))];
      const usage = await usageOf({
        ...{
          command: JSON_COMMAND.replace('--json', '--json resume --last'),
          stdout: codex.printed(THREAD, add(main, c4)),
        },
        ...{before: rolloutFiles(older), after: rolloutFiles({[THREAD]: resumed, [CHILD]: more, [grand]: rows})},
      });
      expectMeasured(usage, add(c4, s1, s2));
    });

    test('nothing kept of subagents: partial', async () => {
      const spawn = toLines([{type: 'item.completed', item: {id: 'i', type: 'collab_tool_call', tool: 'spawn_agent'}}]);
      const usage = await usageOf({
        command: `${JSON_COMMAND} --ephemeral`,
        stdout: `${spawn}${codex.printed(THREAD, main)}`,
      });
      expectPartial(usage, main, /subagents/);
      expect(usage.models).toEqual([CODEX_MODEL]);
    });
  }

  test("nothing kept: what it prints, and nobody else's thread", async () => {
    const foreign = rolloutFiles({[OTHER]: [codex.meta(OTHER, {cwd: '/somewhere/else'}), ...codex.turn(OTHER, [c4])]});
    const command = `${JSON_COMMAND} --ephemeral`;
    const usage = await usageOf({command, stdout: codex.printed(THREAD, main), after: foreign});
    expectMeasured(usage, main);
    expect(usage).toMatchObject({turns: null, by_model: [{model: CODEX_MODEL, output_tokens: main.output}]});
    expectUnknown(
      await usageOf({command: `${TEXT_COMMAND} --ephemeral`, stderr: codex.header(THREAD), after: foreign}),
    );
  });

  test('a folder that the command names', async () => {
    const after = {[rolloutFile(THREAD, 'work/repo/repo/.ci')]: toLines(first)};
    expectMeasured(await usageOf({command: `export CODEX_HOME=.ci; ${TEXT_COMMAND}`, after}), main);
  });
});

test('a call whose tools still ran when it was killed is known by its own record (0.169)', async () => {
  const codex = codexOf('0.169.0');
  const rows = [
    codex.meta(THREAD),
    ...codex.begin,
    codex.context(),
    codex.prompt,
    ...codex.calls(THREAD, [T1, T2]).slice(0, -2),
  ];
  const usage = await usageOf({command: TEXT_COMMAND, exitCode: null, after: rolloutFiles({[THREAD]: rows})});
  expectPartial(usage, add(T1, T2), /cut off/);
  expect(usage.turns).toBe(2);
});

test('a count that comes late, after the record of the next call, is no call of its own', async () => {
  const codex = codexOf('0.169.0');
  const calls = [
    ...codex.usageRecord(THREAD, T1, T1),
    ...codex.usageRecord(THREAD, add(T1, T2), T2),
    codex.count(T1, T1),
    codex.answer,
    codex.count(add(T1, T2), T2),
  ];
  const rows = [codex.meta(THREAD), ...codex.begin, codex.context(), codex.prompt, ...calls, ...codex.complete];
  expectMeasured(await usageOf({command: TEXT_COMMAND, after: rolloutFiles({[THREAD]: rows})}), add(T1, T2));
});
