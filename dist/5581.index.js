export const id = 5581;
export const ids = [5581,1050,8669];
export const modules = {

/***/ 11304:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H0: () => (/* binding */ formatBudget),
/* harmony export */   MT: () => (/* binding */ amountOf),
/* harmony export */   Qe: () => (/* binding */ formatLimits),
/* harmony export */   cY: () => (/* binding */ findPassed),
/* harmony export */   cp: () => (/* binding */ isUncertain),
/* harmony export */   dD: () => (/* binding */ ownCeilings),
/* harmony export */   ej: () => (/* binding */ formatAmount),
/* harmony export */   fm: () => (/* binding */ budgetFacts),
/* harmony export */   lC: () => (/* binding */ leftOf),
/* harmony export */   yk: () => (/* binding */ budgetScope),
/* harmony export */   zE: () => (/* binding */ usageToSpent)
/* harmony export */ });
/** Whose steps a budget counts for this one; null where it is not about such a step: no pull request, no branch. */
function budgetScope(budget, step) {
    const { repository, branch, run, startTime } = step;
    switch (budget.per) {
        case 'day':
            return { startedSince: `${startTime.slice(0, 10)}T00:00:00.000Z` };
        case 'pull_request':
            return run?.pull_request == null ? null : { repository, pullRequest: run.pull_request.number };
        case 'branch':
            return branch === null ? null : { repository, branch };
        case 'project':
            return {};
    }
}
/**
 * Adds up what a budget's steps used and may use. Of the running ones only those with a lower number count: the others
 * count this one, so that of two that begin at the same time one goes first.
 */
function budgetFacts(budget, totals, running, own) {
    const isUsd = budget.unit === 'usd';
    const others = running.filter(({ uid, id }) => uid !== own.uid && (id === null || own.id === null || id < own.id));
    const bounds = others.map(({ limits }) => (isUsd ? limits?.max_cost_usd : limits?.max_tokens) ?? null);
    return {
        budget,
        used: (isUsd ? totals.costUsd : totals.totalTokens) ?? 0,
        steps: totals.steps,
        unknown: isUsd ? totals.withoutCost : totals.withoutTokens,
        partial: totals.partial,
        running: others.length,
        // A record that promises to use less than nothing makes no room.
        reserved: bounds.reduce((sum, bound) => sum + Math.max(0, bound ?? 0), 0),
        unbounded: bounds.filter((bound) => bound === null).length,
    };
}
/** What is left of a budget; 0 or less: nothing. Fractions of a cent that no sum is exact to do not count. */
function leftOf({ budget, used, reserved }) {
    return Number((budget.amount - used - reserved).toFixed(9));
}
/** Whether more may have been used, or be used by others, than a budget can count. A part that is known is counted. */
function isUncertain({ unknown, unbounded }) {
    return unknown > 0 || unbounded > 0;
}
/** A step's own limits. */
function ownCeilings(limits) {
    const ceiling = (amount, unit) => amount == null ? [] : [{ amount, unit, budget: null }];
    return [...ceiling(limits?.max_cost_usd, 'usd'), ...ceiling(limits?.max_tokens, 'tokens')];
}
/** The first of these that was passed. */
function findPassed(ceilings, spent) {
    return ceilings.find(({ amount, unit }) => (amountOf(spent, unit) ?? 0) > amount);
}
function amountOf(spent, unit) {
    return unit === 'usd' ? spent.costUsd : spent.tokens;
}
/** What a usage tells at least. */
function usageToSpent(usage) {
    const { prompt_tokens: prompt, completion_tokens: completion, total_tokens: total, cost } = usage;
    const parts = prompt === null && completion === null ? null : (prompt ?? 0) + (completion ?? 0);
    return { costUsd: cost, tokens: total ?? parts };
}
/** `20.14 USD`, `2,014,300 tokens`. */
function formatAmount(amount, unit) {
    const shown = unit === 'usd' ? String(Number(amount.toFixed(4))) : Math.round(amount).toLocaleString('en-US');
    return `${shown} ${unit === 'usd' ? 'USD' : 'tokens'}`;
}
/** All that limits a step: `2.5 USD, 20 USD per day`. */
function formatLimits(limits) {
    const own = ownCeilings(limits).map(({ amount, unit }) => formatAmount(amount, unit));
    return [...own, ...limits.budgets.map(formatBudget)].join(', ');
}
/** `20 USD per day`, as it is written. */
function formatBudget({ amount, unit, per }) {
    return `${formatAmount(amount, unit)} per ${per.replace('_', ' ')}`;
}


