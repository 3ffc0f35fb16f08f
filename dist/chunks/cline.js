(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
const require_follow_sessions = require("./follow-sessions.js");
const require_run_time = require("./run-time.js");
// src/usage/agents/cline.ts
const CUT_OFF = "it was cut off before it wrote its totals";
const KEYS = {
	input: "inputTokens",
	cacheRead: "cacheReadTokens",
	cacheWrite: "cacheWriteTokens",
	output: "outputTokens"
};
const cline = require_follow_sessions.describedBy({
	types: ["run_result"],
	marks: ["\"event\":{\"type\":\"usage\""]
}, ({ env, home }) => {
	const data = env.CLINE_DATA_DIR || (0, node_path.join)(env.CLINE_DIR || (0, node_path.join)(home, ".cline"), "data");
	const within = env.CLINE_SESSION_DATA_DIR || env.CLINE_DATA_DIR || env.CLINE_DIR || home;
	const matches = (path) => /^[^/]+\/[^/]+\.json$/.test(path);
	return {
		files: [{
			root: env.CLINE_SESSION_DATA_DIR || (0, node_path.join)(data, "sessions"),
			within,
			depth: 1,
			matches
		}],
		isDocument: matches,
		pick: (document) => [pickHead(document), ...require_action_help_run_steps.asArray(document.messages).flatMap(pickMessage)],
		sessionOf: (name) => name.slice(0, name.indexOf("/")),
		pickPrinted,
		tell: tellRuns
	};
});
function pickPrinted(record) {
	const usage = require_action_help_run_steps.asObject(record.aggregateUsage) ?? require_action_help_run_steps.asObject(record.usage);
	if (record.type === "run_result" && usage !== void 0 && "finishReason" in record) {
		const model = require_action_help_run_steps.digText(record, "model", "id");
		const verdict = toVerdict(require_action_help_run_steps.asText(record.finishReason) ?? null);
		return {
			total: [readUsage(usage, usage.totalCost, model)],
			turns: require_model_shares.readCount(record.iterations),
			model,
			verdict
		};
	}
	const event = record.type === "agent_event" ? require_action_help_run_steps.asObject(record.event) : void 0;
	return event?.type === "usage" ? { call: require_call_findings.oneCall(readUsage(event, event.cost, void 0), true) } : void 0;
}
function pickHead(document) {
	const metadata = require_action_help_run_steps.digObject(document, "metadata");
	const usage = require_action_help_run_steps.asObject(metadata?.aggregateUsage) ?? require_action_help_run_steps.asObject(metadata?.usage);
	const model = require_action_help_run_steps.asText(document.model);
	return {
		folder: require_action_help_run_steps.asText(document.cwd),
		model,
		status: require_action_help_run_steps.asText(document.status),
		created: require_run_time.toTime(document.started_at),
		version: require_action_help_run_steps.asText(require_action_help_run_steps.dig(metadata, "sessionHistoryOrigin", "version")),
		total: usage && [readUsage(usage, usage.totalCost, model)]
	};
}
function pickMessage(value) {
	const message = require_action_help_run_steps.asObject(value);
	const [id, metrics] = [require_action_help_run_steps.asText(message?.id), require_action_help_run_steps.asObject(message?.metrics)];
	if (message === void 0 || id === void 0 || metrics === void 0) return [];
	return [{
		id,
		at: require_run_time.timeOf(message),
		call: require_call_findings.oneCall(readUsage(metrics, metrics.cost, require_action_help_run_steps.dig(message, "modelInfo", "id")), true)
	}];
}
function readUsage(usage, stated, model) {
	return require_call_findings.statedCost({
		...require_model_shares.readShare(usage, KEYS, "whole", model),
		cost: require_model_shares.readCost(stated)
	});
}
function tellRuns({ runs, loose }) {
	const left = loose.filter(({ total }) => total !== void 0);
	const told = runs.map((run) => {
		const [total] = require_follow_sessions.totalsOf(run.disk?.after ?? []).slice(-1);
		const match = left.findIndex((one) => require_model_shares.isSame(require_model_shares.sumFigures(one.total ?? []), require_model_shares.sumFigures(total ?? [])));
		return {
			run,
			result: total === void 0 || match === -1 ? void 0 : left.splice(match, 1)[0]
		};
	}).map(({ run, result }) => tellSession(run, result ?? left.shift()));
	const printed = left.map(({ total = [], turns = null }) => {
		return require_call_findings.findShares(total, {
			sessionId: null,
			source: "run_result.aggregateUsage",
			reason: null,
			turns
		});
	});
	const calls = require_follow_sessions.callsOf(loose.slice(loose.findLastIndex(({ total }) => total !== void 0) + 1));
	const cut = calls.length > 0 && runs.every(({ disk }) => require_follow_sessions.totalsOf(disk?.after ?? []).length > 0) ? [require_call_findings.findShares(calls, {
		sessionId: null,
		source: "agent_event.usage",
		reason: CUT_OFF
	})] : [];
	const all = [
		...told,
		...printed,
		...cut
	];
	const nothing = require_call_findings.findShares([], {
		sessionId: null,
		source: "session.aggregateUsage",
		reason: null
	});
	const findings = require_call_findings.mergeFindings(all.length > 0 ? all : [nothing]);
	const said = loose.findLast(({ verdict }) => verdict !== void 0);
	const model = loose.findLast((fact) => fact.model !== void 0)?.model;
	return {
		...findings,
		verdict: said?.verdict ?? findings.verdict,
		config: {
			...findings.config,
			...require_call_findings.toConfig(model, {})
		}
	};
}
function tellSession({ id, disk }, result) {
	const { before = [], after = [], isWhole = true } = disk ?? {};
	const last = (key) => [...before, ...after].findLast((fact) => fact[key] !== void 0);
	const [calls, callsBefore] = [require_follow_sessions.callsOf(after), require_follow_sessions.callsOf(before)];
	const [[total], [totalBefore]] = [require_follow_sessions.totalsOf(after).slice(-1), require_follow_sessions.totalsOf(before).slice(-1)];
	const totals = [result?.total, total].filter((one) => one !== void 0);
	const status = last("status")?.status;
	const isOld = totalBefore !== void 0 && total !== void 0 && require_model_shares.isSame(require_model_shares.sumFigures(total), require_model_shares.sumFigures(totalBefore));
	const isKilled = result === void 0 && (status === "running" || isOld && calls.length > 0);
	const known = {
		sessionId: id,
		turns: result?.turns ?? require_model_shares.sumCounts(calls.map((share) => share.turns)),
		verdict: status === void 0 || status === "running" ? null : toVerdict(status),
		config: require_call_findings.toConfig(last("model")?.model, { agent_version: last("version")?.version }),
		timed: calls
	};
	const [first] = totals;
	if (first === void 0 || isKilled) return require_call_findings.findShares(calls, {
		...known,
		source: "messages.metrics",
		reason: CUT_OFF
	});
	const older = [
		totalBefore ?? callsBefore,
		[],
		callsBefore
	];
	const rests = totals.map((one) => require_model_shares.subtractBefore([one], older, calls));
	const rest = rests.find(({ isProven }) => isProven) ?? rests[0] ?? {
		shares: first,
		isProven: false
	};
	const isCertain = isWhole && (rest.isProven || older.every((shares) => shares.length === 0));
	const isListed = rest.isProven && require_model_shares.isSame(require_model_shares.sumFigures(rest.shares), require_model_shares.sumFigures(calls));
	return require_call_findings.findShares(isListed ? calls : rest.shares, {
		...known,
		source: result === void 0 ? "session.aggregateUsage" : "run_result.aggregateUsage",
		reason: require_call_findings.firstReason([!isCertain, "what its session had used before is not known"])
	});
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
exports.cline = cline;
});
