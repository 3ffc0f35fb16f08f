import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {createVerifyText, NAMESPACE, signText} from '../../../src/provenance/ssh-signature.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';

const sandbox = gitSandbox();
const {PATH} = process.env;
afterEach(() => {
  process.env.PATH = PATH;
});

/** A key of OpenSSH by the real ssh-keygen, and the file that allows it. */
function aKey(type: string): {readonly key: string; readonly allowedSigners: string} {
  const [key, allowedSigners] = [join(sandbox.folder(), type), join(sandbox.folder(), `${type}-signers`)];
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', key]);
  writeFileSync(allowedSigners, `ci namespaces="${NAMESPACE}" ${readFileSync(`${key}.pub`, 'utf8')}`);
  return {key, allowedSigners};
}

test('the second signature of a key needs no process, and one that does not fit is refused all the same', async () => {
  const {key, allowedSigners} = aKey('ed25519');
  const [first, second] = [await signText(key, 'one'), await signText(key, 'two')];
  const verify = createVerifyText({allowedSigners, namespace: NAMESPACE});
  expect(await verify('one', first)).toEqual({principal: 'ci'});
  process.env.PATH = sandbox.folder();
  expect(await verify('two', second)).toEqual({principal: 'ci'});
  await expect(verify('two', first)).rejects.toThrow(/ssh-keygen could not be started/);
  process.env.PATH = PATH;
  const wrong = {wrong: `its signature does not fit, or its key may not sign for ${NAMESPACE}`};
  expect([await verify('two', first), await verify('twO', second)]).toEqual([wrong, wrong]);

  const ofGit = createVerifyText({allowedSigners, namespace: 'git'});
  expect(await ofGit('one', first)).toMatchObject({wrong: expect.stringContaining('may not sign for git')});
});

test.each(['rsa', 'ecdsa'])('each signature of a key of kind %s is verified by ssh-keygen', async (type) => {
  const {key, allowedSigners} = aKey(type);
  const verify = createVerifyText({allowedSigners, namespace: NAMESPACE});
  for (const text of ['one', 'two']) expect(await verify(text, await signText(key, text))).toEqual({principal: 'ci'});
  expect(await verify('three', await signText(key, 'two'))).toMatchObject({wrong: expect.any(String)});
});

test.each([
  '',
  '-----BEGIN SSH SIGNATURE-----\n\n-----END SSH SIGNATURE-----\n',
  `-----BEGIN SSH SIGNATURE-----\n${Buffer.from('SSHSIG\0\0\0\u0001\0\0\0\u00ffx').toString('base64')}\n-----END SSH SIGNATURE-----\n`,
])('a text that is no signature is none: %j', async (text) => {
  const {key, allowedSigners} = aKey('ed25519');
  const verify = createVerifyText({allowedSigners, namespace: NAMESPACE});
  expect(await verify('one', await signText(key, 'one'))).toEqual({principal: 'ci'});
  expect(await verify('one', text)).toMatchObject({wrong: expect.any(String)});
});
