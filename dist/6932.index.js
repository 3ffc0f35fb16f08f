export const id = 6932;
export const ids = [6932,2248];
export const modules = {

/***/ 92309:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hj: () => (/* binding */ rollbackOutputs),
/* harmony export */   n0: () => (/* binding */ setOutputs),
/* harmony export */   tH: () => (/* binding */ stepOutputs)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6805);
/* harmony import */ var _domain_rollback_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81005);
/* harmony import */ var _domain_step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75799);



/** The outputs of the step action, but for `comment-url`, which is known last. */
function stepOutputs(step, facts) {
    const usage = step.tokenUsage;
    return {
        'step-id': text(step.id),
        'step-uid': step.uid,
        'parent-step-id': text(step.parentStepId),
        status: step.status,
        branch: text(step.branch),
        'commit-sha-before': text(step.commitShaBefore),
        'commit-sha-after': text(step.commitShaAfter),
        changed: step.commitShaAfter === null ? '' : String(step.commitShaAfter !== step.commitShaBefore),
        pushed: text(step.pushed),
        'pin-ref': text(step.pinRef),
        'exit-code': text(step.exitCode),
        'duration-ms': text(step.durationMs),
        'input-tokens': text(usage?.input_tokens),
        'output-tokens': text(usage?.output_tokens),
        'total-tokens': text(usage?.total_tokens),
        'cost-usd': text(usage?.cost),
        'token-usage': usage === null ? '' : JSON.stringify(usage),
        step: JSON.stringify((0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepToJson */ .g)(step)),
        'steps-db': text(facts.stepsDb),
        'log-file': facts.logFile,
        recorded: String(facts.recorded),
    };
}
/** The outputs of the actions rollback (`deactivated-steps`) and undo (`reactivated-steps`). */
function rollbackOutputs(facts, stepsOutput) {
    return {
        'rollback-id': facts.rollback === null ? '' : (0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_1__/* .rollbackName */ .O)(facts.rollback),
        branch: facts.branch,
        'from-sha': facts.fromSha,
        'to-sha': facts.toSha,
        'pin-ref': text(facts.pinRef),
        [stepsOutput]: JSON.stringify(facts.steps),
        recorded: text(facts.recorded),
    };
}
/** Hands outputs to the runner. */
function setOutputs(outputs) {
    for (const [name, value] of Object.entries(outputs))
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_2__/* .setOutput */ .uH)(name, value);
}
function text(value) {
    return value === null || value === undefined ? '' : String(value);
}


/***/ }),

/***/ 65773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   main: () => (/* binding */ main)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(43327);
/* harmony import */ var _agent_run_folder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58284);
/* harmony import */ var _render_summary_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27176);
/* harmony import */ var _system_uids_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(817);
/* harmony import */ var _history_store_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61686);
/* harmony import */ var _history_to_view_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(24527);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7126);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(82822);
/* harmony import */ var _log_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(14173);
/* harmony import */ var _outputs_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(92309);
/* harmony import */ var _pull_request_comment_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(60396);











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
        const scope = (isOfPullRequest ? await (0,_pull_request_comment_js__WEBPACK_IMPORTED_MODULE_7__/* .pullRequestScope */ .j)(request) : null) ?? { pullRequest: null, branch };
        const view = await (0,_history_to_view_js__WEBPACK_IMPORTED_MODULE_8__/* .historyToView */ .B)(history, scope, { ...inputs, slug: job.slug, context });
        await _actions_core__WEBPACK_IMPORTED_MODULE_9__/* .summary */ .z.addRaw((0,_render_summary_js__WEBPACK_IMPORTED_MODULE_1__/* .renderReportSummary */ .ZM)(view), true).write();
        const comment = await (0,_pull_request_comment_js__WEBPACK_IMPORTED_MODULE_7__/* .updateComment */ .v)(request, history);
        if (comment.warning !== null)
            _log_js__WEBPACK_IMPORTED_MODULE_6__/* .actionLog */ .Z.warn(comment.warning);
        (0,_outputs_js__WEBPACK_IMPORTED_MODULE_10__/* .setOutputs */ .n0)({ 'comment-url': comment.url ?? '' });
    }
    finally {
        await history.close();
        await repository?.close();
    }
});


/***/ }),

/***/ 58284:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ createRunFolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** Makes a new folder under `parent` (RUNNER_TEMP, the system's temp folder) and writes the prompt into it. */
async function createRunFolder(parent, prompt) {
    // mkdtemp makes it with mode 0700, under a name nobody could have taken before.
    const path = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, 'laforge-'));
    const promptFile = prompt === null ? null : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'prompt.txt');
    if (prompt !== null && promptFile !== null)
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(promptFile, prompt, { flag: 'wx', mode: 0o600 });
    return { path, logFile: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'agent.log'), usageFile: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'usage.json'), promptFile };
}


