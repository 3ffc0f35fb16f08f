(function (exports, require, module, __filename, __dirname) {
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
const COLUMNS = [
	["id", (step) => step.id],
	["uid", (step) => step.uid],
	["active", (step) => step.active],
	["status", (step) => step.status],
	["project_id", (step) => step.projectId],
	["repository", (step) => step.repository],
	["branch", (step) => step.branch],
	["parent_step_id", (step) => step.parentStepId],
	["commit_sha_before", (step) => step.commitShaBefore],
	["commit_sha_after", (step) => step.commitShaAfter],
	["pushed", (step) => step.pushed],
	["start_time", (step) => step.startTime],
	["end_time", (step) => step.endTime],
	["duration_ms", (step) => step.durationMs],
	["exit_code", (step) => step.exitCode],
	["agent", (step) => step.agentConfig?.name],
	["model", (step) => step.agentConfig?.model],
	["command", (step) => step.agentConfig?.command],
	["own_commits", (step) => step.changes?.own_commit_count],
	["files_changed", (step) => step.changes?.files_changed],
	["insertions", (step) => step.changes?.insertions],
	["deletions", (step) => step.changes?.deletions],
	["prompt_tokens", (step) => step.tokenUsage?.prompt_tokens],
	["completion_tokens", (step) => step.tokenUsage?.completion_tokens],
	["total_tokens", (step) => step.tokenUsage?.total_tokens],
	["cost_usd", (step) => step.tokenUsage?.cost],
	["check_exit_code", (step) => step.check?.exit_code]
];
function* formatCsv(steps) {
	yield formatCsvLine(COLUMNS.map(([name]) => name));
	for (const step of steps) yield formatCsvLine(COLUMNS.map(([, value]) => value(step)));
}
exports.formatCsv = formatCsv;
exports.formatCsvGroups = formatCsvGroups;
});
