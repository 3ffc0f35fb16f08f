import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Writable} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';
import {pathToFileURL} from 'node:url';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {openLog} from '../../../src/agent/log-file.ts';
import {createAgentRunner} from '../../../src/agent/run-agent.ts';
import {endProcessesOfStep} from '../../../src/agent/step-processes.ts';
import {InputError} from '../../../src/domain/errors.ts';
import type {AgentRequest, AgentResult} from '../../../src/domain/ports/agent.ts';
import {systemClock} from '../../../src/system/clock-and-uids.ts';
import {testFolder} from '../../helpers/test-folder.ts';

const onLinux = process.platform === 'linux' ? test : test.skip;
const UID = '01890000-0000-7000-8000-00000000a9e7';
const GRACES = {timeoutMs: 300, interruptMs: 300, terminateMs: 300, leftoverMs: 200};

let pids: number[];
let runs: Run[];
beforeEach(() => {
  runs = [];
  pids = [];
});
afterEach(async () => {
  for (const run of runs) run.abort.abort();
  await Promise.allSettled(runs.map((run) => run.result));
  for (const pid of pids.filter(isAlive)) process.kill(pid, 'SIGKILL');
});
// Gone after those that work in it.
const folder = testFolder();

class Collected extends Writable {
  readonly chunks: Buffer[] = [];
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.chunks.push(chunk);
    this.emit('line');
    done();
  }
  get text(): string {
    return Buffer.concat(this.chunks).toString();
  }
}

interface Run {
  readonly result: Promise<AgentResult>;
  readonly stdout: Collected;
  readonly stderr: Collected;
  readonly abort: AbortController;
  readonly log: () => string;
}

function start(argv: readonly string[], changes: Partial<AgentRequest> = {}): Run {
  const [stdout, stderr, abort] = [new Collected(), new Collected(), new AbortController()];
  const logFile = join(folder, 'agent.log');
  const runner = createAgentRunner({sinks: {stdout, stderr}, clock: systemClock, graces: GRACES});
  const result = runner.run({
    argv,
    cwd: folder,
    env: {PATH: process.env.PATH ?? '', FOLDER: folder},
    timeoutMs: null,
    logFile,
    stdin: 'none',
    signal: abort.signal,
    ...changes,
  });
  const run = {result, stdout, stderr, abort, log: () => readFileSync(logFile, 'utf8')};
  runs.push(run);
  return run;
}

const sh = (script: string, changes?: Partial<AgentRequest>) => start(['sh', '-c', script], changes);

/** Waits until the run has printed this, and gives what it matched. */
async function printed(run: Run, pattern: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const match = pattern.exec(run.stdout.text);
    if (match !== null) return match;
    await once(run.stdout, 'line', {signal: AbortSignal.timeout(20_000)});
  }
}

async function printedPid(run: Run): Promise<number> {
  const [, pid] = await printed(run, /pid=(\d+)\n/);
  pids.push(Number(pid));
  return Number(pid);
}

