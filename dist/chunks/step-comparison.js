(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/domain/step-comparison.ts
function parseCompareWith(text, what) {
	return text === "previous" ? text : require_action_post_help_run_steps.parseStepRef(text, what);
}
const CODE_MODES = [
	"states",
	"work",
	"commits",
	"none"
];
const FIGURES = [
	"duration_ms",
	"cost_usd",
	"total_tokens",
	"input_tokens",
	"cache_read_tokens",
	"cache_write_tokens",
	"output_tokens",
	"turns"
];
function compareSteps(a, b) {
	const sameBefore = same(a.commitShaBefore, b.commitShaBefore);
	const digests = {
		a: a.prompt?.sha256 ?? null,
		b: b.prompt?.sha256 ?? null
	};
	const samePrompt = same(digests.a, digests.b);
	const [checkA, checkB] = [a.check?.command ?? null, b.check?.command ?? null];
	const sameCheck = checkA === null && checkB === null ? null : checkA === checkB;
	return {
		sameBefore,
		samePrompt,
		sameCheck,
		digests,
		reasons: [
			...sameBefore === true ? [] : ["they began from different states of the files"],
			...samePrompt === false ? ["they were asked different things"] : [],
			...differentInstructions(a.setup, b.setup),
			...sameCheck === false ? ["their checks differ"] : [],
			...isPassed(a.checkBefore) === isPassed(b.checkBefore) ? [] : ["their checks did not say the same before them"],
			...sameCheck === null ? ["no check told whether the work is right"] : []
		],
		config: changedSettings(a.agentConfig, b.agentConfig),
		figures: compareFigures(a, b)
	};
}
function isPassed(check) {
	return check && check.exit_code === 0;
}
function differentInstructions(a, b) {
	if (a === null || b === null) return [];
	const digests = (setup) => new Map(setup.instructions.map(({ path, sha256 }) => [path, sha256]));
	const [ofA, ofB] = [digests(a), digests(b)];
	const paths = [...new Set([...ofA.keys(), ...ofB.keys()])].filter((path) => ofA.get(path) !== ofB.get(path));
	return paths.length === 0 ? [] : [`their instruction files differ: ${paths.join(", ")}`];
}
function same(a, b) {
	return a === null || b === null ? null : a === b;
}
function changedSettings(a, b) {
	const [left, right] = [flatten(a), flatten(b)];
	return [...new Set([...left.keys(), ...right.keys()])].flatMap((path) => {
		const [one, other] = [left.get(path) ?? null, right.get(path) ?? null];
		return JSON.stringify(one) === JSON.stringify(other) ? [] : [{
			path,
			a: one,
			b: other
		}];
	});
}
function flatten(value, under = "") {
	const flat = new Map();
	for (const [key, one] of Object.entries(value ?? {})) if (!(typeof one === "object" && one !== null && !Array.isArray(one))) flat.set(`${under}${key}`, one);
	else for (const [path, leaf] of flatten(one, `${under}${key}.`)) flat.set(path, leaf);
	return flat;
}
function compareFigures(a, b) {
	const figures = FIGURES.map((name) => [name, compareFigure(figureOf(a, name), figureOf(b, name))]);
	return Object.fromEntries(figures);
}
function figureOf({ durationMs, tokenUsage }, name) {
	if (name === "duration_ms") return {
		value: durationMs,
		isExact: durationMs !== null
	};
	const value = tokenUsage?.[name === "cost_usd" ? "cost" : name] ?? null;
	const isEstimate = name === "cost_usd" && tokenUsage?.cost_estimated === true;
	return {
		value,
		isExact: value !== null && tokenUsage?.state === "measured" && !isEstimate
	};
}
function compareFigure(a, b) {
	const abs = a.value === null || b.value === null ? null : b.value - a.value;
	const pct = abs === null || a.value === null || a.value === 0 ? null : abs / a.value * 100;
	const isExact = a.isExact && b.isExact;
	const favorable = abs === null || abs === 0 || !isExact ? null : abs < 0 ? "b" : "a";
	return {
		a: a.value,
		b: b.value,
		abs,
		pct,
		favorable,
		isExact
	};
}
function comparisonToJson(comparison) {
	const { sameBefore, samePrompt, sameCheck, digests, reasons, config, figures } = comparison;
	const figure = ({ isExact, ...rest }) => ({
		...rest,
		exact: isExact
	});
	return {
		comparable: {
			same_before: sameBefore,
			same_prompt: samePrompt,
			same_check: sameCheck,
			reasons
		},
		prompt: {
			digest_a: digests.a,
			digest_b: digests.b
		},
		config,
		figures: Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, figure(value)]))
	};
}
Object.defineProperty(exports, "CODE_MODES", {
	enumerable: true,
	get: function() {
		return CODE_MODES;
	}
});
Object.defineProperty(exports, "compareSteps", {
	enumerable: true,
	get: function() {
		return compareSteps;
	}
});
Object.defineProperty(exports, "comparisonToJson", {
	enumerable: true,
	get: function() {
		return comparisonToJson;
	}
});
Object.defineProperty(exports, "parseCompareWith", {
	enumerable: true,
	get: function() {
		return parseCompareWith;
	}
});
});
