(function (exports, require, module, __filename, __dirname) {
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_call_findings = require("./call-findings.js");
const require_model_shares = require("./model-shares.js");
const require_follow_sessions = require("./follow-sessions.js");
// src/usage/agents/continue.ts
const LIST = "sessions/sessions.json";
const TOTALS = {
	input: "promptTokens",
	cacheRead: ["promptTokensDetails", "cachedTokens"],
	cacheWrite: ["promptTokensDetails", "cacheWriteTokens"],
	output: "completionTokens"
};
const ANTHROPIC = {
	input: "prompt_tokens",
	cacheRead: ["prompt_tokens_details", "cache_read_tokens"],
	cacheWrite: ["prompt_tokens_details", "cache_write_tokens"],
	output: "completion_tokens",
	reasoning: ["completion_tokens_details", "reasoning_tokens"]
};
const OPENAI = {
	...ANTHROPIC,
	cacheRead: ["prompt_tokens_details", "cached_tokens"]
};
const continueCli = require_follow_sessions.describedBy({
	types: [],
	marks: ["\"note\":\"Response was not valid JSON"]
}, (place) => {
	const matches = (path) => /^sessions\/[^/]+\.json$/.test(path);
	return {
		files: [{
			...require_follow_sessions.ownFolder(place, "CONTINUE_GLOBAL_DIR", ".continue"),
			depth: 1,
			matches
		}],
		isDocument: matches,
		isShared: (name) => name === LIST,
		isTimeless: true,
		pick: (document, name) => name === LIST ? require_action_help_run_steps.asArray(document.list).map(pickEntry) : pickSession(document),
		pickPrinted: ({ response, note, status }) => {
			if (response === void 0 || require_action_help_run_steps.asText(note)?.startsWith("Response was not valid JSON") !== true) return void 0;
			return { verdict: {
				kind: status === "success" ? "completed" : "failed",
				text: require_action_help_run_steps.asText(status) ?? null
			} };
		},
		tell: require_follow_sessions.tellEach(tellSession)
	};
});
function pickEntry(entry) {
	const created = Number(require_action_help_run_steps.digText(entry, "dateCreated") ?? NaN);
	return {
		session: require_action_help_run_steps.digText(entry, "sessionId"),
		created: created > 0 ? created : null
	};
}
function pickSession(document) {
	const said = require_action_help_run_steps.asArray(document.history).map((entry) => require_action_help_run_steps.digObject(entry, "message")).filter((message) => message?.role === "assistant");
	const calls = said.flatMap((message) => pickCall(require_action_help_run_steps.asObject(message?.usage)));
	const conventions = new Set(calls.filter(({ counts }) => counts.cacheRead !== 0).map((call) => call.isApart));
	return {
		session: require_action_help_run_steps.asText(document.sessionId),
		folder: require_action_help_run_steps.asText(document.workspaceDirectory),
		document: {
			turns: said.length,
			calls: require_model_shares.addShares(calls.map((call) => call.share)),
			callCounts: require_model_shares.sumFigures(calls.map((call) => call.counts)),
			totals: require_model_shares.readFigures(require_action_help_run_steps.asObject(document.usage), TOTALS, "rest"),
			isApart: conventions.size === 1 ? [...conventions][0] : void 0
		}
	};
}
function pickCall(usage) {
	if (usage === void 0) return [];
	const details = require_action_help_run_steps.digObject(usage, "prompt_tokens_details");
	const isNamed = details?.cache_read_tokens !== void 0 || details?.cache_write_tokens !== void 0;
	const counts = require_model_shares.readFigures(usage, require_action_help_run_steps.dig(details, "cache_read_tokens") == null ? OPENAI : ANTHROPIC, "rest");
	const isApart = isNamed || (counts.cacheRead ?? 0) > (counts.input ?? 0);
	const model = require_action_help_run_steps.digText(usage, "model");
	return [{
		counts,
		isApart,
		share: {
			...require_model_shares.toShare(toFigures(counts, isApart), model),
			turns: 1
		}
	}];
}
function toFigures(counts, isApart) {
	if (isApart) return counts;
	const { input, cacheRead, cacheWrite } = counts;
	return {
		...counts,
		input: require_model_shares.subtractCounts(input, cacheRead, cacheWrite),
		cacheWrite: cacheWrite ?? (cacheRead === null ? null : 0)
	};
}
function tellSession({ id, disk }, { loose, end }) {
	const [old, now] = [disk?.before, disk?.after].map((facts) => facts?.findLast(({ document }) => document)?.document);
	const verdict = loose.at(-1)?.verdict ?? null;
	const known = {
		sessionId: id,
		verdict,
		turns: now ? require_model_shares.subtractCounts(now.turns, old?.turns ?? null) : null
	};
	const hasEnded = verdict !== null || end.exitCode === 0;
	const reason = require_call_findings.firstReason([disk !== void 0 && !(disk.isNew || old !== void 0), "what its session had used before is not known"], [!hasEnded, "it may have been cut off, and a call that was is not known"]);
	if (now === void 0) return require_call_findings.findShares([], {
		...known,
		source: "session.usage",
		reason
	});
	return tellGrowth(now, old ?? NOTHING, {
		...known,
		reason
	});
}
const NOTHING = pickSession({}).document;
function tellGrowth(now, old, known) {
	const [grown, called] = [require_model_shares.subtractFigures(now.totals, old.totals), require_model_shares.subtractFigures(now.callCounts, old.callCounts)];
	const isSame = require_model_shares.hasFigures(called) && grown.input === called.input && grown.output === called.output;
	if (isSame || !require_model_shares.hasFigures(grown)) {
		const shares = now.calls.map((share) => {
			const other = old.calls.find(({ model }) => model === share.model);
			return other === void 0 ? share : {
				...share,
				...require_model_shares.subtractFigures(share, other)
			};
		}).filter((share) => share.output !== 0 || share.input !== 0);
		return require_call_findings.findShares(shares, {
			...known,
			source: "history.usage",
			reason: isSame ? known.reason : "its session has no totals"
		});
	}
	const isApart = now.isApart ?? (grown.cacheRead ?? 0) + (grown.cacheWrite ?? 0) > (grown.input ?? 0);
	const isClear = now.isApart !== void 0 || !require_model_shares.isSound(grown) || (grown.cacheRead ?? 0) === 0;
	return require_call_findings.findShares([require_model_shares.toShare(toFigures(grown, isApart))], {
		...known,
		source: "session.usage",
		reason: isClear ? known.reason : "whether its input includes what came from cache is not known"
	});
}
exports.continueCli = continueCli;
});
