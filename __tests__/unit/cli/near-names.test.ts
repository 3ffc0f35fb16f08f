import {expect, test} from '@jest/globals';
import {nearNames} from '../../../src/domain/text.ts';

test.each([
  ['acme/widgest', ['acme/widgets', 'acme/gadgets'], ['acme/widgets']],
  ['ACME/Widgets2', ['acme/widgets'], ['acme/widgets']],
  ['octo/demo', ['acme/demo', 'octo/other'], ['acme/demo']],
  ['mian', ['main', 'maven'], ['main']],
  ['app', ['b', 'quite-another'], []],
  ['a', ['b', 'c', 'd', 'e'], ['b', 'c', 'd']],
])('%s among %j', (name, names, near) => {
  expect(nearNames(name, names)).toEqual(near);
});
