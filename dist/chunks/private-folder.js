const require_errors = require("./errors.js");
const require_open = require("./open.js");
const require_records = require("./records.js");
const require_projects = require("./projects.js");
const require_usage_totals = require("./usage-totals.js");
const require_fragment = require("./fragment.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
// src/stores/records-view.ts
function recordsToSteps(records, filter = {}) {
	return records.steps.map((record) => recordToStep(record, records)).filter((step) => matches(step, filter)).reverse().slice(0, filter.limit);
}
function recordsToRollbacks(records, filter = {}) {
	return records.rollbacks.map((draft) => ({
		...draft,
		number: null,
		undoneBy: undoOf(draft, records)?.uid ?? null
	})).filter((rollback) => filter.branch === void 0 || rollback.branch === filter.branch).filter((rollback) => filter.repository === void 0 || rollback.repository === filter.repository).reverse().slice(0, filter.limit);
}
function findByPrefix(all, prefix) {
	const found = all.filter((it) => it.uid.startsWith(prefix));
	const [value] = found;
	if (value === void 0) return { kind: "unknown" };
	return found.length > 1 ? {
		kind: "ambiguous",
		uids: found.map((it) => it.uid)
	} : {
		kind: "found",
		value
	};
}
function recordToStep(record, records) {
	const { uid } = record.draft;
	return {
		...require_records.recordToFields(record),
		id: null,
		active: !records.rollbacks.some((it) => it.kind === "rollback" && it.stepUids.includes(uid) && undoOf(it, records) === void 0),
		parentStepId: null,
		parentUid: record.parentUid
	};
}
function undoOf(draft, records) {
	return records.rollbacks.find((it) => it.kind === "undo" && it.undoes === draft.uid);
}
function matches(step, filter) {
	return (filter.repository === void 0 || step.repository === filter.repository) && (filter.branch === void 0 || step.branch === filter.branch) && (filter.active === void 0 || step.active === filter.active) && (filter.status === void 0 || step.status === filter.status) && (filter.pullRequest === void 0 || step.run?.pull_request?.number === filter.pullRequest) && (filter.endedSince === void 0 || step.endTime !== null && step.endTime >= filter.endedSince) && (filter.startedSince === void 0 || step.startTime >= filter.startedSince) && (filter.beforeId === void 0 || step.id !== null && step.id < filter.beforeId);
}
// src/stores/fragment-history.ts
function createFragmentHistory({ condition, file, publish, ...options }) {
	const steps = [...options.records?.steps ?? []];
	const rollbacks = [...options.records?.rollbacks ?? []];
	const records = {
		steps,
		rollbacks,
		stepClaims: [],
		rollbackClaims: []
	};
	let unpublished = steps.length + rollbacks.length > 0;
	const save = async () => {
		unpublished = true;
		try {
			await require_fragment.writeFragment(file, records);
		} catch (error) {
			throw new require_errors.StoreError("unwritable", `The record could not be written to ${file}.`, { cause: error });
		}
	};
	const stepOf = (uid) => {
		const found = findByPrefix(recordsToSteps(records), uid);
		if (found.kind === "found") return found.value;
		throw new require_errors.StoreError("unreadable", `Step ${uid} was not begun in this history.`);
	};
	return {
		condition,
		dbPath: null,
		warnings: options.warnings ?? [],
		latestActiveStep: async (repository, branch) => recordsToSteps(records, {
			repository,
			active: true
		}).find((step) => step.branch === branch),
		findStep: async (ref) => ref.kind === "uid" ? findByPrefix(recordsToSteps(records), ref.prefix) : { kind: "unknown" },
		listSteps: async (filter) => recordsToSteps(records, filter),
		countSteps: async (filter) => recordsToSteps(records, filter).length,
		sumUsage: async (filter) => require_usage_totals.totalsOf(recordsToSteps(records, filter)),
		findRollback: async (ref) => ref.kind === "uid" ? findByPrefix(recordsToRollbacks(records), ref.prefix) : { kind: "unknown" },
		listRollbacks: async (filter) => recordsToRollbacks(records, filter),
		async startStep(draft) {
			if (!steps.some((it) => it.draft.uid === draft.uid)) {
				const [parent] = recordsToSteps(records, {
					repository: draft.repository,
					active: true
				}).filter((it) => it.branch === draft.branch);
				steps.push({
					draft,
					parentUid: parent?.uid ?? null,
					createdAt: draft.startTime,
					outcome: null
				});
				await save();
			}
			return stepOf(draft.uid);
		},
		async finishStep(uid, outcome) {
			const index = steps.findIndex((it) => it.draft.uid === uid);
			const record = steps[index];
			if (record?.outcome === null) {
				steps[index] = {
					...record,
					outcome
				};
				await save();
			}
			return stepOf(uid);
		},
		async addRollback(draft) {
			if (!rollbacks.some((it) => it.uid === draft.uid)) {
				rollbacks.push(draft);
				await save();
			}
			const found = findByPrefix(recordsToRollbacks(records), draft.uid);
			return found.kind === "found" ? found.value : {
				...draft,
				number: null,
				undoneBy: null
			};
		},
		pushWith: (_changes, push) => push([]),
		findUnrecorded: async (uids) => uids.filter((uid) => !rollbacks.some((it) => it.uid === uid)),
		listRunning: async () => [],
		interruptSteps: async () => [],
		async publish() {
			if (!unpublished) return { kind: "published" };
			const publication = await publish();
			if (require_open.isStored(publication)) unpublished = false;
			return publication;
		},
		guard: async () => async () => [],
		close: async () => {}
	};
}
// src/system/private-folder.ts
function privateFolder(name, env) {
	const runtime = env.XDG_RUNTIME_DIR ?? "";
	return [...runtime === "" ? [] : [(0, node_path.join)(runtime, "laforge")], require_projects.laforgeHome(env)].map((place) => (0, node_path.join)(place, name)).find(makePrivate) ?? null;
}
function makePrivate(folder) {
	try {
		(0, node_fs.mkdirSync)(folder, {
			recursive: true,
			mode: 448
		});
		const found = (0, node_fs.lstatSync)(folder);
		const isOurs = process.getuid === void 0 || found.uid === process.getuid() && (found.mode & 63) === 0;
		return found.isDirectory() && isOurs;
	} catch {
		return false;
	}
}
Object.defineProperty(exports, "createFragmentHistory", {
	enumerable: true,
	get: function() {
		return createFragmentHistory;
	}
});
Object.defineProperty(exports, "findByPrefix", {
	enumerable: true,
	get: function() {
		return findByPrefix;
	}
});
Object.defineProperty(exports, "privateFolder", {
	enumerable: true,
	get: function() {
		return privateFolder;
	}
});
Object.defineProperty(exports, "recordsToRollbacks", {
	enumerable: true,
	get: function() {
		return recordsToRollbacks;
	}
});
Object.defineProperty(exports, "recordsToSteps", {
	enumerable: true,
	get: function() {
		return recordsToSteps;
	}
});
