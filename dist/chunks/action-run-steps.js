(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
let node_stream = require("node:stream");
let node_buffer = require("node:buffer");
let node_util = require("node:util");
let node_zlib = __late(() => require("node:zlib"));
let node_crypto = __late(() => require("node:crypto"));
let node_timers_promises = __late(() => require("node:timers/promises"));
let node_child_process = __late(() => require("node:child_process"));
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_os = require("node:os");
let node_path = require("node:path");
let node_fs = require("node:fs");
let node_stream_promises = require("node:stream/promises");
// src/domain/refs.ts
const HEADS = "refs/heads/";
const TAGS = "refs/tags/";
const LEDGERS = "refs/laforge/ledger/";
const FRAGMENTS = "refs/laforge/fragments/";
const SIGNED = "refs/laforge/signed/";
const STATEMENTS = "refs/laforge/statements/";
function ledgerRef(slug) {
	return `${LEDGERS}${slug}`;
}
function fragmentRef(slug, uid) {
	return `${FRAGMENTS}${slug}/${uid}`;
}
function statementsRef(slug) {
	return `${STATEMENTS}${slug}`;
}
function signedRef(slug, uid) {
	return `${SIGNED}${slug}/${uid}`;
}
function isHistoryRef(ref) {
	return [
		LEDGERS,
		FRAGMENTS,
		SIGNED,
		STATEMENTS
	].some((prefix) => ref.startsWith(prefix));
}
function branchRef(branch) {
	return `${HEADS}${branch}`;
}
function signingBranch(uid) {
	return `laforge/sign-${uid.slice(-12)}`;
}
function proposalBranch(uid) {
	return `laforge/revert-${uid.slice(-8)}`;
}
function isBranchOfOurs(branch) {
	return /^laforge\/(revert|sign)-/.test(branch);
}
function trackedBranch(ref) {
	const [, , remote = "", ...name] = ref.split("/");
	return {
		remote,
		branch: name.join("/")
	};
}
function headsOf(refs) {
	return new Map([...refs].filter(([ref]) => ref.startsWith(HEADS)).map(([ref, sha]) => [ref.slice(11), sha]));
}
const LONGEST_BRANCH = 1e3;
function parseBranch(text, what) {
	if (text.length > LONGEST_BRANCH) throw refusal$2(text, what, "which is longer than any branch");
	if (text.startsWith("refs/heads/") && text !== "refs/heads/") return text.slice(11);
	const [, kind = "", rest = ""] = /^((?:refs\/)?[^/]+)\/(.*)$/s.exec(text) ?? [];
	switch (kind) {
		case "heads": throw refusal$2(text, what, "which git reads as a short name of a ref", rest, text);
		case "origin": throw refusal$2(text, what, "which is how the branch of a remote is shown", rest, text);
		case "remotes":
		case "refs/remotes": throw refusal$2(text, what, "which follows a branch of a remote", rest.replace(/^[^/]*\//, ""));
		case "refs/tags": throw refusal$2(text, what, "which is a tag and cannot be worked on");
		case "refs/pull": throw refusal$2(text, what, "which a pull request's commits are read by", `\${{ github.head_ref }}`);
		default:
			if (!text.startsWith("refs/")) return text;
			throw refusal$2(text, what, "which is no branch");
	}
}
function refusal$2(text, what, why, meant = "", inFull = "") {
	const advice = meant === "" ? "Name a branch, such as main" : `Write ${meant}`;
	const exception = inFull === "" ? "" : ` (or ${HEADS}${inFull}, if it is really called so)`;
	return require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(text)}, ${why}. ${advice}${exception}.`);
}
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
const anyStatus = require_action_help_run_steps.textLike("is no status", isStatus);
const endStatus = require_action_help_run_steps.textLike("is no way to end", (text) => isStatus(text) && text !== "running");
const pushed = require_action_help_run_steps.oneOf("pushed", "unchanged", "pinned", "bundled", "none");
const STEP_FIELDS = {
	uid: {
		column: "uid",
		kind: require_action_help_run_steps.uid,
		said: "start"
	},
	projectId: {
		column: "project_id",
		kind: require_action_help_run_steps.name,
		said: "start"
	},
	repository: {
		column: "repository",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.name),
		said: "start"
	},
	branch: {
		column: "branch",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.name),
		said: "both"
	},
	status: {
		column: "status",
		kind: endStatus,
		said: "end"
	},
	commitShaBefore: {
		column: "commit_sha_before",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.sha),
		said: "start"
	},
	commitShaAfter: {
		column: "commit_sha_after",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.sha),
		said: "end"
	},
	agentConfig: {
		column: "agent_config_json",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.agentConfig),
		said: "both"
	},
	run: {
		column: "run_json",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.runInfo),
		said: "start"
	},
	startTime: {
		column: "start_time",
		kind: require_action_help_run_steps.timestamp,
		said: "start"
	},
	endTime: {
		column: "end_time",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.timestamp),
		said: "end"
	},
	durationMs: {
		column: "duration_ms",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.number(0)),
		said: "end"
	},
	tokenUsage: {
		column: "token_usage_json",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.tokenUsage),
		said: "end"
	},
	exitCode: {
		column: "exit_code",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.integer()),
		said: "end"
	},
	pushed: {
		column: "pushed",
		kind: require_action_help_run_steps.nullable(pushed),
		said: "end"
	},
	pinRef: {
		column: "pin_ref",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.name),
		said: "end"
	},
	changes: {
		column: "changes_json",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.changes),
		said: "end"
	},
	notes: {
		column: "notes_json",
		kind: require_action_help_run_steps.notes,
		said: "end"
	},
	createdAt: {
		column: "created_at",
		kind: require_action_help_run_steps.timestamp,
		said: "record"
	},
	limits: {
		column: "limits_json",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.limits),
		said: "start",
		since: 3
	},
	check: {
		column: "check_json",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.check),
		said: "end",
		since: 3
	},
	prompt: {
		column: "prompt_json",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.prompt),
		said: "start",
		since: 5
	},
	setup: {
		column: "setup_json",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.setup),
		said: "start",
		since: 7
	},
	template: {
		column: "template_json",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.template),
		said: "start",
		since: 7
	},
	replays: {
		column: "replays",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.uid),
		said: "start",
		since: 7
	},
	labels: {
		column: "labels_json",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.labels),
		said: "start",
		since: 9
	},
	chain: {
		column: "chain_json",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.chain),
		said: "start",
		since: 10
	},
	checkBefore: {
		column: "check_before_json",
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.check),
		said: "end",
		since: 11
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
function objectSaid(...when) {
	const fields = STEP_FIELD_LIST.filter(({ said }) => when.includes(said)).map(({ key, kind }) => [key, kind]);
	return require_action_help_run_steps.object(Object.fromEntries(fields));
}
function unknownSaid(...when) {
	const fields = STEP_FIELD_LIST.filter(({ said, kind }) => when.includes(said) && kind.missing?.({}) === null);
	return Object.fromEntries(fields.map(({ key }) => [key, null]));
}
const FIELDS_TO_SPARE = [
	"prompt",
	"setup",
	"limits",
	"labels",
	"chain",
	"notes"
];
function stepName(step) {
	return step.id === null ? `step ${step.uid}` : `step ${step.id}`;
}
function isLaterStep(step, than) {
	return step.id !== null && than.id !== null ? step.id > than.id : step.uid > than.uid;
}
function latestFirst(steps) {
	return steps.toSorted((a, b) => isLaterStep(a, b) ? -1 : 1);
}
function labelsOf({ labels }) {
	const texts = Object.entries(labels ?? {}).filter((it) => typeof it[1] === "string");
	return texts.length === 0 ? null : Object.fromEntries(texts);
}
const STEP_JSON_KEYS = [
	["id", "id"],
	["active", "active"],
	["parent_step_id", "parentStepId"],
	["parent_uid", "parentUid"],
	...STEP_FIELD_LIST.map(({ jsonKey, key }) => [jsonKey, key])
];
function stepToJson(step) {
	return Object.fromEntries(STEP_JSON_KEYS.map(([jsonKey, key]) => [jsonKey, Reflect.get(step, key)]));
}
function checkCommandOf({ check, setup }) {
	return check?.command ?? setup?.check ?? null;
}
function keepsReplay({ agentConfig }) {
	return agentConfig?.metadata.kept_replay !== void 0;
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
// src/domain/rollback.ts
const MOST_STEPS = 1e6;
const rollbackKind = require_action_help_run_steps.oneOf("rollback", "undo", "revert", "applied");
const target = require_action_help_run_steps.object({
	mode: require_action_help_run_steps.oneOf("to", "before"),
	stepUid: require_action_help_run_steps.uid
});
const ROLLBACK_FIELDS = {
	uid: {
		columns: ["uid"],
		kind: require_action_help_run_steps.uid
	},
	kind: {
		columns: ["kind"],
		kind: rollbackKind
	},
	undoes: {
		columns: ["undoes"],
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.uid)
	},
	projectId: {
		columns: ["project_id"],
		kind: require_action_help_run_steps.name
	},
	repository: {
		columns: ["repository"],
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.name)
	},
	branch: {
		columns: ["branch"],
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.name)
	},
	target: {
		columns: ["target_mode", "target_step_uid"],
		kind: require_action_help_run_steps.nullable(target)
	},
	fromSha: {
		columns: ["from_sha"],
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.sha)
	},
	toSha: {
		columns: ["to_sha"],
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.sha)
	},
	pinRef: {
		columns: ["pin_ref"],
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.name)
	},
	stepUids: {
		columns: [],
		kind: require_action_help_run_steps.list(require_action_help_run_steps.uid, MOST_STEPS)
	},
	actor: {
		columns: ["actor"],
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.name)
	},
	reason: {
		columns: ["reason"],
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.sentence)
	},
	run: {
		columns: ["run_json"],
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.runInfo)
	},
	createdAt: {
		columns: ["created_at"],
		kind: require_action_help_run_steps.timestamp
	},
	chain: {
		columns: ["chain_json"],
		kind: require_action_help_run_steps.nullable(require_action_help_run_steps.chain),
		since: 10
	}
};
const ROLLBACK_FIELD_LIST = Object.entries(ROLLBACK_FIELDS).map(([key, field]) => ({
	key,
	jsonKey: key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
	...field
}));
const rollbackDraft = require_action_help_run_steps.object(Object.fromEntries(ROLLBACK_FIELD_LIST.map(({ key, kind }) => [key, kind])));
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
	return require_action_help_run_steps.isObject(named) ? {
		...fields,
		target: {
			mode: named.mode,
			stepUid: named.step_uid
		}
	} : fields;
}
// src/domain/records.ts
const HIGHEST_NUMBER = 1e9;
const claim = require_action_help_run_steps.object({
	uid: require_action_help_run_steps.uid,
	number: require_action_help_run_steps.integer(1, HIGHEST_NUMBER),
	claimedAt: require_action_help_run_steps.timestamp
});
function compareClaims(a, b) {
	return require_action_help_run_steps.compareTexts(a.claimedAt, b.claimedAt) || require_action_help_run_steps.compareTexts(a.uid, b.uid) || a.number - b.number;
}
function settleClaims(claims) {
	const ordered = [...claims].sort(compareClaims);
	const owners = new Map();
	const held = new Map();
	for (const claim of ordered) {
		const owner = owners.get(claim.number);
		if (owner === void 0) {
			owners.set(claim.number, [claim.uid]);
			if (!held.has(claim.uid)) held.set(claim.uid, claim);
		} else if (!owner.includes(claim.uid)) owner.push(claim.uid);
	}
	return {
		held,
		contested: new Map([...owners].filter(([, uids]) => uids.length > 1))
	};
}
const NO_RECORDS = {
	steps: [],
	stepClaims: [],
	rollbacks: [],
	rollbackClaims: []
};
function concatRecords(all) {
	const setAside = all.flatMap((it) => it.setAside ?? []);
	return {
		steps: all.flatMap(({ steps }) => steps),
		stepClaims: all.flatMap(({ stepClaims }) => stepClaims),
		rollbacks: all.flatMap(({ rollbacks }) => rollbacks),
		rollbackClaims: all.flatMap(({ rollbackClaims }) => rollbackClaims),
		...setAside.length === 0 ? {} : { setAside }
	};
}
const stepRecord = require_action_help_run_steps.object({
	draft: stepDraft,
	parentUid: require_action_help_run_steps.nullable(require_action_help_run_steps.uid),
	createdAt: require_action_help_run_steps.timestamp,
	outcome: require_action_help_run_steps.nullable(stepOutcome)
});
function parseLedgerRecords(value, source) {
	if (!require_action_help_run_steps.isObject(value)) throw new require_action_post_help_run_steps.StoreError("damaged", `${source} holds no records.`);
	const setAside = [];
	const readList = (key, kind) => {
		const items = value[key];
		if (!Array.isArray(items)) throw new require_action_post_help_run_steps.StoreError("damaged", `${source} has no list of ${key}.`);
		return items.flatMap((item, index) => {
			const reading = new require_action_help_run_steps.Reading(true);
			const found = reading.at(`${key}.${index}`, kind, item);
			if (found !== require_action_help_run_steps.WRONG) return [found];
			setAside.push({
				text: JSON.stringify(item),
				reason: reading.wrong ?? key
			});
			return [];
		});
	};
	const records = {
		steps: readList("steps", stepRecord),
		stepClaims: readList("stepClaims", claim),
		rollbacks: readList("rollbacks", rollbackDraft),
		rollbackClaims: readList("rollbackClaims", claim)
	};
	return setAside.length === 0 ? records : {
		...records,
		setAside
	};
}
const NOT_ENDED$1 = Object.fromEntries(STEP_FIELD_LIST.filter(({ said }) => said === "end").map(({ key, kind }) => [key, kind.missing?.({})]));
function recordToFields(record) {
	const { draft, createdAt, outcome } = foldOutcome(record);
	return {
		...NOT_ENDED$1,
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
	const said = STEP_FIELD_LIST.filter((field) => field.said === when || field.said === "both");
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
	const fields = Object.fromEntries(STEP_FIELD_LIST.map(({ key, jsonKey }) => [key, json[jsonKey]]));
	const { createdAt } = fields;
	return {
		draft: fields,
		parentUid: json.parent_uid,
		createdAt,
		outcome: fields.status === "running" ? null : fields
	};
}
function boundDraft(draft) {
	const { value, cuts } = bound(stepDraft, draft);
	return {
		draft: value,
		cuts
	};
}
function boundOutcome(outcome) {
	const { value, cuts } = bound(stepOutcome, outcome);
	if (cuts.length === 0) return value;
	return {
		...value,
		notes: [...value.notes.slice(0, 99), cutSentence(cuts)]
	};
}
function boundRollback(draft) {
	return bound(rollbackDraft, draft).value;
}
const CUTS_NAMED = 5;
function cutSentence(cuts) {
	return `Too long for a record, and shortened in it: ${require_action_help_run_steps.nameFirst(cuts, CUTS_NAMED, String)}.`;
}
const MOST_BYTES$5 = 5e5;
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
		const reading = new require_action_help_run_steps.Reading(false, scale);
		const found = kind.read(value, reading);
		if (found === require_action_help_run_steps.WRONG) break;
		bounded = {
			value: found,
			cuts: reading.cuts
		};
		if (new TextEncoder().encode(JSON.stringify(found)).length <= MOST_BYTES$5) break;
	}
	return bounded;
}
function unreadRecord({ text }) {
	const uid = /"uid":\s*"([0-9a-f-]{36})"/.exec(text)?.[1];
	const branch = require_action_help_run_steps.parseJson(/"branch":\s*("(?:[^"\\]|\\.)*")/.exec(text)?.[1] ?? "");
	return unreadRow(null, uid === void 0 ? "a record without a uid" : `the record ${uid}`, {
		uid,
		branch
	});
}
function unreadRow(kind, name, { uid, branch }) {
	return {
		kind,
		name,
		uid: typeof uid === "string" && require_action_post_help_run_steps.isUid(uid) ? uid : null,
		branch: typeof branch === "string" ? branch : null
	};
}
// src/domain/merge.ts
function mergeRecords(a, b) {
	return {
		steps: mergeByUid([...a.steps, ...b.steps].map(foldOutcome), (record) => record.draft.uid, strongerStep),
		stepClaims: mergeClaims$1(a.stepClaims, b.stepClaims),
		rollbacks: mergeByUid([...a.rollbacks, ...b.rollbacks].map(sortStepUids), (draft) => draft.uid, strongerRollback),
		rollbackClaims: mergeClaims$1(a.rollbackClaims, b.rollbackClaims),
		...mergeSetAside([...a.setAside ?? [], ...b.setAside ?? []])
	};
}
function mergeSetAside(all) {
	if (all.length === 0) return {};
	return { setAside: [...new Map(all.map((it) => [it.text, it])).values()].sort((a, b) => require_action_help_run_steps.compareTexts(a.text, b.text)) };
}
function strongerStep(a, b) {
	return (outcomeRank(b) - outcomeRank(a) || require_action_help_run_steps.compareTexts(a.outcome?.endTime ?? "~", b.outcome?.endTime ?? "~") || withChainFirst(a.draft, b.draft) || require_action_help_run_steps.compareTexts(require_action_help_run_steps.toSortedJson(a), require_action_help_run_steps.toSortedJson(b))) <= 0 ? a : b;
}
function withChainFirst(a, b) {
	return Number(b.chain != null) - Number(a.chain != null);
}
function areAtOdds(a, b) {
	const ranks = [outcomeRank(a), outcomeRank(b)];
	const hasEnd = ranks[0] === ranks[1] && ranks[0] !== 1;
	const [more, less] = withChainFirst(a.draft, b.draft) <= 0 ? [a, b] : [b, a];
	return storyOf(more, hasEnd, withChainFirst(more.draft, less.draft) < 0 ? less : null) !== storyOf(less, hasEnd, null);
}
function storyOf({ draft, outcome }, hasEnd, older) {
	const { chain: _, branch, agentConfig, ...begun } = draft;
	const fields = {
		...begun,
		...hasEnd && {
			branch,
			agentConfig,
			...outcome
		}
	};
	const others = {
		...older?.draft,
		...older?.outcome
	};
	const isDropped = (key) => older !== null && NEW_FIELDS.has(key) && others[key] == null;
	const known = Object.entries(fields).map(([key, value]) => [key, isDropped(key) ? null : older !== null && NEW_FIELDS.has(key) ? withoutNew(value, others[key]) : value]);
	return require_action_help_run_steps.toSortedJson(Object.fromEntries(known));
}
function withoutNew(value, older) {
	if (!require_action_help_run_steps.isObject(value) || !require_action_help_run_steps.isObject(older)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, older[key] == null ? older[key] : one]));
}
const FIRST_FORMAT = 3;
const NEW_FIELDS = new Set(STEP_FIELD_LIST.filter(({ since = 0 }) => since > FIRST_FORMAT).map(({ key }) => key));
function areRollbacksAtOdds(a, b) {
	const older = withChainFirst(a, b) === 0 ? {} : { chain: null };
	return require_action_help_run_steps.toSortedJson({
		...a,
		...older
	}) !== require_action_help_run_steps.toSortedJson({
		...b,
		...older
	});
}
function strongerRollback(a, b) {
	return (withChainFirst(a, b) || require_action_help_run_steps.compareTexts(require_action_help_run_steps.toSortedJson(a), require_action_help_run_steps.toSortedJson(b))) <= 0 ? a : b;
}
function outcomeRank({ outcome }) {
	if (outcome === null) return 0;
	if (outcome.status !== "interrupted") return 3;
	return outcome.endTime === null ? 1 : 2;
}
function sortStepUids(draft) {
	return {
		...draft,
		stepUids: [...new Set(draft.stepUids)].sort(require_action_help_run_steps.compareTexts)
	};
}
function orderUnsettled(unsettled, claimsByUid) {
	return [...unsettled].map(([uid, createdAt]) => {
		const [first] = [...claimsByUid.get(uid) ?? []].sort(compareClaims);
		return first ?? {
			uid,
			number: 0,
			claimedAt: createdAt
		};
	}).sort(compareClaims).map((claim) => claim.uid);
}
function claimKey(claim) {
	return `${claim.number} ${claim.uid} ${claim.claimedAt}`;
}
function mergeClaims$1(a, b) {
	return [...new Map([...a, ...b].map((claim) => [claimKey(claim), claim])).values()].sort(compareClaims);
}
function mergeByUid(items, uidOf, stronger) {
	const byUid = new Map();
	for (const item of items) {
		const other = byUid.get(uidOf(item));
		byUid.set(uidOf(item), other === void 0 ? item : stronger(other, item));
	}
	return [...byUid].sort(([a], [b]) => require_action_help_run_steps.compareTexts(a, b)).map(([, item]) => item);
}
// src/domain/chain.ts
const START_FIELDS = STEP_FIELD_LIST.filter(({ said }) => said === "start" || said === "record");
function chainedStep(record, number, digest) {
	const { draft, createdAt, outcome } = record;
	const { uid, chain } = draft;
	const isEnded = outcomeRank(record) === 3;
	const textOf = (list) => {
		const fields = { ...recordToFields(record) };
		const said = list.map(({ key, kind }) => [key, fields[key] == null ? null : kind.read(fields[key], new require_action_help_run_steps.Reading(false))]);
		return {
			...Object.fromEntries(said),
			chain: linkOf(chain)
		};
	};
	const start = () => digestOf$3(digest, "step", textOf(START_FIELDS));
	const end = () => digestOf$3(digest, "end", textOf(STEP_FIELD_LIST));
	return {
		uid,
		number,
		chain,
		createdAt,
		isEnded,
		isLink: chain !== null,
		name: stepName({
			id: number,
			uid
		}),
		saidAt: (isEnded ? outcome?.endTime : null) ?? createdAt,
		get digests() {
			return isEnded ? [start(), end()] : [start()];
		},
		get newest() {
			return isEnded ? end() : start();
		}
	};
}
function chainedRollback(draft, number, digest) {
	const { uid, chain, createdAt, kind } = draft;
	return {
		uid,
		number,
		chain,
		createdAt,
		saidAt: createdAt,
		isEnded: false,
		name: rollbackName({
			number,
			uid
		}),
		get digests() {
			return [this.newest];
		},
		get newest() {
			return digestOf$3(digest, "rollback", {
				...sortStepUids(draft),
				chain: linkOf(chain)
			});
		},
		isLink: chain !== null || kind === "applied"
	};
}
function linkOf(chain) {
	return chain?.seen.length === 0 ? "none" : chain;
}
function digestOf$3(digest, type, fields) {
	return digest(`laforge ${type} ${require_action_help_run_steps.toSortedJson(withoutEmpty(fields))}`);
}
function withoutEmpty(value) {
	if (Array.isArray(value)) return value.length === 0 ? void 0 : value.map((item) => withoutEmpty(item) ?? null);
	if (!require_action_help_run_steps.isObject(value)) return value ?? void 0;
	const some = Object.entries(value).map(([key, field]) => [key, withoutEmpty(field)]).filter(([, field]) => field !== void 0);
	return some.length === 0 ? void 0 : Object.fromEntries(some);
}
function tipsOf(records, named = countNamed(records.map(({ chain }) => chain))) {
	return records.filter((record) => record.isLink && !isNamed(named, record)).map(toSeen).filter(({ uid, sha256 }) => named.get(uid)?.digests.has(sha256) !== true).slice(-64);
}
function isNamed(named, { uid, isEnded }) {
	const naming = named.get(uid);
	return naming !== void 0 && (naming.hasEnd || !isEnded);
}
async function chainOf(history) {
	try {
		return { seen: await history.tips() };
	} catch {
		return null;
	}
}
function countNamed(chains) {
	const named = new Map();
	for (const { uid, sha256, ended } of chains.flatMap((chain) => chain?.seen ?? [])) {
		const naming = named.get(uid) ?? {
			digests: new Set(),
			hasEnd: false
		};
		naming.digests.add(sha256);
		naming.hasEnd ||= ended === true;
		named.set(uid, naming);
	}
	return named;
}
function tipsAfter(tips, added) {
	const named = new Set((added.chain?.seen ?? []).map(({ sha256 }) => sha256));
	return [...tips.filter(({ uid, sha256 }) => uid !== added.uid && !named.has(sha256)), ...added.isLink ? [toSeen(added)] : []].slice(-64);
}
function toSeen({ uid, number, newest, isEnded }) {
	return {
		uid,
		number,
		sha256: newest,
		...isEnded ? { ended: true } : {}
	};
}
const MOST_TOLD = 20;
function checkChain(records, claims, { remembered = [], isWhole = true } = {}) {
	const byUid = new Map(records.map(({ uid, name, digests }) => [uid, {
		name,
		digests
	}]));
	const inOrder = records.filter(({ chain }) => chain !== null).sort((a, b) => a.createdAt < b.createdAt ? -1 : 1);
	const findings = new Map();
	const tell = (uid, sentence) => findings.has(uid) || findings.set(uid, sentence);
	for (const { name, chain } of inOrder) for (const { uid, sha256, number } of chain?.seen ?? []) {
		const found = byUid.get(uid);
		const was = number === null ? "" : `, number ${number} then`;
		if (found === void 0) tell(uid, `the record ${uid}${was}, which ${name} saw, is gone${isWhole ? "" : " or cannot be read"}`);
		else if (!found.digests.includes(sha256)) tell(uid, `${found.name} is not what ${name} saw: it was changed since`);
		else if (number !== null && !claims.has(`${uid} ${number}`)) tell(uid, `${found.name} had the number ${number} when ${name} saw it, and its claim on that is gone`);
	}
	const digests = remembered.length === 0 ? null : new Set([...byUid.values()].flatMap((it) => it.digests));
	return {
		findings: [...remembered.filter((tip) => digests?.has(tip) === false).map((tip) => `no record has the digest ${tip}: what you remember is gone or changed`), ...firstOf([...findings.values()])],
		remarks: remarksOn(records, inOrder, isWhole),
		tips: tipsOf(records).map((tip) => ({
			...tip,
			name: byUid.get(tip.uid)?.name ?? tip.uid
		})),
		chained: inOrder.length
	};
}
function remarksOn(records, inOrder, isWhole) {
	const [first] = inOrder;
	if (first === void 0) return [];
	const before = records.filter(({ isLink, createdAt }) => !isLink && createdAt <= first.createdAt).length;
	const odd = records.filter(({ isLink, createdAt }) => !isLink && createdAt > first.createdAt);
	const roots = inOrder.filter((it) => it !== first && it.chain?.seen.length === 0);
	const named = new Set(inOrder.flatMap(({ chain }) => chain?.seen ?? []).map(({ uid }) => uid));
	const newest = inOrder.at(-1);
	const unseen = inOrder.filter((it) => !named.has(it.uid) && it !== newest && it.saidAt < (newest?.createdAt ?? ""));
	return [
		...before === 0 ? [] : [`the chain begins with ${first.name}: of ${before} records from before it nothing is shown`],
		...firstOf(odd.map(({ name }) => `${name} is in no chain: an older version recorded it, or it was put in`)),
		...firstOf(roots.map(({ name }) => `${name} saw no record before it: it could not read the history, or was put in`)),
		...firstOf((isWhole ? unseen : []).map(({ name }) => `no later record saw ${name}: it came from a run beside them, or was put in`))
	];
}
function firstOf(sentences, most = MOST_TOLD) {
	const more = sentences.length - most;
	return more <= 0 ? sentences : [...sentences.slice(0, most), `and ${more} more of this kind`];
}
// src/domain/runner-variables.ts
const DATABASE_VARIABLE = "LAFORGE_DATABASE_URL";
const GITLAB_VARIABLE = "LAFORGE_GITLAB_TOKEN";
const RUNNERS_OWN = [
	"ACTIONS_*",
	"SYSTEM_*",
	"INPUT_*",
	"STATE_*",
	DATABASE_VARIABLE,
	GITLAB_VARIABLE,
	...[
		"GITHUB",
		"GITEA",
		"FORGEJO"
	].flatMap((host) => [
		"ENV",
		"PATH",
		"OUTPUT",
		"STATE",
		"STEP_SUMMARY",
		"ARTIFACTS",
		"ARTIFACTS_LIST"
	].map((file) => `${host}_${file}`))
];
function coversVariable(pattern, name, ignoreCase) {
	const [a, b] = ignoreCase ? [pattern.toUpperCase(), name.toUpperCase()] : [pattern, name];
	return a.endsWith("*") ? b.startsWith(a.slice(0, -1)) : a === b;
}
function coveredBy(patterns, ignoreCase) {
	const fold = (text) => ignoreCase ? text.toUpperCase() : text;
	const beginnings = patterns.filter((it) => it.endsWith("*")).map((it) => fold(it.slice(0, -1)));
	const names = new Set(patterns.map(fold));
	return (name) => {
		const own = fold(name);
		return names.has(own) || beginnings.some((beginning) => own.startsWith(beginning));
	};
}
const isRunnersOwn = coveredBy(RUNNERS_OWN, true);
// src/domain/within.ts
const LEAST_MS = 100;
async function settleWithin(promise, limitMs, late) {
	let timer;
	const isOver = new Promise((resolve) => {
		timer = setTimeout(resolve, limitMs);
	});
	try {
		return await Promise.race([promise, isOver.then(late)]);
	} finally {
		clearTimeout(timer);
	}
}
async function waitWithin(promise, limitMs, what) {
	return await settleWithin(promise, limitMs, () => {
		const seconds = Number((limitMs / 1e3).toPrecision(2));
		const late = limitMs < LEAST_MS ? "before the time for it was used up" : `within ${seconds} seconds`;
		throw new require_action_post_help_run_steps.StoreError("unavailable", `${what} was not there ${late}.`);
	});
}
async function runWithin(limitMs, what, run) {
	const ending = new AbortController();
	try {
		return await waitWithin(run(ending.signal), limitMs, what);
	} finally {
		ending.abort();
	}
}
// src/agent/linux-processes.ts
const STARTED = 19;
const SURELY_NO_ROUND = 3e4;
function markPids() {
	const last = Number(read$1(".", "loadavg").split(" ")[4]);
	const begun = Number(/^processes (\d+)$/m.exec(read$1(".", "stat"))?.[1]);
	return last > 0 && begun > 0 ? {
		last,
		begun
	} : null;
}
function listProcesses(since = null) {
	if (process.platform !== "linux") return void 0;
	let entries;
	try {
		entries = (0, node_fs.readdirSync)("/proc");
	} catch {
		return;
	}
	const oldest = oldestSince(since);
	return entries.filter((entry) => /^[0-9]+$/.test(entry) && Number(entry) > oldest).flatMap((pid) => parseStat(read$1(pid, "stat")) ?? []);
}
function oldestSince(since) {
	const now = since === null ? null : markPids();
	if (since === null || now === null) return 0;
	return now.begun - since.begun < SURELY_NO_ROUND && now.last >= since.last ? since.last : 0;
}
function readProcess(pid) {
	return parseStat(read$1(String(pid), "stat"));
}
function parseStat(stat) {
	const end = stat.lastIndexOf(")");
	const fields = stat.slice(end + 2).split(" ");
	const [state, parent, group] = fields;
	if (end < 0 || state === "Z" || state === "X") return null;
	return {
		pid: Number.parseInt(stat, 10),
		name: stat.slice(stat.indexOf("(") + 1, end),
		parent: Number(parent),
		group: Number(group),
		started: Number(fields[STARTED])
	};
}
function wasStartedWith(pid, name, value) {
	return `\0${read$1(String(pid), "environ")}`.includes(`\0${name}=${value}\0`);
}
function read$1(pid, file) {
	try {
		return (0, node_fs.readFileSync)(`/proc/${pid}/${file}`, "latin1");
	} catch {
		return "";
	}
}
// src/agent/step-processes.ts
const POLL_MS = 20;
const NAMED_MEMBERS = 5;
const KILL = {
	signal: "SIGKILL",
	graceMs: 2e3
};
function processGroup(leader, leaderHasEnded) {
	return process.platform === "win32" ? windowsTree(leader, leaderHasEnded) : posixGroup(leader);
}
function joinGroups(one, other) {
	return {
		isAlive: () => one.isAlive() || other.isAlive(),
		members: () => [...new Map([...one.members(), ...other.members()].map((it) => [it.pid, it])).values()],
		signal: (signal) => {
			one.signal(signal);
			other.signal(signal);
		}
	};
}
function listMembers(members) {
	if (members.length === 0) return "";
	const named = members.slice(0, NAMED_MEMBERS).map(({ pid, name }) => `${JSON.stringify(name)} (${pid})`);
	if (members.length > named.length) named.push(`${members.length - named.length} more`);
	return `: ${named.join(", ")}`;
}
async function endGroup$1(group, rungs) {
	for (const { signal, graceMs } of rungs) {
		if (!group.isAlive()) return true;
		if (signal !== null) group.signal(signal);
		const deadline = performance.now() + graceMs;
		while (group.isAlive() && performance.now() < deadline) {
			if (signal === "SIGKILL" && process.platform !== "win32") group.signal(signal);
			await (0, node_timers_promises.setTimeout)(POLL_MS);
		}
	}
	return !group.isAlive();
}
function posixGroup(id) {
	const members = () => listProcesses()?.filter(({ group }) => group === id);
	return {
		isAlive: () => {
			if (!takesSignals(id)) return false;
			return members()?.length !== 0;
		},
		members: () => members() ?? [],
		signal: (signal) => {
			try {
				process.kill(-id, signal);
			} catch {}
		}
	};
}
function takesSignals(id) {
	try {
		process.kill(-id, 0);
		return true;
	} catch (error) {
		return process.platform === "linux" && require_action_post_help_run_steps.errnoCode(error) === "EPERM";
	}
}
function windowsTree(leader, leaderHasEnded) {
	return {
		isAlive: () => !leaderHasEnded(),
		members: () => [],
		signal: (signal) => {
			if (signal === "SIGINT") return;
			(0, node_child_process.spawn)("taskkill", [
				"/PID",
				String(leader),
				"/T",
				"/F"
			], {
				stdio: "ignore",
				windowsHide: true
			}).on("error", () => {});
		}
	};
}
const STEP_UID_VARIABLE = "LAFORGE_STEP_UID";
const GRACE_MS$1 = 1e3;
function processesOfStep(uid, since = 0, mark = null) {
	const members = () => findProcesses(uid, since, mark);
	return {
		isAlive: () => members().length > 0,
		members,
		signal: (signal) => {
			for (const { pid } of members()) try {
				process.kill(pid, signal);
			} catch {}
		}
	};
}
async function endProcessesOfStep(uid, graceMs = GRACE_MS$1) {
	const left = processesOfStep(uid);
	const members = left.members();
	if (members.length === 0) return [];
	return [await endGroup$1(left, [{
		signal: "SIGTERM",
		graceMs
	}, KILL]) ? describeEnded(members) : describeSurvivors(left)];
}
function describeEnded(members) {
	return `The agent left processes running, and they were ended${listMembers(members)}.`;
}
function describeSurvivors(group) {
	return `Processes of the agent could not be ended${listMembers(group.members())}. They may still change files.`;
}
function findProcesses(uid, since, mark) {
	const processes = (listProcesses(mark) ?? []).filter(({ started }) => started >= since);
	const found = new Set(processes.filter(({ pid }) => wasStartedWith(pid, STEP_UID_VARIABLE, uid)).map(({ pid }) => pid));
	for (let before = -1; before !== found.size;) {
		before = found.size;
		for (const { pid, parent } of processes) if (found.has(parent)) found.add(pid);
	}
	return processes.filter(({ pid }) => found.has(pid) && pid !== process.pid);
}
const LEADER_GRACE_MS = 3e3;
function markAgent(pid) {
	const started = readStarted(pid);
	return started === null ? null : {
		pid,
		started
	};
}
async function endAgentOfStep(mark, uid) {
	const notes = [];
	if (mark !== null && readStarted(mark.pid) === mark.started) {
		const gone = await endGroup$1(processGroup(mark.pid, () => readStarted(mark.pid) !== mark.started), [{
			signal: "SIGTERM",
			graceMs: LEADER_GRACE_MS
		}, KILL]);
		notes.push(gone ? "The agent still ran after its action had been killed, and was ended." : "The agent still ran after its action had been killed, and could not be ended. It may still change files.");
	}
	return [...notes, ...await endProcessesOfStep(uid)];
}
function findAgentOfStep(mark, uid) {
	const found = processesOfStep(uid).members();
	const isAlive = mark !== null && readStarted(mark.pid) === mark.started;
	return found.length === 0 && isAlive ? [{
		pid: mark.pid,
		name: "the agent"
	}] : found;
}
function readStarted(pid) {
	switch (process.platform) {
		case "linux": {
			const found = readProcess(pid);
			return found === null ? null : String(found.started);
		}
		case "darwin": return askPs(pid);
		default: return null;
	}
}
function askPs(pid) {
	try {
		return (0, node_child_process.execFileSync)("/bin/ps", [
			"-o",
			"lstart=",
			"-p",
			String(pid)
		], {
			encoding: "utf8",
			env: { LC_ALL: "C" },
			stdio: "pipe"
		}).trim() || null;
	} catch {
		return null;
	}
}
// src/system/clock-and-uids.ts
var clock_and_uids_exports = require_rolldown_runtime.__exportAll({
	createStartTime: () => createStartTime,
	systemClock: () => systemClock,
	systemUids: () => systemUids
});
const systemClock = { now: () => new Date() };
let latest = {
	ms: 0,
	count: 0
};
const systemUids = { next: () => {
	const bytes = (0, node_crypto.randomBytes)(16);
	const now = Date.now();
	latest = now > latest.ms ? {
		ms: now,
		count: bytes.readUInt32BE(6) >>> 1
	} : {
		ms: latest.ms,
		count: latest.count + 1
	};
	bytes.writeUIntBE(latest.ms, 0, 6);
	bytes.writeUInt16BE(28672 | latest.count >>> 20, 6);
	bytes.writeUInt16BE(32768 | latest.count >>> 6 & 16383, 8);
	bytes.writeUInt8((latest.count & 63) << 2 | (bytes[10] ?? 0) & 3, 10);
	return bytes.toString("hex").replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
} };
const BY_MS = {
	questions: 5e3,
	history: 7e3,
	remote: 8e3,
	pins: 9e3,
	record: 1e4
};
function createStartTime(now = () => process.uptime() * 1e3) {
	let spentMs = 0;
	return {
		leftMs: (wait) => Math.max(0, BY_MS[wait] - spentMs),
		async count(work) {
			const began = now();
			try {
				return await work();
			} finally {
				spentMs += now() - began;
			}
		}
	};
}
// src/app/wordings.ts
const ACTION = {
	toStep: (step) => `to-step: ${step}`,
	beforeStep: (step) => `before-step: ${step}`,
	revert: (step) => `revert-steps: ${step}`,
	undo: (rollback) => `the undo action and rollback-id: ${rollback}`,
	hereAlone: () => null,
	option: (name) => `the input "${name}"`,
	called: (name) => name,
	set: (name, value) => `${name}: ${value}`,
	branch: "the input \"branch\"",
	remote: "origin",
	allowDiscard: "allow-discard: true",
	newCommand: "as the input \"run\"",
	otherAlone: "lane: other",
	planAgain: "look at the plan again with dry-run: true",
	listSteps: "the job summary of a step or of the report action lists them",
	whatItLeft: () => "",
	pushIsAuto: "Input \"push\" is \"auto\""
};
const WORDINGS = {
	action: ACTION,
	comment: {
		...ACTION,
		toStep: (step) => `/laforge rollback to ${step}`,
		beforeStep: (step) => `/laforge rollback before ${step}`,
		revert: (step) => `/laforge revert ${step}`,
		undo: (rollback) => `/laforge undo ${rollback}`,
		set: (name, value) => name === "code" ? `the action compare and code: ${value}` : ACTION.set(name, value),
		branch: "the input \"branch\" of the action rollback",
		allowDiscard: "the action rollback and allow-discard: true",
		planAgain: "comment it again to see the plan as it is now",
		listSteps: "the comment of LaForge lists them"
	},
	cli: {
		toStep: (step) => `laforge step rollback ${step}`,
		beforeStep: (step) => `laforge step rollback ${step} --before`,
		revert: (step) => `laforge step revert ${step}`,
		undo: (rollback) => `laforge step undo ${rollback}`,
		hereAlone: () => "leave --push out",
		option: (name) => `--${name}`,
		called: (name) => `--${name}`,
		set: (name, value) => `--${name} ${value}`,
		branch: "--branch",
		remote: "origin",
		allowDiscard: "--allow-discard",
		newCommand: "after --",
		otherAlone: "--baseline 0",
		planAgain: "run the command again to see the plan as it is now",
		listSteps: "laforge steps lists them",
		whatItLeft: (step) => ` laforge step info ${step} has the commands that show what it left.`,
		pushIsAuto: "--push is given"
	}
};
// src/domain/history-refusals.ts
const unknownStep = require_action_post_help_run_steps.refusals("unknown-step", {
	inProject: (asked, projectId, words) => `Project ${projectId} has no ${asked}; ${words.listSteps}.`,
	inHistory: (asked, condition, words) => `There is no ${asked}: ${whyUnknown(condition, words)}.`
});
function whyUnknown(condition, words) {
	switch (condition.kind) {
		case "found": return `the history does not have it; ${words.listSteps}`;
		case "empty": return "the history is empty, so check the project and the store";
		case "expired": return `the history expired${lastSaved(condition)}, so its steps can no longer be named`;
		case "unreadable": return `the history could not be read (${condition.reason.replace(/\.$/, "")}), so try again later`;
	}
}
function lastSaved({ lastSavedAt }) {
	return lastSavedAt === null ? "" : ` (last saved ${lastSavedAt})`;
}
const unknownRollback = require_action_post_help_run_steps.refusals("unknown-rollback", {
	noneLeft: (branch) => `There is no rollback of ${branch ?? "any branch"} left to undo.`,
	inHistory: (asked, condition) => condition.kind === "expired" ? `There is no ${asked} to be found: the history expired${lastSaved(condition)}, so its rollbacks can no longer be named. Their pins still keep what they displaced.` : `There is no ${asked} in the history. Check its number, the project and the store.`,
	withoutBranch: () => "No branch is checked out and none is named, so there is no latest rollback to undo. Name the rollback or its branch."
});
const contestedId = require_action_post_help_run_steps.refusals("contested-id", {
	inProject: (projectId, uids) => `Project ${projectId} has ${uids.length} steps whose uids begin so: ${uids.join(", ")}. Give more characters.`,
	several: ({ kind, uids }, asked, what, nameOf = String) => kind === "ambiguous" ? `${asked} could be any of ${uids.join(", ")}. Give more characters of the uid.` : `${asked} is a number that ${uids.length} ${what} have claimed: ${require_action_help_run_steps.listInWords(uids.map(nameOf))}. Name the one you mean by its uid.`
});
function claimantInWords(rollback) {
	const { uid, kind, branch, createdAt } = rollback;
	const of = branch === null ? "" : ` of ${branch}`;
	return `${uid} (${KINDS_IN_WORDS[kind]}${of}, ${createdAt.slice(0, 16)}Z, now ${rollbackName(rollback)})`;
}
const notBisectable = require_action_post_help_run_steps.refusals("not-bisectable", {
	unclear: (at, end, words) => `The check could not tell at ${at}. Name a ${end} step where it can with ${words.option(end)}.`,
	passesAtEnd: (at, words) => `The check passes at ${at}, so nothing there is broken by it. Name a bad step with ${words.option("bad")}.`,
	failsAtStart: (at, words) => `The check already fails at ${at}. Name an earlier step where it passes with ${words.option("good")}.`,
	flaky: (at, words) => `The check both passed and failed at ${at}, so it is flaky. Search again with ${words.option("flaky")}.`,
	signal: (at, exitCode) => `The check ended with ${exitCode} at ${at}, and so did the search: from 128 on it is a signal, and no answer.`,
	noStep: (branch, words) => `Branch ${branch} has no step. Name another with ${words.option("branch")}.`,
	noCommit: (branch, end, words) => `Branch ${branch} has no commit for a ${end} end here. Name a step with ${words.option(end)}.`,
	nothingBetween: (branch, from, to) => `Nothing lies between ${require_action_post_help_run_steps.shortSha(from)} and ${require_action_post_help_run_steps.shortSha(to)} on ${branch}. Name other steps.`,
	wrongOrder: (from, to, words) => `${noWay(from, to)} it came later. Name the earlier one with ${words.option("good")}, and the later one with ${words.option("bad")}.`,
	apart: (from, to) => `${noWay(from, to)} they are not of one branch, or the clone is shallow (git fetch --unshallow).`,
	shallow: () => "The clone is shallow, and commits between the ends are not here. Run git fetch --unshallow first."
});
function noWay(from, to) {
	return `${require_action_post_help_run_steps.shortSha(from)}, the good end, does not lead to ${require_action_post_help_run_steps.shortSha(to)}, the bad one:`;
}
// src/domain/found-step.ts
function foundStep(lookup, ref, projectId, words) {
	const asked = ref.kind === "id" ? `step ${ref.id}` : `step with a uid that begins with ${ref.prefix}`;
	switch (lookup.kind) {
		case "found":
		case "contested": return lookup.value;
		case "unknown": throw unknownStep.inProject(asked, projectId, words);
		case "ambiguous": throw contestedId.inProject(projectId, lookup.uids);
	}
}
async function findStep$1(history, ref, projectId, words) {
	return foundStep(await history.getStep(ref), ref, projectId, words);
}
async function stepOf(history, uid) {
	const lookup = await history.getStep({
		kind: "uid",
		prefix: uid
	});
	return lookup.kind === "found" ? lookup.value : void 0;
}
async function stepsOf(history, uids) {
	const steps = [];
	for (const uid of uids) {
		const step = await stepOf(history, uid);
		if (step !== void 0) steps.push(step);
	}
	return latestFirst(steps);
}
// src/render/format.ts
const GLYPHS = {
	running: "\u23f3",
	succeeded: "\u2705",
	failed: "\u274c",
	timed_out: "\u23f1\ufe0f",
	cancelled: "\ud83d\udeab",
	interrupted: "\ud83d\udca5",
	check_failed: "\ud83e\uddea",
	refused: "\u26d4",
	over_budget: "\ud83d\udcb8"
};
function statusAtAGlance(status) {
	return {
		glyph: (Object.hasOwn(GLYPHS, status) ? GLYPHS[status] : void 0) ?? "\u2754",
		word: status.replaceAll("_", " ")
	};
}
const LEGEND = [
	"No mark: exact.",
	"+ at least.",
	"\u2248 estimated by a price list.",
	"Empty: unknown."
];
const HOW_SURE = {
	measured: "exact",
	partial: "at least",
	unknown: "unknown"
};
function formatCost(cost, isEstimated = false) {
	const dollars = formatDollars(cost);
	return isEstimated && dollars !== "" ? `\u2248${dollars}` : dollars;
}
function formatExactly(count) {
	return count === null ? "" : count.toLocaleString("en-US");
}
function markAtLeast(figure, isAtLeast) {
	return isAtLeast && figure !== "" ? `${figure}+` : figure;
}
function formatCostOf(usage) {
	return markAtLeast(formatCost(usage?.cost ?? null, usage?.cost_estimated), usage?.state === "partial");
}
function formatShare(share) {
	if (share === null) return "";
	const percent = Math.round(share * 100);
	if (percent === 0 && share > 0) return "<1%";
	return percent === 100 && share < 1 ? ">99%" : `${percent}%`;
}
function formatDollars(cost) {
	if (cost === null || !Number.isFinite(cost) || cost < 0) return "";
	if (cost === 0) return "$0";
	if (cost < 1e-4) return "<$0.0001";
	return cost < .995 ? `$${cost.toFixed(4)}` : `$${cost.toFixed(2)}`;
}
function stepLabel(step) {
	return step.id === null ? step.uid.slice(0, 13) : String(step.id);
}
function rollbackLabel(rollback) {
	return rollback.number === null ? rollback.uid.slice(0, 13) : `R${rollback.number}`;
}
function formatLines(insertions, deletions) {
	return `+${insertions} \u2212${deletions}`;
}
function formatTime(time) {
	return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(time) ? `${time.slice(0, 16).replace("T", " ")} UTC` : time;
}
function firstLineAsked({ prompt, agentConfig }) {
	const [ofPrompt] = filledLines(prompt?.text);
	return ofPrompt ?? filledLines(agentConfig?.command).find((line) => !/^(?:#|set [-+])/.test(line)) ?? "";
}
function filledLines(text) {
	return (text ?? "").split(/\r\n|[\n\r]/).map((line) => line.trim()).filter((line) => line !== "");
}
function inactiveInWords({ active, replays }) {
	if (active) return "";
	return replays === null ? "rolled back" : "a replay";
}
function statusInWords(step) {
	return require_action_help_run_steps.joinFilled([statusAtAGlance(step.status).word, inactiveInWords(step)], ", ");
}
function checkResult(check) {
	if (check === null) return "";
	return check.exit_code === 0 ? "passed" : `failed with exit code ${check.exit_code}`;
}
function checkBeforeInWords({ check, checkBefore }) {
	if (checkBefore === null) return "";
	const passed = checkBefore.exit_code === 0;
	const isSame = check !== null && check.exit_code === 0 === passed;
	return `${passed ? "passed" : "failed"} before the agent${isSame ? " too" : ""}`;
}
// src/domain/usage-totals.ts
const NO_USAGE = {
	steps: 0,
	durationMs: null,
	withoutTokens: 0,
	partial: 0,
	withoutCost: 0,
	inputTokens: null,
	cacheReadTokens: null,
	cacheWriteTokens: null,
	outputTokens: null,
	reasoningTokens: null,
	totalTokens: null,
	costUsd: null,
	estimatedUsd: null
};
const UNSPENT_STATUSES = ["running", "refused"];
function totalsOf(steps) {
	return steps.filter(({ status }) => !UNSPENT_STATUSES.includes(status)).map(stepToTotals).reduce(addTotals, NO_USAGE);
}
function addTotals(a, b) {
	const sum = { ...a };
	addToTotals(sum, b);
	return sum;
}
function addToTotals(sum, more) {
	sum.steps += more.steps;
	sum.durationMs = addKnown(sum.durationMs, more.durationMs);
	sum.withoutTokens += more.withoutTokens;
	sum.partial += more.partial;
	sum.withoutCost += more.withoutCost;
	sum.inputTokens = addKnown(sum.inputTokens, more.inputTokens);
	sum.cacheReadTokens = addKnown(sum.cacheReadTokens, more.cacheReadTokens);
	sum.cacheWriteTokens = addKnown(sum.cacheWriteTokens, more.cacheWriteTokens);
	sum.outputTokens = addKnown(sum.outputTokens, more.outputTokens);
	sum.reasoningTokens = addKnown(sum.reasoningTokens, more.reasoningTokens);
	sum.totalTokens = addKnown(sum.totalTokens, more.totalTokens);
	sum.costUsd = addKnown(sum.costUsd, more.costUsd);
	sum.estimatedUsd = addKnown(sum.estimatedUsd, more.estimatedUsd);
}
function cacheShare(usage) {
	if (usage?.cache_read_tokens == null || usage.input_tokens === null) return null;
	const input = usage.input_tokens + usage.cache_read_tokens + (usage.cache_write_tokens ?? 0);
	return input > 0 ? usage.cache_read_tokens / input : null;
}
function cacheShareOfTotals(totals) {
	const { inputTokens: input_tokens, cacheReadTokens: cache_read_tokens, cacheWriteTokens: cache_write_tokens } = totals;
	return cacheShare({
		input_tokens,
		cache_read_tokens,
		cache_write_tokens
	});
}
function stepToTotals({ tokenUsage: usage, durationMs }) {
	const cost = usage?.cost ?? null;
	return {
		steps: 1,
		durationMs,
		withoutTokens: usage?.total_tokens == null ? 1 : 0,
		partial: usage?.state === "partial" ? 1 : 0,
		withoutCost: cost === null ? 1 : 0,
		inputTokens: usage?.input_tokens ?? null,
		cacheReadTokens: usage?.cache_read_tokens ?? null,
		cacheWriteTokens: usage?.cache_write_tokens ?? null,
		outputTokens: usage?.output_tokens ?? null,
		reasoningTokens: usage?.reasoning_tokens ?? null,
		totalTokens: usage?.total_tokens ?? null,
		costUsd: cost,
		estimatedUsd: usage?.cost_estimated === true ? cost : null
	};
}
function addKnown(a, b) {
	if (a === null || b === null) return a ?? b;
	const sum = a + b;
	return Number.isInteger(sum) ? sum : Number(sum.toFixed(10));
}
// src/render/terminal/figures.ts
const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;
function formatDuration(durationMs) {
	if (durationMs === null) return "";
	if (durationMs < 995) return `${Math.round(durationMs)}ms`;
	if (durationMs < 9950) return `${(durationMs / 1e3).toFixed(1)}s`;
	const seconds = Math.round(durationMs / 1e3);
	if (seconds < MINUTE) return `${seconds}s`;
	if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)}m ${twoDigits(seconds % MINUTE)}s`;
	return `${Math.floor(seconds / HOUR)}h ${twoDigits(Math.floor(seconds % HOUR / MINUTE))}m`;
}
function formatCount(count) {
	if (count === null || count === void 0) return "";
	if (count < 1e3) return String(count);
	if (count < 999950) return `${trimZero((count / 1e3).toFixed(1))}k`;
	return `${trimZero((count / 1e6).toFixed(1))}M`;
}
function formatChanges(changes) {
	return changesBy(changes, (commits, stat) => stat === null ? [commits] : [commits, `${plural(stat.filesChanged, "file")} (+${stat.insertions} -${stat.deletions})`]);
}
function changesBy(changes, size) {
	if (changes === null) return "";
	const { files_uncommitted: count } = changes;
	const left = count == null ? [] : [`${plural(count, "file")} left uncommitted`];
	if (hasNoChanges(changes)) return left[0] ?? "no changes";
	return [...size(plural(changes.own_commit_count, "commit"), diffStatOf(changes)), ...left].join(", ");
}
function formatUsage(usage) {
	if (usage === null) return "";
	const cost = atLeast(formatCost(usage.cost, usage.cost_estimated), usage.state === "partial");
	return require_action_help_run_steps.joinFilled([formatTokensOf(usage), cost], ", ");
}
function formatTokensOf(usage) {
	if (usage === null) return "";
	const classes = formatClasses(usage.prompt_tokens, cacheShare(usage), usage.completion_tokens);
	return atLeast(formatTokens(usage.total_tokens, classes), usage.state === "partial");
}
function formatTotals(totals) {
	if (totals.steps === 0) return "";
	const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, totalTokens, costUsd, estimatedUsd } = totals;
	const input = inputTokens === null ? null : inputTokens + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
	const isAllEstimated = estimatedUsd !== null && estimatedUsd === costUsd;
	const known = require_action_help_run_steps.joinFilled([
		atLeast(formatTokens(totalTokens, formatClasses(input, cacheShareOfTotals(totals), outputTokens)), totals.withoutTokens + totals.partial > 0),
		atLeast(formatCost(costUsd, isAllEstimated), totals.withoutCost + totals.partial > 0),
		isAllEstimated || estimatedUsd === null ? "" : `${formatCost(estimatedUsd, true)} of it estimated`
	], ", ");
	const missing = [
		totals.withoutTokens > 0 ? `tokens of ${plural(totals.withoutTokens, "step")} unknown` : "",
		totals.withoutCost > totals.withoutTokens ? `cost of ${plural(totals.withoutCost, "step")} unknown` : "",
		totals.partial > 0 ? `${plural(totals.partial, "step")} counted in part` : ""
	];
	return require_action_help_run_steps.joinFilled([known, ...missing], "; ");
}
function formatTokenCount(usage) {
	return markAtLeast(formatCount(usage?.total_tokens), usage?.state === "partial");
}
function costOf({ costUsd, estimatedUsd, withoutCost, partial }) {
	return markAtLeast(formatCost(costUsd, (estimatedUsd ?? 0) > 0), withoutCost + partial > 0);
}
function tokensOf({ totalTokens, withoutTokens, partial }) {
	return markAtLeast(formatCount(totalTokens), withoutTokens + partial > 0);
}
function atLeast(figure, isAtLeast) {
	return isAtLeast && figure !== "" ? `at least ${figure}` : figure;
}
function formatTokens(total, classes) {
	if (total === null) return "";
	return `${formatCount(total)} tokens${classes === "" ? "" : ` (${classes})`}`;
}
function formatClasses(input, share, output) {
	if (input === null || output === null) return "";
	const cached = share === null || share === 0 ? "" : `, ${formatShare(share)} of it from cache`;
	return `${formatCount(input)} in${cached}; ${formatCount(output)} out`;
}
function formatAge(time, now) {
	const seconds = Math.round((now.getTime() - Date.parse(time)) / 1e3);
	if (Number.isNaN(seconds)) return time;
	if (seconds < -60) return time.slice(0, 16).replace("T", " ");
	if (seconds < MINUTE) return "just now";
	if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min ago`;
	if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h ago`;
	if (seconds < 14 * DAY) return `${plural(Math.floor(seconds / DAY), "day")} ago`;
	return time.slice(0, 10);
}
function plural(count, noun) {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
function formatIds(ids) {
	const parts = [];
	const sorted = [...ids].sort((a, b) => a - b);
	for (let start = 0; start < sorted.length;) {
		let end = start;
		while (sorted[end + 1] === (sorted[end] ?? 0) + 1) end++;
		if (end - start >= 2) parts.push(`${sorted[start]} to ${sorted[end]}`);
		else parts.push(...sorted.slice(start, end + 1).map(String));
		start = end + 1;
	}
	return require_action_help_run_steps.listInWords(parts);
}
function formatSteps(steps) {
	const ids = steps.flatMap(({ id }) => id === null ? [] : [id]);
	const uids = steps.filter(({ id }) => id === null).map(stepLabel);
	return require_action_help_run_steps.listInWords([...ids.length > 0 ? [formatIds(ids)] : [], ...uids]);
}
function twoDigits(value) {
	return String(value).padStart(2, "0");
}
function trimZero(text) {
	return text.replace(/\.0$/, "");
}
// src/domain/commit-owners.ts
function tellCommits(commits, origins) {
	const own = [];
	const foreign = [];
	for (const commit of commits) {
		const { sha, subject } = commit;
		const reason = whyForeign(sha, origins);
		if (reason === null) own.push(commit);
		else foreign.push({
			sha,
			subject,
			reason
		});
	}
	return {
		own,
		foreign
	};
}
function whyForeign(sha, origins) {
	if (sha === origins.kept) return null;
	if (origins.isShared && !origins.known.has(sha)) return "shared-work-tree";
	if (origins.known.has(sha)) return "known";
	if (origins.madeElsewhere.has(sha)) return "other-work-tree";
	if (origins.made.has(sha)) return null;
	if (origins.madeLater.has(sha)) return "after-agent";
	if (origins.fetched.has(sha)) return "fetched";
	if (origins.atRemote?.has(sha)) return "at-remote";
	if (!origins.hasFetched) return null;
	return origins.atRemote === null ? "not-asked" : "unclear";
}
const REASONS = {
	known: (step) => `here before ${step} began`,
	fetched: (step) => `fetched while ${step} ran`,
	"at-remote": (step) => `at the remote when ${step} ended, and nothing shows that it was made here`,
	"not-asked": (step) => `perhaps fetched while ${step} ran, since the remote could not be asked`,
	unclear: (step) => `perhaps fetched while ${step} ran, since nothing shows that it was made here`,
	"other-work-tree": (step) => `made in another work tree while ${step} ran`,
	"shared-work-tree": (step) => `made while ${step} shared its work tree with another step`,
	"after-agent": (step) => `made after the agent of ${step} had ended`
};
function sayForeign(reason, step) {
	const say = Object.entries(REASONS).find(([word]) => word === reason)?.[1];
	return say === void 0 ? `not made by ${step}` : say(step);
}
function findOwners(commits, steps) {
	const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
	const owners = new Map();
	for (const step of steps) for (const sha of recordedCommits(step, bySha)) if (bySha.has(sha) && !owners.has(sha)) owners.set(sha, step);
	return owners;
}
function recordedCommits(step, bySha) {
	const { changes, startTime, endTime } = step;
	if (changes === null) {
		const [start, end] = [Math.floor(Date.parse(startTime) / 1e3) * 1e3, Date.parse(endTime ?? "")];
		const time = (sha) => Date.parse(bySha.get(sha)?.committedAt ?? "");
		return commitsBetween(step, bySha).filter((sha) => time(sha) >= start && time(sha) <= end);
	}
	const listed = changes.own_commits.map((commit) => commit.sha);
	const foreign = changes.foreign_commits ?? [];
	if (!(changes.own_commit_count > listed.length) || (changes.foreign_commit_count ?? 0) > foreign.length) return listed;
	const others = new Set(foreign.map(({ sha }) => sha));
	return [...listed, ...commitsBetween(step, bySha).filter((sha) => !others.has(sha))];
}
function commitsBetween(step, bySha) {
	const parents = (sha) => bySha.get(sha)?.parents ?? [];
	const old = reachableFrom(step.commitShaBefore ?? "", parents);
	return [...reachableFrom(step.commitShaAfter ?? "", parents)].filter((sha) => bySha.has(sha) && !old.has(sha));
}
function reachableFrom(start, next) {
	const found = new Set();
	const queue = [start];
	for (let sha = queue.pop(); sha !== void 0; sha = queue.pop()) {
		if (found.has(sha)) continue;
		found.add(sha);
		queue.push(...next(sha));
	}
	return found;
}
function lineTo(bySha, tip) {
	const line = [];
	for (let at = bySha.get(tip); at !== void 0; at = bySha.get(at.parents[0] ?? "")) line.unshift(at);
	const seen = new Set(line.map(({ sha }) => sha));
	const brought = new Map();
	for (const commit of line) {
		const side = [];
		const queue = commit.parents.slice(1);
		for (let sha = queue.pop(); sha !== void 0; sha = queue.pop()) {
			const one = bySha.get(sha);
			if (one === void 0 || seen.has(sha)) continue;
			seen.add(sha);
			side.unshift(one);
			queue.push(...one.parents);
		}
		if (side.length > 0) brought.set(commit.sha, side);
	}
	return {
		line,
		brought
	};
}
function firstParentLine({ fromSha, toSha }, bySha) {
	const line = [];
	for (let at = toSha; at !== fromSha; at = line.at(-1)?.parents[0] ?? null) {
		const commit = bySha.get(at ?? "");
		if (commit === void 0 || commit.parents.length === 0) return [];
		line.push(commit);
	}
	return line;
}
// src/domain/pin-messages.ts
const MARKER = "Laforge-Rollback-Record-1:";
const MAX_MESSAGE_LENGTH = 8e6;
const STEPS_NAMED = 10;
function formatPinMessage(draft, steps) {
	const from = require_action_post_help_run_steps.shortSha(draft.fromSha);
	const to = require_action_post_help_run_steps.shortSha(draft.toSha);
	const names = steps.length === 0 ? "" : ` (${nameSteps(steps)})`;
	const where = isProposal(draft) ? "proposed" : `from ${from} to ${to}`;
	const lines = [`laforge: ${draft.kind} of ${draft.branch ?? ""} ${where}${names}`, ""];
	if (draft.kind === "rollback") lines.push(`Keeps the commits that left the branch: git log ${to}..${from}`);
	else if (draft.kind === "undo") lines.push(`Takes back the rollback ${draft.undoes ?? ""}.`);
	else lines.push("Nothing left the branch: commits on top of it take the steps back.");
	if (draft.reason !== null) lines.push(`Reason: ${require_action_post_help_run_steps.quote(draft.reason)}`);
	return [
		...lines,
		"",
		...draftLines(draft),
		""
	].join("\n");
}
function draftLines(draft) {
	return [MARKER, JSON.stringify(draftToJson(draft))];
}
function nameSteps(steps) {
	if (steps.length === 0) return "no steps";
	const [only] = steps;
	if (steps.length === 1 && only !== void 0) return stepName(only);
	return `steps ${require_action_help_run_steps.nameFirst(steps, STEPS_NAMED, ({ id, uid }) => id === null ? uid : String(id))}`;
}
function parsePinMessage(message) {
	if (message === null || message.length > MAX_MESSAGE_LENGTH) return void 0;
	const lines = message.trimEnd().split("\n");
	if (lines.filter((line) => line === MARKER).length !== 1 || lines.at(-2) !== MARKER) return void 0;
	const json = require_action_help_run_steps.parseObject(lines.at(-1) ?? "");
	const draft = json === void 0 ? require_action_help_run_steps.WRONG : rollbackDraft.read(jsonToDraft(json), new require_action_help_run_steps.Reading(true));
	if (json === void 0 || draft === require_action_help_run_steps.WRONG || !isOfAMove(draft)) return void 0;
	return require_action_help_run_steps.toSortedJson({
		chain: null,
		...json
	}) === require_action_help_run_steps.toSortedJson(draftToJson(draft)) ? draft : void 0;
}
function isOfAMove(draft) {
	const { kind, undoes, target, branch, fromSha, toSha, pinRef, stepUids } = draft;
	const isWhole = fromSha !== null && pinRef !== null && branch !== null && branch !== "";
	const hasMoved = toSha !== null || isProposal(draft);
	return isWhole && hasMoved && kind !== "applied" && undoes !== null === (kind === "undo") && target !== null === (kind === "rollback") && new Set(stepUids).size === stepUids.length;
}
const droppedPin = require_action_help_run_steps.object({
	ref: require_action_help_run_steps.name,
	sha: require_action_help_run_steps.sha,
	actor: require_action_help_run_steps.nullable(require_action_help_run_steps.name),
	reason: require_action_help_run_steps.nullable(require_action_help_run_steps.sentence),
	at: require_action_help_run_steps.timestamp
});
const DROPPED_MARKER = "Laforge-Dropped-Pin-1: ";
function formatDroppedMessage(dropped, draft) {
	const { ref, actor, reason, at } = dropped;
	const lines = [`laforge: ${actor === null ? "" : `${oneLine(actor)} `}dropped the pin ${ref}`, ""];
	if (reason !== null) lines.push(`Reason: ${require_action_post_help_run_steps.quote(reason)}`, "");
	lines.push(`${DROPPED_MARKER}${JSON.stringify({
		ref,
		sha: dropped.sha,
		actor,
		reason,
		at
	})}`);
	return [
		...lines,
		...draft === null ? [] : ["", ...draftLines(draft)],
		""
	].join("\n");
}
function boundDroppedPin(dropped) {
	const found = droppedPin.read(dropped, new require_action_help_run_steps.Reading(false));
	return found === require_action_help_run_steps.WRONG ? dropped : found;
}
function parseDroppedMessage(message, pinRef) {
	if (message === null || message.length > MAX_MESSAGE_LENGTH) return void 0;
	const line = message.split("\n").find((one) => one.startsWith(DROPPED_MARKER));
	const found = droppedPin.read(require_action_help_run_steps.parseObject(line?.slice(23) ?? ""), new require_action_help_run_steps.Reading(true));
	return found === require_action_help_run_steps.WRONG || found.ref !== pinRef ? void 0 : found;
}
function droppedInWords({ actor, reason, at }) {
	const why = reason === null ? "" : ` (${oneLine(reason)})`;
	return `${actor === null ? "somebody" : oneLine(actor)} dropped it on ${at.slice(0, 10)}${why}`;
}
function goneInWords(pin) {
	switch (pin?.kind) {
		case "dropped": return ` (gone: ${droppedInWords(pin)})`;
		case "gone": return " (gone: it is neither at the remote nor here)";
		case "kept":
		case "unknown":
		case void 0: return "";
	}
}
function oneLine(text) {
	const plain = text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
	return plain.length > 200 ? `${plain.slice(0, 199)}\u2026` : plain;
}
// src/domain/shell-words.ts
function quoteForShell(args) {
	return args.map((arg) => /^[A-Za-z0-9_./:=-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`).join(" ");
}
function unquoteFromShell(line) {
	const args = (line.match(/(?:'[^']*'|\\'|[^ '\\])+/g) ?? []).map((word) => word.replace(/'([^']*)'|\\'/g, (_part, inner) => inner ?? "'"));
	return quoteForShell(args) === line ? args : null;
}
const SHELLS = new Set([
	"sh",
	"bash",
	"dash",
	"zsh",
	"ksh",
	"fish"
]);
const WRAPPERS = readTable(`
  env -u --unset -C --chdir
  timeout|gtimeout 1 -k --kill-after -s --signal
  sudo -u -g -h -p -C -D -R -T -U --user --group --host --chdir
  doas -u -C
  gosu|su-exec|chroot|faketime 1
  flock 1 -w --timeout --wait -E --conflict-exit-code
  runuser -u -g -G --user --group
  xargs -I -n -P -L -d -a -E -s --max-args --max-procs
  npx -p --package
  bunx -p --package
  pnpx --package
  uvx --from --with -p --python
  dotenv -e
  cross-env|dbus-run-session|proxychains|proxychains4|tini|dumb-init|chrt|retry
  nice -n --adjustment
  exec -a
  time -f -o
  stdbuf -i -o -e
  ionice -c -n -p
  caffeinate -t -w
  strace -o -e -p
  script 1 -E -I -O -B -T -m -o --echo --log-in --log-out --log-io --log-timing --output-limit
  systemd-run -p -u -E --property --unit --setenv --slice --uid --gid
  taskset 1
  xvfb-run -n -e -f -p -s -w --server-num --error-file --auth-file --xauth-protocol --server-args --wait
  node -r --require
  nohup|command|builtin|eval|unbuffer|setsid|chronic|bun|deno|python|python3
  then|do|else|if|elif|while|until|!|{`);
const RUNNERS = readTable(`
  npm exec x
  pnpm exec dlx
  yarn exec dlx
  bun x
  uv|poetry|pipenv|pipx|volta|hatch|pdm run
  op|doppler|infisical|dotenvx|aws-vault|direnv|nix run exec develop --
  mise exec x
  asdf exec`);
const SHELL_OPTIONS = [
	"-o",
	"-O",
	"--rcfile",
	"--init-file"
];
const RUNNER_OPTIONS = "-p --package --with --from --spec --python".split(" ");
const PACKAGE_MANAGERS = new Set([
	"npm",
	"pnpm",
	"yarn",
	"bun"
]);
const TEXT_READERS = new Set([
	"eval",
	"script",
	"watch",
	"su",
	"runuser",
	"env",
	"npx"
]);
const PLAIN$2 = new Set(`true false : test [ exit set unset shift read return break continue wait umask cd pwd echo printf cat head tail wc sort
    grep jq tee ls cp mv rm ln mkdir rmdir touch date sleep`.split(/\s+/));
const PREPARING = new Set("for case source . trap command type which hash git curl wget apt apt-get brew pip pip3 npm pnpm yarn bun".split(" "));
const SETTERS = new Set([
	"export",
	"env",
	"declare",
	"readonly",
	"local"
]);
function isStarter(name) {
	return [
		SHELLS,
		WRAPPERS,
		RUNNERS
	].some((names) => names.has(name));
}
function isSetting(word) {
	return /^[A-Za-z_]\w*=/.test(word);
}
function programName(word) {
	return word.replace(/^.*[\\/](?=.)/s, "").replace(/\.(?:exe|cmd|ps1)$/i, "");
}
function namesOf(word) {
	const [, scoped] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(word) ?? [];
	return [/^@[^/]+\/[^/]+$/.test(word) ? word : programName(word), ...scoped === void 0 ? [] : [scoped]];
}
function startedBy([first = "", ...args]) {
	const name = programName(first);
	const nonEmpty = (words) => words.length === 0 ? null : words;
	if (SHELLS.has(name) || name === "script") {
		const flag = args.findIndex((arg) => /^(-[a-zA-Z]*c|--command)$/.test(arg));
		const text = args.slice(flag + 1).find((arg) => !arg.startsWith("-"));
		if (flag !== -1) return {
			texts: text === void 0 ? [] : [text],
			program: null
		};
	}
	if (SHELLS.has(name)) return {
		texts: [],
		program: nonEmpty(withoutOptions(args, SHELL_OPTIONS).slice(0, 1))
	};
	const texts = TEXT_READERS.has(name) ? args.filter((arg) => arg.includes(" ")) : [];
	const runs = RUNNERS.get(name) ?? [];
	const at = args.findIndex((arg) => runs.includes(arg));
	if (at !== -1 && args.slice(0, at).every((arg) => arg.startsWith("-") || arg === "tool")) {
		const rest = args.slice(at + 1);
		const dashes = runs.includes("--") ? rest.indexOf("--") : -1;
		return {
			texts,
			program: nonEmpty(dashes === -1 ? withoutOptions(rest, RUNNER_OPTIONS) : rest.slice(dashes + 1))
		};
	}
	const wrapper = WRAPPERS.get(name);
	if (wrapper === void 0 || name === "command" && /^-[vV]/.test(args[0] ?? "")) return {
		texts,
		program: null
	};
	if (PACKAGE_MANAGERS.has(name) && args[0] === "run") return {
		texts,
		program: null
	};
	return {
		texts,
		program: nonEmpty(withoutOptions(args, wrapper))
	};
}
function programOf(command) {
	if (command !== last?.command) {
		const commands = splitCommands(withoutHereDocuments(command.slice(0, MOST_READ)));
		const programs = commands.flatMap((words) => programsIn(words, 0)).filter(isMore);
		const [first = ""] = commands.flatMap((words) => words.find((word) => !isSetting(word)) ?? []);
		const program = programs.find((name) => !PREPARING.has(name)) ?? programs[0] ?? programName(first);
		last = {
			command,
			program: program === "" ? null : program
		};
	}
	return last.program;
}
function isMore(name) {
	return /^[\w@][\w@./+-]*$/.test(name) && !PLAIN$2.has(name) && !SETTERS.has(name);
}
let last;
const MOST_READ = 2e3;
function programsIn(line, depth) {
	const start = line.findIndex((word) => !isSetting(word));
	const words = start === -1 ? [] : line.slice(start);
	const [first] = words;
	if (first === void 0 || depth > 20) return [];
	const { texts, program } = startedBy(words);
	const started = [...texts.flatMap((text) => splitCommands(text).flatMap((inner) => programsIn(inner, depth + 1))), ...program === null || texts.length > 0 ? [] : programsIn(program, depth + 1)];
	return started.length > 0 ? started : [namesOf(first.replace(/(?<=.)@[^@/]*$/, "")).at(-1) ?? first];
}
function withoutHereDocuments(script) {
	const lines = script.split("\n");
	const places = Map.groupBy(lines.keys(), (at) => lines[at]?.trim() ?? "");
	const kept = [];
	for (let at = 0; at < lines.length; at++) {
		const line = lines[at] ?? "";
		kept.push(line);
		at = (isForShell(line) ? [] : [...line.matchAll(HERE_DOCUMENT)].map(([, , word = ""]) => word)).map((word) => places.get(word)?.find((place) => place > at)).findLast((end) => end !== void 0) ?? at;
	}
	return kept.join("\n");
}
const HERE_DOCUMENT = /<<-?\s*(['"]?)(\w+)\1/g;
function isForShell(line) {
	return line.split(/[|;]/).some((part) => {
		const shell = part.search(/\b(?:ba|da|z|k)?sh\b/);
		return shell !== -1 && part.lastIndexOf("<<") > shell;
	});
}
function withoutOptions(args, wrapper) {
	let others = Number(wrapper.find((word) => /^\d$/.test(word)) ?? 0);
	for (let i = 0; i < args.length; i++) {
		const arg = args[i] ?? "";
		if (wrapper.includes(arg) || /^-[a-zA-Z]{2,}$/.test(arg) && wrapper.includes(`-${arg.at(-1)}`)) i++;
		else if (/^-/.test(arg) || isSetting(arg)) continue;
		else if (others > 0) others--;
		else if (!/^\d+(\.\d+)?[smhd]?$/.test(arg)) return args.slice(i);
	}
	return [];
}
function readTable(text) {
	const lines = text.trim().split("\n");
	return new Map(lines.flatMap((line) => {
		const [names = "", ...words] = line.trim().split(" ");
		return names.split("|").map((name) => [name, words]);
	}));
}
function splitCommands(text) {
	const commands = [[]];
	const token = /(\$\(\([^()]*\)\))|\\\n|#[^\n]*|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([;&|()\n`]+|\$\()|([<>]+&?)|(\s+)|([^\s'"\\;&|()<>`#$]+|[\s\S])/gy;
	const inner = [];
	let word;
	let isFile = false;
	const endWord = () => {
		if (word === void 0) return;
		if (!isFile) commands.at(-1)?.push(word);
		isFile = false;
		word = void 0;
	};
	for (const match of text.matchAll(token)) {
		const [all, sum, single, double, escaped, separator, redirect, space, plain] = match;
		if (all.startsWith("#") && word === void 0) continue;
		if (all === "\\\n") continue;
		if (double !== void 0) inner.push(...[...double.matchAll(/\$\(([^()]+)\)/g)].map(([, command = ""]) => command));
		if (separator !== void 0) {
			if (word !== void 0 && /[$`]/.test(separator)) word += "$";
			endWord();
			isFile = false;
			commands.push([]);
		} else if (space !== void 0) endWord();
		else if (redirect !== void 0) {
			if (/^\d+$/.test(word ?? "")) word = void 0;
			endWord();
			isFile = !(redirect === "<" && SHELLS.has(programName(commands.at(-1)?.[0] ?? "")));
		} else word = (word ?? "") + (sum ?? single ?? unquoted(double) ?? escaped ?? plain ?? all);
	}
	endWord();
	return [...commands, ...inner.flatMap(splitCommands)].filter((words) => words.length > 0);
}
function unquoted(quoted) {
	return quoted?.replace(/\\(?:\n|(["\\$`]))/g, "$1");
}
// src/domain/start-refusals.ts
const notStarted = {
	...require_action_post_help_run_steps.refusals("wrong-place", {
		ofNoPullRequest: (event) => `${ASKED_FOR_HEAD} ${event === null ? "this run" : `this run (${event})`} belongs to no pull request. Name a branch instead.`,
		headUnknown: (number) => `${ASKED_FOR_HEAD} the head of pull request #${number} is not known. Name the branch instead.`,
		headInFork: (number, repository) => `${ASKED_FOR_HEAD} the head of pull request #${number} is in ${repository === null ? "a fork that is gone" : `the fork ${require_action_post_help_run_steps.quote(repository)}`}, which this run cannot push to. Check it out with "ref: refs/pull/${number}/head" and write "push: none".`,
		otherThanHead: (number, head, choices) => inWrongPlace(`this run belongs to pull request #${number}${head === null ? "" : `, whose head is ${require_action_post_help_run_steps.quote(head)}`}, but ${require_action_post_help_run_steps.quote(choices.branch ?? "")} is checked out`, choices),
		defaultBranch: (event, choices) => inWrongPlace(choices.branch === null ? `under ${event} the default branch is checked out, by its commit` : `under ${event} the default branch ${require_action_post_help_run_steps.quote(choices.branch)} is checked out`, choices)
	}),
	...require_action_post_help_run_steps.refusals("branch-moved", {
		behindRemote: (branch, words) => `The agent was not started: the local ${branch} still has what was moved away at the remote. Clear what keeps it from following, or use ${words.set("push", "none")}.`,
		unpublished: (branch, head, subject, words) => `The agent was not started: ${branch ?? "its work"} would publish ${require_action_post_help_run_steps.nameCommit(head, subject)}, which is only here. Push it first if it may be seen, begin on what the remote has, or use ${words.set("push", "none")}.`,
		sinceCheckout: (moved, isBehind, words) => {
			return `${notOnTip(moved)}, so the agent's work could not be pushed. ${isBehind ? "Go" : "Push what is only here, or keep it with git branch <name> (the bundle of a step has its work), then go"} on with the branch as it is now: ${toTip(moved, words)}; or use ${words.set("push", "none")}.`;
		},
		sincePinned: (moved, pin, words) => `${notOnTip(moved)}, the work of a step that was not pushed (${pin} keeps it). Go on without it: ${toTip(moved, words)}; or use ${words.set("push", "none")}.`,
		rolledBack: (moved, pin, words) => `${notOnTip(moved)}, which a rollback took off it (${pin} keeps it). Bring what is checked out along, without pushing it: git fetch, then git reset --keep ${moved.tip}; or use ${words.set("push", "none")}.`,
		builtOnRolledBack: (moved, { pin, sha }, words) => `${notOnTip(moved)}, which builds on ${require_action_post_help_run_steps.shortSha(sha)}, and a rollback took that off it (${pin} keeps it). Put what is your own onto the branch as it is now, without pushing it as it is: git fetch, then git rebase --onto ${moved.tip} ${sha}; or use ${words.set("push", "none")}.`
	}),
	...require_action_post_help_run_steps.refusals("no-permission", { mayNotPush: (why, words) => `${why} With ${words.set("push", "none")} the agent runs without pushing.` }),
	...require_action_post_help_run_steps.refusals("push-refused", { pushRefused: (explanation) => `The agent was not started: ${explanation}` }),
	...require_action_post_help_run_steps.refusals("in-operation", { locked: (lock) => `The agent was not started: ${sayLockAtStart(lock)}` })
};
const ASKED_FOR_HEAD = "Input \"branch\" is \"pull-request\", but";
function inWrongPlace(reason, { branch, pullRequest }) {
	const named = branch === null ? "\"branch: NAME\"" : `"branch: ${branch}" if that is meant`;
	return `The agent was not started: ${reason}, and its work would be pushed there. Write ${pullRequest ? `"branch: pull-request" to work on the pull request, ${named}` : "\"branch: NAME\" with the branch to work on, new or not"}, or "push: none".`;
}
function notOnTip({ branch, tip, head }) {
	return `The agent was not started: ${branch} is at ${require_action_post_help_run_steps.shortSha(tip)} at the remote, but ${require_action_post_help_run_steps.shortSha(head)} is checked out`;
}
function toTip({ branch }, words) {
	return `${quoteForShell([
		"git",
		"fetch",
		words.remote,
		branch
	])} && git reset --keep FETCH_HEAD`;
}
function sayLock(lock, so) {
	return `another git is at work here, or was killed, since ${lock} exists${so}. Wait for it, or if there is none: ${quoteForShell(["rm", lock])}`;
}
const sayLockAtStart = (lock) => sayLock(lock, ", so no work could reach the branch");
// src/domain/move-refusals.ts
const NAMED = 5;
const notReversible = require_action_post_help_run_steps.refusals("not-reversible", {
	replay: (step) => `${named(step)} is a replay: it is on no branch, so nothing of it is to be taken back.`,
	inactive: (step, by, words) => {
		if (by === void 0) return `${named(step)} is inactive. Name an active step.`;
		const way = by.branch === null ? "That moved no branch and cannot be taken back, so name an active step." : `Take that back first with ${words.undo(rollbackName(by))}, or name an active step.`;
		return `${named(step)} was rolled back by ${rollbackName(by)} on ${by.createdAt.slice(0, 10)}. ${way}`;
	},
	running: (step) => `${named(step)} is still running. Wait until it has ended, or cancel its job.`,
	interrupted: (step, words) => `${named(step)} was interrupted: its job died and nobody knows where it left its branch. ${insteadOf(step, words)}`,
	onNoBranch: (step, words) => `${named(step)} ran on no branch. Say with ${words.branch} which one to roll back.`,
	onOtherBranch: (step, branch, words) => `${named(step)} belongs to the branch ${step.branch}, not to ${branch}. Leave ${words.branch} out, or name a step of ${branch}.`,
	withoutCommit: (step, mode) => mode === "before" ? `${named(step)} began in a repository without commits, so there is nothing before it to go back to. Name a step to keep instead.` : `${named(step)} left no commit on record, so there is nothing to go back to. Name another step.`,
	neverPushed: (step, branch) => {
		const where = step.pushed === "pinned" && step.pinRef !== null ? `: its work is kept at ${step.pinRef}` : "";
		return `${named(step)} was never pushed to ${branch}${where}. Name a step that was.`;
	},
	onlyHere: ({ step, branch, sha }, words) => `${named(step)} was never pushed to ${branch}: ${sayOnlyHere(branch, sha, words)}`,
	noLaterStep: (target) => `Nothing to roll back: ${target.branch} is at ${targetName(target)}, and no later step of it is active.`,
	mergedOthers: (step, merge) => `${named(step)} merged commits of others with ${require_action_post_help_run_steps.shortSha(merge)}, and which side of that merge is to stay is on no record. Take it back by hand: git revert -m 1 ${merge}`,
	nothingLeft: (names, branch, later) => {
		const by = later.length === 0 ? "" : ` The same files were changed since by ${sinceInWords(later)}.`;
		return `Nothing to take back: ${branch} has nothing left of what ${joined(names)} changed.${by}`;
	},
	undoOfUndo: (undo, repeat, words) => `${rollbackName(undo)} is an undo, and an undo is not undone: ${again(repeat, words, " again")}.`,
	undoneAlready: (rollback, repeat, words) => `${rollbackName(rollback)} is undone already. To have it again, ${again(repeat, words)}.`,
	merged: (applied) => `${rollbackName(applied)} only tells that a revert was merged. Name the revert to take it back.`,
	proposed: (proposal) => `${rollbackName(proposal)} is a proposal that is not merged, so nothing is to be taken back. Close its pull request if nobody wants it.`,
	movedNoBranch: (rollback) => `${rollbackName(rollback)} deactivated steps without moving a branch, so there is nothing to put back.`,
	movedOtherBranch: (rollback, branch, words) => `${rollbackName(rollback)} is a rollback of ${rollback.branch}, not of ${branch}. Leave ${words.branch} out, or name a rollback of ${branch}.`,
	otherMode: (rollback, own) => {
		const how = own === "revert" ? "added commits, and only commits on top of them take it back" : "moved the branch back, and its undo moves it on again, which forces nothing";
		return `${rollbackName(rollback)} ${how}. Leave the mode out, or say ${own}.`;
	},
	movedOnlyHere: ({ rollback, branch }, words, { isDisplacedHere, hasMovedOn }) => {
		const here = hasMovedOn ? null : words.hereAlone(branch, null);
		const moved = hasMovedOn ? ", which has moved on since" : "";
		const back = here === null ? "" : ` To take it back in this clone alone: ${here}.`;
		return `Cannot undo ${rollbackName(rollback)} at the remote: it moved ${branch} in this clone alone${moved}${isDisplacedHere ? ", and what it displaced is only here" : ""}.${back}`;
	},
	pinDropped: ({ rollback, to }, dropped, place, { remote }) => {
		const kept = `What ${rollbackName(rollback)} displaced was kept by ${rollback.pinRef ?? ""}, and ${droppedInWords(dropped)}.`;
		return place === "remote" ? `${kept} It cannot be undone any more: no branch has ${require_action_post_help_run_steps.shortSha(to)}. Only a clone that still has that commit can bring it back, with git push ${quoteForShell([remote])} ${to}:refs/heads/<a new branch>.` : `${kept} It cannot be undone here any more. While git still has that commit, git branch <a new branch> ${to} brings it back.`;
	},
	pinGone: ({ rollback, to }, place, { remote }) => {
		const pin = rollback.pinRef ?? "";
		return place === "remote" ? `What ${rollbackName(rollback)} displaced is gone: its pin ${pin} was deleted, and no branch has ${require_action_post_help_run_steps.shortSha(to)}.` : `What ${rollbackName(rollback)} displaced is not kept in this repository. If the remote has it, get it with ${quoteForShell([
			"git",
			"fetch",
			remote,
			`${pin}:${pin}`
		])} first.`;
	},
	noBranchName: (branch) => `${require_action_post_help_run_steps.quote(branch)} is no branch of this repository, so there is nothing to reset. Name a step or a branch of it.`,
	noStepToRevert: (branch) => `Nothing to take back: no later step of ${branch} is active.`,
	madeNoCommit: (step) => `${named(step)} made no commit, so there is nothing to take back.`,
	noCommitToRevert: (branch) => `Nothing to take back: ${branch} has no commit of these steps.`,
	pushedByAgent: (branch, putBack) => `The agent pushed to ${branch} by itself, and the step did not begin where ${branch} was. Put it back with ${putBack}, if nobody builds on it.`,
	displacedNothing: (rollback) => `${rollbackName(rollback)} displaced no commits, so it has no pin.`,
	pinNowhere: (rollback) => `${rollbackName(rollback)} has no pin: ${rollback.pinRef} is neither at the remote nor here.`
});
const wouldDiscard = require_action_post_help_run_steps.refusals("would-discard", {
	unowned: (target, commits, whyOf, words) => {
		const [many, them, they] = commits.length > 1 ? [
			"s",
			"them",
			"they stay"
		] : [
			"",
			"it",
			"it stays"
		];
		return `Cannot roll back ${target.branch} to ${targetName(target)}: ${commits.length} commit${many} that no step made would go, ${nameCommits(commits, whyOf)}. Move ${them} to another branch first, or say ${words.allowDiscard} (${they} pinned).`;
	},
	ofOthers: (target, commits, words) => `Cannot roll back ${target.branch} to ${targetName(target)}: at the remote it has none of the work that would be taken back, only commits of others, ${nameCommits(commits)}. Look with git remote -v whether ${words.remote} leads to the right repository. If this is meant all the same, say ${words.allowDiscard} (what goes stays pinned).`
});
const notAnAncestor = require_action_post_help_run_steps.refusals("not-an-ancestor", {
	ofTip: (target, tip) => `Cannot reset ${target.branch} to ${targetName(target)}: it is not in the history of its tip ${require_action_post_help_run_steps.shortSha(tip)}. The branch was rewritten since, or the step is of another repository; name another step.`,
	ofLocalTip: (target, tip, atRemote, words) => `Cannot reset the local ${target.branch} to ${targetName(target)}: it is not in the history of its tip ${require_action_post_help_run_steps.shortSha(tip)}, which was rewritten since. The remote's ${target.branch}, at ${require_action_post_help_run_steps.shortSha(atRemote)}, has it: roll back there with ${words.option("push")}, or name another step.`,
	perhaps: (target) => `Cannot tell whether ${targetName(target)} is in the history of ${target.branch}: ${SHALLOW}`,
	displaced: ({ rollback, branch, from, to }) => `Cannot undo ${rollbackName(rollback)}: ${require_action_post_help_run_steps.shortSha(to)}, which it displaced, does not build on ${require_action_post_help_run_steps.shortSha(from)}, where it left ${branch}. Its record is wrong; look at ${rollback.pinRef ?? to}.`,
	revertOnlyHere: ({ rollback, branch }, words) => `Cannot undo ${rollbackName(rollback)} at the remote: ${sayOnlyHere(branch, null, words)}`,
	stepOnlyHere: (step, branch, words) => `Cannot take back ${stepName(step)} at the remote: ${sayOnlyHere(branch, null, words)}`,
	stepElsewhere: (step, branch, tip, words) => `Cannot take back ${stepName(step)} on ${branch}: ${require_action_post_help_run_steps.shortSha(step.commitShaAfter)}, where it ended, is not in the history of its tip ${require_action_post_help_run_steps.shortSha(tip)}. If its work came to another branch, name that with ${words.branch}; if it came there as one squashed commit, revert that commit with git.`
});
const notConfirmed = require_action_post_help_run_steps.refusals("not-confirmed", {
	cutOff: ({ branch, sha }, tip) => `Cannot tell which commits leave ${branch}: the history between ${require_action_post_help_run_steps.shortSha(sha)} and ${require_action_post_help_run_steps.shortSha(tip)} is cut off here. Check out with fetch-depth: 0.`,
	pinMoved: ({ rollback, branch, to }) => `The pin ${rollback.pinRef ?? ""} does not keep ${require_action_post_help_run_steps.shortSha(to)}, which ${rollbackName(rollback)} says it displaced. Somebody moved it; look at both before moving ${branch} by hand.`,
	displaced: ({ rollback, from, to }) => `Cannot tell whether ${require_action_post_help_run_steps.shortSha(to)}, which ${rollbackName(rollback)} displaced, builds on ${require_action_post_help_run_steps.shortSha(from)}: ${SHALLOW}`,
	reverted: ({ rollback, branch }) => `Cannot tell whether ${branch} has what ${rollbackName(rollback)} reverted: ${SHALLOW}`,
	workOf: (step, branch) => `Cannot tell what ${stepName(step)} did on ${branch}: the history is cut off here. Check out with fetch-depth: 0.`
});
const SHALLOW = "this clone is shallow and could not be deepened. Check out with fetch-depth: 0.";
const branchGone = require_action_post_help_run_steps.refusals("branch-gone", {
	forRollback: ({ branch, sha }, place, words) => place === "remote" ? `${branch} is no longer at the remote, so there is nothing to reset. Name what it was renamed to with ${words.branch}, or push it again first if it is wanted: ${quoteForShell([
		"git",
		"push",
		words.remote,
		`${sha}:refs/heads/${branch}`
	])}` : `There is no local branch ${branch}. Check it out first, or name what it was renamed to with ${words.branch}.`,
	forUndo: ({ rollback, branch, to }, place, words) => `${isNot(branch, place)}, so ${rollbackName(rollback)} cannot be taken back there. Name what it was renamed to with ${words.branch}. What was displaced is kept at ${rollback.pinRef ?? to}.`,
	forUndoOfRevert: ({ rollback, branch }) => `${branch} is gone, so ${rollbackName(rollback)} cannot be taken back there.`,
	forRevert: (branch, place, words) => `${isNot(branch, place)}. Name with ${words.branch} the branch that has the step's commits.`,
	meanwhile: (branch) => `Cannot move ${branch}: somebody deleted it at the remote meanwhile.`
});
function isNot(branch, place) {
	return place === "remote" ? `${branch} is no longer at the remote` : `There is no local branch ${branch}`;
}
const branchMoved = require_action_post_help_run_steps.refusals("branch-moved", {
	byRollback: (target, tip, later, words) => `${notThere(target, tip)} ${rollbackName(later)} moved it there: take that back first with ${words.undo(rollbackName(later))}.`,
	bySteps: (target, tip, steps, first, words) => `${notThere(target, tip)} ${onTop(steps)}: ${words.beforeStep(stepNumber(first))} leads back there.`,
	putBack: (target, tip) => `${notThere(target, tip)} That is where it was before ${rollbackName(target.rollback)}: somebody put it back by hand.`,
	byHand: (target, tip, place) => {
		const [did, theirs] = place === "remote" ? ["pushed", "what they pushed"] : ["moved it", "what is on it"];
		return `${notThere(target, tip)} Somebody ${did} since: keep ${theirs} elsewhere and reset ${target.branch} to ${target.from} first.`;
	},
	lacksHere: ({ rollback, branch, from }, tip, kept) => `Cannot undo ${rollbackName(rollback)}: the remote ${branch} stays where it is, and the local one is at ${require_action_post_help_run_steps.shortSha(tip)}, not at ${require_action_post_help_run_steps.shortSha(from)}. ${mergeByHand(branch, kept)} and undo it then.`,
	withoutRevert: ({ rollback, branch, from }) => `Cannot undo ${rollbackName(rollback)}: its last commit ${require_action_post_help_run_steps.shortSha(from)} is not in the history of ${branch} any more, so there is nothing to take back.`,
	whileLooking: (branch, tip) => `${branch} moved at the remote while it was looked at, and ${require_action_post_help_run_steps.shortSha(tip)} is gone. Run this again.`,
	meanwhile: (branch, from, tip, words) => `Cannot move ${branch}: its tip is now ${require_action_post_help_run_steps.shortSha(tip)}, not ${require_action_post_help_run_steps.shortSha(from)} as planned. Somebody pushed meanwhile; ${words.planAgain}.`
});
const pushRefused = require_action_post_help_run_steps.refusals("push-refused", {
	ofProposal: (branch, explanation) => `Cannot push the proposal to ${branch}: ${explanation}`,
	workflowFiles: (branch, to, main, changed) => `Cannot reset ${branch} to ${require_action_post_help_run_steps.shortSha(to)}: its workflow files differ from those of ${main} (${require_action_help_run_steps.nameSome(changed, 3)}), and the job's own token may not push that. Give push-token a personal access token (scope workflow) or an App token (permission workflows).`
});
const dirtyWorkTree = require_action_post_help_run_steps.refusals("dirty-work-tree", { uncommitted: (paths) => `The work tree has uncommitted changes: ${require_action_help_run_steps.nameFirst(paths, NAMED, require_action_post_help_run_steps.quote)}. Commit or stash them first.` });
const branchCheckedOut = require_action_post_help_run_steps.refusals("branch-checked-out", { inOtherWorkTree: (branch, others) => `${branch} is checked out in another worktree, ${others.join(", ")}. Run this there, or check out something else there.` });
const inOperation = require_action_post_help_run_steps.refusals("in-operation", {
	ofGit: (branch, { name, workTree }) => {
		const where = workTree === null ? "" : ` in ${workTree}`;
		const end = name === "bisect" ? "git bisect reset" : `git ${name} --continue or git ${name} --abort`;
		return `Cannot move ${branch}: ${require_action_help_run_steps.withArticle(name)} of it is under way${where}. End it there first: ${end}.`;
	},
	lockedBranch: (branch, lock) => `Cannot move ${branch}: ${sayLock(lock, "")}`
});
const revertConflict = require_action_post_help_run_steps.refusals("revert-conflict", { inFiles: (name, branch, conflicts) => {
	const rest = conflicts.length - NAMED;
	return `Cannot take back ${name} on ${branch}: ${conflicts.slice(0, NAMED).map(conflictInWords).join(", ")}${rest > 0 ? ` and ${rest} more files` : ""}. Take back what came later first, or change the files by hand.`;
} });
const FATES = {
	added: "added",
	deleted: "removed",
	modified: "changed the same lines of",
	renamed: "renamed",
	copied: "added",
	"type-changed": "replaced"
};
function conflictInWords({ path, change, later }) {
	if (later.length === 0) return `${require_action_post_help_run_steps.quote(path)} cannot be merged, though no later commit changed it (a file is where its folder was, or a partial clone lacks its contents)`;
	const since = `(${sinceInWords(later)})`;
	if (change === void 0) return `later work stands in the way of ${require_action_post_help_run_steps.quote(path)} ${since}`;
	const { status, oldPath } = change;
	const file = status === "renamed" ? `${require_action_post_help_run_steps.quote(oldPath ?? "")} to ${require_action_post_help_run_steps.quote(path)}` : require_action_post_help_run_steps.quote(path);
	return `later work ${FATES[status]} ${file} ${since}`;
}
function sinceInWords(later) {
	return require_action_help_run_steps.nameFirst(later, NAMED, ({ commit, step }) => {
		const by = step === void 0 ? commit.authorName : stepName(step);
		return `${require_action_post_help_run_steps.nameCommit(commit.sha, commit.subject)} by ${by}`;
	});
}
function sayOnlyHere(branch, back, words) {
	const push = quoteForShell([
		"git",
		"push",
		words.remote,
		branch
	]);
	const here = words.hereAlone(branch, back);
	return `its work is only in this clone. Push it first if others may see it: ${push}${here === null ? "" : `; or take it back in this clone alone: ${here}`}`;
}
function followByHand(branch, remote) {
	const reset = quoteForShell([
		"git",
		"reset",
		"--keep",
		`${remote}/${branch}`
	]);
	return `To bring it there, on ${branch}: ${quoteForShell([
		"git",
		"fetch",
		remote
	])} and ${reset}`;
}
function mergeByHand(branch, kept) {
	return `To bring what only the local one had back to it, on ${branch}: ${quoteForShell([
		"git",
		"merge",
		kept
	])}`;
}
function targetName({ mode, step, sha }) {
	return `${require_action_post_help_run_steps.shortSha(sha)}, where ${stepName(step)} ${mode === "to" ? "ended" : "began"}`;
}
function nameCommits(commits, whyOf) {
	const name = (commit) => `${require_action_post_help_run_steps.nameCommit(commit.sha, commit.subject)}${whyOf ? ` (${whyOf(commit)})` : ""}`;
	return require_action_help_run_steps.nameFirst(commits, NAMED, name);
}
function joined(names) {
	if (names.length > NAMED) return require_action_help_run_steps.nameFirst(names, NAMED, String);
	return require_action_help_run_steps.listInWords(names);
}
function insteadOf(step, { allowDiscard }) {
	const log = logSince(step);
	return step.parentUid === null ? `No step came before it, so look at what it left with ${log}, and take that back with git revert.` : `${log} shows what came since it began. To take that back, name a step before it and say ${allowDiscard} (what goes stays pinned).`;
}
function logSince({ commitShaBefore: before, branch }) {
	return quoteForShell([
		"git",
		"log",
		`${before === null ? "" : `${require_action_post_help_run_steps.shortSha(before)}..`}${branch ?? "HEAD"}`
	]);
}
function named(step) {
	return require_action_help_run_steps.capital(stepName(step));
}
function stepNumber({ id, uid }) {
	return id === null ? uid : String(id);
}
function again(repeat, words, adverb = "") {
	if (repeat === void 0) return `roll back${adverb}`;
	if (repeat.mode === "revert") return `revert${adverb} with ${require_action_help_run_steps.nameFirst(repeat.steps, NAMED, (step) => words.revert(stepNumber(step)))}`;
	const { mode, step } = repeat;
	return `roll back${adverb} with ${mode === "to" ? words.toStep(stepNumber(step)) : words.beforeStep(stepNumber(step))}`;
}
function notThere({ rollback, branch, from }, tip) {
	return `Cannot undo ${rollbackName(rollback)}: it left ${branch} at ${require_action_post_help_run_steps.shortSha(from)}, and ${branch} is at ${require_action_post_help_run_steps.shortSha(tip)} now.`;
}
function onTop(steps) {
	const [latest] = steps;
	if (latest === void 0) return "";
	const others = steps.length - 1;
	return `${named(latest)}${others === 0 ? " is" : ` and ${others} earlier ${others === 1 ? "one" : "ones"} are`} on top of that now`;
}
// src/domain/revert-plan.ts
const TRAILER = "Laforge-Reverts";
function parseNamedSteps(text, what) {
	const [first = "", last, ...more] = text.split("..");
	if (more.length > 0 || first === "" || last === "") throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(text)}. Name one step, or two as 3..5.`);
	return {
		first: require_action_post_help_run_steps.parseStepRef(first, what),
		last: last === void 0 ? null : require_action_post_help_run_steps.parseStepRef(last, what)
	};
}
function worksOf(step, between, own) {
	if (between.every(({ sha }) => own.has(sha))) return [{
		before: step.commitShaBefore,
		after: step.commitShaAfter
	}];
	const commits = between.filter(({ sha }) => own.has(sha));
	const merge = commits.find(({ parents }) => parents.length > 1);
	if (merge !== void 0) throw notReversible.mergedOthers(step, merge.sha);
	return commits.map(({ sha, parents: [parent = null] }) => ({
		before: parent,
		after: sha
	}));
}
function revertMessage(things, reason) {
	const names = things.map(({ name }) => name);
	const ends = things.flatMap(({ name, works }) => {
		const [newest] = works;
		const oldest = works.at(-1);
		return newest === void 0 || oldest === void 0 ? [] : [`Takes back ${name}: ${require_action_post_help_run_steps.shortSha(oldest.before) || "the beginning"}..${require_action_post_help_run_steps.shortSha(newest.after)}`];
	});
	const why = reason === null ? [] : ["", `Reason: ${require_action_post_help_run_steps.quote(reason)}`];
	return [
		`Revert ${joined(names)}`,
		"",
		...ends,
		...why,
		"",
		...things.map(({ uid }) => `${TRAILER}: ${uid}`),
		""
	].join("\n");
}
function revertedBy(message) {
	return new Set([...(message ?? "").matchAll(/^[ \t*-]*Laforge-Reverts: ([0-9a-f-]{36})[ \t\r]*$/gm)].map(([, uid = ""]) => uid));
}
function appliedUid(proposal, at) {
	const time = Math.max(0, Date.parse(at)).toString(16).padStart(12, "0");
	const tail = [...proposal.slice(24)].reverse().join("");
	return `${time.slice(0, 8)}-${time.slice(8, 12)}-${proposal.slice(14, 24)}${tail}`;
}
function proposalBody(proposal) {
	const { kind, steps, rollback, from, reason } = proposal;
	const isUndo = kind === "undo";
	const rows = steps.map((step) => {
		const cost = step.tokenUsage?.cost ?? null;
		const range = `\`${require_action_post_help_run_steps.shortSha(step.commitShaBefore)}\`..\`${require_action_post_help_run_steps.shortSha(step.commitShaAfter)}\``;
		return `| ${step.id ?? step.uid} | ${step.status} | ${range} | ${cost === null ? "" : `$${cost.toFixed(2)}`} |`;
	});
	const named = isUndo ? [rollback.undoes ?? ""] : steps.map(({ uid }) => uid);
	return [
		`${isUndo ? "Brings back" : "Takes back"} ${nameSteps(steps)} with commits on top of \`${require_action_post_help_run_steps.shortSha(from)}\`. Work of others since stays as it is.`,
		...reason === null ? [] : ["", `Reason: \`${require_action_post_help_run_steps.quote(reason).replaceAll("`", "'")}\``],
		"",
		"| step | ended | from..to | cost |",
		"| ---: | --- | --- | ---: |",
		...rows,
		"",
		`LaForge has it on record as ${rollbackName(rollback)}. Until this is merged the steps stay ${isUndo ? "inactive" : "active"}; the next run after that records it.`,
		"",
		...named.map((uid) => `${TRAILER}: ${uid}`),
		""
	].join("\n");
}
// src/usecases/fetch-commits.ts
const DEPTHS = [
	50,
	1e3,
	0x7fffffff
];
async function fetchCommits(repository, shas, depth) {
	const { remote } = repository;
	if (remote === null) return false;
	return await repository.isShallow() ? await remote.fetch(shas, depth) : await remote.fetch(shas);
}
async function tipOf$1(remote, ref) {
	return (await remote.refs([ref])).get(ref) ?? null;
}
async function isHere(repository, sha) {
	return (await repository.kindsOf([sha], null)).get(sha) === "commit";
}
async function bringCommit$1(repository, sha, ref) {
	if (await isHere(repository, sha)) return true;
	return await repository.remote?.fetch([ref ?? sha]) === true && await isHere(repository, sha);
}
async function fetchSome(repository, shas, depth) {
	if (shas.length === 0 || await fetchCommits(repository, shas, depth)) return;
	for (const sha of shas) await fetchCommits(repository, [sha], depth);
}
async function listBetween(repository, ref, { from, to }) {
	const areHere = async () => {
		for (const sha of [from, to]) if (sha !== null && await repository.resolve(sha) === null) return false;
		return true;
	};
	for (const depth of DEPTHS) {
		if (await areHere()) {
			const found = await repository.commits(from, to);
			if (found.complete) return found;
		}
		await repository.remote?.fetch([ref], depth);
	}
	return await areHere() ? await repository.commits(from, to) : {
		commits: [],
		complete: false
	};
}
// src/usecases/rollback/merged-proposals.ts
const MOST_COMMITS = 500;
const MOST_PATCHES = 200;
async function findMerged$1({ repository, refs, known }, open) {
	const searches = [];
	for (const one of open) searches.push(...await beginSearch(repository, refs, one));
	searches.sort((a, b) => b.proposal.stepUids.length - a.proposal.stepUids.length);
	const found = new Map();
	for (const find of [byOwnCommits, byOthers]) for (const search of searches) {
		const { proposal, commits } = search;
		if (found.has(proposal.uid)) continue;
		const merged = await find(repository, search, commitsOf([...known, ...found.values()].filter((it) => it.branch === proposal.branch && it.uid !== proposal.uid && it.undoes !== proposal.uid), commits));
		const commit = merged === void 0 ? null : await repository.commit(merged.to);
		if (merged !== void 0 && commit !== null) found.set(proposal.uid, recordOf(proposal, merged, commit));
	}
	return [...found.values()];
}
async function beginSearch(repository, refs, { proposal, proposed }) {
	const { branch, fromSha: since, pinRef } = proposal;
	const tip = refs.get(branchRef(branch ?? ""));
	if (branch === null || since === null || tip === void 0) return [];
	await fetchCommits(repository, [tip, proposed], MOST_COMMITS);
	if (pinRef !== null) await listBetween(repository, pinRef, {
		from: since,
		to: proposed
	});
	const { commits } = await listBetween(repository, branchRef(branch), {
		from: since,
		to: tip
	});
	return [{
		proposal,
		proposed,
		since,
		tip,
		commits
	}];
}
function recordOf(proposal, merged, { committedAt }) {
	return {
		...proposal,
		uid: appliedUid(proposal.uid, committedAt),
		kind: "applied",
		undoes: proposal.uid,
		target: null,
		fromSha: merged.from,
		toSha: merged.to,
		createdAt: committedAt,
		pinRef: null,
		actor: null,
		reason: null,
		run: null,
		chain: null
	};
}
function wantedOf({ kind, undoes, stepUids }) {
	return kind === "undo" && undoes !== null ? [undoes] : stepUids;
}
async function byOwnCommits(repository, { proposal, proposed, tip }, taken) {
	if (taken.has(proposed)) return void 0;
	if (await repository.isAncestor(proposed, tip) !== "yes") return void 0;
	return {
		from: await baseOf(repository, proposal, proposed),
		to: proposed
	};
}
async function baseOf(repository, proposal, proposed) {
	const wanted = wantedOf(proposal);
	let at = proposed;
	for (let count = 0; count < MOST_COMMITS; count++) {
		const names = revertedBy(await repository.commitMessage(at));
		const [parent] = (await repository.commit(at))?.parents ?? [];
		if (parent === void 0 || !wanted.some((uid) => names.has(uid))) break;
		at = parent;
	}
	return at;
}
async function byOthers(repository, { proposal, proposed, since, commits }, taken) {
	const base = await baseOf(repository, proposal, proposed);
	const paths = await pathsBetween(repository, base, proposed);
	const wanted = new Set(wantedOf(proposal));
	const named = new Set();
	const found = [];
	for (const commit of commits.slice(0, MOST_COMMITS)) {
		if (taken.has(commit.sha)) continue;
		const names = [...revertedBy(await repository.commitMessage(commit.sha))].filter((uid) => wanted.has(uid));
		if (names.length === 0 || !await touches(repository, commit, paths)) continue;
		for (const uid of names) named.add(uid);
		found.push(commit);
	}
	const [newest] = found;
	const from = found.at(-1)?.parents[0];
	const isOneLine = found.slice(1).every(({ sha }, at) => found[at]?.parents[0] === sha);
	if (newest !== void 0 && from !== void 0 && named.size === wanted.size && isOneLine) return {
		from,
		to: newest.sha
	};
	const { remote } = repository;
	if (remote !== null && !await fetchCommits(repository, [base, since], 1)) return void 0;
	if (remote !== null && proposal.branch !== null && await repository.isShallow()) await remote.fetch([branchRef(proposal.branch)], Math.min(commits.length + 1, MOST_COMMITS));
	const patch = await repository.landed.patchIdOf(base, proposed);
	const ids = await repository.landed.patchIds(commits.slice(0, MOST_PATCHES).map(({ sha }) => sha));
	const same = commits.find(({ sha }) => ids.has(sha) && ids.get(sha) === patch && !taken.has(sha));
	const parent = same?.parents[0];
	return same === void 0 || parent === void 0 ? void 0 : {
		from: parent,
		to: same.sha
	};
}
function commitsOf(records, commits) {
	const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
	const moves = records.filter(({ kind }) => kind !== "rollback");
	return new Set(moves.flatMap((move) => firstParentLine(move, bySha).map(({ sha }) => sha)));
}
async function touches(repository, { sha, parents }, paths) {
	const [parent = null] = parents;
	return [...await pathsBetween(repository, parent, sha)].some((path) => paths.has(path));
}
async function pathsBetween(repository, from, to) {
	const files = await repository.diffs.files({
		from,
		to,
		paths: []
	});
	return new Set(files.flatMap(({ path, oldPath }) => oldPath === null ? [path] : [path, oldPath]));
}
async function findReverts(repository, history, commits) {
	const found = new Map();
	if (commits.length === 0) return found;
	const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
	const records = await history.listRollbacks();
	for (const record of records) {
		const rollback = record.kind === "applied" ? records.find(({ uid }) => uid === record.undoes) : record;
		if (rollback === void 0 || rollback.kind === "rollback") continue;
		const line = firstParentLine(record, bySha);
		if (line.some(({ parents }) => parents.length > 1)) continue;
		for (const { sha } of line) {
			const named = revertedBy(await repository.commitMessage(sha));
			if ([rollback.undoes ?? "", ...rollback.stepUids].some((uid) => named.has(uid))) found.set(sha, rollback);
		}
		if (record === rollback) continue;
		const merges = commits.filter(({ parents }) => parents.length === 2 && parents[1] === record.toSha);
		const [squash, ...more] = line;
		const whole = squash !== void 0 && more.length === 0 && !found.has(squash.sha) ? [squash] : [];
		for (const commit of [...merges, ...whole]) if (await hasWholeChange(repository, rollback, record, commit)) found.set(commit.sha, rollback);
	}
	return found;
}
async function hasWholeChange(repository, proposal, { fromSha, toSha }, { sha, parents: [parent, second] }) {
	const own = second === void 0 ? await readProposed(repository, proposal) : {
		from: fromSha,
		to: toSha
	};
	if (parent === void 0 || own?.from == null || own.to === null) return false;
	const { patchIdOf } = repository.landed;
	const patch = await patchIdOf(own.from, own.to);
	return patch !== null && patch === await patchIdOf(parent, sha);
}
async function readProposed(repository, proposal) {
	const { pinRef, fromSha } = proposal;
	const { remote } = repository;
	if (pinRef === null || fromSha === null || remote === null) return null;
	try {
		const pin = await tipOf$1(remote, pinRef);
		if (pin === null || !await fetchCommits(repository, [pin], MOST_COMMITS)) return null;
		const proposed = (await repository.commit(pin))?.parents[0];
		if (proposed === void 0) return null;
		await listBetween(repository, pinRef, {
			from: fromSha,
			to: proposed
		});
		return {
			from: await baseOf(repository, proposal, proposed),
			to: proposed
		};
	} catch (error) {
		if (error instanceof require_action_post_help_run_steps.GitError && error.code === "remote-unreachable") return null;
		throw error;
	}
}
// src/domain/ports/ledger.ts
const LEDGER_FILE = "steps.db";
// src/system/projects.ts
const OWNER_FILE = "project.json";
const COPIES = "copies";
const ABSENT = new Set(["ENOENT", "ENOTDIR"]);
const HISTORY_KEY = /^[0-9a-f]{16}$/;
function laforgeHome(env) {
	const home = env.LAFORGE_HOME ?? "";
	return home === "" ? (0, node_path.join)(env.HOME === void 0 || env.HOME === "" ? (0, node_os.homedir)() : env.HOME, ".laforge") : (0, node_path.resolve)(home);
}
function privateFolder(name, env) {
	const runtime = env.XDG_RUNTIME_DIR ?? "";
	return [...runtime === "" ? [] : [(0, node_path.join)(runtime, "laforge")], laforgeHome(env)].map((place) => (0, node_path.join)(place, name)).find(makePrivate) ?? null;
}
function makePrivate(folder) {
	try {
		require_action_help_run_steps.makeFolder(folder, 448);
		const found = (0, node_fs.lstatSync)(folder);
		const isOurs = process.getuid === void 0 || found.uid === process.getuid() && (found.mode & 63) === 0;
		return found.isDirectory() && isOurs;
	} catch {
		return false;
	}
}
function ledgerPath(project) {
	return (0, node_path.join)(project.folder, LEDGER_FILE);
}
function stepLogFile(project, uid) {
	return (0, node_path.join)(project.folder, "runs", `${uid}.log`);
}
function checkLogFile(project, uid) {
	return (0, node_path.join)(project.folder, "runs", `${uid}.check.log`);
}
const LOGS_ELSEWHERE = "laforge-logs-";
function makeLogsElsewhere() {
	return (0, node_fs.mkdtempSync)((0, node_path.join)((0, node_os.tmpdir)(), LOGS_ELSEWHERE));
}
function findLog(path) {
	if (!isMissing(path)) return path;
	const isOurs = (folder) => {
		const found = (0, node_fs.lstatSync)(folder, { throwIfNoEntry: false });
		return found?.isDirectory() === true && (process.getuid === void 0 || found.uid === process.getuid());
	};
	return (0, node_fs.readdirSync)((0, node_os.tmpdir)()).filter((name) => name.startsWith(LOGS_ELSEWHERE)).map((name) => (0, node_path.join)((0, node_os.tmpdir)(), name)).filter(isOurs).map((folder) => (0, node_path.join)(folder, (0, node_path.basename)(path))).find((file) => !isMissing(file)) ?? path;
}
function waitingFolder(project) {
	return (0, node_path.join)(project.folder, "waiting");
}
function copyFolder(project) {
	return (0, node_path.join)(project.folder, COPIES);
}
function projectsFolder(env) {
	return (0, node_path.join)(laforgeHome(env), "projects");
}
function findProject(id, env, what) {
	let folder = projectsFolder(env);
	const parts = [];
	for (const part of require_action_post_help_run_steps.projectPathParts(id, what)) {
		if (part.startsWith("steps.db") || part === OWNER_FILE) throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(id)}, and ${part} is a reserved file name. Use another.`);
		const entry = sameName(part, folder);
		parts.push(entry);
		folder = (0, node_path.join)(folder, entry);
	}
	return {
		id: parts.map(require_action_post_help_run_steps.slugToText).join("/"),
		folder
	};
}
function defaultProjectId(repository) {
	const remote = repository.remote?.repository ?? null;
	return remote === null ? (0, node_path.basename)(repository.mainWorkTree) : remote.slice(remote.indexOf("/") + 1);
}
function checkOwner(project, repository) {
	const owner = readOwner(project);
	const asking = identityOf(repository);
	if (owner === null || owner === asking) return;
	throw new require_action_post_help_run_steps.RefusedError("wrong-place", `Project ${require_action_post_help_run_steps.quote(project.id)} on this machine is the history of another repository, ${owner}, not of ${asking}. Name another project for this one: --project <name>. To share that history, name it: --project ${project.id}.`);
}
function claimProject(project, repository) {
	try {
		require_action_help_run_steps.makeFolder(project.folder);
		const text = `${JSON.stringify({ repository: identityOf(repository) }, null, 2)}\n`;
		writeWholeOnce((0, node_path.join)(project.folder, OWNER_FILE), text);
	} catch (error) {
		if (require_action_post_help_run_steps.errnoCode(error) === "EEXIST" && readOwner(project) !== null) return;
		const message = `The folder of project ${require_action_post_help_run_steps.quote(project.id)} cannot be made or written: ${project.folder}. Let LAFORGE_HOME name a folder that can.`;
		throw new require_action_post_help_run_steps.StoreError("unwritable", message, { cause: error });
	}
}
function writeWholeOnce(path, text) {
	const draft = `${path}.${process.pid}`;
	try {
		(0, node_fs.writeFileSync)(draft, text);
		(0, node_fs.linkSync)(draft, path);
	} catch (error) {
		if (require_action_post_help_run_steps.errnoCode(error) === "EEXIST" || FULL.has(require_action_post_help_run_steps.errnoCode(error) ?? "")) throw error;
		(0, node_fs.writeFileSync)(path, text, { flag: "wx" });
	} finally {
		(0, node_fs.rmSync)(draft, { force: true });
	}
}
const FULL = new Set(["ENOSPC", "EDQUOT"]);
function listProjects(env) {
	const block = require_action_post_help_run_steps.findBlock((0, node_path.join)(projectsFolder(env), LEDGER_FILE));
	if (block !== null) throw new require_action_post_help_run_steps.StoreError("unreadable", require_action_post_help_run_steps.sayNoFolder(block));
	const found = [];
	const walk = (folder, parts) => {
		const entries = entriesOf$1(folder);
		const project = {
			id: parts.map(require_action_post_help_run_steps.slugToText).join("/"),
			folder
		};
		const ledger = entries.some((entry) => entry.name === "steps.db") ? ledgerPath(project) : loadedCopy(project);
		if (parts.length > 0 && ledger !== null) found.push({
			...project,
			ledger
		});
		for (const { name } of entries.filter((entry) => entry.isDirectory())) if (parts.at(-1) !== COPIES || !HISTORY_KEY.test(name)) walk((0, node_path.join)(folder, name), [...parts, name]);
	};
	walk(projectsFolder(env), []);
	return found.sort((a, b) => a.id < b.id ? -1 : 1);
}
function loadedCopy(project) {
	const folder = copyFolder(project);
	return entriesOf$1(folder).filter(({ name }) => HISTORY_KEY.test(name)).flatMap(({ name }) => entriesOf$1((0, node_path.join)(folder, name)).map((state) => ({
		state,
		of: (0, node_path.join)(folder, name)
	}))).filter(({ state }) => state.isDirectory() && !state.name.endsWith(".new")).flatMap(({ state, of }) => {
		const path = (0, node_path.join)(of, state.name, "steps.db");
		const file = (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
		return file?.isFile() === true ? [{
			path,
			time: file.mtimeMs
		}] : [];
	}).sort((a, b) => b.time - a.time)[0]?.path ?? null;
}
function historyNames(project, named, repository) {
	const nameOf = (owner) => JSON.stringify([project.id.toLowerCase(), owner]);
	if (!named && repository !== null) return [nameOf(identityOf(repository)), nameOf(null)];
	const owner = ownerIfKnown(project);
	return [nameOf(null), ...owner === null ? [] : [nameOf(owner)]];
}
function ownerIfKnown(project) {
	try {
		return readOwner(project);
	} catch {
		return null;
	}
}
function identityOf(repository) {
	return repository.remote?.repository ?? require_action_post_help_run_steps.realPath(repository.mainWorkTree);
}
function isMissing(path) {
	try {
		(0, node_fs.lstatSync)(path);
		return false;
	} catch {
		return true;
	}
}
function readOwner(project) {
	const path = (0, node_path.join)(project.folder, OWNER_FILE);
	const text = require_action_post_help_run_steps.readRegularFile(path)?.toString("utf8");
	if (text === void 0) {
		if (isMissing(path)) return null;
		throw new require_action_post_help_run_steps.StoreError("unreadable", `${path} cannot be read. Give this user access to it.`);
	}
	const owner = require_action_help_run_steps.parseObject(text)?.repository;
	if (typeof owner === "string") return owner;
	throw new require_action_post_help_run_steps.StoreError("damaged", `${path} does not say whose history this is. Remove that file if you know.`);
}
function sameName(part, folder) {
	let names;
	try {
		names = entriesOf$1(folder).map((entry) => entry.name);
	} catch {
		return part;
	}
	return names.includes(part) ? part : names.find((name) => name.toLowerCase() === part.toLowerCase()) ?? part;
}
function entriesOf$1(folder) {
	try {
		return (0, node_fs.readdirSync)(folder, { withFileTypes: true });
	} catch (error) {
		if (ABSENT.has(require_action_post_help_run_steps.errnoCode(error) ?? "")) return [];
		throw new require_action_post_help_run_steps.StoreError("unreadable", `${folder} cannot be read: ${require_action_post_help_run_steps.sayRefusedPath(error)} LAFORGE_HOME names another.`);
	}
}
// src/domain/repository-key.ts
function repositoryKey(record) {
	return {
		repository: record.repository,
		repositoryId: record.run?.repository_id ?? null
	};
}
function isSameRepository(a, b) {
	const host = hostOfId(a);
	return host !== null && host === hostOfId(b) ? a.repositoryId === b.repositoryId : a.repository === b.repository;
}
function latestOf(latest, key) {
	const own = latest.find((step) => isSameRepository(repositoryKey(step), key));
	if (own !== void 0) return own;
	if (key.repository !== null) return latest.find(({ repository }) => repository === null);
	return new Set(latest.map(({ repository }) => repository)).size === 1 ? latest[0] : void 0;
}
function isParent(latest, draft) {
	if (isSameRepository(repositoryKey(latest), repositoryKey(draft))) return true;
	return draft.commitShaBefore !== null && (latest.commitShaAfter ?? latest.commitShaBefore) === draft.commitShaBefore;
}
function createNewestNames() {
	const byId = new Map();
	const byName = new Map();
	return {
		learn(records) {
			for (const key of records.map(repositoryKey)) {
				const { repository, repositoryId } = key;
				if (repositoryId === null || byName.has(repository)) continue;
				const id = JSON.stringify([hostOfId(key), repositoryId]);
				if (!byId.has(id)) byId.set(id, repository);
				byName.set(repository, byId.get(id) ?? null);
			}
		},
		newest: (repository) => byName.get(repository) ?? repository
	};
}
function hostOfId({ repository, repositoryId }) {
	return repositoryId === null ? null : repository?.split("/")[0] ?? null;
}
function withRepositoryId(run, repository) {
	const { repository_id: id, ...others } = run;
	if (id === void 0) return run;
	return repository !== null && runRepository(run) === repository ? run : others;
}
function runRepository({ url }) {
	return /^https?:\/\/([^?#]+)\/actions\/runs\/[^/]+$/.exec(url ?? "")?.[1]?.toLowerCase() ?? null;
}
// src/domain/budget.ts
function budgetScope({ per }, step) {
	const { branch, run, startTime } = step;
	const repository = repositoryKey(step);
	const day = `${startTime.slice(0, 10)}T00:00:00.000Z`;
	const own = (filter) => ({
		kind: "own",
		filter
	});
	switch (per) {
		case "day": return own({ startedSince: day });
		case "pull_request": return run?.pull_request == null ? null : own({
			repository,
			pullRequest: run.pull_request.number
		});
		case "branch": return branch === null ? null : own({
			repository,
			branch
		});
		case "project": return own({});
		default: {
			const team = per.startsWith("team") ? labelsOf(step)?.team ?? null : null;
			if (per.startsWith("team") && team === null) return null;
			const month = `${startTime.slice(0, 7)}-01T00:00:00.000Z`;
			return {
				kind: "shared",
				scope: {
					team,
					startedSince: per.endsWith("_day") ? day : per.endsWith("_month") ? month : null
				}
			};
		}
	}
}
function isShared({ per }) {
	return per.startsWith("organisation") || per.startsWith("team");
}
function budgetFacts(budget, totals, running, own, unreadable = []) {
	const isUsd = budget.unit === "usd";
	const others = running.filter(({ uid, id }) => uid !== own.uid && (id === null || own.id === null || id < own.id));
	const bounds = others.map(({ limits }) => (isUsd ? limits?.max_cost_usd : limits?.max_tokens) ?? null);
	return {
		budget,
		used: (isUsd ? totals.costUsd : totals.totalTokens) ?? 0,
		steps: totals.steps,
		unknown: isUsd ? totals.withoutCost : totals.withoutTokens,
		partial: totals.partial,
		unreadable,
		running: others.length,
		reserved: bounds.reduce((sum, bound) => sum + Math.max(0, bound ?? 0), 0),
		unbounded: bounds.filter((bound) => bound === null).length
	};
}
function mayCount({ kind, uid, branch }, scope) {
	if (kind === "rollback") return false;
	if (scope.startedSince !== void 0 && uid !== null && require_action_post_help_run_steps.uidTime(uid) < scope.startedSince) return false;
	return scope.branch === void 0 || branch === null || branch === scope.branch;
}
function leftOf({ budget, used, reserved }) {
	return Number((budget.amount - used - reserved).toFixed(9));
}
function isUncertain({ unknown, unreadable, unbounded }) {
	return unknown > 0 || unreadable.length > 0 || unbounded > 0;
}
function ownCeilings(limits) {
	const ceiling = (amount, unit) => amount == null ? [] : [{
		amount,
		unit,
		budget: null
	}];
	return [...ceiling(limits?.max_cost_usd, "usd"), ...ceiling(limits?.max_tokens, "tokens")];
}
function findPassed(ceilings, spent) {
	return ceilings.find(({ amount, unit }) => (amountOf(spent, unit) ?? 0) > amount);
}
function amountOf(spent, unit) {
	return unit === "usd" ? spent.costUsd : spent.tokens;
}
function usageToSpent(usage) {
	const { prompt_tokens: prompt, completion_tokens: completion, total_tokens: total, cost } = usage;
	const parts = prompt === null && completion === null ? null : (prompt ?? 0) + (completion ?? 0);
	return {
		costUsd: cost,
		tokens: total ?? parts
	};
}
function formatAmount(amount, unit) {
	return `${unit === "usd" ? formatUsd(amount) : Math.round(amount).toLocaleString("en-US")} ${unit === "usd" ? "USD" : "tokens"}`;
}
function formatUsd(amount) {
	const rounded = Number(amount.toFixed(4));
	if (rounded !== 0 || amount === 0) return String(rounded);
	return amount.toLocaleString("en-US", { maximumSignificantDigits: 2 });
}
function formatLimits(limits) {
	return [...ownCeilings(limits).map(({ amount, unit }) => formatAmount(amount, unit)), ...limits.budgets.map(formatBudget)].join(", ");
}
function formatBudget({ amount, unit, per }) {
	return `${formatAmount(amount, unit)} per ${PER[per]}`;
}
const PER = {
	day: "day",
	pull_request: "pull request",
	branch: "branch",
	project: "project",
	organisation: "organisation",
	organisation_day: "organisation per day",
	organisation_month: "organisation per month",
	team: "team",
	team_day: "team per day",
	team_month: "team per month"
};
// src/domain/option-values.ts
function parseWord(text, words, what) {
	const found = words.find((word) => word === text);
	if (found !== void 0) return found;
	throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(text)}. Use one of: ${words.join(", ")}.`);
}
function parseFlag(text, what) {
	return parseWord(text, ["true", "false"], what) === "true";
}
function parseWholeNumber(text, what) {
	if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
	throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(text)}. Use a whole number from 1.`);
}
function parseMinutes(text, what) {
	const milliseconds = /^[0-9]+(\.[0-9]+)?$/.test(text) ? Math.round(Number(text) * 6e4) : 0;
	if (milliseconds >= 1 && milliseconds < 2 ** 31) return milliseconds;
	throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(text)}. Use a number of minutes above 0, such as 30 (35000 at most).`);
}
function parseConfidence(text, what) {
	const share = /^0?\.[0-9]+$/.test(text) ? Number(text) : 0;
	if (share >= .5 && share < 1) return share;
	throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(text)}. Use a share from 0.5 to below 1, such as 0.95.`);
}
function splitNames(text) {
	return text.split(/[\s,]+/).filter((name) => name !== "");
}
function readAll$1(readers) {
	const faults = [];
	const values = Object.entries(readers).map(([key, read]) => {
		try {
			return [key, read()];
		} catch (error) {
			if (!(error instanceof require_action_post_help_run_steps.InputError)) throw error;
			faults.push(error);
			return [key, void 0];
		}
	});
	const [fault] = faults;
	if (fault === void 0) return Object.fromEntries(values);
	const messages = new Set(faults.map(({ message }) => message));
	throw messages.size === 1 ? fault : new require_action_post_help_run_steps.InputError(fault.code, [...messages].join(" "));
}
const MOST_LABELS = 20;
function parseLabels(text, what) {
	const pairs = text.split(/[\n,]/).map((label) => label.trim()).filter((label) => label !== "").map((label) => {
		const [, name = "", value = ""] = /^([a-z][a-z0-9._-]{0,39})=(\P{Cc}{1,100})$/u.exec(label) ?? [];
		if (name !== "") return [name, value.trim()];
		throw require_action_post_help_run_steps.badInput(`${what} has ${require_action_post_help_run_steps.quote(label)}. Write name=value, such as team=payments: a name of small letters, and at most 100 characters.`);
	});
	if (pairs.length > MOST_LABELS) throw require_action_post_help_run_steps.badInput(`${what} has ${pairs.length} labels. Give at most ${MOST_LABELS}.`);
	const [twice] = pairs.find(([name], at) => pairs.findIndex((pair) => pair[0] === name) !== at) ?? [];
	if (twice !== void 0) throw require_action_post_help_run_steps.badInput(`${what} has ${require_action_post_help_run_steps.quote(twice)} twice. Give each name one value.`);
	return pairs.length === 0 ? null : Object.fromEntries(pairs);
}
const SCOPES = new Map(Object.entries(PER).map(([per, words]) => [words, per]));
const MULTIPLES = {
	"": 1,
	k: 1e3,
	m: 1e6
};
const NUMBER = /^([0-9]{1,15}(?:\.[0-9]+)?)([km]?)$/i;
const LINE = /^(?:\$\s*(\S+)|(\S+)\s+(USD|tokens))\s+per\s+(.+)$/i;
const EXAMPLES$1 = "20 USD per day, 5 USD per pull request or 2M tokens per branch";
function parseUsd(text, what) {
	const amount = readAmount(text.replace(/^\$\s*/, ""), "usd");
	if (amount !== null) return amount;
	throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(text)}. Use an amount in US dollars above 0, such as 2.50.`);
}
function parseTokens(text, what) {
	const amount = readAmount(text, "tokens");
	if (amount !== null) return amount;
	throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(text)}. Use a number of tokens from 1, such as 500000 or 2M.`);
}
function parseBudgets(text, what) {
	return text.split("\n").map((line) => line.trim()).filter((line) => line !== "").map((line) => parseBudget(line, what));
}
function toLimits(limits) {
	return limits.max_cost_usd !== null || limits.max_tokens !== null || limits.budgets.length > 0 ? limits : null;
}
function parseBudget(line, what) {
	const [, dollars, plain, word, scope] = LINE.exec(line) ?? [];
	const unit = dollars !== void 0 || word?.toLowerCase() === "usd" ? "usd" : "tokens";
	const amount = readAmount(dollars ?? plain ?? "", unit);
	const words = (scope ?? "").toLowerCase().replace(/\s+/g, " ").replace("pull-request", "pull request");
	const per = SCOPES.get(words.replace("organization", "organisation"));
	if (amount !== null && per !== void 0) return {
		amount,
		unit,
		per
	};
	throw require_action_post_help_run_steps.badInput(`${what} has the line ${require_action_post_help_run_steps.quote(line)}. Write an amount, USD or tokens, and per day, pull request, branch, project, organisation or team, such as ${EXAMPLES$1}.`);
}
function readAmount(text, unit) {
	const [, digits, suffix] = NUMBER.exec(text.trim()) ?? [];
	if (digits === void 0 || unit === "usd" && suffix !== "") return null;
	const amount = Number(digits) * (MULTIPLES[(suffix ?? "").toLowerCase()] ?? 1);
	if (unit === "usd") return amount > 0 ? amount : null;
	const whole = Math.round(amount);
	return whole > 0 && Number.isSafeInteger(whole) && Math.abs(amount - whole) < 1e-6 ? whole : null;
}
// src/system/given-path.ts
function statGiven(path, subject) {
	try {
		return (0, node_fs.statSync)(path, { throwIfNoEntry: false });
	} catch (error) {
		throw require_action_post_help_run_steps.badInput(`${subject}, which cannot be reached: ${require_action_post_help_run_steps.sayRefusedPath(error)}`);
	}
}
// src/domain/usage-report.ts
const USAGE_DIMENSIONS = [
	"day",
	"branch",
	"agent",
	"model"
];
function byDimension(make) {
	return {
		day: make("day"),
		branch: make("branch"),
		agent: make("agent"),
		model: make("model")
	};
}
function createUsageReport() {
	const sums = byDimension(() => new Map());
	let total = NO_USAGE;
	return {
		add(steps) {
			for (const step of steps) {
				const use = useOf(step);
				if (use === null) continue;
				total = addTotals(total, use.usage);
				addTo(sums.day, step.startTime.slice(0, 10), use.usage);
				addTo(sums.branch, step.branch, use.usage);
				addTo(sums.agent, use.agent, use.usage);
				for (const share of use.models) addTo(sums.model, share.name, share.usage);
			}
		},
		report: () => usageReportOf(total, byDimension((dimension) => toGroups(sums[dimension])))
	};
}
function reportOf(steps) {
	const report = createUsageReport();
	report.add(steps);
	return report.report();
}
function usageReportOf(total, groups) {
	const order = (dimension) => dimension === "day" ? groups.day.toSorted((a, b) => compareNames(b.name, a.name)) : dearestFirst(groups[dimension]);
	return {
		total,
		groups: byDimension(order)
	};
}
function addReports(a, b) {
	const groups = byDimension((dimension) => {
		const sums = new Map();
		for (const { name, usage } of [...a.groups[dimension], ...b.groups[dimension]]) addTo(sums, name, usage);
		return toGroups(sums);
	});
	return usageReportOf(addTotals(a.total, b.total), groups);
}
function useOf(step) {
	if (UNSPENT_STATUSES.includes(step.status)) return null;
	const usage = totalsOf([step]);
	return {
		usage,
		agent: agentOf(step),
		models: modelShares(step, usage)
	};
}
function restOf(groups, most) {
	return groups.length > most ? groups.slice(most).reduce((sum, { usage }) => addTotals(sum, usage), NO_USAGE) : null;
}
function agentOf(step) {
	const command = step.agentConfig?.command;
	return namedAgentOf(step) ?? (command == null ? null : programOf(command));
}
function namedAgentOf({ tokenUsage, agentConfig }) {
	const agents = tokenUsage?.agents ?? [];
	return agents.length > 0 ? agents.join(" + ") : agentConfig?.name ?? null;
}
function modelsOf({ tokenUsage, agentConfig }) {
	const models = tokenUsage?.models ?? [];
	return models.length > 0 ? models.join(" + ") : agentConfig?.model ?? null;
}
function modelShares(step, usage) {
	const shares = step.tokenUsage?.by_model ?? [];
	const models = step.tokenUsage?.models ?? [];
	if (shares.length < 2) return [{
		name: shares[0]?.model ?? (models.length === 1 ? models[0] : null) ?? step.agentConfig?.model ?? null,
		usage
	}];
	return shares.map((share) => ({
		name: share.model,
		usage: shareToTotals(share, step)
	}));
}
function shareToTotals(share, { status, tokenUsage }) {
	const { input_tokens: input, cache_read_tokens: read, cache_write_tokens: write, output_tokens: output } = share;
	const total = input === null || output === null ? null : input + (read ?? 0) + (write ?? 0) + output;
	return totalsOf([{
		status,
		durationMs: null,
		tokenUsage: tokenUsage && {
			...tokenUsage,
			...share,
			total_tokens: total
		}
	}]);
}
function addTo(sums, name, usage) {
	sums.set(name, addTotals(sums.get(name) ?? NO_USAGE, usage));
}
function toGroups(sums) {
	return [...sums].map(([name, usage]) => ({
		name,
		usage
	}));
}
function dearestFirst(groups) {
	return groups.toSorted((a, b) => (b.usage.costUsd ?? -1) - (a.usage.costUsd ?? -1) || (b.usage.totalTokens ?? -1) - (a.usage.totalTokens ?? -1) || compareNames(a.name, b.name));
}
function compareNames(a, b) {
	return (a ?? "") < (b ?? "") ? -1 : 1;
}
// src/git/raw-diff.ts
const GITLINK = "160000";
function parseRawDiff(text) {
	const parts = text.split("\0");
	const changes = [];
	for (let index = 0; index + 1 < parts.length; index += 2) {
		const [modeBefore = "", modeAfter = "", before = "", after = "", status = ""] = (parts[index] ?? "").slice(1).split(" ");
		changes.push({
			path: parts[index + 1] ?? "",
			status,
			before: entry(modeBefore, before),
			after: entry(modeAfter, after)
		});
	}
	return changes;
}
function entry(mode, sha) {
	return mode === "000000" ? null : {
		mode,
		sha
	};
}
function emptyTree({ baseline: { objectFormat } }) {
	return objectFormat === "sha1" ? "4b825dc642cb6eb9a060e54bf8d69288fbee4904" : "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321";
}
function foldersAbove(path) {
	const names = path.split("/");
	return names.slice(1).map((_, number) => names.slice(0, number + 1).join("/"));
}
function shownPath(path) {
	return Buffer.from(path, "latin1").toString("utf8");
}
function onDisk(root, path) {
	return Buffer.concat([Buffer.from(`${root}/`), Buffer.from(path, "latin1")]);
}
function lookOnDisk(root, path) {
	try {
		return (0, node_fs.lstatSync)(onDisk(root, path), { throwIfNoEntry: false });
	} catch {
		return null;
	}
}
const LARGEST_HASHED = 1048576;
function stampOf(path, links) {
	let stat;
	try {
		stat = (links === "kept" ? node_fs.lstatSync : node_fs.statSync)(path, {
			throwIfNoEntry: false,
			bigint: true
		});
	} catch {
		return "unreachable";
	}
	if (stat === void 0) return "absent";
	const { mode, size, mtimeNs, ctimeNs, ino, birthtimeNs } = stat;
	return [
		mode,
		size,
		mtimeNs,
		ctimeNs,
		ino,
		birthtimeNs
	].map((value) => value.toString(36)).join(".");
}
function contentOf$3(path) {
	return digestOf$2(require_action_post_help_run_steps.readRegularFile(path, LARGEST_HASHED));
}
function digestOf$2(bytes) {
	return bytes === null ? null : (0, node_crypto.createHash)("sha256").update(bytes).digest("base64");
}
// src/git/known-paths.ts
const COMPANIONS = [
	"-journal",
	"-wal",
	"-shm"
];
function ledgerPaths(root, paths) {
	return paths.map((path) => (0, node_path.relative)(root, withoutLinks(path)).split(node_path.sep).join("/")).filter((path) => path !== "" && path !== ".." && !path.startsWith("../"));
}
function isLedger(ledgers, path) {
	const name = Buffer.from(path, "latin1").toString("utf8");
	return ledgers.some((ledger) => name === ledger || name.startsWith(`${ledger}/`) || COMPANIONS.some((end) => name === ledger + end));
}
function temporaryFolders(root) {
	return ledgerPaths(root, [...new Set([process.env.RUNNER_TEMP || (0, node_os.tmpdir)(), (0, node_os.tmpdir)()])].map((folder) => (0, node_path.resolve)(folder, "any"))).map((path) => (0, node_path.dirname)(path));
}
const OWN_TEMPORARY = /^laforge-(?:[a-z]+-[A-Za-z0-9]{6}\/|[\w-]+\.(?:json|lock)$)/;
function isOwnTemporary(folders, path) {
	return folders.some((folder) => {
		const prefix = folder === "." ? "" : `${folder}/`;
		return path.startsWith(prefix) && OWN_TEMPORARY.test(path.slice(prefix.length));
	});
}
function withoutLinks(path) {
	const folder = (0, node_path.dirname)(path);
	try {
		return (0, node_path.join)((0, node_fs.realpathSync)(folder), (0, node_path.basename)(path));
	} catch {
		return path;
	}
}
const SECRETS$1 = /^(\.env(\..*)?|\.netrc|\.npmrc|id_[a-z0-9]+|.*\.(pem|key|p12|pfx|jks|keystore|tfstate))$/i;
const EXAMPLES = /\.(example|sample|template|dist)$/i;
const PACKAGES = /^(?:.*?\/)?node_modules\//;
const ENVIRONMENT = /^(.+\/)pyvenv\.cfg$/;
const MADE_FOLDERS = /^(node_modules|bower_components|target|dist|build|out|bin|obj|debug|release|cmake-build-.*|coverage|htmlcov|test-results|__pycache__|\.?venv|\.tox|\.nox|.*\.egg-info|\..*[-_]?cache|\.(next|nuxt|output|svelte-kit|turbo|vite|angular|gradle|terraform|dart_tool|nyc_output)|pods|deriveddata|tmp|temp|logs?)$/i;
const MADE_FILES = /^(.*\.(log|tmp|temp|pid|sock|sw[a-p]|py[co]|o|obj|a|so|dll|exe|class|jar|map|tsbuildinfo|lcov)|\.coverage(\..*)?|\..*cache|\.ds_store|thumbs\.db|.*~)$/i;
const MOST_ENVIRONMENTS = 20;
function isSecretName(name) {
	return SECRETS$1.test(name);
}
function isMadeByTools(path) {
	const names = path.split("/");
	const file = names.pop() ?? "";
	return names.some((name) => MADE_FOLDERS.test(name)) || MADE_FILES.test(file);
}
function doubtfulAmong(added) {
	const environments = added.flatMap((path) => ENVIRONMENT.exec(path)?.[1] ?? []).slice(0, MOST_ENVIRONMENTS);
	const counts = new Map();
	const secrets = [];
	for (const path of added) {
		const folder = PACKAGES.exec(path)?.[0] ?? environments.find((one) => path.startsWith(one));
		const name = path.slice(path.lastIndexOf("/") + 1);
		if (folder !== void 0) counts.set(folder, (counts.get(folder) ?? 0) + 1);
		else if (isSecretName(name) && !EXAMPLES.test(name)) secrets.push({ path: shownPath(path) });
	}
	return [...secrets, ...[...counts].map(([folder, files]) => ({
		path: shownPath(folder),
		files
	}))];
}
// src/git/plumbing.ts
function linesOf(text) {
	return text.split("\n").filter((line) => line !== "");
}
function recordsOf(text) {
	return text.split("\0").filter((record) => record !== "");
}
function toLines(words) {
	return words.map((word) => `${word}\n`).join("");
}
function toRecords(records) {
	return Buffer.from(records.map((record) => `${record}\0`).join(""), "latin1");
}
function onIndex(git, index) {
	return (command) => git({
		...command,
		env: {
			GIT_INDEX_FILE: index,
			...command.env
		}
	});
}
async function setEntries(git, changes, { baseline: { objectFormat } }) {
	if (changes.length === 0) return;
	const nothing = {
		mode: "0",
		sha: "0".repeat(objectFormat === "sha1" ? 40 : 64)
	};
	await git({
		args: [
			"update-index",
			"-z",
			"--index-info"
		],
		input: toRecords(changes.map(({ path, after }) => `${(after ?? nothing).mode} ${(after ?? nothing).sha}\t${path}`))
	});
}
async function resolveName(git, name) {
	const { exitCode, stdout } = await git({
		args: [
			"rev-parse",
			"--verify",
			"--quiet",
			"--end-of-options",
			name
		],
		allowExit: [1, 128]
	});
	return exitCode === 0 ? stdout.trim() : null;
}
async function treeOf(git, state) {
	return (await git({ args: [
		"rev-parse",
		"--verify",
		"--end-of-options",
		`${state}^{tree}`
	] })).stdout.trim();
}
async function isAncestor(git, older, newer) {
	return (await git({
		args: [
			"merge-base",
			"--is-ancestor",
			older,
			newer
		],
		allowExit: [1, 128]
	})).exitCode === 0;
}
async function diffTrees(git, from, to) {
	return parseRawDiff((await git({
		args: [
			"diff-tree",
			"-r",
			"--raw",
			"-z",
			"--no-renames",
			"--end-of-options",
			from,
			to
		],
		encoding: "latin1"
	})).stdout);
}
function toCountChanges(from, to) {
	return { args: [
		"diff-tree",
		"-r",
		"--shortstat",
		"--no-renames",
		from,
		to
	] };
}
function parseChangeCount(text) {
	const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(text)?.[1] ?? 0);
	return {
		filesChanged: count("file"),
		insertions: count("insertion"),
		deletions: count("deletion")
	};
}
async function commitTree(git, { tree, parents, message }, env) {
	return (await git({
		args: [
			"commit-tree",
			...parents.flatMap((parent) => ["-p", parent]),
			tree
		],
		config: [{
			key: "i18n.commitEncoding",
			value: "UTF-8"
		}],
		env,
		input: message
	})).stdout.trim();
}
const OBJECT_TYPES = [
	"commit",
	"tree",
	"blob",
	"tag"
];
async function describeObjects(git, names) {
	if (names.length === 0) return [];
	const lines = (await git({
		args: ["cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)"],
		input: toLines(names)
	})).stdout.split("\n");
	return names.map((_, index) => {
		const [sha = "", word = "", size = ""] = (lines[index] ?? "").split(" ");
		const type = OBJECT_TYPES.find((one) => one === word);
		return type === void 0 || !require_action_post_help_run_steps.isSha(sha) ? null : {
			sha,
			type,
			size: Number(size)
		};
	});
}
async function hasCommit(git, sha) {
	return (await git({
		args: [
			"cat-file",
			"-e",
			`${sha}^{commit}`
		],
		allowExit: [1, 128]
	})).exitCode === 0;
}
async function listKinds(git, shas) {
	const found = await describeObjects(git, shas);
	return new Map(shas.flatMap((sha, index) => found[index] == null ? [] : [[sha, found[index].type]]));
}
async function missingCommits(git, shas) {
	const kinds = await listKinds(git, shas);
	return shas.filter((sha) => kinds.get(sha) !== "commit");
}
async function readObjects(git, shas) {
	if (shas.length === 0) return new Map();
	return parseBatch((await git({
		args: ["cat-file", "--batch"],
		input: toLines(shas),
		encoding: "latin1"
	})).stdout);
}
function parseBatch(text) {
	const objects = new Map();
	for (let at = 0; at < text.length;) {
		const end = text.indexOf("\n", at);
		const [sha = "", type = "", size = ""] = text.slice(at, end).split(" ");
		if (type === "missing" && end >= 0) {
			at = end + 1;
			continue;
		}
		const length = Number(size);
		const kind = OBJECT_TYPES.find((one) => one === type);
		if (end < 0 || !require_action_post_help_run_steps.isSha(sha) || kind === void 0) throw new require_action_post_help_run_steps.GitError("git-failed", "git cat-file answered something odd.");
		objects.set(sha, {
			sha,
			type: kind,
			content: Buffer.from(text.slice(end + 1, end + 1 + length), "latin1")
		});
		at = end + 1 + length + 1;
	}
	return objects;
}
async function listTree(git, tree, paths = []) {
	return recordsOf((await git({
		args: [
			"--literal-pathspecs",
			"ls-tree",
			"-r",
			"-z",
			"--full-tree",
			"--end-of-options",
			tree,
			...paths
		],
		encoding: "latin1"
	})).stdout).map((record) => {
		const [, mode = "", sha = "", path = ""] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(record) ?? [];
		return {
			mode,
			sha,
			path
		};
	});
}
// src/git/carried-files.ts
const LARGEST_SECRET = 1048576;
const MOST_COMPARED = 268435456;
const { S_IFMT: TYPE$1, S_IFREG: REGULAR } = node_fs.constants;
function factsOf(stamp) {
	const [mode = "", size, mtime, , inode, born] = stamp?.split(".") ?? [];
	if (size === void 0 || born === void 0) return null;
	return {
		isFile: (Number.parseInt(mode, 36) & TYPE$1) === REGULAR,
		size,
		identity: `${size}.${mtime}.${inode}`,
		origin: born === "0" ? null : `${inode}.${born}`
	};
}
function folderOrigin(folder) {
	return factsOf(stampOf(folder, "kept"))?.origin ?? null;
}
async function findCarried(location, { older }, paths, { isTracked, published }) {
	const { root } = location;
	const carried = new Map();
	const folderNow = folderFinder(root, older);
	const known = older.flatMap(({ path, stamp }) => {
		const facts = factsOf(stamp);
		return facts === null ? [] : [{
			path,
			...facts
		}];
	});
	const byIdentity = new Map(known.map(({ identity, path }) => [identity, path]));
	const secrets = known.filter(({ path }) => isSecretName(path.slice(path.lastIndexOf("/") + 1)));
	const byOrigin = mapByOrigin(known);
	const secretByOrigin = mapByOrigin(secrets);
	const secretSizes = new Set(secrets.map(({ size }) => size));
	const alike = [];
	for (const path of paths) {
		const facts = path.endsWith("/") || known.length === 0 ? null : factsOf(stampOf(onDisk(root, path), "kept"));
		const written = isTracked(path) ? secretByOrigin : byOrigin;
		const from = byIdentity.get(facts?.identity ?? "") ?? written.get(facts?.origin ?? "") ?? folderNow(path);
		if (from !== void 0) carried.set(path, from);
		else if (facts !== null && facts.size !== "0" && secretSizes.has(facts.size)) alike.push(path);
	}
	if (alike.length === 0) return carried;
	const hash = (path) => {
		const bytes = require_action_post_help_run_steps.readRegularFile(onDisk(root, path), LARGEST_SECRET);
		return bytes === null ? "" : blobHash(location, bytes);
	};
	const placeNow = new Map([...carried].map(([to, from]) => [from, to]));
	const secretByHash = new Map(secrets.map(({ path }) => [hash(placeNow.get(path) ?? path), path]));
	const copies = alike.map((path) => [path, hash(path)]).filter(([, sha]) => sha && secretByHash.has(sha));
	if (copies.length === 0) return carried;
	const blobs = await published();
	for (const [path, sha] of copies) if (!blobs.has(sha)) carried.set(path, secretByHash.get(sha) ?? "");
	return carried;
}
function mapByOrigin(noted) {
	return new Map(noted.flatMap(({ path, origin }) => origin == null ? [] : [[origin, path]]));
}
function folderFinder(root, older) {
	const byOrigin = mapByOrigin(older);
	const found = new Map();
	const ofFolder = (folder) => {
		if (found.has(folder)) return found.get(folder);
		const from = byOrigin.get(folderOrigin(onDisk(root, folder)) ?? "") ?? of(folder);
		found.set(folder, from);
		return from;
	};
	const of = (path) => {
		const end = path.lastIndexOf("/");
		return end < 1 ? void 0 : ofFolder(path.slice(0, end));
	};
	return byOrigin.size === 0 ? () => void 0 : of;
}
async function findAlike({ location, git }, { older, head }, stashed) {
	const { root } = location;
	const blobs = stashed.flatMap(({ path, after }) => after === null ? [] : [{
		path,
		sha: after.sha
	}]);
	const described = await describeObjects(git, blobs.map(({ sha }) => sha));
	const sizes = new Map(blobs.map(({ sha }, at) => [sha, described[at]?.size.toString(36)]));
	const byPath = new Map(blobs.map(({ path, sha }) => [path, sha]));
	const hasIn = (folder) => blobs.some(({ path }) => path.startsWith(folder));
	const isFolderGone = older.some(({ path, stamp }) => stamp === null && !isMadeByTools(path) && !hasIn(path) && lookOnDisk(root, path.replace(/\/$/, "")) === void 0);
	const sizesThere = new Set(sizes.values());
	const goneSizes = new Set();
	const theirs = new Set();
	let left = MOST_COMPARED;
	for (const { path, stamp, isIgnored } of older) {
		const facts = factsOf(stamp);
		if (facts === null || !facts.isFile || facts.size === "0") continue;
		const stashedAs = byPath.get(path);
		if (stashedAs !== void 0 && sizes.get(stashedAs) === facts.size) theirs.add(stashedAs);
		else if (stamp !== stampOf(onDisk(root, path), "kept")) goneSizes.add(facts.size);
		else if (isIgnored === true && sizesThere.has(facts.size)) {
			const bytes = require_action_post_help_run_steps.readRegularFile(onDisk(root, path), left);
			left -= bytes?.length ?? 0;
			if (bytes === null) goneSizes.add(facts.size);
			else theirs.add(blobHash(location, bytes));
		}
	}
	const published = goneSizes.size + theirs.size === 0 && !isFolderGone ? new Set() : await blobsOf(git, head);
	return ({ after }) => {
		if (after === null || published.has(after.sha)) return null;
		if (theirs.has(after.sha) || goneSizes.has(sizes.get(after.sha) ?? "")) return "alike";
		return isFolderGone ? "older-folder" : null;
	};
}
function blobHash({ baseline }, bytes) {
	return (0, node_crypto.createHash)(baseline.objectFormat).update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
async function blobsOf(git, commit) {
	if (commit === null) return new Set();
	return new Set((await listTree(git, commit)).map(({ sha }) => sha));
}
// src/git/odd-files.ts
const READ_BY_GIT = new Set([".gitignore", ".gitattributes"]);
const TICK_MS = 10;
function removePipes(root) {
	const removed = [];
	for (const { path, name, entry } of walkFiles(root)) {
		if (!entry.isFIFO() || !READ_BY_GIT.has(name)) continue;
		(0, node_fs.rmSync)(onDisk(root, path), { force: true });
		removed.push(path);
	}
	return removed;
}
function newOddFiles(root, sinceMs, isClosed) {
	if (process.platform === "win32") return [];
	return [...walkFiles(root, (folder) => isClosed(folder) || isUntouchedLeaf(root, folder, sinceMs))].filter(({ entry }) => !entry.isFile() && !entry.isSymbolicLink()).map(({ path }) => path).filter((path) => {
		const stat = lookOnDisk(root, path);
		return stat != null && (stat.birthtimeMs || stat.ctimeMs) >= sinceMs - TICK_MS;
	});
}
function isUntouchedLeaf(root, folder, sinceMs) {
	const stat = lookOnDisk(root, folder);
	return stat?.nlink === 2 && stat.ctimeMs < sinceMs - TICK_MS;
}
function* walkFiles(root, isClosed = () => false) {
	const folders = [""];
	for (let folder = folders.pop(); folder !== void 0; folder = folders.pop()) for (const entry of entriesOf(root, folder)) {
		const name = entry.name.toString("latin1");
		const path = `${folder}${name}`;
		if (!entry.isDirectory()) yield {
			path,
			name,
			entry
		};
		else if (name !== ".git" && !isClosed(`${path}/`)) folders.push(`${path}/`);
	}
}
const MOST_ENTRIES = 5e4;
function isWritten(root, repository, sinceMs, mostEntries = MOST_ENTRIES) {
	const isNew = (path) => (lookOnDisk(root, path)?.ctimeMs ?? sinceMs) >= sinceMs - TICK_MS;
	const folders = [repository];
	let entries = 0;
	for (let folder = folders.pop(); folder !== void 0; folder = folders.pop()) {
		if (isNew(folder)) return true;
		for (const entry of entriesOf(root, folder)) {
			const path = `${folder}${entry.name.toString("latin1")}`;
			if (++entries > mostEntries) return true;
			if (!entry.isDirectory()) {
				if (isNew(path)) return true;
			} else if (!/(^|\/\.git\/)objects$/.test(path)) folders.push(`${path}/`);
		}
	}
	return false;
}
function entriesOf(root, folder) {
	try {
		return (0, node_fs.readdirSync)(onDisk(root, folder), {
			withFileTypes: true,
			encoding: "buffer"
		});
	} catch {
		return [];
	}
}
// src/git/git-folders.ts
const LARGEST = 1048576;
const SECRETS = /extraheader|\[\s*(?:credential|include)|https?:\/\/[^\s/"]*@|:\/\/[^\s/":]*:[^\s/"]*@|password|passwd|smtppass|token|secret/i;
const URL_SETTING = /^\s*(?:push)?url\s*=/i;
const LONGEST_URL = 4096;
const OBJECT_NAME = /\b[0-9a-f]{40,64}\b/g;
async function gitFoldersIn(location, paths) {
	const { root } = location;
	return await privateAmong(location, withHead(paths).filter((folder) => lookOnDisk(root, `${folder}objects`)?.isDirectory() === true), paths, async (path) => textOf(onDisk(root, path)));
}
async function gitFoldersOf({ location, git }, changes) {
	const shas = new Map(changes.map(({ path, after }) => [path, after?.sha]));
	const paths = [...shas.keys()];
	return await privateAmong(location, withHead(paths).filter((folder) => paths.some((path) => path.startsWith(`${folder}objects/`))), paths, async (path) => {
		const sha = shas.get(path);
		if (sha === void 0) return null;
		return (await git({ args: [
			"cat-file",
			"blob",
			sha
		] })).stdout;
	});
}
const withHead = (paths) => paths.filter((path) => path.endsWith("/HEAD")).map((path) => path.slice(0, -4));
async function privateAmong(location, folders, paths, read) {
	if (folders.length === 0) return [];
	const own = ownTraits(location);
	const found = [];
	for (const folder of folders) if (await isPrivate(own, paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length)), async (name) => await read(`${folder}${name}`))) found.push(folder);
	return found;
}
function ownTraits({ root, gitDir, commonDir, mainWorkTree, baseline }) {
	const remotes = baseline.entries.filter(({ key }) => /^remote\..*\.(push)?url$/.test(key)).map(({ value }) => value);
	const texts = [
		...[...walkFiles(`${commonDir}/refs`)].map(({ path }) => onDisk(`${commonDir}/refs`, path)),
		`${commonDir}/packed-refs`,
		`${gitDir}/HEAD`,
		`${gitDir}/logs/HEAD`
	].map(textOf);
	return {
		config: textOf(`${commonDir}/config`),
		urls: new Set([
			...remotes,
			root,
			commonDir,
			mainWorkTree
		].map(plainUrl)),
		commits: new Set(texts.flatMap((text) => text?.match(OBJECT_NAME) ?? []).filter((name) => !/^0+$/.test(name)))
	};
}
async function isPrivate(own, names, read) {
	const config = await read("config");
	if (own.config === null || own.config === config) return true;
	const settings = `${config ?? ""}\n${await read("config.worktree") ?? ""}`;
	if (SECRETS.test(settings) || names.some((name) => /^[^/]*credential/i.test(name))) return true;
	if (settings.split("\n").filter((line) => URL_SETTING.test(line)).some((line) => own.urls.has(plainUrl(line.replace(URL_SETTING, ""))))) return true;
	for (const name of names.filter((it) => /^(?:[A-Z_]*HEAD|packed-refs|refs\/.*)$/.test(it))) if ((await read(name))?.match(OBJECT_NAME)?.some((commit) => own.commits.has(commit)) === true) return true;
	return false;
}
function textOf(file) {
	return require_action_post_help_run_steps.readRegularFile(file, LARGEST)?.toString("latin1") ?? null;
}
function plainUrl(url) {
	return url.slice(0, LONGEST_URL).trim().replaceAll("\"", "").replace(/^[a-z+]+:\/\//i, "").replace(/^[^@/]*@/, "").replace(/^([^/:]+):(?!\d)/, "$1/").replace(/(?:\/?\.git)?\/*$/i, "").toLowerCase();
}
// src/files/find-program.ts
function findProgram(name, path, { kinds = [".exe"], platform = process.platform } = {}) {
	const files = platform === "win32" ? kinds.map((kind) => `${name}${kind}`) : [name];
	for (const folder of path.split(node_path.delimiter)) {
		const file = files.find((one) => isProgram(`${folder}/${one}`));
		if (file !== void 0 && (0, node_path.isAbsolute)(folder)) return (0, node_path.join)(folder, file);
	}
	return null;
}
function isProgram(file) {
	if (!(0, node_fs.existsSync)(file)) return false;
	try {
		if (!(0, node_fs.statSync)(file).isFile()) return false;
		(0, node_fs.accessSync)(file, node_fs.constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
// src/git/filter-files.ts
const COMMAND = /^filter\.(.*)\.(?:clean|smudge|process)$/;
const BETWEEN_WORDS = /["'`\s;|&()<>]+/;
function noteFilterFiles(entries, { root, commonDir }) {
	const path = process.env.PATH ?? "";
	const noted = {};
	for (const { key, value } of entries) {
		const name = COMMAND.exec(key)?.[1];
		if (name === void 0 || value === "") continue;
		const files = value.split(BETWEEN_WORDS).flatMap((word) => filesOf(word, root, commonDir, path));
		noted[name] = {
			...noted[name],
			...Object.fromEntries(files.map((file) => [file, `${stampOf(file, "followed")} ${contentOf$3(file) ?? ""}`]))
		};
	}
	return noted;
}
function watchFilters(look, noted) {
	let known = noted;
	return {
		note: () => {
			known ??= look();
			return known;
		},
		changed: () => {
			const changed = new Map();
			for (const [name, files] of Object.entries(known ?? {})) {
				const file = Object.keys(files).find((one) => !isSame$2(one, files[one] ?? ""));
				if (file !== void 0) changed.set(name, file);
			}
			return changed;
		}
	};
}
const FILTER$1 = /^filter\.(.*)\.(clean|smudge|process|required)$/;
function blockFilters(entries, names) {
	if (names.size === 0) return entries;
	const others = entries.filter(({ key }) => !names.has(FILTER$1.exec(key)?.[1] ?? ""));
	const blocked = [...names.keys()].flatMap((name) => Object.entries({
		clean: "false",
		smudge: "false",
		required: "true"
	}).map(([variable, value]) => ({
		scope: "local",
		key: `filter.${name}.${variable}`,
		value
	})));
	return [...others, ...blocked];
}
function filesOf(word, root, commonDir, path) {
	if (word === "" || word.startsWith("-") || word.includes("%")) return [];
	if (!word.includes("/")) {
		const program = findProgram(word, path);
		return [...program === null ? [] : [program], ...existing([(0, node_path.join)(root, word)])];
	}
	const home = word.replace(/^(~|\$HOME|\$\{HOME\})(?=\/)/, process.env.HOME ?? (0, node_os.homedir)());
	const found = existing([(0, node_path.resolve)(root, home)]);
	return found.length > 0 ? found : existing(foldersIn(commonDir).map((folder) => (0, node_path.join)(folder, (0, node_path.basename)(word))));
}
function existing(files) {
	return files.filter(isFile);
}
function foldersIn(folder) {
	return [folder, ...(0, node_fs.readdirSync)(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => (0, node_path.join)(folder, name))];
}
function isSame$2(file, noted) {
	const [stamp, digest] = noted.split(" ", 2);
	return stamp === stampOf(file, "followed") || digest !== "" && digest === contentOf$3(file);
}
function isFile(path) {
	try {
		return (0, node_fs.statSync)(path).isFile();
	} catch {
		return false;
	}
}
// src/git/captured-folder.ts
function keepCapturedFolder(folder, commonDir, baseline) {
	const { info } = baseline;
	const entries = blockFilters(baseline.entries, baseline.filters.changed());
	const hasLinks = process.platform !== "win32";
	if (!(0, node_fs.existsSync)(folder)) create(folder, commonDir, hasLinks, info);
	const globalConfig = (0, node_path.join)(folder, "global");
	require_action_post_help_run_steps.keepFile((0, node_path.join)(folder, "config"), configText$1([...localSettings(entries), ...refStorage(commonDir)]));
	require_action_post_help_run_steps.keepFile(globalConfig, configText$1(entries.filter(({ scope }) => !isLocal(scope) && scope !== "command")));
	return {
		GIT_COMMON_DIR: hasLinks ? folder : commonDir,
		GIT_CONFIG_GLOBAL: globalConfig
	};
}
function toldSettings({ entries, filters }) {
	return blockFilters(entries, filters.changed()).filter((entry) => isSecret(entry) || entry.scope === "command").filter(({ key }) => !isInclude(key));
}
const LINKED = [
	"objects",
	"refs",
	"logs",
	"packed-refs",
	"reftable",
	"worktrees",
	"shallow",
	"lfs"
];
const NOT_LINKED = new Set([...[
	"config",
	"config.worktree",
	"global",
	"hooks",
	"info",
	"commondir",
	"gitdir",
	"HEAD",
	"ORIG_HEAD",
	"FETCH_HEAD"
], ...[
	"index",
	"branches",
	"description",
	"gc.pid",
	"gc.log"
]]);
function create(folder, commonDir, hasLinks, info) {
	(0, node_fs.mkdirSync)((0, node_path.join)(folder, "info"), { recursive: true });
	require_action_post_help_run_steps.keepFile((0, node_path.join)(folder, "HEAD"), "ref: refs/heads/none\n");
	for (const [name, content] of Object.entries(info)) if (content !== null) require_action_post_help_run_steps.keepFile((0, node_path.join)(folder, "info", name), content);
	if (!hasLinks) return;
	const others = (require_action_post_help_run_steps.isFolder(commonDir) ? (0, node_fs.readdirSync)(commonDir) : []).filter((name) => !NOT_LINKED.has(name) && !name.endsWith(".lock"));
	for (const name of new Set([...LINKED, ...others])) (0, node_fs.symlinkSync)((0, node_path.join)(commonDir, name), (0, node_path.join)(folder, name));
}
function localSettings(entries) {
	return [...entries.filter(({ scope, key }) => isLocal(scope) && !ABOUT_PLACE.test(key)), {
		key: "core.bare",
		value: "false"
	}];
}
const ABOUT_PLACE = /^(core\.(bare|worktree)|extensions\.(worktreeconfig|refstorage))$/;
const HEAD_OF_TABLES = "ref: refs/heads/.invalid\n";
function refStorage(commonDir) {
	if (!(0, node_fs.existsSync)((0, node_path.join)(commonDir, "reftable", "tables.list"))) return [];
	if (require_action_post_help_run_steps.readRegularFile((0, node_path.join)(commonDir, "HEAD"))?.toString() !== HEAD_OF_TABLES) return [];
	return [{
		key: "core.repositoryformatversion",
		value: "1"
	}, {
		key: "extensions.refstorage",
		value: "reftable"
	}];
}
function isLocal(scope) {
	return scope === "local" || scope === "worktree";
}
function isInclude(key) {
	return /^include(if\..*)?\.path$/.test(key);
}
function isSecret({ key, value }) {
	return /^http\.(.*\.)?extraheader$/.test(key) || /:\/\/[^/@\s]*@/.test(`${key} ${value}`);
}
function configText$1(entries) {
	return entries.filter((entry) => !isInclude(entry.key) && !isSecret(entry)).map(({ key, value }) => {
		const [first, last] = [key.indexOf("."), key.lastIndexOf(".")];
		const subsection = first === last ? "" : ` "${key.slice(first + 1, last).replace(/["\\]/g, "\\$&")}"`;
		return `[${key.slice(0, first)}${subsection}]\n\t${key.slice(last + 1)} = "${value.replace(/["\\\n\t\b]/g, (one) => ESCAPES[one] ?? one)}"\n`;
	}).join("");
}
const ESCAPES = {
	"\"": "\\\"",
	"\\": "\\\\",
	"\n": "\\n",
	"	": "\\t",
	"\b": "\\b"
};
// src/git/git-environment.ts
const USERS_GIT = { kind: "users" };
const HARDENING = [
	{
		key: "core.hooksPath",
		value: "/dev/null"
	},
	{
		key: "core.fsmonitor",
		value: "false"
	},
	{
		key: "protocol.ext.allow",
		value: "never"
	},
	{
		key: "core.commitGraph",
		value: "false"
	},
	{
		key: "core.alternateRefsCommand",
		value: "true"
	},
	{
		key: "gc.auto",
		value: "0"
	},
	{
		key: "maintenance.auto",
		value: "false"
	}
];
const ALWAYS$1 = {
	GIT_TERMINAL_PROMPT: "0",
	GIT_OPTIONAL_LOCKS: "0",
	GIT_NO_REPLACE_OBJECTS: "1",
	GIT_TRACE2: "0",
	GIT_TRACE2_EVENT: "0",
	GIT_TRACE2_PERF: "0"
};
const ANYWHERE = /^GIT_(SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|SSL_.*|PROXY_.*|HTTP_.*|EXEC_PATH|ALLOW_PROTOCOL|ATTR_NOSYSTEM|LFS_.*|CRYPT_.*|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)$/;
const USERS = /^GIT_(DIR|WORK_TREE|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS))$/;
const isNeeded = coveredBy([
	...[
		"PATH",
		"HOME",
		"USER",
		"LOGNAME",
		"SHELL",
		"TERM",
		"TMPDIR",
		"TMP",
		"TEMP",
		"TZ",
		"LANG",
		"LANGUAGE",
		"LC_*"
	],
	...[
		"XDG_*",
		"SSH_*",
		"GNUPGHOME",
		"GPG_*",
		"KRB5*",
		"DBUS_SESSION_BUS_ADDRESS",
		"DISPLAY",
		"WAYLAND_DISPLAY"
	],
	...[
		"HTTP_PROXY",
		"HTTPS_PROXY",
		"ALL_PROXY",
		"NO_PROXY",
		"FTP_PROXY",
		"SSL_CERT_FILE",
		"SSL_CERT_DIR"
	],
	...[
		"CURL_CA_BUNDLE",
		"RUNNER_TRACKING_ID",
		"SYSTEMROOT",
		"SYSTEMDRIVE",
		"WINDIR",
		"COMSPEC",
		"PATHEXT",
		"OS"
	],
	...[
		"USERNAME",
		"USERPROFILE",
		"USERDOMAIN",
		"HOMEDRIVE",
		"HOMEPATH",
		"HOMESHARE",
		"LOCALAPPDATA",
		"APPDATA"
	],
	...[
		"PROGRAMDATA",
		"PROGRAMFILES*",
		"PROGRAMW6432",
		"COMMONPROGRAM*",
		"MSYS*",
		"PROCESSOR_*",
		"NUMBER_OF_*"
	]
], true);
function captureEnvironment(env, isGiven) {
	const kept = Object.entries(env).filter(([name]) => name.startsWith("GIT_") ? ANYWHERE.test(name) : !isRunnersOwn(name) && (isNeeded(name) || isGiven(name)));
	return Object.fromEntries(kept);
}
function environmentOf(owner, more = {}) {
	const [variables, settings] = owner.kind === "users" ? usersOwn(process.env) : capturedOf(owner);
	const entries = [
		...settings,
		...HARDENING,
		...owner.kind === "captured" ? owner.own ?? [] : []
	];
	const env = {};
	for (const [name, value] of Object.entries({
		...inEnglish(variables),
		...ALWAYS$1,
		...more
	})) if (value !== void 0) env[name] = value;
	for (const [index, { key, value }] of entries.entries()) {
		env[`GIT_CONFIG_KEY_${index}`] = key;
		env[`GIT_CONFIG_VALUE_${index}`] = value;
	}
	return {
		...env,
		GIT_CONFIG_COUNT: String(entries.length)
	};
}
function usersOwn(env) {
	const kept = Object.entries(env).filter(([name]) => name.startsWith("GIT_") ? ANYWHERE.test(name) || USERS.test(name) : !isRunnersOwn(name));
	return [Object.fromEntries(kept), environmentConfig(env)];
}
function capturedOf({ environment, config }) {
	const fixed = {
		GIT_CONFIG_GLOBAL: "/dev/null",
		GIT_CONFIG_NOSYSTEM: "1",
		GIT_NO_LAZY_FETCH: "1"
	};
	return [{
		...environment,
		...fixed
	}, config];
}
function environmentConfig(env) {
	const entries = [];
	for (let index = 0; index < Number(env.GIT_CONFIG_COUNT ?? 0); index++) {
		const key = env[`GIT_CONFIG_KEY_${index}`];
		if (key !== void 0) entries.push({
			key,
			value: env[`GIT_CONFIG_VALUE_${index}`] ?? ""
		});
	}
	return entries;
}
const CATEGORIES = [
	"CTYPE",
	"NUMERIC",
	"TIME",
	"COLLATE",
	"MONETARY",
	"PAPER",
	"NAME",
	"ADDRESS",
	"MEASUREMENT"
];
function inEnglish({ LC_ALL: all, LANGUAGE: _, ...env }) {
	const categories = all ? CATEGORIES.map((name) => [`LC_${name}`, all]) : [];
	return {
		...env,
		...Object.fromEntries(categories),
		LC_MESSAGES: "C"
	};
}
// src/git/git-process.ts
const LOOK_MS = 500;
const STUCK_LOOKS = 10;
const GRACE_MS = 2e3;
const MAX_STDERR_BYTES = 1048576;
const running = new Map();
let endsWithUs = false;
async function runProcess(request) {
	const { program, args, cwd, env, input, limitMs, local, maxBytes } = request;
	const detached = process.platform !== "win32" && (local || !hasTerminal());
	const child = (0, node_child_process.spawn)(program, [...args], {
		cwd,
		env,
		detached,
		windowsHide: true,
		stdio: [
			input === "" ? "ignore" : "pipe",
			"pipe",
			"pipe"
		]
	});
	endLater(child, detached);
	let stopped = null;
	let size = 0;
	const stdout = [];
	const stderr = [];
	let said = 0;
	const stop = (why) => {
		if (stopped !== null) return;
		stopped = why;
		endGroup(child, detached, "SIGTERM");
		setTimeout(() => endGroup(child, detached, "SIGKILL"), GRACE_MS).unref();
		setTimeout(() => release(child), 2500).unref();
	};
	child.stdout?.on("data", (chunk) => {
		size += chunk.length;
		if (size > maxBytes) stop("size");
		else stdout.push(chunk);
	});
	child.stderr?.on("data", (chunk) => {
		said += chunk.length;
		if (said <= MAX_STDERR_BYTES) stderr.push(chunk);
	});
	child.stdin?.on("error", () => {});
	child.stdin?.end(input);
	const timer = setTimeout(() => stop("limit"), limitMs);
	let guard;
	const guardLater = setTimeout(() => {
		guard = startGuard(detached ? -(child.pid ?? 0) : child.pid ?? 0);
	}, LOOK_MS).unref();
	const isStuck = local ? onlyWaits() : waitsAtPipe;
	const watch = process.platform === "linux" ? watchForStuck(child.pid ?? 0, isStuck, () => stop("stuck")) : void 0;
	try {
		return {
			exitCode: await new Promise((resolve, reject) => {
				child.once("error", reject);
				child.once("exit", () => setTimeout(() => release(child), GRACE_MS).unref());
				child.once("close", (code) => resolve(code ?? 128));
			}),
			stdout: Buffer.concat(stdout),
			stderr: Buffer.concat(stderr),
			stopped
		};
	} finally {
		clearTimeout(timer);
		clearTimeout(guardLater);
		guard?.kill("SIGKILL");
		clearInterval(watch);
		running.delete(child);
	}
}
function hasTerminal() {
	return process.getBuiltinModule("node:tty").isatty(0);
}
function release(child) {
	child.stdout?.destroy();
	child.stderr?.destroy();
}
function endLater(child, isGroup) {
	running.set(child, isGroup);
	if (endsWithUs) return;
	endsWithUs = true;
	process.once("exit", () => {
		for (const [one, leads] of running) endGroup(one, leads, "SIGTERM");
	});
}
function startGuard(target) {
	if (process.platform === "win32" || target === 0) return void 0;
	const script = "read -r _; kill -s TERM -- \"$1\"";
	try {
		const guard = (0, node_child_process.spawn)("/bin/sh", [
			"-c",
			script,
			"guard",
			String(target)
		], {
			env: {},
			detached: true,
			stdio: [
				"pipe",
				"ignore",
				"ignore"
			]
		});
		guard.on("error", () => {});
		guard.unref();
		return guard;
	} catch {
		return;
	}
}
function endGroup(child, isGroup, signal) {
	if (child.pid === void 0) return;
	try {
		if (isGroup) process.kill(-child.pid, signal);
		else child.kill(signal);
	} catch {}
}
function watchForStuck(pid, isStuck, tell) {
	let looks = 0;
	return setInterval(() => {
		looks = isStuck(pid) ? looks + 1 : 0;
		if (looks === STUCK_LOOKS) tell();
	}, LOOK_MS).unref();
}
function onlyWaits() {
	let last = "";
	return (pid) => {
		const time = sleepingSince(pid);
		const isSame = time !== null && time === last;
		last = time ?? "";
		return isSame;
	};
}
const AT_A_PIPE = new Set(["wait_for_partner", "fifo_open"]);
function waitsAtPipe(pid) {
	try {
		if (AT_A_PIPE.has((0, node_fs.readFileSync)(`/proc/${pid}/wchan`, "utf8"))) return true;
		return childrenOf(pid).split(" ").filter(Boolean).some((child) => waitsAtPipe(Number(child)));
	} catch {
		return false;
	}
}
function childrenOf(pid) {
	return (0, node_fs.readFileSync)(`/proc/${pid}/task/${pid}/children`, "utf8");
}
function sleepingSince(pid) {
	try {
		if (childrenOf(pid) !== "") return null;
		const stat = (0, node_fs.readFileSync)(`/proc/${pid}/stat`, "utf8");
		const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
		return fields[0] === "S" ? `${fields[11]} ${fields[12]}` : null;
	} catch {
		return null;
	}
}
// src/git/remote-urls.ts
function chooseRemote(entries, root) {
	const { urls, urlsOf } = remotesOf(entries, root);
	const name = urls.has("origin") ? "origin" : urls.size === 1 ? [...urls.keys()][0] : void 0;
	const found = name === void 0 ? void 0 : urlsOf(name);
	return name === void 0 || found === void 0 ? null : {
		name,
		...found
	};
}
function remotesOf(entries, root) {
	const [urls, pushUrls] = [valuesByRemote(entries, "url"), valuesByRemote(entries, "pushurl")];
	const urlsOf = (name) => {
		const [url, pushUrl] = [urls.get(name), pushUrls.get(name)];
		if (url === void 0) return void 0;
		const fetchUrl = rewrite(entries, url, "insteadof") ?? url;
		const pushTarget = pushUrl === void 0 ? rewrite(entries, url, "pushinsteadof") ?? fetchUrl : rewrite(entries, pushUrl, "insteadof") ?? pushUrl;
		return {
			fetchUrl: absoluteUrl(fetchUrl, root),
			pushUrl: absoluteUrl(pushTarget, root)
		};
	};
	return {
		urls,
		urlsOf
	};
}
function changedRemotes(before, now, { root, branch }) {
	const [known, found] = [remotesOf(before, root), remotesOf(now, root)];
	const changed = [...known.urls].flatMap(([name, url]) => {
		const [was, is] = [known.urlsOf(name), found.urlsOf(name)];
		if (was === void 0) return [];
		if (is === void 0) {
			const to = [...found.urls].find(([other, its]) => !known.urls.has(other) && its === url)?.[0];
			const shown = redactUrls(was.fetchUrl);
			return to === void 0 ? [{
				kind: "removed",
				name,
				was: shown,
				back: command("remote", "add", name, shown)
			}] : [{
				kind: "renamed",
				name,
				to,
				back: command("remote", "rename", to, name)
			}];
		}
		const way = ["fetchUrl", "pushUrl"].find((it) => !isSamePlace(was[it], is[it]));
		if (way === void 0) return [];
		const back = restore(before, now, [
			`remote.${name}.url`,
			`remote.${name}.pushurl`,
			/^url\..*\.(?:push)?insteadof$/
		]);
		return [{
			kind: "moved",
			name,
			was: redactUrls(was[way]),
			to: redactUrls(is[way]),
			back
		}];
	});
	const [from, to] = [before, now].map((entries) => pushRemote(entries, branch));
	if (branch === null || from === void 0 || to === void 0 || from === to || !found.urls.has(from)) return changed;
	const back = restore(before, now, pushKeys(branch));
	return [...changed, {
		kind: "other-push",
		branch,
		name: from,
		to,
		back
	}];
}
const command = (...args) => quoteForShell(["git", ...args]);
const MOST_RESTORED = 20;
function restore(before, now, keys) {
	const isWanted = (key) => keys.some((it) => typeof it === "string" ? it === key : it.test(key));
	const [old, is] = [before, now].map((entries) => Map.groupBy(entries.filter(({ key }) => isWanted(key)), ({ key }) => key));
	const commands = [...new Set([...old?.keys() ?? [], ...is?.keys() ?? []])].flatMap((key) => {
		const [values = [], others = []] = [old, is].map((entries) => entries?.get(key)?.map(({ value }) => value));
		if (String(values) === String(others)) return [];
		if (redactUrls(key) !== key) return [command("config", "--edit")];
		if (values.length === 0) return [command("config", "--unset-all", key)];
		return values.map((value, index) => [index === 0 ? "--replace-all" : "--add", redactUrls(value)]).map(([way, value]) => command("config", way, key, value));
	});
	return commands.length > MOST_RESTORED ? command("config", "--edit") : [...new Set(commands)].join(" && ");
}
const pushKeys = (branch) => [
	`branch.${branch}.pushremote`,
	"remote.pushdefault",
	`branch.${branch}.remote`
];
function pushRemote(entries, branch) {
	return (branch === null ? [] : pushKeys(branch)).map((key) => entries.findLast((entry) => entry.key === key)?.value).find((it) => it) ?? "origin";
}
function isSamePlace(one, other) {
	const name = repositoryFromUrl(one);
	return name === null ? redactUrls(one) === redactUrls(other) : name === repositoryFromUrl(other);
}
function valuesByRemote(entries, variable) {
	const values = new Map();
	for (const { key, value } of entries) {
		const name = key.startsWith("remote.") && key.endsWith(`.${variable}`) ? key.slice(7, -variable.length - 1) : "";
		if (name === "") continue;
		if (value === "") values.delete(name);
		else if (!values.has(name)) values.set(name, value);
	}
	return values;
}
function rewrite(entries, url, variable) {
	let best;
	for (const { key, value } of entries) {
		if (!key.startsWith("url.") || !key.endsWith(`.${variable}`) || !url.startsWith(value)) continue;
		if (best === void 0 || value.length > best.prefix.length) best = {
			prefix: value,
			base: key.slice(4, -variable.length - 1)
		};
	}
	return best === void 0 ? void 0 : best.base + url.slice(best.prefix.length);
}
function absoluteUrl(url, root) {
	return !url.includes("://") && !url.includes("::") && splitUrl(url) === null && !(0, node_path.isAbsolute)(url) && !url.startsWith("~") ? (0, node_path.resolve)(root, url) : url;
}
const DEFAULT_PORTS = new Map([
	["https:", "443"],
	["http:", "80"],
	["ssh:", "22"],
	["git:", "9418"]
]);
const SCP_LIKE = /^(?:[^/:@]+@)?(\[[^\]/]+\]|[^/:@[\]]{2,}):(?!:|\/\/)(.+)$/;
function repositoryFromUrl(url) {
	const remote = splitUrl(url);
	if (remote === null) return null;
	const path = remote.path.replace(/[?#].*$/s, "").replace(/^\/+|(?<!\/)\/+$/g, "").replace(/\.git$/i, "");
	if (path === "" || path.split("/").some((part) => part === "" || part === "." || part === "..")) return null;
	return `${remote.host}/${path}`.toLowerCase();
}
function splitUrl(url) {
	if (!url.includes("://")) {
		const scp = SCP_LIKE.exec(url);
		return scp?.[1] === void 0 || scp[2] === void 0 ? null : {
			host: scp[1].toLowerCase(),
			path: scp[2]
		};
	}
	if (!URL.canParse(url)) return null;
	const parsed = new URL(url);
	const protocol = parsed.protocol.replace(/^git\+/, "");
	const usual = DEFAULT_PORTS.get(protocol);
	if (usual === void 0 || parsed.hostname === "") return null;
	const port = parsed.port === "" || parsed.port === usual ? "" : `:${parsed.port}`;
	return {
		host: `${parsed.hostname.toLowerCase()}${port}`,
		path: parsed.pathname
	};
}
function redactUrls(text) {
	return text.replace(/(:\/\/)[^/\s'"@]*(?:@[^/\s'"@]*)*@/g, "$1");
}
function isHttp(url) {
	return /^https?:\/\//i.test(url);
}
// src/git/run-git.ts
const FILTER_PREFIX = "eval \"$LAFORGE_FILTER\"; ";
const LOCAL_LIMIT_MS = 9e5;
const LONGEST_OUTPUT = 5e8;
async function runGit(command) {
	const ended = await start(command);
	const output = {
		exitCode: ended.exitCode,
		stdout: ended.stdout.toString(command.encoding ?? "utf8"),
		stderr: ended.stderr.toString("utf8")
	};
	if (ended.stopped === "limit" && command.limitMs !== void 0) {
		const seconds = command.limitMs / 1e3;
		return checkExit(command, {
			...output,
			exitCode: 128,
			stderr: `${output.stderr}\nfatal: no answer from the remote within ${seconds} seconds (timed out)`
		});
	}
	if (ended.stopped !== null) throw new require_action_post_help_run_steps.GitError("git-stopped", explainStop(command, ended.stopped));
	return checkExit(command, output);
}
function checkExit(command, output) {
	if (output.exitCode === 0 || command.allowExit === "any") return output;
	if (command.allowExit?.includes(output.exitCode)) return output;
	throw new require_action_post_help_run_steps.GitError("git-failed", `${nameOf(command)} failed: ${lastWords$1(output)}`);
}
function explainStop(command, stopped) {
	const what = `${nameOf(command)} in ${command.cwd}`;
	if (stopped === "size") return `${what} printed more than can be read.`;
	if (stopped === "limit") return `${what} did not end within ${LOCAL_LIMIT_MS / 6e4} minutes, and was ended.`;
	return `${what} hung and was ended. Look for a named pipe in the place of a file: find . -type p`;
}
async function start(command) {
	const env = environmentOf(command.as, command.env);
	const program = command.as.kind === "users" ? command.as.program ?? findGit() : command.as.programs.git ?? null;
	if (program === null) throw new require_action_post_help_run_steps.InputError("git-missing", "There is no git on the PATH. Install git 2.31 or later.");
	try {
		return await runProcess({
			program,
			args: command.args,
			cwd: command.cwd,
			env,
			input: command.input ?? "",
			limitMs: command.limitMs ?? LOCAL_LIMIT_MS,
			local: command.limitMs === void 0,
			maxBytes: command.maxBytes ?? LONGEST_OUTPUT
		});
	} catch (cause) {
		const why = require_action_post_help_run_steps.isFolder(command.cwd) ? "could not be started" : "has no folder to run in";
		throw new require_action_post_help_run_steps.GitError("git-failed", `${nameOf(command)} ${why}: ${require_action_post_help_run_steps.quote(command.cwd)}.`, { cause });
	}
}
let found;
function findGit() {
	const path = process.env.PATH ?? "";
	if (found?.path !== path) found = {
		path,
		git: findProgram("git", path)
	};
	return found.git;
}
function plainText(text) {
	return redactUrls(require_action_help_run_steps.stripEscapes(text.replaceAll("\r", "\n")).replace(/(?!\n)\p{Cc}/gu, " ").split("\n").map((line) => line.trimEnd()).filter((line) => line !== "").join("\n"));
}
function lockOf({ stderr }) {
	return /Unable to create '([^'\n]+\.lock)': File exists/.exec(plainText(stderr))?.[1] ?? null;
}
function lastWords$1(output) {
	const lock = lockOf(output);
	if (lock !== null) return `another git is at work here, or was killed, since ${lock} exists. Delete that file if none is at work.`;
	const lines = plainText((output.stderr || output.stdout.slice(-1e4)).replaceAll(FILTER_PREFIX, "")).split("\n");
	const first = lines.findIndex((line) => /^(fatal|error): /.test(line));
	const words = (first < 0 ? lines.slice(-3) : lines.slice(first, first + 3)).join(" ").slice(0, 600);
	return words === "" ? `it ended with exit code ${output.exitCode} and said nothing.` : words;
}
function nameOf(command) {
	return `git ${command.args.find((argument) => !argument.startsWith("-")) ?? ""}`.trim();
}
// src/git/locate.ts
const MINIMUM = "2.31";
async function gitAt(location, { config = [], env, cwd, ...command }) {
	const { root, gitDir, baseline, repository } = location;
	refuseOtherFolder(location);
	refuseOddFiles(location);
	if (command.args.some((arg) => LISTS_REFS.has(arg))) refuseLinkedRefs(location);
	return await runGit({
		...command,
		as: {
			...baseline.git,
			config: [...toldSettings(baseline), ...config]
		},
		cwd: cwd ?? root,
		env: {
			...repository.capturedPlace(),
			GIT_DIR: gitDir,
			GIT_WORK_TREE: root,
			PATH: repository.path(),
			...env
		}
	});
}
function gitOf(location) {
	return (command) => gitAt(location, command);
}
function refuseOtherFolder({ root }) {
	const now = whereIs(root);
	if (now === root) return;
	throw new require_action_post_help_run_steps.GitError("git-failed", `${require_action_post_help_run_steps.quote(root)} has become a link to ${require_action_post_help_run_steps.quote(now)}, so nothing there is read. Put the work tree back.`);
}
function whereIs(root) {
	try {
		return process.platform === "win32" ? root : (0, node_fs.realpathSync)(root);
	} catch {
		return root;
	}
}
function refuseOddFiles({ gitDir, commonDir }) {
	const own = [
		"HEAD",
		"index",
		(0, node_path.join)("logs", "HEAD")
	].map((name) => (0, node_path.join)(gitDir, name));
	for (const file of [...own, ...["packed-refs", "shallow"].map((name) => (0, node_path.join)(commonDir, name))]) {
		if ((0, node_fs.statSync)(file, { throwIfNoEntry: false })?.isFile() !== false) continue;
		throw new require_action_post_help_run_steps.GitError("git-failed", `${require_action_post_help_run_steps.quote(file)} is not a regular file, as git keeps it. Put the file back.`);
	}
}
const MOST_LINKS = 20;
const LISTS_REFS = new Set([
	"for-each-ref",
	"fetch",
	"--all"
]);
function refuseLinkedRefs({ gitDir, commonDir }) {
	const [first, ...more] = [...new Set([gitDir, commonDir])].flatMap((folder) => require_action_post_help_run_steps.findLinkedFolders((0, node_path.join)(folder, "refs"))).slice(0, MOST_LINKS);
	if (first === void 0) return;
	const them = more.length === 0 ? "it" : "all of them";
	throw new require_action_post_help_run_steps.GitError("git-failed", `${require_action_post_help_run_steps.quote(first)} is a link to a folder, and git keeps none among its refs. Remove ${them}: ${quoteForShell([
		"rm",
		first,
		...more
	])}`);
}
function confirmsPlace(entries) {
	const isBare = entries.findLast(({ key }) => key === "core.bare")?.value === "true";
	const isHere = entries.some(({ scope }) => scope === "local") && !entries.some(({ key }) => key === "core.worktree");
	const knows = (ours) => entries.some(({ scope, key, value }) => scope === "command" && key === ours.key.toLowerCase() && value === ours.value);
	return isHere && !isBare && HARDENING.every(knows);
}
function checkFolder(directory) {
	const wrong = (message) => new require_action_post_help_run_steps.InputError("not-a-work-tree", message);
	let isFolder;
	try {
		isFolder = (0, node_fs.statSync)(directory, { throwIfNoEntry: false })?.isDirectory() === true;
	} catch (error) {
		throw wrong(`The folder ${require_action_post_help_run_steps.quote(directory)} cannot be reached: ${require_action_post_help_run_steps.sayRefusedPath(error)}`);
	}
	if (!isFolder) throw wrong(`There is no folder ${require_action_post_help_run_steps.quote(directory)}. Name one inside a git work tree.`);
}
async function locateWorkTree(directory) {
	refuseOddVariables(process.env, directory);
	checkFolder(directory);
	const output = await runGit({
		as: USERS_GIT,
		args: [
			"rev-parse",
			"--path-format=absolute",
			"--show-toplevel",
			"--absolute-git-dir",
			"--git-common-dir"
		],
		cwd: directory,
		allowExit: [128]
	});
	if (output.exitCode !== 0) throw notAWorkTree(directory, output);
	const [root, gitDir, commonDir, ...rest] = output.stdout.split("\n");
	if (root === "--path-format=absolute") await refuseOldGit(directory);
	if (!root || !gitDir || !commonDir || rest.join("") !== "") throw new require_action_post_help_run_steps.GitError("git-failed", `git does not say where the work tree of ${require_action_post_help_run_steps.quote(directory)} is.`);
	return {
		root,
		gitDir,
		commonDir,
		mainWorkTree: findMainWorkTree(root, gitDir, commonDir)
	};
}
function findMainWorkTree(root, gitDir, commonDir) {
	if (gitDir === commonDir) return root;
	return (0, node_path.basename)(commonDir) === ".git" ? (0, node_path.dirname)(commonDir) : commonDir;
}
async function refuseOldGit(cwd) {
	const { stdout } = await runGit({
		as: USERS_GIT,
		args: ["--version"],
		cwd
	});
	const version = stdout.trim().replace(/^git version /, "");
	throw new require_action_post_help_run_steps.InputError("git-too-old", `This is git ${version}, and git ${MINIMUM} is the oldest that works. Update git.`);
}
function refuseOddVariables(env, directory) {
	const { GIT_DIR: gitDir = ".git" } = env;
	const usual = {
		GIT_INDEX_FILE: (0, node_path.join)(gitDir, "index"),
		GIT_OBJECT_DIRECTORY: (0, node_path.join)(gitDir, "objects"),
		GIT_COMMON_DIR: gitDir,
		GIT_ALTERNATE_OBJECT_DIRECTORIES: null,
		GIT_NAMESPACE: null
	};
	for (const [name, own] of Object.entries(usual)) {
		const value = env[name];
		if (!value || own !== null && (0, node_path.resolve)(directory, value) === (0, node_path.resolve)(directory, own)) continue;
		throw new require_action_post_help_run_steps.InputError("bad-environment", `${name} is set to ${require_action_post_help_run_steps.quote(value)}, and LaForge works with what is the repository's own. Unset it.`);
	}
}
function notAWorkTree(directory, output) {
	const where = require_action_post_help_run_steps.quote(directory);
	const found = [
		[/dubious ownership|is owned by someone else/, `git does not trust ${where}, which belongs to another user. If you do, run: ${quoteForShell([
			"git",
			"config",
			"--global",
			"--add",
			"safe.directory",
			directory
		])}`],
		[/must be run in a work tree|cannot use bare repository/, `${where} is a bare repository or inside a .git folder. Name a folder of its work tree.`],
		[/not a git repository/, `${where} is not in a git work tree. Check a repository out first, or name a folder inside one.`]
	].find(([said]) => said.test(output.stderr));
	return new require_action_post_help_run_steps.InputError("not-a-work-tree", found?.[1] ?? `git cannot use ${where}: ${lastWords$1(output)}`);
}
const FINGERPRINT_LENGTH = 32;
function markRepository(place, entries, { git: { programs }, filters }, key) {
	const settings = [...new Set(entries.map((entry) => fingerprint(entry, key)))];
	return {
		...place,
		settings,
		programs,
		filterFiles: filters.note()
	};
}
function settingsOfMark(entries, mark, key) {
	const known = new Set(mark.settings);
	return entries.filter((entry) => known.has(fingerprint(entry, key)));
}
function locateMark(mark) {
	const { root, gitDir, commonDir, mainWorkTree } = mark;
	for (const folder of [
		root,
		gitDir,
		commonDir
	]) {
		if (require_action_post_help_run_steps.isFolder(folder)) continue;
		throw new require_action_post_help_run_steps.InputError("not-a-work-tree", `${require_action_post_help_run_steps.quote(folder)} was a folder when the step began, but is none now.`);
	}
	return {
		root,
		gitDir,
		commonDir,
		mainWorkTree
	};
}
function fingerprint({ scope, key, value }, secret) {
	return (0, node_crypto.createHmac)("sha256", secret).update(JSON.stringify([
		scope,
		key,
		value
	])).digest("base64url").slice(0, FINGERPRINT_LENGTH);
}
// src/git/programs.ts
const ALWAYS = [
	"git",
	"git-lfs",
	"ssh",
	"gpg",
	"gpgsm",
	"ssh-keygen"
];
const COMMANDS = new RegExp(`^(${[
	"filter\\..*\\.(clean|smudge|process)",
	"core\\.(sshcommand|askpass)",
	"credential\\.(.*\\.)?helper"
].join("|")}|${[
	"gpg\\.(.*\\.)?program",
	"remote\\..*\\.(uploadpack|receivepack|vcs)",
	"lfs\\.customtransfer\\..*\\.path",
	"lfs\\.extension\\..*\\.(clean|smudge)"
].join("|")})$`);
const VARIABLES = [
	"GIT_SSH",
	"GIT_SSH_COMMAND",
	"GIT_ASKPASS",
	"SSH_ASKPASS"
];
function findPrograms(config) {
	const words = [...config.filter(({ key }) => COMMANDS.test(key)).map(({ key, value }) => commandOf(key, value)), ...VARIABLES.map((name) => process.env[name] ?? "")].map((command) => /^[\w.+-]+/.exec(command)?.[0] ?? "");
	const names = new Set([...ALWAYS, ...words.filter((word) => word !== "")]);
	return Object.fromEntries([...names].flatMap((name) => {
		const file = findProgram(name, process.env.PATH ?? "");
		return file === null ? [] : [[name, file]];
	}));
}
function commandOf(key, value) {
	if (key.endsWith(".vcs")) return `git-remote-${value}`;
	if (!key.startsWith("credential.")) return value.trimStart();
	return value.startsWith("!") ? value.slice(1).trimStart() : `git-credential-${value}`;
}
function pathWith(programs, folder, path) {
	if (process.platform === "win32") return path;
	const isSame = ([name, file]) => findProgram(name, path) === file;
	if (path.split(node_path.delimiter).every(node_path.isAbsolute) && Object.entries(programs).every(isSame)) return path;
	(0, node_fs.mkdirSync)(folder, { recursive: true });
	for (const [name, file] of Object.entries(programs)) {
		const link = (0, node_path.join)(folder, name);
		if (targetOf(link) === file) continue;
		(0, node_fs.rmSync)(link, {
			recursive: true,
			force: true
		});
		(0, node_fs.symlinkSync)(file, link);
	}
	return `${folder}${node_path.delimiter}${path}`;
}
function targetOf(link) {
	try {
		return (0, node_fs.readlinkSync)(link);
	} catch {
		return null;
	}
}
// src/git/baseline.ts
const REMOTE_NAME = "laforge";
const SECTIONS = /^(http|credential|filter|lfs|user|author|committer|gpg|ssh|protocol|safe)\./;
const IGNORE_CASE = "core.ignorecase";
const SINGLE_KEYS = new Set(`core.askpass core.attributesfile core.bigfilethreshold core.compression core.autocrlf core.checkroundtripencoding
  core.checkstat core.eol core.excludesfile core.filemode core.fsync core.fsyncmethod core.fsyncobjectfiles core.gitproxy
  ${IGNORE_CASE} core.longpaths core.loosecompression core.precomposeunicode core.protecthfs core.protectntfs
  core.safecrlf core.sharedrepository core.sparsecheckout core.sparsecheckoutcone core.sshcommand core.symlinks
  core.trustctime commit.gpgsign i18n.commitencoding`.split(/\s+/));
async function listConfig(directory, as = USERS_GIT) {
	const { stdout } = await runGit({
		as,
		args: [
			"config",
			"--list",
			"-z",
			"--show-scope",
			"--includes"
		],
		cwd: directory
	});
	return parseConfigList(stdout);
}
async function readSetting(key, directory) {
	try {
		const output = await runGit({
			as: USERS_GIT,
			args: [
				"config",
				"--get",
				key
			],
			cwd: directory,
			allowExit: "any"
		});
		return output.exitCode === 0 ? output.stdout.trim() : void 0;
	} catch {
		return;
	}
}
async function readConfig(root, listing = listConfig(root)) {
	const entries = await listing;
	return {
		entries,
		lfsEntries: usesFilter(entries, "lfs") ? await listLfsConfig(root) : []
	};
}
async function parseConfig(git, text) {
	return parseConfigList((await git({
		args: [
			"config",
			"--list",
			"-z",
			"--show-scope",
			"--file",
			"-"
		],
		input: text
	})).stdout);
}
function captureBaseline({ entries, lfsEntries }, surroundings) {
	const { root, commonDir } = surroundings;
	const { programs = findPrograms(entries), environment = captureEnvironment(process.env, () => true) } = surroundings;
	const remote = chooseRemote(entries, root);
	const lfsUrl = remote === null || !usesFilter(entries, "lfs") ? null : findLfsUrl([...lfsEntries, ...entries], remote.name);
	const readInfo = (name) => require_action_post_help_run_steps.readRegularFile((0, node_path.join)(commonDir, "info", name));
	return {
		config: [
			...entries.filter(isKept).map(({ key, value }) => ({
				key,
				value
			})),
			...remote === null ? [] : settingsOfRemote(entries, remote.name),
			...lastValue(entries, IGNORE_CASE) === "true" && tellsCaseApart(root) ? [{
				key: IGNORE_CASE,
				value: "false"
			}] : []
		],
		entries,
		git: {
			kind: "captured",
			environment,
			programs
		},
		info: {
			exclude: readInfo("exclude"),
			attributes: readInfo("attributes")
		},
		objectFormat: lastValue(entries, "extensions.objectformat")?.toLowerCase() === "sha256" ? "sha256" : "sha1",
		remote: remote && {
			...remote,
			lfsUrl
		},
		settings: new Map(entries.filter(({ key }) => key.startsWith("laforge.")).map(({ key, value }) => [key, value])),
		filters: watchFilters(() => noteFilterFiles(entries, {
			root,
			commonDir
		}), surroundings.filterFiles ?? null)
	};
}
function parseConfigList(text) {
	const entries = [];
	const records = text.split("\0");
	for (let index = 0; index + 1 < records.length; index += 2) {
		const record = records[index + 1] ?? "";
		const end = record.indexOf("\n");
		const [key, value] = end < 0 ? [record, "true"] : [record.slice(0, end), record.slice(end + 1)];
		entries.push({
			scope: records[index] ?? "",
			key,
			value
		});
	}
	return entries;
}
function lastValue(entries, key) {
	return entries.findLast((entry) => entry.key === key)?.value;
}
function tellsCaseApart(root) {
	const [git, other] = [".git", ".GIT"].map((name) => (0, node_fs.lstatSync)((0, node_path.join)(root, name), {
		throwIfNoEntry: false,
		bigint: true
	}));
	return git !== void 0 && git.ino !== other?.ino;
}
function isKept(entry) {
	if (entry.key.startsWith("safe.")) return entry.scope !== "local" && entry.scope !== "worktree";
	return SECTIONS.test(entry.key) || SINGLE_KEYS.has(entry.key);
}
function usesFilter(entries, name) {
	return ["clean", "process"].some((way) => (lastValue(entries, `filter.${name}.${way}`) ?? "") !== "");
}
async function listLfsConfig(root) {
	const file = (0, node_path.join)(root, ".lfsconfig");
	if (require_action_post_help_run_steps.readRegularFile(file) === null) return [];
	return parseConfigList((await runGit({
		as: USERS_GIT,
		args: [
			"config",
			"--list",
			"-z",
			"--show-scope",
			"--file",
			file
		],
		cwd: root,
		allowExit: "any"
	})).stdout);
}
function findLfsUrl(entries, remote) {
	const url = [
		"lfs.pushurl",
		"lfs.url",
		`remote.${remote}.lfspushurl`,
		`remote.${remote}.lfsurl`
	].map((key) => lastValue(entries, key)).find((value) => value);
	if (url === void 0) return null;
	return rewrite(entries, url, "pushinsteadof") ?? rewrite(entries, url, "insteadof") ?? url;
}
function settingsOfRemote(entries, name) {
	return [
		"proxy",
		"proxyauthmethod",
		"uploadpack",
		"receivepack",
		"vcs"
	].flatMap((variable) => {
		const value = lastValue(entries, `remote.${name}.${variable}`);
		return value === void 0 ? [] : [{
			key: `remote.${REMOTE_NAME}.${variable}`,
			value
		}];
	});
}
// src/git/git-files.ts
const PLACING = /^GIT_(DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|NAMESPACE|CEILING_.*|DISCOVERY_.*|.*OBJECT_DIRECTOR.*)$/;
function findPlainWorkTree(directory) {
	if (process.platform !== "linux" || Object.keys(process.env).some((name) => name.startsWith("GIT_") && PLACING.test(name))) return null;
	try {
		for (let folder = (0, node_fs.realpathSync)(directory);; folder = (0, node_path.dirname)(folder)) {
			const gitDir = (0, node_path.join)(folder, ".git");
			const place = {
				root: folder,
				gitDir,
				commonDir: gitDir,
				mainWorkTree: folder
			};
			if ((0, node_fs.lstatSync)(gitDir, { throwIfNoEntry: false }) !== void 0) return isPlainGitFolder(place) ? place : null;
			if ((0, node_fs.existsSync)((0, node_path.join)(folder, "HEAD")) || (0, node_path.dirname)(folder) === folder) return null;
		}
	} catch {
		return null;
	}
}
function isPlainGitFolder(place) {
	const isFolder = (path) => (0, node_fs.lstatSync)(path, { throwIfNoEntry: false })?.isDirectory() === true;
	const { gitDir } = place;
	return [
		gitDir,
		(0, node_path.join)(gitDir, "objects"),
		(0, node_path.join)(gitDir, "refs")
	].every(isFolder) && !(0, node_fs.existsSync)((0, node_path.join)(gitDir, "commondir")) && readHeadFiles(place) !== null;
}
const LONGEST_LINE = 300;
const SHA_LINE = /^([0-9a-f]{40}(?:[0-9a-f]{24})?)\n$/;
const BRANCH_LINE = /^ref: refs\/heads\/([\w-]+(?:[./+][\w-]+)*)\n$/;
function readHeadFiles({ gitDir, commonDir }) {
	const head = readLine((0, node_path.join)(gitDir, "HEAD"));
	const detached = SHA_LINE.exec(head)?.[1];
	if (detached !== void 0) return {
		sha: detached,
		branch: null
	};
	const branch = BRANCH_LINE.exec(head)?.[1];
	if (branch === void 0 || /\.lock(\/|$)/.test(branch)) return null;
	const sha = SHA_LINE.exec(readLine((0, node_path.join)(commonDir, "refs/heads", branch)))?.[1];
	return sha === void 0 ? null : {
		sha,
		branch
	};
}
function readLine(path) {
	const buffer = Buffer.alloc(LONGEST_LINE);
	return require_action_post_help_run_steps.withPlainFile(path, (file) => buffer.toString("latin1", 0, (0, node_fs.readSync)(file, buffer))) ?? "";
}
const MOST_BYTES$4 = 4194304;
function hasNoRefs({ commonDir }, name) {
	const packed = (0, node_path.join)(commonDir, "packed-refs");
	if ((0, node_fs.existsSync)((0, node_path.join)(commonDir, "reftable")) || (0, node_fs.existsSync)((0, node_path.join)(commonDir, name))) return false;
	if (!(0, node_fs.existsSync)(packed)) return true;
	return require_action_post_help_run_steps.readRegularFile(packed, MOST_BYTES$4)?.includes(` ${name}`) === false;
}
const MOST_FILES = 200;
const PACKED_BYTES = 262144;
const PLAIN_NAME = /^[\w-]+(?:[.+][\w-]+)*(?<!\.lock)$/;
const PACKED_LINE = /^([0-9a-f]{40}(?:[0-9a-f]{24})?) (refs\/\S+)$/;
const SHARED = /^refs\/(?:heads|remotes|tags|laforge)\//;
function readRefFiles({ gitDir, commonDir }, folder) {
	if ((0, node_fs.existsSync)((0, node_path.join)(commonDir, "reftable")) || gitDir !== commonDir && !SHARED.test(folder)) return null;
	try {
		const loose = readLooseRefs(commonDir, folder);
		return loose && readPackedRefs(commonDir, folder, loose);
	} catch {
		return null;
	}
}
function readLooseRefs(commonDir, folder) {
	const refs = new Map();
	const top = (0, node_path.join)(commonDir, folder);
	let entries = 0;
	for (const entry of (0, node_fs.existsSync)(top) ? require_action_post_help_run_steps.walkBelow(top) : []) {
		if (++entries > MOST_FILES || !PLAIN_NAME.test(entry.name)) return null;
		if (entry.isDirectory()) continue;
		const file = (0, node_path.join)(entry.parentPath, entry.name);
		const sha = SHA_LINE.exec(readLine(file))?.[1];
		if (sha === void 0) return null;
		refs.set(folder + (0, node_path.relative)(top, file).replaceAll(node_path.sep, "/"), sha);
	}
	return refs;
}
function readPackedRefs(commonDir, folder, loose) {
	const packed = (0, node_path.join)(commonDir, "packed-refs");
	if (!(0, node_fs.existsSync)(packed)) return loose;
	const text = require_action_post_help_run_steps.readRegularFile(packed, PACKED_BYTES)?.toString("utf8");
	if (text === void 0) return null;
	const refs = new Map();
	for (const line of text.split("\n")) {
		if (line === "" || line.startsWith("#") || line.startsWith("^")) continue;
		const [, sha, ref] = PACKED_LINE.exec(line) ?? [];
		if (sha === void 0 || ref === void 0) return null;
		if (ref.startsWith(folder)) refs.set(ref, sha);
	}
	return new Map([...refs, ...loose]);
}
// src/git/operations.ts
function findOperation(location, branch) {
	const own = {
		gitDir: location.gitDir,
		folder: null
	};
	for (const { gitDir, folder } of [own, ...otherWorkTrees(location)]) {
		const name = operationOn(gitDir, branch);
		if (name !== null) return {
			name,
			workTree: folder
		};
	}
	return null;
}
function otherWorkTrees(location) {
	return [...mainWorkTree(location), ...linkedWorkTrees(location)].filter(({ gitDir, folder }) => gitDir !== location.gitDir && (0, node_fs.existsSync)(folder));
}
function mainWorkTree({ commonDir, mainWorkTree, baseline }) {
	const own = baseline.entries.filter(({ scope }) => scope === "local");
	const apart = readStart((0, node_path.join)(commonDir, "config.worktree"));
	return lastValue(own, "core.bare") === "true" || /^\s*bare\s*(=\s*true\s*)?$/im.test(apart) ? [] : [{
		gitDir: commonDir,
		folder: mainWorkTree
	}];
}
function linkedWorkTrees({ commonDir }) {
	return linkedGitFolders(commonDir).flatMap((gitDir) => {
		const file = (0, node_path.resolve)(gitDir, readStart((0, node_path.join)(gitDir, "gitdir")).trimEnd());
		return (0, node_path.basename)(file) === ".git" ? [{
			gitDir,
			folder: (0, node_path.dirname)(file)
		}] : [];
	});
}
function linkedGitFolders(commonDir) {
	return namesIn((0, node_path.join)(commonDir, "worktrees")).map((name) => (0, node_path.join)(commonDir, "worktrees", name));
}
function gitFolders({ gitDir, commonDir }) {
	return [...new Set([
		gitDir,
		commonDir,
		...linkedGitFolders(commonDir)
	])];
}
function operationOn(folder, branch) {
	const ref = `refs/heads/${branch}`;
	const read = (name) => readStart((0, node_path.join)(folder, name));
	if (["rebase-merge/head-name", "rebase-apply/head-name"].some((name) => read(name).trim() === ref) || read("rebase-merge/update-refs").split("\n").includes(ref)) return "rebase";
	if (read("HEAD").trim() === `ref: ${ref}`) return operationIn(folder);
	return (0, node_fs.existsSync)((0, node_path.join)(folder, "BISECT_LOG")) && read("BISECT_START").trim() === branch ? "bisect" : null;
}
const SIGNS = [
	["rebase-merge", "rebase"],
	["rebase-apply/applying", "am"],
	["rebase-apply", "rebase"],
	["BISECT_LOG", "bisect"],
	["MERGE_HEAD", "merge"],
	["CHERRY_PICK_HEAD", "cherry-pick"],
	["REVERT_HEAD", "revert"]
];
function operationIn(gitDir) {
	const sign = SIGNS.find(([file]) => (0, node_fs.existsSync)((0, node_path.join)(gitDir, file)));
	if (sign !== void 0) return sign[1];
	const next = readStart((0, node_path.join)(gitDir, "sequencer/todo")).split(" ", 1)[0];
	if (next === "pick" || next === "p") return "cherry-pick";
	return next === "revert" ? "revert" : null;
}
function hasOperationSince(gitDir, takenAt) {
	return SIGNS.some(([file]) => (lookOnDisk(gitDir, file)?.ctimeMs ?? takenAt) < takenAt);
}
const LOCK_WAIT_MS = 3e3;
const LOOK_AGAIN_MS = 50;
async function findLock({ gitDir, commonDir }) {
	const ref = checkedOutRef(gitDir);
	const files = [
		(0, node_path.join)(gitDir, "index"),
		(0, node_path.join)(gitDir, "HEAD"),
		...ref === null ? [] : [(0, node_path.join)(commonDir, ref)]
	];
	const held = () => files.map((file) => `${file}.lock`).find((lock) => lookOnDisk((0, node_path.dirname)(lock), (0, node_path.basename)(lock)));
	for (let waitedMs = 0; held() !== void 0 && waitedMs < LOCK_WAIT_MS; waitedMs += LOOK_AGAIN_MS) await (0, node_timers_promises.setTimeout)(LOOK_AGAIN_MS);
	return held() ?? null;
}
function whyUnwritable({ gitDir, commonDir }, moved = null) {
	const objects = (0, node_path.join)(commonDir, "objects");
	const spread = moved === null ? namesIn(objects).filter((name) => /^[0-9a-f]{2}$/.test(name)) : [];
	const ref = moved === null ? checkedOutRef(gitDir) : branchRef(moved);
	const shared = ref === null ? [] : [(0, node_path.dirname)(ref), (0, node_path.join)("logs", ref)];
	const closed = [
		...[
			gitDir,
			(0, node_path.join)(gitDir, "logs", "HEAD"),
			objects
		],
		...spread.map((name) => (0, node_path.join)(objects, name)),
		...shared.map((name) => (0, node_path.join)(commonDir, name))
	].find((place) => (0, node_fs.existsSync)(place) && !mayWrite(place));
	if (closed === void 0) return null;
	const user = process.getuid?.();
	const repair = (0, node_fs.statSync)(closed).uid === user ? [
		"chmod",
		"u+w",
		closed
	] : [
		"sudo",
		"chown",
		"-R",
		String(user),
		commonDir
	];
	return `${require_action_post_help_run_steps.quote(closed)} cannot be written. Make it yours, as with ${quoteForShell(repair)}`;
}
function checkedOutRef(gitDir) {
	return /^ref: (refs\/heads\/\S+)\s*$/.exec(readStart((0, node_path.join)(gitDir, "HEAD")))?.[1] ?? null;
}
function mayWrite(path) {
	try {
		(0, node_fs.accessSync)(path, node_fs.constants.W_OK);
		return true;
	} catch {
		return false;
	}
}
const FILES = [
	...SIGNS.map(([file]) => file).filter((file) => !file.includes("/")),
	...[
		"MERGE_MSG",
		"MERGE_MODE",
		"MERGE_AUTOSTASH",
		"AUTO_MERGE",
		"SQUASH_MSG",
		"REBASE_HEAD",
		"sequencer"
	],
	...[
		"BISECT_START",
		"BISECT_NAMES",
		"BISECT_TERMS",
		"BISECT_RUN",
		"BISECT_EXPECTED_REV",
		"BISECT_ANCESTORS_OK"
	],
	...["BISECT_FIRST_PARENT", "BISECT_HEAD"]
];
function filesOfOperations(gitDir) {
	return FILES.filter((name) => (0, node_fs.existsSync)((0, node_path.join)(gitDir, name)));
}
const MOST_BYTES$3 = 4194304;
function readStart(path) {
	return readPart(path, () => 0);
}
function readEnd(path, most = MOST_BYTES$3) {
	return readPart(path, (size) => Math.max(0, size - most), most);
}
function namesIn(folder) {
	try {
		return (0, node_fs.readdirSync)(folder);
	} catch {
		return [];
	}
}
function readPart(path, startOf, most = MOST_BYTES$3) {
	return require_action_post_help_run_steps.withPlainFile(path, (file, size) => {
		const buffer = Buffer.alloc(Math.min(size, most));
		return buffer.toString("utf8", 0, (0, node_fs.readSync)(file, buffer, 0, buffer.length, startOf(size)));
	}) ?? "";
}
// src/git/clone-traces.ts
const CLOCK_SLACK_MS$1 = 2e3;
const DATE_SLACK_S = 86400;
const PSEUDO_REF = /^[A-Z][A-Z_]*$/;
async function readCloneState(location, head) {
	const list = async (...args) => {
		const output = await gitAt(location, {
			args: [
				"rev-list",
				"--timestamp",
				...args,
				"--all",
				"--reflog"
			],
			allowExit: "any"
		});
		return new Map(output.stdout.split("\n").flatMap((line) => {
			const [seconds = "", sha = ""] = line.split(" ");
			return require_action_post_help_run_steps.isSha(sha) ? [[sha, Number(seconds)]] : [];
		}));
	};
	const tips = knowsOnly(location, head) ? new Map([[head, 0]]) : await list("--no-walk=unsorted");
	const oldest = (tips.get(head ?? "") ?? 0) - DATE_SLACK_S;
	const isAhead = head !== null && [...tips].some(([sha, seconds]) => sha !== head && seconds >= oldest);
	const folders = gitFolders(location);
	return {
		tips: [...new Set([...tips.keys(), ...folders.flatMap(pseudoRefs)])],
		beyondHead: isAhead ? [...(await list(`^${head}`, `--since=${oldest}`)).keys()] : [],
		gitFolders: folders,
		fetchHeads: fetchHeads(folders),
		takenAt: Date.now()
	};
}
const FEW_LOGS = 200;
const MOST_LOG_BYTES = 65536;
function knowsOnly(location, head) {
	const logs = (0, node_path.join)(location.commonDir, "logs");
	if (head === null) return false;
	const refs = gitFolders(location).length === 1 ? readRefFiles(location, "refs/") : null;
	if (refs === null || ![...refs.values()].every((sha) => sha === head)) return false;
	const ofHead = new RegExp(`^(?:(?:0+|${head}) ${head} .*\\n)*$`);
	try {
		let entries = 0;
		for (const entry of require_action_post_help_run_steps.walkBelow(logs)) {
			if (++entries > FEW_LOGS) return false;
			const path = (0, node_path.join)(entry.parentPath, entry.name);
			if (!entry.isDirectory() && !ofHead.test(require_action_post_help_run_steps.readRegularFile(path, MOST_LOG_BYTES)?.toString("latin1") ?? " ")) return false;
		}
		return true;
	} catch {
		return false;
	}
}
function readCommitTraces(location, since, until) {
	const traces = {
		made: new Set(),
		madeElsewhere: new Set(),
		madeLater: new Set(),
		fetched: new Set(),
		pushed: new Set()
	};
	const known = new Set(since.tips);
	const fetch = (sha) => void (known.has(sha) || traces.fetched.add(sha));
	const folders = gitFolders(location);
	const files = [...folders.map((folder) => ({
		path: (0, node_path.join)(folder, "logs", "HEAD"),
		isOthers: isOthers(folder, location, since)
	})), ...logsBelow((0, node_path.join)(location.commonDir, "logs", "refs")).map((path) => ({
		path,
		isOthers: false
	}))];
	const isRemotes = (path) => path.startsWith((0, node_path.join)(location.commonDir, "logs", "refs", "remotes"));
	for (const { path, isOthers: isOther } of files) {
		if (!hasChanged(path, since.takenAt)) continue;
		for (const { sha, seconds, message } of parseReflog(readEnd(path))) if (isRemotes(path) && message === "update by push") traces.pushed.add(sha);
		else if (isRemotes(path) || fetches(message)) fetch(sha);
		else if (creates(message)) {
			if (isOther) traces.madeElsewhere.add(sha);
			else if (until !== null && seconds * 1e3 > until.getTime()) traces.madeLater.add(sha);
			else traces.made.add(sha);
		}
	}
	const hasFetched = fetchHeads(folders).some((one) => !since.fetchHeads.includes(one));
	if (hasFetched) for (const folder of folders) shasOf((0, node_path.join)(folder, "FETCH_HEAD")).forEach(fetch);
	return {
		...traces,
		hasFetched: hasFetched || traces.fetched.size > 0
	};
}
function isOthers(folder, { gitDir }, { gitFolders: known }) {
	return folder !== gitDir && known.includes(folder);
}
function pseudoRefs(folder) {
	return namesIn(folder).filter((name) => PSEUDO_REF.test(name)).flatMap((name) => shasOf((0, node_path.join)(folder, name)));
}
function fetchHeads(folders) {
	return folders.flatMap((folder) => {
		const stat = (0, node_fs.lstatSync)((0, node_path.join)(folder, "FETCH_HEAD"), { throwIfNoEntry: false });
		return stat === void 0 ? [] : [`${folder} ${stat.ino} ${stat.size} ${stat.ctimeMs}`];
	});
}
function shasOf(path) {
	return readEnd(path).split("\n").map((line) => line.split("	", 1)[0] ?? "").filter(require_action_post_help_run_steps.isSha);
}
function logsBelow(folder) {
	try {
		return [...require_action_post_help_run_steps.walkBelow(folder)].filter((entry) => entry.isFile()).map((entry) => (0, node_path.join)(entry.parentPath, entry.name));
	} catch {
		return [];
	}
}
function hasChanged(path, sinceMs) {
	const stat = (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
	return stat !== void 0 && stat.ctimeMs >= sinceMs - CLOCK_SLACK_MS$1;
}
function parseReflog(text) {
	return text.split("\n").flatMap((line) => {
		const tab = line.indexOf("	");
		const fields = (tab < 0 ? line : line.slice(0, tab)).split(" ");
		const [, sha = ""] = fields;
		return require_action_post_help_run_steps.isSha(sha) ? [{
			sha,
			seconds: Number(fields.at(-2)) || 0,
			message: tab < 0 ? "" : line.slice(tab + 1)
		}] : [];
	});
}
const CREATES = [
	/^commit( \([a-z-]+\))?: /,
	/^(rebase|pull)\b.* \((pick|reword|edit|squash|fixup|merge|continue)\): /,
	/^(cherry-pick|revert|am): /,
	/^(merge|pull)\b.*: Merge made by /,
	/^(merge|pull)\b.*: In-index merge$/,
	/^laforge: commit /
];
const FAST_FORWARD = /: fast-forward$/i;
const FETCHES = [
	/^(fetch|clone)\b/,
	/^pull\b.*: fast-forward$/i,
	/^pull\b.* \(start\): /,
	/\bFETCH_HEAD\b/
];
const SUBJECT = /^(?:commit(?: \([a-z-]+\))?|cherry-pick|am|(?:rebase|pull)\b.* \((?:pick|reword|edit)\)): (.+)$/;
const MOST_SUBJECT_BYTES = 65536;
function subjectInReflog({ gitDir }, head) {
	return parseReflog(readEnd((0, node_path.join)(gitDir, "logs", "HEAD"), MOST_SUBJECT_BYTES)).flatMap(({ sha, message }) => sha === head ? SUBJECT.exec(message)?.[1] ?? [] : []).at(-1) ?? null;
}
function creates(message) {
	return CREATES.some((pattern) => pattern.test(message)) && (message.startsWith("commit") || !FAST_FORWARD.test(message));
}
function fetches(message) {
	return !creates(message) && FETCHES.some((pattern) => pattern.test(message));
}
// src/git/uncommitted.ts
async function listUncommitted(files, request) {
	const [first, marks] = await Promise.all([status(files, request), readMarks(files, request.head)]);
	await files.feed({ args: [
		"update-index",
		"--no-assume-unchanged",
		"-z",
		"--stdin"
	] }, marks.assumedUnchanged);
	await files.feed({ args: [
		"update-index",
		"--no-skip-worktree",
		"-z",
		"--stdin"
	] }, marks.skipped);
	return {
		...marks.assumedUnchanged.length > 0 || marks.skipped.length > 0 ? await status(files, request) : first,
		submodules: marks.submodules,
		isStagedAsHead: false
	};
}
async function listUncommittedOfUser(files, request) {
	const marked = readMarkedIn(files, request.head);
	if (marked?.every(({ isAssumed, isSkipped }) => !isAssumed && !isSkipped) === true) {
		const found = await status(files, request);
		const isStaged = ({ staged, isUnstaged, isUnmerged }) => staged !== null || isUnstaged || isUnmerged;
		return {
			...found,
			submodules: marked.map(({ path }) => path),
			isStagedAsHead: !found.changes.some(isStaged)
		};
	}
	return await files.withIndex("copy", (copy) => listUncommitted(copy, request));
}
function readMarkedIn({ index }, head) {
	const bytes = head === null ? null : require_action_post_help_run_steps.readRegularFile(index);
	return head === null || bytes === null ? null : readMarked(bytes, head.length / 2);
}
async function status(files, { head, ignored }) {
	const { stdout, stderr } = await files.git({
		head,
		args: [
			...[
				"status",
				"--porcelain=v2",
				"-z",
				"--no-renames",
				"--no-ahead-behind",
				"--untracked-files=all"
			],
			`--ignored=${ignored ? "matching" : "no"}`,
			"--ignore-submodules=dirty"
		]
	});
	const closed = [...stderr.matchAll(CLOSED)].map(([, path = ""]) => `${Buffer.from(path).toString("latin1")}/`);
	return {
		...parseStatus(stdout),
		closed
	};
}
const CLOSED = /^warning: could not open directory '(.*?)\/?': /gm;
function parseStatus(text) {
	const changes = [];
	const untracked = [];
	const ignored = [];
	for (const record of text.split("\0")) {
		const kind = record.charAt(0);
		if (kind === "?") untracked.push(record.slice(2));
		else if (kind === "!") ignored.push(record.slice(2));
		else if (kind === "1" || kind === "u") changes.push({
			path: afterFields(record, kind === "u" ? 10 : 8),
			isAdded: record.charAt(2) === "A",
			isUnstaged: record.charAt(2) === "D",
			isDeleted: record.charAt(3) === "D" && kind === "1",
			isUnmerged: kind === "u",
			isModified: record.slice(2, 4) === ".M",
			isOnlyCheckedOut: kind === "1" && record.charAt(2) === "." && record.charAt(5) === "S",
			staged: kind === "1" && /[^.D]/.test(record.charAt(2)) ? record.split(" ", 8)[7] ?? null : null
		});
	}
	return {
		changes,
		untracked,
		ignored
	};
}
function afterFields(record, fields) {
	let at = 0;
	for (let count = 0; count < fields; count++) at = record.indexOf(" ", at) + 1;
	return record.slice(at);
}
const MARKED = new RegExp(`(?<=^|\\0)(?:[a-zS] \\d+|[A-Z] ${GITLINK}) [^\\0]*`, "g");
function parseMarked(text) {
	return [...text.matchAll(MARKED)].map(([entry]) => {
		const [tag = "", mode = ""] = entry.split(" ", 2);
		return {
			path: entry.slice(entry.indexOf("	") + 1),
			isSubmodule: mode === GITLINK,
			isAssumed: tag !== tag.toUpperCase(),
			isSkipped: tag.toUpperCase() === "S"
		};
	});
}
async function readMarks(files, head) {
	const ask = async () => parseMarked((await files.git({ args: [
		"ls-files",
		"-v",
		"-s",
		"-z"
	] })).stdout);
	const assumedUnchanged = [];
	const skipped = [];
	const submodules = [];
	const absent = new Set();
	for (const { path, isSubmodule, isAssumed, isSkipped } of readMarkedIn(files, head) ?? await ask()) {
		if (isSubmodule) submodules.push(path);
		if (isAssumed) assumedUnchanged.push(path);
		if (isSkipped && isOnDisk(files.location.root, path, absent)) skipped.push(path);
	}
	return {
		assumedUnchanged,
		skipped,
		submodules
	};
}
function isOnDisk(root, path, absent) {
	const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
	if (folder !== "" && (absent.has(folder) || !isOnDisk(root, folder, absent))) {
		absent.add(folder);
		return false;
	}
	return lookOnDisk(root, path) !== void 0;
}
const HEADER = 12;
const MODE = 24;
const STAT = 40;
const ASSUME_UNCHANGED = 32768;
const EXTENDED = 16384;
const SKIP_WORKTREE = 16384;
const NAME_LENGTH = 4095;
const TYPE = 61440;
const FILE$1 = 32768;
const LINK = 40960;
const SUBMODULE$1 = 57344;
function readMarked(index, hashLength) {
	const marked = [];
	try {
		const version = index.readUInt32BE(4);
		if (index.toString("latin1", 0, 4) !== "DIRC" || version < 2 || version > 4) return null;
		let at = HEADER;
		for (let count = index.readUInt32BE(8); count > 0; count--) {
			const type = index.readUInt32BE(at + MODE) & TYPE;
			const flags = index.readUInt16BE(at + STAT + hashLength);
			const isExtended = (flags & EXTENDED) !== 0;
			const name = at + STAT + hashLength + (isExtended ? 4 : 2);
			if (type !== FILE$1 && type !== LINK && type !== SUBMODULE$1) return null;
			const isAssumed = (flags & ASSUME_UNCHANGED) !== 0;
			const isSkipped = isExtended && (index.readUInt16BE(name - 2) & SKIP_WORKTREE) !== 0;
			if (type === SUBMODULE$1 || isAssumed || isSkipped) {
				const end = index.indexOf(0, name);
				if (version === 4 || end < 0) return null;
				marked.push({
					path: index.toString("latin1", name, end),
					isSubmodule: type === SUBMODULE$1,
					isAssumed,
					isSkipped
				});
			}
			at = version === 4 ? endOfName(index, name) + 1 : endOfPadding(index, at, name, flags & NAME_LENGTH);
		}
		return hasOptionalExtensionsOnly(index, at, index.length - hashLength) ? marked : null;
	} catch {
		return null;
	}
}
function endOfName(index, from) {
	let at = from;
	while (index.readUInt8(at) >= 128) at++;
	const end = index.indexOf(0, at + 1);
	if (end < 0) throw new RangeError("a name has no end");
	return end;
}
function endOfPadding(index, start, name, length) {
	const end = length < NAME_LENGTH ? name + length : index.indexOf(0, name + NAME_LENGTH);
	if (end < name) throw new RangeError("a name has no end");
	return start + (end - start + 8 & -8);
}
function hasOptionalExtensionsOnly(index, from, end) {
	let at = from;
	while (at < end) {
		const first = index.readUInt8(at);
		if (first < 65 || first > 90) return false;
		at += 8 + index.readUInt32BE(at + 4);
	}
	return at === end;
}
// src/git/head.ts
async function readHead(location) {
	const plain = readHeadFiles(location);
	if (plain !== null) return plain;
	const both = await gitAt(location, {
		args: [
			"rev-parse",
			"HEAD",
			"--symbolic-full-name",
			"HEAD"
		],
		allowExit: [128]
	});
	if (both.exitCode === 0) {
		const [sha = "", ref = ""] = both.stdout.split("\n");
		return {
			sha,
			branch: branchOf(ref)
		};
	}
	return {
		sha: null,
		branch: branchOf((await gitAt(location, { args: [
			"symbolic-ref",
			"--quiet",
			"HEAD"
		] })).stdout.trimEnd())
	};
}
function branchOf(ref) {
	return ref.startsWith("refs/heads/") ? ref.slice(11) : null;
}
async function otherWorkTreesWith(location, branch) {
	const others = otherWorkTrees(location);
	const branches = await Promise.all(others.map(async ({ gitDir }) => await checkedOut({
		...location,
		gitDir
	})));
	return others.filter((_, index) => branches[index] === branch).map(({ folder }) => folder);
}
async function checkedOut(location) {
	try {
		return (await readHead(location)).branch;
	} catch (error) {
		if (error instanceof require_action_post_help_run_steps.GitError) return null;
		throw error;
	}
}
function isShallow(commonDir) {
	return ((0, node_fs.lstatSync)((0, node_path.join)(commonDir, "shallow"), { throwIfNoEntry: false })?.size ?? 0) > 0;
}
async function isBranchName(location, name) {
	if (name === "" || name === "HEAD" || name === "@" || name.startsWith("-") || name.includes("\0")) return false;
	const { exitCode } = await gitAt(location, {
		args: ["check-ref-format", `${HEADS}${name}`],
		allowExit: [1]
	});
	return exitCode === 0;
}
async function listRefs(location, prefix) {
	const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
	if (folder.startsWith("refs/laforge/") && hasNoRefs(location, folder)) return new Map();
	const found = readRefFiles(location, folder) ?? await askForRefs(location, folder);
	return new Map([...found].filter(([ref]) => ref.startsWith(prefix)));
}
async function askForRefs(location, folder) {
	const { stdout } = await gitAt(location, { args: [
		"for-each-ref",
		"--format=%(objectname) %(refname)",
		folder
	] });
	const lines = stdout.split("\n").filter((line) => line !== "");
	return new Map(lines.map((line) => [line.slice(line.indexOf(" ") + 1), line.slice(0, line.indexOf(" "))]));
}
async function findDirtyFiles(location) {
	const { stdout } = await gitAt(location, {
		args: [
			"status",
			"--porcelain=v2",
			"-z",
			"--no-renames",
			"--untracked-files=no",
			"--ignore-submodules=dirty"
		],
		encoding: "latin1"
	});
	const files = parseStatus(stdout).changes.filter(({ isOnlyCheckedOut }) => !isOnlyCheckedOut);
	const differing = files.some(({ isModified }) => isModified) ? await listDiffering(location) : new Set();
	const isConverted = ({ path, isModified }) => isModified && !differing.has(path);
	return {
		dirty: files.filter((file) => !isConverted(file)).map(({ path }) => path),
		converted: files.filter(isConverted).map(({ path }) => path)
	};
}
async function listDiffering(location) {
	const { stdout } = await gitAt(location, {
		args: [
			"diff",
			"--name-only",
			"-z",
			"--no-renames",
			"--no-ext-diff",
			"--ignore-submodules=dirty"
		],
		config: [{
			key: "diff.autoRefreshIndex",
			value: "true"
		}],
		encoding: "latin1"
	});
	return new Set(stdout.split("\0"));
}
const WENT_AWAY = /^checkout: moving from ([0-9a-f]{40,64}) to /;
async function findPlacesBesideHead(location, since) {
	const known = new Set(since.tips);
	const folders = gitFolders(location).filter((folder) => folder === location.gitDir || !since.gitFolders.includes(folder));
	const branches = [...await listRefs(location, HEADS)].map(([ref, sha]) => ({
		name: ref.slice(11),
		sha
	}));
	const workTrees = folders.filter((folder) => folder !== location.gitDir).map((folder) => ({
		name: workTreeOf$1(folder),
		sha: readStart((0, node_path.join)(folder, "HEAD")).trim()
	}));
	const leftBehind = folders.flatMap((folder) => parseReflog(readEnd((0, node_path.join)(folder, "logs", "HEAD"))).flatMap(({ message }) => WENT_AWAY.exec(message)?.[1] ?? []));
	const places = [
		...branches,
		...workTrees,
		...leftBehind.map((sha) => ({
			name: null,
			sha
		}))
	];
	const found = new Map();
	for (const place of places) if (require_action_post_help_run_steps.isSha(place.sha) && !known.has(place.sha) && !found.has(place.sha)) found.set(place.sha, place);
	return [...found.values()];
}
function workTreeOf$1(folder) {
	const link = readStart((0, node_path.join)(folder, "gitdir")).trim();
	return link === "" ? folder : (0, node_path.dirname)(link);
}
async function updateLocalRefs(location, updates) {
	const output = await setRefs(location, [
		"--no-deref",
		"-m",
		"laforge"
	], updates);
	if (output.exitCode === 0) return;
	const what = `${updates.find(({ ref }) => output.stderr.includes(`'${ref}'`))?.ref ?? "A ref"} could not be set here: ${lastWords$1(output)}`;
	throw /expected|already exists|unable to resolve/.test(output.stderr) ? new require_action_post_help_run_steps.RefusedError("branch-moved", `${what} Somebody changed it meanwhile; run this again.`) : new require_action_post_help_run_steps.GitError("git-failed", what);
}
async function setRefs(location, options, updates) {
	const input = [
		"start",
		...updates.map(instruction),
		"prepare",
		"commit",
		""
	].join("\n");
	return await gitAt(location, {
		args: [
			"update-ref",
			...options,
			"--stdin"
		],
		input,
		allowExit: [128]
	});
}
const LOOKED_FOR = 50;
async function findKeepers(location, shas) {
	const kinds = await listKinds(gitOf(location), shas);
	const present = shas.filter((sha) => kinds.get(sha) === "commit");
	if (present.length === 0) return {
		refs: [],
		reflog: false
	};
	const wanted = present.slice(0, LOOKED_FOR).map((sha) => `--contains=${sha}`);
	const [refs, reflog] = await Promise.all([gitAt(location, { args: [
		"for-each-ref",
		"--format=%(refname)",
		...wanted
	] }), gitAt(location, {
		args: [
			"rev-list",
			"--ignore-missing",
			"--reflog"
		],
		allowExit: [128]
	})]);
	const logged = new Set(reflog.exitCode === 0 ? reflog.stdout.split("\n") : []);
	return {
		refs: linesOf(refs.stdout),
		reflog: present.some((sha) => logged.has(sha))
	};
}
async function findUnreached(location, shas) {
	if (shas.length === 0) return new Map();
	const kinds = await listKinds(gitOf(location), shas);
	const { stdout } = await gitAt(location, {
		args: [
			"rev-list",
			"--ignore-missing",
			"--stdin",
			"--not",
			"--all"
		],
		input: shas.filter((sha) => kinds.get(sha) === "commit").map((sha) => `${sha}\n`).join("")
	});
	const unreached = new Set(linesOf(stdout));
	const named = new Set((await listRefs(location, "refs/")).values());
	const isReached = (sha) => named.has(sha) || kinds.get(sha) === "commit" && !unreached.has(sha);
	const kindOf = (sha) => kinds.has(sha) ? kinds.get(sha) === "commit" ? "commit" : "other" : "removed";
	return new Map(shas.filter((sha) => !isReached(sha)).map((sha) => [sha, kindOf(sha)]));
}
function instruction({ ref, to, expected }) {
	if (to === null) return `delete ${ref} ${expected ?? ""}`;
	return expected === null ? `create ${ref} ${to}` : `update ${ref} ${to} ${expected}`;
}
// src/git/stash-list.ts
async function readStashes(location) {
	const tip = await readNewest(location);
	if (tip === null) return [];
	const file = (0, node_path.join)(location.commonDir, "logs", "refs", "stash");
	const listed = (0, node_fs.existsSync)(file) ? parseReflog(readEnd(file)).map(({ sha, message }) => ({
		sha,
		message
	})) : await listStashes(location);
	return listed.at(-1)?.sha === tip ? listed : [...listed, {
		sha: tip,
		message: ""
	}];
}
async function readNewest(location) {
	if (hasNoRefs(location, "refs/stash")) return null;
	const loose = readStart((0, node_path.join)(location.commonDir, "refs", "stash")).trimEnd();
	return require_action_post_help_run_steps.isSha(loose) ? loose : await resolveName(gitOf(location), "refs/stash");
}
async function listStashes(location) {
	const { exitCode, stdout } = await gitAt(location, {
		args: [
			"log",
			"--walk-reflogs",
			"--format=%H %gs",
			"refs/stash",
			"--"
		],
		allowExit: [128]
	});
	return (exitCode === 0 ? linesOf(stdout).toReversed() : []).map((line) => ({
		sha: line.split(" ", 1)[0] ?? "",
		message: line.slice(line.indexOf(" ") + 1)
	}));
}
// src/git/private-repository.ts
function openPrivateRepository(place) {
	const parent = place.temporaryDirectory ?? process.env.RUNNER_TEMP ?? (0, node_os.tmpdir)();
	const { baseline, commonDir, onFolder } = place;
	const makeFolder = () => {
		const folder = makeTemporary(parent);
		onFolder?.(folder);
		return folder;
	};
	return privateRepository(baseline, commonDir, makeFolder, {
		objects: () => [(0, node_path.join)(commonDir, "objects")],
		shallow: () => readShallow(commonDir, baseline),
		repositories: () => []
	}, false);
}
function privateRepository(baseline, commonDir, makeFolder, sources, partial) {
	let directory;
	let history;
	let objects;
	const known = new Set();
	let commandsAtHead = 0;
	const trust = trustText(baseline.entries);
	const extensions = partial ? [`partialClone = ${REMOTE_NAME}`] : [];
	const open = () => {
		if (directory === void 0 || !(0, node_fs.existsSync)((0, node_path.join)(directory, "objects"))) {
			known.clear();
			directory = makeFolder();
			makeGitFolder(directory, {
				...baseline,
				objects: sources.objects(),
				bare: true
			});
		}
		require_action_post_help_run_steps.keepFile((0, node_path.join)(directory, "config"), configText(baseline, true, extensions));
		if (trust !== "") require_action_post_help_run_steps.keepFile((0, node_path.join)(directory, TRUST_FILE), trust);
		takeShallow(directory, sources.shallow(), known, baseline);
		return directory;
	};
	const capturedPlace = () => keepCapturedFolder((0, node_path.join)(open(), "theirs"), commonDir, baseline);
	const alternateRefs = (own) => {
		const folders = [...sources.repositories(), own].map((folder) => [folder, folder]);
		return alternateRefsCommand([...(require_action_post_help_run_steps.findLinkedFolders((0, node_path.join)(commonDir, "refs")).length === 0 ? [commonDir] : []).map((it) => [it, capturedPlace().GIT_COMMON_DIR]), ...folders]);
	};
	const { programs, environment } = baseline.git;
	const pathIn = (own) => pathWith(programs, (0, node_path.join)(own, "bin"), environment.PATH ?? "");
	const objectDirectory = () => (0, node_path.join)(open(), "objects");
	const shallowBoundaries = () => readShallow(open(), baseline);
	const openOver = () => {
		const visible = () => [objectDirectory(), ...sources.objects()];
		const repositories = () => [...sources.repositories(), open()];
		return privateRepository(baseline, commonDir, makeFolder, {
			objects: visible,
			shallow: shallowBoundaries,
			repositories
		}, true);
	};
	return {
		git: async ({ config = [], settings = baseline.config, env, head = null, ...asked }) => {
			const cwd = open();
			if (head !== null || commandsAtHead === 0) require_action_post_help_run_steps.keepFile((0, node_path.join)(cwd, "HEAD"), head === null ? NO_COMMIT : `${head}\n`);
			const command = {
				...asked,
				cwd: env?.GIT_WORK_TREE ?? cwd,
				as: {
					...baseline.git,
					config: [...settings, ...config],
					own: asked.limitMs === void 0 ? [] : [{
						key: "core.alternateRefsCommand",
						value: alternateRefs(cwd)
					}]
				},
				env: {
					GIT_CONFIG_GLOBAL: trust === "" ? "/dev/null" : (0, node_path.join)(cwd, TRUST_FILE),
					...env,
					GIT_DIR: cwd,
					GIT_COMMON_DIR: cwd,
					PATH: pathIn(cwd)
				}
			};
			if (head !== null) commandsAtHead++;
			try {
				return await runGit(command);
			} catch (error) {
				if (!(error instanceof require_action_post_help_run_steps.GitError) || error.code !== "git-stopped" || !removeObjectPipes(commonDir)) throw error;
				return await runGit(command);
			} finally {
				if (head !== null) commandsAtHead--;
			}
		},
		capturedPlace,
		path: () => pathIn(open()),
		shallowBoundaries,
		objectDirectory,
		forHistory: () => {
			history ??= openOver();
			return history;
		},
		forObjects: () => {
			objects ??= openOver();
			return objects;
		},
		remove: () => {
			history?.remove();
			objects?.remove();
			if (directory !== void 0) (0, node_fs.rmSync)(directory, {
				recursive: true,
				force: true,
				maxRetries: 3
			});
			directory = void 0;
			history = void 0;
			objects = void 0;
			known.clear();
		}
	};
}
async function lendFolder(repository, use) {
	const folder = (0, node_fs.mkdtempSync)((0, node_path.join)(repository.objectDirectory(), "..", "lent-"));
	try {
		return await use(folder);
	} finally {
		(0, node_fs.rmSync)(folder, {
			recursive: true,
			force: true
		});
	}
}
function removeObjectPipes(commonDir) {
	try {
		const pipes = [...require_action_post_help_run_steps.walkBelow((0, node_path.join)(commonDir, "objects"))].filter((it) => it.isFIFO());
		for (const { parentPath, name } of pipes) (0, node_fs.rmSync)((0, node_path.join)(parentPath, name), { force: true });
		return pipes.length > 0;
	} catch {
		return false;
	}
}
const NO_COMMIT = "ref: refs/heads/none\n";
function makeGitFolder(folder, { objects, objectFormat, bare }) {
	(0, node_fs.mkdirSync)((0, node_path.join)(folder, "objects", "info"), { recursive: true });
	(0, node_fs.mkdirSync)((0, node_path.join)(folder, "refs", "heads"), { recursive: true });
	(0, node_fs.writeFileSync)((0, node_path.join)(folder, "HEAD"), NO_COMMIT, { mode: 384 });
	const lines = objects.map((path) => path.includes("\n") ? JSON.stringify(path) : path);
	(0, node_fs.writeFileSync)((0, node_path.join)(folder, "objects", "info", "alternates"), `${lines.join("\n")}\n`);
	(0, node_fs.writeFileSync)((0, node_path.join)(folder, "config"), configText({ objectFormat }, bare), { mode: 384 });
}
function makeTemporary(parent) {
	try {
		if (!(0, node_fs.existsSync)(parent)) (0, node_fs.mkdirSync)(parent, { mode: 448 });
		return (0, node_fs.realpathSync)((0, node_fs.mkdtempSync)((0, node_path.join)(parent, "laforge-git-")));
	} catch (cause) {
		const message = `No folder can be made in ${require_action_post_help_run_steps.quote(parent)}. Free space there, or set RUNNER_TEMP or TMPDIR to another.`;
		throw new require_action_post_help_run_steps.GitError("git-failed", message, { cause });
	}
}
function alternateRefsCommand(folders) {
	return `f() { case "$1" in ${folders.map(([folder, readBy]) => `${quoteForShell([folder])}) d=${quoteForShell([readBy])};;`).join(" ")} *) return 0;; esac; GIT_COMMON_DIR="\$d" git --git-dir="\$d" for-each-ref --format='%(objectname)'; }; f`;
}
const TRUST_FILE = "trust";
function trustText(entries) {
	const isTrust = ({ key, scope }) => key === "safe.directory" && scope !== "local" && scope !== "worktree";
	return configText$1(entries.filter(isTrust));
}
function configText({ objectFormat }, bare, more = []) {
	const extensions = [...objectFormat === "sha256" ? ["objectFormat = sha256"] : [], ...more];
	return `${[
		"[core]",
		"repositoryFormatVersion = 1",
		`bare = ${bare}`,
		"[extensions]",
		...extensions
	].join("\n")}\n`;
}
function takeShallow(directory, theirs, known, format) {
	const added = [...theirs].filter((sha) => !known.has(sha));
	if (added.length === 0) return;
	const file = (0, node_path.join)(directory, "shallow");
	const text = [...new Set([...readShallow(directory, format), ...added])].join("\n");
	require_action_post_help_run_steps.replaceFile(file, `${text}\n`);
	for (const sha of added) known.add(sha);
}
function readShallow(gitDirectory, { objectFormat }) {
	const text = require_action_post_help_run_steps.readRegularFile((0, node_path.join)(gitDirectory, "shallow"))?.toString("latin1") ?? "";
	const length = objectFormat === "sha256" ? 64 : 40;
	return new Set(linesOf(text).filter((line) => require_action_post_help_run_steps.isSha(line) && line.length === length));
}
// src/git/submodules.ts
async function unpublishedRepositories(files, tree, changes) {
	const { location } = files;
	const links = changes.filter(({ after }) => after?.mode === GITLINK);
	const held = new Map();
	if (links.length === 0) return held;
	const known = await submodulePaths(files, tree);
	for (const link of links) {
		const folder = (0, node_path.join)(location.root, shownPath(link.path));
		if (findGitFolder(folder) === location.commonDir) {
			const isClean = (await changedSubmodules(location, [link.path], 0)).length === 0;
			held.set(link, isClean ? "submodule" : "unpublished");
		} else if (!await isPublished(location, folder, link.after?.sha)) held.set(link, "unpublished");
		else if (!known.has(link.path)) held.set(link, "submodule");
	}
	return held;
}
async function submodulesOf(files, commit) {
	if (!(0, node_fs.existsSync)((0, node_path.join)(files.location.root, ".gitmodules"))) return [];
	const paths = await submodulePaths(files, commit);
	if (paths.size === 0) return [];
	return (await listTree(files.git, commit, [...paths])).filter(({ mode, path }) => mode === "160000" && paths.has(path)).map(({ path, sha }) => ({
		path: shownPath(path),
		sha
	}));
}
async function submodulePaths(files, tree) {
	const { stdout } = await files.git({
		args: [
			"config",
			"--blob",
			`${tree}:.gitmodules`,
			"-z",
			"--get-regexp",
			"^submodule\\..*\\.path$"
		],
		allowExit: [1, 128]
	});
	const entries = stdout.split("\0").filter((entry) => entry.includes("\n"));
	return new Set(entries.map((entry) => entry.slice(entry.indexOf("\n") + 1)));
}
async function isPublished(location, folder, sha) {
	if (sha === void 0) return false;
	return (await askSubmodule(location, folder, { args: [
		"for-each-ref",
		"--count=1",
		`--contains=${sha}`,
		"refs/remotes/"
	] }) ?? "") !== "";
}
const FEW_ENTRIES = 1e3;
async function changedSubmodules(location, paths, sinceMs) {
	const changed = [];
	for (const path of paths) {
		if (!isWritten(location.root, `${path}/`, sinceMs, FEW_ENTRIES)) continue;
		const folder = (0, node_path.join)(location.root, shownPath(path));
		const own = workTreeOf(folder);
		if (own === null) {
			if (hasFiles(folder) && isWritten(location.root, `${path}/`, sinceMs)) changed.push({
				path: `${shownPath(path)}/`,
				reason: "submodule"
			});
			continue;
		}
		const files = (await uncommittedIn(location, folder, own) ?? []).filter((file) => {
			const stat = lookOnDisk(folder, file);
			return stat == null || stat.ctimeMs >= sinceMs;
		});
		if (files.length > 0) changed.push({
			path: `${shownPath(path)}/`,
			reason: "submodule",
			files: files.length
		});
	}
	return changed;
}
async function olderInSubmodule(location, path) {
	const folder = (0, node_path.join)(location.root, shownPath(path));
	const own = workTreeOf(folder);
	return ((own === null ? null : await olderInside(location, folder, own)) ?? [...walkFiles(folder)].map((file) => file.path)).map((file) => `${path}/${file}`);
}
async function olderInside(location, folder, at) {
	const uncommitted = await uncommittedIn(location, folder, at, "--ignored=matching");
	const hashLength = location.baseline.objectFormat === "sha256" ? 32 : 20;
	if (uncommitted === null) return null;
	const ask = async () => {
		const listed = await askSubmodule(location, folder, {
			args: [
				"ls-files",
				"-v",
				"-s",
				"-z"
			],
			workTree: at
		});
		return listed === null ? null : parseMarked(listed);
	};
	const marked = readMarked(at.index, hashLength) ?? await ask();
	return marked && [...uncommitted, ...marked.map(({ path, isSubmodule }) => isSubmodule ? `${path}/` : path)];
}
async function uncommittedIn(location, folder, workTree, ...more) {
	return (await askSubmodule(location, folder, {
		args: ["status", ...[
			"--porcelain",
			"-z",
			"--no-renames",
			"--untracked-files=all",
			"--ignore-submodules=all",
			...more
		]],
		workTree
	}))?.split("\0").flatMap((line) => line === "" ? [] : [line.slice(3)]) ?? null;
}
function hasFiles(folder) {
	try {
		return (0, node_fs.readdirSync)(folder).length > 0;
	} catch {
		return false;
	}
}
function isRepositoryWritten({ root }, path, sinceMs) {
	const folder = (0, node_path.join)(root, shownPath(path));
	const gitDir = ownGitFolder(folder);
	if (gitDir === null || isWritten(root, path, sinceMs)) return true;
	return gitDir !== (0, node_path.join)(folder, ".git") && isWritten(gitDir, "", sinceMs);
}
function workTreeOf(folder) {
	const gitDir = ownGitFolder(folder);
	const index = gitDir === null ? null : require_action_post_help_run_steps.readRegularFile((0, node_path.join)(gitDir, "index"));
	return gitDir === null || index === null ? null : {
		gitDir,
		index
	};
}
async function askSubmodule({ baseline, repository }, folder, { args, workTree }) {
	const gitDir = findGitFolder(folder);
	if (gitDir === null) return null;
	return await lendFolder(repository, async (front) => {
		standInFront(front, gitDir, baseline.objectFormat);
		if (workTree !== void 0) {
			(0, node_fs.writeFileSync)((0, node_path.join)(front, "index"), workTree.index);
			(0, node_fs.writeFileSync)((0, node_path.join)(front, "HEAD"), require_action_post_help_run_steps.readRegularFile((0, node_path.join)(workTree.gitDir, "HEAD")) ?? "");
		}
		const { exitCode, stdout } = await runGit({
			as: {
				...baseline.git,
				config: []
			},
			args,
			cwd: workTree === void 0 ? front : folder,
			env: {
				GIT_DIR: front,
				GIT_COMMON_DIR: front,
				...workTree !== void 0 && { GIT_WORK_TREE: folder }
			},
			encoding: "latin1",
			allowExit: [128, 129]
		});
		return exitCode === 0 ? stdout : null;
	});
}
function ownGitFolder(folder) {
	const link = (0, node_path.join)(folder, ".git");
	const target = /^gitdir: (.+)$/m.exec(require_action_post_help_run_steps.readRegularFile(link)?.toString("utf8") ?? "")?.[1];
	const gitDir = target === void 0 ? link : (0, node_path.resolve)(folder, target);
	return require_action_post_help_run_steps.isFolder(gitDir) ? gitDir : null;
}
function findGitFolder(folder) {
	const gitDir = ownGitFolder(folder);
	if (gitDir === null) return null;
	const common = require_action_post_help_run_steps.readRegularFile((0, node_path.join)(gitDir, "commondir"))?.toString("utf8").trim();
	const found = common === void 0 ? gitDir : (0, node_path.resolve)(gitDir, common);
	return require_action_post_help_run_steps.isFolder((0, node_path.join)(found, "objects")) ? found : null;
}
function standInFront(front, gitDir, objectFormat) {
	const extensions = (0, node_fs.existsSync)((0, node_path.join)(gitDir, "reftable")) ? ["refStorage = reftable"] : [];
	(0, node_fs.writeFileSync)((0, node_path.join)(front, "config"), configText({ objectFormat }, true, extensions));
	(0, node_fs.writeFileSync)((0, node_path.join)(front, "HEAD"), NO_COMMIT);
	for (const name of [
		"objects",
		"refs",
		"reftable"
	]) (0, node_fs.symlinkSync)((0, node_path.join)(gitDir, name), (0, node_path.join)(front, name), "junction");
	const packed = require_action_post_help_run_steps.readRegularFile((0, node_path.join)(gitDir, "packed-refs"));
	if (packed !== null) (0, node_fs.writeFileSync)((0, node_path.join)(front, "packed-refs"), packed);
}
// src/git/snapshot.ts
async function takeSnapshot(files) {
	const { location } = files;
	const takenAt = Date.now();
	const [head, stashes] = await Promise.all([readHead(location), readStashes(location)]);
	const subject = head.sha === null ? null : subjectInReflog(location, head.sha);
	const older = await listOlder(files, head.sha);
	return {
		head: head.sha,
		branch: head.branch,
		...subject !== null && { subject },
		stashes,
		older,
		takenAt
	};
}
const SUBMODULE = "submodule";
async function listOlder(files, head) {
	const { location } = files;
	const found = await listUncommittedOfUser(files, {
		head,
		ignored: true
	});
	const inside = [];
	for (const path of found.submodules) inside.push(...await olderInSubmodule(location, path));
	const at = (path) => onDisk(location.root, path);
	const noted = (path) => {
		if (!path.endsWith("/")) return {
			path,
			stamp: stampOf(at(path), "kept"),
			content: null
		};
		const origin = folderOrigin(at(path.slice(0, -1)));
		return {
			path,
			stamp: null,
			content: null,
			...origin !== null && { origin }
		};
	};
	return [
		...found.changes.map(({ path, staged }) => ({
			path,
			stamp: stampOf(at(path), "kept"),
			content: contentOf$3(at(path)),
			...staged !== null && { staged }
		})),
		...[
			...found.untracked,
			...found.closed,
			...inside
		].map(noted),
		...found.ignored.map((path) => ({
			...noted(path),
			isIgnored: true
		})),
		...found.submodules.map((path) => ({
			path: `${path}/`,
			stamp: SUBMODULE,
			content: null
		}))
	];
}
async function changesSince({ location, git }, { head }, to) {
	try {
		return await diffTrees(git, head ?? emptyTree(location), to);
	} catch (error) {
		if (error instanceof require_action_post_help_run_steps.GitError && head !== null && !await hasCommit(git, head)) return null;
		throw error;
	}
}
async function findGone(files, { since, exclude, made }) {
	const { location, git } = files;
	const { root, baseline } = location;
	const isDeleted = (path) => lookOnDisk(root, path.replace(/\/$/, "")) === void 0;
	const hasChanged = ({ path, stamp, staged }) => {
		if (stamp === SUBMODULE || stamp === "absent" && staged === void 0) return false;
		return stamp === null ? isDeleted(path) : stamp === "absent" || stamp !== stampOf(onDisk(root, path), "kept");
	};
	const ledgers = ledgerPaths(root, [
		...exclude,
		files.ownFolder(),
		location.gitDir,
		location.commonDir
	]);
	const temporary = temporaryFolders(root);
	const isOurs = ({ path }) => isLedger(ledgers, path) || isOwnTemporary(temporary, path);
	const isMadeAgain = ({ path, isIgnored }) => isIgnored === true && isMadeByTools(path);
	const changed = since.older.filter((older) => hasChanged(older) && !isOurs(older) && !isMadeAgain(older));
	if (changed.length === 0) return [];
	const { sha } = await readHead(location);
	const commits = (sha !== null && sha !== since.head ? await changesSince(files, since, sha) : null) ?? [];
	const inCommits = new Set(commits.filter(({ after }) => after !== null).map(({ path }) => path));
	const found = await listOlder(files, sha);
	const now = olderPaths({ older: found }, baseline);
	const earlier = olderPaths(since, baseline);
	const carried = await findCarried(location, since, [...found.map(({ path }) => path), ...inCommits].filter((path) => earlier.find(path) === null), {
		isTracked: () => false,
		published: () => blobsOf(git, since.head)
	});
	const renamed = new Set(carried.values());
	const isGone = ({ path, stamp }) => !inCommits.has(path) && !renamed.has(path) && (stamp !== "absent" && isDeleted(path) || now.find(path) === null);
	const gone = changed.filter(isGone);
	const [kinds, commitOf] = await Promise.all([listKinds(git, gone.flatMap(({ staged = [] }) => staged)), findCommitted(files, made, gone)]);
	return gone.map(({ path, staged }) => ({
		path: shownPath(path),
		staged: staged !== void 0 && kinds.get(staged) === "blob" ? staged : null,
		commit: commitOf.get(path) ?? null
	}));
}
async function findCommitted({ git, location }, made, gone) {
	const found = new Map();
	for (const sha of made.slice(-20).toReversed()) {
		const missing = gone.filter(({ path }) => !found.has(path));
		if (missing.length === 0) break;
		const changes = await diffTrees(git, `${sha}^`, sha).catch(() => diffTrees(git, emptyTree(location), sha)).catch(() => []);
		const had = new Set(changes.filter(({ after }) => after !== null).map(({ path }) => path));
		for (const { path } of missing) if (had.has(path)) found.set(path, sha);
	}
	return found;
}
function isNewOnDisk(root, path, sinceMs) {
	const stat = lookOnDisk(root, path);
	return stat === void 0 || stat !== null && stat.ctimeMs >= sinceMs;
}
function olderPaths({ older }, { entries }) {
	const ignoreCase = lastValue(entries, "core.ignorecase") === "true";
	const fold = (path) => ignoreCase ? path.toLowerCase() : path;
	const known = new Map(older.map((entry) => [fold(entry.path), entry]));
	const find = (path) => {
		const folded = fold(path);
		if (known.has(folded)) return path;
		for (let end = folded.lastIndexOf("/"); end > 0; end = folded.lastIndexOf("/", end - 1)) {
			const folder = folded.slice(0, end + 1);
			if (known.has(folder)) return path.slice(0, end + 1);
		}
		return null;
	};
	return {
		find,
		fileAt: (path) => known.get(fold(path)),
		isOfSubmodule: (path) => {
			const lay = find(path);
			return lay !== null && lay !== path && known.get(fold(lay))?.stamp === SUBMODULE;
		}
	};
}
// src/git/archive-files.ts
const BLOCK = 512;
const CHUNK = 1048576;
const NAME_BYTES = 100;
const LONG = {
	name: "L",
	link: "K"
};
const MOST_BYTES$2 = 5e8;
async function archiveChanged(location, since, { file, exclude, only }) {
	const { root, gitDir, commonDir, baseline } = location;
	if (whereIs(root) !== root) return null;
	if (baseline.config.some(({ key }) => /^filter\.(?!lfs\.)/.test(key))) return null;
	const older = olderPaths(since, baseline);
	const ledgers = ledgerPaths(root, [
		...exclude,
		gitDir,
		commonDir
	]);
	const isClosed = (folder) => folder.endsWith("/node_modules/") || folder === "node_modules/";
	const isAsked = (path) => only === "all" || only.some((one) => path === one || path.startsWith(`${one.replace(/\/$/, "")}/`));
	const found = [...walkFiles(root, (folder) => isClosed(folder) || older.find(folder) !== null)].filter(({ path, entry }) => (entry.isFile() || entry.isSymbolicLink()) && isAsked(shownPath(path)) && older.find(path) === null && !isLedger(ledgers, path) && (lookOnDisk(root, path)?.ctimeMs ?? 0) >= since.takenAt);
	const paths = found.map(({ path }) => path);
	const [gitFolders, carried] = await Promise.all([gitFoldersIn(location, paths), findCarried(location, since, paths, {
		isTracked: () => false,
		published: () => Promise.resolve(new Set())
	})]);
	const isOfGit = (path) => gitFolders.some((folder) => path.startsWith(folder));
	const agents = found.filter(({ path }) => !carried.has(path));
	const wanted = agents.filter(({ name, path }) => !isSecretName(name) && !isOfGit(path));
	if (wanted.length === 0) return null;
	const written = {
		files: 0,
		bytes: 0
	};
	const blocks = function* () {
		for (const { path } of wanted) yield* member(root, path, written);
		yield Buffer.alloc(2 * BLOCK);
	};
	await (0, node_stream_promises.pipeline)(node_stream.Readable.from(blocks()), (0, node_zlib.createGzip)(), (0, node_fs.createWriteStream)(file, {
		flags: "wx",
		mode: 384
	}));
	if (written.files === 0) {
		(0, node_fs.rmSync)(file);
		return null;
	}
	return {
		files: written.files,
		leftOut: agents.length - written.files
	};
}
function* member(root, path, written) {
	const place = onDisk(root, path);
	const name = Buffer.from(path, "latin1");
	if (lookOnDisk(root, path)?.isSymbolicLink() === true) {
		yield* header({
			name,
			link: (0, node_fs.readlinkSync)(place, { encoding: "buffer" }),
			type: "2",
			mode: 511,
			size: 0
		});
		written.files++;
		return;
	}
	let handle;
	try {
		handle = (0, node_fs.openSync)(place, node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK);
	} catch {
		return;
	}
	try {
		const { size, mode } = (0, node_fs.fstatSync)(handle);
		if (!(0, node_fs.fstatSync)(handle).isFile() || written.bytes + size > MOST_BYTES$2) return;
		yield* header({
			name,
			link: Buffer.alloc(0),
			type: "0",
			mode: mode & 511,
			size
		});
		for (let at = 0; at < size; at += CHUNK) {
			const chunk = Buffer.alloc(Math.min(CHUNK, size - at));
			(0, node_fs.readSync)(handle, chunk, 0, chunk.length, at);
			yield chunk;
		}
		yield padding(size);
		written.files++;
		written.bytes += size;
	} finally {
		(0, node_fs.closeSync)(handle);
	}
}
function* header({ name, link, type, mode, size }) {
	for (const [kind, text] of [[LONG.name, name], [LONG.link, link]]) {
		if (text.length <= NAME_BYTES) continue;
		yield block({
			name: Buffer.from("././@LongLink"),
			link: Buffer.alloc(0),
			type: kind,
			mode: 0,
			size: text.length + 1
		});
		yield Buffer.concat([
			text,
			Buffer.alloc(1),
			padding(text.length + 1)
		]);
	}
	yield block({
		name: name.subarray(0, NAME_BYTES),
		link: link.subarray(0, NAME_BYTES),
		type,
		mode,
		size
	});
}
function block({ name, link, type, mode, size }) {
	const octal = (value, digits) => `${value.toString(8).padStart(digits, "0")}\0`;
	const numbers = [
		octal(mode, 7),
		octal(0, 7),
		octal(0, 7),
		octal(size, 11),
		octal(0, 11)
	].join("");
	const fixed = (text) => Buffer.concat([text, Buffer.alloc(NAME_BYTES - text.length)]);
	const bytesWith = (sum) => Buffer.concat([
		fixed(name),
		Buffer.from(numbers + sum + type),
		fixed(link),
		Buffer.from("ustar\x0000")
	]);
	const bytes = bytesWith(`${octal(bytesWith(" ".repeat(8)).reduce((total, byte) => total + byte, 0), 6)} `);
	return Buffer.concat([bytes, Buffer.alloc(BLOCK - bytes.length)]);
}
function padding(size) {
	return Buffer.alloc((BLOCK - size % BLOCK) % BLOCK);
}
// src/git/commit-object.ts
const LAST_SECOND = 864e10;
function parseCommitObject(sha, content) {
	const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
	const end = bytes.indexOf("\n\n");
	const header = bytes.subarray(0, end < 0 ? bytes.length : end);
	const decode = decoderOf(/^encoding (.+)$/m.exec(header.toString("latin1"))?.[1]);
	const lines = decode(header).split("\n");
	const field = (name) => lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? "";
	const [message = ""] = end < 0 ? [] : decode(bytes.subarray(end + 2)).split("\0", 1);
	return {
		sha,
		parents: parseParents(header.toString("latin1")),
		authorName: parsePerson(field("author")).name,
		committedAt: new Date(parsePerson(field("committer")).seconds * 1e3).toISOString(),
		subject: subjectOf(message),
		message
	};
}
function parseParents(header) {
	const parents = [];
	let at = header.indexOf("\n") + 1;
	while (at > 0 && header.startsWith("parent ", at)) {
		const end = header.indexOf("\n", at);
		parents.push(header.slice(at + 7, end < 0 ? header.length : end));
		at = end + 1;
	}
	return parents;
}
function decoderOf(encoding) {
	const utf8 = new TextDecoder();
	if (encoding === void 0) return (bytes) => utf8.decode(bytes);
	try {
		const decoder = new TextDecoder(encoding);
		return (bytes) => decoder.decode(bytes);
	} catch {
		return (bytes) => utf8.decode(bytes);
	}
}
function parsePerson(line) {
	const open = line.indexOf("<");
	const close = line.indexOf(">", open);
	if (open < 0 || close < 0) return {
		name: "",
		seconds: 0
	};
	const [time] = line.slice(line.lastIndexOf(">") + 1).trim().split(" ", 1);
	return {
		name: line.slice(0, open).trim(),
		seconds: Math.max(-864e10, Math.min(Number(time) || 0, LAST_SECOND))
	};
}
function subjectOf(message) {
	const words = [];
	let at = 0;
	while (at < message.length) {
		const end = message.indexOf("\n", at);
		const line = message.slice(at, end < 0 ? message.length : end).trimEnd();
		if (line === "" && words.length > 0) break;
		if (line !== "") words.push(line);
		if (end < 0) break;
		at = end + 1;
	}
	return words.join(" ");
}
async function signCommit(repository, { sha, parents, key }) {
	const { header, message } = await readCommit$1(repository, sha);
	const field = (name) => new RegExp(`^${name} (.*)$`, "m").exec(header)?.[1] ?? "";
	return await lendFolder(repository, async (folder) => {
		const file = key.kind === "file" ? key.path : (0, node_path.join)(folder, "key");
		if (key.kind === "text") (0, node_fs.writeFileSync)(file, `${key.text.replaceAll("\r", "").trim()}\n`, { mode: 384 });
		const output = await repository.git({
			args: [
				"commit-tree",
				"-S",
				...parents.flatMap((parent) => ["-p", parent]),
				field("tree")
			],
			config: [
				{
					key: "gpg.format",
					value: "ssh"
				},
				{
					key: "user.signingkey",
					value: file
				},
				{
					key: "i18n.commitEncoding",
					value: field("encoding") || "UTF-8"
				}
			],
			env: {
				...personOf("AUTHOR", field("author")),
				...personOf("COMMITTER", field("committer"))
			},
			input: Buffer.from(message, "latin1"),
			allowExit: "any"
		});
		if (output.exitCode !== 0) throw new require_action_post_help_run_steps.GitError("git-failed", "git and ssh-keygen could not sign with it. It must be a private key of OpenSSH without a passphrase, and git 2.34 or newer.");
		return output.stdout.trim();
	});
}
async function hasSignature(repository, sha) {
	return /^gpgsig(-sha256)? /m.test((await readCommit$1(repository, sha)).header);
}
async function signatureOf(repository, sha) {
	const { header, message } = await readCommit$1(repository, sha);
	const field = /^gpgsig(?:-sha256)? (.*(?:\n .*)*)\n?/m;
	const [, lines] = field.exec(header) ?? [];
	if (lines === void 0) return null;
	const text = `${header.replace(field, "").trimEnd()}\n\n${message}`;
	return {
		text: Buffer.from(text, "latin1"),
		signature: `${lines.replaceAll("\n ", "\n")}\n`
	};
}
async function readCommit$1(repository, sha) {
	const raw = (await repository.git({
		args: [
			"cat-file",
			"commit",
			sha
		],
		encoding: "latin1"
	})).stdout;
	const end = raw.indexOf("\n\n");
	return end < 0 ? {
		header: raw,
		message: ""
	} : {
		header: raw.slice(0, end),
		message: raw.slice(end + 2)
	};
}
function personOf(role, line) {
	const [, name = "", mail = "", date = ""] = /^(.*?) ?<([^>]*)> ?(.*)$/.exec(Buffer.from(line, "latin1").toString()) ?? [];
	return {
		[`GIT_${role}_NAME`]: name,
		[`GIT_${role}_EMAIL`]: mail,
		[`GIT_${role}_DATE`]: `@${date}`
	};
}
const FILE = "100644";
async function readPlainChanges(repository, { commit, parent, maxBytes }) {
	const refuse = (path, why) => {
		throw new require_action_post_help_run_steps.RefusedError("push-refused", `${require_action_post_help_run_steps.quote(shownPath(path))} in ${require_action_post_help_run_steps.shortSha(commit)} ${why}`);
	};
	const written = new Map();
	const deleted = [];
	for (const change of await diffTrees(repository.git, parent, commit)) {
		const why = (0, node_buffer.isUtf8)(Buffer.from(change.path, "latin1")) ? whyNotPlain(change) : "has a name that is not UTF-8";
		if (why !== null) refuse(change.path, why);
		if (change.after === null) deleted.push(shownPath(change.path));
		else written.set(shownPath(change.path), change.after.sha);
	}
	const sizes = await describeObjects(repository.git, [...written.values()]);
	let total = 0;
	for (const [index, path] of [...written.keys()].entries()) {
		total += sizes[index]?.size ?? 0;
		if (total <= maxBytes) continue;
		refuse(Buffer.from(path).toString("latin1"), `brings its changes over ${maxBytes / 1e6} MB`);
	}
	return {
		written,
		deleted
	};
}
function whyNotPlain({ before, after }) {
	if (before?.mode === "160000" || after?.mode === "160000") return "is a submodule";
	if (after === null || after.mode === FILE && (before === null || before.mode === FILE)) return null;
	if (after.mode === "120000") return "is a symlink";
	return after.mode === FILE ? "changes its mode" : "is executable";
}
// src/git/checked-commits.ts
const BATCH = 2e4;
const MOST_ROUNDS = 200;
function openCommits(repository) {
	return {
		near: openCheckedCommits(repository),
		far: openCheckedCommits(repository.forHistory())
	};
}
function openCheckedCommits(repository) {
	const graph = new Map();
	const commits = new Map();
	const take = async (shas, use) => {
		for (let at = 0; at < shas.length; at += BATCH) {
			const objects = await readObjects(repository.git, shas.slice(at, at + BATCH));
			for (const { sha, type, content } of objects.values()) {
				checkName(sha, type, content);
				if (type === "commit") use(sha, content);
			}
		}
	};
	const read = async (shas) => {
		const unread = [...new Set(shas)].filter((sha) => require_action_post_help_run_steps.isSha(sha) && !commits.has(sha));
		await take(unread, (sha, content) => {
			const commit = parseCommitObject(sha, content);
			commits.set(sha, commit);
			graph.set(sha, commit.parents);
		});
		return new Map(shas.flatMap((sha) => commits.has(sha) ? [[sha, commits.get(sha)]] : []));
	};
	const readParents = async (shas) => {
		const unread = shas.filter((sha) => !graph.has(sha));
		await take(unread, (sha, content) => graph.set(sha, parseParents(headerOf(content))));
	};
	const complete = async (tips) => {
		let seen = walk(graph, tips);
		for (let round = 0; seen.unread.size > 0; round++) {
			if (round === MOST_ROUNDS) throw new require_action_post_help_run_steps.GitError("git-failed", "The history of this repository cannot be listed. Look at it with git fsck.");
			const known = graph.size;
			await readParents([...new Set([...seen.unread, ...await guess(repository, [...seen.unread], [])])]);
			if (graph.size === known) break;
			seen = walk(graph, tips);
		}
		return seen;
	};
	return {
		read,
		between: async (bases, tips) => {
			const stop = new Set(bases);
			const guessed = [...tips.filter((sha) => !stop.has(sha)), ...await guess(repository, tips, bases)];
			await (guessed.length > BATCH ? readParents(guessed) : read(guessed));
			const near = walk(graph, tips, stop);
			if (near.unread.size === 0 && (bases.length === 0 || bases.length === 1 && !near.hasRoot)) return {
				shas: childrenFirst(graph, near.reached),
				isWhole: true
			};
			const [above, below] = [await complete(tips), await complete(bases)];
			const reached = new Set([...above.reached].filter((sha) => !below.reached.has(sha)));
			const isCut = [...above.ends].some((sha) => reached.has(sha)) || tips.some((tip) => above.unread.has(tip));
			const mayHideSome = below.unread.size > 0 && [...reached].some((sha) => graph.get(sha)?.length === 0);
			return {
				shas: childrenFirst(graph, reached),
				isWhole: !isCut && !mayHideSome
			};
		},
		leadsTo: async (descendant, ancestor) => {
			const found = () => walk(graph, [descendant]).reached.has(ancestor);
			if (!found()) await readParents([
				descendant,
				...await guess(repository, [descendant], [ancestor]),
				ancestor
			]);
			if (found()) return {
				found: true,
				walk: EMPTY
			};
			const all = await complete([descendant]);
			return {
				found: all.reached.has(ancestor),
				walk: all
			};
		},
		reachedFrom: async (tips) => (await complete(tips)).reached,
		tipsLeadingTo: async (sha, tips) => {
			await complete([...tips]);
			return tipsLeadingTo(graph, sha, tips);
		}
	};
}
const EMPTY = {
	reached: new Set(),
	unread: new Set(),
	ends: new Set(),
	hasRoot: false
};
async function guess(repository, tips, bases) {
	const { stdout } = await repository.git({
		args: [
			"rev-list",
			"--ignore-missing",
			"--stdin"
		],
		input: [
			...tips,
			...bases.map((sha) => `^${sha}`),
			""
		].join("\n"),
		allowExit: "any"
	});
	return stdout.split("\n").filter(require_action_post_help_run_steps.isSha);
}
function checkName(sha, type, content) {
	if ((0, node_crypto.createHash)(sha.length === 40 ? "sha1" : "sha256").update(`${type} ${content.length}\0`).update(content).digest("hex") === sha) return;
	throw new require_action_post_help_run_steps.GitError("git-failed", `The ${type} ${sha} is not what its name says: its file was changed. Look at it with git fsck.`);
}
function headerOf(content) {
	const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
	const end = bytes.indexOf("\n\n");
	return bytes.toString("latin1", 0, end < 0 ? bytes.length : end);
}
function walk(graph, tips, stop = new Set()) {
	const reached = new Set();
	const unread = new Set();
	const ends = new Set();
	let hasRoot = false;
	const queue = [...tips];
	for (let sha = queue.pop(); sha !== void 0; sha = queue.pop()) {
		if (reached.has(sha) || unread.has(sha) || stop.has(sha)) continue;
		const parents = graph.get(sha);
		if (parents === void 0) {
			unread.add(sha);
			continue;
		}
		reached.add(sha);
		if (parents.length === 0) hasRoot = true;
		for (const parent of parents) {
			if (!graph.has(parent) && !stop.has(parent)) ends.add(sha);
			queue.push(parent);
		}
	}
	return {
		reached,
		unread,
		ends,
		hasRoot
	};
}
function childrenFirst(graph, commits) {
	const waiting = new Map([...commits].map((sha) => [sha, 0]));
	const parentsOf = (sha) => (graph.get(sha) ?? []).filter((parent) => waiting.has(parent));
	for (const sha of commits) for (const parent of parentsOf(sha)) waiting.set(parent, (waiting.get(parent) ?? 0) + 1);
	const ready = [...commits].filter((sha) => waiting.get(sha) === 0).reverse();
	const order = [];
	for (let sha = ready.pop(); sha !== void 0; sha = ready.pop()) {
		order.push(sha);
		for (const parent of parentsOf(sha)) {
			const children = (waiting.get(parent) ?? 0) - 1;
			waiting.set(parent, children);
			if (children === 0) ready.push(parent);
		}
	}
	return order;
}
function tipsLeadingTo(graph, sha, tips) {
	const children = new Map([...graph.keys()].map((one) => [one, []]));
	for (const [child, parents] of graph) for (const parent of parents) children.get(parent)?.push(child);
	const { reached } = walk(children, [sha]);
	return new Set([...tips].filter((tip) => reached.has(tip)));
}
// src/git/add-to-index.ts
const ADD = [
	"update-index",
	"--add",
	"--remove",
	"--replace",
	"-z",
	"--stdin"
];
async function addToIndex(files, paths) {
	const { root } = files.location;
	const addable = [];
	const leftOut = [];
	for (const path of paths) {
		const reason = whyNotRead(root, path);
		if (reason === null) addable.push(path);
		else leftOut.push({
			path: shownPath(path),
			reason
		});
	}
	const add = async (some) => {
		try {
			await files.feed({ args: ADD }, some);
		} catch (error) {
			if (!(error instanceof require_action_post_help_run_steps.GitError)) throw error;
			const [path] = some;
			if (path !== void 0 && some.length === 1) leftOut.push(refusal$1(root, path, error.message));
			else {
				const half = Math.ceil(some.length / 2);
				await add(some.slice(0, half));
				await add(some.slice(half));
			}
		}
	};
	await add(addable);
	return leftOut;
}
async function removeFromIndex(files, paths) {
	await files.feed({ args: [
		"update-index",
		"--force-remove",
		"-z",
		"--stdin"
	] }, paths);
}
async function findSkipped(files, paths) {
	if (paths.length === 0) return [];
	const { stdout } = await files.git({ args: ["ls-files", "-z"] });
	const known = new Set(stdout.toLowerCase().split("\0"));
	return paths.filter((path) => !known.has(path.toLowerCase()) && lookOnDisk(files.location.root, path) !== void 0).map((path) => ({
		path: shownPath(path),
		reason: "refused",
		detail: "git takes no such name"
	}));
}
function refusal$1(root, path, detail) {
	return lookOnDisk(root, path)?.isDirectory() === true ? {
		path: shownPath(path),
		reason: "unpublished"
	} : {
		path: shownPath(path),
		reason: "refused",
		detail
	};
}
function whyNotRead(root, path) {
	const stat = lookOnDisk(root, path);
	if (stat === null) return "unreadable";
	if (stat === void 0 || stat.isSymbolicLink() || stat.isDirectory()) return null;
	if (!stat.isFile()) return "not-a-file";
	try {
		(0, node_fs.accessSync)(onDisk(root, path), node_fs.constants.R_OK);
		return null;
	} catch {
		return "unreadable";
	}
}
const UNNAMED = new Set([
	"unspecified",
	"set",
	"unset"
]);
async function unfilterable(files, paths) {
	const { baseline } = files.location;
	const changed = baseline.filters.changed();
	const found = new Map();
	for (const [path, filter] of await filtersOf(files, paths)) {
		const program = changed.get(filter);
		if (program !== void 0) found.set(path, {
			reason: "filter-changed",
			detail: program
		});
		else if (!usesFilter(baseline.config, filter)) found.set(path, {
			reason: "filter",
			detail: filter
		});
	}
	return found;
}
async function filtersOf(files, paths) {
	const parts = (await files.feed({ args: [
		"check-attr",
		"-z",
		"--stdin",
		"filter"
	] }, paths)).split("\0");
	const found = new Map();
	for (let at = 0; at + 2 < parts.length; at += 3) {
		const [path = "", value = ""] = [parts[at], parts[at + 2]];
		if (!UNNAMED.has(value)) found.set(path, shownPath(value));
	}
	return found;
}
// src/git/identity.ts
const BOTS = {
	GitHub: {
		name: "github-actions[bot]",
		email: "41898282+github-actions[bot]@users.noreply.github.com"
	},
	Gitea: {
		name: "gitea-actions",
		email: "teabot@gitea.io"
	},
	Forgejo: {
		name: "forgejo-actions",
		email: "noreply@forgejo.org"
	}
};
function botOf(forge) {
	return BOTS[forge];
}
const BOT = BOTS.GitHub;
const LAFORGE = {
	name: "LaForge",
	email: "laforge@users.noreply.github.com"
};
function configuredIdentity(config, environment) {
	const name = clean(environment.GIT_COMMITTER_NAME || lastValue(config, "committer.name") || lastValue(config, "user.name"));
	const email = clean(environment.GIT_COMMITTER_EMAIL || lastValue(config, "committer.email") || lastValue(config, "user.email") || environment.EMAIL);
	return name === "" || email === "" ? null : {
		name,
		email
	};
}
function clean(text) {
	return (text ?? "").replace(/[<>\n\0]/g, "").replace(/^[\s.,:;"'\\]+|[\s.,:;"'\\]+$/g, "");
}
function identityEnvironment({ name, email }) {
	return {
		GIT_AUTHOR_NAME: name,
		GIT_AUTHOR_EMAIL: email,
		GIT_COMMITTER_NAME: name,
		GIT_COMMITTER_EMAIL: email
	};
}
// src/git/checkout-guard.ts
async function holdCheckout(files) {
	const { location } = files;
	const head = await readHead(location);
	const older = await listOlder(files, head.sha);
	const untracked = new Set(older.map(({ path }) => path));
	const held = {
		head,
		tree: await contentOf$2(files, head.sha, untracked),
		untracked,
		index: holdIndex(files.index),
		locks: locksOf(files),
		unfinished: filesOfOperations(location.gitDir)
	};
	return {
		head,
		putBack: (request) => putBack(files, held, request),
		changedFiles: async () => {
			const content = await contentOf$2(files, (await readHead(location)).sha, untracked);
			return (await changesBetween(files, held.tree, content)).map(({ path }) => shownPath(path));
		}
	};
}
function locksOf({ location, index }) {
	return [`${index}.lock`, (0, node_path.join)(location.gitDir, "HEAD.lock")].filter((lock) => (0, node_fs.lstatSync)(lock, { throwIfNoEntry: false }) !== void 0);
}
async function contentOf$2(files, head, known) {
	return await files.withIndex("copy", async (copy) => {
		const { changes, untracked } = await listUncommitted(copy, {
			head,
			ignored: false
		});
		await removeFromIndex(copy, changes.filter(({ isDeleted }) => isDeleted).map(({ path }) => path));
		await addToIndex(copy, [...changes.filter(({ isDeleted, isUnstaged }) => !isDeleted && !isUnstaged).map(({ path }) => path), ...untracked.filter((path) => !known.has(path) && !path.endsWith("/"))]);
		return await copy.writeTree();
	});
}
async function putBack(files, held, request) {
	const { location } = files;
	const now = await readHead(location);
	const tip = held.head.branch === null ? now.sha : await resolveName(gitOf(location), branchRef(held.head.branch));
	const moved = now.branch !== held.head.branch || now.sha !== held.head.sha || tip !== held.head.sha;
	if (request.unlock === true) {
		for (const lock of locksOf(files)) if (!held.locks.includes(lock)) (0, node_fs.rmSync)(lock, {
			recursive: true,
			force: true
		});
	}
	for (const name of filesOfOperations(location.gitDir)) if (!held.unfinished.includes(name)) (0, node_fs.rmSync)((0, node_path.join)(location.gitDir, name), {
		recursive: true,
		force: true
	});
	restoreIndex(files.index, held.index);
	if (!moved && !request.files) return {
		moved: false,
		kept: null,
		stays: []
	};
	const content = await contentOf$2(files, now.sha, held.untracked);
	const changes = await changesToTakeBack(files, held, content, request);
	if (!moved && changes.length === 0) return {
		moved: false,
		kept: null,
		stays: []
	};
	const parents = [
		held.head.sha,
		now.sha,
		tip
	].filter((sha) => sha !== null);
	await keep(files, request, content, [...new Set(parents)]);
	if (moved) await restoreHead(location, held.head, now, tip);
	const stays = await restoreFiles(files, held.tree, changes);
	await files.git({
		args: [
			"update-index",
			"-q",
			"--refresh"
		],
		allowExit: [1]
	});
	return {
		moved,
		kept: request.keep.ref,
		stays: stays.map(shownPath)
	};
}
async function changesToTakeBack(files, held, tree, { makeRoomFor: next, newFiles = false }) {
	const changes = await changesBetween(files, held.tree, tree);
	if (newFiles || !changes.some(({ before }) => before === null)) return changes;
	const needed = await changesBetween(files, held.tree, next ?? emptyTree(files.location));
	const room = new Set(needed.filter(({ after }) => after !== null).map(({ path }) => path));
	return changes.filter(({ before, path }) => before !== null || room.has(path));
}
async function changesBetween(files, from, to) {
	return (await diffTrees(files.git, from, to)).filter(({ before, after }) => before?.mode !== "160000" && after?.mode !== "160000");
}
async function keep({ location, git }, { keep: { ref, message } }, tree, parents) {
	const earlier = await resolveName(gitOf(location), ref);
	await gitAt(location, {
		args: [
			"update-ref",
			ref,
			await commitTree(git, {
				tree,
				parents: earlier === null ? parents : [...parents, earlier],
				message
			}, identityEnvironment(LAFORGE))
		],
		config: location.baseline.config
	});
}
async function restoreHead(location, held, now, tip) {
	const reason = ["-m", "laforge: as it was before the check"];
	if (held.branch === null) {
		await gitAt(location, { args: [
			"update-ref",
			...reason,
			"--no-deref",
			"HEAD",
			held.sha ?? ""
		] });
		return;
	}
	const ref = branchRef(held.branch);
	if (now.branch !== held.branch) await gitAt(location, { args: [
		"symbolic-ref",
		...reason,
		"HEAD",
		ref
	] });
	if (tip === held.sha) return;
	const args = held.sha === null ? [
		"-d",
		ref,
		tip ?? ""
	] : [
		ref,
		held.sha,
		tip ?? "0".repeat(held.sha.length)
	];
	await gitAt(location, { args: [
		"update-ref",
		...reason,
		...args
	] });
}
async function restoreFiles(files, tree, changes) {
	const { root, baseline } = files.location;
	const stays = [];
	const back = [];
	for (const { path, before } of changes) {
		const place = onDisk(root, path);
		const stat = (0, node_fs.lstatSync)(place, { throwIfNoEntry: false });
		if (stat?.isDirectory() === true) stays.push(path);
		else if (before !== null) back.push(path);
		else if (stat !== void 0) (0, node_fs.unlinkSync)(place);
	}
	if (back.length === 0) return stays;
	return await files.withIndex(tree, async (held) => {
		const lost = baseline.filters.changed().size === 0 ? new Map() : await unfilterable(held, back);
		const found = back.filter((path) => !lost.has(path));
		await held.feed({ args: [
			"checkout-index",
			"--force",
			"-z",
			"--stdin"
		] }, found);
		return [...stays, ...lost.keys()];
	});
}
async function changeIndex(path, changes, last) {
	const isMissing = !(0, node_fs.existsSync)(path);
	const held = changes.length === 0 ? null : holdIndex(path);
	const isHeld = held !== null || isMissing && changes.length > 0;
	let ours = writtenAt(path);
	try {
		for (const change of changes) {
			await change();
			ours = writtenAt(path);
		}
		await last();
	} catch (error) {
		if (isHeld && writtenAt(path) === ours) restoreIndex(path, held);
		throw error;
	}
}
function writtenAt(path) {
	const stat = (0, node_fs.lstatSync)(path, {
		throwIfNoEntry: false,
		bigint: true
	});
	return stat === void 0 ? null : `${stat.ino} ${stat.mtimeNs} ${stat.size}`;
}
function holdIndex(path) {
	const stat = (0, node_fs.lstatSync)(path, {
		throwIfNoEntry: false,
		bigint: true
	});
	if (stat?.isFile() !== true) return null;
	const seconds = Number(stat.mtimeNs / 1000n - 1n) / 1e6;
	return {
		bytes: (0, node_fs.readFileSync)(path),
		mode: Number(stat.mode & 511n),
		seconds
	};
}
function restoreIndex(path, index) {
	if (index === null) {
		(0, node_fs.rmSync)(path, { force: true });
		return;
	}
	if (holdIndex(path)?.bytes.equals(index.bytes) === true) return;
	const lock = `${path}.lock`;
	try {
		(0, node_fs.writeFileSync)(lock, index.bytes, { flag: "wx" });
	} catch (cause) {
		const advice = `Wait for it, or delete ${lock} when there is none`;
		throw new require_action_post_help_run_steps.GitError("git-failed", `The index cannot be put back: another git has it. ${advice}.`, { cause });
	}
	(0, node_fs.chmodSync)(lock, index.mode);
	(0, node_fs.utimesSync)(lock, index.seconds, index.seconds);
	(0, node_fs.renameSync)(lock, path);
}
// src/git/credentials.ts
const HELPER = "!f() { test \"$1\" = get && printf 'username=%s\\npassword=%s\\n' \"$LAFORGE_GIT_USER\" \"$LAFORGE_GIT_PASSWORD\"; }; f";
function chooseAccess({ config }, url, credentials) {
	const target = tokenTarget(url, credentials.serverUrl);
	if (target !== null && credentials.pushToken) return withToken(config, target, credentials.pushToken);
	const origin = originOf(url);
	if (origin === null) return {
		url,
		config,
		env: {}
	};
	if (hasHeader(config, url)) return {
		url,
		config: [...config, noRedirects(origin)],
		env: {}
	};
	const { username, password } = new URL(url);
	if (password !== "") return withLogin(config, url, {
		username: decode(username),
		password: decode(password)
	});
	if (target === null || !credentials.fallbackToken) return {
		url,
		config,
		env: {}
	};
	const fallback = withToken(config, target, credentials.fallbackToken);
	return hasHelper(config, url) ? {
		url,
		config,
		env: {},
		withoutHelp: fallback
	} : fallback;
}
async function settleAccess(access, askHelpers) {
	if (access.withoutHelp === void 0) return access;
	const login = await askHelpers(access.url);
	return login === null ? access.withoutHelp : withLogin(access.config, access.url, login);
}
function headerAsLogin(access) {
	const header = access.config.findLast((entry) => isAuthorization(entry) && appliesTo(entry.key, access.url));
	const basic = /^\s*authorization\s*:\s*basic\s+(\S+)\s*$/i.exec(header?.value ?? "")?.[1];
	const [, username, password] = /^([^:]*):(.+)$/s.exec(Buffer.from(basic ?? "", "base64").toString()) ?? [];
	if (username === void 0 || password === void 0) return access;
	const login = withLogin(access.config.filter((entry) => !isAuthorization(entry)), access.url, {
		username,
		password
	});
	return {
		...login,
		env: {
			...access.env,
			...login.env
		}
	};
}
function withLogin(captured, url, login) {
	const { origin, pathname } = new URL(url);
	const none = {
		key: "credential.helper",
		value: ""
	};
	const helper = {
		key: `credential.${origin}.helper`,
		value: HELPER
	};
	return {
		url: `${origin}${pathname}`,
		config: [
			...captured,
			none,
			helper,
			noRedirects(origin)
		],
		env: {
			LAFORGE_GIT_USER: login.username,
			LAFORGE_GIT_PASSWORD: login.password
		}
	};
}
function decode(text) {
	return text.replace(/(%[0-9a-f]{2})+/gi, (escaped) => Buffer.from(escaped.replaceAll("%", ""), "hex").toString());
}
function withToken(captured, target, token) {
	const origin = originOf(target) ?? target;
	const header = `http.${origin}/.extraheader`;
	const secret = Buffer.from(`x-access-token:${token}`).toString("base64");
	return {
		url: target,
		config: [
			...captured.filter((entry) => !isAuthorization(entry)),
			{
				key: header,
				value: `AUTHORIZATION: basic ${secret}`
			},
			{
				key: "credential.helper",
				value: ""
			},
			noRedirects(origin)
		],
		env: {
			GIT_ASKPASS: "",
			SSH_ASKPASS: ""
		}
	};
}
function noRedirects(origin) {
	return {
		key: `http.${origin}/.followRedirects`,
		value: "false"
	};
}
function tokenTarget(url, serverUrl) {
	const remote = splitUrl(url);
	if (serverUrl === null || !URL.canParse(serverUrl) || remote === null) return null;
	const server = new URL(serverUrl);
	const path = remote.path.replace(/^\/+/, "");
	if (isHttp(url)) return originOf(url) === server.origin ? `${server.origin}/${path}` : null;
	return remote.host.replace(/:\d+$/, "") === server.hostname ? `${server.origin}/${path}` : null;
}
function originOf(url) {
	return isHttp(url) && URL.canParse(url) ? new URL(url).origin : null;
}
function isAuthorization(entry) {
	return /^http\.(.*\.)?extraheader$/.test(entry.key) && /^\s*authorization\s*:/i.test(entry.value);
}
function hasHeader(config, url) {
	return config.some((entry) => isAuthorization(entry) && appliesTo(entry.key, url));
}
function hasHelper(config, url) {
	return (config.filter((entry) => /^credential\.(.*\.)?helper$/.test(entry.key) && appliesTo(entry.key, url)).at(-1)?.value ?? "") !== "";
}
function appliesTo(key, url) {
	const scope = key.slice(key.indexOf(".") + 1, key.lastIndexOf(".") + 1).replace(/\.$/, "");
	if (scope === "") return true;
	if (scope.includes("*")) return true;
	if (!URL.canParse(scope)) return false;
	const [wanted, asked] = [new URL(scope), new URL(url)];
	const folder = wanted.pathname.endsWith("/") ? wanted.pathname : `${wanted.pathname}/`;
	return wanted.origin === asked.origin && `${asked.pathname}/`.startsWith(folder);
}
// src/git/refusals.ts
const PUSH_TOKEN = "give push-token a personal access token or an App token that may";
const JOB_ADVICE = {
	remote: "origin",
	getPermission: `Give the job "permissions: contents: write", or ${PUSH_TOKEN}; on another host, check the credentials of the remote.`,
	getRead: "Give the job \"permissions: contents: read\", or check the credentials of the remote.",
	useOther: PUSH_TOKEN,
	getWorkflows: "the token of a job may never push that, whatever its permissions. Give push-token a personal access token (scope workflow) or an App token (permission workflows)."
};
const COMMAND_LINE_ADVICE = {
	remote: "origin",
	getPermission: "Check the credentials that git has for this remote, and what they allow there.",
	getRead: "Check the credentials that git has for this remote.",
	useOther: "push with credentials that may",
	getWorkflows: "these credentials may not push that. Give git a token with the scope workflow."
};
const moved = (name) => `${name} is not where it was expected to be: somebody else moved, made or deleted it meanwhile. It was left as it is; look again and repeat.`;
const isProtected = (name, { useOther }) => `${name} is protected at the remote, which does not allow this push. Allow it in the branch protection for whoever pushes, or ${useOther}.`;
const byRule = (name) => `A rule or hook at the remote refuses this push to ${name}. Fulfil the rule or let whoever pushes bypass it.`;
const unsigned = (name) => `${name} takes only commits with verified signatures. Have the step's commits signed (commit-signing: ssh or api), or lift the rule for this branch.`;
const tooLarge = (name) => `The remote refuses to store what was committed for ${name}: a file is too large, or a Git LFS object was not uploaded. Remove the file from the commits, or upload it with git lfs push.`;
const notPermitted = (name, { getPermission }) => `There is no permission to push to ${name}. ${getPermission}`;
const NO_TIME = /^unable to determine if workflow can be created or updated due to timeout/i;
const RULES = [
	{
		code: "no-atomic",
		text: /the receiving end does not support --atomic push/,
		explain: () => "The remote cannot update several refs at once (no atomic pushes)."
	},
	{
		code: "other",
		text: /cannot lock ref .{0,2000}(exists; cannot create|there is a non-empty directory|there are still refs under)/,
		explain: (name) => `${name} cannot exist at the remote beside a ref whose name is its beginning, or the reverse (a and a/b).`
	},
	{
		code: "ambiguous",
		text: /dst refspec \S+ matches more than one/,
		explain: (_name, { remote }) => `The remote has a tag by the whole name of the branch (refs/tags/refs/heads/\u2026), and git pushes to neither then. Delete that tag: git push --delete ${quoteForShell([remote])} refs/tags/refs/heads/\u2026`
	},
	{
		code: "other",
		reason: NO_TIME,
		explain: (name) => `GitHub had no time to see whether the commits for ${name} change workflow files, twice. Push them once more later.`
	},
	{
		code: "workflow-files",
		reason: /refusing to allow .{0,80} to create or update workflow/i,
		explain: (name, { getWorkflows }) => `The commits for ${name} differ from the default branch in .github/workflows, and ${getWorkflows}`
	},
	{
		code: "hidden-ref",
		reason: /deny (updating|deleting|creating) a hidden ref/,
		explain: (name) => `The remote keeps ${name} for itself: nobody can push to it.`
	},
	{
		code: "too-large",
		text: /\bGH001:|this exceeds GitHub's file size limit|\bGH008:/,
		explain: tooLarge
	},
	{
		code: "too-large",
		text: /LFS objects are missing|exceeds? (the )?(maximum allowed size|maximum file size|limit of)|(HTTP|error:) 413\b/i,
		explain: tooLarge
	},
	{
		code: "signatures",
		text: /Commits? must (have verified signatures|be signed)|is protected from unverified commit/i,
		explain: unsigned
	},
	{
		code: "protected",
		text: /\bGH006:|\bGH003:/,
		explain: isProtected
	},
	{
		code: "protected",
		reason: /protected branch hook declined|deletion prohibited/,
		explain: isProtected
	},
	{
		code: "rules",
		text: /\bGH(007|009|013):/,
		explain: byRule
	},
	{
		code: "protected",
		text: /You are not allowed to .{0,60}protected branch|(delete|deleting) protected branches|default branch of a project cannot be deleted|Not allowed to (force-)?push to protected branch|is protected from (force push|deletion|changing file)|protected branch \S+ can not be pushed to|can only be modified through pull requests|Permission denied to update branch/i,
		explain: isProtected
	},
	{
		code: "protected",
		text: /Internal Server Error \(no message for end users\)/,
		explain: (name, { useOther }) => `The remote failed while checking if ${name} may be pushed to, as Gitea does when a job's token pushes to a protected branch or when it wants signed commits. Lift the protection of the branch, or ${useOther}.`
	},
	{
		code: "no-permission",
		text: /is not authorized to (read|write)|You are not allowed to (push|upload|download) code|User permission denied for writing|Write access to repository not granted|Permission to \S+ denied to|Permission denied \(|Authentication failed|could not read (Username|Password)|(HTTP|error:) 40[134]\b|Repository not found|repository '[^']*' not found|key .{0,40}read[ -]only/i,
		explain: notPermitted
	},
	{
		code: "other",
		text: /refusing to update checked out branch|branch is currently checked out/,
		explain: (name) => `${name} is checked out in the remote repository, which has a work tree of its own. Push to a bare repository, or check out another branch there.`
	},
	{
		code: "other",
		reason: /shallow update not allowed/,
		explain: (name) => `The remote does not take ${name} from a shallow clone. Check out with the whole history (fetch-depth: 0).`
	},
	{
		code: "moved",
		text: /cannot lock ref .{0,2000}(reference already exists|but expected|unable to resolve reference|File exists)/,
		explain: moved
	},
	{
		code: "moved",
		reason: /^(stale info|fetch first|needs force|already exists|remote ref updated since checkout)$|cannot lock ref/,
		explain: moved
	},
	{
		code: "moved",
		reason: /incorrect old value|reference already exists|but expected/,
		explain: moved
	},
	{
		code: "rules",
		reason: /hook declined|rule violations|push declined/,
		explain: byRule
	}
];
const UNREACHABLE = /Could not resolve|Name or service not known|Failed to connect|Couldn't connect|Connection (refused|reset|timed out|closed)|timed out|too slow|hung up unexpectedly|early EOF|RPC failed|unexpected disconnect|transfer closed with|expected flush after|bytes of body are still expected|(HTTP|error:) (408|429|5\d\d)\b|Empty reply|^ssh: |Network is unreachable|No route to host|\b(SSL|TLS|gnutls)|Could not read from remote repository|does not appear to be a git repository/im;
const REDIRECTED = /(HTTP|error:) 30\d\b|unable to update url base from redirection/;
function isTransient(stdout) {
	return rejectedRefs(stdout).some(({ reason }) => NO_TIME.test(reason));
}
function explainRefusal(stdout, stderr, advice = JOB_ADVICE) {
	const rejected = rejectedRefs(stdout);
	const said = plainText(stderr);
	const locked = /cannot lock ref '([^']+)'/.exec(said)?.[1];
	const guilty = rejected.find((one) => !/^atomic (push|transaction)/.test(one.reason)) ?? rejected.find((one) => one.ref === locked) ?? rejected[0];
	const rule = ruleFor(said, guilty);
	const name = guilty === void 0 ? "the remote" : guilty.ref.replace(/^refs\/(heads|tags)\//, "");
	const isBroken = UNREACHABLE.test(said) || UNREACHABLE.test(guilty?.reason ?? "");
	if (rule === void 0 && (guilty === void 0 || guilty.by === "remote failure") && isBroken) return {
		kind: "unreachable",
		explanation: "The remote could not be reached, or hung up: whether the push arrived is not known."
	};
	return {
		kind: "refused",
		code: rule?.code ?? "other",
		ref: guilty?.ref ?? null,
		explanation: require_action_post_help_run_steps.withCode(`${rule === void 0 ? unexplained(name, said, guilty) : rule.explain(name, advice)}${lastWords(said)}`, require_action_post_help_run_steps.PUSH_CODES[rule?.code ?? "other"])
	};
}
function explainReadFailure(stderr, advice = JOB_ADVICE) {
	const said = plainText(stderr);
	if (ruleFor(said, void 0)?.code === "no-permission") return {
		unreachable: false,
		explanation: `The remote does not let us read: ${require_action_help_run_steps.asSentence(lastLine(said))} ${advice.getRead}`
	};
	if (REDIRECTED.test(said)) return {
		unreachable: false,
		explanation: redirected()
	};
	const unreachable = UNREACHABLE.test(said);
	return {
		unreachable,
		explanation: `${unreachable ? "The remote could not be reached" : "git failed"}: ${said}`
	};
}
function ruleFor(said, guilty) {
	if (guilty?.reason === "non-fast-forward") {
		if (guilty.by === "remote rejected") return {
			code: "protected",
			explain: isProtected
		};
		return {
			code: "moved",
			explain: moved
		};
	}
	return RULES.find((rule) => rule.text?.test(said) || guilty !== void 0 && rule.reason?.test(guilty.reason));
}
function rejectedRefs(stdout) {
	const refs = [];
	for (const line of stdout.split("\n")) {
		const [flag, names = "", summary = ""] = line.split("	").map(plainText);
		const words = /^\[([^\]]+)\](?: \((.*)\))?$/.exec(summary);
		if (flag !== "!" || words === null) continue;
		refs.push({
			ref: names.slice(names.indexOf(":") + 1),
			by: words[1] ?? "",
			reason: words[2] ?? words[1] ?? ""
		});
	}
	return refs;
}
const ABOUT_NO_REASON = /^([-=*#\s]*|(Resolving deltas|Processing changes|Counting objects|Compressing objects|Total|Review all|Visit|See) .*)$/i;
const SAID_OVER_SSH = /^(?:error|ERROR): (?!failed to push|RPC failed|unable to|cannot lock|remote unpack failed)(.+)$/;
const MOST_WORDS = 300;
function lastWords(said) {
	const lines = said.split("\n");
	const marked = lines.flatMap((line) => /^remote: *(.*)$/.exec(line)?.[1]?.trim() ?? []);
	const unmarked = lines.flatMap((line) => SAID_OVER_SSH.exec(line)?.[1] ?? []);
	const reasons = (marked.length > 0 ? marked : unmarked).filter((line) => !ABOUT_NO_REASON.test(line)).map((line) => line.replace(/^error: /, ""));
	const points = reasons.flatMap((line) => /^- +(.+)$/.exec(line)?.[1]?.replace(/\.$/, "") ?? []);
	const words = points.length > 0 ? points.join("; ") : reasons.slice(-2).join(" ");
	return words === "" ? "" : ` The remote says: ${require_action_help_run_steps.asSentence(`"${words.slice(0, MOST_WORDS)}"`)}`;
}
function unexplained(name, said, guilty) {
	if (REDIRECTED.test(said)) return redirected();
	return require_action_help_run_steps.asSentence(`The push to ${name} failed: ${guilty?.reason ?? lastLine(said)}`);
}
function redirected() {
	return "The remote answers from another address, and credentials are not sent along. Set the remote to its new URL.";
}
function lastLine(said) {
	return said.split("\n").findLast((line) => /^(fatal|error|remote): /.test(line)) ?? said.split("\n").at(-1) ?? "";
}
// src/git/connection.ts
const WHOLE_DEPTH = 0x7fffffff;
const PATIENCE$1 = [{
	key: "http.lowSpeedLimit",
	value: "1"
}, {
	key: "http.lowSpeedTime",
	value: "30"
}];
const REMOTE_LIMITS = {
	questionMs: 2e4,
	againMs: 1e4,
	transferMs: 6e5,
	stallMs: 5e3
};
const GONE = /couldn't find remote ref|not our ref|no such remote ref/;
const SHA_REFUSED = /Server does not allow request for unadvertised object/;
function openConnection(baseline, remote, repository, credentials, limits = REMOTE_LIMITS) {
	const advice = {
		...credentials.serverUrl === null ? COMMAND_LINE_ADVICE : JOB_ADVICE,
		remote: remote.name
	};
	const accesses = new Map();
	const accessTo = (url) => {
		const chosen = () => settleAccess(chooseAccess(baseline, url, credentials), (asked) => askHelpers(repository, asked));
		const access = accesses.get(url) ?? chosen();
		accesses.set(url, access);
		return access;
	};
	let hasStalled = false;
	const runWithin = async (limitMs, url, where, command) => {
		const access = await accessTo(url);
		const began = Date.now();
		const output = await where.git({
			...command,
			settings: [
				...PATIENCE$1,
				...access.config,
				{
					key: `remote.${REMOTE_NAME}.url`,
					value: access.url
				}
			],
			env: {
				...access.env,
				...command.env
			},
			allowExit: "any",
			limitMs
		});
		hasStalled = output.exitCode !== 0 && Date.now() - began >= limits.stallMs;
		return output;
	};
	const ask = (url, args) => runWithin(hasStalled ? limits.againMs : limits.questionMs, url, repository, { args: ["ls-remote", ...args] });
	const run = async (url, where, command, limitMs = limits.transferMs) => {
		if (hasStalled) {
			const isThere = await ask(url, [
				"--",
				REMOTE_NAME,
				"HEAD"
			]);
			if (isThere.exitCode !== 0) return isThere;
		}
		return await runWithin(limitMs, url, where, command);
	};
	const readFrom = readUrl(remote);
	const list = async (args) => {
		const output = await ask(readFrom, args);
		if (output.exitCode !== 0) throw readFailure(output, advice);
		return output.stdout;
	};
	const fetch = async (into, what, options) => {
		const args = [
			...options.silent ? SILENT : [],
			"fetch",
			...FETCH,
			...fetchOptions$1(options)
		];
		const output = await run(readFrom, into, {
			args,
			input: refspecs(what)
		});
		if (output.exitCode === 0) return true;
		if (SHA_REFUSED.test(output.stderr)) return await fetchEverything(into, what, options);
		if (GONE.test(output.stderr)) return false;
		throw readFailure(output, advice);
	};
	const fetchEverything = async (into, what, options) => {
		const all = [
			"+refs/heads/*:refs/all/heads/*",
			"+refs/tags/*:refs/all/tags/*",
			"+refs/laforge/*:refs/all/laforge/*"
		];
		const depth = fetchOptions$1({
			commitsOnly: options.commitsOnly ?? false,
			depth: WHOLE_DEPTH
		});
		const output = await run(readFrom, into, {
			args: [
				"fetch",
				...FETCH,
				...depth
			],
			input: `${all.join("\n")}\n`
		});
		if (output.exitCode !== 0) throw readFailure(output, advice);
		return (await missingCommits(into.git, what.filter(require_action_post_help_run_steps.isSha))).length === 0;
	};
	return {
		advice,
		list,
		fetch,
		accessTo,
		readAccess: () => accessTo(readFrom),
		read: async (from, command) => await run(readFrom, from, {
			...command,
			env: {
				...command.env,
				GIT_NO_LAZY_FETCH: "0"
			}
		}),
		push: async (from, options, specs) => await run(remote.pushUrl, from, { args: [
			"push",
			...options,
			"--",
			REMOTE_NAME,
			...specs
		] }),
		wouldPush: async (from, options, specs) => {
			const args = [
				"push",
				"--dry-run",
				...options,
				"--",
				REMOTE_NAME,
				...specs
			];
			return await run(remote.pushUrl, from, { args }, limits.questionMs);
		}
	};
}
async function askHelpers(repository, url) {
	const output = await repository.git({
		args: ["credential", "fill"],
		input: `url=${url}\n\n`,
		env: {
			GIT_ASKPASS: "",
			SSH_ASKPASS: "",
			GCM_INTERACTIVE: "never"
		},
		allowExit: "any"
	});
	const username = /^username=(.*)$/m.exec(output.stdout)?.[1];
	const password = /^password=(.*)$/m.exec(output.stdout)?.[1];
	return output.exitCode === 0 && username !== void 0 && password ? {
		username,
		password
	} : null;
}
const SILENT = ["-c", "fetch.negotiationAlgorithm=noop"];
const FETCH_ALONE = [
	"--quiet",
	"--no-tags",
	"--no-write-fetch-head",
	"--no-recurse-submodules",
	"--no-auto-maintenance"
];
const FETCH = [
	...FETCH_ALONE,
	"--no-show-forced-updates",
	"--stdin"
];
function fetchOptions$1({ depth, deepen, commitsOnly, levels, prune }) {
	return [
		...depth === void 0 ? [] : [`--depth=${depth}`],
		...deepen === void 0 ? [] : [`--deepen=${deepen}`],
		...commitsOnly ? ["--filter=tree:0"] : levels === void 0 ? [] : [`--filter=tree:${levels}`],
		...prune ? ["--prune"] : [],
		REMOTE_NAME
	];
}
function refspecs(what) {
	return `${what.map((one) => require_action_post_help_run_steps.isSha(one) ? `+${one}:refs/fetched/${one}` : one).join("\n")}\n`;
}
function readUrl(remote) {
	const [fetched, pushed] = [repositoryFromUrl(remote.fetchUrl), repositoryFromUrl(remote.pushUrl)];
	return fetched !== null && fetched === pushed ? remote.fetchUrl : remote.pushUrl;
}
const MISSING_OBJECT = /unable to read|missing blob|bad object|could not fetch|lazy fetching disabled|unable to load/i;
const LACKS_OBJECTS = "This clone lacks objects that were needed, as a partial clone does: git fetch --refetch --no-filter gets them all.";
async function readCompletely(repository, connection, command) {
	const output = await repository.git({
		...command,
		allowExit: "any"
	});
	if (output.exitCode === 0) return output.stdout;
	const isMissing = MISSING_OBJECT.test(output.stderr);
	if (!isMissing || connection === null) {
		const failure = `git ${command.args[0]} failed: ${lastWords$1(output)}`;
		throw new require_action_post_help_run_steps.GitError("git-failed", isMissing ? `${require_action_help_run_steps.asSentence(failure)} ${LACKS_OBJECTS}` : failure);
	}
	try {
		return (await readOrThrow(connection, repository.forObjects(), command)).stdout;
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.GitError)) throw error;
		throw new require_action_post_help_run_steps.GitError(error.code, `${require_action_help_run_steps.asSentence(error.message)} ${LACKS_OBJECTS}`, { cause: error });
	}
}
async function readOrThrow(connection, from, command) {
	const output = await connection.read(from, command);
	if (output.exitCode !== 0) throw readFailure(output, connection.advice);
	return output;
}
function readFailure(output, advice) {
	const { unreachable, explanation } = explainReadFailure(output.stderr, advice);
	return new require_action_post_help_run_steps.GitError(unreachable ? "remote-unreachable" : "git-failed", explanation);
}
async function completeHistory(connection, history, tips) {
	const isCut = history.shallowBoundaries().size > 0;
	const wanted = isCut ? tips : await missingCommits(history.git, tips);
	const depth = isCut ? { depth: WHOLE_DEPTH } : {};
	if (wanted.length > 0 && !await connection.fetch(history, wanted, {
		...depth,
		commitsOnly: true
	})) for (const tip of wanted) await connection.fetch(history, [tip], {
		...depth,
		commitsOnly: true
	});
}
// src/git/carry-work.ts
const USAGE = 129;
async function carryWork(deps, work, onto) {
	return await lendFolder(deps.repository, async (folder) => {
		const git = onIndex(deps.repository.git, (0, node_path.join)(folder, "index"));
		const [before = "", here = "", there = ""] = (await git({ args: ["rev-parse", ...[
			work.before,
			onto,
			work.after
		].map((state) => `${state ?? emptyTree(deps)}^{tree}`)] })).stdout.split("\n");
		if (before === here || here === there) return {
			tree: there,
			conflicts: []
		};
		if (before === there) return {
			tree: here,
			conflicts: []
		};
		const commit = (tree, ...parents) => commitTree(git, {
			tree,
			parents,
			message: ""
		}, identityEnvironment(LAFORGE));
		const base = await commit(before);
		const sides = {
			base,
			ours: await commit(here, base),
			theirs: await commit(there, base)
		};
		const conflicts = await mergeAlone(git, sides) ?? await mergeInFolder(deps, sides, folder);
		const wanted = new Set(conflicts);
		const kept = (conflicts.length === 0 ? [] : await listTree(git, there)).filter(({ path }) => wanted.has(path)).map(({ path, ...after }) => ({
			path,
			after
		}));
		await setEntries(git, [...conflicts.map((path) => ({
			path,
			after: null
		})), ...kept], deps);
		return {
			tree: (await git({ args: ["write-tree"] })).stdout.trim(),
			conflicts: conflicts.map(shownPath)
		};
	});
}
async function mergeAlone(git, { ours, theirs }) {
	const output = await git({
		args: [
			"merge-tree",
			"--write-tree",
			"-z",
			"--name-only",
			"--no-messages",
			ours,
			theirs
		],
		encoding: "latin1",
		allowExit: [1, USAGE]
	});
	if (output.exitCode === USAGE) return null;
	const [tree = "", ...conflicts] = recordsOf(output.stdout);
	await git({ args: ["read-tree", tree] });
	return conflicts;
}
async function mergeInFolder({ repository, baseline }, { base, ours, theirs }, folder) {
	const env = {
		GIT_INDEX_FILE: (0, node_path.join)(folder, "index"),
		GIT_WORK_TREE: (0, node_path.join)(folder, "files")
	};
	(0, node_fs.mkdirSync)(env.GIT_WORK_TREE);
	const settings = baseline.config.filter(({ key }) => !key.startsWith("filter."));
	const config = [{
		key: "core.sparseCheckout",
		value: "false"
	}];
	const git = async (...args) => (await repository.git({
		args,
		settings,
		config,
		env,
		encoding: "latin1",
		allowExit: [1]
	})).stdout;
	await git("read-tree", "-m", "-u", ours);
	await git("merge-recursive", base, "--", ours, theirs);
	const unmerged = recordsOf(await git("ls-files", "-u", "-z")).map((record) => record.slice(record.indexOf("	") + 1));
	return [...new Set(unmerged)];
}
// src/git/diffs.ts
const DISPLAY = /^(diff|color)\.|^core\.(quotepath|whitespace)$/;
const NOT_TAKEN = /^diff\.(external|ignoresubmodules|orderfile|submodule)$|^diff\..*\.(command|textconv|cachetextconv)$/;
const PLAIN$1 = [
	"--no-ext-diff",
	"--no-textconv",
	"--ignore-submodules=none",
	"--submodule=short"
];
function openDiffs(repository, connection, baseline) {
	const display = displaySettings(baseline.entries);
	const nameOf = (state) => state ?? emptyTree({ baseline });
	const read = async (args, from) => {
		const output = await readCompletely(repository, connection, {
			args,
			config: [...display, {
				key: "attr.tree",
				value: nameOf(from)
			}],
			encoding: "latin1"
		});
		return Buffer.from(output, "latin1");
	};
	const diff = async ({ from, to, paths }, options) => await read([
		"diff",
		...PLAIN$1,
		...options,
		"--end-of-options",
		nameOf(from),
		nameOf(to),
		"--",
		...paths
	], from);
	return {
		files: async (request) => {
			return parseFiles((await diff(request, [
				"--no-color",
				"--no-relative",
				"--raw",
				"--numstat",
				"-z",
				"--no-abbrev"
			])).toString("latin1"));
		},
		print: async (request, look) => await diff(request, lookOptions(look)),
		printCommits: async (a, b, { colour }) => {
			if (a.before === null || a.after === null || b.before === null || b.after === null) throw new require_action_post_help_run_steps.GitError("git-failed", "Commits can be paired only where both began from a commit.");
			const ranges = [`${a.before}..${a.after}`, `${b.before}..${b.after}`];
			return await read([
				"range-diff",
				...PLAIN$1,
				colourOption(colour),
				...ranges
			], a.before);
		},
		carry: async (work, onto) => await carryWork({
			repository,
			baseline
		}, work, onto)
	};
}
function configuredPager(entries) {
	const users = entries.filter(({ scope }) => scope !== "local" && scope !== "worktree");
	const own = lastValue(users, "pager.diff");
	if (own !== void 0 && /^(false|no|off|0)$/i.test(own)) return "";
	if (own !== void 0 && !/^(true|yes|on|1)$/i.test(own)) return own;
	return lastValue(users, "core.pager") ?? null;
}
function displaySettings(entries) {
	return entries.filter(({ key }) => DISPLAY.test(key) && !NOT_TAKEN.test(key)).map(({ key, value }) => ({
		key,
		value
	}));
}
function lookOptions({ form, colour, columns }) {
	switch (form) {
		case "patch": return ["--patch", colourOption(colour)];
		case "whole-patch": return [
			"--patch",
			"--binary",
			"--src-prefix=a/",
			"--dst-prefix=b/",
			colourOption(colour)
		];
		case "stat": return [
			columns === null ? "--stat" : `--stat=${columns}`,
			"--summary",
			colourOption(colour)
		];
		case "name-only": return ["--name-only", "--no-color"];
	}
}
function colourOption(colour) {
	return colour ? "--color=always" : "--no-color";
}
const STATUSES = {
	A: "added",
	D: "deleted",
	M: "modified",
	R: "renamed",
	C: "copied",
	T: "type-changed"
};
function parseFiles(text) {
	const parts = text.split("\0");
	const files = [];
	let at = 0;
	for (; parts[at]?.startsWith(":");) {
		const status = STATUSES[/ ([A-Z])\d*$/.exec(parts[at] ?? "")?.[1] ?? ""] ?? "modified";
		const isMoved = status === "renamed" || status === "copied";
		const [first = "", second = ""] = [parts[at + 1], parts[at + 2]];
		const paths = isMoved ? {
			path: second,
			oldPath: first
		} : {
			path: first,
			oldPath: null
		};
		files.push({
			...paths,
			status,
			insertions: null,
			deletions: null
		});
		at += isMoved ? 3 : 2;
	}
	return files.map((file) => {
		const [insertions = "", deletions = ""] = (parts[at] ?? "").split("	");
		at += file.oldPath === null ? 1 : 3;
		return {
			...file,
			path: shownPath(file.path),
			oldPath: file.oldPath === null ? null : shownPath(file.oldPath),
			insertions: lines(insertions),
			deletions: lines(deletions)
		};
	});
}
function lines(text) {
	return /^\d+$/.test(text) ? Number(text) : null;
}
// src/git/history.ts
function openHistory({ location, commits, connection }) {
	const { commonDir, repository } = location;
	const place = {
		repository,
		commits,
		connection
	};
	const { git } = repository;
	const theirObjects = { GIT_OBJECT_DIRECTORY: (0, node_path.join)(commonDir, "objects") };
	return {
		commit: async (sha) => [...(await commits.near.read([sha])).values()].map(withoutMessage)[0] ?? null,
		commits: async (from, to) => {
			const { shas, isWhole } = await commits.near.between(from === null ? [] : [from], [to]);
			return {
				commits: [...(await commits.near.read(shas)).values()].map(withoutMessage),
				complete: isWhole
			};
		},
		isAncestor: async (ancestor, descendant) => await findAncestor(place, ancestor, descendant),
		reachedFrom: async (where, tips, shas) => {
			const isRemote = where === "remote" && connection !== null;
			if (isRemote) await completeHistory(connection, repository.forHistory(), tips);
			const reached = await (isRemote ? commits.far : commits.near).reachedFrom(tips);
			return new Set(shas.filter((sha) => reached.has(sha)));
		},
		changedPaths: async (from, to, under) => {
			const paths = under === "" || under === "." ? [] : [`:(top,literal)${under}`];
			const { stdout } = await repository.git({ args: [
				"diff-tree",
				"-r",
				"-z",
				"--name-only",
				"--no-renames",
				"--end-of-options",
				from,
				to,
				"--",
				...paths
			] });
			return recordsOf(stdout);
		},
		resolve: async (revision) => {
			const found = await resolveName(gitOf(location), `${revision}^{commit}`);
			if (found !== null) return found;
			return require_action_post_help_run_steps.isSha(revision) && (await missingCommits(git, [revision])).length === 0 ? revision : null;
		},
		isShallow: async () => isShallow(commonDir),
		diffStat: async (from, to) => {
			const command = toCountChanges(from ?? emptyTree(location), to);
			return parseChangeCount(await readCompletely(repository, null, command));
		},
		commitMessage: async (sha) => (await commits.near.read([sha])).get(sha)?.message ?? null,
		createPinCommit: async (parent, message, others = []) => {
			const commit = {
				tree: `${parent}^{tree}`,
				parents: [parent, ...others],
				message
			};
			try {
				return await commitTree(git, commit, {
					...identityEnvironment(LAFORGE),
					...theirObjects
				});
			} catch (error) {
				if (!(error instanceof require_action_post_help_run_steps.GitError) || error.code !== "git-failed") throw error;
				return await commitTree(git, commit, identityEnvironment(LAFORGE));
			}
		},
		createCommit: async ({ tree, parent, message, at, author }) => {
			const date = `@${Math.floor(at.getTime() / 1e3)} +0000`;
			const dates = {
				GIT_AUTHOR_DATE: date,
				GIT_COMMITTER_DATE: date
			};
			return await commitTree(git, {
				tree,
				parents: [parent],
				message
			}, {
				...identityEnvironment(author ?? BOT),
				...dates
			});
		},
		signCommit: async (commit) => await signCommit(repository, commit),
		hasSignature: async (commit) => await hasSignature(repository, commit),
		signatureOf: async (commit) => await signatureOf(repository, commit),
		plainChanges: async (request) => await readPlainChanges(repository, request),
		treeOf: async (state) => await treeOf(git, state),
		withFolder: async (tree, folder, from) => await withFolder(location, tree, folder, from),
		commitsTouching: async (from, to, paths) => {
			const specs = paths.map((path) => `:(top,literal)${path}`);
			const args = [
				"rev-list",
				"--end-of-options",
				to,
				`^${from}`,
				"--",
				...specs
			];
			return linesOf((await git({ args })).stdout);
		},
		createNote: async (message, parent = null) => {
			const env = {
				...identityEnvironment(LAFORGE),
				...theirObjects
			};
			const tree = (await git({
				args: ["mktree"],
				env
			})).stdout.trim();
			return await commitTree(git, {
				tree,
				parents: parent === null ? [] : [parent],
				message
			}, env);
		},
		messagesOf: async (tip, most) => {
			const { shas } = await commits.near.between([], [tip]);
			return [...(await commits.near.read(shas.slice(0, most))).values()].map(({ message }) => message);
		},
		commitsOnlyOf: async (where, groups, others) => await findCommitsOnlyOf({
			...place,
			connection: where === "local" ? null : connection
		}, groups, others),
		kindsOf: async (shas, remoteTips) => {
			const canComplete = remoteTips !== null && connection !== null && repository.shallowBoundaries().size === 0;
			const where = canComplete ? repository.forHistory() : repository;
			if (canComplete) await completeHistory(connection, where, remoteTips);
			return await listKinds(where.git, shas);
		},
		bundle: async (from, to, ref, file) => {
			await repository.git({ args: [
				"update-ref",
				"--end-of-options",
				ref,
				to
			] });
			const range = from === null ? [ref] : [ref, `^${from}`];
			await repository.git({ args: [
				"bundle",
				"create",
				"--quiet",
				file,
				...range
			] });
		},
		unbundle: async (file, into) => {
			const config = [{
				key: "transfer.fsckObjects",
				value: "true"
			}];
			const own = {
				...theirObjects,
				GIT_ALTERNATE_OBJECT_DIRECTORIES: repository.objectDirectory()
			};
			await repository.git({
				args: [
					"bundle",
					"unbundle",
					file
				],
				config,
				env: into === "own" ? own : {}
			});
		}
	};
}
function withoutMessage({ message: _, ...commit }) {
	return commit;
}
const SEVERAL = Symbol("several");
async function findCommitsOnlyOf({ repository, commits, connection }, groups, others) {
	const found = new Map([...groups.keys()].map((name) => [name, []]));
	const tips = [...groups.values()].flat();
	if (tips.length === 0) return found;
	const where = connection === null ? commits.near : commits.far;
	if (connection !== null) await completeHistory(connection, repository.forHistory(), [...new Set([...tips, ...others])]);
	const owners = new Map();
	const lead = (group, sha) => {
		const owner = owners.get(sha);
		owners.set(sha, owner === void 0 || owner === group ? group : SEVERAL);
	};
	for (const [group, shas] of groups) for (const sha of shas) lead(group, sha);
	const { shas } = await where.between(others, tips);
	for (const { sha, subject, parents } of (await where.read(shas)).values()) {
		const owner = owners.get(sha) ?? SEVERAL;
		for (const parent of parents) lead(owner, parent);
		if (owner !== SEVERAL) found.get(owner)?.push({
			sha,
			subject
		});
	}
	return found;
}
const STEPS = [
	50,
	400,
	3200
];
async function findAncestor({ repository, commits, connection }, ancestor, descendant) {
	if (ancestor === descendant) return "yes";
	try {
		let look = await lookFor(commits.near, ancestor, descendant);
		for (const step of [...STEPS, null]) {
			if (look.answer !== void 0) return look.answer;
			if (!await connection?.fetch(repository.forHistory(), look.at, fetchOptions(look.kind, step))) return "unknown";
			look = await lookFor(commits.far, ancestor, descendant);
		}
		return look.answer ?? "unknown";
	} catch (error) {
		if (error instanceof require_action_post_help_run_steps.GitError) return "unknown";
		throw error;
	}
}
function fetchOptions(kind, step) {
	if (step === null) return {
		depth: WHOLE_DEPTH,
		commitsOnly: true
	};
	return kind === "cut" ? {
		deepen: step,
		commitsOnly: true
	} : {
		depth: step,
		commitsOnly: true
	};
}
async function lookFor(commits, ancestor, descendant) {
	const { found, walk } = await commits.leadsTo(descendant, ancestor);
	if (found) return { answer: "yes" };
	if (walk.unread.has(descendant)) return {
		kind: "absent",
		at: [descendant]
	};
	return walk.ends.size === 0 ? { answer: "no" } : {
		kind: "cut",
		at: [...walk.ends]
	};
}
async function withFolder(location, tree, folder, from) {
	const { repository } = location;
	return await lendFolder(repository, async (place) => {
		const git = onIndex(repository.git, (0, node_path.join)(place, "index"));
		const [ours, theirs] = [await listTree(git, tree, [folder]), await listTree(git, from, [`${folder}/`])];
		const changes = [...ours.map(({ path }) => ({
			path,
			after: null
		})), ...theirs.map(({ path, ...after }) => ({
			path,
			after
		}))];
		await git({ args: [
			"read-tree",
			"--end-of-options",
			tree
		] });
		await setEntries(git, changes, location);
		return (await git({ args: ["write-tree"] })).stdout.trim();
	});
}
// src/git/landed.ts
const PATCHES = 100;
const PLAIN = [
	"--no-ext-diff",
	"--no-textconv",
	"--no-color",
	"--ignore-submodules=none"
];
const NO_PROGRAMS = [{
	key: "blame.ignoreRevsFile",
	value: ""
}, {
	key: "diff.external",
	value: ""
}];
function openLanded(repository) {
	const patchIdsOf = async (patches) => {
		const { stdout } = await repository.git({
			args: ["patch-id", "--stable"],
			input: Buffer.from(patches, "latin1")
		});
		return new Map(linesOf(stdout).map((line) => [line.split(" ")[1] ?? "", line.split(" ", 1)[0] ?? ""]));
	};
	return {
		commits: async (tip, since) => {
			const args = [
				"log",
				"-z",
				"--topo-order",
				`--since=${since}`,
				"--format=%H%x00%P%x00%ct%x00%B"
			];
			const { stdout } = await repository.git({ args: [
				...args,
				"--end-of-options",
				tip
			] });
			const fields = stdout.split("\0");
			return Array.from({ length: Math.floor(fields.length / FIELDS) }, (_, at) => readCommit(fields.slice(at * FIELDS, (at + 1) * FIELDS)));
		},
		patchIds: async (commits) => {
			const found = new Map();
			for (let at = 0; at < commits.length; at += PATCHES) {
				const input = `${commits.slice(at, at + PATCHES).join("\n")}\n`;
				const args = [
					"diff-tree",
					"--stdin",
					"--root",
					"-p",
					...PLAIN
				];
				const { stdout } = await repository.git({
					args,
					config: NO_PROGRAMS,
					input,
					encoding: "latin1"
				});
				for (const [sha, id] of await patchIdsOf(stdout)) found.set(sha, id);
			}
			return found;
		},
		forkOf: async (tip, of) => {
			const args = [
				"merge-base",
				"--end-of-options",
				tip,
				of
			];
			return (await repository.git({
				args,
				allowExit: [1]
			})).stdout.trim() || null;
		},
		patchIdOf: async (from, to) => {
			const args = [
				"diff-tree",
				"-p",
				...PLAIN,
				"--end-of-options",
				from,
				to
			];
			const { stdout } = await repository.git({
				args,
				config: NO_PROGRAMS,
				encoding: "latin1"
			});
			const [id = null] = (await patchIdsOf(stdout)).values();
			return id;
		},
		renames: async (tip, since) => {
			const args = [
				"log",
				"-z",
				"--first-parent",
				"-m",
				"-M",
				"--diff-filter=R",
				"--name-status",
				"--format=%x00%H"
			];
			const options = [
				...PLAIN,
				`--since=${since}`,
				"--end-of-options",
				tip
			];
			const { stdout } = await repository.git({
				args: [...args, ...options],
				config: NO_PROGRAMS,
				encoding: "latin1"
			});
			return readRenames(stdout.split("\0"));
		},
		linesOf: async (at, path, before) => {
			const args = [
				"blame",
				"--no-textconv",
				"--incremental",
				...before === null ? [at] : [`^${before}`, at],
				"--",
				path
			];
			const found = await repository.git({
				args,
				config: NO_PROGRAMS,
				allowExit: [128],
				encoding: "latin1"
			});
			const lines = new Map();
			if (found.exitCode !== 0) return lines;
			for (const [, sha = "", count = "0"] of found.stdout.matchAll(/^([0-9a-f]{40,64}) \d+ \d+ (\d+)$/gm)) lines.set(sha, (lines.get(sha) ?? 0) + Number(count));
			return lines;
		}
	};
}
function readRenames(fields) {
	const found = new Map();
	let names = new Map();
	for (let at = 0; at < fields.length; at++) {
		const field = (fields[at] ?? "").trim();
		if (require_action_post_help_run_steps.isSha(field)) {
			names = new Map();
			found.set(field, names);
		} else if (/^R\d+$/.test(field)) {
			names.set(shownPath(fields[at + 1] ?? ""), shownPath(fields[at + 2] ?? ""));
			at += 2;
		}
	}
	return found;
}
const FIELDS = 4;
function readCommit([sha = "", parents = "", seconds = "", message = ""]) {
	const named = [...message.matchAll(/^[ *]*Laforge-Step-Uid: (\S+)\s*$/gm)].map(([, uid = ""]) => uid);
	const time = new Date(Number(seconds) * 1e3);
	return {
		sha,
		parents: parents.split(" ").filter((parent) => parent !== ""),
		committedAt: (Number.isNaN(time.getTime()) ? new Date(0) : time).toISOString(),
		stepUids: named.filter(require_action_post_help_run_steps.isUid)
	};
}
// src/git/private-work-tree.ts
const IN_ONE_FILE = {
	key: "core.splitIndex",
	value: "false"
};
const NO_UNTRACKED_CACHE = {
	key: "core.untrackedCache",
	value: "false"
};
const FEED_SIZE = 6e4;
function openPrivateWorkTree(location, index = (0, node_path.join)(location.gitDir, "index")) {
	const { root, gitDir, commonDir, repository } = location;
	const userObjects = (0, node_path.join)(commonDir, "objects");
	const ownFolder = () => (0, node_path.dirname)(repository.objectDirectory());
	const git = ({ env, config = [], ...command }) => {
		refuseOtherFolder(location);
		const own = ownFolder();
		takeInfo(location, own);
		const filters = filterCommands(location);
		return repository.git({
			encoding: "latin1",
			...command,
			config: [
				...config,
				...filters.config,
				IN_ONE_FILE,
				NO_UNTRACKED_CACHE
			],
			env: {
				...env,
				...filters.env,
				GIT_WORK_TREE: root,
				GIT_INDEX_FILE: index,
				GIT_OBJECT_DIRECTORY: isWritableFolder(userObjects) ? userObjects : (0, node_path.join)(own, "objects"),
				GIT_ALTERNATE_OBJECT_DIRECTORIES: (0, node_path.join)(own, "objects")
			}
		});
	};
	const feed = async (command, records) => {
		let output = "";
		for (const input of inPortions(records)) output += (await git({
			...command,
			input: Buffer.from(input, "latin1")
		})).stdout;
		return output;
	};
	return {
		location,
		index,
		userObjects,
		ownFolder,
		git,
		feed,
		writeTree: async () => (await git({ args: ["write-tree", "--missing-ok"] })).stdout.trim(),
		withIndex: (content, use) => lendFolder(repository, async (folder) => {
			const lent = openPrivateWorkTree(location, (0, node_path.join)(folder, "index"));
			if (content === "copy") copyIndex(gitDir, index, lent.index, ownFolder());
			else if (content !== null) await lent.git({ args: ["read-tree", content] });
			return await use(lent);
		})
	};
}
function isWritableFolder(path) {
	try {
		(0, node_fs.accessSync)(path, node_fs.constants.W_OK);
		return (0, node_fs.statSync)(path).isDirectory();
	} catch {
		return false;
	}
}
function inPortions(records) {
	const portions = [];
	let portion = "";
	for (const record of records) {
		if (portion !== "" && portion.length + record.length >= FEED_SIZE) {
			portions.push(portion);
			portion = "";
		}
		portion += `${record}\0`;
	}
	return portion === "" ? portions : [...portions, portion];
}
function copyIndex(gitDir, from, to, own) {
	const stat = (0, node_fs.statSync)(from, {
		throwIfNoEntry: false,
		bigint: true
	});
	if (stat?.isFile() !== true) return;
	(0, node_fs.copyFileSync)(from, to);
	const seconds = Number(stat.mtimeNs / 1000n - 1n) / 1e6;
	(0, node_fs.utimesSync)(to, seconds, seconds);
	for (const name of (0, node_fs.readdirSync)(gitDir)) {
		const shared = (0, node_path.join)(gitDir, name);
		if (name.startsWith("sharedindex.") && (0, node_fs.statSync)(shared).isFile()) (0, node_fs.copyFileSync)(shared, (0, node_path.join)(own, name));
	}
}
function takeInfo({ gitDir, commonDir }, directory) {
	const info = (0, node_path.join)(directory, "info");
	(0, node_fs.mkdirSync)(info, { recursive: true });
	for (const name of [
		"exclude",
		"attributes",
		"sparse-checkout"
	]) {
		const text = require_action_post_help_run_steps.readRegularFile((0, node_path.join)(name === "sparse-checkout" ? gitDir : commonDir, "info", name));
		if (text === null) (0, node_fs.rmSync)((0, node_path.join)(info, name), { force: true });
		else require_action_post_help_run_steps.keepFile((0, node_path.join)(info, name), text);
	}
}
function filterCommands({ root, gitDir, commonDir, baseline, repository }) {
	const filters = baseline.config.filter(({ key, value }) => FILTER.test(key) && value !== "");
	if (filters.length === 0) return {
		config: [lfsStorage(baseline, commonDir)],
		env: {}
	};
	const changed = [...baseline.filters.changed().keys()];
	const place = {
		GIT_DIR: gitDir,
		GIT_WORK_TREE: root,
		...repository.capturedPlace()
	};
	const variables = Object.entries(place).map(([name, value]) => `${name}=${quoteForShell([value])}`);
	return {
		config: [
			lfsStorage(baseline, commonDir),
			...filters.map(({ key, value }) => ({
				key,
				value: `${FILTER_PREFIX}${value}`
			})),
			...changed.flatMap((name) => Object.entries(NO_FILTER).map(([variable, value]) => ({
				key: `filter.${name}.${variable}`,
				value
			})))
		],
		env: { LAFORGE_FILTER: `export ${variables.join(" ")}; unset GIT_INDEX_FILE GIT_OBJECT_DIRECTORY LAFORGE_FILTER` }
	};
}
const NO_FILTER = {
	clean: "",
	smudge: "",
	process: "",
	required: "false"
};
const FILTER = /^filter\..*\.(clean|smudge|process)$/;
function lfsStorage({ config }, commonDir) {
	return {
		key: "lfs.storage",
		value: (0, node_path.resolve)(commonDir, lastValue(config, "lfs.storage") ?? "lfs")
	};
}
function makeScratch(location, connection, { temporaryDirectory = (0, node_os.tmpdir)(), onFolder }) {
	const { commonDir, baseline, repository } = location;
	const top = (0, node_fs.realpathSync)((0, node_fs.mkdtempSync)((0, node_path.join)(temporaryDirectory, "laforge-scratch-")));
	onFolder?.(top);
	const [folder, index] = [(0, node_path.join)(top, "work"), (0, node_path.join)(top, "index")];
	const own = (0, node_path.join)(folder, ".git");
	makeGitFolder(own, {
		objects: [repository.objectDirectory(), (0, node_path.join)(commonDir, "objects")],
		objectFormat: baseline.objectFormat,
		bare: false
	});
	const boundaries = repository.shallowBoundaries();
	if (boundaries.size > 0) (0, node_fs.writeFileSync)((0, node_path.join)(own, "shallow"), `${[...boundaries].join("\n")}\n`);
	const filters = filterCommands(location);
	const git = async (args, input = "") => {
		const { config, env } = filters;
		const command = {
			args,
			config,
			input,
			env: {
				...env,
				GIT_WORK_TREE: folder,
				GIT_INDEX_FILE: index
			}
		};
		return await readCompletely(repository, connection, command);
	};
	return {
		folder,
		checkOut: async (commit) => {
			await git([
				"read-tree",
				"--reset",
				"-u",
				"--end-of-options",
				commit
			]);
			await git(["clean", "-fdq"]);
			(0, node_fs.writeFileSync)((0, node_path.join)(own, "HEAD"), `${commit}\n`);
			(0, node_fs.copyFileSync)(index, (0, node_path.join)(own, "index"));
		},
		treesOf: async (commits) => {
			const told = await git([
				"rev-list",
				"--no-walk",
				"--ignore-missing",
				"--format=%T",
				"--stdin"
			], toLines(commits));
			return new Map([...told.matchAll(/^commit (\w+)\n(\w+)$/gm)].map(([, commit = "", tree = ""]) => [commit, tree]));
		},
		remove: () => (0, node_fs.rmSync)(top, {
			recursive: true,
			force: true,
			maxRetries: 3
		})
	};
}
// src/git/stash-content.ts
async function readStashCommits(git, shas) {
	const objects = await readObjects(git, shas);
	return shas.flatMap((sha) => {
		const object = objects.get(sha);
		if (object?.type !== "commit") return [];
		const text = Buffer.from(object.content).toString();
		const end = text.indexOf("\n\n");
		return [{
			sha,
			parents: [...text.slice(0, end).matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = ""]) => parent),
			message: text.slice(end + 2)
		}];
	});
}
async function readContents$1(git, stashes) {
	try {
		return await diffAll(git, stashes);
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.GitError)) throw error;
	}
	const contents = new Map();
	for (const stash of stashes) {
		const alone = await diffAll(git, [stash]).catch((error) => {
			if (error instanceof require_action_post_help_run_steps.GitError) return new Map();
			throw error;
		});
		for (const [sha, changes] of alone) contents.set(sha, changes);
	}
	return contents;
}
async function diffAll(git, stashes) {
	const lines = stashes.flatMap(({ sha, parents: [base, staged, untracked] }) => base === void 0 ? [] : [
		`${sha} ${base}`,
		...staged === void 0 ? [] : [`${staged} ${base}`],
		...untracked === void 0 ? [] : [untracked]
	]);
	if (lines.length === 0) return new Map();
	const { stdout } = await git({
		args: [
			"diff-tree",
			"--stdin",
			"--root",
			"-r",
			"--raw",
			"-z",
			"--no-renames"
		],
		input: toLines(lines),
		encoding: "latin1"
	});
	const changesOf = parseDiffs(stdout);
	return new Map(stashes.map(({ sha, parents: [, ...parts] }) => [sha, [sha, ...parts].flatMap((it) => changesOf.get(it) ?? [])]));
}
function parseDiffs(text) {
	const found = new Map();
	const parts = text.split("\0");
	for (let at = 0; at + 1 < parts.length;) {
		const sha = parts[at++] ?? "";
		if (!require_action_post_help_run_steps.isSha(sha)) throw new require_action_post_help_run_steps.GitError("git-failed", "git diff-tree answered something odd.");
		const from = at;
		while (parts[at]?.startsWith(":") === true) at += 2;
		found.set(sha, parseRawDiff(`${parts.slice(from, at).join("\0")}\0`));
	}
	return found;
}
const MOST_BYTES$1 = 1048576;
const SHORT_LINE = 3;
async function findMerged(git, changes, had) {
	const sides = changes.flatMap((change) => [change, ...had.get(change.path) ?? []]);
	const blobs = await readObjects(git, (await describeObjects(git, [...new Set(sides.flatMap(({ before, after }) => [before, after].flatMap((it) => it?.sha ?? [])))])).flatMap((it) => it !== null && it.type === "blob" && it.size <= MOST_BYTES$1 ? [it.sha] : []));
	const linesOf = (side) => new Set(Buffer.from(blobs.get(side?.sha ?? "")?.content ?? []).toString("latin1").split("\n").map((line) => line.trim()));
	return changes.filter((change) => {
		const [before, after] = [linesOf(change.before), linesOf(change.after)];
		return (had.get(change.path) ?? []).some((one) => {
			const base = linesOf(one.before);
			const back = [...linesOf(one.after)].filter((line) => line.length > SHORT_LINE && !base.has(line)).filter((line) => !before.has(line));
			return back.length > 0 && back.every((line) => after.has(line));
		});
	});
}
// src/git/stash-origin.ts
const MADE_ON = /^(?:WIP on|On) ([^ :]+|\(no branch\)): /;
const MOVED = /^checkout: moving from (\S+) to (\S+)$/;
const RENAMED = /^Branch: renamed (\S+) to (\S+)$/;
async function findMadeHere(location, { head, branch, takenAt }) {
	const own = placesOf([{
		sha: head,
		branch
	}, await headOf(location)], readLog(location, 0));
	const others = [];
	for (const { gitDir } of otherWorkTrees(location)) {
		const other = {
			...location,
			gitDir
		};
		others.push(placesOf([await headOf(other)], readLog(other, takenAt - CLOCK_SLACK_MS)));
	}
	return (stash) => couldBeMadeAt(stash, own) && !others.some((places) => couldBeMadeAt(stash, places));
}
const CLOCK_SLACK_MS = 2e3;
function couldBeMadeAt({ message, parents: [base = ""] }, { branches, detachedAt }) {
	const branch = MADE_ON.exec(message)?.[1];
	if (branch === void 0) return false;
	if (branch.startsWith("(")) return detachedAt.has(base);
	return [...branches].some((name) => name === branch || name.endsWith(`/${branch}`));
}
function placesOf(heads, log) {
	const moves = log.flatMap(({ message }) => {
		const [, from = "", to = ""] = MOVED.exec(message) ?? RENAMED.exec(message) ?? [];
		return [from, to].map((name) => name.startsWith("refs/heads/") ? name.slice(11) : name);
	});
	const detached = heads.flatMap(({ sha, branch }) => branch === null && sha !== null ? [sha] : []);
	return {
		branches: new Set([...heads.map(({ branch }) => branch ?? ""), ...moves].filter((name) => name !== "")),
		detachedAt: new Set([...detached, ...log.map(({ sha }) => sha)])
	};
}
function readLog(location, sinceMs) {
	return parseReflog(readEnd((0, node_path.join)(location.gitDir, "logs", "HEAD"))).filter(({ seconds }) => seconds * 1e3 >= sinceMs);
}
async function headOf(location) {
	try {
		return await readHead(location);
	} catch (error) {
		if (error instanceof require_action_post_help_run_steps.GitError) return {
			sha: null,
			branch: null
		};
		throw error;
	}
}
// src/git/stashes.ts
async function commitStashes(deps, request, onto) {
	const { files, identity } = deps;
	const { location, git } = files;
	const { since } = request;
	const fresh = await newStashes(files, since);
	if (fresh.length === 0) return {
		sha: null,
		leftOut: [],
		doubtful: []
	};
	const older = olderPaths(since, location.baseline);
	const findTheirs = await findUnstashed(files, since);
	const isMadeHere = request.hasOthers ? await findMadeHere(location, since) : () => true;
	let last = null;
	const leftOut = [];
	const doubtful = [];
	for (const commit of fresh) {
		const { sha: stash } = commit;
		const isOnTop = since.head === null || await isAncestor(git, since.head, `${stash}^1`);
		if (!isOnTop || !isMadeHere(commit)) {
			if (isOnTop || isMadeHere(commit)) doubtful.push(stash);
			continue;
		}
		const all = await contentOf$1(files, commit);
		const likeOlder = await findAlike(files, since, all);
		const theirs = await findTheirs(all);
		const stashed = [];
		for (const change of all.filter(({ path }) => older.find(path) === null)) {
			const reason = theirs.has(change) ? "stashed" : change.before === null ? likeOlder(change) : null;
			if (reason === null) stashed.push(change);
			else leftOut.push({
				path: shownPath(change.path),
				reason
			});
		}
		const folders = await gitFoldersOf(files, stashed);
		for (const folder of folders) leftOut.push({
			path: shownPath(folder),
			reason: "git-folder"
		});
		const changes = stashed.filter(({ path }) => !folders.some((folder) => path.startsWith(folder)));
		if (changes.length === 0) continue;
		const below = last ?? onto;
		const parents = below === null ? [`${stash}^1`] : [below, `${stash}^1`];
		last = await files.withIndex(`${stash}^1`, async (ours) => {
			await setEntries(ours.git, changes, location);
			const tree = await ours.writeTree();
			const author = identityEnvironment(request.author ?? identity ?? BOT);
			return await commitTree(files.git, {
				tree,
				parents,
				message: request.message
			}, author);
		});
	}
	return {
		sha: last,
		leftOut,
		doubtful
	};
}
async function findUnstashed({ location, git }, { stashes }) {
	if (stashes.length === 0) return async () => new Set();
	const contents = await readContents$1(git, await readStashCommits(git, [...new Set(stashes.slice(-50).map(({ sha }) => sha))]));
	const left = new Set((await readStashes(location)).map(({ sha }) => sha));
	const had = new Map();
	const gone = new Set();
	for (const [stash, changes] of contents) for (const change of changes) {
		had.set(change.path, [...had.get(change.path) ?? [], change]);
		if (!left.has(stash)) gone.add(change.path);
	}
	const isBack = ({ path, after }) => gone.has(path) || had.get(path)?.some((one) => one.after?.sha === after?.sha) === true;
	return async (changes) => {
		const merged = changes.filter((change) => had.has(change.path) && !isBack(change));
		return new Set([...changes.filter(isBack), ...await findMerged(git, merged, had)]);
	};
}
async function newStashes({ location, git }, { stashes }) {
	const before = new Set(stashes.map(({ sha }) => sha));
	const found = new Set((await readStashes(location)).map(({ sha }) => sha).filter((sha) => !before.has(sha)));
	return found.size === 0 ? [] : await readStashCommits(git, [...found].slice(-50));
}
async function contentOf$1({ location, git }, { sha, parents: [base = "", , untracked] }) {
	try {
		const added = untracked === void 0 ? [] : await diffTrees(git, emptyTree(location), untracked);
		return [...await diffTrees(git, base, sha), ...added];
	} catch (error) {
		if (error instanceof require_action_post_help_run_steps.GitError) return [];
		throw error;
	}
}
// src/git/leftovers.ts
async function commitLeftovers(deps, request) {
	const { root, commonDir } = deps.files.location;
	let reason = "";
	let pipes = [];
	for (const findBase of basesOf(deps, request)) {
		const commit = async () => {
			const outcome = await commitOnto(deps, request, await findBase());
			return {
				...outcome,
				leftOut: sorted([...pipes, ...outcome.leftOut])
			};
		};
		try {
			return await commit().catch(async (error) => {
				if (!(error instanceof require_action_post_help_run_steps.GitError) || error.code !== "git-stopped") throw error;
				pipes = removePipes(root).map((path) => ({
					path: shownPath(path),
					reason: "not-a-file"
				}));
				if (!removeObjectPipes(commonDir) && pipes.length === 0) throw error;
				return await commit();
			});
		} catch (error) {
			if (!(error instanceof require_action_post_help_run_steps.GitError)) throw error;
			if (reason === "") reason = error.message;
			if (error.code === "git-stopped") break;
		}
	}
	return {
		kind: "withheld",
		reason,
		leftOut: pipes
	};
}
async function countLeftovers(files, request) {
	const base = {
		sha: (await readHead(files.location)).sha,
		isHead: true
	};
	const { wanted } = await choose(files, request, base, await findUncommitted(files, base));
	return wanted.gone.length + wanted.present.length;
}
function* basesOf({ files, remote }, { since, onto }) {
	yield async () => ({
		sha: (await readHead(files.location)).sha,
		isHead: true
	});
	if (onto === "head") return;
	yield async () => {
		if (since.head !== null && !await hasCommit(files.git, since.head)) await remote?.fetch([since.head], 1);
		return {
			sha: since.head,
			isHead: false
		};
	};
	if (since.head !== null) yield async () => ({
		sha: null,
		isHead: false
	});
}
async function commitOnto(deps, request, base) {
	const { files } = deps;
	const { location } = files;
	const found = await findUncommitted(files, base);
	const { wanted, leftOut: passedOver } = await choose(files, request, base, found);
	const leftOut = [...passedOver, ...await unseenByGit(files, request, found)];
	if (wanted.gone.length + wanted.present.length === 0) return {
		kind: "nothing",
		leftOut
	};
	const reason = request.onto === "head" ? unfinishedWork(location.gitDir, found.changes) : null;
	if (reason !== null) {
		const isAsBefore = hasOperationSince(location.gitDir, request.since.takenAt);
		return {
			kind: "withheld",
			reason,
			leftOut,
			...isAsBefore && { isAsBefore }
		};
	}
	const built = await buildOnBase(files, base.sha, wanted, found, await findUnstashed(files, request.since));
	const allLeftOut = [...leftOut, ...built.leftOut];
	if (built.changes.length === 0) return {
		kind: "nothing",
		leftOut: allLeftOut
	};
	const author = identityEnvironment(request.author ?? deps.identity ?? BOT);
	const { tree } = built;
	const parents = base.sha === null ? [] : [base.sha];
	const sha = await commitTree(files.git, {
		tree,
		parents,
		message: request.message
	}, author);
	if (request.onto === "head") await moveHead(files, base.sha, sha, built.changes, author);
	const doubtful = doubtfulAmong(built.changes.filter(({ before }) => before === null).map(({ path }) => path));
	return {
		kind: "committed",
		sha,
		leftOut: allLeftOut,
		...doubtful.length > 0 && { doubtful }
	};
}
async function buildOnBase(files, base, wanted, { isStagedAsHead }, findTheirs) {
	const build = (ours) => buildContent(ours, base, wanted, findTheirs);
	if (isStagedAsHead) {
		const built = await files.withIndex("copy", build).catch((error) => {
			if (!(error instanceof require_action_post_help_run_steps.GitError) || error.code === "git-stopped") throw error;
			return null;
		});
		if (built !== null && changesExactly(wanted, built)) return built;
	}
	return await files.withIndex(base, build);
}
function changesExactly({ gone, present }, { changes, leftOut }) {
	const wanted = new Set([...gone, ...present]);
	const told = new Set([...changes.map(({ path }) => shownPath(path)), ...leftOut.map(({ path }) => path)]);
	return changes.every(({ path }) => wanted.has(path)) && [...wanted].every((path) => told.has(shownPath(path)));
}
async function findUncommitted(files, { sha, isHead }) {
	const lookAnew = () => files.withIndex(sha, (ours) => listUncommitted(ours, {
		head: sha,
		ignored: true
	}));
	if (!isHead) return await lookAnew();
	try {
		return await listUncommittedOfUser(files, {
			head: sha,
			ignored: true
		});
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.GitError) || error.code === "git-stopped") throw error;
		return await lookAnew();
	}
}
async function unseenByGit(files, { since }, { changes, ignored, closed: unlisted, submodules }) {
	const { location } = files;
	const { root, baseline } = location;
	const older = olderPaths(since, baseline);
	const closed = new Set([...ignored, ...submodules.map((path) => `${path}/`)]);
	const tracked = new Set(changes.map(({ path }) => path));
	const isClosed = (folder) => closed.has(folder) || older.find(folder) !== null;
	const odd = newOddFiles(root, since.takenAt, isClosed).filter((path) => !tracked.has(path));
	const ignoredOdd = new Set(odd.length === 0 ? [] : (await files.feed({
		args: [
			"check-ignore",
			"--no-index",
			"-z",
			"--stdin"
		],
		allowExit: [1]
	}, odd)).split("\0"));
	return [
		...odd.filter((path) => !ignoredOdd.has(path)).map((path) => ({
			path: shownPath(path),
			reason: "not-a-file"
		})),
		...unlisted.filter((path) => older.find(path) === null).map((path) => ({
			path: shownPath(path),
			reason: "unreadable"
		})),
		...await changedSubmodules(location, submodules, since.takenAt)
	];
}
async function choose(files, request, base, { changes, untracked }) {
	const { location } = files;
	const { root, gitDir, commonDir, baseline } = location;
	const { since } = request;
	const older = olderPaths(since, baseline);
	const paths = [...changes.map(({ path }) => path), ...untracked];
	const released = untracked.length > 0 || paths.some((path) => older.find(path) !== null) ? await committedSince(files, since.head, base.sha) : new Set();
	const ledgers = ledgerPaths(root, [
		...request.exclude,
		files.ownFolder(),
		gitDir,
		commonDir
	]);
	const temporary = temporaryFolders(root);
	const isNew = (path) => older.find(path) === null && !isLedger(ledgers, path);
	const tracked = new Set(changes.filter(({ isAdded }) => !isAdded).map(({ path }) => path));
	const carried = await findCarried(location, since, paths.filter(isNew), {
		isTracked: (path) => tracked.has(path),
		published: () => blobsOf(files.git, since.head)
	});
	const leftOut = new Map();
	const leave = (path, reason) => {
		const from = carried.get(path);
		const named = from === void 0 ? {} : { from: shownPath(from) };
		leftOut.set(path, {
			reason,
			files: (leftOut.get(path)?.files ?? 0) + 1,
			...named
		});
	};
	const gitFolders = await gitFoldersIn(location, untracked.filter((path) => !isLedger(ledgers, path)));
	const isOurs = (path) => {
		const gitFolder = gitFolders.find((folder) => path.startsWith(folder));
		if (gitFolder !== void 0) {
			leave(gitFolder, "git-folder");
			return false;
		}
		const file = older.fileAt(path);
		const isAsItWas = file !== void 0 && (path.endsWith("/") ? !isRepositoryWritten(location, path, since.takenAt) : isSame$1(root, path, file));
		const lay = released.has(path) && !isAsItWas ? null : older.find(path);
		const hasChanged = lay !== null && !isAsItWas;
		if (isOwnTemporary(temporary, path)) return false;
		if (isLedger(ledgers, path)) {
			if (lay === null || hasChanged) leave(path, "ledger");
			return false;
		}
		if (lay !== null && older.isOfSubmodule(path)) {
			if (isNewOnDisk(root, path, since.takenAt)) return true;
			leave(lay, "was-submodule");
			return false;
		}
		if (hasChanged) leave(lay, lay === path ? "dirty-before" : "older-folder");
		if (carried.has(path)) leave(path, "carried");
		return lay === null && !carried.has(path);
	};
	const onDiskToo = new Set(untracked);
	const ours = changes.filter(({ path }) => isOurs(path));
	const isUntouched = (path) => (lookOnDisk(root, path)?.ctimeMs ?? Number.POSITIVE_INFINITY) < since.takenAt;
	const isUntracked = (path) => onDiskToo.has(path) && isUntouched(path);
	const unstaged = changes.filter((change) => change.isUnstaged);
	const isDecision = unstaged.some(({ path }) => isUntracked(path)) && unstaged.length < await countFiles(files, base);
	const isGone = ({ path, isDeleted, isUnstaged }) => isDeleted || isUnstaged && (!onDiskToo.has(path) || isDecision && isUntracked(path));
	const gone = ours.filter(isGone).map(({ path }) => path);
	const goneToo = new Set(gone);
	const isReleased = (path) => released.has(path) && isUntracked(path);
	const isTaken = (path) => !goneToo.has(path) && !isReleased(path);
	const left = isDecision ? "untracked" : (0, node_fs.existsSync)(files.index) ? "not-in-index" : null;
	for (const { path, isUnstaged } of ours) if (left !== null && isUnstaged && isUntracked(path)) leave(path, left);
	for (const path of untracked) if (isReleased(path) && older.find(path) === null && !isLedger(ledgers, path)) leave(path, "untracked");
	const present = [...ours.map(({ path }) => path).filter((path) => !goneToo.has(path)), ...untracked.filter((path) => isTaken(path) && isOurs(path)).map((path) => path.replace(/\/$/, ""))];
	for (const path of present) for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) leftOut.delete(path.slice(0, at));
	return {
		wanted: {
			gone,
			present: [...new Set(present)]
		},
		leftOut: [...leftOut].map(([path, { files, ...others }]) => ({
			path: shownPath(path),
			...others,
			...path.endsWith("/") && { files }
		}))
	};
}
function isSame$1(root, path, { stamp, content }) {
	const file = onDisk(root, path);
	return stamp === stampOf(file, "kept") || content !== null && content === contentOf$3(file);
}
const sorted = (leftOut) => leftOut.toSorted((a, b) => a.path < b.path ? -1 : 1);
const isFileIn = (root) => (path) => lookOnDisk(root, path)?.isFile() === true;
async function committedSince({ location, git }, from, to) {
	if (to === null || from === to) return new Set();
	if (from !== null && !await isAncestor(git, from, to)) return new Set();
	const changes = await diffTrees(git, from ?? emptyTree(location), to);
	return new Set(changes.map(({ path }) => path));
}
async function countFiles(files, { sha }) {
	if (sha === null) return 0;
	return (await listTree(files.git, sha)).length;
}
async function buildContent(files, base, { gone, present }, findTheirs) {
	const { location } = files;
	await removeFromIndex(files, gone);
	const unconverted = await unfilterable(files, present.filter(isFileIn(location.root)));
	const convertible = present.filter((path) => !unconverted.has(path));
	const refused = [...[...unconverted].map(([path, why]) => ({
		path: shownPath(path),
		...why
	})), ...await addToIndex(files, convertible)];
	const tree = await files.writeTree();
	const changes = await files.withIndex(null, ({ git }) => diffTrees(git, base ?? emptyTree(location), tree));
	const known = new Set([...changes, ...refused].map(({ path }) => path));
	const doubtful = convertible.filter((path) => !known.has(path) && !known.has(shownPath(path)));
	const leftOut = [...refused, ...await findSkipped(files, doubtful)];
	const held = new Map([...await unpublishedRepositories(files, tree, changes), ...[...await findTheirs(changes)].map((change) => [change, "stashed"])]);
	if (held.size === 0) return {
		tree,
		changes,
		leftOut
	};
	const back = [...held.keys()].map(({ path, before }) => ({
		path,
		after: before
	}));
	await setEntries(files.git, back, location);
	return {
		tree: await files.writeTree(),
		changes: changes.filter((change) => !held.has(change)),
		leftOut: [...leftOut, ...[...held].map(([{ path }, reason]) => ({
			path: shownPath(path),
			reason
		}))]
	};
}
async function moveHead(files, from, to, changes, env) {
	const { location, index } = files;
	if (!isWritableFolder(files.userObjects)) throw new require_action_post_help_run_steps.GitError("git-failed", whyUnwritable(location) ?? `The folder ${require_action_post_help_run_steps.quote(files.userObjects)} is gone.`);
	const args = [
		"update-ref",
		"-m",
		"laforge: commit what the agent left",
		"HEAD",
		to,
		from ?? "0".repeat(to.length)
	];
	await changeIndex(index, [
		...from !== null && !(0, node_fs.existsSync)(index) ? [() => files.git({ args: ["read-tree", from] })] : [],
		() => setEntries(files.git, changes, location),
		() => refreshStat(files, changes)
	], () => gitAt(location, {
		args,
		config: location.baseline.config,
		env
	}));
}
const FEW_PATHS = 50;
async function refreshStat(files, changes) {
	const paths = changes.filter(({ after }) => after !== null).map(({ path }) => path);
	if (paths.length === 0) return;
	await files.git({
		args: paths.length > FEW_PATHS ? [
			"update-index",
			"-q",
			"--refresh"
		] : ["--literal-pathspecs", ...[
			"add",
			"--refresh",
			"--pathspec-from-file=-",
			"--pathspec-file-nul"
		]],
		input: toRecords(paths),
		allowExit: "any"
	});
}
function unfinishedWork(gitDir, changes) {
	const operation = operationIn(gitDir);
	if (operation !== null) return `The work tree is in the middle of ${require_action_help_run_steps.withArticle(operation)}. Finish it or abort it, then commit.`;
	const unmerged = changes.find(({ isUnmerged }) => isUnmerged);
	if (unmerged === void 0) return null;
	return `${require_action_post_help_run_steps.quote(shownPath(unmerged.path))} has conflicts that are not resolved. Resolve them, then commit.`;
}
// src/git/lfs.ts
const PATIENCE = [{
	key: "lfs.transfer.maxRetries",
	value: "1"
}];
const FAILED_SILENTLY = /^info: Uploading failed/m;
const IDS_AT_ONCE = 400;
function openLfs(place, remote) {
	const { baseline, commonDir, repository, connection } = place;
	if (!usesFilter(baseline.config, "lfs")) return null;
	const objects = (0, node_path.join)(lfsStorage(baseline, commonDir).value, "objects");
	return { upload: async (commits, tips) => {
		const here = (await findLfsPointers(repository, commits, tips)).filter((id) => (0, node_fs.existsSync)((0, node_path.join)(objects, id.slice(0, 2), id.slice(2, 4), id)));
		if (here.length === 0) return null;
		const { access, server } = await chooseServer(connection, remote);
		lendObjects(repository, objects);
		for (let at = 0; at < here.length; at += IDS_AT_ONCE) {
			const output = await repository.git({
				args: [
					"lfs",
					"push",
					"--object-id",
					REMOTE_NAME,
					...here.slice(at, at + IDS_AT_ONCE)
				],
				settings: [
					...PATIENCE,
					...access.config.filter(({ key }) => key !== "lfs.storage"),
					...server
				],
				env: access.env,
				allowExit: "any"
			});
			if (output.exitCode !== 0 || FAILED_SILENTLY.test(output.stderr)) return explainFailure(output);
		}
		return null;
	} };
}
async function chooseServer(connection, remote) {
	const chosen = await connection.accessTo(remote.lfsUrl ?? remote.pushUrl);
	const access = isHttp(chosen.url) ? headerAsLogin(chosen) : chosen;
	const settings = [{
		key: `remote.${REMOTE_NAME}.url`,
		value: access.url
	}];
	if (!isHttp(access.url) && remote.lfsUrl === null) return {
		access,
		server: settings
	};
	const url = remote.lfsUrl !== null && isHttp(remote.lfsUrl) ? access.url : ofRepository$1(access.url);
	const hasLogin = Object.hasOwn(access.env, "LAFORGE_GIT_PASSWORD");
	return {
		access,
		server: [
			...settings,
			{
				key: "lfs.url",
				value: url
			},
			{
				key: "lfs.pushUrl",
				value: url
			},
			...hasLogin ? [{
				key: `lfs.${url}.access`,
				value: "basic"
			}] : []
		]
	};
}
function ofRepository$1(url) {
	if (!isHttp(url)) return url;
	const path = url.replace(/\/+$/, "");
	return `${path}${path.endsWith(".git") ? "" : ".git"}/info/lfs`;
}
function lendObjects(repository, objects) {
	const storage = (0, node_path.join)((0, node_path.dirname)(repository.objectDirectory()), "lfs");
	(0, node_fs.rmSync)(storage, {
		recursive: true,
		force: true
	});
	(0, node_fs.mkdirSync)(storage);
	(0, node_fs.symlinkSync)(objects, (0, node_path.join)(storage, "objects"), "junction");
	(0, node_fs.writeFileSync)((0, node_path.join)(storage, "logs"), "");
}
function explainFailure(output) {
	const words = lfsWords(output);
	return {
		kind: "refused",
		code: "other",
		ref: null,
		explanation: `The Git LFS objects of these commits could not be uploaded: ${/'lfs' is not a git command/.test(output.stderr) ? "git-lfs is configured, and there is none on the PATH. Install it (https://git-lfs.com)" : `${words.slice(-3).join(" ").slice(0, 600).replace(/\.$/, "")}. Make uploads to that server possible`}, then push again.`
	};
}
function lfsWords({ stdout, stderr, exitCode }) {
	const [said = ""] = stderr.split("Unable to log panic to ");
	const lines = plainText(said.trim() === "" ? stdout : said).replace(/(https?:\/\/[^\s?]+)\?\S*/g, "$1").split("\n").map((line) => line.replace(/^info: */, ""));
	const words = new Set(lines.filter((line) => line !== "" && !/^(Uploading LFS objects|hint|warning):/.test(line)));
	return words.size > 0 ? [...words] : [`git lfs push ended with exit code ${exitCode} and said nothing.`];
}
const POINTER_SIZE = 1024;
const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-\S+ \S+\n)*oid sha256:([0-9a-f]{64})\nsize \d+\n/;
async function findLfsPointers(repository, commits, tips) {
	const objects = await repository.git({
		args: [...[
			"rev-list",
			"--objects",
			"--no-object-names",
			`--filter=blob:limit=${POINTER_SIZE}`
		], ...[
			"--ignore-missing",
			"--missing=allow-any",
			"--stdin"
		]],
		input: toLines([...commits, ...tips.map((tip) => `^${tip}`)])
	});
	const blobs = (await describeObjects(repository.git, linesOf(objects.stdout))).flatMap((one) => one?.type === "blob" ? [one.sha] : []);
	const contents = [...(await readObjects(repository.git, blobs)).values()];
	return [...new Set(contents.flatMap(({ content }) => POINTER.exec(Buffer.from(content).toString("latin1"))?.[1] ?? []))];
}
// src/git/objects.ts
const TIPS = "refs/tips/";
const LEVELS = 2;
const FETCH_FILES = [
	...SILENT,
	"fetch",
	...FETCH_ALONE,
	"--filter=blob:none",
	"--stdin",
	REMOTE_NAME
];
function openObjects(connection, repository) {
	const here = () => repository.forObjects();
	const read = async (command) => await readOrThrow(connection, here(), command);
	const listCommits = async (tip, count) => {
		const args = [
			"rev-list",
			"--first-parent",
			`--max-count=${count}`,
			"--end-of-options",
			tip,
			"--"
		];
		const { exitCode, stdout } = await here().git({
			args,
			allowExit: [128]
		});
		return exitCode === 0 ? linesOf(stdout) : [];
	};
	return {
		fetchTips: async (refs) => {
			const specs = refs.map((ref) => `+${ref}:${TIPS}${ref.slice(5)}`);
			if (!await connection.fetch(here(), specs, {
				depth: 1,
				levels: LEVELS,
				prune: true,
				silent: true
			})) return new Map();
			return readTips$1((0, node_path.join)(here().objectDirectory(), "..", TIPS));
		},
		commitsFrom: async (tip, count) => {
			const present = await listCommits(tip, count);
			if (present.length === count) return present;
			await connection.fetch(here(), [tip], {
				depth: count,
				commitsOnly: true,
				silent: true
			});
			return await listCommits(tip, count);
		},
		fetchFiles: async (shas) => {
			if (shas.length > 0) await read({
				args: FETCH_FILES,
				input: toLines(shas)
			});
		},
		read: async (names, maxBytes) => {
			if (names.length === 0) return [];
			const wanted = await describeObjects(read, names);
			let bytes = 0;
			for (const [index, one] of wanted.entries()) {
				bytes += one?.size ?? 0;
				if (bytes <= maxBytes) continue;
				const what = `${names[index]} has ${one?.size} bytes`;
				throw new require_action_post_help_run_steps.GitError("git-failed", `${what}, and no more than ${maxBytes} are read there.`);
			}
			const shas = [...new Set(wanted.flatMap((one) => one?.sha ?? []))];
			const objects = await readObjects(read, shas);
			return wanted.map((one) => one === null ? null : objects.get(one.sha) ?? null);
		},
		write: async (parent, commits) => {
			const shas = (await here().git({
				args: [
					"fast-import",
					"--quiet",
					"--force"
				],
				config: [{
					key: "fastimport.unpackLimit",
					value: "1"
				}],
				input: formatImport(parent, commits)
			})).stdout.split("\n").filter(require_action_post_help_run_steps.isSha);
			if (shas.length === commits.length) return shas;
			throw new require_action_post_help_run_steps.GitError("git-failed", `git fast-import wrote ${shas.length} of ${commits.length} commits.`);
		}
	};
}
function readTips$1(folder) {
	const tips = ((0, node_fs.existsSync)(folder) ? [...require_action_post_help_run_steps.walkBelow(folder)].filter((file) => file.isFile()) : []).flatMap((file) => {
		const path = (0, node_path.join)(file.parentPath, file.name);
		const sha = (0, node_fs.readFileSync)(path, "utf8").trim();
		return require_action_post_help_run_steps.isSha(sha) ? [[`refs/${(0, node_path.relative)(folder, path).replaceAll(node_path.sep, "/")}`, sha]] : [];
	});
	return new Map(tips);
}
function formatImport(parent, commits) {
	const parts = [];
	const data = (content) => parts.push(`data ${content.length}\n`, content, "\n");
	for (const [index, { message, at, files }] of commits.entries()) {
		const seconds = Math.floor(at.getTime() / 1e3);
		parts.push(`commit refs/made\nmark :${index + 1}\n`);
		parts.push(`committer ${LAFORGE.name} <${LAFORGE.email}> ${seconds} +0000\n`);
		data(Buffer.from(message));
		if (index === 0 && parent !== null) parts.push(`from ${parent}\n`);
		for (const [path, content] of files) {
			parts.push(`M 100644 inline ${path}\n`);
			data(content);
		}
		parts.push(`get-mark :${index + 1}\n`);
	}
	parts.push("done\n");
	return Buffer.concat(parts.map((part) => typeof part === "string" ? Buffer.from(part) : part));
}
async function bringCommit(location, sha) {
	const { repository } = location;
	if (await hasCommit(gitOf(location), sha)) return;
	const ref = `refs/brought/${sha}`;
	await repository.git({ args: [
		"update-ref",
		ref,
		sha
	] });
	const source = (0, node_path.dirname)(repository.objectDirectory());
	await gitAt(location, { args: [
		"fetch",
		...FETCH_ALONE,
		"--update-shallow",
		"--",
		source,
		ref
	] });
}
// src/git/remote.ts
const PUSH = [
	"--porcelain",
	"--no-verify",
	"--no-follow-tags",
	"--no-signed",
	"--recurse-submodules=no"
];
const RETRY_MS = 2e3;
function openRemote(captured, { repository, commits, connection }, lfs) {
	const refs = async (patterns) => {
		const output = await connection.list([
			"--refs",
			"--",
			REMOTE_NAME,
			...patterns
		]);
		const found = new Map();
		for (const line of output.split("\n")) {
			const [sha, ref] = line.split("	");
			if (sha && ref !== void 0 && patterns.some((pattern) => matches$1(ref, pattern))) found.set(ref, sha);
		}
		return found;
	};
	const fetch = async (what, depth) => {
		const absent = new Set(await missingCommits(repository.git, what.filter(require_action_post_help_run_steps.isSha)));
		const wanted = what.filter((one) => !require_action_post_help_run_steps.isSha(one) || absent.has(one));
		return wanted.length === 0 || await connection.fetch(repository, wanted, depth === void 0 ? {} : { depth });
	};
	const push = async (updates, options, uploads, send = connection.push) => {
		if (updates.length === 0) return { kind: "pushed" };
		const work = updates.filter(({ ref }) => !isHistoryRef(ref));
		const absent = await bringTargets(fetch, work);
		if (absent !== null) return absent;
		const refused = uploads === null ? null : await uploadContent(uploads, refs, work);
		if (refused !== null) return refused;
		const leases = updates.map(({ ref, expected }) => `--force-with-lease=${ref}:${expected ?? ""}`);
		const refspecs = updates.map(({ ref, to }) => `${to ?? ""}:${ref}`);
		const from = work.length === updates.length ? repository : repository.forObjects();
		const attempt = () => send(from, [
			...PUSH,
			...options,
			...leases
		], refspecs);
		let output = await attempt();
		if (output.exitCode !== 0 && isTransient(output.stdout)) {
			await (0, node_timers_promises.setTimeout)(RETRY_MS);
			output = await attempt();
		}
		return output.exitCode === 0 ? { kind: "pushed" } : explainRefusal(output.stdout, output.stderr, connection.advice);
	};
	return {
		url: redactUrls(readUrl(captured)),
		name: captured.name,
		fetchFrom: readUrl(captured) === captured.fetchUrl ? captured.name : redactUrls(readUrl(captured)),
		repository: repositoryFromUrl(readUrl(captured)),
		addressSha256: repositoryFromUrl(readUrl(captured)) === null ? addressDigest(captured.pushUrl) : null,
		refs,
		fetch,
		defaultBranch: async () => {
			const output = await connection.list([
				"--symref",
				"--",
				REMOTE_NAME,
				"HEAD"
			]);
			return /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(output)?.[1] ?? null;
		},
		push: async (updates, { atomic }) => await push(updates, atomic ? ["--atomic"] : [], lfs),
		pushesWith: async (token) => headerAsLogin(await connection.accessTo(captured.pushUrl)).env.LAFORGE_GIT_PASSWORD === token,
		probe: async (updates, { atomic } = { atomic: false }) => await push(updates, atomic ? ["--atomic"] : [], null, connection.wouldPush),
		branchesContaining: async (sha, except) => {
			const tips = [...await refs(["refs/heads/*"])].filter(([ref]) => ref !== `refs/heads/${except}`);
			const shas = [...new Set(tips.map(([, tip]) => tip))];
			await completeHistory(connection, repository.forHistory(), shas);
			const containing = await commits.far.tipsLeadingTo(sha, shas);
			return tips.filter(([, tip]) => containing.has(tip)).map(([ref]) => ref.slice(11));
		}
	};
}
async function bringTargets(fetch, updates) {
	const targets = targetsOf(updates);
	return await orResult(async () => {
		if (await fetch(targets, 1)) return null;
		return {
			kind: "refused",
			code: "other",
			ref: null,
			explanation: `One of the commits to push is neither here nor at the remote: ${targets.map(require_action_post_help_run_steps.shortSha).join(", ")}.`
		};
	});
}
async function uploadContent(uploads, refs, updates) {
	const targets = targetsOf(updates);
	if (targets.length === 0) return null;
	return await orResult(async () => {
		const leases = updates.flatMap(({ expected }) => expected ?? []);
		const tips = leases.length > 0 ? leases : [...(await refs(["refs/heads/*"])).values()];
		return await uploads.upload(targets, [...new Set(tips)]);
	});
}
function targetsOf(updates) {
	return [...new Set(updates.flatMap(({ to }) => to ?? []))];
}
async function orResult(prepare) {
	try {
		return await prepare();
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.GitError)) throw error;
		if (error.code === "remote-unreachable") return {
			kind: "unreachable",
			explanation: error.message
		};
		return {
			kind: "refused",
			code: "other",
			ref: null,
			explanation: error.message
		};
	}
}
function matches$1(ref, pattern) {
	const parts = pattern.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
	return new RegExp(`^${parts.join(".*")}$`, "s").test(ref);
}
function addressDigest(url) {
	const place = redactUrls(url).replace(/^file:\/\//, "");
	return (0, node_crypto.hash)("sha256", place.replace(/\/+$/, "").replace(/\.git$/, ""));
}
// src/git/reset-branch.ts
async function resetLocalBranch(location, reset) {
	const { branch, from, to, pin } = reset;
	const [head, others] = await Promise.all([readHead(location), otherWorkTreesWith(location, branch)]);
	if (others[0] !== void 0) throw new require_action_post_help_run_steps.RefusedError("branch-checked-out", `Cannot move ${branch}: it is checked out in ${others[0]}. Run this there, or check out another branch there.`);
	const operation = findOperation(location, branch);
	if (operation !== null) throw inOperation.ofGit(branch, operation);
	const unwritable = whyUnwritable(location, branch);
	if (unwritable !== null) throw new require_action_post_help_run_steps.GitError("git-failed", `Cannot move ${branch}: ${unwritable}`);
	await bringCommit(location, to);
	const isCheckedOut = head.branch === branch;
	const same = isCheckedOut && head.sha === from ? await proveNothingIsLost(location, reset) : [];
	noteToStay(location, same.map(({ path }) => path));
	const updates = [{
		ref: branchRef(branch),
		to,
		expected: from
	}, ...pin === null ? [] : [{
		ref: pin.ref,
		to: pin.sha,
		expected: null
	}]];
	await moveRefs(location, branch, updates);
	if (!isCheckedOut) return [];
	try {
		return await moveFiles(location, reset, same);
	} catch (cause) {
		await moveRefs(location, branch, updates.map((update) => ({
			...update,
			to: update.expected,
			expected: update.to
		})));
		throw new require_action_post_help_run_steps.GitError("git-failed", `The files of ${branch} could not be moved, so the branch is back where it was. Look at git status: git restore brings files back.`, { cause });
	}
}
async function finishLocalReset(location, { branch, from, to }) {
	const head = await readHead(location);
	if (head.branch !== branch || head.sha !== to) return false;
	const compare = { allowExit: [1, 128] };
	await gitAt(location, {
		args: [
			"update-index",
			"-q",
			"--refresh"
		],
		...compare
	});
	const index = await gitAt(location, {
		args: [
			"diff-index",
			"--cached",
			"--quiet",
			from
		],
		...compare
	});
	const files = await gitAt(location, {
		args: [
			"diff-files",
			"--quiet",
			"--ignore-submodules=all"
		],
		...compare
	});
	if (index.exitCode !== 0 || files.exitCode !== 0) return false;
	try {
		await moveFiles(location, {
			from,
			to
		}, []);
		return true;
	} catch (error) {
		if (error instanceof require_action_post_help_run_steps.GitError) return false;
		throw error;
	}
}
async function moveFiles(location, { from, to }, same) {
	const stay = filesThatStay(location);
	const changes = await diffTrees(gitOf(location), from, to);
	const staying = changes.filter(({ path, after }) => after === null && stay.has(path));
	const start = staying.length === 0 ? from : await treeWithout(location, from, staying);
	const entries = [...same, ...staying];
	await changeIndex((0, node_path.join)(location.gitDir, "index"), entries.length === 0 ? [] : [() => setEntries(gitOf(location), entries, location)], () => gitAt(location, {
		args: [
			...READ_TREE,
			start,
			to
		],
		env: MAY_FETCH,
		cwd: currentFolder(location)
	}));
	return findUnremoved(location.root, changes, staying);
}
function findUnremoved(root, changes, staying) {
	const there = new Set(changes.flatMap(({ path, after }) => after === null ? [] : [path.toLowerCase()]));
	return changes.filter((change) => change.after === null && !staying.includes(change)).filter(({ path, before }) => before?.mode !== "160000" && !there.has(path.toLowerCase())).filter(({ path }) => foldersAbove(path).every((folder) => lookAt(root, folder) === "folder")).filter(({ path }) => lookOnDisk(root, path)?.isDirectory() === false).map(({ path }) => shownPath(path));
}
async function treeWithout(location, commit, gone) {
	return await lendFolder(location.repository, async (folder) => {
		const git = onIndex(gitOf(location), (0, node_path.join)(folder, "index"));
		await git({ args: ["read-tree", commit] });
		await setEntries(git, gone, location);
		return (await git({ args: ["write-tree", "--missing-ok"] })).stdout.trim();
	});
}
const MAY_FETCH = { GIT_NO_LAZY_FETCH: "0" };
const READ_TREE = [
	"read-tree",
	"-m",
	"-u",
	"--no-recurse-submodules"
];
function currentFolder({ root }) {
	const here = process.cwd();
	return here.startsWith(`${root}${node_path.sep}`) ? here : root;
}
async function moveRefs(location, branch, updates) {
	const output = await setRefs(location, ["-m", `laforge: reset ${branch}`], updates);
	if (output.exitCode === 0) return;
	const lock = lockOf(output);
	if (lock !== null) throw inOperation.lockedBranch(branch, lock);
	const moved = /is at ([0-9a-f]+) but expected ([0-9a-f]+)/.exec(output.stderr);
	if (moved?.[1] === void 0 || moved[2] === void 0) throw new require_action_post_help_run_steps.GitError("git-failed", `Cannot move ${branch}: ${lastWords$1(output)}`);
	throw new require_action_post_help_run_steps.RefusedError("branch-moved", `Cannot move ${branch}: its tip is now ${require_action_post_help_run_steps.shortSha(moved[1])}, not ${require_action_post_help_run_steps.shortSha(moved[2])} as planned. Somebody moved it meanwhile; look at the plan again with a dry run.`);
}
async function proveNothingIsLost(location, { branch, from, to }) {
	const lock = (0, node_path.join)(location.gitDir, "index.lock");
	if ((0, node_fs.existsSync)(lock)) throw inOperation.lockedBranch(branch, lock);
	await gitAt(location, {
		args: [
			"update-index",
			"-q",
			"--refresh"
		],
		allowExit: [1]
	});
	const [changes, { dirty: changed, converted }] = await Promise.all([diffTrees(gitOf(location), from, to), findDirtyFiles(location)]);
	await refreshConverted(location, converted);
	const moving = new Set(changes.map(({ path }) => path));
	const dirty = changed.filter((path) => moving.has(path)).map(shownPath);
	const same = await findSame(location, changes);
	const untracked = findUntrackedInTheWay(location.root, changes.filter((change) => !same.includes(change)));
	const lost = [...new Set([...dirty, ...untracked])];
	if (lost.length > 0) throw new require_action_post_help_run_steps.RefusedError("dirty-work-tree", `Cannot move ${branch}: it would overwrite ${require_action_help_run_steps.nameFirst(lost, 5, require_action_post_help_run_steps.quote)}. Commit or move what is there first.`);
	if (same.length > 0) return same;
	const output = await gitAt(location, {
		args: [
			...READ_TREE,
			"-n",
			from,
			to
		],
		env: MAY_FETCH,
		cwd: currentFolder(location),
		allowExit: [128]
	});
	if (output.exitCode !== 0) throw new require_action_post_help_run_steps.RefusedError("dirty-work-tree", `Cannot move ${branch}, since git would not move its files: ${lastWords$1(output)}`);
	return same;
}
const NOTHING_WRITTEN = [{
	key: "core.safecrlf",
	value: "false"
}];
async function refreshConverted(location, paths) {
	if (paths.length === 0) return;
	await gitAt(location, {
		args: [
			"update-index",
			"-z",
			"--stdin"
		],
		config: NOTHING_WRITTEN,
		input: toRecords(paths)
	});
}
async function findSame(location, changes) {
	const { root } = location;
	const same = [];
	const others = [];
	for (const change of changes) {
		const { path, before, after } = change;
		if (before !== null || after === null || !after.mode.startsWith("100")) continue;
		if (lookOnDisk(root, path)?.isFile() !== true) continue;
		if (foldersAbove(path).some((folder) => lookAt(root, folder) !== "folder")) continue;
		const bytes = require_action_post_help_run_steps.readRegularFile(onDisk(root, path));
		const hash = (0, node_crypto.createHash)(after.sha.length === 40 ? "sha1" : "sha256");
		(bytes !== null && hash.update(`blob ${bytes.length}\0`).update(bytes).digest("hex") === after.sha ? same : others).push(change);
	}
	const asked = others.filter(({ path }) => !path.includes("\n") && !path.startsWith("\""));
	if (asked.length === 0) return same;
	const { stdout } = await gitAt(location, {
		args: ["hash-object", "--stdin-paths"],
		config: NOTHING_WRITTEN,
		input: Buffer.from(asked.map(({ path }) => `${path}\n`).join(""), "latin1"),
		allowExit: "any"
	});
	const hashes = stdout.split("\n");
	return [...same, ...asked.filter(({ after }, at) => hashes[at] === after?.sha)];
}
function findUntrackedInTheWay(root, changes) {
	const removed = new Set(changes.filter(({ after }) => after === null).map(({ path }) => path));
	const added = changes.filter(({ before, after }) => {
		return after !== null && (before === null || before.mode === "160000" && after.mode !== "160000");
	});
	const kinds = new Map();
	const kindOf = (place) => {
		const kind = kinds.get(place) ?? (removed.has(place) ? "nothing" : lookAt(root, place));
		kinds.set(place, kind);
		return kind;
	};
	const found = added.flatMap(({ path, after }) => {
		if (after?.mode === "160000" && kindOf(path) === "folder" && kindOf(`${path}/.git`) !== "nothing") return [];
		const obstacle = foldersAbove(path).find((folder) => kindOf(folder) !== "folder");
		if (obstacle === void 0) return contentOf(root, path).filter((other) => !removed.has(other));
		return kindOf(obstacle) === "other" ? [obstacle] : [];
	});
	return [...new Set(found.map(shownPath))];
}
function lookAt(root, path) {
	const stat = (0, node_fs.lstatSync)(onDisk(root, path), { throwIfNoEntry: false });
	return stat === void 0 ? "nothing" : stat.isDirectory() ? "folder" : "other";
}
function contentOf(root, path) {
	const place = onDisk(root, path);
	const stat = (0, node_fs.lstatSync)(place, { throwIfNoEntry: false });
	if (stat === void 0) return [];
	if (!stat.isDirectory()) return [path];
	return (0, node_fs.readdirSync)(place, { encoding: "buffer" }).flatMap((name) => contentOf(root, `${path}/${name.toString("latin1")}`));
}
const MOST_BYTES = 4194304;
async function noteFilesThatStay(files, since) {
	const { location, git } = files;
	const { sha } = await readHead(location);
	if (sha === null || sha === since.head || since.older.length === 0 && since.stashes.length === 0) return [];
	const changes = await changesSince(files, since, sha) ?? await diffTrees(git, emptyTree(location), sha);
	const older = olderPaths(since, location.baseline);
	const isOlder = (path) => older.find(path) !== null && !(older.isOfSubmodule(path) && isNewOnDisk(location.root, path, since.takenAt));
	const added = changes.filter(({ path, after }) => after !== null && after.mode !== "160000" && !isOlder(path));
	const tracked = new Set(added.filter(({ before }) => before !== null).map(({ path }) => path));
	const carried = await findCarried(location, since, added.map(({ path }) => path), {
		isTracked: (path) => tracked.has(path),
		published: () => blobsOf(git, since.head)
	});
	const theirs = changes.filter(({ path, after }) => after?.mode !== "160000" && (isOlder(path) || carried.has(path)));
	noteToStay(location, theirs.filter(({ before }) => before === null).map(({ path }) => path));
	if (!(since.head === null || await isAncestor(git, since.head, sha))) return [];
	const unstashed = await (await findUnstashed(files, since))(changes);
	const isMadeSince = (path) => older.find(path) !== path && !carried.has(path) && (lookOnDisk(location.root, path)?.birthtimeMs ?? 0) >= since.takenAt;
	const isTheirs = (change) => theirs.includes(change) && !isMadeSince(change.path);
	return changes.filter((change) => isTheirs(change) || unstashed.has(change)).filter(({ after }) => after !== null).map(({ path }) => shownPath(path));
}
function noteToStay(location, added) {
	if (added.length === 0) return;
	const text = [...new Set([...filesThatStay(location), ...added])].join("\0");
	(0, node_fs.mkdirSync)((0, node_path.dirname)(noteOf(location)), { recursive: true });
	const mode = (0, node_fs.statSync)(location.gitDir).mode & 438;
	require_action_post_help_run_steps.keepFile(noteOf(location), Buffer.from(text, "latin1"), mode);
}
function filesThatStay(location) {
	const text = require_action_post_help_run_steps.readRegularFile(noteOf(location), MOST_BYTES)?.toString("latin1") ?? "";
	const isThere = (path) => path !== "" && lookOnDisk(location.root, path) !== void 0;
	return new Set(text.split("\0").filter(isThere));
}
function noteOf({ gitDir }) {
	return (0, node_path.join)(gitDir, "laforge", "files-that-stay");
}
// src/git/switch-branch.ts
async function switchToBranch(deps, branch) {
	const { location, remote, connection } = deps;
	const ref = branchRef(branch);
	const [head, local, tip, others] = await Promise.all([
		readHead(location),
		resolveName(gitOf(location), ref),
		remote?.refs([ref]).then((refs) => refs.get(ref)),
		otherWorkTreesWith(location, branch)
	]);
	if (others[0] !== void 0) throw new require_action_post_help_run_steps.RefusedError("branch-checked-out", `Cannot work on ${branch}: it is checked out in ${others[0]}. Work there, or choose another branch.`);
	const remoteName = location.baseline.remote?.name;
	if (connection === null || remoteName === void 0 || tip === void 0) return await switchLocally(location, head, local, branch);
	await bring(location, connection, {
		branch,
		tip,
		trackingRef: `refs/remotes/${remoteName}/${branch}`
	}, local !== null);
	const goal = local === null ? tip : await forward(deps, branch, local, tip);
	if (head.branch === branch && goal === head.sha) return "existing";
	await checkOut(location, branch, goal === local ? [branch] : [
		"--no-track",
		"-B",
		branch,
		goal
	]);
	if (local === null) await follow$1(location, remoteName, branch);
	return "existing";
}
async function leaveNewBranch(location, branch, back) {
	const { sha } = back;
	const isAsItWas = async (now) => {
		const head = await readHead(location);
		return head.branch === now.branch && head.sha === now.sha;
	};
	if (sha === null || !await isAsItWas({
		branch,
		sha
	})) return false;
	if (back.branch !== null && await resolveName(gitOf(location), branchRef(back.branch)) !== sha) return false;
	await checkOut(location, back.branch ?? sha, back.branch === null ? ["--detach", sha] : [back.branch]);
	if (!await isAsItWas(back)) return false;
	return (await gitAt(location, {
		args: [
			"update-ref",
			"-d",
			`refs/heads/${branch}`,
			sha
		],
		allowExit: [1, 128]
	})).exitCode === 0;
}
async function switchLocally(location, head, local, branch) {
	if (head.branch === branch) return "existing";
	await checkOut(location, branch, local === null ? [
		"--no-track",
		"-b",
		branch
	] : [branch]);
	return local === null ? "created" : "existing";
}
async function bring(location, connection, remote, hasLocal) {
	const { tip, trackingRef } = remote;
	const git = gitOf(location);
	const [tracked, isHere] = await Promise.all([resolveName(git, trackingRef), hasCommit(git, tip)]);
	if (tracked === tip) return;
	if (isHere) await git({ args: [
		"update-ref",
		"-m",
		"laforge: fetch",
		trackingRef,
		tip
	] });
	else await fetchBranch(location, connection, remote, isShallow(location.commonDir) && !hasLocal && tracked === null);
}
async function forward({ isAncestor }, branch, local, tip) {
	if (local === tip || await isAncestor(tip, local) === "yes") return local;
	const isBehind = await isAncestor(local, tip);
	if (isBehind === "yes") return tip;
	const why = isBehind === "no" ? "they have diverged" : "the history here is too short to tell how they are related";
	throw new require_action_post_help_run_steps.RefusedError("branch-moved", `Cannot work on ${branch}: it is at ${require_action_post_help_run_steps.shortSha(local)} here and at ${require_action_post_help_run_steps.shortSha(tip)} at the remote, and ${why}. Merge or rebase it first, or delete the local branch.`);
}
const IN_THE_WAY = /would be (?:overwritten|removed) by (?:checkout|merge)|would lose untracked files/;
async function checkOut(location, branch, way) {
	const output = await gitAt(location, {
		args: [
			"checkout",
			"--quiet",
			"--no-guess",
			"--no-overwrite-ignore",
			"--no-recurse-submodules",
			...way,
			"--"
		],
		allowExit: [1, 128]
	});
	if (output.exitCode === 0) return;
	const files = output.stderr.split("\n").filter((line) => line.startsWith("	")).map((line) => line.trim());
	if (IN_THE_WAY.test(output.stderr)) throw new require_action_post_help_run_steps.RefusedError("dirty-work-tree", `Cannot check out ${branch}: it would overwrite ${files.map(require_action_post_help_run_steps.quote).join(", ")}. Commit or move what is there first.`);
	if (output.stderr.includes("resolve your current index first")) throw new require_action_post_help_run_steps.RefusedError("dirty-work-tree", `Cannot check out ${branch}: there are conflicts that are not resolved. Resolve them, or abort what caused them.`);
	throw new require_action_post_help_run_steps.GitError("git-failed", `Cannot check out ${branch}: ${lastWords$1(output)}`);
}
async function follow$1(location, remoteName, branch) {
	for (const [name, value] of [["remote", remoteName], ["merge", `refs/heads/${branch}`]]) {
		const args = [
			"config",
			`branch.${branch}.${name}`,
			value
		];
		await runGit({
			as: USERS_GIT,
			args,
			cwd: location.root
		});
	}
}
async function fetchBranch(location, connection, { branch, trackingRef }, tipAlone) {
	const access = await connection.readAccess();
	const options = tipAlone ? ["--depth=1"] : [];
	const output = await gitAt(location, {
		args: [
			"fetch",
			...FETCH_ALONE,
			...options,
			REMOTE_NAME,
			`+${branchRef(branch)}:${trackingRef}`
		],
		config: [
			...PATIENCE$1,
			...headerKeys(location.baseline).map((key) => ({
				key,
				value: ""
			})),
			...access.config,
			{
				key: `remote.${REMOTE_NAME}.url`,
				value: access.url
			}
		],
		env: access.env,
		allowExit: "any",
		limitMs: REMOTE_LIMITS.transferMs
	});
	if (output.exitCode !== 0) throw readFailure(output, connection.advice);
}
function headerKeys({ config }) {
	return [...new Set(config.map(({ key }) => key).filter((key) => /^http\.(.*\.)?extraheader$/.test(key)))];
}
function trackingRef(config, remote, branch) {
	const ref = `refs/heads/${branch}`;
	const refspecs = config.filter(({ key }) => key === `remote.${remote}.fetch`).map(({ value }) => value);
	if (refspecs.some((refspec) => refspec.startsWith("^") && partForStar(refspec.slice(1), ref) !== null)) return null;
	for (const refspec of refspecs) {
		const [from = "", to = ""] = refspec.replace(/^\+/, "").split(":");
		const part = partForStar(from, ref);
		if (part !== null && to !== "") return to.replace("*", () => part);
	}
	return null;
}
function partForStar(pattern, ref) {
	const [before = "", after] = pattern.split("*");
	if (after === void 0) return pattern === ref ? "" : null;
	return ref.length > before.length + after.length && ref.startsWith(before) && ref.endsWith(after) ? ref.slice(before.length, ref.length - after.length) : null;
}
async function notePush(location, branch, to) {
	const { entries, remote } = location.baseline;
	const ref = remote === null ? null : trackingRef(entries, remote.name, branch);
	if (ref === null) return;
	await gitAt(location, {
		args: [
			"update-ref",
			"-m",
			"update by push",
			ref,
			to
		],
		allowExit: "any"
	});
}
// src/git/open.ts
const NO_CREDENTIALS = {
	pushToken: null,
	fallbackToken: null,
	serverUrl: null
};
function openGit(options = {}) {
	return { open: (directory, mark) => openRepository(options, directory, mark) };
}
async function openRepository(options, directory, mark) {
	const { credentials = NO_CREDENTIALS, environment = process.env, markKey = "", temporaryDirectory, onFolder } = options;
	const { place, config } = mark === void 0 ? await look$1(directory) : await lookAgain(mark, markKey);
	const baseline = captureBaseline(config, {
		...place,
		environment: captureEnvironment(process.env, options.isGiven ?? (() => true)),
		...mark !== void 0 && {
			programs: mark.programs,
			filterFiles: mark.filterFiles
		}
	});
	const { location, connection, remote, objects, history, diffs, landed } = connect({
		baseline,
		place,
		credentials,
		...temporaryDirectory !== void 0 && { temporaryDirectory },
		...onFolder !== void 0 && { onFolder }
	});
	const files = openPrivateWorkTree(location);
	const identity = configuredIdentity(baseline.config, environment);
	const readSettings = () => require_action_post_help_run_steps.readRegularFile((0, node_path.join)(place.commonDir, "config"));
	let settingsBefore = null;
	return {
		...place,
		...history,
		remote,
		objects,
		diffs,
		landed,
		pager: configuredPager(baseline.entries),
		identity,
		get mark() {
			return mark ?? markRepository(place, [...config.entries, ...config.lfsEntries], baseline, markKey);
		},
		settings: baseline.settings,
		head: () => readHead(location),
		findLock: () => findLock(location),
		whyUnwritable: () => whyUnwritable(location),
		isBranchName: (name) => isBranchName(location, name),
		switchTo: (branch) => switchToBranch({
			location,
			remote,
			connection,
			isAncestor: history.isAncestor
		}, branch),
		leaveNewBranch: (branch, back) => leaveNewBranch(location, branch, back),
		cloneState: async () => await readCloneState(location, (await readHead(location)).sha),
		placesBesideHead: (since) => findPlacesBesideHead(location, since),
		commitTraces: (since, until) => readCommitTraces(location, since, until),
		snapshot: () => {
			baseline.filters.note();
			settingsBefore = readSettings();
			return takeSnapshot(files);
		},
		commitLeftovers: (request) => commitLeftovers({
			files,
			identity,
			remote
		}, request),
		countLeftovers: (request) => countLeftovers(files, request),
		archiveChanged: (since, request) => archiveChanged(location, since, request),
		commitStashes: (request, onto) => commitStashes({
			files,
			identity,
			remote
		}, request, onto),
		stashes: () => readStashes(location),
		noteFilesThatStay: (since) => noteFilesThatStay(files, since),
		findGone: (request) => findGone(files, request),
		changedRemotes: async (branch) => {
			const now = readSettings();
			if (settingsBefore === null || now === null || now.equals(settingsBefore)) return [];
			const others = baseline.entries.filter(({ scope }) => scope !== "local");
			const read = async (text) => [...others, ...await parseConfig(gitOf(location), text)];
			return changedRemotes(await read(settingsBefore), await read(now).catch((cause) => {
				const file = require_action_post_help_run_steps.quote((0, node_path.join)(place.commonDir, "config"));
				throw new require_action_post_help_run_steps.GitError("git-failed", `The agent left ${file} as git cannot read it, so git works here no more. Mend it: ${require_action_post_help_run_steps.describeError(cause)}`, { cause });
			}), {
				root: place.root,
				branch
			});
		},
		holdCheckout: () => holdCheckout(files),
		submodulesOf: (commit) => submodulesOf(files, commit),
		dirtyPaths: async () => (await findDirtyFiles(location)).dirty.map(shownPath),
		otherWorkTreesWith: (branch) => otherWorkTreesWith(location, branch),
		operationOn: (branch) => findOperation(location, branch),
		localRefs: (prefix) => listRefs(location, prefix),
		updateLocalRefs: (updates) => updateLocalRefs(location, updates),
		notePush: (branch, to) => notePush(location, branch, to),
		findUnreached: (shas) => findUnreached(location, shas),
		keepersOf: (shas) => findKeepers(location, shas),
		resetBranch: (branch, from, to, pin) => resetLocalBranch(location, {
			branch,
			from,
			to,
			pin
		}),
		finishReset: (branch, from, to) => finishLocalReset(location, {
			branch,
			from,
			to
		}),
		makeScratch: () => makeScratch(location, connection, options),
		close: async () => location.repository.remove()
	};
}
async function look$1(directory) {
	const listing = listConfig(directory);
	listing.catch(() => {});
	const plain = findPlainWorkTree(directory);
	const place = plain !== null && await listing.then(confirmsPlace, () => false) ? plain : await locateWorkTree(directory);
	return {
		place,
		config: await readConfig(place.root, listing)
	};
}
async function lookAgain(mark, key) {
	const place = locateMark(mark);
	const { git } = mark.programs;
	const as = git === void 0 ? USERS_GIT : {
		...USERS_GIT,
		program: git
	};
	const { entries, lfsEntries } = await readConfig(place.root, listConfig(place.root, as));
	const known = (list) => settingsOfMark(list, mark, key);
	return {
		place,
		config: {
			entries: known(entries),
			lfsEntries: known(lfsEntries)
		}
	};
}
function connect(request) {
	const { baseline, credentials, limits, place, temporaryDirectory, onFolder } = request;
	const { commonDir } = place;
	const repository = openPrivateRepository({
		baseline,
		commonDir,
		...temporaryDirectory !== void 0 && { temporaryDirectory },
		...onFolder !== void 0 && { onFolder }
	});
	const commits = openCommits(repository);
	const location = {
		...place,
		baseline,
		repository
	};
	const captured = baseline.remote;
	const connection = captured === null ? null : openConnection(baseline, captured, repository, credentials, limits);
	return {
		location,
		connection,
		remote: captured === null || connection === null ? null : openRemote(captured, {
			repository,
			commits,
			connection
		}, openLfs({
			commonDir,
			baseline,
			repository,
			connection
		}, captured)),
		objects: connection === null ? null : openObjects(connection, repository),
		history: openHistory({
			location,
			commits,
			connection
		}),
		diffs: openDiffs(repository, connection, baseline),
		landed: openLanded(repository)
	};
}
// src/ledger/sqlite-errors.ts
const OURS = new Set([19, 21]);
const LOCKED = new Set([
	5,
	6,
	15
]);
const NO_SQLITE_FILE = 26;
const DAMAGED = new Set([
	1,
	11,
	17,
	24
]);
const UNWRITABLE = new Set([
	8,
	13,
	778,
	1034,
	1290,
	1546,
	2570,
	3850
]);
function withStoreErrors(path, run) {
	try {
		return run();
	} catch (error) {
		throw toStoreError(path, error);
	}
}
function toStoreError(path, error) {
	if (!isSqliteError(error)) return error;
	const { errcode, errstr } = error;
	const code = errcode & 255;
	if (OURS.has(code)) return error;
	const options = { cause: error };
	const fail = (kind, says) => new require_action_post_help_run_steps.StoreError(kind, `${path} ${says}`, options);
	const permissions = "the permissions of the file and its folder.";
	if (LOCKED.has(code)) return fail("unavailable", "is locked: another process has been writing to it for too long. Try again when it has ended.");
	if (code === NO_SQLITE_FILE) return notALedger(path, "it is no SQLite file", options);
	if (DAMAGED.has(code)) return damaged(path, error.message, options);
	if (UNWRITABLE.has(code) || UNWRITABLE.has(errcode)) return fail("unwritable", `could not be written (${errstr}). Look at the free space and ${permissions}`);
	return fail("unreadable", `could not be read (${errstr}). Look at ${permissions}`);
}
function notALedger(path, reason, options) {
	return new require_action_post_help_run_steps.StoreError("not-a-ledger", `${path} is not a steps.db: ${reason}. Name another file, or move this one away to begin a new history.`, options);
}
function damaged(path, reason, options) {
	return new require_action_post_help_run_steps.StoreError("damaged", `${path} is damaged (${reason}). Nothing was changed; put an earlier copy in its place.`, options);
}
function unreadable(name) {
	throw new require_action_post_help_run_steps.StoreError("damaged", `The record of ${name} is damaged: its fields do not match their digest. Merge an earlier copy of this steps.db into it with laforge merge, or put that in its place.`);
}
function checkIntegrity(db, path) {
	const [finding] = findCorruption(db);
	if (finding !== void 0) throw damaged(path, finding);
}
function findCorruption(db) {
	return db.values("PRAGMA integrity_check(20)").filter((row) => row !== "ok");
}
function isSqliteError(error) {
	return require_action_post_help_run_steps.errnoCode(error) === "ERR_SQLITE_ERROR";
}
// src/ledger/check-path.ts
const SIDECARS = [
	"-journal",
	"-wal",
	"-shm"
];
const SQLITE_MAGIC = Buffer.from("SQLite format 3\0", "latin1");
const SMALLEST_BYTES = 512;
function checkPath(path, mayBeMissing, maxBytes = Number.POSITIVE_INFINITY) {
	const folder = (0, node_path.dirname)((0, node_path.resolve)(path));
	const parent = look(folder);
	if (parent === void 0) throw require_action_post_help_run_steps.badInput(`The folder ${folder} of ${path} does not exist. Create it, or name another file.`);
	if (!parent.isDirectory()) throw require_action_post_help_run_steps.badInput(`${folder} is no folder, so there can be no ${path}. Name another file.`);
	const stats = look(path);
	if (stats === void 0) {
		if (mayBeMissing) return;
		throw new require_action_post_help_run_steps.StoreError("unreadable", `There is no steps.db at ${path}. Look at the path.`);
	}
	if (!stats.isFile()) throw notALedger(path, "it is no file");
	if (stats.size < SMALLEST_BYTES && isBeginningOfSqliteFile(refusing(path, () => (0, node_fs.readFileSync)(path)))) throw new require_action_post_help_run_steps.StoreError("damaged", `${path} has ${stats.size} bytes, and a history never has so few: it was emptied or cut. Put an earlier copy in its place, or remove it to begin a new history.`);
	if (stats.size > maxBytes) throw new require_action_post_help_run_steps.StoreError("unreadable", `${path} has ${stats.size} bytes, more than the ${maxBytes} that are read here.`);
	clearSidecars((0, node_fs.realpathSync)(path));
}
function look(path) {
	return refusing(path, () => (0, node_fs.statSync)(path, { throwIfNoEntry: false }));
}
function refusing(path, use) {
	try {
		return use();
	} catch (error) {
		throw new require_action_post_help_run_steps.StoreError("unreadable", `${path} cannot be reached: ${require_action_post_help_run_steps.sayRefusedPath(error)}`);
	}
}
function clearSidecars(path) {
	for (const suffix of SIDECARS) {
		const sidecar = `${path}${suffix}`;
		const stat = (0, node_fs.lstatSync)(sidecar, { throwIfNoEntry: false });
		if (stat === void 0 || stat.isFile()) continue;
		if (stat.isDirectory()) (0, node_fs.renameSync)(sidecar, `${sidecar}.set-aside-${(0, node_crypto.randomUUID)()}`);
		else (0, node_fs.rmSync)(sidecar, { force: true });
	}
}
function isBeginningOfSqliteFile(bytes) {
	const most = Math.min(bytes.length, SQLITE_MAGIC.length);
	return bytes.subarray(0, most).equals(SQLITE_MAGIC.subarray(0, most));
}
// src/ledger/row-digest.ts
const FUNCTION = "row_digest";
const STEP_FUNCTION = "step_digest";
const STEP_RECORD_COLUMNS = stepColumnsOf(Number.POSITIVE_INFINITY);
const ROLLBACK_RECORD_COLUMNS = rollbackColumns(0, Number.POSITIVE_INFINITY);
function stepDigest(field, id, claimedAt, parentUid, fields = STEP_RECORD_COLUMNS) {
	return `${STEP_FUNCTION}(${[
		id,
		claimedAt,
		parentUid,
		...fields.map(field)
	].join(", ")})`;
}
function digestOfStep(version) {
	return stepDigest((column) => `s.${column}`, "s.id", "s.claimed_at", "coalesce(p.uid, s.missing_parent_uid)", stepColumnsOf(version));
}
function digestOfRollback(schema = "main", version = Number.POSITIVE_INFINITY) {
	const ofRow = (from, to) => rollbackColumns(from, to).map((column) => `r.${column}`);
	const [first, later] = [ofRow(0, 0), ofRow(1, version)];
	const steps = `(SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM ${schema}.rollback_steps WHERE rollback = r.number)`;
	const values = [
		"r.number",
		"r.claimed_at",
		...first,
		steps
	].join(", ");
	if (later.length === 0) return `${FUNCTION}(${values})`;
	return `CASE WHEN coalesce(${later.join(", ")}, NULL) IS NULL THEN ${FUNCTION}(${values})
    ELSE ${FUNCTION}(${values}, ${later.join(", ")}) END`;
}
function rollbackColumns(from, to) {
	return ROLLBACK_FIELD_LIST.filter(({ since = 0 }) => since >= from && since <= to).flatMap(({ columns }) => columns);
}
const DIGEST_OF_ROLLBACK = digestOfRollback();
function digestRows(table, where = "", version = Number.POSITIVE_INFINITY) {
	return table === "steps" ? `UPDATE steps AS t SET digest = (SELECT ${digestOfStep(version)} FROM steps s LEFT JOIN steps p ON p.id = s.parent_step_id WHERE s.id = t.id) ${where}` : `UPDATE rollbacks AS t SET digest = (SELECT ${digestOfRollback("main", version)} FROM rollbacks r WHERE r.number = t.number) ${where}`;
}
const SQL_FUNCTIONS = {
	[FUNCTION]: digestOf$1,
	[STEP_FUNCTION]: digestOfValues
};
function stepColumnsOf(version) {
	return STEP_FIELD_LIST.filter(({ since = 0 }) => since <= version).map(({ column }) => column);
}
function digestOfValues(values) {
	return digestOf$1(withoutNullsAtEnd(values));
}
function withoutNullsAtEnd(values) {
	return values.slice(0, values.findLastIndex((value) => value !== null) + 1);
}
function hexDigestOfValues(values) {
	return hexDigestOf(withoutNullsAtEnd(values));
}
function digestOf$1(values) {
	return Buffer.from(hexDigestOf(values), "hex");
}
function hexDigestOf(values) {
	const json = values.some(isBlob) ? toText$2(values) : JSON.stringify(values);
	return (0, node_crypto.hash)("sha256", json, "hex").slice(0, 32);
}
function isBlob(value) {
	return value instanceof Uint8Array;
}
function toText$2(value) {
	return JSON.stringify(value, (_key, one) => isBlob(one) ? {
		blob_bytes: one.length,
		sha256: (0, node_crypto.hash)("sha256", one)
	} : one);
}
// src/ledger/database.ts
const BUSY_TIMEOUT_MS$1 = 5e3;
const CACHE = -16e3;
const { DatabaseSync: Sqlite } = loadWithoutWarning();
function openDatabase(path, options = {}) {
	return new Database(path, options);
}
function withDatabase(path, options, run) {
	const db = openDatabase(path, options);
	try {
		return run(db);
	} finally {
		db.close();
	}
}
var Database = class {
	#sqlite;
	#isInTransaction = false;
	#isOpen = true;
	#statements = new Map();
	constructor(path, { readonly = false, busyTimeoutMs = BUSY_TIMEOUT_MS$1 }) {
		this.#sqlite = new Sqlite(toFilePath(path), { readOnly: readonly });
		const options = {
			varargs: true,
			deterministic: true,
			useBigIntArguments: true
		};
		for (const [name, run] of Object.entries(SQL_FUNCTIONS)) this.#sqlite.function(name, options, (...values) => run(values.map(toNumber$1)));
		try {
			this.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}; PRAGMA trusted_schema = OFF; PRAGMA cache_size = ${CACHE}`);
		} catch (error) {
			this.close();
			throw error;
		}
	}
	exec(sql) {
		this.#sqlite.exec(sql);
	}
	run(sql, ...parameters) {
		return this.#use(sql, (statement) => statement.run(parameters));
	}
	get(sql, ...parameters) {
		return this.#use(sql, (statement) => statement.get(parameters));
	}
	all(sql, ...parameters) {
		return this.#use(sql, (statement) => statement.all(parameters));
	}
	*iterate(sql, ...parameters) {
		const statement = this.#take(sql);
		for (const row of statement.iterate(parameters)) yield row;
		this.#statements.set(sql, statement);
	}
	values(sql, ...parameters) {
		return this.all(sql, ...parameters).map((row) => Object.values(row)[0]);
	}
	value(sql, ...parameters) {
		return Object.values(this.get(sql, ...parameters) ?? {})[0];
	}
	attach(path, name) {
		this.run(`ATTACH ? AS ${name}`, toFilePath(path));
	}
	read(run) {
		return this.#transact("BEGIN", run);
	}
	write(run) {
		return this.#transact("BEGIN IMMEDIATE", run);
	}
	attempt(run) {
		return this.#transact("BEGIN IMMEDIATE", run, "ROLLBACK");
	}
	close() {
		if (this.#isOpen) this.#sqlite.close();
		this.#isOpen = false;
	}
	#use(sql, use) {
		const statement = this.#take(sql);
		const result = use(statement);
		this.#statements.set(sql, statement);
		return result;
	}
	#take(sql) {
		const known = this.#statements.get(sql);
		this.#statements.delete(sql);
		return known ?? new Statement(this.#sqlite.prepare(sql), sql);
	}
	#transact(begin, run, end = "COMMIT") {
		if (this.#isInTransaction) return run();
		this.exec(begin);
		this.#isInTransaction = true;
		try {
			const result = run();
			this.exec(end);
			return result;
		} catch (error) {
			this.#rollBack();
			throw error;
		} finally {
			this.#isInTransaction = false;
		}
	}
	#rollBack() {
		try {
			this.exec("ROLLBACK");
		} catch {}
	}
};
var Statement = class {
	#statement;
	#names;
	#columns;
	#empty;
	#hasLists;
	constructor(statement, sql) {
		statement.setReadBigInts(true);
		this.#hasLists = typeof statement.columns === "function" && typeof statement.setReturnArrays === "function";
		if (this.#hasLists) statement.setReturnArrays(true);
		this.#statement = statement;
		this.#names = [...new Set(sql.match(/(?<=@)\w+/g))];
	}
	run(parameters) {
		return Number(this.#statement.run(...this.#bind(parameters)).changes);
	}
	get(parameters) {
		const row = this.#statement.get(...this.#bind(parameters));
		return row && this.#read(row);
	}
	all(parameters) {
		return this.#statement.all(...this.#bind(parameters)).map((row) => this.#read(row));
	}
	*iterate(parameters) {
		for (const row of this.#statement.iterate(...this.#bind(parameters))) yield this.#read(row);
	}
	#read(found) {
		this.#columns ??= this.#hasLists ? this.#statement.columns().map(({ name }) => name) : Object.keys(found);
		this.#empty ??= Object.fromEntries(this.#columns.map((name) => [name, null]));
		const row = { ...this.#empty };
		const isList = Array.isArray(found);
		for (let index = 0; index < this.#columns.length; index++) {
			const name = this.#columns[index] ?? "";
			row[name] = toNumber$1(isList ? found[index] : Reflect.get(found, name));
		}
		return row;
	}
	#bind(parameters) {
		const [named] = parameters;
		if (typeof named !== "object" || named === null || ArrayBuffer.isView(named)) return [{}, ...parameters.map(toInput)];
		return [Object.fromEntries(this.#names.map((name) => [name, toInput(Reflect.get(named, name))]))];
	}
};
function toInput(value) {
	if (typeof value === "string") return value.includes("\0") ? value.replaceAll("\0", "\ufffd") : value;
	if (value === null || typeof value === "number" || value instanceof Uint8Array) return value;
	throw new TypeError(`SQLite has no value for ${String(value)}.`);
}
function toNumber$1(value) {
	return typeof value === "bigint" ? Number(value) : value;
}
function toFilePath(path) {
	return path === ":memory:" ? path : (0, node_path.resolve)(path);
}
function loadWithoutWarning() {
	const { emitWarning } = process;
	process.emitWarning = () => {};
	try {
		return process.getBuiltinModule("node:sqlite");
	} finally {
		process.emitWarning = emitWarning;
	}
}
// src/ledger/step-rows.ts
const STEP_COLUMNS = `s.id, s.claimed_at, coalesce(p.uid, s.missing_parent_uid) AS parent_uid,
  ${STEP_FIELD_LIST.map(({ column }) => `s.${column}`).join(", ")}, s.active, s.parent_step_id, s.digest`;
const DIGESTED = [
	"id",
	"claimed_at",
	"parent_uid",
	...STEP_FIELD_LIST.map(({ column }) => column)
];
const STEP_TABLES = "steps s LEFT JOIN steps p ON p.id = s.parent_step_id";
const COLUMNS$1 = STEP_FIELD_LIST.map(({ key, column, kind }) => ({
	key,
	column,
	kind,
	isJson: column.endsWith("_json")
}));
const STORED = COLUMNS$1.map(({ key, column, kind, isJson }) => ({
	key,
	column,
	kind: key === "status" ? anyStatus : isJson ? storedDocument(kind) : kind,
	isSpared: FIELDS_TO_SPARE.some((spared) => spared === key)
}));
const NO_FIELDS = Object.fromEntries(COLUMNS$1.map(({ key }) => [key, void 0]));
const NO_STEP = {
	...NO_FIELDS,
	id: null,
	active: false,
	parentStepId: null,
	parentUid: null
};
function storedDocument(kind) {
	let lastText;
	let last;
	const read = (stored, reading) => {
		if (stored === lastText && stored !== void 0) return last;
		const found = kind.read(typeof stored === "string" ? require_action_help_run_steps.parseJson(stored) ?? stored : stored, reading);
		if (typeof stored === "string" && found !== require_action_help_run_steps.WRONG && reading.isClean) {
			lastText = stored;
			last = found;
		}
		return found;
	};
	return {
		...kind,
		read
	};
}
function isIntact(row) {
	const { digest } = row;
	if (!(digest instanceof Uint8Array)) return false;
	return Buffer.from(digest.buffer, digest.byteOffset, digest.length).toString("hex") === hexDigestOfValues(DIGESTED.map((name) => row[name]));
}
function rowToStep(row, isLean = false) {
	const step = { ...NO_STEP };
	if (!isIntact(row) || !fillFields(step, row, new require_action_help_run_steps.Reading(false), isLean)) return void 0;
	step.id = row.id;
	step.active = row.active === 1;
	step.parentStepId = row.parent_step_id;
	step.parentUid = row.parent_uid;
	return step;
}
function rowToRecord$1(row) {
	const fields = isIntact(row) ? readFields(row, new require_action_help_run_steps.Reading(false)) : void 0;
	return fields && fieldsToRecord(fields, row.parent_uid);
}
function readFields(row, reading) {
	const fields = { ...NO_FIELDS };
	return fillFields(fields, row, reading, false) ? fields : void 0;
}
function fillFields(found, row, reading, isLean) {
	for (const { key, column, kind, isSpared } of STORED) {
		const given = isLean && isSpared ? void 0 : row[column] ?? void 0;
		const field = require_action_help_run_steps.readField(key, kind, given, {
			reading,
			found
		});
		if (field === require_action_help_run_steps.WRONG) return false;
		found[key] = field;
	}
	return true;
}
function recordToColumns(record) {
	const fields = { ...recordToFields(record) };
	const columns = {};
	for (const { key, column, kind, isJson } of COLUMNS$1) {
		const value = fields[key];
		const found = isJson ? require_action_help_run_steps.toStored(kind, value) : kind.read(value, new require_action_help_run_steps.Reading(false));
		columns[column] = found === require_action_help_run_steps.WRONG ? value : found;
	}
	return columns;
}
// src/ledger/usage-totals.ts
const SUMS = {
	duration_ms: "durationMs",
	input_tokens: "inputTokens",
	cache_read_tokens: "cacheReadTokens",
	cache_write_tokens: "cacheWriteTokens",
	output_tokens: "outputTokens",
	reasoning_tokens: "reasoningTokens",
	total_tokens: "totalTokens",
	cost: "costUsd",
	estimated_cost: "estimatedUsd"
};
const SUM_COLUMNS = Object.keys(SUMS);
const FIGURES = [
	"entries",
	"steps",
	"partial",
	...SUM_COLUMNS.flatMap((name) => [name, `known_${name}`])
];
const KEYS = [
	"dimension",
	"day",
	"branch",
	"name"
];
const CREATE_USAGE_TOTALS = `CREATE TABLE usage_totals (
  ${KEYS.map((name) => `${name} TEXT NOT NULL`).join(",\n  ")},
  ${FIGURES.map((name) => `${name} REAL NOT NULL`).join(",\n  ")},
  PRIMARY KEY (${KEYS.join(", ")})
) STRICT, WITHOUT ROWID`;
const DROP_EMPTY = `DELETE FROM usage_totals WHERE entries = 0 AND ${KEYS.map((name) => `${name} = ?`).join(" AND ")}`;
const UNREADABLE = {
	...NO_USAGE,
	steps: 1,
	withoutTokens: 1,
	withoutCost: 1
};
var UsageCount = class {
	#entries = new Map();
	add(step) {
		this.#count(step, 1);
	}
	addRow(row, isIntactRow = true) {
		const step = isIntactRow ? readFields(row, new require_action_help_run_steps.Reading(false)) : void 0;
		if (step !== void 0) this.add(step);
		else {
			const branch = typeof row.branch === "string" ? row.branch : null;
			this.#to("all", {
				day: String(row.start_time).slice(0, 10),
				branch,
				name: null
			}, 1, UNREADABLE);
		}
	}
	take(step) {
		this.#count(step, -1);
	}
	store(db) {
		if (this.#entries.size === 0) return;
		const columns = [...KEYS, ...FIGURES];
		const upsert = `INSERT INTO usage_totals (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})
      ON CONFLICT DO UPDATE SET ${FIGURES.map((name) => `${name} = ${name} + excluded.${name}`).join(", ")}`;
		for (const { keys, figures } of this.#entries.values()) {
			db.run(upsert, ...keys, ...figures);
			if ((figures[0] ?? 0) < 0) db.run(DROP_EMPTY, ...keys);
		}
		this.#entries.clear();
	}
	findDifference(db) {
		let found = 0;
		for (const columns of db.iterate(`SELECT ${[...KEYS, ...FIGURES].join(", ")} FROM usage_totals`)) {
			const row = Object.values(columns);
			found++;
			if (this.#entries.get(JSON.stringify(row.slice(0, KEYS.length)))?.figures.every((figure, index) => isNearly(figure, Number(row[KEYS.length + index]))) !== true) return `the totals of ${row.slice(0, KEYS.length).join(" ")} are not those of its steps`;
		}
		return found === this.#entries.size ? void 0 : "totals of some steps are missing";
	}
	#count(step, sign) {
		const use = useOf(step);
		const [day, branch] = [step.startTime.slice(0, 10), step.branch];
		this.#to("all", {
			day,
			branch,
			name: null
		}, sign, use?.usage ?? null);
		if (use === null) return;
		this.#to("agent", {
			day,
			branch,
			name: use.agent
		}, sign, use.usage);
		for (const { name, usage } of use.models) this.#to("model", {
			day,
			branch,
			name
		}, sign, usage);
	}
	#to(dimension, { day, branch, name }, sign, usage) {
		const keys = [
			dimension,
			day,
			JSON.stringify(branch),
			JSON.stringify(name)
		];
		const key = JSON.stringify(keys);
		const entry = this.#entries.get(key) ?? {
			keys,
			figures: FIGURES.map(() => 0)
		};
		this.#entries.set(key, entry);
		for (const [index, figure] of toFigures(usage).entries()) entry.figures[index] = (entry.figures[index] ?? 0) + sign * figure;
	}
};
function toFigures(usage) {
	if (usage === null) return [1];
	const sums = SUM_COLUMNS.flatMap((name) => [usage[SUMS[name]] ?? 0, usage[SUMS[name]] === null ? 0 : 1]);
	return [
		1,
		usage.steps,
		usage.partial,
		...sums
	];
}
function isNearly(a, b) {
	return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a));
}
function rebuildUsageTotals(db) {
	db.exec("DELETE FROM usage_totals");
	const count = new UsageCount();
	for (const row of db.iterate(`SELECT ${STEP_COLUMNS} FROM ${STEP_TABLES}`)) count.addRow(row, isIntact(row));
	count.store(db);
}
function toTotalsFilter({ limit: _, ...filter }) {
	const { branch, startedSince, ...others } = filter;
	if (Object.values(others).some((value) => value !== void 0)) return void 0;
	return startedSince === void 0 || startedSince.endsWith("T00:00:00.000Z") ? filter : void 0;
}
function readTotals(db, filter) {
	const [found] = readGroups(db, "all", "'null'", filter);
	return {
		entries: found?.entries ?? 0,
		usage: found?.usage ?? toTotals({})
	};
}
function readUsageReport(db, filter) {
	const groups = (dimension, name) => readGroups(db, dimension, name, filter).flatMap(({ entries: _, ...group }) => group.usage.steps > 0 ? [group] : []);
	return usageReportOf(readTotals(db, filter).usage, {
		day: groups("all", "json_quote(day)"),
		branch: groups("all", "branch"),
		agent: groups("agent", "name"),
		model: groups("model", "name")
	});
}
function readGroups(db, dimension, name, { branch, startedSince }) {
	const conditions = [
		"dimension = @dimension",
		...branch === void 0 ? [] : ["branch = json_quote(@branch)"],
		...startedSince === void 0 ? [] : ["day >= substr(@startedSince, 1, 10)"]
	];
	return db.all(`SELECT ${name} AS name, ${FIGURES.map((figure) => `sum(${figure}) AS ${figure}`).join(", ")}
     FROM usage_totals WHERE ${conditions.join(" AND ")} GROUP BY 1`, {
		dimension,
		branch,
		startedSince
	}).map((row) => ({
		name: JSON.parse(String(row.name)),
		entries: Number(row.entries),
		usage: toTotals(row)
	}));
}
function toTotals(row) {
	const figure = (name) => Number(row[name] ?? 0);
	const sum = (name) => figure(`known_${name}`) > 0 ? figure(name) : null;
	const steps = figure("steps");
	return {
		...NO_USAGE,
		...Object.fromEntries(SUM_COLUMNS.map((name) => [SUMS[name], sum(name)])),
		steps,
		partial: figure("partial"),
		withoutTokens: steps - figure("known_total_tokens"),
		withoutCost: steps - figure("known_cost")
	};
}
// src/ledger/schema.ts
const APPLICATION_ID = 0x4c616667;
const BROUGHT = {
	1: [
		`CREATE TABLE steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  active BOOLEAN NOT NULL DEFAULT 1,
  parent_step_id INTEGER REFERENCES steps(id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
  commit_sha_before TEXT,
  commit_sha_after TEXT,
  agent_config_json TEXT,
  start_time TIMESTAMP,
  end_time TIMESTAMP,
  duration_ms INTEGER,
  token_usage_json TEXT,
  exit_code INTEGER,
  project_id TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  uid TEXT NOT NULL UNIQUE,
  repository TEXT,
  branch TEXT,
  status TEXT NOT NULL,
  pushed TEXT,
  pin_ref TEXT,
  run_json TEXT,
  changes_json TEXT,
  notes_json TEXT,
  missing_parent_uid TEXT,
  claimed_at TEXT,
  pull_request INTEGER GENERATED ALWAYS AS (json_extract(run_json, '$.pull_request.number')) VIRTUAL
)`,
		"CREATE INDEX steps_of_branch ON steps(branch, repository, active)",
		"CREATE INDEX steps_of_parent ON steps(parent_step_id)",
		"CREATE INDEX steps_of_pull_request ON steps(pull_request) WHERE pull_request IS NOT NULL",
		`CREATE INDEX steps_not_succeeded ON steps(status) WHERE status <> 'succeeded'`,
		"CREATE INDEX steps_without_parent ON steps(missing_parent_uid) WHERE missing_parent_uid IS NOT NULL",
		`CREATE TABLE rollbacks (
  number INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  undoes TEXT,
  project_id TEXT NOT NULL,
  repository TEXT,
  branch TEXT,
  target_mode TEXT,
  target_step_uid TEXT,
  from_sha TEXT,
  to_sha TEXT,
  pin_ref TEXT,
  actor TEXT,
  reason TEXT,
  run_json TEXT,
  created_at TEXT NOT NULL,
  claimed_at TEXT
) STRICT`,
		"CREATE INDEX rollbacks_undone ON rollbacks(undoes) WHERE undoes IS NOT NULL",
		`CREATE TABLE rollback_steps (
  rollback INTEGER NOT NULL REFERENCES rollbacks(number) ON UPDATE CASCADE ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  step_uid TEXT NOT NULL,
  PRIMARY KEY (rollback, step_uid)
) STRICT, WITHOUT ROWID`,
		"CREATE INDEX rollbacks_of_step ON rollback_steps(step_uid)",
		`CREATE TABLE claims (
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  uid TEXT NOT NULL,
  claimed_at TEXT NOT NULL,
  PRIMARY KEY (kind, number, uid, claimed_at)
) STRICT, WITHOUT ROWID`,
		"CREATE INDEX claims_of_uid ON claims(kind, uid)"
	],
	2: [
		"ALTER TABLE steps ADD COLUMN digest BLOB",
		"ALTER TABLE rollbacks ADD COLUMN digest BLOB",
		digestRows("steps", "", 2),
		digestRows("rollbacks", "", 2)
	],
	4: ["CREATE TABLE set_aside (record TEXT NOT NULL UNIQUE, reason TEXT NOT NULL) STRICT"],
	6: [CREATE_USAGE_TOTALS, "CREATE INDEX steps_inactive ON steps(branch) WHERE active = 0"],
	8: ["DROP INDEX steps_of_branch", "CREATE INDEX steps_of_branch ON steps(branch, active)"],
	10: ["ALTER TABLE rollbacks ADD COLUMN chain_json TEXT"],
	12: []
};
const SCHEMA_VERSION = Math.max(...Object.keys(BROUGHT).map(Number), ...STEP_FIELD_LIST.map(({ since = 0 }) => since));
const MIGRATIONS = Array.from({ length: SCHEMA_VERSION }, (_, before) => [...STEP_FIELD_LIST.filter(({ since }) => since === before + 1).map(({ column }) => `ALTER TABLE steps ADD COLUMN ${column} TEXT`), ...BROUGHT[before + 1] ?? []]);
function createInMemory(version) {
	const db = openDatabase(":memory:");
	for (const statements of MIGRATIONS.slice(0, version)) for (const sql of statements) db.exec(sql);
	return db;
}
function migrate(db, from) {
	if (from >= SCHEMA_VERSION) return;
	for (const statements of MIGRATIONS.slice(from)) for (const sql of statements) db.exec(sql);
	if (from > 0 && from < 12) rebuildUsageTotals(db);
	db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
}
// src/ledger/identify-file.ts
var identify_file_exports = require_rolldown_runtime.__exportAll({ isLaForgeFile: () => isLaForgeFile });
const LAFORGE_INDEX = /^CREATE INDEX idx_steps_(project_id|active|parent_step_id|created_at) ON steps\(\1\)$/;
function identifyFile(db, path) {
	return db.read(() => identify(db, path));
}
function isLaForgeFile(path) {
	checkPath(path, false);
	return withStoreErrors(path, () => withDatabase(path, { readonly: true }, (db) => identifyFile(db, path).kind === "laforge"));
}
function identify(db, path) {
	const applicationId = readNumber(db, "application_id");
	const version = readNumber(db, "user_version");
	const objects = readSchema(db);
	if (applicationId === 0x4c616667) {
		if (version > SCHEMA_VERSION) throw newerLedger(path, version);
		const wrong = findSchemaDifference(objects, version);
		if (wrong !== void 0) throw notALedger(path, `its schema is not a ledger's (${wrong})`);
		return {
			kind: "ledger",
			version
		};
	}
	if (applicationId !== 0) throw notALedger(path, "it is the SQLite file of another program");
	if (objects.length === 0) return { kind: "empty" };
	const wrong = checkLaForgeTable(db, objects);
	if (wrong !== void 0) throw notALedger(path, `it is a SQLite file of another kind (${wrong})`);
	return { kind: "laforge" };
}
function findSchemaDifference(objects, version) {
	const own = objects.filter(({ sql }) => sql === null || !LAFORGE_INDEX.test(sql));
	if (version === SCHEMA_VERSION && digestSchema(own) === "ccce3bf4e0eb35b4dec1204fc5ec72a0b2c3df4a419058cbe938190f0252e9f9") return void 0;
	const expected = new Map(schemaOfVersion(version).map((object) => [object.name, object]));
	for (const object of own) {
		const twin = expected.get(object.name);
		expected.delete(object.name);
		if (twin?.sql !== object.sql || twin.type !== object.type) return `${object.type} ${object.name} is not ours`;
	}
	const [absent] = expected.values();
	return absent && `${absent.type} ${absent.name} is missing`;
}
function digestSchema(objects) {
	return (0, node_crypto.hash)("sha256", JSON.stringify(objects.map(({ type, name, sql }) => [
		type,
		name,
		sql
	]).sort()));
}
function readSchema(db) {
	return db.all(`SELECT type, name, tbl_name, sql FROM sqlite_schema
     WHERE name NOT IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4') AND NOT (type = 'index' AND sql IS NULL)`);
}
function readNumber(db, pragma) {
	return db.value(`PRAGMA ${pragma}`) ?? 0;
}
function schemaOfVersion(version) {
	const db = createInMemory(version);
	try {
		return readSchema(db);
	} finally {
		db.close();
	}
}
function newerLedger(path, version) {
	return new require_action_post_help_run_steps.StoreError("newer-ledger", `${path} was written by a newer version: its format is ${version}, and this one reads up to ${SCHEMA_VERSION}. Use the newer version of the action or of laforge.`);
}
const COLUMNS = [...[
	"id",
	"active",
	"parent_step_id",
	"commit_sha_before",
	"commit_sha_after",
	"start_time",
	"end_time"
], ...[
	"duration_ms",
	"token_usage_json",
	"exit_code",
	"project_id",
	"created_at"
]];
const CONFIG_COLUMNS = ["agent_config_json", "agent_config_name"];
function checkLaForgeTable(db, objects) {
	const strange = objects.find((object) => object.tbl_name !== "steps" || object.type !== "table" && object.type !== "index" || /^\s*CREATE\s+VIRTUAL/i.test(object.sql ?? ""));
	if (strange !== void 0) return `it has the ${strange.type} ${strange.name}`;
	const found = db.all("PRAGMA table_xinfo(steps)");
	const generated = found.find((column) => column.hidden !== 0);
	if (generated !== void 0) return `its column ${generated.name} is computed`;
	const names = new Set(found.map((column) => column.name));
	const absent = COLUMNS.find((name) => !names.has(name));
	if (absent !== void 0) return `its table steps has no column ${absent}`;
	if (CONFIG_COLUMNS.filter((name) => names.has(name)).length === 0) return "its table steps has no column agent_config_json";
	const extra = [...names].find((name) => !COLUMNS.includes(name) && !CONFIG_COLUMNS.includes(name));
	return extra && `its table steps has the column ${extra}`;
}
// src/ledger/claims.ts
const STEP_NUMBERS = {
	table: "steps",
	number: "id",
	kind: "step"
};
const ROLLBACK_NUMBERS = {
	table: "rollbacks",
	number: "number",
	kind: "rollback"
};
function nextNumber(db, { table, number, kind }) {
	return (db.value(`SELECT max((SELECT coalesce(max(${number}), 0) FROM ${table}),
                (SELECT coalesce(max(number), 0) FROM claims WHERE kind = ?))`, kind) ?? 0) + 1;
}
function selectClaims(series, condition = () => "true") {
	return `${selectHeld(series)} WHERE ${condition(series.number)}
    UNION ALL SELECT uid, number, claimed_at FROM claims WHERE kind = '${series.kind}' AND ${condition("number")}`;
}
function selectHeld({ table, number }) {
	return `SELECT uid, ${number} AS number, coalesce(claimed_at, created_at) AS claimedAt FROM ${table}`;
}
function claimsOn(db, series, number) {
	return db.all(selectClaims(series, (column) => `${column} = @number`), { number });
}
function claimsBy(db, series, uid) {
	return db.all(selectClaims(series, () => "uid = @uid"), { uid });
}
function claimHeldBy(db, series, uid) {
	return db.get(`${selectHeld(series)} WHERE uid = ?`, uid);
}
function claimantsOf(db, series, number) {
	const { contested, held } = settleClaims(claimsOn(db, series, number));
	return contested.get(number) ?? [...held.keys()];
}
function findContested(db, series, numbers) {
	return numbers.filter((number) => settleClaims(claimsOn(db, series, number)).contested.size > 0);
}
function mergeClaims(db, series, claims, added, now) {
	const rivals = claims.flatMap((claim) => claimsOn(db, series, claim.number));
	const concerned = new Set([...added.keys(), ...[...claims, ...rivals].map((claim) => claim.uid)]);
	const { held, pool } = settleFor(db, series, concerned, claims);
	const rows = new Map([...concerned].map((uid) => [uid, claimHeldBy(db, series, uid)]));
	const claimsByUid = Map.groupBy(pool, ({ uid }) => uid);
	const unsettled = new Map();
	for (const [uid, row] of rows) {
		const since = row?.claimedAt ?? added.get(uid);
		if (since !== void 0 && !held.has(uid)) unsettled.set(uid, since);
	}
	const highest = pool.reduce((most, claim) => Math.max(most, claim.number), 0);
	let next = Math.max(nextNumber(db, series), highest + 1);
	const settled = new Map(held);
	for (const uid of orderUnsettled(unsettled, claimsByUid)) settled.set(uid, {
		uid,
		number: next++,
		claimedAt: now
	});
	const changed = [...rows].flatMap(([uid, from]) => {
		const to = settled.get(uid);
		return from === void 0 || to === void 0 || claimKey(from) === claimKey(to) ? [] : [{
			from,
			to
		}];
	});
	moveRows(db, series, changed);
	const hasRow = (uid) => added.has(uid) || rows.get(uid) !== void 0;
	storeOthers(db, series, concerned, claimsByUid, (uid) => hasRow(uid) ? settled.get(uid) : void 0);
	return {
		added: new Map([...settled].filter(([uid]) => added.has(uid))),
		changed
	};
}
function findUnsettledRows(db, series) {
	const { table, number, kind } = series;
	const concerned = db.values(`SELECT uid FROM claims WHERE kind = @kind
     UNION SELECT t.uid FROM claims c JOIN ${table} t ON t.${number} = c.number WHERE c.kind = @kind`, { kind });
	const { held } = settleFor(db, series, concerned, []);
	return concerned.flatMap((uid) => {
		const from = claimHeldBy(db, series, uid);
		const to = held.get(uid);
		return from === void 0 || to !== void 0 && claimKey(to) === claimKey(from) ? [] : [{
			from,
			to
		}];
	});
}
function countClaimsKeptTwice(db, { table, number, kind }) {
	return db.value(`SELECT count(*) FROM claims c JOIN ${table} t ON t.uid = c.uid AND t.${number} = c.number
     WHERE c.kind = ? AND c.claimed_at = coalesce(t.claimed_at, t.created_at)`, kind) ?? 0;
}
function settleFor(db, series, uids, claims) {
	const pool = new Map(claims.map((claim) => [claimKey(claim), claim]));
	const addToPool = (claim) => pool.set(claimKey(claim), claim);
	for (const uid of uids) claimsBy(db, series, uid).forEach(addToPool);
	for (const number of new Set([...pool.values()].map((claim) => claim.number))) claimsOn(db, series, number).forEach(addToPool);
	return {
		held: settleClaims(pool.values()).held,
		pool: [...pool.values()]
	};
}
function moveRows(db, { table, number }, changed) {
	const move = (from, to) => db.run(`UPDATE ${table} SET ${number} = ? WHERE ${number} = ?`, to, from);
	const moved = changed.filter(({ from, to }) => from.number !== to.number);
	for (const { from } of moved) move(from.number, -from.number);
	for (const { from, to } of moved) move(-from.number, to.number);
	for (const { to } of changed) db.run(`UPDATE ${table} SET claimed_at = nullif(?, created_at) WHERE uid = ?`, to.claimedAt, to.uid);
	for (const { to } of changed) db.run(digestRows(table, "WHERE uid = ?"), to.uid);
}
function storeOthers(db, { kind }, uids, claimsByUid, heldBy) {
	const remove = "DELETE FROM claims WHERE kind = ? AND number = ? AND uid = ? AND claimed_at = ?";
	for (const uid of uids) {
		const held = heldBy(uid);
		if (held !== void 0) db.run(remove, kind, held.number, uid, held.claimedAt);
		for (const claim of claimsByUid.get(uid) ?? []) if (held === void 0 || claimKey(claim) !== claimKey(held)) db.run("INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?)", kind, claim.number, uid, claim.claimedAt);
	}
}
// src/ledger/rollbacks.ts
const hasHappened = (it) => `(${it}.kind NOT IN ('revert', 'undo') OR ${it}.to_sha IS NOT NULL OR ${it}.branch IS NULL
  OR EXISTS (SELECT 1 FROM rollbacks a WHERE a.undoes = ${it}.uid AND a.kind = 'applied'))`;
const SELECT_ROLLBACKS = `SELECT r.number, ${ROLLBACK_RECORD_COLUMNS.map((column) => `r.${column}`).join(", ")},
  (SELECT u.uid FROM rollbacks u WHERE u.undoes = r.uid AND u.kind = 'undo' AND ${hasHappened("u")}
    ORDER BY u.created_at, u.uid LIMIT 1) AS undone_by,
  NOT ${hasHappened("r")} AS is_proposed,
  (SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM rollback_steps WHERE rollback = r.number) AS step_uids,
  r.digest IS ${DIGEST_OF_ROLLBACK} AS intact FROM rollbacks r`;
const IS_UNCOVERED = `NOT EXISTS (SELECT 1 FROM rollback_steps c JOIN rollbacks r ON r.number = c.rollback
  WHERE c.step_uid = s.uid AND r.kind IN ('rollback', 'revert') AND ${hasHappened("r")}
    AND NOT EXISTS (SELECT 1 FROM rollbacks u WHERE u.undoes = r.uid AND u.kind = 'undo' AND ${hasHappened("u")}))`;
const IS_ACTIVE = `(s.replays IS NULL AND ${IS_UNCOVERED})`;
function addRollback(db, draft, now) {
	const existing = findRollback(db, draft.uid);
	if (existing !== void 0) return existing;
	insertRollback(db, draft, nextNumber(db, ROLLBACK_NUMBERS), now);
	projectActive(db, stepsTouchedBy(db, [draft]));
	const added = findRollback(db, draft.uid);
	if (added === void 0) throw new Error(`Rollback ${draft.uid} is not there right after it was written.`);
	return added;
}
function insertRollback(db, draft, number, claimedAt) {
	const sorted = sortStepUids(draft);
	db.run(`INSERT INTO rollbacks (number, claimed_at, ${ROLLBACK_RECORD_COLUMNS.join(", ")})
     VALUES (@number, nullif(@claimed_at, @created_at), ${ROLLBACK_RECORD_COLUMNS.map((column) => `@${column}`).join(", ")})`, {
		...draftToColumns(sorted),
		number,
		claimed_at: claimedAt
	});
	db.run("INSERT INTO rollback_steps (rollback, step_uid) SELECT ?, value FROM json_each(?)", number, JSON.stringify(sorted.stepUids));
	db.run(digestRows("rollbacks", "WHERE number = ?"), number);
}
function removeRollback(db, uid) {
	const claimedAt = db.value("DELETE FROM rollbacks WHERE uid = ? RETURNING coalesce(claimed_at, created_at)", uid);
	if (claimedAt === void 0) throw new Error(`There is no rollback ${uid} to take out.`);
	return claimedAt;
}
function stepsTouchedBy(db, drafts) {
	const undone = "SELECT step_uid FROM rollback_steps JOIN rollbacks ON number = rollback WHERE uid = ?";
	return drafts.flatMap(({ stepUids, undoes }) => [...stepUids, ...undoes === null ? [] : db.values(undone, undoes)]);
}
function projectActive(db, uids) {
	if (uids.length === 0) return;
	db.run(`UPDATE steps AS s SET active = ${IS_ACTIVE}
     WHERE s.uid IN (SELECT value FROM json_each(?)) AND s.active <> ${IS_ACTIVE}`, JSON.stringify(uids));
}
function countWrongActive(db, hasReplays) {
	const isActive = hasReplays ? IS_ACTIVE : IS_UNCOVERED;
	return db.value(`SELECT count(*) FROM steps s WHERE s.active <> ${isActive}`) ?? 0;
}
function findRollback(db, uid) {
	const row = findRollbackRow(db, uid);
	return row && (rowToRollback(row) ?? unreadable(`rollback R${row.number}`));
}
function findRollbackRow(db, uid) {
	return db.get(`${SELECT_ROLLBACKS} WHERE r.uid = ?`, uid);
}
function findDamaged(db, uid) {
	return db.value(`SELECT number FROM rollbacks r WHERE uid = ? AND digest IS NOT ${DIGEST_OF_ROLLBACK}`, uid);
}
function iterateRollbacks(db) {
	return db.iterate(SELECT_ROLLBACKS);
}
function listRollbacks(db, filter, leaveOut = () => {}) {
	const conditions = [filter.branch !== void 0 && "r.branch = @branch", filter.repository !== void 0 && "r.repository IS @repository"].filter((condition) => condition !== false);
	const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
	const sql = `${SELECT_ROLLBACKS} ${where} ORDER BY r.number DESC LIMIT @limit`;
	return db.all(sql, {
		...filter,
		limit: filter.limit ?? -1
	}).flatMap((row) => rowToRollback(row) ?? leaveOut(unreadRow("rollback", `R${row.number}`, row)) ?? []);
}
function draftToColumns(draft) {
	const { target, ...fields } = boundRollback(draft);
	const values = fields;
	const columns = ROLLBACK_FIELD_LIST.flatMap(({ key, kind, columns: [column] }) => column === void 0 ? [] : [[column, isDocument(column) ? require_action_help_run_steps.toStored(kind, values[key]) : values[key]]]);
	return {
		...Object.fromEntries(columns),
		target_mode: target?.mode ?? null,
		target_step_uid: target?.stepUid ?? null
	};
}
function isDocument(column) {
	return column.endsWith("_json");
}
function rowToRollback(row) {
	const draft = row.intact === 1 ? readDraft(row, new require_action_help_run_steps.Reading(false)) : void 0;
	return draft && {
		...draft,
		number: row.number,
		undoneBy: row.undone_by,
		isProposed: row.is_proposed === 1
	};
}
function readDraft(row, reading) {
	const { target_mode: mode, target_step_uid: stepUid, step_uids: stepUids } = row;
	const fields = ROLLBACK_FIELD_LIST.map(({ key, columns: [column = ""] }) => {
		const value = row[column];
		return [key, isDocument(column) && typeof value === "string" ? require_action_help_run_steps.parseJson(value) ?? value : value];
	});
	const found = rollbackDraft.read({
		...Object.fromEntries(fields),
		target: mode === null && stepUid === null ? null : {
			mode,
			stepUid
		},
		stepUids: typeof stepUids === "string" ? stepUids.split(" ") : []
	}, reading);
	return found === require_action_help_run_steps.WRONG ? void 0 : found;
}
// src/ledger/steps.ts
const PAGE$1 = 1e3;
function insertSteps(db, records, claimOf) {
	const insert = `INSERT INTO steps (id, active, claimed_at, parent_step_id, missing_parent_uid, digest, ${STEP_RECORD_COLUMNS.join(", ")})
     SELECT @id, @replays IS NULL, @claimed_at, parent.id, CASE WHEN parent.id IS NULL THEN @parent_uid END,
       ${stepDigest(parameter, "@id", "@claimed_at", "@parent_uid")}, ${STEP_RECORD_COLUMNS.map(parameter).join(", ")}
     FROM (SELECT 1) LEFT JOIN steps parent ON parent.uid = @parent_uid`;
	const count = new UsageCount();
	for (const record of records) {
		const columns = recordToColumns(record);
		const { number, claimedAt } = claimOf(record.draft.uid);
		db.run(insert, {
			...columns,
			id: number,
			claimed_at: claimedAt === record.createdAt ? null : claimedAt,
			parent_uid: record.parentUid
		});
		count.addRow(columns);
	}
	count.store(db);
}
const PARENT = "(SELECT p.id FROM steps p WHERE p.uid = @parent_uid)";
const CLAIMED_AT = "nullif(coalesce(@claimed_at, claimed_at, created_at), @created_at)";
const REWRITE = `UPDATE steps SET
  claimed_at = ${CLAIMED_AT}, digest = ${stepDigest(parameter, "id", CLAIMED_AT, "@parent_uid")},
  parent_step_id = ${PARENT}, missing_parent_uid = CASE WHEN ${PARENT} IS NULL THEN @parent_uid END,
  ${STEP_RECORD_COLUMNS.map((name) => `${name} = @${name}`).join(", ")} WHERE uid = @uid`;
function rewriteStep(db, record, known, claimedAt = null) {
	const columns = recordToColumns(record);
	db.run(REWRITE, {
		...columns,
		parent_uid: record.parentUid,
		claimed_at: claimedAt
	});
	if (known === void 0) {
		rebuildUsageTotals(db);
		return;
	}
	const count = new UsageCount();
	count.take(recordToFields(known));
	count.addRow(columns);
	count.store(db);
}
function createStep(db, draft, now) {
	const existing = findStep(db, draft.uid);
	if (existing !== void 0) return existing;
	const parent = draft.replays === null ? latestActiveStep(db, repositoryKey(draft), draft.branch) : void 0;
	insertSteps(db, [{
		draft,
		parentUid: parent !== void 0 && isParent(parent, draft) ? parent.uid : null,
		createdAt: now,
		outcome: null
	}], () => ({
		number: nextNumber(db, STEP_NUMBERS),
		claimedAt: now
	}));
	return findStep(db, draft.uid) ?? missing(draft.uid);
}
function finishStep(db, uid, outcome) {
	const row = findRow(db, uid);
	if (row === void 0) return void 0;
	const record = rowToRecord$1(row) ?? unreadable(`step ${row.id}`);
	const finished = {
		...record,
		outcome
	};
	if (outcomeRank(finished) > outcomeRank(record)) rewriteStep(db, finished, record);
	return findStep(db, uid);
}
function findStep(db, uid) {
	const row = findRow(db, uid);
	return row && (rowToStep(row) ?? unreadable(`step ${row.id}`));
}
function findRow(db, uid) {
	return db.get(FIND_ROW, uid);
}
const FIND_ROW = `SELECT ${STEP_COLUMNS} FROM ${STEP_TABLES} WHERE s.uid = ?`;
function latestActiveStep(db, repository, branch) {
	const ofBranch = `FROM ${STEP_TABLES} WHERE s.branch IS @branch AND s.active = 1`;
	const newest = (condition, values) => {
		const sql = `SELECT ${STEP_COLUMNS} ${ofBranch}${condition} ORDER BY s.id DESC`;
		for (const row of db.iterate(sql, {
			branch,
			...values
		})) {
			const step = rowToStep(row);
			if (step !== void 0) return step;
		}
	};
	if (repository === void 0) return newest("", {});
	const own = newest(` AND ${ofRepository("s.")}`, repositoryParameters(repository));
	if (own !== void 0) return own;
	return latestOf(db.values(`SELECT s.repository ${ofBranch} GROUP BY s.repository ORDER BY max(s.id) DESC`, { branch }).flatMap((name) => newest(" AND s.repository IS @name", { name }) ?? []), repository);
}
function listSteps(db, filter, leaveOut = () => {}) {
	for (let from = filter;;) {
		const { steps, next } = listPage(db, from, leaveOut);
		if (steps.length > 0 || next === null) return steps;
		from = {
			...filter,
			beforeId: next
		};
	}
}
function listPage(db, filter, leaveOut) {
	const limit = filter.limit ?? -1;
	const ids = (filter.branch !== void 0 && filter.active === void 0 ? [{
		...filter,
		active: true
	}, {
		...filter,
		active: false
	}] : [filter]).map((arm) => `SELECT * FROM (SELECT id FROM steps${where(arm)} ORDER BY id DESC LIMIT @limit)`);
	const rows = db.iterate(`SELECT ${STEP_COLUMNS} FROM ${STEP_TABLES} WHERE s.id IN (${ids.join(" UNION ALL ")}) ORDER BY s.id DESC LIMIT @limit`, {
		...parameters(filter),
		limit
	});
	const steps = [];
	let [count, last] = [0, 0];
	for (const row of rows) {
		const step = rowToStep(row, filter.isLean);
		if (step === void 0) leaveOut(unreadRow("step", `step ${row.id}`, row));
		else steps.push(step);
		count += 1;
		last = row.id;
	}
	return {
		steps,
		next: count > 0 && count === limit ? last : null
	};
}
function countSteps(db, { active, ...filter }) {
	const totals = toTotalsFilter(filter);
	if (totals === void 0 || filter.startedSince !== void 0) return countRows(db, {
		active,
		...filter
	});
	const inactive = active === void 0 ? 0 : countRows(db, {
		...filter,
		active: false
	});
	if (active === false) return inactive;
	return readTotals(db, totals).entries - inactive;
}
function countRows(db, filter) {
	return db.value(`SELECT count(*) FROM steps${where(filter)}`, parameters(filter)) ?? 0;
}
function sumUsage(db, filter, leaveOut = () => {}) {
	const { repository: _, ...ofAnyRepository } = filter;
	const fromTotals = toTotalsFilter(isOfOneRepository(db, filter) ? ofAnyRepository : filter);
	if (fromTotals !== void 0) return readTotals(db, fromTotals).usage;
	const sum = { ...NO_USAGE };
	for (const page of pagesOf(db, filter, leaveOut)) addToTotals(sum, totalsOf(page));
	return sum;
}
function isOfOneRepository(db, { repository, branch }) {
	if (repository === void 0 || branch === void 0) return false;
	const others = `SELECT 1 FROM steps WHERE branch = @branch AND (${ofRepository("")}) IS NOT 1 LIMIT 1`;
	return db.value(others, {
		branch,
		...repositoryParameters(repository)
	}) === void 0;
}
function reportUsage(db, filter) {
	const fromTotals = toTotalsFilter(filter);
	if (fromTotals !== void 0) return readUsageReport(db, fromTotals);
	const report = createUsageReport();
	for (const page of pagesOf(db, filter, () => {})) report.add(page);
	return report.report();
}
function* pagesOf(db, filter, leaveOut) {
	for (let from = {
		...filter,
		limit: PAGE$1
	}; from !== null;) {
		const { steps, next } = listPage(db, from, leaveOut);
		yield steps;
		from = next === null ? null : {
			...from,
			beforeId: next
		};
	}
}
function where(filter) {
	const conditions = [
		filter.branch !== void 0 && "branch = @branch",
		filter.repository !== void 0 && ofRepository(""),
		filter.active !== void 0 && `active = ${filter.active ? 1 : 0}`,
		filter.status !== void 0 && (filter.status === "succeeded" ? `status = 'succeeded'` : `status = @status AND status <> 'succeeded'`),
		filter.pullRequest !== void 0 && "pull_request = @pullRequest",
		filter.endedSince !== void 0 && "end_time >= @endedSince",
		filter.startedSince !== void 0 && "start_time >= @startedSince",
		filter.beforeId !== void 0 && "id < @beforeId"
	].filter((condition) => condition !== false);
	return conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
}
function ofRepository(table) {
	const id = `CASE WHEN json_valid(${table}run_json) THEN json_extract(${table}run_json, '$.repository_id') END`;
	return `CASE WHEN ${`substr(${table}repository, 1, instr(${table}repository, '/') - 1)`} IS @host AND @host IS NOT NULL AND ${id} IS NOT NULL
    THEN ${id} = @repositoryId ELSE ${table}repository IS @repository END`;
}
function repositoryParameters(key) {
	return {
		...key,
		host: hostOfId(key)
	};
}
function parameters({ repository, ...filter }) {
	return {
		...filter,
		...repository === void 0 ? {} : repositoryParameters(repository)
	};
}
function parameter(column) {
	return `@${column}`;
}
function missing(uid) {
	throw new Error(`Step ${uid} is not there right after it was written.`);
}
// src/ledger/merge.ts
function mergeIntoLedger$1(db, incoming, now) {
	const all = mergeRecords(incoming, NO_RECORDS);
	const present = findPresent(db, all);
	const records = withoutKnown(db, all, present);
	const atOdds = [];
	const { added, finished } = mergeSteps(db, records.steps, present, {
		claims: all.stepClaims,
		atOdds
	});
	const numbers = mergeClaims(db, STEP_NUMBERS, records.stepClaims, createdAtByUid(added), now);
	insertNumbered(db, added, numbers);
	const rollbacks = mergeRollbacks(db, {
		...records,
		knownClaims: all.rollbackClaims
	}, now, atOdds);
	const keep = "INSERT OR IGNORE INTO set_aside (record, reason) VALUES (?, ?)";
	const setAside = (all.setAside ?? []).reduce((count, { text, reason }) => count + db.run(keep, text, reason), 0);
	projectActive(db, [...added.map((record) => record.draft.uid), ...stepsTouchedBy(db, rollbacks.touched)]);
	if (all.steps.length > 0 && all.steps.length >= countSteps(db, {})) rebuildUsageTotals(db);
	return {
		stepsAdded: added.length,
		stepsFinished: finished,
		rollbacksAdded: rollbacks.added.length,
		setAside,
		renumbered: listRenumbered(all.stepClaims, added.map(({ draft }) => draft.uid), numbers),
		renumberedRollbacks: listRenumbered(all.rollbackClaims, rollbacks.added.map(({ uid }) => uid), rollbacks.numbers),
		atOdds
	};
}
function mergeSteps(db, records, present, { claims, atOdds }) {
	const added = [];
	let finished = 0;
	for (const record of records) {
		const row = present.has(record.draft.uid) ? findRow(db, record.draft.uid) : void 0;
		if (row === void 0) {
			added.push(record);
			continue;
		}
		const readable = rowToRecord$1(row);
		if (readable === void 0) {
			rewriteStep(db, record, void 0, claimTime(claims, record.draft.uid, row.id));
			if (record.outcome !== null) finished++;
			continue;
		}
		const known = foldOutcome(readable);
		const isStronger = strongerStep(known, record) === record;
		if (areAtOdds(known, record)) atOdds.push({
			kind: "step",
			uid: record.draft.uid,
			number: row.id,
			replaced: isStronger ? JSON.stringify(known) : null
		});
		if (isStronger) {
			rewriteStep(db, record, readable);
			if (outcomeRank(record) > outcomeRank(known)) finished++;
		}
	}
	return {
		added,
		finished
	};
}
function insertNumbered(db, added, numbers) {
	insertSteps(db, added, (uid) => claimOf(uid, numbers));
	db.exec(`UPDATE steps AS s SET parent_step_id = p.id, missing_parent_uid = NULL
    FROM steps p WHERE s.missing_parent_uid IS NOT NULL AND p.uid = s.missing_parent_uid`);
}
function claimOf(uid, { added }) {
	const claim = added.get(uid);
	if (claim === void 0) throw new Error(`The record ${uid} has no number after all were settled.`);
	return claim;
}
function claimTime(claims, uid, number) {
	const [first] = claims.filter((claim) => claim.uid === uid && claim.number === number).sort(compareClaims);
	return first?.claimedAt;
}
function mergeRollbacks(db, records, now, atOdds) {
	const added = [];
	const touched = [];
	for (const draft of records.rollbacks) {
		const damaged = findDamaged(db, draft.uid);
		const known = damaged === void 0 ? findRollback(db, draft.uid) : void 0;
		if (damaged !== void 0) {
			touched.push(draft);
			const claimedAt = removeRollback(db, draft.uid);
			insertRollback(db, draft, damaged, claimTime(records.knownClaims, draft.uid, damaged) ?? claimedAt);
		} else if (known === void 0) added.push(draft);
		else {
			const own = sortStepUids(rollbackToDraft(known));
			if (require_action_help_run_steps.toSortedJson(own) === require_action_help_run_steps.toSortedJson(draft)) continue;
			const isStronger = strongerRollback(own, draft) === draft;
			const replaced = isStronger ? JSON.stringify(own) : null;
			if (areRollbacksAtOdds(own, draft)) atOdds.push({
				kind: "rollback",
				uid: draft.uid,
				number: known.number,
				replaced
			});
			if (!isStronger) continue;
			touched.push(known, draft);
			const claimedAt = removeRollback(db, draft.uid);
			insertRollback(db, draft, known.number, claimedAt);
		}
	}
	const numbers = mergeClaims(db, ROLLBACK_NUMBERS, records.rollbackClaims, createdAtByUid(added), now);
	for (const draft of added) {
		const { number, claimedAt } = claimOf(draft.uid, numbers);
		insertRollback(db, draft, number, claimedAt);
	}
	return {
		added,
		numbers,
		touched: [...touched, ...added]
	};
}
function createdAtByUid(records) {
	return new Map(records.map((record) => ["draft" in record ? record.draft.uid : record.uid, record.createdAt]));
}
function listRenumbered(claims, added, numbers) {
	const arrivals = new Set(added);
	const wanted = new Set(claims.flatMap(({ uid, number }) => arrivals.has(uid) ? [number] : []));
	const alone = settleClaims(claims.filter(({ number }) => wanted.has(number))).held;
	const moved = numbers.changed.map(({ from, to }) => ({
		uid: to.uid,
		from: from.number,
		to: to.number
	}));
	const arrived = added.flatMap((uid) => {
		const to = numbers.added.get(uid)?.number;
		return to === void 0 ? [] : [{
			uid,
			from: alone.get(uid)?.number ?? null,
			to
		}];
	});
	return [...moved, ...arrived].filter(({ from, to }) => from !== to);
}
function withoutKnown(db, records, present) {
	return {
		...records,
		steps: records.steps.filter((record) => !present.has(record.draft.uid) || !hasStep(db, record)),
		stepClaims: records.stepClaims.filter((claim) => !hasClaim(db, STEP_NUMBERS, claim)),
		rollbackClaims: records.rollbackClaims.filter((claim) => !hasClaim(db, ROLLBACK_NUMBERS, claim))
	};
}
function findPresent(db, records) {
	const uids = JSON.stringify(records.steps.map(({ draft }) => draft.uid));
	return new Set(db.values("SELECT uid FROM steps WHERE uid IN (SELECT value FROM json_each(?))", uids));
}
const FIND_STEP = `SELECT s.digest, s.id, s.claimed_at, coalesce(p.uid, s.missing_parent_uid) AS parent_uid,
  ${STEP_RECORD_COLUMNS.map((name) => `s.${name}`).join(", ")} FROM ${STEP_TABLES} WHERE s.uid = ?`;
function hasStep(db, record) {
	const row = db.get(FIND_STEP, record.draft.uid);
	if (row === void 0) return false;
	const { digest, ...fields } = row;
	const columns = recordToColumns(record);
	return row.parent_uid === record.parentUid && STEP_RECORD_COLUMNS.every((name) => columns[name] === row[name]) && digest instanceof Uint8Array && digestOfValues(Object.values(fields)).equals(digest);
}
function hasClaim(db, { table, number, kind }, claim) {
	const values = [
		claim.uid,
		claim.number,
		claim.claimedAt
	];
	return [`SELECT 1 FROM ${table} WHERE uid = ? AND ${number} = ? AND coalesce(claimed_at, created_at) = ?`, `SELECT 1 FROM claims WHERE kind = '${kind}' AND uid = ? AND number = ? AND claimed_at = ?`].some((sql) => db.value(sql, ...values) !== void 0);
}
// src/ledger/laforge-file.ts
var laforge_file_exports = require_rolldown_runtime.__exportAll({ importLaForge: () => importLaForge });
function takeOverLaForgeFile(db, path, now, stillLaForge) {
	checkIntegrity(db, path);
	db.exec("PRAGMA foreign_keys = OFF");
	const file = (0, node_fs.openSync)(path, "r");
	try {
		db.write(() => {
			if (!stillLaForge()) return;
			const records = readLaForgeRecords(db, path);
			keepCopy$1(path, (0, node_fs.readFileSync)(file));
			db.exec("DROP TABLE steps");
			migrate(db, 0);
			mergeIntoLedger$1(db, records, now);
		});
	} finally {
		(0, node_fs.closeSync)(file);
	}
	db.exec("PRAGMA foreign_keys = ON");
}
function readLaForgeIntoMemory(db, path, now) {
	checkIntegrity(db, path);
	const memory = openDatabase(":memory:");
	migrate(memory, 0);
	mergeIntoLedger$1(memory, readLaForgeRecords(db, path), now);
	db.close();
	return memory;
}
function keepCopy$1(path, bytes) {
	const mode = (0, node_fs.statSync)(path).mode & 511;
	for (let index = 1; index < 1e3; index++) {
		const copyPath = `${path}.laforge-backup${index === 1 ? "" : `-${index}`}`;
		try {
			(0, node_fs.writeFileSync)(copyPath, bytes, {
				flag: "wx",
				mode,
				flush: true
			});
			return;
		} catch (error) {
			if (require_action_post_help_run_steps.errnoCode(error) !== "EEXIST") throw new require_action_post_help_run_steps.StoreError("unwritable", `${path} was written by LaForge and is copied to ${copyPath} before it is changed, but that copy could not be written. Look at the free space and the permissions of the folder.`, { cause: error });
		}
	}
	throw new require_action_post_help_run_steps.StoreError("unwritable", `${path} has a thousand copies beside it already. Move some of them away.`);
}
const MAX_BYTES$1 = 1024 ** 3;
function importLaForge(path, ledger) {
	checkPath(path, false, MAX_BYTES$1);
	const records = withStoreErrors(path, () => withDatabase(path, { readonly: true }, (db) => {
		const { kind } = identifyFile(db, path);
		if (kind === "empty") throw notALedger(path, "it is empty");
		if (kind === "ledger") throw notALedger(path, "it is one of ours already, for laforge merge, and not LaForge's");
		checkIntegrity(db, path);
		return readLaForgeRecords(db, path);
	}));
	return ledger.merge(ledger.countSteps() === 0 ? records : {
		...records,
		stepClaims: [],
		rollbackClaims: []
	});
}
const EPOCH = "1970-01-01T00:00:00.000Z";
function readLaForgeRecords(db, path) {
	const rows = db.all("SELECT * FROM steps ORDER BY id");
	const uidsById = new Map(rows.map((row) => [checkNumber(row.id, path), rowToUid(row)]));
	const steps = rows.map((row) => rowToRecord(row, uidsById));
	const inactive = steps.filter((_, index) => rows[index]?.active === 0);
	const rollbacks = inactive.length === 0 ? [] : [toRollback(inactive)];
	return {
		steps,
		stepClaims: steps.map(({ draft: { uid }, createdAt }, index) => ({
			uid,
			number: checkNumber(rows[index]?.id, path),
			claimedAt: createdAt
		})),
		rollbacks,
		rollbackClaims: rollbacks.map(({ uid, createdAt }) => ({
			uid,
			number: 1,
			claimedAt: createdAt
		}))
	};
}
function rowToRecord(row, uidsById) {
	const endTime = goTimeToTimestamp(row.end_time);
	const exitCode = toNumber(row.exit_code);
	const agentConfig = toAgentConfig(row);
	return {
		draft: {
			...UNKNOWN_DRAFT,
			uid: rowToUid(row),
			projectId: toText$1(row.project_id) ?? "",
			commitShaBefore: toSha(row.commit_sha_before),
			agentConfig,
			startTime: goTimeToTimestamp(row.start_time) ?? rowToCreatedAt(row)
		},
		parentUid: uidsById.get(Number(row.parent_step_id)) ?? null,
		createdAt: rowToCreatedAt(row),
		outcome: {
			...UNKNOWN_OUTCOME,
			status: exitCode === null ? "interrupted" : exitCode === 0 ? "succeeded" : "failed",
			commitShaAfter: toSha(row.commit_sha_after),
			agentConfig,
			endTime,
			durationMs: endTime === null ? null : toNumber(row.duration_ms),
			tokenUsage: toTokenUsage(row),
			exitCode,
			notes: []
		}
	};
}
function toRollback(inactive) {
	const stepUids = inactive.map((record) => record.draft.uid).sort();
	const createdAt = inactive.map((record) => record.createdAt).sort().at(-1) ?? EPOCH;
	return {
		uid: toUid(createdAt, ["rollback", ...stepUids]),
		kind: "rollback",
		projectId: inactive[0]?.draft.projectId ?? "",
		undoes: null,
		repository: null,
		branch: null,
		target: null,
		fromSha: null,
		toSha: null,
		pinRef: null,
		stepUids,
		chain: null,
		actor: null,
		reason: "Inactive in the file that LaForge wrote.",
		run: null,
		createdAt
	};
}
function toAgentConfig(row) {
	const config = require_action_help_run_steps.fromStored(require_action_help_run_steps.agentConfig, toText$1(row.agent_config_json));
	if (config !== null) return config;
	const name = toText$1(row.agent_config_name);
	return name === null || name === "" ? null : {
		...require_action_help_run_steps.EMPTY_AGENT_CONFIG,
		name
	};
}
function toTokenUsage(row) {
	const usage = require_action_help_run_steps.fromStored(require_action_help_run_steps.tokenUsage, toText$1(row.token_usage_json));
	if (usage === null) return null;
	const { prompt_tokens, completion_tokens, total_tokens, cost } = usage;
	if (!prompt_tokens && !completion_tokens && !total_tokens && !cost) return require_action_help_run_steps.UNKNOWN_USAGE;
	return {
		...usage,
		cost: cost === 0 ? null : cost
	};
}
function rowToCreatedAt(row) {
	return [
		row.created_at,
		row.start_time,
		row.end_time
	].map(goTimeToTimestamp).find((time) => time !== null) ?? EPOCH;
}
function rowToUid(row) {
	return toUid(rowToCreatedAt(row), [
		row.project_id,
		row.id,
		row.start_time,
		row.created_at
	]);
}
function toUid(time, parts) {
	const digest = (0, node_crypto.hash)("sha256", JSON.stringify(parts));
	const milliseconds = Math.max(0, Date.parse(time)).toString(16).padStart(12, "0");
	const variant = (Number.parseInt(digest.slice(3, 4), 16) & 3 | 8).toString(16);
	return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
}
function checkNumber(value, path) {
	if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1 && value <= 1e9) return value;
	throw damaged(path, `a step's id is ${String(value)}`);
}
function toSha(value) {
	return typeof value === "string" && require_action_post_help_run_steps.isSha(value) ? value : null;
}
function toText$1(value) {
	return typeof value === "string" ? value : null;
}
function toNumber(value) {
	return typeof value === "number" && Number.isFinite(value) ? value : null;
}
const GO_TIME = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))? ?(Z|[+-]\d{2}:?\d{2})?(?: (?:[A-Z]{1,5}|[+-]\d{2,4}))?(?: m=[+-]\d+\.\d+)?$/;
function goTimeToTimestamp(value) {
	const match = typeof value === "string" ? GO_TIME.exec(value) : null;
	if (match === null) return null;
	const [, date, time, fraction = "", zone = "Z"] = match;
	const offset = zone.replace(/^([+-]\d{2}):?(\d{2})$/, "$1:$2");
	const parsed = new Date(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}${offset}`);
	return Number.isNaN(parsed.getTime()) ? null : parsed.toISOString();
}
// src/ledger/chain.ts
var chain_exports = require_rolldown_runtime.__exportAll({
	readTips: () => readTips,
	verifyChain: () => verifyChain
});
const LATELY = 100;
function readTips(db) {
	const heads = db.all(`SELECT id, uid, status, chain_json FROM steps ORDER BY id DESC LIMIT ${LATELY}`);
	const rollbacks = listRollbacks(db, { limit: LATELY });
	const steps = heads.map((head) => ({
		...head,
		chain: require_action_help_run_steps.fromStored(require_action_help_run_steps.chain, head.chain_json)
	}));
	const named = countNamed([...steps, ...rollbacks].map((it) => it.chain));
	return tipsOf(chained(steps.filter((step) => step.chain !== null && !isNamed(named, {
		...step,
		isEnded: !NOT_ENDED.has(step.status)
	})).flatMap(({ id }) => listSteps(db, {
		beforeId: id + 1,
		limit: 1
	}).filter((step) => step.id === id)), rollbacks).reverse(), named);
}
const NOT_ENDED = new Set(["running", "interrupted"]);
function verifyChain(ledger, remembered = [], isWhole = true) {
	const { steps, rollbacks, stepClaims, rollbackClaims } = ledger.contents();
	const records = chained(steps, rollbacks);
	const claims = new Set();
	for (const list of [stepClaims, rollbackClaims]) for (const { uid, number } of list) claims.add(`${uid} ${number}`);
	return checkChain(records, claims, {
		remembered,
		isWhole
	});
}
function chained(steps, rollbacks) {
	const sha256 = (text) => (0, node_crypto.hash)("sha256", text);
	return [...Array.from(steps, (step) => chainedStep(fieldsToRecord(step, step.parentUid), step.id, sha256)), ...Array.from(rollbacks, (rollback) => chainedRollback(rollbackToDraft(rollback), rollback.number, sha256))];
}
// src/ledger/file-copy.ts
const CHUNK_BYTES = 1048576;
const IN_MEMORY_BYTES = 16777216;
function keepCopy(path) {
	const target = (0, node_fs.realpathSync)(path);
	const stats = (0, node_fs.statSync)(target, { bigint: true });
	const isSmall = stats.size <= IN_MEMORY_BYTES;
	const kept = isSmall ? keepInMemory(target) : keepInFile(target);
	const look = () => (0, node_fs.lstatSync)(target, {
		bigint: true,
		throwIfNoEntry: false
	});
	return {
		...kept,
		target,
		change: () => {
			const now = look();
			if (now === void 0) return "deleted";
			if (!isSameFile(now, stats) || SIDECARS.some((it) => (0, node_fs.lstatSync)(target + it, { throwIfNoEntry: false }))) return "changed";
			return (isSmall ? readWhole(target).equals(kept.read()) : now.ctimeNs === stats.ctimeNs && now.mtimeNs === stats.mtimeNs) ? null : "changed";
		},
		mayHaveGrown: () => {
			const now = look();
			return now?.isFile() === true && now.size <= stats.size * 2n + BigInt(4 * IN_MEMORY_BYTES);
		},
		moveAside: () => {
			if (look() === void 0) return null;
			const aside = `${target}.set-aside-${(0, node_crypto.randomUUID)()}`;
			(0, node_fs.renameSync)(target, aside);
			return aside;
		},
		putBack: () => {
			const bytes = kept.read();
			const name = `${target}.new-${(0, node_crypto.randomUUID)()}`;
			(0, node_fs.mkdirSync)((0, node_path.dirname)(target), { recursive: true });
			const file = (0, node_fs.openSync)(name, "wx", Number(stats.mode & 511n));
			try {
				for (let at = 0; at < bytes.length; at += CHUNK_BYTES) (0, node_fs.writeSync)(file, bytes.subarray(at, at + CHUNK_BYTES));
				(0, node_fs.fsyncSync)(file);
			} finally {
				(0, node_fs.closeSync)(file);
			}
			for (const it of SIDECARS) (0, node_fs.rmSync)(target + it, {
				recursive: true,
				force: true
			});
			if (look()?.isDirectory()) (0, node_fs.rmSync)(target, { recursive: true });
			(0, node_fs.renameSync)(name, target);
		}
	};
}
function isSameFile(now, then) {
	return now.isFile() && now.dev === then.dev && now.ino === then.ino && now.size === then.size;
}
function keepInMemory(path) {
	const bytes = readWhole(path);
	return {
		start: () => {},
		read: () => bytes,
		stop: () => {},
		close: () => {}
	};
}
function keepInFile(path) {
	let copy;
	let copying;
	let then;
	return {
		start: (hold) => {
			const name = `${path}.copy-${(0, node_crypto.randomUUID)()}`;
			const release = hold();
			const isShared = shareBlocks(path, name);
			release();
			const file = (0, node_fs.openSync)(name, isShared ? "r" : "wx+");
			copy = file;
			(0, node_fs.unlinkSync)(name);
			const note = () => {
				then = (0, node_fs.fstatSync)(file, { bigint: true });
			};
			if (isShared) return note();
			copying = copyInBackground(path, file, hold);
			copying.whole.then(note, () => {});
		},
		read: () => {
			if (copy === void 0 || then === void 0) throw damaged(path, "no copy of it was finished before it was changed");
			const now = (0, node_fs.fstatSync)(copy, { bigint: true });
			if (now.size !== then.size || now.ctimeNs !== then.ctimeNs || now.mtimeNs !== then.mtimeNs) throw damaged(path, "its copy was changed too");
			return readAll(copy, Number(then.size));
		},
		stop: () => copying?.stop(),
		close: () => {
			const close = () => copy !== void 0 && (0, node_fs.closeSync)(copy);
			copying?.stop();
			if (copying === void 0) close();
			else copying.whole.then(close, close);
		}
	};
}
function shareBlocks(path, name) {
	try {
		(0, node_fs.copyFileSync)(path, name, node_fs.constants.COPYFILE_EXCL | node_fs.constants.COPYFILE_FICLONE_FORCE);
		return true;
	} catch {
		(0, node_fs.rmSync)(name, { force: true });
		return false;
	}
}
function copyInBackground(path, copy, hold) {
	const then = (0, node_fs.statSync)(path, { bigint: true });
	let isStopped = false;
	let release = hold();
	const letOthers = () => {
		release?.();
		release = void 0;
	};
	const run = async () => {
		const file = (0, node_fs.openSync)(path, "r");
		try {
			const buffer = Buffer.alloc(CHUNK_BYTES);
			for (let at = 0, got = -1; got !== 0; at += got) {
				if (isStopped) throw new Error("The copy was given up.");
				({bytesRead: got} = await (0, node_util.promisify)(node_fs.read)(file, buffer, 0, CHUNK_BYTES, at));
				if (got > 0) await (0, node_util.promisify)(node_fs.write)(copy, buffer, 0, got, at);
			}
			const now = (0, node_fs.statSync)(path, { bigint: true });
			if (now.ino !== then.ino || now.size !== then.size || now.ctimeNs !== then.ctimeNs) throw new Error("The file was changed while it was copied.");
		} finally {
			(0, node_fs.closeSync)(file);
			letOthers();
		}
	};
	return {
		whole: run(),
		stop: () => {
			isStopped = true;
			letOthers();
		}
	};
}
function readWhole(path) {
	const file = (0, node_fs.openSync)(path, node_fs.constants.O_RDONLY | (node_fs.constants.O_NONBLOCK ?? 0));
	try {
		return readAll(file, (0, node_fs.fstatSync)(file).size);
	} finally {
		(0, node_fs.closeSync)(file);
	}
}
function readAll(file, size) {
	const bytes = Buffer.alloc(size);
	for (let at = 0, got = -1; at < size && got !== 0; at += got) got = (0, node_fs.readSync)(file, bytes, at, Math.min(CHUNK_BYTES, size - at), at);
	return bytes;
}
// src/ledger/compare-ledgers.ts
const START = STEP_FIELD_LIST.filter(({ said }) => said === "start" || said === "record").map(({ column }) => column);
const parentOf = (step, schema) => `coalesce((SELECT uid FROM ${schema}.steps WHERE id = ${step}.parent_step_id), ${step}.missing_parent_uid)`;
const areSame = (columns) => columns.map((column) => `n.${column} IS b.${column}`).join(" AND ");
const isWhole = `n.digest IS ${stepDigest((column) => `n.${column}`, "n.id", "n.claimed_at", parentOf("n", "now"))}`;
const wasOver = `b.status NOT IN ('running', 'interrupted')`;
const isSame = `CASE WHEN ${wasOver} THEN ${areSame(STEP_RECORD_COLUMNS)} AND ${parentOf("n", "now")} IS ${parentOf("b", "main")}
  ELSE ${areSame(START)} END`;
const hasDigest = `CASE WHEN ${wasOver} AND n.id = b.id AND n.claimed_at IS b.claimed_at
  THEN n.digest IS b.digest ELSE ${isWhole} END`;
const rollbacksOf = (schema) => `SELECT ${ROLLBACK_RECORD_COLUMNS.join(", ")},
  (SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM ${schema}.rollback_steps s WHERE s.rollback = r.number)
  FROM ${schema}.rollbacks r`;
const claimsOf = (schema) => `SELECT kind, number, uid, claimed_at FROM ${schema}.claims
  UNION SELECT 'step', id, uid, coalesce(claimed_at, created_at) FROM ${schema}.steps
  UNION SELECT 'rollback', number, uid, coalesce(claimed_at, created_at) FROM ${schema}.rollbacks`;
const LOST = `SELECT
  (SELECT count(*) FROM main.steps b LEFT JOIN now.steps n ON n.uid = b.uid
     WHERE n.uid IS NULL OR NOT (${isSame}) OR NOT (${hasDigest}))
  + (SELECT count(*) FROM (${rollbacksOf("main")} EXCEPT ${rollbacksOf("now")}))
  + (SELECT count(*) FROM (SELECT * FROM (${claimsOf("main")}) EXCEPT SELECT * FROM (${claimsOf("now")})))`;
const isWholeRollback = `r.digest IS ${digestOfRollback("now")}`;
const ADDED = `SELECT n.uid FROM now.steps n LEFT JOIN main.steps b ON b.uid = n.uid
    WHERE (b.uid IS NULL OR (NOT ${wasOver} AND n.status <> b.status AND ${areSame(START)})) AND ${isWhole}
  UNION SELECT uid FROM now.rollbacks r WHERE uid NOT IN (SELECT uid FROM main.rollbacks) AND ${isWholeRollback}`;
const ODD = `SELECT
  (SELECT count(*) FROM now.steps n WHERE n.uid NOT IN (SELECT uid FROM main.steps) AND NOT (${isWhole}))
  + (SELECT count(*) FROM now.rollbacks r WHERE r.uid NOT IN (SELECT uid FROM main.rollbacks) AND NOT (${isWholeRollback}))
  + (SELECT count(*) FROM now.claims WHERE number NOT BETWEEN 1 AND ${HIGHEST_NUMBER} OR length(uid) <> 36)
  + (SELECT count(*) FROM (SELECT record FROM now.set_aside EXCEPT SELECT record FROM main.set_aside))`;
function compareLedgers(before, path) {
	return withPrivateFile(before, (copy) => withDatabase(copy, { readonly: true }, (db) => {
		db.attach(path, "now");
		const finding = db.value("PRAGMA now.integrity_check(1)");
		if (finding !== "ok") throw new Error(finding);
		return {
			lost: db.value(LOST) ?? 0,
			odd: db.value(ODD) ?? 0,
			added: db.values(ADDED)
		};
	}));
}
function withPrivateFile(bytes, run) {
	const folder = (0, node_fs.mkdtempSync)((0, node_path.join)((0, node_os.tmpdir)(), "laforge-before-"));
	try {
		const path = (0, node_path.join)(folder, LEDGER_FILE);
		(0, node_fs.writeFileSync)(path, bytes, { mode: 384 });
		const result = run(path);
		if (!readWhole(path).equals(bytes)) throw new Error(`${path} was changed while it was read.`);
		return result;
	} finally {
		(0, node_fs.rmSync)(folder, {
			recursive: true,
			force: true
		});
	}
}
// src/ledger/records.ts
function listSetAside(db) {
	const unread = [];
	for (const row of db.iterate("SELECT record AS text, reason FROM set_aside ORDER BY record")) unread.push(unreadRecord(row));
	return unread;
}
function readRecords$1(db) {
	const rows = db.iterate(`SELECT ${STEP_COLUMNS} FROM ${STEP_TABLES} ORDER BY s.uid`);
	const kept = readSetAside(db);
	const claims = {
		stepClaims: readClaims(db, STEP_NUMBERS),
		rollbackClaims: readClaims(db, ROLLBACK_NUMBERS)
	};
	return collect(rows, iterateRollbacks(db), claims, kept);
}
function readRecordsOf(db, uids) {
	const wanted = [...new Set(uids)];
	const claimsOf = (series) => wanted.flatMap((one) => claimsBy(db, series, one));
	return collect(wanted.flatMap((one) => findRow(db, one) ?? []), wanted.flatMap((one) => findRollbackRow(db, one) ?? []), {
		stepClaims: claimsOf(STEP_NUMBERS),
		rollbackClaims: claimsOf(ROLLBACK_NUMBERS)
	});
}
function readOdd(db, uids) {
	const kept = readSetAside(db);
	return collect(uids.flatMap((one) => findRow(db, one) ?? []), iterateRollbacks(db), {
		stepClaims: [],
		rollbackClaims: []
	}, kept).setAside ?? [];
}
function readSetAside(db) {
	return db.all("SELECT record AS text, reason FROM set_aside ORDER BY record");
}
function readClaims(db, series) {
	return db.all(selectClaims(series));
}
function checkClaims(claims, setAside) {
	return claims.flatMap((value) => {
		const reading = new require_action_help_run_steps.Reading(true);
		const found = claim.read(value, reading);
		if (found !== require_action_help_run_steps.WRONG) return [found];
		setAside.push({
			text: JSON.stringify(value),
			reason: reading.wrong ?? "is no claim"
		});
		return [];
	});
}
function collect(steps, rollbacks, claims, kept = []) {
	const setAside = [...kept];
	const readRow = (row, read) => {
		const reading = new require_action_help_run_steps.Reading(true);
		const found = read?.(row, reading);
		if (found !== void 0) return [found];
		const text = toText$2({
			...row,
			digest: void 0
		});
		setAside.push({
			text,
			reason: reading.wrong ?? "its fields do not match their digest"
		});
		return [];
	};
	const records = {
		steps: Array.from(steps, (row) => readRow(row, isIntact(row) ? rowToRecordStrictly : null)).flat(),
		stepClaims: checkClaims(claims.stepClaims, setAside),
		rollbacks: Array.from(rollbacks, (row) => readRow(row, row.intact === 1 ? readDraft : null)).flat(),
		rollbackClaims: checkClaims(claims.rollbackClaims, setAside)
	};
	return setAside.length === 0 ? records : {
		...records,
		setAside
	};
}
function rowToRecordStrictly(row, reading) {
	const fields = readFields(row, reading);
	const parentUid = require_action_help_run_steps.nullable(require_action_help_run_steps.uid).read(row.parent_uid, reading);
	return fields === void 0 || parentUid === require_action_help_run_steps.WRONG ? void 0 : fieldsToRecord(fields, parentUid);
}
const PAGE = 64;
const CLAIMS_PAGE = 1024;
function readContents(read) {
	const oddSteps = [];
	const oddClaims = [];
	return {
		steps: readSteps(read, oddSteps),
		rollbacks: later(() => read((db) => listRollbacks(db, {})).toReversed()),
		stepClaims: readClaimsInPages(read, STEP_NUMBERS, oddClaims),
		rollbackClaims: readClaimsInPages(read, ROLLBACK_NUMBERS, oddClaims),
		setAside: later(() => [...read((db) => readOdd(db, oddSteps)), ...oddClaims])
	};
}
function* later(list) {
	yield* list();
}
function* readSteps(read, odd) {
	for (let after = Number.MIN_SAFE_INTEGER;;) {
		const rows = read((db) => db.all(`SELECT ${STEP_COLUMNS} FROM ${STEP_TABLES} WHERE s.id > ? ORDER BY s.id LIMIT ${PAGE}`, after));
		for (const row of rows) {
			const step = rowToStep(row);
			if (step === void 0) odd.push(String(row.uid));
			else yield step;
		}
		const last = rows.at(-1);
		if (last === void 0) return;
		after = last.id;
	}
}
function* readClaimsInPages(read, series, odd) {
	for (let start = 0;;) {
		const from = read((db) => firstClaimed(db, series, start));
		if (from === null) return;
		start = from + CLAIMS_PAGE;
		yield* checkClaims(read((db) => db.all(`${selectClaims(series, (it) => `${it} >= @from AND ${it} < @to`)} ORDER BY 2, 3, 1`, {
			from,
			to: from + CLAIMS_PAGE
		})), odd);
	}
}
function firstClaimed(db, { table, number, kind }, from) {
	return db.value(`SELECT min(n) FROM (SELECT min(${number}) AS n FROM ${table} WHERE ${number} >= @from
       UNION ALL SELECT min(number) FROM claims WHERE kind = '${kind}' AND number >= @from)`, { from }) ?? null;
}
// src/ledger/sqlite-ledger.ts
var SqliteLedger = class {
	path;
	#db;
	#clock;
	#reopen;
	#refusal = null;
	#leftOut = new Map();
	#leaveOut = (record) => {
		this.#leftOut.set(record.name, record);
	};
	#copies = new Set();
	constructor(path, db, clock, reopen) {
		this.path = path;
		this.#db = db;
		this.#clock = clock;
		this.#reopen = reopen;
	}
	createStep(draft) {
		return this.#write((db) => createStep(db, draft, this.#now()));
	}
	updateStep(uid, outcome) {
		const step = this.#write((db) => finishStep(db, uid, outcome));
		if (step !== void 0) return step;
		throw new require_action_post_help_run_steps.StoreError("unwritable", `${this.path} has no step ${uid}, so how it ended was not recorded.`);
	}
	getStep(ref) {
		return this.#read((db) => lookUp(db, STEP_NUMBERS, ref.kind === "id" ? ref.id : ref.prefix, findStep));
	}
	findContested(ids) {
		return this.#read((db) => findContested(db, STEP_NUMBERS, ids));
	}
	getLatestActiveStep(repository, branch) {
		return this.#read((db) => latestActiveStep(db, repository, branch));
	}
	listSteps(filter = {}) {
		return this.#read((db) => listSteps(db, filter, this.#leaveOut));
	}
	countSteps(filter = {}) {
		return this.#read((db) => countSteps(db, filter));
	}
	sumUsage(filter = {}) {
		return this.#read((db) => sumUsage(db, filter, this.#leaveOut));
	}
	reportUsage(filter = {}) {
		return this.#read((db) => reportUsage(db, filter));
	}
	addRollback(draft) {
		return this.#write((db) => addRollback(db, draft, this.#now()));
	}
	getRollback(ref) {
		const name = ref.kind === "number" ? ref.number : ref.prefix;
		return this.#read((db) => lookUp(db, ROLLBACK_NUMBERS, name, findRollback));
	}
	listRollbacks(filter = {}) {
		return this.#read((db) => listRollbacks(db, filter, this.#leaveOut));
	}
	listLeftOut() {
		return [...this.#leftOut.values(), ...this.#read(listSetAside)];
	}
	tips() {
		return this.#read(readTips);
	}
	records(uids) {
		return this.#read((db) => uids === void 0 ? readRecords$1(db) : readRecordsOf(db, uids));
	}
	contents() {
		return readContents((run) => this.#read(run));
	}
	merge(records) {
		return this.#write((db) => mergeIntoLedger$1(db, records, this.#now()));
	}
	withAdded(records, ask) {
		this.#checkUsable();
		this.#stopCopies();
		return withStoreErrors(this.path, () => this.#db.attempt(() => {
			mergeIntoLedger$1(this.#db, records, this.#now());
			return ask(this);
		}));
	}
	guard() {
		const copy = this.#read((db) => {
			readNumber(db, "user_version");
			return keepCopy(this.path);
		});
		copy.start(() => holdReading(this.path));
		this.#copies.add(copy);
		return { restore: (isShared) => withStoreErrors(this.path, () => {
			this.#copies.delete(copy);
			copy.stop();
			try {
				return this.#restore(copy, isShared);
			} catch (error) {
				this.#refusal = error;
				throw error;
			} finally {
				copy.close();
			}
		}) };
	}
	#restore(copy, isShared) {
		const change = copy.change();
		if (change === null) return null;
		const others = isShared ? this.#lookAtOthers(copy) : null;
		if (others === "nothing-lost") return null;
		copy.read();
		this.#db.close();
		const aside = isShared && others?.isOurs !== true ? copy.moveAside() : null;
		try {
			copy.putBack();
		} finally {
			this.#db = this.#reopen();
		}
		if (others !== null) this.merge(others.added);
		const kept = aside === null ? "" : ` What lay there instead is kept as ${aside}.`;
		return `${this.path} was ${change} while the agent ran, and was put back as it was.${kept}`;
	}
	#lookAtOthers(copy) {
		if (!copy.mayHaveGrown()) return null;
		this.#db.close();
		try {
			clearSidecars(copy.target);
			this.#db = this.#reopen();
			const growth = compareLedgers(copy.read(), copy.target);
			const { setAside, ...added } = readRecordsOf(this.#db, growth.added);
			const isOurs = growth.odd === 0 && setAside === void 0;
			return growth.lost === 0 && isOurs ? "nothing-lost" : {
				added,
				isOurs
			};
		} catch {
			return null;
		}
	}
	close() {
		this.#stopCopies();
		withStoreErrors(this.path, () => this.#db.close());
	}
	#now() {
		return this.#clock.now().toISOString();
	}
	#read(run) {
		this.#checkUsable();
		return withStoreErrors(this.path, () => this.#db.read(() => run(this.#db)));
	}
	#write(run) {
		this.#checkUsable();
		this.#stopCopies();
		return withStoreErrors(this.path, () => this.#db.write(() => run(this.#db)));
	}
	#stopCopies() {
		for (const copy of this.#copies) copy.stop();
	}
	#checkUsable() {
		if (this.#refusal !== null) throw this.#refusal;
	}
};
function holdReading(path) {
	const db = openDatabase(path, { readonly: true });
	db.exec("BEGIN");
	readNumber(db, "user_version");
	return () => db.close();
}
const AMBIGUOUS_NAMED = 10;
function lookUp(db, series, name, find) {
	const uids = typeof name === "number" ? claimantsOf(db, series, name) : uidsFrom(db, series, name);
	const value = uids[0] === void 0 ? void 0 : find(db, uids[0]);
	if (value === void 0) return { kind: "unknown" };
	if (uids.length === 1) return {
		kind: "found",
		value
	};
	return typeof name === "number" ? {
		kind: "contested",
		value,
		uids
	} : {
		kind: "ambiguous",
		uids
	};
}
function uidsFrom(db, { table }, prefix) {
	const sql = `SELECT uid FROM ${table} WHERE uid >= ? AND uid < ? ORDER BY uid LIMIT ?`;
	return db.values(sql, prefix, `${prefix}g`, AMBIGUOUS_NAMED);
}
// src/ledger/open-ledger.ts
var open_ledger_exports = require_rolldown_runtime.__exportAll({ openLedger: () => openLedger });
const BUSY_TIMEOUT_MS = 1e4;
const CHECKED_BYTES = 16777216;
function openLedger(path, options) {
	const { clock, readonly = false } = options;
	checkPath(path, !readonly);
	const open = () => {
		const db = openDatabase(path, {
			readonly,
			busyTimeoutMs: options.busyTimeoutMs ?? BUSY_TIMEOUT_MS
		});
		try {
			if (!readonly) configure(db);
			return prepareFile(db, path, readonly, clock);
		} catch (error) {
			db.close();
			throw error;
		}
	};
	return withStoreErrors(path, () => {
		if (!readonly && !(0, node_fs.existsSync)(path)) begin(path);
		return new SqliteLedger(path, open(), clock, open);
	});
}
function begin(path) {
	const draft = `${path}.new-${(0, node_crypto.randomUUID)()}`;
	try {
		withDatabase(draft, {}, (db) => {
			configure(db);
			db.write(() => migrate(db, 0));
		});
		(0, node_fs.linkSync)(draft, path);
	} catch (error) {
		if (typeof error !== "object" || error === null || !("syscall" in error)) throw error;
	} finally {
		(0, node_fs.rmSync)(draft, { force: true });
	}
}
function configure(db) {
	db.exec("PRAGMA synchronous = EXTRA");
}
function prepareFile(db, path, readonly, clock) {
	const found = identifyFile(db, path);
	if (found.kind === "empty" && readonly) throw notALedger(path, "it is empty");
	if (found.kind !== "empty" && (0, node_fs.statSync)(path).size <= CHECKED_BYTES) checkIntegrity(db, path);
	if (!readonly) db.exec("PRAGMA journal_mode = DELETE");
	if (found.kind === "ledger" && found.version === SCHEMA_VERSION) return db;
	const now = clock.now().toISOString();
	if (readonly) {
		if (found.kind === "laforge") return readLaForgeIntoMemory(db, path, now);
		db.close();
		return readOlderIntoMemory(path, found.kind === "ledger" ? found.version : 0);
	}
	if (found.kind === "laforge") {
		takeOverLaForgeFile(db, path, now, () => identifyFile(db, path).kind === "laforge");
		return db;
	}
	db.write(() => {
		const locked = identifyFile(db, path);
		migrate(db, locked.kind === "ledger" ? locked.version : 0);
	});
	return db;
}
function readOlderIntoMemory(path, version) {
	const memory = createInMemory(version);
	memory.exec("PRAGMA foreign_keys = OFF");
	memory.attach(path, "older");
	memory.write(() => {
		const tables = memory.values(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL`);
		for (const table of tables.filter((name) => !name.startsWith("sqlite_"))) {
			const columns = memory.values("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", table).join(", ");
			memory.exec(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM older.${table}`);
		}
		migrate(memory, version);
	});
	memory.exec("DETACH older; PRAGMA foreign_keys = ON");
	return memory;
}
// src/domain/step-status.ts
function statusOf(result, verdict = null) {
	switch (result.ending) {
		case "timed_out": return "timed_out";
		case "cancelled": return "cancelled";
		case "interrupted": return "interrupted";
		case "over_budget": return "over_budget";
		case "exited": return result.exitCode === 0 && (verdict?.kind ?? "completed") === "completed" ? "succeeded" : "failed";
	}
}
function interruptedOutcome(step, note) {
	return {
		...UNKNOWN_OUTCOME,
		status: "interrupted",
		branch: step.branch,
		agentConfig: step.agentConfig,
		notes: [`It never said how it ended: ${note}`]
	};
}
function hasSaidItsEnd({ status, endTime }) {
	return status === "interrupted" ? endTime !== null : status !== "running";
}
// src/stores/sealed-json.ts
const DIGEST_LENGTH = 32;
function seal(record) {
	const sealed = { ...record };
	return {
		...sealed,
		digest: digestOf(sealed)
	};
}
function unsealAll(items, setAside, texts) {
	return items.flatMap((item, index) => {
		const reason = require_action_help_run_steps.isObject(item) ? hasRightDigest(item) ? null : CHANGED : "is no object";
		if (require_action_help_run_steps.isObject(item) && reason === null) return [withoutDigest(item)];
		setAside.push({
			text: texts?.[index] ?? toText(item),
			reason: reason ?? CHANGED
		});
		return [];
	});
}
const CHANGED = "its fields do not match its digest: take another copy, or delete its \"digest\" if the change was meant";
function hasRightDigest(sealed) {
	try {
		return sealed.digest === void 0 || sealed.digest === digestOf(withoutDigest(sealed));
	} catch {
		return false;
	}
}
function withoutDigest({ digest: _, ...record }) {
	return record;
}
function toText(value) {
	try {
		return JSON.stringify(value);
	} catch {
		return "(nested too deep to be kept)";
	}
}
function digestOf(record) {
	return digestOfText(require_action_help_run_steps.toSortedJson(record));
}
function digestOfText(sortedJson) {
	return (0, node_crypto.hash)("sha256", sortedJson).slice(0, DIGEST_LENGTH);
}
function createSealedWriter(keys) {
	const fields = keys.map(([jsonKey, key]) => {
		return {
			name: JSON.stringify(jsonKey),
			key,
			value: void 0,
			text: "",
			sortedText: ""
		};
	});
	const sorted = fields.toSorted((a, b) => a.name < b.name ? -1 : 1);
	return (record) => {
		let text = "";
		for (const field of fields) {
			const value = Reflect.get(record, field.key);
			if (field.value !== value) {
				field.value = value;
				field.text = `${field.name}:${JSON.stringify(value)},`;
				field.sortedText = typeof value === "object" ? `${field.name}:${require_action_help_run_steps.toSortedJson(value)},` : field.text;
			}
			text += field.text;
		}
		let sortedText = "{";
		for (const field of sorted) sortedText += field.sortedText;
		return `${text}"digest":"${digestOfText(`${sortedText.slice(0, -1)}}`)}"}`;
	};
}
// src/stores/fragment.ts
const FORMAT = "laforge-fragment";
const VERSION = 1;
const MAX_BYTES = 16777216;
function formatFragment(records) {
	const [steps, rollbacks] = [records.steps.map(seal), records.rollbacks.map(seal)];
	return `${JSON.stringify({
		format: FORMAT,
		version: VERSION,
		records: {
			steps,
			rollbacks
		}
	}, null, 1)}\n`;
}
function parseFragment(text, source) {
	const value = require_action_help_run_steps.parseObject(text);
	if (value?.format !== FORMAT || !require_action_help_run_steps.isObject(value.records)) throw new require_action_post_help_run_steps.StoreError("damaged", `${source} is not a record of LaForge's.`);
	if (value.version !== VERSION) {
		const version = require_action_post_help_run_steps.quote(String(JSON.stringify(value.version)));
		return {
			...NO_RECORDS,
			setAside: [{
				text,
				reason: `format: is ${version}, and this version reads ${VERSION}`
			}]
		};
	}
	const unsealed = [];
	const { steps, rollbacks } = value.records;
	if (!Array.isArray(steps) || !Array.isArray(rollbacks)) throw new require_action_post_help_run_steps.StoreError("damaged", `${source} has no list of records.`);
	const { setAside = [], ...records } = parseLedgerRecords({
		...NO_RECORDS,
		steps: unsealAll(steps, unsealed),
		rollbacks: unsealAll(rollbacks, unsealed)
	}, source);
	const all = [...unsealed, ...setAside];
	return all.length === 0 ? records : {
		...records,
		setAside: all
	};
}
async function readFragment(path, source) {
	const stats = (0, node_fs.statSync)(path);
	if (!stats.isFile()) throw new require_action_post_help_run_steps.StoreError("damaged", `${source} is no file.`);
	if (stats.size > MAX_BYTES) throw new require_action_post_help_run_steps.StoreError("damaged", `${source} has ${stats.size} bytes, too many for a record.`);
	const bytes = require_action_post_help_run_steps.readRegularFile(path, MAX_BYTES);
	if (bytes === null) throw new require_action_post_help_run_steps.StoreError("damaged", `${source} cannot be read.`);
	return parseFragment(bytes.toString("utf8"), source);
}
async function writeFragment(path, records) {
	(0, node_fs.mkdirSync)((0, node_path.dirname)(path), { recursive: true });
	require_action_post_help_run_steps.replaceFile(path, formatFragment(records));
}
// src/stores/reads.ts
function createReader(read) {
	return {
		getLatestActiveStep: (repository, branch) => read((reads) => reads.getLatestActiveStep(repository, branch)),
		getStep: (ref) => read((reads) => reads.getStep(ref)),
		findContested: (ids) => read((reads) => reads.findContested(ids)),
		listSteps: (filter) => read((reads) => reads.listSteps(filter)),
		countSteps: (filter) => read((reads) => reads.countSteps(filter)),
		sumUsage: (filter) => read((reads) => reads.sumUsage(filter)),
		reportUsage: (filter) => read((reads) => reads.reportUsage(filter)),
		getRollback: (ref) => read((reads) => reads.getRollback(ref)),
		listRollbacks: (filter) => read((reads) => reads.listRollbacks(filter)),
		tips: () => read((reads) => reads.tips()),
		listLeftOut: () => read((reads) => reads.listLeftOut())
	};
}
function readWithMissing(ledger, missing) {
	return {
		getLatestActiveStep: (repository, branch) => ledger.getLatestActiveStep(repository, branch),
		getStep: (ref) => ledger.getStep(ref),
		findContested: (ids) => ledger.findContested(ids),
		listSteps: (filter) => [...missing(filter), ...ledger.listSteps(filter)].slice(0, filter?.limit),
		countSteps: (filter) => missing(filter).length + ledger.countSteps(filter),
		sumUsage: (filter) => addTotals(totalsOf(missing(filter)), ledger.sumUsage(filter)),
		reportUsage: (filter) => addReports(reportOf(missing(filter)), ledger.reportUsage(filter)),
		getRollback: (ref) => ledger.getRollback(ref),
		listRollbacks: (filter) => ledger.listRollbacks(filter),
		tips: () => ledger.tips(),
		listLeftOut: () => ledger.listLeftOut()
	};
}
function readRecords(records) {
	const find = (ref, all) => ref.kind === "uid" ? findByPrefix(all, ref.prefix) : { kind: "unknown" };
	return {
		getLatestActiveStep: (repository, branch) => {
			const active = recordsToSteps(records, { active: true }).filter((step) => step.branch === branch);
			return repository === void 0 ? active[0] : latestOf(active, repository);
		},
		getStep: (ref) => find(ref, recordsToSteps(records)),
		findContested: () => [],
		listSteps: (filter) => recordsToSteps(records, filter),
		countSteps: (filter) => recordsToSteps(records, filter).length,
		sumUsage: (filter) => totalsOf(recordsToSteps(records, filter)),
		reportUsage: (filter) => reportOf(recordsToSteps(records, filter)),
		getRollback: (ref) => find(ref, recordsToRollbacks(records)),
		listRollbacks: (filter) => recordsToRollbacks(records, filter),
		tips: () => tipsOfRecords(records),
		listLeftOut: () => (records.setAside ?? []).map(unreadRecord)
	};
}
function recordsToSteps(records, filter = {}) {
	return records.steps.map((record) => recordToStep(record, records)).filter((step) => matches(step, filter)).reverse().slice(0, filter.limit);
}
function recordsToRollbacks(records, filter = {}) {
	return records.rollbacks.map((draft) => projectRollback(draft, records.rollbacks)).filter((rollback) => filter.branch === void 0 || rollback.branch === filter.branch).filter((rollback) => filter.repository === void 0 || rollback.repository === filter.repository).reverse().slice(0, filter.limit);
}
function findByPrefix(all, prefix) {
	const found = all.filter((it) => it.uid.startsWith(prefix));
	const [value] = found;
	if (value === void 0) return { kind: "unknown" };
	return found.length > 1 ? {
		kind: "ambiguous",
		uids: found.map((it) => it.uid)
	} : {
		kind: "found",
		value
	};
}
function tipsOfRecords({ steps, rollbacks }, numbers) {
	return tipsOf([...steps.map((it) => chainedStep(it, numbers?.get(it.draft.uid) ?? null, sha256)), ...rollbacks.map((it) => chainedRollback(it, numbers?.get(it.uid) ?? null, sha256))]);
}
function sha256(text) {
	return (0, node_crypto.hash)("sha256", text);
}
function recordToStep(record, records) {
	const { uid } = record.draft;
	return {
		...recordToFields(record),
		id: null,
		active: record.draft.replays === null && !records.rollbacks.some((it) => it.stepUids.includes(uid) && isInForce(projectRollback(it, records.rollbacks))),
		parentStepId: null,
		parentUid: record.parentUid
	};
}
function matches(step, filter) {
	return (filter.repository === void 0 || isSameRepository(repositoryKey(step), filter.repository)) && (filter.branch === void 0 || step.branch === filter.branch) && (filter.active === void 0 || step.active === filter.active) && (filter.status === void 0 || step.status === filter.status) && (filter.pullRequest === void 0 || step.run?.pull_request?.number === filter.pullRequest) && (filter.endedSince === void 0 || step.endTime !== null && step.endTime >= filter.endedSince) && (filter.startedSince === void 0 || step.startTime >= filter.startedSince) && (filter.beforeId === void 0 || step.id !== null && step.id < filter.beforeId);
}
// src/stores/pending/own-records.ts
var OwnRecords = class {
	#steps = new Map();
	#rollbacks = new Map();
	#file;
	changes = 0;
	constructor(file) {
		this.#file = file;
	}
	takeOver({ steps, rollbacks }) {
		for (const record of steps) this.start(record, false);
		for (const draft of rollbacks) this.addRollback(draft);
	}
	start(record, isNew = true) {
		this.#steps.set(record.draft.uid, {
			record,
			id: null,
			parent: null,
			onRecord: "nothing",
			isNew
		});
		this.changes++;
	}
	adopt(record, step) {
		const { parentUid, parentStepId } = step;
		const parent = parentUid === null || parentStepId === null ? null : {
			uid: parentUid,
			id: parentStepId
		};
		const onRecord = stateOf(record);
		const outcome = onRecord === "finished" ? record.outcome : null;
		this.#steps.set(step.uid, {
			record: {
				...record,
				outcome
			},
			id: step.id,
			parent,
			onRecord,
			isNew: false
		});
	}
	finish(uid, outcome) {
		const own = this.#steps.get(uid);
		if (own === void 0 || own.onRecord === "finished" || own.record.outcome !== null) return;
		this.#steps.set(uid, {
			...own,
			record: {
				...own.record,
				outcome
			}
		});
		this.changes++;
	}
	addRollback(draft) {
		if (this.#rollbacks.has(draft.uid)) return;
		this.#rollbacks.set(draft.uid, {
			draft,
			number: null
		});
		this.changes++;
	}
	hasStep(uid) {
		return this.#steps.has(uid);
	}
	step(uid) {
		const own = this.#steps.get(uid);
		const [step] = recordsToSteps({
			steps: own === void 0 ? [] : [own.record],
			rollbacks: []
		});
		return own && step && {
			...step,
			id: own.id,
			parentStepId: own.parent?.id ?? null
		};
	}
	isFinished(uid) {
		return this.#steps.get(uid)?.onRecord === "finished";
	}
	rollback(uid) {
		const own = this.#rollbacks.get(uid);
		return own && {
			...projectRollback(own.draft, []),
			number: own.number
		};
	}
	missingSteps(filter) {
		return recordsToSteps({
			steps: [...this.#steps.values()].filter(({ onRecord }) => onRecord === "nothing").map(({ record }) => record),
			rollbacks: []
		}, filter);
	}
	findMissing(ref) {
		const found = ref.kind === "uid" ? findByPrefix(this.missingSteps(), ref.prefix) : void 0;
		return found?.kind === "found" ? found : void 0;
	}
	additions() {
		return [...this.#waitingSteps().map(toAddition), ...this.waiting().rollbacks.map((draft) => ({
			kind: "rollback",
			draft,
			isNew: true
		}))];
	}
	endingOf(uid, outcome) {
		const own = this.#steps.get(uid);
		if (own === void 0 || own.onRecord === "finished") return void 0;
		return toAddition({
			...own,
			record: {
				...own.record,
				outcome
			}
		});
	}
	settle(added) {
		for (const it of added) {
			if (it.kind === "rollback") {
				const own = this.#rollbacks.get(it.uid);
				if (own !== void 0) this.#rollbacks.set(it.uid, {
					...own,
					number: it.number
				});
				continue;
			}
			const own = this.#steps.get(it.uid);
			if (own === void 0) continue;
			const onRecord = stateOf(it.record);
			const record = onRecord === "finished" ? it.record : {
				...it.record,
				outcome: own.record.outcome
			};
			this.#steps.set(it.uid, {
				record,
				id: it.id,
				parent: it.parent ?? own.parent,
				onRecord,
				isNew: true
			});
		}
	}
	waiting() {
		const steps = this.#waitingSteps().map(({ record }) => record);
		const rollbacks = [...this.#rollbacks.values()].filter(({ number }) => number === null).map(({ draft }) => draft);
		return {
			...NO_RECORDS,
			steps,
			rollbacks
		};
	}
	#waitingSteps() {
		return [...this.#steps.values()].filter(isWaiting);
	}
	isWaiting() {
		const { steps, rollbacks } = this.waiting();
		return steps.length + rollbacks.length > 0;
	}
	all() {
		const steps = [...this.#steps.values()].map(({ record }) => record);
		const rollbacks = [...this.#rollbacks.values()].map(({ draft }) => draft);
		return {
			...NO_RECORDS,
			steps,
			rollbacks
		};
	}
	async save() {
		if (!this.isWaiting()) return await (0, node_fs_promises.rm)(this.#file, { force: true });
		try {
			await writeFragment(this.#file, this.waiting());
		} catch (error) {
			throw new require_action_post_help_run_steps.StoreError("unwritable", `The record could not be written to ${this.#file}.`, { cause: error });
		}
	}
};
function createWrites(own, { createdAt, adopt, add, startMs, endMs, ...options }) {
	let { isStarted } = options;
	const stepOf = (uid) => {
		const step = own.step(uid);
		if (step !== void 0) return step;
		throw new require_action_post_help_run_steps.StoreError("unwritable", `The history has no step ${uid}, so how it ended was not recorded.`);
	};
	return {
		startStep: async (draft) => {
			if (!own.hasStep(draft.uid)) {
				own.start({
					draft,
					parentUid: null,
					createdAt: createdAt(draft),
					outcome: null
				});
				await own.save();
				await add("start", startMs());
				isStarted = true;
			}
			return stepOf(draft.uid);
		},
		finishStep: async (uid, outcome) => {
			if (!own.hasStep(uid)) await adopt(uid);
			if (!own.isFinished(uid)) {
				own.finish(uid, outcome);
				await own.save();
				await add("end", endMs);
			}
			return stepOf(uid);
		},
		addRollback: async (draft) => {
			own.addRollback(draft);
			if (own.rollback(draft.uid)?.number == null) {
				await own.save();
				await add("move", isStarted ? endMs : startMs());
			}
			return own.rollback(draft.uid) ?? projectRollback(draft, []);
		}
	};
}
function stateOf(record) {
	return outcomeRank(record) > 1 ? "finished" : "running";
}
function isWaiting({ record, onRecord }) {
	return onRecord === "nothing" || onRecord === "running" && record.outcome !== null;
}
function toAddition({ record, id, isNew }) {
	return {
		kind: "step",
		record,
		id,
		isNew
	};
}
// src/stores/ledger-history.ts
function guardLedger(ledger, isShared) {
	const failed = (error) => [`${ledger.path} could not be guarded against changes: ${require_action_post_help_run_steps.describeError(error)}`];
	try {
		const guard = ledger.guard();
		return async () => {
			try {
				const sentence = guard.restore(isShared);
				return sentence === null ? [] : [sentence];
			} catch (error) {
				return failed(error);
			}
		};
	} catch (error) {
		return async () => failed(error);
	}
}
function createLedgerHistory({ ledger, condition, warnings = [], publish = async () => ({ kind: "published" }), isShared, ...options }) {
	let { unpublished = false } = options;
	const change = async (run) => {
		unpublished = true;
		return run();
	};
	return {
		condition,
		dbPath: ledger.path,
		warnings,
		...createReader(async (ask) => ask(ledger)),
		startStep: (draft) => change(() => ledger.createStep(draft)),
		finishStep: (uid, outcome) => change(() => ledger.updateStep(uid, outcome)),
		addRollback: (draft) => change(() => ledger.addRollback(draft)),
		pushWith: (_changes, push) => push([]),
		findUnrecorded: async (uids) => uids.filter((uid) => ledger.getRollback({
			kind: "uid",
			prefix: uid
		}).kind === "unknown"),
		listRunning: async (limit) => ledger.listSteps({
			status: "running",
			limit
		}),
		interruptSteps: async (notes) => {
			const running = ledger.listSteps({ status: "running" }).filter(({ uid }) => notes.has(uid));
			for (const step of running) await change(() => ledger.updateStep(step.uid, interruptedOutcome(step, notes.get(step.uid) ?? "")));
			return running.map(({ uid }) => uid);
		},
		async publish() {
			if (!unpublished) return { kind: "published" };
			try {
				ledger.listSteps({ limit: 1 });
			} catch (error) {
				return {
					kind: "kept",
					where: ledger.path,
					reason: require_action_post_help_run_steps.describeError(error)
				};
			}
			const publication = await publish();
			if (publication.kind === "published") unpublished = false;
			return publication;
		},
		guard: async () => guardLedger(ledger, isShared),
		close: async () => ledger.close()
	};
}
function mergeIntoLedger(ledger, others) {
	const numbers = new Map();
	for (const records of others) for (const { uid, from, to } of ledger.merge(records).renumbered) {
		const known = numbers.get(uid);
		if (known !== void 0) known.to = to;
		else if (from !== null) numbers.set(uid, {
			from,
			to
		});
	}
	return [...numbers].filter(([, { from, to }]) => from !== to).map(([uid, { from, to }]) => `Step ${from} is step ${to} now: a parallel run had taken that number first (uid ${uid}).`);
}
function createFragmentHistory(options) {
	const { condition, file, publish, records = NO_RECORDS } = options;
	const own = new OwnRecords(file);
	own.takeOver(records);
	let stored = 0;
	return {
		condition,
		dbPath: null,
		warnings: [],
		...createReader(async (ask) => ask(readRecords(own.all()))),
		...createWrites(own, {
			createdAt: (draft) => draft.startTime,
			adopt: async () => {},
			add: async () => {},
			isStarted: true,
			startMs: () => 0,
			endMs: 0
		}),
		pushWith: (_changes, push) => push([]),
		findUnrecorded: async (uids) => uids.filter((uid) => own.rollback(uid) === void 0),
		listRunning: async () => [],
		interruptSteps: async () => [],
		async publish() {
			const { changes } = own;
			if (changes === stored) return { kind: "published" };
			const publication = await publish();
			if (require_action_help_run_steps.isStored(publication)) stored = changes;
			return publication;
		},
		guard: async () => async () => [],
		close: async () => {}
	};
}
// src/stores/registry.ts
async function createStore(name, deps, request) {
	switch (name) {
		case "artifact": return (await Promise.resolve().then(() => require("./artifact-store.js"))).createArtifactStore(deps, inJob(name, request));
		case "cache": return (await Promise.resolve().then(() => require("./cache-store.js"))).createCacheStore(deps, inJob(name, request));
		case "file": return (await Promise.resolve().then(() => file_store_exports)).createFileStore(deps, request);
		case "git": return (await Promise.resolve().then(() => require("./git-store.js"))).createGitStore(deps, request);
		case "postgres": return (await Promise.resolve().then(() => require("./postgres-store.js"))).createPostgresStore(deps, request);
	}
}
function inJob(name, { slug, folder, job }) {
	if (job !== null && folder !== null) return {
		...job,
		slug,
		folder
	};
	throw require_action_post_help_run_steps.badInput(`The store is "${name}" (--store, or git config laforge.store), which works inside the action alone. Use --store file or --store git.`);
}
// src/system/stray-records.ts
function strayRecord(store, [name = ""], uid) {
	return (0, node_path.join)((0, node_os.tmpdir)(), `${strayPrefix(store, name)}${uid}.json`);
}
function listStrayRecords(store, names) {
	const prefixes = names.map((name) => strayPrefix(store, name));
	return (0, node_fs.readdirSync)((0, node_os.tmpdir)()).filter((file) => file.endsWith(".json") && prefixes.some((prefix) => file.startsWith(prefix))).map((file) => (0, node_path.join)((0, node_os.tmpdir)(), file)).filter(isOwnFile);
}
function strayPrefix(store, name) {
	return `laforge-record-${(0, node_crypto.hash)("sha256", `${store} ${name}`).slice(0, 16)}-`;
}
function isOwnFile(path) {
	const found = (0, node_fs.lstatSync)(path, { throwIfNoEntry: false });
	return found?.isFile() === true && (process.getuid === void 0 || found.uid === process.getuid());
}
// src/app/create-store.ts
var create_store_exports = require_rolldown_runtime.__exportAll({
	createProjectStore: () => createProjectStore,
	createTemporaryStore: () => createTemporaryStore,
	readDatabase: () => readDatabase,
	storeDeps: () => storeDeps
});
async function createProjectStore(request) {
	const { name, project, names, env, startTime, warn, keepsLaForgeFile = false, usesCopies = false, ...rest } = request;
	if (rest.mirror != null && name !== "postgres") {
		const message = `The mirror is ${require_action_post_help_run_steps.quote(rest.mirror)} and the store is ${require_action_post_help_run_steps.quote(name)}, which has no mirror. Leave the mirror out, or use the store "postgres".`;
		throw require_action_post_help_run_steps.badInput(message);
	}
	return createStore(name, {
		...storeDeps(),
		...startTime !== void 0 && { startTime },
		...warn !== void 0 && { warn },
		turnFolder: name === "git" || rest.mirror === "git" ? privateFolder("turns", env) : null,
		...name === "file" && keepsLaForgeFile && { openLedger: (path) => openLedger(path, {
			clock: systemClock,
			readonly: !require_action_post_help_run_steps.isAbsent(path) && isLaForgeFile(path)
		}) }
	}, {
		...rest,
		waitingFolder: waitingFolder(project),
		copyFolder: copyFolder(project),
		usesCopies,
		listStrays: () => listStrayRecords(name, names)
	});
}
function readDatabase(env) {
	const url = env[DATABASE_VARIABLE];
	return url ? {
		url,
		what: DATABASE_VARIABLE
	} : null;
}
function storeDeps() {
	return {
		openLedger: (path) => openLedger(path, { clock: systemClock }),
		admitLedger: async (path) => (await Promise.resolve().then(() => require("./inspect.js"))).admitLedger(path, systemClock),
		uids: systemUids,
		clock: systemClock,
		onFolder: require_action_help_run_steps.noteOwner
	};
}
function createTemporaryStore(name, path) {
	return {
		name,
		open: async () => createLedgerHistory({
			ledger: openLedger(path, { clock: systemClock }),
			condition: { kind: "empty" },
			isShared: false
		})
	};
}
// src/domain/pin-refs.ts
const PINS = "refs/laforge/pins";
const DROPPED = "refs/laforge/dropped";
const MOVING = "refs/laforge/moving";
const KINDS = {
	rollback: "",
	proposal: "proposed-",
	step: "step-",
	check: "check-",
	beside: "beside-"
};
function pinPrefix(slug) {
	return `${PINS}/${slug}/`;
}
const ALL_PINS = [`${PINS}/*`, `${DROPPED}/*`];
function pinPatterns(slug) {
	return [`${pinPrefix(slug)}*`, `${droppedPrefix(slug)}*`];
}
function pinRefOf(kind, slug, uid) {
	return `${pinPrefix(slug)}${KINDS[kind]}${uid}`;
}
function readPinRef(ref, slug) {
	for (const kind of [
		"rollback",
		"proposal",
		"step",
		"check",
		"beside"
	]) {
		const uid = uidBehind(ref, `${pinPrefix(slug)}${KINDS[kind]}`);
		if (uid !== void 0) return {
			kind,
			uid
		};
	}
}
function readAnyPinRef(ref) {
	return readPinRef(ref, ref.split("/")[3] ?? "");
}
function droppedPrefix(slug) {
	return `${DROPPED}/${slug}/`;
}
function droppedRef(pinRef) {
	return pinRef.replace(PINS, DROPPED);
}
function rollbackOfDropped(ref, slug) {
	return uidBehind(ref, droppedPrefix(slug));
}
function movingPrefix(slug) {
	return `${MOVING}/${slug}/`;
}
function movingRef(pinRef) {
	return pinRef.replace(PINS, MOVING);
}
function uidBehind(ref, prefix) {
	const uid = ref.startsWith(prefix) ? ref.slice(prefix.length) : "";
	return require_action_post_help_run_steps.isUid(uid) ? uid : void 0;
}
function pinFolder(pinRef) {
	return pinRef.slice(0, pinRef.lastIndexOf("/") + 1);
}
async function reconcilePins(deps, there, limitMs) {
	const recorded = [];
	try {
		const drafts = await waitWithin(findUnrecorded(deps, there), limitMs, "What their pins say");
		for (const draft of drafts) recorded.push(await deps.history.addRollback(draft));
	} catch (error) {
		deps.warn(`Rollbacks that are not on record yet could not be recorded now: ${require_action_post_help_run_steps.describeError(error)}`);
	}
	return recorded;
}
async function reconcileLocalPins(deps, slug, limitMs) {
	try {
		const latest = (await reconcilePins(deps, {
			slug,
			refs: await localPins(deps.repository, slug),
			place: "local"
		}, limitMs)).at(-1);
		if (latest?.branch == null || latest.fromSha === null || latest.toSha === null) return;
		const { branch, fromSha, toSha, kind } = latest;
		if (await deps.repository.finishReset(branch, fromSha, toSha)) {
			const what = KINDS_IN_WORDS[kind];
			deps.warn(`${branch} was moved to ${require_action_post_help_run_steps.shortSha(toSha)} by ${what} that was stopped before the files had followed. Now they have.`);
		}
	} catch (error) {
		deps.warn(`The pins of this repository could not be read: ${require_action_post_help_run_steps.describeError(error)}`);
	}
}
async function findUnrecorded(deps, there) {
	const moves = await findUnrecordedMoves(deps, there);
	return [...moves, ...await findUnrecordedProposals(deps, there, moves)];
}
async function findUnrecordedProposals(deps, there, moves) {
	const { history, repository } = deps;
	const { slug, refs, place } = there;
	const pins = [...refs].flatMap(([ref, sha]) => {
		const pin = readPinRef(ref, slug);
		return pin?.kind === "proposal" ? [{
			ref,
			sha,
			uid: pin.uid,
			isDropped: false
		}] : [];
	});
	if (pins.length === 0 || place === "local" || history.condition.kind === "unreadable") return [];
	const known = new Map((await history.listRollbacks()).map((it) => [it.uid, it]));
	const waiting = pins.sort((a, b) => a.uid < b.uid ? -1 : 1).slice(-50).filter(({ uid }) => known.get(uid)?.isProposed !== false);
	await fetchPins(repository, waiting);
	const found = [];
	const open = [];
	for (const pin of waiting) {
		const recorded = known.get(pin.uid);
		const proposal = recorded === void 0 ? await readPin(repository, slug, pin) : rollbackToDraft(recorded);
		const proposed = await pinnedCommit(repository, pin.sha);
		if (proposal === void 0 || !isProposal(proposal) || proposed === void 0) continue;
		const answer = proposal.kind === "undo" ? checkUndo(proposal, [...known.values()]) : await checkSteps(deps, proposal);
		if (recorded === void 0 && answer !== "sound") continue;
		if (recorded === void 0) found.push(proposal);
		open.push({
			proposal,
			proposed
		});
	}
	return [...found, ...await findMerged$1({
		repository,
		refs,
		known: [...known.values(), ...moves]
	}, open)];
}
async function findUnrecordedMoves(deps, there) {
	const { history, repository, warn } = deps;
	const { slug, refs, place } = there;
	if (history.condition.kind === "unreadable") return [];
	const pins = listPins(refs, slug);
	if (pins.length === 0) return [];
	const unrecorded = new Set(await history.findUnrecorded(pins.map(({ uid }) => uid)));
	if (unrecorded.size === 0) return [];
	const known = await history.listRollbacks();
	const waiting = pins.filter(({ uid }) => unrecorded.has(uid)).sort((a, b) => a.uid < b.uid ? -1 : 1).slice(-50);
	if (place === "remote") await fetchPins(repository, waiting);
	const odd = [];
	const sound = [];
	for (const pin of waiting) {
		const draft = await readPin(repository, slug, pin);
		const answer = draft === void 0 ? "odd" : await checkPin(deps, place, pin, draft, [...known, ...sound]);
		if (answer === "odd") odd.push(pin.ref);
		else if (answer === "sound" && draft !== void 0) sound.push(draft);
	}
	const happened = [];
	const undone = new Set();
	for (const draft of sound.toReversed()) {
		const later = [...known, ...sound].filter(({ uid, branch }) => uid > draft.uid && branch === draft.branch);
		const isForward = draft.kind !== "rollback";
		if (undone.has(draft.uid) || isForward && later.some(({ kind }) => kind === "rollback") || await branchAgrees(repository, there, draft)) {
			happened.unshift(draft);
			if (draft.undoes !== null) undone.add(draft.undoes);
		} else odd.push(draft.pinRef ?? draft.uid);
	}
	if (odd.length > 0) warn(`${odd.length === 1 ? "A pin was" : `${odd.length} pins were`} not recorded as a rollback, because git and the history do not confirm it: ${require_action_help_run_steps.nameSome(odd, 3)}. Delete it if nobody needs what it keeps.`);
	return happened;
}
function listPins(refs, slug) {
	return [...refs].flatMap(([ref, sha]) => {
		const pin = readPinRef(ref, slug);
		if (pin?.kind === "rollback") return [{
			ref,
			sha,
			uid: pin.uid,
			isDropped: false
		}];
		const dropped = rollbackOfDropped(ref, slug);
		if (dropped === void 0 || refs.has(pinRefOf("rollback", slug, dropped))) return [];
		return [{
			ref,
			sha,
			uid: dropped,
			isDropped: true
		}];
	});
}
async function fetchPins(repository, pins) {
	await fetchSome(repository, pins.map(({ sha }) => sha), 2);
}
async function readPin(repository, slug, { ref, sha, uid, isDropped }) {
	const message = await repository.commitMessage(sha);
	if (isDropped && parseDroppedMessage(message, pinRefOf("rollback", slug, uid)) === void 0) return void 0;
	const draft = parsePinMessage(message);
	if (draft === void 0 || draft.uid !== uid || draft.pinRef !== (isDropped ? pinRefOf("rollback", slug, uid) : ref)) return void 0;
	return slug === "default" || draft.projectId === require_action_post_help_run_steps.slugToText(slug) ? draft : void 0;
}
async function pinnedCommit(repository, pin) {
	const parents = (await repository.commit(pin))?.parents ?? [];
	return parents.length === 1 ? parents[0] : void 0;
}
async function checkPin(deps, place, pin, draft, known) {
	const { repository } = deps;
	const { branch, fromSha, toSha } = draft;
	const answer = draft.kind === "undo" ? checkUndo(draft, known) : await checkSteps(deps, draft);
	if (answer !== "sound" || branch === null || fromSha === null || toSha === null) return answer;
	const [older, newer] = draft.kind === "rollback" ? [toSha, fromSha] : [fromSha, toSha];
	if (draft.kind !== "rollback" && !pin.isDropped && place === "remote") await fetchCommits(repository, [toSha], 1);
	if (!await repository.isBranchName(branch)) return "odd";
	if (pin.isDropped) return "sound";
	return await pinnedCommit(repository, pin.sha) === fromSha && await repository.isAncestor(older, newer) === "yes" ? "sound" : "odd";
}
function checkUndo(undo, known) {
	const undone = known.find(({ uid }) => uid === undo.undoes);
	if (undone === void 0) return "earlier-generation";
	return undone.branch === undo.branch && (undone.kind === "revert" || undone.kind === "rollback" && undone.fromSha === undo.toSha && undone.toSha === undo.fromSha) && undone.stepUids.length === undo.stepUids.length && undone.stepUids.every((uid) => undo.stepUids.includes(uid)) ? "sound" : "odd";
}
async function checkSteps({ repository, history }, draft) {
	const { target, stepUids, branch, fromSha, toSha } = draft;
	const uids = target === null ? stepUids : [target.stepUid, ...stepUids];
	const steps = await stepsOf(history, uids);
	if (steps.length === 0) return "earlier-generation";
	if (steps.length < uids.length || fromSha === null || toSha === null && draft.kind !== "revert") return "odd";
	const strangers = steps.filter((step) => step.branch !== null && step.branch !== branch);
	if (strangers.length === 0) return "sound";
	if (draft.kind === "revert") return await areAllIn(repository, strangers, fromSha) ? "sound" : "odd";
	if (toSha === null || await repository.isAncestor(toSha, fromSha) !== "yes") return "odd";
	const { commits } = await repository.commits(toSha, fromSha);
	const displaced = new Set(commits.map(({ sha }) => sha));
	return strangers.every((step) => step.changes?.own_commits.some(({ sha }) => displaced.has(sha))) ? "sound" : "odd";
}
async function areAllIn(repository, steps, tip) {
	for (const { commitShaAfter } of steps) if (commitShaAfter === null || await repository.isAncestor(commitShaAfter, tip) !== "yes") return false;
	return true;
}
async function branchAgrees(repository, { refs, place }, draft) {
	const { branch, fromSha, toSha } = draft;
	if (branch === null || fromSha === null || toSha === null) return false;
	const ref = branchRef(branch);
	const tip = place === "local" ? await repository.resolve(ref) : refs.get(ref);
	if (tip === void 0 || tip === null || fromSha === toSha) return true;
	if (place !== "local") await fetchCommits(repository, [tip], 1);
	return draft.kind === "rollback" ? await repository.isAncestor(fromSha, tip) !== "yes" : await repository.isAncestor(toSha, tip) === "yes";
}
async function localPins(repository, slug) {
	return new Map([...await repository.localRefs(pinPrefix(slug)), ...await repository.localRefs(droppedPrefix(slug))]);
}
// src/usecases/rollback/move-checks.ts
async function readRefsAndHistory(deps, request) {
	const { history, repository } = deps;
	const { where, slug } = request;
	const remote = where === "local" ? null : repository.remote;
	if (where !== "local" && remote === null) throw new require_action_post_help_run_steps.InputError("bad-environment", `${repository.root} has no remote, or several and none named origin, so there is no remote branch to move. Add one with git remote add origin, or move the local branch alone.`);
	const warn = (message) => deps.log.warn(message);
	const refs = remote === null ? new Map() : await remote.refs([`${HEADS}*`, ...pinPatterns(slug)]);
	const pins = where === "remote" ? new Map() : await localPins(repository, slug);
	const found = await findUnrecorded({
		history,
		repository,
		warn
	}, {
		slug,
		...remote === null ? {
			refs: pins,
			place: "local"
		} : {
			refs,
			place: "remote"
		}
	});
	return {
		repository,
		remote,
		refs,
		localPins: pins,
		unrecorded: found,
		view: await viewWith(history, found)
	};
}
async function checkBranchName(repository, branch) {
	if (await repository.isBranchName(branch)) return;
	throw notReversible.noBranchName(branch);
}
async function checkWorkTree(repository, branch) {
	const operation = repository.operationOn(branch);
	if (operation !== null) throw inOperation.ofGit(branch, operation);
	const dirty = await repository.dirtyPaths();
	if (dirty.length > 0) throw dirtyWorkTree.uncommitted(dirty);
	const others = await repository.otherWorkTreesWith(branch);
	if (others.length > 0) throw branchCheckedOut.inOtherWorkTree(branch, others);
}
async function isGone({ repository, remote, refs }, branch) {
	const ref = branchRef(branch);
	return remote === null ? await repository.resolve(ref) === null : !refs.has(ref);
}
async function remoteTip({ repository, refs }, branch) {
	const tip = refs.get(branchRef(branch)) ?? null;
	if (tip !== null && !await fetchCommits(repository, [tip], 1)) throw branchMoved.whileLooking(branch, tip);
	return tip;
}
async function tipOf(seen, branch) {
	return seen.remote === null ? await seen.repository.resolve(branchRef(branch)) : await remoteTip(seen, branch);
}
async function checkWorkflowFiles(seen, { branch, to }) {
	const main = await seen.remote?.defaultBranch() ?? null;
	const tip = main === null ? null : await remoteTip(seen, main);
	if (main === null || tip === null) return;
	const changed = await seen.repository.changedPaths(tip, to, ".github/workflows");
	if (changed.length > 0) throw pushRefused.workflowFiles(branch, to, main, changed);
}
async function warnOfPullRequest(codeHost, seen, { branch, to }) {
	if (codeHost === void 0) return void 0;
	try {
		const pull = await codeHost.findPullRequestOf(branch);
		const base = pull === void 0 ? null : await remoteTip(seen, pull.baseRef);
		if (pull === void 0 || base === null || await seen.repository.isAncestor(to, base) !== "yes") return void 0;
		return `Pull request #${pull.number} would be left without commits, and its host may close it for that.`;
	} catch (error) {
		return `Whether ${branch} has a pull request that would be left without commits is not known: ${require_action_post_help_run_steps.describeError(error)}`;
	}
}
async function viewWith(history, unrecorded) {
	if (unrecorded.length === 0) return history;
	const recorded = await history.listRollbacks();
	const records = [...recorded, ...unrecorded].filter(({ undoes }) => undoes !== null);
	const project = (rollback) => ({
		...projectRollback(rollback, records),
		number: rollback.number
	});
	const found = unrecorded.map((draft) => projectRollback(draft, records)).reverse();
	const all = [...found, ...recorded.map(project)];
	const covered = new Set(all.filter(isInForce).flatMap(({ stepUids }) => stepUids));
	const asNow = (step) => ({
		...step,
		active: step.replays === null && !covered.has(step.uid)
	});
	return {
		condition: history.condition,
		ofOneRepository: history.ofOneRepository ?? false,
		getStep: async (ref) => {
			const lookup = await history.getStep(ref);
			return lookup.kind === "found" || lookup.kind === "contested" ? {
				...lookup,
				value: asNow(lookup.value)
			} : lookup;
		},
		listSteps: async (filter) => (await history.listSteps(filter)).map(asNow),
		getRollback: async (ref) => {
			const own = ref.kind === "uid" ? found.filter(({ uid }) => uid.startsWith(ref.prefix)) : [];
			const [only] = own;
			if (own.length === 1 && only !== void 0) return {
				kind: "found",
				value: only
			};
			const lookup = await history.getRollback(ref);
			return lookup.kind === "found" || lookup.kind === "contested" ? {
				...lookup,
				value: project(lookup.value)
			} : lookup;
		},
		listRollbacks: async (filter) => all.filter(({ branch }) => filter?.branch === void 0 || branch === filter.branch).filter(({ repository }) => filter?.repository === void 0 || repository === filter.repository).slice(0, filter?.limit)
	};
}
async function sayRemoteStays(repository, branch, how, differs) {
	for (const [ref, seen] of await repository.localRefs("refs/remotes/")) {
		if (trackedBranch(ref).branch !== branch || !await differs(seen)) continue;
		return [`Only the ${branch} of this clone moves: the remote one, as it was last seen, ${how}.`];
	}
	return [];
}
async function prepareMove(deps, request, story) {
	const { repository } = deps;
	const seen = await readRefsAndHistory(deps, request);
	const target = await story.chooseTarget(seen);
	await checkBranchName(repository, target.branch);
	if (request.where !== "remote" && request.mayBeDirty !== true) await checkWorkTree(repository, target.branch);
	const { plan, remote, local } = await story.plan(seen, target);
	if (remote !== null && request.tokenKind === "job") await checkWorkflowFiles(seen, plan);
	const uid = deps.uids.next();
	const { unrecorded } = seen;
	return {
		request,
		plan,
		uid,
		pinRef: pinRefOf("rollback", request.slug, uid),
		remote,
		local,
		record: story.record(plan),
		unrecorded
	};
}
// src/usecases/mark-interrupted.ts
var mark_interrupted_exports = require_rolldown_runtime.__exportAll({ markInterrupted: () => markInterrupted });
const LOOKED_AT = 64;
const LIMIT_MS = 3e3;
async function markInterrupted({ history, proofs, inform, words }, request) {
	const deadline = Date.now() + (request.limitMs ?? Number.POSITIVE_INFINITY);
	const leftMs = () => Math.min(LIMIT_MS, deadline - Date.now());
	try {
		if (leftMs() <= 0) return;
		const running = (await history.listRunning(LOOKED_AT)).filter((step) => !isOwn(step, request.own));
		const proven = await prove(running, proofs, Math.min(LIMIT_MS, (deadline - Date.now()) / 2));
		if (proven.size === 0 || leftMs() <= 0) return;
		const noted = new Set(await history.interruptSteps(proven, leftMs()));
		for (const step of running.filter(({ uid }) => noted.has(uid))) {
			const left = words.whatItLeft(String(step.id ?? step.uid));
			inform(`${require_action_help_run_steps.capital(stepName(step))} was interrupted: ${proven.get(step.uid)}${left}`);
		}
	} catch {}
}
function isOwn({ run }, own) {
	if (run?.run_id == null || own === null) return false;
	return run.run_id === own.run_id && run.attempt === own.attempt && run.job === own.job;
}
async function prove(running, proofs, withinMs) {
	const proven = new Map();
	if (running.length === 0 || withinMs <= 0) return proven;
	const signal = AbortSignal.timeout(withinMs);
	const all = running.map(async ({ uid, run }) => {
		for (const proof of run === null ? [] : proofs) {
			if (run === null || proven.has(uid)) return;
			const why = await proof.proveOver(run, signal);
			if (why !== null && !signal.aborted) proven.set(uid, why);
		}
	});
	await settleWithin(Promise.all(all), withinMs, () => []);
	return new Map(proven);
}
// src/usecases/rollback/branch-move.ts
async function moveBranch(deps, move) {
	const { repository, history } = deps;
	const { branch, remote, local, changes } = move;
	const pinOf = async (from) => ({
		ref: move.pinRef,
		sha: await repository.createPinCommit(from, move.pinMessage(from))
	});
	const pin = await pinOf(move.from);
	const localPin = local.kind !== "move" || local.from === move.from ? pin : await pinOf(local.from);
	const moveLocal = async () => {
		if (local.kind !== "move") return local;
		return {
			...local,
			unremoved: await repository.resetBranch(branch, local.from, local.to, localPin)
		};
	};
	if (remote === null) {
		const moved = await moveLocal();
		if (move.keepAt != null) await keepPin(deps, move.keepAt, pin, changes);
		return moved;
	}
	const moving = {
		...move,
		pin
	};
	const note = {
		ref: movingRef(move.pinRef),
		to: localPin.sha,
		expected: null
	};
	if (local.kind === "move") await repository.updateLocalRefs([note]);
	const forget = async () => {
		if (local.kind === "move") await repository.updateLocalRefs([{
			...note,
			to: null,
			expected: localPin.sha
		}]);
	};
	const result = await history.pushWith(changes, (along) => pushMove(remote, moving, along));
	if (result.kind === "refused") {
		await forget();
		throw await refusal(remote, moving, result);
	}
	const moved = await moveLocal().catch((error) => ({
		kind: "left",
		reason: require_action_post_help_run_steps.describeError(error)
	}));
	await repository.notePush(branch, move.to);
	if (moved.kind === local.kind) await forget();
	return moved;
}
const MOST_NAMED$1 = 5;
function sayUnremoved(branch, paths) {
	if (paths.length === 0) return [];
	const command = quoteForShell([
		"rm",
		"--",
		...paths.slice(0, MOST_NAMED$1)
	]);
	return [`${branch} moved, but this user could not remove ${require_action_help_run_steps.nameFirst(paths, MOST_NAMED$1, require_action_post_help_run_steps.quote)}, which ${paths.length === 1 ? "lies" : "lie"} there without git now. Remove what nobody needs as a user who may write to its folder, in the top folder: ${command}`];
}
async function keepPin({ history, log }, remote, { ref, sha }, changes) {
	const failed = (reason) => log.warn(`The pin ${ref} could not be pushed, so an undo can only happen here: ${reason}`);
	try {
		const update = {
			ref,
			to: sha,
			expected: null
		};
		const result = await history.pushWith(changes, (along) => remote.push([update, ...along], { atomic: along.length > 0 }));
		if (result.kind !== "pushed") failed(result.explanation);
	} catch (error) {
		failed(require_action_post_help_run_steps.describeError(error));
	}
}
async function pushMove(remote, move, along) {
	const { branch, from, to, pin } = move;
	const pinUpdate = {
		ref: pin.ref,
		to: pin.sha,
		expected: null
	};
	const branchUpdate = {
		ref: branchRef(branch),
		to,
		expected: from
	};
	const all = [
		branchUpdate,
		pinUpdate,
		...along
	];
	const result = await settle(remote, move, "pin", await remote.push(all, { atomic: true }));
	if (result.kind === "refused" && !WHOLE.has(result.code)) await undoHalf(remote, move, result.explanation);
	if (result.kind === "pushed" || result.code !== "no-atomic" || along.length > 0) return result;
	const pinned = await settle(remote, move, "pin", await remote.push([pinUpdate], { atomic: false }));
	if (pinned.kind === "refused") return pinned;
	const moved = await settle(remote, move, "branch", await remote.push([branchUpdate], { atomic: false }));
	if (moved.kind === "pushed") return moved;
	await remote.push([{
		ref: pin.ref,
		to: null,
		expected: pin.sha
	}], { atomic: false });
	return moved;
}
const WHOLE = new Set(["moved", "no-atomic"]);
async function undoHalf(remote, { branch, from, to, pin }, explanation) {
	const ref = branchRef(branch);
	const refs = await remote.refs([ref, pin.ref]);
	if (from === to || refs.get(ref) !== to || refs.get(pin.ref) === pin.sha) return;
	const back = await remote.push([{
		ref,
		to: from,
		expected: to
	}], { atomic: false });
	if (back.kind === "pushed") return;
	throw new require_action_post_help_run_steps.GitError("git-failed", `The remote moved ${branch} to ${require_action_post_help_run_steps.shortSha(to)} and took no pin of what it displaced: ${explanation} Putting it back failed: ${back.explanation} Keep what was displaced with git push ${quoteForShell([remote.name])} ${from}:refs/heads/<a new branch>.`);
}
async function settle(remote, { branch, from, to, pin }, witness, result) {
	if (result.kind !== "unreachable") return result;
	const ref = branchRef(branch);
	const unknown = `${result.explanation} Whether ${branch} was moved from ${require_action_post_help_run_steps.shortSha(from)} to ${require_action_post_help_run_steps.shortSha(to)} is not known; if it was, the next run finds ${pin.ref} and records it.`;
	let refs;
	try {
		refs = await remote.refs([ref, pin.ref]);
	} catch (error) {
		throw new require_action_post_help_run_steps.GitError("remote-unreachable", unknown, { cause: error });
	}
	if (witness === "pin" ? refs.get(pin.ref) === pin.sha : refs.get(ref) === to) return { kind: "pushed" };
	const still = witness === "pin" || refs.get(ref) === from;
	throw new require_action_post_help_run_steps.GitError("remote-unreachable", still ? `${result.explanation} Nothing has moved: ${branch} is as it was.` : unknown);
}
async function refusal(remote, { branch, from, words }, result) {
	if (result.code !== "moved") return new require_action_post_help_run_steps.RefusedError(refusalCode(result.code), `Cannot move ${branch}: ${result.explanation}`);
	const tip = await tipOf$1(remote, branchRef(branch));
	if (tip === null) return branchGone.meanwhile(branch);
	if (tip === from) return new require_action_post_help_run_steps.RefusedError("push-refused", `Cannot move ${branch}: ${result.explanation}`);
	return branchMoved.meanwhile(branch, from, tip, words);
}
function refusalCode(code) {
	if (code === "protected" || code === "rules") return "branch-protected";
	return code === "no-permission" ? "no-permission" : "push-refused";
}
// src/usecases/rollback/finish-moves.ts
var finish_moves_exports = require_rolldown_runtime.__exportAll({ finishMoves: () => finishMoves });
async function finishMoves(deps, slug) {
	const { repository, warn } = deps;
	const stays = new Set();
	try {
		const notes = await repository.localRefs(movingPrefix(slug));
		if (notes.size === 0 || repository.remote === null) return stays;
		const refs = await repository.remote.refs([`${HEADS}*`, ...pinPatterns(slug)]);
		for (const [ref, sha] of notes) {
			const move = await findStopped(repository, slug, {
				ref,
				sha
			}, refs);
			if (move === null) await repository.updateLocalRefs([{
				ref,
				to: null,
				expected: sha
			}]);
			else if (!await follow(deps, move)) stays.add(move.draft.branch);
		}
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.GitError || error instanceof require_action_post_help_run_steps.RefusedError)) throw error;
		warn(`A rollback or an undo was stopped here, and what became of it could not be seen: ${require_action_post_help_run_steps.describeError(error)}`);
	}
	return stays;
}
async function findStopped(repository, slug, note, refs) {
	const draft = parsePinMessage(await repository.commitMessage(note.sha));
	const from = await pinnedCommit(repository, note.sha);
	if (draft?.branch == null || draft.pinRef === null || movingRef(draft.pinRef) !== note.ref) return null;
	const { branch, pinRef } = draft;
	const tip = await repository.resolve(branchRef(branch));
	if (from === void 0 || tip === null) return null;
	const isOnTop = draft.kind === "rollback" && await repository.isAncestor(from, tip) === "yes";
	if (tip !== from && !isOnTop) return null;
	if (!refs.has(pinRef) || !await branchAgrees(repository, {
		refs,
		place: "remote"
	}, draft)) return null;
	const to = draft.kind === "undo" ? await keptBy(repository, slug, draft) : draft.toSha;
	return to === null ? null : {
		draft: {
			...draft,
			branch
		},
		note,
		from,
		tip,
		to
	};
}
async function keptBy(repository, slug, { undoes, toSha }) {
	const pin = undoes === null ? void 0 : (await localPins(repository, slug)).get(pinRefOf("rollback", slug, undoes));
	if (pin === void 0) return toSha;
	return (parsePinMessage(await repository.commitMessage(pin))?.kind === "revert" ? null : await pinnedCommit(repository, pin)) ?? toSha;
}
async function follow({ repository, warn }, { draft, note, from, tip, to }) {
	const { branch, kind, pinRef } = draft;
	const what = `${branch} was moved to ${require_action_post_help_run_steps.shortSha(draft.toSha)} at the remote by ${KINDS_IN_WORDS[kind]} and the local ${branch} has not followed.`;
	if (tip !== from) {
		warn(`${what} It has commits on top of what was moved away. Do not push it: bring them along with ${quoteForShell([
			"git",
			"rebase",
			"--onto",
			to,
			from,
			branch
		])}`);
		return false;
	}
	let unremoved;
	try {
		await checkWorkTree(repository, branch);
		await fetchCommits(repository, [to], 1);
		unremoved = await repository.resetBranch(branch, from, to, pinRef === null ? null : {
			ref: pinRef,
			sha: note.sha
		});
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.GitError || error instanceof require_action_post_help_run_steps.RefusedError)) throw error;
		warn(`${what} It cannot follow yet: ${require_action_post_help_run_steps.describeError(error)} Do not push it: it has what was moved away.`);
		return false;
	}
	await repository.updateLocalRefs([{
		ref: note.ref,
		to: null,
		expected: note.sha
	}]);
	warn(`${what} Now it has.`);
	for (const sentence of sayUnremoved(branch, unremoved)) warn(sentence);
	return true;
}
// src/stores/file/fragments-beside.ts
function listFragments(path) {
	if (!require_action_post_help_run_steps.isFolder((0, node_path.dirname)(path))) return [];
	const names = (0, node_fs.readdirSync)((0, node_path.dirname)(path));
	const prefix = `${(0, node_path.basename)(path)}.record-`;
	return names.filter((it) => it.startsWith(prefix) && it.endsWith(".json")).map((it) => (0, node_path.join)((0, node_path.dirname)(path), it));
}
// src/stores/file/file-store.ts
var file_store_exports = require_rolldown_runtime.__exportAll({ createFileStore: () => createFileStore });
function createFileStore(deps, options) {
	return {
		name: "file",
		async open() {
			const block = options.create ? null : require_action_post_help_run_steps.findBlock(options.path);
			if (block !== null) return openBeside(deps, options.path, {
				kind: "unreadable",
				reason: require_action_post_help_run_steps.sayNoFolder(block)
			});
			if (!options.create && require_action_post_help_run_steps.isAbsent(options.path) && listWaiting(options).length === 0) return openBeside(deps, options.path, { kind: "empty" });
			try {
				return await openFile(deps, options);
			} catch (error) {
				if (!(error instanceof require_action_post_help_run_steps.StoreError) || error.code === "not-a-ledger" || error.code === "newer-ledger") throw error;
				return openBeside(deps, options.path, {
					kind: "unreadable",
					reason: require_action_post_help_run_steps.describeError(error)
				});
			}
		}
	};
}
const MOST_NAMED = 3;
function listWaiting({ path, listStrays = () => [] }) {
	return [...listFragments(path), ...listStrays()];
}
async function openFile(deps, options) {
	const { path } = options;
	const existed = !require_action_post_help_run_steps.isAbsent(path);
	const ledger = await deps.openLedger(path);
	const warnings = [];
	const leftOut = new Map();
	for (const file of listWaiting(options)) try {
		warnings.push(...mergeIntoLedger(ledger, [await readFragment(file, file)]));
		(0, node_fs.rmSync)(file, { force: true });
	} catch (error) {
		const reason = require_action_post_help_run_steps.describeError(error);
		leftOut.set(reason, [...leftOut.get(reason) ?? [], file]);
	}
	for (const [reason, files] of leftOut) {
		const them = files.length === 1 ? "A record" : `${files.length} records`;
		const names = require_action_help_run_steps.nameFirst(files, MOST_NAMED, String);
		warnings.push(`${them} beside the history ${files.length === 1 ? "was" : "were"} left out (${names}): ${reason}`);
	}
	return createLedgerHistory({
		ledger,
		condition: existed || ledger.listSteps({ limit: 1 }).length > 0 ? { kind: "found" } : { kind: "empty" },
		warnings,
		isShared: true
	});
}
function openBeside(deps, path, condition) {
	const uid = deps.uids.next();
	const file = `${path}.record-${uid}.writing`;
	const final = `${path}.record-${uid}.json`;
	return createFragmentHistory({
		condition,
		file,
		publish: async () => {
			const reason = condition.kind === "unreadable" ? condition.reason : "";
			try {
				(0, node_fs.renameSync)(file, final);
				return {
					kind: "fragment",
					where: final,
					reason
				};
			} catch (error) {
				return {
					kind: "kept",
					where: file,
					reason: require_action_post_help_run_steps.describeError(error)
				};
			}
		}
	});
}
Object.defineProperty(exports, "ALL_PINS", {
	enumerable: true,
	get: function() {
		return ALL_PINS;
	}
});
Object.defineProperty(exports, "APPLICATION_ID", {
	enumerable: true,
	get: function() {
		return APPLICATION_ID;
	}
});
Object.defineProperty(exports, "BOT", {
	enumerable: true,
	get: function() {
		return BOT;
	}
});
Object.defineProperty(exports, "DATABASE_VARIABLE", {
	enumerable: true,
	get: function() {
		return DATABASE_VARIABLE;
	}
});
Object.defineProperty(exports, "GITLAB_VARIABLE", {
	enumerable: true,
	get: function() {
		return GITLAB_VARIABLE;
	}
});
Object.defineProperty(exports, "HEADS", {
	enumerable: true,
	get: function() {
		return HEADS;
	}
});
Object.defineProperty(exports, "HIGHEST_NUMBER", {
	enumerable: true,
	get: function() {
		return HIGHEST_NUMBER;
	}
});
Object.defineProperty(exports, "HOW_SURE", {
	enumerable: true,
	get: function() {
		return HOW_SURE;
	}
});
Object.defineProperty(exports, "KILL", {
	enumerable: true,
	get: function() {
		return KILL;
	}
});
Object.defineProperty(exports, "KINDS_IN_WORDS", {
	enumerable: true,
	get: function() {
		return KINDS_IN_WORDS;
	}
});
Object.defineProperty(exports, "LEDGER_FILE", {
	enumerable: true,
	get: function() {
		return LEDGER_FILE;
	}
});
Object.defineProperty(exports, "LEGEND", {
	enumerable: true,
	get: function() {
		return LEGEND;
	}
});
Object.defineProperty(exports, "MOVE_MODES", {
	enumerable: true,
	get: function() {
		return MOVE_MODES;
	}
});
Object.defineProperty(exports, "NO_RECORDS", {
	enumerable: true,
	get: function() {
		return NO_RECORDS;
	}
});
Object.defineProperty(exports, "NO_USAGE", {
	enumerable: true,
	get: function() {
		return NO_USAGE;
	}
});
Object.defineProperty(exports, "OwnRecords", {
	enumerable: true,
	get: function() {
		return OwnRecords;
	}
});
Object.defineProperty(exports, "PACKAGE_MANAGERS", {
	enumerable: true,
	get: function() {
		return PACKAGE_MANAGERS;
	}
});
Object.defineProperty(exports, "PER", {
	enumerable: true,
	get: function() {
		return PER;
	}
});
Object.defineProperty(exports, "PLAIN", {
	enumerable: true,
	get: function() {
		return PLAIN$2;
	}
});
Object.defineProperty(exports, "ROLLBACK_NUMBERS", {
	enumerable: true,
	get: function() {
		return ROLLBACK_NUMBERS;
	}
});
Object.defineProperty(exports, "RUNNERS_OWN", {
	enumerable: true,
	get: function() {
		return RUNNERS_OWN;
	}
});
Object.defineProperty(exports, "SCHEMA_VERSION", {
	enumerable: true,
	get: function() {
		return SCHEMA_VERSION;
	}
});
Object.defineProperty(exports, "SETTERS", {
	enumerable: true,
	get: function() {
		return SETTERS;
	}
});
Object.defineProperty(exports, "SHELLS", {
	enumerable: true,
	get: function() {
		return SHELLS;
	}
});
Object.defineProperty(exports, "STEP_JSON_KEYS", {
	enumerable: true,
	get: function() {
		return STEP_JSON_KEYS;
	}
});
Object.defineProperty(exports, "STEP_NUMBERS", {
	enumerable: true,
	get: function() {
		return STEP_NUMBERS;
	}
});
Object.defineProperty(exports, "STEP_RECORD_COLUMNS", {
	enumerable: true,
	get: function() {
		return STEP_RECORD_COLUMNS;
	}
});
Object.defineProperty(exports, "STEP_STATUSES", {
	enumerable: true,
	get: function() {
		return STEP_STATUSES;
	}
});
Object.defineProperty(exports, "STEP_TABLES", {
	enumerable: true,
	get: function() {
		return STEP_TABLES;
	}
});
Object.defineProperty(exports, "STEP_UID_VARIABLE", {
	enumerable: true,
	get: function() {
		return STEP_UID_VARIABLE;
	}
});
Object.defineProperty(exports, "TAGS", {
	enumerable: true,
	get: function() {
		return TAGS;
	}
});
Object.defineProperty(exports, "UNKNOWN_OUTCOME", {
	enumerable: true,
	get: function() {
		return UNKNOWN_OUTCOME;
	}
});
Object.defineProperty(exports, "UNSPENT_STATUSES", {
	enumerable: true,
	get: function() {
		return UNSPENT_STATUSES;
	}
});
Object.defineProperty(exports, "USAGE_DIMENSIONS", {
	enumerable: true,
	get: function() {
		return USAGE_DIMENSIONS;
	}
});
Object.defineProperty(exports, "UsageCount", {
	enumerable: true,
	get: function() {
		return UsageCount;
	}
});
Object.defineProperty(exports, "WORDINGS", {
	enumerable: true,
	get: function() {
		return WORDINGS;
	}
});
Object.defineProperty(exports, "addToTotals", {
	enumerable: true,
	get: function() {
		return addToTotals;
	}
});
Object.defineProperty(exports, "addTotals", {
	enumerable: true,
	get: function() {
		return addTotals;
	}
});
Object.defineProperty(exports, "agentOf", {
	enumerable: true,
	get: function() {
		return agentOf;
	}
});
Object.defineProperty(exports, "amountOf", {
	enumerable: true,
	get: function() {
		return amountOf;
	}
});
Object.defineProperty(exports, "botOf", {
	enumerable: true,
	get: function() {
		return botOf;
	}
});
Object.defineProperty(exports, "boundDraft", {
	enumerable: true,
	get: function() {
		return boundDraft;
	}
});
Object.defineProperty(exports, "boundDroppedPin", {
	enumerable: true,
	get: function() {
		return boundDroppedPin;
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
Object.defineProperty(exports, "branchGone", {
	enumerable: true,
	get: function() {
		return branchGone;
	}
});
Object.defineProperty(exports, "branchMoved", {
	enumerable: true,
	get: function() {
		return branchMoved;
	}
});
Object.defineProperty(exports, "branchRef", {
	enumerable: true,
	get: function() {
		return branchRef;
	}
});
Object.defineProperty(exports, "bringCommit", {
	enumerable: true,
	get: function() {
		return bringCommit$1;
	}
});
Object.defineProperty(exports, "budgetFacts", {
	enumerable: true,
	get: function() {
		return budgetFacts;
	}
});
Object.defineProperty(exports, "budgetScope", {
	enumerable: true,
	get: function() {
		return budgetScope;
	}
});
Object.defineProperty(exports, "cacheShare", {
	enumerable: true,
	get: function() {
		return cacheShare;
	}
});
Object.defineProperty(exports, "cacheShareOfTotals", {
	enumerable: true,
	get: function() {
		return cacheShareOfTotals;
	}
});
Object.defineProperty(exports, "chainOf", {
	enumerable: true,
	get: function() {
		return chainOf;
	}
});
Object.defineProperty(exports, "chain_exports", {
	enumerable: true,
	get: function() {
		return chain_exports;
	}
});
Object.defineProperty(exports, "chainedRollback", {
	enumerable: true,
	get: function() {
		return chainedRollback;
	}
});
Object.defineProperty(exports, "chainedStep", {
	enumerable: true,
	get: function() {
		return chainedStep;
	}
});
Object.defineProperty(exports, "changesBy", {
	enumerable: true,
	get: function() {
		return changesBy;
	}
});
Object.defineProperty(exports, "checkBeforeInWords", {
	enumerable: true,
	get: function() {
		return checkBeforeInWords;
	}
});
Object.defineProperty(exports, "checkCommandOf", {
	enumerable: true,
	get: function() {
		return checkCommandOf;
	}
});
Object.defineProperty(exports, "checkIntegrity", {
	enumerable: true,
	get: function() {
		return checkIntegrity;
	}
});
Object.defineProperty(exports, "checkLogFile", {
	enumerable: true,
	get: function() {
		return checkLogFile;
	}
});
Object.defineProperty(exports, "checkOwner", {
	enumerable: true,
	get: function() {
		return checkOwner;
	}
});
Object.defineProperty(exports, "checkPath", {
	enumerable: true,
	get: function() {
		return checkPath;
	}
});
Object.defineProperty(exports, "checkResult", {
	enumerable: true,
	get: function() {
		return checkResult;
	}
});
Object.defineProperty(exports, "claimProject", {
	enumerable: true,
	get: function() {
		return claimProject;
	}
});
Object.defineProperty(exports, "claimantInWords", {
	enumerable: true,
	get: function() {
		return claimantInWords;
	}
});
Object.defineProperty(exports, "clock_and_uids_exports", {
	enumerable: true,
	get: function() {
		return clock_and_uids_exports;
	}
});
Object.defineProperty(exports, "compareNames", {
	enumerable: true,
	get: function() {
		return compareNames;
	}
});
Object.defineProperty(exports, "concatRecords", {
	enumerable: true,
	get: function() {
		return concatRecords;
	}
});
Object.defineProperty(exports, "contestedId", {
	enumerable: true,
	get: function() {
		return contestedId;
	}
});
Object.defineProperty(exports, "copyFolder", {
	enumerable: true,
	get: function() {
		return copyFolder;
	}
});
Object.defineProperty(exports, "costOf", {
	enumerable: true,
	get: function() {
		return costOf;
	}
});
Object.defineProperty(exports, "countClaimsKeptTwice", {
	enumerable: true,
	get: function() {
		return countClaimsKeptTwice;
	}
});
Object.defineProperty(exports, "countWrongActive", {
	enumerable: true,
	get: function() {
		return countWrongActive;
	}
});
Object.defineProperty(exports, "coveredBy", {
	enumerable: true,
	get: function() {
		return coveredBy;
	}
});
Object.defineProperty(exports, "coversVariable", {
	enumerable: true,
	get: function() {
		return coversVariable;
	}
});
Object.defineProperty(exports, "createFragmentHistory", {
	enumerable: true,
	get: function() {
		return createFragmentHistory;
	}
});
Object.defineProperty(exports, "createLedgerHistory", {
	enumerable: true,
	get: function() {
		return createLedgerHistory;
	}
});
Object.defineProperty(exports, "createNewestNames", {
	enumerable: true,
	get: function() {
		return createNewestNames;
	}
});
Object.defineProperty(exports, "createProjectStore", {
	enumerable: true,
	get: function() {
		return createProjectStore;
	}
});
Object.defineProperty(exports, "createReader", {
	enumerable: true,
	get: function() {
		return createReader;
	}
});
Object.defineProperty(exports, "createSealedWriter", {
	enumerable: true,
	get: function() {
		return createSealedWriter;
	}
});
Object.defineProperty(exports, "createStartTime", {
	enumerable: true,
	get: function() {
		return createStartTime;
	}
});
Object.defineProperty(exports, "createTemporaryStore", {
	enumerable: true,
	get: function() {
		return createTemporaryStore;
	}
});
Object.defineProperty(exports, "createWrites", {
	enumerable: true,
	get: function() {
		return createWrites;
	}
});
Object.defineProperty(exports, "create_store_exports", {
	enumerable: true,
	get: function() {
		return create_store_exports;
	}
});
Object.defineProperty(exports, "cutSentence", {
	enumerable: true,
	get: function() {
		return cutSentence;
	}
});
Object.defineProperty(exports, "defaultProjectId", {
	enumerable: true,
	get: function() {
		return defaultProjectId;
	}
});
Object.defineProperty(exports, "describeEnded", {
	enumerable: true,
	get: function() {
		return describeEnded;
	}
});
Object.defineProperty(exports, "describeSurvivors", {
	enumerable: true,
	get: function() {
		return describeSurvivors;
	}
});
Object.defineProperty(exports, "diffStatOf", {
	enumerable: true,
	get: function() {
		return diffStatOf;
	}
});
Object.defineProperty(exports, "digestOfRollback", {
	enumerable: true,
	get: function() {
		return digestOfRollback;
	}
});
Object.defineProperty(exports, "digestOfStep", {
	enumerable: true,
	get: function() {
		return digestOfStep;
	}
});
Object.defineProperty(exports, "droppedInWords", {
	enumerable: true,
	get: function() {
		return droppedInWords;
	}
});
Object.defineProperty(exports, "droppedRef", {
	enumerable: true,
	get: function() {
		return droppedRef;
	}
});
Object.defineProperty(exports, "endAgentOfStep", {
	enumerable: true,
	get: function() {
		return endAgentOfStep;
	}
});
Object.defineProperty(exports, "endGroup", {
	enumerable: true,
	get: function() {
		return endGroup$1;
	}
});
Object.defineProperty(exports, "fetchCommits", {
	enumerable: true,
	get: function() {
		return fetchCommits;
	}
});
Object.defineProperty(exports, "fetchSome", {
	enumerable: true,
	get: function() {
		return fetchSome;
	}
});
Object.defineProperty(exports, "fieldsToRecord", {
	enumerable: true,
	get: function() {
		return fieldsToRecord;
	}
});
Object.defineProperty(exports, "findAgentOfStep", {
	enumerable: true,
	get: function() {
		return findAgentOfStep;
	}
});
Object.defineProperty(exports, "findCorruption", {
	enumerable: true,
	get: function() {
		return findCorruption;
	}
});
Object.defineProperty(exports, "findLog", {
	enumerable: true,
	get: function() {
		return findLog;
	}
});
Object.defineProperty(exports, "findOwners", {
	enumerable: true,
	get: function() {
		return findOwners;
	}
});
Object.defineProperty(exports, "findPassed", {
	enumerable: true,
	get: function() {
		return findPassed;
	}
});
Object.defineProperty(exports, "findProgram", {
	enumerable: true,
	get: function() {
		return findProgram;
	}
});
Object.defineProperty(exports, "findProject", {
	enumerable: true,
	get: function() {
		return findProject;
	}
});
Object.defineProperty(exports, "findReverts", {
	enumerable: true,
	get: function() {
		return findReverts;
	}
});
Object.defineProperty(exports, "findStep", {
	enumerable: true,
	get: function() {
		return findStep$1;
	}
});
Object.defineProperty(exports, "findUnrecorded", {
	enumerable: true,
	get: function() {
		return findUnrecorded;
	}
});
Object.defineProperty(exports, "findUnsettledRows", {
	enumerable: true,
	get: function() {
		return findUnsettledRows;
	}
});
Object.defineProperty(exports, "finishMoves", {
	enumerable: true,
	get: function() {
		return finishMoves;
	}
});
Object.defineProperty(exports, "finish_moves_exports", {
	enumerable: true,
	get: function() {
		return finish_moves_exports;
	}
});
Object.defineProperty(exports, "firstLineAsked", {
	enumerable: true,
	get: function() {
		return firstLineAsked;
	}
});
Object.defineProperty(exports, "firstOf", {
	enumerable: true,
	get: function() {
		return firstOf;
	}
});
Object.defineProperty(exports, "foldOutcome", {
	enumerable: true,
	get: function() {
		return foldOutcome;
	}
});
Object.defineProperty(exports, "followByHand", {
	enumerable: true,
	get: function() {
		return followByHand;
	}
});
Object.defineProperty(exports, "formatAge", {
	enumerable: true,
	get: function() {
		return formatAge;
	}
});
Object.defineProperty(exports, "formatAmount", {
	enumerable: true,
	get: function() {
		return formatAmount;
	}
});
Object.defineProperty(exports, "formatBudget", {
	enumerable: true,
	get: function() {
		return formatBudget;
	}
});
Object.defineProperty(exports, "formatChanges", {
	enumerable: true,
	get: function() {
		return formatChanges;
	}
});
Object.defineProperty(exports, "formatCost", {
	enumerable: true,
	get: function() {
		return formatCost;
	}
});
Object.defineProperty(exports, "formatCostOf", {
	enumerable: true,
	get: function() {
		return formatCostOf;
	}
});
Object.defineProperty(exports, "formatCount", {
	enumerable: true,
	get: function() {
		return formatCount;
	}
});
Object.defineProperty(exports, "formatDroppedMessage", {
	enumerable: true,
	get: function() {
		return formatDroppedMessage;
	}
});
Object.defineProperty(exports, "formatDuration", {
	enumerable: true,
	get: function() {
		return formatDuration;
	}
});
Object.defineProperty(exports, "formatExactly", {
	enumerable: true,
	get: function() {
		return formatExactly;
	}
});
Object.defineProperty(exports, "formatLimits", {
	enumerable: true,
	get: function() {
		return formatLimits;
	}
});
Object.defineProperty(exports, "formatLines", {
	enumerable: true,
	get: function() {
		return formatLines;
	}
});
Object.defineProperty(exports, "formatPinMessage", {
	enumerable: true,
	get: function() {
		return formatPinMessage;
	}
});
Object.defineProperty(exports, "formatShare", {
	enumerable: true,
	get: function() {
		return formatShare;
	}
});
Object.defineProperty(exports, "formatSteps", {
	enumerable: true,
	get: function() {
		return formatSteps;
	}
});
Object.defineProperty(exports, "formatTime", {
	enumerable: true,
	get: function() {
		return formatTime;
	}
});
Object.defineProperty(exports, "formatTokenCount", {
	enumerable: true,
	get: function() {
		return formatTokenCount;
	}
});
Object.defineProperty(exports, "formatTokensOf", {
	enumerable: true,
	get: function() {
		return formatTokensOf;
	}
});
Object.defineProperty(exports, "formatTotals", {
	enumerable: true,
	get: function() {
		return formatTotals;
	}
});
Object.defineProperty(exports, "formatUsage", {
	enumerable: true,
	get: function() {
		return formatUsage;
	}
});
Object.defineProperty(exports, "foundStep", {
	enumerable: true,
	get: function() {
		return foundStep;
	}
});
Object.defineProperty(exports, "fragmentRef", {
	enumerable: true,
	get: function() {
		return fragmentRef;
	}
});
Object.defineProperty(exports, "goneInWords", {
	enumerable: true,
	get: function() {
		return goneInWords;
	}
});
Object.defineProperty(exports, "guardLedger", {
	enumerable: true,
	get: function() {
		return guardLedger;
	}
});
Object.defineProperty(exports, "hasNoChanges", {
	enumerable: true,
	get: function() {
		return hasNoChanges;
	}
});
Object.defineProperty(exports, "hasSaidItsEnd", {
	enumerable: true,
	get: function() {
		return hasSaidItsEnd;
	}
});
Object.defineProperty(exports, "headsOf", {
	enumerable: true,
	get: function() {
		return headsOf;
	}
});
Object.defineProperty(exports, "historyNames", {
	enumerable: true,
	get: function() {
		return historyNames;
	}
});
Object.defineProperty(exports, "identifyFile", {
	enumerable: true,
	get: function() {
		return identifyFile;
	}
});
Object.defineProperty(exports, "identify_file_exports", {
	enumerable: true,
	get: function() {
		return identify_file_exports;
	}
});
Object.defineProperty(exports, "inactiveInWords", {
	enumerable: true,
	get: function() {
		return inactiveInWords;
	}
});
Object.defineProperty(exports, "interruptedOutcome", {
	enumerable: true,
	get: function() {
		return interruptedOutcome;
	}
});
Object.defineProperty(exports, "isBranchOfOurs", {
	enumerable: true,
	get: function() {
		return isBranchOfOurs;
	}
});
Object.defineProperty(exports, "isGone", {
	enumerable: true,
	get: function() {
		return isGone;
	}
});
Object.defineProperty(exports, "isHere", {
	enumerable: true,
	get: function() {
		return isHere;
	}
});
Object.defineProperty(exports, "isInForce", {
	enumerable: true,
	get: function() {
		return isInForce;
	}
});
Object.defineProperty(exports, "isLaterStep", {
	enumerable: true,
	get: function() {
		return isLaterStep;
	}
});
Object.defineProperty(exports, "isParent", {
	enumerable: true,
	get: function() {
		return isParent;
	}
});
Object.defineProperty(exports, "isProposal", {
	enumerable: true,
	get: function() {
		return isProposal;
	}
});
Object.defineProperty(exports, "isRunnersOwn", {
	enumerable: true,
	get: function() {
		return isRunnersOwn;
	}
});
Object.defineProperty(exports, "isSameRepository", {
	enumerable: true,
	get: function() {
		return isSameRepository;
	}
});
Object.defineProperty(exports, "isSetting", {
	enumerable: true,
	get: function() {
		return isSetting;
	}
});
Object.defineProperty(exports, "isShared", {
	enumerable: true,
	get: function() {
		return isShared;
	}
});
Object.defineProperty(exports, "isStarter", {
	enumerable: true,
	get: function() {
		return isStarter;
	}
});
Object.defineProperty(exports, "isUncertain", {
	enumerable: true,
	get: function() {
		return isUncertain;
	}
});
Object.defineProperty(exports, "joinGroups", {
	enumerable: true,
	get: function() {
		return joinGroups;
	}
});
Object.defineProperty(exports, "jsonToDraft", {
	enumerable: true,
	get: function() {
		return jsonToDraft;
	}
});
Object.defineProperty(exports, "jsonToStepRecord", {
	enumerable: true,
	get: function() {
		return jsonToStepRecord;
	}
});
Object.defineProperty(exports, "keepsReplay", {
	enumerable: true,
	get: function() {
		return keepsReplay;
	}
});
Object.defineProperty(exports, "labelsOf", {
	enumerable: true,
	get: function() {
		return labelsOf;
	}
});
Object.defineProperty(exports, "laforgeHome", {
	enumerable: true,
	get: function() {
		return laforgeHome;
	}
});
Object.defineProperty(exports, "laforge_file_exports", {
	enumerable: true,
	get: function() {
		return laforge_file_exports;
	}
});
Object.defineProperty(exports, "lastSaved", {
	enumerable: true,
	get: function() {
		return lastSaved;
	}
});
Object.defineProperty(exports, "latestFirst", {
	enumerable: true,
	get: function() {
		return latestFirst;
	}
});
Object.defineProperty(exports, "latestOf", {
	enumerable: true,
	get: function() {
		return latestOf;
	}
});
Object.defineProperty(exports, "ledgerPath", {
	enumerable: true,
	get: function() {
		return ledgerPath;
	}
});
Object.defineProperty(exports, "ledgerRef", {
	enumerable: true,
	get: function() {
		return ledgerRef;
	}
});
Object.defineProperty(exports, "leftOf", {
	enumerable: true,
	get: function() {
		return leftOf;
	}
});
Object.defineProperty(exports, "lineTo", {
	enumerable: true,
	get: function() {
		return lineTo;
	}
});
Object.defineProperty(exports, "listBetween", {
	enumerable: true,
	get: function() {
		return listBetween;
	}
});
Object.defineProperty(exports, "listFragments", {
	enumerable: true,
	get: function() {
		return listFragments;
	}
});
Object.defineProperty(exports, "listProjects", {
	enumerable: true,
	get: function() {
		return listProjects;
	}
});
Object.defineProperty(exports, "listRollbacks", {
	enumerable: true,
	get: function() {
		return listRollbacks;
	}
});
Object.defineProperty(exports, "listStrayRecords", {
	enumerable: true,
	get: function() {
		return listStrayRecords;
	}
});
Object.defineProperty(exports, "loadedCopy", {
	enumerable: true,
	get: function() {
		return loadedCopy;
	}
});
Object.defineProperty(exports, "logSince", {
	enumerable: true,
	get: function() {
		return logSince;
	}
});
Object.defineProperty(exports, "makeLogsElsewhere", {
	enumerable: true,
	get: function() {
		return makeLogsElsewhere;
	}
});
Object.defineProperty(exports, "markAgent", {
	enumerable: true,
	get: function() {
		return markAgent;
	}
});
Object.defineProperty(exports, "markAtLeast", {
	enumerable: true,
	get: function() {
		return markAtLeast;
	}
});
Object.defineProperty(exports, "markInterrupted", {
	enumerable: true,
	get: function() {
		return markInterrupted;
	}
});
Object.defineProperty(exports, "markPids", {
	enumerable: true,
	get: function() {
		return markPids;
	}
});
Object.defineProperty(exports, "mark_interrupted_exports", {
	enumerable: true,
	get: function() {
		return mark_interrupted_exports;
	}
});
Object.defineProperty(exports, "mayCount", {
	enumerable: true,
	get: function() {
		return mayCount;
	}
});
Object.defineProperty(exports, "mergeByHand", {
	enumerable: true,
	get: function() {
		return mergeByHand;
	}
});
Object.defineProperty(exports, "mergeIntoLedger", {
	enumerable: true,
	get: function() {
		return mergeIntoLedger;
	}
});
Object.defineProperty(exports, "mergeRecords", {
	enumerable: true,
	get: function() {
		return mergeRecords;
	}
});
Object.defineProperty(exports, "modelShares", {
	enumerable: true,
	get: function() {
		return modelShares;
	}
});
Object.defineProperty(exports, "modelsOf", {
	enumerable: true,
	get: function() {
		return modelsOf;
	}
});
Object.defineProperty(exports, "moveBranch", {
	enumerable: true,
	get: function() {
		return moveBranch;
	}
});
Object.defineProperty(exports, "movingPrefix", {
	enumerable: true,
	get: function() {
		return movingPrefix;
	}
});
Object.defineProperty(exports, "nameCommits", {
	enumerable: true,
	get: function() {
		return nameCommits;
	}
});
Object.defineProperty(exports, "nameSteps", {
	enumerable: true,
	get: function() {
		return nameSteps;
	}
});
Object.defineProperty(exports, "namedAgentOf", {
	enumerable: true,
	get: function() {
		return namedAgentOf;
	}
});
Object.defineProperty(exports, "namesOf", {
	enumerable: true,
	get: function() {
		return namesOf;
	}
});
Object.defineProperty(exports, "notALedger", {
	enumerable: true,
	get: function() {
		return notALedger;
	}
});
Object.defineProperty(exports, "notAnAncestor", {
	enumerable: true,
	get: function() {
		return notAnAncestor;
	}
});
Object.defineProperty(exports, "notBisectable", {
	enumerable: true,
	get: function() {
		return notBisectable;
	}
});
Object.defineProperty(exports, "notConfirmed", {
	enumerable: true,
	get: function() {
		return notConfirmed;
	}
});
Object.defineProperty(exports, "notReversible", {
	enumerable: true,
	get: function() {
		return notReversible;
	}
});
Object.defineProperty(exports, "notStarted", {
	enumerable: true,
	get: function() {
		return notStarted;
	}
});
Object.defineProperty(exports, "openGit", {
	enumerable: true,
	get: function() {
		return openGit;
	}
});
Object.defineProperty(exports, "openLedger", {
	enumerable: true,
	get: function() {
		return openLedger;
	}
});
Object.defineProperty(exports, "open_ledger_exports", {
	enumerable: true,
	get: function() {
		return open_ledger_exports;
	}
});
Object.defineProperty(exports, "outcomeRank", {
	enumerable: true,
	get: function() {
		return outcomeRank;
	}
});
Object.defineProperty(exports, "ownCeilings", {
	enumerable: true,
	get: function() {
		return ownCeilings;
	}
});
Object.defineProperty(exports, "parseBranch", {
	enumerable: true,
	get: function() {
		return parseBranch;
	}
});
Object.defineProperty(exports, "parseBudgets", {
	enumerable: true,
	get: function() {
		return parseBudgets;
	}
});
Object.defineProperty(exports, "parseConfidence", {
	enumerable: true,
	get: function() {
		return parseConfidence;
	}
});
Object.defineProperty(exports, "parseDroppedMessage", {
	enumerable: true,
	get: function() {
		return parseDroppedMessage;
	}
});
Object.defineProperty(exports, "parseFlag", {
	enumerable: true,
	get: function() {
		return parseFlag;
	}
});
Object.defineProperty(exports, "parseLabels", {
	enumerable: true,
	get: function() {
		return parseLabels;
	}
});
Object.defineProperty(exports, "parseLedgerRecords", {
	enumerable: true,
	get: function() {
		return parseLedgerRecords;
	}
});
Object.defineProperty(exports, "parseMinutes", {
	enumerable: true,
	get: function() {
		return parseMinutes;
	}
});
Object.defineProperty(exports, "parseNamedSteps", {
	enumerable: true,
	get: function() {
		return parseNamedSteps;
	}
});
Object.defineProperty(exports, "parsePinMessage", {
	enumerable: true,
	get: function() {
		return parsePinMessage;
	}
});
Object.defineProperty(exports, "parseTokens", {
	enumerable: true,
	get: function() {
		return parseTokens;
	}
});
Object.defineProperty(exports, "parseUsd", {
	enumerable: true,
	get: function() {
		return parseUsd;
	}
});
Object.defineProperty(exports, "parseWholeNumber", {
	enumerable: true,
	get: function() {
		return parseWholeNumber;
	}
});
Object.defineProperty(exports, "parseWord", {
	enumerable: true,
	get: function() {
		return parseWord;
	}
});
Object.defineProperty(exports, "pinFolder", {
	enumerable: true,
	get: function() {
		return pinFolder;
	}
});
Object.defineProperty(exports, "pinPatterns", {
	enumerable: true,
	get: function() {
		return pinPatterns;
	}
});
Object.defineProperty(exports, "pinPrefix", {
	enumerable: true,
	get: function() {
		return pinPrefix;
	}
});
Object.defineProperty(exports, "pinRefOf", {
	enumerable: true,
	get: function() {
		return pinRefOf;
	}
});
Object.defineProperty(exports, "pinnedCommit", {
	enumerable: true,
	get: function() {
		return pinnedCommit;
	}
});
Object.defineProperty(exports, "plural", {
	enumerable: true,
	get: function() {
		return plural;
	}
});
Object.defineProperty(exports, "prepareMove", {
	enumerable: true,
	get: function() {
		return prepareMove;
	}
});
Object.defineProperty(exports, "processGroup", {
	enumerable: true,
	get: function() {
		return processGroup;
	}
});
Object.defineProperty(exports, "processesOfStep", {
	enumerable: true,
	get: function() {
		return processesOfStep;
	}
});
Object.defineProperty(exports, "programName", {
	enumerable: true,
	get: function() {
		return programName;
	}
});
Object.defineProperty(exports, "projectRollback", {
	enumerable: true,
	get: function() {
		return projectRollback;
	}
});
Object.defineProperty(exports, "projectsFolder", {
	enumerable: true,
	get: function() {
		return projectsFolder;
	}
});
Object.defineProperty(exports, "proposalBody", {
	enumerable: true,
	get: function() {
		return proposalBody;
	}
});
Object.defineProperty(exports, "proposalBranch", {
	enumerable: true,
	get: function() {
		return proposalBranch;
	}
});
Object.defineProperty(exports, "pushRefused", {
	enumerable: true,
	get: function() {
		return pushRefused;
	}
});
Object.defineProperty(exports, "quoteForShell", {
	enumerable: true,
	get: function() {
		return quoteForShell;
	}
});
Object.defineProperty(exports, "reachableFrom", {
	enumerable: true,
	get: function() {
		return reachableFrom;
	}
});
Object.defineProperty(exports, "readAll", {
	enumerable: true,
	get: function() {
		return readAll$1;
	}
});
Object.defineProperty(exports, "readAnyPinRef", {
	enumerable: true,
	get: function() {
		return readAnyPinRef;
	}
});
Object.defineProperty(exports, "readClaims", {
	enumerable: true,
	get: function() {
		return readClaims;
	}
});
Object.defineProperty(exports, "readDatabase", {
	enumerable: true,
	get: function() {
		return readDatabase;
	}
});
Object.defineProperty(exports, "readDraft", {
	enumerable: true,
	get: function() {
		return readDraft;
	}
});
Object.defineProperty(exports, "readFields", {
	enumerable: true,
	get: function() {
		return readFields;
	}
});
Object.defineProperty(exports, "readFragment", {
	enumerable: true,
	get: function() {
		return readFragment;
	}
});
Object.defineProperty(exports, "readNumber", {
	enumerable: true,
	get: function() {
		return readNumber;
	}
});
Object.defineProperty(exports, "readPinRef", {
	enumerable: true,
	get: function() {
		return readPinRef;
	}
});
Object.defineProperty(exports, "readProcess", {
	enumerable: true,
	get: function() {
		return readProcess;
	}
});
Object.defineProperty(exports, "readRecords", {
	enumerable: true,
	get: function() {
		return readRecords;
	}
});
Object.defineProperty(exports, "readRecordsOf", {
	enumerable: true,
	get: function() {
		return readRecordsOf;
	}
});
Object.defineProperty(exports, "readRefsAndHistory", {
	enumerable: true,
	get: function() {
		return readRefsAndHistory;
	}
});
Object.defineProperty(exports, "readSetting", {
	enumerable: true,
	get: function() {
		return readSetting;
	}
});
Object.defineProperty(exports, "readWithMissing", {
	enumerable: true,
	get: function() {
		return readWithMissing;
	}
});
Object.defineProperty(exports, "reconcileLocalPins", {
	enumerable: true,
	get: function() {
		return reconcileLocalPins;
	}
});
Object.defineProperty(exports, "reconcilePins", {
	enumerable: true,
	get: function() {
		return reconcilePins;
	}
});
Object.defineProperty(exports, "recordToFields", {
	enumerable: true,
	get: function() {
		return recordToFields;
	}
});
Object.defineProperty(exports, "recordsToRollbacks", {
	enumerable: true,
	get: function() {
		return recordsToRollbacks;
	}
});
Object.defineProperty(exports, "recordsToSteps", {
	enumerable: true,
	get: function() {
		return recordsToSteps;
	}
});
Object.defineProperty(exports, "remoteTip", {
	enumerable: true,
	get: function() {
		return remoteTip;
	}
});
Object.defineProperty(exports, "repositoryKey", {
	enumerable: true,
	get: function() {
		return repositoryKey;
	}
});
Object.defineProperty(exports, "restOf", {
	enumerable: true,
	get: function() {
		return restOf;
	}
});
Object.defineProperty(exports, "revertConflict", {
	enumerable: true,
	get: function() {
		return revertConflict;
	}
});
Object.defineProperty(exports, "revertMessage", {
	enumerable: true,
	get: function() {
		return revertMessage;
	}
});
Object.defineProperty(exports, "rollbackLabel", {
	enumerable: true,
	get: function() {
		return rollbackLabel;
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
Object.defineProperty(exports, "runWithin", {
	enumerable: true,
	get: function() {
		return runWithin;
	}
});
Object.defineProperty(exports, "sayForeign", {
	enumerable: true,
	get: function() {
		return sayForeign;
	}
});
Object.defineProperty(exports, "sayLockAtStart", {
	enumerable: true,
	get: function() {
		return sayLockAtStart;
	}
});
Object.defineProperty(exports, "sayRemoteStays", {
	enumerable: true,
	get: function() {
		return sayRemoteStays;
	}
});
Object.defineProperty(exports, "sayUnremoved", {
	enumerable: true,
	get: function() {
		return sayUnremoved;
	}
});
Object.defineProperty(exports, "seal", {
	enumerable: true,
	get: function() {
		return seal;
	}
});
Object.defineProperty(exports, "selectClaims", {
	enumerable: true,
	get: function() {
		return selectClaims;
	}
});
Object.defineProperty(exports, "settleClaims", {
	enumerable: true,
	get: function() {
		return settleClaims;
	}
});
Object.defineProperty(exports, "settleWithin", {
	enumerable: true,
	get: function() {
		return settleWithin;
	}
});
Object.defineProperty(exports, "sha256", {
	enumerable: true,
	get: function() {
		return sha256;
	}
});
Object.defineProperty(exports, "signedRef", {
	enumerable: true,
	get: function() {
		return signedRef;
	}
});
Object.defineProperty(exports, "signingBranch", {
	enumerable: true,
	get: function() {
		return signingBranch;
	}
});
Object.defineProperty(exports, "splitCommands", {
	enumerable: true,
	get: function() {
		return splitCommands;
	}
});
Object.defineProperty(exports, "splitNames", {
	enumerable: true,
	get: function() {
		return splitNames;
	}
});
Object.defineProperty(exports, "startedBy", {
	enumerable: true,
	get: function() {
		return startedBy;
	}
});
Object.defineProperty(exports, "statGiven", {
	enumerable: true,
	get: function() {
		return statGiven;
	}
});
Object.defineProperty(exports, "statementsRef", {
	enumerable: true,
	get: function() {
		return statementsRef;
	}
});
Object.defineProperty(exports, "statusAtAGlance", {
	enumerable: true,
	get: function() {
		return statusAtAGlance;
	}
});
Object.defineProperty(exports, "statusInWords", {
	enumerable: true,
	get: function() {
		return statusInWords;
	}
});
Object.defineProperty(exports, "statusOf", {
	enumerable: true,
	get: function() {
		return statusOf;
	}
});
Object.defineProperty(exports, "stepLabel", {
	enumerable: true,
	get: function() {
		return stepLabel;
	}
});
Object.defineProperty(exports, "stepLogFile", {
	enumerable: true,
	get: function() {
		return stepLogFile;
	}
});
Object.defineProperty(exports, "stepName", {
	enumerable: true,
	get: function() {
		return stepName;
	}
});
Object.defineProperty(exports, "stepOf", {
	enumerable: true,
	get: function() {
		return stepOf;
	}
});
Object.defineProperty(exports, "stepToJson", {
	enumerable: true,
	get: function() {
		return stepToJson;
	}
});
Object.defineProperty(exports, "stepToTotals", {
	enumerable: true,
	get: function() {
		return stepToTotals;
	}
});
Object.defineProperty(exports, "stepsOf", {
	enumerable: true,
	get: function() {
		return stepsOf;
	}
});
Object.defineProperty(exports, "strayRecord", {
	enumerable: true,
	get: function() {
		return strayRecord;
	}
});
Object.defineProperty(exports, "systemClock", {
	enumerable: true,
	get: function() {
		return systemClock;
	}
});
Object.defineProperty(exports, "systemUids", {
	enumerable: true,
	get: function() {
		return systemUids;
	}
});
Object.defineProperty(exports, "targetName", {
	enumerable: true,
	get: function() {
		return targetName;
	}
});
Object.defineProperty(exports, "tellCommits", {
	enumerable: true,
	get: function() {
		return tellCommits;
	}
});
Object.defineProperty(exports, "tipOf", {
	enumerable: true,
	get: function() {
		return tipOf;
	}
});
Object.defineProperty(exports, "tipOf$1", {
	enumerable: true,
	get: function() {
		return tipOf$1;
	}
});
Object.defineProperty(exports, "tipsAfter", {
	enumerable: true,
	get: function() {
		return tipsAfter;
	}
});
Object.defineProperty(exports, "tipsOfRecords", {
	enumerable: true,
	get: function() {
		return tipsOfRecords;
	}
});
Object.defineProperty(exports, "toLimits", {
	enumerable: true,
	get: function() {
		return toLimits;
	}
});
Object.defineProperty(exports, "tokensOf", {
	enumerable: true,
	get: function() {
		return tokensOf;
	}
});
Object.defineProperty(exports, "totalsOf", {
	enumerable: true,
	get: function() {
		return totalsOf;
	}
});
Object.defineProperty(exports, "trackedBranch", {
	enumerable: true,
	get: function() {
		return trackedBranch;
	}
});
Object.defineProperty(exports, "unknownRollback", {
	enumerable: true,
	get: function() {
		return unknownRollback;
	}
});
Object.defineProperty(exports, "unknownStep", {
	enumerable: true,
	get: function() {
		return unknownStep;
	}
});
Object.defineProperty(exports, "unquoteFromShell", {
	enumerable: true,
	get: function() {
		return unquoteFromShell;
	}
});
Object.defineProperty(exports, "unreadRecord", {
	enumerable: true,
	get: function() {
		return unreadRecord;
	}
});
Object.defineProperty(exports, "unreadRow", {
	enumerable: true,
	get: function() {
		return unreadRow;
	}
});
Object.defineProperty(exports, "unsealAll", {
	enumerable: true,
	get: function() {
		return unsealAll;
	}
});
Object.defineProperty(exports, "usageToSpent", {
	enumerable: true,
	get: function() {
		return usageToSpent;
	}
});
Object.defineProperty(exports, "waitWithin", {
	enumerable: true,
	get: function() {
		return waitWithin;
	}
});
Object.defineProperty(exports, "waitingFolder", {
	enumerable: true,
	get: function() {
		return waitingFolder;
	}
});
Object.defineProperty(exports, "warnOfPullRequest", {
	enumerable: true,
	get: function() {
		return warnOfPullRequest;
	}
});
Object.defineProperty(exports, "withDatabase", {
	enumerable: true,
	get: function() {
		return withDatabase;
	}
});
Object.defineProperty(exports, "withRepositoryId", {
	enumerable: true,
	get: function() {
		return withRepositoryId;
	}
});
Object.defineProperty(exports, "withStoreErrors", {
	enumerable: true,
	get: function() {
		return withStoreErrors;
	}
});
Object.defineProperty(exports, "withoutHereDocuments", {
	enumerable: true,
	get: function() {
		return withoutHereDocuments;
	}
});
Object.defineProperty(exports, "withoutOptions", {
	enumerable: true,
	get: function() {
		return withoutOptions;
	}
});
Object.defineProperty(exports, "worksOf", {
	enumerable: true,
	get: function() {
		return worksOf;
	}
});
Object.defineProperty(exports, "wouldDiscard", {
	enumerable: true,
	get: function() {
		return wouldDiscard;
	}
});
Object.defineProperty(exports, "writeFragment", {
	enumerable: true,
	get: function() {
		return writeFragment;
	}
});
});
