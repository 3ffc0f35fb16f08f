export const id = 8950;
export const ids = [8950];
export const modules = {

/***/ 31241:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ createAgentRunner)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/agent/linux-processes.js
var linux_processes = __webpack_require__(55868);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
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
                await Promise.race([end, (0,promises_.setTimeout)(TICK_MS, undefined, { ref: false })]);
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

;// CONCATENATED MODULE: ./build/agent/log-file.js






/** So much of a log is kept beside it; of what comes after, only the length is compared. */
const KEPT_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;
/**
 * A log of our own: a file that is already there is not touched, for a link in its place could lead anywhere. The agent
 * can write to it as well as we can, so the beginning is kept under no name, and put back where it was changed.
 */
function openLog(path, keptBytes = KEPT_BYTES) {
    let fd;
    try {
        fd = (0,external_node_fs_.openSync)(path, 'wx', 0o600);
    }
    catch (error) {
        const note = `The agent's log file could not be written: ${(0,errors/* describeError */.Uc)(error)}.`;
        return { sink: observingSink(() => { }), close: async () => [note] };
    }
    const file = (0,external_node_fs_.createWriteStream)(path, { fd });
    const sink = openSink(file);
    const copy = openCopy(path, keptBytes);
    let written = 0;
    return {
        sink: {
            ...sink,
            write: (chunk) => {
                written += chunk.length;
                copy?.add(chunk);
                return sink.write(chunk);
            },
        },
        close: async () => {
            file.end();
            await (0,external_node_stream_promises_.finished)(file).catch(() => { });
            const failure = sink.failure();
            sink.release();
            try {
                if (failure !== undefined)
                    return [`The agent's log file could not be written: ${failure.message}.`];
                return copy === null ? [] : copy.restore(written);
            }
            finally {
                copy?.close();
            }
        },
    };
}
/** Null where there is no room for it: a log without a copy is better than none. */
function openCopy(path, limit) {
    const name = `${path}.copy-${(0,external_node_crypto_.randomUUID)()}`;
    let copy;
    try {
        copy = (0,external_node_fs_.openSync)(name, 'wx+', 0o600);
        (0,external_node_fs_.unlinkSync)(name);
    }
    catch {
        return null;
    }
    let kept = 0;
    let isWhole = true;
    return {
        add: (chunk) => {
            if (!isWhole || kept >= limit)
                return;
            try {
                kept += (0,external_node_fs_.writeSync)(copy, chunk.subarray(0, limit - kept));
            }
            catch {
                isWhole = false;
            }
        },
        restore: (written) => {
            if (!isWhole)
                return [];
            try {
                const change = changeOf(path, written, copy, kept);
                if (change === null)
                    return [];
                putBack(path, copy, kept);
                const how = kept === written ? 'was put back' : `its first ${kept} bytes were put back`;
                return [`The agent's log file was ${change} while the agent ran, and ${how}.`];
            }
            catch (error) {
                return [`The agent's log file was changed while the agent ran: ${(0,errors/* describeError */.Uc)(error)}`];
            }
        },
        close: () => (0,external_node_fs_.closeSync)(copy),
    };
}
function changeOf(path, written, copy, kept) {
    const stats = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    if (stats === undefined)
        return 'deleted';
    if (!stats.isFile() || stats.size !== written)
        return 'changed';
    const file = (0,external_node_fs_.openSync)(path, 'r');
    try {
        const [one, other] = [Buffer.alloc(CHUNK_BYTES), Buffer.alloc(CHUNK_BYTES)];
        for (let at = 0; at < kept; at += CHUNK_BYTES) {
            if (!readAt(file, one, at, kept).equals(readAt(copy, other, at, kept)))
                return 'changed';
        }
        return (0,external_node_fs_.fstatSync)(file).ino === stats.ino ? null : 'changed';
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
function putBack(path, copy, kept) {
    (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
    (0,external_node_fs_.rmSync)(path, { recursive: true, force: true });
    const name = `${path}.new-${(0,external_node_crypto_.randomUUID)()}`;
    const file = (0,external_node_fs_.openSync)(name, 'wx', 0o600);
    try {
        const buffer = Buffer.alloc(CHUNK_BYTES);
        for (let at = 0; at < kept; at += CHUNK_BYTES)
            (0,external_node_fs_.writeSync)(file, readAt(copy, buffer, at, kept));
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
    (0,external_node_fs_.renameSync)(name, path);
}
/** The bytes from `at` on, as many as the buffer takes, and none beyond `end`. */
function readAt(file, buffer, at, end) {
    return buffer.subarray(0, (0,external_node_fs_.readSync)(file, buffer, 0, Math.min(buffer.length, end - at), at));
}

// EXTERNAL MODULE: ./build/agent/output-pipes.js
var output_pipes = __webpack_require__(685);
// EXTERNAL MODULE: ./build/agent/process-group.js
var process_group = __webpack_require__(18345);
// EXTERNAL MODULE: ./build/agent/start-process.js
var start_process = __webpack_require__(86850);
// EXTERNAL MODULE: ./build/agent/step-processes.js
var step_processes = __webpack_require__(10294);
;// CONCATENATED MODULE: ./build/agent/run-agent.js









const GRACES = { timeoutMs: 5000, interruptMs: 4000, terminateMs: 2000, leftoverMs: 1000 };
const TIMEOUT_EXIT_CODE = 124;
/** setTimeout fires at once for anything longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const OUTPUT_AFTER_CANCEL_MS = 1000;
/** Runs agents as processes of this machine. */
function createAgentRunner(deps) {
    // The first agent's, while others prepare the rest of its start.
    let ahead = deps.folder === undefined ? null : (0,output_pipes/* makeNamedPipes */.X)(deps.folder);
    const takePipes = ({ logFile }) => {
        const pipes = ahead ?? (0,output_pipes/* makeNamedPipes */.X)((0,external_node_path_.dirname)(logFile));
        ahead = null;
        return pipes;
    };
    return { run: (request) => runAgent(deps, request, takePipes) };
}
async function runAgent(deps, request, takePipes) {
    const startedAt = deps.clock.now();
    if (request.signal.aborted)
        return describeNotStarted(startedAt);
    // 1. Started, and its output on the way: to the people, and into the log in order of arrival.
    const log = openLog(request.logFile);
    const mark = (0,linux_processes/* markPids */.Ob)();
    const agent = await (0,start_process/* startProcess */.k)(request, takePipes(request)).catch(async (error) => {
        await log.close();
        throw error;
    });
    request.onStarted?.(agent.pid);
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
    // 2. It ends, or is ended, with everything in its group and everything of its step that has left the group.
    const uid = request.env[step_processes/* STEP_UID_VARIABLE */.lr];
    const ownGroup = (0,process_group/* processGroup */.dg)(agent.pid, () => exit !== undefined);
    const group = uid === undefined ? ownGroup : (0,process_group/* joinGroups */.BO)(ownGroup, (0,step_processes/* processesOfStep */.rp)(uid, (0,linux_processes/* readProcess */.Wv)(process.pid)?.started, mark));
    const ending = await firstOf(exited, request);
    const notes = await endAgent(ending, group, { ...GRACES, ...deps.graces });
    // A process of another user, or one stuck in the kernel, may outlive even SIGKILL; we do not wait for it.
    if (exit === undefined)
        await Promise.race([exited, (0,promises_.setTimeout)(process_group/* KILL */.VQ.graceMs, undefined, { ref: false })]);
    if (exit === undefined)
        endedAt = deps.clock.now();
    // 3. What is still in the pipes.
    notes.push(...(await finishOutput(pumps, request.signal)));
    notes.push(...(await closeSinks(shown, log)));
    return {
        ending,
        exitCode: ending === 'timed_out' ? TIMEOUT_EXIT_CODE : (exit?.code ?? (0,start_process/* signalExitCode */.c)(exit?.signal ?? 'SIGKILL')),
        startTime: startedAt.toISOString(),
        endTime: endedAt.toISOString(),
        durationMs: Math.max(0, endedAt.getTime() - startedAt.getTime()),
        notes,
    };
}
/** Why the agent ends: whichever comes first. */
function firstOf(exited, request) {
    return new Promise((resolve) => {
        const over = new AbortController();
        const settle = (ending) => {
            over.abort();
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
        request.isOverBudget?.(over.signal).then((isOver) => {
            if (isOver)
                settle('over_budget');
        });
    });
}
/** Ends what must end, the gentle way first, and says in notes what a reader would not expect. */
async function endAgent(ending, group, graces) {
    if (ending === 'exited')
        return endLeftovers(group, graces);
    const rungs = ending === 'timed_out' || ending === 'over_budget'
        ? [{ signal: 'SIGTERM', graceMs: graces.timeoutMs }, process_group/* KILL */.VQ]
        : [{ signal: 'SIGINT', graceMs: graces.interruptMs }, { signal: 'SIGTERM', graceMs: graces.terminateMs }, process_group/* KILL */.VQ];
    return (await (0,process_group/* endGroup */.N4)(group, rungs)) ? [] : [(0,step_processes/* describeSurvivors */.v_)(group)];
}
async function endLeftovers(group, { leftoverMs }) {
    // The last of a pipeline, such as `tee`, outlives its shell by a moment; that is nothing to speak of.
    if (await (0,process_group/* endGroup */.N4)(group, [{ signal: null, graceMs: leftoverMs }]))
        return [];
    const left = group.members();
    const gone = await (0,process_group/* endGroup */.N4)(group, [{ signal: 'SIGTERM', graceMs: leftoverMs }, process_group/* KILL */.VQ]);
    return [gone ? (0,step_processes/* describeEnded */.Og)(left) : (0,step_processes/* describeSurvivors */.v_)(group)];
}
/** Empties the pipes. A cancelled run has no time for a reader that does not read. */
async function finishOutput(pumps, signal) {
    const over = new AbortController();
    const outOfTime = cancelled(signal, over.signal)
        .then(() => (0,promises_.setTimeout)(OUTPUT_AFTER_CANCEL_MS, undefined, { signal: over.signal }))
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
            : 'A process that the agent hid from us kept its output open. What it prints from now on is not shown.',
    ];
}
function cancelled(signal, over) {
    return new Promise((resolve) => {
        if (signal.aborted)
            resolve();
        signal.addEventListener('abort', () => resolve(), { once: true, signal: over });
    });
}
async function closeSinks(shown, log) {
    const notes = await log.close();
    const notShown = shown.map((sink) => sink.failure()).find((failure) => failure !== undefined);
    for (const sink of shown)
        sink.release();
    return [
        ...notes,
        ...(notShown === undefined ? [] : [`The agent's output could not be shown to its end: ${notShown.message}.`]),
    ];
}
function describeNotStarted(at) {
    return {
        ending: 'cancelled',
        exitCode: (0,start_process/* signalExitCode */.c)('SIGINT'),
        startTime: at.toISOString(),
        endTime: at.toISOString(),
        durationMs: 0,
        notes: ['The run was cancelled before the agent was started.'],
    };
}


/***/ }),

/***/ 14108:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  b: () => (/* binding */ createCheck)
});

// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/strip-escapes.js
var strip_escapes = __webpack_require__(79958);
// EXTERNAL MODULE: ./build/agent/redact.js
var redact = __webpack_require__(27009);
;// CONCATENATED MODULE: ./build/agent/last-lines.js


const MOST_LINES = 20;
const MOST_CHARACTERS = 4000;
const LINE_LENGTH = 400;
/** More than is recorded, so that a secret is found before its beginning is cut off. */
const BYTES_KEPT = 64 * 1024;
/** `secrets` are values that must never be recorded; what reads as one goes too. */
function collectLastLines(secrets) {
    let kept = [];
    let size = 0;
    let isCut = false;
    return {
        observe: (chunk) => {
            kept.push(chunk);
            size += chunk.length;
            if (size <= 2 * BYTES_KEPT)
                return;
            kept = [Buffer.concat(kept).subarray(-BYTES_KEPT)];
            size = BYTES_KEPT;
            isCut = true;
        },
        lines: () => {
            const text = toPlainLines(Buffer.concat(kept).toString('utf8'));
            // It may begin in the middle of a line, and so of a secret; one line of this length is no place for both.
            const lineEnd = text.indexOf('\n');
            const whole = isCut ? text.slice(lineEnd < 0 ? text.length / 2 : lineEnd + 1) : text;
            return chooseLines((0,redact/* redactText */.Rd)(whole, secrets));
        },
    };
}
/** Non-empty lines from the end, each as a terminal would show it after the last carriage return. */
function chooseLines(text) {
    const chosen = [];
    let left = MOST_CHARACTERS;
    for (const line of text.split('\n').toReversed()) {
        const shown = cut(line.trimEnd().split('\r').at(-1) ?? '');
        if (shown === '')
            continue;
        left -= shown.length;
        if (chosen.length === MOST_LINES || left < 0)
            break;
        chosen.push(shown);
    }
    return chosen.toReversed();
}
function cut(line) {
    const characters = Array.from(line.slice(0, 2 * LINE_LENGTH + 2));
    return characters.length <= LINE_LENGTH ? line : `${characters.slice(0, LINE_LENGTH - 1).join('')}…`;
}
function toPlainLines(text) {
    return (0,strip_escapes/* stripEscapes */.N)(text)
        .replaceAll(/(?![\n\r\t])\p{Cc}/gu, '')
        .replaceAll('\t', '  ');
}

