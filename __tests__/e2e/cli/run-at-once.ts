import {createGate} from '../../helpers/gate.ts';
import type {GitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeIn} from './laforge.ts';

/** EX_TEMPFAIL: a budget refused the step. */
const REFUSED = 75;

/**
 * Starts steps at once, each a process in a clone of its own, that may use 1 USD each of a budget of so many. Those whose
 * agent runs go on running until all others have ended. Resolves to how many of them there were; throws on another ending.
 */
export async function runAtOnce(
  sandbox: GitSandbox,
  {store, processes, room}: {readonly store: 'file' | 'git'; readonly processes: number; readonly room: number},
): Promise<{readonly ran: number; readonly refused: number}> {
  const laforge = laforgeIn(sandbox);
  const seed = await sandbox.createRepository({name: 'app'});
  const remote = await sandbox.createBareRemote({from: seed});
  const clones: string[] = [];
  for (let n = 0; n < processes; n++) clones.push(await sandbox.clone(remote));
  const gate = createGate(sandbox.folder(), 300);
  const script = `echo '{"cost": 0.1}' > "$LAFORGE_USAGE_FILE"; echo up; ${gate.wait}`;
  const options = ['--project', 'team', '--store', store, '--max-cost-usd', '1', '--budget', `${room} USD per day`];
  let [ran, refused] = [0, 0];
  const openWhenSettled = () => {
    if (ran + refused === processes) gate.open();
  };
  const runs = clones.map(async (clone) => {
    let isUp = false;
    const {code, stderr} = await laforge(clone, ['step', 'run', ...options, '--', 'sh', '-c', script], {
      onOutput: () => {
        ran += isUp ? 0 : 1;
        isUp = true;
        openWhenSettled();
      },
    });
    if (code !== (isUp ? 0 : REFUSED)) throw new Error(`It ended with ${code}: ${stderr}`);
    refused += isUp ? 0 : 1;
    openWhenSettled();
  });
  await Promise.all(runs);
  return {ran, refused};
}
