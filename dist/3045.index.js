export const id = 3045;
export const ids = [3045,2819];
export const modules = {

/***/ 12819:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   importerOf: () => (/* binding */ importerOf),
/* harmony export */   isLaForgeFile: () => (/* binding */ isLaForgeFile),
/* harmony export */   readForeignLedger: () => (/* binding */ readForeignLedger)
/* harmony export */ });
/** The records of a steps.db from outside, after every field of it was checked. Throws StoreError. */
async function readForeignLedger(path) {
    const [{ checkForeignLedger }, { openLedger }, { systemClock }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(5156), __webpack_require__.e(3341), __webpack_require__.e(2347)]).then(__webpack_require__.bind(__webpack_require__, 48540)),
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(3304), __webpack_require__.e(5522)]).then(__webpack_require__.bind(__webpack_require__, 93304)),
        __webpack_require__.e(/* import() */ 2248).then(__webpack_require__.bind(__webpack_require__, 2248)),
    ]);
    checkForeignLedger(path);
    const ledger = openLedger(path, { clock: systemClock, readonly: true });
    try {
        return ledger.records();
    }
    finally {
        ledger.close();
    }
}
/** How to add what a steps.db from outside holds, of ours or LaForge's, to a ledger. Throws StoreError. */
async function importerOf(path) {
    if (await isLaForgeFile(path)) {
        const { importLaForge } = await Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(9151)]).then(__webpack_require__.bind(__webpack_require__, 42964));
        return (ledger) => importLaForge(path, ledger);
    }
    const records = await readForeignLedger(path);
    return (ledger) => ledger.merge(records);
}
/** Whether LaForge wrote the file. Throws StoreError on one that is no history at all. */
async function isLaForgeFile(path) {
    const [{ openDatabase }, { identifyFile }, { withStoreErrors }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(4308)]).then(__webpack_require__.bind(__webpack_require__, 70745)),
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(5429)]).then(__webpack_require__.bind(__webpack_require__, 91168)),
        __webpack_require__.e(/* import() */ 5656).then(__webpack_require__.bind(__webpack_require__, 15656)),
    ]);
    return withStoreErrors(path, () => {
        const db = openDatabase(path, { readonly: true, fileMustExist: true });
        try {
            db.pragma('trusted_schema = OFF');
            return identifyFile(db, path).kind === 'laforge';
        }
        finally {
            db.close();
        }
    });
}


/***/ }),

/***/ 2672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ mergeToJson),
/* harmony export */   a: () => (/* binding */ describeMerge)
/* harmony export */ });
/* harmony import */ var _render_terminal_figures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12535);

const RENUMBERED_SHOWN = 10;
/** What a merge added, in words; steps that have another number now are named. */
function describeMerge(path, report) {
    const { stepsAdded, stepsFinished, rollbacksAdded, renumbered } = report;
    const parts = [
        ...(stepsAdded > 0 ? [`${(0,_render_terminal_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(stepsAdded, 'step')} added`] : []),
        ...(stepsFinished > 0 ? [`${(0,_render_terminal_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(stepsFinished, 'running step')} finished`] : []),
        ...(rollbacksAdded > 0 ? [`${(0,_render_terminal_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(rollbacksAdded, 'rollback')} added`] : []),
    ];
    const moved = renumbered.filter(({ from }) => from !== null);
    const lines = moved.slice(0, RENUMBERED_SHOWN).map(({ uid, from, to }) => `  step ${from} is now step ${to} (${uid})`);
    const more = moved.length > RENUMBERED_SHOWN ? [`  and ${moved.length - RENUMBERED_SHOWN} more have another number now`] : [];
    return [`${path}: ${parts.length === 0 ? 'nothing new' : parts.join(', ')}.`, ...lines, ...more].join('\n');
}
/** The documented JSON shape of what a merge did. */
function mergeToJson(path, report) {
    return {
        path,
        steps_added: report.stepsAdded,
        steps_finished: report.stepsFinished,
        rollbacks_added: report.rollbacksAdded,
        renumbered: report.renumbered,
    };
}


