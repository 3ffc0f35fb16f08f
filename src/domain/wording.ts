/** The words of a front end for what a sentence tells the user to do, so that they can be typed as they stand. */
export interface Wording {
  toStep(step: string): string;
  beforeStep(step: string): string;
  /** `displaced` is what it took off its branch. */
  undo(rollback: string, displaced?: string | null): string;
  /** How to move a branch in this clone alone; `back` is where it goes. Null where nothing of ours does it. */
  hereAlone(branch: string, back: string | null): string | null;
  readonly branch: string;
  readonly allowDiscard: string;
  readonly planAgain: string;
  readonly listSteps: string;
  /** The push that was asked for, as the subject of a sentence. */
  readonly pushIsAuto: string;
  readonly pushNone: string;
  /** The time limits of an agent and of the check of its work, as they were given. */
  readonly timeLimit: string;
  readonly budget: string;
  readonly maxCostUsd: string;
  readonly maxTokens: string;
  readonly budgetUnknownWarn: string;
  readonly checkTimeLimit: string;
}
