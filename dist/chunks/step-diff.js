(function (exports, require, module, __filename, __dirname) {
const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_step_comparison = require("./step-comparison.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_escape = require("./escape.js");
const require_table = require("./table.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/render/step-diff.ts
var step_diff_exports = require_rolldown_runtime.__exportAll({ foldedDiff: () => foldedDiff });
function titleOf({ a, b, mode }) {
	if (b === null) return `${require_action_run_steps.stepName(a)}: what it changed`;
	const what = {
		states: ": the states they left",
		work: ": what each of them did",
		commits: ": their commits, in pairs",
		none: ""
	}[mode];
	return `${require_action_run_steps.stepName(a)} against ${require_action_run_steps.stepName(b)}${what}`;
}
function comparedRows({ a, b, comparison }) {
	if (b === null || comparison === null) return [];
	return [
		[
			"asked",
			require_action_help_run_steps.cutText(require_action_run_steps.firstLineAsked(a), ASKED_SHOWN),
			require_action_help_run_steps.cutText(require_action_run_steps.firstLineAsked(b), ASKED_SHOWN),
			comparison.samePrompt ?? require_action_run_steps.firstLineAsked(a) === require_action_run_steps.firstLineAsked(b) ? "same" : "differs"
		],
		[
			"ended",
			require_action_run_steps.statusInWords(a),
			require_action_run_steps.statusInWords(b),
			""
		],
		[
			"check",
			require_action_run_steps.checkResult(a.check),
			require_action_run_steps.checkResult(b.check),
			comparison.sameCheck === false ? "other checks" : ""
		],
		[
			"check before",
			require_action_run_steps.checkResult(a.checkBefore),
			require_action_run_steps.checkResult(b.checkBefore),
			""
		],
		...FIGURE_ROWS.map(([name, label, format]) => figureRow(label, comparison.figures[name], name, format, a, b)),
		...comparison.config.filter(({ path }) => path !== "command").map(({ path, ...values }) => [
			path,
			textOf(values.a),
			textOf(values.b),
			"differs"
		])
	].filter(([, one, other]) => one !== "" || other !== "");
}
function filesInWords(files) {
	if (files.length === 0) return "no difference in the code";
	const sum = (key) => files.reduce((all, file) => all + (file[key] ?? 0), 0);
	return `${require_action_run_steps.plural(files.length, "file")} changed, +${sum("insertions")} \u2212${sum("deletions")}`;
}
const FIGURE_ROWS = [
	[
		"duration_ms",
		"took",
		require_action_run_steps.formatDuration
	],
	[
		"cost_usd",
		"cost",
		(value) => require_action_run_steps.formatCost(value)
	],
	[
		"total_tokens",
		"tokens",
		require_action_run_steps.formatCount
	],
	[
		"turns",
		"turns",
		String
	]
];
function figureRow(label, figure, name, format, a, b) {
	const shown = (value, step) => {
		if (value === null) return "";
		const text = name === "cost_usd" ? require_action_run_steps.formatCost(value, step.tokenUsage?.cost_estimated) : format(value);
		return require_action_run_steps.markAtLeast(text, name !== "duration_ms" && step.tokenUsage?.state === "partial");
	};
	return [
		label,
		shown(figure.a, a),
		shown(figure.b, b),
		differenceOf(figure)
	];
}
function differenceOf({ abs, pct, isExact }) {
	if (abs === null) return "";
	if (abs === 0) return "same";
	const size = pct === null ? "" : `${abs > 0 ? "+" : "\u2212"}${Math.abs(pct) < 10 ? Math.abs(pct).toFixed(1) : Math.round(Math.abs(pct))}%`;
	return isExact ? size : `${size} (not exact)`.trim();
}
const ASKED_SHOWN = 60;
function textOf(value) {
	if (value === null) return "";
	return typeof value === "string" ? value : JSON.stringify(value);
}
function diffToJson(diff) {
	const sum = (key) => diff.files.reduce((all, file) => all + (file[key] ?? 0), 0);
	return {
		schema_version: 1,
		a: require_action_run_steps.stepToJson(diff.a),
		b: diff.b === null ? null : require_action_run_steps.stepToJson(diff.b),
		code: {
			mode: diff.mode,
			from: diff.range.from,
			to: diff.range.to,
			same: diff.mode === "none" ? null : diff.files.length === 0,
			files: diff.files.map(({ oldPath, insertions, deletions, ...file }) => ({
				path: file.path,
				old_path: oldPath,
				status: file.status,
				in: file.in,
				insertions,
				deletions,
				binary: insertions === null
			})),
			insertions: sum("insertions"),
			deletions: sum("deletions"),
			conflicts: diff.conflicts
		},
		...diff.comparison === null ? {
			comparable: null,
			config: [],
			figures: null
		} : require_step_comparison.comparisonToJson(diff.comparison),
		notes: diff.notes
	};
}
const MOST_CONFLICTS = 20;
function renderDiffHead(diff, { paint, width }) {
	const rows = comparedRows(diff);
	const { a, b } = diff;
	const compared = b === null ? [] : require_table.renderTable([
		{
			title: "",
			cell: ([name]) => name
		},
		{
			title: require_action_run_steps.stepName(a),
			cell: ([, one]) => one,
			shrinkTo: 12
		},
		{
			title: require_action_run_steps.stepName(b),
			cell: ([, , other]) => other,
			shrinkTo: 12
		},
		{
			title: "difference",
			cell: ([, , , difference]) => difference
		}
	], rows, {
		width,
		paint
	}).split("\n");
	const reasons = diff.comparison?.reasons ?? [];
	return [
		paint("strong", require_action_help_run_steps.capital(titleOf(diff))),
		...compared.map((line) => `  ${line}`),
		...diff.mode === "none" ? [] : [`  ${filesInWords(diff.files)}`],
		...reasons.length === 0 ? [] : [paint("warn", `  Compare them with care: ${require_action_help_run_steps.listInWords(reasons)}.`)],
		...diff.notes.map((note) => `  ${require_action_post_help_run_steps.toPlainText(require_action_help_run_steps.capital(note))}`),
		...conflictLines(diff, paint)
	].join("\n");
}
function conflictLines({ b, conflicts }, paint) {
	if (conflicts.length === 0 || b === null) return [];
	const shown = conflicts.slice(0, MOST_CONFLICTS).map((path) => `    ${require_action_post_help_run_steps.toPlainText(path)}`);
	const rest = conflicts.length - shown.length;
	return [
		paint("warn", `  In these files it could not be carried over line by line, and they are as ${require_action_run_steps.stepName(b)} left them:`),
		...shown,
		...rest > 0 ? [`    and ${rest} more`] : []
	];
}
const PATCH_BYTES = 8e3;
const MOST_ROWS = 40;
function renderDiffMarkdown(diff, patch) {
	return `### ${require_escape.escapeText(titleOf(diff))}\n\n${bodyOf(diff, patch)}`;
}
function foldedDiff(diff, patch) {
	return require_escape.folded(require_escape.escapeText(require_action_help_run_steps.capital(titleOf(diff))), bodyOf(diff, patch).trim());
}
function bodyOf(diff, patch) {
	const { a, b } = diff;
	const escaped = (row) => row.map((cell) => require_escape.escapeText(cell));
	const head = b === null ? [] : escaped([
		"",
		require_action_run_steps.stepName(a),
		require_action_run_steps.stepName(b),
		"difference"
	]);
	const rule = head.map(() => "---");
	const compared = b === null ? [] : [require_escape.table(head, rule, comparedRows(diff).slice(0, MOST_ROWS).map(escaped)), ""];
	const reasons = (diff.comparison?.reasons ?? []).map((reason) => `- ${require_escape.escapeText(reason)}`);
	return [
		...compared,
		...diff.mode === "none" ? [] : [filesInWords(diff.files), ""],
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
Object.defineProperty(exports, "comparedRows", {
	enumerable: true,
	get: function() {
		return comparedRows;
	}
});
Object.defineProperty(exports, "diffToJson", {
	enumerable: true,
	get: function() {
		return diffToJson;
	}
});
Object.defineProperty(exports, "filesInWords", {
	enumerable: true,
	get: function() {
		return filesInWords;
	}
});
Object.defineProperty(exports, "foldedDiff", {
	enumerable: true,
	get: function() {
		return foldedDiff;
	}
});
Object.defineProperty(exports, "renderDiffHead", {
	enumerable: true,
	get: function() {
		return renderDiffHead;
	}
});
Object.defineProperty(exports, "renderDiffMarkdown", {
	enumerable: true,
	get: function() {
		return renderDiffMarkdown;
	}
});
Object.defineProperty(exports, "step_diff_exports", {
	enumerable: true,
	get: function() {
		return step_diff_exports;
	}
});
Object.defineProperty(exports, "titleOf", {
	enumerable: true,
	get: function() {
		return titleOf;
	}
});
});
