import type {Command} from 'commander';
import {badInput, describeError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {ProjectOverview} from '../render/terminal/project-list.ts';
import {type ListedProject, listProjects, projectsFolder} from '../system/projects.ts';
import {type CliContext, print, printJson, stdoutView} from './context.ts';
import {withProgress} from './terminal.ts';

interface ProjectsOptions {
  readonly project?: string;
  readonly json?: boolean;
}

export function define(command: Command, context: CliContext): void {
  command
    .usage('[options]')
    .option('--project <id>', 'list only this project')
    .option('--json', 'print the projects as a JSON array')
    .addHelpText('after', EXAMPLES);
  command.action((options: ProjectsOptions) => showProjects(context, options));
}

async function showProjects(context: CliContext, options: ProjectsOptions): Promise<void> {
  const wanted = options.project?.toLowerCase();
  const found = listProjects(context.env).filter(({id}) => wanted === undefined || id.toLowerCase() === wanted);
  if (options.project !== undefined && found.length === 0 && options.json !== true)
    throw badInput(`There is no project ${quote(options.project)} on this machine. laforge projects lists them.`);
  const {projectToJson, renderProjectList} = await import('../render/terminal/project-list.ts');
  const overviews: ProjectOverview[] = [];
  await withProgress(context, `reading ${found.length} projects`, async () => {
    for (const project of found) overviews.push(await overview(project));
  });
  if (options.json === true) return printJson(context, overviews.map(projectToJson));
  if (overviews.length === 0) {
    const none = `No projects in ${projectsFolder(context.env)} yet`;
    return print(context, `${none}. Record a first step in a repository: laforge step run -- <command>`);
  }
  const view = stdoutView(context);
  print(context, renderProjectList(overviews, view));
}

/** Reads the overview of a project. If its file cannot be read, the overview has the fault. */
async function overview(project: ListedProject): Promise<ProjectOverview> {
  const [{openLedger}, {agentInWords}, {systemClock}] = await Promise.all([
    import('../ledger/open-ledger.ts'),
    import('../render/terminal/step-list.ts'),
    import('../system/clock-and-uids.ts'),
  ]);
  const path = project.ledger;
  try {
    const ledger = openLedger(path, {clock: systemClock, readonly: true});
    try {
      const [last] = ledger.listSteps({limit: 1});
      return {
        id: project.id,
        path,
        steps: ledger.countSteps(),
        activeSteps: ledger.countSteps({active: true}),
        lastStep:
          last === undefined
            ? null
            : {id: last.id, status: last.status, startTime: last.startTime, agent: agentInWords(last) || null},
        usage: ledger.sumUsage(),
        fault: null,
      };
    } finally {
      ledger.close();
    }
  } catch (error) {
    const nothing = {steps: 0, activeSteps: 0, lastStep: null, usage: null};
    return {id: project.id, path, ...nothing, fault: describeError(error)};
  }
}

const EXAMPLES = `
Lists every project with a history under ~/.laforge (LAFORGE_HOME moves it), with its number of steps, its last step, the
usage of all steps, and its file. A remote history (store git) is listed as it was when it was last shown here, and its
file is that copy. A file that cannot be read is listed with the reason.

Each object of --json has project_id, path, steps, active_steps, last_step {id, status, start_time, agent} or null,
total_tokens, cost_usd, estimated_usd, fault (null when the file can be read). Unknown is null.

Examples:
  $ laforge projects                                               all of them, with their totals
  $ laforge projects --json | jq -r '.[] | select(.fault) | .path'`;
