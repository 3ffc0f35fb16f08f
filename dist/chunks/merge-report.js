const require_figures = require("./figures.js");
// src/cli/merge-report.ts
const RENUMBERED_SHOWN = 10;
function describeMerge(path, report) {
	const { stepsAdded, stepsFinished, rollbacksAdded, renumbered, setAside } = report;
	const parts = [
		...stepsAdded > 0 ? [`${require_figures.plural(stepsAdded, "step")} added`] : [],
		...stepsFinished > 0 ? [`${require_figures.plural(stepsFinished, "running step")} finished`] : [],
		...rollbacksAdded > 0 ? [`${require_figures.plural(rollbacksAdded, "rollback")} added`] : []
	];
	const moved = renumbered.filter(({ from }) => from !== null);
	const lines = moved.slice(0, RENUMBERED_SHOWN).map(({ uid, from, to }) => `  step ${from} is now step ${to} (${uid})`);
	const more = moved.length > RENUMBERED_SHOWN ? [`  and ${moved.length - RENUMBERED_SHOWN} more have another number now`] : [];
	const odd = setAside > 0 ? [`  ${require_figures.plural(setAside, "record")} could not be read and ${setAside === 1 ? "is" : "are"} kept aside: laforge verify names what is wrong`] : [];
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
		renumbered: report.renumbered
	};
}
Object.defineProperty(exports, "describeMerge", {
	enumerable: true,
	get: function() {
		return describeMerge;
	}
});
Object.defineProperty(exports, "mergeToJson", {
	enumerable: true,
	get: function() {
		return mergeToJson;
	}
});
