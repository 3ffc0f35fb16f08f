const require_step_options = require("./step-options.js");
const require_choose_sessions = require("./choose-sessions.js");
const require_model_shares = require("./model-shares.js");
let node_crypto = require("node:crypto");
let node_fs_promises = require("node:fs/promises");
let node_path = require("node:path");
const require_newest_files = require("./newest-files.js");
const require_read_before = require("./read-before.js");
const require_read_growth = require("./read-growth.js");
const require_read_records = require("./read-records.js");
const require_session_files = require("./session-files.js");
// src/usage/agents/gemini-tokens.ts
function readJsonStats(stats) {
	const entries = Object.entries(require_step_options.digObject(stats, "models") ?? {});
	const models = entries.map(([model, entry]) => {
		const tokens = require_step_options.digObject(entry, "tokens") ?? {};
		const turns = countAnswered(require_step_options.digObject(entry, "api"));
		return {
			...readTokens(tokens, tokens.prompt, tokens.candidates),
			model,
			turns,
			calls: turns,
			cost: null
		};
	});
	const main = entries.map(([, entry]) => countAnswered(require_step_options.digObject(entry, "roles", "main")));
	const hasRoles = entries.some(([, entry]) => require_step_options.dig(entry, "roles") !== void 0);
	return {
		figures: models.length === 0 ? require_model_shares.NOTHING_USED : require_model_shares.sumFigures(models),
		total: require_model_shares.sumCounts(entries.map(([, entry]) => require_model_shares.readCount(require_step_options.dig(entry, "tokens", "total")))),
		models,
		turns: require_model_shares.sumCounts(hasRoles ? main : models.map((share) => share.turns))
	};
}
function countAnswered(requests) {
	return require_model_shares.subtractCounts(require_model_shares.readCount(requests?.totalRequests), require_model_shares.readCount(requests?.totalErrors));
}
function readStreamStats(stats) {
	const models = Object.entries(require_step_options.digObject(stats, "models") ?? {}).map(([model, entry]) => ({
		...readStreamTokens(require_step_options.asObject(entry) ?? {}),
		model,
		turns: null,
		cost: null
	}));
	return {
		figures: readStreamTokens(stats),
		total: require_model_shares.readCount(stats.total_tokens),
		models,
		turns: null,
		isStream: true
	};
}
function readStreamTokens(tokens) {
	const [prompt, cacheRead] = [require_model_shares.readCount(tokens.input_tokens), require_model_shares.readCount(tokens.cached)];
	const [total, candidates] = [require_model_shares.readCount(tokens.total_tokens), require_model_shares.readCount(tokens.output_tokens)];
	const output = total === null || prompt === null ? null : require_model_shares.subtractCounts(total, prompt);
	return {
		input: cacheRead === null ? null : require_model_shares.subtractCounts(prompt, cacheRead),
		cacheRead,
		cacheWrite: 0,
		output,
		reasoning: candidates === null ? null : require_model_shares.subtractCounts(output, candidates)
	};
}
function readMessageTokens(tokens) {
	return readTokens(tokens, tokens.input, tokens.output);
}
function readTokens(tokens, promptCount, candidateCount) {
	const [prompt, candidates] = [require_model_shares.readCount(promptCount), require_model_shares.readCount(candidateCount)];
	const [cacheRead, reasoning] = [require_model_shares.readCount(tokens.cached), require_model_shares.readCount(tokens.thoughts)];
	return {
		input: prompt === null ? null : require_model_shares.addCounts(require_model_shares.subtractCounts(prompt, cacheRead), require_model_shares.readCount(tokens.tool)),
		cacheRead,
		cacheWrite: 0,
		output: candidates === null ? null : require_model_shares.addCounts(candidates, reasoning),
		reasoning
	};
}
// src/usage/agents/gemini-chats.ts
const LONGEST_WORKSPACE = 1e4;
const HELPER_TOOLS = [
	"google_web_search",
	"web_fetch",
	"replace"
];
const WORKSPACE = "Workspace Directories:";
const MARKS = [
	"\"tokens\"",
	"\"projectHash\"",
	"\"$set\"",
	WORKSPACE
];
async function watchGeminiChats(place) {
	const within = place.env.GEMINI_CLI_HOME || place.home;
	const matches = (path) => /^[^/]+\/chats\/(?:session-[^/]+\.jsonl?|[^/]+\/[^/]+\.jsonl)$/.test(path);
	const files = await require_session_files.watchFiles(place, {
		root: (0, node_path.join)(within, ".gemini", "tmp"),
		within,
		depth: 3,
		matches
	});
	const idsBefore = await require_read_before.readBefore(files, isDocument, (document) => idsOf([pickFact(document)]));
	return async (run) => {
		const { files: changed, isAll } = require_newest_files.newestFiles(await files.changed(run));
		const folders = [place.cwd, await (0, node_fs_promises.realpath)(place.cwd).catch(() => place.cwd)];
		const hashes = folders.map((folder) => (0, node_crypto.createHash)("sha256").update(folder).digest("hex"));
		const chats = [];
		for (const { file, facts, isNew, isWhole, old } of await readChats(changed, idsBefore, run)) {
			const messages = new Map(facts.flatMap((fact) => fact.messages).map((message) => [message.id, message]));
			for (const id of old) messages.delete(id);
			const own = facts.find((fact) => fact.sessionId !== void 0)?.sessionId;
			const hash = facts.find((fact) => fact.projectHash !== void 0)?.projectHash;
			const workspace = facts.map((fact) => fact.workspace).join("");
			const parent = /\/chats\/([^/]+)\//.exec(file.name)?.[1];
			chats.push({
				...sumMessages([...messages.values()], parent === void 0),
				isSummedUp: isSummedUp(facts),
				root: parent ?? own ?? file.name,
				sessionId: parent ?? own,
				isNew: isNew && old.size === 0,
				isHere: hashes.includes(hash ?? "") || folders.some((folder) => workspace.includes(`- ${folder}\n`)),
				isWhole: isWhole && isAll && !(isDocument(file.name) && mayLackCalls(messages.values()))
			});
		}
		return [...new Set(chats.map((chat) => chat.root))].map((root) => joinChats(chats.filter((chat) => chat.root === root)));
	};
}
async function readChats(files, idsBefore, run) {
	const wants = (line) => MARKS.some((mark) => line.includes(mark));
	const lines = await require_read_growth.readGrowths(files.filter(({ name }) => !isDocument(name)), wants, pickFact, run);
	const documents = [];
	for (const file of files.filter(({ name }) => isDocument(name))) {
		const document = require_step_options.asObject(await require_read_records.readDocument(file.path));
		documents.push({
			file,
			fact: pickFact(document ?? {}),
			isRead: document !== void 0
		});
	}
	const documentSince = require_session_files.ownSince(documents.flatMap(({ fact }) => fact.messages.map(({ time }) => time)), run);
	return [...lines.map(({ file, before, after, isNew, isWhole, since }) => ({
		file,
		isNew,
		isWhole,
		facts: [...before.map((fact) => ({
			...fact,
			messages: []
		})), ...after],
		old: new Set([
			...idsOf(before),
			...idsBefore.get(file.name.slice(0, -1)) ?? [],
			...olderThan(since, after)
		])
	})), ...documents.map(({ file, fact, isRead }) => ({
		file,
		facts: [fact],
		isNew: file.isNew,
		isWhole: isRead && (file.isNew || idsBefore.has(file.name)),
		old: new Set([...idsBefore.get(file.name) ?? [], ...olderThan(documentSince, [fact])])
	}))].sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file));
}
function olderThan(since, facts) {
	return facts.flatMap((fact) => fact.messages).filter(({ time }) => time !== null && time < since).map(({ id }) => id);
}
function pickFact(record) {
	const listed = [record.messages, require_step_options.asObject(record.$set)?.messages].flatMap(require_step_options.asArray);
	return {
		sessionId: require_step_options.asText(record.sessionId),
		projectHash: require_step_options.asText(record.projectHash),
		workspace: listed.map(readWorkspace).join(""),
		isRewrite: require_step_options.asObject(record.$set)?.messages !== void 0,
		messages: [record, ...listed].flatMap(pickMessage)
	};
}
function readWorkspace(value) {
	const text = require_step_options.asText(require_step_options.asObject(require_step_options.asArray(require_step_options.asObject(value)?.content)[0])?.text) ?? "";
	const start = text.indexOf(WORKSPACE);
	return start === -1 ? "" : text.slice(start, start + LONGEST_WORKSPACE);
}
function pickMessage(value) {
	const message = require_step_options.asObject(value);
	const [id, tokens] = [require_step_options.asText(message?.id), require_step_options.asObject(message?.tokens)];
	if (message?.type !== "gemini" || id === void 0 || tokens === void 0) return [];
	const tools = require_step_options.asArray(message.toolCalls).map((call) => require_step_options.asText(require_step_options.asObject(call)?.name) ?? "");
	const hasHelpers = tools.some((tool) => HELPER_TOOLS.includes(tool));
	const figures = readMessageTokens(tokens);
	return [{
		id,
		time: require_session_files.timeOf(message),
		model: require_step_options.asText(message.model),
		figures,
		total: require_model_shares.readCount(tokens.total),
		hasHelpers,
		tools: tools.length
	}];
}
function isSummedUp(facts) {
	const first = facts.findIndex(({ messages, isRewrite }) => messages.length > 0 && !isRewrite);
	return first !== -1 && facts.slice(first).some(({ isRewrite }) => isRewrite);
}
function mayLackCalls(messages) {
	return [...messages].some(({ tools }) => tools > 1);
}
function idsOf(facts) {
	return new Set(facts.flatMap((fact) => fact.messages.map((message) => message.id)));
}
function sumMessages(messages, isMain) {
	const turns = isMain ? messages.length : 0;
	const shares = messages.flatMap(({ model, figures }) => model === void 0 ? [] : [{
		...figures,
		model,
		turns: 1,
		cost: null
	}]);
	return {
		figures: require_model_shares.sumFigures(messages.map((message) => message.figures)),
		total: require_model_shares.sumCounts(messages.map((message) => message.total)),
		models: require_model_shares.addShares(shares),
		turns,
		hasHelpers: messages.some((message) => message.hasHelpers)
	};
}
function joinChats(chats) {
	return {
		sessionId: chats[0]?.sessionId,
		figures: require_model_shares.sumFigures(chats.map((chat) => chat.figures)),
		total: require_model_shares.sumCounts(chats.map((chat) => chat.total)),
		models: require_model_shares.addShares(chats.flatMap((chat) => chat.models)),
		turns: chats.reduce((sum, chat) => sum + chat.turns, 0),
		hasHelpers: chats.some((chat) => chat.hasHelpers),
		isSummedUp: chats.some((chat) => chat.isSummedUp),
		isNew: chats.some((chat) => chat.isNew),
		isHere: chats.some((chat) => chat.isHere),
		isWhole: chats.every((chat) => chat.isWhole)
	};
}
function isDocument(name) {
	return name.endsWith(".json");
}
// src/usage/agents/gemini-cli.ts
const geminiCli = {
	wants: {
		types: ["init", "result"],
		marks: ["\"stats\":{"]
	},
	begin: async (place) => followRun(await watchGeminiChats(place), namesModel(place))
};
const ASKING_TOOLS = ["web_fetch", "google_web_search"];
const MOST_RUNS = 1e3;
const LIMIT_EXIT_CODE = 53;
const LOOP_CHECK_TURNS = 30;
const MIXED = "what its tools had a model read is counted as output, for its record does not tell them apart";
const NO_FINAL_RECORD = "it printed no final record, so calls of helper models and one that was cut off are not known";
function followRun(readChats, isModelNamed) {
	const printed = [];
	let started;
	let model;
	let verdict = null;
	let hasAnswer = false;
	const failed = new Set();
	const add = (run) => {
		if (printed.length < MOST_RUNS) printed.push(run);
	};
	return {
		record: (record) => {
			const [stats, error] = [require_step_options.asObject(record.stats), require_step_options.asObject(record.error)];
			if (record.type === "init" && require_step_options.asText(record.session_id) !== void 0 && record.subtype === void 0) {
				if (started !== void 0) add({
					sessionId: started,
					totals: void 0
				});
				started = require_step_options.asText(record.session_id);
				model = require_step_options.asText(record.model);
			} else if (record.type === "result" && stats?.total_tokens !== void 0 && require_step_options.asText(record.status) !== void 0) {
				add({
					sessionId: started,
					totals: readStreamStats(stats)
				});
				started = void 0;
				verdict = toVerdict(record.status === "success", error);
			} else if (record.type === void 0 && require_step_options.digObject(stats, "models") !== void 0 && "response" in record) {
				add({
					sessionId: require_step_options.asText(record.session_id),
					totals: readJsonStats(stats ?? {})
				});
				verdict = toVerdict(error === void 0, error);
			} else if (record.type === void 0 && error !== void 0 && "code" in error) {
				const id = require_step_options.asText(record.session_id);
				if (id !== void 0 && failed.size < MOST_RUNS) failed.add(id);
				verdict = toVerdict(false, error);
				const code = require_model_shares.readCount(error.code) ?? 0;
				hasAnswer = code === LIMIT_EXIT_CODE || code >= 400 && code < 600;
			}
		},
		line: () => {},
		finish: async (end) => {
			const { isExpected, exitCode } = end;
			const chats = await readChats(end);
			const untold = [...isExpected || chats.some(({ sessionId }) => sessionId === started) ? [started] : [], ...chats.map(({ sessionId }) => sessionId).filter((id) => id !== void 0 && failed.has(id))].filter((id) => id !== void 0).map((sessionId) => ({
				sessionId,
				totals: void 0
			}));
			const all = [...printed, ...untold].slice(0, MOST_RUNS);
			const { runs, doubt } = matchRuns(all, chats, end);
			if (runs.length === 0 && !isExpected) return null;
			const isEnded = exitCode === 0 || exitCode === LIMIT_EXIT_CODE || hasAnswer;
			const toolRuns = runs.filter(({ totals }) => totals?.isStream === true);
			const isMixed = toolRuns.length > 0 && await asksByTool(end, toolRuns);
			const found = toFindings(runs, verdict, isEnded && isModelNamed);
			const findings = isMixed ? require_choose_sessions.withDoubt(found, MIXED) : found;
			const name = model ?? findings.models[0]?.model;
			const isCut = all.length === MOST_RUNS && findings.state === "measured";
			const told = {
				...findings,
				...isCut ? {
					state: "partial",
					reason: "it ran more often than is counted"
				} : {},
				verdict: verdict ?? (exitCode === LIMIT_EXIT_CODE ? {
					kind: "turn_limit",
					text: null
				} : null),
				config: name === void 0 ? {} : { model: name }
			};
			return require_choose_sessions.withDoubt(told, doubt);
		}
	};
}
function matchRuns(printed, chats, end) {
	const left = new Set(chats);
	const untoldChat = (totals, sessionId) => {
		if (totals === void 0 || sessionId !== void 0) return void 0;
		const exact = [...left].find(({ total }) => total === totals.total);
		const within = [...left].filter(({ total, isHere }) => isHere && (total ?? 0) <= (totals.total ?? 0));
		return exact ?? (within.length === 1 ? within[0] : void 0);
	};
	const runs = printed.map(({ sessionId, totals }) => {
		const chat = [...left].find((one) => sessionId !== void 0 && one.sessionId === sessionId) ?? untoldChat(totals, sessionId);
		if (chat !== void 0) left.delete(chat);
		return {
			sessionId: sessionId ?? chat?.sessionId,
			totals,
			chat
		};
	});
	const known = new Set(runs.map((run) => run.sessionId));
	const others = [...left].filter((chat) => !known.has(chat.sessionId));
	const { sessions: silent, doubt } = require_choose_sessions.chooseSessions(others, end, runs.length);
	return {
		runs: [...runs, ...silent.map((chat) => ({
			sessionId: chat.sessionId,
			totals: void 0,
			chat
		}))],
		doubt
	};
}
async function asksByTool(end, runs) {
	if (runs.every(({ totals, chat }) => chat?.isWhole === true && chat.total === totals?.total)) return false;
	let isAsking = false;
	await end.readLog((line) => {
		isAsking ||= ASKING_TOOLS.some((tool) => line.includes(`"${tool}"`));
		return false;
	}, () => {});
	return isAsking || runs.some(({ chat }) => chat?.hasHelpers === true);
}
function toFindings(runs, verdict, hasNoRouter) {
	const told = runs.map(({ totals, chat }) => {
		if (totals === void 0) return {
			figures: require_model_shares.NO_FIGURES,
			models: [],
			turns: null,
			...chat
		};
		return chat?.isWhole === true && chat.total === totals.total && require_model_shares.hasFigures(chat.figures) && totals.turns === null ? chat : totals;
	});
	const figures = require_model_shares.sumFigures(told.map((run) => run.figures));
	const isKnown = require_model_shares.hasFigures(figures);
	const isInChat = (chat) => hasNoRouter && chat?.isWhole === true && !chat.hasHelpers && !chat.isSummedUp && chat.turns < LOOP_CHECK_TURNS;
	const isFinal = runs.length > 0 && runs.every(({ totals, chat }) => totals !== void 0 || isInChat(chat));
	const isSplit = told.every((run) => run.figures.input !== null);
	const base = {
		figures,
		turns: require_model_shares.sumCounts(told.map((run) => run.turns)),
		models: require_model_shares.addShares(told.flatMap((run) => run.models)),
		sessionId: runs.findLast((run) => run.sessionId !== void 0)?.sessionId ?? null,
		cost: null,
		source: runs.some((run) => run.totals !== void 0) ? "stats" : "chats",
		verdict,
		config: {}
	};
	if (!isKnown) return {
		...base,
		state: "unknown",
		reason: "it left no record of its tokens"
	};
	if (!isFinal) return {
		...base,
		state: "partial",
		reason: NO_FINAL_RECORD
	};
	if (!isSplit) return {
		...base,
		state: "partial",
		reason: "its record does not tell what came from cache"
	};
	return {
		...base,
		state: "measured",
		reason: null
	};
}
function namesModel({ starts, env }) {
	const named = require_step_options.optionValue(starts, "-m", "--model") ?? env.GEMINI_MODEL;
	return named !== void 0 && named !== "" && !named.startsWith("auto");
}
function toVerdict(isGood, error) {
	if (isGood) return {
		kind: "completed",
		text: null
	};
	const text = require_step_options.asText(error?.type) ?? null;
	return {
		kind: text === "FatalTurnLimitedError" || error?.code === LIMIT_EXIT_CODE ? "turn_limit" : "failed",
		text
	};
}
exports.geminiCli = geminiCli;
