import {existsSync} from 'node:fs';

/** The variables by which CI systems say what runs, and ours. Others may change how Node or a test's own programs run. */
const FREE =
  /^(ACTIONS|BRANCH|BUILD|BUILDKITE|CI|CIRCLE|CIRCLECI|GITEA|GITHUB|GITLAB|INPUT|JENKINS|JOB|LAFORGE|RUNNER|STATE|SYSTEM|TF)(_|$)/;

let isBusy = false;

/**
 * Whether a program of ours may run in the process of the test: one at a time, as it has the folder and the variables. Those in
 * `usual` it may have too, with that value.
 */
export function canRunHere(cwd: string, env: NodeJS.ProcessEnv = {}, usual: NodeJS.ProcessEnv = {}): boolean {
  if (isBusy || !existsSync(cwd)) return false;
  return Object.entries(env).every(([name, value]) => FREE.test(name) || usual[name] === value);
}

/** Runs a program in the process of the test, which for so long has this folder and these variables alone. */
export async function runHere<Result>(
  cwd: string,
  env: NodeJS.ProcessEnv,
  program: () => Promise<Result>,
): Promise<Result> {
  const before = {cwd: process.cwd(), env: {...process.env}};
  isBusy = true;
  process.chdir(cwd);
  replaceEnvironment(env);
  try {
    return await program();
  } finally {
    process.chdir(before.cwd);
    replaceEnvironment(before.env);
    isBusy = false;
  }
}

function replaceEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}
