import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';

/** A disk in memory: of the processor time that the tests take, their small files on a real disk cost a fifth. */
const MEMORY = '/dev/shm';
const NEEDED_BYTES = 2 ** 31;

function hasMemoryDisk() {
  if (process.platform !== 'linux') return false;
  // The tests run hooks and programs that they write there.
  const isForPrograms = /^\S+ \/dev\/shm tmpfs (?!\S*\bnoexec\b)/m.test(readFileSync('/proc/mounts', 'utf8'));
  if (!isForPrograms) return false;
  const {bavail, bsize} = statfsSync(MEMORY);
  return bavail * bsize >= NEEDED_BYTES;
}

/** Tells a process from every other, also from a later one of its number and from those of other containers. */
function identityOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const startedAt = stat.slice(stat.lastIndexOf(')')).split(' ')[20];
  return `${pid} ${startedAt} ${readlinkSync('/proc/self/ns/pid')}`;
}

/** Removes the folders of test runs that were killed: those of this PID namespace whose process is gone. */
function removeAbandoned() {
  for (const name of readdirSync(MEMORY)) {
    if (!name.startsWith('laforge-')) continue;
    const folder = join(MEMORY, name);
    try {
      const owner = readFileSync(join(folder, 'owner'), 'utf8');
      const [pid, , namespace] = owner.split(' ');
      if (namespace !== readlinkSync('/proc/self/ns/pid') || isRunning(pid, owner)) continue;
      // The owner goes last: while workers of that run still write here, a folder cannot be removed.
      for (const entry of readdirSync(folder).filter((entry) => entry !== 'owner'))
        rmSync(join(folder, entry), {recursive: true, force: true});
      rmSync(folder, {recursive: true});
    } catch {
      // It is not ours to remove, or another run removes it now.
    }
  }
}

function isRunning(pid, identity) {
  try {
    return identityOf(pid) === identity;
  } catch ({code}) {
    return code !== 'ENOENT' && code !== 'ESRCH';
  }
}

if (process.env.TMPDIR === undefined && hasMemoryDisk()) {
  removeAbandoned();
  const folder = mkdtempSync(`${MEMORY}/laforge-`);
  writeFileSync(join(folder, 'owner'), identityOf(process.pid));
  // PostgreSQL does not run as root, and its own user must reach the folders in this one.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, {recursive: true, force: true, maxRetries: 3}));
}

/** Runs the tests on the sources, as Node loads them. */
export default {
  testEnvironment: 'node',
  testRunner: '<rootDir>/jest.runner.js',
  transform: {},
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  // These take minutes each and are run by `npm run test:runners`.
  testPathIgnorePatterns: ['<rootDir>/__tests__/runners/'],
  testTimeout: 120_000,
  // One more than there are cores: a test waits for processes, timers and answers a sixth of its time.
  maxWorkers: availableParallelism() + 1,
  // A larger process takes longer to spawn another: its tables of pages are copied. So is one with a large young generation:
  // see `test` in package.json.
  workerIdleMemoryLimit: '64MB',
  // On a busy machine a worker with nothing left to do takes longer than Jest's half second to end.
  workerGracefulExitTimeout: 10_000,
  testSequencer: '<rootDir>/jest.sequencer.js',
};