;// CONCATENATED MODULE: ./build/agent/run-check.js



/** A check that runs as an agent does: in a process group of its own, within its time, its output shown and logged. */
function createCheck({ runner, clock, script, launch, secrets, signal }) {
    const command = (0,redact/* redactText */.Rd)(script, secrets);
    return async (step, settledId) => {
        const startedAt = clock.now();
        const tail = collectLastLines(secrets);
        try {
            const request = await launch(step, settledId);
            const end = await runner.run({ ...request, observe: tail.observe, signal });
            return {
                ending: end.ending,
                notes: end.notes.map(ofTheCheck),
                result: resultOf(command, end, tail.lines()),
            };
        }
        catch (error) {
            const durationMs = Math.max(0, clock.now().getTime() - startedAt.getTime());
            const note = `The check could not be started: ${(0,errors/* describeError */.Uc)(error)}`;
            return { ending: 'exited', notes: [note], result: resultOf(command, { exitCode: 127, durationMs }, []) };
        }
    };
}
function resultOf(command, { exitCode, durationMs }, lines) {
    return { command, exit_code: exitCode, duration_ms: durationMs, last_lines: lines };
}
/** The runner speaks of an agent, whatever it runs. */
function ofTheCheck(note) {
    return note.replaceAll(/\b([Tt]he) agent\b/g, '$1 check');
}


