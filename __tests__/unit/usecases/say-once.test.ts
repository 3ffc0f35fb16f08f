import {expect, test} from '@jest/globals';
import {sayOnce} from '../../../src/usecases/warn-on-failure.ts';

test.each([
  ['the same', 'The remote is down.', 'The remote is down.'],
  ['a sentence of a longer text', 'It was not pushed: the remote is down. It is pinned.', 'the remote is down.'],
  ['a quoted reason', 'It was not kept (no room left).', 'no room left'],
])('what was said already is left out: %s', (_, first, second) => {
  const said: string[] = [];
  const say = sayOnce((message) => void said.push(message));
  for (const message of [first, second]) say(message);
  expect(said).toEqual([first]);
});

test.each([
  ['another number', '12 files were left uncommitted.', '2 files were left uncommitted.'],
  ['another path', 'Not pushed: src/app.ts', 'app.ts'],
  ['another name', 'Pinned at step-12 of main', 'Pinned at step-1'],
  ['a longer one', 'The remote is down.', 'The remote is down. It is pinned.'],
])('what says something else is said: %s', (_, first, second) => {
  const said: string[] = [];
  const say = sayOnce((message) => void said.push(message));
  for (const message of [first, second]) say(message);
  expect(said).toEqual([first, second]);
});
