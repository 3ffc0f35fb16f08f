import {chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync} from 'node:fs';
import {availableParallelism} from 'node:os';

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

if (process.env.TMPDIR === undefined && hasMemoryDisk()) {
  const folder = mkdtempSync(`${MEMORY}/laforge-`);
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
  testSequencer: '<rootDir>/jest.sequencer.js',
};
