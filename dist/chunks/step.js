const require_documents = require("./documents.js");
const require_kinds = require("./kinds.js");
// src/domain/step.ts
const isStatus = (text) => /^[a-z][a-z_]{0,39}$/.test(text);
const anyStatus = require_kinds.textLike("is no status", isStatus);
const endStatus = require_kinds.textLike("is no way to end", (text) => isStatus(text) && text !== "running");
const pushed = require_kinds.oneOf("pushed", "unchanged", "pinned", "bundled", "none");
const STEP_FIELDS = {
	uid: {
		column: "uid",
		kind: require_kinds.uid,
		said: "start"
	},
	projectId: {
		column: "project_id",
		kind: require_documents.name,
		said: "start"
	},
	repository: {
		column: "repository",
		kind: require_kinds.nullable(require_documents.name),
		said: "start"
	},
	branch: {
		column: "branch",
		kind: require_kinds.nullable(require_documents.name),
		said: "both"
	},
	status: {
		column: "status",
		kind: endStatus,
		said: "end"
	},
	commitShaBefore: {
		column: "commit_sha_before",
		kind: require_kinds.nullable(require_kinds.sha),
		said: "start"
	},
	commitShaAfter: {
		column: "commit_sha_after",
		kind: require_kinds.nullable(require_kinds.sha),
		said: "end"
	},
	agentConfig: {
		column: "agent_config_json",
		kind: require_kinds.nullable(require_documents.agentConfig),
		said: "both"
	},
	run: {
		column: "run_json",
		kind: require_kinds.nullable(require_documents.runInfo),
		said: "start"
	},
	startTime: {
		column: "start_time",
		kind: require_kinds.timestamp,
		said: "start"
	},
	endTime: {
		column: "end_time",
		kind: require_kinds.nullable(require_kinds.timestamp),
		said: "end"
	},
	durationMs: {
		column: "duration_ms",
		kind: require_kinds.nullable(require_kinds.number(0)),
		said: "end"
	},
	tokenUsage: {
		column: "token_usage_json",
		kind: require_kinds.nullable(require_documents.tokenUsage),
		said: "end"
	},
	exitCode: {
		column: "exit_code",
		kind: require_kinds.nullable(require_kinds.integer()),
		said: "end"
	},
	pushed: {
		column: "pushed",
		kind: require_kinds.nullable(pushed),
		said: "end"
	},
	pinRef: {
		column: "pin_ref",
		kind: require_kinds.nullable(require_documents.name),
		said: "end"
	},
	changes: {
		column: "changes_json",
		kind: require_kinds.nullable(require_documents.changes),
		said: "end"
	},
	notes: {
		column: "notes_json",
		kind: require_documents.notes,
		said: "end"
	},
	createdAt: {
		column: "created_at",
		kind: require_kinds.timestamp,
		said: "record"
	},
	limits: {
		column: "limits_json",
		kind: require_kinds.nullable(require_documents.limits),
		said: "start",
		since: 3
	},
	check: {
		column: "check_json",
		kind: require_kinds.nullable(require_documents.check),
		said: "end",
		since: 3
	}
};
const STEP_FIELD_LIST = Object.entries(STEP_FIELDS).map(([key, field]) => ({
	key,
	jsonKey: field.column.replace(/_json$/, ""),
	...field
}));
const stepDraft = objectSaid("start", "both");
const stepOutcome = objectSaid("end", "both");
const stepFields = objectSaid("start", "end", "both", "record");
function objectSaid(...when) {
	const fields = STEP_FIELD_LIST.filter(({ said }) => when.includes(said)).map(({ key, kind }) => [key, kind]);
	const mayRun = when.includes("record") ? { status: anyStatus } : {};
	return require_kinds.object({
		...Object.fromEntries(fields),
		...mayRun
	});
}
function stepName(step) {
	return step.id === null ? `step ${step.uid}` : `step ${step.id}`;
}
function stepToJson(step) {
	const fields = { ...step };
	return {
		id: step.id,
		active: step.active,
		parent_step_id: step.parentStepId,
		parent_uid: step.parentUid,
		...Object.fromEntries(STEP_FIELD_LIST.map(({ key, jsonKey }) => [jsonKey, fields[key]]))
	};
}
Object.defineProperty(exports, "STEP_FIELD_LIST", {
	enumerable: true,
	get: function() {
		return STEP_FIELD_LIST;
	}
});
Object.defineProperty(exports, "anyStatus", {
	enumerable: true,
	get: function() {
		return anyStatus;
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
