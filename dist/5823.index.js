export const id = 5823;
export const ids = [5823,986,2248];
export const modules = {

/***/ 61686:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Mb: () => (/* binding */ openActionStore),
  mp: () => (/* binding */ openStoreRepository),
  g1: () => (/* binding */ openToRead)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
// EXTERNAL MODULE: ./build/node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(6805);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
;// CONCATENATED MODULE: ./build/github/actions-index.js

const PAGE_SIZE = 100;
/** A request that is not answered by then would keep an agent waiting. */
const REQUEST_LIMIT_MS = 8_000;
/** What GitHub's REST interface knows of a repository's artifacts, runs and caches. Octokit is loaded by the first call. */
function createActionsIndex({ apiUrl, repository, token }) {
    const [owner = '', repo = ''] = repository.split('/');
    let octokit;
    const ask = async (what, run) => {
        if (token === null) {
            throw new errors/* StoreError */.AD('unreadable', `Without a token GitHub does not say ${what}. Set the input github-token.`);
        }
        try {
            octokit ??= connect(apiUrl, token);
            return await run((await octokit).rest.actions);
        }
        catch (error) {
            throw explain(error, what);
        }
    };
    const common = () => ({ owner, repo, per_page: PAGE_SIZE, request: { signal: AbortSignal.timeout(REQUEST_LIMIT_MS) } });
    return {
        artifactsNamed: (name) => ask(`which artifacts are named ${name}`, (actions) => readPages(async (page) => toArtifactPage((await actions.listArtifactsForRepo({ ...common(), name, page })).data), (it) => it.id)).then(newestFirst),
        artifactsOfRun: (runId) => ask(`which artifacts run ${runId} has`, (actions) => orNullIfGone(readPages(async (page) => toArtifactPage((await actions.listWorkflowRunArtifacts({ ...common(), run_id: runId, page })).data), (it) => it.id))).then((all) => all && newestFirst(all)),
        isRunCompleted: (runId) => ask(`whether run ${runId} is over`, (actions) => {
            const { per_page: _, ...options } = common();
            return orNullIfGone(actions.getWorkflowRun({ ...options, run_id: runId }).then(({ data }) => data.status === 'completed'));
        }),
        cachesWithPrefix: (prefix) => ask(`which caches begin with ${prefix}`, (actions) => readPages(async (page) => {
            const { data } = await actions.getActionsCacheList({ ...common(), key: prefix, page });
            return { total: data.total_count, items: data.actions_caches.map(toListedCache) };
        }, cacheIdentity)),
    };
}
/**
 * Every item: the first page tells how many there are, the others are asked for at once. GitHub's pages are no
 * snapshot, so a listing that changed on the way and lost items is read again once; then it throws.
 */
async function readPages(read, identify, again = true) {
    const first = await read(1);
    const count = Math.ceil(first.total / PAGE_SIZE);
    const others = await Promise.all(Array.from({ length: Math.max(0, count - 1) }, (_, index) => read(index + 2)));
    const items = new Map([first, ...others].flatMap((page) => page.items.map((item) => [identify(item), item])));
    if (items.size >= first.total)
        return [...items.values()];
    if (again)
        return readPages(read, identify, false);
    throw new errors/* StoreError */.AD('unreadable', `GitHub says there are ${first.total} and lists ${items.size}.`);
}
async function connect(baseUrl, token) {
    const { getOctokit } = await Promise.all(/* import() */[__webpack_require__.e(4119), __webpack_require__.e(1351)]).then(__webpack_require__.bind(__webpack_require__, 61351));
    return getOctokit(token, { baseUrl });
}
function toArtifactPage(data) {
    return { total: data.total_count, items: data.artifacts.map(toListedArtifact) };
}
function toListedArtifact(artifact) {
    const run = artifact.workflow_run;
    return {
        id: artifact.id,
        name: artifact.name,
        sizeInBytes: artifact.size_in_bytes,
        expired: artifact.expired,
        createdAt: artifact.created_at ?? '',
        digest: artifact.digest ?? null,
        runId: run?.id ?? 0,
        // A fork's pull request run is listed too, and may have saved anything under any name.
        ownRun: run?.id !== undefined && run.repository_id !== undefined && run.head_repository_id === run.repository_id,
    };
}
function toListedCache(cache) {
    return { key: cache.key ?? '', ref: cache.ref ?? '', createdAt: cache.created_at ?? '' };
}
function cacheIdentity({ ref, key, createdAt }) {
    return `${ref} ${key} ${createdAt}`;
}
function newestFirst(artifacts) {
    return artifacts.toSorted((a, b) => b.id - a.id);
}
/** The answer, or null when GitHub knows no such thing: somebody deleted it. */
async function orNullIfGone(answer) {
    try {
        return await answer;
    }
    catch (error) {
        if (statusOf(error) === 404)
            return null;
        throw error;
    }
}
function explain(error, what) {
    if (error instanceof errors/* StoreError */.AD)
        return error;
    const status = statusOf(error);
    const message = (error instanceof Error ? error.message : String(error)).replace(/ - https:\/\/\S+$/, '');
    const advice = status === 403 && /not accessible/i.test(message)
        ? 'Give the job "permissions: actions: read".'
        : status === 401
            ? 'Look at the input github-token.'
            : status === 404
                ? 'Look at whether the token may see the repository.'
                : 'The next run tries again.';
    const answer = status === undefined ? message : `${status}, ${message}`;
    return new errors/* StoreError */.AD('unreadable', `GitHub did not say ${what} (${answer}). ${advice}`);
}
function statusOf(error) {
    return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}

// EXTERNAL MODULE: ./build/ledger/open-ledger.js + 7 modules
var open_ledger = __webpack_require__(93304);
// EXTERNAL MODULE: ./build/stores/client/client-process.js
var client_process = __webpack_require__(90376);
// EXTERNAL MODULE: ./build/stores/time-limits.js
var time_limits = __webpack_require__(86251);
// EXTERNAL MODULE: ./build/stores/artifact/artifact-store.js + 2 modules
var artifact_store = __webpack_require__(15569);
;// CONCATENATED MODULE: ./build/stores/artifact/keep-file.js





/**
 * Keeps a file of a step as an artifact of the run, whatever store the history has; resolves to how a sentence names
 * it. The name is one that no save of a history can have. Throws StoreError.
 */
async function keepAsArtifact(options, uid, file) {
    const folder = (0,external_node_path_.dirname)(file);
    const name = `laforge.bundle-${uid}`;
    const client = (0,client_process/* startClient */.e)(options, { client: 'artifact', folder, variables: (0,artifact_store.clientVariables)(options.env) });
    try {
        const { retentionDays } = options;
        const { answer } = await client.call({ kind: 'upload-artifact', name, folder, files: [file], retentionDays }, time_limits/* TIME_LIMITS */.H.publishMs);
        if (answer === null)
            throw new errors/* StoreError */.AD('unavailable', `GitHub did not say as what it saved ${name}.`);
        return `artifact ${name} of this run`;
    }
    finally {
        await client.stop();
    }
}

// EXTERNAL MODULE: ./build/stores/fragment-history.js
var fragment_history = __webpack_require__(98282);
// EXTERNAL MODULE: ./build/stores/ledger-history.js
var ledger_history = __webpack_require__(43579);
;// CONCATENATED MODULE: ./build/stores/registry.js


/** Every store there is, each loaded only where it is used. A new one is a row here and a folder beside this file. */
const STORES = [
    {
        name: 'artifact',
        create: async (deps, request) => (await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 15569))).createArtifactStore(deps, request),
    },
    {
        name: 'cache',
        create: async (deps, request) => (await __webpack_require__.e(/* import() */ 326).then(__webpack_require__.bind(__webpack_require__, 10326))).createCacheStore(deps, request),
    },
    {
        name: 'file',
        create: async (deps, request) => (await __webpack_require__.e(/* import() */ 2245).then(__webpack_require__.bind(__webpack_require__, 94626))).createFileStore(deps, request),
    },
    {
        name: 'git',
        create: async (deps, { repository = null, ...request }) => (await Promise.all(/* import() */[__webpack_require__.e(71), __webpack_require__.e(9636)]).then(__webpack_require__.bind(__webpack_require__, 9636))).createGitStore(deps, { ...request, repository }),
    },
];
/** The store of this name. Throws InputError when there is none, or it cannot work here. */
async function createStore(name, deps, request) {
    const row = STORES.find((it) => it.name === name);
    if (row === undefined) {
        const names = STORES.map((it) => it.name).join(', ');
        throw new errors/* InputError */.dz('bad-input', `Input "store" is ${(0,identity/* quote */.hD)(name)}, and there is no such store. Use one of: ${names}.`);
    }
    return row.create(deps, request);
}

// EXTERNAL MODULE: ./build/system/projects.js
var projects = __webpack_require__(23192);
// EXTERNAL MODULE: ./build/system/system-clock.js
var system_clock = __webpack_require__(2248);
// EXTERNAL MODULE: ./build/system/uids.js
var uids = __webpack_require__(817);
;// CONCATENATED MODULE: ./build/action/history-store.js















/** The script, beside the bundle, that the clients of GitHub's services run in. */
const CLIENT_SCRIPT = (0,external_node_path_.join)((0,external_node_path_.dirname)((0,external_node_url_.fileURLToPath)(import.meta.url)), 'store-client.js');
/** Opens the way to the history that the inputs name. Throws InputError where such a store cannot work. */
async function openActionStore(inputs, job, request) {
    const { folder, uid, withoutHistory = false, create = true, maskSecret = core/* setSecret */.Pq } = request;
    const client = { script: CLIENT_SCRIPT, env: job.env, maskSecret };
    const path = chooseLedger(inputs, job);
    const store = withoutHistory
        ? passingStore(inputs, (0,external_node_path_.join)(folder, 'steps.db'))
        : await createStore(inputs.store, storeDeps(inputs, job, request), {
            ...client,
            slug: job.slug,
            path,
            create,
            folder: (0,external_node_path_.join)(folder, 'history'),
            token: inputs.githubToken,
            retentionDays: inputs.retentionDays,
            readableRefs: readableRefs(job),
            repository: request.repository,
        });
    return {
        ...store,
        open: () => openNamed(store, inputs),
        privatePaths: inputs.store === 'file' ? [(0,external_node_path_.dirname)(path) === job.workspace ? path : (0,external_node_path_.dirname)(path)] : [],
        keepFile: (file) => keepAsArtifact({ ...client, retentionDays: inputs.retentionDays }, uid, file),
        fallback: (reason) => {
            const file = (0,external_node_path_.join)(folder, 'record.json');
            return (0,fragment_history/* createFragmentHistory */.B)({
                condition: { kind: 'unreadable', reason },
                file,
                publish: async () => ({ kind: 'kept', where: file, reason }),
            });
        },
    };
}
/** Opens a store. What is wrong with the file of the store `file` is said of the input that names it. */
async function openNamed(store, { storePath }) {
    try {
        return await store.open();
    }
    catch (error) {
        if (store.name !== 'file' || storePath === null)
            throw error;
        const message = `Input "store-path" is ${(0,identity/* quote */.hD)(storePath)}, which cannot be used: ${(0,errors/* describeError */.Uc)(error)}`;
        throw new errors/* InputError */.dz('bad-input', message, { cause: error });
    }
}
/**
 * Opens a history for what cannot go on without it, and says what was noticed. Throws StoreError when it could not be
 * read: an answer from what is not there would be a guess.
 */
async function openToRead(store, warn) {
    const history = await store.open();
    if (history.condition.kind === 'unreadable') {
        await history.close();
        throw new errors/* StoreError */.AD('unreadable', `The history could not be read: ${history.condition.reason}`);
    }
    for (const message of history.warnings)
        warn(message);
    return history;
}
/** The repository that a store lives at the remote of; null for stores that need none. The caller closes it. */
async function openStoreRepository(inputs, job, directory) {
    return inputs.store === 'git' ? await job.git.open(directory) : null;
}
function storeDeps(inputs, job, { startTime }) {
    const { apiUrl, repository } = job.context;
    return {
        ...(startTime !== undefined && { startTime }),
        clock: system_clock.systemClock,
        uids: uids/* systemUids */.Z,
        openLedger: (path) => (0,open_ledger.openLedger)(path, { clock: system_clock.systemClock }),
        // Both load zod, which only a file from outside is worth.
        checkLedger: async (path) => (await Promise.all(/* import() */[__webpack_require__.e(5156), __webpack_require__.e(8540)]).then(__webpack_require__.bind(__webpack_require__, 48540))).checkForeignLedger(path),
        parseRecords: async (value, source) => (await Promise.all(/* import() */[__webpack_require__.e(5156), __webpack_require__.e(29)]).then(__webpack_require__.bind(__webpack_require__, 92410))).parseLedgerRecords(value, source),
        index: createActionsIndex({ apiUrl: apiUrl ?? '', repository: repository ?? '', token: inputs.githubToken }),
    };
}
/** A ledger of this run alone. There is nothing to publish, so that is always done. */
function passingStore(inputs, path) {
    return {
        name: inputs.store,
        open: async () => (0,ledger_history/* createLedgerHistory */.e)({
            ledger: (0,open_ledger.openLedger)(path, { clock: system_clock.systemClock }),
            condition: { kind: 'empty' },
            warnings: [],
            unpublished: false,
            isShared: false,
            publish: async () => ({ kind: 'published' }),
        }),
    };
}
/** The file of the store `file`: the one that was named, else the user's own of this project. */
function chooseLedger(inputs, job) {
    if (inputs.storePath !== null)
        return (0,external_node_path_.resolve)(job.workspace, inputs.storePath);
    const project = (0,projects/* findProject */.t1)(job.projectId, job.env, 'Input "project-id"');
    if (inputs.store === 'file')
        (0,external_node_fs_.mkdirSync)(project.folder, { recursive: true });
    return (0,projects/* ledgerPath */.tf)(project);
}
/** The refs whose caches a run may read: its own, the default branch's, and for a pull request the base's. */
function readableRefs({ context }) {
    const base = context.run.pull_request?.base_ref ?? null;
    return [
        ...(context.ref === null ? [] : [context.ref]),
        ...(context.defaultBranch === null ? [] : [`refs/heads/${context.defaultBranch}`]),
        ...(base === null ? [] : [`refs/heads/${base}`]),
    ];
}


/***/ }),

/***/ 24527:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ historyToView)
/* harmony export */ });
/** Of a long history, what a summary or a comment can show at most. */
const STEPS_SHOWN = 500;
/** Reads from a history what people are shown of it. */
async function historyToView(history, scope, facts) {
    const { steps, count } = await stepsOf(history, scope);
    const contested = await Promise.all(steps.map(async ({ id }) => id === null ? undefined : (await history.findStep({ kind: 'id', id })).kind === 'contested' ? id : undefined));
    const { serverUrl, repository } = facts.context;
    return {
        slug: facts.slug,
        projectId: facts.projectId,
        steps,
        stepCount: count,
        rollbacks: await history.listRollbacks(scope.branch === null ? {} : { branch: scope.branch }),
        totals: await totalsOfScope(history, scope),
        contestedIds: contested.filter((id) => id !== undefined),
        condition: history.condition,
        warnings: history.warnings,
        links: { serverUrl, repository },
        means: {
            workflowUrl: serverUrl === null || repository === null ? null : `${serverUrl}/${repository}/actions`,
            // Snapshots live where only jobs reach them; the command reads the stores a clone or a disk has.
            commandArgs: facts.store === 'git' ? ['--store', 'git', ...projectArgs(facts.projectId)] : null,
        },
    };
}
/** What the branch used, or the pull request where its branch is not known, and the whole history. */
async function totalsOfScope(history, { pullRequest, branch }) {
    if (history.condition.kind === 'unreadable')
        return [];
    const whole = { of: 'history', name: null, usage: await history.sumUsage() };
    if (branch !== null)
        return [{ of: 'branch', name: branch, usage: await history.sumUsage({ branch }) }, whole];
    if (pullRequest === null)
        return [whole];
    return [{ of: 'pull-request', name: String(pullRequest), usage: await history.sumUsage({ pullRequest }) }, whole];
}
/** The steps of a pull request or of its head branch, where some ran before it was opened; newest first. */
async function stepsOf(history, { pullRequest, branch }) {
    const ofBranch = branch === null ? {} : { branch };
    if (pullRequest === null) {
        return {
            steps: await history.listSteps({ ...ofBranch, limit: STEPS_SHOWN }),
            count: await history.countSteps(ofBranch),
        };
    }
    const ofBoth = { ...ofBranch, pullRequest };
    const lists = await Promise.all([
        history.listSteps({ pullRequest, limit: STEPS_SHOWN }),
        branch === null ? [] : history.listSteps({ branch, limit: STEPS_SHOWN }),
    ]);
    const counts = await Promise.all([
        history.countSteps({ pullRequest }),
        branch === null ? 0 : history.countSteps({ branch }),
        branch === null ? 0 : history.countSteps(ofBoth),
    ]);
    const byUid = new Map(lists.flat().map((step) => [step.uid, step]));
    const newestFirst = [...byUid.values()].sort((a, b) => (b.id ?? Infinity) - (a.id ?? Infinity));
    return { steps: newestFirst.slice(0, STEPS_SHOWN), count: counts[0] + counts[1] - counts[2] };
}
function projectArgs(projectId) {
    return projectId === null ? [] : ['--project', projectId];
}


/***/ }),

/***/ 7126:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KA: () => (/* binding */ readRollbackInputs),
/* harmony export */   Wn: () => (/* binding */ readStepInputs),
/* harmony export */   gM: () => (/* binding */ readReportInputs),
/* harmony export */   wu: () => (/* binding */ readUndoInputs)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6805);
/* harmony import */ var _domain_commit_message_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66486);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16327);
/* harmony import */ var _domain_limit_texts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6823);
/* harmony import */ var _domain_ports_check_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88442);
/* harmony import */ var _domain_ports_store_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(84647);
/* harmony import */ var _domain_slug_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(31310);








