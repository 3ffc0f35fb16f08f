// Stands for a library that nothing calls (build.ts).
module.exports = {};
