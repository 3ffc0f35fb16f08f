import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {afterAll, afterEach, expect, test} from '@jest/globals';
import {main} from '../../../src/cli/index.ts';
import type {History} from '../../../src/domain/ports/store.ts';
import {REPORT_DIMENSIONS} from '../../../src/domain/report/report.ts';
import {reportToJson} from '../../../src/render/report-data.ts';
import {createLogin, type Login} from '../../../src/stores/postgres/logins.ts';
import {createPostgresStore} from '../../../src/stores/postgres/postgres-store.ts';
import {readReport} from '../../../src/usecases/read-report.ts';
import {A_CHECK, aDraft, anOutcome, anUndo, aRollback, uidOf} from '../../helpers/ledger.ts';
import {onPostgres} from '../../helpers/on-postgres.ts';
import {realStoreDeps} from '../../helpers/store-places.ts';
import {aUsage} from '../../helpers/usages.ts';

const postgres = onPostgres('The tests of laforge fleet report are');
const folder = mkdtempSync(join(tmpdir(), 'laforge-fleet-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));
const opened: History[] = [];
afterEach(async () => {
  for (const history of opened.splice(0)) await history.close();
});

async function openHistory(repositoryName: string, slug = 'default'): Promise<History> {
  const database = {url: postgres.server.ownerUrl, what: 'store-url'};
  const place = {slug, repository: null, repositoryName, database, folder: null};
  const history = await createPostgresStore(realStoreDeps(), place).open();
  opened.push(history);
  return history;
}

async function fleetReport(args: readonly string[], login?: Login) {
  const streams = {stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough()};
  const [out, err] = [streams.stdout, streams.stderr].map((stream) => stream.setEncoding('utf8'));
  const url = login === undefined ? postgres.server.ownerUrl : postgres.server.url(login);
  const status = await main(['fleet', 'report', ...args], {LAFORGE_DATABASE_URL: url}, streams);
  return {status, stdout: String(out?.read() ?? ''), stderr: String(err?.read() ?? '')};
}

const jsonOf = async (...args: readonly string[]) => JSON.parse((await fleetReport([...args, '--json'])).stdout);

/** Adds a history with steps that stayed, failed, run, were rolled back, and came back. */
async function tellStory(history: History, repository: string, team: string): Promise<void> {
  const costs = {tokenUsage: aUsage([100, 300, 100, 50], {cost: 1.5})};
  for (const n of [1, 2, 3, 4]) {
    const startTime = `2026-01-0${n}T00:00:00.000Z`;
    await history.startStep(aDraft(n, {repository, startTime, labels: {team}, branch: n === 4 ? 'topic' : 'main'}));
    const ended = {endTime: `2026-01-0${n}T01:00:00.000Z`, branch: n === 4 ? 'topic' : 'main'};
    const failed = n === 2 ? {status: 'check_failed' as const, check: {...A_CHECK, exit_code: 1}} : {};
    await history.finishStep(uidOf(n), anOutcome({...costs, ...ended, ...failed}));
  }
  await history.startStep(aDraft(5, {repository, startTime: '2026-01-05T00:00:00.000Z', labels: {team}}));
  const moves = {repository, createdAt: '2026-01-06T00:00:00.000Z'};
  await history.addRollback(aRollback(10, [uidOf(3)], moves));
  const onTopic = aRollback(11, [uidOf(4)], {...moves, branch: 'topic'});
  await history.addRollback(onTopic);
  await history.addRollback(anUndo(12, onTopic, {repository, createdAt: '2026-01-07T00:00:00.000Z', branch: 'topic'}));
  await history.publish();
}

postgres.describe('laforge fleet report', () => {
  test('says of one repository what laforge report says of it', async () => {
    const name = 'github.com/alone/one';
    const history = await openHistory(name);
    await tellStory(history, name, 'payments');
    for (const days of [[], ['--since', '2026-01-02', '--until', '2026-01-03']]) {
      const period =
        days.length === 0
          ? {since: null, until: null}
          : {since: '2026-01-02T00:00:00.000Z', until: '2026-01-04T00:00:00.000Z'};
      const {report} = await readReport(history, {period, branch: null, now: new Date(), merges: null});
      const scope = {projectId: 'x', branch: null, dimensions: REPORT_DIMENSIONS};
      const {project_id: _, branch: __, by_branch: ___, ...alone} = reportToJson(report, scope);
      expect(await jsonOf('--repository', 'alone/*', ...days)).toMatchObject(JSON.parse(JSON.stringify(alone)));
    }
    expect(await jsonOf('--repository', 'alone/*')).toMatchObject({
      total: {rollback: {count: 1, of: 3}},
      unfinished_steps: 1,
      time_to_undo: {count: 1},
    });
  });

  test('adds up what the login sees, by the repository whose login wrote a step, whatever its record says', async () => {
    const names = ['github.com/many/one', 'github.com/many/two', 'gitea.example/many/two'] as const;
    const [one, two, other] = names;
    await tellStory(await openHistory(one), one, 'payments');
    await tellStory(await openHistory(two), one, 'search');
    await tellStory(await openHistory(other), other, 'search');
    await tellStory(await openHistory(other, 'docs'), other, 'search');
    const groups = await jsonOf('--repository', 'many/*', '--by', 'repository,organisation,team');
    const group = (steps: number) => ({steps, cost_usd: steps * 1.5});
    expect(groups.by_repository).toMatchObject([
      {repository: other, ...group(8)},
      {repository: one, ...group(4)},
      {repository: two, ...group(4)},
    ]);
    expect(groups.by_organisation).toMatchObject([
      {organisation: 'gitea.example/many', ...group(8)},
      {organisation: 'github.com/many', ...group(8)},
    ]);
    expect(groups.by_team).toMatchObject([
      {team: 'search', ...group(12)},
      {team: 'payments', ...group(4)},
    ]);
    expect(groups).toMatchObject({repository: 'many/*', total: {steps: 16}, unfinished_steps: 4});
    expect(groups).not.toHaveProperty('by_agent');
    // A trouble of one repository is not fixed by a step of another.
    expect(groups.time_to_fix).toMatchObject({count: 4, unfixed: 4});
    expect(new Set(groups.timelines.map((it: {repository: string}) => it.repository))).toEqual(new Set(names));

    const scope = {role: 'reader' as const, repository: two, until: null};
    const {stdout} = await fleetReport(['--json'], await createLogin(postgres.server.owner, scope));
    expect(JSON.parse(stdout)).toMatchObject({repository: '*', total: {steps: 4}, by_repository: [{repository: two}]});
  });

  test('has the forms of laforge report, and names the repository of each step on its page', async () => {
    const name = 'github.com/forms/one';
    await tellStory(await openHistory(name), name, 'payments');
    const terminal = await fleetReport(['--repository', 'forms/*']);
    expect(terminal.stdout).toMatch(/^forms\/\*: 4 finished steps, and 1 that run or were refused/);
    expect(terminal.stdout).toMatch(/REPOSITORY +STEPS/);
    expect((await fleetReport(['--repository', 'forms/*', '--md', '--by', 'team'])).stdout).toMatch(
      /\| payments \| 4 \|/,
    );
    expect((await fleetReport(['--repository', 'forms/*', '--csv'])).stdout).toContain(`\nrepository,${name},4,`);
    const page = join(folder, 'report.html');
    expect(await fleetReport(['--repository', 'forms/*', '-o', page])).toMatchObject({
      status: 0,
      stdout: `Written: ${page}\n`,
    });
    expect(readFileSync(page, 'utf8')).toContain(`<td>main of ${name}</td>`);
    expect(await fleetReport(['--by', 'branch'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--by has "branch". Use one or more of: repository,'),
    });
    expect(await fleetReport(['--json', '--csv'])).toMatchObject({status: 2});
  });
});
