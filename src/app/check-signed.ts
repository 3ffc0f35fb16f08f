import type {Uid} from '../domain/identity.ts';
import {shortSha} from '../domain/identity.ts';
import {type Step, stepName} from '../domain/step.ts';
import type {Statement} from '../provenance/statement.ts';
import {endDigest} from '../provenance/statement.ts';
import type {SignedStep} from './attest-step.ts';

/** The limit on sentences of one kind. */
const MOST_TOLD = 50;

/** Compares a history's steps with the signed statements about them. */
export function checkSigned(
  steps: readonly Step[],
  signed: readonly SignedStep[],
  identity: string | null,
): {readonly findings: readonly string[]; readonly remarks: readonly string[]} {
  const byUid = new Map(steps.map((step) => [step.uid, step]));
  const findings: string[] = [];
  // Clones that each have their own steps.db share one remote for their statements.
  const elsewhere: string[] = [];
  const proven = new Map<Uid, string>();
  for (const {uid, statement, by} of signed) {
    const step = byUid.get(uid);
    const name = step === undefined ? `step ${uid}` : stepName(step);
    const wrong = whyNot({statement, by}, identity);
    if (wrong !== null) findings.push(`the statement about ${name} proves nothing: ${wrong}`);
    else if (statement === null || 'wrong' in by) continue;
    else if (step === undefined)
      elsewhere.push(
        `${by.principal} signed what ${name} did: its record is in another history of this repository, or gone`,
      );
    else if (endDigest(step) !== statement.predicate.record_sha256)
      findings.push(`the record of ${name} is not the one that ${by.principal} signed`);
    else proven.set(uid, `${name}: ${by.principal} signed that ${describe(statement)}`);
  }
  const unsigned = steps.filter(({uid, status}) => !proven.has(uid) && status !== 'refused').map(stepName);
  return {
    findings: cut(findings),
    remarks: [
      ...cut([...proven.values()].reverse()),
      ...cut(elsewhere),
      ...cut(unsigned.reverse().map((name) => `nobody signed ${name}`)),
    ],
  };
}

/** The reason not to trust a statement; null when it can be trusted. */
export function whyNot({statement, by}: Pick<SignedStep, 'statement' | 'by'>, identity: string | null): string | null {
  if ('wrong' in by) return by.wrong;
  if (statement === null) return 'it is none of ours';
  return identity === null || by.principal === identity ? null : `${by.principal} signed it, and not ${identity}`;
}

function describe({subject, predicate}: Statement): string {
  const {agent, check, status} = predicate;
  const shas = subject.map(({digest}) => shortSha(digest.gitCommit)).join(', ');
  const made = subject.length === 0 ? 'made no commits' : `made ${shas}`;
  const checked = check === null ? 'no check ran' : check === 0 ? 'its check passed' : 'its check failed';
  return `${agent ?? 'the agent'} ${made}; it ${status.replaceAll('_', ' ')}, and ${checked}`;
}

function cut(sentences: readonly string[]): readonly string[] {
  const more = sentences.length - MOST_TOLD;
  return more <= 0 ? sentences : [...sentences.slice(0, MOST_TOLD), `and ${more} more of this kind`];
}
