export const id = 9852;
export const ids = [9852,9636];
export const modules = {

/***/ 95646:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ interruptedOutcome),
/* harmony export */   z: () => (/* binding */ hasSaidItsEnd)
/* harmony export */ });
/**
 * How a step ended whose run is over without having said so. Nobody saw when: by that any word of the step's own run,
 * however late, is told from this one and wins. `note` says what proves it.
 */
function interruptedOutcome(step, note) {
    return {
        status: 'interrupted',
        branch: step.branch,
        commitShaAfter: null,
        agentConfig: step.agentConfig,
        endTime: null,
        durationMs: null,
        tokenUsage: null,
        exitCode: null,
        pushed: null,
        pinRef: null,
        changes: null,
        check: null,
        notes: [`It never said how it ended: ${note}`],
    };
}
/** Whether a step's own run has said how it ended: not while it runs, and not where another run had to find out. */
function hasSaidItsEnd({ status, endTime }) {
    return status === 'interrupted' ? endTime !== null : status !== 'running';
}


/***/ }),

/***/ 90358:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ waitWithin)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);

/** The promise, or a StoreError once the time is up, naming what was waited for. What is under way is not ended. */
async function waitWithin(promise, limitMs, what) {
    let timer;
    const late = new Promise((_, reject) => {
        const seconds = Number((limitMs / 1000).toPrecision(2));
        const giveUp = () => reject(new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .StoreError */ .AD('unavailable', `${what} was not there within ${seconds} seconds.`));
        timer = setTimeout(giveUp, limitMs);
    });
    try {
        return await Promise.race([promise, late]);
    }
    finally {
        clearTimeout(timer);
    }
}


/***/ }),

/***/ 9636:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createGitStore: () => (/* binding */ createGitStore)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/ledger-refs.js
var ledger_refs = __webpack_require__(25711);
// EXTERNAL MODULE: ./build/stores/fragment.js
var fragment = __webpack_require__(59503);
// EXTERNAL MODULE: ./build/stores/time-limits.js
var time_limits = __webpack_require__(86251);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
// EXTERNAL MODULE: ./build/stores/git/record-line.js
var record_line = __webpack_require__(91698);
;// CONCATENATED MODULE: ./build/stores/git/fragments.js




/** So many are taken up at once; the others wait for the next run. */
const TAKEN_UP = 50;
/** Reads the fragments among fetched tips. One that cannot be right is left alone, with a warning. */
async function readFragments({ objects, parseRecords }, slug, tips, warn) {
    const prefix = (0,ledger_refs/* fragmentRef */.oG)(slug, '*').slice(0, -1);
    const found = [...tips].filter(([ref]) => ref.startsWith(prefix) && (0,identity/* isUid */.hO)(ref.slice(prefix.length)));
    const fragments = [];
    for (const [ref, sha] of found.slice(0, TAKEN_UP)) {
        try {
            const [object] = await objects.read([sha], record_line/* MAX_RECORD_BYTES */.xR);
            if (object == null)
                continue;
            // Claims of a fragment would let anybody take numbers away from all others.
            const { records } = (0,record_line/* parseCommit */.L5)(object);
            const checked = await parseRecords({ ...records, stepClaims: [], rollbackClaims: [] }, `The record at ${ref}`);
            fragments.push({ ref, sha, records: checked });
        }
        catch (error) {
            warn(`A record beside the history was left out: ${(0,errors/* describeError */.Uc)(error)}`);
        }
    }
    return fragments;
}
/** What fragments add, in an order in which parents come first. */
function fragmentAdditions(fragments) {
    const steps = fragments.flatMap(({ records }) => records.steps).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    const rollbacks = fragments.flatMap(({ records }) => records.rollbacks);
    return [
        ...steps.map((record) => ({ kind: 'step', record, id: null, isNew: false })),
        ...rollbacks.map((draft) => ({ kind: 'rollback', draft, isNew: false })),
    ];
}
/** Puts records beside a history that does not take them. Resolves to the ref, or to why that failed. */
async function pushFragment({ objects, remote }, slug, uid, records, at) {
    const ref = (0,ledger_refs/* fragmentRef */.oG)(slug, uid);
    const { steps, rollbacks } = records;
    try {
        const message = (0,record_line/* formatMessage */.hw)(`A record of ${slug} that waits`, (0,record_line/* formatLine */.IL)(0, { steps, rollbacks }));
        const [sha] = await objects.write(null, [{ message, at, files: new Map() }]);
        const result = await remote.push([{ ref, to: sha ?? null, expected: null }], { atomic: false });
        return result.kind === 'pushed' ? { where: ref } : { reason: result.explanation };
    }
    catch (error) {
        return { reason: (0,errors/* describeError */.Uc)(error) };
    }
}
/** Takes away what is in the history now. What stays is merged again, which changes nothing. */
async function dropFragments(remote, fragments) {
    const updates = fragments.map(({ ref, sha }) => ({ ref, to: null, expected: sha }));
    await remote.push(updates, { atomic: false });
}

// EXTERNAL MODULE: ./build/domain/usage-totals.js
var usage_totals = __webpack_require__(12248);
// EXTERNAL MODULE: ./build/stores/read-saved.js
var read_saved = __webpack_require__(34017);
// EXTERNAL MODULE: ./build/stores/records-view.js
var records_view = __webpack_require__(83703);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/stores/git/machine-turn.js





/** Whoever takes longer is not waited for. */
const HELD_MS = 8_000;
const LOOK_AGAIN_MS = 40;
/**
 * Lets the processes of one machine that add to the same history go one after another: only one of those that push at
 * once can win, and the others would cost it the processor. Nothing rests on it but speed: who holds a turn for long, or
 * has died, is passed by, and the lease decides. Undefined when the time is up before the turn came.
 */