/** As action.yml has it. */
const CHECK_TIMEOUT_MS = 30 * 60_000;
/** Reads and checks every input of the step action. Throws InputError, naming the input, its value and what to do. */
function readStepInputs() {
    const run = text('run');
    if (run === null)
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('bad-input', 'Input "run" is missing. Give it the shell script that runs the agent.');
    const commitMessage = text('commit-message');
    if (commitMessage !== null)
        (0,_domain_commit_message_js__WEBPACK_IMPORTED_MODULE_0__/* .checkCommitTemplate */ .cD)(commitMessage, 'Input "commit-message"');
    const author = text('commit-author');
    return {
        ...readCommonInputs(),
        run,
        shell: text('shell') ?? 'bash',
        workingDirectory: text('working-directory') ?? '.',
        branch: text('branch'),
        agent: text('agent') ?? 'auto',
        agentConfig: text('agent-config'),
        prompt: text('prompt'),
        timeoutMs: minutes('timeout-minutes'),
        limits: readLimits(),
        check: text('check'),
        checkTimeoutMs: minutes('check-timeout-minutes') ?? CHECK_TIMEOUT_MS,
        onFailure: oneOf('on-failure', _domain_ports_check_js__WEBPACK_IMPORTED_MODULE_5__/* .ON_FAILURE */ .h, 'rollback'),
        commit: oneOf('commit', ['auto', 'none'], 'auto'),
        commitMessage,
        commitAuthor: author === null ? null : (0,_domain_commit_message_js__WEBPACK_IMPORTED_MODULE_0__/* .parseIdentity */ .aZ)(author, 'Input "commit-author"'),
        push: oneOf('push', ['auto', 'none'], 'auto'),
        envAllow: words('env-allow'),
        continueOnAgentError: flag('continue-on-agent-error'),
        comment: oneOf('comment', ['auto', 'none'], 'auto'),
        requireRecord: flag('require-record'),
    };
}
function readLimits() {
    const [cost, tokens, budget] = [text('max-cost-usd'), text('max-tokens'), text('budget')];
    return (0,_domain_limit_texts_js__WEBPACK_IMPORTED_MODULE_3__/* .toLimits */ .OY)({
        max_cost_usd: cost === null ? null : (0,_domain_limit_texts_js__WEBPACK_IMPORTED_MODULE_3__/* .parseUsd */ ._e)(cost, 'Input "max-cost-usd"'),
        max_tokens: tokens === null ? null : (0,_domain_limit_texts_js__WEBPACK_IMPORTED_MODULE_3__/* .parseTokens */ .oY)(tokens, 'Input "max-tokens"'),
        budgets: budget === null ? [] : (0,_domain_limit_texts_js__WEBPACK_IMPORTED_MODULE_3__/* .parseBudgets */ .C3)(budget, 'Input "budget"'),
        budget_unknown: oneOf('budget-unknown', ['warn', 'stop'], 'warn'),
    });
}
function readRollbackInputs() {
    const to = text('to-step');
    const before = text('before-step');
    if ((to === null) === (before === null)) {
        const have = to === null ? 'Neither "to-step" nor "before-step" is given' : 'Both "to-step" and "before-step" are given';
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('bad-input', `${have}. Give exactly one: to-step keeps that step, before-step undoes it too.`);
    }
    return {
        ...readCommonInputs(),
        mode: to === null ? 'before' : 'to',
        step: to === null ? (0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .parseStepRef */ .xH)(before ?? '', 'Input "before-step"') : (0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .parseStepRef */ .xH)(to, 'Input "to-step"'),
        branch: text('branch'),
        reason: text('reason'),
        dryRun: flag('dry-run'),
        allowDiscard: flag('allow-discard'),
    };
}
function readUndoInputs() {
    const rollback = text('rollback-id');
    return {
        ...readCommonInputs(),
        rollback: rollback === null ? null : (0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRollbackRef */ .tI)(rollback, 'Input "rollback-id"'),
        branch: text('branch'),
        reason: text('reason'),
        dryRun: flag('dry-run'),
    };
}
function readReportInputs() {
    return {
        ...readCommonInputs(),
        pullRequest: wholeNumber('pull-request'),
        comment: oneOf('comment', ['auto', 'none'], 'auto'),
    };
}
function readCommonInputs() {
    const projectId = text('project-id');
    if (projectId !== null)
        (0,_domain_slug_js__WEBPACK_IMPORTED_MODULE_4__/* .checkProjectId */ .vb)(projectId, 'Input "project-id"');
    return {
        projectId,
        store: oneOf('store', _domain_ports_store_js__WEBPACK_IMPORTED_MODULE_6__/* .STORE_NAMES */ .n, 'artifact'),
        storePath: text('store-path'),
        retentionDays: wholeNumber('retention-days'),
        githubToken: text('github-token'),
        pushToken: text('push-token'),
    };
}
/** An input's text; null when it is empty, since the runner hands an input that was not given on as ''. */
function text(name) {
    const value = (0,_actions_core__WEBPACK_IMPORTED_MODULE_7__/* .getInput */ .V4)(name);
    return value === '' ? null : value;
}
function oneOf(name, allowed, fallback) {
    const value = text(name);
    if (value === null)
        return fallback;
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('bad-input', `Input "${name}" is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(value)}. Use one of: ${allowed.join(', ')}.`);
    }
    return found;
}
function flag(name) {
    return oneOf(name, ['true', 'false'], 'false') === 'true';
}
function wholeNumber(name) {
    const value = text(name);
    if (value === null)
        return null;
    if (!/^[1-9][0-9]{0,8}$/.test(value)) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('bad-input', `Input "${name}" is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(value)}. Use a whole number from 1.`);
    }
    return Number(value);
}
function minutes(name) {
    const value = text(name);
    if (value === null)
        return null;
    const number = /^[0-9]+(\.[0-9]+)?$/.test(value) ? Number(value) : 0;
    // A timer of Node's holds 2^31 - 1 ms, some 24 days.
    if (number <= 0 || number > 35_000) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('bad-input', `Input "${name}" is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_2__/* .quote */ .hD)(value)}. Use a number of minutes above 0, such as 30.`);
    }
    return Math.round(number * 60_000);
}
/** Names separated by commas, blanks or lines. */
function words(name) {
    const value = text(name);
    return value === null ? null : value.split(/[\s,]+/).filter((word) => word !== '');
}


/***/ }),

/***/ 57175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rO: () => (/* binding */ checkMayWrite),
  Pn: () => (/* binding */ completeContext),
  tv: () => (/* binding */ jobKey),
  Iv: () => (/* binding */ openJob)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/node_modules/@actions/core/lib/core.js + 3 modules
var core = __webpack_require__(6805);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/slug.js
var slug = __webpack_require__(31310);
// EXTERNAL MODULE: ./build/domain/wait-within.js
var wait_within = __webpack_require__(90358);
// EXTERNAL MODULE: ./build/domain/workplace.js
var workplace = __webpack_require__(83137);
// EXTERNAL MODULE: ./build/git/open.js + 34 modules
var git_open = __webpack_require__(95661);
;// CONCATENATED MODULE: ./build/github/connection.js

const TIMEOUT_MS = 10_000;
/**
 * Connects on the first call and keeps the connection: a run that asks nothing does not load the client. A request has
 * a limited time; one that only reads is tried once more within it when the server failed.
 */
function createConnection(access) {
    let connection;
    return () => {
        connection ??= connect(access);
        return connection;
    };
}
async function connect({ apiUrl, repository, token, timeoutMs = TIMEOUT_MS }) {
    const [owner, repo, ...rest] = repository.split('/');
    if (!owner || !repo || rest.length > 0) {
        throw new errors/* InputError */.dz('bad-environment', `GITHUB_REPOSITORY is ${JSON.stringify(repository)}, not owner/name.`);
    }
    const { getOctokit } = await Promise.all(/* import() */[__webpack_require__.e(4119), __webpack_require__.e(1351)]).then(__webpack_require__.bind(__webpack_require__, 61351));
    // No chatter of the client's own: what went wrong is said once, in our words.
    const quiet = () => { };
    const octokit = getOctokit(token, { baseUrl: apiUrl, log: { debug: quiet, info: quiet, warn: quiet, error: quiet } });
    octokit.hook.wrap('request', async (request, options) => {
        // One limit for both tries. Set in place: hooks further in hold this object already, and do not see another.
        const signal = AbortSignal.timeout(timeoutMs);
        options.request = { ...options.request, signal };
        try {
            return await request(options);
        }
        catch (error) {
            if (options.method !== 'GET' || statusOf(error) < 500 || signal.aborted)
                throw error;
            return await request(options);
        }
    });
    return { octokit, owner, repo };
}
/** The HTTP status an error of the client stands for: 500 also where no answer came at all; 0 for any other error. */
function statusOf(error) {
    return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 0;
}

;// CONCATENATED MODULE: ./build/github/request-failure.js


/**
 * The error a failed request means for people: a missing permission by the line that grants it, a service that is down
 * or tired as such. The client's error stays as the cause.
 */
function explainFailure(error, { doing, permission }) {
    if (error instanceof errors/* InputError */.dz || error instanceof errors/* RefusedError */.fk)
        return error;
    const status = statusOf(error);
    const said = (0,errors/* describeError */.Uc)(error).replace(/ - https:\/\/docs\.github\.com\S*$/, '');
    const grant = `Give the job "permissions: ${permission}", or github-token a token that may do this.`;
    const because = (sentence) => `Cannot ${doing}: ${sentence}`;
    if (isRateLimit(error, status)) {
        return new errors/* StoreError */.AD('unavailable', because(`GitHub takes no more requests for now (${said}). Try again later.`), {
            cause: error,
        });
    }
    switch (status) {
        case 401:
            return refused(because(`GitHub does not accept the token (${said}). Check the input "github-token".`), error);
        case 403:
            return /\blocked\b/i.test(said)
                ? refused(because(`the conversation is locked (${said}). Unlock it, or write "comment: none".`), error)
                : refused(because(`the token may not do it (${said}). ${grant}`), error);
        case 404:
            return refused(because(`it is not there, or the token may not see it (${said}). ${grant}`), error);
        default:
            return new errors/* StoreError */.AD('unavailable', because(wasAnswered(error) ? `GitHub answered ${status}: ${said}.` : `no answer came (${said}).`), { cause: error });
    }
}
function refused(message, cause) {
    return new errors/* RefusedError */.fk('no-permission', message, { cause });
}
function wasAnswered(error) {
    return error instanceof Error && 'response' in error && error.response !== undefined;
}
/** GitHub answers 403 or 429 when it has had enough; a 403 is told from a missing permission by its headers or words. */
function isRateLimit(error, status) {
    if (status === 429)
        return true;
    if (status !== 403 || !(error instanceof Error))
        return false;
    const headers = 'response' in error ? headersOf(error.response) : {};
    return (headers['x-ratelimit-remaining'] === '0' ||
        headers['retry-after'] !== undefined ||
        /rate limit/i.test(error.message));
}
function headersOf(response) {
    const headers = typeof response === 'object' && response !== null && 'headers' in response ? response.headers : null;
    return typeof headers === 'object' && headers !== null ? { ...headers } : {};
}

;// CONCATENATED MODULE: ./build/github/code-host.js


/** Asks GitHub, or a forge that speaks its REST interface, what the rules of a run need to know. */
function createCodeHost(access) {
    const connection = createConnection(access);
    return {
        async getPullRequest(number) {
            try {
                const { octokit, owner, repo } = await connection();
                return toPullRequest((await octokit.rest.pulls.get({ owner, repo, pull_number: number })).data);
            }
            catch (error) {
                throw explainFailure(error, { doing: `read pull request #${number}`, permission: 'pull-requests: read' });
            }
        },
        async findPullRequestOf(branch) {
            try {
                const { octokit, owner, repo } = await connection();
                const { data } = await octokit.rest.pulls.list({
                    owner,
                    repo,
                    head: `${owner}:${branch}`,
                    state: 'open',
                    per_page: 100,
                });
                // A filter GitHub cannot make sense of is no filter: each answer is looked at again.
                const own = `${owner}/${repo}`.toLowerCase();
                return data
                    .map(toPullRequest)
                    .filter((pull) => pull.state === 'open' && pull.headRef === branch && pull.headRepository === own)
                    .toSorted((a, b) => b.number - a.number)[0];
            }
            catch (error) {
                throw explainFailure(error, {
                    doing: `look for the pull request of ${branch}`,
                    permission: 'pull-requests: read',
                });
            }
        },
        async canWrite(login) {
            if (login === '')
                return false;
            try {
                const { octokit, owner, repo } = await connection();
                const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: login });
                // `permission` is the nearest of the four classic levels: maintain is told as write, triage as read.
                return data.permission === 'admin' || data.permission === 'write';
            }
            catch (error) {
                // Unknown here, as apps are whose login ends in [bot]. An app that may push can be asked by a person who may.
                if (statusOf(error) === 404)
                    return false;
                throw explainFailure(error, { doing: `ask whether ${login} may write`, permission: 'contents: write' });
            }
        },
    };
}
function toPullRequest(pull) {
    return {
        number: pull.number,
        headRef: pull.head.ref,
        headSha: pull.head.sha,
        headRepository: pull.head.repo?.full_name.toLowerCase() ?? null,
        baseRef: pull.base.ref,
        state: pull.state === 'open' ? 'open' : 'closed',
    };
}

;// CONCATENATED MODULE: ./build/github/comment.js


const PER_PAGE = 100;
// GITHUB_TOKEN's comments are by this account in every workflow, and nobody can register its name.
const ACTIONS_LOGIN = 'github-actions[bot]';
/**
 * Writes the comment that begins with a marker: in place where there is one (the oldest of several), else a new one.
 * Anybody can write a marker, so a comment counts only when it is by the account the token stands for or by GitHub
 * Actions itself, under whose token an earlier run may have begun it.
 */
function createUpsertComment(access) {
    const connection = createConnection(access);
    return async (request) => {
        try {
            return await upsert(await connection(), request);
        }
        catch (error) {
            throw explainFailure(error, {
                doing: `write the comment on pull request #${request.pullRequest}`,
                permission: 'pull-requests: write',
            });
        }
    };
}
async function upsert(connection, request) {
    const found = await findOwn(connection, request);
    if (found === undefined)
        return create(connection, request);
    if (sameText(found.body, request.body))
        return { url: found.url, outcome: 'unchanged' };
    const { octokit, owner, repo } = connection;
    try {
        const { data } = await octokit.rest.issues.updateComment({ owner, repo, comment_id: found.id, body: request.body });
        return { url: data.html_url, outcome: 'updated' };
    }
    catch (error) {
        // Somebody deleted it between our two requests.
        if (statusOf(error) !== 404)
            throw error;
        return create(connection, request);
    }
}
async function create({ octokit, owner, repo }, { pullRequest, body }) {
    const { data } = await octokit.rest.issues.createComment({ owner, repo, issue_number: pullRequest, body });
    return { url: data.html_url, outcome: 'created' };
}
/** Looks through the pages, oldest comment first, and stops at the first of ours: most often that is page one. */
async function findOwn(connection, { pullRequest, marker }) {
    const { octokit, owner, repo } = connection;
    let own;
    // Pages are counted, not followed by the links in the answers: those could name any host.
    for (let page = 1;; page++) {
        const query = { owner, repo, issue_number: pullRequest, per_page: PER_PAGE, page };
        const { data } = await octokit.rest.issues.listComments(query);
        for (const { id, html_url: url, body, user } of data) {
            if (body?.startsWith(marker) !== true || user == null)
                continue;
            if (user.login === ACTIONS_LOGIN)
                return { id, url, body };
            own ??= readOwnLogin(connection);
            if (user.login === (await own))
                return { id, url, body };
        }
        if (data.length < PER_PAGE)
            return undefined;
    }
}
/**
 * The login that comments of this token have. GraphQL tells it for every kind of token; GET /user does not for those
 * of an app, so it is only asked where there is no GraphQL. Where neither answers, it is the token of a job.
 */
async function readOwnLogin({ octokit }) {
    try {
        const { viewer } = await octokit.graphql('query { viewer { login } }');
        return viewer.login;
    }
    catch (error) {
        throwIfDown(error);
    }
    try {
        return (await octokit.rest.users.getAuthenticated()).data.login;
    }
    catch (error) {
        throwIfDown(error);
        return ACTIONS_LOGIN;
    }
}
/** A service that is down has not answered: a guess would write a second comment. */
function throwIfDown(error) {
    if (statusOf(error) >= 500)
        throw error;
}
/** GitHub may store other line ends and trim the end. */
function sameText(a, b) {
    const normal = (text) => text.replaceAll('\r\n', '\n').trimEnd();
    return normal(a) === normal(b);
}

// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
;// CONCATENATED MODULE: ./build/github/run-event.js

/*
 * By hand and not with a schema library, whose start would be the longest part of the action's own. An event is whatever
 * a person, a bot or another program made of it: a part that is not as GitHub describes it counts as missing.
 */
