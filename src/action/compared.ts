import {WORDINGS} from '../app/wordings.ts';
import {describeError} from '../domain/errors.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {HistoryReader} from '../domain/ports/store.ts';
import type {Step} from '../domain/step.ts';
import type {CompareWith} from '../domain/step-comparison.ts';
import type {Markup} from '../render/escape.ts';
import {actionLog} from './log.ts';

/**
 * Renders the comparison of a step with another for the comment; '' if none is wanted. Never throws: if the comparison fails,
 * the log says why.
 */
export async function comparedPart(
  deps: {readonly repository: Repository; readonly history: HistoryReader},
  request: {readonly projectId: string; readonly step: Step; readonly other: CompareWith | null},
): Promise<Markup> {
  const {other} = request;
  if (other === null || deps.history.condition.kind === 'unreadable') return '';
  try {
    const {compareWith} = await import('../usecases/diff-steps.ts');
    const {foldedDiff} = await import('../render/step-diff-markdown.ts');
    const {diff, patch} = await compareWith({...deps, words: WORDINGS.action}, {...request, other, code: null});
    return foldedDiff(diff, patch);
  } catch (error) {
    actionLog.notice(`The comment has no comparison: ${describeError(error)}`);
    return '';
  }
}
