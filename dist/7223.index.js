export const id = 7223;
export const ids = [7223,5427];
export const modules = {

/***/ 49132:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ addHistoryOptions),
/* harmony export */   Pj: () => (/* binding */ findPlace),
/* harmony export */   QL: () => (/* binding */ openPlace),
/* harmony export */   jC: () => (/* binding */ openHistory)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16327);
/* harmony import */ var _domain_ports_store_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(84647);
/* harmony import */ var _domain_slug_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(31310);
/* harmony import */ var _git_open_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(94631);
/* harmony import */ var _system_projects_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(23192);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(99230);
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
/** Opens the history of a place, and tells what people must know of it. Closes the place's repository when it fails. */
async function openPlace(context, place, purpose) {
    try {
        const { createPlaceStore } = await Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(6869), __webpack_require__.e(8812), __webpack_require__.e(4877), __webpack_require__.e(8972)]).then(__webpack_require__.bind(__webpack_require__, 14213));
        const store = createPlaceStore(place, purpose);
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
/* harmony export */   Ej: () => (/* binding */ parseTimeoutMinutes),
/* harmony export */   Fv: () => (/* binding */ parseLimit),
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
/** Reads `--limit`: a number of steps, or `all`, which is no limit (null). Throws InputError. */
function parseLimit(text) {
    if (text === 'all')
        return null;
    if (/^[1-9][0-9]{0,8}$/.test(text))
        return Number(text);
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `--limit is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}. Use a number of steps such as 20, or all.`);
}
/** Reads `--timeout-minutes` into milliseconds; a fraction such as 0.5 will do. Throws InputError. */
function parseTimeoutMinutes(text) {
    const minutes = /^[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : 0;
    // Node's timers hold 31 bits of milliseconds and fire at once beyond them.
    const milliseconds = Math.round(minutes * 60_000);
    if (milliseconds >= 1 && milliseconds < 2 ** 31)
        return milliseconds;
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `--timeout-minutes is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}. Use a number of minutes such as 30 (35000 at most).`);
}


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
/* harmony export */   F: () => (/* binding */ startLine),
/* harmony export */   S: () => (/* binding */ endLine)
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
    const facts = [(0,_render_terminal_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .formatChanges */ .rQ)(step.changes), (0,_render_terminal_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .formatUsage */ .pK)(step.tokenUsage)].filter((fact) => fact !== '').join(', ');
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

// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
// EXTERNAL MODULE: ./build/cli/context.js
var cli_context = __webpack_require__(99230);
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
// EXTERNAL MODULE: ./build/domain/commit-message.js
var commit_message = __webpack_require__(66486);
// EXTERNAL MODULE: ./build/domain/documents.js
var documents = __webpack_require__(55427);
// EXTERNAL MODULE: ./build/render/escape.js
var render_escape = __webpack_require__(66082);
// EXTERNAL MODULE: ./build/usage/registry.js + 49 modules
var registry = __webpack_require__(39634);
// EXTERNAL MODULE: ./build/cli/option-values.js
var option_values = __webpack_require__(71819);
;// CONCATENATED MODULE: ./build/cli/step-run-options.js