/***/ }),

/***/ 66486:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   aZ: () => (/* binding */ parseIdentity),
/* harmony export */   cD: () => (/* binding */ checkCommitTemplate),
/* harmony export */   df: () => (/* binding */ commitMessage)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);


const PLACEHOLDERS = ['step-id', 'step-uid', 'agent', 'branch', 'prompt'];
const SUBJECT_LENGTH = 72;
/** Refuses a template that names something we do not have, before anything has run. */
function checkCommitTemplate(template, what) {
    for (const match of template.matchAll(/\{([a-z-]+)\}/g)) {
        if (!PLACEHOLDERS.some((name) => name === match[1])) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} has ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(match[0])}, which stands for nothing. Use ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')}.`);
        }
    }
}
/**
 * The message of the commit of what an agent left uncommitted: the template filled in, or a subject made from the
 * prompt, and the trailers by which the step is found again.
 */
function commitMessage(template, facts) {
    const values = {
        'step-id': facts.stepId === null ? facts.stepUid : String(facts.stepId),
        'step-uid': facts.stepUid,
        agent: facts.agent ?? 'agent',
        branch: facts.branch ?? '',
        prompt: firstLine(facts.prompt ?? ''),
    };
    const text = template === null
        ? defaultSubject(facts)
        : template.replace(/\{([a-z-]+)\}/g, (whole, name) => name in values ? values[name] : whole);
    const trailers = [
        `Laforge-Step-Uid: ${facts.stepUid}`,
        ...(facts.stepId === null ? [] : [`Laforge-Step: ${facts.stepId}`]),
    ];
    const body = text.replaceAll('\u0000', '').trim() || defaultSubject(facts);
    // A template may end in trailers of its own: ours join them, since only one block at the end counts.
    const lastParagraph = body.includes('\n\n') ? (body.split('\n\n').at(-1) ?? '') : '';
    const endsInTrailers = lastParagraph !== '' && lastParagraph.split('\n').every((line) => /^[A-Za-z0-9-]+: /.test(line));
    return `${body}${endsInTrailers ? '\n' : '\n\n'}${trailers.join('\n')}\n`;
}
/** Reads `Name <mail>`. Throws InputError, naming `what`, on anything else. */
function parseIdentity(text, what) {
    const match = /^([^<>\r\n\0]*[^<>\s\0])\s*<([^<>\s\0]+)>$/.exec(text.trim());
    if (match?.[1] === undefined || match[2] === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} is ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}, which is no author. Write it as "Name <mail@example.com>".`);
    }
    return { name: match[1].trim(), email: match[2] };
}
function defaultSubject(facts) {
    const prompt = firstLine(facts.prompt ?? '');
    if (prompt !== '')
        return prompt;
    return `Work of ${facts.agent ?? 'the agent'}${facts.stepId === null ? '' : ` in step ${facts.stepId}`}`;
}
function firstLine(text) {
    const line = text.split(/[\r\n]/).find((candidate) => candidate.trim() !== '') ?? '';
    const chars = [...line.trim()];
    return chars.length > SUBJECT_LENGTH ? `${chars.slice(0, SUBJECT_LENGTH - 1).join('')}…` : chars.join('');
}


/***/ }),

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

/***/ 6823:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C3: () => (/* binding */ parseBudgets),
/* harmony export */   OY: () => (/* binding */ toLimits),
/* harmony export */   _e: () => (/* binding */ parseUsd),
/* harmony export */   oY: () => (/* binding */ parseTokens)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);


const SCOPES = {
    day: 'day',
    'pull request': 'pull_request',
    'pull-request': 'pull_request',
    branch: 'branch',
    project: 'project',
};
const MULTIPLES = { '': 1, k: 1e3, m: 1e6 };
const NUMBER = /^([0-9]{1,15}(?:\.[0-9]+)?)([km]?)$/i;
/** `20 USD per day`, `$20 per day`, `2M tokens per branch`. */
const LINE = /^(?:\$\s*(\S+)|(\S+)\s+(USD|tokens))\s+per\s+(.+)$/i;
const EXAMPLES = '20 USD per day, 5 USD per pull request or 2M tokens per branch';
/** An amount in US dollars, above 0. Throws InputError, naming `what`. */
function parseUsd(text, what) {
    const amount = readAmount(text.replace(/^\$\s*/, ''), 'usd');
    if (amount !== null)
        return amount;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} is ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}. Use an amount in US dollars above 0, such as 2.50.`);
}
/** A number of tokens from 1, which may end in k or M. Throws InputError, naming `what`. */
function parseTokens(text, what) {
    const amount = readAmount(text, 'tokens');
    if (amount !== null)
        return amount;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} is ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(text)}. Use a number of tokens from 1, such as 500000 or 2M.`);
}
/** The budgets of a text, one a line; empty lines are none. Throws InputError, naming `what` and the line. */
function parseBudgets(text, what) {
    const lines = text.split('\n').map((line) => line.trim());
    return lines.filter((line) => line !== '').map((line) => parseBudget(line, what));
}
/** The limits as they are recorded; null where none is set. */
function toLimits(limits) {
    const isSet = limits.max_cost_usd !== null || limits.max_tokens !== null || limits.budgets.length > 0;
    return isSet ? limits : null;
}
function parseBudget(line, what) {
    const [, dollars, plain, word, scope] = LINE.exec(line) ?? [];
    const unit = dollars !== undefined || word?.toLowerCase() === 'usd' ? 'usd' : 'tokens';
    const amount = readAmount(dollars ?? plain ?? '', unit);
    const per = SCOPES[(scope ?? '').toLowerCase().replace(/\s+/g, ' ')];
    if (amount !== null && per !== undefined)
        return { amount, unit, per };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} has the line ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(line)}. Write an amount, USD or tokens, and per day, pull request, branch or project, such as ${EXAMPLES}.`);
}
/** Null when it is no amount, or one of nothing. */
function readAmount(text, unit) {
    const [, digits, suffix] = NUMBER.exec(text.trim()) ?? [];
    if (digits === undefined || (unit === 'usd' && suffix !== ''))
        return null;
    const amount = Number(digits) * (MULTIPLES[(suffix ?? '').toLowerCase()] ?? 1);
    if (unit === 'usd')
        return amount > 0 ? amount : null;
    // 1.1 times a million is not quite a whole number.
    const whole = Math.round(amount);
    return whole > 0 && Number.isSafeInteger(whole) && Math.abs(amount - whole) < 1e-6 ? whole : null;
}


