const require_step = require("./step.js");
const require_folders = require("./folders.js");
const require_step_diff_rows = require("./step-diff-rows.js");
const require_figures = require("./figures.js");
const require_table = require("./table.js");
const require_text = require("./text.js");
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
			title: require_step.stepName(a),
			cell: ([, one]) => one,
			shrinkTo: 12
		},
		{
			title: require_step.stepName(b),
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
		paint("strong", require_folders.capital(require_step_diff_rows.titleOf(diff))),
		...table.map((line) => `  ${line}`),
		...diff.mode === "none" ? [] : [`  ${require_step_diff_rows.filesInWords(diff.files)}`],
		...reasons.length === 0 ? [] : [paint("warn", `  Compare them with care: ${require_figures.formatList(reasons)}.`)],
		...diff.notes.map((note) => `  ${require_text.toPlainText(require_folders.capital(note))}`),
		...conflictLines(diff, paint)
	].join("\n");
}
const CONFLICTS_SHOWN = 20;
function conflictLines({ b, conflicts }, paint) {
	if (conflicts.length === 0 || b === null) return [];
	const shown = conflicts.slice(0, CONFLICTS_SHOWN).map((path) => `    ${require_text.toPlainText(path)}`);
	const rest = conflicts.length - shown.length;
	return [
		paint("warn", `  In these files it could not be carried over line by line, and they are as ${require_step.stepName(b)} left them:`),
		...shown,
		...rest > 0 ? [`    and ${rest} more`] : []
	];
}
exports.renderDiffHead = renderDiffHead;