/***/ }),

/***/ 18069:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ recordStep)
});

// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/pin-refs.js
var pin_refs = __webpack_require__(90281);
// EXTERNAL MODULE: ./build/domain/ports/store.js
var store = __webpack_require__(84647);
// EXTERNAL MODULE: ./build/domain/wording.js
var domain_wording = __webpack_require__(57173);
// EXTERNAL MODULE: ./build/usecases/budget-sentences.js
var budget_sentences = __webpack_require__(13523);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/domain/budget.js
var domain_budget = __webpack_require__(11304);
;// CONCATENATED MODULE: ./build/usecases/check-budgets.js




const NO_HISTORY = 'this run has no history to count in';
/** What a history is given at least, though opening it took all the time that the agent's start may wait. */
const LEAST_MS = 1000;
/**
 * Whether a step may still use something of what it and its chain are allowed, and how much. It is on record already, so
 * that of two that begin at the same time one sees the other. Never throws: what cannot be read is unknown.
 */
async function checkBudgets(history, question) {
    const { step, limits, isUsageRead, hasHistory, isSeen, wording, limitMs } = question;
    const deadline = Date.now() + limitMs;
    const own = (0,domain_budget/* ownCeilings */.dD)(limits);
    let check = { refusal: null, ceilings: own, notes: [], remarks: [] };
    if (limits === null)
        return check;
    const doubt = (what, why) => {
        const refusal = limits.budget_unknown === 'stop' ? (0,budget_sentences/* cannotHold */.LU)(what, why, wording) : null;
        check = { ...check, notes: [...check.notes, (0,budget_sentences/* mayNotHold */.Um)(what, why)], refusal: check.refusal ?? refusal };
    };
    if (!isUsageRead) {
        for (const { unit } of own)
            doubt((0,budget_sentences/* limitName */.Ff)(unit, wording), budget_sentences/* NOTHING_READS */.c1);
    }
    for (const budget of limits.budgets) {
        const scope = (0,domain_budget/* budgetScope */.yk)(budget, step);
        if (scope === null) {
            const remark = `The budget of ${(0,domain_budget/* formatBudget */.H0)(budget)} does not count here: this run has no ${budget.per.replace('_', ' ')}.`;
            check = { ...check, remarks: [...check.remarks, remark] };
            continue;
        }
        const name = `the budget of ${(0,domain_budget/* formatBudget */.H0)(budget)}`;
        const facts = hasHistory ? await gatherFacts(history, { budget, scope, step, deadline }) : NO_HISTORY;
        if (typeof facts === 'string') {
            doubt(name, facts);
            continue;
        }
        const left = (0,domain_budget/* leftOf */.lC)(facts);
        // What is surely used up needs no doubt.
        if (left <= 0)
            return { ...check, refusal: (0,budget_sentences/* usedUp */.h4)(facts, wording) };
        check = { ...check, ceilings: [...check.ceilings, { amount: left, unit: budget.unit, budget }] };
        if (!isUsageRead)
            doubt(name, budget_sentences/* NOTHING_READS */.c1);
        if (!isSeen)
            doubt(name, 'this step could not be put on record in time, for others to count it');
        const why = (0,budget_sentences/* uncertainty */.TE)(facts, wording);
        if (why !== null && (0,domain_budget/* isUncertain */.cp)(facts))
            doubt(name, why);
        else if (why !== null)
            check = { ...check, notes: [...check.notes, (0,budget_sentences/* mayNotHold */.Um)(name, why)] };
    }
    return check;
}
/** What there is to count, or why it cannot be counted. */
async function gatherFacts(history, asked) {
    const { budget, scope, step, deadline } = asked;
    const { condition } = history;
    if (condition.kind === 'unreadable')
        return 'the history could not be read';
    if (condition.kind === 'expired' &&
        !(condition.lastSavedAt !== null && condition.lastSavedAt < (scope.startedSince ?? '')))
        return 'the history has expired';
    try {
        const read = Promise.all([history.sumUsage(scope), history.listSteps({ ...scope, status: 'running' })]);
        const over = new AbortController();
        const late = (0,promises_.setTimeout)(Math.max(LEAST_MS, deadline - Date.now()), 'the history could not be read in time', {
            signal: over.signal,
        });
        read.catch(() => { }).finally(() => over.abort());
        late.catch(() => { });
        const answer = await Promise.race([read, late]);
        return typeof answer === 'string' ? answer : (0,domain_budget/* budgetFacts */.fm)(budget, ...answer, step);
    }
    catch (error) {
        return `the history could not be read (${(0,errors/* describeError */.Uc)(error).replace(/\.$/, '')})`;
    }
}

