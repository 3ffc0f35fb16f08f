import {max} from 'd3-array';
import {scaleBand, scaleLinear} from 'd3-scale';
import {curveBumpX, line, stack} from 'd3-shape';
import {fateOf} from '../../domain/report/figures.ts';
import type {BranchTimeline, TimelineEvent, Timelines} from '../../domain/report/timeline.ts';
import {formatTime, rollbackLabel, statusAtAGlance, stepLabel} from '../format.ts';
import {escapeHtml, type Html, htmlTable} from '../html-page.ts';
import {plural} from '../terminal/figures.ts';

/** Stacked bars over time. */
interface StackedBars {
  readonly id: string;
  readonly title: string;
  /** Describes the chart in a sentence. */
  readonly description: string;
  readonly series: readonly string[];
  /** The bars in order of time, with a value for each series. */
  readonly bars: readonly {readonly name: string; readonly values: readonly number[]}[];
  /** Formats a value for the axis and the table. */
  readonly format: (value: number) => string;
}

const WIDTH = 720;
const HEIGHT = 240;
const MARGIN = {top: 10, right: 10, bottom: 30, left: 64};
/** The minimum distance between names under the axis. */
const NAME_WIDTH = 90;

/** Renders a chart with its legend and a folded table of the same figures. */
export function stackedBars({id, title, description, series, bars, format}: StackedBars): Html {
  const x = scaleBand(
    bars.map(({name}) => name),
    // Few bars are drawn at the left, as wide as their names, where a phone shows them.
    [MARGIN.left, Math.min(WIDTH - MARGIN.right, MARGIN.left + NAME_WIDTH * bars.length)],
  ).padding(0.2);
  const greatest = max(bars, ({values}) => values.reduce((sum, value) => sum + value, 0)) ?? 0;
  const y = scaleLinear([0, greatest === 0 ? 1 : greatest], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4);
  const layers = stack<(typeof bars)[number], number>()
    .keys(series.map((_, at) => at))
    .value(({values}, at) => values[at] ?? 0)(bars);
  const ticks = y.ticks(4).map((tick) => {
    const at = round(y(tick));
    const line = `<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${at}" y2="${at}"/>`;
    return `${line}<text x="${MARGIN.left - 8}" y="${at + 4}" text-anchor="end">${escapeHtml(format(tick))}</text>`;
  });
  const every = Math.max(1, Math.ceil((NAME_WIDTH * bars.length) / (WIDTH - MARGIN.left)));
  const names = bars.flatMap(({name}, at) =>
    at % every === 0
      ? `<text x="${round((x(name) ?? 0) + x.bandwidth() / 2)}" y="${HEIGHT - 8}" text-anchor="middle">${escapeHtml(name)}</text>`
      : [],
  );
  const rects = layers.flatMap((layer, at) =>
    layer.flatMap(([low, high], index) => {
      if (high === low) return [];
      const place = `x="${round(x(bars[index]?.name ?? '') ?? 0)}" y="${round(y(high))}"`;
      return `<rect ${place} width="${round(x.bandwidth())}" height="${round(y(low) - y(high))}" fill="url(#part-${at})"/>`;
    }),
  );
  return figure({
    id,
    title,
    drawing: drawing({id, title, description, width: WIDTH, height: HEIGHT}, [...ticks, ...rects, ...names].join('')),
    legend: series.map((name, at) => ({name, fill: `url(#part-${at})`})),
    twin: htmlTable(
      [{title: ''}, ...series.map((name) => ({title: name, isFigure: true}))],
      bars.map(({name, values}) => [name, ...values.map(format)]),
      `${title}, as a table`,
    ),
  });
}

/** Renders an SVG with title and description for screen readers. It needs no script. */
function drawing(
  about: {
    readonly id: string;
    readonly title: string;
    readonly description: string;
    readonly width: number;
    readonly height: number;
  },
  content: Html,
): Html {
  const {id, title, description, width, height} = about;
  const labels = `role="img" aria-labelledby="${id}-title ${id}-desc"`;
  return `<div class="wide" tabindex="0" role="region" aria-label="${escapeHtml(title)}, drawing"><svg ${labels} viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><title id="${id}-title">${escapeHtml(title)}</title><desc id="${id}-desc">${escapeHtml(description)}</desc>${content}</svg></div>`;
}

/** Renders a figure: heading, legend, drawing, and a folded table with the same content. */
function figure(parts: {
  readonly id: string;
  readonly title: string;
  readonly drawing: Html;
  readonly legend: readonly {readonly name: string; readonly fill: string}[];
  readonly twin: Html;
}): Html {
  const {id, title, legend, twin} = parts;
  const items = legend.map(
    ({name, fill}) =>
      `<li><svg aria-hidden="true" width="14" height="14"><rect width="14" height="14" fill="${fill}"/></svg> ${escapeHtml(name)}</li>`,
  );
  return `<figure aria-labelledby="${id}-caption"><figcaption id="${id}-caption">${escapeHtml(title)}</figcaption>
<ul class="legend">${items.join('')}</ul>
${parts.drawing}
<details><summary>${escapeHtml(title)}, as a table</summary>${twin}</details></figure>`;
}

/** The fills of the bars' parts. They differ in pattern, not only in colour. */
export const PATTERNS: Html = `<svg class="patterns" aria-hidden="true" width="0" height="0"><defs>
<pattern id="part-0" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="fill-0" width="8" height="8"/></pattern>
<pattern id="part-1" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="fill-1" width="8" height="8"/><path class="stripe" d="M-2 2 2 -2M0 8 8 0M6 10 10 6"/></pattern>
<pattern id="part-2" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="fill-2" width="8" height="8"/><circle class="dot" cx="4" cy="4" r="1.6"/></pattern>
<pattern id="part-3" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="fill-3" width="8" height="8"/><path class="stripe" d="M0 4 8 4"/></pattern>
</defs></svg>`;

/** Rounds to tenths of a pixel, which keeps the page short. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const MOST_BRANCHES = 20;
const MOST_EVENTS = 60;
const GAP = 44;
const MIDDLE = 62;
const LANE_HEIGHT = 110;

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
    drawing: drawing({id, title, description, width: shown.length * GAP + 16, height: LANE_HEIGHT}, marks.join('')),
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
    const label = `<text x="${x}" y="${LANE_HEIGHT - 8}" text-anchor="middle">${escapeHtml(stepLabel(event))}</text>`;
    return `<g>${said}<circle class="mark" cx="${x}" cy="${MIDDLE}" r="11" fill="url(#part-${fillOf(event)})"/>${label}</g>`;
  }
  const square = `<path class="move" d="M${x} ${MIDDLE - 11} ${x + 11} ${MIDDLE} ${x} ${MIDDLE + 11} ${x - 11} ${MIDDLE}Z"/>`;
  const label = `<text x="${x}" y="${LANE_HEIGHT - 8}" text-anchor="middle">${event.kind === 'undo' ? 'undo' : escapeHtml(rollbackLabel(event))}</text>`;
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
