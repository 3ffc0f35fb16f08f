export const id = 3304;
export const ids = [3304];
export const modules = {

/***/ 37354:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ readLaForgeRecords)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/domain/documents.js
var documents = __webpack_require__(55427);
// EXTERNAL MODULE: ./build/domain/identity.js
var identity = __webpack_require__(16327);
// EXTERNAL MODULE: ./build/ledger/claims.js
var claims = __webpack_require__(65743);
// EXTERNAL MODULE: ./build/ledger/documents.js
var ledger_documents = __webpack_require__(46922);
;// CONCATENATED MODULE: ./build/ledger/go-time.js
const GO_TIME = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))? ?(Z|[+-]\d{2}:?\d{2})?(?: (?:[A-Z]{1,5}|[+-]\d{2,4}))?(?: m=[+-]\d+\.\d+)?$/;
/**
 * A time as Go and SQLite write it, in UTC and cut to milliseconds: `2025-10-18 08:30:15.123456789-07:00`, with `Z`,
 * with `+0000 UTC` and a monotonic suffix as Go's `String` has it, or without a zone, as SQLite's CURRENT_TIMESTAMP
 * writes UTC. Null for anything else.
 */
function goTimeToTimestamp(value) {
    const match = typeof value === 'string' ? GO_TIME.exec(value) : null;
    if (match === null)
        return null;
    const [, date, time, fraction = '', zone = 'Z'] = match;
    const offset = zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
    const parsed = new Date(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`);
    return Number.isNaN(parsed.getTime()) ? null : parsed.toISOString();
}

// EXTERNAL MODULE: ./build/ledger/sqlite-errors.js
var sqlite_errors = __webpack_require__(15656);
;// CONCATENATED MODULE: ./build/ledger/laforge-rows.js







const EPOCH = '1970-01-01T00:00:00.000Z';
/**
 * The records that a file LaForge wrote stands for. Two machines that import the same row make the same record of it:
 * its uid is made from the project, the number and the times LaForge gave it. The inactive steps are one rollback
 * without branch or SHAs, since LaForge kept no more of it.
 */
function readLaForgeRecords(db, path) {
    const rows = db.prepare('SELECT * FROM steps ORDER BY id').all();
    const uidsById = new Map(rows.map((row) => [checkNumber(row.id, path), rowToUid(row)]));
    const steps = rows.map((row) => rowToRecord(row, uidsById));
    const inactive = steps.filter((_, index) => rows[index]?.active === 0);
    const rollbacks = inactive.length === 0 ? [] : [toRollback(inactive)];
    return {
        steps,
        stepClaims: steps.map(({ draft: { uid }, createdAt }, index) => ({
            uid,
            number: checkNumber(rows[index]?.id, path),
            claimedAt: createdAt,
        })),
        rollbacks,
        rollbackClaims: rollbacks.map(({ uid, createdAt }) => ({ uid, number: 1, claimedAt: createdAt })),
    };
}
function rowToRecord(row, uidsById) {
    const endTime = goTimeToTimestamp(row.end_time);
    const exitCode = toNumber(row.exit_code);
    const agentConfig = toAgentConfig(row);
    return {
        draft: {
            uid: rowToUid(row),
            projectId: toText(row.project_id) ?? '',
            repository: null,
            branch: null,
            commitShaBefore: toSha(row.commit_sha_before),
            agentConfig,
            run: null,
            startTime: goTimeToTimestamp(row.start_time) ?? rowToCreatedAt(row),
            limits: null,
        },
        parentUid: uidsById.get(Number(row.parent_step_id)) ?? null,
        createdAt: rowToCreatedAt(row),
        outcome: {
            // Without an exit code nobody knows how it ended, and no process of ours will still say so: not `running`.
            // Should LaForge finish it after all, importing again brings the finish, which wins over `interrupted`.
            status: exitCode === null ? 'interrupted' : exitCode === 0 ? 'succeeded' : 'failed',
            branch: null,
            commitShaAfter: toSha(row.commit_sha_after),
            agentConfig,
            endTime,
            durationMs: endTime === null ? null : toNumber(row.duration_ms),
            tokenUsage: toTokenUsage(row),
            exitCode,
            pushed: null,
            pinRef: null,
            changes: null,
            check: null,
            notes: [],
        },
    };
}
function toRollback(inactive) {
    const stepUids = inactive.map((record) => record.draft.uid).sort();
    const createdAt = inactive
        .map((record) => record.createdAt)
        .sort()
        .at(-1) ?? EPOCH;
    return {
        uid: toUid(createdAt, ['rollback', ...stepUids]),
        kind: 'rollback',
        projectId: inactive[0]?.draft.projectId ?? '',
        undoes: null,
        repository: null,
        branch: null,
        target: null,
        fromSha: null,
        toSha: null,
        pinRef: null,
        stepUids,
        actor: null,
        reason: 'Inactive in the file that LaForge wrote.',
        run: null,
        createdAt,
    };
}
function toAgentConfig(row) {
    const config = (0,ledger_documents/* readAgentConfig */.a4)(toText(row.agent_config_json));
    if (config !== null)
        return config;
    const name = toText(row.agent_config_name);
    return name === null || name === '' ? null : { ...documents/* EMPTY_AGENT_CONFIG */.l, name };
}
/** LaForge writes 0 for what it does not know: a usage of nothing but zeros was never measured. */
function toTokenUsage(row) {
    const usage = (0,ledger_documents/* readTokenUsage */.DF)(toText(row.token_usage_json));
    if (usage === null)
        return null;
    const { prompt_tokens, completion_tokens, total_tokens, cost } = usage;
    if (!prompt_tokens && !completion_tokens && !total_tokens && !cost)
        return documents/* UNKNOWN_USAGE */.r;
    return { ...usage, cost: cost === 0 ? null : cost };
}
function rowToCreatedAt(row) {
    return [row.created_at, row.start_time, row.end_time].map(goTimeToTimestamp).find((time) => time !== null) ?? EPOCH;
}
function rowToUid(row) {
    return toUid(rowToCreatedAt(row), [row.project_id, row.id, row.start_time, row.created_at]);
}
/** A UUIDv7 of that time whose random part is a hash, so that the same parts always make the same uid. */
function toUid(time, parts) {
    const hash = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(parts)).digest('hex');
    const milliseconds = Math.max(0, Date.parse(time)).toString(16).padStart(12, '0');
    const variant = ((Number.parseInt(hash.slice(3, 4), 16) & 3) | 8).toString(16);
    return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
}
function checkNumber(value, path) {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= claims/* HIGHEST_NUMBER */.BC)
        return value;
    throw (0,sqlite_errors.damaged)(path, `a step's id is ${String(value)}`);
}
function toSha(value) {
    return typeof value === 'string' && (0,identity/* isSha */.HH)(value) ? value : null;
}
function toText(value) {
    return typeof value === 'string' ? value : null;
}
function toNumber(value) {
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
}


/***/ }),

/***/ 93304:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openLedger: () => (/* binding */ openLedger)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./build/ledger/check-path.js
var check_path = __webpack_require__(4442);
// EXTERNAL MODULE: ./build/ledger/identify-file.js + 1 modules
var identify_file = __webpack_require__(91168);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/ledger/laforge-rows.js + 1 modules
var laforge_rows = __webpack_require__(37354);
// EXTERNAL MODULE: ./build/domain/claims.js
var domain_claims = __webpack_require__(24140);
// EXTERNAL MODULE: ./build/domain/merge.js
var merge = __webpack_require__(86045);
// EXTERNAL MODULE: ./build/ledger/claims.js
var claims = __webpack_require__(65743);
// EXTERNAL MODULE: ./build/ledger/row-digest.js
var row_digest = __webpack_require__(22857);
// EXTERNAL MODULE: ./build/ledger/step-rows.js
var step_rows = __webpack_require__(15892);
;// CONCATENATED MODULE: ./build/ledger/known-records.js



