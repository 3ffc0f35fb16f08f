const require_rollback = require("./rollback.js");
const require_step = require("./step.js");
const require_figures = require("./figures.js");
const require_text = require("./text.js");
// src/render/terminal/end-line.ts
function endLine(step) {
	const exit = step.status === "failed" && step.exitCode !== null ? ` (exit ${step.exitCode})` : "";
	const check = step.check?.exit_code === 0 ? "check passed" : "";
	const facts = [
		require_figures.formatChanges(step.changes),
		check,
		require_figures.formatUsage(step.tokenUsage)
	].filter((fact) => fact !== "");
	const took = step.durationMs === null ? "" : ` in ${require_figures.formatDuration(step.durationMs)}`;
	const how = `${require_step.stepName(step)} ${require_text.toPlainText(step.status.replaceAll("_", " "))}${exit}${took}`;
	return facts.length === 0 ? how : `${how}: ${facts.join(", ")}`;
}
function rollbackLine(rollback, all) {
	const { kind, undoes, stepUids, branch, isProposed } = rollback;
	const other = all.find(({ uid }) => uid === undoes);
	const of = other === void 0 ? require_figures.plural(stepUids.length, "step") : require_rollback.rollbackName(other);
	const where = branch === null ? "" : ` on ${require_text.toPlainText(branch)}`;
	return `${require_rollback.rollbackName(rollback)} is ${require_rollback.KINDS_IN_WORDS[kind]} of ${of}${where}${isProposed ? ", proposed" : ""}`;
}
function workPlace(step) {
	const branch = step.branch === null ? "its branch" : require_text.toPlainText(step.branch);
	switch (step.pushed) {
		case "pushed": return `pushed to ${branch}`;
		case "unchanged": return `${branch} is unchanged`;
		case "pinned": return `kept at ${require_text.toPlainText(step.pinRef ?? "a pin")}`;
		case "bundled": return "kept as a git bundle";
		default: return step.changes === null || require_figures.formatChanges(step.changes) === "no changes" ? "" : "not pushed";
	}
}
Object.defineProperty(exports, "endLine", {
	enumerable: true,
	get: function() {
		return endLine;
	}
});
Object.defineProperty(exports, "rollbackLine", {
	enumerable: true,
	get: function() {
		return rollbackLine;
	}
});
Object.defineProperty(exports, "workPlace", {
	enumerable: true,
	get: function() {
		return workPlace;
	}
});
