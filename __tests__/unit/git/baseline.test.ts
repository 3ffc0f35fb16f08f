import {expect, test} from '@jest/globals';
import {parseConfigList} from '../../../src/git/baseline.ts';

test('reads keys without a value, values with line breaks, and the scope of each', () => {
  const text = 'local\0core.bare\0global\0alias.x\n!a\nb\0command\0http.https://h/.extraheader\n\0';
  expect(parseConfigList(text)).toEqual([
    {scope: 'local', key: 'core.bare', value: 'true'},
    {scope: 'global', key: 'alias.x', value: '!a\nb'},
    {scope: 'command', key: 'http.https://h/.extraheader', value: ''},
  ]);
});
