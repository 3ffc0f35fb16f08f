/** Quotes a command for a POSIX shell, whatever is in it: a branch may be named `$(rm -rf ~)`. */
export function quoteForShell(args: readonly string[]): string {
  return args.map((arg) => (/^[A-Za-z0-9_./:=-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`)).join(' ');
}

/** Splits a line that `quoteForShell` made into its arguments; null for any other line. */
export function unquoteFromShell(line: string): readonly string[] | null {
  const words = line.match(/(?:'[^']*'|\\'|[^ '\\])+/g) ?? [];
  const args = words.map((word) => word.replace(/'([^']*)'|\\'/g, (_part, inner: string | undefined) => inner ?? "'"));
  return quoteForShell(args) === line ? args : null;
}

export const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh', 'fish']);
/**
 * Programs that start the one in their arguments, each with those of its options whose value is a word of its own. A
 * number counts the other words before that program.
 */
const WRAPPERS = readTable(`
  env -u --unset -C --chdir
  timeout|gtimeout 1 -k --kill-after -s --signal
  sudo -u -g -h -p -C -D -R -T -U --user --group --host --chdir
  doas -u -C
  gosu|su-exec|chroot|faketime 1
  flock 1 -w --timeout --wait -E --conflict-exit-code
  runuser -u -g -G --user --group
  xargs -I -n -P -L -d -a -E -s --max-args --max-procs
  npx -p --package
  bunx -p --package
  pnpx --package
  uvx --from --with -p --python
  dotenv -e
  cross-env|dbus-run-session|proxychains|proxychains4|tini|dumb-init|chrt|retry
  nice -n --adjustment
  exec -a
  time -f -o
  stdbuf -i -o -e
  ionice -c -n -p
  caffeinate -t -w
  strace -o -e -p
  script 1 -E -I -O -B -T -m -o --echo --log-in --log-out --log-io --log-timing --output-limit
  systemd-run -p -u -E --property --unit --setenv --slice --uid --gid
  taskset 1
  xvfb-run -n -e -f -p -s -w --server-num --error-file --auth-file --xauth-protocol --server-args --wait
  node -r --require
  nohup|command|builtin|eval|unbuffer|setsid|chronic|bun|deno|python|python3
  then|do|else|if|elif|while|until|!|{`);
/** Programs that start another one behind one of these words, if they start one at all; with `--`, behind that. */
const RUNNERS = readTable(`
  npm exec x
  pnpm exec dlx
  yarn exec dlx
  bun x
  uv|poetry|pipenv|pipx|volta|hatch|pdm run
  op|doppler|infisical|dotenvx|aws-vault|direnv|nix run exec develop --
  mise exec x
  asdf exec`);
const SHELL_OPTIONS = ['-o', '-O', '--rcfile', '--init-file'];
const RUNNER_OPTIONS = '-p --package --with --from --spec --python'.split(' ');
export const PACKAGE_MANAGERS: ReadonlySet<string> = new Set(['npm', 'pnpm', 'yarn', 'bun']);
/** Programs that read an argument as a shell's text; what another one is given with spaces in it may be a prompt. */
const TEXT_READERS = new Set(['eval', 'script', 'watch', 'su', 'runuser', 'env', 'npx']);
/** Programs that start no other one, whatever their arguments are. */
export const PLAIN: ReadonlySet<string> = new Set(
  `true false : test [ exit set unset shift read return break continue wait umask cd pwd echo printf cat head tail wc sort
    grep jq tee ls cp mv rm ln mkdir rmdir touch date sleep`.split(/\s+/),
);
/** Programs that mostly stand before the agent in a script. */
const PREPARING = new Set(
  'for case source . trap command type which hash git curl wget apt apt-get brew pip pip3 npm pnpm yarn bun'.split(' '),
);
/** Programs whose arguments set variables. */
export const SETTERS: ReadonlySet<string> = new Set(['export', 'env', 'declare', 'readonly', 'local']);

export function isStarter(name: string): boolean {
  return [SHELLS, WRAPPERS, RUNNERS].some((names) => names.has(name));
}

export function isSetting(word: string): boolean {
  return /^[A-Za-z_]\w*=/.test(word);
}

/** A program's name without its folder, and on Windows without its kind. */
export function programName(word: string): string {
  return word.replace(/^.*[\\/](?=.)/s, '').replace(/\.(?:exe|cmd|ps1)$/i, '');
}

/** A program in a package's folder is that package too: `node_modules/@openai/codex/bin/codex.js`. */
export function namesOf(word: string): readonly string[] {
  const [, scoped] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(word) ?? [];
  const isPackage = /^@[^/]+\/[^/]+$/.test(word);
  return [isPackage ? word : programName(word), ...(scoped === undefined ? [] : [scoped])];
}

/** What a program starts, as far as its arguments tell: texts for a shell, and a program; of a shell, its script. */
export function startedBy([first = '', ...args]: readonly string[]): {
  readonly texts: readonly string[];
  readonly program: readonly string[] | null;
} {
  const name = programName(first);
  const nonEmpty = (words: readonly string[]) => (words.length === 0 ? null : words);
  if (SHELLS.has(name) || name === 'script') {
    const flag = args.findIndex((arg) => /^(-[a-zA-Z]*c|--command)$/.test(arg));
    const text = args.slice(flag + 1).find((arg) => !arg.startsWith('-'));
    if (flag !== -1) return {texts: text === undefined ? [] : [text], program: null};
  }
  if (SHELLS.has(name)) return {texts: [], program: nonEmpty(withoutOptions(args, SHELL_OPTIONS).slice(0, 1))};
  const texts = TEXT_READERS.has(name) ? args.filter((arg) => arg.includes(' ')) : [];
  const runs = RUNNERS.get(name) ?? [];
  const at = args.findIndex((arg) => runs.includes(arg));
  // `uv tool run`
  if (at !== -1 && args.slice(0, at).every((arg) => arg.startsWith('-') || arg === 'tool')) {
    const rest = args.slice(at + 1);
    const dashes = runs.includes('--') ? rest.indexOf('--') : -1;
    return {texts, program: nonEmpty(dashes === -1 ? withoutOptions(rest, RUNNER_OPTIONS) : rest.slice(dashes + 1))};
  }
  const wrapper = WRAPPERS.get(name);
  // `command -v claude` only looks for it.
  if (wrapper === undefined || (name === 'command' && /^-[vV]/.test(args[0] ?? ''))) return {texts, program: null};
  if (PACKAGE_MANAGERS.has(name) && args[0] === 'run') return {texts, program: null};
  return {texts, program: nonEmpty(withoutOptions(args, wrapper))};
}

/**
 * The program that a command starts in the end, as `claude` of `FOO=1 timeout 10m claude -p x`: the first one that does
 * more than print, copy files and set variables, or else the first one at all.
 */
export function programOf(command: string): string | null {
  if (command !== last?.command) {
    const text = withoutHereDocuments(command.slice(0, MOST_READ));
    const commands = splitCommands(text);
    const programs = commands.flatMap((words) => programsIn(words, 0)).filter(isMore);
    const [first = ''] = commands.flatMap((words) => words.find((word) => !isSetting(word)) ?? []);
    const program = programs.find((name) => !PREPARING.has(name)) ?? programs[0] ?? programName(first);
    last = {command, program: program === '' ? null : program};
  }
  return last.program;
}

function isMore(name: string): boolean {
  return /^[\w@][\w@./+-]*$/.test(name) && !PLAIN.has(name) && !SETTERS.has(name);
}

/** Steps of one agent have most commands in common. */
let last: {readonly command: string; readonly program: string | null} | undefined;

const MOST_READ = 2000;
/** The deepest that programs start each other; an argument may have thousands. */
export const MOST_DEPTH = 20;

function programsIn(line: readonly string[], depth: number): readonly string[] {
  const start = line.findIndex((word) => !isSetting(word));
  const words = start === -1 ? [] : line.slice(start);
  const [first] = words;
  if (first === undefined || depth > MOST_DEPTH) return [];
  const {texts, program} = startedBy(words);
  const started = [
    ...texts.flatMap((text) => splitCommands(text).flatMap((inner) => programsIn(inner, depth + 1))),
    ...(program === null || texts.length > 0 ? [] : programsIn(program, depth + 1)),
  ];
  // A package's version is not its name.
  return started.length > 0 ? started : [namesOf(first.replace(/(?<=.)@[^@/]*$/, '')).at(-1) ?? first];
}

/** Leaves out documents within a script, which are no commands, unless a shell is to read them. */
export function withoutHereDocuments(script: string): string {
  const lines = script.split('\n');
  const places = Map.groupBy(lines.keys(), (at) => lines[at]?.trim() ?? '');
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    kept.push(line);
    const words = isForShell(line) ? [] : [...line.matchAll(HERE_DOCUMENT)].map(([, , word = '']) => word);
    const ends = words.map((word) => places.get(word)?.find((place) => place > at));
    at = ends.findLast((end) => end !== undefined) ?? at;
  }
  return kept.join('\n');
}

const HERE_DOCUMENT = /<<-?\s*(['"]?)(\w+)\1/g;

function isForShell(line: string): boolean {
  return line.split(/[|;]/).some((part) => {
    const shell = part.search(/\b(?:ba|da|z|k)?sh\b/);
    return shell !== -1 && part.lastIndexOf('<<') > shell;
  });
}

/** Skips a wrapper's options with their values, its settings of variables and its durations: the program comes next. */
export function withoutOptions(args: readonly string[], wrapper: readonly string[]): readonly string[] {
  let others = Number(wrapper.find((word) => /^\d$/.test(word)) ?? 0);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    // The last one of several letters may have a value, too: `sudo -nu ci`.
    if (wrapper.includes(arg) || (/^-[a-zA-Z]{2,}$/.test(arg) && wrapper.includes(`-${arg.at(-1)}`))) i++;
    else if (/^-/.test(arg) || isSetting(arg)) continue;
    else if (others > 0) others--;
    else if (!/^\d+(\.\d+)?[smhd]?$/.test(arg)) return args.slice(i);
  }
  return [];
}

/** Each line has names, separated by `|`, and what belongs to each of them. */
function readTable(text: string): ReadonlyMap<string, readonly string[]> {
  const lines = text.trim().split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [names = '', ...words] = line.trim().split(' ');
      return names.split('|').map((name) => [name, words] as const);
    }),
  );
}

/** The simple commands of a shell's text, as words without their quotes. What a shell would expand stays as it is. */
export function splitCommands(text: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  const token =
    /(\$\(\([^()]*\)\))|\\\n|#[^\n]*|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([;&|()\n`]+|\$\()|([<>]+&?)|(\s+)|([^\s'"\\;&|()<>`#$]+|[\s\S])/gy;
  /** Commands in double quotes. */
  const inner: string[] = [];
  let word: string | undefined;
  /** The next word is a file of a redirection, and no argument. */
  let isFile = false;
  const endWord = () => {
    if (word === undefined) return;
    if (!isFile) commands.at(-1)?.push(word);
    isFile = false;
    word = undefined;
  };
  for (const match of text.matchAll(token)) {
    const [all, sum, single, double, escaped, separator, redirect, space, plain] = match;
    // Only at the beginning of a word does a # begin a comment.
    if (all.startsWith('#') && word === undefined) continue;
    if (all === '\\\n') continue;
    if (double !== undefined) inner.push(...[...double.matchAll(/\$\(([^()]+)\)/g)].map(([, command = '']) => command));
    if (separator !== undefined) {
      // What a command is to be run for is not known.
      if (word !== undefined && /[$`]/.test(separator)) word += '$';
      endWord();
      isFile = false;
      commands.push([]);
    } else if (space !== undefined) endWord();
    else if (redirect !== undefined) {
      // The 2 of `2>errors.txt` is no argument either.
      if (/^\d+$/.test(word ?? '')) word = undefined;
      endWord();
      // A shell reads its script from there, as if it were named to it.
      isFile = !(redirect === '<' && SHELLS.has(programName(commands.at(-1)?.[0] ?? '')));
    } else word = (word ?? '') + (sum ?? single ?? unquoted(double) ?? escaped ?? plain ?? all);
  }
  endWord();
  return [...commands, ...inner.flatMap(splitCommands)].filter((words) => words.length > 0);
}

/** The text between double quotes, as a shell reads it. */
function unquoted(quoted: string | undefined): string | undefined {
  return quoted?.replace(/\\(?:\n|(["\\$`]))/g, '$1');
}
