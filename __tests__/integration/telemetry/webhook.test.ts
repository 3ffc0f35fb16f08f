import {createHmac} from 'node:crypto';
import {describe, expect, test} from '@jest/globals';
import {sendWebhook} from '../../../src/telemetry/send.ts';
import {readWebhook} from '../../../src/telemetry/settings.ts';
import {postReceivers} from '../../helpers/post-receiver.ts';
import {aToldStep, CANARIES} from '../../helpers/told-step.ts';

const receivers = postReceivers();
const step = aToldStep();

function hook(url: string, secret: string | null = null) {
  const webhook = readWebhook(url, secret);
  if (webhook === null) throw new Error('There is no webhook.');
  return webhook;
}

describe('a webhook', () => {
  test('is told of a step as a signed CloudEvent, the same each time', async () => {
    const receiver = await receivers.taking();
    for (const _ of [1, 2]) expect(await sendWebhook(hook(`${receiver.url}/hook`, "It's a Secret"), step)).toBeNull();
    const [{headers = {}, body = Buffer.alloc(0), path} = {}, again] = receiver.posts;
    expect(path).toBe('/hook');
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'ce-specversion': '1.0',
      'ce-type': 'laforge.step.finished',
      'ce-source': 'laforge:acme%2Fwidgets',
      'ce-id': step.uid,
      'ce-time': step.endTime,
      'x-laforge-signature-256': `sha256=${createHmac('sha256', "It's a Secret").update(body).digest('hex')}`,
    });
    expect(JSON.parse(body.toString())).toMatchObject({
      uid: step.uid,
      status: 'succeeded',
      token_usage: {cost: 0.0205},
    });
    expect([again?.body.equals(body), again?.headers['ce-id']]).toEqual([true, step.uid]);
  });

  test('is not told what was asked', async () => {
    const receiver = await receivers.taking();
    await sendWebhook(hook(receiver.url), step);
    const text = receiver.posts[0]?.body.toString() ?? '';
    const asked = CANARIES.filter((canary) => !['canary-note', 'canary-tool', 'canary-check'].includes(canary));
    const pull = 'canary-subject","merge_sha';
    expect(asked.filter((canary) => text.replace(pull, '').includes(canary))).toEqual([]);
    expect(JSON.parse(text).prompt).toEqual({text: null, sha256: 'a'.repeat(64), bytes: 13});
    expect(receiver.posts[0]?.headers).not.toHaveProperty('x-laforge-signature-256');
  });

  test('is tried three times, and a refusal once', async () => {
    const busy = await receivers.taking(() => ({status: 503}));
    expect(await sendWebhook(hook(busy.url), step)).toMatch(
      /^The step could not be posted to the webhook: .* answered 503\.$/,
    );
    expect(busy.posts).toHaveLength(3);
    const refusing = await receivers.taking(() => ({status: 403}));
    expect(await sendWebhook(hook(refusing.url), step)).toMatch(/answered 403\.$/);
    expect(refusing.posts).toHaveLength(1);
  });

  test.each([
    ['no-address-canary', null, /^Input "webhook-url" is not an address\. Use one that begins with https:/],
    [null, 'secret', /^Input "webhook-secret" is given without "webhook-url"\./],
  ])('%j with the secret %j is refused, and not shown', (url, secret, message) => {
    expect(() => readWebhook(url, secret)).toThrow(message);
    expect(() => readWebhook(url, secret)).not.toThrow(/canary/);
  });
});
