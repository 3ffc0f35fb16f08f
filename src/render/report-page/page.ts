import {FATES, type Figures} from '../../domain/report/figures.ts';
import {spanOf, TIME_UNITS, type TimeUnit} from '../../domain/report/period.ts';
import type {Report} from '../../domain/report/report.ts';
import type {Step} from '../../domain/step.ts';
import {formatCost, LEGEND} from '../format.ts';
import {escapeHtml, type Html, htmlTable, renderPage} from '../html-page.ts';
import {fateInWords, groupTables, type ReportScope, type ReportTable, reportHeading, wholeTables} from '../report.ts';
import {formatCount} from '../terminal/figures.ts';
import {PATTERNS, renderTimelines, stackedBars} from './charts.ts';
import {ROWS_SHOWN, SCRIPT} from './script.ts';
import type {StepColumns} from './step-columns.ts';
import {renderSteps} from './step-rows.ts';

interface ReportPage extends ReportScope {
  /** The newest steps of the period. */
  readonly steps: readonly Step[];
  /** All of them, as columns. */
  readonly columns: StepColumns;
  /** True for the steps of many repositories. */
  readonly isFleet?: boolean;
  /** Includes prompts, commands and the output of checks. */
  readonly withText: boolean;
}

/** The limit on the steps' part of the page, so that the page stays below 5 MB. */
const MOST_LENGTH = 4_700_000;
const MOST_ROWS = 100;
/** More bars are hard to tell apart, so a chart then changes from days to weeks, and from weeks to months. */
const MOST_BARS = 62;

/** Renders a report as one self-contained HTML file, which also works without scripts. */
export function renderReportPage(report: Report, page: ReportPage): Html {
  const heading = reportHeading(report, page);
  const {html: steps, shown} = renderSteps(page.steps, page);
  const all = report.total.usage.steps + report.unfinished;
  const {html: packed, packed: count} = page.columns.pack(shown, MOST_LENGTH - steps.length);
  const rest =
    shown + count < all ? `; laforge ${page.isFleet === true ? 'fleet steps' : 'steps'} lists all ${all}` : '';
  const left = all > shown ? ` The newest ${shown} are shown with their facts${rest}.` : '';
  const more =
    count === 0 ? '' : `<p id="more" hidden><button type="button">Also the ${count} before them</button></p>`;
  const body = `${PATTERNS}
<h1>${escapeHtml(heading)}</h1>
<p class="dim">${LEGEND.map(escapeHtml).join(' ')}</p>
${wholeTables(report).map(section).join('\n')}
<h2>Over time</h2>
${overTime(report)}
${groupTables(report, page.dimensions).map(section).join('\n')}
<h2>What happened on the branches</h2>
${renderTimelines(report.timelines)}
<h2>Steps</h2>
<p>Newest first.${left}</p>
${more}${packed}
<form id="tools" hidden><label>Search <input type="search" autocomplete="off"></label> <label>Ended <select><option value="">in any way</option></select></label> <output aria-live="polite"></output> <button type="button" hidden>Show 1000 more</button></form>
${steps}`;
  return renderPage({title: `Report of ${heading}`, style: STYLE, script: SCRIPT, body});
}

function section({title, columns, rows}: ReportTable): Html {
  const rest = rows.length - MOST_ROWS;
  const more = rest > 0 ? `<p>${rest} more rows are left out.</p>` : '';
  return `<h2>${escapeHtml(title)}</h2>\n${htmlTable(columns, rows.slice(0, MOST_ROWS), title)}${more}`;
}

