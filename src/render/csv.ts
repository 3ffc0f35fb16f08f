import type {Step} from '../domain/step.ts';

/** A CSV value. An unknown one is written as empty. */
type CsvCell = string | number | boolean | null | undefined;

/** Formats a line by RFC 4180, with its line end. */
function formatCsvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(formatCell).join(',')}\r\n`;
}

function formatCell(value: CsvCell): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  // A spreadsheet would execute a text that looks like a formula; an apostrophe before it prevents that.
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

type CsvRow = Readonly<Record<string, CsvCell>>;

/** Formats groups as lines that start with dimension and name, `day,2026-11-22,3,…`, after a line with the total. */
export function formatCsvGroups(
  total: CsvRow,
  groups: readonly (readonly [by: string, name: string | null, row: CsvRow])[],
): string {
  const line = (by: string, name: string | null, row: CsvRow) => formatCsvLine([by, name, ...Object.values(row)]);
  return [
    formatCsvLine(['by', 'name', ...Object.keys(total)]),
    line('total', null, total),
    ...groups.map(([by, name, row]) => line(by, name, row)),
  ].join('');
}

const COLUMNS: readonly (readonly [name: string, value: (step: Step) => CsvCell])[] = [
  ['id', (step) => step.id],
  ['uid', (step) => step.uid],
  ['active', (step) => step.active],
  ['status', (step) => step.status],
  ['project_id', (step) => step.projectId],
  ['repository', (step) => step.repository],
  ['branch', (step) => step.branch],
  ['parent_step_id', (step) => step.parentStepId],
  ['commit_sha_before', (step) => step.commitShaBefore],
  ['commit_sha_after', (step) => step.commitShaAfter],
  ['pushed', (step) => step.pushed],
  ['start_time', (step) => step.startTime],
  ['end_time', (step) => step.endTime],
  ['duration_ms', (step) => step.durationMs],
  ['exit_code', (step) => step.exitCode],
  ['agent', (step) => step.agentConfig?.name],
  ['model', (step) => step.agentConfig?.model],
  ['command', (step) => step.agentConfig?.command],
  ['own_commits', (step) => step.changes?.own_commit_count],
  ['files_changed', (step) => step.changes?.files_changed],
  ['insertions', (step) => step.changes?.insertions],
  ['deletions', (step) => step.changes?.deletions],
  ['prompt_tokens', (step) => step.tokenUsage?.prompt_tokens],
  ['completion_tokens', (step) => step.tokenUsage?.completion_tokens],
  ['total_tokens', (step) => step.tokenUsage?.total_tokens],
  ['cost_usd', (step) => step.tokenUsage?.cost],
  ['check_exit_code', (step) => step.check?.exit_code],
];

/** Formats steps as CSV by RFC 4180, with a header line. Unknown values are empty. */
export function* formatCsv(steps: Iterable<Step>): Generator<string> {
  yield formatCsvLine(COLUMNS.map(([name]) => name));
  for (const step of steps) yield formatCsvLine(COLUMNS.map(([, value]) => value(step)));
}
