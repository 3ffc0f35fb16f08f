import {max} from 'd3-array';
import {scaleBand, scaleLinear} from 'd3-scale';
import {stack} from 'd3-shape';
import {escapeHtml, type Html} from '../html-page.ts';
import {htmlTable} from './html-table.ts';

/** Bars over time, each of a few parts one upon the other. */
interface StackedBars {
  readonly id: string;
  readonly title: string;
  /** Says in a sentence what is to be seen. */
  readonly description: string;
  readonly series: readonly string[];
  /** A value for each of the series, in the order of time. */
  readonly bars: readonly {readonly name: string; readonly values: readonly number[]}[];
  /** A value as it stands at the axis and in the table. */
  readonly format: (value: number) => string;
}

const WIDTH = 720;
const HEIGHT = 240;
const MARGIN = {top: 10, right: 10, bottom: 30, left: 64};
/** The names under the axis stand apart by this much at least. */
const NAME_WIDTH = 90;

/** A drawing with its legend and, folded, a table of the same figures. */
export function stackedBars({id, title, description, series, bars, format}: StackedBars): Html {
  const x = scaleBand(
    bars.map(({name}) => name),
    // A few bars stand at the left, each as wide as its name, where a phone shows them.
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

/** A drawing that a screen reader names and describes, and that no script is needed for. */
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

/** A drawing between its heading and what says the same in words. */
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

/** The fillings of the parts of bars. They differ in pattern, not in colour alone. */
export const PATTERNS: Html = `<svg class="patterns" aria-hidden="true" width="0" height="0"><defs>
<pattern id="part-0" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="fill-0" width="8" height="8"/></pattern>
<pattern id="part-1" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="fill-1" width="8" height="8"/><path class="stripe" d="M-2 2 2 -2M0 8 8 0M6 10 10 6"/></pattern>
<pattern id="part-2" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="fill-2" width="8" height="8"/><circle class="dot" cx="4" cy="4" r="1.6"/></pattern>
<pattern id="part-3" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="fill-3" width="8" height="8"/><path class="stripe" d="M0 4 8 4"/></pattern>
</defs></svg>`;

/** Tenths of a pixel are enough, and keep the page short. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
