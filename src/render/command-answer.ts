import {type Sha, shortSha} from '../domain/identity.ts';
import {nameSteps} from '../domain/pin-messages.ts';
import {type Rollback, rollbackName} from '../domain/rollback.ts';
import {type Step, stepName} from '../domain/step.ts';
import {capital} from '../domain/text.ts';
import {escapeBlock, escapeCode, escapeText, folded, list, type Markup, sections, table} from './escape.ts';
import type {ShownMove} from './rollback-summary.ts';
import {plural} from './terminal/figures.ts';
import {renderReplay, type ShownReplay} from './terminal/replay.ts';
import {plainPaint} from './terminal/text.ts';

/** The author and the command of a comment. The line has passed the grammar: letters, digits, blanks and hyphens. */
interface Asked {
  readonly author: string;
  readonly line: string;
}

interface AnsweredMove extends Pick<ShownMove, 'kind' | 'branch' | 'from' | 'to' | 'steps' | 'warnings'> {
  readonly done: {readonly rollback: Rollback} | null;
}

/** Enough digits of a SHA that nobody can craft another commit with the same ones. */
const SAFE_DIGITS = 12;
const MOST_WARNINGS = 10;
const LONGEST_TABLE = 6_000;

/** Answers a command that moves a branch: with what it did, or with the plan and the command that carries it out. */
export function answerMove(move: AnsweredMove, asked: Asked): Markup {
  const {kind, branch, from, to, steps, done} = move;
  const what = kind === 'undo' ? 'active again' : 'rolled back';
  const where = `${escapeCode(branch)} from ${escapeCode(shortSha(from))} to ${escapeCode(shortSha(to))}`;
  const touched = steps.length === 0 ? '' : `; ${escapeText(nameSteps(steps))}: ${what}`;
  const warnings = folded(
    plural(move.warnings.length, 'warning'),
    list(move.warnings.slice(0, MOST_WARNINGS).map((warning) => escapeText(warning, 500))),
  );
  const shown = move.warnings.length === 0 ? '' : warnings;
  if (done !== null) {
    const back = kind !== 'undo' ? ` Take it back: ${escapeCode(`/laforge undo ${rollbackName(done.rollback)}`)}` : '';
    return sections([`✅ ${said(asked)}: ${rollbackName(done.rollback)} moved ${where}${touched}.${back}`, shown]);
  }
  const bare = asked.line.replace(/ +at [0-9a-f]+$/, '');
  return sections([
    `🔍 ${said(asked)}: nothing is changed, because the branch is not at the commit that this comment showed or that the command names. The plan: ${where}${touched}.`,
    shown,
    'If that is what you want, comment this line:',
    `\`\`\`\n${bare} at ${from.slice(0, SAFE_DIGITS)}\n\`\`\``,
  ]);
}

/** Answers `status`. The comment shows the steps anyway. */
export function answerStatus(asked: Asked, {branch, tip}: {readonly branch: string; readonly tip: Sha}): Markup {
  return `ℹ️ ${said(asked)}: ${escapeCode(branch)} is at ${escapeCode(shortSha(tip))}.`;
}

export function answerReplay(asked: Asked, step: Step, shown: ShownReplay): Markup {
  const text = renderReplay(shown, {paint: plainPaint, width: Number.POSITIVE_INFINITY});
  return sections([`🔁 ${said(asked)}: ${escapeText(stepName(step))} again.`, escapeBlock(text, LONGEST_TABLE)]);
}

export function answerHelp(asked: Asked, verbs: readonly ShownVerb[]): Markup {
  return sections([`ℹ️ ${said(asked)}:`, verbTable(verbs)]);
}

interface ShownVerb {
  readonly usage: string;
  readonly does: string;
}

/** Writes a separate reply that says why a command was refused. An unreadable command is not repeated. */
export function replyRefusal(
  {author, line}: {readonly author: string; readonly line: string | null},
  why: string,
  verbs: readonly ShownVerb[] | null,
): Markup {
  const what = line === null ? 'The command' : escapeCode(line);
  return sections([
    `❌ ${what} of ${escapeText(author, 60)} was refused, and nothing is changed. ${escapeText(capital(why), 1_000)}`,
    verbs === null ? '' : verbTable(verbs),
  ]);
}

function said({author, line}: Asked): Markup {
  return `${escapeCode(line)}, asked by ${escapeText(author, 60)}`;
}

function verbTable(verbs: readonly ShownVerb[]): Markup {
  return table(
    ['Command', 'Does'],
    ['---', '---'],
    verbs.map(({usage, does}) => [escapeCode(`/laforge ${usage}`), escapeText(does, 300)]),
  );
}
