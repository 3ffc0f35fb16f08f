import {availableParallelism} from 'node:os';

/** Runs the tests on the sources: SWC strips the types, and Jest loads the modules as ESM. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  // These take minutes each and are run by `npm run test:runners`.
  testPathIgnorePatterns: ['<rootDir>/__tests__/runners/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', {jsc: {parser: {syntax: 'typescript'}, target: 'es2023'}, module: {type: 'es6'}}],
  },
  setupFiles: ['<rootDir>/__tests__/helpers/isolate.ts'],
  testTimeout: 120_000,
  // One worker per core, since each suite starts its own processes.
  maxWorkers: Math.max(2, availableParallelism()),
  // Modules stay in memory after their test file, and a larger process takes longer to spawn another.
  workerIdleMemoryLimit: '200MB',
  testSequencer: '<rootDir>/jest.sequencer.js',
};
