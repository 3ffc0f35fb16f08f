const {hideEnvironment} = require('./hide-environment.js');
const {isNodeNewEnough} = require('./node-version.js');

if (isNodeNewEnough()) {
  hideEnvironment();
  require('./chunks/index.js').serveStoreClient();
}
