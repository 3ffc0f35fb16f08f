import {availableParallelism} from 'node:os';

/** Tests run on the sources: SWC strips the types, Jest loads the modules as ESM. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  // Minutes each: `npm run test:runners` runs them.
  testPathIgnorePatterns: ['<rootDir>/__tests__/runners/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', {jsc: {parser: {syntax: 'typescript'}, target: 'es2023'}, module: {type: 'es6'}}],
  },
  setupFiles: ['<rootDir>/__tests__/helpers/isolate.ts'],
  testTimeout: 120_000,
  // One for each core, since each suite starts processes of its own.
  maxWorkers: Math.max(2, availableParallelism()),
  // Modules stay in memory after their test file, and the larger a process is, the longer it takes to start another.
  workerIdleMemoryLimit: '200MB',
  testSequencer: '<rootDir>/jest.sequencer.js',
};
