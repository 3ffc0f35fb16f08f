import {execFileSync} from 'node:child_process';
import {appendFileSync, copyFileSync, rmSync, symlinkSync, truncateSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {readSealed, writeSealed} from '../../../src/action/run-note.ts';
import {testFolder} from '../../helpers/test-folder.ts';

const folder = testFolder();

const KEY = 'known to us alone';
const place = (name = 'run.json') => join(folder, name);
const putPipe = (path: string) => {
  rmSync(path, {force: true});
  execFileSync('mkfifo', [path]);
};
const putLink = (target: string, path: string) => {
  rmSync(path, {force: true});
  symlinkSync(target, path);
};
const content = Buffer.from([0, 10, 255, 13, 7]);

describe('a sealed file', () => {
  test.each([
    ['with bytes of any kind', content],
    ['without any', Buffer.alloc(0)],
  ])('is read as it was written: %s', (_what, bytes) => {
    writeSealed(place(), KEY, Buffer.from('before'));
    writeSealed(place(), KEY, bytes);
    expect(readSealed(place(), KEY)?.equals(bytes)).toBe(true);
  });

  test('is written past what an agent put at the name of its draft', () => {
    putPipe(place('run.json.new'));
    writeSealed(place(), KEY, Buffer.from('one'));
    writeSealed(place('other'), KEY, Buffer.from('mine'));
    putLink(place('other'), place('run.json.new'));
    writeSealed(place(), KEY, content);
    expect(readSealed(place(), KEY)?.equals(content)).toBe(true);
    expect(readSealed(place('other'), KEY)?.toString()).toBe('mine');
  });

  test.each([
    ['longer', () => appendFileSync(place(), 'x')],
    ['shorter', () => truncateSync(place(), 66)],
    ['empty', () => truncateSync(place(), 0)],
    ['gone', () => rmSync(place())],
    ['sealed by somebody else', () => writeSealed(place(), 'a guess', content)],
    ['another of ours', () => copyFileSync(place('other'), place())],
    ['a pipe, which would keep us waiting', () => putPipe(place())],
    ['a device without an end', () => putLink('/dev/zero', place())],
  ])('is not believed when it is %s', (_how, change) => {
    writeSealed(place(), KEY, content);
    writeSealed(place('other'), KEY, content);
    change();
    expect(readSealed(place(), KEY)).toBeNull();
  });
});