/** True while it runs; a dead process that nobody has reaped yet does not. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('the end of an agent', () => {
  test.each([
    ['exit 0', 0],
    ['exit 7', 7],
    ['exit 255', 255],
    ['kill -TERM $$', 143],
    ['kill -KILL $$', 137],
    ['kill -INT $$', 130],
  ])('of `%s` is told as exit code %i', async (script, exitCode) => {
    const result = await sh(script).result;
    expect(result).toMatchObject({ending: 'exited', exitCode, notes: []});
  });

  test('has the times of the clock', async () => {
    const times = ['2026-01-02T03:04:05.000Z', '2026-01-02T03:04:07.500Z'].map((time) => new Date(time));
    const clock = {now: () => times.shift() ?? new Date(0)};
    const sinks = {stdout: new Collected(), stderr: new Collected()};
    const request = {argv: ['true'], cwd: folder, env: {PATH: process.env.PATH ?? ''}, logFile: join(folder, 'log')};
    const result = await createAgentRunner({sinks, clock}).run({
      ...request,
      timeoutMs: null,
      stdin: 'none',
      signal: new AbortController().signal,
    });
    expect(result).toEqual({
      ending: 'exited',
      exitCode: 0,
      startTime: '2026-01-02T03:04:05.000Z',
      endTime: '2026-01-02T03:04:07.500Z',
      durationMs: 2500,
      notes: [],
    });
  });
});

describe('an agent that cannot be started', () => {
  test('because there is no such program is bad input that names it', async () => {
    const error = await start(['no-such-agent']).result.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^Cannot run "no-such-agent": there is no such program/),
      cause: {code: 'ENOENT'},
    });
  });

  test.each([
    ['echo hello there', "without the quotes, or give it to sh -c '…'."],
    ['export', "write sh -c 'export …'."],
    ['no-such-agent', 'Check its name, and that it is installed and on PATH.'],
  ])('%j: the advice is about what was written', async (program, advice) => {
    await expect(start([program]).result).rejects.toThrow('there is no such program. ');
    await expect(start([program]).result).rejects.toThrow(advice);
  });

  test('because it is a folder is bad input that says so', async () => {
    const error = await start(['/tmp']).result.catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      message: 'Cannot run "/tmp": it is a folder. Name a program.',
      cause: {code: 'EACCES'},
    });
  });

  test('because it is not executable is bad input that says what to do', async () => {
    writeFileSync(join(folder, 'agent'), '#!/bin/sh\n', {mode: 0o644});
    const error = await start([join(folder, 'agent')]).result.catch((reason: unknown) => reason);
    expect(error).toMatchObject({message: expect.stringMatching(/chmod \+x/), cause: {code: 'EACCES'}});
  });

  test('because its folder is missing names the folder, not the program', async () => {
    await expect(sh('true', {cwd: join(folder, 'gone')}).result).rejects.toThrow(/gone": there is no such folder/);
  });

  test('because no program is given is bad input', async () => {
    await expect(start([]).result).rejects.toThrow(/No command is given/);
  });

  test('because its arguments are too long is bad input', async () => {
    await expect(start(['true', 'x'.repeat(4_000_000)]).result).rejects.toThrow(/its arguments are too long/);
  });
});

describe('what an agent prints', () => {
  test('arrives on the stream it was printed to, and all of it in the log', async () => {
    const run = sh('echo out; echo err >&2');
    await run.result;
    expect([run.stdout.text, run.stderr.text]).toEqual(['out\n', 'err\n']);
    expect(run.log().split('\n').toSorted()).toEqual(['', 'err', 'out']);
  });

  const onPosix = process.platform === 'win32' ? test.skip : test;
  onPosix('may be printed to /dev/stdout and /dev/stderr by their names, as in any workflow step', async () => {
    const run = sh(
      'set -e; echo one > /dev/stderr; echo two | tee /dev/stderr > /dev/stdout; echo three >> /dev/stdout',
    );
    expect(await run.result).toMatchObject({exitCode: 0, notes: []});
    expect([run.stdout.text, run.stderr.text]).toEqual(['two\nthree\n', 'one\ntwo\n']);
    expect(readdirSync(folder)).toEqual(['agent.log']);
  });

  test('arrives also where no pipes can be made', async () => {
    const {PATH} = process.env;
    process.env.PATH = join(folder, 'nothing');
    try {
      const run = start([process.execPath, '-e', 'console.log(1); console.error(2)']);
      expect(await run.result).toMatchObject({exitCode: 0, notes: []});
      expect([run.stdout.text, run.stderr.text]).toEqual(['1\n', '2\n']);
    } finally {
      process.env.PATH = PATH;
    }
  });

  test('arrives while it still runs', async () => {
    const run = sh('echo early; while ! [ -e "$FOLDER/go" ]; do sleep 0.02; done');
    await printed(run, /early\n/);
    writeFileSync(join(folder, 'go'), '');
    expect((await run.result).ending).toBe('exited');
  });

  test('is kept byte for byte', async () => {
    const bytes = Buffer.from(Array.from({length: 300_000}, (_, i) => (i * 7919) % 256));
    writeFileSync(join(folder, 'bytes'), bytes);
    const run = sh('cat bytes');
    await run.result;
    expect(Buffer.concat(run.stdout.chunks).equals(bytes)).toBe(true);
    expect(readFileSync(join(folder, 'agent.log')).equals(bytes)).toBe(true);
  });

  test('is in a log that only its owner reads', async () => {
    await sh('echo secret').result;
    expect(statSync(join(folder, 'agent.log')).mode & 0o777).toBe(0o600);
  });

  test('is shown without a log, with a note, when the log cannot be written', async () => {
    const run = sh('echo out; exit 3', {logFile: join(folder, 'gone', 'agent.log')});
    const result = await run.result;
    expect(run.stdout.text).toBe('out\n');
    expect(result).toMatchObject({ending: 'exited', exitCode: 3});
    expect(result.notes).toEqual([expect.stringMatching(/log file could not be written: .*no such file/)]);
  });

  test('never goes through a file that is already there', async () => {
    writeFileSync(join(folder, 'agent.log'), 'precious');
    const run = sh('echo out');
    expect((await run.result).notes).toEqual([
      expect.stringMatching(/log file could not be written: .*file already exists/),
    ]);
    expect(run.log()).toBe('precious');
  });

  test('is logged to its end when nobody can be shown it any more', async () => {
    const broken = new Writable({write: (_chunk, _encoding, done) => done(new Error('the reader has gone'))});
    const runner = createAgentRunner({sinks: {stdout: broken, stderr: broken}, clock: systemClock});
    const result = await runner.run({
      argv: ['sh', '-c', 'seq 1 50000; exit 4'],
      cwd: folder,
      env: {PATH: process.env.PATH ?? ''},
      timeoutMs: null,
      logFile: join(folder, 'agent.log'),
      stdin: 'none',
      signal: new AbortController().signal,
    });
    expect(result).toMatchObject({exitCode: 4, notes: [expect.stringMatching(/could not be shown to its end/)]});
    expect(readFileSync(join(folder, 'agent.log'), 'utf8')).toMatch(/\n50000\n$/);
  });
});

describe('the log of an agent', () => {
  test.each([
    ['deletes', 'deleted', 'rm "$FOLDER/agent.log"'],
    ['empties', 'changed', ': > "$FOLDER/agent.log"'],
    ['adds to', 'changed', 'echo forged >> "$FOLDER/agent.log"'],
    ['writes over', 'changed', 'printf OUT | dd of="$FOLDER/agent.log" conv=notrunc 2> "$FOLDER/dd"'],
    ['replaces', 'changed', 'rm "$FOLDER/agent.log"; echo forged > "$FOLDER/agent.log"'],
    ['makes a link of', 'changed', 'ln -sf /etc/passwd "$FOLDER/agent.log"'],
    ['makes a folder of', 'changed', 'rm "$FOLDER/agent.log"; mkdir -p "$FOLDER/agent.log/x"'],
  ])('that it %s is put back, and the note says so', async (_does, change, attack) => {
    const run = sh(`echo out; while ! grep -q out "$FOLDER/agent.log"; do sleep 0.02; done; ${attack}; echo more`);
    const {notes} = await run.result;
    expect(notes).toEqual([`The agent's log file was ${change} while the agent ran, and was put back.`]);
    expect(run.log()).toBe('out\nmore\n');
    expect(readdirSync(folder).filter((name) => name.includes('.copy-') || name.includes('.new-'))).toEqual([]);
  });

  test('is put back as far as it is kept', async () => {
    const log = openLog(join(folder, 'agent.log'), 10);
    await log.sink.write(Buffer.from('0123456789abcdef'));
    rmSync(join(folder, 'agent.log'));
    expect(await log.close()).toEqual([
      "The agent's log file was deleted while the agent ran, and its first 10 bytes were put back.",
    ]);
    expect(readFileSync(join(folder, 'agent.log'), 'utf8')).toBe('0123456789');
  });
});

describe('the standard input of an agent', () => {
  test('is empty where nobody types', async () => {
    const run = sh('cat; echo done');
    await run.result;
    expect(run.stdout.text).toBe('done\n');
  });

  test('is ours where it is inherited', async () => {
    const source = (path: string) => JSON.stringify(pathToFileURL(join(process.cwd(), 'src', path)).href);
    writeFileSync(
      join(folder, 'inherit.mjs'),
      `import {createAgentRunner} from ${source('agent/run-agent.ts')};
       import {systemClock} from ${source('system/clock-and-uids.ts')};
       await createAgentRunner({sinks: process, clock: systemClock}).run({
         argv: ['cat'], cwd: '.', env: {PATH: process.env.PATH}, timeoutMs: null,
         logFile: ${JSON.stringify(join(folder, 'agent.log'))}, stdin: 'inherit', signal: new AbortController().signal,
       });`,
    );
    const child = spawn(process.execPath, [join(folder, 'inherit.mjs')], {stdio: ['pipe', 'pipe', 'inherit']});
    child.stdin.end('typed\n');
    expect(Buffer.concat(await child.stdout.toArray()).toString()).toBe('typed\n');
  });
});

describe('an agent that takes too long', () => {
  test('is ended with its whole group and told as timed out', async () => {
    const run = sh('sleep 600 & echo pid=$!; wait', {timeoutMs: 200});
    const sleeper = await printedPid(run);
    expect(await run.result).toMatchObject({ending: 'timed_out', exitCode: 124, notes: []});
    expect(isAlive(sleeper)).toBe(false);
  });

  test('may tidy up before it goes', async () => {
    const run = sh('trap "echo tidied; exit 0" TERM; echo ready; while :; do sleep 0.02; done', {timeoutMs: 500});
    expect(await run.result).toMatchObject({ending: 'timed_out', exitCode: 124});
    expect(run.stdout.text).toBe('ready\ntidied\n');
  });

  test('is killed when it does not listen, and so is a grandchild that does not', async () => {
    const stubborn = 'trap "" TERM INT; echo pid=$$; while :; do sleep 0.05; done';
    writeFileSync(join(folder, 'stubborn'), stubborn);
    const run = sh('trap "" TERM; sh stubborn & wait; while :; do sleep 0.05; done', {timeoutMs: 300});
    const grandchild = await printedPid(run);
    expect(await run.result).toMatchObject({ending: 'timed_out', exitCode: 124, notes: []});
    expect(isAlive(grandchild)).toBe(false);
  });

  test('has all the time there is when the limit is beyond any timer', async () => {
    expect(await sh('sleep 0.1; exit 5', {timeoutMs: 1e12}).result).toMatchObject({ending: 'exited', exitCode: 5});
  });
});

describe('an agent that uses too much', () => {
  test('is ended with its whole group, and has the exit code of that', async () => {
    let pass: () => void = () => {};
    const isOverBudget = () =>
      new Promise<boolean>((resolve) => {
        pass = () => resolve(true);
      });
    const run = sh('sleep 300 & echo "pid=$!"; wait', {isOverBudget});
    const child = await printedPid(run);
    pass();
    expect(await run.result).toMatchObject({ending: 'over_budget', exitCode: 143, notes: []});
    expect(isAlive(child)).toBe(false);
  });

  test('and ends by itself meanwhile has ended by itself, and is watched no longer', async () => {
    let watched: AbortSignal | undefined;
    const isOverBudget = async (ended: AbortSignal) => {
      watched = ended;
      await once(ended, 'abort');
      return true;
    };
    expect(await sh('exit 3', {isOverBudget}).result).toMatchObject({ending: 'exited', exitCode: 3});
    expect(watched?.aborted).toBe(true);
  });
});

describe('a cancelled run', () => {
  test('interrupts the agent, which may end in its own way', async () => {
    const run = sh('trap "echo stopping; exit 9" INT; echo ready; while :; do sleep 0.02; done');
    await printed(run, /ready/);
    run.abort.abort();
    expect(await run.result).toMatchObject({ending: 'cancelled', exitCode: 9});
    expect(run.stdout.text).toBe('ready\nstopping\n');
  });

  test('terminates an agent that ignores the interruption', async () => {
    const run = sh('trap "" INT; echo ready; while :; do sleep 0.02; done');
    await printed(run, /ready/);
    run.abort.abort();
    expect(await run.result).toMatchObject({ending: 'cancelled', exitCode: 143});
  });

  test('kills an agent that ignores both', async () => {
    const run = sh('trap "" INT TERM; echo ready; while :; do sleep 0.02; done');
    await printed(run, /ready/);
    run.abort.abort();
    expect(await run.result).toMatchObject({ending: 'cancelled', exitCode: 137, notes: []});
  });

  test('does not start an agent at all when it was cancelled before', async () => {
    const result = await sh('touch started', {signal: AbortSignal.abort()}).result;
    expect(result).toMatchObject({ending: 'cancelled', exitCode: 130, durationMs: 0});
    expect(existsSync(join(folder, 'started'))).toBe(false);
  });

  test('does not wait for a reader that has stopped reading', async () => {
    const stuck = new Writable({highWaterMark: 1, write: () => {}});
    const abort = new AbortController();
    const result = createAgentRunner({sinks: {stdout: stuck, stderr: stuck}, clock: systemClock, graces: GRACES}).run({
      argv: ['sh', '-c', 'echo one; touch printed; echo two'],
      cwd: folder,
      env: {PATH: process.env.PATH ?? ''},
      timeoutMs: null,
      logFile: join(folder, 'agent.log'),
      stdin: 'none',
      signal: abort.signal,
    });
    for (const end = Date.now() + 20_000; !existsSync(join(folder, 'printed')) && Date.now() < end; ) await delay(10);
    abort.abort();
    expect((await result).notes).toEqual([expect.stringMatching(/may be missing/)]);
  });
});

describe('what an agent leaves behind', () => {
  test('is ended, and named in a note', async () => {
    const run = sh('sleep 600 & echo pid=$!');
    const sleeper = await printedPid(run);
    const result = await run.result;
    expect(isAlive(sleeper)).toBe(false);
    expect(result).toMatchObject({ending: 'exited', exitCode: 0});
    expect(result.notes).toEqual([expect.stringMatching(/left processes running, and they were ended/)]);
    if (process.platform === 'linux') expect(result.notes[0]).toContain(`"sleep" (${sleeper})`);
  });

  test('is killed when it does not listen', async () => {
    writeFileSync(join(folder, 'stubborn'), 'trap "" TERM; echo pid=$$; while :; do sleep 0.05; done');
    const run = sh('sh stubborn & while ! [ -e "$FOLDER/go" ]; do sleep 0.02; done');
    const stubborn = await printedPid(run);
    writeFileSync(join(folder, 'go'), '');
    expect((await run.result).notes).toHaveLength(1);
    expect(isAlive(stubborn)).toBe(false);
  });

  test('is let finish when it needs but a moment, as the end of a pipeline does', async () => {
    const run = sh('(sleep 0.05; echo late) & echo early');
    expect((await run.result).notes).toEqual([]);
    expect(run.stdout.text).toBe('early\nlate\n');
  });

  const hidden = "env -u LAFORGE_STEP_UID setsid sh -c 'echo pid=$$; exec sleep 600' &";
  const untilGo = 'while ! [ -e "$FOLDER/go" ]; do sleep 0.02; done';
  const env = {PATH: process.env.PATH ?? '', FOLDER: '', LAFORGE_STEP_UID: UID};

  test('cannot hold us up by keeping our pipe open where we do not find it', async () => {
    const run = sh(`${hidden} ${untilGo}`, {env: {...env, FOLDER: folder}});
    const escaped = await printedPid(run);
    writeFileSync(join(folder, 'go'), '');
    const result = await run.result;
    expect(result).toMatchObject({ending: 'exited', exitCode: 0});
    expect(result.notes).toEqual([expect.stringMatching(/kept its output open/)]);
    expect(isAlive(escaped)).toBe(true);
  });

  test('cannot hold us up by printing without an end', async () => {
    const run = sh(`setsid sh -c 'echo pid=$$; exec yes' & ${untilGo}`);
    await printedPid(run);
    writeFileSync(join(folder, 'go'), '');
    expect((await run.result).notes).toEqual([expect.stringMatching(/kept its output open/)]);
  });

  onLinux('is found by the uid of its step when it has left the group', async () => {
    const run = sh(`setsid sh -c 'echo pid=$$; exec sleep 600' >&2 & sleep 600 & ${untilGo}`, {
      env: {...env, FOLDER: folder},
    });
    const [, pid] = await printed({...run, stdout: run.stderr}, /pid=(\d+)\n/);
    pids.push(Number(pid));
    writeFileSync(join(folder, 'go'), '');
    const {notes} = await run.result;
    expect(notes).toEqual([expect.stringMatching(/left processes running, and they were ended: /)]);
    expect(notes[0]).toContain(`"sleep" (${pid})`);
    expect(isAlive(Number(pid))).toBe(false);
  });

  onLinux('is found by descent from such a process, though it has none of its variables', async () => {
    writeFileSync(join(folder, 'daemon'), `${hidden} wait`);
    const run = sh(`setsid sh daemon & ${untilGo}`, {env: {...env, FOLDER: folder}});
    const orphan = await printedPid(run);
    writeFileSync(join(folder, 'go'), '');
    expect((await run.result).notes).toEqual([expect.stringContaining(`"sleep" (${orphan})`)]);
    expect(isAlive(orphan)).toBe(false);
  });

  onLinux.each([
    ['takes too long', 'timed_out'],
    ['is cancelled', 'cancelled'],
  ])('outside its group goes with an agent that %s', async (_why, ending) => {
    const script = 'setsid sh -c \'trap "" TERM INT; echo pid=$$; while :; do sleep 0.05; done\' & wait';
    const timeoutMs = ending === 'timed_out' ? 500 : null;
    const run = sh(script, {timeoutMs, env: {...env, FOLDER: folder}});
    const daemon = await printedPid(run);
    if (ending === 'cancelled') run.abort.abort();
    expect(await run.result).toMatchObject({ending, notes: []});
    expect(isAlive(daemon)).toBe(false);
  });

  onLinux('is ended by whoever comes later and knows the uid, and nothing of another step is', async () => {
    const daemon = 'trap "" TERM; echo pid=$$; while :; do sleep 0.05; done';
    const startDaemon = async (uid: string) => {
      const child = spawn('setsid', ['sh', '-c', daemon], {
        env: {...env, LAFORGE_STEP_UID: uid},
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
      const pid = Number(/pid=(\d+)/.exec(String(line))?.[1]);
      pids.push(pid);
      return pid;
    };
    const [mine, other] = [await startDaemon(UID), await startDaemon(UID.replace('0', '1'))];
    expect(await endProcessesOfStep(UID, 200)).toEqual([
      expect.stringMatching(/^The agent left processes running, and they were ended: /),
    ]);
    expect([isAlive(mine), isAlive(other)]).toEqual([false, true]);
    expect(await endProcessesOfStep(UID, 200)).toEqual([]);
  });
});

test('an agent is the leader of a group of its own, so what ends us does not end it unasked', async () => {
  const run = start([process.execPath, '-e', 'console.log("pid=" + process.pid)']);
  const pid = await printedPid(run);
  await run.result;
  expect(() => process.kill(-pid, 0)).toThrow('ESRCH');
});

test('a program is found in the PATH that the agent gets', async () => {
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', 'my-agent'), '#!/bin/sh\necho mine\n');
  chmodSync(join(folder, 'bin', 'my-agent'), 0o755);
  const run = start(['my-agent'], {env: {PATH: join(folder, 'bin')}});
  await run.result;
  expect(run.stdout.text).toBe('mine\n');
});
