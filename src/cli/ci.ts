import type {Command} from 'commander';
import {historyToView} from '../app/history-to-view.ts';
import {stepToOutputs} from '../app/step-outputs.ts';
import type {RunInfo} from '../domain/documents.ts';
import {InputError, RefusedError} from '../domain/errors.ts';
import type {HistoryReader} from '../domain/ports/store.ts';
import type {Environment} from '../domain/ports/system.ts';
import {GITLAB_VARIABLE} from '../domain/runner-variables.ts';
import type {Step} from '../domain/step.ts';
import {findMergeRequest, type GitlabAccess, upsertNote} from '../gitlab/notes.ts';
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
  command.action((options: HistoryOptions) => writeNote(context, options));
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

async function writeNote(context: CliContext, options: HistoryOptions): Promise<void> {
  const access = readAccess(context.env);
  const run = describeRun(context.env);
  await withHistory(
    context,
    options.project ?? null,
    options,
    async ({history, repository, project, slug, storeName}) => {
      const name = repository?.remote?.repository ?? null;
      const branch = branchOfJob(context.env, run, name);
      const number = run.pull_request?.number ?? (branch === null ? null : await findMergeRequest(access, branch));
      if (number === null)
        return say(context, 'no merge request is open for this pipeline, so there is nothing to comment on');
      const view = await historyToView(
        history,
        {pullRequest: number, branch},
        {
          ...{slug, store: storeName, traceUrl: null},
          projectId: options.project === undefined ? null : project.id,
          context: {serverUrl: context.env.CI_SERVER_URL ?? null, repository: context.env.CI_PROJECT_PATH ?? null},
          elsewhere: {commitPath: '/-/commit/'},
        },
      );
      const outcome = await upsertNote(access, {
        mergeRequest: number,
        marker: commentMarker(slug),
        body: renderComment(view),
      });
      say(context, `the note on merge request !${number} is ${outcome}`);
    },
  );
}

/** Reads the access to GitLab. Throws InputError outside GitLab, and without a token. */
function readAccess(env: Environment): GitlabAccess {
  const {CI_API_V4_URL: apiUrl, CI_PROJECT_ID: project} = env;
  if (env.GITLAB_CI !== 'true' || !apiUrl || !project) {
    throw new InputError(
      'bad-environment',
      'laforge ci comment writes a note on the merge request of a GitLab job, and this is not one. On GitHub, Gitea and Forgejo the action writes the comment.',
    );
  }
  const token = env[GITLAB_VARIABLE];
  if (token) return {apiUrl, project, token};
  throw new InputError(
    'bad-environment',
    `${GITLAB_VARIABLE} is not set. Give the job a project access token with the scope api: the job's own token can't write notes.`,
  );
}

const COMMENT = `
Writes the steps of the branch as one note on the merge request of this GitLab job, and keeps it up to date. It uses the
token in ${GITLAB_VARIABLE}; run it in a separate job, so that the agent's job does not have that variable.

Example:
  $ laforge ci comment --store git`;

const OUTPUTS = `
Prints the newest step of this pipeline for later jobs, one NAME=value a line, with the values of the action's outputs. It
prints 20 of them, GitLab's default limit, and leaves out some token counts.

Example:
  $ laforge ci outputs --store git > laforge.env`;
