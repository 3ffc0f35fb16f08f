export const id = 4626;
export const ids = [4626,2245];
export const modules = {

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

/***/ 94626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createFileStore: () => (/* binding */ createFileStore)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56046);
/* harmony import */ var _fragment_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(59503);
/* harmony import */ var _fragment_history_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98282);
/* harmony import */ var _ledger_history_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(43579);
/* harmony import */ var _merge_into_ledger_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(82894);








/**
 * A history in a file that lasts. Everything is durable when it is written, so there is nothing to publish. Opening
 * throws where the file is none of ours, or from a newer version: that is for the user to put right. A file that is
 * there and cannot be read is an unreadable history, and the record is put beside it.
 */
function createFileStore(deps, options) {
    return {
        name: 'file',
        async open() {
            if (!options.create && !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(options.path))
                return openBeside(deps, options.path, { kind: 'empty' });
            try {
                return await openFile(deps, options.path);
            }
            catch (error) {
                if (!(error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .StoreError */ .AD) || error.code === 'not-a-ledger' || error.code === 'newer-ledger')
                    throw error;
                return openBeside(deps, options.path, { kind: 'unreadable', reason: (0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describeError */ .Uc)(error) });
            }
        },
    };
}
async function openFile(deps, path) {
    const existed = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path);
    const ledger = await deps.openLedger(path);
    const warnings = [];
    for (const file of await listFragments(path)) {
        try {
            warnings.push(...(0,_merge_into_ledger_js__WEBPACK_IMPORTED_MODULE_7__/* .mergeIntoLedger */ .K)(ledger, [await (0,_fragment_js__WEBPACK_IMPORTED_MODULE_4__/* .readFragment */ .Bk)(file, file, deps)]));
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(file, { force: true });
        }
        catch (error) {
            warnings.push(`A record beside the history was left out: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describeError */ .Uc)(error)}`);
        }
    }
    return (0,_ledger_history_js__WEBPACK_IMPORTED_MODULE_6__/* .createLedgerHistory */ .e)({
        ledger,
        condition: existed ? { kind: 'found' } : { kind: 'empty' },
        warnings,
        unpublished: false,
        isShared: true,
        publish: async () => ({ kind: 'published' }),
    });
}
function openBeside(deps, path, condition) {
    const uid = deps.uids.next();
    const file = `${path}.record-${uid}.writing`;
    const final = `${path}.record-${uid}.json`;
    return (0,_fragment_history_js__WEBPACK_IMPORTED_MODULE_5__/* .createFragmentHistory */ .B)({
        condition,
        file,
        publish: async () => {
            const reason = condition.kind === 'unreadable' ? condition.reason : '';
            try {
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(file, final);
                return { kind: 'fragment', where: final, reason };
            }
            catch (error) {
                return { kind: 'kept', where: file, reason: (0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .describeError */ .Uc)(error) };
            }
        },
    });
}
/** The records that runs put beside a file they could not read. */
async function listFragments(path) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path));
    const prefix = `${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(path)}.record-`;
    return names.filter((it) => it.startsWith(prefix) && it.endsWith('.json')).map((it) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), it));
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


/***/ })

};
