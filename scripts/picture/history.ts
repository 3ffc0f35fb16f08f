import {EMPTY_AGENT_CONFIG, UNKNOWN_USAGE} from '../../src/domain/documents.ts';
import type {Rollback} from '../../src/domain/rollback.ts';
import type {Step} from '../../src/domain/step.ts';
import {totalsOf} from '../../src/domain/usage-totals.ts';
import type {HistoryView} from '../../src/render/history-view.ts';

const COMMON = {projectId: 'acme/widgets', repository: 'github.com/acme/widgets', branch: 'retry-uploads'};
const RUNS = 'https://github.com/acme/widgets/actions/runs';

/** An example history of a pull request, with steps that succeeded, failed and were rolled back. */
export function exampleHistory(): HistoryView {
  const steps = [
    exampleStep(4, 'Handle a 429 answer: wait as long as it says', 'check_failed', [66, 12], 94, 0.0831, {
      pushed: 'pinned',
      notes: [
        'The work was not pushed to retry-uploads: its check failed. It is kept: git fetch origin refs/laforge/pins/default/step-0199c1f2-6b7a-7c31-9d04-5a1b2c3d4e5f gets it.',
      ],
    }),
    exampleStep(3, 'Test what happens when the third try succeeds', 'succeeded', [48, 2], 67, 0.0412),
    exampleStep(2, 'Simplify the upload queue', 'succeeded', [31, 240], 128, 0.1264, {active: false}),
    exampleStep(1, 'Retry an upload three times before it fails', 'succeeded', [120, 14], 192, 0.0958),
  ];
  return {
    slug: 'default',
    projectId: null,
    steps,
    stepCount: steps.length,
    rollbacks: [exampleRollback()],
    tip: null,
    totals: [{of: 'branch', name: COMMON.branch, usage: totalsOf(steps)}],
    contestedIds: [],
    condition: {kind: 'found'},
    warnings: [],
    links: {serverUrl: 'https://github.com', repository: 'acme/widgets'},
    means: {workflowUrl: 'https://github.com/acme/widgets/actions', commandArgs: null},
  };
}

function exampleStep(
  id: number,
  prompt: string,
  status: string,
  [insertions, deletions]: readonly [number, number],
  seconds: number,
  cost: number,
  overrides: Partial<Step> = {},
): Step {
  const [input, cached, written, output] = [1_100 * id, 13_500, 2_700, 200 * id];
  return {
    ...COMMON,
    id,
    uid: uid(id),
    active: true,
    parentStepId: id === 1 ? null : id - 1,
    parentUid: id === 1 ? null : uid(id - 1),
    status,
    commitShaBefore: sha(id - 1),
    commitShaAfter: sha(id),
    prompt: {text: prompt, sha256: '0'.repeat(64), bytes: prompt.length},
    agentConfig: {...EMPTY_AGENT_CONFIG, name: 'claude', model: 'claude-sonnet-4-5'},
    run: {
      ci: 'github',
      workflow: 'Agent',
      run_id: String(id),
      attempt: 1,
      job: 'agent',
      job_backend_id: null,
      actor: 'ada',
      event: 'pull_request',
      url: `${RUNS}/${id}`,
      pull_request: null,
    },
    startTime: time(id),
    endTime: time(id),
    createdAt: time(id),
    durationMs: seconds * 1000,
    tokenUsage: {
      ...UNKNOWN_USAGE,
      state: 'measured',
      prompt_tokens: input + cached + written,
      completion_tokens: output,
      total_tokens: input + cached + written + output,
      input_tokens: input,
      cache_read_tokens: cached,
      cache_write_tokens: written,
      output_tokens: output,
      cost,
    },
    exitCode: 0,
    pushed: 'pushed',
    pinRef: null,
    changes: {
      own_commits: [{sha: sha(id), subject: prompt}],
      own_commit_count: 1,
      files_changed: id,
      insertions,
      deletions,
    },
    limits: null,
    setup: null,
    template: null,
    replays: null,
    labels: null,
    chain: null,
    check: null,
    checkBefore: null,
    notes: [],
    ...overrides,
  };
}

function exampleRollback(): Rollback {
  return {
    uid: uid(100),
    number: 1,
    kind: 'rollback',
    undoes: null,
    undoneBy: null,
    isProposed: false,
    projectId: COMMON.projectId,
    repository: COMMON.repository,
    branch: COMMON.branch,
    target: {mode: 'to', stepUid: uid(1)},
    fromSha: sha(2),
    toSha: sha(1),
    pinRef: `refs/laforge/pins/default/${uid(100)}`,
    stepUids: [uid(2)],
    actor: 'ada',
    reason: 'it dropped the back-off',
    run: null,
    createdAt: time(3),
    chain: null,
  };
}

function uid(number: number): string {
  return `0199c1f2-6b7a-7c31-9d04-${String(number).padStart(12, '0')}`;
}

function sha(number: number): string {
  return String(number).padStart(40, 'a');
}

function time(minute: number): string {
  return new Date(Date.UTC(2026, 0, 1, 9, minute)).toISOString();
}
