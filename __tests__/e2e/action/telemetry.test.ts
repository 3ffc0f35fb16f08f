import {createHash} from 'node:crypto';
import {describe, expect, test} from '@jest/globals';
import {warningsOf} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {checksOf} from '../../helpers/github-service/routes-checks.ts';
import {type PostReceiver, postReceivers} from '../../helpers/post-receiver.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox, {history: 'file'});
const receivers = postReceivers();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly links?: readonly {readonly spanId: string}[];
}

function spansAt({posts}: PostReceiver): readonly SentSpan[] {
  return posts
    .filter(({path}) => path === '/v1/traces')
    .flatMap(({body}) => JSON.parse(body.toString()).resourceSpans[0].scopeSpans[0].spans);
}

const TOKEN = 'canary-otlp-token-1';
const SCRIPT =
  'echo canary-printed; echo 1 > a; echo "traceparent=$TRACEPARENT"; env | grep OTEL_EXPORTER || echo none';

describe('telemetry', () => {
  test("tells of a step in its pipeline's trace, and of the rollback that takes it back", async () => {
    const [host, receiver, hook] = await Promise.all([startHost(), receivers.taking(), receivers.taking()]);
    const inputs = {
      'otlp-endpoint': receiver.url,
      'otlp-headers': `authorization=Bearer ${TOKEN}`,
      'otlp-protocol': 'http/json',
      'otel-trace-url': 'https://jaeger.example.com/trace/{trace-id}',
      'job-check-run-id': '77',
    };
    const permissions = {contents: 'write', actions: 'read', 'pull-requests': 'write', checks: 'write'} as const;
    const job = await host.job({permissions});
    const env = {OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_EXPORTER_OTLP_HEADERS: 'a=b'};
    const told = {'webhook-url': `${hook.url}/hook`, 'webhook-secret': 'canary-webhook', 'check-run': 'LaForge'};
    const step = {...inputs, ...told, run: SCRIPT, check: 'echo "check $TRACEPARENT"', prompt: 'canary-prompt'};
    const ran = await job.run('step', step, {env});
    expect([ran.exitCode, warningsOf(ran)]).toEqual([0, []]);

    const spans = spansAt(receiver);
    expect(spans.map(({name}) => name)).toEqual([
      ...['laforge.step', 'invoke_agent', 'laforge.check', 'laforge.push', 'laforge.publish'],
    ]);
    const trace = sha256(`${job.env.GITHUB_RUN_ID}${job.env.GITHUB_RUN_ATTEMPT}t`).slice(0, 32);
    const [root, agent, check] = spans;
    expect(root).toMatchObject({traceId: trace, parentSpanId: sha256('77-j').slice(16, 32)});
    expect(JSON.parse(ran.outputs.step ?? '').run.trace).toEqual({trace_id: trace, parent_span_id: root?.parentSpanId});
    expect(ran.summary).toContain(`<a href="https://jaeger.example.com/trace/${trace}">`);
    expect(ran.log).toContain(`traceparent=00-${trace}-${agent?.spanId}-01\nnone\n`);
    expect(ran.log).toContain(`check 00-${trace}-${check?.spanId}-01`);

    expect(hook.posts.map(({headers}) => headers['ce-id'])).toEqual([ran.outputs['step-uid']]);
    expect(checksOf(host.github.world)).toEqual([
      expect.objectContaining({name: 'LaForge', conclusion: 'success', head_sha: ran.outputs['commit-sha-after']}),
    ]);

    const rolledBack = await (await host.job()).run('rollback', {...inputs, 'before-step': '1'});
    expect([rolledBack.exitCode, warningsOf(rolledBack)]).toEqual([0, []]);
    expect(spansAt(receiver).at(-1)).toMatchObject({name: 'laforge.rollback', links: [{spanId: root?.spanId}]});

    const all = Buffer.concat([...receiver.posts, ...hook.posts].map(({body}) => body)).toString();
    const hidden = [
      TOKEN,
      'canary-webhook',
      host.token,
      job.env.ACTIONS_RUNTIME_TOKEN ?? '',
      'canary-printed',
      'canary-prompt',
    ];
    expect(hidden.filter((text) => text === '' || all.includes(text))).toEqual([]);
  });

  test('to an endpoint that hangs costs a warning and nothing else', async () => {
    const [host, url] = await Promise.all([startHost(), receivers.hanging()]);
    const ran = await (await host.job()).run('step', {run: 'echo 1 > a', 'otlp-endpoint': url});
    expect([ran.exitCode, ran.outputs.pushed, ran.outputs.recorded]).toEqual([0, 'pushed', 'true']);
    expect(warningsOf(ran)).toEqual([
      expect.stringMatching(/Traces and metrics were not sent: 127\.0\.0\.1:\d+ did not answer within 2 seconds\.$/),
    ]);
  });
});
