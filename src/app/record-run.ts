import {join} from 'node:path';
import {buildAgentEnv, whyNoVariable} from '../agent/agent-env.ts';
import {redactText} from '../agent/redact.ts';
import {createCheck} from '../agent/run-check.ts';
import type {RunFolder} from '../agent/run-folder.ts';
import {writeScript} from '../agent/script.ts';
import type {AgentConfig} from '../domain/documents.ts';
import {badInput} from '../domain/errors.ts';
import type {AgentRequest, AgentRunner, StepAgent} from '../domain/ports/agent.ts';
import type {CommitHost, Signer} from '../domain/ports/forge.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Environment} from '../domain/ports/system.ts';
import type {Identity} from '../domain/ports/work-tree.ts';
import type {Step} from '../domain/step.ts';
import {systemClock, systemUids} from '../system/clock-and-uids.ts';
import {followUsage, type RunUsage} from '../usage/follow-run.ts';
import type {BeforeRun} from '../usage/prior-state.ts';
import {type RecordStepDeps, type RecordStepRequest, recordStep} from '../usecases/step/record-step.ts';
import type {FinishedStep, FinishStepRequest, StepHost} from '../usecases/step/step-progress.ts';
import {type DescribedStep, describeSetup} from './describe-step.ts';
import {type StepCheck, type StepOptions, wordsOf} from './step-options.ts';
import type {StepTelemetry} from './step-telemetry.ts';

/** A step to run and record, as its program has prepared it. */
interface StepRun
  extends Pick<RecordStepDeps, 'store' | 'log' | 'words'>,
    Pick<
      RecordStepRequest,
      'projectId' | 'replays' | 'keepAside' | 'detachedBranch' | 'run' | 'hasHistory' | 'signal'
    > {
  readonly options: StepOptions;
  readonly described: DescribedStep;
  readonly finish: FinishFacts;
  readonly repository: Repository;
  readonly folder: RunFolder;
  /** Our own environment. */
  readonly env: Environment;
  readonly runner: AgentRunner;
  readonly stdin: AgentRequest['stdin'];
  readonly host: Omit<StepHost, 'uids' | 'onPhase'>;
  readonly telemetry?: Pick<StepTelemetry, 'traceparents' | 'onPhase' | 'onCalls'>;
  /** Keeps what was on disk before the run, for a later process. */
  readonly before?: BeforeRun;
  /** Called when everything is ready for the agent to start. */
  readonly onReady?: () => void;
  /** Called with the agent's process id. */
  readonly onAgentStarted: (pid: number) => void;
  /** Called before the check runs on the work, or on the state before the agent. */
  readonly onCheck: (step: Step, check: StepCheck, of: 'work' | 'start') => void;
}

/** Runs an agent with its check, follows its usage, and records it as a step. Both programs run their steps with this. */
export async function recordRun(run: StepRun): Promise<FinishedStep> {
  const {options, described, repository, telemetry, before} = run;
  const {prompt, template, secrets, prices} = described;
  const usage = followUsage(options.usageReader, run.folder.usageFile, {
    ...{prices, telemetry: options.telemetry, redact: (text) => redactText(text, secrets)},
    ...(before !== undefined && {before}),
    ...(telemetry !== undefined && {onCalls: telemetry.onCalls}),
  });
  const {store, log, words, host} = run;
  const why = options.prompt === null ? null : whyNoVariable(options.prompt);
  if (why !== null) log.notice(`The prompt ${why}. The agent finds it in the file LAFORGE_PROMPT_FILE alone.`);
  const {projectId, replays, keepAside = null, detachedBranch, hasHistory, signal} = run;
  const finish = finishRequest(options, run.finish, repository, described.agentConfig);
  const agent = createStepAgent(run, usage, repository.identity === null ? finish.agentIdentity : null);
  return await recordStep(
    {
      ...{repository, store, agent, usage, clock: systemClock, log, words},
      host: {uids: systemUids, ...host, ...(telemetry !== undefined && {onPhase: telemetry.onPhase})},
    },
    {
      ...finish,
      setup: await describeSetup(repository, options, run.env, secrets),
      ...{projectId, prompt, template, replays, keepAside, detachedBranch, run: run.run, hasHistory, signal},
      ...{limits: options.limits, labels: options.labels},
    },
  );
}

