export const id = 1363;
export const ids = [1363];
export const modules = {

/***/ 81005:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ rollbackToJson),
/* harmony export */   O: () => (/* binding */ rollbackName)
/* harmony export */ });
/** How a rollback is named in a sentence: `R2`, or by its uid while it has no settled number. */
function rollbackName(rollback) {
    return rollback.number === null ? rollback.uid : `R${rollback.number}`;
}
/** The documented JSON shape of a rollback or an undo. */
function rollbackToJson(rollback) {
    return {
        number: rollback.number,
        uid: rollback.uid,
        kind: rollback.kind,
        undoes: rollback.undoes,
        undone_by: rollback.undoneBy,
        project_id: rollback.projectId,
        repository: rollback.repository,
        branch: rollback.branch,
        target: rollback.target === null ? null : { mode: rollback.target.mode, step_uid: rollback.target.stepUid },
        from_sha: rollback.fromSha,
        to_sha: rollback.toSha,
        pin_ref: rollback.pinRef,
        step_uids: rollback.stepUids,
        actor: rollback.actor,
        reason: rollback.reason,
        run: rollback.run,
        created_at: rollback.createdAt,
    };
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

/***/ 10587:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CC: () => (/* binding */ stepReference),
/* harmony export */   Tk: () => (/* binding */ isReversibleTo),
/* harmony export */   WA: () => (/* binding */ rollbacksInForce)
/* harmony export */ });
/** The name under which a rollback finds exactly this step: its number unless that was ever contested, else its uid. */
function stepReference(step, contestedIds) {
    return step.id === null || contestedIds.includes(step.id) ? step.uid : String(step.id);
}
/** The rollback that makes each step inactive now, the latest where several cover it. */
function rollbacksInForce(rollbacks) {
    const oldestFirst = rollbacks
        .filter((rollback) => rollback.kind === 'rollback' && rollback.undoneBy === null)
        .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.uid < b.uid ? -1 : 1));
    return new Map(oldestFirst.flatMap((rollback) => rollback.stepUids.map((uid) => [uid, rollback])));
}
/** True when a rollback to this step would not be refused for what the step itself is. */
function isReversibleTo(step) {
    return (step.active &&
        step.branch !== null &&
        step.commitShaAfter !== null &&
        (step.pushed === 'pushed' || step.pushed === 'unchanged') &&
        step.status !== 'running' &&
        step.status !== 'interrupted');
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

/***/ 61363:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   agentInWords: () => (/* binding */ agentInWords),
/* harmony export */   renderStepList: () => (/* binding */ renderStepList),
/* harmony export */   statusLook: () => (/* binding */ statusLook)
/* harmony export */ });
/* harmony import */ var _domain_rollback_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(81005);
/* harmony import */ var _domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12248);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14246);
/* harmony import */ var _history_view_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10587);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12535);
/* harmony import */ var _plain_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(17468);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40198);







/** The history as a table, newest first: a line about the project above it, rolled-back steps dimmed with the rollback's number. */
function renderStepList(list, options) {
    const { paint } = options;
    const covering = (0,_history_view_js__WEBPACK_IMPORTED_MODULE_3__/* .rollbacksInForce */ .WA)(list.rollbacks);
    const columns = stepColumns(covering, options.now);
    const head = `${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toPlainText */ .b)(list.projectId)}: ${countsInWords(list.counts)}`;
    const table = (0,_table_js__WEBPACK_IMPORTED_MODULE_5__/* .renderTable */ .b)(columns, list.steps, { ...options, dim: (step) => !step.active });
    const more = list.older > 0 ? ['', paint('dim', `${list.older} older: --limit all shows them too.`)] : [];
    const totals = totalLines(list, paint);
    return [
        `${paint('strong', head)} ${paint('dim', `in ${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toPlainText */ .b)(list.where)}`)}`,
        '',
        table,
        ...more,
        ...(totals.length > 0 ? ['', ...totals] : []),
    ].join('\n');
}
/** How a status looks: only `succeeded` is good, and one we do not know is not. */
function statusLook(status) {
    if (status === 'succeeded')
        return 'good';
    return status === 'running' || status === 'cancelled' ? 'warn' : 'bad';
}
/** Name and model of what ran, else the first word of its command. */
function agentInWords(step) {
    const config = step.agentConfig;
    if (config === null)
        return '';
    const name = config.name ?? config.command?.trim().split(/\s+/)[0]?.replace(/^.*\//, '') ?? '';
    return [name, config.model ?? ''].filter((part) => part !== '').join(' ');
}
function countsInWords({ all, active }) {
    const rolledBack = all - active;
    return `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(all, 'step')}${rolledBack > 0 ? `, ${rolledBack} rolled back` : ''}`;
}
function stepColumns(covering, now) {
    return [
        { title: 'STEP', align: 'right', cell: _format_js__WEBPACK_IMPORTED_MODULE_1__/* .stepLabel */ .vO },
        {
            title: 'STATUS',
            cell: (step) => step.status,
            shrinkTo: 9,
            look: (step, text, paint) => paint(statusLook(step.status), text),
        },
        { title: 'ROLLED BACK', cell: (step) => rolledBackBy(step, covering.get(step.uid)) },
        { title: 'BRANCH', cell: (step) => step.branch ?? '', shrinkTo: 8 },
        { title: 'AGENT', cell: agentInWords, shrinkTo: 8 },
        { title: 'CHANGES', cell: changesInShort, shrinkTo: 10 },
        { title: 'TOOK', align: 'right', cell: (step) => (0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(step.durationMs) },
        { title: 'TOKENS', align: 'right', cell: tokensInShort },
        { title: 'IN', align: 'right', cell: (step) => (0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(step.tokenUsage?.prompt_tokens), leaves: 2 },
        { title: 'CACHED', align: 'right', cell: (step) => (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatShare */ .T1)((0,_domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .cacheShare */ .e_)(step.tokenUsage)), leaves: 1 },
        { title: 'OUT', align: 'right', cell: (step) => (0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(step.tokenUsage?.completion_tokens), leaves: 3 },
        {
            title: 'COST',
            align: 'right',
            cell: ({ tokenUsage }) => (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCost */ .BD)(tokenUsage?.cost ?? null, tokenUsage?.cost_estimated),
        },
        { title: 'STARTED', cell: (step) => (0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatAge */ .nV)(step.startTime, now) },
    ];
}
/** With a plus where the run was cut off. */
function tokensInShort({ tokenUsage }) {
    const total = (0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(tokenUsage?.total_tokens);
    return total !== '' && tokenUsage?.state === 'partial' ? `${total}+` : total;
}
function totalLines({ totals }, paint) {
    const known = totals.filter(({ usage }) => usage.steps > 0);
    const width = Math.max(0, ...known.map(({ name }) => name.length));
    return known.map(({ name, usage }) => paint('dim', `${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toPlainText */ .b)(name.padEnd(width))}  ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatTotals */ .zD)(usage)}`));
}
function rolledBackBy(step, rollback) {
    if (step.active)
        return '';
    return rollback === undefined ? 'yes' : (0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_6__/* .rollbackName */ .O)(rollback);
}
function changesInShort({ changes }) {
    if (changes === null)
        return '';
    if (changes.own_commit_count === 0 && changes.files_changed === 0)
        return 'none';
    return `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(changes.own_commit_count, 'commit')} +${changes.insertions} -${changes.deletions}`;
}


/***/ }),

/***/ 40198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ renderTable)
/* harmony export */ });
/* harmony import */ var _plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17468);
/* harmony import */ var _width_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72774);


