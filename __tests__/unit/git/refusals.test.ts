import {describe, expect, test} from '@jest/globals';
import {asSentence} from '../../../src/domain/text.ts';
import {COMMAND_LINE_ADVICE, explainReadFailure, explainRefusal} from '../../../src/git/refusals.ts';

const SHA = '8d01b7e0c4a54f2b9f3f0c1d2e3f405162738495';
const rejected = (summary: string, ref = 'refs/heads/main') =>
  `To https://host/o/n\n!\t${SHA}:${ref}\t${summary}\nDone\n`;
const HOOK = '[remote rejected] (pre-receive hook declined)';

/** The words of the hosts as they were reported, and what each means. */
const REFUSALS: readonly (readonly [name: string, code: string, summary: string, stderr: string, explains: string])[] =
  [
    ['a stale lease', 'moved', '[rejected] (stale info)', '', 'somebody else'],
    ['a fetch first', 'moved', '[rejected] (fetch first)', 'hint: Updates were rejected', 'somebody else'],
    ['a non-fast-forward', 'moved', '[rejected] (non-fast-forward)', '', 'somebody else'],
    ['a tag that exists', 'moved', '[rejected] (already exists)', '', 'somebody else'],
    [
      'a lost race to create',
      'moved',
      '[remote rejected] (failed to update ref)',
      "remote: error: cannot lock ref 'refs/heads/main': reference already exists        ",
      'somebody else',
    ],
    [
      'a lost race to update',
      'moved',
      '[remote rejected] (failed to update ref)',
      `remote: error: cannot lock ref 'refs/heads/main': is at ${SHA} but expected ${'0'.repeat(40)}`,
      'somebody else',
    ],
    [
      'GitHub that saw another value',
      'moved',
      `[remote rejected] (cannot lock ref 'refs/heads/main': is at ${SHA} but expected ${'1'.repeat(40)})`,
      '',
      'somebody else',
    ],
    [
      'a branch in the way of a folder',
      'other',
      '[remote rejected] (failed to update ref)',
      "remote: error: cannot lock ref 'refs/heads/a/b': 'refs/heads/a' exists; cannot create 'refs/heads/a/b'",
      'beside a ref',
    ],
    [
      'a protected branch of GitHub',
      'protected',
      '[remote rejected] (protected branch hook declined)',
      'remote: error: GH006: Protected branch update failed for refs/heads/main.\nremote: \nremote: - Cannot force-push to this branch\nremote: - Changes must be made through a pull request.\n',
      'The remote says: "Cannot force-push to this branch; Changes must be made through a pull request".',
    ],
    [
      'a force-push on GHES',
      'protected',
      HOOK,
      'remote: error: GH003: Sorry, force-pushing to main is not allowed.',
      'main',
    ],
    [
      'a ruleset of GitHub',
      'rules',
      '[remote rejected] (push declined due to repository rule violations)',
      'remote: error: GH013: Repository rule violations found for refs/heads/main.\nremote: \nremote: - Cannot update this protected ref.\n',
      'The remote says: "Cannot update this protected ref".',
    ],
    [
      'missing signatures',
      'signatures',
      '[remote rejected] (push declined due to repository rule violations)',
      'remote: error: GH013: Repository rule violations found for refs/heads/main.\nremote: - Commits must have verified signatures.\nremote:   Found 1 violation:\n',
      'verified signatures',
    ],
    [
      'a large file',
      'too-large',
      HOOK,
      "remote: error: File a.bin is 147.51 MB; this exceeds GitHub's file size limit of 100.00 MB\nremote: error: GH001: Large files detected. You may want to try Git Large File Storage",
      'too large',
    ],
    [
      'an LFS object that was not uploaded',
      'too-large',
      HOOK,
      'remote: error: GH008: Your push referenced at least 1 unknown Git LFS object:\nremote:     9b439f0a',
      'git lfs push',
    ],
    [
      'a body that is too large',
      'too-large',
      '',
      'error: RPC failed; HTTP 413 curl 22 The requested URL returned error: 413',
      '',
    ],
    ['a hidden ref', 'hidden-ref', '[remote rejected] (deny updating a hidden ref)', '', 'for itself'],
    [
      'workflow files pushed by an App',
      'workflow-files',
      '[remote rejected] (refusing to allow a GitHub App to create or update workflow `.github/workflows/x.yml` without `workflows` permission)',
      '',
      'push-token',
    ],
    [
      'workflow files pushed with a PAT',
      'workflow-files',
      '[remote rejected] (refusing to allow a Personal Access Token to create or update workflow `.github/workflows/x.yml` without `workflow` scope)',
      '',
      'scope workflow',
    ],
    [
      'workflow files that GitHub had no time to look at',
      'other',
      '[remote rejected] (Unable to determine if workflow can be created or updated due to timeout; `workflows` scope may be required.)',
      '',
      'once more later',
    ],
    [
      'a push by somebody without write access',
      'no-permission',
      '',
      'remote: Permission to o/n.git denied to github-actions[bot].\nfatal: unable to access',
      'permissions: contents: write',
    ],
    [
      'a 403',
      'no-permission',
      '',
      "remote: Write access to repository not granted.\nfatal: unable to access 'https://host/o/n/': The requested URL returned error: 403",
      'push-token',
    ],
    ['a 401', 'no-permission', '', "fatal: Authentication failed for 'https://host/o/n/'", 'permissions'],
    [
      'no credentials at all',
      'no-permission',
      '',
      "fatal: could not read Username for 'https://host': terminal prompts disabled",
      'permissions',
    ],
    [
      'an ssh key that is not known',
      'no-permission',
      '',
      'git@host: Permission denied (publickey).\nfatal: Could not read from remote repository.',
      'credentials',
    ],
    ['no atomic pushes', 'no-atomic', '', 'fatal: the receiving end does not support --atomic push', 'several refs'],
    [
      'GitLab, force',
      'protected',
      HOOK,
      'remote: GitLab: You are not allowed to force push code to a protected branch on this project.',
      'protected',
    ],
    [
      'GitLab, push',
      'protected',
      HOOK,
      'remote: GitLab: You are not allowed to push code to protected branches on this project.',
      'protected',
    ],
    [
      'GitLab, delete',
      'protected',
      HOOK,
      'remote: GitLab: The default branch of a project cannot be deleted.',
      'protected',
    ],
    [
      'GitLab, no access',
      'no-permission',
      HOOK,
      'remote: GitLab: You are not allowed to push code to this project.',
      'no permission',
    ],
    [
      'GitLab, LFS',
      'too-large',
      HOOK,
      'remote: GitLab: LFS objects are missing. Ensure LFS is properly set up or try a manual "git lfs push --all".',
      'LFS',
    ],
    ['Gitea', 'protected', HOOK, 'remote: Gitea: Not allowed to push to protected branch main', 'protected'],
    [
      'Gitea, force',
      'protected',
      HOOK,
      'remote: Gitea: Not allowed to force-push to protected branch main',
      'protected',
    ],
    ['Forgejo, force', 'protected', HOOK, 'remote: Forgejo: branch main is protected from force push', 'protected'],
    ['Gitea, no access', 'no-permission', HOOK, 'remote: Gitea: User permission denied for writing.', 'no permission'],
    [
      'Bitbucket',
      'protected',
      HOOK,
      'remote: Branch refs/heads/main can only be modified through pull requests.',
      'protected',
    ],
    [
      "the remote's denyNonFastForwards",
      'protected',
      '[remote rejected] (non-fast-forward)',
      'remote: error: denying non-fast-forward refs/heads/main',
      'protected',
    ],
    [
      "the remote's denyDeletes",
      'protected',
      '[remote rejected] (deletion prohibited)',
      'remote: error: denying ref deletion',
      'protected',
    ],
    [
      'a work tree at the remote',
      'other',
      '[remote rejected] (branch is currently checked out)',
      'remote: error: refusing to update checked out branch: refs/heads/main',
      'checked out',
    ],
    ['a shallow push', 'other', '[remote rejected] (shallow update not allowed)', '', 'fetch-depth: 0'],
    [
      'a hook with words of its own',
      'rules',
      HOOK,
      'remote: =====        \nremote: POLICY: no pushes on Fridays        \nremote: \nTo https://host/o/n\nerror: failed to push some refs',
      'bypass it. The remote says: "POLICY: no pushes on Fridays".',
    ],
    ['a hook that says nothing', 'rules', HOOK, '', 'or let whoever pushes bypass it.'],
    [
      "Gitea, which fails at a job's push to a protected branch",
      'protected',
      HOOK,
      'remote: error: Internal Server Error (no message for end users)',
      'The remote says: "Internal Server Error (no message for end users)".',
    ],
    [
      'Gitea, of a deploy key that may only read',
      'no-permission',
      '',
      'error: Deploy Key: 1:ro is not authorized to write to acme/t-key.\nfatal: Could not read from remote repository.',
      'The remote says: "Deploy Key: 1:ro is not authorized to write to acme/t-key."',
    ],
    [
      "Gitea, of a person's key",
      'no-permission',
      '',
      'remote: \nremote: User: 5:dev with Key: 2:laptop is not authorized to write to acme/t.\nfatal: Could not read',
      'There is no permission to push',
    ],
    [
      'git, since a tag has the whole name of the branch',
      'ambiguous',
      '',
      "error: dst refspec refs/heads/main matches more than one\nerror: failed to push some refs to 'file:///r.git'",
      'Delete that tag: git push --delete origin refs/tags/',
    ],
    [
      'a redirect',
      'other',
      '',
      "fatal: unable to access 'https://host/o/n/': The requested URL returned error: 301",
      'new URL',
    ],
    [
      'anything else',
      'other',
      '[remote rejected] (unpacker error)',
      'error: remote unpack failed: unable to create temporary object directory',
      'unpacker error',
    ],
  ];

