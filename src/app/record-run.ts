import {join} from 'node:path';
import {buildAgentEnv, whyNoVariable} from '../agent/agent-env.ts';
import {redactText} from '../agent/redact.ts';
import {createCheck} from '../agent/run-check.ts';
import type {RunFolder} from '../agent/run-folder.ts';
import {writeScript} from '../agent/script.ts';
import {badInput} from '../domain/errors.ts';
import type {AgentRequest, AgentRunner, Launch, StepAgent} from '../domain/ports/agent.ts';
import type {CommitHost, Signer} from '../domain/ports/forge.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Environment} from '../domain/ports/system.ts';
import type {Identity} from '../domain/ports/work-tree.ts';
import type {Step} from '../domain/step.ts';
import type {Wording} from '../domain/wording.ts';
import {systemClock, systemUids} from '../system/clock-and-uids.ts';
import {followUsage, type RunUsage} from '../usage/follow-run.ts';
import type {BeforeRun} from '../usage/prior-state.ts';
import {type RecordStepDeps, type RecordStepRequest, recordStep} from '../usecases/step/record-step.ts';
import type {FinishedStep, FinishStepRequest, StepHost} from '../usecases/step/step-progress.ts';
import {type DescribedStep, describeSetup} from './describe-step.ts';
import {type StepCheck, type StepOptions, wordsOf} from './step-options.ts';
import type {StepTelemetry} from './step-telemetry.ts';

/** A step to run and record, as its program has prepared it. */
interface StepRun extends Pick<RecordStepDeps, 'store' | 'log' | 'words'> {
  readonly options: StepOptions;
  readonly described: DescribedStep;
  /** The request without what the options and their description say. */
  readonly request: Omit<RecordStepRequest, 'prompt' | 'setup' | 'template' | 'limits' | 'labels'>;
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
  const {store, log, host} = run;
  const words: Wording = {
    ...run.words,
    called: (name) => run.options.nameInTemplate(name) ?? run.words.called(name),
  };
  const why = options.prompt === null ? null : whyNoVariable(options.prompt);
  if (why !== null) log.notice(`The prompt ${why}. The agent finds it in the file LAFORGE_PROMPT_FILE alone.`);
  const agent = createStepAgent(run, usage, repository.identity === null ? run.request.agentIdentity : null);
  return await recordStep(
    {
      ...{repository, store, agent, usage, clock: systemClock, log, words},
      host: {uids: systemUids, ...host, ...(telemetry !== undefined && {onPhase: telemetry.onPhase})},
    },
    {
      ...run.request,
      setup: await describeSetup(repository, options, run.env, secrets),
      ...{prompt, template, limits: options.limits, labels: options.labels},
    },
  );
}

/** Creates a step's agent and its check. The check runs in the agent's folder and environment, without stdin. */
function createStepAgent(run: StepRun, usage: Pick<RunUsage, 'watch'>, identity: Identity | null): StepAgent {
  const {options, folder, runner} = run;
  const {signal} = run.request;
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

/**
 * Builds the request to finish a step, for every process that may have to. The `bot` commits when neither git nor the user
 * provides an identity; the host recreates the commits, signed, if the options ask for it.
 */
export function finishRequest(
  options: StepOptions,
  {identity}: Pick<Repository, 'identity'>,
  facts: Pick<FinishStepRequest, 'uid' | 'slug' | 'agentConfig' | 'replays' | 'isShared' | 'workTreeLasts'> &
    Pick<FinishStepRequest, 'bundleFile' | 'isInJob' | 'privatePaths'> & {
      readonly bot: Identity;
      readonly commitHost?: CommitHost | undefined;
    },
): FinishStepRequest {
  const {bot, commitHost, ...rest} = facts;
  const {commit, commitMessage, commitAuthor, push, continueOnAgentError} = options;
  return {
    ...{...rest, commit, commitMessage, commitAuthor, push, continueOnAgentError},
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
