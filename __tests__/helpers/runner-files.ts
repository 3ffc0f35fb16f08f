import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {parse} from 'yaml';
import type {ActionName, Post} from './workflow.ts';

const root = join(import.meta.dirname, '../..');

/** Empty files for what an action writes, as the runner hands them to it. */
export function commandFiles(folder: string): Record<string, string> {
  mkdirSync(folder, {recursive: true});
  return Object.fromEntries(
    ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY'].map((name) => {
      const path = join(folder, name.toLowerCase());
      writeFileSync(path, '');
      return [`GITHUB_${name}`, path];
    }),
  );
}

interface Manifest {
  readonly inputs: Readonly<Record<string, {readonly default?: string}>>;
}

const manifests = new Map<string, Manifest>();

function readManifest(folder: string): Manifest {
  const manifest: Manifest = manifests.get(folder) ?? parse(readFileSync(join(root, folder, 'action.yml'), 'utf8'));
  manifests.set(folder, manifest);
  return manifest;
}

/** `INPUT_*` as the runner sets them: every input of the manifest, with its default where nothing is given. */
export function inputVariables(
  action: ActionName | Post,
  given: Readonly<Record<string, string>>,
  token: string,
): Record<string, string> {
  const folder = action === 'step' || action === 'post' ? '.' : action.replace(/^try-post$/, 'replay');
  const manifest = readManifest(folder);
  for (const name of Object.keys(given)) {
    if (!(name in manifest.inputs)) throw new Error(`${basename(folder)}/action.yml has no input ${name}.`);
  }
  return Object.fromEntries(
    Object.entries(manifest.inputs).map(([name, input]) => [
      `INPUT_${name.toUpperCase()}`,
      given[name] ?? (input.default ?? '').replace(/\$\{\{ github\.token \}\}/, token),
    ]),
  );
}

/** Values of a command file, in the heredoc form that the toolkit writes. */
export function readCommandFile(path: string): Record<string, string> {
  const text = readFileSync(path, 'utf8');
  return Object.fromEntries(
    [...text.matchAll(/^([^\n<]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map((match) => [match[1] ?? '', match[3] ?? '']),
  );
}