async function inMachineTurn(name, deadline, work) {
    const hash = (0,external_node_crypto_.createHash)('sha256').update(name).digest('hex').slice(0, 16);
    const file = (0,external_node_path_.join)((0,external_node_os_.tmpdir)(), `laforge-${process.getuid?.() ?? 'turn'}-${hash}.lock`);
    let turn = takeTurn(file);
    while (turn === 'taken') {
        if (Date.now() > deadline)
            return undefined;
        await (0,external_node_timers_promises_.setTimeout)(LOOK_AGAIN_MS * (0.5 + Math.random()));
        turn = takeTurn(file);
    }
    try {
        return await work();
    }
    finally {
        if (turn === 'ours')
            (0,external_node_fs_.rmSync)(file, { force: true });
    }
}
/** `free`: nothing can be known of turns here, or this very process has it. */
function takeTurn(file) {
    try {
        (0,external_node_fs_.writeFileSync)(file, String(process.pid), { flag: 'wx', mode: 0o600 });
        return 'ours';
    }
    catch (error) {
        if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST')
            return 'free';
    }
    try {
        if ((0,external_node_fs_.readFileSync)(file, 'utf8') === String(process.pid))
            return 'free';
        if (Date.now() - (0,external_node_fs_.statSync)(file).mtimeMs > HELD_MS)
            (0,external_node_fs_.rmSync)(file, { force: true });
    }
    catch {
        // It was given back in this moment.
    }
    return 'taken';
}

// EXTERNAL MODULE: ./build/domain/merge.js
var merge = __webpack_require__(86045);
;// CONCATENATED MODULE: ./build/stores/git/heads-after.js
/**
 * The latest active steps of the branches that a delta touches, as they are once it is added: where a rollback or an
 * undo comes to a branch, or a step leaves it for another.
 */
function headsAfter(ledger, delta) {
    const rollbacks = new Map([...ledger.listRollbacks(), ...delta.rollbacks].map((it) => [it.uid, it]));
    const touched = touchedSteps(ledger, delta, rollbacks);
    const undone = new Set([...rollbacks.values()].map(({ undoes }) => undoes));
    const standing = [...rollbacks.values()].filter(({ uid, kind }) => kind === 'rollback' && !undone.has(uid));
    const covered = new Set(standing.flatMap(({ stepUids }) => stepUids));
    const branches = new Map();
    for (const { was, is } of touched.values()) {
        for (const name of [was, is])
            if (name !== undefined)
                branches.set(JSON.stringify([name.repository, name.branch]), name);
    }
    return [...branches.values()].map((name) => {
        const active = [...touched].filter(([uid, { is }]) => !covered.has(uid) && is.repository === name.repository && is.branch === name.branch);
        const heads = active.map(([uid, { id }]) => ({ uid, id }));
        const other = latestOther(ledger, name, touched);
        if (other !== undefined)
            heads.push(other);
        return {
            ...name,
            head: heads.reduce((best, it) => (best === null || it.id > best.id ? it : best), null),
        };
    });
}
function touchedSteps(ledger, delta, rollbacks) {
    const touched = new Map();
    const undone = delta.rollbacks.flatMap(({ undoes }) => rollbacks.get(undoes ?? '') ?? []);
    for (const uid of [...delta.rollbacks, ...undone].flatMap(({ stepUids }) => stepUids)) {
        const lookup = ledger.getStep({ kind: 'uid', prefix: uid });
        if (lookup.kind !== 'found' || lookup.value.id === null)
            continue;
        const { id, repository, branch } = lookup.value;
        touched.set(uid, { id, was: { repository, branch }, is: { repository, branch } });
    }
    for (const { record, id } of delta.steps) {
        const { uid, repository } = record.draft;
        const lookup = ledger.getStep({ kind: 'uid', prefix: uid });
        const was = lookup.kind === 'found' ? { repository, branch: lookup.value.branch } : undefined;
        touched.set(uid, { id, was, is: { repository, branch: branchOf(record) } });
    }
    return touched;
}
/** The branch a step stands under: where it ended, once it has. */
function branchOf({ draft, outcome }) {
    return outcome === null ? draft.branch : outcome.branch;
}
/** The latest active step of a branch beside those touched. */
function latestOther(ledger, name, touched) {
    const { repository, branch } = name;
    // The filter has no word for steps without a branch.
    const filter = branch === null ? {} : { branch, limit: touched.size + 1 };
    const steps = ledger.listSteps({ repository, active: true, ...filter });
    const found = steps.find((step) => step.branch === branch && !touched.has(step.uid));
    return found === undefined || found.id === null ? undefined : { uid: found.uid, id: found.id };
}

;// CONCATENATED MODULE: ./build/stores/git/diary.js

/** A step's record in one line, as `git log` of the history shows it. */
function describeStep(record, id) {
    const { outcome, draft } = record;
    const agent = outcome?.agentConfig?.name ?? draft.agentConfig?.name;
    const on = branchOf(record) === null ? '' : ` on ${branchOf(record)}`;
    if (outcome === null)
        return `Step ${id} started${on}${agent == null ? '' : ` (${agent})`}`;
    const commits = outcome.changes?.own_commit_count ?? 0;
    const facts = [
        ...(commits === 0 ? [] : [`${commits} ${commits === 1 ? 'commit' : 'commits'}`]),
        ...(outcome.pushed === null || outcome.pushed === 'none' ? [] : [outcome.pushed]),
    ];
    return `Step ${id} ${outcome.status.replaceAll('_', ' ')}${on}${facts.length === 0 ? '' : `: ${facts.join(', ')}`}`;
}
/** The same of a rollback's or an undo's. */
function describeRollback(draft, number) {
    const { kind, branch, toSha, stepUids, reason } = draft;
    const steps = `${stepUids.length} ${stepUids.length === 1 ? 'step' : 'steps'}`;
    const to = toSha === null ? '' : ` to ${toSha.slice(0, 8)}`;
    const what = kind === 'rollback'
        ? `R${number} rolled ${branch ?? 'no branch'} back${to}: ${steps} inactive`
        : `R${number} undid a rollback of ${branch ?? 'no branch'}${to}: ${steps} active again`;
    return reason === null ? what : `${what} (${reason})`;
}

// EXTERNAL MODULE: ./build/stores/git/heads.js
var git_heads = __webpack_require__(97767);
// EXTERNAL MODULE: ./build/stores/git/meta.js
var git_meta = __webpack_require__(92927);
// EXTERNAL MODULE: ./build/stores/git/running.js
var running = __webpack_require__(22947);
// EXTERNAL MODULE: ./build/stores/git/segments.js
var segments = __webpack_require__(63692);
// EXTERNAL MODULE: ./build/stores/git/tip.js
var git_tip = __webpack_require__(20253);
;// CONCATENATED MODULE: ./build/stores/git/plan-append.js









