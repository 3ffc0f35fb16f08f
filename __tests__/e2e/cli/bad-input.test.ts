import {execFileSync} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeHomeOf, laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

const LONG = 'x'.repeat(300);

/** Everything that is wrong with how it was called: exit 2, one sentence, nothing on stdout, nothing changed. */
const CALLED_WRONGLY: readonly (readonly [args: string, sentence: string])[] = [
  ['stepz', "Unknown command 'stepz'. Did you mean one of step, steps? See laforge --help."],
  ['step rnu', "Unknown command 'rnu'. Did you mean run? See laforge step --help."],
  ['steps --brnach main', "Unknown option '--brnach'. Did you mean --branch? See laforge steps --help."],
  ['steps --branch', "Option '--branch <name>' argument missing. See laforge steps --help."],
  ['steps --store s3', '--store is "s3". Use one of: file, git, postgres.'],
  ['steps --limit 0', '--limit is "0". Use a number such as 20, or all.'],
  ['steps --status bogus', '--status is "bogus". Use one of: running, succeeded, failed, check_failed, timed_out, '],
  ['usage --json --csv', '--json and --csv are two forms of one answer. Use one of them.'],
  ['usage --by day --by agent', '--by is given twice, as "day" and "agent". Use one of them.'],
  ['report --by day --by agent', '--by is given twice, as "day" and "agent". Use one of them.'],
  ['report --with-text --md', '--with-text is given, and only a page has texts. Name its file: -o report.html'],
  [
    'fleet steps --since 2026-11-02 --until 2026-11-01',
    '--since "2026-11-02" is not before --until "2026-11-01". Nothing can lie between them.',
  ],
  ['steps a b', '"b" is one argument too many.'],
  [
    'steps --project ../x',
    'The project is "../x", and a part between its slashes is empty, "." or "..". Use a name such as owner/repo.',
  ],
  ['steps --db a --store git', '--db names a file and --store is "git". Leave one of them out.'],
  ['steps --db nowhere.db', '--db is "nowhere.db", and there is no such file. Name a steps.db.'],
  ['steps --db .', '--db is ".", which is no file. Name a steps.db.'],
  ['steps --db /dev/null', '--db is "/dev/null", which is no file. Name a steps.db.'],
  ['steps --db=', '--db is "", which is no file. Name a steps.db.'],
  ...['--db', '--working-directory'].map(
    (option) => [`step run ${option} ${LONG} -- true`, 'cannot be reached: name too long. Use a shorter one.'] as const,
  ),
  [`step run --agent-config ${LONG} -- true`, ', and there is no such file in '],
  [`step run --branch ${'x'.repeat(1001)} -- true`, 'which is longer than any branch. Name a branch, such as main.'],
  ['step revert ../x', 'The step id is "../x". Name one step, or two as 3..5.'],
  ['pins drop app', 'No pin is named, only the project "app". Give its name, such as R2 or S7'],
  ['projects --project nope', 'There is no project "nope" on this machine. laforge projects lists them.'],
  ['export -o .', ', which is a folder. Name a file.'],
  ['report -o .', ', which is a folder. Name a file.'],
  ['step info', 'No step is named. Give its number, such as 3 (laforge steps lists them).'],
  ...['0', '-1', '3x', 'S'].map(
    (id) =>
      [
        `step info ${id}`,
        `The step id is "${id}", which names no step. Use a step's number (3 or S3), or its uid or the first 8 or more characters of it.`,
      ] as const,
  ),
  ['step rollback 0 --yes', 'The step id is "0", which names no step.'],
  [
    'step undo 3',
    'The rollback id is "3", which is a step\'s number. Undo takes back a rollback: name it as R3, or by its uid.',
  ],
  ['step undo app S3', 'The rollback id is "S3", which is a step\'s number.'],
  ['step undo app x', 'The rollback id is "x", which names no rollback.'],
  [
    'step rollback 1 --store git',
    'The store git lives at the remote, so the branch has to move there too: add --push.',
  ],
  ['step run', 'No command to run is given. Write it after --: laforge step run -- claude -p "…"'],
  ['step run true', '"true" comes before --. Write the command after it: laforge step run -- true'],
  ['step run echo hi', '"echo" comes before --. Write the command after it: laforge step run -- echo hi (LF001)\n'],
  ...['run', 'rollback', 'revert', 'undo', 'replay'].map(
    (word) => [`${word} 1`, `Unknown command '${word}'. Did you mean laforge step ${word}?\n`] as const,
  ),
  ['version', "Unknown command 'version'. Did you mean laforge --version?\n"],
  ['step run --push always -- true', '--push is "always". Use one of: auto, none.'],
  ['step run --commit yes -- true', '--commit is "yes". Use one of: auto, none.'],
  ['step run --budget= -- true', '--budget is empty. Give it an amount, such as "20 USD per day", or leave it out.'],
  ['step run --agent emacs -- true', '--agent is "emacs". Use one of: '],
  [
    'step run --timeout-minutes soon -- true',
    '--timeout-minutes is "soon". Use a number of minutes above 0, such as 30',
  ],
  [
    'step run --commit-author me -- true',
    '--commit-author is "me", which is no author. Write it as "Name <mail@example.com>".',
  ],
  ['step run --commit-message {who} -- true', '--commit-message has "{who}", which stands for nothing.'],
  ['step run --agent-config {nope -- true', '--agent-config is neither JSON nor YAML: line 1'],
  ['step run --prompt a --prompt-file b -- true', 'Both --prompt and --prompt-file are given. Give one of them.'],
  ['step run --prompt-file nowhere.md -- true', '--prompt-file is "nowhere.md", which cannot be read.'],
  ['step run --env-allow ACTIONS_* -- true', '--env-allow has "ACTIONS_*", which is the runner\'s own'],
  ['step run --branch -x -- true', '--branch is "-x", which git does not accept as a branch name. Use another.'],
  ['step run --branch a..b -- true', '--branch is "a..b", which git does not accept as a branch name. Use another.'],
  ['step run --push -- true', '--push is given, but the repository in'],
  ['step run --db missing/steps.db -- true', 'The folder'],
  ['step run -C nowhere -- true', 'nowhere'],
  ...['rollback 1', 'undo', 'replay 1'].map(
    (command) => [`step ${command} --db nowhere.db`, '--db is "nowhere.db", and there is no such file.'] as const,
  ),
  ['pins --db nowhere.db', '--db is "nowhere.db", and there is no such file. Name a steps.db.'],
  ['gate zzz', '<since> is "zzz", which is not a commit here. Name a commit, a branch or a tag, such as origin/main.'],
  ['merge a.db', 'No source to merge from is given.'],
  ['import nowhere.db', 'There is no file "nowhere.db". Name a steps.db or an export.'],
  ['import .', '"." is a folder. Name a steps.db or an export.'],
  ['import empty', '"empty" is empty, so there is nothing to import. Name a steps.db or an export.'],
  [
    'report -o x.docx',
    '--output is "x.docx", and no file with that ending is written. Use one of .md, .json, .csv, .html, .htm, or say the form with --md, --json or --csv.',
  ],
  [
    'export -o x.prom',
    '--output is "x.prom", and no file with that ending is written. Use one of .json, .ndjson, .csv, or say the form with --format.',
  ],
  ['export --format xml', '--format is "xml". Use one of: json, ndjson, csv, otlp, prometheus.'],
  ['verify', 'There is no steps.db at'],
];

