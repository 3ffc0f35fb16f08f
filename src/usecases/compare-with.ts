import {RefusedError} from '../domain/errors.ts';
import {foundStep} from '../domain/found-step.ts';
import type {Clone} from '../domain/ports/git.ts';
import type {HistoryReader} from '../domain/ports/store.ts';
import {type Step, stepName} from '../domain/step.ts';
import type {CodeMode, CompareWith} from '../domain/step-comparison.ts';
import type {Wording} from '../domain/wording.ts';
import {diffSteps, printDiff, type StepDiff} from './diff-steps.ts';

interface ComparedSteps {
  readonly diff: StepDiff;
  readonly patch: string;
}

/** Compares a step with an earlier one. Throws RefusedError where that cannot be told, and GitError. */
export async function compareWith(
  deps: {readonly repository: Clone; readonly history: HistoryReader; readonly words: Wording},
  request: {
    readonly projectId: string;
    readonly step: Step;
    readonly other: CompareWith;
    readonly code: CodeMode | null;
  },
): Promise<ComparedSteps> {
  const {step, other, projectId, code} = request;
  const a =
    other === 'previous'
      ? await previousOf(deps.history, step)
      : foundStep(await deps.history.findStep(other), other, projectId, deps.words);
  const diff = await diffSteps(deps, {a, b: step, code, net: false, paths: []});
  return {diff, patch: (await printDiff(deps.repository, diff)).toString('utf8')};
}

async function previousOf(history: HistoryReader, step: Step): Promise<Step> {
  const {branch, id, repository} = step;
  const before = {repository, ...(branch === null ? {} : {branch}), ...(id === null ? {} : {beforeId: id})};
  const [previous] = (await history.listSteps({...before, limit: 2})).filter(({uid}) => uid !== step.uid);
  if (previous !== undefined) return previous;
  throw new RefusedError('unknown-step', `No step ran before ${stepName(step)} on ${branch ?? 'no branch'}.`);
}
