const require_step = require("./step.js");
const require_step_comparison = require("./step-comparison.js");
// src/render/step-diff-data.ts
function diffToJson(diff) {
	const sum = (key) => diff.files.reduce((all, file) => all + (file[key] ?? 0), 0);
	return {
		schema_version: 1,
		a: require_step.stepToJson(diff.a),
		b: diff.b === null ? null : require_step.stepToJson(diff.b),
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
Object.defineProperty(exports, "diffToJson", {
	enumerable: true,
	get: function() {
		return diffToJson;
	}
});
