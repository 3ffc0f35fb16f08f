import {mkdirSync, readFileSync, utimesSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, test} from '@jest/globals';
import {
  checkOwner,
  claimProject,
  defaultProjectId,
  findProject,
  laforgeHome,
  ledgerPath,
  listProjects,
} from '../../../src/system/projects.ts';
import {testFolder} from '../../helpers/test-folder.ts';

const folder = testFolder();

const env = () => ({LAFORGE_HOME: join(folder, 'home')});
const repository = (name: string, remote: string | null = null) => {
  const mainWorkTree = join(folder, name);
  mkdirSync(mainWorkTree, {recursive: true});
  return {mainWorkTree, remote: remote === null ? null : {repository: remote}};
};

test('lives in ~/.laforge, or where LAFORGE_HOME says', () => {
  expect(laforgeHome({HOME: '/home/ada'})).toBe('/home/ada/.laforge');
  expect(laforgeHome({HOME: '/home/ada', LAFORGE_HOME: '/data'})).toBe('/data');
  expect(laforgeHome({HOME: '/home/ada', LAFORGE_HOME: ''})).toBe('/home/ada/.laforge');
});

test('each part of its name is a safe folder', () => {
  const project = findProject('acme/my app:1', env(), '--project');
  expect(ledgerPath(project)).toBe(join(folder, 'home/projects/acme/my=20app=3A1/steps.db'));
  expect(project.id).toBe('acme/my app:1');
});

test.each(['..', 'a/../b', '.', 'a//b', '', '/a', 'a/', 'x'.repeat(101), 'a\nb'])('refuses the name %p', (id) => {
  expect(() => findProject(id, env(), '--project')).toThrow('--project is ');
});

test.each(['a/steps.db', 'steps.db-journal', 'a/project.json'])('refuses %s, a name of our own files', (id) => {
  expect(() => findProject(id, env(), '--project')).toThrow('is a reserved file name');
});

test('is found under another spelling of upper and lower case', () => {
  claimProject(findProject('acme/app', env(), '--project'), repository('app'));
  expect(findProject('Acme/APP', env(), '--project').id).toBe('acme/app');
  expect(findProject('Acme/Other', env(), '--project').id).toBe('acme/Other');
});

test("has the remote's name, else the main work tree's", () => {
  expect(defaultProjectId(repository('app', 'github.com/acme/widgets'))).toBe('acme/widgets');
  expect(defaultProjectId(repository('app', 'gitlab.com/group/sub/widgets'))).toBe('group/sub/widgets');
  expect(defaultProjectId(repository('My App'))).toBe('My App');
});

test('belongs to the repository that recorded its first step', () => {
  const project = findProject('app', env(), '--project');
  const first = repository('one/app');
  claimProject(project, first);
  claimProject(project, repository('two/app'));
  expect(() => checkOwner(project, first)).not.toThrow();
  expect(() => checkOwner(project, repository('two/app'))).toThrow(
    `Project "app" on this machine is the history of another repository, ${first.mainWorkTree}, not of ${join(folder, 'two/app')}.`,
  );
});

test('of the same owner and name at two hosts only one is the owner', () => {
  const project = findProject('acme/app', env(), '--project');
  claimProject(project, repository('a', 'github.com/acme/app'));
  expect(() => checkOwner(project, repository('b', 'github.com/acme/app'))).not.toThrow();
  expect(() => checkOwner(project, repository('b', 'gitlab.com/acme/app'))).toThrow('--project <name>');
});

test('a note that was damaged is an error, not a free name', () => {
  const project = findProject('app', env(), '--project');
  claimProject(project, repository('app'));
  const note = join(project.folder, 'project.json');
  expect(JSON.parse(readFileSync(note, 'utf8'))).toEqual({repository: join(folder, 'app')});
  writeFileSync(note, '{');
  expect(() => checkOwner(project, repository('app'))).toThrow('does not say whose history this is');
});

test('lists those that have a ledger, also one inside the other, and one at a remote by its latest copy', () => {
  for (const id of ['acme/app', 'acme', 'zeta', 'no-ledger']) {
    const project = findProject(id, env(), '--project');
    mkdirSync(project.folder, {recursive: true});
    if (id !== 'no-ledger') writeFileSync(ledgerPath(project), '');
  }
  expect(listProjects(env()).map(({id}) => id)).toEqual(['acme', 'acme/app', 'zeta']);
  // The store git keeps copies of what it loaded, and a project may have that very name.
  const {folder: remote} = findProject('remote', env(), '--project');
  const copyOf = (name: string, time: number) => {
    const path = join(remote, 'copies', '0123456789abcdef', name, 'steps.db');
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, '');
    utimesSync(path, time, time);
    return path;
  };
  copyOf('a'.repeat(40), 1);
  const latest = copyOf('b'.repeat(40), 2);
  copyOf('draft.new', 3);
  writeFileSync(join(remote, 'copies', 'steps.db'), '');
  expect(listProjects(env()).map(({id}) => id)).toEqual(['acme', 'acme/app', 'remote', 'remote/copies', 'zeta']);
  expect(listProjects(env())[2]?.ledger).toBe(latest);
  expect(listProjects({LAFORGE_HOME: join(folder, 'nowhere')})).toEqual([]);
});
