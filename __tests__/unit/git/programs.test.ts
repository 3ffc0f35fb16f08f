import {chmodSync, existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {findProgram} from '../../../src/files/find-program.ts';
import {pathWith} from '../../../src/git/programs.ts';

let place: string;
let links: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'laforge-programs-'));
  links = join(place, 'links');
});
afterEach(() => rmSync(place, {recursive: true, force: true}));

function program(folder: string, name: string): string {
  const file = join(place, folder, name);
  mkdirSync(join(place, folder), {recursive: true});
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

test('a PATH that still leads to the programs stays as it is, and nothing is written', () => {
  const programs = {git: program('usr', 'git'), ssh: program('usr', 'ssh')};
  const path = `${join(place, 'own')}:${join(place, 'usr')}`;
  expect(pathWith(programs, links, path)).toBe(path);
  expect(existsSync(links)).toBe(false);
});

test.each([
  ['another one was put before it', () => program('own', 'ssh')],
  ['it was removed', () => rmSync(join(place, 'usr', 'ssh'))],
  ['a folder of the PATH is relative, and could be in the work tree', () => {}],
])('a PATH begins with links to all programs when of one of them %s', (name, change) => {
  const programs = {git: program('usr', 'git'), ssh: program('usr', 'ssh')};
  change();
  const path = [...(name.includes('relative') ? ['bin'] : []), join(place, 'own'), join(place, 'usr')].join(':');
  expect(pathWith(programs, links, path)).toBe(`${links}:${path}`);
  for (const [name, file] of Object.entries(programs)) expect(readlinkSync(join(links, name))).toBe(file);
});

test('on Windows a program is an .exe, or of another kind where that is asked for', () => {
  const shim = program('npm', 'claude.cmd');
  program('npm', 'claude');
  const [path, platform] = [join(place, 'npm'), 'win32'];
  expect(findProgram('claude', path, {platform})).toBeNull();
  expect(findProgram('claude', path, {kinds: ['.exe', '.cmd'], platform})).toBe(shim);
});
