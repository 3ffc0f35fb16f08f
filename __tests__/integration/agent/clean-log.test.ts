import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {writeCleanLog} from '../../../src/action/keep-log.ts';

test('a log for others is its end, from a whole line on, byte for byte but for the secrets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clean-log-'));
  const [from, to, pipe] = ['from', 'to', 'pipe'].map((name) => join(folder, name)) as [string, string, string];
  writeFileSync(
    from,
    Buffer.concat([Buffer.from('half pässwörd1\n'), Buffer.from([0xff, 0]), Buffer.from(' pässwörd1\r\nend')]),
  );
  expect(writeCleanLog(from, to, ['pässwörd1'], 30)).toBe(true);
  expect(readFileSync(to)).toEqual(
    Buffer.concat([
      Buffer.from('[the first 17 bytes are left out]\n'),
      Buffer.from([0xff, 0]),
      Buffer.from(' ***\r\nend'),
    ]),
  );
  expect(() => writeCleanLog(from, to, [])).toThrow('EEXIST');
  execFileSync('mkfifo', [pipe]);
  expect([writeCleanLog(pipe, `${to}2`, []), writeCleanLog(join(folder, 'none'), `${to}3`, [])]).toEqual([
    false,
    false,
  ]);
});
