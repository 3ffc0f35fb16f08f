export const id = 515;
export const ids = [515];
export const modules = {

/***/ 55868:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O3: () => (/* binding */ listProcesses),
/* harmony export */   Ob: () => (/* binding */ markPids),
/* harmony export */   Wv: () => (/* binding */ readProcess),
/* harmony export */   zi: () => (/* binding */ wasStartedWith)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);

/** Field 22 of stat, counted from the third. */
const STARTED = 19;
/** Ids begin again behind the highest, which is 32,768 at the least (kernel.pid_max), and are never given out below 300. */
const SURELY_NO_ROUND = 30_000;
/** To be taken before what is looked for begins. Null where the system does not tell. */
function markPids() {
    const last = Number(read('.', 'loadavg').split(' ')[4]);
    const begun = Number(/^processes (\d+)$/m.exec(read('.', 'stat'))?.[1]);
    return last > 0 && begun > 0 ? { last, begun } : null;
}
/**
 * All living processes, from /proc; undefined where there is none to read. With a mark only those that may have begun
 * since: most of a machine's processes are older, and to look at each takes longer than all else.
 */
function listProcesses(since = null) {
    if (process.platform !== 'linux')
        return undefined;
    let entries;
    try {
        entries = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)('/proc');
    }
    catch {
        return undefined;
    }
    const oldest = oldestSince(since);
    return entries
        .filter((entry) => /^[0-9]+$/.test(entry) && Number(entry) > oldest)
        .flatMap((pid) => parseStat(read(pid, 'stat')) ?? []);
}
/** Ids up to this one were given out before the mark; 0 where that cannot be said, since they may have begun again. */
function oldestSince(since) {
    const now = since === null ? null : markPids();
    if (since === null || now === null)
        return 0;
    return now.begun - since.begun < SURELY_NO_ROUND && now.last >= since.last ? since.last : 0;
}
/** A living process by its id; null for one that is not there, or dead. */
function readProcess(pid) {
    return parseStat(read(String(pid), 'stat'));
}
/** `pid (name) state ppid pgrp …`, see proc(5); the name may hold spaces and parentheses of its own. Null for the dead. */
function parseStat(stat) {
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    const [state, parent, group] = fields;
    if (end < 0 || state === 'Z' || state === 'X')
        return null;
    const pid = Number.parseInt(stat, 10);
    const name = stat.slice(stat.indexOf('(') + 1, end);
    return { pid, name, parent: Number(parent), group: Number(group), started: Number(fields[STARTED]) };
}
/** Whether a process was started with this variable. False for those that are not ours to read. */
function wasStartedWith(pid, name, value) {
    return `\0${read(String(pid), 'environ')}`.includes(`\0${name}=${value}\0`);
}
function read(pid, file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/${file}`, 'latin1');
    }
    catch {
        return '';
    }
}


/***/ }),

/***/ 18345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BO: () => (/* binding */ joinGroups),
/* harmony export */   N4: () => (/* binding */ endGroup),
/* harmony export */   VQ: () => (/* binding */ KILL),
/* harmony export */   YV: () => (/* binding */ listMembers),
/* harmony export */   dg: () => (/* binding */ processGroup)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var _errno_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28310);
/* harmony import */ var _linux_processes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(55868);




const POLL_MS = 20;
const NAMED_MEMBERS = 5;
/** SIGKILL needs no grace, but the system may need a moment to carry it out. */
const KILL = { signal: 'SIGKILL', graceMs: 2000 };
/** The group that the process `leader` began, by whatever the platform has for it. */
function processGroup(leader, leaderHasEnded) {
    return process.platform === 'win32' ? windowsTree(leader, leaderHasEnded) : posixGroup(leader);
}
/** Two groups as one. */
function joinGroups(one, other) {
    return {
        isAlive: () => one.isAlive() || other.isAlive(),
        members: () => [...new Map([...one.members(), ...other.members()].map((it) => [it.pid, it])).values()],
        signal: (signal) => {
            one.signal(signal);
            other.signal(signal);
        },
    };
}
/** Who is in a group, as the end of a sentence: `: "sleep" (4711), "node" (4712)`; empty when nobody is known. */
function listMembers(members) {
    if (members.length === 0)
        return '';
    const named = members.slice(0, NAMED_MEMBERS).map(({ pid, name }) => `${JSON.stringify(name)} (${pid})`);
    if (members.length > named.length)
        named.push(`${members.length - named.length} more`);
    return `: ${named.join(', ')}`;
}
/** Climbs the rungs until nobody of the group is left. False when somebody outlived the last one. */
async function endGroup(group, rungs) {
    for (const { signal, graceMs } of rungs) {
        if (!group.isAlive())
            return true;
        if (signal !== null)
            group.signal(signal);
        // Nothing announces the end of a process that is not our child, so we look.
        const deadline = performance.now() + graceMs;
        while (group.isAlive() && performance.now() < deadline) {
            // Who is killed may have forked on the way; gentler signals are sent once, for programs take a second one amiss.
            if (signal === 'SIGKILL' && process.platform !== 'win32')
                group.signal(signal);
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(POLL_MS);
        }
    }
    return !group.isAlive();
}
function posixGroup(id) {
    const members = () => (0,_linux_processes_js__WEBPACK_IMPORTED_MODULE_2__/* .listProcesses */ .O3)()?.filter(({ group }) => group === id);
    return {
        isAlive: () => {
            if (!takesSignals(id))
                return false;
            // In a job container nobody may reap orphans, and a dead process that was not reaped still takes signals.
            return members()?.length !== 0;
        },
        members: () => members() ?? [],
        signal: (signal) => {
            try {
                process.kill(-id, signal);
            }
            catch {
                // It has just ended, or belongs to another user; whether it is alive is asked next.
            }
        },
    };
}
function takesSignals(id) {
    try {
        process.kill(-id, 0);
        return true;
    }
    catch (error) {
        // EPERM: Linux says so of other users' processes, macOS of a group that has only dead ones.
        return process.platform === 'linux' && (0,_errno_js__WEBPACK_IMPORTED_MODULE_3__/* .errnoCode */ .U)(error) === 'EPERM';
    }
}
/**
 * Windows has no process groups: the tree below the leader is ended at once, and cannot be found any more when the
 * leader is gone. SIGINT is left out, because a console's Ctrl+C has reached everything in it already.
 */
function windowsTree(leader, leaderHasEnded) {
    return {
        isAlive: () => !leaderHasEnded(),
        members: () => [],
        signal: (signal) => {
            if (signal === 'SIGINT')
                return;
            const options = { stdio: 'ignore', windowsHide: true };
            (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)('taskkill', ['/PID', String(leader), '/T', '/F'], options).on('error', () => { });
        },
    };
}


/***/ }),

/***/ 10294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gi: () => (/* binding */ endProcessesOfStep),
/* harmony export */   Og: () => (/* binding */ describeEnded),
/* harmony export */   lr: () => (/* binding */ STEP_UID_VARIABLE),
/* harmony export */   rp: () => (/* binding */ processesOfStep),
/* harmony export */   v_: () => (/* binding */ describeSurvivors)
/* harmony export */ });
/* harmony import */ var _linux_processes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55868);
/* harmony import */ var _process_group_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18345);


/** Every process of a step has it in its environment, also one that has left the agent's group and lost its parent. */
const STEP_UID_VARIABLE = 'LAFORGE_STEP_UID';
/** For each of SIGTERM and SIGKILL, in milliseconds. */
const GRACE_MS = 1000;
/**
 * What a step started, found by the step's uid in its environment or by descent from such a process, whatever group and
 * session it is in. Only Linux tells; elsewhere it is always empty. What began before `since`, the process that gave the
 * step its uid, is not asked: most of a machine's processes. `mark`, taken before the agent began, leaves those out sooner.
 */
function processesOfStep(uid, since = 0, mark = null) {
    const members = () => findProcesses(uid, since, mark);
    return {
        isAlive: () => members().length > 0,
        members,
        signal: (signal) => {
            for (const { pid } of members()) {
                try {
                    process.kill(pid, signal);
                }
                catch {
                    // It has just ended; whether anybody is left is asked next.
                }
            }
        },
    };
}
/**
 * Ends whatever a step left running, for who comes after the process that ran it: its group is forgotten by then.
 * Resolves to what people and the record must be told, one sentence each.
 */
async function endProcessesOfStep(uid, graceMs = GRACE_MS) {
    const left = processesOfStep(uid);
    const members = left.members();
    if (members.length === 0)
        return [];
    const gone = await (0,_process_group_js__WEBPACK_IMPORTED_MODULE_1__/* .endGroup */ .N4)(left, [{ signal: 'SIGTERM', graceMs }, _process_group_js__WEBPACK_IMPORTED_MODULE_1__/* .KILL */ .VQ]);
    return [gone ? describeEnded(members) : describeSurvivors(left)];
}
function describeEnded(members) {
    return `The agent left processes running, and they were ended${(0,_process_group_js__WEBPACK_IMPORTED_MODULE_1__/* .listMembers */ .YV)(members)}.`;
}
function describeSurvivors(group) {
    return `Processes of the agent could not be ended${(0,_process_group_js__WEBPACK_IMPORTED_MODULE_1__/* .listMembers */ .YV)(group.members())}. They may still change files.`;
}
function findProcesses(uid, since, mark) {
    const processes = ((0,_linux_processes_js__WEBPACK_IMPORTED_MODULE_0__/* .listProcesses */ .O3)(mark) ?? []).filter(({ started }) => started >= since);
    const found = new Set(processes.filter(({ pid }) => (0,_linux_processes_js__WEBPACK_IMPORTED_MODULE_0__/* .wasStartedWith */ .zi)(pid, STEP_UID_VARIABLE, uid)).map(({ pid }) => pid));
    // A child is younger than its parent and may have a smaller number all the same: until nobody is added.
    for (let before = -1; before !== found.size;) {
        before = found.size;
        for (const { pid, parent } of processes)
            if (found.has(parent))
                found.add(pid);
    }
    return processes.filter(({ pid }) => found.has(pid) && pid !== process.pid);
}


/***/ }),

/***/ 66750:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ findOwners),
/* harmony export */   J: () => (/* binding */ ownCommits)
/* harmony export */ });
/**
 * The commits of before..after that the step made itself: committed during the run, under the identity the agent had,
 * and on no other remote branch. Git's times are whole seconds, so one of the second the run began in counts.
 */
function ownCommits(facts) {
    const { identities, onOtherBranches } = facts;
    const start = Math.floor(Date.parse(facts.startTime) / 1000) * 1000;
    const end = Date.parse(facts.endTime);
    return facts.commits.filter((commit) => {
        const time = Date.parse(commit.committedAt);
        const committed = identities === null ||
            identities.some(({ name, email }) => name === commit.committerName && email === commit.committerEmail);
        return time >= start && time <= end && committed && !onOtherBranches.has(commit.sha);
    });
}
/**
 * Which step made each of these commits, by the steps' records. Where a record names only a part of its commits, or none
 * as in LaForge's own files, the others are those of before..after among these. Commits no step made are not in the map.
 */
function findOwners(commits, steps) {
    const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
    const owners = new Map();
    for (const step of steps) {
        for (const sha of recordedCommits(step, bySha)) {
            if (bySha.has(sha) && !owners.has(sha))
                owners.set(sha, step);
        }
    }
    return owners;
}
function recordedCommits(step, bySha) {
    const { changes, startTime, endTime } = step;
    const listed = changes?.own_commits.map((commit) => commit.sha) ?? [];
    const whole = changes !== null && changes.own_commit_count <= listed.length;
    if (whole || endTime === null)
        return listed;
    const commits = commitsBetween(step.commitShaBefore, step.commitShaAfter, bySha);
    const named = new Set(listed);
    const identities = changes === null
        ? null
        : commits
            .filter(({ sha }) => named.has(sha))
            .map(({ committerName, committerEmail }) => ({ name: committerName, email: committerEmail }));
    const made = ownCommits({ commits, startTime, endTime, identities, onOtherBranches: new Set() });
    return [...listed, ...made.map((commit) => commit.sha)];
}
/** before..after, as far as it lies among these commits. */
function commitsBetween(before, after, bySha) {
    const old = reachableFrom(before, bySha);
    return [...reachableFrom(after, bySha).values()].filter(({ sha }) => !old.has(sha));
}
function reachableFrom(start, bySha) {
    const found = new Map();
    const queue = start === null ? [] : [start];
    for (let sha = queue.pop(); sha !== undefined; sha = queue.pop()) {
        const commit = bySha.get(sha);
        if (commit === undefined || found.has(sha))
            continue;
        found.set(sha, commit);
        queue.push(...commit.parents);
    }
    return found;
}


/***/ }),

/***/ 90281:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fk: () => (/* binding */ droppedPrefix),
/* harmony export */   Ly: () => (/* binding */ stepPinRef),
/* harmony export */   QX: () => (/* binding */ pinPrefix),
/* harmony export */   Sz: () => (/* binding */ rollbackOfDropped),
/* harmony export */   TH: () => (/* binding */ rollbackPinRef),
/* harmony export */   _Z: () => (/* binding */ droppedRef),
/* harmony export */   hk: () => (/* binding */ checkOfPin),
/* harmony export */   jU: () => (/* binding */ checkPinRef),
/* harmony export */   pv: () => (/* binding */ rollbackOfPin),
/* harmony export */   rA: () => (/* binding */ pinPatterns),
/* harmony export */   zJ: () => (/* binding */ stepOfPin)
/* harmony export */ });
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);

const PINS = 'refs/laforge/pins';
const DROPPED = 'refs/laforge/dropped';
const STEP = 'step-';
const CHECK = 'check-';
/** What every pin of one history's refs begin with; with `*` behind it, the pattern that lists them. */
function pinPrefix(slug) {
    return `${PINS}/${slug}/`;
}
/** The patterns that list the pins of one history, and the notes of those that were dropped. */
function pinPatterns(slug) {
    return [`${pinPrefix(slug)}*`, `${droppedPrefix(slug)}*`];
}
/** Keeps what a rollback displaced, or what an undo moved away from, and carries its record. */
function rollbackPinRef(slug, uid) {
    return `${pinPrefix(slug)}${uid}`;
}
/** Keeps a step's work that its branch could not take. */
function stepPinRef(slug, uid) {
    return `${pinPrefix(slug)}${STEP}${uid}`;
}
/** Keeps, in the work tree's own repository alone, what the check of a step changed and was put back. */
function checkPinRef(slug, uid) {
    return `${pinPrefix(slug)}${CHECK}${uid}`;
}
/** The rollback or undo whose pin this ref is; undefined for a step's pin and for anything else. */
function rollbackOfPin(ref, slug) {
    return uidBehind(ref, pinPrefix(slug));
}
/** The step whose pin this ref is; undefined for anything else. */
function stepOfPin(ref, slug) {
    return uidBehind(ref, `${pinPrefix(slug)}${STEP}`);
}
/** The step whose check left what this pin keeps; undefined for anything else. */
function checkOfPin(ref, slug) {
    return uidBehind(ref, `${pinPrefix(slug)}${CHECK}`);
}
/** What the refs that note dropped pins of one history begin with. */
function droppedPrefix(slug) {
    return `${DROPPED}/${slug}/`;
}
/** The note of who dropped a pin, when and why: it is set where the pin was taken away, and keeps no commit of it. */
function droppedRef(pinRef) {
    return pinRef.replace(PINS, DROPPED);
}
/** The rollback or undo whose pin was dropped, by the ref of the note. */
function rollbackOfDropped(ref, slug) {
    return uidBehind(ref, droppedPrefix(slug));
}
function uidBehind(ref, prefix) {
    const uid = ref.startsWith(prefix) ? ref.slice(prefix.length) : '';
    return (0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .isUid */ .hO)(uid) ? uid : undefined;
}


/***/ }),

/***/ 79818:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ statusOf)
/* harmony export */ });
/**
 * How a step ended, from how its agent's process ended. Some agents exit with 0 although they failed, were interrupted
 * or came to a limit: what their own record says of the run counts then.
 */
function statusOf(result, verdict = null) {
    switch (result.ending) {
        case 'timed_out':
            return 'timed_out';
        case 'cancelled':
            return 'cancelled';
        case 'interrupted':
            return 'interrupted';
        case 'over_budget':
            return 'over_budget';
        case 'exited':
            return result.exitCode === 0 && (verdict?.kind ?? 'completed') === 'completed' ? 'succeeded' : 'failed';
    }
}


/***/ }),

/***/ 57173:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ WORDINGS)
/* harmony export */ });
const WORDINGS = {
    action: {
        toStep: (step) => `to-step: ${step}`,
        beforeStep: (step) => `before-step: ${step}`,
        undo: (rollback) => `the undo action and rollback-id: ${rollback}`,
        branch: 'the input "branch"',
        allowDiscard: 'allow-discard: true',
        planAgain: 'look at the plan again with dry-run: true',
        listSteps: 'the job summary of a step or of the report action lists them',
        pushIsAuto: 'Input "push" is "auto"',
        pushNone: 'push: none',
        timeLimit: 'timeout-minutes',
        budget: 'the input "budget"',
        maxCostUsd: 'max-cost-usd',
        maxTokens: 'max-tokens',
        budgetUnknownWarn: 'budget-unknown: warn',
        checkTimeLimit: 'check-timeout-minutes',
    },
    cli: {
        toStep: (step) => `laforge step rollback ${step}`,
        beforeStep: (step) => `laforge step rollback ${step} --before`,
        undo: (rollback) => `laforge step undo ${rollback}`,
        branch: '--branch',
        allowDiscard: '--allow-discard',
        planAgain: 'run the command again to see the plan as it is now',
        listSteps: 'laforge steps lists them',
        pushIsAuto: '--push is given',
        pushNone: '--push none',
        timeLimit: '--timeout-minutes',
        budget: '--budget',
        maxCostUsd: '--max-cost-usd',
        maxTokens: '--max-tokens',
        budgetUnknownWarn: '--budget-unknown warn',
        checkTimeLimit: '--check-timeout-minutes',
    },
};


/***/ }),

/***/ 7031:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ followUsage)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58500);
/* harmony import */ var _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55427);




/** Records that take longer are not worth the wait; a cancelled job is killed soon, and its record goes first. */
const MOST_MS = 60_000;
const MOST_MS_CANCELLED = 1000;
const NOTHING = { costUsd: null, tokens: null };
const LOOK_MS = 1000;
/** A look costs what its files are long: so many times that passes before the next, and the agent has the machine. */
const REST = 10;
/** `isLate`: in a process that comes after the one that ran the agent. */
function followUsage(reader, usageFile, { before, isLate = false } = {}) {
    let followed;
    const begin = async ({ env, cwd, logFile }, command) => {
        const watch = await reader.begin({ command, home: env.HOME ?? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), cwd, env, before });
        followed = { watch, logFile, startTime: Date.now() };
        return watch;
    };
    return {
        watch: async (launch, command) => {
            const { observe } = await begin(launch, command);
            return { ...launch, observe };
        },
        replay: async (place, command) => {
            const { observe } = await begin(place, command);
            await showLog(place.logFile, observe);
        },
        until: async (enough, ended) => {
            while (followed !== undefined && !ended.aborted) {
                const { watch, logFile, startTime } = followed;
                const began = performance.now();
                const look = watch.soFar({ usageFile, logFile, startTime, endTime: Date.now() });
                const spent = await look.catch(() => NOTHING);
                if (!ended.aborted && enough(spent))
                    return spent;
                const pause = Math.max(LOOK_MS, REST * (performance.now() - began));
                await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(pause, undefined, { signal: ended }).catch(() => { });
            }
            return null;
        },
        read: async ({ ending, exitCode, startTime, endTime }) => {
            if (followed === undefined)
                return { usage: _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .UNKNOWN_USAGE */ .r, config: {} };
            const { watch, logFile } = followed;
            const times = { startTime: Date.parse(startTime), endTime: endTime === null ? Date.now() : Date.parse(endTime) };
            const over = new AbortController();
            const late = (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setTimeout)(ending === 'cancelled' && !isLate ? MOST_MS_CANCELLED : MOST_MS, undefined, {
                signal: over.signal,
            }).then(() => ({ usage: { ..._domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .UNKNOWN_USAGE */ .r, reason: 'its records could not be read in time' }, config: {} }), () => ({ usage: _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .UNKNOWN_USAGE */ .r, config: {} }));
            try {
                return await Promise.race([watch.read({ usageFile, logFile, exitCode, ...times }), late]);
            }
            finally {
                over.abort();
            }
        },
    };
}
/** A log has both streams in order of arrival, and what it holds of an agent's records is on its standard output mostly. */
async function showLog(logFile, observe) {
    const end = performance.now() + MOST_MS;
    try {
        for await (const chunk of (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createReadStream)(logFile)) {
            const bytes = chunk;
            observe(bytes, 'stdout');
            if (performance.now() > end)
                return;
        }
    }
    catch {
        // What cannot be read has told nothing; there is still what the agent left on disk.
    }
}


/***/ }),

/***/ 32108:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ attempt)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);

/** Runs what may fail after the agent: its failure is a warning, the result undefined. */
async function attempt(warn, effect) {
    try {
        return await effect();
    }
    catch (error) {
        warn((0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error));
        return undefined;
    }
}


/***/ }),

/***/ 13523:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ff: () => (/* binding */ limitName),
/* harmony export */   LU: () => (/* binding */ cannotHold),
/* harmony export */   TE: () => (/* binding */ uncertainty),
/* harmony export */   Um: () => (/* binding */ mayNotHold),
/* harmony export */   bF: () => (/* binding */ passed),
/* harmony export */   c1: () => (/* binding */ NOTHING_READS),
/* harmony export */   h4: () => (/* binding */ usedUp),
/* harmony export */   qV: () => (/* binding */ othersUnseen),
/* harmony export */   qr: () => (/* binding */ budgetSentences),
/* harmony export */   uo: () => (/* binding */ neverTold)
/* harmony export */ });
/* harmony import */ var _domain_budget_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11304);

/*
 * Clauses without a full stop, for `The agent was not started: …` in the record and `Step 7 was refused: …` in the
 * failure. They must be short: a comment shows 300 characters of a note.
 */
const NOTHING_READS = 'nothing reads what this agent uses';
/** Why nothing is left of a budget, and how there would be. */
function usedUp(facts, { budget: input }) {
    const { budget, used, steps, reserved, running, unbounded } = facts;
    const amounts = [
        `${(0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_0__/* .formatAmount */ .ej)(used, budget.unit)} used by ${count(steps, 'step')}`,
        ...(reserved > 0
            ? [`${(0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_0__/* .formatAmount */ .ej)(reserved, budget.unit)} reserved by ${count(running - unbounded, 'running step')}`]
            : []),
    ];
    const wait = budget.per === 'day' ? ', or wait for the next day (UTC)' : '';
    return `nothing is left of the budget of ${(0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBudget */ .H0)(budget)} (${amounts.join(', ')}); raise it in ${input}${wait}`;
}
/** What keeps a budget from being counted; null when nothing does. */
function uncertainty(facts, wording) {
    const { budget, steps, unknown, partial, unbounded } = facts;
    const limit = budget.unit === 'usd' ? wording.maxCostUsd : wording.maxTokens;
    const parts = [
        ...(unknown > 0 ? [`what ${unknown} of ${count(steps, 'step')} used is not known`] : []),
        ...(partial > 0 ? [`what ${count(partial, 'step')} used is known in part only`] : []),
        ...(unbounded > 0 ? [`${count(unbounded, 'running step')} ${unbounded > 1 ? 'have' : 'has'} no ${limit}`] : []),
    ];
    return parts.length === 0 ? null : parts.join(', and ');
}
function mayNotHold(what, why) {
    return `It is not sure that ${what} holds: ${why}.`;
}
function cannotHold(what, why, { budgetUnknownWarn }) {
    return `${what} cannot hold, since ${why}; ${budgetUnknownWarn} runs the agent all the same`;
}
/** Why an agent was ended, a clause. */
function passed(ceiling, spent, wording) {
    const { budget, amount, unit } = ceiling;
    const had = (0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_0__/* .formatAmount */ .ej)((0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_0__/* .amountOf */ .MT)(spent, unit) ?? 0, unit);
    return budget === null
        ? `it had used ${had}, and ${limitName(unit, wording)} allows ${(0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_0__/* .formatAmount */ .ej)(amount, unit)}`
        : `it had used ${had}, and ${(0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_0__/* .formatAmount */ .ej)(amount, unit)} were left of ${(0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBudget */ .H0)(budget)}`;
}
/**
 * What must be said of a step's limits once it has ended: that its own were passed unseen, or that nobody knows. `said` is
 * what its record says already.
 */
function budgetSentences(step, { usage, status, said }, wording) {
    const spent = (0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_0__/* .usageToSpent */ .zE)(usage);
    return ['usd', 'tokens'].flatMap((unit) => {
        const own = (0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_0__/* .ownCeilings */ .dD)(step.limits).find((ceiling) => ceiling.unit === unit);
        const had = (0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_0__/* .amountOf */ .MT)(spent, unit);
        if (had === null)
            return said.some((note) => note.includes(NOTHING_READS)) ? [] : notKnown(step, unit, wording);
        if (own === undefined || had <= own.amount || status === 'over_budget')
            return [];
        const [used, allowed] = [(0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_0__/* .formatAmount */ .ej)(had, unit), (0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_0__/* .formatAmount */ .ej)(own.amount, unit)];
        return [
            `The agent used ${used}, and ${limitName(unit, wording)} allows ${allowed}: that was seen only when it had ended.`,
        ];
    });
}
/** That a step's limits in one unit could not hold, and that the budgets that are about it cannot count it. */
function notKnown(step, unit, wording) {
    const isOwn = (0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_0__/* .ownCeilings */ .dD)(step.limits).some((ceiling) => ceiling.unit === unit);
    const budgets = (step.limits?.budgets ?? []).filter((budget) => budget.unit === unit && (0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_0__/* .budgetScope */ .yk)(budget, step) !== null);
    const parts = [
        ...(isOwn ? [`${limitName(unit, wording)} could not hold`] : []),
        ...budgets.map((budget) => `the budget of ${(0,_domain_budget_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBudget */ .H0)(budget)} cannot count it`),
    ];
    const what = unit === 'usd' ? 'cost' : 'used of tokens';
    return parts.length === 0 ? [] : [`What the agent ${what} is not known, so ${parts.join(', and ')}.`];
}
function neverTold({ maxCostUsd, maxTokens }) {
    return `While the agent ran nothing told what it used, so ${maxCostUsd} and ${maxTokens} could be checked only at its end.`;
}
function othersUnseen(store) {
    return `Steps that run elsewhere at the same time may not be seen in the store ${store}: together they may pass a budget.`;
}
function limitName(unit, { maxCostUsd, maxTokens }) {
    return unit === 'usd' ? maxCostUsd : maxTokens;
}
function count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}


/***/ }),

/***/ 19932:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ finishStep)
});

;// CONCATENATED MODULE: ./build/domain/complete-config.js
/** The config that was given, completed by what the agent's own records tell. What was given wins. */
function completeConfig(given, told) {
    return {
        name: given.name ?? told.name ?? null,
        command: given.command ?? told.command ?? null,
        model: given.model ?? told.model ?? null,
        max_tokens: given.max_tokens ?? told.max_tokens ?? null,
        temperature: given.temperature ?? told.temperature ?? null,
        system_prompt: given.system_prompt ?? told.system_prompt ?? null,
        tools: given.tools.length > 0 ? given.tools : (told.tools ?? []),
        metadata: { ...told.metadata, ...given.metadata },
    };
}

// EXTERNAL MODULE: ./build/domain/delivery.js
var delivery = __webpack_require__(60365);
// EXTERNAL MODULE: ./build/domain/pin-refs.js
var pin_refs = __webpack_require__(90281);
// EXTERNAL MODULE: ./build/domain/step-status.js
var step_status = __webpack_require__(79818);
// EXTERNAL MODULE: ./build/domain/wording.js
var wording = __webpack_require__(57173);
// EXTERNAL MODULE: ./build/usecases/attempt.js
var attempt = __webpack_require__(32108);
// EXTERNAL MODULE: ./build/usecases/budget-sentences.js
var budget_sentences = __webpack_require__(13523);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
// EXTERNAL MODULE: ./build/domain/step.js
var step = __webpack_require__(75799);
;// CONCATENATED MODULE: ./build/usecases/check-work.js






/**
 * Checks the work of a step before it is pushed: only where it could be pushed at all. Whatever the check does, HEAD, its
 * branch and the index are as the agent left them afterwards.
 */
async function checkWork(deps, request, { started, settledId, progress }, status) {
    const { repository, history, check, warn } = deps;
    if (request.onFailure === null || !(0,delivery/* mayReachBranch */.dM)({ ...request, status }))
        return unchecked(status);
    if (check === undefined)
        return { ...unchecked(status), offBranch: 'the action was killed before its check had ended' };
    const held = await (0,attempt/* attempt */.C)(warn, () => repository.holdCheckout());
    // The check runs what the agent left, which may write where we do.
    const inspect = await history.guard();
    const end = await check(started, settledId);
    const found = await inspect();
    const failed = end.ending !== 'cancelled' && end.result.exit_code !== 0;
    const putBack = held &&
        (await (0,attempt/* attempt */.C)(warn, () => held.putBack({
            keep: {
                ref: (0,pin_refs/* checkPinRef */.jU)(request.slug, request.uid),
                message: `laforge: what the check of ${(0,step/* stepName */.u)(started)} left\n`,
            },
            files: failed && request.onFailure === 'rollback',
            makeRoomFor: progress.start.head.sha,
        })));
    const notes = [
        ...end.notes,
        ...found,
        ...endSentences(end, request),
        ...(putBack === undefined ? [] : sentencesOf(putBack)),
    ];
    for (const note of notes)
        warn(note);
    return {
        ...unchecked(end.ending === 'cancelled' ? 'cancelled' : failed ? 'check_failed' : status),
        result: end.result,
        notes,
    };
}
function unchecked(status) {
    return { status, result: null, notes: [], offBranch: null };
}
function endSentences({ ending }, { frontEnd }) {
    if (ending !== 'timed_out')
        return [];
    return [`The check was ended: it ran longer than ${wording/* WORDINGS */.a[frontEnd].checkTimeLimit} allows.`];
}
function sentencesOf({ moved, kept, stays }) {
    const what = moved ? 'moved HEAD or its branch, which were put back' : 'changed files, which were put back';
    const where = kept === null ? [] : [`The check ${what}; what it left is kept at ${kept} in this repository.`];
    const left = stays.slice(0, 5).map(identity/* quote */.hD).join(', ');
    return stays.length === 0
        ? where
        : [...where, `The check put folders in the place of files, and they stay: ${left}${stays.length > 5 ? ' …' : ''}.`];
}

// EXTERNAL MODULE: ./build/usecases/look-before-start.js
var look_before_start = __webpack_require__(81169);
;// CONCATENATED MODULE: ./build/usecases/deliver-work.js


/** Brings a step's work to its branch, else to a pin, else into a bundle. Never throws for what a remote answers. */
async function deliverWork(deps, work) {
    const { after } = work;
    if (after === null || after === work.before)
        return { pushed: 'unchanged', pinRef: null, warnings: [] };
    const decision = await decide(deps, work);
    switch (decision.kind) {
        case 'unchanged':
            return { pushed: 'unchanged', pinRef: null, warnings: [] };
        case 'pushed-already':
            return { pushed: 'pushed', pinRef: null, warnings: [] };
        case 'pin':
            return keepBeside(deps, work, after, decision.reason);
        case 'push': {
            const delivered = { pushed: 'pushed', pinRef: null, warnings: [] };
            const update = { ref: `${look_before_start/* HEADS */.mo}${decision.branch}`, to: after, expected: decision.lease };
            const result = await pushWithRecord(deps, work, update, delivered);
            return result.kind === 'pushed' ? delivered : await keepBeside(deps, work, after, result.explanation);
        }
    }
}
/** Looks at the branch as it is now. A remote that does not answer leaves only the ways beside the branch. */
async function decide(deps, work) {
    const { branch, tipsAtStart } = work;
    const tipAtStart = tipsAtStart === null ? 'unknown' : (branch !== null && tipsAtStart.get(branch)) || null;
    try {
        const ref = `${look_before_start/* HEADS */.mo}${work.branch ?? ''}`;
        const tip = work.branch === null ? null : ((await deps.remote.refs([ref])).get(ref) ?? null);
        // A tip outside the step's own range is pinned whatever its ancestry, so nothing is fetched to find out.
        const known = tip !== null && (tip === work.before || work.made.has(tip));
        const descends = tip === null ? 'yes' : known && work.after ? await deps.repository.isAncestor(tip, work.after) : 'unknown';
        return (0,delivery/* decideDelivery */.TL)({ ...work, tipAtStart, tip, descends });
    }
    catch (error) {
        return { kind: 'pin', reason: error instanceof Error ? error.message : String(error) };
    }
}
/** Pushes the work to one ref, and with it the record that says so where that can go along. */
async function pushWithRecord({ history, remote }, { uid, outcomeOf }, update, delivered) {
    return await history.pushWith([{ kind: 'step-finished', uid, outcome: outcomeOf(delivered) }], async (along) => {
        const result = await remote.push([update, ...along], { atomic: along.length > 0 });
        return (await arrived(remote, result, update)) ? { kind: 'pushed' } : result;
    });
}
/** A push whose answer was lost may have arrived: the ref itself tells. */
async function arrived(remote, result, { ref, to }) {
    if (result.kind !== 'unreachable')
        return false;
    try {
        return (await remote.refs([ref])).get(ref) === to;
    }
    catch {
        return false;
    }
}
async function keepBeside(deps, work, after, reason) {
    const { pinRef } = work;
    const meantFor = work.branch === null ? 'a branch' : work.branch;
    const because = `The work was not pushed to ${meantFor}: ${reason.replace(/\.$/, '')}.`;
    const delivered = {
        pushed: 'pinned',
        pinRef,
        warnings: [`${because} It is kept at ${pinRef} (git fetch origin ${pinRef}).`],
    };
    const result = await pushWithRecord(deps, work, { ref: pinRef, to: after, expected: null }, delivered);
    if (result.kind === 'pushed')
        return delivered;
    return bundleWork(deps, work, after, `${because} Nor could it be pinned: ${result.explanation}`);
}
/** Keeps the work in a bundle, for the reason given. */
async function bundleWork(deps, work, after, because) {
    try {
        await deps.repository.bundle(work.before, after, work.pinRef, work.bundleFile);
        const where = deps.keepFile === null ? work.bundleFile : await deps.keepFile(work.bundleFile);
        return { pushed: 'bundled', pinRef: null, warnings: [`${because} It is kept as a git bundle: ${where}.`] };
    }
    catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        return {
            pushed: 'none',
            pinRef: null,
            warnings: [`${because} Nor could it be bundled (${detail}). It is only in this work tree, at ${after}.`],
        };
    }
}

// EXTERNAL MODULE: ./build/domain/commit-message.js
var commit_message = __webpack_require__(66486);
// EXTERNAL MODULE: ./build/usecases/step-sentences.js
var step_sentences = __webpack_require__(54796);
;// CONCATENATED MODULE: ./build/usecases/keep-left.js






/** Keeps what the agent left uncommitted, and notes where HEAD is then. */
async function keepLeft(deps, request, ended) {
    const { repository, warn } = deps;
    const onto = placeOfLeft(request, ended);
    const done = onto === null ? NOTHING : await (0,attempt/* attempt */.C)(warn, () => commitWhere(deps, request, ended, onto));
    const { kept, notes } = done ?? { kept: null, notes: ['What the agent left uncommitted could not be committed.'] };
    if (done !== undefined)
        for (const sentence of notes)
            warn(sentence);
    return { head: await repository.head(), kept, notes };
}
const NOTHING = { kept: null, notes: [] };
/** Commits it there; or beside the branch what an unfinished merge withholds, where it would be gone with the job. */
async function commitWhere(deps, request, ended, onto) {
    const left = await commitLeft(deps, request, ended, onto);
    if (left.kind === 'withheld' && onto === 'head' && isLostWithJob(request, ended.agent)) {
        return commitWhere(deps, request, ended, 'apart');
    }
    if (left.kind !== 'committed' || onto === 'head')
        return { kept: null, notes: (0,step_sentences/* leftSentences */.w0)(left) };
    const sentence = `What the agent left uncommitted is in commit ${(0,identity/* shortSha */.Fu)(left.sha)}, beside the branch.`;
    return { kept: left.sha, notes: [...(0,step_sentences/* leftSentences */.w0)(left), sentence] };
}
async function commitLeft({ repository }, request, { settledId, progress }, onto) {
    const namesBranch = request.commitTemplate?.includes('{branch}') === true;
    const branch = namesBranch ? (await repository.head()).branch : null;
    const facts = {
        stepId: settledId,
        stepUid: request.uid,
        agent: request.agentConfig.name,
        branch,
        prompt: request.prompt,
    };
    return repository.commitLeftovers({
        since: progress.start.workTree,
        message: (0,commit_message/* commitMessage */.df)(request.commitTemplate, facts),
        author: request.commitAuthor ?? request.agentIdentity,
        exclude: request.privatePaths,
        onto,
    });
}
/** The agent did not end by itself. */
function wasStopped({ ending }) {
    return ending !== 'exited';
}
/** What is uncommitted then goes with the job: it ends here, and nobody is to come who would commit it. */
function isLostWithJob(request, agent) {
    return wasStopped(agent) && !request.workTreeLasts && !(0,delivery/* mayReachBranch */.dM)({ ...request, status: (0,step_status/* statusOf */.c)(agent) });
}
/** Where what the agent left goes, by the input `commit` and by how it ended; null: it stays where it is. */
function placeOfLeft(request, { agent, isLate }) {
    if (request.commit === 'auto')
        return isLate ? 'apart' : 'head';
    return isLostWithJob(request, agent) ? 'apart' : null;
}

// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/own-commits.js
var own_commits = __webpack_require__(66750);
;// CONCATENATED MODULE: ./build/usecases/look-at-work.js




/** Reads everything between where the step began and where it left HEAD. */
async function lookAtWork(request) {
    const { repository, start, started, left } = request;
    const { head: end, kept } = left;
    const place = (0,delivery/* branchOfRecord */.BQ)({
        startBranch: started.branch,
        startedDetached: start.head.branch === null,
        endBranch: end.branch,
        endBranchIsNew: end.branch !== null && end.branch !== start.head.branch && (await isNewToRemote(request, end.branch)),
    });
    const work = { ...place, after: end.sha, kept };
    const last = kept ?? end.sha;
    if (last === null || last === start.head.sha)
        return { ...work, made: new Set(), changes: NO_CHANGES };
    const { commits } = await repository.commits(start.head.sha, last);
    const own = await ownOf(request, commits, place.branch ?? '');
    return {
        ...work,
        made: new Set(commits.map((commit) => commit.sha)),
        changes: await changesOf(repository, start.head.sha, last, own),
    };
}
/** How many own commits a record names; their count is whole. */
const OWN_COMMITS_KEPT = 100;
const NO_CHANGES = { own_commits: [], own_commit_count: 0, files_changed: 0, insertions: 0, deletions: 0 };
async function changesOf(repository, from, to, own) {
    const stat = await repository.diffStat(from, to);
    return {
        own_commits: own.slice(0, OWN_COMMITS_KEPT).map(({ sha, subject }) => ({ sha, subject })),
        own_commit_count: own.length,
        files_changed: stat.filesChanged,
        insertions: stat.insertions,
        deletions: stat.deletions,
    };
}
/**
 * A branch the remote did not have when the step began; where nothing is pushed, one it was never seen to have. When it
 * could not be looked at, it may have had any.
 */
async function isNewToRemote({ request, start, repository }, branch) {
    if (request.push === 'auto')
        return start.heads?.has(branch) === false;
    const tracked = await repository.localRefs('refs/remotes/');
    return ![...tracked.keys()].some((ref) => ref.split('/').slice(3).join('/') === branch);
}
async function ownOf(context, commits, branch) {
    const { agentIdentity, commitAuthor } = context.request;
    const made = (0,own_commits/* ownCommits */.J)({
        commits,
        startTime: context.start.startTime,
        endTime: context.endTime.toISOString(),
        identities: commitAuthor === null ? [agentIdentity] : [agentIdentity, commitAuthor],
        onOtherBranches: new Set(),
    });
    const elsewhere = await onOtherBranches(context, made, branch).catch(unknownIfDown);
    const isKept = ({ sha }) => sha === context.left.kept;
    return commits.filter((commit) => isKept(commit) || (made.includes(commit) && !elsewhere.has(commit.sha)));
}
/** A remote that does not answer says nothing of its branches; who made a commit, and when, is known without it. */
function unknownIfDown(error) {
    if (error instanceof errors/* GitError */.XS)
        return new Set();
    throw error;
}
/**
 * Which of these commits another remote branch has too. A branch that stands where it stood when the step began cannot
 * have what was committed since, so the remote is asked only when another one has moved.
 */
async function onOtherBranches(context, commits, branch) {
    const { remote } = context.repository;
    if (context.request.push === 'none' || remote === null || commits.length === 0)
        return new Set();
    const now = (0,look_before_start/* headsOf */.j$)(await remote.refs([`${look_before_start/* HEADS */.mo}*`]));
    const moved = [...now].some(([name, sha]) => name !== branch && context.start.heads?.get(name) !== sha);
    if (!moved)
        return new Set();
    const found = new Set();
    for (const { sha } of commits) {
        if ((await remote.branchesContaining(sha, branch)).length > 0)
            found.add(sha);
    }
    return found;
}

// EXTERNAL MODULE: ./build/usecases/record-end.js
var record_end = __webpack_require__(56712);
;// CONCATENATED MODULE: ./build/usecases/finish-step.js













/**
 * Finishes a step whose agent has ended: its work kept and delivered, its record written and published. Goes on from
 * what is noted of it already. What goes wrong is a warning, because the agent's result must not be hurt by it.
 */
async function finishStep(deps, request, ended) {
    const { history, warn } = deps;
    const { started, agent } = ended;
    let { progress } = ended;
    const note = (part) => {
        progress = { ...progress, ...part };
        deps.note?.(progress);
    };
    // 1. What it left: committed, and looked at.
    const left = progress.left ?? (await (0,attempt/* attempt */.C)(warn, () => keepLeft(deps, request, ended)));
    if (left !== undefined)
        note({ left });
    const work = left === undefined ? undefined : await (0,attempt/* attempt */.C)(warn, () => lookAt(deps, request, ended, left));
    // 2. What it used.
    const { usage: tokenUsage, config } = progress.used ?? (await deps.readUsage(agent));
    note({ used: { usage: tokenUsage, config } });
    const verdictNotes = (0,step_sentences/* verdictSentences */.qW)(agent, tokenUsage.verdict);
    const agentStatus = (0,step_status/* statusOf */.c)(agent, tokenUsage.verdict);
    const facts = { usage: tokenUsage, status: agentStatus, said: agent.notes };
    const budgetNotes = (0,budget_sentences/* budgetSentences */.qr)(started, facts, wording/* WORDINGS */.a[request.frontEnd]);
    for (const sentence of [...verdictNotes, ...budgetNotes])
        warn(sentence);
    // 3. Its check, before anything is pushed.
    const checked = progress.checked ?? (await checkWork(deps, request, ended, agentStatus));
    note({ checked });
    const { status } = checked;
    // 4. Delivered.
    const outcomeOf = (delivered) => ({
        status,
        branch: work === undefined ? started.branch : work.branch,
        commitShaAfter: work?.after ?? null,
        agentConfig: completeConfig(request.agentConfig, config),
        endTime: agent.endTime,
        durationMs: agent.durationMs,
        tokenUsage,
        exitCode: agent.exitCode,
        pushed: delivered.pushed,
        pinRef: delivered.pinRef,
        changes: work?.changes ?? null,
        check: checked.result,
        notes: [
            ...agent.notes,
            ...verdictNotes,
            ...budgetNotes,
            ...(left?.notes ?? []),
            ...checked.notes,
            ...delivered.warnings,
        ],
    });
    const delivered = work === undefined ? NOWHERE : await deliver(deps, request, ended, { work, checked, outcomeOf });
    for (const message of delivered.warnings)
        warn(message);
    // 5. The record, finished and published; where it went along with the push, there is nothing left to do.
    const outcome = outcomeOf(delivered);
    const end = await (0,record_end/* recordEnd */.$)(history, started.uid, outcome);
    const takenBack = end.kind === 'written' && work !== undefined ? await takeBackIfFailed(deps, request, end.step, work, ended) : null;
    const publication = end.kind === 'lost' ? end.publication : (takenBack?.publication ?? (await history.publish()));
    const recorded = end.kind === 'lost' ? { ...started, ...outcome } : end.step;
    const step = takenBack === null ? recorded : { ...recorded, active: false };
    (0,step_sentences/* sayPublication */.QU)(publication, step, warn);
    return { step, publication, rollback: takenBack?.rollback ?? null };
}
async function takeBackIfFailed(deps, request, step, work, { progress }) {
    if (!(0,delivery/* hasFailedCheck */._P)(step) || request.onFailure !== 'rollback')
        return null;
    // Seldom needed, and with it all that a rollback needs.
    const { takeBack } = await Promise.all(/* import() */[__webpack_require__.e(4841), __webpack_require__.e(1503), __webpack_require__.e(6964)]).then(__webpack_require__.bind(__webpack_require__, 66964));
    return takeBack(deps, request, { step, work, heads: progress.start.heads });
}
const NOWHERE = { pushed: 'none', pinRef: null, warnings: [] };
function lookAt({ repository, clock }, request, { started, agent, isLate, progress }, left) {
    // Whoever comes late finds what others have committed since.
    const lastMoment = isLate && progress.left === null ? agent.endTime : null;
    const endTime = lastMoment === null ? clock.now() : new Date(lastMoment);
    return lookAtWork({ repository, request, start: progress.start, started, left, endTime });
}
/** Brings the work to its branch, else to a pin or into a bundle; a step that may not push and was stopped, to the last. */
async function deliver({ repository, history, keepFile }, request, { agent, isLate, progress }, done) {
    const { work, checked, outcomeOf } = done;
    const { status } = checked;
    const { start } = progress;
    const remote = request.push === 'auto' ? repository.remote : null;
    const pinRef = (0,pin_refs/* stepPinRef */.Ly)(request.slug, request.uid);
    const facts = { ...request, ...work, before: start.head.sha, after: work.kept ?? work.after, pinRef };
    if (remote === null) {
        const { before, after } = facts;
        const why = whyGoneWithJob(request, agent, status);
        if (why === null || after === null || after === before)
            return NOWHERE;
        return bundleWork({ repository, keepFile }, facts, after, `${why}, and nothing may be pushed.`);
    }
    const notLookedAt = isLate && progress.left === null && (0,delivery/* mayReachBranch */.dM)({ ...request, status });
    const offBranch = notLookedAt
        ? 'the action was killed before it could look at the work'
        : (work.offBranch ?? checked.offBranch);
    return deliverWork({ repository, remote, history, keepFile }, { ...facts, offBranch, status, tipsAtStart: start.heads, outcomeOf });
}
/** Why work that may not be pushed would be gone with the job; null where somebody may still come for it. */
function whyGoneWithJob(request, agent, status) {
    if (request.workTreeLasts)
        return null;
    if (wasStopped(agent) || status === 'cancelled')
        return 'The step was stopped';
    return (0,delivery/* hasFailedCheck */._P)({ status }) && request.onFailure === 'rollback' ? 'The check failed' : null;
}


/***/ }),

/***/ 81169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j$: () => (/* binding */ headsOf),
/* harmony export */   mo: () => (/* binding */ HEADS),
/* harmony export */   pF: () => (/* binding */ lookBeforeStart)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);
/* harmony import */ var _domain_wait_within_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90358);



const NOTHING = { heads: new Map(), refs: new Map(), unreached: null };
const HEADS = 'refs/heads/';
/**
 * One look at the remote before an agent is paid for: refuses when the branch has moved on (a re-run of an old
 * attempt, say) or when this token may not push, since the work could not reach its branch. A remote that is down now
 * may be there when the agent has ended, so that stops nobody.
 */
async function lookBeforeStart(remote, head, target) {
    if (remote === null)
        return NOTHING;
    const within = (answer) => (0,_domain_wait_within_js__WEBPACK_IMPORTED_MODULE_2__/* .waitWithin */ .r)(answer, target.startTime.leftMs('remote'), 'An answer of the remote');
    let refs;
    try {
        refs = await within(remote.refs([`${HEADS}*`, ...target.pins]));
    }
    catch (error) {
        if (!isDown(error))
            throw error;
        return { heads: null, refs: new Map(), unreached: (0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error) };
    }
    const heads = headsOf(refs);
    if (head.sha === null)
        return { heads, refs, unreached: null };
    const tip = (target.branch === null ? null : heads.get(target.branch)) ?? null;
    if (target.branch !== null && tip !== null && tip !== head.sha)
        throw movedOn(target.branch, tip, head.sha, target.wording);
    const ref = target.branch === null ? target.pinRef : `${HEADS}${target.branch}`;
    try {
        const probe = await within(remote.probe([{ ref, to: head.sha, expected: tip }]));
        if (probe.kind === 'refused' && probe.code === 'no-permission') {
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk('no-permission', `${probe.explanation} With ${target.wording.pushNone} the agent runs without pushing.`);
        }
    }
    catch (error) {
        if (!isDown(error))
            throw error;
    }
    return { heads, refs, unreached: null };
}
/** What says nothing of the remote but that it did not answer. */
function isDown(error) {
    return error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD || (error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .GitError */ .XS && error.code === 'remote-unreachable');
}
/** Branch tips by short name out of refs by full name. */
function headsOf(refs) {
    return new Map([...refs].filter(([ref]) => ref.startsWith(HEADS)).map(([ref, sha]) => [ref.slice(HEADS.length), sha]));
}
function movedOn(branch, tip, head, wording) {
    return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk('branch-moved', `The agent was not started: ${branch} is at ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .shortSha */ .Fu)(tip)} at the remote, but ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .shortSha */ .Fu)(head)} is checked out, so its work ` +
        `could not be pushed. Check out the branch as it is now, push what is only here, or use ${wording.pushNone}.`);
}


/***/ }),

/***/ 56712:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ recordEnd)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);

/** Writes how a step ended into its history. Never throws: what failed is in the answer. */
async function recordEnd(history, uid, outcome) {
    try {
        return { kind: 'written', step: await history.finishStep(uid, outcome) };
    }
    catch (error) {
        const where = history.dbPath === null ? 'no file' : `${history.dbPath}, without its end`;
        return { kind: 'lost', publication: { kind: 'kept', where, reason: (0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error) } };
    }
}


/***/ }),

/***/ 54796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QU: () => (/* binding */ sayPublication),
/* harmony export */   bD: () => (/* binding */ sayCondition),
/* harmony export */   g5: () => (/* binding */ failureOf),
/* harmony export */   iz: () => (/* binding */ refusedSentence),
/* harmony export */   qW: () => (/* binding */ verdictSentences),
/* harmony export */   r0: () => (/* binding */ sayUnreached),
/* harmony export */   w0: () => (/* binding */ leftSentences)
/* harmony export */ });
/* harmony import */ var _domain_delivery_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60365);
/* harmony import */ var _domain_rollback_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(81005);
/* harmony import */ var _domain_step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75799);



const PATHS_NAMED = 5;
/** What a remote that does not answer before the agent starts means: nothing is lost by it yet. */
function sayUnreached(reason) {
    return `The remote could not be looked at: ${ended(reason)} The agent runs all the same. Should its branch have moved on, its work is kept beside it.`;
}
/**
 * Tells people what the store answered, where it was not simply a history or the lack of one. What could not be read is
 * no loss before it is known where the record is: that is the warning.
 */
function sayCondition(condition, { warn, info }) {
    if (condition.kind === 'expired') {
        const since = condition.lastSavedAt === null ? '' : ` (last saved ${condition.lastSavedAt})`;
        warn(`The history of this project has expired in its store${since}: a new one begins here, with step 1.`);
    }
    if (condition.kind === 'unreadable') {
        info(`The history could not be read: ${ended(condition.reason)} The agent runs all the same.`);
    }
}
/** Tells people where the record is when it is not where it belongs. */
function sayPublication(publication, step, warn) {
    if (publication.kind === 'fragment') {
        warn(`The record of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} is in the store by itself (${publication.where}), for the next run to merge, since the history could not be gone on with: ${ended(publication.reason)}`);
    }
    if (publication.kind === 'kept') {
        warn(`The record of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} could not be published: ${ended(publication.reason)} It is in ${publication.where}.`);
    }
}
/** What a reader must know of what was left uncommitted. */
function leftSentences(left) {
    const sentences = left.kind === 'withheld' ? [`What the agent left uncommitted was not committed: ${left.reason}`] : [];
    const named = (reason) => left.leftOut.filter((out) => out.reason === reason).map((out) => out.path);
    const dirty = named('dirty-before');
    if (dirty.length > 0) {
        sentences.push(`Left uncommitted, because changes lay there before the step began: ${list(dirty)}.`);
    }
    const submodules = named('submodule');
    if (submodules.length > 0)
        sentences.push(`Left uncommitted, because it is a repository of its own: ${list(submodules)}.`);
    return sentences;
}
/** What the agent says of its own run, where its exit code does not say it. */
function verdictSentences(agent, verdict) {
    if (agent.ending !== 'exited' || agent.exitCode !== 0 || verdict == null || verdict.kind === 'completed')
        return [];
    const how = {
        failed: 'it failed',
        turn_limit: 'it came to its limit of turns',
        budget: 'it used up its budget',
        aborted: 'it was interrupted',
    }[verdict.kind];
    const word = verdict.text === null ? '' : ` (${verdict.text})`;
    return [`The agent ended with exit code 0, but by its own record ${how}${word}.`];
}
function refusedSentence(step, refusal) {
    const name = (0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step);
    return `${name.charAt(0).toUpperCase()}${name.slice(1)} was refused: ${refusal}.`;
}
/** Why the workflow step fails; null when it does not. */
function failureOf(step, agent, request) {
    if ((0,_domain_delivery_js__WEBPACK_IMPORTED_MODULE_1__/* .hasFailedCheck */ ._P)(step))
        return request.continueOnAgentError ? null : checkFailure(step, request);
    if (!(0,_domain_delivery_js__WEBPACK_IMPORTED_MODULE_1__/* .mayReachBranch */ .dM)({ ...request, status: step.status }))
        return agentFailure(step, agent.exitCode, agent.overBudget, request.wording);
    const missed = request.push === 'auto' && step.pushed !== 'pushed' && step.pushed !== 'unchanged';
    return missed
        ? `The work of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} did not reach ${step.branch ?? 'a branch'}: see the warnings above.`
        : null;
}
function checkFailure(step, { rollback, wording }) {
    const code = step.check === null ? '' : ` with exit code ${step.check.exit_code}`;
    const what = `The check of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} failed${code}`;
    if (rollback === null)
        return `${what}.${step.pinRef === null ? '' : ` Its work is kept at ${step.pinRef}.`}`;
    const name = (0,_domain_rollback_js__WEBPACK_IMPORTED_MODULE_2__/* .rollbackName */ .O)(rollback);
    return `${what}, and ${step.branch ?? 'its branch'} is where the step found it (${name}). To have the work all the same, use ${wording.undo(name)}.`;
}
function agentFailure(step, exitCode, overBudget, { timeLimit }) {
    switch (step.status) {
        case 'timed_out':
            return `The agent of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} was ended: it ran longer than ${timeLimit} allows.`;
        case 'over_budget':
            return `The agent of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} was ended: ${overBudget ?? 'it used more than it may'}.`;
        case 'cancelled':
            return `The agent of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} was cancelled.`;
        default:
            return exitCode === 0
                ? `The agent of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} failed by its own record, although it ended with exit code 0.`
                : `The agent of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} failed with exit code ${exitCode}.`;
    }
}
/** What others said, as the end of a sentence of ours. */
function ended(words) {
    return /[.!?]$/.test(words.trimEnd()) ? words.trimEnd() : `${words.trimEnd()}.`;
}
function list(paths) {
    const shown = paths.slice(0, PATHS_NAMED).map((path) => JSON.stringify(path));
    return paths.length > PATHS_NAMED ? `${shown.join(', ')} and ${paths.length - PATHS_NAMED} more` : shown.join(', ');
}


/***/ })

};
