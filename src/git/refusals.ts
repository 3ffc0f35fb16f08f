import {PUSH_CODES, withCode} from '../domain/errors.ts';
import type {PushRefusalCode, PushResult} from '../domain/ports/remote.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {asSentence} from '../domain/text.ts';
import {plainText} from './run-git.ts';

type FailedPush = Exclude<PushResult, {kind: 'pushed'}>;

/** One ref that `git push --porcelain` did not update: who rejected it, and the reason in parentheses. */
interface RejectedRef {
  readonly ref: string;
  readonly by: string;
  readonly reason: string;
}

interface Rule {
  readonly code: PushRefusalCode;
  /** Matched against everything that the remote and git wrote. */
  readonly text?: RegExp;
  /** Matched against the ref's reason alone, where no branch name and no hook can put words. */
  readonly reason?: RegExp;
  readonly explain: (name: string, advice: PushAdvice) => string;
}

/** The way to get the right to push, in terms of a job's inputs or of the command line. */
export interface PushAdvice {
  /** The remote's name. */
  readonly remote: string;
  readonly getPermission: string;
  readonly getRead: string;
  /** Continues a sentence after "or". */
  readonly useOther: string;
  readonly getWorkflows: string;
}

const PUSH_TOKEN = 'give push-token a personal access token or an App token that may';

export const JOB_ADVICE: PushAdvice = {
  remote: 'origin',
  getPermission: `Give the job "permissions: contents: write", or ${PUSH_TOKEN}; on another host, check the credentials of the remote.`,
  getRead: 'Give the job "permissions: contents: read", or check the credentials of the remote.',
  useOther: PUSH_TOKEN,
  getWorkflows:
    'the token of a job may never push that, whatever its permissions. Give push-token a personal access token (scope workflow) or an App token (permission workflows).',
};

export const COMMAND_LINE_ADVICE: PushAdvice = {
  remote: 'origin',
  getPermission: 'Check the credentials that git has for this remote, and what they allow there.',
  getRead: 'Check the credentials that git has for this remote.',
  useOther: 'push with credentials that may',
  getWorkflows: 'these credentials may not push that. Give git a token with the scope workflow.',
};

const moved = (name: string) =>
  `${name} is not where it was expected to be: somebody else moved, made or deleted it meanwhile. It was left as it is; look again and repeat.`;
const isProtected = (name: string, {useOther}: PushAdvice) =>
  `${name} is protected at the remote, which does not allow this push. Allow it in the branch protection for whoever pushes, or ${useOther}.`;
const byRule = (name: string) =>
  `A rule or hook at the remote refuses this push to ${name}. Fulfil the rule or let whoever pushes bypass it.`;
const unsigned = (name: string) =>
  `${name} takes only commits with verified signatures. Have the step's commits signed (commit-signing: ssh or api), or lift the rule for this branch.`;
const tooLarge = (name: string) =>
  `The remote refuses to store what was committed for ${name}: a file is too large, or a Git LFS object was not uploaded. Remove the file from the commits, or upload it with git lfs push.`;
const notPermitted = (name: string, {getPermission}: PushAdvice) =>
  `There is no permission to push to ${name}. ${getPermission}`;

const NO_TIME = /^unable to determine if workflow can be created or updated due to timeout/i;

