import {existsSync, readFileSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parentPort, Worker, workerData} from 'node:worker_threads';
import {bundleFromJSON} from '@sigstore/bundle';
import {ASN1Obj, X509Certificate} from '@sigstore/core';
import {TrustedRoot} from '@sigstore/protobuf-specs';
import {toSignedEntity, toTrustMaterial, Verifier} from '@sigstore/verify';
import {badInput} from '../domain/errors.ts';
import {asText, dig, type Json, parseObject} from '../domain/json.ts';
import {PAYLOAD_TYPE} from './statement.ts';

/** The job that a certificate is for, as the forge's token said it to whoever certified it. */
export interface SigningJob {
  /** The name in the certificate: the workflow file that the job stands in, at its ref. */
  readonly identity: string;
  readonly issuer: string;
  /** The workflow that was started, which may have called that file: `https://github.com/octo/demo/.github/workflows/ci.yml@refs/heads/main`. */
  readonly workflow: string | null;
  readonly repositoryUrl: string | null;
  readonly ref: string | null;
  /** The commit that the run was started at. */
  readonly sha: string | null;
  readonly runUrl: string | null;
}

/** What a bundle says and whose job signed it, or why it proves nothing. */
export type VerifiedBundle = {readonly payload: string; readonly job: SigningJob} | {readonly wrong: string};

/** Fulcio's extensions (https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md), as UTF8String in DER. */
const EXTENSIONS = {
  issuer: '1.3.6.1.4.1.57264.1.8',
  repositoryUrl: '1.3.6.1.4.1.57264.1.12',
  sha: '1.3.6.1.4.1.57264.1.13',
  ref: '1.3.6.1.4.1.57264.1.14',
  workflow: '1.3.6.1.4.1.57264.1.18',
  runUrl: '1.3.6.1.4.1.57264.1.21',
} as const;

/**
 * Verifies bundles by trusted roots: one of them must know who certified, and everything that it names must have had a
 * part. So a root with a log wants the log's word, and none can be left out.
 */
export function createVerifyBundle(roots: readonly TrustedRoot[]): (bundle: Json) => VerifiedBundle {
  const verifiers = roots.map((root) => {
    const options = {
      ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
      tlogThreshold: root.tlogs.length > 0 ? 1 : 0,
      timestampThreshold: 1,
    };
    const material = toTrustMaterial(root);
    for (const {certChain} of material.certificateAuthorities) certChain.forEach(verifyOnce);
    return new Verifier(material, options);
  });
  return (json) => withoutStacks(() => verifyOne(json));

  function verifyOne(json: Json): VerifiedBundle {
    const reasons: string[] = [];
    let bundle: ReturnType<typeof bundleFromJSON>;
    try {
      bundle = bundleFromJSON(json);
    } catch {
      return {wrong: 'it is no bundle of Sigstore'};
    }
    const {content} = bundle;
    if (content.$case !== 'dsseEnvelope' || content.dsseEnvelope.payloadType !== PAYLOAD_TYPE)
      return {wrong: 'it holds no in-toto statement'};
    for (const verifier of verifiers) {
      try {
        const entity = toSignedEntity(bundle);
        if (entity.key.$case === 'certificate') encodeOnce(entity.key.certificate);
        const {identity} = verifier.verify(entity);
        const extensions = new Map(identity?.oids?.map(({oid, value}) => [oid?.id.join('.') ?? '', value]));
        const read = (name: keyof typeof EXTENSIONS) => decodeText(extensions.get(EXTENSIONS[name]));
        const name = identity?.subjectAlternativeName;
        const issuer = read('issuer');
        if (name === undefined || issuer === null) return {wrong: 'its certificate names nobody'};
        const [workflow, repositoryUrl] = [read('workflow'), read('repositoryUrl')];
        const job = {...{identity: name, issuer, workflow, repositoryUrl}, ref: read('ref'), sha: read('sha')};
        return {payload: content.dsseEnvelope.payload.toString('utf8'), job: {...job, runUrl: read('runUrl')}};
      } catch (error) {
        reasons.push(REASONS[asText(dig(error, 'code')) ?? ''] ?? 'it cannot be verified');
      }
    }
    // Of several roots all but its own do not know who certified it.
    const wrong = reasons.find((reason) => reason !== REASONS.CERTIFICATE_ERROR) ?? reasons[0] ?? NO_ROOT;
    const {content: by} = bundle.verificationMaterial;
    // With other roots its timestamp is unknown first, and then its certificate.
    const isOfGithub = by.$case === 'certificate' && by.certificate.rawBytes.includes('GitHub, Inc.');
    const isUnknown = wrong === REASONS.CERTIFICATE_ERROR || wrong === REASONS.TIMESTAMP_ERROR;
    return {wrong: isOfGithub && isUnknown ? `${wrong}. ${GITHUB_ADVICE}` : wrong};
  }
}

