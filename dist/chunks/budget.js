const require_repository_key = require("./repository-key.js");
// src/domain/budget.ts
function budgetScope(budget, step) {
	const { branch, run, startTime } = step;
	const repository = require_repository_key.repositoryKey(step);
	switch (budget.per) {
		case "day": return { startedSince: `${startTime.slice(0, 10)}T00:00:00.000Z` };
		case "pull_request": return run?.pull_request == null ? null : {
			repository,
			pullRequest: run.pull_request.number
		};
		case "branch": return branch === null ? null : {
			repository,
			branch
		};
		case "project": return {};
	}
}
function budgetFacts(budget, totals, running, own) {
	const isUsd = budget.unit === "usd";
	const others = running.filter(({ uid, id }) => uid !== own.uid && (id === null || own.id === null || id < own.id));
	const bounds = others.map(({ limits }) => (isUsd ? limits?.max_cost_usd : limits?.max_tokens) ?? null);
	return {
		budget,
		used: (isUsd ? totals.costUsd : totals.totalTokens) ?? 0,
		steps: totals.steps,
		unknown: isUsd ? totals.withoutCost : totals.withoutTokens,
		partial: totals.partial,
		running: others.length,
		reserved: bounds.reduce((sum, bound) => sum + Math.max(0, bound ?? 0), 0),
		unbounded: bounds.filter((bound) => bound === null).length
	};
}
function leftOf({ budget, used, reserved }) {
	return Number((budget.amount - used - reserved).toFixed(9));
}
function isUncertain({ unknown, unbounded }) {
	return unknown > 0 || unbounded > 0;
}
function ownCeilings(limits) {
	const ceiling = (amount, unit) => amount == null ? [] : [{
		amount,
		unit,
		budget: null
	}];
	return [...ceiling(limits?.max_cost_usd, "usd"), ...ceiling(limits?.max_tokens, "tokens")];
}
function findPassed(ceilings, spent) {
	return ceilings.find(({ amount, unit }) => (amountOf(spent, unit) ?? 0) > amount);
}
function amountOf(spent, unit) {
	return unit === "usd" ? spent.costUsd : spent.tokens;
}
function usageToSpent(usage) {
	const { prompt_tokens: prompt, completion_tokens: completion, total_tokens: total, cost } = usage;
	const parts = prompt === null && completion === null ? null : (prompt ?? 0) + (completion ?? 0);
	return {
		costUsd: cost,
		tokens: total ?? parts
	};
}
function formatAmount(amount, unit) {
	return `${unit === "usd" ? String(Number(amount.toFixed(4))) : Math.round(amount).toLocaleString("en-US")} ${unit === "usd" ? "USD" : "tokens"}`;
}
function formatLimits(limits) {
	return [...ownCeilings(limits).map(({ amount, unit }) => formatAmount(amount, unit)), ...limits.budgets.map(formatBudget)].join(", ");
}
function formatBudget({ amount, unit, per }) {
	return `${formatAmount(amount, unit)} per ${per.replace("_", " ")}`;
}
Object.defineProperty(exports, "amountOf", {
	enumerable: true,
	get: function() {
		return amountOf;
	}
});
Object.defineProperty(exports, "budgetFacts", {
	enumerable: true,
	get: function() {
		return budgetFacts;
	}
});
Object.defineProperty(exports, "budgetScope", {
	enumerable: true,
	get: function() {
		return budgetScope;
	}
});
Object.defineProperty(exports, "findPassed", {
	enumerable: true,
	get: function() {
		return findPassed;
	}
});
Object.defineProperty(exports, "formatAmount", {
	enumerable: true,
	get: function() {
		return formatAmount;
	}
});
Object.defineProperty(exports, "formatBudget", {
	enumerable: true,
	get: function() {
		return formatBudget;
	}
});
Object.defineProperty(exports, "formatLimits", {
	enumerable: true,
	get: function() {
		return formatLimits;
	}
});
Object.defineProperty(exports, "isUncertain", {
	enumerable: true,
	get: function() {
		return isUncertain;
	}
});
Object.defineProperty(exports, "leftOf", {
	enumerable: true,
	get: function() {
		return leftOf;
	}
});
Object.defineProperty(exports, "ownCeilings", {
	enumerable: true,
	get: function() {
		return ownCeilings;
	}
});
Object.defineProperty(exports, "usageToSpent", {
	enumerable: true,
	get: function() {
		return usageToSpent;
	}
});
