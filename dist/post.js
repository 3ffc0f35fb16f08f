import {isNodeNewEnough} from './node-version.js';

if (isNodeNewEnough()) {
  const {runPost} = await import('./index.js');
  await runPost();
}
