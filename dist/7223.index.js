export const id = 7223;
export const ids = [7223];
export const modules = {

/***/ 685:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ makeNamedPipes),
/* harmony export */   h: () => (/* binding */ openOutputPipes)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57975);





const NAMES = ['stdout', 'stderr'];
/** Begins to make pipes in a folder of ours. Never throws: what could not be done shows when they are opened. */
function makeNamedPipes(parent) {
    if (process.platform === 'win32')
        return null;
    try {
        const folder = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(parent, 'pipes-'));
        const paths = NAMES.map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, name));
        const made = (0,node_util__WEBPACK_IMPORTED_MODULE_4__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)('mkfifo', ['-m', '600', ...paths], { env: { PATH: process.env.PATH } });
        made.catch(() => { });
        return { folder, made };
    }
    catch {
        return null;
    }
}
/**
 * Opens pipes for the output of a process, or gives null where that cannot be done: then there are the sockets that Node
 * makes. A socket cannot be opened by its name, so that `echo failed > /dev/stderr` and `tee /dev/stderr`, which work in
 * every workflow step, would fail in the agent's scripts. Node makes no pipes, but it reads and hands on named ones,
 * whose names are gone before the process starts.
 */
async function openOutputPipes(named) {
    if (named === null)
        return null;
    const open = [];
    const closeAll = () => {
        for (const fd of open.splice(0))
            (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(fd);
    };
    try {
        await named.made;
        const openEnd = (name, flags) => {
            const fd = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(named.folder, name), flags);
            open.push(fd);
            return fd;
        };
        // The reading end first, and without waiting for a writer, who then need not wait for a reader.
        const [out, err] = NAMES.map((name) => openEnd(name, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_NONBLOCK));
        const [outWriter, errWriter] = NAMES.map((name) => openEnd(name, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_WRONLY));
        if (out === undefined || err === undefined || outWriter === undefined || errWriter === undefined)
            return null;
        const [stdout, stderr] = [readerOf(out), readerOf(err)];
        open.splice(0, 2);
        return {
            stdout,
            stderr,
            fds: [outWriter, errWriter],
            release: closeAll,
            abandon: () => {
                closeAll();
                stdout.destroy();
                stderr.destroy();
            },
        };
    }
    catch {
        closeAll();
        return null;
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(named.folder, { recursive: true, force: true });
    }
}
/** Reads a pipe by the event loop, not by a thread that would wait for it. Owns the descriptor. */
function readerOf(fd) {
    return new node_net__WEBPACK_IMPORTED_MODULE_2__.Socket({ fd, readable: true, writable: false });
}


/***/ }),

/***/ 27009:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fj: () => (/* binding */ secretsOf),
/* harmony export */   Rd: () => (/* binding */ redactText),
/* harmony export */   ql: () => (/* binding */ redactConfig)
/* harmony export */ });
/* unused harmony export redactValue */
/** What stands where a secret was. */
const REDACTED = '***';
/** Shorter ones would blot out ordinary words, and no token is that short. */
const SHORTEST_SECRET = 6;
/** A variable is named by whoever sets it, often for something else: `TOKEN_KIND=app`. */
const SECRET_VARIABLE = /(TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|PRIVATE_?KEY)/i;
const SHORTEST_VARIABLE = 8;
/** Words whose values are secrets; a plural such as `max_tokens` is a count. */
const SECRET_WORDS = [
    ...['token', 'auth_?token', 'bearer', 'secrets?', 'passw(?:or)?d', 'pwd', 'passphrase', 'authorization'],
    ...['(?:api|access|secret|private|signing|encryption|ssh)_?key', 'credentials?', 'cookies?'],
].join('|');
const SECRET_KEY = new RegExp(`(?:^|_)(?:${SECRET_WORDS})$`);
/** The same as it stands in a text: `API_KEY`, `api-key`. */
const SECRET_LABEL = `(?<![A-Za-z0-9])(?:${SECRET_WORDS.replaceAll('_?', '[_-]?')})`;
/** `$TOKEN` and `${{ secrets.TOKEN }}` are no secrets, and a scheme is not yet one. */
const NO_SECRET = String.raw `(?!["']?\$|(?:basic|bearer|token)[ \t])`;
const QUOTED = `"[^"]*"|'[^']*'`;
const WORD = String.raw `[^\s"',;&)]`;
/**
 * Tokens that are known by their shape. None begins in the middle of a run of its own characters where the whole run
 * would have to be read again, so a hostile text costs no more than its length. Bare hex digits are no such shape: a
 * commit SHA must stay.
 */
