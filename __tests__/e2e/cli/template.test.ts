import {mkdirSync, renameSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

const FIX = `description: Fix an issue
inputs:
  issue: {description: its number, required: true, pattern: '[0-9]+'}
prompt: Fix issue \${{ inputs.issue }}
run: |
  echo "$LAFORGE_PROMPT / $LAFORGE_INPUT_ISSUE" > work.txt
check: grep -q "$LAFORGE_INPUT_ISSUE" work.txt
commit-message: 'fix: issue \${{ inputs.issue }}'
push: none
`;

test('a step is made from a template, and what is given on the line goes over it', async () => {
  const files = {'.laforge/steps/fix.yml': FIX, '.laforge/steps/bad.yml': 'rnu: x\n', 'sub/a.txt': 'a\n'};
  const work = await sandbox.createRepository({name: 'app', files});
  const run = await laforge(`${work}/sub`, ['step', 'run', '--template', 'fix', '--input', 'issue=12']);
  expect([run.code, run.stderr]).toEqual([0, expect.stringContaining('step 1 of app on main: echo "$LAFORGE_PROMPT')]);
  expect(await sandbox.git(work, 'log', '-1', '--format=%s')).toBe('fix: issue 12');
  const {stdout} = await laforge(work, ['step', 'info', '1', '--json']);
  const step = JSON.parse(stdout);
  expect(step).toMatchObject({
    prompt: {text: 'Fix issue 12'},
    template: {
      name: 'fix',
      blob: await sandbox.git(work, 'rev-parse', 'HEAD:.laforge/steps/fix.yml'),
      inputs: {issue: '12'},
    },
    check: {exit_code: 0},
  });
  expect((await laforge(work, ['step', 'info', '1'])).stdout).toMatch(/template +fix \([0-9a-f]{8}\) issue=12\n/);

  const again = await laforge(work, ['step', 'replay', '1', '--times', '1', '--yes', '--json']);
  const [observed, same] = JSON.parse(again.stdout).lanes;
  expect(same).toMatchObject({passed: 1, tries: [{tree: observed.tries[0].tree, template: {inputs: {issue: '12'}}}]});

  const own = [
    '--template',
    'fix',
    '--input',
    'issue=7',
    '--no-record-prompt',
    '--',
    'sh',
    '-c',
    'echo "7 $LAFORGE_PROMPT" > work.txt',
  ];
  expect(await laforge(work, ['step', 'run', ...own])).toMatchObject({code: 0});
  const second = JSON.parse((await laforge(work, ['step', 'info', '3', '--json'])).stdout);
  expect(second).toMatchObject({prompt: {text: null}, template: {inputs: {issue: null}}});

  const refused = await laforge(work, ['step', 'run', '--template', 'fix', '--input', 'issue=x']);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('does not match [0-9]+')]);
  const strangers = {env: {GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request'}};
  const foreign = await laforge(work, ['step', 'run', '--template', 'fix', '--input', 'issue=1'], strangers);
  expect([foreign.code, foreign.stderr]).toEqual([1, expect.stringContaining('that may be anybody')]);

  const list = await laforge(work, ['template', 'list']);
  expect(list.stdout).toMatch(
    /^TEMPLATE +INPUTS +DESCRIPTION\nbad .*"rnu" is no key of it.*\nfix +issue +Fix an issue\n$/,
  );
  const check = await laforge(work, ['template', 'check']);
  expect(check).toMatchObject({code: 1, stdout: 'fix: ok\n', stderr: expect.stringContaining('"rnu" is no key')});
  const shown = await laforge(work, ['template', 'show', 'fix']);
  expect(shown.stdout).toContain('issue: its number (required; matches [0-9]+; in scripts $LAFORGE_INPUT_ISSUE)');
  expect(JSON.parse((await laforge(work, ['template', 'show', 'fix', '--json'])).stdout)).toMatchObject({
    name: 'fix',
    inputs: {issue: {required: true}},
    options: {push: 'none'},
  });
});

test('a text that a YAML comment cuts short is warned of with its line, and no comment that is written as one', async () => {
  const files = {
    '.laforge/steps/cut.yml':
      'inputs: {}\nrun: claude -p fix #12\ncheck: test "a # b"\nprompt: Fix\n  issue #\u202e7 now\n',
    '.laforge/steps/whole.yml':
      'run: npm test # all of them\nprompt: "fix #12" #one\ncheck: |\n  grep x #12\nagent: none #x\n',
  };
  const work = await sandbox.createRepository({name: 'app', files});
  const {code, stdout, stderr} = await laforge(work, ['template', 'check']);
  expect([code, stdout]).toEqual([0, 'cut: ok\nwhole: ok\n']);
  expect(stderr.match(/line .*? before ".*"\./g)).toEqual([
    'line 2, a YAML comment cuts run short before "#12".',
    'line 3, a YAML comment cuts check short before "# b\\"".',
    'line 5, a YAML comment cuts prompt short before "#\ufffd7 now".',
  ]);
  writeFileSync(join(work, '.laforge/steps/go.yml'), 'run: exit 0 #12\n');
  const run = await laforge(work, ['step', 'run', '--template', 'go']);
  expect([run.code, run.stderr]).toEqual([
    0,
    expect.stringMatching(/^laforge: warning: In template "go", line 1, a YAML comment cuts run short before "#12"\./),
  ]);
});

test('bad files are told beside the good ones, with all that a step would refuse, and no link is followed', async () => {
  const faulty = 'rnu: x\nbranch: bad..name\nprices: {a: b}\ntimeout-minutes: 0\n';
  const files = {
    '.laforge/steps/big.yml': '#'.repeat(1024 * 1024 + 1),
    '.laforge/steps/deep.yml': '['.repeat(20_000),
    '.laforge/steps/faulty.yml': faulty,
    '.laforge/steps/fix.yml': FIX,
    '.laforge/steps/tag.yml': 'run: !!js/function "x"\n',
  };
  const work = await sandbox.createRepository({name: 'app', files});
  const steps = join(work, '.laforge/steps');
  mkdirSync(join(steps, 'dir.yml'));
  symlinkSync('fix.yml', join(steps, 'link.yml'));
  const {code, stdout, stderr} = await laforge(work, ['template', 'check']);
  expect([code, stdout]).toEqual([1, 'fix: ok\n']);
  for (const fault of [
    /big\.yml", which is not a file of at most 1 MB/,
    /dir\.yml", which is not a file/,
    /"deep" is nested deeper than 32 levels/,
    /link\.yml", which is a link\. Put the file itself there\./,
    /"tag" is neither JSON nor YAML: line 1, column 6: Unresolved tag/,
    /"rnu" is no key.*timeout-minutes is "0".*branch is "bad\.\.name".*prices: "a"/,
  ])
    expect(stderr).toMatch(fault);
  expect((await laforge(work, ['template', 'list'])).stdout).toMatch(/^TEMPLATE.*\nbig .*\nfix +issue/s);
  const wrong = await laforge(work, ['step', 'run', '--template', 'faulty']);
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('"rnu" is no key')]);
  writeFileSync(join(steps, 'soon.yml'), 'run: exit 0\ntimeout-minutes: soon\n');
  const soon = await laforge(work, ['step', 'run', '--template', 'soon', '--commit', 'yes']);
  expect([soon.code, soon.stderr]).toEqual([
    2,
    expect.stringMatching(/: timeout-minutes of the template "soon" is "soon"\. .* --commit is "yes"\./),
  ]);
  writeFileSync(join(steps, 'before.yml'), 'run: exit 0\ncheck-before: true\n');
  const before = await laforge(work, ['step', 'run', '--template', 'before']);
  expect(before.stderr).toContain(
    'check-before of the template "before" is "true", and there is no check. Add a check,',
  );
  const twice = await laforge(work, ['step', 'run', '--template', 'fix', '--input', 'issue=1', '--input', 'issue=2']);
  expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining('--input issue=… is given twice')]);

  renameSync(join(work, '.laforge'), join(sandbox.folder(), 'elsewhere'));
  symlinkSync(join(sandbox.folder(), 'elsewhere'), join(work, '.laforge'));
  const away = await laforge(work, ['step', 'run', '--template', 'fix', '--input', 'issue=1']);
  expect([away.code, away.stderr]).toEqual([2, expect.stringContaining('leads out of the repository')]);
  expect((await laforge(work, ['template', 'list'])).code).toBe(2);
});

test('a limit is called as the template or the line gave it', async () => {
  const work = await sandbox.createRepository();
  const steps = join(work, '.laforge', 'steps');
  mkdirSync(steps, {recursive: true});
  writeFileSync(join(steps, 'slow.yml'), 'run: echo a > a\ncheck: sleep 60\ncheck-timeout-minutes: 0.02\n');
  const said = async (...options: readonly string[]) =>
    (await laforge(work, ['step', 'run', '--template', 'slow', ...options])).stderr;
  expect(await said()).toContain('it ran longer than check-timeout-minutes of the template "slow" allows');
  expect(await said('--check-timeout-minutes', '0.02')).toContain('it ran longer than --check-timeout-minutes allows');
});
