import type {Sha} from '../domain/identity.ts';
import type {HistoryReader, StoreName} from '../domain/ports/store.ts';
import type {Rollback} from '../domain/rollback.ts';
import type {Step, StepFilter} from '../domain/step.ts';
import type {RunContext} from '../domain/workplace.ts';
import type {HistoryView, NamedTotals} from '../render/history-view.ts';
import {sayLeftOut} from '../usecases/say-left-out.ts';

const STEPS_SHOWN = 500;

/** The part of a history to show: a pull request with its head branch, a branch, or everything. */
export interface Scope {
  readonly pullRequest: number | null;
  readonly branch: string | null;
}

/** Reads the part of a history that the comment, the summary and the report show. */
export async function historyToView(
  history: HistoryReader,
  scope: Scope,
  facts: {
    readonly slug: string;
    readonly projectId: string | null;
    readonly store: StoreName;
    readonly traceUrl: string | null;
    readonly context: Pick<RunContext, 'serverUrl' | 'repository'>;
    /** Differences on hosts where only the command line runs, such as GitLab. */
    readonly elsewhere?: {readonly commitPath: string};
  },
): Promise<HistoryView> {
  const {steps, count} = await stepsOf(history, scope);
  const {serverUrl, repository} = facts.context;
  const rollbacks = await history.listRollbacks(scope.branch === null ? {} : {branch: scope.branch});
  return {
    slug: facts.slug,
    projectId: facts.projectId,
    steps,
    stepCount: count,
    rollbacks,
    tip: lastTip(steps, rollbacks, scope.branch),
    totals: await totalsOfScope(history, scope),
    contestedIds: await history.findContested(steps.flatMap(({id}) => id ?? [])),
    condition: history.condition,
    warnings: [...history.warnings, ...(await sayLeftOut(history))],
    links: {serverUrl, repository, traceUrl: facts.traceUrl, ...facts.elsewhere},
    means: {
      hasWorkflow: facts.elsewhere === undefined,
      workflowUrl: serverUrl === null || repository === null ? null : `${serverUrl}/${repository}/actions`,
      // Only jobs can reach snapshots (artifacts, caches). The command line reads the other stores.
      commandArgs:
        facts.store === 'git' || facts.store === 'postgres'
          ? ['--store', facts.store, ...(facts.projectId === null ? [] : ['--project', facts.projectId])]
          : null,
    },
  };
}

/** The commit where the last step, rollback or undo left a branch; null when there is none, or several branches are shown. */
function lastTip(steps: readonly Step[], rollbacks: readonly Rollback[], branch: string | null): Sha | null {
  if (branch === null) return null;
  const left = steps
    .filter((step) => step.branch === branch && (step.pushed === 'pushed' || step.pushed === 'unchanged'))
    .map((step) => ({at: step.endTime ?? '', sha: step.commitShaAfter}));
  const moved = rollbacks.map(({createdAt, toSha}) => ({at: createdAt, sha: toSha}));
  return [...left, ...moved].sort((a, b) => (a.at < b.at ? 1 : -1))[0]?.sha ?? null;
}

/** Totals of the branch (or of the pull request when its branch is unknown) and of the whole history. */
async function totalsOfScope(history: HistoryReader, {pullRequest, branch}: Scope): Promise<readonly NamedTotals[]> {
  if (history.condition.kind === 'unreadable') return [];
  const whole: NamedTotals = {of: 'history', name: null, usage: await history.sumUsage()};
  if (branch !== null) return [{of: 'branch', name: branch, usage: await history.sumUsage({branch})}, whole];
  if (pullRequest === null) return [whole];
  return [{of: 'pull-request', name: String(pullRequest), usage: await history.sumUsage({pullRequest})}, whole];
}

/** The steps of a pull request and of its head branch, where some may have run before it was opened; newest first. */
async function stepsOf(
  history: HistoryReader,
  {pullRequest, branch}: Scope,
): Promise<{steps: readonly Step[]; count: number}> {
  const ofBranch: StepFilter = branch === null ? {} : {branch};
  if (pullRequest === null) {
    return {
      steps: await history.listSteps({...ofBranch, limit: STEPS_SHOWN}),
      count: await history.countSteps(ofBranch),
    };
  }
  const ofBoth: StepFilter = {...ofBranch, pullRequest};
  const lists = await Promise.all([
    history.listSteps({pullRequest, limit: STEPS_SHOWN}),
    branch === null ? [] : history.listSteps({branch, limit: STEPS_SHOWN}),
  ]);
  const counts = await Promise.all([
    history.countSteps({pullRequest}),
    branch === null ? 0 : history.countSteps({branch}),
    branch === null ? 0 : history.countSteps(ofBoth),
  ]);
  const byUid = new Map(lists.flat().map((step) => [step.uid, step]));
  const newestFirst = [...byUid.values()].sort((a, b) => (b.id ?? Infinity) - (a.id ?? Infinity));
  return {steps: newestFirst.slice(0, STEPS_SHOWN), count: counts[0] + counts[1] - counts[2]};
}
