export const id = 6663;
export const ids = [6663];
export const modules = {

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

/***/ 46663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   define: () => (/* binding */ define)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _system_projects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23192);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94130);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20902);




function define(command, context) {
    command
        .usage('[options]')
        .option('--project <id>', 'only this one')
        .option('--json', 'print an array of projects')
        .addHelpText('after', EXAMPLES);
    command.action((options) => showProjects(context, options));
}
async function showProjects(context, options) {
    const wanted = options.project?.toLowerCase();
    const found = (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_1__/* .listProjects */ .hF)(context.env).filter(({ id }) => wanted === undefined || id.toLowerCase() === wanted);
    const { projectToJson, renderProjectList } = await Promise.all(/* import() */[__webpack_require__.e(1363), __webpack_require__.e(3324)]).then(__webpack_require__.bind(__webpack_require__, 83324));
    const overviews = [];
    await (0,_progress_js__WEBPACK_IMPORTED_MODULE_3__/* .withProgress */ .E)(context, `reading ${found.length} projects`, async () => {
        for (const project of found)
            overviews.push(await overview(project));
    });
    if (options.json === true)
        return (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .printJson */ .Q2)(context, overviews.map(projectToJson));
    if (overviews.length === 0) {
        const none = `No projects in ${(0,_system_projects_js__WEBPACK_IMPORTED_MODULE_1__/* .projectsFolder */ .Vh)(context.env)} yet`;
        return (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .print */ .yy)(context, `${none}. Record a first step in a repository: laforge step run -- <command>`);
    }
    const view = { width: (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .stdoutWidth */ .QA)(context), paint: (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .stdoutPaint */ .eV)(context), now: new Date() };
    (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .print */ .yy)(context, renderProjectList(overviews, view));
}
/** What there is to say of one project. One whose file cannot be read is told with its fault, like the others. */
async function overview(project) {
    const [{ openLedger }, { agentInWords }, { systemClock }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(3304), __webpack_require__.e(9021)]).then(__webpack_require__.bind(__webpack_require__, 93304)),
        __webpack_require__.e(/* import() */ 1363).then(__webpack_require__.bind(__webpack_require__, 61363)),
        __webpack_require__.e(/* import() */ 2248).then(__webpack_require__.bind(__webpack_require__, 2248)),
    ]);
    const path = (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_1__/* .ledgerPath */ .tf)(project);
    try {
        const ledger = openLedger(path, { clock: systemClock, readonly: true });
        try {
            const [last] = ledger.listSteps({ limit: 1 });
            const usage = ledger.sumUsage();
            return {
                id: project.id,
                path,
                steps: ledger.countSteps(),
                activeSteps: ledger.countSteps({ active: true }),
                lastStep: last === undefined
                    ? null
                    : { id: last.id, status: last.status, startTime: last.startTime, agent: agentInWords(last) || null },
                totalTokens: usage.totalTokens,
                costUsd: usage.costUsd,
                estimatedUsd: usage.estimatedUsd,
                fault: null,
            };
        }
        finally {
            ledger.close();
        }
    }
    catch (error) {
        const nothing = { steps: 0, activeSteps: 0, lastStep: null, totalTokens: null, costUsd: null, estimatedUsd: null };
        return { id: project.id, path, ...nothing, fault: (0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error) };
    }
}
const EXAMPLES = `
Every project that has a history under ~/.laforge (LAFORGE_HOME moves it): its steps, its last one, what all of them
used, and its file. A file that cannot be read is listed with its fault.

Each object of --json: project_id, path, steps, active_steps, last_step {id, status, start_time, agent} or null,
total_tokens, cost_usd, fault (null when all is well). Unknown is null.

Examples:
  $ laforge projects
  $ laforge projects --json | jq -r '.[] | select(.fault) | .path'`;


/***/ }),