const SHAPES = [
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:[\s\S]*?-----END [A-Z ]{0,40}PRIVATE KEY-----|[\s\S]*)/g,
    /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
    /(?<![A-Za-z0-9])gh[a-z]_[A-Za-z0-9_]{16,}(?:[.-][A-Za-z0-9_-]+)*/g,
    /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{16,}/g,
    /(?<![A-Za-z0-9])sk-ant-[A-Za-z0-9_-]{8,}/g,
    /(?<![A-Za-z0-9_-])sk-(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{16,}/g,
    /(?<![A-Za-z0-9])(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Z])/g,
    /(?<![A-Za-z0-9])(?:xox[a-z]|xapp)-[A-Za-z0-9-]{10,}/g,
    /(?<![A-Za-z0-9])AIza[0-9A-Za-z_-]{30,}/g,
    /(?<![A-Za-z0-9])gl[a-z]{2,5}-[A-Za-z0-9_.-]{16,}/g,
    /(?<![A-Za-z0-9])(?:npm|hf|gsk)_[A-Za-z0-9]{20,}/g,
    /(?<![A-Za-z0-9])(?:xai|pypi)-[A-Za-z0-9_-]{20,}/g,
];
/** Secrets known by what stands before them, which stays. */
const LABELLED = [
    // https://user:secret@host
    /([a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"']{0,200}:)[^\s/@"'$]+(?=@)/gi,
    new RegExp(String.raw `(\bauthorization["']?[ \t]*[:=][ \t]*["']?(?:(?:basic|bearer|token)[ \t]+)?)${NO_SECRET}[^\s"',;]+`, 'gi'),
    /(\bbearer[ \t]+)[A-Za-z0-9._~+/=-]{8,}/gi,
    // API_KEY=secret and --api-key secret
    new RegExp(`(${SECRET_LABEL}=)${NO_SECRET}(?:${QUOTED}|${WORD}+)`, 'gi'),
    new RegExp(String.raw `(--?[A-Za-z0-9-]{0,40}${SECRET_LABEL}[ \t]+)${NO_SECRET}(?:${QUOTED}|(?!-)${WORD}+)`, 'gi'),
    // "api_key": "secret"; without quotes it could be prose, so only what has a digit.
    new RegExp(String.raw `(${SECRET_LABEL}["']?[ \t]*:[ \t]*)${NO_SECRET}(?:${QUOTED}|(?=[^\s0-9]{0,200}[0-9])${WORD}{6,})`, 'gi'),
];
/** The text without the given secrets and without what reads as one. A commit SHA is never taken for one by its shape. */
function redactText(text, secrets) {
    let result = text;
    const known = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
    // The longest first: one may be the beginning of another.
    for (const secret of known.toSorted((a, b) => b.length - a.length))
        result = result.replaceAll(secret, REDACTED);
    for (const shape of SHAPES)
        result = result.replaceAll(shape, REDACTED);
    for (const labelled of LABELLED)
        result = result.replaceAll(labelled, `$1${REDACTED}`);
    return result;
}
/** Values of variables whose names say that they are secrets. */
function secretsOf(env) {
    return Object.entries(env).flatMap(([name, value = '']) => SECRET_VARIABLE.test(name) && value.length >= SHORTEST_VARIABLE ? [value] : []);
}
/** A config as it may be recorded. */
function redactConfig(config, secrets) {
    const clean = (text) => (text === null ? null : redactText(text, secrets));
    return {
        ...config,
        name: clean(config.name),
        command: clean(config.command),
        model: clean(config.model),
        system_prompt: clean(config.system_prompt),
        tools: config.tools.map((tool) => redactText(tool, secrets)),
        metadata: redactObject(config.metadata, secrets),
    };
}
/**
 * A JSON value without secrets: what stands under a key that names one (`token`, `apiKey`, `DB_PASSWORD`), and what
 * `redactText` finds in the other strings, keys included.
 */
function redactValue(value, secrets) {
    if (typeof value === 'string')
        return redactText(value, secrets);
    if (Array.isArray(value))
        return value.map((item) => redactValue(item, secrets));
    return typeof value === 'object' && value !== null ? redactObject(value, secrets) : value;
}
function redactObject(value, secrets) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [
        redactText(key, secrets),
        isSecretKey(key) ? blot(item) : redactValue(item, secrets),
    ]));
}
function isSecretKey(key) {
    const words = key.replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3_$2').replace(/[^A-Za-z0-9]+/g, '_');
    return SECRET_KEY.test(words.toLowerCase());
}
/** Everything below a secret's key goes; its structure, and that something is missing, stay. */
function blot(value) {
    if (Array.isArray(value))
        return value.map(blot);
    if (typeof value === 'object' && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, blot(item)]));
    }
    return (typeof value === 'string' && value !== '') || typeof value === 'number' ? REDACTED : value;
}


/***/ }),

/***/ 30931:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   aV: () => (/* binding */ parseShell),
/* harmony export */   lF: () => (/* binding */ writeScript)
/* harmony export */ });
/* unused harmony export splitArguments */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16327);





const asIs = (script) => script;
/** PowerShell goes on after errors and ends with 0 whatever its last program said, unless told otherwise. */
const failFast = (script) => `$ErrorActionPreference = 'stop'\n${script}\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }`;
const POWERSHELL = { args: ['-command', ". '{0}'"], extension: '.ps1', wrap: failFast };
/** The shells that workflow steps know by name, as the runner starts them (actions/runner, ScriptHandlerHelpers.cs). */
const BUILT_IN = new Map([
    ['bash', { args: ['--noprofile', '--norc', '-e', '-o', 'pipefail', '{0}'], extension: '.sh', wrap: asIs }],
    ['sh', { args: ['-e', '{0}'], extension: '.sh', wrap: asIs }],
    ['pwsh', POWERSHELL],
    ['python', { args: ['{0}'], extension: '.py', wrap: asIs }],
    ['powershell', { ...POWERSHELL, windowsOnly: true }],
    [
        'cmd',
        {
            args: ['/D', '/E:ON', '/V:OFF', '/S', '/C', 'CALL', '{0}'],
            extension: '.cmd',
            wrap: (script) => `@echo off\n${script}`,
            windowsOnly: true,
        },
    ],
]);
const PLACE = '{0}';
/**
 * Reads a shell as workflow steps name it: one of the known ones, or a program and its arguments with `{0}` for the
 * script. Throws InputError, naming `what` (the input or option), on anything else.
 */
function parseShell(text, what, platform = process.platform) {
    const [program, ...args] = splitArguments(text);
    const builtIn = program === undefined ? undefined : BUILT_IN.get(program);
    const known = [...BUILT_IN].filter(([, { windowsOnly }]) => !windowsOnly || platform === 'win32').map(([name]) => name);
    const advice = `Use one of: ${known.join(', ')}, or a template with {0} for the script, such as "perl {0}".`;
    if (builtIn?.windowsOnly && platform !== 'win32') {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `${what} is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(text)}, which exists on Windows only. ${advice}`);
    }
    if (program === undefined || (builtIn === undefined && args.length === 0)) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `${what} is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(text)}, which is no shell we know. ${advice}`);
    }
    if (args.length === 0 && builtIn !== undefined)
        return { program, ...builtIn };
    if (!args.some((arg) => arg.includes(PLACE))) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `${what} is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(text)}, where {0} is missing. ${advice}`);
    }
    return { program, args, extension: builtIn?.extension ?? '', wrap: builtIn?.wrap ?? asIs };
}
/** Writes the script into `folder`, which must be private, and says with which arguments it is run. */
async function writeScript(shell, script, folder, platform = process.platform) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, `${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}${shell.extension}`);
    const wrapped = shell.wrap(script);
    // The runner does the same, for every shell.
    const text = platform === 'win32' ? wrapped.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n') : wrapped;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(file, text, { flag: 'wx', mode: 0o600 });
    // Inside PowerShell's single quotes a quote is written twice.
    const path = shell.wrap === failFast ? file.replaceAll("'", "''") : file;
    return [shell.program, ...shell.args.map((arg) => placeFile(arg, path))];
}
/** `{{` and `}}` stand for braces, as in the .NET format string that the runner takes a template for. */
function placeFile(arg, path) {
    return arg.replace(/\{\{|\}\}|\{0\}/g, (found) => (found === PLACE ? path : found.charAt(0)));
}
/**
 * Splits a command line as .NET, and so the runner, does on every platform: blanks separate, double quotes group, a
 * backslash counts only before a double quote, two double quotes inside quotes are one, and single quotes are
 * characters like any other.
 */
