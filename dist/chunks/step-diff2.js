const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_step_diff_rows = require("./step-diff-rows.js");
const require_table = require("./table.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/render/terminal/step-diff.ts
function renderDiffHead(diff, { paint, width }) {
	const rows = require_step_diff_rows.comparedRows(diff);
	const { a, b } = diff;
	const table = b === null ? [] : require_table.renderTable([
		{
			title: "",
			cell: ([name]) => name
		},
		{
			title: require_action_run_steps.stepName(a),
			cell: ([, one]) => one,
			shrinkTo: 12
		},
		{
			title: require_action_run_steps.stepName(b),
			cell: ([, , other]) => other,
			shrinkTo: 12
		},
		{
			title: "difference",
			cell: ([, , , difference]) => difference
		}
	], rows, {
		width,
		paint
	}).split("\n");
	const reasons = diff.comparison?.reasons ?? [];
	return [
		paint("strong", require_action_help_run_steps.capital(require_step_diff_rows.titleOf(diff))),
		...table.map((line) => `  ${line}`),
		...diff.mode === "none" ? [] : [`  ${require_step_diff_rows.filesInWords(diff.files)}`],
		...reasons.length === 0 ? [] : [paint("warn", `  Compare them with care: ${require_action_run_steps.formatList(reasons)}.`)],
		...diff.notes.map((note) => `  ${require_action_post_help_run_steps.toPlainText(require_action_help_run_steps.capital(note))}`),
		...conflictLines(diff, paint)
	].join("\n");
}
const CONFLICTS_SHOWN = 20;
function conflictLines({ b, conflicts }, paint) {
	if (conflicts.length === 0 || b === null) return [];
	const shown = conflicts.slice(0, CONFLICTS_SHOWN).map((path) => `    ${require_action_post_help_run_steps.toPlainText(path)}`);
	const rest = conflicts.length - shown.length;
	return [
		paint("warn", `  In these files it could not be carried over line by line, and they are as ${require_action_run_steps.stepName(b)} left them:`),
		...shown,
		...rest > 0 ? [`    and ${rest} more`] : []
	];
}
exports.renderDiffHead = renderDiffHead;
