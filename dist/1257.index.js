export const id = 1257;
export const ids = [1257];
export const modules = {

/***/ 56921:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DN: () => (/* binding */ subjectInWords),
/* harmony export */   Qy: () => (/* binding */ stateOfPin),
/* harmony export */   TU: () => (/* binding */ pinToJson),
/* harmony export */   lZ: () => (/* binding */ pinName)
/* harmony export */ });
/* harmony import */ var _rollback_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(81005);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75799);


/** How a pin is named, in a table and to `laforge pins drop`: `R2`, `S7`, the beginning of a uid, or its ref. */
function pinName({ subject, ref }) {
    switch (subject.kind) {
        case 'rollback':
            return subject.rollback.number === null ? subject.rollback.uid.slice(0, 13) : (0,_rollback_js__WEBPACK_IMPORTED_MODULE_0__/* .rollbackName */ .O)(subject.rollback);
        case 'step':
            return subject.step?.id == null ? subject.uid.slice(0, 13) : `S${subject.step.id}`;
        case 'check':
        case 'odd':
            return ref;
    }
}
/** What a pin is of, as the middle of a sentence: `rollback R2 of main`, `step 7`. */
function subjectInWords({ subject }) {
    switch (subject.kind) {
        case 'rollback': {
            const { kind, branch } = subject.rollback;
            return `${kind} ${(0,_rollback_js__WEBPACK_IMPORTED_MODULE_0__/* .rollbackName */ .O)(subject.rollback)}${branch === null ? '' : ` of ${branch}`}`;
        }
        case 'step':
            return (0,_step_js__WEBPACK_IMPORTED_MODULE_1__/* .stepName */ .u)(subject.step ?? { id: null, uid: subject.uid });
        case 'check':
            return `what the check of ${(0,_step_js__WEBPACK_IMPORTED_MODULE_1__/* .stepName */ .u)(subject.step ?? { id: null, uid: subject.uid })} changed`;
        case 'odd':
            return 'nothing that is known here';
    }
}
/** How things stand with what it is of: how a step ended, whether a rollback is undone or not on record here. */
function stateOfPin({ subject }) {
    switch (subject.kind) {
        case 'rollback':
            if (!subject.onRecord)
                return 'not on record here';
            if (subject.rollback.kind === 'undo')
                return 'done';
            return subject.rollback.undoneBy === null ? 'in force' : 'undone';
        case 'step':
        case 'check':
            return subject.step === null ? 'not on record here' : subject.step.status;
        case 'odd':
            return 'unknown';
    }
}
/** The documented JSON shape of a pin. */
function pinToJson(pin) {
    const { subject, alone, size } = pin;
    const rollback = subject.kind === 'rollback' ? subject.rollback : null;
    const ofStep = subject.kind === 'step' || subject.kind === 'check' ? subject : null;
    const step = ofStep?.step ?? null;
    return {
        name: pinName(pin),
        ref: pin.ref,
        remote_sha: pin.remote,
        local_sha: pin.local,
        of: rollback === null ? subject.kind : rollback.kind,
        uid: rollback?.uid ?? ofStep?.uid ?? null,
        state: stateOfPin(pin),
        branch: rollback?.branch ?? step?.branch ?? null,
        steps: (subject.kind === 'rollback' ? subject.steps : step === null ? [] : [step]).map(({ id, uid }) => ({ id, uid })),
        actor: rollback?.actor ?? step?.run?.actor ?? null,
        reason: rollback?.reason ?? null,
        created_at: rollback?.createdAt ?? step?.createdAt ?? null,
        only_kept_here: alone,
        files_changed: size?.filesChanged ?? null,
        insertions: size?.insertions ?? null,
        deletions: size?.deletions ?? null,
    };
}


/***/ }),

/***/ 7873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TR: () => (/* binding */ refuse),
/* harmony export */   aU: () => (/* binding */ orThrow)
/* harmony export */ });
/* unused harmony export isRefusal */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);

function refuse(code, message) {
    return { kind: 'refused', code, message };
}
/** The value, or the refusal thrown. */
function orThrow(answer) {
    if (isRefusal(answer))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .fk(answer.code, answer.message);
    return answer;
}
function isRefusal(answer) {
    return answer.kind === 'refused';
}


/***/ }),

/***/ 42565:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $_: () => (/* binding */ isLaterStep),
/* harmony export */   Av: () => (/* binding */ isOfBranch),
/* harmony export */   II: () => (/* binding */ planRollback)
/* harmony export */ });
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7873);
/* harmony import */ var _rollback_target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90119);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(75799);




