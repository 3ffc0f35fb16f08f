import {isNodeNewEnough} from './node-version.js';

if (isNodeNewEnough()) {
  const {runCommandLine} = await import('./index.js');
  await runCommandLine();
}
