import type {CheckResult} from '../domain/documents.ts';
import {isSha, shortSha} from '../domain/identity.ts';
import type {Rollback} from '../domain/rollback.ts';
import type {Step} from '../domain/step.ts';
import {joinFilled} from '../domain/text.ts';
import {escapeBlock, escapeCode, escapeText, link, type Markup} from './escape.ts';
import {firstLineAsked, formatCostOf, formatLines, rollbackLabel, statusAtAGlance, stepLabel} from './format.ts';
import type {Links} from './history-view.ts';
import {changesBy, formatDuration, plural} from './terminal/figures.ts';

const NAME_LENGTH = 60;
const SUBJECT_LENGTH = 80;
const ASKED_LENGTH = 60;
// Room for the longest ref twice, since a note may also contain the command that fetches it.
const NOTE_LENGTH = 500;

/** The name of a step: `step 3`, with part of its uid until its number is settled. */
export function stepTitle(step: Pick<Step, 'id' | 'uid'>): Markup {
  return `step ${step.id === null ? escapeCode(stepLabel(step)) : step.id}`;
}

/** The step's number (or part of its uid), linked to its run. */
export function stepCell(step: Step, links: Links): Markup {
  const label = step.id === null ? escapeCode(stepLabel(step)) : `<b>${step.id}</b>`;
  const url = step.run?.url ?? null;
  // Records are not trusted, so link only to our own server.
  return links.serverUrl !== null && url?.startsWith(`${links.serverUrl}/`) === true ? link(label, url) : label;
}

/** Links to the step's trace; '' if it has none, or the address of traces is not configured. */
export function traceLink({run}: Step, {traceUrl}: Links, text: Markup): Markup {
  const trace = run?.trace;
  if (traceUrl == null || trace == null) return '';
  return link(text, traceUrl.replaceAll('{trace-id}', trace.trace_id));
}

/** Renders the status, with the agent's exit code if it failed. */
export function statusCell(step: Step): Markup {
  const {glyph, word} = statusAtAGlance(step.status);
  const exit = step.status === 'failed' && step.exitCode !== null ? ` (exit ${step.exitCode})` : '';
  return `${glyph} ${escapeText(word, NAME_LENGTH)}${exit}`;
}

/** Says why a step is inactive. Unlike the rest of its row, this is not struck through. */
export function inactiveCell({replays}: Step, rollback: Rollback | undefined): Markup {
  if (replays !== null) return '🔁 a replay';
  return rollback === undefined ? '↩️ rolled back' : `↩️ rolled back by ${rollbackLabel(rollback)}`;
}

/** The task of the step, else the name of its agent. */
export function askedCell(step: Step): Markup {
  const asked = firstLineAsked(step);
  return escapeText(asked === '' ? (step.agentConfig?.name ?? '') : asked, ASKED_LENGTH);
}

/** Renders status and changed lines, a hint if the work is not on its branch, and a sign if there are notes. */
export function resultCell(step: Step, rollback: Rollback | undefined): Markup {
  const isReplay = step.replays !== null;
  const isElsewhere = !isReplay && (step.pushed === 'pinned' || step.pushed === 'bundled');
  const place = isElsewhere ? 'not on its branch' : '';
  const sign = step.notes.length > 0 ? ' ⚠️' : '';
  const ended = joinFilled([statusCell(step), linesCell(step), place], ', ');
  if (isReplay) return `${ended}${sign} ${inactiveCell(step, rollback)}`;
  return step.active ? `${ended}${sign}` : `<del>${ended}</del> ${inactiveCell(step, rollback)}`;
}

/** Agent and model from the config, else the models from the usage. */
export function agentInWords(step: Step): Markup {
  const name = step.agentConfig?.name ?? null;
  const models = step.agentConfig?.model == null ? (step.tokenUsage?.models ?? []) : [step.agentConfig.model];
  const shown = models.slice(0, 3).map((model) => escapeCode(model, NAME_LENGTH));
  return joinFilled([name === null ? '' : escapeText(name, NAME_LENGTH), ...shown], ' ');
}

/** Formats the changed lines: `+10 −2`, `no changes` or `3 files left uncommitted`; '' when unknown. */
function linesCell({changes}: Step): Markup {
  return changesBy(changes, (commits, stat) => [
    stat === null ? commits : formatLines(stat.insertions, stat.deletions).replaceAll(' ', '&nbsp;'),
  ]);
}

/** Formats the size of the changes: `3 files, +10 −2`, `no changes` or `3 files left uncommitted`; '' when unknown. */
export function sizeOfChanges({changes}: Step): Markup {
  return changesBy(changes, (_commits, stat) =>
    stat === null ? [] : [plural(stat.filesChanged, 'file'), formatLines(stat.insertions, stat.deletions)],
  );
}

