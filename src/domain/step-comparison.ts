import type {CheckResult, Setup} from './documents.ts';
import {parseStepRef, type StepRef} from './identity.ts';
import type {Json} from './json.ts';
import type {DiffRequest, FileChange, Work} from './ports/diffs.ts';
import type {Step} from './step.ts';

/** The step to compare with: a named one, or the previous one on the branch, rolled back or not. */
export type CompareWith = StepRef | 'previous';

/** Parses a step to compare with. Throws InputError, naming `what`. */
export function parseCompareWith(text: string, what: string): CompareWith {
  return text === 'previous' ? text : parseStepRef(text, what);
}

/**
 * The code to compare. `states`: the files as the two steps left them. `work`: the changes of both, as if both had
 * begun where the first did. `commits`: their commits, paired by similarity. `none`: no code.
 */
export const CODE_MODES = ['states', 'work', 'commits', 'none'] as const;
export type CodeMode = (typeof CODE_MODES)[number];

export interface ComparedFile extends FileChange {
  /** Which step's work changed the file; null when states are compared. */
  readonly in: 'a' | 'b' | 'both' | null;
}

/** The comparison to show. git prints `range`, or pairs the commits of `works`. */
export interface StepDiff {
  readonly a: Step;
  readonly b: Step | null;
  readonly mode: CodeMode;
  readonly range: DiffRequest;
  readonly works: {readonly a: Work; readonly b: Work} | null;
  readonly files: readonly ComparedFile[];
  readonly conflicts: readonly string[];
  readonly comparison: StepComparison | null;
  /** Remarks for the reader, one sentence each. */
  readonly notes: readonly string[];
}

/** A figure of both steps. `abs` is b − a, `pct` is that in percent of a; null if a figure is unknown or a is 0. */
export interface ComparedFigure {
  readonly a: number | null;
  readonly b: number | null;
  readonly abs: number | null;
  readonly pct: number | null;
  /** The step that used less; null if they are equal or if a figure is unknown, an estimate or a lower bound. */
  readonly favorable: 'a' | 'b' | null;
  /** False if a figure is unknown, an estimate or a lower bound. */
  readonly isExact: boolean;
}

const FIGURES = [
  'duration_ms',
  'cost_usd',
  'total_tokens',
  'input_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'output_tokens',
  'turns',
] as const;
export type FigureName = (typeof FIGURES)[number];

/** A setting that differs, with its path in the configuration, such as `metadata.seed`. */
interface ChangedSetting {
  readonly path: string;
  readonly a: unknown;
  readonly b: unknown;
}

/** The differences between two steps, except their code. */
export interface StepComparison {
  /** Null if either is unknown. */
  readonly sameBefore: boolean | null;
  readonly samePrompt: boolean | null;
  readonly sameCheck: boolean | null;
  /** The digests of the prompts; null if a prompt is unknown. */
  readonly digests: {readonly a: string | null; readonly b: string | null};
  /** Reasons why the figures do not show which step did better, one sentence each. */
  readonly reasons: readonly string[];
  readonly config: readonly ChangedSetting[];
  readonly figures: Readonly<Record<FigureName, ComparedFigure>>;
}

export function compareSteps(a: Step, b: Step): StepComparison {
  const sameBefore = same(a.commitShaBefore, b.commitShaBefore);
  const digests = {a: a.prompt?.sha256 ?? null, b: b.prompt?.sha256 ?? null};
  const samePrompt = same(digests.a, digests.b);
  const [checkA, checkB] = [a.check?.command ?? null, b.check?.command ?? null];
  const sameCheck = checkA === null && checkB === null ? null : checkA === checkB;
  return {
    sameBefore,
    samePrompt,
    sameCheck,
    digests,
    reasons: [
      ...(sameBefore === true ? [] : ['they began from different states of the files']),
      ...(samePrompt === false ? ['they were asked different things'] : []),
      ...differentInstructions(a.setup, b.setup),
      ...(sameCheck === false ? ['their checks differ'] : []),
      ...(isPassed(a.checkBefore) === isPassed(b.checkBefore) ? [] : ['their checks did not say the same before them']),
      ...(sameCheck === null ? ['no check told whether the work is right'] : []),
    ],
    config: changedSettings(a.agentConfig, b.agentConfig),
    figures: compareFigures(a, b),
  };
}

