import type {Command} from 'commander';
import type {CliContext} from './context.ts';

/** The module of a command puts its options, help and action onto the empty command. */
interface CommandModule {
  readonly define: (command: Command, context: CliContext) => void;
}

interface CommandRow {
  /** The words that call it, such as `step run`. */
  readonly name: string;
  readonly summary: string;
  /** Loaded only when it is called, because start-up is most of what a short command takes. */
  readonly load: () => Promise<CommandModule>;
}

export const COMMANDS: readonly CommandRow[] = [
  {
    name: 'step run',
    summary: 'run a command as a recorded step',
    load: () => import('./step-run.ts'),
  },
  {
    name: 'step info',
    summary: 'show everything about one step',
    load: () => import('./step-info.ts'),
  },
  {
    name: 'step diff',
    summary: 'show what a step changed, or how two steps differ',
    load: () => import('./step-diff.ts'),
  },
  {
    name: 'step bisect',
    summary: 'find the step that broke something',
    load: () => import('./step-bisect.ts'),
  },
  {
    name: 'step replay',
    summary: 'run a step again beside the branch, to see how sure it was or if another agent is better',
    load: () => import('./step-replay.ts'),
  },
  {
    name: 'step rollback',
    summary: 'move the branch back to a step and undo all later ones',
    load: () => import('./step-rollback.ts'),
  },
  {
    name: 'step revert',
    summary: 'take single steps back with commits on top of the branch',
    load: () => import('./step-revert.ts'),
  },
  {
    name: 'step undo',
    summary: 'take a rollback back',
    load: () => import('./step-undo.ts'),
  },
  {name: 'steps', summary: 'list the steps of a project', load: () => import('./steps.ts')},
  {name: 'log', summary: 'print what the agent of a step printed', load: () => import('./log.ts')},
  {name: 'usage', summary: 'show what the steps of a project used and cost', load: () => import('./usage.ts')},
  {
    name: 'usage explain',
    summary: 'show where the figures of one step came from',
    load: () => import('./usage-explain.ts'),
  },
  {
    name: 'report',
    summary: 'tell how often steps succeed, what they cost, and what was wasted',
    load: () => import('./report.ts'),
  },
  {
    name: 'template list',
    summary: 'list the templates of steps in this work tree',
    load: async () => ({define: (await import('./template.ts')).defineList}),
  },
  {
    name: 'template show',
    summary: 'show the inputs and options of a template',
    load: async () => ({define: (await import('./template.ts')).defineShow}),
  },
  {
    name: 'template check',
    summary: 'say what is wrong with templates',
    load: async () => ({define: (await import('./template.ts')).defineCheck}),
  },
  {
    name: 'doctor',
    summary: 'tell what works here, and what to write where something does not',
    load: () => import('./doctor.ts'),
  },
  {name: 'projects', summary: 'list the projects on this machine', load: () => import('./projects.ts')},
  {name: 'pins', summary: 'list the pins that keep displaced commits', load: () => import('./pins.ts')},
  {name: 'pins drop', summary: 'delete pins for good', load: () => import('./pins-drop.ts')},
  {name: 'verify', summary: 'check a history for damage', load: () => import('./verify.ts')},
  {name: 'merge', summary: 'merge the histories of several steps.db files', load: () => import('./merge.ts')},
  {
    name: 'import',
    summary: 'add the history of another steps.db or export to a project',
    load: () => import('./import.ts'),
  },
  {
    name: 'export',
    summary: 'write a history as JSON, CSV, OpenTelemetry or Prometheus text',
    load: () => import('./export.ts'),
  },
];

/** The row that these arguments call, if any: its words are the first ones, `help` put aside. */
export function findCommand(argv: readonly string[]): CommandRow | undefined {
  const words = argv.filter((word) => word !== 'help').slice(0, 2);
  return COMMANDS.find(({name}) => name === words.join(' ')) ?? COMMANDS.find(({name}) => name === words[0]);
}
