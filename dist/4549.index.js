export const id = 4549;
export const ids = [4549];
export const modules = {

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

/***/ 69653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ createAgentRunner)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/agent/output-tee.js

const QUIET_TICKS = 4;
const TICK_MS = 50;
// The most that Linux lets a pipe hold: whatever comes beyond was written after the agent had ended.
const PIPE_CAPACITY = 1024 * 1024;
function openSink(target) {
    let failure;
    const fail = (error) => {
        failure ??= error;
    };
    target.on('error', fail);
    return {
        write: async (chunk) => {
            if (failure === undefined && !target.writable)
                fail(new Error('it was closed'));
            if (failure === undefined && !target.write(chunk))
                await hasRoom(target);
        },
        failure: () => failure,
        release: () => {
            // A broken stream reports some errors late; without a listener they would end the process.
            if (failure === undefined)
                target.off('error', fail);
        },
    };
}
/** A sink that only looks on, and never makes the agent wait. */
function observingSink(observe) {
    return { write: async (chunk) => observe(chunk), failure: () => undefined, release: () => { } };
}
/** Reads `source` and hands each chunk to all sinks before it takes the next, so memory is bounded by one chunk. */
function startPump(source, sinks) {
    let received = 0;
    let handingOn = false;
    let ended = false;
    const end = handOn();
    async function handOn() {
        try {
            for await (const chunk of source) {
                const bytes = chunk;
                received += bytes.length;
                handingOn = true;
                await Promise.all(sinks.map((sink) => sink.write(bytes)));
                handingOn = false;
            }
        }
        catch {
            // A pipe that breaks has ended: nothing more will come of it.
        }
        ended = true;
    }
    return {
        finish: async () => {
            const before = received;
            // Counted in turns of the event loop, not in time: a busy machine must not look like a quiet pipe.
            for (let quiet = 0; quiet < QUIET_TICKS && received - before <= PIPE_CAPACITY; quiet++) {
                const seen = received;
                await Promise.race([end, (0,external_node_timers_promises_.setTimeout)(TICK_MS, undefined, { ref: false })]);
                if (ended)
                    return true;
                if (handingOn || received !== seen)
                    quiet = -1;
            }
            source.destroy();
            await end;
            return false;
        },
        cut: () => void source.destroy(),
    };
}
function hasRoom(target) {
    return new Promise((resolve) => {
        const settle = () => {
            for (const event of ['drain', 'error', 'close'])
                target.off(event, settle);
            resolve();
        };
        for (const event of ['drain', 'error', 'close'])
            target.on(event, settle);
    });
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: ./build/agent/errno.js
var errno = __webpack_require__(28310);
;// CONCATENATED MODULE: ./build/agent/process-group.js




const POLL_MS = 20;
/** The group that the process `leader` began, by whatever the platform has for it. */
function processGroup(leader, leaderHasEnded) {
    return process.platform === 'win32' ? windowsTree(leader, leaderHasEnded) : posixGroup(leader);
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
        while (group.isAlive() && performance.now() < deadline)
            await (0,external_node_timers_promises_.setTimeout)(POLL_MS);
    }
    return !group.isAlive();
}
function posixGroup(id) {
    const members = () => (process.platform === 'linux' ? readLinuxMembers(id) : undefined);
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
        return process.platform === 'linux' && (0,errno/* errnoCode */.U)(error) === 'EPERM';
    }
}
/** The living members of a group, from /proc; undefined where there is none to read. */
function readLinuxMembers(id) {
    let entries;
    try {
        entries = (0,external_node_fs_.readdirSync)('/proc');
    }
    catch {
        return undefined;
    }
    const members = [];
    for (const entry of entries) {
        if (!/^[0-9]+$/.test(entry))
            continue;
        const stat = readStat(entry);
        // "pid (name) state ppid pgrp …", see proc(5); the name may hold spaces and parentheses of its own.
        const end = stat.lastIndexOf(')');
        const [state, , group] = stat.slice(end + 2).split(' ');
        if (Number(group) !== id || state === 'Z' || state === 'X')
            continue;
        members.push({ pid: Number(entry), name: stat.slice(stat.indexOf('(') + 1, end) });
    }
    return members;
}
function readStat(pid) {
    try {
        return (0,external_node_fs_.readFileSync)(`/proc/${pid}/stat`, 'latin1');
    }
    catch {
        return '';
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
            (0,external_node_child_process_.spawn)('taskkill', ['/PID', String(leader), '/T', '/F'], options).on('error', () => { });
        },
    };
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
;// CONCATENATED MODULE: ./build/agent/start-process.js






