import {formatLimits} from '../../domain/budget.ts';
import {sayForeign} from '../../domain/commit-owners.ts';
import type {OwnCommit, RunInfo, Setup, StepTemplate, TokenUsage} from '../../domain/documents.ts';
import {shortSha} from '../../domain/identity.ts';
import {logSince} from '../../domain/move-refusals.ts';
import {goneInWords, type PinState} from '../../domain/pin-messages.ts';
import {type Rollback, type RollbackKind, rollbackName} from '../../domain/rollback.ts';
import {labelsOf, type Step, stepName} from '../../domain/step.ts';
import {capital, cutText} from '../../domain/text.ts';
import {cacheShare} from '../../domain/usage-totals.ts';
import {
  checkBeforeInWords,
  checkResult,
  firstLineAsked,
  formatCost,
  formatExactly,
  formatShare,
  HOW_SURE,
  inactiveInWords,
} from '../format.ts';
import {formatAge, formatChanges, formatDuration} from './figures.ts';
import {statusLook} from './step-list.ts';
import {type Fact, factLines} from './table.ts';
import {type Paint, toPlainText} from './text.ts';

interface StepDetails {
  readonly step: Step;
  /** All rollbacks and undos that cover the step, newest first. */
  readonly rollbacks: readonly Rollback[];
  /** The uids that claimed the step's number, if there are several. */
  readonly contestedBy: readonly string[];
  /** The state of each looked-up pin of the step's work, by ref. */
  readonly pins: ReadonlyMap<string, PinState>;
  /** The file with the agent's output; null if it is not on this machine. */
  readonly logFile: string | null;
  /** The file with the check's output. */
  readonly checkLogFile: string | null;
}

const COMMITS_SHOWN = 20;
const PROMPT_SHOWN = 400;
const INPUT_SHOWN = 100;
const SYSTEM_PROMPT_SHOWN = 400;
const CHECK_LINES_SHOWN = 20;
const CHECK_LINE_SHOWN = 400;

/** Renders everything about one step, one fact a line. Unknown facts are left out. */
export function renderStepDetails(
  {step, rollbacks, contestedBy, pins, logFile, checkLogFile}: StepDetails,
  {paint, now}: {readonly paint: Paint; readonly now: Date},
): string {
  const status = paint(statusLook(step.status), toPlainText(step.status));
  const title = `${paint('strong', capital(stepName(step)))}: ${status}${step.active ? '' : paint('dim', ` (${inactiveInWords(step)})`)}`;
  const blocks = [
    factLines([
      ...identityFacts(step, pins),
      ...timeFacts(step, now),
      ['log', logFile ?? ''],
      ['check log', checkLogFile ?? ''],
    ]),
    section('Agent', agentFacts(step), paint),
    section('Setup', setupFacts(step.setup), paint),
    section('Tokens', usageFacts(step.tokenUsage), paint),
    checkLines(step, paint),
    section('Run', runFacts(step.run), paint),
    commitLines(step, paint),
    list('Notes', step.notes, paint),
    list(
      'Rollbacks',
      rollbacks.map((rollback) => rollbackInWords(rollback, pins, now)),
      paint,
    ),
    contestedBy.length > 1
      ? [
          paint(
            'warn',
            `Number ${step.id} was claimed by ${contestedBy.length} steps: ${contestedBy.join(', ')}. Name them by uid.`,
          ),
        ]
      : [],
  ];
  return [
    title,
    ...blocks.filter((block) => block.length > 0).flatMap((block, at) => (at < 1 ? block : ['', ...block])),
  ].join('\n');
}

function identityFacts(step: Step, pins: StepDetails['pins']): readonly Fact[] {
  return [
    ['asked', promptInWords(step)],
    ['template', templateInWords(step.template)],
    [
      'labels',
      Object.entries(labelsOf(step) ?? {})
        .map((it) => it.join('='))
        .join(', '),
    ],
    ['replays', step.replays ?? ''],
    ['uid', step.uid],
    ['project', step.projectId],
    ['repository', step.repository ?? ''],
    ['branch', step.branch ?? ''],
    ['parent', step.parentStepId !== null ? `step ${step.parentStepId}` : (step.parentUid ?? '')],
    ['before', step.commitShaBefore ?? ''],
    ['after', step.commitShaAfter === step.commitShaBefore ? '' : (step.commitShaAfter ?? '')],
    ['left', leftInWords(step)],
    ['changes', formatChanges(step.changes)],
    ['pushed', pushedInWords(step, pins)],
  ];
}