/** Turns additions into commits on top of a tip, one a record. */
async function planAppend({ objects, ledgerAt, now }, tip, additions) {
    const heads = (0,git_heads/* openHeads */.y)(objects, tip?.sha ?? null);
    const ledger = async () => (tip === null ? null : await ledgerAt(tip));
    const commits = [];
    const lines = [];
    const added = [];
    const delta = { steps: [], rollbacks: [] };
    let meta = tip?.meta ?? git_meta/* EMPTY_META */.Q;
    const settleHeads = async () => {
        const known = await ledger();
        if (known === null)
            return;
        for (const { head, ...name } of headsAfter(known, delta))
            await heads.set(name, head);
    };
    const latest = async (repository, branch) => {
        const head = await heads.latest({ repository, branch });
        if (head !== undefined)
            return head;
        const step = (await ledger())?.getLatestActiveStep(repository, branch);
        return step?.id == null ? null : { uid: step.uid, id: step.id };
    };
    const commit = async (subject, next, records, at) => {
        meta = { ...next, records: meta.records + 1 };
        const line = (0,record_line/* formatLine */.IL)(meta.records, records);
        lines.push(line);
        const files = new Map([[git_meta/* META_FILE */.fg, Buffer.from((0,git_meta/* formatMeta */.zw)(meta))], ...heads.takeFiles()]);
        if (meta.records % meta.segmentSize === 0) {
            const index = (0,git_meta/* countSegments */.CJ)(meta) - 1;
            files.set((0,git_meta/* segmentFile */.AX)(index), (0,segments/* packSegment */.fn)(await lastLines(objects, tip, meta.segmentSize, lines)));
            // The list of the folder is read, since it is rewritten.
            if (tip !== null)
                await objects.read([`${tip.sha}:${(0,git_meta/* segmentFolder */.sG)(index)}`], Number.POSITIVE_INFINITY);
        }
        commits.push({ message: (0,record_line/* formatMessage */.hw)(subject, line), at, files });
    };
    const withStep = (record, id) => ({
        ...meta,
        running: (0,running/* runningAfter */.G)(meta.running, record, { id, n: meta.records + 1 }),
    });
    const addStep = async (addition) => {
        const at = now();
        let { record, id } = addition;
        const { uid, repository } = record.draft;
        if (!addition.isNew) {
            const known = (await ledger())?.records([uid]).steps[0];
            const lookup = (await ledger())?.getStep({ kind: 'uid', prefix: uid });
            if (known !== undefined && lookup?.kind === 'found') {
                record = { ...known, outcome: record.outcome ?? known.outcome };
                id = lookup.value.id;
                if (id !== null && (0,merge/* outcomeRank */.HF)(record) <= (0,merge/* outcomeRank */.HF)(known)) {
                    added.push({ kind: 'step', uid, record: known, id });
                    return;
                }
            }
        }
        if (id !== null) {
            delta.steps.push({ record, id });
            if (branchOf(record) !== record.draft.branch)
                await settleHeads();
            await commit(describeStep(record, id), withStep(record, id), { steps: [record] }, at);
            added.push({ kind: 'step', uid, record, id });
            return;
        }
        const number = meta.nextStep;
        const parent = await latest(repository, record.draft.branch);
        const numbered = { ...record, parentUid: parent?.uid ?? null };
        delta.steps.push({ record: numbered, id: number });
        await heads.set({ repository, branch: branchOf(numbered) }, { uid, id: number });
        // A rollback may have come to be on record before what it covers.
        if (!addition.isNew)
            await settleHeads();
        const claim = { uid, number, claimedAt: at.toISOString() };
        const records = { steps: [numbered], stepClaims: [claim] };
        const next = { ...withStep(numbered, number), nextStep: number + 1 };
        await commit(describeStep(numbered, number), next, records, at);
        added.push({ kind: 'step', uid, record: numbered, id: number, parent });
    };
    const addRollback = async ({ draft }) => {
        const at = now();
        const { uid } = draft;
        const known = (await ledger())?.getRollback({ kind: 'uid', prefix: uid });
        if (known?.kind === 'found' && known.value.number !== null) {
            added.push({ kind: 'rollback', uid, number: known.value.number });
            return;
        }
        const number = meta.nextRollback;
        delta.rollbacks.push(draft);
        await settleHeads();
        const recentRollbacks = [...meta.recentRollbacks, uid].slice(-git_meta/* RECENT_ROLLBACKS */.qU);
        const records = { rollbacks: [draft], rollbackClaims: [{ uid, number, claimedAt: at.toISOString() }] };
        await commit(describeRollback(draft, number), { ...meta, nextRollback: number + 1, recentRollbacks }, records, at);
        added.push({ kind: 'rollback', uid, number });
    };
    for (const addition of additions) {
        if (addition.kind === 'step')
            await addStep(addition);
        else
            await addRollback(addition);
    }
    return { commits, meta, added };
}
/** The last `count` records as lines: those of this plan, and before them those of the tip's messages. */
async function lastLines(objects, tip, count, lines) {
    if (tip === null || lines.length >= count)
        return lines.slice(-count);
    const before = await (0,git_tip/* readLast */.d)(objects, tip, count - lines.length);
    return [...before.map(({ line }) => line), ...lines];
}

;// CONCATENATED MODULE: ./build/stores/git/append.js





/** A tip seen so lately is tried as it is: the lease tells when it is not the tip any more, at the cost of one request. */
const FRESH_MS = 5_000;
/** So soon after a call for a turn it was nobody else's. */
const SOON_MS = 20;
/** The waits after lost races grow, in attempts, which take longer where many compete for one machine; up to this. */
const LONGEST_WAIT_MS = 8_000;
/**
 * Adds to the history by compare-and-swap: looks where it ends, writes on top, pushes under a lease on exactly that.
 * Who loses the race looks again, after a random while. Throws what looking throws.
 */