const SHORTEST_SECRET = 8;
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
        .option('--timeout-minutes <number>', 'then the agent and all its processes are ended', option_values/* parseTimeoutMinutes */.Ej)
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
    const secrets = secretsOf(context.env);
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
/** Values of variables whose names say that they are secrets. */
function secretsOf(env) {
    return Object.entries(env).flatMap(([name, value]) => /(TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|PRIVATE_?KEY)/i.test(name) && (value ?? '').length >= SHORTEST_SECRET
        ? [value ?? '']
        : []);
}
function splitNames(text) {
    return text.split(/[\s,]+/).filter((name) => name !== '');
}
const EXAMPLES = `
Runs the command in the work tree, with stdin, stdout and stderr as they are, and records it as the next step: HEAD
before and after, its commits and changes, how it ended, how long it took, what it cost. What it leaves uncommitted is
committed; what lay there before it is not. Nothing is pushed unless --push says so. The exit status is the command's
own. What we say ourselves goes to stderr, what the agent printed is also kept in a log file (laforge step info).

The agent sees LAFORGE_STEP_ID, LAFORGE_STEP_UID and LAFORGE_PROJECT_ID, and may write what it used to the file
LAFORGE_USAGE_FILE, as JSON: {"input_tokens": 1200, "output_tokens": 300, "cost": 0.02, "model": "…"}.

Examples:
  $ laforge step run -- claude -p "fix the failing test"
  $ laforge step run --branch agent/fix --push -- codex exec "fix the failing test"
  $ laforge step run --timeout-minutes 30 --prompt-file task.md -- sh -c 'my-agent < "$LAFORGE_PROMPT_FILE"'
  $ echo "a task" | laforge step run -- my-agent --from-stdin`;

;// CONCATENATED MODULE: ./build/cli/step-run.js






const INTERRUPTED = 130;
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
    const [place, { openRunStore, recordRun }] = await Promise.all([finding, Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(6869), __webpack_require__.e(1538), __webpack_require__.e(8812), __webpack_require__.e(4549), __webpack_require__.e(4877), __webpack_require__.e(3685)]).then(__webpack_require__.bind(__webpack_require__, 63685))]);
    const { repository } = place;
    if (repository === null)
        throw new errors/* InputError */.dz('not-a-work-tree', `${options.directory} is in no git work tree.`);
    const interruption = new AbortController();
    const interrupt = () => interruption.abort();
    for (const signal of SIGNALS)
        process.on(signal, interrupt);
    try {
        const store = openRunStore(place);
        checkPush(repository, options);
        await chooseBranch(repository, options.branch);
        const result = await recordRun(context, options, { ...place, repository, store, signal: interruption.signal });
        if (!options.quiet)
            (0,cli_context/* say */.cv)(context, (0,step_run_lines/* endLine */.S)(result.step, options.history));
        return exitStatus(context, result, options);
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
function exitStatus(context, { step, publication }, options) {
    const own = step.exitCode ?? 1;
    if (own !== 0)
        return own;
    if (step.status === 'cancelled')
        return INTERRUPTED;
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

/***/ 66486:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   aZ: () => (/* binding */ parseIdentity),
/* harmony export */   cD: () => (/* binding */ checkCommitTemplate),
/* harmony export */   df: () => (/* binding */ commitMessage)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);


const PLACEHOLDERS = ['step-id', 'step-uid', 'agent', 'branch', 'prompt'];
const SUBJECT_LENGTH = 72;
/** Refuses a template that names something we do not have, before anything has run. */
function checkCommitTemplate(template, what) {
    for (const match of template.matchAll(/\{([a-z-]+)\}/g)) {
        if (!PLACEHOLDERS.some((name) => name === match[1])) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} has ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(match[0])}, which stands for nothing. Use ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')}.`);
        }
    }
}
/**
 * The message of the commit of what an agent left uncommitted: the template filled in, or a subject made from the
 * prompt, and the trailers by which the step is found again.
 */