/***/ 16327:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fu: () => (/* binding */ shortSha),
/* harmony export */   HH: () => (/* binding */ isSha),
/* harmony export */   Ls: () => (/* binding */ looksLikeStepNumber),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   hO: () => (/* binding */ isUid),
/* harmony export */   tI: () => (/* binding */ parseRollbackRef),
/* harmony export */   xH: () => (/* binding */ parseStepRef)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);

const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const UID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const UID_PREFIX = /^[0-9a-f]{8}[0-9a-f-]{0,28}$/;
const STEP_NUMBER = /^[sS]?([1-9][0-9]{0,14})$/;
const ROLLBACK_NUMBER = /^[rR]([1-9][0-9]{0,14})$/;
function isSha(text) {
    return SHA.test(text);
}
function isUid(text) {
    return UID.test(text);
}
/**
 * Reads how a user names a step. A number never begins with 0 and a UUIDv7 of our age does, so digits alone are never
 * ambiguous. Throws InputError, naming `what` (the input or option), on anything else.
 */
function parseStepRef(text, what) {
    const number = STEP_NUMBER.exec(text);
    if (number?.[1] !== undefined)
        return { kind: 'id', id: Number(number[1]) };
    if (UID_PREFIX.test(text.toLowerCase()))
        return { kind: 'uid', prefix: text.toLowerCase() };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} is ${quote(text)}, which names no step. Use a step's number (3 or S3), or its uid or the first 8 or more characters of it.`);
}
/** True when a lone positional argument reads as a step's number. */
function looksLikeStepNumber(text) {
    return STEP_NUMBER.test(text);
}
/** Reads how a user names a rollback. A step's number is refused by name: undo takes back rollbacks, not steps. */
function parseRollbackRef(text, what) {
    const number = ROLLBACK_NUMBER.exec(text);
    if (number?.[1] !== undefined)
        return { kind: 'number', number: Number(number[1]) };
    if (looksLikeStepNumber(text)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} is ${quote(text)}, which is a step's number. Undo takes back a rollback: name it as R${text.replace(/^[sS]/, '')}, or by its uid.`);
    }
    if (UID_PREFIX.test(text.toLowerCase()))
        return { kind: 'uid', prefix: text.toLowerCase() };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} is ${quote(text)}, which names no rollback. Use its number (R2), or its uid or the first 8 or more characters of it.`);
}
/** A value of the user's as a message shows it: quoted, cut at 80 characters, control characters escaped. */
function quote(value) {
    const cut = value.length > 80 ? `${value.slice(0, 79)}…` : value;
    return JSON.stringify(cut);
}
/** The first eight characters of a SHA, as people write it; '' of null. */
function shortSha(sha) {
    return sha === null ? '' : sha.slice(0, 8);
}


/***/ }),

/***/ 31310:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jk: () => (/* binding */ projectPathParts),
/* harmony export */   K0: () => (/* binding */ slugToText),
/* harmony export */   YR: () => (/* binding */ textToSlug),
/* harmony export */   kp: () => (/* binding */ DEFAULT_SLUG),
/* harmony export */   vb: () => (/* binding */ checkProjectId)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);


/** The slug of a history that was given no project id, so that a renamed repository keeps its history. */
const DEFAULT_SLUG = 'default';
const MAX_PROJECT_ID_LENGTH = 100;
/**
 * One path component for `text` that every file system, artifact name, cache key and git ref accepts: letters, digits,
 * `_`, `-` and a dot inside stay, any other byte is `=XX`. `slugToText` takes it back.
 */
function textToSlug(text) {
    let slug = '';
    const bytes = new TextEncoder().encode(text);
    bytes.forEach((byte, index) => {
        const char = String.fromCharCode(byte);
        // git refuses a dot at either end, two in a row, and an ending of ".lock".
        const innerDot = char === '.' && index > 0 && index < bytes.length - 1 && bytes[index - 1] !== 0x2e && !text.endsWith('.lock');
        slug += /[A-Za-z0-9_-]/.test(char) || innerDot ? char : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    });
    return slug;
}
/** The text that `textToSlug` made this slug from. */
function slugToText(slug) {
    const bytes = [];
    for (let i = 0; i < slug.length; i++) {
        if (slug[i] === '=') {
            bytes.push(Number.parseInt(slug.slice(i + 1, i + 3), 16));
            i += 2;
        }
        else
            bytes.push(slug.charCodeAt(i));
    }
    return new TextDecoder().decode(new Uint8Array(bytes));
}
/**
 * The path components under which a project's own folder stands, one for each part between slashes. Throws InputError
 * on an empty part, on `.` and `..`, and on an id of more than 100 characters.
 */
function projectPathParts(projectId, what) {
    checkProjectId(projectId, what);
    return projectId.split('/').map(textToSlug);
}
/** Refuses a project id that cannot name a history, naming the input or option it came from. */
function checkProjectId(projectId, what) {
    const reason = projectId.length > MAX_PROJECT_ID_LENGTH
        ? `it is longer than ${MAX_PROJECT_ID_LENGTH} characters`
        : projectId.split('/').some((part) => part === '' || part === '.' || part === '..')
            ? 'a part between its slashes is empty, "." or ".."'
            : [...projectId].some((char) => char < ' ' || char === '\u007f')
                ? 'it has a control character'
                : undefined;
    if (reason !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} is ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(projectId)}, and ${reason}. Use a name such as owner/repo.`);
    }
}


