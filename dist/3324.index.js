export const id = 3324;
export const ids = [3324];
export const modules = {

/***/ 83324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   projectToJson: () => (/* binding */ projectToJson),
/* harmony export */   renderProjectList: () => (/* binding */ renderProjectList)
/* harmony export */ });
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14246);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12535);
/* harmony import */ var _step_list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61363);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40198);




/** The projects as a table. A damaged one is a row like the others, with its fault. */
function renderProjectList(projects, options) {
    const { now } = options;
    const columns = [
        { title: 'PROJECT', cell: ({ id }) => id, shrinkTo: 12 },
        { title: 'STEPS', align: 'right', cell: ({ steps, fault }) => (fault === null ? String(steps) : '') },
        { title: 'ACTIVE', align: 'right', cell: ({ activeSteps, fault }) => (fault === null ? String(activeSteps) : '') },
        {
            title: 'LAST STEP',
            cell: ({ lastStep, fault }) => (fault === null ? (lastStep?.status ?? '') : 'unreadable'),
            look: ({ lastStep, fault }, text, paint) => paint(fault !== null ? 'bad' : lastStep === null ? 'dim' : (0,_step_list_js__WEBPACK_IMPORTED_MODULE_2__.statusLook)(lastStep.status), text),
        },
        { title: 'WHEN', cell: ({ lastStep }) => (lastStep === null ? '' : (0,_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .formatAge */ .nV)(lastStep.startTime, now)) },
        { title: 'AGENT', cell: ({ lastStep }) => lastStep?.agent ?? '', shrinkTo: 8 },
        { title: 'TOKENS', align: 'right', cell: ({ totalTokens }) => (0,_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(totalTokens) },
        { title: 'COST', align: 'right', cell: ({ costUsd, estimatedUsd }) => (0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCost */ .BD)(costUsd, (estimatedUsd ?? 0) > 0) },
        { title: 'FILE', cell: fileOrFault, shrinkTo: 16 },
    ];
    return (0,_table_js__WEBPACK_IMPORTED_MODULE_3__/* .renderTable */ .b)(columns, projects, options);
}
/** A fault mostly names the file itself. */
function fileOrFault({ path, fault }) {
    return fault === null ? path : fault.includes(path) ? fault : `${path}: ${fault}`;
}
/** The documented JSON shape of a project's overview. Unknown is null. */
function projectToJson(project) {
    const { lastStep } = project;
    return {
        project_id: project.id,
        path: project.path,
        steps: project.steps,
        active_steps: project.activeSteps,
        last_step: lastStep === null
            ? null
            : { id: lastStep.id, status: lastStep.status, start_time: lastStep.startTime, agent: lastStep.agent },
        total_tokens: project.totalTokens,
        cost_usd: project.costUsd,
        estimated_usd: project.estimatedUsd,
        fault: project.fault,
    };
}


/***/ })

};
