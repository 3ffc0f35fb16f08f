import {summary} from '@actions/core';
import {createRunFolder} from '../agent/run-folder.ts';
import {HEADS} from '../domain/refs.ts';
import {DIMENSIONS_FOR_PEOPLE} from '../domain/report/report.ts';
import {renderReportMarkdown} from '../render/report-markdown.ts';
import {renderReportSummary} from '../render/summary.ts';
import {systemUids} from '../system/uids.ts';
import {readReport} from '../usecases/read-report.ts';
import {openActionStore, openStoreRepository, openToRead} from './history-store.ts';
import {historyToView} from './history-to-view.ts';
import {readReportInputs} from './inputs.ts';
import {completeContext, openJob} from './job.ts';
import {actionLog, runAction} from './log.ts';
import {reportOutputs, setOutputs} from './outputs.ts';
import {pullRequestScope, updateComment} from './pull-request-comment.ts';
import {writeReportPage} from './report-page.ts';

/** The report action's main: summary, page and comment of the existing history. Runs nothing, records nothing. */
export const main = (): Promise<void> =>
  runAction(async () => {
    const inputs = readReportInputs();
    const job = openJob(inputs);
    if (inputs.storeNotice !== null) actionLog.notice(inputs.storeNotice);
    const folder = await createRunFolder(job.temporaryDirectory, null);
    const repository = await openStoreRepository(inputs, job, job.workspace);
    const storeRequest = {folder: folder.path, uid: systemUids.next(), create: false, repository};
    const history = await openToRead(await openActionStore(inputs, job, storeRequest), actionLog.warn);
    try {
      const context = await completeContext(job);
      const branch = context.ref?.startsWith(HEADS) ? context.refName : null;
      const request = {...inputs, job, context, branch};
      const isOfPullRequest = (inputs.pullRequest ?? context.run.pull_request) !== null;
      const scope = (isOfPullRequest ? await pullRequestScope(request) : null) ?? {pullRequest: null, branch};
      const view = await historyToView(history, scope, {...inputs, slug: job.slug, context});
      const read = await readReport(history, inputs.period, null);
      const dimensions = inputs.by === null ? DIMENSIONS_FOR_PEOPLE : [inputs.by];
      summary.addRaw(renderReportSummary(view), true);
      if (read.report.total.usage.steps > 0) {
        const scope = {projectId: job.projectId, branch: null, dimensions};
        summary.addRaw(renderReportMarkdown(read.report, scope), true);
      }
      await summary.write();
      const {html} = inputs;
      const page = html === null ? null : await writeReportPage(read, {...inputs, html}, job, dimensions);
      const comment = await updateComment(request, history);
      if (comment.warning !== null) actionLog.warn(comment.warning);
      setOutputs({...reportOutputs(read.report, page), 'comment-url': comment.url ?? ''});
    } finally {
      await history.close();
      await repository?.close();
    }
  });
