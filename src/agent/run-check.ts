import {describeError} from '../domain/errors.ts';
import type {AgentRequest, AgentResult, AgentRunner, RunCheck} from '../domain/ports/agent.ts';
import type {Clock} from '../domain/ports/system.ts';
import type {Step} from '../domain/step.ts';
import {collectLastLines} from './last-lines.ts';
import {redactText} from './redact.ts';

interface CheckOptions {
  readonly runner: AgentRunner;
  readonly clock: Clock;
  readonly script: string;
  /** Builds the command, and the agent's own environment for it. */
  readonly launch: (step: Step, settledId: number | null) => Promise<Omit<AgentRequest, 'signal'>>;
  /** Values that must never be recorded. */
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
}

/** A check that runs as an agent does: in a process group of its own, within its time, its output shown and logged. */
export function createCheck({runner, clock, script, launch, secrets, signal}: CheckOptions): RunCheck {
  const command = redactText(script, secrets);
  return async (step, settledId) => {
    const startedAt = clock.now();
    const tail = collectLastLines(secrets);
    try {
      const request = await launch(step, settledId);
      const end = await runner.run({...request, observe: tail.observe, signal});
      return {
        ending: end.ending,
        notes: end.notes.map(ofTheCheck),
        result: resultOf(command, end, tail.lines()),
      };
    } catch (error) {
      const durationMs = Math.max(0, clock.now().getTime() - startedAt.getTime());
      const note = `The check could not be started: ${describeError(error)}`;
      return {ending: 'exited', notes: [note], result: resultOf(command, {exitCode: 127, durationMs}, [])};
    }
  };
}

function resultOf(
  command: string,
  {exitCode, durationMs}: Pick<AgentResult, 'exitCode' | 'durationMs'>,
  lines: readonly string[],
) {
  return {command, exit_code: exitCode, duration_ms: durationMs, last_lines: lines};
}

/** The runner speaks of an agent, whatever it runs. */
function ofTheCheck(note: string): string {
  return note.replaceAll(/\b([Tt]he) agent\b/g, '$1 check');
}
