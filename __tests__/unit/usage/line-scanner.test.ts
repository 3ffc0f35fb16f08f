import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import type {Json} from '../../../src/domain/json.ts';
import type {Wants} from '../../../src/usage/agent-reader.ts';
import {createLineScanner} from '../../../src/usage/line-scanner.ts';
import {tries} from '../../helpers/soak.ts';

const WANTS: readonly Wants[] = [
  {types: ['result', 'system/init']},
  {types: ['turn.completed'], marks: ['"total_cost_usd":'], prefixes: ['TOKEN_USAGE:', '{"token_usage"']},
];

/** What a stream in these chunks shows. */
function scan(...chunks: readonly (string | Buffer)[]): readonly (Json | string)[] {
  const shown: (Json | string)[] = [];
  const scanner = createLineScanner(WANTS, {record: (record) => shown.push(record), line: (line) => shown.push(line)});
  for (const chunk of chunks) scanner.push(Buffer.from(chunk));
  scanner.end();
  return shown;
}

describe('a line is shown', () => {
  test.each([
    ['for its type', '{"type":"result","n":1}', {type: 'result', n: 1}],
    ['for its type and subtype', '{"type":"system","subtype":"init"}', {type: 'system', subtype: 'init'}],
    [
      'for its type, wherever it stands',
      '{"a":1,"b":{"type":"x"},"type":"result"}',
      {a: 1, b: {type: 'x'}, type: 'result'},
    ],
    [
      'for its subtype, wherever it stands',
      '{"type":"system","a":1,"subtype":"init"}',
      {type: 'system', a: 1, subtype: 'init'},
    ],
    ['for both, in any order', '{"subtype":"init","type":"system"}', {subtype: 'init', type: 'system'}],
    ['for a mark, whatever its first key', '{"a":1,"total_cost_usd":2}', {a: 1, total_cost_usd: 2}],
    ['of JSON for its beginning', '{"token_usage": {"n":1}}', {token_usage: {n: 1}}],
    ['of text for its beginning', 'TOKEN_USAGE: a=1', 'TOKEN_USAGE: a=1'],
    ['without the end of a Windows line', 'TOKEN_USAGE: a=1\r', 'TOKEN_USAGE: a=1'],
    ['as an element of an array', '[{"type":"user"},{"type":"result","n":1}]', {type: 'result', n: 1}],
    ['over several lines', '{\n  "any": {\n    "n": 1\n  }\n}', {any: {n: 1}}],
    ['over several lines of Windows', '{\r\n  "n": 1\r\n}\r', {n: 1}],
    ['for its type, with white space', '{"type": "result", "n": 1}', {type: 'result', n: 1}],
    [
      'for its type and subtype, with white space',
      '{"subtype" : "init", "type" : "system"}',
      {subtype: 'init', type: 'system'},
    ],
    ['for a mark, with white space', '{"a": 1, "total_cost_usd": 2}', {a: 1, total_cost_usd: 2}],
    ['behind a byte order mark', '\ufeff{"type":"result"}\r', {type: 'result'}],
    ['between escape sequences of a terminal', '\x1b[?25l\x1b]0;x\x07{"type":"result"}\x1b[?25h\r', {type: 'result'}],
    ['behind a spinner that was wiped out', '\r\x1b[K{"type":"result"}', {type: 'result'}],
    ['behind progress that it wrote over', 'at 10%\rat 99%\r{"type":"result"}', {type: 'result'}],
    ['behind a spinner that it wiped out', '\u280b at work\r\x1b[2K\x1b[1G{"type":"result"}\r', {type: 'result'}],
    ['behind the name of a container', 'agent-1  | {"type":"result"}', {type: 'result'}],
    ['behind its name in colour', '\x1b[36magent-1  | \x1b[0m{"type":"result"}', {type: 'result'}],
    ['behind its name and a time', 'agent-1  | 2026-11-30T08:00:00.123456789Z {"type":"result"}\r', {type: 'result'}],
    ['behind the name of a pod', '[pod/agent-7/main] 2026-11-30T08:00:00Z {"type":"result"}', {type: 'result'}],
    ['behind a time', '2026-11-30T08:00:00.123Z {"type":"result"}', {type: 'result'}],
    ['behind a time in colour', '08:00:00 \x1b[0m{"type":"result"}\x1b[0m', {type: 'result'}],
    ['behind a time and a stream', '2026-11-30T08:00:00.123456Z 00O {"type":"result"}', {type: 'result'}],
    ['behind a time of ts', 'Nov 30 08:00:00 {"a":1,"total_cost_usd":2}', {a: 1, total_cost_usd: 2}],
    ['behind a time in brackets', '[2026-11-30 08:00:00,123] {"type":"result"}', {type: 'result'}],
    ['with text behind it', '{"type":"result","t":"}\\"}"} and } so on', {type: 'result', t: '}"}'}],
    ['over several lines on a terminal', '\x1b[0m{\r\n  "n": 1\r\n}\x1b[0m\r', {n: 1}],
  ])('%s', (_why, line, record) => {
    expect(scan(`before\n${line}\nafter\n`)).toContainEqual(record);
    expect(scan(line)).toContainEqual(record);
  });

  test.each([
    ['of another type', '{"type":"assistant","text":"x"}'],
    ['of a type that only begins alike', '{"type":"results"}'],
    ['of another subtype', '{"type":"system","subtype":"status"}'],
    ['of another subtype further down', '{"a":1,"type":"system","subtype":"status"}'],
    ['within another line', 'see {"type":"result"}'],
    ['that is half a record', '{"type":"result","n":'],
    ['of a log', '[INFO] {"type":"result"}'],
    ['that mentions a mark in a text', '{"text":"\\"total_cost_usd\\":1"}'],
    ['of a text that quotes it', 'It printed 2026-11-30T08:00:00Z {"type":"result"}'],
    ['of a table that quotes it', 'result | {"type":"result"} |'],
    ['of a list that quotes it', '1. {"type":"result"}'],
    ['of a file that a search found', 'run.log:12:{"type":"result"}'],
    ['of a patch', '+ {"type":"result"}'],
    ['behind a name and in a text', 'agent-1  | {"type":"assistant","text":"{\\"type\\":\\"result\\"}"}'],
    ['behind a name and cut off', 'agent-1  | {"type":"result","n":'],
    ['behind another', '{"type":"assistant"} {"type":"result"}'],
    ['that is nothing', ''],
  ])('but not one %s', (_why, line) => {
    expect(scan(`${line}\n`)).toEqual([]);
  });
});

