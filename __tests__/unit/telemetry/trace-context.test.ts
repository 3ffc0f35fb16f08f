import {createHash} from 'node:crypto';
import {describe, expect, test} from '@jest/globals';
import {findTrace, parseTraceparent, spanOf, toTraceparent, traceOf} from '../../../src/telemetry/trace-context.ts';
import {aStep} from '../../helpers/history-builders.ts';
import {aToldStep} from '../../helpers/told-step.ts';

const {run} = aToldStep();
if (run === null) throw new Error('The step has no run.');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const W3C = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('the trace of a step', () => {
  test('is the one of TRACEPARENT, before any other', () => {
    expect(findTrace(run, {TRACEPARENT: W3C}, '7')).toEqual({
      trace_id: '0af7651916cd43dd8448eb211c80319c',
      parent_span_id: 'b7ad6b7169203331',
    });
  });

  test.each([
    '',
    'nonsense',
    '00-00000000000000000000000000000000-b7ad6b7169203331-01',
    '00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01',
    'ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    '00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01',
    `${W3C}1`,
  ])('is never one that is none: %j', (text) => {
    expect(parseTraceparent(text)).toBeNull();
  });

  // The ids of the run are those of the receiver's own testdata/workflow-run-expected.yaml; the job's is by `newSpanIDFromCheckRun`
  // of its trace_event_handling.go (v0.151.0 and later), where a job's id is that of its check run.
  test("is in GitHub Actions what the collector's GitHub receiver computes for the run and the job", () => {
    const received = {...run, run_id: '14460881260', attempt: 13};
    const trace_id = '731ec8a47fd7450f753a812a4a8aa5a0';
    expect(findTrace(received, {}, null)).toEqual({trace_id, parent_span_id: 'aba151af7cfbcf0f'});
    expect(findTrace(received, {}, '')).toEqual(findTrace(received, {}, null));
    const job = sha256('40685651258-j').slice(16, 32);
    expect(findTrace(received, {}, '40685651258')).toEqual({trace_id, parent_span_id: job});
    expect(findTrace({...received, attempt: 12}, {}, null)?.trace_id).toBe('3ab150c94bf95169f4958bc860bddc3b');
  });

  test.each(['gitea', 'forgejo'])('is one of its own in %s, whose runs are numbered from 1', (name) => {
    expect(findTrace({...run, ci: name}, {}, '7')).toBeNull();
  });

  test('is one of its own elsewhere: the step by its uid, the same whoever asks', () => {
    expect(findTrace({...run, ci: 'local', run_id: null}, {}, null)).toBeNull();
    const step = aStep({id: 1, uid: '019a0c1e-7c00-7abc-8def-0123456789ab'});
    expect(traceOf(step)).toEqual({trace_id: '019a0c1e7c007abc8def0123456789ab', parent_span_id: null});
    expect(spanOf(step, 'agent')).toEqual(spanOf({...step}, 'agent'));
    expect(spanOf(step, 'agent').spanId).not.toBe(spanOf(step, 'step').spanId);
  });

  test('goes on to the agent as the variable that it came in', () => {
    const span = spanOf(aToldStep(), 'agent');
    expect(parseTraceparent(toTraceparent(span, '01'))).toEqual({
      trace_id: span.traceId,
      parent_span_id: span.spanId,
      flags: '01',
    });
  });
});