/***/ }),

/***/ 73045:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   define: () => (/* binding */ define)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56046);
/* harmony import */ var _system_projects_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23192);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(94130);
/* harmony import */ var _foreign_ledger_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(12819);
/* harmony import */ var _merge_report_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2672);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(20902);








function define(command, context) {
    command
        .usage('[options] <target> <source...>')
        .argument('<files...>', 'steps.db files: the first takes what the others have; with --project all are sources')
        .option('--project <id>', 'merge into the file of this project')
        .option('--json', 'print what was added as one object')
        .addHelpText('after', EXAMPLES);
    command.action((files, options) => mergeFiles(context, files, options));
}
async function mergeFiles(context, files, options) {
    const paths = files.map((file) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(context.cwd, file));
    const target = options.project === undefined ? paths[0] : (0,_system_projects_js__WEBPACK_IMPORTED_MODULE_3__/* .ledgerPath */ .tf)((0,_system_projects_js__WEBPACK_IMPORTED_MODULE_3__/* .findProject */ .t1)(options.project, context.env, '--project'));
    const sources = options.project === undefined ? paths.slice(1) : paths;
    if (target === undefined || sources.length === 0) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('bad-input', 'No source to merge from is given. Name it behind the target: laforge merge TARGET SOURCE');
    }
    if (sources.includes(target)) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz('bad-input', `${target} is both target and source. Name two files.`);
    }
    const report = await (0,_progress_js__WEBPACK_IMPORTED_MODULE_6__/* .withProgress */ .E)(context, `merging into ${target}`, () => mergeAll(target, sources), {
        blocking: true,
    });
    if (options.json === true)
        (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .printJson */ .Q2)(context, (0,_merge_report_js__WEBPACK_IMPORTED_MODULE_5__/* .mergeToJson */ .I)(target, report));
    else
        (0,_context_js__WEBPACK_IMPORTED_MODULE_4__/* .print */ .yy)(context, (0,_merge_report_js__WEBPACK_IMPORTED_MODULE_5__/* .describeMerge */ .a)(target, report));
}
/** Reads every source before the target changes: of a damaged one nothing arrives, nor of the others. */
async function mergeAll(target, sources) {
    const [{ openLedger }, { readDifference }, { systemClock }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(3304), __webpack_require__.e(5522)]).then(__webpack_require__.bind(__webpack_require__, 93304)),
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(5156), __webpack_require__.e(3341), __webpack_require__.e(2106)]).then(__webpack_require__.bind(__webpack_require__, 73321)),
        __webpack_require__.e(/* import() */ 2248).then(__webpack_require__.bind(__webpack_require__, 2248)),
    ]);
    const records = [];
    for (const source of sources) {
        const difference = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(target) ? readDifference(source, target) : undefined;
        records.push(difference ?? (await (0,_foreign_ledger_js__WEBPACK_IMPORTED_MODULE_7__.readForeignLedger)(source)));
    }
    const ledger = openLedger(target, { clock: systemClock });
    try {
        const reports = records.map((some) => ledger.merge(some));
        return {
            stepsAdded: sum(reports.map(({ stepsAdded }) => stepsAdded)),
            stepsFinished: sum(reports.map(({ stepsFinished }) => stepsFinished)),
            rollbacksAdded: sum(reports.map(({ rollbacksAdded }) => rollbacksAdded)),
            renumbered: reports.flatMap(({ renumbered }) => renumbered),
        };
    }
    finally {
        ledger.close();
    }
}
function sum(numbers) {
    return numbers.reduce((total, number) => total + number, 0);
}
const EXAMPLES = `
Brings together what parallel runs or several machines recorded: the target gets every step and rollback it does not
have. The order does not matter and merging twice changes nothing. Of two steps that claimed one number the earlier
keeps it; the other gets the next free one, which is said. LaForge's own files are for laforge import.

Examples:
  $ laforge merge steps.db other/steps.db
  $ laforge merge --project acme/app downloaded/*.db`;


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

