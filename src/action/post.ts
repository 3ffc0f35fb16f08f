import {secretsOf} from '../agent/redact.ts';
import {runFolderAt} from '../agent/run-folder.ts';
import {endAgentOfStep} from '../agent/step-processes.ts';
import {WORDINGS} from '../app/wordings.ts';
import {EMPTY_AGENT_CONFIG} from '../domain/documents.ts';
import {stepOf} from '../domain/found-step.ts';
import type {Uid} from '../domain/identity.ts';
import type {AgentEnd} from '../domain/ports/agent.ts';
import type {Repository} from '../domain/ports/git.ts';
import {type History, type HistoryWriter, isStored, settlesIds} from '../domain/ports/store.ts';
import {type Step, stepName, UNKNOWN_OUTCOME} from '../domain/step.ts';
import {hasSaidItsEnd, statusOf} from '../domain/step-status.ts';
import {isForkRun} from '../domain/workplace.ts';
import {systemClock, systemUids} from '../system/clock-and-uids.ts';
import {finishStep, recordEnd} from '../usecases/step/finish-step.ts';
import type {LeftWork, StepProgress} from '../usecases/step/step-progress.ts';
import {sayPublication} from '../usecases/step/step-sentences.ts';
import {warnOnFailure} from '../usecases/warn-on-failure.ts';
import {attestInJob} from './attest.ts';
import {commitHostOf, finishInJob} from './finish-request.ts';
import {openActionStore} from './history-store.ts';
import {
  type CommonInputs,
  inputSecrets,
  readCommonInputs,
  readStepInputs,
  readStepInputsLate,
  type StepInputs,
} from './inputs.ts';
import {completeContext, type Job, openJob} from './job.ts';
import {keepLog} from './keep-log.ts';
import {readLateUsage} from './late-usage.ts';
import {actionLog} from './log.ts';
import {updateComment} from './pull-request-comment.ts';
import {logLine, notifyServices, writeSummary} from './report-step.ts';
import {beginRunNote, type RunNote, type RunState, readRunNote} from './run-note.ts';

/** Finishes and publishes a step that main could not, from the state that main left. */
export async function finishAfterMain({folder, uid, hasKey}: RunState, key: string): Promise<void> {
  if (!hasKey) return await finishUnnoted(readStepInputsLate(), {folder, uid, why: ANOTHER_KEY});
  const found = readRunNote(folder, key);
  switch (found.kind) {
    case 'finished':
      return;
    case 'changed':
      return await finishUnnoted(readStepInputsLate(), {folder, uid, why: CHANGED});
    case 'unfinished':
      if (found.note.progress !== null)
        await finishNoted(readStepInputs(found.note.template), folder, found.note, found.note.progress);
  }
}

const CHANGED =
  "The action's notes about this step were changed or removed while the agent ran, and then the action was killed: the agent's work was not examined.";
const ANOTHER_KEY =
  "The action was killed or could not publish its record, and at the end of the job this runner gives it no key, or another one, to verify its own notes with: the agent's work was not examined.";
const NO_GIT = "The action was killed, and the repository in which to examine the agent's work is gone.";

/** Finishes a step when main's note cannot be trusted. */
async function finishUnnoted(
  inputs: StepInputs,
  {folder, uid, why}: {readonly folder: string; readonly uid: Uid; readonly why: string},
): Promise<void> {
  const job = openJob(inputs);
  const agent = await endOf({uid, ...UNNOTED}, null);
  await finishWithoutGit(inputs, job, {folder, uid, agent, isFork: isForkRun(job.context), why});
}

/** What is known of a step without its note. */
const UNNOTED = {agentProcess: null, cancelled: false};

