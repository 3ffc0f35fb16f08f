import {parseShell} from '../agent/script.ts';
import {describeStep} from '../app/describe-step.ts';
import {readStepOptions} from '../app/step-options.ts';
import {WORDINGS} from '../app/wordings.ts';
import {InputError, RefusedError} from '../domain/errors.ts';
import {foundStep} from '../domain/found-step.ts';
import {looksLikeStepNumber, parseStepRef, quote, shortSha} from '../domain/identity.ts';
import {type Step, stepName} from '../domain/step.ts';
import {stepLabel} from '../render/format.ts';
import type {CliContext} from './context.ts';
import {type HistoryHere, withHistoryHere} from './open-history.ts';
import type {HistoryOptions} from './place.ts';
import {readProject} from './positionals.ts';
import {runStep} from './step-run.ts';

/** Brings what a try made onto the branch that is checked out, as a step of its own. */
export async function keepReplay(
  context: CliContext,
  names: readonly string[],
  uid: string,
  options: HistoryOptions,
): Promise<void> {
  const [odd] = names;
  if (odd !== undefined && looksLikeStepNumber(odd))
    throw new InputError(
      'bad-input',
      `--keep names the try, and ${quote(odd)} a step beside it. Leave ${quote(odd)} out.`,
    );
  const {project} = readProject(names, options.project);
  const ref = parseStepRef(uid, '--keep');
  let kept: Step | undefined;
  const use = async (opened: HistoryHere) => {
    const step = foundStep(await opened.history.findStep(ref), ref, opened.project.id, WORDINGS.cli);
    await checkKeepable(opened, step);
    kept = step;
  };
  await withHistoryHere(context, project, options, {purpose: 'move', use});
  if (kept === undefined) return;
  const {agentConfig, prompt, commitShaAfter} = kept;
  const config = {...agentConfig, metadata: {...agentConfig?.metadata, kept_replay: kept.uid}};
  // One commit of all it changed, merged into what the branch has now; where that does not go together, nothing stays.
  // Nothing is spent: what the try cost is on its own record. What git prints is of use only where it fails.
  const run = [
    `printf '{"input_tokens":0,"output_tokens":0,"cost":0}' > "$LAFORGE_USAGE_FILE"`,
    `said=$(git merge --squash --quiet ${commitShaAfter} 2>&1) || { printf '%s\\n' "$said"; git reset --quiet --merge; exit 1; }`,
  ].join('\n');
  const shell = parseShell(process.platform === 'win32' ? 'bash' : 'sh', '--keep');
  const texts: Readonly<Record<string, string>> = {
    agent: 'usage-file',
    'agent-config': JSON.stringify(config),
    ...(prompt?.text != null && {prompt: prompt.text}),
  };
  const step = readStepOptions({
    text: (name) => texts[name] ?? null,
    nameOf: (name) => name,
    command: () => ({kind: 'script', text: run, shell}),
    shell: () => shell,
    directory: context.cwd,
    folder: context.cwd,
    usualPush: 'none',
  });
  const asked = {history: options, step, shareWorkTree: false, quiet: false};
  context.exitWith(await runStep(context, asked, await describeStep(step, context.env)));
}

async function checkKeepable({repository}: HistoryHere, step: Step): Promise<void> {
  const [dirty] = await repository.dirtyPaths();
  if (dirty !== undefined) {
    const message = `${quote(dirty)} has changes that are not committed, and they could be lost. Commit or stash them first.`;
    throw new RefusedError('dirty-work-tree', message);
  }
  if (step.replays === null)
    throw new RefusedError('not-replayable', `${stepName(step)} is no replay. Name the uid of one.`);
  if (step.status !== 'succeeded')
    throw new RefusedError('not-replayable', `${stepName(step)} ended as ${step.status}. Name a try that succeeded.`);
  const {commitShaAfter: after, commitShaBefore: before} = step;
  if (after === null || after === before)
    throw new RefusedError('not-replayable', `${stepName(step)} changed nothing, so there is nothing to keep.`);
  if ((await repository.kindsOf([after], null)).get(after) !== 'commit')
    throw new RefusedError(
      'commit-gone',
      `Commit ${shortSha(after)}, which ${stepLabel(step)} made, is not here any more.`,
    );
  const {sha: tip} = await repository.head();
  if (tip === null) return;
  const scratch = repository.makeScratch();
  try {
    if ((await scratch.treeOf(after)) === (await scratch.treeOf(tip)))
      throw new RefusedError(
        'not-replayable',
        `The branch has all that ${stepName(step)} made already, so there is nothing to keep.`,
      );
  } finally {
    scratch.remove();
  }
}
