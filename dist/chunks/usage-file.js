const require_read_records = require("./read-records.js");
const require_told_records = require("./told-records.js");
// src/usage/usage-file.ts
const SOURCE = "LAFORGE_USAGE_FILE";
const MOST_BYTES = 0xa00000;
const MOST_LINES = 1e5;
async function readUsageFile(path) {
	const content = await require_read_records.readText(path, MOST_BYTES);
	return content === void 0 ? null : parseUsage(content.text, content.isWhole);
}
function parseUsage(text, isWhole = true) {
	const single = isWhole ? require_told_records.parseToldRecord(text) : void 0;
	if (single !== void 0) return require_told_records.findTold([single], SOURCE, true);
	const lines = text.split("\n", 100001);
	const records = lines.slice(0, MOST_LINES).map((line) => line.trim() === "" ? null : require_told_records.parseToldRecord(line));
	const isComplete = isWhole && lines.length <= MOST_LINES && !records.includes(void 0);
	return require_told_records.findTold(records.filter((record) => record != null), SOURCE, isComplete);
}
exports.parseUsage = parseUsage;
exports.readUsageFile = readUsageFile;
