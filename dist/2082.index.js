export const id = 2082;
export const ids = [2082];
export const modules = {

/***/ 16327:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fu: () => (/* binding */ shortSha),
/* harmony export */   HH: () => (/* binding */ isSha),
/* harmony export */   Ls: () => (/* binding */ looksLikeStepNumber),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   hO: () => (/* binding */ isUid),
/* harmony export */   tI: () => (/* binding */ parseRollbackRef),
/* harmony export */   xH: () => (/* binding */ parseStepRef)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);

const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const UID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const UID_PREFIX = /^[0-9a-f]{8}[0-9a-f-]{0,28}$/;
const STEP_NUMBER = /^[sS]?([1-9][0-9]{0,14})$/;
const ROLLBACK_NUMBER = /^[rR]([1-9][0-9]{0,14})$/;
function isSha(text) {
    return SHA.test(text);
}
function isUid(text) {
    return UID.test(text);
}
/**
 * Reads how a user names a step. A number never begins with 0 and a UUIDv7 of our age does, so digits alone are never
 * ambiguous. Throws InputError, naming `what` (the input or option), on anything else.
 */
function parseStepRef(text, what) {
    const number = STEP_NUMBER.exec(text);
    if (number?.[1] !== undefined)
        return { kind: 'id', id: Number(number[1]) };
    if (UID_PREFIX.test(text.toLowerCase()))
        return { kind: 'uid', prefix: text.toLowerCase() };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} is ${quote(text)}, which names no step. Use a step's number (3 or S3), or its uid or the first 8 or more characters of it.`);
}
/** True when a lone positional argument reads as a step's number. */
function looksLikeStepNumber(text) {
    return STEP_NUMBER.test(text);
}
/** Reads how a user names a rollback. A step's number is refused by name: undo takes back rollbacks, not steps. */
function parseRollbackRef(text, what) {
    const number = ROLLBACK_NUMBER.exec(text);
    if (number?.[1] !== undefined)
        return { kind: 'number', number: Number(number[1]) };
    if (looksLikeStepNumber(text)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} is ${quote(text)}, which is a step's number. Undo takes back a rollback: name it as R${text.replace(/^[sS]/, '')}, or by its uid.`);
    }
    if (UID_PREFIX.test(text.toLowerCase()))
        return { kind: 'uid', prefix: text.toLowerCase() };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} is ${quote(text)}, which names no rollback. Use its number (R2), or its uid or the first 8 or more characters of it.`);
}
/** A value of the user's as a message shows it: quoted, cut at 80 characters, control characters escaped. */
function quote(value) {
    const cut = value.length > 80 ? `${value.slice(0, 79)}…` : value;
    return JSON.stringify(cut);
}
/** The first eight characters of a SHA, as people write it; '' of null. */
function shortSha(sha) {
    return sha === null ? '' : sha.slice(0, 8);
}


/***/ }),

/***/ 25711:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DH: () => (/* binding */ ledgerRef),
/* harmony export */   M$: () => (/* binding */ isHistoryRef),
/* harmony export */   oG: () => (/* binding */ fragmentRef)
/* harmony export */ });
const LEDGERS = 'refs/laforge/ledger/';
const FRAGMENTS = 'refs/laforge/fragments/';
/** The ref that a history in the repository itself lives under. */
function ledgerRef(slug) {
    return `${LEDGERS}${slug}`;
}
/** Keeps what one run could not add to the history of this slug; with `*` for the uid, the pattern that lists them. */
function fragmentRef(slug, uid) {
    return `${FRAGMENTS}${slug}/${uid}`;
}
/** True for refs of histories, whose commits have no work of anybody's in them. */
function isHistoryRef(ref) {
    return ref.startsWith(LEDGERS) || ref.startsWith(FRAGMENTS);
}


/***/ }),

/***/ 84647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ settlesIds),
/* harmony export */   n: () => (/* binding */ STORE_NAMES)
/* harmony export */ });
const STORE_NAMES = ['artifact', 'cache', 'git', 'file'];
/** True for stores that settle a step's number before its agent starts; in the others a parallel run can contest it. */
function settlesIds(store) {
    return store === 'file' || store === 'git';
}


/***/ }),

/***/ 10867:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JO: () => (/* binding */ coversVariable),
/* harmony export */   hH: () => (/* binding */ RUNNERS_OWN),
/* harmony export */   mQ: () => (/* binding */ isRunnersOwn)
/* harmony export */ });
/**
 * What the runner gives an action for itself: the tokens and services of the run, our inputs (a token may be one), our
 * state, and the command files, by which a process changes the job. `*` at the end stands for anything.
 */
const RUNNERS_OWN = [
    'ACTIONS_*',
    'SYSTEM_*',
    'INPUT_*',
    'STATE_*',
    // Gitea and Forgejo run the same actions and name the files after themselves too.
    ...['GITHUB', 'GITEA', 'FORGEJO'].flatMap((host) => ['ENV', 'PATH', 'OUTPUT', 'STATE', 'STEP_SUMMARY', 'ARTIFACTS', 'ARTIFACTS_LIST'].map((file) => `${host}_${file}`)),
];
/**
 * Whether everything that `name` (itself perhaps a pattern) can mean is meant by `pattern`. `ignoreCase` where the
 * system's variables have none: Windows.
 */
function coversVariable(pattern, name, ignoreCase) {
    const [a, b] = ignoreCase ? [pattern.toUpperCase(), name.toUpperCase()] : [pattern, name];
    return a.endsWith('*') ? b.startsWith(a.slice(0, -1)) : a === b;
}
/** Whether a variable is the runner's own, so that no process but an action has a use for it. */
function isRunnersOwn(name) {
    return OWN.test(name);
}
/** The same list as one expression: it is asked for every variable of every process that we start. */
const OWN = new RegExp(`^(?:${RUNNERS_OWN.map((name) => name.replace(/\*$/, '.*')).join('|')})$`, 'is');


/***/ }),

/***/ 31310:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jk: () => (/* binding */ projectPathParts),
/* harmony export */   K0: () => (/* binding */ slugToText),
/* harmony export */   YR: () => (/* binding */ textToSlug),
/* harmony export */   kp: () => (/* binding */ DEFAULT_SLUG),
/* harmony export */   vb: () => (/* binding */ checkProjectId)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16327);


/** The slug of a history that was given no project id, so that a renamed repository keeps its history. */
const DEFAULT_SLUG = 'default';
const MAX_PROJECT_ID_LENGTH = 100;
/**
 * One path component for `text` that every file system, artifact name, cache key and git ref accepts: letters, digits,
 * `_`, `-` and a dot inside stay, any other byte is `=XX`. `slugToText` takes it back.
 */
function textToSlug(text) {
    let slug = '';
    const bytes = new TextEncoder().encode(text);
    bytes.forEach((byte, index) => {
        const char = String.fromCharCode(byte);
        // git refuses a dot at either end, two in a row, and an ending of ".lock".
        const innerDot = char === '.' && index > 0 && index < bytes.length - 1 && bytes[index - 1] !== 0x2e && !text.endsWith('.lock');
        slug += /[A-Za-z0-9_-]/.test(char) || innerDot ? char : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    });
    return slug;
}
/** The text that `textToSlug` made this slug from. */
function slugToText(slug) {
    const bytes = [];
    for (let i = 0; i < slug.length; i++) {
        if (slug[i] === '=') {
            bytes.push(Number.parseInt(slug.slice(i + 1, i + 3), 16));
            i += 2;
        }
        else
            bytes.push(slug.charCodeAt(i));
    }
    return new TextDecoder().decode(new Uint8Array(bytes));
}
/**
 * The path components under which a project's own folder stands, one for each part between slashes. Throws InputError
 * on an empty part, on `.` and `..`, and on an id of more than 100 characters.
 */
function projectPathParts(projectId, what) {
    checkProjectId(projectId, what);
    return projectId.split('/').map(textToSlug);
}
/** Refuses a project id that cannot name a history, naming the input or option it came from. */
function checkProjectId(projectId, what) {
    const reason = projectId.length > MAX_PROJECT_ID_LENGTH
        ? `it is longer than ${MAX_PROJECT_ID_LENGTH} characters`
        : projectId.split('/').some((part) => part === '' || part === '.' || part === '..')
            ? 'a part between its slashes is empty, "." or ".."'
            : [...projectId].some((char) => char < ' ' || char === '\u007f')
                ? 'it has a control character'
                : undefined;
    if (reason !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('bad-input', `${what} is ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .hD)(projectId)}, and ${reason}. Use a name such as owner/repo.`);
    }
}


/***/ }),

/***/ 79958:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ stripEscapes)
/* harmony export */ });
const ESC = '\u001b';
/**
 * The sequences by which a program moves a terminal's cursor and colours its text (ECMA-48), the longest kind first:
 * titles, links and other strings, which one that is not finished ends with its line; cursor and colours; the rest.
 */
const ESCAPES = [
    new RegExp(`(?:${ESC}[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u009c${ESC}\n]*(?:[\u0007\u009c]|${ESC}\\\\)?`, 'g'),
    new RegExp(`(?:${ESC}\\[|\u009b)[0-?]*[ -/]*[@-~]?`, 'g'),
    new RegExp(`${ESC}[ -/]*[0-~]?`, 'g'),
];
/**
 * The text without escape sequences; other control characters stay. Linear in the text, which Node's own
 * stripVTControlCharacters is not: 64 KB of `ESC ]` take it seconds.
 */
function stripEscapes(text) {
    return ESCAPES.reduce((plain, escapes) => plain.replaceAll(escapes, ''), text);
}


/***/ }),

/***/ 11792:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WM: () => (/* binding */ usesLfs),
/* harmony export */   Wp: () => (/* binding */ captureBaseline),
/* harmony export */   Xg: () => (/* binding */ readConfig),
/* harmony export */   Zb: () => (/* binding */ listConfig),
/* harmony export */   ku: () => (/* binding */ lastValue)
/* harmony export */ });
/* unused harmony export parseConfigList */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _programs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6698);
/* harmony import */ var _repository_name_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(49467);
/* harmony import */ var _run_git_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(89875);





/** Sections that say how to reach a host, who commits, and how content is filtered. */
const SECTIONS = /^(http|credential|filter|lfs|user|author|committer|gpg|ssh|protocol|safe)\./;
const SINGLE_KEYS = new Set([
    'core.askpass',
    'core.attributesfile',
    'core.autocrlf',
    'core.checkroundtripencoding',
    'core.checkstat',
    'core.eol',
    'core.excludesfile',
    'core.filemode',
    'core.gitproxy',
    'core.ignorecase',
    'core.longpaths',
    'core.precomposeunicode',
    'core.protecthfs',
    'core.protectntfs',
    'core.safecrlf',
    'core.sparsecheckout',
    'core.sparsecheckoutcone',
    'core.sshcommand',
    'core.symlinks',
    'core.trustctime',
    'commit.gpgsign',
    'i18n.commitencoding',
]);
/**
 * Reads all configuration that applies in a folder once, of every scope: only there do the `includeIf.gitdir` files
 * count in which actions/checkout 6 and later leave their credentials.
 */
async function listConfig(directory) {
    const { stdout } = await (0,_run_git_js__WEBPACK_IMPORTED_MODULE_4__/* .runGit */ .EO)({ args: ['config', '--list', '-z', '--show-scope', '--includes'], cwd: directory });
    return parseConfigList(stdout);
}
/** Reads what is configured in a work tree; `listing` is what was read of it already. */
async function readConfig(root, listing = listConfig(root)) {
    const entries = await listing;
    return { entries, lfsEntries: usesLfs(entries) ? await listLfsConfig(root) : [] };
}
/** Captures what is configured in a work tree. */
function captureBaseline(root, { entries, lfsEntries }, programs = (0,_programs_js__WEBPACK_IMPORTED_MODULE_2__/* .findPrograms */ .z0)(entries)) {
    const remote = findRemote(entries, root);
    const lfsUrl = remote === null || !usesLfs(entries) ? null : findLfsUrl([...lfsEntries, ...entries], remote.name);
    return {
        config: entries.filter(isKept).map(({ key, value }) => ({ key, value })),
        objectFormat: lastValue(entries, 'extensions.objectformat')?.toLowerCase() === 'sha256' ? 'sha256' : 'sha1',
        remote: remote && { ...remote, lfsUrl },
        settings: new Map(entries.filter(({ key }) => key.startsWith('laforge.')).map(({ key, value }) => [key, value])),
        programs,
    };
}
/** Entries of `git config --list -z --show-scope`, in git's order: a later one wins. A key without a value means true. */
function parseConfigList(text) {
    const entries = [];
    const records = text.split('\0');
    for (let index = 0; index + 1 < records.length; index += 2) {
        const record = records[index + 1] ?? '';
        const end = record.indexOf('\n');
        const [key, value] = end < 0 ? [record, 'true'] : [record.slice(0, end), record.slice(end + 1)];
        entries.push({ scope: records[index] ?? '', key, value });
    }
    return entries;
}
/** The last value of a key; undefined when it is not set. The key is written as git lists it, in lower case. */
function lastValue(entries, key) {
    return entries.findLast((entry) => entry.key === key)?.value;
}
/** `safe.directory` counts for git only outside the repository: it must not gain weight by going through us. */
function isKept(entry) {
    if (entry.key.startsWith('safe.'))
        return entry.scope !== 'local' && entry.scope !== 'worktree';
    return SECTIONS.test(entry.key) || SINGLE_KEYS.has(entry.key);
}
/** Whether files go through git-lfs here. */
function usesLfs(entries) {
    return ['clean', 'process'].some((way) => (lastValue(entries, `filter.lfs.${way}`) ?? '') !== '');
}
/** The project's own .lfsconfig. It is read once: one that an agent writes later leads nowhere. */
async function listLfsConfig(root) {
    const file = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(root, '.lfsconfig');
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file, { throwIfNoEntry: false })?.isFile() !== true)
        return [];
    const args = ['config', '--list', '-z', '--show-scope', '--file', file];
    return parseConfigList((await (0,_run_git_js__WEBPACK_IMPORTED_MODULE_4__/* .runGit */ .EO)({ args, cwd: root, allowExit: 'any' })).stdout);
}
/** In git-lfs's order, for uploads. The project's own settings come first, and count less than any other. */
function findLfsUrl(entries, remote) {
    const keys = ['lfs.pushurl', 'lfs.url', `remote.${remote}.lfspushurl`, `remote.${remote}.lfsurl`];
    const url = keys.map((key) => lastValue(entries, key)).find((value) => value);
    if (url === undefined)
        return null;
    return rewrite(entries, url, 'pushinsteadof') ?? rewrite(entries, url, 'insteadof') ?? url;
}
function findRemote(entries, root) {
    const urls = valuesByRemote(entries, 'url');
    const name = urls.has('origin') ? 'origin' : urls.size === 1 ? [...urls.keys()][0] : undefined;
    const url = name === undefined ? undefined : urls.get(name);
    if (name === undefined || url === undefined)
        return null;
    const pushUrl = valuesByRemote(entries, 'pushurl').get(name);
    const fetchUrl = rewrite(entries, url, 'insteadof') ?? url;
    const pushTarget = pushUrl === undefined
        ? (rewrite(entries, url, 'pushinsteadof') ?? fetchUrl)
        : (rewrite(entries, pushUrl, 'insteadof') ?? pushUrl);
    return { name, fetchUrl: absoluteUrl(fetchUrl, root), pushUrl: absoluteUrl(pushTarget, root) };
}
/** The first value for each remote: git fetches from the first URL, and one lease can hold for one remote only. */
function valuesByRemote(entries, variable) {
    const values = new Map();
    for (const { key, value } of entries) {
        const name = key.startsWith('remote.') && key.endsWith(`.${variable}`) ? key.slice(7, -variable.length - 1) : '';
        if (name === '')
            continue;
        // An empty value clears the list (git 2.46).
        if (value === '')
            values.delete(name);
        else if (!values.has(name))
            values.set(name, value);
    }
    return values;
}
/** As git does it: the longest `url.<base>.insteadOf` that the URL begins with is replaced by its base. */
function rewrite(entries, url, variable) {
    let best;
    for (const { key, value } of entries) {
        if (!key.startsWith('url.') || !key.endsWith(`.${variable}`) || !url.startsWith(value))
            continue;
        if (best === undefined || value.length > best.prefix.length) {
            best = { prefix: value, base: key.slice(4, -variable.length - 1) };
        }
    }
    return best === undefined ? undefined : best.base + url.slice(best.prefix.length);
}
/** A relative path counts from the top of the work tree, and our commands run elsewhere. */
function absoluteUrl(url, root) {
    const isPath = !url.includes('://') && !url.includes('::') && (0,_repository_name_js__WEBPACK_IMPORTED_MODULE_3__/* .splitUrl */ .iM)(url) === null;
    return isPath && !(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(url) ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(root, url) : url;
}


/***/ }),

/***/ 86193:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S4: () => (/* binding */ identityEnvironment),
/* harmony export */   WN: () => (/* binding */ BOT),
/* harmony export */   nc: () => (/* binding */ configuredIdentity),
/* harmony export */   rp: () => (/* binding */ LAFORGE)
/* harmony export */ });
/* harmony import */ var _baseline_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11792);

/** Who commits where neither the user nor git names anybody: the account GitHub shows for GITHUB_TOKEN. */
const BOT = {
    name: 'github-actions[bot]',
    email: '41898282+github-actions[bot]@users.noreply.github.com',
};
/** Who our own commits are from: no identity of the user's or the runner's is needed for a pin or a record. */
const LAFORGE = { name: 'LaForge', email: 'laforge@users.noreply.github.com' };
/**
 * Who git would commit as, in git's order: environment, then `committer.*`, then `user.*`, and EMAIL for the address.
 * Null without a name or an address, where git itself would refuse or guess from the host's name.
 */
function configuredIdentity(config, environment) {
    const name = clean(environment.GIT_COMMITTER_NAME || (0,_baseline_js__WEBPACK_IMPORTED_MODULE_0__/* .lastValue */ .ku)(config, 'committer.name') || (0,_baseline_js__WEBPACK_IMPORTED_MODULE_0__/* .lastValue */ .ku)(config, 'user.name'));
    const email = clean(environment.GIT_COMMITTER_EMAIL ||
        (0,_baseline_js__WEBPACK_IMPORTED_MODULE_0__/* .lastValue */ .ku)(config, 'committer.email') ||
        (0,_baseline_js__WEBPACK_IMPORTED_MODULE_0__/* .lastValue */ .ku)(config, 'user.email') ||
        environment.EMAIL);
    return name === '' || email === '' ? null : { name, email };
}
/** As git writes it into a commit: without the characters that delimit a name and an address. */
function clean(text) {
    return (text ?? '').replace(/[<>\n\0]/g, '').replace(/^[\s.,:;"'\\]+|[\s.,:;"'\\]+$/g, '');
}
/** What makes git commit as this person. */
function identityEnvironment({ name, email }) {
    return { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
}


/***/ }),

/***/ 95661:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  z: () => (/* binding */ openGit)
});

// EXTERNAL MODULE: ./build/git/baseline.js
var git_baseline = __webpack_require__(11792);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
// EXTERNAL MODULE: ./build/git/repository-name.js
var repository_name = __webpack_require__(49467);
;// CONCATENATED MODULE: ./build/git/credentials.js

/** A credential helper that knows one answer, by environment: the secret is in no argv and in no file. */
const HELPER = '!f() { test "$1" = get && printf \'username=%s\\npassword=%s\\n\' "$LAFORGE_GIT_USER" "$LAFORGE_GIT_PASSWORD"; }; f';
/**
 * Decides how a URL is reached: with the push token, else with what was configured for it, else with the fallback
 * token. It is one decision, made before the first request: a refusal is never answered with another token.
 */
function chooseAccess({ config }, url, credentials) {
    const target = tokenTarget(url, credentials.serverUrl);
    if (target !== null && credentials.pushToken)
        return withToken(config, target, credentials.pushToken);
    const origin = originOf(url);
    if (origin === null)
        return { url, config, env: {} };
    if (hasHeader(config, url))
        return { url, config: [...config, noRedirects(origin)], env: {} };
    const { username, password } = new URL(url);
    if (password !== '')
        return withLogin(config, url, { username: decode(username), password: decode(password) });
    if (target === null || !credentials.fallbackToken)
        return { url, config, env: {} };
    const fallback = withToken(config, target, credentials.fallbackToken);
    return hasHelper(config, url) ? { url, config, env: {}, withoutHelp: fallback } : fallback;
}
/**
 * Asks the configured helpers beforehand where it depends on them: machines come with some that know nothing
 * (osxkeychain, manager), and beside a helper of ours they would be told to store our token once it worked.
 */
async function settleAccess(access, askHelpers) {
    if (access.withoutHelp === undefined)
        return access;
    const login = await askHelpers(access.url);
    return login === null ? access.withoutHelp : withLogin(access.config, access.url, login);
}
/**
 * The same access with a basic Authorization header turned into a helper's answer: git-lfs would send the header beside
 * the one a server hands out for a single object, and two are refused.
 */
function headerAsLogin(access) {
    const header = access.config.findLast((entry) => isAuthorization(entry) && appliesTo(entry.key, access.url));
    const basic = /^\s*authorization\s*:\s*basic\s+(\S+)\s*$/i.exec(header?.value ?? '')?.[1];
    const [, username, password] = /^([^:]*):(.+)$/s.exec(Buffer.from(basic ?? '', 'base64').toString()) ?? [];
    if (username === undefined || password === undefined)
        return access;
    const others = access.config.filter((entry) => !isAuthorization(entry));
    const login = withLogin(others, access.url, { username, password });
    return { ...login, env: { ...access.env, ...login.env } };
}
/** Answers git by environment, also for a password in the URL: git starts a process with the URL as an argument. */
function withLogin(captured, url, login) {
    const { origin, pathname } = new URL(url);
    const none = { key: 'credential.helper', value: '' };
    // For this origin alone: whoever else asks for a password on the way, such as a store of git-lfs, gets none.
    const helper = { key: `credential.${origin}.helper`, value: HELPER };
    return {
        url: `${origin}${pathname}`,
        config: [...captured, none, helper, noRedirects(origin)],
        env: { LAFORGE_GIT_USER: login.username, LAFORGE_GIT_PASSWORD: login.password },
    };
}
function decode(text) {
    return text.replace(/(%[0-9a-f]{2})+/gi, (escaped) => Buffer.from(escaped.replaceAll('%', ''), 'hex').toString());
}
/** Exactly one Authorization header: the captured ones go, and so do helpers, which git asks after a refusal. */
function withToken(captured, target, token) {
    const origin = originOf(target) ?? target;
    const header = `http.${origin}/.extraheader`;
    const secret = Buffer.from(`x-access-token:${token}`).toString('base64');
    return {
        url: target,
        config: [
            ...captured.filter((entry) => !isAuthorization(entry)),
            { key: header, value: `AUTHORIZATION: basic ${secret}` },
            { key: 'credential.helper', value: '' },
            noRedirects(origin),
        ],
        env: { GIT_ASKPASS: '', SSH_ASKPASS: '' },
    };
}
/** git would send a header along a redirect, also to another host. */
function noRedirects(origin) {
    return { key: `http.${origin}/.followRedirects`, value: 'false' };
}
/** The https URL, without user name, at which a token may be shown for this remote; null when it is another host. */
function tokenTarget(url, serverUrl) {
    const remote = (0,repository_name/* splitUrl */.iM)(url);
    if (serverUrl === null || !URL.canParse(serverUrl) || remote === null)
        return null;
    const server = new URL(serverUrl);
    const path = remote.path.replace(/^\/+/, '');
    if (isHttp(url))
        return originOf(url) === server.origin ? `${server.origin}/${path}` : null;
    return remote.host.replace(/:\d+$/, '') === server.hostname ? `${server.origin}/${path}` : null;
}
function originOf(url) {
    return isHttp(url) && URL.canParse(url) ? new URL(url).origin : null;
}
function isHttp(url) {
    return /^https?:\/\//i.test(url);
}
function isAuthorization(entry) {
    return /^http\.(.*\.)?extraheader$/.test(entry.key) && /^\s*authorization\s*:/i.test(entry.value);
}
function hasHeader(config, url) {
    return config.some((entry) => isAuthorization(entry) && appliesTo(entry.key, url));
}
/** An empty value forgets the helpers before it, as in git. */
function hasHelper(config, url) {
    const helpers = config.filter((entry) => /^credential\.(.*\.)?helper$/.test(entry.key) && appliesTo(entry.key, url));
    return (helpers.at(-1)?.value ?? '') !== '';
}
/** Whether `http.<url>.name` or `credential.<url>.name` is meant for this URL: the same origin, and a path above it. */
function appliesTo(key, url) {
    const scope = key.slice(key.indexOf('.') + 1, key.lastIndexOf('.') + 1).replace(/\.$/, '');
    if (scope === '')
        return true;
    if (scope.includes('*'))
        return true;
    if (!URL.canParse(scope))
        return false;
    const [wanted, asked] = [new URL(scope), new URL(url)];
    const folder = wanted.pathname.endsWith('/') ? wanted.pathname : `${wanted.pathname}/`;
    return wanted.origin === asked.origin && `${asked.pathname}/`.startsWith(folder);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/git/programs.js
var programs = __webpack_require__(6698);
// EXTERNAL MODULE: ./build/git/run-git.js
var run_git = __webpack_require__(89875);
;// CONCATENATED MODULE: ./build/git/private-repository.js







/** The name our remote has in private repositories; its URL goes by environment, never by argv or a file. */
const REMOTE_NAME = 'laforge';
/** Opens the private repository of a user's repository. Nothing is written before its first use. */
function openPrivateRepository(place) {
    const parent = place.temporaryDirectory ?? process.env.RUNNER_TEMP ?? (0,external_node_os_.tmpdir)();
    const sources = { objects: () => [(0,external_node_path_.join)(place.commonDir, 'objects')], shallow: () => readShallow(place.commonDir) };
    return privateRepository(place.baseline, parent, sources, false);
}
function privateRepository(baseline, parent, sources, partial) {
    let directory;
    let history;
    let objects;
    const known = new Set();
    const open = () => {
        if (directory === undefined || !(0,external_node_fs_.existsSync)((0,external_node_path_.join)(directory, 'objects'))) {
            // The second time when an agent emptied the temporary folder: what was fetched is fetched again.
            known.clear();
            directory = create(parent, sources.objects());
        }
        keepConfig((0,external_node_path_.join)(directory, 'config'), configText(baseline, partial));
        takeShallow(directory, sources.shallow(), known);
        return directory;
    };
    const objectDirectory = () => (0,external_node_path_.join)(open(), 'objects');
    const shallowBoundaries = () => readShallow(open());
    const openOver = () => {
        const visible = () => [objectDirectory(), ...sources.objects()];
        return privateRepository(baseline, parent, { objects: visible, shallow: shallowBoundaries }, true);
    };
    return {
        git: async ({ config = [], settings = baseline.config, env, ...command }) => {
            const cwd = open();
            // GIT_DIR, because `safe.bareRepository` may forbid to find a bare repository by itself; GIT_COMMON_DIR, because a
            // file `commondir` that somebody put there would lead git to another configuration.
            return await (0,run_git/* runGit */.EO)({
                ...command,
                cwd,
                config: [...settings, ...config],
                env: {
                    ...env,
                    GIT_DIR: cwd,
                    GIT_COMMON_DIR: cwd,
                    PATH: (0,programs/* pathWith */.qr)(baseline.programs, (0,external_node_path_.join)(cwd, 'bin'), process.env.PATH ?? ''),
                },
            });
        },
        shallowBoundaries,
        objectDirectory,
        forHistory: () => {
            history ??= openOver();
            return history;
        },
        forObjects: () => {
            objects ??= openOver();
            return objects;
        },
        remove: () => {
            history?.remove();
            objects?.remove();
            if (directory !== undefined)
                (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true, maxRetries: 3 });
            directory = undefined;
            history = undefined;
            objects = undefined;
            known.clear();
        },
    };
}
/** By hand instead of `git init`, which would cost a process and copy the machine's templates. */
function create(parent, alternates) {
    const directory = makeTemporary(parent);
    (0,external_node_fs_.mkdirSync)((0,external_node_path_.join)(directory, 'objects', 'info'), { recursive: true });
    (0,external_node_fs_.mkdirSync)((0,external_node_path_.join)(directory, 'refs'));
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, 'HEAD'), 'ref: refs/heads/none\n');
    // A line that begins with a quote is read as a C string: the way for a path with a newline in it.
    const lines = alternates.map((path) => (path.includes('\n') ? JSON.stringify(path) : path));
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, 'objects', 'info', 'alternates'), `${lines.join('\n')}\n`);
    return directory;
}
function makeTemporary(parent) {
    try {
        return (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(parent, 'laforge-git-'));
    }
    catch (cause) {
        const message = `No folder can be made in ${(0,identity/* quote */.hD)(parent)}. Free space there, or set RUNNER_TEMP or TMPDIR to another.`;
        throw new errors/* GitError */.XS('git-failed', message, { cause });
    }
}
/**
 * Compared at each use, since a process of an agent that is still about could have put its own settings here; replaced
 * in one move, since another git of ours may be reading it.
 */
function keepConfig(file, text) {
    if ((0,external_node_fs_.existsSync)(file) && (0,external_node_fs_.readFileSync)(file, 'utf8') === text)
        return;
    (0,external_node_fs_.writeFileSync)(`${file}.new`, text);
    (0,external_node_fs_.renameSync)(`${file}.new`, file);
}
function configText(baseline, partial) {
    const extensions = [
        ...(baseline.objectFormat === 'sha256' ? ['\tobjectFormat = sha256'] : []),
        ...(partial ? [`\tpartialClone = ${REMOTE_NAME}`] : []),
    ];
    return `${['[core]', '\trepositoryFormatVersion = 1', '\tbare = true', '[extensions]', ...extensions].join('\n')}\n`;
}
/** Adds what has been cut off since the last look; what was completed here stays complete. */
function takeShallow(directory, theirs, known) {
    const added = [...theirs].filter((sha) => !known.has(sha));
    if (added.length === 0)
        return;
    const file = (0,external_node_path_.join)(directory, 'shallow');
    const text = [...new Set([...readShallow(directory), ...added])].join('\n');
    (0,external_node_fs_.writeFileSync)(`${file}.new`, `${text}\n`);
    (0,external_node_fs_.renameSync)(`${file}.new`, file);
    for (const sha of added)
        known.add(sha);
}
function readShallow(gitDirectory) {
    const file = (0,external_node_path_.join)(gitDirectory, 'shallow');
    if (!(0,external_node_fs_.existsSync)(file))
        return new Set();
    return new Set((0,external_node_fs_.readFileSync)(file, 'utf8')
        .split('\n')
        .filter((line) => line !== ''));
}

;// CONCATENATED MODULE: ./build/git/refusals.js

const PUSH_TOKEN = 'give push-token a personal access token or an App token that may';
const moved = (name) => `${name} is not where it was expected to be: somebody else moved, made or deleted it meanwhile. It was left as it is; look again and repeat.`;
const isProtected = (name, said) => `${name} is protected at the remote, which does not allow this push${said}. Allow it in the branch protection for whoever pushes, or ${PUSH_TOKEN}.`;
const byRule = (name, said) => `A rule or hook at the remote refuses this push to ${name}${said}. Fulfil the rule or let whoever pushes bypass it.`;
const unsigned = (name, said) => `${name} takes only commits with verified signatures${said}. Have the agent's commits signed (commit.gpgsign with a key the host knows), or lift the rule for this branch.`;
const tooLarge = (name, said) => `The remote refuses to store what was committed for ${name}: a file is too large, or a Git LFS object was not uploaded${said}. Remove the file from the commits, or upload it with git lfs push.`;
const notPermitted = (name) => `There is no permission to push to ${name}. Give the job "permissions: contents: write", or ${PUSH_TOKEN}; on another host, check the credentials of the remote.`;
/** In this order: what names its cause exactly stands before what only says that some hook declined. */
const RULES = [
    {
        code: 'no-atomic',
        text: /the receiving end does not support --atomic push/,
        explain: () => 'The remote cannot update several refs at once (no atomic pushes).',
    },
    {
        code: 'other',
        text: /cannot lock ref .*(exists; cannot create|there is a non-empty directory|there are still refs under)/,
        explain: (name) => `${name} cannot exist at the remote beside a ref whose name begins or ends where its own does.`,
    },
    {
        code: 'workflow-files',
        reason: /refusing to allow .{0,80} to create or update workflow/i,
        explain: (name) => `The commits for ${name} differ from the default branch in .github/workflows, and the token of a job may never push that, whatever its permissions. Give push-token a personal access token (scope workflow) or an App token (permission workflows).`,
    },
    {
        code: 'hidden-ref',
        reason: /deny (updating|deleting|creating) a hidden ref/,
        explain: (name) => `The remote keeps ${name} for itself: nobody can push to it.`,
    },
    { code: 'too-large', text: /\bGH001:|this exceeds GitHub's file size limit|\bGH008:/, explain: tooLarge },
    {
        code: 'too-large',
        text: /LFS objects are missing|exceeds? (the )?(maximum allowed size|maximum file size|limit of)|(HTTP|error:) 413\b/i,
        explain: tooLarge,
    },
    {
        code: 'signatures',
        text: /Commits? must (have verified signatures|be signed)|is protected from unverified commit/i,
        explain: unsigned,
    },
    { code: 'protected', text: /\bGH006:|\bGH003:/, explain: isProtected },
    { code: 'protected', reason: /protected branch hook declined|deletion prohibited/, explain: isProtected },
    { code: 'rules', text: /\bGH(007|009|013):/, explain: byRule },
    {
        code: 'protected',
        // GitLab; Gitea and Forgejo; Bitbucket.
        text: /You are not allowed to .{0,60}protected branch|(delete|deleting) protected branches|default branch of a project cannot be deleted|Not allowed to (force-)?push to protected branch|is protected from (force push|deletion|changing file)|protected branch \S+ can not be pushed to|can only be modified through pull requests|Permission denied to update branch/i,
        explain: isProtected,
    },
    {
        code: 'no-permission',
        text: /You are not allowed to (push|upload|download) code|User permission denied for writing|Write access to repository not granted|Permission to \S+ denied to|Permission denied \(|Authentication failed|could not read (Username|Password)|(HTTP|error:) 40[134]\b|Repository not found|repository '[^']*' not found|key .{0,40}read[ -]only/i,
        explain: notPermitted,
    },
    {
        code: 'other',
        text: /refusing to update checked out branch|branch is currently checked out/,
        explain: (name) => `${name} is checked out in the remote repository, which has a work tree of its own. Push to a bare repository, or check out another branch there.`,
    },
    {
        code: 'other',
        reason: /shallow update not allowed/,
        explain: (name) => `The remote does not take ${name} from a shallow clone. Check out with the whole history (fetch-depth: 0).`,
    },
    {
        code: 'moved',
        text: /cannot lock ref .*(reference already exists|but expected|unable to resolve reference|File exists)/,
        explain: moved,
    },
    {
        code: 'moved',
        reason: /^(stale info|fetch first|needs force|already exists|remote ref updated since checkout)$|cannot lock ref/,
        explain: moved,
    },
    { code: 'moved', reason: /incorrect old value|reference already exists|but expected/, explain: moved },
    { code: 'rules', reason: /hook declined|rule violations|push declined/, explain: byRule },
];
/** Words of a network that failed, on either side: after them nobody knows whether a push arrived. */
const UNREACHABLE = /Could not resolve|Name or service not known|Failed to connect|Couldn't connect|Connection (refused|reset|timed out|closed)|timed out|too slow|hung up unexpectedly|early EOF|RPC failed|unexpected disconnect|transfer closed with|expected flush after|bytes of body are still expected|(HTTP|error:) (408|429|5\d\d)\b|Empty reply|^ssh: |Network is unreachable|No route to host|\b(SSL|TLS|gnutls)|Could not read from remote repository|does not appear to be a git repository/im;
const REDIRECTED = /(HTTP|error:) 30\d\b|unable to update url base from redirection/;
/** What a failed `git push --porcelain` means. Pure; the remote's words choose between explanations and nothing else. */
function explainRefusal(stdout, stderr) {
    const rejected = rejectedRefs(stdout);
    const said = (0,run_git/* plainText */.wh)(stderr);
    // In an atomic push the innocent refs are rejected with the guilty one, which may be named by what the remote wrote alone.
    const locked = /cannot lock ref '([^']+)'/.exec(said)?.[1];
    const guilty = rejected.find((one) => !/^atomic (push|transaction)/.test(one.reason)) ??
        rejected.find((one) => one.ref === locked) ??
        rejected[0];
    const detail = [said, guilty === undefined ? '' : `${guilty.ref}: ${guilty.reason}`].filter(Boolean).join('\n');
    const rule = ruleFor(said, guilty);
    const name = guilty === undefined ? 'the remote' : shortName(guilty.ref);
    if (rule === undefined && (guilty === undefined || guilty.by === 'remote failure') && UNREACHABLE.test(detail)) {
        const explanation = 'The remote could not be reached, or hung up: whether the push arrived is not known.';
        return { kind: 'unreachable', explanation, detail: detail.slice(0, 4000) };
    }
    return {
        kind: 'refused',
        code: rule?.code ?? 'other',
        ref: guilty?.ref ?? null,
        explanation: rule === undefined ? unexplained(name, said, guilty) : rule.explain(name, bullets(said)),
        detail: detail.slice(0, 4000),
    };
}
/** Why reading from a remote failed: a permission, the network, or neither. Takes what git wrote. */
function explainReadFailure(stderr) {
    const said = (0,run_git/* plainText */.wh)(stderr);
    if (ruleFor(said, undefined)?.code === 'no-permission') {
        const explanation = `The remote does not let us read: ${lastLine(said)} Give the job "permissions: contents: read", or check the credentials of the remote.`;
        return { unreachable: false, explanation };
    }
    if (REDIRECTED.test(said))
        return { unreachable: false, explanation: redirected() };
    const unreachable = UNREACHABLE.test(said);
    return { unreachable, explanation: `${unreachable ? 'The remote could not be reached' : 'git failed'}: ${said}` };
}
function ruleFor(said, guilty) {
    // receive.denyNonFastForwards: the remote's policy, where git's own check would mean that the ref has moved.
    if (guilty?.reason === 'non-fast-forward') {
        if (guilty.by === 'remote rejected')
            return { code: 'protected', explain: isProtected };
        return { code: 'moved', explain: moved };
    }
    return RULES.find((rule) => rule.text?.test(said) || (guilty !== undefined && rule.reason?.test(guilty.reason)));
}
/** Lines such as `!\t<from>:<to>\t[rejected] (stale info)`. */
function rejectedRefs(stdout) {
    const refs = [];
    for (const line of plainTabs(stdout)) {
        const [flag, names = '', summary = ''] = line.split('\t');
        const words = /^\[([^\]]+)\](?: \((.*)\))?$/.exec(summary);
        if (flag !== '!' || words === null)
            continue;
        refs.push({ ref: names.slice(names.indexOf(':') + 1), by: words[1] ?? '', reason: words[2] ?? words[1] ?? '' });
    }
    return refs;
}
function plainTabs(text) {
    return text.split('\n').map((line) => line.split('\t').map(run_git/* plainText */.wh).join('\t'));
}
function shortName(ref) {
    return ref.replace(/^refs\/(heads|tags)\//, '');
}
/** The points GitHub lists under a refusal, as ` (one; two)`. */
function bullets(said) {
    const points = [...said.matchAll(/^remote: +- +(.+)$/gm)].map((match) => (match[1] ?? '').replace(/\.$/, ''));
    return points.length === 0 ? '' : ` (${points.join('; ').slice(0, 300)})`;
}
function unexplained(name, said, guilty) {
    if (REDIRECTED.test(said))
        return redirected();
    return `The push to ${name} failed: ${guilty?.reason ?? lastLine(said)}.`.replace('..', '.');
}
function redirected() {
    return 'The remote answers from another address, and credentials are not sent along. Set the remote to its new URL.';
}
function lastLine(said) {
    return said.split('\n').findLast((line) => /^(fatal|error|remote): /.test(line)) ?? said.split('\n').at(-1) ?? '';
}

;// CONCATENATED MODULE: ./build/git/connection.js






/** As deep as there is anything: what git itself sends for `--unshallow`. */
const WHOLE_DEPTH = 2_147_483_647;
/** A transfer over HTTP that stands still for half a minute has failed; the user's own settings come later and win. */
const PATIENCE = [
    { key: 'http.lowSpeedLimit', value: '1' },
    { key: 'http.lowSpeedTime', value: '30' },
];
const OBJECT_TYPES = ['commit', 'tree', 'blob', 'tag'];
const REMOTE_LIMITS = {
    questionMs: 20_000,
    againMs: 10_000,
    transferMs: 600_000,
    stallMs: 5_000,
};
const GONE = /couldn't find remote ref|not our ref|no such remote ref/;
const SHA_REFUSED = /Server does not allow request for unadvertised object/;
/** Opens a connection to the captured remote. Nothing is sent before its first call. */
function openConnection(baseline, remote, repository, credentials, limits = REMOTE_LIMITS) {
    const accesses = new Map();
    const accessTo = (url) => {
        const chosen = () => settleAccess(chooseAccess(baseline, url, credentials), (asked) => askHelpers(repository, asked));
        const access = accesses.get(url) ?? chosen();
        accesses.set(url, access);
        return access;
    };
    let hasStalled = false;
    const runWithin = async (limitMs, url, where, command) => {
        const access = await accessTo(url);
        const began = Date.now();
        const output = await where.git({
            ...command,
            settings: [...PATIENCE, ...access.config, { key: `remote.${REMOTE_NAME}.url`, value: access.url }],
            env: access.env,
            allowExit: 'any',
            limitMs,
        });
        hasStalled = output.exitCode !== 0 && Date.now() - began >= limits.stallMs;
        return output;
    };
    const ask = (url, args) => runWithin(hasStalled ? limits.againMs : limits.questionMs, url, repository, { args: ['ls-remote', ...args] });
    const run = async (url, where, command, limitMs = limits.transferMs) => {
        if (hasStalled) {
            const isThere = await ask(url, ['--', REMOTE_NAME, 'HEAD']);
            if (isThere.exitCode !== 0)
                return isThere;
        }
        return await runWithin(limitMs, url, where, command);
    };
    const readFrom = readUrl(remote);
    const list = async (args) => {
        const output = await ask(readFrom, args);
        if (output.exitCode !== 0)
            throw readFailure(output);
        return output.stdout;
    };
    const fetch = async (into, what, options) => {
        const args = [...(options.silent ? SILENT : []), 'fetch', ...FETCH, ...fetchOptions(options)];
        const output = await run(readFrom, into, { args, input: refspecs(what) });
        if (output.exitCode === 0)
            return true;
        if (SHA_REFUSED.test(output.stderr))
            return await fetchEverything(into, what, options);
        if (GONE.test(output.stderr))
            return false;
        throw readFailure(output);
    };
    /** For servers that give no commit by its SHA: all there is, in full depth, and then a look at what came. */
    const fetchEverything = async (into, what, options) => {
        const all = [
            '+refs/heads/*:refs/all/heads/*',
            '+refs/tags/*:refs/all/tags/*',
            '+refs/laforge/*:refs/all/laforge/*',
        ];
        const depth = fetchOptions({ commitsOnly: options.commitsOnly ?? false, depth: WHOLE_DEPTH });
        const output = await run(readFrom, into, { args: ['fetch', ...FETCH, ...depth], input: `${all.join('\n')}\n` });
        if (output.exitCode !== 0)
            throw readFailure(output);
        return (await missingCommits(into, what.filter(identity/* isSha */.HH))).length === 0;
    };
    return {
        list,
        fetch,
        accessTo,
        readAccess: () => accessTo(readFrom),
        read: async (from, command) => await run(readFrom, from, command),
        push: async (from, options, specs) => await run(remote.pushUrl, from, { args: ['push', ...options, '--', REMOTE_NAME, ...specs] }),
        wouldPush: async (from, options, specs) => {
            const args = ['push', '--dry-run', ...options, '--', REMOTE_NAME, ...specs];
            return await run(remote.pushUrl, from, { args }, limits.questionMs);
        },
    };
}
async function askHelpers(repository, url) {
    const output = await repository.git({
        args: ['credential', 'fill'],
        input: `url=${url}\n\n`,
        env: { GIT_ASKPASS: '', SSH_ASKPASS: '', GCM_INTERACTIVE: 'never' },
        allowExit: 'any',
    });
    const username = /^username=(.*)$/m.exec(output.stdout)?.[1];
    const password = /^password=(.*)$/m.exec(output.stdout)?.[1];
    return output.exitCode === 0 && username !== undefined && password ? { username, password } : null;
}
/** Those of the commits that are not in a private repository, nor in the user's behind it. */
async function missingCommits(repository, shas) {
    const kinds = await listKinds(repository, shas);
    return shas.filter((sha) => kinds.get(sha) !== 'commit');
}
/** What type of object each of these is; absent is what is neither here nor in the user's repository behind. */
async function listKinds(repository, shas) {
    if (shas.length === 0)
        return new Map();
    const { stdout } = await repository.git({
        args: ['cat-file', '--batch-check=%(objecttype)'],
        input: `${shas.join('\n')}\n`,
    });
    const types = stdout.split('\n');
    return new Map(shas.flatMap((sha, index) => {
        const type = OBJECT_TYPES.find((one) => one === types[index]);
        return type === undefined ? [] : [[sha, type]];
    }));
}
/** Settings of a fetch that does not tell what is here. */
const SILENT = ['-c', 'fetch.negotiationAlgorithm=noop'];
const FETCH = [
    '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    '--no-recurse-submodules',
    '--no-auto-maintenance',
    '--no-show-forced-updates',
    '--stdin',
];
function fetchOptions({ depth, deepen, commitsOnly, levels, prune }) {
    return [
        ...(depth === undefined ? [] : [`--depth=${depth}`]),
        ...(deepen === undefined ? [] : [`--deepen=${deepen}`]),
        ...(commitsOnly ? ['--filter=tree:0'] : levels === undefined ? [] : [`--filter=tree:${levels}`]),
        ...(prune ? ['--prune'] : []),
        REMOTE_NAME,
    ];
}
/** A commit gets a ref of ours, by which the next fetch knows that it is here. */
function refspecs(what) {
    return `${what.map((one) => ((0,identity/* isSha */.HH)(one) ? `+${one}:refs/fetched/${one}` : one)).join('\n')}\n`;
}
/**
 * Leases are taken from what is read, so both must be the same repository: where the push URL leads to another one (a
 * fork), that is the remote.
 */
function readUrl(remote) {
    const [fetched, pushed] = [(0,repository_name/* repositoryFromUrl */.kG)(remote.fetchUrl), (0,repository_name/* repositoryFromUrl */.kG)(remote.pushUrl)];
    return fetched !== null && fetched === pushed ? remote.fetchUrl : remote.pushUrl;
}
/** The GitError of a command that could not read from the remote. */
function readFailure(output) {
    const { unreachable, explanation } = explainReadFailure(output.stderr);
    return new errors/* GitError */.XS(unreachable ? 'remote-unreachable' : 'git-failed', explanation);
}

;// CONCATENATED MODULE: ./build/git/worktrees.js


/** All work trees of the repository that a folder belongs to, the main one first. */
async function listWorkTrees(cwd) {
    const { stdout } = await (0,run_git/* runGit */.EO)({ args: ['worktree', 'list', '--porcelain'], cwd });
    return stdout
        .split('\n\n')
        .filter((block) => block.startsWith('worktree '))
        .map((block) => ({
        path: /^worktree (.*)$/m.exec(block)?.[1] ?? '',
        branch: /^branch refs\/heads\/(.*)$/m.exec(block)?.[1] ?? null,
    }));
}
/** Folders of the work trees other than `root` that have this branch checked out. One whose folder is gone does not count. */
async function otherWorkTreesWith(root, branch) {
    const workTrees = await listWorkTrees(root);
    return workTrees
        .filter(({ path, ...at }) => at.branch === branch && path !== root && (0,external_node_fs_.existsSync)(path))
        .map((at) => at.path);
}

;// CONCATENATED MODULE: ./build/git/locate.js






const MINIMUM = '2.31';
/**
 * Runs git in the user's repository, at the place it had when it was opened: a `.git` file or `core.worktree` that an
 * agent changed leads nowhere else. Only for commands that start nothing a configuration could name.
 */
function gitAt(location, command) {
    const { root, gitDir, commonDir } = location;
    const place = { GIT_DIR: gitDir, GIT_COMMON_DIR: commonDir, GIT_WORK_TREE: root };
    return (0,run_git/* runGit */.EO)({ ...command, cwd: root, env: { ...command.env, ...place } });
}
/** Finds the work tree a folder is in. Throws InputError, saying what the folder is instead, and when git is too old. */
async function locateWorkTree(directory) {
    if ((0,external_node_fs_.statSync)(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
        throw new errors/* InputError */.dz('not-a-work-tree', `There is no folder ${(0,identity/* quote */.hD)(directory)}. Name one inside a git work tree.`);
    }
    const output = await (0,run_git/* runGit */.EO)({
        args: ['rev-parse', '--path-format=absolute', '--show-toplevel', '--absolute-git-dir', '--git-common-dir'],
        cwd: directory,
        allowExit: [128],
    });
    if (output.exitCode !== 0)
        throw notAWorkTree(directory, output);
    const [root, gitDir, commonDir, ...rest] = output.stdout.split('\n');
    // A git that does not know --path-format prints it back.
    if (root === '--path-format=absolute')
        await refuseOldGit(directory);
    if (!root || !gitDir || !commonDir || rest.join('') !== '') {
        throw new errors/* GitError */.XS('git-failed', `git does not say where the work tree of ${(0,identity/* quote */.hD)(directory)} is.`);
    }
    return { root, gitDir, commonDir, mainWorkTree: await findMainWorkTree(root, gitDir, commonDir) };
}
async function findMainWorkTree(root, gitDir, commonDir) {
    if (gitDir === commonDir)
        return root;
    if ((0,external_node_path_.basename)(commonDir) === '.git')
        return (0,external_node_path_.dirname)(commonDir);
    // The work trees of a bare repository, or of one whose git folder lies elsewhere: git lists the main one first.
    return (await listWorkTrees(root))[0]?.path ?? commonDir;
}
async function refuseOldGit(cwd) {
    const { stdout } = await (0,run_git/* runGit */.EO)({ args: ['--version'], cwd });
    const version = stdout.trim().replace(/^git version /, '');
    throw new errors/* InputError */.dz('git-too-old', `This is git ${version}, and git ${MINIMUM} is the oldest that works. Update git.`);
}
function notAWorkTree(directory, output) {
    const where = (0,identity/* quote */.hD)(directory);
    if (/dubious ownership|is owned by someone else/.test(output.stderr)) {
        return new errors/* InputError */.dz('not-a-work-tree', `git does not trust ${where}, which belongs to another user. If you do, run: git config --global --add safe.directory ${JSON.stringify(directory)}`);
    }
    if (/must be run in a work tree|cannot use bare repository/.test(output.stderr)) {
        return new errors/* InputError */.dz('not-a-work-tree', `${where} is a bare repository or inside a .git folder. Name a folder of its work tree.`);
    }
    if (/not a git repository/.test(output.stderr)) {
        return new errors/* InputError */.dz('not-a-work-tree', `${where} is in no git work tree. Check a repository out first, or name a folder inside one.`);
    }
    return new errors/* InputError */.dz('not-a-work-tree', `git cannot use ${where}: ${(0,run_git/* lastWords */.aN)(output)}`);
}

;// CONCATENATED MODULE: ./build/git/branch-source.js





/**
 * The captured remote as the source of a branch that is to be checked out: the one fetch of ours that goes into the
 * user's repository. It is plain, so what a clone has of history stays as it is, unless a depth is asked for.
 */
function openBranchSource(location, baseline, remote, connection) {
    const captured = baseline.remote;
    if (captured === null)
        return null;
    return {
        remoteName: captured.name,
        tip: async (branch) => (await remote.refs([`refs/heads/${branch}`])).get(`refs/heads/${branch}`) ?? null,
        fetch: async (branch, trackingRef, depth) => {
            const access = await connection.readAccess();
            const options = depth === null ? [] : [`--depth=${depth}`];
            const output = await gitAt(location, {
                args: ['fetch', ...OPTIONS, ...options, REMOTE_NAME, `+refs/heads/${branch}:${trackingRef}`],
                // The repository's own headers apply here too, and two Authorization headers are refused: an empty one resets.
                config: [
                    ...PATIENCE,
                    ...headerKeys(baseline).map((key) => ({ key, value: '' })),
                    ...access.config,
                    { key: `remote.${REMOTE_NAME}.url`, value: access.url },
                ],
                env: access.env,
                allowExit: 'any',
                limitMs: REMOTE_LIMITS.transferMs,
            });
            if (output.exitCode === 0)
                return;
            const { unreachable, explanation } = explainReadFailure(output.stderr);
            throw new errors/* GitError */.XS(unreachable ? 'remote-unreachable' : 'git-failed', explanation);
        },
    };
}
const OPTIONS = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-maintenance'];
function headerKeys({ config }) {
    return [...new Set(config.map(({ key }) => key).filter((key) => /^http\.(.*\.)?extraheader$/.test(key)))];
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/git/ancestry.js



/** How far a shallow history is deepened, step by step, before all of it is fetched. */
const STEPS = [50, 400, 3200];
/**
 * In a shallow clone git takes "not seen" for "no ancestor". Here a yes is given as soon as it shows; a no only on a
 * history without boundaries, which is deepened for it in growing steps, commits alone; `unknown` when that fails.
 */
async function findAncestor(repository, connection, ancestor, descendant) {
    if (ancestor === descendant)
        return 'yes';
    try {
        let look = await lookFor(repository, ancestor, descendant);
        for (const step of [...STEPS, null]) {
            if (look.answer !== undefined)
                return look.answer;
            const history = repository.forHistory();
            if (!(await connection?.fetch(history, look.at, ancestry_fetchOptions(look.kind, step))))
                return 'unknown';
            look = await lookFor(history, ancestor, descendant);
        }
        return look.answer ?? 'unknown';
    }
    catch (error) {
        if (error instanceof errors/* GitError */.XS)
            return 'unknown';
        throw error;
    }
}
/** What is not here has no boundary to deepen from: it is fetched to a depth of its own. */
function ancestry_fetchOptions(kind, step) {
    if (step === null)
        return { depth: WHOLE_DEPTH, commitsOnly: true };
    return kind === 'cut' ? { deepen: step, commitsOnly: true } : { depth: step, commitsOnly: true };
}
async function lookFor(repository, ancestor, descendant) {
    const args = ['merge-base', '--is-ancestor', ancestor, descendant];
    const output = await repository.git({ args, allowExit: [1, 128] });
    if (output.exitCode === 0)
        return { answer: 'yes' };
    if (output.exitCode === 128) {
        const missing = await missingCommits(repository, [ancestor, descendant]);
        if (missing.includes(descendant))
            return { kind: 'absent', at: [descendant] };
        if (missing.length === 0)
            throw new errors/* GitError */.XS('git-failed', `git merge-base failed: ${(0,run_git/* lastWords */.aN)(output)}`);
    }
    const boundaries = repository.shallowBoundaries();
    if (boundaries.size === 0)
        return { answer: 'no' };
    const { stdout } = await repository.git({ args: ['rev-list', '--end-of-options', descendant, '--'] });
    const cut = stdout.split('\n').filter((sha) => boundaries.has(sha));
    return cut.length === 0 ? { answer: 'no' } : { kind: 'cut', at: cut };
}

;// CONCATENATED MODULE: ./build/git/complete-history.js

/** Brings the commits, and no files, of all that leads to these tips into a repository for history alone. */
async function completeHistory(connection, history, tips) {
    const isCut = history.shallowBoundaries().size > 0;
    const wanted = isCut ? tips : await missingCommits(history, tips);
    const depth = isCut ? { depth: WHOLE_DEPTH } : {};
    // A ref that vanished meanwhile leads nowhere; the others are asked one by one then.
    if (wanted.length > 0 && !(await connection.fetch(history, wanted, { ...depth, commitsOnly: true }))) {
        for (const tip of wanted)
            await connection.fetch(history, [tip], { ...depth, commitsOnly: true });
    }
}

;// CONCATENATED MODULE: ./build/git/commits-only-of.js

/** Two groups or more lead to the commit. */
const SEVERAL = Symbol('several');
const FIELDS = 3;
/**
 * For each group of tips the commits that it alone leads to, neither another group nor one of the other tips; newest
 * first. With a connection the tips are the remote's and their history is completed; without one they are the user's
 * own, as far as that history reaches.
 */
async function findCommitsOnlyOf(repository, connection, groups, others) {
    const found = new Map([...groups.keys()].map((name) => [name, []]));
    const tips = [...groups.values()].flat();
    if (tips.length === 0)
        return found;
    const where = connection === null ? repository : repository.forHistory();
    if (connection !== null)
        await completeHistory(connection, where, [...new Set([...tips, ...others])]);
    const owners = new Map();
    const lead = (group, sha) => {
        const owner = owners.get(sha);
        owners.set(sha, owner === undefined || owner === group ? group : SEVERAL);
    };
    for (const [group, shas] of groups)
        for (const sha of shas)
            lead(group, sha);
    for (const { parents, ...commit } of await listCommits(where, tips, others)) {
        // Children come before their parents, so whose a commit is has been settled when it is reached.
        const owner = owners.get(commit.sha) ?? SEVERAL;
        for (const parent of parents)
            lead(owner, parent);
        if (owner !== SEVERAL)
            found.get(owner)?.push(commit);
    }
    return found;
}
async function listCommits(where, tips, others) {
    const { stdout } = await where.git({
        args: ['log', '--topo-order', '--ignore-missing', '-z', '--no-show-signature', ...FORMAT, '--stdin'],
        input: [...tips, ...others.map((sha) => `^${sha}`), ''].join('\n'),
        env: { GIT_NO_LAZY_FETCH: '1' },
    });
    const fields = stdout.split('\0');
    const commits = [];
    for (let at = 0; at + FIELDS <= fields.length; at += FIELDS) {
        const [sha = '', parents = '', subject = ''] = fields.slice(at, at + FIELDS);
        commits.push({ sha, subject, parents: parents.split(' ').filter((parent) => parent !== '') });
    }
    return commits;
}
const FORMAT = ['--encoding=UTF-8', '--format=%H%x00%P%x00%s'];

// EXTERNAL MODULE: ./build/git/identity.js
var git_identity = __webpack_require__(86193);
;// CONCATENATED MODULE: ./build/git/objects.js







/** Where the remote's refs are kept here: `refs/x/y` as `refs/tips/x/y`. */
const TIPS = 'refs/tips/';
/** Tree levels of a tip: its top, and what stands directly in the folders of that. */
const LEVELS = 2;
/** As git itself fetches what is missing: without a ref, and without telling what is here. */
const FETCH_FILES = [
    ...SILENT,
    'fetch',
    '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    '--no-recurse-submodules',
    '--no-auto-maintenance',
    '--filter=blob:none',
    '--stdin',
    REMOTE_NAME,
];
/**
 * Objects in a private repository that has few of the remote's: git fetches by itself what is read and not here. With
 * a remote that cannot leave anything out, all of a tip comes at once.
 */
function openObjects(connection, repository) {
    // Made at first use, like every private repository.
    const here = () => repository.forObjects();
    const read = async (command) => {
        const output = await connection.read(here(), command);
        if (output.exitCode !== 0)
            throw readFailure(output);
        return output;
    };
    const listCommits = async (tip, count) => {
        const args = ['rev-list', '--first-parent', `--max-count=${count}`, '--end-of-options', tip, '--'];
        const { exitCode, stdout } = await here().git({ args, allowExit: [128] });
        return exitCode === 0 ? stdout.split('\n').filter((line) => line !== '') : [];
    };
    return {
        fetchTips: async (refs) => {
            const specs = refs.map((ref) => `+${ref}:${TIPS}${ref.slice('refs/'.length)}`);
            if (!(await connection.fetch(here(), specs, { depth: 1, levels: LEVELS, prune: true, silent: true })))
                return new Map();
            return readTips((0,external_node_path_.join)(here().objectDirectory(), '..', TIPS));
        },
        commitsFrom: async (tip, count) => {
            const present = await listCommits(tip, count);
            if (present.length === count)
                return present;
            await connection.fetch(here(), [tip], { depth: count, commitsOnly: true, silent: true });
            return await listCommits(tip, count);
        },
        fetchFiles: async (shas) => {
            if (shas.length > 0)
                await read({ args: FETCH_FILES, input: `${shas.join('\n')}\n` });
        },
        read: async (names, maxBytes) => {
            if (names.length === 0)
                return [];
            const input = `${names.join('\n')}\n`;
            const check = await read({ args: ['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'], input });
            const wanted = parseCheck(check.stdout, names, maxBytes);
            const shas = [...new Set(wanted.filter((sha) => sha !== null))];
            if (shas.length === 0)
                return wanted.map(() => null);
            const batch = { args: ['cat-file', '--batch'], input: `${shas.join('\n')}\n`, encoding: 'latin1' };
            const objects = parseBatch((await read(batch)).stdout);
            return wanted.map((sha) => (sha === null ? null : (objects.get(sha) ?? null)));
        },
        write: async (parent, commits) => {
            const output = await here().git({
                args: ['fast-import', '--quiet', '--force'],
                // One pack for each call, without a second process that takes it apart.
                config: [{ key: 'fastimport.unpackLimit', value: '1' }],
                input: formatImport(parent, commits),
            });
            const shas = output.stdout.split('\n').filter(identity/* isSha */.HH);
            if (shas.length === commits.length)
                return shas;
            throw new errors/* GitError */.XS('git-failed', `git fast-import wrote ${shas.length} of ${commits.length} commits.`);
        },
    };
}
/** The refs under a folder, each in a file of its own, as git writes them in a repository that nobody packs. */
function readTips(folder) {
    const files = (0,external_node_fs_.existsSync)(folder) ? (0,external_node_fs_.readdirSync)(folder, { recursive: true, withFileTypes: true }) : [];
    const tips = files.flatMap((file) => {
        if (!file.isFile())
            return [];
        const path = (0,external_node_path_.join)(file.parentPath, file.name);
        const sha = (0,external_node_fs_.readFileSync)(path, 'utf8').trim();
        return (0,identity/* isSha */.HH)(sha) ? [[`refs/${(0,external_node_path_.relative)(folder, path).replaceAll(external_node_path_.sep, '/')}`, sha]] : [];
    });
    return new Map(tips);
}
/** What `cat-file --batch-check` says of each name, refusing what is too large before any of it is read. */
function parseCheck(text, names, maxBytes) {
    const lines = text.split('\n');
    let bytes = 0;
    return names.map((name, index) => {
        const [sha = '', , size = ''] = (lines[index] ?? '').split(' ');
        if (!(0,identity/* isSha */.HH)(sha) || size === '')
            return null;
        bytes += Number(size);
        if (bytes <= maxBytes)
            return sha;
        throw new errors/* GitError */.XS('git-failed', `${name} has ${size} bytes, and no more than ${maxBytes} are read there.`);
    });
}
/** Objects as `cat-file --batch` writes them: a line with SHA, type and size, the bytes, and a newline. */
function parseBatch(text) {
    const objects = new Map();
    for (let at = 0; at < text.length;) {
        const end = text.indexOf('\n', at);
        const [sha = '', type = '', size = ''] = text.slice(at, end).split(' ');
        const length = Number(size);
        if (end < 0 || !(0,identity/* isSha */.HH)(sha) || !isType(type))
            throw new errors/* GitError */.XS('git-failed', 'git cat-file answered something odd.');
        objects.set(sha, { sha, type, content: Buffer.from(text.slice(end + 1, end + 1 + length), 'latin1') });
        at = end + 1 + length + 1;
    }
    return objects;
}
function isType(text) {
    return text === 'commit' || text === 'tree' || text === 'blob' || text === 'tag';
}
/** The commits as a stream for `git fast-import`, which answers with their SHAs. */
function formatImport(parent, commits) {
    const parts = [];
    const data = (content) => parts.push(`data ${content.length}\n`, content, '\n');
    for (const [index, { message, at, files }] of commits.entries()) {
        const seconds = Math.floor(at.getTime() / 1000);
        parts.push(`commit refs/made\nmark :${index + 1}\n`);
        parts.push(`committer ${git_identity/* LAFORGE */.rp.name} <${git_identity/* LAFORGE */.rp.email}> ${seconds} +0000\n`);
        data(Buffer.from(message));
        if (index === 0 && parent !== null)
            parts.push(`from ${parent}\n`);
        for (const [path, content] of files) {
            parts.push(`M 100644 inline ${path}\n`);
            data(content);
        }
        parts.push(`get-mark :${index + 1}\n`);
    }
    parts.push('done\n');
    return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

;// CONCATENATED MODULE: ./build/git/history.js











/** The history of a repository, read through the private repository, where no setting of the folder applies. */
function openHistory({ root, commonDir, repository, connection }) {
    const readMessage = async (sha) => {
        const { exitCode, stdout } = await repository.git({
            args: ['log', '-1', '--no-show-signature', '--encoding=UTF-8', '--format=%B', '--end-of-options', sha, '--'],
            allowExit: [128],
        });
        return exitCode === 0 ? stdout.replace(/\n$/, '') : null;
    };
    return {
        commits: async (from, to, limit) => {
            const range = from === null ? [to] : [to, `^${from}`];
            const most = limit === undefined ? [] : [`--max-count=${limit}`];
            const { stdout } = await repository.git({ args: ['log', ...LOG, ...most, '--end-of-options', ...range, '--'] });
            const commits = parseLog(stdout);
            if (from !== null) {
                await checkContents(repository, commits.map(({ sha }) => sha));
            }
            const boundaries = repository.shallowBoundaries();
            return { commits, complete: !commits.some(({ sha }) => boundaries.has(sha)) };
        },
        isAncestor: async (ancestor, descendant) => await findAncestor(repository, connection, ancestor, descendant),
        changedPaths: async (from, to, under) => {
            const paths = under === '' || under === '.' ? [] : [`:(top,literal)${under}`];
            const { stdout } = await repository.git({
                args: ['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--end-of-options', from, to, '--', ...paths],
            });
            return stdout.split('\0').filter((path) => path !== '');
        },
        resolve: async (revision) => {
            const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
            const env = { GIT_NO_LAZY_FETCH: '1' };
            const { exitCode, stdout } = await (0,run_git/* runGit */.EO)({ args, cwd: root, env, allowExit: [1, 128] });
            if (exitCode === 0)
                return stdout.trim();
            return (0,identity/* isSha */.HH)(revision) && (await missingCommits(repository, [revision])).length === 0 ? revision : null;
        },
        commitMessage: readMessage,
        createPinCommit: async (parent, message) => {
            const args = ['commit-tree', '-p', parent, `${parent}^{tree}`];
            const theirs = { ...(0,git_identity/* identityEnvironment */.S4)(git_identity/* LAFORGE */.rp), GIT_OBJECT_DIRECTORY: (0,external_node_path_.join)(commonDir, 'objects') };
            // 1. into the user's objects, so that a local ref can hold it …
            const pinned = await repository.git({ args, input: message, env: theirs, allowExit: [128] });
            if (pinned.exitCode === 0)
                return pinned.stdout.trim();
            // 2. … unless the parent is in ours alone: there a commit without its parent would be damage.
            return (await repository.git({ args, input: message, env: (0,git_identity/* identityEnvironment */.S4)(git_identity/* LAFORGE */.rp) })).stdout.trim();
        },
        createNote: async (message) => {
            const env = { ...(0,git_identity/* identityEnvironment */.S4)(git_identity/* LAFORGE */.rp), GIT_OBJECT_DIRECTORY: (0,external_node_path_.join)(commonDir, 'objects') };
            const tree = (await repository.git({ args: ['mktree'], env })).stdout.trim();
            return (await repository.git({ args: ['commit-tree', tree], input: message, env })).stdout.trim();
        },
        commitsOnlyOf: async (place, groups, others) => await findCommitsOnlyOf(repository, place === 'local' ? null : connection, groups, others),
        kindsOf: async (shas, remoteTips) => {
            const canComplete = remoteTips !== null && connection !== null && repository.shallowBoundaries().size === 0;
            const where = canComplete ? repository.forHistory() : repository;
            if (canComplete)
                await completeHistory(connection, where, remoteTips);
            return await listKinds(where, shas);
        },
        bundle: async (from, to, ref, file) => {
            await repository.git({ args: ['update-ref', '--end-of-options', ref, to] });
            const range = from === null ? [ref] : [ref, `^${from}`];
            await repository.git({ args: ['bundle', 'create', '--quiet', file, ...range] });
        },
    };
}
/**
 * Makes sure that commits are what their names say. git believes the files it reads, and an agent can write others in
 * their place: a commit with other parents would make a push that is no fast-forward look like one. Throws GitError.
 */
async function checkContents(repository, shas) {
    if (shas.length === 0)
        return;
    const input = `${shas.join('\n')}\n`;
    const { stdout } = await repository.git({ args: ['cat-file', '--batch'], input, encoding: 'latin1' });
    for (const { sha, type, content } of parseBatch(stdout).values()) {
        const hash = (0,external_node_crypto_.createHash)(sha.length === 40 ? 'sha1' : 'sha256').update(`${type} ${content.length}\0`);
        if (hash.update(content).digest('hex') === sha)
            continue;
        throw new errors/* GitError */.XS('git-failed', `The commit ${sha} is not what its name says: its file was changed. Look at it with git fsck.`);
    }
}
/** NUL can stand in no name and no subject, so the fields need no other fence. */
const LOG = ['-z', '--no-show-signature', '--encoding=UTF-8', '--format=%H%x00%P%x00%an%x00%cn%x00%ce%x00%ct%x00%s'];
const history_FIELDS = 7;
/** The last second that a Date can hold: a commit may claim any time at all. */
const LAST_SECOND = 8_640_000_000_000;
function parseLog(text) {
    const fields = text.split('\0');
    const commits = [];
    for (let at = 0; at + history_FIELDS <= fields.length; at += history_FIELDS) {
        const [sha = '', parents = '', authorName = '', committerName = '', committerEmail = '', seconds = '', subject = '',] = fields.slice(at, at + history_FIELDS);
        const time = Math.min(Number(seconds) || 0, LAST_SECOND);
        commits.push({
            sha,
            parents: parents.split(' ').filter((parent) => parent !== ''),
            authorName,
            committerName,
            committerEmail,
            committedAt: new Date(time * 1000).toISOString(),
            subject,
        });
    }
    return commits;
}

;// CONCATENATED MODULE: ./build/git/lfs-pointers.js
/** git-lfs takes nothing larger for a pointer. */
const POINTER_SIZE = 1024;
/** A pointer as `cat-file --batch` gives it, by the Git LFS specification; extensions stand before the object's id. */
const POINTER = /^[0-9a-f]+ blob \d+\nversion https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-\S+ \S+\n)*oid sha256:([0-9a-f]{64})\nsize \d+\n/gm;
/**
 * The ids of the Git LFS objects that commits point to and the tips do not, which the remote has. Tips that are not
 * here are passed over, and so is what a partial clone has left out. Throws GitError.
 */
async function findLfsPointers(repository, commits, tips) {
    const objects = await repository.git({
        args: ['rev-list', '--objects', '--no-object-names', ...FEW, '--ignore-missing', '--missing=allow-any', '--stdin'],
        input: toLines([...commits, ...tips.map((tip) => `^${tip}`)]),
    });
    if (objects.stdout === '')
        return [];
    const types = await repository.git({
        args: ['cat-file', '--batch-check=%(objecttype) %(objectname)'],
        input: objects.stdout,
    });
    const blobs = [...types.stdout.matchAll(/^blob (\S+)$/gm)].map((match) => match[1] ?? '');
    if (blobs.length === 0)
        return [];
    const contents = await repository.git({ args: ['cat-file', '--batch'], input: toLines(blobs), encoding: 'latin1' });
    return [...new Set([...contents.stdout.matchAll(POINTER)].map((match) => match[1] ?? ''))];
}
const FEW = [`--filter=blob:limit=${POINTER_SIZE}`];
function toLines(words) {
    return `${words.join('\n')}\n`;
}

;// CONCATENATED MODULE: ./build/git/lfs.js







/**
 * git-lfs tries a server that stands still (for 30 seconds) four times so, and 81 times by default, as its retries
 * multiply. The user's own settings come later and win.
 */
const lfs_PATIENCE = [{ key: 'lfs.transfer.maxRetries', value: '1' }];
/** An upload answered with 422 fails, and git-lfs ends with 0 all the same. */
const FAILED_SILENTLY = /^info: Uploading failed/m;
/** As many ids as fit into the shortest command line, that of Windows. Older git-lfs reads none from its input. */
const IDS_AT_ONCE = 400;
/**
 * Null where git-lfs was not configured when the repository was opened. It runs in the private repository: no
 * .lfsconfig counts there but the one that was captured, as a bare repository takes it from HEAD alone, and ours has
 * no commit. Objects that are not in the user's storage are left to the remote, which has them or refuses the push.
 */
function openLfs(place, remote) {
    const { baseline, commonDir, repository, connection } = place;
    if (!(0,git_baseline/* usesLfs */.WM)(baseline.config))
        return null;
    const storage = (0,external_node_path_.resolve)(commonDir, (0,git_baseline/* lastValue */.ku)(baseline.config, 'lfs.storage') ?? 'lfs');
    const objects = (0,external_node_path_.join)(storage, 'objects');
    return {
        upload: async (commits, tips) => {
            const ids = await findLfsPointers(repository, commits, tips);
            const here = ids.filter((id) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(objects, id.slice(0, 2), id.slice(2, 4), id)));
            if (here.length === 0)
                return null;
            const { access, server } = await chooseServer(connection, remote);
            lendObjects(repository, objects);
            for (let at = 0; at < here.length; at += IDS_AT_ONCE) {
                const output = await repository.git({
                    args: ['lfs', 'push', '--object-id', REMOTE_NAME, ...here.slice(at, at + IDS_AT_ONCE)],
                    settings: [...lfs_PATIENCE, ...access.config.filter(({ key }) => key !== 'lfs.storage'), ...server],
                    env: access.env,
                    allowExit: 'any',
                });
                if (output.exitCode !== 0 || FAILED_SILENTLY.test(output.stderr))
                    return explainFailure(output);
            }
            return null;
        },
    };
}
/** How the LFS server is reached, and the settings that name it before any other. */
async function chooseServer(connection, remote) {
    const chosen = await connection.accessTo(remote.lfsUrl ?? remote.pushUrl);
    const access = lfs_isHttp(chosen.url) ? headerAsLogin(chosen) : chosen;
    const settings = [{ key: `remote.${REMOTE_NAME}.url`, value: access.url }];
    // A path, or ssh: git-lfs copies files there, or asks over ssh for the server; a URL of ours would be in the way.
    if (!lfs_isHttp(access.url) && remote.lfsUrl === null)
        return { access, server: settings };
    const url = remote.lfsUrl !== null && lfs_isHttp(remote.lfsUrl) ? access.url : ofRepository(access.url);
    const hasLogin = Object.hasOwn(access.env, 'LAFORGE_GIT_PASSWORD');
    return {
        access,
        server: [
            ...settings,
            { key: 'lfs.url', value: url },
            { key: 'lfs.pushUrl', value: url },
            ...(hasLogin ? [{ key: `lfs.${url}.access`, value: 'basic' }] : []),
        ],
    };
}
/** Where the LFS server of a repository is, by the specification of its discovery. */
function ofRepository(url) {
    if (!lfs_isHttp(url))
        return url;
    const path = url.replace(/\/+$/, '');
    return `${path}${path.endsWith('.git') ? '' : '.git'}/info/lfs`;
}
function lfs_isHttp(url) {
    return /^https?:\/\//i.test(url);
}
/**
 * Shows git-lfs the user's objects and nothing else of the storage. Where it would keep a log there is no folder: it
 * writes the whole environment into it.
 */
function lendObjects(repository, objects) {
    const storage = (0,external_node_path_.join)((0,external_node_path_.dirname)(repository.objectDirectory()), 'lfs');
    (0,external_node_fs_.rmSync)(storage, { recursive: true, force: true });
    (0,external_node_fs_.mkdirSync)(storage);
    (0,external_node_fs_.symlinkSync)(objects, (0,external_node_path_.join)(storage, 'objects'), 'junction');
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(storage, 'logs'), '');
}
function explainFailure(output) {
    const words = lfsWords(output);
    const reason = /'lfs' is not a git command/.test(output.stderr)
        ? 'git-lfs is configured, and there is none on the PATH. Install it (https://git-lfs.com)'
        : `${words.slice(-3).join(' ').slice(0, 600).replace(/\.$/, '')}. Make uploads to that server possible`;
    return {
        kind: 'refused',
        code: 'other',
        ref: null,
        explanation: `The Git LFS objects of these commits could not be uploaded: ${reason}, then push again.`,
        detail: words.join('\n').slice(0, 4000),
    };
}
/** What git-lfs said, line by line: no progress, no queries of signed URLs, not the environment it shows in a panic. */
function lfsWords({ stdout, stderr, exitCode }) {
    const [said = ''] = stderr.split('Unable to log panic to ');
    const text = (0,run_git/* plainText */.wh)(said.trim() === '' ? stdout : said).replace(/(https?:\/\/[^\s?]+)\?\S*/g, '$1');
    const lines = text.split('\n').map((line) => line.replace(/^info: */, ''));
    const words = new Set(lines.filter((line) => line !== '' && !/^(Uploading LFS objects|hint|warning):/.test(line)));
    return words.size > 0 ? [...words] : [`git lfs push ended with exit code ${exitCode} and said nothing.`];
}

// EXTERNAL MODULE: ./build/domain/ledger-refs.js
var ledger_refs = __webpack_require__(25711);
;// CONCATENATED MODULE: ./build/git/remote.js









/** No hook, no tag and no signature beside what is asked for. Leases force what they name, so nothing else may. */
const PUSH = ['--porcelain', '--no-verify', '--no-follow-tags', '--no-signed', '--recurse-submodules=no'];
/**
 * The captured remote. A push of a ref that is already where it shall go counts as pushed, whatever its lease says. The
 * user's checkout, index, configuration, refs and shallowness are never touched.
 */
function openRemote(captured, repository, connection, lfs) {
    const refs = async (patterns) => {
        const output = await connection.list(['--refs', '--', REMOTE_NAME, ...patterns]);
        const found = new Map();
        for (const line of output.split('\n')) {
            const [sha, ref] = line.split('\t');
            // ls-remote compares the ends of names: `x/refs/heads/main` matches `refs/heads/main` as well.
            if (sha && ref !== undefined && patterns.some((pattern) => matches(ref, pattern)))
                found.set(ref, sha);
        }
        return found;
    };
    const fetch = async (what, depth) => {
        const absent = new Set(await missingCommits(repository, what.filter(identity/* isSha */.HH)));
        const wanted = what.filter((one) => !(0,identity/* isSha */.HH)(one) || absent.has(one));
        return wanted.length === 0 || (await connection.fetch(repository, wanted, depth === undefined ? {} : { depth }));
    };
    const push = async (updates, options, uploads, send = connection.push) => {
        if (updates.length === 0)
            return { kind: 'pushed' };
        // In a shallow clone the target of a rollback is often not here, and git can push only what it has.
        const work = updates.filter(({ ref }) => !(0,ledger_refs/* isHistoryRef */.M$)(ref));
        const absent = await bringTargets(fetch, work);
        if (absent !== null)
            return absent;
        const refused = uploads === null ? null : await uploadContent(uploads, refs, work);
        if (refused !== null)
            return refused;
        const leases = updates.map(({ ref, expected }) => `--force-with-lease=${ref}:${expected ?? ''}`);
        // Never `+from:to`: it would override the lease.
        const refspecs = updates.map(({ ref, to }) => `${to ?? ''}:${ref}`);
        const from = work.length === updates.length ? repository : repository.forObjects();
        const output = await send(from, [...PUSH, ...options, ...leases], refspecs);
        return output.exitCode === 0 ? { kind: 'pushed' } : explainRefusal(output.stdout, output.stderr);
    };
    return {
        url: (0,repository_name/* redactUrls */.sK)(readUrl(captured)),
        repository: (0,repository_name/* repositoryFromUrl */.kG)(readUrl(captured)),
        refs,
        fetch,
        defaultBranch: async () => {
            const output = await connection.list(['--symref', '--', REMOTE_NAME, 'HEAD']);
            return /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(output)?.[1] ?? null;
        },
        push: async (updates, { atomic }) => await push(updates, atomic ? ['--atomic'] : [], lfs),
        pushesWith: async (token) => headerAsLogin(await connection.accessTo(captured.pushUrl)).env.LAFORGE_GIT_PASSWORD === token,
        probe: async (updates) => await push(updates, [], null, connection.wouldPush),
        branchesContaining: async (sha, except) => {
            const tips = [...(await refs(['refs/heads/*']))].filter(([ref]) => ref !== `refs/heads/${except}`);
            const containing = await tipsContaining(connection, repository.forHistory(), sha, new Set(tips.map(([, tip]) => tip)));
            return tips.filter(([, tip]) => containing.has(tip)).map(([ref]) => ref.slice('refs/heads/'.length));
        },
    };
}
/** Makes the commits of a push available here; a result when that fails, as then nothing can be pushed. */
async function bringTargets(fetch, updates) {
    const targets = targetsOf(updates);
    return await orResult(async () => {
        if (await fetch(targets, 1))
            return null;
        const explanation = `One of the commits to push is neither here nor at the remote: ${targets.map(identity/* shortSha */.Fu).join(', ')}.`;
        return { kind: 'refused', code: 'other', ref: null, explanation, detail: '' };
    });
}
/** Uploads what the commits of a push point to with Git LFS; a result when that fails, as the push must wait for it. */
async function uploadContent(uploads, refs, updates) {
    const targets = targetsOf(updates);
    if (targets.length === 0)
        return null;
    return await orResult(async () => {
        const leases = updates.flatMap(({ expected }) => expected ?? []);
        // A push that only creates refs does not say what the remote has, and the whole history would be looked through.
        const tips = leases.length > 0 ? leases : [...(await refs(['refs/heads/*'])).values()];
        return await uploads.upload(targets, [...new Set(tips)]);
    });
}
function targetsOf(updates) {
    return [...new Set(updates.flatMap(({ to }) => to ?? []))];
}
/** What went wrong before a push, as its result. */
async function orResult(prepare) {
    try {
        return await prepare();
    }
    catch (error) {
        if (!(error instanceof errors/* GitError */.XS))
            throw error;
        if (error.code === 'remote-unreachable')
            return { kind: 'unreachable', explanation: error.message, detail: '' };
        return { kind: 'refused', code: 'other', ref: null, explanation: error.message, detail: '' };
    }
}
/** Of these tips of the remote, those that a commit is reachable from. Completes their history first, commits alone. */
async function tipsContaining(connection, history, sha, tips) {
    await completeHistory(connection, history, [...tips]);
    const absent = new Set(await missingCommits(history, [sha, ...tips]));
    if (absent.has(sha))
        return new Set();
    const present = [...tips].filter((tip) => !absent.has(tip));
    if (present.length === 0)
        return new Set();
    const commands = present.map((tip) => `update refs/tips/${tip} ${tip}\n`).join('');
    await history.git({ args: ['update-ref', '--stdin'], input: commands });
    const { stdout } = await history.git({
        args: ['for-each-ref', `--contains=${sha}`, '--format=%(objectname)', 'refs/tips/'],
    });
    return new Set(stdout.split('\n'));
}
/** A pattern is a full name, in which a `*` stands for anything, slashes too. */
function matches(ref, pattern) {
    const parts = pattern.split('*');
    const last = parts.at(-1) ?? '';
    if (parts.length === 1)
        return ref === pattern;
    if (!ref.startsWith(parts[0] ?? '') || !ref.endsWith(last))
        return false;
    let at = (parts[0] ?? '').length;
    for (const part of parts.slice(1, -1)) {
        const found = ref.indexOf(part, at);
        if (found < 0)
            return false;
        at = found + part.length;
    }
    return at <= ref.length - last.length;
}

;// CONCATENATED MODULE: ./build/git/connect.js






/** Puts together everything that works in the private repository. Starts no process and writes nothing yet. */
function connect(request) {
    const { baseline, credentials, limits, ...place } = request;
    const repository = openPrivateRepository(request);
    const captured = baseline.remote;
    const connection = captured === null ? null : openConnection(baseline, captured, repository, credentials, limits);
    return {
        privateRepository: repository,
        connection,
        remote: captured === null || connection === null
            ? null
            : openRemote(captured, repository, connection, openLfs({ ...place, baseline, repository, connection }, captured)),
        objects: connection === null ? null : openObjects(connection, repository),
        history: openHistory({ ...place, repository, connection }),
    };
}

;// CONCATENATED MODULE: ./build/git/raw-diff.js
const GITLINK = '160000';
/** Reads `--raw -z --no-renames` as diff-tree, diff-index and diff-files print it in latin1. */
function parseRawDiff(text) {
    const parts = text.split('\0');
    const changes = [];
    for (let index = 0; index + 1 < parts.length; index += 2) {
        const [modeBefore = '', modeAfter = '', before = '', after = '', status = ''] = (parts[index] ?? '')
            .slice(1)
            .split(' ');
        changes.push({
            path: parts[index + 1] ?? '',
            status,
            before: entry(modeBefore, before),
            after: entry(modeAfter, after),
        });
    }
    return changes;
}
function entry(mode, sha) {
    return mode === '000000' ? null : { mode, sha };
}
/** Records for `update-index --index-info -z`: each path as it is in `after`. */
function toIndexInfo(changes, objectFormat) {
    const nothing = `0 ${'0'.repeat(objectFormat === 'sha1' ? 40 : 64)}`;
    return changes.map(({ path, after }) => `${after === null ? nothing : `${after.mode} ${after.sha}`}\t${path}`);
}
/** The tree of nothing, which git knows without having it. */
function emptyTree(objectFormat) {
    return objectFormat === 'sha1'
        ? '4b825dc642cb6eb9a060e54bf8d69288fbee4904'
        : '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321';
}
/** A path for people: the same bytes read as UTF-8. */
function shownPath(path) {
    return Buffer.from(path, 'latin1').toString('utf8');
}
/** Where a path of git's lies on disk, as bytes. */
function onDisk(root, path) {
    return Buffer.concat([Buffer.from(`${root}/`), Buffer.from(path, 'latin1')]);
}

;// CONCATENATED MODULE: ./build/git/diff-stat.js

/** Counts what differs between two commits; `from` null counts everything in `to`. A binary file has no lines. */
async function countChanges(repository, objectFormat, from, to) {
    const { stdout } = await repository.git({
        args: ['diff-tree', '-r', '--shortstat', '--no-renames', from ?? emptyTree(objectFormat), to],
    });
    const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(stdout)?.[1] ?? 0);
    return { filesChanged: count('file'), insertions: count('insertion'), deletions: count('deletion') };
}

