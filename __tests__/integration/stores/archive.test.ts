import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {crc32, deflateRawSync, gzipSync, zstdCompressSync} from 'node:zlib';
import {beforeEach, describe, expect, test} from '@jest/globals';
import {unpackTar, unpackZip} from '../../../src/stores/archive.ts';
import {createTar, createZip, type TarMember} from '../../helpers/archives.ts';
import {testFolder} from '../../helpers/test-folder.ts';

const ROOT = 'laforge-history';

const folder = testFolder();
let into: string;
beforeEach(() => {
  into = join(folder, 'into');
  mkdirSync(into);
});

function archive(content: Buffer): string {
  const path = join(folder, 'archive');
  writeFileSync(path, content);
  return path;
}

const unpacked = () =>
  Object.fromEntries(readdirSync(into).map((name) => [name, readFileSync(join(into, name), 'utf8')]));

describe('a tar archive', () => {
  const unpack = (members: readonly TarMember[], limit?: number) =>
    unpackTar(archive(zstdCompressSync(createTar(members))), ROOT, into, limit);

  test.each([
    ['zstd, by GNU tar', ['--use-compress-program', 'zstd -T0 --long=30']],
    ['gzip, by GNU tar', ['-z']],
  ])('made as the cache client makes it, with %s, is unpacked', async (_, compression) => {
    const content = 'x'.repeat(5000);
    mkdirSync(join(folder, ROOT));
    writeFileSync(join(folder, ROOT, 'steps.db'), content);
    writeFileSync(join(folder, ROOT, 'contains.json'), '{}');
    execFileSync('tar', ['--posix', '-cf', 'archive', '-P', '-C', folder, ...compression, ROOT], {cwd: folder});
    await unpackTar(join(folder, 'archive'), ROOT, into);
    expect(unpacked()).toEqual({'steps.db': content, 'contains.json': '{}'});
  });

  test('may hold files of a later version, which are left out', async () => {
    await unpack([
      {name: `${ROOT}/`, type: '5'},
      {name: `${ROOT}/index.bin`, content: 'y'.repeat(700)},
      {name: 'PaxHeader/x', type: 'x', content: '30 path=/tmp/laforge-elsewhere\n'},
      {name: `${ROOT}/record.json`, content: '{}'},
    ]);
    expect(unpacked()).toEqual({'record.json': '{}'});
  });

  const outside = join(tmpdir(), 'laforge-outside', 'steps.db');
  test.each<[string, readonly TarMember[]]>([
    ['an absolute path', [{name: outside, content: 'x'}]],
    ['a path that leads up', [{name: `${ROOT}/../../steps.db`, content: 'x'}]],
    ['a file beside its folder', [{name: 'steps.db', content: 'x'}]],
    ['a file in a deeper folder', [{name: `${ROOT}/deeper/steps.db`, content: 'x'}]],
    ['its own folder as a file', [{name: `${ROOT}/..`, content: 'x'}]],
    ['a symbolic link', [{name: `${ROOT}/steps.db`, type: '2', linkname: '/etc/passwd'}]],
    ['a link in place of its folder', [{name: ROOT, type: '2', linkname: tmpdir()}, {name: `${ROOT}/steps.db`}]],
    ['a hard link', [{name: `${ROOT}/steps.db`, type: '1', linkname: '/etc/passwd'}]],
    ['a device', [{name: `${ROOT}/steps.db`, type: '3'}]],
    ["GNU tar's long name", [{name: '././@LongLink', type: 'L', content: outside}, {name: `${ROOT}/steps.db`}]],
  ])('with %s is refused, and nothing is written outside', async (_, members) => {
    await expect(unpack(members)).rejects.toThrow(/^it holds ".*", which is no plain file in laforge-history\.$/);
    expect(unpacked()).toEqual({});
    expect(existsSync(outside)).toBe(false);
  });

  test('never writes through a link that lies where it unpacks', async () => {
    const elsewhere = join(folder, 'elsewhere');
    writeFileSync(elsewhere, 'kept');
    symlinkSync(elsewhere, join(into, 'steps.db'));
    await expect(unpack([{name: `${ROOT}/steps.db`, content: 'planted'}])).rejects.toThrow(/EEXIST/);
    expect(readFileSync(elsewhere, 'utf8')).toBe('kept');
  });

  test('is not unpacked beyond a limit, however small it is', async () => {
    const bomb = [{name: `${ROOT}/index.bin`, content: Buffer.alloc(8_000_000)}];
    await expect(unpack(bomb, 1_000_000)).rejects.toThrow('it unpacks to more than 1000000 bytes.');
  });

  test.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, 700)],
    ['with a flipped bit in a header', (bytes: Buffer) => Buffer.from(bytes.map((it, at) => (at === 3 ? it ^ 1 : it)))],
    ['of no content', () => Buffer.alloc(0)],
  ])('%s is refused as damaged', async (_, damage) => {
    const tar = damage(createTar([{name: `${ROOT}/steps.db`, content: 'x'.repeat(3000)}]));
    for (const packed of [gzipSync(tar), zstdCompressSync(tar)]) {
      await expect(unpackTar(archive(packed), ROOT, into)).rejects.toThrow(/^it cannot be unpacked \(/);
      rmSync(join(into, 'steps.db'), {force: true});
    }
  });

  test('that is none is refused', async () => {
    await expect(unpackTar(archive(Buffer.from('hello')), ROOT, into)).rejects.toThrow(/^it cannot be unpacked \(/);
  });
});

