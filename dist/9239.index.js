export const id = 9239;
export const ids = [9239];
export const modules = {

/***/ 69239:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* binding */ moveBranch)
});

// EXTERNAL MODULE: ./build/node_modules/@actions/core/lib/summary.js
var summary = __webpack_require__(43327);
// EXTERNAL MODULE: ./build/agent/run-folder.js
var run_folder = __webpack_require__(58284);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/rollback.js
var rollback = __webpack_require__(81005);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
// EXTERNAL MODULE: ./build/render/escape.js
var render_escape = __webpack_require__(66082);
// EXTERNAL MODULE: ./build/render/format.js
var format = __webpack_require__(14246);
// EXTERNAL MODULE: ./build/render/how-to-roll-back.js
var how_to_roll_back = __webpack_require__(369);
// EXTERNAL MODULE: ./build/render/step-cells.js
var step_cells = __webpack_require__(19443);
// EXTERNAL MODULE: ./build/render/summary.js + 1 modules
var render_summary = __webpack_require__(27176);
;// CONCATENATED MODULE: ./build/render/rollback-summary.js






const MOST_STEPS = 100;
const MOST_COMMITS = 100;
const MOST_WARNINGS = 20;
/** The job summary of a rollback or an undo: what moves, which steps go or come back, which commits leave the branch. */
function renderRollbackSummary(view) {
    const { history, record } = view;
    const undoRow = record?.kind === 'rollback' ? (0,how_to_roll_back/* howToUndoRow */.kS)(history) : '';
    return (0,render_summary/* sections */.V0)([
        `## ${heading(view)}`,
        (0,render_summary/* factTable */.Bu)([
            ['Branch', (0,render_escape/* escapeCode */.tn)(view.branch)],
            ['Tip', [view.from, view.to].map((sha) => linkedSha(sha, history)).join(' → ')],
            ['Latest active step', view.stays === null ? 'none' : (0,step_cells/* stepTitle */.Fb)(view.stays)],
            ['Displaced commits stay at', view.pinRef === null ? '' : (0,render_escape/* escapeCode */.tn)(view.pinRef, 300)],
            ['Reason', view.reason === null ? '' : (0,render_escape/* escapeText */.X1)(view.reason, 500)],
            ['By', record?.actor == null ? '' : (0,render_escape/* escapeText */.X1)(record.actor, 60)],
            ['Record', view.publication === null ? '' : (0,render_summary/* publicationFact */.rM)(view.publication)],
        ]),
        (0,render_summary/* list */.p_)('Before you agree', shorten(view.warnings.map((warning) => `⚠️ ${(0,render_escape/* escapeText */.X1)(warning, 500)}`), MOST_WARNINGS)),
        (0,render_summary/* list */.p_)(view.kind === 'rollback' ? 'Steps that go' : 'Steps that come back', shorten(view.steps.map(stepItem), MOST_STEPS)),
        (0,render_summary/* list */.p_)('Commits that leave the branch', shorten(view.displaced.map((one) => commitItem(one, history)), MOST_COMMITS)),
        (0,how_to_roll_back/* howToSection */.Hy)([undoRow], history.means),
        (0,render_summary/* graphSection */.om)(history),
    ]);
}
function heading({ kind, record, takesBack, branch }) {
    const what = takesBack === null ? '' : ` of ${(0,format/* rollbackLabel */.lM)(takesBack)}`;
    if (record === null) {
        return `🔍 Plan of ${kind === 'undo' ? `an undo${what}` : 'a rollback'} of ${(0,render_escape/* escapeCode */.tn)(branch)}: nothing has changed`;
    }
    return `↩️ ${kind === 'undo' ? 'Undo' : 'Rollback'} ${(0,format/* rollbackLabel */.lM)(record)}${what}`;
}
function stepItem(step) {
    const facts = [
        `${(0,step_cells/* stepTitle */.Fb)(step)} ${(0,step_cells/* statusCell */.fo)(step)}`,
        (0,step_cells/* agentCell */.su)(step).replaceAll('<br>', ' '),
        (0,step_cells/* sizeOfChanges */.ul)(step),
    ];
    return facts.filter((fact) => fact !== '').join(', ');
}
function commitItem({ commit, fate }, history) {
    const text = `${linkedSha(commit.sha, history)} ${(0,render_escape/* escapeText */.X1)(commit.subject, 100)}`;
    switch (fate.kind) {
        case 'own':
            return `${text} (${(0,step_cells/* stepTitle */.Fb)(fate.step)})`;
        case 'discarded':
            return `${text} (by ${(0,render_escape/* escapeText */.X1)(commit.authorName, 60)}, no step made it)`;
        case 'elsewhere':
            return `${text} (still on ${fate.branches
                .slice(0, 3)
                .map((branch) => (0,render_escape/* escapeCode */.tn)(branch, 100))
                .join(', ')})`;
    }
}
function linkedSha(sha, { links }) {
    return (0,step_cells/* commitLink */.wn)(sha, { repository: null, pushed: null }, links) || (0,render_escape/* escapeCode */.tn)((0,identity/* shortSha */.Fu)(sha));
}
function shorten(items, most) {
    return items.length <= most ? items : [...items.slice(0, most), `… and ${items.length - most} more`];
}

