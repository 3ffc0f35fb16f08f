import {randomUUID} from 'node:crypto';
import type {Repository} from '../../src/domain/ports/git.ts';
import {createLogin} from '../../src/stores/postgres/logins.ts';
import {createPostgresStore} from '../../src/stores/postgres/postgres-store.ts';
import {createGitPlace, type GitRunOptions} from './git-place.ts';
import {openWire, type PostgresServer} from './postgres.ts';
import {type PlaceRun, realStoreDeps, type StorePlace} from './store-places.ts';

export interface PostgresPlace extends StorePlace {
  /** The name of the repository whose histories these are, of its own in each place. */
  readonly repositoryName: string;
  run(options?: GitRunOptions): Promise<PlaceRun & {readonly repository: Repository}>;
}

/**
 * A place in the database of a server, with a repository whose remote takes records while it is down. `port`: another
 * way to the server, such as a pooler.
 */
export async function createPostgresPlace(server: PostgresServer, port = server.port): Promise<PostgresPlace> {
  const [git, wire] = await Promise.all([createGitPlace(), openWire(port)]);
  const repositoryName = `github.com/octo/${randomUUID()}`;
  const login = await createLogin(server.owner, {role: 'writer', repository: repositoryName, until: null});
  return {
    name: 'postgres',
    repositoryName,
    async run(options = {}) {
      const {slug = 'default', deps = {}} = options;
      const {repository, folder} = await git.run(options);
      const database = {url: server.url({...login, port: wire.port}), what: 'The connection string'};
      const store = createPostgresStore(
        {...realStoreDeps(), ...deps},
        {slug, folder, repository, repositoryName, database},
      );
      return {store, folder, repository, open: () => git.keep(store.open()), startIsSaved: async () => {}};
    },
    breakReading: wire.cut,
    heal: wire.mend,
    async remove() {
      await git.remove();
      await wire.close();
    },
  };
}
