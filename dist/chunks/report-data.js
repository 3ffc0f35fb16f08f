const require_report = require("./report2.js");
const require_csv = require("./csv.js");
const require_usage_report_data = require("./usage-report-data.js");
// src/render/report-data.ts
function reportToJson(report, { projectId, branch, dimensions }) {
	const lists = dimensions.map((dimension) => [`by_${dimension}`, report.groups[dimension].map(({ name, figures }) => ({
		[dimension]: name,
		...figuresToJson(figures)
	}))]);
	const { fix, unfixed, rollback, undo } = report.recovery;
	return {
		schema_version: 1,
		project_id: projectId,
		period: report.period,
		branch,
		unfinished_steps: report.unfinished,
		total: figuresToJson(report.total),
		one_shot: rateToJson(report.oneShot),
		time_to_fix: {
			...timesToJson(fix),
			unfixed
		},
		time_to_rollback: timesToJson(rollback),
		time_to_undo: timesToJson(undo),
		...Object.fromEntries(lists),
		timelines: report.timelines.branches.map(timelineToJson),
		timelines_left_out: report.timelines.leftOut
	};
}
function reportToCsv({ total, groups }, dimensions) {
	const line = (by, { name, figures }) => require_csv.formatCsvLine([
		by,
		name,
		...Object.values(figuresToRow(figures))
	]);
	return [
		require_csv.formatCsvLine([
			"by",
			"name",
			...Object.keys(figuresToRow(total))
		]),
		line("total", {
			name: null,
			figures: total
		}),
		...dimensions.flatMap((dimension) => groups[dimension].map((group) => line(dimension, group)))
	].join("");
}
function figuresToJson(figures) {
	const wasted = require_report.wastedOf(figures);
	return {
		...require_usage_report_data.totalsToJson(figures.usage),
		success: rateToJson(figures.success),
		check: rateToJson(figures.check),
		rollback: rateToJson(figures.rollback),
		interrupted: rateToJson(figures.interrupted),
		fates: Object.fromEntries(require_report.FATES.map((fate) => {
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
		...require_usage_report_data.totalsToJson(figures.usage),
		succeeded: figures.success.count,
		success_rate: figures.success.share,
		checked: figures.check.of,
		check_rate: figures.check.share,
		rolled_back: figures.rollback.count,
		rollback_rate: figures.rollback.share,
		interrupted: figures.interrupted.count,
		stayed: figures.fates.stayed.steps,
		cost_per_stayed_step_usd: figures.costPerStayed,
		wasted_usd: require_report.wastedOf(figures).costUsd,
		...Object.fromEntries(require_report.WASTED_FATES.map((fate) => [`wasted_${fate}_usd`, figures.fates[fate].costUsd]))
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
function timelineToJson({ repository, branch, events, leftOut }) {
	return {
		repository,
		branch,
		events: events.map(eventToJson),
		events_left_out: leftOut
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
exports.reportToCsv = reportToCsv;
exports.reportToJson = reportToJson;
