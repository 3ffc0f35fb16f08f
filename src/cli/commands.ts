import type {Command} from 'commander';
import type {CliContext} from './context.ts';

/** Defines a command's options, help and action. */
type Define = (command: Command, context: CliContext) => void;

interface CommandRow {
  /** The words of the command, such as `step run`. */
  readonly name: string;
  readonly summary: string;
  /** Loads the module, only when the command is called: start-up is most of a short command's time. */
  readonly load: () => Promise<{readonly define: Define}>;
}

/** The modules of several commands. */
const moves = () => import('./move-commands.ts');
const usage = () => import('./usage.ts');
const templates = () => import('./template.ts');
const pins = () => import('./pins.ts');
const merges = () => import('./merge.ts');
const ci = () => import('./ci.ts');
const fleet = () => import('./fleet.ts');
const database = () => import('./db.ts');

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
  command('step rollback', 'move the branch back to a step and undo all later ones', oneOf(moves, 'defineRollback')),
  command('step revert', 'take single steps back with commits on top of the branch', oneOf(moves, 'defineRevert')),
  command('step undo', 'take a rollback back', oneOf(moves, 'defineUndo')),
  command('steps', 'list the steps of a project', () => import('./steps.ts')),
  command('log', "print the output of a step's agent", () => import('./log.ts')),
  command('usage', 'show what the steps of a project used and cost', () => import('./usage.ts')),
  command('usage explain', 'show where the figures of one step came from', oneOf(usage, 'defineExplain')),
  command('report', 'report how often steps succeed, what they cost, and what was wasted', () => import('./report.ts')),
  command('template list', 'list the templates of steps in this work tree', oneOf(templates, 'defineList')),
  command('template show', 'show the inputs and options of a template', oneOf(templates, 'defineShow')),
  command('template check', 'check templates for faults', oneOf(templates, 'defineCheck')),
  command('doctor', 'check what works here, and say how to fix what does not', () => import('./doctor.ts')),
  command('projects', 'list the projects on this machine', () => import('./projects.ts')),
  command('pins', 'list the pins that keep displaced commits', oneOf(pins, 'defineList')),
  command('pins drop', 'delete pins for good', oneOf(pins, 'defineDrop')),
  command('verify', 'check a history for damage', () => import('./verify.ts')),
  command('gate', "refuse commits that are neither a person's nor a signed step's", () => import('./gate.ts')),
  command('merge', 'merge the histories of several steps.db files', oneOf(merges, 'defineMerge')),
  command('import', 'add the history of another steps.db or export to a project', oneOf(merges, 'defineImport')),
  command('export', 'write a history as JSON, CSV, OpenTelemetry or Prometheus text', () => import('./export.ts')),
  command('ci comment', 'write the steps as a comment on the pull request of this job', oneOf(ci, 'defineComment')),
  command('ci outputs', 'print the step of this pipeline for later jobs', oneOf(ci, 'defineOutputs')),
  command('fleet usage', 'add up what the steps of many repositories used and cost', oneOf(fleet, 'defineUsage')),
  command(
    'fleet report',
    'report how the steps of many repositories ended, and what they cost',
    oneOf(fleet, 'defineReport'),
  ),
  command(
    'fleet budgets',
    'show the budgets that many repositories share, and what is left',
    oneOf(fleet, 'defineBudgets'),
  ),
  command('fleet steps', 'list the steps of many repositories', oneOf(fleet, 'defineSteps')),
  command('db migrate', 'create or migrate the database of the store postgres', oneOf(database, 'defineMigrate')),
  command('db check', 'check what is missing in the database of the store postgres', oneOf(database, 'defineCheck')),
  command('db token', 'create a login for one repository', oneOf(database, 'defineToken')),
];

/** Picks one command of a module by the name of the function that defines it. */
function oneOf<Name extends string>(
  load: () => Promise<Readonly<Record<NoInfer<Name>, Define>>>,
  name: Name,
): CommandRow['load'] {
  return async () => ({define: (await load())[name]});
}

function command(name: string, summary: string, load: CommandRow['load']): CommandRow {
  return {name, summary, load};
}

/** Finds the command whose words these arguments start with, ignoring `help`. */
export function findCommand(argv: readonly string[]): CommandRow | undefined {
  const words = argv.filter((word) => word !== 'help').slice(0, 2);
  return COMMANDS.find(({name}) => name === words.join(' ')) ?? COMMANDS.find(({name}) => name === words[0]);
}
