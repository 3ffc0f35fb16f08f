import {createHash, generateKeyPairSync, type KeyObject} from 'node:crypto';
import {createServer, type IncomingMessage} from 'node:http';
import {initializeCA, initializeCTLog, initializeTLog, initializeTSA, rekorHandler, tsaHandler} from '@sigstore/mock';
import {HashAlgorithm, PublicKeyDetails, TrustedRoot} from '@sigstore/protobuf-specs';

/** The words of the forge about a job, as its token has them. */
export interface JobClaims {
  readonly iss: string;
  readonly repository: string;
  readonly workflow: string;
  /** The file that the job stands in, where the workflow called another. */
  readonly job?: string;
  readonly ref: string;
  readonly sha: string;
  readonly runId: string;
}

export interface SigstoreOptions {
  /** The forge whose repositories certificates are about. */
  readonly serverUrl: string;
  /** The time of its authority, and of its log. */
  readonly certifiesAt?: Date;
  readonly logsAt?: Date;
  /** In the place of what a service answers; `hang` for nothing ever. */
  readonly fault?: (path: string) => number | 'hang' | undefined;
}

/** A Sigstore of our own on loopback, and a forge that tells jobs who they are: real keys, certificates and a real log. */
export interface Sigstore {
  readonly url: string;
  /** `log`: with a Rekor. `clock`: with a timestamp authority, as GitHub's own for private repositories. */
  services(by?: 'log' | 'clock'): {
    readonly fulcioUrl: string;
    readonly rekorUrl: string | null;
    readonly tsaUrl: string | null;
  };
  /** What the runner and the user of a job set. */
  env(by?: 'log' | 'clock'): Readonly<Record<string, string>>;
  /** Makes the forge's token of a job. */
  tokenFor(claims: Partial<JobClaims>): string;
  /** The jobs that ask are this one. */
  claims: JobClaims;
  /** The token by which a job asks who it is; it must stay between the two. */
  readonly requestToken: string;
  /** The tokens that were given. */
  readonly tokens: string[];
  readonly trustedRoot: string;
  /** The paths that were asked for. */
  readonly asked: string[];
}

const ISSUER = 'https://token.actions.githubusercontent.com';
const OID = '1.3.6.1.4.1.57264.1';

