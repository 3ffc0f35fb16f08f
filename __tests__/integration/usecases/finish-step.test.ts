import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {WORDINGS} from '../../../src/app/wordings.ts';
import {EMPTY_AGENT_CONFIG, UNKNOWN_USAGE} from '../../../src/domain/documents.ts';
import type {AgentEnd} from '../../../src/domain/ports/agent.ts';
import type {Step} from '../../../src/domain/step.ts';
import {openGit} from '../../../src/git/open.ts';
import {systemClock, systemUids} from '../../../src/system/clock-and-uids.ts';
import {finishStep} from '../../../src/usecases/step/finish-step.ts';
import type {StepProgress} from '../../../src/usecases/step/step-progress.ts';
import {gitSandbox, SANDBOX_IDENTITY} from '../../helpers/git-sandbox.ts';
import {ledgerStore, runScriptAsStep} from '../../helpers/recorded-step.ts';

const sandbox = gitSandbox();
const SCRIPT = 'echo 1 > one.txt; git add one.txt; git commit -qm one; echo left > left.txt';

interface Killed {
  readonly work: string;
  readonly remote: string;
  readonly start: string;
  readonly uid: string;
  readonly progress: StepProgress;
}

/** Runs a step whose process is gone as soon as `isOver` says so of what it has noted. */
async function runUntil(isOver: (progress: StepProgress) => boolean, script = SCRIPT): Promise<Killed> {
  const work = await sandbox.createRepository({name: 'work'});
  const remote = await sandbox.createBareRemote({from: work});
  const start = await sandbox.sha(work);
  const uid = systemUids.next();
  const noted: StepProgress[] = [];
  const end = () => {
    throw new Error('killed');
  };
  const run = runScriptAsStep(sandbox, work, script, {
    request: {uid},
    deps: {
      note: (progress) => {
        noted.push(structuredClone(progress));
        // The first note is of before the step is on record.
        if (noted.length > 1 && isOver(progress)) end();
      },
      onStarted: () => {
        if (noted[0] !== undefined && isOver(noted[0])) end();
      },
    },
  });
  await expect(run).rejects.toThrow('killed');
  const progress = noted.at(-1);
  if (progress === undefined) throw new Error('Nothing was noted.');
  return {work, remote, start, uid, progress};
}

/** Finishes it as another process does, and once more as a third would. */
async function finishLate({work, uid, progress}: Killed) {
  const warnings: string[] = [];
  const repository = await openGit({environment: sandbox.env(), temporaryDirectory: sandbox.folder()}).open(work);
  const history = await ledgerStore(join(sandbox.folder(), 'steps.db')).open();
  try {
    const lookup = await history.getStep({kind: 'uid', prefix: uid});
    if (lookup.kind !== 'found') throw new Error(lookup.kind);
    const agent: AgentEnd = progress.agent ?? {
      ending: 'interrupted',
      exitCode: null,
      startTime: progress.start.draft.startTime,
      endTime: systemClock.now().toISOString(),
      durationMs: 0,
      notes: [],
    };
    const {step} = await finishStep(
      {
        repository,
        history,
        store: {keepFile: null, keepRecord: async (publication) => publication},
        usage: {read: async () => ({usage: {...UNKNOWN_USAGE, reason: 'read late'}, config: {}})},
        check: null,
        clock: systemClock,
        words: WORDINGS.action,
        host: {uids: systemUids, note: () => {}},
        warn: (message) => warnings.push(message),
      },
      {
        request: {
          uid,
          slug: 'default',
          agentConfig: EMPTY_AGENT_CONFIG,
          commit: 'auto',
          commitMessage: null,
          commitAuthor: null,
          agentIdentity: SANDBOX_IDENTITY,
          push: 'auto',
          continueOnAgentError: false,
          onFailure: null,
          bundleFile: join(sandbox.folder(), 'late.bundle'),
          privatePaths: [],
          workTreeLasts: false,
        },
        ...{started: lookup.value, settledId: lookup.value.id, agent, progress, isUnseen: progress.left === null},
      },
    );
    const steps = await history.listSteps();
    return {step, steps, warnings};
  } finally {
    await history.close();
    await repository.close();
  }
}

