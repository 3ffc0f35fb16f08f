import {describeError} from '../domain/errors.ts';
import type {AgentRequest, AgentResult, AgentRunner, RunCheck} from '../domain/ports/agent.ts';
import type {Clock} from '../domain/ports/system.ts';
import type {Step} from '../domain/step.ts';
import {cutText, stripEscapes} from '../domain/text.ts';
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

/** Collects the end of what a program prints, whatever it prints, in little memory. */
interface LastLines {
  readonly observe: (chunk: Uint8Array) => void;
  /** The last lines, oldest first, as they may be recorded. */
  lines(): readonly string[];
}

const MOST_LINES = 20;
const MOST_CHARACTERS = 4000;
const LINE_LENGTH = 400;
/** More than is recorded, so that a secret is found before its beginning is cut off. */
const BYTES_KEPT = 64 * 1024;

/** `secrets` are values that must never be recorded; what reads as one goes too. */
export function collectLastLines(secrets: readonly string[]): LastLines {
  let kept: Uint8Array[] = [];
  let size = 0;
  let isCut = false;
  return {
    observe: (chunk) => {
      kept.push(chunk);
      size += chunk.length;
      if (size <= 2 * BYTES_KEPT) return;
      kept = [Buffer.concat(kept).subarray(-BYTES_KEPT)];
      size = BYTES_KEPT;
      isCut = true;
    },
    lines: () => {
      const text = toPlainLines(Buffer.concat(kept).toString('utf8'));
      // It may begin in the middle of a line, and so of a secret; one line of this length is no place for both.
      const lineEnd = text.indexOf('\n');
      const whole = isCut ? text.slice(lineEnd < 0 ? text.length / 2 : lineEnd + 1) : text;
      return chooseLines(redactText(whole, secrets));
    },
  };
}

/** Non-empty lines from the end, each as a terminal would show it after the last carriage return. */
function chooseLines(text: string): readonly string[] {
  const chosen: string[] = [];
  let left = MOST_CHARACTERS;
  for (const line of text.split('\n').toReversed()) {
    const shown = cutText(line.trimEnd().split('\r').at(-1) ?? '', LINE_LENGTH);
    if (shown === '') continue;
    left -= shown.length;
    if (chosen.length === MOST_LINES || left < 0) break;
    chosen.push(shown);
  }
  return chosen.toReversed();
}

function toPlainLines(text: string): string {
  return stripEscapes(text)
    .replaceAll(/(?![\n\r\t])\p{Cc}/gu, '')
    .replaceAll('\t', '  ');
}
