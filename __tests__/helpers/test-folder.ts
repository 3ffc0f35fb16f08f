import {randomUUID} from 'node:crypto';
import {mkdirSync, realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach} from '@jest/globals';

/** A folder without symlinks in its path: empty when a test begins, and gone after it. Call it once at the top of a test file. */
export function testFolder(): string {
  const folder = join(realpathSync(tmpdir()), `laforge-test-${randomUUID()}`);
  beforeEach(() => mkdirSync(folder));
  afterEach(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
}
