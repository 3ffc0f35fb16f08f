import type {RestRoute} from './routes.ts';
import type {World} from './world.ts';

interface Attestation {
  readonly bundle: {readonly dsseEnvelope: {readonly payload: string}};
}

const kept = new WeakMap<World, Attestation[]>();

/** The attestations of the repository, as they came. */
export function attestationsOf(world: World): Attestation[] {
  const found = kept.get(world) ?? [];
  kept.set(world, found);
  return found;
}

export const restAttestationRoutes: readonly RestRoute[] = [
  {
    method: 'post',
    path: '/repos/{owner}/{repo}/attestations',
    forge: 'github',
    permissions: ['attestations: write'],
    answer: ({world, body}) => {
      const id = attestationsOf(world).push(body as Attestation);
      return {status: 201, body: {id}};
    },
  },
  {
    method: 'get',
    path: '/repos/{owner}/{repo}/attestations/{subject_digest}',
    forge: 'github',
    permissions: ['attestations: read'],
    answer: ({world, parameters, query}) => {
      const isAbout = ({bundle}: Attestation) => {
        const {subject, predicateType} = JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString());
        const digests = subject.map(({digest}: {digest: {sha256?: string}}) => `sha256:${digest.sha256}`);
        return digests.includes(parameters.subject_digest) && predicateType === query.get('predicate_type');
      };
      return {status: 200, body: {attestations: attestationsOf(world).filter(isAbout)}};
    },
  },
];
