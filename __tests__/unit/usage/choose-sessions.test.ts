import {describe, expect, test} from '@jest/globals';
import {chooseSessions} from '../../../src/usage/choose-sessions.ts';

const begunHere = {name: 'begun here', isNew: true, isHere: true};
const grownHere = {name: 'grown here', isNew: false, isHere: true};
const begunElsewhere = {name: 'begun elsewhere', isNew: true, isHere: false};
const grownElsewhere = {name: 'grown elsewhere', isNew: false, isHere: false};
const all = [begunHere, grownHere, begunElsewhere, grownElsewhere];

describe('chooseSessions', () => {
  test.each([
    ['those that began in the folder, whatever else went on', all, {isExpected: true, isTold: false}, [begunHere]],
    ['the same where nothing names the agent', all, {isExpected: false, isTold: false}, [begunHere]],
    ['none else where nothing names the agent', [grownHere, begunElsewhere], {isExpected: false, isTold: false}, []],
    ['none else where the run is told already', [grownHere, begunElsewhere], {isExpected: true, isTold: true}, []],
    ['the one that went on in the folder', [grownHere, begunElsewhere], {isExpected: true, isTold: false}, [grownHere]],
    ['one that began elsewhere', [begunElsewhere, grownElsewhere], {isExpected: true, isTold: false}, [begunElsewhere]],
    ['the only one there is', [grownElsewhere], {isExpected: true, isTold: false}, [grownElsewhere]],
    [
      'none of several that went on elsewhere',
      [grownElsewhere, {...grownElsewhere}],
      {isExpected: true, isTold: false},
      [],
    ],
  ])('takes %s', (_name, sessions, known, expected) => {
    expect(chooseSessions(sessions, known)).toEqual(expected);
  });
});
