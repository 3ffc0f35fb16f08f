import {describe, expect, test} from '@jest/globals';
import {parseShell} from '../../../src/agent/script.ts';
import {scriptDigest} from '../../../src/app/describe-step.ts';
import {planReplay, type ReplayRequest} from '../../../src/app/plan-replay.ts';
import {type StepCommand, wordsOf} from '../../../src/app/step-options.ts';
import {WORDINGS} from '../../../src/app/wordings.ts';
import {EMPTY_AGENT_CONFIG} from '../../../src/domain/documents.ts';
import {quoteForShell} from '../../../src/domain/shell-words.ts';
import type {Step} from '../../../src/domain/step.ts';
import {aStep} from '../../helpers/history-builders.ts';

const ASKED = {text: 'fix it', sha256: '00', bytes: 6};
const REQUEST: ReplayRequest = {
  ...{command: null, template: null, model: null, agent: null, prompt: null},
  ...{check: null, checkTimeoutMs: null, timeoutMs: null, envAllow: null, words: WORDINGS.cli},
};

function recorded(command: StepCommand, prompt: Step['prompt'] = ASKED): Step {
  const line = command.kind === 'script' ? command.text : quoteForShell(command.argv);
  const setup = {
    ...{script_sha256: scriptDigest(command), shell: command.kind === 'script' ? command.shell.name : null},
    ...{directory: '.', instructions: [], platform: null, image: null, image_version: null, env: [], submodules: []},
  };
  return aStep({id: 3, agentConfig: {...EMPTY_AGENT_CONFIG, command: line}, setup, prompt});
}

const script = (text: string): StepCommand => ({kind: 'script', text, shell: parseShell('bash', 'The shell')});
const program = (...argv: string[]): StepCommand => ({kind: 'program', argv});

async function other(step: Step, request: Partial<ReplayRequest>) {
  const lanes = await planReplay(step, {...REQUEST, ...request}, {}, true);
  return {
    words: lanes.other === null ? null : wordsOf(lanes.other.options.command),
    prompt: lanes.other?.options.prompt,
    readers: [lanes.same, lanes.other].map((lane) => lane?.options.usageReader.name),
  };
}

test('the check of a step whose agent failed is known, though it never ran', async () => {
  const step = recorded(script('claude -p x'));
  const planned = async (it: Step) => await planReplay(it, REQUEST, {}, true);
  const {same, hasCheck, remarks} = await planned({
    ...step,
    status: 'failed',
    setup: step.setup && {...step.setup, check: 'npm test'},
  });
  expect([same?.options.check?.script, hasCheck, remarks.join()]).toEqual([
    ...['npm test', true],
    expect.not.stringContaining('check'),
  ]);
  expect((await planned(step)).hasCheck).toBe(false);
});

describe('the same agent with another model', () => {
  test.each([
    ['claude -p "$P" --model opus --verbose', 'claude -p "$P" --model haiku --verbose'],
    ["cd app\ncodex exec --model='gpt 5' x", 'cd app\ncodex exec --model=haiku x'],
    [
      'for i in 1 2; do a --model "opus"; b --model=opus; done',
      'for i in 1 2; do a --model haiku; b --model=haiku; done',
    ],
    ['git commit -m opus; a --model opus|tee log', 'git commit -m opus; a --model haiku|tee log'],
  ])('is had of the script %j', async (text, changed) => {
    expect((await other(recorded(script(text)), {model: 'haiku'})).words).toBe(changed);
  });

  test.each([
    [program('codex', 'exec', '-m', 'a b', 'x'), ['codex', 'exec', '-m', 'haiku', 'x']],
    [program('claude', '--model=a', '-p', 'x'), ['claude', '--model=haiku', '-p', 'x']],
    [program('sh', '-c', 'claude -p x --model opus'), ['sh', '-c', 'claude -p x --model haiku']],
  ])('is had of the program %j', async (command, changed) => {
    expect((await other(recorded(command), {model: 'haiku'})).words).toEqual(changed);
  });

  test.each([
    ['claude --model "$MODEL"', 'haiku', 'lets the shell compute its model: "$MODEL"'],
    ['a --model x; b --model y', 'haiku', 'several models: "x", "y"'],
    ['git commit -m x', 'haiku', 'names no other model'],
    ['a --model x', 'x', 'names no other model'],
    ['a --model x', 'x; rm -rf /', 'Use a name of letters, digits and any of'],
    ['a --model x', '$(id)', 'Use a name of letters, digits and any of'],
  ])('is refused of %j with %j', async (text, model, message) => {
    await expect(other(recorded(script(text)), {model})).rejects.toThrow(message);
  });
});

describe('an agent that is named alone', () => {
  const step = recorded(program('claude', '-p', 'fix it'));

  test('is asked what the step was asked, by a variable that no shell reads again', async () => {
    expect(await other(step, {agent: 'codex'})).toMatchObject({
      words: 'codex exec -s workspace-write -- "$LAFORGE_PROMPT"',
      prompt: 'fix it',
    });
    const {words} = await other(step, {agent: 'qwen-code', model: 'qwen3-max'});
    expect(words).toBe('qwen --approval-mode auto-edit --model qwen3-max --prompt="$LAFORGE_PROMPT"');
  });

  test('is no other agent where it only tells whose output is read', async () => {
    expect((await other(step, {agent: 'auto'})).words).toBeNull();
    expect((await other(step, {agent: 'codex', command: program('./mine')})).words).toEqual(['./mine']);
  });

  test('is by whose records the other is read, and not the same beside it', async () => {
    expect((await other(step, {agent: 'codex'})).readers).toEqual(['auto', 'codex']);
    expect((await other(step, {agent: 'codex', command: program('./mine')})).readers).toEqual(['auto', 'codex']);
    expect((await other(step, {agent: 'none'})).readers).toEqual(['none', undefined]);
  });

  test('is refused where nobody knows how to ask it, or what', async () => {
    await expect(other(step, {agent: 'goose'})).rejects.toThrow('It is not known how to run goose without a person');
    const unknown = recorded(program('./agent.sh'), null);
    await expect(other(unknown, {agent: 'codex'})).rejects.toThrow('The prompt of step 3 is not on record');
  });
});

test('what is missing is asked for as the front end takes it', async () => {
  const step = {...recorded(program('claude', '-p', 'x')), setup: null};
  const planned = (words: ReplayRequest['words']) => planReplay(step, {...REQUEST, words}, {}, true);
  await expect(planned(WORDINGS.cli)).rejects.toThrow('Give one after --, and use --baseline 0.');
  await expect(planned(WORDINGS.action)).rejects.toThrow('Give one as the input "run", and use lane: other.');
});
