export const id = 685;
export const ids = [685];
export const modules = {

/***/ 11304:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H0: () => (/* binding */ formatBudget),
/* harmony export */   MT: () => (/* binding */ amountOf),
/* harmony export */   Qe: () => (/* binding */ formatLimits),
/* harmony export */   cY: () => (/* binding */ findPassed),
/* harmony export */   cp: () => (/* binding */ isUncertain),
/* harmony export */   dD: () => (/* binding */ ownCeilings),
/* harmony export */   ej: () => (/* binding */ formatAmount),
/* harmony export */   fm: () => (/* binding */ budgetFacts),
/* harmony export */   lC: () => (/* binding */ leftOf),
/* harmony export */   yk: () => (/* binding */ budgetScope),
/* harmony export */   zE: () => (/* binding */ usageToSpent)
/* harmony export */ });
/** Whose steps a budget counts for this one; null where it is not about such a step: no pull request, no branch. */
function budgetScope(budget, step) {
    const { repository, branch, run, startTime } = step;
    switch (budget.per) {
        case 'day':
            return { startedSince: `${startTime.slice(0, 10)}T00:00:00.000Z` };
        case 'pull_request':
            return run?.pull_request == null ? null : { repository, pullRequest: run.pull_request.number };
        case 'branch':
            return branch === null ? null : { repository, branch };
        case 'project':
            return {};
    }
}
/**
 * Adds up what a budget's steps used and may use. Of the running ones only those with a lower number count: the others
 * count this one, so that of two that begin at the same time one goes first.
 */
function budgetFacts(budget, totals, running, own) {
    const isUsd = budget.unit === 'usd';
    const others = running.filter(({ uid, id }) => uid !== own.uid && (id === null || own.id === null || id < own.id));
    const bounds = others.map(({ limits }) => (isUsd ? limits?.max_cost_usd : limits?.max_tokens) ?? null);
    return {
        budget,
        used: (isUsd ? totals.costUsd : totals.totalTokens) ?? 0,
        steps: totals.steps,
        unknown: isUsd ? totals.withoutCost : totals.withoutTokens,
        partial: totals.partial,
        running: others.length,
        // A record that promises to use less than nothing makes no room.
        reserved: bounds.reduce((sum, bound) => sum + Math.max(0, bound ?? 0), 0),
        unbounded: bounds.filter((bound) => bound === null).length,
    };
}
/** What is left of a budget; 0 or less: nothing. Fractions of a cent that no sum is exact to do not count. */
function leftOf({ budget, used, reserved }) {
    return Number((budget.amount - used - reserved).toFixed(9));
}
/** Whether more may have been used, or be used by others, than a budget can count. A part that is known is counted. */
function isUncertain({ unknown, unbounded }) {
    return unknown > 0 || unbounded > 0;
}
/** A step's own limits. */
function ownCeilings(limits) {
    const ceiling = (amount, unit) => amount == null ? [] : [{ amount, unit, budget: null }];
    return [...ceiling(limits?.max_cost_usd, 'usd'), ...ceiling(limits?.max_tokens, 'tokens')];
}
/** The first of these that was passed. */
function findPassed(ceilings, spent) {
    return ceilings.find(({ amount, unit }) => (amountOf(spent, unit) ?? 0) > amount);
}
function amountOf(spent, unit) {
    return unit === 'usd' ? spent.costUsd : spent.tokens;
}
/** What a usage tells at least. */
function usageToSpent(usage) {
    const { prompt_tokens: prompt, completion_tokens: completion, total_tokens: total, cost } = usage;
    const parts = prompt === null && completion === null ? null : (prompt ?? 0) + (completion ?? 0);
    return { costUsd: cost, tokens: total ?? parts };
}
/** `20.14 USD`, `2,014,300 tokens`. */
function formatAmount(amount, unit) {
    const shown = unit === 'usd' ? String(Number(amount.toFixed(4))) : Math.round(amount).toLocaleString('en-US');
    return `${shown} ${unit === 'usd' ? 'USD' : 'tokens'}`;
}
/** All that limits a step: `2.5 USD, 20 USD per day`. */
function formatLimits(limits) {
    const own = ownCeilings(limits).map(({ amount, unit }) => formatAmount(amount, unit));
    return [...own, ...limits.budgets.map(formatBudget)].join(', ');
}
/** `20 USD per day`, as it is written. */
function formatBudget({ amount, unit, per }) {
    return `${formatAmount(amount, unit)} per ${per.replace('_', ' ')}`;
}