const noise = fc.oneof(
  fc.string({unit: 'binary', maxLength: 40}),
  fc.constantFrom('{', '}', '[', ']', '{"type":"', '{"type":"res', 'TOKEN_', '{"a', '\r', '[{', '  }', '},'),
  fc.jsonValue().map((value) => JSON.stringify(value)),
);
const wanted = fc
  .nat()
  .chain((n) =>
    fc.constantFrom(
      `{"type":"result","n":${n}}`,
      `{"n":${n},"total_cost_usd":1}`,
      `agent-1  | {"type":"result","n":${n}}`,
      `08:00:00 \x1b[0m{"type":"result","n":${n}}`,
      `{"type":"result","n":${n}} and so on`,
      `TOKEN_USAGE: n=${n}`,
      `{\n  "n": ${n},\n  "deep": {\n    "a": 1\n  }\n}`,
    ),
  );

test('how a stream is cut into chunks makes no difference', () => {
  const lines = fc.array(fc.oneof(wanted, noise), {maxLength: 30});
  fc.assert(
    fc.property(lines, fc.array(fc.nat(), {maxLength: 12}), (all, cuts) => {
      const stream = Buffer.from(all.join('\n'));
      const places = [...new Set(cuts.map((cut) => cut % (stream.length + 1)))].sort((a, b) => a - b);
      const chunks = [0, ...places].map((place, i) => stream.subarray(place, places[i] ?? stream.length));
      expect(scan(...chunks)).toEqual(scan(stream));
      expect(scan(...[...stream].map((byte) => Buffer.from([byte])))).toEqual(scan(stream));
    }),
    tries(150),
  );
});

