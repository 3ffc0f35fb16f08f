import {guardFiles, type OutputGuard, runnersFiles} from '../agent/command-guard.ts';
import {createAgentRunner} from '../agent/run-agent.ts';
import type {AgentRunner} from '../domain/ports/agent.ts';
import type {Environment} from '../domain/ports/system.ts';
import {systemClock} from '../system/clock-and-uids.ts';

/** Runs agents without letting them give workflow commands, by their output or by the runner's files. */
export function createGuardedRunner(
  guard: OutputGuard,
  {folder, env}: {readonly folder: string; readonly env: Environment},
): AgentRunner {
  const runner = createAgentRunner({sinks: {stdout: guard.sink, stderr: guard.sink}, clock: systemClock, folder});
  return {
    run: async (agent) => {
      const putBack = guardFiles(runnersFiles(env));
      await guard.open();
      try {
        const result = await runner.run(agent);
        return {...result, notes: [...result.notes, ...putBack()]};
      } finally {
        await guard.close();
      }
    },
  };
}