function splitArguments(text) {
    const args = [];
    let current;
    let quoted = false;
    for (const [part] of text.matchAll(/\\*""?|\\+|[^\\"]/g)) {
        if (part.endsWith('"')) {
            const backslashes = part.lastIndexOf('\\') + 1;
            const two = part.endsWith('""');
            current = (current ?? '') + '\\'.repeat(Math.floor(backslashes / 2));
            // Of two quotes a backslash takes the first; without one they are a quote inside quotes, and nothing outside.
            if (backslashes % 2 === 1 || (two && quoted))
                current += '"';
            if (backslashes % 2 === 1 ? two : !two)
                quoted = !quoted;
        }
        else if ((part === ' ' || part === '\t') && !quoted) {
            if (current !== undefined)
                args.push(current);
            current = undefined;
        }
        else
            current = (current ?? '') + part;
    }
    if (current !== undefined)
        args.push(current);
    return args;
}


/***/ }),

/***/ 86850:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ signalExitCode),
/* harmony export */   k: () => (/* binding */ startProcess)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16327);
/* harmony import */ var _errno_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(28310);
/* harmony import */ var _output_pipes_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(685);







/**
 * Starts the program as the leader of a process group of its own, without a shell. Throws InputError, with the system's
 * error as its cause, when it cannot be started: ENOENT is what shells call 127, EACCES 126.
 */
async function startProcess(request, named) {
    const [program, ...args] = request.argv;
    if (program === undefined || program === '') {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', 'No command is given. Name the program that is the agent.');
    }
    const pipes = await (0,_output_pipes_js__WEBPACK_IMPORTED_MODULE_5__/* .openOutputPipes */ .h)(named);
    const [out, err] = pipes?.fds ?? ['pipe', 'pipe'];
    try {
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, {
            cwd: request.cwd,
            env: { ...request.env },
            // Windows would open a console window for a detached process, and has no groups to end it by.
            detached: process.platform !== 'win32',
            windowsHide: true,
            stdio: [request.stdin === 'inherit' ? 'inherit' : 'ignore', out, err],
        });
        const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
        await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
        pipes?.release();
        const { stdout, stderr } = pipes ?? child;
        if (child.pid === undefined || stdout === null || stderr === null)
            throw new Error('it was given no process id');
        return { pid: child.pid, stdout, stderr, exited };
    }
    catch (error) {
        pipes?.abandon();
        throw explainStart(program, request.cwd, error);
    }
}
/** The exit code that shells give to an end by this signal. */
function signalExitCode(signal) {
    return 128 + node_os__WEBPACK_IMPORTED_MODULE_2__.constants.signals[signal];
}
function explainStart(program, cwd, error) {
    const code = (0,_errno_js__WEBPACK_IMPORTED_MODULE_6__/* .errnoCode */ .U)(error);
    const name = (0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(program);
    // A folder that is missing is reported as if the program were.
    if (!isFolder(cwd)) {
        return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `Cannot run ${name} in ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(cwd)}: there is no such folder.`, { cause: error });
    }
    if (code === 'ENOENT') {
        const advice = 'Check its name, and that it is installed and on PATH';
        return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `Cannot run ${name}: there is no such program. ${advice}.`, { cause: error });
    }
    if (code === 'EACCES') {
        const advice = 'Make it executable with chmod +x, or name the program that reads it';
        return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `Cannot run ${name}: it may not be executed. ${advice}.`, { cause: error });
    }
    if (code === 'E2BIG') {
        const advice = 'Pass large texts in a file';
        return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `Cannot run ${name}: its arguments are too long. ${advice}.`, { cause: error });
    }
    return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-environment', `Cannot run ${name}: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describeError */ .Uc)(error)}.`, { cause: error });
}
function isFolder(path) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}


/***/ }),

/***/ 49132:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DR: () => (/* binding */ openHistoryHere),
/* harmony export */   E4: () => (/* binding */ addHistoryOptions),
/* harmony export */   Pj: () => (/* binding */ findPlace),
/* harmony export */   Pz: () => (/* binding */ settlePlace),
/* harmony export */   QL: () => (/* binding */ openPlace),
/* harmony export */   Ye: () => (/* binding */ tryOpenRepository),
/* harmony export */   jC: () => (/* binding */ openHistory)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16327);
/* harmony import */ var _domain_ports_store_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(84647);
/* harmony import */ var _domain_slug_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(31310);
/* harmony import */ var _git_open_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(95661);
/* harmony import */ var _system_projects_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(23192);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(94130);
/* harmony import */ var _option_values_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(71819);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(20902);












/** Puts `--project`, `--db` and `--store` onto a command, last among its options. */
function addHistoryOptions(command) {
    command
        .option('--project <id>', 'the project (default: owner/repo of origin, else the name of the folder)')
        .option('--db <file>', 'a steps.db file, in place of the one of the project')
        .option('--store <name>', 'where the history lives (default: git config laforge.store, else file); artifact and cache work in the action alone', (0,_option_values_js__WEBPACK_IMPORTED_MODULE_9__/* .oneOf */ .yL)('--store', _domain_ports_store_js__WEBPACK_IMPORTED_MODULE_10__/* .STORE_NAMES */ .n));
}
/**
 * Finds the history a command is about: the named project, else the one of the repository that `directory` is in.
 * Throws InputError when nothing says which, RefusedError when the name belongs to another repository.
 */
