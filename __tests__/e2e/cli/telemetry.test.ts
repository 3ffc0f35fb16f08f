import {mkdirSync, writeFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {SERVED_TOTAL, toldPosts} from '../../helpers/told-posts.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

/** A program `claude` that leaves no record, sends what the real one sends, and then goes on like this. */
function scriptedClaude(goesOn: string): string {
  const bin = join(sandbox.folder(), 'bin');
  mkdirSync(bin, {recursive: true});
  const posts = join(bin, 'posts.json');
  writeFileSync(posts, JSON.stringify(toldPosts('claude-code-2.1.330').map(({body}) => JSON.stringify(body))));
  const script = `#!${process.execPath}
(async () => {
  const endpoint = process.env.OTEL_EXPORTER_OTLP_LOGS_ENDPOINT;
  for (const body of endpoint ? require(${JSON.stringify(posts)}) : [])
    await fetch(endpoint, {method: 'POST', headers: {'content-type': 'application/json'}, body});
  ${goesOn}
})();
`;
  writeFileSync(join(bin, 'claude'), script, {mode: 0o755});
  return `${bin}${delimiter}${process.env.PATH}`;
}

async function run(goesOn: string, options: readonly string[]) {
  const repository = await sandbox.createRepository({name: 'app'});
  const env = {PATH: scriptedClaude(goesOn)};
  const command = ['claude', '-p', 'x', '--no-session-persistence'];
  const {code} = await laforge(repository, ['step', 'run', '-q', ...options, '--', ...command], {env});
  const {stdout} = await laforge(repository, ['steps', '--json']);
  return {code, step: JSON.parse(stdout)[0]};
}

describe('an agent that tells of its calls', () => {
  test('is known as far as it told though it was killed and left nothing', async () => {
    const {code, step} = await run("process.kill(process.pid, 'SIGKILL');", []);
    expect(code).toBe(137);
    expect(step.token_usage).toMatchObject({
      ...{total_tokens: SERVED_TOTAL, cost: 0.02049465, state: 'partial', source: 'claude-code: telemetry'},
    });
  });

  test('is ended as soon as one of its calls passes a limit', async () => {
    const {step} = await run('setInterval(() => {}, 1000);', ['--max-tokens', '10000']);
    expect(step).toMatchObject({status: 'over_budget', token_usage: {total_tokens: SERVED_TOTAL}});
  });

  test('is left alone where telemetry is none', async () => {
    const {step} = await run('', ['--telemetry', 'none']);
    expect(step).toMatchObject({status: 'succeeded', token_usage: {state: 'unknown', total_tokens: null}});
  });
});
