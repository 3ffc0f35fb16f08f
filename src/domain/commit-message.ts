import {badInput} from './errors.ts';
import {quote, type Uid} from './identity.ts';
import type {Identity} from './ports/work-tree.ts';

/** The values of the placeholders in a commit message template. */
interface CommitMessageFacts {
  /** Null while the number is not settled; then only the uid identifies the step. */
  readonly stepId: number | null;
  readonly stepUid: Uid;
  readonly agent: string | null;
  readonly branch: string | null;
  readonly prompt: string | null;
}

const PLACEHOLDERS = ['step-id', 'step-uid', 'agent', 'branch', 'prompt'] as const;
/** A placeholder in braces. Double braces escape it. */
const PLACE = /\{\{[a-z-]+\}\}|\{([a-z-]+)\}/g;
const SUBJECT_LENGTH = 72;

/** Returns the template. Throws InputError for an unknown placeholder, before anything runs. */
export function checkCommitTemplate(template: string, what: string): string {
  for (const match of template.matchAll(PLACE)) {
    if (match[1] !== undefined && !PLACEHOLDERS.some((name) => name === match[1])) {
      throw badInput(
        `${what} has ${quote(match[0])}, which stands for nothing. Use ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')}.`,
      );
    }
  }
  return template;
}

/**
 * The message of the commit with the agent's uncommitted work: the template filled in, or a subject made from the
 * prompt; then the trailers that identify the step.
 */
export function commitMessage(template: string | null, facts: CommitMessageFacts): string {
  const values: Record<(typeof PLACEHOLDERS)[number], string> = {
    'step-id': facts.stepId === null ? facts.stepUid : String(facts.stepId),
    'step-uid': facts.stepUid,
    agent: facts.agent ?? 'agent',
    branch: facts.branch ?? '',
    prompt: firstLine(facts.prompt ?? ''),
  };
  const text =
    template === null
      ? defaultSubject(facts)
      : template.replace(PLACE, (whole, name: string | undefined) =>
          name === undefined ? whole.slice(1, -1) : name in values ? values[name as keyof typeof values] : whole,
        );
  const trailers = [
    `Laforge-Step-Uid: ${facts.stepUid}`,
    ...(facts.stepId === null ? [] : [`Laforge-Step: ${facts.stepId}`]),
  ];
  const body = text.replaceAll('\u0000', '').trim() || defaultSubject(facts);
  // A template may end with trailers of its own. Ours join that block, since git reads only the last one.
  const lastParagraph = body.includes('\n\n') ? (body.split('\n\n').at(-1) ?? '') : '';
  const endsInTrailers =
    lastParagraph !== '' && lastParagraph.split('\n').every((line) => /^[A-Za-z0-9-]+: /.test(line));
  return `${body}${endsInTrailers ? '\n' : '\n\n'}${trailers.join('\n')}\n`;
}

/** Parses `Name <mail>`. Throws InputError, naming `what`, for anything else. */
export function parseIdentity(text: string, what: string): Identity {
  const match = /^([^<>\r\n\0]*[^<>\s\0])\s*<([^<>\s\0]+)>$/.exec(text.trim());
  if (match?.[1] === undefined || match[2] === undefined) {
    throw badInput(`${what} is ${quote(text)}, which is no author. Write it as "Name <mail@example.com>".`);
  }
  return {name: match[1].trim(), email: match[2]};
}

function defaultSubject(facts: CommitMessageFacts): string {
  const prompt = firstLine(facts.prompt ?? '');
  if (prompt !== '') return prompt;
  return `Work of ${facts.agent ?? 'the agent'}${facts.stepId === null ? '' : ` in step ${facts.stepId}`}`;
}

function firstLine(text: string): string {
  const line = text.split(/[\r\n]/).find((candidate) => candidate.trim() !== '') ?? '';
  const chars = [...line.trim()];
  return chars.length > SUBJECT_LENGTH ? `${chars.slice(0, SUBJECT_LENGTH - 1).join('')}…` : chars.join('');
}
