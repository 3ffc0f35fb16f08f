import {createServer, type IncomingHttpHeaders} from 'node:http';
import type {AddressInfo} from 'node:net';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {findAttestations} from '../../../src/github/attestations.ts';
import {type GithubService, startGithubService} from '../../helpers/github-service/service.ts';

/** A JSON object as the Snappy of Go packs it: texts as they are, near and far repeats, and one of more than it is long. */
const PACKED = [
  '9xtceyJtZWRpYVR5cGUiOiJ4IiwiYSI6ImFi/gIANgIA9OIBIiwiYiI6ImdvdmhnZ3l5d3ltYmlzcndpY2Rxc3VqdnpyZmRmdHl6Y2JkdmNsd2',
  'lldXJqeHl0amJma2VleWpnd3hnYnp3YnhkY3VibW16YWxycnhyZ3ZpcHN0dW5sZXFvamVsaHh2enJtb2J4YWxvYmNvcmNmY2VvbGxhaXR0Zmdv',
  'enZvc3NybWpqamxqeGlrcHR0empydGdtZ3JpaXRrYnBlcmVkamJscWxnaXpvZmFhaGliZmJwc3FqZ2dmZmRpc29wdGZneXRiZ3ZscXF2ZGd4dn',
  'NtZm52dWRkcnZlaHFuZ3NwamR1ZnNycndsZ3Z6dGtsdXRldWhncHpnbnNneWFscmt3aGZwZWF0bWN4cGJjZ2l2ZGxxeGZmeHh6Y2hzeWx6dGN0',
  'dGRiYnBodHJjbGhzdHVzdmRweWxldHZjd3djeXV0dnlhZ3V2Z295anp4cHhybXFvcHZzYmVqeGd3Y25kdHBxZnJsc3p5ZWxidW9ya3hhempvdn',
  'h2dHJiaGd5dXd4cmh4bHlweW9zaGd1amd3Z3JhcnYwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAx',
  'MjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h',
  '4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4A/h4Arh4A/kgN',
  'BCJ9',
].join('');

let service: GithubService;
let storage: ReturnType<typeof createServer>;
let asked: IncomingHttpHeaders[];
let answer: {readonly status: number; readonly body: Buffer};
let listed: readonly unknown[];
let url: string;

beforeEach(async () => {
  service = await startGithubService({repository: 'octo/demo'});
  service.intercept = () => ({status: 200, body: {attestations: listed}});
  asked = [];
  answer = {status: 200, body: Buffer.from(PACKED, 'base64')};
  storage = createServer((request, response) => {
    asked.push(request.headers);
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(storage.address() as AddressInfo).port}/bundle?sig=secret`;
});
afterEach(async () => {
  storage.close();
  await service.close();
});

const find = () =>
  findAttestations(
    {apiUrl: service.url, repository: 'octo/demo', token: 'the-token'},
    {sha256: 'a'.repeat(64), predicateType: 'x'},
  );

test('a bundle is read as it is listed, else from the storage that its entry names, where no token is sent', async () => {
  listed = [{bundle: {mediaType: 'inline'}, bundle_url: url}, {bundle: null, bundle_url: url}, {bundle: null}];
  const [inline, stored, ...others] = await find();
  expect([inline, others]).toEqual([{mediaType: 'inline'}, []]);
  expect(stored).toEqual({
    mediaType: 'x',
    a: 'ab'.repeat(40),
    b: expect.stringMatching(/^govhggyywy[a-z]{390}\d{3000}/),
  });
  const text = String(stored?.b);
  expect([text.slice(400, 3400), text.slice(3400)]).toEqual(['0123456789'.repeat(300), text.slice(0, 64)]);
  expect(asked.map(({authorization}) => authorization)).toEqual([undefined]);
});

const packed = (...bytes: readonly number[]) => Buffer.from(bytes);

test.each<[string, number, Buffer, RegExp]>([
  ['nothing', 404, packed(), /answered 404/],
  ['something cut off', 200, Buffer.from(PACKED, 'base64').subarray(0, -3), /is no bundle/],
  ['what is not packed', 200, Buffer.from('{"mediaType":"x"}'), /is no bundle/],
  ['a copy of what is not there', 200, packed(8, 1, 9, 0, 0, 0), /is no bundle/],
  ['a copy of nothing', 200, packed(5, 0, 65, 1, 0), /is no bundle/],
  ['what unpacks to gigabytes', 200, packed(0xff, 0xff, 0xff, 0xff, 0x0f, 0, 65), /is no bundle/],
  ['no JSON', 200, packed(2, 4, 65, 66), /is no bundle/],
  ['too much', 200, Buffer.alloc(5_000_000, 1), /is too large/],
])('a storage that answers %s is a fault without its address', async (_, status, body, reason) => {
  listed = [{bundle: null, bundle_url: url}];
  answer = {status, body};
  const told = await find().catch(String);
  expect(told).toMatch(reason);
  expect(told).not.toContain('secret');
});

test('a storage without TLS is not asked, and one that is gone is told', async () => {
  listed = [{bundle_url: 'http://storage.example/bundle?sig=secret'}];
  await expect(find()).rejects.toThrow(/is not one of https/);
  listed = [{bundle_url: 'http://127.0.0.1:9/bundle?sig=secret'}];
  await expect(find()).rejects.toThrow(/no answer came/);
});
