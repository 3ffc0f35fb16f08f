import {max} from 'd3-array';
import {scaleBand, scaleLinear} from 'd3-scale';
import {stack} from 'd3-shape';
import {escapeHtml, type Html, htmlTable} from '../html-page.ts';

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
export function drawing(
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
export function figure(parts: {
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
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
