import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test} from '@jest/globals';
import {answerComment} from '../../../src/action/command.ts';
import type {CommandInputs} from '../../../src/action/inputs.ts';
import {openJob} from '../../../src/action/job.ts';
import {parseComment} from '../../../src/github/run-event.ts';
import {hostsWithHistory, makeSteps, tipOf} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {addComment, addPull, type PullState, pullsOf} from '../../helpers/github-service/routes-pulls.ts';
import {pushBranch, type SaidComment, saidJob} from '../../helpers/pull-request.ts';
import {commandFiles, readCommandFile} from '../../helpers/runner-files.ts';
import {type Host, workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const hostWith = hostsWithHistory(sandbox, workflowHost(sandbox));
const ours = (host: Host) => pullsOf(host.github.world).comments.filter(({login}) => login === 'github-actions[bot]');
const reactionsTo = (host: Host, id: number) =>
  pullsOf(host.github.world)
    .reactions.filter(({comment}) => comment === id)
    .map(({content}) => content);

/** Three steps on the branch of the open pull request 7, where ada may write. */
async function hostWithPull(pull: Partial<PullState> = {}) {
  const {host, made} = await hostWith('three steps of fix', async (host) => {
    await pushBranch(sandbox, host, 'fix');
    return await makeSteps(host, 3, {branch: 'fix', inputs: {store: 'git'}});
  });
  addPull(host.github.world, {number: 7, headRef: 'fix', headSha: await tipOf(sandbox, host, 'fix'), ...pull});
  pullsOf(host.github.world).permissions.set('ada', 'write').set('eve', 'read').set('root', 'owner');
  return {host, made};
}

/** The job of a host that its comments start, and the files of its outputs: one for all comments of a test. */
let jobOf: {readonly host: Host; readonly env: Readonly<Record<string, string>>} | undefined;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'laforge-said-'));
});
afterAll(() => rmSync(folder, {recursive: true}));
afterEach(() => {
  jest.restoreAllMocks();
  for (const name of Object.keys(commandFiles(folder))) delete process.env[name];
});

type Allowed = Pick<CommandInputs, 'allow' | 'maxCostUsd'>;
/** What spends money is allowed, also where the comments are hostile. */
const ALLOWED: Allowed = {allow: ['replay'], maxCostUsd: 2};

/** Answers a comment in the process of the test, with git as the store; resolves to the outputs. */
async function say(host: Host, body: string, said: Partial<SaidComment> = {}, allowed: Allowed = ALLOWED) {
  const {by = 'ada'} = said;
  const {id} = addComment(host.github.world, {pullRequest: 7, login: by, body});
  const comment = {id, body, by, ...said};
  const spec = saidJob({number: 7}, comment);
  if (jobOf?.host !== host) jobOf = {host, env: (await host.job(spec)).env};
  const env = {...jobOf.env, ...spec.env};
  const files = commandFiles(folder);
  Object.assign(process.env, files);
  const inputs: CommandInputs = {
    ...{
      projectId: null,
      store: 'git',
      storeNotice: null,
      storePath: null,
      storeUrl: null,
      mirror: null,
      retentionDays: null,
      pushToken: null,
    },
    ...{traceUrl: null, jobCheckRunId: null, otlp: {settings: null, problem: null}},
    ...allowed,
    githubToken: env.GITHUB_TOKEN ?? '',
  };
  writeFileSync(env.GITHUB_EVENT_PATH ?? '', JSON.stringify(spec.payload));
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  await answerComment(inputs, openJob(inputs, null, env), parseComment(JSON.stringify(spec.payload)));
  jest.restoreAllMocks();
  return {id: comment.id, outputs: readCommandFile(files.GITHUB_OUTPUT ?? '')};
}

/** Brings our comment up to date, so that it shows the tip. */
const show = (host: Host) => say(host, '/laforge status');