const COMMITS_NAMED = 5;
/** Plans the reset of a branch to where a step ended or began. Changes nothing; every rule that says no is in the answer. */
function planRollback(facts) {
    const { target, tip } = facts;
    const { branch } = target;
    if (tip === null)
        return branchGone(facts);
    const refusal = notInHistory(facts);
    if (refusal !== undefined)
        return refusal;
    if (!facts.displaced.complete) {
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-confirmed', `Cannot tell which commits leave ${branch}: the history between ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(target.sha)} and ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(tip)} is cut off here. ` +
            'Check out with fetch-depth: 0.');
    }
    const displaced = facts.displaced.commits.map((commit) => ({ commit, fate: fateOf(commit, facts) }));
    const discarded = displaced.filter(({ fate }) => fate.kind === 'discarded').map(({ commit }) => commit);
    if (discarded.length > 0 && !facts.allowDiscard)
        return wouldDiscard(facts, discarded);
    const goes = stepsThatGo(facts, displaced);
    if (tip === target.sha && goes.length === 0) {
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', `Nothing to roll back: ${branch} is at ${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .targetName */ .je)(target)}, and no later step of it is active.`);
    }
    return {
        kind: 'plan',
        mode: target.mode,
        step: target.step,
        branch,
        from: tip,
        to: target.sha,
        goes,
        stays: facts.steps.find((step) => step.active && isOfBranch(step, facts) && !goes.includes(step)) ?? null,
        displaced,
        warnings: warningsOf(facts, goes, displaced),
    };
}
/** True when a step is of the branch that moves. One without branch and repository (LaForge's) is when git finds it there. */
function isOfBranch(step, facts) {
    const { target, repositories, displaced } = facts;
    if (step.uid === target.step.uid)
        return true;
    if (step.branch !== null)
        return step.branch === target.branch && repositories.has(step.repository);
    if (target.step.branch !== null || step.repository !== null)
        return false;
    return step.commitShaAfter === target.sha || displaced.commits.some(({ sha }) => sha === step.commitShaAfter);
}
/** Later by number; by uid, which begins with the time, where one has no settled number. */
function isLaterStep(step, than) {
    return step.id !== null && than.id !== null ? step.id > than.id : step.uid > than.uid;
}
function stepsThatGo(facts, displaced) {
    const { target } = facts;
    const displacedOwners = new Set(displaced.flatMap(({ fate }) => (fate.kind === 'own' ? [fate.step.uid] : [])));
    return facts.steps.filter((step) => {
        if (!step.active)
            return false;
        if (step.uid === target.step.uid)
            return target.mode === 'before';
        return displacedOwners.has(step.uid) || (isOfBranch(step, facts) && isLaterStep(step, target.step));
    });
}
function fateOf(commit, facts) {
    const step = facts.owners.get(commit.sha);
    const branches = facts.elsewhere.get(commit.sha) ?? [];
    if (step !== undefined && (isOfBranch(step, facts) || branches.length === 0))
        return { kind: 'own', step };
    return branches.length === 0 ? { kind: 'discarded' } : { kind: 'elsewhere', branches };
}
function branchGone({ target, place }) {
    const { branch } = target;
    return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('branch-gone', place === 'remote'
        ? `${branch} is no longer at the remote, so there is nothing to reset. Push it again first if it is wanted: git push origin ${target.sha}:refs/heads/${branch}`
        : `There is no local branch ${branch}. Check it out first.`);
}
function notInHistory({ target, tip, ancestry, reached, place }) {
    const { step, branch } = target;
    const recordedElsewhere = step.pushed === 'pinned' || step.pushed === 'bundled' || step.pushed === 'none';
    if (place === 'remote' && recordedElsewhere && reached === 'no') {
        const where = step.pushed === 'pinned' && step.pinRef !== null ? `: its work is kept at ${step.pinRef}` : '';
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', `${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .capital */ .Nx)((0,_step_js__WEBPACK_IMPORTED_MODULE_3__/* .stepName */ .u)(step))} was never pushed to ${branch}${where}. Name a step that was.`);
    }
    switch (ancestry) {
        case 'yes':
            return undefined;
        case 'no':
            return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-an-ancestor', `Cannot reset ${branch} to ${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .targetName */ .je)(target)}: it is not in the history of its tip ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(tip)}. ` +
                'The branch was rewritten since, or the step is of another repository; name another step.');
        case 'unknown':
            return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-an-ancestor', `Cannot tell whether ${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .targetName */ .je)(target)} is in the history of ${branch}: this clone is shallow and could not be deepened. ` +
                'Check out with fetch-depth: 0.');
    }
}
function wouldDiscard({ target, wording }, commits) {
    const many = commits.length > 1;
    return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('would-discard', `Cannot roll back ${target.branch} to ${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .targetName */ .je)(target)}: ${commits.length} commit${many ? 's' : ''} that no step made would go, ` +
        `${nameCommits(commits)}. Move ${many ? 'them' : 'it'} to another branch first, or say ${wording.allowDiscard} (${many ? 'they stay' : 'it stays'} pinned).`);
}
function warningsOf(facts, goes, displaced) {
    const { target } = facts;
    const discarded = displaced.filter(({ fate }) => fate.kind === 'discarded').map(({ commit }) => commit);
    const warnings = [];
    for (const step of goes) {
        if (step.status === 'running') {
            warnings.push(`${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .capital */ .Nx)((0,_step_js__WEBPACK_IMPORTED_MODULE_3__/* .stepName */ .u)(step))} is still running; it goes too, and what it does next will not reach ${target.branch}.`);
        }
        else if (step.uid !== target.step.uid && !isLaterStep(step, target.step)) {
            warnings.push(`${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .capital */ .Nx)((0,_step_js__WEBPACK_IMPORTED_MODULE_3__/* .stepName */ .u)(step))} goes too: commits of its own are above ${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .targetName */ .je)(target)}.`);
        }
        else if (step.branch !== null && step.branch !== target.branch) {
            warnings.push(`${(0,_rollback_target_js__WEBPACK_IMPORTED_MODULE_2__/* .capital */ .Nx)((0,_step_js__WEBPACK_IMPORTED_MODULE_3__/* .stepName */ .u)(step))} of ${step.branch} goes too: its commits are nowhere else.`);
        }
    }
    if (discarded.length > 0) {
        warnings.push(`Commits that no step made go too and stay pinned: ${nameCommits(discarded)}.`);
    }
    const elsewhere = displaced.filter(({ fate }) => fate.kind === 'elsewhere');
    const branches = new Set(elsewhere.flatMap(({ fate }) => (fate.kind === 'elsewhere' ? fate.branches : [])));
    if (elsewhere.length > 0) {
        const named = nameCommits(elsewhere.map(({ commit }) => commit));
        warnings.push(`Other remote branches (${[...branches].slice(0, COMMITS_NAMED).join(', ')}) keep commits that leave ${target.branch}: ${named}.`);
    }
    return warnings;
}
function nameCommits(commits) {
    const named = commits.slice(0, COMMITS_NAMED).map(({ sha, subject }) => `${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(sha)} ${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(subject)}`);
    const rest = commits.length - named.length;
    return rest === 0 ? named.join(', ') : `${named.join(', ')} and ${rest} more`;
}


