import {mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {basename, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {findBundledAddon} from '../../../src/ledger/native-binding.ts';
import {createLedgerFolder} from '../../helpers/ledger.ts';

const PACKAGE = join(createRequire(import.meta.url).resolve('better-sqlite3/package.json'), '..');

let place: ReturnType<typeof createLedgerFolder>;
beforeEach(() => {
  place = createLedgerFolder();
});
afterEach(() => place.remove());

describe('the native addon', () => {
  test('is the one that better-sqlite3 itself would take, where it lies beside the bundle', () => {
    // better-sqlite3 names the file it chooses for this platform in its own lib/binding.js.
    const chosen: string = createRequire(import.meta.url)(join(PACKAGE, 'lib/binding.js')).getPrebuildPath();
    mkdirSync(place.file('prebuilds'));
    for (const name of readdirSync(join(PACKAGE, 'prebuilds'))) {
      writeFileSync(place.file(join('prebuilds', name)), '');
    }
    const bundle = pathToFileURL(place.file('index.js')).href;
    expect(findBundledAddon(bundle)).toBe(place.file(join('prebuilds', basename(chosen))));
  });

  test('is left to better-sqlite3 where there is no bundle', () => {
    expect(findBundledAddon(pathToFileURL(place.file('index.js')).href)).toBeUndefined();
    expect(findBundledAddon()).toBeUndefined();
  });
});
