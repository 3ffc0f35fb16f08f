const require_identity = require("./identity.js");
// src/domain/json.ts
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function parseObject(text) {
	const value = parseJson(text);
	return isObject(value) ? value : void 0;
}
function toSortedJson(value) {
	if (Array.isArray(value)) return `[${value.map((item) => toSortedJson(item) ?? "null").join(",")}]`;
	if (!isObject(value)) return JSON.stringify(value);
	let text = "";
	for (const key of sortedKeys(value)) {
		const field = toSortedJson(value[key]);
		if (field !== void 0) text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${field}`;
	}
	return `{${text}}`;
}
function sortedKeys(value) {
	const keys = Object.keys(value);
	const isNumber = (key) => /^(0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1;
	const first = keys.findIndex((key) => !isNumber(key));
	if (first <= 0) return first < 0 ? keys : keys.sort();
	return [...keys.slice(0, first), ...keys.slice(first).sort()];
}
function asObject(value) {
	return isObject(value) ? value : void 0;
}
function asArray(value) {
	return Array.isArray(value) ? value : [];
}
function asText(value) {
	return typeof value === "string" ? value : void 0;
}
function dig(value, ...keys) {
	let found = value;
	for (const key of keys) found = isObject(found) && Object.hasOwn(found, key) ? found[key] : void 0;
	return found;
}
function digObject(value, ...keys) {
	return asObject(dig(value, ...keys));
}
function digText(value, ...keys) {
	return asText(dig(value, ...keys));
}
// src/domain/kinds.ts
const WRONG = Symbol("wrong");
var Reading = class {
	isStrict;
	scale;
	cuts = [];
	wrong = null;
	#path = [];
	constructor(isStrict, scale = 1) {
		this.isStrict = isStrict;
		this.scale = scale;
	}
	get isClean() {
		return this.cuts.length === 0 && this.wrong === null;
	}
	at(key, kind, value) {
		this.#path.push(key);
		const found = kind.read(value, this);
		this.#path.pop();
		return found;
	}
	isWrong(reason) {
		this.wrong ??= `${this.#place()}: ${reason}`;
		return WRONG;
	}
	noteCut(size) {
		this.cuts.push(`${this.#place()} (${size})`);
	}
	#place() {
		const place = this.#path.join(".").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
		return place === "" ? "the value" : place;
	}
};
function fromStored(kind, text) {
	const found = text === null ? WRONG : kind.read(parseJson(text), new Reading(false));
	return found === WRONG ? null : found;
}
function toStored(kind, value) {
	const found = kind.read(value, new Reading(false));
	if (found === null || found === WRONG || Array.isArray(found) && found.length === 0) return null;
	return JSON.stringify(kind.toStored === void 0 ? found : kind.toStored(found));
}
const SHORTEST = 50;
function text(bound, { isName = false } = {}) {
	return { read: (value, reading) => {
		if (typeof value !== "string") return reading.isWrong("is no text");
		const most = isName ? bound : Math.max(SHORTEST, Math.floor(bound * reading.scale));
		if (value.length <= most) return value.isWellFormed() ? value : value.toWellFormed();
		const end = /[\ud800-\udbff]/.test(value.charAt(most - 2)) ? most - 2 : most - 1;
		reading.noteCut(`${value.length} characters, ${end} kept`);
		return `${value.slice(0, end).toWellFormed()}…`;
	} };
}
function utf8(bound) {
	const ellipsis = 3;
	return { read: (value, reading) => {
		if (typeof value !== "string") return reading.isWrong("is no text");
		const most = Math.max(SHORTEST, Math.floor(bound * reading.scale));
		const bytes = new TextEncoder().encode(value);
		if (bytes.length <= most) return value.toWellFormed();
		const { read } = new TextEncoder().encodeInto(value, new Uint8Array(most - ellipsis));
		reading.noteCut(`${bytes.length} bytes, ${most - ellipsis} kept`);
		return `${value.slice(0, read).toWellFormed()}…`;
	} };
}
function textLike(reason, isRight) {
	const isValue = (value) => typeof value === "string" && isRight(value);
	return { read: (value, reading) => isValue(value) ? value : reading.isWrong(reason) };
}
const uid = textLike("is no UUIDv7", require_identity.isUid);
const sha = textLike("is no full commit SHA", require_identity.isSha);
const timestamp = textLike("is no UTC time with milliseconds", isTimestamp);
function oneOf(...values) {
	return { read: (value, reading) => values.find((one) => one === value) ?? reading.isWrong(`is none of ${values.join(", ")}`) };
}
const flag = { read: (value, reading) => typeof value === "boolean" ? value : reading.isWrong("is neither true nor false") };
function number(least = Number.NEGATIVE_INFINITY) {
	return { read: (value, reading) => typeof value === "number" && Number.isFinite(value) && value >= least ? value : reading.isWrong(least < 0 ? "is no number" : `is no number from ${least} on`) };
}
function integer(least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER) {
	return { read: (value, reading) => typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most ? value : reading.isWrong(`is no whole number from ${least} to ${most}`) };
}
function list(item, most) {
	return {
		read: (value, reading) => {
			if (!Array.isArray(value)) return reading.isWrong("is no list");
			if (value.length > most) reading.noteCut(`${value.length} entries, ${most} kept`);
			const items = [];
			for (let index = 0; index < Math.min(value.length, most); index++) {
				const found = reading.at(index, item, value[index]);
				if (found !== WRONG) items.push(found);
				else if (reading.isStrict) return WRONG;
			}
			return items;
		},
		missing: () => [],
		...item.toStored === void 0 ? {} : { toStored: (items) => items.map((it) => item.toStored?.(it)) }
	};
}
function nullable(kind) {
	return {
		read: (value, reading) => {
			if (value === null || value === void 0) return null;
			const found = kind.read(value, reading);
			return found === WRONG && !reading.isStrict ? null : found;
		},
		missing: () => null,
		...kind.toStored === void 0 ? {} : { toStored: (value) => value === null ? null : kind.toStored?.(value) }
	};
}
function optional(kind) {
	return {
		read: (value, reading) => {
			if (value === null || value === void 0) return void 0;
			const found = kind.read(value, reading);
			if (found === WRONG) return reading.isStrict ? WRONG : void 0;
			return Array.isArray(found) && found.length === 0 ? void 0 : found;
		},
		missing: () => void 0,
		...kind.toStored === void 0 ? {} : { toStored: (value) => value == null ? void 0 : kind.toStored?.(value) }
	};
}
function orElse(kind, missing) {
	return {
		...kind,
		missing
	};
}
function object(fields, { keepsNulls = false } = {}) {
	const entries = Object.entries(fields);
	const read = (value, reading) => {
		if (!isObject(value)) return reading.isWrong("is no object");
		const found = {};
		for (const [key, kind] of entries) {
			const given = Object.hasOwn(value, key) ? value[key] : void 0;
			let field = given === void 0 && kind.missing !== void 0 ? kind.missing(found) : reading.at(key, kind, given);
			if (field === WRONG) {
				if (reading.isStrict || kind.missing === void 0) return WRONG;
				field = kind.missing(found);
			}
			if (field !== void 0) found[key] = field;
		}
		return found;
	};
	const toStored = (value) => Object.fromEntries(entries.flatMap(([key, { toStored: store }]) => {
		const stored = store === void 0 ? value[key] : store(value[key]);
		return stored === void 0 || stored === null && !keepsNulls ? [] : [[key, stored]];
	}));
	return {
		read,
		toStored
	};
}
function partial(fields) {
	const entries = Object.entries(fields).map(([key, kind]) => [key, orElse(kind, () => void 0)]);
	return object(Object.fromEntries(entries));
}
function dictionary(kind) {
	return { read: (value, reading) => {
		if (!isObject(value)) return reading.isWrong("is no object");
		const entries = [];
		for (const [key, item] of Object.entries(value)) {
			const found = reading.at(key, kind, item);
			if (found !== WRONG) entries.push([key, found]);
			else if (reading.isStrict) return WRONG;
		}
		return Object.fromEntries(entries);
	} };
}
function pair(first, second) {
	return { read: (value, reading) => {
		if (!Array.isArray(value) || value.length !== 2) return reading.isWrong("is no pair");
		const one = reading.at(0, first, value[0]);
		if (one === WRONG) return WRONG;
		const two = reading.at(1, second, value[1]);
		return two === WRONG ? WRONG : [one, two];
	} };
}
function transformed(kind, transform) {
	return { read: (value, reading) => {
		const found = kind.read(value, reading);
		return found === WRONG ? WRONG : transform(found);
	} };
}
const anyObject = { read: (value, reading) => isObject(value) ? value : reading.isWrong("is no object") };
const DEEPEST = 20;
function freeObject(bound) {
	return {
		read: (value, reading) => {
			if (!isObject(value)) return reading.isWrong("is no object");
			const most = Math.floor(bound * reading.scale);
			let left = most;
			let hasCut = false;
			const hasRoom = (length) => {
				const fits = length <= left;
				if (fits) left -= length;
				else hasCut = true;
				return fits;
			};
			const copy = (inner, depth) => {
				if (depth > DEEPEST || !hasRoom(typeof inner === "string" ? inner.length + 3 : 6)) {
					hasCut = true;
					return WRONG;
				}
				if (typeof inner === "string") return inner.toWellFormed();
				if (typeof inner === "number") return Number.isFinite(inner) ? inner : null;
				if (typeof inner === "boolean") return inner;
				if (Array.isArray(inner)) return inner.map((item) => copy(item, depth + 1)).filter((item) => item !== WRONG);
				if (!isObject(inner)) return null;
				const entries = Object.keys(inner).map((key) => {
					return [key, hasRoom(key.length + 3) ? copy(inner[key], depth + 1) : WRONG];
				});
				return Object.fromEntries(entries.filter(([, found]) => found !== WRONG));
			};
			const found = copy(value, 0);
			if (hasCut) reading.noteCut(`more than ${most} characters or ${DEEPEST} levels, what fits is kept`);
			return isObject(found) ? found : {};
		},
		missing: () => ({})
	};
}
function isTimestamp(value) {
	const day = TIMESTAMP.exec(value)?.[1];
	return day !== void 0 && (day <= "28" || Number(day) === new Date(value).getUTCDate());
}
const TIMESTAMP = /^\d{4}-(?:0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
// src/domain/documents.ts
const name = text(4096, { isName: true });
const command = text(1e5);
const sentence = text(4e3);
const notes = list(sentence, 100);
const word = text(1e3);
const figure = nullable(number(0));
const names = list(word, 100);
const AGENT_CONFIG_FIELDS = {
	name: nullable(word),
	command: nullable(command),
	model: nullable(word),
	max_tokens: nullable(number()),
	temperature: nullable(number()),
	system_prompt: nullable(text(25e4)),
	tools: list(text(500), 1e3),
	metadata: freeObject(25e4)
};
const agentConfig = object(AGENT_CONFIG_FIELDS);
const modelUsage = object({
	model: word,
	input_tokens: figure,
	cache_read_tokens: figure,
	cache_write_tokens: figure,
	output_tokens: figure,
	reasoning_tokens: figure,
	cost: figure
}, { keepsNulls: true });
const label = text(200);
const listedCall = object({
	source: label,
	model: label,
	calls: nullable(integer(0)),
	input_tokens: figure,
	cache_read_tokens: figure,
	cache_write_tokens: figure,
	hour_write_tokens: figure,
	output_tokens: figure,
	reasoning_tokens: figure,
	rate: nullable(label),
	above: figure,
	cost: figure
});
const usedPrice = object({
	model: label,
	rate: nullable(label),
	above: figure,
	list: label,
	input: number(0),
	cache_read: number(0),
	cache_write: number(0),
	cache_write_1h: number(0),
	output: number(0)
});
const verdict = object({
	kind: oneOf("completed", "failed", "turn_limit", "budget", "aborted"),
	text: nullable(sentence)
}, { keepsNulls: true });
const usageState = oneOf("measured", "partial", "unknown");
const tokenUsage = object({
	prompt_tokens: figure,
	completion_tokens: figure,
	total_tokens: figure,
	cost: figure,
	input_tokens: figure,
	cache_read_tokens: figure,
	cache_write_tokens: figure,
	output_tokens: figure,
	reasoning_tokens: figure,
	turns: figure,
	models: names,
	session_id: nullable(word),
	source: nullable(word),
	reason: optional(sentence),
	disagreement: optional(sentence),
	cost_estimated: orElse(flag, () => void 0),
	price_list: optional(word),
	agents: optional(names),
	by_model: optional(list(modelUsage, 100)),
	verdict: optional(verdict),
	state: orElse(usageState, ({ total_tokens, prompt_tokens }) => total_tokens === null && prompt_tokens === null ? "unknown" : "measured"),
	cost_average: orElse(flag, () => void 0),
	calls: optional(list(listedCall, 100)),
	prices: optional(list(usedPrice, 100))
});
const pullRequest = object({
	number: integer(1),
	head_ref: nullable(name),
	head_sha: nullable(sha),
	head_repository: nullable(name),
	base_ref: nullable(name),
	merge_sha: nullable(sha)
});
const processInfo = object({
	pid: integer(1),
	started: integer(1),
	namespaces: name,
	boot: name,
	machine: nullable(name)
}, { keepsNulls: true });
const hex = (digits) => textLike(`is no id of ${digits} hex digits`, (id) => id.length === digits && /^(?!0*$)[0-9a-f]+$/.test(id));
const runTrace = object({
	trace_id: hex(32),
	parent_span_id: nullable(hex(16))
}, { keepsNulls: true });
const runInfo = object({
	ci: orElse(name, () => "unknown"),
	workflow: nullable(name),
	run_id: nullable(name),
	attempt: nullable(integer()),
	job: nullable(name),
	job_backend_id: nullable(name),
	actor: nullable(name),
	event: nullable(name),
	url: nullable(name),
	runner: optional(name),
	process: optional(processInfo),
	pull_request: nullable(pullRequest),
	comment_id: optional(integer(1)),
	trace: optional(runTrace),
	repository_id: optional(text(100, { isName: true }))
});
const ownCommit = object({
	sha,
	subject: orElse(word, () => ""),
	replaces: optional(sha)
});
const foreignCommit = object({
	sha,
	subject: orElse(word, () => ""),
	reason: orElse(word, () => "")
});
const count = nullable(integer(0));
const changes = object({
	own_commits: list(ownCommit, 100),
	own_commit_count: orElse(integer(0), ({ own_commits }) => Array.isArray(own_commits) ? own_commits.length : 0),
	foreign_commits: optional(list(foreignCommit, 100)),
	foreign_commit_count: optional(integer(0)),
	files_changed: count,
	insertions: count,
	deletions: count
});
const check = object({
	command: orElse(command, () => ""),
	exit_code: integer(),
	duration_ms: orElse(number(0), () => 0),
	last_lines: list(sentence, 100)
});
const limits = object({
	max_cost_usd: figure,
	max_tokens: figure,
	budgets: list(object({
		amount: number(0),
		unit: oneOf("usd", "tokens"),
		per: oneOf("day", "pull_request", "branch", "project")
	}), 100),
	budget_unknown: orElse(oneOf("warn", "stop"), () => "warn")
});
const MOST_PROMPT_BYTES = 65536;
const sha256 = textLike("is no SHA-256", (digest) => /^[0-9a-f]{64}$/.test(digest));
const promptFields = object({
	text: nullable(utf8(MOST_PROMPT_BYTES)),
	sha256,
	bytes: integer(0),
	altered: orElse(flag, () => void 0)
}, { keepsNulls: true });
const prompt = {
	...promptFields,
	read: (value, reading) => {
		const cuts = reading.cuts.length;
		const found = promptFields.read(value, reading);
		return found !== WRONG && reading.cuts.length > cuts ? {
			...found,
			altered: true
		} : found;
	}
};
const MOST_NAMED = 300;
const setup = object({
	script_sha256: nullable(sha256),
	shell: nullable(word),
	directory: nullable(name),
	instructions: list(object({
		path: name,
		sha256
	}), MOST_NAMED),
	platform: nullable(word),
	image: nullable(word),
	image_version: nullable(word),
	env: list(word, MOST_NAMED),
	submodules: list(object({
		path: name,
		sha
	}), MOST_NAMED)
});
const template = object({
	name,
	blob: sha,
	inputs: freeObject(5e4)
});
const UNKNOWN_USAGE = {
	prompt_tokens: null,
	completion_tokens: null,
	total_tokens: null,
	cost: null,
	input_tokens: null,
	cache_read_tokens: null,
	cache_write_tokens: null,
	output_tokens: null,
	reasoning_tokens: null,
	turns: null,
	models: [],
	session_id: null,
	source: null,
	state: "unknown"
};
const EMPTY_AGENT_CONFIG = {
	name: null,
	command: null,
	model: null,
	max_tokens: null,
	temperature: null,
	system_prompt: null,
	tools: [],
	metadata: {}
};
const NO_CHANGES = {
	own_commits: [],
	own_commit_count: 0,
	files_changed: 0,
	insertions: 0,
	deletions: 0
};
function completeConfig(given, told) {
	return {
		name: given.name ?? told.name ?? null,
		command: given.command ?? told.command ?? null,
		model: given.model ?? told.model ?? null,
		max_tokens: given.max_tokens ?? told.max_tokens ?? null,
		temperature: given.temperature ?? told.temperature ?? null,
		system_prompt: given.system_prompt ?? told.system_prompt ?? null,
		tools: given.tools.length > 0 ? given.tools : told.tools ?? [],
		metadata: {
			...told.metadata,
			...given.metadata
		}
	};
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
const anyStatus = textLike("is no status", isStatus);
const endStatus = textLike("is no way to end", (text) => isStatus(text) && text !== "running");
const pushed = oneOf("pushed", "unchanged", "pinned", "bundled", "none");
const STEP_FIELDS = {
	uid: {
		column: "uid",
		kind: uid,
		said: "start"
	},
	projectId: {
		column: "project_id",
		kind: name,
		said: "start"
	},
	repository: {
		column: "repository",
		kind: nullable(name),
		said: "start"
	},
	branch: {
		column: "branch",
		kind: nullable(name),
		said: "both"
	},
	status: {
		column: "status",
		kind: endStatus,
		said: "end"
	},
	commitShaBefore: {
		column: "commit_sha_before",
		kind: nullable(sha),
		said: "start"
	},
	commitShaAfter: {
		column: "commit_sha_after",
		kind: nullable(sha),
		said: "end"
	},
	agentConfig: {
		column: "agent_config_json",
		kind: nullable(agentConfig),
		said: "both"
	},
	run: {
		column: "run_json",
		kind: nullable(runInfo),
		said: "start"
	},
	startTime: {
		column: "start_time",
		kind: timestamp,
		said: "start"
	},
	endTime: {
		column: "end_time",
		kind: nullable(timestamp),
		said: "end"
	},
	durationMs: {
		column: "duration_ms",
		kind: nullable(number(0)),
		said: "end"
	},
	tokenUsage: {
		column: "token_usage_json",
		kind: nullable(tokenUsage),
		said: "end"
	},
	exitCode: {
		column: "exit_code",
		kind: nullable(integer()),
		said: "end"
	},
	pushed: {
		column: "pushed",
		kind: nullable(pushed),
		said: "end"
	},
	pinRef: {
		column: "pin_ref",
		kind: nullable(name),
		said: "end"
	},
	changes: {
		column: "changes_json",
		kind: nullable(changes),
		said: "end"
	},
	notes: {
		column: "notes_json",
		kind: notes,
		said: "end"
	},
	createdAt: {
		column: "created_at",
		kind: timestamp,
		said: "record"
	},
	limits: {
		column: "limits_json",
		kind: nullable(limits),
		said: "start",
		since: 3
	},
	check: {
		column: "check_json",
		kind: nullable(check),
		said: "end",
		since: 3
	},
	prompt: {
		column: "prompt_json",
		kind: nullable(prompt),
		said: "start",
		since: 5
	},
	setup: {
		column: "setup_json",
		kind: nullable(setup),
		said: "start",
		since: 7
	},
	template: {
		column: "template_json",
		kind: nullable(template),
		said: "start",
		since: 7
	},
	replays: {
		column: "replays",
		kind: nullable(uid),
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
function objectSaid(...when) {
	const fields = STEP_FIELD_LIST.filter(({ said }) => when.includes(said)).map(({ key, kind }) => [key, kind]);
	return object(Object.fromEntries(fields));
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
Object.defineProperty(exports, "AGENT_CONFIG_FIELDS", {
	enumerable: true,
	get: function() {
		return AGENT_CONFIG_FIELDS;
	}
});
Object.defineProperty(exports, "EMPTY_AGENT_CONFIG", {
	enumerable: true,
	get: function() {
		return EMPTY_AGENT_CONFIG;
	}
});
Object.defineProperty(exports, "MOST_PROMPT_BYTES", {
	enumerable: true,
	get: function() {
		return MOST_PROMPT_BYTES;
	}
});
Object.defineProperty(exports, "NO_CHANGES", {
	enumerable: true,
	get: function() {
		return NO_CHANGES;
	}
});
Object.defineProperty(exports, "Reading", {
	enumerable: true,
	get: function() {
		return Reading;
	}
});
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
Object.defineProperty(exports, "UNKNOWN_USAGE", {
	enumerable: true,
	get: function() {
		return UNKNOWN_USAGE;
	}
});
Object.defineProperty(exports, "WRONG", {
	enumerable: true,
	get: function() {
		return WRONG;
	}
});
Object.defineProperty(exports, "agentConfig", {
	enumerable: true,
	get: function() {
		return agentConfig;
	}
});
Object.defineProperty(exports, "anyObject", {
	enumerable: true,
	get: function() {
		return anyObject;
	}
});
Object.defineProperty(exports, "anyStatus", {
	enumerable: true,
	get: function() {
		return anyStatus;
	}
});
Object.defineProperty(exports, "asArray", {
	enumerable: true,
	get: function() {
		return asArray;
	}
});
Object.defineProperty(exports, "asObject", {
	enumerable: true,
	get: function() {
		return asObject;
	}
});
Object.defineProperty(exports, "asText", {
	enumerable: true,
	get: function() {
		return asText;
	}
});
Object.defineProperty(exports, "check", {
	enumerable: true,
	get: function() {
		return check;
	}
});
Object.defineProperty(exports, "completeConfig", {
	enumerable: true,
	get: function() {
		return completeConfig;
	}
});
Object.defineProperty(exports, "dictionary", {
	enumerable: true,
	get: function() {
		return dictionary;
	}
});
Object.defineProperty(exports, "diffStatOf", {
	enumerable: true,
	get: function() {
		return diffStatOf;
	}
});
Object.defineProperty(exports, "dig", {
	enumerable: true,
	get: function() {
		return dig;
	}
});
Object.defineProperty(exports, "digObject", {
	enumerable: true,
	get: function() {
		return digObject;
	}
});
Object.defineProperty(exports, "digText", {
	enumerable: true,
	get: function() {
		return digText;
	}
});
Object.defineProperty(exports, "flag", {
	enumerable: true,
	get: function() {
		return flag;
	}
});
Object.defineProperty(exports, "fromStored", {
	enumerable: true,
	get: function() {
		return fromStored;
	}
});
Object.defineProperty(exports, "hasNoChanges", {
	enumerable: true,
	get: function() {
		return hasNoChanges;
	}
});
Object.defineProperty(exports, "integer", {
	enumerable: true,
	get: function() {
		return integer;
	}
});
Object.defineProperty(exports, "isObject", {
	enumerable: true,
	get: function() {
		return isObject;
	}
});
Object.defineProperty(exports, "list", {
	enumerable: true,
	get: function() {
		return list;
	}
});
Object.defineProperty(exports, "name", {
	enumerable: true,
	get: function() {
		return name;
	}
});
Object.defineProperty(exports, "notes", {
	enumerable: true,
	get: function() {
		return notes;
	}
});
Object.defineProperty(exports, "nullable", {
	enumerable: true,
	get: function() {
		return nullable;
	}
});
Object.defineProperty(exports, "number", {
	enumerable: true,
	get: function() {
		return number;
	}
});
Object.defineProperty(exports, "object", {
	enumerable: true,
	get: function() {
		return object;
	}
});
Object.defineProperty(exports, "oneOf", {
	enumerable: true,
	get: function() {
		return oneOf;
	}
});
Object.defineProperty(exports, "orElse", {
	enumerable: true,
	get: function() {
		return orElse;
	}
});
Object.defineProperty(exports, "pair", {
	enumerable: true,
	get: function() {
		return pair;
	}
});
Object.defineProperty(exports, "parseJson", {
	enumerable: true,
	get: function() {
		return parseJson;
	}
});
Object.defineProperty(exports, "parseObject", {
	enumerable: true,
	get: function() {
		return parseObject;
	}
});
Object.defineProperty(exports, "partial", {
	enumerable: true,
	get: function() {
		return partial;
	}
});
Object.defineProperty(exports, "runInfo", {
	enumerable: true,
	get: function() {
		return runInfo;
	}
});
Object.defineProperty(exports, "sentence", {
	enumerable: true,
	get: function() {
		return sentence;
	}
});
Object.defineProperty(exports, "sha", {
	enumerable: true,
	get: function() {
		return sha;
	}
});
Object.defineProperty(exports, "stepDraft", {
	enumerable: true,
	get: function() {
		return stepDraft;
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
Object.defineProperty(exports, "text", {
	enumerable: true,
	get: function() {
		return text;
	}
});
Object.defineProperty(exports, "timestamp", {
	enumerable: true,
	get: function() {
		return timestamp;
	}
});
Object.defineProperty(exports, "toSortedJson", {
	enumerable: true,
	get: function() {
		return toSortedJson;
	}
});
Object.defineProperty(exports, "toStored", {
	enumerable: true,
	get: function() {
		return toStored;
	}
});
Object.defineProperty(exports, "tokenUsage", {
	enumerable: true,
	get: function() {
		return tokenUsage;
	}
});
Object.defineProperty(exports, "transformed", {
	enumerable: true,
	get: function() {
		return transformed;
	}
});
Object.defineProperty(exports, "uid", {
	enumerable: true,
	get: function() {
		return uid;
	}
});
