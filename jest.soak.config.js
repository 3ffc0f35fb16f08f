import {globSync, readFileSync} from 'node:fs';
import config from './jest.config.js';

const isSampled = (path) => readFileSync(`${import.meta.dirname}/${path}`, 'utf8').includes('/helpers/soak.ts');

/** Runs in full the stories and property tests of which the gate runs only a sample. See __tests__/helpers/soak.ts. */
export default {
  ...config,
  testMatch: globSync('__tests__/**/*.test.ts', {cwd: import.meta.dirname})
    .filter(isSampled)
    .map((path) => `<rootDir>/${path}`),
  globals: {SOAK: true},
};
