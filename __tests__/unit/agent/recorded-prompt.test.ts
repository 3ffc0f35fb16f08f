import {createHash} from 'node:crypto';
import {expect, test} from '@jest/globals';
import {recordPrompt, spellingsOf} from '../../../src/agent/redact.ts';

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

test('a prompt is recorded with its digest and its length in bytes', () => {
  expect(recordPrompt('Füge hinzu', {secrets: [], keepsText: true})).toEqual({
    text: 'Füge hinzu',
    sha256: digestOf('Füge hinzu'),
    bytes: 11,
  });
});

test('a prompt with a secret is recorded without it and says so; its digest is that of the whole', () => {
  const prompt = 'Log in with hunter2hunter2, then look';
  expect(recordPrompt(prompt, {secrets: ['hunter2hunter2'], keepsText: true})).toEqual({
    text: 'Log in with ***, then look',
    sha256: digestOf(prompt),
    bytes: prompt.length,
    altered: true,
  });
});

test('of a prompt that is not to be recorded the digest and the length remain', () => {
  expect(recordPrompt('Secret plans', {secrets: [], keepsText: false})).toEqual({
    text: null,
    sha256: digestOf('Secret plans'),
    bytes: 12,
  });
});

test('a prompt can be told within either kind of quotes', () => {
  expect(spellingsOf(`It's "it"`)).toEqual([`It's "it"`, `It's \\"it\\"`, `It'\\''s "it"`]);
});
