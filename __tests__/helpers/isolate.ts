import {tmpdir} from 'node:os';
import {join} from 'node:path';

/**
 * Loaded before the test files: no git configuration, identity or token of the machine reaches a test, and dates do not
 * depend on where it runs.
 */
for (const name of Object.keys(process.env)) {
  // Names more recorded runs to read; it reaches no program that a test starts.
  if (name === 'LAFORGE_RECORDED_RUNS') continue;
  if (/^(GIT_|GITHUB_|ACTIONS_|RUNNER_|INPUT_|STATE_|LAFORGE_|SSH_)/.test(name)) delete process.env[name];
}
// Not /dev/null: as root, `git config --global` would put a file in its place, for the whole machine. Nothing is there.
process.env.GIT_CONFIG_GLOBAL = join(tmpdir(), `laforge-tests-${process.pid}`, 'settings');
process.env.GIT_CONFIG_NOSYSTEM = '1';
process.env.GIT_TERMINAL_PROMPT = '0';
process.env.TZ = 'UTC';
