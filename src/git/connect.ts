import type {Diffs} from '../domain/ports/diffs.ts';
import type {ObjectStore, Remote} from '../domain/ports/git.ts';
import type {Baseline} from './baseline.ts';
import {openCommits} from './checked-commits.ts';
import {type Connection, openConnection, type RemoteLimits} from './connection.ts';
import type {CredentialSource} from './credentials.ts';
import {openDiffs} from './diffs.ts';
import {type History, openHistory} from './history.ts';
import {openLfs} from './lfs.ts';
import type {Location, Place} from './locate.ts';
import {openObjects} from './objects.ts';
import {openPrivateRepository, type PrivateRepository} from './private-repository.ts';
import {openRemote} from './remote.ts';

interface ConnectRequest {
  readonly baseline: Baseline;
  readonly place: Place;
  readonly credentials: CredentialSource;
  /** The folder for the private repository. Default: the runner's or the system's temporary one. */
  readonly temporaryDirectory?: string;
  readonly limits?: RemoteLimits;
}

export interface Connected {
  readonly location: Location;
  readonly privateRepository: PrivateRepository;
  readonly connection: Connection | null;
  readonly remote: Remote | null;
  readonly objects: ObjectStore | null;
  readonly history: History;
  readonly diffs: Diffs;
}

/** Puts together everything that works in the private repository. Starts no process and writes nothing yet. */
export function connect(request: ConnectRequest): Connected {
  const {baseline, credentials, limits, place, temporaryDirectory} = request;
  const {commonDir} = place;
  const repository = openPrivateRepository({
    baseline,
    commonDir,
    ...(temporaryDirectory !== undefined && {temporaryDirectory}),
  });
  const commits = openCommits(repository);
  const location = {...place, baseline, repository};
  const captured = baseline.remote;
  const connection = captured === null ? null : openConnection(baseline, captured, repository, credentials, limits);
  return {
    location,
    privateRepository: repository,
    connection,
    remote:
      captured === null || connection === null
        ? null
        : openRemote(
            captured,
            {repository, commits, connection},
            openLfs({commonDir, baseline, repository, connection}, captured),
          ),
    objects: connection === null ? null : openObjects(connection, repository),
    history: openHistory({location, repository, commits, connection}),
    diffs: openDiffs(repository, connection, baseline),
  };
}
