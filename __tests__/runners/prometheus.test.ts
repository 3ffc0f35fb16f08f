import {spawnSync} from 'node:child_process';
import {expect, test} from '@jest/globals';
import {formatPrometheus} from '../../src/telemetry/prometheus.ts';
import {aRollback, aStep} from '../helpers/history-builders.ts';
import {aToldStep} from '../helpers/told-step.ts';
import {aUsage} from '../helpers/usages.ts';

const isThere = spawnSync('promtool', ['--version']).status === 0;
if (!isThere) console.warn('promtool is left out, since it is not installed here (apt-get install prometheus).');

(isThere ? test : test.skip)("Prometheus' own promtool reads and approves what is exported", () => {
  const odd = 'm"\\\n\r{}=,#\u2028é😀';
  const usage = (cost: number) => aUsage([1e15, 2, 3, 4], {cost, models: [odd]});
  const text = [
    ...formatPrometheus({
      steps: [
        aStep({id: 1, repository: 'git.example/a/"b"\\', tokenUsage: usage(1e-7)}),
        aToldStep(),
        aStep({id: 3, status: 'running', endTime: null, durationMs: null}),
        aStep({id: 4, replays: aToldStep().uid, tokenUsage: usage(1e9)}),
      ],
      ...{rollbacks: [aRollback()], stepClaims: [], rollbackClaims: [], setAside: []},
    }),
  ].join('');
  const {status, stdout, stderr} = spawnSync('promtool', ['check', 'metrics'], {input: text, encoding: 'utf8'});
  expect({status, stdout, stderr}).toEqual({status: 0, stdout: '', stderr: ''});
});
