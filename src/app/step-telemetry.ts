import type {RunInfo} from '../domain/documents.ts';
import type {Uid} from '../domain/identity.ts';
import type {Environment, Log} from '../domain/ports/system.ts';
import type {Rollback} from '../domain/rollback.ts';
import type {Step} from '../domain/step.ts';
import type {StepPhase} from '../domain/step-status.ts';
import type {FoundSettings, TelemetrySettings} from '../telemetry/settings.ts';
import {findTrace, parseTraceparent, spanOf, toTraceparent, traceOf} from '../telemetry/trace-context.ts';
import {warnOnFailure} from '../usecases/warn-on-failure.ts';

/** The telemetry of one step; where none is wanted, it does nothing. */
interface StepTelemetry {
  /** The run, with the trace that the step's spans are in. */
  readonly run: RunInfo;
  /** The variable for the processes of the step; null leaves what the user has. */
  readonly traceparents: {readonly agent: string; readonly check: string} | null;
  /** The parts after the agent, as far as they are known by now. */
  readonly phases: readonly StepPhase[];
  readonly onPhase: (phase: StepPhase) => void;
  /** Sends what the step has to tell, within two seconds, and warns of what went wrong. Never rejects. */
  send(ended: EndedStep): Promise<void>;
}

/** A step, and the move that took its work off the branch again where its check failed. */
export interface EndedStep {
  readonly step: Step;
  readonly rollback: Rollback | null;
}

interface TelemetryFacts {
  readonly run: RunInfo;
  readonly uid: Uid;
  readonly env: Environment;
  /** The job's own check run; null where nobody tells. */
  readonly checkRunId: string | null;
  readonly warn: (message: string) => void;
}

/** Begins the telemetry of a step. What sends it is loaded when there is something to send. */
export function beginTelemetry(
  {settings, problem}: FoundSettings,
  facts: Omit<TelemetryFacts, 'warn'> & {readonly log: Pick<Log, 'warn' | 'notice'>},
): StepTelemetry {
  const {
    uid,
    env,
    log: {warn, notice},
  } = facts;
  // Variables may be meant for other programs.
  if (problem !== null) notice(problem);
  if (settings === null)
    return {run: facts.run, traceparents: null, phases: [], onPhase: () => {}, send: async () => {}};
  const phases: StepPhase[] = [];
  const sending = {
    phases,
    onPhase: (phase: StepPhase) => phases.push(phase),
    send: (ended: EndedStep) => tellStep(settings, {...ended, phases, env, warn}),
  };
  // Nothing may hang below a span that is never sent.
  if (settings.traces === null) return {...sending, run: facts.run, traceparents: null};
  const run = {...facts.run, trace: findTrace(facts.run, env, facts.checkRunId) ?? traceOf({run: null, uid})};
  const flags = flagsOf(env);
  return {
    ...sending,
    run,
    traceparents: {
      agent: toTraceparent(spanOf({run, uid}, 'agent'), flags),
      check: toTraceparent(spanOf({run, uid}, 'check'), flags),
    },
  };
}

/** The run with the trace that it stands in, where it stands in one. */
export function withTrace(run: RunInfo, {env, checkRunId}: Pick<TelemetryFacts, 'env' | 'checkRunId'>): RunInfo {
  const trace = findTrace(run, env, checkRunId);
  return trace === null ? run : {...run, trace};
}

/** Sends a rollback or an undo. Never rejects. */
export async function tellRollback(
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
export async function tellStep(
  settings: TelemetrySettings,
  {
    env,
    warn,
    ...ended
  }: EndedStep & {readonly phases: readonly StepPhase[] | null} & Pick<TelemetryFacts, 'env' | 'warn'>,
): Promise<void> {
  await warnOnFailure(warn, async () => {
    const {sendStep} = await import('../telemetry/send.ts');
    // Whoever began the trace may have chosen not to keep it.
    const isSampled = (Number.parseInt(flagsOf(env), 16) & 1) === 1;
    for (const problem of await sendStep(settings, {...ended, isSampled})) warn(problem);
  });
}

function flagsOf(env: Environment): string {
  return parseTraceparent(env.TRACEPARENT)?.flags ?? '01';
}