function commitMessage(template, facts) {
    const values = {
        'step-id': facts.stepId === null ? facts.stepUid : String(facts.stepId),
        'step-uid': facts.stepUid,
        agent: facts.agent ?? 'agent',
        branch: facts.branch ?? '',
        prompt: firstLine(facts.prompt ?? ''),
    };
    const text = template === null
        ? defaultSubject(facts)
        : template.replace(/\{([a-z-]+)\}/g, (whole, name) => name in values ? values[name] : whole);
    const trailers = [
        `Laforge-Step-Uid: ${facts.stepUid}`,
        ...(facts.stepId === null ? [] : [`Laforge-Step: ${facts.stepId}`]),
    ];
    const body = text.replaceAll('\u0000', '').trim() || defaultSubject(facts);
    // A template may end in trailers of its own: ours join them, since only one block at the end counts.
    const lastParagraph = body.includes('\n\n') ? (body.split('\n\n').at(-1) ?? '') : '';
    const endsInTrailers = lastParagraph !== '' && lastParagraph.split('\n').every((line) => /^[A-Za-z0-9-]+: /.test(line));
    return `${body}${endsInTrailers ? '\n' : '\n\n'}${trailers.join('\n')}\n`;
}
/** Reads `Name <mail>`. Throws InputError, naming `what`, on anything else. */
function parseIdentity(text, what) {
    const match = /^([^<>\r\n\0]*[^<>\s\0])\s*<([^<>\s\0]+)>$/.exec(text.trim());
    if (match?.[1] === undefined || match[2] === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} is ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}, which is no author. Write it as "Name <mail@example.com>".`);
    }
    return { name: match[1].trim(), email: match[2] };
}
function defaultSubject(facts) {
    const prompt = firstLine(facts.prompt ?? '');
    if (prompt !== '')
        return prompt;
    return `Work of ${facts.agent ?? 'the agent'}${facts.stepId === null ? '' : ` in step ${facts.stepId}`}`;
}
function firstLine(text) {
    const line = text.split(/[\r\n]/).find((candidate) => candidate.trim() !== '') ?? '';
    const chars = [...line.trim()];
    return chars.length > SUBJECT_LENGTH ? `${chars.slice(0, SUBJECT_LENGTH - 1).join('')}…` : chars.join('');
}


/***/ }),

/***/ 55427:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ EMPTY_AGENT_CONFIG),
/* harmony export */   r: () => (/* binding */ UNKNOWN_USAGE)
/* harmony export */ });
/**
 * The JSON documents a step carries. Their keys are the contract with readers of steps.db and of `--json`, so these
 * types are the documents themselves, snake_case and all. Unknown is null, never 0 or ''.
 */
const UNKNOWN_USAGE = {
    prompt_tokens: null,
    completion_tokens: null,
    total_tokens: null,
    cost: null,
    input_tokens: null,
    cache_read_tokens: null,
    cache_write_tokens: null,
    output_tokens: null,
    reasoning_tokens: null,
    turns: null,
    models: [],
    session_id: null,
    source: null,
    state: 'unknown',
};
const EMPTY_AGENT_CONFIG = {
    name: null,
    command: null,
    model: null,
    max_tokens: null,
    temperature: null,
    system_prompt: null,
    tools: [],
    metadata: {},
};


/***/ }),

/***/ 75799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ stepToJson),
/* harmony export */   u: () => (/* binding */ stepName)
/* harmony export */ });
/** How a step is named in a sentence: `step 3`, or by its uid while it has no settled number. */
function stepName(step) {
    return step.id === null ? `step ${step.uid}` : `step ${step.id}`;
}
/**
 * The documented JSON shape of a step: the columns of steps.db by their names, the JSON documents parsed and named
 * without `_json`. Used by `--json`, the output `step` and exports.
 */
function stepToJson(step) {
    return {
        id: step.id,
        uid: step.uid,
        active: step.active,
        parent_step_id: step.parentStepId,
        parent_uid: step.parentUid,
        project_id: step.projectId,
        repository: step.repository,
        branch: step.branch,
        status: step.status,
        commit_sha_before: step.commitShaBefore,
        commit_sha_after: step.commitShaAfter,
        pushed: step.pushed,
        pin_ref: step.pinRef,
        exit_code: step.exitCode,
        start_time: step.startTime,
        end_time: step.endTime,
        duration_ms: step.durationMs,
        agent_config: step.agentConfig,
        token_usage: step.tokenUsage,
        run: step.run,
        changes: step.changes,
        notes: step.notes,
        created_at: step.createdAt,
    };
}


/***/ }),

/***/ 66082:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $o: () => (/* binding */ escapeBlock),
/* harmony export */   Fw: () => (/* binding */ escapeMermaid),
/* harmony export */   X1: () => (/* binding */ escapeText),
/* harmony export */   eC: () => (/* binding */ quoteForShell),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   tn: () => (/* binding */ escapeCode)
/* harmony export */ });
/* unused harmony export cleanLine */
/**
 * The one place that makes foreign text harmless: whatever an agent, a branch, a config or a file says becomes text
 * that GitHub shows as it is. What comes out is right in Markdown (also in a table cell, a heading, a link's text), in
 * HTML text and in the raw HTML of `<details>`.
 */
// GitHub finds mentions, references and addresses in the rendered text, after entities have become characters, so an
// entity alone stops none of them. A zero-width space inside does; browsers also leave it invisible.
const ZERO_WIDTH_SPACE = '&#8203;';
// What nobody sees but what changes the reading: controls, bidirectional overrides, invisible operators, blank letters,
// tags and selectors that can carry hidden text. The joiners U+200C and U+200D stay: scripts and emoji need them.
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0]|[\u{e0100}-\u{e01ef}]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
/**
 * One line of text without controls, bidirectional overrides and invisible characters, white space collapsed, and cut
 * at `maxLength` characters (code points) with an ellipsis.
 */
function cleanLine(text, maxLength) {
    // No more than this can matter, and a hostile megabyte should not be worked through.
    const head = text.slice(0, maxLength * 8 + 1000);
    return cut(head
        .replaceAll(LONE_SURROGATE, '\ufffd')
        .replaceAll(/[\s\u0085]+/gu, ' ')
        .replaceAll(INVISIBLE, '')
        .trim(), maxLength);
}
/** Text in which nothing is Markdown, HTML, a mention, a reference or a link any more. */
function escapeText(text, maxLength = 200) {
    return cleanLine(text, maxLength)
        .split(/((?<![a-z0-9])[0-9a-f]{7,64}(?![a-z0-9]))/i)
        .map((part, index) => 
    // A bare SHA becomes a link to a commit; inside <code> GitHub links nothing, and it can still be copied.
    index % 2 === 1 ? `<code>${part}</code>` : escapePunctuation(breakReferences(part)))
        .join('');
}
/** Text as code. In `<code>` GitHub looks for no mentions and references; addresses are kept from becoming links. */
function escapeCode(text, maxLength = 200) {
    return `<code>${escapePunctuation(breakAddresses(cleanLine(text, maxLength)))}</code>`;
}
/** Several lines as a block of code in raw HTML, cut at `maxLength` characters. */
function escapeBlock(text, maxLength) {
    const lines = text
        .slice(0, maxLength * 8 + 1000)
        .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
        .map((line) => cleanIndented(line));
    // A line of its own for each would end the HTML block at the first empty one.
    return `<pre>${escapePunctuation(breakAddresses(cut(lines.join('\n'), maxLength))).replaceAll('\n', '&#10;')}</pre>`;
}
/** A link with text that is safe already. Anything but an http(s) address gives the text alone. */
function link(text, url) {
    if (url === null || !/^https?:\/\/[^\s]+$/i.test(url) || !URL.canParse(url))
        return text;
    const address = new URL(url).href.replaceAll(/[^A-Za-z0-9:/.?#%=@_~+,;-]/g, percentEncode).replaceAll('&', '&amp;');
    return `<a href="${address}">${text}</a>`;
}
/** Text for a quoted label of a Mermaid graph: anything but letters, digits and plain signs as a numbered entity. */
function escapeMermaid(text, maxLength = 40) {
    return Array.from(cleanLine(text, maxLength), (char) => /[A-Za-z0-9 .,/_-]|\P{ASCII}/u.test(char) ? char : `#${char.codePointAt(0)};`).join('');
}
/** A command's arguments as a POSIX shell reads them back. */
function quoteForShell(args) {
    return args.map((arg) => (/^[A-Za-z0-9_./:=-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`)).join(' ');
}
function cut(text, maxLength) {
    const chars = Array.from(text);
    return chars.length <= maxLength
        ? text
        : `${chars
            .slice(0, Math.max(0, maxLength - 1))
            .join('')
            .trimEnd()}…`;
}
function cleanIndented(line) {
    return line.replaceAll(LONE_SURROGATE, '\ufffd').replaceAll('\t', '  ').replaceAll(INVISIBLE, '').trimEnd();
}
// U+200B stands for the zero-width space until punctuation has become entities; cleanLine has removed foreign ones.
function breakAddresses(text) {
    return text
        .replaceAll('@', '@\u200b')
        .replaceAll(/www(?=\.)/gi, (www) => `${www[0]}\u200b${www.slice(1)}`)
        .replaceAll(':/', ':\u200b/');
}
function breakReferences(text) {
    return breakAddresses(text)
        .replaceAll('#', '#\u200b')
        .replaceAll(/(?<![a-z0-9])gh-(?=\d)/gi, (gh) => `${gh}\u200b`)
        .replaceAll(/:(?=[\w+-]+:)/g, ':\u200b');
}
function escapePunctuation(text) {
    return (text
        // An underscore inside a word is never emphasis.
        .replaceAll(/[&<>[\]\\`*~|#@]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, (char) => `&#${char.charCodeAt(0)};`)
        // GitHub's own way to show a dollar sign that begins no formula.
        .replaceAll('$', '<span>$</span>')
        // What begins like a list or the underline of a heading would become one.
        .replace(/^[+=-]|(?<=^\d+)[.)](?= |$)/, (sign) => `&#${sign.charCodeAt(0)};`)
        .replaceAll('\u200b', ZERO_WIDTH_SPACE));
}
function percentEncode(char) {
    return char === '&'
        ? char
        : encodeURIComponent(char).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
}


/***/ }),

