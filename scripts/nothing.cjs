// Replaces a library that is never called (build.ts).
module.exports = {};