const LONGEST_TEXT = 1000;
/** Reads the file at GITHUB_EVENT_PATH. Never throws. */
function parseEvent(json) {
    const event = json === null ? null : parseJson(json);
    const run = part(event, 'workflow_run');
    const listed = part(run, 'pull_requests');
    const pullRequests = (Array.isArray(listed) ? listed : []).map(readPullRequest);
    const isComment = isObject(part(event, 'issue', 'pull_request'));
    return {
        defaultBranch: readText(event, 'repository', 'default_branch'),
        pullRequest: readPullRequest(part(event, 'pull_request')),
        commentedOn: isComment ? readNumber(event, 'issue', 'number') : null,
        mergeGroupRef: readText(event, 'merge_group', 'head_ref'),
        before: {
            actor: readText(run, 'actor', 'login'),
            headRepository: readText(run, 'head_repository', 'full_name')?.toLowerCase() ?? null,
            // Of a list that is wrong in one place nothing is believed.
            pullRequests: pullRequests.every((one) => one !== null) ? pullRequests : [],
        },
    };
}
/** The value of JSON text; null where it is none. */
function parseJson(json) {
    try {
        return JSON.parse(json);
    }
    catch {
        return null;
    }
}
/** What lies at the end of a path of keys; undefined where the path ends before. */
function part(value, ...path) {
    return path.reduce((at, key) => (isObject(at) ? at[key] : undefined), value);
}
/** One without a number is none. */
function readPullRequest(value) {
    const number = readNumber(value, 'number');
    if (number === null)
        return null;
    return {
        number,
        head_ref: readText(value, 'head', 'ref'),
        head_sha: readSha(value, 'head', 'sha'),
        head_repository: readText(value, 'head', 'repo', 'full_name')?.toLowerCase() ?? null,
        base_ref: readText(value, 'base', 'ref'),
        merge_sha: readSha(value, 'merge_commit_sha'),
    };
}
function readText(value, ...path) {
    const text = part(value, ...path);
    return typeof text === 'string' && text !== '' && text.length <= LONGEST_TEXT ? text : null;
}
function readSha(value, ...path) {
    const sha = readText(value, ...path);
    return sha !== null && (0,identity/* isSha */.HH)(sha) ? sha : null;
}
function readNumber(value, ...path) {
    const number = part(value, ...path);
    return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : null;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/github/run-context.js

/**
 * What this run says about itself, from the variables GitHub sets and the file GITHUB_EVENT_PATH. Never throws: what is
 * missing or malformed is null. Outside GitHub Actions `ci` is `local` and all else null.
 */
function readRunContext(env, eventJson) {
    const get = (name) => env[name]?.trim() || null;
    if (get('GITHUB_ACTIONS') !== 'true' && get('GITHUB_RUN_ID') === null)
        return OUTSIDE_CI;
    const event = parseEvent(eventJson);
    const names = {
        server: get('GITHUB_SERVER_URL')?.replace(/\/+$/, '') ?? null,
        repository: get('GITHUB_REPOSITORY'),
        ref: get('GITHUB_REF'),
        sha: get('GITHUB_SHA'),
        runId: get('GITHUB_RUN_ID'),
        event: get('GITHUB_EVENT_NAME'),
        actor: get('GITHUB_ACTOR'),
    };
    const attempt = Number(get('GITHUB_RUN_ATTEMPT') ?? Number.NaN);
    return {
        run: {
            ci: 'github',
            workflow: get('GITHUB_WORKFLOW'),
            run_id: names.runId ?? null,
            attempt: Number.isSafeInteger(attempt) && attempt > 0 ? attempt : null,
            job: get('GITHUB_JOB'),
            job_backend_id: readJobBackendId(get('ACTIONS_RUNTIME_TOKEN')),
            actor: names.actor ?? null,
            event: names.event ?? null,
            url: runUrl(names),
            pull_request: run_context_readPullRequest(event, names),
        },
        serverUrl: names.server ?? null,
        apiUrl: get('GITHUB_API_URL')?.replace(/\/+$/, '') ?? null,
        repository: names.repository ?? null,
        ref: names.ref ?? null,
        refName: get('GITHUB_REF_NAME'),
        sha: names.sha ?? null,
        defaultBranch: event.defaultBranch,
        triggeringActor: get('GITHUB_TRIGGERING_ACTOR') ?? names.actor ?? null,
        // A stranger's pull request can set off a run whose end sets off this one.
        initiator: event.before.actor ?? names.actor ?? null,
    };
}
/**
 * The job's id within the run's backend, from the scope `Actions.Results:<run>:<job>` of the runtime token. It alone
 * tells the legs of a matrix apart, which share GITHUB_JOB. Only read, not verified; null on anything odd.
 */
function readJobBackendId(token) {
    const payload = token?.split('.')[1];
    if (payload === undefined || !/^[A-Za-z0-9_-]+$/.test(payload))
        return null;
    const scopes = part(parseJson(Buffer.from(payload, 'base64url').toString('utf8')), 'scp');
    if (typeof scopes !== 'string')
        return null;
    const scope = scopes.split(' ').find((each) => each.startsWith('Actions.Results:'));
    return /^Actions\.Results:[\w-]{1,100}:([\w-]{1,100})$/.exec(scope ?? '')?.[1] ?? null;
}
const OUTSIDE_CI = {
    run: {
        ci: 'local',
        workflow: null,
        run_id: null,
        attempt: null,
        job: null,
        job_backend_id: null,
        actor: null,
        event: null,
        url: null,
        pull_request: null,
    },
    serverUrl: null,
    apiUrl: null,
    repository: null,
    ref: null,
    refName: null,
    sha: null,
    defaultBranch: null,
    triggeringActor: null,
    initiator: null,
};
/** The pull request a run belongs to; by a comment or in a merge queue its number is all that is known. */
function run_context_readPullRequest({ pullRequest, commentedOn, mergeGroupRef, before }, names) {
    if (pullRequest !== null) {
        const isCheckedOut = names.ref === `refs/pull/${pullRequest.number}/merge`;
        return isCheckedOut ? { ...pullRequest, merge_sha: names.sha ?? null } : pullRequest;
    }
    if (commentedOn !== null)
        return numberOnly(commentedOn);
    const [only, ...others] = before.pullRequests;
    // Of several none is the run's.
    if (only !== undefined && others.length === 0) {
        return { ...only, head_repository: before.headRepository, merge_sha: null };
    }
    const queued = /\/pr-([1-9]\d{0,9})-[0-9a-f]+$/.exec(mergeGroupRef ?? '');
    return queued === null ? null : numberOnly(Number(queued[1]));
}
function numberOnly(pullRequestNumber) {
    return {
        number: pullRequestNumber,
        head_ref: null,
        head_sha: null,
        head_repository: null,
        base_ref: null,
        merge_sha: null,
    };
}
function runUrl({ server, repository: name, runId }) {
    return server == null || name == null || runId == null ? null : `${server}/${name}/actions/runs/${runId}`;
}

;// CONCATENATED MODULE: ./build/github/run-proof.js

/** So many attempts of runs are asked about, with two requests each at most. */
const ATTEMPTS_AT_ONCE = 8;
const PAGE_SIZE = 100;
/**
 * What GitHub knows of this repository's runs: an attempt is over when it is completed; a job of one that is not, when
 * every job of the attempt that ran on its runner is. GITHUB_JOB cannot be found among the jobs, whose names are for
 * people; a runner has one job at a time. That GitHub knows no such run proves nothing: it may have been deleted while a
 * machine it had lost still worked.
 */
function createRunProof(access, serverUrl) {
    const connection = createConnection({ ...access, timeoutMs: 3_000 });
    const answers = new Map();
    const ask = (run) => {
        const key = `${run.run_id} ${run.attempt}`;
        const known = answers.get(key);
        if (known !== undefined)
            return known;
        const answer = answers.size < ATTEMPTS_AT_ONCE ? askAbout(run, connection) : Promise.resolve(null);
        answers.set(key, answer);
        return answer;
    };
    return {
        async proveOver(run) {
            const page = `${serverUrl}/${access.repository}/actions/runs/${run.run_id}`;
            const isOurs = run.run_id !== null && /^[1-9]\d*$/.test(run.run_id) && run.url?.toLowerCase() === page.toLowerCase();
            if (!isOurs || run.attempt === null)
                return null;
            const attempt = await ask(run);
            if (attempt === null)
                return null;
            const name = `attempt ${run.attempt} of run ${run.run_id}`;
            if (attempt.isOver)
                return `${name} is over, as GitHub says.`;
            const jobs = attempt.jobs.filter((job) => run.runner != null && job.runner === run.runner);
            if (jobs.length === 0 || jobs.some((job) => !job.isOver))
                return null;
            return `its job of ${name} is over, as GitHub says.`;
        },
    };
}
/** Null where GitHub does not say, or not all. */
async function askAbout({ run_id, attempt }, connection) {
    try {
        const { octokit, owner, repo } = await connection();
        const of = { owner, repo, run_id: Number(run_id), attempt_number: Number(attempt) };
        const { data } = await octokit.rest.actions.getWorkflowRunAttempt(of);
        if (data.status === 'completed')
            return { isOver: true, jobs: [] };
        const list = (await octokit.rest.actions.listJobsForWorkflowRunAttempt({ ...of, per_page: PAGE_SIZE })).data;
        if (list.jobs.length < list.total_count)
            return null;
        return {
            isOver: false,
            jobs: list.jobs.map((job) => ({ runner: job.runner_name, isOver: job.status === 'completed' })),
        };
    }
    catch {
        return null;
    }
}

// EXTERNAL MODULE: ./build/system/process-info.js
var process_info = __webpack_require__(30986);
// EXTERNAL MODULE: ./build/action/log.js
var log = __webpack_require__(14173);
;// CONCATENATED MODULE: ./build/action/job.js















/** Reads the job: its context, its services and who it may speak as. The tokens become secrets of the log. */
function openJob(inputs) {
    const { env } = process;
    for (const token of [inputs.githubToken, inputs.pushToken])
        if (token !== null)
            (0,core/* setSecret */.Pq)(token);
    const context = readRunContext(env, readEvent(env.GITHUB_EVENT_PATH));
    const temporaryDirectory = env.RUNNER_TEMP || (0,external_node_os_.tmpdir)();
    const { apiUrl, repository } = context;
    const access = inputs.githubToken === null || apiUrl === null || repository === null
        ? null
        : { apiUrl, repository, token: inputs.githubToken };
    return {
        env,
        context,
        workspace: (0,external_node_path_.resolve)(env.GITHUB_WORKSPACE || '.'),
        temporaryDirectory,
        projectId: inputs.projectId ?? repository?.toLowerCase() ?? slug/* DEFAULT_SLUG */.kp,
        slug: inputs.projectId === null ? slug/* DEFAULT_SLUG */.kp : (0,slug/* textToSlug */.YR)(inputs.projectId),
        git: (0,git_open/* openGit */.z)({
            credentials: { pushToken: inputs.pushToken, fallbackToken: inputs.githubToken, serverUrl: context.serverUrl },
            temporaryDirectory,
            markKey: jobKey(inputs),
        }),
        key: jobKey(inputs),
        access,
        codeHost: access === null ? null : createCodeHost(access),
        upsertComment: access === null ? null : createUpsertComment(access),
        proofs: [
            process_info.processProof,
            ...(access === null || context.serverUrl === null ? [] : [createRunProof(access, context.serverUrl)]),
        ],
    };
}
/** What the processes of a job have and its agents do not. */
function jobKey({ pushToken, githubToken }) {
    return process.env.ACTIONS_RUNTIME_TOKEN || (pushToken ?? githubToken ?? '');
}
/** A question to GitHub that something waits for. */
const QUESTION_MS = 10_000;
/**
 * The run's context with the head of its pull request, asked for where the event tells the number only. Where GitHub
 * does not answer it stays unknown: who cannot do without it says so.
 */
async function completeContext({ context, codeHost }, limitMs = QUESTION_MS) {
    const number = context.run.pull_request?.number;
    if (number === undefined || codeHost === null || !(0,workplace/* needsPullRequestHead */.eA)(context))
        return context;
    try {
        const found = await (0,wait_within/* waitWithin */.r)(codeHost.getPullRequest(number), limitMs, `The head of pull request #${number}`);
        return (0,workplace/* withPullRequest */.pX)(context, found);
    }
    catch (error) {
        if (!(error instanceof errors/* StoreError */.AD))
            throw error;
        log/* actionLog */.Z.warn(`The record will not say whose branch pull request #${number} is: ${error.message}`);
        return context;
    }
}
/**
 * Under events that anybody can cause, refuses what only people with write access may do. `what` names it: `push`,
 * `roll back`.
 */
async function checkMayWrite({ context, codeHost }, what, limitMs = QUESTION_MS) {
    const { event } = context.run;
    if (!(0,workplace/* needsWriteCheck */.DK)(event))
        return;
    const { initiator } = context;
    if (codeHost === null || initiator === null) {
        throw new errors/* InputError */.dz('bad-input', `Under ${event} only somebody with write access may ${what}, and without "github-token" nobody can be asked who has it. Give the input github-token.`);
    }
    if (await (0,wait_within/* waitWithin */.r)(codeHost.canWrite(initiator), limitMs, `Whether ${initiator} may ${what}`))
        return;
    throw new errors/* RefusedError */.fk('no-permission', `Under ${event} only somebody with write access may ${what}, and ${initiator} has none. Ask somebody who has to start this run.`);
}
function readEvent(path) {
    if (path === undefined || path === '')
        return null;
    try {
        return (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch {
        // An event nobody can read says nothing: the rules then take the careful way.
        return null;
    }
}


/***/ }),

/***/ 14173:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ runAction),
/* harmony export */   Z: () => (/* binding */ actionLog)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6805);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);


/** Tells people things by the job's log and its annotations. */
const actionLog = {
    info: (message) => (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .info */ .pq)(message),
    notice: (message) => (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .notice */ .lm)(message),
    warn: (message) => (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .warning */ .$e)(message),
};
/** Runs an action's story. Anything thrown fails the workflow step with one sentence, whatever was thrown. */
async function runAction(story) {
    try {
        await story();
    }
    catch (error) {
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setFailed */ .C1)((0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error));
    }
}


/***/ }),

/***/ 92309:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hj: () => (/* binding */ rollbackOutputs),
/* harmony export */   J2: () => (/* binding */ totalOutputs),
/* harmony export */   n0: () => (/* binding */ setOutputs),
/* harmony export */   tH: () => (/* binding */ stepOutputs)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6805);
/* harmony import */ var _domain_rollback_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81005);
/* harmony import */ var _domain_step_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75799);
/* harmony import */ var _domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12248);




/** The outputs of the step action, but for `comment-url`, which is known last. */
function stepOutputs(step, facts) {
    const usage = step.tokenUsage;
    const share = (0,_domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .cacheShare */ .e_)(usage);
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
        'check-exit-code': text(step.check?.exit_code),
        'duration-ms': text(step.durationMs),
        'input-tokens': text(usage?.input_tokens),
        'cache-read-tokens': text(usage?.cache_read_tokens),
        'cache-write-tokens': text(usage?.cache_write_tokens),
        'output-tokens': text(usage?.output_tokens),
        'reasoning-tokens': text(usage?.reasoning_tokens),
        'total-tokens': text(usage?.total_tokens),
        'cache-share': text(share === null ? null : Number(share.toFixed(4))),
        'cost-usd': text(usage?.cost),
        'cost-estimated': usage === null || usage.cost === null ? '' : String(usage.cost_estimated === true),
        'usage-state': text(usage?.state),
        'token-usage': usage === null ? '' : JSON.stringify(usage),
        step: JSON.stringify((0,_domain_step_js__WEBPACK_IMPORTED_MODULE_1__/* .stepToJson */ .g)(step)),
        'steps-db': text(facts.stepsDb),
        'log-file': text(facts.logFile),
        recorded: String(facts.recorded),
    };
}
/** What the branch and the whole history used so far, this step included: as much as is known of it. */
function totalOutputs(totals) {
    return {
        'branch-total-tokens': text(totals.branch?.totalTokens),
        'branch-cost-usd': text(totals.branch?.costUsd),
        'project-total-tokens': text(totals.project?.totalTokens),
        'project-cost-usd': text(totals.project?.costUsd),
    };
}
/** The outputs of the actions rollback (`deactivated-steps`) and undo (`reactivated-steps`). */
function rollbackOutputs(facts, stepsOutput) {
    return {
        'rollback-id': facts.rollback === null ? '' : (0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_2__/* .rollbackName */ .O)(facts.rollback),
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
        (0,_actions_core__WEBPACK_IMPORTED_MODULE_3__/* .setOutput */ .uH)(name, value);
}
function text(value) {
    return value === null || value === undefined ? '' : String(value);
}


/***/ }),

/***/ 60396:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ pullRequestScope),
  v: () => (/* binding */ updateComment)
});

// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/workplace.js
var workplace = __webpack_require__(83137);
// EXTERNAL MODULE: ./build/render/history-heading.js
var history_heading = __webpack_require__(46810);
// EXTERNAL MODULE: ./build/render/history-table.js
var history_table = __webpack_require__(8448);
// EXTERNAL MODULE: ./build/render/how-to-roll-back.js
var how_to_roll_back = __webpack_require__(369);
;// CONCATENATED MODULE: ./build/render/comment.js



/** GitHub refuses a longer body: "body is too long (maximum is 65536 characters)". */
const MAX_COMMENT_LENGTH = 65_536;
// Room for the fixed words around the list of steps.
const LENGTH_KEPT_FREE = 2_500;
/** The hidden first line by which the comment of this history is found again. */
function commentMarker(slug) {
    // "--" may end an HTML comment, so no hyphen is left; a slug never spells one as =2D itself.
    const safe = slug.replaceAll(/[^A-Za-z0-9_.=]/gu, (char) => `=${char.codePointAt(0)?.toString(16).toUpperCase()}`);
    return `<!-- laforge:${safe} -->`;
}
/**
 * The comment on a pull request: its steps newest first. Never longer than GitHub takes: older steps become one line
 * each, then only their number is left. A function of the view alone, so an unchanged history is an unchanged comment.
 */
