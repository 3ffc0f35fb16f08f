import {appendFileSync, existsSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from '@jest/globals';
import type {Repository, RepositoryMark} from '../../../src/domain/ports/git.ts';
import {openGit} from '../../../src/git/open.ts';
import {gitHttp} from '../../helpers/git-http.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';

const sandbox = gitSandbox();
const serve = gitHttp();
const opened: Repository[] = [];
afterEach(async () => {
  for (const repository of opened.splice(0)) await repository.close();
});

async function open(work: string, mark?: RepositoryMark, markKey = 'known to us alone'): Promise<Repository> {
  const git = openGit({environment: {}, temporaryDirectory: sandbox.folder(), markKey});
  // As post reads it: from a file.
  const repository = await git.open(work, mark === undefined ? undefined : JSON.parse(JSON.stringify(mark)));
  opened.push(repository);
  return repository;
}

/** A work tree whose remote wants the token that a checkout left in its configuration. */
async function checkedOut() {
  const work = await sandbox.createRepository({name: 'work'});
  await sandbox.createBareRemote({name: 'remote.git', from: work});
  const [server, evil] = [
    await serve({root: sandbox.folder(), token: 'secret'}),
    await serve({root: sandbox.folder()}),
  ];
  const header = Buffer.from('x-access-token:secret').toString('base64');
  await sandbox.git(work, 'remote', 'set-url', 'origin', `${server.url}/remote.git`);
  await sandbox.git(work, 'config', `http.${server.url}/.extraheader`, `AUTHORIZATION: basic ${header}`);
  return {work, evil, server, header};
}

describe('a repository that is opened again by its mark', () => {
  test('has what was configured when it was marked, and no secret is in the mark', async () => {
    const {work, header} = await checkedOut();
    const {mark} = await open(work);
    expect(JSON.stringify(mark)).not.toContain(header);
    const again = await open('/nowhere', mark);
    const tip = await sandbox.sha(work);
    expect(await again.remote?.refs(['refs/heads/*'])).toEqual(new Map([['refs/heads/main', tip]]));
    expect([again.root, again.mark]).toEqual([work, mark]);
  });

  test('leaves out what was configured since: nothing of it runs, and no token goes elsewhere', async () => {
    const {work, evil, server} = await checkedOut();
    const {mark} = await open(work);
    const trap = join(sandbox.folder(), 'trap');
    appendFileSync(
      join(work, '.git', 'config'),
      `[remote "origin"]\n\turl = ${evil.url}/remote.git\n\tpushurl = ${evil.url}/remote.git\n` +
        `[url "${evil.url}"]\n\tinsteadOf = ${server.url}\n[credential]\n\thelper = "!touch '${trap}'"\n` +
        `[core]\n\tfsmonitor = touch '${trap}'\n[filter "evil"]\n\tclean = touch '${trap}'\n`,
    );
    sandbox.write(work, {'.gitattributes': '*.txt filter=evil\n', 'new.txt': 'new\n'});
    const again = await open(work, mark);
    const tip = await sandbox.sha(work);
    const update = {ref: 'refs/laforge/pins/default/one', to: tip, expected: null};
    expect(await again.remote?.push([update], {atomic: true})).toEqual({kind: 'pushed'});
    expect((await again.snapshot()).older.map(({path}) => path)).toContain('new.txt');
    expect([existsSync(trap), evil.requests]).toEqual([false, []]);
  });

  test('is where it was, whatever a .git file leads to now', async () => {
    const {work} = await checkedOut();
    const {mark} = await open(work);
    const other = await sandbox.createRepository({name: 'other', commits: 3});
    renameSync(join(work, '.git'), join(work, 'git'));
    writeFileSync(join(work, '.git'), `gitdir: ${join(other, '.git')}\n`);
    await expect(open(work, mark)).rejects.toThrow(/\.git" was a folder when the step began, but is none now/);
  });

  test('takes no setting that fits a mark of somebody without the key', async () => {
    const {work} = await checkedOut();
    const forged = (await open(work, undefined, 'a guess')).mark;
    const again = await open(work, {...(await open(work)).mark, settings: forged.settings});
    expect([again.remote, again.identity]).toEqual([null, null]);
  });
});
