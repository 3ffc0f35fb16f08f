import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {addToSummary} from '../../../src/action/log.ts';
import {testFolder} from '../../helpers/test-folder.ts';

const folder = testFolder();

describe('the job summary', () => {
  test('keeps what earlier ones have written', () => {
    const file = join(folder, 'summary');
    writeFileSync(file, 'theirs\n');
    addToSummary('# ours', {GITHUB_STEP_SUMMARY: file});
    addToSummary('more', {GITHUB_STEP_SUMMARY: file});
    expect(readFileSync(file, 'utf8')).toBe('theirs\n# ours\nmore\n');
  });

  test('is refused where the runner gave no file, or the file is gone', () => {
    expect(() => addToSummary('x', {})).toThrow('GITHUB_STEP_SUMMARY names no file. Use a runner that sets it.');
    expect(() => addToSummary('x', {GITHUB_STEP_SUMMARY: join(folder, 'gone')})).toThrow('ENOENT');
  });

  test('does not wait for a pipe that an agent put in its place', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(() => addToSummary('x', {GITHUB_STEP_SUMMARY: pipe})).toThrow('ENXIO');
  });
});