function renderComment(view) {
    const top = [commentMarker(view.slug), `### ${(0,history_heading/* historyHeading */.Hy)(view)}`, '', ...(0,history_heading/* historyRemarks */.me)(view)]
        .join('\n')
        .trimEnd();
    const undo = (0,how_to_roll_back/* howToUndoRow */.kS)(view);
    const { markup, howToRows } = (0,history_table/* historyTable */.f)(view, MAX_COMMENT_LENGTH - LENGTH_KEPT_FREE - top.length - undo.length);
    const parts = [top, markup, (0,how_to_roll_back/* howToSection */.Hy)([...howToRows, undo], view.means)];
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

// EXTERNAL MODULE: ./build/action/history-to-view.js
var history_to_view = __webpack_require__(24527);
;// CONCATENATED MODULE: ./build/action/pull-request-comment.js




const NONE = { url: null, warning: null };
/**
 * Brings the one comment of this history up to date on the pull request of the run or branch, if there is one. A
 * history that could not be read leaves the comment as it is: what it said is more than this run knows. Never throws.
 */
async function updateComment(request, history) {
    const { job, comment } = request;
    if (comment === 'none' || job.upsertComment === null || history.condition.kind === 'unreadable')
        return NONE;
    try {
        const scope = await pullRequestScope(request);
        if (scope === null)
            return NONE;
        const view = await (0,history_to_view/* historyToView */.B)(history, scope, { ...request, slug: job.slug });
        const { url } = await job.upsertComment({
            pullRequest: scope.pullRequest,
            marker: commentMarker(job.slug),
            body: renderComment(view),
        });
        return { url, warning: null };
    }
    catch (error) {
        return { url: null, warning: `${(0,errors/* describeError */.Uc)(error)} (With comment: none no comment is written.)` };
    }
}
/**
 * The pull request that is meant, and the branch its steps were recorded under: the one that was named, else the run's,
 * else the open one of the branch. A fork's branch is never taken for one of ours that has the same name.
 */
async function pullRequestScope(request) {
    const { job, context, branch, pullRequest: named } = request;
    const found = named == null ? undefined : await job.codeHost?.getPullRequest(named);
    const meant = found === undefined ? context : (0,workplace/* withPullRequest */.pX)(context, found);
    const own = meant.run.pull_request;
    if (named != null && found === undefined)
        return { pullRequest: named, branch: null };
    if (own !== null)
        return { pullRequest: own.number, branch: (0,workplace/* headBranch */.Hi)(own, context.repository) ?? branch };
    if (branch === null)
        return null;
    const open = await job.codeHost?.findPullRequestOf(branch);
    return open === undefined ? null : { pullRequest: open.number, branch: open.headRef };
}


/***/ }),

/***/ 58284:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ runFolderAt),
/* harmony export */   k: () => (/* binding */ createRunFolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** Makes a new folder under `parent` (RUNNER_TEMP, the system's temp folder) and writes the prompt into it. */
async function createRunFolder(parent, prompt) {
    // mkdtemp makes it with mode 0700, under a name nobody could have taken before.
    const path = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(parent, 'laforge-'));
    const folder = runFolderAt(path, prompt !== null);
    if (prompt !== null && folder.promptFile !== null) {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(folder.promptFile, prompt, { flag: 'wx', mode: 0o600 });
    }
    return folder;
}
/** The folder that an earlier process of the run made. */
function runFolderAt(path, hasPrompt) {
    return {
        path,
        logFile: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'agent.log'),
        checkLogFile: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'check.log'),
        usageFile: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'usage.json'),
        promptFile: hasPrompt ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path, 'prompt.txt') : null,
    };
}


/***/ }),

/***/ 24140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ settleClaims),
/* harmony export */   f: () => (/* binding */ compareClaims)
/* harmony export */ });
/** Earlier first: by time, then by uid, then by number. A total order over distinct claims. */
function compareClaims(a, b) {
    return compare(a.claimedAt, b.claimedAt) || compare(a.uid, b.uid) || a.number - b.number;
}
/**
 * Settles numbers from claims. A number belongs to its earliest claim, and a uid's number is its earliest claim that
 * holds, so the result is a function of the set of claims, whatever the order they came in.
 */
function settleClaims(claims) {
    const ordered = [...claims].sort(compareClaims);
    const owners = new Map();
    const held = new Map();
    const seen = new Set();
    let highest = 0;
    for (const claim of ordered) {
        seen.add(claim.uid);
        highest = Math.max(highest, claim.number);
        const owner = owners.get(claim.number);
        if (owner === undefined) {
            owners.set(claim.number, [claim.uid]);
            if (!held.has(claim.uid))
                held.set(claim.uid, claim);
        }
        else if (!owner.includes(claim.uid))
            owner.push(claim.uid);
    }
    return {
        held,
        contested: new Map([...owners].filter(([, uids]) => uids.length > 1)),
        unsettled: [...seen].filter((uid) => !held.has(uid)),
        highest,
    };
}
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}


/***/ }),

/***/ 56046:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ StoreError),
/* harmony export */   Uc: () => (/* binding */ describeError),
/* harmony export */   XS: () => (/* binding */ GitError),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   fk: () => (/* binding */ RefusedError)
/* harmony export */ });
/**
 * The four ways in which something of ours cannot go on. A message is one sentence or two: what failed, the value or
 * file, what to do. The agent's own failure is none of these: it is data in the step.
 */
class CodedError extends Error {
    code;
    constructor(code, message, options) {
        super(message, options);
        this.code = code;
        this.name = new.target.name;
    }
}
class InputError extends CodedError {
}
class RefusedError extends CodedError {
}
class StoreError extends CodedError {
}
class GitError extends CodedError {
}
/** What a person is told about anything that was thrown: the message, and the cause's where it adds something. */
function describeError(error) {
    if (!(error instanceof Error))
        return String(error);
    const cause = error.cause instanceof Error ? error.cause.message : undefined;
    return cause !== undefined && !error.message.includes(cause) ? `${error.message} (${cause})` : error.message;
}


/***/ }),

/***/ 95646:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ interruptedOutcome),
/* harmony export */   z: () => (/* binding */ hasSaidItsEnd)
/* harmony export */ });
/**
 * How a step ended whose run is over without having said so. Nobody saw when: by that any word of the step's own run,
 * however late, is told from this one and wins. `note` says what proves it.
 */
function interruptedOutcome(step, note) {
    return {
        status: 'interrupted',
        branch: step.branch,
        commitShaAfter: null,
        agentConfig: step.agentConfig,
        endTime: null,
        durationMs: null,
        tokenUsage: null,
        exitCode: null,
        pushed: null,
        pinRef: null,
        changes: null,
        check: null,
        notes: [`It never said how it ended: ${note}`],
    };
}
/** Whether a step's own run has said how it ended: not while it runs, and not where another run had to find out. */
function hasSaidItsEnd({ status, endTime }) {
    return status === 'interrupted' ? endTime !== null : status !== 'running';
}


/***/ }),

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

/***/ 90358:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ waitWithin)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);

/** The promise, or a StoreError once the time is up, naming what was waited for. What is under way is not ended. */
async function waitWithin(promise, limitMs, what) {
    let timer;
    const late = new Promise((_, reject) => {
        const seconds = Number((limitMs / 1000).toPrecision(2));
        const giveUp = () => reject(new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unavailable', `${what} was not there within ${seconds} seconds.`));
        timer = setTimeout(giveUp, limitMs);
    });
    try {
        return await Promise.race([promise, late]);
    }
    finally {
        clearTimeout(timer);
    }
}


/***/ }),

/***/ 83137:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DK: () => (/* binding */ needsWriteCheck),
/* harmony export */   Hi: () => (/* binding */ headBranch),
/* harmony export */   Kz: () => (/* binding */ isForkRun),
/* harmony export */   eA: () => (/* binding */ needsPullRequestHead),
/* harmony export */   fq: () => (/* binding */ decideWorkplace),
/* harmony export */   pX: () => (/* binding */ withPullRequest)
/* harmony export */ });
/* unused harmony export PULL_REQUEST_BRANCH */
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);

/** The value of the input `branch` that means the head of the run's pull request. */
const PULL_REQUEST_BRANCH = 'pull-request';
// In these anybody can start a run, and GitHub runs them on the default branch with a token that can write.
const DEFAULT_BRANCH_EVENTS = ['issue_comment', 'issues', 'pull_request_target', 'workflow_run'];
// In these GitHub gives a fork's run a token that can only read.
const PULL_REQUEST_EVENTS = ['pull_request', 'pull_request_review', 'pull_request_review_comment'];
/** True for events that anybody can cause and that run with a writing token: a push, a rollback and an undo then need an actor who may write. */
function needsWriteCheck(event) {
    return event !== null && (DEFAULT_BRANCH_EVENTS.includes(event) || event.startsWith('discussion'));
}
/** True when the code of a fork is what runs: nothing of it enters the history. An unknown head counts as a fork. */
function isForkRun(context) {
    const { event, pull_request: pullRequest } = context.run;
    if (event === null || pullRequest === null || !PULL_REQUEST_EVENTS.includes(event))
        return false;
    return !isHeadIn(pullRequest, context.repository);
}
/** True when the pull request is known by its number only, so its head must be asked for before a decision. */
function needsPullRequestHead(context) {
    return context.run.pull_request !== null && context.run.pull_request.head_ref === null;
}
/** The branch by which records name a pull request's head: `<owner>:<ref>` for a fork's; null while it is not known. */
function headBranch(pullRequest, repository) {
    const { head_ref: headRef, head_repository: headRepository } = pullRequest;
    if (headRef === null || isHeadIn(pullRequest, repository))
        return headRef;
    return `${headRepository?.split('/')[0] ?? 'unknown'}:${headRef}`;
}
/** The same run with what the code host knows of its pull request. */
function withPullRequest(context, found) {
    const pullRequest = {
        number: found.number,
        head_ref: found.headRef,
        head_sha: found.headSha,
        head_repository: found.headRepository,
        base_ref: found.baseRef,
        merge_sha: context.run.pull_request?.merge_sha ?? null,
    };
    return { ...context, run: { ...context.run, pull_request: pullRequest } };
}
/**
 * Decides where a step works before its agent starts, so that work never lands on a branch the run was not about: a
 * plain checkout under a comment has the default branch, not the pull request. Only a push of the branch that happens
 * to be checked out is refused; who names a branch means it.
 */
function decideWorkplace(request) {
    const { context, head, requestedBranch, push } = request;
    if (requestedBranch === PULL_REQUEST_BRANCH)
        return pullRequestHead(request);
    if (requestedBranch !== null)
        return go(requestedBranch, requestedBranch);
    const stay = go(null, head.branch ?? detachedBranch(request));
    if (push === 'none')
        return stay;
    const reason = head.branch === null ? wrongDetached(context, head) : wrongBranch(request, head.branch);
    if (reason !== null)
        return refused(reason, request);
    const warning = head.branch === null ? detachedWarning(request) : null;
    return warning === null ? stay : { ...stay, warnings: [warning] };
}
function pullRequestHead(request) {
    const { pull_request: pullRequest, event } = request.context.run;
    const said = `Input "branch" is "${PULL_REQUEST_BRANCH}", but`;
    if (pullRequest === null) {
        const run = event === null ? 'this run' : `this run (${event})`;
        return { kind: 'refused', message: `${said} ${run} belongs to no pull request. Name a branch instead.` };
    }
    const { number, head_ref: headRef, head_repository: repository } = pullRequest;
    if (headRef === null) {
        return {
            kind: 'refused',
            message: `${said} the head of pull request #${number} is not known. Name the branch instead.`,
        };
    }
    if (!isOwnHead(request, pullRequest)) {
        return {
            kind: 'refused',
            message: `${said} the head of pull request #${number} is in ${repository === null ? 'a fork that is gone' : `the fork ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(repository)}`}, ` +
                `which this run cannot push to. Check it out with "ref: refs/pull/${number}/head" and write "push: none".`,
        };
    }
    return go(headRef, headRef);
}
/** Why an attached branch is not the one to push to; null when it is. */
function wrongBranch(request, branch) {
    const { context } = request;
    const { pull_request: pullRequest, event } = context.run;
    const isHead = pullRequest !== null && pullRequest.head_ref === branch && isOwnHead(request, pullRequest);
    if (pullRequest !== null && !isHead) {
        const head = pullRequest.head_ref === null ? '' : `, whose head is ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(headName(request, pullRequest))}`;
        return `this run belongs to pull request #${pullRequest.number}${head}, but ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(branch)} is checked out`;
    }
    // These events run on the default branch, so its name is theirs where the event does not say it.
    const isDefault = branch === (context.defaultBranch ?? context.refName);
    return needsWriteCheck(event) && isDefault
        ? `under ${event} the default branch ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(branch)} is checked out`
        : null;
}
/** The same for a detached HEAD: a default branch that was checked out by its SHA. */
function wrongDetached({ run, sha }, head) {
    const isDefault = needsWriteCheck(run.event) && head.sha !== null && head.sha === sha;
    return isDefault && head.sha !== run.pull_request?.head_sha
        ? `under ${run.event} the default branch is checked out, by its commit`
        : null;
}
function refused(reason, request) {
    const { pull_request: pullRequest } = request.context.run;
    const named = request.head.branch === null ? '"branch: NAME"' : `"branch: ${request.head.branch}" if that is meant`;
    const choices = pullRequest !== null && (pullRequest.head_ref === null || isOwnHead(request, pullRequest))
        ? `"branch: ${PULL_REQUEST_BRANCH}" to work on the pull request, ${named}`
        : `"branch: NAME" with the branch to work on, new or not`;
    return {
        kind: 'refused',
        message: `The agent was not started: ${reason}, and its work would be pushed there. Write ${choices}, or "push: none".`,
    };
}
/** What a detached HEAD stands for: the pull request's head, `<owner>:<ref>` for a fork's. */
function detachedBranch(request) {
    const { pull_request: pullRequest } = request.context.run;
    return pullRequest === null || pullRequest.head_ref === null ? null : headName(request, pullRequest);
}
function headName({ context, remoteRepository }, pullRequest) {
    return headBranch(pullRequest, remoteRepository ?? context.repository) ?? '';
}
/** Why work on a detached HEAD will be pinned and what to write to have it pushed; null where nothing can be written. */
function detachedWarning(request) {
    const { context } = request;
    const { pull_request: pullRequest, event } = context.run;
    if (isForkRun(context))
        return null;
    if (pullRequest === null || pullRequest.head_ref === null) {
        return 'HEAD is detached and stands for no branch, so the work will be pinned, not pushed. Check out a branch, or write "branch: NAME".';
    }
    if (!isOwnHead(request, pullRequest)) {
        return `The head of pull request #${pullRequest.number} is in a fork, so the work will be pinned, not pushed.`;
    }
    const what = isMergeRef(context.ref) ? `the merge of pull request #${pullRequest.number}` : 'detached';
    // GitHub sets github.head_ref for these two events alone.
    const ref = event === 'pull_request' || event === 'pull_request_target'
        ? `"with: ref: \${{ github.head_ref }}" at actions/checkout`
        : `"branch: ${PULL_REQUEST_BRANCH}"`;
    return `HEAD is ${what}, so the work will be pinned, not pushed to ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(pullRequest.head_ref)}. To have it pushed, write ${ref}.`;
}
function isMergeRef(ref) {
    return ref !== null && /^refs\/pull\/\d+\/merge$/.test(ref);
}
function isOwnHead({ context, remoteRepository }, pullRequest) {
    return isHeadIn(pullRequest, remoteRepository ?? context.repository);
}
function isHeadIn(pullRequest, repository) {
    return repository !== null && pullRequest.head_repository?.toLowerCase() === repository.toLowerCase();
}
function go(switchTo, branchToRecord) {
    return { kind: 'go', switchTo, branchToRecord, warnings: [] };
}


/***/ }),

/***/ 53055:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ checkDetails)
/* harmony export */ });
/* unused harmony export checkInWords */
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66082);
/* harmony import */ var _terminal_figures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12535);


const COMMAND_LENGTH = 500;
/** `check passed in 12s`, `check failed (exit 1) after 12s`. */
function checkInWords({ exit_code: code, duration_ms: ms }) {
    return code === 0
        ? `check passed in ${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(ms)}`
        : `check failed (exit ${code}) after ${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(ms)}`;
}
/** The check's result with its command and last lines to unfold, on one line, so that it may stand in a table; '' without one. */
function checkDetails(check, room) {
    if (check === null)
        return '';
    const passed = check.exit_code === 0;
    const lines = lastOf(check.last_lines, room);
    const command = (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeBlock */ .$o)(`$ ${check.command}`, COMMAND_LENGTH);
    const output = lines.length === 0 ? '' : (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeBlock */ .$o)(lines.join('\n'), room.characters);
    const open = room.open && !passed ? ' open' : '';
    return `<details${open}><summary>${passed ? '☑️' : '🧪'} ${checkInWords(check)}</summary>${command}${output}</details>`;
}
/** So many lines from the end as there is room for; of one that is too long by itself its beginning. */
function lastOf(lines, { lines: most, characters }) {
    let left = characters;
    const fitting = lines
        .slice(-most)
        .toReversed()
        .filter((line, at) => {
        left -= line.length + 1;
        return left >= 0 || at === 0;
    });
    return fitting.toReversed();
}


/***/ }),

/***/ 46810:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hy: () => (/* binding */ historyHeading),
/* harmony export */   Sq: () => (/* binding */ totalLines),
/* harmony export */   jS: () => (/* binding */ conditionSentence),
/* harmony export */   me: () => (/* binding */ historyRemarks)
/* harmony export */ });
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66082);
/* harmony import */ var _terminal_figures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12535);


