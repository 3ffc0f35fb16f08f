const require_step = require("./step.js");
const require_call_findings = require("./call-findings.js");
const require_choose_sessions = require("./choose-sessions.js");
const require_model_shares = require("./model-shares.js");
const require_read_growth = require("./read-growth.js");
const require_session_files = require("./session-files.js");
// src/usage/agents/qwen-code.ts
const qwenCode = {
	wants: { types: ["system/init", "result"] },
	begin: async (place) => followRun(await watchSessions(place), place.isResuming)
};
const MOST_SESSIONS = 1e3;
const MOST_TOOLS = 200;
const LIMIT_EXIT_CODE = 53;
const NOT_PRINTED = {
	isOwn: false,
	result: void 0,
	turns: null
};
const NOT_KNOWN_BEFORE = "what its session had used before is not known in full";
const NO_FINAL_RECORD = "it left no final record, so calls of helper models and one that was cut off are not known";
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
function followRun(readSessions, isResumed) {
	const printed = new Map();
	let config = {};
	let verdict = null;
	const update = (id, change) => {
		const old = printed.get(id) ?? NOT_PRINTED;
		if (printed.has(id) || printed.size < MOST_SESSIONS) printed.set(id, {
			...old,
			...change
		});
	};
	return {
		record: (record) => {
			const [id, usage, stats] = [
				require_step.asText(record.session_id),
				require_step.asObject(record.usage),
				require_step.asObject(record.stats)
			];
			if (id === void 0 || isClaude(record)) return;
			if (record.type === "system" && record.subtype === "init") {
				update(id, { isOwn: "qwen_code_version" in record });
				config = readConfig(record);
			} else if (record.type === "result" && usage !== void 0) {
				const total = [toShare(readTokens(usage, PRINTED))];
				const finer = readByModel(require_step.digObject(stats, "models"), ["tokens"], STATS);
				const result = stats !== void 0 && sizeOf(finer) === sizeOf(total) ? finer : total;
				update(id, {
					result,
					turns: record.is_error === true ? null : require_model_shares.readCount(record.num_turns)
				});
				verdict = toVerdict(record);
			}
		},
		finish: async (end) => {
			const { runs, doubt } = await matchRuns(printed, await readSessions(end), end);
			const untold = runs.filter((run) => run.session === void 0 && run.printed.result === void 0);
			const calls = await readPrintedCalls(new Set(untold.map((run) => run.id)), end);
			if (runs.length === 0 && !end.isExpected) return null;
			const findings = toFindings({
				runs,
				calls,
				config,
				isResumed
			});
			const isLimit = verdict === null && end.exitCode === LIMIT_EXIT_CODE;
			return require_choose_sessions.withDoubt({
				...findings,
				verdict: isLimit ? {
					kind: "turn_limit",
					text: null
				} : verdict
			}, doubt);
		}
	};
}
function isClaude(record) {
	return "total_cost_usd" in record || "modelUsage" in record || "claude_code_version" in record;
}
async function matchRuns(printed, sessions, end) {
	const isKept = (id) => sessions.some((session) => session.id === id);
	const named = [...printed].filter(([id, { isOwn }]) => isOwn || end.isExpected || isKept(id));
	const ids = new Set(named.map(([id]) => id));
	const { sessions: own, doubt } = await require_choose_sessions.chooseOwn(sessions, ({ id }) => ids.has(id), end, named.length);
	return {
		runs: [...named.map(([id, run]) => ({
			id,
			printed: run,
			session: own.find((session) => session.id === id)
		})), ...own.filter(({ id }) => !ids.has(id)).map((session) => ({
			id: session.id,
			printed: NOT_PRINTED,
			session
		}))],
		doubt
	};
}
async function readPrintedCalls(ids, end) {
	const calls = new Map();
	if (ids.size === 0) return calls;
	await end.readLog((line) => line.includes("\"assistant\""), (record) => {
		const [id, usage] = [require_step.asText(record.session_id), require_step.asObject(require_step.dig(record, "message", "usage"))];
		if (id === void 0 || usage === void 0 || !ids.has(id)) return;
		const isMain = (record.parent_tool_use_id ?? null) === null;
		const call = {
			...toShare(readTokens(usage, PRINTED)),
			turns: isMain ? 1 : 0
		};
		const [sum = call] = require_model_shares.addShares([calls.get(id), call].filter((share) => share !== void 0));
		if (require_model_shares.totalOf(call) !== 0) calls.set(id, sum);
	});
	return calls;
}
function toFindings(given) {
	const { runs, calls, config, isResumed } = given;
	const told = runs.map(({ id, printed, session }) => {
		const total = greater(session?.total, printed.result);
		const own = calls.get(id);
		const turns = printed.turns ?? session?.turns ?? own?.turns ?? null;
		if (total !== void 0) {
			const { shares: run, isProven } = growthOf(total, session);
			const isSame = session?.calls !== void 0 && sizeOf(session.calls) === sizeOf(run);
			const isFiner = isSame && require_model_shares.sumFigures(run).reasoning === null;
			const source = total === session?.total ? "usage_record" : "result.usage";
			const isKnown = session === void 0 ? !isResumed : isProven && (session.isBeforeWhole || isSame);
			return {
				used: isFiner ? session.calls : run,
				turns,
				source,
				reason: !isKnown ? NOT_KNOWN_BEFORE : session?.isBroken ? require_call_findings.BROKE_OFF : null
			};
		}
		const source = session?.calls === void 0 ? "assistant.usage" : "chats";
		return {
			used: session?.calls ?? (own === void 0 ? [] : [own]),
			turns,
			source,
			reason: NO_FINAL_RECORD
		};
	});
	const shares = told.flatMap(({ used }) => used).map((share) => ({
		...share,
		turns: null
	}));
	const isNamed = shares.some(({ model }) => model !== "");
	return {
		...require_call_findings.findShares(isNamed ? shares : shares.map((share) => ({
			...share,
			model: config.model ?? ""
		})), {
			sessionId: runs.at(-1)?.id ?? null,
			source: told[0]?.source ?? "usage_record",
			reason: told.find(({ reason }) => reason !== null)?.reason ?? null
		}),
		turns: require_model_shares.sumCounts(told.map(({ turns }) => turns)),
		config
	};
}
function readConfig(init) {
	const tools = require_step.asArray(init.tools).filter((tool) => typeof tool === "string");
	const [version, mode] = [require_step.asText(init.qwen_code_version), require_step.asText(init.permission_mode)];
	return {
		metadata: {},
		...require_call_findings.toConfig(require_step.asText(init.model), {
			agent_version: version,
			permission_mode: mode
		}),
		...tools.length === 0 ? {} : { tools: tools.slice(0, MOST_TOOLS) }
	};
}
function toVerdict(result) {
	const text = require_step.asText(result.subtype) ?? null;
	if (result.is_error !== true && text === "success") return {
		kind: "completed",
		text
	};
	return {
		kind: text === "error_max_turns" ? "turn_limit" : "failed",
		text
	};
}
function readTokens(usage, keys) {
	const figures = require_model_shares.readFigures(usage, keys, "whole");
	const { input, cacheRead, output, reasoning } = figures;
	const [total, sum] = [require_model_shares.readCount(usage[keys.total]), require_model_shares.addCounts(input, cacheRead, output, reasoning)];
	const isApart = reasoning !== null && reasoning > 0 && total !== null && total === sum;
	return {
		...figures,
		cacheWrite: input === null ? null : 0,
		output: isApart ? require_model_shares.addCounts(output, reasoning) : output
	};
}
function readByModel(models, path, keys) {
	return Object.entries(models ?? {}).map(([model, entry]) => {
		return toShare(readTokens(require_step.digObject(entry, ...path) ?? {}, keys), model);
	});
}
function toShare(figures, model = "") {
	return {
		...figures,
		model: require_step.asText(model) ?? "",
		turns: null,
		cost: null
	};
}
function sizeOf(used) {
	return require_model_shares.totalOf(require_model_shares.sumFigures(used));
}
function greater(a, b) {
	if (a === void 0 || b === void 0) return a ?? b;
	return (sizeOf(b) ?? 0) > (sizeOf(a) ?? 0) ? b : a;
}
function growthOf(total, session) {
	const { totals = [], before, calls = [] } = session ?? {};
	if (totals.length < 2) return {
		shares: subtractTotals(total, before),
		isProven: true
	};
	return require_model_shares.subtractBefore(totals, [before ?? []], calls);
}
function subtractTotals(now, before) {
	if (before === void 0) return now;
	const isFine = now.every(({ model }) => model !== "");
	const rest = require_model_shares.subtractShares(now, isFine ? require_model_shares.addShares(before) : [toShare(require_model_shares.sumFigures(before))]);
	return rest.length > 0 ? rest : [toShare(require_model_shares.NOTHING_USED)];
}
const USAGE_FILE = "usage_record.jsonl";
async function watchSessions(place) {
	const variable = place.env.QWEN_RUNTIME_DIR ? "QWEN_RUNTIME_DIR" : "QWEN_HOME";
	const matches = (path) => path === USAGE_FILE || /^(?:projects|tmp)\/[^/]+\/chats\/[^/]+\.jsonl$/.test(path);
	const files = await require_session_files.watchFiles(place, {
		...require_session_files.ownFolder(place, variable, ".qwen"),
		depth: 3,
		matches
	});
	return async (run) => {
		const changed = await files.changed(run);
		const usageFile = changed.filter((file) => file.name === USAGE_FILE);
		const [lines] = await require_read_growth.readGrowths(usageFile, () => true, pickUsageLine, run);
		const byId = (all = []) => new Map(all.map((line) => [line.id, line]));
		const [before, after] = [byId(lines?.before), byId(lines?.after)];
		const { files: chatFiles } = require_session_files.newestFiles(changed.filter((file) => file.name !== USAGE_FILE));
		const chats = (await require_read_growth.readGrowths(chatFiles, () => true, pickChatLine, run)).map(toChat);
		const withoutChat = [...after.values()].filter((line) => !chats.some((chat) => chat.id === line.id));
		const noChat = {
			before: void 0,
			calls: void 0,
			turns: null,
			isBroken: false
		};
		return [...chats, ...withoutChat.map(({ id, project }) => ({
			...noChat,
			id,
			folder: project,
			isNew: !before.has(id)
		}))].map((session) => ({
			...session,
			total: after.get(session.id)?.total,
			totals: (lines?.after ?? []).filter(({ id }) => id === session.id).map(({ total }) => total),
			before: greater(before.get(session.id)?.total, session.before),
			isBeforeWhole: session.before === void 0 || before.has(session.id)
		}));
	};
}
function pickUsageLine(record) {
	const [id, models] = [require_step.asText(record.sessionId), require_step.asObject(record.models)];
	if (id === void 0 || models === void 0) return void 0;
	return {
		id,
		project: require_step.asText(record.project),
		total: readByModel(models, [], USAGE_LINE)
	};
}
function toChat({ file, before, after, isNew }) {
	const all = [...before, ...after];
	const nameId = file.name.slice(file.name.lastIndexOf("/") + 1, -6);
	return {
		id: all.find((line) => line.id !== void 0)?.id ?? nameId,
		folder: all.find((line) => line.cwd !== void 0)?.cwd,
		before: sumLines(before),
		calls: sumLines(after),
		turns: after.filter((line) => line.kind === "assistant").length,
		isBroken: after.some((line) => line.kind === "broken"),
		isNew
	};
}
function pickChatLine(record) {
	const [event, usage] = [require_step.digObject(record, "systemPayload", "uiEvent"), require_step.asObject(record.usageMetadata)];
	const base = {
		id: require_step.asText(record.sessionId),
		cwd: require_step.asText(record.cwd)
	};
	if (record.type === "assistant" && usage !== void 0) return {
		...base,
		kind: "assistant",
		share: toShare(readTokens(usage, METADATA), record.model)
	};
	const name = require_step.asText(event?.["event.name"]);
	if (name?.endsWith(".api_error") && typeof event?.status_code !== "number") return {
		...base,
		kind: "broken"
	};
	if (event !== void 0 && name?.endsWith(".api_response")) return {
		...base,
		kind: "response",
		share: toShare(readTokens(event, RESPONSE), event.model)
	};
	return {
		...base,
		kind: "other"
	};
}
function sumLines(lines) {
	const sum = (kind) => {
		const shares = lines.flatMap((line) => line.kind === kind ? line.share ?? [] : []);
		return shares.length === 0 ? void 0 : require_model_shares.addShares(shares);
	};
	return greater(sum("response"), sum("assistant"));
}
exports.qwenCode = qwenCode;
