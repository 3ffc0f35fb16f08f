import type {Command} from 'commander';
import type {SignerOptions} from '../app/trusted-signers.ts';
import {badInput, RefusedError} from '../domain/errors.ts';
import {quote, type Sha, shortSha, type Uid} from '../domain/identity.ts';
import type {Commit} from '../domain/ports/commits.ts';
import type {Repository} from '../domain/ports/git.ts';
import {stepName} from '../domain/step.ts';
import {createVerifyText, type VerifyText} from '../provenance/ssh-signature.ts';
import {commitsOf, type Statement} from '../provenance/statement.ts';
import {plural} from '../render/terminal/figures.ts';
import {toPlainText} from '../render/terminal/text.ts';
import {type CliContext, print, printJson} from './context.ts';
import {addHistoryOptions, type HistoryPlace, type ShowOptions, withPlaceHere} from './place.ts';
import {addSignerOptions, readTrustOptions} from './signer-options.ts';
import {withProgress} from './terminal.ts';

interface GateOptions extends ShowOptions, SignerOptions {
  readonly to: string;
}

export function define(command: Command, context: CliContext): void {
  command
    .usage('[options] <since>')
    .argument('<since>', 'check all commits after this one, such as origin/main')
    .option('--to <commit>', 'the last commit to check', 'HEAD')
    .option('--json', 'print {commits, passed, failed: [{sha, subject, reason}]} as one JSON object');
  addSignerOptions(command);
  addHistoryOptions(command, EXAMPLES);
  command.action((since: string, options: GateOptions) => gate(context, since, options));
}

async function gate(context: CliContext, since: string, options: GateOptions): Promise<void> {
  await withPlaceHere(context, options.project ?? null, options, async (place) => {
    const {repository, slug, project} = place;
    const [from, to] = [await find(repository, since, '<since>'), await find(repository, options.to, '--to')];
    const {commits, complete} = await repository.commits(from, to);
    if (!complete)
      throw new RefusedError(
        'wrong-place',
        `This clone does not reach back to ${quote(since)}. Fetch all of it (fetch-depth: 0).`,
      );
    if (commits.length === 0 && from !== to) {
      const message = `${quote(options.to)} has no commits after ${quote(since)}, so there is nothing to check. Name the older commit first, and the newer one with --to.`;
      throw new RefusedError('wrong-place', message);
    }
    const trust = readTrustOptions(context, options, repository);
    const [{readSignedSteps}, {whyNot}] = await Promise.all([
      import('../app/statements.ts'),
      import('../app/check-signed.ts'),
    ]);
    const found = await withProgress(context, 'checking signatures', async () => {
      const signed = await readSignedSteps(repository, {slug, ...trust});
      const believed = signed.filter((it) => whyNot(it, trust.belief) === null);
      // The same key may have signed work for another repository, with another check.
      const name = repository.remote?.repository ?? null;
      const isOfHere = ({predicate}: Statement) =>
        predicate.repository === name && (name !== null || predicate.project_id === project.id);
      const statements = believed.flatMap(({statement}) => statement ?? []).filter(isOfHere);
      return await findFailed(repository, commits, statements, trust.keys.allowedSigners);
    });
    const failed = await nameSteps(context, place, found);
    report(context, commits.length, failed, options.json === true);
    if (failed.length > 0) context.exitWith(1);
  });
}

interface FailedCommit {
  readonly sha: Sha;
  readonly subject: string;
  /** The reason. Steps are named by uid, as in statements. */
  readonly reason: string;
}

/** Replaces uids by step numbers in the reasons, if the history can be read. */
async function nameSteps(
  context: CliContext,
  place: HistoryPlace,
  failed: readonly FailedCommit[],
): Promise<readonly FailedCommit[]> {
  const uids = failed.flatMap(({reason}) => MADE_BY.exec(reason)?.[1] ?? []);
  const names = uids.length === 0 ? null : await namesOf(context, place, new Set(uids)).catch(() => null);
  const nameOf = (whole: string, uid: string) => names?.get(uid) ?? whole;
  return failed.map((one) => ({...one, reason: one.reason.replace(MADE_BY, nameOf)}));
}

