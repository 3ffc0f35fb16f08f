import type {Timestamp} from '../../domain/identity.ts';
import type {UsageTotals} from '../../domain/usage-totals.ts';
import {costOf, formatAge, tokensOf} from './figures.ts';
import {statusLook} from './step-list.ts';
import {type Column, renderTable, type TableOptions} from './table.ts';

/** The overview of a project on this machine. */
export interface ProjectOverview {
  readonly id: string;
  readonly path: string;
  readonly steps: number;
  readonly activeSteps: number;
  readonly lastStep: {
    readonly id: number | null;
    readonly status: string;
    readonly startTime: Timestamp;
    readonly agent: string | null;
  } | null;
  /** The usage of all steps; null when the history cannot be shown. */
  readonly usage: UsageTotals | null;
  /** The reason why the history cannot be shown, such as a damaged file. */
  readonly fault: string | null;
}

/** Renders the projects as a table. A damaged one has a row with its fault. */
export function renderProjectList(
  projects: readonly ProjectOverview[],
  options: Pick<TableOptions<ProjectOverview>, 'width' | 'paint'> & {readonly now: Date},
): string {
  const {now} = options;
  const columns: readonly Column<ProjectOverview>[] = [
    {title: 'PROJECT', cell: ({id}) => id, shrinkTo: 12},
    {title: 'STEPS', align: 'right', cell: ({steps, fault}) => (fault === null ? String(steps) : '')},
    {title: 'ACTIVE', align: 'right', cell: ({activeSteps, fault}) => (fault === null ? String(activeSteps) : '')},
    {
      title: 'LAST STEP',
      cell: ({lastStep, fault}) => (fault === null ? (lastStep?.status ?? '') : 'unreadable'),
      look: ({lastStep, fault}, text, paint) =>
        paint(fault !== null ? 'bad' : lastStep === null ? 'dim' : statusLook(lastStep.status), text),
    },
    {title: 'WHEN', cell: ({lastStep}) => (lastStep === null ? '' : formatAge(lastStep.startTime, now))},
    {title: 'AGENT', cell: ({lastStep}) => lastStep?.agent ?? '', shrinkTo: 8},
    {title: 'TOKENS', align: 'right', cell: ({usage}) => (usage === null ? '' : tokensOf(usage))},
    {title: 'COST', align: 'right', cell: ({usage}) => (usage === null ? '' : costOf(usage))},
    {title: 'FILE', cell: fileOrFault, shrinkTo: 16},
  ];
  return renderTable(columns, projects, options);
}

/** The file, or the fault, which usually names the file itself. */
function fileOrFault({path, fault}: ProjectOverview): string {
  return fault === null ? path : fault.includes(path) ? fault : `${path}: ${fault}`;
}

/** Formats a project's overview as its documented JSON. Unknown values are null. */
export function projectToJson(project: ProjectOverview): Record<string, unknown> {
  const {lastStep} = project;
  return {
    project_id: project.id,
    path: project.path,
    steps: project.steps,
    active_steps: project.activeSteps,
    last_step:
      lastStep === null
        ? null
        : {id: lastStep.id, status: lastStep.status, start_time: lastStep.startTime, agent: lastStep.agent},
    total_tokens: project.usage?.totalTokens ?? null,
    cost_usd: project.usage?.costUsd ?? null,
    estimated_usd: project.usage?.estimatedUsd ?? null,
    fault: project.fault,
  };
}
