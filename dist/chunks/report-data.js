(function (exports, require, module, __filename, __dirname) {
const require_figures = require("./figures.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_csv = require("./csv.js");
// src/render/report-data.ts
function reportToJson(report, { projectId, branch, isFleet, dimensions }) {
	const lists = dimensions.map((dimension) => [`by_${dimension}`, report.groups[dimension].map(({ name, figures }) => ({
		[dimension]: name,
		...figuresToJson(figures)
	}))]);
	const { fix, unfixed, rollback, undo } = report.recovery;
	return {
		schema_version: 1,
		...isFleet === true ? { repository: projectId } : { project_id: projectId },
		period: report.period,
		...isFleet === true ? {} : { branch },
		unfinished_steps: report.unfinished,
		total: figuresToJson(report.total),
		previous: report.previous && {
			period: report.previous.period,
			...figuresToJson(report.previous.total)
		},
		one_shot: rateToJson(report.oneShot),
		time_to_fix: {
			...timesToJson(fix),
			unfixed
		},
		time_to_rollback: timesToJson(rollback),
		time_to_undo: timesToJson(undo),
		...Object.fromEntries(lists),
		timelines: report.timelines.branches.map(({ repository, branch: name, events, leftOut }) => ({
			repository,
			branch: name,
			events: events.map(eventToJson),
			events_left_out: leftOut
		})),
		timelines_left_out: report.timelines.leftOut,
		pull_requests: report.pulls && pullsToJson(report.pulls)
	};
}
function reportToCsv({ total, groups }, dimensions) {
	const rows = dimensions.flatMap((by) => groups[by].map(({ name, figures }) => [
		by,
		name,
		figuresToRow(figures)
	]));
	return require_csv.formatCsvGroups(figuresToRow(total), rows);
}
function figuresToJson(figures) {
	const wasted = require_figures.wastedOf(figures);
	return {
		...totalsToJson(figures.usage),
		success: rateToJson(figures.success),
		check: rateToJson(figures.check),
		fixed: rateToJson(figures.fixed),
		rollback: rateToJson(figures.rollback),
		interrupted: rateToJson(figures.interrupted),
		fates: Object.fromEntries(require_figures.FATES.map((fate) => {
			const { steps, costUsd, withoutCost } = figures.fates[fate];
			return [fate, {
				steps,
				cost_usd: costUsd,
				steps_without_cost: withoutCost
			}];
		})),
		cost_per_stayed_step_usd: figures.costPerStayed,
		wasted_usd: wasted.costUsd,
		wasted_share: figures.wastedShare
	};
}
function figuresToRow(figures) {
	return {
		...totalsToJson(figures.usage),
		succeeded: figures.success.count,
		success_rate: figures.success.share,
		checked: figures.check.of,
		check_rate: figures.check.share,
		rolled_back: figures.rollback.count,
		rollback_rate: figures.rollback.share,
		interrupted: figures.interrupted.count,
		stayed: figures.fates.stayed.steps,
		cost_per_stayed_step_usd: figures.costPerStayed,
		wasted_usd: require_figures.wastedOf(figures).costUsd,
		...Object.fromEntries(require_figures.WASTED_FATES.map((fate) => [`wasted_${fate}_usd`, figures.fates[fate].costUsd]))
	};
}
function pullsToJson(pulls) {
	return {
		base: pulls.base,
		merged: rateToJson(pulls.merged),
		steps_per_merged: pulls.stepsPerMerged,
		cost_per_merged_usd: pulls.costPerMerged,
		lines: pulls.lines,
		surviving_lines: pulls.surviving,
		cost_per_surviving_line_usd: pulls.costPerSurvivingLine,
		reworked: rateToJson(pulls.reworked),
		reworked_30d: rateToJson(pulls.reworked30),
		list: pulls.pulls.map(({ usage, ...pull }) => ({
			repository: pull.repository,
			number: pull.number,
			merged: pull.merged,
			merged_by: pull.by,
			merged_at: pull.mergedAt,
			steps: usage.steps,
			cost_usd: usage.costUsd,
			steps_without_cost: usage.withoutCost,
			lines: pull.lines,
			surviving_lines: pull.surviving,
			reworked: pull.reworked,
			reworked_30d: pull.reworked30
		}))
	};
}
function rateToJson({ count, of, share, low, high }) {
	return {
		count,
		of,
		rate: share,
		low,
		high
	};
}
function timesToJson({ count, medianMs, longestMs }) {
	return {
		count,
		median_ms: medianMs,
		longest_ms: longestMs
	};
}
function eventToJson(event) {
	const { kind, at, uid } = event;
	if (event.kind === "step") {
		const { id, status, active, toSha } = event;
		return {
			kind,
			at,
			uid,
			id,
			status,
			active,
			to_sha: toSha
		};
	}
	const { number, fromSha, toSha, stepUids, undoneBy, actor, reason } = event;
	return {
		kind,
		at,
		uid,
		number,
		from_sha: fromSha,
		to_sha: toSha,
		step_uids: stepUids,
		undone_by: undoneBy,
		actor,
		reason
	};
}
function usageReportToJson({ total, groups }, { projectId, since, dimensions }) {
	const lists = dimensions.map((dimension) => [`by_${dimension}`, groups[dimension].map(({ name, usage }) => ({
		[dimension]: name,
		...totalsToJson(usage)
	}))]);
	return {
		project_id: projectId,
		since,
		total: totalsToJson(total),
		...Object.fromEntries(lists)
	};
}
function usageReportToCsv({ total, groups }, dimensions) {
	const rows = dimensions.flatMap((by) => groups[by].map(({ name, usage }) => [
		by,
		name,
		totalsToJson(usage)
	]));
	return require_csv.formatCsvGroups(totalsToJson(total), rows);
}
function totalsToJson(usage) {
	return {
		steps: usage.steps,
		duration_ms: usage.durationMs,
		total_tokens: usage.totalTokens,
		input_tokens: usage.inputTokens,
		cache_read_tokens: usage.cacheReadTokens,
		cache_write_tokens: usage.cacheWriteTokens,
		output_tokens: usage.outputTokens,
		reasoning_tokens: usage.reasoningTokens,
		cache_share: require_action_run_steps.cacheShareOfTotals(usage),
		cost_usd: usage.costUsd,
		estimated_usd: usage.estimatedUsd,
		steps_without_tokens: usage.withoutTokens,
		steps_without_cost: usage.withoutCost,
		steps_counted_in_part: usage.partial
	};
}
exports.reportToCsv = reportToCsv;
exports.reportToJson = reportToJson;
exports.usageReportToCsv = usageReportToCsv;
exports.usageReportToJson = usageReportToJson;
});
