export const id = 4402;
export const ids = [4402];
export const modules = {

/***/ 74402:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   formatCsv: () => (/* binding */ formatCsv)
/* harmony export */ });
/* harmony import */ var _render_csv_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33105);

const COLUMNS = [
    ['id', (step) => step.id],
    ['uid', (step) => step.uid],
    ['active', (step) => step.active],
    ['status', (step) => step.status],
    ['project_id', (step) => step.projectId],
    ['repository', (step) => step.repository],
    ['branch', (step) => step.branch],
    ['parent_step_id', (step) => step.parentStepId],
    ['commit_sha_before', (step) => step.commitShaBefore],
    ['commit_sha_after', (step) => step.commitShaAfter],
    ['pushed', (step) => step.pushed],
    ['start_time', (step) => step.startTime],
    ['end_time', (step) => step.endTime],
    ['duration_ms', (step) => step.durationMs],
    ['exit_code', (step) => step.exitCode],
    ['agent', (step) => step.agentConfig?.name],
    ['model', (step) => step.agentConfig?.model],
    ['command', (step) => step.agentConfig?.command],
    ['own_commits', (step) => step.changes?.own_commit_count],
    ['files_changed', (step) => step.changes?.files_changed],
    ['insertions', (step) => step.changes?.insertions],
    ['deletions', (step) => step.changes?.deletions],
    ['prompt_tokens', (step) => step.tokenUsage?.prompt_tokens],
    ['completion_tokens', (step) => step.tokenUsage?.completion_tokens],
    ['total_tokens', (step) => step.tokenUsage?.total_tokens],
    ['cost_usd', (step) => step.tokenUsage?.cost],
    ['check_exit_code', (step) => step.check?.exit_code],
];
/** The steps as RFC 4180 has it, a header line first; unknown is empty. */
function formatCsv(steps) {
    const lines = [COLUMNS.map(([name]) => name), ...steps.map((step) => COLUMNS.map(([, value]) => value(step)))];
    return lines.map(_render_csv_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCsvLine */ .S).join('');
}


/***/ }),

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


/***/ })

};
