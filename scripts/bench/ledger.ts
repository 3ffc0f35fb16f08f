import {existsSync, mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {AgentConfig, RunInfo, TokenUsage} from '../../src/domain/documents.ts';
import type {Ledger} from '../../src/domain/ports/ledger.ts';
import type {LedgerRecords, StepRecord} from '../../src/domain/records.ts';
import type {StepDraft, StepOutcome} from '../../src/domain/step.ts';
import {openLedger} from '../../src/ledger/open-ledger.ts';

/** One measured operation; times in milliseconds, the median of several runs. */
export interface LedgerBenchRow {
  readonly operation: string;
  readonly msBySteps: {readonly [steps: number]: number};
  /** The time at the largest history over that at 1,000 steps. */
  readonly ratio: number | null;
}

export interface LedgerBench {
  readonly rows: readonly LedgerBenchRow[];
  readonly bytesPerStep: {readonly [steps: number]: number};
  /** By how many bytes the heap and the rest of the process grow while the last 50 steps are listed. */
  readonly listMemoryBytes: {readonly [steps: number]: number};
}

const SIZES = [10, 1_000, 100_000, 1_000_000];
const BASELINE = 1_000;
const BULK = 20_000;
const RUNS = 21;
const REPOSITORY = 'github.com/octo/repo';

/** Measures a steps.db of each size. The largest takes a few minutes to fill, and about a gigabyte. */
export async function benchLedger(sizes: readonly number[] = SIZES): Promise<LedgerBench> {
  const folder = mkdtempSync(join(tmpdir(), 'laforge-bench-ledger-'));
  try {
    const times = new Map<string, {[steps: number]: number}>();
    const bytesPerStep: {[steps: number]: number} = {};
    const listMemoryBytes: {[steps: number]: number} = {};
    const path = join(folder, 'steps.db');
    for (const size of sizes) {
      fillLedger(path, size);
      bytesPerStep[size] = Math.round(statSync(path).size / size);
      listMemoryBytes[size] = withLedger(path, measureListMemory);
      for (const [operation, ms] of withLedger(path, (ledger) => measure(ledger, size))) {
        times.set(operation, {...times.get(operation), [size]: ms});
      }
      // What was measured has added steps and a rollback: the next size begins anew.
      rmSync(path);
    }
    return {rows: [...times].map(([operation, ms]) => toRow(operation, ms, sizes)), bytesPerStep, listMemoryBytes};
  } finally {
    if (existsSync(folder)) rmSync(folder, {recursive: true, force: true});
  }
}

function toRow(operation: string, msBySteps: {[steps: number]: number}, sizes: readonly number[]): LedgerBenchRow {
  const largest = msBySteps[sizes.at(-1) ?? BASELINE];
  const baseline = msBySteps[BASELINE];
  return {operation, msBySteps, ratio: largest === undefined || baseline === undefined ? null : largest / baseline};
}

function measure(ledger: Ledger, size: number): readonly (readonly [string, number])[] {
  let added = size;
  return [
    ['open the file', median(() => withLedger(ledger.path, () => undefined))],
    [
      'create and finish a step',
      median(() => {
        const n = ++added;
        ledger.createStep(aDraft(n));
        ledger.updateStep(uidOf(n), anOutcome(n));
      }),
    ],
    ['latest active step of a branch', median(() => ledger.getLatestActiveStep(REPOSITORY, 'main'))],
    ['last 50 steps', median(() => ledger.listSteps({limit: 50}))],
    ['last 50 steps of a branch', median(() => ledger.listSteps({repository: REPOSITORY, branch: 'main', limit: 50}))],
    ['steps of a pull request', median(() => ledger.listSteps({pullRequest: 1}))],
    ['one step by number', median(() => ledger.getStep({kind: 'id', id: Math.ceil(size / 2)}))],
    ['one step by uid', median(() => ledger.getStep({kind: 'uid', prefix: uidOf(Math.ceil(size / 2))}))],
    ['rollback of the last 1,000', once(() => rollBackLast(ledger, 1_000))],
  ];
}

function rollBackLast(ledger: Ledger, count: number): void {
  const steps = ledger.listSteps({repository: REPOSITORY, branch: 'main', active: true, limit: count});
  ledger.addRollback({
    uid: uidOf(5_000_000),
    kind: 'rollback',
    projectId: 'octo/repo',
    undoes: null,
    repository: REPOSITORY,
    branch: 'main',
    target: null,
    fromSha: shaOf(2),
    toSha: shaOf(1),
    pinRef: null,
    stepUids: steps.map((step) => step.uid),
    actor: 'octocat',
    reason: null,
    run: null,
    createdAt: '2026-01-02T00:00:00.000Z',
  });
}

function measureListMemory(ledger: Ledger): number {
  const before = process.memoryUsage();
  ledger.listSteps({limit: 50});
  const after = process.memoryUsage();
  return Math.max(0, after.heapUsed + after.external - before.heapUsed - before.external);
}

function median(run: () => void): number {
  run();
  const times = Array.from({length: RUNS}, () => once(run)).sort((a, b) => a - b);
  return times[Math.floor(RUNS / 2)] ?? 0;
}

function once(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function withLedger<Result>(path: string, run: (ledger: Ledger) => Result): Result {
  const ledger = openLedger(path, {clock: {now: () => new Date()}});
  try {
    return run(ledger);
  } finally {
    ledger.close();
  }
}

function fillLedger(path: string, size: number): void {
  withLedger(path, (ledger) => {
    for (let from = 1; from <= size; from += BULK) ledger.merge(recordsOf(from, Math.min(size, from + BULK - 1)));
  });
}

function recordsOf(from: number, to: number): LedgerRecords {
  const numbers = Array.from({length: to - from + 1}, (_, index) => from + index);
  return {
    steps: numbers.map(aRecord),
    stepClaims: numbers.map((number) => ({uid: uidOf(number), number, claimedAt: timeOf(number)})),
    rollbacks: [],
    rollbackClaims: [],
  };
}

function aRecord(n: number): StepRecord {
  return {
    draft: aDraft(n),
    parentUid: n > 1 ? uidOf(n - 1) : null,
    createdAt: timeOf(n),
    outcome: anOutcome(n),
  };
}

function aDraft(n: number): StepDraft {
  return {
    uid: uidOf(n),
    projectId: 'octo/repo',
    repository: REPOSITORY,
    branch: 'main',
    commitShaBefore: shaOf(n),
    agentConfig: AGENT_CONFIG,
    run: {...RUN, pull_request: RUN.pull_request && {...RUN.pull_request, number: Math.ceil(n / 10)}},
    startTime: timeOf(n),
  };
}

function anOutcome(n: number): StepOutcome {
  return {
    status: n % 10 === 0 ? 'failed' : 'succeeded',
    branch: 'main',
    commitShaAfter: shaOf(n + 1),
    agentConfig: null,
    endTime: timeOf(n + 90),
    durationMs: 90_000,
    tokenUsage: USAGE,
    exitCode: n % 10 === 0 ? 1 : 0,
    pushed: 'pushed',
    pinRef: null,
    changes: {
      own_commits: [{sha: shaOf(n + 1), subject: 'fix: close the file when reading it failed'}],
      own_commit_count: 1,
      files_changed: 3,
      insertions: 42,
      deletions: 17,
    },
    notes: [],
  };
}

function uidOf(n: number): string {
  const time = (1_767_225_600_000 + n * 1000).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

function shaOf(n: number): string {
  return n.toString(16).padStart(8, '0').repeat(5);
}

function timeOf(n: number): string {
  return new Date(1_767_225_600_000 + n * 1000).toISOString();
}

/** What an ordinary step in Actions says of itself. */
const AGENT_CONFIG: AgentConfig = {
  name: 'claude',
  command: 'claude -p "$(cat "$LAFORGE_PROMPT_FILE")" --output-format stream-json',
  model: 'claude-sonnet-4-5',
  max_tokens: null,
  temperature: null,
  system_prompt: null,
  tools: [],
  metadata: {},
};

const USAGE: TokenUsage = {
  prompt_tokens: 48_231,
  completion_tokens: 2_310,
  total_tokens: 50_541,
  cost: 0.1834,
  input_tokens: 1_204,
  cache_read_tokens: 40_115,
  cache_write_tokens: 6_912,
  output_tokens: 2_310,
  reasoning_tokens: null,
  turns: 14,
  models: ['claude-sonnet-4-5'],
  session_id: '0b1f7c9e-5a3d-4c1b-9d7e-2f4a6b8c0d1e',
  source: 'claude',
  state: 'measured',
};

const RUN: RunInfo = {
  ci: 'github',
  workflow: 'Agent',
  run_id: '17423981234',
  attempt: 1,
  job: 'agent',
  job_backend_id: 'ca395085-040a-526b-2ce8-bdc85f692774',
  actor: 'octocat',
  event: 'issue_comment',
  url: 'https://github.com/octo/repo/actions/runs/17423981234',
  pull_request: {
    number: 1,
    head_ref: 'fix/close-file',
    head_sha: shaOf(77),
    head_repository: 'octo/repo',
    base_ref: 'main',
    merge_sha: null,
  },
};
