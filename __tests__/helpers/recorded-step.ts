import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {createAgentRunner} from '../../src/agent/run-agent.ts';
import {createCheck} from '../../src/agent/run-check.ts';
import {WORDINGS} from '../../src/app/wordings.ts';
import {EMPTY_AGENT_CONFIG, UNKNOWN_USAGE} from '../../src/domain/documents.ts';
import type {Uid} from '../../src/domain/identity.ts';
import type {AgentRequest, RunCheck, UsageFollower} from '../../src/domain/ports/agent.ts';
import type {History, Publication, StepStore, Store} from '../../src/domain/ports/store.ts';
import type {Step} from '../../src/domain/step.ts';
import {BOT} from '../../src/git/identity.ts';
import {openGit} from '../../src/git/open.ts';
import {openLedger} from '../../src/ledger/open-ledger.ts';
import {createFragmentHistory, createLedgerHistory} from '../../src/stores/ledger-history.ts';
import {createStartTime, systemClock, systemUids} from '../../src/system/clock-and-uids.ts';
import {type RecordStepDeps, type RecordStepRequest, recordStep} from '../../src/usecases/step/record-step.ts';
import type {FinishedStep, StepHost} from '../../src/usecases/step/step-progress.ts';
import type {GitSandbox} from './git-sandbox.ts';

type Launch = (step: Step, settledId: number | null) => Promise<Omit<AgentRequest, 'signal'>>;

/** What a test replaces of what a step has from outside. */
export type StepDeps = Partial<Pick<RecordStepDeps, 'repository' | 'clock' | 'log'>> &
  Partial<Omit<StepStore, 'name' | 'open'> & StepHost> & {
    readonly store?: Store;
    readonly launch?: Launch;
    readonly readUsage?: UsageFollower['read'];
    readonly isUsageRead?: boolean;
    readonly watchSpending?: UsageFollower['until'];
  };

export interface StepOptions {
  readonly request?: Partial<RecordStepRequest>;
  readonly deps?: StepDeps;
  /** Where the agent runs, inside the work tree; its top by default. */
  readonly folder?: string;
  /** Identity and the like for the agent. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  /** A shell script that guards the branch. */
  readonly check?: string;
  readonly checkBefore?: string;
  readonly checkTimeoutMs?: number;
}

export interface RecordedStep extends Omit<FinishedStep, 'history'> {
  readonly uid: Uid;
  /** All warnings, one sentence each. */
  readonly warnings: readonly string[];
  readonly output: string;
  readonly log: string;
  /** What the check printed. */
  readonly checkLog: string;
  /** Everything the ledger says of the step afterwards, read anew. */
  readonly stored: FinishedStep['step'];
}

/** A store over a steps.db in the sandbox, as the store `file` is. */
export function ledgerStore(path: string, publish = async (): Promise<Publication> => ({kind: 'published'})): Store {
  return {
    name: 'file',
    open: async () =>
      createLedgerHistory({
        condition: {kind: existsSync(path) ? 'found' : 'empty'},
        ledger: openLedger(path, {clock: systemClock}),
        warnings: [],
        unpublished: false,
        isShared: true,
        publish,
      }),
  };
}

