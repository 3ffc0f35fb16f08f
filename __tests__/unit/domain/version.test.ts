import {readFileSync} from 'node:fs';
import {expect, test} from '@jest/globals';
import {VERSION} from '../../../src/domain/version.ts';

test("is the package's", () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({version: VERSION});
});
