import {badInput, type InputError} from '../domain/errors.ts';
import {
  looksLikeStepNumber,
  parseRollbackRef,
  parseStepRef,
  quote,
  type RollbackRef,
  type StepRef,
} from '../domain/identity.ts';
import {parseWord} from '../domain/option-values.ts';
import {parseBranch} from '../domain/refs.ts';
import {type NamedSteps, parseNamedSteps} from '../domain/revert-plan.ts';
import {cutText} from '../domain/text.ts';
import {forSameHistory, type HistoryOptions, stepsCommand} from './place.ts';

/** The project that a user named; null for the default one. */
interface NamedProject {
  readonly project: string | null;
}

/** Reads `[project-id]`, which may also come from `--project`. Throws InputError if the two differ. */
export function readProject(args: readonly string[], option: string | undefined): NamedProject {
  refuseMore(args, 1);
  return {project: sameProject(args[0], option)};
}

/** Reads `[project-id] <step-id>`. A single argument is the step. Throws InputError. */
export function readStep(args: readonly string[], options: HistoryOptions): NamedProject & {readonly step: StepRef} {
  const {project, name} = readLast(args, options, 'such as 3');
  return {project, step: parseStepRef(name, WHAT_STEP)};
}

/** Reads `[project-id] <step-id>[..<step-id>]`. A single argument names the steps. Throws InputError. */
export function readSteps(args: readonly string[], options: HistoryOptions): NamedProject & NamedSteps {
  const {project, name} = readLast(args, options, 'such as 3, or two, 3..5');
  return {project, ...parseNamedSteps(name, WHAT_STEP)};
}

function readLast(
  args: readonly string[],
  options: HistoryOptions,
  example: string,
): NamedProject & {readonly name: string} {
  refuseMore(args, 2);
  const name = args.at(-1);
  if (name === undefined) throw noStep(example, options);
  return {project: sameProject(args.length > 1 ? args[0] : undefined, options.project), name};
}

/** Reads `[project-id] <step-id> [step-id]`. Two arguments are two steps, unless the first does not look like one. */
export function readOneOrTwo(
  args: readonly string[],
  options: HistoryOptions,
): NamedProject & {readonly steps: readonly StepRef[]} {
  const [first, ...rest] = args;
  if (first === undefined) throw noStep('such as 3, or two to compare', options);
  const hasProject = args.length > 2 || (rest.length > 0 && !readsAs(parseStepRef, first));
  refuseMore(args, hasProject ? 3 : 2);
  const steps = (hasProject ? rest : args).map((name) => parseStepRef(name, WHAT_STEP));
  return {project: sameProject(hasProject ? first : undefined, options.project), steps};
}

function noStep(example: string, options: HistoryOptions): InputError {
  const list = stepsCommand(options.project, options);
  return badInput(`No step is named. Give its number, ${example} (${list} lists them).`);
}

/**
 * Reads `[project-id] [rollback-id]`. A single argument is the rollback if it looks like one (R2, a uid), else the project; a
 * step's number is refused. `rollback` is null for the latest one. Throws InputError.
 */
export function readRollback(
  args: readonly string[],
  option: string | undefined,
): NamedProject & {readonly rollback: RollbackRef | null} {
  refuseMore(args, 2);
  const [first, second] = args;
  if (second !== undefined) {
    return {project: sameProject(first, option), rollback: parseRollbackRef(second, WHAT_ROLLBACK)};
  }
  if (first === undefined) return {project: sameProject(undefined, option), rollback: null};
  if (option !== undefined || looksLikeStepNumber(first) || readsAs(parseRollbackRef, first)) {
    return {project: sameProject(undefined, option), rollback: parseRollbackRef(first, WHAT_ROLLBACK)};
  }
  return {project: first, rollback: null};
}

/** Reads `[project-id] <pin...>`. The first argument is the project if it does not look like a pin. Throws InputError. */
export function readPins(
  args: readonly string[],
  options: HistoryOptions,
): NamedProject & {readonly names: readonly string[]} {
  const [first, ...rest] = args;
  const hasProject = first !== undefined && options.project === undefined && !readsAsPin(first);
  const names = hasProject ? rest : args;
  const list = forSameHistory('laforge pins', hasProject ? first : options.project, options);
  if (names.length === 0) {
    const what = hasProject ? `No pin is named, only the project ${quote(first)}` : 'No pin is named';
    throw badInput(`${what}. Give its name, such as R2 or S7 (${cutText(list, 200)} lists them).`);
  }
  const odd = names.find((name) => !readsAsPin(name));
  if (odd !== undefined) {
    throw badInput(
      `${quote(odd)} names no pin. Use R2, S7, a uid or the first 8 or more characters of it, or a whole ref (${list} lists them).`,
    );
  }
  return {project: hasProject ? first : (options.project ?? null), names};
}

function readsAsPin(name: string): boolean {
  if (name.startsWith('refs/')) return true;
  const plain = name.replace(/^step-(?=[0-9a-f]{8})/, '');
  return readsAs(parseStepRef, plain) || readsAs(parseRollbackRef, plain);
}

const WHAT_STEP = 'The step id';
const WHAT_ROLLBACK = 'The rollback id';

/** Tells whether a parser takes a text. */
function readsAs(parse: (text: string, what: string) => unknown, text: string): boolean {
  try {
    parse(text, '');
    return true;
  } catch {
    return false;
  }
}

/** The project that an argument or `--project` names. Throws InputError if they differ. */
function sameProject(positional: string | undefined, option: string | undefined): string | null {
  if (positional !== undefined && option !== undefined && positional !== option) {
    throw badInput(`Two projects are named, ${quote(positional)} and ${quote(option)} (--project). Name one.`);
  }
  return positional ?? option ?? null;
}

/** Throws InputError for an argument too many. */
function refuseMore(args: readonly string[], most: number): void {
  const extra = args[most];
  if (extra !== undefined) throw badInput(`${quote(extra)} is one argument too many.`);
}

/** Creates a parser for an option with a fixed set of words. It throws an InputError that lists them. */
export function oneOf<Word extends string>(option: string, words: readonly Word[]): (text: string) => Word {
  return (text) => parseWord(text, words, option);
}

/** The same, for an option of which two values cannot both hold. */
export function onlyOneOf<Word extends string>(option: string, words: readonly Word[]) {
  return (text: string, before: Word | undefined): Word => {
    const word = parseWord(text, words, option);
    if (before === undefined || before === word) return word;
    throw badInput(`${option} is given twice, as ${quote(before)} and ${quote(word)}. Use one of them.`);
  };
}

/** Reads `--branch`. Throws InputError. */
export function branchOf(text: string): string {
  return parseBranch(text, '--branch');
}

/** Parses `--limit`: a number of rows, or `all` for Infinity (commander would turn null into ''). Throws InputError. */
export function parseLimit(text: string): number {
  if (text === 'all') return Number.POSITIVE_INFINITY;
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw badInput(`--limit is ${quote(text)}. Use a number such as 20, or all.`);
}

/** The given limit, else the default; null for no limit. */
export function limitOr(given: number | undefined, usual: number | null): number | null {
  if (given === undefined) return usual;
  return given === Number.POSITIVE_INFINITY ? null : given;
}
