export const id = 2819;
export const ids = [2819];
export const modules = {

/***/ 12819:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   importerOf: () => (/* binding */ importerOf),
/* harmony export */   isLaForgeFile: () => (/* binding */ isLaForgeFile),
/* harmony export */   readForeignLedger: () => (/* binding */ readForeignLedger)
/* harmony export */ });
/** The records of a steps.db from outside, after every field of it was checked. Throws StoreError. */
async function readForeignLedger(path) {
    const [{ checkForeignLedger }, { openLedger }, { systemClock }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(5156), __webpack_require__.e(3341), __webpack_require__.e(2347)]).then(__webpack_require__.bind(__webpack_require__, 48540)),
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(3304), __webpack_require__.e(5522)]).then(__webpack_require__.bind(__webpack_require__, 93304)),
        __webpack_require__.e(/* import() */ 2248).then(__webpack_require__.bind(__webpack_require__, 2248)),
    ]);
    checkForeignLedger(path);
    const ledger = openLedger(path, { clock: systemClock, readonly: true });
    try {
        return ledger.records();
    }
    finally {
        ledger.close();
    }
}
/** How to add what a steps.db from outside holds, of ours or LaForge's, to a ledger. Throws StoreError. */
async function importerOf(path) {
    if (await isLaForgeFile(path)) {
        const { importLaForge } = await Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(3341), __webpack_require__.e(9151)]).then(__webpack_require__.bind(__webpack_require__, 42964));
        return (ledger) => importLaForge(path, ledger);
    }
    const records = await readForeignLedger(path);
    return (ledger) => ledger.merge(records);
}
/** Whether LaForge wrote the file. Throws StoreError on one that is no history at all. */
async function isLaForgeFile(path) {
    const [{ openDatabase }, { identifyFile }, { withStoreErrors }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(4308)]).then(__webpack_require__.bind(__webpack_require__, 70745)),
        Promise.all(/* import() */[__webpack_require__.e(4918), __webpack_require__.e(5429)]).then(__webpack_require__.bind(__webpack_require__, 91168)),
        __webpack_require__.e(/* import() */ 5656).then(__webpack_require__.bind(__webpack_require__, 15656)),
    ]);
    return withStoreErrors(path, () => {
        const db = openDatabase(path, { readonly: true, fileMustExist: true });
        try {
            db.pragma('trusted_schema = OFF');
            return identifyFile(db, path).kind === 'laforge';
        }
        finally {
            db.close();
        }
    });
}


/***/ })

};
