import {globSync, readFileSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {ACTION_FOLDERS} from '../../../scripts/action-folders.ts';
import {PAGES, withTables} from '../../../scripts/reference-tables.ts';
import {WORDINGS} from '../../../src/app/wordings.ts';
import {MESSAGE_CODES, PUSH_CODES, STEP_CODES} from '../../../src/domain/errors.ts';
import {contestedId, notBisectable, unknownRollback, unknownStep} from '../../../src/domain/history-refusals.ts';
import {
  branchCheckedOut,
  branchGone,
  branchMoved,
  dirtyWorkTree,
  inOperation,
  notAnAncestor,
  notReversible,
  revertConflict,
  wouldDiscard,
} from '../../../src/domain/move-refusals.ts';
import {notStarted} from '../../../src/domain/start-refusals.ts';
import {aCommit, aSha, aStep} from '../../helpers/history-builders.ts';

const root = join(import.meta.dirname, '../../..');
const read = (page: string) => readFileSync(join(root, page), 'utf8');

describe.each(PAGES)('%s', (page) => {
  test('has the tables of the manifests', () => {
    expect(withTables(read(page))).toBe(read(page));
  });
});

test('every input and output of every action is in the reference', () => {
  expect(read('docs/reference.md')).toContain('| `continue-on-agent-error` | `false` |');
  expect(read('docs/reference.md').match(/<!-- table: /g)).toHaveLength(2 * (1 + ACTION_FOLDERS.length));
});

describe.each([...globSync('*.md', {cwd: root}), ...globSync(`{docs,${ACTION_FOLDERS}}/*.md`, {cwd: root})])(
  '%s',
  (page) => {
    test('has no link to a file that is not there', () => {
      for (const [, link = ''] of read(page).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g))
        expect([link, statSync(join(root, dirname(page), link), {throwIfNoEntry: false})?.isFile()]).toEqual([
          link,
          true,
        ]);
    });
  },
);

test('the README is a page that a person reads', () => {
  expect(statSync(join(root, 'README.md')).size).toBeLessThanOrEqual(9 * 1024);
});

test('every code of a message has its place on the page about messages, in their order', () => {
  const listed = [...read('docs/troubleshooting.md').matchAll(/^### (LF\d{3})$/gm)].map(([, code]) => code);
  const codes = [MESSAGE_CODES, PUSH_CODES, STEP_CODES].flatMap((table) => Object.values(table));
  expect(listed).toEqual([...new Set(codes)].sort());
});

test('the page about messages quotes the refusals as they are printed', () => {
  const words = WORDINGS.cli;
  const step = aStep({id: 3, commitShaAfter: aSha('8d01b7e0')});
  const target = {mode: 'to', step, branch: 'main', formerName: null, sha: aSha('8d01b7e0')} as const;
  const tidy = aCommit({sha: aSha('4f2c91ab'), subject: 'tidy', authorName: 'Ada'});
  const change = {status: 'modified', oldPath: null} as const;
  const refusals = [
    notStarted.otherThanHead(7, 'fix', {branch: 'main', pullRequest: true}),
    branchMoved.meanwhile('main', target.sha, tidy.sha, words),
    notStarted.builtOnRolledBack(
      {branch: 'main', tip: aSha('62d8f377'), head: aSha('f7e410ba')},
      {pin: 'refs/laforge/pins/…', sha: aSha('eaad580d')},
      words,
    ),
    notStarted.sincePinned(
      {branch: 'main', tip: aSha('62d8f377'), head: aSha('f7e410ba')},
      'refs/laforge/pins/…',
      words,
    ),
    notStarted.sinceCheckout({branch: 'main', tip: aSha('62d8f377'), head: aSha('f7e410ba')}, false, words),
    notStarted.unpublished('agent/fix', aSha('4f2c91a8'), 'not yet', words),
    unknownStep.inProject('step 9', 'octo/demo', words),
    unknownRollback.noneLeft('main'),
    contestedId.several({kind: 'contested', value: step, uids: ['0191…-a1', '0191…-b2']}, 'Step 3', 'steps'),
    notReversible.interrupted(step, words),
    wouldDiscard.unowned(target, [tidy], () => 'on the record of no step', words),
    notAnAncestor.ofTip(target, tidy.sha),
    branchGone.forRollback({...target, branch: 'fix'}, 'remote', words),
    branchCheckedOut.inOtherWorkTree('main', ['/home/me/fix']),
    dirtyWorkTree.uncommitted(['README.md']),
    inOperation.ofGit('main', {name: 'rebase', workTree: null}),
    notBisectable.failsAtStart('4f2c91ab, where step 3 ended', words),
    revertConflict.inFiles('step 3', 'main', [{path: 'app.ts', change, later: [{commit: tidy, step: undefined}]}]),
  ];
  const sections = read('docs/troubleshooting.md').split(/^#+ /m);
  for (const {code, message} of refusals) {
    const section = sections.find((one) => one.startsWith(MESSAGE_CODES[code])) ?? '';
    const quotes = [...section.matchAll(/(?:^> .*\n)+/gm)].map(([lines]) => lines.replace(/(?:^|\n)> /g, ' ').trim());
    // A quote may end before the message does.
    const quoted = quotes.find((quote) => message.startsWith(quote.replace(/\.$/, '')));
    expect([message, quoted]).toEqual([message, expect.any(String)]);
  }
});

test('every action is part of the package', () => {
  expect(JSON.parse(read('package.json')).files).toEqual(expect.arrayContaining([...ACTION_FOLDERS]));
});