/** Starts a Sigstore, to be stopped with `close`. */
export async function startSigstore({
  serverUrl,
  certifiesAt,
  logsAt,
  fault,
}: SigstoreOptions): Promise<Sigstore & {readonly close: () => Promise<void>}> {
  const [ca, log, ct, clock] = [1, 2, 3, 4].map(() => generateKeyPairSync('ec', {namedCurve: 'P-256'})) as [
    Keys,
    Keys,
    Keys,
    Keys,
  ];
  const ctLog = await initializeCTLog(ct, certifiesAt);
  const authority = await initializeCA(ca, ctLog, certifiesAt);
  const rekor = rekorHandler(await initializeTLog('http://127.0.0.1', log, logsAt));
  // A whole second, as real authorities say it: of others @sigstore/core reads nine in ten. A bit later than all certificates.
  const inAMoment = new Date((Math.floor(Date.now() / 1000) + 30) * 1000);
  const tsa = await initializeTSA(clock, logsAt ?? inAMoment);
  const stamp = tsaHandler(tsa);
  const asked: string[] = [];
  const requestToken = `request-${createHash('sha256').update(serverUrl).digest('hex').slice(0, 20)}`;
  const tokens: string[] = [];
  const claims: JobClaims = {
    iss: ISSUER,
    repository: 'octo/demo',
    workflow: '.github/workflows/agent.yml',
    ref: 'refs/heads/main',
    sha: '5'.repeat(40),
    runId: '1',
  };

  const answers: Readonly<Record<string, (body: string, request: IncomingMessage) => Promise<Answer>>> = {
    '/token': async (_, {headers}) => {
      if (headers.authorization !== `Bearer ${requestToken}`) return {status: 401, body: '{}'};
      const value = sigstore.tokenFor({});
      tokens.push(value);
      return {status: 200, body: JSON.stringify({value})};
    },
    '/api/v2/signingCert': async (body) => {
      const {credentials, publicKeyRequest} = JSON.parse(body);
      const said = JSON.parse(Buffer.from(credentials.oidcIdentityToken.split('.')[1], 'base64url').toString());
      const certificate = await authority.issueCertificate({
        publicKey: fromPem(publicKeyRequest.publicKey.content),
        subjectAltName: said.san,
        extensions: Object.entries(said.extensions).map(([id, value]) => ({
          oid: `${OID}.${id}`,
          value: String(value),
        })),
      });
      const certificates = [certificate, authority.rootCertificate].map(toPem);
      return {status: 201, body: JSON.stringify({signedCertificateEmbeddedSct: {chain: {certificates}}})};
    },
    '/api/v1/log/entries': async (body) => {
      const {statusCode, response} = await rekor.fn(JSON.stringify(asRekorKeeps(JSON.parse(body))));
      return {status: statusCode, body: response};
    },
    '/api/v1/timestamp': async (body) => {
      const {statusCode, response} = await stamp.fn(body);
      return {status: statusCode, body: response};
    },
  };
  const server = createServer((request, response) => {
    const {pathname} = new URL(request.url ?? '/', 'http://127.0.0.1');
    asked.push(pathname);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const wrong = fault?.(pathname);
      if (wrong === 'hang') return;
      const body = Buffer.concat(chunks).toString();
      const answer =
        wrong !== undefined
          ? // As a server may that says what it did not like.
            {status: wrong, body: JSON.stringify({message: body || request.headers.authorization})}
          : await (answers[pathname]?.(body, request) ?? {status: 404, body: ''});
      response.writeHead(answer.status, {'content-type': 'application/json'}).end(bytesOf(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const url = `http://127.0.0.1:${Object(server.address()).port}`;
  const services: Sigstore['services'] = (by = 'log') => ({
    fulcioUrl: url,
    rekorUrl: by === 'log' ? url : null,
    tsaUrl: by === 'clock' ? url : null,
  });
  const sigstore: Sigstore = {
    ...{url, claims, requestToken, tokens, asked, services},
    env: (by = 'log') => ({
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?v=1`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
      LAFORGE_FULCIO_URL: url,
      [by === 'log' ? 'LAFORGE_REKOR_URL' : 'LAFORGE_TSA_URL']: url,
    }),
    tokenFor: (given) => {
      const job = {...sigstore.claims, ...given};
      const repository = `${serverUrl}/${job.repository}`;
      const workflow = `${repository}/${job.workflow}@${job.ref}`;
      const extensions = {
        ...{8: job.iss, 9: job.job ?? workflow, 12: repository, 13: job.sha, 14: job.ref, 18: workflow},
        21: `${repository}/actions/runs/${job.runId}/attempts/1`,
      };
      const said = {sub: `repo:${job.repository}:ref:${job.ref}`, iss: job.iss, san: job.job ?? workflow, extensions};
      return `h.${Buffer.from(JSON.stringify({...said, repository_visibility: 'private'})).toString('base64url')}.s`;
    },
    trustedRoot: JSON.stringify(
      TrustedRoot.toJSON({
        mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
        certificateAuthorities: [authorityOf(url, [authority.rootCertificate])],
        timestampAuthorities: [authorityOf(url, [tsa.intCertificate, tsa.rootCertificate])],
        tlogs: [logOf(url, log.publicKey)],
        ctlogs: [logOf(url, ct.publicKey)],
      } satisfies TrustedRoot),
    ),
  };
  return Object.assign(sigstore, {close});
}

interface Answer {
  readonly status: number;
  readonly body: string | ArrayBufferView;
}

interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** The mock keeps a proposal as it came. A Rekor keeps the digests of an envelope in its place. */
function asRekorKeeps(proposed: {readonly kind: string; readonly spec: {readonly proposedContent?: unknown}}): unknown {
  const {envelope, verifiers} = Object(proposed.spec.proposedContent);
  if (proposed.kind !== 'dsse') return proposed;
  const {payload, signatures} = JSON.parse(envelope);
  const digest = (text: string | Buffer) => ({
    algorithm: 'sha256',
    value: createHash('sha256').update(text).digest('hex'),
  });
  return {
    ...proposed,
    spec: {
      envelopeHash: digest(envelope),
      payloadHash: digest(Buffer.from(payload, 'base64')),
      signatures: signatures.map(({sig}: {sig: string}) => ({signature: sig, verifier: verifiers[0]})),
    },
  };
}

const ALWAYS = {start: new Date(0), end: undefined};

function logOf(baseUrl: string, key: KeyObject): TrustedRoot['tlogs'][number] {
  const rawBytes = key.export({format: 'der', type: 'spki'});
  return {
    baseUrl,
    hashAlgorithm: HashAlgorithm.SHA2_256,
    publicKey: {rawBytes, keyDetails: PublicKeyDetails.PKIX_ECDSA_P256_SHA_256, validFor: ALWAYS},
    logId: {keyId: createHash('sha256').update(rawBytes).digest()},
    checkpointKeyId: undefined,
    operator: 'test',
  };
}

function authorityOf(
  uri: string,
  certificates: readonly ArrayBufferView[],
): TrustedRoot['certificateAuthorities'][number] {
  return {
    ...{subject: {organization: 'sigstore.mock', commonName: 'sigstore'}, uri, validFor: ALWAYS, operator: 'test'},
    certChain: {certificates: certificates.map((one) => ({rawBytes: bytesOf(one)}))},
  };
}

function bytesOf(value: string | ArrayBufferView): Buffer {
  return typeof value === 'string' ? Buffer.from(value) : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

function toPem(certificate: ArrayBufferView): string {
  const base64 = bytesOf(certificate).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
}

function fromPem(pem: string): Buffer<ArrayBuffer> {
  return Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
}