type Launch = Omit<AgentRequest, 'signal'>;

/** Creates a step's agent and its check. The check runs in the agent's folder and environment, without stdin. */
function createStepAgent(run: StepRun, usage: Pick<RunUsage, 'watch'>, identity: Identity | null): StepAgent {
  const {options, folder, runner, signal} = run;
  const {secrets} = run.described;
  const {command, check} = options;
  const traceparents = run.telemetry?.traceparents ?? null;
  const launch = async (step: Step, settledId: number | null, traceparent = traceparents?.agent): Promise<Launch> => ({
    argv: command.kind === 'program' ? command.argv : writeScript(command.shell, command.text, folder.path),
    cwd: options.directory,
    env: buildAgentEnv({
      env: run.env,
      allow: options.envAllow,
      stepId: settledId,
      stepUid: step.uid,
      projectId: step.projectId,
      usageFile: folder.usageFile,
      promptFile: folder.promptFile,
      prompt: options.prompt,
      inputs: options.template?.inputs ?? {},
      identity,
      traceparent: traceparent ?? null,
    }),
    timeoutMs: options.timeoutMs,
    logFile: folder.logFile,
    stdin: run.stdin,
  });
  const runCheck = (given: StepCheck, of: 'work' | 'start') => {
    const {shell, script, timeoutMs} = given;
    const logFile = of === 'work' ? folder.checkLogFile : join(folder.path, 'check-before.log');
    const runIt = createCheck({
      ...{runner, clock: systemClock, secrets, signal, script},
      launch: async (step, settledId) => ({
        ...(await launch(step, settledId, traceparents?.check)),
        argv: writeScript(shell, script, folder.path),
        ...{timeoutMs, logFile, stdin: 'none'},
      }),
    });
    return (step: Step, settledId: number | null) => {
      run.onCheck(step, given, of);
      return runIt(step, settledId);
    };
  };
  return {
    run: async (step, settledId, watched) => {
      const ready = await usage.watch(await launch(step, settledId), wordsOf(command));
      run.onReady?.();
      return runner.run({...ready, ...watched, onStarted: run.onAgentStarted});
    },
    check: check === null ? null : runCheck(check, 'work'),
    checkBefore: check?.before === true ? runCheck(check, 'start') : null,
  };
}

/** The facts about a program and its run that the end of a step needs, beside the step's options. */
export interface FinishFacts
  extends Pick<FinishStepRequest, 'uid' | 'slug' | 'bundleFile' | 'privatePaths' | 'workTreeLasts' | 'isShared'> {
  /** The identity to commit with when neither git nor the user provides one. */
  readonly bot: Identity;
  /** Recreates the commits on the host, signed, if the options ask for it. */
  readonly commitHost?: CommitHost | undefined;
}

/** Builds the request to finish a step, for every process that may have to. */
export function finishRequest(
  options: StepOptions,
  {bot, commitHost, ...facts}: FinishFacts,
  {identity}: Pick<Repository, 'identity'>,
  agentConfig: AgentConfig,
): FinishStepRequest {
  const {commit, commitMessage, commitAuthor, push, continueOnAgentError} = options;
  return {
    ...{...facts, agentConfig, commit, commitTemplate: commitMessage, commitAuthor, push, continueOnAgentError},
    signer: signerOf(options, commitHost),
    agentIdentity: identity ?? commitAuthor ?? bot,
    onFailure: options.check?.onFailure ?? null,
  };
}

function signerOf({signing}: StepOptions, commitHost: CommitHost | undefined): Signer | null {
  if (signing?.kind !== 'host') return signing;
  if (commitHost !== undefined) return {kind: 'host', host: commitHost};
  throw badInput('Commits can be signed by the host only where the action runs. Use ssh.');
}