/***/ }),

/***/ 90119:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L_: () => (/* binding */ findRollbackTarget),
/* harmony export */   Nx: () => (/* binding */ capital),
/* harmony export */   je: () => (/* binding */ targetName)
/* harmony export */ });
/* harmony import */ var _identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7873);
/* harmony import */ var _rollback_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81005);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75799);




/**
 * The step, branch and commit that a rollback asks for. A step without a branch, as LaForge's own files have them, is
 * taken for the branch that was named: git has the last word, since the commit must be in that branch's history.
 */
function findRollbackTarget(facts) {
    const found = theStep(facts);
    if (found.kind === 'refused')
        return found;
    const step = found.value;
    const { mode, wording } = facts;
    const name = capital((0,_step_js__WEBPACK_IMPORTED_MODULE_2__/* .stepName */ .u)(step));
    if (!step.active)
        return inactive(name, facts.deactivatedBy, wording);
    if (step.status === 'running') {
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', `${name} is still running. Wait until it has ended, or cancel its job.`);
    }
    if (step.status === 'interrupted') {
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', `${name} was interrupted: its job died and nobody knows where it left its branch. Name a step before it.`);
    }
    const branch = facts.branch ?? step.branch;
    if (branch === null) {
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', `${name} ran on no branch. Say with ${wording.branch} which one to roll back.`);
    }
    if (step.branch !== null && step.branch !== branch) {
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', `${name} belongs to the branch ${step.branch}, not to ${branch}. Leave ${wording.branch} out, or name a step of ${branch}.`);
    }
    const sha = mode === 'to' ? step.commitShaAfter : step.commitShaBefore;
    if (sha === null)
        return noCommit(name, mode);
    return { kind: 'target', mode, step, branch, sha };
}
function theStep({ ref, lookup, condition, wording }) {
    const asked = ref.kind === 'id' ? `step ${ref.id}` : `step ${ref.prefix}`;
    switch (lookup.kind) {
        case 'found':
            return lookup;
        case 'unknown':
            return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('unknown-step', `There is no ${asked}: ${whyUnknown(condition, wording)}.`);
        case 'ambiguous':
            return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('contested-id', `${capital(asked)} could be any of ${lookup.uids.join(', ')}. Give more characters of the uid.`);
        case 'contested':
            return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('contested-id', `${capital(asked)} is a number that ${lookup.uids.length} steps have claimed: ${lookup.uids.join(' and ')}. ` +
                'Name the one you mean by its uid.');
    }
}
function whyUnknown(condition, wording) {
    switch (condition.kind) {
        case 'found':
            return `the history does not have it; ${wording.listSteps}`;
        case 'empty':
            return 'the history is empty, so check the project and the store';
        case 'expired':
            return `the history expired${condition.lastSavedAt === null ? '' : ` (last saved ${condition.lastSavedAt})`}, so its steps can no longer be named`;
        case 'unreadable':
            return `the history could not be read (${condition.reason.replace(/\.$/, '')}), so try again later`;
    }
}
function inactive(name, by, wording) {
    if (by === undefined)
        return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', `${name} is inactive. Name an active step.`);
    const rollback = (0,_rollback_js__WEBPACK_IMPORTED_MODULE_3__/* .rollbackName */ .O)(by);
    const way = by.branch === null
        ? 'That moved no branch and cannot be taken back, so name an active step.'
        : `Take that back first with ${wording.undo(rollback)}, or name an active step.`;
    return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', `${name} was rolled back by ${rollback} on ${by.createdAt.slice(0, 10)}. ${way}`);
}
function noCommit(name, mode) {
    return (0,_refusal_js__WEBPACK_IMPORTED_MODULE_1__/* .refuse */ .TR)('not-reversible', mode === 'before'
        ? `${name} began in a repository without commits, so there is nothing before it to go back to. Name a step to keep instead.`
        : `${name} left no commit on record, so there is nothing to go back to. Name another step.`);
}
/** How a commit that a step stands for is named in a sentence. */
function targetName({ mode, step, sha }) {
    return `${(0,_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(sha)}, where ${(0,_step_js__WEBPACK_IMPORTED_MODULE_2__/* .stepName */ .u)(step)} ${mode === 'to' ? 'ended' : 'began'}`;
}
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}


