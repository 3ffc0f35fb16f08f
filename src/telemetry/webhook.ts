import {createHmac} from 'node:crypto';
import type {Json} from '../domain/json.ts';
import {type Step, stepToJson} from '../domain/step.ts';
import {type Limits, post} from './post.ts';
import type {Webhook} from './settings.ts';

const LIMITS: Limits = {tries: 3, withinMs: 5000};

/**
 * Posts an ended step as a CloudEvent in binary mode. Its id is the step's uid, so that receivers can drop repeats. Resolves to
 * an error as a sentence; null on success. Never rejects.
 */
export async function sendWebhook({url, secret}: Webhook, step: Step): Promise<string | null> {
  const body = Buffer.from(JSON.stringify(withoutTask(step)));
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'laforge',
    'ce-specversion': '1.0',
    'ce-type': 'laforge.step.finished',
    'ce-source': `laforge:${encodeURIComponent(step.projectId)}`,
    'ce-id': step.uid,
    ...(step.endTime !== null && {'ce-time': step.endTime}),
    ...(secret !== null && {
      'x-laforge-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    }),
  };
  const answer = await post({url, headers, body}, LIMITS);
  return typeof answer === 'string' ? `The step could not be posted to the webhook: ${answer}.` : null;
}

/** A step's JSON without its prompt, and without fields that often contain it. */
function withoutTask(step: Step): Json {
  const {agentConfig, prompt, changes, check, checkBefore} = step;
  return stepToJson({
    ...step,
    agentConfig: agentConfig && {...agentConfig, command: null, system_prompt: null, metadata: {}},
    prompt: prompt && {...prompt, text: null},
    // The subject of our own commits is the first line of the prompt.
    changes: changes && {...changes, own_commits: changes.own_commits.map(({sha}) => ({sha, subject: ''}))},
    check: check && {...check, last_lines: []},
    checkBefore: checkBefore && {...checkBefore, last_lines: []},
  });
}