/**
 * Starts the program as the leader of a process group of its own, without a shell. Throws InputError, with the system's
 * error as its cause, when it cannot be started: ENOENT is what shells call 127, EACCES 126.
 */
async function startProcess(request) {
    const [program, ...args] = request.argv;
    if (program === undefined || program === '') {
        throw new errors/* InputError */.dz('bad-input', 'No command is given. Name the program that is the agent.');
    }
    try {
        const child = (0,external_node_child_process_.spawn)(program, args, {
            cwd: request.cwd,
            env: { ...request.env },
            // Windows would open a console window for a detached process, and has no groups to end it by.
            detached: process.platform !== 'win32',
            windowsHide: true,
            stdio: [request.stdin === 'inherit' ? 'inherit' : 'ignore', 'pipe', 'pipe'],
        });
        const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
        await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
        if (child.pid === undefined)
            throw new Error('it was given no process id');
        return { pid: child.pid, stdout: child.stdout, stderr: child.stderr, exited };
    }
    catch (error) {
        throw explainStart(program, request.cwd, error);
    }
}
/** The exit code that shells give to an end by this signal. */
function signalExitCode(signal) {
    return 128 + external_node_os_.constants.signals[signal];
}
function explainStart(program, cwd, error) {
    const code = (0,errno/* errnoCode */.U)(error);
    const name = (0,identity/* quote */.hD)(program);
    // A folder that is missing is reported as if the program were.
    if (!isFolder(cwd)) {
        return new errors/* InputError */.dz('bad-input', `Cannot run ${name} in ${(0,identity/* quote */.hD)(cwd)}: there is no such folder.`, { cause: error });
    }
    if (code === 'ENOENT') {
        const advice = 'Check its name, and that it is installed and on PATH';
        return new errors/* InputError */.dz('bad-input', `Cannot run ${name}: there is no such program. ${advice}.`, { cause: error });
    }
    if (code === 'EACCES') {
        const advice = 'Make it executable with chmod +x, or name the program that reads it';
        return new errors/* InputError */.dz('bad-input', `Cannot run ${name}: it may not be executed. ${advice}.`, { cause: error });
    }
    if (code === 'E2BIG') {
        const advice = 'Pass large texts in a file';
        return new errors/* InputError */.dz('bad-input', `Cannot run ${name}: its arguments are too long. ${advice}.`, { cause: error });
    }
    return new errors/* InputError */.dz('bad-environment', `Cannot run ${name}: ${(0,errors/* describeError */.Uc)(error)}.`, { cause: error });
}
function isFolder(path) {
    return (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

;// CONCATENATED MODULE: ./build/agent/run-agent.js






const GRACES = { timeoutMs: 5000, interruptMs: 4000, terminateMs: 2000, leftoverMs: 1000 };
/** SIGKILL needs no grace, but the system may need a moment to carry it out. */
const KILL = { signal: 'SIGKILL', graceMs: 2000 };
const TIMEOUT_EXIT_CODE = 124;
/** setTimeout fires at once for anything longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const OUTPUT_AFTER_CANCEL_MS = 1000;
const NAMED_MEMBERS = 5;
/** Runs agents as processes of this machine. */
function createAgentRunner(deps) {
    return { run: (request) => runAgent(deps, request) };
}
async function runAgent(deps, request) {
    const startedAt = deps.clock.now();
    if (request.signal.aborted)
        return describeNotStarted(startedAt);
    // 1. Started, and its output on the way: to the people, and into the log in order of arrival.
    const agent = await startProcess(request);
    const log = openLog(request.logFile);
    const shown = [openSink(deps.sinks.stdout), openSink(deps.sinks.stderr)];
    const { observe } = request;
    const pumps = [agent.stdout, agent.stderr].map((source, i) => {
        const observed = observe === undefined ? [] : [observingSink((chunk) => observe(chunk, i === 0 ? 'stdout' : 'stderr'))];
        return startPump(source, [...shown.slice(i, i + 1), log.sink, ...observed]);
    });
    let exit;
    let endedAt = startedAt;
    const exited = agent.exited.then((how) => {
        exit = how;
        endedAt = deps.clock.now();
    });
    // 2. It ends, or is ended, with everything in its group.
    const group = processGroup(agent.pid, () => exit !== undefined);
    const ending = await firstOf(exited, request);
    const notes = await endAgent(ending, group, { ...GRACES, ...deps.graces });
    // A process of another user, or one stuck in the kernel, may outlive even SIGKILL; we do not wait for it.
    if (exit === undefined)
        await Promise.race([exited, (0,external_node_timers_promises_.setTimeout)(KILL.graceMs, undefined, { ref: false })]);
    if (exit === undefined)
        endedAt = deps.clock.now();
    // 3. What is still in the pipes.
    notes.push(...(await finishOutput(pumps, request.signal)));
    notes.push(...(await closeSinks(shown, log)));
    return {
        ending,
        exitCode: ending === 'timed_out' ? TIMEOUT_EXIT_CODE : (exit?.code ?? signalExitCode(exit?.signal ?? 'SIGKILL')),
        startTime: startedAt.toISOString(),
        endTime: endedAt.toISOString(),
        durationMs: Math.max(0, endedAt.getTime() - startedAt.getTime()),
        notes,
    };
}
/** Why the agent ends: whichever comes first. */
function firstOf(exited, request) {
    return new Promise((resolve) => {
        const settle = (ending) => {
            clearTimeout(timer);
            request.signal.removeEventListener('abort', cancel);
            resolve(ending);
        };
        const cancel = () => settle('cancelled');
        const timer = request.timeoutMs === null
            ? undefined
            : setTimeout(() => settle('timed_out'), Math.min(request.timeoutMs, LONGEST_TIMER_MS));
        request.signal.addEventListener('abort', cancel);
        if (request.signal.aborted)
            cancel();
        exited.then(() => settle('exited'));
    });
}
/** Ends what must end, the gentle way first, and says in notes what a reader would not expect. */
async function endAgent(ending, group, graces) {
    if (ending === 'exited')
        return endLeftovers(group, graces);
    const rungs = ending === 'timed_out'
        ? [{ signal: 'SIGTERM', graceMs: graces.timeoutMs }, KILL]
        : [{ signal: 'SIGINT', graceMs: graces.interruptMs }, { signal: 'SIGTERM', graceMs: graces.terminateMs }, KILL];
    return (await endGroup(group, rungs)) ? [] : [describeSurvivors(group)];
}
async function endLeftovers(group, { leftoverMs }) {
    // The last of a pipeline, such as `tee`, outlives its shell by a moment; that is nothing to speak of.
    if (await endGroup(group, [{ signal: null, graceMs: leftoverMs }]))
        return [];
    const left = group.members();
    const gone = await endGroup(group, [{ signal: 'SIGTERM', graceMs: leftoverMs }, KILL]);
    return [gone ? `The agent left processes running, and they were ended${list(left)}.` : describeSurvivors(group)];
}
function describeSurvivors(group) {
    return `Processes of the agent could not be ended${list(group.members())}. They may still change files.`;
}
function list(members) {
    if (members.length === 0)
        return '';
    const named = members.slice(0, NAMED_MEMBERS).map(({ pid, name }) => `${JSON.stringify(name)} (${pid})`);
    if (members.length > named.length)
        named.push(`${members.length - named.length} more`);
    return `: ${named.join(', ')}`;
}
/** Empties the pipes. A cancelled run has no time for a reader that does not read. */
async function finishOutput(pumps, signal) {
    const over = new AbortController();
    const outOfTime = cancelled(signal, over.signal)
        .then(() => (0,external_node_timers_promises_.setTimeout)(OUTPUT_AFTER_CANCEL_MS, undefined, { signal: over.signal }))
        .then(() => undefined)
        .catch(() => undefined);
    const finishedAll = await Promise.race([Promise.all(pumps.map((pump) => pump.finish())), outOfTime]);
    over.abort();
    for (const pump of pumps)
        pump.cut();
    if (finishedAll?.every((whole) => whole))
        return [];
    return [
        finishedAll === undefined
            ? "The end of the agent's output may be missing: the run was cancelled while it was still being written."
            : 'A process that the agent moved out of its group kept its output open. What it prints from now on is not shown.',
    ];
}
function cancelled(signal, over) {
    return new Promise((resolve) => {
        if (signal.aborted)
            resolve();
        signal.addEventListener('abort', () => resolve(), { once: true, signal: over });
    });
}
/** A file of our own: one that is already there is not touched, for a link in its place could lead anywhere. */
function openLog(path) {
    const file = (0,external_node_fs_.createWriteStream)(path, { flags: 'wx', mode: 0o600 });
    const sink = openSink(file);
    return {
        sink,
        close: async () => {
            file.end();
            await (0,promises_.finished)(file).catch(() => { });
        },
    };
}
async function closeSinks(shown, log) {
    await log.close();
    const logFailure = log.sink.failure();
    const notShown = shown.map((sink) => sink.failure()).find((failure) => failure !== undefined);
    for (const sink of [...shown, log.sink])
        sink.release();
    return [
        ...(logFailure === undefined ? [] : [`The agent's log file could not be written: ${logFailure.message}.`]),
        ...(notShown === undefined ? [] : [`The agent's output could not be shown to its end: ${notShown.message}.`]),
    ];
}
function describeNotStarted(at) {
    return {
        ending: 'cancelled',
        exitCode: signalExitCode('SIGINT'),
        startTime: at.toISOString(),
        endTime: at.toISOString(),
        durationMs: 0,
        notes: ['The run was cancelled before the agent was started.'],
    };
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

/***/ 60365:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BQ: () => (/* binding */ branchOfRecord),
/* harmony export */   TL: () => (/* binding */ decideDelivery),
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
    if (tip === after)
        return { kind: 'pushed-already' };
    if (!mayReachBranch(facts))
        return { kind: 'pin', reason: `the step did not succeed (${facts.status})` };
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
/** Whether a step with this status may move its branch at all. */
function mayReachBranch(step) {
    return step.status === 'succeeded' || (step.status === 'failed' && step.continueOnAgentError);
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

/***/ 7031:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ followUsage)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var _domain_documents_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(55427);



/** Records that take longer are not worth the wait; a cancelled job is killed soon, and its record goes first. */
const MOST_MS = 60_000;
const MOST_MS_CANCELLED = 1000;
function followUsage(reader, usageFile) {
    let followed;
    return {
        watch: async (launch, command) => {
            const { env, cwd, logFile } = launch;
            const watch = await reader.begin({ command, home: env.HOME ?? (0,node_os__WEBPACK_IMPORTED_MODULE_0__.homedir)(), cwd, env });
            followed = { watch, logFile };
            return { ...launch, observe: watch.observe };
        },
        read: async ({ ending, exitCode, startTime, endTime }) => {
            if (followed === undefined)
                return { usage: _domain_documents_js__WEBPACK_IMPORTED_MODULE_2__/* .UNKNOWN_USAGE */ .r, config: {} };
            const { watch, logFile } = followed;
            const times = { startTime: Date.parse(startTime), endTime: Date.parse(endTime) };
            const over = new AbortController();
            const late = (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(ending === 'cancelled' ? MOST_MS_CANCELLED : MOST_MS, undefined, { signal: over.signal }).then(() => ({ usage: { ..._domain_documents_js__WEBPACK_IMPORTED_MODULE_2__/* .UNKNOWN_USAGE */ .r, reason: 'its records could not be read in time' }, config: {} }), () => ({ usage: _domain_documents_js__WEBPACK_IMPORTED_MODULE_2__/* .UNKNOWN_USAGE */ .r, config: {} }));
            try {
                return await Promise.race([watch.read({ usageFile, logFile, exitCode, ...times }), late]);
            }
            finally {
                over.abort();
            }
        },
    };
}


/***/ }),

/***/ 68740:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ recordStep)
});