/***/ }),

/***/ 27176:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Bu: () => (/* binding */ factTable),
  om: () => (/* binding */ graphSection),
  p_: () => (/* binding */ list),
  rM: () => (/* binding */ publicationFact),
  ZM: () => (/* binding */ renderReportSummary),
  PV: () => (/* binding */ renderStepSummary),
  V0: () => (/* binding */ sections)
});

// EXTERNAL MODULE: ./build/render/escape.js
var render_escape = __webpack_require__(66082);
// EXTERNAL MODULE: ./build/render/format.js
var format = __webpack_require__(14246);
// EXTERNAL MODULE: ./build/render/history-heading.js
var history_heading = __webpack_require__(46810);
// EXTERNAL MODULE: ./build/render/history-table.js
var history_table = __webpack_require__(8448);
// EXTERNAL MODULE: ./build/render/history-view.js
var history_view = __webpack_require__(10587);
// EXTERNAL MODULE: ./build/render/how-to-roll-back.js
var how_to_roll_back = __webpack_require__(369);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
// EXTERNAL MODULE: ./build/render/terminal/figures.js
var figures = __webpack_require__(12535);
;// CONCATENATED MODULE: ./build/render/mermaid.js




const MOST_NODES = 20;
const MOST_ROLLBACKS = 20;
const AGENT_LENGTH = 24;
const START = 'start';
const OLDER = 'older';
/**
 * A picture of a branch's steps, newest first as a ledger lists them: each follows its parent, rolled-back ones are
 * dashed, a dotted arrow leads from where a rollback began to where it left the branch. Older steps are one node.
 */
function renderGraph(steps, stepCount, rollbacks) {
    if (steps.length === 0)
        return '';
    const shown = steps.slice(0, MOST_NODES).toReversed();
    const nodes = new Map(shown.map((step, index) => [step.uid, `n${index}`]));
    const hidden = Math.max(stepCount, steps.length) - shown.length;
    const origin = hidden > 0 ? OLDER : START;
    const nodeOf = (uid) => (uid === null ? START : nodes.get(uid)) ?? origin;
    const edges = shown.map((step) => `  ${nodeOf(step.parentUid)} --> ${nodeOf(step.uid)}`);
    const arrows = rollbacks
        .filter((rollback) => rollback.kind === 'rollback')
        .slice(0, MOST_ROLLBACKS)
        .toReversed()
        .flatMap((rollback) => rollbackArrow(rollback, shown, nodeOf));
    const used = [...edges, ...arrows].join('\n');
    const inactive = shown.filter((step) => !step.active).map((step) => nodeOf(step.uid));
    return [
        '```mermaid',
        'flowchart LR',
        ...(new RegExp(`\\b${START}\\b`).test(used) ? [`  ${START}((" "))`] : []),
        ...(hidden > 0 ? [`  ${OLDER}["… ${(0,figures/* plural */.LS)(hidden, 'older step')}"]`] : []),
        ...shown.map((step) => `  ${nodeOf(step.uid)}["${nodeLabel(step)}"]`),
        ...edges,
        ...arrows,
        ...(inactive.length === 0
            ? []
            : ['  classDef rolledBack stroke-dasharray:5 5,opacity:0.5', `  class ${inactive.join(',')} rolledBack`]),
        '```',
    ].join('\n');
}
function nodeLabel(step) {
    const title = step.id === null ? (0,format/* stepLabel */.vO)(step) : `S${step.id}`;
    const agent = step.agentConfig?.name ?? null;
    const lines = [
        `${title} ${(0,format/* statusAtAGlance */.t_)(step.status).glyph}`,
        ...(agent === null ? [] : [(0,render_escape/* escapeMermaid */.Fw)(agent, AGENT_LENGTH)]),
        ...(step.commitShaAfter === null ? [] : [(0,render_escape/* escapeMermaid */.Fw)((0,identity/* shortSha */.Fu)(step.commitShaAfter))]),
    ];
    return lines.join('<br/>');
}
function rollbackArrow(rollback, shown, nodeOf) {
    // Where the branch was: the newest of the steps it covers. One whose steps are all folded has no place in the picture.
    const covered = new Set(rollback.stepUids);
    const from = shown.findLast((step) => covered.has(step.uid));
    if (from === undefined || rollback.target === null)
        return [];
    const { mode, stepUid } = rollback.target;
    const target = shown.find((step) => step.uid === stepUid);
    const to = mode === 'before' && target !== undefined ? nodeOf(target.parentUid) : nodeOf(stepUid);
    const label = `${(0,render_escape/* escapeMermaid */.Fw)((0,format/* rollbackLabel */.lM)(rollback))}${rollback.undoneBy === null ? '' : ', undone'}`;
    return [`  ${nodeOf(from.uid)} -. "${label}" .-> ${to}`];
}

