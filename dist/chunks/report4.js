const require_action_run_steps = require("./action-run-steps.js");
const require_report_rows = require("./report-rows.js");
const require_table = require("./table.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/render/terminal/report.ts
function renderReport(report, options) {
	const { dimensions, width, paint } = options;
	const tables = [...require_report_rows.wholeTables(report), ...require_report_rows.groupTables(report, dimensions)];
	return [
		paint("strong", require_action_post_help_run_steps.toPlainText(require_report_rows.reportHeading(report, options))),
		...tables.map((table) => require_table.renderTable(columnsOf(table), table.rows, {
			width,
			paint
		})),
		paint("dim", require_action_run_steps.LEGEND.join(" "))
	].join("\n\n");
}
function columnsOf({ title, columns }) {
	return columns.map((column, at) => ({
		title: (at === 0 && column.title === "" ? title : column.title).toUpperCase(),
		cell: (row) => row[at] ?? "",
		...column.isFigure === true ? { align: "right" } : {},
		...column.isFigure === true ? {} : { shrinkTo: 12 },
		...at > 4 ? { dropOrder: at } : {}
	}));
}
exports.renderReport = renderReport;
