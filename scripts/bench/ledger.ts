import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {AgentConfig, RunInfo, TokenUsage} from '../../src/domain/documents.ts';
import type {Ledger} from '../../src/domain/ports/ledger.ts';
import type {Clock} from '../../src/domain/ports/system.ts';
import type {LedgerRecords, StepRecord} from '../../src/domain/records.ts';
import type {StepDraft, StepOutcome} from '../../src/domain/step.ts';
import {openLedger} from '../../src/ledger/open-ledger.ts';

/** A measured operation. Times are the median of several runs, in milliseconds. */
export interface LedgerBenchRow {
  readonly operation: string;
  readonly msBySteps: {readonly [steps: number]: number};
  /** The time with the largest history divided by that with 1,000 steps. */
  readonly ratio: number | null;
}

export interface LedgerBench {
  readonly rows: readonly LedgerBenchRow[];
  readonly bytesPerStep: {readonly [steps: number]: number};
  /** The memory growth in bytes while the last 50 steps are listed. */
  readonly listMemoryBytes: {readonly [steps: number]: number};
}

const SIZES = [10, 1_000, 100_000, 1_000_000];
const BASELINE = 1_000;
const BULK = 20_000;
const CLOCK: Clock = {now: () => new Date()};
const REPOSITORY = 'github.com/octo/repo';

/** An operation on an open ledger. `n` is a number that no step has yet. */
interface Operation {
  readonly name: string;
  readonly runs: number;
  run(ledger: Ledger, size: number, n: number): void;
}

const OPERATIONS: readonly Operation[] = [
  {name: 'open the file', runs: 21, run: ({path}) => openLedger(path, {clock: CLOCK}).close()},
  {
    name: 'create and finish a step',
    runs: 21,
    run: (ledger, _size, n) => {
      ledger.createStep(aDraft(n));
      ledger.updateStep(uidOf(n), anOutcome(n));
    },
  },
  {
    name: 'latest active step of a branch',
    runs: 201,
    run: (ledger) => ledger.getLatestActiveStep({repository: REPOSITORY, repositoryId: null}, 'main'),
  },
  {name: 'last 50 steps', runs: 201, run: (ledger) => ledger.listSteps({limit: 50})},
  {
    name: 'last 50 steps of a branch',
    runs: 201,
    run: (ledger) =>
      ledger.listSteps({repository: {repository: REPOSITORY, repositoryId: null}, branch: 'main', limit: 50}),
  },
  {name: 'steps of a pull request', runs: 201, run: (ledger) => ledger.listSteps({pullRequest: 1})},
  {
    name: 'one step by number',
    runs: 201,
    run: (ledger, size) => ledger.getStep({kind: 'id', id: Math.ceil(size / 2)}),
  },
  {
    name: 'one step by uid',
    runs: 201,
    run: (ledger, size) => ledger.getStep({kind: 'uid', prefix: uidOf(Math.ceil(size / 2))}),
  },
  {name: 'rollback of the last 1,000', runs: 1, run: (ledger) => rollBackLast(ledger, 1_000)},
];

/** Measures a steps.db of each size. Filling the largest takes a few minutes and 1.5 GB. */
export async function benchLedger(sizes: readonly number[] = SIZES): Promise<LedgerBench> {
  const folder = mkdtempSync(join(tmpdir(), 'laforge-bench-ledger-'));
  const ledgers: (readonly [number, Ledger])[] = [];
  try {
    const bytesPerStep: {[steps: number]: number} = {};
    const listMemoryBytes: {[steps: number]: number} = {};
    for (const size of sizes) {
      const ledger = openLedger(join(folder, `${size}.db`), {clock: CLOCK});
      ledgers.push([size, ledger]);
      fillLedger(ledger, size);
      bytesPerStep[size] = Math.round(statSync(ledger.path).size / size);
      listMemoryBytes[size] = measureListMemory(ledger);
    }
    return {rows: OPERATIONS.map((operation) => measure(operation, ledgers)), bytesPerStep, listMemoryBytes};
  } finally {
    for (const [, ledger] of ledgers) ledger.close();
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Measures an operation. The sizes take turns, so that other load on the machine affects all alike. */
function measure({name, runs, run}: Operation, ledgers: readonly (readonly [number, Ledger])[]): LedgerBenchRow {
  const times = ledgers.map((): number[] => []);
  const warmUps = runs > 1 ? 1 : 0;
  for (let index = 0; index < runs + warmUps; index++) {
    for (const [place, [size, ledger]] of ledgers.entries()) {
      const start = performance.now();
      run(ledger, size, size + 1 + index);
      if (index >= warmUps) times[place]?.push(performance.now() - start);
    }
  }
  const medians = ledgers.map(([size], place) => [size, median(times[place] ?? [])] as const);
  const baseline = medians.find(([size]) => size === BASELINE)?.[1];
  const largest = medians.at(-1)?.[1];
  const ratio = baseline === undefined || largest === undefined ? null : largest / baseline;
  return {operation: name, msBySteps: Object.fromEntries(medians), ratio};
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function rollBackLast(ledger: Ledger, count: number): void {
  const steps = ledger.listSteps({
    repository: {repository: REPOSITORY, repositoryId: null},
    branch: 'main',
    active: true,
    limit: count,
  });
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
    chain: null,
  });
}

function measureListMemory(ledger: Ledger): number {
  const before = process.memoryUsage();
  ledger.listSteps({limit: 50});
  const after = process.memoryUsage();
  return Math.max(0, after.heapUsed + after.external - before.heapUsed - before.external);
}

export function fillLedger(ledger: Ledger, size: number): void {
  for (let from = 1; from <= size; from += BULK) ledger.merge(recordsOf(from, Math.min(size, from + BULK - 1)));
}

export function recordsOf(from: number, to: number): LedgerRecords {
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
    limits: null,
    prompt: null,
    setup: null,
    template: null,
    replays: null,
    labels: null,
    chain: null,
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
    check: null,
    checkBefore: null,
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

/** The config of an ordinary step in Actions. */
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
