const require_errors = require("./errors.js");
const require_open = require("./open.js");
const require_repository_key = require("./repository-key.js");
const require_rollback = require("./rollback.js");
const require_usage_report = require("./usage-report.js");
const require_usage_totals = require("./usage-totals.js");
const require_fragment = require("./fragment.js");
const require_records_view = require("./records-view.js");
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
		const found = require_records_view.findByPrefix(require_records_view.recordsToSteps(records), uid);
		if (found.kind === "found") return found.value;
		throw new require_errors.StoreError("unreadable", `Step ${uid} was not begun in this history.`);
	};
	return {
		condition,
		dbPath: null,
		warnings: options.warnings ?? [],
		latestActiveStep: async (repository, branch) => require_records_view.recordsToSteps(records, {
			repository,
			active: true
		}).find((step) => step.branch === branch),
		findStep: async (ref) => ref.kind === "uid" ? require_records_view.findByPrefix(require_records_view.recordsToSteps(records), ref.prefix) : { kind: "unknown" },
		listSteps: async (filter) => require_records_view.recordsToSteps(records, filter),
		countSteps: async (filter) => require_records_view.recordsToSteps(records, filter).length,
		sumUsage: async (filter) => require_usage_totals.totalsOf(require_records_view.recordsToSteps(records, filter)),
		reportUsage: async (filter) => require_usage_report.reportOf(require_records_view.recordsToSteps(records, filter)),
		findRollback: async (ref) => ref.kind === "uid" ? require_records_view.findByPrefix(require_records_view.recordsToRollbacks(records), ref.prefix) : { kind: "unknown" },
		listRollbacks: async (filter) => require_records_view.recordsToRollbacks(records, filter),
		countLeftOut: async () => options.records?.setAside?.length ?? 0,
		async startStep(draft) {
			if (!steps.some((it) => it.draft.uid === draft.uid)) {
				const [parent] = require_records_view.recordsToSteps(records, {
					repository: require_repository_key.repositoryKey(draft),
					active: true
				}).filter((it) => it.branch === draft.branch && draft.replays === null);
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
			const found = require_records_view.findByPrefix(require_records_view.recordsToRollbacks(records), draft.uid);
			return found.kind === "found" ? found.value : require_rollback.projectRollback(draft, []);
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
Object.defineProperty(exports, "createFragmentHistory", {
	enumerable: true,
	get: function() {
		return createFragmentHistory;
	}
});
