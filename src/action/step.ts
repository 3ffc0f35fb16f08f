import {setTimeout as delay} from 'node:timers/promises';
import {setFailed, setSecret} from '@actions/core';
import {createGuardedRunner, guardOutput} from '../agent/command-guard.ts';
import {createRunFolder} from '../agent/run-folder.ts';
import {findAgentOfStep, markAgent} from '../agent/step-processes.ts';
import {describeStep} from '../app/describe-step.ts';
import {recordRun} from '../app/record-run.ts';
import {beginTelemetry} from '../app/step-telemetry.ts';
import {WORDINGS} from '../app/wordings.ts';
import {isStored} from '../domain/ports/store.ts';
import {stepName} from '../domain/step.ts';
import {isForkRun} from '../domain/workplace.ts';
import {createStartTime, systemClock, systemUids} from '../system/clock-and-uids.ts';
import {identifyRun} from '../system/process-info.ts';
import {enterWorkTree, type Presence} from '../system/steps-under-way.ts';
import {noteBefore} from '../usage/prior-state.ts';
import {checkCommitHost, commitHostOf, finishInJob} from './finish-request.ts';
import {openActionStore} from './history-store.ts';
import {inputSecrets, readStepInputs} from './inputs.ts';
import {askMayPush, completeContext, decidePlace, goToPlace, listenForCancellation, openJob} from './job.ts';
import {keepLog} from './keep-log.ts';
import {keepBefore} from './late-usage.ts';
import {actionLog, runAction} from './log.ts';
import {comparedPart, updateComment} from './pull-request-comment.ts';
import {notifyServices, reportStep} from './report-step.ts';
import {noteRun, saveFinished} from './run-note.ts';
import {openTemplate} from './template.ts';

/**
 * The time from cancellation to our own exit. The runner sends SIGINT, after 7.5 s SIGTERM, and after another 2.5 s SIGKILL;
 * exiting in order before that is better than being killed.
 */
const MOST_MS = 8500;

/** The step action's main. */
export const main = async (): Promise<void> => {
  // Without listeners Node would exit at once and leave the agent running.
  const signal = listenForCancellation();
  const outOfTime = new Promise<'out of time'>((resolve) => {
    signal.addEventListener('abort', () => resolve(delay(MOST_MS, 'out of time' as const, {ref: false})), {once: true});
  });
  if ((await Promise.race([runAction(() => runStep(signal)), outOfTime])) !== 'out of time') return;
  setFailed('The run was cancelled, and there is no time left here: the step is finished at the end of the job.');
  // Pending work, such as a push that gets no answer, would keep us alive until the runner kills us.
  process.exit();
};

