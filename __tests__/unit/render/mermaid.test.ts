import {describe, expect, test} from '@jest/globals';
import {renderGraph} from '../../../src/render/mermaid.ts';
import {aRollback, aSha, aStep, aUid} from '../../helpers/history-builders.ts';
import {CLAUDE} from '../../helpers/history-view.ts';

function chain(count: number) {
  return Array.from({length: count}, (_, index) => {
    const id = count - index;
    return aStep({id, parentUid: id === 1 ? null : aUid(id - 1), parentStepId: id === 1 ? null : id - 1});
  });
}

describe('the picture of a branch', () => {
  test('shows each step after its parent, rolled-back ones dashed, and where a rollback led', () => {
    const steps = [
      aStep({id: 3, parentUid: aUid(1), agentConfig: CLAUDE, status: 'running', commitShaAfter: null}),
      aStep({id: 2, parentUid: aUid(1), active: false, status: 'failed'}),
      aStep({id: 1}),
    ];
    expect(renderGraph(steps, 3, [aRollback()]).split('\n')).toEqual([
      '```mermaid',
      'flowchart LR',
      '  start((" "))',
      '  n0["S1 ✅<br/>10000000"]',
      '  n1["S2 ❌<br/>20000000"]',
      '  n2["S3 ⏳<br/>claude"]',
      '  start --> n0',
      '  n0 --> n1',
      '  n0 --> n2',
      '  n1 -. "R1" .-> n0',
      '  classDef rolledBack stroke-dasharray:5 5,opacity:0.5',
      '  class n1 rolledBack',
      '```',
    ]);
  });

  test('folds all but the latest twenty steps into one node', () => {
    const graph = renderGraph(chain(25), 30, []);
    expect(graph).toContain('older["… 10 older steps"]\n  n0["S6 ');
    expect(graph).toContain('  older --> n0\n  n0 --> n1\n');
    expect(graph).not.toContain('start');
  });

  test('a rollback to before a step leads to what was there, one that was undone says so', () => {
    const rollback = aRollback({
      target: {mode: 'before', stepUid: aUid(2)},
      stepUids: [aUid(2), aUid(3)],
      undoneBy: aUid(9),
    });
    expect(renderGraph(chain(3), 3, [rollback])).toContain('  n2 -. "R1, undone" .-> n0\n');
    const first = aRollback({target: {mode: 'before', stepUid: aUid(1)}, stepUids: [aUid(1)]});
    expect(renderGraph(chain(1), 1, [first])).toContain('  n0 -. "R1" .-> start\n');
  });

  test('a rollback whose steps are folded away, and a bare deactivation, draw no arrow', () => {
    const folded = aRollback({stepUids: [aUid(2)]});
    const bare = aRollback({stepUids: [aUid(24)], target: null});
    expect(renderGraph(chain(25), 25, [folded, bare])).not.toContain('-.');
  });

  test('is nothing without steps', () => {
    expect(renderGraph([], 0, [])).toBe('');
  });

  test('text from outside stays inside its label', () => {
    const evil = '"]; click n0 href "javascript:x"\n```\n%%{init}%%';
    const step = aStep({id: 1, agentConfig: {...CLAUDE, name: evil}, status: evil, commitShaAfter: aSha('"`]')});
    expect(renderGraph([step], 1, [])).toContain(
      'n0["S1 ❔<br/>#34;#93;#59; click n0 href #34;java…<br/>#34;#96;#93;00000"]',
    );
  });
});
