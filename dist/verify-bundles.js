const {loadChunks} = require('./load-chunks.js');

loadChunks(`${__dirname}/chunks`).verifyInThread();
