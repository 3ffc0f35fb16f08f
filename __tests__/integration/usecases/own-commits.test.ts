import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {repositoryOpener} from '../../helpers/open-repository.ts';
import {tries} from '../../helpers/soak.ts';
import {beginTelling, shortly} from '../../helpers/told-commits.ts';

const sandbox = gitSandbox();
const open = repositoryOpener();

/** An agent's clone of main, and the clone of a person who works on the same repository. */
async function place({name = 'app', args = []}: {readonly name?: string; readonly args?: readonly string[]} = {}) {
  const seed = await sandbox.createRepository({name: `${name}-seed`, commits: 3});
  await sandbox.git(seed, 'checkout', '-q', '-b', 'topic', 'HEAD~1');
  await sandbox.commitFile(seed, 'topic.txt', 'topic', 'on topic');
  await sandbox.git(seed, 'checkout', '-q', 'main');
  const remote = await sandbox.createBareRemote({name: `${name}.git`, from: seed});
  await sandbox.git(remote, 'config', 'uploadpack.allowFilter', 'true');
  const work = await sandbox.clone(`file://${remote}`, {name: `${name}-work`, args});
  const person = await sandbox.clone(remote, {name: `${name}-person`});
  const commit = (subject: string, where = work) => sandbox.commitFile(where, `${subject}.txt`, subject, subject);
  const theirs = async (subject: string, branch = 'main') => {
    await sandbox.git(person, 'fetch', '-q');
    await sandbox.git(person, 'checkout', '-q', '-B', 'now', `origin/${branch}`);
    await commit(subject, person);
    await sandbox.git(person, 'push', '-q', 'origin', `HEAD:${branch}`);
  };
  const agent = (...command: string[]) => sandbox.git(work, ...command);
  return {work, person, agent, commit, theirs, tell: await beginTelling(await open(work))};
}

describe("a step's own commits", () => {
  test('are those of an agent under any name, amended, rebased, picked and reverted', async () => {
    const {agent, commit, tell} = await place();
    await commit('one');
    await agent('-c', 'user.name=aider', '-c', 'user.email=a@i', 'commit', '-q', '--amend', '-m', 'amended');
    await agent('cherry-pick', 'origin/topic');
    await agent('revert', '--no-edit', 'HEAD');
    await agent('rebase', '-q', '--force-rebase', 'HEAD~2');
    expect(shortly(await tell())).toEqual({
      own: ['Revert "on topic"', 'on topic', 'amended'],
      foreign: {},
    });
  });

  test('stay its own when it has pushed them, fetched them again, and others have built on them', async () => {
    const {agent, commit, theirs, tell} = await place();
    await commit('mine');
    await agent('push', '-q', 'origin', 'HEAD:main');
    await theirs('theirs');
    await agent('pull', '-q');
    await commit('more');
    expect(shortly(await tell())).toEqual({own: ['more', 'mine'], foreign: {theirs: 'fetched'}});
  });

  test.each([
    ['a pull that rebases', ['pull', '-q', '--rebase']],
    ['a pull that merges', ['pull', '-q', '--no-rebase', '--no-edit']],
  ])('are told from what came by %s', async (_, pull) => {
    const {agent, commit, theirs, tell} = await place();
    await commit('mine');
    await theirs('theirs');
    await agent(...pull);
    const {own, foreign} = shortly(await tell());
    expect([own.at(-1), foreign]).toEqual(['mine', {theirs: 'fetched'}]);
  });

  test('are told from what a branch of the clone had, where it is merged, or a part of it', async () => {
    const {agent, commit, work} = await place();
    await agent('checkout', '-q', '-b', 'side');
    await commit('side one');
    await commit('side two');
    await agent('checkout', '-q', 'main');
    const tell = await beginTelling(await open(work));
    await agent('reset', '-q', '--hard', 'side~1');
    await commit('mine');
    expect(shortly(await tell())).toEqual({own: ['mine'], foreign: {'side one': 'known'}});
  });

  test('are told from what a reflog alone still had', async () => {
    const {agent, commit, work} = await place();
    const lost = await commit('taken back');
    await agent('reset', '-q', '--hard', 'HEAD~1');
    const tell = await beginTelling(await open(work));
    await agent('merge', '-q', lost);
    expect(shortly(await tell())).toEqual({own: [], foreign: {'taken back': 'known'}});
  });

  test('are told from what came by a URL, also when another fetch has covered the traces', async () => {
    const {agent, commit, person, tell} = await place();
    const theirs = await commit('theirs', person);
    await agent('fetch', '-q', person, 'main');
    await agent('fetch', '-q', 'origin');
    await agent('merge', '-q', theirs);
    await commit('mine');
    expect(shortly(await tell())).toEqual({own: ['mine'], foreign: {theirs: 'unclear'}});
  });

  test('are those of work trees that it made, and not those of one that was there', async () => {
    const {agent, commit, work} = await place();
    const [old, fresh] = [join(sandbox.folder(), 'old'), join(sandbox.folder(), 'fresh')];
    await agent('worktree', 'add', '-q', '-b', 'old', old);
    const tell = await beginTelling(await open(work));
    await agent('worktree', 'add', '-q', '-b', 'fresh', fresh);
    await commit('in the old one', old);
    await commit('in the new one', fresh);
    await agent('merge', '-q', 'fresh');
    await agent('worktree', 'remove', fresh);
    await agent('merge', '-q', '--no-edit', 'old');
    const {own, foreign} = shortly(await tell());
    expect([own.at(-1), foreign]).toEqual(['in the new one', {'in the old one': 'other-work-tree'}]);
  });

  test('are known without reflogs where nothing was fetched, and not where it was', async () => {
    const {agent, tell} = await place();
    await agent('config', 'core.logAllRefUpdates', 'false');
    const made = await agent('commit-tree', '-p', 'HEAD', '-m', 'by hand', 'HEAD^{tree}');
    await agent('reset', '-q', '--hard', made);
    expect(shortly(await tell())).toEqual({own: ['by hand'], foreign: {}});
    await agent('fetch', '-q', 'origin');
    expect(shortly(await tell()).foreign).toEqual({'by hand': 'unclear'});
    await agent('push', '-q', 'origin', 'HEAD:refs/pull/7/head');
    expect(shortly(await tell()).foreign).toEqual({'by hand': 'at-remote'});
  });

  test.each([['--depth=1'], ['--filter=blob:none'], ['--filter=tree:0']])(
    'are told in a clone made with %s',
    async (option) => {
      const {agent, commit, theirs, tell} = await place({args: [option]});
      await commit('mine');
      await theirs('theirs');
      await agent('pull', '-q', '--no-rebase', '--no-edit');
      const {own, foreign} = shortly(await tell());
      expect([own.at(-1), foreign]).toEqual(['mine', {theirs: 'fetched'}]);
    },
  );
});