/***/ }),

/***/ 88442:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ ON_FAILURE)
/* harmony export */ });
/** What becomes of the branch when the check of a step's work fails: `keep` leaves it as it is then. */
const ON_FAILURE = ['rollback', 'keep'];


/***/ }),

/***/ 75799:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ stepToJson),
/* harmony export */   u: () => (/* binding */ stepName)
/* harmony export */ });
/** How a step is named in a sentence: `step 3`, or by its uid while it has no settled number. */
function stepName(step) {
    return step.id === null ? `step ${step.uid}` : `step ${step.id}`;
}
/**
 * The documented JSON shape of a step: the columns of steps.db by their names, the JSON documents parsed and named
 * without `_json`. Used by `--json`, the output `step` and exports.
 */
function stepToJson(step) {
    return {
        id: step.id,
        uid: step.uid,
        active: step.active,
        parent_step_id: step.parentStepId,
        parent_uid: step.parentUid,
        project_id: step.projectId,
        repository: step.repository,
        branch: step.branch,
        status: step.status,
        commit_sha_before: step.commitShaBefore,
        commit_sha_after: step.commitShaAfter,
        pushed: step.pushed,
        pin_ref: step.pinRef,
        exit_code: step.exitCode,
        start_time: step.startTime,
        end_time: step.endTime,
        duration_ms: step.durationMs,
        agent_config: step.agentConfig,
        token_usage: step.tokenUsage,
        run: step.run,
        limits: step.limits,
        changes: step.changes,
        check: step.check,
        notes: step.notes,
        created_at: step.createdAt,
    };
}


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