;// CONCATENATED MODULE: ./build/git/head-files.js


const LONGEST_LINE = 300;
const SHA_LINE = /^([0-9a-f]{40}(?:[0-9a-f]{24})?)\n$/;
/** Names that can be neither another path nor a lock file. git allows more, and is asked for those. */
const BRANCH_LINE = /^ref: refs\/heads\/([\w-]+(?:[./+][\w-]+)*)\n$/;
/**
 * HEAD out of the files git keeps it in, which a step needs several times and a process would take longer for than all
 * else: a ref that has a file has no other value. Null where they tell anything but the plainest: packed refs, a branch
 * without a commit, another format of refs, links, odd names.
 */
function readHeadFiles({ gitDir, commonDir }) {
    const head = readLine((0,external_node_path_.join)(gitDir, 'HEAD'));
    const detached = SHA_LINE.exec(head)?.[1];
    if (detached !== undefined)
        return { sha: detached, branch: null };
    const branch = BRANCH_LINE.exec(head)?.[1];
    if (branch === undefined || /\.lock(\/|$)/.test(branch))
        return null;
    const sha = SHA_LINE.exec(readLine((0,external_node_path_.join)(commonDir, 'refs/heads', branch)))?.[1];
    return sha === undefined ? null : { sha, branch };
}
/** The start of a file. Empty for what is none or a link; a pipe does not keep us waiting. */
function readLine(path) {
    try {
        const file = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK);
        try {
            const buffer = Buffer.alloc(LONGEST_LINE);
            return buffer.toString('latin1', 0, (0,external_node_fs_.readSync)(file, buffer));
        }
        finally {
            (0,external_node_fs_.closeSync)(file);
        }
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./build/git/no-refs.js


/** A file of packed refs that is longer takes as long to read as git takes to answer. */
const MOST_BYTES = 4 * 1024 * 1024;
/**
 * True where a repository has no ref of ours at all, by the files that git keeps refs in: so it is in most, and each
 * process of git is a good part of what a short step takes. False says nothing: then git is asked.
 */
function hasNoOwnRefs({ commonDir }) {
    const packed = (0,external_node_path_.join)(commonDir, 'packed-refs');
    try {
        if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(commonDir, 'reftable')) || (0,external_node_fs_.existsSync)((0,external_node_path_.join)(commonDir, 'refs', 'laforge')))
            return false;
        const stat = (0,external_node_fs_.statSync)(packed, { throwIfNoEntry: false });
        if (stat === undefined)
            return true;
        return stat.isFile() && stat.size <= MOST_BYTES && !(0,external_node_fs_.readFileSync)(packed, 'latin1').includes(' refs/laforge/');
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./build/git/head.js





const BRANCHES = 'refs/heads/';
/** What is checked out. git is asked where its files do not tell, in one process unless the branch has no commit yet. */
async function readHead(location) {
    const plain = readHeadFiles(location);
    if (plain !== null)
        return plain;
    // The option holds for what follows it: the same HEAD is printed as a SHA, then as a ref.
    const both = await gitAt(location, { args: ['rev-parse', 'HEAD', '--symbolic-full-name', 'HEAD'], allowExit: [128] });
    if (both.exitCode === 0) {
        const [sha = '', ref = ''] = both.stdout.split('\n');
        return { sha, branch: branchOf(ref) };
    }
    const unborn = await gitAt(location, { args: ['symbolic-ref', '--quiet', 'HEAD'] });
    return { sha: null, branch: branchOf(unborn.stdout.trimEnd()) };
}
function branchOf(ref) {
    return ref.startsWith(BRANCHES) ? ref.slice(BRANCHES.length) : null;
}
/** Whether commits are cut off: git notes the places in a file that is not empty then. */
function isShallow(commonDir) {
    return ((0,external_node_fs_.lstatSync)((0,external_node_path_.join)(commonDir, 'shallow'), { throwIfNoEntry: false })?.size ?? 0) > 0;
}
/** True when git accepts it as the name of a branch and it can be mistaken neither for an option nor for HEAD. */
async function isBranchName(location, name) {
    if (name === '' || name === 'HEAD' || name === '@' || name.startsWith('-') || name.includes('\0'))
        return false;
    const { exitCode } = await gitAt(location, { args: ['check-ref-format', `${BRANCHES}${name}`], allowExit: [1] });
    return exitCode === 0;
}
/** Local refs whose full name begins with the prefix. */
async function listRefs(location, prefix) {
    if (prefix.startsWith('refs/laforge/') && hasNoOwnRefs(location))
        return new Map();
    // git matches whole path components, so it is asked for the folder, and the rest is compared here.
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    const { stdout } = await gitAt(location, { args: ['for-each-ref', '--format=%(objectname) %(refname)', folder] });
    const refs = new Map();
    for (const line of stdout.split('\n')) {
        const [sha = '', ref = ''] = line.split(' ');
        if (ref.startsWith(prefix))
            refs.set(ref, sha);
    }
    return refs;
}
/** Paths with uncommitted changes to tracked files. What is changed inside a submodule is not one. */
async function listDirtyPaths(location) {
    const { stdout } = await gitAt(location, {
        args: ['status', '--porcelain', '-z', '--no-renames', '--untracked-files=no', '--ignore-submodules=dirty'],
    });
    return stdout
        .split('\0')
        .filter((entry) => entry !== '')
        .map((entry) => entry.slice(3));
}

;// CONCATENATED MODULE: ./build/git/snapshot.js




/** Takes the work tree's content as a tree, together with the HEAD it was taken at. */
async function takeSnapshot(location, files) {
    const [head, content] = await Promise.all([
        readHead(location),
        files.withIndex('copy', (index) => indexContent(location.root, files, index)),
    ]);
    return { tree: content.tree, head: head.sha };
}
/**
 * Brings an index of ours up to the work tree: all that is tracked, and all untracked files that are not ignored.
 * Submodules and nested repositories go in as the commit they are at. Not `git add --all`, which starts a git with the
 * submodule's own configuration in every one of them.
 */
async function indexContent(root, files, index) {
    const [changed, others] = await Promise.all([
        files.git({ index, args: ['diff-files', '--raw', '-z', '--no-renames', '--ignore-submodules=dirty'] }),
        files.git({ index, args: ['ls-files', '--others', '--exclude-standard', '-z'] }),
    ]);
    const changes = parseRawDiff(changed.stdout);
    const untracked = others.stdout.split('\0').filter((path) => path !== '');
    const gone = changes.filter(({ status }) => status === 'D').map(({ path }) => path);
    // Removed first: where a folder took the place of a file, git knows the way only then.
    await files.feed({ index, args: ['update-index', '--force-remove', '-z', '--stdin'] }, gone);
    const present = [
        ...changes.filter(({ status }) => status !== 'D').map(({ path }) => path),
        ...untracked.filter((path) => !path.endsWith('/')),
    ];
    await addPaths(root, files, index, present);
    for (const path of untracked.filter((other) => other.endsWith('/')))
        await addNested(files, index, path.slice(0, -1));
    return {
        tree: await files.writeTree(index),
        unmerged: changes.filter(({ status }) => status === 'U').map(({ path }) => path),
    };
}
const ADD = ['update-index', '--add', '--remove', '--replace', '-z', '--stdin'];
/**
 * One path that cannot be added fails them all, so those are passed over then: files that cannot be read, such as root's
 * in a container job, and pipes or sockets. Nobody else can commit them either.
 */
async function addPaths(root, files, index, paths) {
    try {
        await files.feed({ index, args: ADD }, paths);
    }
    catch (error) {
        const addable = paths.filter((path) => isAddable(onDisk(root, path)));
        if (!(error instanceof errors/* GitError */.XS) || addable.length === paths.length)
            throw error;
        await files.feed({ index, args: ADD }, addable);
    }
}
function isAddable(path) {
    const stat = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false });
    if (stat === undefined || stat.isSymbolicLink() || stat.isDirectory())
        return true;
    if (!stat.isFile())
        return false;
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.R_OK);
        return true;
    }
    catch {
        return false;
    }
}
/** A repository inside the work tree that is no submodule. Without a commit there is nothing to name it by. */
async function addNested(files, index, path) {
    await files.git({ index, args: ADD, input: Buffer.from(`${path}\0`, 'latin1'), allowExit: [128] });
}

