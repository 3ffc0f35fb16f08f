import {relative} from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** Folders whose files take longest, from a minute down to a second. */
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
 * Starts what takes longest first, so that no worker is left alone with it in the end. On a machine that ran the tests
 * before, Jest knows how long each file took. Elsewhere the folder tells, and within one the size.
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
