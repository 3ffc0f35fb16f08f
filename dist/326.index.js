export const id = 326;
export const ids = [326];
export const modules = {

/***/ 10326:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createCacheStore: () => (/* binding */ createCacheStore)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
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
;// CONCATENATED MODULE: ./build/stores/cache/cache-mode.js
/** What a job's `cache-mode` allows; unset, or one that is not known, allows all. */
function mayRead(env) {
    return !['none', 'write-only'].includes(modeOf(env));
}
/** See `mayRead`. */
function mayWrite(env) {
    return !['none', 'read'].includes(modeOf(env));
}
/** Why nothing was restored, from what the client said; '' when it was simply not there. */
function explainMiss(env, said) {
    if (!mayRead(env)) {
        return `The cache-mode of this job is "${modeOf(env)}", which does not read caches. Set "cache-mode: write" for the job.`;
    }
    const text = said.join(' ');
    if (/cache read denied:/.test(text))
        return `GitHub does not let this run read caches (${text}). Use the store "artifact".`;
    return text;
}
/** Why nothing was saved, and what to do. */
function explainUnsaved(env, said) {
    if (!mayWrite(env)) {
        return `The cache-mode of this job is "${modeOf(env)}", which does not write caches. Set "cache-mode: write" for the job, or use the store "artifact".`;
    }
    const text = said.join(' ');
    if (/cache write denied:/.test(text)) {
        return `GitHub does not let this run write caches (${text}): runs that comments, issues and other people's events start may only read them. Use the store "artifact" there.`;
    }
    return `The cache service did not take it${text === '' ? '' : ` (${text})`}.`;
}
function modeOf(env) {
    return (env.ACTIONS_CACHE_MODE ?? '').trim().toLowerCase();
}

;// CONCATENATED MODULE: ./build/stores/cache/entries.js
/**
 * The folder that is packed. Its name as it is written here is a part of every entry's identity: another spelling would
 * never find what was saved.
 */
const HISTORY_FOLDER = 'laforge-history';
/** What the keys of a history begin with. A slug has neither `/` nor `~`, so no other history's keys do. */
function cacheKeys(slug) {
    const common = `laforge/${slug}`;
    return { common, snapshot: `${common}/`, fragment: `${common}~fragment/`, running: `${common}~running/` };
}

;// CONCATENATED MODULE: ./build/stores/cache/fetch.js



/** So many processes at most: the client unpacks in its working directory, so each restores one entry at a time. */
const FETCHERS = 3;
/** A process takes as long to start as a few entries take to restore. */
const KEYS_EACH = 3;
/** Restores entries of the cache. One process does it, and where there is much to restore others help. */
function createCacheFetchers({ folder, start, limitMs }) {
    const clients = [];
    let fetched = 0;
    const startNext = async () => {
        const home = (0,external_node_path_.join)(folder, `client-${clients.length}`);
        await (0,promises_.mkdir)(home);
        return { home, client: start(home) };
    };
    // The first loads while the caller does other things.
    clients.push(startNext());
    return {
        async fetchAll(keys) {
            while (clients.length < Math.min(FETCHERS, Math.floor(keys.length / KEYS_EACH)))
                clients.push(startNext());
            const answers = new Map();
            const left = [...keys];
            await Promise.all(clients.map(async (starting) => {
                const { home, client } = await starting;
                for (let key = left.shift(); key !== undefined; key = left.shift()) {
                    const answer = await client.call({ kind: 'restore-cache', path: HISTORY_FOLDER, key }, limitMs);
                    const into = (0,external_node_path_.join)(folder, `entry-${fetched++}`);
                    if (answer.answer !== null && answer.refused === null)
                        await (0,promises_.rename)((0,external_node_path_.join)(home, HISTORY_FOLDER), into);
                    answers.set(key, { ...answer, folder: into });
                }
            }));
            return keys.flatMap((key) => answers.get(key) ?? []);
        },
        async stop() {
            for (const starting of clients)
                await (await starting).client.stop();
        },
    };
}

// EXTERNAL MODULE: ./build/stores/contains.js
var contains = __webpack_require__(79186);
// EXTERNAL MODULE: ./build/stores/read-saved.js
var read_saved = __webpack_require__(34017);
// EXTERNAL MODULE: ./build/stores/snapshot-service.js
var snapshot_service = __webpack_require__(74097);
;// CONCATENATED MODULE: ./build/stores/cache/restore.js







/** So many entries are restored before it is looked again at what they contain, and at the time. */
const ENTRIES_AT_ONCE = 9;
/**
 * Restores the newest snapshot this run can see, and what was saved beside it: by parallel runs of the same scope, and
 * by runs that could not read their history or are running. The client hides every failure behind "not found", so that
 * counts only when GitHub lists nothing either. Throws StoreError when a part of the history may be there and could not
 * be read.
 */
async function restore(deps, request) {
    const { keys, env } = request;
    // 1. Both at once: the list is needed only beside what the client says.
    const [listed, [found]] = await Promise.all([list(deps, request), deps.fetchAll([keys.snapshot])]);
    if (found === undefined)
        throw new errors/* StoreError */.AD('unreadable', 'The cache service did not answer.');
    const all = listed instanceof errors/* StoreError */.AD ? [] : listed;
    const snapshots = [];
    const fragments = [];
    const contained = new Set();
    const warnings = [];
    // 2. The newest snapshot.
    if (found.answer === null) {
        const said = explainMiss(env, found.said);
        if (listed instanceof errors/* StoreError */.AD)
            throw new errors/* StoreError */.AD('unreadable', `${said} ${listed.message}`.trim());
        const known = all.filter((it) => it.key.startsWith(keys.snapshot)).length;
        if (known > 0 || said !== '') {
            const reason = said || 'The cache service says it has nothing; a runner of another system, or one without zstd, saved it.';
            throw new errors/* StoreError */.AD('unreadable', `${reason} GitHub lists ${known} caches of this history.`);
        }
    }
    else {
        await take(found.answer, found);
        if (snapshots.length === 0)
            throw new errors/* StoreError */.AD('unreadable', `${warnings.join(' ')} Delete it to go on without it.`);
        if (listed instanceof errors/* StoreError */.AD) {
            warnings.push(`What parallel runs saved could not be looked for: ${listed.message}`);
        }
    }
    // 3. What it does not contain: first what contains others.
    const scope = all.find((it) => it.key === found.answer)?.ref;
    const isOfScope = (it) => scope === undefined || it.ref === scope;
    const withPrefix = (prefix) => all.filter((it) => it.key.startsWith(prefix));
    const left = [
        ...(await takeAll(withPrefix(keys.snapshot).filter(isOfScope))),
        ...(await takeAll(withPrefix(keys.fragment))),
    ];
    // Those of jobs that have vanished are the oldest. Runs of another branch find those of that branch.
    const running = withPrefix(keys.running).filter((it) => it.ref === request.readableRefs[0]);
    await takeAll(running.toReversed(), snapshot_service/* RUNNING_AT_ONCE */.s);
    if (left.length > 0)
        warnings.push((0,snapshot_service/* sayLeft */.X)(left.length));
    const stillThere = [...contained].filter((key) => listed instanceof errors/* StoreError */.AD || all.some((it) => it.key === key));
    return { snapshots, fragments, contains: { saves: stillThere, openRuns: [] }, expiredSince: null, warnings };
    /** Takes entries, as many as there is time for, and hands back those that are left. */
    async function takeAll(entries, most = entries.length) {
        const tried = new Set();
        for (;;) {
            const untaken = entries.map((it) => it.key).filter((key) => !contained.has(key) && !tried.has(key));
            const next = untaken.slice(0, Math.min(ENTRIES_AT_ONCE, most - tried.size));
            if (next.length === 0 || !request.hasTime())
                return untaken;
            for (const key of next)
                tried.add(key);
            for (const [index, fetched] of (await deps.fetchAll(next)).entries())
                await takeExactly(next[index] ?? '', fetched);
        }
    }
    async function takeExactly(key, fetched) {
        const { answer, said } = fetched;
        if (answer === key)
            return take(key, fetched);
        if (said.length > 0)
            throw new errors/* StoreError */.AD('unreadable', `Cache ${key} could not be read: ${explainMiss(env, said)}`);
        warnings.push(`Cache ${key} is listed and cannot be restored here. It stays where it is.`);
    }
    async function take(key, { refused, folder }) {
        const saved = refused === null ? await (0,read_saved/* readSaved */.S)(folder, `Cache ${key}`, deps) : { kind: 'refused', reason: refused };
        if (saved.kind === 'refused') {
            warnings.push(`Cache ${key} was left out of the history: ${saved.reason}`);
            await (0,promises_.rm)(folder, { recursive: true, force: true });
            return;
        }
        contained.add(key);
        if (saved.kind === 'fragment')
            fragments.push(saved.records);
        else {
            snapshots.push(saved.path);
            for (const it of (await (0,contains/* readContains */._M)((0,external_node_path_.join)(folder, contains/* CONTAINS_FILE */.Rn))).saves)
                contained.add(it);
        }
    }
}
/** The history's caches this run can read, newest first; a StoreError when GitHub does not say. */
async function list({ index }, { keys, readableRefs }) {
    try {
        const all = await index.cachesWithPrefix(keys.common);
        return all
            .filter(({ key, ref }) => readableRefs.includes(ref) &&
            [keys.snapshot, keys.fragment, keys.running].some((prefix) => key.startsWith(prefix)))
            .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
    }
    catch (error) {
        return error instanceof errors/* StoreError */.AD ? error : new errors/* StoreError */.AD('unreadable', (0,errors/* describeError */.Uc)(error), { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/stores/cache/cache-store.js











/** What the cache client reads from its environment. */
const VARIABLES = [
    'ACTIONS_RUNTIME_TOKEN',
    'ACTIONS_RESULTS_URL',
    'ACTIONS_CACHE_URL',
    'ACTIONS_CACHE_SERVICE_V2',
    'ACTIONS_CACHE_MODE',
    'GITHUB_SERVER_URL',
];
/** A history in GitHub's cache, one for each scope of it. Throws InputError where there is no such service. */
function createCacheStore(deps, options) {
    checkServiceIsHere(options.env);
    return (0,snapshot_store/* createSnapshotStore */.k)(deps, createCacheService(deps, options), options.folder);
}
function createCacheService(deps, options) {
    const { env, readableRefs } = options;
    const keys = cacheKeys(options.slug);
    const limits = deps.timeLimits ?? time_limits/* TIME_LIMITS */.H;
    // Looked up once: an agent may put programs of the same names into a folder that comes first on the PATH.
    const path = pathOfPrograms(env.PATH ?? '');
    return {
        name: 'cache',
        async restore(folder, { signal, hasTime }) {
            if (!mayRead(env))
                throw new errors/* StoreError */.AD('unreadable', explainMiss(env, []));
            const fetchers = createCacheFetchers({
                folder,
                start: (home) => start(options, path, home, signal),
                limitMs: limits.restoreMs,
            });
            try {
                return await restore({ ...deps, fetchAll: fetchers.fetchAll }, { keys, readableRefs, env, hasTime });
            }
            finally {
                await fetchers.stop();
            }
        },
        async save(kind, folder, files, signal) {
            if (!mayWrite(env))
                throw new errors/* StoreError */.AD('unwritable', explainUnsaved(env, []));
            const key = `${keys[kind]}${deps.uids.next()}`;
            const home = await (0,promises_.mkdtemp)((0,external_node_path_.join)(folder, 'save-'));
            const client = start(options, path, home, signal);
            try {
                await (0,promises_.mkdir)((0,external_node_path_.join)(home, HISTORY_FOLDER));
                for (const file of files)
                    await (0,promises_.copyFile)((0,external_node_path_.join)(folder, file), (0,external_node_path_.join)(home, HISTORY_FOLDER, file));
                const { answer, said } = await client.call({ kind: 'save-cache', path: HISTORY_FOLDER, key }, limits.publishMs);
                // The client never throws for a save that failed: it answers -1, and says why on stdout alone.
                if (answer === null || !/^[1-9][0-9]*$/.test(answer))
                    throw new errors/* StoreError */.AD('unwritable', explainUnsaved(env, said));
                return { save: key, name: key, where: `cache ${key}` };
            }
            finally {
                await client.stop();
                await (0,promises_.rm)(home, { recursive: true, force: true });
            }
        },
        // That takes a permission nobody gives for it. What contains it says so, and GitHub drops it when it is old.
        discard: null,
    };
}
/** A client that ends when nobody waits for it any more. */
function start(options, path, folder, signal) {
    const variables = Object.fromEntries(VARIABLES.flatMap((name) => (options.env[name] ? [[name, options.env[name]]] : [])));
    const client = (0,client_process/* startClient */.e)(options, { client: 'cache', folder, variables: { ...variables, PATH: path } });
    if (signal.aborted)
        void client.stop();
    signal.addEventListener('abort', () => void client.stop());
    return client;
}
/** What the cache client, and our stand-in for tar, start by their names. */
const PROGRAMS = ['tar', 'gtar', 'zstd', 'zstdmt', 'gzip', 'ln'];
/** The folders of a PATH in which the first of each program lies, in their order; on Windows the PATH as it is. */
function pathOfPrograms(path) {
    if (process.platform === 'win32')
        return path;
    const folders = path.split(external_node_path_.delimiter).filter(external_node_path_.isAbsolute);
    const used = new Set(PROGRAMS.map((program) => folders.find((folder) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, program)))));
    return folders.filter((folder) => used.has(folder)).join(external_node_path_.delimiter);
}
function checkServiceIsHere(env) {
    const isHere = env.ACTIONS_RUNTIME_TOKEN && (env.ACTIONS_RESULTS_URL || env.ACTIONS_CACHE_URL);
    if (isHere)
        return;
    const missing = env.ACTIONS_RUNTIME_TOKEN ? 'ACTIONS_RESULTS_URL' : 'ACTIONS_RUNTIME_TOKEN';
    throw new errors/* InputError */.dz('bad-environment', `Input "store" is "cache", which works only inside a GitHub Actions job, and ${missing} is not set here. Use "file" with a store-path that lasts.`);
}


/***/ })

};