/***/ }),

/***/ 66082:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $o: () => (/* binding */ escapeBlock),
/* harmony export */   Fw: () => (/* binding */ escapeMermaid),
/* harmony export */   X1: () => (/* binding */ escapeText),
/* harmony export */   eC: () => (/* binding */ quoteForShell),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   tn: () => (/* binding */ escapeCode)
/* harmony export */ });
/* unused harmony export cleanLine */
/**
 * The one place that makes foreign text harmless: whatever an agent, a branch, a config or a file says becomes text
 * that GitHub shows as it is. What comes out is right in Markdown (also in a table cell, a heading, a link's text), in
 * HTML text and in the raw HTML of `<details>`.
 */
// GitHub finds mentions, references and addresses in the rendered text, after entities have become characters, so an
// entity alone stops none of them. A zero-width space inside does; browsers also leave it invisible.
const ZERO_WIDTH_SPACE = '&#8203;';
// What nobody sees but what changes the reading: controls, bidirectional overrides, invisible operators, blank letters,
// tags and selectors that can carry hidden text. The joiners U+200C and U+200D stay: scripts and emoji need them.
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0]|[\u{e0100}-\u{e01ef}]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
/**
 * One line of text without controls, bidirectional overrides and invisible characters, white space collapsed, and cut
 * at `maxLength` characters (code points) with an ellipsis.
 */
