(function (exports, require, module, __filename, __dirname) {
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/action/run-note-schema.ts
const anyText = require_action_help_run_steps.text(Number.MAX_SAFE_INTEGER);
const many = 1e6;
const head = require_action_help_run_steps.object({
	sha: require_action_help_run_steps.nullable(require_action_help_run_steps.sha),
	branch: require_action_help_run_steps.nullable(require_action_help_run_steps.name)
});
const start = require_action_help_run_steps.object({
	head,
	workTree: require_action_help_run_steps.object({
		head: require_action_help_run_steps.nullable(require_action_help_run_steps.sha),
		stash: require_action_help_run_steps.nullable(require_action_help_run_steps.sha),
		older: require_action_help_run_steps.list(require_action_help_run_steps.object({
			path: anyText,
			stamp: require_action_help_run_steps.nullable(anyText),
			content: require_action_help_run_steps.nullable(anyText)
		}), many),
		takenAt: require_action_help_run_steps.orElse(require_action_help_run_steps.number(), () => Number.MAX_SAFE_INTEGER)
	}),
	clone: require_action_help_run_steps.orElse(require_action_help_run_steps.object({
		tips: require_action_help_run_steps.list(require_action_help_run_steps.sha, many),
		beyondHead: require_action_help_run_steps.list(require_action_help_run_steps.sha, many),
		gitFolders: require_action_help_run_steps.list(anyText, many),
		fetchHeads: require_action_help_run_steps.list(anyText, many),
		takenAt: require_action_help_run_steps.number()
	}), () => ({
		tips: [],
		beyondHead: [],
		gitFolders: [],
		fetchHeads: [],
		takenAt: Number.MAX_SAFE_INTEGER
	})),
	heads: require_action_help_run_steps.nullable(require_action_help_run_steps.transformed(require_action_help_run_steps.list(require_action_help_run_steps.pair(anyText, require_action_help_run_steps.sha), many), (entries) => new Map(entries))),
	startTime: require_action_help_run_steps.timestamp,
	checkBefore: require_action_help_run_steps.orElse(require_action_help_run_steps.nullable(require_action_help_run_steps.check), () => null),
	draft: require_action_help_run_steps.orElse(require_action_help_run_steps.nullable(require_action_run_steps.stepDraft), () => null)
});
const agent = require_action_help_run_steps.object({
	ending: require_action_help_run_steps.oneOf("exited", "timed_out", "cancelled", "over_budget"),
	exitCode: require_action_help_run_steps.integer(),
	startTime: require_action_help_run_steps.timestamp,
	endTime: require_action_help_run_steps.timestamp,
	durationMs: require_action_help_run_steps.number(),
	notes: require_action_help_run_steps.notes
});
const left = require_action_help_run_steps.object({
	head,
	kept: require_action_help_run_steps.nullable(require_action_help_run_steps.sha),
	beside: require_action_help_run_steps.orElse(require_action_help_run_steps.nullable(require_action_help_run_steps.sha), () => null),
	notes: require_action_help_run_steps.notes,
	uncommitted: require_action_help_run_steps.orElse(require_action_help_run_steps.integer(0), () => 0),
	missed: require_action_help_run_steps.nullable(require_action_help_run_steps.sentence)
});
const checked = require_action_help_run_steps.object({
	status: require_action_run_steps.anyStatus,
	result: require_action_help_run_steps.nullable(require_action_help_run_steps.check),
	notes: require_action_help_run_steps.notes,
	offBranch: require_action_help_run_steps.nullable(require_action_help_run_steps.sentence)
});
const runNote = require_action_help_run_steps.object({
	uid: require_action_help_run_steps.uid,
	cancelled: require_action_help_run_steps.flag,
	isFork: require_action_help_run_steps.flag,
	told: require_action_help_run_steps.flag,
	finished: require_action_help_run_steps.flag,
	repository: require_action_help_run_steps.object({
		root: anyText,
		gitDir: anyText,
		commonDir: anyText,
		mainWorkTree: anyText,
		settings: require_action_help_run_steps.list(anyText, many),
		programs: require_action_help_run_steps.dictionary(anyText),
		filterFiles: require_action_help_run_steps.orElse(require_action_help_run_steps.dictionary(require_action_help_run_steps.dictionary(anyText)), () => ({}))
	}),
	template: require_action_help_run_steps.nullable(require_action_help_run_steps.object({
		name: require_action_help_run_steps.name,
		blob: anyText,
		inputs: require_action_help_run_steps.dictionary(anyText),
		options: require_action_help_run_steps.transformed(require_action_help_run_steps.list(require_action_help_run_steps.pair(anyText, anyText), many), (entries) => new Map(entries))
	})),
	sigstore: require_action_help_run_steps.orElse(require_action_help_run_steps.nullable(require_action_help_run_steps.object({
		fulcioUrl: anyText,
		rekorUrl: require_action_help_run_steps.nullable(anyText),
		tsaUrl: require_action_help_run_steps.nullable(anyText)
	})), () => null),
	agentProcess: require_action_help_run_steps.nullable(require_action_help_run_steps.object({
		pid: require_action_help_run_steps.integer(1),
		started: anyText
	})),
	progress: require_action_help_run_steps.nullable(require_action_help_run_steps.object({
		start,
		agent: require_action_help_run_steps.nullable(agent),
		left: require_action_help_run_steps.nullable(left),
		checked: require_action_help_run_steps.nullable(checked),
		used: require_action_help_run_steps.nullable(require_action_help_run_steps.object({
			usage: require_action_help_run_steps.tokenUsage,
			config: require_action_help_run_steps.partial(require_action_help_run_steps.AGENT_CONFIG_FIELDS),
			notes: require_action_help_run_steps.optional(require_action_help_run_steps.notes)
		}))
	}))
});
function parseRunNote(value) {
	const reading = new require_action_help_run_steps.Reading(true);
	const note = runNote.read(value, reading);
	if (note === require_action_help_run_steps.WRONG) throw new Error(`The note of the run cannot be right (${reading.wrong}).`);
	return note;
}
exports.parseRunNote = parseRunNote;
});