describe('a bad input', () => {
  test.each(CALLED_WRONGLY)('laforge %s', async (args, sentence) => {
    const repository = await sandbox.createRepository({name: 'app'});
    const before = await sandbox.sha(repository);
    writeFileSync(join(repository, 'empty'), '');
    const {code, stdout, stderr} = await laforge(repository, args.split(' '));
    expect(stderr).toMatch(/^laforge: .*\n$/);
    expect(stderr).toContain(sentence);
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(await sandbox.sha(repository)).toBe(before);
    expect(existsSync(join(laforgeHomeOf(sandbox), 'projects', 'app', 'steps.db'))).toBe(false);
  });

  test('a store that cannot work here', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    for (const store of ['artifact', 'cache']) {
      const {code, stderr} = await laforge(repository, ['step', 'run', '--store', store, '--', 'true']);
      expect(stderr).toMatch(new RegExp(`^laforge: .*${store}.*\n$`));
      expect(code).toBe(2);
    }
  });

  test('a folder that is not in a git work tree, and a machine without git', async () => {
    const outside = join(sandbox.folder(), 'outside');
    mkdirSync(outside);
    const run = await laforge(outside, ['step', 'run', '--', 'true']);
    expect(run).toMatchObject({code: 2, stdout: ''});
    expect(run.stderr).toContain(outside);
    const noGit = await laforge(outside, ['step', 'run', '--', 'true'], {env: {PATH: outside}});
    expect(noGit).toMatchObject({code: 2, stderr: expect.stringMatching(/^laforge: .*git.*\n$/)});
  });
});

