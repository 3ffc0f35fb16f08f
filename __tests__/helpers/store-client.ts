/** What the program that a store starts for GitHub's clients does, run from the sources. */
import {serveClientCalls} from '../../src/stores/client/serve-calls.ts';

serveClientCalls();