function cleanLine(text, maxLength) {
    // No more than this can matter, and a hostile megabyte should not be worked through.
    const head = text.slice(0, maxLength * 8 + 1000);
    return cut(head
        .replaceAll(LONE_SURROGATE, '\ufffd')
        .replaceAll(/[\s\u0085]+/gu, ' ')
        .replaceAll(INVISIBLE, '')
        .trim(), maxLength);
}
/** Text in which nothing is Markdown, HTML, a mention, a reference or a link any more. */
function escapeText(text, maxLength = 200) {
    return cleanLine(text, maxLength)
        .split(/((?<![a-z0-9])[0-9a-f]{7,64}(?![a-z0-9]))/i)
        .map((part, index) => 
    // A bare SHA becomes a link to a commit; inside <code> GitHub links nothing, and it can still be copied.
    index % 2 === 1 ? `<code>${part}</code>` : escapePunctuation(breakReferences(part)))
        .join('');
}
/** Text as code. In `<code>` GitHub looks for no mentions and references; addresses are kept from becoming links. */
function escapeCode(text, maxLength = 200) {
    return `<code>${escapePunctuation(breakAddresses(cleanLine(text, maxLength)))}</code>`;
}
/** Several lines as a block of code in raw HTML, cut at `maxLength` characters. */
function escapeBlock(text, maxLength) {
    const lines = text
        .slice(0, maxLength * 8 + 1000)
        .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
        .map((line) => cleanIndented(line));
    // A line of its own for each would end the HTML block at the first empty one.
    return `<pre>${escapePunctuation(breakAddresses(cut(lines.join('\n'), maxLength))).replaceAll('\n', '&#10;')}</pre>`;
}
/** A link with text that is safe already. Anything but an http(s) address gives the text alone. */
function link(text, url) {
    if (url === null || !/^https?:\/\/[^\s]+$/i.test(url) || !URL.canParse(url))
        return text;
    const address = new URL(url).href.replaceAll(/[^A-Za-z0-9:/.?#%=@_~+,;-]/g, percentEncode).replaceAll('&', '&amp;');
    return `<a href="${address}">${text}</a>`;
}
/** Text for a quoted label of a Mermaid graph: anything but letters, digits and plain signs as a numbered entity. */
function escapeMermaid(text, maxLength = 40) {
    return Array.from(cleanLine(text, maxLength), (char) => /[A-Za-z0-9 .,/_-]|\P{ASCII}/u.test(char) ? char : `#${char.codePointAt(0)};`).join('');
}
/** A command's arguments as a POSIX shell reads them back. */
function quoteForShell(args) {
    return args.map((arg) => (/^[A-Za-z0-9_./:=-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`)).join(' ');
}
function cut(text, maxLength) {
    const chars = Array.from(text);
    return chars.length <= maxLength
        ? text
        : `${chars
            .slice(0, Math.max(0, maxLength - 1))
            .join('')
            .trimEnd()}…`;
}
function cleanIndented(line) {
    return line.replaceAll(LONE_SURROGATE, '\ufffd').replaceAll('\t', '  ').replaceAll(INVISIBLE, '').trimEnd();
}
// U+200B stands for the zero-width space until punctuation has become entities; cleanLine has removed foreign ones.
function breakAddresses(text) {
    return text
        .replaceAll('@', '@\u200b')
        .replaceAll(/www(?=\.)/gi, (www) => `${www[0]}\u200b${www.slice(1)}`)
        .replaceAll(':/', ':\u200b/');
}
function breakReferences(text) {
    return breakAddresses(text)
        .replaceAll('#', '#\u200b')
        .replaceAll(/(?<![a-z0-9])gh-(?=\d)/gi, (gh) => `${gh}\u200b`)
        .replaceAll(/:(?=[\w+-]+:)/g, ':\u200b');
}
function escapePunctuation(text) {
    return (text
        // An underscore inside a word is never emphasis.
        .replaceAll(/[&<>[\]\\`*~|#@]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, (char) => `&#${char.charCodeAt(0)};`)
        // GitHub's own way to show a dollar sign that begins no formula.
        .replaceAll('$', '<span>$</span>')
        // What begins like a list or the underline of a heading would become one.
        .replace(/^[+=-]|(?<=^\d+)[.)](?= |$)/, (sign) => `&#${sign.charCodeAt(0)};`)
        .replaceAll('\u200b', ZERO_WIDTH_SPACE));
}
function percentEncode(char) {
    return char === '&'
        ? char
        : encodeURIComponent(char).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
}


/***/ }),

/***/ 14246:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ formatCost),
/* harmony export */   T1: () => (/* binding */ formatShare),
/* harmony export */   fU: () => (/* binding */ formatTime),
/* harmony export */   lM: () => (/* binding */ rollbackLabel),
/* harmony export */   t_: () => (/* binding */ statusAtAGlance),
/* harmony export */   vO: () => (/* binding */ stepLabel),
/* harmony export */   xM: () => (/* binding */ formatLines)
/* harmony export */ });
const GLYPHS = {
    running: '⏳',
    succeeded: '✅',
    failed: '❌',
    timed_out: '⏱️',
    cancelled: '🚫',
    interrupted: '💥',
    check_failed: '🧪',
    refused: '⛔',
    over_budget: '💸',
};
/** A status at a glance. The set is open: one we do not know has its own name as its word, which is foreign text. */
function statusAtAGlance(status) {
    const glyph = Object.hasOwn(GLYPHS, status) ? GLYPHS[status] : undefined;
    return { glyph: glyph ?? '❔', word: status.replaceAll('_', ' ') };
}
/**
 * US dollars with the digits that matter for one step: `$0.0205`, `$3.42`, `$0`; `≈$0.0205` where they are an estimate
 * by a price list; '' when unknown.
 */
