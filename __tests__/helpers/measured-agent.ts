import {spawn} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

export interface Measured {
  /** What was shown. */
  readonly bytes: number;
  readonly exitCode: number;
  /** By how much the memory of the process that ran the agent grew at its highest, in megabytes. */
  readonly grownMb: number;
}

/** Runs a script as an agent in a process of its own, whose reader is slow, and measures that process's memory. */
export async function measureAgent(folder: string, script: string): Promise<Measured> {
  const source = (path: string) => JSON.stringify(pathToFileURL(join(process.cwd(), 'src', path)).href);
  const program = join(folder, 'measure.mjs');
  writeFileSync(
    program,
    `import {Writable} from 'node:stream';
     import {createAgentRunner} from ${source('agent/run-agent.ts')};
     import {systemClock} from ${source('system/clock-and-uids.ts')};
     let bytes = 0;
     const slow = new Writable({write(chunk, encoding, done) { bytes += chunk.length; setImmediate(() => setImmediate(done)); }});
     const before = process.resourceUsage().maxRSS;
     const result = await createAgentRunner({sinks: {stdout: slow, stderr: slow}, clock: systemClock}).run({
       argv: ['sh', '-c', ${JSON.stringify(script)}], cwd: '.', env: {PATH: process.env.PATH}, timeoutMs: null,
       logFile: ${JSON.stringify(join(folder, 'agent.log'))}, stdin: 'none', signal: new AbortController().signal,
     });
     console.log(JSON.stringify({bytes, exitCode: result.exitCode, grownMb: (process.resourceUsage().maxRSS - before) / 1024}));`,
  );
  const child = spawn(process.execPath, [program], {stdio: ['ignore', 'pipe', 'inherit']});
  return JSON.parse(Buffer.concat(await child.stdout.toArray()).toString());
}
