/** The oldest Node with an SQLite module that needs no flag and has all that we use. */
const OLDEST = '22.13';
exports.OLDEST = OLDEST;

/** Returns whether a version is new enough. Node 23 has releases that are older than this 22. */
exports.isNewEnough = (version) => {
  const [major, minor] = version.split('.').map(Number);
  return major > 23 || (major === 23 && minor >= 5) || (major === 22 && minor >= 13);
};

/**
 * Returns true if this Node can run us. Otherwise prints a sentence that says what works instead, and sets a failing exit code.
 * This is plain JavaScript and loaded before anything else, so that an old Node gets this far.
 */
exports.isNodeNewEnough = () => {
  const version = process.versions.node;
  if (exports.isNewEnough(version)) return true;
  process.exitCode = 1;
  if (process.env.GITHUB_ACTIONS === 'true' && process.env.RUNNER_TEMP !== undefined) {
    console.log(
      `::error::LaForge needs Node ${OLDEST} or later, and this runner started it on Node ${version}. ` +
        (process.env.GITEA_ACTIONS === 'true' || process.env.ACT === 'true'
          ? 'Put Node 24 first on the PATH of the runner, or into the image of the job.'
          : 'Update the runner to 2.327.1 or later, on a platform that has Node 24.'),
    );
    return false;
  }
  const args = process.argv
    .slice(1)
    .map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replace(/'/g, `'\\''`)}'`));
  console.error(
    `laforge: LaForge needs Node ${OLDEST} or later, and this is Node ${version}. Run: npx --yes node@24 ${args.join(' ')}`,
  );
  return false;
};
