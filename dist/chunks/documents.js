const require_kinds = require("./kinds.js");
// src/domain/documents.ts
const name = require_kinds.text(4096, { isName: true });
const command = require_kinds.text(1e5);
const sentence = require_kinds.text(4e3);
const notes = require_kinds.list(sentence, 100);
const word = require_kinds.text(1e3);
const figure = require_kinds.nullable(require_kinds.number(0));
const names = require_kinds.list(word, 100);
const AGENT_CONFIG_FIELDS = {
	name: require_kinds.nullable(word),
	command: require_kinds.nullable(command),
	model: require_kinds.nullable(word),
	max_tokens: require_kinds.nullable(require_kinds.number()),
	temperature: require_kinds.nullable(require_kinds.number()),
	system_prompt: require_kinds.nullable(require_kinds.text(25e4)),
	tools: require_kinds.list(require_kinds.text(500), 1e3),
	metadata: require_kinds.freeObject(25e4)
};
const agentConfig = require_kinds.object(AGENT_CONFIG_FIELDS);
const modelUsage = require_kinds.object({
	model: word,
	input_tokens: figure,
	cache_read_tokens: figure,
	cache_write_tokens: figure,
	output_tokens: figure,
	reasoning_tokens: figure,
	cost: figure
}, { keepsNulls: true });
const label = require_kinds.text(200);
const listedCall = require_kinds.object({
	source: label,
	model: label,
	calls: require_kinds.nullable(require_kinds.integer(0)),
	input_tokens: figure,
	cache_read_tokens: figure,
	cache_write_tokens: figure,
	hour_write_tokens: figure,
	output_tokens: figure,
	reasoning_tokens: figure,
	rate: require_kinds.nullable(label),
	above: figure,
	cost: figure
});
const usedPrice = require_kinds.object({
	model: label,
	rate: require_kinds.nullable(label),
	above: figure,
	list: label,
	input: require_kinds.number(0),
	cache_read: require_kinds.number(0),
	cache_write: require_kinds.number(0),
	cache_write_1h: require_kinds.number(0),
	output: require_kinds.number(0)
});
const verdict = require_kinds.object({
	kind: require_kinds.oneOf("completed", "failed", "turn_limit", "budget", "aborted"),
	text: require_kinds.nullable(sentence)
}, { keepsNulls: true });
const usageState = require_kinds.oneOf("measured", "partial", "unknown");
const tokenUsage = require_kinds.object({
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
	session_id: require_kinds.nullable(word),
	source: require_kinds.nullable(word),
	reason: require_kinds.optional(sentence),
	disagreement: require_kinds.optional(sentence),
	cost_estimated: require_kinds.orElse(require_kinds.flag, () => void 0),
	price_list: require_kinds.optional(word),
	agents: require_kinds.optional(names),
	by_model: require_kinds.optional(require_kinds.list(modelUsage, 100)),
	verdict: require_kinds.optional(verdict),
	state: require_kinds.orElse(usageState, ({ total_tokens, prompt_tokens }) => total_tokens === null && prompt_tokens === null ? "unknown" : "measured"),
	cost_average: require_kinds.orElse(require_kinds.flag, () => void 0),
	calls: require_kinds.optional(require_kinds.list(listedCall, 100)),
	prices: require_kinds.optional(require_kinds.list(usedPrice, 100))
});
const pullRequest = require_kinds.object({
	number: require_kinds.integer(1),
	head_ref: require_kinds.nullable(name),
	head_sha: require_kinds.nullable(require_kinds.sha),
	head_repository: require_kinds.nullable(name),
	base_ref: require_kinds.nullable(name),
	merge_sha: require_kinds.nullable(require_kinds.sha)
});
const processInfo = require_kinds.object({
	pid: require_kinds.integer(1),
	started: require_kinds.integer(1),
	namespaces: name,
	boot: name,
	machine: require_kinds.nullable(name)
}, { keepsNulls: true });
const runInfo = require_kinds.object({
	ci: require_kinds.orElse(name, () => "unknown"),
	workflow: require_kinds.nullable(name),
	run_id: require_kinds.nullable(name),
	attempt: require_kinds.nullable(require_kinds.integer()),
	job: require_kinds.nullable(name),
	job_backend_id: require_kinds.nullable(name),
	actor: require_kinds.nullable(name),
	event: require_kinds.nullable(name),
	url: require_kinds.nullable(name),
	runner: require_kinds.optional(name),
	process: require_kinds.optional(processInfo),
	pull_request: require_kinds.nullable(pullRequest)
});
const ownCommit = require_kinds.object({
	sha: require_kinds.sha,
	subject: require_kinds.orElse(word, () => "")
});
const foreignCommit = require_kinds.object({
	sha: require_kinds.sha,
	subject: require_kinds.orElse(word, () => ""),
	reason: require_kinds.orElse(word, () => "")
});
const count = require_kinds.nullable(require_kinds.integer(0));
const changes = require_kinds.object({
	own_commits: require_kinds.list(ownCommit, 100),
	own_commit_count: require_kinds.orElse(require_kinds.integer(0), ({ own_commits }) => Array.isArray(own_commits) ? own_commits.length : 0),
	foreign_commits: require_kinds.optional(require_kinds.list(foreignCommit, 100)),
	foreign_commit_count: require_kinds.optional(require_kinds.integer(0)),
	files_changed: count,
	insertions: count,
	deletions: count
});
const check = require_kinds.object({
	command: require_kinds.orElse(command, () => ""),
	exit_code: require_kinds.integer(),
	duration_ms: require_kinds.orElse(require_kinds.number(0), () => 0),
	last_lines: require_kinds.list(sentence, 100)
});
const budget = require_kinds.object({
	amount: require_kinds.number(0),
	unit: require_kinds.oneOf("usd", "tokens"),
	per: require_kinds.oneOf("day", "pull_request", "branch", "project")
});
const limits = require_kinds.object({
	max_cost_usd: figure,
	max_tokens: figure,
	budgets: require_kinds.list(budget, 100),
	budget_unknown: require_kinds.orElse(require_kinds.oneOf("warn", "stop"), () => "warn")
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
Object.defineProperty(exports, "NO_CHANGES", {
	enumerable: true,
	get: function() {
		return NO_CHANGES;
	}
});
Object.defineProperty(exports, "UNKNOWN_USAGE", {
	enumerable: true,
	get: function() {
		return UNKNOWN_USAGE;
	}
});
Object.defineProperty(exports, "agentConfig", {
	enumerable: true,
	get: function() {
		return agentConfig;
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
Object.defineProperty(exports, "limits", {
	enumerable: true,
	get: function() {
		return limits;
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
Object.defineProperty(exports, "tokenUsage", {
	enumerable: true,
	get: function() {
		return tokenUsage;
	}
});
