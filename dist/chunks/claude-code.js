(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
const require_follow_sessions = require("./follow-sessions.js");
const require_read_records = require("./read-records.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
// src/usage/agents/claude-code/records.ts
const ACCOUNT_KEYS = {
	input: "inputTokens",
	cacheRead: "cacheReadInputTokens",
	cacheWrite: "cacheCreationInputTokens",
	output: "outputTokens",
	reasoning: "thinkingTokens"
};
const TOLD_KEYS = {
	input: "input_tokens",
	cacheRead: "cache_read_tokens",
	cacheWrite: "cache_creation_tokens",
	output: "output_tokens"
};
const SYNTHETIC = "<synthetic>";
const MOST_TOOLS = 1e3;
const UNREACHED = /refused|ENOTFOUND|EAI_AGAIN|FailedToOpenSocket|UNREACH/i;
function pickPrinted(record) {
	const session = require_action_help_run_steps.asText(record.session_id);
	if (session === void 0) return void 0;
	if (record.subtype === "init" && "apiKeySource" in record && "tools" in record) {
		const tools = require_action_help_run_steps.asArray(record.tools).filter((tool) => typeof tool === "string");
		const mode = require_action_help_run_steps.asText(record.permissionMode);
		return {
			session,
			kind: "init",
			config: {
				...require_call_findings.toConfig(require_action_help_run_steps.asText(record.model), {
					agent_version: require_action_help_run_steps.asText(record.claude_code_version),
					permission_mode: mode
				}),
				...tools.length === 0 ? {} : { tools: tools.slice(0, MOST_TOOLS) }
			}
		};
	}
	if (record.subtype === "api_retry") return {
		session,
		isHint: true,
		isRetry: record.error_status === null ? "broken" : "refused"
	};
	if (record.type !== "result" || !("modelUsage" in record || "total_cost_usd" in record)) return void 0;
	const [usage, since] = [require_action_help_run_steps.asObject(record.usage) ?? {}, require_action_help_run_steps.asObject(record.model_usage_since_last_result)];
	return {
		session,
		kind: "result",
		id: require_action_help_run_steps.asText(record.uuid),
		added: since && readModelUsage(since),
		total: readModelUsage(record.modelUsage, record.total_cost_usd),
		usage: require_model_shares.readFigures(usage, require_model_shares.API_KEYS, "rest"),
		turns: readTurns(record),
		verdict: readVerdict(record),
		isCut: isAborted(record) || record.subtype === "error_during_execution",
		gap: isLost(record) ? require_call_findings.BROKE_OFF : void 0
	};
}
function pickKept(record, fileName) {
	const fact = pickOwn(record);
	if (!/(^|\/)agent-[^/]*$/.test(fileName)) return fact;
	const [, above] = /([^/]+)\/subagents\//.exec(fileName) ?? [];
	return fact && {
		...fact,
		folder: void 0,
		parent: above ?? require_action_help_run_steps.asText(record.sessionId)
	};
}
function pickTold(told) {
	const asked = require_action_help_run_steps.asText(told.query_source) ?? "";
	const share = require_model_shares.readShare(told, TOLD_KEYS, "rest", told.model);
	const call = require_call_findings.oneCall({
		...share,
		cost: require_model_shares.readCost(told.cost_usd)
	}, asked === "sdk" || asked.startsWith("repl_main_thread"));
	const rate = told.speed === "normal" ? null : require_model_shares.toName(told.speed);
	return {
		id: told.request_id,
		session: told["session.id"],
		call: {
			...call,
			hourWrite: require_model_shares.readCount(told.cache_creation_1h_tokens),
			rate
		}
	};
}
function pickOwn(record) {
	if (record.type === "cost-state") return { total: readCostState(record) };
	if (record.type === "api-request") return {
		kind: "request",
		config: pickParameters(require_action_help_run_steps.asObject(record.params) ?? {})
	};
	if (record.subtype === "compact_boundary") return { kind: "compacted" };
	if (record.subtype === "api_error") return { isRetry: isBroken(record) ? "broken" : "refused" };
	const origin = {
		folder: require_action_help_run_steps.digText(record, "cwd"),
		version: require_action_help_run_steps.digText(record, "version")
	};
	if (require_action_help_run_steps.digText(record.attachment, "type") === "max_turns_reached") return {
		...origin,
		kind: "turn_limit"
	};
	if (record.type === "assistant") {
		const message = readMessage(record);
		if (message !== void 0) return {
			...origin,
			kind: "message",
			message
		};
		return record.isApiErrorMessage === true ? {
			...origin,
			kind: "api_error"
		} : void 0;
	}
	if (record.type !== "user" || record.isMeta === true || record.isSidechain === true) return void 0;
	const content = require_action_help_run_steps.asArray(require_action_help_run_steps.dig(record.message, "content"));
	const isInterrupted = content.some((item) => require_action_help_run_steps.digText(item, "text")?.startsWith("[Request interrupted by user"));
	const isResult = content.some((item) => require_action_help_run_steps.digText(item, "type") === "tool_result");
	return {
		...origin,
		kind: isInterrupted ? "interrupted" : isResult ? "tool_result" : "prompt"
	};
}
function pickParameters({ model, max_tokens, temperature }) {
	const isNumber = (value) => typeof value === "number" && Number.isFinite(value) && value >= 0;
	return {
		...require_call_findings.toConfig(require_action_help_run_steps.asText(model), {}),
		...isNumber(max_tokens) ? { max_tokens } : {},
		...isNumber(temperature) ? { temperature } : {}
	};
}
function isBroken({ error, cause }) {
	return typeof require_action_help_run_steps.dig(error, "status") !== "number" && !UNREACHED.test(JSON.stringify([error, cause]));
}
function readCostState(record) {
	const models = readModelUsage(record.modelUsage, record.totalCostUSD);
	return record.hasUnknownModelCost === true ? models.map((share) => ({
		...share,
		cost: null
	})) : models;
}
function readModelUsage(value, cost) {
	const entries = Object.entries(require_action_help_run_steps.asObject(value) ?? {}).filter(([model, item]) => require_action_help_run_steps.asObject(item) && model !== SYNTHETIC);
	return entries.map(([model, item]) => {
		const usage = require_action_help_run_steps.asObject(item);
		const stated = usage?.costUSD ?? (entries.length === 1 ? cost : void 0);
		return {
			...require_model_shares.readShare(usage, ACCOUNT_KEYS, "rest", model),
			hourWrite: require_model_shares.readCount(usage?.cacheCreationEphemeral1hInputTokens),
			cost: usage?.costBasis === "unknown" ? null : require_model_shares.readCost(stated)
		};
	});
}
function readMessage(record) {
	const message = require_action_help_run_steps.asObject(record.message);
	const [id, usage] = [require_action_help_run_steps.digText(message, "id"), require_action_help_run_steps.asObject(message?.usage)];
	if (message === void 0 || id === void 0 || usage === void 0 || message.model === SYNTHETIC) return void 0;
	const isMain = record.isSidechain !== true && (record.parent_tool_use_id ?? null) === null;
	const model = require_action_help_run_steps.digText(message, "model") ?? "unknown";
	return {
		id,
		isMain,
		share: {
			...readUsage(usage, model, isMain),
			rate: readRate(usage)
		},
		stopReason: require_action_help_run_steps.digText(message, "stop_reason") ?? null,
		requestId: require_action_help_run_steps.digText(record, "requestId") ?? null,
		tools: require_action_help_run_steps.asArray(message.content).flatMap((item) => require_action_help_run_steps.digText(item, "name") ?? []),
		others: require_action_help_run_steps.asArray(usage.iterations).flatMap((item) => {
			const one = require_action_help_run_steps.asObject(item);
			return one?.type === void 0 || one.type === "message" ? [] : [readUsage(one, one.model ?? model, false)];
		})
	};
}
function readUsage(usage, model, isMain) {
	const hourWrite = require_model_shares.readCount(require_action_help_run_steps.dig(usage.cache_creation, "ephemeral_1h_input_tokens"));
	return require_call_findings.oneCall({
		...require_model_shares.readShare(usage, require_model_shares.API_KEYS, "rest", model),
		hourWrite
	}, isMain);
}
function readRate({ speed, service_tier: tier, inference_geo: geo }) {
	return [speed === "fast" ? speed : tier === "priority" || tier === "batch" ? tier : null, geo === "us" ? geo : null].filter((one) => one !== null).join("+") || null;
}
function mergeCopies(copies) {
	const messages = new Map();
	for (const message of copies) {
		const other = messages.get(message.id);
		const figures = other === void 0 ? message.share : require_model_shares.maxFigures(other.share, message.share);
		const { time } = message.share;
		const start = other === void 0 ? time?.start : other.share.time?.start;
		messages.set(message.id, {
			...message,
			others: message.others.length > 0 ? message.others : other?.others ?? [],
			share: {
				...message.share,
				...figures,
				hourWrite: message.share.hourWrite ?? other?.share.hourWrite ?? null,
				...time && { time: {
					...time,
					start: start ?? null
				} }
			},
			stopReason: message.stopReason ?? other?.stopReason ?? null,
			requestId: message.requestId ?? other?.requestId ?? null
		});
	}
	return [...messages.values()];
}
function readTurns(record) {
	if (record.subtype !== "success" || record.is_error === true) return NaN;
	const [first] = Object.values(require_action_help_run_steps.asObject(record.modelUsage) ?? {});
	return require_action_help_run_steps.dig(first, "contextWindow") === void 0 ? NaN : require_model_shares.readCount(record.num_turns);
}
function readVerdict(record) {
	const subtype = require_action_help_run_steps.asText(record.subtype) ?? null;
	if (subtype === "error_max_turns") return {
		kind: "turn_limit",
		text: subtype
	};
	if (subtype === "error_max_budget_usd") return {
		kind: "budget",
		text: subtype
	};
	if (isAborted(record)) return {
		kind: "aborted",
		text: require_action_help_run_steps.asText(record.terminal_reason) ?? subtype
	};
	if (record.is_error !== true && subtype === "success") return {
		kind: "completed",
		text: subtype
	};
	const status = require_model_shares.readCount(record.api_error_status);
	if (status !== null) return {
		kind: "failed",
		text: `API error ${status}`
	};
	return {
		kind: "failed",
		text: [require_action_help_run_steps.asText(record.terminal_reason), subtype].filter((word) => word !== "completed" && word !== "success").find((word) => word != null) ?? null
	};
}
function isAborted(record) {
	return require_action_help_run_steps.digText(record, "terminal_reason")?.startsWith("aborted") === true;
}
function isLost(record) {
	if (record.is_error !== true || record.subtype !== "success" || require_model_shares.readCount(record.api_error_status) !== null) return false;
	return /^API Error(?!:? \(?\d{3})/.test(require_action_help_run_steps.asText(record.result) ?? "");
}
// src/usage/agents/claude-code.ts
const TURN_LIMIT = "Error: Reached max turns";
const MARKS = [
	"\"assistant\"",
	"\"user\"",
	"\"cost-state\"",
	"\"max_turns_reached\"",
	"\"compact_boundary\"",
	"\"api_error\""
];
const REQUEST = "\"api-request\"";
const LONGEST_REQUEST = 65536;
const claudeCode = require_follow_sessions.describedBy({
	types: [
		"system/init",
		"system/api_retry",
		"result"
	],
	marks: ["\"total_cost_usd\":"],
	prefixes: [TURN_LIMIT]
}, ({ env, home, isResuming }) => {
	const own = env.CLAUDE_CONFIG_DIR;
	const roots = own ? [own] : [(0, node_path.join)(home, ".claude"), (0, node_path.join)(home, ".config", "claude")];
	const matches = (path) => path.endsWith(".jsonl");
	return {
		files: roots.map((root) => ({
			root: (0, node_path.join)(root, "projects"),
			within: own || home,
			depth: 6,
			matches
		})),
		wants: (line) => MARKS.some((mark) => line.includes(mark)) || line.length < LONGEST_REQUEST && line.includes(REQUEST),
		pick: pickKept,
		hasRequests: true,
		sessionOf: (name) => (0, node_path.basename)(name, ".jsonl"),
		folderOf: (_name, facts) => facts.findLast(({ folder }) => folder !== void 0)?.folder,
		pickPrinted,
		pickLine: (text) => text.startsWith(TURN_LIMIT) ? { kind: "turn_limit" } : void 0,
		keepsNone: "--no-session-persistence",
		tell: (told) => tellRuns(told, isResuming)
	};
}, {
	name: "claude_code.api_request",
	pick: pickTold
});
async function tellRuns({ runs, loose, watched, end }, isResumed) {
	const found = [];
	const earlier = [];
	for (const run of runs) {
		const disk = run.disk && await readKept(run.disk, {
			earlier,
			watched,
			isResumed
		});
		if (disk !== void 0) earlier.push(disk);
		const isLimited = loose.length > 0 && disk?.end === "cut";
		found.push(await tellSession(run, isLimited ? {
			...disk,
			end: "turn_limit"
		} : disk, end, isResumed));
	}
	return found.length > 0 ? require_call_findings.mergeFindings(found) : require_call_findings.findNothing("it printed no result and left no session file");
}
async function tellSession(run, disk, end, isResumed) {
	const { id, printed } = run;
	const said = (disk?.messages.length ?? 0) > 0 ? [] : await readPrintedCalls(run, end);
	const init = printed.findLast(({ kind }) => kind === "init")?.config;
	const results = [...new Map(printed.flatMap((one) => one.kind === "result" ? [[one.id ?? one, one]] : [])).values()];
	const retries = disk?.retries ?? [];
	const isBroken = (retries.length > 0 ? retries : printed.map(({ isRetry }) => isRetry)).includes("broken");
	const { reason, shares, source } = accountOf(results, disk, end.isRunning ? said : said.map(withoutOutput), isResumed);
	const main = [...disk?.messages ?? [], ...said].filter(({ isMain }) => isMain);
	const turns = require_model_shares.sumCounts(results.map((one) => one.turns ?? null));
	const findings = require_call_findings.findShares(shares, {
		sessionId: id,
		source,
		reason: reason ?? require_call_findings.firstReason([isBroken && source !== "printed calls", "a call broke off without an answer, and not all that it used is known"]),
		verdict: results.at(-1)?.verdict ?? verdictOnDisk(disk?.end, end.exitCode),
		turns: main.length > 0 ? main.length : Number.isNaN(turns) ? null : turns,
		timed: shareOf(disk?.messages ?? [])
	});
	const model = init?.model ?? disk?.messages.find(({ isMain }) => isMain)?.share.model ?? findings.models[0]?.model;
	const request = disk?.requests.findLast((one) => one?.model === model);
	const metadata = {
		...disk?.version === void 0 ? {} : { agent_version: disk.version },
		...init?.metadata
	};
	const isFree = findings.cost === 0 && !require_model_shares.isSame(findings.figures, require_model_shares.NOTHING_USED);
	return {
		...findings,
		cost: isFree ? null : findings.cost,
		config: {
			...request,
			...init,
			metadata,
			...model === void 0 ? {} : { model }
		}
	};
}
async function readPrintedCalls({ id, printed }, end) {
	const isInit = printed.some(({ kind }) => kind === "init");
	if (id === null || printed.length === 0 || !isInit && printed.some(({ kind }) => kind === "result")) return [];
	const pick = (record) => record.session_id === id ? readMessage(record) : void 0;
	return mergeCopies(await require_follow_sessions.readPrinted(end, ["\"assistant\"", id], pick));
}
function withoutOutput(call) {
	return {
		...call,
		share: {
			...call.share,
			output: null,
			reasoning: null
		}
	};
}
function verdictOnDisk(end, exitCode) {
	if (end === "finished") return {
		kind: "completed",
		text: null
	};
	if (end === "turn_limit") return {
		kind: "turn_limit",
		text: "max_turns_reached"
	};
	if (end === "api_error") return {
		kind: "failed",
		text: "API error"
	};
	return end === "interrupted" || end === "cut" && exitCode !== 0 ? {
		kind: "aborted",
		text: null
	} : null;
}
const CUT = "it was cut off in the middle of a call, whose output is not known";
const BESIDE = "its session has calls that its totals lack, as where two processes go on with one session at once";
const ASKING_TOOLS = ["WebSearch", "WebFetch"];
function accountOf(results, disk, said, isResumed) {
	if (results.length > 0) return fromResults(results, disk, isResumed);
	if (disk?.account !== void 0) return fromCostState(disk, disk.account);
	if (disk !== void 0 && disk.messages.length > 0) return fromMessages(disk);
	return {
		shares: sharesOf(said),
		source: said.length > 0 ? "printed calls" : "none",
		reason: "it printed no result, and its output is recorded nowhere"
	};
}
function fromResults(results, disk, isResumed) {
	const usage = results.map((one) => one.usage ?? require_model_shares.NO_FIGURES).reduce((sum, one) => require_model_shares.sumFigures([sum, one]));
	const added = results.map((one) => one.added);
	const last = results.at(-1);
	const own = require_call_findings.firstReason([last?.isCut, CUT], [last?.gap !== void 0, require_call_findings.BROKE_OFF]);
	if (added.every((one) => one !== void 0)) return {
		...orUsage(require_model_shares.addShares(added.flat()), usage, "result.model_usage_since_last_result"),
		reason: own
	};
	const totals = require_follow_sessions.totalsOf(results);
	const [final = []] = totals.slice(-1);
	if (isResumed && disk === void 0 && !require_model_shares.isSame(require_model_shares.sumFigures(final), usage)) {
		const reason = "it went on with a session whose files are not there, so only its main conversation is known";
		return {
			...orUsage([], usage, "result.usage"),
			reason
		};
	}
	const before = disk?.accountsBefore ?? [];
	const used = usedOnDisk(disk);
	const proven = used === null ? void 0 : require_model_shares.subtractBefore(totals, [...before, []], used);
	const likely = totals.length === 1 || require_model_shares.covers(require_model_shares.sumFigures(final), usage) ? require_model_shares.subtractBefore([final], [...before, []], []).shares : require_model_shares.addShares(totals.flat());
	const shares = proven?.isProven ? proven.shares : likely;
	const isDoubtful = disk?.isCopy === true && before.length > 0 && !proven?.isProven;
	return {
		...orUsage(shares, usage, "result.modelUsage"),
		reason: own ?? require_call_findings.firstReason([isDoubtful, "what the session it went on from had used is not certain"], [lacksCalls(shares.length > 0 ? require_model_shares.sumFigures(shares) : usage, disk), BESIDE])
	};
}
function orUsage(shares, usage, source) {
	if (shares.length > 0) return {
		shares,
		source
	};
	return {
		shares: [require_model_shares.toShare(usage)],
		source: "result.usage"
	};
}
function usedOnDisk(disk) {
	return disk === void 0 || disk.messages.length === 0 || isBefore(disk.version, 2, 1) ? null : shareOf(disk.messages);
}
function shareOf(messages) {
	return messages.map(({ share }) => share);
}
function lacksCalls(figures, disk) {
	const used = usedOnDisk(disk);
	return used !== null && !require_model_shares.covers(figures, require_model_shares.sumFigures(used));
}
function fromCostState(disk, account) {
	const rest = require_model_shares.subtractBefore([account], [disk.accountsBefore[0] ?? []], []).shares;
	const more = sharesOf(disk.unaccounted);
	return {
		shares: [...rest, ...more],
		source: more.length > 0 ? "cost-state + session file" : "cost-state",
		reason: require_call_findings.firstReason([more.length > 0, CUT], [isCut(disk), "it was cut off, and a call that had begun is not in its records"], [lacksCalls(require_model_shares.sumFigures(rest), disk), BESIDE], [!disk.isWhole, "its session file could not be read as a whole"])
	};
}
function fromMessages(disk) {
	const isBegun = disk.messages.some(({ stopReason }) => stopReason === null);
	const asks = disk.messages.some(({ tools }) => tools.some((tool) => ASKING_TOOLS.includes(tool)));
	const reason = require_call_findings.firstReason([isBefore(disk.version, 2, 1), "its session file lacks calls of helper models, and the output of some calls"], [isBegun && isBefore(disk.version, 2, 1, 61), "its session file has only the beginning of the output of some calls"], [isCut(disk), CUT], [disk.isCompacted, "its conversation was compacted by a model, and that call is in no record"], [asks, "its searches asked a model, and those calls are in no record"], [!disk.isWhole, "its session file could not be read as a whole"]);
	return {
		shares: sharesOf(disk.messages),
		source: "session file",
		reason
	};
}
function isCut({ end }) {
	return end === "cut" || end === "interrupted" || end === "prompt";
}
function sharesOf(messages) {
	return messages.flatMap(({ share, others }) => [...require_model_shares.hasFigures(share) ? [share] : [], ...others]);
}
function isBefore(version, ...than) {
	const parts = (version ?? "").split(".").map(Number);
	const at = than.findIndex((part, i) => (parts[i] ?? 0) !== part);
	return at !== -1 && (parts[at] ?? 0) < (than[at] ?? 0);
}
async function readKept(session, from) {
	const { id, before, after, isNew, isWhole, parts } = session;
	const own = parts.filter((part) => part.id === id).flatMap((part) => part.after);
	const version = [...before, ...own].findLast((fact) => fact.version !== void 0)?.version;
	const all = readMessages(after);
	const isOld = isBefore(version, 2, 1);
	const mayHoldCopies = isNew && (from.isResumed || all.some(({ requestId }) => requestId === null));
	const source = await findSource(session, all, mayHoldCopies, from);
	const hasIds = isOld && mayHoldCopies && all.some(({ requestId }) => requestId !== null);
	const isOwn = (message) => !source.ids.has(message.id) && !(hasIds && message.requestId === null);
	const lastAt = own.findLastIndex(({ total }) => total !== void 0);
	const accounted = new Set(readMessages(own.slice(0, lastAt + 1)).map((message) => message.id));
	const end = endOf(own, isOld);
	return {
		version,
		messages: all.filter(isOwn),
		unaccounted: readMessages(own.slice(lastAt + 1)).filter((one) => isOwn(one) && !accounted.has(one.id)),
		accountsBefore: [...require_follow_sessions.totalsOf(before).slice(-1), ...source.accounts],
		account: require_follow_sessions.totalsOf(own).at(-1),
		isCopy: source.ids.size > 0,
		requests: own.flatMap(({ kind, config }) => kind === "request" ? [config] : []),
		isCompacted: after.some(({ kind }) => kind === "compacted"),
		retries: after.flatMap(({ isRetry }) => isRetry ?? []),
		end,
		isWhole
	};
}
function readMessages(facts) {
	return mergeCopies(facts.flatMap(({ message, written, subagent = null }) => {
		if (message === void 0 || written === void 0) return message ?? [];
		const time = {
			start: written.after,
			end: written.at,
			subagent
		};
		return [{
			...message,
			share: {
				...message.share,
				time
			}
		}];
	}));
}
function endOf(facts, wasOld) {
	const isEvent = ({ kind, message, isRetry }) => kind !== void 0 && kind !== "compacted" && kind !== "request" && !isRetry && message?.isMain !== false;
	const last = facts.findLast(isEvent);
	const isAnswer = (facts.findLast(({ message }) => message?.isMain)?.message)?.tools.includes("StructuredOutput") === true;
	if (last?.kind === "tool_result") return isAnswer ? "finished" : "cut";
	if (last?.message === void 0) return last?.kind ?? "prompt";
	const { stopReason, tools } = last.message;
	if (stopReason === null) return wasOld && tools.length === 0 ? "finished" : "cut";
	return (stopReason === "tool_use" || tools.length > 0) && !isAnswer ? "cut" : "finished";
}
const NO_SOURCE = {
	ids: new Set(),
	accounts: []
};
const MOST_SOURCES = 200;
const MOST_SOURCE_BYTES = 268435456;
async function findSource({ parts }, [first], mayHoldCopies, { earlier, watched }) {
	const known = new Set(earlier.flatMap(({ messages }) => messages.map(({ id }) => id)));
	if (first === void 0) return NO_SOURCE;
	if (known.has(first.id)) return {
		ids: known,
		accounts: earlier.flatMap(({ account }) => account ? [account] : []).reverse()
	};
	if (!mayHoldCopies) return NO_SOURCE;
	const folder = (0, node_path.dirname)(parts[0]?.file.path ?? "");
	const older = watched.flatMap(({ before }) => [...before.values()]).filter(({ path }) => (0, node_path.dirname)(path) === folder);
	let bytes = 0;
	for (const { path, size } of older.sort((a, b) => b.mtimeMs - a.mtimeMs).slice(0, MOST_SOURCES)) {
		bytes += size;
		if (bytes > MOST_SOURCE_BYTES) break;
		const ids = new Set();
		let account;
		const wants = (line) => line.includes("\"assistant\"") || line.includes("\"cost-state\"");
		await require_read_records.readRecords(path, 0, wants, (record) => {
			if (record.type === "cost-state") account = readCostState(record);
			else ids.add(readMessage(record)?.id ?? "");
		});
		if (ids.has(first.id)) return {
			ids,
			accounts: account === void 0 ? [] : [account]
		};
	}
	return NO_SOURCE;
}
exports.claudeCode = claudeCode;
});
