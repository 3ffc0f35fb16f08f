import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import type {PullWork} from '../../../src/domain/report/pull-requests.ts';
import {totalsOf} from '../../../src/domain/usage-totals.ts';
import {findMerged} from '../../../src/usecases/find-merged.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {aStep, aUid} from '../../helpers/history-builders.ts';
import {repositoryOpener} from '../../helpers/open-repository.ts';
import {aUsage} from '../../helpers/usages.ts';

const sandbox = gitSandbox();
const openRepository = repositoryOpener();

const DAY = 24 * 60 * 60 * 1000;
const START = Date.UTC(2026, 0, 2);

/** A repository in which time goes on as told. */
async function makeWorld() {
  const cwd = await sandbox.createRepository({name: 'app'});
  let now = START;
  const git = (...args: string[]) => {
    now += 60_000;
    const date = new Date(now).toISOString();
    const env = {...sandbox.env(), GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date};
    return execFileSync('git', args, {cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']}).trim();
  };
  const commit = (message: string) => {
    git('add', '-A');
    git('commit', '-qm', message, '--allow-empty');
    return git('rev-parse', 'HEAD');
  };
  const write = (path: string, text: string) => writeFileSync(join(cwd, path), text);
  const linesOf = (number: number, count: number) =>
    Array.from({length: count}, (_, line) => `${number} line ${line}\n`).join('');
  /** The lines of a pull request in a commit, by their texts: none but its own begin so. */
  const count = (number: number, at: string) => {
    const grep = ['grep', '-h', '-c', `^${number} line `, at];
    try {
      return git(...grep)
        .split('\n')
        .reduce((sum, line) => sum + Number(line), 0);
    } catch {
      return 0;
    }
  };
  return {
    ...{cwd, git, commit, write, linesOf, count},
    time: () => new Date(now).toISOString(),
    pass: (days: number) => {
      now += days * DAY;
    },
  };
}
type World = Awaited<ReturnType<typeof makeWorld>>;

/** A pull request of one step, which made these commits, newest first. */
function aWork(number: number, time: string, ownCommits: readonly string[], cost: number | null = 1): PullWork {
  const usage = totalsOf([aStep({id: number, tokenUsage: aUsage([1, 1, 1, 1], {cost})})]);
  const step = {uid: aUid(number), startTime: time, stayed: true, ownCommits, after: ownCommits[0] ?? null, usage};
  return {repository: 'github.com/octo/app', number, steps: [step]};
}

/** Makes the branch of a pull request, with two commits of its step. */
function makeBranch(world: World, number: number): PullWork {
  const {git, commit, write, linesOf, time} = world;
  git('checkout', '-q', '-b', `p${number}`, 'main');
  const began = time();
  write(`f${number}.txt`, linesOf(number, 4));
  const first = commit(`one of ${number}`);
  write(`f${number}.txt`, linesOf(number, 6));
  const second = commit(`two of ${number}`);
  git('checkout', '-q', 'main');
  return aWork(number, began, [second, first]);
}

test('a pull request is found by its commits, by the same changes, by a squash and by a message', async () => {
  const world = await makeWorld();
  const {git, commit, write, linesOf} = world;
  const works = [1, 2, 3, 4, 5].map((number) => makeBranch(world, number));
  write('other.txt', 'of a person\n');
  commit('main goes on');
  git('merge', '-q', '--no-ff', '-m', 'merge 1', 'p1');
  git('cherry-pick', 'p2~1', 'p2');
  git('merge', '-q', '--squash', 'p3');
  commit('squash of 3');
  git('checkout', '-q', 'p4');
  write('by-hand.txt', '4 line of a person\n');
  commit('a person went on');
  git('checkout', '-q', 'main');
  git('merge', '-q', '--squash', 'p4');
  commit(`squash of 4 (#4)\n\n* one of 4\n\nLaforge-Step-Uid: ${aUid(4)}\n\n* a person went on`);
  const gone = aWork(6, world.time(), ['f'.repeat(40)]);
  const empty = aWork(7, world.time(), []);
  const repository = await openRepository(world.cwd);
  const report = await findMerged(repository, 'main', [...works, gone, empty]);
  expect(report.pulls.map(({number, merged, by, lines}) => [number, merged, by, lines])).toEqual([
    [1, true, 'ancestry', 6],
    [2, true, 'patch', 6],
    [3, true, 'squash', 6],
    // What of it is a person's nobody can tell.
    [4, true, 'trailer', null],
    [5, false, null, null],
    [6, null, null, null],
    [7, null, null, null],
  ]);
  expect(report).toMatchObject({
    merged: {count: 4, of: 5},
    ...{stepsPerMerged: 1, costPerMerged: 1, lines: 18, surviving: 18, costPerSurvivingLine: 3 / 18},
    // Seven days have not passed.
    reworked: {count: 0, of: 0, share: null},
    reworked30: {count: 0, of: 0, share: null},
  });
  expect(linesOf(1, 1)).toBe('1 line 0\n');
  await expect(findMerged(repository, 'nowhere', works)).rejects.toThrow(
    'The base is "nowhere", and there is no such branch here.',
  );
});

test('there is no average while half of the costs or more are unknown, and steps after the merge do not count', async () => {
  const world = await makeWorld();
  const one = makeBranch(world, 1);
  const two = makeBranch(world, 2);
  world.git('merge', '-q', '--no-ff', '-m', 'merge 1', 'p1');
  world.git('merge', '-q', '--no-ff', '-m', 'merge 2', 'p2');
  world.pass(1);
  const late = aWork(1, world.time(), []).steps;
  const unknown = {...two, steps: two.steps.map((step) => ({...step, usage: totalsOf([aStep({id: 2})])}))};
  const repository = await openRepository(world.cwd);
  const report = await findMerged(repository, 'main', [{...one, steps: [...one.steps, ...late]}, unknown]);
  expect(report).toMatchObject({stepsPerMerged: 1, costPerMerged: null, costPerSurvivingLine: null});
});

test.each([3])('lines that survive and rework are those that their texts tell, in history %i', async (seed) => {
  const world = await makeWorld();
  const {cwd, git, commit, count} = world;
  let state = seed * 7919;
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
  const merges = new Map<number, {work: PullWork; at: string; time: string}>();
  const states: {sha: string; time: string}[] = [];
  const note = (sha: string) => states.push({sha, time: world.time()});
  for (let round = 1; round <= 8; round++) {
    const work = makeBranch(world, round);
    if (round % 2 === 0) {
      git('merge', '-q', '--squash', `p${round}`);
      commit(`squash ${round}`);
    } else git('merge', '-q', '--no-ff', '-m', `merge ${round}`, `p${round}`);
    const at = git('rev-parse', 'HEAD');
    note(at);
    merges.set(round, {work, at, time: git('show', '-s', '--format=%cI', at)});
    for (let edit = random(3); edit > 0; edit--) {
      world.pass(random(6));
      const files = readdirSync(cwd).filter((name) => name.endsWith('.txt'));
      const file = join(cwd, files[random(files.length)] ?? 'f1.txt');
      const lines = readFileSync(file, 'utf8').split('\n');
      const kind = random(4);
      if (kind === 0) renameSync(file, join(cwd, `moved-${round}-${edit}.txt`));
      else if (kind === 1 && lines.length > 2) lines.splice(random(lines.length - 1), 1);
      else if (kind === 2) lines[random(lines.length)] = 'a person wrote this';
      else lines.splice(random(lines.length), 0, `new ${round} ${edit}`);
      if (kind !== 0) writeFileSync(file, lines.join('\n'));
      note(commit(`by hand ${round} ${edit}`));
    }
  }
  const tip = git('rev-parse', 'HEAD');
  const tipTime = Date.parse(git('show', '-s', '--format=%cI', tip));
  const repository = await openRepository(cwd);
  const report = await findMerged(
    repository,
    'main',
    [...merges.values()].map(({work}) => work),
  );
  const wanted = [...merges].map(([number, {at, time}]) => {
    const rework = [7, 30].map((days) => {
      const end = Date.parse(time) + days * DAY;
      const then = states.findLast((it) => Date.parse(git('show', '-s', '--format=%cI', it.sha)) <= end)?.sha ?? at;
      return count(number, then) < count(number, at) ? true : tipTime > end ? false : null;
    });
    return [number, true, count(number, at), count(number, tip), ...rework];
  });
  expect(report.pulls.map((it) => [it.number, it.merged, it.lines, it.surviving, it.reworked, it.reworked30])).toEqual(
    wanted,
  );
});