async function append(deps, additions, push, deadline) {
    let lost = null;
    for (let races = 0;; races++) {
        const asked = Date.now();
        let began = asked;
        const attempt = await inMachineTurn(`${deps.remoteUrl} ${deps.slug}`, deadline, async () => {
            began = Date.now();
            const last = lost === null && began - asked < SOON_MS ? deps.lastLook() : null;
            const isFresh = last !== null && began - last.at < FRESH_MS;
            return await attemptOnce(deps, isFresh ? last.tip : await lookAtTip(deps), additions, push, lost);
        });
        if (attempt === undefined)
            return { kind: 'late' };
        if (attempt.kind !== 'lost')
            return attempt;
        const mostMs = (Date.now() - began) * 4 * 2 ** races;
        const pauseMs = Math.random() * Math.min(LONGEST_WAIT_MS, mostMs);
        if (Date.now() + pauseMs > deadline)
            return { kind: 'late' };
        await (0,external_node_timers_promises_.setTimeout)(pauseMs);
        lost = attempt;
    }
}
async function attemptOnce(deps, tip, additions, push, before) {
    const ref = (0,ledger_refs/* ledgerRef */.DH)(deps.slug);
    // Nobody was faster, so what was refused is not a lost race.
    if (before !== null && before.tip?.sha === tip?.sha) {
        return { kind: isRefOf(before.push, ref) ? 'history-refused' : 'refused', push: before.push };
    }
    const plan = await planAppend(deps, tip, await additions(tip));
    if (plan.commits.length === 0 && tip !== null)
        return { kind: 'appended', tip, added: plan.added, push: null };
    const shas = await deps.objects.write(tip?.sha ?? null, plan.commits);
    const next = { sha: shas.at(-1) ?? '', meta: plan.meta };
    const doubt = { tip: next, added: plan.added };
    let result;
    try {
        result = await push([{ ref, to: next.sha, expected: tip?.sha ?? null }]);
    }
    catch (error) {
        return { kind: 'interrupted', doubt, error };
    }
    if (result.kind === 'pushed') {
        deps.onTip(next);
        return { kind: 'appended', tip: next, added: plan.added, push: result };
    }
    if (result.kind === 'unreachable')
        return { kind: 'in-doubt', doubt, push: result };
    if (result.code === 'no-atomic')
        return { kind: 'history-refused', push: result };
    const mayBeARace = isRefOf(result, ref) || result.code === 'moved' || result.code === 'other';
    return mayBeARace ? { kind: 'lost', push: result, tip } : { kind: 'refused', push: result };
}
/** Fetches where the history ends now; null where there is none. */
async function lookAtTip({ objects, slug, onTip }) {
    const ref = (0,ledger_refs/* ledgerRef */.DH)(slug);
    const sha = (await objects.fetchTips([ref])).get(ref);
    const tip = sha === undefined ? null : await (0,git_tip/* readTip */.a)(objects, sha);
    onTip(tip);
    return tip;
}
/** Whether an append in doubt is part of the history that ends at this tip. */
async function hasArrived({ objects }, { tip }, now) {
    if (now === null || now.meta.records < tip.meta.records)
        return false;
    const shas = await objects.commitsFrom(now.sha, now.meta.records - tip.meta.records + 1);
    return shas.at(-1) === tip.sha;
}
function isRefOf(result, ref) {
    return result.kind === 'refused' && result.ref === ref;
}

// EXTERNAL MODULE: ./build/domain/interruption.js
var interruption = __webpack_require__(95646);
;// CONCATENATED MODULE: ./build/stores/git/interruptions.js





/**
 * How steps end as a later run sees it, to be added to the history. Of each the record of its start is read and nothing
 * else, so that costs the same however long the history is.
 */
async function readInterruptions({ objects, parseRecords }, tip, notes) {
    const additions = [];
    for (const { uid, id, n } of tip.meta.running.filter((entry) => notes.has(entry.uid))) {
        const { records } = await readRecord(objects, tip, n);
        const { steps } = await parseRecords(records, `The history, record ${n},`);
        const record = steps.find((step) => step.draft.uid === uid && step.outcome === null);
        if (record === undefined)
            continue;
        const outcome = (0,interruption/* interruptedOutcome */.B)(record.draft, notes.get(uid) ?? '');
        additions.push({ kind: 'step', record: { ...record, outcome }, id, isNew: true });
    }
    return additions;
}
/** Whether a step is on record as running where the history ends now. */
function isRunningAt(tip, uid) {
    return tip?.meta.running.some((entry) => entry.uid === uid) === true;
}
/** One record by its number: its segment is read, or the fewer messages down to it. */
async function readRecord(objects, tip, n) {
    const { records, segmentSize } = tip.meta;
    const segment = Math.floor((n - 1) / segmentSize);
    const inSegment = segment < (0,git_meta/* countSegments */.CJ)(tip.meta);
    const [found] = n > records
        ? []
        : inSegment
            ? (await (0,segments/* readSegments */.lZ)(objects, tip, [segment])).slice((n - 1) % segmentSize)
            : await (0,git_tip/* readLast */.d)(objects, tip, records - n + 1);
    if (found !== undefined)
        return found;
    throw new errors/* StoreError */.AD('damaged', `The history has no record ${n}, and its tip says that it has.`);
}

;// CONCATENATED MODULE: ./build/stores/git/limits.js
/** How long the history may keep a run waiting: before its agent starts, all in all, and for each record after it. */
const GIT_LIMITS = { startMs: 10_000, endMs: 300_000 };

// EXTERNAL MODULE: ./build/stores/git/local-ledger.js
var local_ledger = __webpack_require__(21161);
;// CONCATENATED MODULE: ./build/stores/git/own-records.js