/** Null if no check ran. */
function isPassed(check: CheckResult | null): boolean | null {
  return check && check.exit_code === 0;
}

/** Names the instruction files that differ, if both records have them. */
function differentInstructions(a: Setup | null, b: Setup | null): readonly string[] {
  if (a === null || b === null) return [];
  const digests = (setup: Setup) => new Map(setup.instructions.map(({path, sha256}) => [path, sha256]));
  const [ofA, ofB] = [digests(a), digests(b)];
  const paths = [...new Set([...ofA.keys(), ...ofB.keys()])].filter((path) => ofA.get(path) !== ofB.get(path));
  return paths.length === 0 ? [] : [`their instruction files differ: ${paths.join(', ')}`];
}

function same(a: string | null, b: string | null): boolean | null {
  return a === null || b === null ? null : a === b;
}

/** Lists every setting that differs, by path. Lists are compared as a whole. */
function changedSettings(a: object | null, b: object | null): readonly ChangedSetting[] {
  const [left, right] = [flatten(a), flatten(b)];
  const paths = [...new Set([...left.keys(), ...right.keys()])];
  return paths.flatMap((path) => {
    const [one, other] = [left.get(path) ?? null, right.get(path) ?? null];
    return JSON.stringify(one) === JSON.stringify(other) ? [] : [{path, a: one, b: other}];
  });
}

function flatten(value: object | null, under = ''): ReadonlyMap<string, unknown> {
  const flat = new Map<string, unknown>();
  for (const [key, one] of Object.entries(value ?? {})) {
    const isFolder = typeof one === 'object' && one !== null && !Array.isArray(one);
    if (!isFolder) flat.set(`${under}${key}`, one);
    else for (const [path, leaf] of flatten(one, `${under}${key}.`)) flat.set(path, leaf);
  }
  return flat;
}

function compareFigures(a: Step, b: Step): StepComparison['figures'] {
  const figures = FIGURES.map((name) => [name, compareFigure(figureOf(a, name), figureOf(b, name))] as const);
  // The names are those of the same list.
  return Object.fromEntries(figures) as StepComparison['figures'];
}

interface Figure {
  readonly value: number | null;
  readonly isExact: boolean;
}

function figureOf({durationMs, tokenUsage}: Step, name: FigureName): Figure {
  if (name === 'duration_ms') return {value: durationMs, isExact: durationMs !== null};
  const value = tokenUsage?.[name === 'cost_usd' ? 'cost' : name] ?? null;
  const isEstimate = name === 'cost_usd' && tokenUsage?.cost_estimated === true;
  return {value, isExact: value !== null && tokenUsage?.state === 'measured' && !isEstimate};
}

function compareFigure(a: Figure, b: Figure): ComparedFigure {
  const abs = a.value === null || b.value === null ? null : b.value - a.value;
  const pct = abs === null || a.value === null || a.value === 0 ? null : (abs / a.value) * 100;
  const isExact = a.isExact && b.isExact;
  const favorable = abs === null || abs === 0 || !isExact ? null : abs < 0 ? 'b' : 'a';
  return {a: a.value, b: b.value, abs, pct, favorable, isExact};
}

export function comparisonToJson(comparison: StepComparison): Json {
  const {sameBefore, samePrompt, sameCheck, digests, reasons, config, figures} = comparison;
  const figure = ({isExact, ...rest}: ComparedFigure) => ({...rest, exact: isExact});
  return {
    comparable: {same_before: sameBefore, same_prompt: samePrompt, same_check: sameCheck, reasons},
    prompt: {digest_a: digests.a, digest_b: digests.b},
    config,
    figures: Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, figure(value)])),
  };
}
