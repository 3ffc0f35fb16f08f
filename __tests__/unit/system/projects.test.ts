import {mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {
  checkOwner,
  claimProject,
  defaultProject,
  defaultProjectId,
  findProject,
  laforgeHome,
  ledgerPath,
  listProjects,
  PROJECT_SETTING,
} from '../../../src/system/projects.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'laforge-test-')));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const env = () => ({LAFORGE_HOME: join(folder, 'home')});
const repository = (name: string, remote: string | null = null) => {
  const mainWorkTree = join(folder, name);
  mkdirSync(mainWorkTree, {recursive: true});
  return {mainWorkTree, remote: remote === null ? null : {repository: remote}, settings: new Map<string, string>()};
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
  expect(() => findProject(id, env(), '--project')).toThrow('the name of a file of ours');
});

test('is found under another spelling of upper and lower case', () => {
  claimProject(findProject('acme/app', env(), '--project'), repository('app'), true);
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
  claimProject(project, first, true);
  claimProject(project, repository('two/app'), true);
  expect(() => checkOwner(project, first)).not.toThrow();
  expect(() => checkOwner(project, repository('two/app'))).toThrow(
    `Project "app" on this machine is the history of another repository, ${first.mainWorkTree}, not of ${join(folder, 'two/app')}.`,
  );
});

test('of the same owner and name at two hosts only one is the owner', () => {
  const project = findProject('acme/app', env(), '--project');
  claimProject(project, repository('a', 'github.com/acme/app'), true);
  expect(() => checkOwner(project, repository('b', 'github.com/acme/app'))).not.toThrow();
  expect(() => checkOwner(project, repository('b', 'gitlab.com/acme/app'))).toThrow('--project <name>');
});

describe('without a name, a repository goes on in the project that has its steps', () => {
  const projectOf = (where: ReturnType<typeof repository>, forgeId: string | null = null, setting?: string) => {
    const settings = new Map(setting === undefined ? [] : [[PROJECT_SETTING, setting]]);
    return defaultProject(env(), {...where, forgeId, settings});
  };
  const record = (where: ReturnType<typeof repository>, forgeId: string | null = null, setting?: string) => {
    const project = projectOf(where, forgeId, setting);
    const settings = new Map(setting === undefined ? [] : [[PROJECT_SETTING, setting]]);
    const id = claimProject(project, {...where, forgeId, settings}, true);
    writeFileSync(ledgerPath(project), '');
    return id;
  };

  test('once it has got a remote', () => {
    const id = record(repository('app'));
    const pushed = repository('app', 'github.com/acme/widgets');
    expect(projectOf(pushed).id).toBe('app');
    expect(record(pushed)).toBe(id);
    expect(projectOf(repository('another clone', 'github.com/acme/widgets')).id).toBe('app');
  });

  test('under a new name only when its user says so, since its remote may be a fork now', () => {
    const id = record(repository('app', 'github.com/acme/old'));
    const moved = repository('app', 'github.com/acme/new');
    expect(() => projectOf(moved)).toThrow(
      `The steps of ${moved.mainWorkTree} are in project "acme/old", of github.com/acme/old, and its remote is github.com/acme/new now. ` +
        'If that is a new name of the same repository, go on there: git config laforge.project acme/old. If it is another one, ' +
        'such as a fork, give it a history of its own: git config laforge.project acme/new.',
    );
    expect(record(moved, null, 'acme/old')).toBe(id);
    // From now on the setting is not needed: neither here, nor in a clone that never knew the old name, nor by that name.
    expect(projectOf(moved).id).toBe('acme/old');
    expect(projectOf(repository('fresh', 'github.com/acme/new')).id).toBe('acme/old');
    expect(projectOf(repository('app', 'github.com/acme/old')).id).toBe('acme/old');
    expect(() => projectOf(repository('taken over', 'github.com/acme/old'))).toThrow('history of another repository');
  });

  test('and begins one of its own when its user says that', () => {
    const id = record(repository('app', 'github.com/acme/app'));
    const fork = repository('app', 'github.com/bob/app');
    expect(record(fork, null, 'bob/app')).not.toBe(id);
    expect(projectOf(fork).id).toBe('bob/app');
    expect(projectOf(repository('app', 'github.com/acme/app')).id).toBe('acme/app');
  });

  test("by the forge's id, also in another clone, and not where the name belongs to somebody else now", () => {
    record(repository('runner/old', 'github.com/acme/old'), '7');
    expect(projectOf(repository('runner/new', 'github.com/acme/new'), '7').id).toBe('acme/old');
    expect(projectOf(repository('runner/elsewhere', 'git.acme.com/acme/new'), '7').id).toBe('acme/new');
    expect(() => projectOf(repository('runner/old', 'github.com/acme/old'), '8')).toThrow(
      'history of another repository',
    );
  });

  test('but not because another repository lay in the same folder before', () => {
    record(repository('app'));
    rmSync(join(folder, 'app'), {recursive: true});
    expect(projectOf(repository('app', 'github.com/acme/widgets')).id).toBe('acme/widgets');
  });
});

test('a note that was damaged is an error, not a free name', () => {
  const project = findProject('app', env(), '--project');
  claimProject(project, repository('app'), true);
  const note = join(project.folder, 'project.json');
  expect(JSON.parse(readFileSync(note, 'utf8'))).toMatchObject({repository: join(folder, 'app')});
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
