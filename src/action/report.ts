import {summary} from '@actions/core';
import {DIMENSIONS_FOR_PEOPLE} from '../domain/report/report.ts';
import {renderReportMarkdown} from '../render/report-markdown.ts';
import {renderReportSummary} from '../render/summary.ts';
import {readReport} from '../usecases/read-report.ts';
import {comparedPart} from './compared.ts';
import {historyToView} from './history-to-view.ts';
import {readReportInputs} from './inputs.ts';
import {openJob} from './job.ts';
import {actionLog, runAction} from './log.ts';
import {reportOutputs, setOutputs} from './outputs.ts';
import {updateComment} from './pull-request-comment.ts';
import {scopeOfRun, withReading} from './reading.ts';
import {writeReportPage} from './report-page.ts';

/** The report action's main: summary, page and comment of the existing history. Runs nothing, records nothing. */
export const main = (): Promise<void> =>
  runAction(async () => {
    const inputs = readReportInputs();
    const {compareWith: other, html} = inputs;
    const job = openJob(inputs);
    const {projectId} = job;
    await withReading(inputs, job, {needsCode: other !== null}, async ({history, repository, context}) => {
      const scope = await scopeOfRun(job, context, inputs);
      const view = await historyToView(history, scope, {...inputs, slug: job.slug, context});
      const read = await readReport(history, inputs.period, null);
      const dimensions = inputs.by === null ? DIMENSIONS_FOR_PEOPLE : [inputs.by];
      summary.addRaw(renderReportSummary(view), true);
      if (read.report.total.usage.steps > 0) {
        summary.addRaw(renderReportMarkdown(read.report, {projectId, branch: null, dimensions}), true);
      }
      const [step] = view.steps;
      const said =
        step === undefined || repository === null
          ? ''
          : await comparedPart({repository, history}, {projectId, step, other});
      if (said !== '') summary.addRaw(`\n${said}`, true);
      await summary.write();
      const page = html === null ? null : await writeReportPage(read, {...inputs, html}, job, dimensions);
      const comment = await updateComment({...inputs, job, context, branch: scope.branch, said}, history);
      if (comment.warning !== null) actionLog.warn(comment.warning);
      setOutputs({...reportOutputs(read.report, page), 'comment-url': comment.url ?? ''});
    });
  });
