import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {findProgram} from '../../src/files/find-program.ts';
import type {GitSandbox} from './git-sandbox.ts';

const HOOKS = [
  ...['applypatch-msg', 'pre-applypatch', 'post-applypatch', 'pre-commit', 'pre-merge-commit', 'prepare-commit-msg'],
  ...['commit-msg', 'post-commit', 'pre-rebase', 'post-checkout', 'post-merge', 'pre-push', 'pre-receive', 'update'],
  ...['proc-receive', 'post-receive', 'post-update', 'reference-transaction', 'push-to-checkout', 'pre-auto-gc'],
  ...['post-rewrite', 'sendemail-validate', 'fsmonitor-watchman', 'post-index-change'],
];

/** One git process that ran: its arguments, and its environment by name. */
export interface LoggedGit {
  readonly args: readonly string[];
  readonly env: ReadonlyMap<string, string>;
}

export interface Traps {
  /** Sets every trap that an agent could set. */
  set(): void;
  /** What has gone off, one line each; empty is right. */
  fired(): string;
  /** Every git process of ours since they were set. */
  logged(): readonly LoggedGit[];
}

/**
 * Makes a git that notes each of our commands (put `bin` first on the PATH before a repository is opened), and traps for
 * the work tree `work`: settings, attributes, hooks, a promisor remote, alternates and a nested repository that start a
 * program, in each place that git reads.
 */
export function makeTraps(sandbox: GitSandbox, work: string, bin: string): Traps {
  const [trap, log] = [join(sandbox.folder(), 'fired'), join(sandbox.folder(), 'logged')];
  mkdirSync(log);
  const script = (folder: string, name: string, text: string) => {
    mkdirSync(folder, {recursive: true});
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  // Only our commands have this variable; those of the test and of the remote go on.
  const note = `f=$(mktemp '${log}/XXXXXX'); { for a; do printf '%s\\0' "$a"; done; printf '\\0'; env -0; } > "$f"`;
  script(
    bin,
    'git',
    `[ -z "$GIT_OPTIONAL_LOCKS" ] || { ${note}; }\nexec '${findProgram('git', process.env.PATH ?? '')}' "$@"`,
  );

  const command = (name: string) => `echo '${name}' >> '${trap}'; cat`;
  const settings = (place: string): string => `[core]
	fsmonitor = ${command(`${place} fsmonitor`)}
	hooksPath = ${join(sandbox.folder(), 'hooks')}
	sshCommand = ${command(`${place} ssh`)}
	gitProxy = ${join(sandbox.folder(), 'hooks/pre-push')}
	askPass = ${join(sandbox.folder(), 'hooks/pre-push')}
	editor = ${command(`${place} editor`)}
	pager = ${command(`${place} pager`)}
	alternateRefsCommand = ${command(`${place} alternates`)}
	attributesFile = ${join(sandbox.folder(), 'attributes')}
	worktree = ${sandbox.folder()}
[filter "evil"]
	clean = ${command(`${place} clean`)}
	smudge = ${command(`${place} smudge`)}
	process = ${command(`${place} process`)}
	required = true
[filter "known"]
	clean = ${command(`${place} known clean`)}
	smudge = ${command(`${place} known smudge`)}
[diff]
	external = ${command(`${place} diff`)}
[diff "evil"]
	textconv = ${command(`${place} textconv`)}
	command = ${command(`${place} diff command`)}
[merge "evil"]
	driver = ${command(`${place} merge`)}
[credential]
	helper = "!${command(`${place} credential`)}"
[gpg]
	program = ${join(sandbox.folder(), 'hooks/pre-push')}
[commit]
	gpgSign = true
[log]
	showSignature = true
[trace2]
	eventTarget = ${join(sandbox.folder(), 'fired')}
	normalTarget = ${join(sandbox.folder(), 'fired')}
	envVars = PATH
[uploadpack]
	packObjectsHook = ${command(`${place} pack`)}
[extensions]
	worktreeConfig = true
	partialClone = evil
[remote "evil"]
	promisor = true
	url = ${sandbox.folder()}
	uploadpack = "${command(`${place} promisor`)};"
[remote "origin"]
	promisor = true
	uploadpack = "${command(`${place} uploadpack`)};"
	receivepack = "${command(`${place} receivepack`)};"
[remote "laforge"]
	uploadpack = "${command(`${place} our uploadpack`)};"
	receivepack = "${command(`${place} our receivepack`)};"
	vcs = evil
[url "ext::sh -c ${join(sandbox.folder(), 'hooks/pre-push')} "]
	insteadOf = file
	insteadOf = /
[protocol]
	allow = always
[include]
	path = ${join(sandbox.folder(), 'included')}
`;
  return {
    set: () => {
      rmSync(log, {recursive: true});
      mkdirSync(log);
      for (const folder of [join(sandbox.folder(), 'hooks'), join(work, '.git/hooks')]) {
        for (const hook of HOOKS) script(folder, hook, command(`hook ${hook}`));
      }
      sandbox.write(sandbox.folder(), {
        included: settings('included').replace(/\[include\][^[]*/, ''),
        attributes: '* filter=evil diff=evil merge=evil\n',
        'home/.gitconfig': settings('~'),
        'home/.config/git/config': settings('xdg'),
        'home/.config/git/attributes': '* diff=evil merge=evil\n',
        'evil.git/HEAD': 'ref: refs/heads/main\n',
        'evil.git/config': settings('alternate'),
        'evil.git/refs/heads/x': '',
        'evil.git/objects/info/x': '',
      });
      writeFileSync(join(work, '.git/config'), settings('.git/config'), {flag: 'a'});
      sandbox.write(join(work, '.git'), {
        'config.worktree': settings('worktree'),
        'info/attributes': '* filter=evil diff=evil merge=evil\n',
        'objects/info/alternates': `${join(sandbox.folder(), 'evil.git/objects')}\n`,
      });
    },
    fired: () => (existsSync(trap) ? readFileSync(trap, 'utf8') : ''),
    logged: () => readLog(log),
  };
}

function readLog(folder: string): readonly LoggedGit[] {
  return readdirSync(folder).map((name) => {
    const [args = '', ...rest] = readFileSync(join(folder, name), 'utf8').split('\0\0');
    const variables = rest
      .join('\0\0')
      .split('\0')
      .filter((entry) => entry.includes('='));
    const env = new Map(
      variables.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    );
    return {args: args.split('\0'), env};
  });
}
