export const id = 4817;
export const ids = [4817,5427];
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

// EXTERNAL MODULE: ./build/ledger/open-ledger.js + 6 modules
var open_ledger = __webpack_require__(6869);
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
        const { answer } = await client.call({ kind: 'upload-artifact', name, folder, files: [file], retentionDays }, time_limits/* TIME_LIMITS */.HN.publishMs);
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
        create: async (deps, request) => (await __webpack_require__.e(/* import() */ 4626).then(__webpack_require__.bind(__webpack_require__, 94626))).createFileStore(deps, request),
    },
    {
        name: 'git',
        create: async (deps, { repository = null, ...request }) => (await __webpack_require__.e(/* import() */ 8812).then(__webpack_require__.bind(__webpack_require__, 98812))).createGitStore(deps, { ...request, repository }),
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
    const { folder, uid, withoutHistory = false, create = true } = request;
    const client = { script: CLIENT_SCRIPT, env: job.env, maskSecret: core/* setSecret */.Pq };
    const path = chooseLedger(inputs, job);
    const store = withoutHistory
        ? passingStore(inputs, (0,external_node_path_.join)(folder, 'steps.db'))
        : await createStore(inputs.store, storeDeps(inputs, job), {
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
function storeDeps(inputs, job) {
    const { apiUrl, repository } = job.context;
    return {
        clock: system_clock.systemClock,
        uids: uids/* systemUids */.Z,
        openLedger: (path) => (0,open_ledger.openLedger)(path, { clock: system_clock.systemClock }),
        // Both load zod, which only a file from outside is worth.
        checkLedger: async (path) => (await Promise.all(/* import() */[__webpack_require__.e(5156), __webpack_require__.e(6159)]).then(__webpack_require__.bind(__webpack_require__, 48540))).checkForeignLedger(path),
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
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6805);
/* harmony import */ var _domain_commit_message_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66486);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16327);
/* harmony import */ var _domain_ports_store_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(84647);
/* harmony import */ var _domain_slug_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(31310);






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
        (0,_domain_slug_js__WEBPACK_IMPORTED_MODULE_3__/* .checkProjectId */ .vb)(projectId, 'Input "project-id"');
    return {
        projectId,
        store: oneOf('store', _domain_ports_store_js__WEBPACK_IMPORTED_MODULE_4__/* .STORE_NAMES */ .n, 'artifact'),
        storePath: text('store-path'),
        retentionDays: wholeNumber('retention-days'),
        githubToken: text('github-token'),
        pushToken: text('push-token'),
    };
}
/** An input's text; null when it is empty, since the runner hands an input that was not given on as ''. */
function text(name) {
    const value = (0,_actions_core__WEBPACK_IMPORTED_MODULE_5__/* .getInput */ .V4)(name);
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

/***/ 82822:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rO: () => (/* binding */ checkMayWrite),
  Pn: () => (/* binding */ completeContext),
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
// EXTERNAL MODULE: ./build/domain/workplace.js
var workplace = __webpack_require__(83137);
// EXTERNAL MODULE: ./build/git/open.js + 28 modules
var git_open = __webpack_require__(94631);
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
        }),
        access,
        codeHost: access === null ? null : createCodeHost(access),
        upsertComment: access === null ? null : createUpsertComment(access),
    };
}
/** The run's context with the head of its pull request, asked for where the event tells the number only. */
async function completeContext({ context, codeHost }) {
    const number = context.run.pull_request?.number;
    if (number === undefined || codeHost === null || !(0,workplace/* needsPullRequestHead */.eA)(context))
        return context;
    return (0,workplace/* withPullRequest */.pX)(context, await codeHost.getPullRequest(number));
}
/**
 * Under events that anybody can cause, refuses what only people with write access may do. `what` names it: `push`,
 * `roll back`.
 */
async function checkMayWrite({ context, codeHost }, what) {
    const { event } = context.run;
    if (!(0,workplace/* needsWriteCheck */.DK)(event))
        return;
    const { initiator } = context;
    if (codeHost === null || initiator === null) {
        throw new errors/* InputError */.dz('bad-input', `Under ${event} only somebody with write access may ${what}, and without "github-token" nobody can be asked who has it. Give the input github-token.`);
    }
    if (await codeHost.canWrite(initiator))
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

/***/ 66486:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   aZ: () => (/* binding */ parseIdentity),
/* harmony export */   cD: () => (/* binding */ checkCommitTemplate),
/* harmony export */   df: () => (/* binding */ commitMessage)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);


const PLACEHOLDERS = ['step-id', 'step-uid', 'agent', 'branch', 'prompt'];
const SUBJECT_LENGTH = 72;
/** Refuses a template that names something we do not have, before anything has run. */
function checkCommitTemplate(template, what) {
    for (const match of template.matchAll(/\{([a-z-]+)\}/g)) {
        if (!PLACEHOLDERS.some((name) => name === match[1])) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} has ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(match[0])}, which stands for nothing. Use ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')}.`);
        }
    }
}
/**
 * The message of the commit of what an agent left uncommitted: the template filled in, or a subject made from the
 * prompt, and the trailers by which the step is found again.
 */
