import {mkdirSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {Command} from 'commander';
import {InputError, StoreError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';

import {BOT} from '../git/identity.ts';
import type {RecordStepResult} from '../usecases/record-step.ts';
import {type CliContext, createLog, say} from './context.ts';
import {createFallbackHistory, createPlaceStore} from './create-store.ts';
import {addHistoryOptions, findPlace, type Place} from './open-history.ts';
import {claimProject, laforgeHome, stepLogFile} from './project.ts';
import {describeRun} from './run-info.ts';
import {endLine, startLine} from './step-run-lines.ts';
import {
  defineStepRunOptions,
  type RawStepRunOptions,
  readStepRunOptions,
  type StepRunOptions,
} from './step-run-options.ts';

const INTERRUPTED = 130;

export function define(command: Command, context: CliContext): void {
  defineStepRunOptions(command);
  addHistoryOptions(command);
  command.action(async (argv: string[], raw: RawStepRunOptions) => {
    context.exitWith(await runStep(context, await readStepRunOptions(context, argv, raw)));
  });
}

/** Runs the command as a step. Resolves to the exit status: the command's own. */
async function runStep(context: CliContext, options: StepRunOptions): Promise<number> {
  const place = await findPlace(context, options.history.project ?? null, options.history, {
    directory: options.directory,
    needsRepository: true,
  });
  const {repository} = place;
  if (repository === null) throw new InputError('not-a-work-tree', `${options.directory} is in no git work tree.`);
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  try {
    checkPush(repository, options);
    await chooseBranch(repository, options.branch);
    const result = await record(context, options, place, repository, interruption.signal);
    if (!options.quiet) say(context, endLine(result.step, options.history));
    return exitStatus(context, result, options);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
    await repository.close();
  }
}

function checkPush(repository: Repository, {push}: StepRunOptions): void {
  if (push === 'none' || repository.remote !== null) return;
  throw new InputError(
    'bad-input',
    `--push is given, but the repository in ${repository.root} has no remote. Add one as origin, or leave --push out.`,
  );
}

async function chooseBranch(repository: Repository, branch: string | null): Promise<void> {
  if (branch === null) return;
  if (!(await repository.isBranchName(branch))) {
    throw new InputError('bad-input', `--branch is ${quote(branch)}, which git takes for no branch name. Use another.`);
  }
  await repository.switchTo(branch);
}

async function record(
  context: CliContext,
  options: StepRunOptions,
  place: Place,
  repository: Repository,
  signal: AbortSignal,
): Promise<RecordStepResult> {
  const [{recordStep}, {createAgentRunner}, {buildAgentEnv}, {createRunFolder}, {systemClock}, {systemUids}] =
    await Promise.all([
      import('../usecases/record-step.ts'),
      import('../agent/run-agent.ts'),
      import('../agent/agent-env.ts'),
      import('../agent/run-folder.ts'),
      import('../system/system-clock.ts'),
      import('../system/uids.ts'),
    ]);
  const uid = systemUids.next();
  const logFile = stepLogFile(place.project, uid);
  const store = await createPlaceStore(place, {create: true});
  prepareFolder(place, repository, options, dirname(logFile));
  const folder = await createRunFolder(tmpdir(), options.prompt);
  const usage = {usageFile: folder.usageFile, logFile};
  const agentIdentity = repository.identity ?? options.commitAuthor ?? BOT;
  try {
    const result = await recordStep(
      {
        repository,
        store,
        agent: createAgentRunner({sinks: context.streams, clock: systemClock}),
        clock: systemClock,
        log: createLog(context, options.quiet),
        launch: async (step, settledId) => ({
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
            identity: repository.identity === null ? agentIdentity : null,
          }),
          timeoutMs: options.timeoutMs,
          logFile,
          stdin: 'inherit',
        }),
        readUsage: () => options.usageReader.read(usage),
        onStarted: (step) => {
          if (!options.quiet) say(context, startLine(step, options.argv));
        },
        keepFile: null,
        fallbackHistory: await createFallbackHistory(place, uid),
      },
      {
        uid,
        projectId: place.project.id,
        slug: place.slug,
        detachedBranch: null,
        agentConfig: options.agentConfig,
        run: describeRun(context.env),
        prompt: options.prompt,
        commit: options.commit,
        commitTemplate: options.commitMessage,
        commitAuthor: options.commitAuthor,
        agentIdentity,
        push: options.push,
        continueOnAgentError: options.continueOnAgentError,
        bundleFile: join(dirname(logFile), `${uid}.bundle`),
        privatePaths: [laforgeHome(context.env), place.project.folder, place.dbPath],
        signal,
      },
    );
    await result.history.close();
    return result;
  } finally {
    await rm(folder.path, {recursive: true, force: true});
  }
}

/** Makes the folder for the project's logs; with the project's own file it also notes whose history that is. */
function prepareFolder(place: Place, repository: Repository, options: StepRunOptions, folder: string): void {
  if (place.store === 'file' && options.history.db === undefined) claimProject(place.project, repository);
  try {
    mkdirSync(folder, {recursive: true});
  } catch (cause) {
    const message = `The folder for the logs cannot be made: ${folder}. LAFORGE_HOME names another place.`;
    throw new StoreError('unwritable', message, {cause});
  }
}

function exitStatus(context: CliContext, {step, publication}: RecordStepResult, options: StepRunOptions): number {
  const own = step.exitCode ?? 1;
  if (own !== 0) return own;
  if (step.status === 'cancelled') return INTERRUPTED;
  if (options.requireRecord && publication.kind !== 'published') {
    say(context, `the agent succeeded, but its record could not be published (--require-record).`);
    return 1;
  }
  return 0;
}
