import {createHash} from 'node:crypto';
import {existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync} from 'node:fs';
import {dirname, isAbsolute, join, relative} from 'node:path';
import {createContext, Script} from 'node:vm';
import {checkDepth, findCutTexts, parseText, parseYaml} from '../agent/read-yaml.ts';
import {badInput, type InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {isObject} from '../domain/json.ts';
import {
  type FilledTemplate,
  fillTemplate,
  type InspectedTemplate,
  inspectTemplate,
  type Template,
} from '../domain/template/parse.ts';
import {isTemplateName, TEMPLATE_FOLDER, templatePath} from '../domain/template/source.ts';
import {withPlainFile} from '../files/regular-file.ts';

/** The text of a template, not yet parsed. */
export interface TemplateText {
  readonly name: string;
  readonly text: string;
  /** The blob's SHA in git. */
  readonly blob: string;
}

/** The template of a step, with its inputs filled in. */
export interface UsedTemplate extends FilledTemplate {
  readonly name: string;
  readonly blob: string;
}

const MATCH_MS = 1000;
const MATCH = new Script('pattern.test(value)');

/** Matches a pattern, or returns null after a second: (a+)+b takes years to reject forty letters a. */
export function matchesInTime(pattern: RegExp, value: string): boolean | null {
  try {
    return MATCH.runInContext(createContext({pattern, value}), {timeout: MATCH_MS}) === true;
  } catch {
    return null;
  }
}

export const MOST_TEMPLATE_BYTES = 1024 * 1024;

/** Parses a template. Throws an InputError that names every fault. */
async function readTemplate(found: Omit<TemplateText, 'blob'>): Promise<Template> {
  const {template, fault} = await inspectTemplateText(found);
  if (fault !== null) throw fault;
  return template;
}

/** Parses as much of a template as possible. Throws InputError when it is not YAML. */
export async function inspectTemplateText({name, text}: Omit<TemplateText, 'blob'>): Promise<InspectedTemplate> {
  const where = `Template ${quote(name)}`;
  const value = await parseText(text, where);
  checkDepth(value, where);
  return inspectTemplate(value, where, matchesInTime);
}

/** Options whose value is a text in which a # is likely. */
const LONG_TEXTS = ['run', 'check', 'prompt', 'commit-message'];

/** Warns of the options that a YAML comment may have cut short, one sentence each. */
export async function findCutOptions({name, text}: Omit<TemplateText, 'blob'>): Promise<readonly string[]> {
  return (await findCutTexts(text, LONG_TEXTS)).map(
    ({key, line, comment}) =>
      `In template ${quote(name)}, line ${line}, a YAML comment cuts ${key} short before ${quote(comment)}. If that belongs to it, write the whole as a block, after ${key}: |`,
  );
}

/** Fills in a template's inputs, and warns of what a YAML comment may have cut short. Throws InputError. */
export async function useTemplate(
  found: TemplateText,
  inputs: ReadonlyMap<string, string>,
  {inputOption, warn}: {readonly inputOption: (name: string) => string; readonly warn: (sentence: string) => void},
): Promise<UsedTemplate> {
  const {name, blob} = found;
  for (const sentence of await findCutOptions(found)) warn(sentence);
  return {name, blob, ...fillTemplate(await readTemplate(found), inputs, {name, inputOption, matches: matchesInTime})};
}

/** The top of the work tree that contains `directory`: the folder with `.git`. Templates are looked up from there. */
export function topOf(directory: string): string {
  for (let folder = directory; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return directory;
  }
}

/** Finds a template in a work tree. If it is missing, throws an InputError that lists the others. */
export function findTemplate(top: string, name: string, what: string): TemplateText {
  const path = join(top, templatePath(name, what));
  checkFolder(top);
  const content = readTemplateFile(path, what);
  if (content !== null) return {name, text: content.toString('utf8'), blob: blobOf(content)};
  throw noTemplate(name, what, `no file ${quote(path)}`, listTemplates(top));
}

export function noTemplate(name: string, what: string, why: string, others: readonly string[] | null): InputError {
  const have =
    others === null ? '' : others.length === 0 ? ' There are no templates.' : ` There are: ${others.join(', ')}.`;
  return badInput(`${what} is ${quote(name)}, and there is ${why}.${have}`);
}

export function listTemplates(top: string): readonly string[] {
  return (checkFolder(top) ? readdirSync(join(top, TEMPLATE_FOLDER)) : [])
    .flatMap((file) => (file.endsWith('.yml') ? [file.slice(0, -4)] : []))
    .filter(isTemplateName)
    .sort();
}

/** Reads `name: value` lines or JSON. Values stay strings, as written. Throws InputError. */
export async function readTemplateInputs(text: string, what: string): Promise<ReadonlyMap<string, string>> {
  const value = await parseYaml(text, what, true);
  const entries = isObject(value) ? Object.entries(value) : null;
  const texts = entries?.flatMap(([name, one]) => (typeof one === 'string' ? [[name, one] as const] : [])) ?? [];
  if (entries !== null && texts.length === entries.length) return new Map(texts);
  throw badInput(`${what} is not a list of inputs. Write one per line, such as issue: 12, or a JSON object.`);
}

/** Returns false when there is no folder of templates. Throws InputError when it is outside the repository. */
function checkFolder(top: string): boolean {
  const folder = join(top, TEMPLATE_FOLDER);
  if (!existsSync(folder)) return false;
  // A link out of the repository would turn a file that nobody committed into a template.
  const way = relative(realpathSync(top), realpathSync(folder));
  if (isAbsolute(way) || way.split(/[\\/]/)[0] === '..')
    throw badInput(`${quote(folder)} leads out of the repository. Make it a folder of the repository.`);
  if (statSync(folder).isDirectory()) return true;
  throw badInput(`${quote(folder)} is not a folder. Make it one, with templates as <name>.yml.`);
}

/** Returns null when there is no such file. */
function readTemplateFile(path: string, what: string): Buffer | null {
  const content = withPlainFile(path, (file, size) => (size > MOST_TEMPLATE_BYTES ? null : readFileSync(file)));
  if (content !== null) return content;
  const stat = lstatSync(path, {throwIfNoEntry: false});
  if (stat === undefined) return null;
  if (stat.isSymbolicLink())
    throw badInput(`${what} names ${quote(path)}, which is a link. Put the file itself there.`);
  throw badInput(`${what} names ${quote(path)}, which is not a file of at most 1 MB that can be read.`);
}

function blobOf(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
