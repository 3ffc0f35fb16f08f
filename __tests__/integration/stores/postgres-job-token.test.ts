import {createServer, type Server} from 'node:http';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {exportJWK, generateKeyPair, type JWTPayload, SignJWT} from 'jose';
import {repositoryOfToken} from '../../../src/stores/postgres/logins.ts';

const {privateKey, publicKey} = await generateKeyPair('RS256');
const stranger = await generateKeyPair('RS256');

let server: Server;
let issuer: string;
let keysAt: string;
beforeAll(async () => {
  const keys = [{...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig'}];
  server = createServer(({url}, response) => {
    const answer = url === '/jwks' ? {keys} : {issuer, jwks_uri: keysAt};
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The issuer has no port.');
  issuer = `http://127.0.0.1:${address.port}`;
  keysAt = `${issuer}/jwks`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

const now = Math.floor(Date.now() / 1000);
const sign = (claims: JWTPayload = {}, {key = privateKey, alg = 'RS256'} = {}) =>
  new SignJWT({iss: issuer, aud: 'laforge', repository: 'Octo/Repo', iat: now, exp: now + 300, ...claims})
    .setProtectedHeader({alg, kid: 'one'})
    .sign(key);
const read = (token: string, audience = 'laforge') => repositoryOfToken(token, {issuer, audience});

describe("a job's token", () => {
  test('says the repository at the host of its issuer, as GitHub and as GitLab name it', async () => {
    const host = new URL(issuer).host;
    expect(await read(await sign())).toBe(`${host}/octo/repo`);
    expect(await read(await sign({repository: undefined, project_path: 'group/sub/app'}))).toBe(
      `${host}/group/sub/app`,
    );
  });

  test.each([
    ['/gitlab', '/gitlab'],
    ['/git/api/actions', '/git'],
    ['/api/actions', ''],
    ['/_services/token', ''],
  ])('names the repository below the path that the forge of the issuer %s lives at', async (path, below) => {
    const forge = {issuer: `${issuer}${path}`, audience: 'laforge'};
    const token = await sign({iss: forge.issuer});
    expect(await repositoryOfToken(token, forge)).toBe(`${new URL(issuer).host}${below}/octo/repo`);
  });

  test.each([
    ['is signed by somebody else', () => sign({}, {key: stranger.privateKey})],
    ['is for another service', () => sign({aud: 'sigstore'})],
    ['is of another issuer', () => sign({iss: 'https://token.actions.githubusercontent.com'})],
    ['has expired', () => sign({iat: now - 900, exp: now - 600})],
    ['never expires', () => sign({exp: undefined})],
    ['names no repository', () => sign({repository: undefined})],
    [
      'was changed',
      async () => (await sign()).replace(/\.[^.]+\./, `.${Buffer.from('{"repository":"a/b"}').toString('base64url')}.`),
    ],
    [
      'is signed by nobody',
      async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await sign()).split('.')[1]}.`,
    ],
    ['is none', async () => 'hello'],
  ])('is refused when it %s, and stands in no sentence', async (_, make) => {
    const token = await make();
    const error: unknown = await read(token).catch((reason: unknown) => reason);
    expect(error).toMatchObject({name: 'StoreError', code: 'unwritable'});
    expect(String(error)).not.toContain(token);
  });

  test('is checked with keys at the host of its issuer alone', async () => {
    keysAt = 'http://127.0.0.2:1/jwks';
    await expect(read(await sign())).rejects.toThrow(/does not say where its keys are/);
    keysAt = `${issuer}/jwks`;
    const options = {issuer: 'http://issuer.example.com', audience: 'laforge'};
    await expect(repositoryOfToken('x', options)).rejects.toThrow(/--oidc-issuer is "http:\/\/issuer/);
  });
});
