import {EMPTY_AGENT_CONFIG, type TokenUsage, UNKNOWN_USAGE} from '../../src/domain/documents.ts';
import {totalsOf} from '../../src/domain/usage-totals.ts';
import type {HistoryView} from '../../src/render/history-view.ts';

/** A history on github.com without steps. */
export function aView(overrides: Partial<HistoryView> = {}): HistoryView {
  const steps = overrides.steps ?? [];
  return {
    slug: 'default',
    projectId: null,
    steps,
    stepCount: steps.length,
    rollbacks: [],
    tip: null,
    totals: [{of: 'branch', name: 'main', usage: totalsOf(steps)}],
    contestedIds: [],
    condition: {kind: 'found'},
    warnings: [],
    links: {serverUrl: 'https://github.com', repository: 'acme/widgets'},
    means: {workflowUrl: null, commandArgs: []},
    ...overrides,
  };
}

export function someUsage(total: number, cost: number | null): TokenUsage {
  return {
    ...UNKNOWN_USAGE,
    total_tokens: total,
    cost,
    input_tokens: total - 500,
    output_tokens: 500,
    state: 'measured',
  };
}

export const CLAUDE = {...EMPTY_AGENT_CONFIG, name: 'claude', model: 'claude-sonnet-4-5'};