/***/ }),

/***/ 68618:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fz: () => (/* binding */ renderDropPlan),
/* harmony export */   _K: () => (/* binding */ renderPinList),
/* harmony export */   ft: () => (/* binding */ renderDropped)
/* harmony export */ });
/* harmony import */ var _domain_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16327);
/* harmony import */ var _domain_pins_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56921);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14246);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12535);
/* harmony import */ var _plain_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(17468);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40198);






const COMMITS_SHOWN = 20;
/** The pins of a project, newest first: what each is of, what only it keeps, and how it is named. */
function renderPinList(projectId, pins, { width, paint, now }) {
    const columns = [
        { title: 'PIN', cell: _domain_pins_js__WEBPACK_IMPORTED_MODULE_3__/* .pinName */ .lZ, look: (_pin, text) => paint('strong', text) },
        { title: 'OF', cell: ofInWords, shrinkTo: 20 },
        { title: 'STATE', cell: (pin) => (0,_domain_pins_js__WEBPACK_IMPORTED_MODULE_3__/* .stateOfPin */ .Qy)(pin).replaceAll('_', ' ') },
        { title: 'ONLY IT KEEPS', cell: keptInWords },
        { title: 'SIZE', cell: sizeInWords },
        { title: 'WHERE', cell: whereInWords },
        { title: 'WHEN', cell: (pin) => whenOf(pin, now) },
        { title: 'BY', cell: actorOf, shrinkTo: 8 },
        { title: 'REASON', cell: reasonOf, shrinkTo: 12 },
    ];
    return [
        `${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toPlainText */ .b)(projectId)}: ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(pins.length, 'pin')}`,
        '',
        (0,_table_js__WEBPACK_IMPORTED_MODULE_5__/* .renderTable */ .b)(columns, pins, { width, paint }),
        '',
        paint('dim', 'Drop one for good, such as after a secret got into it: laforge pins drop <pin>'),
    ].join('\n');
}
/** What a drop takes away, before anybody agrees to it. */
function renderDropPlan({ pins, lost, warnings, }, paint) {
    return [
        ...pins.map((pin) => `${paint('strong', `${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toPlainText */ .b)((0,_domain_pins_js__WEBPACK_IMPORTED_MODULE_3__/* .pinName */ .lZ)(pin))} goes`)}, the pin of ${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toPlainText */ .b)((0,_domain_pins_js__WEBPACK_IMPORTED_MODULE_3__/* .subjectInWords */ .DN)(pin))}, ${whereInWords(pin)}: ${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toPlainText */ .b)(pin.ref)}`),
        lost.length === 0
            ? 'Nothing else goes with it: other refs lead to all of its commits.'
            : `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(lost.length, 'commit')} that nothing else leads to ${lost.length === 1 ? 'goes' : 'go'} with ${pins.length === 1 ? 'it' : 'them'}:`,
        ...lost
            .slice(0, COMMITS_SHOWN)
            .map(({ sha, subject }) => `  ${paint('warn', (0,_domain_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(sha))}  ${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toPlainText */ .b)(subject)}`),
        ...(lost.length > COMMITS_SHOWN ? [paint('dim', `  and ${lost.length - COMMITS_SHOWN} more`)] : []),
        ...consequences(pins),
        ...warnings.map((warning) => `${paint('warn', 'warning:')} ${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toPlainText */ .b)(warning)}`),
    ].join('\n');
}
/** What was dropped, and what may still have the commits: a pin is not the only thing that keeps them. */
function renderDropped(dropped, remaining, { atRemote, here }) {
    const still = [
        ...remaining.remoteRefs.map((ref) => `the ref ${ref} at the remote`),
        ...remaining.localRefs.map((ref) => `the ref ${ref} here`),
        ...(atRemote
            ? [
                "the host itself, by their SHAs and in its caches, until it collects garbage (ask its support; GitHub's page is Removing sensitive data from a repository)",
                'forks, open pull requests (refs/pull/…), and every clone that fetched them',
            ]
            : []),
        ...(remaining.reflog ? ['the reflogs of this repository: git reflog expire --expire=now --all'] : []),
        ...(here ? ['the object store of this repository, until git gc --prune=now'] : []),
        'bundles and logs of the runs that made them; the history keeps their SHAs and subjects',
    ];
    return [
        ...dropped.map(({ ref }) => `Dropped ${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toPlainText */ .b)(ref)}.`),
        'What may still have the commits:',
        ...still.map((one) => `  - ${(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toPlainText */ .b)(one)}`),
        'A secret that was in them has been seen: revoke it.',
    ].join('\n');
}
function consequences(pins) {
    const inForce = pins.filter(({ subject }) => subject.kind === 'rollback' && subject.rollback.kind === 'rollback' && subject.rollback.undoneBy === null);
    if (inForce.length === 0)
        return [];
    return [`After that, ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatList */ .ki)(inForce.map((pin) => (0,_plain_text_js__WEBPACK_IMPORTED_MODULE_4__/* .toPlainText */ .b)((0,_domain_pins_js__WEBPACK_IMPORTED_MODULE_3__/* .pinName */ .lZ)(pin))))} cannot be undone any more.`];
}
/** `rollback of main: steps 3 and 4`, `undo of main: step 3`, `work of step 7 for main`. */
function ofInWords({ subject }) {
    switch (subject.kind) {
        case 'rollback': {
            const { rollback, steps } = subject;
            const ids = steps.flatMap(({ id }) => (id === null ? [] : [id]));
            const uids = steps.filter(({ id }) => id === null).map(_format_js__WEBPACK_IMPORTED_MODULE_1__/* .stepLabel */ .vO);
            const names = (0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatList */ .ki)([...(ids.length > 0 ? [(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatIds */ .wP)(ids)] : []), ...uids]);
            const covered = steps.length === 0 ? '' : `: ${steps.length === 1 ? 'step' : 'steps'} ${names}`;
            return `${rollback.kind} of ${rollback.branch ?? 'no branch'}${covered}`;
        }
        case 'step': {
            const branch = subject.step?.branch ?? null;
            return `work of step ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .stepLabel */ .vO)(subject.step ?? { id: null, uid: subject.uid })}${branch === null ? '' : ` for ${branch}`}`;
        }
        case 'check':
            return (0,_domain_pins_js__WEBPACK_IMPORTED_MODULE_3__/* .subjectInWords */ .DN)({ subject });
        case 'odd':
            return '?';
    }
}
function keptInWords({ alone }) {
    if (alone === null)
        return '?';
    return alone.length === 0 ? 'nothing' : (0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(alone.length, 'commit');
}
function sizeInWords({ size }) {
    return size === null ? '' : `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(size.filesChanged, 'file')} ${(0,_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatLines */ .xM)(size.insertions, size.deletions)}`;
}
function whereInWords({ remote, local }) {
    return remote === null ? 'here' : local === null ? 'at the remote' : 'at the remote and here';
}
function whenOf({ subject }, now) {
    if (subject.kind === 'rollback')
        return (0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatAge */ .nV)(subject.rollback.createdAt, now);
    const time = subject.kind === 'step' ? (subject.step?.endTime ?? subject.step?.startTime) : undefined;
    return time == null ? '' : (0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatAge */ .nV)(time, now);
}
function actorOf({ subject }) {
    if (subject.kind === 'rollback')
        return subject.rollback.actor ?? '';
    return subject.kind === 'step' ? (subject.step?.run?.actor ?? '') : '';
}
function reasonOf({ subject }) {
    if (subject.kind === 'rollback')
        return subject.rollback.reason ?? '';
    // The first note of a pinned step tells why; where the work is, the list does.
    return subject.kind === 'step' ? (subject.step?.notes[0]?.split('. ')[0] ?? '') : '';
}


/***/ }),

