const require_step = require("./step.js");
const require_errors = require("./errors.js");
const require_rollback = require("./rollback.js");
// src/domain/claims.ts
const HIGHEST_NUMBER = 1e9;
const claim = require_step.object({
	uid: require_step.uid,
	number: require_step.integer(1, HIGHEST_NUMBER),
	claimedAt: require_step.timestamp
});
function compareClaims(a, b) {
	return compare(a.claimedAt, b.claimedAt) || compare(a.uid, b.uid) || a.number - b.number;
}
function settleClaims(claims) {
	const ordered = [...claims].sort(compareClaims);
	const owners = new Map();
	const held = new Map();
	const seen = new Set();
	let highest = 0;
	for (const claim of ordered) {
		seen.add(claim.uid);
		highest = Math.max(highest, claim.number);
		const owner = owners.get(claim.number);
		if (owner === void 0) {
			owners.set(claim.number, [claim.uid]);
			if (!held.has(claim.uid)) held.set(claim.uid, claim);
		} else if (!owner.includes(claim.uid)) owner.push(claim.uid);
	}
	return {
		held,
		contested: new Map([...owners].filter(([, uids]) => uids.length > 1)),
		unsettled: [...seen].filter((uid) => !held.has(uid)),
		highest
	};
}
function compare(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}
// src/domain/records.ts
const NO_RECORDS = {
	steps: [],
	stepClaims: [],
	rollbacks: [],
	rollbackClaims: []
};
const LISTS = {
	steps: require_step.object({
		draft: require_step.stepDraft,
		parentUid: require_step.nullable(require_step.uid),
		createdAt: require_step.timestamp,
		outcome: require_step.nullable(require_step.stepOutcome)
	}),
	stepClaims: claim,
	rollbacks: require_rollback.rollbackDraft,
	rollbackClaims: claim
};
function parseLedgerRecords(value, source) {
	if (!require_step.isObject(value)) throw new require_errors.StoreError("damaged", `${source} holds no records.`);
	const setAside = [];
	const readList = (key, kind) => {
		const items = value[key];
		if (!Array.isArray(items)) throw new require_errors.StoreError("damaged", `${source} has no list of ${key}.`);
		return items.flatMap((item, index) => {
			const reading = new require_step.Reading(true);
			const found = reading.at(`${key}.${index}`, kind, item);
			if (found !== require_step.WRONG) return [found];
			setAside.push({
				text: JSON.stringify(item),
				reason: reading.wrong ?? key
			});
			return [];
		});
	};
	const records = {
		steps: readList("steps", LISTS.steps),
		stepClaims: readList("stepClaims", LISTS.stepClaims),
		rollbacks: readList("rollbacks", LISTS.rollbacks),
		rollbackClaims: readList("rollbackClaims", LISTS.rollbackClaims)
	};
	return setAside.length === 0 ? records : {
		...records,
		setAside
	};
}
const NOT_ENDED = Object.fromEntries(require_step.STEP_FIELD_LIST.filter(({ said }) => said === "end").map(({ key, kind }) => [key, kind.missing?.({})]));
function recordToFields(record) {
	const { draft, createdAt, outcome } = foldOutcome(record);
	return {
		...NOT_ENDED,
		...draft,
		...outcome ?? { status: "running" },
		createdAt
	};
}
function fieldsToRecord(fields, parentUid) {
	return {
		draft: pickSaid(fields, "start"),
		parentUid,
		createdAt: fields.createdAt,
		outcome: fields.status === "running" ? null : pickSaid(fields, "end")
	};
}
function pickSaid(fields, when) {
	const all = { ...fields };
	const said = require_step.STEP_FIELD_LIST.filter((field) => field.said === when || field.said === "both");
	return Object.fromEntries(said.map(({ key }) => [key, all[key]]));
}
function foldOutcome(record) {
	if (record.outcome === null) return record;
	const agentConfig = record.outcome.agentConfig ?? record.draft.agentConfig;
	return {
		...record,
		draft: {
			...record.draft,
			branch: record.outcome.branch,
			agentConfig
		},
		outcome: {
			...record.outcome,
			agentConfig
		}
	};
}
function jsonToStepRecord(json) {
	const fields = Object.fromEntries(require_step.STEP_FIELD_LIST.map(({ key, jsonKey }) => [key, json[jsonKey]]));
	const { createdAt } = fields;
	return {
		draft: fields,
		parentUid: json.parent_uid,
		createdAt,
		outcome: fields.status === "running" ? null : fields
	};
}
function boundDraft(draft) {
	const { value, cuts } = bound(require_step.stepDraft, draft);
	return {
		draft: value,
		cuts
	};
}
function boundOutcome(outcome) {
	const { value, cuts } = bound(require_step.stepOutcome, outcome);
	if (cuts.length === 0) return value;
	return {
		...value,
		notes: [...value.notes.slice(0, 99), cutSentence(cuts)]
	};
}
function boundRollback(draft) {
	return bound(require_rollback.rollbackDraft, draft).value;
}
const CUTS_NAMED = 5;
function cutSentence(cuts) {
	const more = cuts.length > CUTS_NAMED ? ` and ${cuts.length - CUTS_NAMED} more` : "";
	return `Too long for a record, and shortened in it: ${cuts.slice(0, CUTS_NAMED).join(", ")}${more}.`;
}
const MOST_BYTES = 5e5;
const SCALES = [
	1,
	1 / 4,
	1 / 16,
	1 / 64
];
function bound(kind, value) {
	let bounded = {
		value,
		cuts: []
	};
	for (const scale of SCALES) {
		const reading = new require_step.Reading(false, scale);
		const found = kind.read(value, reading);
		if (found === require_step.WRONG) break;
		bounded = {
			value: found,
			cuts: reading.cuts
		};
		if (new TextEncoder().encode(JSON.stringify(found)).length <= MOST_BYTES) break;
	}
	return bounded;
}
function leftOutSentences(count) {
	if (count === 0) return [];
	return [`${count === 1 ? "1 record of this history cannot be read and is" : `${count} records of this history cannot be read and are`} left out: laforge verify names what is wrong.`];
}
Object.defineProperty(exports, "HIGHEST_NUMBER", {
	enumerable: true,
	get: function() {
		return HIGHEST_NUMBER;
	}
});
Object.defineProperty(exports, "NO_RECORDS", {
	enumerable: true,
	get: function() {
		return NO_RECORDS;
	}
});
Object.defineProperty(exports, "boundDraft", {
	enumerable: true,
	get: function() {
		return boundDraft;
	}
});
Object.defineProperty(exports, "boundOutcome", {
	enumerable: true,
	get: function() {
		return boundOutcome;
	}
});
Object.defineProperty(exports, "boundRollback", {
	enumerable: true,
	get: function() {
		return boundRollback;
	}
});
Object.defineProperty(exports, "claim", {
	enumerable: true,
	get: function() {
		return claim;
	}
});
Object.defineProperty(exports, "compareClaims", {
	enumerable: true,
	get: function() {
		return compareClaims;
	}
});
Object.defineProperty(exports, "cutSentence", {
	enumerable: true,
	get: function() {
		return cutSentence;
	}
});
Object.defineProperty(exports, "fieldsToRecord", {
	enumerable: true,
	get: function() {
		return fieldsToRecord;
	}
});
Object.defineProperty(exports, "foldOutcome", {
	enumerable: true,
	get: function() {
		return foldOutcome;
	}
});
Object.defineProperty(exports, "jsonToStepRecord", {
	enumerable: true,
	get: function() {
		return jsonToStepRecord;
	}
});
Object.defineProperty(exports, "leftOutSentences", {
	enumerable: true,
	get: function() {
		return leftOutSentences;
	}
});
Object.defineProperty(exports, "parseLedgerRecords", {
	enumerable: true,
	get: function() {
		return parseLedgerRecords;
	}
});
Object.defineProperty(exports, "recordToFields", {
	enumerable: true,
	get: function() {
		return recordToFields;
	}
});
Object.defineProperty(exports, "settleClaims", {
	enumerable: true,
	get: function() {
		return settleClaims;
	}
});