/***/ 14246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ formatCost),
/* harmony export */   fU: () => (/* binding */ formatTime),
/* harmony export */   lM: () => (/* binding */ rollbackLabel),
/* harmony export */   t_: () => (/* binding */ statusAtAGlance),
/* harmony export */   vO: () => (/* binding */ stepLabel),
/* harmony export */   xM: () => (/* binding */ formatLines)
/* harmony export */ });
const GLYPHS = {
    running: '⏳',
    succeeded: '✅',
    failed: '❌',
    timed_out: '⏱️',
    cancelled: '🚫',
    interrupted: '💥',
};
/** A status at a glance. The set is open: one we do not know has its own name as its word, which is foreign text. */
function statusAtAGlance(status) {
    const glyph = Object.hasOwn(GLYPHS, status) ? GLYPHS[status] : undefined;
    return { glyph: glyph ?? '❔', word: status.replaceAll('_', ' ') };
}
/** US dollars with the digits that matter for one step: `$0.0205`, `$3.42`, `$0`; '' when unknown. */
function formatCost(cost) {
    if (cost === null || !Number.isFinite(cost) || cost < 0)
        return '';
    if (cost === 0)
        return '$0';
    if (cost < 0.0001)
        return '<$0.0001';
    // Above a cent, three significant digits are below what anybody would compare.
    return cost < 0.995 ? `$${cost.toFixed(4)}` : `$${cost.toFixed(2)}`;
}
/** How a step is shown in a table: its number, or enough of its uid to find it while it has no settled one. */
function stepLabel(step) {
    // The first 13 characters of a UUIDv7 are its millisecond; the first 8 alone stand for a minute.
    return step.id === null ? step.uid.slice(0, 13) : String(step.id);
}
/** `R2`, or enough of its uid while it has no settled number. */
function rollbackLabel(rollback) {
    return rollback.number === null ? rollback.uid.slice(0, 13) : `R${rollback.number}`;
}
/** `+10 −2`. */
function formatLines(insertions, deletions) {
    return `+${insertions} −${deletions}`;
}
/** `2026-01-31 09:05 UTC`; anything that is no timestamp of ours as it is. */
function formatTime(time) {
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(time) ? `${time.slice(0, 16).replace('T', ' ')} UTC` : time;
}


