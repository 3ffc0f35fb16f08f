import {spawn, spawnSync} from 'node:child_process';
import {chmodSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {expect, test} from '@jest/globals';
import {findJudges} from '../../scripts/install-judges.ts';
import {laforgeHomeOf, PROGRAM} from '../e2e/cli/laforge.ts';
import {gitSandbox} from '../helpers/git-sandbox.ts';
import {GITLAB_TOKEN, gitlabServers} from '../helpers/gitlab.ts';
import {collect, succeeded} from '../helpers/judges/processes.ts';

const {gitlabCiLocal: runner} = findJudges();
// It copies the files of a job with rsync.
const hasRsync = spawnSync('rsync', ['--version']).status === 0;
if (!hasRsync) console.warn('gitlab-ci-local is left out, since it needs rsync (apt-get install rsync).');

const sandbox = gitSandbox();
const startGitlab = gitlabServers();
const PROMPT = `say "it's $HOME: {x}" # & go`;
const CONFIGURATION = `stages: [test, after]
include:
  - local: templates/step/template.yml
    inputs:
      run: 'printf %s "$LAFORGE_PROMPT" > said'
      prompt: ${JSON.stringify(PROMPT)}
      check: test -s said
      comment: true
later:
  stage: after
  script: [echo "step $LAFORGE_STEP_ID is $LAFORGE_STATUS on $LAFORGE_BRANCH"]
`;

/** The variables that GitLab sets in the pipeline of a merge request, where they differ from those of gitlab-ci-local. */
const variablesOf = (apiUrl: string) => ({
  ...{GITLAB_CI: 'true', CI_API_V4_URL: apiUrl, CI_PROJECT_ID: '11', CI_PROJECT_PATH: 'acme/app'},
  ...{CI_PIPELINE_SOURCE: 'merge_request_event', CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '11', CI_MERGE_REQUEST_IID: '4'},
  ...{CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'topic', LAFORGE_GITLAB_TOKEN: GITLAB_TOKEN},
});

(runner !== null && hasRsync ? test : test.skip)(
  'the component runs on gitlab-ci-local: a step, its outputs for later jobs, the page, and the note',
  async () => {
    const gitlab = await startGitlab();
    const template = readFileSync(resolve('templates/step/template.yml'), 'utf8');
    const repository = await sandbox.createRepository({
      files: {'.gitlab-ci.yml': CONFIGURATION, 'templates/step/template.yml': template},
    });
    await sandbox.git(repository, 'checkout', '-q', '-b', 'topic');
    const remote = await sandbox.createBareRemote({from: repository});
    const bin = join(sandbox.folder(), 'bin');
    mkdirSync(bin);
    const programs = {npm: 'exit 0', laforge: `exec ${PROGRAM.map((word) => `'${word}'`).join(' ')} "$@"`};
    for (const [name, body] of Object.entries(programs)) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    const variables = variablesOf(gitlab.apiUrl);
    const run = async () => {
      const options = Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`]);
      const ignored = ['--ignore-predefined-vars', Object.keys(variables).join()];
      const child = spawn(process.execPath, [runner ?? '', '--force-shell-executor', ...ignored, ...options], {
        cwd: repository,
        env: {...sandbox.env(), PATH: `${bin}:${sandbox.env().PATH}`, LAFORGE_HOME: laforgeHomeOf(sandbox)},
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return succeeded(await collect(child)).log;
    };
    const log = await run();
    expect(log).toContain('step 1 is succeeded on topic');
    expect(await sandbox.git(remote, 'show', 'topic:said')).toBe(PROMPT);
    expect(readFileSync(join(repository, '.gitlab-ci-local/artifacts/laforge/laforge.html'), 'utf8')).toContain(
      '<!doctype html>',
    );
    expect(gitlab.notes).toHaveLength(1);
    expect(await run()).toContain('step 2 is succeeded on topic');
    expect(gitlab.notes).toHaveLength(1);
    expect(gitlab.wrong).toEqual([]);
  },
  120_000,
);
