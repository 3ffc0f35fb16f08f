export const id = 8356;
export const ids = [8356];
export const modules = {

/***/ 38356:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  define: () => (/* binding */ pins_drop_define)
});

// EXTERNAL MODULE: ./build/domain/pins.js
var domain_pins = __webpack_require__(56921);
// EXTERNAL MODULE: ./build/render/terminal/pin-list.js
var pin_list = __webpack_require__(68618);
// EXTERNAL MODULE: ./build/system/system-clock.js
var system_clock = __webpack_require__(2248);
// EXTERNAL MODULE: ./build/domain/dropped-pin.js
var dropped_pin = __webpack_require__(22781);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/pin-record.js
var pin_record = __webpack_require__(6978);
// EXTERNAL MODULE: ./build/domain/pin-refs.js
var pin_refs = __webpack_require__(90281);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
// EXTERNAL MODULE: ./build/domain/rollback.js
var domain_rollback = __webpack_require__(81005);
// EXTERNAL MODULE: ./build/domain/step.js
var domain_step = __webpack_require__(75799);
// EXTERNAL MODULE: ./build/usecases/find-dropped-pin.js
var find_dropped_pin = __webpack_require__(2887);
;// CONCATENATED MODULE: ./build/usecases/choose-pins.js







/** The pins that are named, each once. Throws RefusedError on a name that is of none, or of several. */
async function choosePins(deps, list, { names }) {
    const chosen = new Set();
    for (const name of names)
        chosen.add(await choosePin(deps, list, name));
    return [...chosen];
}
async function choosePin(deps, list, name) {
    if (name.startsWith('refs/'))
        return (await byRef(deps, list, name)) ?? refuseName(name);
    const plain = name.replace(/^step-(?=[0-9a-f]{8})/, '');
    if (/^[rR][0-9]/.test(plain))
        return await byRollback(deps, list, (0,identity/* parseRollbackRef */.tI)(plain, 'The pin'));
    const ref = (0,identity/* parseStepRef */.xH)(plain, 'The pin');
    return ref.kind === 'id' ? await byStep(deps, list, ref) : byUid(list, ref.prefix);
}
async function byRef(deps, list, ref) {
    const pin = list.pins.find((one) => one.ref === ref);
    if (pin === undefined)
        await refuseDropped(deps, list, ref, ref);
    return pin;
}
async function byRollback(deps, list, ref) {
    const rollback = unique(await deps.history.findRollback(ref), ref, 'rollback');
    const name = (0,domain_rollback/* rollbackName */.O)(rollback);
    const pin = list.pins.find((one) => one.ref === rollback.pinRef);
    if (pin !== undefined)
        return pin;
    if (rollback.pinRef === null) {
        throw new errors/* RefusedError */.fk('not-reversible', `${name} displaced no commits, so it has no pin.`);
    }
    await refuseDropped(deps, list, rollback.pinRef, `${name}'s pin`);
    throw new errors/* RefusedError */.fk('not-reversible', `${name} has no pin: ${rollback.pinRef} is neither at the remote nor here.`);
}
async function byStep(deps, list, ref) {
    const step = unique(await deps.history.findStep(ref), ref, 'step');
    const pin = list.pins.find(({ subject }) => subject.kind === 'step' && subject.uid === step.uid);
    if (pin !== undefined)
        return pin;
    const name = (0,domain_step/* stepName */.u)(step);
    if (step.pinRef !== null)
        await refuseDropped(deps, list, step.pinRef, `The pin of ${name}`);
    const others = list.pins.filter(({ subject }) => subject.kind === 'rollback' && subject.rollback.stepUids.includes(step.uid));
    const kept = others.length === 0
        ? 'laforge pins lists those that there are.'
        : `Its commits may be among what ${others.map(domain_pins/* pinName */.lZ).join(' and ')} displaced: name ${others.length === 1 ? 'that' : 'those'}.`;
    throw new errors/* RefusedError */.fk('not-reversible', `There is no pin of ${name}. ${kept}`);
}
function byUid(list, prefix) {
    const found = list.pins.filter((pin) => uidOf(pin)?.startsWith(prefix) === true);
    const [pin] = found;
    if (pin === undefined)
        return refuseName(prefix);
    if (found.length > 1) {
        throw new errors/* RefusedError */.fk('contested-id', `${found.length} pins have a uid that begins with ${prefix}: ${found.map(({ ref }) => ref).join(', ')}. Give more characters.`);
    }
    return pin;
}
function uidOf({ subject }) {
    if (subject.kind === 'odd' || subject.kind === 'check')
        return null;
    return subject.kind === 'rollback' ? subject.rollback.uid : subject.uid;
}
/** What a number stands for. Throws RefusedError where the history does not know it, or several claimed it. */
function unique(lookup, ref, what) {
    const name = ref.kind === 'number' ? `R${ref.number}` : ref.kind === 'id' ? `step ${ref.id}` : ref.prefix;
    switch (lookup.kind) {
        case 'found':
            return lookup.value;
        case 'unknown':
            throw new errors/* RefusedError */.fk(what === 'rollback' ? 'unknown-rollback' : 'unknown-step', `The history that was read has no ${name}. Name the pin by its uid or its ref, as laforge pins shows it, or choose another history with --store or --project.`);
        case 'ambiguous':
        case 'contested':
            throw new errors/* RefusedError */.fk('contested-id', `${name} is a number that ${lookup.uids.length} ${what}s have claimed: ${lookup.uids.join(' and ')}. Name the one you mean by its uid.`);
    }
}
async function refuseDropped(deps, list, pinRef, what) {
    const dropped = await (0,find_dropped_pin/* findDroppedPin */.R)(deps.repository, list, pinRef);
    if (dropped === null)
        return;
    throw new errors/* RefusedError */.fk('not-reversible', `${what} is gone already: ${(0,dropped_pin/* droppedInWords */.zm)(dropped)}.`);
}
function refuseName(name) {
    throw new errors/* RefusedError */.fk('not-reversible', `There is no pin ${(0,identity/* quote */.hD)(name)} at the remote or here. laforge pins lists those that there are.`);
}