/***/ 12248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IK: () => (/* binding */ cacheShareOfTotals),
/* harmony export */   e_: () => (/* binding */ cacheShare),
/* harmony export */   hk: () => (/* binding */ UNSPENT_STATUSES),
/* harmony export */   lB: () => (/* binding */ addTotals),
/* harmony export */   vA: () => (/* binding */ totalsOf),
/* harmony export */   yJ: () => (/* binding */ NO_USAGE)
/* harmony export */ });
const NO_USAGE = {
    steps: 0,
    durationMs: null,
    withoutTokens: 0,
    partial: 0,
    withoutCost: 0,
    inputTokens: null,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    outputTokens: null,
    reasoningTokens: null,
    totalTokens: null,
    costUsd: null,
    estimatedUsd: null,
};
/** Statuses of steps that have used nothing yet, or never will. */
const UNSPENT_STATUSES = ['running', 'refused'];
function totalsOf(steps) {
    return steps
        .filter(({ status }) => !UNSPENT_STATUSES.includes(status))
        .map(stepToTotals)
        .reduce(addTotals, NO_USAGE);
}
function addTotals(a, b) {
    return {
        steps: a.steps + b.steps,
        durationMs: addKnown(a.durationMs, b.durationMs),
        withoutTokens: a.withoutTokens + b.withoutTokens,
        partial: a.partial + b.partial,
        withoutCost: a.withoutCost + b.withoutCost,
        inputTokens: addKnown(a.inputTokens, b.inputTokens),
        cacheReadTokens: addKnown(a.cacheReadTokens, b.cacheReadTokens),
        cacheWriteTokens: addKnown(a.cacheWriteTokens, b.cacheWriteTokens),
        outputTokens: addKnown(a.outputTokens, b.outputTokens),
        reasoningTokens: addKnown(a.reasoningTokens, b.reasoningTokens),
        totalTokens: addKnown(a.totalTokens, b.totalTokens),
        costUsd: addKnown(a.costUsd, b.costUsd),
        estimatedUsd: addKnown(a.estimatedUsd, b.estimatedUsd),
    };
}
/** The share of the input that came from the cache, from 0 to 1; null where it is not known, or there was no input. */
function cacheShare(usage) {
    if (usage?.cache_read_tokens == null || usage.input_tokens === null)
        return null;
    const input = usage.input_tokens + usage.cache_read_tokens + (usage.cache_write_tokens ?? 0);
    return input > 0 ? usage.cache_read_tokens / input : null;
}
/** As `cacheShare`, of sums. */
function cacheShareOfTotals({ inputTokens, cacheReadTokens, cacheWriteTokens, }) {
    return cacheShare({
        input_tokens: inputTokens,
        cache_read_tokens: cacheReadTokens,
        cache_write_tokens: cacheWriteTokens,
    });
}
function stepToTotals({ tokenUsage: usage, durationMs }) {
    const cost = usage?.cost ?? null;
    return {
        steps: 1,
        durationMs,
        withoutTokens: usage?.total_tokens == null ? 1 : 0,
        partial: usage?.state === 'partial' ? 1 : 0,
        withoutCost: cost === null ? 1 : 0,
        inputTokens: usage?.input_tokens ?? null,
        cacheReadTokens: usage?.cache_read_tokens ?? null,
        cacheWriteTokens: usage?.cache_write_tokens ?? null,
        outputTokens: usage?.output_tokens ?? null,
        reasoningTokens: usage?.reasoning_tokens ?? null,
        totalTokens: usage?.total_tokens ?? null,
        costUsd: cost,
        estimatedUsd: usage?.cost_estimated === true ? cost : null,
    };
}
/** The sum of what is known, null when nothing is. */
function addKnown(a, b) {
    if (a === null || b === null)
        return a ?? b;
    return a + b;
}