/***/ }),

/***/ 22781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SH: () => (/* binding */ goneInWords),
/* harmony export */   TH: () => (/* binding */ parseDroppedMessage),
/* harmony export */   n2: () => (/* binding */ formatDroppedMessage),
/* harmony export */   zm: () => (/* binding */ droppedInWords)
/* harmony export */ });
/* unused harmony export parseDroppedRecord */
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);
/* harmony import */ var _pin_record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6978);


const MARKER = 'Laforge-Dropped-Pin-1: ';
const MAX_MESSAGE_LENGTH = 8_000_000;
/**
 * The message of the commit, without parent and files, that notes a dropped pin: a subject for people, what was dropped
 * as one line of JSON and, of a rollback's or an undo's pin, the record it carried.
 */
function formatDroppedMessage(dropped, draft) {
    const { ref, sha, actor, reason, at } = dropped;
    const lines = [`laforge: ${actor === null ? '' : `${oneLine(actor)} `}dropped the pin ${ref}`, ''];
    if (reason !== null)
        lines.push(`Reason: ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(reason)}`, '');
    lines.push(`${MARKER}${JSON.stringify({ ref, sha, actor, reason, at })}`);
    return [...lines, ...(draft === null ? [] : ['', ...(0,_pin_record_js__WEBPACK_IMPORTED_MODULE_1__/* .draftLines */ .h1)(draft)]), ''].join('\n');
}
/** Reads such a message back. Anybody who may push can write one: undefined where it does not fit the pin's ref. */
function parseDroppedMessage(message, pinRef) {
    if (message.length > MAX_MESSAGE_LENGTH)
        return undefined;
    const line = message.split('\n').find((one) => one.startsWith(MARKER));
    const json = line === undefined ? undefined : parseJson(line.slice(MARKER.length));
    if (json === undefined)
        return undefined;
    const { ref, sha, actor, reason, at } = json;
    if (ref !== pinRef || typeof sha !== 'string' || !(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .isSha */ .HH)(sha))
        return undefined;
    if (!isTextOrNull(actor) || !isTextOrNull(reason))
        return undefined;
    if (typeof at !== 'string' || Number.isNaN(Date.parse(at)))
        return undefined;
    return { ref, sha, actor, reason, at };
}
/** The record that the dropped pin had carried; undefined where there is none. */
function parseDroppedRecord(message) {
    return parsePinMessage(message);
}
/** `ada dropped it on 2026-11-26 (a key was in it)`, as the end of a sentence. */
function droppedInWords({ actor, reason, at }) {
    const why = reason === null ? '' : ` (${oneLine(reason)})`;
    return `${actor === null ? 'somebody' : oneLine(actor)} dropped it on ${at.slice(0, 10)}${why}`;
}
/** ` (gone: …)` for a pin that is no more, '' for one that is there, or of which nothing is known. */
function goneInWords(pin) {
    switch (pin?.kind) {
        case 'dropped':
            return ` (gone: ${droppedInWords(pin)})`;
        case 'gone':
            return ' (gone: it is neither at the remote nor here)';
        case 'kept':
        case 'unknown':
        case undefined:
            return '';
    }
}
function oneLine(text) {
    const plain = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
    return plain.length > 200 ? `${plain.slice(0, 199)}…` : plain;
}
function parseJson(text) {
    try {
        const json = JSON.parse(text);
        return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : undefined;
    }
    catch {
        return undefined;
    }
}
function isTextOrNull(value) {
    return value === null || typeof value === 'string';
}


/***/ }),

/***/ 6978:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M$: () => (/* binding */ formatPinMessage),
/* harmony export */   h1: () => (/* binding */ draftLines),
/* harmony export */   i9: () => (/* binding */ parsePinMessage)
/* harmony export */ });
/* unused harmony export nameSteps */
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75799);


