export const id = 987;
export const ids = [987];
export const modules = {

/***/ 94130:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hM: () => (/* binding */ createLog),
  yy: () => (/* binding */ print),
  Q2: () => (/* binding */ printJson),
  cv: () => (/* binding */ say),
  TB: () => (/* binding */ showOnStderr),
  eV: () => (/* binding */ stdoutPaint),
  QA: () => (/* binding */ stdoutWidth)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./build/render/terminal/paint.js

const FORMATS = { strong: 'bold', dim: 'dim', good: 'green', bad: 'red', warn: 'yellow' };
/** Colour only on a terminal that has it, and never against NO_COLOR (https://no-color.org: set and not empty). */
function createPaint(stream, env) {
    const coloured = stream.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
    return coloured ? (look, text) => (0,external_node_util_.styleText)(FORMATS[look], text, { validateStream: false }) : plainPaint;
}
const plainPaint = (_look, text) => text;

// EXTERNAL MODULE: ./build/render/terminal/plain-text.js
var plain_text = __webpack_require__(17468);
;// CONCATENATED MODULE: ./build/cli/context.js


/** Writes to stdout what a command answers, with a line end. */
function print(context, text) {
    context.streams.stdout.write(`${text}\n`);
}
/** One JSON value, as `--json` prints it everywhere. */
function printJson(context, value) {
    print(context, JSON.stringify(value, null, 2));
}
/** One line on stderr that says who is speaking. Foreign text in it cannot move the cursor. */
function say(context, message) {
    context.streams.stderr.write(`laforge: ${(0,plain_text/* toPlainText */.b)(message)}\n`);
}
/** Shows people what stdout, with JSON on it, does not. */
function showOnStderr(context, describe) {
    const { stderr } = context.streams;
    stderr.write(`${describe(createPaint(stderr, context.env))}\n`);
}
/** Colour for what goes to stdout. */
function stdoutPaint(context) {
    return createPaint(context.streams.stdout, context.env);
}
/** Columns a table may take: the terminal's, or as many as it likes where a program or a file reads. */
function stdoutWidth(context) {
    const { isTTY, columns } = context.streams.stdout;
    return isTTY === true ? (columns ?? 80) : Number.POSITIVE_INFINITY;
}
/** The log of a command: warnings are lines on stderr, the rest is only for those who did not ask for quiet. */
function createLog(context, quiet) {
    const inform = quiet ? () => { } : (message) => say(context, message);
    return { info: inform, notice: inform, warn: (message) => say(context, `warning: ${message}`) };
}


/***/ }),

/***/ 40987:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./node_modules/commander/esm.mjs
var esm = __webpack_require__(48179);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
;// CONCATENATED MODULE: ./build/cli/commands.js
const COMMANDS = [
    {
        name: 'step run',
        summary: 'run a command as a step and record it',
        load: () => Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(2082), __webpack_require__.e(5581), __webpack_require__.e(5915), __webpack_require__.e(7223)]).then(__webpack_require__.bind(__webpack_require__, 37223)),
    },
    {
        name: 'step info',
        summary: 'show everything about one step',
        load: () => Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(2082), __webpack_require__.e(336)]).then(__webpack_require__.bind(__webpack_require__, 50336)),
    },
    {
        name: 'step rollback',
        summary: 'keep a step and undo all later ones',
        load: () => Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(2082), __webpack_require__.e(4841), __webpack_require__.e(1503), __webpack_require__.e(7212), __webpack_require__.e(7104)]).then(__webpack_require__.bind(__webpack_require__, 47104)),
    },
    {
        name: 'step undo',
        summary: 'take a rollback back',
        load: () => Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(2082), __webpack_require__.e(4841), __webpack_require__.e(1503), __webpack_require__.e(7212), __webpack_require__.e(9610)]).then(__webpack_require__.bind(__webpack_require__, 49610)),
    },
    { name: 'steps', summary: 'list the steps of a project', load: () => Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(2082), __webpack_require__.e(394)]).then(__webpack_require__.bind(__webpack_require__, 20394)) },
    { name: 'usage', summary: 'tell what the steps of a project used and cost', load: () => Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(2082), __webpack_require__.e(3534)]).then(__webpack_require__.bind(__webpack_require__, 63534)) },
    { name: 'projects', summary: 'list the projects on this machine', load: () => __webpack_require__.e(/* import() */ 6663).then(__webpack_require__.bind(__webpack_require__, 46663)) },
    { name: 'pins', summary: 'list what keeps displaced commits', load: () => Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(2082), __webpack_require__.e(4841), __webpack_require__.e(1257), __webpack_require__.e(8833)]).then(__webpack_require__.bind(__webpack_require__, 98417)) },
    { name: 'pins drop', summary: 'take pins away for good', load: () => Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(2082), __webpack_require__.e(4841), __webpack_require__.e(7212), __webpack_require__.e(1257), __webpack_require__.e(8356)]).then(__webpack_require__.bind(__webpack_require__, 38356)) },
    { name: 'verify', summary: 'check a history for damage', load: () => Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(2082), __webpack_require__.e(8712)]).then(__webpack_require__.bind(__webpack_require__, 58712)) },
    { name: 'merge', summary: 'bring the histories of several steps.db files together', load: () => __webpack_require__.e(/* import() */ 3045).then(__webpack_require__.bind(__webpack_require__, 73045)) },
    { name: 'import', summary: 'add the steps of another steps.db to a project', load: () => Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(2082), __webpack_require__.e(1396)]).then(__webpack_require__.bind(__webpack_require__, 11396)) },
    { name: 'export', summary: 'write a history as JSON or CSV', load: () => Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(2082), __webpack_require__.e(7446)]).then(__webpack_require__.bind(__webpack_require__, 47446)) },
];
/** The row that these arguments call, if any: its words are the first ones, `help` put aside. */
function findCommand(argv) {
    const words = argv.filter((word) => word !== 'help').slice(0, 2);
    return COMMANDS.find(({ name }) => name === words.join(' ')) ?? COMMANDS.find(({ name }) => name === words[0]);
}

