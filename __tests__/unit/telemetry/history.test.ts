import {expect, test} from '@jest/globals';
import {EMPTY_AGENT_CONFIG} from '../../../src/domain/documents.ts';
import {stepAttributes} from '../../../src/telemetry/attributes.ts';
import {formatOtlp} from '../../../src/telemetry/otlp-json.ts';
import {formatPrometheus} from '../../../src/telemetry/prometheus.ts';
import {aRollback, aStep, aUid} from '../../helpers/history-builders.ts';
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

test('a replay and a proposal are told as what they are, an agent by its program, sums without left-over digits', () => {
  const agentConfig = {...EMPTY_AGENT_CONFIG, command: '/bin/sh -c true'};
  const spent = (cost: number) => ({agentConfig, tokenUsage: aUsage([1, 0, 0, 0], {cost})});
  const replay = aStep({id: 3, replays: aUid(1), ...spent(0.01)});
  const contents = {
    ...history,
    steps: [aStep({id: 1, ...spent(0.1)}), aStep({id: 2, ...spent(0.2)}), replay],
    rollbacks: [
      aRollback({kind: 'revert', toSha: null, isProposed: true}),
      aRollback({uid: aUid(50), kind: 'revert', toSha: null}),
      aRollback({uid: aUid(51), kind: 'applied', undoes: aUid(50)}),
    ],
  };
  const lines = [...formatPrometheus(contents)].join('').split('\n');
  const place = 'project="acme/widgets",repository="github.com/acme/widgets"';
  expect(lines).toContain(`laforge_steps_total{${place},agent="sh",status="succeeded"} 2`);
  expect(lines).toContain(`laforge_replays_total{${place},agent="sh",status="succeeded"} 1`);
  expect(lines.filter((line) => line.startsWith('laforge_cost_usd_total{'))).toEqual([
    expect.stringMatching(/ 0\.31$/),
  ]);
  expect(lines.filter((line) => line.startsWith('laforge_rollbacks_total{'))).toEqual([
    `laforge_rollbacks_total{${place},kind="revert"} 1`,
  ]);
  expect(stepAttributes(replay)['laforge.step.replays']).toBe(aUid(1));
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
