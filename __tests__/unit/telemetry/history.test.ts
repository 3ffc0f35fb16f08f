import {expect, test} from '@jest/globals';
import {formatOtlp} from '../../../src/telemetry/history.ts';
import {formatPrometheus} from '../../../src/telemetry/prometheus.ts';
import {aRollback, aStep} from '../../helpers/history-builders.ts';
import {aToldStep, CANARIES} from '../../helpers/told-step.ts';
import {aUsage} from '../../helpers/usages.ts';

const history = {
  steps: [
    aStep({id: 1, tokenUsage: aUsage([1, 2, 3, 4], {cost: 0.5, models: ['m"\\\n1']})}),
    aStep({id: 2, status: 'failed', tokenUsage: aUsage([1, 2, 3, 4], {cost: 0.25, models: ['m"\\\n1']})}),
    aToldStep(),
    aStep({id: 4, status: 'running', endTime: null, durationMs: null}),
    aStep({id: 5, status: 'refused', tokenUsage: null}),
  ],
  rollbacks: [aRollback({stepUids: [aToldStep().uid], reason: 'canary-note'})],
  stepClaims: [],
  rollbackClaims: [],
  setAside: [],
};

test('a history as OTLP is a line a step that has ended and a line a rollback, the same each time', () => {
  const text = [...formatOtlp(history)].join('');
  expect([...formatOtlp(history)].join('')).toBe(text);
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).resourceSpans[0].scopeSpans[0].spans);
  expect(lines.map(([{name}]) => name)).toEqual([...Array(4).fill('laforge.step'), 'laforge.rollback']);
  const [told] = lines[2];
  expect(lines[4][0].links).toEqual([{traceId: '0af7651916cd43dd8448eb211c80319c', spanId: told.spanId}]);
  const ids = lines.flat().map(({spanId}) => spanId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(CANARIES.filter((canary) => text.includes(canary))).toEqual([]);
});

test("a history as Prometheus' text is added up by agent, model and status, and never by branch", () => {
  const text = [...formatPrometheus(history)].join('');
  const place = 'project="acme/widgets",repository="github.com/acme/widgets"';
  for (const line of [
    `laforge_steps_total{${place},agent="",status="succeeded"} 1`,
    `laforge_steps_total{${place},agent="claude-code",status="succeeded"} 1`,
    `laforge_steps_running{${place}} 1`,
    `laforge_tokens_total{${place},agent="",model="m\\"\\\\\\n1",type="cache_write"} 6`,
    `laforge_cost_usd_total{${place},agent="",model="m\\"\\\\\\n1",estimated="false"} 0.75`,
    `laforge_agent_seconds_total{${place},agent="claude-code"} 60`,
    `laforge_rollbacks_total{${place},kind="rollback"} 1`,
  ])
    expect(text.split('\n')).toContain(line);
  expect(text).not.toContain('main');
  // The grammar of the text format, line by line, each family once and with its type before it.
  const LINE =
    /^(?:# (?:HELP|TYPE) [a-z_]+ .+|[a-z_]+\{(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)+\} -?[\d.]+(?:e[+-]?\d+)?)$/;
  expect(
    text
      .trimEnd()
      .split('\n')
      .filter((line) => !LINE.test(line)),
  ).toEqual([]);
  expect(new Set(text.match(/^# TYPE .*$/gm)).size).toBe(text.match(/^# TYPE .*$/gm)?.length);
});
