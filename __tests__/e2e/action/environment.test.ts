import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {oldestRunnerNode} from '../../../scripts/prepare-tests.ts';
import {errorsOf, warningsOf} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
const onLinux = process.platform === 'linux' ? test : test.skip;

/**
 * An agent that looks for the word in this file in the environment of every process that it can read, again and again
 * while its step has others beside it: our own, the client of the service, git. Of ours it prints all.
 */
const spy = (file: string) => `
set +e +o pipefail
echo "-- ours"; tr '\\0' '\\n' < /proc/$PPID/environ | grep .; echo "-- end"
for round in $(seq 1 40); do
  grep -alFf "${file}" /proc/[0-9]*/environ 2>/dev/null
done | sort -u | sed 's/^/found in /'
for file in /proc/$PPID/fd/*; do readlink "$file"; done | sed 's/^/open: /'
`;

/** The one word that all secrets of these runs have in common. */
const MARK = 'hidden-mark';

onLinux.each([
  ['artifact', 'of the project', process.execPath],
  ['cache', 'of the project', process.execPath],
  ['git', 'of the project', process.execPath],
  ['file', 'that the oldest supported runner brings', oldestRunnerNode()],
])(
  'with the store %s, under the Node %s, no environment of ours shows what is withheld',
  async (store, _name, node) => {
    const host = await startHost();
    const job = await host.job();
    const look = join(sandbox.folder(), 'look-for');
    writeFileSync(look, MARK);
    const env = {
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: MARK,
      ACTIONS_ID_TOKEN_REQUEST_URL: `https://example.com/${MARK}`,
      SYSTEM_ACCESSTOKEN: MARK,
      MY_API_KEY: MARK,
      NODE_OPTIONS: '--no-deprecation',
    };
    const inputs = {
      run: spy(look),
      store,
      'store-path': join(sandbox.folder(), 'kept.db'),
      prompt: 'Look around.',
      'env-allow': 'CI',
      'commit-message': MARK,
    };
    const run = await job.run('step', inputs, {env, node});
    expect([run.exitCode, errorsOf(run), warningsOf(run)]).toEqual([0, [], []]);
    const [, shown = ''] = /-- ours\n(.*?)-- end/s.exec(run.log) ?? [];
    const names = shown.split('\n').map((line) => line.split('=')[0]);
    expect(names).toEqual(expect.arrayContaining(['PATH', 'HOME', 'RUNNER_TRACKING_ID', 'NODE_OPTIONS']));
    expect(shown).not.toMatch(/^(INPUT_|STATE_|ACTIONS_|GITHUB_|SYSTEM_)|TOKEN/m);
    expect(run.log.match(/^found in .*/gm)).toBeNull();
    expect(run.log.match(/^open: .*\/mem$/gm)).toBeNull();
    // All of it is there for us: the push, the record and the comment had their tokens.
    expect(run.outputs).toMatchObject({status: 'succeeded', recorded: 'true'});
  },
);

onLinux('the programs that a job goes on with find in their environment what was there before', async () => {
  const host = await startHost();
  const job = await host.job();
  const odd = 'a\nb=c ☃ "quoted" ';
  const run = await job.run(
    'step',
    {run: 'printf "<%s>" "$ODD" "$EMPTY" "$TZ"'},
    {env: {ODD: odd, EMPTY: '', TZ: 'UTC'}},
  );
  expect(run.log).toContain(`<${odd}><><UTC>`);
});
