const require_step = require("./step.js");
// src/action/run-note-schema.ts
const anyText = require_step.text(Number.MAX_SAFE_INTEGER);
const many = 1e6;
const head = require_step.object({
	sha: require_step.nullable(require_step.sha),
	branch: require_step.nullable(require_step.name)
});
const start = require_step.object({
	head,
	workTree: require_step.object({
		head: require_step.nullable(require_step.sha),
		stash: require_step.nullable(require_step.sha),
		older: require_step.list(require_step.object({
			path: anyText,
			stamp: require_step.nullable(anyText),
			content: require_step.nullable(anyText)
		}), many),
		takenAt: require_step.orElse(require_step.number(), () => Number.MAX_SAFE_INTEGER)
	}),
	clone: require_step.orElse(require_step.object({
		tips: require_step.list(require_step.sha, many),
		beyondHead: require_step.list(require_step.sha, many),
		gitFolders: require_step.list(anyText, many),
		fetchHeads: require_step.list(anyText, many),
		takenAt: require_step.number()
	}), () => ({
		tips: [],
		beyondHead: [],
		gitFolders: [],
		fetchHeads: [],
		takenAt: Number.MAX_SAFE_INTEGER
	})),
	heads: require_step.nullable(require_step.transformed(require_step.list(require_step.pair(anyText, require_step.sha), many), (entries) => new Map(entries))),
	startTime: require_step.timestamp,
	draft: require_step.orElse(require_step.nullable(require_step.stepDraft), () => null)
});
const agent = require_step.object({
	ending: require_step.oneOf("exited", "timed_out", "cancelled", "over_budget"),
	exitCode: require_step.integer(),
	startTime: require_step.timestamp,
	endTime: require_step.timestamp,
	durationMs: require_step.number(),
	notes: require_step.notes
});
const left = require_step.object({
	head,
	kept: require_step.nullable(require_step.sha),
	beside: require_step.orElse(require_step.nullable(require_step.sha), () => null),
	notes: require_step.notes,
	missed: require_step.nullable(require_step.sentence)
});
const checked = require_step.object({
	status: require_step.anyStatus,
	result: require_step.nullable(require_step.check),
	notes: require_step.notes,
	offBranch: require_step.nullable(require_step.sentence)
});
const runNote = require_step.object({
	uid: require_step.uid,
	cancelled: require_step.flag,
	isFork: require_step.flag,
	told: require_step.flag,
	finished: require_step.flag,
	repository: require_step.object({
		root: anyText,
		gitDir: anyText,
		commonDir: anyText,
		mainWorkTree: anyText,
		settings: require_step.list(anyText, many),
		programs: require_step.dictionary(anyText),
		filterFiles: require_step.orElse(require_step.dictionary(require_step.dictionary(anyText)), () => ({}))
	}),
	template: require_step.nullable(require_step.object({
		name: require_step.name,
		blob: anyText,
		inputs: require_step.dictionary(anyText),
		options: require_step.transformed(require_step.list(require_step.pair(anyText, anyText), many), (entries) => new Map(entries))
	})),
	agentProcess: require_step.nullable(require_step.object({
		pid: require_step.integer(1),
		started: anyText
	})),
	progress: require_step.nullable(require_step.object({
		start,
		agent: require_step.nullable(agent),
		left: require_step.nullable(left),
		checked: require_step.nullable(checked),
		used: require_step.nullable(require_step.object({
			usage: require_step.tokenUsage,
			config: require_step.partial(require_step.AGENT_CONFIG_FIELDS)
		}))
	}))
});
function parseRunNote(value) {
	const reading = new require_step.Reading(true);
	const note = runNote.read(value, reading);
	if (note === require_step.WRONG) throw new Error(`The note of the run cannot be right (${reading.wrong}).`);
	return note;
}
exports.parseRunNote = parseRunNote;
