export const id = 3774;
export const ids = [3774];
export const modules = {

/***/ 33774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readAgentConfig: () => (/* binding */ readAgentConfig)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55427);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(16327);
/* harmony import */ var _errno_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(28310);
/* harmony import */ var _redact_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(27009);








const MAX_BYTES = 1024 * 1024;
const MAX_DEPTH = 32;
/**
 * Reads what was asked of the agent, with its secrets redacted; keys that we do not know go under `metadata`. Throws
 * InputError, naming the input and the line or key, when it cannot be read so.
 */
async function readAgentConfig(request) {
    const { what } = request;
    const isPath = looksLikePath(request.text);
    const text = isPath ? await readConfigFile(request) : request.text;
    const where = isPath ? `${what} (the file ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(request.text.trim())})` : what;
    if (Buffer.byteLength(text) > MAX_BYTES)
        throw tooLarge(where);
    const parsed = await parseText(text, where);
    checkDepth(parsed, where, MAX_DEPTH);
    const config = (0,_redact_js__WEBPACK_IMPORTED_MODULE_6__/* .redactConfig */ .ql)(await checkConfig(parsed, where), request.secrets);
    // Aliases may have made it larger than its text.
    if (Buffer.byteLength(JSON.stringify(config)) > MAX_BYTES)
        throw tooLarge(where);
    return config;
}
/** One line that is neither the beginning of JSON nor a `key:` of YAML. */
function looksLikePath(text) {
    const line = text.trim();
    return line !== '' && !line.includes('\n') && !/^[{[]/.test(line) && !/^[^\s:]+:(\s|$)/.test(line);
}
async function readConfigFile({ text, folder, what }) {
    const name = text.trim();
    const advice = 'Give the path of a JSON or YAML file, or the text itself';
    try {
        // Not blocking: a named pipe would be waited for without an end.
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(folder, name), node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK);
        try {
            const stat = await file.stat();
            if (!stat.isFile())
                throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `${what} is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(name)}, which is not a file. ${advice}.`);
            if (stat.size > MAX_BYTES)
                throw tooLarge(`${what} (the file ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(name)})`);
            return await file.readFile('utf8');
        }
        finally {
            await file.close();
        }
    }
    catch (error) {
        if (error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz)
            throw error;
        const reason = (0,_errno_js__WEBPACK_IMPORTED_MODULE_7__/* .errnoCode */ .U)(error) === 'ENOENT'
            ? `there is no such file in ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(folder)}`
            : `it cannot be read: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .describeError */ .Uc)(error)}`;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `${what} is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(name)}, and ${reason}. ${advice}.`, { cause: error });
    }
}
/** JSON, and what is not JSON as YAML, whose messages name the line. Neither message quotes the text: it may hold a secret. */
async function parseText(text, where) {
    try {
        return JSON.parse(text);
    }
    catch {
        return parseYaml(text, where);
    }
}
async function parseYaml(text, where) {
    const { LineCounter, parseDocument } = await __webpack_require__.e(/* import() */ 8815).then(__webpack_require__.t.bind(__webpack_require__, 38815, 19));
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true, logLevel: 'error' });
    const [error] = document.errors;
    if (error !== undefined) {
        const { line, col } = lines.linePos(error.pos[0]);
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `${where} is neither JSON nor YAML: line ${line}, column ${col}: ${error.message.replace(/\.$/, '')}. Correct that line.`);
    }
    try {
        // The library's own limit on aliases keeps a few lines from growing into gigabytes.
        return document.toJS({ maxAliasCount: 100 });
    }
    catch (cause) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `${where} cannot be used: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .describeError */ .Uc)(cause)}. Write it without aliases.`, {
            cause,
        });
    }
}
/** Also ends at a YAML alias that contains itself. */
function checkDepth(value, where, depth) {
    if (typeof value !== 'object' || value === null)
        return;
    if (depth === 0) {
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `${where} is nested deeper than ${MAX_DEPTH} levels. Make it flatter.`);
    }
    for (const item of Object.values(value))
        checkDepth(item, where, depth - 1);
}
async function checkConfig(value, where) {
    const { z } = await Promise.all(/* import() */[__webpack_require__.e(5156), __webpack_require__.e(2618)]).then(__webpack_require__.bind(__webpack_require__, 82618));
    const text = z.string().nullish();
    const schema = z.looseObject({
        name: text,
        command: text,
        model: text,
        max_tokens: z.number().int().nonnegative().nullish(),
        temperature: z.number().nullish(),
        system_prompt: text,
        tools: z.array(z.string()).nullish(),
        metadata: z.record(z.string(), z.unknown()).nullish(),
    });
    const result = schema.safeParse(value);
    if (!result.success) {
        const [issue] = result.error.issues;
        const path = issue?.path.join('.') ?? '';
        const subject = path === '' ? where : `${where}: the key ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)(path)}`;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `${subject} cannot be used: ${issue?.message ?? 'it is malformed'}. Correct it.`);
    }
    const { name, command, model, max_tokens, temperature, system_prompt, tools, metadata, ...unknown } = result.data;
    return {
        name: name ?? _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .EMPTY_AGENT_CONFIG */ .l.name,
        command: command ?? _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .EMPTY_AGENT_CONFIG */ .l.command,
        model: model ?? _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .EMPTY_AGENT_CONFIG */ .l.model,
        max_tokens: max_tokens ?? _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .EMPTY_AGENT_CONFIG */ .l.max_tokens,
        temperature: temperature ?? _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .EMPTY_AGENT_CONFIG */ .l.temperature,
        system_prompt: system_prompt ?? _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .EMPTY_AGENT_CONFIG */ .l.system_prompt,
        tools: tools ?? _domain_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .EMPTY_AGENT_CONFIG */ .l.tools,
        metadata: { ...unknown, ...metadata },
    };
}
function tooLarge(where) {
    return new _domain_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .InputError */ .dz('bad-input', `${where} is larger than 1 MB. Keep it to what describes the agent.`);
}


/***/ })

};