// EXTERNAL MODULE: ./build/cli/context.js + 1 modules
var cli_context = __webpack_require__(94130);
;// CONCATENATED MODULE: ./build/cli/version.js
/** The version of the package; a test holds it to package.json, which a bundle cannot read. */
const VERSION = '1.0.0';

;// CONCATENATED MODULE: ./build/cli/index.js





const USAGE_ERROR = 2;
const FAILURE = 1;
/**
 * The command line. Resolves to the exit status: the agent's own for `step run`, 2 when it was called wrongly, 1 when
 * something was refused or failed. `argv` is without the program's name. Never throws and never ends the process.
 */
async function main(argv, env, streams = process) {
    let status = 0;
    const context = {
        argv: argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv,
        env,
        streams,
        cwd: process.cwd(),
        exitWith: (code) => {
            status = code;
        },
    };
    ignoreClosedPipe(streams);
    try {
        const program = await buildProgram(context);
        await program.parseAsync(context.argv, { from: 'user' });
        return status;
    }
    catch (error) {
        return tell(error, context);
    }
}
/** All commands by name and summary; only the one that is called has its module loaded. */
async function buildProgram(context) {
    const program = new esm/* Command */.uB('laforge')
        .description('Runs coding agents as numbered, recorded, reversible steps on a git branch.')
        .usage('<command> [options]')
        .version(VERSION, '-V, --version', 'print the version')
        .helpOption('-h, --help', 'show help; also after a command')
        .helpCommand(false)
        .configureOutput({
        writeOut: (text) => void context.streams.stdout.write(text),
        writeErr: (text) => void context.streams.stderr.write(text),
        // Errors come back as exceptions and are told in one line.
        outputError: () => { },
        getOutHelpWidth: () => context.streams.stdout.columns ?? 100,
        getErrHelpWidth: () => context.streams.stderr.columns ?? 100,
    })
        .exitOverride()
        .addHelpText('after', GETTING_STARTED);
    const called = findCommand(context.argv);
    const module = await called?.load();
    const groups = new Map([['step', addStepGroup(program)]]);
    for (const row of COMMANDS) {
        const [first = '', second] = row.name.split(' ');
        const parent = second === undefined ? program : (groups.get(first) ?? program);
        const command = parent
            .command(second ?? first)
            .description(row.summary)
            .helpCommand(false);
        if (second === undefined)
            groups.set(first, command);
        if (row === called)
            module?.define(command, context);
    }
    return program;
}
function addStepGroup(program) {
    return program
        .command('step')
        .description('run, show, roll back and undo steps')
        .usage('<command> [options]')
        .helpCommand(false)
        .addHelpText('after', '\nEach has its own help, such as: laforge step run --help');
}
/** Says in one line what went wrong, and returns the exit status for it. */
function tell(error, context) {
    if (error instanceof esm/* CommanderError */.b7) {
        // Help and the version are answers; help that nobody asked for means that a command was missing.
        if (error.exitCode === 0)
            return 0;
        if (error.code !== 'commander.help')
            (0,cli_context/* say */.cv)(context, usageSentence(error.message, context.argv));
        return USAGE_ERROR;
    }
    (0,cli_context/* say */.cv)(context, (0,errors/* describeError */.Uc)(error));
    return error instanceof errors/* InputError */.dz ? USAGE_ERROR : FAILURE;
}
/** `error: unknown option '--brnach'\n(Did you mean --branch?)` as a sentence that says where to look. */
function usageSentence(message, argv) {
    const what = message.replace(/^error: /, '').replace(/\s*\n\((Did you mean .*\?)\)/s, '. $1');
    const sentence = what.charAt(0).toUpperCase() + what.slice(1).replace(/[^.?!]$/, '$&.');
    const command = findCommand(argv)?.name ?? (argv[0] === 'step' ? 'step' : undefined);
    return `${sentence} See laforge ${command === undefined ? '' : `${command} `}--help.`;
}
/** A reader that has had enough (`laforge steps | head`) is no error of ours; unhandled, it would end the process. */
function ignoreClosedPipe(streams) {
    for (const stream of [streams.stdout, streams.stderr]) {
        stream.on('error', (error) => {
            if (error.code !== 'EPIPE')
                throw error;
        });
    }
}
const GETTING_STARTED = `
Examples:
  $ laforge step run -- claude -p "fix the failing test"   run an agent as a recorded step
  $ laforge steps                                          what has been done here
  $ laforge step info 3                                    everything about step 3
  $ laforge step rollback 3                                keep step 3, undo all later ones
  $ laforge step undo R1                                   take rollback R1 back

The history of a project is the file ~/.laforge/projects/<project-id>/steps.db (LAFORGE_HOME moves ~/.laforge).
The project is the owner/repo of the origin remote, else the name of the repository's folder; --project names another.
Exit status: 0 done, 1 refused or failed, 2 called wrongly; step run exits with the agent's own.`;


