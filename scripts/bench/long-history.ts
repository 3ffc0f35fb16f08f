import {spawnSync} from 'node:child_process';
import {statSync} from 'node:fs';
import {join} from 'node:path';
import {CHROMIUM, withBrowser} from '../../__tests__/helpers/browser.ts';
import {openDatabase} from '../../src/ledger/database.ts';
import {openLedger} from '../../src/ledger/open-ledger.ts';
import {digestRows, STEP_RECORD_COLUMNS} from '../../src/ledger/row-digest.ts';
import {rebuildUsageTotals} from '../../src/ledger/usage-totals.ts';
import {systemClock} from '../../src/system/clock-and-uids.ts';
import {fillLedger} from './ledger.ts';
import {type BenchRow, benchRow, median} from './rows.ts';
import {createScratch, type Scratch} from './scratch.ts';

const SHORT = 1_000;
const LONG = 1_000_000;
const RUNS = 7;
const EXPORTED_PER_SECOND = 50_000;
/** The steps of a page that is still quick to make. */
const REPORTED = 100_000;
const MOST_MEMORY_BYTES = 200 * 1024 * 1024;
/** A page that answers within this processor time is interactive. */
const MOST_WAIT_MS = 1_000;
/** The processor time in which a page of that many steps is made. */
const MOST_REPORT_MS = 3_000;
/** A module that makes the measured program print its peak memory and its processor time on stderr. */
const TELL_USAGE = `data:text/javascript,process.on("exit",()=>{
  const {maxRSS, userCPUTime, systemCPUTime} = process.resourceUsage();
  process._rawDebug("peak " + maxRSS + "\\nprocessor " + (userCPUTime + systemCPUTime));
})`;

/** The commands, each with a limit on its time with a long history as a multiple of that with a short one. */
const COMMANDS = [
  {args: ['step', 'run', '--quiet', '--', 'true'], limit: 1.2},
  {args: ['steps'], limit: 1.5},
  {args: ['usage'], limit: 1.5},
];

/** Measures commands with a long history against the same with a short one, in turns, and commands that read all of it. */
export async function benchLongHistory(dist: string, size = LONG): Promise<readonly BenchRow[]> {
  const scratch = createScratch();
  const [short, long] = [SHORT, size].map((steps) =>
    writeHistory(join(scratch.repository, '..', `${steps}.db`), steps),
  );
  const laforge = (args: readonly string[], db = '') => runLaForge(dist, scratch, [...insertOption(args, db)]);
  try {
    const rows = COMMANDS.map(({args, limit}) => {
      const times: Record<'short' | 'long', number[]> = {short: [], long: []};
      for (let run = 0; run <= RUNS; run++) {
        // The first round fills the disk caches.
        const [a, b] = [laforge(args, short).ms, laforge(args, long).ms];
        if (run > 0) times.short.push(a);
        if (run > 0) times.long.push(b);
      }
      const name = `laforge ${args.join(' ')}: ${size.toLocaleString('en-US')} steps, against ${SHORT.toLocaleString('en-US')}`;
      return benchRow({name, value: median(times.long), unit: 'ms', yardstick: median(times.short), limit});
    });
    const reported = writeHistory(join(scratch.repository, '..', 'reported.db'), REPORTED);
    const page = join(scratch.repository, '..', 'report.html');
    const {peakBytes, processorMs} = laforge(['report', '-o', page], reported);
    const {processorMs: exportMs} = laforge(['export', '--format', 'ndjson'], reported);
    const report = `laforge report -o report.html: ${REPORTED.toLocaleString('en-US')} steps`;
    const most = MOST_MEMORY_BYTES;
    const reports = [
      benchRow({
        name: `${report}: processor time, against their export`,
        value: processorMs,
        unit: 'ms',
        yardstick: exportMs,
        limit: 1,
      }),
      benchRow({
        ...{name: `${report}: processor time, against 3 s`, value: processorMs, unit: 'ms'},
        ...{yardstick: MOST_REPORT_MS, limit: 1},
      }),
      benchRow({name: `${report}: peak memory`, value: peakBytes, unit: 'bytes', yardstick: most, limit: 1}),
      benchRow({name: `${report}: size`, value: statSync(page).size, unit: 'bytes', yardstick: 5_000_000, limit: 1}),
      ...(await benchPage(page)),
    ];
    const wholes = [['export', '--format', 'ndjson'], ['steps', '--json'], ['verify']].flatMap((args) => {
      const {ms, peakBytes} = laforge(args, long);
      const name = `laforge ${args.join(' ')}: ${size.toLocaleString('en-US')} steps`;
      const atPace = args[0] === 'export' ? {yardstick: (size / EXPORTED_PER_SECOND) * 1000, limit: 1} : {};
      return [
        benchRow({name: `${name}, against ${EXPORTED_PER_SECOND} a second`, value: ms, unit: 'ms', ...atPace}),
        benchRow({
          name: `${name}: peak memory`,
          value: peakBytes,
          unit: 'bytes',
          yardstick: MOST_MEMORY_BYTES,
          limit: 1,
        }),
      ];
    });
    return [...rows, ...reports, ...wholes];
  } finally {
    scratch.remove();
  }
}