// EXTERNAL MODULE: ./build/usecases/finish-step.js + 5 modules
var finish_step = __webpack_require__(19932);
// EXTERNAL MODULE: ./build/usecases/look-before-start.js
var look_before_start = __webpack_require__(81169);
// EXTERNAL MODULE: ./build/usecases/reconcile.js
var reconcile = __webpack_require__(94841);
// EXTERNAL MODULE: ./build/usecases/record-end.js
var record_end = __webpack_require__(56712);
// EXTERNAL MODULE: ./build/usecases/step-sentences.js
var step_sentences = __webpack_require__(54796);
;// CONCATENATED MODULE: ./build/usecases/refuse-step.js


const NO_CHANGES = { own_commits: [], own_commit_count: 0, files_changed: 0, insertions: 0, deletions: 0 };
/** Records a step as refused, its agent never started. It ended when it began, and changed nothing. */
async function refuseStep({ history, warn }, started, why) {
    const outcome = {
        status: 'refused',
        branch: started.branch,
        commitShaAfter: started.commitShaBefore,
        agentConfig: started.agentConfig,
        endTime: started.startTime,
        durationMs: 0,
        tokenUsage: null,
        exitCode: null,
        pushed: why.isPushed ? 'unchanged' : 'none',
        pinRef: null,
        changes: NO_CHANGES,
        check: null,
        notes: [`The agent was not started: ${why.refusal}.`, ...why.notes],
    };
    const end = await (0,record_end/* recordEnd */.$)(history, started.uid, outcome);
    const step = end.kind === 'lost' ? { ...started, ...outcome } : end.step;
    const publication = end.kind === 'lost' ? end.publication : await history.publish();
    (0,step_sentences/* sayPublication */.QU)(publication, step, warn);
    return { step, publication, rollback: null };
}

