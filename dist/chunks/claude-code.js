const require_step = require("./step.js");
const require_agent_command = require("./agent-command.js");
const require_call_findings = require("./call-findings.js");
const require_choose_sessions = require("./choose-sessions.js");
const require_model_shares = require("./model-shares.js");
const require_read_growth = require("./read-growth.js");
let node_path = require("node:path");
const require_read_records = require("./read-records.js");
const require_session_files = require("./session-files.js");
// src/usage/agents/claude-code/records.ts
const ACCOUNT_KEYS = {
	input: "inputTokens",
	cacheRead: "cacheReadInputTokens",
	cacheWrite: "cacheCreationInputTokens",
	output: "outputTokens",
	reasoning: "thinkingTokens"
};
const SYNTHETIC = "<synthetic>";
function readCostState(record) {
	return readAccount(record.modelUsage, record.hasUnknownModelCost === true ? null : record.totalCostUSD);
}
function readAccount(modelUsage, cost) {
	const isGuess = Object.values(require_step.asObject(modelUsage) ?? {}).some(isUnpriced);
	return {
		models: readModelUsage(modelUsage),
		cost: isGuess ? null : require_model_shares.readCost(cost)
	};
}
function isUnpriced(usage) {
	return require_step.digText(usage, "costBasis") === "unknown";
}
function readModelUsage(value) {
	return Object.entries(require_step.asObject(value) ?? {}).flatMap(([model, item]) => {
		const usage = require_step.asObject(item);
		if (usage === void 0 || model === SYNTHETIC) return [];
		return [{
			...require_model_shares.readFigures(usage, ACCOUNT_KEYS, "rest"),
			model,
			hourWrite: require_model_shares.readCount(usage.cacheCreationEphemeral1hInputTokens),
			turns: null,
			cost: isUnpriced(usage) ? null : require_model_shares.readCost(usage.costUSD)
		}];
	});
}
function readApiUsage(usage) {
	return require_model_shares.readFigures(usage, require_model_shares.API_KEYS, "rest");
}
function subtractAccount(now, before) {
	return {
		models: now.models.map((share) => {
			const old = before.models.find(({ model }) => model === share.model);
			if (old === void 0) return share;
			const hourWrite = require_model_shares.subtractCounts(share.hourWrite ?? null, old.hourWrite ?? null);
			return {
				...share,
				...require_model_shares.subtractFigures(share, old),
				hourWrite,
				cost: subtractCost(share.cost, old.cost)
			};
		}).filter(hasAny),
		cost: subtractCost(now.cost, before.cost)
	};
}
function readMessage(record) {
	const message = require_step.asObject(record.message);
	const id = require_step.digText(message, "id");
	const usage = require_step.asObject(message?.usage);
	if (message === void 0 || id === void 0 || usage === void 0 || message.model === SYNTHETIC) return void 0;
	return {
		id,
		model: require_step.digText(message, "model") ?? null,
		isMain: record.isSidechain !== true && (record.parent_tool_use_id ?? null) === null,
		figures: readApiUsage(usage),
		hourWrite: require_model_shares.readCount(require_step.asObject(usage.cache_creation)?.ephemeral_1h_input_tokens),
		stopReason: require_step.digText(message, "stop_reason") ?? null,
		requestId: require_step.digText(record, "requestId") ?? null,
		tools: require_step.asArray(message.content).flatMap((item) => require_step.digText(item, "name") ?? []),
		rate: readRate(usage),
		others: require_step.asArray(usage.iterations).flatMap((item) => readIteration(item, require_step.digText(message, "model") ?? ""))
	};
}
function readRate({ speed, service_tier: tier, inference_geo: geo }) {
	return [speed === "fast" ? speed : tier === "priority" || tier === "batch" ? tier : null, geo === "us" ? geo : null].filter((one) => one !== null).join("+") || null;
}
function readIteration(value, model) {
	const usage = require_step.asObject(value);
	if (usage === void 0 || usage.type === void 0 || usage.type === "message") return [];
	const hourWrite = require_model_shares.readCount(require_step.asObject(usage.cache_creation)?.ephemeral_1h_input_tokens);
	return [require_call_findings.oneCall({
		...readApiUsage(usage),
		hourWrite,
		model: require_step.digText(usage, "model") ?? model,
		cost: null
	}, false)];
}
function mergeCopies(copies) {
	const messages = new Map();
	for (const message of copies) {
		const other = messages.get(message.id);
		messages.set(message.id, {
			...message,
			others: message.others.length > 0 ? message.others : other?.others ?? [],
			figures: other === void 0 ? message.figures : require_model_shares.maxFigures(other.figures, message.figures),
			hourWrite: message.hourWrite ?? other?.hourWrite ?? null,
			stopReason: message.stopReason ?? other?.stopReason ?? null,
			requestId: message.requestId ?? other?.requestId ?? null
		});
	}
	return [...messages.values()];
}
function subtractCost(now, before) {
	if (before === null) return null;
	const left = require_model_shares.subtractCounts(now, before);
	return left === null || Number.isNaN(left) ? left : Number(left.toFixed(10));
}
function hasAny(figures) {
	return [
		figures.input,
		figures.cacheRead,
		figures.cacheWrite,
		figures.output
	].some((count) => count !== 0);
}
// src/usage/agents/claude-code/facts.ts
const MARKS = [
	"\"assistant\"",
	"\"user\"",
	"\"cost-state\"",
	"\"max_turns_reached\"",
	"\"compact_boundary\""
].concat(["\"api_error\""]);
const REQUEST = "\"api-request\"";
const LONGEST_REQUEST = 65536;
function readFacts(files, run) {
	const isWanted = (line) => MARKS.some((mark) => line.includes(mark)) || line.length < LONGEST_REQUEST && line.includes(REQUEST);
	return require_read_growth.readGrowths(files, isWanted, readFact, run);
}
function readFact(record) {
	if (record.type === "cost-state") return {
		kind: "account",
		account: readCostState(record),
		origin: null
	};
	if (record.type === "api-request") {
		const params = require_step.asObject(record.params);
		const [maxTokens, temperature] = [toNumber(params?.max_tokens), toNumber(params?.temperature)];
		return {
			kind: "request",
			request: {
				model: require_step.digText(params, "model") ?? null,
				maxTokens,
				temperature
			},
			origin: null
		};
	}
	if (record.subtype === "compact_boundary") return {
		kind: "compacted",
		origin: null
	};
	if (record.subtype === "api_error") return {
		kind: "retry",
		isBroken: isBroken(record),
		origin: null
	};
	const origin = {
		sessionId: require_step.digText(record, "sessionId") ?? null,
		cwd: require_step.digText(record, "cwd") ?? null,
		version: require_step.digText(record, "version") ?? null
	};
	if (require_step.asObject(record.attachment)?.type === "max_turns_reached") return {
		kind: "turn_limit",
		origin
	};
	if (record.type === "assistant") {
		const message = readMessage(record);
		if (message !== void 0) return {
			kind: "message",
			message,
			origin
		};
		return record.isApiErrorMessage === true ? {
			kind: "api_error",
			origin
		} : void 0;
	}
	if (record.type !== "user" || record.isMeta === true || record.isSidechain === true) return void 0;
	const content = require_step.asArray(require_step.asObject(record.message)?.content);
	const isInterrupted = content.some((item) => require_step.digText(item, "text")?.startsWith("[Request interrupted by user") === true);
	const isResult = content.some((item) => require_step.digText(item, "type") === "tool_result");
	return {
		kind: isInterrupted ? "interrupted" : isResult ? "tool_result" : "prompt",
		origin
	};
}
const UNREACHED = /refused|ENOTFOUND|EAI_AGAIN|FailedToOpenSocket|UNREACH/i;
function isBroken({ error, cause }) {
	return typeof require_step.dig(error, "status") !== "number" && !UNREACHED.test(JSON.stringify([error, cause]));
}
function toNumber(value) {
	return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}