const MOST_WARNINGS = 5;
const WARNING_LENGTH = 300;
/** `LaForge: 12 steps, 2 rolled back`, with the history's name where it has one of its own. */
function historyHeading(view) {
    const name = view.projectId === null ? 'LaForge' : `LaForge ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeText */ .X1)(view.projectId, 100)}`;
    const inactive = view.steps.filter((step) => !step.active).length;
    const count = Math.max(view.stepCount, view.steps.length);
    return `${name}: ${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(count, 'step')}${inactive === 0 ? '' : `, ${inactive} rolled back`}`;
}
/** What is said below the heading: totals, then all that a reader must know before believing the table. */
function historyRemarks(view) {
    const warnings = view.warnings.slice(0, MOST_WARNINGS).map((warning) => `⚠️ ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeText */ .X1)(warning, WARNING_LENGTH)}`);
    const more = view.warnings.length - warnings.length;
    const lines = [
        ...totalLines(view),
        conditionSentence(view.condition),
        ...warnings,
        more > 0 ? `… and ${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(more, 'more warning')}` : '',
    ];
    return lines.filter((line) => line !== '').flatMap((line, index) => (index === 0 ? [line] : ['', line]));
}
/** What must be said about a history that is not whole; '' when there is nothing to say. */
function conditionSentence(condition) {
    switch (condition.kind) {
        case 'found':
        case 'empty':
            return '';
        case 'expired':
            return `⚠️ The earlier history has expired${lastSaved(condition.lastSavedAt)}: these steps are a new generation, numbered from 1 again.`;
        case 'unreadable':
            return `⚠️ The history could not be read, so only what this run recorded is shown; it joins the history when a later run can read it. ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeText */ .X1)(condition.reason, WARNING_LENGTH)}`;
    }
}
function lastSaved(time) {
    return time === null ? '' : ` (last saved ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeText */ .X1)(time.slice(0, 10))})`;
}
/** `The branch main: 3m 00s, 2k tokens (…), $0.50`, and the same of the whole history where that is more. */
function totalLines({ totals }) {
    const known = totals.filter(({ usage }) => usage.steps > 0);
    const [first] = known;
    return known
        .filter((it) => it === first || it.usage.steps !== first?.usage.steps)
        .map((it) => {
        const facts = [(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(it.usage.durationMs), (0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .formatTotals */ .zD)(it.usage)].filter((fact) => fact !== '');
        return `${totalsName(it)}: ${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(it.usage.steps, 'step')}, ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeText */ .X1)(facts.join(', '), 400)}.`;
    });
}
function totalsName({ of, name }) {
    switch (of) {
        case 'branch':
            return (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .escapeCode */ .tn)(name ?? '', 100);
        case 'pull-request':
            return 'This pull request';
        case 'history':
            return 'The whole history';
    }
}


/***/ }),

/***/ 8448:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ historyTable)
/* harmony export */ });
/* harmony import */ var _check_result_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53055);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(66082);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14246);
/* harmony import */ var _history_view_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(10587);
/* harmony import */ var _how_to_roll_back_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(369);
/* harmony import */ var _step_cells_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19443);
/* harmony import */ var _terminal_figures_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12535);







const MOST_ROWS = 30;
const MOST_LINES = 300;
const COMMITS_A_STEP = 5;
const NOTES_A_STEP = 3;
const CHECK_ROOM = { lines: 10, characters: 1500, open: false };
/**
 * The steps newest first, in at most `room` characters together with the rows that say how to roll back: the latest as
 * rows of a table, older ones folded to a line each, and of the rest the number alone.
 */
function historyTable(view, room) {
    const inForce = (0,_history_view_js__WEBPACK_IMPORTED_MODULE_5__/* .rollbacksInForce */ .WA)(view.rollbacks);
    // A third is left for one line each: rows are rich, and a reader wants to see how far back the history goes.
    const forLines = room / 3;
    let left = room;
    const rows = [];
    const howToRows = [];
    for (const step of view.steps.slice(0, MOST_ROWS)) {
        const row = stepRow(step, inForce.get(step.uid), view);
        const howTo = (0,_how_to_roll_back_js__WEBPACK_IMPORTED_MODULE_2__/* .howToRow */ .uw)(step, view);
        const length = row.length + howTo.length + 2;
        if (left - length < (rows.length === 0 ? 0 : forLines))
            break;
        left -= length;
        rows.push(row);
        howToRows.push(howTo);
    }
    const lines = [];
    for (const step of view.steps.slice(rows.length, rows.length + MOST_LINES)) {
        const line = stepLine(step, inForce.get(step.uid));
        if (left < line.length + 1)
            break;
        left -= line.length + 1;
        lines.push(line);
    }
    const more = Math.max(view.stepCount, view.steps.length) - rows.length - lines.length;
    const parts = [rows.length === 0 ? 'No steps yet.' : table(rows), olderSteps(lines, more)];
    return { markup: parts.filter((part) => part !== '').join('\n\n'), howToRows };
}
function table(rows) {
    return [
        '| Step | Status | Agent | Changes | Time | Tokens | Cost (USD) |',
        '| ---: | --- | --- | --- | ---: | ---: | ---: |',
        ...rows,
    ].join('\n');
}
function stepRow(step, rollback, view) {
    const struck = (markup) => (step.active || markup === '' ? markup : `<del>${markup}</del>`);
    const changes = [(0,_step_cells_js__WEBPACK_IMPORTED_MODULE_3__/* .sizeOfChanges */ .ul)(step), ...(0,_step_cells_js__WEBPACK_IMPORTED_MODULE_3__/* .commitItems */ .Ar)(step, view.links, COMMITS_A_STEP)].filter((item) => item !== '');
    const cells = [
        struck((0,_step_cells_js__WEBPACK_IMPORTED_MODULE_3__/* .stepCell */ .j4)(step, view.links)),
        [struck((0,_step_cells_js__WEBPACK_IMPORTED_MODULE_3__/* .statusCell */ .fo)(step)), ...(step.active ? [] : [(0,_step_cells_js__WEBPACK_IMPORTED_MODULE_3__/* .rolledBackCell */ .u8)(rollback)])].join('<br>'),
        struck((0,_step_cells_js__WEBPACK_IMPORTED_MODULE_3__/* .agentCell */ .su)(step)),
        [struck(changes.join('<br>')), ...(0,_step_cells_js__WEBPACK_IMPORTED_MODULE_3__/* .remarkItems */ .TM)(step, NOTES_A_STEP), (0,_check_result_js__WEBPACK_IMPORTED_MODULE_0__/* .checkDetails */ .b)(step.check, CHECK_ROOM)]
            .filter((item) => item !== '')
            .join('<br>'),
        struck((0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(step.durationMs)),
        struck((0,_step_cells_js__WEBPACK_IMPORTED_MODULE_3__/* .tokensCell */ .$K)(step)),
        struck((0,_step_cells_js__WEBPACK_IMPORTED_MODULE_3__/* .costCell */ .ch)(step)),
    ];
    return `| ${cells.join(' | ')} |`;
}
function stepLine(step, rollback) {
    const { glyph, word } = (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .statusAtAGlance */ .t_)(step.status);
    const facts = [
        `${glyph} step ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .stepLabel */ .vO)(step)} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .escapeText */ .X1)(word, 20)}`,
        step.agentConfig?.name == null ? '' : (0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .escapeText */ .X1)(step.agentConfig.name, 40),
        (0,_step_cells_js__WEBPACK_IMPORTED_MODULE_3__/* .sizeOfChanges */ .ul)(step),
        (0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(step.durationMs),
    ];
    const text = facts.filter((fact) => fact !== '').join(', ');
    return step.active ? `- ${text}` : `- <del>${text}</del> ${(0,_step_cells_js__WEBPACK_IMPORTED_MODULE_3__/* .rolledBackCell */ .u8)(rollback)}`;
}
function olderSteps(lines, more) {
    const rest = more > 0 ? `… and ${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_4__/* .plural */ .LS)(more, 'older step')}` : '';
    if (lines.length === 0)
        return rest;
    return [
        `<details><summary>${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_4__/* .plural */ .LS)(lines.length, 'older step')}</summary>`,
        '',
        ...lines,
        ...(rest === '' ? [] : ['', rest]),
        '',
        '</details>',
    ].join('\n');
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

/***/ 369:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hy: () => (/* binding */ howToSection),
/* harmony export */   kS: () => (/* binding */ howToUndoRow),
/* harmony export */   uw: () => (/* binding */ howToRow)
/* harmony export */ });
/* harmony import */ var _domain_rollback_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81005);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66082);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14246);
/* harmony import */ var _history_view_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10587);
/* harmony import */ var _step_cells_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19443);





const ARGUMENT_LENGTH = 300;
const MOST_URL_LENGTH = 1000;
/** One row a step that the branch can be reset to: what to fill in, what to type. '' for any other step. */
function howToRow(step, { contestedIds, means }) {
    if (!(0,_history_view_js__WEBPACK_IMPORTED_MODULE_2__/* .isReversibleTo */ .Tk)(step))
        return '';
    const reference = (0,_history_view_js__WEBPACK_IMPORTED_MODULE_2__/* .stepReference */ .CC)(step, contestedIds);
    return tableRow(`after ${(0,_step_cells_js__WEBPACK_IMPORTED_MODULE_1__/* .stepTitle */ .Fb)(step)}`, `to-step: ${reference}`, ['rollback', reference], means);
}
/** One row that takes the latest rollback back; '' when none is in force. */
function howToUndoRow({ rollbacks, means }) {
    const latest = rollbacks.filter(isUndoable).toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0];
    if (latest === undefined)
        return '';
    const name = (0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_3__/* .rollbackName */ .O)(latest);
    return tableRow(`before ${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .rollbackLabel */ .lM)(latest)}`, `rollback-id: ${name}`, ['undo', name], means);
}
/** The folded part that says how to go back to a step; '' when there is nothing to go back to. */
function howToSection(rows, { workflowUrl, commandArgs }) {
    const filled = rows.filter((row) => row !== '');
    if (filled.length === 0)
        return '';
    const workflow = (0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .link */ .nf)('rollback workflow', workflowUrl?.slice(0, MOST_URL_LENGTH) ?? null);
    const before = '<code>before-step</code> in place of <code>to-step</code>';
    const [command, orOption, column] = commandArgs === null ? ['', '', ''] : [', or the command in a clone', ', or <code>--before</code>,', ' Command |'];
    return [
        '<details><summary>How to roll back</summary>',
        '',
        `Run the ${workflow} with the input shown${command}. The step named stays and all later ones go; with ${before}${orOption} it goes too. ` +
            'Commits that go stay pinned, and a rollback can itself be undone.',
        '',
        `| Branch as it was | Workflow input |${column}`,
        `| --- | --- |${column === '' ? '' : ' --- |'}`,
        ...filled,
        '',
        '</details>',
    ].join('\n');
}
function tableRow(name, input, command, { commandArgs }) {
    const row = `| ${name} | ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeCode */ .tn)(input)} |`;
    if (commandArgs === null)
        return row;
    const line = (0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .quoteForShell */ .eC)(['laforge', 'step', ...command, '--push', ...commandArgs]);
    // A command that is cut off is worse than none.
    return `${row} ${line.length > ARGUMENT_LENGTH ? '' : (0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeCode */ .tn)(line, ARGUMENT_LENGTH)} |`;
}
function isUndoable(rollback) {
    return (rollback.kind === 'rollback' && rollback.undoneBy === null && rollback.branch !== null && rollback.toSha !== null);
}


/***/ }),

/***/ 19443:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $K: () => (/* binding */ tokensCell),
/* harmony export */   Ar: () => (/* binding */ commitItems),
/* harmony export */   Fb: () => (/* binding */ stepTitle),
/* harmony export */   TM: () => (/* binding */ remarkItems),
/* harmony export */   ch: () => (/* binding */ costCell),
/* harmony export */   fo: () => (/* binding */ statusCell),
/* harmony export */   j4: () => (/* binding */ stepCell),
/* harmony export */   su: () => (/* binding */ agentCell),
/* harmony export */   u8: () => (/* binding */ rolledBackCell),
/* harmony export */   ul: () => (/* binding */ sizeOfChanges),
/* harmony export */   wn: () => (/* binding */ commitLink)
/* harmony export */ });
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);
/* harmony import */ var _domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12248);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66082);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14246);
/* harmony import */ var _terminal_figures_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12535);