async function findPlace(context, named, options, { directory, needsRepository }) {
    checkStoreOptions(options);
    const namesFile = named !== null || options.db !== undefined;
    let repository = needsRepository || !namesFile ? await openRepository(directory, needsRepository) : null;
    try {
        const store = await chooseStore(options, directory, repository);
        if (repository === null && store !== 'file')
            repository = await openRepository(directory, needsRepository);
        return choosePlace(context, named, options, store, repository);
    }
    catch (error) {
        await repository?.close();
        throw error;
    }
}
/** Opens the history for reading. One that cannot be read is an error here: an empty list would be a guess. */
async function openHistory(context, named, options) {
    const place = await findPlace(context, named, options, { directory: context.cwd, needsRepository: false });
    if (options.db !== undefined && !(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(place.dbPath)) {
        await place.repository?.close();
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `--db is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(options.db)}, and there is no such file. Name a steps.db.`);
    }
    const history = await openPlace(context, place, 'read');
    // The user's own file is kept true by whoever reads it; a history that others share is not written by looking at it.
    if (place.storeName === 'file')
        await settlePlace(context, history);
    return {
        ...place,
        history,
        where: history.dbPath ?? `the store ${place.storeName}`,
        close: async () => {
            await history.close();
            await place.repository?.close();
        },
    };
}
/** Opens a history and the repository that this folder is in, which both are needed. */
async function openHistoryHere(context, named, options, purpose = 'read') {
    const place = await findPlace(context, named, options, { directory: context.cwd, needsRepository: true });
    const { repository } = place;
    if (repository === null)
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('not-a-work-tree', `${context.cwd} is in no git work tree.`);
    const history = await openPlace(context, place, purpose);
    return {
        ...place,
        repository,
        history,
        where: history.dbPath ?? `the store ${place.storeName}`,
        close: async () => {
            await history.close();
            await repository.close();
        },
    };
}
/** Opens the history of a place, and tells what people must know of it. Closes the place's repository when it fails. */
async function openPlace(context, place, purpose) {
    try {
        const { createPlaceStore } = await Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(3304), __webpack_require__.e(4168), __webpack_require__.e(1050)]).then(__webpack_require__.bind(__webpack_require__, 14213));
        const store = await createPlaceStore(place, purpose);
        const history = await (0,_progress_js__WEBPACK_IMPORTED_MODULE_11__/* .withProgress */ .E)(context, 'reading the history', () => store.open());
        for (const warning of history.warnings)
            (0,_context_js__WEBPACK_IMPORTED_MODULE_8__/* .say */ .cv)(context, `warning: ${warning}`);
        const { condition } = history;
        if (condition.kind === 'unreadable') {
            await history.close();
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .StoreError */ .AD('unreadable', `The history of project ${place.project.id} could not be read: ${condition.reason}`);
        }
        if (condition.kind === 'expired') {
            (0,_context_js__WEBPACK_IMPORTED_MODULE_8__/* .say */ .cv)(context, `warning: the history has expired in its store${condition.lastSavedAt === null ? '' : ` (last saved ${condition.lastSavedAt})`}.`);
        }
        return history;
    }
    catch (error) {
        await place.repository?.close();
        throw error;
    }
}
/** Notes of steps that this machine knows to be gone that they were interrupted. */
async function settlePlace(context, history) {
    const [{ settleRunning }, { processProof }] = await Promise.all([
        __webpack_require__.e(/* import() */ 8932).then(__webpack_require__.bind(__webpack_require__, 58932)),
        __webpack_require__.e(/* import() */ 986).then(__webpack_require__.bind(__webpack_require__, 30986)),
    ]);
    const inform = (message) => (0,_context_js__WEBPACK_IMPORTED_MODULE_8__/* .say */ .cv)(context, message);
    await settleRunning({ history, proofs: [processProof], inform }, { own: null });
}
function checkStoreOptions({ store, db }) {
    if (db !== undefined && store !== undefined && store !== 'file') {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `--db names a file and --store is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(store)}. Leave one of them out.`);
    }
}
async function chooseStore({ store, db }, directory, repository) {
    if (db !== undefined)
        return 'file';
    if (store !== undefined)
        return store;
    const key = 'laforge.store';
    const remembered = repository === null ? await readGitSetting(key, directory) : repository.settings.get(key);
    return remembered ? (0,_option_values_js__WEBPACK_IMPORTED_MODULE_9__/* .oneOf */ .yL)(`git config ${key}`, _domain_ports_store_js__WEBPACK_IMPORTED_MODULE_10__/* .STORE_NAMES */ .n)(remembered) : 'file';
}
/** A setting of the user's or the folder's; undefined where git does not know it, or is not there. */
function readGitSetting(name, directory) {
    return new Promise((settle) => {
        (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)('git', ['config', '--get', name], { cwd: directory }, (error, stdout) => {
            settle(error === null ? stdout.trim() : undefined);
        });
    });
}
async function openRepository(directory, needed) {
    try {
        return await (0,_git_open_js__WEBPACK_IMPORTED_MODULE_6__/* .openGit */ .z)({ credentials: NO_TOKENS }).open(directory);
    }
    catch (error) {
        if (needed || !(error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz) || error.code !== 'not-a-work-tree')
            throw error;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('not-a-work-tree', `${directory} is in no git work tree, so it has no project of its own. Name one: --project <id> (laforge projects lists them).`);
    }
}
/** The repository that a folder is in; null where it is in none, or there is no git. */
async function tryOpenRepository(directory) {
    try {
        return await (0,_git_open_js__WEBPACK_IMPORTED_MODULE_6__/* .openGit */ .z)({ credentials: NO_TOKENS }).open(directory);
    }
    catch (error) {
        if (error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz)
            return null;
        throw error;
    }
}
function choosePlace(context, named, { db }, store, repository) {
    const project = chooseProject(context, named, repository, db);
    const isDefault = named === null && db === undefined && store === 'file';
    if (isDefault && repository !== null)
        (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_7__/* .checkOwner */ .AA)(project, repository);
    return {
        project,
        named: named !== null,
        slug: named === null ? _domain_slug_js__WEBPACK_IMPORTED_MODULE_5__/* .DEFAULT_SLUG */ .kp : (0,_domain_slug_js__WEBPACK_IMPORTED_MODULE_5__/* .textToSlug */ .YR)(project.id),
        storeName: store,
        dbPath: db === undefined ? (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_7__/* .ledgerPath */ .tf)(project) : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(context.cwd, db),
        repository,
    };
}
function chooseProject(context, named, repository, db) {
    if (named !== null)
        return (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_7__/* .findProject */ .t1)(named, context.env, 'The project');
    if (repository !== null)
        return (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_7__/* .findProject */ .t1)((0,_system_projects_js__WEBPACK_IMPORTED_MODULE_7__/* .defaultProjectId */ .WH)(repository), context.env, 'The name of this repository');
    // A file by itself is read as it is; its own name will do in sentences.
    return { id: db ?? '', folder: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(db ?? '.')) };
}
/** On a user's machine git reaches a remote as the user has configured it, and with nothing of ours. */
const NO_TOKENS = { pushToken: null, fallbackToken: null, serverUrl: null };


