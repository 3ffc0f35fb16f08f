import {expect, test} from '@jest/globals';
import {marked} from 'marked';
import {compareSteps} from '../../../src/domain/step-comparison.ts';
import {MAX_COMMENT_LENGTH, renderComment} from '../../../src/render/comment.ts';
import {foldedDiff} from '../../../src/render/step-diff.ts';
import {aStep} from '../../helpers/history-builders.ts';
import {aView, CLAUDE} from '../../helpers/history-view.ts';

const HOSTILE = '</details> | @octocat ```` <img src=x> \u202e';
const metadata = Object.fromEntries(
  Array.from({length: 500}, (_, index) => [`${index} ${HOSTILE}`, HOSTILE.repeat(9)]),
);
const [a, b] = [aStep({id: 1}), aStep({id: 2, agentConfig: {...CLAUDE, metadata}})];
const diff = {
  ...{
    a,
    b,
    mode: 'work' as const,
    range: {from: null, to: null, paths: []},
    works: null,
    comparison: compareSteps(a, b),
  },
  files: [],
  conflicts: Array.from({length: 500}, () => HOSTILE),
  notes: [HOSTILE],
};

test('a comparison of hostile steps stays within a comment and ends where it should', async () => {
  const patch = `+${HOSTILE}\n\n+</details>\n`.repeat(5_000);
  const comment = renderComment(aView({steps: [a, b]}), foldedDiff(diff, patch));
  expect(comment.length).toBeLessThanOrEqual(MAX_COMMENT_LENGTH);
  const short = foldedDiff({...diff, b: aStep({id: 2}), comparison: compareSteps(a, a)}, patch);
  expect(short.length).toBeLessThan(30_000);
  expect(short).not.toContain('\u202e');
  const html = await marked.parse(short);
  expect(html).not.toMatch(/<img|<a |octocat<\/a>/);
  // What is not in the code of the patch opens and closes: the comparison, and the patch within it.
  const tags = html.replace(/<pre>[\s\S]*?<\/pre>/g, '').match(/<\/?details>/g);
  expect(tags).toEqual(['<details>', '<details>', '</details>', '</details>']);
});
