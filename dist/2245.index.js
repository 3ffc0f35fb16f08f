export const id = 2245;
export const ids = [2245];
export const modules = {

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


/***/ })

};