/**
 * The records without the steps and claims that a ledger has exactly so, undamaged, which a merge has nothing to do
 * with. Of two histories most is the same: telling that by comparing columns costs a tenth of merging it.
 */
function withoutKnown(db, records, present) {
    const isKnownStep = prepareStepTest(db);
    const isKnownStepClaim = prepareClaimTest(db, claims/* STEP_NUMBERS */.Sj);
    const isKnownRollbackClaim = prepareClaimTest(db, claims/* ROLLBACK_NUMBERS */.YT);
    return {
        ...records,
        steps: records.steps.filter((record) => !present.has(record.draft.uid) || !isKnownStep(record)),
        stepClaims: records.stepClaims.filter((claim) => !isKnownStepClaim(claim)),
        rollbackClaims: records.rollbackClaims.filter((claim) => !isKnownRollbackClaim(claim)),
    };
}
/** Those of the records' steps that a ledger has, in whatever state: one question for all. */
function findPresent(db, records) {
    const uids = JSON.stringify(records.steps.map(({ draft }) => draft.uid));
    const find = db.prepare('SELECT uid FROM steps WHERE uid IN (SELECT value FROM json_each(?))').pluck();
    return new Set(find.all(uids));
}
function prepareStepTest(db) {
    const fields = row_digest/* STEP_FIELDS */.nV.map((name) => `s.${name}`).join(', ');
    const select = db
        .prepare(`SELECT s.digest, s.id, s.claimed_at, coalesce(p.uid, s.missing_parent_uid), ${fields} FROM ${step_rows/* STEP_TABLES */.t6} WHERE s.uid = ?`)
        .raw();
    return (record) => {
        const [digest, ...row] = select.get(record.draft.uid) ?? [];
        if (row.length === 0)
            return false;
        const [parentUid, ...values] = row.slice(2);
        const columns = (0,step_rows/* recordToColumns */.qE)(record);
        const isSame = parentUid === record.parentUid && row_digest/* STEP_FIELDS */.nV.every((name, at) => columns[name] === values[at]);
        // Digested here and not by SQL, which would hand all values over once more.
        return isSame && digest instanceof Uint8Array && (0,row_digest/* digestOfValues */.cy)(row).equals(digest);
    };
}
function prepareClaimTest(db, { table, number, kind }) {
    const held = db
        .prepare(`SELECT 1 FROM ${table} WHERE uid = ? AND ${number} = ? AND coalesce(claimed_at, created_at) = ?`)
        .pluck();
    const other = db
        .prepare(`SELECT 1 FROM claims WHERE kind = '${kind}' AND uid = ? AND number = ? AND claimed_at = ?`)
        .pluck();
    return ({ uid, number: claimed, claimedAt }) => held.get(uid, claimed, claimedAt) !== undefined || other.get(uid, claimed, claimedAt) !== undefined;
}

// EXTERNAL MODULE: ./build/ledger/rollbacks.js
var ledger_rollbacks = __webpack_require__(38177);
// EXTERNAL MODULE: ./build/ledger/steps.js
var steps = __webpack_require__(75567);
;// CONCATENATED MODULE: ./build/ledger/merge.js







const NOTHING = { steps: [], stepClaims: [], rollbacks: [], rollbackClaims: [] };
/** Merges records into a ledger, inside a transaction. What it costs depends on them, not on the size of the ledger. */
function mergeIntoLedger(db, incoming, now) {
    // Merged with nothing: each uid once, in one form.
    const all = (0,merge/* mergeRecords */.PI)(incoming, NOTHING);
    const present = findPresent(db, all);
    const records = withoutKnown(db, all, present);
    const { added, finished } = mergeSteps(db, records.steps, present, all.stepClaims);
    const numbers = (0,claims/* mergeClaims */.Kj)(db, claims/* STEP_NUMBERS */.Sj, records.stepClaims, createdAtByUid(added), now);
    insertSteps(db, added, numbers);
    const rollbacks = mergeRollbacks(db, { ...records, knownClaims: all.rollbackClaims }, now);
    (0,ledger_rollbacks/* projectActive */.AD)(db, [...added.map((record) => record.draft.uid), ...(0,ledger_rollbacks/* stepsTouchedBy */.DQ)(db, rollbacks.touched)]);
    return {
        stepsAdded: added.length,
        stepsFinished: finished,
        rollbacksAdded: rollbacks.added.length,
        renumbered: listRenumbered(all, added, numbers),
    };
}
/** Rewrites the steps that are known less well here, and hands back those that are not here at all. */
function mergeSteps(db, records, present, claims) {
    const rewrite = (0,steps/* prepareRewrite */.cV)(db);
    const findRow = (0,steps/* prepareFindRow */.Dx)(db);
    const added = [];
    let finished = 0;
    for (const record of records) {
        const row = present.has(record.draft.uid) ? findRow(record.draft.uid) : undefined;
        if (row === undefined) {
            added.push(record);
            continue;
        }
        if (row.intact !== 1) {
            // Of a record that is damaged here nothing counts, nor when its number was claimed.
            rewrite(record, claimTime(claims, record.draft.uid, row.id));
            if (record.outcome !== null)
                finished++;
            continue;
        }
        const known = (0,merge/* foldOutcome */.c8)((0,step_rows/* rowToRecord */.Rf)(row));
        if ((0,merge/* strongerStep */.rE)(known, record) === record) {
            rewrite(record);
            if ((0,merge/* outcomeRank */.HF)(record) > (0,merge/* outcomeRank */.HF)(known))
                finished++;
        }
    }
    return { added, finished };
}
function insertSteps(db, added, numbers) {
    const insert = (0,steps/* prepareInsert */.Lz)(db);
    for (const record of added) {
        const claim = numbers.added.get(record.draft.uid);
        if (claim === undefined)
            throw new Error(`Step ${record.draft.uid} has no number after all were settled.`);
        insert(record, claim.number, claim.claimedAt);
    }
    // Parents that came after their children, in this merge or a later one.
    db.exec(`UPDATE steps AS s SET parent_step_id = p.id, missing_parent_uid = NULL
    FROM steps p WHERE s.missing_parent_uid IS NOT NULL AND p.uid = s.missing_parent_uid`);
}
/** When a uid claimed a number, as others know it. */
function claimTime(claims, uid, number) {
    const [first] = claims.filter((claim) => claim.uid === uid && claim.number === number).sort(domain_claims/* compareClaims */.f);
    return first?.claimedAt;
}
/** Adds the rollbacks that are not here and sets right those that differ. The steps they touch are projected anew. */
function mergeRollbacks(db, records, now) {
    const insert = (0,ledger_rollbacks/* prepareRollbackInsert */.Rs)(db);
    const findDamagedRollback = (0,ledger_rollbacks/* prepareFindDamaged */.SL)(db);
    const findRollback = (0,ledger_rollbacks/* prepareFindRollback */.Xy)(db);
    const added = [];
    const touched = [];
    for (const draft of records.rollbacks) {
        const damaged = findDamagedRollback(draft.uid);
        const known = damaged === undefined ? findRollback(draft.uid) : undefined;
        if (damaged !== undefined) {
            touched.push(draft);
            const claimedAt = (0,ledger_rollbacks/* removeRollback */.DZ)(db, draft.uid);
            insert(draft, damaged, claimTime(records.knownClaims, draft.uid, damaged) ?? claimedAt);
        }
        else if (known === undefined)
            added.push(draft);
        else if ((0,merge/* strongerRollback */.l2)((0,ledger_rollbacks/* rollbackToDraft */.xP)(known), draft) === draft) {
            touched.push(known, draft);
            const claimedAt = (0,ledger_rollbacks/* removeRollback */.DZ)(db, draft.uid);
            insert(draft, known.number, claimedAt);
        }
    }
    const numbers = (0,claims/* mergeClaims */.Kj)(db, claims/* ROLLBACK_NUMBERS */.YT, records.rollbackClaims, createdAtByUid(added), now);
    for (const draft of added) {
        const claim = numbers.added.get(draft.uid);
        if (claim === undefined)
            throw new Error(`Rollback ${draft.uid} has no number after all were settled.`);
        insert(draft, claim.number, claim.claimedAt);
    }
    return { added, touched: [...touched, ...added] };
}
function createdAtByUid(records) {
    return new Map(records.map((record) => ['draft' in record ? record.draft.uid : record.uid, record.createdAt]));
}
/** Steps of this ledger that moved, and added ones that hold another number than their own records alone give them. */
function listRenumbered(records, added, numbers) {
    // Who holds a number follows from all claims on it, and no others matter to those that came.
    const arrivals = new Set(added.map((record) => record.draft.uid));
    const wanted = new Set(records.stepClaims.flatMap(({ uid, number }) => (arrivals.has(uid) ? [number] : [])));
    const alone = (0,domain_claims/* settleClaims */.Z)(records.stepClaims.filter(({ number }) => wanted.has(number))).held;
    const moved = numbers.changed.map(({ from, to }) => ({ uid: to.uid, from: from.number, to: to.number }));
    const arrived = added.flatMap(({ draft: { uid } }) => {
        const to = numbers.added.get(uid)?.number;
        return to === undefined ? [] : [{ uid, from: alone.get(uid)?.number ?? null, to }];
    });
    return [...moved, ...arrived].filter(({ from, to }) => from !== to);
}

