import {isNodeNewEnough} from './node-version.js';

if (isNodeNewEnough()) {
  const {serveStoreClient} = await import('./index.js');
  await serveStoreClient();
}