// EXTERNAL MODULE: ./build/usecases/settle-running.js
var settle_running = __webpack_require__(58932);
;// CONCATENATED MODULE: ./build/usecases/watch-ceilings.js


/** So many looks that tell nothing are more than an agent's beginning. */
const LOOKS = 5;
/** Has an agent ended as soon as it is seen to have passed one of its ceilings, and says so in the result. */
function watchCeilings(ceilings, watchSpending, wording) {
    if (ceilings.length === 0)
        return { request: {}, explain: (result) => ({ ...result, overBudget: null }) };
    let reason = null;
    let looks = 0;
    let isTold = false;
    const isEnough = (spent) => {
        looks += 1;
        isTold ||= spent.costUsd !== null || spent.tokens !== null;
        return (0,domain_budget/* findPassed */.cY)(ceilings, spent) !== undefined;
    };
    return {
        request: {
            isOverBudget: async (ended) => {
                const spent = await watchSpending(isEnough, ended);
                const ceiling = spent === null ? undefined : (0,domain_budget/* findPassed */.cY)(ceilings, spent);
                if (spent === null || ceiling === undefined)
                    return false;
                reason = (0,budget_sentences/* passed */.bF)(ceiling, spent, wording);
                return true;
            },
        },
        explain: (result) => {
            const overBudget = result.ending === 'over_budget' ? reason : null;
            const ended = overBudget === null ? [] : [`The agent was ended: ${overBudget}.`];
            const untold = !isTold && looks >= LOOKS ? [(0,budget_sentences/* neverTold */.uo)(wording)] : [];
            return { ...result, overBudget, notes: [...ended, ...untold, ...result.notes] };
        },
    };
}

;// CONCATENATED MODULE: ./build/usecases/record-step.js













