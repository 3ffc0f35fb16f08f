import {shortSha, type Uid} from '../domain/identity.ts';
import type {Rollback} from '../domain/rollback.ts';
import type {Step} from '../domain/step.ts';
import {escapeMermaid, type Markup} from './escape.ts';
import {rollbackLabel, statusAtAGlance, stepLabel} from './format.ts';
import {plural} from './terminal/figures.ts';

const MOST_NODES = 20;
const MOST_ROLLBACKS = 20;
const AGENT_LENGTH = 24;

const START = 'start';
const OLDER = 'older';

/**
 * Draws a branch's steps, given newest first: each follows its parent, rolled-back ones are dashed, and a dotted arrow goes from
 * where a rollback started to where it left the branch. Older steps share one node.
 */
export function renderGraph(steps: readonly Step[], stepCount: number, rollbacks: readonly Rollback[]): Markup {
  if (steps.length === 0) return '';
  const shown = steps.slice(0, MOST_NODES).toReversed();
  const nodes = new Map(shown.map((step, index) => [step.uid, `n${index}`] as const));
  const hidden = Math.max(stepCount, steps.length) - shown.length;
  const origin = hidden > 0 ? OLDER : START;
  const nodeOf = (uid: Uid | null) => (uid === null ? START : nodes.get(uid)) ?? origin;

  const edges = shown.map((step) => `  ${nodeOf(step.parentUid)} --> ${nodeOf(step.uid)}`);
  const arrows = rollbacks
    .filter((rollback) => rollback.kind === 'rollback')
    .slice(0, MOST_ROLLBACKS)
    .toReversed()
    .flatMap((rollback) => rollbackArrow(rollback, shown, nodeOf));
  const used = [...edges, ...arrows].join('\n');
  const inactive = shown.filter((step) => !step.active).map((step) => nodeOf(step.uid));
  return [
    '```mermaid',
    'flowchart LR',
    ...(new RegExp(`\\b${START}\\b`).test(used) ? [`  ${START}((" "))`] : []),
    ...(hidden > 0 ? [`  ${OLDER}["… ${plural(hidden, 'older step')}"]`] : []),
    ...shown.map((step) => `  ${nodeOf(step.uid)}["${nodeLabel(step)}"]`),
    ...edges,
    ...arrows,
    ...(inactive.length === 0
      ? []
      : ['  classDef rolledBack stroke-dasharray:5 5,opacity:0.5', `  class ${inactive.join(',')} rolledBack`]),
    '```',
  ].join('\n');
}

function nodeLabel(step: Step): string {
  const title = step.id === null ? stepLabel(step) : `S${step.id}`;
  const agent = step.agentConfig?.name ?? null;
  const lines = [
    `${title} ${statusAtAGlance(step.status).glyph}`,
    ...(agent === null ? [] : [escapeMermaid(agent, AGENT_LENGTH)]),
    ...(step.commitShaAfter === null ? [] : [escapeMermaid(shortSha(step.commitShaAfter))]),
  ];
  return lines.join('<br/>');
}

function rollbackArrow(rollback: Rollback, shown: readonly Step[], nodeOf: (uid: Uid | null) => string): string[] {
  // Start at the newest step that it covers, where the branch was. A rollback whose steps are not shown is not drawn.
  const covered = new Set(rollback.stepUids);
  const from = shown.findLast((step) => covered.has(step.uid));
  if (from === undefined || rollback.target === null) return [];
  const {mode, stepUid} = rollback.target;
  const target = shown.find((step) => step.uid === stepUid);
  const to = mode === 'before' && target !== undefined ? nodeOf(target.parentUid) : nodeOf(stepUid);
  const label = `${escapeMermaid(rollbackLabel(rollback))}${rollback.undoneBy === null ? '' : ', undone'}`;
  return [`  ${nodeOf(from.uid)} -. "${label}" .-> ${to}`];
}