describe('an agent that does anything, among people who push', () => {
  const ACTS = [
    'commit',
    'amend',
    'pull',
    'pull --rebase',
    'merge topic',
    'pick',
    'rebase',
    'push',
    'reset',
    'revert',
  ] as const;
  const acts = fc.array(
    fc.oneof(
      {weight: 3, arbitrary: fc.record({who: fc.constant('agent' as const), act: fc.constantFrom(...ACTS)})},
      fc.record({who: fc.constant('person' as const), act: fc.constantFrom('main', 'topic')}),
    ),
    {minLength: 3, maxLength: 9},
  );

  test('never has a commit of theirs for its own, and has each of its own', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(acts, async (story) => {
        const run = ++runs;
        const {work, commit, theirs, person, tell} = await place({name: `run-${run}`});
        const makers = new Map<string, string>();
        const note = async (who: string, where: string) => {
          const all = await sandbox.git(where, 'rev-list', '--all', '--reflog', 'HEAD');
          for (const sha of all.split('\n')) if (!makers.has(sha)) makers.set(sha, who);
        };
        await note('before', work);
        for (const [n, {who, act}] of story.entries()) {
          // As a person would: what is refused is given up, and what stops half-way is taken back.
          if (who === 'person') {
            await theirs(`theirs ${n}`, act);
            await note('person', person);
            continue;
          }
          await sandbox.tryGit(work, 'config', 'user.name', n % 2 ? 'Ada Sandbox' : `bot ${n}`);
          if (act === 'commit') await commit(`mine ${n}`);
          else await sandbox.tryGit(work, ...COMMANDS[act]);
          for (const stop of ['merge', 'rebase', 'cherry-pick', 'revert']) await sandbox.tryGit(work, stop, '--abort');
          await note('agent', work);
        }
        const {own, foreign} = await tell();
        const makersOf = (list: readonly {readonly sha: string}[]) => [
          ...new Set(list.map(({sha}) => makers.get(sha))),
        ];
        expect(makersOf(own).filter((maker) => maker !== 'agent')).toEqual([]);
        expect(makersOf(foreign)).not.toContain('agent');
      }),
      {...tries(8), endOnFailure: true},
    );
  });

  const COMMANDS: Readonly<Record<Exclude<(typeof ACTS)[number], 'commit'>, readonly string[]>> = {
    amend: ['commit', '-q', '--amend', '--allow-empty', '-m', 'amended'],
    pull: ['pull', '-q', '--no-rebase', '--no-edit', 'origin', 'main'],
    'pull --rebase': ['pull', '-q', '--rebase', 'origin', 'main'],
    'merge topic': ['pull', '-q', '--no-rebase', '--no-edit', 'origin', 'topic'],
    pick: ['cherry-pick', 'origin/topic'],
    rebase: ['rebase', '-q', '--force-rebase', 'origin/main'],
    push: ['push', '-q', 'origin', 'HEAD:main'],
    reset: ['reset', '-q', '--hard', 'HEAD~1'],
    revert: ['revert', '--no-edit', 'HEAD'],
  };
});