// EXTERNAL MODULE: ./build/usecases/list-pins.js
var list_pins = __webpack_require__(81330);
// EXTERNAL MODULE: ./build/usecases/reconcile.js
var reconcile = __webpack_require__(94841);
;// CONCATENATED MODULE: ./build/usecases/drop-pins.js








/** Finds the pins that are named and what goes with them. Changes nothing. Throws RefusedError when a name is of none. */
async function prepareDrop(deps, request) {
    const list = await (0,list_pins/* listPins */.$)(deps, request.slug);
    if (deps.repository.remote !== null && list.remoteRefs === null) {
        throw new errors/* GitError */.XS('remote-unreachable', 'Nothing was dropped: a pin is dropped at the remote and here, or not at all.');
    }
    const pins = await choosePins(deps, list, request);
    const unrecorded = await findRecords(deps, request, list, pins);
    const drafts = new Set(unrecorded.map(({ uid }) => uid));
    const elsewhere = pins.filter(({ subject }) => subject.kind === 'rollback' && !subject.onRecord && !drafts.has(subject.rollback.uid));
    const warnings = [
        ...elsewhere.map((pin) => `${(0,domain_pins/* pinName */.lZ)(pin)} is not in the history that was read (${request.where}). The record its pin carries stays in the note of the drop, where the next run of that history finds it.`),
    ];
    return { request, pins, lost: await findLost(deps, list, pins), unrecorded, warnings, list };
}
/**
 * Drops pins: what only they tell of is recorded first, then each ref is taken away from exactly where it was looked at,
 * and in the same push, and the same transaction here, a note of who dropped it takes its place. Throws RefusedError when
 * nothing was dropped.
 */
