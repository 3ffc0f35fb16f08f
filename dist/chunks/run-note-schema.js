const require_documents = require("./documents.js");
const require_kinds = require("./kinds.js");
const require_step = require("./step.js");
// src/action/run-note-schema.ts
const anyText = require_kinds.text(Number.MAX_SAFE_INTEGER);
const many = 1e6;
const head = require_kinds.object({
	sha: require_kinds.nullable(require_kinds.sha),
	branch: require_kinds.nullable(require_documents.name)
});
const start = require_kinds.object({
	head,
	workTree: require_kinds.object({
		head: require_kinds.nullable(require_kinds.sha),
		stash: require_kinds.nullable(require_kinds.sha),
		older: require_kinds.list(require_kinds.object({
			path: anyText,
			stamp: require_kinds.nullable(anyText),
			content: require_kinds.nullable(anyText)
		}), many)
	}),
	clone: require_kinds.orElse(require_kinds.object({
		tips: require_kinds.list(require_kinds.sha, many),
		beyondHead: require_kinds.list(require_kinds.sha, many),
		gitFolders: require_kinds.list(anyText, many),
		fetchHeads: require_kinds.list(anyText, many),
		takenAt: require_kinds.number()
	}), () => ({
		tips: [],
		beyondHead: [],
		gitFolders: [],
		fetchHeads: [],
		takenAt: Number.MAX_SAFE_INTEGER
	})),
	heads: require_kinds.nullable(require_kinds.transformed(require_kinds.list(require_kinds.pair(anyText, require_kinds.sha), many), (entries) => new Map(entries))),
	startTime: require_kinds.timestamp
});
const agent = require_kinds.object({
	ending: require_kinds.oneOf("exited", "timed_out", "cancelled", "over_budget"),
	exitCode: require_kinds.integer(),
	startTime: require_kinds.timestamp,
	endTime: require_kinds.timestamp,
	durationMs: require_kinds.number(),
	notes: require_documents.notes
});
const left = require_kinds.object({
	head,
	kept: require_kinds.nullable(require_kinds.sha),
	notes: require_documents.notes,
	missed: require_kinds.nullable(require_documents.sentence)
});
const checked = require_kinds.object({
	status: require_step.anyStatus,
	result: require_kinds.nullable(require_documents.check),
	notes: require_documents.notes,
	offBranch: require_kinds.nullable(require_documents.sentence)
});
const runNote = require_kinds.object({
	uid: require_kinds.uid,
	cancelled: require_kinds.flag,
	isFork: require_kinds.flag,
	told: require_kinds.flag,
	finished: require_kinds.flag,
	repository: require_kinds.object({
		root: anyText,
		gitDir: anyText,
		commonDir: anyText,
		mainWorkTree: anyText,
		settings: require_kinds.list(anyText, many),
		programs: require_kinds.dictionary(anyText)
	}),
	agentProcess: require_kinds.nullable(require_kinds.object({
		pid: require_kinds.integer(1),
		started: anyText
	})),
	progress: require_kinds.nullable(require_kinds.object({
		start,
		agent: require_kinds.nullable(agent),
		left: require_kinds.nullable(left),
		checked: require_kinds.nullable(checked),
		used: require_kinds.nullable(require_kinds.object({
			usage: require_documents.tokenUsage,
			config: require_kinds.partial(require_documents.AGENT_CONFIG_FIELDS)
		}))
	}))
});
function parseRunNote(value) {
	const reading = new require_kinds.Reading(true);
	const note = runNote.read(value, reading);
	if (note === require_kinds.WRONG) throw new Error(`The note of the run cannot be right (${reading.wrong}).`);
	return note;
}
exports.parseRunNote = parseRunNote;
