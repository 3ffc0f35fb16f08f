const {hideEnvironment} = require('./hide-environment.js');
const {leave} = require('./leave.js');
const {isNodeNewEnough} = require('./node-version.js');

if (isNodeNewEnough()) {
  hideEnvironment();
  require('./chunks/index.js').runTryPost().then(leave);
}