;// CONCATENATED MODULE: ./build/git/held-checkout.js








/** Holds HEAD, its branch, the index and the content of the work tree, to put them back after a program has run there. */
async function holdCheckout(deps) {
    const { location, files } = deps;
    const [head, { tree }] = await Promise.all([readHead(location), takeSnapshot(location, files)]);
    const held = { head, tree, index: readIndex(files.userIndex), unfinished: unfinishedIn(location.gitDir) };
    return { head, putBack: (request) => putBack(deps, held, request) };
}
async function putBack(deps, held, request) {
    const { location, files } = deps;
    const now = await readHead(location);
    const tip = held.head.branch === null ? now.sha : await branchTip(location, held.head.branch);
    const moved = now.branch !== held.head.branch || now.sha !== held.head.sha || tip !== held.head.sha;
    // 1. The index and unfinished work, whose content the next snapshot must not be taken by.
    for (const name of unfinishedIn(location.gitDir)) {
        if (!held.unfinished.has(name))
            (0,external_node_fs_.rmSync)((0,external_node_path_.join)(location.gitDir, name), { recursive: true, force: true });
    }
    restoreIndex(files.userIndex, held.index);
    if (!moved && !request.files)
        return { moved: false, kept: null, stays: [] };
    // 2. Everything that goes is kept first: commits as parents, what files had as the tree.
    const content = await takeSnapshot(location, files);
    const changes = await changesToTakeBack(deps, held, content.tree, request.makeRoomFor);
    if (!moved && changes.length === 0)
        return { moved: false, kept: null, stays: [] };
    const parents = [held.head.sha, now.sha, tip].filter((sha) => sha !== null);
    await keep(deps, request, content.tree, [...new Set(parents)]);
    // 3. HEAD and its branch, then the files.
    if (moved)
        await restoreHead(location, held.head, now, tip);
    const stays = await restoreFiles(deps, held.tree, changes);
    await files.git({ index: files.userIndex, args: ['update-index', '-q', '--refresh'], allowExit: [1] });
    return { moved, kept: request.keep.ref, stays: stays.map(shownPath) };
}
/** What was there then and differs now, and new files where the commit that comes next has some of its own. */
async function changesToTakeBack({ baseline, files }, held, tree, next) {
    const diff = async (from, to) => {
        const args = ['diff-tree', '-r', '--raw', '-z', '--no-renames', from, to];
        return parseRawDiff((await files.git({ index: files.userIndex, args })).stdout);
    };
    const changes = (await diff(held.tree, tree)).filter((change) => !isSubmodule(change));
    if (!changes.some(({ before }) => before === null))
        return changes;
    const needed = await diff(held.tree, next ?? emptyTree(baseline.objectFormat));
    const room = new Set(needed.filter(({ after }) => after !== null).map(({ path }) => path));
    return changes.filter(({ before, path }) => before !== null || room.has(path));
}
async function keep({ location, baseline, files }, { keep: { ref, message } }, tree, parents) {
    const args = ['commit-tree', tree, ...parents.flatMap((sha) => ['-p', sha]), '-F', '-'];
    const env = (0,git_identity/* identityEnvironment */.S4)(git_identity/* LAFORGE */.rp);
    const commit = await files.git({ index: files.userIndex, args, env, input: message });
    await gitAt(location, { args: ['update-ref', ref, commit.stdout.trim()], config: baseline.config });
}
/** Moves nothing but HEAD and the branch it was on, and only from where they have just been seen. */
async function restoreHead(location, held, now, tip) {
    const reason = ['-m', 'laforge: as it was before the check'];
    if (held.branch === null) {
        await gitAt(location, { args: ['update-ref', ...reason, '--no-deref', 'HEAD', held.sha ?? ''] });
        return;
    }
    const ref = `refs/heads/${held.branch}`;
    if (now.branch !== held.branch)
        await gitAt(location, { args: ['symbolic-ref', ...reason, 'HEAD', ref] });
    if (tip === held.sha)
        return;
    const args = held.sha === null ? ['-d', ref, tip ?? ''] : [ref, held.sha, tip ?? '0'.repeat(held.sha.length)];
    await gitAt(location, { args: ['update-ref', ...reason, ...args] });
}
/** Puts each file back as the tree has it. A folder in the place of a file stays, with all that is in it. */
async function restoreFiles({ location, files }, tree, changes) {
    const stays = [];
    const back = [];
    for (const { path, before } of changes) {
        const place = onDisk(location.root, path);
        const stat = (0,external_node_fs_.lstatSync)(place, { throwIfNoEntry: false });
        if (stat?.isDirectory() === true)
            stays.push(path);
        else if (before !== null)
            back.push(path);
        else if (stat !== undefined)
            (0,external_node_fs_.unlinkSync)(place);
    }
    if (back.length === 0)
        return stays;
    await files.withIndex('empty', async (index) => {
        await files.git({ index, args: ['read-tree', tree] });
        await files.feed({ index, args: ['checkout-index', '--force', '-z', '--stdin'] }, back);
    });
    return stays;
}
async function branchTip(location, branch) {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `refs/heads/${branch}`];
    const { exitCode, stdout } = await gitAt(location, { args, allowExit: [1, 128] });
    return exitCode === 0 ? stdout.trim() : null;
}
function readIndex(path) {
    const stat = (0,external_node_fs_.lstatSync)(path, { throwIfNoEntry: false, bigint: true });
    if (stat?.isFile() !== true)
        return null;
    // A microsecond early, since a time in seconds as a number is not exact and a later one would hide changes.
    return { bytes: (0,external_node_fs_.readFileSync)(path), seconds: Number(stat.mtimeNs / 1000n - 1n) / 1e6 };
}
/** As git itself replaces an index: under its lock, in one move. Its time stays, by which git tells late changes. */
function restoreIndex(path, index) {
    if (index === null) {
        (0,external_node_fs_.rmSync)(path, { force: true });
        return;
    }
    if (readIndex(path)?.bytes.equals(index.bytes) === true)
        return;
    const lock = `${path}.lock`;
    try {
        (0,external_node_fs_.writeFileSync)(lock, index.bytes, { flag: 'wx' });
    }
    catch (cause) {
        const advice = `Wait for it, or delete ${lock} when there is none`;
        throw new errors/* GitError */.XS('git-failed', `The index cannot be put back: another git has it. ${advice}.`, { cause });
    }
    (0,external_node_fs_.utimesSync)(lock, index.seconds, index.seconds);
    (0,external_node_fs_.renameSync)(lock, path);
}
const UNFINISHED = [
    ...['MERGE_HEAD', 'MERGE_MSG', 'MERGE_MODE', 'MERGE_AUTOSTASH', 'AUTO_MERGE', 'SQUASH_MSG'],
    ...['CHERRY_PICK_HEAD', 'REVERT_HEAD', 'REBASE_HEAD', 'rebase-merge', 'rebase-apply', 'sequencer'],
];
function unfinishedIn(gitDir) {
    return new Set(UNFINISHED.filter((name) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(gitDir, name))));
}
function isSubmodule({ before, after }) {
    return before?.mode === GITLINK || after?.mode === GITLINK;
}