/**
 * Runs an agent as one recorded step. What goes wrong before it starts is thrown, and nothing has changed; what goes
 * wrong afterwards is a warning, because the agent's result must not be hurt by the recording. The caller closes the
 * history.
 */
async function recordStep(deps, request) {
    const { repository, startTime: time } = deps;
    const warnings = [];
    const warn = (message) => {
        warnings.push(message);
        deps.log.warn(message);
    };
    // 1. Where it begins, and whether the work could reach its branch.
    const head = await repository.head();
    const remote = request.push === 'auto' ? repository.remote : null;
    const wording = domain_wording/* WORDINGS */.a[request.frontEnd];
    if (request.push === 'auto' && remote === null)
        throw noRemote(repository.root, wording);
    const target = {
        branch: head.branch,
        pins: (0,pin_refs/* pinPatterns */.rA)(request.slug),
        wording,
        pinRef: (0,pin_refs/* stepPinRef */.Ly)(request.slug, request.uid),
        startTime: time,
    };
    const atStart = await time.count(() => (0,look_before_start/* lookBeforeStart */.pF)(remote, head, target));
    if (atStart.unreached !== null)
        deps.log.info((0,step_sentences/* sayUnreached */.r0)(atStart.unreached));
    // 2. The history, with what earlier runs could not write into it.
    const opened = await time.count(() => deps.store.open());
    for (const message of opened.warnings)
        warn(message);
    (0,step_sentences/* sayCondition */.bD)(opened.condition, { warn, info: deps.log.info });
    const pins = { history: opened, repository, slug: request.slug, refs: atStart.refs, warn };
    await time.count(() => (0,reconcile/* reconcilePins */.x1)(pins, time.leftMs('pins')));
    // Only the command line moves local branches, and leaves their pins in this repository.
    if (request.frontEnd === 'cli')
        await time.count(() => (0,reconcile/* reconcileLocalPins */.KF)(pins, time.leftMs('pins')));
    const running = { history: opened, proofs: deps.proofs, inform: deps.log.info };
    await time.count(() => (0,settle_running.settleRunning)(running, { own: request.run, limitMs: time.leftMs('pins') }));
    // 3. On record, before the agent starts.
    const workTree = await repository.snapshot();
    const startTime = deps.clock.now().toISOString();
    const start = { head, workTree, heads: atStart.heads, startTime };
    deps.note?.({ start, agent: null, left: null, used: null, checked: null });
    const draft = {
        uid: request.uid,
        projectId: request.projectId,
        repository: repository.remote?.repository ?? null,
        branch: head.branch ?? request.detachedBranch,
        commitShaBefore: head.sha,
        agentConfig: request.agentConfig,
        run: request.run,
        startTime,
        limits: request.limits,
    };
    const { history, started } = await time.count(() => startStep(deps, opened, warn, draft));
    const settledId = (0,store/* settlesIds */.F)(deps.store.name) ? started.id : null;
    // 4. What it may use.
    const isSeen = !(0,store/* settlesIds */.F)(deps.store.name) || started.id !== null;
    const asked = { ...deps, ...request, step: started, isSeen, wording, limitMs: time.leftMs('record') };
    const { refusal, ceilings, notes, remarks } = await time.count(() => checkBudgets(history, asked));
    for (const note of notes)
        warn(note);
    for (const remark of remarks)
        deps.log.info(remark);
    if (request.limits !== null && request.limits.budgets.length > 0 && !(0,store/* settlesIds */.F)(deps.store.name))
        warn((0,budget_sentences/* othersUnseen */.qV)(deps.store.name));
    if (refusal !== null) {
        const refused = await refuseStep({ history, warn }, started, { refusal, notes, isPushed: remote !== null });
        return { ...refused, history, warnings, failure: (0,step_sentences/* refusedSentence */.iz)(started, refusal) };
    }
    deps.onStarted?.(started, history);
    // 5. The agent, who may write where we do.
    const inspect = await history.guard();
    const ran = await runAgent(deps, request, started, { settledId, ceilings, wording });
    const ended = { ...ran, notes: [...ran.notes, ...(await inspect())] };
    for (const note of ended.notes)
        warn(note);
    const agent = { ...ended, notes: [...notes, ...ended.notes] };
    const progress = { start, agent, left: null, used: null, checked: null };
    deps.note?.(progress);
    // 6. Its work kept and delivered, its record finished and published.
    const finished = await (0,finish_step/* finishStep */.I)({ ...deps, history, warn }, request, {
        started,
        settledId,
        agent,
        progress,
        isLate: false,
    });
    return { ...finished, history, warnings, failure: (0,step_sentences/* failureOf */.g5)(finished.step, agent, { ...request, ...finished, wording }) };
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
async function runAgent(deps, request, started, { settledId, ceilings, wording }) {
    try {
        const launch = await deps.launch(started, settledId);
        const watched = watchCeilings(ceilings, deps.watchSpending, wording);
        const result = await deps.agent.run({ ...launch, ...watched.request, signal: request.signal });
        return watched.explain(result);
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
            overBudget: null,
        };
    }
}
function noRemote(root, { pushIsAuto, pushNone }) {
    return new errors/* InputError */.dz('bad-input', `${pushIsAuto}, but the repository in ${root} has no remote to push to. Add one as origin, or use ${pushNone}.`);
}


