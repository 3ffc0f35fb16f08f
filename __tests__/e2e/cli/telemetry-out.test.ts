import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {postReceivers} from '../../helpers/post-receiver.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);
const receivers = postReceivers();

test('a command is told of by the variables, below the span that it was started in', async () => {
  const receiver = await receivers.taking();
  const repository = await sandbox.createRepository({name: 'app'});
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    TRACEPARENT: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  };
  const {code, stderr} = await laforge(repository, ['step', 'run', '-q', '--', 'sh', '-c', 'echo 1 > a'], {env});
  expect([code, stderr]).toEqual([0, '']);
  const traces = receiver.posts.find(({path}) => path === '/v1/traces')?.body.toString() ?? '';
  expect(traces).toContain('"traceId":"0af7651916cd43dd8448eb211c80319c"');
  expect(traces).toContain('"parentSpanId":"b7ad6b7169203331"');
});
