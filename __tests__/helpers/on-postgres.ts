import {afterAll, beforeAll, describe, test} from '@jest/globals';
import {findPostgres, NO_POSTGRES, type PostgresServer, startPostgres} from './postgres.ts';

/**
 * A server for the tests of a file. Where PostgreSQL is not installed, `describe` and `test` leave them out, and one line
 * says so. `settings` are of postgresql.conf.
 */
export function onPostgres(what: string, settings: Readonly<Record<string, string>> = {}) {
  const isThere = findPostgres() !== null;
  if (!isThere) console.warn(`${what} ${NO_POSTGRES}.`);
  let server: PostgresServer | undefined;
  beforeAll(async () => {
    if (isThere) server = await startPostgres(settings);
  });
  afterAll(() => server?.stop());
  return {
    describe: isThere ? describe : describe.skip,
    test: isThere ? test : test.skip,
    get server(): PostgresServer {
      if (server === undefined) throw new Error('The server is not up.');
      return server;
    },
  };
}
