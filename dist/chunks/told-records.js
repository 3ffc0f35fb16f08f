(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_model_shares = require("./model-shares.js");
const require_read_records = require("./read-records.js");
// src/usage/told-records.ts
const COUNTS = [...[
	"input_tokens",
	"cache_read_tokens",
	"cache_write_tokens",
	"output_tokens",
	"reasoning_tokens"
], ...[
	"prompt_tokens",
	"completion_tokens",
	"total_tokens",
	"turns"
]];
const KEYS = [
	...COUNTS,
	"cost",
	"model",
	"models",
	"session_id"
];
const MOST_MODELS = 20;
const UNUSABLE = "a line or a figure of it cannot be used, or its figures contradict each other";
const NO_TOTAL = "it does not tell all tokens";
function readToldRecord(value) {
	const own = (key) => Object.getOwnPropertyDescriptor(value, key)?.value;
	const read = COUNTS.map((key) => [key, require_model_shares.readCount(own(key))]);
	const told = Object.fromEntries(read.map(([key, count]) => [key, known(count)]));
	const pick = (key) => told[key] ?? null;
	const cost = require_model_shares.readCost(own("cost"));
	const [input, cacheRead, cacheWrite] = [
		pick("input_tokens"),
		pick("cache_read_tokens"),
		pick("cache_write_tokens")
	];
	const givenTotal = pick("total_tokens");
	const knownPrompt = input === null ? pick("prompt_tokens") : require_model_shares.addCounts(input, cacheRead, cacheWrite);
	const knownOutput = pick("output_tokens") ?? pick("completion_tokens");
	const prompt = knownPrompt ?? restOf(givenTotal, knownOutput);
	const output = knownOutput ?? restOf(givenTotal, knownPrompt);
	const total = prompt !== null && output !== null ? prompt + output : givenTotal;
	const agrees = (key, count) => pick(key) === null || pick(key) === count;
	const isUsable = [...read.map(([, count]) => count), cost].every((figure) => !Number.isNaN(figure));
	const isClear = total === null || prompt === null === (output === null);
	return {
		input,
		cacheRead,
		cacheWrite,
		output,
		reasoning: pick("reasoning_tokens"),
		prompt,
		total,
		turns: pick("turns"),
		cost: known(cost),
		models: readModels(own("model"), own("models")),
		session: require_model_shares.toName(own("session_id")),
		isSound: isUsable && isClear && agrees("prompt_tokens", prompt) && agrees("completion_tokens", output) && agrees("total_tokens", total)
	};
}
function findTold(records, source, isComplete) {
	const add = (key) => require_model_shares.sumCounts(records.map((one) => one[key]));
	const isSplit = records.every((one) => one.prompt === null || one.input !== null);
	const [prompt, output, reasoning] = [
		add("prompt"),
		add("output"),
		add("reasoning")
	];
	const loneTotal = require_model_shares.sumCounts(records.map((one) => (one.prompt ?? one.output) === null ? one.total : null));
	const isTotalKnown = loneTotal !== null || prompt !== null && output !== null;
	const isReasoningSound = (reasoning ?? 0) <= (output ?? Number.POSITIVE_INFINITY);
	const figures = {
		input: isSplit ? add("input") : null,
		cacheRead: isSplit ? add("cacheRead") : null,
		cacheWrite: isSplit ? add("cacheWrite") : null,
		output,
		reasoning: isReasoningSound ? reasoning : null
	};
	const coarse = {
		prompt,
		total: isTotalKnown ? require_model_shares.sumCounts([
			prompt,
			output,
			loneTotal
		]) : null
	};
	const spent = {
		turns: add("turns"),
		cost: add("cost")
	};
	const sums = [...Object.values(coarse), ...Object.values(spent)].filter((count) => count !== null);
	if (!require_model_shares.isSound(figures) || sums.some((sum) => sum > Number.MAX_SAFE_INTEGER)) return null;
	if (!require_model_shares.hasFigures(figures) && sums.length === 0) return null;
	const reason = !isComplete || !isReasoningSound || !records.every((one) => one.isSound) ? UNUSABLE : !isTotalKnown || loneTotal !== null && (prompt ?? output) !== null ? NO_TOTAL : null;
	return {
		figures,
		coarse,
		...spent,
		models: shareOut(records, {
			...figures,
			...spent
		}),
		source,
		sessionId: records.findLast((one) => one.session !== null)?.session ?? null,
		state: reason === null ? "measured" : "partial",
		reason,
		verdict: null,
		config: {}
	};
}
function shareOut(records, all) {
	const names = [...new Set(records.flatMap(({ models }) => models))].slice(0, MOST_MODELS);
	const unknown = names.map((model) => require_model_shares.toShare(require_model_shares.NO_FIGURES, model));
	const [only] = names;
	if (names.length === 1 && only !== void 0) return all.input === null || all.output === null ? unknown : [{
		...all,
		model: only
	}];
	const used = records.filter((one) => (one.prompt ?? one.output ?? one.total) !== null);
	const shares = used.flatMap(({ models, input, cacheRead, cacheWrite, output, reasoning, cost }) => {
		const [model] = models;
		if (model === void 0 || models.length > 1 || input === null || output === null) return [];
		return [{
			model,
			input,
			cacheRead,
			cacheWrite,
			output,
			reasoning,
			turns: null,
			cost
		}];
	});
	return shares.length > 0 && shares.length === used.length ? require_model_shares.addShares(shares) : unknown;
}
function restOf(total, part) {
	return part === null ? null : known(require_model_shares.subtractCounts(total, part));
}
function known(count) {
	return Number.isNaN(count) ? null : count;
}
function readModels(model, models) {
	const names = [model, ...Array.isArray(models) ? models : [models]].map(require_model_shares.toName);
	return [...new Set(names.filter((name) => name !== null))].slice(0, MOST_MODELS);
}
const SOURCE = "LAFORGE_USAGE_FILE";
const MOST_BYTES = 0xa00000;
const MOST_LINES = 1e5;
async function readUsageFile(path) {
	const content = await require_read_records.readText(path, MOST_BYTES);
	return content === void 0 ? {
		findings: null,
		unknownKeys: []
	} : parseUsage(content.text, content.isWhole);
}
function parseUsage(text, isWhole = true) {
	const unknown = new Set();
	const parse = (record) => {
		const value = require_action_help_run_steps.parseObject(record);
		if (value === void 0) return;
		for (const key of unknownKeysOf(value)) unknown.add(key);
		return readToldRecord(value);
	};
	const tell = (records, isComplete) => ({
		findings: findTold(records, SOURCE, isComplete),
		unknownKeys: [...unknown]
	});
	const single = isWhole ? parse(text) : void 0;
	if (single !== void 0) return tell([single], true);
	const lines = text.split("\n", 100001);
	const records = lines.slice(0, MOST_LINES).map((line) => line.trim() === "" ? null : parse(line));
	const isComplete = isWhole && lines.length <= MOST_LINES && !records.includes(void 0);
	return tell(records.filter((record) => record != null), isComplete);
}
const MOST_NAMED = 3;
const LONGEST_KEY = 1e4;
function unknownKeysOf(record) {
	return Object.keys(record).filter((key) => !KEYS.includes(key));
}
function unknownKeySentences(keys, redact, where = "The usage file has") {
	if (keys.length === 0) return [];
	return [`${where} unknown keys, which are ignored: ${require_action_help_run_steps.nameFirst(keys, MOST_NAMED, (key) => {
		const shown = redact(key.slice(0, LONGEST_KEY));
		const word = shown.slice(0, 80).toLowerCase();
		const [meant = KEYS.find((known) => word.includes(known))] = require_action_help_run_steps.nearNames(word, KEYS);
		return `${require_action_post_help_run_steps.quote(shown)}${meant === void 0 ? "" : ` (did you mean ${require_action_post_help_run_steps.quote(meant)}?)`}`;
	})}.`];
}
const TEXT_LINE = "TOKEN_USAGE:";
const LONGEST_TEXT_LINE = 65536;
const MOST_LETTERS = 1e5;
const TOKEN_LINES = {
	types: [],
	prefixes: ["{\"token_usage\"", TEXT_LINE]
};
function collectTokenLines() {
	const records = [];
	const unknown = new Set();
	let room = MOST_LETTERS;
	let isComplete = true;
	let unusable = 0;
	const take = (value) => {
		for (const key of unknownKeysOf(value)) {
			if (key.length >= room || unknown.has(key)) continue;
			unknown.add(key);
			room -= key.length + 1;
		}
		if (records.length < MOST_LINES) records.push(readToldRecord(value));
		else isComplete = false;
	};
	return {
		record: (record) => {
			const usage = require_action_help_run_steps.asObject(record.token_usage);
			if (usage !== void 0) take(usage);
			else if ("token_usage" in record) unusable += 1;
		},
		line: (text) => {
			if (!text.startsWith(TEXT_LINE)) return;
			const pairs = text.length > LONGEST_TEXT_LINE ? [] : [...text.slice(12).matchAll(/(?<![^\s,;=])([^\s,;=]+)=([^\s,;]+)/g)];
			if (pairs.length === 0) unusable += 1;
			else take(Object.fromEntries(pairs.map(([, key = "", it = ""]) => [key, /^-?\d/.test(it) ? Number(it) : it])));
		},
		findings: () => findTold(records, "token usage lines", isComplete),
		notes: (redact) => [...unknownKeySentences([...unknown], redact, "The token usage lines have"), ...unusable === 0 ? [] : [`${unusable === 1 ? "A token usage line has" : `${unusable} token usage lines have`} no figures in the form of TOKEN_USAGE: prompt_tokens=12 completion_tokens=3, or of {"token_usage": {"prompt_tokens": 12}}, and ${unusable === 1 ? "is" : "are"} ignored.`]]
	};
}
exports.TOKEN_LINES = TOKEN_LINES;
exports.collectTokenLines = collectTokenLines;
exports.parseUsage = parseUsage;
exports.readUsageFile = readUsageFile;
exports.unknownKeySentences = unknownKeySentences;
});
