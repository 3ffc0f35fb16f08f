(function (exports, require, module, __filename, __dirname) {
const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_model_shares = require("./model-shares.js");
// src/usage/call-findings.ts
var call_findings_exports = require_rolldown_runtime.__exportAll({
	BROKE_OFF: () => BROKE_OFF,
	doubtOfKilled: () => doubtOfKilled,
	findNothing: () => findNothing,
	findShares: () => findShares,
	firstReason: () => firstReason,
	mergeFindings: () => mergeFindings,
	oneCall: () => oneCall,
	statedCost: () => statedCost,
	toConfig: () => toConfig,
	withDoubt: () => withDoubt
});
const BROKE_OFF = "a call broke off without an answer, and not all that it used is known";
const NO_RECORD = "it left no record of its tokens";
function oneCall(share, isMain) {
	return {
		...share,
		turns: isMain ? 1 : 0,
		calls: 1
	};
}
function statedCost(share) {
	return share.cost === 0 && (require_model_shares.totalOf(share) ?? 0) > 0 && !/[-:]free$/.test(share.model) ? {
		...share,
		cost: null
	} : share;
}
function findShares(shares, known) {
	const figures = require_model_shares.sumFigures(shares);
	const isKnown = require_model_shares.hasFigures(figures);
	const isPriced = isKnown && shares.every(({ cost }) => cost !== null);
	const models = require_model_shares.addShares(shares).filter(({ model }) => model !== "");
	const model = models[0]?.model;
	return {
		figures: isKnown ? figures : require_model_shares.NO_FIGURES,
		turns: known.turns === void 0 ? isKnown ? require_model_shares.sumCounts(shares.map(({ turns }) => turns)) : null : known.turns,
		models,
		...shares.every(({ calls }) => calls === 1) ? { calls: shares } : {},
		timed: known.timed ?? shares,
		sessionId: known.sessionId,
		cost: isPriced ? require_model_shares.sumCounts(shares.map(({ cost }) => cost)) : null,
		source: known.source,
		state: !isKnown ? "unknown" : known.reason === null ? "measured" : "partial",
		reason: isKnown ? known.reason : NO_RECORD,
		verdict: known.verdict ?? null,
		config: {
			...model === void 0 ? {} : { model },
			...known.config
		}
	};
}
function findNothing(reason = NO_RECORD) {
	return {
		...findShares([], {
			sessionId: null,
			source: "none",
			reason: null
		}),
		reason
	};
}
function firstReason(...reasons) {
	return reasons.find(([holds]) => holds)?.[1] ?? null;
}
function toConfig(model, facts) {
	const metadata = Object.fromEntries(Object.entries(facts).filter(([, value]) => value != null));
	const isEmpty = Object.keys(metadata).length === 0;
	return {
		...model == null ? {} : { model },
		...isEmpty ? {} : { metadata }
	};
}
function mergeFindings(all) {
	const [only] = all;
	if (only !== void 0 && all.length === 1) return only;
	const states = new Set(all.map(({ state }) => state));
	const known = all.filter(({ state }) => state !== "unknown");
	return {
		figures: require_model_shares.sumFigures(all.map(({ figures }) => figures)),
		turns: known.some(({ turns }) => turns === null) ? null : require_model_shares.sumCounts(known.map(({ turns }) => turns)),
		models: require_model_shares.addShares(all.flatMap(({ models }) => models)),
		...known.every(({ calls }) => calls !== void 0) ? { calls: known.flatMap(({ calls }) => calls ?? []) } : {},
		timed: all.flatMap(({ timed }) => timed ?? []),
		sessionId: all.findLast(({ sessionId }) => sessionId !== null)?.sessionId ?? null,
		cost: known.some(({ cost }) => cost === null) ? null : require_model_shares.sumCounts(known.map(({ cost }) => cost)),
		source: [...new Set((known.length > 0 ? known : all).map(({ source }) => source))].join(" + "),
		state: states.size > 1 ? "partial" : only?.state ?? "unknown",
		reason: all.find(({ reason }) => reason !== null)?.reason ?? null,
		verdict: all.findLast(({ verdict }) => verdict !== null)?.verdict ?? null,
		config: mergeConfigs(all.map(({ config }) => config))
	};
}
function mergeConfigs(configs) {
	const metadata = Object.assign({}, ...configs.map((config) => config.metadata ?? {}).reverse());
	return {
		...Object.assign({}, ...[...configs].reverse()),
		metadata
	};
}
function withDoubt(findings, doubt) {
	return doubt !== null && findings.state === "measured" ? {
		...findings,
		state: "partial",
		reason: doubt
	} : findings;
}
function doubtOfKilled({ exitCode, isRunning }) {
	return (exitCode === null || exitCode === 124 || exitCode > 128) && isRunning !== true ? "it was killed, and a call that had begun may not be in its records" : null;
}
Object.defineProperty(exports, "BROKE_OFF", {
	enumerable: true,
	get: function() {
		return BROKE_OFF;
	}
});
Object.defineProperty(exports, "call_findings_exports", {
	enumerable: true,
	get: function() {
		return call_findings_exports;
	}
});
Object.defineProperty(exports, "doubtOfKilled", {
	enumerable: true,
	get: function() {
		return doubtOfKilled;
	}
});
Object.defineProperty(exports, "findNothing", {
	enumerable: true,
	get: function() {
		return findNothing;
	}
});
Object.defineProperty(exports, "findShares", {
	enumerable: true,
	get: function() {
		return findShares;
	}
});
Object.defineProperty(exports, "firstReason", {
	enumerable: true,
	get: function() {
		return firstReason;
	}
});
Object.defineProperty(exports, "mergeFindings", {
	enumerable: true,
	get: function() {
		return mergeFindings;
	}
});
Object.defineProperty(exports, "oneCall", {
	enumerable: true,
	get: function() {
		return oneCall;
	}
});
Object.defineProperty(exports, "statedCost", {
	enumerable: true,
	get: function() {
		return statedCost;
	}
});
Object.defineProperty(exports, "toConfig", {
	enumerable: true,
	get: function() {
		return toConfig;
	}
});
Object.defineProperty(exports, "withDoubt", {
	enumerable: true,
	get: function() {
		return withDoubt;
	}
});
});
