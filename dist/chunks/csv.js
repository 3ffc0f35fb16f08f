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
function formatCsvGroups(total, groups) {
	const line = (by, name, row) => formatCsvLine([
		by,
		name,
		...Object.values(row)
	]);
	return [
		formatCsvLine([
			"by",
			"name",
			...Object.keys(total)
		]),
		line("total", null, total),
		...groups.map(([by, name, row]) => line(by, name, row))
	].join("");
}
Object.defineProperty(exports, "formatCsvGroups", {
	enumerable: true,
	get: function() {
		return formatCsvGroups;
	}
});
Object.defineProperty(exports, "formatCsvLine", {
	enumerable: true,
	get: function() {
		return formatCsvLine;
	}
});