function commitMessage(template, facts) {
    const values = {
        'step-id': facts.stepId === null ? facts.stepUid : String(facts.stepId),
        'step-uid': facts.stepUid,
        agent: facts.agent ?? 'agent',
        branch: facts.branch ?? '',
        prompt: firstLine(facts.prompt ?? ''),
    };
    const text = template === null
        ? defaultSubject(facts)
        : template.replace(/\{([a-z-]+)\}/g, (whole, name) => name in values ? values[name] : whole);
    const trailers = [
        `Laforge-Step-Uid: ${facts.stepUid}`,
        ...(facts.stepId === null ? [] : [`Laforge-Step: ${facts.stepId}`]),
    ];
    const body = text.replaceAll('\u0000', '').trim() || defaultSubject(facts);
    // A template may end in trailers of its own: ours join them, since only one block at the end counts.
    const lastParagraph = body.includes('\n\n') ? (body.split('\n\n').at(-1) ?? '') : '';
    const endsInTrailers = lastParagraph !== '' && lastParagraph.split('\n').every((line) => /^[A-Za-z0-9-]+: /.test(line));
    return `${body}${endsInTrailers ? '\n' : '\n\n'}${trailers.join('\n')}\n`;
}
/** Reads `Name <mail>`. Throws InputError, naming `what`, on anything else. */
function parseIdentity(text, what) {
    const match = /^([^<>\r\n\0]*[^<>\s\0])\s*<([^<>\s\0]+)>$/.exec(text.trim());
    if (match?.[1] === undefined || match[2] === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} is ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}, which is no author. Write it as "Name <mail@example.com>".`);
    }
    return { name: match[1].trim(), email: match[2] };
}
function defaultSubject(facts) {
    const prompt = firstLine(facts.prompt ?? '');
    if (prompt !== '')
        return prompt;
    return `Work of ${facts.agent ?? 'the agent'}${facts.stepId === null ? '' : ` in step ${facts.stepId}`}`;
}
function firstLine(text) {
    const line = text.split(/[\r\n]/).find((candidate) => candidate.trim() !== '') ?? '';
    const chars = [...line.trim()];
    return chars.length > SUBJECT_LENGTH ? `${chars.slice(0, SUBJECT_LENGTH - 1).join('')}…` : chars.join('');
}


/***/ }),

/***/ 55427:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ EMPTY_AGENT_CONFIG),
/* harmony export */   r: () => (/* binding */ UNKNOWN_USAGE)
/* harmony export */ });
/**
 * The JSON documents a step carries. Their keys are the contract with readers of steps.db and of `--json`, so these
 * types are the documents themselves, snake_case and all. Unknown is null, never 0 or ''.
 */
const UNKNOWN_USAGE = {
    prompt_tokens: null,
    completion_tokens: null,
    total_tokens: null,
    cost: null,
    input_tokens: null,
    cache_read_tokens: null,
    cache_write_tokens: null,
    output_tokens: null,
    reasoning_tokens: null,
    turns: null,
    models: [],
    session_id: null,
    source: null,
    state: 'unknown',
};
const EMPTY_AGENT_CONFIG = {
    name: null,
    command: null,
    model: null,
    max_tokens: null,
    temperature: null,
    system_prompt: null,
    tools: [],
    metadata: {},
};


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

/***/ 75799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ stepToJson),
/* harmony export */   u: () => (/* binding */ stepName)
/* harmony export */ });
/** How a step is named in a sentence: `step 3`, or by its uid while it has no settled number. */
function stepName(step) {
    return step.id === null ? `step ${step.uid}` : `step ${step.id}`;
}
/**
 * The documented JSON shape of a step: the columns of steps.db by their names, the JSON documents parsed and named
 * without `_json`. Used by `--json`, the output `step` and exports.
 */
function stepToJson(step) {
    return {
        id: step.id,
        uid: step.uid,
        active: step.active,
        parent_step_id: step.parentStepId,
        parent_uid: step.parentUid,
        project_id: step.projectId,
        repository: step.repository,
        branch: step.branch,
        status: step.status,
        commit_sha_before: step.commitShaBefore,
        commit_sha_after: step.commitShaAfter,
        pushed: step.pushed,
        pin_ref: step.pinRef,
        exit_code: step.exitCode,
        start_time: step.startTime,
        end_time: step.endTime,
        duration_ms: step.durationMs,
        agent_config: step.agentConfig,
        token_usage: step.tokenUsage,
        run: step.run,
        changes: step.changes,
        notes: step.notes,
        created_at: step.createdAt,
    };
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

/***/ 66082:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $o: () => (/* binding */ escapeBlock),
/* harmony export */   Fw: () => (/* binding */ escapeMermaid),
/* harmony export */   X1: () => (/* binding */ escapeText),
/* harmony export */   eC: () => (/* binding */ quoteForShell),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   tn: () => (/* binding */ escapeCode)
/* harmony export */ });
/* unused harmony export cleanLine */
/**
 * The one place that makes foreign text harmless: whatever an agent, a branch, a config or a file says becomes text
 * that GitHub shows as it is. What comes out is right in Markdown (also in a table cell, a heading, a link's text), in
 * HTML text and in the raw HTML of `<details>`.
 */
// GitHub finds mentions, references and addresses in the rendered text, after entities have become characters, so an
// entity alone stops none of them. A zero-width space inside does; browsers also leave it invisible.
const ZERO_WIDTH_SPACE = '&#8203;';
// What nobody sees but what changes the reading: controls, bidirectional overrides, invisible operators, blank letters,
// tags and selectors that can carry hidden text. The joiners U+200C and U+200D stay: scripts and emoji need them.
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0]|[\u{e0100}-\u{e01ef}]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
/**
 * One line of text without controls, bidirectional overrides and invisible characters, white space collapsed, and cut
 * at `maxLength` characters (code points) with an ellipsis.
 */
function cleanLine(text, maxLength) {
    // No more than this can matter, and a hostile megabyte should not be worked through.
    const head = text.slice(0, maxLength * 8 + 1000);
    return cut(head
        .replaceAll(LONE_SURROGATE, '\ufffd')
        .replaceAll(/[\s\u0085]+/gu, ' ')
        .replaceAll(INVISIBLE, '')
        .trim(), maxLength);
}
/** Text in which nothing is Markdown, HTML, a mention, a reference or a link any more. */
function escapeText(text, maxLength = 200) {
    return cleanLine(text, maxLength)
        .split(/((?<![a-z0-9])[0-9a-f]{7,64}(?![a-z0-9]))/i)
        .map((part, index) => 
    // A bare SHA becomes a link to a commit; inside <code> GitHub links nothing, and it can still be copied.
    index % 2 === 1 ? `<code>${part}</code>` : escapePunctuation(breakReferences(part)))
        .join('');
}
/** Text as code. In `<code>` GitHub looks for no mentions and references; addresses are kept from becoming links. */
function escapeCode(text, maxLength = 200) {
    return `<code>${escapePunctuation(breakAddresses(cleanLine(text, maxLength)))}</code>`;
}
/** Several lines as a block of code in raw HTML, cut at `maxLength` characters. */
function escapeBlock(text, maxLength) {
    const lines = text
        .slice(0, maxLength * 8 + 1000)
        .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
        .map((line) => cleanIndented(line));
    // A line of its own for each would end the HTML block at the first empty one.
    return `<pre>${escapePunctuation(breakAddresses(cut(lines.join('\n'), maxLength))).replaceAll('\n', '&#10;')}</pre>`;
}
/** A link with text that is safe already. Anything but an http(s) address gives the text alone. */
function link(text, url) {
    if (url === null || !/^https?:\/\/[^\s]+$/i.test(url) || !URL.canParse(url))
        return text;
    const address = new URL(url).href.replaceAll(/[^A-Za-z0-9:/.?#%=@_~+,;-]/g, percentEncode).replaceAll('&', '&amp;');
    return `<a href="${address}">${text}</a>`;
}
/** Text for a quoted label of a Mermaid graph: anything but letters, digits and plain signs as a numbered entity. */
function escapeMermaid(text, maxLength = 40) {
    return Array.from(cleanLine(text, maxLength), (char) => /[A-Za-z0-9 .,/_-]|\P{ASCII}/u.test(char) ? char : `#${char.codePointAt(0)};`).join('');
}
/** A command's arguments as a POSIX shell reads them back. */
function quoteForShell(args) {
    return args.map((arg) => (/^[A-Za-z0-9_./:=-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`)).join(' ');
}
function cut(text, maxLength) {
    const chars = Array.from(text);
    return chars.length <= maxLength
        ? text
        : `${chars
            .slice(0, Math.max(0, maxLength - 1))
            .join('')
            .trimEnd()}…`;
}
function cleanIndented(line) {
    return line.replaceAll(LONE_SURROGATE, '\ufffd').replaceAll('\t', '  ').replaceAll(INVISIBLE, '').trimEnd();
}
// U+200B stands for the zero-width space until punctuation has become entities; cleanLine has removed foreign ones.
function breakAddresses(text) {
    return text
        .replaceAll('@', '@\u200b')
        .replaceAll(/www(?=\.)/gi, (www) => `${www[0]}\u200b${www.slice(1)}`)
        .replaceAll(':/', ':\u200b/');
}
function breakReferences(text) {
    return breakAddresses(text)
        .replaceAll('#', '#\u200b')
        .replaceAll(/(?<![a-z0-9])gh-(?=\d)/gi, (gh) => `${gh}\u200b`)
        .replaceAll(/:(?=[\w+-]+:)/g, ':\u200b');
}
function escapePunctuation(text) {
    return (text
        // An underscore inside a word is never emphasis.
        .replaceAll(/[&<>[\]\\`*~|#@]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, (char) => `&#${char.charCodeAt(0)};`)
        // GitHub's own way to show a dollar sign that begins no formula.
        .replaceAll('$', '<span>$</span>')
        // What begins like a list or the underline of a heading would become one.
        .replace(/^[+=-]|(?<=^\d+)[.)](?= |$)/, (sign) => `&#${sign.charCodeAt(0)};`)
        .replaceAll('\u200b', ZERO_WIDTH_SPACE));
}
function percentEncode(char) {
    return char === '&'
        ? char
        : encodeURIComponent(char).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
}


/***/ }),