/** Node and the library find out by errors what kind a key or a part is. Nobody sees them, and their stacks cost a tenth of the time. */
function withoutStacks<Result>(work: () => Result): Result {
  const {stackTraceLimit} = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The script beside the bundle that calls `verifyInThread`; not there for a program that runs from its sources. */
const THREAD_SCRIPT = join(dirname(fileURLToPath(import.meta.url)), '..', 'verify-bundles.js');
/** Each takes some 30 MB. */
const MOST_THREADS = 8;
/** Fewer are verified in less time than a thread takes to start. */
const FEWEST_A_THREAD = 250;

/** Verifies bundles as `createVerifyBundle` does, in their order. Many are verified on all cores. */
export async function verifyBundles(
  roots: readonly TrustedRoot[],
  bundles: readonly Json[],
  {script = THREAD_SCRIPT, fewest = FEWEST_A_THREAD} = {},
): Promise<readonly VerifiedBundle[]> {
  const verify = createVerifyBundle(roots);
  const most = existsSync(script) ? Math.min(availableParallelism(), MOST_THREADS) : 1;
  const parts = Math.min(most, Math.floor(bundles.length / fewest));
  if (parts < 2) return bundles.map(verify);
  const size = Math.ceil(bundles.length / parts);
  const partOf = (i: number) => bundles.slice(i * size, (i + 1) * size);
  const others = Array.from({length: parts - 1}, (_, i) => {
    const part = partOf(i + 1);
    const job: ThreadJob = {roots: roots.map(TrustedRoot.toJSON), bundles: part};
    // A thread that fails, as for want of memory, leaves its part to this one.
    return runThread(script, job).catch(() => part.map(verify));
  });
  const own = partOf(0).map(verify);
  return [own, ...(await Promise.all(others))].flat();
}

interface ThreadJob {
  readonly roots: readonly unknown[];
  readonly bundles: readonly Json[];
}

async function runThread(script: string, job: ThreadJob): Promise<readonly VerifiedBundle[]> {
  const {promise, resolve, reject} = Promise.withResolvers<readonly VerifiedBundle[]>();
  const thread = new Worker(script, {workerData: job, env: {}, execArgv: []});
  thread.once('message', resolve).once('error', reject);
  thread.once('exit', () => reject(new Error('The thread has ended.')));
  return await promise;
}

/** What a thread of `verifyBundles` does. */
export function verifyInThread(): void {
  const {roots, bundles}: ThreadJob = workerData;
  parentPort?.postMessage(bundles.map(createVerifyBundle(roots.map(TrustedRoot.fromJSON))));
}

type Asn1 = X509Certificate['root'];

/** Keeps the bytes of a part of a certificate as they came, which the library else encodes anew for every comparison. */
function keepBytes(part: Asn1): void {
  const encode = part.toDER.bind(part);
  let der: Buffer | undefined;
  part.toDER = () => {
    der ??= part.value.length < 0x10000 ? encodeDer(part.tag.toDER(), part.value) : encode();
    return der;
  };
}

function encodeDer(tag: number, value: Buffer): Buffer {
  const {length} = value;
  const lengthBytes = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...lengthBytes]), value]);
}

/**
 * Does so for what is compared and signed of a certificate. Its copy, from which the library takes one extension before it
 * encodes the rest, shares all parts but the lists that lead to that one.
 */
function encodeOnce(certificate: X509Certificate): void {
  const {root, extensions} = certificate;
  const [signed, ...rest] = root.subs;
  if (signed === undefined) return;
  const holder = signed.subs.find(({subs: [list]}) => list?.subs === extensions);
  [root, ...rest, signed, ...signed.subs.filter((part) => part !== holder), ...extensions].forEach(keepBytes);
  const copyOf = (part: Asn1, subs: readonly Asn1[]) => new ASN1Obj(part.tag, part.value, [...subs]);
  certificate.clone = () => {
    const parts = signed.subs.map((part) =>
      part === holder
        ? copyOf(
            part,
            part.subs.map((list) => copyOf(list, list.subs)),
          )
        : part,
    );
    return new X509Certificate(copyOf(root, [copyOf(signed, parts), ...rest]));
  };
}

