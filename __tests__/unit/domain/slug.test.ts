import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {projectPathParts, slugToText, textToSlug} from '../../../src/domain/identity.ts';

describe('a slug', () => {
  test.each([
    ['default', 'default'],
    ['octo/My.Repo_1', 'octo=2FMy.Repo_1'],
    ['.hidden', '=2Ehidden'],
    ['a..b', 'a.=2Eb'],
    ['x.lock', 'x=2Elock'],
    ['über', '=C3=BCber'],
  ])('of %j is %j', (text, slug) => {
    expect(textToSlug(text)).toBe(slug);
  });

  test('can be taken back, and holds nothing that a ref, a file or an artifact name refuses', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme', minLength: 1}), (text) => {
        const slug = textToSlug(text);
        expect(slugToText(slug)).toBe(text);
        expect(slug).toMatch(/^[A-Za-z0-9_=-][A-Za-z0-9_=.-]*$/);
        expect(slug).not.toMatch(/\.\.|\.lock$|\.$/);
      }),
    );
  });
});

describe('the path of a project', () => {
  test('has a part for each part between slashes', () => {
    expect(projectPathParts('octo/repo', '--project')).toEqual(['octo', 'repo']);
  });

  test.each(['..', 'a/../b', '.', 'a//b', '/a', 'a/', '', 'a\nb', 'x'.repeat(101)])('%j is refused', (id) => {
    expect(() => projectPathParts(id, '--project')).toThrow(/^--project is /);
  });
});
