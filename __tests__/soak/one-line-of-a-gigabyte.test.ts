import {statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {measureAgent} from '../helpers/measured-agent.ts';
import {bySize} from '../helpers/soak.ts';
import {testFolder} from '../helpers/test-folder.ts';

const folder = testFolder();

const BYTES = bySize({gate: 64_000_000, soak: 1_000_000_000});

test(`one line of ${BYTES} bytes is shown and logged to its end, and does not fill the memory`, async () => {
  const {bytes, exitCode, grownMb} = await measureAgent(folder, `head -c ${BYTES} /dev/zero`);
  expect([bytes, exitCode]).toEqual([BYTES, 0]);
  // Far less than what went through, whatever the collector of garbage leaves lying.
  expect(grownMb).toBeLessThan(bySize({gate: 50, soak: 80}));
  expect(statSync(join(folder, 'agent.log')).size).toBe(BYTES);
});
