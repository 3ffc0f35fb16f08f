import {EMPTY_AGENT_CONFIG} from '../../src/domain/documents.ts';
import type {Step} from '../../src/domain/step.ts';
import {aStep} from './history-builders.ts';
import {aUsage} from './usages.ts';

/** Texts that must not leave by any post of ours. */
export const CANARIES = [
  'canary-prompt',
  'canary-command',
  'canary-check',
  'canary-note',
  'canary-subject',
  'canary-tool',
];

/** A step of GitHub Actions of which everything is known. */
export function aToldStep(changes: Partial<Step> = {}): Step {
  const usage = aUsage([1071, 13_518, 2723, 201], {
    reasoning_tokens: 61,
    cost: 0.0205,
    cost_estimated: true,
    turns: 4,
    session_id: '5f0e2a0c-session',
    models: ['claude-sonnet-4-5', 'claude-haiku-4-5'],
    agents: ['claude-code'],
    by_model: [
      {...FIGURES, model: 'claude-sonnet-4-5', input_tokens: 1000, output_tokens: 200, cost: 0.02},
      {...FIGURES, model: 'claude-haiku-4-5', input_tokens: 71, output_tokens: 1, cost: 0.0005},
    ],
    calls: [
      {
        ...FIGURES,
        source: 'claude-code: transcript',
        model: 'claude-sonnet-4-5',
        calls: 3,
        input_tokens: 1000,
        hour_write_tokens: null,
        output_tokens: 200,
        rate: null,
        above: null,
        cost: 0.02,
      },
    ],
  });
  const step = aStep({
    id: 3,
    agentConfig: {
      ...EMPTY_AGENT_CONFIG,
      name: 'claude-code',
      model: 'claude-sonnet-4-5',
      command: 'claude -p canary-command',
      system_prompt: 'canary-prompt',
      temperature: 1,
      max_tokens: 4000,
      tools: ['canary-tool'],
    },
    prompt: {text: 'canary-prompt', sha256: 'a'.repeat(64), bytes: 13},
    tokenUsage: usage,
    check: {command: 'npm run canary-check', exit_code: 0, duration_ms: 1500, last_lines: ['canary-check']},
    checkBefore: {command: 'npm run canary-check', exit_code: 0, duration_ms: 1500, last_lines: ['canary-check']},
    notes: ['canary-note'],
    run: {
      ci: 'github',
      workflow: 'Agent',
      run_id: '9753949763',
      attempt: 1,
      job: 'fix',
      job_backend_id: null,
      actor: 'ada',
      event: 'push',
      url: 'https://github.com/acme/widgets/actions/runs/9753949763',
      runner: 'GitHub Actions 4',
      pull_request: {
        number: 12,
        head_ref: 'main',
        head_sha: null,
        head_repository: null,
        base_ref: 'canary-subject',
        merge_sha: null,
      },
      trace: {trace_id: '0af7651916cd43dd8448eb211c80319c', parent_span_id: 'b7ad6b7169203331'},
    },
  });
  const commits = (step.changes?.own_commits ?? []).map((commit) => ({...commit, subject: 'canary-subject'}));
  return {...step, changes: step.changes === null ? null : {...step.changes, own_commits: commits}, ...changes};
}

const FIGURES = {
  input_tokens: null,
  cache_read_tokens: null,
  cache_write_tokens: null,
  output_tokens: null,
  reasoning_tokens: null,
  cost: null,
};