const MADE_BY = /^step ([0-9a-f-]{36})(?= made it)/;

async function namesOf(context: CliContext, place: HistoryPlace, uids: ReadonlySet<Uid>): Promise<Map<Uid, string>> {
  const {createPlaceStore} = await import('./create-store.ts');
  const history = await (await createPlaceStore(context, place, 'read')).open();
  try {
    const found = await Promise.all([...uids].map((prefix) => history.getStep({kind: 'uid', prefix})));
    return new Map(found.flatMap((it) => (it.kind === 'found' ? [[it.value.uid, stepName(it.value)] as const] : [])));
  } finally {
    await history.close();
  }
}

function report(context: CliContext, count: number, failed: readonly FailedCommit[], isJson: boolean): void {
  if (isJson) {
    printJson(context, {commits: count, passed: failed.length === 0, failed});
    return;
  }
  for (const {sha, subject, reason} of failed)
    print(context, toPlainText(`${shortSha(sha)} ${quote(subject)}: ${reason}`));
  if (failed.length === 0)
    print(context, `${plural(count, 'commit')}: each is a person's, or a signed step's whose check passed.`);
}

async function find(repository: Repository, revision: string, what: string): Promise<Sha> {
  const sha = await repository.resolve(revision);
  if (sha !== null) return sha;
  throw badInput(
    `${what} is ${quote(revision)}, which is not a commit here. Name a commit, a branch or a tag, such as origin/main.`,
  );
}

async function findFailed(
  repository: Repository,
  commits: readonly Commit[],
  statements: readonly Statement[],
  allowedSigners: string | null,
): Promise<readonly FailedCommit[]> {
  const steps = new Map<Sha, Statement['predicate'][]>();
  for (const statement of statements) {
    for (const sha of commitsOf(statement)) steps.set(sha, [...(steps.get(sha) ?? []), statement.predicate]);
  }
  const verifyText = allowedSigners === null ? null : createVerifyText({allowedSigners, namespace: 'git'});
  const failed: FailedCommit[] = [];
  for (const {sha, subject} of commits) {
    const made = steps.get(sha);
    const reason = made === undefined ? await whyNobodys(repository, sha, verifyText) : whyNotPassed(made);
    if (reason !== null) failed.push({sha, subject, reason});
  }
  return failed;
}

function whyNotPassed(steps: readonly Statement['predicate'][]): string | null {
  const odd = steps.find(({status, check}) => status !== 'succeeded' || check?.exit_code !== 0);
  if (odd === undefined) return null;
  const why = odd.status === 'succeeded' && odd.check === null ? 'and no check ran' : 'and its check did not pass';
  return `step ${odd.step_uid} made it, ${why}`;
}

async function whyNobodys(repository: Repository, sha: Sha, verifyText: VerifyText | null): Promise<string | null> {
  const signed = await repository.signatureOf(sha);
  if (signed === null) return 'no signed step made it, and no person signed it';
  if (!signed.signature.includes('SSH SIGNATURE')) return 'it is signed, but not with an SSH key';
  if (verifyText === null)
    return 'no signed step made it, and without --allowed-signers its signature cannot be checked';
  const by = await verifyText(signed.text, signed.signature);
  return 'wrong' in by ? by.wrong : null;
}

const EXAMPLES = `
For a required check: exits with 0 when every commit after <since> was made by a person, or by a signed step whose check
passed; else with 1 and a line for each other commit. A commit is a step's if a signed statement names it: one by laforge
step run --attest, or by the action with attest: true in a workflow of this repository (or of --identity). It is a
person's if it has an SSH signature by an allowed signer. In the file of signers, namespaces="laforge-step" before a key
restricts it to steps, and namespaces="git" restricts it to people.

Examples:
  $ laforge gate origin/main --allowed-signers .github/signers
  $ laforge gate v1.2.0 --to main --allowed-signers signers --identity laforge-ci
  $ laforge gate origin/main --identity https://github.com/octo/demo/.github/workflows/agent.yml@refs/heads/main`;