const GAP = '  ';
/** A table for people, as wide as the terminal at most where its columns can give way. Columns that are empty in every row are left out. */
function renderTable(columns, rows, { width, paint, dim }) {
    const texts = columns.map((column) => rows.map((row) => (0,_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toPlainText */ .b)(column.cell(row))));
    const filled = columns
        .map((column, index) => ({ column, cells: texts[index] ?? [] }))
        .filter(({ cells }) => cells.some((cell) => cell !== ''))
        .map(({ column, cells }) => ({
        column,
        cells,
        wanted: cells.reduce((most, cell) => Math.max(most, (0,_width_js__WEBPACK_IMPORTED_MODULE_1__/* .displayWidth */ .F)(cell)), (0,_width_js__WEBPACK_IMPORTED_MODULE_1__/* .displayWidth */ .F)(column.title)),
        least: column.shrinkTo,
    }));
    const shown = leaveRoom(filled, width);
    const widths = fitWidths(shown, width);
    const head = shown.map(({ column }, at) => pad(column.title, widths[at] ?? 0, column.align));
    const lines = rows.map((row, line) => {
        const dimmed = dim?.(row) === true;
        const cells = shown.map(({ column, cells }, at) => {
            const text = pad(cells[line] ?? '', widths[at] ?? 0, column.align);
            return dimmed || column.look === undefined ? text : column.look(row, text, paint);
        });
        const joined = cells.join(GAP).trimEnd();
        return dimmed ? paint('dim', joined) : joined;
    });
    return [paint('strong', head.join(GAP).trimEnd()), ...lines].join('\n');
}
/** The columns without those that leave so that the others, as narrow as they can be, have room. */
function leaveRoom(columns, available) {
    const narrowest = columns.reduce((sum, { wanted, least = wanted }) => sum + Math.min(wanted, least) + GAP.length, 0);
    const first = Math.max(0, ...columns.map(({ column }) => column.leaves ?? 0));
    if (narrowest - GAP.length <= available || first === 0)
        return columns;
    return leaveRoom(columns.filter(({ column }) => column.leaves !== first), available);
}
/** Takes what is too much from the columns that can give way, always from the widest of them. */
function fitWidths(columns, available) {
    const widths = columns.map(({ wanted }) => wanted);
    let excess = widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1) - available;
    while (excess > 0) {
        let widest = -1;
        columns.forEach(({ least }, at) => {
            const width = widths[at] ?? 0;
            if (least !== undefined && width > least && width > (widths[widest] ?? 0))
                widest = at;
        });
        if (widest < 0)
            break;
        widths[widest] = (widths[widest] ?? 0) - 1;
        excess--;
    }
    return widths;
}
function pad(text, width, align = 'left') {
    const cut = (0,_width_js__WEBPACK_IMPORTED_MODULE_1__/* .cutToWidth */ .G)(text, width);
    const space = ' '.repeat(Math.max(0, width - (0,_width_js__WEBPACK_IMPORTED_MODULE_1__/* .displayWidth */ .F)(cut)));
    return align === 'right' ? space + cut : cut + space;
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
