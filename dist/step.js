import {isNodeNewEnough} from './node-version.js';

if (isNodeNewEnough()) {
  const {runStep} = await import('./index.js');
  await runStep();
}
