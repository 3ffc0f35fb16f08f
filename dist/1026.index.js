export const id = 1026;
export const ids = [1026];
export const modules = {

/***/ 33105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ formatCsvLine)
/* harmony export */ });
/** One line as RFC 4180 has it, with its end. */
function formatCsvLine(cells) {
    return `${cells.map(formatCell).join(',')}\r\n`;
}
function formatCell(value) {
    if (value === null || value === undefined)
        return '';
    if (typeof value !== 'string')
        return String(value);
    // A spreadsheet would run a text that begins like a formula; it shows one behind an apostrophe as it is.
    const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}


/***/ }),

/***/ 91026:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   usageReportToCsv: () => (/* binding */ usageReportToCsv),
/* harmony export */   usageReportToJson: () => (/* binding */ usageReportToJson)
/* harmony export */ });
/* harmony import */ var _domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12248);
/* harmony import */ var _csv_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33105);


/** The documented JSON shape of a usage report: `total`, and a list by each dimension. Unknown is null. */
function usageReportToJson({ total, groups }, { projectId, since, dimensions, }) {
    const lists = dimensions.map((dimension) => [
        `by_${dimension}`,
        groups[dimension].map(({ name, usage }) => ({ [dimension]: name, ...totalsToJson(usage) })),
    ]);
    return { project_id: projectId, since, total: totalsToJson(total), ...Object.fromEntries(lists) };
}
/** The same as lines of CSV (RFC 4180), each saying by what it is and of which: `day,2026-11-22,3,…`. */
function usageReportToCsv({ total, groups }, dimensions) {
    const line = (by, { name, usage }) => (0,_csv_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCsvLine */ .S)([by, name, ...Object.values(totalsToJson(usage))]);
    return [
        (0,_csv_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCsvLine */ .S)(['by', 'name', ...Object.keys(totalsToJson(total))]),
        line('total', { name: null, usage: total }),
        ...dimensions.flatMap((dimension) => groups[dimension].map((group) => line(dimension, group))),
    ].join('');
}
function totalsToJson(usage) {
    return {
        steps: usage.steps,
        duration_ms: usage.durationMs,
        total_tokens: usage.totalTokens,
        input_tokens: usage.inputTokens,
        cache_read_tokens: usage.cacheReadTokens,
        cache_write_tokens: usage.cacheWriteTokens,
        output_tokens: usage.outputTokens,
        reasoning_tokens: usage.reasoningTokens,
        cache_share: (0,_domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .cacheShareOfTotals */ .IK)(usage),
        cost_usd: usage.costUsd,
        estimated_usd: usage.estimatedUsd,
        steps_without_tokens: usage.withoutTokens,
        steps_without_cost: usage.withoutCost,
        steps_counted_in_part: usage.partial,
    };
}


/***/ })

};