/***/ }),

/***/ 71819:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fv: () => (/* binding */ parseLimit),
/* harmony export */   lA: () => (/* binding */ parseMinutes),
/* harmony export */   m1: () => (/* binding */ parseSince),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);


/** A parser for an option that takes one of a few words. Throws InputError with the words. */
function oneOf(option, words) {
    return (text) => {
        const found = words.find((word) => word === text);
        if (found === undefined)
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${option} is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}. Use one of: ${words.join(', ')}.`);
        return found;
    };
}
/** Reads `--limit`: a number of rows, or `all`, which is no limit (null). Throws InputError. */
function parseLimit(text) {
    if (text === 'all')
        return null;
    if (/^[1-9][0-9]{0,8}$/.test(text))
        return Number(text);
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `--limit is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}. Use a number such as 20, or all.`);
}
/** A parser for an option that takes minutes, into milliseconds; a fraction such as 0.5 will do. Throws InputError. */
function parseMinutes(option) {
    return (text) => {
        const minutes = /^[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : 0;
        // Node's timers hold 31 bits of milliseconds and fire at once beyond them.
        const milliseconds = Math.round(minutes * 60_000);
        if (milliseconds >= 1 && milliseconds < 2 ** 31)
            return milliseconds;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${option} is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}. Use a number of minutes such as 30 (35000 at most).`);
    };
}
/**
 * Reads `--since`: a day (`2026-11-01`, from its beginning in UTC), a time (ISO 8601), or `7d`, which is today and the six
 * days before. Throws InputError.
 */
function parseSince(text, now) {
    const days = /^([1-9][0-9]{0,4})d$/.exec(text)?.[1];
    if (days !== undefined) {
        const today = Date.parse(`${now.toISOString().slice(0, 10)}T00:00:00.000Z`);
        return new Date(today - (Number(days) - 1) * DAY_MS).toISOString();
    }
    const isTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
    const time = isTime ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(time) || !isSameDay(text, time)) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `--since is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}. Use a day such as 2026-11-01, a time such as 2026-11-01T08:00Z, or 7d.`);
    }
    return new Date(time).toISOString();
}
/** False for the 31st of a month that has 30 days, which Date takes for the 1st of the next. */
function isSameDay(text, time) {
    return text.length > 10 || new Date(time).toISOString().startsWith(text);
}
const DAY_MS = 24 * 60 * 60 * 1000;


/***/ }),

/***/ 20902:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ withProgress)
/* harmony export */ });
const PATIENCE_MS = 1000;
const CLEAR_LINE = '\r\u001b[2K';
/**
 * Says on a terminal what is being done while it takes more than a second, and takes the line away when it is over.
 * `blocking` work leaves no time to say it later, so it is said at once.
 */
async function withProgress(context, what, work, { blocking = false } = {}) {
    const { stderr } = context.streams;
    if (stderr.isTTY !== true)
        return work();
    const started = Date.now();
    let shown = false;
    const show = () => {
        const seconds = Math.round((Date.now() - started) / 1000);
        stderr.write(`${CLEAR_LINE}laforge: ${what}…${seconds > 0 ? ` ${seconds}s` : ''}`);
        shown = true;
    };
    if (blocking)
        show();
    const timer = setInterval(show, PATIENCE_MS);
    try {
        return await work();
    }
    finally {
        clearInterval(timer);
        if (shown)
            stderr.write(CLEAR_LINE);
    }
}


/***/ }),

/***/ 23405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F0: () => (/* binding */ startLine),
/* harmony export */   Nw: () => (/* binding */ COMMAND_WIDTH),
/* harmony export */   Sk: () => (/* binding */ endLine)
/* harmony export */ });
/* harmony import */ var _domain_step_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75799);
/* harmony import */ var _render_escape_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66082);
/* harmony import */ var _render_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14246);
/* harmony import */ var _render_terminal_figures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12535);
/* harmony import */ var _render_terminal_width_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(72774);





const COMMAND_WIDTH = 60;
/** What is said when a step begins: `step 3 of acme/app on main: claude -p …`. */
function startLine(step, argv) {
    const on = step.branch === null ? '' : ` on ${step.branch}`;
    return `${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_2__/* .stepName */ .u)(step)} of ${step.projectId}${on}: ${(0,_render_terminal_width_js__WEBPACK_IMPORTED_MODULE_3__/* .cutToWidth */ .G)((0,_render_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteForShell */ .eC)(argv), COMMAND_WIDTH)}`;
}
/** What is said when it has ended, and what to type to see more. */
function endLine(step, history) {
    const exit = step.status === 'failed' && step.exitCode !== null ? ` (exit ${step.exitCode})` : '';
    const check = step.check?.exit_code === 0 ? 'check passed' : '';
    const facts = [(0,_render_terminal_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .formatChanges */ .rQ)(step.changes), check, (0,_render_terminal_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .formatUsage */ .pK)(step.tokenUsage)]
        .filter((fact) => fact !== '')
        .join(', ');
    const where = [
        ...(history.project === undefined ? [] : [history.project]),
        (0,_render_format_js__WEBPACK_IMPORTED_MODULE_0__/* .stepLabel */ .vO)(step),
        ...(history.db === undefined ? [] : ['--db', history.db]),
        ...(history.store === undefined ? [] : ['--store', history.store]),
    ];
    const how = `${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_2__/* .stepName */ .u)(step)} ${step.status.replaceAll('_', ' ')}${exit} in ${(0,_render_terminal_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(step.durationMs)}`;
    return `${how}${facts === '' ? '' : `: ${facts}`}; laforge step info ${(0,_render_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteForShell */ .eC)(where)}`;
}


