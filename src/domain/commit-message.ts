import {InputError} from './errors.ts';
import {quote, type Uid} from './identity.ts';
import type {Identity} from './ports/work-tree.ts';

/** The names that a commit message template may have between braces. */
interface CommitMessageFacts {
  /** Null while the number is not settled: then the uid alone identifies the step. */
  readonly stepId: number | null;
  readonly stepUid: Uid;
  readonly agent: string | null;
  readonly branch: string | null;
  readonly prompt: string | null;
}

const PLACEHOLDERS = ['step-id', 'step-uid', 'agent', 'branch', 'prompt'] as const;
/** A name in braces. In double braces it stands for itself. */
const PLACE = /\{\{[a-z-]+\}\}|\{([a-z-]+)\}/g;
const SUBJECT_LENGTH = 72;

/** The template. Throws InputError on one that names something we do not have, before anything has run. */
export function checkCommitTemplate(template: string, what: string): string {
  for (const match of template.matchAll(PLACE)) {
    if (match[1] !== undefined && !PLACEHOLDERS.some((name) => name === match[1])) {
      throw new InputError(
        'bad-input',
        `${what} has ${quote(match[0])}, which stands for nothing. Use ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')}.`,
      );
    }
  }
  return template;
}

/**
 * The message of the commit of what an agent left uncommitted: the template filled in, or a subject made from the
 * prompt, and the trailers by which the step is found again.
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
  // A template may end in trailers of its own: ours join them, since only one block at the end counts.
  const lastParagraph = body.includes('\n\n') ? (body.split('\n\n').at(-1) ?? '') : '';
  const endsInTrailers =
    lastParagraph !== '' && lastParagraph.split('\n').every((line) => /^[A-Za-z0-9-]+: /.test(line));
  return `${body}${endsInTrailers ? '\n' : '\n\n'}${trailers.join('\n')}\n`;
}

/** Reads `Name <mail>`. Throws InputError, naming `what`, on anything else. */
export function parseIdentity(text: string, what: string): Identity {
  const match = /^([^<>\r\n\0]*[^<>\s\0])\s*<([^<>\s\0]+)>$/.exec(text.trim());
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new InputError(
      'bad-input',
      `${what} is ${quote(text)}, which is no author. Write it as "Name <mail@example.com>".`,
    );
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
