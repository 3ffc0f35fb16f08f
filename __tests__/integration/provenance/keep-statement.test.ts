import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, test} from '@jest/globals';
import {keepStatement, readStatements} from '../../../src/app/statements.ts';
import {statementsRef} from '../../../src/domain/refs.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {repositoryOpener} from '../../helpers/open-repository.ts';

const sandbox = gitSandbox();
const open = repositoryOpener();
const PLACE = {slug: 'default', isPushed: true, isOffline: false};

test('statements of steps that end at the same time are all kept, at one ref', async () => {
  const seed = await sandbox.createRepository({name: 'seed'});
  const remote = await sandbox.createBareRemote({from: seed});
  const clones = await Promise.all([1, 2, 3, 4].map((n) => sandbox.clone(remote, {name: `clone-${n}`})));
  const repositories = await Promise.all(clones.map((clone) => open(clone)));
  await Promise.all(
    repositories.map((repository, n) => keepStatement(repository, {title: 'a step', content: {n}}, PLACE)),
  );
  const refs = await sandbox.git(remote, 'for-each-ref', '--format=%(refname)', 'refs/laforge/');
  expect(refs).toBe(statementsRef('default'));

  const [first] = repositories;
  const found = first === undefined ? [] : await readStatements(first, PLACE);
  expect(found.map(({content}) => content.n).toSorted()).toEqual([0, 1, 2, 3]);
  // A clone has its own, and one that is not pushed stays there.
  const read = async (n: number) =>
    (await readStatements(repositories[n] ?? raise(), {...PLACE, isOffline: true})).map(({content}) => content);
  expect(await read(1)).toEqual([{n: 1}]);
  await keepStatement(repositories[1] ?? raise(), {title: 'a step', content: {n: 9}}, {...PLACE, isPushed: false});
  expect(await read(1)).toEqual([{n: 1}, {n: 9}]);
  expect(await sandbox.git(remote, 'rev-list', '--count', statementsRef('default'))).toBe('4');
});

test('what is odd at the ref is no statement, and hides no other', async () => {
  const work = await sandbox.createRepository({name: 'work'});
  const repository = await open(work);
  const keep = (content: Readonly<Record<string, unknown>>) =>
    keepStatement(repository, {title: 'a step', content}, {...PLACE, isPushed: false});
  await keep({n: 1});
  const odd = await repository.createNote('no JSON', await sandbox.sha(work, statementsRef('default')));
  await sandbox.git(work, 'update-ref', statementsRef('default'), odd);
  await keep({n: 2, long: 'x'.repeat(300_000)});
  await keep({n: 3});
  expect((await readStatements(repository, PLACE)).map(({content}) => content)).toEqual([{n: 1}, {}, {n: 3}]);
});

test('a commit that proves nothing is left out of the ref as the docs say, and no statement is lost', async () => {
  const seed = await sandbox.createRepository({name: 'seed'});
  const remote = await sandbox.createBareRemote({from: seed});
  const work = await sandbox.clone(remote, {name: 'work'});
  const repository = await open(work);
  const ref = statementsRef('default');
  const keep = (n: number) => keepStatement(repository, {title: 'a step', content: {n}}, PLACE);
  const addJunk = async () => {
    const tip = (await sandbox.git(remote, 'for-each-ref', '--format=%(objectname)', ref)) || null;
    if (tip !== null) await sandbox.git(work, 'fetch', '-q', 'origin', ref);
    const junk = await repository.createNote('junk\n\n{"payload":"x"}', tip);
    await sandbox.git(work, 'push', '-q', 'origin', `${junk}:${ref}`);
    return junk;
  };
  const page = readFileSync(join(import.meta.dirname, '../../../docs/proven-history.md'), 'utf8');
  const [, script = ''] = /```sh\n(ref=.*?)```/s.exec(page) ?? [];
  const leaveOut = (junk: string) =>
    promisify(execFile)('sh', ['-c', `junk=${junk}\n${script}`], {
      cwd: work,
      env: sandbox.env(),
    });
  const first = await addJunk();
  await keep(1);
  await keep(2);
  const middle = await addJunk();
  await keep(3);
  await leaveOut(middle);
  await leaveOut(first);
  await leaveOut(await addJunk());
  expect((await readStatements(repository, PLACE)).map(({content}) => content)).toEqual([{n: 1}, {n: 2}, {n: 3}]);
  expect(await sandbox.git(remote, 'rev-parse', ref)).toBe(await sandbox.sha(work, ref));
});

function raise(): never {
  throw new Error('there is no such repository');
}