// EXTERNAL MODULE: ./build/system/system-clock.js
var system_clock = __webpack_require__(2248);
// EXTERNAL MODULE: ./build/system/uids.js
var uids = __webpack_require__(817);
// EXTERNAL MODULE: ./build/action/history-store.js + 3 modules
var history_store = __webpack_require__(61686);
// EXTERNAL MODULE: ./build/action/history-to-view.js
var history_to_view = __webpack_require__(24527);
// EXTERNAL MODULE: ./build/action/job.js + 6 modules
var action_job = __webpack_require__(82822);
// EXTERNAL MODULE: ./build/action/log.js
var log = __webpack_require__(14173);
// EXTERNAL MODULE: ./build/action/outputs.js
var action_outputs = __webpack_require__(92309);
// EXTERNAL MODULE: ./build/action/pull-request-comment.js + 1 modules
var pull_request_comment = __webpack_require__(60396);
;// CONCATENATED MODULE: ./build/action/move-branch.js













/** What the actions rollback and undo share: opens the history, lets `story` move the remote branch, tells everybody. */
async function moveBranch(inputs, story) {
    const job = (0,action_job/* openJob */.Iv)(inputs);
    const folder = await (0,run_folder/* createRunFolder */.k)(job.temporaryDirectory, null);
    const repository = await job.git.open(job.workspace);
    try {
        const request = { folder: folder.path, uid: uids/* systemUids */.Z.next(), create: false, repository };
        const store = await (0,history_store/* openActionStore */.Mb)(inputs, job, request);
        const context = await (0,action_job/* completeContext */.Pn)(job);
        if (!inputs.dryRun)
            await (0,action_job/* checkMayWrite */.rO)(job, 'move a branch');
        const history = await (0,history_store/* openToRead */.g1)(store, log/* actionLog */.Z.warn);
        try {
            const codeHost = job.codeHost === null ? {} : { codeHost: job.codeHost };
            const move = await story({ history, repository, clock: system_clock.systemClock, uids: uids/* systemUids */.Z, log: log/* actionLog */.Z, ...codeHost }, {
                projectId: job.projectId,
                slug: job.slug,
                branch: inputs.branch,
                reason: inputs.reason,
                actor: context.triggeringActor,
                run: context.run,
                where: 'remote',
                tokenKind: (await pushesWithJobToken(repository, inputs)) ? 'job' : 'other',
                frontEnd: 'action',
            });
            await tellOfMove({ inputs, job, history, move });
        }
        finally {
            await history.close();
        }
    }
    finally {
        await repository.close();
    }
}
/** A checkout may have left another token or an ssh key, which can do more than the job's own. */
async function pushesWithJobToken({ remote }, { githubToken, pushToken }) {
    if (remote === null || githubToken === null || pushToken !== null)
        return false;
    return await remote.pushesWith(githubToken);
}
async function tellOfMove(told) {
    const { inputs, job, history, move } = told;
    for (const warning of move.warnings)
        log/* actionLog */.Z.warn(warning);
    const outputs = {
        rollback: move.done?.rollback ?? null,
        branch: move.branch,
        fromSha: move.from,
        toSha: move.to,
        pinRef: move.done === null ? null : move.pinRef,
        steps: move.steps.map((step) => step.id ?? step.uid),
        recorded: move.done?.recorded ?? null,
    };
    (0,action_outputs/* setOutputs */.n0)((0,action_outputs/* rollbackOutputs */.Hj)(outputs, move.kind === 'rollback' ? 'deactivated-steps' : 'reactivated-steps'));
    log/* actionLog */.Z.info(sentence(move));
    await writeSummary(told);
    if (move.done === null)
        return;
    const request = { job, context: job.context, comment: 'auto', ...inputs };
    const comment = await (0,pull_request_comment/* updateComment */.v)({ ...request, branch: move.branch }, history);
    if (comment.warning !== null)
        log/* actionLog */.Z.warn(comment.warning);
}
async function writeSummary({ inputs, job, history, move, }) {
    try {
        const scope = { pullRequest: null, branch: move.branch };
        const view = await (0,history_to_view/* historyToView */.B)(history, scope, { ...inputs, slug: job.slug, context: job.context });
        const text = renderRollbackSummary({
            ...move,
            record: move.done?.rollback ?? null,
            reason: inputs.reason,
            publication: move.done?.publication ?? null,
            history: view,
        });
        await summary/* summary */.z.addRaw(text, true).write();
    }
    catch (error) {
        log/* actionLog */.Z.warn(`The job summary could not be written: ${(0,errors/* describeError */.Uc)(error)}`);
    }
}
function sentence({ done, kind, branch, from, to, steps }) {
    const names = steps.map((step) => step.id ?? step.uid).join(', ') || 'no step';
    const what = kind === 'rollback' ? `${names} rolled back` : `${names} active again`;
    const how = done === null ? 'would be moved' : `was moved by ${(0,rollback/* rollbackName */.O)(done.rollback)}`;
    return `${branch} ${how} from ${from} to ${to}; steps: ${what}.`;
}


/***/ }),

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


/***/ })

};