/***/ 14246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ formatCost),
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
};
/** A status at a glance. The set is open: one we do not know has its own name as its word, which is foreign text. */
function statusAtAGlance(status) {
    const glyph = Object.hasOwn(GLYPHS, status) ? GLYPHS[status] : undefined;
    return { glyph: glyph ?? '❔', word: status.replaceAll('_', ' ') };
}
/** US dollars with the digits that matter for one step: `$0.0205`, `$3.42`, `$0`; '' when unknown. */
function formatCost(cost) {
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

/***/ 46810:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hy: () => (/* binding */ historyHeading),
/* harmony export */   jS: () => (/* binding */ conditionSentence),
/* harmony export */   me: () => (/* binding */ historyRemarks)
/* harmony export */ });
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66082);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14246);
/* harmony import */ var _terminal_figures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12535);



const MOST_WARNINGS = 5;
const WARNING_LENGTH = 300;
/** `LaForge: 12 steps, 2 rolled back`, with the history's name where it has one of its own. */
function historyHeading(view) {
    const name = view.projectId === null ? 'LaForge' : `LaForge ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(view.projectId, 100)}`;
    const inactive = view.steps.filter((step) => !step.active).length;
    const count = Math.max(view.stepCount, view.steps.length);
    return `${name}: ${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(count, 'step')}${inactive === 0 ? '' : `, ${inactive} rolled back`}`;
}
/** What is said below the heading: totals, then all that a reader must know before believing the table. */
function historyRemarks(view) {
    const warnings = view.warnings.slice(0, MOST_WARNINGS).map((warning) => `⚠️ ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(warning, WARNING_LENGTH)}`);
    const more = view.warnings.length - warnings.length;
    const lines = [
        totals(view.steps),
        conditionSentence(view.condition),
        ...warnings,
        more > 0 ? `… and ${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(more, 'more warning')}` : '',
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
            return `⚠️ The history could not be read, so only what this run recorded is shown; it joins the history when a later run can read it. ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(condition.reason, WARNING_LENGTH)}`;
    }
}
function lastSaved(time) {
    return time === null ? '' : ` (last saved ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeText */ .X1)(time.slice(0, 10))})`;
}
function totals(steps) {
    const durations = steps.flatMap((step) => step.durationMs ?? []);
    const tokens = steps.flatMap((step) => step.tokenUsage?.total_tokens ?? []);
    const costs = steps.flatMap((step) => step.tokenUsage?.cost ?? []);
    const unknown = steps.filter((step) => step.status !== 'running').length - tokens.length;
    const facts = [
        durations.length === 0 ? '' : (0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(sum(durations)),
        tokens.length === 0 ? '' : `${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(sum(tokens))} tokens`,
        costs.length === 0 ? '' : (0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCost */ .BD)(sum(costs)).replace('<', '&lt;'),
    ].filter((fact) => fact !== '');
    if (facts.length === 0)
        return '';
    const without = tokens.length > 0 && unknown > 0 ? ` (usage of ${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(unknown, 'step')} unknown)` : '';
    return `In all ${facts.join(', ')}${without}.`;
}
function sum(values) {
    return values.reduce((total, value) => total + value, 0);
}


/***/ }),

