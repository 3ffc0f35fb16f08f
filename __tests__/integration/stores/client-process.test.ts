import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from '@jest/globals';
import {type ClientProcess, startClient} from '../../../src/stores/client/client-process.ts';
import {STORE_CLIENT} from '../../helpers/store-places.ts';
import {testFolder} from '../../helpers/test-folder.ts';

const CALL = {kind: 'restore-cache', path: 'x', key: 'k'} as const;

let client: ClientProcess | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});
// Gone after those that work in it.
const folder = testFolder();

function start(script: string, env: Readonly<Record<string, string>> = {}): ClientProcess {
  client = startClient(
    {script, env: {PATH: process.env.PATH, ...env}, maskSecret: () => {}},
    {client: 'cache', folder, variables: {}},
  );
  return client;
}

/** A program in place of the real one. It must speak the same messages, and so it answers every call with `answer`. */
function scriptThat(answer: string): string {
  const script = join(folder, 'client.mjs');
  writeFileSync(
    script,
    `let told;
     process.on('message', (message) => {
       if ('prepare' in message) told = message.prepare.variables;
       else { ${answer} }
     });`,
  );
  return script;
}

describe('the process of a client', () => {
  test('is ended when it does not answer in time', async () => {
    const hung = start(scriptThat('setInterval(() => {}, 1000);'));
    await expect(hung.call(CALL, 300)).rejects.toThrow("GitHub's service did not answer within 0.3 seconds.");
    await expect(hung.call(CALL, 10_000)).rejects.toThrow(/ended/);
  });

  test('fails its calls when it dies', async () => {
    await expect(start(scriptThat('process.exit(3);')).call(CALL, 10_000)).rejects.toThrow(
      "The client of GitHub's service ended before it had answered.",
    );
  });

  test('fails its calls when it cannot start', async () => {
    await expect(start(join(folder, 'nowhere.mjs')).call(CALL, 10_000)).rejects.toThrow(/ended before/);
  });

  test('is started with what a process needs, and told the rest but for our secrets', async () => {
    const script = scriptThat(
      `const answer = JSON.stringify([Object.keys(process.env), told]);
       process.send({number: message.number, said: [], refused: null, answer});`,
    );
    const env = {
      GITHUB_TOKEN: 's',
      ACTIONS_RUNTIME_TOKEN: 's',
      'INPUT_GITHUB-TOKEN': 's',
      MY_SECRET: 's',
      GITHUB_OUTPUT: '/files/output',
      NODE_EXTRA_CA_CERTS: '/certs',
      HTTPS_PROXY: 'http://user:password@proxy',
    };
    const {answer} = await start(script, env).call(CALL, 10_000);
    const [boot, told] = JSON.parse(answer ?? '');
    expect(boot.toSorted()).toEqual(['NODE_EXTRA_CA_CERTS', 'PATH']);
    expect(told).toEqual({HTTPS_PROXY: 'http://user:password@proxy'});
  });

  test('tells what the real client complained of', async () => {
    const real = start(STORE_CLIENT, {ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/', ACTIONS_CACHE_SERVICE_V2: 'true'});
    expect(await real.call(CALL, 10_000)).toEqual({
      number: 1,
      answer: null,
      refused: null,
      said: ['Failed to restore: Unable to get the ACTIONS_RUNTIME_TOKEN env variable'],
    });
  });
});