/***/ }),

/***/ 37223:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  define: () => (/* binding */ step_run_define)
});

// EXTERNAL MODULE: ./build/agent/start-process.js
var start_process = __webpack_require__(86850);
// EXTERNAL MODULE: ./build/domain/delivery.js
var delivery = __webpack_require__(60365);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
// EXTERNAL MODULE: ./build/system/start-time.js
var start_time = __webpack_require__(44544);
// EXTERNAL MODULE: ./build/cli/context.js + 1 modules
var cli_context = __webpack_require__(94130);
// EXTERNAL MODULE: ./build/cli/open-history.js
var open_history = __webpack_require__(49132);
// EXTERNAL MODULE: ./build/cli/step-run-lines.js
var step_run_lines = __webpack_require__(23405);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/agent/agent-env.js
var agent_env = __webpack_require__(92341);
// EXTERNAL MODULE: ./build/agent/redact.js
var redact = __webpack_require__(27009);
// EXTERNAL MODULE: ./build/agent/script.js
var script = __webpack_require__(30931);
// EXTERNAL MODULE: ./build/domain/commit-message.js
var commit_message = __webpack_require__(66486);
// EXTERNAL MODULE: ./build/domain/documents.js
var documents = __webpack_require__(55427);
// EXTERNAL MODULE: ./build/domain/limit-texts.js
var limit_texts = __webpack_require__(6823);
// EXTERNAL MODULE: ./build/domain/ports/check.js
var check = __webpack_require__(88442);
// EXTERNAL MODULE: ./build/render/escape.js
var render_escape = __webpack_require__(66082);
// EXTERNAL MODULE: ./build/usage/registry.js + 54 modules
var registry = __webpack_require__(19060);
// EXTERNAL MODULE: ./build/cli/option-values.js
var option_values = __webpack_require__(71819);
;// CONCATENATED MODULE: ./build/cli/step-run-options.js














