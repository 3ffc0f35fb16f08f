(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_crypto = __late(() => require("node:crypto"));
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_path = require("node:path");
const require_call_findings = require("./call-findings.js");
const require_action_run = require("./action-run.js");
const require_follow_sessions = require("./follow-sessions.js");
const require_model_shares = require("./model-shares.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_run_time = require("./run-time.js");
// src/usage/agents/gemini-cli/records.ts
const ASKING_TOOLS = ["web_fetch", "google_web_search"];
const LONGEST_WORKSPACE = 1e4;
const WORKSPACE = "Workspace Directories:";
const MARKS = [
	"\"tokens\"",
	"\"projectHash\"",
	"\"$set\"",
	WORKSPACE
];
const KEYS = {
	input: "prompt",
	cacheRead: "cached",
	output: "candidates",
	reasoning: "thoughts",
	tool: "tool"
};
const TOLD_KEYS = {
	input: "input_token_count",
	cacheRead: "cached_content_token_count",
	output: "output_token_count",
	reasoning: "thoughts_token_count",
	tool: "tool_token_count"
};
const BROKEN = /terminated|ECONN|socket|network|fetch failed|timed? ?out|premature/i;
function isDocument(name) {
	return name.endsWith(".json");
}
function pickPrinted(record) {
	const [stats, error, session] = [
		require_action_help_run_steps.asObject(record.stats),
		require_action_help_run_steps.asObject(record.error),
		require_action_help_run_steps.asText(record.session_id)
	];
	if (record.type === "init" && session !== void 0 && record.subtype === void 0) return {
		session,
		isHint: true,
		model: require_action_help_run_steps.asText(record.model)
	};
	if (record.type === "result" && stats?.total_tokens !== void 0 && require_action_help_run_steps.asText(record.status) !== void 0) {
		const gap = BROKEN.test(require_action_help_run_steps.asText(error?.message) ?? "") ? require_call_findings.BROKE_OFF : void 0;
		return {
			...readStreamStats(stats),
			isStream: true,
			gap,
			verdict: toVerdict(record.status === "success", error)
		};
	}
	if (record.type !== void 0) return void 0;
	if (require_action_help_run_steps.digObject(stats, "models") !== void 0 && "response" in record) return {
		session,
		...readJsonStats(stats ?? {}),
		verdict: toVerdict(error === void 0, error)
	};
	if (error === void 0 || !("code" in error)) return void 0;
	const code = require_model_shares.readCount(error.code) ?? 0;
	return {
		session,
		isHint: true,
		hasAnswer: code === 53 || code >= 400 && code < 600,
		verdict: toVerdict(false, error)
	};
}
function pickKept(record, fileName, folderOf) {
	const rewritten = require_action_help_run_steps.dig(record, "$set", "messages");
	const isRewrite = rewritten !== void 0;
	const listed = [record.messages, rewritten].flatMap(require_action_help_run_steps.asArray);
	const [, parent] = /\/chats\/([^/]+)\//.exec(fileName) ?? [];
	const folder = folderOf(require_action_help_run_steps.asText(record.projectHash) ?? "", listed.map(readWorkspace).join(""));
	const messages = [record, ...listed].flatMap((one) => pickMessage(one, parent === void 0));
	return [{
		session: parent ?? require_action_help_run_steps.asText(record.sessionId),
		folder,
		isRewrite
	}, ...messages.map((message) => ({
		...message,
		isRewrite,
		subagent: parent === void 0 ? void 0 : fileName
	}))];
}
function readWorkspace(value) {
	const text = require_action_help_run_steps.digText(require_action_help_run_steps.asArray(require_action_help_run_steps.dig(value, "content"))[0], "text") ?? "";
	const start = text.indexOf(WORKSPACE);
	return start === -1 ? "" : text.slice(start, start + LONGEST_WORKSPACE);
}
function pickMessage(value, isMain) {
	const message = require_action_help_run_steps.asObject(value);
	const [id, tokens] = [require_action_help_run_steps.asText(message?.id), require_action_help_run_steps.asObject(message?.tokens)];
	if (message?.type !== "gemini" || id === void 0 || tokens === void 0) return [];
	const tools = require_action_help_run_steps.asArray(message.toolCalls).map((call) => require_action_help_run_steps.digText(call, "name") ?? "");
	const call = require_call_findings.oneCall(readTokens(tokens, {
		...KEYS,
		input: "input",
		output: "output"
	}, message.model), isMain);
	return [{
		id,
		at: require_run_time.timeOf(message),
		call,
		size: require_model_shares.readCount(tokens.total),
		tools
	}];
}
function pickTold(told) {
	const call = require_call_findings.oneCall(readTokens(told, TOLD_KEYS, told.model), told.role === "main");
	return {
		session: told["session.id"],
		call: told.role === void 0 ? {
			...call,
			turns: null
		} : call
	};
}
function toVerdict(isGood, error) {
	if (isGood) return {
		kind: "completed",
		text: null
	};
	const text = require_action_help_run_steps.asText(error?.type) ?? null;
	return {
		kind: text === "FatalTurnLimitedError" || error?.code === 53 ? "turn_limit" : "failed",
		text
	};
}
function readJsonStats(stats) {
	const entries = Object.entries(require_action_help_run_steps.digObject(stats, "models") ?? {});
	const models = entries.map(([model, entry]) => {
		const turns = countAnswered(require_action_help_run_steps.digObject(entry, "api"));
		return {
			...readTokens(require_action_help_run_steps.digObject(entry, "tokens") ?? {}, KEYS, model),
			turns,
			calls: turns
		};
	});
	const main = entries.map(([, entry]) => countAnswered(require_action_help_run_steps.digObject(entry, "roles", "main")));
	const hasRoles = entries.some(([, entry]) => require_action_help_run_steps.dig(entry, "roles") !== void 0);
	return {
		total: models.length === 0 ? [require_model_shares.NOTHING_USED] : models,
		size: require_model_shares.sumCounts(entries.map(([, entry]) => require_model_shares.readCount(require_action_help_run_steps.dig(entry, "tokens", "total")))),
		turns: require_model_shares.sumCounts(hasRoles ? main : models.map((share) => share.turns))
	};
}
function countAnswered(requests) {
	return require_model_shares.subtractCounts(require_model_shares.readCount(requests?.totalRequests), require_model_shares.readCount(requests?.totalErrors));
}
function readStreamStats(stats) {
	const total = Object.entries(require_action_help_run_steps.digObject(stats, "models") ?? {}).map(([model, entry]) => readStreamTokens(require_action_help_run_steps.asObject(entry) ?? {}, model));
	return {
		total: total.length === 0 ? [readStreamTokens(stats, "")] : total,
		size: require_model_shares.readCount(stats.total_tokens)
	};
}
function readStreamTokens(tokens, model) {
	const [prompt, cacheRead] = [require_model_shares.readCount(tokens.input_tokens), require_model_shares.readCount(tokens.cached)];
	const output = prompt === null ? null : require_model_shares.subtractCounts(require_model_shares.readCount(tokens.total_tokens), prompt);
	const candidates = require_model_shares.readCount(tokens.output_tokens);
	const figures = {
		input: cacheRead === null ? null : require_model_shares.subtractCounts(prompt, cacheRead),
		cacheRead,
		cacheWrite: 0,
		output,
		reasoning: candidates === null ? null : require_model_shares.subtractCounts(output, candidates)
	};
	return require_model_shares.toShare(figures, model);
}
function readTokens(tokens, keys, model) {
	const told = require_model_shares.readShare(tokens, keys, "whole", model);
	return {
		...told,
		input: told.input === null ? null : require_model_shares.addCounts(told.input, require_model_shares.readCount(tokens[keys.tool])),
		cacheWrite: 0,
		output: told.output === null ? null : require_model_shares.addCounts(told.output, told.reasoning)
	};
}
// src/usage/agents/gemini-cli.ts
const geminiCli = require_follow_sessions.describedBy({
	types: ["init", "result"],
	marks: ["\"stats\":{"]
}, async (place) => {
	const { cwd, env, home } = place;
	const within = env.GEMINI_CLI_HOME || home;
	const matches = (path) => /^[^/]+\/chats\/(?:session-[^/]+\.jsonl?|[^/]+\/[^/]+\.jsonl)$/.test(path);
	const folders = [cwd, await (0, node_fs_promises.realpath)(cwd).catch(() => cwd)];
	const hashes = folders.map((folder) => (0, node_crypto.hash)("sha256", folder));
	const isHere = (hash, workspace) => hashes.includes(hash) || folders.some((folder) => workspace.includes(`- ${folder}\n`));
	return {
		files: [{
			root: (0, node_path.join)(within, ".gemini", "tmp"),
			within,
			depth: 3,
			matches
		}],
		isDocument,
		wants: (line) => MARKS.some((mark) => line.includes(mark)),
		pick: (record, name) => pickKept(record, name, (...at) => isHere(...at) ? cwd : void 0),
		pickPrinted,
		tell: (told) => tellRuns(told, namesModel(place))
	};
}, {
	name: "gemini_cli.api_response",
	pick: pickTold
});
const LOOP_CHECK_TURNS = 30;
const HELPER_TOOLS = [...ASKING_TOOLS, "replace"];
async function tellRuns({ runs, loose, end }, isModelNamed) {
	const pairs = pairUp(runs, loose, end.starts);
	const printed = [...loose, ...runs.flatMap((run) => run.printed)];
	const isLimit = end.exitCode === 53;
	const hasAnswer = printed.some((fact) => fact.hasAnswer);
	const hasNoRouter = (end.exitCode === 0 || isLimit || hasAnswer) && isModelNamed;
	const told = pairs.map(({ finals, chat }) => {
		if (finals.length === 0) return {
			shares: [],
			turns: null,
			...chat
		};
		const turns = require_model_shares.sumCounts(finals.map((one) => one.turns ?? null));
		const isSame = isWhole(chat) && chat.shares.length > 0 && chat.size === sizeOf(finals);
		return {
			shares: isSame ? chat.shares : finals.flatMap(({ total = [] }) => total),
			turns: turns ?? (isSame ? chat.turns : null)
		};
	});
	const isInChat = (chat) => hasNoRouter && isWhole(chat) && !chat.hasHelpers && !chat.isSummedUp && (chat.turns ?? 0) < LOOP_CHECK_TURNS;
	const isFinal = pairs.length > 0 && pairs.every(({ finals, chat }) => finals.length > 0 || isInChat(chat));
	const isSplit = told.every(({ shares }) => require_model_shares.sumFigures(shares).input !== null);
	const limit = isLimit ? {
		kind: "turn_limit",
		text: null
	} : null;
	const model = printed.findLast((fact) => fact.model !== void 0)?.model;
	const findings = require_call_findings.findShares(told.flatMap(({ shares }) => shares), {
		sessionId: runs.at(-1)?.id ?? null,
		timed: pairs.flatMap(({ chat }) => chat?.shares ?? []),
		source: pairs.some(({ finals }) => finals.length > 0) ? "stats" : "chats",
		reason: require_call_findings.firstReason([!isFinal, "it printed no final record, so calls of helper models and one that was cut off are not known"], [!isSplit, "its record does not tell what came from cache"]),
		verdict: printed.findLast(({ verdict }) => verdict !== void 0)?.verdict ?? limit,
		turns: require_model_shares.sumCounts(told.map(({ turns }) => turns)),
		config: model === void 0 ? {} : { model }
	});
	const isMixed = await asksByTool(end, pairs);
	const doubt = require_call_findings.firstReason([printed.some(({ gap }) => gap !== void 0), require_call_findings.BROKE_OFF], [isMixed, "what its tools had a model read is counted as output, for its record does not tell them apart"]);
	return require_call_findings.withDoubt(findings, doubt);
}
function pairUp(runs, loose, starts) {
	const pairs = runs.map((run) => ({
		finals: finalsOf(run.printed),
		chat: chatOf(run)
	}));
	const left = new Set(pairs.filter(({ finals }) => finals.length === 0));
	const untold = finalsOf(loose).map((final) => {
		const exact = [...left].find(({ chat }) => chat?.size === final.size);
		const within = [...left].filter(({ chat }) => (chat?.size ?? 0) <= (final.size ?? 0));
		const match = exact ?? (within.length === 1 ? within[0] : void 0);
		if (match !== void 0) left.delete(match);
		return {
			finals: [final],
			chat: match?.chat
		};
	});
	const told = [...pairs.filter(({ finals }) => finals.length > 0), ...untold];
	return [...told, ...[...left].slice(0, Math.max(0, starts - told.length))];
}
function finalsOf(facts) {
	return facts.filter(({ total }) => total !== void 0);
}
function sizeOf(facts) {
	return require_model_shares.sumCounts(facts.map(({ size }) => size ?? null));
}
function chatOf({ disk }) {
	if (disk === void 0) return void 0;
	const messages = [...new Map(disk.after.flatMap((fact) => fact.call ? [[fact.id, fact]] : [])).values()];
	const shares = require_follow_sessions.callsOf(messages);
	const lacksCalls = disk.parts.some(({ file, after }) => isDocument(file.name) && after.some(({ tools = [] }) => tools.length > 1));
	return {
		shares,
		size: sizeOf(messages),
		turns: require_model_shares.sumCounts(shares.map(({ turns }) => turns)),
		hasHelpers: messages.some(({ tools = [] }) => tools.some((tool) => HELPER_TOOLS.includes(tool))),
		isSummedUp: disk.parts.some(({ after }) => isSummedUp(after)),
		isWhole: disk.isWhole && !lacksCalls
	};
}
function isWhole(chat) {
	return chat?.isWhole === true;
}
function isSummedUp(facts) {
	const first = facts.findIndex(({ call, isRewrite }) => call !== void 0 && !isRewrite);
	return first !== -1 && facts.slice(first).some(({ isRewrite }) => isRewrite);
}
async function asksByTool(end, all) {
	const pairs = all.filter(({ finals }) => finals.some(({ isStream }) => isStream));
	if (pairs.every(({ finals, chat }) => isWhole(chat) && chat.size === sizeOf(finals))) return false;
	return await require_follow_sessions.hasPrinted(end, ASKING_TOOLS.map((tool) => `"${tool}"`)) || pairs.some(({ chat }) => chat?.hasHelpers === true);
}
function namesModel({ starts, env }) {
	const named = require_action_run.optionValue(starts, "-m", "--model") ?? env.GEMINI_MODEL;
	return named !== void 0 && named !== "" && !named.startsWith("auto");
}
exports.geminiCli = geminiCli;
});
