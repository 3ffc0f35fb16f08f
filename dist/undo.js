import {isNodeNewEnough} from './node-version.js';

if (isNodeNewEnough()) {
  const {runUndo} = await import('./index.js');
  await runUndo();
}