// EXTERNAL MODULE: ./build/domain/commit-message.js
var commit_message = __webpack_require__(66486);
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

// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/pin-refs.js
var pin_refs = __webpack_require__(90281);
// EXTERNAL MODULE: ./build/domain/ports/store.js
var store = __webpack_require__(84647);
;// CONCATENATED MODULE: ./build/domain/step-status.js
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
        case 'exited':
            return result.exitCode === 0 && (verdict?.kind ?? 'completed') === 'completed' ? 'succeeded' : 'failed';
    }
}

// EXTERNAL MODULE: ./build/domain/wording.js
var domain_wording = __webpack_require__(57173);
// EXTERNAL MODULE: ./build/domain/delivery.js
var delivery = __webpack_require__(60365);
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
    const tipAtStart = (work.branch === null ? null : work.tipsAtStart.get(work.branch)) ?? null;
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
    return bundle(deps, work, after, `${because} Nor could it be pinned: ${result.explanation}`);
}
async function bundle(deps, work, after, because) {
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

// EXTERNAL MODULE: ./build/domain/own-commits.js
var own_commits = __webpack_require__(66750);
;// CONCATENATED MODULE: ./build/usecases/look-at-work.js



/** Reads HEAD and everything between it and where the step began. */
async function lookAtWork(request) {
    const { repository, start, started } = request;
    const end = await repository.head();
    const place = (0,delivery/* branchOfRecord */.BQ)({
        startBranch: started.branch,
        startedDetached: start.branch === null,
        endBranch: end.branch,
        endBranchIsNew: end.branch !== null && end.branch !== start.branch && (await isNewToRemote(request, end.branch)),
    });
    if (end.sha === null || end.sha === start.sha)
        return { ...place, after: end.sha, made: new Set(), changes: NO_CHANGES };
    const { commits } = await repository.commits(start.sha, end.sha);
    const own = await ownOf(request, commits, place.branch ?? '');
    return {
        ...place,
        after: end.sha,
        made: new Set(commits.map((commit) => commit.sha)),
        changes: await changesOf(repository, start.sha, end.sha, own),
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
/** A branch the remote did not have when the step began; without a look at the remote, one it was never seen to have. */
async function isNewToRemote({ request, atStart, repository }, branch) {
    if (request.push === 'auto')
        return !atStart.heads.has(branch);
    const tracked = await repository.localRefs('refs/remotes/');
    return ![...tracked.keys()].some((ref) => ref.split('/').slice(3).join('/') === branch);
}
async function ownOf(context, commits, branch) {
    const { agentIdentity, commitAuthor } = context.request;
    const made = (0,own_commits/* ownCommits */.J)({
        commits,
        startTime: context.startTime.toISOString(),
        endTime: context.endTime.toISOString(),
        identities: commitAuthor === null ? [agentIdentity] : [agentIdentity, commitAuthor],
        onOtherBranches: new Set(),
    });
    const elsewhere = await onOtherBranches(context, made, branch);
    return made.filter((commit) => !elsewhere.has(commit.sha));
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
    const moved = [...now].some(([name, sha]) => name !== branch && context.atStart.heads.get(name) !== sha);
    if (!moved)
        return new Set();
    const found = new Set();
    for (const { sha } of commits) {
        if ((await remote.branchesContaining(sha, branch)).length > 0)
            found.add(sha);
    }
    return found;
}

// EXTERNAL MODULE: ./build/usecases/reconcile.js
var reconcile = __webpack_require__(94841);
// EXTERNAL MODULE: ./build/usecases/step-sentences.js
var step_sentences = __webpack_require__(54796);
;// CONCATENATED MODULE: ./build/usecases/record-step.js












/**
 * Runs an agent as one recorded step. What goes wrong before it starts is thrown, and nothing has changed; what goes
 * wrong afterwards is a warning, because the agent's result must not be hurt by the recording. The caller closes the
 * history.
 */
async function recordStep(deps, request) {
    const { repository } = deps;
    const warnings = [];
    const warn = (message) => {
        warnings.push(message);
        deps.log.warn(message);
    };
    // 1. Where it begins, and whether the work could reach its branch.
    const start = await repository.head();
    const remote = request.push === 'auto' ? repository.remote : null;
    const wording = domain_wording/* WORDINGS */.a[request.frontEnd];
    if (request.push === 'auto' && remote === null)
        throw noRemote(repository.root, wording);
    const pinRef = (0,pin_refs/* stepPinRef */.Ly)(request.slug, request.uid);
    const atStart = await (0,look_before_start/* lookBeforeStart */.pF)(remote, start, {
        branch: start.branch,
        pins: `${(0,pin_refs/* pinPrefix */.QX)(request.slug)}*`,
        wording,
        pinRef,
    });
    // 2. The history, with what earlier runs could not write into it.
    const opened = await deps.store.open();
    for (const message of opened.warnings)
        warn(message);
    (0,step_sentences/* sayCondition */.bD)(opened.condition, warn);
    await (0,reconcile/* reconcilePins */.x1)({ history: opened, repository, slug: request.slug, refs: atStart.refs, warn });
    // 3. On record, before the agent starts.
    const before = await repository.snapshot();
    const startTime = deps.clock.now();
    const { history, started } = await startStep(deps, opened, warn, {
        uid: request.uid,
        projectId: request.projectId,
        repository: repository.remote?.repository ?? null,
        branch: start.branch ?? request.detachedBranch,
        commitShaBefore: start.sha,
        agentConfig: request.agentConfig,
        run: request.run,
        startTime: startTime.toISOString(),
    });
    const settledId = (0,store/* settlesIds */.F)(deps.store.name) ? started.id : null;
    deps.onStarted?.(started, history);
    // 4. The agent.
    const agent = await runAgent(deps, request, started, settledId);
    for (const note of agent.notes)
        warn(note);
    // 5. What it left: committed, looked at, delivered.
    const leftNotes = await commitLeft(repository, request, before, settledId, warn);
    const work = await attempt(warn, () => lookAtWork({ repository, request, start, started, atStart, startTime, endTime: deps.clock.now() }));
    const { usage: tokenUsage, config } = await deps.readUsage(agent);
    const status = statusOf(agent, tokenUsage.verdict);
    const verdictNotes = (0,step_sentences/* verdictSentences */.qW)(agent, tokenUsage.verdict);
    for (const note of verdictNotes)
        warn(note);
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
        notes: [...agent.notes, ...verdictNotes, ...leftNotes, ...delivered.warnings],
    });
    const delivered = work === undefined || remote === null
        ? { pushed: 'none', pinRef: null, warnings: [] }
        : await deliverWork({ repository, remote, history, keepFile: deps.keepFile }, { ...request, ...work, before: start.sha, status, pinRef, tipsAtStart: atStart.heads, outcomeOf });
    for (const message of delivered.warnings)
        warn(message);
    // 6. The record, finished and published; where it went along with the push, there is nothing left to do.
    const outcome = outcomeOf(delivered);
    const finished = await attempt(warn, () => history.finishStep(started.uid, outcome));
    const step = finished ?? { ...started, ...outcome };
    const publication = finished === undefined
        ? { kind: 'kept', where: history.dbPath ?? 'nowhere', reason: 'the end of the step could not be written' }
        : await history.publish();
    (0,step_sentences/* sayPublication */.QU)(publication, step, warn);
    return { step, history, publication, warnings, failure: (0,step_sentences/* failureOf */.g5)(step, agent, { ...request, wording }) };
}
/** Records the step as running; a history that cannot take it is replaced by one of this run alone. */
async function startStep(deps, opened, warn, draft) {
    try {
        return { history: opened, started: await opened.startStep(draft) };
    }
    catch (error) {
        warn(`The step could not be written to its history before it started: ${(0,errors/* describeError */.Uc)(error)}`);
        const history = deps.fallbackHistory((0,errors/* describeError */.Uc)(error));
        return { history, started: await history.startStep(draft) };
    }
}
/** Runs the agent. One that cannot be started has ended with 127, as in a shell, and the reason is its note. */
async function runAgent(deps, request, started, settledId) {
    try {
        return await deps.agent.run({ ...(await deps.launch(started, settledId)), signal: request.signal });
    }
    catch (error) {
        const endTime = deps.clock.now();
        return {
            ending: 'exited',
            exitCode: 127,
            startTime: started.startTime,
            endTime: endTime.toISOString(),
            durationMs: Math.max(0, endTime.getTime() - Date.parse(started.startTime)),
            notes: [`The agent could not be started: ${(0,errors/* describeError */.Uc)(error)}`],
        };
    }
}
/** Commits what the agent left, by the rule of the input `commit`. Returns what the record must say about it. */
async function commitLeft(repository, request, since, settledId, warn) {
    if (request.commit === 'none')
        return [];
    const left = await attempt(warn, async () => {
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
            since,
            message: (0,commit_message/* commitMessage */.df)(request.commitTemplate, facts),
            author: request.commitAuthor ?? request.agentIdentity,
            exclude: request.privatePaths,
        });
    });
    if (left === undefined)
        return ['What the agent left uncommitted could not be committed.'];
    const notes = (0,step_sentences/* leftSentences */.w0)(left);
    for (const note of notes)
        warn(note);
    return notes;
}
/** Runs what may fail after the agent: its failure is a warning, the result undefined. */
async function attempt(warn, effect) {
    try {
        return await effect();
    }
    catch (error) {
        warn((0,errors/* describeError */.Uc)(error));
        return undefined;
    }
}
function noRemote(root, { pushIsAuto, pushNone }) {
    return new errors/* InputError */.dz('bad-input', `${pushIsAuto}, but the repository in ${root} has no remote to push to. Add one as origin, or use ${pushNone}.`);
}