// EXTERNAL MODULE: ./build/ledger/native-binding.js
var native_binding = __webpack_require__(70745);
// EXTERNAL MODULE: ./build/ledger/schema.js
var schema = __webpack_require__(94885);
// EXTERNAL MODULE: ./build/ledger/sqlite-errors.js
var sqlite_errors = __webpack_require__(15656);
;// CONCATENATED MODULE: ./build/ledger/laforge-file.js







/**
 * Makes a file that LaForge wrote one of ours, in one transaction, after keeping a copy of it beside it. Numbers stay as
 * they were. `stillLaForge` is asked again once the file is locked, since another process may have done it meanwhile.
 */
function takeOverLaForgeFile(db, path, now, stillLaForge) {
    (0,sqlite_errors.checkIntegrity)(db, path);
    // Or dropping the old table would be a deletion of all its rows, each checked.
    db.pragma('foreign_keys = OFF');
    db.transaction(() => {
        if (!stillLaForge())
            return;
        const records = (0,laforge_rows/* readLaForgeRecords */.r)(db, path);
        // Not by copying the file: closing any other handle on it would drop SQLite's locks on it (POSIX).
        keepCopy(path, db.serialize());
        db.exec('DROP TABLE steps');
        (0,schema/* migrate */._r)(db, 0);
        mergeIntoLedger(db, records, now);
    }).immediate();
    db.pragma('foreign_keys = ON');
}
/** A ledger in memory with what a file of LaForge's says, for readers that must leave the file alone. */
function readLaForgeIntoMemory(db, path, now) {
    (0,sqlite_errors.checkIntegrity)(db, path);
    const memory = (0,native_binding.openDatabase)(':memory:', {});
    (0,schema/* migrate */._r)(memory, 0);
    mergeIntoLedger(memory, (0,laforge_rows/* readLaForgeRecords */.r)(db, path), now);
    db.close();
    return memory;
}
function keepCopy(path, bytes) {
    const mode = (0,external_node_fs_.statSync)(path).mode & 0o777;
    for (let index = 1; index < 1000; index++) {
        const copyPath = `${path}.laforge-backup${index === 1 ? '' : `-${index}`}`;
        try {
            const file = (0,external_node_fs_.openSync)(copyPath, 'wx', mode);
            try {
                for (let written = 0; written < bytes.length;)
                    written += (0,external_node_fs_.writeSync)(file, bytes, written);
                (0,external_node_fs_.fsyncSync)(file);
            }
            finally {
                (0,external_node_fs_.closeSync)(file);
            }
            return;
        }
        catch (error) {
            if (!isExisting(error)) {
                throw new errors/* StoreError */.AD('unwritable', `${path} was written by LaForge and is copied to ${copyPath} before it is changed, but that copy could not be written. Look at the free space and the permissions of the folder.`, { cause: error });
            }
        }
    }
    throw new errors/* StoreError */.AD('unwritable', `${path} has a thousand copies beside it already. Move some of them away.`);
}
function isExisting(error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST';
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/ledger/file-copy.js




const CHUNK_BYTES = 1024 * 1024;
/** What SQLite reads beside a file and believes. */
const SIDECARS = ['-journal', '-wal', '-shm'];
/** Copies a file that nobody writes to for as long as this takes. Its memory does not grow with the file. */
function file_copy_keepCopy(path) {
    const target = (0,external_node_fs_.realpathSync)(path);
    const stats = (0,external_node_fs_.statSync)(target);
    const name = `${target}.copy-${(0,external_node_crypto_.randomUUID)()}`;
    const copy = (0,external_node_fs_.openSync)(name, 'wx+', 0o600);
    (0,external_node_fs_.unlinkSync)(name);
    const digest = digestFile(target, (chunk) => void (0,external_node_fs_.writeSync)(copy, chunk));
    const read = () => {
        const bytes = Buffer.alloc(stats.size);
        for (let at = 0, got = -1; at < bytes.length && got !== 0; at += got)
            got = (0,external_node_fs_.readSync)(copy, bytes, at, Math.min(CHUNK_BYTES, bytes.length - at), at);
        if ((0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex') === digest)
            return bytes;
        throw (0,sqlite_errors.damaged)(path, 'its copy was changed too');
    };
    return {
        target,
        read,
        change: () => {
            const now = (0,external_node_fs_.lstatSync)(target, { throwIfNoEntry: false });
            if (now === undefined)
                return 'deleted';
            if (!isSameFile(now, stats) || SIDECARS.some((it) => (0,external_node_fs_.lstatSync)(target + it, { throwIfNoEntry: false })))
                return 'changed';
            return digestFile(target) === digest ? null : 'changed';
        },
        putBack: () => {
            const bytes = read();
            (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(target), { recursive: true });
            const file = (0,external_node_fs_.openSync)(`${name}.new`, 'wx', stats.mode & 0o777);
            try {
                for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
                    (0,external_node_fs_.writeSync)(file, bytes.subarray(at, at + CHUNK_BYTES));
                (0,external_node_fs_.fsyncSync)(file);
            }
            finally {
                (0,external_node_fs_.closeSync)(file);
            }
            for (const it of SIDECARS)
                (0,external_node_fs_.rmSync)(target + it, { recursive: true, force: true });
            if ((0,external_node_fs_.lstatSync)(target, { throwIfNoEntry: false })?.isDirectory())
                (0,external_node_fs_.rmSync)(target, { recursive: true });
            (0,external_node_fs_.renameSync)(`${name}.new`, target);
        },
        close: () => (0,external_node_fs_.closeSync)(copy),
    };
}
/** The same file under the same name: a new one in its place would not be the one that is open. */
function isSameFile(now, then) {
    return now.isFile() && now.dev === then.dev && now.ino === then.ino && now.size === then.size;
}
function digestFile(path, onChunk = () => { }) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const buffer = Buffer.alloc(CHUNK_BYTES);
    const file = (0,external_node_fs_.openSync)(path, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NONBLOCK);
    try {
        for (let got = (0,external_node_fs_.readSync)(file, buffer); got > 0; got = (0,external_node_fs_.readSync)(file, buffer)) {
            const chunk = buffer.subarray(0, got);
            hash.update(chunk);
            onChunk(chunk);
        }
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
    return hash.digest('hex');
}

;// CONCATENATED MODULE: ./build/ledger/lookups.js

/** So many uids of an ambiguous prefix are named, not all of them. */
const AMBIGUOUS_NAMED = 10;
/** What a number stands for: the row of its earliest claim, contested where another uid ever claimed it too. */
function lookUpNumber(db, series, number, find) {
    const uids = (0,claims/* claimantsOf */.YF)(db, series, number);
    const value = uids[0] === undefined ? undefined : find(uids[0]);
    if (value === undefined)
        return { kind: 'unknown' };
    return uids.length > 1 ? { kind: 'contested', value, uids } : { kind: 'found', value };
}
/** What the beginning of a uid stands for. */
function lookUpPrefix(db, { table }, prefix, find) {
    // Uids are hex digits and dashes, all of which sort before "g".
    const uids = db
        .prepare(`SELECT uid FROM ${table} WHERE uid >= ? AND uid < ? ORDER BY uid LIMIT ?`)
        .pluck()
        .all(prefix, `${prefix}g`, AMBIGUOUS_NAMED);
    const [uid] = uids;
    const value = uid === undefined ? undefined : find(uid);
    if (value === undefined)
        return { kind: 'unknown' };
    return uids.length > 1 ? { kind: 'ambiguous', uids } : { kind: 'found', value };
}

;// CONCATENATED MODULE: ./build/ledger/lost-records.js


/** What the start of a step says, which no later word about it changes. */
const START = ['project_id', 'repository', 'commit_sha_before', 'start_time', 'run_json', 'created_at'];
const parentOf = (step, schema) => `coalesce((SELECT uid FROM ${schema}.steps WHERE id = ${step}.parent_step_id), ${step}.missing_parent_uid)`;
const areSame = (columns) => columns.map((column) => `n.${column} IS b.${column}`).join(' AND ');
const isWhole = `n.digest IS ${(0,row_digest/* stepDigest */.TW)((column) => `n.${column}`, 'n.id', 'n.claimed_at', parentOf('n', 'now'))}`;
/** How a step ended may be told once, and its own run's word comes after that of others. */
const wasOver = `b.status NOT IN ('running', 'interrupted')`;
const isSame = `CASE WHEN ${wasOver} THEN ${areSame(row_digest/* STEP_FIELDS */.nV)} AND ${parentOf('n', 'now')} IS ${parentOf('b', 'main')}
  ELSE ${areSame(START)} END`;
/** Numbers may move, and the digest with them. */
const hasDigest = `CASE WHEN ${wasOver} AND n.id = b.id AND n.claimed_at IS b.claimed_at
  THEN n.digest IS b.digest ELSE ${isWhole} END`;
const rollbacksOf = (schema) => `SELECT ${row_digest/* ROLLBACK_FIELDS */.zy.join(', ')},
  (SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM ${schema}.rollback_steps s WHERE s.rollback = r.number)
  FROM ${schema}.rollbacks r`;
const claimsOf = (schema) => `SELECT kind, number, uid, claimed_at FROM ${schema}.claims
  UNION SELECT 'step', id, uid, coalesce(claimed_at, created_at) FROM ${schema}.steps
  UNION SELECT 'rollback', number, uid, coalesce(claimed_at, created_at) FROM ${schema}.rollbacks`;
const LOST = `SELECT
  (SELECT count(*) FROM main.steps b LEFT JOIN now.steps n ON n.uid = b.uid
     WHERE n.uid IS NULL OR NOT (${isSame}) OR NOT (${hasDigest}))
  + (SELECT count(*) FROM (${rollbacksOf('main')} EXCEPT ${rollbacksOf('now')}))
  + (SELECT count(*) FROM (SELECT * FROM (${claimsOf('main')}) EXCEPT SELECT * FROM (${claimsOf('now')})))`;
const ADDED = `SELECT n.uid FROM now.steps n LEFT JOIN main.steps b ON b.uid = n.uid
    WHERE (b.uid IS NULL OR (NOT ${wasOver} AND n.status <> b.status AND ${areSame(START)})) AND ${isWhole}
  UNION SELECT uid FROM now.rollbacks WHERE uid NOT IN (SELECT uid FROM main.rollbacks)`;
/**
 * Compares the bytes of a ledger with the file at a path, which others may write. Throws an error of SQLite's where the
 * file is no ledger any more; its pages are checked too.
 */
function compareLedgers(before, path) {
    const db = (0,native_binding.openDatabase)(before, {});
    try {
        db.pragma('trusted_schema = OFF');
        db.prepare('ATTACH ? AS now').run(path);
        const [finding] = db.prepare('PRAGMA now.integrity_check(1)').pluck().all();
        if (finding !== 'ok')
            throw new Error(finding);
        const lost = db.prepare(LOST).pluck().get() ?? 0;
        return { lost, added: db.prepare(ADDED).pluck().all() };
    }
    finally {
        db.close();
    }
}

// EXTERNAL MODULE: ./build/ledger/records.js
var records = __webpack_require__(26514);
;// CONCATENATED MODULE: ./build/ledger/sqlite-ledger.js











/** The port over an open database whose schema is the newest. */
class SqliteLedger {
    path;
    #db;
    #clock;
    #reopen;
    /** `reopen` opens the file at the path once more. */
    constructor(path, db, clock, reopen) {
        this.path = path;
        this.#db = db;
        this.#clock = clock;
        this.#reopen = reopen;
    }
    createStep(draft) {
        return this.#write((db) => (0,steps/* createStep */.Bx)(db, draft, this.#now()));
    }
    updateStep(uid, outcome) {
        const step = this.#write((db) => (0,steps/* finishStep */.IT)(db, uid, outcome));
        if (step !== undefined)
            return step;
        throw new errors/* StoreError */.AD('unwritable', `${this.path} has no step ${uid}, so how it ended was not recorded.`);
    }
    getStep(ref) {
        return this.#read((db) => {
            const find = (uid) => (0,steps/* findStep */.MR)(db, uid);
            return ref.kind === 'id'
                ? lookUpNumber(db, claims/* STEP_NUMBERS */.Sj, ref.id, find)
                : lookUpPrefix(db, claims/* STEP_NUMBERS */.Sj, ref.prefix, find);
        });
    }
    getLatestActiveStep(repository, branch) {
        return this.#read((db) => (0,steps/* latestActiveStep */.AY)(db, repository, branch));
    }
    listSteps(filter = {}) {
        return this.#read((db) => (0,steps/* listSteps */.A1)(db, filter));
    }
    countSteps(filter = {}) {
        return this.#read((db) => (0,steps/* countSteps */.jg)(db, filter));
    }
    sumUsage(filter = {}) {
        return this.#read((db) => (0,steps/* sumUsage */.Rl)(db, filter));
    }
    deactivateSteps(uids, draft) {
        return this.addRollback({
            ...draft,
            kind: 'rollback',
            undoes: null,
            repository: null,
            branch: null,
            target: null,
            fromSha: null,
            toSha: null,
            pinRef: null,
            stepUids: uids,
            run: null,
        });
    }
    addRollback(draft) {
        return this.#write((db) => (0,ledger_rollbacks/* addRollback */.M3)(db, draft, this.#now()));
    }
    getRollback(ref) {
        return this.#read((db) => {
            const find = (uid) => (0,ledger_rollbacks/* findRollback */.a5)(db, uid);
            return ref.kind === 'number'
                ? lookUpNumber(db, claims/* ROLLBACK_NUMBERS */.YT, ref.number, find)
                : lookUpPrefix(db, claims/* ROLLBACK_NUMBERS */.YT, ref.prefix, find);
        });
    }
    listRollbacks(filter = {}) {
        return this.#read((db) => (0,ledger_rollbacks/* listRollbacks */.wQ)(db, filter));
    }
    records(uids) {
        return this.#read((db) => (uids === undefined ? (0,records/* readRecords */.T3)(db) : (0,records/* readRecordsOf */.Ab)(db, uids)));
    }
    merge(records) {
        return this.#write((db) => mergeIntoLedger(db, records, this.#now()));
    }
    guard() {
        // Inside a read, in which no process changes the file.
        const copy = this.#read((db) => {
            (0,identify_file.readNumber)(db, 'user_version');
            return file_copy_keepCopy(this.path);
        });
        return {
            restore: (isShared) => (0,sqlite_errors.withStoreErrors)(this.path, () => {
                try {
                    return this.#restore(copy, isShared);
                }
                finally {
                    copy.close();
                }
            }),
        };
    }
    #restore(copy, isShared) {
        const change = copy.change();
        if (change === null)
            return null;
        const others = isShared ? this.#lookAtOthers(copy) : null;
        if (others === 'nothing-lost')
            return null;
        this.#db.close();
        try {
            copy.putBack();
        }
        finally {
            this.#db = this.#reopen();
        }
        if (others !== null)
            this.merge(others);
        return `${this.path} was ${change} while the agent ran, and was put back as it was.`;
    }
    /**
     * What others added to a file that was changed, for after it is put back. `nothing-lost` when that is all that happened
     * to it; null where it tells nothing any more.
     */
    #lookAtOthers(copy) {
        this.#db.close();
        try {
            // Opened first, which looks at the schema before any statement of ours does.
            this.#db = this.#reopen();
            const growth = compareLedgers(copy.read(), copy.target);
            return growth.lost === 0 ? 'nothing-lost' : (0,records/* readRecordsOf */.Ab)(this.#db, growth.added);
        }
        catch (error) {
            // A newer version that works beside this one has brought the file to its own format.
            if (error instanceof errors/* StoreError */.AD && error.code === 'newer-ledger')
                throw error;
            return null;
        }
    }
    close() {
        (0,sqlite_errors.withStoreErrors)(this.path, () => this.#db.close());
    }
    #now() {
        return this.#clock.now().toISOString();
    }
    // Deferred, so that several statements of one read see one state of the file.
    #read(run) {
        return (0,sqlite_errors.withStoreErrors)(this.path, () => this.#db.transaction(() => run(this.#db)).deferred());
    }
    #write(run) {
        return (0,sqlite_errors.withStoreErrors)(this.path, () => this.#db.transaction(() => run(this.#db)).immediate());
    }
}

