import {refuseTwirp, type TwirpRequest, type TwirpRoute} from './routes.ts';
import {type ArtifactState, addBlob, type JobState} from './world.ts';

const SERVICE = 'github.actions.results.api.v1.ArtifactService';
const DAY_MS = 86_400_000;

/** What a job's artifact client talks to: see `@actions/artifact`. */
export const artifactRoutes: readonly TwirpRoute[] = [
  {service: SERVICE, method: 'CreateArtifact', answer: createArtifact},
  {service: SERVICE, method: 'FinalizeArtifact', answer: finalizeArtifact},
  {service: SERVICE, method: 'ListArtifacts', answer: listArtifacts},
  {service: SERVICE, method: 'GetSignedArtifactURL', answer: signArtifact},
  {service: SERVICE, method: 'DeleteArtifact', answer: deleteArtifact},
];

function createArtifact(request: TwirpRequest) {
  const job = jobOf(request);
  if (job === undefined) return unauthenticated();
  const name = String(request.body.name);
  if (/[":<>|*?\r\n\\/]/.test(name))
    return refuseTwirp(400, 'invalid_argument', `the artifact name is not valid: ${name}`);
  const [namesake] = ofAttempt(request, job).filter((it) => it.name === name);
  // Gitea never refuses a name: what was saved under it is gone.
  if (namesake !== undefined && request.world.forge === 'gitea') {
    request.world.artifacts.splice(request.world.artifacts.indexOf(namesake), 1);
  } else if (namesake !== undefined) {
    return refuseTwirp(409, 'already_exists', 'an artifact with this name already exists on the workflow run');
  }
  const blobId = addBlob(request.world);
  const expiresAt = request.body.expires_at;
  const now = Date.now();
  request.world.artifacts.push({
    id: request.world.nextId(),
    name,
    runId: job.runId,
    runBackendId: job.runBackendId,
    jobBackendId: job.jobBackendId,
    blobId,
    createdAt: new Date(now).toISOString(),
    expiresAt: typeof expiresAt === 'string' ? expiresAt : new Date(now + 90 * DAY_MS).toISOString(),
    finalized: false,
    expired: false,
    digest: null,
    size: 0,
  });
  return {status: 200, body: {ok: true, signed_upload_url: blobUrl(request, blobId)}};
}

function finalizeArtifact(request: TwirpRequest) {
  const job = jobOf(request);
  if (job === undefined) return unauthenticated();
  const artifact = ofAttempt(request, job).find((it) => it.name === request.body.name && !it.finalized);
  const content = artifact && request.world.blobs.get(artifact.blobId)?.content;
  if (artifact === undefined || !content) return refuseTwirp(404, 'not_found', 'artifact not found');
  if (String(content.length) !== request.body.size) return refuseTwirp(400, 'invalid_argument', 'size does not match');
  artifact.finalized = true;
  artifact.size = content.length;
  artifact.digest = typeof request.body.hash === 'string' ? request.body.hash : null;
  return {status: 200, body: {ok: true, artifact_id: String(artifact.id)}};
}

function listArtifacts(request: TwirpRequest) {
  const job = jobOf(request);
  if (job === undefined) return unauthenticated();
  const {name_filter: name, id_filter: id} = request.body;
  const found = ofAttempt(request, job).filter(
    (it) => it.finalized && (name === undefined || it.name === name) && (id === undefined || String(it.id) === id),
  );
  return {
    status: 200,
    body: {
      artifacts: found.map((it) => ({
        workflow_run_backend_id: it.runBackendId,
        workflow_job_run_backend_id: it.jobBackendId,
        database_id: String(it.id),
        name: it.name,
        size: String(it.size),
        created_at: it.createdAt,
        ...(it.digest === null ? {} : {digest: it.digest}),
      })),
    },
  };
}

function signArtifact(request: TwirpRequest) {
  const artifact = named(request);
  if (artifact === undefined) return refuseTwirp(404, 'not_found', 'artifact not found');
  return {status: 200, body: {signed_url: blobUrl(request, artifact.blobId)}};
}

function deleteArtifact(request: TwirpRequest) {
  const artifact = named(request);
  if (artifact === undefined) return refuseTwirp(404, 'not_found', 'artifact not found');
  request.world.artifacts.splice(request.world.artifacts.indexOf(artifact), 1);
  return {status: 200, body: {ok: true, artifact_id: String(artifact.id)}};
}

function named(request: TwirpRequest): ArtifactState | undefined {
  const job = jobOf(request);
  return job && ofAttempt(request, job).find((it) => it.finalized && it.name === request.body.name);
}

function ofAttempt(request: TwirpRequest, job: JobState): readonly ArtifactState[] {
  return request.world.artifacts.filter((it) => it.runBackendId === job.runBackendId);
}

function jobOf(request: TwirpRequest): JobState | undefined {
  return request.world.jobs.get(request.runtimeToken);
}

function unauthenticated() {
  return refuseTwirp(401, 'unauthenticated', 'no session for this token');
}

/** A URL such as blob stores hand out: whoever has it may use it, and nobody else. */
export function blobUrl(request: Pick<TwirpRequest, 'world' | 'urls'>, blobId: string): string {
  return `${request.urls.blobs}/actions-results/${blobId}?sv=2026-04-06&sig=${request.world.blobs.get(blobId)?.signature}`;
}
