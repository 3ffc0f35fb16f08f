import {mkdirSync, renameSync, writeFileSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {historyToView} from '../app/history-to-view.ts';
import {badInput, describeError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Rate} from '../domain/report/figures.ts';
import {DIMENSIONS_FOR_PEOPLE, type ReportDimension} from '../domain/report/report.ts';
import {renderReportMarkdown} from '../render/report.ts';
import {renderReportPage} from '../render/report-page/page.ts';
import {StepColumns} from '../render/report-page/step-columns.ts';
import {renderReportSummary} from '../render/summary.ts';
import {keepPage} from '../stores/artifact/keep-file.ts';
import {systemClock, systemUids} from '../system/clock-and-uids.ts';
import {type ReadReport, readReport} from '../usecases/read-report.ts';
import {clientOptions} from './history-store.ts';
import {type CommonInputs, readReportInputs} from './inputs.ts';
import {completeContext, type Job, openJob} from './job.ts';
import {actionLog, addToSummary, runAction, setOutputs} from './log.ts';
import {comparedPart, updateComment} from './pull-request-comment.ts';
import {scopeOfRun, withHistory} from './reading.ts';

/** The report action's main: writes summary, page and comment about the history. Runs and records nothing. */
export const main = (): Promise<void> =>
  runAction(async () => {
    const inputs = readReportInputs();
    const {compareWith: other, html} = inputs;
    const job = openJob(inputs);
    const {projectId} = job;
    if (inputs.storeNotice !== null) actionLog.notice(inputs.storeNotice);
    const needsCode = other !== null || inputs.base !== null;
    await withHistory(inputs, job, {needsCode}, async ({history, repository}) => {
      const context = await completeContext(job);
      const scope = await scopeOfRun(job, context, inputs);
      const view = await historyToView(history, scope, {...inputs, slug: job.slug, context});
      const {base, period} = inputs;
      const merges = base === null || repository === null ? null : {repository, base};
      const columns = new StepColumns();
      const onSteps = html === null ? () => {} : columns.add;
      const now = systemClock.now();
      const read = await readReport(history, {period, branch: null, now, merges, onSteps});
      const dimensions = inputs.by === null ? DIMENSIONS_FOR_PEOPLE : [inputs.by];
      const hasSteps = read.report.total.usage.steps > 0;
      const figures = hasSteps ? [renderReportMarkdown(read.report, {projectId, branch: null, dimensions})] : [];
      const [step] = view.steps;
      const said =
        step === undefined || repository === null
          ? ''
          : await comparedPart({repository, history}, {projectId, step, other});
      addToSummary([renderReportSummary(view), ...figures, ...(said === '' ? [] : [`\n${said}`])].join('\n'));
      const page = html === null ? null : await writeReportPage({...read, columns}, {...inputs, html}, job, dimensions);
      const {total} = read.report;
      setOutputs({
        'report-path': page?.path,
        'artifact-url': page?.artifactUrl,
        'success-rate': shareOf(total.success),
        'rollback-rate': shareOf(total.rollback),
        'cost-usd': total.usage.costUsd,
        'comment-url': await updateComment({...inputs, job, context, branch: scope.branch, said}, history),
      });
    });
  });

function shareOf({share}: Rate): number | null {
  return share && Number(share.toFixed(4));
}

/**
 * Writes the page, and uploads it as an artifact if there is a service for them. Resolves to its file, and to its address if it
 * was uploaded. Throws InputError.
 */
async function writeReportPage(
  {report, newest, columns}: ReadReport & {readonly columns: StepColumns},
  inputs: CommonInputs & {readonly html: string},
  job: Job,
  dimensions: readonly ReportDimension[],
) {
  const path = resolve(job.workspace, inputs.html);
  const scope = {projectId: job.projectId, branch: null, dimensions};
  writePage(path, renderReportPage(report, {...scope, steps: newest, columns, withText: false}), inputs.html);
  return {path, artifactUrl: await uploadPage(path, inputs, job)};
}

function writePage(path: string, page: string, given: string): void {
  try {
    mkdirSync(dirname(path), {recursive: true});
    // Under a name that nothing has, then renamed: a link at the path is replaced and not followed, and no file of the user's
    // is removed.
    const draft = `${path}.${systemUids.next()}`;
    writeFileSync(draft, page, {flag: 'wx'});
    renameSync(draft, path);
  } catch (cause) {
    const message = `Input "html" is ${quote(given)}, which cannot be written: ${describeError(cause)}. Name another file.`;
    throw badInput(message, {cause});
  }
}

async function uploadPage(path: string, {retentionDays}: CommonInputs, job: Job): Promise<string | null> {
  const {serverUrl, repository, run} = job.context;
  const {env} = job;
  if (!env.ACTIONS_RUNTIME_TOKEN || !env.ACTIONS_RESULTS_URL) {
    actionLog.notice(`The report is only in ${path}: this runner has no artifact service.`);
    return null;
  }
  try {
    const id = await keepPage({...clientOptions(env), retentionDays}, path);
    if (serverUrl === null || repository === null || run.run_id === null) return null;
    return `${serverUrl}/${repository}/actions/runs/${run.run_id}/artifacts/${id}`;
  } catch (error) {
    const advice = 'Within one run each report needs its own file name.';
    actionLog.warn(`The report is only in ${path}, since it could not be uploaded: ${describeError(error)} ${advice}`);
    return null;
  }
}
