// src/render/csv.ts
function formatCsvLine(cells) {
	return `${cells.map(formatCell).join(",")}\r\n`;
}
function formatCell(value) {
	if (value === null || value === void 0) return "";
	if (typeof value !== "string") return String(value);
	const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll("\"", "\"\"")}"` : harmless;
}
Object.defineProperty(exports, "formatCsvLine", {
	enumerable: true,
	get: function() {
		return formatCsvLine;
	}
});
