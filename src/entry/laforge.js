const {isNodeNewEnough} = require('./node-version.js');

if (isNodeNewEnough()) require('./chunks/index.js').runCommandLine();
