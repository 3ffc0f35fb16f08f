const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_rollback = require("./rollback.js");
const require_records = require("./records.js");
const require_merge = require("./merge.js");
const require_fragment = require("./fragment.js");
const require_records_view = require("./records-view.js");
const require_record_line = require("./record-line.js");
let node_crypto = require("node:crypto");
let node_path = require("node:path");
let node_fs = require("node:fs");
let node_fs_promises = require("node:fs/promises");
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
			const [object] = await objects.read([sha], require_record_line.MAX_RECORD_BYTES);
			if (object == null) continue;
			const { records, wrong } = require_record_line.parseCommit(object);
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
// src/stores/git/waiting-records.ts
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
				records: await require_fragment.readFragment(path, path)
			});
		} catch (error) {
			warn(`A record that waits to be published was left out: ${require_errors.describeError(error)}`);
		}
		this.#files = files;
		return joinRecords(files.map(({ records }) => records));
	}
	async #tellOthers(warn) {
		for (const name of (0, node_fs.existsSync)(this.#all) ? await (0, node_fs_promises.readdir)(this.#all) : []) {
			const other = (0, node_path.join)(this.#all, name);
			const count = other === this.#folder || !KEY.test(name) ? 0 : (await recordFiles(other)).length;
			if (count === 0) continue;
			const records = count === 1 ? "1 record waits" : `${count} records wait`;
			const [from, to] = [other, this.#folder].map((folder) => require_open.quoteForShell([folder]));
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
async function recordFiles(folder) {
	return ((0, node_fs.existsSync)(folder) ? await (0, node_fs_promises.readdir)(folder, { withFileTypes: true }) : []).filter((entry) => entry.isFile() && entry.name.endsWith(".json")).map(({ name }) => name).sort().map((name) => (0, node_path.join)(folder, name));
}
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
	return require_merge.outcomeRank(record) > 1 ? "finished" : "running";
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
Object.defineProperty(exports, "OwnRecords", {
	enumerable: true,
	get: function() {
		return OwnRecords;
	}
});
Object.defineProperty(exports, "WaitingRecords", {
	enumerable: true,
	get: function() {
		return WaitingRecords;
	}
});
Object.defineProperty(exports, "dropFragments", {
	enumerable: true,
	get: function() {
		return dropFragments;
	}
});
Object.defineProperty(exports, "fragmentAdditions", {
	enumerable: true,
	get: function() {
		return fragmentAdditions;
	}
});
Object.defineProperty(exports, "joinRecords", {
	enumerable: true,
	get: function() {
		return joinRecords;
	}
});
Object.defineProperty(exports, "pushFragment", {
	enumerable: true,
	get: function() {
		return pushFragment;
	}
});
Object.defineProperty(exports, "readFragments", {
	enumerable: true,
	get: function() {
		return readFragments;
	}
});
