const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_usage_totals = require("./usage-totals.js");
const require_cli = require("./cli.js");
const require_positionals = require("./positionals.js");
const require_place = require("./place.js");
const require_progress = require("./progress.js");
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
				if (require_usage_totals.UNSPENT_STATUSES.includes(step.status)) continue;
				const usage = require_usage_totals.totalsOf([step]);
				total = require_usage_totals.addTotals(total, usage);
				addTo(sums.day, step.startTime.slice(0, 10), usage);
				addTo(sums.branch, step.branch, usage);
				addTo(sums.agent, agentOf(step), usage);
				for (const share of modelShares(step, usage)) addTo(sums.model, share.name, share.usage);
			}
		},
		report: () => ({
			total,
			groups: {
				day: [...toGroups(sums.day)].sort((a, b) => compareNames(b.name, a.name)),
				branch: dearestFirst(sums.branch),
				agent: dearestFirst(sums.agent),
				model: dearestFirst(sums.model)
			}
		})
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
function dearestFirst(sums) {
	return toGroups(sums).toSorted((a, b) => (b.usage.costUsd ?? -1) - (a.usage.costUsd ?? -1) || (b.usage.totalTokens ?? -1) - (a.usage.totalTokens ?? -1) || compareNames(a.name, b.name));
}
function compareNames(a, b) {
	return (a ?? "") < (b ?? "") ? -1 : 1;
}
// src/cli/usage.ts
var usage_exports = require_rolldown_runtime.__exportAll({ define: () => define });
const ROWS_BY_DEFAULT = 15;
const PAGE = 1e3;
function define(command, context) {
	command.usage("[options] [project-id]").argument("[project-id...]", "the project (default: the one of this repository)").option("--since <time>", "only steps that began then or later: 2026-11-01, a time, or 7d (today and six days before)").option("--branch <name>", "only steps of this branch", require_place.branchOf).option("--by <what>", `only one table: ${USAGE_DIMENSIONS.join(", ")}`, require_place.oneOf("--by", USAGE_DIMENSIONS)).option("--limit <number>", `rows a table may have, or all (default: ${ROWS_BY_DEFAULT})`, require_place.parseLimit).option("--json", "print one object with all of it").option("--csv", "print lines of CSV with all of it");
	require_place.addHistoryOptions(command);
	command.addHelpText("after", EXAMPLES);
	command.action((args, options) => showUsage(context, args, options));
}
async function showUsage(context, args, options) {
	const { project } = require_positionals.readProject(args, options.project);
	const since = options.since === void 0 ? null : require_place.parseSince(options.since, new Date());
	const opened = await require_positionals.openHistory(context, project, options);
	try {
		const filter = {
			...since === null ? {} : { startedSince: since },
			...options.branch === void 0 ? {} : { branch: options.branch }
		};
		const report = await require_progress.withProgress(context, "adding up the history", () => addUp(opened.history, filter));
		const dimensions = options.by === void 0 ? USAGE_DIMENSIONS : [options.by];
		if (options.json === true) {
			const { usageReportToJson } = await Promise.resolve().then(() => require("./usage-report-data.js"));
			return require_cli.printJson(context, usageReportToJson(report, {
				projectId: opened.project.id,
				since,
				dimensions
			}));
		}
		if (options.csv === true) {
			const { usageReportToCsv } = await Promise.resolve().then(() => require("./usage-report-data.js"));
			context.streams.stdout.write(usageReportToCsv(report, dimensions));
			return;
		}
		if (report.total.steps === 0) return require_cli.print(context, nothing(opened.project.id, options));
		const { renderUsageReport } = await Promise.resolve().then(() => require("./usage-report.js"));
		require_cli.print(context, renderUsageReport(report, {
			projectId: opened.project.id,
			since: since?.replace("T00:00:00.000Z", "") ?? null,
			dimensions,
			limit: options.limit === void 0 ? ROWS_BY_DEFAULT : options.limit,
			width: require_cli.stdoutWidth(context),
			paint: require_cli.stdoutPaint(context)
		}));
	} finally {
		await opened.close();
	}
}
async function addUp(history, filter) {
	const report = createUsageReport();
	let beforeId;
	for (;;) {
		const page = await history.listSteps({
			...filter,
			limit: PAGE,
			...beforeId === void 0 ? {} : { beforeId }
		});
		report.add(page);
		const last = page.at(-1)?.id ?? null;
		if (page.length < PAGE || last === null) return report.report();
		beforeId = last;
	}
}
function nothing(projectId, { since, branch }) {
	return `No agent has run in project ${projectId}${[since === void 0 ? "" : ` since ${since}`, branch === void 0 ? "" : ` on ${branch}`].join("")}. laforge steps lists what there is.`;
}
const EXAMPLES = `
Rolled-back steps count: what they cost was spent. A day is one in UTC. A figure without a mark is exact; + means at
least that much, ≈ estimated by a price list, and an empty cell unknown. A step that used several models counts for each
of them. laforge usage explain <step> shows where the figures of one step came from.

Examples:
  $ laforge usage --since 7d                   the last seven days of this repository
  $ laforge usage acme/app --by model          what each model cost in another project
  $ laforge usage --csv > usage.csv            for a spreadsheet
  $ laforge usage --json | jq .total.cost_usd  for programs`;
exports.USAGE_DIMENSIONS = USAGE_DIMENSIONS;
exports.define = define;
exports.restOf = restOf;
Object.defineProperty(exports, "usage_exports", {
	enumerable: true,
	get: function() {
		return usage_exports;
	}
});
