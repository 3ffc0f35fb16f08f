export const id = 986;
export const ids = [986];
export const modules = {

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


/***/ })

};
