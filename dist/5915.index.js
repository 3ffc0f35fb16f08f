export const id = 5915;
export const ids = [5915];
export const modules = {

/***/ 92341:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ buildAgentEnv),
/* harmony export */   f: () => (/* binding */ checkEnvAllow)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);
/* harmony import */ var _domain_runner_variables_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10867);



/**
 * What a program needs to run at all, and git's identity. RUNNER_TRACKING_ID lets the runner find and end what is left
 * at the end of the job.
 */
const ALWAYS = [
    ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'TMPDIR', 'TMP', 'TEMP', 'TZ', 'LANG', 'LANGUAGE', 'LC_*'],
    ...['RUNNER_TRACKING_ID', 'GIT_AUTHOR_NAME', 'GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_NAME', 'GIT_COMMITTER_EMAIL'],
    ...['SystemRoot', 'SystemDrive', 'windir', 'ComSpec', 'PATHEXT', 'OS', 'USERNAME', 'USERPROFILE', 'HOMEDRIVE'],
    ...['HOMEPATH', 'APPDATA', 'LOCALAPPDATA', 'ProgramData', 'ProgramFiles', 'ProgramFiles(x86)', 'ProgramW6432'],
    ...['CommonProgramFiles', 'PROCESSOR_ARCHITECTURE', 'NUMBER_OF_PROCESSORS'],
];
/** Set for this step or not at all: those of a step that we run in must not pass for ours. */
const OURS = [
    ...['LAFORGE_STEP_ID', 'LAFORGE_STEP_UID', 'LAFORGE_PROJECT_ID'],
    ...['LAFORGE_USAGE_FILE', 'LAFORGE_PROMPT_FILE', 'LAFORGE_PROMPT'],
];
/** Linux refuses a single variable of 128 KiB and more. */
const LONGEST_PROMPT_BYTES = 100 * 1024;
/**
 * Checks the names a user allows: each a variable, or the beginning of some with `*` at the end. Throws InputError,
 * naming `what` (the input or option), on one that could only ever mean the runner's own.
 */
function checkEnvAllow(names, what) {
    for (const name of names) {
        if (!/^[^\s=*,]*\*?$/.test(name) || name === '') {
            const advice = 'Write variables by their names, with * only at the end';
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} has ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(name)}, which is no name of a variable. ${advice}.`);
        }
        if (_domain_runner_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .RUNNERS_OWN */ .hH.some((own) => (0,_domain_runner_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .coversVariable */ .JO)(own, name, process.platform === 'win32'))) {
            const reason = "which is the runner's own and never reaches the agent";
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} has ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(name)}, ${reason}. Take it out of the list.`);
        }
    }
}
/**
 * The agent's environment, built here alone. Nothing of the runner's own is ever in it, whatever is allowed; a token
 * that the user gives the action by `env:` is the user's own choice and stays.
 */
function buildAgentEnv(request) {
    const { allow, platform = process.platform } = request;
    const matches = (patterns, name) => patterns.some((one) => (0,_domain_runner_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .coversVariable */ .JO)(one, name, platform === 'win32'));
    const env = {};
    for (const [name, value] of Object.entries(request.env)) {
        if (value === undefined || matches(_domain_runner_variables_js__WEBPACK_IMPORTED_MODULE_2__/* .RUNNERS_OWN */ .hH, name) || matches(OURS, name))
            continue;
        if (allow === null || matches(ALWAYS, name) || matches(allow, name))
            env[name] = value;
    }
    return { ...identityVariables(request.identity), ...env, ...stepVariables(request) };
}
function stepVariables(request) {
    const { prompt, promptFile } = request;
    const fits = prompt !== null && Buffer.byteLength(prompt) <= LONGEST_PROMPT_BYTES && !prompt.includes('\0');
    return {
        LAFORGE_STEP_ID: request.stepId === null ? '' : String(request.stepId),
        LAFORGE_STEP_UID: request.stepUid,
        LAFORGE_PROJECT_ID: request.projectId,
        LAFORGE_USAGE_FILE: request.usageFile,
        ...(promptFile === null ? {} : { LAFORGE_PROMPT_FILE: promptFile }),
        ...(fits ? { LAFORGE_PROMPT: prompt } : {}),
    };
}
function identityVariables(identity) {
    if (identity === null)
        return {};
    return {
        GIT_AUTHOR_NAME: identity.name,
        GIT_AUTHOR_EMAIL: identity.email,
        GIT_COMMITTER_NAME: identity.name,
        GIT_COMMITTER_EMAIL: identity.email,
    };
}


/***/ }),

/***/ 28310:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ errnoCode)
/* harmony export */ });
/** The code of a system error, such as ENOENT; undefined of anything else. */
function errnoCode(error) {
    const hasCode = typeof error === 'object' && error !== null && 'code' in error;
    return hasCode && typeof error.code === 'string' ? error.code : undefined;
}


/***/ }),

/***/ 60365:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BQ: () => (/* binding */ branchOfRecord),
/* harmony export */   TL: () => (/* binding */ decideDelivery),
/* harmony export */   _P: () => (/* binding */ hasFailedCheck),
/* harmony export */   dM: () => (/* binding */ mayReachBranch)
/* harmony export */ });
/**
 * Where a step's work goes: the branch, by a fast-forward under a lease on a tip that is the step's own beginning or
 * its own work; otherwise a pin. Never a forced push, and never work of a step that did not succeed.
 */
function decideDelivery(facts) {
    const { before, after, branch, tip } = facts;
    if (after === null || after === before)
        return { kind: 'unchanged' };
    if (branch === null || facts.offBranch !== null) {
        return { kind: 'pin', reason: facts.offBranch ?? 'HEAD is detached and belongs to no branch' };
    }
    // What the agent pushed by itself is taken off the branch next, and must have a place by then.
    if (tip === after && !(hasFailedCheck(facts) && facts.onFailure === 'rollback'))
        return { kind: 'pushed-already' };
    if (hasFailedCheck(facts))
        return { kind: 'pin', reason: 'its check failed' };
    if (!mayReachBranch(facts))
        return { kind: 'pin', reason: `the step did not succeed (${facts.status})` };
    if (tip === null && facts.tipAtStart === 'unknown') {
        return { kind: 'pin', reason: `${branch} is not at the remote, which could not be asked when the step began` };
    }
    if (tip === null && facts.tipAtStart !== null)
        return { kind: 'pin', reason: `${branch} is gone from the remote` };
    if (tip !== null && tip !== before && !facts.made.has(tip)) {
        return {
            kind: 'pin',
            reason: `${branch} has moved at the remote to ${tip.slice(0, 8)}, which is not this step's work`,
        };
    }
    if (tip !== null && facts.descends !== 'yes') {
        return {
            kind: 'pin',
            reason: `the work does not build on ${branch} as it is at the remote: its history was rewritten`,
        };
    }
    return { kind: 'push', branch, lease: tip };
}
/** What `continue-on-agent-error` covers: an agent that ran and did not succeed by its own fault, or ours to stop it. */
const AGENT_ERRORS = ['failed', 'timed_out', 'over_budget'];
/** Whether a step with this status may move its branch at all. */
function mayReachBranch(step) {
    return step.status === 'succeeded' || (step.continueOnAgentError && AGENT_ERRORS.includes(step.status));
}
/** Whether the check of its work keeps it off its branch, which `continue-on-agent-error` does not change. */
function hasFailedCheck({ status }) {
    return status === 'check_failed';
}
/**
 * The branch a step is recorded under: where HEAD was attached when the agent ended, if that is the start branch or
 * one new to the remote; otherwise the start branch, and `offBranch` says why the work is not on it.
 */
function branchOfRecord(facts) {
    const { startBranch, startedDetached, endBranch } = facts;
    if (endBranch !== null && endBranch === startBranch && !startedDetached)
        return { branch: endBranch, offBranch: null };
    if (endBranch !== null && facts.endBranchIsNew)
        return { branch: endBranch, offBranch: null };
    if (endBranch !== null) {
        return { branch: startBranch, offBranch: `the agent ended on ${endBranch}, a branch that was there before it` };
    }
    return {
        branch: startBranch,
        offBranch: startedDetached
            ? 'a detached HEAD was checked out, so there is no branch to push to'
            : `the agent left HEAD detached, not on ${startBranch}`,
    };
}


/***/ }),

/***/ 19060:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ chooseUsageReader)
});

// EXTERNAL MODULE: ./build/domain/budget.js
var budget = __webpack_require__(11304);
// EXTERNAL MODULE: ./build/domain/documents.js
var documents = __webpack_require__(55427);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
;// CONCATENATED MODULE: ./build/usage/choose-sessions.js
const NONE = { sessions: [], doubt: null };
const MORE = 'more of its sessions began meanwhile than the command starts';
/**
 * Of the sessions that changed while the agent ran, oldest change first, and that nothing printed names, those that are
 * its own: a user's other sessions go on in the same folders meanwhile. `told`: how many of its runs something else tells
 * of already.
 */
function chooseSessions(sessions, { isExpected, isMoving, isYoung, starts }, told) {
    const here = sessions.filter((session) => session.isHere);
    const begun = here.filter((session) => session.isNew);
    if (begun.length > 0)
        return takeLast(begun, starts - told);
    if (!isExpected || told > 0)
        return NONE;
    // A run goes on with one session. One that began in another folder is that of a command that goes there.
    if (here.length === 1 && !isYoung)
        return { sessions: here, doubt: null };
    const away = sessions.filter((session) => session.isNew);
    if (away.length > 0)
        return takeLast(away, starts);
    return isMoving && !isYoung && sessions.length === 1 ? { sessions, doubt: null } : NONE;
}
/** Where more began than were started, some are another's, or an agent started another. */
function takeLast(sessions, most) {
    if (sessions.length <= most)
        return { sessions, doubt: null };
    return { sessions: most > 0 ? sessions.slice(-most) : [], doubt: MORE };
}
/** Says so where it is not certain that the sessions are those of the run. */
function withDoubt(findings, doubt) {
    return doubt !== null && findings.state === 'measured' ? { ...findings, state: 'partial', reason: doubt } : findings;
}

;// CONCATENATED MODULE: ./build/usage/figures.js
const NO_FIGURES = { input: null, cacheRead: null, cacheWrite: null, output: null, reasoning: null };
const CLASSES = ['input', 'cacheRead', 'cacheWrite', 'output', 'reasoning'];
/** Dearer than this is a mistake, not a price. */
const HIGHEST_COST = 1e9;
/** A count of tokens or turns: null when there is none, NaN when it is no whole number from 0. */
function readCount(value) {
    if (value === undefined || value === null)
        return null;
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : Number.NaN;
}
/** A cost in USD: null when there is none, NaN when it can be none. */
function readCost(value) {
    if (value === undefined || value === null)
        return null;
    return typeof value === 'number' && value >= 0 && value <= HIGHEST_COST ? value : Number.NaN;
}
/** The sum of what is known, null when nothing is. */
function addCounts(...terms) {
    return terms.reduce((a, b) => (a === null ? b : a + (b ?? 0)), null);
}
/** What is left of a whole; null when that is unknown, NaN when the parts are more than it. An unknown part is none. */
function subtractCounts(whole, ...parts) {
    if (whole === null)
        return null;
    const left = whole - (addCounts(...parts) ?? 0);
    return left >= 0 ? left : Number.NaN;
}
function addFigures(...all) {
    return mapClasses((key) => addCounts(...all.map((figures) => figures[key])));
}
/** What a cumulative record has grown by since `before`. */
function subtractFigures(now, before) {
    return mapClasses((key) => subtractCounts(now[key], before[key]));
}
/** The greater of each class: of several copies of a record, the one that was written last. */
function maxFigures(a, b) {
    return mapClasses((key) => {
        const [one, other] = [a[key], b[key]];
        return one === null || other === null ? (one ?? other) : Math.max(one, other);
    });
}
function hasFigures(figures) {
    return CLASSES.some((key) => figures[key] !== null);
}
function isSound(figures) {
    return CLASSES.every((key) => figures[key] === null || Number.isSafeInteger(figures[key]));
}
function mapClasses(map) {
    return {
        input: map('input'),
        cacheRead: map('cacheRead'),
        cacheWrite: map('cacheWrite'),
        output: map('output'),
        reasoning: map('reasoning'),
    };
}

