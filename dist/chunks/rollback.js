const require_step = require("./step.js");
// src/domain/rollback.ts
const MOST_STEPS = 1e6;
const rollbackKind = require_step.oneOf("rollback", "undo", "revert", "applied");
const target = require_step.object({
	mode: require_step.oneOf("to", "before"),
	stepUid: require_step.uid
});
const ROLLBACK_FIELDS = {
	uid: {
		columns: ["uid"],
		kind: require_step.uid
	},
	kind: {
		columns: ["kind"],
		kind: rollbackKind
	},
	undoes: {
		columns: ["undoes"],
		kind: require_step.nullable(require_step.uid)
	},
	projectId: {
		columns: ["project_id"],
		kind: require_step.name
	},
	repository: {
		columns: ["repository"],
		kind: require_step.nullable(require_step.name)
	},
	branch: {
		columns: ["branch"],
		kind: require_step.nullable(require_step.name)
	},
	target: {
		columns: ["target_mode", "target_step_uid"],
		kind: require_step.nullable(target)
	},
	fromSha: {
		columns: ["from_sha"],
		kind: require_step.nullable(require_step.sha)
	},
	toSha: {
		columns: ["to_sha"],
		kind: require_step.nullable(require_step.sha)
	},
	pinRef: {
		columns: ["pin_ref"],
		kind: require_step.nullable(require_step.name)
	},
	stepUids: {
		columns: [],
		kind: require_step.list(require_step.uid, MOST_STEPS)
	},
	actor: {
		columns: ["actor"],
		kind: require_step.nullable(require_step.name)
	},
	reason: {
		columns: ["reason"],
		kind: require_step.nullable(require_step.sentence)
	},
	run: {
		columns: ["run_json"],
		kind: require_step.nullable(require_step.runInfo)
	},
	createdAt: {
		columns: ["created_at"],
		kind: require_step.timestamp
	}
};
const ROLLBACK_FIELD_LIST = Object.entries(ROLLBACK_FIELDS).map(([key, field]) => ({
	key,
	jsonKey: key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
	...field
}));
const rollbackDraft = require_step.object(Object.fromEntries(ROLLBACK_FIELD_LIST.map(({ key, kind }) => [key, kind])));
function projectRollback(draft, records) {
	const isProposed = (it) => isProposal(it) && !records.some(({ kind, undoes }) => kind === "applied" && undoes === it.uid);
	const undo = records.find((it) => it.kind === "undo" && it.undoes === draft.uid && !isProposed(it));
	return {
		...draft,
		number: null,
		undoneBy: undo?.uid ?? null,
		isProposed: isProposed(draft)
	};
}
function rollbackToDraft({ number: _number, undoneBy: _undoneBy, isProposed: _isProposed, ...draft }) {
	return draft;
}
function isProposal({ kind, branch, toSha }) {
	return (kind === "revert" || kind === "undo") && branch !== null && toSha === null;
}
function isInForce({ kind, undoneBy, isProposed }) {
	return (kind === "rollback" || kind === "revert" && !isProposed) && undoneBy === null;
}
const MOVE_MODES = [
	"reset",
	"revert",
	"auto"
];
const KINDS_IN_WORDS = {
	rollback: "a rollback",
	undo: "an undo",
	revert: "a revert",
	applied: "a merged revert"
};
function rollbackName(rollback) {
	return rollback.number === null ? rollback.uid : `R${rollback.number}`;
}
function rollbackToJson(rollback) {
	const { number, undoneBy, isProposed } = rollback;
	return {
		number,
		undone_by: undoneBy,
		...isProposal(rollback) && { proposed: isProposed },
		...draftToJson(rollback)
	};
}
function draftToJson(draft) {
	const fields = {
		...draft,
		target: draft.target === null ? null : {
			mode: draft.target.mode,
			step_uid: draft.target.stepUid
		}
	};
	return Object.fromEntries(ROLLBACK_FIELD_LIST.map(({ key, jsonKey }) => [jsonKey, fields[key]]));
}
function jsonToDraft(json) {
	const fields = Object.fromEntries(ROLLBACK_FIELD_LIST.map(({ key, jsonKey }) => [key, json[jsonKey]]));
	const { target: named } = fields;
	return require_step.isObject(named) ? {
		...fields,
		target: {
			mode: named.mode,
			stepUid: named.step_uid
		}
	} : fields;
}
Object.defineProperty(exports, "KINDS_IN_WORDS", {
	enumerable: true,
	get: function() {
		return KINDS_IN_WORDS;
	}
});
Object.defineProperty(exports, "MOVE_MODES", {
	enumerable: true,
	get: function() {
		return MOVE_MODES;
	}
});
Object.defineProperty(exports, "ROLLBACK_FIELD_LIST", {
	enumerable: true,
	get: function() {
		return ROLLBACK_FIELD_LIST;
	}
});
Object.defineProperty(exports, "draftToJson", {
	enumerable: true,
	get: function() {
		return draftToJson;
	}
});
Object.defineProperty(exports, "isInForce", {
	enumerable: true,
	get: function() {
		return isInForce;
	}
});
Object.defineProperty(exports, "isProposal", {
	enumerable: true,
	get: function() {
		return isProposal;
	}
});
Object.defineProperty(exports, "jsonToDraft", {
	enumerable: true,
	get: function() {
		return jsonToDraft;
	}
});
Object.defineProperty(exports, "projectRollback", {
	enumerable: true,
	get: function() {
		return projectRollback;
	}
});
Object.defineProperty(exports, "rollbackDraft", {
	enumerable: true,
	get: function() {
		return rollbackDraft;
	}
});
Object.defineProperty(exports, "rollbackName", {
	enumerable: true,
	get: function() {
		return rollbackName;
	}
});
Object.defineProperty(exports, "rollbackToDraft", {
	enumerable: true,
	get: function() {
		return rollbackToDraft;
	}
});
Object.defineProperty(exports, "rollbackToJson", {
	enumerable: true,
	get: function() {
		return rollbackToJson;
	}
});
