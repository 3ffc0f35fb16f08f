import {readFileSync} from 'node:fs';
import {expect, test} from '@jest/globals';
import {VERSION} from '../../../src/cli/index.ts';

test("is the package's", () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({version: VERSION});
});
