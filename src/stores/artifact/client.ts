import {DefaultArtifactClient} from '@actions/artifact';
import type {ArtifactCall} from '../client/calls.ts';

/**
 * Runs one call of the artifact client. It reads ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL, GITHUB_SERVER_URL,
 * GITHUB_API_URL and GITHUB_RETENTION_DAYS from process.env.
 */
export async function answerArtifactCall(call: ArtifactCall): Promise<string | null> {
  const client = new DefaultArtifactClient();
  if (call.kind === 'upload-artifact') {
    const {id} = await client.uploadArtifact(call.name, [...call.files], call.folder, {
      ...(call.retentionDays === null ? {} : {retentionDays: call.retentionDays}),
      // A steps.db is text and padding: the highest level takes no time that shows.
      compressionLevel: 9,
    });
    return id === undefined ? null : String(id);
  }
  try {
    const {digestMismatch} = await client.downloadArtifact(call.id, {
      path: call.folder,
      ...(call.digest === null ? {} : {expectedHash: call.digest}),
      // The run is not looked at by a download; the client's type wants one.
      findBy: {token: call.token, repositoryOwner: call.owner, repositoryName: call.repository, workflowRunId: 0},
    });
    return digestMismatch === true ? 'other' : 'same';
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 410) return 'expired';
    throw error;
  }
}