/** What this run adds to its history, and how far that is there. What is not yet stands in a file as well. */
class OwnRecords {
    #steps = new Map();
    #rollbacks = new Map();
    #file;
    constructor(file) {
        this.#file = file;
    }
    /** Takes over what an earlier process of this run left in the file: some of it may be on record. */
    takeOver({ steps, rollbacks }) {
        for (const record of steps) {
            this.#steps.set(record.draft.uid, { record, id: null, parent: null, onRecord: 'nothing', isNew: false });
        }
        for (const draft of rollbacks)
            this.#rollbacks.set(draft.uid, { draft, number: null });
    }
    start(record) {
        this.#steps.set(record.draft.uid, { record, id: null, parent: null, onRecord: 'nothing', isNew: true });
    }
    /** A step of this run that an earlier process put on record. */
    adopt(record, step) {
        const { parentUid, parentStepId } = step;
        const parent = parentUid === null || parentStepId === null ? null : { uid: parentUid, id: parentStepId };
        const onRecord = stateOf(record);
        // What a later run noted meanwhile is no end of ours, and nothing to add.
        const outcome = onRecord === 'finished' ? record.outcome : null;
        this.#steps.set(step.uid, { record: { ...record, outcome }, id: step.id, parent, onRecord, isNew: false });
    }
    /** Its own run's end wins over what others noted meanwhile; a second end changes nothing. */
    finish(uid, outcome) {
        const own = this.#steps.get(uid);
        if (own === undefined || own.onRecord === 'finished')
            return;
        this.#steps.set(uid, { ...own, record: { ...own.record, outcome } });
    }
    addRollback(draft) {
        if (!this.#rollbacks.has(draft.uid))
            this.#rollbacks.set(draft.uid, { draft, number: null });
    }
    hasStep(uid) {
        return this.#steps.has(uid);
    }
    /** The step as this run knows it. */
    step(uid) {
        const own = this.#steps.get(uid);
        return own && toStep(own);
    }
    /** True once the step's end is on record: then the history is what tells of it. */
    isFinished(uid) {
        return this.#steps.get(uid)?.onRecord === 'finished';
    }
    rollback(uid) {
        const own = this.#rollbacks.get(uid);
        return own && { ...own.draft, number: own.number, undoneBy: null };
    }
    /** Steps of which the history has nothing. */
    missingSteps(filter) {
        const missing = [...this.#steps.values()].filter(({ onRecord }) => onRecord === 'nothing');
        return (0,records_view/* recordsToSteps */.nm)({ steps: missing.map(({ record }) => record), rollbacks: [] }, filter);
    }
    /** What is to be added to the history. */
    additions() {
        const steps = [...this.#steps.values()].filter(isWaiting).map(toAddition);
        const rollbacks = [...this.#rollbacks.values()].filter(({ number }) => number === null);
        return [...steps, ...rollbacks.map(({ draft }) => ({ kind: 'rollback', draft, isNew: true }))];
    }
    /** How a step would be added had it ended so; undefined for one that is not of this run, or has ended on record. */
    endingOf(uid, outcome) {
        const own = this.#steps.get(uid);
        if (own === undefined || own.onRecord === 'finished')
            return undefined;
        return toAddition({ ...own, record: { ...own.record, outcome } });
    }
    /** Notes what the history has now. */
    settle(added) {
        for (const it of added) {
            if (it.kind === 'rollback') {
                const own = this.#rollbacks.get(it.uid);
                if (own !== undefined)
                    this.#rollbacks.set(it.uid, { ...own, number: it.number });
                continue;
            }
            const own = this.#steps.get(it.uid);
            if (own === undefined)
                continue;
            const onRecord = stateOf(it.record);
            // What ended while its beginning was on its way has an end to add still.
            const record = onRecord === 'finished' ? it.record : { ...it.record, outcome: own.record.outcome };
            this.#steps.set(it.uid, { record, id: it.id, parent: it.parent ?? own.parent, onRecord, isNew: true });
        }
    }
    /** What the history does not have, as records. */
    waiting() {
        const steps = [...this.#steps.values()].filter(isWaiting).map(({ record }) => record);
        const rollbacks = [...this.#rollbacks.values()].filter(({ number }) => number === null).map(({ draft }) => draft);
        return { steps, rollbacks, stepClaims: [], rollbackClaims: [] };
    }
    isWaiting() {
        const { steps, rollbacks } = this.waiting();
        return steps.length + rollbacks.length > 0;
    }
    /** Everything this run added, wherever it is. */
    all() {
        const steps = [...this.#steps.values()].map(({ record }) => record);
        const rollbacks = [...this.#rollbacks.values()].map(({ draft }) => draft);
        return { steps, rollbacks, stepClaims: [], rollbackClaims: [] };
    }
    /** Writes what is waiting to the file, so that a killed process leaves it; with nothing waiting there is no file. */
    async save() {
        if (this.isWaiting())
            await (0,fragment/* writeFragment */._)(this.#file, this.waiting());
        else
            await (0,promises_.rm)(this.#file, { force: true });
    }
}
/** What a record that the history has means for the run it is of. */
function stateOf(record) {
    return (0,merge/* outcomeRank */.HF)(record) > 1 ? 'finished' : 'running';
}
function isWaiting({ record, onRecord }) {
    return onRecord === 'nothing' || (onRecord === 'running' && record.outcome !== null);
}
function toAddition({ record, id, isNew }) {
    return { kind: 'step', record, id, isNew };
}
function toStep({ record, id, parent }) {
    const [step] = (0,records_view/* recordsToSteps */.nm)({ steps: [record], rollbacks: [] });
    return step && { ...step, id, parentStepId: parent?.id ?? null };
}

;// CONCATENATED MODULE: ./build/stores/git/git-history.js
















/**
 * A history under a ref of the remote. What is added is there when the call returns, or waits: a step that could not be
 * put on record in time begins without a number, and has it from its end on.
 */
function createGitHistory(deps, options) {
    const { objects, remote, clock } = deps;
    const { slug, folder, condition } = options;
    const file = (0,external_node_path_.join)(folder, fragment/* FRAGMENT_FILE */.wN);
    const own = new OwnRecords(file);
    if (options.left !== null)
        own.takeOver(options.left);
    const local = (0,local_ledger/* openLocalLedger */.L)(deps, (0,external_node_path_.join)(folder, read_saved/* LEDGER_FILE */.t));
    let tip = options.tip;
    let seenAt = condition.kind === 'unreadable' ? 0 : Date.now();
    let fragments = options.fragments;
    let doubt = null;
    let failure = null;
    let busy = Promise.resolve();
    let isStarted = deps.startTime === undefined;
    const appendDeps = {
        objects,
        slug,
        remoteUrl: remote.url,
        ledgerAt: (at) => local.at(at),
        now: () => clock.now(),
        onTip: (seen) => {
            tip = seen;
            seenAt = Date.now();
        },
        lastLook: () => (doubt === null && seenAt > 0 ? { tip, at: seenAt } : null),
    };
    /** One after another, in the order of the calls. */
    const inTurn = (work) => {
        const turn = busy.then(work);
        busy = turn.catch(() => { });
        return turn;
    };
    /** Adds what waits and `more`, with the caller's push. */
    const add = async (more, push, deadline) => {
        const additions = async (now) => {
            if (doubt !== null && (await hasArrived(appendDeps, doubt, now)))
                own.settle(doubt.added);
            doubt = null;
            const later = more(now);
            const others = own.additions().filter((it) => !later.some((that) => uidOf(that) === uidOf(it)));
            return [...fragmentAdditions(fragments), ...others, ...later];
        };
        const result = await append(appendDeps, additions, push, deadline);
        if (result.kind === 'in-doubt' || result.kind === 'interrupted')
            doubt = result.doubt;
        if (result.kind === 'appended') {
            own.settle(result.added);
            failure = null;
            await own.save();
            if (fragments.length > 0)
                await dropFragments(remote, fragments);
            fragments = [];
        }
        return result;
    };
    /** Adds what waits by itself, within a time. Whatever fails is a reason, not an exception. */
    const addWaiting = async (withinMs) => {
        const deadline = Date.now() + withinMs;
        const work = inTurn(async () => {
            const plain = (along) => remote.push(along, { atomic: false });
            const isTooLate = () => Date.now() > deadline;
            if (!own.isWaiting() || isTooLate())
                return;
            const result = await add(() => [], plain, deadline);
            if (result.kind === 'late')
                failure = `others wrote to it for ${Math.ceil(withinMs / 1000)} seconds without a break.`;
            else if (result.kind === 'interrupted')
                failure = (0,errors/* describeError */.Uc)(result.error);
            else if (result.kind !== 'appended')
                failure = explain(result.push);
        });
        try {
            await (0,time_limits/* runWithin */.T)(withinMs, 'The history did not answer', () => work);
        }
        catch (error) {
            failure = (0,errors/* describeError */.Uc)(error);
        }
    };
    /** Adds changes with the push that makes them true. Undefined where the history cannot be looked at. */
    const addWith = async (changes, push) => {
        try {
            const result = await add(() => toAdditions(changes), push, Date.now() + GIT_LIMITS.endMs);
            if (result.kind === 'appended') {
                for (const change of changes)
                    if (change.kind === 'rollback')
                        own.addRollback(change.draft);
                own.settle(result.added);
            }
            return result;
        }
        catch (error) {
            failure = (0,errors/* describeError */.Uc)(error);
            return undefined;
        }
    };
    /** What is read from the whole history; without one, from what this run added. */
    const readFrom = async (fromLedger, fromOwn) => {
        const at = tip;
        if (condition.kind === 'unreadable' || at === null)
            return fromOwn(own.all());
        return fromLedger(await inTurn(() => local.at(at)));
    };
    const toAdditions = (changes) => changes.flatMap((change) => {
        if (change.kind === 'rollback')
            return [{ kind: 'rollback', draft: change.draft, isNew: true }];
        const ending = own.endingOf(change.uid, change.outcome);
        return ending === undefined ? [] : [ending];
    });
    const stepOf = (uid) => {
        const step = own.step(uid);
        if (step !== undefined)
            return step;
        throw new errors/* StoreError */.AD('unwritable', `The history has no step ${uid}, so how it ended was not recorded.`);
    };
    /** A step that an earlier process of this run began. */
    const adopt = async (uid) => {
        const records = await readFrom((ledger) => ({ record: ledger.records([uid]).steps[0], lookup: ledger.getStep({ kind: 'uid', prefix: uid }) }), () => undefined);
        if (records?.record !== undefined && records.lookup.kind === 'found')
            own.adopt(records.record, records.lookup.value);
    };
    return {
        condition,
        get dbPath() {
            return local.path;
        },
        warnings: options.warnings,
        latestActiveStep: async (repository, branch) => {
            const head = tip === null ? undefined : await (0,git_heads/* openHeads */.y)(objects, tip.sha).latest({ repository, branch });
            if (head === null)
                return undefined;
            return await readFrom((ledger) => ledger.getLatestActiveStep(repository, branch), (records) => (0,records_view/* recordsToSteps */.nm)(records, { repository, active: true }).find((step) => step.branch === branch));
        },
        findStep: async (ref) => {
            const mine = ref.kind === 'uid' ? (0,records_view/* findByPrefix */.jQ)(own.missingSteps(), ref.prefix) : { kind: 'unknown' };
            if (mine.kind === 'found')
                return mine;
            return await readFrom((ledger) => ledger.getStep(ref), (records) => (ref.kind === 'uid' ? (0,records_view/* findByPrefix */.jQ)((0,records_view/* recordsToSteps */.nm)(records), ref.prefix) : { kind: 'unknown' }));
        },
        listSteps: async (filter) => await readFrom((ledger) => [...own.missingSteps(filter), ...ledger.listSteps(filter)].slice(0, filter?.limit), (records) => (0,records_view/* recordsToSteps */.nm)(records, filter)),
        countSteps: async (filter) => await readFrom((ledger) => own.missingSteps(filter).length + ledger.countSteps(filter), (records) => (0,records_view/* recordsToSteps */.nm)(records, filter).length),
        sumUsage: async (filter) => await readFrom((ledger) => (0,usage_totals/* addTotals */.lB)((0,usage_totals/* totalsOf */.vA)(own.missingSteps(filter)), ledger.sumUsage(filter)), (records) => (0,usage_totals/* totalsOf */.vA)((0,records_view/* recordsToSteps */.nm)(records, filter))),
        findRollback: async (ref) => await readFrom((ledger) => ledger.getRollback(ref), (records) => (ref.kind === 'uid' ? (0,records_view/* findByPrefix */.jQ)((0,records_view/* recordsToRollbacks */.VM)(records), ref.prefix) : { kind: 'unknown' })),
        listRollbacks: async (filter) => await readFrom((ledger) => ledger.listRollbacks(filter), (records) => (0,records_view/* recordsToRollbacks */.VM)(records, filter)),
        findUnrecorded: async (uids) => {
            const recent = tip?.meta.recentRollbacks ?? [];
            const oldest = recent.length < git_meta/* RECENT_ROLLBACKS */.qU ? '' : (recent[0] ?? '');
            const unsure = uids.filter((uid) => uid >= oldest && !recent.includes(uid));
            if (unsure.length === 0)
                return [];
            return await readFrom((ledger) => unsure.filter((uid) => ledger.getRollback({ kind: 'uid', prefix: uid }).kind === 'unknown'), () => unsure);
        },
        startStep: async (draft) => {
            if (!own.hasStep(draft.uid)) {
                own.start({ draft, parentUid: null, createdAt: clock.now().toISOString(), outcome: null });
                await own.save();
                if (condition.kind !== 'unreadable')
                    await addWaiting(options.startMs());
                isStarted = true;
            }
            return stepOf(draft.uid);
        },
        finishStep: async (uid, outcome) => {
            if (!own.hasStep(uid))
                await adopt(uid);
            if (!own.isFinished(uid)) {
                own.finish(uid, outcome);
                await own.save();
                await addWaiting(GIT_LIMITS.endMs);
            }
            return stepOf(uid);
        },
        addRollback: async (draft) => {
            own.addRollback(draft);
            if (own.rollback(draft.uid)?.number == null) {
                await own.save();
                await addWaiting(isStarted ? GIT_LIMITS.endMs : options.startMs());
            }
            return own.rollback(draft.uid) ?? { ...draft, number: null, undoneBy: null };
        },
        pushWith: (changes, push) => inTurn(async () => {
            const result = await addWith(changes, push);
            switch (result?.kind) {
                case 'appended':
                    return result.push ?? (await push([]));
                case 'refused':
                case 'in-doubt':
                    return result.push;
                case 'interrupted':
                    throw result.error;
                default:
                    // The history does not hold up what it is told of: what is added later waits until it can be.
                    return await push([]);
            }
        }),
        listRunning: async (limit) => condition.kind === 'unreadable' ? [] : (tip?.meta.running ?? []).slice(-limit).reverse(),
        interruptSteps: async (notes, withinMs) => {
            const limitMs = Math.min(withinMs, options.startMs());
            const deadline = Date.now() + limitMs;
            return await (0,time_limits/* runWithin */.T)(limitMs, 'The history did not answer', () => inTurn(async () => {
                if (tip === null)
                    return [];
                const interruptions = await readInterruptions(deps, tip, notes);
                const more = (now) => interruptions.filter((it) => isRunningAt(now, uidOf(it)));
                const result = await add(more, (along) => remote.push(along, { atomic: false }), deadline);
                const added = result.kind === 'appended' ? result.added : [];
                return added.map(({ uid }) => uid).filter((uid) => notes.has(uid));
            }));
        },
        async publish() {
            if (own.isWaiting() && failure === null)
                await addWaiting(GIT_LIMITS.endMs);
            if (!own.isWaiting())
                return { kind: 'published' };
            const reason = failure ?? 'it could not be written.';
            const put = await inTurn(() => pushFragment(deps, slug, deps.uids.next(), own.waiting(), clock.now()));
            return 'where' in put
                ? { kind: 'fragment', where: put.where, reason }
                : { kind: 'kept', where: file, reason: put.reason };
        },
        guard: async () => local.guard(),
        close: async () => {
            await busy;
            local.close();
            if (options.isTemporary && !own.isWaiting())
                await (0,promises_.rm)(folder, { recursive: true, force: true });
        },
    };
}
function explain(result) {
    return result.kind === 'pushed' ? '' : result.explanation;
}
function uidOf(addition) {
    return addition.kind === 'step' ? addition.record.draft.uid : addition.draft.uid;
}

;// CONCATENATED MODULE: ./build/stores/git/git-store.js












/**
 * A history in the repository itself, under a ref beside its branches. Throws InputError where there is no remote to
 * keep it. The user's own repository is never touched by it.
 */
function createGitStore(deps, { slug, repository, folder }) {
    const remote = repository?.remote ?? null;
    const objects = repository?.objects ?? null;
    if (remote === null || objects === null) {
        throw new errors/* InputError */.dz('bad-environment', `The store is "git", which keeps the history at the remote, and ${repository === null ? 'there is no repository here' : `the repository in ${repository.root} has none`}. Add one as origin, or use the store "file".`);
    }
    const historyDeps = { ...deps, remote, objects };
    return {
        name: 'git',
        async open() {
            const warnings = [];
            const warn = (message) => void warnings.push(message);
            const began = Date.now();
            const own = folder ?? (await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'laforge-history-')));
            await (0,promises_.mkdir)(own, { recursive: true });
            const look = await lookAtHistory(historyDeps, slug, warn);
            const left = await readLeft(deps, (0,external_node_path_.join)(own, fragment/* FRAGMENT_FILE */.wN), warn);
            const ownMs = Math.max(0, GIT_LIMITS.startMs - (Date.now() - began));
            const startMs = () => deps.startTime?.leftMs('record') ?? ownMs;
            const isTemporary = folder === null;
            return createGitHistory(historyDeps, { ...look, slug, folder: own, isTemporary, left, warnings, startMs });
        },
    };
}
async function lookAtHistory(deps, slug, warn) {
    const { objects } = deps;
    const ref = (0,ledger_refs/* ledgerRef */.DH)(slug);
    try {
        const limitMs = deps.startTime?.leftMs('history') ?? GIT_LIMITS.startMs;
        return await (0,time_limits/* runWithin */.T)(limitMs, 'The history', async () => {
            const tips = await objects.fetchTips([ref, (0,ledger_refs/* fragmentRef */.oG)(slug, '*')]);
            const sha = tips.get(ref);
            if (sha === undefined)
                return { condition: { kind: 'empty' }, tip: null, fragments: [] };
            const tip = await (0,git_tip/* readTip */.a)(objects, sha);
            return { condition: { kind: 'found' }, tip, fragments: await readFragments(deps, slug, tips, warn) };
        });
    }
    catch (error) {
        // Whatever it was, the agent runs all the same.
        return { condition: { kind: 'unreadable', reason: (0,errors/* describeError */.Uc)(error) }, tip: null, fragments: [] };
    }
}
/** What main left when it was ended before it could add it. */
async function readLeft(deps, file, warn) {
    if (!(0,external_node_fs_.existsSync)(file))
        return null;
    try {
        return await (0,fragment/* readFragment */.Bk)(file, file, deps);
    }
    catch (error) {
        warn(`What an earlier process of this run left could not be read: ${(0,errors/* describeError */.Uc)(error)}`);
        return null;
    }
}


/***/ }),

/***/ 43579:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ guardLedger),
/* harmony export */   e: () => (/* binding */ createLedgerHistory)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_interruption_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95646);


/** Guards a ledger's file, as a history does. */
function guardLedger(ledger, isShared) {
    const failed = (error) => [`${ledger.path} could not be guarded against changes: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}`];
    try {
        const guard = ledger.guard();
        return async () => {
            try {
                const sentence = guard.restore(isShared);
                return sentence === null ? [] : [sentence];
            }
            catch (error) {
                return failed(error);
            }
        };
    }
    catch (error) {
        return async () => failed(error);
    }
}
/** The history that a local ledger holds: all is answered from it, and `publish` moves the whole file. */
function createLedgerHistory({ ledger, condition, warnings, publish, isShared, ...options }) {
    let unpublished = options.unpublished;
    const change = async (run) => {
        unpublished = true;
        return run();
    };
    return {
        condition,
        dbPath: ledger.path,
        warnings,
        latestActiveStep: async (repository, branch) => ledger.getLatestActiveStep(repository, branch),
        findStep: async (ref) => ledger.getStep(ref),
        listSteps: async (filter) => ledger.listSteps(filter),
        countSteps: async (filter) => ledger.countSteps(filter),
        sumUsage: async (filter) => ledger.sumUsage(filter),
        findRollback: async (ref) => ledger.getRollback(ref),
        listRollbacks: async (filter) => ledger.listRollbacks(filter),
        startStep: (draft) => change(() => ledger.createStep(draft)),
        finishStep: (uid, outcome) => change(() => ledger.updateStep(uid, outcome)),
        addRollback: (draft) => change(() => ledger.addRollback(draft)),
        pushWith: (_changes, push) => push([]),
        findUnrecorded: async (uids) => uids.filter((uid) => ledger.getRollback({ kind: 'uid', prefix: uid }).kind === 'unknown'),
        listRunning: async (limit) => ledger.listSteps({ status: 'running', limit }),
        interruptSteps: async (notes) => {
            const running = ledger.listSteps({ status: 'running' }).filter(({ uid }) => notes.has(uid));
            for (const step of running) {
                await change(() => ledger.updateStep(step.uid, (0,_domain_interruption_js__WEBPACK_IMPORTED_MODULE_1__/* .interruptedOutcome */ .B)(step, notes.get(step.uid) ?? '')));
            }
            return running.map(({ uid }) => uid);
        },
        async publish() {
            if (!unpublished)
                return { kind: 'published' };
            const publication = await publish();
            if (publication.kind === 'published')
                unpublished = false;
            return publication;
        },
        guard: async () => guardLedger(ledger, isShared),
        close: async () => ledger.close(),
    };
}


/***/ }),

/***/ 34017:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ readSaved),
/* harmony export */   t: () => (/* binding */ LEDGER_FILE)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56046);
/* harmony import */ var _fragment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(59503);