async function carryOutDrop(deps, prepared) {
    const { repository } = deps;
    const { request, pins, list } = prepared;
    await recordFirst(deps, prepared);
    const at = deps.clock.now().toISOString();
    const dropped = [];
    const remoteUpdates = [];
    const localUpdates = [];
    for (const pin of pins) {
        const sha = pin.remote ?? pin.local ?? '';
        const note = { ref: pin.ref, sha, actor: request.actor, reason: request.reason, at };
        const commit = await repository.createNote((0,dropped_pin/* formatDroppedMessage */.n2)(note, await readRecord(deps, sha)));
        dropped.push(note);
        if (pin.remote !== null)
            remoteUpdates.push(...updatesOf(pin.ref, pin.remote, commit, list.remoteRefs));
        if (pin.local !== null)
            localUpdates.push(...updatesOf(pin.ref, pin.local, commit, list.localRefs));
    }
    if (remoteUpdates.length > 0 && repository.remote !== null)
        await pushDrop(deps, repository.remote, remoteUpdates);
    if (localUpdates.length > 0)
        await repository.updateLocalRefs(localUpdates);
    return { dropped, remaining: await findRemaining(deps, prepared) };
}
/** The pin goes, and its note comes, or takes the place of an earlier one. */
function updatesOf(pin, sha, note, refs) {
    const ref = (0,pin_refs/* droppedRef */._Z)(pin);
    return [
        { ref: pin, to: null, expected: sha },
        { ref, to: note, expected: refs?.get(ref) ?? null },
    ];
}
/** What these pins tell of and the history, which knows their steps, does not have. */
async function findRecords({ history, repository, log }, { slug }, { remoteRefs, localRefs }, pins) {
    const wanted = pins.flatMap(({ subject }) => subject.kind === 'rollback' && !subject.onRecord ? [subject.rollback.uid] : []);
    if (wanted.length === 0)
        return [];
    const warn = (message) => log.warn(message);
    const found = [
        ...(remoteRefs === null ? [] : await (0,reconcile/* findUnrecorded */.xo)({ history, repository, slug, refs: remoteRefs, warn })),
        ...(await (0,reconcile/* findUnrecorded */.xo)({ history, repository, slug, refs: localRefs, place: 'local', warn })),
    ];
    return wanted.flatMap((uid) => found.find((draft) => draft.uid === uid) ?? []);
}
async function recordFirst({ history }, { unrecorded }) {
    if (unrecorded.length === 0)
        return;
    for (const draft of unrecorded)
        await history.addRollback(draft);
    const publication = await history.publish();
    if (publication.kind === 'published')
        return;
    throw new errors/* StoreError */.AD('unwritable', `Nothing was dropped: the record that only a pin carries could not be added to the history (${publication.reason}). Run this again when it can be written.`);
}
async function readRecord({ repository }, pin) {
    return (0,pin_record/* parsePinMessage */.i9)((await repository.commitMessage(pin)) ?? '') ?? null;
}
/** Commits that all refs but these pins lead to are not lost. */
async function findLost({ repository }, { remoteRefs, localRefs }, pins) {
    const dropped = new Set(pins.map(({ ref }) => ref));
    const records = new Set(pins.flatMap(({ subject, remote, local }) => (subject.kind === 'rollback' ? [remote, local] : [])));
    const found = new Map();
    for (const [place, refs] of [
        ['remote', remoteRefs],
        ['local', localRefs],
    ]) {
        const entries = [...(refs ?? [])];
        const tips = entries.filter(([ref]) => dropped.has(ref)).map(([, sha]) => sha);
        const others = entries.filter(([ref]) => !dropped.has(ref)).map(([, sha]) => sha);
        const commits = (await repository.commitsOnlyOf(place, new Map([['dropped', tips]]), others)).get('dropped');
        for (const commit of commits ?? [])
            if (!records.has(commit.sha))
                found.set(commit.sha, commit);
    }
    return [...found.values()];
}
async function pushDrop({ log }, remote, updates) {
    const push = async (some) => {
        const atomic = await settle(remote, some, await remote.push(some, { atomic: true }));
        return atomic.kind === 'refused' && atomic.code === 'no-atomic'
            ? await settle(remote, some, await remote.push(some, { atomic: false }))
            : atomic;
    };
    let result = await push(updates);
    if (result.kind === 'refused' && updates.some(({ ref, to }) => to !== null && ref === refOf(result))) {
        // What must not stay goes all the same; where git's own server refuses the note alone, it is gone already.
        const refs = await remote.refs(updates.map(({ ref }) => ref));
        result = await push(updates.filter(({ ref, to }) => to === null && refs.has(ref)));
        if (result.kind === 'pushed')
            log.warn('The remote takes no note of who dropped the pins, so an undo cannot tell.');
    }
    if (result.kind === 'pushed')
        return;
    const code = result.kind === 'refused' && result.code === 'no-permission' ? 'no-permission' : 'push-refused';
    throw new errors/* RefusedError */.fk(code, `The pins were not dropped: ${result.explanation}`);
}
function refOf(result) {
    return result.kind === 'refused' ? result.ref : null;
}
/** A push whose answer was lost may have arrived all the same: the refs tell. */
async function settle(remote, updates, result) {
    if (result.kind !== 'unreachable')
        return result;
    const refs = await remote.refs(updates.map(({ ref }) => ref));
    return updates.every(({ ref, to }) => (refs.get(ref) ?? null) === to) ? { kind: 'pushed' } : result;
}
async function findRemaining({ repository }, { lost }) {
    const shas = new Set(lost.map(({ sha }) => sha));
    if (shas.size === 0)
        return { remoteRefs: [], localRefs: [], reflog: false };
    const here = await repository.keepersOf([...shas]);
    let remoteRefs = [];
    try {
        const all = (await repository.remote?.refs(['refs/*'])) ?? new Map();
        remoteRefs = [...all].filter(([, sha]) => shas.has(sha)).map(([ref]) => ref);
    }
    catch {
        // The pins are gone, which is what counts; what a host keeps beside them is said in any case.
    }
    return { remoteRefs, localRefs: here.refs, reflog: here.reflog };
}

