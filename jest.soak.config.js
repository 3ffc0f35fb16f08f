import config from './jest.config.js';

/** Whole stories where the gate takes a sample of each: see __tests__/helpers/soak.ts. */
export default {
  ...config,
  testMatch: ['<rootDir>/__tests__/soak/**/*.test.ts'],
  globals: {SOAK: true},
};
