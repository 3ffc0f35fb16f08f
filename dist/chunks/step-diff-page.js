(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_html_page = require("./html-page.js");
const require_step_diff = require("./step-diff.js");
// src/render/step-diff-page.ts
function renderDiffPage(diff, patch) {
	const { a, b } = diff;
	const title = require_action_help_run_steps.capital(require_step_diff.titleOf(diff));
	const columns = b === null ? [] : [
		"",
		require_action_run_steps.stepName(a),
		require_action_run_steps.stepName(b),
		"difference"
	].map((name) => ({ title: name }));
	const table = b === null ? "" : require_html_page.htmlTable(columns, require_step_diff.comparedRows(diff), "The steps compared");
	const said = [
		...diff.mode === "none" ? [] : [require_step_diff.filesInWords(diff.files)],
		...diff.notes,
		...(diff.comparison?.reasons ?? []).map((reason) => `Compare with care: ${reason}.`),
		...diff.conflicts.map((path) => `Not carried over line by line: ${path}`)
	];
	return require_html_page.renderPage({
		title,
		style: STYLE,
		body: `<h1>${require_html_page.escapeHtml(title)}</h1>
${table}
<ul>${said.map((line) => `<li>${require_html_page.escapeHtml(require_action_help_run_steps.capital(line))}</li>`).join("")}</ul>
${patch === null || patch === "" ? "" : `<h2>Patch</h2>\n<pre tabindex="0" role="region" aria-label="Patch">${patch.split("\n").map(patchLine).join("\n")}</pre>`}`
	});
}
const STYLE = `
:root { --added: #0a5c25; --removed: #a40e26; --place: #5a32a3; }
@media (prefers-color-scheme: dark) { :root { --added: #5bd675; --removed: #ff8f88; --place: #c4a5ff; } }
pre { border: 1px solid var(--line); border-radius: 6px; padding: 1rem; overflow-x: auto; font: 13px/1.45 ui-monospace, monospace; }
ins { color: var(--added); text-decoration: none; }
del { color: var(--removed); text-decoration: none; }
b { color: var(--place); font-weight: 600; }
`;
function patchLine(line) {
	if (/^(diff --git|\+\+\+|---|@@|Binary files|rename |similarity |index |new file|deleted file|old mode|new mode)/.test(line)) return `<b>${require_html_page.escapeHtml(line)}</b>`;
	if (line.startsWith("+")) return `<ins>${require_html_page.escapeHtml(line)}</ins>`;
	return line.startsWith("-") ? `<del>${require_html_page.escapeHtml(line)}</del>` : require_html_page.escapeHtml(line);
}
exports.renderDiffPage = renderDiffPage;
});