/** The way to what a killed step left. Nothing there is recorded as its own, since nobody saw who made it. */
function leftInWords(step: Step): string {
  if (step.status !== 'interrupted' || step.commitShaAfter !== null) return '';
  return `unknown, since it was killed: ${logSince(step)} shows the commits since it began, and git status what is uncommitted`;
}

function promptInWords(step: Step): string {
  const {prompt} = step;
  if (prompt === null) return '';
  if (prompt.text === null) return `a prompt of ${prompt.bytes} bytes that was not recorded`;
  return `${cutText(firstLineAsked(step), PROMPT_SHOWN)}${prompt.altered === true ? ' (recorded without secrets, or cut)' : ''}`;
}

function templateInWords(template: StepTemplate | null): string {
  if (template === null) return '';
  const inputs = Object.entries(template.inputs).map(
    ([name, value]) => `${name}=${cutText(String(value), INPUT_SHOWN)}`,
  );
  return [`${template.name} (${shortSha(template.blob)})`, ...inputs].join(' ');
}

/** Facts about the setup. Digests are shortened, which is enough for people to compare them. */
function setupFacts(setup: Setup | null): readonly Fact[] {
  if (setup === null) return [];
  const {instructions, submodules, platform, image, image_version: version} = setup;
  const runner = image === null ? '' : ` on ${image}${version === null ? '' : ` ${version}`}`;
  return [
    ['system', `${platform ?? ''}${runner}`],
    ['instructions', instructions.map(({path, sha256}) => `${path} (${sha256.slice(0, 8)})`).join(', ')],
    ['submodules', submodules.map(({path, sha}) => `${path} (${shortSha(sha)})`).join(', ')],
    ['script', setup.script_sha256?.slice(0, 8) ?? ''],
    ['variables', setup.env.join(', ')],
  ];
}

function timeFacts(step: Step, now: Date): readonly Fact[] {
  return [
    ['started', `${step.startTime} (${formatAge(step.startTime, now)})`],
    ['ended', step.endTime ?? ''],
    ['took', formatDuration(step.durationMs)],
    ['exit code', String(step.exitCode ?? '')],
    ['allowed', step.limits === null ? '' : formatLimits(step.limits)],
  ];
}

function agentFacts({agentConfig}: Step): readonly Fact[] {
  if (agentConfig === null) return [];
  const metadata = Object.keys(agentConfig.metadata).length > 0 ? JSON.stringify(agentConfig.metadata) : '';
  return [
    ['name', agentConfig.name ?? ''],
    ['model', agentConfig.model ?? ''],
    ['command', agentConfig.command ?? ''],
    ['max tokens', String(agentConfig.max_tokens ?? '')],
    ['temperature', String(agentConfig.temperature ?? '')],
    ['tools', agentConfig.tools.join(', ')],
    ['system prompt', cutText(agentConfig.system_prompt ?? '', SYSTEM_PROMPT_SHOWN)],
    ['metadata', metadata],
  ];
}

function usageFacts(usage: TokenUsage | null): readonly Fact[] {
  if (usage === null) return [];
  if (usage.state === 'unknown')
    return [['how sure', `${HOW_SURE.unknown}: ${usage.reason ?? 'no record of it was found'}`]];
  const share = formatShare(cacheShare(usage));
  return [
    ['total', formatExactly(usage.total_tokens)],
    ['input', formatExactly(usage.input_tokens)],
    ['cache read', `${formatExactly(usage.cache_read_tokens)}${share === '' ? '' : ` (${share} of all input)`}`],
    ['cache write', formatExactly(usage.cache_write_tokens)],
    ['output', formatExactly(usage.output_tokens)],
    ['reasoning', usage.reasoning_tokens === null ? '' : `${formatExactly(usage.reasoning_tokens)} of the output`],
    ['cost', costInWords(usage)],
    ['how sure', `${HOW_SURE[usage.state]}${usage.reason == null ? '' : `: ${usage.reason}`}`],
    ['turns', String(usage.turns ?? '')],
    ['models', usage.models.join(', ')],
    ['session', usage.session_id ?? ''],
    ['source', usage.source ?? ''],
  ];
}

