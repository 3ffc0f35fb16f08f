import fc from 'fast-check';
import type {
  AgentConfig,
  Chain,
  Changes,
  CheckResult,
  Limits,
  Prompt,
  RunInfo,
  Setup,
  StepTemplate,
  TokenUsage,
} from '../../src/domain/documents.ts';
import type {LedgerRecords, StepRecord} from '../../src/domain/records.ts';
import type {RollbackDraft} from '../../src/domain/rollback.ts';
import {anUndo, aRollback, shaOf, uidOf} from './ledger.ts';

/** Text of anybody's: other scripts, quotes, line ends, control characters, what a shell or a terminal would take. */
const text = fc.oneof(
  fc.string({unit: 'binary', maxLength: 30}),
  fc.constantFrom('', '\u0000', 'a\r\nb', '"\\', '\u001b[2J', '\u2028', '日本語', '👩‍🚀', '=1+1', 'null', '-0'),
);
const nullable = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, {nil: null});
const time = fc
  .date({min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true})
  .map((date) => date.toISOString());
const sha = fc.integer({min: 0, max: 0xffffff}).map(shaOf);
const count = fc.nat(1_000_000);
const figure = nullable(fc.oneof(count, fc.double({min: 0, max: 1e9, noNaN: true})));
const name = text.filter((value) => !value.includes('\u0000'));

const config: fc.Arbitrary<AgentConfig> = fc.record({
  name: nullable(text),
  command: nullable(text),
  model: nullable(text),
  max_tokens: nullable(count),
  temperature: nullable(fc.double({min: 0, max: 2, noNaN: true})),
  system_prompt: nullable(text),
  tools: fc.array(text, {maxLength: 3}),
  metadata: fc.dictionary(text, fc.jsonValue({maxDepth: 2}), {maxKeys: 3}),
});

const share = fc.record({
  model: text,
  input_tokens: figure,
  cache_read_tokens: figure,
  cache_write_tokens: figure,
  output_tokens: figure,
  reasoning_tokens: figure,
  cost: figure,
});
const call = fc.record({
  source: text,
  model: text,
  calls: figure,
  input_tokens: figure,
  cache_read_tokens: figure,
  cache_write_tokens: figure,
  hour_write_tokens: figure,
  output_tokens: figure,
  reasoning_tokens: figure,
  rate: nullable(text),
  above: figure,
  cost: figure,
});
const usage: fc.Arbitrary<TokenUsage> = fc.record(
  {
    prompt_tokens: figure,
    completion_tokens: figure,
    total_tokens: figure,
    cost: figure,
    input_tokens: figure,
    cache_read_tokens: figure,
    cache_write_tokens: figure,
    output_tokens: figure,
    reasoning_tokens: figure,
    turns: figure,
    models: fc.array(text, {maxLength: 2}),
    session_id: nullable(text),
    source: nullable(text),
    state: fc.constantFrom('measured', 'partial', 'unknown'),
    reason: text,
    cost_estimated: fc.boolean(),
    price_list: text,
    agents: fc.array(text, {minLength: 1, maxLength: 2}),
    by_model: fc.array(share, {minLength: 1, maxLength: 2}),
    verdict: fc.record({
      kind: fc.constantFrom('completed', 'failed', 'turn_limit', 'budget', 'aborted'),
      text: nullable(text),
    }),
    cost_average: fc.boolean(),
    calls: fc.array(call, {minLength: 1, maxLength: 2}),
  },
  {
    requiredKeys: [
      'prompt_tokens',
      'completion_tokens',
      'total_tokens',
      'cost',
      'input_tokens',
      'cache_read_tokens',
      'cache_write_tokens',
      'output_tokens',
      'reasoning_tokens',
      'turns',
      'models',
      'session_id',
      'source',
      'state',
    ],
  },
);

const run: fc.Arbitrary<RunInfo> = fc.record({
  ci: fc.constantFrom('github', 'local'),
  workflow: nullable(text),
  run_id: nullable(text),
  attempt: nullable(fc.integer({min: 1, max: 9})),
  job: nullable(text),
  job_backend_id: nullable(text),
  actor: nullable(text),
  event: nullable(text),
  url: nullable(text),
  pull_request: nullable(
    fc.record({
      number: fc.integer({min: 1, max: 9999}),
      head_ref: nullable(text),
      head_sha: nullable(sha),
      head_repository: nullable(text),
      base_ref: nullable(text),
      merge_sha: nullable(sha),
    }),
  ),
});

const changes: fc.Arbitrary<Changes> = fc.record({
  own_commits: fc.array(fc.record({sha, subject: text}), {maxLength: 3}),
  own_commit_count: count,
  files_changed: nullable(count),
  insertions: nullable(count),
  deletions: nullable(count),
});

const check: fc.Arbitrary<CheckResult> = fc.record({
  command: text,
  exit_code: fc.integer({min: 0, max: 255}),
  duration_ms: count,
  last_lines: fc.array(text, {maxLength: 2}),
});

