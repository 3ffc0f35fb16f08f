import {asArray, digObject, type Json} from '../domain/json.ts';
import type {KeptAttestation} from '../domain/ports/forge.ts';
import {createConnection, explainFailure, type GithubAccess, statusOf} from './connection.ts';

/** Stores a Sigstore bundle as an attestation of the repository, if the host has attestations. Never rejects. */
export async function keepAttestation(access: GithubAccess, bundle: Json): Promise<KeptAttestation> {
  if (access.forge !== undefined && access.forge !== 'GitHub') return {kept: false, why: null};
  try {
    const {octokit, owner, repo} = await createConnection(access)();
    await octokit.request('POST /repos/{owner}/{repo}/attestations', {owner, repo, bundle});
    return {kept: true};
  } catch (error) {
    // GitHub Enterprise Server lacks this endpoint, and so do plans without attestations.
    if (statusOf(error) === 404) return {kept: false, why: null};
    const asked = {doing: 'keep an attestation', permission: 'attestations: write'};
    return {kept: false, why: explainFailure(error, asked).message};
  }
}

/** Lists the bundles of a repository's attestations of this type about a SHA-256. None if the host has no attestations. Throws. */
export async function findAttestations(
  access: GithubAccess,
  {sha256, predicateType}: {readonly sha256: string; readonly predicateType: string},
): Promise<readonly Json[]> {
  try {
    const {octokit, owner, repo} = await createConnection(access)();
    const {data} = await octokit.request('GET /repos/{owner}/{repo}/attestations/{subject_digest}', {
      ...{owner, repo, subject_digest: `sha256:${sha256}`, predicate_type: predicateType},
    });
    return asArray(data.attestations)
      .map((one) => digObject(one, 'bundle'))
      .filter((bundle) => bundle !== undefined);
  } catch (error) {
    if (statusOf(error) === 404) return [];
    throw explainFailure(error, {doing: 'read attestations', permission: 'attestations: read'});
  }
}
