import {WORDINGS} from '../app/wordings.ts';
import type {CommandLine} from '../domain/comment-command.ts';
import {findStep} from '../domain/found-step.ts';
import {parseRollbackRef, parseStepRef, type StepRef} from '../domain/identity.ts';
import type {ActionsForge, PullRequest} from '../domain/ports/forge.ts';
import type {Repository} from '../domain/ports/git.ts';
import {parseNamedSteps} from '../domain/revert-plan.ts';
import type {CommentEvent} from '../github/run-event.ts';
import {answerHelp, answerMove, answerReplay, answerStatus} from '../render/command-answer.ts';
import {commentMarker, shownTip} from '../render/comment.ts';
import type {Markup} from '../render/escape.ts';
import {foldedDiff} from '../render/step-diff.ts';
import {diffSteps, printDiff} from '../usecases/diff-steps.ts';
import type {DryRun} from '../usecases/rollback/carry-out-move.ts';
import {type MoveDeps, type MoveRequest, readRefsAndHistory} from '../usecases/rollback/move-checks.ts';
import type {CommandInputs} from './inputs.ts';
import {completeContext, type Job} from './job.ts';
import {actionLog, setOutputs} from './log.ts';
import {type Move, moveBranch, revertMove, rollbackMove, undoMove} from './move-branch.ts';
import {updateComment} from './pull-request-comment.ts';
import {type OpenedHistory, withHistory} from './reading.ts';
import {type AskedReplay, readReplayWords, replayForComment, showReplay} from './replay-command.ts';

/** A job that can query its forge and write comments there. */
export type AnsweringJob = Job & {readonly forge: ActionsForge};

/** A command with its comment and pull request. */
interface Said {
  readonly inputs: CommandInputs;
  readonly job: AnsweringJob;
  readonly comment: CommentEvent;
  readonly line: CommandLine;
  readonly pull: PullRequest;
}

/** The outcome of a command. `planned`: it only showed how it would move the branch. */
export type Outcome = 'done' | 'planned';

interface Verb {
  readonly usage: string;
  readonly does: string;
  /** It moves the pull request's branch, which must belong to this repository. */
  readonly moves: boolean;
  /** It runs recorded commands and spends money, so the pull request must be of this repository. */
  readonly spends?: boolean;
  /** Parses the words after the verb and returns what to do; null if they do not parse. Throws InputError for a bad step name. */
  read(words: readonly string[]): ((said: Said) => Promise<Outcome>) | null;
}

/** The commands, by their first word. */
export const VERBS: ReadonlyMap<string, Verb> = new Map(
  Object.entries<Verb>({
    rollback: {
      usage: 'rollback to 3 | before 3',
      does: 'Put the branch back to where step 3 left it, or where it began.',
      moves: true,
      read: ([mode, name, ...more]) => {
        if ((mode !== 'to' && mode !== 'before') || name === undefined || more.length > 0) return null;
        const step = parseStepRef(name, 'The step');
        return (said) =>
          move(said, (deps, request) => rollbackMove(deps, {...request, step, mode, allowDiscard: false}));
      },
    },
    revert: {
      usage: 'revert 3[..5]',
      does: 'Take step 3 back with a commit on top, and keep what came later.',
      moves: true,
      read: ([names, ...more]) => {
        if (names === undefined || more.length > 0) return null;
        const of = {kind: 'steps' as const, ...parseNamedSteps(names, 'The step')};
        return (said) =>
          move(said, (deps, request) =>
            revertMove(deps, {...request, of, squash: false}, {way: 'push', autoMerge: false}),
          );
      },
    },
    undo: {
      usage: 'undo [R2]',
      does: 'Take a rollback back: the one that is named, or the latest of the branch.',
      moves: true,
      read: ([name, ...more]) => {
        if (more.length > 0) return null;
        const rollback = name === undefined ? null : parseRollbackRef(name, 'The rollback');
        return (said) => move(said, (deps, request) => undoMove(deps, {...request, rollback}));
      },
    },
    diff: {
      usage: 'diff 3 [4]',
      does: 'Show what step 3 changed, or how step 4 differs from it.',
      moves: false,
      read: ([first, second, ...more]) => {
        if (first === undefined || more.length > 0) return null;
        const a = parseStepRef(first, 'The step');
        const b = second === undefined ? null : parseStepRef(second, 'The step');
        return (said) =>
          answer(said, true, async ({history, repository}) => {
            const find = (ref: StepRef) => findStep(history, ref, said.job.projectId, WORDINGS.comment);
            const steps = {a: await find(a), b: b === null ? null : await find(b)};
            const diff = await diffSteps(
              {repository, history, words: WORDINGS.comment},
              {...steps, code: null, net: false, paths: []},
            );
            return foldedDiff(diff, (await printDiff(repository, diff)).toString('utf8'));
          });
      },
    },
    replay: {
      usage: 'replay 3 [with codex] [times 5]',
      does: 'Run step 3 again beside the branch, where the workflow allows it: the same agent, or another.',
      moves: false,
      spends: true,
      read: (words) => {
        const asked = readReplayWords(words);
        return asked === null ? null : (said) => replay(said, asked);
      },
    },
    status: {
      usage: 'status',
      does: 'Bring the comment of LaForge up to date.',
      moves: false,
      read: (words) => {
        if (words.length > 0) return null;
        return (said) =>
          answer(said, false, async () =>
            answerStatus(askedOf(said), {branch: said.pull.headRef, tip: said.pull.headSha}),
          );
      },
    },
    help: {
      usage: 'help',
      does: 'Show this.',
      moves: false,
      read: (words) =>
        words.length > 0
          ? null
          : (said) => answer(said, false, async () => answerHelp(askedOf(said), [...VERBS.values()])),
    },
  }),
);