/***/ 8448:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ historyTable)
/* harmony export */ });
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(66082);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14246);
/* harmony import */ var _history_view_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(10587);
/* harmony import */ var _how_to_roll_back_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(369);
/* harmony import */ var _step_cells_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19443);
/* harmony import */ var _terminal_figures_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12535);






const MOST_ROWS = 30;
const MOST_LINES = 300;
const COMMITS_A_STEP = 5;
const NOTES_A_STEP = 3;
/**
 * The steps newest first, in at most `room` characters together with the rows that say how to roll back: the latest as
 * rows of a table, older ones folded to a line each, and of the rest the number alone.
 */
function historyTable(view, room) {
    const inForce = (0,_history_view_js__WEBPACK_IMPORTED_MODULE_4__/* .rollbacksInForce */ .WA)(view.rollbacks);
    // A third is left for one line each: rows are rich, and a reader wants to see how far back the history goes.
    const forLines = room / 3;
    let left = room;
    const rows = [];
    const howToRows = [];
    for (const step of view.steps.slice(0, MOST_ROWS)) {
        const row = stepRow(step, inForce.get(step.uid), view);
        const howTo = (0,_how_to_roll_back_js__WEBPACK_IMPORTED_MODULE_1__/* .howToRow */ .uw)(step, view);
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
        '| Step | Status | Agent | Changes | Time | Tokens | Cost |',
        '| ---: | --- | --- | --- | ---: | ---: | ---: |',
        ...rows,
    ].join('\n');
}
function stepRow(step, rollback, view) {
    const struck = (markup) => (step.active || markup === '' ? markup : `<del>${markup}</del>`);
    const changes = [(0,_step_cells_js__WEBPACK_IMPORTED_MODULE_2__/* .sizeOfChanges */ .ul)(step), ...(0,_step_cells_js__WEBPACK_IMPORTED_MODULE_2__/* .commitItems */ .Ar)(step, view.links, COMMITS_A_STEP)].filter((item) => item !== '');
    const cells = [
        struck((0,_step_cells_js__WEBPACK_IMPORTED_MODULE_2__/* .stepCell */ .j4)(step, view.links)),
        [struck((0,_step_cells_js__WEBPACK_IMPORTED_MODULE_2__/* .statusCell */ .fo)(step)), ...(step.active ? [] : [(0,_step_cells_js__WEBPACK_IMPORTED_MODULE_2__/* .rolledBackCell */ .u8)(rollback)])].join('<br>'),
        struck((0,_step_cells_js__WEBPACK_IMPORTED_MODULE_2__/* .agentCell */ .su)(step)),
        [struck(changes.join('<br>')), ...(0,_step_cells_js__WEBPACK_IMPORTED_MODULE_2__/* .remarkItems */ .TM)(step, NOTES_A_STEP)].filter((item) => item !== '').join('<br>'),
        struck((0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(step.durationMs)),
        struck((0,_step_cells_js__WEBPACK_IMPORTED_MODULE_2__/* .tokensCell */ .$K)(step)),
        struck((0,_step_cells_js__WEBPACK_IMPORTED_MODULE_2__/* .costCell */ .ch)(step)),
    ];
    return `| ${cells.join(' | ')} |`;
}
function stepLine(step, rollback) {
    const { glyph, word } = (0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .statusAtAGlance */ .t_)(step.status);
    const facts = [
        `${glyph} step ${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .stepLabel */ .vO)(step)} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_5__/* .escapeText */ .X1)(word, 20)}`,
        step.agentConfig?.name == null ? '' : (0,_escape_js__WEBPACK_IMPORTED_MODULE_5__/* .escapeText */ .X1)(step.agentConfig.name, 40),
        (0,_step_cells_js__WEBPACK_IMPORTED_MODULE_2__/* .sizeOfChanges */ .ul)(step),
        (0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(step.durationMs),
    ];
    const text = facts.filter((fact) => fact !== '').join(', ');
    return step.active ? `- ${text}` : `- <del>${text}</del> ${(0,_step_cells_js__WEBPACK_IMPORTED_MODULE_2__/* .rolledBackCell */ .u8)(rollback)}`;
}
function olderSteps(lines, more) {
    const rest = more > 0 ? `… and ${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(more, 'older step')}` : '';
    if (lines.length === 0)
        return rest;
    return [
        `<details><summary>${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(lines.length, 'older step')}</summary>`,
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
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66082);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14246);
/* harmony import */ var _terminal_figures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12535);




const NAME_LENGTH = 60;
const SUBJECT_LENGTH = 80;
const NOTE_LENGTH = 200;
/** `step 3`, or `step` and part of its uid while it has no settled number. */
function stepTitle(step) {
    return `step ${step.id === null ? (0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeCode */ .tn)((0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .stepLabel */ .vO)(step)) : step.id}`;
}
/** The step's number (or part of its uid), linked to the run it ran in. */
function stepCell(step, links) {
    const label = step.id === null ? (0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeCode */ .tn)((0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .stepLabel */ .vO)(step)) : `<b>${step.id}</b>`;
    const url = step.run?.url ?? null;
    // A record may say anything; a link to somewhere else than the server would be the record's own.
    return links.serverUrl !== null && url?.startsWith(`${links.serverUrl}/`) === true ? (0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .link */ .nf)(label, url) : label;
}
/** Status at a glance, with the agent's exit code where it failed. */
function statusCell(step) {
    const { glyph, word } = (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .statusAtAGlance */ .t_)(step.status);
    const exit = step.status === 'failed' && step.exitCode !== null ? ` (exit ${step.exitCode})` : '';
    return `${glyph} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeText */ .X1)(word, NAME_LENGTH)}${exit}`;
}
/** Why an inactive step is one: never struck through with it, for it is what a reader looks for. */
function rolledBackCell(rollback) {
    return rollback === undefined ? '↩️ rolled back' : `↩️ rolled back by ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .rollbackLabel */ .lM)(rollback)}`;
}
/** Agent and model as the config says, the models of its usage where it says none. */
function agentCell(step) {
    const name = step.agentConfig?.name ?? null;
    const models = step.agentConfig?.model == null ? (step.tokenUsage?.models ?? []) : [step.agentConfig.model];
    const shown = models.slice(0, 3).map((model) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeCode */ .tn)(model, NAME_LENGTH));
    return [name === null ? '' : (0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeText */ .X1)(name, NAME_LENGTH), ...shown].filter((part) => part !== '').join('<br>');
}
/** `3 files, +10 −2`; `no changes`; '' when unknown. */
function sizeOfChanges(step) {
    if (step.changes === null)
        return '';
    const { files_changed: files, own_commit_count: commits, insertions, deletions } = step.changes;
    if (files === 0 && commits === 0)
        return 'no changes';
    return `${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(files, 'file')}, ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatLines */ .xM)(insertions, deletions)}`;
}
/** The step's own commits, newest first, each with its subject; `most` of them, then how many more there are. */
function commitItems(step, links, most) {
    const commits = step.changes?.own_commits ?? [];
    const shown = commits.slice(0, most);
    const items = shown.map(({ sha, subject }) => `${commitLink(sha, step, links)} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeText */ .X1)(subject, SUBJECT_LENGTH)}`);
    const more = (step.changes?.own_commit_count ?? 0) - shown.length;
    return more > 0 ? [...items, `… and ${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(more, 'more commit')}`] : items;
}
/** A short SHA as code, linked where the commit is at the server. */
function commitLink(sha, step, links) {
    if (sha === null || !(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .isSha */ .HH)(sha))
        return '';
    const page = step.pushed === 'none' || step.pushed === 'bundled' ? null : repositoryUrl(step.repository, links);
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .link */ .nf)(`<code>${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(sha)}</code>`, page === null ? null : `${page}/commit/${sha}`);
}
/** Where the work went if not to its branch, and the step's notes. */
function remarkItems(step, mostNotes) {
    const pinned = step.pinRef === null ? [] : [`📌 work kept at ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeCode */ .tn)(step.pinRef, NOTE_LENGTH)}`];
    const bundled = step.pushed === 'bundled' ? ['📦 work kept as a git bundle among the artifacts of its run'] : [];
    const notes = step.notes.slice(0, mostNotes).map((note) => `⚠️ ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .escapeText */ .X1)(note, NOTE_LENGTH)}`);
    const more = step.notes.length - notes.length;
    return [...pinned, ...bundled, ...notes, ...(more > 0 ? [`… and ${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(more, 'more note')}`] : [])];
}
/** `17.5k`, with a plus where the run was cut off; '' when unknown. */
function tokensCell(step) {
    const usage = step.tokenUsage;
    if (usage === null || usage.state === 'unknown' || usage.total_tokens === null)
        return '';
    return `${(0,_terminal_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(usage.total_tokens)}${usage.state === 'partial' ? '+' : ''}`;
}
/** `$0.0205`; '' when unknown. */
function costCell(step) {
    return (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCost */ .BD)(step.tokenUsage?.cost ?? null).replace('<', '&lt;');
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
/* harmony export */   wP: () => (/* binding */ formatIds)
/* harmony export */ });
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14246);

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
/** `17.5k tokens, $0.02`, or as much of it as is known. */
function formatUsage(usage) {
    if (usage === null)
        return '';
    const tokens = usage.total_tokens === null ? '' : `${formatCount(usage.total_tokens)} tokens`;
    return [tokens, (0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCost */ .BD)(usage.cost)].filter((part) => part !== '').join(', ');
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
    const limits = deps.timeLimits ?? time_limits/* TIME_LIMITS */.HN;
    const runId = Number(env.GITHUB_RUN_ID) || null;
    // In a run's later attempts a name of an earlier one is free again, and whoever looks for the attempt looks for it.
    const isFirstAttempt = env.GITHUB_RUN_ATTEMPT === '1';
    const taken = new Set();
    let isRunFound = false;
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
            const uploadWithUid = () => upload(`${name}-${deps.uids.next()}`);
            try {
                if (taken.has(name))
                    return await uploadWithUid();
                taken.add(name);
                return await upload(name);
            }
            catch (error) {
                // Another step or job of this attempt has saved: GitHub lets a name be saved once in it.
                if (!(error instanceof errors/* StoreError */.AD) || !error.message.includes('(409)'))
                    throw error;
                return await uploadWithUid();
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


/** Starts a process with one of GitHub's clients, in a private folder. It loads while the caller does other things. */
function startClient({ script, env, maskSecret }, { client, folder, variables }) {
    const waiting = new Map();
    let calls = 0;
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.fork)(script, [], {
        cwd: folder,
        env: withoutSecrets(env),
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
    send({ prepare: { client, variables } });
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
/** Secrets go by message: what stands in a process's environment can be read by every process of its user. */
function withoutSecrets(env) {
    return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(INPUT_|STATE_)|TOKEN|SECRET|PASSWORD|^NODE_OPTIONS$/i.test(name)));
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
/* harmony import */ var _fragment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(59503);
/* harmony import */ var _records_view_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83703);



/** The history of a run that could not read its own: it knows what this run adds, and settles no numbers. */
function createFragmentHistory({ condition, file, publish, ...options }) {
    const steps = [...(options.records?.steps ?? [])];
    const rollbacks = [...(options.records?.rollbacks ?? [])];
    const records = { steps, rollbacks, stepClaims: [], rollbackClaims: [] };
    let unpublished = steps.length + rollbacks.length > 0;
    const save = async () => {
        unpublished = true;
        try {
            await (0,_fragment_js__WEBPACK_IMPORTED_MODULE_1__/* .writeFragment */ ._)(file, records);
        }
        catch (error) {
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unwritable', `The record could not be written to ${file}.`, { cause: error });
        }
    };
    const stepOf = (uid) => {
        const found = (0,_records_view_js__WEBPACK_IMPORTED_MODULE_2__/* .findByPrefix */ .jQ)((0,_records_view_js__WEBPACK_IMPORTED_MODULE_2__/* .recordsToSteps */ .nm)(records), uid);
        if (found.kind === 'found')
            return found.value;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unreadable', `Step ${uid} was not begun in this history.`);
    };
    return {
        condition,
        dbPath: null,
        warnings: options.warnings ?? [],
        latestActiveStep: async (repository, branch) => (0,_records_view_js__WEBPACK_IMPORTED_MODULE_2__/* .recordsToSteps */ .nm)(records, { repository, active: true }).find((step) => step.branch === branch),
        findStep: async (ref) => ref.kind === 'uid' ? (0,_records_view_js__WEBPACK_IMPORTED_MODULE_2__/* .findByPrefix */ .jQ)((0,_records_view_js__WEBPACK_IMPORTED_MODULE_2__/* .recordsToSteps */ .nm)(records), ref.prefix) : { kind: 'unknown' },
        listSteps: async (filter) => (0,_records_view_js__WEBPACK_IMPORTED_MODULE_2__/* .recordsToSteps */ .nm)(records, filter),
        countSteps: async (filter) => (0,_records_view_js__WEBPACK_IMPORTED_MODULE_2__/* .recordsToSteps */ .nm)(records, filter).length,
        findRollback: async (ref) => ref.kind === 'uid' ? (0,_records_view_js__WEBPACK_IMPORTED_MODULE_2__/* .findByPrefix */ .jQ)((0,_records_view_js__WEBPACK_IMPORTED_MODULE_2__/* .recordsToRollbacks */ .VM)(records), ref.prefix) : { kind: 'unknown' },
        listRollbacks: async (filter) => (0,_records_view_js__WEBPACK_IMPORTED_MODULE_2__/* .recordsToRollbacks */ .VM)(records, filter),
        async startStep(draft) {
            if (!steps.some((it) => it.draft.uid === draft.uid)) {
                const [parent] = (0,_records_view_js__WEBPACK_IMPORTED_MODULE_2__/* .recordsToSteps */ .nm)(records, { repository: draft.repository, active: true }).filter((it) => it.branch === draft.branch);
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
            const found = (0,_records_view_js__WEBPACK_IMPORTED_MODULE_2__/* .findByPrefix */ .jQ)((0,_records_view_js__WEBPACK_IMPORTED_MODULE_2__/* .recordsToRollbacks */ .VM)(records), draft.uid);
            return found.kind === 'found' ? found.value : { ...draft, number: null, undoneBy: null };
        },
        pushWith: (_changes, push) => push([]),
        findUnrecorded: async (uids) => uids.filter((uid) => !rollbacks.some((it) => it.uid === uid)),
        async publish() {
            if (!unpublished)
                return { kind: 'published' };
            const publication = await publish();
            if (publication.kind !== 'kept')
                unpublished = false;
            return publication;
        },
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
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);
/* harmony import */ var _sealed_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(32182);



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
    const [steps, rollbacks] = [records.steps.map(_sealed_json_js__WEBPACK_IMPORTED_MODULE_2__/* .seal */ .o), records.rollbacks.map(_sealed_json_js__WEBPACK_IMPORTED_MODULE_2__/* .seal */ .o)];
    return `${JSON.stringify({ format: FORMAT, version: VERSION, records: { steps, rollbacks } }, null, 1)}\n`;
}
/** Reads the text of a fragment, every field of it checked. Throws StoreError, naming `source`. */
async function parseFragment(text, source, { parseRecords }) {
    const value = parseJson(text, source);
    if (!isObject(value) || value.format !== FORMAT || !isObject(value.records)) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('damaged', `${source} is not a record of LaForge's.`);
    }
    if (value.version !== VERSION) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('newer-ledger', `${source} has format ${JSON.stringify(value.version)}, and this version reads ${VERSION}. Use the newer version of the action.`);
    }
    const unsealAll = (list) => {
        if (!Array.isArray(list))
            return list;
        return list.map((it) => (isObject(it) ? (0,_sealed_json_js__WEBPACK_IMPORTED_MODULE_2__/* .unseal */ .D)(it, source) : it));
    };
    const { steps, rollbacks } = value.records;
    // Claims in a fragment would let one file take numbers away from all others.
    return parseRecords({ steps: unsealAll(steps), rollbacks: unsealAll(rollbacks), stepClaims: [], rollbackClaims: [] }, source);
}
/** Reads a fragment's file. Throws StoreError, naming `source`. */
async function readFragment(path, source, deps) {
    const { size } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path);
    if (size > MAX_BYTES)
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('damaged', `${source} has ${size} bytes, too many for a record.`);
    return parseFragment(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8'), source, deps);
}
/** Writes a fragment's file whole or not at all. */
async function writeFragment(path, records) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(`${path}.new`, formatFragment(records));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(`${path}.new`, path);
}
function parseJson(text, source) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .StoreError */ .AD('damaged', `${source} is not JSON.`, { cause: error });
    }
}
function isObject(value) {
    return typeof value === 'object' && value !== null;
}