;// CONCATENATED MODULE: ./build/usage/json.js
/** The object that a text is, or undefined. */
function parseObject(text) {
    try {
        return asObject(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
function asObject(value) {
    return isObject(value) ? value : undefined;
}
function asArray(value) {
    return Array.isArray(value) ? value : [];
}
function asText(value) {
    return typeof value === 'string' ? value : undefined;
}
/** What lies under these keys, one within the other; undefined where one of them is missing. */
function dig(value, ...keys) {
    let found = value;
    for (const key of keys)
        found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
    return found;
}
/** `dig` for an object. */
function digObject(value, ...keys) {
    return asObject(dig(value, ...keys));
}
/** `dig` for a text. */
function digText(value, ...keys) {
    return asText(dig(value, ...keys));
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/usage/model-shares.js

/** One entry a model, in the order they came. */
function addShares(shares) {
    const byModel = new Map();
    for (const share of shares) {
        const other = byModel.get(share.model);
        byModel.set(share.model, other === undefined ? share : addTwo(other, share));
    }
    return [...byModel.values()];
}
function addTwo(a, b) {
    return {
        ...addFigures(a, b),
        model: a.model,
        hourWrite: addCounts(a.hourWrite ?? null, b.hourWrite ?? null),
        turns: addCounts(a.turns, b.turns),
        // A sum without one of them would pass for the whole.
        cost: a.cost === null || b.cost === null ? null : a.cost + b.cost,
    };
}
/** The sum of however many figures there are. */
function sumFigures(all) {
    return all.reduce((sum, figures) => addFigures(sum, figures), NO_FIGURES);
}
/** The sum of however many counts or costs there are that are known; null when none is. */
function sumCounts(all) {
    return all.reduce((sum, count) => addCounts(sum, count), null);
}
/** What a final record tells that lists no model at all. */
const NOTHING_USED = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0 };

;// CONCATENATED MODULE: ./build/usage/merge-findings.js

/** What several sessions, or several agents, of one step used together. Throws on none. */
function mergeFindings(all) {
    const [only] = all;
    if (only !== undefined && all.length === 1)
        return only;
    const states = new Set(all.map(({ state }) => state));
    const known = all.filter(({ state }) => state !== 'unknown');
    return {
        figures: sumFigures(all.map(({ figures }) => figures)),
        // A sum without one of them would pass for the whole.
        turns: known.some(({ turns }) => turns === null) ? null : sumCounts(known.map(({ turns }) => turns)),
        models: addShares(all.flatMap(({ models }) => models)),
        sessionId: all.findLast(({ sessionId }) => sessionId !== null)?.sessionId ?? null,
        cost: known.some(({ cost }) => cost === null) ? null : sumCounts(known.map(({ cost }) => cost)),
        source: [...new Set((known.length > 0 ? known : all).map(({ source }) => source))].join(' + '),
        state: states.size > 1 ? 'partial' : (only?.state ?? 'unknown'),
        reason: all.find(({ reason }) => reason !== null)?.reason ?? null,
        // Where one is asked after another has failed, the last one's word counts.
        verdict: all.findLast(({ verdict }) => verdict !== null)?.verdict ?? null,
        config: mergeConfigs(all.map(({ config }) => config)),
    };
}
/** The first that tells something. */
function mergeConfigs(configs) {
    const metadata = Object.assign({}, ...configs.map((config) => config.metadata ?? {}).reverse());
    return { ...Object.assign({}, ...[...configs].reverse()), metadata };
}

;// CONCATENATED MODULE: ./build/usage/program-names.js
/** Whether one of a command's words is one of these programs or packages, whatever version of the package is asked for. */
function namesOneOf(words, names) {
    return words.some((word) => names.includes(word.replace(/(?<=[^/])@[^@/]*$/, '')));
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/usage/run-folder.js


const LONGEST_PATH = 4096;
/** Whether a folder that a record names is the one the run is in, or below it. */
async function isInFolder(recorded, cwd) {
    if (recorded === undefined || !(0,external_node_path_.isAbsolute)(recorded) || recorded.length > LONGEST_PATH)
        return false;
    const [folder, bound] = [await resolve(recorded), await resolve(cwd)];
    return folder === bound || folder.startsWith(bound.endsWith(external_node_path_.sep) ? bound : bound + external_node_path_.sep);
}
/** A name for the folder without links in it; of one that is gone, as far as it is there. */
async function resolve(folder) {
    try {
        return await (0,promises_.realpath)(folder);
    }
    catch {
        const parent = (0,external_node_path_.dirname)(folder);
        return parent === folder ? folder : (0,external_node_path_.join)(await resolve(parent), (0,external_node_path_.basename)(folder));
    }
}

;// CONCATENATED MODULE: ./build/usage/growth-of-totals.js


/**
 * What of a session's totals is this run's. They go on from those of earlier runs, but not where an agent began anew, or
 * lost what a killed run had used: so of all that may have been there before, that is taken off which leaves just the
 * calls this run is known to have made; the first, where none does.
 */
function subtractBefore(totals, before, calls) {
    const used = sumFigures(calls);
    const candidates = before.map((old) => subtractShares(totals, old));
    const proven = candidates.find((shares) => isSame(sumFigures(shares), used));
    return { shares: proven ?? candidates[0] ?? totals, isProven: proven !== undefined };
}
function subtractShares(totals, before) {
    const shares = totals.map((share) => {
        const old = before.find(({ model }) => model === share.model);
        if (old === undefined)
            return share;
        return {
            ...share,
            ...subtractFigures(share, old),
            turns: subtractCounts(share.turns, old.turns),
            cost: subtractCounts(share.cost, old.cost),
        };
    });
    return shares.filter((share) => !isSame(share, NOTHING_USED));
}
/** Whether two are the same tokens; a class that neither tells is the same. */
function isSame(a, b) {
    const keys = ['input', 'cacheRead', 'cacheWrite', 'output'];
    return isSound(a) && isSound(b) && keys.every((key) => (a[key] ?? 0) === (b[key] ?? 0));
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./build/usage/read-records.js



const CHUNK = 1024 * 1024;
/** A longer file is read from its beginning and at its end: what it says of itself, and its last totals. */
const MOST_BYTES = 256 * 1024 * 1024;
const HEAD_BYTES = 4 * 1024 * 1024;
const LONGEST_LINE = 16 * 1024 * 1024;
const LONGEST_DOCUMENT = 32 * 1024 * 1024;
const NEWLINE = 10;
/**
 * Shows the JSON objects of a file of lines, from a place in it on. `wants` sees each line's bytes first, so that only
 * what matters is parsed. Half a line at the end (a run that was killed) is no flaw. Never throws.
 */
async function readRecords(path, from, wants, show) {
    let isWhole = true;
    const take = (line) => {
        if (line.length === 0 || !wants(line))
            return;
        try {
            const record = asObject(JSON.parse(line.toString('utf8')));
            if (record !== undefined)
                show(record);
        }
        catch {
            isWhole = false;
        }
    };
    const read = async (size, readAt) => {
        const ranges = size - from <= MOST_BYTES
            ? [[from, size]]
            : [
                [from, from + HEAD_BYTES],
                [size - MOST_BYTES + HEAD_BYTES, size],
            ];
        if (ranges.length > 1)
            isWhole = false;
        for (const [start, end] of ranges) {
            // The second range begins amid a line.
            let rest = start === from ? Buffer.alloc(0) : undefined;
            for (let at = start; at < end;) {
                const chunk = Buffer.allocUnsafe(Math.min(CHUNK, end - at));
                const length = await readAt(chunk, at);
                if (length === 0)
                    break;
                at += length;
                let begin = 0;
                for (let stop = chunk.indexOf(NEWLINE); stop !== -1 && stop < length; stop = chunk.indexOf(NEWLINE, begin)) {
                    const line = chunk.subarray(begin, stop);
                    if (rest !== undefined)
                        take(rest.length === 0 ? line : Buffer.concat([rest, line]));
                    rest = Buffer.alloc(0);
                    begin = stop + 1;
                }
                if (rest === undefined)
                    continue;
                if (rest.length + length - begin > LONGEST_LINE) {
                    isWhole = false;
                    rest = undefined;
                }
                else
                    rest = Buffer.concat([rest, chunk.subarray(begin, length)]);
            }
            // A whole record without its newline counts; half of one is what a kill leaves.
            if (rest !== undefined && end === size)
                takeLast(rest);
        }
    };
    const takeLast = (line) => {
        const before = isWhole;
        take(line);
        isWhole = before;
    };
    return (await withFile(path, read)) ? { isWhole } : { isWhole: false };
}
/** The JSON document that a file is; undefined when it is none, is too large, or cannot be read. Never throws. */
async function readDocument(path) {
    let document;
    await withFile(path, async (size, readAt) => {
        if (size > LONGEST_DOCUMENT)
            return;
        const buffer = Buffer.alloc(size);
        let length = 0;
        for (let read = -1; read !== 0 && length < size; length += read) {
            read = await readAt(buffer.subarray(length), length);
        }
        try {
            document = JSON.parse(buffer.toString('utf8', 0, length));
        }
        catch {
            // Half a document tells nothing.
        }
    });
    return document;
}
/** A regular file. A link is not followed, and a pipe not waited for: either could be a trap. */
async function withFile(path, use) {
    try {
        const file = await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK);
        try {
            const stat = await file.stat();
            if (!stat.isFile())
                return false;
            await use(stat.size, async (buffer, at) => (await file.read(buffer, 0, buffer.length, at)).bytesRead);
            return true;
        }
        finally {
            await file.close();
        }
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/usage/read-growth.js

/** More facts than any session has; a file made to fill the memory ends here. */
const MOST_FACTS = 200_000;
/**
 * Picks facts from the lines of a file that only grows, apart for what stood there before the run. `pick` gives
 * undefined for a record that tells none, and keeps what it gives small. Never throws.
 */
async function readGrowth(file, wants, pick) {
    const read = async (from) => {
        const facts = [];
        const { isWhole } = await readRecords(file.path, from, wants, (record) => {
            const fact = facts.length < MOST_FACTS ? pick(record) : undefined;
            if (fact !== undefined)
                facts.push(fact);
        });
        return { facts, isWhole: isWhole && facts.length < MOST_FACTS };
    };
    const added = await read(file.from);
    if (file.from === 0)
        return { before: [], after: added.facts, isWhole: added.isWhole };
    const all = await read(0);
    const before = all.facts.slice(0, Math.max(0, all.facts.length - added.facts.length));
    return { before, after: added.facts, isWhole: added.isWhole && all.isWhole };
}

;// CONCATENATED MODULE: ./build/usage/agents/claude-records.js


/** A model that no model is: the CLI's own error messages carry its name. */
const SYNTHETIC = '<synthetic>';
/** The `cost-state` at the end of a session file: all of the session since it began. */
function readCostState(record) {
    const cost = record.hasUnknownModelCost === true ? null : readCost(record.totalCostUSD);
    return { models: readModelUsage(record.modelUsage), cost };
}
/** `modelUsage`: helper models and subagents included. Input is without what the cache gave or took. */
function readModelUsage(value) {
    return Object.entries(asObject(value) ?? {}).flatMap(([model, item]) => {
        const usage = asObject(item);
        if (usage === undefined || model === SYNTHETIC)
            return [];
        return [
            {
                model,
                input: readCount(usage.inputTokens),
                cacheRead: readCount(usage.cacheReadInputTokens),
                cacheWrite: readCount(usage.cacheCreationInputTokens),
                output: readCount(usage.outputTokens),
                reasoning: readCount(usage.thinkingTokens),
                hourWrite: readCount(usage.cacheCreationEphemeral1hInputTokens),
                turns: null,
                cost: readCost(usage.costUSD),
            },
        ];
    });
}
/** `usage` as the API gives it. */
function readApiUsage(usage) {
    return {
        input: readCount(usage.input_tokens),
        cacheRead: readCount(usage.cache_read_input_tokens),
        cacheWrite: readCount(usage.cache_creation_input_tokens),
        output: readCount(usage.output_tokens),
        reasoning: readCount(asObject(usage.output_tokens_details)?.thinking_tokens),
    };
}
/** What an account that goes on over several runs has grown by. */
function subtractAccount(now, before) {
    const models = now.models.map((share) => {
        const old = before.models.find(({ model }) => model === share.model);
        if (old === undefined)
            return share;
        const hourWrite = subtractCounts(share.hourWrite ?? null, old.hourWrite ?? null);
        return { ...share, ...subtractFigures(share, old), hourWrite, cost: subtractCost(share.cost, old.cost) };
    });
    return { models: models.filter(hasAny), cost: subtractCost(now.cost, before.cost) };
}
/** The message of an `assistant` record; undefined when no model wrote it. */
function readMessage(record) {
    const message = asObject(record.message);
    const id = digText(message, 'id');
    const usage = asObject(message?.usage);
    if (message === undefined || id === undefined || usage === undefined || message.model === SYNTHETIC)
        return undefined;
    return {
        id,
        model: digText(message, 'model') ?? null,
        isMain: record.isSidechain !== true && (record.parent_tool_use_id ?? null) === null,
        figures: readApiUsage(usage),
        hourWrite: readCount(asObject(usage.cache_creation)?.ephemeral_1h_input_tokens),
        stopReason: digText(message, 'stop_reason') ?? null,
        requestId: digText(record, 'requestId') ?? null,
        tools: asArray(message.content).flatMap((item) => digText(item, 'name') ?? []),
    };
}
/** A message comes once for each block of its content, and older versions write some copies before its end. */
function mergeCopies(copies) {
    const messages = new Map();
    for (const message of copies) {
        const other = messages.get(message.id);
        messages.set(message.id, {
            ...message,
            figures: other === undefined ? message.figures : maxFigures(other.figures, message.figures),
            hourWrite: message.hourWrite ?? other?.hourWrite ?? null,
            stopReason: message.stopReason ?? other?.stopReason ?? null,
            requestId: message.requestId ?? other?.requestId ?? null,
        });
    }
    return [...messages.values()];
}
/** Null where either is unknown. */
function subtractCost(now, before) {
    if (before === null)
        return null;
    const left = subtractCounts(now, before);
    // A difference of sums of fractions of a cent has rounding errors far behind the point.
    return left === null || Number.isNaN(left) ? left : Number(left.toFixed(10));
}
function hasAny(figures) {
    return [figures.input, figures.cacheRead, figures.cacheWrite, figures.output].some((count) => count !== 0);
}

;// CONCATENATED MODULE: ./build/usage/agents/claude-facts.js



const MARKS = ['"type":"assistant"', '"type":"user"', '"type":"cost-state"', '"max_turns_reached"'];
const REQUEST = '"type":"api-request"';
/** A request that was kept with all that was sent is not worth the reading. */
const LONGEST_REQUEST = 64 * 1024;
/** What the run added to a session file, and what stood there before. Never throws. */
function readFacts(file) {
    const isWanted = (line) => MARKS.some((mark) => line.includes(mark)) || (line.length < LONGEST_REQUEST && line.includes(REQUEST));
    return readGrowth(file, isWanted, readFact);
}
function readFact(record) {
    if (record.type === 'cost-state')
        return { kind: 'account', account: readCostState(record), origin: null };
    if (record.type === 'api-request') {
        const params = asObject(record.params);
        const [maxTokens, temperature] = [toNumber(params?.max_tokens), toNumber(params?.temperature)];
        return { kind: 'request', request: { model: digText(params, 'model') ?? null, maxTokens, temperature }, origin: null };
    }
    const origin = {
        sessionId: digText(record, 'sessionId') ?? null,
        cwd: digText(record, 'cwd') ?? null,
        version: digText(record, 'version') ?? null,
    };
    if (asObject(record.attachment)?.type === 'max_turns_reached')
        return { kind: 'turn_limit', origin };
    if (record.type === 'assistant') {
        const message = readMessage(record);
        if (message !== undefined)
            return { kind: 'message', message, origin };
        return record.isApiErrorMessage === true ? { kind: 'api_error', origin } : undefined;
    }
    if (record.type !== 'user' || record.isMeta === true || record.isSidechain === true)
        return undefined;
    const content = asArray(asObject(record.message)?.content);
    const isInterrupted = content.some((item) => digText(item, 'text')?.startsWith('[Request interrupted by user') === true);
    const isResult = content.some((item) => digText(item, 'type') === 'tool_result');
    return { kind: isInterrupted ? 'interrupted' : isResult ? 'tool_result' : 'prompt', origin };
}
function toNumber(value) {
    return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}
/** Versions before 2.1 record neither all calls of helper models nor, reliably, how a message ended. */
function isOld(version) {
    const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
    return major < 2 || (major === 2 && minor < 1);
}
/** How the main conversation ended, as far as these facts tell. */
function endOf(facts, wasOld) {
    const last = facts.findLast((fact) => fact.origin !== null && !(fact.kind === 'message' && !fact.message.isMain));
    if (last === undefined || last.origin === null || last.kind === 'prompt')
        return 'unanswered';
    const asked = facts.findLast((fact) => fact.kind === 'message' && fact.message.isMain);
    // An answer by a schema is given with this tool, and nothing is asked after it.
    const isAnswer = asked?.kind === 'message' && asked.message.tools.includes('StructuredOutput');
    if (last.kind === 'tool_result')
        return isAnswer ? 'finished' : 'cut';
    if (last.kind !== 'message')
        return last.kind;
    const { stopReason, tools } = last.message;
    // Older versions write some messages without why they stopped; one that calls a tool is not the last.
    if (stopReason === null)
        return wasOld && tools.length === 0 ? 'finished' : 'cut';
    return (stopReason === 'tool_use' || tools.length > 0) && !isAnswer ? 'cut' : 'finished';
}

;// CONCATENATED MODULE: ./build/usage/agents/claude-account.js





const RESUMED = 'it went on with a session whose files are not there, so only its main conversation is known';
const COPIED = 'what the session it went on from had used is not certain';
const CUT = 'it was cut off in the middle of a call, whose output is not known';
const LOST = 'a call failed without an answer, and what it used is not known';
/** The best record there is, by the order that `claude-code.ts` gives. */
function accountOf({ printed, disk, isResumed }, calls) {
    if (printed !== null && printed.results > 0)
        return fromResult(printed, disk, isResumed);
    if (disk?.account != null)
        return fromCostState(disk, disk.account);
    if (disk !== null && disk.messages.length > 0)
        return fromMessages(disk);
    if (calls.length > 0)
        return fromPrintedCalls(calls);
    return {
        ...told([], null),
        ...{ figures: sumFigures([]), source: 'none', state: 'unknown', reason: 'it left no record of its tokens' },
    };
}
function fromResult(printed, disk, isResumed) {
    if (printed.added !== null) {
        return { ...fromAccount(printed, printed.added), source: 'result.model_usage_since_last_result' };
    }
    if (isResumed && disk === null && !isSame(sumFigures(printed.last.models), printed.usage)) {
        return { ...told([], null), source: 'result.usage', figures: printed.usage, ...stateOf(RESUMED) };
    }
    const { account, isProven } = thisRun(printed, disk);
    const accounted = fromAccount(printed, account);
    const isDoubtful = disk?.isCopy === true && disk.accountsBefore.length > 0 && !isProven;
    return isDoubtful && accounted.state === 'measured' ? { ...accounted, ...stateOf(COPIED) } : accounted;
}
function fromAccount(printed, account) {
    return {
        ...told(account.models, account.cost),
        // Nothing was used, as after an authentication error; or a version that has no such key.
        ...(account.models.length > 0 ? { source: 'result.modelUsage' } : { source: 'result.usage', figures: printed.usage }),
        ...stateOf(printed.isCut ? CUT : printed.isLost ? LOST : null),
    };
}
/**
 * From 2.1.3 on what a result tells goes on over the session, also over processes; before, it is of its own process, and
 * goes on over the results of that one. Of what this can mean that counts which is what the session files tell of the
 * calls; where they tell nothing, a result that has at least what the main conversations of all results used goes on.
 */
function thisRun({ last, sum, usage, results }, disk) {
    const goesOn = results === 1 || covers(sumFigures(last.models), usage);
    const rests = (disk?.accountsBefore ?? []).map((before) => subtractAccount(last, before));
    const goingOn = [...rests, last].filter(({ models }) => isSound(sumFigures(models)));
    const candidates = goesOn ? [...goingOn, sum] : [sum, ...goingOn];
    const isTold = disk !== null && disk.messages.length > 0 && !isOld(disk.version);
    const used = sumFigures((isTold ? disk.messages : []).map(({ figures }) => figures));
    const proven = isTold ? candidates.find(({ models }) => isSame(sumFigures(models), used)) : undefined;
    return { account: proven ?? candidates[0] ?? last, isProven: proven !== undefined };
}
function covers(all, part) {
    return ['input', 'cacheRead', 'cacheWrite', 'output'].every((key) => (all[key] ?? 0) >= (part[key] ?? 0));
}
/** What a call that was cut off had begun with may stand behind it. */
function fromCostState(disk, account) {
    const [before] = disk.accountsBefore;
    const rest = before === undefined ? account : subtractAccount(account, before);
    const more = sharesOf(disk.unaccounted);
    const reason = more.length > 0
        ? CUT
        : isCut(disk)
            ? 'it was cut off, and a call that had begun is not in its records'
            : wholeness(disk);
    return {
        ...told(addShares([...rest.models, ...more]), more.length > 0 ? null : rest.cost),
        source: more.length > 0 ? 'cost-state + session file' : 'cost-state',
        ...stateOf(reason),
    };
}
function fromMessages(disk) {
    const reason = isOld(disk.version)
        ? 'its session file lacks calls of helper models, and the output of some calls'
        : isCut(disk)
            ? CUT
            : wholeness(disk);
    return { ...told(sharesOf(disk.messages), null), source: 'session file', ...stateOf(reason) };
}
function fromPrintedCalls(calls) {
    return {
        ...told(sharesOf(calls), null),
        source: 'printed calls',
        ...stateOf('it printed no result, and its output is recorded nowhere'),
    };
}
/** A cost of 0 for tokens is that of a model that it has no price for. */
function told(models, cost) {
    const figures = sumFigures(models);
    return { figures, models, cost: cost === 0 && !isSame(figures, NOTHING_USED) ? null : cost };
}
function stateOf(reason) {
    return { state: reason === null ? 'measured' : 'partial', reason };
}
function isCut({ end }) {
    return end === 'cut' || end === 'interrupted' || end === 'unanswered';
}
function wholeness({ isWhole }) {
    return isWhole ? null : 'its session file could not be read as a whole';
}
function sharesOf(messages) {
    return addShares(messages
        .filter(({ figures }) => hasFigures(figures))
        .map(({ model, figures, hourWrite, isMain }) => ({
        ...figures,
        hourWrite,
        model: model ?? 'unknown',
        turns: isMain ? 1 : null,
        cost: null,
    })));
}

;// CONCATENATED MODULE: ./build/usage/session-files.js


/** Whether a file of lines has lines of this run; one may only have been touched. */
function hasGrown({ from, size }) {
    return size > from;
}
/**
 * More than anybody's years of sessions. A tree with more of them, made to hold us up, is not looked into: half of what
 * was there before would make the other half look new.
 */
const MOST_ENTRIES = 200_000;
/** So many are looked at at once. */
const BATCH = 256;
const MOST_CHANGED = 2000;
const MOST_GROWTH = 1024 * 1024 * 1024;
/** Notes which files are there, so that what a run adds can be told from them. Never throws. */
async function watchFiles(place) {
    const recall = (key, look) => place.before === undefined ? look() : place.before.recall(`${key} of ${place.root}, ${place.depth} deep`, look);
    const before = await recall('files', () => listFiles(place));
    return {
        before: before ?? new Map(),
        recall,
        changed: async () => {
            const changed = [];
            if (before === undefined)
                return changed;
            for (const [name, file] of (await listFiles(place)) ?? []) {
                const old = before.get(name);
                const isSame = old !== undefined && old.ino === file.ino;
                if (isSame && old.size === file.size && old.mtimeMs === file.mtimeMs)
                    continue;
                const from = isSame && old.size <= file.size ? old.size : 0;
                changed.push({ path: file.path, name, from, size: file.size, isNew: old === undefined, mtimeMs: file.mtimeMs });
            }
            return newest(changed.sort((a, b) => a.mtimeMs - b.mtimeMs));
        },
    };
}
/** As many as can be read in good time; more than that is no session of anybody's. */
function newest(changed) {
    let bytes = 0;
    const isReadable = ({ size, from }, i) => {
        bytes += Math.min(size - from, MOST_GROWTH / 2);
        return i < MOST_CHANGED && bytes <= MOST_GROWTH;
    };
    return [...changed].reverse().filter(isReadable).reverse();
}
/** Undefined when there are too many. */
async function listFiles({ root, within, depth, matches }) {
    const files = new Map();
    const start = await resolveWithin(root, within);
    if (start === undefined)
        return files;
    let left = MOST_ENTRIES;
    const visit = async (folder, name, deeper) => {
        const names = [];
        const folders = [];
        const entries = await listFolder(folder, left);
        left -= entries.length;
        for (const entry of entries) {
            const below = pathBelow(name, entry.name);
            // Neither follows a link: where it leads is none of ours.
            if (entry.isDirectory() && deeper > 0)
                folders.push(entry.name);
            if (entry.isFile() && matches(below))
                names.push(entry.name);
        }
        for (let at = 0; at < names.length; at += BATCH) {
            await Promise.all(names.slice(at, at + BATCH).map((one) => look((0,external_node_path_.join)(folder, one), pathBelow(name, one))));
        }
        for (const one of folders)
            if (left > 0)
                await visit((0,external_node_path_.join)(folder, one), pathBelow(name, one), deeper - 1);
    };
    const look = async (path, below) => {
        const stat = await (0,promises_.lstat)(path).catch(() => undefined);
        if (stat?.isFile())
            files.set(below, { path, size: stat.size, mtimeMs: stat.mtimeMs, ino: stat.ino });
    };
    await visit(start, '', depth);
    return left > 0 ? files : undefined;
}
function pathBelow(folder, name) {
    return folder === '' ? name : `${folder}/${name}`;
}
async function resolveWithin(root, within) {
    try {
        const [folder, bound] = [await (0,promises_.realpath)(root), await (0,promises_.realpath)(within)];
        return folder === bound || folder.startsWith(bound.endsWith(external_node_path_.sep) ? bound : bound + external_node_path_.sep) ? folder : undefined;
    }
    catch {
        return undefined;
    }
}
/** As many entries of a folder as are wanted; what cannot be read has none. */
async function listFolder(folder, most) {
    const entries = [];
    try {
        for await (const entry of await (0,promises_.opendir)(folder, { bufferSize: 1024 })) {
            entries.push(entry);
            if (entries.length >= most)
                break;
        }
    }
    catch {
        // What was read so far counts.
    }
    return entries;
}

;// CONCATENATED MODULE: ./build/usage/agents/claude-files.js





/** How much of older sessions is looked into for messages that were copied from them. */
const MOST_SOURCES = 200;
const MOST_SOURCE_BYTES = 256 * 1024 * 1024;
/** The session files below Claude Code's folders: `projects/<folder>/<session>.jsonl`, and those of its subagents. */
async function watchClaudeFiles(place) {
    const own = place.env.CLAUDE_CONFIG_DIR;
    const roots = own === undefined || own === ''
        ? [(0,external_node_path_.join)(place.home, '.claude'), (0,external_node_path_.join)(place.home, '.config', 'claude')].map((root) => ({ root, within: place.home }))
        : [{ root: own, within: own }];
    return Promise.all(roots.map(({ root, within }) => watchFiles({
        root: (0,external_node_path_.join)(root, 'projects'),
        within,
        depth: 6,
        matches: (path) => path.endsWith('.jsonl'),
        before: place.before,
    })));
}
/**
 * The sessions that began or went on since the files were noted; and of the printed ones those that were there before and
 * of which nothing was kept (`--no-session-persistence`). `isResumed`: the command asks for an older one.
 */
async function readSessions(watched, { printedIds, isResumed }) {
    const sessions = [];
    for (const files of watched) {
        const changed = (await files.changed()).filter(hasGrown);
        const subagents = [];
        for (const file of changed.filter(isSubagent))
            subagents.push({ file, growth: await readFacts(file) });
        const own = changed.filter((one) => !isSubagent(one));
        const unchanged = unchangedFiles(files, printedIds).filter(({ name }) => !own.some((one) => one.name === name));
        for (const file of [...own, ...unchanged])
            sessions.push(await readSession({ file, subagents, files, isResumed }));
    }
    return sessions;
}
function unchangedFiles(files, ids) {
    return [...files.before].flatMap(([name, { path, size }]) => ids.includes((0,external_node_path_.basename)(name, '.jsonl')) ? [{ path, name, from: size, size, isNew: false }] : []);
}
async function readSession(given) {
    const { file, files, isResumed } = given;
    const id = (0,external_node_path_.basename)(file.name, '.jsonl');
    const own = await readFacts(file);
    const subagents = given.subagents.filter((one) => parentOf(one) === id);
    // The last one: copied messages have those of their own time.
    const origin = [...own.before, ...own.after].findLast((fact) => fact.origin !== null)?.origin ?? null;
    const read = (facts) => mergeCopies(facts.flatMap((fact) => (fact.kind === 'message' ? [fact.message] : [])));
    const messages = read([...own.after, ...subagents.flatMap(({ growth }) => growth.after)]);
    const mayHoldCopies = file.isNew && (isResumed || messages.some(({ requestId }) => requestId === null));
    const source = mayHoldCopies ? await readSource(file, files, messages) : NO_SOURCE;
    const isOwn = ({ id: message, requestId }) => !source.ids.has(message) && !(isOld(origin?.version ?? null) && mayHoldCopies && isCopied(requestId, messages));
    const added = messages.filter(isOwn);
    const lastAt = own.after.findLastIndex((fact) => fact.kind === 'account');
    const accounted = new Set(read(own.after.slice(0, lastAt + 1)).map((message) => message.id));
    return {
        id,
        isNew: file.isNew,
        cwd: origin?.cwd ?? null,
        version: origin?.version ?? null,
        messages: added,
        unaccounted: read(own.after.slice(lastAt + 1)).filter((one) => isOwn(one) && !accounted.has(one.id)),
        accountsBefore: [...lastOf(accountsOf(own.before)), ...source.accounts],
        account: accountsOf(own.after).at(-1) ?? null,
        isCopy: source.ids.size > 0,
        requests: own.after.flatMap((fact) => (fact.kind === 'request' ? [fact.request] : [])),
        end: endOf(own.after, isOld(origin?.version ?? null)),
        isWhole: own.isWhole && subagents.every(({ growth }) => growth.isWhole),
    };
}
/** The messages that versions 1.0 copy have lost their request's id, where the others have one. */
function isCopied(requestId, messages) {
    return requestId === null && messages.some((message) => message.requestId !== null);
}
function accountsOf(facts) {
    return facts.flatMap((fact) => (fact.kind === 'account' ? [fact.account] : []));
}
function lastOf(all) {
    return all.slice(-1);
}
function isSubagent({ name }) {
    return (0,external_node_path_.basename)(name).startsWith('agent-');
}
/** `<session>/subagents/agent-*.jsonl` since 2.1; in 2.0 it lay beside the session, whose id its records carry. */
function parentOf({ file, growth }) {
    const [, session] = /([^/]+)\/subagents\//.exec(file.name) ?? [];
    return session ?? growth.after.find((fact) => fact.origin !== null)?.origin?.sessionId ?? null;
}
const NO_SOURCE = { ids: new Set(), accounts: [] };
/** The older session, of the same folder and the newest first, that has the first of these messages in it. */
async function readSource(file, files, messages) {
    const [first] = messages;
    const folder = (0,external_node_path_.dirname)(file.name);
    const older = [...files.before].filter(([name]) => (0,external_node_path_.dirname)(name) === folder);
    let bytes = 0;
    for (const [, { path, size }] of older.sort(([, a], [, b]) => b.mtimeMs - a.mtimeMs).slice(0, MOST_SOURCES)) {
        bytes += size;
        if (first === undefined || bytes > MOST_SOURCE_BYTES)
            break;
        const ids = new Set();
        let account;
        const wants = (line) => line.includes('"type":"assistant"') || line.includes('"type":"cost-state"');
        await readRecords(path, 0, wants, (record) => {
            if (record.type === 'cost-state')
                account = readCostState(record);
            else
                ids.add(readMessage(record)?.id ?? '');
        });
        if (ids.has(first.id))
            return { ids, accounts: account === undefined ? [] : [account] };
    }
    return NO_SOURCE;
}

;// CONCATENATED MODULE: ./build/usage/agents/claude-stream.js




const EMPTY = {
    init: null,
    results: 0,
    uuids: [],
    added: null,
    last: { models: [], cost: null },
    sum: { models: [], cost: null },
    usage: NO_FIGURES,
    turns: null,
    verdict: null,
    isCut: false,
    isLost: false,
};
/** More sessions than a step starts. */
const MOST_SESSIONS = 1000;
function collectSessions() {
    const sessions = new Map();
    return {
        take: (record) => {
            const id = asText(record.session_id);
            if (id === undefined || (sessions.size >= MOST_SESSIONS && !sessions.has(id)))
                return;
            const known = sessions.get(id) ?? { id, ...EMPTY };
            // Qwen Code prints records of the same shape, without these keys.
            if (record.type === 'system' && record.subtype === 'init' && 'apiKeySource' in record) {
                sessions.set(id, { ...known, init: pickInit(record) });
            }
            else if (record.type === 'result' && ('modelUsage' in record || 'total_cost_usd' in record)) {
                if (!isKnown(known, record))
                    sessions.set(id, addResult(known, record));
            }
        },
        all: () => [...sessions.values()],
    };
}
/** A result that was printed already, by `tee` to both streams. */
function isKnown({ uuids }, { uuid }) {
    return typeof uuid === 'string' && uuids.includes(uuid);
}
/** The last result counts for what goes on over the session; what each one tells of itself is added up. */
function addResult(known, record) {
    const since = asObject(record.model_usage_since_last_result);
    const sinceModels = readModelUsage(since);
    const added = since === undefined || (known.results > 0 && known.added === null)
        ? null
        : { models: addShares([...(known.added?.models ?? []), ...sinceModels]), cost: null };
    const last = { models: readModelUsage(record.modelUsage), cost: readCost(record.total_cost_usd) };
    const usage = readApiUsage(asObject(record.usage) ?? {});
    return {
        ...known,
        results: known.results + 1,
        uuids: [...known.uuids, asText(record.uuid) ?? ''].slice(-MOST_SESSIONS),
        added: added && { ...added, cost: addCounts(...added.models.map(({ cost }) => cost)) ?? 0 },
        last,
        sum: { models: addShares([...known.sum.models, ...last.models]), cost: addCounts(known.sum.cost, last.cost) },
        usage: known.results === 0 ? usage : addFigures(known.usage, usage),
        turns: addCounts(known.turns, readTurns(record)),
        verdict: readVerdict(record),
        isCut: claude_stream_isCut(record),
        isLost: isLost(record),
    };
}
/**
 * How often a model was asked. At a limit `num_turns` counts one more or less than that, depending on the version, and
 * versions 1.0, whose `modelUsage` has no `contextWindow`, count messages there.
 */
function readTurns(record) {
    if (record.subtype !== 'success' || record.is_error === true)
        return Number.NaN;
    const [first] = Object.values(asObject(record.modelUsage) ?? {});
    return asObject(first)?.contextWindow === undefined ? Number.NaN : readCount(record.num_turns);
}
/** Versions before 2.1 say `is_error: false` at a turn limit, so the subtype goes first. */
function readVerdict(record) {
    const subtype = asText(record.subtype) ?? null;
    if (subtype === 'error_max_turns')
        return { kind: 'turn_limit', text: subtype };
    if (subtype === 'error_max_budget_usd')
        return { kind: 'budget', text: subtype };
    if (isAborted(record))
        return { kind: 'aborted', text: asText(record.terminal_reason) ?? subtype };
    if (record.is_error !== true && subtype === 'success')
        return { kind: 'completed', text: subtype };
    const status = readCount(record.api_error_status);
    if (status !== null)
        return { kind: 'failed', text: `API error ${status}` };
    const words = [asText(record.terminal_reason), subtype].filter((word) => word !== 'completed' && word !== 'success');
    return { kind: 'failed', text: words.find((word) => word != null) ?? null };
}
function isAborted(record) {
    return digText(record, 'terminal_reason')?.startsWith('aborted') === true;
}
function claude_stream_isCut(record) {
    return isAborted(record) || record.subtype === 'error_during_execution';
}
/** An answer of the API has a status; versions before 2.1 tell it, or what it means, in the text alone. */
function isLost(record) {
    if (record.is_error !== true || record.subtype !== 'success' || readCount(record.api_error_status) !== null)
        return false;
    return /^API Error(?!:? \(?\d{3})/.test(asText(record.result) ?? '');
}
/** The few keys that are of use: a session may begin with a record of many kilobytes. */
function pickInit(record) {
    return {
        cwd: asText(record.cwd),
        model: asText(record.model),
        version: asText(record.claude_code_version),
        permissionMode: asText(record.permissionMode),
        tools: asArray(record.tools).filter((tool) => typeof tool === 'string'),
    };
}

;// CONCATENATED MODULE: ./build/usage/agents/claude-code.js










/** What text mode prints at its limit of turns; older versions write nothing of it into the session file. */
const TURN_LIMIT = 'Error: Reached max turns';
/**
 * Claude Code. Best first (`claude-account.ts`):
 *
 * 1. the printed `result`: its `modelUsage` has subagents and helper models, its `usage` the main conversation alone;
 * 2. the `cost-state` at the end of the session file, less the one before the run;
 * 3. the calls in the session file and its subagents' files;
 * 4. the printed calls, which tell their input but not their output.
 */
const claudeCode = {
    name: 'claude-code',
    recognises: (words) => namesOneOf(words, ['claude', '@anthropic-ai/claude-code', 'claude-code']),
    // From 2.1.3 on `type` is not the first key of a result.
    wants: { types: ['system/init', 'result'], marks: ['"total_cost_usd":'], prefixes: [TURN_LIMIT] },
    begin: async (place) => followRun(place, await watchClaudeFiles(place)),
};
const RESUMING = ['-c', '-r', '--continue', '--resume', '--fork-session'];
function followRun(place, watched) {
    const printed = collectSessions();
    let isLimited = false;
    return {
        record: printed.take,
        line: (text) => {
            isLimited ||= text.startsWith(TURN_LIMIT);
        },
        finish: async (end) => {
            const isResumed = place.words.some((word) => RESUMING.includes(word.replace(/=.*/, '')));
            const printedIds = printed.all().map(({ id }) => id);
            const all = await readSessions(watched, { printedIds, isResumed });
            const { sessions: onDisk, doubt } = await matchSessions(all, printedIds, place, end);
            const ids = [...new Set([...printed.all(), ...onDisk].map(({ id }) => id))];
            const found = [];
            for (const id of ids) {
                const session = {
                    printed: printed.all().find((one) => one.id === id) ?? null,
                    disk: toLimited(onDisk.find((one) => one.id === id) ?? null, isLimited),
                    isResumed,
                };
                const calls = await readPrintedCalls(id, session, end);
                found.push(toFindings(id, session, end.isRunning ? calls : calls.map(withoutOutput)));
            }
            if (found.length > 0)
                return withDoubt(mergeFindings(found), doubt);
            return end.isExpected ? UNKNOWN : null;
        },
    };
}
/** One that stopped behind a tool's answer did so for that reason, where that is printed. */
function toLimited(disk, isLimited) {
    return isLimited && disk?.end === 'cut' ? { ...disk, end: 'turn_limit' } : disk;
}
const UNKNOWN = {
    figures: NO_FIGURES,
    turns: null,
    models: [],
    sessionId: null,
    cost: null,
    source: 'none',
    state: 'unknown',
    reason: 'it printed no result and left no session file',
    verdict: null,
    config: {},
};
/** Of the sessions whose files changed: those that were printed, and those of the run that were not. */
async function matchSessions(sessions, printedIds, place, end) {
    const isPrinted = ({ id }) => printedIds.includes(id);
    // Then those that changed are somebody else's.
    const keepsNone = end.starts === 1 && place.words.includes('--no-session-persistence');
    const others = await Promise.all(sessions
        .filter((session) => !isPrinted(session) && !keepsNone)
        .map(async (session) => ({ ...session, isHere: await isInFolder(session.cwd ?? undefined, place.cwd) })));
    const { sessions: silent, doubt } = chooseSessions(others, end, printedIds.length);
    return { sessions: [...sessions.filter(isPrinted), ...silent], doubt };
}
/** The calls a session printed, where nothing better is known of them. */
async function readPrintedCalls(id, { printed, disk }, end) {
    const isKnown = (disk?.messages.length ?? 0) > 0;
    if (printed === null || isKnown || (printed.init === null && printed.results > 0))
        return [];
    const messages = [];
    await end.readLog((line) => line.includes('"type":"assistant"') && line.includes(id), (record) => {
        const message = record.session_id === id ? readMessage(record) : undefined;
        if (message !== undefined)
            messages.push(message);
    });
    return mergeCopies(messages);
}
/** A printed message is as it began: its output is a placeholder, below what it comes to. */
function withoutOutput(call) {
    return { ...call, figures: { ...call.figures, output: null, reasoning: null } };
}
function toFindings(id, told, calls) {
    const { printed, disk } = told;
    const account = accountOf(told, calls);
    const turns = countTurns(told, calls);
    const model = asText(printed?.init?.model) ?? disk?.messages.find(({ isMain }) => isMain)?.model ?? account.models[0]?.model;
    return {
        ...account,
        turns,
        sessionId: id,
        verdict: printed?.verdict ?? verdictOnDisk(disk),
        config: configOf(printed, disk, model ?? null),
    };
}
/** Text mode prints none, and one that is interrupted may end with 0. */
function verdictOnDisk(disk) {
    switch (disk?.end) {
        case undefined:
        case 'unanswered':
            return null;
        case 'finished':
            return { kind: 'completed', text: null };
        case 'turn_limit':
            return { kind: 'turn_limit', text: 'max_turns_reached' };
        case 'api_error':
            return { kind: 'failed', text: 'API error' };
        case 'interrupted':
        case 'cut':
            return { kind: 'aborted', text: null };
    }
}
function configOf(printed, disk, model) {
    const init = printed?.init ?? {};
    const version = asText(init.version) ?? disk?.version ?? null;
    const permissionMode = asText(init.permissionMode);
    const tools = asArray(init.tools).filter((tool) => typeof tool === 'string');
    // The main conversation's, as far as its model tells.
    const request = disk?.requests.findLast((one) => one.model === model);
    return {
        ...(model === null ? {} : { model }),
        ...(request?.maxTokens == null ? {} : { max_tokens: request.maxTokens }),
        ...(request?.temperature == null ? {} : { temperature: request.temperature }),
        ...(tools.length === 0 ? {} : { tools }),
        metadata: {
            ...(version === null ? {} : { agent_version: version }),
            ...(permissionMode === undefined ? {} : { permission_mode: permissionMode }),
        },
    };
}
/** `turns` of a result is right only for a run that came to its end; the calls themselves are better. */
function countTurns({ printed, disk }, calls) {
    const main = [...(disk?.messages ?? []), ...calls].filter(({ isMain }) => isMain).length;
    if (main > 0)
        return main;
    const turns = printed?.turns ?? null;
    return turns === null || Number.isNaN(turns) ? null : turns;
}

;// CONCATENATED MODULE: ./build/usage/newest-files.js
const MOST_FILES = 500;
/** More than any run writes; files made to hold us up end here. */
const newest_files_MOST_BYTES = 512 * 1024 * 1024;
/** No more of one file is read. */
const MOST_OF_ONE = 256 * 1024 * 1024;
/** Of files that changed, given oldest first, the newest that can be read in bounded time, oldest first. */
function newestFiles(changed, mostFiles = MOST_FILES) {
    let bytes = 0;
    const files = changed.slice(-mostFiles).reverse();
    const limit = files.findIndex(({ size }) => {
        bytes += Math.min(size, MOST_OF_ONE);
        return bytes > newest_files_MOST_BYTES;
    });
    const taken = (limit === -1 ? files : files.slice(0, limit)).reverse();
    return { files: taken, isAll: taken.length === changed.length };
}

;// CONCATENATED MODULE: ./build/usage/read-before.js


/** A run that goes on with a session takes one of the last; the rest would make every run wait. */
const MOST_DOCUMENTS = 50;
const read_before_MOST_BYTES = 64 * 1024 * 1024;
/**
 * What the documents say that a run may write anew: afterwards, what they held before can no longer be told. Of many only
 * the newest are looked into. `pick` keeps what it gives small. Never throws.
 */
async function readBefore(files, matches, pick) {
    return files.recall('documents', () => readDocuments(files, matches, pick));
}
async function readDocuments(files, matches, pick) {
    const found = [...files.before].filter(([name]) => matches(name));
    const facts = new Map();
    let bytes = 0;
    for (const [name, { path, size }] of found.sort(([, a], [, b]) => b.mtimeMs - a.mtimeMs)) {
        bytes += size;
        if (facts.size >= MOST_DOCUMENTS || bytes > read_before_MOST_BYTES)
            break;
        facts.set(name, pick(asObject(await readDocument(path)) ?? {}));
    }
    return facts;
}

;// CONCATENATED MODULE: ./build/usage/agents/cline-sessions.js









const MESSAGES = '.messages.json';
/** Watches `<session>/<session>.json`, which has the totals, and the messages beside it. */
async function watchClineSessions(place) {
    const { env, home, cwd } = place;
    const data = env.CLINE_DATA_DIR || (0,external_node_path_.join)(env.CLINE_DIR || (0,external_node_path_.join)(home, '.cline'), 'data');
    const named = env.CLINE_SESSION_DATA_DIR || env.CLINE_DATA_DIR || env.CLINE_DIR;
    const matches = (path) => /^[^/]+\/[^/]+\.json$/.test(path);
    const root = env.CLINE_SESSION_DATA_DIR || (0,external_node_path_.join)(data, 'sessions');
    const files = await watchFiles({ root, within: named || home, depth: 1, matches, before: place.before });
    const before = await readBefore(files, matches, pickFact);
    return async () => {
        const { files: changed } = newestFiles(await files.changed());
        const ids = new Set(changed.map((file) => idOf(file.name)));
        const sessions = [];
        for (const id of ids)
            sessions.push(await cline_sessions_readSession(id, changed, before, cwd));
        return sessions;
    };
}
async function cline_sessions_readSession(id, changed, before, cwd) {
    const [headName, messagesName] = [`${id}/${id}.json`, `${id}/${id}${MESSAGES}`];
    const own = changed.filter((file) => file.name === headName || file.name === messagesName);
    const facts = [];
    for (const file of own)
        facts.push(pickFact(asObject(await readDocument(file.path)) ?? {}));
    const [headBefore, messagesBefore] = [before.get(headName), before.get(messagesName)];
    const head = facts.find((fact) => fact.head.session_id !== undefined)?.head ?? headBefore?.head ?? {};
    const old = new Map((messagesBefore?.messages ?? []).map((message) => [message.id, message.share]));
    const added = facts.flatMap((fact) => fact.messages).filter((message) => !old.has(message.id));
    const model = asText(head.model);
    return {
        id: asText(head.session_id) ?? id,
        model,
        version: asText(head.version),
        status: asText(head.status),
        totals: readTotals(head, model),
        totalsBefore: headBefore === undefined ? undefined : readTotals(headBefore.head, model),
        callsBefore: addShares([...old.values()]),
        calls: addShares(added.map((message) => message.share)),
        isNew: own.every((file) => file.isNew) && old.size === 0,
        isHere: await isInFolder(asText(head.cwd), cwd),
        isWhole: facts.length === own.length && own.every((file) => file.isNew || before.has(file.name)),
    };
}
function pickFact(document) {
    const { session_id, status, model, cwd } = document;
    const metadata = digObject(document, 'metadata');
    const version = dig(metadata, 'sessionHistoryOrigin', 'version');
    const usage = { aggregateUsage: metadata?.aggregateUsage, usage: metadata?.usage, version };
    return { head: { session_id, status, model, cwd, ...usage }, messages: asArray(document.messages).flatMap(pickMessage) };
}
function pickMessage(value) {
    const message = asObject(value);
    const [id, metrics] = [asText(message?.id), asObject(message?.metrics)];
    if (id === undefined || metrics === undefined)
        return [];
    const model = digText(message, 'modelInfo', 'id') ?? '';
    return [{ id, share: { ...readClineUsage(metrics, metrics.cost), model, turns: 1 } }];
}
function readTotals(head, model) {
    const usage = asObject(head.aggregateUsage) ?? asObject(head.usage);
    return usage === undefined ? undefined : { ...readClineUsage(usage, usage.totalCost), model: model ?? '' };
}
/**
 * What was read from and written to the cache are parts of the input, with Anthropic's models too. Thoughts are not told.
 * A cost of 0 for tokens is that of a model without a price in its list.
 */
function readClineUsage(usage, statedCost) {
    const [cacheRead, cacheWrite] = [readCount(usage.cacheReadTokens), readCount(usage.cacheWriteTokens)];
    const [input, output, cost] = [readCount(usage.inputTokens), readCount(usage.outputTokens), readCost(statedCost)];
    return {
        input: subtractCounts(input, cacheRead, cacheWrite),
        cacheRead,
        cacheWrite,
        output,
        reasoning: null,
        model: '',
        turns: null,
        cost: cost === 0 && (input !== 0 || output !== 0) ? null : cost,
    };
}
function idOf(name) {
    return name.slice(0, name.indexOf('/'));
}

;// CONCATENATED MODULE: ./build/usage/agents/cline.js







/**
 * Cline. Best first:
 *
 * 1. the totals with those of its subagents: the printed `run_result`, or those that the session's file holds when a run
 *    has ended; of a session that was resumed, less what it had used before;
 * 2. the messages of the session, where the run was killed;
 * 3. the printed `usage` events.
 */
const cline = {
    name: 'cline',
    recognises: (words) => namesOneOf(words, ['cline']),
    wants: { types: ['run_result'], marks: ['"event":{"type":"usage"'] },
    begin: async (place) => cline_followRun(await watchClineSessions(place)),
};
const MOST_RUNS = 1000;
const CUT_OFF = 'it was cut off before it wrote its totals';
function cline_followRun(readSessions) {
    const results = [];
    let calls;
    let model;
    let verdict = null;
    return {
        record: (record) => {
            const usage = asObject(record.aggregateUsage) ?? asObject(record.usage);
            const event = asObject(record.event);
            if (record.type === 'run_result' && usage !== undefined && 'finishReason' in record) {
                model = digText(record, 'model', 'id') ?? model;
                const share = { ...readClineUsage(usage, usage.totalCost), model: model ?? '' };
                if (results.length < MOST_RUNS)
                    results.push({ share, turns: readCount(record.iterations) });
                verdict = toVerdict(asText(record.finishReason) ?? null);
                calls = undefined;
            }
            else if (record.type === 'agent_event' && event?.type === 'usage') {
                // Beside the figures of one call stand those of all so far, which are not to be added up.
                calls = addShares([
                    ...(calls === undefined ? [] : [calls]),
                    { ...readClineUsage(event, event.cost), turns: 1 },
                ])[0];
            }
        },
        line: () => { },
        finish: async (end) => {
            const isPrinted = results.length > 0 || calls !== undefined;
            const isExpected = end.isExpected || isPrinted;
            const { sessions, doubt } = chooseSessions(await readSessions(), { ...end, isExpected }, 0);
            if (sessions.length === 0 && !isExpected)
                return null;
            const told = tellRuns(results, calls, sessions);
            const last = sessions.at(-1);
            const name = model ?? last?.model;
            const findings = {
                ...cline_toFindings(told),
                sessionId: last?.id ?? null,
                verdict: verdict ?? statusToVerdict(last?.status),
                config: {
                    ...(name === undefined ? {} : { model: name }),
                    ...(last?.version === undefined ? {} : { metadata: { agent_version: last.version } }),
                },
            };
            return withDoubt(findings, doubt);
        },
    };
}
/**
 * Each session with the `run_result` it belongs to: that of its totals, or else the next one, for each run has one
 * session. What was printed of no session counts as it is.
 */
function tellRuns(results, calls, sessions) {
    const left = [...results];
    const matched = sessions.map((session) => {
        const match = left.findIndex(({ share }) => session.totals !== undefined && isSame(share, session.totals));
        return { session, result: match === -1 ? undefined : left.splice(match, 1)[0] };
    });
    const told = matched.map(({ session, result }) => tellSession(session, result ?? left.shift()));
    const rest = left.map(({ share, turns }) => {
        return { shares: [share], turns, source: 'run_result.aggregateUsage', reason: null };
    });
    const isCut = calls !== undefined && sessions.every((session) => session.totals !== undefined);
    const cut = isCut
        ? [{ shares: [calls], turns: calls.turns, source: 'agent_event.usage', reason: CUT_OFF }]
        : [];
    return [...told, ...rest, ...cut];
}
function tellSession(session, result) {
    const totals = [result?.share, session.totals].filter((share) => share !== undefined);
    const turns = result?.turns ?? sumCounts(session.calls.map((share) => share.turns));
    const { totalsBefore } = session;
    const isOld = totalsBefore !== undefined && session.totals !== undefined && isSame(session.totals, totalsBefore);
    const isKilled = result === undefined && (session.status === 'running' || (isOld && session.calls.length > 0));
    const [total] = totals;
    if (total === undefined || isKilled) {
        return { shares: session.calls, turns, source: 'messages.metrics', reason: CUT_OFF };
    }
    const before = [totalsBefore === undefined ? session.callsBefore : [totalsBefore], [], session.callsBefore];
    // Whether a total is of this run or of the session since it began shows in its messages.
    const rests = totals.map((one) => subtractBefore([one], before, session.calls));
    const rest = rests.find(({ isProven }) => isProven) ?? rests[0] ?? { shares: [total], isProven: false };
    const source = result === undefined ? 'session.aggregateUsage' : 'run_result.aggregateUsage';
    // The messages name the model of each call.
    const models = rest.isProven && isSame(sumFigures(rest.shares), sumFigures(session.calls)) ? session.calls : rest.shares;
    const isCertain = session.isWhole && (rest.isProven || before.every((shares) => shares.length === 0));
    const reason = isCertain ? null : 'what its session had used before is not known';
    return { shares: models, turns, source, reason };
}
function cline_toFindings(told) {
    const shares = addShares(told.flatMap((run) => run.shares));
    const figures = sumFigures(shares);
    const isKnown = hasFigures(figures);
    const reason = told.find((run) => run.reason !== null)?.reason ?? null;
    const isPriced = shares.every((share) => share.cost !== null);
    return {
        figures,
        turns: sumCounts(told.map((run) => run.turns)),
        models: shares.filter((share) => share.model !== ''),
        sessionId: null,
        cost: isKnown && isPriced ? sumCounts(shares.map((share) => share.cost)) : null,
        source: told[0]?.source ?? 'session.aggregateUsage',
        state: !isKnown ? 'unknown' : reason === null ? 'measured' : 'partial',
        reason: isKnown ? reason : 'it left no record of its tokens',
        verdict: null,
        config: {},
    };
}
function toVerdict(text) {
    if (text === 'completed')
        return { kind: 'completed', text };
    if (text !== null && /abort|cancel/.test(text))
        return { kind: 'aborted', text };
    return { kind: text !== null && /max|limit/.test(text) ? 'turn_limit' : 'failed', text };
}
/** A session that still says `running` tells nothing of how it ended. */
function statusToVerdict(status) {
    return status === undefined || status === 'running' ? null : toVerdict(status);
}

;// CONCATENATED MODULE: ./build/usage/agents/codex-rollouts.js








const codex_rollouts_MARKS = ['"session_meta"', '"turn_context"', '"token_count"', '"token_usage_record"', '"task_', '"turn_'].concat([
    '"response_item"',
]);
/** A record's kind stands at its beginning, or at its end. */
const EDGE = 1000;
const NO_META = { id: '', parent: null, isSubagent: false, source: null, cwd: null, version: null };
/** Codex keeps `sessions/YYYY/MM/DD/rollout-<time>-<thread>.jsonl`, for the threads of subagents too. */
function watchRollouts({ home, env, before }) {
    const own = env.CODEX_HOME;
    const isOwn = own !== undefined && own !== '';
    const root = isOwn ? own : (0,external_node_path_.join)(home, '.codex');
    const matches = (path) => /(^|\/)rollout-[^/]*\.jsonl$/.test(path);
    return watchFiles({ root: (0,external_node_path_.join)(root, 'sessions'), within: isOwn ? own : home, depth: 4, matches, before });
}
/**
 * The threads that this run began, or went on with; and of the printed ones those that were there before and of which
 * nothing was kept (`--ephemeral`). Never throws.
 */
async function readRollouts(files, printed) {
    const rollouts = [];
    const changed = (await files.changed()).filter(hasGrown);
    for (const file of changed)
        rollouts.push(await readRollout(file, files));
    for (const [name, { path, size }] of files.before) {
        const isKept = changed.some((file) => file.name === name) || !printed.some((id) => name.endsWith(`${id}.jsonl`));
        if (!isKept)
            rollouts.push(await readRollout({ path, name, from: size, size, isNew: false }, files));
    }
    return rollouts;
}
/** `usage` and `total_token_usage`: input contains what the cache gave and took, output contains the reasoning. */
function readCodexUsage(value) {
    const usage = asObject(value);
    if (usage === undefined)
        return undefined;
    const [cacheRead, cacheWrite] = [readCount(usage.cached_input_tokens), readCount(usage.cache_write_input_tokens)];
    return {
        input: subtractCounts(readCount(usage.input_tokens), cacheRead, cacheWrite),
        cacheRead,
        // Before 0.169 the parts of the input are what was cached and the rest: nothing is written at a price of its own.
        cacheWrite: cacheWrite ?? 0,
        output: readCount(usage.output_tokens),
        reasoning: readCount(usage.reasoning_output_tokens),
    };
}
async function readRollout(file, files) {
    const growth = await readOwnFacts(file);
    const all = [...growth.before, ...growth.after];
    // A thread that goes on from another's history has that one's meta in it too, as the second.
    const meta = all.find((fact) => fact.kind === 'meta')?.meta ?? NO_META;
    const settings = growth.after.findLast((fact) => fact.kind === 'model') ?? all.findLast((fact) => fact.kind === 'model');
    const before = await totalBefore(growth, meta, files);
    return {
        thread: meta.id,
        parent: meta.parent,
        isSubagent: meta.isSubagent,
        isNew: file.isNew,
        isKept: hasGrown(file),
        cwd: meta.cwd,
        version: meta.version,
        model: settings?.model ?? null,
        settings: settings?.settings ?? {},
        before,
        shares: codex_rollouts_sharesOf(growth, before),
        ...codex_rollouts_endOf(growth.after),
        isWhole: growth.isWhole,
    };
}
/** Without what another thread's records say of that one's totals, which a thread that goes on from it has in it. */
async function readOwnFacts(file) {
    const { before, after, isWhole } = await readGrowth(file, wants, codex_rollouts_readFact);
    const isOwn = (fact) => fact.kind !== 'total' || fact.thread === null || file.name.includes(fact.thread);
    return { before: before.filter(isOwn), after: after.filter(isOwn), isWhole };
}
function wants(line) {
    // What an item says is of no use, and most of the file; only its kind is.
    return hasAtEdge(line, codex_rollouts_MARKS);
}
function hasAtEdge(line, marks) {
    const edges = line.length > 2 * EDGE ? [line.subarray(0, EDGE), line.subarray(-EDGE)] : [line];
    return edges.some((edge) => marks.some((mark) => edge.includes(mark)));
}
function codex_rollouts_readFact(record) {
    const payload = asObject(record.payload);
    if (payload === undefined)
        return undefined;
    const kind = asText(payload.type);
    switch (record.type) {
        case 'session_meta':
            return { kind: 'meta', meta: readMeta(payload) };
        case 'turn_context':
            return { kind: 'model', model: asText(payload.model) ?? null, settings: pickSettings(payload) };
        case 'response_item':
            return { kind: 'item', isAnswer: kind === 'message' && payload.role === 'assistant' };
        case 'token_usage_record': {
            // From 0.169 on, as soon as a call has ended; the count of the event comes when its tools have run.
            const total = readCodexUsage(payload.thread_token_usage);
            return total === undefined ? undefined : { kind: 'total', total, thread: asText(payload.thread_id) ?? null };
        }
        case 'event_msg':
            if (kind === 'token_count') {
                const total = readCodexUsage(dig(payload, 'info', 'total_token_usage'));
                return total === undefined ? undefined : { kind: 'total', total, thread: null };
            }
            if (kind === 'task_started' || kind === 'turn_started')
                return { kind: 'started', error: null };
            if (kind === 'turn_aborted')
                return { kind: 'aborted', error: asText(payload.reason) ?? null };
            if (kind !== 'task_complete' && kind !== 'turn_complete')
                return undefined;
            return { kind: 'complete', error: digText(payload, 'error', 'message') ?? null };
        default:
            return undefined;
    }
}
function readMeta(payload) {
    const id = asText(payload.id) ?? '';
    const root = asText(payload.session_id);
    const spawned = digText(payload, 'source', 'subagent', 'thread_spawn', 'parent_thread_id');
    const parent = asText(payload.parent_thread_id) ?? spawned ?? (root === id ? undefined : root);
    return {
        id,
        parent: parent ?? null,
        isSubagent: parent !== undefined || payload.thread_source === 'subagent' || dig(payload, 'source', 'subagent') !== undefined,
        source: asText(payload.forked_from_id) ?? parent ?? null,
        cwd: asText(payload.cwd) ?? null,
        version: asText(payload.cli_version) ?? null,
    };
}
function pickSettings(payload) {
    const settings = {
        approval_policy: asText(payload.approval_policy),
        sandbox: digText(payload, 'sandbox_policy', 'type') ?? digText(payload, 'sandbox_policy', 'mode'),
        reasoning_effort: asText(payload.effort),
    };
    return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
/**
 * The running total at the beginning: what stood there before the run, or, in the file of a thread that goes on from
 * another's history, what was copied from that one.
 */
async function totalBefore(growth, { id, source }, files) {
    const own = totalsOf(growth.before).at(-1);
    if (own !== undefined)
        return own;
    if (source === null || source === id)
        return null;
    const copied = await readSourceTotals(source, files);
    const totals = totalsOf(growth.after);
    let same = 0;
    while (same < totals.length && isSameTotal(totals[same], copied[same]))
        same += 1;
    return totals[same - 1] ?? null;
}
async function readSourceTotals(thread, files) {
    const changed = (await files.changed()).map(({ name, path }) => [name, { path }]);
    const [, file] = [...changed, ...files.before].find(([name]) => name.endsWith(`${thread}.jsonl`)) ?? [];
    if (file === undefined)
        return [];
    const facts = [];
    const isTotal = (line) => hasAtEdge(line, ['"token_count"']);
    await readRecords(file.path, 0, isTotal, (record) => {
        const fact = codex_rollouts_readFact(record);
        if (fact !== undefined)
            facts.push(fact);
    });
    return totalsOf(facts);
}
/** Every total is written twice or more, and once again after an interruption: only another one is a call. */
function totalsOf(facts) {
    const totals = facts.flatMap((fact) => (fact.kind === 'total' ? [fact.total] : []));
    return [...new Map(totals.map((total) => [keyOf(total), total])).values()];
}
function keyOf({ input, cacheRead, cacheWrite, output }) {
    return [input, cacheRead, cacheWrite, output].join();
}
function isSameTotal(a, b) {
    return a !== undefined && b !== undefined && isSame(a, b);
}
/** What was added since `before`, to the model that was asked for it. */
function codex_rollouts_sharesOf({ after }, before) {
    const shares = [];
    const seen = new Set();
    let last = before;
    let model = null;
    // A total that was there before, or was copied, is not of this run.
    let isOwn = before === null || !after.some((fact) => fact.kind === 'total' && isSameTotal(before, fact.total));
    for (const fact of after) {
        if (fact.kind === 'model')
            model = fact.model;
        if (fact.kind !== 'total')
            continue;
        if (!isOwn) {
            isOwn = isSameTotal(before ?? undefined, fact.total);
            continue;
        }
        if (isSameTotal(before ?? undefined, fact.total) || seen.has(keyOf(fact.total)))
            continue;
        seen.add(keyOf(fact.total));
        const added = last === null ? fact.total : subtractFigures(fact.total, last);
        // Totals that fall have begun anew.
        shares.push({ ...(isSound(added) ? added : fact.total), model: model ?? 'unknown', turns: 1, cost: null });
        last = fact.total;
    }
    return addShares(shares);
}
/** Versions before 0.1 write no `task_complete`: there a run that ended has an answer as its last item. */
function codex_rollouts_endOf(facts) {
    const last = facts.findLast(({ kind }) => kind === 'complete' || kind === 'aborted' || kind === 'started');
    if (last?.kind === 'complete')
        return { end: last.error === null ? 'finished' : 'failed', error: last.error };
    if (last?.kind === 'aborted' || last?.kind === 'started')
        return { end: 'cut', error: null };
    const item = facts.findLast((fact) => fact.kind === 'item');
    return { end: item?.isAnswer === true ? 'finished' : 'cut', error: null };
}

;// CONCATENATED MODULE: ./build/usage/agents/codex.js









/** In text mode it prints which thread it is, on stderr. */
const SESSION_LINE = 'session id: ';
/**
 * Codex. Best first:
 *
 * 1. the printed `turn.completed`, the running total of its thread, less the total before the run; and the rollouts of
 *    the subagents, which it does not contain;
 * 2. the totals in the rollouts.
 *
 * What kind of tokens the first one does not tell, and the model, are always from the rollouts.
 */
const codex = {
    name: 'codex',
    recognises: (programs) => namesOneOf(programs, ['codex', '@openai/codex']),
    wants: { types: ['thread.started', 'turn.started', 'turn.completed', 'turn.failed'], errorPrefixes: [SESSION_LINE] },
    begin: async (place) => codex_followRun(place, await watchRollouts(place)),
};
const MOST_THREADS = 1000;
function codex_followRun(place, watched) {
    const printed = new Map();
    /** Threads that a line of text names, which is no proof that it is one of this agent. */
    const named = new Set();
    let current;
    return {
        record: (record) => {
            const thread = record.type === 'thread.started' ? asText(record.thread_id) : undefined;
            if (thread !== undefined)
                current = { usage: null, ...printed.get(thread), thread, isBegun: false, verdict: null };
            else if (current !== undefined)
                current = takeTurn(current, record);
            if (current !== undefined && printed.size < MOST_THREADS)
                printed.set(current.thread, current);
        },
        line: (text) => {
            const [, thread] = /^session id: ([\da-f-]{36})$/.exec(text) ?? [];
            if (thread !== undefined && named.size < MOST_THREADS)
                named.add(thread);
        },
        finish: async (end) => {
            const rollouts = await readRollouts(watched, [...printed.keys()]);
            const told = [...printed.keys(), ...rollouts.map(({ thread }) => thread).filter((one) => named.has(one))];
            const { sessions: threads, doubt } = await chooseThreads(rollouts, [...new Set(told)], place, end);
            const found = [];
            for (const thread of threads) {
                const folder = rollouts.find((one) => one.thread === thread)?.cwd;
                const isOwn = (one) => rootOf(one, rollouts) === thread || (threads.length === 1 && isOrphan(one) && one.cwd === folder);
                const family = rollouts.filter(isOwn);
                const findings = await codex_toFindings({ thread, printed: printed.get(thread) ?? null, family, place, end });
                found.push({ ...findings, config: { ...modelOf(place.words), ...findings.config } });
            }
            if (found.length > 0)
                return withDoubt(mergeFindings(found), doubt);
            return end.isExpected ? { ...codex_UNKNOWN, source: 'none', sessionId: [...named].at(-1) ?? null } : null;
        },
    };
}
const codex_UNKNOWN = {
    figures: NO_FIGURES,
    turns: null,
    models: [],
    sessionId: null,
    cost: null,
    source: 'rollout',
    state: 'unknown',
    reason: 'it left no record of its tokens',
    verdict: null,
    config: {},
};
const codex_CUT = 'it was cut off, and a call that had begun is not in its records';
const codex_LOST = 'a call failed without an answer, and what it used is not known';
const codex_RESUMED = 'it went on with a thread whose rollout is not there, so what that had used before is in it';
/** What it says of a connection that broke; an error of the API is an answer, and costs nothing. */
const BROKEN = /stream disconnected|timed? ?out|connection|network/i;
function takeTurn(printed, record) {
    if (record.type === 'turn.completed') {
        const usage = readCodexUsage(record.usage) ?? printed.usage;
        return { ...printed, usage, verdict: { kind: 'completed', text: null } };
    }
    if (record.type === 'turn.started')
        return { ...printed, isBegun: true };
    if (record.type !== 'turn.failed')
        return printed;
    return { ...printed, verdict: { kind: 'failed', text: digText(record, 'error', 'message') ?? null } };
}
/** The thread that all of this was for: a subagent's parent, or that one's. */
function rootOf(rollout, all) {
    const seen = new Set();
    let { thread, parent } = rollout;
    while (parent !== null && !seen.has(thread)) {
        seen.add(thread);
        const next = parent;
        thread = next;
        parent = all.find((one) => one.thread === next)?.parent ?? null;
    }
    return thread;
}
/** A subagent's thread that began meanwhile and does not tell whose it is. */
function isOrphan({ isSubagent, parent, isNew }) {
    return isSubagent && parent === null && isNew;
}
/** The main threads of this run: those that were told, and those that were not. */
async function chooseThreads(rollouts, told, place, end) {
    const roots = rollouts.filter((one) => one.thread !== '' && rootOf(one, rollouts) === one.thread && !isOrphan(one));
    // Then those that changed are somebody else's.
    const keepsNone = end.starts === 1 && place.words.includes('--ephemeral');
    const others = await Promise.all(roots
        .filter(({ thread }) => !told.includes(thread) && !keepsNone)
        .map(async (root) => ({ ...root, isHere: await isInFolder(root.cwd ?? undefined, place.cwd) })));
    const { sessions, doubt } = chooseSessions(others, end, told.length);
    return { sessions: [...told, ...sessions.map(({ thread }) => thread)], doubt };
}
async function codex_toFindings(told) {
    const { thread, printed, family, place, end } = told;
    const root = family.find((one) => one.thread === thread);
    const subagents = family.filter((one) => one.thread !== thread);
    const own = ownShares(printed, root, modelOf(place.words).model ?? '');
    const models = addShares([...own, ...subagents.flatMap(({ shares }) => shares)]);
    const figures = sumFigures(models);
    const isFinal = printed?.usage != null;
    const isResumed = place.words.includes('resume') && root === undefined;
    const state = hasFigures(figures)
        ? codex_stateOf({ printed, root, subagents, isSpawning: await spawns(family, end), isResumed })
        : codex_UNKNOWN;
    return {
        ...codex_UNKNOWN,
        figures,
        turns: sumCounts((root?.shares ?? []).map(({ turns }) => turns)),
        models: models.filter(({ model }) => model !== ''),
        sessionId: thread,
        source: [...(isFinal ? ['turn.completed'] : []), ...(isFinal && subagents.length === 0 ? [] : ['rollout'])].join(' + '),
        state: state.state,
        reason: state.reason,
        verdict: printed?.verdict ?? codex_verdictOnDisk(root) ?? (printed?.isBegun ? { kind: 'aborted', text: null } : null),
        config: codex_configOf(root),
    };
}
/** What the main thread used: what it printed, by model as far as its rollout tells. */
function ownShares(printed, root, named) {
    const shares = root?.shares ?? [];
    if (printed?.usage == null)
        return shares;
    const rest = root?.before == null ? printed.usage : subtractFigures(printed.usage, root.before);
    const used = isSound(rest) ? rest : printed.usage;
    const kept = sumFigures(shares);
    // What it printed may be of a run before the last one of this thread, which was cut off.
    if (isSame(used, kept) || totalOf(kept) > totalOf(used))
        return shares;
    // Its rollout is not there (`--ephemeral`), or not all of it.
    const turns = sumCounts(shares.map((share) => share.turns));
    return [{ ...used, model: root?.model ?? named, turns, cost: null }];
}
function totalOf({ input, cacheRead, cacheWrite, output }) {
    return sumCounts([input, cacheRead, cacheWrite, output]) ?? 0;
}
function codex_stateOf(told) {
    const { printed, root, subagents, isSpawning, isResumed } = told;
    const isEnded = printed?.verdict != null || (root !== undefined && root.end !== 'cut');
    const isCut = !isEnded || (root?.end !== 'cut' && subagents.some(({ end }) => end === 'cut'));
    const files = [...(root === undefined ? [] : [root]), ...subagents];
    const isBroken = BROKEN.test((printed?.verdict?.kind === 'failed' ? printed.verdict.text : root?.error) ?? '');
    const reasons = [
        [isCut, codex_CUT],
        [isBroken, codex_LOST],
        [isResumed, codex_RESUMED],
        [isSpawning, 'its subagents left no record'],
        [!files.every((one) => one.isWhole), 'a rollout could not be read as a whole'],
    ];
    const reason = reasons.find(([holds]) => holds)?.[1] ?? null;
    return { state: reason === null ? 'measured' : 'partial', reason };
}
/** Whether it asked for subagents although no rollout is kept, in which they would be. */
async function spawns(family, end) {
    if (family.some(({ isKept }) => isKept))
        return false;
    let isSpawning = false;
    await end.readLog((line) => {
        isSpawning ||= line.includes('"type":"collab_tool_call"');
        return false;
    }, () => { });
    return isSpawning;
}
/** In text mode nothing is printed of it, and versions before 0.169 exit with 0 after SIGTERM. */
function codex_verdictOnDisk(root) {
    switch (root?.isKept === true ? root.end : undefined) {
        case undefined:
            return null;
        case 'finished':
            return { kind: 'completed', text: null };
        case 'failed':
            return { kind: 'failed', text: root?.error ?? null };
        case 'cut':
            return { kind: 'aborted', text: null };
    }
}
/** `--ephemeral` leaves no record of the model; the command may name it. */
function modelOf(words) {
    const flag = words.findIndex((word) => word === '-m' || word === '--model');
    const model = flag === -1 ? undefined : words[flag + 1];
    return model === undefined || model.startsWith('$') ? {} : { model };
}
function codex_configOf(root) {
    if (root === undefined)
        return {};
    const version = root.version === null ? {} : { agent_version: root.version };
    return { ...(root.model === null ? {} : { model: root.model }), metadata: { ...version, ...root.settings } };
}

;// CONCATENATED MODULE: ./build/usage/agents/continue-sessions.js









const isSession = (path) => /^sessions\/[^/]+\.json$/.test(path) && path !== 'sessions/sessions.json';
/** Watches `sessions/<id>.json`, which is written anew with all of a session. */
async function watchContinueSessions(place) {
    const { env, home, cwd } = place;
    const root = env.CONTINUE_GLOBAL_DIR || (0,external_node_path_.join)(home, '.continue');
    const files = await watchFiles({
        root,
        within: env.CONTINUE_GLOBAL_DIR || home,
        depth: 1,
        matches: isSession,
        before: place.before,
    });
    const before = await readBefore(files, isSession, continue_sessions_pickFact);
    return async () => {
        const sessions = [];
        for (const file of newestFiles(await files.changed()).files)
            sessions.push(await continue_sessions_readSession(file, before, cwd));
        return sessions;
    };
}
async function continue_sessions_readSession(file, before, cwd) {
    const now = continue_sessions_pickFact(asObject(await readDocument(file.path)) ?? {});
    const old = before.get(file.name) ?? NO_FACT;
    return {
        id: now.id,
        ...tellGrowth(now, old, file.isNew || before.has(file.name)),
        turns: subtractCounts(now.turns, old.turns),
        isNew: file.isNew,
        isHere: await isInFolder(now.folder, cwd),
    };
}
/** The calls where they add up to the totals; else the totals, in the words that its calls use. */
function tellGrowth(now, old, isOldKnown) {
    const models = now.calls.map((share) => {
        const other = old.calls.find(({ model }) => model === share.model);
        return other === undefined ? share : { ...share, ...subtractFigures(share, other) };
    });
    const calls = {
        figures: sumFigures(models),
        models: models.filter((share) => share.output !== 0 || share.input !== 0),
    };
    const [grown, called] = [subtractFigures(now.totals, old.totals), subtractFigures(now.callCounts, old.callCounts)];
    const isSame = hasFigures(called) && grown.input === called.input && grown.output === called.output;
    const reason = isOldKnown ? null : 'what its session had used before is not known';
    if (isSame || !hasFigures(grown)) {
        const missing = isSame ? reason : 'its session has no totals';
        return { ...calls, source: 'history.usage', reason: missing };
    }
    const isApart = now.isApart ?? (grown.cacheRead ?? 0) + (grown.cacheWrite ?? 0) > (grown.input ?? 0);
    const isClear = now.isApart !== undefined || !isSound(grown) || (grown.cacheRead ?? 0) === 0;
    const unclear = isClear ? reason : 'whether its input includes what came from cache is not known';
    return { figures: toFigures(grown, isApart), models: [], source: 'session.usage', reason: unclear };
}
const NO_FACT = {
    id: undefined,
    folder: undefined,
    turns: 0,
    calls: [],
    callCounts: NO_FIGURES,
    totals: NO_FIGURES,
    isApart: undefined,
};
function continue_sessions_pickFact(document) {
    const messages = asArray(document.history).map((entry) => digObject(entry, 'message'));
    const said = messages.filter((message) => message?.role === 'assistant');
    const calls = said.flatMap((message) => pickCall(asObject(message?.usage)));
    const usage = asObject(document.usage);
    const conventions = new Set(calls.filter(({ counts }) => counts.cacheRead !== 0).map((call) => call.isApart));
    return {
        id: asText(document.sessionId),
        folder: asText(document.workspaceDirectory),
        turns: said.length,
        calls: addShares(calls.map((call) => call.share)),
        callCounts: sumFigures(calls.map((call) => call.counts)),
        // Its `totalCost` is worked out without the cache and with another price: 0.001473 for what cost 0.0205.
        totals: {
            input: readCount(usage?.promptTokens),
            cacheRead: readCount(dig(usage, 'promptTokensDetails', 'cachedTokens')),
            cacheWrite: readCount(dig(usage, 'promptTokensDetails', 'cacheWriteTokens')),
            output: readCount(usage?.completionTokens),
            reasoning: null,
        },
        isApart: conventions.size === 1 ? [...conventions][0] : undefined,
    };
}
/**
 * What a provider said of one call goes into the file as it came: with Anthropic what was read from and written to the
 * cache stands beside the prompt, and under names of its own; with OpenAI what was read is a part of it.
 */
function pickCall(usage) {
    if (usage === undefined)
        return [];
    const details = digObject(usage, 'prompt_tokens_details');
    const counts = {
        input: readCount(usage.prompt_tokens),
        cacheRead: readCount(details?.cache_read_tokens ?? details?.cached_tokens),
        cacheWrite: readCount(details?.cache_write_tokens),
        output: readCount(usage.completion_tokens),
        reasoning: readCount(dig(usage, 'completion_tokens_details', 'reasoning_tokens')),
    };
    const isNamed = details?.cache_read_tokens !== undefined || details?.cache_write_tokens !== undefined;
    const isApart = isNamed || (counts.cacheRead ?? 0) > (counts.input ?? 0);
    const model = digText(usage, 'model') ?? '';
    return [{ counts, isApart, share: { ...toFigures(counts, isApart), model, turns: 1, cost: null } }];
}
/** Where the cache is a part of the prompt, and what was read from it is told, nothing is written at a price of its own. */
function toFigures(counts, isApart) {
    if (isApart)
        return counts;
    const { input, cacheRead, cacheWrite } = counts;
    return {
        ...counts,
        input: subtractCounts(input, cacheRead, cacheWrite),
        cacheWrite: cacheWrite ?? (cacheRead === null ? null : 0),
    };
}

;// CONCATENATED MODULE: ./build/usage/agents/continue.js






/**
 * Continue's `cn`. It prints no tokens, so everything is read from the files of its sessions: the usage of the calls in
 * their history where it adds up to the totals beside it, else the totals. The cost that stands there is wrong (it leaves
 * the cache out and has another price), so none is taken.
 */
const continueCli = {
    name: 'continue',
    recognises: (words) => namesOneOf(words, ['cn', '@continuedev/cli']),
    wants: { types: [], marks: ['"note":"Response was not valid JSON'] },
    begin: async (place) => continue_followRun(await watchContinueSessions(place)),
};
function continue_followRun(readSessions) {
    let verdict = null;
    return {
        record: (record) => {
            // An answer that is JSON is printed as it is; this is what is put round one that is not.
            const isWrapped = 'response' in record && asText(record.note)?.startsWith('Response was not valid JSON') === true;
            if (isWrapped)
                verdict = { kind: record.status === 'success' ? 'completed' : 'failed', text: asText(record.status) ?? null };
        },
        line: () => { },
        finish: async (end) => {
            const isPrinted = verdict !== null;
            const isExpected = end.isExpected || isPrinted;
            const { sessions, doubt } = chooseSessions(await readSessions(), { ...end, isExpected }, 0);
            if (sessions.length === 0 && !isExpected)
                return null;
            return withDoubt({ ...continue_toFindings(sessions, isPrinted || end.exitCode === 0), verdict }, doubt);
        },
    };
}
function continue_toFindings(sessions, hasEnded) {
    const figures = sumFigures(sessions.map((session) => session.figures));
    const models = addShares(sessions.flatMap((session) => session.models)).filter((share) => share.model !== '');
    const isKnown = hasFigures(figures);
    const missing = sessions.find((session) => session.reason !== null)?.reason ?? null;
    const reason = missing ?? (hasEnded ? null : 'it may have been cut off, and a call that was is not known');
    const model = models[0]?.model;
    return {
        figures,
        turns: sumCounts(sessions.map((session) => session.turns)),
        models,
        sessionId: sessions.findLast((session) => session.id !== undefined)?.id ?? null,
        cost: null,
        source: sessions[0]?.source ?? 'session.usage',
        state: !isKnown ? 'unknown' : reason === null ? 'measured' : 'partial',
        reason: isKnown ? reason : 'it left no record of its tokens',
        verdict: null,
        config: model === undefined ? {} : { model },
    };
}

;// CONCATENATED MODULE: ./build/usage/agents/copilot-events.js









/** `"type":"session.shutdown"` and the like: the other events, and above all what tools printed, are left alone. */
const EVENT_TYPE = /"type"\s*:\s*"(?:session\.(?:start|resume|shutdown|usage_record|error)|assistant\.turn_end)"/;
/** It stands at the beginning of an event, or at its end. */
const copilot_events_EDGE = 300;
/** Watches `session-state/<id>/events.jsonl`, to which every run of a session adds. */
async function watchCopilotEvents({ env, home, cwd, before, }) {
    const root = env.COPILOT_HOME || (0,external_node_path_.join)(home, '.copilot');
    const matches = (path) => /^session-state\/[^/]+\/events\.jsonl$/.test(path);
    const files = await watchFiles({ root, within: env.COPILOT_HOME || home, depth: 2, matches, before });
    return async () => {
        const sessions = [];
        const { files: changed, isAll } = newestFiles(await files.changed());
        for (const file of changed) {
            const session = await copilot_events_readSession(file, cwd);
            sessions.push({ ...session, isWhole: session.isWhole && isAll });
        }
        return sessions;
    };
}
async function copilot_events_readSession(file, cwd) {
    const wants = (line) => EVENT_TYPE.test(line.toString('latin1', 0, copilot_events_EDGE)) ||
        EVENT_TYPE.test(line.toString('latin1', Math.max(0, line.length - copilot_events_EDGE)));
    const { before, after, isWhole } = await readGrowth(file, wants, copilot_events_pickFact);
    const start = [...before, ...after].find((fact) => fact.kind === 'start');
    const totals = after.findLast((fact) => fact.kind === 'totals');
    const calls = copilot_events_sharesOf(after);
    const { shares, isProven } = totals === undefined ? { shares: calls, isProven: true } : subtractBefore(totals.models, earlier(before), calls);
    return {
        id: digText(start?.data, 'sessionId') ?? file.name.split('/').at(-2),
        version: digText(start?.data, 'copilotVersion'),
        reasoningEffort: digText(start?.data, 'reasoningEffort'),
        figures: totals !== undefined && shares.length === 0 ? NOTHING_USED : sumFigures(shares),
        models: addShares(shares),
        isFinal: totals !== undefined,
        // Versions that record no calls leave nothing to prove it by.
        isCertain: isProven || before.length === 0 || calls.length === 0,
        turns: after.filter((fact) => fact.kind === 'turn').length,
        error: after.findLast((fact) => fact.kind === 'error')?.text,
        isNew: file.isNew,
        isHere: await isInFolder(digText(start?.data, 'context', 'cwd'), cwd),
        isWhole,
    };
}
function copilot_events_pickFact({ type, data, agentId }) {
    switch (type) {
        case 'session.start':
        case 'session.resume':
            return { kind: 'start', data: asObject(data) ?? {} };
        case 'session.shutdown': {
            // The same figures stand in it up to four times; this place has those of subagents in it.
            const metrics = digObject(data, 'modelMetrics');
            return metrics === undefined ? undefined : { kind: 'totals', models: Object.entries(metrics).map(readMetrics) };
        }
        case 'session.usage_record': {
            const usage = digObject(data, 'usage');
            const callId = asText(dig(usage, 'accounting', 'usageId')) ?? asText(usage?.apiCallId);
            return usage === undefined
                ? undefined
                : { kind: 'call', callId, share: readShare(asText(usage.model) ?? '', usage) };
        }
        case 'assistant.turn_end':
            return agentId === undefined ? { kind: 'turn' } : undefined;
        case 'session.error':
            return { kind: 'error', text: digText(data, 'errorType') };
        default:
            return undefined;
    }
}
function readMetrics([model, metrics]) {
    return { ...readShare(model, digObject(metrics, 'usage') ?? {}), turns: readCount(dig(metrics, 'requests', 'count')) };
}
/** What was read from and written to the cache are parts of the input. */
function readShare(model, usage) {
    const [cacheRead, cacheWrite] = [readCount(usage.cacheReadTokens), readCount(usage.cacheWriteTokens)];
    return {
        model,
        input: subtractCounts(readCount(usage.inputTokens), cacheRead, cacheWrite),
        cacheRead,
        cacheWrite,
        output: readCount(usage.outputTokens),
        reasoning: readCount(usage.reasoningTokens),
        turns: null,
        // With a provider of one's own its `cost` is 0, which is none; else it counts premium requests, which are no USD.
        cost: null,
    };
}
function copilot_events_sharesOf(facts) {
    const byCall = new Map();
    for (const fact of facts)
        if (fact.kind === 'call')
            byCall.set(fact.callId ?? fact, fact.share);
    return addShares([...byCall.values()].map((share) => ({ ...share, turns: 1 })));
}
/** What the totals may go on from: the last ones, with the calls of a run that was killed since, or without. */
function earlier(before) {
    const last = before.findLastIndex((fact) => fact.kind === 'totals');
    const written = before[last];
    const models = written?.kind === 'totals' ? written.models : [];
    return [addShares([...models, ...copilot_events_sharesOf(before.slice(last + 1))]), models, []];
}

;// CONCATENATED MODULE: ./build/usage/agents/copilot-cli.js






/** In text mode it prints at its end which session it was, on stderr. */
const RESUME_LINE = 'Resume ';
/**
 * Copilot CLI. It prints no tokens on stdout, and rounded ones on stderr, so everything is read from the events of its
 * sessions. Best first:
 *
 * 1. the totals of the `session.shutdown` that this run added, less those of the shutdown before it;
 * 2. the `session.usage_record` of each call, where the run was killed.
 *
 * Its own word for how it ended is the printed `result`, or else its `session.error`.
 */
const copilotCli = {
    name: 'copilot-cli',
    recognises: (words) => namesOneOf(words, ['copilot', '@github/copilot']),
    wants: { types: ['result'], errorPrefixes: [RESUME_LINE] },
    begin: async (place) => copilot_cli_followRun(await watchCopilotEvents(place)),
};
const MOST_IDS = 1000;
function copilot_cli_followRun(readSessions) {
    const printed = new Set();
    /** Sessions that a line of text names, which is no proof that it is one of this agent. */
    const named = new Set();
    let verdict = null;
    return {
        record: (record) => {
            const [id, usage] = [asText(record.sessionId), asObject(record.usage)];
            if (record.type !== 'result' || id === undefined || usage === undefined || !('premiumRequests' in usage))
                return;
            if (printed.size < MOST_IDS)
                printed.add(id);
            verdict = { kind: record.exitCode === 0 ? 'completed' : 'failed', text: null };
        },
        line: (text) => {
            const [, id] = /^Resume\s+copilot --resume=([\w-]{1,100})$/.exec(text) ?? [];
            if (id !== undefined && named.size < MOST_IDS)
                named.add(id);
        },
        finish: async (end) => {
            const all = await readSessions();
            const ids = all.flatMap(({ id }) => (id !== undefined && named.has(id) ? [id] : []));
            const { sessions, doubt } = copilot_cli_matchSessions(all, new Set([...printed, ...ids]), end);
            if (sessions.length === 0 && printed.size === 0 && !end.isExpected)
                return null;
            const error = sessions.findLast((session) => session.error !== undefined)?.error ?? null;
            const failure = error === null ? null : { kind: 'failed', text: error };
            const isGood = verdict?.kind === 'completed';
            const id = sessions.at(-1)?.id ?? [...printed].at(-1) ?? null;
            const findings = { ...copilot_cli_toFindings(sessions), sessionId: id, verdict: isGood ? verdict : (failure ?? verdict) };
            return withDoubt(findings, doubt);
        },
    };
}
/** The sessions that were printed, and those that were not. */
function copilot_cli_matchSessions(sessions, printed, end) {
    const isPrinted = ({ id }) => id !== undefined && printed.has(id);
    const others = sessions.filter((session) => !isPrinted(session));
    const { sessions: silent, doubt } = chooseSessions(others, end, printed.size);
    return { sessions: [...sessions.filter(isPrinted), ...silent], doubt };
}
function reasonOf({ isFinal, isCertain, isWhole }) {
    if (!isFinal)
        return 'it was cut off before it wrote its totals';
    if (!isCertain)
        return 'what its session had used before is not certain';
    return isWhole ? null : 'its events could not be read as a whole';
}
function copilot_cli_toFindings(sessions) {
    const models = addShares(sessions.flatMap((session) => session.models)).filter((share) => share.model !== '');
    const figures = sumFigures(sessions.map((session) => session.figures));
    const isKnown = hasFigures(figures);
    const reason = sessions.map(reasonOf).find((one) => one !== null) ?? null;
    const model = models[0]?.model;
    const { version, reasoningEffort } = sessions.at(-1) ?? {};
    return {
        figures,
        turns: sumCounts(sessions.map((session) => session.turns)),
        models,
        sessionId: null,
        cost: null,
        source: sessions.every((session) => session.isFinal) ? 'session.shutdown' : 'session.usage_record',
        state: !isKnown ? 'unknown' : reason === null ? 'measured' : 'partial',
        reason: isKnown ? reason : 'it left no record of its tokens',
        verdict: null,
        config: {
            ...(model === undefined ? {} : { model }),
            metadata: {
                ...(version === undefined ? {} : { agent_version: version }),
                ...(reasoningEffort === undefined ? {} : { reasoning_effort: reasoningEffort }),
            },
        },
    };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/usage/agents/gemini-tokens.js



/**
 * The `stats` of `-o json`: all calls of the run by model, helpers and subagents included. `input`, where there is one,
 * is the prompt less what came from cache, and so of no use where a tool's own prompt is counted as well.
 */
function readJsonStats(stats) {
    const entries = Object.entries(digObject(stats, 'models') ?? {});
    const models = entries.map(([model, entry]) => {
        const tokens = digObject(entry, 'tokens') ?? {};
        const turns = readCount(dig(entry, 'api', 'totalRequests'));
        return { ...readTokens(tokens, tokens.prompt, tokens.candidates), model, turns, cost: null };
    });
    // Newer ones tell the calls of the main conversation apart from those of routers and the like.
    const main = entries.map(([, entry]) => readCount(dig(entry, 'roles', 'main', 'totalRequests')));
    const hasRoles = entries.some(([, entry]) => dig(entry, 'roles') !== undefined);
    return {
        figures: models.length === 0 ? NOTHING_USED : sumFigures(models),
        total: sumCounts(entries.map(([, entry]) => readCount(dig(entry, 'tokens', 'total')))),
        models,
        turns: sumCounts(hasRoles ? main : models.map((share) => share.turns)),
    };
}
/**
 * The `stats` of the `result` of `-o stream-json`. Thoughts are told by the total alone, and 0.12 does not tell what
 * came from cache, so that its input cannot be told either.
 */
function readStreamStats(stats) {
    const models = Object.entries(digObject(stats, 'models') ?? {}).map(([model, entry]) => ({ ...readStreamTokens(asObject(entry) ?? {}), model, turns: null, cost: null }));
    return { figures: readStreamTokens(stats), total: readCount(stats.total_tokens), models, turns: null };
}
function readStreamTokens(tokens) {
    const [prompt, cacheRead] = [readCount(tokens.input_tokens), readCount(tokens.cached)];
    const [total, candidates] = [readCount(tokens.total_tokens), readCount(tokens.output_tokens)];
    const output = total === null || prompt === null ? null : subtractCounts(total, prompt);
    return {
        input: cacheRead === null ? null : subtractCounts(prompt, cacheRead),
        cacheRead,
        // The API has no price for writing to the cache, and no count.
        cacheWrite: 0,
        output,
        reasoning: candidates === null ? null : subtractCounts(output, candidates),
    };
}
/** The `tokens` of a message in a chat file, whose `input` and `output` are the prompt and the candidates. */
function readMessageTokens(tokens) {
    return readTokens(tokens, tokens.input, tokens.output);
}
/** The prompt includes what came from cache but not a tool's own prompt; the candidates do not include the thoughts. */
function readTokens(tokens, promptCount, candidateCount) {
    const [prompt, candidates] = [readCount(promptCount), readCount(candidateCount)];
    const [cacheRead, reasoning] = [readCount(tokens.cached), readCount(tokens.thoughts)];
    return {
        input: prompt === null ? null : addCounts(subtractCounts(prompt, cacheRead), readCount(tokens.tool)),
        cacheRead,
        cacheWrite: 0,
        output: candidates === null ? null : addCounts(candidates, reasoning),
        reasoning,
    };
}

;// CONCATENATED MODULE: ./build/usage/agents/gemini-chats.js












const LONGEST_WORKSPACE = 10_000;
/** Searching and fetching ask a model by themselves, and so does an edit whose text is not found. */
const HELPER_TOOLS = ['google_web_search', 'web_fetch', 'replace'];
const WORKSPACE = 'Workspace Directories:';
/** Watches the chat files: `tmp/<project>/chats/session-*`, and those of subagents in a folder named after the session. */
async function watchGeminiChats(place) {
    const within = place.env.GEMINI_CLI_HOME || place.home;
    const matches = (path) => /^[^/]+\/chats\/(?:session-[^/]+\.jsonl?|[^/]+\/[^/]+\.jsonl)$/.test(path);
    const files = await watchFiles({
        root: (0,external_node_path_.join)(within, '.gemini', 'tmp'),
        within,
        depth: 3,
        matches,
        before: place.before,
    });
    // 0.12 to 0.30 keep one document a session; what it held before cannot be told from it afterwards.
    const idsBefore = await readBefore(files, isDocument, (document) => idsOf([gemini_chats_pickFact(document)]));
    return async () => {
        const { files: changed, isAll } = newestFiles(await files.changed());
        const folders = [place.cwd, await (0,promises_.realpath)(place.cwd).catch(() => place.cwd)];
        const hashes = folders.map((folder) => (0,external_node_crypto_.createHash)('sha256').update(folder).digest('hex'));
        const chats = [];
        for (const file of changed) {
            const { facts, isWhole, old } = await readFile(file, idsBefore);
            const messages = new Map(facts.flatMap((fact) => fact.messages).map((message) => [message.id, message]));
            for (const id of old)
                messages.delete(id);
            const own = facts.find((fact) => fact.sessionId !== undefined)?.sessionId;
            const hash = facts.find((fact) => fact.projectHash !== undefined)?.projectHash;
            const workspace = facts.map((fact) => fact.workspace).join('');
            const parent = /\/chats\/([^/]+)\//.exec(file.name)?.[1];
            chats.push({
                ...sumMessages([...messages.values()], parent === undefined),
                root: parent ?? own ?? file.name,
                sessionId: parent ?? own,
                isNew: file.isNew && old.size === 0,
                isHere: hashes.includes(hash ?? '') || folders.some((folder) => workspace.includes(`- ${folder}\n`)),
                isWhole: isWhole && isAll,
            });
        }
        const roots = new Set(chats.map((chat) => chat.root));
        return [...roots].map((root) => joinChats(chats.filter((chat) => chat.root === root)));
    };
}
async function readFile(file, idsBefore) {
    if (isDocument(file.name)) {
        const document = asObject(await readDocument(file.path));
        const old = idsBefore.get(file.name) ?? new Set();
        const isWhole = document !== undefined && (file.isNew || idsBefore.has(file.name));
        return { facts: [gemini_chats_pickFact(document ?? {})], isWhole, old };
    }
    const { before, after, isWhole } = await readGrowth(file, (line) => line.includes('"tokens"') || line.includes('"projectHash"') || line.includes(WORKSPACE), gemini_chats_pickFact);
    // A session of the older kind that is resumed goes on in a file of this kind, with all it held.
    const old = new Set([...idsOf(before), ...(idsBefore.get(file.name.slice(0, -1)) ?? [])]);
    return { facts: [...before.map((fact) => ({ ...fact, messages: [] })), ...after], isWhole, old };
}
/** The messages that a line or a document tells: itself, or those under `messages` or `$set.messages`. */
function gemini_chats_pickFact(record) {
    const listed = [record.messages, asObject(record.$set)?.messages].flatMap(asArray);
    return {
        sessionId: asText(record.sessionId),
        projectHash: asText(record.projectHash),
        workspace: listed.map(readWorkspace).join(''),
        messages: [record, ...listed].flatMap(gemini_chats_pickMessage),
    };
}
/** Newer versions begin a session with a message that names the folders, one a line. */
function readWorkspace(value) {
    const text = asText(asObject(asArray(asObject(value)?.content)[0])?.text) ?? '';
    const start = text.indexOf(WORKSPACE);
    return start === -1 ? '' : text.slice(start, start + LONGEST_WORKSPACE);
}
/** Subagents, compressions and rewinds leave the tokens of a message what they are: they were used. */
function gemini_chats_pickMessage(value) {
    const message = asObject(value);
    const [id, tokens] = [asText(message?.id), asObject(message?.tokens)];
    if (message?.type !== 'gemini' || id === undefined || tokens === undefined)
        return [];
    const tools = asArray(message.toolCalls).map((call) => asText(asObject(call)?.name) ?? '');
    const hasHelpers = tools.some((tool) => HELPER_TOOLS.includes(tool));
    const figures = readMessageTokens(tokens);
    return [{ id, model: asText(message.model), figures, total: readCount(tokens.total), hasHelpers }];
}
function idsOf(facts) {
    return new Set(facts.flatMap((fact) => fact.messages.map((message) => message.id)));
}
function sumMessages(messages, isMain) {
    const turns = isMain ? messages.length : 0;
    const shares = messages.flatMap(({ model, figures }) => model === undefined ? [] : [{ ...figures, model, turns: 1, cost: null }]);
    return {
        figures: sumFigures(messages.map((message) => message.figures)),
        total: sumCounts(messages.map((message) => message.total)),
        models: addShares(shares),
        turns,
        hasHelpers: messages.some((message) => message.hasHelpers),
    };
}
function joinChats(chats) {
    return {
        sessionId: chats[0]?.sessionId,
        figures: sumFigures(chats.map((chat) => chat.figures)),
        total: sumCounts(chats.map((chat) => chat.total)),
        models: addShares(chats.flatMap((chat) => chat.models)),
        turns: chats.reduce((sum, chat) => sum + chat.turns, 0),
        hasHelpers: chats.some((chat) => chat.hasHelpers),
        isNew: chats.some((chat) => chat.isNew),
        isHere: chats.some((chat) => chat.isHere),
        isWhole: chats.every((chat) => chat.isWhole),
    };
}
function isDocument(name) {
    return name.endsWith('.json');
}

;// CONCATENATED MODULE: ./build/usage/agents/gemini-cli.js







/**
 * Gemini CLI. Best first:
 *
 * 1. the final record on stdout (`stats` of the document of `-o json`, or of the `result` of `-o stream-json`): every
 *    call of this run, also when the session is resumed, and those of helper models;
 * 2. the chat files, where text was printed, stdout went elsewhere, `-o json` failed (it then prints no stats), or the run
 *    was killed: the finished calls of conversations. Those of helpers are not in them: of the router, which chooses a
 *    model where the user names none, and of tools that search the web.
 *
 * A `result` of stream-json leaves out thoughts and, in old versions, what came from cache: where a chat file tells the
 * same total, its classes are taken.
 */
const geminiCli = {
    name: 'gemini-cli',
    recognises: (words) => namesOneOf(words, ['gemini', '@google/gemini-cli']),
    wants: { types: ['init', 'result'], marks: ['"stats":{'] },
    begin: async (place) => gemini_cli_followRun(await watchGeminiChats(place), namesModel(place)),
};
const gemini_cli_MOST_RUNS = 1000;
const LIMIT_EXIT_CODE = 53;
/** After so many turns a helper model is asked whether the run goes round in circles. */
const LOOP_CHECK_TURNS = 30;
const NO_FINAL_RECORD = 'it printed no final record, so calls of helper models and one that was cut off are not known';
function gemini_cli_followRun(readChats, isModelNamed) {
    const printed = [];
    let started;
    let model;
    let verdict = null;
    /** The API's own answer was what it failed with, so that no call was cut off. */
    let hasAnswer = false;
    const failed = new Set();
    const add = (run) => {
        if (printed.length < gemini_cli_MOST_RUNS)
            printed.push(run);
    };
    return {
        record: (record) => {
            const [stats, error] = [asObject(record.stats), asObject(record.error)];
            if (record.type === 'init' && asText(record.session_id) !== undefined && record.subtype === undefined) {
                if (started !== undefined)
                    add({ sessionId: started, totals: undefined });
                started = asText(record.session_id);
                model = asText(record.model);
            }
            else if (record.type === 'result' && stats?.total_tokens !== undefined && asText(record.status) !== undefined) {
                add({ sessionId: started, totals: readStreamStats(stats) });
                started = undefined;
                verdict = gemini_cli_toVerdict(record.status === 'success', error);
            }
            else if (record.type === undefined && digObject(stats, 'models') !== undefined && 'response' in record) {
                add({ sessionId: asText(record.session_id), totals: readJsonStats(stats ?? {}) });
                verdict = gemini_cli_toVerdict(error === undefined, error);
            }
            else if (record.type === undefined && error !== undefined && 'code' in error) {
                // What `-o json` prints on stderr when it fails. Others print the like; only a chat of this id is evidence.
                const id = asText(record.session_id);
                if (id !== undefined && failed.size < gemini_cli_MOST_RUNS)
                    failed.add(id);
                verdict = gemini_cli_toVerdict(false, error);
                const code = readCount(error.code) ?? 0;
                hasAnswer = code === LIMIT_EXIT_CODE || (code >= 400 && code < 600);
            }
        },
        line: () => { },
        finish: async (end) => {
            const { isExpected, exitCode } = end;
            const chats = await readChats();
            // A stream that was cut off told its session at least.
            const ids = [
                // Others may print the like; only a chat of this id is evidence.
                ...(isExpected || chats.some(({ sessionId }) => sessionId === started) ? [started] : []),
                ...chats.map(({ sessionId }) => sessionId).filter((id) => id !== undefined && failed.has(id)),
            ];
            const untold = ids.filter((id) => id !== undefined).map((sessionId) => ({ sessionId, totals: undefined }));
            const all = [...printed, ...untold].slice(0, gemini_cli_MOST_RUNS);
            const { runs, doubt } = matchRuns(all, chats, end);
            if (runs.length === 0 && !isExpected)
                return null;
            const isEnded = exitCode === 0 || exitCode === LIMIT_EXIT_CODE || hasAnswer;
            const findings = gemini_cli_toFindings(runs, verdict, isEnded && isModelNamed);
            const name = model ?? findings.models[0]?.model;
            const isCut = all.length === gemini_cli_MOST_RUNS && findings.state === 'measured';
            const told = {
                ...findings,
                ...(isCut ? { state: 'partial', reason: 'it ran more often than is counted' } : {}),
                // In text mode the code it ends with is all it says of its limit of turns.
                verdict: verdict ?? (exitCode === LIMIT_EXIT_CODE ? { kind: 'turn_limit', text: null } : null),
                config: name === undefined ? {} : { model: name },
            };
            return withDoubt(told, doubt);
        },
    };
}
/** Each run with what its chat file says; a chat that no record names is of a run that printed none. */
function matchRuns(printed, chats, end) {
    const left = new Set(chats);
    /** 0.12 does not print the session's id beside its stats, in which there are calls of helpers as well. */
    const untoldChat = (totals, sessionId) => {
        if (totals === undefined || sessionId !== undefined)
            return undefined;
        const exact = [...left].find(({ total }) => total === totals.total);
        const within = [...left].filter(({ total, isHere }) => isHere && (total ?? 0) <= (totals.total ?? 0));
        return exact ?? (within.length === 1 ? within[0] : undefined);
    };
    const runs = printed.map(({ sessionId, totals }) => {
        const chat = [...left].find((one) => sessionId !== undefined && one.sessionId === sessionId) ?? untoldChat(totals, sessionId);
        if (chat !== undefined)
            left.delete(chat);
        return { sessionId: sessionId ?? chat?.sessionId, totals, chat };
    });
    const known = new Set(runs.map((run) => run.sessionId));
    const others = [...left].filter((chat) => !known.has(chat.sessionId));
    const { sessions: silent, doubt } = chooseSessions(others, end, runs.length);
    return { runs: [...runs, ...silent.map((chat) => ({ sessionId: chat.sessionId, totals: undefined, chat }))], doubt };
}
/** `hasNoRouter`: the run was not cut off, and no model was asked which model to ask. */
function gemini_cli_toFindings(runs, verdict, hasNoRouter) {
    const told = runs.map(({ totals, chat }) => {
        if (totals === undefined)
            return { figures: NO_FIGURES, models: [], turns: null, ...chat };
        const isSame = chat?.isWhole === true && chat.total === totals.total && hasFigures(chat.figures);
        return isSame && totals.turns === null ? chat : totals;
    });
    const figures = sumFigures(told.map((run) => run.figures));
    const isKnown = hasFigures(figures);
    const isInChat = (chat) => hasNoRouter && chat?.isWhole === true && !chat.hasHelpers && chat.turns < LOOP_CHECK_TURNS;
    const isFinal = runs.length > 0 && runs.every(({ totals, chat }) => totals !== undefined || isInChat(chat));
    const isSplit = told.every((run) => run.figures.input !== null);
    const base = {
        figures,
        turns: sumCounts(told.map((run) => run.turns)),
        models: addShares(told.flatMap((run) => run.models)),
        sessionId: runs.findLast((run) => run.sessionId !== undefined)?.sessionId ?? null,
        cost: null,
        source: runs.some((run) => run.totals !== undefined) ? 'stats' : 'chats',
        verdict,
        config: {},
    };
    if (!isKnown)
        return { ...base, state: 'unknown', reason: 'it left no record of its tokens' };
    if (!isFinal)
        return { ...base, state: 'partial', reason: NO_FINAL_RECORD };
    if (!isSplit)
        return { ...base, state: 'partial', reason: 'its record does not tell what came from cache' };
    return { ...base, state: 'measured', reason: null };
}
/** Whether the user says which model is to be asked. */
function namesModel({ words, env }) {
    const flag = words.findLastIndex((word) => /^(-m|--model)(=|$)/.test(word));
    const named = flag === -1 ? env.GEMINI_MODEL : (words[flag]?.split('=')[1] ?? words[flag + 1]);
    return named !== undefined && named !== '' && !named.startsWith('auto');
}
function gemini_cli_toVerdict(isGood, error) {
    if (isGood)
        return { kind: 'completed', text: null };
    const text = asText(error?.type) ?? null;
    return { kind: text === 'FatalTurnLimitedError' || error?.code === LIMIT_EXIT_CODE ? 'turn_limit' : 'failed', text };
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:readline"
var external_node_readline_ = __webpack_require__(80481);
;// CONCATENATED MODULE: ./build/usage/agents/opencode-print-rows.js
/**
 * The program of the process that reads a database, as text: a query of a database somebody made can take for ever, and
 * nothing stops one but the end of its process. Node's own SQLite is enough for it and needs no addon beside the bundle.
 */
const PRINT_ROWS = `(${printRows})()`;
/**
 * Prints the newest rows of `session` and `message` of an opencode database, one JSON line a row. All it needs is inside
 * it, because it runs elsewhere. Other tables, which hold credentials, are not looked at.
 */
function printRows() {
    const [path = '', limit = '', what = ''] = process.argv.slice(1);
    const { DatabaseSync: Database } = process.getBuiltinModule('node:sqlite');
    const database = new Database(path, { readOnly: true });
    // Nothing in the file's schema may run functions; damage is found before it is followed.
    database.exec('PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA query_only=ON; PRAGMA mmap_size=0');
    database.exec('PRAGMA hard_heap_limit=268435456');
    const print = (kind, row) => {
        const line = JSON.stringify({ ...row, kind });
        if (line.length < 1_000_000)
            process.stdout.write(`${line}\n`);
    };
    const columnsOf = (table) => {
        const schema = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = ? AND type = 'table'").get(table);
        if (schema === undefined)
            return new Set();
        return new Set(database
            .prepare(`PRAGMA table_info(${table})`)
            .all()
            .map((column) => column.name));
    };
    const sessionColumns = columnsOf('session');
    const wanted = ['id', 'parent_id', 'directory', 'version', 'time_created', 'cost']
        .concat(['input', 'output', 'reasoning', 'cache_read', 'cache_write'].map((name) => `tokens_${name}`))
        .filter((name) => sessionColumns.has(name));
    if (wanted.length > 0) {
        const newest = `SELECT ${wanted.join(', ')} FROM session ORDER BY rowid DESC LIMIT ${Number(limit)}`;
        for (const row of database.prepare(newest).iterate())
            print('session', row);
    }
    const messageColumns = columnsOf('message');
    if (!messageColumns.has('data') || !messageColumns.has('session_id'))
        return;
    if (what === 'ids') {
        const ids = `SELECT id FROM message ORDER BY rowid DESC LIMIT ${Number(limit)}`;
        for (const row of database.prepare(ids).iterate())
            print('message', row);
        return;
    }
    // What a message says beside its figures, above all the differences it made to files, can be very long.
    const parts = ['role', 'tokens', 'cost', 'modelID', 'parentID', 'time', 'finish', 'error.name'];
    const facts = parts.map((name) => `'${name}', data -> '$.${name}'`).join(', ');
    const newest = `SELECT id, session_id, data FROM message ORDER BY rowid DESC LIMIT ${Number(limit)}`;
    const isSmall = 'length(data) < 10000000';
    const query = `SELECT id, session_id, CASE WHEN ${isSmall} AND json_valid(data) THEN json_object(${facts}) END AS data FROM (${newest})`;
    for (const row of database.prepare(query).iterate())
        print('message', row);
}

;// CONCATENATED MODULE: ./build/usage/agents/opencode-database.js








const MOST_ROWS = 50_000;
const MOST_OUTPUT_BYTES = 128 * 1024 * 1024;
const LONGEST_READ_MS = 20_000;
const HEAP_MB = 256;
const MOST_COPIES = 3;
/**
 * Reads a copy of an opencode database, in a process of its own: its messages, or their ids alone. Undefined when it is
 * larger than `mostBytes` or cannot be read; no rows where there is none. What a run wrote lies in the log beside the database, for it is not written into it at exit, so both are
 * copied; the index of the log (`-shm`) is not: SQLite makes its own, and a wrong one would be believed. Never throws.
 */
async function readDatabase(path, mostBytes, what) {
    let folder;
    try {
        folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'laforge-opencode-'));
        const copy = (0,external_node_path_.join)(folder, 'copy.db');
        const copied = await copyDatabase(path, copy, mostBytes);
        if (copied === 'missing')
            return { sessions: [], messages: [], isWhole: true };
        if (copied === 'too large')
            return undefined;
        const rows = await opencode_database_printRows(copy, what);
        return { ...rows, isWhole: rows.isWhole && copied === 'whole' };
    }
    catch {
        return undefined;
    }
    finally {
        if (folder !== undefined)
            await (0,promises_.rm)(folder, { recursive: true, force: true }).catch(() => { });
    }
}
/** `changing`: every copy was made while the two were written to. */
async function copyDatabase(path, copy, mostBytes) {
    for (let tries = 0; tries < MOST_COPIES; tries++) {
        const before = [await describe(path), await describe(`${path}-wal`)];
        if (before[0] === undefined)
            return 'missing';
        if (before[0].size + (before[1]?.size ?? 0) > mostBytes)
            return 'too large';
        await copyFile(path, copy, mostBytes);
        if (before[1] === undefined)
            await (0,promises_.rm)(`${copy}-wal`, { force: true });
        else
            await copyFile(`${path}-wal`, `${copy}-wal`, mostBytes);
        const after = [await describe(path), await describe(`${path}-wal`)];
        if (JSON.stringify(before) === JSON.stringify(after))
            return 'whole';
    }
    return 'changing';
}
async function describe(path) {
    return withRegularFile(path, async (file) => {
        const { size, mtimeMs, ino } = await file.stat();
        return { size, mtimeMs, ino };
    });
}
async function copyFile(from, to, mostBytes) {
    await withRegularFile(from, async (source) => {
        const target = await (0,promises_.open)(to, 'w', 0o600);
        try {
            const buffer = Buffer.allocUnsafe(1024 * 1024);
            let copied = 0;
            for (let length = -1; length !== 0 && copied <= mostBytes; copied += length) {
                length = (await source.read(buffer, 0, buffer.length)).bytesRead;
                await target.write(buffer, 0, length);
            }
        }
        finally {
            await target.close();
        }
    });
}
/** A link is not followed, and a pipe not waited for: either could be a trap. */
async function withRegularFile(path, use) {
    const flags = external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
    const file = await (0,promises_.open)(path, flags).catch(() => undefined);
    try {
        return file !== undefined && (await file.stat()).isFile() ? await use(file) : undefined;
    }
    finally {
        await file?.close();
    }
}
async function opencode_database_printRows(path, what) {
    const limits = ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${HEAP_MB}`];
    const child = (0,external_node_child_process_.spawn)(process.execPath, [...limits, '-e', PRINT_ROWS, path, String(MOST_ROWS), what], {
        // It needs nothing of ours; Windows starts no process without this.
        env: { SystemRoot: process.env.SystemRoot },
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: LONGEST_READ_MS,
        killSignal: 'SIGKILL',
    });
    const ended = new Promise((resolve) => {
        child.on('error', () => resolve(false));
        child.on('close', (code) => resolve(code === 0));
    });
    const [sessions, messages] = [[], []];
    let bytes = 0;
    for await (const line of (0,external_node_readline_.createInterface)({ input: child.stdout })) {
        bytes += line.length;
        if (bytes > MOST_OUTPUT_BYTES)
            child.kill('SIGKILL');
        const row = parseObject(line);
        if (row !== undefined)
            (row.kind === 'session' ? sessions : messages)?.push(row);
    }
    const isCut = messages !== undefined && messages.length >= MOST_ROWS;
    return { sessions: sessions ?? [], messages: messages ?? [], isWhole: (await ended) && !isCut };
}

;// CONCATENATED MODULE: ./build/usage/agents/opencode-records.js



/** The data of a message, as the database and the files of 1.0 have it; undefined for one of the user's. */
function opencode_records_readMessage(messageId, sessionId, data) {
    const tokens = asObject(data.tokens);
    if (data.role !== 'assistant' || tokens === undefined)
        return undefined;
    return {
        messageId,
        sessionId,
        promptId: asText(data.parentID),
        figures: opencode_records_readTokens(tokens),
        cost: readCost(data.cost),
        model: asText(data.modelID),
        created: readCount(dig(data, 'time', 'created')),
        isComplete: typeof dig(data, 'time', 'completed') === 'number',
        finish: asText(data.finish),
        error: digText(data, 'error', 'name') ?? asText(data['error.name']),
    };
}
/** The row of a message as it was printed. */
function readMessageRow(row) {
    const [id, sessionId, data] = [asText(row.id), asText(row.session_id), parseObject(asText(row.data) ?? '')];
    return id === undefined || sessionId === undefined || data === undefined
        ? undefined
        : opencode_records_readMessage(id, sessionId, data);
}
/** The `part` of a printed `step_finish`. */
function readStep(part) {
    const [messageId, sessionId, tokens] = [asText(part.messageID), asText(part.sessionID), asObject(part.tokens)];
    if (messageId === undefined || sessionId === undefined || tokens === undefined)
        return undefined;
    const finish = asText(part.reason);
    const base = {
        messageId,
        sessionId,
        promptId: undefined,
        model: undefined,
        created: null,
        isComplete: true,
        finish,
        error: undefined,
    };
    return { ...base, figures: opencode_records_readTokens(tokens), cost: readCost(part.cost) };
}
function readSessionRow(row) {
    const id = asText(row.id);
    if (id === undefined)
        return undefined;
    const cache = { read: row.tokens_cache_read, write: row.tokens_cache_write };
    return {
        id,
        parentId: asText(row.parent_id),
        folder: asText(row.directory),
        version: asText(row.version),
        created: readCount(row.time_created),
        totals: opencode_records_readTokens({ input: row.tokens_input, output: row.tokens_output, reasoning: row.tokens_reasoning, cache }),
        cost: readCost(row.cost),
    };
}
/** The file of a session of 1.0. */
function readSessionFile(document) {
    const { id, parentID, directory, version } = document;
    return readSessionRow({ id, parent_id: parentID, directory, version, time_created: dig(document, 'time', 'created') });
}
/** The cache stands beside the input, and the thoughts beside the output. */
function opencode_records_readTokens(tokens) {
    const [output, reasoning] = [readCount(tokens.output), readCount(tokens.reasoning)];
    return {
        input: readCount(tokens.input),
        cacheRead: readCount(dig(tokens, 'cache', 'read')),
        cacheWrite: readCount(dig(tokens, 'cache', 'write')),
        output: output === null ? null : addCounts(output, reasoning),
        reasoning,
    };
}
function opencode_records_totalOf({ input, cacheRead, cacheWrite, output }) {
    return sumCounts([input, cacheRead, cacheWrite, output]) ?? 0;
}

;// CONCATENATED MODULE: ./build/usage/agents/opencode-files.js








/** A larger database is not read before every run; then the times of its messages tell which are of the run. */
const MOST_BYTES_BEFORE = 64 * 1024 * 1024;
const opencode_files_MOST_BYTES = 1024 * 1024 * 1024;
const opencode_files_MOST_FILES = 20_000;
const DATABASE = /^opencode[^/]*\.db$/;
const LOG = /^opencode[^/]*\.db-wal$/;
/** Watches the databases of version 1.2 and later, and the `storage` of the versions before. */
async function watchOpencode(place) {
    const { env, home } = place;
    const data = (0,external_node_path_.join)(env.XDG_DATA_HOME || (0,external_node_path_.join)(home, '.local', 'share'), 'opencode');
    const within = env.XDG_DATA_HOME || home;
    const named = env.OPENCODE_DB !== undefined && (0,external_node_path_.isAbsolute)(env.OPENCODE_DB) ? env.OPENCODE_DB : undefined;
    const isMessage = (path) => /^message\/[^/]+\/[^/]+\.json$/.test(path);
    const isSession = (path) => /^session\/[^/]+\/[^/]+\.json$/.test(path);
    const storage = await watchFiles({
        root: (0,external_node_path_.join)(data, 'storage'),
        within,
        depth: 2,
        matches: (path) => isMessage(path) || isSession(path),
        before: place.before,
    });
    const isDatabase = (path) => DATABASE.test(path) || LOG.test(path);
    const databases = await watchFiles({ root: data, within, depth: 0, matches: isDatabase, before: place.before });
    const pathsBefore = [...databases.before.keys()]
        .filter((name) => DATABASE.test(name))
        .map((name) => (0,external_node_path_.join)(data, name));
    const before = await databases.recall('rows', async () => {
        const rows = [];
        for (const path of [...pathsBefore, ...(named === undefined ? [] : [named])]) {
            rows.push(await readDatabase(path, MOST_BYTES_BEFORE, 'ids'));
        }
        return rows;
    });
    const isBeforeKnown = before.every((rows) => rows?.isWhole === true);
    // An update moves the files of old versions into the database, under the same ids.
    const idsBefore = new Set([
        ...before.flatMap((rows) => rows?.messages.map((row) => row.id) ?? []),
        ...[...storage.before.keys()].filter(isMessage).map((name) => opencode_files_idOf(name)),
    ]);
    const sessionsBefore = byId(before.flatMap((rows) => rows?.sessions.flatMap((row) => readSessionRow(row) ?? []) ?? []));
    for (const name of storage.before.keys()) {
        const id = opencode_files_idOf(name);
        if (isSession(name) && !sessionsBefore.has(id))
            sessionsBefore.set(id, { ...NO_SESSION, id });
    }
    return async (startTime) => {
        const paths = await changedDatabases(databases, data);
        const rows = [];
        for (const path of named === undefined ? paths : [...paths, named])
            rows.push(await readDatabase(path, opencode_files_MOST_BYTES, 'all'));
        const files = await readStorage(storage, isMessage, isSession);
        const sessions = byId([
            ...rows.flatMap((some) => some?.sessions.flatMap((row) => readSessionRow(row) ?? []) ?? []),
            ...files.sessions,
        ]);
        const calls = [
            ...rows.flatMap((some) => some?.messages.flatMap((row) => readMessageRow(row) ?? []) ?? []),
            ...files.calls,
        ];
        const isOwn = (call) => {
            const began = sessions.get(call.sessionId)?.created ?? 0;
            // A session that was forked from another begins with copies of its messages, older than itself.
            if (call.created !== null && call.created < began)
                return false;
            return isBeforeKnown ? !idsBefore.has(call.messageId) : (call.created ?? 0) >= startTime;
        };
        const isWhole = rows.every((some) => some?.isWhole === true) && files.isWhole;
        return { sessions, sessionsBefore, calls: calls.filter(isOwn), isBeforeKnown, isWhole };
    };
}
const NO_SESSION = {
    parentId: undefined,
    folder: undefined,
    version: undefined,
    created: null,
    totals: NO_FIGURES,
    cost: null,
};
async function changedDatabases(databases, data) {
    const names = (await databases.changed()).map((file) => file.name.replace(/-wal$/, ''));
    return [...new Set(names)].map((name) => (0,external_node_path_.join)(data, name));
}
/** The files of a message are written once for each call; those of sessions are needed for who started whom. */
async function readStorage(storage, isMessage, isSession) {
    const { files, isAll } = newestFiles(await storage.changed(), opencode_files_MOST_FILES);
    const [sessions, calls] = [[], []];
    for (const file of files) {
        const document = asObject(await readDocument(file.path)) ?? {};
        const session = isSession(file.name) ? readSessionFile(document) : undefined;
        if (session !== undefined)
            sessions.push(session);
        const call = isMessage(file.name)
            ? opencode_records_readMessage(opencode_files_idOf(file.name), file.name.split('/')[1] ?? '', document)
            : undefined;
        if (call !== undefined)
            calls.push(call);
    }
    return { sessions, calls, isWhole: isAll };
}
function byId(sessions) {
    return new Map(sessions.map((session) => [session.id, session]));
}
function opencode_files_idOf(name) {
    return name.slice(name.lastIndexOf('/') + 1, -'.json'.length);
}

;// CONCATENATED MODULE: ./build/usage/agents/opencode.js








/**
 * opencode. It has no final record, so its calls are added up:
 *
 * 1. the messages on disk (a database since 1.2, files before), which name the model, and alone have the calls of
 *    subagents, whose sessions name the one that started them;
 * 2. the printed `step_finish` of messages the disk does not tell;
 * 3. what the totals of a session have grown by, where neither tells of its calls.
 *
 * The calls that give a session its title, and in 1.0 sum it up, are recorded nowhere, so that no run is known in full.
 */
const opencode = {
    name: 'opencode',
    recognises: (words) => namesOneOf(words, ['opencode', 'opencode-ai']),
    wants: { types: ['step_start', 'step_finish', 'error'] },
    begin: async (place) => opencode_followRun(await watchOpencode(place), place.cwd),
};
const MOST_STEPS = 100_000;
const opencode_MOST_SESSIONS = 1000;
const DEEPEST = 100;
const NO_TITLES = 'its calls that make titles are recorded nowhere';
const opencode_CUT_OFF = `${NO_TITLES}, nor is one that was cut off`;
function opencode_followRun(readDisk, cwd) {
    const printed = new Set();
    const steps = new Map();
    let verdict = null;
    return {
        record: (record) => {
            const sessionId = asText(record.sessionID);
            const part = asObject(record.part);
            // Others print errors too, but not with such an id.
            if (sessionId?.startsWith('ses_') !== true)
                return;
            if (record.type === 'error')
                verdict = { kind: 'failed', text: digText(record, 'error', 'name') ?? null };
            else if (part === undefined)
                return;
            if (printed.size < opencode_MOST_SESSIONS)
                printed.add(sessionId);
            const step = record.type === 'step_finish' && part !== undefined ? readStep(part) : undefined;
            if (step === undefined)
                return;
            if (steps.size < MOST_STEPS)
                steps.set(asText(dig(part, 'id')) ?? `${steps.size}`, step);
            verdict = step.finish === 'stop' ? { kind: 'completed', text: step.finish } : null;
        },
        line: () => { },
        finish: async (end) => {
            const disk = await readDisk(end.startTime);
            const { roots, doubt } = await chooseRoots(disk, printed, cwd, end);
            if (roots.size === 0 && !end.isExpected)
                return null;
            const calls = joinCalls(disk, [...steps.values()], roots);
            const grown = growth(disk, roots, calls);
            const findings = { ...opencode_toFindings(calls, grown, roots), verdict: verdict ?? lastWord(calls, roots) };
            const version = [...roots].map((id) => disk.sessions.get(id)?.version).find((one) => one !== undefined);
            const metadata = version === undefined ? {} : { metadata: { agent_version: version } };
            return withDoubt({ ...findings, config: { ...findings.config, ...metadata } }, doubt);
        },
    };
}
/** The main sessions of this run: those that were printed, and those that were not. */
async function chooseRoots(disk, printed, cwd, end) {
    const touched = [...new Set(disk.calls.map((call) => opencode_rootOf(call.sessionId, disk)))];
    const others = touched.filter((id) => !printed.has(id));
    const described = others.map(async (id) => {
        return { id, isNew: !disk.sessionsBefore.has(id), isHere: await isInFolder(disk.sessions.get(id)?.folder, cwd) };
    });
    const { sessions, doubt } = chooseSessions(await Promise.all(described), end, printed.size);
    return { roots: new Set([...printed, ...sessions.map((session) => session.id)]), doubt };
}
/** The session that a subagent's session was started from, in the end. */
function opencode_rootOf(sessionId, { sessions }) {
    let id = sessionId;
    for (let depth = 0; depth < DEEPEST; depth++) {
        const parentId = sessions.get(id)?.parentId;
        if (parentId === undefined)
            return id;
        id = parentId;
    }
    return id;
}
/** The calls of these sessions and their subagents, each once. */
function joinCalls(disk, steps, roots) {
    const byMessage = new Map();
    for (const step of steps) {
        const other = byMessage.get(step.messageId);
        if (other === undefined)
            byMessage.set(step.messageId, step);
        else {
            const figures = addFigures(other.figures, step.figures);
            byMessage.set(step.messageId, { ...step, figures, cost: sumCounts([other.cost, step.cost]) });
        }
    }
    const starts = new Map([...roots].map((root) => [root, startOf(root, disk, byMessage)]));
    for (const call of disk.calls) {
        const root = opencode_rootOf(call.sessionId, disk);
        const began = root === call.sessionId ? call.created : (disk.sessions.get(call.sessionId)?.created ?? null);
        if (!roots.has(root) || (began ?? Number.POSITIVE_INFINITY) < (starts.get(root) ?? 0))
            continue;
        const step = byMessage.get(call.messageId);
        // A message that was killed between its step and its end is told in full by the step.
        const isStep = step !== undefined && opencode_records_totalOf(step.figures) > opencode_records_totalOf(call.figures);
        byMessage.set(call.messageId, isStep ? { ...call, figures: step.figures, cost: step.cost } : call);
    }
    return [...byMessage.values()];
}
/**
 * When a session's first answer to the prompt of this run began, where a printed step shows which prompt that was. What
 * is older belongs to earlier runs, also where their session was not yet there when this one began (a restored cache).
 */
function startOf(root, disk, steps) {
    const own = disk.calls.filter((call) => call.sessionId === root && call.created !== null);
    const prompts = new Set(own.flatMap((call) => (steps.has(call.messageId) ? [call.promptId] : [])));
    const answers = own.flatMap((call) => (prompts.has(call.promptId) ? [call.created ?? 0] : []));
    return answers.length === 0 ? undefined : answers.reduce((a, b) => Math.min(a, b));
}
/** What the sessions have used of which no call is told. */
function growth(disk, roots, calls) {
    if (!disk.isBeforeKnown)
        return [];
    const told = new Set(calls.map((call) => call.sessionId));
    return [...disk.sessions.values()].flatMap((session) => {
        if (told.has(session.id) || !roots.has(opencode_rootOf(session.id, disk)))
            return [];
        const before = disk.sessionsBefore.get(session.id);
        const figures = before === undefined ? session.totals : subtractFigures(session.totals, before.totals);
        if (opencode_records_totalOf(figures) === 0)
            return [];
        const cost = subtractCounts(session.cost, before?.cost ?? null);
        return [{ ...figures, model: '', turns: null, cost: cost === 0 ? null : cost }];
    });
}
function opencode_toFindings(calls, grown, roots) {
    const used = calls.filter((call) => opencode_records_totalOf(call.figures) !== 0);
    const shares = used.map((call) => {
        // It states 0 for a model that is not in its list of prices.
        const cost = call.cost === 0 ? null : call.cost;
        return { ...call.figures, model: call.model ?? '', turns: roots.has(call.sessionId) ? 1 : 0, cost };
    });
    const all = [...shares, ...grown];
    const figures = sumFigures(all);
    const models = addShares(all).filter((share) => share.model !== '');
    const isKnown = hasFigures(figures);
    const isPriced = isKnown && all.every((share) => share.cost !== null);
    const isCut = calls.some((call) => !call.isComplete);
    const model = models[0]?.model;
    return {
        figures,
        turns: isKnown ? sumCounts(shares.map((share) => share.turns)) : null,
        models,
        sessionId: [...roots].at(-1) ?? null,
        cost: isPriced ? sumCounts(all.map((share) => share.cost)) : null,
        source: 'messages',
        state: isKnown ? 'partial' : 'unknown',
        reason: isKnown ? (isCut ? opencode_CUT_OFF : NO_TITLES) : 'it left no record of its tokens',
        verdict: null,
        config: model === undefined ? {} : { model },
    };
}
/** How the last message of the main conversation ended. */
function lastWord(calls, roots) {
    const own = calls.filter((call) => roots.has(call.sessionId));
    const last = own.toSorted((a, b) => (a.created ?? 0) - (b.created ?? 0)).at(-1);
    if (last?.error !== undefined)
        return { kind: last.error === 'MessageAbortedError' ? 'aborted' : 'failed', text: last.error };
    return last?.isComplete === true && last.finish === 'stop' ? { kind: 'completed', text: last.finish } : null;
}

;// CONCATENATED MODULE: ./build/usage/agents/qwen-tokens.js



/**
 * The prompt includes what came from cache, also under the names that Claude Code gives to the uncached part alone. The
 * candidates include the thoughts, unless the total says that they stand beside them, as Gemini's API has it.
 */
function qwen_tokens_toFigures(counts) {
    const [prompt, candidates, total] = [readCount(counts.prompt), readCount(counts.candidates), readCount(counts.total)];
    const [cacheRead, reasoning] = [readCount(counts.cached), readCount(counts.thoughts)];
    const sum = addCounts(prompt, candidates, reasoning);
    const isApart = reasoning !== null && reasoning > 0 && total !== null && total === sum;
    return {
        input: subtractCounts(prompt, cacheRead),
        cacheRead,
        // Its records have no such class: what was written to a cache is in the prompt like all the rest.
        cacheWrite: prompt === null ? null : 0,
        output: isApart ? addCounts(candidates, reasoning) : candidates,
        reasoning,
    };
}
/** `usage` of a printed `result` or `assistant` record. It does not tell the thoughts. */
function readPrintedUsage(usage) {
    return qwen_tokens_toFigures({
        prompt: usage.input_tokens,
        candidates: usage.output_tokens,
        cached: usage.cache_read_input_tokens,
        thoughts: undefined,
        total: usage.total_tokens,
    });
}
/** `stats` of the `result` that `-o json` prints. */
function readStats(stats) {
    return sumByModel(digObject(stats, 'models'), (entry) => {
        const { prompt, candidates, cached, thoughts, total } = digObject(entry, 'tokens') ?? {};
        return qwen_tokens_toFigures({ prompt, candidates, cached, thoughts, total });
    });
}
/** `models` of a line of `usage_record.jsonl`. */
function readUsageLine(models) {
    return sumByModel(models, (entry) => qwen_tokens_toFigures({
        prompt: entry.inputTokens,
        candidates: entry.outputTokens,
        cached: entry.cachedTokens,
        thoughts: entry.thoughtsTokens,
        total: entry.totalTokens,
    }));
}
/** `usageMetadata` of an `assistant` line of a chat. */
function readUsageMetadata(usage) {
    return qwen_tokens_toFigures({
        prompt: usage.promptTokenCount,
        candidates: usage.candidatesTokenCount,
        cached: usage.cachedContentTokenCount,
        thoughts: usage.thoughtsTokenCount,
        total: usage.totalTokenCount,
    });
}
/** The `uiEvent` of an `api_response` in a chat. */
function readApiResponse(event) {
    return qwen_tokens_toFigures({
        prompt: event.input_token_count,
        candidates: event.output_token_count,
        cached: event.cached_content_token_count,
        thoughts: event.thoughts_token_count,
        total: event.total_token_count,
    });
}
/** Everything that went in and out; null where neither is known. */
function qwen_tokens_totalOf({ input, cacheRead, cacheWrite, output }) {
    return addCounts(input, cacheRead, cacheWrite, output);
}
/** What the totals of a session have grown by. */
function subtractTotals(now, before) {
    if (before === undefined)
        return now;
    const models = now.models.map((share) => {
        const old = before.models.find((other) => other.model === share.model);
        return old === undefined ? share : { ...share, ...subtractFigures(share, old) };
    });
    return {
        figures: subtractFigures(now.figures, before.figures),
        models: models.filter((share) => qwen_tokens_totalOf(share) !== 0),
    };
}
function toTotals(shares) {
    return { figures: sumFigures(shares), models: addShares(shares) };
}
function sumByModel(models, read) {
    return toTotals(Object.entries(models ?? {}).map(([model, entry]) => ({
        ...read(asObject(entry) ?? {}),
        model,
        turns: null,
        cost: null,
    })));
}

;// CONCATENATED MODULE: ./build/usage/agents/qwen-files.js







const USAGE_FILE = 'usage_record.jsonl';
/**
 * Watches `usage_record.jsonl`, whose lines hold the totals of a session since it began, one for each run that ended by
 * itself, and the chats, which hold each call twice: as what the assistant said, and as telemetry. Old versions have the
 * chats alone.
 */
async function watchQwenFiles({ env, home, cwd, before }) {
    const named = env.QWEN_RUNTIME_DIR || env.QWEN_HOME;
    const root = named || (0,external_node_path_.join)(home, '.qwen');
    const matches = (path) => path === USAGE_FILE || /^(?:projects|tmp)\/[^/]+\/chats\/[^/]+\.jsonl$/.test(path);
    const files = await watchFiles({ root, within: named || home, depth: 3, matches, before });
    return async () => {
        const changed = await files.changed();
        const usageFile = changed.find((file) => file.name === USAGE_FILE);
        const lines = usageFile === undefined ? NO_LINES : await readUsageFile(usageFile);
        const chats = [];
        const { files: chatFiles } = newestFiles(changed.filter((file) => file !== usageFile));
        for (const file of chatFiles)
            chats.push(await readChat(file));
        const withoutChat = [...lines.after.values()].filter((line) => !chats.some((chat) => chat.id === line.id));
        const noChat = { before: undefined, calls: undefined, turns: null };
        const all = [
            ...chats,
            ...withoutChat.map(({ id, project }) => ({ ...noChat, id, cwd: project, isNew: !lines.before.has(id) })),
        ];
        return Promise.all(all.map(async (session) => ({
            ...session,
            total: lines.after.get(session.id)?.totals,
            before: greater(lines.before.get(session.id)?.totals, session.before),
            isBeforeWhole: session.before === undefined || lines.before.has(session.id),
            isHere: await isInFolder(session.cwd, cwd),
        })));
    };
}
const NO_LINES = { before: new Map(), after: new Map() };
/** The last line of each session counts: it has the ones before in it. */
async function readUsageFile(file) {
    const { before, after } = await readGrowth(file, () => true, pickUsageLine);
    const byId = (lines) => new Map(lines.map((line) => [line.id, line]));
    return { before: byId(before), after: byId(after) };
}
function pickUsageLine(record) {
    const [id, models] = [asText(record.sessionId), asObject(record.models)];
    if (id === undefined || models === undefined)
        return undefined;
    return { id, project: asText(record.project), totals: readUsageLine(models) };
}
async function readChat(file) {
    const { before, after } = await readGrowth(file, () => true, pickChatLine);
    const all = [...before, ...after];
    const nameId = file.name.slice(file.name.lastIndexOf('/') + 1, -'.jsonl'.length);
    return {
        id: all.find((line) => line.id !== undefined)?.id ?? nameId,
        cwd: all.find((line) => line.cwd !== undefined)?.cwd,
        before: sumLines(before),
        calls: sumLines(after),
        turns: after.filter((line) => line.kind === 'assistant').length,
        isNew: file.isNew,
    };
}
function pickChatLine(record) {
    const [event, usage] = [digObject(record, 'systemPayload', 'uiEvent'), asObject(record.usageMetadata)];
    const base = { id: asText(record.sessionId), cwd: asText(record.cwd) };
    const toShare = (figures, model) => {
        return { ...figures, model: asText(model) ?? '', turns: null, cost: null };
    };
    if (record.type === 'assistant' && usage !== undefined) {
        return { ...base, kind: 'assistant', share: toShare(readUsageMetadata(usage), record.model) };
    }
    if (event !== undefined && asText(event['event.name'])?.endsWith('.api_response') === true) {
        return { ...base, kind: 'response', share: toShare(readApiResponse(event), event.model) };
    }
    return { ...base, kind: 'other', share: undefined };
}
/** Telemetry tells the calls of subagents too, where it is written. */
function sumLines(lines) {
    const sum = (kind) => {
        const shares = lines.flatMap((line) => (line.kind === kind && line.share !== undefined ? [line.share] : []));
        return shares.length === 0 ? undefined : toTotals(shares);
    };
    return greater(sum('response'), sum('assistant'));
}
function greater(a, b) {
    if (a === undefined || b === undefined)
        return a ?? b;
    return (qwen_tokens_totalOf(b.figures) ?? 0) > (qwen_tokens_totalOf(a.figures) ?? 0) ? b : a;
}

;// CONCATENATED MODULE: ./build/usage/agents/qwen-code.js







/**
 * Qwen Code. Best first:
 *
 * 1. the session's totals: the last line of `usage_record.jsonl` that this run wrote, or the last printed `result`,
 *    whichever tells more (a call in the background may end after the `result`);
 * 2. the chat: the finished calls of a run that was killed, or of text mode in versions that write no usage record;
 * 3. the printed `assistant` records.
 *
 * The totals are those of the session since it began, so what it had used before a resumed run is taken off.
 */
const qwenCode = {
    name: 'qwen-code',
    recognises: (words) => namesOneOf(words, ['qwen', '@qwen-code/qwen-code']),
    wants: { types: ['system/init', 'result'] },
    begin: async (place) => qwen_code_followRun(await watchQwenFiles(place), place.words),
};
const qwen_code_MOST_SESSIONS = 1000;
const MOST_TOOLS = 200;
const qwen_code_LIMIT_EXIT_CODE = 53;
const qwen_code_RESUMING = ['-c', '-r', '--continue', '--resume'];
const NOT_PRINTED = { isOwn: false, result: undefined, turns: null };
function qwen_code_followRun(readSessions, words) {
    const printed = new Map();
    let config = {};
    let verdict = null;
    const update = (id, change) => {
        const old = printed.get(id) ?? NOT_PRINTED;
        if (printed.has(id) || printed.size < qwen_code_MOST_SESSIONS)
            printed.set(id, { ...old, ...change });
    };
    return {
        record: (record) => {
            const id = asText(record.session_id);
            if (id === undefined || isClaude(record))
                return;
            const usage = asObject(record.usage);
            if (record.type === 'system' && record.subtype === 'init') {
                update(id, { isOwn: 'qwen_code_version' in record });
                config = readConfig(record);
            }
            else if (record.type === 'result' && usage !== undefined) {
                const figures = readPrintedUsage(usage);
                const stats = asObject(record.stats);
                const finer = stats === undefined ? undefined : readStats(stats);
                const total = { figures, models: [] };
                const result = finer !== undefined && qwen_tokens_totalOf(finer.figures) === qwen_tokens_totalOf(figures) ? finer : total;
                // It counts a call that failed.
                update(id, { result, turns: record.is_error === true ? null : readCount(record.num_turns) });
                verdict = qwen_code_toVerdict(record);
            }
        },
        line: () => { },
        finish: async (end) => {
            const { runs, doubt } = qwen_code_matchRuns(printed, await readSessions(), end);
            const untold = runs.filter((run) => run.session === undefined && run.printed.result === undefined);
            const calls = await qwen_code_readPrintedCalls(new Set(untold.map((run) => run.id)), end);
            if (runs.length === 0 && !end.isExpected)
                return null;
            const isResumed = words.some((word) => qwen_code_RESUMING.includes(word.replace(/=.*/s, '')));
            const findings = qwen_code_toFindings({ runs, calls, config, isResumed });
            // In text mode, and always at the limit of turns, it prints no record of how it ended.
            const isLimit = verdict === null && end.exitCode === qwen_code_LIMIT_EXIT_CODE;
            return withDoubt({ ...findings, verdict: isLimit ? { kind: 'turn_limit', text: null } : verdict, config }, doubt);
        },
    };
}
/** Claude Code's records have these shapes and names as well, and other meanings. */
function isClaude(record) {
    return 'total_cost_usd' in record || 'modelUsage' in record || 'claude_code_version' in record;
}
function qwen_code_matchRuns(printed, sessions, end) {
    const sessionsById = new Map(sessions.map((session) => [session.id, session]));
    const named = [...printed].filter(([id, { isOwn }]) => isOwn || end.isExpected || sessionsById.has(id));
    const ids = new Set(named.map(([id]) => id));
    const others = sessions.filter((session) => !ids.has(session.id));
    const { sessions: silent, doubt } = chooseSessions(others, end, named.length);
    const runs = [
        ...named.map(([id, run]) => ({ id, printed: run, session: sessionsById.get(id) })),
        ...silent.map((session) => ({ id: session.id, printed: NOT_PRINTED, session })),
    ];
    return { runs, doubt };
}
/** What runs printed of their calls, where nothing better is known of them. */
async function qwen_code_readPrintedCalls(ids, end) {
    const calls = new Map();
    if (ids.size === 0)
        return calls;
    const wants = (line) => line.includes('"type":"assistant"');
    await end.readLog(wants, (record) => {
        const [id, usage] = [asText(record.session_id), asObject(dig(record, 'message', 'usage'))];
        if (id === undefined || usage === undefined || !ids.has(id))
            return;
        const figures = readPrintedUsage(usage);
        // One message is two records, of which the one with its text tells 0 and 0.
        if (qwen_tokens_totalOf(figures) === 0)
            return;
        const old = calls.get(id) ?? { figures: NO_FIGURES, turns: 0 };
        const isMain = (record.parent_tool_use_id ?? null) === null;
        calls.set(id, { figures: addFigures(old.figures, figures), turns: old.turns + (isMain ? 1 : 0) });
    });
    return calls;
}
function qwen_code_toFindings(given) {
    const { runs, calls, config, isResumed } = given;
    const told = runs.map(({ id, printed, session }) => {
        const total = greater(session?.total, printed.result);
        const own = calls.get(id);
        const turns = printed.turns ?? session?.turns ?? own?.turns ?? null;
        if (total !== undefined) {
            const run = subtractTotals(total, session?.before);
            // Calls that the chat tells in full are finer than a `result` of stream-json, which leaves out the thoughts.
            const isSame = session?.calls !== undefined && qwen_tokens_totalOf(session.calls.figures) === qwen_tokens_totalOf(run.figures);
            const isFiner = isSame && run.figures.reasoning === null;
            const source = total === session?.total ? 'usage_record' : 'result.usage';
            const isKnown = session === undefined ? !isResumed : session.isBeforeWhole || isSame;
            return { ...(isFiner ? session.calls : run), turns, source, reason: isKnown ? null : NOT_KNOWN_BEFORE };
        }
        const reason = qwen_code_NO_FINAL_RECORD;
        if (session?.calls !== undefined)
            return { ...session.calls, turns, source: 'chats', reason };
        return { figures: own?.figures ?? NO_FIGURES, models: [], turns, source: 'assistant.usage', reason };
    });
    const figures = sumFigures(told.map((run) => run.figures));
    const models = addShares(told.flatMap((run) => run.models)).filter((share) => share.model !== '');
    const reason = told.find((run) => run.reason !== null)?.reason ?? null;
    const isKnown = hasFigures(figures);
    return {
        figures,
        turns: sumCounts(told.map((run) => run.turns)),
        models: models.length === 0 && config.model ? [{ ...figures, model: config.model, turns: null, cost: null }] : models,
        sessionId: runs.at(-1)?.id ?? null,
        cost: null,
        source: told[0]?.source ?? 'usage_record',
        state: !isKnown ? 'unknown' : reason === null ? 'measured' : 'partial',
        reason: isKnown ? reason : 'it left no record of its tokens',
        verdict: null,
        config,
    };
}
const NOT_KNOWN_BEFORE = 'what its session had used before is not known in full';
const qwen_code_NO_FINAL_RECORD = 'it left no final record, so calls of helper models and one that was cut off are not known';
function readConfig(init) {
    const tools = asArray(init.tools).filter((tool) => typeof tool === 'string');
    const model = asText(init.model);
    const [version, mode] = [asText(init.qwen_code_version), asText(init.permission_mode)];
    return {
        metadata: {
            ...(version === undefined ? {} : { agent_version: version }),
            ...(mode === undefined ? {} : { permission_mode: mode }),
        },
        ...(model === undefined ? {} : { model }),
        ...(tools.length === 0 ? {} : { tools: tools.slice(0, MOST_TOOLS) }),
    };
}
function qwen_code_toVerdict(result) {
    const text = asText(result.subtype) ?? null;
    if (result.is_error !== true && text === 'success')
        return { kind: 'completed', text };
    return { kind: text === 'error_max_turns' ? 'turn_limit' : 'failed', text };
}

;// CONCATENATED MODULE: ./build/usage/agents.js








/** Every agent whose records can be read: one file below `agents/`, and one row here. */
const AGENTS = [
    claudeCode,
    codex,
    geminiCli,
    qwenCode,
    opencode,
    copilotCli,
    cline,
    continueCli,
];

;// CONCATENATED MODULE: ./build/usage/price.js
const LIST = '@pydantic/genai-prices 0.1.8';
/**
 * What these shares would cost at list prices, in USD; null when the list lacks one of the models, or a count is not
 * known. Some prices depend on the length of a call, so its calls are taken to have been of equal length.
 */
async function estimateCost(shares, at) {
    if (shares.length === 0)
        return null;
    // Half a megabyte, and needed only when an agent states no cost.
    const { calcPrice } = await __webpack_require__.e(/* import() */ 2294).then(__webpack_require__.bind(__webpack_require__, 82294));
    let cost = 0;
    for (const { model, input, cacheRead, cacheWrite, hourWrite, output, turns } of shares) {
        const counts = [input, cacheRead ?? 0, cacheWrite ?? 0, hourWrite ?? 0, output];
        if (counts.some((count) => count === null || !Number.isSafeInteger(count)))
            return null;
        const calls = turns === null || !(turns > 0) ? 1 : turns;
        const [prompt, read, write] = [
            (input ?? 0) + (cacheRead ?? 0) + (cacheWrite ?? 0),
            cacheRead ?? 0,
            cacheWrite ?? 0,
        ];
        const price = priceOf(() => calcPrice({
            input_tokens: prompt / calls,
            cache_read_tokens: read / calls,
            cache_write_tokens: write / calls,
            cache_write_1h_tokens: Math.min(hourWrite ?? 0, write) / calls,
            output_tokens: (output ?? 0) / calls,
        }, baseName(model), { timestamp: at }));
        if (price === null)
            return null;
        cost += price * calls;
    }
    return { cost: Number(cost.toFixed(10)), list: LIST };
}
/** The list throws on a usage it cannot take apart. */
function priceOf(reckon) {
    try {
        const price = reckon()?.total_price ?? null;
        return price !== null && Number.isFinite(price) ? price : null;
    }
    catch {
        return null;
    }
}
/** A model's name without the provider in front: `anthropic/claude-sonnet-4-5`, `models/gemini-2.5-pro`. */
function baseName(model) {
    return model.slice(model.lastIndexOf('/') + 1);
}

;// CONCATENATED MODULE: ./build/usage/estimate-told.js

/**
 * What a script told of its usage, with a cost by list prices where it states none and its models' shares are known. A
 * stated cost stays, be it one of all records together.
 */
async function estimateTold(usage, at) {
    const shares = usage.by_model ?? [];
    if (usage.cost !== null || shares.length === 0)
        return usage;
    const estimate = await estimateCost(shares.map((share) => ({
        model: share.model,
        input: share.input_tokens,
        cacheRead: share.cache_read_tokens,
        cacheWrite: share.cache_write_tokens,
        output: share.output_tokens,
        reasoning: share.reasoning_tokens,
        // Of several models nobody tells which was asked how often.
        turns: shares.length === 1 ? usage.turns : null,
        cost: null,
    })), at);
    return estimate === null ? usage : { ...usage, cost: estimate.cost, cost_estimated: true, price_list: estimate.list };
}

;// CONCATENATED MODULE: ./build/usage/names.js
const LONGEST_NAME = 200;
/** A name in one line of bounded length, without control characters; null when nothing is left. */
function toName(value) {
    if (typeof value !== 'string')
        return null;
    const line = value
        .slice(0, LONGEST_NAME)
        .replace(/\p{C}+/gu, ' ')
        .trim();
    return line === '' ? null : line;
}

;// CONCATENATED MODULE: ./build/usage/usage-records.js


const KEYS = [
    ...[
        'input_tokens',
        'cache_read_tokens',
        'cache_write_tokens',
        'output_tokens',
        'reasoning_tokens',
        'turns',
    ],
    ...['prompt_tokens', 'completion_tokens', 'total_tokens', 'cost', 'model', 'models', 'session_id'],
];
/** Dearer than this is a mistake, not a price. */
const usage_records_HIGHEST_COST = 1e9;
const MOST_MODELS = 20;
function pickUsage(value) {
    return new Map(KEYS.map((key) => [key, Object.getOwnPropertyDescriptor(value, key)?.value]));
}
/**
 * Adds records up to one usage and computes its totals. Where one of them tells only a prompt and not what it consists
 * of, the finer sums would lack it and are null. Of contradicting figures the finer ones count.
 */
function addUsageRecords(records, { source, isComplete }) {
    const figures = records.map(readFigures);
    const add = (key) => sum(figures.map((one) => one[key]));
    const isSplit = figures.every((one) => one.prompt === null || one.input !== null);
    const [prompt, completion, cost, turns] = [add('prompt'), add('completion'), add('cost'), add('turns')];
    // One record may tell the prompt and the next the completion; only a total that stands alone is not in either.
    const loneTotal = sum(figures.map((one) => ((one.prompt ?? one.completion) === null ? one.total : null)));
    const isTotalKnown = loneTotal !== null || (prompt !== null && completion !== null);
    const reasoning = add('reasoning');
    const reasoningFits = (reasoning ?? 0) <= (completion ?? Number.POSITIVE_INFINITY);
    const usage = {
        prompt_tokens: prompt,
        completion_tokens: completion,
        total_tokens: isTotalKnown ? sum([prompt, completion, loneTotal]) : null,
        // Sums of fractions of a cent gather rounding errors far behind the point.
        cost: cost === null ? null : Number(cost.toFixed(10)),
        input_tokens: isSplit ? add('input') : null,
        cache_read_tokens: isSplit ? add('cacheRead') : null,
        cache_write_tokens: isSplit ? add('cacheWrite') : null,
        output_tokens: completion,
        reasoning_tokens: reasoningFits ? reasoning : null,
        turns,
        models: readModels(records),
        session_id: records.map((record) => toName(record.get('session_id'))).findLast((id) => id !== null) ?? null,
        source,
        state: 'measured',
    };
    const shares = shareOut(records, figures, usage);
    const numbers = Object.values(usage).filter((value) => typeof value === 'number');
    if (numbers.length === 0 || numbers.some((value) => value > Number.MAX_SAFE_INTEGER))
        return documents/* UNKNOWN_USAGE */.r;
    const isMeasured = isComplete &&
        isTotalKnown &&
        (loneTotal === null || (prompt ?? completion) === null) &&
        reasoningFits &&
        figures.every((one) => one.isSound);
    const whole = shares.length === 0 ? usage : { ...usage, by_model: shares };
    return isMeasured ? whole : { ...whole, state: 'partial' };
}
/** Each model's share, where the records tell: one model has it all, of several each its own records'. Else none. */
function shareOut(records, figures, { models, ...all }) {
    const [only] = models;
    if (models.length === 1 && only !== undefined)
        return all.input_tokens === null || all.output_tokens === null ? [] : [{ model: only, ...classesOf(all) }];
    const shares = new Map();
    for (const [index, record] of records.entries()) {
        const one = figures[index];
        if (one === undefined || (one.prompt ?? one.completion ?? one.total) === null)
            continue;
        const [model, ...others] = readModels([record]);
        if (model === undefined || others.length > 0 || one.input === null || one.completion === null)
            return [];
        const share = shares.get(model);
        shares.set(model, {
            model,
            input_tokens: sum([one.input, share?.input_tokens ?? null]),
            cache_read_tokens: sum([one.cacheRead, share?.cache_read_tokens ?? null]),
            cache_write_tokens: sum([one.cacheWrite, share?.cache_write_tokens ?? null]),
            output_tokens: sum([one.completion, share?.output_tokens ?? null]),
            reasoning_tokens: sum([one.reasoning, share?.reasoning_tokens ?? null]),
            cost: sum([one.cost, share?.cost ?? null]),
        });
    }
    return [...shares.values()];
}
function classesOf(usage) {
    const { input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost } = usage;
    return { input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost };
}
function readFigures(record) {
    let isSound = true;
    const read = (key, highest = Number.MAX_SAFE_INTEGER) => {
        const value = record.get(key) ?? null;
        if (value === null)
            return null;
        // A string is no number, and a part of a token is none; JSON can also say 1e400, which is infinite.
        const isFigure = typeof value === 'number' && value >= 0 && value <= highest;
        if (isFigure && (key === 'cost' || Number.isInteger(value)))
            return value;
        isSound = false;
        return null;
    };
    const [input, cacheRead, cacheWrite] = [read('input_tokens'), read('cache_read_tokens'), read('cache_write_tokens')];
    const given = { prompt: read('prompt_tokens'), completion: read('completion_tokens'), total: read('total_tokens') };
    const [output, reasoning, turns, cost] = [
        read('output_tokens'),
        read('reasoning_tokens'),
        read('turns'),
        read('cost', usage_records_HIGHEST_COST),
    ];
    const knownPrompt = input === null ? given.prompt : sum([input, cacheRead, cacheWrite]);
    const knownCompletion = output ?? given.completion;
    // Of the three, two give the third.
    const prompt = knownPrompt ?? subtract(given.total, knownCompletion);
    const completion = knownCompletion ?? subtract(given.total, knownPrompt);
    const total = prompt !== null && completion !== null ? prompt + completion : given.total;
    const agrees = (a, b) => a === null || a === b;
    return {
        ...{ input, cacheRead, cacheWrite, prompt, completion, total, reasoning, turns, cost },
        isSound: isSound &&
            agrees(given.prompt, prompt) &&
            agrees(given.completion, completion) &&
            agrees(given.total, total) &&
            !(total !== null && (prompt === null) !== (completion === null)),
    };
}
/** What is left of a total; null when either is unknown or nothing can be left. */
function subtract(total, part) {
    return total === null || part === null || part > total ? null : total - part;
}
/** The sum of what is known, null when nothing is. */
function sum(terms) {
    return terms.reduce((a, b) => (a === null ? b : a + (b ?? 0)), null);
}
function readModels(records) {
    const names = new Set();
    for (const record of records) {
        const models = record.get('models');
        for (const value of [record.get('model'), ...(Array.isArray(models) ? models : [models])]) {
            const name = toName(value);
            if (name !== null && names.size < MOST_MODELS)
                names.add(name);
        }
    }
    return [...names];
}

;// CONCATENATED MODULE: ./build/usage/usage-file.js




const SOURCE = 'LAFORGE_USAGE_FILE';
const MAX_BYTES = 10 * 1024 * 1024;
const MAX_LINES = 100_000;
/**
 * Reads what the agent, or a script around it, wrote to the file LAFORGE_USAGE_FILE names: one JSON object, or one a line,
 * which are added up. All keys are optional, unknown ones are left alone:
 *
 * - `input_tokens`, `cache_read_tokens`, `cache_write_tokens`, `output_tokens`: disjoint; `reasoning_tokens`: a part of
 *   the output; `turns`: how often the model was asked. Whole numbers from 0.
 * - `prompt_tokens`, `completion_tokens`, `total_tokens` where the finer ones are not known.
 * - `cost`: USD. `model` or `models`: a name, or a list of names. `session_id`: the last one counts.
 *
 * A line or figure that cannot be used, or figures that contradict each other, make the usage `partial`, as does a
 * total that cannot be known; no figure at all makes it unknown. Of contradicting figures the finer ones count. Never throws.
 */
async function usage_file_readUsageFile(path) {
    const content = await readStart(path);
    return content === undefined ? documents/* UNKNOWN_USAGE */.r : parseUsage(content.text, content.isWhole);
}
/** The usage that a text in the format above tells. `isWhole` is false when only its beginning could be read. */
function parseUsage(text, isWhole = true) {
    const single = isWhole ? parseRecord(text) : undefined;
    if (single !== undefined)
        return addUsageRecords([single], { source: SOURCE, isComplete: true });
    const lines = text.split('\n', MAX_LINES + 1);
    const records = lines.slice(0, MAX_LINES).map((line) => (line.trim() === '' ? null : parseRecord(line)));
    const isComplete = isWhole && lines.length <= MAX_LINES && !records.includes(undefined);
    const readable = records.filter((record) => record !== undefined && record !== null);
    return addUsageRecords(readable, { source: SOURCE, isComplete });
}
function parseRecord(text) {
    try {
        const value = JSON.parse(text);
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
        return isObject ? pickUsage(value) : undefined;
    }
    catch {
        return undefined;
    }
}
/** The first part of a regular file. A link is not followed, and a pipe not waited for: either could be a trap. */
async function readStart(path) {
    try {
        const file = await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK);
        try {
            const stat = await file.stat();
            if (!stat.isFile())
                return undefined;
            const buffer = Buffer.alloc(Math.min(stat.size, MAX_BYTES));
            let length = 0;
            for (let read = -1; read !== 0 && length < buffer.length; length += read) {
                read = (await file.read(buffer, length)).bytesRead;
            }
            return { text: buffer.toString('utf8', 0, length), isWhole: stat.size <= MAX_BYTES };
        }
        finally {
            await file.close();
        }
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/usage/command-words.js



const MOST_TEXT = 64 * 1024;
const MOST_SCRIPTS = 20;
const MOST_WORDS = 20_000;
const SHELLS = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh', 'fish']);
/** Programs that start the one in their arguments. */
const WRAPPERS = new Set([
    'env',
    'timeout',
    'gtimeout',
    'nice',
    'nohup',
    'time',
    'stdbuf',
    'sudo',
    'doas',
    'exec',
    'command',
    'builtin',
    'eval',
]
    .concat([
    'xargs',
    'script',
    'unbuffer',
    'setsid',
    'ionice',
    'caffeinate',
    'then',
    'do',
    'else',
    'if',
    'while',
    'until',
])
    .concat(['!', '{', 'npx', 'bunx', 'pnpx', 'uvx', 'dlx', 'exec', 'x']));
/** Options of theirs whose value is a word of its own; that of `npx -p` is a package, whose program follows. */
const WITH_VALUE = new Set(['-u', '-k', '-s', '-n', '-p', '-C', '-S', '-I', '-L', '-P', '--package', '--signal']);
const PACKAGE_MANAGERS = new Set(['npm', 'pnpm', 'yarn', 'bun']);
/** Programs that read an argument as a shell's text; what another one is given with spaces in it may be a prompt. */
const TEXT_READERS = new Set(['eval', 'script', 'watch', 'su']);
/** Words that repeat what follows them, or let it be called by another name. */
const LOOPS = new Set(['for', 'while', 'until', 'xargs', 'parallel', 'function', 'watch', 'seq']);
/** A program that goes to a folder, and options of those that are started for one. */
const MOVES = new Set(['cd', 'pushd', '-C', '--cd', '--cwd', '--dir', '--directory', '--chdir', '--worktree', '-w']);
/** Programs whose arguments set variables. */
const SETTERS = new Set(['export', 'env', 'declare', 'readonly', 'local']);
const INTERPRETERS = new Set(['node', 'bun', 'deno', 'python', 'python3']);
/**
 * Reads a command: a script's text, or a program and its arguments. Scripts of the shell, of package.json and of a
 * Makefile that it starts are looked into as well. A guess that a program is started does no harm; it only makes us
 * look for its records. Never throws.
 */
async function readCommand(command, cwd, env = {}) {
    const programs = [];
    const words = [];
    const settings = Object.create(null);
    let scripts = 0;
    let hasFunctions = false;
    const readText = async (text) => {
        hasFunctions ||= /\(\)\s*\{/.test(text);
        for (const line of splitCommands(text.slice(0, MOST_TEXT)))
            await readWords(line);
    };
    const readWords = async (line) => {
        if (words.length > MOST_WORDS)
            return;
        words.push(...line);
        await readProgram(line);
    };
    const readProgram = async (line) => {
        const isSetting = (word) => /^[A-Za-z_]\w*=/.test(word);
        const start = line.findIndex((word) => !isSetting(word));
        const [first, ...args] = start === -1 ? [] : line.slice(start);
        const set = start === -1 ? line : line.slice(0, start);
        for (const word of set)
            takeSetting(word);
        if (first === undefined)
            return;
        const name = (0,external_node_path_.basename)(first);
        if (SETTERS.has(name))
            for (const word of args.filter(isSetting))
                takeSetting(word);
        programs.push(...namesOf(first));
        if (SHELLS.has(name))
            return readShell(args);
        if (INTERPRETERS.has(name))
            return readProgram(withoutOptions(args));
        if (TEXT_READERS.has(name))
            for (const inner of args.filter((arg) => arg.includes(' ')))
                await readText(inner);
        if (WRAPPERS.has(name))
            return readProgram(withoutOptions(args));
        if (PACKAGE_MANAGERS.has(name))
            return readPackageScript(withoutOptions(args));
        if (name === 'make')
            return readScript((0,external_node_path_.join)(cwd, 'Makefile'));
        if (first.includes('/'))
            return readScript((0,external_node_path_.resolve)(cwd, first));
    };
    const takeSetting = (word) => {
        const at = word.indexOf('=');
        const value = expand(word.slice(at + 1), { ...env, ...settings });
        if (value !== undefined)
            settings[word.slice(0, at)] = value;
    };
    const readShell = async (args) => {
        const flag = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
        if (flag !== -1)
            return readText(args[flag + 1] ?? '');
        const script = args.find((arg) => !arg.startsWith('-'));
        if (script !== undefined)
            await readScript((0,external_node_path_.resolve)(cwd, script));
    };
    const readPackageScript = async ([first, ...rest]) => {
        if (first === 'exec' || first === 'dlx' || first === 'x')
            return readProgram(withoutOptions(rest));
        const name = first === 'run' || first === 'run-script' ? rest[0] : first;
        const text = await command_words_readStart((0,external_node_path_.join)(cwd, 'package.json'));
        const script = asObject(parseObject(text ?? '')?.scripts)?.[name ?? ''];
        if (typeof script === 'string' && ++scripts <= MOST_SCRIPTS)
            await readText(script);
    };
    const readScript = async (path) => {
        if (++scripts > MOST_SCRIPTS)
            return;
        const text = await command_words_readStart(path);
        // A binary, or a script of another language.
        if (text === undefined || text.includes('\0') || /^#!(?!.*sh\b)/.test(text))
            return;
        await readText(text);
    };
    if (typeof command === 'string')
        await readText(command);
    else
        await readWords(command);
    const hasLoops = hasFunctions || words.some((word) => LOOPS.has(word));
    return { programs, words, hasLoops, isMoving: words.some((word) => MOVES.has(word.replace(/=.*/s, ''))), settings };
}
/** A word with the variables in it that are known; undefined where one is not, or a command is to be run for it. */
function expand(word, env) {
    let isKnown = true;
    const value = word
        .replace(/^~(?=\/|$)/, '$HOME')
        .replace(/\$(?:\{(\w+)\}|(\w+))/g, (_all, inBraces, bare) => {
        const known = env[inBraces ?? bare ?? ''];
        isKnown &&= known !== undefined;
        return known ?? '';
    });
    return isKnown && !/[$`]/.test(value) ? value : undefined;
}
/** A program in a package's folder is that package too: `node_modules/@openai/codex/bin/codex.js`. */
function namesOf(word) {
    const [, scoped] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(word) ?? [];
    const isPackage = /^@[^/]+\/[^/]+$/.test(word);
    return [isPackage ? word : (0,external_node_path_.basename)(word), ...(scoped === undefined ? [] : [scoped])];
}
/** What a wrapper starts: behind its options, its settings of variables, and its durations. */
function withoutOptions(args) {
    const isBefore = (arg, i) => /^(-.*|\d+(\.\d+)?[smhd]?|\w+=.*)$/s.test(arg) || WITH_VALUE.has(args[i - 1] ?? '');
    const start = args.findIndex((arg, i) => !isBefore(arg, i));
    return start === -1 ? [] : args.slice(start);
}
/** The simple commands of a shell's text, as words without their quotes. What a shell would expand stays as it is. */
function splitCommands(text) {
    const commands = [[]];
    const token = /\\\n|#[^\n]*|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([;&|()\n`]+|\$\()|([<>]+&?)|(\s+)|([^\s'"\\;&|()<>`#$]+|[\s\S])/gy;
    /** Commands in double quotes. */
    const inner = [];
    let word;
    const endWord = () => {
        if (word !== undefined)
            commands.at(-1)?.push(word);
        word = undefined;
    };
    for (const match of text.matchAll(token)) {
        const [all, single, double, escaped, separator, redirect, space, plain] = match;
        // Only at the beginning of a word does a # begin a comment.
        if (all.startsWith('#') && word === undefined)
            continue;
        if (all === '\\\n')
            continue;
        if (double !== undefined)
            inner.push(...[...double.matchAll(/\$\(([^()]+)\)/g)].map(([, command = '']) => command));
        if (separator !== undefined) {
            // What a command is to be run for is not known.
            if (word !== undefined && /[$`]/.test(separator))
                word += '$';
            endWord();
            commands.push([]);
        }
        else if (space !== undefined || redirect !== undefined)
            endWord();
        else
            word = (word ?? '') + (single ?? double ?? escaped ?? plain ?? all);
    }
    endWord();
    return [...commands, ...inner.flatMap(splitCommands)].filter((words) => words.length > 0);
}
async function command_words_readStart(path) {
    try {
        const info = await (0,promises_.stat)(path);
        if (!info.isFile() || info.size > MOST_TEXT)
            return undefined;
        return await (0,promises_.readFile)(path, 'utf8');
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/usage/laforge-lines.js


const TEXT_LINE = 'TOKEN_USAGE:';
const MOST_LINES = 100_000;
const TOKEN_LINES = { types: [], prefixes: ['{"token_usage"', TEXT_LINE] };
/**
 * LaForge's own lines, which any script can print: `{"token_usage": {"prompt_tokens": 12, "completion_tokens": 3}}` and
 * `TOKEN_USAGE: prompt_tokens=12 completion_tokens=3 cost=0.01 model=…`, with the keys of the usage file. Several are
 * added up.
 */
function collectTokenLines() {
    const records = [];
    let isComplete = true;
    const take = (value) => {
        if (records.length < MOST_LINES)
            records.push(pickUsage(value));
        else
            isComplete = false;
    };
    return {
        record: (record) => {
            const usage = asObject(record.token_usage);
            if (usage !== undefined)
                take(usage);
        },
        line: (text) => {
            if (!text.startsWith(TEXT_LINE))
                return;
            const pairs = [...text.slice(TEXT_LINE.length).matchAll(/([a-z_]+)=([^\s,;]+)/g)];
            if (pairs.length > 0)
                take(Object.fromEntries(pairs.map(([, key = '', value = '']) => [key, toValue(value)])));
        },
        usage: () => addUsageRecords(records, { source: 'token usage lines', isComplete }),
    };
}
/** A number stays one, also one that cannot be used. */
function toValue(text) {
    return /^-?\d/.test(text) ? Number(text) : text;
}

;// CONCATENATED MODULE: ./build/usage/line-beginnings.js
const TYPE_FIRST = '{"type":"';
const SUBTYPE_NEXT = ',"subtype":"';
const DOCUMENTS = ['{\n', '{\r', '[\n', '[\r'];
function createBeginnings(wants, withDocuments) {
    const kinds = new Map();
    // So that an object can leave the tree where nothing else wants one.
    kinds.set(TYPE_FIRST, 'unwanted');
    for (const type of wants.flatMap((want) => want.types)) {
        const [main, subtype] = splitType(type);
        const start = `${TYPE_FIRST}${main}"`;
        if (subtype === undefined)
            kinds.set(start, 'json');
        else {
            kinds.set(`${start}${SUBTYPE_NEXT}${subtype}"`, 'json');
            for (const part of ['', ...partsOf(SUBTYPE_NEXT).slice(0, -1)]) {
                if (!kinds.has(start + part))
                    kinds.set(start + part, 'other');
            }
        }
    }
    for (const prefix of wants.flatMap((want) => want.prefixes ?? [])) {
        kinds.set(prefix, prefix.startsWith('{') ? 'json' : 'text');
    }
    kinds.set('[{', 'json');
    for (const document of withDocuments ? DOCUMENTS : [])
        kinds.set(document, 'document');
    return growTree(kinds);
}
/**
 * A table of a row for each node and a column for each byte: the node it leads to, and 0, the root, where it leads out.
 * One flat array, for it is asked several times for every line of a gigabyte.
 */
function growTree(beginnings) {
    const texts = ['', ...new Set([...beginnings.keys()].flatMap(partsOf))];
    const nodes = new Map(texts.map((text, node) => [text, node]));
    const next = new Uint16Array(texts.length << 8);
    const stops = new Uint8Array(texts.length);
    for (const [text, node] of nodes) {
        if (text !== '')
            next[((nodes.get(text.slice(0, -1)) ?? 0) << 8) | text.charCodeAt(text.length - 1)] = node;
        if (!['unwanted', 'other'].includes(beginnings.get(text) ?? 'unwanted'))
            stops[node] = 1;
    }
    const typed = nodes.get(TYPE_FIRST) ?? 0;
    const kinds = texts.map((text) => beginnings.get(text) ?? (isOpen(text) ? 'other' : 'unwanted'));
    return {
        match: (text, start) => {
            const end = text.length;
            // Most lines of an agent begin so, and need not be followed all the way.
            const isTyped = saysType(text, start);
            let node = isTyped ? typed : 0;
            for (let i = isTyped ? start + TYPE_FIRST.length : start; i < end; i++) {
                const to = next[(node << 8) | text.charCodeAt(i)] ?? 0;
                if (to === 0)
                    return kinds[node] ?? 'unwanted';
                if (stops[to] === 1)
                    return kinds[to] ?? 'unwanted';
                node = to;
            }
            return node === 0 ? 'unwanted' : 'undecided';
        },
    };
}
/** Whether `{"type":"` stands there: written out, which is several times as fast as asking for it. */
function saysType(text, at) {
    return (at + 9 <= text.length &&
        text.charCodeAt(at) === 0x7b &&
        text.charCodeAt(at + 1) === 0x22 &&
        text.charCodeAt(at + 2) === 0x74 &&
        text.charCodeAt(at + 3) === 0x79 &&
        text.charCodeAt(at + 4) === 0x70 &&
        text.charCodeAt(at + 5) === 0x65 &&
        text.charCodeAt(at + 6) === 0x22 &&
        text.charCodeAt(at + 7) === 0x3a &&
        text.charCodeAt(at + 8) === 0x22);
}
function partsOf(text) {
    return Array.from(text, (_, i) => text.slice(0, i + 1));
}
/** An object that has not said its type so far. */
function isOpen(text) {
    return text.startsWith('{"') && !text.startsWith(TYPE_FIRST);
}
/** `system/init` is a type and its subtype. */
function splitType(type) {
    const [main = '', subtype] = type.split('/');
    return subtype === undefined ? [main] : [main, subtype];
}

;// CONCATENATED MODULE: ./build/usage/line-searches.js
const line_searches_NEWLINE = 10;
/** The search of a longer text first builds tables, which costs more than it saves. */
const MOST_SEARCHED = 6;
/** Letters and signs of JSON and of English by how often they come, the most frequent first; all others are rarer. */
const FREQUENT = '\n"e ta:,oinsr{}hldcumfpgwybv0123456789k-.xjqz';
/** A few letters of the text are searched for, from the rarest one on. */
function createSearch(text) {
    const whole = Buffer.from(text);
    const rarity = (at) => {
        const rank = FREQUENT.indexOf(text[at] ?? '');
        return rank === -1 ? FREQUENT.length : rank;
    };
    const starts = Array.from({ length: Math.max(1, text.length - MOST_SEARCHED + 1) }, (_, at) => at);
    const offset = starts.reduce((best, at) => (rarity(at) > rarity(best) ? at : best), 0);
    const needle = whole.subarray(offset, offset + MOST_SEARCHED);
    let chunk = Buffer.alloc(0);
    let known = -1;
    return {
        begin: (next) => {
            chunk = next;
            known = -1;
        },
        find: (from) => {
            if (known >= from)
                return known;
            known = Number.POSITIVE_INFINITY;
            for (let at = chunk.indexOf(needle, from + offset); at !== -1; at = chunk.indexOf(needle, at + 1)) {
                const start = at - offset;
                if (chunk.compare(whole, 0, whole.length, start, Math.min(start + whole.length, chunk.length)) !== 0)
                    continue;
                known = start;
                break;
            }
            return known;
        },
    };
}
/** The newline before a line that begins with it; a text without any is the fastest to search. */
function createBracketSearch(bracket) {
    const needle = Buffer.from([line_searches_NEWLINE, bracket]);
    let chunk = Buffer.alloc(0);
    let known = -1;
    return {
        begin: (next) => {
            chunk = next;
            known = -1;
        },
        find: (from) => {
            if (known >= from)
                return known;
            const at = chunk.indexOf(bracket, from) === -1 ? -1 : chunk.indexOf(needle, from);
            known = at === -1 ? Number.POSITIVE_INFINITY : at;
            return known;
        },
    };
}
function createTextSearch(searched) {
    const needle = searched.slice(0, MOST_SEARCHED);
    let text = '';
    let known = -1;
    return {
        begin: (next) => {
            text = next;
            known = -1;
        },
        find: (from) => {
            if (known >= from)
                return known;
            const at = text.indexOf(needle, from);
            known = at === -1 ? Number.POSITIVE_INFINITY : at;
            return known;
        },
    };
}
/** Finds whether one of some texts stands in a part of a chunk, which is searched once for each, not once a line. */
function createAnySearch(texts) {
    const searches = texts.map(createSearch);
    return {
        begin: (chunk) => {
            for (const search of searches)
                search.begin(chunk);
        },
        hasOne: (from, end) => {
            for (const search of searches)
                if (search.find(from) < end)
                    return true;
            return false;
        },
    };
}

;// CONCATENATED MODULE: ./build/usage/line-judge.js


/** A type that is not the first key. */
const TYPE = ',"type":"';
const LONGEST_TYPE = 60;
/**
 * After so many lines on end that began alike and did not matter, the next ones are not searched: a log of JSON, likely. An
 * agent that streams a word a line prints some thousands between two records.
 */
const FRUITLESS = 50_000;
const SLOTS = 1024;
const [BRACE, BRACKET] = [123, 91];
/**
 * A chunk is judged as a text of its bytes: what is asked several times for every line of a gigabyte costs half as much on
 * a string as on a buffer.
 */
function createLineJudge(wants, withDocuments) {
    const beginnings = createBeginnings(wants, withDocuments);
    const marks = wants.flatMap((want) => want.marks ?? []);
    const types = toTypes(wants);
    const prefixes = wants.flatMap((want) => want.prefixes ?? []).filter((prefix) => !prefix.startsWith('{'));
    /** How lines began that did not matter, each in its own slot, and how many of them there were. */
    const openings = new Int32Array(SLOTS);
    const misses = new Uint32Array(SLOTS);
    let chunk = Buffer.alloc(0);
    let whole;
    const findMark = createAnySearch(marks);
    const starts = [
        ...[BRACE, BRACKET].map(createBracketSearch),
        ...prefixes.map((prefix) => createSearch(`\n${prefix}`)),
    ];
    const findType = createTextSearch(TYPE);
    const textOf = () => {
        if (whole !== undefined)
            return whole;
        whole = chunk.toString('latin1');
        for (const finder of [findMark, ...starts])
            finder.begin(chunk);
        findType.begin(whole);
        return whole;
    };
    /** For JSON whose first key is not its type: its type, or one of the marks, may stand further down. */
    const judgeByMarks = (text, start) => {
        const opening = openingOf(text, start);
        const slot = opening % SLOTS;
        const isKnown = openings[slot] === opening;
        if (isKnown && (misses[slot] ?? 0) > FRUITLESS)
            return 'unwanted';
        const end = text.indexOf('\n', start);
        if (end === -1)
            return 'maybe';
        const isWanted = hasType(text, types, start, end, findType) || findMark.hasOne(start, end);
        openings[slot] = opening;
        misses[slot] = isWanted ? 0 : isKnown ? (misses[slot] ?? 0) + 1 : 1;
        return isWanted ? 'json' : 'unwanted';
    };
    return {
        begin: (next) => {
            chunk = next;
            whole = undefined;
        },
        judge: (start) => {
            const text = textOf();
            const kind = beginnings.match(text, start);
            return kind === 'other' ? judgeByMarks(text, start) : kind;
        },
        next: (start) => {
            const text = textOf();
            const first = text.charCodeAt(start);
            // Lines of JSON come one after the other; lines of a text are passed over in one go.
            if (first === BRACE || first === BRACKET) {
                const at = text.indexOf('\n', start);
                return at === -1 ? text.length : at + 1;
            }
            const at = starts.reduce((least, finder) => Math.min(least, finder.find(start)), Number.POSITIVE_INFINITY);
            if (at !== Number.POSITIVE_INFINITY)
                return at + 1;
            // The beginning of one that matters may be all there is of it.
            const last = text.lastIndexOf('\n') + 1;
            return last > start ? last : text.length;
        },
        // Not a part of the chunk, which stays the one that is judged.
        matters: (line) => {
            const text = line.toString('latin1');
            const finder = createTextSearch(TYPE);
            finder.begin(text);
            return hasType(text, types, 0, text.length, finder) || marks.some((mark) => text.includes(mark));
        },
    };
}
function toTypes(wants) {
    const subtypes = new Map();
    const firsts = new Uint8Array(256);
    for (const [type, subtype] of wants.flatMap((want) => want.types).map(splitType)) {
        const others = subtypes.get(type);
        const isAny = subtype === undefined || others?.length === 0;
        subtypes.set(type, isAny ? [] : [...(others ?? []), `"subtype":"${subtype}"`]);
        firsts[type.charCodeAt(0)] = 1;
    }
    return { subtypes, firsts };
}
/** Whether one of the types stands anywhere in the line: agents do not agree on where to put it. */
function hasType(text, types, start, end, finder) {
    // A subtype may come behind a type that is the first key.
    const isTyped = text.startsWith('{"type":"', start);
    for (let at = isTyped ? start : finder.find(start); at < end; at = finder.find(at + 1)) {
        if (at !== start && !text.startsWith(TYPE, at))
            continue;
        const from = at + TYPE.length;
        if (types.firsts[text.charCodeAt(from)] !== 1)
            continue;
        const stop = text.indexOf('"', from);
        if (stop === -1 || stop - from > LONGEST_TYPE)
            continue;
        const subtypes = types.subtypes.get(text.slice(from, stop));
        if (subtypes === undefined)
            continue;
        if (subtypes.length === 0)
            return true;
        const line = text.slice(start, end);
        if (subtypes.some((subtype) => line.includes(subtype)))
            return true;
    }
    return false;
}
/** A number for the first letters of a line's first key. */
function openingOf(text, start) {
    const letter = (i) => (start + i < text.length ? text.charCodeAt(start + i) : 0);
    return ((letter(2) << 22) | (letter(3) << 15) | (letter(4) << 7) | letter(5)) & 0x3fffffff;
}

;// CONCATENATED MODULE: ./build/usage/line-scanner.js


const line_scanner_LONGEST_LINE = 8 * 1024 * 1024;
/** What is kept of an array that is longer: agents that print one tell in its last element how it ended. */
const ARRAY_TAIL = 1024 * 1024;
const MOST_TRIES = 100;
/** After so many texts that begin like a document and are none (functions in C, say) no more are read as one. */
const MOST_MISREAD = 1000;
const LONG_LINE = 300;
const LONGEST_REPEATED = 64 * 1024;
const OPENING = 32;
const MOST_OPENINGS = 16;
const [line_scanner_NEWLINE, RETURN, line_scanner_BRACKET] = [10, 13, 91];
/** A scanner for what any of `wants` asks for. Nothing that it is given makes it throw. */
function createLineScanner(wants, taker, withDocuments = true) {
    const judge = createLineJudge(wants, withDocuments);
    /** The beginning of a line, too short to be judged. */
    let held = Buffer.alloc(0);
    let atLineStart = true;
    let kept;
    const latest = new Map();
    /** Looks for lines in what began like a document and was none. */
    let lines;
    let misread = 0;
    function push(next) {
        const chunk = held.length === 0 ? next : Buffer.concat([held, next]);
        held = Buffer.alloc(0);
        judge.begin(chunk);
        let at = 0;
        while (at < chunk.length)
            at = kept === undefined ? seek(chunk, at) : keep(kept, chunk, at);
        if (chunk.length > 0)
            atLineStart = held.length > 0 || chunk[chunk.length - 1] === line_scanner_NEWLINE;
    }
    /** Goes to the next line that may matter and begins to keep it. Returns where to go on. */
    function seek(chunk, at) {
        let start = at === 0 ? (atLineStart ? 0 : nextLine(chunk, 0)) : chunk[at - 1] === line_scanner_NEWLINE ? at : nextLine(chunk, at);
        for (; start < chunk.length; start = judge.next(start)) {
            const verdict = judge.judge(start);
            if (verdict === 'unwanted' || (verdict === 'document' && misread > MOST_MISREAD))
                continue;
            if (verdict === 'undecided')
                held = chunk.subarray(start);
            else
                kept = { kind: verdict, pieces: [], length: 0 };
            return verdict === 'undecided' ? chunk.length : start;
        }
        return chunk.length;
    }
    function keep(line, chunk, at) {
        const end = line.kind === 'document' ? documentEnd(line, chunk, at) : lineEnd(chunk, at);
        if (end.at > at)
            line.pieces.push(chunk.subarray(at, end.at));
        line.length += end.at - at;
        if (end.isOpen)
            held = chunk.subarray(end.at);
        if (line.length > line_scanner_LONGEST_LINE)
            shorten(line);
        if (end.isEnd && kept !== undefined)
            finish(kept);
        return end.isEnd ? end.at : chunk.length;
    }
    function finish(line) {
        kept = undefined;
        const [first] = line.pieces;
        const bytes = line.pieces.length === 1 && first !== undefined ? first : Buffer.concat(line.pieces);
        if (line.kind === 'maybe' && !judge.matters(bytes))
            return;
        if (line.kind === 'json' && isRepeated(bytes))
            return;
        if (line.kind === 'text')
            taker.line(bytes.toString('utf8').trimEnd());
        else if (!takeJson(bytes, taker) && line.kind === 'document')
            rescan(bytes);
    }
    /** The same long line once more, uuid and all, is the same record shown twice. */
    function isRepeated(bytes) {
        if (bytes.length < LONG_LINE || bytes.length > LONGEST_REPEATED)
            return false;
        const opening = bytes.toString('latin1', 0, OPENING);
        if (latest.get(opening)?.equals(bytes) === true)
            return true;
        if (latest.size < MOST_OPENINGS || latest.has(opening))
            latest.set(opening, Buffer.from(bytes));
        return false;
    }
    /** Too long to keep: an array's last element may still be had, and what looked like a document is read as lines. */
    function shorten(line) {
        if (line.kind === 'document') {
            kept = undefined;
            rescan(Buffer.concat(line.pieces));
        }
        else if (line.pieces[0]?.[0] === line_scanner_BRACKET || line.pieces[0]?.length === 0) {
            const tail = Buffer.concat(line.pieces).subarray(-ARRAY_TAIL);
            // An empty piece in front says that the rest is a tail.
            line.pieces.splice(0, line.pieces.length, Buffer.alloc(0), Buffer.from(tail));
            line.length = tail.length;
        }
        else {
            kept = undefined;
        }
    }
    function rescan(bytes) {
        misread += 1;
        lines ??= createLineScanner(wants, taker, false);
        lines.push(bytes);
        lines.end();
    }
    return {
        push,
        end: () => {
            if (held.length > 0)
                push(Buffer.from('\n'));
            if (kept !== undefined)
                finish(kept);
            atLineStart = true;
        },
    };
}
function nextLine(chunk, at) {
    const end = chunk.indexOf(line_scanner_NEWLINE, at);
    return end === -1 ? chunk.length : end + 1;
}
function lineEnd(chunk, at) {
    const end = chunk.indexOf(line_scanner_NEWLINE, at);
    return end === -1 ? { at: chunk.length, isEnd: false } : { at: end, isEnd: true };
}
/** A document ends behind the line that is only its closing bracket. */
function documentEnd(line, chunk, at) {
    const opener = line.pieces[0]?.[0] ?? chunk[at] ?? 0;
    // In ASCII } and ] stand two behind { and [.
    const closer = opener + 2;
    const isNewLine = line.length > 0 && line.pieces.at(-1)?.at(-1) === line_scanner_NEWLINE;
    for (let start = isNewLine ? at : nextLine(chunk, at); start < chunk.length; start = nextLine(chunk, start)) {
        if (chunk[start] !== closer)
            continue;
        const next = chunk[start + 1];
        if (next === undefined)
            return { at: start, isEnd: false, isOpen: true };
        if (next === line_scanner_NEWLINE || next === RETURN)
            return { at: start + 1, isEnd: true };
    }
    return { at: chunk.length, isEnd: false };
}
/** False when the bytes are no JSON. */
function takeJson(bytes, taker) {
    try {
        const value = JSON.parse(bytes.toString('utf8'));
        for (const item of Array.isArray(value) ? value : [value]) {
            const record = asObject(item);
            if (record !== undefined)
                taker.record(record);
        }
        return true;
    }
    catch {
        const last = lastElement(bytes);
        if (last !== undefined)
            taker.record(last);
        return false;
    }
}
/** The last element of an array whose beginning is missing: the longest object of JSON that ends where the array does. */
function lastElement(bytes) {
    const text = bytes.toString('utf8').trimEnd();
    if (!text.endsWith('}]'))
        return undefined;
    let at = text.length;
    for (let tries = 0; tries < MOST_TRIES; tries++) {
        at = text.lastIndexOf(',{"', at - 1);
        if (at <= 0)
            return undefined;
        try {
            return asObject(JSON.parse(text.slice(at + 1, -1)));
        }
        catch {
            // It began within the element.
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/usage/shown-twice.js

/** Records of one run that are kept in mind: more than any prints that are told apart. */
const MOST_KEPT = 10_000;
/**
 * Tells what comes on the second stream of what came on the first, as `tee /dev/stderr` has it. What one stream shows
 * twice is two: `true` only for as many copies as the other stream has shown.
 */
function tellShownTwice() {
    const counts = new Map();
    return (shown, stream) => {
        const key = shown_twice_keyOf(shown);
        if (key === undefined)
            return false;
        const known = counts.get(key);
        if (known === undefined && counts.size >= MOST_KEPT)
            return false;
        const count = known ?? { stdout: 0, stderr: 0 };
        counts.set(key, count);
        count[stream] += 1;
        return count[stream] <= count[stream === 'stdout' ? 'stderr' : 'stdout'];
    };
}
function shown_twice_keyOf(shown) {
    try {
        return (0,external_node_crypto_.createHash)('sha1').update(JSON.stringify(shown)).digest('base64');
    }
    catch {
        // Nested too deep to be written again.
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/usage/spent-at-least.js


/** What agents have used at least: what is not known yet counts as nothing, and their cost is estimated without it. */
async function spentAtLeast(all, at) {
    let [costUsd, tokens] = [null, null];
    for (const findings of all) {
        const { cost, models, config, figures, turns } = findings;
        const shares = models.length > 0 || config.model == null ? models : [{ ...figures, model: config.model, turns, cost }];
        const stated = isUsable(cost) ? cost : ((await estimateCost(shares.map(withoutGaps), at))?.cost ?? null);
        costUsd = addCounts(costUsd, stated);
        tokens = addCounts(tokens, sumOf(figures));
    }
    return { costUsd, tokens };
}
function sumOf({ input, cacheRead, cacheWrite, output }) {
    const counts = [input, cacheRead, cacheWrite, output].filter(isUsable);
    return counts.length === 0 ? null : counts.reduce((a, b) => a + b, 0);
}
function withoutGaps(share) {
    const known = (count) => (isUsable(count) ? count : 0);
    const { input, cacheRead, cacheWrite, output } = share;
    return {
        ...share,
        input: known(input),
        cacheRead: known(cacheRead),
        cacheWrite: known(cacheWrite),
        output: known(output),
    };
}
function isUsable(figure) {
    return figure !== null && Number.isFinite(figure);
}

;// CONCATENATED MODULE: ./build/usage/token-usage.js





const token_usage_MOST_MODELS = 20;
const UNTOLD = 'its records do not tell every kind of token';
const UNUSABLE = 'a figure in its records cannot be used';
/** The document for what the agents of one step used together; a cost that none of them states is estimated. */
async function toTokenUsage(found, at) {
    if (found.length === 0)
        return documents/* UNKNOWN_USAGE */.r;
    const all = mergeFindings(found.map(({ agent, findings }) => nameSource(agent, findings, found.length > 1)));
    const { figures } = all;
    const prompt = figures.input === null ? null : addCounts(figures.input, figures.cacheRead, figures.cacheWrite);
    const isUsable = isSound(figures) && all.models.every(isSound) && !((figures.reasoning ?? 0) > (figures.output ?? Infinity));
    const isKnown = hasFigures(figures) && all.state !== 'unknown';
    const isWhole = [figures.input, figures.cacheRead, figures.cacheWrite, figures.output].every((count) => count !== null);
    const state = !isKnown ? 'unknown' : isUsable && isWhole ? all.state : 'partial';
    const reason = all.reason ?? (isUsable ? (isWhole ? null : UNTOLD) : UNUSABLE);
    const shares = all.models.slice(0, token_usage_MOST_MODELS);
    const cost = isKnown ? await settleCost(found, at) : { cost: null };
    const names = shares.map(({ model }) => toName(model)).filter((name) => name !== null);
    return {
        prompt_tokens: settle(prompt),
        completion_tokens: settle(figures.output),
        total_tokens: prompt === null || figures.output === null ? null : settle(prompt + figures.output),
        ...cost,
        input_tokens: settle(figures.input),
        cache_read_tokens: settle(figures.cacheRead),
        cache_write_tokens: settle(figures.cacheWrite),
        output_tokens: settle(figures.output),
        reasoning_tokens: settle(figures.reasoning),
        turns: settle(all.turns),
        models: names.length > 0 ? names : [toName(all.config.model)].filter((name) => name !== null),
        session_id: toName(all.sessionId),
        source: all.source,
        state,
        ...(state === 'measured' || reason === null ? {} : { reason }),
        agents: found.map(({ agent }) => agent),
        ...(shares.length === 0 ? {} : { by_model: shares.map(toModelUsage) }),
        ...verdictOf(found),
    };
}
function nameSource(agent, findings, isOneOfSeveral) {
    const { source, reason } = findings;
    return {
        ...findings,
        source: `${agent}: ${source}`,
        reason: reason !== null && isOneOfSeveral ? `${agent}: ${reason}` : reason,
    };
}
/** What the agents state; an estimate for those that state nothing. A cost for a part only is none. */
async function settleCost(found, at) {
    let sum = 0;
    let list = null;
    for (const { findings } of found) {
        if (findings.cost !== null) {
            sum += findings.cost;
            continue;
        }
        if (!hasFigures(findings.figures))
            continue;
        const estimate = await estimateCost(token_usage_sharesOf(findings), at);
        if (estimate === null)
            return { cost: null };
        sum += estimate.cost;
        list = estimate.list;
    }
    if (!Number.isFinite(sum))
        return { cost: null };
    const cost = roundCost(sum);
    return list === null ? { cost, cost_estimated: false } : { cost, cost_estimated: true, price_list: list };
}
/** Shares that make up the whole; where no record tells them, the one model there is has it all. */
function token_usage_sharesOf({ models, figures, turns, config }) {
    if (models.length > 0)
        return models;
    return config.model == null ? [] : [{ ...figures, model: config.model, turns, cost: null }];
}
/** One agent that came to its end is enough: another may have been asked because the first had failed. */
function verdictOf(found) {
    const verdicts = found.map(({ findings }) => findings.verdict).filter((verdict) => verdict !== null);
    const verdict = verdicts.find(({ kind }) => kind === 'completed') ?? verdicts.at(-1);
    return verdict === undefined ? {} : { verdict: { kind: verdict.kind, text: toName(verdict.text) } };
}
function toModelUsage(share) {
    return { model: toName(share.model) ?? 'unknown', ...figuresOf(share), cost: roundCost(share.cost) };
}
function figuresOf(figures) {
    return {
        input_tokens: settle(figures.input),
        cache_read_tokens: settle(figures.cacheRead),
        cache_write_tokens: settle(figures.cacheWrite),
        output_tokens: settle(figures.output),
        reasoning_tokens: settle(figures.reasoning),
    };
}
/** Sums of fractions of a cent gather rounding errors far behind the point. */
function roundCost(cost) {
    const known = settle(cost);
    return known === null ? null : Number(known.toFixed(10));
}
/** NaN, and sums too large to be exact, are not known. */
function settle(count) {
    return count !== null && Math.abs(count) <= Number.MAX_SAFE_INTEGER ? count : null;
}

;// CONCATENATED MODULE: ./build/usage/watch-agents.js












/** Such as `CODEX_HOME` and `CLAUDE_CONFIG_DIR`. */
const FOLDER_VARIABLE = /(?:^|_)(?:HOME|DIR)$/;
/** By then an agent has begun its session. */
const YOUNG_MS = 15_000;
const NOTHING = { usage: documents/* UNKNOWN_USAGE */.r, config: {} };
/**
 * Watches a run with all of these readers at once. Those that find that their agent ran are added up; where none has
 * figures, LaForge's own lines count, and else those that were named say why there are none. `isChosen`: the user named
 * the agent.
 */
async function watchAgents(readers, place, { isChosen, withLines }) {
    const { programs, words, hasLoops, isMoving, settings } = await readCommand(place.command, place.cwd, place.env);
    const { home = place.home, env } = resolveFolders({ ...place.env, ...settings }, place.cwd, settings.HOME);
    const begun = readers.map(async (reader) => {
        const session = await attempt(() => reader.begin({ home, cwd: place.cwd, env, words, before: place.before }));
        const count = programs.filter((program) => reader.recognises([program])).length;
        const expectation = {
            isExpected: isChosen || count > 0,
            isMoving: isChosen || isMoving,
            starts: hasLoops || count === 0 ? Number.POSITIVE_INFINITY : count,
        };
        return session === undefined ? [] : [{ reader, session, expectation }];
    });
    const watchers = (await Promise.all(begun)).flat();
    const lines = collectTokenLines();
    const wants = [...readers.map((reader) => reader.wants), ...(withLines ? [TOKEN_LINES] : [])];
    const isShownTwice = tellShownTwice();
    const scan = (stream) => createLineScanner(stream === 'stdout' ? wants : wants.map(withErrorPrefixes), {
        record: (record) => {
            if (isShownTwice(record, stream))
                return;
            for (const { session } of watchers)
                tryTo(() => session.record(record, stream));
            lines.record(record);
        },
        line: (text) => {
            if (isShownTwice(text, stream))
                return;
            for (const { session } of watchers)
                tryTo(() => session.line(text, stream));
            lines.line(text);
        },
    });
    const scanners = { stdout: scan('stdout'), stderr: scan('stderr') };
    const readLines = async (endTime) => withLines ? await estimateTold(lines.usage(), new Date(endTime)) : documents/* UNKNOWN_USAGE */.r;
    return {
        observe: (chunk, stream) => tryTo(() => scanners[stream].push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))),
        read: async (run) => {
            for (const scanner of Object.values(scanners))
                tryTo(() => scanner.end());
            const report = (await attempt(() => readAll(watchers, run))) ?? NOTHING;
            if (report.usage.state !== 'unknown')
                return report;
            const told = await readLines(run.endTime);
            return told.state === 'unknown' ? report : { ...report, usage: told };
        },
        soFar: async (run) => {
            const found = (await findAll(watchers, { ...run, exitCode: null }, true)).filter(watch_agents_isKnown);
            if (found.length === 0)
                return (0,budget/* usageToSpent */.zE)(await readLines(run.endTime));
            return spentAtLeast(found.map(({ findings }) => findings), new Date(run.endTime));
        },
    };
}
async function findAll(watchers, run, isRunning) {
    const isYoung = isRunning && run.endTime - run.startTime < YOUNG_MS;
    const found = [];
    for (const { reader, session, expectation } of watchers) {
        const findings = await attempt(() => session.finish({ ...watch_agents_endOf(run), ...expectation, isRunning, isYoung }));
        if (findings != null)
            found.push({ agent: reader.name, findings });
    }
    return found;
}
async function readAll(watchers, run) {
    const found = await findAll(watchers, run, false);
    const known = found.filter(watch_agents_isKnown);
    const counted = known.length > 0 ? known : found;
    if (counted.length === 0)
        return NOTHING;
    const [only] = counted;
    const { config } = mergeFindings(counted.map(({ findings }) => findings));
    const name = counted.length === 1 && only !== undefined ? only.agent : null;
    return {
        usage: await toTokenUsage(counted, new Date(run.endTime)),
        config: name === null ? config : { name, ...config },
    };
}
function watch_agents_isKnown({ findings }) {
    return findings.state !== 'unknown';
}
function watch_agents_endOf({ logFile, exitCode, startTime, endTime, }) {
    const readLog = (wants, show) => readRecords(logFile, 0, wants, show);
    return { exitCode, startTime, endTime, readLog };
}
function withErrorPrefixes(want) {
    return { ...want, prefixes: [...(want.prefixes ?? []), ...(want.errorPrefixes ?? [])] };
}
/** A folder that a variable names is taken from the run's own folder on. */
function resolveFolders(env, cwd, home) {
    const folders = Object.entries(env).map(([name, value]) => {
        return [name, value && FOLDER_VARIABLE.test(name) ? (0,external_node_path_.resolve)(cwd, value) : value];
    });
    return { env: Object.fromEntries(folders), ...(home ? { home: (0,external_node_path_.resolve)(cwd, home) } : {}) };
}
/** A reader that fails has not read anything; the others and the run's record must not notice. */
async function attempt(effect) {
    try {
        return await effect();
    }
    catch {
        return undefined;
    }
}
function tryTo(effect) {
    try {
        effect();
    }
    catch {
        // The same, while it runs.
    }
}

;// CONCATENATED MODULE: ./build/usage/registry.js








const registry_NOTHING = { usage: documents/* UNKNOWN_USAGE */.r, config: {} };
const NOTHING_SPENT = (0,budget/* usageToSpent */.zE)(documents/* UNKNOWN_USAGE */.r);
const registry_NONE = {
    name: 'none',
    reads: false,
    begin: async () => ({ observe: () => { }, read: async () => registry_NOTHING, soFar: async () => NOTHING_SPENT }),
};
/** What was written for us on purpose goes first, whatever else is chosen. */
const READERS = [
    {
        name: 'auto',
        reads: true,
        begin: async (place) => withUsageFile(await watchAgents(AGENTS, place, { isChosen: false, withLines: true })),
    },
    registry_NONE,
    {
        name: 'usage-file',
        reads: true,
        begin: async (place) => withUsageFile(await watchAgents([], place, { isChosen: false, withLines: false })),
    },
    {
        name: 'laforge-lines',
        reads: true,
        begin: async (place) => withUsageFile(await watchAgents([], place, { isChosen: false, withLines: true })),
    },
    ...AGENTS.map((reader) => ({
        name: reader.name,
        reads: true,
        begin: async (place) => withUsageFile(await watchAgents([reader], place, { isChosen: true, withLines: false })),
    })),
];
/** The reader that `agent` chooses: `auto`, `none` or one by its name. Throws InputError, naming `what`, on another. */
function chooseUsageReader(agent, what) {
    const chosen = READERS.find((reader) => reader.name === agent);
    if (chosen === undefined) {
        const names = READERS.map((reader) => reader.name).join(', ');
        throw new errors/* InputError */.dz('bad-input', `${what} is ${(0,identity/* quote */.hD)(agent)}. Use one of: ${names}.`);
    }
    return chosen;
}
/** The usage file, or else what the agents' records tell; what those tell of the agent counts in any case. */
function withUsageFile(watch) {
    return {
        observe: watch.observe,
        read: async (run) => {
            const written = await readWritten(run);
            const { usage, config } = await watch.read(run);
            if (written.state === 'unknown')
                return { usage, config };
            return { usage: usage.verdict == null ? written : { ...written, verdict: usage.verdict }, config };
        },
        soFar: async (run) => {
            const written = await readWritten(run);
            return written.state === 'unknown' ? await watch.soFar(run) : (0,budget/* usageToSpent */.zE)(written);
        },
    };
}
async function readWritten({ usageFile, endTime }) {
    return await estimateTold(await usage_file_readUsageFile(usageFile), new Date(endTime));
}


/***/ })

};
