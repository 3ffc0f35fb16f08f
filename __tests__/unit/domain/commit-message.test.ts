import {describe, expect, test} from '@jest/globals';
import {checkCommitTemplate, commitMessage, parseIdentity} from '../../../src/domain/commit-message.ts';

const uid = '019a2b3c-4d5e-7f60-8a7b-0c1d2e3f4a5b';
const facts = {stepId: 3, stepUid: uid, agent: 'claude', branch: 'main', prompt: null};

describe('the message of a commit', () => {
  test('names the step in its trailers and by its number', () => {
    expect(commitMessage(null, facts)).toBe(`Work of claude in step 3\n\nLaforge-Step-Uid: ${uid}\nLaforge-Step: 3\n`);
  });

  test('has the uid alone while the number is not settled', () => {
    expect(commitMessage('{agent} in {step-id}', {...facts, stepId: null})).toBe(
      `claude in ${uid}\n\nLaforge-Step-Uid: ${uid}\n`,
    );
  });

  test('begins with the first line of the prompt, cut to a subject', () => {
    const message = commitMessage(null, {...facts, prompt: `\n  ${'word '.repeat(30)}\nmore`});
    const [subject = ''] = message.split('\n');
    expect(subject).toMatch(/^word word .*…$/);
    expect(subject).toHaveLength(72);
  });

  test('keeps a template’s own trailers in one block with ours', () => {
    expect(commitMessage('Fix it\n\nReviewed-by: Ada <ada@example.com>', facts)).toBe(
      `Fix it\n\nReviewed-by: Ada <ada@example.com>\nLaforge-Step-Uid: ${uid}\nLaforge-Step: 3\n`,
    );
  });

  test('is never empty, and a value of the prompt is not filled in again', () => {
    expect(commitMessage('{branch}', {...facts, branch: null})).toMatch(/^Work of claude/);
    expect(commitMessage('{prompt}', {...facts, prompt: 'use {agent}'})).toMatch(/^use \{agent\}\n/);
  });
});

describe('a template', () => {
  test('that names what we do not have is refused', () => {
    expect(() => checkCommitTemplate('by {model}', 'Input "commit-message"')).toThrow(
      'Input "commit-message" has "{model}", which stands for nothing. Use {step-id}, {step-uid}, {agent}, {branch}, {prompt}.',
    );
    expect(() => checkCommitTemplate('{agent}: {prompt} {JSON} {}', 'x')).not.toThrow();
  });
});

describe('an author', () => {
  test('is a name and a mail', () => {
    expect(parseIdentity(' Ada Lovelace <ada@example.com> ', 'x')).toEqual({
      name: 'Ada Lovelace',
      email: 'ada@example.com',
    });
  });

  test.each(['Ada', '<ada@example.com>', 'Ada <>', 'Ada <a b>', 'A\nB <a@b>', 'Ada <a@b> x'])('%j is none', (text) => {
    expect(() => parseIdentity(text, 'Input "commit-author"')).toThrow(
      /^Input "commit-author" is ".*", which is no author\./,
    );
  });
});