/** Root may enter every folder, unless these two rights are taken away. */
const startedBy =
  process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : ([] as const);

// Windows has other rights.
(process.platform === 'win32' ? describe.skip : describe)('a path that the system refuses', () => {
  async function place() {
    const repository = await sandbox.createRepository({name: 'app'});
    const locked = join(sandbox.folder(), 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0);
    symlinkSync('loop', join(sandbox.folder(), 'loop'));
    const paths = [
      [join(locked, 'x'), 'permission denied. Give this user access to it and to the folders above it'],
      [join(sandbox.folder(), 'loop'), 'too many symbolic links encountered. Its links lead back to each other'],
    ] as const;
    const unlock = () => chmodSync(locked, 0o700);
    return {repository, paths, unlock};
  }

  test('is named in one sentence that says why and what to do, without the code of the system', async () => {
    const {repository, paths, unlock} = await place();
    for (const [path, why] of paths) {
      for (const args of [
        ['steps', '--db', path],
        ['step', 'rollback', '1', '--db', path],
        ['step', 'run', '--db', path, '--', 'true'],
        ['step', 'run', '--attest', path, '--', 'true'],
        ['step', 'run', '-C', path, '--', 'true'],
        ['step', 'run', '--prompt-file', path, '--', 'true'],
        ['step', 'run', '--agent-config', path, '--', 'true'],
        ['step', 'run', '--commit-signing', 'ssh', '--ssh-signing-key', path, '--', 'true'],
        ['verify', path],
        ['verify', '--signed', '--allowed-signers', path],
        ['import', path],
        ['export', '-o', path],
        ['merge', 'a.db', path],
      ]) {
        const {code, stdout, stderr} = await laforge(repository, args, {startedBy});
        expect(stderr).toMatch(/^laforge: .*\n$/);
        expect(stderr).not.toMatch(/\bE[A-Z]{3,}\b|no such file/);
        expect([args, code, stdout]).toEqual([args, ['export', 'merge'].includes(args[0] ?? '') ? 1 : 2, '']);
        if (args[1] === '--db') expect(stderr).toContain(`--db is "${path}", which cannot be reached: ${why}`);
      }
      expect(existsSync(join(laforgeHomeOf(sandbox), 'projects', 'app', 'steps.db'))).toBe(false);
    }
    unlock();
  });

  test('as LAFORGE_HOME is no empty history for any command that reads', async () => {
    const {repository, paths, unlock} = await place();
    writeFileSync(join(sandbox.folder(), 'file'), '');
    const homes = [...paths.map(([path]) => path), join(sandbox.folder(), LONG), join(sandbox.folder(), 'file')];
    for (const home of homes) {
      for (const command of ['steps', 'usage', 'report', 'export', 'pins', 'step info 1', 'log 1', 'projects']) {
        const told = await laforge(repository, command.split(' '), {startedBy, env: {LAFORGE_HOME: home}});
        expect([home, command, told.code, told.stdout]).toEqual([home, command, 1, '']);
        expect(told.stderr).toMatch(/^laforge: .*(could not be read|cannot be read|is no folder).*\n$/);
      }
    }
    unlock();
  });

  test('as LAFORGE_HOME costs no step: its record and its output wait elsewhere, and both are named', async () => {
    const {repository, paths, unlock} = await place();
    const db = join(sandbox.folder(), 'elsewhere.db');
    const temp = join(sandbox.folder(), 'temp');
    mkdirSync(temp);
    for (const [path] of paths) {
      const options = {startedBy, env: {LAFORGE_HOME: path, TMPDIR: temp}};
      const run = ['step', 'run', '--', 'sh', '-c', 'echo said; exit 3'];
      const lost = await laforge(repository, run, options);
      expect([lost.code, lost.stdout]).toEqual([3, 'said\n']);
      const [, logs = ''] = /so the output of this step is kept in (\S+)\. Let /.exec(lost.stderr) ?? [];
      expect(readdirSync(logs)).toEqual([expect.stringMatching(/\.log$/)]);
      expect(existsSync(/ It waits in (\S+\.json):/.exec(lost.stderr)?.[1] ?? '')).toBe(true);
      const kept = await laforge(repository, [...run.slice(0, 2), '--db', db, ...run.slice(2)], options);
      expect(kept).toMatchObject({code: 3, stderr: expect.not.stringContaining('It waits in')});
      const read = await laforge(repository, ['steps'], options);
      expect(read).toMatchObject({code: 1, stdout: '', stderr: expect.stringContaining('could not be read')});
    }
    expect(JSON.parse((await laforge(repository, ['steps', '--db', db, '--json'])).stdout)).toHaveLength(2);
    unlock();
  });
});

