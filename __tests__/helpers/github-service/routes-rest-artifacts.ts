import {createHash} from 'node:crypto';
import {paginate, type RestRoute, type RouteRequest, refuse} from './routes.ts';
import {blobUrl} from './routes-artifacts.ts';
import type {ArtifactState} from './world.ts';

/** Artifacts as REST lists and hands them out. */
export const restArtifactRoutes: readonly RestRoute[] = [
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/actions/artifacts',
    permissions: ['actions: read'],
    answer: (request) => {
      const name = request.query.get('name');
      const found = request.world.artifacts.filter((it) => it.finalized && (name === null || it.name === name));
      // GitHub documents no order, so no reader may count on one.
      return listing(
        request,
        '/actions/artifacts',
        found.toSorted((a, b) => scramble(a).localeCompare(scramble(b))),
      );
    },
  },
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
    permissions: ['actions: read'],
    answer: (request) => {
      const runId = Number(request.parameters.run_id);
      const name = request.query.get('name');
      if (!request.world.runs.has(runId)) return refuse(404, 'Not Found');
      const found = request.world.artifacts.filter(
        (it) => it.finalized && it.runId === runId && (name === null || it.name === name),
      );
      return listing(
        request,
        `/actions/runs/${runId}/artifacts`,
        found.toSorted((a, b) => b.id - a.id),
      );
    },
  },
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
    permissions: ['actions: read'],
    answer: (request) => {
      const artifact = request.world.artifacts.find(
        (it) => it.finalized && String(it.id) === request.parameters.artifact_id,
      );
      if (artifact === undefined || request.parameters.archive_format !== 'zip') return refuse(404, 'Not Found');
      if (artifact.expired) return refuse(410, 'Artifact has expired');
      return {status: 302, headers: {location: blobUrl(request, artifact.blobId)}};
    },
  },
];

function listing(request: RouteRequest, path: string, artifacts: readonly ArtifactState[]) {
  const {owner, name} = request.world.repository;
  const page = paginate(request, `/repos/${owner}/${name}${path}`, artifacts);
  return {
    status: 200,
    headers: page.headers,
    body: {total_count: artifacts.length, artifacts: page.items.map((it) => toListed(request, it))},
  };
}

function toListed(request: RouteRequest, artifact: ArtifactState) {
  const {repository, runs} = request.world;
  const run = runs.get(artifact.runId);
  const url = `${request.urls.api}/repos/${repository.owner}/${repository.name}/actions/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    node_id: `A_${artifact.id}`,
    name: artifact.name,
    size_in_bytes: artifact.size,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    digest: artifact.digest,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: artifact.expiresAt,
    workflow_run:
      run === undefined
        ? null
        : {
            id: run.id,
            repository_id: repository.id,
            ...(request.world.forge === 'github' ? {head_repository_id: run.headRepositoryId} : {}),
            head_branch: run.headBranch,
            head_sha: run.headSha,
          },
  };
}

function scramble(artifact: ArtifactState): string {
  return createHash('sha1').update(String(artifact.id)).digest('hex');
}
