import {describe, expect, test} from '@jest/globals';
import {configuredIdentity} from '../../../src/git/identity.ts';

const config = (entries: Record<string, string>) => Object.entries(entries).map(([key, value]) => ({key, value}));

describe('who git would commit as', () => {
  test('is the committer before the user, and the environment before both', () => {
    const user = {'user.name': 'User', 'user.email': 'user@x.test'};
    expect(configuredIdentity(config(user), {})).toEqual({name: 'User', email: 'user@x.test'});
    const committer = {...user, 'committer.name': 'Committer'};
    expect(configuredIdentity(config(committer), {})).toEqual({name: 'Committer', email: 'user@x.test'});
    expect(configuredIdentity(config(committer), {GIT_COMMITTER_NAME: 'Env'})?.name).toBe('Env');
  });

  test('has its address from EMAIL where nothing else says one', () => {
    expect(configuredIdentity(config({'user.name': 'User'}), {EMAIL: 'mail@x.test'})?.email).toBe('mail@x.test');
  });

  test('is nobody when a part is missing or is nothing once git has cleaned it', () => {
    expect(configuredIdentity([], {})).toBeNull();
    expect(configuredIdentity(config({'user.email': 'user@x.test'}), {})).toBeNull();
    expect(configuredIdentity(config({'user.name': ' <> ', 'user.email': 'user@x.test'}), {})).toBeNull();
  });

  test('cannot break out of the line it is written to', () => {
    const name = 'A\n<evil@x.test> B';
    expect(configuredIdentity(config({'user.name': name, 'user.email': 'a@x.test'}), {})?.name).toBe('Aevil@x.test B');
  });
});
