import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import type {GitSandbox} from '../../helpers/git-sandbox.ts';
import {warmBundle} from '../../helpers/warm-bundle.ts';

/** The bundle that was built for the tests. */
export const BUNDLE = join(import.meta.dirname, '..', '..', '..', 'build', 'dist', 'laforge.js');

const fromSources = process.env.CLI_UNDER_TEST === 'sources' || !existsSync(BUNDLE);

/** The program under test: the bundle, started warm; the sources where there is none, or on CLI_UNDER_TEST=sources. */
export const PROGRAM: readonly string[] = [
  process.execPath,
  fromSources ? join(import.meta.dirname, 'entry.ts') : join(warmBundle(), 'laforge.js'),
];

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Written to its stdin, which is closed behind it. */
  readonly input?: string;
  /** A program with its arguments that starts ours, such as one that takes rights away. */
  readonly startedBy?: readonly string[];
  /** Told of the process as soon as it runs, with what it has printed so far at each chunk. */
  readonly onOutput?: (child: ChildProcess, stdout: string) => void;
}

/** Runs `laforge` in a folder of the sandbox, with a LAFORGE_HOME of the sandbox's own. */
export function laforgeIn(sandbox: GitSandbox, ours: readonly string[] = PROGRAM) {
  return (cwd: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const [program = '', ...rest] = [...(options.startedBy ?? []), ...ours];
      const child = spawn(program, [...rest, ...args], {
        cwd,
        env: {...sandbox.env(), LAFORGE_HOME: laforgeHomeOf(sandbox), ...options.env},
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        stdout += chunk;
        options.onOutput?.(child, stdout);
      });
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        stderr += chunk;
      });
      child.on('error', reject);
      child.on('close', (code) => resolve({code, stdout, stderr}));
      // A program that does not read its stdin may have ended before it is written.
      child.stdin.on('error', () => {});
      child.stdin.end(options.input ?? '');
    });
}

/** The LAFORGE_HOME of a sandbox. */
export function laforgeHomeOf(sandbox: GitSandbox): string {
  return join(sandbox.folder(), 'laforge-home');
}