const NAME_LENGTH = 60;
const SUBJECT_LENGTH = 80;
/** Enough for the figures, the limit and the way on of a step that was refused. */
const NOTE_LENGTH = 300;
/** `step 3`, or `step` and part of its uid while it has no settled number. */
function stepTitle(step) {
    return `step ${step.id === null ? (0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeCode */ .tn)((0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .stepLabel */ .vO)(step)) : step.id}`;
}
/** The step's number (or part of its uid), linked to the run it ran in. */
function stepCell(step, links) {
    const label = step.id === null ? (0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeCode */ .tn)((0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .stepLabel */ .vO)(step)) : `<b>${step.id}</b>`;
    const url = step.run?.url ?? null;
    // A record may say anything; a link to somewhere else than the server would be the record's own.
    return links.serverUrl !== null && url?.startsWith(`${links.serverUrl}/`) === true ? (0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .link */ .nf)(label, url) : label;
}
/** Status at a glance, with the agent's exit code where it failed. */
function statusCell(step) {
    const { glyph, word } = (0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .statusAtAGlance */ .t_)(step.status);
    const exit = step.status === 'failed' && step.exitCode !== null ? ` (exit ${step.exitCode})` : '';
    return `${glyph} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeText */ .X1)(word, NAME_LENGTH)}${exit}`;
}
/** Why an inactive step is one: never struck through with it, for it is what a reader looks for. */
function rolledBackCell(rollback) {
    return rollback === undefined ? '↩️ rolled back' : `↩️ rolled back by ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .rollbackLabel */ .lM)(rollback)}`;
}
/** Agent and model as the config says, the models of its usage where it says none. */
function agentCell(step) {
    const name = step.agentConfig?.name ?? null;
    const models = step.agentConfig?.model == null ? (step.tokenUsage?.models ?? []) : [step.agentConfig.model];
    const shown = models.slice(0, 3).map((model) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeCode */ .tn)(model, NAME_LENGTH));
    return [name === null ? '' : (0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeText */ .X1)(name, NAME_LENGTH), ...shown].filter((part) => part !== '').join('<br>');
}
/** `3 files, +10 −2`; `no changes`; '' when unknown. */
function sizeOfChanges(step) {
    if (step.changes === null)
        return '';
    const { files_changed: files, own_commit_count: commits, insertions, deletions } = step.changes;
    if (files === 0 && commits === 0)
        return 'no changes';
    return `${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(files, 'file')}, ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatLines */ .xM)(insertions, deletions)}`;
}
/** The step's own commits, newest first, each with its subject; `most` of them, then how many more there are. */
function commitItems(step, links, most) {
    const commits = step.changes?.own_commits ?? [];
    const shown = commits.slice(0, most);
    const items = shown.map(({ sha, subject }) => `${commitLink(sha, step, links)} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeText */ .X1)(subject, SUBJECT_LENGTH)}`);
    const more = (step.changes?.own_commit_count ?? 0) - shown.length;
    return more > 0 ? [...items, `… and ${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(more, 'more commit')}`] : items;
}
/** A short SHA as code, linked where the commit is at the server. */
function commitLink(sha, step, links) {
    if (sha === null || !(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .isSha */ .HH)(sha))
        return '';
    const page = step.pushed === 'none' || step.pushed === 'bundled' ? null : repositoryUrl(step.repository, links);
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .link */ .nf)(`<code>${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(sha)}</code>`, page === null ? null : `${page}/commit/${sha}`);
}
/** Where the work went if not to its branch, and the step's notes. */
function remarkItems(step, mostNotes) {
    const pinned = step.pinRef === null ? [] : [`📌 work kept at ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeCode */ .tn)(step.pinRef, NOTE_LENGTH)}`];
    const bundled = step.pushed === 'bundled' ? ['📦 work kept as a git bundle among the artifacts of its run'] : [];
    const notes = step.notes.slice(0, mostNotes).map((note) => `⚠️ ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_4__/* .escapeText */ .X1)(note, NOTE_LENGTH)}`);
    const more = step.notes.length - notes.length;
    return [...pinned, ...bundled, ...notes, ...(more > 0 ? [`… and ${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(more, 'more note')}`] : [])];
}
/** `17.5k`, with a plus where the run was cut off, then how much went in, from the cache and out; '' when unknown. */
function tokensCell(step) {
    const usage = step.tokenUsage;
    if (usage === null || usage.state === 'unknown' || usage.total_tokens === null)
        return '';
    const share = (0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatShare */ .T1)((0,_domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_1__/* .cacheShare */ .e_)(usage)).replace('<', '&lt;').replace('>', '&gt;');
    const lines = [
        `${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(usage.total_tokens)}${usage.state === 'partial' ? '+' : ''}`,
        usage.prompt_tokens === null ? '' : `${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(usage.prompt_tokens)} in`,
        share === '' ? '' : `${share} cached`,
        usage.completion_tokens === null ? '' : `${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(usage.completion_tokens)} out`,
    ];
    return lines.filter((line) => line !== '').join('<br>');
}
/** `$0.0205`, `≈$0.0205` for an estimate; '' when unknown. */
function costCell({ tokenUsage }) {
    return (0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCost */ .BD)(tokenUsage?.cost ?? null, tokenUsage?.cost_estimated).replace('<', '&lt;');
}
/** The page of the repository a record belongs to; null when that is not at this server. */
function repositoryUrl(repository, { serverUrl, repository: own }) {
    if (serverUrl === null || own === null || !URL.canParse(serverUrl))
        return null;
    if (repository === null)
        return `${serverUrl}/${own}`;
    const [host, ...path] = repository.split('/');
    const server = new URL(serverUrl);
    if (host !== server.host && host !== server.hostname)
        return null;
    return path.join('/') === own.toLowerCase() ? `${serverUrl}/${own}` : `${serverUrl}/${path.join('/')}`;
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

// EXTERNAL MODULE: ./build/domain/budget.js
var budget = __webpack_require__(11304);
// EXTERNAL MODULE: ./build/domain/usage-totals.js
var usage_totals = __webpack_require__(12248);
// EXTERNAL MODULE: ./build/render/check-result.js
var check_result = __webpack_require__(53055);
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
const CHECK_ROOM = { lines: 50, characters: 10_000, open: true };
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
        (0,check_result/* checkDetails */.b)(step.check, CHECK_ROOM),
        factTable(usageFacts(step.tokenUsage), 'Usage'),
        list('So far', (0,history_heading/* totalLines */.Sq)(view)),
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
        ['Allowed', step.limits === null ? '' : (0,render_escape/* escapeText */.X1)((0,budget/* formatLimits */.Qe)(step.limits))],
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
    if (usage === null)
        return [];
    if (usage.state === 'unknown')
        return [['Tokens', `not known${because(usage)}`]];
    const share = (0,format/* formatShare */.T1)((0,usage_totals/* cacheShare */.e_)(usage)).replace('<', '&lt;').replace('>', '&gt;');
    const count = (value) => (value === null ? '' : value.toLocaleString('en-US'));
    return [
        ['Input tokens', count(usage.input_tokens)],
        ['Cache read tokens', count(usage.cache_read_tokens)],
        ['Cache write tokens', count(usage.cache_write_tokens)],
        ['Output tokens', count(usage.output_tokens)],
        ['of these, reasoning', count(usage.reasoning_tokens)],
        ['Total tokens', count(usage.total_tokens)],
        ['Input from cache', share],
        ['Cost (USD)', costFact(usage)],
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
        ['Measured', usage.state === 'partial' ? `in part${because(usage)}` : ''],
    ];
}
function because({ reason }) {
    return reason == null ? '' : `: ${(0,render_escape/* escapeText */.X1)(reason, 300)}`;
}
function costFact(usage) {
    const cost = (0,step_cells/* costCell */.ch)({ tokenUsage: usage });
    if (cost === '' || usage.cost_estimated !== true)
        return cost;
    return `${cost}, an estimate${usage.price_list == null ? '' : ` by ${(0,render_escape/* escapeText */.X1)(usage.price_list, 80)}`}`;
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

/***/ 15569:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  clientVariables: () => (/* binding */ clientVariables),
  createArtifactStore: () => (/* binding */ createArtifactStore)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/stores/client/client-process.js
var client_process = __webpack_require__(90376);
// EXTERNAL MODULE: ./build/stores/snapshot-store.js + 1 modules
var snapshot_store = __webpack_require__(99448);
// EXTERNAL MODULE: ./build/stores/time-limits.js
var time_limits = __webpack_require__(86251);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
;// CONCATENATED MODULE: ./build/stores/artifact/names.js

function artifactNames(slug) {
    return { save: `laforge-${slug}`, running: `laforge.running-${slug}` };
}
function isNameOrWithUid(name, found) {
    return found === name || (found.startsWith(`${name}-`) && (0,identity/* isUid */.hO)(found.slice(name.length + 1)));
}

// EXTERNAL MODULE: ./build/stores/contains.js
var stores_contains = __webpack_require__(79186);
// EXTERNAL MODULE: ./build/stores/read-saved.js
var read_saved = __webpack_require__(34017);
// EXTERNAL MODULE: ./build/stores/snapshot-service.js
var snapshot_service = __webpack_require__(74097);
;// CONCATENATED MODULE: ./build/stores/artifact/restore.js






/** A hundred megabytes hold some 50,000 steps, packed; more is not downloaded. */
const MAX_ARCHIVE_BYTES = 512 * 1024 * 1024;
const DOWNLOADS_AT_ONCE = 8;
/** So many runs are asked for what else they saved; the others stay open, for a later run to ask. */
const RUNS_AT_ONCE = 16;
/**
 * Finds everything that was saved by this repository's own runs. The newest save usually contains all others, so it is
 * read first. What it does not contain is read too: saves of parallel runs, records of runs that could not read their
 * history or are running, and later saves of runs that were not over when it was made. Throws StoreError when something
 * that may hold a part of the history cannot be read.
 */
async function restore(deps, request) {
    const { names } = request;
    const known = new Map();
    const readings = new Map();
    const contained = new Set();
    const runsListed = new Set();
    const runsToList = new Set();
    const openRuns = new Set();
    const learn = (artifacts) => {
        for (const it of artifacts)
            if (it.ownRun && (isSave(it) || isRunning(it)))
                known.set(it.id, it);
    };
    const isSave = ({ name }) => isNameOrWithUid(names.save, name);
    const isRunning = ({ name }) => isNameOrWithUid(names.running, name);
    const list = async (runId) => {
        runsListed.add(runId);
        // First whether it is over, then what it saved: the other way round a save could slip in between.
        const isOver = runId === request.runId ? false : await deps.index.isRunCompleted(runId);
        const artifacts = await deps.index.artifactsOfRun(runId);
        if ((isOver === null || artifacts === null) && [...known.values()].some((it) => it.runId === runId)) {
            throw new errors/* StoreError */.AD('unreadable', `GitHub lists artifacts of run ${runId} and says that there is no such run.`);
        }
        if (isOver === false && runId !== request.runId)
            openRuns.add(runId);
        learn(artifacts ?? []);
    };
    const read = async (artifact) => {
        const reading = await readArtifact(deps, artifact, isRunning(artifact), (0,external_node_path_.join)(request.folder, String(artifact.id)));
        readings.set(artifact.id, reading);
        // It was taken away because its end had been saved, perhaps after its run was listed.
        if (reading.kind === 'gone')
            runsListed.delete(artifact.runId);
        if (reading.kind !== 'snapshot')
            return;
        const contains = await (0,stores_contains/* readContains */._M)((0,external_node_path_.join)(reading.path, '..', stores_contains/* CONTAINS_FILE */.Rn));
        // Nothing can contain what came after it.
        for (const id of contains.saves.map(Number))
            if (id < artifact.id)
                contained.add(id);
        for (const runId of contains.openRuns)
            runsToList.add(runId);
    };
    const unread = () => [...known.values()]
        .filter((it) => !it.expired && !contained.has(it.id) && !readings.has(it.id))
        .sort((a, b) => b.id - a.id);
    const next = () => {
        const saves = unread().filter(isSave);
        const hasSnapshot = [...readings.values()].some((it) => it.kind === 'snapshot');
        if (!hasSnapshot && saves.length > 0)
            return saves.slice(0, 1);
        if (saves.length > 0)
            return request.hasTime() ? saves.slice(0, DOWNLOADS_AT_ONCE) : [];
        const room = snapshot_service/* RUNNING_AT_ONCE */.s - [...readings.values()].filter((it) => isRunning(it.artifact)).length;
        // Those of jobs that have vanished are the oldest: the others are soon taken away.
        return room > 0 && request.hasTime() ? unread().slice(-room) : [];
    };
    learn((await Promise.all([names.save, names.running].map((it) => deps.index.artifactsNamed(it)))).flat());
    for (;;) {
        const toRead = next();
        const [newest] = [...known.values()].filter(isSave).sort((a, b) => b.id - a.id);
        for (const it of [...(newest ? [newest] : []), ...toRead])
            runsToList.add(it.runId);
        const toList = [...runsToList]
            .filter((it) => !runsListed.has(it))
            .sort((a, b) => a - b)
            .slice(0, RUNS_AT_ONCE - runsListed.size);
        if (toRead.length === 0 && toList.length === 0)
            break;
        await Promise.all([...toRead.map(read), ...toList.map(list)]);
    }
    const left = unread();
    for (const runId of [...left.map((it) => it.runId), ...[...runsToList].filter((it) => !runsListed.has(it))]) {
        openRuns.add(runId);
    }
    const restored = conclude([...known.values()], [...readings.values()], contained, isSave);
    return {
        ...restored,
        contains: { ...restored.contains, openRuns: [...openRuns] },
        warnings: [...restored.warnings, ...(left.some(isSave) ? [(0,snapshot_service/* sayLeft */.X)(left.filter(isSave).length)] : [])],
        namesOfThisRun: [...known.values()].filter((it) => it.runId === request.runId).map((it) => it.name),
    };
}
/** What follows from all that was found. Throws StoreError when the newest part of the history had to be refused. */
function conclude(known, readings, contained, isSave) {
    const newestFirst = readings.toSorted((a, b) => b.artifact.id - a.artifact.id);
    const snapshots = newestFirst.filter((it) => it.kind === 'snapshot');
    const fragments = newestFirst.filter((it) => it.kind === 'fragment');
    const refused = newestFirst.filter((it) => it.kind === 'refused');
    const newestId = snapshots[0]?.artifact.id ?? 0;
    // Going on from an older save would silently cut what only the refused one holds.
    const [cutting] = refused.filter((it) => isSave(it.artifact) && it.artifact.id > newestId);
    if (cutting !== undefined) {
        throw new errors/* StoreError */.AD('unreadable', `${describe(cutting.artifact)}, the newest save of the history, cannot be trusted: ${cutting.reason} Look at it; when you delete it, the next run goes on from the save before it.`);
    }
    const gone = [
        ...known.filter((it) => it.expired),
        ...readings.filter((it) => it.kind === 'expired').map((it) => it.artifact),
    ]
        .filter((it) => isSave(it) && it.id > newestId && !contained.has(it.id))
        .sort((a, b) => b.id - a.id)[0];
    const warnings = refused.map((it) => `${describe(it.artifact)} was left out of the history: ${it.reason}`);
    if (gone !== undefined && snapshots.length > 0) {
        warnings.push(`${describe(gone)}, saved ${gone.createdAt}, has expired before older saves of the history did. What only it held is gone; give all runs the same retention-days.`);
    }
    const oldestId = Math.min(...known.filter((it) => !it.expired).map((it) => it.id));
    const contains = [...contained, ...[...snapshots, ...fragments].map((it) => it.artifact.id)];
    return {
        snapshots: snapshots.map((it) => it.path),
        fragments: fragments.map((it) => it.records),
        contains: { saves: contains.filter((it) => it >= oldestId).map(String), openRuns: [] },
        expiredSince: gone?.createdAt ?? null,
        warnings,
    };
}
async function readArtifact(deps, artifact, isRunning, folder) {
    if (artifact.sizeInBytes > MAX_ARCHIVE_BYTES) {
        return { artifact, kind: 'refused', reason: `it has ${artifact.sizeInBytes} bytes.` };
    }
    const downloaded = await deps.download(artifact, folder);
    if (downloaded === 'expired')
        return { artifact, kind: 'expired' };
    if (downloaded === 'gone') {
        // The record of a running step goes when its end is saved, and that is in the list of its run.
        if (isRunning)
            return { artifact, kind: 'gone' };
        throw new errors/* StoreError */.AD('unreadable', `${describe(artifact)} was listed and is not there any more.`);
    }
    if (downloaded === 'other')
        return { artifact, kind: 'refused', reason: 'its content has another digest than was saved.' };
    if (downloaded !== 'same')
        return { artifact, kind: 'refused', reason: downloaded.refused };
    return { artifact, ...(await (0,read_saved/* readSaved */.S)(folder, describe(artifact), deps)) };
}
/** An artifact as a sentence names it. */
function describe(artifact) {
    return `Artifact ${artifact.name} (id ${artifact.id}, run ${artifact.runId})`;
}

;// CONCATENATED MODULE: ./build/stores/artifact/artifact-store.js







/** What the artifact client reads from its environment. */
const VARIABLES = [
    'ACTIONS_RUNTIME_TOKEN',
    'ACTIONS_RESULTS_URL',
    'GITHUB_SERVER_URL',
    'GITHUB_API_URL',
    'GITHUB_RETENTION_DAYS',
];
/** A history as artifacts of this repository's workflow runs. Throws InputError where there is no such service. */
function createArtifactStore(deps, options) {
    checkServiceIsHere(options.env);
    return (0,snapshot_store/* createSnapshotStore */.k)(deps, createArtifactService(deps, options), options.folder);
}
function createArtifactService(deps, options) {
    const { env, slug } = options;
    const names = artifactNames(slug);
    const limits = deps.timeLimits ?? time_limits/* TIME_LIMITS */.H;
    const runId = Number(env.GITHUB_RUN_ID) || null;
    // In a run's later attempts a name of an earlier one is free again, and whoever looks for the attempt looks for it.
    const isFirstAttempt = env.GITHUB_RUN_ATTEMPT === '1';
    const taken = new Set();
    let isRunFound = false;
    /** A save that failed half-way has its name for good: then nothing of the run has the one by which it is found. */
    const makeFindable = async (client, upload) => {
        const plain = [names.save, names.running];
        const { answer } = await client.call({ kind: 'find-artifact', names: plain }, limits.publishMs);
        if (answer === 'there' || (await unlessTaken(() => upload(names.running))) !== null)
            return;
        throw new errors/* StoreError */.AD('unavailable', `Saves of this run that failed half-way hold the names ${plain.join(' and ')}, and by another no run would find this one.`);
    };
    return {
        name: 'artifact',
        async restore(folder, { signal, hasTime }) {
            const client = start(options, signal);
            try {
                const restored = await restore({ ...deps, download: (artifact, into) => download(client, options, artifact, into, limits) }, { names, folder, runId, hasTime });
                if (isFirstAttempt)
                    for (const name of restored.namesOfThisRun)
                        taken.add(name);
                isRunFound = restored.namesOfThisRun.includes(names.save);
                return restored;
            }
            finally {
                await client.stop();
            }
        },
        async save(kind, folder, files, signal) {
            const name = kind === 'running' ? names.running : names.save;
            const client = start(options, signal);
            const upload = (as) => uploadAs(client, options, as, folder, files, limits);
            try {
                if (!taken.has(name)) {
                    const saved = await unlessTaken(() => upload(name));
                    taken.add(name);
                    if (saved !== null)
                        return saved;
                }
                // Another step or job of this attempt has saved: GitHub lets a name be saved once in it.
                const saved = await upload(`${name}-${deps.uids.next()}`);
                if (kind !== 'running' && !isRunFound)
                    await makeFindable(client, upload);
                return saved;
            }
            finally {
                await client.stop();
            }
        },
        async discard(running, end, _, signal) {
            if (!isNameOrWithUid(names.running, running.name))
                return;
            const client = start(options, signal);
            try {
                // By a name with a uid nobody finds this run: that takes one of the plain names.
                const ifThere = isRunFound || end.name === names.save ? null : names.save;
                await client.call({ kind: 'delete-artifact', name: running.name, ifThere }, limits.discardMs);
            }
            finally {
                await client.stop();
            }
        },
    };
}
/** What was saved, or null when GitHub lets that name be saved no more in this attempt. Throws StoreError. */
async function unlessTaken(upload) {
    try {
        return await upload();
    }
    catch (error) {
        if (error instanceof errors/* StoreError */.AD && error.message.includes('(409)'))
            return null;
        throw error;
    }
}
async function uploadAs(client, { retentionDays }, name, folder, files, { publishMs }) {
    const paths = files.map((file) => (0,external_node_path_.join)(folder, file));
    const { answer } = await client.call({ kind: 'upload-artifact', name, folder, files: paths, retentionDays }, publishMs);
    if (answer === null)
        throw new errors/* StoreError */.AD('unavailable', `GitHub did not say as what it saved ${name}.`);
    return { save: answer, name, where: `artifact ${name} of this run` };
}
async function download(client, { env, token }, artifact, folder, { restoreMs }) {
    const [owner = '', repository = ''] = (env.GITHUB_REPOSITORY ?? '').split('/');
    const { id, digest } = artifact;
    try {
        const { answer, refused } = await client.call({ kind: 'download-artifact', id, folder, digest, token: token ?? '', owner, repository }, restoreMs);
        if (refused !== null)
            return { refused };
        return answer === 'same' || answer === 'expired' || answer === 'gone' ? answer : 'other';
    }
    catch (error) {
        if (!(error instanceof errors/* StoreError */.AD))
            throw error;
        throw new errors/* StoreError */.AD('unavailable', `${describe(artifact)} could not be downloaded: ${error.message}`, {
            cause: error,
        });
    }
}
/** A client that ends when nobody waits for it any more. */
function start(options, signal) {
    const client = (0,client_process/* startClient */.e)(options, {
        client: 'artifact',
        folder: options.folder,
        variables: clientVariables(options.env),
    });
    if (signal.aborted)
        void client.stop();
    signal.addEventListener('abort', () => void client.stop());
    return client;
}
/** Of the environment, what the client needs. */
function clientVariables(env) {
    return Object.fromEntries(VARIABLES.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}
/** The service is where the runner says so to an action, and on no server of one's own: the client refuses those. */
function checkServiceIsHere(env) {
    const missing = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL'].find((name) => !env[name]);
    const server = env.GITHUB_SERVER_URL ?? 'https://github.com';
    const host = URL.canParse(server) ? new URL(server).hostname : server;
    const reason = missing !== undefined
        ? `${missing} is not set here`
        : /^github\.com$|\.ghe\.com$|\.localhost$/i.test(host)
            ? undefined
            : `${host} has no such service`;
    if (reason === undefined)
        return;
    throw new errors/* InputError */.dz('bad-environment', `Input "store" is "artifact", which works only inside a GitHub Actions job on github.com or ghe.com, and ${reason}. Use "file" with a store-path that lasts.`);
}


/***/ }),

