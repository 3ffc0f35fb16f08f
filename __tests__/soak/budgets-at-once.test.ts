import {expect, test} from '@jest/globals';
import {runAtOnce} from '../e2e/cli/run-at-once.ts';
import {gitSandbox} from '../helpers/git-sandbox.ts';
import {bySize} from '../helpers/soak.ts';

const sandbox = gitSandbox();

// More at once than one machine puts on record in git within ten seconds are told that they could not be counted.
test.each([
  {store: 'file', ...bySize({gate: {processes: 5, room: 3}, soak: {processes: 20, room: 8}})},
  {store: 'git', ...bySize({gate: {processes: 3, room: 1}, soak: {processes: 8, room: 3}})},
] as const)(
  'a budget with room for $room lets in so many of $processes at once, in the store $store',
  async (options) => {
    const {processes, room} = options;
    expect(await runAtOnce(sandbox, options)).toEqual({ran: room, refused: processes - room});
  },
  600_000,
);