;// CONCATENATED MODULE: ./build/git/filters.js


/** Values of an attribute that name nothing: not set, set or unset without a name. */
const UNNAMED = new Set(['unspecified', 'set', 'unset']);
/**
 * Why these changes cannot be committed: an attribute gives a file to a filter that was not configured when the
 * repository was opened. git would commit such a file as it lies there, for git-lfs the whole file in place of its
 * pointer. Null when there is no such file.
 */
async function missingFilter(baseline, files, index, changes) {
    const paths = changes.filter(({ after }) => after?.mode.startsWith('100') === true).map(({ path }) => path);
    const output = await files.feed({ index, args: ['check-attr', '-z', '--stdin', 'filter'] }, paths);
    const parts = output.split('\0');
    for (let at = 0; at + 2 < parts.length; at += 3) {
        const [path = '', value = ''] = [parts[at], parts[at + 2]];
        if (UNNAMED.has(value) || isConfigured(baseline, shownPath(value)))
            continue;
        const name = (0,identity/* quote */.hD)(shownPath(value));
        return `${(0,identity/* quote */.hD)(shownPath(path))} belongs to the filter ${name}, which was not configured when the step began. Set it up before the step, for example with git lfs install.`;
    }
    return null;
}
function isConfigured({ config }, filter) {
    return config.some(({ key, value }) => value !== '' && ['clean', 'process'].some((way) => key === `filter.${filter}.${way}`));
}

