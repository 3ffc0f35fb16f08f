(function (exports, require, module, __filename, __dirname) {
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_table = require("./table.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/render/terminal/replay.ts
const NAMES = {
	observed: "observed",
	same: "same agent",
	other: "the other"
};
function renderReplay({ lanes, verdict, shifts }, { paint, width }) {
	const letters = new Map();
	const letterOf = (tree) => {
		if (tree === null) return "";
		const letter = letters.get(tree) ?? String.fromCharCode(65 + letters.size % 26);
		letters.set(tree, letter);
		return letter;
	};
	const rows = lanes.flatMap(({ name, tries }) => tries.map(({ step, tree }) => ({
		name,
		step,
		files: letterOf(tree)
	})));
	return [
		require_table.renderTable([
			{
				title: "LANE",
				cell: ({ name }) => NAMES[name]
			},
			{
				title: "STEP",
				cell: ({ step }) => require_action_run_steps.stepLabel(step)
			},
			{
				title: "RESULT",
				cell: ({ step }) => step.status
			},
			{
				title: "CHANGES",
				cell: ({ step }) => require_action_run_steps.formatChanges(step.changes),
				shrinkTo: 10
			},
			{
				title: "FILES",
				cell: ({ files }) => files
			},
			{
				title: "TOOK",
				align: "right",
				cell: ({ step }) => require_action_run_steps.formatDuration(step.durationMs)
			},
			{
				title: "COST",
				align: "right",
				cell: ({ step }) => require_action_run_steps.formatCostOf(step.tokenUsage)
			}
		], rows, {
			paint,
			width
		}),
		"",
		...lanes.map(({ name, passes, rate }) => `${NAMES[name].padEnd(11)} ${passed(passes, rate)}`),
		...shifts === null ? [] : shiftLines(shifts),
		...verdict === null ? [] : ["", paint("strong", verdictInWords(verdict))]
	].map((line) => line.trimEnd()).join("\n");
}
function passed({ passed: count, of }, { low, high }) {
	if (low === null || high === null) return "no try";
	const percent = (share) => `${Math.round(share * 100)}`;
	return `${count} of ${of} passed${of > 1 ? ` (95%: ${percent(low)} to ${percent(high)}%)` : ""}`;
}
function shiftLines({ costUsd, durationMs }) {
	const line = (what, shift, format) => {
		if (shift === null) return [];
		const signed = (value) => `${value < 0 ? "-" : "+"}${format(Math.abs(value))}`;
		const { estimate, low, high } = shift;
		const bounds = low === null || high === null ? "too few tries for an interval" : `95%: ${signed(low)} to ${signed(high)}`;
		return [`${what.padEnd(11)} ${signed(estimate)} for the other (${bounds})`];
	};
	return [...line("cost", costUsd, (value) => require_action_run_steps.formatCost(value, false)), ...line("time", durationMs, (value) => require_action_run_steps.formatDuration(value))];
}
function verdictInWords({ verdict, reason, neededTries, p }) {
	const exactly = p === null ? "" : ` (exact test: p = ${p.toFixed(3)})`;
	switch (verdict) {
		case "better": return `The other is better${exactly}.`;
		case "worse": return `The other is worse${exactly}.`;
		case "more_tries": return reason === "too_few" ? `Too few tries to decide: each lane needs ${neededTries} (--times and --baseline ${neededTries}).` : `Not decided${exactly}: at these rates some ${neededTries} tries a lane would decide it.`;
		case "no_clear_winner": return reason === "no_check" ? "No clear winner: without a check, it is unknown which work is right." : `No clear winner${exactly}.`;
	}
}
function tryLine(name, step) {
	const facts = [
		`step ${require_action_run_steps.stepLabel(step)} ${step.status}`,
		require_action_run_steps.formatDuration(step.durationMs),
		require_action_run_steps.formatCostOf(step.tokenUsage)
	];
	return require_action_post_help_run_steps.toPlainText(`${NAMES[name]}: ${require_action_help_run_steps.joinFilled(facts, ", ")}`);
}
Object.defineProperty(exports, "renderReplay", {
	enumerable: true,
	get: function() {
		return renderReplay;
	}
});
Object.defineProperty(exports, "tryLine", {
	enumerable: true,
	get: function() {
		return tryLine;
	}
});
});