/***/ }),

/***/ 12535:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   ki: () => (/* binding */ formatList),
/* harmony export */   nV: () => (/* binding */ formatAge),
/* harmony export */   pK: () => (/* binding */ formatUsage),
/* harmony export */   rQ: () => (/* binding */ formatChanges),
/* harmony export */   wP: () => (/* binding */ formatIds)
/* harmony export */ });
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14246);

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** `40ms`, `1.2s`, `12s`, `3m 20s`, `1h 05m`; '' when unknown. */
function formatDuration(durationMs) {
    if (durationMs === null)
        return '';
    if (durationMs < 995)
        return `${Math.round(durationMs)}ms`;
    if (durationMs < 9_950)
        return `${(durationMs / 1000).toFixed(1)}s`;
    const seconds = Math.round(durationMs / 1000);
    if (seconds < MINUTE)
        return `${seconds}s`;
    if (seconds < HOUR)
        return `${Math.floor(seconds / MINUTE)}m ${twoDigits(seconds % MINUTE)}s`;
    return `${Math.floor(seconds / HOUR)}h ${twoDigits(Math.floor((seconds % HOUR) / MINUTE))}m`;
}
/** `840`, `17.5k`, `2.3M`; '' when unknown. */
function formatCount(count) {
    if (count === null || count === undefined)
        return '';
    if (count < 1000)
        return String(count);
    if (count < 999_950)
        return `${trimZero((count / 1000).toFixed(1))}k`;
    return `${trimZero((count / 1_000_000).toFixed(1))}M`;
}
/** `2 commits, 3 files (+10 -2)`; `no changes` when that is known, '' when nothing is. */
function formatChanges(changes) {
    if (changes === null)
        return '';
    if (changes.own_commit_count === 0 && changes.files_changed === 0)
        return 'no changes';
    const files = `${plural(changes.files_changed, 'file')} (+${changes.insertions} -${changes.deletions})`;
    return `${plural(changes.own_commit_count, 'commit')}, ${files}`;
}
/** `17.5k tokens, $0.02`, or as much of it as is known. */
function formatUsage(usage) {
    if (usage === null)
        return '';
    const tokens = usage.total_tokens === null ? '' : `${formatCount(usage.total_tokens)} tokens`;
    return [tokens, (0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCost */ .BD)(usage.cost)].filter((part) => part !== '').join(', ');
}
/** `just now`, `5 min ago`, `3 h ago`, `2 days ago`, then the date. The clock's time is given, so the text is a function of its data. */
function formatAge(time, now) {
    const seconds = Math.round((now.getTime() - Date.parse(time)) / 1000);
    if (Number.isNaN(seconds))
        return time;
    if (seconds < -MINUTE)
        return time.slice(0, 16).replace('T', ' ');
    if (seconds < MINUTE)
        return 'just now';
    if (seconds < HOUR)
        return `${Math.floor(seconds / MINUTE)} min ago`;
    if (seconds < DAY)
        return `${Math.floor(seconds / HOUR)} h ago`;
    if (seconds < 14 * DAY)
        return `${plural(Math.floor(seconds / DAY), 'day')} ago`;
    return time.slice(0, 10);
}
/** `1 step`, `2 steps`. */
function plural(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
/** `a`, `a and b`, `a, b and c`. */
function formatList(items) {
    return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
/** The step numbers of a plan: `14 and 15`, runs of three or more as `14 to 19`. */
function formatIds(ids) {
    const parts = [];
    const sorted = [...ids].sort((a, b) => a - b);
    for (let start = 0; start < sorted.length;) {
        let end = start;
        while (sorted[end + 1] === (sorted[end] ?? 0) + 1)
            end++;
        if (end - start >= 2)
            parts.push(`${sorted[start]} to ${sorted[end]}`);
        else
            parts.push(...sorted.slice(start, end + 1).map(String));
        start = end + 1;
    }
    return formatList(parts);
}
function twoDigits(value) {
    return String(value).padStart(2, '0');
}
function trimZero(text) {
    return text.replace(/\.0$/, '');
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


/***/ })

};
