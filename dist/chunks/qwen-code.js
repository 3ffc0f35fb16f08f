(function (exports, require, module, __filename, __dirname) {
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
const require_follow_sessions = require("./follow-sessions.js");
const require_run_time = require("./run-time.js");
// src/usage/agents/qwen-code.ts
const MOST_TOOLS = 200;
const LIMIT_EXIT_CODE = 53;
const USAGE_FILE = "usage_record.jsonl";
const PRINTED = {
	input: "input_tokens",
	cacheRead: "cache_read_input_tokens",
	output: "output_tokens",
	total: "total_tokens"
};
const STATS = {
	input: "prompt",
	cacheRead: "cached",
	output: "candidates",
	reasoning: "thoughts",
	total: "total"
};
const USAGE_LINE = {
	input: "inputTokens",
	cacheRead: "cachedTokens",
	output: "outputTokens",
	reasoning: "thoughtsTokens",
	total: "totalTokens"
};
const METADATA = {
	input: "promptTokenCount",
	cacheRead: "cachedContentTokenCount",
	output: "candidatesTokenCount",
	reasoning: "thoughtsTokenCount",
	total: "totalTokenCount"
};
const RESPONSE = {
	input: "input_token_count",
	cacheRead: "cached_content_token_count",
	output: "output_token_count",
	reasoning: "thoughts_token_count",
	total: "total_token_count"
};
const qwenCode = require_follow_sessions.describedBy({ types: ["system/init", "result"] }, (place) => {
	const variable = place.env.QWEN_RUNTIME_DIR ? "QWEN_RUNTIME_DIR" : "QWEN_HOME";
	const matches = (path) => path === USAGE_FILE || /^(?:projects|tmp)\/[^/]+\/chats\/[^/]+\.jsonl$/.test(path);
	return {
		files: [{
			...require_follow_sessions.ownFolder(place, variable, ".qwen"),
			depth: 3,
			matches
		}],
		wants: () => true,
		pick: (record, name) => name === USAGE_FILE ? pickUsageLine(record) : pickChatLine(record),
		isShared: (name) => name === USAGE_FILE,
		sessionOf: (name) => name.slice(name.lastIndexOf("/") + 1, -6),
		pickPrinted,
		tell: require_follow_sessions.tellEach((run, told) => tellSession(run, told, place.isResuming))
	};
}, {
	name: "qwen-code.api_response",
	pick: pickTold
});
function pickPrinted(record) {
	const [session, usage, stats] = [
		require_action_help_run_steps.asText(record.session_id),
		require_action_help_run_steps.asObject(record.usage),
		require_action_help_run_steps.asObject(record.stats)
	];
	const isClaude = "total_cost_usd" in record || "modelUsage" in record || "claude_code_version" in record;
	if (session === void 0 || isClaude) return void 0;
	if (record.type === "system") return {
		session,
		isHint: !("qwen_code_version" in record),
		config: readConfig(record)
	};
	if (record.type !== "result" || usage === void 0) return void 0;
	const all = [readTokens(usage, PRINTED)];
	const finer = readByModel(require_action_help_run_steps.digObject(stats, "models"), ["tokens"], STATS);
	return {
		session,
		isHint: true,
		total: stats !== void 0 && sizeOf(finer) === sizeOf(all) ? finer : all,
		turns: record.is_error === true ? null : require_model_shares.readCount(record.num_turns),
		verdict: toVerdict(record)
	};
}
function pickUsageLine(record) {
	const [session, models] = [require_action_help_run_steps.asText(record.sessionId), require_action_help_run_steps.asObject(record.models)];
	if (session === void 0 || models === void 0) return void 0;
	return {
		session,
		folder: require_action_help_run_steps.asText(record.project),
		total: readByModel(models, [], USAGE_LINE)
	};
}
function pickChatLine(record) {
	const [event, usage] = [require_action_help_run_steps.digObject(record, "systemPayload", "uiEvent"), require_action_help_run_steps.asObject(record.usageMetadata)];
	const base = {
		session: require_action_help_run_steps.asText(record.sessionId),
		folder: require_action_help_run_steps.asText(record.cwd)
	};
	if (record.type === "assistant" && usage !== void 0) return {
		...base,
		kind: "assistant",
		call: require_call_findings.oneCall(readTokens(usage, METADATA, record.model), true)
	};
	const name = require_action_help_run_steps.asText(event?.["event.name"]);
	if (name?.endsWith(".api_error") && typeof event?.status_code !== "number") return {
		...base,
		gap: require_call_findings.BROKE_OFF
	};
	if (event !== void 0 && name?.endsWith(".api_response")) return {
		...base,
		kind: "response",
		call: {
			...require_call_findings.oneCall(readTokens(event, RESPONSE, event.model), true),
			...readTime(record, event)
		}
	};
	return base;
}
function readTime(record, event) {
	const [end, took] = [require_run_time.timeOf(record), require_model_shares.readCount(event.duration_ms)];
	return require_run_time.toCallTime(require_run_time.toTime((end ?? NaN) - (took ?? NaN)), end);
}
function pickTold(told) {
	const call = require_call_findings.oneCall(readTokens(told, RESPONSE, told.model), !told.subagent_name);
	return {
		id: told.response_id,
		session: told["session.id"],
		call
	};
}
async function tellSession({ id, printed, disk }, { end }, isResumed) {
	const { before = [], after = [], parts = [] } = disk ?? {};
	const result = printed.findLast(({ total }) => total !== void 0);
	const config = printed.findLast((fact) => fact.config !== void 0)?.config ?? {};
	const [totals, totalBefore] = [require_follow_sessions.totalsOf(after), require_follow_sessions.totalsOf(before).at(-1)];
	const [calls, callsBefore] = [linesOf(after), linesOf(before)];
	const total = greater(totals.at(-1), result?.total);
	const said = total === void 0 && disk === void 0 ? await readPrintedCalls(id, end) : [];
	const hasChat = parts.some(({ file }) => file.name !== USAGE_FILE);
	const limit = end.exitCode === LIMIT_EXIT_CODE ? {
		kind: "turn_limit",
		text: null
	} : null;
	const counted = hasChat ? after.filter(({ kind }) => kind === "assistant").length : null;
	const known = {
		sessionId: id,
		config,
		verdict: printed.findLast(({ verdict }) => verdict !== void 0)?.verdict ?? limit,
		turns: result?.turns ?? counted ?? require_model_shares.sumCounts(said.map(({ turns }) => turns)),
		timed: calls
	};
	const find = (used, source, reason) => require_call_findings.findShares(used.map((share) => ({
		...share,
		model: share.model || (config.model ?? "")
	})), {
		...known,
		source,
		reason
	});
	if (total === void 0) return find(calls ?? said, calls === void 0 ? "assistant.usage" : "chats", "it left no final record, so calls of helper models and one that was cut off are not known");
	const { shares, isProven } = growthOf(total, totals, greater(totalBefore, callsBefore), calls ?? []);
	const isListed = calls !== void 0 && sizeOf(calls) === sizeOf(shares);
	const isKnown = disk === void 0 ? !isResumed : isProven && (callsBefore === void 0 || totalBefore !== void 0 || isListed);
	return find(isListed ? calls : shares, total === totals.at(-1) ? "usage_record" : "result.usage", require_call_findings.firstReason([!isKnown, "what its session had used before is not known in full"], [after.some(({ gap }) => gap !== void 0), require_call_findings.BROKE_OFF]));
}
async function readPrintedCalls(session, end) {
	if (session === null) return [];
	return await require_follow_sessions.readPrinted(end, ["\"assistant\""], (record) => {
		const usage = require_action_help_run_steps.digObject(record, "message", "usage");
		if (usage === void 0 || record.session_id !== session) return void 0;
		const call = require_call_findings.oneCall(readTokens(usage, PRINTED), (record.parent_tool_use_id ?? null) === null);
		return require_model_shares.totalOf(call) === 0 ? void 0 : call;
	});
}
function readConfig(init) {
	const tools = require_action_help_run_steps.asArray(init.tools).filter((tool) => typeof tool === "string");
	const [version, mode] = [require_action_help_run_steps.asText(init.qwen_code_version), require_action_help_run_steps.asText(init.permission_mode)];
	return {
		metadata: {},
		...require_call_findings.toConfig(require_action_help_run_steps.asText(init.model), {
			agent_version: version,
			permission_mode: mode
		}),
		...tools.length === 0 ? {} : { tools: tools.slice(0, MOST_TOOLS) }
	};
}
function toVerdict(result) {
	const text = require_action_help_run_steps.asText(result.subtype) ?? null;
	if (result.is_error !== true && text === "success") return {
		kind: "completed",
		text
	};
	return {
		kind: text === "error_max_turns" ? "turn_limit" : "failed",
		text
	};
}
function readTokens(usage, keys, model) {
	const share = require_model_shares.readShare(usage, keys, "whole", model);
	const { input, cacheRead, output, reasoning } = share;
	const [total, sum] = [require_model_shares.readCount(usage[keys.total]), require_model_shares.addCounts(input, cacheRead, output, reasoning)];
	const isApart = reasoning !== null && reasoning > 0 && total !== null && total === sum;
	return {
		...share,
		cacheWrite: input === null ? null : 0,
		output: isApart ? require_model_shares.addCounts(output, reasoning) : output
	};
}
function readByModel(models, path, keys) {
	return Object.entries(models ?? {}).map(([model, entry]) => {
		return readTokens(require_action_help_run_steps.asObject(require_action_help_run_steps.dig(entry, ...path)) ?? {}, keys, model);
	});
}
function sizeOf(used) {
	return require_model_shares.totalOf(require_model_shares.sumFigures(used));
}
function greater(a, b) {
	if (a === void 0 || b === void 0) return a ?? b;
	return (sizeOf(b) ?? 0) > (sizeOf(a) ?? 0) ? b : a;
}
function growthOf(total, totals, before, calls) {
	if (totals.length > 1) return require_model_shares.subtractBefore(totals, [before ?? []], calls);
	if (before === void 0) return {
		shares: total,
		isProven: true
	};
	const isFine = total.every(({ model }) => model !== "");
	const rest = require_model_shares.subtractShares(total, isFine ? require_model_shares.addShares(before) : [require_model_shares.toShare(require_model_shares.sumFigures(before))]);
	return {
		shares: rest.length > 0 ? rest : [require_model_shares.NOTHING_USED],
		isProven: true
	};
}
function linesOf(facts) {
	const [responses, said] = ["response", "assistant"].map((kind) => {
		const calls = require_follow_sessions.callsOf(facts.filter((fact) => fact.kind === kind));
		return calls.length === 0 ? void 0 : calls;
	});
	return greater(responses, said);
}
exports.qwenCode = qwenCode;
});
