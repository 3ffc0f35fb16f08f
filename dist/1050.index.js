export const id = 1050;
export const ids = [1050,8669];
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

/***/ 12248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IK: () => (/* binding */ cacheShareOfTotals),
/* harmony export */   e_: () => (/* binding */ cacheShare),
/* harmony export */   hk: () => (/* binding */ UNSPENT_STATUSES),
/* harmony export */   lB: () => (/* binding */ addTotals),
/* harmony export */   vA: () => (/* binding */ totalsOf),
/* harmony export */   yJ: () => (/* binding */ NO_USAGE)
/* harmony export */ });
const NO_USAGE = {
    steps: 0,
    durationMs: null,
    withoutTokens: 0,
    partial: 0,
    withoutCost: 0,
    inputTokens: null,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    outputTokens: null,
    reasoningTokens: null,
    totalTokens: null,
    costUsd: null,
    estimatedUsd: null,
};
/** Statuses of steps that have used nothing yet, or never will. */
const UNSPENT_STATUSES = ['running', 'refused'];
function totalsOf(steps) {
    return steps
        .filter(({ status }) => !UNSPENT_STATUSES.includes(status))
        .map(stepToTotals)
        .reduce(addTotals, NO_USAGE);
}
function addTotals(a, b) {
    return {
        steps: a.steps + b.steps,
        durationMs: addKnown(a.durationMs, b.durationMs),
        withoutTokens: a.withoutTokens + b.withoutTokens,
        partial: a.partial + b.partial,
        withoutCost: a.withoutCost + b.withoutCost,
        inputTokens: addKnown(a.inputTokens, b.inputTokens),
        cacheReadTokens: addKnown(a.cacheReadTokens, b.cacheReadTokens),
        cacheWriteTokens: addKnown(a.cacheWriteTokens, b.cacheWriteTokens),
        outputTokens: addKnown(a.outputTokens, b.outputTokens),
        reasoningTokens: addKnown(a.reasoningTokens, b.reasoningTokens),
        totalTokens: addKnown(a.totalTokens, b.totalTokens),
        costUsd: addKnown(a.costUsd, b.costUsd),
        estimatedUsd: addKnown(a.estimatedUsd, b.estimatedUsd),
    };
}
/** The share of the input that came from the cache, from 0 to 1; null where it is not known, or there was no input. */
function cacheShare(usage) {
    if (usage?.cache_read_tokens == null || usage.input_tokens === null)
        return null;
    const input = usage.input_tokens + usage.cache_read_tokens + (usage.cache_write_tokens ?? 0);
    return input > 0 ? usage.cache_read_tokens / input : null;
}
/** As `cacheShare`, of sums. */
function cacheShareOfTotals({ inputTokens, cacheReadTokens, cacheWriteTokens, }) {
    return cacheShare({
        input_tokens: inputTokens,
        cache_read_tokens: cacheReadTokens,
        cache_write_tokens: cacheWriteTokens,
    });
}
function stepToTotals({ tokenUsage: usage, durationMs }) {
    const cost = usage?.cost ?? null;
    return {
        steps: 1,
        durationMs,
        withoutTokens: usage?.total_tokens == null ? 1 : 0,
        partial: usage?.state === 'partial' ? 1 : 0,
        withoutCost: cost === null ? 1 : 0,
        inputTokens: usage?.input_tokens ?? null,
        cacheReadTokens: usage?.cache_read_tokens ?? null,
        cacheWriteTokens: usage?.cache_write_tokens ?? null,
        outputTokens: usage?.output_tokens ?? null,
        reasoningTokens: usage?.reasoning_tokens ?? null,
        totalTokens: usage?.total_tokens ?? null,
        costUsd: cost,
        estimatedUsd: usage?.cost_estimated === true ? cost : null,
    };
}
/** The sum of what is known, null when nothing is. */
function addKnown(a, b) {
    if (a === null || b === null)
        return a ?? b;
    return a + b;
}


/***/ })

};