const CHECK_TIMEOUT_MS = 30 * 60_000;
/** Puts the options of `step run` onto its command. */
function defineStepRunOptions(command) {
    command
        .usage('[options] -- <command...>')
        .argument('[command...]', 'the agent: any program and its arguments, behind --; no shell reads them')
        .option('--branch <name>', 'the branch to work on: fetched and checked out, or made from HEAD (default: as it is)')
        .option('-C, --working-directory <folder>', 'where the agent runs, in a git work tree (default: here)')
        .option('--prompt <text>', 'given to the agent in the file LAFORGE_PROMPT_FILE, and as LAFORGE_PROMPT up to 100 KB')
        .option('--prompt-file <file>', 'the same, from a file')
        .option('--agent <name>', "whose output to read for tokens and cost: auto, none, or an agent's name", 'auto')
        .option('--agent-config <text-or-file>', 'JSON or YAML, or a file with it: recorded with the step')
        .option('--timeout-minutes <number>', 'then the agent and all its processes are ended', (0,option_values/* parseMinutes */.lA)('--timeout-minutes'))
        .option('--max-cost-usd <amount>', 'then too, once it is seen to have cost so much', (text) => (0,limit_texts/* parseUsd */._e)(text, '--max-cost-usd'))
        .option('--max-tokens <number>', 'the same for all its tokens, such as 500000 or 2M', (text) => (0,limit_texts/* parseTokens */.oY)(text, '--max-tokens'))
        .option('--budget <budget>', 'what all steps may use, such as "20 USD per day", "2M tokens per branch"; may be given again', (text, before = []) => [...before, ...(0,limit_texts/* parseBudgets */.C3)(text, '--budget')])
        .option('--budget-unknown <mode>', 'where it is not known what was used: warn, or stop and run nothing', (0,option_values/* oneOf */.yL)('--budget-unknown', ['warn', 'stop']), 'warn')
        .option('--check <script>', 'run by sh -e once the work is committed; the branch has the work only if it succeeds')
        .option('--check-timeout-minutes <number>', 'then the check is ended, and has failed (default: 30)', (0,option_values/* parseMinutes */.lA)('--check-timeout-minutes'))
        .option('--on-failure <mode>', 'when the check fails: rollback puts the branch back to where the step found it; keep leaves it', (0,option_values/* oneOf */.yL)('--on-failure', check/* ON_FAILURE */.h), 'rollback')
        .option('--commit <mode>', 'auto: commit what the agent leaves uncommitted; none', (0,option_values/* oneOf */.yL)('--commit', ['auto', 'none']), 'auto')
        .option('--commit-message <template>', 'its message; {step-id}, {agent}, {branch} and {prompt} are filled in')
        .option('--commit-author <author>', '"Name <mail>" of that commit, and for the agent where git has none', (text) => (0,commit_message/* parseIdentity */.aZ)(text, '--commit-author'))
        .option('--push [mode]', 'auto: push the work to its branch at origin, never forced; none (default: none)', (0,option_values/* oneOf */.yL)('--push', ['auto', 'none']))
        .option('--env-allow <names>', 'the only variables the agent sees, with commas between; * at the end is any', splitNames)
        .option('--continue-on-agent-error', "push a failed agent's work all the same")
        .option('--require-record', 'fail when the record could not be published')
        .option('-q, --quiet', 'say nothing but warnings')
        .addHelpText('after', EXAMPLES);
}
/** Checks what a user said, before anything has changed. Throws InputError. */
async function readStepRunOptions(context, argv, raw) {
    checkCommand(context.argv, argv);
    if (raw.commitMessage !== undefined)
        (0,commit_message/* checkCommitTemplate */.cD)(raw.commitMessage, '--commit-message');
    if (raw.envAllow !== undefined)
        (0,agent_env/* checkEnvAllow */.f)(raw.envAllow, '--env-allow');
    return {
        history: {
            ...(raw.project === undefined ? {} : { project: raw.project }),
            ...(raw.db === undefined ? {} : { db: raw.db }),
            ...(raw.store === undefined ? {} : { store: raw.store }),
        },
        argv,
        directory: (0,external_node_path_.resolve)(context.cwd, raw.workingDirectory ?? '.'),
        branch: raw.branch ?? null,
        usageReader: (0,registry/* chooseUsageReader */.U)(raw.agent, '--agent'),
        agentConfig: await describeAgent(context, argv, raw.agentConfig),
        prompt: readPrompt(context, raw),
        timeoutMs: raw.timeoutMinutes ?? null,
        limits: (0,limit_texts/* toLimits */.OY)({
            max_cost_usd: raw.maxCostUsd ?? null,
            max_tokens: raw.maxTokens ?? null,
            budgets: raw.budget ?? [],
            budget_unknown: raw.budgetUnknown,
        }),
        check: readCheck(raw),
        commit: raw.commit,
        commitMessage: raw.commitMessage ?? null,
        commitAuthor: raw.commitAuthor ?? null,
        push: raw.push === true ? 'auto' : (raw.push ?? 'none'),
        envAllow: raw.envAllow ?? null,
        continueOnAgentError: raw.continueOnAgentError === true,
        requireRecord: raw.requireRecord === true,
        quiet: raw.quiet === true,
    };
}
function readCheck({ check, checkTimeoutMinutes, onFailure }) {
    if (check === undefined)
        return null;
    if (check.trim() === '') {
        throw new errors/* InputError */.dz('bad-input', '--check is empty. Give it a shell script such as "npm test", or leave it out.');
    }
    // The platform's own: sh is where git is, but not on every PATH of Windows.
    const shell = (0,script/* parseShell */.aV)(process.platform === 'win32' ? 'cmd' : 'sh', '--check');
    return { script: check, shell, timeoutMs: checkTimeoutMinutes ?? CHECK_TIMEOUT_MS, onFailure };
}
/** The command must stand behind `--`: an option of the agent's must never be taken for one of ours, nor the reverse. */
function checkCommand(line, argv) {
    const [first] = argv;
    if (first === undefined || first === '') {
        throw new errors/* InputError */.dz('bad-input', 'No command to run is given. Write it behind --: laforge step run -- claude -p "…"');
    }
    if (line.at(-argv.length - 1) !== '--') {
        throw new errors/* InputError */.dz('bad-input', `${(0,identity/* quote */.hD)(first)} stands before --. Write the command behind it: laforge step run -- ${first}`);
    }
}
/** What is recorded of the agent: the config that was given, and the command as it was typed, without secrets. */
async function describeAgent(context, argv, text) {
    const secrets = (0,redact/* secretsOf */.Fj)(context.env);
    const command = (0,redact/* redactText */.Rd)((0,render_escape/* quoteForShell */.eC)(argv), secrets);
    if (text === undefined)
        return { ...documents/* EMPTY_AGENT_CONFIG */.l, command };
    const { readAgentConfig } = await __webpack_require__.e(/* import() */ 3774).then(__webpack_require__.bind(__webpack_require__, 33774));
    const config = await readAgentConfig({ text, folder: context.cwd, secrets, what: '--agent-config' });
    return { ...config, command: config.command ?? command };
}
function readPrompt(context, { prompt, promptFile }) {
    if (promptFile === undefined)
        return prompt ?? null;
    if (prompt !== undefined) {
        throw new errors/* InputError */.dz('bad-input', 'Both --prompt and --prompt-file are given. Give one of them.');
    }
    try {
        return (0,external_node_fs_.readFileSync)((0,external_node_path_.resolve)(context.cwd, promptFile), 'utf8');
    }
    catch (cause) {
        throw new errors/* InputError */.dz('bad-input', `--prompt-file is ${(0,identity/* quote */.hD)(promptFile)}, which cannot be read. Name a text file.`, { cause });
    }
}
function splitNames(text) {
    return text.split(/[\s,]+/).filter((name) => name !== '');
}
const EXAMPLES = `
Runs the command in the work tree, with stdin, stdout and stderr as they are, and records it as the next step: HEAD
before and after, its commits and changes, how it ended, how long it took, what it cost. What it leaves uncommitted is
committed; what lay there before it is not. Nothing is pushed unless --push says so. The exit status is the command's
own, and 1 when the work did not pass its --check. What we say ourselves goes to stderr, what the agent and the check
printed is also kept in log files (laforge step info).

The agent sees LAFORGE_STEP_ID, LAFORGE_STEP_UID and LAFORGE_PROJECT_ID, and may write what it used to the file
LAFORGE_USAGE_FILE, as JSON: {"input_tokens": 1200, "output_tokens": 300, "cost": 0.02, "model": "…"}.

Examples:
  $ laforge step run -- claude -p "fix the failing test"
  $ laforge step run --branch agent/fix --push -- codex exec "fix the failing test"
  $ laforge step run --max-cost-usd 2.50 --budget "20 USD per day" -- claude -p "fix the failing test"
  $ laforge step run --check 'npm test' -- claude -p "fix the failing test"
  $ laforge step run --timeout-minutes 30 --prompt-file task.md -- sh -c 'my-agent < "$LAFORGE_PROMPT_FILE"'
  $ echo "a task" | laforge step run -- my-agent --from-stdin`;

;// CONCATENATED MODULE: ./build/cli/step-run.js









