(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_waiting_records = require("./waiting-records.js");
let node_timers_promises = __late(() => require("node:timers/promises"));
const require_append = require("./append.js");
const require_tip = require("./tip.js");
const require_kept_copies = require("./kept-copies.js");
const require_local_ledger = require("./local-ledger.js");
// src/stores/git/history-writer.ts
const LOOKS_FOR_NEW = 3;
var HistoryWriter = class {
	#deps;
	#options;
	#pending;
	#appendDeps;
	#tip;
	#doubt = null;
	#isUnseen = false;
	constructor(deps, options) {
		this.#deps = deps;
		this.#options = options;
		this.#pending = options.pending;
		this.#tip = options.tip;
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
	async addWaiting(withinMs) {
		const pending = this.#pending;
		await pending.addWithin(withinMs, async (deadline) => {
			if (!pending.own.isWaiting()) return;
			const result = await this.#add(() => [], this.#pushAlone, deadline);
			if (result.kind === "late") pending.failure = `others wrote to it for ${Math.ceil(withinMs / 1e3)} seconds without a break.`;
			else if (result.kind === "interrupted") pending.failure = require_action_post_help_run_steps.describeError(result.error);
			else if (result.kind !== "appended") pending.failure = result.push.kind === "pushed" ? "" : result.push.explanation;
		});
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
		throw require_action_post_help_run_steps.badInput(`The store is "git", and the remote takes ${ref} without showing it, so that no run could read the history. Have it show refs/laforge/ (uploadpack.hideRefs hides them), or use another store.`);
	}
	pushWith(changes, push) {
		return this.#pending.inTurn(async () => {
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
		return await require_action_run_steps.runWithin(withinMs, "An answer of the history", () => this.#pending.inTurn(async () => {
			if (this.#tip === null) return [];
			const interruptions = await readInterruptions(this.#deps.objects, this.#tip, notes);
			const more = (now) => interruptions.filter((it) => now?.meta.running.some(({ uid }) => uid === uidOf(it)) === true);
			const result = await this.#add(more, this.#pushAlone, deadline);
			return (result.kind === "appended" ? result.added : []).map(({ uid }) => uid).filter((uid) => notes.has(uid));
		}));
	}
	async publish() {
		const { own, failure } = this.#pending;
		if (own.isWaiting() && failure === null) await this.addWaiting(require_tip.GIT_LIMITS.endMs);
		if (!own.isWaiting()) return { kind: "published" };
		return await this.#pending.keep(this.#pending.failure ?? "it could not be written.");
	}
	#pushAlone = (along) => this.#deps.remote.push(along, { atomic: false });
	async #add(more, push, deadline) {
		const { own } = this.#pending;
		const additions = async (now) => {
			if (this.#doubt !== null && await require_append.hasArrived(this.#appendDeps, this.#doubt, now)) own.settle(this.#doubt.added);
			this.#doubt = null;
			const later = more(now);
			const others = own.additions().filter((it) => !later.some((that) => uidOf(that) === uidOf(it)));
			return [
				...require_waiting_records.fragmentAdditions(this.#pending.fragments),
				...others,
				...later
			];
		};
		const result = await require_append.append(this.#appendDeps, additions, push, deadline);
		if (result.kind === "in-doubt" || result.kind === "interrupted") this.#doubt = result.doubt;
		const isThere = result.kind === "history-refused" && result.push.kind === "refused" && result.push.code === "moved";
		if (this.#options.tip === null && (result.kind === "appended" || isThere)) this.#isUnseen = true;
		if (result.kind === "appended") await this.#pending.settle(result.added);
		return result;
	}
	async #addWith(changes, push) {
		const { own } = this.#pending;
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
			const result = await this.#add(more, push, Date.now() + require_tip.GIT_LIMITS.endMs);
			if (result.kind === "appended") {
				for (const change of changes) if (change.kind === "rollback") own.addRollback(change.draft);
				own.settle(result.added);
			}
			return result;
		} catch (error) {
			this.#pending.failure = require_action_post_help_run_steps.describeError(error);
			return;
		}
	}
};
function uidOf(addition) {
	return addition.kind === "step" ? addition.record.draft.uid : addition.draft.uid;
}
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
async function readRecord(objects, tip, n) {
	const { records, segmentSize } = tip.meta;
	const segment = Math.floor((n - 1) / segmentSize);
	const inSegment = segment < require_tip.countSegments(tip.meta);
	const [found] = n > records ? [] : inSegment ? (await require_tip.readSegments(objects, tip, [segment])).slice((n - 1) % segmentSize) : await require_tip.readLast(objects, tip, records - n + 1);
	if (found !== void 0) return found;
	throw new require_action_post_help_run_steps.StoreError("damaged", `The history has no record ${n}, and its tip says that it has.`);
}
// src/stores/git/git-store.ts
const MOST_LOOKED_BACK = 1e3;
function createGitStore(deps, options) {
	const { slug, repository, copyFolder = null, usesCopies = false } = options;
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
			const history = `${remote.url} ${slug}`;
			const copies = copyFolder === null ? null : new require_kept_copies.KeptCopies(copyFolder, history);
			const seen = await copies?.known() ?? null;
			const look = await lookAtHistory(historyDeps, slug, warn);
			const records = await require_waiting_records.openRunRecords(deps, options, history, warn);
			const lookBack = usesCopies ? MOST_LOOKED_BACK : 0;
			const isReadable = look.condition.kind !== "unreadable";
			const present = {
				objects,
				slug,
				remote
			};
			const lost = isReadable ? await require_local_ledger.tellLost(seen, {
				...present,
				...look,
				lookBack
			}) : null;
			if (lost !== null) warn(lost);
			const see = async (tip) => {
				if (copies === null || tip === null || lost !== null || tip.sha === seen?.sha) return;
				const late = await require_local_ledger.tellLost(seen, {
					...present,
					tip,
					lookBack: MOST_LOOKED_BACK
				});
				if (late === null) await copies.see({
					sha: tip.sha,
					records: tip.meta.records
				});
				else deps.warn?.(late);
			};
			const ownMs = Math.max(0, require_tip.GIT_LIMITS.startMs - (Date.now() - began));
			const startMs = () => deps.startTime?.leftMs("record") ?? ownMs;
			return createGitHistory(historyDeps, {
				...look,
				...records,
				slug,
				copies: usesCopies && lost === null ? copies : null,
				warnings,
				startMs,
				see
			});
		}
	};
}
async function lookAtHistory(deps, slug, warn) {
	const { objects } = deps;
	const ref = require_action_run_steps.ledgerRef(slug);
	try {
		const limitMs = deps.startTime?.leftMs("history") ?? require_tip.GIT_LIMITS.startMs;
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
				tip: await require_tip.readTip(objects, sha),
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
function createGitHistory(deps, options) {
	const { objects, clock } = deps;
	const { slug, folder, condition, tip } = options;
	const pending = new require_waiting_records.PendingWriter(deps, {
		...options,
		what: "the history",
		beside: deps
	});
	const { own } = pending;
	const local = require_local_ledger.openLocalLedger(deps, (0, node_path.join)(folder, require_action_run_steps.LEDGER_FILE), options.copies);
	const isReadable = condition.kind !== "unreadable";
	const writer = new HistoryWriter(deps, {
		slug,
		tip,
		isReadable,
		pending,
		ledgerAt: (at) => local.at(at)
	});
	const read = async (ask) => {
		const at = writer.tip;
		if (!isReadable || at === null) return ask(require_action_run_steps.readRecords(own.all()));
		const ledger = await pending.inTurn(() => local.at(at));
		return ask(require_action_run_steps.readWithMissing(ledger, (filter) => own.missingSteps(filter)));
	};
	const reader = require_action_run_steps.createReader(read);
	const adopt = async (uid) => {
		const at = writer.tip;
		if (!isReadable || at === null) return;
		const ledger = await pending.inTurn(() => local.at(at));
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
		getLatestActiveStep: async (_repository, branch) => {
			const { tip: now } = writer;
			return (now === null ? void 0 : await require_local_ledger.openHeads(objects, now.sha).latest(branch)) === null ? void 0 : await read((reads) => reads.getLatestActiveStep(void 0, branch));
		},
		getStep: async (ref) => own.findMissing(ref) ?? await reader.getStep(ref),
		listSteps: (filter) => reader.listSteps(ofAnyName(filter)),
		countSteps: (filter) => reader.countSteps(ofAnyName(filter)),
		sumUsage: (filter) => reader.sumUsage(ofAnyName(filter)),
		tips: async () => isReadable && writer.tip !== null ? writer.tip.meta.tips : await reader.tips(),
		listLeftOut: async () => [...local.setAside.map(({ n }) => require_action_run_steps.unreadRow(null, `record ${n} of the history`, {})), ...await reader.listLeftOut()],
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
		...require_action_run_steps.createWrites(own, {
			adopt,
			startMs: options.startMs,
			endMs: require_tip.GIT_LIMITS.endMs,
			createdAt: () => clock.now().toISOString(),
			isStarted: deps.startTime === void 0,
			add: async (occasion, withinMs) => {
				if (isReadable || occasion !== "start") await writer.addWaiting(withinMs);
				if (isReadable && occasion === "start") await writer.refuseHidden(options.startMs());
			}
		}),
		pushWith: (changes, push) => writer.pushWith(changes, push),
		listRunning: async (limit) => isReadable ? (writer.tip?.meta.running ?? []).slice(-limit).reverse() : [],
		interruptSteps: (notes, withinMs) => writer.interrupt(notes, Math.min(withinMs, options.startMs())),
		publish: async () => {
			const publication = await writer.publish();
			if (isReadable) await options.see(writer.tip);
			return publication;
		},
		guard: async () => local.guard(),
		close: async () => {
			await pending.inTurn(async () => local.close());
			await pending.close();
		}
	};
}
function ofAnyName({ repository: _, ...filter } = {}) {
	return filter;
}
exports.createGitStore = createGitStore;
});
