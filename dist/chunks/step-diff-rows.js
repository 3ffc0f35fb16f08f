const require_action_run_steps = require("./action-run-steps.js");
const require_step_comparison = require("./step-comparison.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
// src/render/step-diff-rows.ts
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
			isAskedTheSame(a, b, comparison) ? "same" : "differs"
		],
		[
			"ended",
			ending(a),
			ending(b),
			""
		],
		[
			"check",
			checkOf(a),
			checkOf(b),
			comparison.sameCheck === false ? "other checks" : ""
		],
		[
			"check before",
			checkOf({ check: a.checkBefore }),
			checkOf({ check: b.checkBefore }),
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
	return `${require_action_run_steps.plural(files.length, "file")} changed, +${sum("insertions")} −${sum("deletions")}`;
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
	const size = pct === null ? "" : `${abs > 0 ? "+" : "−"}${Math.abs(pct) < 10 ? Math.abs(pct).toFixed(1) : Math.round(Math.abs(pct))}%`;
	return isExact ? size : `${size} (not exact)`.trim();
}
function isAskedTheSame(a, b, { samePrompt }) {
	return samePrompt ?? require_action_run_steps.firstLineAsked(a) === require_action_run_steps.firstLineAsked(b);
}
const ASKED_SHOWN = 60;
function ending(step) {
	return `${require_action_run_steps.statusAtAGlance(step.status).word}${step.active ? "" : `, ${require_action_run_steps.inactiveInWords(step)}`}`;
}
function checkOf({ check }) {
	if (check === null) return "";
	return check.exit_code === 0 ? "passed" : `failed with exit code ${check.exit_code}`;
}
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
Object.defineProperty(exports, "titleOf", {
	enumerable: true,
	get: function() {
		return titleOf;
	}
});
