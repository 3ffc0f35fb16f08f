const {closeSync, openSync, readFileSync, writeSync} = require('node:fs');

/**
 * What may stand in /proc/<pid>/environ: what every program of the job is given and nobody withholds, what the loader
 * and Node were configured with, and the name by which the runner finds what a job leaves behind.
 */
const SHOWN =
  /^(PATH|HOME|USER|LOGNAME|SHELL|TERM|TMPDIR|TZ|LANG|LANGUAGE|LC_[A-Z]+|LD_[A-Z_]+|NODE_OPTIONS|RUNNER_TRACKING_ID)$/;
const EQUALS = 0x3d;

/**
 * Takes the rest of our environment (inputs, tokens, state, command files) out of the memory that Linux shows to every
 * process of this user as /proc/<pid>/environ, where an agent would find it. `process.env` is as before: what is set in
 * it is kept elsewhere. Where it cannot be done everything goes on as it was, and the log of a debug run says so.
 *
 * Our own memory is overwritten, in place of a new start by process.execve(): that would cost a second start of Node,
 * take the secrets through a file, and in Node 24 abort the process when it fails.
 */
exports.hideEnvironment = () => {
  if (process.platform !== 'linux') return;
  try {
    const block = readFileSync('/proc/self/environ');
    const hidden = blankHidden(block).map((name) => [name, process.env[name]]);
    try {
      // Out of the list first, so that nothing points to what is overwritten.
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

/** Blanks what is not SHOWN in a block of NUL-ended `name=value`, and gives its names. */
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

/** env_start, the 50th field of /proc/<pid>/stat; the second, the program's name, may hold anything. */
function addressOfEnvironment() {
  const stat = readFileSync('/proc/self/stat', 'latin1');
  const address = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[47]);
  if (Number.isSafeInteger(address) && address > 0) return address;
  throw new Error('its address is not known');
}
