const require_step = require("./step.js");
const require_escape = require("./escape.js");
const require_step_diff_rows = require("./step-diff-rows.js");
// src/render/step-diff-markdown.ts
const PATCH_BYTES = 8e3;
function renderDiffMarkdown(diff, patch) {
	const { a, b } = diff;
	const rows = require_step_diff_rows.comparedRows(diff).map(([name, one, other, difference]) => `| ${require_escape.escapeText(name)} | ${require_escape.escapeText(one)} | ${require_escape.escapeText(other)} | ${require_escape.escapeText(difference)} |`);
	const table = b === null ? [] : [
		`|  | ${require_escape.escapeText(require_step.stepName(a))} | ${require_escape.escapeText(require_step.stepName(b))} | difference |`,
		"| --- | --- | --- | --- |",
		...rows,
		""
	];
	const reasons = (diff.comparison?.reasons ?? []).map((reason) => `- ${require_escape.escapeText(reason)}`);
	return [
		`### ${require_escape.escapeText(require_step_diff_rows.titleOf(diff))}`,
		"",
		...table,
		...diff.mode === "none" ? [] : [require_step_diff_rows.filesInWords(diff.files), ""],
		...diff.notes.map((note) => `${require_escape.escapeText(note, 1e3)}\n`),
		...reasons.length === 0 ? [] : [
			"Compare them with care:",
			"",
			...reasons,
			""
		],
		...diff.conflicts.map((path) => `- not carried over line by line: ${require_escape.escapeCode(path)}`),
		...patchLines(patch)
	].join("\n");
}
function patchLines(patch) {
	if (patch === null || patch === "") return [];
	const cut = cutAtLine(patch);
	const fence = "`".repeat(Math.max(3, ...[...cut.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
	const rest = cut.length < patch.length ? ["", "The rest is left out."] : [];
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
exports.renderDiffMarkdown = renderDiffMarkdown;
