const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_waiting_records = require("./waiting-records.js");
let node_fs_promises = require("node:fs/promises");
let node_path = require("node:path");
const require_save_files = require("./save-files.js");
let node_timers_promises = require("node:timers/promises");
let node_crypto = require("node:crypto");
let node_fs = require("node:fs");
const require_local_ledger = require("./local-ledger.js");
const require_record_line = require("./record-line.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
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
		return require_action_post_help_run_steps.errnoCode(error) === "EEXIST" ? "taken" : "impossible";
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
		for (const [branch, head] of require_local_ledger.headsAfter(known, delta)) await heads.set(branch, head);
	};
	const latest = async (branch) => {
		const head = await heads.latest(branch);
		if (head !== void 0) return head;
		const step = (await ledger())?.getLatestActiveStep(void 0, branch);
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
		const line = require_record_line.formatLine(meta.records, records);
		lines.push(line);
		const files = new Map([[require_local_ledger.META_FILE, Buffer.from(require_local_ledger.formatMeta(meta))], ...heads.takeFiles()]);
		if (meta.records % meta.segmentSize === 0) {
			const index = require_local_ledger.countSegments(meta) - 1;
			files.set(require_local_ledger.segmentFile(index), require_local_ledger.packSegment(await lastLines(objects, tip, meta.segmentSize, lines)));
			if (tip !== null) await objects.read([`${tip.sha}:${require_local_ledger.segmentFolder(index)}`], Number.POSITIVE_INFINITY);
		}
		commits.push({
			message: require_record_line.formatMessage(subject, line),
			at,
			files
		});
	};
	const withStep = (record, id) => ({
		...meta,
		running: require_local_ledger.runningAfter(meta.running, record, {
			id,
			n: meta.records + 1
		}),
		tips: record.outcome !== null && require_action_run_steps.outcomeRank(record) < 3 ? meta.tips : require_action_run_steps.tipsAfter(meta.tips, require_action_run_steps.chainedStep(record, id, require_action_run_steps.sha256))
	});
	const addStep = async (addition) => {
		const at = now();
		let { record, id } = addition;
		const { uid, replays } = record.draft;
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
				if (id !== null && require_action_run_steps.outcomeRank(record) <= require_action_run_steps.outcomeRank(known)) {
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
			if (require_local_ledger.branchOf(record) !== record.draft.branch) await settleHeads();
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
		const parent = isReplay ? null : await latest(record.draft.branch);
		const numbered = {
			...record,
			parentUid: parent?.uid ?? null
		};
		delta.steps.push({
			record: numbered,
			id: number
		});
		if (!isReplay) await heads.set(require_local_ledger.branchOf(numbered), {
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
		const tips = require_action_run_steps.tipsAfter(meta.tips, require_action_run_steps.chainedRollback(draft, number, require_action_run_steps.sha256));
		await commit(describeRollback(draft, number), {
			...meta,
			nextRollback: number + 1,
			recentRollbacks,
			tips
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
	const on = require_local_ledger.branchOf(record) === null ? "" : ` on ${require_local_ledger.branchOf(record)}`;
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
		undo: require_action_run_steps.isProposal(draft) ? `proposes to take back a revert of ${of}` : `undid a rollback of ${of}${to}: ${steps} active again`,
		revert: require_action_run_steps.isProposal(draft) ? `proposes to revert ${steps} on ${of}` : `reverted ${steps} on ${of}${to}: inactive`,
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
	const ref = require_action_run_steps.ledgerRef(deps.slug);
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
	if (!isRefOf(result, ref) && (await lookAtTip(deps))?.sha === next.sha) {
		await deps.takeOff(next, tip);
		return {
			kind: "refused",
			push: result
		};
	}
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
	const ref = require_action_run_steps.ledgerRef(slug);
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
		const { steps } = require_action_run_steps.parseLedgerRecords(records, `The history, record ${n},`);
		const record = steps.find((step) => step.draft.uid === uid && step.outcome === null);
		if (record === void 0) continue;
		const outcome = require_action_run_steps.interruptedOutcome(record.draft, notes.get(uid) ?? "");
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
	throw new require_action_post_help_run_steps.StoreError("damaged", `The history has no record ${n}, and its tip says that it has.`);
}
// src/stores/git/history-writer.ts
const LOOKS_FOR_NEW = 3;
var HistoryWriter = class {
	#deps;
	#options;
	#appendDeps;
	#tip;
	#fragments;
	#doubt = null;
	#failure = null;
	#isUnseen = false;
	#hasOnlyCopy = false;
	#busy = Promise.resolve();
	constructor(deps, options) {
		this.#deps = deps;
		this.#options = options;
		this.#tip = options.tip;
		this.#fragments = options.fragments;
		let seenAt = options.isReadable ? Date.now() : 0;
		this.#appendDeps = {
			objects: deps.objects,
			slug: options.slug,
			remoteUrl: deps.remote.url,
			turnFolder: deps.turnFolder ?? null,
			ledgerAt: options.ledgerAt,
			now: () => deps.clock.now(),
			onTip: (seen) => {
				this.#tip = seen;
				seenAt = Date.now();
			},
			takeOff: async (added, before) => {
				const put = {
					ref: require_action_run_steps.ledgerRef(options.slug),
					to: before?.sha ?? null,
					expected: added.sha
				};
				if ((await deps.remote.push([put], { atomic: false })).kind === "pushed") this.#tip = before;
			},
			lastLook: () => this.#doubt === null && seenAt > 0 ? {
				tip: this.#tip,
				at: seenAt
			} : null
		};
	}
	get tip() {
		return this.#tip;
	}
	get hasOnlyCopy() {
		return this.#hasOnlyCopy;
	}
	inTurn(work) {
		const turn = this.#busy.then(work);
		this.#busy = turn.catch(() => {});
		return turn;
	}
	async rest() {
		await this.#busy;
	}
	async addWaiting(withinMs) {
		const { own } = this.#options;
		const deadline = Date.now() + withinMs;
		const work = this.inTurn(async () => {
			if (!own.isWaiting() || Date.now() > deadline) return;
			const result = await this.#add(() => [], this.#pushAlone, deadline);
			if (result.kind === "late") this.#failure = `others wrote to it for ${Math.ceil(withinMs / 1e3)} seconds without a break.`;
			else if (result.kind === "interrupted") this.#failure = require_action_post_help_run_steps.describeError(result.error);
			else if (result.kind !== "appended") this.#failure = explain(result.push);
		});
		try {
			await require_action_run_steps.runWithin(withinMs, "An answer of the history", () => work);
		} catch (error) {
			this.#failure = require_action_post_help_run_steps.describeError(error);
		}
	}
	async refuseHidden(withinMs) {
		if (!this.#isUnseen) return;
		const ref = require_action_run_steps.ledgerRef(this.#options.slug);
		const isShown = async () => {
			for (let looks = 1;; looks++) {
				if ((await this.#deps.objects.fetchTips([ref])).has(ref)) return true;
				if (looks === LOOKS_FOR_NEW) return false;
				await (0, node_timers_promises.setTimeout)(1e3);
			}
		};
		if (await require_action_run_steps.runWithin(withinMs, "A look at the new history", isShown).catch(() => true)) return;
		throw new require_action_post_help_run_steps.InputError("bad-input", `The store is "git", and the remote takes ${ref} without showing it, so that no run could read the history. Have it show refs/laforge/ (uploadpack.hideRefs hides them), or use another store.`);
	}
	pushWith(changes, push) {
		return this.inTurn(async () => {
			const result = await this.#addWith(changes, push);
			switch (result?.kind) {
				case "appended": return result.push ?? await push([]);
				case "refused":
				case "in-doubt": return result.push;
				case "interrupted": throw result.error;
				default: return await push([]);
			}
		});
	}
	async interrupt(notes, withinMs) {
		const deadline = Date.now() + withinMs;
		return await require_action_run_steps.runWithin(withinMs, "An answer of the history", () => this.inTurn(async () => {
			if (this.#tip === null) return [];
			const interruptions = await readInterruptions(this.#deps.objects, this.#tip, notes);
			const more = (now) => interruptions.filter((it) => isRunningAt(now, uidOf(it)));
			const result = await this.#add(more, this.#pushAlone, deadline);
			return (result.kind === "appended" ? result.added : []).map(({ uid }) => uid).filter((uid) => notes.has(uid));
		}));
	}
	async publish() {
		const { own, slug, waiting, file } = this.#options;
		if (own.isWaiting() && this.#failure === null) await this.addWaiting(require_local_ledger.GIT_LIMITS.endMs);
		if (!own.isWaiting()) return { kind: "published" };
		const reason = this.#failure ?? "it could not be written.";
		const { uids, clock } = this.#deps;
		const put = await this.inTurn(() => require_waiting_records.pushFragment(this.#deps, slug, uids.next(), own.waiting(), clock.now()));
		if (!("where" in put)) {
			const kept = await require_waiting_records.keepWaiting(own, {
				waiting,
				file,
				reason: put.reason
			});
			this.#hasOnlyCopy ||= kept.kind === "kept";
			return kept;
		}
		await waiting?.drop(require_waiting_records.joinRecords([]));
		return {
			kind: "fragment",
			where: put.where,
			reason
		};
	}
	#pushAlone = (along) => this.#deps.remote.push(along, { atomic: false });
	async #add(more, push, deadline) {
		const { own, waiting } = this.#options;
		const additions = async (now) => {
			if (this.#doubt !== null && await hasArrived(this.#appendDeps, this.#doubt, now)) own.settle(this.#doubt.added);
			this.#doubt = null;
			const later = more(now);
			const others = own.additions().filter((it) => !later.some((that) => uidOf(that) === uidOf(it)));
			return [
				...require_waiting_records.fragmentAdditions(this.#fragments),
				...others,
				...later
			];
		};
		const result = await append(this.#appendDeps, additions, push, deadline);
		if (result.kind === "in-doubt" || result.kind === "interrupted") this.#doubt = result.doubt;
		const isThere = result.kind === "history-refused" && result.push.kind === "refused" && result.push.code === "moved";
		if (this.#options.tip === null && (result.kind === "appended" || isThere)) this.#isUnseen = true;
		if (result.kind === "appended") {
			own.settle(result.added);
			this.#failure = null;
			await own.save();
			await waiting?.drop(own.waiting());
			if (this.#fragments.length > 0) await require_waiting_records.dropFragments(this.#deps.remote, this.#fragments);
			this.#fragments = [];
		}
		return result;
	}
	async #addWith(changes, push) {
		const { own } = this.#options;
		const more = () => changes.flatMap((change) => {
			if (change.kind === "rollback") return [{
				kind: "rollback",
				draft: change.draft,
				isNew: true
			}];
			const ending = own.endingOf(change.uid, change.outcome);
			return ending === void 0 ? [] : [ending];
		});
		try {
			const result = await this.#add(more, push, Date.now() + require_local_ledger.GIT_LIMITS.endMs);
			if (result.kind === "appended") {
				for (const change of changes) if (change.kind === "rollback") own.addRollback(change.draft);
				own.settle(result.added);
			}
			return result;
		} catch (error) {
			this.#failure = require_action_post_help_run_steps.describeError(error);
			return;
		}
	}
};
function explain(result) {
	return result.kind === "pushed" ? "" : result.explanation;
}
function uidOf(addition) {
	return addition.kind === "step" ? addition.record.draft.uid : addition.draft.uid;
}
// src/stores/git/git-history.ts
function createGitHistory(deps, options) {
	const { objects, clock } = deps;
	const { slug, folder, condition, tip, fragments, waiting } = options;
	const file = (0, node_path.join)(folder, require_action_run_steps.FRAGMENT_FILE);
	const own = new require_waiting_records.OwnRecords(file);
	own.takeOver(options.left);
	const local = require_local_ledger.openLocalLedger(deps, (0, node_path.join)(folder, require_save_files.LEDGER_FILE), options.copies);
	const isReadable = condition.kind !== "unreadable";
	const writer = new HistoryWriter(deps, {
		slug,
		tip,
		isReadable,
		fragments,
		waiting,
		file,
		own,
		ledgerAt: (at) => local.at(at)
	});
	const read = async (ask) => {
		const at = writer.tip;
		if (!isReadable || at === null) return ask(require_action_run_steps.readRecords(own.all()));
		const ledger = await writer.inTurn(() => local.at(at));
		return ask(require_action_run_steps.readWithMissing(ledger, (filter) => own.missingSteps(filter)));
	};
	const reader = require_action_run_steps.createReader(read);
	const adopt = async (uid) => {
		const at = writer.tip;
		if (!isReadable || at === null) return;
		const ledger = await writer.inTurn(() => local.at(at));
		const [record] = ledger.records([uid]).steps;
		const lookup = ledger.getStep({
			kind: "uid",
			prefix: uid
		});
		if (record !== void 0 && lookup.kind === "found") own.adopt(record, lookup.value);
	};
	return {
		condition,
		ofOneRepository: true,
		get dbPath() {
			return local.path;
		},
		warnings: options.warnings,
		...reader,
		latestActiveStep: async (_repository, branch) => {
			const { tip: now } = writer;
			return (now === null ? void 0 : await require_local_ledger.openHeads(objects, now.sha).latest(branch)) === null ? void 0 : await read((reads) => reads.getLatestActiveStep(void 0, branch));
		},
		findStep: async (ref) => own.findMissing(ref) ?? await reader.findStep(ref),
		listSteps: (filter) => reader.listSteps(ofAnyName(filter)),
		countSteps: (filter) => reader.countSteps(ofAnyName(filter)),
		sumUsage: (filter) => reader.sumUsage(ofAnyName(filter)),
		tips: async () => isReadable && writer.tip !== null ? writer.tip.meta.tips : await reader.tips(),
		countLeftOut: async () => local.setAside.length + await reader.countLeftOut(),
		findUnrecorded: async (uids) => {
			const recent = writer.tip?.meta.recentRollbacks ?? [];
			const oldest = recent.length < 64 ? "" : recent[0] ?? "";
			const unsure = uids.filter((uid) => uid >= oldest && !recent.includes(uid));
			if (unsure.length === 0 || !isReadable || writer.tip === null) return unsure;
			const isUnknown = (reads) => (uid) => reads.getRollback({
				kind: "uid",
				prefix: uid
			}).kind === "unknown";
			return await read((reads) => unsure.filter(isUnknown(reads)));
		},
		...require_waiting_records.createWrites(own, {
			clock,
			adopt,
			startMs: options.startMs,
			endMs: require_local_ledger.GIT_LIMITS.endMs,
			isStarted: deps.startTime === void 0,
			add: async (occasion, withinMs) => {
				if (isReadable || occasion !== "start") await writer.addWaiting(withinMs);
				if (isReadable && occasion === "start") await writer.refuseHidden(options.startMs());
			}
		}),
		pushWith: (changes, push) => writer.pushWith(changes, push),
		listRunning: async (limit) => isReadable ? (writer.tip?.meta.running ?? []).slice(-limit).reverse() : [],
		interruptSteps: (notes, withinMs) => writer.interrupt(notes, Math.min(withinMs, options.startMs())),
		publish: () => writer.publish(),
		guard: async () => local.guard(),
		close: async () => {
			await writer.rest();
			local.close();
			if (options.isTemporary && !writer.hasOnlyCopy) await (0, node_fs_promises.rm)(folder, {
				recursive: true,
				force: true
			});
		}
	};
}
function ofAnyName({ repository: _, ...filter } = {}) {
	return filter;
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
			for (const sha of (await (0, node_fs_promises.readdir)(this.#folder)).filter(require_action_post_run_steps.isSha)) {
				const path = (0, node_path.join)(this.#folder, sha, require_save_files.LEDGER_FILE);
				const noteFile = (0, node_path.join)(this.#folder, sha, NOTE_FILE);
				const note = (await (0, node_fs_promises.lstat)(path)).isFile() && (await (0, node_fs_promises.lstat)(noteFile)).isFile() ? require_action_run_steps.parseObject(await (0, node_fs_promises.readFile)(noteFile, "utf8")) : void 0;
				if (require_action_run_steps.isObject(note)) return {
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
			await (0, node_fs_promises.copyFile)(path, (0, node_path.join)(draft, require_save_files.LEDGER_FILE), node_fs.constants.COPYFILE_FICLONE);
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
function createGitStore(deps, options) {
	const { slug, repository, copyFolder = null } = options;
	const remote = repository?.remote ?? null;
	const objects = repository?.objects ?? null;
	if (remote === null || objects === null) throw new require_action_post_help_run_steps.InputError("bad-environment", `The store is "git", which keeps the history at the remote, and ${repository === null ? "there is no repository here" : `the repository in ${repository.root} has none`}. Add one as origin, or use the store "file".`);
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
			const look = await lookAtHistory(historyDeps, slug, warn);
			const history = `${remote.url} ${slug}`;
			const records = await require_waiting_records.openRunRecords(options, history, warn);
			const copies = copyFolder === null ? null : new KeptCopies(copyFolder, history);
			const ownMs = Math.max(0, require_local_ledger.GIT_LIMITS.startMs - (Date.now() - began));
			const startMs = () => deps.startTime?.leftMs("record") ?? ownMs;
			return createGitHistory(historyDeps, {
				...look,
				...records,
				slug,
				copies,
				warnings,
				startMs
			});
		}
	};
}
async function lookAtHistory(deps, slug, warn) {
	const { objects } = deps;
	const ref = require_action_run_steps.ledgerRef(slug);
	try {
		const limitMs = deps.startTime?.leftMs("history") ?? require_local_ledger.GIT_LIMITS.startMs;
		return await require_action_run_steps.runWithin(limitMs, "The history", async () => {
			const tips = await objects.fetchTips([ref, require_action_run_steps.fragmentRef(slug, "*")]);
			const sha = tips.get(ref);
			if (sha === void 0) return {
				condition: { kind: "empty" },
				tip: null,
				fragments: []
			};
			return {
				condition: { kind: "found" },
				tip: await require_local_ledger.readTip(objects, sha),
				fragments: await require_waiting_records.readFragments(deps.objects, slug, tips, warn)
			};
		});
	} catch (error) {
		return {
			condition: {
				kind: "unreadable",
				reason: require_action_post_help_run_steps.describeError(error)
			},
			tip: null,
			fragments: []
		};
	}
}
exports.createGitStore = createGitStore;
