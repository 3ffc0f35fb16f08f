import {execFileSync} from 'node:child_process';
import {cpSync, existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {BUNDLE} from './laforge.ts';

const root = join(import.meta.dirname, '../../..');
const sandbox = gitSandbox();

(existsSync(BUNDLE) ? test : test.skip)('the package installs itself alone, and its command works', () => {
  const [source, prefix] = [join(sandbox.folder(), 'source'), join(sandbox.folder(), 'prefix')];
  const {files} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const name of ['package.json', ...files].filter((name: string) => name !== 'dist'))
    cpSync(join(root, name), join(source, name), {recursive: true});
  cpSync(dirname(BUNDLE), join(source, 'dist'), {recursive: true});
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, {cwd: source, env: {...sandbox.env(), npm_config_offline: 'true'}, encoding: 'utf8'});

  const packed = run('npm', 'pack', '--silent').trim();
  run('npm', 'install', '--silent', '--global', '--prefix', prefix, join(source, packed));

  const modules = join(prefix, 'lib/node_modules');
  expect(readdirSync(modules)).toEqual(['@laforge']);
  expect(existsSync(join(modules, '@laforge/step-action/node_modules'))).toBe(false);
  expect(run(join(prefix, 'bin/laforge'), '--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(run(join(prefix, 'bin/laforge'), 'projects', '--json')).toBe('[]\n');
});