const limits: fc.Arbitrary<Limits> = fc.record({
  max_cost_usd: nullable(fc.double({min: 0.01, max: 1e6, noNaN: true})),
  max_tokens: nullable(count),
  budgets: fc.array(
    fc.record({
      amount: fc.double({min: 0.01, max: 1e6, noNaN: true}),
      unit: fc.constantFrom('usd', 'tokens'),
      per: fc.constantFrom('day', 'pull_request', 'branch', 'project'),
    }),
    {maxLength: 2},
  ),
  budget_unknown: fc.constantFrom('warn', 'stop'),
});

const prompt: fc.Arbitrary<Prompt> = fc.record({
  text: nullable(text),
  sha256: fc.string({unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64}),
  bytes: count,
});

const setup: fc.Arbitrary<Setup> = fc.record({
  script_sha256: nullable(fc.constant('0a'.repeat(32))),
  shell: nullable(text),
  directory: nullable(name),
  instructions: fc.array(fc.record({path: name, sha256: fc.constant('f0'.repeat(32))}), {maxLength: 2}),
  platform: nullable(text),
  image: nullable(text),
  image_version: nullable(text),
  env: fc.array(text, {maxLength: 2}),
  submodules: fc.array(fc.record({path: name, sha}), {maxLength: 2}),
});

const template: fc.Arbitrary<StepTemplate> = fc.record({
  name,
  blob: sha,
  inputs: fc.dictionary(text, text, {maxKeys: 2}),
});

const chain: fc.Arbitrary<Chain> = fc.record({
  seen: fc.array(
    fc.record({
      uid: fc.constantFrom(uidOf(1), uidOf(0xffe)),
      sha256: fc.constant('3c'.repeat(32)),
      number: nullable(fc.integer({min: 1, max: 9})),
    }),
    {maxLength: 2},
  ),
});

const step = (n: number): fc.Arbitrary<StepRecord> =>
  fc.record({
    draft: fc.record({
      uid: fc.constant(uidOf(n)),
      projectId: name,
      repository: nullable(name),
      branch: nullable(name),
      commitShaBefore: nullable(sha),
      agentConfig: nullable(config),
      limits: nullable(limits),
      prompt: nullable(prompt),
      setup: nullable(setup),
      template: nullable(template),
      replays: nullable(fc.constantFrom(uidOf(1), uidOf(0xffe))),
      labels: nullable(fc.constantFrom({team: 'payments'}, {team: 'web', tier: '1'})),
      chain: nullable(chain),
      run: nullable(run),
      startTime: time,
    }),
    parentUid: n === 1 ? fc.constant(null) : nullable(fc.constantFrom(uidOf(n - 1), uidOf(0xfff))),
    createdAt: time,
    outcome: nullable(
      fc.record({
        status: fc.constantFrom('succeeded', 'failed', 'timed_out', 'cancelled', 'interrupted', 'a_new_one'),
        branch: nullable(name),
        commitShaAfter: nullable(sha),
        agentConfig: nullable(config),
        endTime: nullable(time),
        durationMs: nullable(count),
        tokenUsage: nullable(usage),
        exitCode: nullable(fc.integer({min: -1, max: 255})),
        pushed: nullable(fc.constantFrom('pushed', 'unchanged', 'pinned', 'bundled', 'none')),
        pinRef: nullable(name),
        changes: nullable(changes),
        check: nullable(check),
        checkBefore: nullable(check),
        notes: fc.array(text, {maxLength: 2}),
      }),
    ),
  });

const rollback = (n: number): fc.Arbitrary<RollbackDraft> =>
  fc
    .record({
      steps: fc.uniqueArray(fc.integer({min: 1, max: 5}), {maxLength: 5}),
      isUndo: fc.boolean(),
      bare: fc.boolean(),
      reason: nullable(text),
      actor: nullable(name),
      run: nullable(run),
      createdAt: time,
      chain: nullable(chain),
    })
    .map(({steps, isUndo, bare, ...rest}) => {
      const draft = aRollback(200 + n, steps.map(uidOf), rest);
      if (isUndo && n > 1) return anUndo(200 + n, aRollback(200 + n - 1, steps.map(uidOf)), rest);
      return bare ? {...draft, branch: null, target: null, fromSha: null, toSha: null, pinRef: null} : draft;
    });

/** A history with every field that there is, at its oddest. */
export function wholeRecords(): fc.Arbitrary<LedgerRecords> {
  const steps = fc.integer({min: 0, max: 4}).chain((most) => fc.tuple(...range(most).map(step)));
  const rollbacks = fc.integer({min: 0, max: 3}).chain((most) => fc.tuple(...range(most).map(rollback)));
  return fc.record({steps, rollbacks}).map((records) => ({...records, stepClaims: [], rollbackClaims: []}));
}

function range(most: number): readonly number[] {
  return Array.from({length: most}, (_, index) => index + 1);
}
