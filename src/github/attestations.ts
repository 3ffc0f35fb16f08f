import {StoreError} from '../domain/errors.ts';
import {asArray, asText, dig, digObject, type Json, parseObject} from '../domain/json.ts';
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
    const bundles: Json[] = [];
    for (const one of asArray(data.attestations)) {
      const url = asText(dig(one, 'bundle_url'));
      const bundle = digObject(one, 'bundle') ?? (url === undefined ? undefined : await fetchBundle(url));
      if (bundle !== undefined) bundles.push(bundle);
    }
    return bundles;
  } catch (error) {
    if (error instanceof StoreError) throw error;
    if (statusOf(error) === 404) return [];
    throw explainFailure(error, {doing: 'read attestations', permission: 'attestations: read'});
  }
}

const FETCH_MS = 10_000;
/** Well above the size of a bundle about a step, packed or not. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Fetches a bundle from the storage where GitHub keeps it. The URL is a secret, and no token is sent there. Throws StoreError. */
async function fetchBundle(url: string): Promise<Json> {
  const fail = (why: string) =>
    new StoreError('unavailable', `An attestation could not be read from GitHub's storage: ${why}.`);
  const isSafe = /^(?:https:\/\/|http:\/\/127\.0\.0\.1:)/.test(url);
  if (!isSafe) throw fail('its address is not one of https');
  const response = await fetch(url, {signal: AbortSignal.timeout(FETCH_MS)}).catch(() => {
    throw fail('no answer came');
  });
  if (!response.ok || response.body === null) throw fail(`it answered ${response.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > MOST_BYTES) throw fail('it is too large');
    chunks.push(chunk);
  }
  const bundle = parseObject(unpackSnappy(Buffer.concat(chunks))?.toString('utf8') ?? '');
  if (bundle === undefined) throw fail('it is no bundle');
  return bundle;
}

/** Unpacks Snappy's block format (google/snappy, format_description.txt). Undefined if it is none, or unpacks to too much. */
function unpackSnappy(packed: Buffer): Buffer | undefined {
  let at = 0;
  const take = (bytes: number) => {
    at += bytes;
    return packed.readUIntLE(at - bytes, bytes);
  };
  try {
    let size = 0;
    for (let factor = 1, byte = 0x80; byte >= 0x80 && size <= MOST_BYTES; factor *= 0x80) {
      byte = take(1);
      size += (byte % 0x80) * factor;
    }
    if (size > MOST_BYTES) return undefined;
    const out = Buffer.alloc(size);
    let end = 0;
    while (at < packed.length) {
      const tag = take(1);
      const [kind, rest] = [tag & 3, tag >> 2];
      if (kind === 0) {
        const length = rest < 60 ? rest + 1 : take(rest - 59) + 1;
        if (packed.copy(out, end, at, at + length) !== length) return undefined;
        at += length;
        end += length;
        continue;
      }
      const length = kind === 1 ? (rest % 8) + 4 : rest + 1;
      const offset = kind === 1 ? (tag >> 5) * 256 + take(1) : take(kind === 2 ? 2 : 4);
      if (offset === 0 || offset > end || end + length > size) return undefined;
      // The copied text may begin with the text that this copy writes.
      for (const stop = end + length; end < stop; end++) out[end] = out[end - offset] ?? 0;
    }
    return end === size ? out : undefined;
  } catch {
    return undefined;
  }
}
