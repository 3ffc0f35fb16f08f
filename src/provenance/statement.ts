import {hash} from 'node:crypto';
import {chainedStep} from '../domain/chain.ts';
import type {Sha} from '../domain/identity.ts';
import {parseObject} from '../domain/json.ts';
import {
  flag,
  integer,
  type Kind,
  list,
  nullable,
  number,
  object,
  orElse,
  partial,
  Reading,
  sha,
  sha256,
  text,
  textLike,
  uid,
  type ValueOf,
  WRONG,
} from '../domain/kinds.ts';
import {fieldsToRecord} from '../domain/records.ts';
import type {Step} from '../domain/step.ts';

/** What a statement is about: docs/proven-history.md says what each of its fields means. */
export const PREDICATE_TYPE = 'https://github.com/laforge/step-action/blob/main/docs/proven-history.md#step-v1';
const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** The media type of such a text, by which a signature of it is good for nothing else. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
/** As many as a record names. */
const MOST_COMMITS = 100;

const exactly = (value: string): Kind<string> => textLike(`is not ${value}`, (it) => it === value);
const word = nullable(text(4_096));

const checkFields = object({exit_code: integer(), command_sha256: nullable(sha256)}, {keepsNulls: true});
/** The digest is of the script as it is on record. The first statements had the exit code alone. */
const check: typeof checkFields = {
  ...checkFields,
  read: (value, reading) =>
    checkFields.read(typeof value === 'number' ? {exit_code: value, command_sha256: null} : value, reading),
};

const predicate = object(
  {
    step_uid: uid,
    project_id: text(4_096),
    repository: word,
    branch: word,
    /** The digest of the record of the step's end, as `laforge verify` tells it. */
    record_sha256: sha256,
    before: nullable(sha),
    after: nullable(sha),
    status: text(40),
    agent: word,
    model: word,
    /** Null where none ran. */
    check: nullable(check),
    /** Tokens, and how sure they are. */
    usage: nullable(object({total_tokens: nullable(number(0)), state: text(40)}, {keepsNulls: true})),
    /** True where the step's own run did not come to sign it, and the end of its job did. */
    late: orElse(flag, () => false),
  },
  {keepsNulls: true},
);

/** An in-toto statement about one step. Its subjects are the step's own commits, and the record of its end. */
const statement = object({
  _type: exactly(STATEMENT_TYPE),
  subject: list(object({name: text(8_192), digest: partial({gitCommit: sha, sha256})}), MOST_COMMITS + 1),
  predicateType: exactly(PREDICATE_TYPE),
  predicate,
});
export type Statement = ValueOf<typeof statement>;

/** The statement about a step, as the text that is signed; null of one whose own run did not say how it ended. */
export function formatStatement(step: Step, {isLate}: {readonly isLate: boolean}): string | null {
  const end = endDigest(step);
  if (end === null) return null;
  const name = `git+${step.repository ?? step.projectId}@${step.branch ?? 'HEAD'}`;
  const {agentConfig, tokenUsage: usage} = step;
  const said: Statement = {
    _type: STATEMENT_TYPE,
    subject: [
      ...(step.changes?.own_commits ?? []).map((commit) => ({name, digest: {gitCommit: commit.sha}})),
      // There is always one, as in-toto wants it, and a host finds it by this digest.
      {name: `laforge-step:${step.uid}`, digest: {sha256: end}},
    ],
    predicateType: PREDICATE_TYPE,
    predicate: {
      ...{step_uid: step.uid, project_id: step.projectId, repository: step.repository, branch: step.branch},
      ...{record_sha256: end, before: step.commitShaBefore, after: step.commitShaAfter, status: step.status},
      ...{agent: agentConfig?.name ?? null, model: agentConfig?.model ?? null, late: isLate},
      check: step.check && {
        exit_code: step.check.exit_code,
        command_sha256: step.check.command === '' ? null : sha256Of(step.check.command),
      },
      usage: usage && {total_tokens: usage.total_tokens, state: usage.state},
    },
  };
  return JSON.stringify(said);
}

/** The digest of the record of how a step ended; null where its own run did not say so. */
export function endDigest(step: Step): string | null {
  return chainedStep(fieldsToRecord(step, step.parentUid), step.id, sha256Of).digests[1] ?? null;
}

/** The commits that a statement says the step made. */
export function commitsOf({subject}: Statement): readonly Sha[] {
  return subject.flatMap(({digest}) => digest.gitCommit ?? []);
}

/** Undefined where a text is no statement of ours, or one of a later version. */
export function parseStatement(json: string): Statement | undefined {
  const found = statement.read(parseObject(json), new Reading(true));
  return found === WRONG ? undefined : found;
}

function sha256Of(value: string): string {
  return hash('sha256', value);
}