// EXTERNAL MODULE: ./build/render/step-cells.js
var step_cells = __webpack_require__(19443);
;// CONCATENATED MODULE: ./build/render/summary.js









const REPORT_LENGTH = 100_000;
const MOST_COMMITS = 30;
const MOST_NOTES = 20;
const CONFIG_LENGTH = 5_000;
const PATH_LENGTH = 300;
/**
 * The job summary of one step, everything about it and a picture of its branch. Far below the 1 MiB that GitHub takes
 * for one workflow step, whatever the record holds.
 */
function renderStepSummary(view) {
    const { step } = view;
    const { glyph, word } = (0,format/* statusAtAGlance */.t_)(step.status);
    return sections([
        `## ${glyph} LaForge ${(0,step_cells/* stepTitle */.Fb)(step)}: ${(0,render_escape/* escapeText */.X1)(word, 40)}`,
        (0,history_heading/* conditionSentence */.jS)(view.condition),
        factTable(stepFacts(view)),
        list('Notes', (0,step_cells/* remarkItems */.TM)(step, MOST_NOTES)),
        list('Commits', (0,step_cells/* commitItems */.Ar)(step, view.links, MOST_COMMITS)),
        factTable(usageFacts(step.tokenUsage), 'Usage'),
        configSection(step.agentConfig),
        (0,how_to_roll_back/* howToSection */.Hy)([(0,how_to_roll_back/* howToRow */.uw)(step, view), (0,how_to_roll_back/* howToUndoRow */.kS)(view)], view.means),
        graphSection(view),
    ]);
}
/** The job summary of a report: the history's latest steps and the picture of them. */
function renderReportSummary(view) {
    const { markup, howToRows } = (0,history_table/* historyTable */.f)(view, REPORT_LENGTH);
    return sections([
        `## ${(0,history_heading/* historyHeading */.Hy)(view)}`,
        (0,history_heading/* historyRemarks */.me)(view).join('\n'),
        markup,
        (0,how_to_roll_back/* howToSection */.Hy)([...howToRows, (0,how_to_roll_back/* howToUndoRow */.kS)(view)], view.means),
        graphSection(view),
    ]);
}
/** Parts with an empty line between, the empty ones left out. */
function sections(parts) {
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
/** A table of names and values, those with an empty value left out; '' when none is left. */
function factTable(facts, title = '') {
    const rows = facts.filter(([, value]) => value !== '').map(([name, value]) => `| ${name} | ${value} |`);
    return rows.length === 0 ? '' : [`| ${title} | |`, '| --- | --- |', ...rows].join('\n');
}
/** A titled list; '' without items. */
function list(title, items) {
    return items.length === 0 ? '' : [`**${title}**`, '', ...items.map((item) => `- ${item}`)].join('\n');
}
/** The picture of the history's steps, under its own heading. */
function graphSection(view) {
    const graph = renderGraph(view.steps, view.stepCount, view.rollbacks);
    return graph === '' ? '' : `### Steps of this branch\n\n${graph}`;
}
function stepFacts(view) {
    const { step, links } = view;
    const before = (0,step_cells/* commitLink */.wn)(step.commitShaBefore, { ...step, pushed: null }, links);
    const after = (0,step_cells/* commitLink */.wn)(step.commitShaAfter, step, links);
    return [
        ['Step', `${(0,step_cells/* stepCell */.j4)(step, links)}${step.id === null ? ' (number not settled)' : ''}`],
        ['Uid', (0,render_escape/* escapeCode */.tn)(step.uid)],
        ['Project', view.projectId === null ? '' : (0,render_escape/* escapeText */.X1)(view.projectId, 100)],
        ['Active', step.active ? '' : (0,step_cells/* rolledBackCell */.u8)((0,history_view/* rollbacksInForce */.WA)(view.rollbacks).get(step.uid))],
        ['Parent step', step.parentStepId === null ? '' : String(step.parentStepId)],
        ['Agent', step.agentConfig?.name == null ? '' : (0,render_escape/* escapeText */.X1)(step.agentConfig.name)],
        ['Model', step.agentConfig?.model == null ? '' : (0,render_escape/* escapeCode */.tn)(step.agentConfig.model)],
        ['Branch', step.branch === null ? '' : (0,render_escape/* escapeCode */.tn)(step.branch)],
        ['Commits', before === after ? after : [before, after].filter((commit) => commit !== '').join(' → ')],
        ['Changes', (0,step_cells/* sizeOfChanges */.ul)(step)],
        ['Push', step.pushed === null ? '' : (0,render_escape/* escapeText */.X1)(step.pushed)],
        ['Exit code', step.exitCode === null ? '' : String(step.exitCode)],
        ['Duration', (0,figures/* formatDuration */.a3)(step.durationMs)],
        ['Started', (0,render_escape/* escapeText */.X1)((0,format/* formatTime */.fU)(step.startTime))],
        ['Run', runFact(step.run, view)],
        ['Log', view.logFile === null ? '' : (0,render_escape/* escapeCode */.tn)(view.logFile, PATH_LENGTH)],
        ['Record', publicationFact(view.publication)],
    ];
}
function runFact(run, { links }) {
    if (run === null)
        return '';
    const names = [run.workflow, run.job].filter((name) => name !== null).map((name) => (0,render_escape/* escapeText */.X1)(name, 80));
    const attempt = run.attempt !== null && run.attempt > 1 ? `, attempt ${run.attempt}` : '';
    const by = run.actor === null ? '' : ` for ${(0,render_escape/* escapeText */.X1)(run.actor, 60)}`;
    const on = run.event === null ? '' : ` on ${(0,render_escape/* escapeText */.X1)(run.event, 60)}`;
    const pull = run.pull_request === null ? '' : `, pull request ${run.pull_request.number}`;
    const name = names.length === 0 ? (0,render_escape/* escapeText */.X1)(run.ci, 40) : names.join(' / ');
    const own = links.serverUrl !== null && run.url?.startsWith(`${links.serverUrl}/`) === true;
    return `${(0,render_escape/* link */.nf)(name, own ? run.url : null)}${attempt}${on}${by}${pull}`;
}
/** What became of the record. */
function publicationFact(publication) {
    switch (publication?.kind) {
        case undefined:
            return "not in the history: this run is a fork's";
        case 'published':
            return 'published';
        case 'fragment':
            return `⚠️ kept by itself in ${(0,render_escape/* escapeCode */.tn)(publication.where, PATH_LENGTH)} until the history can be read: ${(0,render_escape/* escapeText */.X1)(publication.reason, PATH_LENGTH)}`;
        case 'kept':
            return `⚠️ only in ${(0,render_escape/* escapeCode */.tn)(publication.where, PATH_LENGTH)}: ${(0,render_escape/* escapeText */.X1)(publication.reason, PATH_LENGTH)}`;
    }
}
function usageFacts(usage) {
    if (usage === null || usage.state === 'unknown')
        return [];
    const count = (value) => (value === null ? '' : value.toLocaleString('en-US'));
    return [
        ['Input tokens', count(usage.input_tokens)],
        ['Cache read tokens', count(usage.cache_read_tokens)],
        ['Cache write tokens', count(usage.cache_write_tokens)],
        ['Output tokens', count(usage.output_tokens)],
        ['of these, reasoning', count(usage.reasoning_tokens)],
        ['Total tokens', count(usage.total_tokens)],
        ['Cost', (0,format/* formatCost */.BD)(usage.cost).replace('<', '&lt;')],
        ['Turns', count(usage.turns)],
        [
            'Models',
            usage.models
                .slice(0, 10)
                .map((model) => (0,render_escape/* escapeCode */.tn)(model, 80))
                .join(', '),
        ],
        ['Session', usage.session_id === null ? '' : (0,render_escape/* escapeCode */.tn)(usage.session_id, 80)],
        ['Source', usage.source === null ? '' : (0,render_escape/* escapeText */.X1)(usage.source, 80)],
        ['Measured', usage.state === 'partial' ? 'in part: the run was cut off' : ''],
    ];
}
function configSection(config) {
    const said = Object.entries(config ?? {}).filter(([, value]) => !isEmpty(value));
    if (said.length === 0)
        return '';
    const json = JSON.stringify(Object.fromEntries(said), null, 2);
    return `<details><summary>Agent config</summary>${(0,render_escape/* escapeBlock */.$o)(json, CONFIG_LENGTH)}</details>`;
}
function isEmpty(value) {
    return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}


/***/ }),

/***/ 2248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   systemClock: () => (/* binding */ systemClock)
/* harmony export */ });
/** The machine's clock. */
const systemClock = { now: () => new Date() };


/***/ }),

/***/ 817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ systemUids)
/* harmony export */ });
/* harmony import */ var uuid__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63935);

/** Version 7 UUIDs: in one process each sorts after the one before, also within a millisecond. */
const systemUids = { next: () => (0,uuid__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A)() };


/***/ })

};
