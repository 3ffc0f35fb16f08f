/** A front end's own words for what the user can do, so that sentences can be followed literally. */
export interface Wording {
  toStep(step: string): string;
  beforeStep(step: string): string;
  /** Takes back that step alone, with commits on top. */
  revert(step: string): string;
  /** `displaced` is the tip that the rollback took off its branch. */
  undo(rollback: string, displaced?: string | null): string;
  /** The command to move a branch in this clone only; `back` is where it goes. Null if no command of ours does that. */
  hereAlone(branch: string, back: string | null): string | null;
  /** An input or option, as one to use. */
  option(name: string): string;
  /** The same as the subject of a clause. */
  called(name: string): string;
  /** The same with a value, as it is written. */
  set(name: string, value: string): string;
  readonly branch: string;
  /** The name of the remote. */
  readonly remote: string;
  readonly allowDiscard: string;
  /** How a replay is given a command, and is told to leave the recorded one out. */
  readonly newCommand: string;
  readonly otherAlone: string;
  readonly planAgain: string;
  readonly listSteps: string;
  /** A sentence about how to look at what a killed step left, after a space; empty where the work tree is gone too. */
  whatItLeft(step: string): string;
  /** The requested push, as the subject of a sentence. */
  readonly pushIsAuto: string;
}

/** The wording for a clone, whose remote may have another name than `origin`. */
export function wordsAt(words: Wording, remote: {readonly name: string} | null): Wording {
  return remote === null ? words : {...words, remote: remote.name};
}