/***/ }),

/***/ 23192:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AA: () => (/* binding */ checkOwner),
/* harmony export */   Ax: () => (/* binding */ claimProject),
/* harmony export */   Or: () => (/* binding */ laforgeHome),
/* harmony export */   Vh: () => (/* binding */ projectsFolder),
/* harmony export */   WH: () => (/* binding */ defaultProjectId),
/* harmony export */   hF: () => (/* binding */ listProjects),
/* harmony export */   t1: () => (/* binding */ findProject),
/* harmony export */   tW: () => (/* binding */ stepLogFile),
/* harmony export */   tf: () => (/* binding */ ledgerPath),
/* harmony export */   xo: () => (/* binding */ checkLogFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16327);
/* harmony import */ var _domain_slug_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(31310);






const LEDGER_FILE = 'steps.db';
const OWNER_FILE = 'project.json';
/** `LAFORGE_HOME`, else `~/.laforge`. */
function laforgeHome(env) {
    const home = env.LAFORGE_HOME ?? '';
    return home === ''
        ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(env.HOME === undefined || env.HOME === '' ? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)() : env.HOME, '.laforge')
        : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(home);
}
/** The file of a project's history. */
function ledgerPath(project) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(project.folder, LEDGER_FILE);
}
/** Where what the agent of a step printed is kept. */
function stepLogFile(project, uid) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(project.folder, 'runs', `${uid}.log`);
}
/** The same for the check of its work. */
function checkLogFile(project, uid) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(project.folder, 'runs', `${uid}.check.log`);
}
/** The folder under which every project has its own. */
function projectsFolder(env) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(laforgeHome(env), 'projects');
}
/**
 * The project of that name. One that is there already under another spelling of upper and lower case is the same, as
 * a repository's name is on the services that host it. Throws InputError on a name that cannot be a project's.
 */
function findProject(id, env, what) {
    let folder = projectsFolder(env);
    const parts = [];
    for (const part of (0,_domain_slug_js__WEBPACK_IMPORTED_MODULE_5__/* .projectPathParts */ .Jk)(id, what)) {
        if (part.startsWith(LEDGER_FILE) || part === OWNER_FILE) {
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `${what} is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(id)}, and ${part} is the name of a file of ours. Use another.`);
        }
        const entry = sameName(part, folder);
        parts.push(entry);
        folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, entry);
    }
    return { id: parts.map(_domain_slug_js__WEBPACK_IMPORTED_MODULE_5__/* .slugToText */ .K0).join('/'), folder };
}
/** The name of a repository's own project: `owner/repo` of its remote in lower case, else the folder of its main work tree. */
function defaultProjectId(repository) {
    const remote = repository.remote?.repository ?? null;
    return remote === null ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(repository.mainWorkTree) : remote.slice(remote.indexOf('/') + 1);
}
/**
 * Refuses a default name that is taken: two repositories of one name are two histories. A project that nobody owns
 * yet (a file that was copied here) belongs to whoever asks first.
 */
