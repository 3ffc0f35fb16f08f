const {closeSync, openSync, readFileSync, writeSync} = require('node:fs');

/**
 * The variables that may stay in /proc/<pid>/environ: common ones that every program of the job has, those of the loader and
 * Node, and the variable that the runner finds leftover processes by.
 */
const SHOWN =
  /^(PATH|HOME|USER|LOGNAME|SHELL|TERM|TMPDIR|TZ|LANG|LANGUAGE|LC_[A-Z]+|LD_[A-Z_]+|NODE_OPTIONS|RUNNER_TRACKING_ID)$/;
const EQUALS = 0x3d;

/**
 * Erases the rest of our environment (inputs, tokens, state, command files) from the memory that Linux shows to every process of
 * this user as /proc/<pid>/environ, where an agent could read it. `process.env` keeps its values, since variables that are set
 * again are stored elsewhere. If this fails, everything continues unchanged, and the log of a debug run says so.
 *
 * It overwrites our own memory instead of restarting with process.execve(), which would start Node a second time, pass the
 * secrets through a file, and in Node 24 abort the process on failure.
 */
exports.hideEnvironment = () => {
  if (process.platform !== 'linux') return;
  try {
    const block = readFileSync('/proc/self/environ');
    const hidden = blankHidden(block).map((name) => [name, process.env[name]]);
    try {
      // Delete the variables first, so that nothing points to the overwritten memory.
      for (const [name] of hidden) delete process.env[name];
      overwrite(block);
    } finally {
      for (const [name, value] of hidden) if (value !== undefined) process.env[name] = value;
    }
    if (!readFileSync('/proc/self/environ').equals(block)) throw new Error('it is still there');
  } catch (error) {
    console.log(`::debug::The environment could not be taken out of /proc/${process.pid}/environ: ${error.message}`);
  }
};

/** Blanks the variables that are not SHOWN in a block of NUL-terminated `name=value`, and returns their names. */
function blankHidden(block) {
  const names = [];
  for (let start = 0; start < block.length; ) {
    const nul = block.indexOf(0, start);
    const end = nul < 0 ? block.length : nul;
    const equals = block.indexOf(EQUALS, start);
    const name = equals > start && equals < end ? block.toString('utf8', start, equals) : '';
    if (name !== '' && !SHOWN.test(name)) {
      names.push(name);
      block.fill(0, start, end);
    }
    start = end + 1;
  }
  return names;
}

function overwrite(block) {
  const memory = openSync('/proc/self/mem', 'r+');
  try {
    writeSync(memory, block, 0, block.length, addressOfEnvironment());
  } finally {
    closeSync(memory);
  }
}

/** Reads env_start, the 50th field of /proc/<pid>/stat. The second field, the program's name, may contain anything. */
function addressOfEnvironment() {
  const stat = readFileSync('/proc/self/stat', 'latin1');
  const address = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[47]);
  if (Number.isSafeInteger(address) && address > 0) return address;
  throw new Error('its address is not known');
}
