/**
 * Writes docs/comment.png: a pull request comment from the real renderer, in GitHub's own style, captured in a real browser.
 * Chromium or Chrome is found on PATH, or named by CHROME.
 *
 * npm run picture
 */
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {marked} from 'marked';
import {renderComment} from '../src/render/comment.ts';
import {exampleHistory} from './picture/history.ts';

const WIDTH = 900;
const root = join(import.meta.dirname, '..');
const picture = join(root, 'docs/comment.png');
const folder = mkdtempSync(join(tmpdir(), 'laforge-picture-'));
try {
  const page = join(folder, 'comment.html');
  writeFileSync(page, toPage(renderComment(exampleHistory())));
  const height = Number(/data-height="(\d+)"/.exec(browse(page, '--dump-dom'))?.[1]);
  if (!(height > 0)) throw new Error(`The browser did not report the height of ${page}.`);
  browse(page, '--force-device-scale-factor=1.5', `--window-size=${WIDTH},${height}`, `--screenshot=${picture}`);
  console.log(`${picture}: ${WIDTH} × ${height} pixels, ${Math.round(statSync(picture).size / 1024)} KB`);
} finally {
  rmSync(folder, {recursive: true, force: true});
}

/** Makes a page of the comment with a frame like GitHub's. A script writes its height into the page. */
function toPage(comment: string): string {
  const style = readFileSync(join(root, 'node_modules/github-markdown-css/github-markdown-light.css'), 'utf8');
  return `<!doctype html><meta charset="utf-8"><style>${style}
body {margin: 0; padding: 12px; background: #fff}
.box {border: 1px solid #d1d9e0; border-radius: 6px; overflow: hidden}
.by {padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; font: 14px sans-serif; color: #59636e}
.by b {color: #1f2328}
.markdown-body {padding: 16px}
</style><div class="box"><div class="by"><b>github-actions</b> bot commented</div>
<article class="markdown-body">${marked.parse(comment, {async: false, gfm: true})}</article></div>
<script>document.body.dataset.height = document.documentElement.scrollHeight</script>`;
}

function browse(page: string, ...options: readonly string[]): string {
  const fixed = ['--headless', '--no-sandbox', '--hide-scrollbars', '--disable-gpu', `--user-data-dir=${folder}`];
  const args = [...fixed, `--window-size=${WIDTH},100`, ...options, pathToFileURL(page).href];
  return execFileSync(browser(), args, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 60_000});
}

function browser(): string {
  const names = [process.env.CHROME, 'chromium', 'chromium-browser', 'google-chrome', 'chrome'];
  const found = names.find((name) => name !== undefined && canStart(name));
  if (found === undefined) throw new Error('No browser was found. Install chromium, or name one by CHROME.');
  return found;
}

function canStart(name: string): boolean {
  try {
    execFileSync(name, ['--version'], {stdio: 'ignore', timeout: 60_000});
    return true;
  } catch {
    return false;
  }
}
