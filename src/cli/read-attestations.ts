import type {KeptStatement} from '../app/keep-statement.ts';
import {describeError} from '../domain/errors.ts';
import type {Step} from '../domain/step.ts';
import {findAttestations} from '../github/attestations.ts';
import {endDigest, PREDICATE_TYPE} from '../provenance/statement.ts';
import {type CliContext, say} from './context.ts';

/** The limit on steps that GitHub is asked about, one request each. */
const MOST_STEPS = 50;

/**
 * Reads from GitHub the attestations about the first of these steps (newest first), with the token in GH_TOKEN. The
 * token is sent only to the user's own host. A failure is a warning.
 */
export async function readAttestations(context: CliContext, steps: readonly Step[]): Promise<readonly KeptStatement[]> {
  const {GH_TOKEN, GITHUB_TOKEN, GITHUB_SERVER_URL, GITHUB_API_URL} = context.env;
  const token = GH_TOKEN || GITHUB_TOKEN;
  const server = GITHUB_SERVER_URL || 'https://github.com';
  if (!token || !URL.canParse(server)) return [];
  const prefix = `${new URL(server).host.toLowerCase()}/`;
  const asked = steps.filter(({repository}) => repository?.startsWith(prefix)).slice(0, MOST_STEPS);
  const found: KeptStatement[] = [];
  try {
    for (const step of asked) {
      const sha256 = endDigest(step);
      const repository = step.repository?.slice(prefix.length) ?? '';
      if (sha256 === null) continue;
      const access = {apiUrl: GITHUB_API_URL || 'https://api.github.com', repository, token};
      const bundles = await findAttestations(access, {sha256, predicateType: PREDICATE_TYPE});
      found.push(...bundles.map((bundle) => ({content: {bundle}, uid: step.uid})));
    }
  } catch (error) {
    say(context, `warning: ${describeError(error)}`);
  }
  return found;
}
