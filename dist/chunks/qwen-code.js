const require_choose_sessions = require("./choose-sessions.js");
const require_model_shares = require("./model-shares.js");
const require_step_options = require("./step-options.js");
let node_path = require("node:path");
const require_newest_files = require("./newest-files.js");
const require_read_growth = require("./read-growth.js");
const require_run_folder = require("./run-folder2.js");
const require_session_files = require("./session-files.js");
// src/usage/agents/qwen-tokens.ts
function toFigures(counts) {
	const [prompt, candidates, total] = [
		require_model_shares.readCount(counts.prompt),
		require_model_shares.readCount(counts.candidates),
		require_model_shares.readCount(counts.total)
	];
	const [cacheRead, reasoning] = [require_model_shares.readCount(counts.cached), require_model_shares.readCount(counts.thoughts)];
	const sum = require_model_shares.addCounts(prompt, candidates, reasoning);
	const isApart = reasoning !== null && reasoning > 0 && total !== null && total === sum;
	return {
		input: require_model_shares.subtractCounts(prompt, cacheRead),
		cacheRead,
		cacheWrite: prompt === null ? null : 0,
		output: isApart ? require_model_shares.addCounts(candidates, reasoning) : candidates,
		reasoning
	};
}
function readPrintedUsage(usage) {
	return toFigures({
		prompt: usage.input_tokens,
		candidates: usage.output_tokens,
		cached: usage.cache_read_input_tokens,
		thoughts: void 0,
		total: usage.total_tokens
	});
}
function readStats(stats) {
	return sumByModel(require_step_options.digObject(stats, "models"), (entry) => {
		const { prompt, candidates, cached, thoughts, total } = require_step_options.digObject(entry, "tokens") ?? {};
		return toFigures({
			prompt,
			candidates,
			cached,
			thoughts,
			total
		});
	});
}
function readUsageLine(models) {
	return sumByModel(models, (entry) => toFigures({
		prompt: entry.inputTokens,
		candidates: entry.outputTokens,
		cached: entry.cachedTokens,
		thoughts: entry.thoughtsTokens,
		total: entry.totalTokens
	}));
}
function readUsageMetadata(usage) {
	return toFigures({
		prompt: usage.promptTokenCount,
		candidates: usage.candidatesTokenCount,
		cached: usage.cachedContentTokenCount,
		thoughts: usage.thoughtsTokenCount,
		total: usage.totalTokenCount
	});
}
function readApiResponse(event) {
	return toFigures({
		prompt: event.input_token_count,
		candidates: event.output_token_count,
		cached: event.cached_content_token_count,
		thoughts: event.thoughts_token_count,
		total: event.total_token_count
	});
}
function subtractTotals(now, before) {
	if (before === void 0) return now;
	const models = now.models.map((share) => {
		const old = before.models.find((other) => other.model === share.model);
		return old === void 0 ? share : {
			...share,
			...require_model_shares.subtractFigures(share, old)
		};
	});
	return {
		figures: require_model_shares.subtractFigures(now.figures, before.figures),
		models: models.filter((share) => require_model_shares.totalOf(share) !== 0)
	};
}
function toTotals(shares) {
	return {
		figures: require_model_shares.sumFigures(shares),
		models: require_model_shares.addShares(shares)
	};
}
function sumByModel(models, read) {
	return toTotals(Object.entries(models ?? {}).map(([model, entry]) => ({
		...read(require_step_options.asObject(entry) ?? {}),
		model,
		turns: null,
		cost: null
	})));
}
// src/usage/agents/qwen-files.ts
const USAGE_FILE = "usage_record.jsonl";
async function watchQwenFiles(place) {
	const { env, home, cwd } = place;
	const named = env.QWEN_RUNTIME_DIR || env.QWEN_HOME;
	const root = named || (0, node_path.join)(home, ".qwen");
	const matches = (path) => path === USAGE_FILE || /^(?:projects|tmp)\/[^/]+\/chats\/[^/]+\.jsonl$/.test(path);
	const files = await require_session_files.watchFiles(place, {
		root,
		within: named || home,
		depth: 3,
		matches
	});
	return async (run) => {
		const changed = await files.changed(run);
		const usageFile = changed.find((file) => file.name === USAGE_FILE);
		const lines = usageFile === void 0 ? NO_LINES : await readUsageFile(usageFile, run);
		const { files: chatFiles } = require_newest_files.newestFiles(changed.filter((file) => file !== usageFile));
		const chats = (await require_read_growth.readGrowths(chatFiles, () => true, pickChatLine, run)).map(toChat);
		const withoutChat = [...lines.after.values()].filter((line) => !chats.some((chat) => chat.id === line.id));
		const noChat = {
			before: void 0,
			calls: void 0,
			turns: null
		};
		const all = [...chats, ...withoutChat.map(({ id, project }) => ({
			...noChat,
			id,
			cwd: project,
			isNew: !lines.before.has(id)
		}))];
		return Promise.all(all.map(async (session) => ({
			...session,
			total: lines.after.get(session.id)?.totals,
			before: greater(lines.before.get(session.id)?.totals, session.before),
			isBeforeWhole: session.before === void 0 || lines.before.has(session.id),
			isHere: await require_run_folder.isInFolder(session.cwd, cwd)
		})));
	};
}
const NO_LINES = {
	before: new Map(),
	after: new Map()
};
async function readUsageFile(file, run) {
	const [growth] = await require_read_growth.readGrowths([file], () => true, pickUsageLine, run);
	const { before, after } = growth ?? {
		before: [],
		after: []
	};
	const byId = (lines) => new Map(lines.map((line) => [line.id, line]));
	return {
		before: byId(before),
		after: byId(after)
	};
}
function pickUsageLine(record) {
	const [id, models] = [require_step_options.asText(record.sessionId), require_step_options.asObject(record.models)];
	if (id === void 0 || models === void 0) return void 0;
	return {
		id,
		project: require_step_options.asText(record.project),
		totals: readUsageLine(models)
	};
}
function toChat({ file, before, after, isNew }) {
	const all = [...before, ...after];
	const nameId = file.name.slice(file.name.lastIndexOf("/") + 1, -6);
	return {
		id: all.find((line) => line.id !== void 0)?.id ?? nameId,
		cwd: all.find((line) => line.cwd !== void 0)?.cwd,
		before: sumLines(before),
		calls: sumLines(after),
		turns: after.filter((line) => line.kind === "assistant").length,
		isNew
	};
}
function pickChatLine(record) {
	const [event, usage] = [require_step_options.digObject(record, "systemPayload", "uiEvent"), require_step_options.asObject(record.usageMetadata)];
	const base = {
		id: require_step_options.asText(record.sessionId),
		cwd: require_step_options.asText(record.cwd)
	};
	const toShare = (figures, model) => {
		return {
			...figures,
			model: require_step_options.asText(model) ?? "",
			turns: null,
			cost: null
		};
	};
	if (record.type === "assistant" && usage !== void 0) return {
		...base,
		kind: "assistant",
		share: toShare(readUsageMetadata(usage), record.model)
	};
	if (event !== void 0 && require_step_options.asText(event["event.name"])?.endsWith(".api_response") === true) return {
		...base,
		kind: "response",
		share: toShare(readApiResponse(event), event.model)
	};
	return {
		...base,
		kind: "other",
		share: void 0
	};
}
function sumLines(lines) {
	const sum = (kind) => {
		const shares = lines.flatMap((line) => line.kind === kind && line.share !== void 0 ? [line.share] : []);
		return shares.length === 0 ? void 0 : toTotals(shares);
	};
	return greater(sum("response"), sum("assistant"));
}
function greater(a, b) {
	if (a === void 0 || b === void 0) return a ?? b;
	return (require_model_shares.totalOf(b.figures) ?? 0) > (require_model_shares.totalOf(a.figures) ?? 0) ? b : a;
}
// src/usage/agents/qwen-code.ts
const qwenCode = {
	wants: { types: ["system/init", "result"] },
	begin: async (place) => followRun(await watchQwenFiles(place), place.isResuming)
};
const MOST_SESSIONS = 1e3;
const MOST_TOOLS = 200;
const LIMIT_EXIT_CODE = 53;
const NOT_PRINTED = {
	isOwn: false,
	result: void 0,
	turns: null
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
			const id = require_step_options.asText(record.session_id);
			if (id === void 0 || isClaude(record)) return;
			const usage = require_step_options.asObject(record.usage);
			if (record.type === "system" && record.subtype === "init") {
				update(id, { isOwn: "qwen_code_version" in record });
				config = readConfig(record);
			} else if (record.type === "result" && usage !== void 0) {
				const figures = readPrintedUsage(usage);
				const stats = require_step_options.asObject(record.stats);
				const finer = stats === void 0 ? void 0 : readStats(stats);
				const total = {
					figures,
					models: []
				};
				const result = finer !== void 0 && require_model_shares.totalOf(finer.figures) === require_model_shares.totalOf(figures) ? finer : total;
				update(id, {
					result,
					turns: record.is_error === true ? null : require_model_shares.readCount(record.num_turns)
				});
				verdict = toVerdict(record);
			}
		},
		line: () => {},
		finish: async (end) => {
			const { runs, doubt } = matchRuns(printed, await readSessions(end), end);
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
				} : verdict,
				config
			}, doubt);
		}
	};
}
function isClaude(record) {
	return "total_cost_usd" in record || "modelUsage" in record || "claude_code_version" in record;
}
function matchRuns(printed, sessions, end) {
	const sessionsById = new Map(sessions.map((session) => [session.id, session]));
	const named = [...printed].filter(([id, { isOwn }]) => isOwn || end.isExpected || sessionsById.has(id));
	const ids = new Set(named.map(([id]) => id));
	const others = sessions.filter((session) => !ids.has(session.id));
	const { sessions: silent, doubt } = require_choose_sessions.chooseSessions(others, end, named.length);
	return {
		runs: [...named.map(([id, run]) => ({
			id,
			printed: run,
			session: sessionsById.get(id)
		})), ...silent.map((session) => ({
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
	const wants = (line) => line.includes("\"assistant\"");
	await end.readLog(wants, (record) => {
		const [id, usage] = [require_step_options.asText(record.session_id), require_step_options.asObject(require_step_options.dig(record, "message", "usage"))];
		if (id === void 0 || usage === void 0 || !ids.has(id)) return;
		const figures = readPrintedUsage(usage);
		if (require_model_shares.totalOf(figures) === 0) return;
		const old = calls.get(id) ?? {
			figures: require_model_shares.NO_FIGURES,
			turns: 0
		};
		const isMain = (record.parent_tool_use_id ?? null) === null;
		calls.set(id, {
			figures: require_model_shares.addFigures(old.figures, figures),
			turns: old.turns + (isMain ? 1 : 0)
		});
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
			const run = subtractTotals(total, session?.before);
			const isSame = session?.calls !== void 0 && require_model_shares.totalOf(session.calls.figures) === require_model_shares.totalOf(run.figures);
			const isFiner = isSame && run.figures.reasoning === null;
			const source = total === session?.total ? "usage_record" : "result.usage";
			const isKnown = session === void 0 ? !isResumed : session.isBeforeWhole || isSame;
			return {
				...isFiner ? session.calls : run,
				turns,
				source,
				reason: isKnown ? null : NOT_KNOWN_BEFORE
			};
		}
		const reason = NO_FINAL_RECORD;
		if (session?.calls !== void 0) return {
			...session.calls,
			turns,
			source: "chats",
			reason
		};
		return {
			figures: own?.figures ?? require_model_shares.NO_FIGURES,
			models: [],
			turns,
			source: "assistant.usage",
			reason
		};
	});
	const figures = require_model_shares.sumFigures(told.map((run) => run.figures));
	const models = require_model_shares.addShares(told.flatMap((run) => run.models)).filter((share) => share.model !== "");
	const reason = told.find((run) => run.reason !== null)?.reason ?? null;
	const isKnown = require_model_shares.hasFigures(figures);
	return {
		figures,
		turns: require_model_shares.sumCounts(told.map((run) => run.turns)),
		models: models.length === 0 && config.model ? [{
			...figures,
			model: config.model,
			turns: null,
			cost: null
		}] : models,
		sessionId: runs.at(-1)?.id ?? null,
		cost: null,
		source: told[0]?.source ?? "usage_record",
		state: !isKnown ? "unknown" : reason === null ? "measured" : "partial",
		reason: isKnown ? reason : "it left no record of its tokens",
		verdict: null,
		config
	};
}
const NOT_KNOWN_BEFORE = "what its session had used before is not known in full";
const NO_FINAL_RECORD = "it left no final record, so calls of helper models and one that was cut off are not known";
function readConfig(init) {
	const tools = require_step_options.asArray(init.tools).filter((tool) => typeof tool === "string");
	const model = require_step_options.asText(init.model);
	const [version, mode] = [require_step_options.asText(init.qwen_code_version), require_step_options.asText(init.permission_mode)];
	return {
		metadata: {
			...version === void 0 ? {} : { agent_version: version },
			...mode === void 0 ? {} : { permission_mode: mode }
		},
		...model === void 0 ? {} : { model },
		...tools.length === 0 ? {} : { tools: tools.slice(0, MOST_TOOLS) }
	};
}
function toVerdict(result) {
	const text = require_step_options.asText(result.subtype) ?? null;
	if (result.is_error !== true && text === "success") return {
		kind: "completed",
		text
	};
	return {
		kind: text === "error_max_turns" ? "turn_limit" : "failed",
		text
	};
}
exports.qwenCode = qwenCode;
