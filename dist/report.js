import {hideEnvironment} from './hide-environment.js';
import {isNodeNewEnough} from './node-version.js';

if (isNodeNewEnough()) {
  hideEnvironment();
  const {runReport} = await import('./index.js');
  await runReport();
}
