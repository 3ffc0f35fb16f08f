/**
 * Demonstrates and checks LaForge's main features on this machine: a scratch repository, a scripted agent over three recorded
 * steps, the list, the details of one, a rollback, an undo; then a step that breaks something is found, shown, replayed and
 * reverted; and the report. Runs the published entry, bin/laforge.js. If a check fails, it keeps the scratch folder and
 * prints its path.
 */
import {execFileSync, spawnSync} from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const LAFORGE = join(import.meta.dirname, '..', 'bin', 'laforge.js');

interface Scratch {
  readonly folder: string;
  readonly repository: string;
  readonly env: NodeJS.ProcessEnv;
}

interface ListedStep {
  readonly id: number;
  readonly active: boolean;
  readonly status: string;
  readonly parent_step_id: number | null;
  readonly commit_sha_before: string;
  readonly commit_sha_after: string;
  readonly changes: {readonly own_commit_count: number};
}

const scratch = createScratch();
try {
  showMainJob(scratch);
  rmSync(scratch.folder, {recursive: true, force: true, maxRetries: 3});
  console.log('\nAll of it is as it should be. The scratch folder is removed.');
} catch (error) {
  console.error(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
  console.error(`Everything is left in ${scratch.folder}`);
  process.exitCode = 1;
}

function showMainJob({folder, repository}: Scratch): void {
  say('A scratch repository with one commit, and an agent that is a script.');
  type('git log --oneline');

  say('Three steps: the agent commits in the first two, in the third it leaves its work for us to commit.');
  for (const task of ['greeting', 'test', 'usage']) {
    type(`laforge step run -- node ../agent.js ${task}`);
  }
  const [three, two, one] = listSteps();
  check(three?.id === 3 && two?.id === 2 && one?.id === 1, 'there are the steps 3, 2 and 1');
  check(
    [one, two, three].every((step) => step?.status === 'succeeded'),
    'all three succeeded',
  );
  check(three?.parent_step_id === 2 && two?.parent_step_id === 1, 'each step has the one before it as its parent');
  check(one?.changes.own_commit_count === 1 && two?.changes.own_commit_count === 2, 'their own commits are counted');
  check(
    three?.changes.own_commit_count === 1 && git('status', '--porcelain') === '',
    'what the third left is committed',
  );
  const tip = git('rev-parse', 'HEAD');

  say('What has been done here, and everything about one step.');
  check(type('laforge steps').includes('3 steps'), 'the list has three steps');
  check(type('laforge step info 2').includes('Test the greeting'), "the details name step 2's commits");

  say('Keep step 1 and undo the later ones. What leaves the branch stays reachable.');
  check(type('laforge step rollback 1 --yes --reason "not what I meant"').includes('R1'), 'the rollback is R1');
  type('git log --oneline');
  type('laforge steps');
  check(git('rev-parse', 'HEAD') === one?.commit_sha_after, 'main is where step 1 left it');
  check(!existsSync(join(repository, 'greet.test.js')), 'the files of step 2 are gone');
  check(activeIds() === '1', 'only step 1 is active');
  check(git('for-each-ref', '--contains', tip, 'refs/laforge/pins') !== '', 'a pin keeps what was displaced');

  say('Take the rollback back.');
  check(type('laforge step undo R1 --yes').includes('R1 is taken back'), 'R1 is taken back');
  type('laforge steps');
  check(git('rev-parse', 'HEAD') === tip, 'main is where step 3 left it');
  check(activeIds() === '3,2,1', 'all three steps are active again');

  say('A fourth step breaks the test, and a fifth one goes on. Which one was it, what did it change?');
  for (const task of ['shout', 'goodbye']) type(`laforge step run -- node ../agent.js ${task}`);
  const found = type('laforge step bisect --good 2 --check "node greet.test.js"');
  check(found.includes('Step 4 broke it'), 'step 4 broke it');
  check(type('laforge step diff 4').includes('HELLO'), 'the diff shows what it changed');

  say('The agent once more from where step 4 began, beside the branch: is it always so?');
  const agent = join(folder, 'agent.js');
  const replayed = type(`laforge step replay 4 --times 2 --baseline 0 --yes -- node ${agent} shout`);
  check(replayed !== '' && git('status', '--porcelain') === '', 'the tries left the branch as it was');

  say('Take that one step back, and keep the later one.');
  type('laforge step revert 4 --yes');
  check(readFileSync(join(repository, 'greet.js'), 'utf8').includes('Hello'), 'the greeting is as before');
  check(existsSync(join(repository, 'goodbye.js')), 'the work of step 5 is there');

  say('What it all came to.');
  check(type('laforge report').includes('Succeeded'), 'the report has rates');
  type('laforge report -o report.html');
  check(
    readFileSync(join(repository, 'report.html'), 'utf8').includes('Content-Security-Policy'),
    'the page loads nothing',
  );

  say('Every project on this machine.');
  type('laforge projects');
}

/** Creates a scratch folder, isolated from the user's settings and files. */
function createScratch(): Scratch {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'laforge-demo-')));
  const repository = join(folder, 'demo-app');
  const foreign = /^(GIT_|GITHUB_|LAFORGE_)/;
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
    LAFORGE_HOME: join(folder, 'laforge-home'),
    GIT_CONFIG_GLOBAL: join(folder, 'no-settings'),
    GIT_CONFIG_NOSYSTEM: '1',
  };
  mkdirSync(repository);
  copyFileSync(join(import.meta.dirname, 'demo', 'agent.js'), join(folder, 'agent.js'));
  // Placed beside the agent, so that Node treats it as an ES module, like the original.
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}\n');
  writeFileSync(join(repository, 'package.json'), '{"name": "demo-app", "type": "module"}\n');
  const git = (...args: string[]) => execFileSync('git', args, {cwd: repository, env, stdio: 'ignore'});
  git('init', '--initial-branch=main');
  git('config', 'user.name', 'Demo');
  git('config', 'user.email', 'demo@example.com');
  git('add', '--all');
  git('commit', '-m', 'Begin the app');
  return {folder, repository, env};
}

