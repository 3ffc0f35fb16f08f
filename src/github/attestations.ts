import type {Json} from '../domain/json.ts';
import {createConnection, explainFailure, type GithubAccess, statusOf} from './connection.ts';

/** The host's answer. The reason is null if the host has no attestations at all. */
export type KeptAttestation = {readonly kept: true} | {readonly kept: false; readonly why: string | null};

/** Stores a Sigstore bundle as an attestation of the repository, if the host has attestations. Never rejects. */
export async function keepAttestation(access: GithubAccess, bundle: Json): Promise<KeptAttestation> {
  try {
    const {octokit, owner, repo} = await createConnection(access)();
    await octokit.request('POST /repos/{owner}/{repo}/attestations', {owner, repo, bundle});
    return {kept: true};
  } catch (error) {
    // GitHub Enterprise Server, Gitea and Forgejo lack this endpoint, and so do plans without attestations.
    if (statusOf(error) === 404) return {kept: false, why: null};
    const asked = {doing: 'keep an attestation', permission: 'attestations: write'};
    return {kept: false, why: explainFailure(error, asked).message};
  }
}
