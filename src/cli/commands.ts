import type {Command} from 'commander';
import type {CliContext} from './context.ts';

/** The module of a command, which defines its options, help and action. */
interface CommandModule {
  readonly define: (command: Command, context: CliContext) => void;
}

interface CommandRow {
  /** The words of the command, such as `step run`. */
  readonly name: string;
  readonly summary: string;
  /** Loads the module, only when the command is called: start-up is most of a short command's time. */
  readonly load: () => Promise<CommandModule>;
}

export const COMMANDS: readonly CommandRow[] = [
  command('step run', 'run a command as a recorded step', () => import('./step-run.ts')),
  command('step info', 'show everything about one step', () => import('./step-info.ts')),
  command('step diff', 'show what a step changed, or how two steps differ', () => import('./step-diff.ts')),
  command('step bisect', 'find the step that broke something', () => import('./step-bisect.ts')),
  command(
    'step replay',
    'run a step again beside the branch, to see how reliable it is or to compare agents',
    () => import('./step-replay.ts'),
  ),
  command('step rollback', 'move the branch back to a step and undo all later ones', async () => ({
    define: (await import('./move-commands.ts')).defineRollback,
  })),
  command('step revert', 'take single steps back with commits on top of the branch', async () => ({
    define: (await import('./move-commands.ts')).defineRevert,
  })),
  command('step undo', 'take a rollback back', async () => ({
    define: (await import('./move-commands.ts')).defineUndo,
  })),
  command('steps', 'list the steps of a project', () => import('./steps.ts')),
  command('log', "print the output of a step's agent", () => import('./log.ts')),
  command('usage', 'show what the steps of a project used and cost', () => import('./usage.ts')),
  command('usage explain', 'show where the figures of one step came from', async () => ({
    define: (await import('./usage.ts')).defineExplain,
  })),
  command('report', 'report how often steps succeed, what they cost, and what was wasted', () => import('./report.ts')),
  command('template list', 'list the templates of steps in this work tree', async () => ({
    define: (await import('./template.ts')).defineList,
  })),
  command('template show', 'show the inputs and options of a template', async () => ({
    define: (await import('./template.ts')).defineShow,
  })),
  command('template check', 'check templates for faults', async () => ({
    define: (await import('./template.ts')).defineCheck,
  })),
  command('doctor', 'check what works here, and say how to fix what does not', () => import('./doctor.ts')),
  command('projects', 'list the projects on this machine', () => import('./projects.ts')),
  command('pins', 'list the pins that keep displaced commits', async () => ({
    define: (await import('./pins.ts')).defineList,
  })),
  command('pins drop', 'delete pins for good', async () => ({define: (await import('./pins.ts')).defineDrop})),
  command('verify', 'check a history for damage', () => import('./verify.ts')),
  command('gate', "refuse commits that are neither a person's nor a signed step's", () => import('./gate.ts')),
  command('merge', 'merge the histories of several steps.db files', async () => ({
    define: (await import('./merge.ts')).defineMerge,
  })),
  command('import', 'add the history of another steps.db or export to a project', async () => ({
    define: (await import('./merge.ts')).defineImport,
  })),
  command('export', 'write a history as JSON, CSV, OpenTelemetry or Prometheus text', () => import('./export.ts')),
  command('ci comment', 'write the steps as a comment on the pull request of this job', async () => ({
    define: (await import('./ci.ts')).defineComment,
  })),
  command('ci outputs', 'print the step of this pipeline for later jobs', async () => ({
    define: (await import('./ci.ts')).defineOutputs,
  })),
  command('fleet usage', 'add up what the steps of many repositories used and cost', async () => ({
    define: (await import('./fleet.ts')).defineUsage,
  })),
  command('fleet report', 'report how the steps of many repositories ended, and what they cost', async () => ({
    define: (await import('./fleet.ts')).defineReport,
  })),
  command('fleet budgets', 'show the budgets that many repositories share, and what is left', async () => ({
    define: (await import('./fleet.ts')).defineBudgets,
  })),
  command('fleet steps', 'list the steps of many repositories', async () => ({
    define: (await import('./fleet.ts')).defineSteps,
  })),
  command('db migrate', 'create or migrate the database of the store postgres', async () => ({
    define: (await import('./db.ts')).defineMigrate,
  })),
  command('db check', 'check what is missing in the database of the store postgres', async () => ({
    define: (await import('./db.ts')).defineCheck,
  })),
  command('db token', 'create a login for one repository', async () => ({
    define: (await import('./db.ts')).defineToken,
  })),
];

function command(name: string, summary: string, load: CommandRow['load']): CommandRow {
  return {name, summary, load};
}

/** Finds the command whose words these arguments start with, ignoring `help`. */
export function findCommand(argv: readonly string[]): CommandRow | undefined {
  const words = argv.filter((word) => word !== 'help').slice(0, 2);
  return COMMANDS.find(({name}) => name === words.join(' ')) ?? COMMANDS.find(({name}) => name === words[0]);
}
