import {relative} from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** The folders with the slowest test files, from a minute down to a second each. */
const HEAVY = [
  'soak',
  'contract',
  'e2e/action',
  'integration/stores',
  'e2e/cli',
  'integration/usecases',
  'integration/git',
];

/**
 * Starts the slowest test files first, so that no worker still runs one when all others are done. Uses the durations that
 * Jest recorded on this machine; without them, orders by folder and then by file size.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({duration}) => duration !== undefined)) return sorted;
    const rank = ({path, context}) => {
      const folder = HEAVY.findIndex((name) => relative(context.config.rootDir, path).startsWith(`__tests__/${name}/`));
      return folder < 0 ? HEAVY.length : folder;
    };
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
