/**
 * Ends the process once all output is written. Operations that the program gave up on, such as a request to a remote that does
 * not answer, would otherwise keep it alive.
 */
exports.leave = () => {
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
};
