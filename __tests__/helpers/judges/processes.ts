import type {ChildProcess} from 'node:child_process';
import {createServer} from 'node:net';

/** A run of a judge as a test looks at it. */
export interface JudgedRun {
  readonly isSuccess: boolean;
  readonly log: string;
  /** What the workflow echoed as `RESULT name=value …`, in order. */
  readonly results: readonly Readonly<Record<string, string>>[];
}

/** What a workflow step with the id `s` put out, echoed for `readResults`. */
export const TELL = `if: always()
        run: echo "RESULT ${['step-id', 'parent-step-id', 'status', 'pushed', 'recorded', 'comment-url']
          .map((name) => `${name}=\${{ steps.s.outputs.${name} }}`)
          .join(' ')}"`;

/** The run, which must have succeeded; what it logged says why it did not. */
export function succeeded(run: JudgedRun): JudgedRun {
  if (!run.isSuccess) throw new Error(`The run failed:\n${run.log}`);
  return run;
}

export function readResults(log: string): JudgedRun['results'] {
  return [...log.matchAll(/RESULT (step-id=[^"\n]*)$/gm)].map(([, text = '']) =>
    Object.fromEntries(
      text
        .trim()
        .split(' ')
        .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    ),
  );
}

/** A port of loopback that was free just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Ends a process that leads a group, with all of the group. */
export function endGroup({pid}: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** What a process printed, and its exit code, once it has ended. */
export async function collect(child: ChildProcess): Promise<JudgedRun> {
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (log += text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return {isSuccess: code === 0, log, results: readResults(log)};
}

/** Asks again and again until there is an answer. */
export async function waitFor<Answer>(
  what: string,
  ask: () => Promise<Answer | null>,
  limitMs = 60_000,
): Promise<Answer> {
  for (const end = Date.now() + limitMs; Date.now() < end; ) {
    const answer = await ask();
    if (answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`${what} did not come within ${limitMs / 1000} seconds.`);
}