// EXTERNAL MODULE: ./build/cli/confirm.js
var cli_confirm = __webpack_require__(14549);
// EXTERNAL MODULE: ./build/cli/context.js + 1 modules
var cli_context = __webpack_require__(94130);
// EXTERNAL MODULE: ./build/cli/open-history.js
var open_history = __webpack_require__(49132);
// EXTERNAL MODULE: ./build/cli/positionals.js
var positionals = __webpack_require__(59658);
// EXTERNAL MODULE: ./build/cli/progress.js
var progress = __webpack_require__(20902);
// EXTERNAL MODULE: ./build/cli/run-info.js
var run_info = __webpack_require__(40149);
;// CONCATENATED MODULE: ./build/cli/pins-drop.js










function pins_drop_define(command, context) {
    command
        .usage('[options] [project-id] <pin...>')
        .argument('[pin...]', 'R2, S7 or 7, a uid or the first 8 or more characters of it, or a whole ref')
        .option('--reason <text>', 'kept with the note of the drop, for those who wonder later')
        .option('--dry-run', 'show the plan and stop')
        .option('-y, --yes', 'do not ask; needed where there is no terminal to ask on')
        .option('--json', 'print the plan and what came of it as one object');
    (0,open_history/* addHistoryOptions */.E4)(command);
    command.addHelpText('after', EXAMPLES);
    command.action((args, options) => dropPins(context, args, options));
}
async function dropPins(context, args, options) {
    const { project, names } = (0,positionals/* readPins */.LF)(args, options.project);
    const opened = await (0,open_history/* openHistoryHere */.DR)(context, project, options, 'move');
    try {
        const deps = { ...opened, clock: system_clock.systemClock, log: (0,cli_context/* createLog */.hM)(context, false) };
        const { actor } = (0,run_info/* describeRun */.v)(context.env);
        const request = { slug: opened.slug, names, actor, reason: options.reason ?? null, where: opened.where };
        const prepared = await (0,progress/* withProgress */.E)(context, 'looking at the pins', () => prepareDrop(deps, request));
        const json = options.json === true;
        if (options.dryRun === true) {
            return json
                ? (0,cli_context/* printJson */.Q2)(context, toJson(prepared, null))
                : (0,cli_context/* print */.yy)(context, (0,pin_list/* renderDropPlan */.Fz)(prepared, (0,cli_context/* stdoutPaint */.eV)(context)));
        }
        if (!json)
            (0,cli_context/* print */.yy)(context, (0,pin_list/* renderDropPlan */.Fz)(prepared, (0,cli_context/* stdoutPaint */.eV)(context)));
        else if (options.yes !== true)
            (0,cli_context/* showOnStderr */.TB)(context, (paint) => (0,pin_list/* renderDropPlan */.Fz)(prepared, paint));
        if (!(await (0,cli_confirm/* confirm */.l)(context, options.yes === true))) {
            (0,cli_context/* say */.cv)(context, 'nothing was changed.');
            return context.exitWith(1);
        }
        const result = await (0,progress/* withProgress */.E)(context, 'dropping the pins', () => carryOutDrop(deps, prepared));
        const places = {
            atRemote: prepared.pins.some(({ remote }) => remote !== null),
            here: prepared.pins.some(({ local }) => local !== null),
        };
        if (json)
            (0,cli_context/* printJson */.Q2)(context, toJson(prepared, result));
        else
            (0,cli_context/* print */.yy)(context, (0,pin_list/* renderDropped */.ft)(result.dropped, result.remaining, places));
    }
    finally {
        await opened.close();
    }
}
function toJson({ pins, lost, warnings }, result) {
    return {
        plan: { pins: pins.map(domain_pins/* pinToJson */.TU), lost, warnings },
        result: result === null
            ? null
            : {
                dropped: result.dropped,
                remaining: {
                    remote_refs: result.remaining.remoteRefs,
                    local_refs: result.remaining.localRefs,
                    reflog: result.remaining.reflog,
                },
            },
    };
}
const EXAMPLES = `
Takes pins away for good, at the remote and in this repository, each from exactly where it was looked at. It is for
commits that must not stay, such as those with a leaked secret: what nothing else leads to is gone once git collects
garbage, and a rollback whose pin is gone cannot be undone. A rollback that only its pin tells of is put on record
first. In place of the pin a note stays, refs/laforge/dropped/<history>/…, of who dropped what, when and why, and an
undo or step info that misses the pin tells it. The history itself does not change.

With --json: {plan: {pins, lost: [{sha, subject}], warnings}, result: {dropped: [{ref, sha, actor, reason, at}],
remaining: {remote_refs, local_refs, reflog}} or null}.

Examples:
  $ laforge pins drop R2 --dry-run                      only show what would go
  $ laforge pins drop R2 S7 --reason "a key was in it"
  $ laforge pins drop acme/app R2 --store git --yes`;


