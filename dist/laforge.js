import {existsSync} from 'node:fs';
import * as module from 'node:module';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {isNodeNewEnough} from './node-version.js';

if (isNodeNewEnough()) {
  // Compiled once, the command starts a little sooner. It is kept in the user's own folder, where there is one, beside
  // the histories: whoever can write there can do as much without it.
  const home = process.env.LAFORGE_HOME || join(homedir(), '.laforge');
  if (existsSync(home)) module.enableCompileCache?.(join(home, 'cache'));
  const {runCommandLine} = await import('./index.js');
  await runCommandLine();
}
