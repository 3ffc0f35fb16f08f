const require_documents = require("./documents.js");
const require_step = require("./step.js");
// src/action/run-note-schema.ts
const anyText = require_documents.text(Number.MAX_SAFE_INTEGER);
const many = 1e6;
const head = require_documents.object({
	sha: require_documents.nullable(require_documents.sha),
	branch: require_documents.nullable(require_documents.name)
});
const start = require_documents.object({
	head,
	workTree: require_documents.object({
		head: require_documents.nullable(require_documents.sha),
		stash: require_documents.nullable(require_documents.sha),
		older: require_documents.list(require_documents.object({
			path: anyText,
			stamp: require_documents.nullable(anyText),
			content: require_documents.nullable(anyText)
		}), many),
		takenAt: require_documents.orElse(require_documents.number(), () => Number.MAX_SAFE_INTEGER)
	}),
	clone: require_documents.orElse(require_documents.object({
		tips: require_documents.list(require_documents.sha, many),
		beyondHead: require_documents.list(require_documents.sha, many),
		gitFolders: require_documents.list(anyText, many),
		fetchHeads: require_documents.list(anyText, many),
		takenAt: require_documents.number()
	}), () => ({
		tips: [],
		beyondHead: [],
		gitFolders: [],
		fetchHeads: [],
		takenAt: Number.MAX_SAFE_INTEGER
	})),
	heads: require_documents.nullable(require_documents.transformed(require_documents.list(require_documents.pair(anyText, require_documents.sha), many), (entries) => new Map(entries))),
	startTime: require_documents.timestamp,
	draft: require_documents.orElse(require_documents.nullable(require_step.stepDraft), () => null)
});
const agent = require_documents.object({
	ending: require_documents.oneOf("exited", "timed_out", "cancelled", "over_budget"),
	exitCode: require_documents.integer(),
	startTime: require_documents.timestamp,
	endTime: require_documents.timestamp,
	durationMs: require_documents.number(),
	notes: require_documents.notes
});
const left = require_documents.object({
	head,
	kept: require_documents.nullable(require_documents.sha),
	beside: require_documents.orElse(require_documents.nullable(require_documents.sha), () => null),
	notes: require_documents.notes,
	missed: require_documents.nullable(require_documents.sentence)
});
const checked = require_documents.object({
	status: require_step.anyStatus,
	result: require_documents.nullable(require_documents.check),
	notes: require_documents.notes,
	offBranch: require_documents.nullable(require_documents.sentence)
});
const runNote = require_documents.object({
	uid: require_documents.uid,
	cancelled: require_documents.flag,
	isFork: require_documents.flag,
	told: require_documents.flag,
	finished: require_documents.flag,
	repository: require_documents.object({
		root: anyText,
		gitDir: anyText,
		commonDir: anyText,
		mainWorkTree: anyText,
		settings: require_documents.list(anyText, many),
		programs: require_documents.dictionary(anyText),
		filterFiles: require_documents.orElse(require_documents.dictionary(require_documents.dictionary(anyText)), () => ({}))
	}),
	template: require_documents.nullable(require_documents.object({
		name: require_documents.name,
		blob: anyText,
		inputs: require_documents.dictionary(anyText),
		options: require_documents.transformed(require_documents.list(require_documents.pair(anyText, anyText), many), (entries) => new Map(entries))
	})),
	agentProcess: require_documents.nullable(require_documents.object({
		pid: require_documents.integer(1),
		started: anyText
	})),
	progress: require_documents.nullable(require_documents.object({
		start,
		agent: require_documents.nullable(agent),
		left: require_documents.nullable(left),
		checked: require_documents.nullable(checked),
		used: require_documents.nullable(require_documents.object({
			usage: require_documents.tokenUsage,
			config: require_documents.partial(require_documents.AGENT_CONFIG_FIELDS)
		}))
	}))
});
function parseRunNote(value) {
	const reading = new require_documents.Reading(true);
	const note = runNote.read(value, reading);
	if (note === require_documents.WRONG) throw new Error(`The note of the run cannot be right (${reading.wrong}).`);
	return note;
}
exports.parseRunNote = parseRunNote;
