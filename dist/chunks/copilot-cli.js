(function (exports, require, module, __filename, __dirname) {
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
const require_follow_sessions = require("./follow-sessions.js");
// src/usage/agents/copilot-cli.ts
const EVENT_TYPE = /"type"\s*:\s*"(?:session\.(?:start|resume|shutdown|usage_record|error)|abort|assistant\.turn_(?:start|end))"/;
const EDGE = 300;
const RETRY_MS = 1e3;
const MAY_HAVE_BROKEN_OFF = "a call may have broken off and been tried again, which its text mode does not say";
const KEYS = {
	input: "inputTokens",
	cacheRead: "cacheReadTokens",
	cacheWrite: "cacheWriteTokens",
	output: "outputTokens",
	reasoning: "reasoningTokens"
};
const copilotCli = require_follow_sessions.describedBy({
	types: ["result", "model.call_failure"],
	errorPrefixes: ["Resume "]
}, (place) => ({
	files: [{
		...require_follow_sessions.ownFolder(place, "COPILOT_HOME", ".copilot"),
		depth: 2,
		matches: (path) => /^session-state\/[^/]+\/events\.jsonl$/.test(path)
	}],
	wants: (line) => [line.subarray(0, EDGE), line.subarray(-300)].some((edge) => EVENT_TYPE.test(edge.toString("latin1"))),
	pick: pickEvent,
	hasRequests: true,
	pickPrinted,
	pickLine: (text) => ({ session: /^Resume\s+copilot --resume=([\w-]{1,100})$/.exec(text)?.[1] }),
	sessionOf: (name) => name.split("/").at(-2) ?? name,
	tell: require_follow_sessions.tellEach(tellSession)
}), {
	name: "github-copilot chat",
	pick: pickTold
});
function pickPrinted({ type, data, sessionId, usage, exitCode }) {
	if (type === "model.call_failure") return require_action_help_run_steps.dig(data, "failureKind") === "transport" ? {
		isHint: true,
		gap: require_call_findings.BROKE_OFF
	} : void 0;
	const session = require_action_help_run_steps.asText(sessionId);
	if (type !== "result" || session === void 0 || require_action_help_run_steps.dig(usage, "premiumRequests") === void 0) return void 0;
	return {
		session,
		verdict: {
			kind: exitCode === 0 ? "completed" : "failed",
			text: null
		}
	};
}
function pickEvent({ type, data, agentId, id: own, parentId, timestamp }) {
	const at = Date.parse(require_action_help_run_steps.asText(timestamp) ?? "");
	switch (type) {
		case "session.start":
		case "session.resume": return {
			session: require_action_help_run_steps.digText(data, "sessionId"),
			folder: require_action_help_run_steps.digText(data, "context", "cwd"),
			version: require_action_help_run_steps.digText(data, "copilotVersion"),
			effort: require_action_help_run_steps.digText(data, "reasoningEffort")
		};
		case "session.shutdown": {
			const metrics = require_action_help_run_steps.digObject(data, "modelMetrics");
			return metrics && { total: Object.entries(metrics).map(readMetrics) };
		}
		case "session.usage_record": {
			const usage = require_action_help_run_steps.digObject(data, "usage");
			const id = require_action_help_run_steps.asText(require_action_help_run_steps.dig(usage, "accounting", "usageId")) ?? require_action_help_run_steps.asText(usage?.apiCallId);
			const [to, tookMs] = [require_action_help_run_steps.asText(parentId), require_model_shares.readCount(usage?.duration)];
			const answered = to !== void 0 && tookMs !== null && at >= 0 ? { answered: {
				to,
				at,
				tookMs
			} } : {};
			return usage && {
				id,
				call: require_call_findings.oneCall(require_model_shares.readShare(usage, KEYS, "whole", usage.model), true),
				...answered
			};
		}
		case "assistant.turn_start": {
			const id = require_action_help_run_steps.asText(own);
			return id !== void 0 && at >= 0 ? { begun: {
				id,
				at
			} } : void 0;
		}
		case "assistant.turn_end": return agentId === void 0 ? { event: "turn" } : void 0;
		case "abort": return {
			event: "abort",
			gap: require_call_findings.BROKE_OFF,
			verdict: {
				kind: "aborted",
				text: null
			}
		};
		case "session.error": {
			const kind = require_action_help_run_steps.digText(data, "errorType");
			return {
				event: "error",
				gap: kind === "query" && require_action_help_run_steps.digText(data, "message") !== void 0 && typeof require_action_help_run_steps.dig(data, "statusCode") !== "number" ? require_call_findings.BROKE_OFF : void 0,
				verdict: {
					kind: "failed",
					text: kind ?? null
				}
			};
		}
		default: return;
	}
}
function readMetrics([model, metrics]) {
	return {
		...require_model_shares.readShare(require_action_help_run_steps.digObject(metrics, "usage"), KEYS, "whole", model),
		turns: require_model_shares.readCount(require_action_help_run_steps.dig(metrics, "requests", "count"))
	};
}
function pickTold(told) {
	const usage = (name) => told[`gen_ai.usage.${name}`];
	const figures = {
		inputTokens: usage("input_tokens"),
		outputTokens: usage("output_tokens"),
		reasoningTokens: usage("reasoning.output_tokens"),
		cacheReadTokens: usage("cache_read.input_tokens") ?? 0,
		cacheWriteTokens: usage("cache_write.input_tokens") ?? usage("cache_creation.input_tokens") ?? 0
	};
	const model = told["gen_ai.response.model"] ?? told["gen_ai.request.model"];
	const call = {
		...require_model_shares.readShare(figures, KEYS, "whole", model),
		calls: 1
	};
	return {
		id: told["gen_ai.response.id"],
		session: told["gen_ai.conversation.id"],
		call
	};
}
function tellSession({ id, printed, disk }, { loose }) {
	const { before = [], after = [], isWhole = true } = disk ?? {};
	const totals = after.flatMap(({ total }) => total === void 0 ? [] : [total]);
	const calls = require_follow_sessions.callsOf(after);
	const isFinal = totals.length > 0;
	const { shares, isProven } = isFinal ? require_model_shares.subtractBefore(totals, earlier(before), calls) : {
		shares: calls,
		isProven: true
	};
	const isCertain = isProven || totals.length === 1 && (before.length === 0 || calls.length === 0);
	const start = [...before, ...after].find(({ version }) => version !== void 0);
	const own = printed.at(-1)?.verdict;
	const said = after.findLast(({ event }) => event === "abort") ?? after.findLast(({ event }) => event === "error");
	const turns = after.filter(({ event }) => event === "turn").length;
	return require_call_findings.findShares(isFinal && shares.length === 0 ? [require_model_shares.NOTHING_USED] : shares, {
		sessionId: id,
		timed: calls,
		source: isFinal ? "session.shutdown" : "session.usage_record",
		reason: require_call_findings.firstReason([!isFinal, "it was cut off before it wrote its totals"], [!isCertain, "what its session had used before is not certain"], [[
			...loose,
			...printed,
			...after
		].some(({ gap }) => gap !== void 0), require_call_findings.BROKE_OFF], [own === void 0 && hasWaited(after), MAY_HAVE_BROKEN_OFF], [!isWhole, "its events could not be read as a whole"]),
		verdict: own?.kind === "completed" && said?.event !== "abort" ? own : said?.verdict ?? own,
		config: {
			metadata: {},
			...require_call_findings.toConfig(null, {
				agent_version: start?.version,
				reasoning_effort: start?.effort
			})
		},
		turns: disk === void 0 ? null : Math.min(turns, calls.length === 0 ? 1e400 : calls.length)
	});
}
function hasWaited(events) {
	const turns = new Map(events.flatMap(({ begun }) => begun === void 0 ? [] : [[begun.id, begun.at]]));
	return events.some(({ answered }) => {
		const start = turns.get(answered?.to ?? "");
		return answered !== void 0 && start !== void 0 && answered.at - start - answered.tookMs >= RETRY_MS;
	});
}
function earlier(before) {
	const last = before.findLastIndex(({ total }) => total !== void 0);
	const written = before[last]?.total ?? [];
	return [
		require_model_shares.addShares([...written, ...require_follow_sessions.callsOf(before.slice(last + 1))]),
		written,
		[]
	];
}
exports.copilotCli = copilotCli;
});
