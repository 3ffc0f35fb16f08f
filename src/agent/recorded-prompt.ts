import {createHash} from 'node:crypto';
import {MOST_PROMPT_BYTES, type Prompt} from '../domain/documents.ts';
import {redactText} from './redact.ts';

/** Far more than is recorded. The rest is not searched for secrets. */
const MOST_READ = 16 * MOST_PROMPT_BYTES;

/** A prompt as it is recorded: without secrets, or its digest alone. The digest is that of the whole prompt. */
export function recordPrompt(
  prompt: string,
  {secrets, keepsText}: {readonly secrets: readonly string[]; readonly keepsText: boolean},
): Prompt {
  const text = keepsText ? redactText(prompt.slice(0, MOST_READ), secrets) : null;
  return {
    text,
    sha256: createHash('sha256').update(prompt).digest('hex'),
    bytes: Buffer.byteLength(prompt),
    ...(text !== null && text !== prompt && {altered: true}),
  };
}

/** A prompt as it may stand in a command, for blotting it out there: as it is, and within either kind of quotes. */
export function spellingsOf(prompt: string): readonly string[] {
  return [prompt, prompt.replaceAll(/["\\]/g, '\\$&'), prompt.replaceAll("'", "'\\''")];
}