function checkOwner(project, repository) {
    const owner = readOwner(project);
    const asking = identityOf(repository);
    if (owner === null || owner === asking)
        return;
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .RefusedError */ .fk('wrong-place', `Project ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(project.id)} on this machine is the history of another repository, ${owner}, not of ${asking}. ` +
        'Name a project of its own for this one: --project <name>. To share that history, name it: --project ' +
        `${project.id}.`);
}
/** Notes whose history this is, the first time a step is recorded in it. */
function claimProject(project, repository) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(project.folder, { recursive: true });
        const text = `${JSON.stringify({ repository: identityOf(repository) }, null, 2)}\n`;
        writeWholeOnce((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(project.folder, OWNER_FILE), text);
    }
    catch (error) {
        if (isCode(error, 'EEXIST') && readOwner(project) !== null)
            return;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .StoreError */ .AD('unwritable', `The folder of project ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(project.id)} cannot be written: ${project.folder}.`, {
            cause: error,
        });
    }
}
/** Exclusively and in one piece: of two first steps at once, one owns the name and the other reads who. */
function writeWholeOnce(path, text) {
    const draft = `${path}.${process.pid}`;
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(draft, text);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.linkSync)(draft, path);
    }
    catch (error) {
        if (isCode(error, 'EEXIST'))
            throw error;
        // A file system without hard links.
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(path, text, { flag: 'wx' });
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(draft, { force: true });
    }
}
/** Every project on this machine that has a ledger, by its id. */
function listProjects(env) {
    const found = [];
    const walk = (folder, parts) => {
        const entries = entriesOf(folder);
        if (parts.length > 0 && entries.some((entry) => entry.name === LEDGER_FILE)) {
            found.push({ id: parts.map(_domain_slug_js__WEBPACK_IMPORTED_MODULE_5__/* .slugToText */ .K0).join('/'), folder });
        }
        for (const entry of entries)
            if (entry.isDirectory())
                walk((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, entry.name), [...parts, entry.name]);
    };
    walk(projectsFolder(env), []);
    return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}
/** What tells one repository from another of the same name: `host/owner/name`, else the real path of its main work tree. */
function identityOf(repository) {
    return repository.remote?.repository ?? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(repository.mainWorkTree);
}
function readOwner(project) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(project.folder, OWNER_FILE);
    let text;
    try {
        text = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8');
    }
    catch (error) {
        if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR'))
            return null;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .StoreError */ .AD('unreadable', `${path} cannot be read.`, { cause: error });
    }
    try {
        const parsed = JSON.parse(text);
        if (typeof parsed === 'object' &&
            parsed !== null &&
            'repository' in parsed &&
            typeof parsed.repository === 'string') {
            return parsed.repository;
        }
    }
    catch {
        // Told below, with every other shape it should not have.
    }
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .StoreError */ .AD('damaged', `${path} does not say whose history this is. Remove that file if you know.`);
}
function sameName(part, folder) {
    const names = entriesOf(folder).map((entry) => entry.name);
    return names.includes(part) ? part : (names.find((name) => name.toLowerCase() === part.toLowerCase()) ?? part);
}
function entriesOf(folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(folder, { withFileTypes: true });
    }
    catch (error) {
        if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR'))
            return [];
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .StoreError */ .AD('unreadable', `${folder} cannot be read.`, { cause: error });
    }
}
function isCode(error, code) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}


/***/ })

};