/***/ }),

/***/ 43579:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ createLedgerHistory)
/* harmony export */ });
/** The history that a local ledger holds: all is answered from it, and `publish` moves the whole file. */
function createLedgerHistory({ ledger, condition, warnings, publish, ...options }) {
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
        findRollback: async (ref) => ledger.getRollback(ref),
        listRollbacks: async (filter) => ledger.listRollbacks(filter),
        startStep: (draft) => change(() => ledger.createStep(draft)),
        finishStep: (uid, outcome) => change(() => ledger.updateStep(uid, outcome)),
        addRollback: (draft) => change(() => ledger.addRollback(draft)),
        pushWith: (_changes, push) => push([]),
        findUnrecorded: async (uids) => uids.filter((uid) => ledger.getRollback({ kind: 'uid', prefix: uid }).kind === 'unknown'),
        async publish() {
            if (!unpublished)
                return { kind: 'published' };
            const publication = await publish();
            if (publication.kind === 'published')
                unpublished = false;
            return publication;
        },
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
        (filter.pullRequest === undefined || step.run?.pull_request?.number === filter.pullRequest));
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
        saved = await (0,time_limits/* runWithin */.T9)(limits.runningMs, 'An answer to the save', (signal) => service.save('running', home, [stores_fragment/* FRAGMENT_FILE */.wN], AbortSignal.any([signal, ending.signal])));
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
                await (0,time_limits/* runWithin */.T9)(limits.discardMs, 'An answer to the removal', (signal) => discard(running, end, folder, signal));
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
            const limits = deps.timeLimits ?? time_limits/* TIME_LIMITS */.HN;
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
        const restored = await (0,time_limits/* runWithin */.T9)(limits.restoreMs, 'The history', (signal) => {
            const end = Date.now() + limits.restoreBesideMs;
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
        return openLedgerHistory(place, ledger, { condition: conditionOf(restored), warnings, unpublished: false });
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
        return openLedgerHistory(place, ledger, { condition: { kind: 'found' }, warnings: [], unpublished: true });
    }
    const fragment = (0,external_node_path_.join)(folder, stores_fragment/* FRAGMENT_FILE */.wN);
    if (!(0,external_node_fs_.existsSync)(fragment))
        return null;
    const records = await (0,stores_fragment/* readFragment */.Bk)(fragment, fragment, deps);
    return openFragment(place, { kind: 'unreadable', reason: 'its store did not tell it when this step began.' }, records);
}
function openLedgerHistory(place, ledger, opened) {
    const { folder, running } = place;
    const file = (0,external_node_path_.join)(folder, stores_contains/* CONTAINS_FILE */.Rn);
    const addSave = async (saved) => {
        if (saved === undefined)
            return;
        const contains = await (0,stores_contains/* readContains */._M)(file);
        if (contains.saves.includes(saved.save))
            return;
        await (0,promises_.writeFile)(file, (0,stores_contains/* formatContains */.v0)({ ...contains, saves: [...contains.saves, saved.save] }));
    };
    return (0,ledger_history/* createLedgerHistory */.e)({
        ...opened,
        ledger,
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
    const saved = await (0,time_limits/* runWithin */.T9)(limits.publishMs, 'An answer to the save', (signal) => service.save(kind, folder, files, signal));
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
/* harmony export */   HN: () => (/* binding */ TIME_LIMITS),
/* harmony export */   T9: () => (/* binding */ runWithin)
/* harmony export */ });
/* unused harmony export waitWithin */
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);

const TIME_LIMITS = {
    restoreMs: 10_000,
    restoreBesideMs: 6_000,
    publishMs: 60_000,
    runningMs: 20_000,
    discardMs: 5_000,
};
/** The promise, or a StoreError once the time is up, naming what was waited for. What is under way is not ended. */
async function waitWithin(promise, limitMs, what) {
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unavailable', `${what} was not there within ${limitMs / 1000} seconds.`)), limitMs);
    });
    try {
        return await Promise.race([promise, late]);
    }
    finally {
        clearTimeout(timer);
    }
}
/** As `waitWithin`; and the signal is aborted in every end, for whatever is still under way. */
async function runWithin(limitMs, what, run) {
    const ending = new AbortController();
    try {
        return await waitWithin(run(ending.signal), limitMs, what);
    }
    finally {
        ending.abort();
    }
}


/***/ })

};
