const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/cli/foreign-ledger.ts
var foreign_ledger_exports = require_rolldown_runtime.__exportAll({ importerOf: () => importerOf });
async function readForeign(path) {
	const [{ readForeignLedger }, { systemClock }] = await Promise.all([Promise.resolve().then(() => require("./inspect.js")), Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.clock_and_uids_exports)]);
	return readForeignLedger(path, systemClock);
}
async function importerOf(path) {
	const { isLaForgeFile } = await Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.identify_file_exports);
	if (isLaForgeFile(path)) {
		const { importLaForge } = await Promise.resolve().then(() => require("./action-run-steps.js")).then((n) => n.laforge_file_exports);
		return (ledger) => importLaForge(path, ledger);
	}
	const records = await readForeign(path);
	return (ledger) => ledger.merge(records);
}
const RENUMBERED_SHOWN = 10;
function describeMerge(path, report, verify) {
	const { stepsAdded, stepsFinished, rollbacksAdded, renumbered, renumberedRollbacks, setAside } = report;
	const parts = [
		...stepsAdded > 0 ? [`${require_action_run_steps.plural(stepsAdded, "step")} added`] : [],
		...stepsFinished > 0 ? [`${require_action_run_steps.plural(stepsFinished, "running step")} finished`] : [],
		...rollbacksAdded > 0 ? [`${require_action_run_steps.plural(rollbacksAdded, "rollback")} added`] : []
	];
	const moved = [...renumbered.map((one) => ({
		...one,
		name: "step "
	})), ...renumberedRollbacks.map((one) => ({
		...one,
		name: "R"
	}))].filter(({ from }) => from !== null);
	const lines = moved.slice(0, RENUMBERED_SHOWN).map(({ uid, from, to, name }) => `  ${name}${from} is now ${name}${to} (${uid})`);
	const more = moved.length > RENUMBERED_SHOWN ? [`  and ${moved.length - RENUMBERED_SHOWN} more have another number now`] : [];
	const odd = setAside > 0 ? [`  ${require_action_run_steps.plural(setAside, "record")} could not be read and ${setAside === 1 ? "is" : "are"} kept aside: ${verify} names what is wrong`] : [];
	return [
		`${path}: ${parts.length === 0 ? "nothing new" : parts.join(", ")}.`,
		...lines,
		...more,
		...odd
	].join("\n");
}
function mergeToJson(path, report) {
	return {
		path,
		steps_added: report.stepsAdded,
		steps_finished: report.stepsFinished,
		rollbacks_added: report.rollbacksAdded,
		set_aside: report.setAside,
		renumbered: report.renumbered,
		renumbered_rollbacks: report.renumberedRollbacks
	};
}
Object.defineProperty(exports, "describeMerge", {
	enumerable: true,
	get: function() {
		return describeMerge;
	}
});
Object.defineProperty(exports, "foreign_ledger_exports", {
	enumerable: true,
	get: function() {
		return foreign_ledger_exports;
	}
});
Object.defineProperty(exports, "mergeToJson", {
	enumerable: true,
	get: function() {
		return mergeToJson;
	}
});
Object.defineProperty(exports, "readForeign", {
	enumerable: true,
	get: function() {
		return readForeign;
	}
});