const pinOf = ({uid}: Pick<Step, 'uid'>) => `refs/laforge/pins/default/step-${uid}`;

describe('a step that another process finishes', () => {
  test('when its agent was not started did nothing, and says so', async () => {
    const killed = await runUntil(() => true);
    const {step, steps, warnings} = await finishLate(killed);
    expect(step).toMatchObject({status: 'interrupted', pushed: 'unchanged', commitShaAfter: killed.start, notes: []});
    expect([steps.length, warnings]).toEqual([1, []]);
    expect(await sandbox.sha(killed.remote, 'main')).toBe(killed.start);
  });

  test('when its agent had ended but nobody had looked: how it ended is told, and its work is beside the branch', async () => {
    const killed = await runUntil(({agent}) => agent !== null);
    // Another workflow step goes on in the same work tree.
    await sandbox.commitFile(killed.work, 'later.txt', 'later\n', 'not the agent’s');
    const {step} = await finishLate(killed);
    const pin = await sandbox.sha(killed.remote, pinOf(killed));
    expect(step).toMatchObject({status: 'succeeded', exitCode: 0, pushed: 'pinned', pinRef: pinOf(killed)});
    expect(step.tokenUsage).toMatchObject({state: 'unknown', reason: 'read late'});
    expect(step.notes.join('\n')).toMatch(
      /beside the branch, as \w+\.\n.*the action was killed before it could look at the work/,
    );
    expect(await sandbox.git(killed.remote, 'show', `${pin}:left.txt`)).toBe('left');
    expect(await sandbox.sha(killed.remote, 'main')).toBe(killed.start);
    expect(await sandbox.git(killed.work, 'status', '--porcelain')).toBe('?? left.txt');
  });

  test('has no commits for its own that were made after its agent had ended', async () => {
    const killed = await runUntil(({agent}) => agent !== null);
    const {progress} = killed;
    if (progress.agent === null) throw new Error('The agent has not ended.');
    const start = {...progress.start, startTime: '2020-01-01T00:00:00.000Z'};
    const agent = {...progress.agent, endTime: '2020-01-01T01:00:00.000Z'};
    const {step} = await finishLate({...killed, progress: {...progress, start, agent}});
    expect(step.changes?.own_commits.map(({subject}) => subject)).toEqual(['Work of the agent in step 1']);
  });

  test.each([
    ['looked at', ({left}: StepProgress) => left !== null],
    ['looked at and its usage read', ({used}: StepProgress) => used !== null],
    ['all done but the push', ({checked}: StepProgress) => checked !== null],
  ])('when its work had been %s: it is delivered as it was then, and nothing is made twice', async (_how, isOver) => {
    const killed = await runUntil(isOver);
    const tip = await sandbox.sha(killed.work);
    await sandbox.commitFile(killed.work, 'later.txt', 'later\n', 'not the agent’s');
    const {step, steps, warnings} = await finishLate(killed);
    expect(step).toMatchObject({
      status: 'succeeded',
      exitCode: 0,
      pushed: 'pushed',
      pinRef: null,
      commitShaAfter: tip,
      changes: {own_commit_count: 2, files_changed: 2},
      notes: [],
    });
    expect([steps.length, warnings]).toEqual([1, []]);
    expect(await sandbox.sha(killed.remote, 'main')).toBe(tip);
  });

  test('whose push had arrived is on record as pushed', async () => {
    const killed = await runUntil(({checked}) => checked !== null);
    await sandbox.git(killed.work, 'push', '-q', 'origin', 'HEAD:main');
    const {step, warnings} = await finishLate(killed);
    expect([step.pushed, step.commitShaAfter, warnings]).toEqual([
      'pushed',
      await sandbox.sha(killed.remote, 'main'),
      [],
    ]);
  });
});