/***/ }),

/***/ 2887:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ findDroppedPin),
/* harmony export */   findPinStates: () => (/* binding */ findPinStates)
/* harmony export */ });
/* harmony import */ var _domain_dropped_pin_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22781);
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);
/* harmony import */ var _domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90281);



/** Looks what became of pins that records name, by their refs: here first, and at the remote for those that are not. */
async function findPinStates(repository, pinRefs) {
    const localRefs = await repository.localRefs('refs/laforge/');
    const wanted = pinRefs.filter((ref) => !localRefs.has(ref));
    const states = new Map(pinRefs.map((ref) => [ref, { kind: 'kept' }]));
    try {
        const asked = wanted.flatMap((ref) => [ref, (0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .droppedRef */ ._Z)(ref)]);
        const remoteRefs = asked.length === 0 ? null : ((await repository.remote?.refs(asked)) ?? null);
        for (const ref of wanted) {
            if (remoteRefs?.has(ref))
                continue;
            const dropped = await findDroppedPin(repository, { remoteRefs, localRefs }, ref);
            states.set(ref, dropped === null ? { kind: 'gone' } : { kind: 'dropped', ...dropped });
        }
    }
    catch (error) {
        if (!(error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .GitError */ .XS))
            throw error;
        for (const ref of wanted)
            states.set(ref, { kind: 'unknown' });
    }
    return states;
}
/** Who dropped a pin, when and why, by the note at the remote or else here; null where there is none that fits. */
async function findDroppedPin(repository, { remoteRefs, localRefs }, pinRef) {
    const ref = (0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .droppedRef */ ._Z)(pinRef);
    const atRemote = remoteRefs?.get(ref);
    if (atRemote !== undefined)
        await repository.remote?.fetch([atRemote], 1);
    const sha = atRemote ?? localRefs.get(ref);
    if (sha === undefined)
        return null;
    return (0,_domain_dropped_pin_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDroppedMessage */ .TH)((await repository.commitMessage(sha)) ?? '', pinRef) ?? null;
}


/***/ })

};