/***/ }),

/***/ 14246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ formatCost),
/* harmony export */   T1: () => (/* binding */ formatShare),
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
    check_failed: '🧪',
    refused: '⛔',
    over_budget: '💸',
};
/** A status at a glance. The set is open: one we do not know has its own name as its word, which is foreign text. */
function statusAtAGlance(status) {
    const glyph = Object.hasOwn(GLYPHS, status) ? GLYPHS[status] : undefined;
    return { glyph: glyph ?? '❔', word: status.replaceAll('_', ' ') };
}
/**
 * US dollars with the digits that matter for one step: `$0.0205`, `$3.42`, `$0`; `≈$0.0205` where they are an estimate
 * by a price list; '' when unknown.
 */
function formatCost(cost, isEstimated = false) {
    const dollars = formatDollars(cost);
    return isEstimated && dollars !== '' ? `≈${dollars}` : dollars;
}
/** A share from 0 to 1 in percent: `78%`, `<1%`, `>99%`; '' when unknown. */
function formatShare(share) {
    if (share === null)
        return '';
    const percent = Math.round(share * 100);
    if (percent === 0 && share > 0)
        return '<1%';
    return percent === 100 && share < 1 ? '>99%' : `${percent}%`;
}
function formatDollars(cost) {
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
/* harmony export */   wP: () => (/* binding */ formatIds),
/* harmony export */   zD: () => (/* binding */ formatTotals)
/* harmony export */ });
/* harmony import */ var _domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12248);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14246);


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
/** `17.5k tokens (17.3k in, 78% of it from cache; 201 out), $0.02`, or as much of it as is known. */
function formatUsage(usage) {
    if (usage === null)
        return '';
    const classes = formatClasses(usage.prompt_tokens, (0,_domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .cacheShare */ .e_)(usage), usage.completion_tokens);
    return [formatTokens(usage.total_tokens, classes), (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCost */ .BD)(usage.cost, usage.cost_estimated)]
        .filter((part) => part !== '')
        .join(', ');
}
/**
 * What steps used together: `2k tokens (1.5k in, 60% of it from cache; 500 out), $0.50, ≈$0.10 of it estimated; tokens
 * of 1 step unknown`. '' when no agent has run.
 */
function formatTotals(totals) {
    if (totals.steps === 0)
        return '';
    const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, totalTokens, costUsd, estimatedUsd } = totals;
    const input = inputTokens === null ? null : inputTokens + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
    const isAllEstimated = estimatedUsd !== null && estimatedUsd === costUsd;
    const known = [
        formatTokens(totalTokens, formatClasses(input, (0,_domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .cacheShareOfTotals */ .IK)(totals), outputTokens)),
        (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCost */ .BD)(costUsd, isAllEstimated),
        isAllEstimated || estimatedUsd === null ? '' : `${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCost */ .BD)(estimatedUsd, true)} of it estimated`,
    ].filter((part) => part !== '');
    const missing = [
        totals.withoutTokens > 0 ? `tokens of ${plural(totals.withoutTokens, 'step')} unknown` : '',
        totals.withoutCost > totals.withoutTokens ? `cost of ${plural(totals.withoutCost, 'step')} unknown` : '',
        totals.partial > 0 ? `${plural(totals.partial, 'step')} counted in part` : '',
    ].filter((part) => part !== '');
    return [known.join(', '), ...missing].filter((part) => part !== '').join('; ');
}
function formatTokens(total, classes) {
    if (total === null)
        return '';
    return `${formatCount(total)} tokens${classes === '' ? '' : ` (${classes})`}`;
}
/** `17.3k in, 78% of it from cache; 201 out`. */
function formatClasses(input, share, output) {
    if (input === null || output === null)
        return '';
    const cached = share === null || share === 0 ? '' : `, ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatShare */ .T1)(share)} of it from cache`;
    return `${formatCount(input)} in${cached}; ${formatCount(output)} out`;
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
