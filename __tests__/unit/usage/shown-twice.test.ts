import {describe, expect, test} from '@jest/globals';
import {tellShownTwice} from '../../../src/usage/watch-agents.ts';

const long = {type: 'result', uuid: 'u'.repeat(400), usage: {input: 1, output: 2}};
const short = {type: 'turn.completed', n: 1};

describe('a record is shown twice', () => {
  test('when it is long and comes again, in whatever order its keys are', () => {
    const isShownTwice = tellShownTwice();
    expect(isShownTwice(long, 'stdout')).toBe(false);
    expect(isShownTwice({usage: {output: 2, input: 1}, uuid: long.uuid, type: 'result'}, 'stdout')).toBe(true);
    expect(isShownTwice(long, 'stderr')).toBe(true);
  });

  test('when it has an id', () => {
    const isShownTwice = tellShownTwice();
    expect([isShownTwice({session_id: 's'}, 'stdout'), isShownTwice({session_id: 's'}, 'stdout')]).toEqual([
      false,
      true,
    ]);
  });

  test('when a short one comes on the other stream as well, but not on the same', () => {
    const isShownTwice = tellShownTwice();
    expect([isShownTwice(short, 'stdout'), isShownTwice(short, 'stdout')]).toEqual([false, false]);
    expect([isShownTwice(short, 'stderr'), isShownTwice(short, 'stderr')]).toEqual([true, true]);
    expect(isShownTwice(short, 'stderr')).toBe(false);
  });
});
