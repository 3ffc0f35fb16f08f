import {randomUUID} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {badInput} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';

/** A program that runs a script file. `{0}` in its arguments stands for the file. */
export interface Shell {
  /** The name or template, as given. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly extension: string;
  readonly wrap: (script: string) => string;
}

type BuiltIn = Omit<Shell, 'program' | 'name'> & {readonly windowsOnly?: boolean};

const asIs = (script: string) => script;
/** By default PowerShell continues after errors, and exits with 0 whatever its last program returned. */
const failFast = (script: string) =>
  `$ErrorActionPreference = 'stop'\n${script}\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }`;
const POWERSHELL: BuiltIn = {args: ['-command', ". '{0}'"], extension: '.ps1', wrap: failFast};

/** The built-in shells of workflow steps, started as the runner does (actions/runner, ScriptHandlerHelpers.cs). */
const BUILT_IN: ReadonlyMap<string, BuiltIn> = new Map([
  ['bash', {args: ['--noprofile', '--norc', '-e', '-o', 'pipefail', '{0}'], extension: '.sh', wrap: asIs}],
  ['sh', {args: ['-e', '{0}'], extension: '.sh', wrap: asIs}],
  ['pwsh', POWERSHELL],
  ['python', {args: ['{0}'], extension: '.py', wrap: asIs}],
  ['powershell', {...POWERSHELL, windowsOnly: true}],
  [
    'cmd',
    {
      args: ['/D', '/E:ON', '/V:OFF', '/S', '/C', 'CALL', '{0}'],
      extension: '.cmd',
      wrap: (script: string) => `@echo off\n${script}`,
      windowsOnly: true,
    },
  ],
]);

const PLACE = '{0}';

/**
 * Parses the `shell` of a workflow step: a built-in one, or a program and its arguments with `{0}` for the script. Throws an
 * InputError that names `what` (the input or option) for anything else.
 */
export function parseShell(text: string, what: string, platform: NodeJS.Platform = process.platform): Shell {
  const [program, ...args] = splitArguments(text);
  const builtIn = program === undefined ? undefined : BUILT_IN.get(program);
  const known = [...BUILT_IN].filter(([, {windowsOnly}]) => !windowsOnly || platform === 'win32').map(([name]) => name);
  const advice = `Use one of: ${known.join(', ')}, or a template with {0} for the script, such as "perl {0}".`;
  if (builtIn?.windowsOnly && platform !== 'win32') {
    throw badInput(`${what} is ${quote(text)}, which exists on Windows only. ${advice}`);
  }
  if (program === undefined || (builtIn === undefined && args.length === 0)) {
    throw badInput(`${what} is ${quote(text)}, which is not a known shell. ${advice}`);
  }
  if (args.length === 0 && builtIn !== undefined) return {name: text, program, ...builtIn};
  if (!args.some((arg) => arg.includes(PLACE))) {
    throw badInput(`${what} is ${quote(text)}, where {0} is missing. ${advice}`);
  }
  return {name: text, program, args, extension: builtIn?.extension ?? '', wrap: builtIn?.wrap ?? asIs};
}

/** Writes the script into `folder`, which must be private. Returns the arguments that run it. */
export function writeScript(
  shell: Shell,
  script: string,
  folder: string,
  platform: NodeJS.Platform = process.platform,
): readonly string[] {
  const file = join(folder, `${randomUUID()}${shell.extension}`);
  const wrapped = shell.wrap(script);
  // The runner does the same for every shell.
  const text = platform === 'win32' ? wrapped.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n') : wrapped;
  // The agent may have deleted the folder, with rm -rf "$TMPDIR", before its check is written.
  mkdirSync(folder, {recursive: true, mode: 0o700});
  writeFileSync(file, text, {flag: 'wx', mode: 0o600});
  // PowerShell escapes a single quote by doubling it.
  const path = shell.wrap === failFast ? file.replaceAll("'", "''") : file;
  return [shell.program, ...shell.args.map((arg) => placeFile(arg, path))];
}

/** Inserts the file into an argument. `{{` and `}}` are literal braces, since the runner treats a template as a .NET format. */
function placeFile(arg: string, path: string): string {
  return arg.replace(/\{\{|\}\}|\{0\}/g, (found) => (found === PLACE ? path : found.charAt(0)));
}

/**
 * Splits a command line as .NET, and so the runner, does on every platform: blanks separate, double quotes group, a
 * backslash escapes only before a double quote, two double quotes inside quotes are one, and single quotes are ordinary
 * characters.
 */
export function splitArguments(text: string): readonly string[] {
  const args: string[] = [];
  let current: string | undefined;
  let quoted = false;
  for (const [part] of text.matchAll(/\\*""?|\\+|[^\\"]/g)) {
    if (part.endsWith('"')) {
      const backslashes = part.lastIndexOf('\\') + 1;
      const two = part.endsWith('""');
      current = (current ?? '') + '\\'.repeat(Math.floor(backslashes / 2));
      // A backslash escapes the first of two quotes. Without it, two are one quote inside quotes, and nothing outside.
      if (backslashes % 2 === 1 || (two && quoted)) current += '"';
      if (backslashes % 2 === 1 ? two : !two) quoted = !quoted;
    } else if ((part === ' ' || part === '\t') && !quoted) {
      if (current !== undefined) args.push(current);
      current = undefined;
    } else current = (current ?? '') + part;
  }
  if (current !== undefined) args.push(current);
  return args;
}
