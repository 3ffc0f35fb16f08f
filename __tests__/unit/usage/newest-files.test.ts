import {describe, expect, test} from '@jest/globals';
import {newestFiles} from '../../../src/usage/session-files.ts';

const MB = 1024 * 1024;
const aFile = (name: string, size: number) => ({path: `/${name}`, name, from: 0, size, isNew: true});
const names = (files: readonly {readonly name: string}[]) => files.map((file) => file.name);

describe('newestFiles', () => {
  test('takes all files of a run of usual size, in their order', () => {
    const {files, isAll} = newestFiles([aFile('a', MB), aFile('b', MB)]);
    expect({names: names(files), isAll}).toEqual({names: ['a', 'b'], isAll: true});
  });

  test('leaves the oldest out where there are too many, or too much is in them', () => {
    const many = newestFiles([aFile('a', 1), aFile('b', 1), aFile('c', 1)], 2);
    expect({names: names(many.files), isAll: many.isAll}).toEqual({names: ['b', 'c'], isAll: false});
    const large = newestFiles([aFile('a', 300 * MB), aFile('b', 1e15), aFile('c', 200 * MB)]);
    expect({names: names(large.files), isAll: large.isAll}).toEqual({names: ['b', 'c'], isAll: false});
  });
});
