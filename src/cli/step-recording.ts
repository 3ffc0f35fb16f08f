import {rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, dirname, join} from 'node:path';
import {createAgentRunner} from '../agent/run-agent.ts';
import {createRunFolder} from '../agent/run-folder.ts';
import {markAgent} from '../agent/step-processes.ts';
import type {DescribedStep} from '../app/describe-step.ts';
import {finishRequest, recordRun} from '../app/record-run.ts';
import {wordsOf} from '../app/step-options.ts';
import {beginTelemetry} from '../app/step-telemetry.ts';
import {describeError, StoreError} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Store} from '../domain/ports/store.ts';
import type {StartTime} from '../domain/ports/system.ts';
import {quoteForShell} from '../domain/shell-words.ts';
import {type Step, stepName} from '../domain/step.ts';
import type {Wording} from '../domain/wording.ts';
import {BOT} from '../git/identity.ts';
import {stepLabel} from '../render/format.ts';
import {endLine} from '../render/terminal/end-line.ts';
import {cutToWidth} from '../render/terminal/text.ts';
import {systemClock} from '../system/clock-and-uids.ts';
import {checkWritable, makeFolder, noteOwner} from '../system/folders.ts';
import {identifyRun, processProof} from '../system/process-info.ts';
import {
  checkLogFile,
  claimProject,
  laforgeHome,
  makeLogsElsewhere,
  type Project,
  stepLogFile,
} from '../system/projects.ts';
import type {Presence} from '../system/steps-under-way.ts';
import {readTelemetryVariables} from '../telemetry/settings.ts';
import type {FinishedStep, Replayed} from '../usecases/step/step-progress.ts';
import {type CliContext, createLog, say} from './context.ts';
import {createEndKeeper, createFallbackHistory, createPlaceStore} from './create-store.ts';
import {forSameHistory, type HistoryOptions, type HistoryPlace, wordsFor} from './place.ts';
import {branchOfJob, describeRun, isInJob} from './run-info.ts';
import type {StepRunOptions} from './step-run-options.ts';

/** Everything about where a step runs and is recorded. */
interface RunPlace extends HistoryPlace {
  readonly uid: Uid;
  readonly presence: Presence;
  readonly repository: Repository;
  readonly store: Store;
  readonly startTime: StartTime;
  /** Aborted when we are asked to stop. */
  readonly signal: AbortSignal;
}

/** Creates the store for recording a run; it creates a missing history. Throws InputError for a store that cannot work here. */
export function openRunStore(context: CliContext, place: HistoryPlace, startTime: StartTime): Promise<Store> {
  return createPlaceStore(context, place, 'record', startTime);
}

/**
 * Runs the command and records it as a step. Its log stays in the project's folder; other files are deleted. A replay's
 * output goes to its sinks.
 */
