const {hideEnvironment} = require('./hide-environment.js');
const {leave} = require('./leave.js');
const {loadChunks} = require('./load-chunks.js');
const {isNodeNewEnough} = require('./node-version.js');

if (isNodeNewEnough()) {
  hideEnvironment();
  loadChunks(`${__dirname}/chunks`).runTryPost().then(leave);
}