function formatCost(cost, isEstimated = false) {
    const dollars = formatDollars(cost);
    return isEstimated && dollars !== '' ? `≈${dollars}` : dollars;
}
/** A share from 0 to 1 in percent: `78%`, `<1%`, `>99%`; '' when unknown. */
function formatShare(share) {
    if (share === null)
        return '';
    const percent = Math.round(share * 100);
    if (percent === 0 && share > 0)
        return '<1%';
    return percent === 100 && share < 1 ? '>99%' : `${percent}%`;
}
function formatDollars(cost) {
    if (cost === null || !Number.isFinite(cost) || cost < 0)
        return '';
    if (cost === 0)
        return '$0';
    if (cost < 0.0001)
        return '<$0.0001';
    // Above a cent, three significant digits are below what anybody would compare.
    return cost < 0.995 ? `$${cost.toFixed(4)}` : `$${cost.toFixed(2)}`;
}
/** How a step is shown in a table: its number, or enough of its uid to find it while it has no settled one. */
function stepLabel(step) {
    // The first 13 characters of a UUIDv7 are its millisecond; the first 8 alone stand for a minute.
    return step.id === null ? step.uid.slice(0, 13) : String(step.id);
}
/** `R2`, or enough of its uid while it has no settled number. */
function rollbackLabel(rollback) {
    return rollback.number === null ? rollback.uid.slice(0, 13) : `R${rollback.number}`;
}
/** `+10 −2`. */
function formatLines(insertions, deletions) {
    return `+${insertions} −${deletions}`;
}
/** `2026-01-31 09:05 UTC`; anything that is no timestamp of ours as it is. */
function formatTime(time) {
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(time) ? `${time.slice(0, 16).replace('T', ' ')} UTC` : time;
}


/***/ }),

/***/ 12535:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   ki: () => (/* binding */ formatList),
/* harmony export */   nV: () => (/* binding */ formatAge),
/* harmony export */   pK: () => (/* binding */ formatUsage),
/* harmony export */   rQ: () => (/* binding */ formatChanges),
/* harmony export */   wP: () => (/* binding */ formatIds),
/* harmony export */   zD: () => (/* binding */ formatTotals)
/* harmony export */ });
/* harmony import */ var _domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12248);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14246);


const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** `40ms`, `1.2s`, `12s`, `3m 20s`, `1h 05m`; '' when unknown. */
function formatDuration(durationMs) {
    if (durationMs === null)
        return '';
    if (durationMs < 995)
        return `${Math.round(durationMs)}ms`;
    if (durationMs < 9_950)
        return `${(durationMs / 1000).toFixed(1)}s`;
    const seconds = Math.round(durationMs / 1000);
    if (seconds < MINUTE)
        return `${seconds}s`;
    if (seconds < HOUR)
        return `${Math.floor(seconds / MINUTE)}m ${twoDigits(seconds % MINUTE)}s`;
    return `${Math.floor(seconds / HOUR)}h ${twoDigits(Math.floor((seconds % HOUR) / MINUTE))}m`;
}
/** `840`, `17.5k`, `2.3M`; '' when unknown. */
function formatCount(count) {
    if (count === null || count === undefined)
        return '';
    if (count < 1000)
        return String(count);
    if (count < 999_950)
        return `${trimZero((count / 1000).toFixed(1))}k`;
    return `${trimZero((count / 1_000_000).toFixed(1))}M`;
}
/** `2 commits, 3 files (+10 -2)`; `no changes` when that is known, '' when nothing is. */
function formatChanges(changes) {
    if (changes === null)
        return '';
    if (changes.own_commit_count === 0 && changes.files_changed === 0)
        return 'no changes';
    const files = `${plural(changes.files_changed, 'file')} (+${changes.insertions} -${changes.deletions})`;
    return `${plural(changes.own_commit_count, 'commit')}, ${files}`;
}
/** `17.5k tokens (17.3k in, 78% of it from cache; 201 out), $0.02`, or as much of it as is known. */
function formatUsage(usage) {
    if (usage === null)
        return '';
    const classes = formatClasses(usage.prompt_tokens, (0,_domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .cacheShare */ .e_)(usage), usage.completion_tokens);
    return [formatTokens(usage.total_tokens, classes), (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCost */ .BD)(usage.cost, usage.cost_estimated)]
        .filter((part) => part !== '')
        .join(', ');
}
/**
 * What steps used together: `2k tokens (1.5k in, 60% of it from cache; 500 out), $0.50, ≈$0.10 of it estimated; tokens
 * of 1 step unknown`. '' when no agent has run.
 */
