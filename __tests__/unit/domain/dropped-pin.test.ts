import {expect, test} from '@jest/globals';
import {
  droppedInWords,
  formatDroppedMessage,
  goneInWords,
  parseDroppedMessage,
  parsePinMessage,
} from '../../../src/domain/pin-messages.ts';
import {droppedRef, pinPatterns, pinRefOf, readPinRef, rollbackOfDropped} from '../../../src/domain/pin-refs.ts';
import {rollbackToDraft} from '../../../src/domain/rollback.ts';
import {aRollback, aSha, at, aUid} from '../../helpers/history-builders.ts';

const ref = pinRefOf('rollback', 'default', aUid(100));
const dropped = {ref, sha: aSha(7), actor: 'eve', reason: 'a key\nwas in it', at: at(3)};

test('what a note tells is read back, and so is the record that the pin carried', () => {
  const draft = rollbackToDraft(aRollback({run: null}));
  const message = formatDroppedMessage(dropped, draft);
  expect(message.split('\n')[0]).toBe(`laforge: eve dropped the pin ${ref}`);
  expect(parseDroppedMessage(message, ref)).toEqual(dropped);
  expect(parsePinMessage(message)).toEqual(draft);
  expect(parsePinMessage(formatDroppedMessage(dropped, null))).toBeUndefined();
});

test.each([
  ['of another pin', formatDroppedMessage({...dropped, ref: `${ref}x`}, null)],
  ['without a whole SHA', formatDroppedMessage({...dropped, sha: 'main'}, null)],
  ['at no time', formatDroppedMessage({...dropped, at: 'soon'}, null)],
  ['that is no note', 'Fix the build'],
  ['that is no JSON', 'x\n\nLaforge-Dropped-Pin-1: {'],
  ['with another type', 'x\n\nLaforge-Dropped-Pin-1: {"ref":7}'],
])('a message %s tells nothing', (_, message) => {
  expect(parseDroppedMessage(message, ref)).toBeUndefined();
});

test('who dropped it stands in one line, whatever was written as the reason', () => {
  expect(droppedInWords(dropped)).toBe('eve dropped it on 2026-01-01 (a key was in it)');
  expect(droppedInWords({...dropped, actor: null, reason: null})).toBe('somebody dropped it on 2026-01-01');
  expect(goneInWords({kind: 'gone'})).toBe(' (gone: it is neither at the remote nor here)');
  expect(goneInWords({kind: 'kept'})).toBe('');
});

test('a note stands where its pin stood, in a folder of its own', () => {
  expect(droppedRef(ref)).toBe(`refs/laforge/dropped/default/${aUid(100)}`);
  expect(rollbackOfDropped(droppedRef(ref), 'default')).toBe(aUid(100));
  expect(readPinRef(`refs/laforge/pins/default/step-${aUid(1)}`, 'default')).toEqual({kind: 'step', uid: aUid(1)});
  expect(pinPatterns('default')).toEqual(['refs/laforge/pins/default/*', 'refs/laforge/dropped/default/*']);
});