;// CONCATENATED MODULE: ./build/git/ledger-paths.js


/** Files that SQLite keeps beside a database. */
const COMPANIONS = ['-journal', '-wal', '-shm'];
/** The given absolute paths as git names them in this work tree. Those outside of it are dropped. */
function ledgerPaths(root, paths) {
    return paths
        .map((path) => (0,external_node_path_.relative)(root, withoutLinks(path)).split(external_node_path_.sep).join('/'))
        .filter((path) => path !== '' && path !== '..' && !path.startsWith('../'));
}
/** Whether a path of git's (latin1) is one of these ledgers, lies in one's folder or beside it as SQLite's own file. */
function isLedger(ledgers, path) {
    const name = Buffer.from(path, 'latin1').toString('utf8');
    return ledgers.some((ledger) => name === ledger || name.startsWith(`${ledger}/`) || COMPANIONS.some((end) => name === ledger + end));
}
/** git's root has no symlinks in it; the file itself need not exist yet. */
function withoutLinks(path) {
    const folder = (0,external_node_path_.dirname)(path);
    try {
        return (0,external_node_path_.join)((0,external_node_fs_.realpathSync)(folder), (0,external_node_path_.basename)(path));
    }
    catch {
        return path;
    }
}

;// CONCATENATED MODULE: ./build/git/submodules.js




