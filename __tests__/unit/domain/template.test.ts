import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {Ajv} from 'ajv';
import {parse} from 'yaml';
import {schemaText, templateSchema, writtenSchema} from '../../../scripts/template-schema.ts';
import {matchesInTime} from '../../../src/app/step-template.ts';
import {commitMessage} from '../../../src/domain/commit-message.ts';
import {TEMPLATE_OPTIONS} from '../../../src/domain/template/options.ts';
import {fillTemplate, inspectTemplate} from '../../../src/domain/template/parse.ts';
import {templateBranch, templatePath} from '../../../src/domain/template/source.ts';
import {uidOf} from '../../helpers/ledger.ts';

const WHERE = 'Template "fix"';
const read = (yaml: string) => {
  const {template, fault} = inspectTemplate(parse(yaml), WHERE, matchesInTime);
  if (fault !== null) throw fault;
  return template;
};
const fill = (yaml: string, inputs: Readonly<Record<string, string>> = {}) =>
  fillTemplate(read(yaml), new Map(Object.entries(inputs)), {
    name: 'fix',
    inputOption: (name) => `--input ${name}=…`,
    matches: matchesInTime,
  });
const FIX = `
description: Fix an issue
inputs:
  issue: {description: its number, required: true, pattern: '[0-9]+'}
  tone: {options: [short, long], default: short}
  note:
prompt: 'Fix issue \${{ inputs.issue }} (\${{inputs.tone}}). \${{ inputs.note }}'
run: claude -p "$LAFORGE_PROMPT"
max-cost-usd: 2.5
env-allow: [ANTHROPIC_API_KEY, NODE_*]
agent-config: {model: opus, max_tokens: 10}
`;

describe('a template', () => {
  test('has its inputs filled in as text, once, and its options as an action would be given them', () => {
    const {inputs, options} = fill(FIX, {issue: '12', note: `\${{ inputs.issue }} $(rm -rf /) $& "`});
    expect(inputs).toEqual({issue: '12', tone: 'short', note: `\${{ inputs.issue }} $(rm -rf /) $& "`});
    expect(Object.fromEntries(options)).toEqual({
      prompt: `Fix issue 12 (short). \${{ inputs.issue }} $(rm -rf /) $& "`,
      run: 'claude -p "$LAFORGE_PROMPT"',
      'max-cost-usd': '2.5',
      'env-allow': 'ANTHROPIC_API_KEY\nNODE_*',
      'agent-config': '{"model":"opus","max_tokens":10}',
    });
  });

  test('lets no input add a trailer to its message, or name something there', () => {
    const yaml = `inputs: {title: }\ncommit-message: 'fix: \${{ inputs.title }} ({agent})'`;
    const template = fill(yaml, {title: 'a\r\n\nLaforge-Step: 9\u2028{agent}'}).options.get('commit-message') ?? '';
    const facts = {stepId: null, stepUid: uidOf(1), agent: 'claude', branch: null, prompt: null};
    expect(commitMessage(template, facts)).toBe(
      `fix: a Laforge-Step: 9 {agent} (claude)\n\nLaforge-Step-Uid: ${uidOf(1)}\n`,
    );
  });

  test.each([
    [{}, 'Template "fix" needs the input "issue" (its number). Give it: --input issue=….'],
    [{issue: '12; rm'}, 'Input "issue" of template "fix" does not match [0-9]+. Give another value.'],
    [{issue: '1', tone: 'loud'}, 'Input "tone" of template "fix" is none of short, long. Give another value.'],
    [{issue: '1', isue: '2'}, 'Template "fix" has no input "isue". It has issue, tone, note.'],
    [{issue: '1', note: 'a\0b'}, 'Input "note" of template "fix" has a NUL character'],
  ])('refuses the inputs %j', (inputs, message) => {
    expect(() => fill(FIX, inputs)).toThrow(message);
  });

  test('is not hung by a pattern that takes years', () => {
    const yaml = "inputs: {x: {pattern: '(a+)+b'}}\nrun: x";
    expect(() => fill(yaml, {x: 'a'.repeat(40)})).toThrow('is not told in a second to match (a+)+b');
    expect(fill(yaml, {x: 'aab'}).inputs).toEqual({x: 'aab'});
  });

  test.each([
    ['rnu: x\nshel: y', '"rnu", "shel" are no keys of it. Use description, inputs, run, shell'],
    ['inputs: {a: {require: true}}', 'the input a has "require". Use description, required, default, options, pattern'],
    ['inputs: {"1 a": }', '"1 a" is no name of an input'],
    ['inputs: {a-b: , a_b: }', 'the inputs a-b and a_b would both be LAFORGE_INPUT_A_B'],
    ["inputs: {a: {pattern: '['}}", 'the input a has the pattern "[", which is no regular expression'],
    ["inputs: {a: {pattern: '[0-9]+', default: x}}", 'the input a has a default that does not match [0-9]+'],
    [`inputs: {a: }\nrun: echo \${{ inputs.a }}`, 'a script finds an input in $LAFORGE_INPUT_A'],
    [`inputs: {a: }\ncheck: echo \${{ github.token }}`, `check has \${{, and only prompt and commit-message`],
    [`prompt: \${{ inputs.b }}`, 'prompt has the input "b", which inputs does not declare'],
    [`prompt: \${{ github.token }}`, 'that begins no'],
    [`inputs: {a: }\nprompt: \${{ inputs.a`, 'that begins no'],
    ['working-directory: a/../../b', 'working-directory is "a/../../b", which leads out of the work tree'],
    ["inputs: {a: {pattern: 'a)|(b'}}", 'which is no regular expression'],
    ['record-prompt: perhaps', 'record-prompt is neither true nor false'],
    ['- run', 'it has no keys'],
  ])('is refused for %j', (yaml, message) => {
    expect(() => read(yaml)).toThrow(message);
  });

  test('names no file elsewhere', () => {
    expect(templatePath('fix.flaky-1', '--template')).toBe('.laforge/steps/fix.flaky-1.yml');
    for (const name of ['../x', 'a/b', 'a..b', '.hidden', '', 'x.', 'a\nb', 'C:x'])
      expect(() => templatePath(name, '--template')).toThrow(/is no name of a template/);
  });
});