/** Stands alone on the line before the record. */
const MARKER = 'Laforge-Rollback-Record-1:';
/** Some two hundred thousand steps' uids; a longer message is not read. */
const MAX_MESSAGE_LENGTH = 8_000_000;
const STEPS_NAMED = 10;
/**
 * The message of the commit a pin points at: a subject and a few lines for people who meet it in `git log`, then the
 * record as one line of JSON, by which a rollback whose record was never published is found again.
 */
function formatPinMessage(draft, steps) {
    const from = (0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(draft.fromSha);
    const to = (0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(draft.toSha);
    const names = steps.length === 0 ? '' : ` (${nameSteps(steps)})`;
    const lines = [`laforge: ${draft.kind} of ${draft.branch ?? ''} from ${from} to ${to}${names}`, ''];
    if (draft.kind === 'rollback')
        lines.push(`Keeps the commits that left the branch: git log ${to}..${from}`);
    else
        lines.push(`Takes back the rollback ${draft.undoes ?? ''}.`);
    // Quoted, it is one line: nothing a person wrote as a reason can pass for the marker below.
    if (draft.reason !== null)
        lines.push(`Reason: ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(draft.reason)}`);
    return [...lines, '', ...draftLines(draft), ''].join('\n');
}
/** The last two lines of a message that carries a record. */
function draftLines(draft) {
    return [MARKER, JSON.stringify(draftToJson(draft))];
}
/** `steps 14, 15`, with a count instead of the names beyond the tenth. */
function nameSteps(steps) {
    if (steps.length === 0)
        return 'no steps';
    const [only] = steps;
    if (steps.length === 1 && only !== undefined)
        return (0,_step_js__WEBPACK_IMPORTED_MODULE_1__/* .stepName */ .u)(only);
    const names = steps.slice(0, STEPS_NAMED).map(({ id, uid }) => (id === null ? uid : String(id)));
    const rest = steps.length - names.length;
    return `steps ${names.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}
/**
 * Reads the record out of a pin's commit message. Anybody who may push can write such a message, so anything odd - a
 * second marker, a missing or unknown key, a value of another shape - makes it undefined.
 */
function parsePinMessage(message) {
    if (message.length > MAX_MESSAGE_LENGTH)
        return undefined;
    const lines = message.trimEnd().split('\n');
    if (lines.filter((line) => line === MARKER).length !== 1 || lines.at(-2) !== MARKER)
        return undefined;
    let json;
    try {
        json = JSON.parse(lines.at(-1) ?? '');
    }
    catch {
        return undefined;
    }
    return isObject(json) ? jsonToDraft(json) : undefined;
}
function draftToJson(draft) {
    return {
        uid: draft.uid,
        kind: draft.kind,
        project_id: draft.projectId,
        undoes: draft.undoes,
        repository: draft.repository,
        branch: draft.branch,
        target: draft.target === null ? null : { mode: draft.target.mode, step_uid: draft.target.stepUid },
        from_sha: draft.fromSha,
        to_sha: draft.toSha,
        pin_ref: draft.pinRef,
        step_uids: draft.stepUids,
        actor: draft.actor,
        reason: draft.reason,
        run: draft.run,
        created_at: draft.createdAt,
    };
}
const DRAFT_KEYS = 'uid kind project_id undoes repository branch target from_sha to_sha pin_ref step_uids actor reason run created_at';
const RUN_KEYS = 'ci workflow run_id attempt job job_backend_id actor event url pull_request';
const PULL_REQUEST_KEYS = 'number head_ref head_sha head_repository base_ref merge_sha';
function jsonToDraft(json) {
    const { uid, kind, undoes, repository, branch, from_sha, to_sha, pin_ref, step_uids, actor, reason, created_at } = json;
    const target = readTarget(json.target);
    const run = readRun(json.run);
    const sound = hasKeys(json, DRAFT_KEYS) &&
        isUidText(uid) &&
        (kind === 'undo' ? isUidText(undoes) : kind === 'rollback' && undoes === null) &&
        target !== undefined &&
        (kind === 'undo') === (target === null) &&
        run !== undefined;
    if (!sound || (kind !== 'undo' && kind !== 'rollback'))
        return undefined;
    if (!isText(json.project_id) || !isTextOrNull(repository) || !isText(branch) || branch === '' || !isText(pin_ref))
        return undefined;
    if (!isShaText(from_sha) || !isShaText(to_sha) || !isUidList(step_uids))
        return undefined;
    if (!isTextOrNull(actor) || !isTextOrNull(reason) || !isTimestamp(created_at))
        return undefined;
    return {
        uid,
        kind,
        projectId: json.project_id,
        undoes: isUidText(undoes) ? undoes : null,
        repository,
        branch,
        target,
        fromSha: from_sha,
        toSha: to_sha,
        pinRef: pin_ref,
        stepUids: step_uids,
        actor,
        reason,
        run,
        createdAt: created_at,
    };
}
function readTarget(json) {
    if (json === null)
        return null;
    if (!isObject(json) || !hasKeys(json, 'mode step_uid') || !isUidText(json.step_uid))
        return undefined;
    return json.mode === 'to' || json.mode === 'before' ? { mode: json.mode, stepUid: json.step_uid } : undefined;
}
function readRun(json) {
    if (json === null)
        return null;
    if (!isObject(json) || !hasKeys(json, RUN_KEYS))
        return undefined;
    const { ci, workflow, run_id, attempt, job, job_backend_id, actor, event, url } = json;
    const pull_request = readPullRequest(json.pull_request);
    if (!isText(ci) || !isTextOrNull(workflow) || !isTextOrNull(run_id) || !isCountOrNull(attempt))
        return undefined;
    if (!isTextOrNull(job) || !isTextOrNull(job_backend_id) || !isTextOrNull(actor) || !isTextOrNull(event))
        return undefined;
    if (!isTextOrNull(url) || pull_request === undefined)
        return undefined;
    return { ci, workflow, run_id, attempt, job, job_backend_id, actor, event, url, pull_request };
}
function readPullRequest(json) {
    if (json === null)
        return null;
    if (!isObject(json) || !hasKeys(json, PULL_REQUEST_KEYS))
        return undefined;
    const { number, head_ref, head_sha, head_repository, base_ref, merge_sha } = json;
    if (!isCountOrNull(number) || number === null || !isTextOrNull(head_ref) || !isTextOrNull(head_sha))
        return undefined;
    if (!isTextOrNull(head_repository) || !isTextOrNull(base_ref) || !isTextOrNull(merge_sha))
        return undefined;
    return { number, head_ref, head_sha, head_repository, base_ref, merge_sha };
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function hasKeys(json, keys) {
    return Object.keys(json).sort().join(' ') === keys.split(' ').sort().join(' ');
}
function isText(value) {
    return typeof value === 'string';
}
function isTextOrNull(value) {
    return value === null || isText(value);
}
function isCountOrNull(value) {
    return value === null || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0);
}
function isUidText(value) {
    return typeof value === 'string' && (0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .isUid */ .hO)(value);
}
function isShaText(value) {
    return typeof value === 'string' && (0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .isSha */ .HH)(value);
}
function isTimestamp(value) {
    return (typeof value === 'string' &&
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
        !Number.isNaN(Date.parse(value)));
}
function isUidList(value) {
    return Array.isArray(value) && value.every(isUidText) && new Set(value).size === value.length;
}


/***/ }),

/***/ 90685:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   renderStepDetails: () => (/* binding */ renderStepDetails)
/* harmony export */ });
/* harmony import */ var _domain_budget_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(11304);
/* harmony import */ var _domain_dropped_pin_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22781);
/* harmony import */ var _domain_rollback_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(81005);
/* harmony import */ var _domain_step_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(75799);
/* harmony import */ var _domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12248);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14246);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12535);
/* harmony import */ var _plain_text_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(17468);
/* harmony import */ var _step_list_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(61363);









const COMMITS_SHOWN = 20;
const SYSTEM_PROMPT_SHOWN = 400;
const CHECK_LINES_SHOWN = 20;
const CHECK_LINE_SHOWN = 400;
/** Everything about one step, a fact a line; what is unknown is left out. */
function renderStepDetails({ step, rollbacks, contestedBy, pins, logFile, checkLogFile }, { paint, now }) {
    const status = paint((0,_step_list_js__WEBPACK_IMPORTED_MODULE_4__.statusLook)(step.status), (0,_plain_text_js__WEBPACK_IMPORTED_MODULE_5__/* .toPlainText */ .b)(step.status));
    const title = `${paint('strong', capital((0,_domain_step_js__WEBPACK_IMPORTED_MODULE_6__/* .stepName */ .u)(step)))}: ${status}${step.active ? '' : paint('dim', ' (rolled back)')}`;
    const blocks = [
        facts([
            ...identityFacts(step, pins),
            ...timeFacts(step, now),
            ['log', logFile ?? ''],
            ['check log', checkLogFile ?? ''],
        ]),
        section('Agent', agentFacts(step), paint),
        section('Tokens', usageFacts(step.tokenUsage), paint),
        checkLines(step.check, paint),
        section('Run', runFacts(step.run), paint),
        commitLines(step, paint),
        list('Notes', step.notes, paint),
        list('Rollbacks', rollbacks.map((rollback) => rollbackInWords(rollback, pins, now)), paint),
        contestedBy.length > 1
            ? [
                paint('warn', `Number ${step.id} was claimed by ${contestedBy.length} steps: ${contestedBy.join(', ')}. Name them by uid.`),
            ]
            : [],
    ];
    return [
        title,
        ...blocks.filter((block) => block.length > 0).flatMap((block, at) => (at < 1 ? block : ['', ...block])),
    ].join('\n');
}
function identityFacts(step, pins) {
    return [
        ['uid', step.uid],
        ['project', step.projectId],
        ['repository', step.repository ?? ''],
        ['branch', step.branch ?? ''],
        ['parent', step.parentStepId !== null ? `step ${step.parentStepId}` : (step.parentUid ?? '')],
        ['before', step.commitShaBefore ?? ''],
        ['after', step.commitShaAfter === step.commitShaBefore ? '' : (step.commitShaAfter ?? '')],
        ['changes', (0,_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .formatChanges */ .rQ)(step.changes)],
        ['pushed', pushedInWords(step, pins)],
    ];
}
function timeFacts(step, now) {
    return [
        ['started', `${step.startTime} (${(0,_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .formatAge */ .nV)(step.startTime, now)})`],
        ['ended', step.endTime ?? ''],
        ['took', (0,_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(step.durationMs)],
        ['exit code', step.exitCode === null ? '' : String(step.exitCode)],
        ['allowed', step.limits === null ? '' : (0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_7__/* .formatLimits */ .Qe)(step.limits)],
    ];
}
function agentFacts({ agentConfig }) {
    if (agentConfig === null)
        return [];
    const metadata = Object.keys(agentConfig.metadata).length > 0 ? JSON.stringify(agentConfig.metadata) : '';
    return [
        ['name', agentConfig.name ?? ''],
        ['model', agentConfig.model ?? ''],
        ['command', agentConfig.command ?? ''],
        ['max tokens', numberOrNothing(agentConfig.max_tokens)],
        ['temperature', numberOrNothing(agentConfig.temperature)],
        ['tools', agentConfig.tools.join(', ')],
        ['system prompt', cut(agentConfig.system_prompt ?? '', SYSTEM_PROMPT_SHOWN)],
        ['metadata', metadata],
    ];
}
function usageFacts(usage) {
    if (usage === null)
        return [];
    if (usage.state === 'unknown')
        return [['known', `not: ${usage.reason ?? 'nothing told it'}`]];
    const share = (0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatShare */ .T1)((0,_domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_1__/* .cacheShare */ .e_)(usage));
    return [
        ['total', exactly(usage.total_tokens)],
        ['input', exactly(usage.input_tokens)],
        ['cache read', `${exactly(usage.cache_read_tokens)}${share === '' ? '' : ` (${share} of all input)`}`],
        ['cache write', exactly(usage.cache_write_tokens)],
        ['output', exactly(usage.output_tokens)],
        ['reasoning', usage.reasoning_tokens === null ? '' : `${exactly(usage.reasoning_tokens)} of the output`],
        ['cost', costInWords(usage)],
        ['known', usage.state === 'partial' ? `in part: ${usage.reason ?? 'the run was cut off'}` : ''],
        ['turns', numberOrNothing(usage.turns)],
        ['models', usage.models.join(', ')],
        ['session', usage.session_id ?? ''],
        ['source', usage.source ?? ''],
    ];
}
/** Every digit: what is shown here is compared with a bill. */
function exactly(count) {
    return count === null ? '' : count.toLocaleString('en-US');
}
function costInWords({ cost, cost_estimated: isEstimated, price_list: list }) {
    if (cost === null)
        return '';
    return `${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCost */ .BD)(cost, isEstimated)} USD${isEstimated === true ? ` (estimated by ${list ?? 'a price list'})` : ''}`;
}
function checkLines(check, paint) {
    if (check === null)
        return [];
    const shown = check.last_lines
        .slice(-CHECK_LINES_SHOWN)
        .map((line) => `    ${paint('dim', cut((0,_plain_text_js__WEBPACK_IMPORTED_MODULE_5__/* .toPlainText */ .b)(line), CHECK_LINE_SHOWN))}`);
    const rows = [
        ['command', cut(check.command, SYSTEM_PROMPT_SHOWN)],
        ['result', check.exit_code === 0 ? 'passed' : `failed with exit code ${check.exit_code}`],
        ['took', (0,_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(check.duration_ms)],
    ];
    return [...section('Check', rows, paint), ...shown];
}
function runFacts(run) {
    if (run === null)
        return [];
    const attempt = run.attempt === null ? '' : `, attempt ${run.attempt}`;
    return [
        ['ci', run.ci],
        ['workflow', run.workflow ?? ''],
        ['run', run.run_id === null ? '' : `${run.run_id}${attempt}`],
        ['job', run.job ?? ''],
        ['event', run.event ?? ''],
        ['actor', run.actor ?? ''],
        ['pull request', run.pull_request === null ? '' : `#${run.pull_request.number}`],
        ['url', run.url ?? ''],
    ];
}
function commitLines({ changes }, paint) {
    if (changes === null || changes.own_commits.length === 0)
        return [];
    const shown = changes.own_commits.slice(0, COMMITS_SHOWN);
    const rest = changes.own_commit_count - shown.length;
    return [
        paint('strong', 'Commits'),
        ...shown.map(({ sha, subject }) => `  ${paint('warn', sha.slice(0, 8))}  ${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_5__/* .toPlainText */ .b)(subject)}`),
        ...(rest > 0 ? [paint('dim', `  and ${rest} more`)] : []),
    ];
}
function rollbackInWords(rollback, pins, now) {
    const what = rollback.kind === 'undo' ? 'is an undo that made this step active again' : 'rolled this step back';
    const undone = rollback.kind === 'rollback' && rollback.undoneBy !== null ? ' (undone since)' : '';
    const who = rollback.actor === null ? '' : ` by ${rollback.actor}`;
    const why = rollback.reason === null ? '' : `: ${rollback.reason}`;
    const pin = (0,_domain_dropped_pin_js__WEBPACK_IMPORTED_MODULE_0__/* .goneInWords */ .SH)(pins.get(rollback.pinRef ?? '')).replace('(gone: ', '(its pin is gone: ');
    return `${(0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_8__/* .rollbackName */ .O)(rollback)} ${what}${undone}, ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .formatAge */ .nV)(rollback.createdAt, now)}${who}${why}${pin}`;
}
function pushedInWords({ pushed, pinRef }, pins) {
    if (pushed === null || pushed === 'none')
        return '';
    return pinRef === null ? pushed : `${pushed} at ${pinRef}${(0,_domain_dropped_pin_js__WEBPACK_IMPORTED_MODULE_0__/* .goneInWords */ .SH)(pins.get(pinRef))}`;
}
function section(title, rows, paint) {
    const lines = facts(rows);
    return lines.length === 0 ? [] : [paint('strong', title), ...lines];
}
function list(title, items, paint) {
    return items.length === 0 ? [] : [paint('strong', title), ...items.map((item) => `  - ${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_5__/* .toPlainText */ .b)(item)}`)];
}
function facts(rows) {
    const known = rows.filter(([, value]) => value !== '');
    const width = Math.max(0, ...known.map(([label]) => label.length));
    return known.map(([label, value]) => `  ${label.padEnd(width)}  ${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_5__/* .toPlainText */ .b)(value)}`);
}
function numberOrNothing(value) {
    return value === null ? '' : String(value);
}
function cut(text, length) {
    return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}


/***/ })

};
