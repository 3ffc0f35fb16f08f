(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/render/terminal/table.ts
const GAP = "  ";
function renderTable(columns, rows, { width, paint, dim }) {
	const texts = columns.map((column) => rows.map((row) => require_action_post_help_run_steps.toPlainText(column.cell(row))));
	const filled = columns.map((column, index) => ({
		column,
		cells: texts[index] ?? []
	})).filter(({ cells }) => cells.some((cell) => cell !== "")).map(({ column, cells }) => ({
		column,
		cells,
		wanted: cells.reduce((most, cell) => Math.max(most, require_action_post_help_run_steps.displayWidth(cell)), require_action_post_help_run_steps.displayWidth(column.title)),
		least: column.shrinkTo
	}));
	const shown = dropColumns(filled, width);
	const widths = fitWidths(shown, width);
	const head = shown.map(({ column }, at) => pad(column.title, widths[at] ?? 0, column.align));
	const lines = rows.map((row, line) => {
		const dimmed = dim?.(row) === true;
		const joined = shown.map(({ column, cells }, at) => {
			const text = pad(cells[line] ?? "", widths[at] ?? 0, column.align);
			return dimmed || column.look === void 0 ? text : column.look(row, text, paint);
		}).join(GAP).trimEnd();
		return dimmed ? paint("dim", joined) : joined;
	});
	const dropped = filled.filter((column) => !shown.includes(column)).map(({ column }) => column.title);
	const said = `Too narrow for ${dropped.join(", ")}: a wider terminal or a pipe shows all columns.`;
	const note = dropped.length === 0 ? [] : ["", ...require_action_post_help_run_steps.wrapWords(said, width).map((line) => paint("dim", line))];
	return [
		paint("strong", head.join(GAP).trimEnd()),
		...lines,
		...note
	].join("\n");
}
function dropColumns(columns, available) {
	const narrowest = columns.reduce((sum, { wanted, least = wanted }) => sum + Math.min(wanted, least) + 2, 0);
	const first = Math.max(0, ...columns.map(({ column }) => column.dropOrder ?? 0));
	if (narrowest - 2 <= available || first === 0) return columns;
	return dropColumns(columns.filter(({ column }) => column.dropOrder !== first), available);
}
function fitWidths(columns, available) {
	const widths = columns.map(({ wanted }) => wanted);
	let excess = widths.reduce((sum, width) => sum + width, 0) + 2 * (widths.length - 1) - available;
	while (excess > 0) {
		let widest = -1;
		columns.forEach(({ least }, at) => {
			const width = widths[at] ?? 0;
			if (least !== void 0 && width > least && width > (widths[widest] ?? 0)) widest = at;
		});
		if (widest < 0) break;
		widths[widest] = (widths[widest] ?? 0) - 1;
		excess--;
	}
	return widths;
}
function pad(text, width, align = "left") {
	const cut = require_action_post_help_run_steps.cutToWidth(text, width);
	const space = " ".repeat(Math.max(0, width - require_action_post_help_run_steps.displayWidth(cut)));
	return align === "right" ? space + cut : cut + space;
}
function firstLines(items, most, line, paint) {
	const more = items.length - most;
	return [...items.slice(0, most).map(line), ...more > 0 ? [paint("dim", `  and ${more} more`)] : []];
}
function warningLines(warnings, paint) {
	return warnings.map((warning) => `${paint("warn", "warning:")} ${require_action_post_help_run_steps.toPlainText(warning)}`);
}
function factLines(rows) {
	const known = rows.filter(([, value]) => value !== "");
	const width = Math.max(0, ...known.map(([label]) => label.length));
	return known.map(([label, value]) => `  ${label.padEnd(width)}  ${require_action_post_help_run_steps.toPlainText(value)}`);
}
Object.defineProperty(exports, "factLines", {
	enumerable: true,
	get: function() {
		return factLines;
	}
});
Object.defineProperty(exports, "firstLines", {
	enumerable: true,
	get: function() {
		return firstLines;
	}
});
Object.defineProperty(exports, "renderTable", {
	enumerable: true,
	get: function() {
		return renderTable;
	}
});
Object.defineProperty(exports, "warningLines", {
	enumerable: true,
	get: function() {
		return warningLines;
	}
});
});
