export const id = 9156;
export const ids = [9156];
export const modules = {

/***/ 29156:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   serveClientCalls: () => (/* binding */ serveClientCalls)
/* harmony export */ });
/**
 * Serves the calls of the process that started this one, until that one lets go. A process of its own, because the
 * clients of the toolkit take what they need from process.env, the working directory and `$GITHUB_WORKSPACE`, talk on
 * stdout, and try again for minutes: here that harms nobody, and it can be ended.
 */
function serveClientCalls() {
    const said = listenToStdout((secret) => tell({ secret }));
    process.on('message', (message) => {
        if ('prepare' in message)
            prepare(message.prepare);
        else
            void answerCall(message.number, message.call);
    });
    process.on('disconnect', () => process.kill(process.pid));
    async function answerCall(number, call) {
        try {
            const outcome = await runCall(call);
            tell({ number, ...outcome, said: said.splice(0) });
        }
        catch (error) {
            tell({ number, error: explain(error) });
        }
    }
}
function prepare({ client, variables }) {
    // process.env is where the clients look. What cannot be enumerated is not handed on to the programs that they start,
    // such as tar, in whose /proc/<pid>/environ every process of this user could read it.
    const env = { ...process.env };
    for (const [name, value] of Object.entries(variables))
        Object.defineProperty(env, name, { value, writable: true });
    process.env = env;
    // Loaded while the caller is still asking for what it will want; a failure shows in the call itself.
    (client === 'artifact' ? Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(4119), __webpack_require__.e(1371), __webpack_require__.e(1351), __webpack_require__.e(7935), __webpack_require__.e(8472)]).then(__webpack_require__.bind(__webpack_require__, 98472)) : Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(4119), __webpack_require__.e(1371), __webpack_require__.e(8091), __webpack_require__.e(1777)]).then(__webpack_require__.bind(__webpack_require__, 31777))).catch(() => { });
}
async function runCall(call) {
    switch (call.kind) {
        case 'upload-artifact':
        case 'download-artifact':
        case 'find-artifact':
        case 'delete-artifact':
            return (await Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(4119), __webpack_require__.e(1371), __webpack_require__.e(1351), __webpack_require__.e(7935), __webpack_require__.e(8472)]).then(__webpack_require__.bind(__webpack_require__, 98472))).answerArtifactCall(call);
        case 'restore-cache':
        case 'save-cache':
            return (await Promise.all(/* import() */[__webpack_require__.e(1955), __webpack_require__.e(4119), __webpack_require__.e(1371), __webpack_require__.e(8091), __webpack_require__.e(1777)]).then(__webpack_require__.bind(__webpack_require__, 31777))).answerCacheCall(call);
    }
}
/** The blob store's client throws errors without a message where the answer had no body. */
function explain(error) {
    if (!(error instanceof Error))
        return String(error);
    const status = 'statusCode' in error ? ` ${String(error.statusCode)}` : '';
    return error.message.trim() || `The service answered${status || ` with ${error.name}`}.`;
}
function tell(message) {
    process.send?.(message);
}
/** Takes what the clients print: secrets are handed on, complaints collected, the rest is dropped. */
function listenToStdout(onSecret) {
    const said = [];
    const take = (text) => {
        for (const line of text.split('\n')) {
            const secret = /^::add-mask::(.+)/.exec(line)?.[1];
            if (secret !== undefined)
                onSecret(unescapeCommand(secret));
            // The cache client tells why it failed nowhere else.
            const complaint = /^(?:::(?:warning|error)[^:]*::)?((?:Failed to|Cache reservation failed|Cache (?:restore|save) skipped).*)/.exec(line);
            if (complaint?.[1] !== undefined)
                said.push(unescapeCommand(complaint[1]));
        }
    };
    Object.defineProperty(process.stdout, 'write', {
        value: (chunk, ...rest) => {
            take(String(chunk));
            const done = rest.at(-1);
            if (typeof done === 'function')
                done();
            return true;
        },
    });
    return said;
}
/** The value of a workflow command as it was before it was escaped. */
function unescapeCommand(text) {
    return text.trimEnd().replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}


/***/ })

};