export async function recordStepRun(
  context: CliContext,
  {step: options, quiet, history}: StepRunOptions,
  described: DescribedStep,
  place: RunPlace,
  replay: (Replayed & {readonly sinks: Pick<CliContext['streams'], 'stdout' | 'stderr'>}) | null = null,
): Promise<FinishedStep> {
  const {repository, presence, project, signal, startTime, store, uid} = place;
  const {env} = context;
  const log = createLog(context, quiet);
  const unclaimed = history.db === undefined && replay === null ? claimOrSayWhy(project, repository) : null;
  const logs = chooseLogFolder(dirname(stepLogFile(project, uid)), log.warn);
  const logFile = join(logs, basename(stepLogFile(project, uid)));
  const fallback = createFallbackHistory(place, uid);
  const own = await createRunFolder(tmpdir(), options.prompt);
  noteOwner(own.path, uid);
  const tell = quiet ? () => {} : (message: string) => say(context, message);
  const run = describeRun(env);
  const telemetry = beginTelemetry(readTelemetryVariables(env), {
    ...{run: identifyRun(run, env), uid, env, checkRunId: null, log},
  });
  try {
    const result = await recordRun({
      ...{options, described, repository, env, log, telemetry},
      folder: {...own, logFile, checkLogFile: join(logs, basename(checkLogFile(project, uid)))},
      request: {
        ...finishRequest(options, repository, {
          ...{
            uid,
            slug: place.slug,
            bot: BOT,
            workTreeLasts: true,
            isInJob: isInJob(env, run),
            isShared: presence.isShared,
            replays: replay,
          },
          agentConfig: described.agentConfig,
          bundleFile: join(logs, `${uid}.bundle`),
          privatePaths: [laforgeHome(env), project.folder, place.dbPath, logs],
        }),
        detachedBranch: replay === null ? branchOfJob(env, run, repository.remote?.repository ?? null) : null,
        ...{projectId: project.id, run: telemetry.run, hasHistory: true, signal},
      },
      store: {
        ...store,
        ...(unclaimed !== null && place.storeName === 'file' && {open: async () => fallback(unclaimed)}),
        fallback,
        keepRecord: async (publication) => publication,
        keepEnd: createEndKeeper(place),
        keepFile: null,
      },
      runner: createAgentRunner({sinks: replay?.sinks ?? context.streams, clock: systemClock, folder: own.path}),
      stdin: replay === null ? 'inherit' : 'none',
      words: wordsForRun(history, place, options.push !== 'none'),
      host: {
        startTime,
        proofs: [processProof],
        mayPush: null,
        onStarted: (step) => tell(startLine(step, wordsOf(options.command))),
        note: () => {},
      },
      onAgentStarted: (pid) => presence.noteAgent(markAgent(pid)),
      onCheck: (step, {script}, of) => {
        const what = of === 'work' ? `the work of ${stepName(step)}` : 'what the agent will find';
        tell(`checking ${what}: ${cutToWidth(script, COMMAND_WIDTH)}`);
      },
    });
    await telemetry.send(result);
    await result.history.close();
    return result;
  } finally {
    rmSync(own.path, {recursive: true, force: true});
  }
}

/** The wording for a run. With a remote history, a move of this clone alone cannot be undone by laforge, so suggest git. */
function wordsForRun(history: HistoryOptions, {storeName}: HistoryPlace, push: boolean): Wording {
  const words = wordsFor(history.project, history, push);
  if (push || storeName !== 'git') return words;
  return {
    ...words,
    undo: (name, displaced) => (displaced == null ? words.undo(name) : `git reset --keep ${displaced}`),
  };
}

/** Returns why the project's folder cannot be written. The step runs all the same, since its record can wait elsewhere. */
function claimOrSayWhy(project: Project, repository: Repository): string | null {
  try {
    claimProject(project, repository);
    return null;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'unwritable') return describeError(error);
    throw error;
  }
}

/** Makes the folder for the logs, and for work that no branch took. Where it cannot be written, another one is used. */
function chooseLogFolder(folder: string, warn: (message: string) => void): string {
  try {
    makeFolder(folder);
    checkWritable(folder);
    return folder;
  } catch (error) {
    const other = makeLogsElsewhere();
    const reason = `${folder} cannot be written (${describeError(error)})`;
    warn(
      `${reason}, so the output of this step is kept in ${other}. Let LAFORGE_HOME name a folder that can be written.`,
    );
    return other;
  }
}

const COMMAND_WIDTH = 60;

/** Renders the line at a step's start: `step 3 of acme/app on main: claude -p …`. */
export function startLine(step: Step, command: string | readonly string[]): string {
  const line = typeof command === 'string' ? (command.trim().split('\n')[0] ?? '') : quoteForShell(command);
  const on = step.branch === null ? '' : ` on ${step.branch}`;
  return `${stepName(step)} of ${step.projectId}${on}: ${cutToWidth(line, COMMAND_WIDTH)}`;
}

/** Renders the line at a step's end, with the command that shows more. */
export function lastLine(step: Step, history: HistoryOptions, isIncomplete = false): string {
  const more = `laforge step info ${quoteForShell([stepLabel(step)])}`;
  return `${endLine(step, isIncomplete)}; ${forSameHistory(more, history.project, history)}`;
}
