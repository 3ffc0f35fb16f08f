let node_path = require("node:path");
const require_step = require("./step.js");
const require_call_findings = require("./call-findings.js");
const require_choose_sessions = require("./choose-sessions.js");
const require_model_shares = require("./model-shares.js");
const require_read_growth = require("./read-growth.js");
const require_read_records = require("./read-records.js");
const require_session_files = require("./session-files.js");
// src/usage/agents/cline.ts
const cline = {
	wants: {
		types: ["run_result"],
		marks: ["\"event\":{\"type\":\"usage\""]
	},
	begin: async (place) => followRun(await watchSessions(place))
};
const MOST_RUNS = 1e3;
const CUT_OFF = "it was cut off before it wrote its totals";
function followRun(readSessions) {
	const results = [];
	let calls;
	let model;
	let verdict = null;
	return {
		record: (record) => {
			const usage = require_step.asObject(record.aggregateUsage) ?? require_step.asObject(record.usage);
			const event = require_step.asObject(record.event);
			if (record.type === "run_result" && usage !== void 0 && "finishReason" in record) {
				model = require_step.digText(record, "model", "id") ?? model;
				const share = {
					...readUsage(usage, usage.totalCost),
					model: model ?? ""
				};
				if (results.length < MOST_RUNS) results.push({
					share,
					turns: require_model_shares.readCount(record.iterations)
				});
				verdict = toVerdict(require_step.asText(record.finishReason) ?? null);
				calls = void 0;
			} else if (record.type === "agent_event" && event?.type === "usage") calls = require_model_shares.addShares([...calls === void 0 ? [] : [calls], {
				...readUsage(event, event.cost),
				turns: 1
			}])[0];
		},
		finish: async (end) => {
			const isPrinted = results.length > 0 || calls !== void 0;
			const isExpected = end.isExpected || isPrinted;
			const { sessions, doubt } = await require_choose_sessions.chooseOwn(await readSessions(end), () => false, {
				...end,
				isExpected
			}, 0);
			if (sessions.length === 0 && !isExpected) return null;
			const told = tellRuns(results, calls, sessions);
			const last = sessions.at(-1);
			const name = model ?? last?.model;
			const findings = require_call_findings.findShares(told.flatMap(({ shares }) => shares), {
				sessionId: last?.id ?? null,
				source: told[0]?.source ?? "session.aggregateUsage",
				reason: told.find(({ reason }) => reason !== null)?.reason ?? null,
				verdict: verdict ?? statusToVerdict(last?.status),
				config: require_call_findings.toConfig(name, { agent_version: last?.version })
			});
			return require_choose_sessions.withDoubt({
				...findings,
				turns: require_model_shares.sumCounts(told.map(({ turns }) => turns))
			}, doubt);
		}
	};
}
function tellRuns(results, calls, sessions) {
	const left = [...results];
	const told = sessions.map((session) => {
		const match = left.findIndex(({ share }) => session.totals !== void 0 && require_model_shares.isSame(share, session.totals));
		return {
			session,
			result: match === -1 ? void 0 : left.splice(match, 1)[0]
		};
	}).map(({ session, result }) => tellSession(session, result ?? left.shift()));
	const rest = left.map(({ share, turns }) => {
		return {
			shares: [share],
			turns,
			source: "run_result.aggregateUsage",
			reason: null
		};
	});
	const cut = calls !== void 0 && sessions.every((session) => session.totals !== void 0) ? [{
		shares: [calls],
		turns: calls.turns,
		source: "agent_event.usage",
		reason: CUT_OFF
	}] : [];
	return [
		...told,
		...rest,
		...cut
	];
}
function tellSession(session, result) {
	const totals = [result?.share, session.totals].filter((share) => share !== void 0);
	const turns = result?.turns ?? require_model_shares.sumCounts(session.calls.map((share) => share.turns));
	const { totalsBefore } = session;
	const isOld = totalsBefore !== void 0 && session.totals !== void 0 && require_model_shares.isSame(session.totals, totalsBefore);
	const isKilled = result === void 0 && (session.status === "running" || isOld && session.calls.length > 0);
	const [total] = totals;
	if (total === void 0 || isKilled) return {
		shares: session.calls,
		turns,
		source: "messages.metrics",
		reason: CUT_OFF
	};
	const before = [
		totalsBefore === void 0 ? session.callsBefore : [totalsBefore],
		[],
		session.callsBefore
	];
	const rests = totals.map((one) => require_model_shares.subtractBefore([[one]], before, session.calls));
	const rest = rests.find(({ isProven }) => isProven) ?? rests[0] ?? {
		shares: [total],
		isProven: false
	};
	const source = result === void 0 ? "session.aggregateUsage" : "run_result.aggregateUsage";
	return {
		shares: rest.isProven && require_model_shares.isSame(require_model_shares.sumFigures(rest.shares), require_model_shares.sumFigures(session.calls)) ? session.calls : rest.shares,
		turns,
		source,
		reason: session.isWhole && (rest.isProven || before.every((shares) => shares.length === 0)) ? null : "what its session had used before is not known"
	};
}
function toVerdict(text) {
	if (text === "completed") return {
		kind: "completed",
		text
	};
	if (text !== null && /abort|cancel/.test(text)) return {
		kind: "aborted",
		text
	};
	return {
		kind: text !== null && /max|limit/.test(text) ? "turn_limit" : "failed",
		text
	};
}
function statusToVerdict(status) {
	return status === void 0 || status === "running" ? null : toVerdict(status);
}
const MESSAGES = ".messages.json";
async function watchSessions(place) {
	const { env, home } = place;
	const data = env.CLINE_DATA_DIR || (0, node_path.join)(env.CLINE_DIR || (0, node_path.join)(home, ".cline"), "data");
	const named = env.CLINE_SESSION_DATA_DIR || env.CLINE_DATA_DIR || env.CLINE_DIR;
	const matches = (path) => /^[^/]+\/[^/]+\.json$/.test(path);
	const root = env.CLINE_SESSION_DATA_DIR || (0, node_path.join)(data, "sessions");
	const files = await require_session_files.watchFiles(place, {
		root,
		within: named || home,
		depth: 1,
		matches
	});
	const before = await require_read_growth.readBefore(files, matches, pickFact);
	return async (run) => {
		const { files: changed } = require_session_files.newestFiles(await files.changed(run));
		const ids = new Set(changed.map((file) => idOf(file.name)));
		const sessions = [];
		for (const id of ids) sessions.push(await readSession(id, changed, {
			before,
			run
		}));
		return sessions;
	};
}
async function readSession(id, changed, { before, run }) {
	const [headName, messagesName] = [`${id}/${id}.json`, `${id}/${id}${MESSAGES}`];
	const own = changed.filter((file) => file.name === headName || file.name === messagesName);
	const facts = [];
	for (const file of own) facts.push(pickFact(require_step.asObject(await require_read_records.readDocument(file.path)) ?? {}));
	const [headBefore, messagesBefore] = [before.get(headName), before.get(messagesName)];
	const head = facts.find((fact) => fact.head.session_id !== void 0)?.head ?? headBefore?.head ?? {};
	const found = facts.flatMap((fact) => fact.messages);
	const times = found.map(({ time }) => time);
	const since = require_session_files.ownSince(times, run);
	const isOlder = run.isLate === true && (require_session_files.toTime(head.started_at) ?? since) < since;
	const older = found.filter(({ time }) => time !== null && time < since);
	const old = new Map([...messagesBefore?.messages ?? [], ...older].map((message) => [message.id, message.share]));
	const added = found.filter((message) => !old.has(message.id));
	const model = require_step.asText(head.model);
	return {
		id: require_step.asText(head.session_id) ?? id,
		model,
		version: require_step.asText(head.version),
		status: require_step.asText(head.status),
		totals: readTotals(head, model),
		totalsBefore: headBefore === void 0 ? void 0 : readTotals(headBefore.head, model),
		callsBefore: require_model_shares.addShares([...old.values()]),
		calls: require_model_shares.addShares(added.map((message) => message.share)),
		isNew: !isOlder && own.every((file) => file.isNew) && old.size === 0,
		folder: require_step.asText(head.cwd),
		isWhole: facts.length === own.length && own.every((file) => file.isNew || before.has(file.name))
	};
}
function pickFact(document) {
	const { session_id, status, model, cwd, started_at } = document;
	const metadata = require_step.digObject(document, "metadata");
	const version = require_step.dig(metadata, "sessionHistoryOrigin", "version");
	return {
		head: {
			session_id,
			status,
			model,
			cwd,
			started_at,
			aggregateUsage: metadata?.aggregateUsage,
			usage: metadata?.usage,
			version
		},
		messages: require_step.asArray(document.messages).flatMap(pickMessage)
	};
}
function pickMessage(value) {
	const message = require_step.asObject(value);
	const [id, metrics] = [require_step.asText(message?.id), require_step.asObject(message?.metrics)];
	if (id === void 0 || metrics === void 0) return [];
	const model = require_step.digText(message, "modelInfo", "id") ?? "";
	return [{
		id,
		time: require_session_files.timeOf(message ?? {}),
		share: {
			...readUsage(metrics, metrics.cost),
			model,
			turns: 1
		}
	}];
}
function readTotals(head, model) {
	const usage = require_step.asObject(head.aggregateUsage) ?? require_step.asObject(head.usage);
	return usage === void 0 ? void 0 : {
		...readUsage(usage, usage.totalCost),
		model: model ?? ""
	};
}
const KEYS = {
	input: "inputTokens",
	cacheRead: "cacheReadTokens",
	cacheWrite: "cacheWriteTokens",
	output: "outputTokens"
};
function readUsage(usage, statedCost) {
	const [figures, cost] = [require_model_shares.readFigures(usage, KEYS, "whole"), require_model_shares.readCost(statedCost)];
	const isFree = cost === 0 && (require_model_shares.readCount(usage.inputTokens) !== 0 || figures.output !== 0);
	return {
		...figures,
		model: "",
		turns: null,
		cost: isFree ? null : cost
	};
}
function idOf(name) {
	return name.slice(0, name.indexOf("/"));
}
exports.cline = cline;
