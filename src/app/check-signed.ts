import {firstOf} from '../domain/chain.ts';
import {RefusedError} from '../domain/errors.ts';
import {shortSha, type Uid} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {DisplacedCommit} from '../domain/rollback-plan.ts';
import {type Step, stepName} from '../domain/step.ts';
import type {SigningJob} from '../provenance/sigstore-verify.ts';
import {commitsOf, endDigest, type Statement} from '../provenance/statement.ts';
import {type Belief, readSignedSteps, type SignedStep, type Signer} from './statements.ts';
import type {Trust} from './trusted-signers.ts';

const MOST_TOLD = 50;

/** Compares a history's steps with the signed statements about them. */
export function checkSigned(steps: readonly Step[], signed: readonly SignedStep[], belief: Belief) {
  const byUid = new Map(steps.map((step) => [step.uid, step]));
  const findings: string[] = [];
  // Clones that each have their own steps.db share one remote for their statements.
  const elsewhere: string[] = [];
  const told = new Map<Uid, string>();
  const proven = new Map<Uid, Statement>();
  for (const {uid, statement, by} of signed) {
    const step = uid === null ? undefined : byUid.get(uid);
    const name = step === undefined ? (uid === null ? 'a step' : `step ${uid}`) : stepName(step);
    const wrong = whyNot({statement, by}, belief);
    if (wrong !== null) findings.push(`the statement about ${name} proves nothing: ${wrong}`);
    else if (statement === null || 'wrong' in by) continue;
    else if (step === undefined)
      elsewhere.push(
        `${by.principal} signed what ${name} did: its record is in another history of this repository, or gone`,
      );
    else if (endDigest(step) !== statement.predicate.record_sha256)
      findings.push(`the record of ${name} is not the one that ${by.principal} signed`);
    else if (statement.predicate.repository !== step.repository || isOfOtherRun(step, by.job))
      findings.push(`${by.principal} signed what ${name} did, but its record says it ran elsewhere`);
    else {
      proven.set(step.uid, statement);
      told.set(step.uid, `${name}: ${describe(statement, by)}`);
    }
  }
  const unsigned = steps.filter(({uid, status}) => !proven.has(uid) && status !== 'refused').map(stepName);
  return {
    proven,
    findings: firstOf(findings, MOST_TOLD),
    remarks: [
      ...firstOf(
        [...told].toSorted(([a], [b]) => (a < b ? 1 : -1)).map(([, sentence]) => sentence),
        MOST_TOLD,
      ),
      ...firstOf(elsewhere, MOST_TOLD),
      ...firstOf(
        unsigned.reverse().map((name) => `nobody signed ${name}`),
        MOST_TOLD,
      ),
    ],
  };
}

/** The reason not to trust a statement; null when it can be trusted. */
export function whyNot({statement, by}: Pick<SignedStep, 'statement' | 'by'>, belief: Belief): string | null {
  if ('wrong' in by) return by.wrong;
  if (statement === null) return 'it is not in the form that laforge signs';
  const {principal, job} = by;
  const {identity} = belief;
  if (job !== null) {
    const [own, {repository}] = [repositoryOf(job), statement.predicate];
    // Without --identity, trust a run only about its own repository; with it, also one of the workflow's own repository.
    // Anybody can call a public workflow: then the certificate has its name, but the run is the caller's.
    const isOwnRun =
      identity !== null && job.repositoryUrl !== null && job.identity.startsWith(`${job.repositoryUrl}/`);
    if (!isOwnRun && (repository === null || own !== repository))
      return `${principal} signed it, and it is about ${repository ?? 'no repository of a forge'}`;
    const issuer = belief.issuer ?? issuerOf(own);
    if (job.issuer !== issuer) return `${job.issuer} vouches for its signer, and not ${issuer}`;
  }
  if (identity === null || (job === null ? principal === identity : isOf(job, identity))) return null;
  return `${job === null ? principal : job.identity} signed it, and not ${identity}`;
}

