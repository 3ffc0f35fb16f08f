import {describe, expect, test} from '@jest/globals';
import {readPins, readProject, readRollback, readStep} from '../../../src/cli/arguments.ts';
import {InputError} from '../../../src/domain/errors.ts';

const UID = '0199a3f2-7b1c-7def-8123-456789abcdef';

describe('[project-id] <step-id>', () => {
  test('a lone argument is the step', () => {
    expect(readStep(['3'], {})).toEqual({project: null, step: {kind: 'id', id: 3}});
    expect(readStep(['S3'], {project: 'acme/app'})).toEqual({project: 'acme/app', step: {kind: 'id', id: 3}});
    expect(readStep(['0199A3F2'], {})).toEqual({project: null, step: {kind: 'uid', prefix: '0199a3f2'}});
  });

  test('of two arguments the first is the project, even if it reads as a step', () => {
    expect(readStep(['acme/app', '3'], {})).toEqual({project: 'acme/app', step: {kind: 'id', id: 3}});
    expect(readStep(['7', '3'], {})).toEqual({project: '7', step: {kind: 'id', id: 3}});
  });

  test.each(['0', '-1', '3x', 'S', '0199a3f', '', '١'])('refuses %p as a step', (text) => {
    expect(() => readStep([text], {})).toThrow(InputError);
    expect(() => readStep([text], {})).toThrow(JSON.stringify(text));
  });

  test('asks for the step when none is named', () => {
    expect(() => readStep([], {})).toThrow('No step is named.');
  });
});

describe('[project-id] [rollback-id]', () => {
  test('a lone argument that reads as a rollback is the rollback', () => {
    expect(readRollback(['R2'], undefined)).toEqual({project: null, rollback: {kind: 'number', number: 2}});
    expect(readRollback([UID], undefined)).toEqual({project: null, rollback: {kind: 'uid', prefix: UID}});
  });

  test('any other lone argument is the project', () => {
    expect(readRollback(['acme/app'], undefined)).toEqual({project: 'acme/app', rollback: null});
    expect(readRollback([], 'acme/app')).toEqual({project: 'acme/app', rollback: null});
  });

  test.each(['3', 'S3'])("refuses a step's number by name: %s", (text) => {
    expect(() => readRollback([text], undefined)).toThrow("a step's number");
    expect(() => readRollback(['acme/app', text], undefined)).toThrow('name it as R3');
  });

  test('with --project a lone argument can only be the rollback', () => {
    expect(() => readRollback(['app'], 'acme/app')).toThrow('which names no rollback');
  });
});

test('refuses two names for the project, and an argument too many', () => {
  expect(() => readProject(['a'], 'b')).toThrow('Two projects are named, "a" and "b"');
  expect(readProject(['a'], 'a')).toEqual({project: 'a'});
  expect(() => readProject(['a', 'b'], undefined)).toThrow('"b" is one argument too many.');
});

describe('[project-id] <pin...>', () => {
  const REF = 'refs/laforge/pins/default/x';

  test('what does not read as a pin is the project, and stands first', () => {
    expect(readPins(['R2', 'S7', '7', UID, `step-${UID}`, REF], {})).toEqual({
      project: null,
      names: ['R2', 'S7', '7', UID, `step-${UID}`, REF],
    });
    expect(readPins(['acme/app', 'R2'], {})).toEqual({project: 'acme/app', names: ['R2']});
    expect(readPins(['R2'], {project: 'acme/app'})).toEqual({project: 'acme/app', names: ['R2']});
  });

  test('asks for a pin when none is named, and says what was taken for a project', () => {
    expect(() => readPins([], {})).toThrow('No pin is named.');
    expect(() => readPins(['acme/app'], {})).toThrow('No pin is named, only the project "acme/app".');
    expect(() => readPins(['x'.repeat(5000)], {})).toThrow(/^.{1,400}$/);
  });

  test('refuses what names no pin', () => {
    expect(() => readPins(['R2', 'main'], {})).toThrow('"main" names no pin.');
    expect(() => readPins(['other', 'R2'], {project: 'acme/app'})).toThrow('"other" names no pin.');
  });
});
