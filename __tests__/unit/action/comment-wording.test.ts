import {expect, test} from '@jest/globals';
import {WORDINGS} from '../../../src/app/wordings.ts';

test('an option that no comment has is named with the action that has it', () => {
  expect(WORDINGS.comment.set('code', 'none')).toBe('the action compare and code: none');
  expect(WORDINGS.comment.set('push', 'none')).toBe('push: none');
});