/** Ordered: rules that name an exact cause precede those that only say that some hook declined. */
const RULES: readonly Rule[] = [
  {
    code: 'no-atomic',
    text: /the receiving end does not support --atomic push/,
    explain: () => 'The remote cannot update several refs at once (no atomic pushes).',
  },
  {
    code: 'other',
    text: /cannot lock ref .{0,2000}(exists; cannot create|there is a non-empty directory|there are still refs under)/,
    explain: (name) =>
      `${name} cannot exist at the remote beside a ref whose name is its beginning, or the reverse (a and a/b).`,
  },
  {
    code: 'ambiguous',
    // Made, for example, by a release script's `git push origin main:refs/tags/refs/heads/main`.
    text: /dst refspec \S+ matches more than one/,
    explain: (_name, {remote}) =>
      `The remote has a tag by the whole name of the branch (refs/tags/refs/heads/…), and git pushes to neither then. Delete that tag: git push --delete ${quoteForShell([remote])} refs/tags/refs/heads/…`,
  },
  {
    code: 'other',
    reason: NO_TIME,
    explain: (name) =>
      `GitHub had no time to see whether the commits for ${name} change workflow files, twice. Push them once more later.`,
  },
  {
    code: 'workflow-files',
    reason: /refusing to allow .{0,80} to create or update workflow/i,
    explain: (name, {getWorkflows}) =>
      `The commits for ${name} differ from the default branch in .github/workflows, and ${getWorkflows}`,
  },
  {
    code: 'hidden-ref',
    reason: /deny (updating|deleting|creating) a hidden ref/,
    explain: (name) => `The remote keeps ${name} for itself: nobody can push to it.`,
  },
  {code: 'too-large', text: /\bGH001:|this exceeds GitHub's file size limit|\bGH008:/, explain: tooLarge},
  {
    code: 'too-large',
    text: /LFS objects are missing|exceeds? (the )?(maximum allowed size|maximum file size|limit of)|(HTTP|error:) 413\b/i,
    explain: tooLarge,
  },
  {
    code: 'signatures',
    text: /Commits? must (have verified signatures|be signed)|is protected from unverified commit/i,
    explain: unsigned,
  },
  {code: 'protected', text: /\bGH006:|\bGH003:/, explain: isProtected},
  {code: 'protected', reason: /protected branch hook declined|deletion prohibited/, explain: isProtected},
  {code: 'rules', text: /\bGH(007|009|013):/, explain: byRule},
  {
    code: 'protected',
    // GitLab; Gitea and Forgejo; Bitbucket.
    text: /You are not allowed to .{0,60}protected branch|(delete|deleting) protected branches|default branch of a project cannot be deleted|Not allowed to (force-)?push to protected branch|is protected from (force push|deletion|changing file)|protected branch \S+ can not be pushed to|can only be modified through pull requests|Permission denied to update branch/i,
    explain: isProtected,
  },
  {
    code: 'protected',
    // Gitea 1.26 answers this when a job's token pushes to a protected branch, and when it requires signatures.
    text: /Internal Server Error \(no message for end users\)/,
    explain: (name, {useOther}) =>
      `The remote failed while checking if ${name} may be pushed to, as Gitea does when a job's token pushes to a protected branch or when it wants signed commits. Lift the protection of the branch, or ${useOther}.`,
  },
  {
    code: 'no-permission',
    text: /is not authorized to (read|write)|You are not allowed to (push|upload|download) code|User permission denied for writing|Write access to repository not granted|Permission to \S+ denied to|Permission denied \(|Authentication failed|could not read (Username|Password)|(HTTP|error:) 40[134]\b|Repository not found|repository '[^']*' not found|key .{0,40}read[ -]only/i,
    explain: notPermitted,
  },
  {
    code: 'other',
    text: /refusing to update checked out branch|branch is currently checked out/,
    explain: (name) =>
      `${name} is checked out in the remote repository, which has a work tree of its own. Push to a bare repository, or check out another branch there.`,
  },
  {
    code: 'other',
    reason: /shallow update not allowed/,
    explain: (name) =>
      `The remote does not take ${name} from a shallow clone. Check out with the whole history (fetch-depth: 0).`,
  },
  {
    code: 'moved',
    text: /cannot lock ref .{0,2000}(reference already exists|but expected|unable to resolve reference|File exists)/,
    explain: moved,
  },
  {
    code: 'moved',
    reason: /^(stale info|fetch first|needs force|already exists|remote ref updated since checkout)$|cannot lock ref/,
    explain: moved,
  },
  {code: 'moved', reason: /incorrect old value|reference already exists|but expected/, explain: moved},
  {code: 'rules', reason: /hook declined|rule violations|push declined/, explain: byRule},
];

/** Messages of a failed network, on either side: after them nobody knows whether a push arrived. */
const UNREACHABLE =
  /Could not resolve|Name or service not known|Failed to connect|Couldn't connect|Connection (refused|reset|timed out|closed)|timed out|too slow|hung up unexpectedly|early EOF|RPC failed|unexpected disconnect|transfer closed with|expected flush after|bytes of body are still expected|(HTTP|error:) (408|429|5\d\d)\b|Empty reply|^ssh: |Network is unreachable|No route to host|\b(SSL|TLS|gnutls)|Could not read from remote repository|does not appear to be a git repository/im;

const REDIRECTED = /(HTTP|error:) 30\d\b|unable to update url base from redirection/;

/** True if the remote refused a push only because it was slow: GitHub does so at times, whatever the token may. */
export function isTransient(stdout: string): boolean {
  return rejectedRefs(stdout).some(({reason}) => NO_TIME.test(reason));
}

/** Explains a failed `git push --porcelain`. Pure; the remote's text only selects an explanation and is quoted. */
export function explainRefusal(stdout: string, stderr: string, advice: PushAdvice = JOB_ADVICE): FailedPush {
  const rejected = rejectedRefs(stdout);
  const said = plainText(stderr);
  // An atomic push rejects all refs for one of them, which sometimes only the remote's text names.
  const locked = /cannot lock ref '([^']+)'/.exec(said)?.[1];
  const guilty =
    rejected.find((one) => !/^atomic (push|transaction)/.test(one.reason)) ??
    rejected.find((one) => one.ref === locked) ??
    rejected[0];
  const rule = ruleFor(said, guilty);
  const name = guilty === undefined ? 'the remote' : guilty.ref.replace(/^refs\/(heads|tags)\//, '');
  const isBroken = UNREACHABLE.test(said) || UNREACHABLE.test(guilty?.reason ?? '');
  if (rule === undefined && (guilty === undefined || guilty.by === 'remote failure') && isBroken) {
    const explanation = 'The remote could not be reached, or hung up: whether the push arrived is not known.';
    return {kind: 'unreachable', explanation};
  }
  return {
    kind: 'refused',
    code: rule?.code ?? 'other',
    ref: guilty?.ref ?? null,
    explanation: withCode(
      `${rule === undefined ? unexplained(name, said, guilty) : rule.explain(name, advice)}${lastWords(said)}`,
      PUSH_CODES[rule?.code ?? 'other'],
    ),
  };
}

