import type {Command} from 'commander';
import {readAgentConfig} from '../agent/agent-config.ts';
import {parseShell} from '../agent/script.ts';
import {readStepOptions} from '../app/step-options.ts';
import {findCutOptions, findTemplate, inspectTemplateText, listTemplates, topOf} from '../app/step-template.ts';
import {badInput, describeError, InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {parseBranch} from '../domain/refs.ts';
import {inputVariable, PLACE, type Template} from '../domain/template/parse.ts';
import {TEMPLATE_FOLDER} from '../domain/template/source.ts';
import {renderTemplate, renderTemplateList} from '../render/terminal/template.ts';
import {readOwnPrices} from '../usage/prices/own-prices.ts';
import {type CliContext, print, printJson, say, stdoutPaint, stdoutView} from './context.ts';
import {type ShowOptions, withRepository} from './place.ts';

interface FoundTemplate {
  readonly name: string;
  /** Null if its file cannot be read. */
  readonly blob: string | null;
  /** Null if it cannot be used; `fault` says why. */
  readonly template: Template | null;
  readonly fault: string | null;
  /** Says what is allowed and may not be meant, one sentence each. */
  readonly warnings?: readonly string[];
}

const NO_TEMPLATES = `There are no templates (${TEMPLATE_FOLDER}/*.yml).`;

export function defineList(command: Command, context: CliContext): void {
  command.option('--json', 'print the templates as a JSON array');
  command.addHelpText('after', EXAMPLES);
  command.action(async ({json}: Pick<ShowOptions, 'json'>) => {
    const found = await Promise.all(listTemplates(topOf(context.cwd)).map((name) => lookAt(context, name)));
    if (json === true) return printJson(context, found.map(toJson));
    if (found.length === 0) return print(context, NO_TEMPLATES);
    print(context, renderTemplateList(found, stdoutView(context)));
  });
}

export function defineShow(command: Command, context: CliContext): void {
  command.argument('<name>', 'the template').option('--json', 'print it as one object');
  command.addHelpText('after', EXAMPLES);
  command.action(async (name: string, {json}: Pick<ShowOptions, 'json'>) => {
    const found = await lookAt(context, name);
    if (found.fault !== null) throw badInput(found.fault);
    if (json === true) return printJson(context, toJson(found));
    if (found.template !== null)
      print(context, renderTemplate(name, found.template, {paint: stdoutPaint(context), variable: inputVariable}));
  });
}

export function defineCheck(command: Command, context: CliContext): void {
  command.argument('[name...]', 'the templates (default: all)');
  command.addHelpText('after', EXAMPLES);
  command.action(async (names: string[]) => {
    const all = names.length > 0 ? names : listTemplates(topOf(context.cwd));
    if (all.length === 0) return print(context, NO_TEMPLATES);
    const found = await Promise.all(all.map((name) => lookAt(context, name)));
    for (const {name, fault, warnings = []} of found) {
      for (const warning of warnings) say(context, `warning: ${warning}`);
      if (fault === null) print(context, `${name}: ok`);
      else say(context, fault);
    }
    if (found.some(({fault}) => fault !== null)) context.exitWith(1);
  });
}

async function lookAt(context: CliContext, name: string): Promise<FoundTemplate> {
  let blob: string | null = null;
  try {
    const found = findTemplate(topOf(context.cwd), name, 'The template');
    blob = found.blob;
    const {template, fault} = await inspectTemplateText(found);
    const faults = [...(fault === null ? [] : [fault.message]), ...(await faultsOfOptions(context, name, template))];
    const warnings = await findCutOptions(found);
    if (faults.length === 0) return {name, blob, template, fault: null, warnings};
    return {name, blob, template: null, fault: faults.join(' ')};
  } catch (error) {
    return {name, blob, template: null, fault: describeError(error)};
  }
}

/** Finds faults for which a step would refuse the template's options, whatever its inputs. */
async function faultsOfOptions(context: CliContext, name: string, {options}: Template): Promise<readonly string[]> {
  const nameOf = (option: string) => `In template "${name}" ${option}`;
  const shell = () => parseShell(options.get('shell') ?? 'sh', nameOf('shell'));
  const texts = {home: '', folder: context.cwd, secrets: []};
  const [branch, prices, config] = ['branch', 'prices', 'agent-config'].map((option) => options.get(option));
  const checks: readonly (() => unknown)[] = [
    () =>
      readStepOptions({
        text: (option) => options.get(option)?.replace(PLACE, 'x') ?? null,
        nameOf,
        command: () => ({kind: 'script', text: options.get('run') ?? '', shell: shell()}),
        shell,
        directory: context.cwd,
        folder: context.cwd,
        hasCommitHost: true,
        defaultPush: 'none',
      }),
    () => branch !== undefined && checkBranchName(context, parseBranch(branch, nameOf('branch')), nameOf('branch')),
    () => prices !== undefined && readOwnPrices({...texts, text: prices, what: nameOf('prices')}),
    () => config !== undefined && readAgentConfig({...texts, text: config, what: nameOf('agent-config')}),
  ];
  const faults = new Set<string>();
  for (const check of checks) {
    try {
      await check();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.add(error.message);
    }
  }
  return [...faults];
}

async function checkBranchName(context: CliContext, branch: string, what: string): Promise<void> {
  const isName = await withRepository(context, async (repository) => repository?.isBranchName(branch) ?? true);
  if (!isName) throw badInput(`${what} is ${quote(branch)}, which git does not accept as a branch name. Use another.`);
}

function toJson({name, blob, template, fault}: FoundTemplate) {
  return {
    schema_version: 1,
    name,
    blob,
    description: template?.description ?? null,
    inputs: template === null ? null : Object.fromEntries(template.inputs),
    options: template === null ? null : Object.fromEntries(template.options),
    fault,
  };
}

const EXAMPLES = `
A template is a file .laforge/steps/<name>.yml with options of a step, and the inputs that it needs.

Examples:
  $ laforge template list                               the templates of this work tree
  $ laforge template show fix                           its inputs and options
  $ laforge template check                              what is wrong with any of them; exit status 1 when something is
  $ laforge step run --template fix --input issue=12    a step from it`;
