import {execFile} from 'node:child_process';
import {chmodSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, test} from '@jest/globals';
import {parseAllDocuments} from 'yaml';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {GITLAB_TOKEN, gitlabServers} from '../../helpers/gitlab.ts';
import {laforgeHomeOf, laforgeIn, PROGRAM} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);
const startGitlab = gitlabServers();

interface Job {
  readonly script: readonly string[];
  readonly after_script?: readonly string[];
  readonly variables?: Readonly<Record<string, string | {readonly value: string}>>;
}

const TEMPLATE = readFileSync(join(import.meta.dirname, '../../../templates/step/template.yml'), 'utf8');

/** The jobs of the component, its inputs filled in as GitLab does: into the text, before it is read as YAML. */
function jobsOf(inputs: Readonly<Record<string, string>>): Readonly<Record<string, Job>> {
  const [header] = parseAllDocuments(TEMPLATE).map((document) => document.toJS());
  const spec: {inputs: Record<string, {default?: string | boolean; regex?: string}>} = header.spec;
  for (const [name, {regex}] of Object.entries(spec.inputs)) {
    if (regex !== undefined && inputs[name] !== undefined) expect(inputs[name]).toMatch(new RegExp(regex));
  }
  const text = TEMPLATE.replace(/\$\[\[ inputs\.([a-z-]+) \]\]/g, (_, name: string) => {
    const value = inputs[name] ?? spec.inputs[name]?.default;
    if (value === undefined) throw new Error(`There is no input ${name}.`);
    return String(value);
  });
  return parseAllDocuments(text)[1]?.toJS() as Record<string, Job>;
}

/** A clone as GitLab's runner makes it, with the variables of a merge request's job and the program on the PATH. */
async function gitlabJob(apiUrl: string) {
  const repository = await sandbox.createRepository();
  await sandbox.git(repository, 'branch', 'topic');
  const remote = await sandbox.createBareRemote({from: repository});
  const checkout = await sandbox.createRepository({commits: 0, files: {}});
  await sandbox.git(checkout, 'remote', 'add', 'origin', `file://${remote}`);
  await sandbox.git(checkout, 'fetch', '-q', 'origin', 'topic');
  await sandbox.git(checkout, 'checkout', '-q', '--detach', 'FETCH_HEAD');
  const bin = join(sandbox.folder(), 'bin');
  mkdirSync(bin, {recursive: true});
  const programs = {npm: 'exit 0', laforge: `exec ${PROGRAM.map((word) => `'${word}'`).join(' ')} "$@"`};
  for (const [name, body] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const env = {
    ...sandbox.env(),
    ...{PATH: `${bin}:${sandbox.env().PATH}`, LAFORGE_HOME: laforgeHomeOf(sandbox)},
    ...{GITLAB_CI: 'true', CI_API_V4_URL: apiUrl, CI_PROJECT_ID: '11', CI_SERVER_HOST: 'gitlab.example.com'},
    ...{CI_SERVER_URL: 'https://gitlab.example.com', CI_PROJECT_PATH: 'acme/app', CI_COMMIT_REF_NAME: 'topic'},
    ...{CI_PIPELINE_ID: '9001', CI_JOB_ID: '55', CI_JOB_NAME: 'laforge', CI_MERGE_REQUEST_IID: '4'},
    CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'topic',
  };
  /** The lines of a job's script, in one shell as the runner has it. */
  const run = async ({script, variables = {}}: Job, more: Readonly<Record<string, string>> = {}) => {
    const own = Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value.value,
    ]);
    return await promisify(execFile)('sh', ['-ec', script.join('\n')], {
      cwd: checkout,
      env: {...env, ...Object.fromEntries(own), ...more},
    });
  };
  return {checkout, remote, env, run};
}

test('the component runs a step, tells later jobs of it, and keeps one note on the merge request', async () => {
  const gitlab = await startGitlab();
  const {checkout, remote, env, run} = await gitlabJob(gitlab.apiUrl);
  const prompt = `say "it's $HOME: {x}" # & go`;
  const jobs = jobsOf({
    run: 'printf %s "$LAFORGE_PROMPT" > said; env | grep -c ^LAFORGE_GITLAB > token || true',
    prompt,
    check: 'test -s said',
  });
  const {laforge: agent, 'laforge:comment': comment} = jobs;
  if (agent === undefined || comment === undefined) throw new Error('The template has other jobs.');
  await run(agent, {LAFORGE_GITLAB_TOKEN: GITLAB_TOKEN});
  expect(await sandbox.git(remote, 'show', 'topic:said')).toBe(prompt);
  expect(await sandbox.git(remote, 'show', 'topic:token')).toBe('0');
  await run({script: agent.after_script ?? []});
  expect(readFileSync(join(checkout, 'laforge.env'), 'utf8')).toMatch(
    /^LAFORGE_STEP_ID=1\nLAFORGE_STEP_UID=\S+\nLAFORGE_PARENT_STEP_ID=\nLAFORGE_STATUS=succeeded\nLAFORGE_BRANCH=topic\n/,
  );
  // GitLab answers 400 to more.
  expect(readFileSync(join(checkout, 'laforge.env'), 'utf8').trimEnd().split('\n')).toHaveLength(20);
  expect(readFileSync(join(checkout, 'laforge.html'), 'utf8')).toContain('<!doctype html>');
  const told = await run(comment, {LAFORGE_GITLAB_TOKEN: GITLAB_TOKEN});
  expect(told.stderr).toContain('laforge: the comment on pull request 4 is created');
  const again = await run(comment, {LAFORGE_GITLAB_TOKEN: GITLAB_TOKEN});
  expect(again.stderr).toContain('is unchanged');
  expect(gitlab.notes).toHaveLength(1);
  const [{body} = {body: ''}] = gitlab.notes;
  expect(body).toContain('say "it');
  expect(body).toContain('Type the command in a clone.');
  expect(body).toContain('laforge step rollback 1 --before --push --store git');
  expect(gitlab.wrong).toEqual([]);
  const outside = await laforge(checkout, ['ci', 'comment', '--store', 'git'], {env: {...env, GITLAB_CI: ''}});
  expect([outside.code, outside.stderr]).toEqual([
    2,
    expect.stringContaining('This is no job of GitHub, Gitea, Forgejo or GitLab'),
  ]);
  const without = await laforge(checkout, ['ci', 'comment', '--store', 'git'], {env});
  expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('LAFORGE_GITLAB_TOKEN is not set.')]);
  const other = await laforge(checkout, ['ci', 'outputs', '--store', 'git'], {env: {...env, CI_PIPELINE_ID: '9002'}});
  expect([other.code, other.stderr]).toEqual([1, expect.stringContaining('No step of this pipeline is on record.')]);
});