;// CONCATENATED MODULE: ./build/ledger/open-ledger.js








const BUSY_TIMEOUT_MS = 10_000;
/**
 * A file up to this size, some ten thousand steps, has its pages and indexes checked whenever it is opened, which takes
 * some ten milliseconds: a flipped bit in an index would leave steps out of a list without a word. Larger ones are
 * checked by verify, and where they come from outside.
 */
const CHECKED_BYTES = 16 * 1024 * 1024;
/**
 * Opens the steps.db at `path`: begins a new one, brings an older one to the newest format, and takes over a file that
 * LaForge itself wrote, after keeping a copy of it beside it. Throws InputError where the folder is missing and
 * StoreError where the file cannot be a ledger of ours.
 */
function openLedger(path, options) {
    const { clock, readonly = false, create = !readonly, maxBytes = Number.POSITIVE_INFINITY } = options;
    (0,check_path/* checkPath */.C)(path, { mayBeMissing: create, maxBytes });
    const open = () => {
        const db = (0,native_binding.openDatabase)(path, {
            readonly,
            fileMustExist: !create,
            timeout: options.busyTimeoutMs ?? BUSY_TIMEOUT_MS,
        });
        try {
            configure(db, readonly);
            return prepareFile(db, path, readonly, clock);
        }
        catch (error) {
            db.close();
            throw error;
        }
    };
    return (0,sqlite_errors.withStoreErrors)(path, () => new SqliteLedger(path, open(), clock, open));
}
function configure(db, readonly) {
    // Nothing that a file's schema says may run functions with effects.
    db.pragma('trusted_schema = OFF');
    db.pragma('foreign_keys = ON');
    // The folder is synced too: without it a power cut can bring back the journal and with it the state before a commit.
    if (!readonly)
        db.pragma('synchronous = EXTRA');
}
/** Hands back a database with the newest schema: this one, or for a LaForge file opened readonly one in memory. */
function prepareFile(db, path, readonly, clock) {
    const found = (0,identify_file.identifyFile)(db, path);
    if (found.kind !== 'empty' && (0,external_node_fs_.statSync)(path).size <= CHECKED_BYTES)
        (0,sqlite_errors.checkIntegrity)(db, path);
    // A snapshot is one file: what another program switched to a write-ahead log is switched back.
    if (!readonly)
        db.pragma('journal_mode = DELETE');
    if (found.kind === 'ledger' && found.version === schema/* SCHEMA_VERSION */.f$)
        return db;
    const now = clock.now().toISOString();
    if (readonly) {
        if (found.kind === 'laforge')
            return readLaForgeIntoMemory(db, path, now);
        if (found.kind === 'empty')
            throw (0,sqlite_errors.notALedger)(path, 'it is empty');
        // An older one is brought up to date in memory: this one must not be changed.
        const memory = (0,native_binding.openDatabase)(db.serialize(), {});
        (0,schema/* migrate */._r)(memory, found.version);
        db.close();
        return memory;
    }
    if (found.kind === 'laforge') {
        takeOverLaForgeFile(db, path, now, () => (0,identify_file.identifyFile)(db, path).kind === 'laforge');
        return db;
    }
    db.transaction(() => {
        // Asked again: another process may have done this while we waited for the lock.
        const locked = (0,identify_file.identifyFile)(db, path);
        (0,schema/* migrate */._r)(db, locked.kind === 'ledger' ? locked.version : 0);
    }).immediate();
    return db;
}


