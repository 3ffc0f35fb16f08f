import {parseShell} from '../agent/script.ts';
import {badInput, notReplayable} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {unquoteFromShell} from '../domain/shell-words.ts';
import {keepsReplay, type Step, stepName} from '../domain/step.ts';
import {capital} from '../domain/text.ts';
import type {Wording} from '../domain/wording.ts';
import {AGENTS, type Agent} from '../usage/agents.ts';
import {scriptDigest} from './describe-step.ts';
import {defaultShell, type StepCommand} from './step-options.ts';
import type {UsedTemplate} from './step-template.ts';

/** The user's description of the other lane's agent. */
export interface OtherAgent<Command = StepCommand> {
  readonly command: Command | null;
  readonly template: UsedTemplate | null;
  /** The model to use in place of the one that the command names. */
  readonly model: string | null;
  /** The agent whose records usage is read from. If no command or template is given, it is also the agent that runs. */
  readonly agent: string | null;
}

interface WordedAgent extends OtherAgent {
  readonly words: Wording;
}

const giveCommand = ({newCommand, otherAlone}: Wording) => `Give one ${newCommand}, and use ${otherAlone}.`;

/** True when the request compares the step with another agent or model. */
export function hasOther(request: OtherAgent<unknown>): boolean {
  return request.command !== null || request.template !== null || request.model !== null || isAsked(request);
}

/**
 * True when an agent is named without a command or template: then that agent gets the step's prompt. Beside a command or
 * template, the name only says whose output to parse.
 */
export function isAsked({command, template, agent}: OtherAgent<unknown>): boolean {
  return command === null && template === null && AGENTS.some(({name}) => name === agent);
}

/** True for an agent that we know how to run without a person. */
export function isAskable(agent: string): boolean {
  return AGENTS.some(({name, asked}) => name === agent && asked !== undefined);
}

/** The recorded command. Throws RefusedError unless its digest shows that it is complete. */
export function recordedCommand(step: Step, words: Wording): StepCommand {
  const {setup} = step;
  if (keepsReplay(step))
    throw notReplayable(
      `${capital(stepName(step))} keeps what a replay made, and no agent ran in it. Replay the step that was replayed.`,
    );
  const line = step.agentConfig?.command ?? null;
  const digest = setup?.script_sha256 ?? null;
  if (line === null || setup === null || digest === null)
    throw notReplayable(
      `${stepName(step)} was recorded without what is needed to run its command again. ${giveCommand(words)}`,
    );
  const argv = setup.shell === null ? unquoteFromShell(line) : null;
  const command: StepCommand | null =
    setup.shell !== null
      ? {kind: 'script', text: line, shell: parseShell(setup.shell, 'The recorded shell')}
      : argv === null
        ? null
        : {kind: 'program', argv};
  if (command !== null && scriptDigest(command) === digest) return command;
  throw notReplayable(
    `The command of ${stepName(step)} was recorded without its secrets, or cut, so it is incomplete. ${giveCommand(words)}`,
  );
}

/** The command of the other lane. Throws InputError, and RefusedError when there is none. */
export function otherCommand(step: Step, request: WordedAgent): StepCommand {
  const {command, template, model, words} = request;
  const run = template?.options.get('run');
  if ((command !== null || run !== undefined) && model !== null)
    throw badInput('The model goes into the recorded command, and another one is given. Name the model there.');
  if (command !== null) return command;
  const agent = isAsked(request) ? AGENTS.find(({name}) => name === request.agent) : undefined;
  if (agent !== undefined) return commandOfAgent(agent, request);
  if (template === null) return changedModel(step, model ?? '', words);
  if (run === undefined)
    throw badInput(`Template ${quote(template.name)} has no "run". Give a command ${words.newCommand}.`);
  const shell = template.options.get('shell');
  return {
    kind: 'script',
    text: run,
    shell: shell === undefined ? defaultShell('--template') : parseShell(shell, '--template'),
  };
}

/** The command that runs an agent without a person: it may edit files, and reads its prompt from a variable. */
function commandOfAgent({name, asked}: Agent, {model, words}: WordedAgent): StepCommand {
  if (asked === undefined) {
    const known = AGENTS.filter((one) => one.asked !== undefined).map((one) => one.name);
    throw badInput(
      `It is not known how to run ${name} without a person, only ${known.join(', ')}. Give its command ${words.newCommand}.`,
    );
  }
  const shell = parseShell(process.platform === 'win32' ? 'bash' : 'sh', '--agent');
  return {kind: 'script', text: asked.replace('{model}', model === null ? '' : ` --model ${plainModel(model)}`), shell};
}

function changedModel(step: Step, model: string, words: Wording): StepCommand {
  const changed = withModel(step, model, words);
  if (scriptDigest(changed) !== scriptDigest(recordedCommand(step, words))) return changed;
  throw notReplayable(
    `The command of ${stepName(step)} names no other model that could be replaced. ${giveCommand(words)}`,
  );
}

function withModel(step: Step, model: string, words: Wording): StepCommand {
  const command = recordedCommand(step, words);
  const where = `The command of ${stepName(step)}`;
  const argv = command.kind === 'program' ? [...command.argv] : [];
  const at = argv.findIndex((arg) => arg === '--model' || arg === '-m' || arg.startsWith('--model='));
  if (at >= 0 && argv[at]?.startsWith('--model=')) argv[at] = `--model=${model}`;
  else if (at >= 0 && at + 1 < argv.length) argv[at + 1] = model;
  else if (command.kind === 'program')
    return {kind: 'program', argv: argv.map((arg) => inText(arg, model, where, words))};
  else return {...command, text: inText(command.text, model, where, words)};
  return {kind: 'program', argv};
}

/** `--model x` in the text of a script: one word, with or without quotes. */
const MODEL = /(?<=(?:^|[\s'"])--model(?:=|[ \t]+))(?:'[^'\n]*'|"[^"\n]*"|[^\s'"|&;()<>]+)/g;

function inText(text: string, model: string, where: string, words: Wording): string {
  const named = new Set((text.match(MODEL) ?? []).map((word) => word.replace(/^(['"])(.*)\1$/, '$2')));
  if (named.size > 1)
    throw notReplayable(`${where} names several models: ${[...named].map(quote).join(', ')}. ${giveCommand(words)}`);
  for (const name of named)
    if (/[$`%]/.test(name))
      throw notReplayable(`${where} lets the shell compute its model: ${quote(name)}. ${giveCommand(words)}`);
  return named.size === 0 ? text : text.replace(MODEL, plainModel(model));
}

/** Checks that a model can stand in a script as it is. Throws InputError. */
function plainModel(model: string): string {
  if (/^\w[\w.:/@+-]*$/.test(model)) return model;
  throw badInput(`The model is ${quote(model)}. Use a name of letters, digits and any of _ . : / @ + -.`);
}
