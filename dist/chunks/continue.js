let node_path = require("node:path");
const require_step = require("./step.js");
const require_call_findings = require("./call-findings.js");
const require_choose_sessions = require("./choose-sessions.js");
const require_model_shares = require("./model-shares.js");
const require_read_growth = require("./read-growth.js");
const require_read_records = require("./read-records.js");
const require_session_files = require("./session-files.js");
// src/usage/agents/continue.ts
const continueCli = {
	wants: {
		types: [],
		marks: ["\"note\":\"Response was not valid JSON"]
	},
	begin: async (place) => followRun(await watchSessions(place))
};
const LIST = "sessions/sessions.json";
const isSession = (path) => /^sessions\/[^/]+\.json$/.test(path) && path !== LIST;
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
function followRun(readSessions) {
	let verdict = null;
	return {
		record: (record) => {
			if ("response" in record && require_step.asText(record.note)?.startsWith("Response was not valid JSON") === true) verdict = {
				kind: record.status === "success" ? "completed" : "failed",
				text: require_step.asText(record.status) ?? null
			};
		},
		finish: async (end) => {
			const isPrinted = verdict !== null;
			const isExpected = end.isExpected || isPrinted;
			const { sessions, doubt } = await require_choose_sessions.chooseOwn(await readSessions(end), () => false, {
				...end,
				isExpected
			}, 0);
			if (sessions.length === 0 && !isExpected) return null;
			return require_choose_sessions.withDoubt({
				...toFindings(sessions, isPrinted || end.exitCode === 0),
				verdict
			}, doubt);
		}
	};
}
function toFindings(sessions, hasEnded) {
	const missing = sessions.find((session) => session.reason !== null)?.reason ?? null;
	const shares = sessions.flatMap((session) => session.shares);
	return {
		...require_call_findings.findShares(shares, {
			sessionId: sessions.findLast((session) => session.id !== void 0)?.id ?? null,
			source: sessions[0]?.source ?? "session.usage",
			reason: missing ?? (hasEnded ? null : "it may have been cut off, and a call that was is not known")
		}),
		turns: require_model_shares.sumCounts(sessions.map((session) => session.turns))
	};
}
async function watchSessions(place) {
	const folder = require_session_files.ownFolder(place, "CONTINUE_GLOBAL_DIR", ".continue");
	const files = await require_session_files.watchFiles(place, {
		...folder,
		depth: 1,
		matches: isSession
	});
	const before = await require_read_growth.readBefore(files, isSession, pickFact);
	return async (run) => {
		const changed = require_session_files.newestFiles(await files.changed(run)).files;
		const begun = changed.length === 0 ? new Map() : await readList((0, node_path.join)(folder.root, LIST));
		const sessions = [];
		for (const file of changed) {
			const began = begun.get((0, node_path.basename)(file.name, ".json"));
			const isOlder = began === void 0 ? place.isResuming || place.isLate : began < run.startTime - require_session_files.DOUBT_MS;
			const isNew = file.isNew && !isOlder;
			const now = pickFact(require_step.asObject(await require_read_records.readDocument(file.path)) ?? {});
			const old = before.get(file.name) ?? pickFact({});
			sessions.push({
				id: now.id,
				...tellGrowth(now, old, isNew || before.has(file.name)),
				turns: require_model_shares.subtractCounts(now.turns, old.turns),
				isNew,
				folder: now.folder
			});
		}
		return sessions;
	};
}
async function readList(path) {
	const entries = require_step.asArray(await require_read_records.readDocument(path)).map((entry) => {
		return [require_step.digText(entry, "sessionId") ?? "", Number(require_step.digText(entry, "dateCreated") ?? NaN)];
	});
	return new Map(entries.filter(([, began]) => began > 0));
}
function tellGrowth(now, old, isOldKnown) {
	const calls = now.calls.map((share) => {
		const other = old.calls.find(({ model }) => model === share.model);
		return other === void 0 ? share : {
			...share,
			...require_model_shares.subtractFigures(share, other)
		};
	});
	const [grown, called] = [require_model_shares.subtractFigures(now.totals, old.totals), require_model_shares.subtractFigures(now.callCounts, old.callCounts)];
	const isSame = require_model_shares.hasFigures(called) && grown.input === called.input && grown.output === called.output;
	const reason = isOldKnown ? null : "what its session had used before is not known";
	if (isSame || !require_model_shares.hasFigures(grown)) {
		const missing = isSame ? reason : "its session has no totals";
		return {
			shares: calls.filter((share) => share.output !== 0 || share.input !== 0),
			source: "history.usage",
			reason: missing
		};
	}
	const isApart = now.isApart ?? (grown.cacheRead ?? 0) + (grown.cacheWrite ?? 0) > (grown.input ?? 0);
	const unclear = now.isApart !== void 0 || !require_model_shares.isSound(grown) || (grown.cacheRead ?? 0) === 0 ? reason : "whether its input includes what came from cache is not known";
	return {
		shares: [{
			...toFigures(grown, isApart),
			model: "",
			turns: null,
			cost: null
		}],
		source: "session.usage",
		reason: unclear
	};
}
function pickFact(document) {
	const said = require_step.asArray(document.history).map((entry) => require_step.digObject(entry, "message")).filter((message) => message?.role === "assistant");
	const calls = said.flatMap((message) => pickCall(require_step.asObject(message?.usage)));
	const conventions = new Set(calls.filter(({ counts }) => counts.cacheRead !== 0).map((call) => call.isApart));
	return {
		id: require_step.asText(document.sessionId),
		folder: require_step.asText(document.workspaceDirectory),
		turns: said.length,
		calls: require_model_shares.addShares(calls.map((call) => call.share)),
		callCounts: require_model_shares.sumFigures(calls.map((call) => call.counts)),
		totals: require_model_shares.readFigures(require_step.asObject(document.usage), TOTALS, "rest"),
		isApart: conventions.size === 1 ? [...conventions][0] : void 0
	};
}
function pickCall(usage) {
	if (usage === void 0) return [];
	const details = require_step.digObject(usage, "prompt_tokens_details");
	const isNamed = details?.cache_read_tokens !== void 0 || details?.cache_write_tokens !== void 0;
	const counts = require_model_shares.readFigures(usage, require_step.dig(details, "cache_read_tokens") == null ? OPENAI : ANTHROPIC, "rest");
	const isApart = isNamed || (counts.cacheRead ?? 0) > (counts.input ?? 0);
	const model = require_step.digText(usage, "model") ?? "";
	return [{
		counts,
		isApart,
		share: {
			...toFigures(counts, isApart),
			model,
			turns: 1,
			cost: null
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
exports.continueCli = continueCli;