describe('a refused push', () => {
  test.each(REFUSALS)('by %s is %s', (_name, code, summary, stderr, explains) => {
    const result = explainRefusal(summary === '' ? '' : rejected(summary), stderr);
    expect(result).toMatchObject({kind: 'refused', code, explanation: expect.stringContaining(explains)});
    expect(result).toHaveProperty('ref', summary === '' ? null : 'refs/heads/main');
  });

  test.each(REFUSALS)('by %s is told on a command line without a word of inputs', (_name, _code, summary, stderr) => {
    const stdout = summary === '' ? '' : rejected(summary);
    const {explanation} = explainRefusal(stdout, stderr, COMMAND_LINE_ADVICE);
    expect(explanation).not.toMatch(/push-token|permissions:|[tT]oken of a job|\bthe job\b/);
  });

  test('has so many of its words and no more', () => {
    const {explanation} = explainRefusal(rejected(HOOK), `remote: ${'long '.repeat(1000)}`);
    expect(explanation.length).toBeLessThan(500);
  });

  test('names the ref that caused it, not those that an atomic push rejects with it', () => {
    const stdout = `!\t${SHA}:refs/a/b\t[rejected] (atomic push failed)\n!\t${SHA}:refs/heads/x\t[rejected] (stale info)\n`;
    expect(explainRefusal(stdout, '')).toMatchObject({code: 'moved', ref: 'refs/heads/x'});
  });

  test('takes no word of a branch name for one of git', () => {
    const ref = 'refs/heads/x-(stale-info)-[rejected]-hook-declined';
    const result = explainRefusal(rejected('[remote rejected] (unpacker error)', ref), '');
    expect(result).toMatchObject({code: 'other', ref});
  });

  test('shows what the remote said without escape sequences and without credentials', () => {
    const stderr = 'remote: \u001b[31mno entry:\u001b[0m \u0007 ask at https://me:secret@host/o/n   \r\n';
    const {explanation} = explainRefusal(rejected('[remote rejected] (protected branch hook declined)'), stderr);
    expect(explanation).toContain('The remote says: "no entry:   ask at https://host/o/n".');
  });
});

