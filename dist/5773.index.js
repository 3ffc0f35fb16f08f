export const id = 5773;
export const ids = [5773];
export const modules = {

/***/ 65773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   main: () => (/* binding */ main)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(43327);
/* harmony import */ var _agent_run_folder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58284);
/* harmony import */ var _render_summary_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27176);
/* harmony import */ var _system_uids_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(817);
/* harmony import */ var _history_store_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61686);
/* harmony import */ var _history_to_view_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(24527);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7126);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(57175);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(14173);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(92309);
/* harmony import */ var _pull_request_comment_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(60396);











/** The report action's main: summary and comment of the existing history. Runs nothing, records nothing. */
const main = () => (0,_log_js__WEBPACK_IMPORTED_MODULE_6__/* .runAction */ .C)(async () => {
    const inputs = (0,_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .readReportInputs */ .gM)();
    const job = (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .openJob */ .Iv)(inputs);
    const folder = await (0,_agent_run_folder_js__WEBPACK_IMPORTED_MODULE_0__/* .createRunFolder */ .k)(job.temporaryDirectory, null);
    const repository = await (0,_history_store_js__WEBPACK_IMPORTED_MODULE_3__/* .openStoreRepository */ .mp)(inputs, job, job.workspace);
    const storeRequest = { folder: folder.path, uid: _system_uids_js__WEBPACK_IMPORTED_MODULE_2__/* .systemUids */ .Z.next(), create: false, repository };
    const history = await (0,_history_store_js__WEBPACK_IMPORTED_MODULE_3__/* .openToRead */ .g1)(await (0,_history_store_js__WEBPACK_IMPORTED_MODULE_3__/* .openActionStore */ .Mb)(inputs, job, storeRequest), _log_js__WEBPACK_IMPORTED_MODULE_6__/* .actionLog */ .Z.warn);
    try {
        const context = await (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .completeContext */ .Pn)(job);
        const branch = context.ref?.startsWith('refs/heads/') ? context.refName : null;
        const request = { ...inputs, job, context, branch };
        const isOfPullRequest = (inputs.pullRequest ?? context.run.pull_request) !== null;
        const scope = (isOfPullRequest ? await (0,_pull_request_comment_js__WEBPACK_IMPORTED_MODULE_8__/* .pullRequestScope */ .j)(request) : null) ?? { pullRequest: null, branch };
        const view = await (0,_history_to_view_js__WEBPACK_IMPORTED_MODULE_9__/* .historyToView */ .B)(history, scope, { ...inputs, slug: job.slug, context });
        await _actions_core__WEBPACK_IMPORTED_MODULE_10__/* .summary */ .z.addRaw((0,_render_summary_js__WEBPACK_IMPORTED_MODULE_1__/* .renderReportSummary */ .ZM)(view), true).write();
        const comment = await (0,_pull_request_comment_js__WEBPACK_IMPORTED_MODULE_8__/* .updateComment */ .v)(request, history);
        if (comment.warning !== null)
            _log_js__WEBPACK_IMPORTED_MODULE_6__/* .actionLog */ .Z.warn(comment.warning);
        (0,_outputs_js__WEBPACK_IMPORTED_MODULE_7__/* .setOutputs */ .n0)({ 'comment-url': comment.url ?? '' });
    }
    finally {
        await history.close();
        await repository?.close();
    }
});


/***/ })

};
