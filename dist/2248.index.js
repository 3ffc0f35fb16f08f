export const id = 2248;
export const ids = [2248];
export const modules = {

/***/ 2248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   systemClock: () => (/* binding */ systemClock)
/* harmony export */ });
/** The machine's clock. */
const systemClock = { now: () => new Date() };


/***/ })

};