/** Lists at most `most` of the step's own commits with subjects, newest first, then the number of the others. */
export function commitItems(step: Step, links: Links, most: number): readonly Markup[] {
  const commits = step.changes?.own_commits ?? [];
  const shown = commits.slice(0, most);
  const items = shown.map(({sha, subject}) => `${commitLink(sha, step, links)} ${escapeText(subject, SUBJECT_LENGTH)}`);
  const more = (step.changes?.own_commit_count ?? 0) - shown.length;
  return more > 0 ? [...items, `… and ${plural(more, 'more commit')}`] : items;
}

/** A short SHA as code, linked if the commit is on the server. */
export function commitLink(sha: string | null, step: Pick<Step, 'repository' | 'pushed'>, links: Links): Markup {
  if (sha === null || !isSha(sha)) return '';
  const page = step.pushed === 'none' || step.pushed === 'bundled' ? null : repositoryUrl(step.repository, links);
  return link(`<code>${shortSha(sha)}</code>`, page === null ? null : `${page}${links.commitPath ?? '/commit/'}${sha}`);
}

/** Lists where work is kept that did not reach its branch, and the step's notes. */
export function remarkItems(step: Step, mostNotes: number): readonly Markup[] {
  const {pinRef} = step;
  const isTold = pinRef === null || step.notes.some((note) => note.includes(pinRef));
  const pinned = isTold ? [] : [`📌 work kept at ${escapeCode(pinRef, NOTE_LENGTH)}`];
  const bundled = step.pushed === 'bundled' ? ['📦 work kept as a git bundle among the artifacts of its run'] : [];
  const notes = step.notes.slice(0, mostNotes).map((note) => `⚠️ ${escapeText(note, NOTE_LENGTH)}`);
  const more = step.notes.length - notes.length;
  return [...pinned, ...bundled, ...notes, ...(more > 0 ? [`… and ${plural(more, 'more note')}`] : [])];
}

/** Formats the cost: `$0.0205`, `≈$0.0205` for an estimate, with + if it is a lower bound; '' when unknown. */
export function costCell({tokenUsage}: Pick<Step, 'tokenUsage'>): Markup {
  return formatCostOf(tokenUsage).replace('<', '&lt;');
}

/** The address of the repository that a record belongs to; null if it is not on this server. */
function repositoryUrl(repository: string | null, {serverUrl, repository: own}: Links): string | null {
  if (serverUrl === null || own === null || !URL.canParse(serverUrl)) return null;
  if (repository === null) return `${serverUrl}/${own}`;
  const [host, ...path] = repository.split('/');
  const server = new URL(serverUrl);
  if (host !== server.host && host !== server.hostname) return null;
  // A forge may live under a path of its host, which record names then start with.
  const below = server.pathname
    .split('/')
    .filter((name) => name !== '')
    .map((name) => name.toLowerCase());
  const isBelow = below.every((name, index) => path[index] === name);
  const name = path.slice(isBelow ? below.length : 0).join('/');
  return `${serverUrl}/${name === own.toLowerCase() ? own : name}`;
}

/** Limits on the shown part of a check. */
interface CheckRoom {
  readonly lines: number;
  readonly characters: number;
  /** Shows a failed check unfolded. */
  readonly open: boolean;
}

const COMMAND_LENGTH = 500;

/** Describes a check: `check passed in 12s`, `check failed (exit 1) after 12s`. */
export function checkInWords({exit_code: code, duration_ms: ms}: CheckResult): string {
  return code === 0
    ? `check passed in ${formatDuration(ms)}`
    : `check failed (exit ${code}) after ${formatDuration(ms)}`;
}

/** Renders the check's result with its command and last lines folded; '' without one. It is one line, to fit in a list. */
export function checkDetails(check: CheckResult | null, room: CheckRoom, before = ''): Markup {
  if (check === null) return '';
  const words = `${checkInWords(check)}${before === '' ? '' : `; ${before}`}`;
  const passed = check.exit_code === 0;
  const lines = lastOf(check.last_lines, room);
  const command = escapeBlock(`$ ${check.command}`, COMMAND_LENGTH);
  const output = lines.length === 0 ? '' : escapeBlock(lines.join('\n'), room.characters);
  const open = room.open && !passed ? ' open' : '';
  return `<details${open}><summary>${passed ? '☑️' : '🧪'} ${words}</summary>${command}${output}</details>`;
}

/** The last lines that fit. A single line that is too long is kept, and cut when it is shown. */
function lastOf(lines: readonly string[], {lines: most, characters}: CheckRoom): readonly string[] {
  let left = characters;
  const fitting = lines
    .slice(-most)
    .toReversed()
    .filter((line, at) => {
      left -= line.length + 1;
      return left >= 0 || at === 0;
    });
  return fitting.toReversed();
}
