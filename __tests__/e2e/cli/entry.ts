/** Starts the command line from its sources, for tests that run before there is a bundle. */
import {main} from '../../../src/cli/index.ts';

process.exitCode = await main(process.argv.slice(2), process.env);