/** Keeps by whom a trusted certificate is signed: each bundle asks that again, of the same few. */
function verifyOnce(certificate: X509Certificate): void {
  encodeOnce(certificate);
  const verify = certificate.verify.bind(certificate);
  const known = new Map<X509Certificate | undefined, boolean>();
  certificate.verify = (issuer) => {
    const isSigned = known.get(issuer) ?? verify(issuer);
    known.set(issuer, isSigned);
    return isSigned;
  };
}

const GITHUB_ADVICE =
  'GitHub itself certified it, as for private repositories. Write its roots to a file with gh attestation trusted-root, and name that with --trusted-root';
const NO_ROOT = 'there is no trusted root to hold it against';
/** By the codes of the library's errors. */
const REASONS: Readonly<Record<string, string>> = {
  SIGNATURE_ERROR: 'its signature does not fit',
  CERTIFICATE_ERROR: 'its certificate is of no authority that is trusted, or did not hold when it was signed',
  TIMESTAMP_ERROR: 'nobody who is trusted says when it was signed',
  TLOG_INCLUSION_PROOF_ERROR: 'the log does not prove that it has it',
  TLOG_INCLUSION_PROMISE_ERROR: 'the log does not say that it has it',
  TLOG_MISSING_INCLUSION_ERROR: 'the log does not say that it has it',
  TLOG_BODY_ERROR: 'the log has something else in its place',
  TLOG_ERROR: 'no log has it',
};

/** The text of a UTF8String; null for anything else. */
function decodeText(der: Uint8Array | undefined): string | null {
  const [tag, first = 0] = der ?? [];
  if (der === undefined || tag !== 0x0c) return null;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  const start = 2 + lengthBytes;
  const length = lengthBytes === 0 ? first : der.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  return start + length === der.length ? Buffer.from(der.subarray(start)).toString('utf8') : null;
}

/**
 * The trusted roots of a file: one in JSON, or one a line, as `gh attestation trusted-root` prints them. Throws InputError, whose
 * sentence begins with `subject`.
 */
export function readTrustedRoots(path: string, subject: string): readonly TrustedRoot[] {
  const wrong = (why: string, cause?: unknown) => badInput(`${subject}, ${why}`, {cause});
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw wrong('which cannot be read.', cause);
  }
  const whole = parseObject(text);
  const found = whole === undefined ? text.split('\n').filter((line) => line.trim() !== '') : [text];
  try {
    const roots = found.map((one) => TrustedRoot.fromJSON(parseObject(one)));
    if (roots.length > 0 && roots.every(({certificateAuthorities}) => certificateAuthorities.length > 0)) return roots;
  } catch {
    // Said below.
  }
  throw wrong('which is no trusted root of Sigstore, such as gh attestation trusted-root prints.');
}

/**
 * The root of everybody's own Sigstore: the newest by its update framework (TUF), which keeps it in this folder, or the
 * one that came with this program. `isOld` where that was not meant.
 */
export async function publicGoodRoot({
  cachePath,
  isOffline,
}: {
  readonly cachePath: string;
  readonly isOffline: boolean;
}): Promise<{readonly root: TrustedRoot; readonly isOld: boolean}> {
  if (!isOffline) {
    try {
      const {getTrustedRoot} = await import('@sigstore/tuf');
      return {root: await getTrustedRoot({cachePath, retry: 0, timeout: TUF_TIMEOUT_MS}), isOld: false};
    } catch {
      // No network, or a folder that cannot be written.
    }
  }
  const {default: seeds} = await import('@sigstore/tuf/seeds.json', {with: {type: 'json'}});
  const {targets} = seeds['https://tuf-repo-cdn.sigstore.dev'];
  const json = Buffer.from(targets['trusted_root.json'], 'base64').toString();
  return {root: TrustedRoot.fromJSON(JSON.parse(json)), isOld: !isOffline};
}

const TUF_TIMEOUT_MS = 5_000;
