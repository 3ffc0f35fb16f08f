(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
let node_crypto = __late(() => require("node:crypto"));
let node_os = require("node:os");
let node_path = require("node:path");
let node_fs = require("node:fs");
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
		return `${value.slice(0, end).toWellFormed()}\u2026`;
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
		return `${value.slice(0, read).toWellFormed()}\u2026`;
	} };
}
function textLike(reason, isRight) {
	const isValue = (value) => typeof value === "string" && isRight(value);
	return { read: (value, reading) => isValue(value) ? value : reading.isWrong(reason) };
}
const anyText = textLike("is no text", () => true);
const uid = textLike("is no UUIDv7", require_action_post_help_run_steps.isUid);
const sha = textLike("is no full commit SHA", require_action_post_help_run_steps.isSha);
const sha256 = textLike("is no SHA-256", (digest) => /^[0-9a-f]{64}$/.test(digest));
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
			const field = readField(key, kind, Object.hasOwn(value, key) ? value[key] : void 0, {
				reading,
				found
			});
			if (field === WRONG) return WRONG;
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
function readField(key, kind, given, { reading, found }) {
	const field = given === void 0 && kind.missing !== void 0 ? kind.missing(found) : reading.at(key, kind, given);
	return field === WRONG && !reading.isStrict && kind.missing !== void 0 ? kind.missing(found) : field;
}
function emptyOf(kind) {
	const found = kind.read({}, new Reading(false));
	if (found === WRONG) throw new Error("A field of it cannot be missing.");
	return found;
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
const agentConfig = object({
	name: nullable(word),
	command: nullable(command),
	model: nullable(word),
	max_tokens: nullable(number()),
	temperature: nullable(number()),
	system_prompt: nullable(text(25e4)),
	tools: list(text(500), 1e3),
	metadata: freeObject(25e4)
});
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
	repository_id: optional(text(100, { isName: true })),
	remote_sha256: optional(sha256)
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
	deletions: count,
	files_uncommitted: optional(integer(1))
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
		per: oneOf(...[
			"day",
			"pull_request",
			"branch",
			"project"
		], ...[
			"organisation",
			"organisation_day",
			"organisation_month",
			"team",
			"team_day",
			"team_month"
		])
	}), 100),
	budget_unknown: orElse(oneOf("warn", "stop"), () => "warn")
});
const MOST_PROMPT_BYTES = 65536;
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
	}), MOST_NAMED),
	check: optional(command)
});
const chain = object({ seen: list(object({
	uid,
	sha256,
	number: nullable(integer(1)),
	ended: orElse(flag, () => void 0)
}), 64) }, { keepsNulls: true });
const template = object({
	name,
	blob: sha,
	inputs: freeObject(5e4)
});
const labels = freeObject(5e3);
const UNKNOWN_USAGE = emptyOf(tokenUsage);
const NO_AGENT_USAGE = {
	...UNKNOWN_USAGE,
	prompt_tokens: 0,
	completion_tokens: 0,
	total_tokens: 0,
	cost: 0,
	turns: 0,
	input_tokens: 0,
	cache_read_tokens: 0,
	cache_write_tokens: 0,
	output_tokens: 0,
	reasoning_tokens: 0,
	source: "the agent never started",
	state: "measured"
};
const EMPTY_AGENT_CONFIG = emptyOf(agentConfig);
const NO_CHANGES = {
	...emptyOf(changes),
	files_changed: 0,
	insertions: 0,
	deletions: 0
};
function completeConfig(given, told) {
	const isKnown = (value) => value != null && !(Array.isArray(value) && value.length === 0);
	const known = (config) => Object.fromEntries(Object.entries(config).filter(([, value]) => isKnown(value)));
	const metadata = {
		...told.metadata,
		...given.metadata
	};
	return {
		...EMPTY_AGENT_CONFIG,
		...known(told),
		...known(given),
		metadata
	};
}
// src/domain/text.ts
const ESC = "\x1B";
const ESCAPES = [
	new RegExp(`(?:${ESC}[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u009c${ESC}\n]*(?:[\u0007\u009c]|${ESC}\\\\)?`, "g"),
	new RegExp(`(?:${ESC}\\[|\u009b)[0-?]*[ -/]*[@-~]?`, "g"),
	new RegExp(`${ESC}[ -/]*[0-~]?`, "g")
];
function stripEscapes(text) {
	return ESCAPES.reduce((plain, escapes) => plain.replaceAll(escapes, ""), text);
}
function cutText(text, most) {
	if (text.length <= most) return text;
	const characters = Array.from(text.slice(0, 2 * most + 2));
	if (characters.length <= most) return text;
	return `${characters.slice(0, Math.max(0, most - 1)).join("").trimEnd()}\u2026`;
}
function capital(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
function withArticle(noun) {
	return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}
function nameSome(names, most) {
	return `${names.slice(0, most).join(", ")}${names.length > most ? " \u2026" : ""}`;
}
function nameFirst(items, most, name) {
	const named = items.slice(0, most).map(name).join(", ");
	return items.length > most ? `${named} and ${items.length - most} more` : named;
}
function listInWords(items) {
	return joinFilled([items.slice(0, -1).join(", "), items.at(-1) ?? ""], " and ");
}
function compareTexts(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}
function joinFilled(parts, separator) {
	return parts.filter((part) => part !== "").join(separator);
}
function asSentence(text) {
	const words = text.trimEnd();
	return /[.!?\u2026]["'\u201d)]*(?: \(LF\d{3}\))?$/.test(words) ? words : `${words}.`;
}
const MOST_NAMES = 3;
function nearNames(name, names) {
	const wanted = name.toLowerCase();
	const most = Math.max(wanted.length < 4 ? 1 : 2, Math.floor(wanted.length / 4));
	return names.map((other) => ({
		other,
		apart: distance(wanted, other.toLowerCase())
	})).filter(({ other, apart }) => apart <= most || lastPart(other) === lastPart(name)).sort((a, b) => a.apart - b.apart).slice(0, MOST_NAMES).map(({ other }) => other);
}
function lastPart(name) {
	return name.toLowerCase().slice(name.lastIndexOf("/") + 1);
}
function distance(one, other) {
	let above = Array.from({ length: other.length + 1 }, (_, at) => at);
	for (const [row, letter] of [...one].entries()) {
		const line = [row + 1];
		for (let at = 0; at < other.length; at++) {
			const changed = (above[at] ?? 0) + (other[at] === letter ? 0 : 1);
			line.push(Math.min(changed, (above[at + 1] ?? 0) + 1, (line[at] ?? 0) + 1));
		}
		above = line;
	}
	return above.at(-1) ?? 0;
}
// src/domain/ports/store.ts
const FRAGMENT_FILE = "record.json";
const STORE_NAMES = [
	"artifact",
	"cache",
	"git",
	"file",
	"postgres"
];
const MIRROR_NAMES = ["git"];
function settlesIds(store) {
	return store === "file" || store === "git" || store === "postgres";
}
function isStored(publication) {
	return publication.kind === "published" || publication.kind === "fragment";
}
// src/system/process-info.ts
var process_info_exports = require_rolldown_runtime.__exportAll({
	describeProcess: () => describeProcess,
	identifyRun: () => identifyRun,
	isUnderWay: () => isUnderWay,
	outlivesTerminal: () => outlivesTerminal,
	processProof: () => processProof,
	proveGone: () => proveGone
});
const OUTSIDE_CONTAINERS = "pid:[4026531836]";
function describeProcess(env) {
	if (env.RUNNER_ENVIRONMENT === "github-hosted") return null;
	const boot = readLine("/proc/sys/kernel/random/boot_id");
	const namespaces = readNamespaces();
	const stat = readStat(process.pid);
	if (boot === null || namespaces === null || stat === null) return null;
	const machine = readLine("/etc/machine-id");
	return {
		pid: process.pid,
		started: stat.started,
		namespaces,
		boot: digest(boot),
		machine: machine === null ? null : digest(`${machine} ${(0, node_os.hostname)()}`)
	};
}
function identifyRun(run, env) {
	const runner = env.RUNNER_NAME?.trim() || null;
	const info = describeProcess(env);
	return {
		...run,
		...runner === null ? {} : { runner },
		...info === null ? {} : { process: info }
	};
}
const processProof = { proveOver: async ({ process: info }) => info == null ? null : proveGone(info) };
function proveGone(info) {
	const here = describeProcess({});
	if (here === null) return null;
	if (here.boot !== info.boot) return info.machine !== null && info.machine === here.machine && isOutside(info) && isOutside(here) ? "the machine it ran on has started again since." : null;
	if (info.namespaces !== here.namespaces || !isGone(info)) return null;
	return `its process (${info.pid}) is gone from the machine it ran on.`;
}
function isUnderWay(info) {
	const here = describeProcess({});
	if (info === null || here === null || info.boot !== here.boot || info.namespaces !== here.namespaces) return null;
	return !isGone(info);
}
function outlivesTerminal({ _: startedAs = "" }) {
	if ((0, node_path.basename)(startedAs) === "nohup") return true;
	const status = readLine(`/proc/${process.ppid}/status`) ?? "";
	const ignored = /^SigIgn:\s*[0-9a-f]*([0-9a-f])$/m.exec(status)?.[1] ?? "0";
	return Number.parseInt(ignored, 16) % 2 === 1 || isWriteOnlyNull();
}
function isWriteOnlyNull() {
	const flags = /^flags:\s*[0-7]*([0-7])$/m.exec(readLine("/proc/self/fdinfo/0") ?? "")?.[1] ?? "0";
	return Number(flags) % 4 === 1 && readLink("/proc/self/fd/0") === "/dev/null";
}
function isOutside({ namespaces }) {
	return namespaces.startsWith(`${OUTSIDE_CONTAINERS} `);
}
function isGone({ pid, started }) {
	try {
		process.kill(pid, 0);
	} catch (error) {
		if (require_action_post_help_run_steps.errnoCode(error) === "ESRCH") return true;
	}
	const stat = readStat(pid);
	return stat !== null && (stat.started !== started || stat.isDead);
}
function readStat(pid) {
	const stat = require_action_post_help_run_steps.readRegularFile(`/proc/${pid}/stat`)?.toString("latin1") ?? "";
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	const started = Number(fields[19]);
	if (!Number.isSafeInteger(started) || started <= 0) return null;
	return {
		started,
		isDead: fields[0] === "Z" || fields[0] === "X"
	};
}
function readNamespaces() {
	const pids = readLink("/proc/self/ns/pid");
	if (pids === null || readLink("/proc/self") !== String(process.pid)) return null;
	return `${pids} ${readLink("/proc/self/ns/time") ?? "time:[]"}`;
}
function readLink(path) {
	try {
		return (0, node_fs.readlinkSync)(path);
	} catch {
		return null;
	}
}
function readLine(path) {
	return require_action_post_help_run_steps.readRegularFile(path)?.toString("utf8").trim() || null;
}
function digest(text) {
	return (0, node_crypto.createHmac)("sha256", "laforge").update(text).digest("hex").slice(0, 32);
}
// src/system/folders.ts
function makeFolder(path, mode) {
	if (require_action_post_help_run_steps.isFolder(path)) return;
	const parent = (0, node_path.dirname)(path);
	if (parent !== path) makeFolder(parent, mode);
	try {
		(0, node_fs.mkdirSync)(path, { mode });
	} catch (error) {
		if (!require_action_post_help_run_steps.isFolder(path)) throw error;
	}
}
function checkWritable(path) {
	if (require_action_post_help_run_steps.isFolder(path)) (0, node_fs.rmdirSync)((0, node_fs.mkdtempSync)((0, node_path.join)(path, ".laforge-")));
	else checkWritable((0, node_path.dirname)(path));
}
function makeTemporaryFolderUsable(env, cwd) {
	for (const name of [
		"TMPDIR",
		"TMP",
		"TEMP"
	]) {
		const value = env[name];
		if (!value) continue;
		const folder = (0, node_path.resolve)(cwd, value);
		if (isUsable(folder)) env[name] = folder;
		else delete env[name];
	}
}
function isUsable(folder) {
	try {
		(0, node_fs.accessSync)(folder, node_fs.constants.W_OK);
		return (0, node_fs.statSync)(folder).isDirectory();
	} catch {
		return false;
	}
}
const OWNER = "owner.json";
const owner = object({
	process: processInfo,
	uid: nullable(uid)
});
const OWNED = /^laforge-(?:(?:git|scratch|bisect|history|verify)-)?[A-Za-z0-9]{6}$/;
const MOST_REMOVED = 100;
function noteOwner(folder, uid = null) {
	const info = describeProcess({});
	if (info !== null) quietly(() => (0, node_fs.writeFileSync)((0, node_path.join)(folder, OWNER), JSON.stringify({
		process: info,
		uid
	})));
}
function removeAbandoned(parent, hasAgent) {
	quietly(() => {
		const names = (0, node_fs.readdirSync)(parent).filter((name) => OWNED.test(name));
		for (const folder of names.slice(0, MOST_REMOVED).map((name) => (0, node_path.join)(parent, name))) quietly(() => {
			if (isAbandoned(folder, hasAgent)) (0, node_fs.rmSync)(folder, {
				recursive: true,
				force: true
			});
		});
	});
}
function isAbandoned(folder, hasAgent) {
	const stat = (0, node_fs.lstatSync)(folder);
	if (!stat.isDirectory() || stat.uid !== process.getuid?.()) return false;
	const text = require_action_post_help_run_steps.readRegularFile((0, node_path.join)(folder, OWNER))?.toString("utf8");
	const found = text === void 0 ? WRONG : owner.read(parseJson(text), new Reading(true));
	if (found === WRONG || proveGone(found.process) === null) return false;
	if ((0, node_fs.existsSync)((0, node_path.join)(folder, "record.json"))) return false;
	return found.uid === null || !hasAgent(found.uid);
}
function quietly(change) {
	try {
		change();
	} catch {}
}
Object.defineProperty(exports, "EMPTY_AGENT_CONFIG", {
	enumerable: true,
	get: function() {
		return EMPTY_AGENT_CONFIG;
	}
});
Object.defineProperty(exports, "FRAGMENT_FILE", {
	enumerable: true,
	get: function() {
		return FRAGMENT_FILE;
	}
});
Object.defineProperty(exports, "MIRROR_NAMES", {
	enumerable: true,
	get: function() {
		return MIRROR_NAMES;
	}
});
Object.defineProperty(exports, "MOST_PROMPT_BYTES", {
	enumerable: true,
	get: function() {
		return MOST_PROMPT_BYTES;
	}
});
Object.defineProperty(exports, "NO_AGENT_USAGE", {
	enumerable: true,
	get: function() {
		return NO_AGENT_USAGE;
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
Object.defineProperty(exports, "STORE_NAMES", {
	enumerable: true,
	get: function() {
		return STORE_NAMES;
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
Object.defineProperty(exports, "anyText", {
	enumerable: true,
	get: function() {
		return anyText;
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
Object.defineProperty(exports, "asSentence", {
	enumerable: true,
	get: function() {
		return asSentence;
	}
});
Object.defineProperty(exports, "asText", {
	enumerable: true,
	get: function() {
		return asText;
	}
});
Object.defineProperty(exports, "capital", {
	enumerable: true,
	get: function() {
		return capital;
	}
});
Object.defineProperty(exports, "chain", {
	enumerable: true,
	get: function() {
		return chain;
	}
});
Object.defineProperty(exports, "changes", {
	enumerable: true,
	get: function() {
		return changes;
	}
});
Object.defineProperty(exports, "check", {
	enumerable: true,
	get: function() {
		return check;
	}
});
Object.defineProperty(exports, "checkWritable", {
	enumerable: true,
	get: function() {
		return checkWritable;
	}
});
Object.defineProperty(exports, "compareTexts", {
	enumerable: true,
	get: function() {
		return compareTexts;
	}
});
Object.defineProperty(exports, "completeConfig", {
	enumerable: true,
	get: function() {
		return completeConfig;
	}
});
Object.defineProperty(exports, "cutText", {
	enumerable: true,
	get: function() {
		return cutText;
	}
});
Object.defineProperty(exports, "describeProcess", {
	enumerable: true,
	get: function() {
		return describeProcess;
	}
});
Object.defineProperty(exports, "dictionary", {
	enumerable: true,
	get: function() {
		return dictionary;
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
Object.defineProperty(exports, "identifyRun", {
	enumerable: true,
	get: function() {
		return identifyRun;
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
Object.defineProperty(exports, "isStored", {
	enumerable: true,
	get: function() {
		return isStored;
	}
});
Object.defineProperty(exports, "isUnderWay", {
	enumerable: true,
	get: function() {
		return isUnderWay;
	}
});
Object.defineProperty(exports, "joinFilled", {
	enumerable: true,
	get: function() {
		return joinFilled;
	}
});
Object.defineProperty(exports, "labels", {
	enumerable: true,
	get: function() {
		return labels;
	}
});
Object.defineProperty(exports, "limits", {
	enumerable: true,
	get: function() {
		return limits;
	}
});
Object.defineProperty(exports, "list", {
	enumerable: true,
	get: function() {
		return list;
	}
});
Object.defineProperty(exports, "listInWords", {
	enumerable: true,
	get: function() {
		return listInWords;
	}
});
Object.defineProperty(exports, "makeFolder", {
	enumerable: true,
	get: function() {
		return makeFolder;
	}
});
Object.defineProperty(exports, "makeTemporaryFolderUsable", {
	enumerable: true,
	get: function() {
		return makeTemporaryFolderUsable;
	}
});
Object.defineProperty(exports, "name", {
	enumerable: true,
	get: function() {
		return name;
	}
});
Object.defineProperty(exports, "nameFirst", {
	enumerable: true,
	get: function() {
		return nameFirst;
	}
});
Object.defineProperty(exports, "nameSome", {
	enumerable: true,
	get: function() {
		return nameSome;
	}
});
Object.defineProperty(exports, "nearNames", {
	enumerable: true,
	get: function() {
		return nearNames;
	}
});
Object.defineProperty(exports, "noteOwner", {
	enumerable: true,
	get: function() {
		return noteOwner;
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
Object.defineProperty(exports, "outlivesTerminal", {
	enumerable: true,
	get: function() {
		return outlivesTerminal;
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
Object.defineProperty(exports, "processInfo", {
	enumerable: true,
	get: function() {
		return processInfo;
	}
});
Object.defineProperty(exports, "processProof", {
	enumerable: true,
	get: function() {
		return processProof;
	}
});
Object.defineProperty(exports, "process_info_exports", {
	enumerable: true,
	get: function() {
		return process_info_exports;
	}
});
Object.defineProperty(exports, "prompt", {
	enumerable: true,
	get: function() {
		return prompt;
	}
});
Object.defineProperty(exports, "quietly", {
	enumerable: true,
	get: function() {
		return quietly;
	}
});
Object.defineProperty(exports, "readField", {
	enumerable: true,
	get: function() {
		return readField;
	}
});
Object.defineProperty(exports, "removeAbandoned", {
	enumerable: true,
	get: function() {
		return removeAbandoned;
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
Object.defineProperty(exports, "settlesIds", {
	enumerable: true,
	get: function() {
		return settlesIds;
	}
});
Object.defineProperty(exports, "setup", {
	enumerable: true,
	get: function() {
		return setup;
	}
});
Object.defineProperty(exports, "sha", {
	enumerable: true,
	get: function() {
		return sha;
	}
});
Object.defineProperty(exports, "sha256", {
	enumerable: true,
	get: function() {
		return sha256;
	}
});
Object.defineProperty(exports, "stripEscapes", {
	enumerable: true,
	get: function() {
		return stripEscapes;
	}
});
Object.defineProperty(exports, "template", {
	enumerable: true,
	get: function() {
		return template;
	}
});
Object.defineProperty(exports, "text", {
	enumerable: true,
	get: function() {
		return text;
	}
});
Object.defineProperty(exports, "textLike", {
	enumerable: true,
	get: function() {
		return textLike;
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
Object.defineProperty(exports, "uid", {
	enumerable: true,
	get: function() {
		return uid;
	}
});
Object.defineProperty(exports, "withArticle", {
	enumerable: true,
	get: function() {
		return withArticle;
	}
});
});