/**
 * Those changes that would commit a nested repository as something nobody else can get: one that `.gitmodules` does not
 * know, or a submodule at a commit that no branch of its remote had when it was last fetched.
 */
async function unpublishedSubmodules(location, files, tree, changes) {
    const links = changes.filter(({ after }) => after?.mode === GITLINK);
    if (links.length === 0)
        return [];
    const known = await submodulePaths(files, tree);
    const held = [];
    for (const link of links) {
        const published = known.has(link.path) && (await isPublished((0,external_node_path_.join)(location.root, shownPath(link.path)), link.after?.sha));
        if (!published)
            held.push(link);
    }
    return held;
}
async function submodulePaths(files, tree) {
    const { stdout } = await files.git({
        index: files.userIndex,
        args: ['config', '--blob', `${tree}:.gitmodules`, '-z', '--get-regexp', '^submodule\\..*\\.path$'],
        allowExit: [1, 128],
    });
    const entries = stdout.split('\0').filter((entry) => entry.includes('\n'));
    return new Set(entries.map((entry) => entry.slice(entry.indexOf('\n') + 1)));
}
/** Reads the submodule's refs alone, which starts nothing that its configuration could name. */
async function isPublished(folder, sha) {
    if (sha === undefined || (0,external_node_fs_.statSync)(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
        return false;
    const { stdout } = await (0,run_git/* runGit */.EO)({
        args: ['for-each-ref', '--count=1', `--contains=${sha}`, 'refs/remotes/'],
        cwd: folder,
        config: [],
        allowExit: [128, 129],
    });
    return stdout !== '';
}

;// CONCATENATED MODULE: ./build/git/leftovers.js












/**
 * Commits the difference between the work tree at the start and now, and nothing that lay there before. It runs where
 * an agent may have left anything: whatever git needs beside the files comes from us. Trouble withholds the commit and
 * says why; it never throws for what git refuses.
 */
async function commitLeftovers(deps, request) {
    try {
        return await deps.files.withIndex('copy', (index) => commitContent(deps, request, index));
    }
    catch (error) {
        if (!(error instanceof errors/* GitError */.XS))
            throw error;
        return { kind: 'withheld', reason: error.message, leftOut: [] };
    }
}
async function commitContent(deps, request, index) {
    const { location, baseline, files } = deps;
    const content = await indexContent(location.root, files, index);
    if (content.tree === request.since.tree)
        return { kind: 'nothing', leftOut: [] };
    const head = await readHead(location);
    // 1. What changed since the start, was clean then, and is not in HEAD already.
    const { own, dirtyBefore } = await findOwnChanges(deps, request, index, head.sha, content.tree);
    const ledgers = ledgerPaths(location.root, request.exclude);
    const held = new Set(await unpublishedSubmodules(location, files, content.tree, own));
    const reasonAgainst = (change) => {
        if (isLedger(ledgers, change.path))
            return 'ledger';
        if (dirtyBefore.has(change))
            return 'dirty-before';
        return held.has(change) ? 'submodule' : null;
    };
    const wanted = own.filter((change) => reasonAgainst(change) === null);
    const leftOut = [...own, ...dirtyBefore].flatMap((change) => {
        const reason = reasonAgainst(change);
        return reason === null ? [] : [{ path: shownPath(change.path), reason }];
    });
    if (wanted.length === 0)
        return { kind: 'nothing', leftOut };
    // 2. Reasons not to commit any of it.
    const unfinished = request.onto === 'head' ? unfinishedWork(location.gitDir, content.unmerged) : null;
    const reason = unfinished ?? (await missingFilter(baseline, files, index, wanted));
    if (reason !== null)
        return { kind: 'withheld', reason, leftOut };
    // 3. The commit: HEAD with those paths as they are now.
    const tree = await files.withIndex('empty', async (built) => {
        if (head.sha !== null)
            await files.git({ index: built, args: ['read-tree', head.sha] });
        await files.feed({ index: built, args: INDEX_INFO }, toIndexInfo(wanted, baseline.objectFormat));
        return (await files.git({ index: built, args: ['write-tree', '--missing-ok'] })).stdout.trim();
    });
    const author = (0,git_identity/* identityEnvironment */.S4)(request.author ?? deps.identity ?? git_identity/* BOT */.WN);
    const commit = await files.git({
        index,
        args: ['commit-tree', tree, ...(head.sha === null ? [] : ['-p', head.sha]), '-F', '-'],
        config: [{ key: 'i18n.commitEncoding', value: 'UTF-8' }],
        env: author,
        input: request.message,
    });
    const sha = commit.stdout.trim();
    if (request.onto === 'apart')
        return { kind: 'committed', sha, leftOut };
    // 4. The user's index, then the branch: stopped in between, the work is staged, which anybody understands.
    await files.feed({ index: files.userIndex, args: INDEX_INFO }, toIndexInfo(wanted, baseline.objectFormat));
    await files.git({ index: files.userIndex, args: ['update-index', '-q', '--refresh'], allowExit: [1] });
    const expected = head.sha ?? '0'.repeat(sha.length);
    const args = ['update-ref', '-m', 'laforge: commit what the agent left', 'HEAD', sha, expected];
    await gitAt(location, { args, config: baseline.config, env: author });
    return { kind: 'committed', sha, leftOut };
}
const INDEX_INFO = ['update-index', '-z', '--index-info'];
/** Splits what changed since the snapshot and is not in HEAD by whether it was already uncommitted at the snapshot. */
async function findOwnChanges({ baseline, files }, { since }, index, head, tree) {
    const nothing = emptyTree(baseline.objectFormat);
    const diff = async (from, to) => {
        const output = await files.git({ index, args: ['diff-tree', '-r', '--raw', '-z', '--no-renames', from, to] });
        return parseRawDiff(output.stdout);
    };
    const [changed, uncommitted, dirty] = await Promise.all([
        diff(since.tree, tree),
        diff(head ?? nothing, tree),
        diff(since.head ?? nothing, since.tree),
    ]);
    const changedPaths = new Set(changed.map(({ path }) => path));
    const dirtyPaths = new Set(dirty.map(({ path }) => path));
    const left = uncommitted.filter(({ path }) => changedPaths.has(path));
    return {
        own: left.filter(({ path }) => !dirtyPaths.has(path)),
        dirtyBefore: new Set(left.filter(({ path }) => dirtyPaths.has(path))),
    };
}
const leftovers_UNFINISHED = {
    MERGE_HEAD: 'a merge',
    CHERRY_PICK_HEAD: 'a cherry-pick',
    REVERT_HEAD: 'a revert',
    'rebase-merge': 'a rebase',
    'rebase-apply': 'a rebase',
};
function unfinishedWork(gitDir, unmerged) {
    const found = Object.entries(leftovers_UNFINISHED).find(([name]) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(gitDir, name)));
    if (found !== undefined)
        return `The work tree is in the middle of ${found[1]}. Finish it or abort it, then commit.`;
    if (unmerged[0] === undefined)
        return null;
    return `${(0,identity/* quote */.hD)(shownPath(unmerged[0]))} has conflicts that are not resolved. Resolve them, then commit.`;
}

;// CONCATENATED MODULE: ./build/git/local-refs.js



/** Sets refs of the user's repository in one transaction. Throws RefusedError where one is not what is expected of it. */
async function updateLocalRefs(location, updates) {
    const output = await gitAt(location, {
        args: ['update-ref', '--no-deref', '-m', 'laforge', '--stdin'],
        input: ['start', ...updates.map(instruction), 'prepare', 'commit', ''].join('\n'),
        allowExit: [128],
    });
    if (output.exitCode === 0)
        return;
    const moved = updates.find(({ ref }) => output.stderr.includes(`'${ref}'`));
    const what = `${moved?.ref ?? 'A ref'} could not be set here: ${(0,run_git/* lastWords */.aN)(output)}`;
    throw /expected|already exists|unable to resolve/.test(output.stderr)
        ? new errors/* RefusedError */.fk('branch-moved', `${what} Somebody changed it meanwhile; run this again.`)
        : new errors/* GitError */.XS('git-failed', what);
}
/** So many commits are looked for; who has one of them by a ref has most often the newest. */
const LOOKED_FOR = 50;
/** What of the user's repository still leads to one of these commits: refs by full name, and whether a reflog does. */
async function findKeepers(location, shas) {
    const env = { GIT_NO_LAZY_FETCH: '1' };
    const here = await gitAt(location, {
        args: ['cat-file', '--batch-check=%(objectname) %(objecttype)'],
        input: `${shas.join('\n')}\n`,
        env,
    });
    const present = shas.filter((sha) => here.stdout.includes(`${sha} commit`));
    if (present.length === 0)
        return { refs: [], reflog: false };
    const wanted = present.slice(0, LOOKED_FOR).map((sha) => `--contains=${sha}`);
    const [refs, reflog] = await Promise.all([
        gitAt(location, { args: ['for-each-ref', '--format=%(refname)', ...wanted], env }),
        gitAt(location, { args: ['rev-list', '--ignore-missing', '--reflog'], env, allowExit: [128] }),
    ]);
    const logged = new Set(reflog.exitCode === 0 ? reflog.stdout.split('\n') : []);
    return {
        refs: refs.stdout.split('\n').filter((ref) => ref !== ''),
        reflog: present.some((sha) => logged.has(sha)),
    };
}
function instruction({ ref, to, expected }) {
    if (to === null)
        return `delete ${ref} ${expected ?? ''}`;
    return expected === null ? `create ${ref} ${to}` : `update ${ref} ${to} ${expected}`;
}

;// CONCATENATED MODULE: ./build/git/mark.js




/** Long enough that nobody finds a setting to fit one. */
const FINGERPRINT_LENGTH = 32;
/**
 * A mark of where a repository is and what is configured for it. The settings, some of which are credentials, are in it
 * as fingerprints under a key that an agent does not have: it can take settings away afterwards, and make none count.
 */
function markRepository(location, entries, programs, key) {
    return { ...location, settings: [...new Set(entries.map((entry) => fingerprint(entry, key)))], programs };
}
/** Of the settings that apply now, those that are in the mark. */
function settingsOfMark(entries, mark, key) {
    const known = new Set(mark.settings);
    return entries.filter((entry) => known.has(fingerprint(entry, key)));
}
/** Where the marked repository is, without asking git, whom a changed `.git` file could lead elsewhere. */
function locateMark(mark) {
    const { root, gitDir, commonDir, mainWorkTree } = mark;
    for (const folder of [root, gitDir, commonDir]) {
        if ((0,external_node_fs_.statSync)(folder, { throwIfNoEntry: false })?.isDirectory() === true)
            continue;
        throw new errors/* InputError */.dz('not-a-work-tree', `${(0,identity/* quote */.hD)(folder)} was a folder when the step began, and is not any more.`);
    }
    return { root, gitDir, commonDir, mainWorkTree };
}
function fingerprint({ scope, key, value }, secret) {
    return (0,external_node_crypto_.createHmac)('sha256', secret)
        .update(JSON.stringify([scope, key, value]))
        .digest('base64url')
        .slice(0, FINGERPRINT_LENGTH);
}

;// CONCATENATED MODULE: ./build/git/private-work-tree.js




/**
 * A split index has a part of it in GIT_DIR, which is ours here: git would write that part where the user's own git does
 * not look. Without it each index is written as one file, which is right everywhere.
 */
const IN_ONE_FILE = { key: 'core.splitIndex', value: 'false' };
/** What fits into a pipe at once: git may stop reading early, and the rest would have nowhere to go. */
const FEED_SIZE = 60_000;
function openPrivateWorkTree(location, baseline, repository) {
    const { root, gitDir, commonDir } = location;
    const userIndex = (0,external_node_path_.join)(gitDir, 'index');
    // git-lfs keeps what it cleaned under GIT_DIR, and ours does not last.
    const lfsStorage = {
        key: 'lfs.storage',
        value: (0,external_node_path_.resolve)(commonDir, (0,git_baseline/* lastValue */.ku)(baseline.config, 'lfs.storage') ?? 'lfs'),
    };
    let indexes = 0;
    const directory = () => (0,external_node_path_.dirname)(repository.objectDirectory());
    const git = ({ index, env, config = [], ...command }) => {
        takeInfo(location, directory());
        return repository.git({
            encoding: 'latin1',
            ...command,
            config: [...config, lfsStorage, IN_ONE_FILE],
            env: {
                ...env,
                GIT_WORK_TREE: root,
                GIT_INDEX_FILE: index,
                GIT_OBJECT_DIRECTORY: (0,external_node_path_.join)(commonDir, 'objects'),
            },
        });
    };
    let written;
    return {
        userIndex,
        git,
        writeTree: async (index) => {
            const digest = (0,external_node_crypto_.createHash)('sha256')
                .update(readFile(index) ?? '')
                .digest('hex');
            if (written?.digest !== digest) {
                const { stdout } = await git({ index, args: ['write-tree', '--missing-ok'] });
                written = { digest, tree: stdout.trim() };
            }
            return written.tree;
        },
        feed: async (command, records) => {
            let output = '';
            for (const input of inPortions(records)) {
                output += (await git({ ...command, input: Buffer.from(input, 'latin1') })).stdout;
            }
            return output;
        },
        withIndex: async (start, use) => {
            const index = (0,external_node_path_.join)(directory(), `index-${++indexes}`);
            try {
                if (start === 'copy')
                    copyIndex(gitDir, userIndex, index);
                return await use(index);
            }
            finally {
                (0,external_node_fs_.rmSync)(index, { force: true });
            }
        },
    };
}
function inPortions(records) {
    const portions = [];
    let portion = '';
    for (const record of records) {
        if (portion !== '' && portion.length + record.length >= FEED_SIZE) {
            portions.push(portion);
            portion = '';
        }
        portion += `${record}\0`;
    }
    return portion === '' ? portions : [...portions, portion];
}
function copyIndex(gitDir, from, to) {
    const stat = (0,external_node_fs_.statSync)(from, { throwIfNoEntry: false, bigint: true });
    if (stat?.isFile() !== true)
        return;
    (0,external_node_fs_.copyFileSync)(from, to);
    // git compares a file again when it is not older than the index: a copy that looked newer would hide late changes.
    // A microsecond early, since a time in seconds as a number is not exact.
    const seconds = Number(stat.mtimeNs / 1000n - 1n) / 1e6;
    (0,external_node_fs_.utimesSync)(to, seconds, seconds);
    for (const name of (0,external_node_fs_.readdirSync)(gitDir)) {
        if (name.startsWith('sharedindex.'))
            (0,external_node_fs_.copyFileSync)((0,external_node_path_.join)(gitDir, name), (0,external_node_path_.join)((0,external_node_path_.dirname)(to), name));
    }
}
/** What is ignored, which attributes files have and what is checked out at all, where git keeps it outside the tree. */
function takeInfo({ gitDir, commonDir }, directory) {
    const info = (0,external_node_path_.join)(directory, 'info');
    (0,external_node_fs_.mkdirSync)(info, { recursive: true });
    takeFile((0,external_node_path_.join)(commonDir, 'info', 'exclude'), (0,external_node_path_.join)(info, 'exclude'));
    takeFile((0,external_node_path_.join)(commonDir, 'info', 'attributes'), (0,external_node_path_.join)(info, 'attributes'));
    takeFile((0,external_node_path_.join)(gitDir, 'info', 'sparse-checkout'), (0,external_node_path_.join)(info, 'sparse-checkout'));
}
/** Replaced in one move and only when it differs, since another git of ours may be reading it. */
function takeFile(source, target) {
    const text = readFile(source);
    if (text === null)
        (0,external_node_fs_.rmSync)(target, { force: true });
    else if (readFile(target)?.equals(text) !== true) {
        (0,external_node_fs_.writeFileSync)(`${target}.new`, text);
        (0,external_node_fs_.renameSync)(`${target}.new`, target);
    }
}
/** Null for anything but a file: a pipe would keep us waiting. */
function readFile(path) {
    return (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.isFile() === true ? (0,external_node_fs_.readFileSync)(path) : null;
}

;// CONCATENATED MODULE: ./build/git/bring-commit.js


/** Whether the user's own repository has a commit; what a partial clone could still fetch does not count. */
async function hasCommit(location, sha) {
    const args = ['cat-file', '-e', `${sha}^{commit}`];
    const output = await gitAt(location, { args, env: { GIT_NO_LAZY_FETCH: '1' }, allowExit: [1, 128] });
    return output.exitCode === 0;
}
/**
 * Brings a commit that was fetched into our private repository into the user's: a shallow clone lacks the target of a
 * reset. The ends of its history come along, so nothing in it points to what is missing.
 */
async function bringCommit(location, repository, sha) {
    if (await hasCommit(location, sha))
        return;
    const ref = `refs/brought/${sha}`;
    await repository.git({ args: ['update-ref', ref, sha] });
    const source = (0,external_node_path_.dirname)(repository.objectDirectory());
    await gitAt(location, { args: ['fetch', ...bring_commit_OPTIONS, '--update-shallow', '--', source, ref], config: [] });
}
const bring_commit_OPTIONS = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-maintenance'];

;// CONCATENATED MODULE: ./build/git/untracked-in-the-way.js


/**
 * What lies on disk without being tracked where these changes put a file. git protects untracked files by itself and
 * replaces ignored ones without a word, so this looks at the disk: at the place of each new file, inside a folder that
 * has to give way to it, and for anything but a folder on the way there.
 */
function findUntrackedInTheWay(root, changes) {
    const removed = new Set(changes.filter(({ after }) => after === null).map(({ path }) => path));
    const added = changes.filter(({ before, after }) => {
        return after !== null && (before === null || (before.mode === GITLINK && after.mode !== GITLINK));
    });
    const kinds = new Map();
    const kindOf = (place) => {
        const kind = kinds.get(place) ?? (removed.has(place) ? 'nothing' : lookAt(root, place));
        kinds.set(place, kind);
        return kind;
    };
    const found = added.flatMap(({ path }) => {
        const obstacle = [...foldersAbove(path)].find((folder) => kindOf(folder) !== 'folder');
        if (obstacle === undefined)
            return contentOf(root, path).filter((other) => !removed.has(other));
        return kindOf(obstacle) === 'other' ? [obstacle] : [];
    });
    return [...new Set(found.map(shownPath))];
}
function lookAt(root, path) {
    const stat = (0,external_node_fs_.lstatSync)(onDisk(root, path), { throwIfNoEntry: false });
    return stat === undefined ? 'nothing' : stat.isDirectory() ? 'folder' : 'other';
}
/** `a`, then `a/b`, for `a/b/c`. */
function* foldersAbove(path) {
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1))
        yield path.slice(0, end);
}
/** The file at a path, or all files below the folder that is there. */
function contentOf(root, path) {
    const place = onDisk(root, path);
    const stat = (0,external_node_fs_.lstatSync)(place, { throwIfNoEntry: false });
    if (stat === undefined)
        return [];
    if (!stat.isDirectory())
        return [path];
    const names = (0,external_node_fs_.readdirSync)(place, { encoding: 'buffer' });
    return names.flatMap((name) => contentOf(root, `${path}/${name.toString('latin1')}`));
}

