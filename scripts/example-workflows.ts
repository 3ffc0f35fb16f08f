import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {ACTION_FOLDERS} from './action-folders.ts';

/** A piece of YAML that a page shows to be copied. `workflow` is it as a whole workflow. */
export interface Example {
  /** `README.md-2`: the page, and which of its examples it is. */
  readonly name: string;
  readonly workflow: string;
}

/** The examples of workflows in all pages for people; other YAML, such as a list of prices, is none. */
export function listExamples(root: string): readonly Example[] {
  const pages = ['README.md', ...globSync(`{docs,${ACTION_FOLDERS}}/*.md`, {cwd: root}).sort()];
  return pages.flatMap((page) => {
    const blocks = readFileSync(join(root, page), 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g);
    const workflows = [...blocks].filter(([, block = '']) => /\buses:/.test(block));
    return workflows.map(([, block = ''], index) => ({
      name: `${page.replaceAll('/', '-')}-${index + 1}`,
      workflow: asWorkflow(block),
    }));
  });
}

/** A list of steps, or jobs alone, get what is missing around them. */
function asWorkflow(block: string): string {
  if (/^on:/m.test(block)) return block;
  if (!block.trimStart().startsWith('- ')) return `on: workflow_dispatch\n${block}`;
  const inputs = '{to-step: {description: a}, reason: {description: b}, dry-run: {description: c, type: boolean}}';
  return `on:
  workflow_dispatch:
    inputs: ${inputs}
permissions: {}
jobs:
  job:
    runs-on: ubuntu-latest
    permissions: {contents: write}
    steps:
${block}`;
}
