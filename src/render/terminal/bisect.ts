import type {BisectResult, BisectTest, BranchState} from '../../domain/bisect.ts';
import {shortSha} from '../../domain/identity.ts';
import {KINDS_IN_WORDS, rollbackName} from '../../domain/rollback.ts';
import {stepName} from '../../domain/step.ts';
import {capital, joinFilled} from '../../domain/text.ts';
import {firstLineAsked, formatCostOf} from '../format.ts';
import {formatChanges, formatDuration, plural} from './figures.ts';
import {type Paint, toPlainText} from './text.ts';

/** Renders a line for a test: `step 4 (7e072049): good, 1.2s`. */
export function testLine({state, verdict, exitCode, durationMs, isKnown, lastLine}: BisectTest): string {
  const time = isKnown ? 'known from an earlier search' : formatDuration(durationMs);
  const how = verdict === 'bad' ? `bad (exit ${exitCode})` : verdict;
  // 126 and 127 mean that the shell could not run a program, which says nothing about the files. Show the shell's message.
  const said = (exitCode === 126 || exitCode === 127) && lastLine !== null ? `: ${lastLine}` : '';
  return `${nameOf(state)}: ${how}, ${time}${said}`;
}

/** Renders the answer: which step broke it, its task, and the next commands. */
export function renderBisect(shown: ShownBisect, paint: Paint): string {
  const {culprit, suspects, confidence, tests, check} = shown;
  const counted = `${plural(tests.length, 'test')} of ${toPlainText(check)}`;
  const sure = confidence < 1 ? `, ${(Math.floor(confidence * 1000) / 10).toFixed(1)}% sure` : '';
  if (culprit === null) {
    return [
      paint('warn', `It is one of ${suspects.length}, and the check cannot tell which (${counted}${sure}):`),
      ...suspects.map((state) => `  ${nameOf(state)}`),
    ].join('\n');
  }
  const {step, rollback} = culprit;
  const title =
    rollback !== null
      ? `${rollbackName(rollback)}, ${KINDS_IN_WORDS[rollback.kind]}, broke it`
      : step === null
        ? 'No step broke it: people did'
        : `${capital(stepName(step))} broke it`;
  const facts =
    step === null
      ? culprit.commits.map(
          ({sha, subject, authorName}) => `  ${shortSha(sha)}  ${toPlainText(subject)} (${toPlainText(authorName)})`,
        )
      : [
          `  ${toPlainText(firstLineAsked(step))}`,
          `  ${joinFilled([formatChanges(step.changes), formatCostOf(step.tokenUsage)], ', ')}`,
        ];
  return [
    `${paint('strong', title)} (${counted}${sure})`,
    ...facts.filter((line) => line.trim() !== ''),
    '',
    ...shown.next.map(([what, command]) => `${what.padEnd(14)}${command}`),
  ].join('\n');
}

function nameOf({step, rollback, sha, commits}: BranchState): string {
  if (rollback !== null) return `${rollbackName(rollback)} (${shortSha(sha)})`;
  if (step !== null) return `${stepName(step)} (${shortSha(sha)})`;
  return commits.length === 0 ? shortSha(sha) : `${plural(commits.length, 'commit')} of people (${shortSha(sha)})`;
}

/** The result of a search to show. */
interface ShownBisect extends Pick<BisectResult, 'tests' | 'culprit' | 'suspects' | 'confidence'> {
  readonly check: string;
  /** The next commands, each with what it does. */
  readonly next: readonly (readonly [what: string, command: string])[];
}
