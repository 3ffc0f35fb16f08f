import {describe, expect, test} from '@jest/globals';
import {collectLastLines} from '../../../src/agent/run-check.ts';

function lastLines(chunks: readonly (string | Uint8Array)[], secrets: readonly string[] = []): readonly string[] {
  const tail = collectLastLines(secrets);
  for (const chunk of chunks) tail.observe(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return tail.lines();
}

describe('the last lines of an output', () => {
  test.each<[string, string, readonly string[]]>([
    ['lines, without the empty ones', 'a\n\n  b  \nlast', ['a', '  b', 'last']],
    ['nothing', '', []],
    ['colours and cursor', '\u001b[1;31mFAIL\u001b[0m \u001b[2K\u001b[1Aa.test.ts\n', ['FAIL a.test.ts']],
    ['titles and links', '\u001b]0;title\u0007x \u001b]8;;https://a.test\u001b\\link\u001b]8;;\u001b\\', ['x link']],
    ['other strings and short sequences', '\u001bPq#1\u001b\\a\u001b(Bb\u001bMc\u009b31md\u009dt\u009ce', ['abcde']],
    ['an unfinished string, which hides its own line only', '\u001b]0;open\nseen', ['seen']],
    ['progress that a terminal overwrites', '10 %\r50 %\r100 %\ndone\r\n', ['100 %', 'done']],
    ['other controls and tabs', 'a\u0000b\u0008c\td', ['abc  d']],
  ])('are %s', (_, text, lines) => {
    expect(lastLines([text])).toEqual(lines);
  });

  test('are the last twenty, in four thousand characters, none too long', () => {
    const many = lastLines([Array.from({length: 50}, (_, n) => `line ${n}\n`).join('')]);
    expect([many.length, many[0], many.at(-1)]).toEqual([20, 'line 30', 'line 49']);
    const long = lastLines([`${'x'.repeat(300)}\n`.repeat(50)]);
    expect(long).toHaveLength(13);
    const [endless] = lastLines(['😀'.repeat(10_000)]);
    expect([Array.from(endless ?? '').length, endless?.endsWith('😀…')]).toEqual([400, true]);
  });

  test('are the same however the output is cut into chunks, also inside a character and a sequence', () => {
    const bytes = Buffer.from('größer \u001b[31mred\u001b[0m\n');
    expect(lastLines(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(['größer red']);
    expect(lastLines([Uint8Array.of(0x61, 0xff, 0xfe, 0x0a)])).toEqual(['a��']);
  });

  test('have no secrets: neither those that are known, nor what reads as one, nor the rest of one that was cut', () => {
    const known = 'a-very-own-secret-value';
    const token = `ghp_${'a1'.repeat(18)}`;
    expect(lastLines([`x ${known} y\n${token}\napi_key=${'q'.repeat(20)}\n`], [known])).toEqual([
      'x *** y',
      '***',
      'api_key=***',
    ]);
    expect(lastLines([`a-very-\u001b[31mown-secret-value`], [known])).toEqual(['***']);
    const cut = `${'-'.repeat(70_000)}\n`.repeat(3);
    expect(lastLines([`${'-'.repeat(10)}${known}`, '-'.repeat(131_000), `\n${cut}end\n`], [known]).at(-1)).toBe('end');
    const half = lastLines(
      [known.slice(0, 12), `${known.slice(12)}\n`, `${'.'.repeat(1000)}\n`.repeat(130), 'end'],
      [known],
    );
    expect(half.join('\n')).not.toContain(known.slice(12));
  });

  test('take little memory and time, whatever is printed', () => {
    const tail = collectLastLines([]);
    const chunk = Buffer.alloc(1024 * 1024, '\u001b]');
    for (let n = 0; n < 200; n++) tail.observe(chunk);
    tail.observe(Buffer.from('\nend'));
    expect(tail.lines()).toEqual(['end']);
  });
});