function formatTotals(totals) {
    if (totals.steps === 0)
        return '';
    const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, totalTokens, costUsd, estimatedUsd } = totals;
    const input = inputTokens === null ? null : inputTokens + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
    const isAllEstimated = estimatedUsd !== null && estimatedUsd === costUsd;
    const known = [
        formatTokens(totalTokens, formatClasses(input, (0,_domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .cacheShareOfTotals */ .IK)(totals), outputTokens)),
        (0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCost */ .BD)(costUsd, isAllEstimated),
        isAllEstimated || estimatedUsd === null ? '' : `${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCost */ .BD)(estimatedUsd, true)} of it estimated`,
    ].filter((part) => part !== '');
    const missing = [
        totals.withoutTokens > 0 ? `tokens of ${plural(totals.withoutTokens, 'step')} unknown` : '',
        totals.withoutCost > totals.withoutTokens ? `cost of ${plural(totals.withoutCost, 'step')} unknown` : '',
        totals.partial > 0 ? `${plural(totals.partial, 'step')} counted in part` : '',
    ].filter((part) => part !== '');
    return [known.join(', '), ...missing].filter((part) => part !== '').join('; ');
}
function formatTokens(total, classes) {
    if (total === null)
        return '';
    return `${formatCount(total)} tokens${classes === '' ? '' : ` (${classes})`}`;
}
/** `17.3k in, 78% of it from cache; 201 out`. */
function formatClasses(input, share, output) {
    if (input === null || output === null)
        return '';
    const cached = share === null || share === 0 ? '' : `, ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatShare */ .T1)(share)} of it from cache`;
    return `${formatCount(input)} in${cached}; ${formatCount(output)} out`;
}
/** `just now`, `5 min ago`, `3 h ago`, `2 days ago`, then the date. The clock's time is given, so the text is a function of its data. */
function formatAge(time, now) {
    const seconds = Math.round((now.getTime() - Date.parse(time)) / 1000);
    if (Number.isNaN(seconds))
        return time;
    if (seconds < -MINUTE)
        return time.slice(0, 16).replace('T', ' ');
    if (seconds < MINUTE)
        return 'just now';
    if (seconds < HOUR)
        return `${Math.floor(seconds / MINUTE)} min ago`;
    if (seconds < DAY)
        return `${Math.floor(seconds / HOUR)} h ago`;
    if (seconds < 14 * DAY)
        return `${plural(Math.floor(seconds / DAY), 'day')} ago`;
    return time.slice(0, 10);
}
/** `1 step`, `2 steps`. */
function plural(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
/** `a`, `a and b`, `a, b and c`. */
function formatList(items) {
    return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
/** The step numbers of a plan: `14 and 15`, runs of three or more as `14 to 19`. */
function formatIds(ids) {
    const parts = [];
    const sorted = [...ids].sort((a, b) => a - b);
    for (let start = 0; start < sorted.length;) {
        let end = start;
        while (sorted[end + 1] === (sorted[end] ?? 0) + 1)
            end++;
        if (end - start >= 2)
            parts.push(`${sorted[start]} to ${sorted[end]}`);
        else
            parts.push(...sorted.slice(start, end + 1).map(String));
        start = end + 1;
    }
    return formatList(parts);
}
function twoDigits(value) {
    return String(value).padStart(2, '0');
}
function trimZero(text) {
    return text.replace(/\.0$/, '');
}


/***/ })

};