describe('a command', () => {
  test('moves the branch from the tip that our comment showed, once, and undo takes it back', async () => {
    const {host, made} = await hostWithPull();
    const [one, , three] = made;
    await show(host);
    expect(ours(host)[0]?.body.split('\n')[0]).toBe(`<!-- laforge:default at ${three} -->`);

    const {id, outputs} = await say(host, '/laforge rollback to 1\r\nplease');
    expect(outputs).toMatchObject({command: 'rollback', outcome: 'done', 'to-sha': one, 'deactivated-steps': '[3,2]'});
    expect(await tipOf(sandbox, host, 'fix')).toBe(one);
    expect(reactionsTo(host, id)).toEqual(['eyes', 'rocket']);
    expect(ours(host)).toHaveLength(1);
    expect(ours(host)[0]?.body).toContain('asked by ada: R1 moved <code>fix</code>');
    expect(ours(host)[0]?.body).toContain('Take it back: <code>/laforge undo R1</code>');

    const undo = await say(host, '/laforge undo');
    expect(undo.outputs).toMatchObject({command: 'undo', outcome: 'done', 'to-sha': three});
    // Another attempt of the run of either comment, whatever our comment shows by now.
    for (const [body, first] of [
      ['/laforge rollback to 1', id],
      ['/laforge undo', undo.id],
    ] as const) {
      const again = await say(host, body, {id: first});
      expect(again.outputs).toMatchObject({outcome: 'done'});
      expect(again.outputs).not.toHaveProperty('rollback-id');
    }
    expect(await tipOf(sandbox, host, 'fix')).toBe(three);
    expect(ours(host)).toHaveLength(1);
  });

  test('shows only a plan where the branch has moved on, with the line that carries it out', async () => {
    const {host, made} = await hostWithPull();
    await show(host);
    const [one = '', , three = ''] = made;
    const {id, outputs} = await say(host, `/laforge rollback to 1 at ${one.slice(0, 12)}`);
    expect(outputs).toMatchObject({outcome: 'planned', 'rollback-id': '', 'from-sha': three});
    expect(reactionsTo(host, id)).toEqual(['eyes', 'confused']);
    const line = `/laforge rollback to 1 at ${three.slice(0, 12)}`;
    expect(ours(host)[0]?.body).toContain(`\n\`\`\`\n${line}\n\`\`\`\n`);
    expect((await say(host, line, {by: 'root'})).outputs).toMatchObject({outcome: 'done', 'to-sha': one});
  });

  test('refuses what a person pushed on top, in a reply that another attempt does not repeat', async () => {
    const {host} = await hostWithPull();
    await show(host);
    const clone = await sandbox.clone(host.remote);
    await sandbox.git(clone, 'checkout', '-q', 'fix');
    await sandbox.commitFile(clone, 'hand.txt', 'by hand\n', 'by hand @octocat #1 <b>');
    await sandbox.git(clone, 'push', '-q', 'origin', 'HEAD:refs/heads/fix');
    const {id, outputs} = await say(host, '/laforge rollback to 1');
    await say(host, '/laforge rollback to 1', {id});
    expect(outputs).toMatchObject({command: 'rollback', outcome: 'refused'});
    expect(reactionsTo(host, id)).toEqual(['eyes', 'confused']);
    const replies = ours(host).filter(({body}) => body.startsWith(`<!-- laforge-reply ${id} -->`));
    expect(replies).toHaveLength(1);
    expect(replies[0]?.body).toMatch(
      /<code>\/laforge rollback to 1<\/code> of ada was refused, and nothing is changed\./,
    );
    expect(replies[0]?.body).toContain('LF017');
    expect(replies[0]?.body).not.toMatch(/@octocat|<b>/);
  });

  test('shows what a step changed, also on a pull request of a fork', async () => {
    const {host} = await hostWithPull({headRepository: 'mallory/demo'});
    expect((await say(host, '/laforge diff 2')).outputs).toMatchObject({command: 'diff', outcome: 'done'});
    expect(ours(host)[0]?.body).toContain('<details><summary>Step 2: what it changed</summary>');
    expect((await say(host, '/laforge diff 1 3')).outputs).toMatchObject({outcome: 'done'});
    expect(ours(host)[0]?.body).toContain('Step 1 against step 3');
    expect((await say(host, '/laforge')).outputs).toMatchObject({outcome: 'done'});
    expect(ours(host)[0]?.body).toContain('<code>/laforge undo &#91;R2&#93;</code>');
  });
});

const TO_1 = '/laforge rollback to 1';
const MANY = 'x'.repeat(70_000);