const TERMINATED = 143;
/** EX_TEMPFAIL of sysexits.h: nothing is wrong with the call, and another time it may go well. */
const REFUSED = 75;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
function step_run_define(command, context) {
    defineStepRunOptions(command);
    (0,open_history/* addHistoryOptions */.E4)(command);
    command.action(async (argv, raw) => {
        context.exitWith(await runStep(context, await readStepRunOptions(context, argv, raw)));
    });
}
/** Runs the command as a step. Resolves to the exit status: the command's own. */
async function runStep(context, options) {
    const finding = (0,open_history/* findPlace */.Pj)(context, options.history.project ?? null, options.history, {
        directory: options.directory,
        needsRepository: true,
    });
    // What runs a step is loaded while git answers: most of the time before the command starts is one or the other.
    const [place, { openRunStore, recordRun }] = await Promise.all([finding, Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(3304), __webpack_require__.e(4841), __webpack_require__.e(515), __webpack_require__.e(8950), __webpack_require__.e(4168), __webpack_require__.e(6342)]).then(__webpack_require__.bind(__webpack_require__, 63685))]);
    const { repository } = place;
    if (repository === null)
        throw new errors/* InputError */.dz('not-a-work-tree', `${options.directory} is in no git work tree.`);
    const interruption = new AbortController();
    const interrupt = (signal) => interruption.abort(signal);
    for (const signal of SIGNALS)
        process.on(signal, interrupt);
    try {
        const startTime = (0,start_time/* createStartTime */.u)();
        const store = await openRunStore(place, startTime);
        checkPush(repository, options);
        await chooseBranch(repository, options.branch);
        const result = await recordRun(context, options, {
            ...place,
            repository,
            store,
            startTime,
            signal: interruption.signal,
        });
        if (result.step.status === 'refused' && result.failure !== null)
            (0,cli_context/* say */.cv)(context, result.failure);
        else if (!options.quiet)
            (0,cli_context/* say */.cv)(context, (0,step_run_lines/* endLine */.Sk)(result.step, options.history));
        return exitStatus(context, result, options, interruption.signal);
    }
    finally {
        for (const signal of SIGNALS)
            process.off(signal, interrupt);
        await repository.close();
    }
}
function checkPush(repository, { push }) {
    if (push === 'none' || repository.remote !== null)
        return;
    throw new errors/* InputError */.dz('bad-input', `--push is given, but the repository in ${repository.root} has no remote. Add one as origin, or leave --push out.`);
}
async function chooseBranch(repository, branch) {
    if (branch === null)
        return;
    if (!(await repository.isBranchName(branch))) {
        throw new errors/* InputError */.dz('bad-input', `--branch is ${(0,identity/* quote */.hD)(branch)}, which git takes for no branch name. Use another.`);
    }
    await repository.switchTo(branch);
}
function exitStatus(context, result, options, { reason }) {
    const { step, publication, failure } = result;
    const failedCheck = (0,delivery/* hasFailedCheck */._P)(step) && failure !== null;
    if (failedCheck)
        (0,cli_context/* say */.cv)(context, failure);
    if (step.status === 'refused')
        return REFUSED;
    // As a shell tells it of a program that a signal has ended, whatever the command made of its own.
    if (step.status === 'cancelled')
        return (0,start_process/* signalExitCode */.c)(SIGNALS.find((signal) => signal === reason) ?? 'SIGINT');
    const own = step.exitCode ?? 1;
    if (own !== 0)
        return own;
    if (failedCheck)
        return 1;
    if (step.status === 'over_budget')
        return TERMINATED;
    // The agent failed by its own record; the warning has said so.
    if (step.status === 'failed')
        return 1;
    if (options.requireRecord && publication.kind !== 'published') {
        (0,cli_context/* say */.cv)(context, 'the agent succeeded, but its record could not be published (--require-record).');
        return 1;
    }
    return 0;
}


/***/ }),

/***/ 72774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ displayWidth),
/* harmony export */   G: () => (/* binding */ cutToWidth)
/* harmony export */ });
const ASCII = /^[ -~]*$/;
const MARK = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[0-9#*]\ufe0f?\u20e3|\p{Regional_Indicator}{2}/u;
/** The blocks that Unicode's East Asian Width calls Wide or Fullwidth; the scripts cover their later extensions. */
const WIDE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\u30fb\u30fc\uff01-\uff60\uffe0-\uffe6]/u;
const HALFWIDTH = /^[\uff61-\uffdc]/u;
/** Made at its first use: it takes as long to make as a third of Node's own start. */
let segmenter;
function graphemes(text) {
    segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
    return segmenter.segment(text);
}
/** Columns a text takes on a terminal: two for wide characters and emoji, none for combining marks. */
function displayWidth(text) {
    if (ASCII.test(text))
        return text.length;
    let width = 0;
    for (const { segment } of graphemes(text))
        width += graphemeWidth(segment);
    return width;
}
/** The text cut to that many columns, with `…` in the last one when something had to go. */
function cutToWidth(text, width) {
    if (displayWidth(text) <= width)
        return text;
    if (width < 1)
        return '';
    let cut = '';
    let used = 0;
    for (const { segment } of graphemes(text)) {
        const next = used + graphemeWidth(segment);
        if (next > width - 1)
            break;
        cut += segment;
        used = next;
    }
    return `${cut}…`;
}
function graphemeWidth(grapheme) {
    if (MARK.test(grapheme))
        return 0;
    if (HALFWIDTH.test(grapheme))
        return 1;
    return EMOJI.test(grapheme) || WIDE.test(grapheme) ? 2 : 1;
}


/***/ }),

/***/ 44544:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ createStartTime)
/* harmony export */ });
/** By when each of the waits must be over. The last one is what an agent can be kept waiting in all. */
const BY_MS = {
    questions: 5_000,
    history: 7_000,
    remote: 8_000,
    pins: 9_000,
    record: 10_000,
};
/** Counts waits alone: what a checkout takes, or a look at a large work tree, is nobody's delay. */
function createStartTime(now = () => performance.now()) {
    let spentMs = 0;
    return {
        leftMs: (wait) => Math.max(0, BY_MS[wait] - spentMs),
        async count(work) {
            const began = now();
            try {
                return await work();
            }
            finally {
                spentMs += now() - began;
            }
        },
    };
}


/***/ })

};
