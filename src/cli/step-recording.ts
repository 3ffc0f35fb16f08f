import {rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {buildAgentEnv} from '../agent/agent-env.ts';
import {createAgentRunner} from '../agent/run-agent.ts';
import {createCheck} from '../agent/run-check.ts';
import {createRunFolder, type RunFolder} from '../agent/run-folder.ts';
import {writeScript} from '../agent/script.ts';
import {StoreError} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import type {AgentRunner} from '../domain/ports/agent.ts';
import type {Identity, Repository} from '../domain/ports/git.ts';
import type {Store} from '../domain/ports/store.ts';
import type {StartTime} from '../domain/ports/system.ts';
import {type Step, stepName} from '../domain/step.ts';
import {BOT} from '../git/identity.ts';
import {cutToWidth} from '../render/terminal/width.ts';
import {makeFolder} from '../system/make-folder.ts';
import {identifyRun, processProof} from '../system/process-info.ts';
import {checkLogFile, claimProject, laforgeHome, stepLogFile} from '../system/projects.ts';
import type {Presence} from '../system/steps-under-way.ts';
import {systemClock} from '../system/system-clock.ts';
import {systemUids} from '../system/uids.ts';
import {followUsage} from '../usage/follow-run.ts';
import {type RecordStepDeps, type RecordStepResult, recordStep} from '../usecases/record-step.ts';
import {type CliContext, createLog, say} from './context.ts';
import {createFallbackHistory, createPlaceStore} from './create-store.ts';
import type {Place} from './place.ts';
import {describeRun} from './run-info.ts';
import {COMMAND_WIDTH, startLine} from './step-run-lines.ts';
import type {StepRunOptions} from './step-run-options.ts';

/** The place where a step runs and is recorded, once all of it is settled. */
export interface Workplace extends Place {
  readonly uid: Uid;
  readonly presence: Presence;
  readonly repository: Repository;
  readonly store: Store;
  readonly startTime: StartTime;
  /** Aborted: we were asked to stop. */
  readonly signal: AbortSignal;
}

/** The store a run is recorded in, begun where there is none. Throws InputError on one that cannot work here. */
export function openRunStore(context: CliContext, place: Place, startTime: StartTime): Promise<Store> {
  return createPlaceStore(context, place, 'record', startTime);
}

/** Records a run of the command as a step of the place. Its log stays in the project's folder, everything else goes. */
export async function recordRun(
  context: CliContext,
  options: StepRunOptions,
  place: Workplace,
): Promise<RecordStepResult> {
  const {repository, store, startTime, signal, uid} = place;
  const logFile = stepLogFile(place.project, uid);
  prepareFolder(place, options, dirname(logFile));
  const folder = await createRunFolder(tmpdir(), options.prompt);
  const agentIdentity = repository.identity ?? options.commitAuthor ?? BOT;
  const launch = launcher(context, options, folder, logFile, repository.identity === null ? agentIdentity : null);
  const runner = createAgentRunner({sinks: context.streams, clock: systemClock, folder: folder.path});
  const usage = followUsage(options.usageReader, folder.usageFile, {
    prices: options.prices,
    telemetry: options.telemetry,
  });
  try {
    const result = await recordStep(
      {
        repository,
        store,
        agent: runner,
        uids: systemUids,
        ...checkOf(context, options, {place, folder, runner, launch, uid}),
        clock: systemClock,
        log: createLog(context, options.quiet),
        startTime,
        launch: async (step, settledId) => usage.watch(await launch(step, settledId), options.argv),
        readUsage: usage.read,
        isUsageRead: options.usageReader.reads,
        watchSpending: usage.until,
        onStarted: (step) => {
          if (!options.quiet) say(context, startLine(step, options.argv));
        },
        proofs: [processProof],
        keepFile: null,
        fallbackHistory: createFallbackHistory(place, uid),
      },
      {
        uid,
        projectId: place.project.id,
        slug: place.slug,
        detachedBranch: null,
        agentConfig: options.agent.agentConfig,
        run: identifyRun(describeRun(context.env), context.env),
        hasHistory: true,
        limits: options.limits,
        prompt: options.agent.prompt,
        commit: options.commit,
        commitTemplate: options.commitMessage,
        commitAuthor: options.commitAuthor,
        agentIdentity,
        push: options.push,
        continueOnAgentError: options.continueOnAgentError,
        onFailure: options.check?.onFailure ?? null,
        bundleFile: join(dirname(logFile), `${uid}.bundle`),
        privatePaths: [laforgeHome(context.env), place.project.folder, place.dbPath],
        workTreeLasts: true,
        signal,
        frontEnd: 'cli',
        isShared: place.presence.isShared,
      },
    );
    await result.history.close();
    return result;
  } finally {
    rmSync(folder.path, {recursive: true, force: true});
  }
}

/** The check runs where the agent ran, with its environment; it has a log of its own and no stdin. */
function checkOf(
  context: CliContext,
  {check, quiet, agent}: StepRunOptions,
  run: {
    readonly place: Workplace;
    readonly folder: RunFolder;
    readonly runner: AgentRunner;
    readonly launch: RecordStepDeps['launch'];
    readonly uid: Uid;
  },
): Pick<RecordStepDeps, 'check'> {
  if (check === null) return {};
  const launch: RecordStepDeps['launch'] = async (step, settledId) => {
    if (!quiet) say(context, `checking the work of ${stepName(step)}: ${cutToWidth(check.script, COMMAND_WIDTH)}`);
    return {
      ...(await run.launch(step, settledId)),
      argv: await writeScript(check.shell, check.script, run.folder.path),
      timeoutMs: check.timeoutMs,
      logFile: checkLogFile(run.place.project, run.uid),
      stdin: 'none',
    };
  };
  const {runner, place} = run;
  const options = {
    runner,
    clock: systemClock,
    script: check.script,
    launch,
    secrets: agent.secrets,
    signal: place.signal,
  };
  return {check: createCheck(options)};
}

/** Builds the agent's command and environment once the step has its names. `identity` is for a git that knows nobody. */
function launcher(
  context: CliContext,
  options: StepRunOptions,
  folder: RunFolder,
  logFile: string,
  identity: Identity | null,
): RecordStepDeps['launch'] {
  return async (step: Step, settledId: number | null) => ({
    argv: options.argv,
    cwd: options.directory,
    env: buildAgentEnv({
      env: context.env,
      allow: options.envAllow,
      stepId: settledId,
      stepUid: step.uid,
      projectId: step.projectId,
      usageFile: folder.usageFile,
      promptFile: folder.promptFile,
      prompt: options.prompt,
      identity,
    }),
    timeoutMs: options.timeoutMs,
    logFile,
    stdin: 'inherit',
  });
}

/** Makes the folder for the project's logs; with the project's own file it also notes whose history that is. */
function prepareFolder(place: Workplace, options: StepRunOptions, folder: string): void {
  if (options.history.db === undefined) claimProject(place.project, place.repository);
  try {
    makeFolder(folder);
  } catch (cause) {
    const message = `The folder for the logs cannot be made: ${folder}. LAFORGE_HOME names another place.`;
    throw new StoreError('unwritable', message, {cause});
  }
}
