import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {ACTION_FOLDERS} from './action-folders.ts';

/** A YAML example in a page. `workflow` is the example completed to a whole workflow. */
export interface Example {
  /** The page and the example's number in it: `README.md-2`. */
  readonly name: string;
  readonly workflow: string;
}

/** Lists the example workflows in all pages. Other YAML, such as a list of prices, is skipped. */
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

/** Completes a list of steps, or only jobs, to a whole workflow. */
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
