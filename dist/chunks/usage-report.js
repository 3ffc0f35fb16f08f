const require_usage_totals = require("./usage-totals.js");
// src/domain/usage-report.ts
const USAGE_DIMENSIONS = [
	"day",
	"branch",
	"agent",
	"model"
];
function createUsageReport() {
	const sums = {
		day: new Map(),
		branch: new Map(),
		agent: new Map(),
		model: new Map()
	};
	let total = require_usage_totals.NO_USAGE;
	return {
		add(steps) {
			for (const step of steps) {
				const use = useOf(step);
				if (use === null) continue;
				total = require_usage_totals.addTotals(total, use.usage);
				addTo(sums.day, step.startTime.slice(0, 10), use.usage);
				addTo(sums.branch, step.branch, use.usage);
				addTo(sums.agent, use.agent, use.usage);
				for (const share of use.models) addTo(sums.model, share.name, share.usage);
			}
		},
		report: () => usageReportOf(total, {
			day: toGroups(sums.day),
			branch: toGroups(sums.branch),
			agent: toGroups(sums.agent),
			model: toGroups(sums.model)
		})
	};
}
function reportOf(steps) {
	const report = createUsageReport();
	report.add(steps);
	return report.report();
}
function usageReportOf(total, groups) {
	return {
		total,
		groups: {
			day: groups.day.toSorted((a, b) => compareNames(b.name, a.name)),
			branch: dearestFirst(groups.branch),
			agent: dearestFirst(groups.agent),
			model: dearestFirst(groups.model)
		}
	};
}
function addReports(a, b) {
	const join = (dimension) => {
		const sums = new Map();
		for (const { name, usage } of [...a.groups[dimension], ...b.groups[dimension]]) addTo(sums, name, usage);
		return toGroups(sums);
	};
	return usageReportOf(require_usage_totals.addTotals(a.total, b.total), {
		day: join("day"),
		branch: join("branch"),
		agent: join("agent"),
		model: join("model")
	});
}
function useOf(step) {
	if (require_usage_totals.UNSPENT_STATUSES.includes(step.status)) return null;
	const usage = require_usage_totals.totalsOf([step]);
	return {
		usage,
		agent: agentOf(step),
		models: modelShares(step, usage)
	};
}
function restOf(groups, most) {
	return groups.length > most ? groups.slice(most).reduce((sum, { usage }) => require_usage_totals.addTotals(sum, usage), require_usage_totals.NO_USAGE) : null;
}
function agentOf({ tokenUsage, agentConfig }) {
	const agents = tokenUsage?.agents ?? [];
	if (agents.length > 0) return agents.join(" + ");
	return agentConfig?.name ?? agentConfig?.command?.trim().split(/\s+/)[0]?.replace(/^.*\//, "") ?? null;
}
function modelShares(step, usage) {
	const shares = step.tokenUsage?.by_model ?? [];
	const models = step.tokenUsage?.models ?? [];
	if (shares.length < 2) return [{
		name: shares[0]?.model ?? onlyOne(models) ?? step.agentConfig?.model ?? null,
		usage
	}];
	return shares.map((share) => ({
		name: share.model,
		usage: shareToTotals(share, step)
	}));
}
function onlyOne(names) {
	return names.length === 1 ? names[0] : void 0;
}
function shareToTotals(share, { status, tokenUsage }) {
	const { input_tokens: input, cache_read_tokens: read, cache_write_tokens: write, output_tokens: output, cost } = share;
	const isKnown = input !== null && output !== null;
	const prompt = isKnown ? input + (read ?? 0) + (write ?? 0) : null;
	const usage = tokenUsage === null ? null : {
		...tokenUsage,
		input_tokens: input,
		cache_read_tokens: read,
		cache_write_tokens: write,
		output_tokens: output,
		reasoning_tokens: share.reasoning_tokens,
		total_tokens: isKnown && prompt !== null ? prompt + output : null,
		cost
	};
	return require_usage_totals.totalsOf([{
		status,
		durationMs: null,
		tokenUsage: usage
	}]);
}
function addTo(sums, name, usage) {
	sums.set(name, require_usage_totals.addTotals(sums.get(name) ?? require_usage_totals.NO_USAGE, usage));
}
function toGroups(sums) {
	return [...sums].map(([name, usage]) => ({
		name,
		usage
	}));
}
function dearestFirst(groups) {
	return groups.toSorted((a, b) => (b.usage.costUsd ?? -1) - (a.usage.costUsd ?? -1) || (b.usage.totalTokens ?? -1) - (a.usage.totalTokens ?? -1) || compareNames(a.name, b.name));
}
function compareNames(a, b) {
	return (a ?? "") < (b ?? "") ? -1 : 1;
}
Object.defineProperty(exports, "USAGE_DIMENSIONS", {
	enumerable: true,
	get: function() {
		return USAGE_DIMENSIONS;
	}
});
Object.defineProperty(exports, "addReports", {
	enumerable: true,
	get: function() {
		return addReports;
	}
});
Object.defineProperty(exports, "agentOf", {
	enumerable: true,
	get: function() {
		return agentOf;
	}
});
Object.defineProperty(exports, "compareNames", {
	enumerable: true,
	get: function() {
		return compareNames;
	}
});
Object.defineProperty(exports, "createUsageReport", {
	enumerable: true,
	get: function() {
		return createUsageReport;
	}
});
Object.defineProperty(exports, "modelShares", {
	enumerable: true,
	get: function() {
		return modelShares;
	}
});
Object.defineProperty(exports, "reportOf", {
	enumerable: true,
	get: function() {
		return reportOf;
	}
});
Object.defineProperty(exports, "restOf", {
	enumerable: true,
	get: function() {
		return restOf;
	}
});
Object.defineProperty(exports, "usageReportOf", {
	enumerable: true,
	get: function() {
		return usageReportOf;
	}
});
Object.defineProperty(exports, "useOf", {
	enumerable: true,
	get: function() {
		return useOf;
	}
});