/***/ }),

/***/ 58932:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   settleRunning: () => (/* binding */ settleRunning)
/* harmony export */ });
/* harmony import */ var _domain_step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75799);

/** Steps that are looked at, the newest ones. */
const LOOKED_AT = 64;
/** For asking, and again for noting. */
const LIMIT_MS = 3_000;
/**
 * Steps of other runs that are on record as running, and whose run is proven to be over, are on record as interrupted
 * from here on. Never throws, and takes a few seconds at most: what could not be proven or noted now is left to the next
 * run.
 */
async function settleRunning({ history, proofs, inform }, request) {
    const deadline = Date.now() + (request.limitMs ?? Number.POSITIVE_INFINITY);
    const leftMs = () => Math.min(LIMIT_MS, deadline - Date.now());
    try {
        if (leftMs() <= 0)
            return;
        const running = (await history.listRunning(LOOKED_AT)).filter((step) => !isOwn(step, request.own));
        // Half of the time for asking: what is proven by then must still be noted.
        const proven = await prove(running, proofs, Math.min(LIMIT_MS, (deadline - Date.now()) / 2));
        if (proven.size === 0 || leftMs() <= 0)
            return;
        const noted = new Set(await history.interruptSteps(proven, leftMs()));
        for (const step of running.filter(({ uid }) => noted.has(uid))) {
            inform(`${(0,_domain_step_js__WEBPACK_IMPORTED_MODULE_0__/* .stepName */ .u)(step).replace(/^s/, 'S')} was interrupted: ${proven.get(step.uid)}`);
        }
    }
    catch {
        // They stay on record as running, which is what is known of them.
    }
}
/** A job's other steps, and those of the legs of its matrix, have a post of their own. */
function isOwn({ run }, own) {
    if (run?.run_id == null || own === null)
        return false;
    return run.run_id === own.run_id && run.attempt === own.attempt && run.job === own.job;
}
/** What is proven within a time, by uid. */
async function prove(running, proofs, withinMs) {
    const proven = new Map();
    if (running.length === 0 || withinMs <= 0)
        return proven;
    const signal = AbortSignal.timeout(withinMs);
    const late = new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    const all = running.map(async ({ uid, run }) => {
        for (const proof of run === null ? [] : proofs) {
            if (run === null || proven.has(uid))
                return;
            const why = await proof.proveOver(run, signal);
            if (why !== null && !signal.aborted)
                proven.set(uid, why);
        }
    });
    await Promise.race([Promise.all(all), late]);
    return new Map(proven);
}


/***/ })

};
