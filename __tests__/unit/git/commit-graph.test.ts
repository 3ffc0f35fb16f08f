import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {childrenFirst, tipsLeadingTo, walk} from '../../../src/git/checked-commits.ts';
import {parseCommitObject} from '../../../src/git/commit-object.ts';

/** Commits 0 to n, each with parents among those before it. */
const graphs = fc
  .array(fc.array(fc.nat(30), {maxLength: 3}), {minLength: 1, maxLength: 30})
  .map((rows) => new Map(rows.map((row, n) => [`${n}`, [...new Set(row.filter((it) => it < n).map(String))]])));

/** What a commit leads to, by the definition. */
function reach(graph: ReadonlyMap<string, readonly string[]>, sha: string): ReadonlySet<string> {
  return new Set([sha, ...(graph.get(sha) ?? []).flatMap((parent) => [...reach(graph, parent)])]);
}

describe('a graph of commits', () => {
  test('is walked to all that its tips lead to', () => {
    fc.assert(
      fc.property(graphs, fc.nat(), (graph, n) => {
        const tip = String(n % graph.size);
        const {reached, unread, hasRoot} = walk(graph, [tip]);
        expect([reached, unread, hasRoot]).toEqual([reach(graph, tip), new Set(), true]);
      }),
    );
  });

  test('is listed with every child before its parents', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const order = childrenFirst(graph, new Set(graph.keys()));
        expect(order.toSorted()).toEqual([...graph.keys()].sort());
        for (const [child, parents] of graph)
          for (const parent of parents) expect(order.indexOf(child)).toBeLessThan(order.indexOf(parent));
      }),
    );
  });

  test('tells which tips lead to a commit', () => {
    fc.assert(
      fc.property(graphs, fc.nat(), (graph, n) => {
        const sha = String(n % graph.size);
        const expected = [...graph.keys()].filter((tip) => reach(graph, tip).has(sha));
        expect([...tipsLeadingTo(graph, sha, [...graph.keys(), 'gone'])].sort()).toEqual(expected.sort());
      }),
    );
  });

  test('says where it is cut off', () => {
    const cut = new Map([
      ['c', ['b']],
      ['b', ['a']],
    ]);
    expect(walk(cut, ['c'])).toEqual({
      reached: new Set(['c', 'b']),
      unread: new Set(['a']),
      ends: new Set(['b']),
      hasRoot: false,
    });
    expect(walk(cut, ['c'], new Set(['b'])).unread.size).toBe(0);
  });
});

describe('a commit object', () => {
  const SHA = '1'.repeat(40);
  const parse = (text: string, encoding: BufferEncoding = 'utf8') =>
    parseCommitObject(SHA, Buffer.from(text, encoding));

  test('is read field by field', () => {
    const text = `tree ${SHA}\nparent ${'2'.repeat(40)}\nparent ${'3'.repeat(40)}\nauthor Zoë  <z@x> 10 +0100\ncommitter <> 20 -0000\ngpgsig -----\n parent ${'4'.repeat(40)}\n\n\nfirst line\n goes on \n\nparent ${'5'.repeat(40)}\n`;
    expect(parse(text)).toMatchObject({
      parents: ['2'.repeat(40), '3'.repeat(40)],
      authorName: 'Zoë',
      committedAt: '1970-01-01T00:00:20.000Z',
      subject: 'first line  goes on',
    });
  });

  test('is read in the encoding it names', () => {
    const text = `tree ${SHA}\nauthor \xe4 <a> 1 +0\ncommitter \xe4 <a> 1 +0\nencoding ISO-8859-1\n\n\xfcber\n`;
    expect(parse(text, 'latin1')).toMatchObject({authorName: 'ä', subject: 'über', message: 'über\n'});
  });

  test('gives something for anything at all, in time that grows with its length', () => {
    fc.assert(fc.property(fc.uint8Array({maxLength: 300}), (bytes) => void parseCommitObject(SHA, bytes)));
    const began = Date.now();
    parse(`tree ${SHA}\nauthor ${'<'.repeat(1e6)} ${'>'.repeat(1e6)}\n\n${'a \n'.repeat(1e6)}`);
    expect(Date.now() - began).toBeLessThan(10_000);
  });
});