;// CONCATENATED MODULE: ./build/git/reset-branch.js











/**
 * Moves a local branch from exactly `from` to `to` and creates the pin in one transaction; where the branch is checked
 * out, the files follow. It is proven before that nothing untracked, ignored or uncommitted would be overwritten.
 *
 * The refs go first: from then on the pin names what is displaced, and if we are stopped before the files have moved,
 * the next command ends the work (`finishLocalReset`). Files first would leave a branch that has not moved over files that undo it, one
 * commit away from a mistake nobody recorded.
 */
async function resetLocalBranch(location, repository, reset) {
    const { branch, from, to, pin } = reset;
    const [head, others] = await Promise.all([readHead(location), otherWorkTreesWith(location.root, branch)]);
    if (others[0] !== undefined) {
        throw new errors/* RefusedError */.fk('branch-checked-out', `Cannot move ${branch}: it is checked out in ${others[0]}. Run this there, or check out another branch there.`);
    }
    await bringCommit(location, repository, to);
    const isCheckedOut = head.branch === branch;
    if (isCheckedOut && head.sha === from)
        await proveNothingIsLost(location, reset);
    await moveRefs(location, branch, [
        `update refs/heads/${branch} ${to} ${from}`,
        ...(pin === null ? [] : [`create ${pin.ref} ${pin.sha}`]),
    ]);
    if (!isCheckedOut)
        return;
    try {
        await gitAt(location, { args: [...READ_TREE, from, to] });
    }
    catch (cause) {
        await moveRefs(location, branch, [
            `update refs/heads/${branch} ${from} ${to}`,
            ...(pin === null ? [] : [`delete ${pin.ref} ${pin.sha}`]),
        ]);
        throw new errors/* GitError */.XS('git-failed', `The files of ${branch} could not be moved, so the branch is back where it was. Look at git status: git restore brings files back.`, {
            cause,
        });
    }
}
/**
 * Moves the files of a branch whose reset was stopped after its refs: only where the branch is checked out at `to` and
 * index and files are as `from` has them, so that nothing of anybody's is overwritten. False: there was nothing to do.
 */
async function finishLocalReset(location, { branch, from, to }) {
    const head = await readHead(location);
    if (head.branch !== branch || head.sha !== to)
        return false;
    const compare = { allowExit: [1, 128] };
    await gitAt(location, { args: ['update-index', '-q', '--refresh'], ...compare });
    const index = await gitAt(location, { args: ['diff-index', '--cached', '--quiet', from], ...compare });
    const files = await gitAt(location, { args: ['diff-files', '--quiet', '--ignore-submodules=dirty'], ...compare });
    if (index.exitCode !== 0 || files.exitCode !== 0)
        return false;
    const moved = await gitAt(location, { args: [...READ_TREE, from, to], ...compare });
    return moved.exitCode === 0;
}
const READ_TREE = ['read-tree', '-m', '-u', '--no-recurse-submodules'];
async function moveRefs(location, branch, instructions) {
    const output = await gitAt(location, {
        args: ['update-ref', '-m', `laforge: reset ${branch}`, '--stdin'],
        input: ['start', ...instructions, 'prepare', 'commit', ''].join('\n'),
        allowExit: [128],
    });
    if (output.exitCode === 0)
        return;
    const moved = /is at ([0-9a-f]+) but expected ([0-9a-f]+)/.exec(output.stderr);
    if (moved?.[1] === undefined || moved[2] === undefined) {
        throw new errors/* GitError */.XS('git-failed', `Cannot move ${branch}: ${(0,run_git/* lastWords */.aN)(output)}`);
    }
    throw new errors/* RefusedError */.fk('branch-moved', `Cannot move ${branch}: its tip is now ${(0,identity/* shortSha */.Fu)(moved[1])}, not ${(0,identity/* shortSha */.Fu)(moved[2])} as planned. Somebody moved it meanwhile; look at the plan again with a dry run.`);
}
async function proveNothingIsLost(location, { branch, from, to }) {
    const lock = (0,external_node_path_.join)(location.gitDir, 'index.lock');
    if ((0,external_node_fs_.existsSync)(lock)) {
        throw new errors/* GitError */.XS('git-failed', `Cannot move ${branch}: another git has the index. Wait for it, or delete ${lock} when there is none.`);
    }
    // Files that were only touched count as changed until git has looked at them again.
    await gitAt(location, { args: ['update-index', '-q', '--refresh'], allowExit: [1] });
    const [{ stdout }, dirtyPaths] = await Promise.all([
        gitAt(location, { args: ['diff-tree', '-r', '--raw', '-z', '--no-renames', from, to], encoding: 'latin1' }),
        listDirtyPaths(location),
    ]);
    const changes = parseRawDiff(stdout);
    const moving = new Set(changes.map(({ path }) => shownPath(path)));
    const dirty = dirtyPaths.filter((path) => moving.has(path));
    const untracked = findUntrackedInTheWay(location.root, changes);
    const lost = [...new Set([...dirty, ...untracked])];
    if (lost.length > 0) {
        const more = lost.length > 5 ? ` and ${lost.length - 5} more` : '';
        throw new errors/* RefusedError */.fk('dirty-work-tree', `Cannot move ${branch}: it would overwrite ${lost.slice(0, 5).map(identity/* quote */.hD).join(', ')}${more}. Commit or move what is there first.`);
    }
    const output = await gitAt(location, { args: [...READ_TREE, '-n', from, to], allowExit: [128] });
    if (output.exitCode !== 0) {
        throw new errors/* RefusedError */.fk('dirty-work-tree', `Cannot move ${branch}, since git would not move its files: ${(0,run_git/* lastWords */.aN)(output)}`);
    }
}

;// CONCATENATED MODULE: ./build/git/switch-branch.js







/**
 * Makes a branch the checked-out one: the local one, moved forward to the remote's tip where that is ahead; else the
 * remote's, fetched and followed; else a new one from HEAD. Nothing that lies in the work tree is overwritten.
 */
async function switchToBranch(deps, branch) {
    const { location, source } = deps;
    const [head, local, tip, others] = await Promise.all([
        readHead(location),
        resolveRef(location, `refs/heads/${branch}`),
        source === null ? null : source.tip(branch),
        otherWorkTreesWith(location.root, branch),
    ]);
    if (others[0] !== undefined) {
        throw new errors/* RefusedError */.fk('branch-checked-out', `Cannot work on ${branch}: it is checked out in ${others[0]}. Work there, or choose another branch.`);
    }
    if (source === null || tip === null)
        return await switchLocally(location, head, local, branch);
    await bring(location, source, branch, tip, local !== null);
    const goal = local === null ? tip : await forward(deps, branch, local, tip);
    if (head.branch === branch && goal === head.sha)
        return 'existing';
    const way = goal === local ? [branch] : ['--no-track', '-B', branch, goal];
    await checkOut(location, branch, way);
    if (local === null)
        await follow(location, source.remoteName, branch);
    return 'existing';
}
async function switchLocally(location, head, local, branch) {
    if (head.branch === branch)
        return 'existing';
    await checkOut(location, branch, local === null ? ['--no-track', '-b', branch] : [branch]);
    return local === null ? 'created' : 'existing';
}
/** Has the remote's tip in the user's repository. One without full history gets as little more of it as will do. */
async function bring(location, source, branch, tip, hasLocal) {
    const trackingRef = `refs/remotes/${source.remoteName}/${branch}`;
    const [tracked, isHere] = await Promise.all([resolveRef(location, trackingRef), hasCommit(location, tip)]);
    if (tracked === tip)
        return;
    // A depth where the commit is here already would cut off its history, and in a full clone make it a shallow one.
    if (isHere)
        await gitAt(location, { args: ['update-ref', '-m', 'laforge: fetch', trackingRef, tip] });
    else
        await source.fetch(branch, trackingRef, isShallow(location.commonDir) && !hasLocal && tracked === null ? 1 : null);
}
/** Where the local branch has to be: at the remote's tip if that only adds to it, else where it is. */
async function forward({ isAncestor }, branch, local, tip) {
    if (local === tip || (await isAncestor(tip, local)) === 'yes')
        return local;
    const isBehind = await isAncestor(local, tip);
    if (isBehind === 'yes')
        return tip;
    const why = isBehind === 'no' ? 'they have diverged' : 'the history here is too short to tell how they are related';
    throw new errors/* RefusedError */.fk('branch-moved', `Cannot work on ${branch}: it is at ${(0,identity/* shortSha */.Fu)(local)} here and at ${(0,identity/* shortSha */.Fu)(tip)} at the remote, and ${why}. Merge or rebase it first, or delete the local branch.`);
}
const IN_THE_WAY = /would be (?:overwritten|removed) by (?:checkout|merge)|would lose untracked files/;
/** `--no-overwrite-ignore`: git would otherwise replace ignored files without a word. */
async function checkOut(location, branch, way) {
    const output = await gitAt(location, {
        args: ['checkout', '--quiet', '--no-guess', '--no-overwrite-ignore', '--no-recurse-submodules', ...way, '--'],
        allowExit: [1, 128],
    });
    if (output.exitCode === 0)
        return;
    const files = output.stderr
        .split('\n')
        .filter((line) => line.startsWith('\t'))
        .map((line) => line.trim());
    if (IN_THE_WAY.test(output.stderr)) {
        throw new errors/* RefusedError */.fk('dirty-work-tree', `Cannot check out ${branch}: it would overwrite ${files.map(identity/* quote */.hD).join(', ')}. Commit or move what is there first.`);
    }
    if (output.stderr.includes('resolve your current index first')) {
        throw new errors/* RefusedError */.fk('dirty-work-tree', `Cannot check out ${branch}: there are conflicts that are not resolved. Resolve them, or abort what caused them.`);
    }
    throw new errors/* GitError */.XS('git-failed', `Cannot check out ${branch}: ${(0,run_git/* lastWords */.aN)(output)}`);
}
/** As `--track` does it, which fails where the clone was told to fetch one branch only. */
async function follow(location, remoteName, branch) {
    await gitAt(location, { args: ['config', `branch.${branch}.remote`, remoteName] });
    await gitAt(location, { args: ['config', `branch.${branch}.merge`, `refs/heads/${branch}`] });
}
async function resolveRef(location, ref) {
    const output = await gitAt(location, { args: ['rev-parse', '--verify', '--quiet', ref], allowExit: [1, 128] });
    return output.exitCode === 0 ? output.stdout.trim() : null;
}

;// CONCATENATED MODULE: ./build/git/open.js

















const NO_CREDENTIALS = { pushToken: null, fallbackToken: null, serverUrl: null };
/** The git port over the git binary. */
function openGit(options = {}) {
    return { open: (directory, mark) => openRepository(options, directory, mark) };
}
async function openRepository(options, directory, mark) {
    const { credentials = NO_CREDENTIALS, environment = process.env, markKey = '', temporaryDirectory } = options;
    const { location, config } = mark === undefined ? await look(directory) : await lookAgain(mark, markKey);
    const { root, commonDir } = location;
    const baseline = (0,git_baseline/* captureBaseline */.Wp)(root, config, mark?.programs);
    const { privateRepository, connection, remote, objects, history } = connect({
        baseline,
        root,
        commonDir,
        credentials,
        ...(temporaryDirectory !== undefined && { temporaryDirectory }),
    });
    const source = remote === null || connection === null ? null : openBranchSource(location, baseline, remote, connection);
    const files = openPrivateWorkTree(location, baseline, privateRepository);
    const identity = (0,git_identity/* configuredIdentity */.nc)(baseline.config, environment);
    return {
        ...location,
        ...history,
        remote,
        objects,
        identity,
        // Made where somebody wants it: nobody does on a command line.
        get mark() {
            return mark ?? markRepository(location, [...config.entries, ...config.lfsEntries], baseline.programs, markKey);
        },
        settings: baseline.settings,
        head: () => readHead(location),
        isShallow: async () => isShallow(commonDir),
        isBranchName: (name) => isBranchName(location, name),
        switchTo: (branch) => switchToBranch({ location, source, isAncestor: history.isAncestor }, branch),
        snapshot: () => takeSnapshot(location, files),
        commitLeftovers: (request) => commitLeftovers({ location, baseline, files, identity }, request),
        holdCheckout: () => holdCheckout({ location, baseline, files }),
        diffStat: (from, to) => countChanges(privateRepository, baseline.objectFormat, from, to),
        dirtyPaths: () => listDirtyPaths(location),
        otherWorkTreesWith: (branch) => otherWorkTreesWith(root, branch),
        localRefs: (prefix) => listRefs(location, prefix),
        updateLocalRefs: (updates) => updateLocalRefs(location, updates),
        keepersOf: (shas) => findKeepers(location, shas),
        resetBranch: (branch, from, to, pin) => resetLocalBranch(location, privateRepository, { branch, from, to, pin }),
        finishReset: (branch, from, to) => finishLocalReset(location, { branch, from, to }),
        close: async () => privateRepository.remove(),
    };
}
async function look(directory) {
    // Asked for at once; where there is no work tree, its absence is what people must hear of.
    const listing = (0,git_baseline/* listConfig */.Zb)(directory);
    listing.catch(() => { });
    const location = await locateWorkTree(directory);
    return { location, config: await (0,git_baseline/* readConfig */.Xg)(location.root, listing) };
}
async function lookAgain(mark, key) {
    if (mark.programs.git !== undefined)
        (0,run_git/* useGit */.Wo)(mark.programs.git);
    const location = locateMark(mark);
    const { entries, lfsEntries } = await (0,git_baseline/* readConfig */.Xg)(location.root);
    const known = (list) => settingsOfMark(list, mark, key);
    return { location, config: { entries: known(entries), lfsEntries: known(lfsEntries) } };
}


/***/ }),