/**
 * Matches the given address itself and those below it: a workflow at any ref, or all workflows of a repository. One with a
 * ref has nothing below it: branches may be called `main@x`, and `main/x` once `main` is gone.
 */
function isOf({identity}: SigningJob, given: string): boolean {
  if (identity === given) return true;
  return !given.includes('@') && (identity.startsWith(`${given}@`) || identity.startsWith(`${given}/`));
}

/** The job's repository as `host/owner/name`, as in records. */
function repositoryOf({repositoryUrl}: SigningJob): string | null {
  if (repositoryUrl === null || !URL.canParse(repositoryUrl)) return null;
  const {host, pathname} = new URL(repositoryUrl);
  return `${host}${pathname}`.toLowerCase();
}

function issuerOf(repository: string | null): string {
  const [host = ''] = (repository ?? '').split('/');
  if (host === 'github.com') return 'https://token.actions.githubusercontent.com';
  return host.endsWith('.ghe.com') ? `https://token.actions.${host}` : `https://${host}/_services/token`;
}

/** Detects a copied statement: one signed by another run than the step's. */
function isOfOtherRun({run}: Step, job: SigningJob | null): boolean {
  const [, id] = /\/actions\/runs\/(\d+)/.exec(job?.runUrl ?? '') ?? [];
  return id !== undefined && run?.run_id != null && run.run_id !== id;
}

function describe(statement: Statement, {principal, job}: Signer): string {
  const {agent, check, status, late} = statement.predicate;
  const shas = commitsOf(statement).map(shortSha).join(', ');
  const made = shas === '' ? 'made no commits' : `made ${shas}`;
  const checked = check === null ? 'no check ran' : check.exit_code === 0 ? 'its check passed' : 'its check failed';
  const ended = `${endedInWords(status)}${checked}${late ? '. Signed at the end of the job' : ''}`;
  const who = agent ?? 'the agent';
  const said = job === null ? `${principal} signed that ${who} ${made}` : `${principal} ran ${who}, which ${made}`;
  return `${said}; ${ended}`;
}

/** The status as the beginning of a sentence about the check; '' for the one that the check's own result says. */
function endedInWords(status: string): string {
  if (status === 'check_failed') return '';
  const was = ['succeeded', 'failed', 'timed_out'].includes(status) ? '' : 'was ';
  return `it ${was}${status.replaceAll('_', ' ')}, and `;
}

export interface Undone {
  readonly steps: readonly Step[];
  /** The commits that leave the branch. */
  readonly displaced: readonly DisplacedCommit[];
}

/**
 * Checks that trusted statements prove each step that a move undoes, and that these steps made each commit that leaves the
 * branch. Throws RefusedError if not, naming the option that demands it.
 */
export async function requireSigned(
  {repository, slug}: {readonly repository: Repository; readonly slug: string},
  trust: Trust,
  {steps, displaced}: Undone,
  option: string,
): Promise<void> {
  const {proven, findings} = checkSigned(steps, await readSignedSteps(repository, {slug, ...trust}), trust.belief);
  const unproven = steps.filter(({uid}) => !proven.has(uid)).map(stepName);
  const made = new Set([...proven.values()].flatMap(commitsOf));
  const others = displaced
    .filter(({commit, fate}) => fate.kind !== 'elsewhere' && !made.has(commit.sha))
    .map(({commit}) => shortSha(commit.sha));
  if (unproven.length === 0 && others.length === 0) return;
  const what = unproven.length > 0 ? unproven.join(', ') : `who made ${others.join(', ')}`;
  // With its spaces: "step 1" begins "step 12".
  const why = findings.find((finding) => unproven.some((name) => finding.includes(` ${name} `)));
  throw new RefusedError(
    'not-reversible',
    `No trusted signature proves ${what}${why === undefined ? '' : ` (${why})`}. Leave ${option} out, or look at laforge verify --signed.`,
  );
}