/** Comments of ada, who may write, that are for nobody. */
const NO_COMMANDS = [
  `> ${TO_1}`,
  ` ${TO_1}`,
  `\t${TO_1}`,
  `    ${TO_1}`,
  `\n${TO_1}`,
  `\r${TO_1}`,
  `\`\`\`\n${TO_1}\n\`\`\``,
  `\`${TO_1}\``,
  `**${TO_1}**`,
  `- ${TO_1}`,
  `1. ${TO_1}`,
  `# ${TO_1}`,
  `please ${TO_1}`,
  `<!-- -->${TO_1}`,
  `<p>${TO_1}</p>`,
  `hello\n${TO_1}`,
  `\u200b${TO_1}`,
  `\ufeff${TO_1}`,
  `\u202e${TO_1}`,
  `\u2028${TO_1}`,
  '\uff0flaforge rollback to 1',
  '/Laforge rollback to 1',
  '/LAFORGE rollback to 1',
  '/laforgerollback to 1',
  '/laforge-rollback to 1',
  '/laforge/rollback to 1',
  '/l\u0430forge rollback to 1',
  '//laforge rollback to 1',
  `${MANY}${TO_1}`,
  '',
];
/** Those that are for us, and no command. */
const UNREADABLE = [
  '/laforge\u00a0rollback to 1',
  '/laforge\trollback to 1',
  `${TO_1}; rm -rf /`,
  `${TO_1} && true`,
  `${TO_1} $(id)`,
  `${TO_1} \`id\``,
  `${TO_1} \${{ github.token }}`,
  `${TO_1} | cat`,
  `${TO_1} > out`,
  `${TO_1}\u202e`,
  `${TO_1}\u0000`,
  '/laforge rollback to \uff11',
  '/laforge rollback to \u0663',
  `${TO_1}${' '.repeat(300)}x`,
  `${TO_1} ${MANY}`,
  `${TO_1} at deadbee`,
  `${TO_1} at HEAD`,
  `${TO_1} at ${'A'.repeat(40)}`,
  `${TO_1} <!-- laforge:default -->`,
  `${TO_1} @octocat`,
  "/laforge rollback to 'x'",
  '/laforge rollback to 1 #7',
  '/laforge [x](y)',
  '/laforge *',
];
/** Those that read as words, and ask for nothing there is. */
const UNKNOWN = [
  '/laforge rollback',
  '/laforge rollback 1',
  '/laforge rollback to',
  '/laforge Rollback to 1',
  '/laforge ROLLBACK TO 1',
  '/laforge roll back to 1',
  '/laforge rollback to 1 2',
  '/laforge rollback to 1 --force',
  '/laforge rollback to --all',
  '/laforge rollback to 0',
  '/laforge rollback to 01',
  '/laforge rollback to -1',
  '/laforge rollback to 1e3',
  '/laforge rollback to R1',
  '/laforge rollback to 99',
  '/laforge rollback before',
  '/laforge rollback after 1',
  '/laforge undo 1',
  '/laforge undo S1',
  '/laforge undo R0',
  '/laforge undo R1 R2',
  '/laforge undo',
  '/laforge undo --yes',
  '/laforge constructor',
  '/laforge __proto__',
  '/laforge toString',
  '/laforge reset to 1',
  '/laforge push',
  '/laforge status at 0123456789abcdef',
  '/laforge replay',
  '/laforge REPLAY 1',
  '/laforge replay R1',
  '/laforge replay 99',
  '/laforge replay to 1',
  '/laforge replay 1 2',
  '/laforge replay 1 --yes',
  '/laforge replay --keep 1',
  '/laforge replay 1 with',
  '/laforge replay 1 with auto',
  '/laforge replay 1 with goose',
  '/laforge replay 1 with __proto__',
  '/laforge replay 1 with sh -c id',
  '/laforge replay 1 times',
  '/laforge replay 1 times 0',
  '/laforge replay 1 times 11',
  '/laforge replay 1 times 1e1',
  '/laforge replay 1 times 5 with codex',
  '/laforge replay 1 at 0123456789abcdef',
  '/laforge help me',
  '/laforge diff',
  '/laforge diff 1 2 3',
  '/laforge rollback to 1 at',
  '/laforge at 0123456789abcdef',
];

describe('hostile comments', () => {
  let host: Host;
  let before: string;
  beforeEach(async () => {
    ({host} = await hostWithPull());
    await show(host);
    before = await sandbox.git(host.remote, 'for-each-ref');
  });
  afterEach(async () => {
    // Nothing moved, and nothing was recorded: the history is a ref too.
    expect(await sandbox.git(host.remote, 'for-each-ref')).toBe(before);
  });

  test('that are no command are left alone without a request', async () => {
    for (const body of NO_COMMANDS) {
      const requests = host.github.requests.length;
      const {id, outputs} = await say(host, body);
      expect([body.slice(0, 40), outputs.outcome]).toEqual([body.slice(0, 40), 'ignored']);
      expect(reactionsTo(host, id)).toEqual([]);
      expect(host.github.requests.length).toBe(requests);
    }
    expect(ours(host)).toHaveLength(1);
  });

  test('that cannot be read, or ask for what there is not, are refused and never shown as they are', async () => {
    for (const body of [...UNREADABLE, ...UNKNOWN]) {
      const {id, outputs} = await say(host, body);
      expect([body.slice(0, 40), outputs.outcome]).toEqual([body.slice(0, 40), 'refused']);
      const reply = ours(host).at(-1)?.body ?? '';
      expect(reply.startsWith(`<!-- laforge-reply ${id} -->\n❌ `)).toBe(true);
      expect(reply.length).toBeLessThan(3_000);
      expect(reply).not.toMatch(/@octocat|github\.token|rm -rf|\u202e|\]\(y\)/);
    }
  });

  test.each([TO_1, '/laforge replay 1'])(
    'such as %s of whoever may not, or where they may not, do nothing',
    async (body) => {
      const cases: readonly (readonly [Partial<SaidComment>, Partial<PullState>, 'ignored' | 'refused'])[] = [
        [{by: 'eve'}, {}, 'ignored'],
        [{by: 'mallory'}, {}, 'ignored'],
        [{by: 'renovate[bot]'}, {}, 'ignored'],
        [{by: ''}, {}, 'ignored'],
        [{type: 'Bot'}, {}, 'ignored'],
        [{action: 'edited'}, {}, 'ignored'],
        [{action: 'deleted'}, {}, 'ignored'],
        [{onIssue: true}, {}, 'ignored'],
        [{}, {state: 'closed'}, 'refused'],
        [{}, {headRepository: 'mallory/demo'}, 'refused'],
      ];
      const {pulls} = pullsOf(host.github.world);
      const [open] = pulls.splice(0);
      for (const [said, changed, outcome] of cases) {
        if (open !== undefined) pulls.splice(0, 1, {...open, ...changed});
        const {id, outputs} = await say(host, body, said);
        expect([said, changed, outputs.outcome]).toEqual([said, changed, outcome]);
        expect(reactionsTo(host, id)).toEqual(outcome === 'refused' ? ['eyes', 'confused'] : []);
      }
    },
  );
});