/** Continues a step from where main was killed. */
async function finishNoted(inputs: StepInputs, folder: string, note: RunNote, progress: StepProgress): Promise<void> {
  // 1. End the agent's processes, so that nothing changes files any more.
  const {uid} = note;
  const agent = await endOf(note, progress);

  // 2. Open the repository with the settings from before the agent ran, and the history as main left it.
  const job = openJob(inputs);
  const {isFork} = note;
  const secrets = [...inputSecrets(inputs), ...secretsOf(job.env)].filter((secret) => secret !== null);
  const repository = await warnOnFailure(actionLog.warn, () => job.git.open(job.workspace, note.repository));
  if (repository === undefined) return await finishWithoutGit(inputs, job, {folder, uid, agent, isFork, why: NO_GIT});
  const writer = beginRunNote(folder, job.key, note, actionLog.warn);
  const store = await openActionStore(inputs, job, {folder, uid, withoutHistory: isFork, repository});
  const history = await store.open();
  try {
    const started = await findStarted(history, uid, progress);
    if (started === null) return;
    const {start} = progress;
    // The check before the agent had not ended: what it left or committed is no work of the agent, which never began.
    const isBefore = inputs.options.check?.before === true && progress.agent === null && start.checkBefore === null;
    const nothing: LeftWork = {head: start.head, kept: null, beside: null, notes: [], uncommitted: 0, missed: null};

    // 3. Finish the step, even if another run has already marked it interrupted. If it is finished, only publish it.
    const runFolder = runFolderAt(folder, inputs.options.prompt !== null);
    const agentConfig = started.agentConfig ?? EMPTY_AGENT_CONFIG;
    const {step, publication, rollback} = hasSaidItsEnd(started)
      ? await publish(history, started, note.told)
      : await finishStep(
          {
            repository,
            history,
            store,
            usage: {
              read: (end) =>
                readLateUsage(end, {options: inputs.options, job, folder: runFolder, step: started, secrets}),
            },
            check: null,
            clock: systemClock,
            words: WORDINGS.action,
            host: {uids: systemUids, note: () => {}},
            warn: actionLog.warn,
          },
          {
            request: finishInJob(job, inputs.options, {
              ...{uid, agentConfig, repository, folder, store},
              commitHost: commitHostOf(inputs, job, repository),
            }),
            started,
            settledId: settlesIds(store.name) ? started.id : null,
            agent,
            progress: isBefore ? {...progress, left: nothing} : progress,
            isUnseen: progress.left === null && !isBefore,
          },
        );

    // 4. Report the step. Outputs are skipped, since no later step of the job can read them.
    const context = (await warnOnFailure(actionLog.warn, () => completeContext(job))) ?? job.context;
    if (!note.told) {
      actionLog.info(logLine(step, publication));
      await writeSummary({inputs, job, context, step, history, publication, logFile: runFolder.logFile});
      if (!isFork) await keepLog(inputs, job, {uid, folder: runFolder, secrets});
    }
    await updateComment(
      {...inputs, job, context, comment: isFork ? 'none' : inputs.comment, branch: step.branch},
      history,
    );
    const isPushed = inputs.options.push !== 'none';
    await Promise.all([
      note.told ? null : notifyServices({...inputs, isFork}, job, {step, rollback}, null),
      inputs.attest && !isFork
        ? attestInJob(job, repository, {step, services: note.sigstore, isPushed, isLate: true})
        : null,
    ]);
    writer.update({told: true, finished: isStored(publication)});
  } finally {
    await history.close();
    await repository.close();
  }
}

/**
 * Finds the step's record; null if it was never recorded. On Gitea a cancelled job's token is invalid at once, so that a
 * remote history cannot be read: then the step comes from main's note.
 */
async function findStarted(
  history: Pick<History, 'getStep' | 'startStep' | 'condition'>,
  uid: Uid,
  {start: {draft}}: StepProgress,
): Promise<Step | null> {
  const step = await stepOf(history, uid);
  if (step !== undefined) return step;
  return history.condition.kind !== 'unreadable' ? null : await history.startStep(draft);
}

/** Ends what still runs of a step's agent. Resolves to its end: as main saw it, else as of now. */
async function endOf(
  {uid, agentProcess, cancelled}: Pick<RunNote, 'uid' | 'agentProcess' | 'cancelled'>,
  progress: StepProgress | null,
): Promise<AgentEnd> {
  const {agent = null, start} = progress ?? {};
  const notes = await endAgentOfStep(agent === null ? agentProcess : null, uid);
  for (const sentence of notes) actionLog.warn(sentence);
  if (agent !== null) return {...agent, notes: [...agent.notes, ...notes]};
  const end = systemClock.now();
  return {
    ending: cancelled ? 'cancelled' : 'interrupted',
    exitCode: null,
    startTime: start?.draft.startTime ?? end.toISOString(),
    // The latest possible end. A later run, which only knows that the step is over, leaves this out.
    endTime: end.toISOString(),
    durationMs: start === undefined ? null : Math.max(0, end.getTime() - Date.parse(start.draft.startTime)),
    notes,
  };
}

