import type {PullRequestInfo} from '../../src/domain/documents.ts';
import type {RunContext} from '../../src/domain/workplace.ts';
import {aSha} from './history-builders.ts';

/** A run of acme/widgets on main for this event. */
export function aRun(
  event: string | null,
  overrides: Partial<RunContext> = {},
  pull: PullRequestInfo | null = null,
): RunContext {
  return {
    run: {
      ci: event === null ? 'local' : 'github',
      workflow: 'agent',
      run_id: '7',
      attempt: 1,
      job: 'agent',
      job_backend_id: null,
      actor: 'ada',
      event,
      url: null,
      pull_request: pull,
    },
    serverUrl: 'https://github.com',
    apiUrl: 'https://api.github.com',
    repository: 'Acme/Widgets',
    ref: 'refs/heads/main',
    refName: 'main',
    sha: aSha('aa'),
    defaultBranch: 'main',
    triggeringActor: 'ada',
    initiator: 'ada',
    ...overrides,
  };
}

/** Pull request 12 of acme/widgets, whose head is the branch fix at bb…. */
export function aPull(overrides: Partial<PullRequestInfo> = {}): PullRequestInfo {
  return {
    number: 12,
    head_ref: 'fix',
    head_sha: aSha('bb'),
    head_repository: 'acme/widgets',
    base_ref: 'main',
    merge_sha: null,
    ...overrides,
  };
}
