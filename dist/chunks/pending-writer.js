const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_saved_files = require("./saved-files.js");
const require_record_line = require("./record-line.js");
let node_crypto = require("node:crypto");
let node_fs_promises = require("node:fs/promises");
let node_os = require("node:os");
let node_path = require("node:path");
let node_fs = require("node:fs");
// src/stores/pending/fragments.ts
const TAKEN_UP$1 = 50;
const LOOKED_AT = 500;
async function readFragments(objects, slug, tips, warn) {
	const prefix = require_action_run_steps.fragmentRef(slug, "*").slice(0, -1);
	const found = [...tips].filter(([ref]) => ref.startsWith(prefix) && require_action_post_run_steps.isUid(ref.slice(prefix.length)));
	const fragments = [];
	for (const [ref, sha] of found.slice(0, LOOKED_AT)) {
		if (fragments.length === TAKEN_UP$1) break;
		try {
			const [object] = await objects.read([sha], require_record_line.MAX_RECORD_BYTES);
			if (object == null) continue;
			const { records, wrong } = require_record_line.parseCommit(object);
			const checked = require_action_run_steps.parseLedgerRecords({
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
			warn(`A record beside the history was left out: ${require_action_post_help_run_steps.describeError(error)}`);
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
	const ref = require_action_run_steps.fragmentRef(slug, uid);
	const { steps, rollbacks } = records;
	try {
		const message = require_record_line.formatMessage(`A record of ${slug} that waits`, require_record_line.formatLine(0, {
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
		return { reason: require_action_post_help_run_steps.describeError(error) };
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
// src/stores/pending/waiting-records.ts
const TAKEN_UP = 50;
const KEY = /^[0-9a-f]{16}$/;
var WaitingRecords = class {
	#folder;
	#all;
	#listStrays;
	#files = [];
	constructor(folder, history, listStrays = () => []) {
		this.#listStrays = listStrays;
		this.#all = folder;
		this.#folder = (0, node_path.join)(folder, (0, node_crypto.createHash)("sha256").update(history).digest("hex").slice(0, 16));
	}
	async read(warn) {
		const paths = [...await recordFiles(this.#folder), ...this.#listStrays()];
		await this.#tellOthers(warn);
		const files = [];
		for (const path of paths.slice(0, TAKEN_UP)) try {
			files.push({
				path,
				records: await require_action_run_steps.readFragment(path, path)
			});
		} catch (error) {
			warn(`A record that waits to be published was left out: ${require_action_post_help_run_steps.describeError(error)}`);
		}
		this.#files = files;
		return require_action_run_steps.concatRecords(files.map(({ records }) => records));
	}
	async #tellOthers(warn) {
		for (const name of (0, node_fs.existsSync)(this.#all) ? await (0, node_fs_promises.readdir)(this.#all) : []) {
			const other = (0, node_path.join)(this.#all, name);
			const count = other === this.#folder || !KEY.test(name) ? 0 : (await recordFiles(other)).length;
			if (count === 0) continue;
			const records = count === 1 ? "1 record waits" : `${count} records wait`;
			const [from, to] = [other, this.#folder].map((folder) => require_action_run_steps.quoteForShell([folder]));
			warn(`${records} for another address or store of this project's history, in ${other}. If that was this one, publish it: mkdir -p ${to} && mv ${from}/*.json ${to}`);
		}
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
		await require_action_run_steps.writeFragment(path, fresh);
		return path;
	}
	async drop(waiting) {
		const uids = new Set(uidsOf(waiting));
		const settled = this.#files.filter(({ records }) => records.setAside === void 0 && !uidsOf(records).some((uid) => uids.has(uid)));
		this.#files = this.#files.filter((file) => !settled.includes(file));
		await Promise.all(settled.map(({ path }) => (0, node_fs_promises.rm)(path, { force: true })));
	}
};
async function recordFiles(folder) {
	return ((0, node_fs.existsSync)(folder) ? await (0, node_fs_promises.readdir)(folder, { withFileTypes: true }) : []).filter((entry) => entry.isFile() && entry.name.endsWith(".json")).map(({ name }) => name).sort().map((name) => (0, node_path.join)(folder, name));
}
async function openRunRecords({ folder, waitingFolder = null, listStrays }, history, warn) {
	const own = folder ?? await (0, node_fs_promises.mkdtemp)((0, node_path.join)((0, node_os.tmpdir)(), "laforge-history-"));
	await (0, node_fs_promises.mkdir)(own, { recursive: true });
	const waiting = waitingFolder === null ? null : new WaitingRecords(waitingFolder, history, listStrays);
	const left = [...waiting === null ? [] : [await waiting.read(warn)], await readLeft((0, node_path.join)(own, require_saved_files.FRAGMENT_FILE), warn)];
	return {
		folder: own,
		isTemporary: folder === null,
		left: require_action_run_steps.concatRecords(left),
		waiting
	};
}
async function readLeft(file, warn) {
	if (!(0, node_fs.existsSync)(file)) return require_action_run_steps.NO_RECORDS;
	try {
		return await require_action_run_steps.readFragment(file, file);
	} catch (error) {
		warn(`What an earlier process of this run left could not be read: ${require_action_post_help_run_steps.describeError(error)}`);
		return require_action_run_steps.NO_RECORDS;
	}
}
function uidsOf({ steps, rollbacks }) {
	return [...steps.map(({ draft }) => draft.uid), ...rollbacks.map(({ uid }) => uid)];
}
// src/stores/pending/own-records.ts
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
			...require_action_run_steps.projectRollback(own.draft, []),
			number: own.number
		};
	}
	missingSteps(filter) {
		const missing = [...this.#steps.values()].filter(({ onRecord }) => onRecord === "nothing");
		return require_action_run_steps.recordsToSteps({
			steps: missing.map(({ record }) => record),
			rollbacks: []
		}, filter);
	}
	findMissing(ref) {
		const found = ref.kind === "uid" ? require_action_run_steps.findByPrefix(this.missingSteps(), ref.prefix) : void 0;
		return found?.kind === "found" ? found : void 0;
	}
	additions() {
		return [...this.#waitingSteps().map(toAddition), ...this.waiting().rollbacks.map((draft) => ({
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
		const steps = this.#waitingSteps().map(({ record }) => record);
		const rollbacks = [...this.#rollbacks.values()].filter(({ number }) => number === null).map(({ draft }) => draft);
		return {
			...require_action_run_steps.NO_RECORDS,
			steps,
			rollbacks
		};
	}
	#waitingSteps() {
		return [...this.#steps.values()].filter(isWaiting);
	}
	isWaiting() {
		const { steps, rollbacks } = this.waiting();
		return steps.length + rollbacks.length > 0;
	}
	all() {
		const steps = [...this.#steps.values()].map(({ record }) => record);
		const rollbacks = [...this.#rollbacks.values()].map(({ draft }) => draft);
		return {
			...require_action_run_steps.NO_RECORDS,
			steps,
			rollbacks
		};
	}
	async save() {
		if (this.isWaiting()) await require_action_run_steps.writeFragment(this.#file, this.waiting());
		else await (0, node_fs_promises.rm)(this.#file, { force: true });
	}
};
function createWrites(own, { clock, adopt, add, startMs, endMs, ...options }) {
	let { isStarted } = options;
	const stepOf = (uid) => {
		const step = own.step(uid);
		if (step !== void 0) return step;
		throw new require_action_post_help_run_steps.StoreError("unwritable", `The history has no step ${uid}, so how it ended was not recorded.`);
	};
	return {
		startStep: async (draft) => {
			if (!own.hasStep(draft.uid)) {
				own.start({
					draft,
					parentUid: null,
					createdAt: clock.now().toISOString(),
					outcome: null
				});
				await own.save();
				await add("start", startMs());
				isStarted = true;
			}
			return stepOf(draft.uid);
		},
		finishStep: async (uid, outcome) => {
			if (!own.hasStep(uid)) await adopt(uid);
			if (!own.isFinished(uid)) {
				own.finish(uid, outcome);
				await own.save();
				await add("end", endMs);
			}
			return stepOf(uid);
		},
		addRollback: async (draft) => {
			own.addRollback(draft);
			if (own.rollback(draft.uid)?.number == null) {
				await own.save();
				await add("move", isStarted ? endMs : startMs());
			}
			return own.rollback(draft.uid) ?? require_action_run_steps.projectRollback(draft, []);
		}
	};
}
function stateOf(record) {
	return require_action_run_steps.outcomeRank(record) > 1 ? "finished" : "running";
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
	const [step] = require_action_run_steps.recordsToSteps({
		steps: [record],
		rollbacks: []
	});
	return step && {
		...step,
		id,
		parentStepId: parent?.id ?? null
	};
}
// src/stores/pending/pending-writer.ts
var PendingWriter = class {
	own;
	failure = null;
	#fragments;
	#hasOnlyCopy = false;
	#busy = Promise.resolve();
	#file;
	#deps;
	#options;
	constructor(deps, options) {
		this.#deps = deps;
		this.#options = options;
		this.#file = (0, node_path.join)(options.folder, require_saved_files.FRAGMENT_FILE);
		this.#fragments = options.fragments;
		this.own = new OwnRecords(this.#file);
		this.own.takeOver(options.left);
	}
	get fragments() {
		return this.#fragments;
	}
	inTurn(work) {
		const turn = this.#busy.then(work);
		this.#busy = turn.catch(() => {});
		return turn;
	}
	async addWithin(withinMs, add) {
		const deadline = Date.now() + withinMs;
		const work = this.inTurn(async () => {
			if (Date.now() <= deadline) await add(deadline);
		});
		try {
			await require_action_run_steps.runWithin(withinMs, `An answer of ${this.#options.what}`, () => work);
		} catch (error) {
			this.failure = require_action_post_help_run_steps.describeError(error);
		}
	}
	async settle(added) {
		this.own.settle(added);
		this.failure = null;
		await this.own.save();
		await this.#options.waiting?.drop(this.own.waiting());
		await this.dropFragments();
	}
	async dropFragments() {
		const { beside } = this.#options;
		if (this.#fragments.length > 0 && beside !== null) await dropFragments(beside.remote, this.#fragments);
		this.#fragments = [];
	}
	async keep(reason) {
		const { beside, slug, waiting } = this.#options;
		const { uids, clock } = this.#deps;
		const put = beside === null ? null : await this.inTurn(() => pushFragment(beside, slug, uids.next(), this.own.waiting(), clock.now()));
		if (put !== null && "where" in put) {
			await waiting?.drop(require_action_run_steps.NO_RECORDS);
			return {
				kind: "fragment",
				where: put.where,
				reason
			};
		}
		try {
			if (waiting !== null) return {
				kind: "waiting",
				where: await waiting.keep(this.own.waiting()),
				reason
			};
		} catch (error) {
			reason = `${reason} ${require_action_post_help_run_steps.describeError(error)}`;
		}
		this.#hasOnlyCopy = true;
		return {
			kind: "kept",
			where: this.#file,
			reason
		};
	}
	async close() {
		await this.#busy;
		const { isTemporary, folder } = this.#options;
		if (isTemporary && !this.#hasOnlyCopy) await (0, node_fs_promises.rm)(folder, {
			recursive: true,
			force: true
		});
	}
};
Object.defineProperty(exports, "PendingWriter", {
	enumerable: true,
	get: function() {
		return PendingWriter;
	}
});
Object.defineProperty(exports, "createWrites", {
	enumerable: true,
	get: function() {
		return createWrites;
	}
});
Object.defineProperty(exports, "fragmentAdditions", {
	enumerable: true,
	get: function() {
		return fragmentAdditions;
	}
});
Object.defineProperty(exports, "openRunRecords", {
	enumerable: true,
	get: function() {
		return openRunRecords;
	}
});
Object.defineProperty(exports, "readFragments", {
	enumerable: true,
	get: function() {
		return readFragments;
	}
});
