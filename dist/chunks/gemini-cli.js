const require_step = require("./step.js");
const require_agent_command = require("./agent-command.js");
const require_call_findings = require("./call-findings.js");
const require_choose_sessions = require("./choose-sessions.js");
const require_model_shares = require("./model-shares.js");
let node_crypto = require("node:crypto");
let node_fs_promises = require("node:fs/promises");
let node_path = require("node:path");
const require_read_growth = require("./read-growth.js");
const require_read_records = require("./read-records.js");
const require_session_files = require("./session-files.js");
// src/usage/agents/gemini-cli/chats.ts
const ASKING_TOOLS = ["web_fetch", "google_web_search"];
const HELPER_TOOLS = [...ASKING_TOOLS, "replace"];
const LONGEST_WORKSPACE = 1e4;
const WORKSPACE = "Workspace Directories:";
const MARKS = [
	"\"tokens\"",
	"\"projectHash\"",
	"\"$set\"",
	WORKSPACE
];
async function watchChats(place) {
	const within = place.env.GEMINI_CLI_HOME || place.home;
	const matches = (path) => /^[^/]+\/chats\/(?:session-[^/]+\.jsonl?|[^/]+\/[^/]+\.jsonl)$/.test(path);
	const files = await require_session_files.watchFiles(place, {
		root: (0, node_path.join)(within, ".gemini", "tmp"),
		within,
		depth: 3,
		matches
	});
	const idsBefore = await require_read_growth.readBefore(files, isDocument, (document) => idsOf([pickFact(document)]));
	return async (run) => {
		const { files: changed, isAll } = require_session_files.newestFiles(await files.changed(run));
		const folders = [place.cwd, await (0, node_fs_promises.realpath)(place.cwd).catch(() => place.cwd)];
		const hashes = folders.map((folder) => (0, node_crypto.createHash)("sha256").update(folder).digest("hex"));
		const chats = (await readFiles(changed, idsBefore, run)).map(({ file, facts, isNew, isWhole, old }) => {
			const byId = new Map(facts.flatMap((fact) => fact.messages).map((message) => [message.id, message]));
			for (const id of old) byId.delete(id);
			const messages = [...byId.values()];
			const own = facts.find((fact) => fact.sessionId !== void 0)?.sessionId;
			const hash = facts.find((fact) => fact.projectHash !== void 0)?.projectHash;
			const workspace = facts.map((fact) => fact.workspace).join("");
			const parent = /\/chats\/([^/]+)\//.exec(file.name)?.[1];
			const mayLackCalls = isDocument(file.name) && messages.some(({ tools }) => tools.length > 1);
			return {
				root: parent ?? own ?? file.name,
				sessionId: parent ?? own,
				shares: messages.map(({ share }) => share),
				total: require_model_shares.sumCounts(messages.map(({ total }) => total)),
				turns: parent === void 0 ? messages.length : 0,
				hasHelpers: messages.some(({ tools }) => tools.some((tool) => HELPER_TOOLS.includes(tool))),
				isSummedUp: isSummedUp(facts),
				isNew: isNew && old.size === 0,
				isHere: hashes.includes(hash ?? "") || folders.some((folder) => workspace.includes(`- ${folder}\n`)),
				isWhole: isWhole && isAll && !mayLackCalls
			};
		});
		return [...new Set(chats.map((chat) => chat.root))].map((root) => joinChats(chats.filter((chat) => chat.root === root)));
	};
}
async function readFiles(files, idsBefore, run) {
	const wants = (line) => MARKS.some((mark) => line.includes(mark));
	const ofLines = files.filter(({ name }) => !isDocument(name));
	const lines = await require_read_growth.readGrowths(ofLines, wants, pickFact, run);
	const documents = [];
	for (const file of files.filter(({ name }) => isDocument(name))) {
		const document = require_step.asObject(await require_read_records.readDocument(file.path));
		documents.push({
			file,
			fact: pickFact(document ?? {}),
			isRead: document !== void 0
		});
	}
	const times = documents.flatMap(({ fact }) => fact.messages.map(({ time }) => time));
	const documentSince = require_session_files.ownSince(times, run);
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
			...idsOf(after, since)
		])
	})), ...documents.map(({ file, fact, isRead }) => ({
		file,
		facts: [fact],
		isNew: file.isNew,
		isWhole: isRead && (file.isNew || idsBefore.has(file.name)),
		old: new Set([...idsBefore.get(file.name) ?? [], ...idsOf([fact], documentSince)])
	}))].sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file));
}
function pickFact(record) {
	const rewritten = require_step.dig(record, "$set", "messages");
	const listed = [record.messages, rewritten].flatMap(require_step.asArray);
	return {
		sessionId: require_step.asText(record.sessionId),
		projectHash: require_step.asText(record.projectHash),
		workspace: listed.map(readWorkspace).join(""),
		isRewrite: rewritten !== void 0,
		messages: [record, ...listed].flatMap(pickMessage)
	};
}
function readWorkspace(value) {
	const text = require_step.digText(require_step.asArray(require_step.dig(value, "content"))[0], "text") ?? "";
	const start = text.indexOf(WORKSPACE);
	return start === -1 ? "" : text.slice(start, start + LONGEST_WORKSPACE);
}
function pickMessage(value) {
	const message = require_step.asObject(value);
	const [id, tokens] = [require_step.asText(message?.id), require_step.asObject(message?.tokens)];
	if (message?.type !== "gemini" || id === void 0 || tokens === void 0) return [];
	const model = require_step.asText(message.model);
	const share = {
		...readTokens(tokens, "input", "output"),
		model: model ?? "",
		turns: model ? 1 : null,
		cost: null
	};
	const tools = require_step.asArray(message.toolCalls).map((call) => require_step.digText(call, "name") ?? "");
	return [{
		id,
		time: require_session_files.timeOf(message),
		share,
		total: require_model_shares.readCount(tokens.total),
		tools
	}];
}
function isSummedUp(facts) {
	const first = facts.findIndex(({ messages, isRewrite }) => messages.length > 0 && !isRewrite);
	return first !== -1 && facts.slice(first).some(({ isRewrite }) => isRewrite);
}
function idsOf(facts, before = Number.POSITIVE_INFINITY) {
	const messages = facts.flatMap((fact) => fact.messages);
	const isOlder = ({ time }) => before === Number.POSITIVE_INFINITY || time !== null && time < before;
	return new Set(messages.filter(isOlder).map(({ id }) => id));
}
function joinChats(chats) {
	return {
		sessionId: chats[0]?.sessionId,
		shares: require_model_shares.addShares(chats.flatMap((chat) => chat.shares)),
		total: require_model_shares.sumCounts(chats.map((chat) => chat.total)),
		turns: require_model_shares.sumCounts(chats.map((chat) => chat.turns)),
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
function readTokens(tokens, input, output) {
	const told = require_model_shares.readFigures(tokens, {
		input,
		cacheRead: "cached",
		output,
		reasoning: "thoughts"
	}, "whole");
	return {
		...told,
		input: told.input === null ? null : require_model_shares.addCounts(told.input, require_model_shares.readCount(tokens.tool)),
		cacheWrite: 0,
		output: told.output === null ? null : require_model_shares.addCounts(told.output, told.reasoning)
	};
}
// src/usage/agents/gemini-cli.ts
const geminiCli = {
	wants: {
		types: ["init", "result"],
		marks: ["\"stats\":{"]
	},
	begin: async (place) => followRun(await watchChats(place), namesModel(place))
};
const MOST_RUNS = 1e3;
const LIMIT_EXIT_CODE = 53;
const LOOP_CHECK_TURNS = 30;
const BROKEN = /terminated|ECONN|socket|network|fetch failed|timed? ?out|premature/i;
const MIXED = "what its tools had a model read is counted as output, for its record does not tell them apart";
const NO_FINAL_RECORD = "it printed no final record, so calls of helper models and one that was cut off are not known";
function followRun(readChats, isModelNamed) {
	const printed = [];
	let started;
	let model;
	let verdict = null;
	let hasAnswer = false;
	let isBroken = false;
	const failed = new Set();
	const add = (run) => {
		if (printed.length < MOST_RUNS) printed.push(run);
	};
	return {
		record: (record) => {
			const [stats, error, id] = [
				require_step.asObject(record.stats),
				require_step.asObject(record.error),
				require_step.asText(record.session_id)
			];
			if (record.type === "init" && id !== void 0 && record.subtype === void 0) {
				if (started !== void 0) add({
					sessionId: started,
					totals: void 0
				});
				started = id;
				model = require_step.asText(record.model);
			} else if (record.type === "result" && stats?.total_tokens !== void 0 && require_step.asText(record.status) !== void 0) {
				add({
					sessionId: started,
					totals: readStreamStats(stats),
					isStream: true
				});
				started = void 0;
				verdict = toVerdict(record.status === "success", error);
				isBroken ||= BROKEN.test(require_step.asText(error?.message) ?? "");
			} else if (record.type === void 0 && require_step.digObject(stats, "models") !== void 0 && "response" in record) {
				add({
					sessionId: id,
					totals: readJsonStats(stats ?? {})
				});
				verdict = toVerdict(error === void 0, error);
			} else if (record.type === void 0 && error !== void 0 && "code" in error) {
				if (id !== void 0 && failed.size < MOST_RUNS) failed.add(id);
				verdict = toVerdict(false, error);
				const code = require_model_shares.readCount(error.code) ?? 0;
				hasAnswer = code === LIMIT_EXIT_CODE || code >= 400 && code < 600;
			}
		},
		finish: async (end) => {
			const { isExpected, exitCode } = end;
			const chats = await readChats(end);
			const isStarted = started !== void 0 && (isExpected || chats.some(({ sessionId }) => sessionId === started));
			const ids = chats.flatMap(({ sessionId }) => sessionId !== void 0 && failed.has(sessionId) ? [sessionId] : []);
			const untold = [...isStarted ? [started] : [], ...ids].map((sessionId) => ({
				sessionId,
				totals: void 0
			}));
			const all = [...printed, ...untold].slice(0, MOST_RUNS);
			const { runs, doubt } = matchRuns(all, chats, end);
			if (runs.length === 0 && !isExpected) return null;
			const found = toFindings(runs, (exitCode === 0 || exitCode === LIMIT_EXIT_CODE || hasAnswer) && isModelNamed);
			const isMixed = await asksByTool(end, runs);
			const name = model ?? found.models[0]?.model;
			const findings = {
				...found,
				verdict: verdict ?? (exitCode === LIMIT_EXIT_CODE ? {
					kind: "turn_limit",
					text: null
				} : null),
				config: name === void 0 ? {} : { model: name }
			};
			const isCut = all.length === MOST_RUNS;
			return [
				isBroken ? require_call_findings.BROKE_OFF : null,
				isMixed ? MIXED : null,
				isCut ? "it ran more often than is counted" : null,
				doubt
			].reduce(require_choose_sessions.withDoubt, findings);
		}
	};
}
function matchRuns(printed, chats, end) {
	const left = new Set(chats);
	const untoldChat = ({ total: all }) => {
		const exact = [...left].find(({ total }) => total === all);
		const within = [...left].filter(({ total, isHere }) => isHere && (total ?? 0) <= (all ?? 0));
		return exact ?? (within.length === 1 ? within[0] : void 0);
	};
	const runs = printed.map((run) => {
		const { sessionId, totals } = run;
		const chat = (sessionId === void 0 ? void 0 : [...left].find((one) => one.sessionId === sessionId)) ?? (totals === void 0 || sessionId !== void 0 ? void 0 : untoldChat(totals));
		if (chat !== void 0) left.delete(chat);
		return {
			...run,
			sessionId: sessionId ?? chat?.sessionId,
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
async function asksByTool(end, all) {
	const runs = all.filter(({ isStream }) => isStream === true);
	if (runs.every(({ totals, chat }) => chat?.isWhole === true && chat.total === totals?.total)) return false;
	let isAsking = false;
	await end.readLog((line) => {
		isAsking ||= ASKING_TOOLS.some((tool) => line.includes(`"${tool}"`));
		return false;
	}, () => {});
	return isAsking || runs.some(({ chat }) => chat?.hasHelpers === true);
}
function toFindings(runs, hasNoRouter) {
	const told = runs.map(({ totals, chat }) => {
		if (totals === void 0) return chat ?? {
			shares: [],
			total: null,
			turns: null
		};
		return chat?.isWhole === true && chat.total === totals.total && chat.shares.length > 0 && totals.turns === null ? chat : totals;
	});
	const isInChat = (chat) => hasNoRouter && chat?.isWhole === true && !chat.hasHelpers && !chat.isSummedUp && (chat.turns ?? 0) < LOOP_CHECK_TURNS;
	const isFinal = runs.length > 0 && runs.every(({ totals, chat }) => totals !== void 0 || isInChat(chat));
	const isSplit = told.every(({ shares }) => require_model_shares.sumFigures(shares).input !== null);
	return {
		...require_call_findings.findShares(told.flatMap(({ shares }) => shares), {
			sessionId: runs.findLast((run) => run.sessionId !== void 0)?.sessionId ?? null,
			source: runs.some((run) => run.totals !== void 0) ? "stats" : "chats",
			reason: isFinal ? isSplit ? null : "its record does not tell what came from cache" : NO_FINAL_RECORD
		}),
		turns: require_model_shares.sumCounts(told.map(({ turns }) => turns))
	};
}
function namesModel({ starts, env }) {
	const named = require_agent_command.optionValue(starts, "-m", "--model") ?? env.GEMINI_MODEL;
	return named !== void 0 && named !== "" && !named.startsWith("auto");
}
function toVerdict(isGood, error) {
	if (isGood) return {
		kind: "completed",
		text: null
	};
	const text = require_step.asText(error?.type) ?? null;
	return {
		kind: text === "FatalTurnLimitedError" || error?.code === LIMIT_EXIT_CODE ? "turn_limit" : "failed",
		text
	};
}
function readJsonStats(stats) {
	const entries = Object.entries(require_step.digObject(stats, "models") ?? {});
	const models = entries.map(([model, entry]) => {
		const turns = countAnswered(require_step.digObject(entry, "api"));
		return {
			...readTokens(require_step.digObject(entry, "tokens") ?? {}, "prompt", "candidates"),
			model,
			turns,
			calls: turns,
			cost: null
		};
	});
	const main = entries.map(([, entry]) => countAnswered(require_step.digObject(entry, "roles", "main")));
	const hasRoles = entries.some(([, entry]) => require_step.dig(entry, "roles") !== void 0);
	return {
		shares: models.length === 0 ? [{
			...require_model_shares.NOTHING_USED,
			model: "",
			turns: null,
			cost: null
		}] : models,
		total: require_model_shares.sumCounts(entries.map(([, entry]) => require_model_shares.readCount(require_step.dig(entry, "tokens", "total")))),
		turns: require_model_shares.sumCounts(hasRoles ? main : models.map((share) => share.turns))
	};
}
function countAnswered(requests) {
	return require_model_shares.subtractCounts(require_model_shares.readCount(requests?.totalRequests), require_model_shares.readCount(requests?.totalErrors));
}
function readStreamStats(stats) {
	const models = Object.entries(require_step.digObject(stats, "models") ?? {}).map(([model, entry]) => {
		return {
			...readStreamTokens(require_step.asObject(entry) ?? {}),
			model,
			turns: null,
			cost: null
		};
	});
	const all = {
		...readStreamTokens(stats),
		model: "",
		turns: null,
		cost: null
	};
	return {
		shares: models.length === 0 ? [all] : models,
		total: require_model_shares.readCount(stats.total_tokens),
		turns: null
	};
}
function readStreamTokens(tokens) {
	const [prompt, cacheRead] = [require_model_shares.readCount(tokens.input_tokens), require_model_shares.readCount(tokens.cached)];
	const output = prompt === null ? null : require_model_shares.subtractCounts(require_model_shares.readCount(tokens.total_tokens), prompt);
	const candidates = require_model_shares.readCount(tokens.output_tokens);
	return {
		input: cacheRead === null ? null : require_model_shares.subtractCounts(prompt, cacheRead),
		cacheRead,
		cacheWrite: 0,
		output,
		reasoning: candidates === null ? null : require_model_shares.subtractCounts(output, candidates)
	};
}
exports.geminiCli = geminiCli;