function say(text: string): void {
  console.log(`\n# ${text}`);
}

/** Prints a command as a person would type it, runs it, and shows its output. Throws if it fails. */
function type(line: string): string {
  console.log(`\n$ ${line}`);
  const {output, code} = run(splitWords(line));
  process.stdout.write(output);
  if (code !== 0) throw new Error(`"${line}" ended with ${code}.`);
  return output;
}

function run([program = '', ...args]: readonly string[]): {readonly output: string; readonly code: number | null} {
  const {folder, repository, env} = scratch;
  // Send both streams to one file, which keeps their lines in order.
  const path = join(folder, 'output.txt');
  const file = openSync(path, 'w');
  const [executable, all] = program === 'laforge' ? [process.execPath, [LAFORGE, ...args]] : [program, args];
  const {status, error} = spawnSync(executable, all, {cwd: repository, env, stdio: ['ignore', file, file]});
  closeSync(file);
  if (error !== undefined) throw error;
  return {output: readFileSync(path, 'utf8'), code: status};
}

/** Splits a line into words like a shell; double quotes group. */
function splitWords(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

function git(...args: string[]): string {
  return execFileSync('git', args, {cwd: scratch.repository, env: scratch.env, encoding: 'utf8'}).trim();
}

function listSteps(): readonly ListedStep[] {
  const {output, code} = run(['laforge', 'steps', '--json']);
  if (code !== 0) throw new Error(`laforge steps --json ended with ${code}: ${output}`);
  return JSON.parse(output);
}

function activeIds(): string {
  return listSteps()
    .filter(({active}) => active)
    .map(({id}) => id)
    .join();
}

function check(holds: boolean, fact: string): void {
  if (!holds) throw new Error(`it is not so that ${fact}.`);
  console.log(`✓ ${fact}`);
}