/***/ 90376:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ startClient)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);
/* harmony import */ var _domain_runner_variables_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10867);



/** Starts a process with one of GitHub's clients, in a private folder. It loads while the caller does other things. */
function startClient({ script, env, maskSecret }, { client, folder, variables }) {
    const waiting = new Map();
    let calls = 0;
    const { boot, told } = divideVariables(env);
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.fork)(script, [], {
        cwd: folder,
        env: boot,
        execArgv: [],
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('message', (message) => {
        if ('secret' in message)
            return maskSecret(message.secret);
        const waiter = waiting.get(message.number);
        waiting.delete(message.number);
        if ('error' in message)
            waiter?.reject(new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('unavailable', message.error));
        else
            waiter?.resolve(message);
    });
    const fail = (reason) => {
        for (const waiter of waiting.values())
            waiter.reject(new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('unavailable', reason));
        waiting.clear();
    };
    child.on('error', (error) => fail(`The client of GitHub's service could not be started: ${error.message}.`));
    child.on('exit', () => fail("The client of GitHub's service ended before it had answered."));
    const send = (message) => {
        if (child.connected)
            child.send(message, () => { });
        else
            fail("The client of GitHub's service has ended.");
    };
    const gone = new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.once('error', () => resolve());
    });
    const stop = () => {
        child.kill('SIGKILL');
        return gone;
    };
    send({ prepare: { client, variables: { ...told, ...variables } } });
    return {
        stop,
        call: (call, limitMs) => new Promise((resolve, reject) => {
            const number = ++calls;
            const timer = setTimeout(() => {
                fail(`GitHub's service did not answer within ${limitMs / 1000} seconds.`);
                void stop();
            }, limitMs);
            const settle = (then) => (value) => {
                clearTimeout(timer);
                then(value);
            };
            waiting.set(number, { resolve: settle(resolve), reject: settle(reject) });
            send({ number, call });
        }),
    };
}
/** What a process needs to start; all else goes by message. */
const BOOT = [
    ...['PATH', 'HOME', 'USER', 'LOGNAME', 'TMPDIR', 'TMP', 'TEMP', 'TZ', 'LANG', 'LC_*', 'LD_*', 'RUNNER_TRACKING_ID'],
    ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'SystemRoot', 'SystemDrive', 'windir', 'ComSpec'],
    ...['PATHEXT', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'ProgramData', 'ProgramFiles'],
];
/**
 * The variables that the process starts with, and those that it is told: what stands in a process's environment at its
 * start can be read by every process of its user. Secrets of ours that it has no use for are in neither.
 */
function divideVariables(env) {
    const given = Object.entries(env).filter((entry) => entry[1] !== undefined && !isWithheld(entry[0]));
    const isBoot = ([name]) => BOOT.some((pattern) => (0,_domain_runner_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .coversVariable */ .JO)(pattern, name, true));
    return {
        boot: Object.fromEntries(given.filter(isBoot)),
        told: Object.fromEntries(given.filter((entry) => !isBoot(entry))),
    };
}
function isWithheld(name) {
    const isOwn = (0,_domain_runner_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .isRunnersOwn */ .mQ)(name) && !name.startsWith('ACTIONS_');
    return isOwn || /TOKEN|SECRET|PASSWORD|^NODE_OPTIONS$/i.test(name);
}


/***/ }),

/***/ 79186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rn: () => (/* binding */ CONTAINS_FILE),
/* harmony export */   _M: () => (/* binding */ readContains),
/* harmony export */   v0: () => (/* binding */ formatContains)
/* harmony export */ });
/* unused harmony export parseContains */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);

/** Beside steps.db in every snapshot: what has been merged into it, so that nobody downloads that again. */
const CONTAINS_FILE = 'contains.json';
const VERSION = 1;
const MAX_BYTES = 4 * 1024 * 1024;
const NOTHING = { saves: [], openRuns: [] };
function formatContains({ saves, openRuns }) {
    return `${JSON.stringify({ version: VERSION, saves, open_runs: openRuns })}\n`;
}
/** What a file says it contains. One that is missing or malformed contains nothing: then more is downloaded, not less. */
async function readContains(path) {
    try {
        if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path)).size > MAX_BYTES)
            return NOTHING;
        return parseContains(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8'));
    }
    catch {
        return NOTHING;
    }
}
/** See `readContains`. */
function parseContains(text) {
    try {
        const value = JSON.parse(text);
        if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== VERSION) {
            return NOTHING;
        }
        return {
            saves: 'saves' in value ? list(value.saves).filter((it) => typeof it === 'string') : [],
            openRuns: 'open_runs' in value ? list(value.open_runs).filter(isRunId) : [],
        };
    }
    catch {
        return NOTHING;
    }
}
function list(value) {
    return Array.isArray(value) ? value : [];
}
function isRunId(value) {
    return Number.isSafeInteger(value) && Number(value) > 0;
}


/***/ }),

/***/ 98282:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ createFragmentHistory)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12248);
/* harmony import */ var _fragment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59503);
/* harmony import */ var _records_view_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83703);




/** The history of a run that could not read its own: it knows what this run adds, and settles no numbers. */
function createFragmentHistory({ condition, file, publish, ...options }) {
    const steps = [...(options.records?.steps ?? [])];
    const rollbacks = [...(options.records?.rollbacks ?? [])];
    const records = { steps, rollbacks, stepClaims: [], rollbackClaims: [] };
    let unpublished = steps.length + rollbacks.length > 0;
    const save = async () => {
        unpublished = true;
        try {
            await (0,_fragment_js__WEBPACK_IMPORTED_MODULE_2__/* .writeFragment */ ._)(file, records);
        }
        catch (error) {
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unwritable', `The record could not be written to ${file}.`, { cause: error });
        }
    };
    const stepOf = (uid) => {
        const found = (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .findByPrefix */ .jQ)((0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToSteps */ .nm)(records), uid);
        if (found.kind === 'found')
            return found.value;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unreadable', `Step ${uid} was not begun in this history.`);
    };
    return {
        condition,
        dbPath: null,
        warnings: options.warnings ?? [],
        latestActiveStep: async (repository, branch) => (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToSteps */ .nm)(records, { repository, active: true }).find((step) => step.branch === branch),
        findStep: async (ref) => ref.kind === 'uid' ? (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .findByPrefix */ .jQ)((0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToSteps */ .nm)(records), ref.prefix) : { kind: 'unknown' },
        listSteps: async (filter) => (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToSteps */ .nm)(records, filter),
        countSteps: async (filter) => (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToSteps */ .nm)(records, filter).length,
        sumUsage: async (filter) => (0,_domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_1__/* .totalsOf */ .vA)((0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToSteps */ .nm)(records, filter)),
        findRollback: async (ref) => ref.kind === 'uid' ? (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .findByPrefix */ .jQ)((0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToRollbacks */ .VM)(records), ref.prefix) : { kind: 'unknown' },
        listRollbacks: async (filter) => (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToRollbacks */ .VM)(records, filter),
        async startStep(draft) {
            if (!steps.some((it) => it.draft.uid === draft.uid)) {
                const [parent] = (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToSteps */ .nm)(records, { repository: draft.repository, active: true }).filter((it) => it.branch === draft.branch);
                steps.push({ draft, parentUid: parent?.uid ?? null, createdAt: draft.startTime, outcome: null });
                await save();
            }
            return stepOf(draft.uid);
        },
        async finishStep(uid, outcome) {
            const index = steps.findIndex((it) => it.draft.uid === uid);
            const record = steps[index];
            if (record?.outcome === null) {
                steps[index] = { ...record, outcome };
                await save();
            }
            return stepOf(uid);
        },
        async addRollback(draft) {
            if (!rollbacks.some((it) => it.uid === draft.uid)) {
                rollbacks.push(draft);
                await save();
            }
            const found = (0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .findByPrefix */ .jQ)((0,_records_view_js__WEBPACK_IMPORTED_MODULE_3__/* .recordsToRollbacks */ .VM)(records), draft.uid);
            return found.kind === 'found' ? found.value : { ...draft, number: null, undoneBy: null };
        },
        pushWith: (_changes, push) => push([]),
        findUnrecorded: async (uids) => uids.filter((uid) => !rollbacks.some((it) => it.uid === uid)),
        listRunning: async () => [],
        interruptSteps: async () => [],
        async publish() {
            if (!unpublished)
                return { kind: 'published' };
            const publication = await publish();
            if (publication.kind !== 'kept')
                unpublished = false;
            return publication;
        },
        // The file is written anew from what is known here.
        guard: async () => async () => [],
        close: async () => { },
    };
}


/***/ }),

/***/ 59503:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bk: () => (/* binding */ readFragment),
/* harmony export */   _: () => (/* binding */ writeFragment),
/* harmony export */   wN: () => (/* binding */ FRAGMENT_FILE)
/* harmony export */ });
/* unused harmony exports formatFragment, parseFragment */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56046);
/* harmony import */ var _sealed_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(32182);




/**
 * A fragment: the records of one run that could not read its history, as a file of their own. They have no numbers,
 * since numbers follow from all records; whoever merges them gives them the next free ones.
 */
const FRAGMENT_FILE = 'record.json';
const FORMAT = 'laforge-fragment';
const VERSION = 1;
/** One run makes a few records; each may carry its agent's whole configuration. */
const MAX_BYTES = 16 * 1024 * 1024;
/** The text of a fragment's file. */
function formatFragment(records) {
    const [steps, rollbacks] = [records.steps.map(_sealed_json_js__WEBPACK_IMPORTED_MODULE_3__/* .seal */ .o), records.rollbacks.map(_sealed_json_js__WEBPACK_IMPORTED_MODULE_3__/* .seal */ .o)];
    return `${JSON.stringify({ format: FORMAT, version: VERSION, records: { steps, rollbacks } }, null, 1)}\n`;
}
/** Reads the text of a fragment, every field of it checked. Throws StoreError, naming `source`. */
async function parseFragment(text, source, { parseRecords }) {
    const value = parseJson(text, source);
    if (!isObject(value) || value.format !== FORMAT || !isObject(value.records)) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD('damaged', `${source} is not a record of LaForge's.`);
    }
    if (value.version !== VERSION) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD('newer-ledger', `${source} has format ${JSON.stringify(value.version)}, and this version reads ${VERSION}. Use the newer version of the action.`);
    }
    const unsealAll = (list) => {
        if (!Array.isArray(list))
            return list;
        return list.map((it) => (isObject(it) ? (0,_sealed_json_js__WEBPACK_IMPORTED_MODULE_3__/* .unseal */ .D)(it, source) : it));
    };
    const { steps, rollbacks } = value.records;
    // Claims in a fragment would let one file take numbers away from all others.
    return parseRecords({ steps: unsealAll(steps), rollbacks: unsealAll(rollbacks), stepClaims: [], rollbackClaims: [] }, source);
}
/** Reads a fragment's file. Throws StoreError, naming `source`. */
async function readFragment(path, source, deps) {
    const { size } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path);
    if (size > MAX_BYTES)
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD('damaged', `${source} has ${size} bytes, too many for a record.`);
    return parseFragment(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8'), source, deps);
}
/** Writes a fragment's file whole or not at all. */
async function writeFragment(path, records) {
    // An agent may have taken the folder away.
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(`${path}.new`, formatFragment(records));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(`${path}.new`, path);
}
function parseJson(text, source) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD('damaged', `${source} is not JSON.`, { cause: error });
    }
}
function isObject(value) {
    return typeof value === 'object' && value !== null;
}


/***/ }),

/***/ 43579:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ guardLedger),
/* harmony export */   e: () => (/* binding */ createLedgerHistory)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_interruption_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95646);


/** Guards a ledger's file, as a history does. */
function guardLedger(ledger, isShared) {
    const failed = (error) => [`${ledger.path} could not be guarded against changes: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}`];
    try {
        const guard = ledger.guard();
        return async () => {
            try {
                const sentence = guard.restore(isShared);
                return sentence === null ? [] : [sentence];
            }
            catch (error) {
                return failed(error);
            }
        };
    }
    catch (error) {
        return async () => failed(error);
    }
}
/** The history that a local ledger holds: all is answered from it, and `publish` moves the whole file. */
function createLedgerHistory({ ledger, condition, warnings, publish, isShared, ...options }) {
    let unpublished = options.unpublished;
    const change = async (run) => {
        unpublished = true;
        return run();
    };
    return {
        condition,
        dbPath: ledger.path,
        warnings,
        latestActiveStep: async (repository, branch) => ledger.getLatestActiveStep(repository, branch),
        findStep: async (ref) => ledger.getStep(ref),
        listSteps: async (filter) => ledger.listSteps(filter),
        countSteps: async (filter) => ledger.countSteps(filter),
        sumUsage: async (filter) => ledger.sumUsage(filter),
        findRollback: async (ref) => ledger.getRollback(ref),
        listRollbacks: async (filter) => ledger.listRollbacks(filter),
        startStep: (draft) => change(() => ledger.createStep(draft)),
        finishStep: (uid, outcome) => change(() => ledger.updateStep(uid, outcome)),
        addRollback: (draft) => change(() => ledger.addRollback(draft)),
        pushWith: (_changes, push) => push([]),
        findUnrecorded: async (uids) => uids.filter((uid) => ledger.getRollback({ kind: 'uid', prefix: uid }).kind === 'unknown'),
        listRunning: async (limit) => ledger.listSteps({ status: 'running', limit }),
        interruptSteps: async (notes) => {
            const running = ledger.listSteps({ status: 'running' }).filter(({ uid }) => notes.has(uid));
            for (const step of running) {
                await change(() => ledger.updateStep(step.uid, (0,_domain_interruption_js__WEBPACK_IMPORTED_MODULE_1__/* .interruptedOutcome */ .B)(step, notes.get(step.uid) ?? '')));
            }
            return running.map(({ uid }) => uid);
        },
        async publish() {
            if (!unpublished)
                return { kind: 'published' };
            const publication = await publish();
            if (publication.kind === 'published')
                unpublished = false;
            return publication;
        },
        guard: async () => guardLedger(ledger, isShared),
        close: async () => ledger.close(),
    };
}


/***/ }),

/***/ 82894:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ mergeIntoLedger)
/* harmony export */ });
/**
 * Merges what other runs saved into a ledger. Hands back a sentence for each step that has another number by it: people
 * may have read the old one.
 */
function mergeIntoLedger(ledger, others) {
    const numbers = new Map();
    for (const records of others) {
        for (const { uid, from, to } of ledger.merge(records).renumbered) {
            const known = numbers.get(uid);
            if (known !== undefined)
                known.to = to;
            else if (from !== null)
                numbers.set(uid, { from, to });
        }
    }
    return [...numbers]
        .filter(([, { from, to }]) => from !== to)
        .map(([uid, { from, to }]) => `Step ${from} is step ${to} now: a parallel run had taken that number first (uid ${uid}).`);
}


/***/ }),

/***/ 34017:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ readSaved),
/* harmony export */   t: () => (/* binding */ LEDGER_FILE)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56046);
/* harmony import */ var _fragment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(59503);




const LEDGER_FILE = 'steps.db';
const JOURNALS = ['-journal', '-wal', '-shm'];
/**
 * Checks what was unpacked into a folder before anything of it is used. Throws StoreError when it may be good and can
 * not be read here: a newer format, a disk that is full.
 */
async function readSaved(folder, source, deps) {
    try {
        const ledger = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, LEDGER_FILE);
        if (await isFile(ledger)) {
            // SQLite would take a journal that came along for what a crash left, and change the file by it after the check.
            for (const journal of JOURNALS)
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(`${ledger}${journal}`, { recursive: true, force: true });
            await deps.checkLedger(ledger);
            return { kind: 'snapshot', path: ledger };
        }
        const fragment = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, _fragment_js__WEBPACK_IMPORTED_MODULE_3__/* .FRAGMENT_FILE */ .wN);
        if (await isFile(fragment))
            return { kind: 'fragment', records: await (0,_fragment_js__WEBPACK_IMPORTED_MODULE_3__/* .readFragment */ .Bk)(fragment, source, deps) };
        return { kind: 'refused', reason: `it holds neither ${LEDGER_FILE} nor ${_fragment_js__WEBPACK_IMPORTED_MODULE_3__/* .FRAGMENT_FILE */ .wN}.` };
    }
    catch (error) {
        if (error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD && (error.code === 'not-a-ledger' || error.code === 'damaged')) {
            return { kind: 'refused', reason: error.message };
        }
        throw error;
    }
}
/** A link is no file here: what it leads to was not saved by us. */
async function isFile(path) {
    try {
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path)).isFile();
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 83703:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VM: () => (/* binding */ recordsToRollbacks),
/* harmony export */   jQ: () => (/* binding */ findByPrefix),
/* harmony export */   nm: () => (/* binding */ recordsToSteps)
/* harmony export */ });
/** What records tell by themselves, without a ledger: no numbers, newest first. */
function recordsToSteps(records, filter = {}) {
    return records.steps
        .map((record) => recordToStep(record, records))
        .filter((step) => matches(step, filter))
        .reverse()
        .slice(0, filter.limit);
}
/** The rollbacks among the records, newest first. */
function recordsToRollbacks(records, filter = {}) {
    return records.rollbacks
        .map((draft) => ({ ...draft, number: null, undoneBy: undoOf(draft, records)?.uid ?? null }))
        .filter((rollback) => filter.branch === undefined || rollback.branch === filter.branch)
        .filter((rollback) => filter.repository === undefined || rollback.repository === filter.repository)
        .reverse()
        .slice(0, filter.limit);
}
/** What the beginning of a uid stands for. */
function findByPrefix(all, prefix) {
    const found = all.filter((it) => it.uid.startsWith(prefix));
    const [value] = found;
    if (value === undefined)
        return { kind: 'unknown' };
    return found.length > 1 ? { kind: 'ambiguous', uids: found.map((it) => it.uid) } : { kind: 'found', value };
}
function recordToStep({ draft, parentUid, createdAt, outcome }, records) {
    return {
        ...draft,
        id: null,
        active: !records.rollbacks.some((it) => it.kind === 'rollback' && it.stepUids.includes(draft.uid) && undoOf(it, records) === undefined),
        parentStepId: null,
        parentUid,
        branch: outcome === null ? draft.branch : outcome.branch,
        agentConfig: outcome?.agentConfig ?? draft.agentConfig,
        status: outcome?.status ?? 'running',
        commitShaAfter: outcome?.commitShaAfter ?? null,
        endTime: outcome?.endTime ?? null,
        durationMs: outcome?.durationMs ?? null,
        tokenUsage: outcome?.tokenUsage ?? null,
        exitCode: outcome?.exitCode ?? null,
        pushed: outcome?.pushed ?? null,
        pinRef: outcome?.pinRef ?? null,
        changes: outcome?.changes ?? null,
        check: outcome?.check ?? null,
        notes: outcome?.notes ?? [],
        createdAt,
    };
}
function undoOf(draft, records) {
    return records.rollbacks.find((it) => it.kind === 'undo' && it.undoes === draft.uid);
}
function matches(step, filter) {
    return ((filter.repository === undefined || step.repository === filter.repository) &&
        (filter.branch === undefined || step.branch === filter.branch) &&
        (filter.active === undefined || step.active === filter.active) &&
        (filter.status === undefined || step.status === filter.status) &&
        (filter.pullRequest === undefined || step.run?.pull_request?.number === filter.pullRequest) &&
        (filter.endedSince === undefined || (step.endTime !== null && step.endTime >= filter.endedSince)) &&
        (filter.startedSince === undefined || step.startTime >= filter.startedSince) &&
        (filter.beforeId === undefined || (step.id !== null && step.id < filter.beforeId)));
}