test('every wanted line between others is shown', () => {
  const plain = fc.stringMatching(/^[a-z ":,]{0,30}$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), fc.boolean(), plain), {maxLength: 20}), (lines) => {
      const stream = lines.map(([n, isWanted, text]) => (isWanted ? `{"type":"result","n":${n}}` : text)).join('\n');
      const numbers = lines.filter(([, isWanted]) => isWanted).map(([n]) => n);
      expect(scan(stream)).toEqual(numbers.map((n) => ({type: 'result', n})));
    }),
  );
});

describe('whatever is printed', () => {
  const big = 'x'.repeat(9 * 1024 * 1024);

  test('a line too long to keep is let go, and the next one shown', () => {
    const shown = scan(`{"type":"result","text":"${big}"}\n`, '{"type":"result","n":1}\n');
    expect(JSON.stringify(shown).slice(0, 100)).toBe('[{"type":"result","n":1}]');
  });

  test('of an array too long to keep the last element is shown', () => {
    const start = `[{"type":"user","text":"${big}"},{"a":[{"b":1}]},`;
    expect(scan(start, '{"n":1,"list":[{"c":2}],"type":"result"}]\n')).toEqual([
      {n: 1, list: [{c: 2}], type: 'result'},
    ]);
  });

  test('what begins like a document and is none hides no line', () => {
    expect(scan('{\n', '{"type":"result","n":1}\n', 'and so on\n')).toEqual([{type: 'result', n: 1}]);
    expect(scan('{\n  not json\n}\n{"type":"result","n":1}\n')).toEqual([{type: 'result', n: 1}]);
    const shown = scan('{\n', `${big}\n`, '{"type":"result","n":1}\n');
    expect(JSON.stringify(shown).slice(0, 100)).toBe('[{"type":"result","n":1}]');
  });

  test('what begins like a document thousands of times, as functions in C do, hides none either', () => {
    const functions = 'int f(void)\n{\n  return 1;\n}\n'.repeat(3000);
    const record = '{"type":"result","n":1}\n';
    expect(scan(`${functions}${record}{\n${record}}\n${functions}${record}`)).toEqual(
      Array.from({length: 3}, () => ({type: 'result', n: 1})),
    );
  });

  test('a string without an end, and text behind a record, do no harm, however long', () => {
    const quotes = '\\"'.repeat(2 * 1024 * 1024);
    expect(scan(`{"type":"result","text":"${quotes}\n`, `{"type":"result"} ${quotes}\n`)).toEqual([{type: 'result'}]);
    expect(scan(`${'a'.repeat(200)} {"type":"result"}\n`.repeat(10_000))).toEqual([]);
  });

  test('depth and invalid UTF-8 do no harm', () => {
    const deep = `{"type":"result","a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect(scan(`${deep}\n`)).toHaveLength(1);
    expect(
      scan(Buffer.concat([Buffer.from('{"type":"result","a":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}\n')])),
    ).toEqual([{type: 'result', a: '\ufffd\ufffd'}]);
  });

  test('a record is found among thousands of lines that begin as it does', () => {
    const events = '{"ts":1,"type":"event","text":"a word"}\n'.repeat(20_000);
    const record = '{"ts":2,"total_cost_usd":2}\n';
    expect(scan(events, record, events, events, record)).toHaveLength(2);
  });

  test('a long log of JSON lines stops being searched, and a record among them is still found', () => {
    const log = '{"level":"info","message":"something happened"}\n'.repeat(60_000);
    expect(scan(log, '{"duration":1,"total_cost_usd":2}\n', log)).toEqual([{duration: 1, total_cost_usd: 2}]);
  });
});
