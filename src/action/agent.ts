import {buildAgentEnv} from '../agent/agent-env.ts';
import type {OutputGuard} from '../agent/command-guard.ts';
import {guardFiles, runnersFiles} from '../agent/guard-files.ts';
import {createAgentRunner} from '../agent/run-agent.ts';
import type {RunFolder} from '../agent/run-folder.ts';
import {type Shell, writeScript} from '../agent/script.ts';
import type {AgentRunner} from '../domain/ports/agent.ts';
import type {Identity} from '../domain/ports/git.ts';
import {stepName} from '../domain/step.ts';
import {systemClock} from '../system/system-clock.ts';
import type {RecordStepDeps} from '../usecases/record-step.ts';
import type {StepInputs} from './inputs.ts';
import type {Job} from './job.ts';
import {actionLog} from './log.ts';

export interface AgentOfJob {
  readonly runner: AgentRunner;
  readonly launch: RecordStepDeps['launch'];
  /** The script of the input `check`, in the same shell, folder and environment. */
  readonly launchCheck: (script: string) => RecordStepDeps['launch'];
}

/** The agent as the action runs it: a script in a shell, its output shown but never taken for workflow commands. */
export function prepareAgent(request: {
  readonly inputs: StepInputs;
  readonly job: Job;
  readonly shell: Shell;
  readonly directory: string;
  readonly folder: RunFolder;
  readonly guard: OutputGuard;
  /** The identity the agent commits with; null when git has its own. */
  readonly identity: Identity | null;
}): AgentOfJob {
  const {inputs, job, shell, directory, folder, guard, identity} = request;
  const runner = createAgentRunner({
    sinks: {stdout: guard.sink, stderr: guard.sink},
    clock: systemClock,
    folder: folder.path,
  });
  const launch: AgentOfJob['launch'] = async (step, settledId) => ({
    argv: await writeScript(shell, inputs.run, folder.path),
    cwd: directory,
    env: buildAgentEnv({
      env: job.env,
      allow: inputs.envAllow,
      stepId: settledId,
      stepUid: step.uid,
      projectId: step.projectId,
      usageFile: folder.usageFile,
      promptFile: folder.promptFile,
      prompt: inputs.prompt,
      identity,
    }),
    timeoutMs: inputs.timeoutMs,
    logFile: folder.logFile,
    stdin: 'none',
  });
  return {
    runner: {
      run: async (agent) => {
        const putBack = guardFiles(runnersFiles(job.env));
        await guard.open();
        try {
          const result = await runner.run(agent);
          return {...result, notes: [...result.notes, ...putBack()]};
        } finally {
          await guard.close();
        }
      },
    },
    launch,
    launchCheck: (script) => async (step, settledId) => {
      actionLog.info(`Checking the work of ${stepName(step)}.`);
      return {
        ...(await launch(step, settledId)),
        argv: await writeScript(shell, script, folder.path),
        timeoutMs: inputs.checkTimeoutMs,
        logFile: folder.checkLogFile,
      };
    },
  };
}
