import {describe, expect, test} from '@jest/globals';
import {parseRollbackRef, parseStepRef} from '../../../src/domain/identity.ts';

describe('how a user names a step', () => {
  test.each([
    ['3', {kind: 'id', id: 3}],
    ['S3', {kind: 'id', id: 3}],
    ['s12', {kind: 'id', id: 12}],
    ['019a2b3c', {kind: 'uid', prefix: '019a2b3c'}],
    ['019A2B3C-4D5E-7', {kind: 'uid', prefix: '019a2b3c-4d5e-7'}],
  ])('%s is understood', (text, ref) => {
    expect(parseStepRef(text, 'to-step')).toEqual(ref);
  });

  test.each(['0', '-1', '3x', 'S', '', 'R2', '1.0', '1.5', '019a2b3', 'main', '$(id)'])(
    '%j is refused, naming the input',
    (text) => {
      expect(() => parseStepRef(text, 'Input "to-step"')).toThrow(
        /^Input "to-step" is ".*", which names no step\. Use /,
      );
    },
  );
});

describe('how a user names a rollback', () => {
  test.each([
    ['R2', {kind: 'number', number: 2}],
    ['019a2b3c', {kind: 'uid', prefix: '019a2b3c'}],
  ])('%s is understood', (text, ref) => {
    expect(parseRollbackRef(text, 'rollback-id')).toEqual(ref);
  });

  test("a step's number is refused with the name it should have", () => {
    expect(() => parseRollbackRef('S3', 'rollback-id')).toThrow(
      "a step's number. Undo takes back a rollback: name it as R3",
    );
  });

  test.each(['R0', 'R', '0', 'x'])('%j is refused', (text) => {
    expect(() => parseRollbackRef(text, 'rollback-id')).toThrow('names no rollback');
  });
});
