import {isNodeNewEnough} from './node-version.js';

if (isNodeNewEnough()) {
  const {runRollback} = await import('./index.js');
  await runRollback();
}
