import {relative, resolve} from 'node:path';
import type {Command} from 'commander';
import {WORDINGS} from '../app/wordings.ts';
import {badInput, InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {DiffLook} from '../domain/ports/diffs.ts';
import type {Repository} from '../domain/ports/git.ts';
import {CODE_MODES, type CodeMode, type StepDiff} from '../domain/step-comparison.ts';
import {diffToJson, renderDiffHead, renderDiffMarkdown} from '../render/step-diff.ts';
import {plainPaint} from '../render/terminal/text.ts';
import {diffSteps, printDiff} from '../usecases/diff-steps.ts';
import {oneOf, readOneOrTwo} from './arguments.ts';
import {type CliContext, print, printJson, stdoutPaint, stdoutView} from './context.ts';
import {findStep, withHistory} from './open-history.ts';
import {addHistoryOptions, type ShowOptions, withRepository} from './place.ts';
import {choosePager, page} from './terminal.ts';
import {writeToFile} from './write-output.ts';

interface StepDiffOptions extends ShowOptions {
  readonly code?: CodeMode;
  readonly patch?: boolean;
  readonly stat?: boolean;
  readonly nameOnly?: boolean;
  readonly md?: boolean;
  readonly html?: string;
  readonly paths?: readonly string[];
  readonly net?: boolean;
  readonly exitCode?: boolean;
}

export function define(command: Command, context: CliContext): void {
  command
    .usage('[options] [project-id] <step-id> [step-id]')
    .argument('[step-id...]', 'a step, to see what it changed, or two to compare: numbers (3, S3) or uids')
    .option('--code <mode>', CODE_HELP, oneOf('--code', CODE_MODES))
    .option('--patch', 'print only the patch, which git apply takes')
    .option('--stat', 'print the files and how many of their lines changed, instead of the patch')
    .option('--name-only', 'print only the names of the files that differ')
    .option('--json', 'print the comparison as one object, with every file and no patch')
    .option('--md', 'print the comparison as Markdown, with the first 8,000 characters of the patch')
    .option('--html <file>', 'write the comparison to this file as one page that loads nothing')
    .option('--paths <path...>', 'compare only these files and folders, which may be pathspecs of git')
    .option('--net', 'compare what the branch kept: a step that was rolled back counts as the state before it')
    .option('--exit-code', 'exit with 1 when the code differs');
  addHistoryOptions(command, EXAMPLES);
  command.action((args: string[], options: StepDiffOptions) => showDiff(context, args, options));
}

const CODE_HELP =
  'compare of two steps the states they left, the work each did, their commits in pairs, or none (default: states if one came after the other, else work)';

async function showDiff(context: CliContext, args: readonly string[], options: StepDiffOptions): Promise<void> {
  const named = readOneOrTwo(args, options);
  refuseConflicts(options, named.steps.length);
  await withHistory(context, named.project, options, async (opened) => {
    const [a, b = null] = await Promise.all(named.steps.map((ref) => findStep(opened, ref, options)));
    if (a === undefined) return;
    const compare = async (repository: Repository | null) => {
      if (repository === null && options.code !== 'none') {
        const message = `${quote(context.cwd)} is not in a git work tree, so the commits cannot be compared. Run this in a clone, or use --code none.`;
        throw new InputError('not-a-work-tree', message);
      }
      const paths = pathspecs(context, repository, options.paths);
      const request = {a, b, code: options.code ?? null, net: options.net === true, paths};
      const diff = await diffSteps({repository, history: opened.history, words: WORDINGS.cli}, request);
      await show(context, repository, diff, {...options, own: [opened.dbPath, opened.history.dbPath]});
      if (options.exitCode === true && diff.files.length > 0) context.exitWith(1);
    };
    // The history of a named project needs no repository, but the code does.
    if (options.code === 'none') await compare(opened.repository);
    else await withRepository(context, compare, opened.repository);
  });
}

interface ShownDiff extends StepDiffOptions {
  /** The files of the history that is read. */
  readonly own: readonly (string | null)[];
}

async function show(context: CliContext, repository: Repository | null, diff: StepDiff, options: ShownDiff) {
  const patchOf = (look: Partial<DiffLook>) => printDiff(repository, diff, look);
  if (options.json === true) return printJson(context, diffToJson(diff));
  if (options.md === true) return print(context, renderDiffMarkdown(diff, (await patchOf({})).toString('utf8')));
  if (options.html !== undefined) {
    const {renderDiffPage} = await import('../render/step-diff-page.ts');
    const file = resolve(context.cwd, options.html);
    writeToFile(file, [renderDiffPage(diff, (await patchOf({})).toString('utf8'))], {
      option: '--html',
      own: options.own,
    });
    return print(context, `Written: ${file}`);
  }

  const colour = stdoutPaint(context) !== plainPaint;
  const columns = context.streams.stdout.columns ?? null;
  const pager = choosePager(context, repository?.pager ?? null);
  if (options.nameOnly === true) return await page(context, pager, await patchOf({form: 'name-only'}));
  if (options.patch === true) return await page(context, pager, await patchOf({form: 'whole-patch', colour}));
  const text = await patchOf(options.stat === true ? {form: 'stat', colour, columns} : {colour});
  const head = renderDiffHead(diff, stdoutView(context));
  await page(context, pager, Buffer.concat([Buffer.from(`${head}\n${text.length > 0 ? '\n' : ''}`), text]));
}

function refuseConflicts(options: StepDiffOptions, steps: number): void {
  const {patch, stat, nameOnly, json, md, html, paths, net} = options;
  const given = (flags: Readonly<Record<string, unknown>>) => Object.keys(flags).filter((flag) => flags[flag]);
  const ofCode = given({'--patch': patch, '--stat': stat, '--name-only': nameOnly});
  const forms = [...ofCode, ...given({'--json': json, '--md': md, '--html': html !== undefined})];
  if (forms.length > 1) {
    throw badInput(`${forms.join(' and ')} do not go together. Give one of them.`);
  }
  const narrowing = [...ofCode, ...given({'--paths': paths, '--net': net})];
  if ((options.code === 'commits' || options.code === 'none') && narrowing.length > 0) {
    const what = options.code === 'none' ? 'compares no code' : 'pairs whole commits';
    throw badInput(`--code ${options.code} ${what}. Leave out ${narrowing.join(' and ')}, or use --code work.`);
  }
  if (options.net === true && options.code === 'work') {
    throw badInput('--net compares states, and --code work what each step did. Give one of them.');
  }
  if (steps < 2 && (options.net === true || options.code !== undefined)) {
    const option = options.net === true ? '--net' : '--code';
    throw badInput(`${option} is for two steps. Name a second one, or leave it out.`);
  }
}

/** Makes paths relative to the work tree's top, where our git runs. The user's are relative to the current folder. */
function pathspecs(
  context: CliContext,
  repository: Repository | null,
  paths: readonly string[] = [],
): readonly string[] {
  if (repository === null) return paths;
  return paths.map((path) => {
    if (path.startsWith(':')) return path;
    const inTree = relative(repository.root, resolve(context.cwd, path));
    if (inTree.startsWith('..')) {
      throw badInput(`${quote(path)} is outside the work tree ${quote(repository.root)}.`);
    }
    return inTree === '' ? '.' : inTree;
  });
}

const EXAMPLES = `
A step that was rolled back can be shown as long as its pin exists.

Examples:
  $ laforge step diff 3                         what step 3 changed
  $ laforge step diff 3 --patch | git apply -R  take it out of the files, and commit nothing
  $ laforge step diff 3 5                       step 5 against step 3
  $ laforge step diff 3 5 --code commits        which commits of one are those of the other
  $ laforge step diff 3 5 --json | jq .figures  for programs`;
