export const id = 5427;
export const ids = [5427];
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


/***/ })

};
