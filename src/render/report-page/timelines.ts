import {curveBumpX, line} from 'd3-shape';
import {fateOf} from '../../domain/report/figures.ts';
import type {BranchTimeline, TimelineEvent, Timelines} from '../../domain/report/timeline.ts';
import {formatTime, rollbackLabel, statusAtAGlance, stepLabel} from '../format.ts';
import {escapeHtml, type Html, htmlTable} from '../html-page.ts';
import {plural} from '../terminal/figures.ts';
import {drawing, figure, round} from './charts.ts';

const MOST_BRANCHES = 20;
const MOST_EVENTS = 60;
const GAP = 44;
const MIDDLE = 62;
const HEIGHT = 110;

/** Draws the events of each branch in order of time: its steps, and arrows for rollbacks. */
export function renderTimelines({branches, leftOut}: Timelines): Html {
  const shown = branches.slice(0, MOST_BRANCHES);
  const rest = leftOut + branches.length - shown.length;
  const more = rest === 0 ? '' : `<p>Left out: ${rest} more of the branches, on which nothing happened since.</p>`;
  return `${shown.map(timeline).join('\n')}${more}`;
}

function timeline({branch, repository, events, leftOut}: BranchTimeline, index: number): Html {
  const shown = events.slice(-MOST_EVENTS);
  const before = leftOut + events.length - shown.length;
  const id = `timeline-${index}`;
  const title = repository === null ? branch : `${branch} of ${repository}`;
  const moves = shown.filter(({kind}) => kind !== 'step').length;
  const older = before === 0 ? '' : `, after ${plural(before, 'earlier event')}`;
  const description = `${plural(shown.length - moves, 'step')} and ${plural(moves, 'move')} of the branch, in the order of time${older}.`;
  const places = new Map(shown.map((event, at) => [event.uid, 24 + at * GAP]));
  const marks = shown.map((event) => mark(event, places));
  return figure({
    id,
    title,
    drawing: drawing({id, title, description, width: shown.length * GAP + 16, height: HEIGHT}, marks.join('')),
    legend: [
      {name: 'stayed', fill: 'url(#part-0)'},
      {name: 'failed', fill: 'url(#part-1)'},
      {name: 'rolled back', fill: 'url(#part-2)'},
    ],
    twin: htmlTable([{title: 'event'}, {title: 'at'}, {title: 'what'}], shown.map(eventRow), `${title}, as a table`),
  });
}

function mark(event: TimelineEvent, places: ReadonlyMap<string, number>): Html {
  const x = places.get(event.uid) ?? 0;
  const said = `<title>${escapeHtml(eventRow(event).join(', '))}</title>`;
  if (event.kind === 'step') {
    const label = `<text x="${x}" y="${HEIGHT - 8}" text-anchor="middle">${escapeHtml(stepLabel(event))}</text>`;
    return `<g>${said}<circle class="mark" cx="${x}" cy="${MIDDLE}" r="11" fill="url(#part-${fillOf(event)})"/>${label}</g>`;
  }
  const square = `<path class="move" d="M${x} ${MIDDLE - 11} ${x + 11} ${MIDDLE} ${x} ${MIDDLE + 11} ${x - 11} ${MIDDLE}Z"/>`;
  const label = `<text x="${x}" y="${HEIGHT - 8}" text-anchor="middle">${event.kind === 'undo' ? 'undo' : escapeHtml(rollbackLabel(event))}</text>`;
  return `<g>${said}${arrow(event, x, places)}${square}${label}</g>`;
}

/** Draws an arrow from a rollback back to the first shown step that it covers. */
function arrow(
  {kind, stepUids}: Exclude<TimelineEvent, {readonly kind: 'step'}>,
  x: number,
  places: ReadonlyMap<string, number>,
): Html {
  const first = stepUids.reduce((least, uid) => Math.min(least, places.get(uid) ?? least), Number.POSITIVE_INFINITY);
  if (!Number.isFinite(first) || first >= x) return '';
  const middle = (first + x) / 2;
  const path = line().curve(curveBumpX)([
    [x, MIDDLE - 12],
    [middle, 14],
    [first, MIDDLE - 16],
  ]);
  const head = `M${round(first) - 4} ${MIDDLE - 21}l4 6 4 -6`;
  return `<path class="arrow${kind === 'undo' ? ' undo' : ''}" d="${path ?? ''}${head}"/>`;
}

function fillOf(event: Extract<TimelineEvent, {readonly kind: 'step'}>): number {
  const fate = fateOf({...event, pushed: null});
  return fate === null || fate === 'stayed' ? 0 : fate === 'failed' ? 1 : 2;
}

function eventRow(event: TimelineEvent): readonly string[] {
  const at = formatTime(event.at);
  if (event.kind === 'step') {
    const back = event.active ? '' : ', rolled back';
    return [`step ${stepLabel(event)}`, at, `${statusAtAGlance(event.status).word}${back}`];
  }
  const {kind, stepUids, actor, reason, undoneBy} = event;
  const what = `${kind === 'undo' ? 'brought back' : 'took off'} ${plural(stepUids.length, 'step')}`;
  const by = actor === null ? '' : ` by ${actor}`;
  const why = reason === null ? '' : `: ${reason}`;
  return [`${kind} ${rollbackLabel(event)}`, at, `${what}${by}${why}${undoneBy === null ? '' : ' (undone)'}`];
}