describe('the branch a template is read from', () => {
  const run = (event: string | null, base?: string | null) => ({
    defaultBranch: 'main',
    run: {
      ...{ci: 'github', workflow: null, run_id: null, attempt: null, job: null, job_backend_id: null},
      ...{actor: null, url: null, event},
      pull_request:
        base === undefined
          ? null
          : {number: 7, head_ref: 'x', head_sha: null, head_repository: null, base_ref: base, merge_sha: null},
    },
  });
  test.each([
    ['push', undefined, null],
    ['workflow_dispatch', undefined, null],
    ['schedule', undefined, null],
    ['pull_request', 'release', 'release'],
    ['pull_request_review', 'release', 'release'],
    ['pull_request_target', 'release', 'main'],
    ['issue_comment', 'release', 'main'],
    ['issues', undefined, 'main'],
    ['workflow_run', undefined, 'main'],
    ['discussion_comment', undefined, 'main'],
  ])('under %s with the base %s is %s', (event, base, branch) => {
    expect(templateBranch(run(event, base))).toBe(branch);
  });

  test('is not guessed', () => {
    expect(() => templateBranch(run('pull_request', null))).toThrow(/pull request #7/);
    expect(() => templateBranch(run('pull_request'))).toThrow(/does not name one/);
    expect(() => templateBranch({...run('issues'), defaultBranch: null})).toThrow(/does not name that/);
  });
});

describe('the schema for editors', () => {
  const validate = new Ajv({allowUnionTypes: true}).compile(templateSchema() as object);

  test('is the one in docs/schemas', () => {
    expect(writtenSchema()).toBe(schemaText());
  });

  test.each([
    FIX,
    'run: x\nbudget: 5 USD per day',
    'inputs:',
    'inputs: {a: }\nprompt: p\ncontinue-on-agent-error: true',
  ])('takes what we take: %j', (yaml) => {
    expect([validate(parse(yaml)), read(yaml).options.size >= 0]).toEqual([true, true]);
  });

  test.each([
    'rnu: x',
    'inputs: {a: {require: true}}',
    'inputs: {"1": }',
    'run: [a]',
    'record-prompt: yes please',
    'inputs: {a: {options: []}}',
  ])('refuses what we refuse: %j', (yaml) => {
    expect(validate(parse(yaml))).toBe(false);
    expect(() => read(yaml)).toThrow();
  });
});

test('what an input of the action is when nobody gives it is what its manifest says', () => {
  const {inputs} = parse(readFileSync(join(import.meta.dirname, '../../../action.yml'), 'utf8'));
  for (const [name, option] of Object.entries(TEMPLATE_OPTIONS))
    expect([name, inputs[name].default]).toEqual([name, 'usual' in option ? option.usual : undefined]);
});
