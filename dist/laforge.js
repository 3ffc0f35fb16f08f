const {isNodeNewEnough} = require('./node-version.js');

if (isNodeNewEnough()) {
  const {loadThroughCodeCache} = require('./code-cache.js');
  const {leave} = require('./leave.js');
  const {load, save} = loadThroughCodeCache(`${__dirname}/chunks`);
  load('index.js').runCommandLine().then(save).then(leave);
}