/** Tries again to publish a record. If main has already reported its failure, only a success is reported. */
async function publish(history: HistoryWriter, step: Step, isTold: boolean) {
  const publication = await history.publish();
  if (!isTold) sayPublication(publication, step, actionLog.warn);
  else if (isStored(publication)) actionLog.info(`The record of ${stepName(step)} is published now.`);
  return {step, publication, rollback: null};
}

interface UnexaminedStep {
  readonly folder: string;
  readonly uid: Uid;
  readonly agent: AgentEnd;
  readonly isFork: boolean;
  /** Says why its work is unknown. */
  readonly why: string;
}

/**
 * Finishes a step whose repository is gone or must not be used: without main's note the agent's git settings cannot be told
 * from the user's, so a push could go anywhere.
 */
async function finishWithoutGit(inputs: StepInputs, job: Job, step: UnexaminedStep): Promise<void> {
  const ended = await endUnexamined(inputs, job, step, null);
  if (ended === null) return;
  await notifyServices({...inputs, isFork: step.isFork}, job, {step: ended, rollback: null}, null);
}

/**
 * Records the end of a step without looking at its work, and publishes it. Resolves to null if its history cannot be opened or
 * does not take it, or if its end is on record.
 */
async function endUnexamined(
  inputs: CommonInputs,
  job: Job,
  {folder, uid, agent, isFork, why}: UnexaminedStep,
  repository: Repository | null,
  tell: (step: Step) => string = () => why,
): Promise<Step | null> {
  // The git store needs the repository. A later run records that this step is over.
  const store =
    inputs.store === 'git' && repository === null
      ? null
      : await openActionStore(inputs, job, {folder, uid, withoutHistory: isFork, create: false, repository});
  const history = (await store?.open()) ?? null;
  try {
    const started = history === null ? undefined : await stepOf(history, uid);
    if (history === null || started === undefined) {
      actionLog.warn(why);
      return null;
    }
    const isEnded = hasSaidItsEnd(started);
    if (!isEnded) actionLog.warn(tell(started));
    const {branch, agentConfig} = started;
    const {endTime, durationMs, exitCode} = agent;
    const end = isEnded
      ? {step: started, lost: null}
      : await recordEnd({history}, started, {
          ...{...UNKNOWN_OUTCOME, status: statusOf(agent), branch, agentConfig, endTime, durationMs, exitCode},
          ...{pushed: 'none', notes: [...agent.notes, why]},
        });
    sayPublication(end.lost ?? (await history.publish()), started, actionLog.warn);
    return isEnded || end.lost !== null ? null : end.step;
  } finally {
    await history?.close();
  }
}

const TRY_KILLED = "The action was killed while a try ran: the agent's work was not examined.";

/**
 * Ends a try of a replay whose main was killed: its agent, then its record. An interrupted try counts for nothing, and the next
 * run repeats it.
 */
export async function finishTry({folder, uid, hasKey}: RunState, key: string): Promise<void> {
  const inputs = readCommonInputs();
  const job = openJob(inputs);
  const found = hasKey ? readRunNote(folder, key) : null;
  if (found?.kind === 'finished') return;
  const note = found?.kind === 'unfinished' ? found.note : null;
  const agent = await endOf(note ?? {uid, ...UNNOTED}, null);
  const repository = note === null ? null : await job.git.open(job.workspace, note.repository);
  try {
    const step = {folder, uid, agent, isFork: false, why: TRY_KILLED};
    const tell = (started: Step) =>
      `${TRY_KILLED} The try, ${stepName(started)}, counts for nothing; the next run makes it again.`;
    await endUnexamined(inputs, job, step, repository, tell);
  } finally {
    await repository?.close();
  }
}
