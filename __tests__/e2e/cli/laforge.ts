import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {text} from 'node:stream/consumers';
import {findCommand, main} from '../../../src/cli/index.ts';
import type {GitSandbox} from '../../helpers/git-sandbox.ts';
import {canRunHere, runHere} from '../../helpers/this-process.ts';
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

/**
 * Runs `laforge` in a folder of the sandbox, with a LAFORGE_HOME of the sandbox's own: as a program the first time that a test
 * file gives a command, and from then on in the process of the test, at a third of the cost, if the call needs none of its own.
 * With `ours`, each call starts that program.
 */
export function laforgeIn(sandbox: GitSandbox, ours?: readonly string[]) {
  const started = new Set<string | undefined>();
  return (cwd: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> => {
    const env = {...sandbox.env(), LAFORGE_HOME: laforgeHomeOf(sandbox), ...options.env};
    const name = findCommand(args)?.name;
    if (ours === undefined && started.has(name) && needsNoProcess(cwd, options)) return runInTest(cwd, args, env);
    started.add(name);
    return start([...(options.startedBy ?? []), ...(ours ?? PROGRAM), ...args], cwd, env, options);
  };
}

function start(command: readonly string[], cwd: string, env: NodeJS.ProcessEnv, options: RunOptions): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const [program = '', ...args] = command;
    const child = spawn(program, args, {cwd, env, stdio: ['pipe', 'pipe', 'pipe']});
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

/** Whether a call needs no process of its own. */
function needsNoProcess(cwd: string, {env, ...others}: RunOptions): boolean {
  return canRunHere(cwd, env) && Object.keys(others).length === 0;
}

async function runInTest(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  const streams = {stdin: new PassThrough().end(), stdout: new PassThrough(), stderr: new PassThrough()};
  const said = Promise.all([text(streams.stdout), text(streams.stderr)]);
  const code = await runHere(cwd, env, () => main(args, process.env, streams));
  for (const stream of [streams.stdout, streams.stderr]) stream.end();
  const [stdout, stderr] = await said;
  return {code, stdout, stderr};
}

/** The LAFORGE_HOME of a sandbox. */
export function laforgeHomeOf(sandbox: GitSandbox): string {
  return join(sandbox.folder(), 'laforge-home');
}
