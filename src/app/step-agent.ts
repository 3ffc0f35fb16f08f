import {join} from 'node:path';
import {buildAgentEnv} from '../agent/agent-env.ts';
import {createCheck} from '../agent/run-check.ts';
import type {RunFolder} from '../agent/run-folder.ts';
import {writeScript} from '../agent/script.ts';
import type {AgentRequest, AgentRunner, StepAgent} from '../domain/ports/agent.ts';
import type {Environment} from '../domain/ports/system.ts';
import type {Identity} from '../domain/ports/work-tree.ts';
import type {Step} from '../domain/step.ts';
import {systemClock} from '../system/clock-and-uids.ts';
import type {RunUsage} from '../usage/follow-run.ts';
import {type StepCheck, type StepOptions, wordsOf} from './step-options.ts';

interface StepAgentRequest {
  readonly options: StepOptions;
  /** Our own environment. */
  readonly env: Environment;
  readonly runner: AgentRunner;
  readonly usage: Pick<RunUsage, 'watch'>;
  readonly folder: RunFolder;
  /** The files for the output of the agent and its check. */
  readonly logFile: string;
  readonly checkLogFile: string;
  /** The identity that the agent commits with; null when git has one configured. */
  readonly identity: Identity | null;
  readonly stdin: AgentRequest['stdin'];
  /** The parent spans for the agent and the check, if telemetry is sent. */
  readonly traceparents?: {readonly agent: string; readonly check: string} | null;
  /** Values to redact from the recorded lines of the check. */
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
  /** Called when everything is ready for the agent to start. */
  readonly onReady?: () => void;
  readonly onStarted?: (pid: number) => void;
  /** Called before the check runs on the work, or on the state before the agent. */
  readonly onCheck: (step: Step, check: StepCheck, of: 'work' | 'start') => void;
}

type Launch = Omit<AgentRequest, 'signal'>;

/** Creates a step's agent and its check. The check runs in the agent's folder and environment, without stdin. */
export function createStepAgent(request: StepAgentRequest): StepAgent {
  const {options, folder, runner, usage, secrets, signal} = request;
  const {command, check} = options;
  const {traceparents = null} = request;
  const launch = async (step: Step, settledId: number | null, traceparent = traceparents?.agent): Promise<Launch> => ({
    argv: command.kind === 'program' ? command.argv : await writeScript(command.shell, command.text, folder.path),
    cwd: options.directory,
    env: buildAgentEnv({
      env: request.env,
      allow: options.envAllow,
      stepId: settledId,
      stepUid: step.uid,
      projectId: step.projectId,
      usageFile: folder.usageFile,
      promptFile: folder.promptFile,
      prompt: options.prompt,
      inputs: options.template?.inputs ?? {},
      identity: request.identity,
      traceparent: traceparent ?? null,
    }),
    timeoutMs: options.timeoutMs,
    logFile: request.logFile,
    stdin: request.stdin,
  });
  const launchCheck =
    ({shell, script, timeoutMs}: StepCheck, logFile: string) =>
    async (step: Step, settledId: number | null): Promise<Launch> => ({
      ...(await launch(step, settledId, traceparents?.check)),
      argv: await writeScript(shell, script, folder.path),
      timeoutMs,
      logFile,
      stdin: 'none',
    });
  const runCheck = (given: StepCheck, of: 'work' | 'start') => {
    const logFile = of === 'work' ? request.checkLogFile : join(folder.path, 'check-before.log');
    const run = createCheck({
      ...{runner, clock: systemClock, secrets, signal},
      script: given.script,
      launch: launchCheck(given, logFile),
    });
    return (step: Step, settledId: number | null) => {
      request.onCheck(step, given, of);
      return run(step, settledId);
    };
  };
  return {
    run: async (step, settledId, watched) => {
      const ready = await usage.watch(await launch(step, settledId), wordsOf(command));
      request.onReady?.();
      const {onStarted} = request;
      return runner.run({...ready, ...watched, ...(onStarted !== undefined && {onStarted})});
    },
    check: check === null ? null : runCheck(check, 'work'),
    checkBefore: check?.before === true ? runCheck(check, 'start') : null,
  };
}
