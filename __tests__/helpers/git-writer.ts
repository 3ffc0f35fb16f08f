import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {UNKNOWN_DRAFT} from '../../src/domain/step.ts';
import {openGit} from '../../src/git/open.ts';
import {openLedger} from '../../src/ledger/open-ledger.ts';
import {createGitStore} from '../../src/stores/git/git-store.ts';
import {systemClock, systemUids} from '../../src/system/clock-and-uids.ts';
import {privateFolder} from '../../src/system/projects.ts';

/*
 * A process that records steps in the history of a clone's remote, one after another, each as a run of its own would.
 * Arguments: the clone, how many steps, and the name of the branch. Prints one line of JSON for each step.
 */
const [work = '', count = '0', branch = 'main'] = process.argv.slice(2);
const repository = await openGit({environment: {}}).open(work);
for (let n = 0; n < Number(count); n++) {
  const uid = systemUids.next();
  const folder = join(work, '..', 'runs', uid);
  mkdirSync(folder, {recursive: true});
  const history = await createGitStore(
    {
      openLedger: (path) => openLedger(path, {clock: systemClock}),
      admitLedger: () => undefined,
      turnFolder: privateFolder('turns', {LAFORGE_HOME: join(work, '..', 'laforge-home')}),
      uids: systemUids,
      clock: systemClock,
    },
    {slug: 'default', repository, folder},
  ).open();
  const now = systemClock.now().toISOString();
  const facts = {agentConfig: null, branch};
  const started = await history.startStep({
    ...UNKNOWN_DRAFT,
    ...facts,
    uid,
    projectId: 'octo/repo',
    repository: 'github.com/octo/repo',
    startTime: now,
  });
  const finished = await history.finishStep(uid, {
    ...facts,
    status: 'succeeded',
    commitShaAfter: null,
    endTime: now,
    durationMs: 0,
    tokenUsage: null,
    exitCode: 0,
    pushed: 'none',
    pinRef: null,
    changes: null,
    check: null,
    checkBefore: null,
    notes: [],
  });
  const publication = await history.publish();
  await history.close();
  console.log(JSON.stringify({uid, startedAs: started.id, id: finished.id, publication: publication.kind}));
}
await repository.close();
