import {spawn} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {GitPlace} from './git-place.ts';
import {COMPILE_CACHE} from './warm-bundle.ts';

/** What one process said of one step. */
export interface WrittenStep {
  readonly uid: string;
  readonly startedAs: number | null;
  readonly id: number | null;
  readonly publication: string;
}

export interface WritersOptions {
  readonly writers: number;
  readonly steps: number;
  /** Each process on a machine of its own, where only the remote keeps them apart. */
  readonly apart: boolean;
}

/** Runs so many processes at once, each recording so many steps in the history of a place. */
export async function runWriters(
  place: GitPlace,
  {writers, steps, apart}: WritersOptions,
): Promise<readonly WrittenStep[]> {
  const works: {readonly work: string; readonly temporary: string}[] = [];
  for (let n = 0; n < writers; n++) {
    const run = await place.run({clone: `writer-${n}`});
    const temporary = join(place.root, apart ? `machine-${n}` : 'machine');
    mkdirSync(temporary, {recursive: true});
    works.push({work: run.work, temporary});
  }
  const outputs = await Promise.all(
    works.map(({work, temporary}, n) => runWriter(work, temporary, steps, `b${n % 7}`)),
  );
  return outputs.flat();
}

function runWriter(work: string, temporary: string, steps: number, branch: string): Promise<readonly WrittenStep[]> {
  const script = join(import.meta.dirname, 'git-writer.ts');
  const env = {...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: COMPILE_CACHE, TMPDIR: temporary};
  const child = spawn(process.execPath, [script, work, String(steps), branch], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (code !== 0) reject(new Error(`A writer ended with ${code}: ${errors}`));
      else
        resolve(
          output
            .trim()
            .split('\n')
            .map((line): WrittenStep => JSON.parse(line)),
        );
    });
  });
}
