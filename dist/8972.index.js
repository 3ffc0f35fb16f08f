export const id = 8972;
export const ids = [8972,5427,2248];
export const modules = {

/***/ 55427:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ EMPTY_AGENT_CONFIG),
/* harmony export */   r: () => (/* binding */ UNKNOWN_USAGE)
/* harmony export */ });
/**
 * The JSON documents a step carries. Their keys are the contract with readers of steps.db and of `--json`, so these
 * types are the documents themselves, snake_case and all. Unknown is null, never 0 or ''.
 */
const UNKNOWN_USAGE = {
    prompt_tokens: null,
    completion_tokens: null,
    total_tokens: null,
    cost: null,
    input_tokens: null,
    cache_read_tokens: null,
    cache_write_tokens: null,
    output_tokens: null,
    reasoning_tokens: null,
    turns: null,
    models: [],
    session_id: null,
    source: null,
    state: 'unknown',
};
const EMPTY_AGENT_CONFIG = {
    name: null,
    command: null,
    model: null,
    max_tokens: null,
    temperature: null,
    system_prompt: null,
    tools: [],
    metadata: {},
};


/***/ }),

/***/ 2248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   systemClock: () => (/* binding */ systemClock)
/* harmony export */ });
/** The machine's clock. */
const systemClock = { now: () => new Date() };


/***/ }),

/***/ 817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ systemUids)
/* harmony export */ });
/* harmony import */ var uuid__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63935);

/** Version 7 UUIDs: in one process each sorts after the one before, also within a millisecond. */
const systemUids = { next: () => (0,uuid__WEBPACK_IMPORTED_MODULE_0__/* ["default"] */ .A)() };


/***/ })

};
