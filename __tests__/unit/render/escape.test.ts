import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {cleanLine, escapeBlock, escapeCode, escapeMermaid, escapeText, link} from '../../../src/render/escape.ts';
import {tries} from '../../helpers/soak.ts';

/** Pieces of everything that means something to Markdown, HTML or GitHub, in any order and number. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom('@', '#', 'octocat', 'org/team', 'GH-', '12', 'abcdef1', '_', 'a@b.co', 'https://', 'www.', ':/'),
      fc.constantFrom(
        '|',
        '\\',
        '`',
        '```',
        '<',
        '>',
        '<!--',
        '-->',
        '</td>',
        '&',
        '&#64;',
        '[',
        '](',
        '![',
        '*',
        '~~',
      ),
      fc.constantFrom(
        '\n',
        '\r\n\n',
        '\t',
        '  ',
        '- ',
        '1. ',
        '===',
        '$',
        ':tada:',
        '\u202e',
        '\u200b',
        '\ud800',
        '😀',
      ),
      fc.string({unit: 'binary', maxLength: 4}),
    ),
    {maxLength: 16},
  )
  .map((pieces) => pieces.join(''));

/** What a browser shows and copies of our markup: its tags are gone and entities are characters. */
function shown(markup: string): string {
  return markup
    .replaceAll(/<\/?(?:code|span|pre)>/g, '')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

describe('text from outside', () => {
  test.each([
    ['| a | b', '&#124; a &#124; b'],
    ['one\n\n# two', 'one <span>#</span> two'],
    [
      '@octocat, @org/team, me@example.com',
      '<span>@</span>octocat, <span>@</span>org/team, me<span>@</span>example.com',
    ],
    ['fixes #12, GH-7 and o/r#3', 'fixes <span>#</span>12, GH<span>-</span>7 and o/r<span>#</span>3'],
    ['see https://github.com/o/r/issues/1', 'see https<span>:</span>//github.com/o/r/issues/1'],
    ['www.example.com', '<span>w</span>ww.example.com'],
    ['abcdef1www.example.com', 'abcdef1www.example.com'],
    ['reverts 0123abc_', 'reverts <code>0123abc</code>&#95;'],
    ['<img src=x onerror=y>', '&#60;img src=x onerror=y&#62;'],
    ['<!-- laforge:default -->', '&#60;!-- laforge:default --&#62;'],
    ['![x](https://e.vil/p.png)', '!&#91;x&#93;(https<span>:</span>//e.vil/p.png)'],
    [
      '`a` *b* __c__ ~~d~~ snake_case',
      '&#96;a&#96; &#42;b&#42; &#95;&#95;c&#95;&#95; &#126;&#126;d&#126;&#126; snake_case',
    ],
    ['a \\| b', 'a &#92;&#124; b'],
    ['&lt;b&gt;', '&#38;lt;b&#38;gt;'],
    ['$x$ costs', '<span>$</span>x<span>$</span> costs'],
    ['- item', '&#45; item'],
    ['1. item', '1&#46; item'],
    ['---', '&#45;--'],
    [':octocat:', '<span>:</span>octocat:'],
    ['evil \u202egnp.exe \u0000\u001b[31m\u200b\u{e0041}', 'evil gnp.exe &#91;31m'],
    ['👩‍💻 \ud83d', '👩‍💻 \ufffd'],
  ])('%j becomes text that is only shown', (text, markup) => {
    expect(escapeText(text)).toBe(markup);
  });

  test('is cut at its length in characters, never inside one', () => {
    expect(escapeText('😀'.repeat(10), 4)).toBe('😀😀😀…');
    expect(escapeText('abcd', 4)).toBe('abcd');
  });

  test('shows what was said and holds nothing that GitHub acts on, whatever it is', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const markup = escapeText(text, 100);
        expect(shown(markup)).toBe(cleanLine(text, 100));
        const source = markup.replaceAll(/<\/?(?:code|span)>|&#\d+;/g, '');
        expect(source).not.toMatch(/[&<>[\]\\`*~|\n]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/);
        // GitHub reads each piece of text between two tags by itself.
        const pieces = markup
          .replaceAll(/<code>.*?<\/code>/g, '<br>')
          .split(/<[^>]*>/)
          .map(shown);
        for (const piece of pieces) {
          expect(piece).not.toMatch(
            /@.|#.|\bgh-\d|:\/|(?<![a-z0-9])www\.|:[\w+-]+:|(?<![a-z0-9])[0-9a-f]{7,64}(?![a-z0-9])/i,
          );
        }
      }),
      tries(2000),
    );
  });

  test.each([
    'refs/laforge/pins/default/step-01a22314-ff64-7abc-8def-0123456789ab',
    'refs/laforge/ledger/acme.2fwidgets',
    'refs/heads/fix_4f2c91a',
    '01a22314-ff64-7abc-8def-0123456789ab',
    '4f2c91a08d01b7e4f2c91a08d01b7e4f2c91a08d',
  ])('keeps %s in one piece that can be copied', (whole) => {
    expect(escapeText(`It is kept at ${whole} (git fetch origin ${whole}).`, 500)).toBe(
      `It is kept at <code>${whole}</code> (git fetch origin <code>${whole}</code>).`,
    );
  });

  test('as code holds no tag, no table bar and no address either, whatever it is', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const markup = escapeCode(text, 100);
        expect(shown(markup)).toBe(cleanLine(text, 100));
        expect(markup).toMatch(/^<code>(?:[^<>|`\\[\]*~\n]|<\/?span>)*<\/code>$/);
        for (const piece of markup.split(/<[^>]*>/)) expect(shown(piece)).not.toMatch(/@.|:\/|(?<![a-z0-9])www\./i);
      }),
      tries(1000),
    );
  });

  test('as a block is one line of HTML, its line breaks entities, so no empty line ends it', () => {
    expect(escapeBlock('a\n\n\tb </pre>', 100)).toBe('<pre>a&#10;&#10;  b &#60;/pre&#62;</pre>');
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(escapeBlock(text, 100)).toMatch(/^<pre>(?:[^<>\n]|<\/?span>)*<\/pre>$/);
      }),
    );
  });

  test('in a Mermaid label is letters, digits, plain signs and numbered entities', () => {
    expect(escapeMermaid('"]; click x')).toBe('#34;#93;#59; click x');
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(escapeMermaid(text)).toMatch(/^(?:[A-Za-z0-9 .,/_-]|[^\p{ASCII}\p{Cc}]|#\d+;)*$/u);
      }),
    );
  });
});

describe('a link', () => {
  test('leads to an http address, what could leave the attribute encoded', () => {
    expect(link('x', 'https://github.com/o/r?a=1&b=|"')).toBe(
      '<a href="https://github.com/o/r?a=1&amp;b=%7C%22">x</a>',
    );
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'https://h/a b', 'https://', null])(
    'is just its text for %j',
    (url) => {
      expect(link('x', url)).toBe('x');
    },
  );
});