const LEDGER_FILE = 'steps.db';
const JOURNALS = ['-journal', '-wal', '-shm'];
/**
 * Checks what was unpacked into a folder before anything of it is used. Throws StoreError when it may be good and can
 * not be read here: a newer format, a disk that is full.
 */
async function readSaved(folder, source, deps) {
    try {
        const ledger = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, LEDGER_FILE);
        if (await isFile(ledger)) {
            // SQLite would take a journal that came along for what a crash left, and change the file by it after the check.
            for (const journal of JOURNALS)
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(`${ledger}${journal}`, { recursive: true, force: true });
            await deps.checkLedger(ledger);
            return { kind: 'snapshot', path: ledger };
        }
        const fragment = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, _fragment_js__WEBPACK_IMPORTED_MODULE_3__/* .FRAGMENT_FILE */ .wN);
        if (await isFile(fragment))
            return { kind: 'fragment', records: await (0,_fragment_js__WEBPACK_IMPORTED_MODULE_3__/* .readFragment */ .Bk)(fragment, source, deps) };
        return { kind: 'refused', reason: `it holds neither ${LEDGER_FILE} nor ${_fragment_js__WEBPACK_IMPORTED_MODULE_3__/* .FRAGMENT_FILE */ .wN}.` };
    }
    catch (error) {
        if (error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .StoreError */ .AD && (error.code === 'not-a-ledger' || error.code === 'damaged')) {
            return { kind: 'refused', reason: error.message };
        }
        throw error;
    }
}
/** A link is no file here: what it leads to was not saved by us. */
async function isFile(path) {
    try {
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path)).isFile();
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 86251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ TIME_LIMITS),
/* harmony export */   T: () => (/* binding */ runWithin)
/* harmony export */ });
/* harmony import */ var _domain_wait_within_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90358);

const TIME_LIMITS = {
    restoreMs: 10_000,
    restoreBesideMs: 6_000,
    publishMs: 60_000,
    runningMs: 20_000,
    discardMs: 5_000,
};
/** As `waitWithin`; and the signal is aborted in every end, for whatever is still under way. */
async function runWithin(limitMs, what, run) {
    const ending = new AbortController();
    try {
        return await (0,_domain_wait_within_js__WEBPACK_IMPORTED_MODULE_0__/* .waitWithin */ .r)(run(ending.signal), limitMs, what);
    }
    finally {
        ending.abort();
    }
}


/***/ })

};
