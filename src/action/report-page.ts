import {mkdirSync, renameSync, writeFileSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {describeError, InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {ReportDimension} from '../domain/report/report.ts';
import {renderReportPage} from '../render/report-page/page.ts';
import {keepPage} from '../stores/artifact/keep-file.ts';
import type {ReadReport} from '../usecases/read-report.ts';
import {clientOptions} from './history-store.ts';
import type {CommonInputs} from './inputs.ts';
import type {Job} from './job.ts';
import {actionLog} from './log.ts';

/** The page of a report: where it was written, and where the browser opens it; null where it could not be uploaded. */
export interface WrittenPage {
  readonly path: string;
  readonly artifactUrl: string | null;
}

/** Writes the page, and keeps it as an artifact of the run where there is such a service. Throws InputError. */
export async function writeReportPage(
  {report, newest}: ReadReport,
  inputs: CommonInputs & {readonly html: string},
  job: Job,
  dimensions: readonly ReportDimension[],
): Promise<WrittenPage> {
  const path = resolve(job.workspace, inputs.html);
  const scope = {projectId: job.projectId, branch: null, dimensions};
  writePage(path, renderReportPage(report, {...scope, steps: newest, withText: false}), inputs.html);
  return {path, artifactUrl: await uploadPage(path, inputs, job)};
}

function writePage(path: string, page: string, given: string): void {
  try {
    mkdirSync(dirname(path), {recursive: true});
    // By a new name first: a link that lies there is replaced, and not written through.
    writeFileSync(`${path}.new`, page, {flag: 'wx'});
    renameSync(`${path}.new`, path);
  } catch (cause) {
    const message = `Input "html" is ${quote(given)}, which cannot be written: ${describeError(cause)}. Name another file.`;
    throw new InputError('bad-input', message, {cause});
  }
}

async function uploadPage(path: string, {retentionDays}: CommonInputs, job: Job): Promise<string | null> {
  const {serverUrl, repository, run} = job.context;
  const {env} = job;
  if (!env.ACTIONS_RUNTIME_TOKEN || !env.ACTIONS_RESULTS_URL) {
    actionLog.notice(`The report is in ${path} alone: no service for artifacts is here.`);
    return null;
  }
  try {
    const id = await keepPage({...clientOptions(env), retentionDays}, path);
    if (serverUrl === null || repository === null || run.run_id === null) return null;
    return `${serverUrl}/${repository}/actions/runs/${run.run_id}/artifacts/${id}`;
  } catch (error) {
    const advice = 'In one run each needs a file name of its own.';
    actionLog.warn(`The report is in ${path} alone, and could not be uploaded: ${describeError(error)} ${advice}`);
    return null;
  }
}
