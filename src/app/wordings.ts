import type {Wording} from '../domain/wording.ts';

/** The wording for users of the actions, in terms of workflow inputs. */
const ACTION: Wording = {
  toStep: (step) => `to-step: ${step}`,
  beforeStep: (step) => `before-step: ${step}`,
  revert: (step) => `revert-steps: ${step}`,
  undo: (rollback) => `the undo action and rollback-id: ${rollback}`,
  hereAlone: () => null,
  option: (name) => `the input "${name}"`,
  called: (name) => name,
  set: (name, value) => `${name}: ${value}`,
  branch: 'the input "branch"',
  remote: 'origin',
  allowDiscard: 'allow-discard: true',
  newCommand: 'as the input "run"',
  otherAlone: 'lane: other',
  planAgain: 'look at the plan again with dry-run: true',
  listSteps: 'the job summary of a step or of the report action lists them',
  whatItLeft: () => '',
  pushIsAuto: 'Input "push" is "auto"',
};

export const WORDINGS: Readonly<Record<'action' | 'cli' | 'comment', Wording>> = {
  action: ACTION,
  comment: {
    ...ACTION,
    toStep: (step) => `/laforge rollback to ${step}`,
    beforeStep: (step) => `/laforge rollback before ${step}`,
    revert: (step) => `/laforge revert ${step}`,
    undo: (rollback) => `/laforge undo ${rollback}`,
    // /laforge diff has no option for it.
    set: (name, value) => (name === 'code' ? `the action compare and code: ${value}` : ACTION.set(name, value)),
    branch: 'the input "branch" of the action rollback',
    allowDiscard: 'the action rollback and allow-discard: true',
    planAgain: 'comment it again to see the plan as it is now',
    listSteps: 'the comment of LaForge lists them',
  },
  cli: {
    toStep: (step) => `laforge step rollback ${step}`,
    beforeStep: (step) => `laforge step rollback ${step} --before`,
    revert: (step) => `laforge step revert ${step}`,
    undo: (rollback) => `laforge step undo ${rollback}`,
    hereAlone: () => 'leave --push out',
    option: (name) => `--${name}`,
    called: (name) => `--${name}`,
    set: (name, value) => `--${name} ${value}`,
    branch: '--branch',
    remote: 'origin',
    allowDiscard: '--allow-discard',
    newCommand: 'after --',
    otherAlone: '--baseline 0',
    planAgain: 'run the command again to see the plan as it is now',
    listSteps: 'laforge steps lists them',
    whatItLeft: (step) => ` laforge step info ${step} has the commands that show what it left.`,
    pushIsAuto: '--push is given',
  },
};