/***/ }),

/***/ 32182:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ unseal),
/* harmony export */   o: () => (/* binding */ seal)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);


const DIGEST_LENGTH = 32;
/** A record as JSON with a digest of all its other fields, so that one that was changed by chance is noticed. */
function seal(record) {
    return { ...record, digest: digestOf({ ...record }) };
}
/**
 * The record without its digest, which must be right. One without a digest, written by hand, is taken as it is. Throws
 * StoreError naming `source`.
 */
function unseal(sealed, source) {
    const { digest, ...record } = sealed;
    if (digest === undefined || digest === digestOf(record))
        return record;
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('damaged', `${source} holds a record whose fields do not match its digest. It was changed after it was written; take another copy, or delete its "digest" if the change was meant.`);
}
function digestOf(record) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(toText(record)).digest('hex').slice(0, DIGEST_LENGTH);
}
/** JSON with its keys in order, so that equal records have equal texts. */
function toText(value) {
    return JSON.stringify(value, (_key, inner) => typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner);
}


/***/ }),

/***/ 74097:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ sayLeft),
/* harmony export */   s: () => (/* binding */ RUNNING_AT_ONCE)
/* harmony export */ });
/** So many records of running steps are read at once by one run; the others wait for a later one. */
const RUNNING_AT_ONCE = 8;
/** What people are told when not all could be read in time. */
function sayLeft(count) {
    const what = count === 1 ? 'A save of a parallel run was' : `${count} saves of parallel runs were`;
    return `${what} left for a later run to merge: there was no time to read more.`;
}


/***/ }),

/***/ 99448:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ createSnapshotStore)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/stores/contains.js
var stores_contains = __webpack_require__(79186);
// EXTERNAL MODULE: ./build/stores/fragment.js
var stores_fragment = __webpack_require__(59503);
// EXTERNAL MODULE: ./build/stores/fragment-history.js
var fragment_history = __webpack_require__(98282);
// EXTERNAL MODULE: ./build/stores/ledger-history.js
var ledger_history = __webpack_require__(43579);
// EXTERNAL MODULE: ./build/stores/merge-into-ledger.js
var merge_into_ledger = __webpack_require__(82894);
// EXTERNAL MODULE: ./build/stores/read-saved.js
var read_saved = __webpack_require__(34017);
// EXTERNAL MODULE: ./build/stores/time-limits.js
var time_limits = __webpack_require__(86251);
;// CONCATENATED MODULE: ./build/stores/running-save.js




/** Goes on with what an earlier process of the same step has saved, if it has. */
async function createRunningSave({ service, folder, limits }) {
    const note = (0,external_node_path_.join)(folder, 'running.json');
    const ending = new AbortController();
    let saved = await readNote(note);
    let making;
    const save = async (draft, { parentUid, createdAt }) => {
        const home = (0,external_node_path_.join)(folder, 'running');
        await (0,promises_.mkdir)(home, { recursive: true });
        await (0,stores_fragment/* writeFragment */._)((0,external_node_path_.join)(home, stores_fragment/* FRAGMENT_FILE */.wN), {
            steps: [{ draft, parentUid, createdAt, outcome: null }],
            rollbacks: [],
            stepClaims: [],
            rollbackClaims: [],
        });
        saved = await (0,time_limits/* runWithin */.T)(limits.runningMs, 'An answer to the save', (signal) => service.save('running', home, [stores_fragment/* FRAGMENT_FILE */.wN], AbortSignal.any([signal, ending.signal])));
        await (0,promises_.writeFile)(note, JSON.stringify(saved));
    };
    return {
        begin(draft, step) {
            making ??= save(draft, step).catch(() => { });
        },
        saved: () => saved,
        async discard(end) {
            const { discard } = service;
            if (discard === null) {
                ending.abort();
                return;
            }
            await making;
            const running = saved;
            if (running === undefined)
                return;
            try {
                await (0,time_limits/* runWithin */.T)(limits.discardMs, 'An answer to the removal', (signal) => discard(running, end, folder, signal));
                saved = undefined;
            }
            catch {
                // It says less than the end does, so the merge of both is the end.
            }
        },
    };
}
async function readNote(path) {
    try {
        const note = JSON.parse(await (0,promises_.readFile)(path, 'utf8'));
        return isSavedAs(note) ? note : undefined;
    }
    catch {
        return undefined;
    }
}
function isSavedAs(note) {
    return (typeof note === 'object' &&
        note !== null &&
        'save' in note &&
        typeof note.save === 'string' &&
        'name' in note &&
        typeof note.name === 'string' &&
        'where' in note &&
        typeof note.where === 'string');
}

;// CONCATENATED MODULE: ./build/stores/snapshot-store.js












/**
 * A store that moves the whole steps.db: restored into `folder`, which belongs to one step and lasts from its main to
 * its post, and saved from there. What main left there is gone on with, without asking the service again.
 */
function createSnapshotStore(deps, service, folder) {
    return {
        name: service.name,
        async open() {
            const limits = deps.timeLimits ?? time_limits/* TIME_LIMITS */.H;
            const place = { deps, service, folder, limits, running: await createRunningSave({ service, folder, limits }) };
            try {
                await (0,promises_.mkdir)(folder, { recursive: true });
                return recordStarts(place, (await openLeft(place)) ?? (await openRestored(place)));
            }
            catch (error) {
                // Whatever it was, the agent runs all the same.
                return recordStarts(place, openFragment(place, { kind: 'unreadable', reason: (0,errors/* describeError */.Uc)(error) }));
            }
        },
    };
}
/** Of a time to restore that was cut short, the part in which what can wait is begun to be read. */
const BESIDE_SHARE = 0.6;
/** The history, with the start of a step saved while its agent runs. */
function recordStarts({ running }, history) {
    return {
        ...history,
        async startStep(draft) {
            const step = await history.startStep(draft);
            if (step.status === 'running')
                running.begin(draft, step);
            return step;
        },
    };
}
async function openRestored(place) {
    const { deps, service, folder, limits } = place;
    const unpacked = (0,external_node_path_.join)(folder, 'restored');
    await (0,promises_.mkdir)(unpacked, { recursive: true });
    try {
        const limitMs = Math.min(limits.restoreMs, deps.startTime?.leftMs('history') ?? limits.restoreMs);
        const restored = await (0,time_limits/* runWithin */.T)(limitMs, 'The history', (signal) => {
            const end = Date.now() + Math.min(limits.restoreBesideMs, limitMs * BESIDE_SHARE);
            return service.restore(unpacked, { signal, hasTime: () => Date.now() < end });
        });
        const [newest, ...others] = restored.snapshots;
        const path = (0,external_node_path_.join)(folder, read_saved/* LEDGER_FILE */.t);
        if (newest !== undefined)
            await (0,promises_.copyFile)(newest, path);
        const ledger = await deps.openLedger(path);
        const records = [];
        for (const other of others)
            records.push(await readRecords(deps, other));
        const renumbered = (0,merge_into_ledger/* mergeIntoLedger */.K)(ledger, [...records, ...restored.fragments]);
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, stores_contains/* CONTAINS_FILE */.Rn), (0,stores_contains/* formatContains */.v0)(restored.contains));
        const warnings = [...restored.warnings, ...renumbered];
        const condition = conditionOf(restored);
        return openLedgerHistory(place, ledger, { condition, warnings, unpublished: false }, restored.contains);
    }
    finally {
        await (0,promises_.rm)(unpacked, { recursive: true, force: true });
    }
}
/** What an earlier process of this step had opened and written, and was ended before it could publish. */
async function openLeft(place) {
    const { deps, folder } = place;
    const path = (0,external_node_path_.join)(folder, read_saved/* LEDGER_FILE */.t);
    if ((0,external_node_fs_.existsSync)(path) && (0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, stores_contains/* CONTAINS_FILE */.Rn))) {
        await deps.checkLedger(path);
        const ledger = await deps.openLedger(path);
        const opened = { condition: { kind: 'found' }, warnings: [], unpublished: true };
        return openLedgerHistory(place, ledger, opened, await (0,stores_contains/* readContains */._M)((0,external_node_path_.join)(folder, stores_contains/* CONTAINS_FILE */.Rn)));
    }
    const fragment = (0,external_node_path_.join)(folder, stores_fragment/* FRAGMENT_FILE */.wN);
    if (!(0,external_node_fs_.existsSync)(fragment))
        return null;
    const records = await (0,stores_fragment/* readFragment */.Bk)(fragment, fragment, deps);
    return openFragment(place, { kind: 'unreadable', reason: 'its store did not tell it when this step began.' }, records);
}
function openLedgerHistory(place, ledger, opened, containsAtFirst) {
    const { folder, running } = place;
    // Kept here, and written anew for each save: the agent could change the file, and what it says is left out by others.
    let contains = containsAtFirst;
    const addSave = async (saved) => {
        const saves = new Set([...contains.saves, ...(saved === undefined ? [] : [saved.save])]);
        contains = { ...contains, saves: [...saves] };
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, stores_contains/* CONTAINS_FILE */.Rn), (0,stores_contains/* formatContains */.v0)(contains));
    };
    return (0,ledger_history/* createLedgerHistory */.e)({
        ...opened,
        ledger,
        isShared: false,
        publish: async () => {
            try {
                await addSave(running.saved());
                const saved = await saveEnd(place, 'snapshot', [read_saved/* LEDGER_FILE */.t, stores_contains/* CONTAINS_FILE */.Rn]);
                await addSave(saved);
                return { kind: 'published' };
            }
            catch (error) {
                return { kind: 'kept', where: ledger.path, reason: (0,errors/* describeError */.Uc)(error) };
            }
        },
    });
}
function openFragment(place, condition, records) {
    const file = (0,external_node_path_.join)(place.folder, stores_fragment/* FRAGMENT_FILE */.wN);
    const publish = async () => {
        try {
            const { where } = await saveEnd(place, 'fragment', [stores_fragment/* FRAGMENT_FILE */.wN]);
            return { kind: 'fragment', where, reason: condition.reason };
        }
        catch (error) {
            return { kind: 'kept', where: file, reason: (0,errors/* describeError */.Uc)(error) };
        }
    };
    return (0,fragment_history/* createFragmentHistory */.B)({ condition, file, publish, ...(records === undefined ? {} : { records }) });
}
/** Saves what the step came to, and only then takes the record of its start away. */
async function saveEnd({ service, folder, limits, running }, kind, files) {
    const saved = await (0,time_limits/* runWithin */.T)(limits.publishMs, 'An answer to the save', (signal) => service.save(kind, folder, files, signal));
    await running.discard(saved);
    return saved;
}
function conditionOf({ snapshots, fragments, expiredSince }) {
    if (snapshots.length > 0)
        return { kind: 'found' };
    if (expiredSince !== null)
        return { kind: 'expired', lastSavedAt: expiredSince };
    return fragments.length > 0 ? { kind: 'found' } : { kind: 'empty' };
}
async function readRecords(deps, path) {
    const ledger = await deps.openLedger(path);
    try {
        return ledger.records();
    }
    finally {
        ledger.close();
    }
}


/***/ }),

/***/ 86251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ TIME_LIMITS),
/* harmony export */   T: () => (/* binding */ runWithin)
/* harmony export */ });
/* harmony import */ var _domain_wait_within_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90358);

const TIME_LIMITS = {
    restoreMs: 10_000,
    restoreBesideMs: 6_000,
    publishMs: 60_000,
    runningMs: 20_000,
    discardMs: 5_000,
};
/** As `waitWithin`; and the signal is aborted in every end, for whatever is still under way. */
async function runWithin(limitMs, what, run) {
    const ending = new AbortController();
    try {
        return await (0,_domain_wait_within_js__WEBPACK_IMPORTED_MODULE_0__/* .waitWithin */ .r)(run(ending.signal), limitMs, what);
    }
    finally {
        ending.abort();
    }
}


/***/ }),

/***/ 30986:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   describeProcess: () => (/* binding */ describeProcess),
/* harmony export */   identifyRun: () => (/* binding */ identifyRun),
/* harmony export */   processProof: () => (/* binding */ processProof)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);



/** What the initial pid namespace of every Linux is named (PROC_PID_INIT_INO): outside of containers. */
const OUTSIDE_CONTAINERS = 'pid:[4026531836]';
/**
 * This process, as its own machine can find it again. Null where that cannot be told: on other systems than Linux, and
 * on a runner of GitHub's, whose machine nobody meets again while others look just like it.
 */
function describeProcess(env) {
    if (env.GITHUB_ACTIONS === 'true' && env.RUNNER_ENVIRONMENT !== 'self-hosted')
        return null;
    const boot = readLine('/proc/sys/kernel/random/boot_id');
    const namespaces = readNamespaces();
    const stat = readStat(process.pid);
    if (boot === null || namespaces === null || stat === null)
        return null;
    const machine = readLine('/etc/machine-id');
    return {
        pid: process.pid,
        started: stat.started,
        namespaces,
        boot: digest(boot),
        machine: machine === null ? null : digest(`${machine} ${(0,node_os__WEBPACK_IMPORTED_MODULE_2__.hostname)()}`),
    };
}
/** A run with what it can be found by later: its runner, as GitHub calls it, and this process. */
function identifyRun(run, env) {
    const runner = env.RUNNER_NAME?.trim() || null;
    const info = describeProcess(env);
    return { ...run, ...(runner === null ? {} : { runner }), ...(info === null ? {} : { process: info }) };
}
/**
 * What this machine knows of processes that ran on it: one is gone when the machine has started again since, or when in
 * the same namespaces its pid is nobody's, or that of a process which began at another time.
 */
const processProof = {
    proveOver: async ({ process: info }) => (info == null ? null : proveGone(info)),
};
function proveGone(info) {
    const here = describeProcess({});
    if (here === null)
        return null;
    if (here.boot !== info.boot) {
        // A container may be started anew, by the same name and from the same image, on any machine at any time.
        const isSameMachine = info.machine !== null && info.machine === here.machine && isOutside(info) && isOutside(here);
        return isSameMachine ? 'the machine it ran on has started again since.' : null;
    }
    if (info.namespaces !== here.namespaces || !isGone(info))
        return null;
    return `its process (${info.pid}) is gone from the machine it ran on.`;
}
function isOutside({ namespaces }) {
    return namespaces.startsWith(`${OUTSIDE_CONTAINERS} `);
}
function isGone({ pid, started }) {
    try {
        process.kill(pid, 0);
    }
    catch (error) {
        // Of other users' processes /proc may say nothing (hidepid), but a signal still tells whether they are there.
        if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH')
            return true;
    }
    const stat = readStat(pid);
    return stat !== null && (stat.started !== started || stat.isDead);
}
/** Fields 3 and 22 of proc(5)'s stat. The name before them may hold spaces and parentheses of its own. */
function readStat(pid) {
    try {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(`/proc/${pid}/stat`, 'latin1');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const started = Number(fields[19]);
        return Number.isSafeInteger(started) && started > 0
            ? { started, isDead: fields[0] === 'Z' || fields[0] === 'X' }
            : null;
    }
    catch {
        return null;
    }
}
/** Null also where /proc is another namespace's: what it says of a pid is of somebody else then. */
function readNamespaces() {
    try {
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)('/proc/self') !== String(process.pid))
            return null;
        return `${(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)('/proc/self/ns/pid')} ${readOptionalLink('/proc/self/ns/time')}`;
    }
    catch {
        return null;
    }
}
/** Kernels before 5.6 have no time namespaces. */
function readOptionalLink(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)(path);
    }
    catch {
        return 'time:[]';
    }
}
function readLine(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(path, 'utf8').trim() || null;
    }
    catch {
        return null;
    }
}
/** As machine-id(5) asks for: what leaves the machine is made from its id, and does not tell it. */
function digest(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)('sha256', 'laforge').update(text).digest('hex').slice(0, 32);
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