/***/ }),

/***/ 54796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QU: () => (/* binding */ sayPublication),
/* harmony export */   bD: () => (/* binding */ sayCondition),
/* harmony export */   g5: () => (/* binding */ failureOf),
/* harmony export */   qW: () => (/* binding */ verdictSentences),
/* harmony export */   w0: () => (/* binding */ leftSentences)
/* harmony export */ });
/* harmony import */ var _domain_delivery_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60365);
/* harmony import */ var _domain_step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75799);


const PATHS_NAMED = 5;
/** Tells people what the store answered, where it was not simply a history or the lack of one. */
function sayCondition(condition, warn) {
    if (condition.kind === 'expired') {
        const since = condition.lastSavedAt === null ? '' : ` (last saved ${condition.lastSavedAt})`;
        warn(`The history of this project has expired in its store${since}: a new one begins here, with step 1.`);
    }
    if (condition.kind === 'unreadable') {
        warn(`The history could not be read: ${condition.reason} The agent runs all the same, and its record is kept by itself for the next run to merge.`);
    }
}
/** Tells people where the record is when it is not where it belongs. */
function sayPublication(publication, step, warn) {
    if (publication.kind === 'fragment') {
        warn(`The record of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} is in the store by itself (${publication.where}): the next run merges it.`);
    }
    if (publication.kind === 'kept') {
        warn(`The record of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} could not be published: ${publication.reason} It is in ${publication.where}.`);
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
/** Why the workflow step fails; null when it does not. */
function failureOf(step, agent, request) {
    if (!(0,_domain_delivery_js__WEBPACK_IMPORTED_MODULE_1__/* .mayReachBranch */ .dM)({ ...request, status: step.status }))
        return agentFailure(step, agent.exitCode, request.wording);
    const missed = request.push === 'auto' && step.pushed !== 'pushed' && step.pushed !== 'unchanged';
    return missed
        ? `The work of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} did not reach ${step.branch ?? 'a branch'}: see the warnings above.`
        : null;
}
function agentFailure(step, exitCode, { timeLimit }) {
    switch (step.status) {
        case 'timed_out':
            return `The agent of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} was ended: it ran longer than ${timeLimit} allows.`;
        case 'cancelled':
            return `The agent of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} was cancelled.`;
        default:
            return exitCode === 0
                ? `The agent of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} failed by its own record, although it ended with exit code 0.`
                : `The agent of ${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step)} failed with exit code ${exitCode}.`;
    }
}
function list(paths) {
    const shown = paths.slice(0, PATHS_NAMED).map((path) => JSON.stringify(path));
    return paths.length > PATHS_NAMED ? `${shown.join(', ')} and ${paths.length - PATHS_NAMED} more` : shown.join(', ');
}


/***/ })

};
