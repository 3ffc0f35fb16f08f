import {Command, CommanderError} from 'commander';
import {describeError, errnoCode, InputError, tellError} from '../domain/errors.ts';
import type {Environment} from '../domain/ports/system.ts';
import {capital} from '../domain/text.ts';
import {VERSION} from '../domain/version.ts';
import {makeTemporaryFolderUsable} from '../system/folders.ts';
import {outlivesTerminal} from '../system/process-info.ts';
import {type CliContext, noteClosed, outliveTerminal, type Streams, say} from './context.ts';

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

const COMMANDS: readonly CommandRow[] = [
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

const USAGE_ERROR = 2;
const FAILURE = 1;

/**
 * Runs the command line. `argv` excludes the program's name. Resolves to the exit status: the agent's own for `step run`, 2 for
 * a usage error, 1 if something was refused or failed. Never rejects and never ends the process.
 */
export async function main(argv: readonly string[], env: Environment, streams: Streams = process): Promise<number> {
  let status = 0;
  const cwd = currentFolder();
  if (cwd === null) {
    streams.stderr.write('laforge: The current folder is gone. Go to one that is there: cd "$HOME"\n');
    return USAGE_ERROR;
  }
  const context: CliContext = {
    argv: argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv,
    env,
    streams,
    cwd,
    exitWith: (code) => {
      status = code;
    },
  };
  const lost = outliveStreams(streams);
  if (outlivesTerminal(env)) outliveTerminal();
  makeTemporaryFolderUsable(process.env, cwd);
  try {
    const program = await buildProgram(context);
    await program.parseAsync(context.argv, {from: 'user'});
    const reason = await lost();
    // The stdout of step run is its agent's, and the step has said so.
    if (reason === null || findCommand(argv)?.name === 'step run') return status;
    say(context, `The answer could not be written: ${reason}. Send it to a place that has room.`);
    return status === 0 ? FAILURE : status;
  } catch (error) {
    return tell(error, context);
  }
}

/** The current folder; null if it was deleted. */
function currentFolder(): string | null {
  try {
    return process.cwd();
  } catch {
    return null;
  }
}

/** Defines all commands by name and summary, and loads the module of the called one. */
async function buildProgram(context: CliContext): Promise<Command> {
  const program = new Command('laforge')
    .description('Runs coding agents as numbered, recorded, reversible steps on a git branch.')
    .usage('<command> [options]')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help, also for a command')
    .helpCommand(false)
    .configureOutput({
      writeOut: (text) => void context.streams.stdout.write(text),
      writeErr: (text) => void context.streams.stderr.write(text),
      // Errors arrive as exceptions and are reported in one line.
      outputError: () => {},
      getOutHelpWidth: () => context.streams.stdout.columns ?? 100,
      getErrHelpWidth: () => context.streams.stderr.columns ?? 100,
    })
    .exitOverride()
    .addHelpText('after', GETTING_STARTED);
  const called = findCommand(context.argv);
  const module = await called?.load();
  const groups = new Map(Object.entries(GROUPS).map(([name, summary]) => [name, addGroup(program, name, summary)]));
  for (const row of COMMANDS) {
    const [first = '', second] = row.name.split(' ');
    const parent = second === undefined ? program : (groups.get(first) ?? program);
    const command = parent
      .command(second ?? first)
      .description(row.summary)
      .helpCommand(false);
    if (second === undefined) groups.set(first, command);
    if (row === called) module?.define(command, context);
  }
  return program;
}

const GROUPS = {
  step: 'run, show, roll back and undo steps',
  db: 'manage the database of the store postgres',
  fleet: 'report on many repositories in one database of the store postgres',
  ci: 'report to a merge request and to later jobs of a GitLab pipeline',
  template: 'list, show and check templates of steps',
};

function addGroup(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .usage('<command> [options]')
    .helpCommand(false)
    .addHelpText('after', `\nEach command has its own help: laforge ${name} <command> --help`);
}

/** Reports an error in one line, and returns its exit status. */
function tell(error: unknown, context: CliContext): number {
  if (error instanceof CommanderError) {
    // Help and the version are answers. Help that nobody requested means that a command is missing.
    if (error.exitCode === 0) return 0;
    if (error.code !== 'commander.help') say(context, usageSentence(error.message, context.argv));
    return USAGE_ERROR;
  }
  say(context, tellError(error));
  // A path that a user gave reaches the system in many ways.
  return errnoCode(error) === 'ENAMETOOLONG' || error instanceof InputError ? USAGE_ERROR : FAILURE;
}

/** Turns `error: unknown option '--brnach'\n(Did you mean --branch?)` into a sentence that ends with the help to read. */
function usageSentence(message: string, argv: readonly string[]): string {
  const named = /^error: (unknown command '([^'\n]+)')/.exec(message);
  const meant = named === null ? undefined : commandMeant(named[2] ?? '');
  if (named !== null && meant !== undefined) return `${capital(named[1] ?? '')}. Did you mean ${meant}?`;
  const what = message.replace(/^error: /, '').replace(/\s*\n\((Did you mean .*\?)\)/s, '. $1');
  const sentence = capital(what).replace(/[^.?!]$/, '$&.');
  const command = findCommand(argv)?.name ?? argv.find((word) => Object.hasOwn(GROUPS, word));
  return `${sentence} See laforge ${command === undefined ? '' : `${command} `}--help.`;
}

/** The command that somebody means who leaves out its group (`laforge undo`), or writes an option as a command. */
function commandMeant(word: string): string | undefined {
  if (word === 'version') return 'laforge --version';
  const row = COMMANDS.find(({name}) => name === `step ${word}`);
  return row && `laforge ${row.name}`;
}

/**
 * Keeps a failed write, to a full disk or a terminal that is gone, from ending the process and with it a step. Returns what
 * tells, once all is written, why stdout did not take it. A closed pipe (`laforge steps | head`) is no failure.
 */
function outliveStreams({stdout, stderr}: Streams): () => Promise<string | null> {
  let reason: string | null = null;
  stderr.on('error', () => {});
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    noteClosed(stdout);
    if (error.code !== 'EPIPE') reason ??= describeError(error);
  });
  return async () => {
    await new Promise<unknown>((resolve) => stdout.write('', resolve));
    return reason;
  };
}

const GETTING_STARTED = `
Examples:
  $ laforge step run -- claude -p "fix the failing test"   run an agent as a recorded step
  $ laforge steps                                          list the steps of this repository
  $ laforge step info 3                                    show everything about step 3
  $ laforge step rollback 3                                keep step 3 and undo all later ones
  $ laforge step undo R1                                   take rollback R1 back
  $ laforge usage --since 7d                               show what the last seven days cost
  $ laforge projects                                       list every project on this machine
  $ laforge pins                                           list the commits that rollbacks keep
  $ laforge export > history.json                          write the whole history

The history of a project is the file ~/.laforge/projects/<project-id>/steps.db (LAFORGE_HOME moves ~/.laforge).
The project is the owner/repo of the origin remote, else the name of the repository's folder; --project names another.

Exit status:
  0    success
  1    the command was refused, failed or not confirmed, or verify found faults
  2    usage error: an option, an argument or a setting is wrong
  3    verify could not check the history
  75   step run: a budget refused the step, and the agent was not started
  step run otherwise exits with the status of its agent, as a shell would report it (laforge step run --help).`;