function costInWords({cost, cost_estimated: isEstimated, price_list: list}: TokenUsage): string {
  if (cost === null) return '';
  return `${formatCost(cost, isEstimated)} USD${isEstimated === true ? ` (estimated by ${list ?? 'a price list'})` : ''}`;
}

function checkLines(step: Step, paint: Paint): readonly string[] {
  const {check, checkBefore} = step;
  const known = check ?? checkBefore;
  if (known === null) return [];
  const shown = known.last_lines
    .slice(-CHECK_LINES_SHOWN)
    .map((line) => `    ${paint('dim', cutText(toPlainText(line), CHECK_LINE_SHOWN))}`);
  const rows: readonly Fact[] = [
    ['command', cutText(known.command, SYSTEM_PROMPT_SHOWN)],
    ['result', checkResult(check)],
    ['took', check === null ? '' : formatDuration(check.duration_ms)],
    ['before', checkBeforeInWords(step)],
  ];
  return [...section('Check', rows, paint), ...shown];
}

function runFacts(run: RunInfo | null): readonly Fact[] {
  if (run === null) return [];
  const attempt = run.attempt === null ? '' : `, attempt ${run.attempt}`;
  return [
    ['ci', run.ci],
    ['workflow', run.workflow ?? ''],
    ['run', run.run_id === null ? '' : `${run.run_id}${attempt}`],
    ['job', run.job ?? ''],
    ['trace', run.trace?.trace_id ?? ''],
    ['event', run.event ?? ''],
    ['actor', run.actor ?? ''],
    ['pull request', run.pull_request === null ? '' : `#${run.pull_request.number}`],
    ['url', run.url ?? ''],
  ];
}

function commitLines(step: Step, paint: Paint): readonly string[] {
  const {changes} = step;
  if (changes === null) return [];
  const list = (title: string, commits: readonly OwnCommit[], count: number, after: (index: number) => string) => {
    if (commits.length === 0) return [];
    const shown = commits.slice(0, COMMITS_SHOWN);
    const rest = count - shown.length;
    return [
      paint('strong', title),
      ...shown.map(
        ({sha, subject}, index) => `  ${paint('warn', sha.slice(0, 8))}  ${toPlainText(subject)}${after(index)}`,
      ),
      ...(rest > 0 ? [paint('dim', `  and ${rest} more`)] : []),
    ];
  };
  const foreign = changes.foreign_commits ?? [];
  const why = (index: number) => paint('dim', `  (${sayForeign(foreign[index]?.reason ?? '', stepName(step))})`);
  return [
    ...list('Commits', changes.own_commits, changes.own_commit_count, () => ''),
    ...list('Not its own', foreign, changes.foreign_commit_count ?? foreign.length, why),
  ];
}

const DONE_IN_WORDS: Readonly<Record<RollbackKind, string>> = {
  rollback: 'rolled this step back',
  undo: 'is an undo that made this step active again',
  revert: 'reverted this step',
  applied: 'records that a proposal was merged',
};

function rollbackInWords(rollback: Rollback, pins: StepDetails['pins'], now: Date): string {
  const proposed = `proposes to ${rollback.kind === 'undo' ? 'make this step active again' : 'revert this step'}, not merged yet`;
  const what = rollback.isProposed ? proposed : DONE_IN_WORDS[rollback.kind];
  const undone = rollback.undoneBy !== null ? ' (undone since)' : '';
  const who = rollback.actor === null ? '' : ` by ${rollback.actor}`;
  const why = rollback.reason === null ? '' : `: ${rollback.reason}`;
  const pin = goneInWords(pins.get(rollback.pinRef ?? '')).replace('(gone: ', '(its pin is gone: ');
  return `${rollbackName(rollback)} ${what}${undone}, ${formatAge(rollback.createdAt, now)}${who}${why}${pin}`;
}

function pushedInWords({pushed, pinRef}: Step, pins: StepDetails['pins']): string {
  if (pushed === null || pushed === 'none') return '';
  return pinRef === null ? pushed : `${pushed} at ${pinRef}${goneInWords(pins.get(pinRef))}`;
}

function section(title: string, rows: readonly Fact[], paint: Paint): readonly string[] {
  const lines = factLines(rows);
  return lines.length === 0 ? [] : [paint('strong', title), ...lines];
}

function list(title: string, items: readonly string[], paint: Paint): readonly string[] {
  return items.length === 0 ? [] : [paint('strong', title), ...items.map((item) => `  - ${toPlainText(item)}`)];
}
