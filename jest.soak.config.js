import {globSync, readFileSync} from 'node:fs';
import config from './jest.config.js';

const isSampled = (path) => readFileSync(`${import.meta.dirname}/${path}`, 'utf8').includes('/helpers/soak.ts');

/** All that the gate samples, in its whole size: stories, and tries of properties. See __tests__/helpers/soak.ts. */
export default {
  ...config,
  testMatch: globSync('__tests__/**/*.test.ts', {cwd: import.meta.dirname})
    .filter(isSampled)
    .map((path) => `<rootDir>/${path}`),
  globals: {SOAK: true},
};
