import type {AgentMark} from '../agent/step-processes.ts';
import type {UsedTemplate} from '../app/step-template.ts';
import {AGENT_CONFIG_FIELDS, check, name, notes, sentence, tokenUsage} from '../domain/documents.ts';
import type {Uid} from '../domain/identity.ts';
import {
  dictionary,
  flag,
  integer,
  type Kind,
  list,
  nullable,
  number,
  object,
  oneOf,
  orElse,
  pair,
  partial,
  Reading,
  sha,
  text,
  timestamp,
  transformed,
  uid,
  WRONG,
} from '../domain/kinds.ts';
import type {RepositoryMark} from '../domain/ports/git.ts';
import {anyStatus, stepDraft} from '../domain/step.ts';
import type {SigstoreServices} from '../provenance/sigstore-settings.ts';
import type {StepProgress} from '../usecases/step/step-progress.ts';

/** The note that main leaves for post in case main is killed. */
export interface RunNote {
  readonly uid: Uid;
  /** Main was asked to stop. */
  readonly cancelled: boolean;
  /** The summary and the comment have been written. */
  readonly told: boolean;
  /** Post has nothing to do: the record is finished and published, and everything is reported. */
  readonly finished: boolean;
  /** A fork's run, whose step is not recorded. */
  readonly isFork: boolean;
  readonly repository: RepositoryMark;
  /** Noted because post cannot read it again: an agent may have changed it. */
  readonly template: UsedTemplate | null;
  /** The user's own signing services, read before the agent ran; null for the default ones. */
  readonly sigstore: SigstoreServices | null;
  /** Null before the agent runs, and on systems where processes cannot be marked. */
  readonly agentProcess: AgentMark | null;
  /** Null until just before the step is recorded. */
  readonly progress: StepProgress | null;
}

/** Unlimited: the note is ours and sealed, so nothing in it needs cutting. */
const anyText = text(Number.MAX_SAFE_INTEGER);
const many = 1_000_000;

const head = object({sha: nullable(sha), branch: nullable(name)});

const start = object({
  head,
  workTree: object({
    head: nullable(sha),
    stash: nullable(sha),
    older: list(object({path: anyText, stamp: nullable(anyText), content: nullable(anyText)}), many),
    // Missing in notes of earlier versions; then nothing counts as new.
    takenAt: orElse(number(), () => Number.MAX_SAFE_INTEGER),
  }),
  clone: orElse(
    object({
      tips: list(sha, many),
      beyondHead: list(sha, many),
      gitFolders: list(anyText, many),
      fetchHeads: list(anyText, many),
      takenAt: number(),
    }),
    // Missing in notes of earlier versions; then nothing counts as new, so no commit is claimed for the step.
    () => ({tips: [], beyondHead: [], gitFolders: [], fetchHeads: [], takenAt: Number.MAX_SAFE_INTEGER}),
  ),
  heads: nullable(
    transformed(list(pair(anyText, sha), many), (entries): ReadonlyMap<string, string> => new Map(entries)),
  ),
  startTime: timestamp,
  checkBefore: orElse(nullable(check), () => null),
  draft: orElse(nullable(stepDraft), () => null),
});

const agent = object({
  ending: oneOf('exited', 'timed_out', 'cancelled', 'over_budget'),
  exitCode: integer(),
  startTime: timestamp,
  endTime: timestamp,
  durationMs: number(),
  notes,
});

const left = object({
  head,
  kept: nullable(sha),
  // Missing in notes of earlier versions.
  beside: orElse(nullable(sha), () => null),
  notes,
  // Missing in notes of earlier versions.
  uncommitted: orElse(integer(0), () => 0),
  missed: nullable(sentence),
});

const checked = object({status: anyStatus, result: nullable(check), notes, offBranch: nullable(sentence)});

const runNote: Kind<RunNote> = object({
  uid,
  cancelled: flag,
  isFork: flag,
  told: flag,
  finished: flag,
  repository: object({
    root: anyText,
    gitDir: anyText,
    commonDir: anyText,
    mainWorkTree: anyText,
    settings: list(anyText, many),
    programs: dictionary(anyText),
    filterFiles: orElse(dictionary(dictionary(anyText)), () => ({})),
  }),
  template: nullable(
    object({
      name,
      blob: anyText,
      inputs: dictionary(anyText),
      options: transformed(
        list(pair(anyText, anyText), many),
        (entries): ReadonlyMap<string, string> => new Map(entries),
      ),
    }),
  ),
  // Missing in notes of earlier versions.
  sigstore: orElse(
    nullable(object({fulcioUrl: anyText, rekorUrl: nullable(anyText), tsaUrl: nullable(anyText)})),
    () => null,
  ),
  agentProcess: nullable(object({pid: integer(1), started: anyText})),
  progress: nullable(
    object({
      start,
      agent: nullable(agent),
      left: nullable(left),
      checked: nullable(checked),
      used: nullable(object({usage: tokenUsage, config: partial(AGENT_CONFIG_FIELDS)})),
    }),
  ),
});

/** Parses a note from JSON and checks every field. Throws if one is malformed. */
export function parseRunNote(value: unknown): RunNote {
  const reading = new Reading(true);
  const note = runNote.read(value, reading);
  if (note === WRONG) throw new Error(`The note of the run cannot be right (${reading.wrong}).`);
  return note;
}