/***/ 40198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ renderTable)
/* harmony export */ });
/* harmony import */ var _plain_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17468);
/* harmony import */ var _width_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72774);


const GAP = '  ';
/** A table for people, as wide as the terminal at most where its columns can give way. Columns that are empty in every row are left out. */
function renderTable(columns, rows, { width, paint, dim }) {
    const texts = columns.map((column) => rows.map((row) => (0,_plain_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toPlainText */ .b)(column.cell(row))));
    const filled = columns
        .map((column, index) => ({ column, cells: texts[index] ?? [] }))
        .filter(({ cells }) => cells.some((cell) => cell !== ''))
        .map(({ column, cells }) => ({
        column,
        cells,
        wanted: cells.reduce((most, cell) => Math.max(most, (0,_width_js__WEBPACK_IMPORTED_MODULE_1__/* .displayWidth */ .F)(cell)), (0,_width_js__WEBPACK_IMPORTED_MODULE_1__/* .displayWidth */ .F)(column.title)),
        least: column.shrinkTo,
    }));
    const shown = leaveRoom(filled, width);
    const widths = fitWidths(shown, width);
    const head = shown.map(({ column }, at) => pad(column.title, widths[at] ?? 0, column.align));
    const lines = rows.map((row, line) => {
        const dimmed = dim?.(row) === true;
        const cells = shown.map(({ column, cells }, at) => {
            const text = pad(cells[line] ?? '', widths[at] ?? 0, column.align);
            return dimmed || column.look === undefined ? text : column.look(row, text, paint);
        });
        const joined = cells.join(GAP).trimEnd();
        return dimmed ? paint('dim', joined) : joined;
    });
    return [paint('strong', head.join(GAP).trimEnd()), ...lines].join('\n');
}
/** The columns without those that leave so that the others, as narrow as they can be, have room. */
function leaveRoom(columns, available) {
    const narrowest = columns.reduce((sum, { wanted, least = wanted }) => sum + Math.min(wanted, least) + GAP.length, 0);
    const first = Math.max(0, ...columns.map(({ column }) => column.leaves ?? 0));
    if (narrowest - GAP.length <= available || first === 0)
        return columns;
    return leaveRoom(columns.filter(({ column }) => column.leaves !== first), available);
}
/** Takes what is too much from the columns that can give way, always from the widest of them. */
function fitWidths(columns, available) {
    const widths = columns.map(({ wanted }) => wanted);
    let excess = widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1) - available;
    while (excess > 0) {
        let widest = -1;
        columns.forEach(({ least }, at) => {
            const width = widths[at] ?? 0;
            if (least !== undefined && width > least && width > (widths[widest] ?? 0))
                widest = at;
        });
        if (widest < 0)
            break;
        widths[widest] = (widths[widest] ?? 0) - 1;
        excess--;
    }
    return widths;
}
function pad(text, width, align = 'left') {
    const cut = (0,_width_js__WEBPACK_IMPORTED_MODULE_1__/* .cutToWidth */ .G)(text, width);
    const space = ' '.repeat(Math.max(0, width - (0,_width_js__WEBPACK_IMPORTED_MODULE_1__/* .displayWidth */ .F)(cut)));
    return align === 'right' ? space + cut : cut + space;
}


