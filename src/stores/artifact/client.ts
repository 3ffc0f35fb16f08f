import {mkdir, readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {DefaultArtifactClient} from '@actions/artifact';
import {RefusedArchive, unpackZip} from '../archive.ts';
import type {ArtifactCall, Outcome} from '../client/client-process.ts';

/**
 * Runs one call of the artifact client, which reads ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL, GITHUB_SERVER_URL,
 * GITHUB_API_URL and GITHUB_RETENTION_DAYS from process.env.
 */
export async function answerArtifactCall(call: ArtifactCall): Promise<Outcome> {
  const client = new DefaultArtifactClient();
  if (call.kind === 'upload-artifact') {
    const {id} = await client.uploadArtifact(call.name, [...call.files], call.folder, {
      ...(call.retentionDays === null ? {} : {retentionDays: call.retentionDays}),
      ...(call.asItIs === true ? {skipArchive: true} : {}),
      // A steps.db is text and padding, so the highest level costs no noticeable time.
      compressionLevel: 9,
    });
    return {answer: id === undefined ? null : String(id)};
  }
  if (call.kind === 'find-artifact') {
    const {artifacts} = await client.listArtifacts();
    return {answer: artifacts.some((it) => call.names.includes(it.name)) ? 'there' : 'none'};
  }
  if (call.kind === 'delete-artifact') {
    await client.deleteArtifact(call.name);
    return {answer: null};
  }
  try {
    // The client itself would unpack everything before it had checked the digest.
    const packed = join(call.folder, 'packed');
    await mkdir(packed, {recursive: true});
    const {digestMismatch} = await client.downloadArtifact(call.id, {
      path: packed,
      skipDecompress: true,
      ...(call.digest === null ? {} : {expectedHash: call.digest}),
      // A download ignores the run, but the client's type requires one.
      findBy: {token: call.token, repositoryOwner: call.owner, repositoryName: call.repository, workflowRunId: 0},
    });
    if (digestMismatch === true) return {answer: 'other'};
    for (const name of await readdir(packed)) await unpackZip(join(packed, name), call.folder);
    await rm(packed, {recursive: true});
    return {answer: 'same'};
  } catch (error) {
    if (statusOf(error) === 410) return {answer: 'expired'};
    if (statusOf(error) === 404) return {answer: 'gone'};
    if (error instanceof RefusedArchive) return {answer: null, refused: error.message};
    throw error;
  }
}

function statusOf(error: unknown): unknown {
  return error instanceof Error && 'status' in error ? error.status : undefined;
}