/***/ }),

/***/ 56046:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ StoreError),
/* harmony export */   Uc: () => (/* binding */ describeError),
/* harmony export */   XS: () => (/* binding */ GitError),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   fk: () => (/* binding */ RefusedError)
/* harmony export */ });
/**
 * The four ways in which something of ours cannot go on. A message is one sentence or two: what failed, the value or
 * file, what to do. The agent's own failure is none of these: it is data in the step.
 */
class CodedError extends Error {
    code;
    constructor(code, message, options) {
        super(message, options);
        this.code = code;
        this.name = new.target.name;
    }
}
class InputError extends CodedError {
}
class RefusedError extends CodedError {
}
class StoreError extends CodedError {
}
class GitError extends CodedError {
}
/** What a person is told about anything that was thrown: the message, and the cause's where it adds something. */
function describeError(error) {
    if (!(error instanceof Error))
        return String(error);
    const cause = error.cause instanceof Error ? error.cause.message : undefined;
    return cause !== undefined && !error.message.includes(cause) ? `${error.message} (${cause})` : error.message;
}


/***/ }),

/***/ 17468:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ toPlainText)
/* harmony export */ });
const PRINTABLE_ASCII = /^[ -~]*$/;
const SPACING = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Controls, and the format characters that turn, hide or join text: `\p{Cf}` has the bidirectional overrides too. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
const ZERO_WIDTH_JOINER = '\u200d';
/**
 * Foreign text as one line that cannot move the cursor, colour the screen, turn the reading direction or hide: line
 * breaks and tabs become a space, control characters their picture (ESC is ␛), other invisible ones �.
 */
function toPlainText(text) {
    if (PRINTABLE_ASCII.test(text))
        return text;
    return text.replace(SPACING, ' ').replace(INVISIBLE, (char) => {
        // Emoji such as a family are joined by it; it shows nothing and turns nothing.
        if (char === ZERO_WIDTH_JOINER)
            return char;
        const code = char.codePointAt(0) ?? 0;
        if (code < 0x20)
            return String.fromCodePoint(0x2400 + code);
        return code === 0x7f ? '\u2421' : '\ufffd';
    });
}


/***/ })

};
