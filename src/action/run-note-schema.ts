import {AGENT_CONFIG_FIELDS, check, name, notes, sentence, tokenUsage} from '../domain/documents.ts';
import {
  dictionary,
  flag,
  integer,
  list,
  nullable,
  number,
  object,
  oneOf,
  optional,
  orElse,
  pair,
  partial,
  Reading,
  sha,
  text,
  timestamp,
  transformed,
  uid,
  type ValueOf,
  WRONG,
} from '../domain/kinds.ts';
import {anyStatus, stepDraft} from '../domain/step.ts';

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

const runNote = object({
  uid,
  /** Main was asked to stop. */
  cancelled: flag,
  /** A fork's run, whose step is not recorded. */
  isFork: flag,
  /** The summary and the comment have been written. */
  told: flag,
  /** Post has nothing to do: the record is finished and published, and everything is reported. */
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
  /** Noted because post cannot read it again: an agent may have changed it. */
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
  /** The user's own signing services, read before the agent ran; null for the default ones. */
  sigstore: orElse(
    // Missing in notes of earlier versions.
    nullable(object({fulcioUrl: anyText, rekorUrl: nullable(anyText), tsaUrl: nullable(anyText)})),
    () => null,
  ),
  /** Null before the agent runs, and on systems where processes cannot be marked. */
  agentProcess: nullable(object({pid: integer(1), started: anyText})),
  /** Null until just before the step is recorded. */
  progress: nullable(
    object({
      start,
      agent: nullable(agent),
      left: nullable(left),
      checked: nullable(checked),
      used: nullable(object({usage: tokenUsage, config: partial(AGENT_CONFIG_FIELDS), notes: optional(notes)})),
    }),
  ),
});

/** The note that main leaves for post in case main is killed. */
export type RunNote = ValueOf<typeof runNote>;

/** Parses a note from JSON and checks every field. Throws if one is malformed. */
export function parseRunNote(value: unknown): RunNote {
  const reading = new Reading(true);
  const note = runNote.read(value, reading);
  if (note === WRONG) throw new Error(`The note of the run cannot be right (${reading.wrong}).`);
  return note;
}
