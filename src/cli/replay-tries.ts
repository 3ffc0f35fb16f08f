import {rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {nowhere} from '../agent/output-tee.ts';
import {parseShell} from '../agent/script.ts';
import {describeStep} from '../app/describe-step.ts';
import type {Lane} from '../app/plan-replay.ts';
import {folderIn, inReplayPlace, replayEnvironment} from '../app/replay-place.ts';
import {readStepOptions} from '../app/step-options.ts';
import type {Limits} from '../domain/documents.ts';
import {badInput, notReplayable, RefusedError} from '../domain/errors.ts';
import {looksLikeStepNumber, parseStepRef, quote, type Sha, shortSha} from '../domain/identity.ts';
import {type Step, stepName} from '../domain/step.ts';
import {nameSome} from '../domain/text.ts';
import {stepLabel} from '../render/format.ts';
import {createStartTime, systemUids} from '../system/clock-and-uids.ts';
import {readProject} from './arguments.ts';
import type {CliContext} from './context.ts';
import {findStep, type HistoryHere, withHistoryHere} from './open-history.ts';
import type {HistoryOptions} from './place.ts';
import {openRunStore, recordStepRun} from './step-recording.ts';
import {runStep} from './step-run.ts';

interface Try {
  readonly step: Step;
  readonly start: Sha;
  readonly lane: Lane;
  readonly limits: Limits | null;
  readonly history: HistoryOptions;
  /** Shows the agent's output on stderr. */
  readonly verbose: boolean;
  readonly signal: AbortSignal;
}

/** Runs a step again beside the branch and records it. A ref in the user's repository keeps its work. */
export async function runTry(context: CliContext, opened: HistoryHere, request: Try): Promise<Step> {
  const {step, lane, signal, start} = request;
  const uid = systemUids.next();
  return await inReplayPlace(
    opened.repository,
    {start, keepsIn: 'own', uid},
    async ({folder, repository, presence, bringBack}) => {
      const startTime = createStartTime();
      const store = await openRunStore(context, opened, startTime);
      const sink = request.verbose ? context.streams.stderr : nowhere();
      const quiet = {
        ...context,
        env: replayEnvironment(context.env),
        streams: {...context.streams, stderr: nowhere()},
      };
      const options = {
        ...lane.options,
        directory: folderIn(folder, step.setup?.directory ?? null),
        limits: request.limits,
        commitAuthor: repository.identity === null ? opened.repository.identity : null,
      };
      const {step: recorded} = await recordStepRun(
        quiet,
        {history: request.history, step: options, shareWorkTree: false, quiet: true, attest: null},
        lane.described,
        {...opened, repository, uid, presence, store, startTime, signal},
        {
          ...{uid: step.uid, repository: step.repository},
          sinks: {stdout: sink, stderr: sink},
          keep: async (after, ref) => {
            await bringBack(after);
            await opened.repository.updateLocalRefs([{ref, to: after, expected: null}]);
          },
        },
      );
      return recorded;
    },
  );
}

/** Applies the work of a try to the checked-out branch, as a new step. */
export async function keepReplay(
  context: CliContext,
  names: readonly string[],
  uid: string,
  options: HistoryOptions,
): Promise<void> {
  const [odd] = names;
  if (odd !== undefined && looksLikeStepNumber(odd))
    throw badInput(`--keep already names the try. Leave ${quote(odd)} out.`);
  const {project} = readProject(names, options.project);
  const ref = parseStepRef(uid, '--keep');
  const {tried, tip, carried} = await withHistoryHere(context, project, options, 'move', async (opened) => {
    const step = await findStep(opened, ref, options);
    return {tried: step, ...(await carryOntoBranch(opened, step))};
  });
  const {agentConfig, prompt} = tried;
  const config = {...agentConfig, metadata: {...agentConfig?.metadata, kept_replay: tried.uid}};
  // Report no usage: the try's own record has its cost. And check HEAD again, since the branch may have moved meanwhile.
  const run = [
    `printf '{"input_tokens":0,"output_tokens":0,"cost":0}' > "$LAFORGE_USAGE_FILE"`,
    `[ "$(git rev-parse HEAD)" = ${tip} ] || { echo 'The branch has moved on. Keep it again.'; exit 1; }`,
    `exec git read-tree -m -u HEAD ${carried}`,
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
    defaultPush: 'none',
  });
  const asked = {history: options, step, shareWorkTree: false, quiet: false, attest: null};
  context.exitWith(await runStep(context, asked, await describeStep(step, context.env)));
}

interface Carried {
  readonly tip: Sha;
  /** A commit with the branch's content after the try is applied. */
  readonly carried: Sha;
}

/**
 * Merges the changes of a try with the branch, in a private repository, so that nothing in the user's work tree can stop half
 * way. Throws RefusedError on a conflict, or if there is nothing to apply.
 */
async function carryOntoBranch({repository}: HistoryHere, step: Step): Promise<Carried> {
  const after = checkKeepable(step);
  const [dirty] = await repository.dirtyPaths();
  if (dirty !== undefined) {
    const message = `${quote(dirty)} has changes that are not committed, and they could be lost. Commit or stash them first.`;
    throw new RefusedError('dirty-work-tree', message);
  }
  if ((await repository.kindsOf([after], null)).get(after) !== 'commit')
    throw new RefusedError(
      'commit-gone',
      `Commit ${shortSha(after)}, which ${stepLabel(step)} made, is not here any more.`,
    );
  const {sha: tip} = await repository.head();
  if (tip === null) throw notReplayable('The checked-out branch has no commit, so there is nothing to bring it onto.');
  const {tree, conflicts} = await repository.diffs.carry({before: step.commitShaBefore, after}, tip);
  if (conflicts.length > 0) {
    const named = nameSome(conflicts.map(quote), 3);
    const message = `The work of ${stepName(step)} conflicts with the branch: both changed ${named}. Merge ${shortSha(after)} yourself (git merge --ff --squash ${after}).`;
    throw notReplayable(message);
  }
  if (tree === (await repository.treeOf(tip)))
    throw notReplayable(`The branch has all that ${stepName(step)} made already, so there is nothing to keep.`);
  const carried = await repository.createCommit({
    tree,
    parent: tip,
    message: '',
    at: new Date(step.startTime),
    author: null,
  });
  const bundle = join(tmpdir(), `laforge-keep-${systemUids.next()}.bundle`);
  try {
    await repository.bundle(tip, carried, 'refs/laforge/keep', bundle);
    await repository.unbundle(bundle, 'own');
  } finally {
    rmSync(bundle, {force: true});
  }
  return {tip, carried};
}

function checkKeepable(step: Step): Sha {
  const {commitShaAfter: after, commitShaBefore: before} = step;
  if (step.replays === null) throw notReplayable(`${stepName(step)} is not a replay. Name the uid of one.`);
  if (step.status !== 'succeeded')
    throw notReplayable(`${stepName(step)} ended as ${step.status}. Name a try that succeeded.`);
  if (after === null || after === before)
    throw notReplayable(`${stepName(step)} changed nothing, so there is nothing to keep.`);
  return after;
}
