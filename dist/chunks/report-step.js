(function (exports, require, module, __filename, __dirname) {
const require_action_post = require("./action-post.js");
const require_comment = require("./comment.js");
const require_step_outputs = require("./step-outputs.js");
const require_action_run = require("./action-run.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_escape = require("./escape.js");
const require_summary = require("./summary.js");
// src/action/report-step.ts
async function reportStep(report) {
	const { inputs, context, step, history, publication } = report;
	const recorded = require_action_help_run_steps.isStored(publication) && !require_action_run.isForkRun(context);
	require_action_post.setOutputs({
		...stepOutputs(step, {
			stepsDb: history.dbPath,
			logFile: report.logFile,
			recorded
		}),
		...await totalsSoFar(report),
		"comment-url": report.commentUrl
	});
	const failures = report.failure === null ? [] : [report.failure];
	if (inputs.options.requireRecord && !recorded) failures.push("The record could not be published (require-record: true).");
	require_action_post.actionLog.info(logLine(step, publication, failures.length > 0));
	if (report.failure === null && step.status !== "succeeded") {
		const ended = require_action_run.endLine({
			...step,
			changes: null,
			tokenUsage: null
		});
		require_action_post.actionLog.notice(`The workflow goes on (continue-on-agent-error: true) although ${ended}.`);
	}
	await writeSummary(report);
	if (failures.length > 0) require_action_post.setFailed(failures.join(" "));
}
function stepOutputs(step, facts) {
	return {
		...require_step_outputs.stepToOutputs(step),
		"token-usage": step.tokenUsage && JSON.stringify(step.tokenUsage),
		step: JSON.stringify(require_action_run_steps.stepToJson(step)),
		"steps-db": facts.stepsDb,
		"log-file": facts.logFile,
		recorded: facts.recorded
	};
}
function logLine(step, publication, isIncomplete = false) {
	const parts = [
		require_action_run.endLine(step, isIncomplete),
		require_action_run.workPlace(step),
		require_action_help_run_steps.isStored(publication) ? "" : "its record is not published"
	];
	const line = require_action_help_run_steps.joinFilled(parts, "; ");
	return `${require_action_help_run_steps.capital(line)}.`;
}
async function totalsSoFar({ step, history }) {
	const totals = async () => {
		if (history.condition.kind === "unreadable") return {
			branch: null,
			project: null
		};
		return {
			branch: step.branch === null ? null : await history.sumUsage({ branch: step.branch }),
			project: await history.sumUsage()
		};
	};
	const { branch, project } = await totals().catch((error) => {
		require_action_post.actionLog.warn(`The usage of the whole history could not be summed up: ${require_action_post_help_run_steps.describeError(error)}`);
		return {
			branch: null,
			project: null
		};
	});
	return {
		"branch-total-tokens": branch?.totalTokens,
		"branch-cost-usd": branch?.costUsd,
		"project-total-tokens": project?.totalTokens,
		"project-cost-usd": project?.costUsd
	};
}
async function writeSummary(report) {
	const { inputs, job, context, step, history, publication, logFile } = report;
	try {
		const scope = {
			pullRequest: null,
			branch: step.branch
		};
		const view = await require_comment.historyToView(history, scope, {
			...inputs,
			slug: job.slug,
			context
		});
		const text = require_summary.renderStepSummary({
			...view,
			step,
			publication: require_action_run.isForkRun(context) ? null : publication,
			logFile
		});
		require_action_post.addToSummary(text);
	} catch (error) {
		require_action_post.actionLog.warn(`The job summary could not be written: ${require_action_post_help_run_steps.describeError(error)}`);
	}
}
async function notifyServices({ otlp, webhook, checkRun, isFork }, job, { step, rollback }, seen) {
	const { warn } = require_action_post.actionLog;
	await Promise.all([
		otlp.settings === null ? null : require_action_run.sendStepTelemetry(otlp.settings, {
			step,
			rollback,
			seen,
			env: job.env,
			warn
		}),
		require_action_run.warnOnFailure(warn, async () => {
			if (webhook === null) return;
			const { sendWebhook } = await Promise.resolve().then(() => require("./send.js"));
			const problem = await sendWebhook(webhook, step);
			if (problem !== null) warn(problem);
		}),
		require_action_run.warnOnFailure(warn, async () => {
			const request = checkRun === null || isFork ? null : checkRunOf(checkRun, step);
			if (request !== null) await job.forge?.writeCheckRun(request);
		})
	]);
}
function checkRunOf(name, step) {
	const sha = (step.pushed === "pushed" || step.pushed === "unchanged" || step.pushed === "pinned" ? step.commitShaAfter : null) ?? step.commitShaBefore;
	if (sha === null) return null;
	const conclusion = conclusionOf(step);
	const line = require_action_run.endLine(step, conclusion !== "success");
	const place = require_action_run.workPlace(step);
	return {
		name,
		sha,
		conclusion,
		uid: step.uid,
		startedAt: step.startTime,
		endedAt: step.endTime ?? step.startTime,
		title: line,
		summary: require_escape.escapeText(place === "" ? line : `${line}; ${place}`, 1e3),
		url: step.run?.url ?? null
	};
}
function conclusionOf({ status, pushed }) {
	if (status === "succeeded") return pushed === "pinned" || pushed === "bundled" ? "action_required" : "success";
	if (status === "refused") return "action_required";
	return status === "timed_out" ? "timed_out" : status === "cancelled" ? "cancelled" : "failure";
}
Object.defineProperty(exports, "logLine", {
	enumerable: true,
	get: function() {
		return logLine;
	}
});
Object.defineProperty(exports, "notifyServices", {
	enumerable: true,
	get: function() {
		return notifyServices;
	}
});
Object.defineProperty(exports, "reportStep", {
	enumerable: true,
	get: function() {
		return reportStep;
	}
});
Object.defineProperty(exports, "stepOutputs", {
	enumerable: true,
	get: function() {
		return stepOutputs;
	}
});
Object.defineProperty(exports, "writeSummary", {
	enumerable: true,
	get: function() {
		return writeSummary;
	}
});
});
