/**
 * Ends the process once all is printed. What a program gave up waiting for, such as a remote that does not answer, is
 * still under way then, and would keep it; the processes of ours among it are ended with it.
 */
exports.leave = () => {
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
};
