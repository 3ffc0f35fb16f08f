const require_format = require("./format.js");
const require_report_rows = require("./report-rows.js");
const require_table = require("./table.js");
const require_text = require("./text.js");
// src/render/terminal/report.ts
function renderReport(report, options) {
	const { dimensions, width, paint } = options;
	const tables = [...require_report_rows.wholeTables(report), ...dimensions.map((dimension) => require_report_rows.groupTable(report, dimension))];
	return [
		paint("strong", require_text.toPlainText(require_report_rows.reportHeading(report, options))),
		...tables.map((table) => require_table.renderTable(columnsOf(table), table.rows, {
			width,
			paint
		})),
		paint("dim", require_format.LEGEND.join(" "))
	].join("\n\n");
}
function columnsOf({ title, columns }) {
	return columns.map((column, at) => ({
		title: (at === 0 && column.title === "" ? title : column.title).toUpperCase(),
		cell: (row) => row[at] ?? "",
		...column.isFigure === true ? { align: "right" } : {},
		...column.isFigure === true ? {} : { shrinkTo: 12 },
		...at > 4 ? { leaves: at } : {}
	}));
}
exports.renderReport = renderReport;
