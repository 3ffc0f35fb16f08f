import type {Command} from 'commander';
import {historyToView} from '../app/history-to-view.ts';
import {openForge} from '../app/open-forge.ts';
import {stepToOutputs} from '../app/step-outputs.ts';
import type {RunInfo} from '../domain/documents.ts';
import {RefusedError} from '../domain/errors.ts';
import type {HistoryReader} from '../domain/ports/store.ts';
import {GITLAB_VARIABLE} from '../domain/runner-variables.ts';
import type {Step} from '../domain/step.ts';
import {readRunContext} from '../github/run-context.ts';
import {readEvent} from '../github/run-event.ts';
import {commentMarker, renderComment} from '../render/comment.ts';
import {type CliContext, print, say} from './context.ts';
import {withHistory} from './open-history.ts';
import {addHistoryOptions, forSameHistory, type HistoryOptions} from './place.ts';
import {branchOfJob, describeRun} from './run-info.ts';

/** The limit on newest steps to search for one of this pipeline. */
const LOOKED_AT = 50;

/** The least useful outputs, left out because GitLab refuses more than 20 variables by default. */
const LEFT_OUT: ReadonlySet<string> = new Set(['cache-write-tokens', 'reasoning-tokens', 'cache-share']);

export function defineComment(command: Command, context: CliContext): void {
  addHistoryOptions(command.usage('[options]'), COMMENT);
  command.action((options: HistoryOptions) => writeComment(context, options));
}

export function defineOutputs(command: Command, context: CliContext): void {
  addHistoryOptions(command.usage('[options]'), OUTPUTS);
  command.action((options: HistoryOptions) =>
    withHistory(context, options.project ?? null, options, async ({history}) => {
      const step = await findOwnStep(history, describeRun(context.env), options);
      for (const [name, value] of Object.entries(stepToOutputs(step))) {
        if (LEFT_OUT.has(name)) continue;
        // A line end in a value would start another variable.
        print(context, `LAFORGE_${name.replaceAll('-', '_').toUpperCase()}=${value.replace(/\p{Cc}/gu, ' ')}`);
      }
    }),
  );
}

/** Finds the newest step of this pipeline, preferably one of this job. Throws RefusedError. */
async function findOwnStep(history: HistoryReader, run: RunInfo, options: HistoryOptions): Promise<Step> {
  const steps = (await history.listSteps({limit: LOOKED_AT})).filter(
    (step) => step.run?.ci === run.ci && (run.ci === 'local' || step.run.run_id === run.run_id),
  );
  const found = steps.find((step) => step.run?.job_backend_id === run.job_backend_id) ?? steps[0];
  if (found !== undefined) return found;
  throw new RefusedError(
    'unknown-step',
    `No step of this pipeline is on record. Run one first: ${forSameHistory('laforge step run', options.project, options)} -- <command>`,
  );
}

async function writeComment(context: CliContext, options: HistoryOptions): Promise<void> {
  const {env} = context;
  const forge = openForge(env, readRunContext(env, readEvent(env.GITHUB_EVENT_PATH)));
  const run = describeRun(env);
  await withHistory(
    context,
    options.project ?? null,
    options,
    async ({history, repository, project, slug, storeName}) => {
      const branch = branchOfJob(env, run, repository?.remote?.repository ?? null);
      const found = run.pull_request ?? (branch === null ? undefined : await forge.findPullRequestOf(branch));
      if (found === undefined)
        return say(context, 'no pull request is open for this job, so there is nothing to comment on');
      const view = await historyToView(
        history,
        {pullRequest: found.number, branch},
        {
          ...{slug, store: storeName, traceUrl: null},
          projectId: options.project === undefined ? null : project.id,
          context: forge.pages,
          elsewhere: forge.pages,
        },
      );
      const {outcome} = await forge.upsertComment({
        pullRequest: found.number,
        marker: commentMarker(slug),
        body: renderComment(view),
      });
      say(context, `the comment on pull request ${found.number} is ${outcome}`);
    },
  );
}

const COMMENT = `
Writes the steps of the branch as one comment on the pull request of this job, and keeps it up to date. On GitLab it is a
note on the merge request, and the token is in ${GITLAB_VARIABLE}; on GitHub, Gitea and Forgejo it is in GH_TOKEN. Run it
where the agent does not run: in a separate job, or in a workflow step that alone has the token.

Example:
  $ laforge ci comment --store git`;

const OUTPUTS = `
Prints the newest step of this pipeline for later jobs, one NAME=value a line, with the values of the action's outputs. It
prints 20 of them, GitLab's default limit, and leaves out some token counts.

Example:
  $ laforge ci outputs --store git > laforge.env`;
