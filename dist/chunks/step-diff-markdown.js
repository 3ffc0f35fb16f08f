const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_escape = require("./escape.js");
const require_step_diff_rows = require("./step-diff-rows.js");
// src/render/step-diff-markdown.ts
var step_diff_markdown_exports = require_rolldown_runtime.__exportAll({
	foldedDiff: () => foldedDiff,
	renderDiffMarkdown: () => renderDiffMarkdown
});
const PATCH_BYTES = 8e3;
const MOST_ROWS = 40;
const MOST_CONFLICTS = 20;
function renderDiffMarkdown(diff, patch) {
	return `### ${require_escape.escapeText(require_step_diff_rows.titleOf(diff))}\n\n${bodyOf(diff, patch)}`;
}
function foldedDiff(diff, patch) {
	return require_escape.folded(require_escape.escapeText(require_action_help_run_steps.capital(require_step_diff_rows.titleOf(diff))), bodyOf(diff, patch).trim());
}
function bodyOf(diff, patch) {
	const { a, b } = diff;
	const rows = require_step_diff_rows.comparedRows(diff).slice(0, MOST_ROWS).map(([name, one, other, difference]) => `| ${require_escape.escapeText(name)} | ${require_escape.escapeText(one)} | ${require_escape.escapeText(other)} | ${require_escape.escapeText(difference)} |`);
	const table = b === null ? [] : [
		`|  | ${require_escape.escapeText(require_action_run_steps.stepName(a))} | ${require_escape.escapeText(require_action_run_steps.stepName(b))} | difference |`,
		"| --- | --- | --- | --- |",
		...rows,
		""
	];
	const reasons = (diff.comparison?.reasons ?? []).map((reason) => `- ${require_escape.escapeText(reason)}`);
	return [
		...table,
		...diff.mode === "none" ? [] : [require_step_diff_rows.filesInWords(diff.files), ""],
		...diff.notes.map((note) => `${require_escape.escapeText(note, 1e3)}\n`),
		...reasons.length === 0 ? [] : [
			"Compare them with care:",
			"",
			...reasons,
			""
		],
		...diff.conflicts.slice(0, MOST_CONFLICTS).map((path) => `- not carried over line by line: ${require_escape.escapeCode(path)}`),
		...diff.conflicts.length > MOST_CONFLICTS ? [`- and ${diff.conflicts.length - MOST_CONFLICTS} more`] : [],
		...patchLines(patch)
	].join("\n");
}
function patchLines(patch) {
	if (patch === null || patch === "") return [];
	const cut = require_escape.cleanLines(cutAtLine(patch));
	const fence = "`".repeat(Math.max(3, ...[...cut.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
	const rest = patch.length > PATCH_BYTES ? ["", "The rest is left out."] : [];
	return [
		"<details><summary>Patch</summary>",
		"",
		`${fence}diff`,
		cut.replace(/\n$/, ""),
		fence,
		...rest,
		"",
		"</details>"
	];
}
function cutAtLine(patch) {
	if (patch.length <= PATCH_BYTES) return patch;
	return patch.slice(0, patch.lastIndexOf("\n", PATCH_BYTES) + 1);
}
Object.defineProperty(exports, "foldedDiff", {
	enumerable: true,
	get: function() {
		return foldedDiff;
	}
});
Object.defineProperty(exports, "renderDiffMarkdown", {
	enumerable: true,
	get: function() {
		return renderDiffMarkdown;
	}
});
Object.defineProperty(exports, "step_diff_markdown_exports", {
	enumerable: true,
	get: function() {
		return step_diff_markdown_exports;
	}
});