/** Thrown when an earlier attempt of this run has already carried out the command. */
export class AlreadyDone extends Error {
  constructor() {
    super('An earlier attempt of this run has done it.');
  }
}

/**
 * Moves the branch, once per comment, and only from the tip that the command names or that our comment last showed: somebody
 * may have pushed since the command was written.
 */
async function move(
  said: Said,
  story: (deps: MoveDeps, request: MoveRequest & {readonly dryRun: DryRun}) => Promise<Move>,
): Promise<Outcome> {
  const {inputs, job, comment, line, pull} = said;
  const {at} = line;
  const shown = at === null ? shownTip((await job.forge.readOwn(pull.number, commentMarker(job.slug))) ?? '') : null;
  const dryRun: DryRun = ({from}) => (at === null ? from !== shown : !from.startsWith(at));
  const moved = await moveBranch(
    {...inputs, branch: pull.headRef, reason: line.text, dryRun: false},
    async (deps, request) => {
      const {view} = await readRefsAndHistory(deps, request);
      if ((await view.listRollbacks()).some(({run}) => run?.comment_id === comment.id)) throw new AlreadyDone();
      return await story(deps, {...request, dryRun});
    },
    {job, actor: comment.author, answer: (it) => answerMove(it, askedOf(said))},
  );
  return moved.done === null ? 'planned' : 'done';
}

/** Runs the tries once per comment, and shows the result of all tries. */
async function replay(said: Said, asked: AskedReplay): Promise<Outcome> {
  const made = await replayForComment({...said, commentId: said.comment.id}, asked);
  if (made === 0) throw new AlreadyDone();
  return await answer(said, false, async ({history}) => {
    const {step, shown} = await showReplay(history, said, asked);
    return answerReplay(askedOf(said), step, shown);
  });
}

/** Writes an answer from the history into our comment. */
async function answer(
  {inputs, job, pull}: Said,
  needsCode: boolean,
  say: (opened: OpenedHistory<Repository | null>) => Promise<Markup>,
): Promise<Outcome> {
  if (inputs.storeNotice !== null) actionLog.notice(inputs.storeNotice);
  await withHistory(inputs, job, {needsCode}, async (opened) => {
    const context = await completeContext(job);
    const request = {...inputs, job, context, comment: 'auto' as const, branch: pull.headRef};
    const url = await updateComment({...request, said: await say(opened)}, opened.history);
    setOutputs({'comment-url': url});
  });
  return 'done';
}

function askedOf({comment, line}: Said) {
  return {author: comment.author, line: line.text};
}
