import {generateKeyPairSync, sign, verify} from 'node:crypto';
import {join} from 'node:path';
import {TrustedRoot} from '@sigstore/protobuf-specs';
import {aStep} from '../../__tests__/helpers/history-builders.ts';
import {startSigstore} from '../../__tests__/helpers/sigstore-service.ts';
import type {Json} from '../../src/domain/json.ts';
import {signBySigstore} from '../../src/provenance/sigstore-sign.ts';
import {createVerifyBundle, verifyBundles} from '../../src/provenance/sigstore-verify.ts';
import {formatStatement} from '../../src/provenance/statement.ts';
import {type BenchRow, benchRow, median} from './rows.ts';

const BUNDLES = 20;
const ROUNDS = 15;
/** A long history. */
const MANY = 10_000;
/** Of the certificate, its log, the statement's log twice, and the statement. */
const SIGNATURES = 5;

/** Measures a workflow's statement, and many on all cores, against the signatures in them alone, on one core. */
export async function benchStatements(dist: string): Promise<readonly BenchRow[]> {
  const sigstore = await startSigstore({serverUrl: 'https://github.com'});
  const bundles: Json[] = [];
  try {
    for (let id = 1; id <= BUNDLES; id++) {
      const payload = formatStatement(aStep({id, status: 'succeeded', exitCode: 0}), {isLate: false}) ?? '';
      const token = {token: sigstore.tokenFor({}), isPublic: false};
      bundles.push(await signBySigstore(payload, token, sigstore.services()));
    }
  } finally {
    await sigstore.close();
  }
  const roots = [TrustedRoot.fromJSON(JSON.parse(sigstore.trustedRoot))];
  const verifyBundle = createVerifyBundle(roots);
  const {publicKey, privateKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
  const text = Buffer.alloc(2_000);
  const signature = sign('sha256', text, privateKey);
  const own: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    own.push(processorMs(() => bundles.every((bundle) => 'payload' in verifyBundle(bundle))) / BUNDLES);
    bare.push(processorMs(() => bundles.every(() => verify('sha256', text, publicKey, signature))) / BUNDLES);
  }
  const name = `verify --signed: a statement of a workflow, against its ${SIGNATURES} signatures alone`;
  const many = Array.from({length: MANY}, (_, i) => ({...bundles[i % BUNDLES]}));
  const [began, signatures] = [performance.now(), MANY * SIGNATURES];
  for (let i = 0; i < signatures; i++) verify('sha256', text, publicKey, signature);
  const then = performance.now();
  await verifyBundles(roots, many, {script: join(dist, 'verify-bundles.js')});
  // Both as a clock has it, since threads share a busy machine's cores with others too.
  const [alone, all] = [then - began, performance.now() - then];
  return [
    benchRow({name, value: median(own), unit: 'ms', yardstick: SIGNATURES * median(bare), limit: 5}),
    benchRow({name: `${MANY} of them on all cores`, value: all, unit: 'ms', yardstick: alone, limit: 3}),
  ];
}

function processorMs(work: () => boolean): number {
  const before = process.cpuUsage();
  if (!work()) throw new Error('A statement does not hold.');
  const {user, system} = process.cpuUsage(before);
  return (user + system) / 1000;
}