/***/ }),

/***/ 72774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ displayWidth),
/* harmony export */   G: () => (/* binding */ cutToWidth)
/* harmony export */ });
const ASCII = /^[ -~]*$/;
const MARK = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[0-9#*]\ufe0f?\u20e3|\p{Regional_Indicator}{2}/u;
/** The blocks that Unicode's East Asian Width calls Wide or Fullwidth; the scripts cover their later extensions. */
const WIDE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\u30fb\u30fc\uff01-\uff60\uffe0-\uffe6]/u;
const HALFWIDTH = /^[\uff61-\uffdc]/u;
/** Made at its first use: it takes as long to make as a third of Node's own start. */
let segmenter;
function graphemes(text) {
    segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
    return segmenter.segment(text);
}
/** Columns a text takes on a terminal: two for wide characters and emoji, none for combining marks. */
function displayWidth(text) {
    if (ASCII.test(text))
        return text.length;
    let width = 0;
    for (const { segment } of graphemes(text))
        width += graphemeWidth(segment);
    return width;
}
/** The text cut to that many columns, with `…` in the last one when something had to go. */
function cutToWidth(text, width) {
    if (displayWidth(text) <= width)
        return text;
    if (width < 1)
        return '';
    let cut = '';
    let used = 0;
    for (const { segment } of graphemes(text)) {
        const next = used + graphemeWidth(segment);
        if (next > width - 1)
            break;
        cut += segment;
        used = next;
    }
    return `${cut}…`;
}
function graphemeWidth(grapheme) {
    if (MARK.test(grapheme))
        return 0;
    if (HALFWIDTH.test(grapheme))
        return 1;
    return EMOJI.test(grapheme) || WIDE.test(grapheme) ? 2 : 1;
}


