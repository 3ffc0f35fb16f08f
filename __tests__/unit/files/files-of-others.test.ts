import {execFileSync} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {readRegularFile, replaceFile} from '../../../src/files/regular-file.ts';
import {readEvent} from '../../../src/github/run-event.ts';
import {readFragment} from '../../../src/stores/fragment.ts';
import {readContains} from '../../../src/stores/snapshot-service.ts';
import {testFolder} from '../../helpers/test-folder.ts';

const folder = testFolder();

/** What an agent can put in the place of a file, each by a name of its own. */
const KINDS: Readonly<Record<string, (path: string) => unknown>> = {
  pipe: (path) => execFileSync('mkfifo', [path]),
  'link to a device without an end': (path) => symlinkSync('/dev/zero', path),
  'link to itself': (path) => symlinkSync(path, path),
  folder: (path) => mkdirSync(path),
};
const place = (kind: string) => {
  const path = join(folder, 'file');
  KINDS[kind]?.(path);
  return path;
};

describe.each(Object.keys(KINDS))('a %s in the place of a file', (kind) => {
  test('is read by nobody, and keeps nobody waiting', async () => {
    const path = place(kind);
    expect(readRegularFile(path)).toBeNull();
    expect(readEvent(path)).toBeNull();
    expect(readContains(path)).toEqual({saves: [], openRuns: []});
    await expect(readFragment(path, 'the record')).rejects.toThrow();
  });

  test('at the name of a draft is not written to', () => {
    place(kind);
    const path = join(folder, 'other');
    const draft = `${path}.new`;
    KINDS[kind]?.(draft);
    replaceFile(path, 'ours', 0o600);
    expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['ours', 0o600]);
    expect(readdirSync(folder).sort()).toEqual(['file', 'other']);
  });
});

test('a file is read whole, and one that is too long not at all', () => {
  const path = join(folder, 'file');
  writeFileSync(path, 'text');
  symlinkSync(path, join(folder, 'link'));
  expect(readRegularFile(join(folder, 'link'), 4)?.toString()).toBe('text');
  expect(readRegularFile(path, 3)).toBeNull();
});