function overTime({groups}: Report): Html {
  const [unit, names] = timeAxis(groups);
  if (names.length === 0) return '<p>No step has ended.</p>';
  const byName = new Map(groups[unit].map(({name, figures}) => [name, figures]));
  const bars = (values: (figures: Figures) => readonly number[]) =>
    names.map((name) => {
      const figures = byName.get(name);
      return {name, values: figures === undefined ? [] : values(figures)};
    });
  const fates = FATES.map(fateInWords);
  return [
    stackedBars({
      id: 'cost',
      title: `Cost by ${unit}, in US dollars`,
      description: `What finished steps cost each ${unit}, by what became of them. Unknown costs are not in it.`,
      series: fates,
      bars: bars(({fates: found}) => FATES.map((fate) => found[fate].costUsd ?? 0)),
      format: (value) => formatCost(value),
    }),
    stackedBars({
      id: 'steps-over-time',
      title: `Steps by ${unit}`,
      description: `How many steps ended each ${unit}, by what became of them.`,
      series: fates,
      bars: bars(({fates: found}) => FATES.map((fate) => found[fate].steps)),
      format: (value) => (Number.isInteger(value) ? formatCount(value) : ''),
    }),
    stackedBars({
      id: 'tokens',
      title: `Tokens by ${unit}`,
      description: `What finished steps used each ${unit}, by class. Unknown figures are not in it.`,
      series: ['read from cache', 'input', 'written to cache', 'output'],
      bars: bars(({usage}) => [
        usage.cacheReadTokens ?? 0,
        usage.inputTokens ?? 0,
        usage.cacheWriteTokens ?? 0,
        usage.outputTokens ?? 0,
      ]),
      format: (value) => formatCount(value),
    }),
  ].join('\n');
}

/** Chooses the time axis: days, weeks or months, whichever fits first; if none does, the latest months with steps. */
function timeAxis(groups: Report['groups']): readonly [unit: TimeUnit, names: readonly string[]] {
  for (const unit of TIME_UNITS) {
    const names = groups[unit].flatMap(({name}) => name ?? []);
    const span = spanOf(unit, names[0] ?? '', names.at(-1) ?? '', MOST_BARS);
    if (span !== null) return [unit, span];
  }
  return ['month', groups.month.flatMap(({name}) => name ?? []).slice(-MOST_BARS)];
}

const STYLE = `
:root { --part-0: #2166ac; --part-1: #c4553b; --part-2: #8a6d00; --part-3: #7b5ea7; --on-part: #fff; }
@media (prefers-color-scheme: dark) { :root { --part-0: #6cb2ff; --part-1: #ff9580; --part-2: #d9b93a; --part-3: #c3a6f0; --on-part: #0d1117; } }
.dim { color: var(--dim); }
th, td { min-width: 7rem; }
@media (max-width: 1000px) { table, dl { font-size: .875rem; } th, td { padding: .25rem .5rem; } }
th.n, td.n, #steps th { min-width: 0; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.patterns { position: absolute; }
figure { margin: 0 0 1.5rem; }
figcaption { font-weight: 600; overflow-wrap: anywhere; }
svg { display: block; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: .25rem 0; padding: 0; list-style: none; }
.legend svg { display: inline-block; vertical-align: -2px; }
svg text { fill: var(--text); font: 12px system-ui, sans-serif; }
.grid { stroke: var(--line); }
.fill-0 { fill: var(--part-0); } .fill-1 { fill: var(--part-1); } .fill-2 { fill: var(--part-2); } .fill-3 { fill: var(--part-3); }
.stripe { stroke: var(--on-part); stroke-width: 1.5; } .dot { fill: var(--on-part); }
.mark { stroke: var(--text); } .move { fill: var(--back); stroke: var(--text); stroke-width: 1.5; }
.arrow { fill: none; stroke: var(--text); stroke-width: 1.5; } .arrow.undo { stroke-dasharray: 4 3; }
summary { cursor: pointer; overflow-wrap: anywhere; }
.reading #steps tbody tr:nth-child(n+${ROWS_SHOWN + 1}) { display: none; }
#steps th { white-space: nowrap; } #steps td:nth-child(5) { min-width: 16rem; }
#steps button { all: unset; cursor: pointer; font-weight: 600; }
#steps button:focus-visible { outline: 2px solid; outline-offset: 2px; }
#steps [aria-sort=ascending] button::after { content: " ↑"; } #steps [aria-sort=descending] button::after { content: " ↓"; }
#tools { display: flex; flex-wrap: wrap; gap: .5rem 1rem; margin-bottom: .5rem; } #tools[hidden] { display: none; }
input, select { font: inherit; max-width: 100%; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .75rem; margin: .5rem 0; }
dt { color: var(--dim); } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
`;