test('a step of a repository without commits has nothing to show or to begin from, and no template is no silence', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  await sandbox.git(repository, 'checkout', '-q', '--orphan', 'bare');
  await laforge(repository, ['step', 'run', '--commit', 'none', '--', 'true']);
  const say = async (...args: string[]) => (await laforge(repository, args)).stderr;
  expect(await say('step', 'diff', '1')).toBe(
    'laforge: Step 1 left no commit on record, so nobody knows what it changed. Name another step. (LF025)\n',
  );
  expect(await say('step', 'replay', '1')).toBe(
    'laforge: Step 1 began without a commit, so there is nothing to begin from. Name another step. (LF029)\n',
  );
  const {code, stdout} = await laforge(repository, ['template', 'check']);
  expect([code, stdout]).toEqual([0, 'There are no templates (.laforge/steps/*.yml).\n']);
});

describe('a file that is no history', () => {
  test('is refused by its path, and stays as it is', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const file = join(sandbox.folder(), 'notes.txt');
    writeFileSync(file, 'just notes, no database at all\n'.repeat(100));
    for (const args of [
      ['steps', '--db', file],
      ['step', 'run', '--db', file, '--', 'true'],
      ['import', file],
    ]) {
      const {code, stderr, stdout} = await laforge(repository, args);
      expect(stderr).toMatch(/^laforge: .*notes\.txt.*\n$/);
      expect({code, stdout}).toEqual({code: 1, stdout: ''});
    }
  });
});

test('a pipe is no file to import, and is not waited for', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  execFileSync('mkfifo', [join(repository, 'pipe')]);
  const {code, stderr} = await laforge(repository, ['import', 'pipe']);
  expect({code, stderr}).toEqual({
    code: 2,
    stderr: expect.stringMatching(/^laforge: "pipe" cannot be read\. Name a steps\.db or an export\./),
  });
});

describe('help', () => {
  test('is on every command, with its purpose and examples', async () => {
    const folder = sandbox.folder();
    for (const command of [
      'step run',
      'steps',
      'step info',
      'step rollback',
      'step undo',
      'projects',
      'verify',
      'merge',
      'import',
      'export',
    ]) {
      const {code, stdout, stderr} = await laforge(folder, [...command.split(' '), '--help']);
      expect({command, code, stderr}).toEqual({command, code: 0, stderr: ''});
      expect(stdout).toContain(`Usage: laforge ${command} `);
      expect(stdout).toContain(`$ laforge ${command}`);
      expect(stdout).toContain('--project');
    }
  });

  test('comes on stderr when a command is missing, and by the word help', async () => {
    const bare = await laforge(sandbox.folder(), []);
    expect(bare).toMatchObject({code: 2, stdout: ''});
    expect(bare.stderr).toContain('Usage: laforge <command>');
    const help = await laforge(sandbox.folder(), ['help', 'step', 'undo']);
    expect(help).toMatchObject({code: 0, stdout: expect.stringContaining('Usage: laforge step undo')});
    expect(await laforge(sandbox.folder(), ['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});
