import {basename, dirname} from 'node:path';
import {StoreError} from '../../domain/errors.ts';
import {forgeOf} from '../../domain/forges.ts';
import type {Uid} from '../../domain/identity.ts';
import type {Environment} from '../../domain/ports/system.ts';
import {
  type ClientOptions,
  type ClientProcess,
  pickVariables,
  startClient,
  type Upload,
} from '../client/client-process.ts';
import {TIME_LIMITS} from '../store-deps.ts';

type UploadOptions = ClientOptions & {readonly retentionDays: number | null};

/**
 * Keeps a file of a step as an artifact of the run, whatever store the history uses. Resolves to its name for a
 * sentence. No save of a history can have that name. Throws StoreError.
 */
export async function keepAsArtifact(options: UploadOptions, uid: Uid, file: string): Promise<string> {
  const kind = /\.(beside|bundle|files)(\.bundle|\.tar\.gz)?$/.exec(file)?.[1] ?? 'record';
  const name = `laforge.${kind}-${uid}`;
  await upload(options, {name, files: [file], asItIs: false});
  return `artifact ${name} of this run`;
}

export function logArtifact(uid: Uid): string {
  return `laforge.log-${uid}`;
}

/** Keeps the files with a step's output, all in one folder. Throws StoreError. */
export async function keepLogs(options: UploadOptions, uid: Uid, files: readonly string[]): Promise<void> {
  await upload(options, {name: logArtifact(uid), files, asItIs: false});
}

/**
 * Keeps a page as an artifact named after the file. GitHub opens it in the browser; other forges get it packed.
 * Resolves to the artifact's id. Throws StoreError.
 */
export async function keepPage(options: UploadOptions, file: string): Promise<string> {
  return await upload(options, {name: basename(file), files: [file], asItIs: forgeOf(options.env) === 'GitHub'});
}

async function upload(
  options: UploadOptions,
  {name, files, asItIs}: Pick<Upload, 'name' | 'files' | 'asItIs'>,
): Promise<string> {
  const folder = dirname(files[0] ?? '.');
  // The client refuses servers whose names are not GitHub's, although Gitea's accepts uploads.
  const isGithub = forgeOf(options.env) === 'GitHub';
  const variables = {...clientVariables(options.env), ...(!isGithub && {GITHUB_SERVER_URL: 'https://github.com'})};
  const client = startClient(options, {client: 'artifact', folder, variables});
  try {
    const {retentionDays} = options;
    return await uploadWith(client, {name, folder, files, retentionDays, asItIs}, TIME_LIMITS.publishMs);
  } finally {
    await client.stop();
  }
}

/** Uploads files as one artifact and resolves to its id. Throws StoreError. */
export async function uploadWith(client: ClientProcess, upload: Upload, limitMs: number): Promise<string> {
  const {answer} = await client.call({kind: 'upload-artifact', ...upload}, limitMs);
  if (answer === null) throw new StoreError('unavailable', `GitHub did not say as what it saved ${upload.name}.`);
  return answer;
}

/** The variables that the artifact client reads. */
const VARIABLES = [
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_RESULTS_URL',
  'GITHUB_SERVER_URL',
  'GITHUB_API_URL',
  'GITHUB_RETENTION_DAYS',
];

export function clientVariables(env: Environment): Readonly<Record<string, string>> {
  return pickVariables(env, VARIABLES);
}