/** Records one step whose agent is a shell script, with real git, a real ledger and a real process. */
export async function runScriptAsStep(
  sandbox: GitSandbox,
  work: string,
  script: string,
  {request = {}, deps = {}, folder = '.', env = {}, timeoutMs, check, checkBefore, checkTimeoutMs}: StepOptions = {},
): Promise<RecordedStep> {
  const uid = systemUids.next();
  const db = join(sandbox.folder(), 'steps.db');
  const logFile = join(sandbox.folder(), `${uid}.log`);
  const shown = new PassThrough();
  const chunks: Buffer[] = [];
  shown.on('data', (chunk: Buffer) => chunks.push(chunk));
  const repository = await openGit({environment: sandbox.env(), temporaryDirectory: sandbox.folder()}).open(
    join(work, folder),
  );
  let history: History | undefined;
  const warnings: string[] = [];
  const warn = (message: string) => {
    warnings.push(message);
    deps.log?.warn(message);
  };
  const runner = createAgentRunner({
    sinks: {stdout: shown, stderr: shown},
    clock: systemClock,
    graces: {leftoverMs: 200, timeoutMs: 300},
  });
  const launch: Launch = async (step, settledId) => ({
    argv: ['bash', '-e', '-c', script],
    cwd: join(work, folder),
    env: {
      ...sandbox.env(),
      LAFORGE_STEP_ID: String(settledId ?? ''),
      LAFORGE_STEP_UID: step.uid,
      SANDBOX_TEMPORARY: sandbox.folder(),
      ...env,
    },
    timeoutMs: timeoutMs ?? null,
    logFile,
    stdin: 'none',
  });
  const checkLogFile = join(sandbox.folder(), `${uid}.check.log`);
  const checkOf = (ofCheck: string): RunCheck =>
    createCheck({
      runner,
      clock: systemClock,
      script: ofCheck,
      launch: async (step, settledId) => ({
        ...(await launch(step, settledId)),
        argv: ['bash', '-e', '-c', ofCheck],
        timeoutMs: checkTimeoutMs ?? 60_000,
        logFile: checkLogFile,
      }),
      secrets: [],
      signal: request.signal ?? new AbortController().signal,
    });
  try {
    const result = await recordStep(
      {
        repository: deps.repository ?? repository,
        store: {
          ...(deps.store ?? ledgerStore(db)),
          fallback:
            deps.fallback ??
            ((reason) =>
              createFragmentHistory({
                condition: {kind: 'unreadable', reason},
                file: join(sandbox.folder(), `${uid}.json`),
                publish: async () => ({kind: 'kept', where: 'here', reason}),
              })),
          keepRecord: deps.keepRecord ?? (async (publication) => publication),
          keepFile: deps.keepFile ?? null,
        },
        agent: {
          run: async (step, settledId, watched) =>
            runner.run({...(await (deps.launch ?? launch)(step, settledId)), ...watched}),
          check: check === undefined ? null : checkOf(check),
          checkBefore: checkBefore === undefined ? null : checkOf(checkBefore),
        },
        usage: {
          isRead: deps.isUsageRead ?? true,
          until: deps.watchSpending ?? (async () => null),
          read: deps.readUsage ?? (async () => ({usage: UNKNOWN_USAGE, config: {}})),
        },
        clock: deps.clock ?? systemClock,
        words: WORDINGS.action,
        log: {info: () => {}, notice: () => {}, ...deps.log, warn},
        host: {
          uids: systemUids,
          startTime: deps.startTime ?? createStartTime(),
          proofs: deps.proofs ?? [],
          mayPush: deps.mayPush ?? null,
          onStarted: deps.onStarted ?? (() => {}),
          note: deps.note ?? (() => {}),
        },
      },
      {
        uid,
        projectId: 'acme/widgets',
        slug: 'default',
        detachedBranch: null,
        agentConfig: {...EMPTY_AGENT_CONFIG, name: 'scripted'},
        run: {
          ci: 'local',
          workflow: null,
          run_id: null,
          attempt: null,
          job: null,
          job_backend_id: null,
          actor: null,
          event: null,
          url: null,
          pull_request: null,
        },
        prompt: null,
        setup: null,
        template: null,
        replays: null,
        labels: null,
        commit: 'auto',
        commitMessage: null,
        commitAuthor: null,
        agentIdentity: repository.identity ?? BOT,
        push: 'auto',
        continueOnAgentError: false,
        onFailure: check === undefined ? null : 'rollback',
        bundleFile: join(sandbox.folder(), `${uid}.bundle`),
        privatePaths: [db],
        workTreeLasts: false,
        hasHistory: true,
        limits: null,
        signal: new AbortController().signal,
        ...request,
      },
    );
    history = result.history;
    const lookup = await history.getStep({kind: 'uid', prefix: uid});
    return {
      ...result,
      uid,
      warnings,
      output: Buffer.concat(chunks).toString(),
      log: existsSync(logFile) ? readFileSync(logFile, 'utf8') : '',
      checkLog: existsSync(checkLogFile) ? readFileSync(checkLogFile, 'utf8') : '',
      stored: lookup.kind === 'found' ? lookup.value : result.step,
    };
  } finally {
    await history?.close();
    await repository.close();
  }
}
