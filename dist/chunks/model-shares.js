(function (exports, require, module, __filename, __dirname) {
const require_action_help_run_steps = require("./action-help-run-steps.js");
// src/usage/figures.ts
const NO_FIGURES = {
	input: null,
	cacheRead: null,
	cacheWrite: null,
	output: null,
	reasoning: null
};
const CHARGED = [
	"input",
	"cacheRead",
	"cacheWrite",
	"output"
];
const CLASSES = [...CHARGED, "reasoning"];
const HIGHEST_COST = 1e9;
function readCount(value) {
	if (value === void 0 || value === null) return null;
	return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : NaN;
}
function readCost(value) {
	if (value === void 0 || value === null) return null;
	return typeof value === "number" && value >= 0 && value <= HIGHEST_COST ? value : NaN;
}
const API_KEYS = {
	input: "input_tokens",
	cacheRead: "cache_read_input_tokens",
	cacheWrite: "cache_creation_input_tokens",
	output: "output_tokens",
	reasoning: ["output_tokens_details", "thinking_tokens"]
};
function readFigures(usage, keys, input) {
	const told = mapClasses((key) => readCount(keys[key] === void 0 ? null : require_action_help_run_steps.dig(usage, ...[keys[key]].flat())));
	return input === "rest" ? told : {
		...told,
		input: subtractCounts(told.input, told.cacheRead, told.cacheWrite)
	};
}
function addCounts(...terms) {
	return terms.reduce((a, b) => a === null ? b : a + (b ?? 0), null);
}
function subtractCounts(whole, ...parts) {
	if (whole === null) return null;
	const left = whole - (addCounts(...parts) ?? 0);
	return left >= 0 ? left : NaN;
}
function addFigures(...all) {
	return mapClasses((key) => addCounts(...all.map((figures) => figures[key])));
}
function subtractFigures(now, before) {
	return mapClasses((key) => subtractCounts(now[key], before[key]));
}
function maxFigures(a, b) {
	return mapClasses((key) => {
		const [one, other] = [a[key], b[key]];
		return one === null || other === null ? one ?? other : Math.max(one, other);
	});
}
function totalOf({ input, cacheRead, cacheWrite, output }) {
	return addCounts(input, cacheRead, cacheWrite, output);
}
function settle(count) {
	return count !== null && Math.abs(count) <= Number.MAX_SAFE_INTEGER ? count : null;
}
function hasFigures(figures) {
	return CLASSES.some((key) => figures[key] !== null);
}
function isSound(figures) {
	return CLASSES.every((key) => figures[key] === null || Number.isSafeInteger(figures[key]));
}
function mapClasses(map) {
	return {
		input: map("input"),
		cacheRead: map("cacheRead"),
		cacheWrite: map("cacheWrite"),
		output: map("output"),
		reasoning: map("reasoning")
	};
}
// src/usage/model-shares.ts
function readShare(usage, keys, input, model) {
	return toShare(readFigures(usage, keys, input), require_action_help_run_steps.asText(model));
}
function toShare(figures, model = "") {
	return {
		...figures,
		model,
		turns: null,
		cost: null
	};
}
function addShares(shares) {
	return addBy(shares, ({ model, rate }) => `${model} ${rate ?? ""}`);
}
function addByModel(shares) {
	return addBy(shares, ({ model }) => model);
}
function addBy(shares, keyOf) {
	const sums = new Map();
	for (const share of shares) {
		const other = sums.get(keyOf(share));
		sums.set(keyOf(share), other === void 0 ? share : addTwo(other, share));
	}
	return [...sums.values()];
}
function addTwo(a, b) {
	return {
		...addFigures(a, b),
		model: a.model,
		hourWrite: addCounts(a.hourWrite ?? null, b.hourWrite ?? null),
		rate: a.rate ?? null,
		calls: addCounts(a.calls ?? null, b.calls ?? null),
		turns: addCounts(a.turns, b.turns),
		cost: a.cost === null || b.cost === null ? null : a.cost + b.cost
	};
}
function sumFigures(all) {
	return all.reduce((sum, figures) => addFigures(sum, figures), NO_FIGURES);
}
function sumCounts(all) {
	return all.reduce((sum, count) => addCounts(sum, count), null);
}
const NOTHING_USED = toShare({
	input: 0,
	cacheRead: 0,
	cacheWrite: 0,
	output: 0,
	reasoning: 0
});
function subtractBefore(totals, before, calls) {
	const used = sumFigures(calls);
	const last = totals.at(-1) ?? [];
	const candidates = [...before.map((old) => subtractShares(last, old)), ...totals.length > 1 ? before.map((old) => addShares(totals.flatMap((one) => subtractShares(one, old)))) : []];
	const proven = candidates.find((shares) => isSame(sumFigures(shares), used));
	const sound = candidates.find((shares) => isSound(sumFigures(shares))) ?? candidates[0];
	const likely = totals.length > 1 && calls.length > 0 ? calls : sound ?? last;
	return {
		shares: proven ?? likely,
		isProven: proven !== void 0
	};
}
function subtractShares(totals, before) {
	return totals.map((share) => {
		const old = before.find(({ model }) => model === share.model);
		if (old === void 0) return share;
		return {
			...share,
			...subtractFigures(share, old),
			turns: subtractCounts(share.turns, old.turns),
			hourWrite: subtractCounts(share.hourWrite ?? null, old.hourWrite ?? null),
			cost: subtractCosts(share.cost, old.cost)
		};
	}).filter((share) => !isSame(share, NOTHING_USED));
}
function subtractCosts(now, before) {
	const left = before === null ? null : subtractCounts(now, before);
	return left === null || Number.isNaN(left) ? left : Number(left.toFixed(10));
}
function covers(all, part) {
	return CHARGED.every((key) => (all[key] ?? 0) >= (part[key] ?? 0));
}
function isSame(a, b) {
	return isSound(a) && isSound(b) && CHARGED.every((key) => (a[key] ?? 0) === (b[key] ?? 0));
}
const LONGEST_NAME = 200;
function toName(value) {
	if (typeof value !== "string") return null;
	const line = value.slice(0, LONGEST_NAME).replace(/\p{C}+/gu, " ").trim();
	return line === "" ? null : line;
}
Object.defineProperty(exports, "API_KEYS", {
	enumerable: true,
	get: function() {
		return API_KEYS;
	}
});
Object.defineProperty(exports, "CHARGED", {
	enumerable: true,
	get: function() {
		return CHARGED;
	}
});
Object.defineProperty(exports, "NOTHING_USED", {
	enumerable: true,
	get: function() {
		return NOTHING_USED;
	}
});
Object.defineProperty(exports, "NO_FIGURES", {
	enumerable: true,
	get: function() {
		return NO_FIGURES;
	}
});
Object.defineProperty(exports, "addByModel", {
	enumerable: true,
	get: function() {
		return addByModel;
	}
});
Object.defineProperty(exports, "addCounts", {
	enumerable: true,
	get: function() {
		return addCounts;
	}
});
Object.defineProperty(exports, "addFigures", {
	enumerable: true,
	get: function() {
		return addFigures;
	}
});
Object.defineProperty(exports, "addShares", {
	enumerable: true,
	get: function() {
		return addShares;
	}
});
Object.defineProperty(exports, "covers", {
	enumerable: true,
	get: function() {
		return covers;
	}
});
Object.defineProperty(exports, "hasFigures", {
	enumerable: true,
	get: function() {
		return hasFigures;
	}
});
Object.defineProperty(exports, "isSame", {
	enumerable: true,
	get: function() {
		return isSame;
	}
});
Object.defineProperty(exports, "isSound", {
	enumerable: true,
	get: function() {
		return isSound;
	}
});
Object.defineProperty(exports, "mapClasses", {
	enumerable: true,
	get: function() {
		return mapClasses;
	}
});
Object.defineProperty(exports, "maxFigures", {
	enumerable: true,
	get: function() {
		return maxFigures;
	}
});
Object.defineProperty(exports, "readCost", {
	enumerable: true,
	get: function() {
		return readCost;
	}
});
Object.defineProperty(exports, "readCount", {
	enumerable: true,
	get: function() {
		return readCount;
	}
});
Object.defineProperty(exports, "readFigures", {
	enumerable: true,
	get: function() {
		return readFigures;
	}
});
Object.defineProperty(exports, "readShare", {
	enumerable: true,
	get: function() {
		return readShare;
	}
});
Object.defineProperty(exports, "settle", {
	enumerable: true,
	get: function() {
		return settle;
	}
});
Object.defineProperty(exports, "subtractBefore", {
	enumerable: true,
	get: function() {
		return subtractBefore;
	}
});
Object.defineProperty(exports, "subtractCounts", {
	enumerable: true,
	get: function() {
		return subtractCounts;
	}
});
Object.defineProperty(exports, "subtractFigures", {
	enumerable: true,
	get: function() {
		return subtractFigures;
	}
});
Object.defineProperty(exports, "subtractShares", {
	enumerable: true,
	get: function() {
		return subtractShares;
	}
});
Object.defineProperty(exports, "sumCounts", {
	enumerable: true,
	get: function() {
		return sumCounts;
	}
});
Object.defineProperty(exports, "sumFigures", {
	enumerable: true,
	get: function() {
		return sumFigures;
	}
});
Object.defineProperty(exports, "toName", {
	enumerable: true,
	get: function() {
		return toName;
	}
});
Object.defineProperty(exports, "toShare", {
	enumerable: true,
	get: function() {
		return toShare;
	}
});
Object.defineProperty(exports, "totalOf", {
	enumerable: true,
	get: function() {
		return totalOf;
	}
});
});
