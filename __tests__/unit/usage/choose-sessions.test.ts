import {describe, expect, test} from '@jest/globals';
import {chooseSessions} from '../../../src/usage/follow-sessions.ts';

const begunHere = {name: 'begun here', isNew: true, isHere: true};
const grownHere = {name: 'grown here', isNew: false, isHere: true};
const begunElsewhere = {name: 'begun elsewhere', isNew: true, isHere: false};
const grownElsewhere = {name: 'grown elsewhere', isNew: false, isHere: false};
const all = [begunHere, grownHere, begunElsewhere, grownElsewhere];
const named = {isExpected: true, isMoving: false, isYoung: false, starts: 1};
const moving = {...named, isMoving: true};
const unnamed = {isExpected: false, isMoving: true, isYoung: false, starts: Number.POSITIVE_INFINITY};

describe('chooseSessions', () => {
  test.each([
    ['those that began in the folder, whatever else went on', all, named, 0, [begunHere]],
    ['the same where nothing names the agent', all, unnamed, 0, [begunHere]],
    ['none else where nothing names the agent', [grownHere, begunElsewhere], unnamed, 0, []],
    ['none else where the run is told already', [grownHere, begunElsewhere], moving, 1, []],
    ['none that went on while its own may still begin', [grownHere], {...named, isYoung: true}, 0, []],
    ['those that began, also then', all, {...named, isYoung: true}, 0, [begunHere]],
    ['the one that went on in the folder', [grownHere, begunElsewhere], moving, 0, [grownHere]],
    ['one that began elsewhere', [begunElsewhere, grownElsewhere], named, 0, [begunElsewhere]],
    ['the only one there is, where the command goes elsewhere', [grownElsewhere], moving, 0, [grownElsewhere]],
    ['none that went on elsewhere, where it does not', [grownElsewhere], named, 0, []],
    ['none of several that went on elsewhere', [grownElsewhere, {...grownElsewhere}], moving, 0, []],
  ])('takes %s', (_name, sessions, known, told, expected) => {
    expect(chooseSessions(sessions, known, told)).toEqual({sessions: expected, doubt: null});
  });

  const first = {...begunHere, name: 'first'};
  const both = [first, begunHere];

  test.each([
    ['the last of several where the command starts one', both, named, 0, [begunHere]],
    ['none of several where that one is told already', both, named, 1, []],
    ['one that began elsewhere of two', [begunElsewhere, {...begunElsewhere}], named, 0, [begunElsewhere]],
  ])('takes %s, and doubts it', (_name, sessions, known, told, expected) => {
    expect(chooseSessions(sessions, known, told)).toEqual({sessions: expected, doubt: expect.any(String)});
  });

  test.each([
    ['it starts so many', {...named, starts: 2}, 0],
    ['it may start any number', {...named, starts: Number.POSITIVE_INFINITY}, 1],
  ])('takes all where %s', (_name, known, told) => {
    expect(chooseSessions(both, known, told)).toEqual({sessions: both, doubt: null});
  });
});