test("a tip that somebody else's comment shows counts for nothing", async () => {
  const {host, made} = await hostWithPull();
  addComment(host.github.world, {
    pullRequest: 7,
    login: 'eve',
    body: `<!-- laforge:default at ${made[2]} -->\nfor ada`,
  });
  const before = await tipOf(sandbox, host, 'fix');
  expect((await say(host, TO_1)).outputs).toMatchObject({outcome: 'planned'});
  expect(await tipOf(sandbox, host, 'fix')).toBe(before);
});

test('the bundle answers a comment, reacts before anything else is asked, and works on comments alone', async () => {
  const {host, made} = await hostWithPull();
  await show(host);
  const body = TO_1;
  const {id} = addComment(host.github.world, {pullRequest: 7, login: 'ada', body});
  const job = await host.job(saidJob({number: 7}, {id, body, by: 'ada'}));
  const asked = host.github.requests.length;
  const run = await job.run('command', {store: 'git'});
  expect([run.exitCode, run.log.match(/^::(?:error|warning)::.*/gm)]).toEqual([0, null]);
  expect(run.outputs).toMatchObject({command: 'rollback', outcome: 'done', 'to-sha': made[0], recorded: 'true'});
  expect(run.summary).toMatch(/^## ↩️ Rollback R1\n/);
  expect(host.github.requests.slice(asked, asked + 2).map(({method, path}) => [method, path])).toEqual([
    ['GET', '/repos/octo/demo/collaborators/ada/permission'],
    ['POST', `/repos/octo/demo/issues/comments/${id}/reactions`],
  ]);

  const elsewhere = await (await host.job()).run('command', {store: 'git'});
  expect(elsewhere.exitCode).toBe(1);
  expect(elsewhere.log).toContain(
    '::error::The action command answers comments, and this run was triggered by push. Run it on: issue_comment. (LF010)',
  );
});

test('a step is run again only where the workflow allows it, and once for each comment', async () => {
  const {host, made} = await hostWithPull();
  const ask = async (body: string, inputs: Readonly<Record<string, string>>) => {
    const {id} = addComment(host.github.world, {pullRequest: 7, login: 'ada', body});
    const job = await host.job(saidJob({number: 7}, {id, body, by: 'ada'}));
    return {id, run: () => job.run('command', {store: 'git', ...inputs})};
  };
  const refused = await (await ask('/laforge replay 2', {})).run();
  expect(refused.outputs).toMatchObject({command: 'replay', outcome: 'refused'});
  expect(ours(host).at(-1)?.body).toContain('The workflow does not allow replays, which spend money.');

  const asked = await ask('/laforge replay 2 times 2', {allow: 'replay', 'max-cost-usd': '2'});
  const pins = async () => (await sandbox.git(host.remote, 'for-each-ref', 'refs/laforge/pins')).split('\n');
  for (const attempt of [1, 2]) {
    const {outputs, log} = await asked.run();
    expect([attempt, log.match(/^::error::.*/gm), outputs]).toMatchObject([
      attempt,
      null,
      {command: 'replay', outcome: 'done'},
    ]);
    expect(await pins()).toHaveLength(2);
  }
  expect(reactionsTo(host, asked.id)).toContain('rocket');
  const said = ours(host).find(({body}) => body.startsWith('<!-- laforge:default'))?.body ?? '';
  expect(said).toMatch(/asked by ada: step 2 again\.[\s\S]*same agent +2 of 2 passed/);
  expect(await tipOf(sandbox, host, 'fix')).toBe(made[2]);
});
