import {createHash} from 'node:crypto';
import {open} from 'node:fs/promises';
import {StoreError} from '../domain/errors.ts';
import type {ListedArtifact} from '../domain/ports/actions-index.ts';
import {createAsk, type GithubAccess} from './connection.ts';

const DOWNLOAD_MS = 60_000;

/**
 * Downloads an artifact's zip into a new file and verifies its digest. The token is sent only to the API, not to the address
 * that it redirects to. Throws StoreError and RefusedError.
 */
export async function downloadArtifact(access: GithubAccess, artifact: ListedArtifact, path: string): Promise<void> {
  const {id, digest, name, sizeInBytes} = artifact;
  const fail = (why: string) => new StoreError('unreadable', `Artifact ${name} (id ${id}) could not be read: ${why}`);
  const hash = createHash('sha256');
  const response = await fetch(await locate(access, artifact), {signal: AbortSignal.timeout(DOWNLOAD_MS)}).catch(
    (error: unknown) => {
      throw fail(error instanceof Error ? `${error.message}.` : 'no answer came.');
    },
  );
  if (!response.ok || response.body === null) throw fail(`the service answered ${response.status}.`);
  const file = await open(path, 'wx', 0o600);
  try {
    let bytes = 0;
    for await (const chunk of response.body) {
      bytes += chunk.length;
      if (bytes > sizeInBytes) throw fail(`more came than the ${sizeInBytes} bytes that were saved.`);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  if (digest !== null && digest !== `sha256:${hash.digest('hex')}`) throw fail('it has another digest than was saved.');
}

async function locate(access: GithubAccess, {id, name}: ListedArtifact): Promise<string> {
  const attempt = {doing: `download artifact ${name}`, permission: 'actions: read'};
  const {headers} = await createAsk(access)(attempt, async ({octokit, owner, repo}) => {
    const request = {redirect: 'manual' as const};
    const what = {owner, repo, artifact_id: id, archive_format: 'zip', request};
    return await octokit.rest.actions.downloadArtifact(what);
  });
  if (headers.location !== undefined) return headers.location;
  throw new StoreError('unreadable', `GitHub did not say where the content of artifact ${name} (id ${id}) is.`);
}
