import {
  findTemplate,
  MOST_TEMPLATE_BYTES,
  noTemplate,
  readTemplateInputs,
  type TemplateText,
  topOf,
  type UsedTemplate,
  useTemplate,
} from '../app/step-template.ts';
import {GitError} from '../domain/errors.ts';
import {branchRef} from '../domain/refs.ts';
import {templateBranch, templatePath} from '../domain/template/source.ts';
import {readCommonInputs, readTemplateNames, type TemplateInputs} from './inputs.ts';
import {openJob} from './job.ts';
import {actionLog} from './log.ts';

const WHAT = 'Input "template"';

/**
 * Reads the template that the inputs name, with its inputs filled in; null if they name none. It is read from a place that
 * whoever caused the run cannot change. Throws InputError.
 */
export async function openTemplate(): Promise<UsedTemplate | null> {
  const asked = readTemplateNames();
  if (asked === null) return null;
  const inputs = asked.inputs === null ? new Map() : await readTemplateInputs(asked.inputs, 'Input "template-inputs"');
  const found = await findForRun(asked);
  const inputOption = (name: string) => `template-inputs: {${name}: …}`;
  return await useTemplate(found, inputs, {inputOption, warn: actionLog.warn});
}

async function findForRun({name, directory}: TemplateInputs): Promise<TemplateText> {
  const path = templatePath(name, WHAT);
  const job = openJob(readCommonInputs());
  const branch = templateBranch(job.context);
  if (branch === null) return findTemplate(topOf(directory), name, WHAT);
  const repository = await job.git.open(directory);
  try {
    const {objects} = repository;
    if (objects === null) throw new GitError('git-failed', `There is no remote to read ${path} of ${branch} from.`);
    const ref = branchRef(branch);
    const tip = (await objects.fetchTips([ref])).get(ref);
    const [file = null] = tip === undefined ? [] : await objects.read([`${tip}:${path}`], MOST_TEMPLATE_BYTES);
    if (file?.type !== 'blob')
      throw noTemplate(name, WHAT, `no file ${path} on ${branch}, where it is read from`, null);
    return {name, text: Buffer.from(file.content).toString('utf8'), blob: file.sha};
  } finally {
    await repository.close();
  }
}
