const require_documents = require("./documents.js");
// src/domain/step.ts
const STEP_STATUSES = [
	"running",
	"succeeded",
	"failed",
	"check_failed",
	"timed_out",
	"over_budget",
	"refused",
	"cancelled",
	"interrupted"
];
const isStatus = (text) => /^[a-z][a-z_]{0,39}$/.test(text);
const anyStatus = require_documents.textLike("is no status", isStatus);
const endStatus = require_documents.textLike("is no way to end", (text) => isStatus(text) && text !== "running");
const pushed = require_documents.oneOf("pushed", "unchanged", "pinned", "bundled", "none");
const STEP_FIELDS = {
	uid: {
		column: "uid",
		kind: require_documents.uid,
		said: "start"
	},
	projectId: {
		column: "project_id",
		kind: require_documents.name,
		said: "start"
	},
	repository: {
		column: "repository",
		kind: require_documents.nullable(require_documents.name),
		said: "start"
	},
	branch: {
		column: "branch",
		kind: require_documents.nullable(require_documents.name),
		said: "both"
	},
	status: {
		column: "status",
		kind: endStatus,
		said: "end"
	},
	commitShaBefore: {
		column: "commit_sha_before",
		kind: require_documents.nullable(require_documents.sha),
		said: "start"
	},
	commitShaAfter: {
		column: "commit_sha_after",
		kind: require_documents.nullable(require_documents.sha),
		said: "end"
	},
	agentConfig: {
		column: "agent_config_json",
		kind: require_documents.nullable(require_documents.agentConfig),
		said: "both"
	},
	run: {
		column: "run_json",
		kind: require_documents.nullable(require_documents.runInfo),
		said: "start"
	},
	startTime: {
		column: "start_time",
		kind: require_documents.timestamp,
		said: "start"
	},
	endTime: {
		column: "end_time",
		kind: require_documents.nullable(require_documents.timestamp),
		said: "end"
	},
	durationMs: {
		column: "duration_ms",
		kind: require_documents.nullable(require_documents.number(0)),
		said: "end"
	},
	tokenUsage: {
		column: "token_usage_json",
		kind: require_documents.nullable(require_documents.tokenUsage),
		said: "end"
	},
	exitCode: {
		column: "exit_code",
		kind: require_documents.nullable(require_documents.integer()),
		said: "end"
	},
	pushed: {
		column: "pushed",
		kind: require_documents.nullable(pushed),
		said: "end"
	},
	pinRef: {
		column: "pin_ref",
		kind: require_documents.nullable(require_documents.name),
		said: "end"
	},
	changes: {
		column: "changes_json",
		kind: require_documents.nullable(require_documents.changes),
		said: "end"
	},
	notes: {
		column: "notes_json",
		kind: require_documents.notes,
		said: "end"
	},
	createdAt: {
		column: "created_at",
		kind: require_documents.timestamp,
		said: "record"
	},
	limits: {
		column: "limits_json",
		kind: require_documents.nullable(require_documents.limits),
		said: "start",
		since: 3
	},
	check: {
		column: "check_json",
		kind: require_documents.nullable(require_documents.check),
		said: "end",
		since: 3
	},
	prompt: {
		column: "prompt_json",
		kind: require_documents.nullable(require_documents.prompt),
		said: "start",
		since: 5
	},
	setup: {
		column: "setup_json",
		kind: require_documents.nullable(require_documents.setup),
		said: "start",
		since: 7
	},
	template: {
		column: "template_json",
		kind: require_documents.nullable(require_documents.template),
		said: "start",
		since: 7
	},
	replays: {
		column: "replays",
		kind: require_documents.nullable(require_documents.uid),
		said: "start",
		since: 7
	}
};
const STEP_FIELD_LIST = Object.entries(STEP_FIELDS).map(([key, field]) => ({
	key,
	jsonKey: field.column.replace(/_json$/, ""),
	...field
}));
const stepDraft = objectSaid("start", "both");
const stepOutcome = objectSaid("end", "both");
const UNKNOWN_DRAFT = unknownSaid("start", "both");
const UNKNOWN_OUTCOME = unknownSaid("end", "both");
const stepFields = objectSaid("start", "end", "both", "record");
function objectSaid(...when) {
	const fields = STEP_FIELD_LIST.filter(({ said }) => when.includes(said)).map(({ key, kind }) => [key, kind]);
	const mayRun = when.includes("record") ? { status: anyStatus } : {};
	return require_documents.object({
		...Object.fromEntries(fields),
		...mayRun
	});
}
function unknownSaid(...when) {
	const fields = STEP_FIELD_LIST.filter(({ said, kind }) => when.includes(said) && kind.missing?.({}) === null);
	return Object.fromEntries(fields.map(({ key }) => [key, null]));
}
function stepName(step) {
	return step.id === null ? `step ${step.uid}` : `step ${step.id}`;
}
function stepToJson(step) {
	const json = {
		id: step.id,
		active: step.active,
		parent_step_id: step.parentStepId,
		parent_uid: step.parentUid
	};
	for (const { key, jsonKey } of STEP_FIELD_LIST) json[jsonKey] = Reflect.get(step, key);
	return json;
}
function hasNoChanges(changes) {
	return changes.own_commit_count === 0 && changes.files_changed === 0;
}
function diffStatOf({ files_changed, insertions, deletions }) {
	if (files_changed === null || insertions === null || deletions === null) return null;
	return {
		filesChanged: files_changed,
		insertions,
		deletions
	};
}
Object.defineProperty(exports, "STEP_FIELD_LIST", {
	enumerable: true,
	get: function() {
		return STEP_FIELD_LIST;
	}
});
Object.defineProperty(exports, "STEP_STATUSES", {
	enumerable: true,
	get: function() {
		return STEP_STATUSES;
	}
});
Object.defineProperty(exports, "UNKNOWN_DRAFT", {
	enumerable: true,
	get: function() {
		return UNKNOWN_DRAFT;
	}
});
Object.defineProperty(exports, "UNKNOWN_OUTCOME", {
	enumerable: true,
	get: function() {
		return UNKNOWN_OUTCOME;
	}
});
Object.defineProperty(exports, "anyStatus", {
	enumerable: true,
	get: function() {
		return anyStatus;
	}
});
Object.defineProperty(exports, "diffStatOf", {
	enumerable: true,
	get: function() {
		return diffStatOf;
	}
});
Object.defineProperty(exports, "hasNoChanges", {
	enumerable: true,
	get: function() {
		return hasNoChanges;
	}
});
Object.defineProperty(exports, "stepDraft", {
	enumerable: true,
	get: function() {
		return stepDraft;
	}
});
Object.defineProperty(exports, "stepFields", {
	enumerable: true,
	get: function() {
		return stepFields;
	}
});
Object.defineProperty(exports, "stepName", {
	enumerable: true,
	get: function() {
		return stepName;
	}
});
Object.defineProperty(exports, "stepOutcome", {
	enumerable: true,
	get: function() {
		return stepOutcome;
	}
});
Object.defineProperty(exports, "stepToJson", {
	enumerable: true,
	get: function() {
		return stepToJson;
	}
});