describe('a zip archive', () => {
  const unpack = (...args: Parameters<typeof createZip>) => unpackZip(archive(createZip(...args)), into, 1_000_000);
  const deflated = (content: Buffer) => ({
    content: deflateRawSync(content),
    method: 8,
    size: content.length,
    crc: crc32(content),
  });

  test('is unpacked, stored or deflated, without what no save holds', async () => {
    await unpack([
      {name: 'steps.db', ...deflated(Buffer.from('x'.repeat(5000)))},
      {name: 'contains.json', content: Buffer.from('{}')},
      {name: '../contains.json', content: Buffer.from('planted')},
      {name: join(folder, 'planted'), content: Buffer.from('planted')},
    ]);
    expect(unpacked()).toEqual({'steps.db': 'x'.repeat(5000), 'contains.json': '{}'});
    expect(readdirSync(folder).sort()).toEqual(['archive', 'into']);
  });

  test.each([
    ['that holds too much', [{name: 'steps.db', ...deflated(Buffer.alloc(2_000_000))}], /^it unpacks to more than/],
    ['that lies about a size', [{name: 'steps.db', content: Buffer.from('xyz'), size: 2}], /^"steps\.db" is not whole/],
    ['with another checksum', [{name: 'steps.db', content: Buffer.from('xyz'), crc: 1}], /^"steps\.db" is not whole/],
    [
      'with a name twice',
      [1, 2].map(() => ({name: 'steps.db', content: Buffer.from('x')})),
      /^it holds "steps\.db" twice/,
    ],
    ['packed otherwise', [{name: 'steps.db', content: Buffer.from('x'), method: 12}], /^its packing 12 is not known/],
    ['of broken content', [{name: 'steps.db', content: Buffer.from('xyz'), method: 8}], /^it cannot be unpacked \(/],
  ])('%s is refused', async (_, entries, reason) => {
    await expect(unpack(entries)).rejects.toThrow(reason);
  });

  test('that is none, or is cut short, is refused', async () => {
    const whole = createZip([{name: 'steps.db', content: Buffer.alloc(3000)}]);
    for (const bytes of [Buffer.from('hello'), Buffer.alloc(0), whole.subarray(0, 2000), whole.subarray(1500)]) {
      await expect(unpackZip(archive(bytes), into)).rejects.toThrow(
        /^(it is no zip archive|its directory is not whole)\.$/,
      );
    }
  });
});
