import {readFileSync, statSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {afterAll, expect, test} from '@jest/globals';
import {EMPTY_AGENT_CONFIG} from '../../../src/domain/documents.ts';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {systemClock} from '../../../src/system/clock-and-uids.ts';
import {type Browser, type BrowserPage, CHROMIUM, startBrowser} from '../../helpers/browser.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {A_CHECK, aDraft, anOutcome, anUndo, aRollback, uidOf} from '../../helpers/ledger.ts';
import {aUsage} from '../../helpers/usages.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());
const withPage: Browser['withPage'] = async (use) => {
  browser ??= startBrowser();
  await (await browser).withPage(use);
};

/** What would run, load, end an element or turn the reading round, were it not shown as text. */
const HOSTILE = `</td></script><script>alert(1)</script>"'><img src=http://127.0.0.1:9/x onerror=alert(1)>\u202e\${x}`;
const SECRET = 'hunter2-of-the-environment';

/** A history of so many steps, some of them failed, rolled back and brought back, with `text` in every field. */
function writeHistory(count: number, text = ''): string {
  const path = join(sandbox.folder(), `${count}.db`);
  const ledger = openLedger(path, {clock: systemClock});
  const time = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
  const steps = Array.from({length: count}, (_, index) => ({
    draft: aDraft(index + 1, {
      startTime: time(index),
      branch: `${index % 2 === 0 ? 'main' : 'fix'}${text}`,
      repository: `github.com/octo/repo${text}`,
      agentConfig: {
        ...EMPTY_AGENT_CONFIG,
        name: `claude${text}`,
        command: `claude -p ${SECRET} ${text}`,
        model: `m${text}`,
      },
      run: {
        ...{ci: 'github', workflow: text, run_id: '1', attempt: 1, job: text, job_backend_id: null, event: text},
        ...{actor: `ada${text}`, url: `javascript:alert(1)${text}`, pull_request: null},
      },
    }),
    parentUid: null,
    createdAt: time(index),
    outcome: anOutcome({
      status: index % 5 === 4 ? 'failed' : index % 7 === 6 ? `odd_end` : 'succeeded',
      branch: `${index % 2 === 0 ? 'main' : 'fix'}${text}`,
      endTime: time(index + 0.5),
      check: {...A_CHECK, exit_code: index % 3, last_lines: [`what the check printed ${text}`]},
      changes: {
        own_commits: [{sha: 'a'.repeat(40), subject: `Fix number ${index + 1}${text}`}],
        ...{own_commit_count: 1, files_changed: 1, insertions: 2, deletions: 3},
      },
      tokenUsage: index % 4 === 0 ? null : aUsage([600, 2000, 0, index], {cost: 0.5, source: text}),
      notes: [`a note ${text}`],
    }),
  }));
  const place = {branch: `fix${text}`, repository: `github.com/octo/repo${text}`};
  const rollback = aRollback(60_000, [uidOf(2), uidOf(4)], {
    ...{...place, createdAt: time(4.5), reason: `it broke ${text}`, actor: text},
  });
  const other = aRollback(60_001, [uidOf(6)], {...place, createdAt: time(7)});
  const undo = anUndo(60_002, other, {...place, createdAt: time(8)});
  ledger.merge({steps, rollbacks: count < 8 ? [] : [rollback, other, undo], stepClaims: [], rollbackClaims: []});
  ledger.close();
  return path;
}

async function writePage(count: number, text = '', ...args: readonly string[]): Promise<string> {
  const db = writeHistory(count, text);
  const file = join(sandbox.folder(), `${count}.html`);
  const env = {DEPLOY_TOKEN: SECRET};
  const outcome = await laforge(sandbox.folder(), ['report', '--db', db, '-o', file, ...args], {env});
  expect(outcome).toMatchObject({code: 0, stderr: '', stdout: `Written: ${file}\n`});
  return file;
}

test('the page loads nothing, shows no prompt unasked, and is the same each time', async () => {
  const page = readFileSync(await writePage(30), 'utf8');
  expect(page).not.toMatch(/\b(src|href|action|srcset)=|@import|url\((?!#)|https?:\/\//);
  expect(page).toMatch(/content="default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+';/);
  expect(page).not.toMatch(/ style=| on\w+=/);
  expect(page).not.toContain('claude -p');
  expect(page).not.toContain('what the check printed');
  expect(page).toContain('Fix number 30');
  expect(readFileSync(await writePage(30), 'utf8')).toBe(page);

  const withText = readFileSync(await writePage(30, '', '--with-text'), 'utf8');
  expect(withText).toContain('what the check printed');
  expect(withText).toContain('claude -p ');
  expect(withText).not.toContain(SECRET);
});

test('a long history is a page that one can still open', async () => {
  const file = await writePage(2_400, HOSTILE, '--with-text');
  expect(statSync(file).size).toBeLessThan(5_000_000);
  const [, packed = ''] = /id="earlier">([^<]*)</.exec(readFileSync(file, 'utf8')) ?? [];
  const earlier = gunzipSync(Buffer.from(packed, 'base64')).toString();
  expect(earlier).toContain('onerror=alert(1)>\\\\u202e$');
  expect(earlier).not.toContain('\u202e');
  expect(readFileSync(file, 'utf8')).toMatch(/The newest \d+ are shown with their facts\.<\/p>\n<p id="more" hidden>/);
});

const inBrowser = CHROMIUM === null ? test.skip : test;
if (CHROMIUM === null) console.warn('There is no Chromium here: the report is not looked at in a browser.');

inBrowser('the page is complete without scripts, and nothing that a record says runs', async () => {
  const file = await writePage(40, HOSTILE, '--with-text');
  await withPage(async (page) => {
    await page.open(file);
    expect(await rowsShown(page)).toBe(40);
    expect(await page.evaluate('document.querySelectorAll("img, script").length')).toBe(1);
    expect(await page.evaluate('document.querySelector("#steps dl").textContent')).toContain(
      '<img src=http://127.0.0.1',
    );
    expect(page.seen).toEqual([]);
    await page.open(await writePage(300), {scripts: false});
    expect(await rowsShown(page)).toBe(300);
    await page.open(file, {scripts: false});
    const facts = `[document.querySelectorAll('#steps tbody tr').length, document.querySelectorAll('svg[role=img]').length,
      document.querySelector('#tools').checkVisibility()]`;
    expect(await page.evaluate(facts)).toEqual([40, 5, false]);
    expect(page.seen).toEqual([]);
  });
});

inBrowser('steps are searched, filtered and sorted, by keyboard too', async () => {
  const file = await writePage(40);
  await withPage(async (page) => {
    await page.open(file);
    const type = (text: string) =>
      page.evaluate(`(() => { const field = document.querySelector('#tools input'); field.value = '${text}';
        field.dispatchEvent(new Event('input')); })()`);
    await type('fix NUMBER 12');
    expect(await rowsShown(page)).toBe(1);
    expect(await page.evaluate(`document.querySelector('#tools output').textContent`)).toBe('1 of 40 steps shown');
    await type('');
    await page.evaluate(`(() => { const select = document.querySelector('#tools select'); select.value = 'failed';
      select.dispatchEvent(new Event('change')); })()`);
    expect(await rowsShown(page)).toBe(8);

    const first = `document.querySelector('#steps tbody tr th').textContent`;
    expect(await page.evaluate(first)).toBe('40');
    await page.evaluate(`document.querySelector('#tools select').focus()`);
    await page.press('Tab');
    await page.press('Tab');
    expect(await page.evaluate(`document.activeElement.textContent`)).toBe('step');
    await page.press('Enter');
    expect(await page.evaluate(first)).toBe('5');
    expect(await page.evaluate(`document.querySelector('[aria-sort]').textContent`)).toBe('step');
  });
});

inBrowser('the steps before the newest are opened on demand, and searched and sorted with them', async () => {
  const file = await writePage(3_000, HOSTILE);
  await withPage(async (page) => {
    await page.open(file);
    expect(await rowsShown(page)).toBe(200);
    await page.evaluate(`document.querySelector('#tools button').click()`);
    expect(await rowsShown(page)).toBe(1_000);
    await page.evaluate(`document.querySelector('#more button').click()`);
    const output = `document.querySelector('#tools output').textContent`;
    await page.evaluate(`new Promise((resolve) => { const look = () =>
      ${output}.includes('3000') ? resolve() : setTimeout(look, 20); look(); })`);
    expect(await page.evaluate(output)).toBe('the first 1200 of 3000 steps shown');
    const search = (text: string) =>
      page.evaluate(`(() => { const field = document.querySelector('#tools input'); field.value = '${text}';
        field.dispatchEvent(new Event('input')); })()`);
    await search('fix number 12<');
    expect(await rowsShown(page)).toBe(1);
    const cells = `Array.from(document.querySelector('#steps tbody tr').cells, (cell) => cell.textContent.slice(0, 13))`;
    const shown = ['12', 'succeeded', 'fix</td></scr', 'claude</td></', 'Fix number 12'];
    expect(await page.evaluate(cells)).toEqual([...shown, '1.5s', '2.6k', '$0.5000', '2026-01-01 11']);
    await search('');
    await page.evaluate(`document.querySelector('#steps thead button').click()`);
    expect(await page.evaluate(`document.querySelector('#steps tbody tr th').textContent`)).toBe('1');
    expect(await page.evaluate('document.querySelectorAll("img, script:not([type])").length')).toBe(1);
    expect(page.seen).toEqual([]);
  });
});

inBrowser.each([
  ['light, wide', {dark: false, width: 900}],
  ['dark, wide', {dark: true, width: 900}],
  ['light, on a phone', {dark: false, width: 390}],
  ['dark, on a phone', {dark: true, width: 390}],
])('axe finds nothing to mend: %s', async (_name, look) => {
  const file = await writePage(40);
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await withPage(async (page) => {
    await page.open(file, look);
    await page.evaluate(`for (const fold of document.querySelectorAll('details')) fold.open = true`);
    await page.evaluate(axe);
    const found = await page.evaluate(`axe.run().then(({violations}) => violations.map(({id, nodes}) =>
      id + ': ' + nodes.slice(0, 3).map(({target}) => target.join(' ')).join(', ')))`);
    expect(found).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});

async function rowsShown(page: BrowserPage): Promise<unknown> {
  return await page.evaluate(
    `Array.from(document.querySelectorAll('#steps tbody tr')).filter((row) => row.checkVisibility()).length`,
  );
}