async function runStep(signal: AbortSignal): Promise<void> {
  // 1. Read and validate the inputs, before anything changes.
  const usedTemplate = await openTemplate();
  const inputs = readStepInputs(usedTemplate);
  const {options} = inputs;
  const job = openJob(inputs, options.envAllow);
  const attesting = inputs.attest ? await import('./attest.ts') : null;
  const sigstore = attesting?.readSigstoreServices(job.env) ?? null;
  const startTime = createStartTime();
  const described = await describeStep(options, job.env, inputSecrets(inputs));
  const uid = systemUids.next();
  const repository = await job.git.open(options.directory);
  let presence: Presence | undefined;
  try {
    presence = enterWorkTree({
      gitDir: repository.gitDir,
      uid,
      share: false,
      within: job.env.LAFORGE_STEP_UID,
      findAgent: findAgentOfStep,
      advice: 'or check out into another folder (path of actions/checkout) for this one',
    });
    // 2. Decide where the step works, and open the history.
    const context = await startTime.count(() => completeContext(job, startTime.leftMs('questions')));
    const fork = isForkRun(context);
    const folder = await createRunFolder(job.temporaryDirectory, options.prompt);
    const place = await decidePlace({job, context, options, repository, startTime});
    const commitHost = commitHostOf(inputs, job, repository);
    if (commitHost !== undefined)
      await startTime.count(() => checkCommitHost(commitHost, startTime.leftMs('questions')));
    if (inputs.storeNotice !== null && !fork) actionLog.notice(inputs.storeNotice);
    const guard = guardOutput(process.stdout);
    const store = await openActionStore(inputs, job, {
      folder: folder.path,
      uid,
      withoutHistory: fork,
      repository,
      startTime,
      // The start is saved while the agent runs and commands are disabled, so masking has to wait or it would print the secret.
      maskSecret: (secret) => guard.command(() => setSecret(secret)),
    });
    const opened = await startTime.count(() => store.open());
    await goToPlace(repository, place, options);
    if (fork)
      actionLog.notice("This run belongs to a fork's pull request: its step is shown here and recorded in no history.");

    if (!fork) attesting?.checkIdToken(job.env);

    // 3. Run the step. It is recorded before its agent starts.
    const note = noteRun(
      {folder: folder.path, key: job.key, signal},
      {uid, isFork: fork, repository: repository.mark, template: usedTemplate, sigstore},
      actionLog.warn,
    );
    const telling = beginTelemetry(inputs.otlp, {
      run: identifyRun(context.run, job.env),
      uid,
      env: job.env,
      checkRunId: inputs.jobCheckRunId,
      log: actionLog,
    });
    const before = noteBefore();
    const comment = {...inputs, job, context, comment: fork ? ('none' as const) : inputs.comment};
    let running: Promise<unknown> | undefined;
    let hasBegun = false;
    const result = await recordRun({
      ...{options, described, repository, folder, before, env: job.env, log: actionLog, telemetry: telling},
      request: {
        ...finishInJob(job, options, {
          ...{uid, repository, folder: folder.path, store, commitHost},
          agentConfig: described.agentConfig,
        }),
        projectId: job.projectId,
        detachedBranch: place.branchToRecord,
        run: telling.run,
        hasHistory: !fork,
        signal,
      },
      store: {...store, open: async () => opened},
      runner: createGuardedRunner(guard, {folder: folder.path, env: job.env, clock: systemClock}),
      stdin: 'none',
      words: WORDINGS.action,
      host: {
        startTime,
        proofs: job.proofs,
        mayPush: askMayPush(job, repository, inputs),
        onStarted: (step, history) => {
          // The last update warns if it fails too.
          running = updateComment({...comment, branch: step.branch}, history, () => {});
        },
        note: (progress) => {
          hasBegun = true;
          note.update({progress});
        },
      },
      onReady: () => keepBefore(folder.path, job.key, before.noted(), actionLog.warn),
      onAgentStarted: (pid) => {
        const agentProcess = markAgent(pid);
        note.update({agentProcess});
        presence?.noteAgent(agentProcess);
      },
      onCheck: (step, _, of) =>
        actionLog.info(
          of === 'work' ? `Checking the work of ${stepName(step)}.` : 'Checking what the agent will find.',
        ),
    }).catch((error: unknown) => {
      // Refused before there was anything to record, so post has nothing to finish.
      if (!hasBegun) saveFinished(job.key, uid);
      throw error;
    });
    // 4. Report the step. The comment that says "running" must be written before the one that says how it ended.
    const told = notifyServices({...inputs, isFork: fork}, job, result, telling.seen);
    const isPushed = options.push !== 'none';
    const signing = {step: result.step, services: sigstore, isPushed, isLate: false};
    const attested = attesting === null || fork ? null : attesting.attestInJob(job, repository, signing);
    await running;
    const {projectId} = job;
    const other = comment.comment === 'none' ? null : inputs.compareWith;
    const said = await comparedPart({repository, history: result.history}, {projectId, step: result.step, other});
    const commentUrl = await updateComment({...comment, branch: result.step.branch, said}, result.history);
    const logFile = result.step.status === 'refused' ? null : folder.logFile;
    await reportStep({...result, inputs, job, context, logFile, commentUrl});
    const finished = isStored(result.publication);
    const finish = () => {
      note.update({told: true, finished});
      if (finished) saveFinished(job.key, uid);
    };
    // If main is killed before the step is signed, post signs it.
    if (attested === null) finish();
    else note.update({told: true});
    if (logFile !== null && !fork) await keepLog(inputs, job, {uid, folder, secrets: described.secrets});
    // Wait for slow receivers last, when everything else is done.
    await Promise.all([told, attested]);
    if (attested !== null) finish();
    await result.history.close();
  } finally {
    presence?.leave();
    await repository.close();
  }
}
