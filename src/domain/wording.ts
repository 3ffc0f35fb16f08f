/** The words of a front end for what a sentence tells the user to do, so that they can be typed as they stand. */
export interface Wording {
  toStep(step: string): string;
  beforeStep(step: string): string;
  undo(rollback: string): string;
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

export type FrontEnd = 'action' | 'cli' | 'comment';

const ACTION: Wording = {
  toStep: (step) => `to-step: ${step}`,
  beforeStep: (step) => `before-step: ${step}`,
  undo: (rollback) => `the undo action and rollback-id: ${rollback}`,
  branch: 'the input "branch"',
  allowDiscard: 'allow-discard: true',
  planAgain: 'look at the plan again with dry-run: true',
  listSteps: 'the job summary of a step or of the report action lists them',
  pushIsAuto: 'Input "push" is "auto"',
  pushNone: 'push: none',
  timeLimit: 'timeout-minutes',
  budget: 'the input "budget"',
  maxCostUsd: 'max-cost-usd',
  maxTokens: 'max-tokens',
  budgetUnknownWarn: 'budget-unknown: warn',
  checkTimeLimit: 'check-timeout-minutes',
};

export const WORDINGS: Readonly<Record<FrontEnd, Wording>> = {
  action: ACTION,
  comment: {
    ...ACTION,
    toStep: (step) => `/laforge rollback to ${step}`,
    beforeStep: (step) => `/laforge rollback before ${step}`,
    undo: (rollback) => `/laforge undo ${rollback}`,
    branch: 'the input "branch" of the action rollback',
    allowDiscard: 'the action rollback and allow-discard: true',
    planAgain: 'comment it again to see the plan as it is now',
    listSteps: 'the comment of LaForge lists them',
  },
  cli: {
    toStep: (step) => `laforge step rollback ${step}`,
    beforeStep: (step) => `laforge step rollback ${step} --before`,
    undo: (rollback) => `laforge step undo ${rollback}`,
    branch: '--branch',
    allowDiscard: '--allow-discard',
    planAgain: 'run the command again to see the plan as it is now',
    listSteps: 'laforge steps lists them',
    pushIsAuto: '--push is given',
    pushNone: '--push none',
    timeLimit: '--timeout-minutes',
    budget: '--budget',
    maxCostUsd: '--max-cost-usd',
    maxTokens: '--max-tokens',
    budgetUnknownWarn: '--budget-unknown warn',
    checkTimeLimit: '--check-timeout-minutes',
  },
};