/** Explains why reading from a remote failed, from git's output: a permission, the network, or neither. */
export function explainReadFailure(
  stderr: string,
  advice: PushAdvice = JOB_ADVICE,
): {readonly unreachable: boolean; readonly explanation: string} {
  const said = plainText(stderr);
  if (ruleFor(said, undefined)?.code === 'no-permission') {
    const explanation = `The remote does not let us read: ${asSentence(lastLine(said))} ${advice.getRead}`;
    return {unreachable: false, explanation};
  }
  if (REDIRECTED.test(said)) return {unreachable: false, explanation: redirected()};
  const unreachable = UNREACHABLE.test(said);
  return {unreachable, explanation: `${unreachable ? 'The remote could not be reached' : 'git failed'}: ${said}`};
}

function ruleFor(said: string, guilty: RejectedRef | undefined): Rule | undefined {
  // From the remote this is its policy receive.denyNonFastForwards; from git's own check it means that the ref has
  // moved.
  if (guilty?.reason === 'non-fast-forward') {
    if (guilty.by === 'remote rejected') return {code: 'protected', explain: isProtected};
    return {code: 'moved', explain: moved};
  }
  return RULES.find((rule) => rule.text?.test(said) || (guilty !== undefined && rule.reason?.test(guilty.reason)));
}

/** Parses lines such as `!\t<from>:<to>\t[rejected] (stale info)`. */
function rejectedRefs(stdout: string): readonly RejectedRef[] {
  const refs: RejectedRef[] = [];
  for (const line of stdout.split('\n')) {
    const [flag, names = '', summary = ''] = line.split('\t').map(plainText);
    const words = /^\[([^\]]+)\](?: \((.*)\))?$/.exec(summary);
    if (flag !== '!' || words === null) continue;
    refs.push({ref: names.slice(names.indexOf(':') + 1), by: words[1] ?? '', reason: words[2] ?? words[1] ?? ''});
  }
  return refs;
}

/** Lines around the reason: progress, rules drawn with characters, links for further reading. */
const ABOUT_NO_REASON =
  /^([-=*#\s]*|(Resolving deltas|Processing changes|Counting objects|Compressing objects|Total|Review all|Visit|See) .*)$/i;
/** An ssh server's message has no prefix of its own, so git's, which begin likewise, are excluded. */
const SAID_OVER_SSH = /^(?:error|ERROR): (?!failed to push|RPC failed|unable to|cannot lock|remote unpack failed)(.+)$/;
const MOST_WORDS = 300;

/** The reason in the remote's words: the points it lists, as GitHub does, else its last lines; '' for none. */
function lastWords(said: string): string {
  const lines = said.split('\n');
  const marked = lines.flatMap((line) => /^remote: *(.*)$/.exec(line)?.[1]?.trim() ?? []);
  const unmarked = lines.flatMap((line) => SAID_OVER_SSH.exec(line)?.[1] ?? []);
  const reasons = (marked.length > 0 ? marked : unmarked)
    .filter((line) => !ABOUT_NO_REASON.test(line))
    .map((line) => line.replace(/^error: /, ''));
  const points = reasons.flatMap((line) => /^- +(.+)$/.exec(line)?.[1]?.replace(/\.$/, '') ?? []);
  const words = points.length > 0 ? points.join('; ') : reasons.slice(-2).join(' ');
  return words === '' ? '' : ` The remote says: ${asSentence(`"${words.slice(0, MOST_WORDS)}"`)}`;
}

function unexplained(name: string, said: string, guilty: RejectedRef | undefined): string {
  if (REDIRECTED.test(said)) return redirected();
  return asSentence(`The push to ${name} failed: ${guilty?.reason ?? lastLine(said)}`);
}

function redirected(): string {
  return 'The remote answers from another address, and credentials are not sent along. Set the remote to its new URL.';
}

function lastLine(said: string): string {
  return said.split('\n').findLast((line) => /^(fatal|error|remote): /.test(line)) ?? said.split('\n').at(-1) ?? '';
}