/***/ }),

/***/ 26514:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ab: () => (/* binding */ readRecordsOf),
/* harmony export */   Ip: () => (/* binding */ readClaims),
/* harmony export */   T3: () => (/* binding */ readRecords)
/* harmony export */ });
/* harmony import */ var _claims_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65743);
/* harmony import */ var _rollbacks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38177);
/* harmony import */ var _step_rows_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(15892);
/* harmony import */ var _steps_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(75567);




/** Everything a ledger knows as records. */
function readRecords(db) {
    const rows = db.prepare(`SELECT ${_step_rows_js__WEBPACK_IMPORTED_MODULE_2__/* .STEP_COLUMNS */ .PK} FROM ${_step_rows_js__WEBPACK_IMPORTED_MODULE_2__/* .STEP_TABLES */ .t6} ORDER BY s.uid`);
    return {
        steps: Array.from(rows.iterate(), _step_rows_js__WEBPACK_IMPORTED_MODULE_2__/* .rowToRecord */ .Rf),
        stepClaims: readClaims(db, _claims_js__WEBPACK_IMPORTED_MODULE_0__/* .STEP_NUMBERS */ .Sj),
        rollbacks: (0,_rollbacks_js__WEBPACK_IMPORTED_MODULE_1__/* .listRollbacks */ .wQ)(db, {}).map(_rollbacks_js__WEBPACK_IMPORTED_MODULE_1__/* .rollbackToDraft */ .xP),
        rollbackClaims: readClaims(db, _claims_js__WEBPACK_IMPORTED_MODULE_0__/* .ROLLBACK_NUMBERS */ .YT),
    };
}
/** The steps and rollbacks of these uids, and all claims these uids ever made. */
function readRecordsOf(db, uids) {
    const wanted = [...new Set(uids)];
    const claimsOf = (series) => wanted.flatMap((0,_claims_js__WEBPACK_IMPORTED_MODULE_0__/* .prepareClaimReaders */ .c9)(db, series).ofUid);
    const findRow = (0,_steps_js__WEBPACK_IMPORTED_MODULE_3__/* .prepareFindRow */ .Dx)(db);
    const findRollback = (0,_rollbacks_js__WEBPACK_IMPORTED_MODULE_1__/* .prepareFindRollback */ .Xy)(db);
    return {
        steps: wanted.flatMap((uid) => {
            const row = findRow(uid);
            return row === undefined ? [] : (0,_step_rows_js__WEBPACK_IMPORTED_MODULE_2__/* .rowToRecord */ .Rf)(row);
        }),
        stepClaims: claimsOf(_claims_js__WEBPACK_IMPORTED_MODULE_0__/* .STEP_NUMBERS */ .Sj),
        rollbacks: wanted.flatMap((uid) => {
            const rollback = findRollback(uid);
            return rollback === undefined ? [] : (0,_rollbacks_js__WEBPACK_IMPORTED_MODULE_1__/* .rollbackToDraft */ .xP)(rollback);
        }),
        rollbackClaims: claimsOf(_claims_js__WEBPACK_IMPORTED_MODULE_0__/* .ROLLBACK_NUMBERS */ .YT),
    };
}
function readClaims(db, { table, number, kind }) {
    return db
        .prepare(`SELECT uid, ${number} AS number, coalesce(claimed_at, created_at) AS claimedAt FROM ${table}
       UNION ALL SELECT uid, number, claimed_at FROM claims WHERE kind = ?`)
        .all(kind);
}


