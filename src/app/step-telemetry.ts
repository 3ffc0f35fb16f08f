import type {RunInfo, TimedCall} from '../domain/documents.ts';
import type {Uid} from '../domain/identity.ts';
import type {Environment, Log} from '../domain/ports/system.ts';
import type {Rollback} from '../domain/rollback.ts';
import type {Step} from '../domain/step.ts';
import type {SeenParts, StepPhase} from '../domain/step-status.ts';
import type {FoundSettings, TelemetrySettings} from '../telemetry/settings.ts';
import {findTrace, parseTraceparent, spanOf, toTraceparent, traceOf} from '../telemetry/trace-context.ts';
import type {FinishedStep} from '../usecases/step/step-progress.ts';
import {warnOnFailure} from '../usecases/warn-on-failure.ts';

/** The telemetry of one step. It does nothing when telemetry is off. */
export interface StepTelemetry {
  /** The run, including the trace that the step's spans belong to. */
  readonly run: RunInfo;
  /** The TRACEPARENT of the agent and the check; null leaves the user's. */
  readonly traceparents: {readonly agent: string; readonly check: string} | null;
  /** The parts that have been seen so far. */
  readonly seen: SeenParts;
  readonly onPhase: (phase: StepPhase) => void;
  readonly onCalls: (calls: readonly TimedCall[]) => void;
  /** Sends the step's spans and metrics within two seconds, and warns on failure. Never rejects. */
  send(ended: Ended): Promise<void>;
}

/** A step that ended, and the rollback that removed its work if its check failed. */
export type Ended = Pick<FinishedStep, 'step' | 'rollback'>;

interface TelemetryFacts {
  readonly run: RunInfo;
  readonly uid: Uid;
  readonly env: Environment;
  /** The id of the job's own check run, if known. */
  readonly checkRunId: string | null;
  readonly log: Pick<Log, 'warn' | 'notice'>;
}

/** Begins the telemetry of a step. The sender is loaded only when there is something to send. */
export function beginTelemetry({settings, problem}: FoundSettings, facts: TelemetryFacts): StepTelemetry {
  const {uid, env, checkRunId, log} = facts;
  // Only a notice: the OTEL_ variables may be meant for other programs.
  if (problem !== null) log.notice(problem);
  const phases: StepPhase[] = [];
  const seen = {phases, calls: [] as readonly TimedCall[]};
  // Without traces there is no span to be a parent.
  const isTraced = settings !== null && settings.traces !== null;
  const run = isTraced
    ? {...facts.run, trace: findTrace(facts.run, env, checkRunId) ?? traceOf({run: null, uid})}
    : facts.run;
  const parent = (part: 'agent' | 'check') => toTraceparent(spanOf({run, uid}, part), flagsOf(env));
  return {
    run,
    traceparents: isTraced ? {agent: parent('agent'), check: parent('check')} : null,
    seen,
    onPhase: (phase) => phases.push(phase),
    onCalls: (calls) => {
      seen.calls = calls;
    },
    send: async (ended) => {
      if (settings !== null) await sendStepTelemetry(settings, {...ended, seen, env, warn: log.warn});
    },
  };
}

/** Adds the trace that the run belongs to, if any. */
export function withTrace(run: RunInfo, {env, checkRunId}: Pick<TelemetryFacts, 'env' | 'checkRunId'>): RunInfo {
  const trace = findTrace(run, env, checkRunId);
  return trace === null ? run : {...run, trace};
}

/** Sends a rollback or an undo. Never rejects. */
export async function sendRollbackTelemetry(
  settings: TelemetrySettings,
  rollback: Rollback,
  covered: readonly Pick<Step, 'uid' | 'run'>[],
  warn: (message: string) => void,
): Promise<void> {
  await warnOnFailure(warn, async () => {
    const {sendRollback} = await import('../telemetry/send.ts');
    for (const problem of await sendRollback(settings, rollback, covered)) warn(problem);
  });
}

/** Sends a step that has ended. Never rejects. */
export async function sendStepTelemetry(
  settings: TelemetrySettings,
  {
    env,
    warn,
    ...ended
  }: Ended & {readonly seen: SeenParts | null; readonly env: Environment; readonly warn: Log['warn']},
): Promise<void> {
  await warnOnFailure(warn, async () => {
    const {sendStep} = await import('../telemetry/send.ts');
    // The program that started the trace may have decided not to sample it.
    const isSampled = (Number.parseInt(flagsOf(env), 16) & 1) === 1;
    for (const problem of await sendStep(settings, {...ended, isSampled})) warn(problem);
  });
}

function flagsOf(env: Environment): string {
  return parseTraceparent(env.TRACEPARENT)?.flags ?? '01';
}
