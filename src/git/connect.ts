import type {ObjectStore, Remote} from '../domain/ports/git.ts';
import type {Baseline} from './baseline.ts';
import {openCommits} from './checked-commits.ts';
import {type Connection, openConnection, type RemoteLimits} from './connection.ts';
import type {CredentialSource} from './credentials.ts';
import {type History, openHistory} from './history.ts';
import {openLfs} from './lfs.ts';
import {openObjects} from './objects.ts';
import {openPrivateRepository, type PrivateRepository} from './private-repository.ts';
import {openRemote} from './remote.ts';

export interface ConnectRequest {
  readonly baseline: Baseline;
  readonly root: string;
  readonly commonDir: string;
  readonly credentials: CredentialSource;
  /** Where the private repository is made; the runner's or the system's temporary folder by default. */
  readonly temporaryDirectory?: string;
  readonly limits?: RemoteLimits;
}

export interface Connected {
  readonly privateRepository: PrivateRepository;
  readonly connection: Connection | null;
  readonly remote: Remote | null;
  readonly objects: ObjectStore | null;
  readonly history: History;
}

/** Puts together everything that works in the private repository. Starts no process and writes nothing yet. */
export function connect(request: ConnectRequest): Connected {
  const {baseline, credentials, limits, ...place} = request;
  const repository = openPrivateRepository(request);
  const commits = openCommits(repository);
  const captured = baseline.remote;
  const connection = captured === null ? null : openConnection(baseline, captured, repository, credentials, limits);
  return {
    privateRepository: repository,
    connection,
    remote:
      captured === null || connection === null
        ? null
        : openRemote(
            captured,
            {repository, commits, connection},
            openLfs({...place, baseline, repository, connection}, captured),
          ),
    objects: connection === null ? null : openObjects(connection, repository),
    history: openHistory({...place, repository, commits, connection}),
  };
}
