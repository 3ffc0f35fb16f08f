import {EventEmitter, once} from 'node:events';
import {existsSync} from 'node:fs';
import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {delimiter, dirname, join} from 'node:path';
import {quoteForShell} from '../../domain/shell-words.ts';
import {findProgram} from '../../files/find-program.ts';
import {readRegularFile} from '../../files/regular-file.ts';
import {CODEX_FILES, type Env, type SettingFiles, SWITCHES, type Switch, settingOf} from './agent-switches.ts';
import {createRelay, type Listener, listen} from './listener.ts';
import {readTold, type ToldAgent, type ToldCall} from './told-calls.ts';

/** Listens to agents that report their own calls while they run. */
export interface Witness {
  /** Variables that make them report. */
  readonly variables: Readonly<Record<string, string>>;
  /** The calls that this agent has reported so far, each once. */
  testimony(agent: string): readonly ToldCall[];
  /** Resolves when something was told since this resolved last. Rejects once the signal is aborted. */
  news(signal: AbortSignal): Promise<void>;
  /** Takes what is under way, and ends. Never rejects. */
  close(): Promise<void>;
}

export interface WitnessPlace {
  /** The agents that the command starts. */
  readonly agents: readonly ToldAgent[];
  /** Beside them it starts nothing that might read their variables. */
  readonly isAlone: boolean;
  readonly command: string | readonly string[];
  readonly env: Env;
  readonly home: string;
  readonly cwd: string;
  /** A folder of this run alone. */
  readonly folder: string;
}

const MOST_CALLS = 20_000;
const MOST_FOLDERS = 30;
const MOST_BYTES = 1024 * 1024;

/** Listens for what these agents tell; null where none of them can be had to, or the user has settled it otherwise. */
export async function startWitness(place: WitnessPlace): Promise<Witness | null> {
  const isNamed = (agent: string) => place.agents.some(({name}) => name === agent);
  // `OTEL_…` is read by other programs as well, some of which end at a value that they do not know.
  const switches = SWITCHES.filter(
    ({agent, endpoint}) => isNamed(agent) && (place.isAlone || !endpoint.startsWith('OTEL_')),
  );
  const isCodex = isNamed('codex') && !(await isCodexSettled(place));
  if (switches.length === 0 && !isCodex) return null;

  const told = new Map<string, ToldCall>();
  const bell = new EventEmitter();
  let isUnheard = false;
  const take = (request: unknown) => {
    const calls = readTold(request, place.agents);
    for (const call of calls) if (told.size < MOST_CALLS) told.set(`${call.agent} ${call.id}`, call);
    if (calls.length === 0) return;
    isUnheard = true;
    bell.emit('news');
  };

  const targets = new Map<string, URL>();
  const relay = createRelay((path) => targetOf(targets, path));
  const listener = await listen(take, {relay, isRelayed: (path) => targetOf(targets, path) !== null});
  const variables = await setVariables({...place, switches, isCodex}, listener, targets);
  if (Object.keys(variables).length === 0) {
    await listener.close();
    return null;
  }
  return {
    variables,
    testimony: (agent) => [...told.values()].filter((call) => call.agent === agent),
    news: async (signal) => {
      if (!isUnheard) await once(bell, 'news', {signal});
      isUnheard = false;
    },
    close: listener.close,
  };
}

/** The path below our address begins with the agent, whose target it is for. */
function targetOf(targets: ReadonlyMap<string, URL>, path: string): URL | null {
  const [, agent = '', rest = ''] = /^\/([^/]+)(\/.*)$/.exec(path) ?? [];
  const target = targets.get(agent);
  const isBase = SWITCHES.find((one) => one.agent === agent)?.isBase === true;
  if (target === undefined || !isBase) return target ?? null;
  const url = new URL(target);
  const base = url.pathname.replace(/\/$/, '');
  url.pathname = `${base}${rest}`;
  // Whoever posts may write `..`, which leads to other services of the same host.
  return url.pathname.startsWith(`${base}/`) ? url : null;
}

async function setVariables(
  place: WitnessPlace & {readonly switches: readonly Switch[]; readonly isCodex: boolean},
  listener: Listener,
  targets: Map<string, URL>,
): Promise<Record<string, string>> {
  const variables: Record<string, string> = {};
  for (const one of place.switches) {
    const setting = settingOf(one, place.env, `${listener.address}/${one.agent}`);
    if (setting === null || (await isSettled(one.files, place))) continue;
    Object.assign(variables, setting.variables);
    if (setting.target !== null) targets.set(one.agent, setting.target);
  }
  if (place.isCodex) {
    const address = `${listener.address}/codex`;
    const path = await makeCodexCommand(join(place.folder, 'bin'), place.env.PATH ?? '', address).catch(() => null);
    if (path !== null) variables.PATH = path;
  }
  return variables;
}

/** The user's files of settings say something of it, which our setting would undo or be undone by. */
async function isSettled(files: SettingFiles, {env, home, cwd}: WitnessPlace): Promise<boolean> {
  const own = files.homeVariable === undefined ? undefined : env[files.homeVariable];
  const paths = [
    ...files.home.map((file, i) => (own && i === 0 ? join(own, file.replace(/^[^/]*\//, '')) : join(home, file))),
    ...foldersAbove(cwd).flatMap((folder) => files.project.map((file) => join(folder, file))),
    ...(files.system ?? []),
  ];
  return (await Promise.all(paths.map((path) => says(path, files.mark)))).includes(true);
}

async function isCodexSettled(place: WitnessPlace): Promise<boolean> {
  return [place.command].flat().some((text) => CODEX_FILES.mark.test(text)) || (await isSettled(CODEX_FILES, place));
}

function foldersAbove(folder: string): readonly string[] {
  const folders = [folder];
  for (let above = dirname(folder); above !== folders.at(-1) && folders.length < MOST_FOLDERS; above = dirname(above)) {
    folders.push(above);
  }
  return folders;
}

/** A file that is there and cannot be read, or is no file of settings, may say anything. */
async function says(path: string, mark: RegExp): Promise<boolean> {
  const content = readRegularFile(path, MOST_BYTES);
  return content === null ? existsSync(path) : mark.test(content.toString());
}

/**
 * Codex reads no variable: options alone have it send. Makes a program `codex` in `folder` that adds them, and resolves to
 * the PATH with which it comes before the real one; null where no `codex` is on the PATH, and on Windows.
 */
async function makeCodexCommand(folder: string, path: string, address: string): Promise<string | null> {
  if (process.platform === 'win32') return null;
  const real = findProgram('codex', path);
  if (real === null) return null;
  const option = `otel.exporter={otlp-http={endpoint="${address}/v1/logs",protocol="json"}}`;
  await mkdir(folder, {recursive: true, mode: 0o700});
  const program = join(folder, 'codex');
  await writeFile(program, `#!/bin/sh\nexec ${quoteForShell([real, '-c', option])} "$@"\n`);
  await chmod(program, 0o700);
  return `${folder}${delimiter}${path}`;
}