/***/ 6698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kp: () => (/* binding */ findProgram),
/* harmony export */   qr: () => (/* binding */ pathWith),
/* harmony export */   z0: () => (/* binding */ findPrograms)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** What git and git-lfs start by themselves. */
const ALWAYS = ['git', 'git-lfs', 'ssh', 'gpg', 'gpgsm', 'ssh-keygen'];
/** Settings that are commands, and variables. */
const COMMANDS = new RegExp(`^(${['filter\\..*\\.(clean|smudge|process)', 'core\\.(sshcommand|askpass)', 'credential\\.(.*\\.)?helper'].join('|')}|${[
    'gpg\\.(.*\\.)?program',
    'lfs\\.customtransfer\\..*\\.path',
    'lfs\\.extension\\..*\\.(clean|smudge)',
].join('|')})$`);
const VARIABLES = ['GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_ASKPASS', 'SSH_ASKPASS'];
/**
 * Where the programs that git may start are now. Asked before an agent runs, who may put others of the same names into a
 * folder that comes first on the PATH, such as ~/.local/bin.
 */
function findPrograms(config, env = process.env) {
    const commands = [
        ...config.filter(({ key }) => COMMANDS.test(key)).map(({ key, value }) => commandOf(key, value)),
        ...VARIABLES.map((name) => env[name] ?? ''),
    ];
    const words = commands.map((command) => /^[\w.+-]+/.exec(command)?.[0] ?? '');
    const names = new Set([...ALWAYS, ...words.filter((word) => word !== '')]);
    return Object.fromEntries([...names].flatMap((name) => {
        const file = findProgram(name, env.PATH ?? '');
        return file === null ? [] : [[name, file]];
    }));
}
/** A helper without an exclamation mark or a path is a git command of its own. */
function commandOf(key, value) {
    if (!key.startsWith('credential.'))
        return value.trimStart();
    return value.startsWith('!') ? value.slice(1).trimStart() : `git-credential-${value}`;
}
/** The first program of this name on a PATH; null where there is none. */
function findProgram(name, path) {
    const file = process.platform === 'win32' ? `${name}.exe` : name;
    const places = path.split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter).filter(node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute);
    return places.map((folder) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, file)).find(isProgram) ?? null;
}
function isProgram(file) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK);
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file).isFile();
    }
    catch {
        return false;
    }
}
/**
 * Makes a folder in which these programs are found, whatever the PATH holds by then, and gives a PATH that begins with
 * it. Looked at at each use, since a process of an agent that is still about could have put its own there. Windows has
 * no links for everybody: there the PATH stays as it is.
 */
function pathWith(programs, folder, path) {
    if (process.platform === 'win32')
        return path;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(folder, { recursive: true });
    for (const [name, file] of Object.entries(programs)) {
        const link = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, name);
        if (targetOf(link) === file)
            continue;
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(link, { recursive: true, force: true });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.symlinkSync)(file, link);
    }
    return `${folder}${node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter}${path}`;
}
function targetOf(link) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(link);
    }
    catch {
        return null;
    }
}


/***/ }),

/***/ 49467:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   iM: () => (/* binding */ splitUrl),
/* harmony export */   kG: () => (/* binding */ repositoryFromUrl),
/* harmony export */   sK: () => (/* binding */ redactUrls)
/* harmony export */ });
/** Ports that say nothing: the name of a repository is the same with and without them. */
const DEFAULT_PORTS = new Map([
    ['https:', '443'],
    ['http:', '80'],
    ['ssh:', '22'],
    ['git:', '9418'],
]);
/** What git takes for `[user@]host:path`: a colon before the first slash, and not a drive letter of Windows. */
const SCP_LIKE = /^(?:[^/:@]+@)?(\[[^\]/]+\]|[^/:@[\]]{2,}):(?!:|\/\/)(.+)$/;
/**
 * `host/owner/name` in lower case, from an https, ssh or scp-like URL; groups of groups and unusual ports are kept,
 * credentials and `.git` are not. Null for a local path or `file://`, which name nothing that others could know.
 */
function repositoryFromUrl(url) {
    const remote = splitUrl(url);
    if (remote === null)
        return null;
    const path = remote.path
        .replace(/[?#].*$/s, '')
        .replace(/^\/+|\/+$/g, '')
        .replace(/\.git$/i, '');
    if (path === '' || path.split('/').some((part) => part === '' || part === '.' || part === '..'))
        return null;
    return `${remote.host}/${path}`.toLowerCase();
}
/** Host (with a port that is not the usual one) and path of a URL that leads to another machine; null for any other. */
function splitUrl(url) {
    if (!url.includes('://')) {
        const scp = SCP_LIKE.exec(url);
        return scp?.[1] === undefined || scp[2] === undefined ? null : { host: scp[1].toLowerCase(), path: scp[2] };
    }
    if (!URL.canParse(url))
        return null;
    const parsed = new URL(url);
    const protocol = parsed.protocol.replace(/^git\+/, '');
    const usual = DEFAULT_PORTS.get(protocol);
    if (usual === undefined || parsed.hostname === '')
        return null;
    const port = parsed.port === '' || parsed.port === usual ? '' : `:${parsed.port}`;
    return { host: `${parsed.hostname.toLowerCase()}${port}`, path: parsed.pathname };
}
/** The same text without the user names, passwords and tokens of the URLs in it. */
function redactUrls(text) {
    return text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^/\s'"@]*(?:@[^/\s'"@]*)*@/gi, '$1');
}


/***/ }),

/***/ 89875:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EO: () => (/* binding */ runGit),
/* harmony export */   Wo: () => (/* binding */ useGit),
/* harmony export */   aN: () => (/* binding */ lastWords),
/* harmony export */   wh: () => (/* binding */ plainText)
/* harmony export */ });
/* harmony import */ var node_async_hooks__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16698);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(31421);
/* harmony import */ var node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53053);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41955);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(56046);
/* harmony import */ var _domain_runner_variables_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(10867);
/* harmony import */ var _domain_strip_escapes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(79958);
/* harmony import */ var _programs_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6698);
/* harmony import */ var _repository_name_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(49467);










/** What no configuration may change: nothing of the folder is executed, and nothing runs on behind our back. */
const HARDENING = [
    { key: 'core.hooksPath', value: '/dev/null' },
    { key: 'core.fsmonitor', value: 'false' },
    { key: 'protocol.ext.allow', value: 'never' },
    // A graph is a file beside the objects that is believed in their place: an agent could write other parents into it.
    { key: 'core.commitGraph', value: 'false' },
    { key: 'gc.auto', value: '0' },
    { key: 'maintenance.auto', value: 'false' },
];
/** Variables of git that say how to reach a remote or where to look for a repository; every other one is left out. */
const KEPT = /^GIT_(SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|SSL_.*|PROXY_.*|HTTP_.*|EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)$/;
/**
 * Runs git with an argv array, silently, and gives its output. Any other exit code than 0 and those of `allowExit` is
 * a GitError with git's own last words; a missing git is an InputError.
 */
async function runGit(command) {
    const output = await start(command);
    if (output.exitCode === 0 || command.allowExit === 'any')
        return output;
    if (command.allowExit?.includes(output.exitCode))
        return output;
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .GitError */ .XS('git-failed', `${nameOf(command)} failed: ${lastWords(output)}`);
}
async function start(command) {
    const bytes = [];
    const exec = () => (0,_actions_exec__WEBPACK_IMPORTED_MODULE_4__/* .getExecOutput */ .H)(findGit(process.env.PATH ?? ''), [...command.args], {
        cwd: command.cwd,
        env: environment(command),
        // Without any input @actions/exec leaves stdin open, and a git that reads it would wait for ever.
        input: Buffer.from(command.input ?? ''),
        silent: true,
        ignoreReturnCode: true,
        ...(command.encoding === 'latin1' && { listeners: { stdout: (chunk) => void bytes.push(chunk) } }),
    });
    try {
        const output = await (command.limitMs === undefined ? exec() : runLimited(exec, command.limitMs));
        return command.encoding === 'latin1' ? { ...output, stdout: Buffer.concat(bytes).toString('latin1') } : output;
    }
    catch (cause) {
        if (cause instanceof Error && cause.message.includes('Unable to locate executable file')) {
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .InputError */ .dz('git-missing', 'There is no git on the PATH. Install git 2.31 or later.', { cause });
        }
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .GitError */ .XS('git-failed', `${nameOf(command)} could not be started in ${command.cwd}.`, { cause });
    }
}
/** Told of the process that the command under way has started. */
const started = new node_async_hooks__WEBPACK_IMPORTED_MODULE_0__.AsyncLocalStorage();
async function runLimited(exec, limitMs) {
    let isOver = false;
    let child;
    const end = () => {
        isOver = true;
        child?.kill();
        // What git has started for the connection holds these too, and is not ended with it.
        child?.stdout?.destroy();
        child?.stderr?.destroy();
    };
    const timer = setTimeout(end, limitMs);
    try {
        const output = await started.run((it) => {
            child = it;
            if (isOver)
                end();
        }, exec);
        if (!isOver)
            return output;
        const stderr = `${output.stderr}\nfatal: no answer from the remote within ${limitMs / 1000} seconds (timed out)`;
        return { ...output, exitCode: 128, stderr };
    }
    finally {
        clearTimeout(timer);
    }
}
let found;
/**
 * The git of this PATH as a command line, found once. @actions/exec would ask every folder of the PATH for each single
 * command, which takes longer than the command, and after an agent ran might find another. What must be found by itself,
 * or not at all, is left to it.
 */
function findGit(path) {
    if (found?.path !== path) {
        const git = (0,_programs_js__WEBPACK_IMPORTED_MODULE_8__/* .findProgram */ .Kp)('git', path);
        found = { path, git: git === null || git.includes('"') ? 'git' : `"${git}"` };
    }
    return found.git;
}
/** Has this process use the git that another process found before an agent ran. */
function useGit(file) {
    found = { path: process.env.PATH ?? '', git: `"${file}"` };
}
// @actions/exec keeps the process from us, and two things want it: the end of a git that takes too long, and one that
// ends before it has read its input, which must fail as itself: a broken pipe without a listener would end our own.
(0,node_diagnostics_channel__WEBPACK_IMPORTED_MODULE_2__.subscribe)('child_process', (message) => {
    if (typeof message !== 'object' || message === null || !('process' in message))
        return;
    const { process: child } = message;
    if (!(child instanceof node_child_process__WEBPACK_IMPORTED_MODULE_1__.ChildProcess))
        return;
    const tell = started.getStore();
    child.once('spawn', () => {
        tell?.(child);
        if (/^git(\.exe)?$/i.test((0,node_path__WEBPACK_IMPORTED_MODULE_3__.basename)(child.spawnfile)))
            child.stdin?.on('error', () => { });
    });
});
/** Settings go by `GIT_CONFIG_COUNT` (git 2.31), never by argv: every user of the machine can read an argv. */
function environment(command) {
    const env = {};
    const own = [];
    for (const [name, value] of Object.entries(process.env)) {
        // Helpers and filters that git starts have no use for them, and others could read them from git's own environment.
        if (value === undefined || (0,_domain_runner_variables_js__WEBPACK_IMPORTED_MODULE_6__/* .isRunnersOwn */ .mQ)(name))
            continue;
        if (!name.startsWith('GIT_') || KEPT.test(name))
            env[name] = value;
        else if (command.config === undefined && /^GIT_CONFIG_(GLOBAL|SYSTEM|NOSYSTEM)$/.test(name))
            env[name] = value;
    }
    if (command.config === undefined)
        own.push(...environmentConfig());
    else
        Object.assign(env, { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' });
    const entries = [...own, ...(command.config ?? []), ...HARDENING];
    for (const [index, entry] of entries.entries()) {
        env[`GIT_CONFIG_KEY_${index}`] = entry.key;
        env[`GIT_CONFIG_VALUE_${index}`] = entry.value;
    }
    return {
        ...env,
        GIT_CONFIG_COUNT: String(entries.length),
        // Messages are parsed, so they must be git's own English.
        LC_ALL: 'C',
        LANGUAGE: '',
        GIT_TERMINAL_PROMPT: '0',
        GIT_OPTIONAL_LOCKS: '0',
        GIT_NO_REPLACE_OBJECTS: '1',
        ...command.env,
    };
}
function environmentConfig() {
    const count = Number(process.env.GIT_CONFIG_COUNT ?? 0);
    const entries = [];
    for (let index = 0; index < count; index++) {
        const key = process.env[`GIT_CONFIG_KEY_${index}`];
        if (key !== undefined)
            entries.push({ key, value: process.env[`GIT_CONFIG_VALUE_${index}`] ?? '' });
    }
    return entries;
}
/** Text of git or a remote as people may see it: no escape sequences or control characters, no credentials in URLs. */
function plainText(text) {
    const plain = (0,_domain_strip_escapes_js__WEBPACK_IMPORTED_MODULE_7__/* .stripEscapes */ .N)(text.replaceAll('\r', '\n')).replace(/(?!\n)\p{Cc}/gu, ' ');
    const lines = plain.split('\n').map((line) => line.trimEnd());
    return (0,_repository_name_js__WEBPACK_IMPORTED_MODULE_9__/* .redactUrls */ .sK)(lines.filter((line) => line !== '').join('\n'));
}
/** The end of what git said, on one line: what stands after the first `fatal:` or `error:`, else its last lines. */
function lastWords(output) {
    const lines = plainText(output.stderr || output.stdout).split('\n');
    const first = lines.findIndex((line) => /^(fatal|error): /.test(line));
    const words = (first < 0 ? lines.slice(-3) : lines.slice(first, first + 3)).join(' ').slice(0, 600);
    return words === '' ? `it ended with exit code ${output.exitCode} and said nothing.` : words;
}
function nameOf(command) {
    const verb = command.args.find((argument) => !argument.startsWith('-'));
    return `git ${verb ?? ''}`.trim();
}


/***/ }),

/***/ 23192:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AA: () => (/* binding */ checkOwner),
/* harmony export */   Ax: () => (/* binding */ claimProject),
/* harmony export */   Or: () => (/* binding */ laforgeHome),
/* harmony export */   Vh: () => (/* binding */ projectsFolder),
/* harmony export */   WH: () => (/* binding */ defaultProjectId),
/* harmony export */   hF: () => (/* binding */ listProjects),
/* harmony export */   t1: () => (/* binding */ findProject),
/* harmony export */   tW: () => (/* binding */ stepLogFile),
/* harmony export */   tf: () => (/* binding */ ledgerPath),
/* harmony export */   xo: () => (/* binding */ checkLogFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56046);
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16327);
/* harmony import */ var _domain_slug_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(31310);






const LEDGER_FILE = 'steps.db';
const OWNER_FILE = 'project.json';
/** `LAFORGE_HOME`, else `~/.laforge`. */
function laforgeHome(env) {
    const home = env.LAFORGE_HOME ?? '';
    return home === ''
        ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(env.HOME === undefined || env.HOME === '' ? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)() : env.HOME, '.laforge')
        : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(home);
}
/** The file of a project's history. */
function ledgerPath(project) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(project.folder, LEDGER_FILE);
}
/** Where what the agent of a step printed is kept. */
function stepLogFile(project, uid) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(project.folder, 'runs', `${uid}.log`);
}
/** The same for the check of its work. */
function checkLogFile(project, uid) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(project.folder, 'runs', `${uid}.check.log`);
}
/** The folder under which every project has its own. */
function projectsFolder(env) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(laforgeHome(env), 'projects');
}
/**
 * The project of that name. One that is there already under another spelling of upper and lower case is the same, as
 * a repository's name is on the services that host it. Throws InputError on a name that cannot be a project's.
 */
function findProject(id, env, what) {
    let folder = projectsFolder(env);
    const parts = [];
    for (const part of (0,_domain_slug_js__WEBPACK_IMPORTED_MODULE_5__/* .projectPathParts */ .Jk)(id, what)) {
        if (part.startsWith(LEDGER_FILE) || part === OWNER_FILE) {
            throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz('bad-input', `${what} is ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(id)}, and ${part} is the name of a file of ours. Use another.`);
        }
        const entry = sameName(part, folder);
        parts.push(entry);
        folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, entry);
    }
    return { id: parts.map(_domain_slug_js__WEBPACK_IMPORTED_MODULE_5__/* .slugToText */ .K0).join('/'), folder };
}
/** The name of a repository's own project: `owner/repo` of its remote in lower case, else the folder of its main work tree. */
function defaultProjectId(repository) {
    const remote = repository.remote?.repository ?? null;
    return remote === null ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(repository.mainWorkTree) : remote.slice(remote.indexOf('/') + 1);
}
/**
 * Refuses a default name that is taken: two repositories of one name are two histories. A project that nobody owns
 * yet (a file that was copied here) belongs to whoever asks first.
 */
function checkOwner(project, repository) {
    const owner = readOwner(project);
    const asking = identityOf(repository);
    if (owner === null || owner === asking)
        return;
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .RefusedError */ .fk('wrong-place', `Project ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(project.id)} on this machine is the history of another repository, ${owner}, not of ${asking}. ` +
        'Name a project of its own for this one: --project <name>. To share that history, name it: --project ' +
        `${project.id}.`);
}
/** Notes whose history this is, the first time a step is recorded in it. */
function claimProject(project, repository) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(project.folder, { recursive: true });
        const text = `${JSON.stringify({ repository: identityOf(repository) }, null, 2)}\n`;
        writeWholeOnce((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(project.folder, OWNER_FILE), text);
    }
    catch (error) {
        if (isCode(error, 'EEXIST') && readOwner(project) !== null)
            return;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .StoreError */ .AD('unwritable', `The folder of project ${(0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_4__/* .quote */ .hD)(project.id)} cannot be written: ${project.folder}.`, {
            cause: error,
        });
    }
}
/** Exclusively and in one piece: of two first steps at once, one owns the name and the other reads who. */
function writeWholeOnce(path, text) {
    const draft = `${path}.${process.pid}`;
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(draft, text);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.linkSync)(draft, path);
    }
    catch (error) {
        if (isCode(error, 'EEXIST'))
            throw error;
        // A file system without hard links.
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(path, text, { flag: 'wx' });
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(draft, { force: true });
    }
}
/** Every project on this machine that has a ledger, by its id. */
function listProjects(env) {
    const found = [];
    const walk = (folder, parts) => {
        const entries = entriesOf(folder);
        if (parts.length > 0 && entries.some((entry) => entry.name === LEDGER_FILE)) {
            found.push({ id: parts.map(_domain_slug_js__WEBPACK_IMPORTED_MODULE_5__/* .slugToText */ .K0).join('/'), folder });
        }
        for (const entry of entries)
            if (entry.isDirectory())
                walk((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, entry.name), [...parts, entry.name]);
    };
    walk(projectsFolder(env), []);
    return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}
/** What tells one repository from another of the same name: `host/owner/name`, else the real path of its main work tree. */
function identityOf(repository) {
    return repository.remote?.repository ?? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(repository.mainWorkTree);
}
function readOwner(project) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(project.folder, OWNER_FILE);
    let text;
    try {
        text = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8');
    }
    catch (error) {
        if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR'))
            return null;
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .StoreError */ .AD('unreadable', `${path} cannot be read.`, { cause: error });
    }
    try {
        const parsed = JSON.parse(text);
        if (typeof parsed === 'object' &&
            parsed !== null &&
            'repository' in parsed &&
            typeof parsed.repository === 'string') {
            return parsed.repository;
        }
    }
    catch {
        // Told below, with every other shape it should not have.
    }
    throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .StoreError */ .AD('damaged', `${path} does not say whose history this is. Remove that file if you know.`);
}
function sameName(part, folder) {
    const names = entriesOf(folder).map((entry) => entry.name);
    return names.includes(part) ? part : (names.find((name) => name.toLowerCase() === part.toLowerCase()) ?? part);
}
function entriesOf(folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(folder, { withFileTypes: true });
    }
    catch (error) {
        if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR'))
            return [];
        throw new _domain_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .StoreError */ .AD('unreadable', `${folder} cannot be read.`, { cause: error });
    }
}
function isCode(error, code) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}


/***/ })

};