describe('a push of which nobody knows whether it arrived', () => {
  test.each([
    ["fatal: unable to access 'https://host/': Could not resolve host: host", ''],
    [
      "fatal: unable to access 'https://host/': Failed to connect to host port 443 after 2 ms: Couldn't connect to server",
      '',
    ],
    [
      'error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502\nfatal: the remote end hung up unexpectedly',
      '',
    ],
    ["fatal: unable to access 'https://host/': The requested URL returned error: 429", ''],
    ['send-pack: unexpected disconnect while reading sideband packet', ''],
    ['ssh: connect to host host port 22: Connection refused\nfatal: Could not read from remote repository.', ''],
    ['fatal: the remote end hung up unexpectedly', '[remote failure] (remote failed to report status)'],
  ])('%j', (stderr, summary) => {
    const result = explainRefusal(summary === '' ? '' : rejected(summary), stderr);
    expect(result).toMatchObject({kind: 'unreachable'});
  });
});

describe('a remote that cannot be read', () => {
  test.each([
    ["fatal: unable to access 'https://host/': Could not resolve host: host", true, 'could not be reached'],
    [
      "fatal: unable to access 'https://host/': transfer closed with outstanding read data remaining",
      true,
      'could not be reached',
    ],
    ['fatal: expected flush after capabilities', true, 'could not be reached'],
    [
      'error: 33 bytes of body are still expected\nfatal: expected flush after ref listing',
      true,
      'could not be reached',
    ],
    ['remote: Repository not found.\nfatal: repository not found', false, 'contents: read'],
    ['fatal: unable to update url base from redirection', false, 'new URL'],
  ])('%j', (stderr, unreachable, explanation) => {
    expect(explainReadFailure(stderr)).toEqual({unreachable, explanation: expect.stringContaining(explanation)});
  });
});

test('a server may say anything for as long as it is read', () => {
  const stderr = "cannot lock ref '".repeat(50_000);
  expect(explainRefusal(rejected(HOOK), stderr)).toMatchObject({kind: 'refused', code: 'rules'});
});

test.each([
  ['no answer', 'no answer.'],
  ['It is off.', 'It is off.'],
  ['Is it on? ', 'Is it on?'],
  ['It says: "stop."', 'It says: "stop."'],
  ['It is off. (LF050)', 'It is off. (LF050)'],
  ['off (LF050)', 'off (LF050).'],
])('%j put into a sentence ends it once', (text, sentence) => {
  expect(asSentence(text)).toBe(sentence);
});
