import {readCommentLine} from '../domain/comment-command.ts';
import {badInput, describeError, InputError, RefusedError, tellError} from '../domain/errors.ts';
import type {Reaction} from '../domain/ports/forge.ts';
import {waitWithin} from '../domain/within.ts';
import {type CommentEvent, parseComment, readEvent} from '../github/run-event.ts';
import {replyRefusal} from '../render/command-answer.ts';
import {AlreadyDone, type AnsweringJob, type Outcome, VERBS} from './command-verbs.ts';
import {type CommandInputs, readCommandInputs} from './inputs.ts';
import {type Job, openJob, QUESTION_MS} from './job.ts';
import {actionLog, runAction, setOutputs} from './log.ts';

/** The command action's main: carries out the first line of a comment. */
export const main = (): Promise<void> =>
  runAction(async () => {
    const inputs = readCommandInputs();
    const job = openJob(inputs);
    const {event} = job.context.run;
    if (event !== 'issue_comment' && event !== 'pull_request_comment') {
      const message = `The action command answers comments, and this run was triggered by ${event ?? 'an unknown event'}. Run it on: issue_comment.`;
      throw new RefusedError('wrong-place', message);
    }
    await answerComment(inputs, job, parseComment(readEvent(job.env.GITHUB_EVENT_PATH)));
  });

/**
 * Answers a comment. People without write access get no answer at all, or they could make us write comments. Only the first
 * line of a new comment is read, and only through its grammar.
 */
export async function answerComment(inputs: CommandInputs, job: Job, comment: CommentEvent | null): Promise<void> {
  const ignore = (why: string) => {
    actionLog.info(why);
    setOutputs({command: '', outcome: 'ignored'});
  };
  // 1. Check that the comment is for us, and who wrote it.
  if (comment === null) return ignore('The comment is on no pull request.');
  const {author, id, pullRequest} = comment;
  const line = readCommentLine(comment.body);
  if (line.kind === 'none') return ignore('The comment does not begin with /laforge.');
  if (!comment.isNew) return ignore('The comment is not new: edited and deleted comments are not commands.');
  if (comment.isBot || author === '') return ignore('The comment is not by a person.');
  if (!canAnswer(job)) {
    const message =
      'Without "github-token" the action can neither check who has write access nor answer. Give the input github-token.';
    throw badInput(message);
  }
  if (!(await waitWithin(job.forge.canWrite(author), QUESTION_MS, `Whether ${author} may write`))) {
    return ignore(`${author} may not write to this repository, and is not answered.`);
  }

  // 2. Acknowledge the command, carry it out or refuse it, and say so.
  const react = (reaction: Reaction) => tryToReact(job, id, reaction);
  await react('eyes');
  const verb = line.kind === 'command' ? line.verb : '';
  const asked = {author, line: line.kind === 'command' ? line.text : null};
  const marker = `<!-- laforge-reply ${id} -->`;
  const refuse = async (why: string, withHelp: boolean) => {
    const body = `${marker}\n${replyRefusal(asked, why, withHelp ? [...VERBS.values()] : null)}\n`;
    const {url} = await job.forge.upsertComment({pullRequest, marker, body});
    setOutputs({command: verb, outcome: 'refused', 'comment-url': url ?? ''});
    await react('confused');
  };
  try {
    if (line.kind === 'unreadable') return await refuse(line.why, true);
    const known = VERBS.get(verb);
    const deed = known?.read(line.words) ?? null;
    if (known === undefined || deed === null) return await refuse('There is no such command.', true);
    const pull = await job.forge.getPullRequest(pullRequest);
    if (pull.state !== 'open') return await refuse(`Pull request #${pullRequest} is closed.`, false);
    const isOwn = pull.headRepository === job.context.repository?.toLowerCase();
    if (known.moves && !isOwn) {
      return await refuse(`Pull request #${pullRequest} comes from a fork, whose branch is not ours to move.`, false);
    }
    if (known.spends === true && !isOwn) {
      return await refuse(`Pull request #${pullRequest} comes from a fork, for which nothing is run.`, false);
    }
    if (!known.moves && line.at !== null) return await refuse('There is no such command.', true);
    const outcome: Outcome = await deed({inputs, job, comment, line, pull});
    setOutputs({command: verb, outcome});
    await react(outcome === 'done' ? 'rocket' : 'confused');
  } catch (error) {
    if (error instanceof AlreadyDone) {
      setOutputs({command: verb, outcome: 'done'});
      return actionLog.info(error.message);
    }
    await refuse(tellError(error), false);
    // An error of ours must also fail the workflow step.
    if (!(error instanceof RefusedError || error instanceof InputError)) throw error;
  }
}

function canAnswer(job: Job): job is AnsweringJob {
  return job.forge !== null;
}

/** Adds a reaction; a failure is only a warning. */
async function tryToReact(job: AnsweringJob, comment: number, reaction: Reaction): Promise<void> {
  try {
    await waitWithin(job.forge.react(comment, reaction), QUESTION_MS, 'The reaction to the comment');
  } catch (error) {
    actionLog.warn(describeError(error));
  }
}