/***/ }),

/***/ 38177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ projectActive),
/* harmony export */   DQ: () => (/* binding */ stepsTouchedBy),
/* harmony export */   DZ: () => (/* binding */ removeRollback),
/* harmony export */   M3: () => (/* binding */ addRollback),
/* harmony export */   Rs: () => (/* binding */ prepareRollbackInsert),
/* harmony export */   SL: () => (/* binding */ prepareFindDamaged),
/* harmony export */   Xy: () => (/* binding */ prepareFindRollback),
/* harmony export */   a5: () => (/* binding */ findRollback),
/* harmony export */   l1: () => (/* binding */ countWrongActive),
/* harmony export */   wQ: () => (/* binding */ listRollbacks),
/* harmony export */   xP: () => (/* binding */ rollbackToDraft)
/* harmony export */ });
/* harmony import */ var _domain_merge_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86045);
/* harmony import */ var _claims_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65743);
/* harmony import */ var _documents_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46922);
/* harmony import */ var _row_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(22857);




const ROLLBACK_COLUMNS = `r.number, r.uid, r.kind, r.undoes, r.project_id, r.repository, r.branch, r.target_mode,
  r.target_step_uid, r.from_sha, r.to_sha, r.pin_ref, r.actor, r.reason, r.run_json, r.created_at,
  (SELECT u.uid FROM rollbacks u WHERE u.undoes = r.uid AND u.kind = 'undo' ORDER BY u.created_at, u.uid LIMIT 1) AS undone_by,
  (SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM rollback_steps WHERE rollback = r.number) AS step_uids,
  r.digest IS ${_row_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .DIGEST_OF_ROLLBACK */ .Ky} AS intact`;
/** A step is active while no rollback that is not undone covers it. `s` is the step. */
const IS_ACTIVE = `NOT EXISTS (SELECT 1 FROM rollback_steps c JOIN rollbacks r ON r.number = c.rollback
  WHERE c.step_uid = s.uid AND r.kind = 'rollback'
    AND NOT EXISTS (SELECT 1 FROM rollbacks u WHERE u.undoes = r.uid AND u.kind = 'undo'))`;
function addRollback(db, draft, now) {
    const existing = findRollback(db, draft.uid);
    if (existing !== undefined)
        return existing;
    prepareRollbackInsert(db)(draft, (0,_claims_js__WEBPACK_IMPORTED_MODULE_0__/* .nextNumber */ .Pt)(db, _claims_js__WEBPACK_IMPORTED_MODULE_0__/* .ROLLBACK_NUMBERS */ .YT), now);
    projectActive(db, stepsTouchedBy(db, [draft]));
    const added = findRollback(db, draft.uid);
    if (added === undefined)
        throw new Error(`Rollback ${draft.uid} is not there right after it was written.`);
    return added;
}
/** Inserts rollbacks with numbers already settled. */
function prepareRollbackInsert(db) {
    const insert = db.prepare(`INSERT INTO rollbacks (number, uid, kind, undoes, project_id, repository, branch, target_mode, target_step_uid,
       from_sha, to_sha, pin_ref, actor, reason, run_json, created_at, claimed_at)
     VALUES (@number, @uid, @kind, @undoes, @projectId, @repository, @branch, @targetMode, @targetStepUid,
       @fromSha, @toSha, @pinRef, @actor, @reason, @runJson, @createdAt, nullif(@claimedAt, @createdAt))`);
    const cover = db.prepare('INSERT INTO rollback_steps (rollback, step_uid) SELECT ?, value FROM json_each(?)');
    const digest = db.prepare((0,_row_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestRows */ .i8)('rollbacks', 'WHERE number = ?'));
    return (draft, number, claimedAt) => {
        const { target, run, stepUids, ...columns } = (0,_domain_merge_js__WEBPACK_IMPORTED_MODULE_2__/* .sortStepUids */ .UH)(draft);
        insert.run({
            ...columns,
            number,
            claimedAt,
            targetMode: target?.mode ?? null,
            targetStepUid: target?.stepUid ?? null,
            runJson: (0,_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .writeRunInfo */ .nX)(run),
        });
        cover.run(number, JSON.stringify(stepUids));
        digest.run(number);
    };
}
/** Takes a rollback out, so that it can be inserted anew, and hands back when its number was claimed. */
function removeRollback(db, uid) {
    const claimedAt = db
        .prepare('DELETE FROM rollbacks WHERE uid = ? RETURNING coalesce(claimed_at, created_at)')
        .pluck()
        .get(uid);
    if (claimedAt === undefined)
        throw new Error(`There is no rollback ${uid} to take out.`);
    return claimedAt;
}
/** The steps whose `active` these rollbacks decide: those they cover, and those that a rollback they undo covers. */
function stepsTouchedBy(db, drafts) {
    const undone = db
        .prepare(`SELECT step_uid FROM rollback_steps JOIN rollbacks ON number = rollback WHERE uid = ?`)
        .pluck();
    return drafts.flatMap((draft) => [...draft.stepUids, ...(draft.undoes === null ? [] : undone.all(draft.undoes))]);
}
/** Sets `active` of these steps to what the rollbacks say. */
function projectActive(db, uids) {
    if (uids.length === 0)
        return;
    db.prepare(`UPDATE steps AS s SET active = ${IS_ACTIVE}
     WHERE s.uid IN (SELECT value FROM json_each(?)) AND s.active <> ${IS_ACTIVE}`).run(JSON.stringify(uids));
}
/** How many steps have another `active` than the rollbacks say. */
function countWrongActive(db) {
    return db.prepare(`SELECT count(*) FROM steps s WHERE s.active <> ${IS_ACTIVE}`).pluck().get() ?? 0;
}
function findRollback(db, uid) {
    return prepareFindRollback(db)(uid);
}
function prepareFindRollback(db) {
    const find = db.prepare(`SELECT ${ROLLBACK_COLUMNS} FROM rollbacks r WHERE r.uid = ?`);
    return (uid) => {
        const row = find.get(uid);
        return row && rowToRollback(row);
    };
}
/** Finds the number of a rollback that is not as it was written; undefined where it is, or is not here. */
function prepareFindDamaged(db) {
    const find = db
        .prepare(`SELECT number FROM rollbacks r WHERE uid = ? AND digest IS NOT ${_row_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .DIGEST_OF_ROLLBACK */ .Ky}`)
        .pluck();
    return (uid) => find.get(uid);
}
function listRollbacks(db, filter) {
    const conditions = [
        filter.branch !== undefined && 'r.branch = @branch',
        filter.repository !== undefined && 'r.repository IS @repository',
    ].filter((condition) => condition !== false);
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    return db
        .prepare(`SELECT ${ROLLBACK_COLUMNS} FROM rollbacks r ${where} ORDER BY r.number DESC LIMIT @limit`)
        .all({ ...filter, limit: filter.limit ?? -1 })
        .map(rowToRollback);
}
/** What a rollback's record is made of, without what a ledger tells about it. */
function rollbackToDraft({ number: _number, undoneBy: _undoneBy, ...draft }) {
    return draft;
}
/** Throws StoreError when the row is not as it was written. */
function rowToRollback(row) {
    (0,_row_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .checkIntact */ .io)(row, `rollback R${row.number}`);
    return {
        number: row.number,
        uid: row.uid,
        kind: row.kind === 'undo' ? 'undo' : 'rollback',
        undoes: row.undoes,
        undoneBy: row.undone_by,
        projectId: row.project_id,
        repository: row.repository,
        branch: row.branch,
        target: row.target_step_uid === null
            ? null
            : { mode: row.target_mode === 'before' ? 'before' : 'to', stepUid: row.target_step_uid },
        fromSha: row.from_sha,
        toSha: row.to_sha,
        pinRef: row.pin_ref,
        stepUids: row.step_uids?.split(' ') ?? [],
        actor: row.actor,
        reason: row.reason,
        run: (0,_documents_js__WEBPACK_IMPORTED_MODULE_3__/* .readRunInfo */ .mN)(row.run_json),
        createdAt: row.created_at,
    };
}


