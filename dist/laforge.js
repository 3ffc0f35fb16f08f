const {isNodeNewEnough} = require('./node-version.js');

if (isNodeNewEnough()) {
  const {loadThroughCodeCache} = require('./code-cache.js');
  const {leave} = require('./leave.js');
  const {bundle, save} = loadThroughCodeCache(`${__dirname}/chunks`);
  bundle.runCommandLine().then(save).then(leave);
}
