import {isNodeNewEnough} from './node-version.js';

if (isNodeNewEnough()) {
  const {runReport} = await import('./index.js');
  await runReport();
}