/***/ }),

/***/ 15892:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ rowToStep),
/* harmony export */   PK: () => (/* binding */ STEP_COLUMNS),
/* harmony export */   Rf: () => (/* binding */ rowToRecord),
/* harmony export */   qE: () => (/* binding */ recordToColumns),
/* harmony export */   t6: () => (/* binding */ STEP_TABLES)
/* harmony export */ });
/* harmony import */ var _documents_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46922);
/* harmony import */ var _row_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22857);


/** What to select from `STEP_TABLES` for a `StepRow`. */
const STEP_COLUMNS = `s.id, s.active, s.parent_step_id, coalesce(p.uid, s.missing_parent_uid) AS parent_uid,
  s.commit_sha_before, s.commit_sha_after, s.agent_config_json, s.start_time, s.end_time, s.duration_ms,
  s.token_usage_json, s.exit_code, s.project_id, s.created_at, s.uid, s.repository, s.branch, s.status, s.pushed,
  s.pin_ref, s.run_json, s.changes_json, s.notes_json, s.limits_json, s.check_json,
  s.digest IS ${_row_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .DIGEST_OF_STEP */ .w8} AS intact`;
/** The steps `s`, each with its parent `p`. */
const STEP_TABLES = 'steps s LEFT JOIN steps p ON p.id = s.parent_step_id';
/** Throws StoreError when the row is not as it was written. */
function rowToStep(row) {
    (0,_row_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .checkIntact */ .io)(row, `step ${row.id}`);
    return {
        uid: row.uid,
        id: row.id,
        active: row.active === 1,
        parentStepId: row.parent_step_id,
        parentUid: row.parent_uid,
        projectId: row.project_id,
        repository: row.repository,
        branch: row.branch,
        status: row.status,
        commitShaBefore: row.commit_sha_before,
        commitShaAfter: row.commit_sha_after,
        agentConfig: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .readAgentConfig */ .a4)(row.agent_config_json),
        run: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .readRunInfo */ .mN)(row.run_json),
        startTime: row.start_time,
        limits: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .readLimits */ .BU)(row.limits_json),
        endTime: row.end_time,
        durationMs: row.duration_ms,
        tokenUsage: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .readTokenUsage */ .DF)(row.token_usage_json),
        exitCode: row.exit_code,
        pushed: toPushed(row.pushed),
        pinRef: row.pin_ref,
        changes: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .readChanges */ .St)(row.changes_json),
        check: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .readCheck */ .jc)(row.check_json),
        notes: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .readNotes */ .WT)(row.notes_json),
        createdAt: row.created_at,
    };
}
function rowToRecord(row) {
    const step = rowToStep(row);
    const { uid, projectId, repository, branch, commitShaBefore, agentConfig, run, startTime, limits } = step;
    const { status, commitShaAfter, endTime, durationMs, tokenUsage, exitCode, pushed, pinRef, changes, check, notes } = step;
    return {
        draft: { uid, projectId, repository, branch, commitShaBefore, agentConfig, run, startTime, limits },
        parentUid: step.parentUid,
        createdAt: step.createdAt,
        outcome: status === 'running'
            ? null
            : {
                status,
                branch,
                commitShaAfter,
                agentConfig,
                endTime,
                durationMs,
                tokenUsage,
                exitCode,
                pushed,
                pinRef,
                changes,
                check,
                notes,
            },
    };
}
/** The columns of `steps` that a record fills, by their names. The outcome's word counts where both have one. */
function recordToColumns({ draft, createdAt, outcome }) {
    return {
        uid: draft.uid,
        project_id: draft.projectId,
        repository: draft.repository,
        branch: outcome === null ? draft.branch : outcome.branch,
        status: outcome?.status ?? 'running',
        commit_sha_before: draft.commitShaBefore,
        commit_sha_after: outcome?.commitShaAfter ?? null,
        agent_config_json: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .writeAgentConfig */ .Jd)(outcome?.agentConfig ?? draft.agentConfig),
        run_json: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .writeRunInfo */ .nX)(draft.run),
        start_time: draft.startTime,
        end_time: outcome?.endTime ?? null,
        duration_ms: outcome?.durationMs ?? null,
        token_usage_json: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .writeTokenUsage */ .QF)(outcome?.tokenUsage ?? null),
        exit_code: outcome?.exitCode ?? null,
        pushed: outcome?.pushed ?? null,
        pin_ref: outcome?.pinRef ?? null,
        changes_json: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .writeChanges */ .vB)(outcome?.changes ?? null),
        check_json: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .writeCheck */ .ac)(outcome?.check ?? null),
        notes_json: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .writeNotes */ .Ru)(outcome?.notes ?? []),
        limits_json: (0,_documents_js__WEBPACK_IMPORTED_MODULE_1__/* .writeLimits */ .QB)(draft.limits),
        created_at: createdAt,
    };
}
function toPushed(text) {
    switch (text) {
        case 'pushed':
        case 'unchanged':
        case 'pinned':
        case 'bundled':
        case 'none':
            return text;
        default:
            return null;
    }
}


/***/ }),

/***/ 75567:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A1: () => (/* binding */ listSteps),
/* harmony export */   AY: () => (/* binding */ latestActiveStep),
/* harmony export */   Bx: () => (/* binding */ createStep),
/* harmony export */   Dx: () => (/* binding */ prepareFindRow),
/* harmony export */   IT: () => (/* binding */ finishStep),
/* harmony export */   Lz: () => (/* binding */ prepareInsert),
/* harmony export */   MR: () => (/* binding */ findStep),
/* harmony export */   Rl: () => (/* binding */ sumUsage),
/* harmony export */   cV: () => (/* binding */ prepareRewrite),
/* harmony export */   jg: () => (/* binding */ countSteps)
/* harmony export */ });
/* harmony import */ var _domain_merge_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(86045);
/* harmony import */ var _domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12248);
/* harmony import */ var _claims_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65743);
/* harmony import */ var _row_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22857);
/* harmony import */ var _step_rows_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15892);





/** Inserts steps with numbers already settled. A parent that is not in this file yet is kept by its uid. */
function prepareInsert(db) {
    const insert = db.prepare(`INSERT INTO steps (id, claimed_at, parent_step_id, missing_parent_uid, digest, ${_row_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .STEP_FIELDS */ .nV.join(', ')})
     SELECT @id, @claimed_at, parent.id, CASE WHEN parent.id IS NULL THEN @parent_uid END,
       ${(0,_row_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .stepDigest */ .TW)(parameter, '@id', '@claimed_at', '@parent_uid')}, ${_row_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .STEP_FIELDS */ .nV.map(parameter).join(', ')}
     FROM (SELECT 1) LEFT JOIN steps parent ON parent.uid = @parent_uid`);
    return (record, id, claimedAt) => {
        insert.run({
            ...(0,_step_rows_js__WEBPACK_IMPORTED_MODULE_3__/* .recordToColumns */ .qE)(record),
            id,
            claimed_at: claimedAt === record.createdAt ? null : claimedAt,
            parent_uid: record.parentUid,
        });
    };
}
/**
 * Rewrites steps with what a stronger record of the same uid says. Number and `active` stay, and when the number was
 * claimed, unless that is told too.
 */