/***/ }),

/***/ 81330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ listPins)
/* harmony export */ });
/* harmony import */ var _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);
/* harmony import */ var _domain_pin_record_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6978);
/* harmony import */ var _domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90281);
/* harmony import */ var _domain_rollback_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(42565);
/* harmony import */ var _fetch_commits_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(27394);
/* harmony import */ var _look_before_start_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(81169);
/* harmony import */ var _reconcile_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(94841);







/** Lists what is pinned at the remote and in this repository, how much that is, and for what. Changes nothing. */
async function listPins(deps, slug) {
    const { repository } = deps;
    const remoteRefs = await lookAtRemote(deps, slug);
    const localRefs = await repository.localRefs('refs/');
    const prefix = (0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .pinPrefix */ .QX)(slug);
    const names = new Set([...(remoteRefs ?? new Map()).keys(), ...localRefs.keys()]);
    const refs = [...names].filter((ref) => ref.startsWith(prefix));
    await fetchAll(deps, refs.flatMap((ref) => remoteRefs?.get(ref) ?? []), _reconcile_js__WEBPACK_IMPORTED_MODULE_5__/* .PIN_DEPTH */ .uD);
    const [remoteAlone, localAlone] = [
        await findAlone(deps, 'remote', remoteRefs, prefix),
        await findAlone(deps, 'local', localRefs, prefix),
    ];
    const found = [];
    for (const ref of refs.sort((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))) {
        const [remote, local] = [remoteRefs?.get(ref) ?? null, localRefs.get(ref) ?? null];
        const subject = await findSubject(deps, slug, ref, remote ?? local ?? '');
        const alone = (remote === null ? localAlone : remoteAlone)?.get(ref) ?? null;
        found.push({ ref, remote, local, subject, alone: withoutRecord(alone, subject, remote ?? local) });
    }
    await fetchAll(deps, found.flatMap(farEnd), 1);
    const pins = [];
    for (const pin of found)
        pins.push({ ...pin, size: await sizeOf(deps, pin.subject) });
    return { pins, remoteRefs, localRefs };
    /** By time: a uid begins with its own. */
    function keyOf(ref) {
        return ref.slice(prefix.length).replace(/^(step|check)-/, '');
    }
}
async function lookAtRemote({ repository, log }, slug) {
    const { remote } = repository;
    if (remote === null)
        return null;
    try {
        return await remote.refs([`${_look_before_start_js__WEBPACK_IMPORTED_MODULE_4__/* .HEADS */ .mo}*`, 'refs/tags/*', ...(0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .pinPatterns */ .rA)(slug)]);
    }
    catch (error) {
        if (!(error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .GitError */ .XS))
            throw error;
        log.warn(`The remote could not be asked, so only the pins in this repository are known: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}`);
        return null;
    }
}
/** All at once; one by one when one of them has vanished meanwhile. */
async function fetchAll({ repository }, shas, depth) {
    if (shas.length === 0 || (await (0,_fetch_commits_js__WEBPACK_IMPORTED_MODULE_6__/* .fetchCommits */ .B)(repository, shas, depth)))
        return;
    for (const sha of shas)
        await (0,_fetch_commits_js__WEBPACK_IMPORTED_MODULE_6__/* .fetchCommits */ .B)(repository, [sha], depth);
}
/** The other end of what a pin at the remote keeps, by which its size is told. */
function farEnd({ remote, subject }) {
    const sha = remote === null || subject.kind !== 'rollback' ? null : subject.rollback.toSha;
    return sha === null ? [] : [sha];
}
async function findAlone({ repository, log }, place, refs, prefix) {
    if (refs === null)
        return null;
    const pins = [...refs].filter(([ref]) => ref.startsWith(prefix));
    const others = [...refs].filter(([ref]) => !ref.startsWith(prefix)).map(([, sha]) => sha);
    try {
        return await repository.commitsOnlyOf(place, new Map(pins.map(([ref, sha]) => [ref, [sha]])), others);
    }
    catch (error) {
        if (!(error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .GitError */ .XS))
            throw error;
        log.warn(`How much the pins keep is not known: ${(0,_domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error)}`);
        return null;
    }
}
/** The commit that carries the record is ours: nobody asks how much of that is kept. */
function withoutRecord(alone, subject, pin) {
    return subject.kind === 'rollback' && alone !== null ? alone.filter(({ sha }) => sha !== pin) : alone;
}
async function findSubject({ history, repository }, slug, ref, pin) {
    const stepUid = (0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .stepOfPin */ .zJ)(ref, slug);
    if (stepUid !== undefined) {
        return { kind: 'step', uid: stepUid, step: (await findSteps(history, [stepUid]))[0] ?? null };
    }
    const checkedUid = (0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .checkOfPin */ .hk)(ref, slug);
    if (checkedUid !== undefined) {
        return { kind: 'check', uid: checkedUid, step: (await findSteps(history, [checkedUid]))[0] ?? null };
    }
    const uid = (0,_domain_pin_refs_js__WEBPACK_IMPORTED_MODULE_2__/* .rollbackOfPin */ .pv)(ref, slug);
    if (uid === undefined)
        return { kind: 'odd' };
    const lookup = await history.findRollback({ kind: 'uid', prefix: uid });
    const known = lookup.kind === 'found' || lookup.kind === 'contested' ? lookup.value : undefined;
    const told = known === undefined ? (0,_domain_pin_record_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePinMessage */ .i9)((await repository.commitMessage(pin)) ?? '') : undefined;
    const draft = known ?? (told?.uid === uid ? { ...told, number: null, undoneBy: null } : undefined);
    if (draft === undefined)
        return { kind: 'odd' };
    const steps = await findSteps(history, draft.stepUids);
    return { kind: 'rollback', rollback: draft, onRecord: known !== undefined, steps };
}
async function findSteps(history, uids) {
    const steps = [];
    for (const uid of uids) {
        const lookup = await history.findStep({ kind: 'uid', prefix: uid });
        if (lookup.kind === 'found' || lookup.kind === 'contested')
            steps.push(lookup.value);
    }
    return steps.sort((a, b) => ((0,_domain_rollback_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .isLaterStep */ .$_)(a, b) ? -1 : 1));
}
/** A step's record tells how much it is; of a rollback git is asked, which may have lost one end of it. */
async function sizeOf({ repository }, subject) {
    if (subject.kind === 'step') {
        const changes = subject.step?.changes;
        if (changes == null)
            return null;
        return { filesChanged: changes.files_changed, insertions: changes.insertions, deletions: changes.deletions };
    }
    if (subject.kind !== 'rollback')
        return null;
    const { fromSha, toSha } = subject.rollback;
    if (fromSha === null || toSha === null)
        return null;
    try {
        return await repository.diffStat(toSha, fromSha);
    }
    catch (error) {
        if (error instanceof _domain_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .GitError */ .XS)
            return null;
        throw error;
    }
}


/***/ })

};
