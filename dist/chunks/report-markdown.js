const require_escape = require("./escape.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_report_rows = require("./report-rows.js");
// src/render/report-markdown.ts
const MOST_ROWS = 50;
function renderReportMarkdown(report, scope) {
	const tables = [...require_report_rows.wholeTables(report), ...require_report_rows.groupTables(report, scope.dimensions)];
	return [
		`### ${require_escape.escapeText(require_report_rows.reportHeading(report, scope), 400)}`,
		...tables.map(table),
		require_action_run_steps.LEGEND.join(" ")
	].join("\n\n");
}
function table({ title, columns, rows }) {
	const line = (cells) => `| ${cells.join(" | ")} |`;
	const [first, ...others] = columns;
	const rest = rows.length - MOST_ROWS;
	return [
		line([require_escape.escapeText(first?.title === "" ? title : first?.title ?? ""), ...others.map((column) => column.title)]),
		line(columns.map(({ isFigure }) => isFigure === true ? "--:" : "---")),
		...rows.slice(0, MOST_ROWS).map((cells) => line(cells.map((cell) => require_escape.escapeText(cell)))),
		...rest > 0 ? ["", `${rest} more rows are left out.`] : []
	].join("\n");
}
exports.renderReportMarkdown = renderReportMarkdown;