/** Measures in Chromium, if it is there, the processor time of the page until a search is answered and drawn. */
async function benchPage(page: string): Promise<readonly BenchRow[]> {
  if (CHROMIUM === null) return [];
  const acts = [
    ['from navigation to the answer of a search', typeSearch('99')],
    ['opening all steps', `document.querySelector('#more button').click()`],
    ['a search in all of them', typeSearch('9')],
  ] as const;
  const times = acts.map((): number[] => []);
  await withBrowser(async (browser) => {
    for (let run = 0; run < RUNS; run++) {
      await browser.open(page);
      let before = 0;
      for (const [at, [, act]] of acts.entries()) {
        await browser.evaluate(untilDrawn(act));
        const now = await browser.threadMs();
        times[at]?.push(now - before);
        before = now;
      }
    }
  });
  const name = `the page of ${REPORTED.toLocaleString('en-US')} steps in Chromium`;
  return acts.map(([what], at) =>
    benchRow({
      ...{name: `${name}: ${what}`, value: median(times[at] ?? []), unit: 'ms'},
      ...{yardstick: MOST_WAIT_MS, limit: 1},
    }),
  );
}

function typeSearch(text: string): string {
  return `const field = document.querySelector('#tools input');
    field.value = '${text}';
    field.dispatchEvent(new Event('input'));`;
}

/** Acts, and waits until the number of steps has changed and is on the screen. */
function untilDrawn(act: string): string {
  return `(async () => {
    const output = document.querySelector('#tools output');
    const before = output.textContent;
    ${act}
    await new Promise((resolve) => {
      const look = () => (output.textContent === before ? setTimeout(look, 1) : resolve());
      look();
    });
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  })()`;
}

/** Inserts `--db` before the agent's command. */
function* insertOption(args: readonly string[], db: string): Generator<string> {
  const end = args.indexOf('--');
  yield* end < 0 ? args : args.slice(0, end);
  yield* ['--db', db];
  if (end >= 0) yield* args.slice(end);
}

function runLaForge(dist: string, {repository, env}: Scratch, args: readonly string[]) {
  const began = performance.now();
  const {stderr, status} = spawnSync(process.execPath, ['--import', TELL_USAGE, join(dist, 'laforge.js'), ...args], {
    cwd: repository,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ms = performance.now() - began;
  if (status !== 0) throw new Error(`laforge ${args.join(' ')} ended with ${status}: ${stderr}`);
  const told = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(stderr)?.[1] ?? Number.NaN);
  return {ms, peakBytes: told('peak') * 1024, processorMs: told('processor') / 1000};
}

/** Writes a history of real steps and then copies their rows, because writing a million with our own code takes ten minutes. */
function writeHistory(path: string, steps: number): string {
  const ledger = openLedger(path, {clock: systemClock});
  fillLedger(ledger, SHORT);
  ledger.close();
  const db = openDatabase(path);
  try {
    db.exec('PRAGMA synchronous = OFF');
    const columns = STEP_RECORD_COLUMNS.filter((name) => name !== 'uid').join(', ');
    const insert = `INSERT INTO steps (id, parent_step_id, uid, ${columns})
       SELECT id + @more, id + @more - 1, printf('019b7800-%04x-7000-8000-%012x', @more / @short, id), ${columns}
       FROM steps WHERE id <= @short`;
    db.write(() => {
      for (let more = SHORT; more < steps; more += SHORT) {
        db.run(insert, {more, short: SHORT});
        db.exec(digestRows('steps', `WHERE id > ${more}`));
      }
      rebuildUsageTotals(db);
    });
  } finally {
    db.close();
  }
  return path;
}