function prepareRewrite(db) {
    // created_at stands in for claimed_at, so a claim of another time than the new one's is spelled out.
    const parent = '(SELECT p.id FROM steps p WHERE p.uid = @parent_uid)';
    const claimedAt = 'nullif(coalesce(@claimed_at, claimed_at, created_at), @created_at)';
    const update = db.prepare(`UPDATE steps SET claimed_at = ${claimedAt}, digest = ${(0,_row_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .stepDigest */ .TW)(parameter, 'id', claimedAt, '@parent_uid')},
       parent_step_id = ${parent}, missing_parent_uid = CASE WHEN ${parent} IS NULL THEN @parent_uid END,
       ${_row_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .STEP_FIELDS */ .nV.map((name) => `${name} = @${name}`).join(', ')} WHERE uid = @uid`);
    return (record, claimedAt) => {
        update.run({ ...(0,_step_rows_js__WEBPACK_IMPORTED_MODULE_3__/* .recordToColumns */ .qE)(record), parent_uid: record.parentUid, claimed_at: claimedAt ?? null });
    };
}
function createStep(db, draft, now) {
    const existing = findStep(db, draft.uid);
    if (existing !== undefined)
        return existing;
    const parentUid = latestActiveStep(db, draft.repository, draft.branch)?.uid ?? null;
    prepareInsert(db)({ draft, parentUid, createdAt: now, outcome: null }, (0,_claims_js__WEBPACK_IMPORTED_MODULE_1__/* .nextNumber */ .Pt)(db, _claims_js__WEBPACK_IMPORTED_MODULE_1__/* .STEP_NUMBERS */ .Sj), now);
    return findStep(db, draft.uid) ?? missing(draft.uid);
}
/** Undefined where there is no step of that uid. */
function finishStep(db, uid, outcome) {
    const record = findRecord(db, uid);
    if (record === undefined)
        return undefined;
    const finished = { ...record, outcome };
    if ((0,_domain_merge_js__WEBPACK_IMPORTED_MODULE_4__/* .outcomeRank */ .HF)(finished) > (0,_domain_merge_js__WEBPACK_IMPORTED_MODULE_4__/* .outcomeRank */ .HF)(record))
        prepareRewrite(db)(finished);
    return findStep(db, uid);
}
function findStep(db, uid) {
    const row = findRow(db, uid);
    return row && (0,_step_rows_js__WEBPACK_IMPORTED_MODULE_3__/* .rowToStep */ .E9)(row);
}
function findRecord(db, uid) {
    const row = findRow(db, uid);
    return row && (0,_step_rows_js__WEBPACK_IMPORTED_MODULE_3__/* .rowToRecord */ .Rf)(row);
}
function findRow(db, uid) {
    return prepareFindRow(db)(uid);
}
/** Finds rows as they are, be they damaged. */
function prepareFindRow(db) {
    const find = db.prepare(`SELECT ${_step_rows_js__WEBPACK_IMPORTED_MODULE_3__/* .STEP_COLUMNS */ .PK} FROM ${_step_rows_js__WEBPACK_IMPORTED_MODULE_3__/* .STEP_TABLES */ .t6} WHERE s.uid = ?`);
    return (uid) => find.get(uid);
}
function latestActiveStep(db, repository, branch) {
    const row = db
        .prepare(`SELECT ${_step_rows_js__WEBPACK_IMPORTED_MODULE_3__/* .STEP_COLUMNS */ .PK} FROM ${_step_rows_js__WEBPACK_IMPORTED_MODULE_3__/* .STEP_TABLES */ .t6}
       WHERE s.branch IS ? AND s.repository IS ? AND s.active = 1 ORDER BY s.id DESC LIMIT 1`)
        .get(branch, repository);
    return row && (0,_step_rows_js__WEBPACK_IMPORTED_MODULE_3__/* .rowToStep */ .E9)(row);
}
function listSteps(db, filter) {
    const limit = filter.limit ?? -1;
    // One range of the index for each value of `active`: with `active` left open SQLite would sort the whole branch.
    const arms = filter.branch !== undefined && filter.active === undefined
        ? [
            { ...filter, active: true },
            { ...filter, active: false },
        ]
        : [filter];
    const ids = arms.map((arm) => `SELECT * FROM (SELECT id FROM steps${where(arm)} ORDER BY id DESC LIMIT @limit)`);
    const rows = db
        .prepare(`SELECT ${_step_rows_js__WEBPACK_IMPORTED_MODULE_3__/* .STEP_COLUMNS */ .PK} FROM ${_step_rows_js__WEBPACK_IMPORTED_MODULE_3__/* .STEP_TABLES */ .t6} WHERE s.id IN (${ids.join(' UNION ALL ')}) ORDER BY s.id DESC LIMIT @limit`)
        .all({ ...filter, limit });
    return rows.map(_step_rows_js__WEBPACK_IMPORTED_MODULE_3__/* .rowToStep */ .E9);
}
function countSteps(db, filter) {
    const count = db.prepare(`SELECT count(*) FROM steps${where(filter)}`).pluck();
    return count.get({ ...filter }) ?? 0;
}
/** What the steps that match used together, summed up where they lie: a long history is not read into memory. */
function sumUsage(db, filter) {
    const known = (key) => `sum(json_extract(token_usage_json, '$.${key}'))`;
    const unspent = _domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .UNSPENT_STATUSES */ .hk.map((status) => `'${status}'`).join(', ');
    const conditions = where(filter);
    const totals = db
        .prepare(`SELECT count(*) AS steps, sum(duration_ms) AS durationMs,
         count(*) - count(json_extract(token_usage_json, '$.total_tokens')) AS withoutTokens,
         count(*) FILTER (WHERE json_extract(token_usage_json, '$.state') = 'partial') AS partial,
         count(*) - count(json_extract(token_usage_json, '$.cost')) AS withoutCost,
         ${known('input_tokens')} AS inputTokens, ${known('cache_read_tokens')} AS cacheReadTokens,
         ${known('cache_write_tokens')} AS cacheWriteTokens, ${known('output_tokens')} AS outputTokens,
         ${known('reasoning_tokens')} AS reasoningTokens, ${known('total_tokens')} AS totalTokens,
         ${known('cost')} AS costUsd,
         ${known('cost')} FILTER (WHERE json_extract(token_usage_json, '$.cost_estimated')) AS estimatedUsd
       FROM steps${conditions}${conditions === '' ? ' WHERE' : ' AND'} status NOT IN (${unspent})`)
        .get({ ...filter });
    return totals ?? _domain_usage_totals_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_USAGE */ .yJ;
}
function where(filter) {
    const conditions = [
        filter.branch !== undefined && 'branch = @branch',
        filter.repository !== undefined && 'repository IS @repository',
        filter.active !== undefined && `active = ${filter.active ? 1 : 0}`,
        // The second half lets SQLite use the index of those that did not succeed.
        filter.status !== undefined &&
            (filter.status === 'succeeded' ? `status = 'succeeded'` : `status = @status AND status <> 'succeeded'`),
        filter.pullRequest !== undefined && 'pull_request = @pullRequest',
        filter.endedSince !== undefined && 'end_time >= @endedSince',
        filter.startedSince !== undefined && 'start_time >= @startedSince',
        filter.beforeId !== undefined && 'id < @beforeId',
    ].filter((condition) => condition !== false);
    return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}
function parameter(column) {
    return `@${column}`;
}
function missing(uid) {
    throw new Error(`Step ${uid} is not there right after it was written.`);
}


/***/ })

};
