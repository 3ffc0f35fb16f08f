import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {isObject, toSortedJson} from '../../../src/domain/json.ts';
import {tries} from '../../helpers/soak.ts';

/** By what it means: JSON of the same value, each of whose objects was made in the order of its keys. */
function byDefinition(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

const someKey = fc.oneof(
  fc.string({unit: 'binary', maxLength: 4}),
  fc.constantFrom('__proto__', 'toJSON', '0', '9', '10', '01', '-1', '4294967294', '4294967295'),
);
const {someValue} = fc.letrec((tie) => ({
  someValue: fc.oneof(
    {maxDepth: 4},
    fc.string({unit: 'binary'}),
    fc.double(),
    fc.constantFrom(null, true, undefined),
    fc.array(tie('someValue'), {maxLength: 4}),
    fc.dictionary(someKey, tie('someValue'), {maxKeys: 6}),
  ),
}));

test('sorted JSON is JSON with all keys in order', () => {
  expect(toSortedJson({b: [{d: 1, c: undefined}], a: null})).toBe('{"a":null,"b":[{"d":1}]}');
  fc.assert(
    fc.property(someValue, (value) => toSortedJson(value) === byDefinition(value)),
    tries(2_000),
  );
});