function isOld(version) {
	const [major = 0, minor = 0] = (version ?? "").split(".").map(Number);
	return major < 2 || major === 2 && minor < 1;
}
function hasPlaceholders(version) {
	const [major = 0, minor = 0, patch = 0] = (version ?? "").split(".").map(Number);
	return isOld(version) || major === 2 && minor === 1 && patch < 61;
}
function endOf(facts, wasOld) {
	const last = facts.findLast((fact) => fact.origin !== null && !(fact.kind === "message" && !fact.message.isMain));
	if (last === void 0 || last.origin === null || last.kind === "prompt") return "unanswered";
	const asked = facts.findLast((fact) => fact.kind === "message" && fact.message.isMain);
	const isAnswer = asked?.kind === "message" && asked.message.tools.includes("StructuredOutput");
	if (last.kind === "tool_result") return isAnswer ? "finished" : "cut";
	if (last.kind !== "message") return last.kind;
	const { stopReason, tools } = last.message;
	if (stopReason === null) return wasOld && tools.length === 0 ? "finished" : "cut";
	return (stopReason === "tool_use" || tools.length > 0) && !isAnswer ? "cut" : "finished";
}
// src/usage/agents/claude-code/account.ts
const RESUMED = "it went on with a session whose files are not there, so only its main conversation is known";
const COPIED = "what the session it went on from had used is not certain";
const CUT = "it was cut off in the middle of a call, whose output is not known";
const ASKING_TOOLS = ["WebSearch", "WebFetch"];
const BESIDE = "its session has calls that its totals lack, as where two processes go on with one session at once";
function accountOf({ printed, disk, isResumed }, calls) {
	const isBroken = disk?.isBroken ?? printed?.isBroken ?? false;
	if (printed !== null && printed.results > 0) return withReason(fromResult(printed, disk, isResumed), isBroken);
	if (disk?.account != null) return withReason(fromCostState(disk, disk.account), isBroken);
	if (disk !== null && disk.messages.length > 0) return withReason(fromMessages(disk), isBroken);
	if (calls.length > 0) return fromPrintedCalls(calls);
	return {
		...told([], null),
		figures: require_model_shares.sumFigures([]),
		source: "none",
		state: "unknown",
		reason: "it left no record of its tokens"
	};
}
function withReason(accounted, isBroken) {
	return isBroken && accounted.state === "measured" ? {
		...accounted,
		...stateOf(require_call_findings.BROKE_OFF)
	} : accounted;
}
function fromResult(printed, disk, isResumed) {
	if (printed.added !== null) return {
		...fromAccount(printed, printed.added),
		source: "result.model_usage_since_last_result"
	};
	if (isResumed && disk === null && !require_model_shares.isSame(require_model_shares.sumFigures(printed.last.models), printed.usage)) return {
		...told([], null),
		source: "result.usage",
		figures: printed.usage,
		...stateOf(RESUMED)
	};
	const { account, isProven } = thisRun(printed, disk);
	const accounted = fromAccount(printed, account);
	const reason = disk?.isCopy === true && disk.accountsBefore.length > 0 && !isProven ? COPIED : lacksCalls(accounted.figures, disk) ? BESIDE : null;
	return reason !== null && accounted.state === "measured" ? {
		...accounted,
		...stateOf(reason)
	} : accounted;
}
function fromAccount(printed, account) {
	return {
		...told(account.models, account.cost),
		...account.models.length > 0 ? { source: "result.modelUsage" } : {
			source: "result.usage",
			figures: printed.usage
		},
		...stateOf(printed.isCut ? CUT : printed.isLost ? require_call_findings.BROKE_OFF : null)
	};
}
function thisRun({ last, sum, usage, results }, disk) {
	const goesOn = results === 1 || covers(require_model_shares.sumFigures(last.models), usage);
	const before = disk?.accountsBefore ?? [];
	const rests = before.map((old) => subtractAccount(last, old));
	const apart = before.map((old) => Array.from({ length: results }).reduce((rest) => subtractAccount(rest, old), sum));
	const goingOn = [
		...rests,
		last,
		...results > 1 ? apart : []
	].filter(({ models }) => require_model_shares.isSound(require_model_shares.sumFigures(models)));
	const candidates = goesOn ? [...goingOn, sum] : [sum, ...goingOn];
	const used = usedOnDisk(disk);
	const proven = used !== null ? candidates.find(({ models }) => require_model_shares.isSame(require_model_shares.sumFigures(models), used)) : void 0;
	return {
		account: proven ?? candidates[0] ?? last,
		isProven: proven !== void 0
	};
}
function usedOnDisk(disk) {
	if (disk === null || disk.messages.length === 0 || isOld(disk.version)) return null;
	return require_model_shares.sumFigures(disk.messages.map(({ figures }) => figures));
}
function lacksCalls(figures, disk) {
	const used = usedOnDisk(disk);
	return used !== null && !covers(figures, used);
}
function covers(all, part) {
	return [
		"input",
		"cacheRead",
		"cacheWrite",
		"output"
	].every((key) => (all[key] ?? 0) >= (part[key] ?? 0));
}
function fromCostState(disk, account) {
	const [before] = disk.accountsBefore;
	const rest = before === void 0 ? account : subtractAccount(account, before);
	const more = sharesOf(disk.unaccounted);
	const reason = more.length > 0 ? CUT : isCut$1(disk) ? "it was cut off, and a call that had begun is not in its records" : lacksCalls(require_model_shares.sumFigures(rest.models), disk) ? BESIDE : wholeness(disk);
	return {
		...told([...rest.models, ...more], more.length > 0 ? null : rest.cost),
		source: more.length > 0 ? "cost-state + session file" : "cost-state",
		...stateOf(reason)
	};
}
function fromMessages(disk) {
	const isBegun = disk.messages.some(({ stopReason }) => stopReason === null);
	const reason = isOld(disk.version) ? "its session file lacks calls of helper models, and the output of some calls" : isBegun && hasPlaceholders(disk.version) ? "its session file has only the beginning of the output of some calls" : isCut$1(disk) ? CUT : askedElsewhere(disk) ?? wholeness(disk);
	return {
		...told(sharesOf(disk.messages), null),
		source: "session file",
		...stateOf(reason)
	};
}
function askedElsewhere({ messages, isCompacted }) {
	if (isCompacted) return "its conversation was compacted by a model, and that call is in no record";
	return messages.some(({ tools }) => tools.some((tool) => ASKING_TOOLS.includes(tool))) ? "its searches asked a model, and those calls are in no record" : null;
}
function fromPrintedCalls(calls) {
	return {
		...told(sharesOf(calls), null),
		source: "printed calls",
		...stateOf("it printed no result, and its output is recorded nowhere")
	};
}
function told(shares, cost) {
	const figures = require_model_shares.sumFigures(shares);
	const isFree = cost === 0 && !require_model_shares.isSame(figures, require_model_shares.NOTHING_USED);
	const calls = shares.every((share) => share.calls === 1) ? { calls: shares } : {};
	return {
		figures,
		models: require_model_shares.addShares(shares),
		...calls,
		cost: isFree ? null : cost
	};
}
function stateOf(reason) {
	return {
		state: reason === null ? "measured" : "partial",
		reason
	};
}
function isCut$1({ end }) {
	return end === "cut" || end === "interrupted" || end === "unanswered";
}
function wholeness({ isWhole }) {
	return isWhole ? null : "its session file could not be read as a whole";
}
function sharesOf(messages) {
	return messages.flatMap(({ model, figures, hourWrite, rate, isMain, others }) => [...require_model_shares.hasFigures(figures) ? [require_call_findings.oneCall({
		...figures,
		hourWrite,
		rate,
		model: model ?? "unknown",
		cost: null
	}, isMain)] : [], ...others]);
}
// src/usage/agents/claude-code/files.ts
const MOST_SOURCES = 200;
const MOST_SOURCE_BYTES = 268435456;
async function watchClaudeFiles(place) {
	const own = place.env.CLAUDE_CONFIG_DIR;
	const roots = own === void 0 || own === "" ? [(0, node_path.join)(place.home, ".claude"), (0, node_path.join)(place.home, ".config", "claude")].map((root) => ({
		root,
		within: place.home
	})) : [{
		root: own,
		within: own
	}];
	return Promise.all(roots.map(({ root, within }) => require_session_files.watchFiles(place, {
		root: (0, node_path.join)(root, "projects"),
		within,
		depth: 6,
		matches: (path) => path.endsWith(".jsonl")
	})));
}
async function readSessions(watched, { printedIds, isResumed, run }) {
	const sessions = [];
	for (const files of watched) {
		const changed = (await files.changed(run)).filter(require_session_files.hasGrown);
		const unchanged = unchangedFiles(files, printedIds).filter(({ name }) => !changed.some((one) => one.name === name));
		const growths = await readFacts([...changed, ...unchanged], run);
		const subagents = growths.filter(isSubagent);
		const own = growths.filter((growth) => !isSubagent(growth));
		for (const growth of own) sessions.push(await readSession({
			growth,
			subagents,
			files,
			isResumed,
			earlier: sessions
		}));
	}
	return sessions;
}
function unchangedFiles(files, ids) {
	return [...files.before].flatMap(([name, { path, size }]) => ids.includes((0, node_path.basename)(name, ".jsonl")) ? [{
		path,
		name,
		from: size,
		size,
		isNew: false
	}] : []);
}
async function readSession(given) {
	const { growth: own, files, isResumed, earlier } = given;
	const id = (0, node_path.basename)(own.file.name, ".jsonl");
	const subagents = given.subagents.filter((one) => parentOf(one) === id);
	const origin = [...own.before, ...own.after].findLast((fact) => fact.origin !== null)?.origin ?? null;
	const read = (facts) => mergeCopies(facts.flatMap((fact) => fact.kind === "message" ? [fact.message] : []));
	const messages = read([...own.after, ...subagents.flatMap(({ after }) => after)]);
	const mayHoldCopies = own.isNew && (isResumed || messages.some(({ requestId }) => requestId === null));
	const source = sourceAmong(earlier, messages) ?? (mayHoldCopies ? await readSource(own.file, files, messages) : NO_SOURCE);
	const isOwn = ({ id: message, requestId }) => !source.ids.has(message) && !(isOld(origin?.version ?? null) && mayHoldCopies && isCopied(requestId, messages));
	const added = messages.filter(isOwn);
	const facts = [own, ...subagents].flatMap(({ after }) => after);
	const retries = facts.flatMap((fact) => fact.kind === "retry" ? [fact.isBroken] : []);
	const lastAt = own.after.findLastIndex((fact) => fact.kind === "account");
	const accounted = new Set(read(own.after.slice(0, lastAt + 1)).map((message) => message.id));
	return {
		id,
		isNew: own.isNew,
		cwd: origin?.cwd ?? null,
		version: origin?.version ?? null,
		messages: added,
		unaccounted: read(own.after.slice(lastAt + 1)).filter((one) => isOwn(one) && !accounted.has(one.id)),
		accountsBefore: [...lastOf(accountsOf(own.before)), ...source.accounts],
		account: accountsOf(own.after).at(-1) ?? null,
		isCopy: source.ids.size > 0,
		requests: own.after.flatMap((fact) => fact.kind === "request" ? [fact.request] : []),
		isCompacted: facts.some(({ kind }) => kind === "compacted"),
		isBroken: retries.length === 0 ? null : retries.includes(true),
		end: endOf(own.after, isOld(origin?.version ?? null)),
		isWhole: own.isWhole && subagents.every(({ isWhole }) => isWhole)
	};
}
function isCopied(requestId, messages) {
	return requestId === null && messages.some((message) => message.requestId !== null);
}
function accountsOf(facts) {
	return facts.flatMap((fact) => fact.kind === "account" ? [fact.account] : []);
}
function lastOf(all) {
	return all.slice(-1);
}
function isSubagent({ file }) {
	return (0, node_path.basename)(file.name).startsWith("agent-");
}
function parentOf({ file, after }) {
	const [, session] = /([^/]+)\/subagents\//.exec(file.name) ?? [];
	return session ?? after.find((fact) => fact.origin !== null)?.origin?.sessionId ?? null;
}
const NO_SOURCE = {
	ids: new Set(),
	accounts: []
};
function sourceAmong(earlier, [first]) {
	const ids = new Set(earlier.flatMap(({ messages }) => messages.map(({ id }) => id)));
	if (first === void 0 || !ids.has(first.id)) return void 0;
	return {
		ids,
		accounts: earlier.flatMap(({ account }) => account ?? []).reverse()
	};
}
async function readSource(file, files, messages) {
	const [first] = messages;
	const folder = (0, node_path.dirname)(file.name);
	const older = [...files.before].filter(([name]) => (0, node_path.dirname)(name) === folder);
	let bytes = 0;
	for (const [, { path, size }] of older.sort(([, a], [, b]) => b.mtimeMs - a.mtimeMs).slice(0, MOST_SOURCES)) {
		bytes += size;
		if (first === void 0 || bytes > MOST_SOURCE_BYTES) break;
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
// src/usage/agents/claude-code/stream.ts
const EMPTY = {
	init: null,
	results: 0,
	uuids: [],
	added: null,
	last: {
		models: [],
		cost: null
	},
	sum: {
		models: [],
		cost: null
	},
	usage: require_model_shares.NO_FIGURES,
	turns: null,
	verdict: null,
	isCut: false,
	isLost: false,
	isBroken: false
};
const MOST_SESSIONS = 1e3;
function collectSessions() {
	const sessions = new Map();
	return {
		take: (record) => {
			const id = require_step.asText(record.session_id);
			if (id === void 0 || sessions.size >= MOST_SESSIONS && !sessions.has(id)) return;
			const known = sessions.get(id) ?? {
				id,
				...EMPTY
			};
			if (record.type === "system" && record.subtype === "init" && "apiKeySource" in record && "tools" in record) sessions.set(id, {
				...known,
				init: pickInit(record)
			});
			else if (record.subtype === "api_retry" && sessions.has(id)) sessions.set(id, {
				...known,
				isBroken: known.isBroken || record.error_status === null
			});
			else if (record.type === "result" && ("modelUsage" in record || "total_cost_usd" in record)) {
				if (!isKnown(known, record)) sessions.set(id, addResult(known, record));
			}
		},
		all: () => [...sessions.values()]
	};
}
function sumCosts(models) {
	return models.some(({ cost }) => cost === null) ? null : models.reduce((sum, { cost }) => sum + (cost ?? 0), 0);
}
function addCosts(before, cost) {
	return cost === null ? null : (before ?? 0) + cost;
}
function isKnown({ uuids }, { uuid }) {
	return typeof uuid === "string" && uuids.includes(uuid);
}
function addResult(known, record) {
	const since = require_step.asObject(record.model_usage_since_last_result);
	const sinceModels = readModelUsage(since);
	const added = since === void 0 || known.results > 0 && known.added === null ? null : {
		models: require_model_shares.addShares([...known.added?.models ?? [], ...sinceModels]),
		cost: null
	};
	const last = readAccount(record.modelUsage, record.total_cost_usd);
	const usage = readApiUsage(require_step.asObject(record.usage) ?? {});
	return {
		...known,
		results: known.results + 1,
		uuids: [...known.uuids, require_step.asText(record.uuid) ?? ""].slice(-1e3),
		added: added && {
			...added,
			cost: sumCosts(added.models)
		},
		last,
		sum: {
			models: require_model_shares.addShares([...known.sum.models, ...last.models]),
			cost: known.results > 0 && known.sum.cost === null ? null : addCosts(known.sum.cost, last.cost)
		},
		usage: known.results === 0 ? usage : require_model_shares.addFigures(known.usage, usage),
		turns: require_model_shares.addCounts(known.turns, readTurns(record)),
		verdict: readVerdict(record),
		isCut: isCut(record),
		isLost: isLost(record)
	};
}
function readTurns(record) {
	if (record.subtype !== "success" || record.is_error === true) return NaN;
	const [first] = Object.values(require_step.asObject(record.modelUsage) ?? {});
	return require_step.asObject(first)?.contextWindow === void 0 ? NaN : require_model_shares.readCount(record.num_turns);
}
function readVerdict(record) {
	const subtype = require_step.asText(record.subtype) ?? null;
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
		text: require_step.asText(record.terminal_reason) ?? subtype
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
		text: [require_step.asText(record.terminal_reason), subtype].filter((word) => word !== "completed" && word !== "success").find((word) => word != null) ?? null
	};
}
function isAborted(record) {
	return require_step.digText(record, "terminal_reason")?.startsWith("aborted") === true;
}
function isCut(record) {
	return isAborted(record) || record.subtype === "error_during_execution";
}
function isLost(record) {
	if (record.is_error !== true || record.subtype !== "success" || require_model_shares.readCount(record.api_error_status) !== null) return false;
	return /^API Error(?!:? \(?\d{3})/.test(require_step.asText(record.result) ?? "");
}
function pickInit(record) {
	return {
		cwd: require_step.asText(record.cwd),
		model: require_step.asText(record.model),
		version: require_step.asText(record.claude_code_version),
		permissionMode: require_step.asText(record.permissionMode),
		tools: require_step.asArray(record.tools).filter((tool) => typeof tool === "string")
	};
}
// src/usage/agents/claude-code.ts
const TURN_LIMIT = "Error: Reached max turns";
const claudeCode = {
	wants: {
		types: [
			"system/init",
			"system/api_retry",
			"result"
		],
		marks: ["\"total_cost_usd\":"],
		prefixes: [TURN_LIMIT]
	},
	begin: async (place) => followRun(place, await watchClaudeFiles(place))
};
function followRun(place, watched) {
	const printed = collectSessions();
	let isLimited = false;
	return {
		record: printed.take,
		line: (text) => {
			isLimited ||= text.startsWith(TURN_LIMIT);
		},
		finish: async (end) => {
			const isResumed = place.isResuming;
			const printedIds = printed.all().map(({ id }) => id);
			const { sessions: onDisk, doubt } = await matchSessions(await readSessions(watched, {
				printedIds,
				isResumed,
				run: end
			}), printedIds, place, end);
			const ids = [...new Set([...printed.all(), ...onDisk].map(({ id }) => id))];
			const found = [];
			for (const id of ids) {
				const session = {
					printed: printed.all().find((one) => one.id === id) ?? null,
					disk: toLimited(onDisk.find((one) => one.id === id) ?? null, isLimited),
					isResumed
				};
				const calls = await readPrintedCalls(id, session, end);
				found.push(toFindings(id, session, end.isRunning ? calls : calls.map(withoutOutput), end.exitCode));
			}
			if (found.length > 0) return require_choose_sessions.withDoubt(require_call_findings.mergeFindings(found), doubt);
			return end.isExpected ? UNKNOWN : null;
		}
	};
}
function toLimited(disk, isLimited) {
	return isLimited && disk?.end === "cut" ? {
		...disk,
		end: "turn_limit"
	} : disk;
}
const UNKNOWN = {
	...require_call_findings.findShares([], {
		sessionId: null,
		source: "none",
		reason: null
	}),
	reason: "it printed no result and left no session file"
};
async function matchSessions(sessions, printedIds, place, end) {
	const isPrinted = ({ id }) => printedIds.includes(id);
	const keepsNone = end.starts === 1 && require_agent_command.hasOption(place.starts, "--no-session-persistence");
	const described = sessions.filter((session) => isPrinted(session) || !keepsNone).map((session) => ({
		...session,
		folder: session.cwd
	}));
	return require_choose_sessions.chooseOwn(described, isPrinted, end, printedIds.length);
}
async function readPrintedCalls(id, { printed, disk }, end) {
	const isKnown = (disk?.messages.length ?? 0) > 0;
	if (printed === null || isKnown || printed.init === null && printed.results > 0) return [];
	const messages = [];
	await end.readLog((line) => line.includes("\"assistant\"") && line.includes(id), (record) => {
		const message = record.session_id === id ? readMessage(record) : void 0;
		if (message !== void 0) messages.push(message);
	});
	return mergeCopies(messages);
}
function withoutOutput(call) {
	return {
		...call,
		figures: {
			...call.figures,
			output: null,
			reasoning: null
		}
	};
}
function toFindings(id, told, calls, exitCode) {
	const { printed, disk } = told;
	const account = accountOf(told, calls);
	const turns = countTurns(told, calls);
	const model = require_step.asText(printed?.init?.model) ?? disk?.messages.find(({ isMain }) => isMain)?.model ?? account.models[0]?.model;
	return {
		...account,
		turns,
		sessionId: id,
		verdict: printed?.verdict ?? verdictOnDisk(disk, exitCode),
		config: configOf(printed, disk, model ?? null)
	};
}
function verdictOnDisk(disk, exitCode) {
	switch (disk?.end) {
		case void 0:
		case "unanswered": return null;
		case "finished": return {
			kind: "completed",
			text: null
		};
		case "turn_limit": return {
			kind: "turn_limit",
			text: "max_turns_reached"
		};
		case "api_error": return {
			kind: "failed",
			text: "API error"
		};
		case "interrupted": return {
			kind: "aborted",
			text: null
		};
		case "cut": return exitCode === 0 ? null : {
			kind: "aborted",
			text: null
		};
	}
}
function configOf(printed, disk, model) {
	const init = printed?.init ?? {};
	const version = require_step.asText(init.version) ?? disk?.version ?? null;
	const permissionMode = require_step.asText(init.permissionMode);
	const tools = require_step.asArray(init.tools).filter((tool) => typeof tool === "string");
	const request = disk?.requests.findLast((one) => one.model === model);
	return {
		metadata: {},
		...require_call_findings.toConfig(model, {
			agent_version: version,
			permission_mode: permissionMode
		}),
		...request?.maxTokens == null ? {} : { max_tokens: request.maxTokens },
		...request?.temperature == null ? {} : { temperature: request.temperature },
		...tools.length === 0 ? {} : { tools }
	};
}
function countTurns({ printed, disk }, calls) {
	const main = [...disk?.messages ?? [], ...calls].filter(({ isMain }) => isMain).length;
	if (main > 0) return main;
	const turns = printed?.turns ?? null;
	return turns === null || Number.isNaN(turns) ? null : turns;
}
exports.claudeCode = claudeCode;
