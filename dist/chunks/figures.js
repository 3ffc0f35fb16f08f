(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
// src/domain/report/figures.ts
const FATES = [
	"stayed",
	"failed",
	"rolled_back",
	"pinned"
];
const WASTED_FATES = [
	"failed",
	"rolled_back",
	"pinned"
];
function fateOf({ status, active, pushed }) {
	if (require_action_run_steps.UNSPENT_STATUSES.includes(status)) return null;
	if (status !== "succeeded") return "failed";
	if (!active) return "rolled_back";
	return pushed === "pinned" || pushed === "bundled" ? "pinned" : "stayed";
}
function emptyTally() {
	return {
		usage: {
			stayed: { ...require_action_run_steps.NO_USAGE },
			failed: { ...require_action_run_steps.NO_USAGE },
			rolled_back: { ...require_action_run_steps.NO_USAGE },
			pinned: { ...require_action_run_steps.NO_USAGE }
		},
		interrupted: 0,
		checked: 0,
		checkPassed: 0,
		failedBefore: 0,
		fixed: 0
	};
}
function addToTally(tally, { status, check, checkBefore }, fate, usage) {
	require_action_run_steps.addToTotals(tally.usage[fate], usage);
	if (status === "interrupted") tally.interrupted += 1;
	if (check !== null) tally.checked += 1;
	if (check?.exit_code === 0) tally.checkPassed += 1;
	if (checkBefore === null || checkBefore.exit_code === 0) return;
	tally.failedBefore += 1;
	if (check?.exit_code === 0) tally.fixed += 1;
}
function joinTally(tally, other) {
	for (const fate of FATES) require_action_run_steps.addToTotals(tally.usage[fate], other.usage[fate]);
	for (const count of COUNTS) tally[count] += other[count];
}
const COUNTS = [
	"interrupted",
	"checked",
	"checkPassed",
	"failedBefore",
	"fixed"
];
function figuresOf({ usage: fates, interrupted, checked, checkPassed, failedBefore, fixed }) {
	const usage = FATES.map((fate) => fates[fate]).reduce(require_action_run_steps.addTotals);
	const wasted = wastedOf({ fates });
	const succeeded = usage.steps - fates.failed.steps;
	const cost = knownCost(usage);
	return {
		usage,
		fates,
		success: rateOf(succeeded, usage.steps),
		check: rateOf(checkPassed, checked),
		fixed: rateOf(fixed, failedBefore),
		rollback: rateOf(fates.rolled_back.steps, succeeded),
		interrupted: rateOf(interrupted, usage.steps),
		costPerStayed: cost === null || fates.stayed.steps === 0 ? null : cost / fates.stayed.steps,
		wastedShare: cost === null || cost === 0 ? null : (wasted.costUsd ?? 0) / cost
	};
}
function wastedOf({ fates }) {
	return WASTED_FATES.map((fate) => fates[fate]).reduce(require_action_run_steps.addTotals);
}
function knownCost({ steps, withoutCost, costUsd }) {
	return withoutCost * 2 < steps ? costUsd : null;
}
const Z = 1.959963984540054;
function rateOf(count, of) {
	if (of === 0) return {
		count,
		of,
		share: null,
		low: null,
		high: null
	};
	const share = count / of;
	const weight = Z ** 2 / of;
	const middle = (share + weight / 2) / (1 + weight);
	const reach = Z / (1 + weight) * Math.sqrt(share * (1 - share) / of + weight / (4 * of));
	return {
		count,
		of,
		share,
		low: count === 0 ? 0 : Math.max(0, middle - reach),
		high: count === of ? 1 : Math.min(1, middle + reach)
	};
}
Object.defineProperty(exports, "FATES", {
	enumerable: true,
	get: function() {
		return FATES;
	}
});
Object.defineProperty(exports, "WASTED_FATES", {
	enumerable: true,
	get: function() {
		return WASTED_FATES;
	}
});
Object.defineProperty(exports, "addToTally", {
	enumerable: true,
	get: function() {
		return addToTally;
	}
});
Object.defineProperty(exports, "emptyTally", {
	enumerable: true,
	get: function() {
		return emptyTally;
	}
});
Object.defineProperty(exports, "fateOf", {
	enumerable: true,
	get: function() {
		return fateOf;
	}
});
Object.defineProperty(exports, "figuresOf", {
	enumerable: true,
	get: function() {
		return figuresOf;
	}
});
Object.defineProperty(exports, "joinTally", {
	enumerable: true,
	get: function() {
		return joinTally;
	}
});
Object.defineProperty(exports, "knownCost", {
	enumerable: true,
	get: function() {
		return knownCost;
	}
});
Object.defineProperty(exports, "rateOf", {
	enumerable: true,
	get: function() {
		return rateOf;
	}
});
Object.defineProperty(exports, "wastedOf", {
	enumerable: true,
	get: function() {
		return wastedOf;
	}
});
});
