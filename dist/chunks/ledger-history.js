const require_errors = require("./errors.js");
const require_step_status = require("./step-status.js");
// src/stores/ledger-history.ts
function guardLedger(ledger, isShared) {
	const failed = (error) => [`${ledger.path} could not be guarded against changes: ${require_errors.describeError(error)}`];
	try {
		const guard = ledger.guard();
		return async () => {
			try {
				const sentence = guard.restore(isShared);
				return sentence === null ? [] : [sentence];
			} catch (error) {
				return failed(error);
			}
		};
	} catch (error) {
		return async () => failed(error);
	}
}
function createLedgerHistory({ ledger, condition, warnings, publish, isShared, ...options }) {
	let unpublished = options.unpublished;
	const change = async (run) => {
		unpublished = true;
		return run();
	};
	return {
		condition,
		dbPath: ledger.path,
		warnings,
		latestActiveStep: async (repository, branch) => ledger.getLatestActiveStep(repository, branch),
		findStep: async (ref) => ledger.getStep(ref),
		listSteps: async (filter) => ledger.listSteps(filter),
		countSteps: async (filter) => ledger.countSteps(filter),
		sumUsage: async (filter) => ledger.sumUsage(filter),
		reportUsage: async (filter) => ledger.reportUsage(filter),
		findRollback: async (ref) => ledger.getRollback(ref),
		listRollbacks: async (filter) => ledger.listRollbacks(filter),
		countLeftOut: async () => ledger.countLeftOut(),
		startStep: (draft) => change(() => ledger.createStep(draft)),
		finishStep: (uid, outcome) => change(() => ledger.updateStep(uid, outcome)),
		addRollback: (draft) => change(() => ledger.addRollback(draft)),
		pushWith: (_changes, push) => push([]),
		findUnrecorded: async (uids) => uids.filter((uid) => ledger.getRollback({
			kind: "uid",
			prefix: uid
		}).kind === "unknown"),
		listRunning: async (limit) => ledger.listSteps({
			status: "running",
			limit
		}),
		interruptSteps: async (notes) => {
			const running = ledger.listSteps({ status: "running" }).filter(({ uid }) => notes.has(uid));
			for (const step of running) await change(() => ledger.updateStep(step.uid, require_step_status.interruptedOutcome(step, notes.get(step.uid) ?? "")));
			return running.map(({ uid }) => uid);
		},
		async publish() {
			if (!unpublished) return { kind: "published" };
			try {
				ledger.listSteps({ limit: 1 });
			} catch (error) {
				return {
					kind: "kept",
					where: ledger.path,
					reason: require_errors.describeError(error)
				};
			}
			const publication = await publish();
			if (publication.kind === "published") unpublished = false;
			return publication;
		},
		guard: async () => guardLedger(ledger, isShared),
		close: async () => ledger.close()
	};
}
function mergeIntoLedger(ledger, others) {
	const numbers = new Map();
	for (const records of others) for (const { uid, from, to } of ledger.merge(records).renumbered) {
		const known = numbers.get(uid);
		if (known !== void 0) known.to = to;
		else if (from !== null) numbers.set(uid, {
			from,
			to
		});
	}
	return [...numbers].filter(([, { from, to }]) => from !== to).map(([uid, { from, to }]) => `Step ${from} is step ${to} now: a parallel run had taken that number first (uid ${uid}).`);
}
Object.defineProperty(exports, "createLedgerHistory", {
	enumerable: true,
	get: function() {
		return createLedgerHistory;
	}
});
Object.defineProperty(exports, "guardLedger", {
	enumerable: true,
	get: function() {
		return guardLedger;
	}
});
Object.defineProperty(exports, "mergeIntoLedger", {
	enumerable: true,
	get: function() {
		return mergeIntoLedger;
	}
});
