let node_fs = require("node:fs");
let node_fs_promises = require("node:fs/promises");
let node_os = require("node:os");
let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_open = require("./open.js");
const require_within = require("./within.js");
const require_fragment = require("./fragment.js");
const require_identity = require("./identity.js");
const require_records = require("./records.js");
const require_local_ledger = require("./local-ledger.js");
const require_rollback = require("./rollback.js");
const require_usage_report = require("./usage-report.js");
const require_usage_totals = require("./usage-totals.js");
const require_read_saved = require("./read-saved.js");
const require_records_view = require("./records-view.js");
let node_timers_promises = require("node:timers/promises");
let node_crypto = require("node:crypto");
const require_open_ledger = require("./open-ledger.js");
const require_ledger_history = require("./ledger-history.js");
const require_documents = require("./documents.js");
// src/stores/git/fragments.ts
const TAKEN_UP$1 = 50;
const LOOKED_AT = 500;
async function readFragments(objects, slug, tips, warn) {
	const prefix = require_open.fragmentRef(slug, "*").slice(0, -1);
	const found = [...tips].filter(([ref]) => ref.startsWith(prefix) && require_identity.isUid(ref.slice(prefix.length)));
	const fragments = [];
	for (const [ref, sha] of found.slice(0, LOOKED_AT)) {
		if (fragments.length === TAKEN_UP$1) break;
		try {
			const [object] = await objects.read([sha], require_local_ledger.MAX_RECORD_BYTES);
			if (object == null) continue;
			const { records, wrong } = require_local_ledger.parseCommit(object);
			const checked = require_records.parseLedgerRecords({
				...records,
				stepClaims: [],
				rollbackClaims: []
			}, `The record at ${ref}`);
			const reason = wrong ?? checked.setAside?.[0]?.reason;
			if (reason === void 0) fragments.push({
				ref,
				sha,
				records: checked
			});
			else warn(`A record beside the history was left out: ${ref} holds one that cannot be right (${reason}).`);
		} catch (error) {
			warn(`A record beside the history was left out: ${require_errors.describeError(error)}`);
		}
	}
	return fragments;
}
function fragmentAdditions(fragments) {
	const steps = fragments.flatMap(({ records }) => records.steps).sort((a, b) => a.createdAt < b.createdAt ? -1 : 1);
	const rollbacks = fragments.flatMap(({ records }) => records.rollbacks);
	return [...steps.map((record) => ({
		kind: "step",
		record,
		id: null,
		isNew: false
	})), ...rollbacks.map((draft) => ({
		kind: "rollback",
		draft,
		isNew: false
	}))];
}
async function pushFragment({ objects, remote }, slug, uid, records, at) {
	const ref = require_open.fragmentRef(slug, uid);
	const { steps, rollbacks } = records;
	try {
		const message = require_local_ledger.formatMessage(`A record of ${slug} that waits`, require_local_ledger.formatLine(0, {
			steps,
			rollbacks
		}));
		const [sha] = await objects.write(null, [{
			message,
			at,
			files: new Map()
		}]);
		const result = await remote.push([{
			ref,
			to: sha ?? null,
			expected: null
		}], { atomic: false });
		return result.kind === "pushed" ? { where: ref } : { reason: result.explanation };
	} catch (error) {
		return { reason: require_errors.describeError(error) };
	}
}
async function dropFragments(remote, fragments) {
	const updates = fragments.map(({ ref, sha }) => ({
		ref,
		to: null,
		expected: sha
	}));
	await remote.push(updates, { atomic: false });
}
// src/stores/git/machine-turn.ts
const HELD_MS = 4e3;
const LONGEST_WAIT_MS$1 = 3e4;
const LOOK_AGAIN_MS = 40;
const passedBy = new Set();
async function inMachineTurn(folder, name, deadline, work) {
	if (folder === null) return await work();
	const hash = (0, node_crypto.createHash)("sha256").update(name).digest("hex").slice(0, 16);
	const file = (0, node_path.join)(folder, `${hash}.lock`);
	const ours = await takeTurn(file, Math.min(LONGEST_WAIT_MS$1, (deadline - Date.now()) / 2));
	try {
		return await work();
	} finally {
		if (ours !== null && identify(file) === ours) remove(file);
	}
}
async function takeTurn(file, limitMs) {
	const began = performance.now();
	let held = {
		by: "",
		since: began
	};
	for (;;) {
		const created = create(file);
		if (created === "impossible") return null;
		const by = identify(file);
		if (created === "created") return by;
		const now = performance.now();
		if (by !== held.by) held = {
			by: by ?? "",
			since: now
		};
		if (by !== null && (passedBy.has(by) || now - held.since > HELD_MS)) {
			passedBy.add(by);
			if (!remove(file)) return null;
		} else if (now - began > limitMs) return null;
		else await (0, node_timers_promises.setTimeout)(LOOK_AGAIN_MS * (.5 + Math.random()));
	}
}
function create(file) {
	try {
		(0, node_fs.writeFileSync)(file, "", {
			flag: "wx",
			mode: 384
		});
		return "created";
	} catch (error) {
		return typeof error === "object" && error !== null && "code" in error && error.code === "EEXIST" ? "taken" : "impossible";
	}
}
function identify(file) {
	const found = (0, node_fs.lstatSync)(file, {
		throwIfNoEntry: false,
		bigint: true
	});
	return found === void 0 ? null : `${found.dev}:${found.ino}:${found.ctimeNs}`;
}
function remove(file) {
	try {
		(0, node_fs.unlinkSync)(file);
		return true;
	} catch {}
	try {
		(0, node_fs.rmdirSync)(file);
		return true;
	} catch {
		return identify(file) === null;
	}
}
// src/stores/git/latest-steps-after.ts
function headsAfter(ledger, delta) {
	const rollbacks = new Map([...ledger.listRollbacks(), ...delta.rollbacks].map((it) => [it.uid, it]));
	const touched = touchedSteps(ledger, delta, rollbacks);
	const standing = standingAmong([...rollbacks.values()]);
	const covered = new Set(standing.flatMap(({ stepUids }) => stepUids));
	const branches = new Map();
	for (const { was, is } of touched.values()) for (const name of [was, is]) if (name !== void 0) branches.set(JSON.stringify([name.repository, name.branch]), name);
	return [...branches.values()].map((name) => {
		const heads = [...touched].filter(([uid, { is }]) => !covered.has(uid) && is.repository === name.repository && is.branch === name.branch).map(([uid, { id }]) => ({
			uid,
			id
		}));
		const other = latestOther(ledger, name, touched);
		if (other !== void 0) heads.push(other);
		return {
			...name,
			head: heads.reduce((best, it) => best === null || it.id > best.id ? it : best, null)
		};
	});
}
function standingAmong(records) {
	const named = records.filter(({ undoes }) => undoes !== null);
	return records.filter((it) => require_rollback.isInForce(require_rollback.projectRollback(it, named)));
}
function touchedSteps(ledger, delta, rollbacks) {
	const touched = new Map();
	const undone = delta.rollbacks.flatMap(({ undoes }) => rollbacks.get(undoes ?? "") ?? []);
	for (const uid of [...delta.rollbacks, ...undone].flatMap(({ stepUids }) => stepUids)) {
		const lookup = ledger.getStep({
			kind: "uid",
			prefix: uid
		});
		if (lookup.kind !== "found" || lookup.value.id === null) continue;
		const { id, repository, branch } = lookup.value;
		touched.set(uid, {
			id,
			was: {
				repository,
				branch
			},
			is: {
				repository,
				branch
			}
		});
	}
	for (const { record, id } of delta.steps) {
		const { uid, repository, replays } = record.draft;
		if (replays !== null) continue;
		const lookup = ledger.getStep({
			kind: "uid",
			prefix: uid
		});
		const was = lookup.kind === "found" ? {
			repository,
			branch: lookup.value.branch
		} : void 0;
		touched.set(uid, {
			id,
			was,
			is: {
				repository,
				branch: branchOf(record)
			}
		});
	}
	return touched;
}
function branchOf({ draft, outcome }) {
	return outcome === null ? draft.branch : outcome.branch;
}
function latestOther(ledger, name, touched) {
	const { repository, branch } = name;
	const filter = branch === null ? {} : {
		branch,
		limit: touched.size + 1
	};
	const found = ledger.listSteps({
		repository,
		active: true,
		...filter
	}).find((step) => step.branch === branch && !touched.has(step.uid));
	return found === void 0 || found.id === null ? void 0 : {
		uid: found.uid,
		id: found.id
	};
}
// src/stores/git/plan-append.ts
async function planAppend({ objects, ledgerAt, now }, tip, additions) {
	const heads = require_local_ledger.openHeads(objects, tip?.sha ?? null);
	const ledger = async () => tip === null ? null : await ledgerAt(tip);
	const commits = [];
	const lines = [];
	const added = [];
	const delta = {
		steps: [],
		rollbacks: []
	};
	let meta = tip?.meta ?? require_local_ledger.EMPTY_META;
	const settleHeads = async () => {
		const known = await ledger();
		if (known === null) return;
		for (const { head, ...name } of headsAfter(known, delta)) await heads.set(name, head);
	};
	const latest = async (repository, branch) => {
		const head = await heads.latest({
			repository,
			branch
		});
		if (head !== void 0) return head;
		const step = (await ledger())?.getLatestActiveStep(repository, branch);
		return step?.id == null ? null : {
			uid: step.uid,
			id: step.id
		};
	};
	const commit = async (subject, next, records, at) => {
		meta = {
			...next,
			records: meta.records + 1
		};
		const line = require_local_ledger.formatLine(meta.records, records);
		lines.push(line);
		const files = new Map([[require_local_ledger.META_FILE, Buffer.from(require_local_ledger.formatMeta(meta))], ...heads.takeFiles()]);
		if (meta.records % meta.segmentSize === 0) {
			const index = require_local_ledger.countSegments(meta) - 1;
			files.set(require_local_ledger.segmentFile(index), require_local_ledger.packSegment(await lastLines(objects, tip, meta.segmentSize, lines)));
			if (tip !== null) await objects.read([`${tip.sha}:${require_local_ledger.segmentFolder(index)}`], Number.POSITIVE_INFINITY);
		}
		commits.push({
			message: require_local_ledger.formatMessage(subject, line),
			at,
			files
		});
	};
	const withStep = (record, id) => ({
		...meta,
		running: require_local_ledger.runningAfter(meta.running, record, {
			id,
			n: meta.records + 1
		})
	});
	const addStep = async (addition) => {
		const at = now();
		let { record, id } = addition;
		const { uid, repository, replays } = record.draft;
		if (!addition.isNew) {
			const known = (await ledger())?.records([uid]).steps[0];
			const lookup = (await ledger())?.getStep({
				kind: "uid",
				prefix: uid
			});
			if (known !== void 0 && lookup?.kind === "found") {
				record = {
					...known,
					outcome: record.outcome ?? known.outcome
				};
				id = lookup.value.id;
				if (id !== null && require_open_ledger.outcomeRank(record) <= require_open_ledger.outcomeRank(known)) {
					added.push({
						kind: "step",
						uid,
						record: known,
						id
					});
					return;
				}
			}
		}
		if (id !== null) {
			delta.steps.push({
				record,
				id
			});
			if (branchOf(record) !== record.draft.branch) await settleHeads();
			await commit(describeStep(record, id), withStep(record, id), { steps: [record] }, at);
			added.push({
				kind: "step",
				uid,
				record,
				id
			});
			return;
		}
		const number = meta.nextStep;
		const isReplay = replays !== null;
		const parent = isReplay ? null : await latest(repository, record.draft.branch);
		const numbered = {
			...record,
			parentUid: parent?.uid ?? null
		};
		delta.steps.push({
			record: numbered,
			id: number
		});
		if (!isReplay) await heads.set({
			repository,
			branch: branchOf(numbered)
		}, {
			uid,
			id: number
		});
		if (!addition.isNew) await settleHeads();
		const claim = {
			uid,
			number,
			claimedAt: at.toISOString()
		};
		const records = {
			steps: [numbered],
			stepClaims: [claim]
		};
		const next = {
			...withStep(numbered, number),
			nextStep: number + 1
		};
		await commit(describeStep(numbered, number), next, records, at);
		added.push({
			kind: "step",
			uid,
			record: numbered,
			id: number,
			parent
		});
	};
	const addRollback = async ({ draft }) => {
		const at = now();
		const { uid } = draft;
		const known = (await ledger())?.getRollback({
			kind: "uid",
			prefix: uid
		});
		if (known?.kind === "found" && known.value.number !== null) {
			added.push({
				kind: "rollback",
				uid,
				number: known.value.number
			});
			return;
		}
		const number = meta.nextRollback;
		delta.rollbacks.push(draft);
		await settleHeads();
		const recentRollbacks = [...meta.recentRollbacks, uid].slice(-64);
		const records = {
			rollbacks: [draft],
			rollbackClaims: [{
				uid,
				number,
				claimedAt: at.toISOString()
			}]
		};
		await commit(describeRollback(draft, number), {
			...meta,
			nextRollback: number + 1,
			recentRollbacks
		}, records, at);
		added.push({
			kind: "rollback",
			uid,
			number
		});
	};
	for (const addition of additions) if (addition.kind === "step") await addStep(addition);
	else await addRollback(addition);
	return {
		commits,
		meta,
		added
	};
}
async function lastLines(objects, tip, count, lines) {
	if (tip === null || lines.length >= count) return lines.slice(-count);
	return [...(await require_local_ledger.readLast(objects, tip, count - lines.length)).map(({ line }) => line), ...lines];
}
function describeStep(record, id) {
	const { outcome, draft } = record;
	const agent = outcome?.agentConfig?.name ?? draft.agentConfig?.name;
	const on = branchOf(record) === null ? "" : ` on ${branchOf(record)}`;
	if (outcome === null) return `Step ${id} started${on}${agent == null ? "" : ` (${agent})`}`;
	const commits = outcome.changes?.own_commit_count ?? 0;
	const facts = [...commits === 0 ? [] : [`${commits} ${commits === 1 ? "commit" : "commits"}`], ...outcome.pushed === null || outcome.pushed === "none" ? [] : [outcome.pushed]];
	return `Step ${id} ${outcome.status.replaceAll("_", " ")}${on}${facts.length === 0 ? "" : `: ${facts.join(", ")}`}`;
}
function describeRollback(draft, number) {
	const { kind, branch, toSha, stepUids, reason } = draft;
	const steps = `${stepUids.length} ${stepUids.length === 1 ? "step" : "steps"}`;
	const to = toSha === null ? "" : ` to ${toSha.slice(0, 8)}`;
	const of = branch ?? "no branch";
	const what = `R${number} ${{
		rollback: `rolled ${of} back${to}: ${steps} inactive`,
		undo: require_rollback.isProposal(draft) ? `proposes to take back a revert of ${of}` : `undid a rollback of ${of}${to}: ${steps} active again`,
		revert: require_rollback.isProposal(draft) ? `proposes to revert ${steps} on ${of}` : `reverted ${steps} on ${of}${to}: inactive`,
		applied: `saw a revert merged into ${of}${to}`
	}[kind]}`;
	return reason === null ? what : `${what} (${reason})`;
}
// src/stores/git/append.ts
const FRESH_MS = 5e3;
const SOON_MS = 20;
const LONGEST_WAIT_MS = 8e3;
async function append(deps, additions, push, deadline) {
	let lost = null;
	for (let races = 0;; races++) {
		const asked = Date.now();
		let began = asked;
		const attempt = await inMachineTurn(deps.turnFolder, `${deps.remoteUrl} ${deps.slug}`, deadline, async () => {
			began = Date.now();
			const last = lost === null && began - asked < SOON_MS ? deps.lastLook() : null;
			return await attemptOnce(deps, last !== null && began - last.at < FRESH_MS ? last.tip : await lookAtTip(deps), additions, push, lost);
		});
		if (attempt.kind !== "lost") return attempt;
		const mostMs = (Date.now() - began) * 4 * 2 ** races;
		const pauseMs = Math.random() * Math.min(LONGEST_WAIT_MS, mostMs);
		if (Date.now() + pauseMs > deadline) return { kind: "late" };
		await (0, node_timers_promises.setTimeout)(pauseMs);
		lost = attempt;
	}
}
async function attemptOnce(deps, tip, additions, push, before) {
	const ref = require_open.ledgerRef(deps.slug);
	if (before !== null && before.tip?.sha === tip?.sha) return {
		kind: isRefOf(before.push, ref) ? "history-refused" : "refused",
		push: before.push
	};
	const plan = await planAppend(deps, tip, await additions(tip));
	if (plan.commits.length === 0 && tip !== null) return {
		kind: "appended",
		tip,
		added: plan.added,
		push: null
	};
	const next = {
		sha: (await deps.objects.write(tip?.sha ?? null, plan.commits)).at(-1) ?? "",
		meta: plan.meta
	};
	const doubt = {
		tip: next,
		added: plan.added
	};
	let result;
	try {
		result = await push([{
			ref,
			to: next.sha,
			expected: tip?.sha ?? null
		}]);
	} catch (error) {
		return {
			kind: "interrupted",
			doubt,
			error
		};
	}
	if (result.kind === "pushed") {
		deps.onTip(next);
		return {
			kind: "appended",
			tip: next,
			added: plan.added,
			push: result
		};
	}
	if (result.kind === "unreachable") return {
		kind: "in-doubt",
		doubt,
		push: result
	};
	if (result.code === "no-atomic") return {
		kind: "history-refused",
		push: result
	};
	return isRefOf(result, ref) || result.code === "moved" || result.code === "other" ? {
		kind: "lost",
		push: result,
		tip
	} : {
		kind: "refused",
		push: result
	};
}
async function lookAtTip({ objects, slug, onTip }) {
	const ref = require_open.ledgerRef(slug);
	const sha = (await objects.fetchTips([ref])).get(ref);
	const tip = sha === void 0 ? null : await require_local_ledger.readTip(objects, sha);
	onTip(tip);
	return tip;
}
async function hasArrived({ objects }, { tip }, now) {
	if (now === null || now.meta.records < tip.meta.records) return false;
	return (await objects.commitsFrom(now.sha, now.meta.records - tip.meta.records + 1)).at(-1) === tip.sha;
}
function isRefOf(result, ref) {
	return result.kind === "refused" && result.ref === ref;
}
// src/stores/git/interruptions.ts
async function readInterruptions(objects, tip, notes) {
	const additions = [];
	for (const { uid, id, n } of tip.meta.running.filter((entry) => notes.has(entry.uid))) {
		const { records } = await readRecord(objects, tip, n);
		const { steps } = require_records.parseLedgerRecords(records, `The history, record ${n},`);
		const record = steps.find((step) => step.draft.uid === uid && step.outcome === null);
		if (record === void 0) continue;
		const outcome = require_ledger_history.interruptedOutcome(record.draft, notes.get(uid) ?? "");
		additions.push({
			kind: "step",
			record: {
				...record,
				outcome
			},
			id,
			isNew: true
		});
	}
	return additions;
}
function isRunningAt(tip, uid) {
	return tip?.meta.running.some((entry) => entry.uid === uid) === true;
}
async function readRecord(objects, tip, n) {
	const { records, segmentSize } = tip.meta;
	const segment = Math.floor((n - 1) / segmentSize);
	const inSegment = segment < require_local_ledger.countSegments(tip.meta);
	const [found] = n > records ? [] : inSegment ? (await require_local_ledger.readSegments(objects, tip, [segment])).slice((n - 1) % segmentSize) : await require_local_ledger.readLast(objects, tip, records - n + 1);
	if (found !== void 0) return found;
	throw new require_errors.StoreError("damaged", `The history has no record ${n}, and its tip says that it has.`);
}
// src/stores/git/pending-records.ts
var OwnRecords = class {
	#steps = new Map();
	#rollbacks = new Map();
	#file;
	constructor(file) {
		this.#file = file;
	}
	takeOver({ steps, rollbacks }) {
		for (const record of steps) this.#steps.set(record.draft.uid, {
			record,
			id: null,
			parent: null,
			onRecord: "nothing",
			isNew: false
		});
		for (const draft of rollbacks) this.#rollbacks.set(draft.uid, {
			draft,
			number: null
		});
	}
	start(record) {
		this.#steps.set(record.draft.uid, {
			record,
			id: null,
			parent: null,
			onRecord: "nothing",
			isNew: true
		});
	}
	adopt(record, step) {
		const { parentUid, parentStepId } = step;
		const parent = parentUid === null || parentStepId === null ? null : {
			uid: parentUid,
			id: parentStepId
		};
		const onRecord = stateOf(record);
		const outcome = onRecord === "finished" ? record.outcome : null;
		this.#steps.set(step.uid, {
			record: {
				...record,
				outcome
			},
			id: step.id,
			parent,
			onRecord,
			isNew: false
		});
	}
	finish(uid, outcome) {
		const own = this.#steps.get(uid);
		if (own === void 0 || own.onRecord === "finished") return;
		this.#steps.set(uid, {
			...own,
			record: {
				...own.record,
				outcome
			}
		});
	}
	addRollback(draft) {
		if (!this.#rollbacks.has(draft.uid)) this.#rollbacks.set(draft.uid, {
			draft,
			number: null
		});
	}
	hasStep(uid) {
		return this.#steps.has(uid);
	}
	step(uid) {
		const own = this.#steps.get(uid);
		return own && toStep(own);
	}
	isFinished(uid) {
		return this.#steps.get(uid)?.onRecord === "finished";
	}
	rollback(uid) {
		const own = this.#rollbacks.get(uid);
		return own && {
			...require_rollback.projectRollback(own.draft, []),
			number: own.number
		};
	}
	missingSteps(filter) {
		const missing = [...this.#steps.values()].filter(({ onRecord }) => onRecord === "nothing");
		return require_records_view.recordsToSteps({
			steps: missing.map(({ record }) => record),
			rollbacks: []
		}, filter);
	}
	additions() {
		const steps = [...this.#steps.values()].filter(isWaiting).map(toAddition);
		const rollbacks = [...this.#rollbacks.values()].filter(({ number }) => number === null);
		return [...steps, ...rollbacks.map(({ draft }) => ({
			kind: "rollback",
			draft,
			isNew: true
		}))];
	}
	endingOf(uid, outcome) {
		const own = this.#steps.get(uid);
		if (own === void 0 || own.onRecord === "finished") return void 0;
		return toAddition({
			...own,
			record: {
				...own.record,
				outcome
			}
		});
	}
	settle(added) {
		for (const it of added) {
			if (it.kind === "rollback") {
				const own = this.#rollbacks.get(it.uid);
				if (own !== void 0) this.#rollbacks.set(it.uid, {
					...own,
					number: it.number
				});
				continue;
			}
			const own = this.#steps.get(it.uid);
			if (own === void 0) continue;
			const onRecord = stateOf(it.record);
			const record = onRecord === "finished" ? it.record : {
				...it.record,
				outcome: own.record.outcome
			};
			this.#steps.set(it.uid, {
				record,
				id: it.id,
				parent: it.parent ?? own.parent,
				onRecord,
				isNew: true
			});
		}
	}
	waiting() {
		return {
			steps: [...this.#steps.values()].filter(isWaiting).map(({ record }) => record),
			rollbacks: [...this.#rollbacks.values()].filter(({ number }) => number === null).map(({ draft }) => draft),
			stepClaims: [],
			rollbackClaims: []
		};
	}
	isWaiting() {
		const { steps, rollbacks } = this.waiting();
		return steps.length + rollbacks.length > 0;
	}
	all() {
		return {
			steps: [...this.#steps.values()].map(({ record }) => record),
			rollbacks: [...this.#rollbacks.values()].map(({ draft }) => draft),
			stepClaims: [],
			rollbackClaims: []
		};
	}
	async save() {
		if (this.isWaiting()) await require_fragment.writeFragment(this.#file, this.waiting());
		else await (0, node_fs_promises.rm)(this.#file, { force: true });
	}
};
function stateOf(record) {
	return require_open_ledger.outcomeRank(record) > 1 ? "finished" : "running";
}
function isWaiting({ record, onRecord }) {
	return onRecord === "nothing" || onRecord === "running" && record.outcome !== null;
}
function toAddition({ record, id, isNew }) {
	return {
		kind: "step",
		record,
		id,
		isNew
	};
}
function toStep({ record, id, parent }) {
	const [step] = require_records_view.recordsToSteps({
		steps: [record],
		rollbacks: []
	});
	return step && {
		...step,
		id,
		parentStepId: parent?.id ?? null
	};
}
// src/stores/git/waiting-records.ts
const TAKEN_UP = 50;
var WaitingRecords = class {
	#folder;
	#listStrays;
	#files = [];
	constructor(folder, history, listStrays = () => []) {
		this.#listStrays = listStrays;
		this.#folder = (0, node_path.join)(folder, (0, node_crypto.createHash)("sha256").update(history).digest("hex").slice(0, 16));
	}
	async read(warn) {
		const paths = [...((0, node_fs.existsSync)(this.#folder) ? await (0, node_fs_promises.readdir)(this.#folder, { withFileTypes: true }) : []).filter((entry) => entry.isFile() && entry.name.endsWith(".json")).map(({ name }) => name).sort().map((name) => (0, node_path.join)(this.#folder, name)), ...this.#listStrays()];
		const files = [];
		for (const path of paths.slice(0, TAKEN_UP)) try {
			files.push({
				path,
				records: await require_fragment.readFragment(path, path)
			});
		} catch (error) {
			warn(`A record that waits to be published was left out: ${require_errors.describeError(error)}`);
		}
		this.#files = files;
		return joinRecords(files.map(({ records }) => records));
	}
	async keep(waiting) {
		const lying = new Set(this.#files.flatMap(({ records }) => uidsOf(records)));
		const steps = waiting.steps.filter(({ draft }) => !lying.has(draft.uid));
		const rollbacks = waiting.rollbacks.filter(({ uid }) => !lying.has(uid));
		const fresh = {
			...waiting,
			steps,
			rollbacks
		};
		const [name] = uidsOf(fresh);
		const [first] = this.#files;
		if (name === void 0) return first?.path ?? this.#folder;
		const path = (0, node_path.join)(this.#folder, `${name}.json`);
		await require_fragment.writeFragment(path, fresh);
		return path;
	}
	async drop(waiting) {
		const uids = new Set(uidsOf(waiting));
		const settled = this.#files.filter(({ records }) => records.setAside === void 0 && !uidsOf(records).some((uid) => uids.has(uid)));
		this.#files = this.#files.filter((file) => !settled.includes(file));
		await Promise.all(settled.map(({ path }) => (0, node_fs_promises.rm)(path, { force: true })));
	}
};
function joinRecords(all) {
	return {
		steps: all.flatMap(({ steps }) => steps),
		rollbacks: all.flatMap(({ rollbacks }) => rollbacks),
		stepClaims: [],
		rollbackClaims: []
	};
}
function uidsOf({ steps, rollbacks }) {
	return [...steps.map(({ draft }) => draft.uid), ...rollbacks.map(({ uid }) => uid)];
}
// src/stores/git/git-history.ts
function createGitHistory(deps, options) {
	const { objects, remote, clock } = deps;
	const { slug, folder, condition } = options;
	const file = (0, node_path.join)(folder, require_fragment.FRAGMENT_FILE);
	const own = new OwnRecords(file);
	own.takeOver(options.left);
	const local = require_local_ledger.openLocalLedger(deps, (0, node_path.join)(folder, require_read_saved.LEDGER_FILE), options.copies);
	let tip = options.tip;
	let seenAt = condition.kind === "unreadable" ? 0 : Date.now();
	let fragments = options.fragments;
	let doubt = null;
	let failure = null;
	let hasOnlyCopy = false;
	let busy = Promise.resolve();
	let isStarted = deps.startTime === void 0;
	const appendDeps = {
		objects,
		slug,
		remoteUrl: remote.url,
		turnFolder: deps.turnFolder ?? null,
		ledgerAt: (at) => local.at(at),
		now: () => clock.now(),
		onTip: (seen) => {
			tip = seen;
			seenAt = Date.now();
		},
		lastLook: () => doubt === null && seenAt > 0 ? {
			tip,
			at: seenAt
		} : null
	};
	const inTurn = (work) => {
		const turn = busy.then(work);
		busy = turn.catch(() => {});
		return turn;
	};
	const add = async (more, push, deadline) => {
		const additions = async (now) => {
			if (doubt !== null && await hasArrived(appendDeps, doubt, now)) own.settle(doubt.added);
			doubt = null;
			const later = more(now);
			const others = own.additions().filter((it) => !later.some((that) => uidOf(that) === uidOf(it)));
			return [
				...fragmentAdditions(fragments),
				...others,
				...later
			];
		};
		const result = await append(appendDeps, additions, push, deadline);
		if (result.kind === "in-doubt" || result.kind === "interrupted") doubt = result.doubt;
		if (result.kind === "appended") {
			own.settle(result.added);
			failure = null;
			await own.save();
			await options.waiting?.drop(own.waiting());
			if (fragments.length > 0) await dropFragments(remote, fragments);
			fragments = [];
		}
		return result;
	};
	const addWaiting = async (withinMs) => {
		const deadline = Date.now() + withinMs;
		const work = inTurn(async () => {
			const plain = (along) => remote.push(along, { atomic: false });
			const isTooLate = () => Date.now() > deadline;
			if (!own.isWaiting() || isTooLate()) return;
			const result = await add(() => [], plain, deadline);
			if (result.kind === "late") failure = `others wrote to it for ${Math.ceil(withinMs / 1e3)} seconds without a break.`;
			else if (result.kind === "interrupted") failure = require_errors.describeError(result.error);
			else if (result.kind !== "appended") failure = explain(result.push);
		});
		try {
			await require_within.runWithin(withinMs, "An answer of the history", () => work);
		} catch (error) {
			failure = require_errors.describeError(error);
		}
	};
	const addWith = async (changes, push) => {
		try {
			const result = await add(() => toAdditions(changes), push, Date.now() + require_local_ledger.GIT_LIMITS.endMs);
			if (result.kind === "appended") {
				for (const change of changes) if (change.kind === "rollback") own.addRollback(change.draft);
				own.settle(result.added);
			}
			return result;
		} catch (error) {
			failure = require_errors.describeError(error);
			return;
		}
	};
	const readFrom = async (fromLedger, fromOwn) => {
		const at = tip;
		if (condition.kind === "unreadable" || at === null) return fromOwn(own.all());
		return fromLedger(await inTurn(() => local.at(at)));
	};
	const toAdditions = (changes) => changes.flatMap((change) => {
		if (change.kind === "rollback") return [{
			kind: "rollback",
			draft: change.draft,
			isNew: true
		}];
		const ending = own.endingOf(change.uid, change.outcome);
		return ending === void 0 ? [] : [ending];
	});
	const stepOf = (uid) => {
		const step = own.step(uid);
		if (step !== void 0) return step;
		throw new require_errors.StoreError("unwritable", `The history has no step ${uid}, so how it ended was not recorded.`);
	};
	const adopt = async (uid) => {
		const records = await readFrom((ledger) => ({
			record: ledger.records([uid]).steps[0],
			lookup: ledger.getStep({
				kind: "uid",
				prefix: uid
			})
		}), () => void 0);
		if (records?.record !== void 0 && records.lookup.kind === "found") own.adopt(records.record, records.lookup.value);
	};
	const keep = async (reason) => {
		if (options.waiting === null) {
			hasOnlyCopy = true;
			return {
				kind: "kept",
				where: file,
				reason
			};
		}
		try {
			return {
				kind: "waiting",
				where: await options.waiting.keep(own.waiting()),
				reason
			};
		} catch (error) {
			hasOnlyCopy = true;
			return {
				kind: "kept",
				where: file,
				reason: `${reason} ${require_errors.describeError(error)}`
			};
		}
	};
	return {
		condition,
		get dbPath() {
			return local.path;
		},
		warnings: options.warnings,
		latestActiveStep: async (repository, branch) => {
			if ((tip === null ? void 0 : await require_local_ledger.openHeads(objects, tip.sha).latest({
				repository,
				branch
			})) === null) return void 0;
			return await readFrom((ledger) => ledger.getLatestActiveStep(repository, branch), (records) => require_records_view.recordsToSteps(records, {
				repository,
				active: true
			}).find((step) => step.branch === branch));
		},
		findStep: async (ref) => {
			const mine = ref.kind === "uid" ? require_records_view.findByPrefix(own.missingSteps(), ref.prefix) : { kind: "unknown" };
			if (mine.kind === "found") return mine;
			return await readFrom((ledger) => ledger.getStep(ref), (records) => ref.kind === "uid" ? require_records_view.findByPrefix(require_records_view.recordsToSteps(records), ref.prefix) : { kind: "unknown" });
		},
		listSteps: async (filter) => await readFrom((ledger) => [...own.missingSteps(filter), ...ledger.listSteps(filter)].slice(0, filter?.limit), (records) => require_records_view.recordsToSteps(records, filter)),
		countSteps: async (filter) => await readFrom((ledger) => own.missingSteps(filter).length + ledger.countSteps(filter), (records) => require_records_view.recordsToSteps(records, filter).length),
		sumUsage: async (filter) => await readFrom((ledger) => require_usage_totals.addTotals(require_usage_totals.totalsOf(own.missingSteps(filter)), ledger.sumUsage(filter)), (records) => require_usage_totals.totalsOf(require_records_view.recordsToSteps(records, filter))),
		reportUsage: async (filter) => await readFrom((ledger) => require_usage_report.addReports(require_usage_report.reportOf(own.missingSteps(filter)), ledger.reportUsage(filter)), (records) => require_usage_report.reportOf(require_records_view.recordsToSteps(records, filter))),
		findRollback: async (ref) => await readFrom((ledger) => ledger.getRollback(ref), (records) => ref.kind === "uid" ? require_records_view.findByPrefix(require_records_view.recordsToRollbacks(records), ref.prefix) : { kind: "unknown" }),
		listRollbacks: async (filter) => await readFrom((ledger) => ledger.listRollbacks(filter), (records) => require_records_view.recordsToRollbacks(records, filter)),
		countLeftOut: async () => local.setAside.length + await readFrom((ledger) => ledger.countLeftOut(), () => 0),
		findUnrecorded: async (uids) => {
			const recent = tip?.meta.recentRollbacks ?? [];
			const oldest = recent.length < 64 ? "" : recent[0] ?? "";
			const unsure = uids.filter((uid) => uid >= oldest && !recent.includes(uid));
			if (unsure.length === 0) return [];
			return await readFrom((ledger) => unsure.filter((uid) => ledger.getRollback({
				kind: "uid",
				prefix: uid
			}).kind === "unknown"), () => unsure);
		},
		startStep: async (draft) => {
			if (!own.hasStep(draft.uid)) {
				own.start({
					draft,
					parentUid: null,
					createdAt: clock.now().toISOString(),
					outcome: null
				});
				await own.save();
				if (condition.kind !== "unreadable") await addWaiting(options.startMs());
				isStarted = true;
			}
			return stepOf(draft.uid);
		},
		finishStep: async (uid, outcome) => {
			if (!own.hasStep(uid)) await adopt(uid);
			if (!own.isFinished(uid)) {
				own.finish(uid, outcome);
				await own.save();
				await addWaiting(require_local_ledger.GIT_LIMITS.endMs);
			}
			return stepOf(uid);
		},
		addRollback: async (draft) => {
			own.addRollback(draft);
			if (own.rollback(draft.uid)?.number == null) {
				await own.save();
				await addWaiting(isStarted ? require_local_ledger.GIT_LIMITS.endMs : options.startMs());
			}
			return own.rollback(draft.uid) ?? require_rollback.projectRollback(draft, []);
		},
		pushWith: (changes, push) => inTurn(async () => {
			const result = await addWith(changes, push);
			switch (result?.kind) {
				case "appended": return result.push ?? await push([]);
				case "refused":
				case "in-doubt": return result.push;
				case "interrupted": throw result.error;
				default: return await push([]);
			}
		}),
		listRunning: async (limit) => condition.kind === "unreadable" ? [] : (tip?.meta.running ?? []).slice(-limit).reverse(),
		interruptSteps: async (notes, withinMs) => {
			const limitMs = Math.min(withinMs, options.startMs());
			const deadline = Date.now() + limitMs;
			return await require_within.runWithin(limitMs, "An answer of the history", () => inTurn(async () => {
				if (tip === null) return [];
				const interruptions = await readInterruptions(objects, tip, notes);
				const more = (now) => interruptions.filter((it) => isRunningAt(now, uidOf(it)));
				const result = await add(more, (along) => remote.push(along, { atomic: false }), deadline);
				return (result.kind === "appended" ? result.added : []).map(({ uid }) => uid).filter((uid) => notes.has(uid));
			}));
		},
		async publish() {
			if (own.isWaiting() && failure === null) await addWaiting(require_local_ledger.GIT_LIMITS.endMs);
			if (!own.isWaiting()) return { kind: "published" };
			const reason = failure ?? "it could not be written.";
			const put = await inTurn(() => pushFragment(deps, slug, deps.uids.next(), own.waiting(), clock.now()));
			if ("where" in put) {
				await options.waiting?.drop(joinRecords([]));
				return {
					kind: "fragment",
					where: put.where,
					reason
				};
			}
			return await keep(put.reason);
		},
		guard: async () => local.guard(),
		close: async () => {
			await busy;
			local.close();
			if (options.isTemporary && !hasOnlyCopy) await (0, node_fs_promises.rm)(folder, {
				recursive: true,
				force: true
			});
		}
	};
}
function explain(result) {
	return result.kind === "pushed" ? "" : result.explanation;
}
function uidOf(addition) {
	return addition.kind === "step" ? addition.record.draft.uid : addition.draft.uid;
}
// src/stores/git/kept-copies.ts
const NOTE_FILE = "note.json";
const HOUR_MS = 36e5;
var KeptCopies = class {
	#folder;
	constructor(folder, history) {
		this.#folder = (0, node_path.join)(folder, (0, node_crypto.createHash)("sha256").update(history).digest("hex").slice(0, 16));
	}
	async find() {
		try {
			for (const sha of (await (0, node_fs_promises.readdir)(this.#folder)).filter(require_identity.isSha)) {
				const path = (0, node_path.join)(this.#folder, sha, require_read_saved.LEDGER_FILE);
				const noteFile = (0, node_path.join)(this.#folder, sha, NOTE_FILE);
				const note = (await (0, node_fs_promises.lstat)(path)).isFile() && (await (0, node_fs_promises.lstat)(noteFile)).isFile() ? require_documents.parseObject(await (0, node_fs_promises.readFile)(noteFile, "utf8")) : void 0;
				if (require_documents.isObject(note)) return {
					sha,
					path,
					note
				};
			}
		} catch {}
		return null;
	}
	async keep(path, sha, note) {
		const draft = (0, node_path.join)(this.#folder, `${(0, node_crypto.randomUUID)()}.new`);
		try {
			await (0, node_fs_promises.mkdir)(draft, {
				recursive: true,
				mode: 448
			});
			await (0, node_fs_promises.copyFile)(path, (0, node_path.join)(draft, require_read_saved.LEDGER_FILE), node_fs.constants.COPYFILE_FICLONE);
			await (0, node_fs_promises.writeFile)((0, node_path.join)(draft, NOTE_FILE), JSON.stringify(note));
			await (0, node_fs_promises.rename)(draft, (0, node_path.join)(this.#folder, sha));
			await this.#removeOthers(sha);
		} catch {
			await (0, node_fs_promises.rm)(draft, {
				recursive: true,
				force: true
			}).catch(() => {});
		}
	}
	async #removeOthers(sha) {
		for (const name of await (0, node_fs_promises.readdir)(this.#folder)) {
			const other = (0, node_path.join)(this.#folder, name);
			const isUnderWay = name.endsWith(".new") && Date.now() - (await (0, node_fs_promises.lstat)(other)).mtimeMs < HOUR_MS;
			if (name !== sha && !isUnderWay) await (0, node_fs_promises.rm)(other, {
				recursive: true,
				force: true
			});
		}
	}
};
// src/stores/git/git-store.ts
function createGitStore(deps, { slug, repository, folder, waitingFolder = null, copyFolder = null, listStrays = () => [] }) {
	const remote = repository?.remote ?? null;
	const objects = repository?.objects ?? null;
	if (remote === null || objects === null) throw new require_errors.InputError("bad-environment", `The store is "git", which keeps the history at the remote, and ${repository === null ? "there is no repository here" : `the repository in ${repository.root} has none`}. Add one as origin, or use the store "file".`);
	const historyDeps = {
		...deps,
		remote,
		objects
	};
	return {
		name: "git",
		async open() {
			const warnings = [];
			const warn = (message) => void warnings.push(message);
			const began = Date.now();
			const own = folder ?? await (0, node_fs_promises.mkdtemp)((0, node_path.join)((0, node_os.tmpdir)(), "laforge-history-"));
			await (0, node_fs_promises.mkdir)(own, { recursive: true });
			const look = await lookAtHistory(historyDeps, slug, warn);
			const waiting = waitingFolder === null ? null : new WaitingRecords(waitingFolder, `${remote.url} ${slug}`, listStrays);
			const copies = copyFolder === null ? null : new KeptCopies(copyFolder, `${remote.url} ${slug}`);
			const left = joinRecords([...waiting === null ? [] : [await waiting.read(warn)], await readLeft((0, node_path.join)(own, require_fragment.FRAGMENT_FILE), warn)]);
			const ownMs = Math.max(0, require_local_ledger.GIT_LIMITS.startMs - (Date.now() - began));
			const startMs = () => deps.startTime?.leftMs("record") ?? ownMs;
			const isTemporary = folder === null;
			return createGitHistory(historyDeps, {
				...look,
				slug,
				folder: own,
				isTemporary,
				left,
				waiting,
				copies,
				warnings,
				startMs
			});
		}
	};
}
async function lookAtHistory(deps, slug, warn) {
	const { objects } = deps;
	const ref = require_open.ledgerRef(slug);
	try {
		const limitMs = deps.startTime?.leftMs("history") ?? require_local_ledger.GIT_LIMITS.startMs;
		return await require_within.runWithin(limitMs, "The history", async () => {
			const tips = await objects.fetchTips([ref, require_open.fragmentRef(slug, "*")]);
			const sha = tips.get(ref);
			if (sha === void 0) return {
				condition: { kind: "empty" },
				tip: null,
				fragments: []
			};
			return {
				condition: { kind: "found" },
				tip: await require_local_ledger.readTip(objects, sha),
				fragments: await readFragments(deps.objects, slug, tips, warn)
			};
		});
	} catch (error) {
		return {
			condition: {
				kind: "unreadable",
				reason: require_errors.describeError(error)
			},
			tip: null,
			fragments: []
		};
	}
}
async function readLeft(file, warn) {
	if (!(0, node_fs.existsSync)(file)) return joinRecords([]);
	try {
		return await require_fragment.readFragment(file, file);
	} catch (error) {
		warn(`What an earlier process of this run left could not be read: ${require_errors.describeError(error)}`);
		return joinRecords([]);
	}
}
exports.createGitStore = createGitStore;
