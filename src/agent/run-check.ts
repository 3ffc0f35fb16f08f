import {describeError} from '../domain/errors.ts';
import type {AgentResult, AgentRunner, Launch, RunCheck} from '../domain/ports/agent.ts';
import type {Clock} from '../domain/ports/system.ts';
import type {Step} from '../domain/step.ts';
import {cutText, stripEscapes} from '../domain/text.ts';
import {redactText} from './redact.ts';

interface CheckOptions {
  readonly runner: AgentRunner;
  readonly clock: Clock;
  readonly script: string;
  /** Builds the check's command, with the agent's environment. */
  readonly launch: (step: Step, settledId: number | null) => Promise<Launch>;
  /** Values that must never be recorded. */
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
}

/** Creates a check that runs like an agent: in its own process group, with a time limit, its output shown and logged. */
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
        notes: end.notes.map(rewordForCheck),
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

/** Rewords a note of the agent runner, which always speaks of an agent. */
function rewordForCheck(note: string): string {
  return note.replaceAll(/\b([Tt]he) agent\b/g, '$1 check');
}

/** Collects the last lines of a program's output in bounded memory. */
interface LastLines {
  readonly observe: (chunk: Uint8Array) => void;
  /** The last lines, oldest first, redacted. */
  lines(): readonly string[];
}

const MOST_LINES = 20;
const MOST_CHARACTERS = 4000;
const LINE_LENGTH = 400;
/** More than is recorded, so that redaction sees secrets whole. */
const BYTES_KEPT = 64 * 1024;

/** Collects the last lines. `secrets` are redacted, and so is everything that looks like one. */
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
      // A cut text may start inside a secret, so drop its first line, or half of it if it is a single line.
      const lineEnd = text.indexOf('\n');
      const whole = isCut ? text.slice(lineEnd < 0 ? text.length / 2 : lineEnd + 1) : text;
      return chooseLines(redactText(whole, secrets));
    },
  };
}

/** Picks non-empty lines from the end, each as a terminal shows it after the last carriage return. */
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
